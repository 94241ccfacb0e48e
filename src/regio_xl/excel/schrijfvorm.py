"""What Excel makes of what we write: cells gathered into rectangles, texts that must stay texts,
links.

Pure functions over our own values; nothing here knows xlwings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from regio_xl.werkboek import Adres, Celwaarde, Koppeling, Schrijfwaarde, kolomnummer
from regio_xl.xlsx.values import fit_text

Plek: TypeAlias = tuple[int, int]
Excelwaarde: TypeAlias = "str | int | float | date | None"

_WAARHEID = {"true", "false", "waar", "onwaar", "wahr", "falsch", "vrai", "faux"}
_KORT = 60
"""Longer texts with a digit somewhere are sentences; no program takes those for a date such as *mei
2027*."""
_PLEK = re.compile(r"(?:'(?P<aangehaald>.+)'!|(?P<kaal>.+) )(?P<kolom>[A-Z]{1,3})(?P<rij>[0-9]+)")


class Rechthoek(NamedTuple):
    """Cells from a first to a last row and column, 0-based, all included."""

    rij: int
    kolom: int
    laatste_rij: int
    laatste_kolom: int

    def plekken(self) -> Iterator[Plek]:
        """Its cells, row by row."""
        return (
            (rij, kolom)
            for rij in range(self.rij, self.laatste_rij + 1)
            for kolom in range(self.kolom, self.laatste_kolom + 1)
        )


def rechthoeken(plekken: Collection[Plek]) -> list[Rechthoek]:
    """These cells and no other in few rectangles: runs of columns that are the same on rows that
    follow each other."""
    klaar: list[Rechthoek] = []
    lopend: dict[tuple[int, int], int] = {}
    vorige = -2
    for rij, reeksen in _per_rij(plekken):
        blijft = {
            reeks: lopend[reeks] for reeks in reeksen if rij == vorige + 1 and reeks in lopend
        }
        klaar += [
            Rechthoek(eerste, *_op(reeks, vorige))
            for reeks, eerste in lopend.items()
            if reeks not in blijft
        ]
        lopend, vorige = {reeks: blijft.get(reeks, rij) for reeks in reeksen}, rij
    return sorted(
        [*klaar, *(Rechthoek(eerste, *_op(reeks, vorige)) for reeks, eerste in lopend.items())]
    )


def _op(reeks: tuple[int, int], laatste_rij: int) -> tuple[int, int, int]:
    return reeks[0], laatste_rij, reeks[1]


def _per_rij(plekken: Collection[Plek]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Each row with its runs of columns that follow each other, as first and last column."""
    kolommen: dict[int, list[int]] = {}
    for rij, kolom in sorted(plekken):
        kolommen.setdefault(rij, []).append(kolom)
    for rij, van_rij in kolommen.items():
        grenzen = [
            0,
            *(nummer for nummer, (a, b) in enumerate(pairwise(van_rij), start=1) if b != a + 1),
            len(van_rij),
        ]
        yield rij, [(van_rij[begin], van_rij[eind - 1]) for begin, eind in pairwise(grenzen)]


def omvat(plekken: Collection[Plek]) -> Rechthoek:
    """The smallest rectangle around these cells."""
    rijen, kolommen = [rij for rij, _ in plekken], [kolom for _, kolom in plekken]
    return Rechthoek(min(rijen), min(kolommen), max(rijen), max(kolommen))


def getoond(waarde: Schrijfwaarde) -> Excelwaarde:
    """What a cell shows: of a link its text, a text as Excel can hold it, nothing for an empty
    one."""
    if isinstance(waarde, Koppeling):
        waarde = waarde.tekst
    return fit_text(waarde) or None if isinstance(waarde, str) else waarde


def voor_excel(waarde: Schrijfwaarde) -> Excelwaarde:
    """A value as Excel must be given it: with a leading apostrophe where it would not take a text
    for a text."""
    waarde = getoond(waarde)
    return f"'{waarde}" if isinstance(waarde, str) and wordt_gelezen(waarde) else waarde


def wordt_gelezen(tekst: str) -> bool:
    """Whether Excel might take this text for a number, date, formula, error or truth value (or eat
    its first sign).

    Better once too often than once too little: the apostrophe is not shown and not part of the
    value.
    """
    kaal = tekst.strip()
    if not kaal[:1].isalpha():
        return True
    return kaal.casefold() in _WAARHEID or (
        len(kaal) <= _KORT and any(teken.isnumeric() for teken in kaal)
    )


def linkdoel(waarde: Celwaarde, tabs: Collection[str]) -> Adres | None:
    """Where the link goes of a cell that shows this, by the ways in which our links show it:
    *Opgave C7*, *'Opgave'!C7* or only the tab. None for anything else, which has no link of
    ours."""
    if not isinstance(waarde, str):
        return None
    gevonden = _PLEK.fullmatch(waarde)
    blad = gevonden["kaal"] or gevonden["aangehaald"].replace("''", "'") if gevonden else waarde
    if blad not in tabs:
        return None
    return (
        Adres(blad, int(gevonden["rij"]) - 1, kolomnummer(gevonden["kolom"]))
        if gevonden
        else Adres(blad, 0, 0)
    )


def als_voorheen(waarde: Celwaarde, tabs: Collection[str]) -> Schrijfwaarde:
    """What was read from a cell, as something to put back: a place as the link that it was.

    Only for cells that a calculation writes: those hold texts, numbers, dates and links, or
    nothing.
    """
    doel = linkdoel(waarde, tabs)
    if doel is not None:
        return Koppeling(doel, str(waarde))
    return waarde if isinstance(waarde, str | float | date) else None
