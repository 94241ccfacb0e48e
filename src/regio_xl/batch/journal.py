"""What was done: a line a file, beside the results, so that an interrupted batch can go on and no
result is lost.

The file is a help and never a condition: when it is gone, torn or full of nonsense, everything is
done again and what stands in the way is kept as a copy. It may have come along with a folder that
somebody sent, so each line is signed, and only lines that this user wrote on this computer count.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from regio_xl import __version__
from regio_xl.batch.signing import own_key, signature
from regio_xl.batch.tasks import Outcome, Status

JOURNAL_NAME = ".regio-xl-voortgang.jsonl"
_METHOD = Path(__file__).parents[1] / "gegevens" / "methode"
_APPEND = (
    os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
)
_READ_AT_MOST = 64_000_000
"""Bytes of the file that are read, the last ones: the file may be of any size."""
_LONGEST_LINE = 1_000_000
_KNOWN = {
    "uitkomst": ("goed", "met fouten"),
    "advies": ("", "rechtmatig", "presterend", "netwerkend", "responsief"),
    "duidelijkheid": ("", "duidelijk", "licht", "verdeeld", "onvoldoende"),
}
"""What a line may say of an outcome; the method itself is not loaded here."""
_OF_OUTCOME = (
    "advies", "gelijk", "duidelijkheid", "regio", "opgave", "fouten", "let_op", "tips",
)  # fmt: skip
"""What a line takes from an outcome as it is, and gives back."""
_OF_FILE = (
    "resultaat", "resultaat_sha256", "bron", "bron_sha256", "programma", "methode", "uitkomst",
)  # fmt: skip
_KINDS: dict[str, type] = {
    **dict.fromkeys((*_OF_FILE, *_OF_OUTCOME), str),
    **dict.fromkeys(("fouten", "let_op", "tips"), int),
}

_SIGNATURE = "kenmerk"

Line: TypeAlias = dict[str, Any]
"""One file that was done: which, from what, with what, and how it went; the fields of
:data:`_KINDS`. Files are named as they lie from the folder of the results, so that all of it may be
moved together."""


class Written(NamedTuple):
    """What we wrote in a place before: its fingerprint, and the file that it was made of when that
    was another one."""

    fingerprint: str = ""
    of_other: str = ""


def method_fingerprint(folder: Path | None) -> str:
    """The fingerprint of all files of a method, without loading it. Raises OSError."""
    total = hashlib.sha256()
    root = folder or _METHOD
    for path in sorted(path for path in root.rglob("*.toml") if path.is_file()):
        content = path.read_bytes()
        heading = f"{path.relative_to(root).as_posix()} {len(content)} "
        total.update(heading.encode("utf-8", "surrogateescape") + content)
    return total.hexdigest()


def results_in(folder: Path) -> frozenset[str]:
    """What in and below a folder are results that we made of other files, as they lie below it."""
    path = folder / JOURNAL_NAME
    if not _is_file(path):
        return frozenset()
    return frozenset(line["resultaat"] for line in _read(path, _key()) if not _in_place(line))


class Journal:
    """The lines of one folder; results are named as they lie below it. ``key`` is asked for when
    there is a line to believe or to write."""

    def __init__(self, folder: Path, method: str, key: Callable[[], bytes | None]) -> None:
        self._folder, self._method, self._key = folder, method, key

    def written(self, target: Path, source: Path) -> Written:
        """What we made there last of another file.

        A file that was replaced in place is no such result: it holds what people typed in it.
        """
        line = self._lines.get(self._name(target))
        if line is None or _in_place(line):
            return Written()
        fingerprint = str(line["resultaat_sha256"])
        same = line["bron"] == self._name(source) or line["bron_sha256"] == _fingerprint_of(source)
        other = os.path.normpath(self._folder / line["bron"])
        return Written(fingerprint, "" if same else other)

    def done_before(self, source: Path, target: Path) -> Outcome | None:
        """The outcome of a file that was done before, when source, result, program and method are
        all still the same."""
        line = self._lines.get(self._name(target))
        if line is None or (line["programma"], line["methode"]) != (__version__, self._method):
            return None
        if _fingerprint_of(target) != line["resultaat_sha256"]:
            return None
        if _fingerprint_of(source) != line["bron_sha256"]:
            return None
        status: Status = "met fouten" if line["fouten"] else "goed"
        fields = {name: line[name] for name in _OF_OUTCOME}
        return Outcome(source, status, target=target, done_before=True, **fields)

    def add(self, outcome: Outcome) -> None:
        """Add a line for a file that was done. Raises OSError."""
        assert outcome.target is not None
        key = self._key()
        if key is None:
            msg = "without a key nobody believes a line"
            raise PermissionError(msg)
        line: Line = {
            "resultaat": self._name(outcome.target),
            "resultaat_sha256": outcome.target_fingerprint,
            "bron": self._name(outcome.path),
            "bron_sha256": outcome.source_fingerprint,
            "programma": __version__,
            "methode": self._method,
            "uitkomst": outcome.status,
            **{name: getattr(outcome, name) for name in _OF_OUTCOME},
        }
        line[_SIGNATURE] = _signature(line, key)
        may = _others_may(outcome.path)
        file = os.open(self._folder / JOURNAL_NAME, _APPEND, 0o600 | may)
        try:
            _narrow(file, may)
            os.write(file, _line_end(file) + json.dumps(line).encode() + b"\n")
        finally:
            os.close(file)

    def _name(self, path: Path) -> str:
        try:
            return Path(os.path.relpath(path, self._folder)).as_posix()
        except ValueError:  # on another disk of Windows
            return Path(os.path.abspath(path)).as_posix()  # noqa: PTH100 - links stay

    @cached_property
    def _lines(self) -> dict[str, Line]:
        """The last line of every result."""
        path = self._folder / JOURNAL_NAME
        if not _is_file(path):
            return {}
        return {line["resultaat"]: line for line in _read(path, self._key())}


class Journals:
    """The lines of a batch: all in the folder for the results, or each in the folder of the file
    that was replaced."""

    def __init__(self, out: Path | None, method_folder: Path | None) -> None:
        self._out, self._method_folder = out, method_folder
        self._journals: dict[Path, Journal] = {}

    def of(self, target: Path) -> Journal:
        """Where the line about a result belongs."""
        folder = self._out or target.parent
        if folder not in self._journals:
            self._journals[folder] = Journal(folder, self._method, lambda: self._key)
        return self._journals[folder]

    @cached_property
    def _key(self) -> bytes | None:
        return _key()

    @cached_property
    def _method(self) -> str:
        return method_fingerprint(self._method_folder)


def _line_end(file: int) -> bytes:
    """A line end when the last line has none: its writer was ended halfway."""
    size = os.lseek(file, 0, os.SEEK_END)
    if not size:
        return b""
    os.lseek(file, size - 1, os.SEEK_SET)
    return b"" if os.read(file, 1) == b"\n" else b"\n"


def _others_may(path: Path) -> int:
    """The mode bits of what others than the owner may do with a file; none when it is not there."""
    try:
        return path.stat().st_mode & 0o066
    except (OSError, ValueError):
        return 0


def _narrow(file: int, may: int) -> None:
    """Let nobody read what is said of a file who may not read that file."""
    mode = os.fstat(file).st_mode & 0o7777
    if mode & 0o066 & ~may and hasattr(os, "fchmod"):
        os.fchmod(file, mode & ~0o066 | mode & may)


def _key() -> bytes | None:
    """The key for our lines; without one no line is believed."""
    with suppress(OSError):
        return own_key()
    return None


def _signature(line: Line, key: bytes) -> str:
    content = {name: line[name] for name in _KINDS}
    return signature(json.dumps(content).encode(), key)


def _in_place(line: Line) -> bool:
    return bool(line["bron_sha256"] == line["resultaat_sha256"])


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _read(path: Path, key: bytes | None) -> Iterator[Line]:
    """Every line that we wrote."""
    if key is None or not _is_file(path):
        return
    with suppress(OSError), path.open("rb") as lines:
        lines.seek(max(0, lines.seek(0, os.SEEK_END) - _READ_AT_MOST))
        while text := lines.readline(_LONGEST_LINE):
            line = _parsed(text, key)
            if line is not None:
                yield line


def _parsed(text: bytes, key: bytes) -> Line | None:
    """A line when every field is there and of its kind and we wrote it, else None: the file stands
    where anybody may write."""
    try:
        line = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(line, dict) or line.keys() != _KINDS.keys() | {_SIGNATURE}:
        return None
    if any(type(line[name]) is not kind for name, kind in _KINDS.items()):
        return None
    if any(line[name] not in known for name, known in _KNOWN.items()):
        return None
    return line if line[_SIGNATURE] == _signature(line, key) else None


def _fingerprint_of(path: Path) -> str:
    """The SHA-256 of a file; empty when it cannot be read."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
