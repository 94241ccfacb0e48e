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
cells, filters or protection. A text that looks exactly like ``2026-03-15T00:00:00.000Z`` or like ``#N/A`` is taken
for a date or an error.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple, TypeVar

from regio_xl.excel import klant
from regio_xl.excel.celwaarden import (
    Celplek,
    Rechthoek,
    als_voorheen,
    getoond,
    omvat,
    rechthoeken,
    voor_excel,
)
from regio_xl.excel.kopie import bewaar_kopie
from regio_xl.excel.koppelingen import bereik_van, leg_koppelingen
from regio_xl.excel.lezen import filters, lees_blad, omgeving, wis_filters
from regio_xl.excel.meldingen import (
    GEEN_ANTWOORD,
    HALF_GESCHREVEN,
    NIET_AANGEKOMEN,
    NIET_GESCHREVEN,
    ExcelFout,
)
from regio_xl.excel.schrijven import formules, schrijfbaar, weiger
from regio_xl.excel.xlwings_hook import Book
from regio_xl.indeling.blokken import INVOERTABS
from regio_xl.werkboek import (
    Adres,
    Blad,
    Celwijzigingen,
    Koppeling,
    Schrijfwaarde,
    Snapshot,
    WerkboekFout,
    staat_er_al,
    tabsleutel,
)
from regio_xl.xlsx.values import cell_content

_T = TypeVar("_T")


class _Stap(NamedTuple):
    """One write to Excel, and how to take it back."""

    doe: Callable[[], None]
    ongedaan: Callable[[], None]


class _Plan(NamedTuple):
    """What is to be written on one tab: the cells that change, and the steps that do it."""

    naam: str
    sheet: Any
    anders: Mapping[Celplek, Schrijfwaarde]
    oud: Mapping[Celplek, Schrijfwaarde]
    stappen: Sequence[_Stap]


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
        return {naam: sheets[naam] for naam in namen if omgeving(sheets[naam])}

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
                self._voer_uit(plannen)
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

    def _voer_uit(self, plannen: Sequence[_Plan]) -> None:
        stappen = [stap for plan in plannen for stap in plan.stappen]
        wachtrij = self._wachtrij()
        al_gevraagd = len(wachtrij or ())
        gedaan = 0
        try:
            for stap in stappen:
                stap.doe()
                gedaan += 1
            if wachtrij is None and not all(_staat(plan, plan.anders) for plan in plannen):
                raise ExcelFout(NIET_AANGEKOMEN)
        except BaseException:
            if wachtrij is not None:
                del wachtrij[al_gevraagd:]
            else:
                _zet_terug(plannen, stappen[:gedaan], stappen[gedaan : gedaan + 1])
            raise

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

    def _plannen(self, opdrachten: Sequence[Celwijzigingen]) -> list[_Plan]:
        sheets = self._sheets()
        per_tab: dict[str, dict[Celplek, Schrijfwaarde]] = {}
        for opdracht in opdrachten:
            naam = _zoek(opdracht.blad, sheets)
            if naam is None:
                raise WerkboekFout("tab-resultaat-ontbreekt", Adres(opdracht.blad))
            per_tab.setdefault(naam, {}).update(opdracht.cellen)
        return [self._plan(sheets, naam, cellen) for naam, cellen in per_tab.items()]

    def _plan(
        self, sheets: Mapping[str, Any], naam: str, cellen: Mapping[Celplek, Schrijfwaarde]
    ) -> _Plan:
        sheet = sheets[naam]
        blad = self._gelezen[naam] if naam in self._gelezen else lees_blad(naam, sheet)
        anders = {
            plek: waarde
            for plek, waarde in cellen.items()
            if not staat_er_al(blad.waarde(*plek), getoond(waarde))
        }
        bezet = formules(sheet, blad, cellen) if anders else set()
        vrij = {plek: waarde for plek, waarde in cellen.items() if plek not in bezet}
        per_blok = (
            [plek for plek in blok.plekken() if plek in anders] for blok in rechthoeken(vrij)
        )
        blokken = [omvat(veranderd) for veranderd in per_blok if veranderd]
        weiger(blad, anders, bezet)
        oud = {plek: als_voorheen(blad.waarde(*plek), sheets) for plek in vrij}
        stappen = [*_linkstap(sheet, oud, anders), *_blokstappen(sheet, oud, vrij, blokken)]
        return _Plan(naam, sheet, anders, oud, stappen)


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


def _is_invoer(naam: str) -> bool:
    """Whether users fill in tables on this tab."""
    return tabsleutel(naam) in set(map(tabsleutel, INVOERTABS))


def _linkstap(
    sheet: Any, oud: Mapping[Celplek, Schrijfwaarde], anders: Mapping[Celplek, Schrijfwaarde]
) -> Iterator[_Stap]:
    """The links that come and go. Before the values: those leave links alone, and have the last
    word on what a cell shows."""
    nieuw = {
        plek: waarde
        for plek, waarde in anders.items()
        if isinstance(waarde, Koppeling) or isinstance(oud[plek], Koppeling)
    }
    if nieuw:
        yield _Stap(
            partial(leg_koppelingen, sheet, nieuw),
            partial(_herstel, sheet, {plek: oud[plek] for plek in nieuw}),
        )


def _herstel(sheet: Any, oud: Mapping[Celplek, Schrijfwaarde]) -> None:
    leg_koppelingen(sheet, oud)
    for blok in rechthoeken(oud):
        _zet(sheet, blok, oud)


def _blokstappen(
    sheet: Any,
    oud: Mapping[Celplek, Schrijfwaarde],
    nieuw: Mapping[Celplek, Schrijfwaarde],
    blokken: Iterable[Rechthoek],
) -> Iterator[_Stap]:
    for blok in blokken:
        yield _Stap(partial(_zet, sheet, blok, nieuw), partial(_zet, sheet, blok, oud))


def _zet(sheet: Any, blok: Rechthoek, cellen: Mapping[Celplek, Schrijfwaarde]) -> None:
    """Write a rectangle in one go."""
    rijen, kolommen = (
        range(blok.rij, blok.laatste_rij + 1),
        range(blok.kolom, blok.laatste_kolom + 1),
    )
    bereik = bereik_van(sheet, blok)
    bereik.value = [[voor_excel(cellen[rij, kolom]) for kolom in kolommen] for rij in rijen]


def _staat(plan: _Plan, waarden: Mapping[Celplek, Schrijfwaarde]) -> bool:
    """Whether the cells that were to change show these values now."""
    blad = lees_blad(plan.naam, plan.sheet)
    return all(staat_er_al(blad.waarde(*plek), getoond(waarden[plek])) for plek in plan.anders)


def _zet_terug(plannen: Sequence[_Plan], gedaan: Sequence[_Stap], mislukt: Sequence[_Stap]) -> None:
    """Take back what was done: links first again. Raises :class:`ExcelFout` when Excel does not
    allow that either, or puts it elsewhere."""
    try:
        for stap in gedaan:
            stap.ongedaan()
    except Exception as fout:
        raise ExcelFout(HALF_GESCHREVEN) from fout
    finally:
        for stap in mislukt:
            with suppress(Exception):  # it may have been done for a part, or not at all
                stap.ongedaan()
    if gedaan and not all(_staat(plan, plan.oud) for plan in plannen):
        raise ExcelFout(HALF_GESCHREVEN)
