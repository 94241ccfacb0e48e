"""Excel for Windows, played as COM objects under the real ``xlwings._xlwindows`` and
``xlwings.main``. On Linux the modules of pywin32 are stand-ins; what is ours is never told."""

# ruff: noqa: N803 - the names are those of Excel

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import MagicMock, patch

import xlwings
from openpyxl.utils import get_column_letter, range_boundaries

from hulp.bureaublad import FOUTEN, Blad, Bureaublad, Tabel, Vlak, Weigering, in_rijen, met_tijd

_REKENEN = {"automatic": -4105, "manual": -4135, "semiautomatic": 2}
_KNOPPEN = {"MB_OK": 0, "MB_OKCANCEL": 1, "MB_YESNOCANCEL": 3, "MB_YESNO": 4,
            "MB_ICONINFORMATION": 64, "MB_ICONWARNING": 48}  # fmt: skip


class ComFout(Exception):
    """What COM throws: not an ``AttributeError``, also for a name that does not exist."""

    hresult = -2147352567


class Com:
    """An object of Excel. What it does not know, COM refuses."""

    _oleobj_ = SimpleNamespace(GetIDsOfNames=MagicMock(side_effect=ComFout("onbekende naam")))


@lru_cache(maxsize=1)
def _xlwindows() -> Any:
    """The real module, with stand-ins for what only Windows has."""
    namen = ("pywintypes", "win32api", "win32con", "pythoncom", "win32com", "win32com.client",
             "win32gui", "win32process", "win32timezone")  # fmt: skip
    nep = {naam: ModuleType(naam) for naam in namen}
    nep["pywintypes"].__dict__.update(com_error=ComFout, error=ComFout, TimeType=datetime)
    nep["pythoncom"].__dict__.update(
        ole_error=ComFout, com_error=ComFout, __file__="", CoInitialize=lambda: None
    )
    nep["win32con"].__dict__.update(_KNOPPEN)
    nep["win32process"].__dict__.update(GetWindowThreadProcessId=lambda hwnd: (0, 1))
    nep["win32timezone"].__dict__.update(TimeZoneInfo=SimpleNamespace(utc=lambda: UTC))
    nep["win32com"].__dict__.update(client=nep["win32com.client"])
    klassen = dict.fromkeys(("CDispatch", "DispatchBaseClass", "CoClassBaseClass"), Com)
    nep["win32com.client"].__dict__.update(klassen, Dispatch=None, DispatchEx=None)
    nep["win32api"].__dict__.update(MessageBox=lambda hwnd, *rest: hwnd(*rest))
    with (
        patch.dict(sys.modules, nep),
        patch.object(ctypes, "windll", MagicMock(), create=True),
        patch.object(ctypes, "oledll", MagicMock(), create=True),
        patch.object(ctypes, "PyDLL", MagicMock()),
        patch.dict(sys.modules, {"xlwings._win32patch": MagicMock(CoClassBaseClass=Com)}),
    ):
        from xlwings import _xlwindows  # noqa: PLC0415
    return _xlwindows


class Windows(Bureaublad):
    """A workbook that is open in Excel for Windows. ``boek`` is what xlwings hands to a script."""

    @property
    def boek(self) -> Any:
        module = _xlwindows()
        return xlwings.Book(impl=module.Book(module.COMRetryObjectWrapper(ComBoek(self))))


class ComBoek(Com):
    """Workbook."""

    def __init__(self, excel: Windows) -> None:
        self.excel = excel
        self.Name, self.FullName = excel.naam, excel.pad
        self.Application = ComApp(excel)

    @property
    def Worksheets(self) -> ComLijst:
        return ComLijst([ComBlad(blad) for blad in self.excel.bladen])

    def SaveCopyAs(self, pad: str) -> None:
        Path(pad).write_bytes(repr(self.excel.model.cellen).encode())


class ComLijst(Com):
    """A collection, counted from one."""

    def __init__(self, dingen: list[Any]) -> None:
        self.dingen, self.Count = dingen, len(dingen)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.dingen)

    def __call__(self, nummer: int) -> Any:
        return self.dingen[nummer - 1]


class ComApp(Com):
    """Application."""

    def __init__(self, excel: Windows) -> None:
        self.excel = excel

    def Hwnd(self, tekst: str, titel: str, stijl: int) -> int:
        """Stands for a window: the message box is shown by who owns it."""
        soort = "critical" if stijl & 48 == 48 and not stijl & 64 else "info"
        gekozen = self.excel.meld(tekst, titel, soort, vraag=bool(stijl & 4))
        return {"ok": 1, "yes": 6, "no": 7}[gekozen]

    ScreenUpdating = property(
        lambda self: self.excel.scherm, lambda self, aan: setattr(self.excel, "scherm", aan)
    )
    StatusBar = property(
        lambda self: self.excel.statusbalk,
        lambda self, tekst: setattr(self.excel, "statusbalk", tekst),
    )

    @property
    def Calculation(self) -> int:
        return _REKENEN[self.excel.rekenen]

    @Calculation.setter
    def Calculation(self, stand: int) -> None:
        self.excel.rekenen = {nummer: naam for naam, nummer in _REKENEN.items()}[stand]


class ComToestemmingen(Com):
    """Protection: formatting and sorting, and no more."""

    def __getattr__(self, naam: str) -> bool:
        return naam in {"AllowFormattingCells", "AllowSorting"}


class ComFilter(Com):
    """AutoFilter: of a tab or of a table."""

    def __init__(self, blad: Blad, tabel: Tabel | None = None) -> None:
        self.blad, self.tabel = blad, tabel

    @property
    def FilterMode(self) -> bool:
        return self.tabel.gefilterd if self.tabel else self.blad.filter is not None

    @property
    def Range(self) -> ComBereik:
        assert self.blad.filter
        return ComBereik(self.blad, self.blad.filter)

    def ShowAllData(self) -> None:
        assert self.tabel
        self.tabel.gefilterd = False
        self.blad.toon_rijen()


class ComTabel(Com):
    """ListObject."""

    def __init__(self, blad: Blad, tabel: Tabel) -> None:
        self.Name, self.ShowTotals = tabel.naam, tabel.totaalrij
        self.Range = ComBereik(blad, tabel.vlak)
        self.AutoFilter = ComFilter(blad, tabel)


class ComBlad(Com):
    """Worksheet."""

    def __init__(self, blad: Blad) -> None:
        self.blad, self.Name = blad, blad.naam
        self.Protection = ComToestemmingen()
        self.ProtectDrawingObjects, self.ProtectScenarios, self.ProtectionMode = False, True, False

    @property
    def Parent(self) -> ComBoek:
        assert isinstance(self.blad.excel, Windows)
        return ComBoek(self.blad.excel)

    @property
    def ProtectContents(self) -> bool:
        return self.blad.beveiligd

    def Unprotect(self, wachtwoord: str) -> None:
        if self.blad.wachtwoord != wachtwoord:
            raise ComFout("Het wachtwoord is onjuist")
        self.blad.los = True

    def Protect(self, **stand: Any) -> None:
        self.blad.opnieuw.append(stand)
        self.blad.los = False

    @property
    def UsedRange(self) -> ComBereik:
        return ComBereik(self.blad, self.blad.gebruikt)

    @property
    def Cells(self) -> ComBereik:
        return ComBereik(self.blad, Vlak(0, 0, 1_048_575, 16_383))

    def Range(self, een: Any, ander: Any = None) -> ComBereik:
        if isinstance(een, str):
            kolom, rij, kolom2, rij2 = range_boundaries(een)
            return ComBereik(self.blad, Vlak(rij - 1, kolom - 1, rij2 - 1, kolom2 - 1))
        van, tot = (getattr(deel, "_inner", deel).vlak for deel in (een, ander or een))
        return ComBereik(self.blad, Vlak(van.rij, van.kolom, tot.tot_rij, tot.tot_kolom))

    @property
    def ListObjects(self) -> ComLijst:
        return ComLijst([ComTabel(self.blad, tabel) for tabel in self.blad.tabellen])

    @property
    def AutoFilterMode(self) -> bool:
        return self.blad.filter is not None

    @property
    def AutoFilter(self) -> ComFilter:
        return ComFilter(self.blad)

    @property
    def FilterMode(self) -> bool:
        return self.blad.filter is not None or self.blad.uitgebreid_filter

    def ShowAllData(self) -> None:
        self.blad.toon_alles()

    @property
    def Hyperlinks(self) -> ComLinks:
        return ComLinks(self.blad)


class ComLinks(Com):
    """Hyperlinks of a tab."""

    def __init__(self, blad: Blad) -> None:
        self.blad = blad

    def Add(self, Anchor: Any, Address: str, SubAddress: str, ScreenTip: str) -> None:
        """A place in the workbook has no address."""
        assert (Address, ScreenTip) == ("", f"Ga naar {SubAddress}")
        vlak = getattr(Anchor, "_inner", Anchor).vlak
        _doe(self.blad.leg, (vlak.rij, vlak.kolom), SubAddress, None)


class ComBereik(Com):
    """Range."""

    def __init__(self, blad: Blad, vlak: Vlak) -> None:
        self.blad, self.vlak = blad, vlak
        self.Row, self.Column = vlak.rij + 1, vlak.kolom + 1
        blad.excel.aanroepen += 1

    def __call__(self, rij: int, kolom: int) -> ComBereik:
        plek = self.vlak.rij + rij - 1, self.vlak.kolom + kolom - 1
        return ComBereik(self.blad, Vlak(*plek, *plek))

    @property
    def Cells(self) -> ComBereik:
        return self

    @property
    def Worksheet(self) -> ComBlad:
        return ComBlad(self.blad)

    @property
    def Address(self) -> str:
        van, tot = get_column_letter(self.Column), get_column_letter(self.vlak.tot_kolom + 1)
        return f"${van}${self.Row}:${tot}${self.vlak.tot_rij + 1}"

    @property
    def Rows(self) -> Any:
        return ComLijst([None] * self.vlak.maat[0])

    @property
    def Columns(self) -> Any:
        return ComLijst([None] * self.vlak.maat[1])

    def _plat(self, rijen: list[list[Any]]) -> Any:
        return rijen[0][0] if self.vlak.maat == (1, 1) else tuple(map(tuple, rijen))

    @property
    def Value(self) -> Any:
        gelezen = _doe(self.blad.excel.lees, self.blad, self.vlak)
        return self._plat([[_als_com(cel) for cel in rij] for rij in gelezen])

    @Value.setter
    def Value(self, rijen: Any) -> None:
        _doe(self.blad.zet, self.vlak, rijen if isinstance(rijen, list | tuple) else [[rijen]])

    @property
    def Formula(self) -> Any:
        return self._plat(in_rijen(self.vlak, self.blad.formule))

    @property
    def MergeCells(self) -> bool | None:
        return self.blad.samen(self.vlak)

    @property
    def MergeArea(self) -> ComBereik:
        return ComBereik(self.blad, self.blad.samenvlak((self.vlak.rij, self.vlak.kolom)))

    @property
    def EntireRow(self) -> Any:
        rijen = set(range(self.vlak.rij, self.vlak.tot_rij + 1))
        dicht = rijen & self.blad.verborgen
        rij = Com()
        rij.Hidden = (dicht == rijen or None) if dicht else False  # type: ignore[attr-defined]
        return rij

    def SpecialCells(self, soort: int) -> Any:
        assert soort == 12
        open_ = [r for r in range(self.vlak.rij, self.vlak.tot_rij + 1)
                 if r not in self.blad.verborgen]  # fmt: skip
        vlakken = Com()
        vlakken.Areas = ComLijst(  # type: ignore[attr-defined]
            [ComBereik(self.blad, Vlak(r, self.vlak.kolom, r, self.vlak.tot_kolom)) for r in open_]
        )
        return vlakken

    def Find(self, What: str, LookIn: int, SearchOrder: int, SearchDirection: int) -> ComBereik:
        """The last cell that holds anything."""
        assert (What, LookIn, SearchDirection) == ("*", -4123, 2)
        plek = max(self.blad.cellen, key=lambda plek: plek[SearchOrder - 1])
        return ComBereik(self.blad, Vlak(*plek, *plek))

    @property
    def Font(self) -> ComLetter:
        return ComLetter(self.blad, self.vlak)

    def ClearHyperlinks(self) -> None:
        self.blad.maak_los(self.vlak)


class ComLetter(Com):
    """Font: None where the cells differ."""

    def __init__(self, blad: Blad, vlak: Vlak) -> None:
        self.__dict__.update(blad=blad, vlak=vlak)

    def __getattr__(self, naam: str) -> Any:
        alle = [self.blad.excel.letter(self.blad.naam, plek)[naam.lower()] for plek in self.vlak]
        return alle[0] if all(een == alle[0] for een in alle) else None

    def __setattr__(self, naam: str, waarde: Any) -> None:
        self.blad.excel.aanroepen += 1
        for plek in self.vlak:
            self.blad.excel.letter(self.blad.naam, plek)[naam.lower()] = waarde


def _doe(wat: Any, *waarden: Any) -> Any:
    try:
        return wat(*waarden)
    except Weigering as fout:
        raise ComFout(str(fout)) from None


def _als_com(waarde: Any) -> Any:
    """A value as COM gives it: numbers as floats, moments with a time zone, errors as numbers."""
    if isinstance(waarde, str) and waarde in FOUTEN:
        return FOUTEN[waarde][0]
    if isinstance(waarde, date) or hasattr(waarde, "hour"):
        return met_tijd(waarde).replace(tzinfo=UTC)
    return float(waarde) if isinstance(waarde, int) and not isinstance(waarde, bool) else waarde
