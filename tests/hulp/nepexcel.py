"""Excel on a desktop, played: an engine that writes at once, knows formulas, merged cells and
protection, and can fail.

Only what ``regio_xl.excel`` uses of an xlwings ``Book``; the objects of Excel for Windows stand
behind ``api``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from hulp.officejs import Excelmodel, Plek, naar_buiten

LETTER = {"name": "Calibri", "size": 11.0, "bold": False, "italic": False, "color": (27, 90, 138)}


class ComFout(Exception):
    """What Excel throws."""


@dataclass
class NepApp:
    """The program. ``gezien`` keeps the settings during each write."""

    screen_updating: bool = True
    calculation: str = "automatic"
    status_bar: str | bool = False
    meldingen: list[tuple[str, str]] = field(default_factory=list)
    gezien: list[tuple[bool, str]] = field(default_factory=list)
    kan_melden: bool = True

    def alert(self, prompt: str, title: str, mode: str) -> str:
        if not self.kan_melden:
            raise ComFout
        assert title == "Regio-XL"
        self.meldingen.append((prompt, mode))
        return "ok"


class NepBladApi:
    """A worksheet of Excel for Windows: protection."""

    Hyperlinks = ()

    def __init__(self, wachtwoord: str | None) -> None:
        self.ProtectContents = wachtwoord is not None
        self.ProtectDrawingObjects, self.ProtectScenarios, self.ProtectionMode = False, True, False
        self.wachtwoord, self.Protection = wachtwoord, NepToestemmingen()
        self.opnieuw: list[dict[str, Any]] = []

    def Unprotect(self, wachtwoord: str) -> None:
        if self.wachtwoord != wachtwoord:
            raise ComFout("Het wachtwoord is onjuist")
        self.ProtectContents = False

    def Protect(self, **stand: Any) -> None:
        self.opnieuw.append(stand)
        self.ProtectContents = True


class NepToestemmingen:
    """What is allowed on a protected tab: formatting and sorting, and no more."""

    def __getattr__(self, naam: str) -> bool:
        return naam in {"AllowFormattingCells", "AllowSorting"}


@dataclass
class NepBlad:
    """A tab."""

    boek: NepExcel
    name: str
    api: Any
    formules: dict[Plek, str] = field(default_factory=dict)
    samengevoegd: list[tuple[int, int, int, int]] = field(default_factory=list)
    gebruikt_tot: Plek | None = None

    @property
    def cellen(self) -> dict[Plek, Any]:
        return self.boek.model.cellen[self.name]

    @property
    def used_range(self) -> NepBereik:
        """As Excel counts: from the first cell with anything to the last, here only the values."""
        rijen, kolommen = zip(*(self.cellen or {(0, 0): None}), strict=True)
        laatste = self.gebruikt_tot or (max(rijen), max(kolommen))
        return NepBereik(self, (min(rijen), min(kolommen)), laatste)

    def range(self, een: Plek, ander: Plek | None = None) -> NepBereik:
        ander = ander or een
        return NepBereik(self, (een[0] - 1, een[1] - 1), (ander[0] - 1, ander[1] - 1))


@dataclass
class NepBereik:
    """Cells, 0-based inside."""

    blad: NepBlad
    van: Plek
    tot: Plek

    @property
    def row(self) -> int:
        return self.van[0] + 1

    @property
    def column(self) -> int:
        return self.van[1] + 1

    @property
    def shape(self) -> Plek:
        return self.tot[0] - self.van[0] + 1, self.tot[1] - self.van[1] + 1

    def options(self, *, ndim: int, err_to_str: bool) -> NepBereik:
        assert (ndim, err_to_str) == (2, True)
        return self

    def _vlak(self, cel: Callable[[Plek], Any]) -> list[list[Any]]:
        return [
            [cel((r, k)) for k in range(self.van[1], self.tot[1] + 1)]
            for r in range(self.van[0], self.tot[0] + 1)
        ]

    @property
    def value(self) -> list[list[Any]]:
        self.blad.boek.gelezen.append(self.blad.name)
        if self.blad.boek.weigert_lezen:
            raise ComFout("Aanroep geweigerd")
        return self._vlak(lambda plek: _zoals_com(self.blad.cellen.get(plek)))

    @value.setter
    def value(self, rijen: list[list[Any]]) -> None:
        boek = self.blad.boek
        boek.raak_aan(self.blad)
        assert [len(rij) for rij in rijen] == [self.shape[1]] * self.shape[0]
        for i, rij in enumerate(rijen, start=self.van[0]):
            for j, waarde in enumerate(rij, start=self.van[1]):
                boek.model.geraakt.setdefault(self.blad.name, set()).add((i, j))
                self.blad.formules.pop((i, j), None)
                boek.model.zet(self.blad.name, (i, j), "" if waarde is None else waarde)

    @property
    def formula(self) -> Any:
        def een(plek: Plek) -> str:
            waarde = self.blad.cellen.get(plek, "")
            return self.blad.formules.get(plek, str(waarde))

        vlak = self._vlak(een)
        return vlak[0][0] if self.shape == (1, 1) else tuple(map(tuple, vlak))

    @property
    def merge_cells(self) -> bool | None:
        raakt = any(
            r1 <= self.tot[0] and r2 >= self.van[0] and k1 <= self.tot[1] and k2 >= self.van[1]
            for r1, k1, r2, k2 in self.blad.samengevoegd
        )
        return None if raakt else False

    @property
    def merge_area(self) -> NepBereik:
        for r1, k1, r2, k2 in self.blad.samengevoegd:
            if r1 <= self.van[0] <= r2 and k1 <= self.van[1] <= k2:
                return NepBereik(self.blad, (r1, k1), (r2, k2))
        return self

    @property
    def font(self) -> NepLetter:
        return NepLetter(
            self.blad.boek.letters.setdefault((self.blad.name, self.van), dict(LETTER))
        )

    @property
    def api(self) -> NepBereik:
        return self

    def ClearHyperlinks(self) -> None:
        self.blad.boek.model.koppelingen[self.blad.name].pop(self.van, None)

    def add_hyperlink(self, address: str, text_to_display: str, screen_tip: str) -> None:
        boek = self.blad.boek
        boek.raak_aan(self.blad)
        assert screen_tip.strip() == "" or screen_tip.startswith("Ga naar ")
        boek.model.koppelingen[self.blad.name][self.van] = address.removeprefix("#")
        boek.model.geraakt.setdefault(self.blad.name, set()).add(self.van)
        boek.model.zet(self.blad.name, self.van, text_to_display)
        boek.letters.setdefault((self.blad.name, self.van), dict(LETTER)).update(
            name="Aptos", color=(5, 99, 193)
        )


class NepLetter:
    """The font of a cell."""

    def __init__(self, stand: dict[str, Any]) -> None:
        self.__dict__["stand"] = stand

    def __getattr__(self, naam: str) -> Any:
        return self.__dict__["stand"][naam]

    def __setattr__(self, naam: str, waarde: Any) -> None:
        self.__dict__["stand"][naam] = waarde


class NepExcel:
    """A workbook that is open in Excel on a desktop. It fails at write number ``stuk_bij``, and
    ``blijft_stuk`` or not."""

    def __init__(
        self, inhoud: bytes, naam: str = "werkboek.xlsx", beveiligd: Mapping[str, str] | None = None
    ) -> None:
        self.name, self.app, self.model = naam, NepApp(), Excelmodel.van(inhoud)
        wachtwoorden = beveiligd or {}
        self.sheets = [
            NepBlad(self, blad, NepBladApi(wachtwoorden.get(blad))) for blad in self.model.bladen
        ]
        self.letters: dict[tuple[str, Plek], dict[str, Any]] = {}
        self.gelezen: list[str] = []
        self.schrijfbeurten, self.stuk_bij, self.blijft_stuk, self.weigert_lezen = (
            0,
            0,
            False,
            False,
        )

    def blad(self, naam: str) -> NepBlad:
        return next(blad for blad in self.sheets if blad.name == naam)

    def raak_aan(self, blad: NepBlad) -> None:
        """Before every write: what Excel checks."""
        self.schrijfbeurten += 1
        self.app.gezien.append((self.app.screen_updating, self.app.calculation))
        if self.schrijfbeurten == self.stuk_bij or (
            self.blijft_stuk and self.schrijfbeurten > self.stuk_bij
        ):
            raise ComFout("Uitzondering opgetreden")
        if getattr(blad.api, "ProtectContents", False):
            raise ComFout("De cel is beveiligd")


def _zoals_com(waarde: Any) -> Any:
    """A value as xlwings hands it over from Excel for Windows: numbers as floats, dates with a
    time."""
    if isinstance(waarde, bool) or waarde is None:
        return waarde
    if isinstance(waarde, int):
        return float(waarde)
    if isinstance(waarde, date | time):
        return naar_buiten(waarde)
    return waarde
