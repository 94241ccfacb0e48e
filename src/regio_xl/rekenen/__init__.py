"""Compute the advice: pure functions of the input and the method. No files, no clock, no cells."""

from __future__ import annotations

import json
from typing import NamedTuple

from regio_xl.invoer import Invoer
from regio_xl.kenmerk import kort_kenmerk
from regio_xl.methode import Methode
from regio_xl.rekenen.borg_en_verbind import borgpunten
from regio_xl.rekenen.kwadrant import adviseer
from regio_xl.rekenen.netwerk import netwerkbeeld
from regio_xl.rekenen.weefsel import weefselbeeld
from regio_xl.resultaten import Borgpunt, Netwerkbeeld, PerspectiefAdvies, Weefselbeeld


class Berekening(NamedTuple):
    """All that follows from one input."""

    perspectief: PerspectiefAdvies
    netwerk: Netwerkbeeld
    weefsel: Weefselbeeld
    borg_en_verbind: tuple[Borgpunt, ...]


def bereken(invoer: Invoer, methode: Methode) -> Berekening:
    """Compute everything. Step 5 follows the choice of the group, or else the advice: people decide."""
    advies = adviseer(methode, invoer)
    return Berekening(
        perspectief=advies,
        netwerk=netwerkbeeld(methode, invoer),
        weefsel=weefselbeeld(methode, invoer),
        borg_en_verbind=borgpunten(methode, invoer, invoer.keuze or advies.advies),
    )


def antwoorden_kenmerk(invoer: Invoer) -> str:
    """A short mark of everything that counts for the advice: other answers give another mark."""
    inhoud = json.dumps(invoer.model_dump(mode="json", exclude={"afspraken"}), sort_keys=True, ensure_ascii=False)
    return kort_kenmerk(inhoud)
