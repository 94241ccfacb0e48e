"""All tabs in the order of the workbook. Whoever adds a tab adds it here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from regio_xl.indeling import blokken
from regio_xl.opmaak.opbouw import Opbouw
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
from regio_xl.tabs.resultaatrijen import RIJEN, Rijenmaker


class Tabregel(NamedTuple):
    """One tab: how it is drawn, and for a result tab what stands in its blocks, by the names of
    their tables."""

    naam: str
    teken: Callable[[Opbouw], None]
    rijen: Rijenmaker | None = None


ALLE_TABS = (
    Tabregel(blokken.START, start.teken),
    *(Tabregel(naam, partial(invoertabs.teken, tab=naam)) for naam in invoertabs.STELLINGTABS),
    Tabregel(blokken.ADVIES, advies.teken, RIJEN[blokken.ADVIES]),
    Tabregel(blokken.BORG_EN_VERBIND, borg_en_verbind.teken, RIJEN[blokken.BORG_EN_VERBIND]),
    Tabregel(blokken.NETWERKBEELD, netwerkbeeld.teken, RIJEN[blokken.NETWERKBEELD]),
    Tabregel(blokken.WEGWIJZERS, wegwijzers.teken, RIJEN[blokken.WEGWIJZERS]),
    Tabregel(blokken.CONTROLE, controle.teken, RIJEN[blokken.CONTROLE]),
    Tabregel(blokken.UITLEG, uitleg.teken),
)
