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
    """Where the result of a file goes; ``code`` (and ``other``) say why it cannot go there."""

    path: Path
    code: str = ""
    other: Path | None = None


def targets(files: Sequence[Found], out: Path) -> Iterator[Target]:
    """A place for the result of every file.

    Files of one name get as many names of the folders above them as it takes to tell them apart,
    all of them, so that it does not depend on their order. A place that is a source itself, also
    through a link, is refused.
    """
    places = [_usual_place(found) for found in files]
    for group in _same(places):
        apart = _told_apart([files[number].text for number in group])
        for number, place in zip(group, apart, strict=True):
            places[number] = place or places[number]
    taken: dict[str, int] = {}
    sources = _Sources(files)
    for number, place in enumerate(places):
        target = out / place
        earlier = taken.setdefault(_key(place), number)
        if earlier == number:
            yield sources.check(files[number].path, target)
        else:
            yield Target(target, "bestand-naam-dubbel", files[earlier].path)


class _Sources:
    """All files that are read, to keep results away from them."""

    def __init__(self, files: Sequence[Found]) -> None:
        self._files = files

    def check(self, source: Path, target: Path) -> Target:
        """The place of a result, refused when a source stands there."""
        who = identity(target)
        overwritten = self._by_identity.get(who) if who else None
        if overwritten is None:
            return Target(target)
        if identity(source) == who:
            return Target(target, "bestand-zelfde-als-invoer")
        return Target(target, "bestand-naam-dubbel", Path(overwritten))

    @cached_property
    def _by_identity(self) -> dict[tuple[int, int], str]:
        """Only made when some result is there already."""
        texts = ((identity(found.path), found.text) for found in self._files)
        return {who: text for who, text in texts if who}


def identity(path: Path) -> tuple[int, int] | None:
    """What a path stands for, links followed; None when nothing is there."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return None
    return state.st_dev, state.st_ino


def _usual_place(found: Found) -> str:
    return found.path.name if found.folder is None else str(found.path.relative_to(found.folder))


def _key(place: str) -> str:
    """Two places with one key are one file on some systems: Windows and macOS do not look at case
    or at how é is written."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", place).casefold())


def _same(places: Sequence[str]) -> list[list[int]]:
    """The numbers of the places that are one, per place."""
    first: dict[str, int] = {}
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        group = first.setdefault(_key(place), number)
        if group != number:
            groups[group].append(number)
    return [[start, *others] for start, others in groups.items()]


def _told_apart(paths: Sequence[str]) -> list[str | None]:
    """Each path with the fewest folders above it that make all of them differ; None when no number
    does."""
    # links stay as they were given
    parts = [Path(os.path.abspath(path)).parts[1:] for path in paths]  # noqa: PTH100
    for count in range(2, max(map(len, parts)) + 1):
        places = [str(Path(*pieces[-count:])) for pieces in parts]
        if len(set(map(_key, places))) == len(places):
            return list(places)
    return [None] * len(paths)
