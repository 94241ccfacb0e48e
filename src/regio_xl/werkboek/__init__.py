"""The port to a workbook: what is read from it, what is written to it, and what can go wrong at its
border.

No library beyond the reader of TOML, so that the core runs wherever Python runs. Three adapters
implement :class:`Werkboek`: ``xlsx`` (a file), ``excel`` (a workbook that is open) and
``werkboek.geheugen`` (in memory). Rows and columns are 0-based here; :class:`Adres` prints them the
way Excel does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum
from typing import NamedTuple, Protocol, TypeAlias

from regio_xl.bevindingen import Bevinding, bevinding
from regio_xl.bevindingen.adres import Adres as Adres
from regio_xl.bevindingen.adres import kolomletters as kolomletters
from regio_xl.bevindingen.adres import kolomnummer as kolomnummer
from regio_xl.bevindingen.fouten import RegioFout
from regio_xl.werkboek.tekst import sleutel


@dataclass(frozen=True, slots=True)
class CelFout:
    """An error value in a cell, such as ``#N/A``."""

    code: str


class NietBerekend(Enum):
    """A formula without a stored result: its program never calculated it."""

    NIET_BEREKEND = "niet berekend"


Celwaarde: TypeAlias = "str | float | bool | date | datetime | time | CelFout | NietBerekend | None"


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


class Bereik(NamedTuple):
    """A rectangle of cells, its last row and column included; 0-based."""

    rij: int
    kolom: int
    laatste_rij: int
    laatste_kolom: int

    def bevat(self, rij: int, kolom: int) -> bool:
        """Whether a cell lies in it."""
        in_rijen = self.rij <= rij <= self.laatste_rij
        return in_rijen and self.kolom <= kolom <= self.laatste_kolom

    def __str__(self) -> str:
        """As Excel writes it (``F40:F45``; ``F40`` when it is one cell)."""
        begin = Adres("", self.rij, self.kolom).cel
        eind = Adres("", self.laatste_rij, self.laatste_kolom).cel
        return begin if begin == eind else f"{begin}:{eind}"


class Exceltabel(NamedTuple):
    """A table as Excel knows it: its name, and its cells with the row of headings and the row of
    totals."""

    naam: str
    bereik: Bereik
    totaalrij: bool = False


@dataclass(frozen=True, slots=True)
class Bladvorm:
    """What a tab has besides values, as far as its adapter can see it; one that cannot leaves it
    empty.

    ``samengevoegd``: merged ranges, of which only the first cell holds a value. ``tabellen``: its
    Excel tables, looked for when they are first asked for. ``filters``: ranges with a filter in
    use; a filter button without a choice is none, and nor is one that hides no row of its table.
    ``verborgen_rijen``: rows that are not shown, as far as our blocks can reach.
    ``plaatjes``: cells that hold a picture instead of a value. ``procenten``: filled cells whose
    number is shown as a percentage.
    """

    samengevoegd: Sequence[Bereik] = ()
    tabellen: Sequence[Exceltabel] = ()
    filters: Sequence[Bereik] = ()
    verborgen_rijen: frozenset[int] = frozenset()
    plaatjes: frozenset[tuple[int, int]] = frozenset()
    procenten: frozenset[tuple[int, int]] = frozenset()


GEWONE_VORM = Bladvorm()

MEESTE_LEEG = 1_000
"""How many empty rows may stand one below the other, or empty cells side by side, before what
follows lies too far away to belong to a block."""


@dataclass(frozen=True, slots=True)
class Blad:
    """One tab: its name, its cells as rows from A1 on (rows may differ in length), and what it has
    besides values, which does not count when two tabs are compared.

    ``verdwaald``: filled cells that stand so far from all others (:data:`MEESTE_LEEG`) that no
    block can hold them, by row and column: one typed in row 1,048,576 must not make a million rows
    of a tab.
    """

    naam: str
    rijen: Sequence[Sequence[Celwaarde]]
    vorm: Bladvorm = field(default=GEWONE_VORM, compare=False)
    verdwaald: Mapping[tuple[int, int], Celwaarde] = field(default_factory=dict)

    def waarde(self, rij: int, kolom: int) -> Celwaarde:
        """What stands in a cell; None outside the used part."""
        if rij < len(self.rijen) and kolom < len(self.rijen[rij]):
            return self.rijen[rij][kolom]
        return self.verdwaald.get((rij, kolom)) if self.verdwaald else None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The tabs that were asked for, and the names of all tabs in the order of the workbook.

    ``ondertekend``: whether the workbook carries a digital signature, which any change breaks.
    ``kapotte_namen``: the defined names whose cells were removed, as far as the adapter can tell.
    """

    bladen: tuple[Blad, ...]
    namen: tuple[str, ...]
    ondertekend: bool = False
    kapotte_namen: frozenset[str] = frozenset()

    def blad(self, naam: str) -> Blad | None:
        """The tab with this name, without regard to case, odd blanks and invisible characters (as
        users rename by accident)."""
        gezocht = tabsleutel(naam)
        return next((blad for blad in self.bladen if tabsleutel(blad.naam) == gezocht), None)

    def __repr__(self) -> str:
        return f"<Snapshot: {len(self.bladen)} van de {len(self.namen)} tabs gelezen>"


def tabsleutel(naam: str) -> str:
    """The name of a tab to compare by."""
    return sleutel(naam)


@dataclass(frozen=True, slots=True)
class Celwijzigingen:
    """Values to put in cells of one tab, by 0-based (row, column). None empties a cell; the look of
    a cell stays.

    ``uitkomsten``: what formulas that stand there already will show once these values are in, for
    who reads a file without calculating. Formulas stay; a live Excel calculates them itself and
    needs none of this.
    ``eigen_formules``: texts of which one stands in every formula of ours that looks at this tab
    and whose result is kept right in that way, or does not depend on these values, so that the
    file needs no calculation when it is opened.
    """

    blad: str
    cellen: Mapping[tuple[int, int], Schrijfwaarde]
    uitkomsten: Mapping[tuple[int, int], str] = field(default_factory=dict)
    eigen_formules: tuple[str, ...] = ()


class WerkboekFout(RegioFout):
    """A workbook that cannot be read or written. ``code`` is a code of the catalogue of findings,
    ``gaten`` fills its sentence, ``adres`` is the cell or tab that stands in the way."""

    def __init__(self, code: str, adres: Adres | None = None, /, **gaten: str) -> None:
        super().__init__(code, gaten)
        self.code, self.adres, self.gaten = code, adres, gaten

    @property
    def bevinding(self) -> Bevinding:
        """The finding of the catalogue. Raises KeyError when a slot is not filled."""
        return bevinding(self.code, self.adres, **self.gaten)

    def __str__(self) -> str:
        return str(self.bevinding)


class Werkboek(Protocol):
    """A workbook. ``lees`` is one bulk read, ``schrijf`` one bulk write of all result cells at
    once."""

    naam: str

    def lees(self, tabs: Collection[str]) -> Snapshot:
        """Read the tabs with these names (case and outer blanks do not count); those that are not
        there are left out. Raises :class:`WerkboekFout`."""
        ...

    def lees_ook(self, namen: Collection[str], *, met: Collection[str]) -> Snapshot:
        """Read tabs that may or may not be ours, by their exact names, as far as that costs little:
        those that are damaged or large are left out.

        ``met``: texts of ours, when none of our tabs is missing and there is only a copy to look
        for; a tab without a cell that says one of them may be left out. None of them: reading may
        cost more. What ``lees`` read stays known.
        """
        ...

    def schrijf(self, opdrachten: Sequence[Celwijzigingen]) -> None:
        """Write values into existing tabs. Raises :class:`WerkboekFout` and then changes
        nothing."""
        ...
