"""From paths to tasks, and through all of them with a progress bar."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from regio_xl.batch import Klaar, Taak, doe_alles, methode
from regio_xl.bevindingen import bevinding
from regio_xl.cli.bestanden import vind_bestanden
from regio_xl.cli.uitvoer import json_regel, telling


def vandaag() -> date:
    """Today, or the day of ``SOURCE_DATE_EPOCH`` (the convention for builds that must come out the same)."""
    try:
        return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC).date()
    except (ValueError, OverflowError, OSError):
        return datetime.now().astimezone().date()


def maak_taken(paden: Sequence[str], uit: Path | None, debug: bool, *, alleen_kijken: bool = False) -> list[Taak | Klaar]:
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
        werk.append(weigering or Taak(gevonden.pad, doel, dag, alleen_kijken, debug))
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


def loop_af(werk: Sequence[Taak | Klaar], processen: int, als_json: bool, debug: bool) -> list[Klaar]:
    """Do all tasks; with ``als_json`` each result is printed as soon as it is there. A bar on a terminal only."""
    if not debug:
        _stil()
    alles: list[Klaar] = []
    taken = doe_alles([taak for taak in werk if isinstance(taak, Taak)], processen)
    with click.progressbar(
        length=len(werk), label="Bezig", file=sys.stderr, hidden=len(werk) < 2 or not sys.stderr.isatty(), show_pos=True
    ) as balk:
        for een in werk:
            klaar = een if isinstance(een, Klaar) else next(taken)
            alles.append(klaar)
            if als_json:
                json_regel(klaar)
            balk.update(1)
    return alles


def _stil() -> None:
    """Libraries below us must not talk to users."""
    import warnings  # noqa: PLC0415

    warnings.simplefilter("ignore")


def samengevat(klaar: Klaar) -> str:
    """The outcome of a file in one sentence."""
    if klaar.resultaat is None:
        return "niet verwerkt."
    advies = klaar.resultaat.perspectief
    naam = methode().namen[advies.advies].lower() if advies.advies else "nog geen advies"
    return f"{naam} ({advies.duidelijkheid}); {telling(klaar.bevindingen)}."
