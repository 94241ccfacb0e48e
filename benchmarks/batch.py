"""How many workbooks a second: ours, the plain way, and the floor, in one run.

python benchmarks/batch.py [--aantal N] [--rondes N] [--geheugen]

Makes N realistic workbooks (:mod:`werkboeken`) and prints, as files a second and as ratios of the
same run:

- ``verwerk``: the whole command, its start included, with 1 and with 2 processes;
- the plain way: openpyxl, as ``pip install openpyxl`` gives it (without lxml), loads and saves each
  file; nothing is computed;
- the floor: each file is read, calamine reads all its tabs, the parts that change are unpacked and
  packed again, and a file of that size is written. No checking, no computing, nothing brought to
  the disk.

The measures take turns, every time in a new, empty folder, and each is given by its median.
``--geheugen`` prints the peak memory of a batch of 50 and of 5,000 files (links to the same N
files): of the process that leads it and of the one that does the work.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import median

os.environ["OPENPYXL_LXML"] = "False"  # it is here for the tests only

import openpyxl
import python_calamine
from werkboeken import maak

_PIEK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)
_VERWERK = (sys.executable, "-m", "regio_xl", "verwerk")
GROOT, KLEIN = 5000, 50


def verwerk(paden: Iterable[Path], uit: Path, taken: int) -> None:
    """Our command, as a user gives it."""
    woorden = [*map(str, paden), "--uit", str(uit), "--taken", str(taken)]
    subprocess.run([*_VERWERK, *woorden], check=True, capture_output=True)


def gewoon(paden: Iterable[Path], uit: Path) -> None:
    """What people would write: load and save."""
    for pad in paden:
        boek = openpyxl.load_workbook(pad)
        boek.save(uit / pad.name)


def bodem(paden: Iterable[Path], uit: Path, delen: frozenset[str]) -> None:
    """The least that anybody could do who reads these tabs and rewrites these parts."""
    for pad in paden:
        inhoud = pad.read_bytes()
        boek = python_calamine.load_workbook(io.BytesIO(inhoud))
        for naam in boek.sheet_names:
            boek.get_sheet_by_name(naam).to_python()
        opnieuw = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(inhoud)) as oud,
            zipfile.ZipFile(opnieuw, "w", zipfile.ZIP_DEFLATED) as nieuw,
        ):
            for deel in delen:
                nieuw.writestr(deel, oud.read(deel))
        (uit / pad.name).write_bytes(inhoud)


def veranderde_delen(oud: Path, nieuw: Path) -> frozenset[str]:
    """The parts that our command rewrote."""
    with zipfile.ZipFile(oud) as een, zipfile.ZipFile(nieuw) as ander:
        return frozenset(naam for naam in een.namelist() if een.read(naam) != ander.read(naam))


def per_seconde(aantal: int, doe: Callable[[], object]) -> float:
    """Files a second."""
    begin = time.perf_counter()
    doe()
    return aantal / (time.perf_counter() - begin)


def snelheid(map_: Path, paden: list[Path], rondes: int) -> None:
    """Measure in turns and print."""
    verwerk(paden[:1], map_ / "een", 1)
    delen = veranderde_delen(paden[0], map_ / "een" / paden[0].name)
    weinig = paden[: max(1, len(paden) // 10)]
    metingen: dict[str, tuple[int, Callable[[Path], object]]] = {
        "verwerk, 1 proces": (len(paden), partial(verwerk, paden, taken=1)),
        "verwerk, 2 processen": (len(paden), partial(verwerk, paden, taken=2)),
        "openpyxl openen en bewaren": (len(weinig), partial(gewoon, weinig)),
        "de bodem": (len(paden), partial(bodem, paden, delen=delen)),
    }
    gemeten: dict[str, list[float]] = {naam: [] for naam in metingen}
    for _ in range(rondes):
        for naam, (aantal, doe) in metingen.items():
            # a new folder: what stands there already need not be written again
            with tempfile.TemporaryDirectory(dir=map_) as uit:
                gemeten[naam].append(per_seconde(aantal, partial(doe, Path(uit))))
    enkel, dubbel, plat, vloer = (median(gemeten[naam]) for naam in metingen)
    print(
        f"{len(paden)} werkboeken, {rondes} rondes, {os.cpu_count()} kernen; "
        f"{len(delen)} delen veranderen per werkboek"
    )
    for naam, keren in gemeten.items():
        print(f"{naam:28} {median(keren):8.1f} per seconde")
    print(
        f"tegenover openpyxl {enkel / plat:.1f} x; 2 processen {dubbel / enkel:.2f} x; "
        f"{100 * enkel / vloer:.0f} % van de bodem"
    )


def piek(paden: list[Path], map_: Path, aantal: int) -> tuple[int, int]:
    """Peak memory in MB of the leading process and of its largest child, over a batch of this many
    files."""
    invoer = map_ / f"in-{aantal}"
    invoer.mkdir()
    for nummer in range(aantal):
        (invoer / f"boek-{nummer:05d}.xlsx").hardlink_to(paden[nummer % len(paden)])
    opdracht = [*_VERWERK, str(invoer), "--uit", str(map_ / f"uit-{aantal}")]
    proces = subprocess.Popen(opdracht, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    leider = kind = 0
    while proces.poll() is None:
        leider = max(leider, _piek_van(proces.pid))
        # each thread has its own children
        kinderen = " ".join(map(_lees, Path(f"/proc/{proces.pid}/task").glob("*/children")))
        kind = max([kind, *map(_piek_van, map(int, kinderen.split()))])
        time.sleep(0.05)
    return leider // 1024, kind // 1024


def _piek_van(pid: int) -> int:
    gevonden = _PIEK.search(_lees(Path(f"/proc/{pid}/status")))
    return int(gevonden[1]) if gevonden else 0


def _lees(pad: Path) -> str:
    try:
        return pad.read_text()
    except OSError:
        return ""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--aantal", type=int, default=800)
    parser.add_argument("--rondes", type=int, default=3)
    parser.add_argument("--geheugen", action="store_true")
    keuze = parser.parse_args()
    warnings.simplefilter("ignore")  # openpyxl says of every file what it drops
    with tempfile.TemporaryDirectory() as map_:
        paden = maak(Path(map_, "in"), keuze.aantal)
        if keuze.geheugen:
            klein, groot = (piek(paden, Path(map_), aantal) for aantal in (KLEIN, GROOT))
            wie = ("leidend proces", "werkend proces")
            for naam, een, ander in zip(wie, klein, groot, strict=True):
                print(
                    f"{naam:16} {KLEIN} bestanden {een} MB, {GROOT} bestanden {ander} MB: "
                    f"{ander / een:.2f} x"
                )
        else:
            snelheid(Path(map_), paden, keuze.rondes)


if __name__ == "__main__":
    main()
