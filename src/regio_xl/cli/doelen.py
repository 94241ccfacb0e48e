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

from regio_xl.cli.bestanden import Gevonden


class Doel(NamedTuple):
    """Where the result of a file goes; ``code`` (and ``ander``) say why it cannot go there."""

    pad: Path
    code: str = ""
    ander: Path | None = None


def verdeel(lijst: Sequence[Gevonden], uit: Path) -> Iterator[Doel]:
    """A place for the result of every file.

    Files of one name get as many names of the folders above them as it takes to tell them apart,
    all of them, so that it does not depend on their order. A place that is a source itself, also
    through a link, is refused.
    """
    plekken = [_gewone_plek(gevonden) for gevonden in lijst]
    for groep in _gelijken(plekken):
        for nummer, plek in zip(
            groep, _uit_elkaar([lijst[nummer].tekst for nummer in groep]), strict=True
        ):
            plekken[nummer] = plek or plekken[nummer]
    bezet: dict[str, int] = {}
    bronnen = _Bronnen(lijst)
    for nummer, plek in enumerate(plekken):
        doel, eerder = uit / plek, bezet.setdefault(_sleutel(plek), nummer)
        yield (
            bronnen.keur(lijst[nummer].pad, doel)
            if eerder == nummer
            else Doel(doel, "bestand-naam-dubbel", lijst[eerder].pad)
        )


class _Bronnen:
    """All files that are read, to keep results away from them."""

    def __init__(self, lijst: Sequence[Gevonden]) -> None:
        self._lijst = lijst

    def keur(self, bron: Path, doel: Path) -> Doel:
        """The place of a result, refused when a source stands there."""
        overschreven = (
            self._per_identiteit.get(identiteit) if (identiteit := wie_is(doel)) else None
        )
        if overschreven is None:
            return Doel(doel)
        if wie_is(bron) == identiteit:
            return Doel(doel, "bestand-zelfde-als-invoer")
        return Doel(doel, "bestand-naam-dubbel", Path(overschreven))

    @cached_property
    def _per_identiteit(self) -> dict[tuple[int, int], str]:
        """Only made when some result is there already."""
        return {
            identiteit: gevonden.tekst
            for gevonden in self._lijst
            if (identiteit := wie_is(gevonden.pad))
        }


def wie_is(pad: Path) -> tuple[int, int] | None:
    """What a path stands for, links followed; None when nothing is there."""
    try:
        stand = pad.stat()
    except (OSError, ValueError):
        return None
    return stand.st_dev, stand.st_ino


def _gewone_plek(gevonden: Gevonden) -> str:
    return (
        gevonden.pad.name if gevonden.map is None else str(gevonden.pad.relative_to(gevonden.map))
    )


def _sleutel(plek: str) -> str:
    """Two places with one key are one file on some systems: Windows and macOS do not look at case
    or at how é is written."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", plek).casefold())


def _gelijken(plekken: Sequence[str]) -> list[list[int]]:
    """The numbers of the places that are one, per place."""
    eerste: dict[str, int] = {}
    groepen: defaultdict[int, list[int]] = defaultdict(list)
    for nummer, plek in enumerate(plekken):
        groep = eerste.setdefault(_sleutel(plek), nummer)
        if groep != nummer:
            groepen[groep].append(nummer)
    return [[eerst, *rest] for eerst, rest in groepen.items()]


def _uit_elkaar(paden: Sequence[str]) -> list[str | None]:
    """Each path with the fewest folders above it that make all of them differ; None when no number
    does."""
    delen = [Path(os.path.abspath(pad)).parts[1:] for pad in paden]  # noqa: PTH100 - links stay as they were given
    for aantal in range(2, max(map(len, delen)) + 1):
        plekken = [str(Path(*stukken[-aantal:])) for stukken in delen]
        if len(set(map(_sleutel, plekken))) == len(plekken):
            return list(plekken)
    return [None] * len(paden)
