"""One tab being drawn from top to bottom: paragraphs, headings and blocks.

Texts between blocks stand in column A and run over the empty cells to the right, so that they are
never in a column of a block: readers find blocks by their headings, and everything under a heading
belongs to its block. Nothing is merged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from regio_xl.opmaak.cellen import Inhoudscel, schrijf_cel
from regio_xl.opmaak.stijlen import STIJLEN, Stijlenkast
from regio_xl.opmaak.validatie import Validatie, bewaakt
from regio_xl.werkboek import tekstmaat

_PUNTEN, _REGEL, _LUCHT = 11, 15.0, 9.0

_VAN_GEBRUIKER = ("Regio Invoer", "Regio Antwoord")
"""How the names of the styles of cells that users fill in begin."""


@dataclass(frozen=True, slots=True)
class Tabelkolom:
    """A column of a block: its heading, the style of its cells and what may be typed there."""

    kop: str
    stijl: str = "Regio Tekst"
    validatie: Validatie | None = None

    @property
    def kopstijl(self) -> str:
        """Headings stand where the contents of their column stand."""
        return "Regio Kop midden" if STIJLEN[self.stijl].get("align") == "center" else "Regio Kop"


@dataclass(frozen=True, slots=True)
class Blokplek:
    """Where a block came to stand (0-based): row of the headings, first and last column, first and
    last row under the headings."""

    koprij: int
    kolom: int
    eerste: int
    laatste: int
    laatste_kolom: int

    def deel(self, eerste: int, laatste: int) -> tuple[int, int, int, int]:
        """The cells under some of its headings, counted from its first column."""
        return self.eerste, self.kolom + eerste, self.laatste, self.kolom + laatste


@dataclass(frozen=True, slots=True)
class Bladopmaak:
    """What differs from tab to tab. ``breedtes`` are those of the columns from B on, ``marge`` is
    that of column A; the title is the name of the tab unless there is another. ``blijft_staan``:
    a text, and headings by their column, in a row of its own that stays in view and on paper."""

    vraag: str
    inleiding: str
    breedtes: tuple[float, ...]
    titel: str = ""
    zoom: int = 90
    beschermd: bool = True
    tekstbreedte: float = 150.0
    marge: float = 2.0
    blijft_staan: tuple[str, Mapping[int, str]] | None = None


@dataclass
class Werkblad:
    """A tab under construction. ``sheet`` is that of XlsxWriter, ``rij`` the next free row,
    ``blokken`` says where each table stands, with its headings. Rows in ``vrije_rijen`` grow with
    what users type."""

    sheet: Any
    stijlen: Stijlenkast
    naam: str
    opmaak: Bladopmaak
    rij: int = 0
    vrije_rijen: set[int] = field(default_factory=set)
    blokken: dict[str, tuple[Blokplek, tuple[str, ...]]] = field(default_factory=dict)

    @property
    def laatste_kolom(self) -> int:
        return len(self.opmaak.breedtes)

    def schrijf(self, rij: int, kolom: int, cel: Inhoudscel, stijl: str) -> None:
        """Write one cell in a style."""
        schrijf_cel(self.sheet, rij, kolom, cel, self.stijlen, stijl)

    def alinea(self, tekst: str, stijl: str = "Regio Alinea") -> None:
        """A paragraph, broken into lines that fit."""
        ruimte = min(self.opmaak.tekstbreedte, sum(self.opmaak.breedtes) - 2)
        for regel in tekstmaat.regels(tekst, ruimte):
            self.sheet.write_string(self.rij, 0, regel, self.stijlen[stijl])
            self.rij += 1

    def sectie(self, titel: str, uitleg: str = "", hint: str = "") -> None:
        """The heading of a part of the tab, with a short explanation and a hint for who gets
        stuck."""
        self.rij += 1
        self.kop(titel)
        if uitleg:
            self.alinea(uitleg)
        if hint:
            self.alinea(hint, "Regio Hint")
        self.ruimte()

    def kop(self, titel: str) -> None:
        """A heading and nothing else."""
        self.sheet.set_row(self.rij, 24)
        self.schrijf(self.rij, 0, titel, "Regio Sectie")
        self.rij += 1

    def ruimte(self, hoogte: float = 6) -> None:
        """A little white space."""
        self.sheet.set_row(self.rij, hoogte)
        self.rij += 1

    def zin(self, cel: Inhoudscel, stijl: str = "Regio Alinea") -> None:
        """A line of its own that may be a formula or a link."""
        self.schrijf(self.rij, 0, cel, stijl)
        self.rij += 1

    def herhalen(self, rij: int) -> None:
        """Repeat one row on every printed page, such as the headings of a long list."""
        self.sheet.repeat_rows(rij)

    def afdrukken_tot_hier(self) -> None:
        """Print no further than the next free row, for what follows is only there to look at.

        A tab without such a limit prints what is filled in: no rows that are still empty, and all
        that users add.
        """
        self.sheet.print_area(0, 0, self.rij, self.laatste_kolom)

    def tabel(
        self,
        naam: str,
        kolommen: Sequence[Tabelkolom],
        rijen: Sequence[Sequence[Inhoudscel]],
        *,
        kolom: int = 1,
        filter_: bool = False,
        vaste_hoogte: float | None = None,
    ) -> Blokplek:
        """Draw a block as an Excel table at the next free row. Cells without content are drawn too,
        ready for use.

        Texts decide how high a row is, and it grows with what users type or a calculation writes.
        ``vaste_hoogte`` is for rows that may not move, such as those beside a chart.
        """
        koppen = [(k.kop, k.kopstijl) for k in kolommen]
        plek = self._excel_tabel(naam, koppen, kolom, len(rijen), filter_=filter_)
        self.blokken[naam] = (plek, tuple(k.kop for k in kolommen))
        breed = (self.opmaak.marge, *self.opmaak.breedtes)[kolom : plek.laatste_kolom + 1]
        self._kophoogte(plek.koprij, kolommen, breed, filter_=filter_)
        for nummer, rij in enumerate(rijen, start=plek.eerste):
            for plaats, (cel, opmaak) in enumerate(zip(rij, kolommen, strict=True), start=kolom):
                self.schrijf(nummer, plaats, cel, opmaak.stijl)
            if vaste_hoogte is not None:
                self.sheet.set_row(nummer, vaste_hoogte)
            elif any(rij) or not all(k.stijl.startswith(_VAN_GEBRUIKER) for k in kolommen):
                self.sheet.set_row(nummer, _hoogte(rij, kolommen, breed))
                self.vrije_rijen.add(nummer)
            # Else a row for users with nothing in it yet. It gets no height: programs that keep a
            # height for good would cut off what is typed later.
        self._valideer(plek, kolommen)
        self.rij = plek.laatste + 1
        return plek

    def brontabel(
        self,
        naam: str,
        koppen: Sequence[str],
        kolom: int,
        rijen: Sequence[Sequence[float | None]],
        aantal: int = 0,
    ) -> Blokplek:
        """A table of at least ``aantal`` rows to draw a chart from. It has no cells that hold
        nothing: there are many, and every workbook carries them."""
        koppen_met_stijl = [(kop, "Regio Kop midden") for kop in koppen]
        plek = self._excel_tabel(naam, koppen_met_stijl, kolom, max(aantal, len(rijen)))
        self.sheet.set_row(plek.koprij, 36)
        for nummer, rij in enumerate(rijen, start=plek.eerste):
            for plaats, waarde in enumerate(rij, start=kolom):
                if waarde is not None:
                    self.schrijf(nummer, plaats, waarde, "Regio Getal")
        self.rij = plek.laatste + 2
        return plek

    def _excel_tabel(
        self,
        naam: str,
        koppen: Sequence[tuple[str, str]],
        kolom: int,
        aantal: int,
        *,
        filter_: bool = False,
    ) -> Blokplek:
        """Headings, each with its style, over so many rows."""
        laatste_kolom = kolom + len(koppen) - 1
        plek = Blokplek(self.rij, kolom, self.rij + 1, self.rij + aantal, laatste_kolom)
        opties = {
            "name": naam,
            "style": None,
            "autofilter": filter_,
            "banded_rows": False,
            "columns": [
                {"header": kop, "header_format": self.stijlen[stijl]} for kop, stijl in koppen
            ],
        }
        self.sheet.add_table(plek.koprij, kolom, plek.laatste, laatste_kolom, opties)
        return plek

    def _kophoogte(
        self, rij: int, kolommen: Sequence[Tabelkolom], breed: Sequence[float], *, filter_: bool
    ) -> None:
        knop = 3.0 if filter_ else 0.0
        regels = (
            tekstmaat.celregels(k.kop, breedte - knop, vet=True)
            for k, breedte in zip(kolommen, breed, strict=True)
        )
        self.sheet.set_row(rij, 6 + 15 * max(regels))

    def _valideer(self, plek: Blokplek, kolommen: Sequence[Tabelkolom]) -> None:
        """Attach drop-downs and messages; on a tab without protection, guard our own texts against
        typing."""
        open_ = not self.opmaak.beschermd
        if open_:
            koppen = (plek.koprij, plek.kolom, plek.koprij, plek.laatste_kolom)
            self.sheet.data_validation(*koppen, bewaakt())
        for nummer, opmaak in enumerate(kolommen):
            regel = opmaak.validatie
            if regel is None and open_ and not opmaak.stijl.startswith(_VAN_GEBRUIKER):
                regel = bewaakt()
            if regel is not None:
                self.sheet.data_validation(*plek.deel(nummer, nummer), regel)


def _hoogte(
    cellen: Sequence[Inhoudscel], kolommen: Sequence[Tabelkolom], breed: Sequence[float]
) -> float:
    """The height that a row needs; a first estimate, it grows with what users type."""
    nodig = _REGEL
    for cel, opmaak, breedte in zip(cellen, kolommen, breed, strict=True):
        if isinstance(cel, str):
            stijl = STIJLEN[opmaak.stijl]
            punten = stijl.get("font_size", _PUNTEN)
            regels = tekstmaat.celregels(cel, breedte, punten, stijl.get("bold", False))
            nodig = max(nodig, regels * _REGEL * punten / _PUNTEN)
    return round(nodig + _LUCHT)
