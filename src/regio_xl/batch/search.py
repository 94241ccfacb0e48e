"""Which files a command is about: files, folders and patterns, without lock files and without what
it writes itself."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_WORKBOOKS = (".xlsx", ".xlsm")
_LOCKS = ("~$", ".~lock.")
_BACKUP = re.compile(r"\.reservekopie(-\d+)?\.xls[xm]$", re.IGNORECASE)
"""What ``verwerk --ter-plekke`` leaves beside a workbook; never picked up again, so that a backup
stays one."""


class Found(NamedTuple):
    """A file to process, or a path that gives nothing and the code of the finding that says why.

    ``folder`` is the folder that was given and below which the file was found, None when the file
    itself was given. There may be very many of these, so the path is kept as text.
    """

    text: str
    folder: Path | None = None
    code: str = ""

    @property
    def path(self) -> Path:
        """The path itself."""
        return Path(self.text)


def find_files(paths: Sequence[str], excluded: Path | None = None) -> list[Found]:
    """Every file behind the given paths, each once, in the order given and by name within a folder.

    A folder gives its workbooks and those of its subfolders, but nothing below ``excluded`` (where
    results go). A name with ``*``, ``?`` or ``[`` that is no file is a pattern (Windows shells
    leave that to us).
    """
    seen: set[str] = set()
    files: list[Found] = []
    for text in paths:
        for found in _behind(text, excluded):
            # resolve() would follow links, and loop
            key = os.path.abspath(found.text)  # noqa: PTH100
            if key not in seen:
                seen.add(key)
                files.append(found)
    return files


def _behind(text: str, excluded: Path | None) -> Iterator[Found]:
    path = Path(text)
    try:
        is_folder = path.is_dir()
        exists = os.path.lexists(text)
    except (OSError, ValueError):
        is_folder = exists = False
    if is_folder:
        workbooks = list(_in_folder(path, excluded))
        yield from workbooks or [Found(str(path), code="map-zonder-werkboeken")]
    elif not exists and any(sign in text for sign in "*?["):
        found = sorted(glob.glob(text, recursive=True))  # noqa: PTH207 - patterns may be absolute
        matches = [match for match in found if not _passed_over(Path(match).name)]
        if not matches:
            yield Found(str(path), code="patroon-zonder-bestanden")
        for match in matches:
            yield from _behind(match, excluded)
    elif text.endswith(("/", os.sep)):
        # meant as a folder; without the sign it would be taken for a file
        yield Found(str(path), code="bestand-niet-gevonden")
    elif path.name.startswith(_LOCKS):
        yield Found(str(path), code="bestand-slot")
    else:
        yield Found(str(path))


def _passed_over(name: str) -> bool:
    """Lock files and backups: passed over in a folder or a pattern, unless they are named
    themselves."""
    return name.startswith(_LOCKS) or _BACKUP.search(name) is not None


def _in_folder(folder: Path, excluded: Path | None) -> Iterator[Found]:
    skipped = os.path.abspath(excluded) if excluded else None  # noqa: PTH100
    closed: list[str] = []

    def note(error: OSError) -> None:
        closed.append(str(error.filename))

    for place, folders, names in os.walk(folder, onerror=note):
        folders.sort()
        folders[:] = [
            name
            for name in folders
            if os.path.abspath(Path(place, name)) != skipped  # noqa: PTH100
        ]
        for name in sorted(names):
            if name.lower().endswith(_WORKBOOKS) and not _passed_over(name):
                yield Found(str(Path(place, name)), folder)
    for unreadable in closed:
        yield Found(unreadable, code="map-niet-leesbaar")
