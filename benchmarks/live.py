"""What one *bereken* costs in a workbook that is open in Excel, against the same work on a file.

python benchmarks/live.py [WERKBOEK] [--rondes N]

Counts what goes to and from Excel (reads, actions), and times the two adapters on the same
workbook, in turns: reading all tabs, and writing all results. The live adapter runs on xlwings'
engine for Lite and Server, which records what Excel would do; the time of Excel itself and of the
network is not in it. The actions are those for xlwings' own client: ours gets one order for all of
them, and ``tests/test_browser.py`` counts its round trips. Without a name the largest example is
taken.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple
from unittest.mock import patch

from regio_xl.excel.liveboek import ExcelWerkboek
from regio_xl.indeling import blokken
from regio_xl.methode import laad
from regio_xl.opdracht import bekijk_boek, schrijf
from regio_xl.werkboek import Celwijzigingen, Koppeling, Snapshot
from regio_xl.xlsx.workbook import XlsxWerkboek

WORTEL = Path(__file__).parents[1]
VOORBEELDEN = WORTEL / "workbooks" / "voorbeelden"
DAG = date(2026, 11, 21)


class Opnemer:
    """A Werkboek that reads another one and keeps what would be written."""

    def __init__(self, boek: Any) -> None:
        self.boek, self.naam, self.opdrachten = boek, boek.naam, list[Celwijzigingen]()

    def lees(self, tabs: Collection[str]) -> Snapshot:
        gelezen: Snapshot = self.boek.lees(tabs)
        return gelezen

    def lees_ook(self, namen: Collection[str], *, met: Collection[str]) -> Snapshot:
        gelezen: Snapshot = self.boek.lees_ook(namen, met=met)
        return gelezen

    def schrijf(self, opdrachten: Sequence[Celwijzigingen]) -> None:
        self.opdrachten += opdrachten


class Verkeer(NamedTuple):
    """What one calculation asks of Excel, and how many links it holds."""

    leesbeurten: int
    acties: Mapping[str, int]
    koppelingen: int

    @property
    def grens(self) -> int:
        """The most actions: a rectangle for every result block (the checklist of step 5 has two),
        for how sure the advice is and for the paired choices, and one for each link."""
        return len(blokken.RESULTAATBLOKKEN) + 3 + self.koppelingen


def grootste() -> Path:
    """The example with the most cells filled in."""
    return max(
        VOORBEELDEN.glob("*.xlsx"),
        key=lambda pad: sum(map(_vol, XlsxWerkboek(pad).lees(blokken.INVOERTABS).bladen)),
    )


def _vol(blad: Any) -> int:
    return sum(waarde is not None for rij in blad.rijen for waarde in rij)


def wat_te_schrijven(inhoud: bytes) -> list[Celwijzigingen]:
    """What a calculation writes."""
    methode, opnemer = laad(), Opnemer(XlsxWerkboek.uit_bytes("boek.xlsx", inhoud))
    schrijf(opnemer, bekijk_boek(opnemer, methode), methode, DAG)
    return opnemer.opdrachten


def tel(inhoud: bytes) -> Verkeer:
    """What one calculation asks of Excel."""
    excelboek, boek_json = _officejs()
    opdrachten, boek = wat_te_schrijven(inhoud), excelboek(boek_json(inhoud))
    bereik = type(boek.sheets[0].range((1, 1)).impl)
    gelezen = []

    def lees(zelf: Any, lezen: Callable[[Any], Any] = bereik.raw_value.fget) -> Any:
        gelezen.append(zelf)
        return lezen(zelf)

    with patch.object(bereik, "raw_value", property(lees, bereik.raw_value.fset)):
        live = ExcelWerkboek(boek)
        live.lees(blokken.LEESTABS)
        live.schrijf(opdrachten)
    waarden = chain.from_iterable(opdracht.cellen.values() for opdracht in opdrachten)
    links = sum(isinstance(waarde, Koppeling) for waarde in waarden)
    return Verkeer(len(gelezen), Counter(actie["func"] for actie in boek.json()["actions"]), links)


def _officejs() -> tuple[Callable[..., Any], Callable[..., Any]]:
    """How a workbook reaches a script, from the tests."""
    sys.path.insert(0, str(WORTEL / "tests"))
    try:
        from hulp.officejs import boek_json, excelboek  # noqa: PLC0415
    finally:
        sys.path.pop(0)
    return excelboek, boek_json


def meet(inhoud: bytes, rondes: int) -> dict[str, tuple[float, float]]:
    """Median milliseconds of the live and of the file adapter, by what they do."""
    excelboek, boek_json = _officejs()
    opdrachten, json = wat_te_schrijven(inhoud), boek_json(inhoud)
    tijden: dict[str, tuple[list[float], list[float]]] = {"lezen": ([], []), "schrijven": ([], [])}
    for _ in range(rondes):
        bestand = XlsxWerkboek.uit_bytes("boek.xlsx", inhoud)
        boeken: tuple[Any, Any] = (ExcelWerkboek(excelboek(json)), bestand)
        # it remembers what it read in the round before
        sys.modules["xlwings.pro._xlremote"].get_range_api.cache_clear()
        for plaats, boek in enumerate(boeken):
            tijden["lezen"][plaats].append(_klok(partial(boek.lees, blokken.LEESTABS)))
            tijden["schrijven"][plaats].append(_klok(partial(boek.schrijf, opdrachten)))
    return {wat: (median(live), median(schijf)) for wat, (live, schijf) in tijden.items()}


def _klok(doe: Callable[[], object]) -> float:
    begin = perf_counter()
    doe()
    return 1000 * (perf_counter() - begin)


def main() -> None:
    """Print the counts and the times."""
    opties = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    opties.add_argument("werkboek", nargs="?", type=Path)
    opties.add_argument("--rondes", type=int, default=15)
    keuze = opties.parse_args()
    pad = keuze.werkboek or grootste()
    inhoud = pad.read_bytes()
    verkeer = tel(inhoud)
    print(f"{pad.name}: één bereken")
    print(f"  leesbeurten: {verkeer.leesbeurten} (één per tab; {len(blokken.LEESTABS)} tabs)")
    delen = ", ".join(f"{aantal} {soort}" for soort, aantal in sorted(verkeer.acties.items()))
    print(f"  acties: {sum(verkeer.acties.values())} ({delen}); grens {verkeer.grens}")
    tijden = meet(inhoud, keuze.rondes)
    tijden["samen"] = (
        sum(live for live, _ in tijden.values()),
        sum(bestand for _, bestand in tijden.values()),
    )
    print("  mediaan in ms:        live   bestand   live / bestand")
    for wat, (live, bestand) in tijden.items():
        print(f"  {wat:20} {live:6.1f}  {bestand:8.1f}  {live / bestand:14.2f}")


if __name__ == "__main__":
    main()
