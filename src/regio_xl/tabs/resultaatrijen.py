"""The rows of all result blocks. Apart from the register of tabs: who writes results draws no tabs,
and need not load what draws them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from regio_xl.indeling import blokken
from regio_xl.methode import Methode
from regio_xl.resultaten import Resultaat
from regio_xl.tabs import advies, borg_en_verbind, controle, netwerkbeeld, wegwijzers
from regio_xl.tabs.blokrijen import Blokrijen, Vindplaatsen

Rijenmaker: TypeAlias = Callable[[Resultaat, Methode, Vindplaatsen], dict[str, Blokrijen]]

RIJEN: Mapping[str, Rijenmaker] = {
    blokken.ADVIES: advies.rijen,
    blokken.BORG_EN_VERBIND: borg_en_verbind.rijen,
    blokken.NETWERKBEELD: netwerkbeeld.rijen,
    blokken.WEGWIJZERS: wegwijzers.rijen,
    blokken.CONTROLE: controle.rijen,
}
"""What stands in the blocks of each result tab, by the names of their tables."""


def rijen_per_blok(
    resultaat: Resultaat, methode: Methode, vindplaatsen: Vindplaatsen
) -> dict[str, Blokrijen]:
    """The rows of every result block, by the name of its table. Without the checklist of step 5,
    whose rows users fill in, and the account of the calculation, which needs its day."""
    per_blok: dict[str, Blokrijen] = {}
    for rijen in RIJEN.values():
        per_blok |= rijen(resultaat, methode, vindplaatsen)
    return per_blok
