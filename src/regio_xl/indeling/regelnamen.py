"""The names of the lines of the two-column blocks of a tab: results, and single values that users
fill in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from regio_xl.indeling.blokken import Blok, blokken_op, kenmerktab
from regio_xl.methode import Kenmerk, Methode
from regio_xl.werkboek.tekst import sleutel


def regelnamen(
    tab: str, blokken: Iterable[Blok], methode: Methode, *, ook_ouder: bool = False
) -> frozenset[str]:
    """The names of the lines of the two-column blocks of a tab, to compare by. ``ook_ouder``: also
    of those that stood there in older workbooks."""
    namen = {naam for blok in blokken for naam in blok.regels}
    kenmerken = _kenmerken(tab, methode, ook_ouder=ook_ouder)
    namen |= {naam for kenmerk in kenmerken for naam in kenmerk.namen}
    return frozenset(map(sleutel, namen))


def minste_regels(tab: str, blokken: Iterable[Blok], methode: Methode) -> int:
    """How many of those lines every workbook has, of an older template too."""
    vast = sum(len(blok.regels) for blok in blokken)
    return vast + sum(not kenmerk.mag_ontbreken for kenmerk in _kenmerken(tab, methode))


def _kenmerken(tab: str, methode: Methode, *, ook_ouder: bool = False) -> Iterator[Kenmerk]:
    for tabblad in methode.invoertabs:
        if kenmerktab(tabblad.tab) == tab or (ook_ouder and tabblad.tab == tab):
            yield from tabblad.kenmerken


def verwachte_namen(tab: str, er: Set[str], methode: Methode) -> frozenset[str]:
    """The names of lines that should be on a tab and are not among these. One that may be missing,
    or that is there under an earlier name, is no reason to look further."""
    namen = {naam for blok in blokken_op(tab, methode) for naam in map(sleutel, blok.regels)}
    for kenmerk in _kenmerken(tab, methode, ook_ouder=True):
        if not kenmerk.mag_ontbreken and er.isdisjoint(map(sleutel, kenmerk.namen)):
            namen |= set(map(sleutel, kenmerk.namen))
    return frozenset(namen - er)
