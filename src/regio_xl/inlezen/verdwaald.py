"""Cells that stand so far from all others that they belong to no block: one key too many after
Ctrl+End, or a table pasted in row 100,000."""

from __future__ import annotations

from regio_xl.bevindingen import leesbaar
from regio_xl.indeling import blokken
from regio_xl.inlezen.lezer import Lezer
from regio_xl.werkboek import Adres
from regio_xl.werkboek.cel import leeg, toon

_TABS = (*blokken.INVOERTABS, blokken.ADVIES, blokken.BORG_EN_VERBIND)
"""The tabs on which users fill in something that is read."""


def meld_verdwaald(lezer: Lezer) -> None:
    """Report them, once for each tab; nothing reads them."""
    for tab in _TABS:
        gevonden = lezer.indeling.tabs.get(tab)
        if gevonden is None or not gevonden.blad.verdwaald:
            continue
        cellen = gevonden.blad.verdwaald
        # What says something comes before what is only a blank.
        plek = min(cellen, key=lambda plek: (leeg(cellen[plek]), plek))
        waarde, andere = cellen[plek], len(cellen) - 1
        staat = "alleen een spatie" if leeg(waarde) else f'"{leesbaar(toon(waarde), 60)}"'
        gevolg = "Het telt niet mee."
        if andere:
            ook = "nog 1 cel" if andere == 1 else f"nog {andere} cellen"
            gevolg = f"Het telt niet mee, net als wat er in {ook} zo ver weg staat."
        lezer.meld("cel-verdwaald", Adres(gevonden.blad.naam, *plek), staat=staat, gevolg=gevolg)
