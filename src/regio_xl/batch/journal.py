"""What was done: a line a file, beside the results, so that an interrupted batch can go on and no
result is lost.

The file is a help and never a condition: when it is gone, torn or full of nonsense, everything is
done again and what stands in the way is kept as a copy.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from regio_xl import __version__
from regio_xl.batch.tasks import Outcome, Status

JOURNAL_NAME = ".regio-xl-voortgang.jsonl"
_METHOD = Path(__file__).parents[1] / "gegevens" / "methode"
_APPEND = (
    os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
)
_DONE: tuple[Status, ...] = ("goed", "met fouten")
_OF_OUTCOME = ("advies", "duidelijkheid", "regio", "opgave", "fouten", "let_op", "tips")
"""What a line takes from an outcome as it is, and gives back."""
_OF_FILE = (
    "resultaat", "resultaat_sha256", "bron", "bron_sha256", "programma", "methode", "uitkomst",
)  # fmt: skip
_KINDS: dict[str, type] = {
    **dict.fromkeys((*_OF_FILE, *_OF_OUTCOME), str),
    **dict.fromkeys(("fouten", "let_op", "tips"), int),
}

Line: TypeAlias = dict[str, Any]
"""One file that was done: which, from what, with what, and how it went; the fields of
:data:`_KINDS`."""


def method_fingerprint(folder: Path | None) -> str:
    """The fingerprint of all files of a method, without loading it. Raises OSError."""
    total = hashlib.sha256()
    root = folder or _METHOD
    for path in sorted(root.rglob("*.toml")):
        content = path.read_bytes()
        heading = f"{path.relative_to(root).as_posix()} {len(content)} "
        total.update(heading.encode("utf-8", "surrogateescape") + content)
    return total.hexdigest()


class Journal:
    """The lines of one folder; results are named as they lie below it."""

    def __init__(self, folder: Path, method: str) -> None:
        self._folder, self._method = folder, method

    def written(self, target: Path) -> str:
        """The fingerprint of the result that we made there last of another file, empty when we do
        not know.

        A file that was replaced in place is no such result: it holds what people typed in it.
        """
        line = self._lines.get(self._name(target))
        if line is None or line["bron_sha256"] == line["resultaat_sha256"]:
            return ""
        return str(line["resultaat_sha256"])

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
        line: Line = {
            "resultaat": self._name(outcome.target),
            "resultaat_sha256": outcome.target_fingerprint,
            "bron": str(outcome.path),
            "bron_sha256": outcome.source_fingerprint,
            "programma": __version__,
            "methode": self._method,
            "uitkomst": outcome.status,
            **{name: getattr(outcome, name) for name in _OF_OUTCOME},
        }
        file = os.open(self._folder / JOURNAL_NAME, _APPEND, 0o666)
        try:
            os.write(file, _line_end(file) + json.dumps(line).encode() + b"\n")
        finally:
            os.close(file)

    def _name(self, target: Path) -> str:
        return target.relative_to(self._folder).as_posix()

    @cached_property
    def _lines(self) -> dict[str, Line]:
        """The last line of every result."""
        return {line["resultaat"]: line for line in _read(self._folder / JOURNAL_NAME)}


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
            self._journals[folder] = Journal(folder, self._method)
        return self._journals[folder]

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


def _read(path: Path) -> Iterator[Line]:
    """Every line that makes sense."""
    with suppress(OSError):
        if not path.is_file():
            return
        with path.open("rb") as lines:
            for text in lines:
                line = _parsed(text)
                if line is not None:
                    yield line


def _parsed(text: bytes) -> Line | None:
    """A line when every field is there and of its kind, else None: the file stands where anybody
    may write."""
    try:
        line = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(line, dict) or line.keys() != _KINDS.keys():
        return None
    if any(type(line[name]) is not kind for name, kind in _KINDS.items()):
        return None
    return line if line["uitkomst"] in _DONE else None


def _fingerprint_of(path: Path) -> str:
    """The SHA-256 of a file; empty when it cannot be read."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
