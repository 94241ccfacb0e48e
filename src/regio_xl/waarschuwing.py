"""The names by which the sign "an answer was changed since the calculation" hangs together: the template makes it a formula,
a calculation writes the number that it compares with, and the file adapter knows it for our own. See ``controlegetal``."""

from __future__ import annotations

GEWIJZIGD = "Let op: antwoorden gewijzigd na de berekening"
"""What the formula at the top of each result tab shows when the two numbers differ."""

TOEN = "Controlegetal"
"""The line of the block *Verantwoording* with the number of the answers that the calculation used."""

NU = "ControlegetalNu"
"""The name of the cell on Uitleg with the number of what is filled in now."""
