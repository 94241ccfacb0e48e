"""A workbook that is open in Excel: the :class:`~regio_xl.werkboek.Werkboek` over an xlwings
``Book`` of any engine.

Reads whole tabs. Writes only cells that change, gathered into rectangles that hold result cells and
nothing else. Nothing is selected, no look is set. On a desktop what was written is read back, and
put back when Excel failed or put it elsewhere.

Links: a cell that should link to another gets the link first and its text after it. A cell that
shows the right address already is left alone: its link is there. A cell that no longer links loses
its link where the engine can do that; elsewhere its old link is turned to the cell itself, so that
a click leads nowhere.

Lite and Server: writes wait there until the script ends. With our own part of the client
(``klant``) they go as one order, which looks before it writes; see :meth:`ExcelWerkboek.rond_af`.
Without it, xlwings' own client does one action after another and cannot tell of formulas, merged
cells, filters or protection. A text that looks exactly like ``2026-03-15T00:00:00.000Z`` or like
``#N/A`` is taken for a date or an error.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from regio_xl.excel import klant
from regio_xl.excel.celwaarden import MEESTE_CELLEN, Celplek
from regio_xl.excel.kopie import bewaar_kopie
from regio_xl.excel.lezen import filters, lees_blad, omgeving, wis_filters
from regio_xl.excel.meldingen import GEEN_ANTWOORD, NIET_GESCHREVEN, ExcelFout
from regio_xl.excel.plannen import Tabplan, maak_plan, voer_uit
from regio_xl.excel.schrijven import schrijfbaar
from regio_xl.excel.xlwings_hook import Book
from regio_xl.indeling.blokken import INVOERTABS
from regio_xl.werkboek import (
    Adres,
    Blad,
    Celwijzigingen,
    Schrijfwaarde,
    Snapshot,
    WerkboekFout,
    tabsleutel,
)
from regio_xl.xlsx.values import cell_content

_T = TypeVar("_T")
_MEESTE_VAN_KOPIE = 100_000
"""A tab with more cells is no copy of one of ours."""


class ExcelWerkboek:
    """An open workbook. ``naam`` is its name in Excel."""

    def __init__(self, boek: Book) -> None:
        """Over a workbook that xlwings has opened. Raises :class:`ExcelFout` when Excel does not
        answer."""
        self._boek: Any = boek
        self.naam: str = _vraag(lambda: str(boek.name))
        self._gelezen: dict[str, Blad] = {}
        self._orders: list[klant.Bladorder] = []
        self.kopie: str | None = None
        """The name of the copy that was kept before the last writing; None when there is none."""
        self.schreef = False
        """Whether the last writing changed anything."""

    @property
    def op_bureaublad(self) -> bool:
        """Whether Excel itself stands behind this, which does at once what we ask."""
        return self._wachtrij() is None

    def lees(self, tabs: Collection[str]) -> Snapshot:
        """Read the tabs with these names. Raises :class:`WerkboekFout`, and :class:`ExcelFout` when
        Excel does not answer."""
        sheets = _vraag(self._sheets)
        gevonden = dict.fromkeys(filter(None, (_zoek(tab, sheets) for tab in tabs)))
        try:
            bladen = tuple(
                _vraag(partial(lees_blad, naam, sheets[naam], met_tabellen=_is_invoer(naam)))
                for naam in gevonden
            )
        finally:
            self._vergeet()
        self._gelezen = {blad.naam: blad for blad in bladen}
        return Snapshot(bladen, tuple(sheets))

    def lees_ook(self, namen: Collection[str], *, kwijt: bool) -> Snapshot:
        """Read tabs that may or may not be ours; those that are large are left out, and those that
        were not sent along (Lite, Server). Raises :class:`ExcelFout` when Excel does not answer."""
        sheets = _vraag(self._sheets)
        meeste = MEESTE_CELLEN if kwijt else _MEESTE_VAN_KOPIE
        bladen: list[Blad] = []
        try:
            for naam in [naam for naam in sheets if naam in namen]:
                with suppress(WerkboekFout, ExcelFout):
                    if _vraag(partial(_hoogstens, sheets[naam], meeste)):
                        bladen.append(_vraag(partial(lees_blad, naam, sheets[naam])))
        finally:
            self._vergeet()
        self._gelezen |= {blad.naam: blad for blad in bladen}
        return Snapshot(tuple(bladen), tuple(sheets))

    def gefilterd(self, tabs: Collection[str]) -> list[str]:
        """Which of these tabs have a filter in use: what is written there lands in wrong rows."""
        return [
            naam for naam, sheet in self._bladen(tabs).items() if _vraag(partial(filters, sheet))
        ]

    def wis_filters(self, tabs: Collection[str]) -> None:
        """Show all rows of these tabs again. What does not work shows at the next look."""
        for sheet in self._bladen(tabs).values():
            with suppress(Exception):
                wis_filters(sheet)

    def _bladen(self, tabs: Collection[str]) -> dict[str, Any]:
        sheets = _vraag(self._sheets)
        namen = filter(None, (_zoek(tab, sheets) for tab in tabs))
        return {naam: sheets[naam] for naam in namen if _vraag(partial(omgeving, sheets[naam]))}

    def schrijf(self, opdrachten: Sequence[Celwijzigingen]) -> None:
        """Write values into tabs, all or nothing. Raises :class:`WerkboekFout` and
        :class:`ExcelFout`."""
        for opdracht in opdrachten:
            for waarde in opdracht.cellen.values():
                cell_content(waarde, date1904=False)  # raises for what no cell can hold
        plannen = [plan for plan in _vraag(lambda: self._plannen(opdrachten)) if plan.stappen]
        self._gelezen = {}
        self.schreef = bool(plannen)
        if not plannen:
            return
        if not self.op_bureaublad and klant.aanwezig(self._boek):
            self._orders = [klant.order(plan.naam, plan.anders, plan.oud) for plan in plannen]
            return
        try:
            with schrijfbaar(self._boek.app, [plan.sheet for plan in plannen]):
                if self.op_bureaublad:
                    self.kopie = bewaar_kopie(self._boek)
                voer_uit(plannen, self._wachtrij())
        except ExcelFout:
            raise
        except Exception as fout:
            raise ExcelFout(NIET_GESCHREVEN) from fout
        finally:
            self._vergeet()

    def rond_af(self, melding: str, soort: str) -> bool:
        """Hand the order to our part of the client, which writes and then tells how it went; False
        when there is none."""
        if not self._orders:
            return False
        klant.geef(self._boek, self._orders, melding, soort)
        self._orders = []
        return True

    def _wachtrij(self) -> list[Any] | None:
        """The writes that wait until the script ends; None for an engine that writes at once."""
        with suppress(Exception):
            acties = self._boek.json()["actions"]
            return acties if isinstance(acties, list) else None
        return None

    def _vergeet(self) -> None:
        """Let xlwings forget what it read: its engine for Lite and Server keeps every tab until the
        server stops."""
        with suppress(Exception):
            sys.modules[type(self._boek.impl).__module__].get_range_api.cache_clear()

    def _sheets(self) -> dict[str, Any]:
        return {str(sheet.name): sheet for sheet in self._boek.sheets}

    def _plannen(self, opdrachten: Sequence[Celwijzigingen]) -> list[Tabplan]:
        sheets = self._sheets()
        per_tab: dict[str, dict[Celplek, Schrijfwaarde]] = {}
        for opdracht in opdrachten:
            naam = _zoek(opdracht.blad, sheets)
            if naam is None:
                raise WerkboekFout("tab-resultaat-ontbreekt", Adres(opdracht.blad))
            per_tab.setdefault(naam, {}).update(opdracht.cellen)
        return [
            maak_plan(self._gelezen.get(naam) or lees_blad(naam, sheets[naam]), sheets, cellen)
            for naam, cellen in per_tab.items()
        ]


def _vraag(vraag: Callable[[], _T]) -> _T:
    """Ask Excel something; whatever its engine raises (a cell being edited, a dialog, a lost
    connection) is one message."""
    try:
        return vraag()
    except (WerkboekFout, ExcelFout):
        raise
    except Exception as fout:
        raise ExcelFout(GEEN_ANTWOORD) from fout


def _zoek(tab: str, namen: Iterable[str]) -> str | None:
    """The first tab with this name, as the workbook writes it."""
    gezocht = tabsleutel(tab)
    return next((naam for naam in namen if tabsleutel(naam) == gezocht), None)


def _hoogstens(sheet: Any, meeste: int) -> bool:
    """Whether Excel counts no more cells of a tab as used than this."""
    rijen, kolommen = sheet.used_range.shape
    return bool(rijen * kolommen <= meeste)


def _is_invoer(naam: str) -> bool:
    """Whether users fill in tables on this tab."""
    return tabsleutel(naam) in set(map(tabsleutel, INVOERTABS))
