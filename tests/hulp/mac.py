"""Excel for a Mac, played as Apple events under the real ``xlwings._xlmac`` and ``xlwings.main``.
Elsewhere the modules of appscript are stand-ins."""

from __future__ import annotations

import struct
import sys
from functools import lru_cache
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import patch

import xlwings
from openpyxl.utils import get_column_letter, range_boundaries

from hulp.bureaublad import FOUTEN, Blad, Bureaublad, Vlak, Weigering, in_rijen, met_tijd


class CommandError(Exception):
    """What an Apple event throws."""

    errornumber = -1708


class Woorden:
    """``appscript.k``: every word is one thing, always the same."""

    def __getattr__(self, naam: str) -> tuple[str, str]:
        return ("k", naam)


KW = Woorden()


class Waarde:
    """A property of an object: ``.get()`` and ``.set()``."""

    def __init__(self, krijg: Any, zet: Any = None) -> None:
        self._krijg, self._zet = krijg, zet

    def get(self) -> Any:
        return self._krijg() if callable(self._krijg) else self._krijg

    def set(self, waarde: Any) -> None:
        self._zet(waarde)


@lru_cache(maxsize=1)
def _xlmac() -> Any:
    """The real module, with stand-ins for what only a Mac has."""
    namen = ("aem", "appscript", "appscript.reference", "osax", "psutil")
    nep = {naam: ModuleType(naam) for naam in namen}
    nep["aem"].__dict__.update(kae=SimpleNamespace(typeKernelProcessID=""))
    nep["appscript"].__dict__.update(k=KW, its=None, mactypes=None)
    nep["appscript.reference"].__dict__.update(CommandError=CommandError, Reference=object)
    nep["osax"].__dict__.update(OSAX=_Venster)
    nep["psutil"].__dict__.update(process_iter=list)
    with patch.dict(sys.modules, nep):
        from xlwings import _xlmac  # noqa: PLC0415
    return _xlmac


class _Venster:
    """Standard additions: message boxes of the one workbook that is open now."""

    excel: Mac

    def __init__(self, pid: int) -> None:
        assert pid == 7

    def activate(self) -> None:
        """Nothing to see here."""

    def display_alert(self, titel: str, message: str, buttons: Any, as_: Any) -> Any:
        soort = {KW.informational: "info", KW.critical: "critical"}[as_]
        gekozen = self.excel.meld(message, titel, soort, vraag=buttons == ["No", "Yes"])
        return {KW.button_returned: gekozen.upper()}


class Mac(Bureaublad):
    """A workbook that is open in Excel for a Mac. ``boek`` is what xlwings hands to a script."""

    @property
    def boek(self) -> Any:
        _Venster.excel = self
        module = _xlmac()
        return xlwings.Book(impl=module.Book(module.App(xl=MacApp(self)), self.naam))


class MacApp:
    """The program."""

    def __init__(self, excel: Mac) -> None:
        doel = SimpleNamespace(data=struct.pack("i", 7))
        adres = SimpleNamespace(addressdesc=SimpleNamespace(coerce=lambda soort: doel))
        self.AS_appdata = SimpleNamespace(target=lambda: adres)
        self.workbooks = {excel.naam: MacBoek(excel)}
        self.screen_updating = Waarde(
            lambda: excel.scherm, lambda aan: vars(excel).update(scherm=aan)
        )
        self.calculation = Waarde(
            lambda: ("k", f"calculation_{excel.rekenen}"),
            lambda woord: vars(excel).update(rekenen=woord[1].removeprefix("calculation_")),
        )
        self.status_bar = Waarde(
            lambda: excel.statusbalk, lambda tekst: vars(excel).update(statusbalk=tekst)
        )


class MacBoek:
    """A workbook."""

    def __init__(self, excel: Mac) -> None:
        self.excel, self.name = excel, Waarde(excel.naam)

    @property
    def worksheets(self) -> Any:
        return _Genummerd([MacBlad(blad) for blad in self.excel.bladen])

    def count(self, each: Any) -> int:
        assert each == KW.worksheet
        return len(self.excel.bladen)


class _Genummerd:
    """Elements, by number from one or by name."""

    def __init__(self, dingen: list[Any]) -> None:
        self.dingen = dingen

    def __getitem__(self, sleutel: int | str) -> Any:
        if isinstance(sleutel, int):
            return self.dingen[sleutel - 1]
        return next(ding for ding in self.dingen if ding.name.get() == sleutel)


class MacBlad:
    """A worksheet."""

    def __init__(self, blad: Blad) -> None:
        self.blad, self.name = blad, Waarde(blad.naam)
        self.protect_contents = Waarde(lambda: blad.beveiligd)
        self.filter_mode = Waarde(lambda: blad.filter is not None or blad.uitgebreid_filter)
        self.list_objects = _Genummerd([MacTabel(blad, tabel) for tabel in blad.tabellen])
        self.show_all_data = blad.toon_alles

    @property
    def used_range(self) -> MacBereik:
        return MacBereik(self.blad, self.blad.gebruikt)

    @property
    def cells(self) -> Any:
        return _Cellen(self.blad)

    @property
    def rows(self) -> Any:
        return _Rijen(self.blad)

    def count(self, each: Any) -> int:
        assert each == KW.list_object
        return len(self.blad.tabellen)


class _Cellen:
    def __init__(self, blad: Blad) -> None:
        self.blad = blad

    def __getitem__(self, adres: str) -> MacBereik:
        kolom, rij, kolom2, rij2 = range_boundaries(adres)
        return MacBereik(self.blad, Vlak(rij - 1, kolom - 1, rij2 - 1, kolom2 - 1))


class _Rijen:
    def __init__(self, blad: Blad) -> None:
        self.blad = blad

    def __getitem__(self, rij: int) -> Any:
        kolommen = _Kolommen(self.blad, rij)
        return SimpleNamespace(columns=kolommen)


class _Kolommen:
    def __init__(self, blad: Blad, rij: int) -> None:
        self.blad, self.rij = blad, rij

    def __getitem__(self, kolom: int) -> MacBereik:
        plek = self.rij - 1, kolom - 1
        return MacBereik(self.blad, Vlak(*plek, *plek))


class MacTabel:
    """A list object, with a filter on its first column or none."""

    def __init__(self, blad: Blad, tabel: Any) -> None:
        self.blad, self.tabel, self.name = blad, tabel, Waarde(tabel.naam)
        self.total = Waarde(tabel.totaalrij)
        self.exists = lambda: True

        class Bereik(MacBereik):
            def autofilter_range(self, field: int) -> None:
                tabel.gefilterd = tabel.gefilterd and field != 1
                blad.toon_rijen()

        self.range_object = Bereik(blad, tabel.vlak)

    @property
    def autofilter_object(self) -> Any:
        kolommen = [
            SimpleNamespace(
                filter_on=Waarde(self.tabel.gefilterd and nummer == 0),
                operator=Waarde(KW.filter_by_value),
                criteria1=Waarde(["=x"]),
                criteria2=Waarde(KW.missing_value),
            )
            for nummer in range(self.tabel.vlak.maat[1])
        ]
        return SimpleNamespace(filters=_Genummerd(kolommen))


class MacBereik:
    """A range."""

    def __init__(self, blad: Blad, vlak: Vlak) -> None:
        self.blad, self.vlak = blad, vlak
        blad.excel.aanroepen += 1
        self.first_row_index, self.first_column_index = Waarde(vlak.rij + 1), Waarde(vlak.kolom + 1)
        self.value = Waarde(self._waarden, self._zet)
        self.string_value = Waarde(lambda: self._plat(in_rijen(vlak, self._getoond)))
        self.formula = Waarde(lambda: self._plat(in_rijen(vlak, blad.formule)))
        samen = blad.samen(vlak)
        self.merge_cells = Waarde(KW.missing_value if samen is None else samen)
        dicht = [[r in blad.verborgen] for r in range(vlak.rij, vlak.tot_rij + 1)]
        rijen = SimpleNamespace(hidden=Waarde([een for (een,) in dicht]))
        self.entire_row = SimpleNamespace(rows=rijen)
        self.clear_hyperlinks = lambda: blad.maak_los(vlak)
        self.font_object = MacLetter(blad, vlak)

    @property
    def merge_area(self) -> MacBereik:
        return MacBereik(self.blad, self.blad.samenvlak((self.vlak.rij, self.vlak.kolom)))

    def get_address(self) -> str:
        van = f"${get_column_letter(self.vlak.kolom + 1)}${self.vlak.rij + 1}"
        tot = f"${get_column_letter(self.vlak.tot_kolom + 1)}${self.vlak.tot_rij + 1}"
        return van if van == tot else f"{van}:{tot}"

    def count(self, each: Any) -> int:
        return self.vlak.maat[{KW.row: 0, KW.column: 1}[each]]

    def make(self, at: Any, new: Any, with_properties: Any) -> None:
        assert new == KW.hyperlink
        doel, tekst = with_properties[KW.address], with_properties[KW.text_to_display]
        plek = at.vlak.rij, at.vlak.kolom
        _doe(self.blad.leg, plek, doel.removeprefix("#"), tekst)

    def _plat(self, rijen: list[list[Any]]) -> Any:
        return rijen[0][0] if self.vlak.maat == (1, 1) else rijen

    def _waarden(self) -> Any:
        gelezen = _doe(self.blad.excel.lees, self.blad, self.vlak)
        return self._plat([[_als_mac(cel) for cel in rij] for rij in gelezen])

    def _zet(self, rijen: Any) -> None:
        _doe(self.blad.zet, self.vlak, rijen if isinstance(rijen, list) else [[rijen]])

    def _getoond(self, plek: tuple[int, int]) -> str:
        """What a Dutch Excel shows, as far as we look at it."""
        waarde = self.blad.cellen.get(plek, "")
        return FOUTEN[waarde][1] if waarde in FOUTEN else str(waarde)


class MacLetter:
    """The font of a range: a sign of its own where the cells differ."""

    def __init__(self, blad: Blad, vlak: Vlak) -> None:
        self.blad, self.vlak = blad, vlak

    def __getattr__(self, naam: str) -> Waarde:
        naam = {"font_size": "size"}.get(naam, naam)
        excel, tab = self.blad.excel, self.blad.naam

        def krijg() -> Any:
            alle = [excel.letter(tab, plek)[naam] for plek in self.vlak]
            return alle[0] if all(een == alle[0] for een in alle) else KW.missing_value

        def zet(waarde: Any) -> None:
            for plek in self.vlak:
                excel.letter(tab, plek)[naam] = waarde

        return Waarde(krijg, zet)


def _doe(wat: Any, *waarden: Any) -> Any:
    try:
        return wat(*waarden)
    except Weigering as fout:
        raise CommandError(str(fout)) from None


def _als_mac(waarde: Any) -> Any:
    """A value as an Apple event gives it: nothing at all for an error, an empty text for an empty
    cell."""
    if isinstance(waarde, str) and waarde in FOUTEN:
        return KW.missing_value
    if waarde is None:
        return ""
    if isinstance(waarde, int) and not isinstance(waarde, bool):
        return float(waarde)
    return met_tijd(waarde)
