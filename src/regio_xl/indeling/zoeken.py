"""Find a block on a tab by its headings, wherever users moved it.

A block starts under the row that holds all its headings (case and blanks do not count) and ends
before the next row of headings that stands over one of its columns, or at the end of the tab. Blank
rows in between stay.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from regio_xl.werkboek import Blad, BoekFout, Celwaarde
from regio_xl.werkboek.tekst import sleutel

MEESTE = 500
"""How often the headings of one block may stand on a tab; each time but the first is a finding."""


@dataclass(frozen=True, slots=True)
class Vondst:
    """A block found on a tab: the row of its headings, the column of each, and its first and
    last-but-one row."""

    blad: Blad
    koprij: int
    kolommen: Mapping[str, int]
    eind: int

    def rijen(self) -> Iterator[int]:
        """The rows under the headings, blank ones too."""
        return iter(range(self.koprij + 1, self.eind))

    def waarde(self, rij: int, kop: str) -> Celwaarde:
        """The cell of a row under a heading; None when the block has no such column."""
        kolom = self.kolommen.get(kop)
        return None if kolom is None else self.blad.waarde(rij, kolom)

    def kolom(self, kop: str) -> Sequence[Celwaarde]:
        """The cells under a heading, from the first row on; each None when the block has no such
        column."""
        kolom = self.kolommen.get(kop)
        rijen = self.blad.rijen[self.koprij + 1 : self.eind]
        return (
            [None] * len(rijen)
            if kolom is None
            else [rij[kolom] if kolom < len(rij) else None for rij in rijen]
        )


def vind(
    blad: Blad, koppen: Sequence[str], alle: Sequence[Sequence[str]], nodig: int | None = None
) -> list[Vondst]:
    """Every place on a tab where a block with these headings stands, from top to bottom.

    ``alle`` holds the headings of every kind of block that may stand on the tab: each of them ends
    the block above it. ``nodig``: how many of ``koppen``, counted from the first, must be there
    (all by default); columns beyond may be missing when users removed them.
    """
    verplicht = koppen[:nodig]
    starts = [
        (rij, kolommen)
        for rij, kolommen in _koprijen(blad, tuple(koppen))
        if all(kop in kolommen for kop in verplicht)
    ]
    if not starts:
        return []
    grenzen = _grenzen(blad, tuple(alle))
    vondsten = []
    for rij, kolommen in starts:
        lager = (_volgende(grenzen.get(kolom, ()), rij) for kolom in kolommen.values())
        eind = min((grens for grens in lager if grens is not None), default=len(blad.rijen))
        vondsten.append(Vondst(blad, rij, kolommen, eind))
    return vondsten


def _grenzen(blad: Blad, alle: tuple[Sequence[str], ...]) -> Mapping[int, Sequence[int]]:
    """For each column the rows of the headings that end a block above them, from top to bottom."""
    grenzen = blad.grenzen.get(alle)
    if grenzen is None:
        per_kolom: dict[int, set[int]] = defaultdict(set)
        for koppen in alle:
            for rij, kolommen in _koprijen(blad, tuple(koppen)):
                if len(kolommen) >= min(len(koppen), 2):
                    for kolom in kolommen.values():
                        per_kolom[kolom].add(rij)
        grenzen = blad.grenzen[alle] = {kolom: sorted(rijen) for kolom, rijen in per_kolom.items()}
    return grenzen


def _volgende(gesorteerd: Sequence[int], getal: int) -> int | None:
    """The first number above this one."""
    plek = bisect_right(gesorteerd, getal)
    return gesorteerd[plek] if plek < len(gesorteerd) else None


def _koprijen(blad: Blad, koppen: tuple[str, ...]) -> Sequence[tuple[int, Mapping[str, int]]]:
    """Rows that hold at least the first two of the headings, with the column of each heading they
    hold."""
    gevonden = blad.koprijen.get(koppen)
    if gevonden is None:
        gevonden = list(islice(_zoek_koprijen(blad, koppen), MEESTE + 1))
        if len(gevonden) > MEESTE:
            raise BoekFout(
                "bestand-te-groot",
                reden=f"het tabblad {blad.naam} heeft meer dan {MEESTE} keer dezelfde koppen",
            )
        blad.koprijen[koppen] = gevonden
    return gevonden


def _zoek_koprijen(blad: Blad, koppen: tuple[str, ...]) -> Iterator[tuple[int, dict[str, int]]]:
    """Blocks may stand side by side and share headings (*Waarde*, *Ga naar*). A row is searched
    from whichever of the first two headings stands there least often; of equal headings the nearest
    one counts.
    """
    per_kop = {kop: blad.plekken.get(sleutel(kop), {}) for kop in koppen}
    eerste, tweede = koppen[:2]
    for nummer in sorted(per_kop[eerste].keys() & per_kop[tweede].keys()):
        plekken = {kop: rijen[nummer] for kop, rijen in per_kop.items() if nummer in rijen}
        anker = min((eerste, tweede), key=lambda kop: len(plekken[kop]))
        bezet: set[int] = set()
        for start in plekken[anker]:
            gevonden = {kop: _naaste(kolommen, start) for kop, kolommen in plekken.items()}
            if bezet.isdisjoint(gevonden.values()):
                bezet |= set(gevonden.values())
                yield nummer, gevonden


def _naaste(kolommen: Sequence[int], start: int) -> int:
    """The column nearest to ``start`` of these, which go from left to right; the right one when two
    are as near."""
    plek = bisect_left(kolommen, start)
    return min(
        kolommen[max(0, plek - 1) : plek + 1], key=lambda kolom: (abs(kolom - start), kolom < start)
    )
