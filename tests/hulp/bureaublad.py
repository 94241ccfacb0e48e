"""A workbook that is open in Excel on a desktop, as far as Excel itself goes: cells, formulas,
merged cells, filters, protection, and writes that fail. :mod:`hulp.windows` and :mod:`hulp.mac`
show it to the real classes of xlwings, as COM objects and as Apple events.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from hulp.officejs import Excelmodel, Plek, naar_buiten

LETTER = {
    "name": "Calibri", "size": 11.0, "bold": False, "italic": False, "color": (27, 90, 138),
    "underline": -4142,
}  # fmt: skip
FOUTEN = {
    "#DIV/0!": (-2146826281, "#DEEL/0!"), "#N/A": (-2146826246, "#N/B"),
    "#NAME?": (-2146826259, "#NAAM?"), "#NULL!": (-2146826288, "#LEEG!"),
    "#NUM!": (-2146826252, "#GETAL!"), "#REF!": (-2146826265, "#VERW!"),
    "#VALUE!": (-2146826273, "#WAARDE!"),
}  # fmt: skip
"""The error values: as COM gives them, and as a Dutch Excel shows them."""


class Weigering(Exception):
    """Excel will not do it."""


@dataclass(frozen=True)
class Vlak:
    """A rectangle of cells, 0-based and inclusive."""

    rij: int
    kolom: int
    tot_rij: int
    tot_kolom: int

    def __iter__(self) -> Iterator[Plek]:
        return (
            (r, k)
            for r in range(self.rij, self.tot_rij + 1)
            for k in range(self.kolom, self.tot_kolom + 1)
        )

    @property
    def maat(self) -> tuple[int, int]:
        return self.tot_rij - self.rij + 1, self.tot_kolom - self.kolom + 1

    def raakt(self, ander: Vlak) -> bool:
        return (
            self.rij <= ander.tot_rij
            and ander.rij <= self.tot_rij
            and self.kolom <= ander.tot_kolom
            and ander.kolom <= self.tot_kolom
        )


@dataclass
class Tabel:
    """An Excel table on a tab, and whether its filter is in use."""

    naam: str
    vlak: Vlak
    gefilterd: bool = False
    totaalrij: bool = False


@dataclass
class Blad:
    """A tab. ``wachtwoord`` is empty for a tab that is protected without one."""

    naam: str
    excel: Bureaublad
    wachtwoord: str | None = None
    formules: dict[Plek, str] = field(default_factory=dict)
    samengevoegd: list[tuple[int, int, int, int]] = field(default_factory=list)
    tabellen: list[Tabel] = field(default_factory=list)
    filter: Vlak | None = None
    uitgebreid_filter: bool = False
    verborgen: set[int] = field(default_factory=set)
    gebruikt_tot: Plek | None = None
    opnieuw: list[dict[str, Any]] = field(default_factory=list)
    los: bool = False

    @property
    def cellen(self) -> dict[Plek, Any]:
        return self.excel.model.cellen[self.naam]

    @property
    def beveiligd(self) -> bool:
        return self.wachtwoord is not None and not self.los

    @property
    def gebruikt(self) -> Vlak:
        """As Excel counts: from the first cell with anything to the last, here only the values."""
        rijen, kolommen = zip(*(self.cellen or {(0, 0): None}), strict=True)
        laatste = self.gebruikt_tot or (max(rijen), max(kolommen))
        return Vlak(min(rijen), min(kolommen), *laatste)

    def formule(self, plek: Plek) -> str:
        return self.formules.get(plek, str(self.cellen.get(plek, "")))

    def samen(self, vlak: Vlak) -> bool | None:
        """Whether cells are merged; None when some are."""
        om = [Vlak(*s) for s in self.samengevoegd if Vlak(*s).raakt(vlak)]
        if not om:
            return False
        return True if len(om) == 1 and set(vlak) <= set(om[0]) else None

    def samenvlak(self, plek: Plek) -> Vlak:
        een = Vlak(*plek, *plek)
        return next((Vlak(*s) for s in self.samengevoegd if Vlak(*s).raakt(een)), een)

    def toon_alles(self) -> None:
        """What Excel calls *Wissen*."""
        self.uitgebreid_filter, self.filter = False, None
        self.toon_rijen()

    def toon_rijen(self) -> None:
        if not (self.filter or self.uitgebreid_filter or any(t.gefilterd for t in self.tabellen)):
            self.verborgen.clear()

    def zet(self, vlak: Vlak, rijen: Any) -> None:
        """Write a block. On rows that a filter hides Excel goes wrong without a word: the first row
        of the block lands in every row that shows."""
        self.excel.raak_aan(self)
        assert [len(rij) for rij in rijen] == [vlak.maat[1]] * vlak.maat[0]
        plat = iter([cel for rij in rijen for cel in rij])
        eerste = list(rijen[0])
        gestoord = self.excel.filters_storen and bool(
            self.verborgen & set(range(vlak.rij, vlak.tot_rij + 1))
        )
        for plek in vlak:
            waarde = next(plat)
            if gestoord and plek[0] in self.verborgen:
                continue
            self._zet_cel(plek, eerste[plek[1] - vlak.kolom] if gestoord else waarde)

    def _zet_cel(self, plek: Plek, waarde: Any) -> None:
        model = self.excel.model
        model.geraakt.setdefault(self.naam, set()).add(plek)
        self.formules.pop(plek, None)
        model.zet(self.naam, plek, "" if waarde is None else zonder_tijdzone(waarde))

    def leg(self, plek: Plek, doel: str, tekst: str | None) -> None:
        """Lay a link. An empty cell shows where it leads, and the cell looks like a link."""
        excel = self.excel
        excel.raak_aan(self)
        excel.model.koppelingen[self.naam][plek] = doel
        excel.model.geraakt.setdefault(self.naam, set()).add(plek)
        if tekst is not None or plek not in self.cellen:
            excel.model.zet(self.naam, plek, doel if tekst is None else tekst)
        excel.letter(self.naam, plek).update(name="Aptos", color=(5, 99, 193), underline=2)

    def maak_los(self, vlak: Vlak) -> None:
        for plek in vlak:
            self.excel.model.koppelingen[self.naam].pop(plek, None)


class Bureaublad:
    """An open workbook. It fails at write number ``stuk_bij``, and ``blijft_stuk`` or not."""

    def __init__(
        self, inhoud: bytes, naam: str = "werkboek.xlsx", beveiligd: Mapping[str, str] | None = None
    ) -> None:
        self.naam, self.model = naam, Excelmodel.van(inhoud)
        self.pad = naam
        self.bladen = [Blad(tab, self, (beveiligd or {}).get(tab)) for tab in self.model.bladen]
        self.letters: dict[tuple[str, Plek], dict[str, Any]] = {}
        self.meldingen: list[tuple[str, str]] = []
        self.vragen: list[str] = []
        self.antwoord = "no"
        self.kan_melden = True
        self.scherm, self.rekenen, self.statusbalk = True, "automatic", ""
        self.gezien: list[tuple[bool, str]] = []
        self.gelezen: list[str] = []
        self.aanroepen = 0
        self.schrijfbeurten, self.stuk_bij, self.blijft_stuk = 0, 0, False
        self.weigert_lezen, self.filters_storen = False, True

    def blad(self, naam: str) -> Blad:
        return next(blad for blad in self.bladen if blad.naam == naam)

    def letter(self, tab: str, plek: Plek) -> dict[str, Any]:
        return self.letters.setdefault((tab, plek), dict(LETTER))

    def meld(self, tekst: str, titel: str, soort: str, *, vraag: bool = False) -> str:
        """A message box."""
        if not self.kan_melden:
            raise Weigering
        assert titel == "Regio-XL"
        if vraag:
            self.vragen.append(tekst)
            return self.antwoord
        self.meldingen.append((tekst, soort))
        return "ok"

    def raak_aan(self, blad: Blad) -> None:
        """Before every write: what Excel checks."""
        self.schrijfbeurten += 1
        self.gezien.append((self.scherm, self.rekenen))
        if self.schrijfbeurten == self.stuk_bij or (
            self.blijft_stuk and self.schrijfbeurten > self.stuk_bij
        ):
            raise Weigering("Uitzondering opgetreden")
        if blad.beveiligd:
            raise Weigering("De cel is beveiligd")

    def lees(self, blad: Blad, vlak: Vlak) -> list[list[Any]]:
        """What stands in cells."""
        self.gelezen.append(blad.naam)
        if self.weigert_lezen:
            raise Weigering("Aanroep geweigerd")
        return in_rijen(vlak, blad.cellen.get)


def in_rijen(vlak: Vlak, wat: Any) -> list[list[Any]]:
    """Something of every cell, as rows."""
    return [
        [wat((r, k)) for k in range(vlak.kolom, vlak.tot_kolom + 1)]
        for r in range(vlak.rij, vlak.tot_rij + 1)
    ]


def met_tijd(waarde: Any) -> Any:
    """A day or a time as desktop Excel hands it over: always both."""
    return naar_buiten(waarde) if isinstance(waarde, date | time) else waarde


def zonder_tijdzone(waarde: Any) -> Any:
    """A moment that was given to Excel, as a cell keeps it."""
    if not isinstance(waarde, datetime):
        return waarde
    kaal = waarde.replace(tzinfo=None)
    return kaal.date() if kaal.time() == time() else kaal
