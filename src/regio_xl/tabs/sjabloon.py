"""The template: all tabs put together into the workbook that users get."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

from regio_xl.indeling import blokken
from regio_xl.indeling.vulling import Vulling
from regio_xl.methode import Methode
from regio_xl.opmaak.macroknop import Macroknop, zet_knop
from regio_xl.opmaak.nabewerking import Afwerking, thema, werk_af
from regio_xl.opmaak.opbouw import Bouwplaats
from regio_xl.opmaak.stijlen import STIJLEN, Stijlenkast
from regio_xl.tabs import (
    advies,
    borg_en_verbind,
    controle,
    invoertabs,
    netwerkbeeld,
    start,
    uitleg,
    wegwijzers,
)

if TYPE_CHECKING:
    from regio_xl.opmaak.macroknop import Macroknop

# In order of drawing. Uitleg goes before Advies, whose chart uses cells of it.
_BOUWERS: Mapping[str, Callable[[Bouwplaats], None]] = {
    blokken.START: start.teken,
    **{tab: partial(invoertabs.teken, tab=tab) for tab in invoertabs.INVOERTABS},
    blokken.UITLEG: uitleg.teken,
    blokken.ADVIES: advies.teken,
    blokken.BORG_EN_VERBIND: borg_en_verbind.teken,
    blokken.NETWERKBEELD: netwerkbeeld.teken,
    blokken.WEGWIJZERS: wegwijzers.teken,
    blokken.CONTROLE: controle.teken,
}
# No clock: the same input gives the same bytes.
_GEMAAKT = datetime(2026, 1, 1)  # noqa: DTZ001 - Excel keeps no time zone


def maak(methode: Methode, vulling: Vulling, knop: Macroknop | None = None) -> bytes:
    """Draw every tab and finish the package; see :func:`regio_xl.tabs.sjabloon.bouw`."""
    uit = BytesIO()
    opties = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    werkboek = xlsxwriter.Workbook(uit, opties)
    werkboek.use_custom_theme(thema())
    _eigenschappen(werkboek, methode)
    stijlen = Stijlenkast(werkboek)
    for naam in STIJLEN:
        _ = stijlen[naam]
    for tab in blokken.TABS:
        werkboek.add_worksheet(tab)
    plaats = Bouwplaats(werkboek, methode, vulling, stijlen)
    for teken in _BOUWERS.values():
        teken(plaats)
    if knop:
        zet_knop(plaats, knop)
    werkboek.close()
    bladen = [plaats.bladen[tab] for tab in blokken.TABS]
    afwerking = [Afwerking(blad.vrije_rijen, blad.laatste_kolom + 1) for blad in bladen]
    celformaten = stijlen.celformaten()
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
    werkboek.set_calc_mode("auto")


__all__ = ["Vulling", "bouw"]


def bouw(methode: Methode, vulling: Vulling | None = None, knop: Macroknop | None = None) -> bytes:
    """The workbook as the bytes of an .xlsx file, empty or filled with what ``vulling`` holds; of
    an .xlsm with a ``knop``."""

    return maak(methode, vulling or Vulling(), knop)
