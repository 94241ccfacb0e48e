"""The kinds of blocks that a calculation fills: lists of variable length and single values."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from regio_xl.indeling.blokken import Blok
from regio_xl.opmaak.cellen import Inhoudscel
from regio_xl.opmaak.werkblad import Blokplek, Tabelkolom, Werkblad

_ERNAAST_RIJ, _ERNAAST_HOOGTE = 3, 20.0


def lijstblok(
    blad: Werkblad, blok: Blok, stijlen: Mapping[str, str], *, kolom: int = 1, filter_: bool = False
) -> Blokplek:
    """A list of variable length, still empty. ``stijlen``: the style under each heading that has
    one of its own; the tab says which rows get borders."""
    kolommen = [Tabelkolom(kop, stijlen.get(kop, "Regio Lijst")) for kop in blok.koppen]
    leeg: list[tuple[Inhoudscel, ...]] = [(None,) * len(kolommen)] * blok.rijen
    return blad.tabel(blok.tabelnaam, kolommen, leeg, kolom=kolom, filter_=filter_)


def waardenblok(
    blad: Werkblad,
    blok: Blok,
    *,
    eerste: str | None = None,
    stijl: str = "Regio Resultaat",
    stijlen: Mapping[str, str] = MappingProxyType({}),
    kolom: int = 1,
    vaste_hoogte: float | None = None,
) -> Blokplek:
    """A block of single values, still empty but for what the first one says. ``stijlen``: the style
    behind each name that has one of its own."""
    regels = [(blok.regels[0], eerste), *((regel, None) for regel in blok.regels[1:])]
    naam, waarde = blok.koppen
    kolommen = [Tabelkolom(naam, "Regio Naam"), Tabelkolom(waarde, stijl)]
    plek = blad.tabel(blok.tabelnaam, kolommen, regels, kolom=kolom, vaste_hoogte=vaste_hoogte)
    for rij, regel in enumerate(blok.regels, start=plek.eerste):
        if regel in stijlen:
            blad.schrijf(rij, plek.laatste_kolom, None, stijlen[regel])
    return plek


def waardenblok_ernaast(blad: Werkblad, blok: Blok, kolom: int, eerste: str | None = None) -> None:
    """A small block of single values to the right of the introduction; what follows starts below
    both."""
    verder, blad.rij = blad.rij, _ERNAAST_RIJ
    plek = waardenblok(blad, blok, eerste=eerste, kolom=kolom, vaste_hoogte=_ERNAAST_HOOGTE)
    blad.rij = max(verder, plek.laatste + 1)
