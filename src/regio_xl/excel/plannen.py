"""What is to be written on the tabs of an open workbook, done step by step, and taken back when a
step fails or Excel put something elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, time
from functools import partial
from typing import Any, NamedTuple

from regio_xl.excel.celwaarden import (
    Celplek,
    Excelwaarde,
    Rechthoek,
    als_voorheen,
    getoond,
    omvat,
    rechthoeken,
    voor_excel,
)
from regio_xl.excel.koppelingen import bereik_van, leg_koppelingen
from regio_xl.excel.lezen import lees_blad
from regio_xl.excel.meldingen import HALF_GESCHREVEN, NIET_AANGEKOMEN, ExcelFout
from regio_xl.excel.schrijven import formules, weiger
from regio_xl.werkboek import Blad, Celwaarde, Koppeling, Schrijfwaarde, staat_er_al
from regio_xl.werkboek.cel import als_getal
from regio_xl.werkboek.dagnummers import dagnummer


class _Stap(NamedTuple):
    """One write to Excel, and how to take it back."""

    doe: Callable[[], None]
    ongedaan: Callable[[], None]


class Tabplan(NamedTuple):
    """What is to be written on one tab: the cells that change, and the steps that do it."""

    naam: str
    sheet: Any
    anders: Mapping[Celplek, Schrijfwaarde]
    oud: Mapping[Celplek, Schrijfwaarde]
    stappen: Sequence[_Stap]


def maak_plan(
    blad: Blad, sheets: Mapping[str, Any], cellen: Mapping[Celplek, Schrijfwaarde]
) -> Tabplan:
    """What must change for a tab to show these values. Raises
    :class:`~regio_xl.werkboek.WerkboekFout` when a cell is taken."""
    sheet = sheets[blad.naam]
    anders = {
        plek: waarde
        for plek, waarde in cellen.items()
        if not staat_er_al(blad.waarde(*plek), getoond(waarde))
    }
    bezet = formules(sheet, blad, cellen) if anders else set()
    vrij = {plek: waarde for plek, waarde in cellen.items() if plek not in bezet}
    per_blok = ([plek for plek in blok.plekken() if plek in anders] for blok in rechthoeken(vrij))
    blokken = [omvat(veranderd) for veranderd in per_blok if veranderd]
    weiger(blad, anders, bezet)
    oud = {plek: als_voorheen(blad.waarde(*plek), sheets) for plek in vrij}
    stappen = [*_linkstap(sheet, oud, anders), *_blokstappen(sheet, oud, vrij, blokken)]
    return Tabplan(blad.naam, sheet, anders, oud, stappen)


def voer_uit(plannen: Sequence[Tabplan], wachtrij: list[Any] | None) -> None:
    """Do all steps, or none. ``wachtrij``: where the writes wait until the script ends; None when
    Excel does them at once, and then they are read back."""
    stappen = [stap for plan in plannen for stap in plan.stappen]
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


def _staat(plan: Tabplan, waarden: Mapping[Celplek, Schrijfwaarde]) -> bool:
    """Whether the cells that were to change show these values now."""
    blad = lees_blad(plan.naam, plan.sheet)
    return all(_toont(blad.waarde(*plek), getoond(waarden[plek])) for plek in plan.anders)


def _toont(staat: Celwaarde, gevraagd: Excelwaarde) -> bool:
    """Whether a cell shows this, whatever its format makes of a number: a text, or a day."""
    if staat_er_al(staat, gevraagd):
        return True
    if isinstance(gevraagd, date) and not isinstance(staat, date):
        gevraagd = dagnummer(gevraagd)
    if not isinstance(gevraagd, int | float):
        return False
    if isinstance(staat, date | time):
        return dagnummer(staat) == gevraagd
    return als_getal(staat) == gevraagd


def _zet_terug(
    plannen: Sequence[Tabplan], gedaan: Sequence[_Stap], mislukt: Sequence[_Stap]
) -> None:
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
