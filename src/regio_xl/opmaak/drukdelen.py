"""How a tab with wide tables comes on A4: in parts, each on pages of its own.

Printed as a whole, a tab is as small as its widest table makes it. In parts, a table that is too
wide for a page goes on over the next one, with the columns that name its rows repeated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Any

from regio_xl.werkboek import kolomletters

BREEDST = 225.0
"""How wide a page may be, in characters of the columns; beyond that A4 is too small to read."""
_TEKST = 152.0
"""How wide the first page is at least: the texts above a table run on over that much."""
SPEELRUIMTE = 20
"""Rows below the last block that are printed too: rows that users add without inserting them. More
would print as an empty page."""


@dataclass(frozen=True, slots=True)
class Drukdeel:
    """Rows of a tab that belong together on paper (0-based). ``koprij`` is that of the headings,
    where a page begins that a table goes on over; ``laatste_kolom`` the last with something in
    it."""

    eerste: int
    koprij: int
    laatste: int
    laatste_kolom: int


def druk_in_delen(
    werkboek: Any, sheet: Any, delen: Sequence[Drukdeel], breedtes: Sequence[float], vast: int
) -> None:
    """Set the print areas of a sheet. ``breedtes``: of all columns from A on; the first ``vast`` of
    them name the rows and are repeated."""
    *eerder, slot = delen
    ruim = [*eerder, replace(slot, laatste=slot.laatste + SPEELRUIMTE)]
    bereiken = [
        _bereik(deel.koprij if van else deel.eerste, van, deel.laatste, tot)
        for deel in ruim
        for van, tot in kolomgroepen(breedtes[: deel.laatste_kolom + 1], vast)
    ]
    naam = sheet.get_name()
    werkboek.define_name(
        f"{naam}!_xlnm.Print_Area", "=" + ",".join(f"{naam}!{b}" for b in bereiken)
    )
    sheet.repeat_columns(0, vast - 1)


def _bereik(rij: int, kolom: int, laatste_rij: int, laatste_kolom: int) -> str:
    """Cells as a formula names them."""
    begin = f"${kolomletters(kolom)}${rij + 1}"
    return f"{begin}:${kolomletters(laatste_kolom)}${laatste_rij + 1}"


def kolomgroepen(breedtes: Sequence[float], vast: int) -> list[tuple[int, int]]:
    """The columns of each page, from the first to the last: as few pages as fit, and of those the
    division that prints largest.

    >>> kolomgroepen([6, 9, 30, 40, 40, 40, 40, 40, 40], 3)
    [(0, 5), (6, 8)]
    """
    aantal = len(breedtes)
    beste: tuple[int, ...] = ()
    for knips in range(aantal - vast):
        per_keus = [
            (max(paginas), keus)
            for keus in combinations(range(vast + 1, aantal), knips)
            if (paginas := list(_paginas(breedtes, vast, keus)))[0] >= _TEKST or not keus
        ]
        if not per_keus:
            break
        breed, beste = min(per_keus)
        if breed <= BREEDST:
            break
    grenzen = [0, *beste, aantal]
    return [(van, tot - 1) for van, tot in pairwise(grenzen)]


def _paginas(breedtes: Sequence[float], vast: int, knips: Sequence[int]) -> Iterator[float]:
    """How wide each page is when the columns are cut before these."""
    grenzen = [0, *knips, len(breedtes)]
    for van, tot in pairwise(grenzen):
        yield sum(breedtes[van:tot]) + (sum(breedtes[:vast]) if van else 0)
