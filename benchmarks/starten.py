"""How fast one command is, as ratios against ``python -c pass`` measured in the same run.

    python benchmarks/starten.py [--keer 15]

Prints the median of interleaved runs. Baseline: the bare interpreter of this environment.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

WERKBOEK = Path(__file__).parents[1] / "workbooks" / "voorbeelden" / "greenport-venlo.xlsx"


def duur(opdracht: list[str]) -> float:
    """Seconds that a command takes, its own start included."""
    begin = time.perf_counter()
    subprocess.run(opdracht, check=True, capture_output=True)
    return time.perf_counter() - begin


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--keer", type=int, default=15)
    keer = parser.parse_args().keer
    with tempfile.TemporaryDirectory() as map_:
        regio = [sys.executable, "-m", "regio_xl"]
        opdrachten = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "regio-xl --help": [*regio, "--help"],
            "regio-xl methode --controle": [*regio, "methode", "--controle"],
            "regio-xl controleer (1 bestand)": [*regio, "controleer", str(WERKBOEK)],
            "regio-xl verwerk (1 bestand)": [*regio, "verwerk", str(WERKBOEK), "--uit", map_],
        }
        gemeten: dict[str, list[float]] = {naam: [] for naam in opdrachten}
        for _ in range(keer):
            for naam, opdracht in opdrachten.items():
                gemeten[naam].append(duur(opdracht))
    basis = median(gemeten["python -c pass"])
    for naam, tijden in gemeten.items():
        print(f"{naam:34} {1000 * median(tijden):7.0f} ms  {median(tijden) / basis:6.1f} x")


if __name__ == "__main__":
    main()
