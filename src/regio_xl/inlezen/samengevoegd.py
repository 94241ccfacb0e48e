"""Merged cells over cells to fill in: only the first one holds a value, whatever users see."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from regio_xl.indeling import Vondst
from regio_xl.inlezen.lezer import Lezer
from regio_xl.werkboek import Adres, Bereik


def meld_samengevoegd(
    lezer: Lezer, vondst: Vondst, koppen: Sequence[str], rijen: Sequence[int]
) -> None:
    """Report every merged range that takes cells under these headings away, in these rows (from top
    to bottom). What is missing in those cells needs no finding of its own any more."""
    kolommen = [vondst.kolommen[kop] for kop in koppen if kop in vondst.kolommen]
    for bereik in vondst.blad.vorm.samengevoegd:
        bedekt = _bedekt(bereik, kolommen, rijen)
        if bedekt:
            plek = Adres(vondst.blad.naam, bereik.rij, bereik.kolom)
            lezer.meld("cellen-samengevoegd", plek, bereik=bereik, eerste=plek.cel)
        for rij, kolom in bedekt:
            lezer.verklaar(Adres(vondst.blad.naam, rij, kolom))


def _bedekt(bereik: Bereik, kolommen: Sequence[int], rijen: Sequence[int]) -> list[tuple[int, int]]:
    """The cells of a merged range that can hold nothing, as far as they were there to fill in."""
    hier = rijen[bisect_left(rijen, bereik.rij) : bisect_right(rijen, bereik.laatste_rij)]
    return [
        (rij, kolom)
        for rij in hier
        for kolom in kolommen
        if bereik.bevat(rij, kolom) and (rij, kolom) != (bereik.rij, bereik.kolom)
    ]
