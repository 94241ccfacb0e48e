"""Where the rows, cells, merged ranges and links of a tab stand in its bytes, as far as they matter to what we write."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field

from regio_xl.boek.archief import beschadigd
from regio_xl.boek.boom import Boom, Element
from regio_xl.boek.deel import bereik, plek

_Bereik = tuple[int, int, int, int]

GEWONE_BREEDTE = 9.14
"""The width in characters of a column that nobody changed."""


@dataclass(slots=True)
class Cel:
    """A cell that stands in the way of ours: its bytes, and what it holds as it is stored."""

    element: Element
    waarde: str | None = None
    formule: bool = False


@dataclass(slots=True)
class Rij:
    """A row that we write in."""

    element: Element
    cellen: dict[int, Cel] = field(default_factory=dict)


class Bladkaart(Boom):
    """A tab, mapped for the cells that are to be written. Raises :class:`BoekFout` when its rows are out of order."""

    def __init__(self, xml: bytes, gezocht: Collection[tuple[int, int]]) -> None:
        self._gezochte_rijen = {rij for rij, _ in gezocht}
        self._gezocht = set(gezocht)
        self.rijen: dict[int, Rij] = {}
        self.kolomstijlen: list[tuple[int, int, str]] = []
        self.kolombreedtes: list[tuple[int, int, float]] = []
        self.samengevoegd: list[_Bereik] = []
        self.reeksen: list[_Bereik] = []
        """Ranges that one array formula fills."""
        self.koppelingen: list[Element] = []
        self._rijnummers: list[int] = []
        self._rijbegin: list[int] = []
        self._rij, self._kolom = -1, -1
        self._cellen: dict[int, Cel] = {}
        self._open: list[tuple[int, dict[str, str]]] = []
        self._waarde: str | None = None
        self._formule = False
        super().__init__(xml)
        lijst = self.kind("sheetData")
        if lijst is None:
            raise beschadigd("een tabblad heeft geen plek voor cellen")
        self.cellenlijst = lijst

    def plek_voor_rij(self, nummer: int) -> int | None:
        """Where a new row belongs; None when the list of rows closes itself."""
        volgende = bisect_left(self._rijnummers, nummer)
        return self._rijbegin[volgende] if volgende < len(self._rijbegin) else self.cellenlijst.inhoud_einde

    def stijl(self, rij: Rij | None, kolom: int) -> str | None:
        """The style that a new cell takes from its row or else its column."""
        eigen = {} if rij is None else rij.element.attributen
        if "s" in eigen and eigen.get("customFormat") in ("1", "true"):
            return eigen["s"]
        return next((stijl for eerste, laatste, stijl in self.kolomstijlen if eerste <= kolom <= laatste), None)

    def breedte(self, kolom: int) -> float:
        """The width of a column in characters."""
        return next((breed for eerste, laatste, breed in self.kolombreedtes if eerste <= kolom <= laatste), GEWONE_BREEDTE)

    def begin(self, naam: str, attributen: dict[str, str]) -> None:
        super().begin(naam, attributen)
        match self.pad[1:]:
            case ["sheetData", "row", *_]:
                self._begin_in_rij(attributen)
            case ["cols", "col"]:
                self._onthoud_kolom(attributen)
            case ["mergeCells", "mergeCell"]:
                self.samengevoegd.append(bereik(attributen.get("ref", "")))
            case ["hyperlinks", "hyperlink"]:
                self._open.append((self.parser.CurrentByteIndex, attributen))

    def einde(self, naam: str) -> None:
        diepte = len(self.pad)
        if diepte > 2 and self.pad[1] == "sheetData" and self.pad[2] == "row":
            self._einde_in_rij(diepte)
        elif diepte == 3 and self.pad[1] == "hyperlinks" and self.pad[2] == "hyperlink":
            self.koppelingen.append(self.element(*self._open.pop()))
        super().einde(naam)

    def _onthoud_kolom(self, attributen: dict[str, str]) -> None:
        grenzen = (attributen.get("min", ""), attributen.get("max", ""))
        if not all(grens.isascii() and grens.isdigit() for grens in grenzen):
            return
        eerste, laatste = int(grenzen[0]) - 1, int(grenzen[1]) - 1
        if attributen.get("style", "0") != "0":
            self.kolomstijlen.append((eerste, laatste, attributen["style"]))
        with suppress(ValueError):
            self.kolombreedtes.append((eerste, laatste, float(attributen.get("width", ""))))

    def _begin_in_rij(self, attributen: dict[str, str]) -> None:
        diepte = len(self.pad)
        if diepte == 3:
            self._begin_rij(attributen)
        elif diepte == 4 and self.pad[3] == "c" and self._rij in self._gezochte_rijen:
            self._begin_cel(attributen)
        elif diepte > 4 and self.pad[3] == "c":
            self._begin_inhoud(self.pad[4:], attributen)

    def _einde_in_rij(self, diepte: int) -> None:
        if diepte == 3:
            begin, attributen = self._open.pop()
            if self._rij in self._gezochte_rijen:
                self.rijen[self._rij] = Rij(self.element(begin, attributen), self._cellen)
        elif diepte == 4 and self.pad[3] == "c" and self._rij in self._gezochte_rijen:
            element = self.element(*self._open.pop())
            self._cellen[self._kolom] = Cel(element, self._waarde, self._formule)
        elif diepte > 4:
            self.parser.CharacterDataHandler = None

    def _begin_rij(self, attributen: dict[str, str]) -> None:
        nummer = plek(f"A{attributen['r']}")[0] if "r" in attributen else self._rij + 1
        if nummer <= self._rij:
            raise beschadigd("de rijen van een tabblad staan niet op volgorde")
        self._rij, self._kolom, self._cellen = nummer, -1, {}
        self._rijnummers.append(nummer)
        self._rijbegin.append(self.parser.CurrentByteIndex)
        self._open.append((self.parser.CurrentByteIndex, attributen))

    def _begin_cel(self, attributen: dict[str, str]) -> None:
        rij, kolom = plek(attributen["r"]) if "r" in attributen else (self._rij, self._kolom + 1)
        if rij != self._rij or kolom <= self._kolom:
            raise beschadigd("de cellen van een rij staan niet op volgorde")
        self._kolom = kolom
        self._open.append((self.parser.CurrentByteIndex, attributen))
        self._waarde, self._formule = None, False

    def _begin_inhoud(self, binnen: list[str], attributen: dict[str, str]) -> None:
        if binnen == ["f"]:
            self._formule = True
            if attributen.get("t") in ("array", "dataTable") and "ref" in attributen:
                self.reeksen.append(bereik(attributen["ref"]))
        elif (self._rij, self._kolom) in self._gezocht and "rPh" not in binnen and binnen[-1] in ("v", "t"):
            self._waarde = self._waarde or ""
            self.parser.CharacterDataHandler = self._tekst

    def _tekst(self, stuk: str) -> None:
        self._waarde = (self._waarde or "") + stuk
