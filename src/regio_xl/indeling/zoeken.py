"""Find the blocks of a tab by their headings, wherever users moved them.

A block starts under the row that holds its headings (case and blanks do not count) and ends before
the next row of headings that stands over one of its columns, or at the end of the tab. Blank rows
in between stay.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeAlias

from regio_xl.werkboek import Adres, Blad, Celwaarde, WerkboekFout
from regio_xl.werkboek.cel import leeg
from regio_xl.werkboek.tekst import sleutel

MEESTE_KOPPEN = 500
"""How often the headings of one block may stand on a tab; each time but the first is a finding."""

Koppen: TypeAlias = tuple[str, ...]
Koprij: TypeAlias = tuple[int, Mapping[str, int]]
"""A row of headings, and the column of each heading that stands there."""
Tekstplekken: TypeAlias = Mapping[str, Mapping[int, Sequence[int]]]
"""Where each text stands: text to compare by -> row -> columns, from left to right."""


@dataclass(frozen=True, slots=True)
class Vondst:
    """A block found on a tab: the row of its headings, the column of each, and the row below its
    last one."""

    blad: Blad
    koprij: int
    kolommen: Mapping[str, int]
    eind: int

    def heeft(self, koppen: Sequence[str]) -> bool:
        """Whether the block has all these headings."""
        return all(kop in self.kolommen for kop in koppen)

    def rijen(self) -> range:
        """The rows under the headings, blank ones too."""
        return range(self.koprij + 1, self.eind)

    def adres(self, rij: int, kop: str) -> Adres:
        """The address of the cell of a row under a heading."""
        return Adres(self.blad.naam, rij, self.kolommen[kop])

    def waarde(self, rij: int, kop: str) -> Celwaarde:
        """The cell of a row under a heading; None when the block has no such column."""
        kolom = self.kolommen.get(kop)
        return None if kolom is None else self.blad.waarde(rij, kolom)

    def gevuld(self, rij: int, koppen: Sequence[str]) -> int:
        """How many cells of a row hold something under these headings."""
        if not self.blad.rijen[rij]:  # most rows of a tab are empty
            return 0
        return sum(not leeg(self.waarde(rij, kop)) for kop in koppen)

    def eerste_gevulde(self, rijen: Sequence[int], koppen: Sequence[str]) -> int:
        """Of these rows the first with something under these headings, as reading takes it; else
        the first."""
        if len(rijen) == 1:  # most ids
            return rijen[0]
        return next((rij for rij in rijen if self.gevuld(rij, koppen)), rijen[0])

    def kolom(self, kop: str) -> Sequence[Celwaarde]:
        """The cells under a heading, from the first row on; each None when the block has no such
        column."""
        kolom = self.kolommen.get(kop)
        rijen = self.blad.rijen[self.koprij + 1 : self.eind]
        if kolom is None:
            return [None] * len(rijen)
        return [rij[kolom] if kolom < len(rij) else None for rij in rijen]


def tekstplekken(blad: Blad, gezocht: Collection[str]) -> Tekstplekken:
    """Where each of these texts stands on a tab."""
    gevonden: dict[str, dict[int, list[int]]] = {sleutel(tekst): {} for tekst in gezocht}
    begin = _begin(gevonden)
    for nummer, rij in enumerate(blad.rijen):
        for kolom, waarde in enumerate(rij):
            if not isinstance(waarde, str):
                continue
            eerste = waarde[:2]
            if eerste not in begin and eerste.isalnum() and waarde.isascii():
                continue  # most texts: none of these begins so
            rijen = gevonden.get(sleutel(waarde))
            if rijen is not None:
                rijen.setdefault(nummer, []).append(kolom)
    return gevonden


def _begin(sleutels: Iterable[str]) -> frozenset[str]:
    """The first two characters of these texts, in capitals or not. Cleaning leaves two letters or
    figures where they are, so plain text that starts with two others is none of them."""
    eerste = {tekst[:2] for tekst in sleutels}
    return frozenset(
        een + twee
        for begin in eerste
        for een in (begin[:1], begin[:1].upper())
        for twee in (begin[1:], begin[1:].upper())
    )


def vind(
    blad: Blad,
    teksten: Tekstplekken,
    soorten: Collection[Koppen],
    hersteld: Iterable[tuple[Koppen, Koprij]] = (),
) -> dict[Koppen, list[Vondst]]:
    """Every place where a block of each of these kinds stands, from top to bottom.

    ``soorten`` are the headings of every kind of block that may stand on the tab: each ends the
    block above it. At least the first two headings of a block must be there; others may be missing
    when users removed them. ``hersteld`` are rows of headings that were changed and still known
    (:mod:`regio_xl.indeling.herstel`). Raises :class:`WerkboekFout` when one kind stands there too
    often.
    """
    per_kop = {kop: teksten.get(sleutel(kop), {}) for kop in set(chain.from_iterable(soorten))}
    koprijen = {koppen: _koprijen(blad, per_kop, koppen) for koppen in soorten}
    for koppen, koprij in hersteld:
        eigen = set(koprij[1].values())
        rest = [
            ander
            for ander in koprijen[koppen]
            if ander[0] != koprij[0] or eigen.isdisjoint(ander[1].values())
        ]
        koprijen[koppen] = sorted([*rest, koprij], key=lambda gevonden: gevonden[0])
    grenzen = _grenzen(koprijen)
    return {
        koppen: [_vondst(blad, koprij, grenzen) for koprij in gevonden]
        for koppen, gevonden in koprijen.items()
    }


def _vondst(blad: Blad, koprij: Koprij, grenzen: Mapping[int, Sequence[int]]) -> Vondst:
    rij, kolommen = koprij
    lager = (_volgende(grenzen.get(kolom, ()), rij) for kolom in kolommen.values())
    eind = min((grens for grens in lager if grens is not None), default=len(blad.rijen))
    return Vondst(blad, rij, kolommen, eind)


def _grenzen(koprijen: Mapping[Koppen, Sequence[Koprij]]) -> Mapping[int, Sequence[int]]:
    """For each column the rows of the headings that end a block above them, from top to bottom."""
    per_kolom: dict[int, set[int]] = defaultdict(set)
    for gevonden in koprijen.values():
        for rij, kolommen in gevonden:
            for kolom in kolommen.values():
                per_kolom[kolom].add(rij)
    return {kolom: sorted(rijen) for kolom, rijen in per_kolom.items()}


def _volgende(gesorteerd: Sequence[int], getal: int) -> int | None:
    """The first number above this one."""
    plek = bisect_right(gesorteerd, getal)
    return gesorteerd[plek] if plek < len(gesorteerd) else None


def _koprijen(blad: Blad, plekken: Tekstplekken, koppen: Koppen) -> list[Koprij]:
    """Rows that hold at least the first two of the headings; ``plekken``: where each heading
    stands."""
    if not (plekken[koppen[0]] and plekken[koppen[1]]):
        return []
    gevonden = list(islice(_zoek_koprijen(plekken, koppen), MEESTE_KOPPEN + 1))
    if len(gevonden) > MEESTE_KOPPEN:
        reden = f"het tabblad {blad.naam} heeft meer dan {MEESTE_KOPPEN} keer dezelfde koppen"
        raad = "Verwijder de koppen die er te veel staan"
        raise WerkboekFout("bestand-te-groot", reden=reden, raad=raad)
    return gevonden


def _zoek_koprijen(per_tekst: Tekstplekken, koppen: Koppen) -> Iterator[Koprij]:
    """Blocks may stand side by side and share headings (*Waarde*, *Ga naar*). A row is searched
    from whichever of the first two headings stands there least often; of equal headings the nearest
    one counts.
    """
    per_kop = {kop: per_tekst[kop] for kop in koppen}
    eerste, tweede = koppen[:2]
    for nummer in sorted(per_kop[eerste].keys() & per_kop[tweede].keys()):
        plekken = {kop: rijen[nummer] for kop, rijen in per_kop.items() if nummer in rijen}
        anker = min((eerste, tweede), key=lambda kop: len(plekken[kop]))
        bezet: set[int] = set()
        for start in plekken[anker]:
            gevonden = {kop: _naaste(kolommen, start) for kop, kolommen in plekken.items()}
            if not bezet.isdisjoint(gevonden.values()):
                gevonden = _vrije(plekken, bezet, start)
                if not {eerste, tweede} <= gevonden.keys() or 2 == len(gevonden) < len(koppen):
                    continue  # two headings are too little for a second block
            bezet |= set(gevonden.values())
            yield nummer, gevonden


def _vrije(
    plekken: Mapping[str, Sequence[int]], bezet: Collection[int], start: int
) -> dict[str, int]:
    """The nearest column of each heading that no earlier block on the row has."""
    vrij = {kop: [k for k in kolommen if k not in bezet] for kop, kolommen in plekken.items()}
    return {kop: _naaste(kolommen, start) for kop, kolommen in vrij.items() if kolommen}


def _naaste(kolommen: Sequence[int], start: int) -> int:
    """The column nearest to ``start`` of these, which go from left to right; the right one when two
    are as near."""
    plek = bisect_left(kolommen, start)
    buren = kolommen[max(0, plek - 1) : plek + 1]
    return min(buren, key=lambda kolom: (abs(kolom - start), kolom < start))
