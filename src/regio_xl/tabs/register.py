"""All tabs in the order of the workbook. Whoever adds a tab adds it here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from regio_xl.indeling import blokken
from regio_xl.methode import Methode
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.resultaten import Resultaat
from regio_xl.tabs import (
    advies,
    borg_en_verbind,
    controle,
    invoertabs,
    netwerkbeeld,
    start,
    uitleg,
    wegwijzers,
)
from regio_xl.tabs.blokrijen import Blokrijen, Vindplaatsen


class Tabregel(NamedTuple):
    """One tab: how it is drawn, and for a result tab what stands in its blocks, by the names of
    their tables."""

    naam: str
    teken: Callable[[Opbouw], None]
    rijen: Callable[[Resultaat, Methode, Vindplaatsen], dict[str, Blokrijen]] | None = None


ALLE_TABS = (
    Tabregel(blokken.START, start.teken),
    *(Tabregel(naam, partial(invoertabs.teken, tab=naam)) for naam in invoertabs.STELLINGTABS),
    Tabregel(blokken.ADVIES, advies.teken, advies.rijen),
    Tabregel(blokken.BORG_EN_VERBIND, borg_en_verbind.teken, borg_en_verbind.rijen),
    Tabregel(blokken.NETWERKBEELD, netwerkbeeld.teken, netwerkbeeld.rijen),
    Tabregel(blokken.WEGWIJZERS, wegwijzers.teken, wegwijzers.rijen),
    Tabregel(blokken.CONTROLE, controle.teken, controle.rijen),
    Tabregel(blokken.UITLEG, uitleg.teken),
)


def rijen_per_blok(
    resultaat: Resultaat, methode: Methode, vindplaatsen: Vindplaatsen
) -> dict[str, Blokrijen]:
    """The rows of every result block, by the name of its table. Without the checklist of step 5,
    whose rows users fill in, and the account of the calculation, which needs its day."""
    per_blok: dict[str, Blokrijen] = {}
    for tab in ALLE_TABS:
        if tab.rijen:
            per_blok |= tab.rijen(resultaat, methode, vindplaatsen)
    return per_blok
