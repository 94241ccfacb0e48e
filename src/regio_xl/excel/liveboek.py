"""A workbook that is open in Excel: the :class:`~regio_xl.werkboek.Werkboek` over an xlwings
``Book`` of any engine.

Reads whole tabs, one ``.value`` a tab. Writes only cells that change, gathered into rectangles that
hold result cells and nothing else. Nothing is selected, no look is set. When a write fails, what
was written is put back.

Links: a cell that should link to another gets the link first and its text after it. Excel gives a
cell with a new link the look of its own links; on the desktop the font is put back. A cell that
shows the right address already is left alone: its link is there. A cell that no longer links loses
its link where the engine can do that (Excel for Windows); elsewhere its old link is turned to the
cell itself, so that a click leads nowhere.

What xlwings cannot tell: the Lite and Server engines do not show formulas, merged cells or
protection, so there Excel itself refuses; a text that looks exactly like
``2026-03-15T00:00:00.000Z`` or like ``#N/A`` is taken for a date or an error.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple, TypeVar

from regio_xl.excel.celwaarden import (
    MEESTE_CELLEN,
    MEESTE_KOLOMMEN,
    Celplek,
    Rechthoek,
    als_rijen,
    als_voorheen,
    getoond,
    omvat,
    rechthoeken,
    voor_excel,
)
from regio_xl.excel.meldingen import GEEN_ANTWOORD, HALF_GESCHREVEN, NIET_GESCHREVEN, ExcelFout
from regio_xl.excel.schrijven import formules, leg_koppeling, schrijfbaar, weiger
from regio_xl.excel.xlwings_hook import Book
from regio_xl.werkboek import (
    Adres,
    Blad,
    Celwaarde,
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
_MEESTE_VAN_KOPIE = 100_000
"""A tab with more cells is no copy of one of ours."""


class _Stap(NamedTuple):
    """One write to Excel, and how to take it back."""

    doe: Callable[[], None]
    ongedaan: Callable[[], None]


class _Plan(NamedTuple):
    """What is to be written on one tab."""

    sheet: Any
    stappen: Sequence[_Stap]


class ExcelWerkboek:
    """An open workbook. ``naam`` is its name in Excel."""

    def __init__(self, boek: Book) -> None:
        """Over a workbook that xlwings has opened. Raises :class:`ExcelFout` when Excel does not
        answer."""
        self._boek: Any = boek
        self.naam: str = _vraag(lambda: str(boek.name))
        self._gelezen: dict[str, Blad] = {}

    def lees(self, tabs: Collection[str]) -> Snapshot:
        """Read the tabs with these names. Raises :class:`WerkboekFout`, and :class:`ExcelFout` when
        Excel does not answer."""
        sheets = _vraag(self._sheets)
        gevonden = dict.fromkeys(filter(None, (_zoek(tab, sheets) for tab in tabs)))
        try:
            bladen = tuple(
                Blad(naam, _vraag(partial(_lees_blad, sheets[naam]))) for naam in gevonden
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
                    rijen = _vraag(partial(_lees_blad, sheets[naam], meeste))
                    bladen.append(Blad(naam, rijen))
        finally:
            self._vergeet()
        self._gelezen |= {blad.naam: blad for blad in bladen}
        return Snapshot(tuple(bladen), tuple(sheets))

    def schrijf(self, opdrachten: Sequence[Celwijzigingen]) -> None:
        """Write values into tabs, all or nothing. Raises :class:`WerkboekFout` and
        :class:`ExcelFout`."""
        for opdracht in opdrachten:
            for waarde in opdracht.cellen.values():
                cell_content(waarde, date1904=False)  # raises for what no cell can hold
        plannen = [plan for plan in _vraag(lambda: self._plannen(opdrachten)) if plan.stappen]
        self._gelezen = {}
        try:
            with schrijfbaar(self._boek.app, [plan.sheet for plan in plannen]):
                self._voer_uit([stap for plan in plannen for stap in plan.stappen])
        except ExcelFout:
            raise
        except Exception as fout:
            raise ExcelFout(NIET_GESCHREVEN) from fout
        finally:
            self._vergeet()

    def _voer_uit(self, stappen: Sequence[_Stap]) -> None:
        wachtrij = self._wachtrij()
        al_gevraagd = len(wachtrij or ())
        gedaan = 0
        try:
            for stap in stappen:
                stap.doe()
                gedaan += 1
        except BaseException:
            if wachtrij is not None:
                del wachtrij[al_gevraagd:]
            else:
                _zet_terug(stappen[:gedaan], stappen[gedaan])
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
        blad = self._gelezen[naam] if naam in self._gelezen else Blad(naam, _lees_blad(sheet))
        anders = {
            plek
            for plek, waarde in cellen.items()
            if not staat_er_al(blad.waarde(*plek), getoond(waarde))
        }
        bezet = formules(sheet, blad, cellen) if anders else set()
        vrij = {plek: waarde for plek, waarde in cellen.items() if plek not in bezet}
        per_blok = (
            [plek for plek in blok.plekken() if plek in anders] for blok in rechthoeken(vrij)
        )
        blokken = [omvat(veranderd) for veranderd in per_blok if veranderd]
        weiger(sheet, naam, anders, bezet, blokken)
        oud = {plek: als_voorheen(blad.waarde(*plek), sheets) for plek in vrij}
        return _Plan(
            sheet,
            [*_linkstappen(sheet, oud, vrij, anders), *_blokstappen(sheet, oud, vrij, blokken)],
        )


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


def _lees_blad(sheet: Any, meeste: int = MEESTE_CELLEN) -> list[list[Celwaarde]]:
    """Every cell of a tab, from A1 on, in one read."""
    gebruikt = sheet.used_range
    rijen, kolommen = gebruikt.row + gebruikt.shape[0] - 1, gebruikt.column + gebruikt.shape[1] - 1
    if rijen * kolommen > meeste:
        kolommen = min(kolommen, MEESTE_KOLOMMEN)
    if rijen * kolommen > meeste:
        raise WerkboekFout(
            "bestand-te-groot", reden="een tabblad gebruikt meer dan 1 miljoen cellen"
        )
    return als_rijen(sheet.range((1, 1), (rijen, kolommen)).options(ndim=2, err_to_str=True).value)


def _linkstappen(
    sheet: Any,
    oud: Mapping[Celplek, Schrijfwaarde],
    nieuw: Mapping[Celplek, Schrijfwaarde],
    anders: Collection[Celplek],
) -> Iterator[_Stap]:
    """The links that come and go. Before the values: those leave links alone, and have the last
    word on what a cell shows."""
    for plek in sorted(anders):
        if isinstance(nieuw[plek], Koppeling) or isinstance(oud[plek], Koppeling):
            yield _Stap(
                partial(leg_koppeling, sheet, plek, nieuw[plek]),
                partial(_herstel_cel, sheet, plek, oud),
            )


def _herstel_cel(sheet: Any, plek: Celplek, oud: Mapping[Celplek, Schrijfwaarde]) -> None:
    leg_koppeling(sheet, plek, oud[plek])
    _zet(sheet, Rechthoek(*plek, *plek), oud)


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
    bereik = sheet.range((rijen[0] + 1, kolommen[0] + 1), (rijen[-1] + 1, kolommen[-1] + 1))
    bereik.value = [[voor_excel(cellen[rij, kolom]) for kolom in kolommen] for rij in rijen]


def _zet_terug(gedaan: Sequence[_Stap], mislukt: _Stap) -> None:
    """Take back what was done: links first again. Raises :class:`ExcelFout` when Excel does not
    allow that either."""
    try:
        for stap in gedaan:
            stap.ongedaan()
    except Exception as fout:
        raise ExcelFout(HALF_GESCHREVEN) from fout
    finally:
        with suppress(Exception):  # it may have been done for a part, or not at all
            mislukt.ongedaan()
