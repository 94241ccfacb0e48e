"""Which files a command is about: files, folders and patterns, without lock files and without what
it writes itself. What looks like somebody's answers and is no workbook is named, never lost."""

from __future__ import annotations

import glob
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from regio_xl.batch.journal import results_in
from regio_xl.batch.skipped import MAC_FILE, NO_FOLDERS, advice, is_bundle
from regio_xl.bevindingen import Bevinding, bevinding

_WORKBOOKS = (".xlsx", ".xlsm")
_LOCKS = ("~$", ".~lock.")
_BACKUP = re.compile(r"\.reservekopie(-\d+)?\.xls[xm]$", re.IGNORECASE)
"""What ``verwerk --ter-plekke`` leaves beside a workbook; never picked up again, so that a backup
stays one."""
_QUOTES = "\"'“”„‟‘’"
_SIGNS = re.compile(r"[*?\[]")
_LONGEST_SHOWN = 200
_OTHER_FILE, _RESULTS = "bestand-overgeslagen", "resultaten-overgeslagen"


class Found(NamedTuple):
    """A file to process, or a path that gives nothing and the code of the finding that says why.

    ``folder`` is the folder that was given and below which the file was found, None when the file
    itself was given. ``number`` is how many files a finding is about. There may be very many of
    these, so the path is kept as text.
    """

    text: str
    folder: Path | None = None
    code: str = ""
    number: int = 0

    @property
    def path(self) -> Path:
        """The path itself."""
        return Path(self.text)

    @property
    def skipped(self) -> bool:
        """Whether it was left out on purpose, which is no mistake."""
        return self.code in {_OTHER_FILE, _RESULTS}

    def bevinding(self) -> Bevinding:
        """What ``code`` says about it."""
        name = self.path.name
        shown = self.text if len(self.text) <= _LONGEST_SHOWN else f"…/{name}"
        return bevinding(self.code, naam=shown, raad=advice(name), aantal=self.number)


def unquoted(text: str) -> str:
    r"""A path without the quotes that came along with it, as from *Copy as path* or from
    ``"C:\map\"``, in which Windows takes the second quote for a part of the name."""
    bare = text.strip().strip(_QUOTES)
    if bare and len(bare) < len(text.strip()) and not _exists(text):
        return bare
    return text


def _exists(text: str) -> bool:
    try:
        return os.path.lexists(text)
    except ValueError:
        return False


def find_files(paths: Sequence[str], excluded: Path | None = None) -> list[Found]:
    """Every file behind the given paths, each once, in the order given and by name within a folder.

    A folder gives its workbooks and those of its subfolders, but nothing below ``excluded`` (where
    results go) and no results of an earlier time. A name with ``*``, ``?`` or ``[`` that is no file
    is a pattern (Windows shells leave that to us).
    """
    seen: set[str] = set()
    files: list[Found] = []
    for text in map(unquoted, paths):
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
        found = list(_in_folder(path, excluded))
        yield from found or [Found(str(path), code="map-zonder-werkboeken")]
    elif not exists and _SIGNS.search(text):
        yield from _by_pattern(text, excluded)
    elif text.endswith(("/", os.sep)):
        # meant as a folder; without the sign it would be taken for a file
        yield Found(str(path), code="bestand-niet-gevonden")
    elif path.name.startswith(_LOCKS):
        yield Found(str(path), code="bestand-slot")
    elif path.name.startswith(MAC_FILE):
        yield Found(str(path), code="bestand-van-mac")
    else:
        yield Found(str(path))


def _by_pattern(text: str, excluded: Path | None) -> Iterator[Found]:
    """What a pattern gives. Below the part of it that has no signs, results are left out as they
    are in a folder."""
    root = _root(text)
    results, found = _Results(root, excluded), False
    for match in sorted(glob.glob(text, recursive=True)):  # noqa: PTH207 - may be absolute
        path = Path(match)
        if results.go_on_below(path.parent) or path.name.lower() in NO_FOLDERS:
            continue
        if path.is_dir():
            below = [] if results.go_on_below(path) else _behind(match, excluded)
        else:
            results.look_above(path)
            below = [] if results.hold(match) else _as_found(match, None)
        for one in below:
            found = True
            yield one
    told = list(results.told())
    yield from told
    if not found and not told:
        yield Found(text, code="patroon-zonder-bestanden")


def _root(pattern: str) -> Path:
    """The folder that all files of a pattern lie in."""
    parts = Path(pattern).parts
    signs = (number for number, part in enumerate(parts) if _SIGNS.search(part))
    return Path(*parts[: next(signs, len(parts))])


def _in_folder(folder: Path, excluded: Path | None) -> Iterator[Found]:
    closed: list[str] = []
    results = _Results(folder, excluded)

    def note(error: OSError) -> None:
        closed.append(str(error.filename))

    for place, folders, names in os.walk(folder, onerror=note):
        bundles = [name for name in folders if is_bundle(name)]
        folders[:] = [name for name in sorted(folders) if _is_walked(Path(place, name), results)]
        results.look(Path(place))
        hidden = f"{os.sep}." in place[len(str(folder)) :]
        for name in sorted(names + bundles):
            text = str(Path(place, name))
            for found in _as_found(text, folder):
                if not results.hold(text) and not (hidden and found.code):
                    yield found
    yield from results.told()
    for unreadable in closed:
        yield Found(unreadable, code="map-niet-leesbaar")


def _is_walked(folder: Path, results: _Results) -> bool:
    name = folder.name
    if name.lower() in NO_FOLDERS or is_bundle(name):
        return False
    return not results.go_on_below(folder)


def _as_found(text: str, folder: Path | None) -> Iterator[Found]:
    """A file of a folder or a pattern: a workbook, one that is named as skipped, or nothing."""
    name = PurePath(text).name
    if name.startswith((*_LOCKS, MAC_FILE)) or _BACKUP.search(name):
        return
    if name.lower().endswith(_WORKBOOKS) and not is_bundle(name):
        yield Found(text, folder)
    elif advice(name):
        yield Found(text, folder, _OTHER_FILE)


class _Results:
    """Results below ``root``, which are made of answers and are none: those that go on below
    ``excluded`` now, and those of an earlier time. In ``root`` itself they are what was asked
    for."""

    def __init__(self, root: Path, excluded: Path | None) -> None:
        self._root = root
        self._excluded = _absolute(excluded) if excluded else ""
        if self._excluded == _absolute(root):
            self._excluded = ""
        self._earlier: dict[str, str] = {}
        self._looked: set[str] = {str(root)}
        self._held: Counter[str] = Counter()

    def go_on_below(self, folder: Path) -> bool:
        """Whether a folder is, or lies in, the one where results go now."""
        here = _absolute(folder)
        return bool(self._excluded) and f"{here}{os.sep}".startswith(f"{self._excluded}{os.sep}")

    def look(self, folder: Path) -> None:
        """Look which results of an earlier time a folder says to hold."""
        if str(folder) not in self._looked:
            self._looked.add(str(folder))
            self._earlier |= {str(folder / name): str(folder) for name in results_in(folder)}

    def look_above(self, file: Path) -> None:
        """Look in the folders between ``root`` and a file."""
        for folder in file.parents:
            if folder == self._root or self._root not in folder.parents:
                return
            self.look(folder)

    def hold(self, text: str) -> bool:
        """Whether a file is a result of an earlier time."""
        folder = self._earlier.get(text)
        if folder is not None:
            self._held[folder] += 1
        return folder is not None

    def told(self) -> Iterator[Found]:
        """One for every folder of which results were left out."""
        for folder, number in sorted(self._held.items()):
            yield Found(folder, code=_RESULTS, number=number)


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - links stay as they were given
