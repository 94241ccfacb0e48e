"""Save a workbook over and over, be killed at a random moment, look what is left: for
``tests/test_xlsx_save.py``.

python tests/hulp/doodproef.py MAP AANTAL SEED

Each time a process of its own saves ``MAP/a.xlsx`` in place, and a result over an existing one,
until SIGKILL. Prints as JSON what was found. Processes are forked from this one, so that two
hundred kills do not cost two hundred times all imports.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import NoReturn

from regio_xl.werkboek import Celwijzigingen
from regio_xl.xlsx import save
from regio_xl.xlsx.save import replace
from regio_xl.xlsx.workbook import XlsxWerkboek

LANGSTE = 0.06
"""Seconds from the first save to the last kill; a save takes some milliseconds."""


def beschreven(inhoud: bytes, tekst: str) -> bytes:
    """A workbook with this text in it."""
    boek = XlsxWerkboek.uit_bytes("a.xlsx", inhoud)
    boek.schrijf([Celwijzigingen("Advies", {(60, 20): tekst})])
    return boek.inhoud


def bewaar_steeds(map_: Path, klaar: int) -> NoReturn:
    """Save in place and over an existing result until somebody stops us; says when the first save
    begins."""
    boek = XlsxWerkboek(map_ / "a.xlsx")
    for tekst in cycle(("een", "twee")):
        boek.schrijf([Celwijzigingen("Advies", {(60, 20): tekst})])
        inhoud = boek.inhoud
        os.write(klaar, b".")
        boek.bewaar_ter_plekke()
        for _ in range(3):
            replace(map_ / "uit.xlsx", inhoud)
    raise AssertionError


def een_dag_later(map_: Path) -> None:
    """Save once more, when everything that lies there is old."""
    save.LEFT_BEHIND = -1
    XlsxWerkboek(map_ / "a.xlsx").bewaar(map_ / "uit.xlsx")


def apart(doe: Callable[[], object]) -> int:
    """Do something in a process of its own; gives its number."""
    kind = os.fork()
    if kind:
        return kind
    try:
        doe()
    except BaseException as fout:  # a child never returns
        print(repr(fout), file=sys.stderr)
        os._exit(1)
    os._exit(0)


def main(map_: Path, aantal: int, seed: int) -> None:
    """Kill so many times and print what is left each time."""
    begin = (map_ / "a.xlsx").read_bytes()
    versies = {begin, beschreven(begin, "een"), beschreven(beschreven(begin, "een"), "twee")}
    versies |= {beschreven(beschreven(versie, "twee"), "een") for versie in versies}
    toeval = random.Random(seed)  # noqa: S311 - no secret
    gedood = geraakt = 0
    kapot: list[str] = []
    achtergebleven: list[str] = []
    for _ in range(aantal):
        for pad in map_.iterdir():
            pad.unlink()
        for naam in ("a.xlsx", "uit.xlsx"):
            (map_ / naam).write_bytes(begin)
        lees, schrijf = os.pipe()
        kind = apart(lambda: bewaar_steeds(map_, schrijf))  # noqa: B023 - used before the next round
        os.read(lees, 1)
        time.sleep(toeval.uniform(0, LANGSTE))
        os.kill(kind, signal.SIGKILL)
        gedood += os.waitpid(kind, 0)[1] == signal.SIGKILL
        os.close(lees)
        os.close(schrijf)
        geraakt += any(map_.glob(".regio-xl-*"))
        kapot += [pad.name for pad in map_.glob("[!.]*.xlsx") if pad.read_bytes() not in versies]
        kapot += [naam for naam in ("a.xlsx", "uit.xlsx") if not (map_ / naam).exists()]
        volgende = apart(lambda: een_dag_later(map_))
        assert os.waitpid(volgende, 0)[1] == 0
        achtergebleven += [pad.name for pad in map_.glob(".regio-xl-*")]
    uitslag = {
        "gedood": gedood,
        "midden in het bewaren": geraakt,
        "kapot": kapot,
        "achtergebleven": achtergebleven,
    }
    print(json.dumps(uitslag))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
