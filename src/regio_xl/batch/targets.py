"""Which result goes where: below ``--uit`` as it lay below the folder that was given, and never two
in one place."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from regio_xl.batch.search import Found


class Target(NamedTuple):
    """Where the result of a file goes; ``code`` (and ``ander``) say why it cannot go there."""

    pad: Path
    code: str = ""
    ander: Path | None = None


def targets(lijst: Sequence[Found], uit: Path) -> Iterator[Target]:
    """A place for the result of every file.

    Files of one name get as many names of the folders above them as it takes to tell them apart,
    all of them, so that it does not depend on their order. A place that is a source itself, also
    through a link, is refused.
    """
    plekken = [_usual_place(found) for found in lijst]
    for groep in _same(plekken):
        for nummer, plek in zip(
            groep, _told_apart([lijst[nummer].tekst for nummer in groep]), strict=True
        ):
            plekken[nummer] = plek or plekken[nummer]
    bezet: dict[str, int] = {}
    bronnen = _Sources(lijst)
    for nummer, plek in enumerate(plekken):
        doel = uit / plek
        eerder = bezet.setdefault(_key(plek), nummer)
        if eerder == nummer:
            yield bronnen.check(lijst[nummer].pad, doel)
        else:
            yield Target(doel, "bestand-naam-dubbel", lijst[eerder].pad)


class _Sources:
    """All files that are read, to keep results away from them."""

    def __init__(self, lijst: Sequence[Found]) -> None:
        self._lijst = lijst

    def check(self, bron: Path, doel: Path) -> Target:
        """The place of a result, refused when a source stands there."""
        identiteit = identity(doel)
        overschreven = self._by_identity.get(identiteit) if identiteit else None
        if overschreven is None:
            return Target(doel)
        if identity(bron) == identiteit:
            return Target(doel, "bestand-zelfde-als-invoer")
        return Target(doel, "bestand-naam-dubbel", Path(overschreven))

    @cached_property
    def _by_identity(self) -> dict[tuple[int, int], str]:
        """Only made when some result is there already."""
        return {
            identiteit: found.tekst for found in self._lijst if (identiteit := identity(found.pad))
        }


def identity(pad: Path) -> tuple[int, int] | None:
    """What a path stands for, links followed; None when nothing is there."""
    try:
        stand = pad.stat()
    except (OSError, ValueError):
        return None
    return stand.st_dev, stand.st_ino


def _usual_place(found: Found) -> str:
    return found.pad.name if found.map is None else str(found.pad.relative_to(found.map))


def _key(plek: str) -> str:
    """Two places with one key are one file on some systems: Windows and macOS do not look at case
    or at how é is written."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", plek).casefold())


def _same(plekken: Sequence[str]) -> list[list[int]]:
    """The numbers of the places that are one, per place."""
    eerste: dict[str, int] = {}
    groepen: defaultdict[int, list[int]] = defaultdict(list)
    for nummer, plek in enumerate(plekken):
        groep = eerste.setdefault(_key(plek), nummer)
        if groep != nummer:
            groepen[groep].append(nummer)
    return [[eerst, *rest] for eerst, rest in groepen.items()]


def _told_apart(paden: Sequence[str]) -> list[str | None]:
    """Each path with the fewest folders above it that make all of them differ; None when no number
    does."""
    delen = [Path(os.path.abspath(pad)).parts[1:] for pad in paden]  # noqa: PTH100 - links stay as they were given
    for aantal in range(2, max(map(len, delen)) + 1):
        plekken = [str(Path(*stukken[-aantal:])) for stukken in delen]
        if len(set(map(_key, plekken))) == len(plekken):
            return list(plekken)
    return [None] * len(paden)
