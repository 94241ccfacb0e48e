"""Workbooks recalculated by LibreOffice: what every cell shows."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Mapping
from pathlib import Path

from regio_xl.indeling import blokken

_PROFIEL = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items '
    'xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" '
    'oor:op="fuse">'
    "<value>0</value></prop></item></oor:items>"
)
# every tab, numbers in full
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


def door_libreoffice(
    boeken: Mapping[str, bytes], map_: Path
) -> dict[str, dict[str, list[list[str]]]]:
    """Every workbook, recalculated: what each cell of each tab holds, as text. Two processes share
    the work."""
    namen = sorted(boeken)
    starts = [
        _start_libreoffice({naam: boeken[naam] for naam in namen[deel::2]}, map_ / str(deel))
        for deel in range(2)
    ]
    assert [start.wait(timeout=300) for start in starts] == [0, 0]
    uit: dict[str, dict[str, list[list[str]]]] = {naam: {} for naam in namen}
    for nummer, naam in enumerate(namen):
        for tab in blokken.TABS:
            with (map_ / str(nummer % 2) / "uit" / f"{naam}-{tab}.csv").open(
                encoding="utf-8", newline=""
            ) as bestand:
                uit[naam][tab] = list(csv.reader(bestand))
    return uit


def _start_libreoffice(boeken: Mapping[str, bytes], map_: Path) -> subprocess.Popen[bytes]:
    (map_ / "in").mkdir(parents=True)
    (map_ / "profiel" / "user").mkdir(parents=True)
    (map_ / "profiel" / "user" / "registrymodifications.xcu").write_text(_PROFIEL, encoding="utf-8")
    for naam, inhoud in boeken.items():
        (map_ / "in" / f"{naam}.xlsx").write_bytes(inhoud)
    opdracht = [
        "soffice", "--headless", f"-env:UserInstallation={(map_ / 'profiel').as_uri()}",
        "--convert-to", _CSV, "--outdir", str(map_ / "uit"),
        *map(str, sorted((map_ / "in").iterdir())),
    ]  # fmt: skip
    return subprocess.Popen(opdracht, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
