"""What a facilitator starts with a button: the same calculation as the command line, in the
workbook that is open.

Every script takes the open workbook, writes result cells only, and ends with one message. When
something is in the way the message says what to do and the workbook stays as it was. Carrying
answers over into a fresh template is not done here: that makes another file, which is a job for the
command line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from regio_xl.excel import meldingen
from regio_xl.excel.liveboek import ExcelWerkboek
from regio_xl.excel.meldingen import ExcelFout
from regio_xl.excel.xlwings_hook import Book, script
from regio_xl.indeling import blokken
from regio_xl.methode import standaard
from regio_xl.opdracht import Bekeken, bekijk_boek, schrijf
from regio_xl.tabs.verlies import EIGEN_TEKST
from regio_xl.werkboek import WerkboekFout

_TAB_KWIJT = "tab-resultaat-ontbreekt"


@script(name="Controleer", exclude=[blokken.UITLEG])
def controleer(boek: Book) -> None:
    """Put the findings on the tab Controle, each with a link to its cell. Nothing else changes."""
    _doe(boek, _controleer)


@script(name="Bereken", exclude=[blokken.UITLEG])
def bereken(boek: Book) -> None:
    """Compute everything and fill all result tabs."""
    _doe(boek, _bereken)


@script(name="Ververs borg en verbind", exclude=[blokken.UITLEG])
def ververs_borg_en_verbind(boek: Book) -> None:
    """Set out the questions that belong to the choice (or else the advice). What users filled in
    stays, and all other tabs."""
    _doe(boek, lambda live: _een_tab(live, blokken.BORG_EN_VERBIND))


@script(name="Netwerkbeeld", exclude=[blokken.UITLEG])
def netwerkbeeld(boek: Book) -> None:
    """Renew the network picture and its figures. Nothing else changes."""
    _doe(boek, lambda live: _een_tab(live, blokken.NETWERKBEELD))


def _controleer(live: ExcelWerkboek) -> str:
    bekeken = bekijk_boek(live, standaard())
    kwijt = _kwijt(bekeken, blokken.RESULTAATTABS)
    if blokken.CONTROLE in kwijt:
        raise ExcelFout(meldingen.ontbreekt(kwijt, live.naam))
    # That answers were carried over is true of the command line only; here the message says what is
    # missing.
    bevindingen = tuple(b for b in bekeken.resultaat.bevindingen if b.code != _TAB_KWIJT)
    resultaat = bekeken.resultaat.model_copy(update={"bevindingen": bevindingen})
    getoond = replace(bekeken, resultaat=resultaat)
    geschreven = schrijf(live, getoond, standaard(), _vandaag(), (blokken.CONTROLE,))
    return meldingen.gecontroleerd(geschreven.bevindingen, kwijt, live.naam)


def _bereken(live: ExcelWerkboek) -> str:
    bekeken = bekijk_boek(live, standaard())
    _eis(bekeken, blokken.RESULTAATTABS, live)
    geschreven = schrijf(live, bekeken, standaard(), _vandaag())
    return meldingen.berekend(geschreven.bevindingen)


def _een_tab(live: ExcelWerkboek, tab: str) -> str:
    bekeken = bekijk_boek(live, standaard())
    _eis(bekeken, (tab,), live)
    geschreven = schrijf(live, bekeken, standaard(), _vandaag(), (tab,))
    eigen_tekst = [b for b in geschreven.bevindingen if b.code in EIGEN_TEKST]
    return meldingen.ververst(tab, eigen_tekst)


def _eis(bekeken: Bekeken, tabs: Sequence[str], live: ExcelWerkboek) -> None:
    kwijt = _kwijt(bekeken, tabs)
    if kwijt:
        raise ExcelFout(meldingen.ontbreekt(kwijt, live.naam))


def _kwijt(bekeken: Bekeken, tabs: Sequence[str]) -> list[str]:
    """Which of these tabs cannot be written, because the tab or a block on it is missing."""
    gemeld = {b.blad for b in bekeken.resultaat.bevindingen if b.code == _TAB_KWIJT}
    return [tab for tab in tabs if tab in gemeld]


def _doe(boek: Any, werk: Callable[[ExcelWerkboek], str]) -> None:
    """Do the work and tell how it went. Never raises for what a workbook or Excel does."""
    try:
        melding, soort = werk(ExcelWerkboek(boek)), "info"
    except ExcelFout as fout:
        melding, soort = str(fout), "critical"
    except WerkboekFout as fout:
        melding, soort = meldingen.van_boekfout(fout), "critical"
    except Exception as fout:
        melding, soort = meldingen.onverwacht(fout), "critical"
    _toon(boek, melding, soort)


def _toon(boek: Any, melding: str, soort: str) -> None:
    """An alert; where there is none, the status bar of Excel. The results say on their own tabs
    when they were computed."""
    with suppress(Exception):
        boek.app.alert(melding, title=meldingen.TITEL, mode=soort)
        return
    with suppress(Exception):
        boek.app.status_bar = melding


def _vandaag() -> date:
    return datetime.now().astimezone().date()
