"""Our own part of the client of Lite and Server: ``gegevens/excel/js/regio-xl.js``.

xlwings' client does one action after another, two round trips to Excel each, without looking first.
Ours gets everything that must be written as one order. It looks at protection, filters, formulas
and merged cells before the first write, writes, reads back what it wrote, puts the old values back
when that is not right, and then tells how it went. That takes two round trips, or three.

A server gives it along with its task pane, and a workbook that it sends says so. In Lite, Python
runs beside Excel in the browser and can put it down itself; where the browser forbids that, the
actions of xlwings' own client do the work.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from importlib import import_module, resources
from typing import Any, TypeAlias

from regio_xl.excel import meldingen
from regio_xl.excel.celwaarden import Celplek, omvat, voor_excel
from regio_xl.excel.koppelingen import linkplek
from regio_xl.werkboek import Koppeling, Schrijfwaarde

Bladorder: TypeAlias = dict[str, Any]
FUNCTIE = "regioXlSchrijf"
HERKENNING = "regio_xl"
"""What a workbook that our part of the client sends carries, and the version of what it can do."""
VERSIE = 1


def aanwezig(boek: Any) -> bool:
    """Whether our part of the client is there to write for us: it read this workbook."""
    with suppress(Exception):
        return bool(boek.impl.api.get(HERKENNING) == VERSIE)
    return False


def zet_neer() -> bool:
    """In Lite: put our part of the client down. False where the page forbids code that it did not
    bring itself."""
    with suppress(Exception):
        js = import_module("js")
        import_module("pyodide.code").run_js(bron())
        return hasattr(js, "regioXl") and hasattr(js.callbacks, FUNCTIE)
    return False


def bron() -> str:
    """Our part of the client."""
    pad = resources.files("regio_xl") / "gegevens" / "excel" / "js" / "regio-xl.js"
    return pad.read_text("utf-8")


def order(
    naam: str, anders: Mapping[Celplek, Schrijfwaarde], oud: Mapping[Celplek, Schrijfwaarde]
) -> Bladorder:
    """What is to change on one tab: the rectangle around it, with nothing for a cell that stays."""
    om = omvat(anders)
    return {
        "naam": naam,
        "rij": om.rij,
        "kolom": om.kolom,
        "waarden": [
            [
                _waarde(anders[rij, kolom]) if (rij, kolom) in anders else None
                for kolom in range(om.kolom, om.laatste_kolom + 1)
            ]
            for rij in range(om.rij, om.laatste_rij + 1)
        ],
        "koppelingen": [
            [*plek, doel, f"Ga naar {doel}"]
            for plek, waarde in sorted(anders.items())
            if isinstance(waarde, Koppeling)
            for doel in (linkplek(waarde.doel),)
        ],
        "los": [
            plek
            for plek, waarde in sorted(anders.items())
            if isinstance(oud[plek], Koppeling) and not isinstance(waarde, Koppeling)
        ],
    }


def _waarde(waarde: Schrijfwaarde) -> str | int | float:
    """As a workbook must be given it: an empty text empties a cell, a day is told as a day."""
    tekst = voor_excel(waarde)
    if isinstance(tekst, date):
        return tekst.isoformat()[:10]
    return "" if tekst is None else tekst


def geef(boek: Any, orders: Sequence[Bladorder], melding: str, soort: str) -> None:
    """Hand over the order, as the last thing that a script asks."""
    plaats = "{tab}"
    opdracht = {
        "bladen": list(orders),
        "titel": meldingen.TITEL,
        "melding": melding,
        "soort": soort,
        "zinnen": {
            "beveiligd": meldingen.beveiligd(plaats),
            "gefilterd": meldingen.gefilterd([plaats]),
            "bezet": meldingen.bezet("{cellen}", plaats),
            "niet": meldingen.NIET_GESCHREVEN,
            "half": meldingen.HALF_GESCHREVEN,
            "elders": meldingen.NIET_AANGEKOMEN,
        },
    }
    boek.app.macro(FUNCTIE)(json.dumps(opdracht, ensure_ascii=False))
