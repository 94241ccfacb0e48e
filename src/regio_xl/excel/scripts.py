"""What a facilitator starts with a button: the same calculation as the command line, in the
workbook that is open.

Every script takes the open workbook, writes result cells only, and ends with one message. When
something is in the way the message says what to do and the workbook stays as it was. Only our own
tabs are sent to a server: other tabs of a workbook are nobody's business. Carrying
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
from regio_xl.opdracht import Bekeken, bekijk_boek, schrijf
from regio_xl.tabs.verlies import EIGEN_TEKST
from regio_xl.werkboek import WerkboekFout

_TAB_KWIJT = "tab-resultaat-ontbreekt"
KNOPCELLEN = {
    "Controleer": "H3",
    "Bereken": "H5",
    "Ververs borg en verbind": "H7",
    "Netwerkbeeld": "H9",
}
"""The cell on Start behind the button of a script, in Lite and on a server. Such a button is a
shape with this name and a link to this cell: Excel selects the cell, and the client starts the
script. Without that shape a cell does nothing. Afterwards the client selects the cell below, so
that two buttons never stand right under each other."""


def opties(naam: str) -> dict[str, Any]:
    """How Excel knows a script: its name, the tabs that it needs, its button."""
    return {
        "name": naam,
        "include": list(blokken.LEESTABS),
        "button": f"[{naam}]{blokken.START}!{KNOPCELLEN[naam]}",
    }


@script(**opties("Controleer"))
def controleer(boek: Book) -> None:
    """Put the findings on the tab Controle, each with a link to its cell. Nothing else changes."""
    _doe(boek, (blokken.CONTROLE,), _controleer)


@script(**opties("Bereken"))
def bereken(boek: Book) -> None:
    """Compute everything and fill all result tabs."""
    _doe(boek, blokken.RESULTAATTABS, _bereken)


@script(**opties("Ververs borg en verbind"))
def ververs_borg_en_verbind(boek: Book) -> None:
    """Set out the questions that belong to the choice (or else the advice). What users filled in
    stays, and all other tabs."""
    _doe(boek, (blokken.BORG_EN_VERBIND,), lambda live: _een_tab(live, blokken.BORG_EN_VERBIND))


@script(**opties("Netwerkbeeld"))
def netwerkbeeld(boek: Book) -> None:
    """Renew the network picture and its figures. Nothing else changes."""
    _doe(boek, (blokken.NETWERKBEELD,), lambda live: _een_tab(live, blokken.NETWERKBEELD))


def _controleer(live: ExcelWerkboek) -> str:
    bekeken = bekijk_boek(live)
    kwijt = _kwijt(bekeken, blokken.RESULTAATTABS)
    if blokken.CONTROLE in kwijt:
        raise ExcelFout(meldingen.ontbreekt(kwijt, live.naam))
    # That answers were carried over is true of the command line only; here the message says what is
    # missing.
    bevindingen = tuple(b for b in bekeken.resultaat.bevindingen if b.code != _TAB_KWIJT)
    resultaat = bekeken.resultaat.model_copy(update={"bevindingen": bevindingen})
    getoond = replace(bekeken, resultaat=resultaat)
    geschreven = schrijf(live, getoond, bekeken.methode, _vandaag(), (blokken.CONTROLE,))
    return meldingen.gecontroleerd(geschreven.bevindingen, kwijt, live.naam)


def _bereken(live: ExcelWerkboek) -> str:
    bekeken = bekijk_boek(live)
    _eis(bekeken, blokken.RESULTAATTABS, live)
    geschreven = schrijf(live, bekeken, bekeken.methode, _vandaag())
    return meldingen.berekend(geschreven.bevindingen)


def _een_tab(live: ExcelWerkboek, tab: str) -> str:
    bekeken = bekijk_boek(live)
    _eis(bekeken, (tab,), live)
    geschreven = schrijf(live, bekeken, bekeken.methode, _vandaag(), (tab,))
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


def _doe(boek: Any, tabs: Sequence[str], werk: Callable[[ExcelWerkboek], str]) -> None:
    """Do the work on these tabs and tell how it went. Never raises for what a workbook or Excel
    does."""
    live: ExcelWerkboek | None = None
    try:
        live = ExcelWerkboek(boek)
        _toon_alle_rijen(boek, live, tabs)
        melding, soort = werk(live), "info"
        if live.op_bureaublad and live.schreef:
            melding = f"{melding} {meldingen.bewaard(live.kopie)}"
    except ExcelFout as fout:
        melding, soort = str(fout), "critical"
    except WerkboekFout as fout:
        melding, soort = meldingen.van_boekfout(fout), "critical"
    except Exception as fout:
        melding, soort = meldingen.onverwacht(fout), "critical"
    if live is None or not live.rond_af(melding, soort):
        _toon(boek, melding, soort)


def _toon_alle_rijen(boek: Any, live: ExcelWerkboek, tabs: Sequence[str]) -> None:
    """Clear filters on the tabs that must be written, when the user agrees. Raises
    :class:`ExcelFout` when one stays on."""
    gefilterd = live.gefilterd(tabs)
    if not gefilterd:
        return
    with suppress(Exception):
        vraag = meldingen.wis_filter(gefilterd)
        if boek.app.alert(vraag, title=meldingen.TITEL, buttons="yes_no", mode="info") == "yes":
            live.wis_filters(gefilterd)
            gefilterd = live.gefilterd(tabs)
    if gefilterd:
        raise ExcelFout(meldingen.gefilterd(gefilterd))


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
