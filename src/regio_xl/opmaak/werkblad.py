"""One tab being drawn from top to bottom: title band, navigation, paragraphs and blocks.

Texts between blocks stand in column A and run over the empty cells to the right, so that they are
never in a column of a block: readers find blocks by their headings, and everything under a heading
belongs to its block. Nothing is merged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from regio_xl.indeling import blokken
from regio_xl.opmaak.cellen import Formule, Inhoudscel, schrijf
from regio_xl.opmaak.stijlen import ACCENT, NACHT, STIJLEN, WIT, Stijlenkast
from regio_xl.opmaak.validatie import Validatie, bewaakt
from regio_xl.werkboek import tekstmaat

MARGE = 2.0
A4, A3 = 9, 8
BREED = 260.0  # wider tabs would print too small on A4
_PUNTEN, _REGEL, _LUCHT = 11, 15.0, 9.0
TEKSTBREEDTE = 150.0
_PIL_BEGIN, _PIL_HOOGTE, _PIL_RUIMTE, _PIL_PUNTEN = 19, 24, 5, 10
_PIL_RAND, _PIL_TEKEN = (
    30,
    7.6,
)  # pixels beside the text of a link, and of a letter that is one column wide

# What remains possible on a protected tab: everything but changing our texts and results.
BESCHERMING = dict.fromkeys(
    ("objects", "format_cells", "format_columns", "format_rows", "insert_columns", "insert_rows", "insert_hyperlinks",
     "sort", "autofilter"), True,
)  # fmt: skip


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
class Plek:
    """Where a block came to stand (0-based): row of the headings, first column, first and last row
    under the headings."""

    koprij: int
    kolom: int
    eerste: int
    laatste: int


@dataclass(frozen=True, slots=True)
class Bladopmaak:
    """What differs from tab to tab. ``breedtes`` are those of the columns from B on."""

    titel: str
    vraag: str
    inleiding: str
    breedtes: tuple[float, ...]
    zoom: int = 90
    beschermd: bool = True
    verder: str | None = None
    tekstbreedte: float = TEKSTBREEDTE


@dataclass
class Blad:
    """A tab under construction. ``rij`` is the next free row; ``blokken`` where each table stands,
    with its headings."""

    werkblad: Any
    stijlen: Stijlenkast
    naam: str
    opmaak: Bladopmaak
    rij: int = 0
    vrije_rijen: set[int] = field(default_factory=set)
    blokken: dict[str, tuple[Plek, tuple[str, ...]]] = field(default_factory=dict)

    @property
    def laatste_kolom(self) -> int:
        return len(self.opmaak.breedtes)

    def begin(self) -> None:
        """Set up the page and draw what every tab starts with."""
        self._pagina()
        ws = self.werkblad
        ws.set_row(0, 34)
        ws.set_row(1, 27)
        for kolom in range(self.laatste_kolom + 1):
            ws.write_blank(0, kolom, None, self.stijlen["Regio Titel"])
            ws.write_blank(1, kolom, None, self.stijlen["Regio Navigatie"])
        ws.write_string(0, 0, self.opmaak.titel, self.stijlen["Regio Titel"])
        ws.write_string(0, self.laatste_kolom, "Regio-XL", self.stijlen["Regio Titelregel"])
        self._navigatie()
        self.rij = 2
        ws.set_row(2, 26)
        ws.write_string(2, 0, self.opmaak.vraag, self.stijlen["Regio Vraag"])
        if self.opmaak.verder:
            doel = f"internal:'{self.opmaak.verder}'!A1"
            tekst = f"Verder met {self.opmaak.verder} →"
            ws.write_url(
                2,
                self.laatste_kolom,
                doel,
                self.stijlen["Regio Verder"],
                tekst,
                f"Ga naar {self.opmaak.verder}",
            )
        self.rij = 3
        if self.naam in blokken.RESULTAATTABS:
            self._waarschuwing()
        self.alinea(self.opmaak.inleiding)

    def _waarschuwing(self) -> None:
        """A formula that says when answers were changed after the calculation; empty and unseen as
        long as all is well."""
        regels, waarden = (
            f"{blokken.VERANTWOORDING.tabelnaam}[{kop}]" for kop in blokken.KENMERKKOPPEN
        )
        toen = f'INDEX({waarden},MATCH("{blokken.GEWIJZIGD_TOEN}",{regels},0))'
        formule = f'=IFERROR(IF({toen}="","",IF({toen}={blokken.GEWIJZIGD_NU},"","{blokken.GEWIJZIGD}")),"")'
        schrijf(self.werkblad, self.rij, 0, Formule(formule), self.stijlen, "Regio Waarschuwing")
        self.werkblad.set_row(self.rij, 21)
        aan = {
            "type": "formula", "criteria": f'=$A${self.rij + 1}<>""', "format": self.stijlen.voorwaardelijk("let op"),
        }  # fmt: skip
        self.werkblad.conditional_format(self.rij, 0, self.rij, 3, aan)
        self.rij += 1

    def _pagina(self) -> None:
        ws, blanco = self.werkblad, self.stijlen["Regio Blanco"]
        ws.hide_gridlines(2)
        ws.set_zoom(self.opmaak.zoom)
        ws.set_column(0, 0, MARGE, blanco)
        for kolom, breedte in enumerate(self.opmaak.breedtes, start=1):
            ws.set_column(kolom, kolom, breedte, blanco)
        ws.set_tab_color(NACHT if self.naam in blokken.INVOERTABS else ACCENT)
        ws.set_paper(A3 if sum(self.opmaak.breedtes) > BREED else A4)
        ws.set_landscape()
        ws.fit_to_pages(1, 0)
        ws.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        ws.set_header("&L&10Regio-XL&R&10&F")
        ws.set_footer("&L&10&A&R&10Pagina &P van &N")
        if self.opmaak.beschermd:
            ws.protect("", BESCHERMING)

    def _navigatie(self) -> None:
        """One row of links to all tabs, at the same place on every tab; the tab itself stands out
        and is no link."""
        links = _PIL_BEGIN
        for tab in blokken.TABS:
            hier = tab == self.naam
            breedte = round(tekstmaat.breedte(tab, _PIL_PUNTEN) * _PIL_TEKEN) + _PIL_RAND
            opmaak = {
                "width": breedte, "height": _PIL_HOOGTE, "x_offset": links, "y_offset": 6, "object_position": 3,
                "font": {"name": "Calibri", "size": _PIL_PUNTEN, "color": WIT if hier else ACCENT},
                "align": {"vertical": "middle", "horizontal": "center"},
                "fill": {"color": ACCENT if hier else WIT}, "line": {"color": ACCENT, "width": 0.75},
                "description": f"Je bent op de tab {tab}" if hier else f"Ga naar de tab {tab}",
            }  # fmt: skip
            link = {} if hier else {"url": f"internal:'{tab}'!A1", "tip": f"Ga naar {tab}"}
            self.werkblad.insert_textbox(1, 0, tab, opmaak | link)
            links += breedte + _PIL_RUIMTE

    def alinea(self, tekst: str, stijl: str = "Regio Alinea") -> None:
        """A paragraph, broken into lines that fit."""
        for regel in tekstmaat.regels(
            tekst, min(self.opmaak.tekstbreedte, sum(self.opmaak.breedtes) - 2)
        ):
            self.werkblad.write_string(self.rij, 0, regel, self.stijlen[stijl])
            self.rij += 1

    def sectie(self, titel: str, uitleg: str = "", hint: str = "") -> None:
        """The heading of a part of the tab, with a short explanation and a hint for who gets
        stuck."""
        self.rij += 1
        self.werkblad.set_row(self.rij, 24)
        self.werkblad.write_string(self.rij, 0, titel, self.stijlen["Regio Sectie"])
        self.rij += 1
        if uitleg:
            self.alinea(uitleg)
        if hint:
            self.alinea(hint, "Regio Hint")
        self.ruimte()

    def ruimte(self, hoogte: float = 6) -> None:
        """A little white space."""
        self.werkblad.set_row(self.rij, hoogte)
        self.rij += 1

    def vastzetten(self) -> None:
        """Keep everything above the next free row in view, and repeat the row just above it on
        every printed page."""
        self.werkblad.freeze_panes(self.rij, 0)
        self.werkblad.repeat_rows(self.rij - 1)

    def tabel(
        self, naam: str, kolommen: Sequence[Tabelkolom], rijen: Sequence[Sequence[Inhoudscel]], *,
        kolom: int = 1, filter_: bool = False, vaste_hoogte: float | None = None, verplaats: bool = True,
    ) -> Plek:  # fmt: skip
        """Draw a block as an Excel table at the next free row. Cells without content are drawn too,
        ready for use.

        Texts decide how high a row is, and it grows with what users type or a calculation writes.
        ``vaste_hoogte`` is for rows that may not move, such as those beside a chart.
        """
        plek = Plek(self.rij, kolom, self.rij + 1, self.rij + len(rijen))
        self.blokken[naam] = (plek, tuple(k.kop for k in kolommen))
        ws = self.werkblad
        einde = kolom + len(kolommen) - 1
        koppen = [{"header": k.kop, "header_format": self.stijlen[k.kopstijl]} for k in kolommen]
        opties = {
            "name": naam,
            "style": None,
            "autofilter": filter_,
            "banded_rows": False,
            "columns": koppen,
        }
        ws.add_table(plek.koprij, kolom, plek.laatste, einde, opties)
        extra = 3.0 if filter_ else 0.0
        breed = [self.opmaak.breedtes[kolom - 1 + i] for i in range(len(kolommen))]
        kopregels = max(
            tekstmaat.celregels(k.kop, b - extra, vet=True)
            for k, b in zip(kolommen, breed, strict=True)
        )
        ws.set_row(plek.koprij, 6 + 15 * kopregels)
        for nummer, rij in enumerate(rijen, start=plek.eerste):
            for plaats, (cel, opmaak) in enumerate(zip(rij, kolommen, strict=True)):
                schrijf(ws, nummer, kolom + plaats, cel, self.stijlen, opmaak.stijl)
            if vaste_hoogte is None:
                ws.set_row(nummer, self._hoogte(rij, kolommen, breed))
                self.vrije_rijen.add(nummer)
            else:
                ws.set_row(nummer, vaste_hoogte)
        self._valideer(plek, kolommen)
        if verplaats:
            self.rij = plek.laatste + 1
        return plek

    @staticmethod
    def _hoogte(
        cellen: Sequence[Inhoudscel], kolommen: Sequence[Tabelkolom], breed: Sequence[float]
    ) -> float:
        """The height a row needs; a first estimate, it grows with what users type."""
        nodig = _REGEL
        for cel, opmaak, breedte in zip(cellen, kolommen, breed, strict=True):
            if isinstance(cel, str):
                stijl = STIJLEN[opmaak.stijl]
                punten, vet = stijl.get("font_size", _PUNTEN), stijl.get("bold", False)
                nodig = max(
                    nodig,
                    tekstmaat.celregels(cel, breedte, punten, vet) * _REGEL * punten / _PUNTEN,
                )
        return round(nodig + _LUCHT)

    def _valideer(self, plek: Plek, kolommen: Sequence[Tabelkolom]) -> None:
        """Attach drop-downs and messages; on a tab without protection, guard our own texts against
        typing."""
        ws = self.werkblad
        if not self.opmaak.beschermd:
            ws.data_validation(
                plek.koprij, plek.kolom, plek.koprij, plek.kolom + len(kolommen) - 1, bewaakt()
            )
        for plaats, opmaak in enumerate(kolommen, start=plek.kolom):
            regel = opmaak.validatie
            if (
                regel is None
                and not self.opmaak.beschermd
                and not opmaak.stijl.startswith(("Regio Invoer", "Regio Antwoord"))
            ):
                regel = bewaakt()
            if regel is not None:
                ws.data_validation(plek.eerste, plaats, plek.laatste, plaats, regel)
