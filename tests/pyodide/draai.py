"""Run ``proef.py`` in Pyodide and in CPython on the same job, for ``tests/test_pyodide.py`` and
``benchmarks/pyodide.py``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HIER = Path(__file__).resolve().parent
WORTEL = HIER.parents[1]
Json = dict[str, Any]


def ons_wiel(cache: Path, doel: Path) -> Path:
    """Our own wheel, made from the working tree without a network."""
    omgeving = {**os.environ, "PYTHONPATH": str(cache / "bouwer")}
    opdracht = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(doel)]
    subprocess.run(opdracht, cwd=WORTEL, env=omgeving, check=True, capture_output=True)
    (wiel,) = doel.glob("regio_xl-*.whl")
    return wiel


def in_pyodide(opdracht: Json, cache: Path, wiel: Path, werkmap: Path) -> Json:
    """The job done in Pyodide under Node."""
    (werkmap / "opdracht.json").write_text(json.dumps(opdracht), encoding="utf-8")
    paden = [cache, wiel, werkmap / "opdracht.json", werkmap / "uitkomst.json"]
    node = _draai(["node", str(HIER / "proef.mjs"), *map(str, paden)], {})
    antwoord: Json = json.loads((werkmap / "uitkomst.json").read_text(encoding="utf-8"))
    buiten = json.loads(node)
    return {
        **antwoord,
        "tijden": {**buiten["tijden"], **antwoord["tijden"]},
        "geheugen": buiten["geheugen"],
    }


def in_cpython(opdracht: Json, werkmap: Path) -> Json:
    """The job done by this interpreter, in a process of its own."""
    pad = werkmap / "opdracht.json"
    pad.write_text(json.dumps(opdracht), encoding="utf-8")
    lite = str(WORTEL / "docs" / "excel" / "lite")
    server = {
        "XLWINGS_LICENSE_KEY": "noncommercial",
        "XLWINGS_ON_SERVER": "true",
        "PYTHONPATH": lite,
    }
    antwoord: Json = json.loads(_draai([sys.executable, str(HIER / "proef.py"), str(pad)], server))
    return antwoord


def _draai(opdracht: list[str], omgeving: dict[str, str]) -> str:
    uit = subprocess.run(
        opdracht,
        env={**os.environ, **omgeving},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert uit.returncode == 0, (
        f"{opdracht[0]} stopped with {uit.returncode}:\n{uit.stderr}\n{uit.stdout}"
    )
    return uit.stdout
