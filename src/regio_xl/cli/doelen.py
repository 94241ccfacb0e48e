"""Which result goes where: below ``--uit`` as it lay below the folder that was given, and never two in one place."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from regio_xl.cli.bestanden import Gevonden


class Doel(NamedTuple):
    """Where the result of a file goes; ``code`` (and ``ander``) say why it cannot go there."""

    pad: Path
    code: str = ""
    ander: Path | None = None


def verdeel(lijst: Sequence[Gevonden], uit: Path) -> list[Doel]:
    """A place for the result of every file.

    Files of one name get as many names of the folders above them as it takes to tell them apart, all of them, so that it
    does not depend on their order. A place that is a source itself, also through a link, is refused.
    """
    doelen = [_gewone_plek(gevonden) for gevonden in lijst]
    for groep in _gelijken(doelen):
        for nummer, plek in zip(groep, _uit_elkaar([lijst[nummer].pad for nummer in groep]), strict=True):
            doelen[nummer] = plek or doelen[nummer]
    bronnen = {identiteit: gevonden.pad for gevonden in lijst if (identiteit := wie_is(gevonden.pad))}
    bezet: dict[str, Path] = {}
    return [_gekeurd(gevonden.pad, uit / doel, bezet, bronnen) for gevonden, doel in zip(lijst, doelen, strict=True)]


def wie_is(pad: Path) -> tuple[int, int] | None:
    """What a path stands for, links followed; None when nothing is there."""
    try:
        stand = pad.stat()
    except (OSError, ValueError):
        return None
    return stand.st_dev, stand.st_ino


def _gewone_plek(gevonden: Gevonden) -> Path:
    return Path(gevonden.pad.name) if gevonden.map is None else gevonden.pad.relative_to(gevonden.map)


def _sleutel(plek: Path) -> str:
    """Two places with one key are one file on some systems: Windows and macOS do not look at case or at how é is written."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", str(plek)).casefold())


def _gelijken(plekken: Sequence[Path]) -> list[list[int]]:
    """The numbers of the places that are one, per place."""
    groepen: defaultdict[str, list[int]] = defaultdict(list)
    for nummer, plek in enumerate(plekken):
        groepen[_sleutel(plek)].append(nummer)
    return [groep for groep in groepen.values() if len(groep) > 1]


def _uit_elkaar(paden: Sequence[Path]) -> list[Path | None]:
    """Each path with the fewest folders above it that make all of them differ; None when no number does."""
    delen = [Path(os.path.abspath(pad)).parts[1:] for pad in paden]  # noqa: PTH100 - links stay as they were given
    for aantal in range(2, max(map(len, delen)) + 1):
        plekken = [Path(*stukken[-aantal:]) for stukken in delen]
        if len(set(map(_sleutel, plekken))) == len(plekken):
            return list(plekken)
    return [None] * len(paden)


def _gekeurd(bron: Path, doel: Path, bezet: dict[str, Path], bronnen: dict[tuple[int, int], Path]) -> Doel:
    eerder = bezet.setdefault(_sleutel(doel), bron)
    if eerder is not bron:
        return Doel(doel, "bestand-naam-dubbel", eerder)
    overschreven = bronnen.get(wie_is(doel) or (0, 0))
    if overschreven is None:
        return Doel(doel)
    if wie_is(bron) == wie_is(overschreven):
        return Doel(doel, "bestand-zelfde-als-invoer")
    return Doel(doel, "bestand-naam-dubbel", overschreven)
