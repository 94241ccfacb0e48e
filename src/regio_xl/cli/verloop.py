"""From paths to tasks, and through all of them with a progress bar."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import click

from regio_xl.batch import Klaar, Taak, doe_alles
from regio_xl.bevindingen import bevinding
from regio_xl.cli.bestanden import vind_bestanden
from regio_xl.cli.uitvoer import json_regel, melding, telling, toon_pad, zeg


def vandaag() -> date:
    """Today, or the day of ``SOURCE_DATE_EPOCH`` (the convention for builds that must come out the same)."""
    try:
        return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC).date()
    except (ValueError, OverflowError, OSError):
        return datetime.now().astimezone().date()


def maak_taken(
    paden: Sequence[str], uit: Path | None, debug: bool, methode_map: Path | None = None, *, alleen_kijken: bool = False
) -> list[Taak | Klaar]:
    """A task for every file, or at once the outcome of a path that gives none."""
    dag = vandaag()
    bezet: dict[str, Path] = {}
    werk: list[Taak | Klaar] = []
    lijst = vind_bestanden(paden, uit)
    bronnen = {os.path.realpath(gevonden.pad): gevonden.pad for gevonden in lijst}
    for gevonden in lijst:
        if gevonden.bevinding is not None:
            werk.append(Klaar(gevonden.pad, None, (gevonden.bevinding,)))
            continue
        doel = None if uit is None or alleen_kijken else uit / gevonden.pad.name
        weigering = None if doel is None else _weigering(gevonden.pad, doel, bezet, bronnen)
        werk.append(weigering or Taak(gevonden.pad, doel, dag, alleen_kijken, debug, methode_map))
    return werk


def _weigering(pad: Path, doel: Path, bezet: dict[str, Path], bronnen: Mapping[str, Path]) -> Klaar | None:
    """Two files of one name, or a result that would overwrite a source, also through a link."""
    ander = bezet.setdefault(str(doel).casefold(), pad)
    if ander != pad:
        return Klaar(pad, None, (bevinding("bestand-naam-dubbel", ander=ander),))
    if _is_zelfde_bestand(doel, pad):
        return Klaar(pad, None, (bevinding("bestand-zelfde-als-invoer"),))
    bron = bronnen.get(os.path.realpath(doel))
    return Klaar(pad, None, (bevinding("bestand-naam-dubbel", ander=bron),)) if bron else None


def _is_zelfde_bestand(een: Path, ander: Path) -> bool:
    try:
        return een.samefile(ander)
    except OSError:
        return False


class Telling(NamedTuple):
    """How many files went well, have findings of kind *fout*, or could not be processed."""

    goed: int
    met_fouten: int
    mislukt: int

    @property
    def alles_goed(self) -> bool:
        """Whether the exit code is 0."""
        return not self.met_fouten and not self.mislukt


def loop_af(werk: Sequence[Taak | Klaar], processen: int, als_json: bool, debug: bool, slot: Callable[[Klaar], str]) -> Telling:
    """Do all tasks and print each outcome; results are not kept. ``slot`` words the outcome of a file.

    A progress bar on a terminal only; the lines about the files then come below it.
    """
    if not debug:
        _stil()
    verborgen = len(werk) < 2 or not sys.stderr.isatty()
    straks: list[str] = []
    soorten: Counter[str] = Counter()
    taken = doe_alles([taak for taak in werk if isinstance(taak, Taak)], processen)
    with click.progressbar(length=len(werk), label="Bezig", file=sys.stderr, hidden=verborgen, show_pos=True) as balk:
        for een in werk:
            klaar = een if isinstance(een, Klaar) else next(taken)
            soorten["goed" if klaar.goed else "mislukt" if klaar.resultaat is None else "met_fouten"] += 1
            if als_json:
                json_regel(klaar)
            (zeg if verborgen else straks.append)(melding(klaar, slot(klaar)))
            balk.update(1)
    for tekst in straks:
        zeg(tekst)
    return Telling(soorten["goed"], soorten["met_fouten"], soorten["mislukt"])


def _stil() -> None:
    """Libraries below us must not talk to users."""
    import warnings  # noqa: PLC0415

    warnings.simplefilter("ignore")


def samengevat(klaar: Klaar) -> str:
    """The outcome of a file in one sentence."""
    if klaar.resultaat is None:
        return "niet verwerkt."
    advies = klaar.resultaat.perspectief
    naam = advies.advies or "nog geen advies"
    waar = f" Bewaard in {toon_pad(klaar.doel)}." if klaar.doel else ""
    return f"{naam} ({advies.duidelijkheid}); {telling(klaar.bevindingen)}.{waar}"
