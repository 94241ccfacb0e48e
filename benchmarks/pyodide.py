"""How fast Regio-XL is in Pyodide (xlwings Lite), as ratios against CPython on the same work.

python tests/pyodide/haal.py && python benchmarks/pyodide.py [--keer 5]

Prints medians over interleaved runs, each a new process with a cold start; warm work is a median
within each run too. Baseline: this interpreter, doing what Pyodide does
(``tests/pyodide/proef.py``). Loading Pyodide under Node is not what it costs in a browser.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import warnings
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any

WORTEL = Path(__file__).parents[1]
# not this folder: this file is called pyodide too
sys.path[:1] = [str(WORTEL / "tests" / "pyodide"), str(WORTEL / "tests")]

import draai  # noqa: E402
from haal import cachemap, wat_ontbreekt  # noqa: E402

from hulp.officejs import boek_json  # noqa: E402

SCRIPTS = ("bereken", "controleer", "ververs_borg_en_verbind", "netwerkbeeld")


def grootste() -> tuple[str, dict[str, Any]]:
    """The example with the most filled cells."""
    paden = sorted((WORTEL / "workbooks" / "voorbeelden").glob("*.xlsx"))
    boeken = {pad.stem: boek_json(pad.read_bytes(), pad.name) for pad in paden}

    def gevuld(naam: str) -> int:
        rijen = chain.from_iterable(blad["values"] for blad in boeken[naam]["sheets"])
        return sum(waarde != "" for waarde in chain.from_iterable(rijen))

    naam = max(boeken, key=gevuld)
    return naam, boeken[naam]


def meet(keer: int) -> tuple[dict[str, list[float]], dict[str, list[float]], list[int]]:
    """Seconds per step in CPython and in Pyodide, and the memory of Pyodide under Node."""
    naam, boek = grootste()
    opdracht = {"boeken": {naam: boek}, "scripts": SCRIPTS, "functies": [], "meet": [naam]}
    hier: dict[str, list[float]] = {}
    daar: dict[str, list[float]] = {}
    geheugen = []
    with tempfile.TemporaryDirectory() as map_:
        werkmap, cache = Path(map_), cachemap()
        wiel = draai.ons_wiel(cache, werkmap)
        for _ in range(keer):
            for stap, duur in draai.in_cpython(opdracht, werkmap)["tijden"].items():
                hier.setdefault(stap, []).append(duur)
            antwoord = draai.in_pyodide(opdracht, cache, wiel, werkmap)
            geheugen.append(antwoord["geheugen"])
            for stap, duur in antwoord["tijden"].items():
                daar.setdefault(stap, []).append(duur)
    return hier, daar, geheugen


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--keer", type=int, default=5)
    keer = parser.parse_args().keer
    if reden := wat_ontbreekt(cachemap()):
        raise SystemExit(reden)
    warnings.filterwarnings("ignore", module="openpyxl")  # it says what of a file it does not read
    hier, daar, geheugen = meet(keer)
    print(f"{'':52} {'CPython':>10} {'Pyodide':>10}")
    for stap, tijden in daar.items():
        pyodide = f"{1000 * median(tijden):7.0f} ms"
        if stap in hier:
            basis = median(hier[stap])
            print(f"{stap:52} {1000 * basis:7.0f} ms {pyodide} {median(tijden) / basis:6.1f} x")
        else:
            print(f"{stap:52} {'':10} {pyodide}")
    print(f"{'geheugen van Node':52} {'':10} {median(geheugen) / 2**20:7.0f} MB")


if __name__ == "__main__":
    main()
