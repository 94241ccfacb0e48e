"""Cells as xlwings reads them and as Excel must be given them, over our own values.

What is read is what the file reader gives for the same workbook. What is written: cells gathered
into rectangles, texts that must stay texts, links. Pure functions; nothing here knows xlwings.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

from regio_xl.werkboek import Adres, CelFout, Celwaarde, Koppeling, Schrijfwaarde, kolomnummer
from regio_xl.werkboek.cel import NEDERLANDSE_FOUT
from regio_xl.werkboek.dagnummers import dag_of_tijd
from regio_xl.xlsx.values import fit_text

Celplek: TypeAlias = tuple[int, int]
"""Row and column of a cell, 0-based."""
Excelwaarde: TypeAlias = "str | int | float | date | None"

MEESTE_CELLEN, MEESTE_KOLOMMEN = 1_000_000, 1_000
"""The most cells of a tab that are read; of a tab that is formatted to its edge only this many
columns."""

_FOUTTEKSTEN = (
    "#DIV/0! #N/A #NAME? #NULL! #NUM! #REF! #VALUE! #SPILL! #CALC! #GETTING_DATA #FIELD! #BLOCKED! "
    "#CONNECT! #BUSY! #UNKNOWN! #PYTHON! #EXTERNAL! #TIMEOUT!"
)
_FOUTEN = {tekst: tekst for tekst in _FOUTTEKSTEN.split()} | {
    nederlands: code for code, nederlands in NEDERLANDSE_FOUT.items()
}
"""The error that a text stands for, in an English and in a Dutch Excel."""
_FOUTNUMMERS = range(-2_146_826_400, -2_146_826_200)
"""How Excel for Windows hands over an error that xlwings does not name."""
_WAARHEID = {"true", "false", "waar", "onwaar", "wahr", "falsch", "vrai", "faux"}
_MEESTE_TEKENS = 32767  # in a cell
_KORT = 60
"""Longer texts with a digit somewhere are sentences; no program takes those for a date such as *mei
2027*."""
_DAG_NUL = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel knows no time zones
_MAART_1900 = date(1900, 3, 1)
_PLEK = re.compile(r"(?:'(?P<aangehaald>.+)'!|(?P<kaal>.+) )(?P<kolom>[A-Z]{1,3})(?P<rij>[0-9]+)")


def als_rijen(ruw: Iterable[Iterable[object]]) -> list[list[Celwaarde]]:
    """The cells as rows from A1 on, as far as anything stands in them."""
    rijen = [[_waarde(waarde) for waarde in rij] for rij in ruw]
    while rijen and not any(waarde is not None for waarde in rijen[-1]):
        rijen.pop()
    breedte = max(map(_breedte, rijen), default=0)
    return [rij[:breedte] for rij in rijen]


def _breedte(rij: list[Celwaarde]) -> int:
    """Up to and with the last cell that holds anything."""
    return max((nummer for nummer, cel in enumerate(rij, start=1) if cel is not None), default=0)


def _waarde(waarde: object) -> Celwaarde:
    if waarde is None or waarde == "":
        return None
    if isinstance(waarde, str):
        return CelFout(_FOUTEN[waarde]) if waarde in _FOUTEN else waarde
    if isinstance(waarde, bool | time | CelFout):
        return waarde
    if isinstance(waarde, datetime):
        return van_excel(waarde)
    if isinstance(waarde, date):
        return waarde
    if isinstance(waarde, int) and waarde in _FOUTNUMMERS:
        return CelFout("#FOUT!")
    if isinstance(waarde, int | float | Decimal):
        getal = float(waarde)
        return getal if math.isfinite(getal) else CelFout("#NUM!")
    msg = f"no cell value: {type(waarde).__name__}"
    raise TypeError(msg)


def foutwaarde(getoond: object) -> CelFout | None:
    """The error in a cell without a value, by what it shows; None when it shows nothing of the
    kind."""
    if not isinstance(getoond, str) or not getoond.startswith("#"):
        return None
    return CelFout(_FOUTEN.get(getoond, "#FOUT!"))


def van_excel(moment: datetime) -> date | time:
    """A moment as Excel hands it over, as its cell shows it.

    Excel counts 29 February 1900, which its links to the outside do not: they give days before
    March 1900 one too early. Small numbers in a cell with the look of a date are such days.
    """
    moment = moment.replace(tzinfo=None)
    if _DAG_NUL.date() < moment.date() < _MAART_1900:
        moment += timedelta(days=1)
    return dag_of_tijd(moment)


class Rechthoek(NamedTuple):
    """Cells from a first to a last row and column, 0-based, all included."""

    rij: int
    kolom: int
    laatste_rij: int
    laatste_kolom: int

    def plekken(self) -> Iterator[Celplek]:
        """Its cells, row by row."""
        return (
            (rij, kolom)
            for rij in range(self.rij, self.laatste_rij + 1)
            for kolom in range(self.kolom, self.laatste_kolom + 1)
        )


def rechthoeken(plekken: Collection[Celplek]) -> list[Rechthoek]:
    """These cells and no other in few rectangles: runs of columns that are the same on rows that
    follow each other."""
    klaar: list[Rechthoek] = []
    lopend: dict[tuple[int, int], int] = {}
    vorige = -2
    for rij, reeksen in _per_rij(plekken):
        blijven = reeksen if rij == vorige + 1 else []
        for reeks in lopend.keys() - set(blijven):
            klaar.append(Rechthoek(lopend.pop(reeks), reeks[0], vorige, reeks[1]))
        for reeks in reeksen:
            lopend.setdefault(reeks, rij)
        vorige = rij
    klaar += [Rechthoek(rij, begin, vorige, eind) for (begin, eind), rij in lopend.items()]
    return sorted(klaar)


def _per_rij(plekken: Collection[Celplek]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Each row with its runs of columns that follow each other, as first and last column."""
    kolommen: dict[int, list[int]] = {}
    for rij, kolom in sorted(plekken):
        kolommen.setdefault(rij, []).append(kolom)
    for rij, van_rij in kolommen.items():
        buren = enumerate(pairwise(van_rij), start=1)
        breuken = [nummer for nummer, (links, rechts) in buren if rechts != links + 1]
        grenzen = [0, *breuken, len(van_rij)]
        yield rij, [(van_rij[begin], van_rij[eind - 1]) for begin, eind in pairwise(grenzen)]


def omvat(plekken: Collection[Celplek]) -> Rechthoek:
    """The smallest rectangle around these cells."""
    rijen, kolommen = [rij for rij, _ in plekken], [kolom for _, kolom in plekken]
    return Rechthoek(min(rijen), min(kolommen), max(rijen), max(kolommen))


def voor_functie(uitkomst: Any) -> Any:
    """What a function may give back: None is an empty text, a fraction a number, no rows an empty
    text."""
    if isinstance(uitkomst, list):
        return [[voor_functie(cel) for cel in rij] for rij in uitkomst] or ""
    if uitkomst is None:
        return ""
    if isinstance(uitkomst, Fraction):
        return float(uitkomst)
    return uitkomst[:_MEESTE_TEKENS] if isinstance(uitkomst, str) else uitkomst


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
    if not gevonden:
        return Adres(waarde, 0, 0) if waarde in tabs else None
    blad = gevonden["kaal"] or gevonden["aangehaald"].replace("''", "'")
    if blad not in tabs:
        return None
    return Adres(blad, int(gevonden["rij"]) - 1, kolomnummer(gevonden["kolom"]))


def als_voorheen(waarde: Celwaarde, tabs: Collection[str]) -> Schrijfwaarde:
    """What was read from a cell, as something to put back: a place as the link that it was.

    Only for cells that a calculation writes: those hold texts, numbers, dates and links, or
    nothing.
    """
    doel = linkdoel(waarde, tabs)
    if doel is not None:
        return Koppeling(doel, str(waarde))
    return waarde if isinstance(waarde, str | float | date) else None
