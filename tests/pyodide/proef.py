"""The same work in CPython and in Pyodide, so that the outcomes can be laid side by side: ``python
proef.py OPDRACHT.json``.

A job holds workbooks (as Office.js sends them), names of scripts and calls of custom functions.
Floats come out as their shortest exact text, so equal outcomes are equal bit by bit. Nothing of
ours and no xlwings is imported at the top: importing is part of the proof.
"""

from __future__ import annotations

import asyncio
import copy
import importlib
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

KERN = ("methode", "indeling", "inlezen", "rekenen", "tabs", "opdracht")
ZWAAR = (
    "pandas",
    "numpy",
    "openpyxl",
    "xlsxwriter",
    "python_calamine",
    "click",
    "networkx",
    "xlwings",
)
DAG = date(2026, 11, 21)
KEER = 7  # how often something warm is measured

Json = dict[str, Any]


async def doe(opdracht: Json) -> Json:
    """All that the job asks. ``uitkomst`` may not differ between interpreters; ``tijden`` and
    ``omgeving`` do."""
    boeken: Json = opdracht["boeken"]
    tijden = {
        "kern importeren": _klok(
            lambda: [importlib.import_module(f"regio_xl.{deel}") for deel in KERN]
        )
    }
    na_kern = _geladen()
    tijden["methode laden"] = _klok(importlib.import_module("regio_xl.methode").standaard)
    tijden["eerste berekening"] = _klok(lambda: _kern(next(iter(boeken.values()))))
    kern = {naam: _kern(boek) for naam, boek in boeken.items()}
    na_rekenen = _geladen()
    tijden["xlwings importeren"] = _klok(lambda: importlib.import_module("xlwings"))
    tijden["main.py van Lite importeren"] = _klok(_lite)
    klok: Any = importlib.import_module("regio_xl.excel.scripts")
    vandaag, klok._vandaag = (
        klok._vandaag(),
        lambda: DAG,
    )  # both on the same day, also around midnight
    scripts = {
        naam: {een: await _script(een, boek) for een in opdracht["scripts"]}
        for naam, boek in boeken.items()
    }
    functies: dict[str, list[Any]] = {}
    for een in opdracht["functies"]:
        functies.setdefault(een["func_name"], []).append(await _functie(een))
    for naam in opdracht.get("meet", ()):
        tijden |= await _meet(naam, boeken[naam], opdracht["scripts"])
    return {
        "uitkomst": {"kern": kern, "scripts": scripts, "functies": functies, "bekend": _bekend()},
        "tijden": tijden,
        "omgeving": {
            "python": sys.version.split()[0],
            "platform": sys.platform,
            "vandaag": vandaag.isoformat(),
            "na kern": na_kern,
            "na rekenen": na_rekenen,
            "na alles": _geladen(),
            "te vinden": [naam for naam in ZWAAR if importlib.util.find_spec(naam)],
        },
    }


def _geladen() -> list[str]:
    return [naam for naam in ZWAAR if naam in sys.modules]


def _klok(doe: Callable[[], object]) -> float:
    begin = time.perf_counter()
    doe()
    return time.perf_counter() - begin


async def _meet(naam: str, boek: Json, scripts: Sequence[str]) -> dict[str, float]:
    """Seconds that warm work on one workbook takes, the median of a few times; for a script from
    the JSON to the actions."""
    tijden = {f"rekenen met {naam}": median(_klok(lambda: _kern(boek)) for _ in range(KEER))}
    for script in scripts:
        gemeten = []
        for _ in range(KEER):
            begin = time.perf_counter()
            await _script(script, boek)
            gemeten.append(time.perf_counter() - begin)
        tijden[f"script {script} op {naam}"] = median(gemeten)
    return tijden


# --- the core, without xlwings ---


class Jsonboek:
    """A workbook as Office.js sends it, read without xlwings; keeps what is written."""

    def __init__(self, boek: Json) -> None:
        self.naam: str = boek["book"]["name"]
        self.bladen: list[Json] = boek["sheets"]
        self.geschreven: list[Any] = []

    def lees(self, tabs: Collection[str]) -> Any:
        """The tabs with these names."""
        haven = importlib.import_module("regio_xl.werkboek")
        gevraagd = [blad for blad in self.bladen if blad["name"] in tabs]
        bladen = tuple(
            haven.Blad(b["name"], [list(map(self._waarde, rij)) for rij in b["values"]])
            for b in gevraagd
        )
        return haven.Snapshot(bladen, tuple(blad["name"] for blad in self.bladen))

    def schrijf(self, opdrachten: Sequence[Any]) -> None:
        """Keep each cell as text."""
        for een in opdrachten:
            self.geschreven += [
                [een.blad, *plek, repr(waarde)] for plek, waarde in een.cellen.items()
            ]

    @staticmethod
    def _waarde(waarde: Any) -> Any:
        if isinstance(waarde, int) and not isinstance(waarde, bool):
            return float(waarde)
        if isinstance(waarde, str) and waarde.endswith("T00:00:00.000Z"):
            return date.fromisoformat(waarde[:10])
        return None if waarde == "" else waarde


def _kern(json_: Json) -> Json:
    """Results and cells to write, from the core alone."""
    opdracht = importlib.import_module("regio_xl.opdracht")
    boek = Jsonboek(json_)
    bekeken = opdracht.bekijk_boek(boek)
    opdracht.schrijf(boek, bekeken, bekeken.methode, DAG)
    return {"resultaat": bekeken.resultaat.model_dump(mode="json"), "cellen": boek.geschreven}


# --- through xlwings, as in xlwings Lite ---


def _lite() -> Any:
    """What a user pastes into xlwings Lite: ``docs/excel/lite/main.py``."""
    return importlib.import_module("main")


def _server() -> Any:
    """How xlwings Lite and Server find and call what they were given."""
    return importlib.import_module("xlwings.server")


async def _script(naam: str, json_: Json) -> Json:
    """The actions that a script asks of Excel."""
    xlwings: Any = importlib.import_module("xlwings")
    boek = xlwings.Book(json=copy.deepcopy(json_))
    await _server().custom_scripts_call(_lite(), naam, typehint_to_value={xlwings.Book: boek})
    antwoord: Json = boek.json()
    return antwoord


def _bekend() -> Json:
    """The scripts and functions that Excel is told about."""
    return {
        "functies": _server().custom_functions_meta(_lite()),
        "scripts": _server().custom_scripts_meta(_lite()),
    }


async def _functie(aanroep: Json) -> Any:
    """What a custom function gives back to the cell."""
    vast = {
        "version": "",
        "client": "Office.js",
        "runtime": "1.4",
        "caller_address": "Blad1!A1",
        "date_format": None,
    }
    return await _server().custom_functions_call({**vast, **aanroep}, _lite())


if __name__ == "__main__":
    print(json.dumps(asyncio.run(doe(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))))
