"""The template: all tabs put together into the workbook that users get."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import xlsxwriter

from regio_xl.indeling.vulling import Vulling
from regio_xl.methode import Methode
from regio_xl.opmaak.macroknop import Macros, zet_macros
from regio_xl.opmaak.nabewerking import Afwerking, thema, werk_af
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.opmaak.stijlen import STIJLEN, Stijlenkast
from regio_xl.tabs.register import ALLE_TABS

_GEMAAKT = datetime(2026, 1, 1)  # noqa: DTZ001 - Excel keeps no time zone
"""No clock: the same input gives the same bytes."""

_REKENMACHINE = 191029
"""The calculation engine of Excel 2019 and later; Excel calculates a file of an older one again
when it opens it."""

_OPTIES = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def bouw(methode: Methode, vulling: Vulling | None = None, macros: Macros | None = None) -> bytes:
    """The workbook as the bytes of an .xlsx file, empty or filled with what ``vulling`` holds; of
    an .xlsm with ``macros``."""
    uit = BytesIO()
    werkboek = xlsxwriter.Workbook(uit, _OPTIES)
    werkboek.use_custom_theme(thema())
    _eigenschappen(werkboek, methode)
    opbouw = Opbouw(werkboek, methode, vulling or Vulling(), Stijlenkast(werkboek))
    for naam in STIJLEN:
        _ = opbouw.stijlen[naam]  # in the order in which Excel lists them
    for tab in ALLE_TABS:
        werkboek.add_worksheet(tab.naam)
    # Tabs with results last: the chart on Advies uses cells of Uitleg.
    for tab in sorted(ALLE_TABS, key=lambda tab: tab.rijen is not None):
        tab.teken(opbouw)
    if macros:
        zet_macros(opbouw, macros)
    werkboek.close()
    bladen = [opbouw.bladen[tab.naam] for tab in ALLE_TABS]
    afwerking = [Afwerking(blad.vrije_rijen, blad.laatste_kolom + 1) for blad in bladen]
    celformaten = opbouw.stijlen.celformaten()
    return werk_af(uit.getvalue(), celformaten, afwerking, celformaten["Regio Blanco"][0])


def _eigenschappen(werkboek: xlsxwriter.Workbook, methode: Methode) -> None:
    werkboek.set_properties(
        {
            "title": "Regio-XL: samen kiezen hoe je werkt aan een regionale opgave",
            "subject": f"Routekaart voor regionale samenwerking, methode {methode.versie}",
            "author": "Regio-XL",
            "company": "",
            "keywords": "regionale samenwerking, opgave, perspectief, borg en verbind",
            "created": _GEMAAKT,
        }
    )
    werkboek.set_calc_mode("auto", _REKENMACHINE)
    # Every result of a formula is in the file. Asked to calculate, Excel would offer to save each
    # time that somebody only had a look.
    werkboek.calc_on_load = False
