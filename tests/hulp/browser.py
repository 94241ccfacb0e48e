"""Excel in the browser: the real client of xlwings Server and our own part of it, run in Node over
an Office.js that is played (``office.mjs``). The scripts run here, on xlwings' own engine."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from importlib import util
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hulp.officejs import DAG_NUL, Excelmodel, Plek, excelboek, links, stil, waarden
from regio_xl.excel import scripts
from regio_xl.indeling import blokken
from regio_xl.werkboek.dagnummers import dagnummer

HIER = Path(__file__).parent
NODE = shutil.which("node")
_SERVER = util.find_spec("xlwings_server")
ONTBREEKT = "" if NODE and _SERVER else "Node or xlwings-server is not installed"
in_node = pytest.mark.skipif(bool(ONTBREEKT), reason=ONTBREEKT)
ONS = HIER.parents[1] / "src/regio_xl/gegevens/excel/js/regio-xl.js"


@dataclass
class Browser:
    """A workbook that is open in Excel in the browser. ``bladen`` may be changed before a start."""

    inhoud: bytes
    map_: Path
    naam: str = "boek.xlsx"
    bladen: dict[str, dict[str, Any]] = field(default_factory=dict)
    gezegd: list[dict[str, str]] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)
    syncs: int = 0
    vanaf1904: bool = False
    gestuurd: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not (self.map_ / "package.json").exists():
            assert _SERVER
            assert _SERVER.origin
            bron = Path(_SERVER.origin).parent / "static" / "js"
            shutil.copytree(bron, self.map_, dirs_exist_ok=True)
            (self.map_ / "package.json").write_text('{"type": "module"}', encoding="utf-8")
        self.bladen = {
            tab: {"naam": tab, "cellen": _cellen(self.inhoud, tab), "samengevoegd": [],
                  "tabellen": []}
            for tab in waarden(self.inhoud)
        }  # fmt: skip

    def start(
        self,
        script: str,
        antwoord: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
        **doe: Any,
    ) -> Browser:
        """Click the button of a script; ``xlwings=True`` starts it with xlwings' own client."""
        tabs = "-" if "lite" in doe else ",".join(blokken.LEESTABS)
        doe |= {"script": script, "include": tabs, "ons": str(ONS)}
        model = {"naam": self.naam, "versie": "0", "bladen": list(self.bladen.values()),
                 "vanaf1904": self.vanaf1904}  # fmt: skip
        assert NODE
        with subprocess.Popen(
            [NODE, str(HIER / "office.mjs"), str(self.map_)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, encoding="utf-8",
        ) as proces:  # fmt: skip
            assert proces.stdin
            assert proces.stdout
            _zeg(proces.stdin, {"model": model, "doe": doe})
            for regel in proces.stdout:
                vraag = json.loads(regel)
                if "klaar" in vraag:
                    self._neem_over(vraag["klaar"])
                    break
                _zeg(proces.stdin, self._antwoord(script, vraag, antwoord or _reken))
        assert proces.wait() == 0
        return self

    def _antwoord(
        self, script: str, vraag: Mapping[str, Any], reken: Callable[[dict[str, Any]], Any]
    ) -> dict[str, Any]:
        if vraag["body"] is None:
            assert vraag["url"].endswith("/custom-scripts-meta.json")
            een = {"function_name": script, "include": ",".join(blokken.LEESTABS)}
            return {"data": [een]}
        assert vraag["url"].endswith(f"/custom-scripts-call/{script}")
        self.gestuurd.append(vraag["body"])
        uit: dict[str, Any] = reken({"script": script, "boek": vraag["body"]})
        return uit

    def _neem_over(self, klaar: Mapping[str, Any]) -> None:
        self.bladen = {blad["naam"]: blad for blad in klaar["bladen"]}
        self.gezegd, self.fouten, self.syncs = klaar["gezegd"], klaar["fouten"], klaar["syncs"]

    @property
    def melding(self) -> str:
        """The only message box."""
        (een,) = self.gezegd
        return een["prompt"]

    def model(self, verwacht: Excelmodel) -> Excelmodel:
        """The cells as they are now, with numbers as days where days are expected."""
        cellen: dict[str, dict[Plek, Any]] = {}
        koppelingen: dict[str, dict[Plek, str]] = {}
        for tab, blad in self.bladen.items():
            cellen[tab], koppelingen[tab] = {}, {}
            for tekst, cel in blad["cellen"].items():
                rij, kolom = map(int, tekst.split(","))
                if cel.get("w", "") != "":
                    hoort = verwacht.cellen[tab].get((rij, kolom))
                    cellen[tab][rij, kolom] = _zoals(cel["w"], hoort)
                if cel.get("link"):
                    link = cel["link"]
                    koppelingen[tab][rij, kolom] = link.get("documentReference") or link["address"]
        return Excelmodel(list(cellen), cellen, koppelingen)

    def cel(self, tab: str, plek: Plek) -> dict[str, Any]:
        """One cell, to look at or to change."""
        een: dict[str, Any] = self.bladen[tab]["cellen"].setdefault(f"{plek[0]},{plek[1]}", {})
        return een


def _zeg(naar: Any, ding: Mapping[str, Any]) -> None:
    naar.write(f"{json.dumps(ding)}\n")
    naar.flush()


def _reken(vraag: dict[str, Any]) -> dict[str, Any]:
    """What a server answers: the script, run on xlwings' engine."""
    boek = excelboek(vraag["boek"])
    getattr(scripts, vraag["script"])(boek)
    return {"data": boek.json()}


def _zoals(waarde: Any, hoort: Any) -> Any:
    """A number as a day where a day is expected."""
    if not isinstance(hoort, date | time) or not isinstance(waarde, int | float):
        return waarde
    moment = datetime.combine(DAG_NUL, time()) + timedelta(days=waarde)
    if isinstance(hoort, time):
        return moment.time()
    return moment if isinstance(hoort, datetime) else moment.date()


def _cellen(inhoud: bytes, tab: str) -> dict[str, dict[str, Any]]:
    cellen = {plek: _als_cel(waarde) for plek, waarde in waarden(inhoud)[tab].items()}
    for plek, doel in links(inhoud)[tab].items():
        cellen.setdefault(plek, {})["link"] = {"documentReference": doel}
    for plek, formule in _formules(inhoud)[tab].items():
        cellen.setdefault(plek, {})["f"] = formule
    return {f"{rij},{kolom}": cel for (rij, kolom), cel in cellen.items()}


def _als_cel(waarde: Any) -> dict[str, Any]:
    if isinstance(waarde, date | time):
        return {"w": dagnummer(waarde), "nf": "d-m-yyyy"}
    return {"w": waarde}


@lru_cache(maxsize=4)
def _formules(inhoud: bytes) -> Mapping[str, Mapping[Plek, str]]:
    with stil():
        boek = openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True)
        return {
            blad.title: {
                (cel.row - 1, cel.column - 1): cel.value
                for rij in blad.iter_rows()
                for cel in rij
                if getattr(cel, "data_type", "") == "f"
            }
            for blad in boek.worksheets
        }
