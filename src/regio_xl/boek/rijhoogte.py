"""How high a row must be for the texts that we put in it.

Excel keeps the height it stored and LibreOffice does not fit rows to text that a program wrote, so the writer says it. A
height that a user set by hand is left alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from regio_xl.boek.bladkaart import Bladkaart
from regio_xl.boek.celinhoud import Celinhoud
from regio_xl.boek.rijen import Rij
from regio_xl.tekstmaat import celregels

HOOGSTE = 409.5
"""Points; Excel takes no higher row."""
REGEL, LUCHT = 15, 6
"""Points of one line of text of 11 points, and of the room above and below."""


def rijhoogte(kaart: Bladkaart, rij: Rij | None, inhoud: Mapping[int, Celinhoud]) -> float:
    """Height in points for a row with these contents by column; no less than it was when it holds more than ours."""
    regels = 1
    for kolom, een in inhoud.items():
        if isinstance(een, str):
            regels = max(regels, celregels(een, kaart.breedte(kolom)))
    nodig = min(float(REGEL * regels + LUCHT), HOOGSTE)
    return max(nodig, _huidige(rij)) if rij is not None and _houdt_meer(rij, inhoud) else nodig


def _houdt_meer(rij: Rij, onze: Collection[int]) -> bool:
    return any(cel.inhoud is not None for kolom, cel in rij.cellen.items() if kolom not in onze)


def _huidige(rij: Rij) -> float:
    try:
        hoogte = float(rij.kop.attributen.get("ht", "0"))
    except ValueError:
        return 0.0
    return hoogte if 0 <= hoogte <= HOOGSTE else 0.0
