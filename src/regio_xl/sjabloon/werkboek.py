"""Puts the tabs together into one workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from io import BytesIO

import xlsxwriter

from regio_xl import blokken
from regio_xl.methode import Methode
from regio_xl.sjabloon import adviestab, borgtab, controletab, invoertabs, netwerktab, starttab, uitlegtab, wegwijzertab
from regio_xl.sjabloon.bouwplaats import Bouwplaats
from regio_xl.sjabloon.macroknop import Macroknop, zet_knop
from regio_xl.sjabloon.nabewerking import Afwerking, werk_af
from regio_xl.sjabloon.stijlen import STIJLEN, Stijlenkast
from regio_xl.sjabloon.thema import thema
from regio_xl.sjabloon.vulling import Vulling

# In order of drawing. Uitleg goes before Advies, whose chart uses cells of it.
_BOUWERS: Mapping[str, Callable[[Bouwplaats], None]] = {
    blokken.START: starttab.teken,
    **{tab: partial(invoertabs.teken, tab=tab) for tab in invoertabs.INVOERTABS},
    blokken.UITLEG: uitlegtab.teken,
    blokken.ADVIES: adviestab.teken,
    blokken.BORG_EN_VERBIND: borgtab.teken,
    blokken.NETWERKBEELD: netwerktab.teken,
    blokken.WEGWIJZERS: wegwijzertab.teken,
    blokken.CONTROLE: controletab.teken,
}
# No clock: the same input gives the same bytes.
_GEMAAKT = datetime(2026, 1, 1)  # noqa: DTZ001 - Excel keeps no time zone


def maak(methode: Methode, vulling: Vulling, knop: Macroknop | None = None) -> bytes:
    """Draw every tab and finish the package; see :func:`regio_xl.sjabloon.bouw`."""
    uit = BytesIO()
    opties = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
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
