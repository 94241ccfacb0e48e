"""The port to a workbook: what is read from it, what is written to it, and what can go wrong at its
border.

Standard library only, so that the core runs wherever Python runs. Two adapters implement
:class:`Boek`: ``boek.bestand`` (a file) and live Excel. Rows and columns are 0-based here;
:class:`Adres` prints them the way Excel does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum
from functools import cache, cached_property
from typing import NamedTuple, Protocol, TypeAlias

from regio_xl.werkboek.tekst import sleutel


@dataclass(frozen=True, slots=True)
class CelFout:
    """An error value in a cell, such as ``#N/A``."""

    code: str


class NietBerekend(Enum):
    """A formula without a stored result: its program never calculated it."""

    NIET_BEREKEND = "niet berekend"


Celwaarde: TypeAlias = "str | float | bool | date | datetime | time | CelFout | NietBerekend | None"


@cache  # asked for every cell that is written; a sheet has 16,384 columns
def kolomletters(kolom: int) -> str:
    """Letters of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    kolom += 1
    while kolom:
        kolom, rest = divmod(kolom - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def kolomnummer(letters: str) -> int:
    """The 0-based column of its letters A to Z, the reverse of :func:`kolomletters`."""
    nummer = 0
    for letter in letters:
        nummer = nummer * 26 + ord(letter) - ord("A") + 1
    return nummer - 1


class Adres(NamedTuple):
    """A cell, or a whole tab when ``rij`` and ``kolom`` are left out."""

    blad: str
    rij: int | None = None
    kolom: int | None = None

    @property
    def cel(self) -> str:
        """The cell as Excel writes it (``D7``), empty for a whole tab."""
        if self.rij is None or self.kolom is None:
            return ""
        return f"{kolomletters(self.kolom)}{self.rij + 1}"

    def __str__(self) -> str:
        blad = "'" + self.blad.replace("'", "''") + "'"
        return f"{blad}!{self.cel}" if self.cel else blad


@dataclass(frozen=True, slots=True)
class Koppeling:
    """A link to a cell in the same workbook, shown as ``tekst``. Made by us only, never from what
    users typed."""

    doel: Adres
    tekst: str


Schrijfwaarde: TypeAlias = "str | int | float | date | Koppeling | None"


def staat_er_al(oud: Celwaarde, nieuw: str | int | float | date | None) -> bool:
    """Whether a cell holds this already; an empty text is the same as nothing."""
    if nieuw is None or isinstance(nieuw, str):
        return (None if oud == "" else oud) == (nieuw or None)
    if isinstance(nieuw, date):
        return isinstance(oud, date) and _met_tijd(oud) == _met_tijd(nieuw)
    return isinstance(oud, int | float) and not isinstance(oud, bool) and float(oud) == float(nieuw)


def _met_tijd(dag: date) -> datetime:
    return dag if isinstance(dag, datetime) else datetime.combine(dag, time())


@dataclass(frozen=True)
class Blad:
    """One tab: its name and its cells as rows from A1 on (rows may differ in length).

    ``koprijen`` and ``grenzen`` remember what was searched for (see
    :mod:`regio_xl.indeling.zoeken`): one tab holds many blocks, and each is looked up several
    times.
    """

    naam: str
    rijen: Sequence[Sequence[Celwaarde]]
    koprijen: dict[tuple[str, ...], Sequence[tuple[int, Mapping[str, int]]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    grenzen: dict[tuple[Sequence[str], ...], Mapping[int, Sequence[int]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @cached_property
    def plekken(self) -> Mapping[str, Mapping[int, Sequence[int]]]:
        """Where each text stands: text to compare by -> row -> columns, from left to right."""
        gevonden: dict[str, dict[int, list[int]]] = {}
        for nummer, rij in enumerate(self.rijen):
            for kolom, waarde in enumerate(rij):
                if isinstance(waarde, str):
                    rijen = gevonden.get(tekst := sleutel(waarde))
                    if rijen is None:  # most texts stand on a tab once
                        gevonden[tekst] = {nummer: [kolom]}
                    else:
                        rijen.setdefault(nummer, []).append(kolom)
        return gevonden

    def waarde(self, rij: int, kolom: int) -> Celwaarde:
        """What stands in a cell; None outside the used part."""
        if rij < len(self.rijen) and kolom < len(self.rijen[rij]):
            return self.rijen[rij][kolom]
        return None


@dataclass(frozen=True, slots=True)
class Momentopname:
    """The tabs that were asked for, and the names of all tabs in the order of the workbook."""

    bladen: tuple[Blad, ...]
    namen: tuple[str, ...]
    _per_naam: dict[str, Blad] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for blad in self.bladen:
            self._per_naam.setdefault(_zoeknaam(blad.naam), blad)

    def blad(self, naam: str) -> Blad | None:
        """The tab with this name, without regard to case and surrounding blanks (as users rename by
        accident)."""
        return self._per_naam.get(_zoeknaam(naam))


def _zoeknaam(naam: str) -> str:
    return naam.strip().casefold()


@dataclass(frozen=True, slots=True)
class Schrijfopdracht:
    """Values to put in cells of one tab, by 0-based (row, column). None empties a cell; the look of
    a cell stays.

    ``uitkomsten``: what formulas that stand there already will show once these values are in, for
    who reads a file without calculating. Formulas stay; a live Excel calculates them itself and
    needs none of this.
    ``eigen_formule``: what stands in every formula of ours whose result is kept right in that way,
    so that it needs no calculation when the file is opened; empty when there is none.
    """

    blad: str
    cellen: Mapping[tuple[int, int], Schrijfwaarde]
    uitkomsten: Mapping[tuple[int, int], str] = field(default_factory=dict)
    eigen_formule: str = ""


class BoekFout(Exception):
    """A workbook that cannot be read or written. ``code`` is a code of the catalogue of findings,
    ``gaten`` fills its sentence; the caller turns both into a finding, so users never see this
    exception."""

    def __init__(self, code: str, **gaten: str) -> None:
        super().__init__(code, gaten)
        self.code, self.gaten = code, gaten


class Boek(Protocol):
    """A workbook. ``lees`` is one bulk read, ``schrijf`` one bulk write of all result cells at
    once."""

    naam: str

    def lees(self, tabs: Collection[str]) -> Momentopname:
        """Read the tabs with these names (case and outer blanks do not count); those that are not
        there are left out. Raises :class:`BoekFout`."""
        ...

    def schrijf(self, opdrachten: Sequence[Schrijfopdracht]) -> None:
        """Write values into existing tabs. Raises :class:`BoekFout` and then changes nothing."""
        ...
