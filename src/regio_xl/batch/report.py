"""What became of a batch: a short table for the end, and ``verwerking.csv`` with a row for every
file."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from regio_xl.batch.tasks import Outcome, Status
from regio_xl.bevindingen import leesbaar

TABLE_NAME = "verwerking.csv"
COLUMNS = (
    "bestand", "map", "uitkomst", "advies", "duidelijkheid", "fouten", "let op", "tips", "reden",
    "resultaat", "regio", "opgave", "al gedaan",
)  # fmt: skip
_MOST_NAMED = 20
"""How many failed files the short table names."""
_STOPPED = " na {done} van {total} bestanden. Wat bewaard is, is heel."
_LONGEST_PATH = 300
_LONGEST_CELL = 2000
"""Characters of a path on the screen and of a cell."""
_STATUS_NAMES: Mapping[Status, str] = {
    "goed": "goed", "met fouten": "met fouten", "mislukt": "niet gelukt",
    "overgeslagen": "overgeslagen",
}  # fmt: skip
_FORMULA = re.compile(
    r"""
    ^[\s"'`‘’“”\u200b-\u200f\u2060\ufeff\ufffd]*   # behind blanks, quotes and what cannot be seen
    [=+\-@|%\uff1d\uff0b\uff0d\uff20]              # the begin of a formula, also in wide signs
    | ^[\t\r\n]                                    # by OWASP, CSV injection
    """,
    re.VERBOSE,
)
"""What a spreadsheet may take for a formula."""
_NEXT_CELL = re.compile(
    r"""([,;\t])(?=[\s"'`‘’“”\u200b-\u200f\u2060\ufeff\ufffd]*[=+\-@|%\uff1d\uff0b\uff0d\uff20])"""
)
"""What begins a cell for a spreadsheet that splits on another sign than ours, before what it may
take for a formula."""


def shown_path(path: Path) -> str:
    """A path safe for a terminal: names may hold escapes, direction marks, line ends and broken
    characters. Of a very long path the name is what counts."""
    if len(str(path)) <= _LONGEST_PATH:
        return leesbaar(path, _LONGEST_PATH)
    return f"…/{leesbaar(path.name, _LONGEST_PATH)}"


class Report:
    """Counts outcomes and remembers the first files that failed."""

    def __init__(self, total: int, skipped: int = 0) -> None:
        self._total, self._to_read = total, total - skipped
        self._statuses: Counter[Status] = Counter()
        self._done_before = 0
        self._failed: list[str] = []
        self.not_saved = False
        """Whether the table of all outcomes could not be saved."""
        self._stop_code = 0
        self._stopped = ""

    def add(self, outcome: Outcome) -> None:
        """Add the outcome of a file."""
        self._statuses[outcome.status] += 1
        self._done_before += outcome.done_before
        if outcome.status == "mislukt" and len(self._failed) < _MOST_NAMED:
            self._failed.append(f"{shown_path(outcome.path)}: {outcome.reason}")

    @property
    def all_good(self) -> bool:
        """Whether every file that had to be read was done and has no finding of kind *fout*; not
        when there was none."""
        return 0 < self._to_read == self._statuses["goed"]

    @property
    def has_all(self) -> bool:
        """Whether it counted every file."""
        return self._statuses.total() == self._total

    @property
    def complete(self) -> bool:
        """Whether no file was skipped."""
        return self._to_read == self._total

    @property
    def exit_code(self) -> int:
        """The exit code of the contract."""
        return self._stop_code or (0 if self.all_good and not self.not_saved else 1)

    def stop(self, code: int, why: str, go_on: str) -> None:
        """The batch ended early: with this exit code, why, and how to go on."""
        self._stop_code, self._stopped = code, why + _STOPPED + go_on

    def text(self) -> str:
        """All that there is to say at the end; nothing for one file."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        done = self._statuses.total()
        if self._total > 1:
            yield from self._table()
        if not self._to_read and done:
            yield "Er is geen werkboek (.xlsx of .xlsm) gelezen."
        if self._stopped:
            yield self._stopped.format(done=done, total=self._total)

    def _table(self) -> Iterator[str]:
        done = self._statuses.total()
        shown = {
            status: name
            for status, name in _STATUS_NAMES.items()
            if status != "overgeslagen" or self._statuses[status]
        }
        name_width, width = max(map(len, shown.values())) + 1, len(str(done))
        before = f", waarvan {self._done_before} al gedaan" if self._done_before else ""
        yield f"{done} bestanden{before}:"
        for status, name in shown.items():
            yield f"  {name:<{name_width}}{self._statuses[status]:>{width}}"
        if self._failed:
            yield "Niet gelukt:"
            yield from (f"  {line}" for line in self._failed)
        rest = self._statuses["mislukt"] - len(self._failed)
        if rest:
            yield f"  en nog {rest}; met --verslag staan ze allemaal in verwerking.csv."


class Table:
    """Gathers the rows of ``verwerking.csv``, as Excel opens it with a double click."""

    def __init__(self) -> None:
        self._bytes = io.BytesIO()
        self._text = io.TextIOWrapper(self._bytes, "utf-8-sig", "replace", newline="")
        self._rows = csv.writer(self._text, delimiter=";", lineterminator="\r\n")
        self._rows.writerow(COLUMNS)
        self._sources: dict[tuple[int, int], Path] = {}

    @property
    def sources(self) -> list[Path]:
        """One of the files that it is about for every way in which others may use them."""
        return list(self._sources.values())

    def add(self, outcome: Outcome) -> None:
        """Add the row of a file."""
        with suppress(OSError, ValueError):
            state = outcome.path.stat()
            self._sources.setdefault((state.st_mode, state.st_gid), outcome.path)
        self._rows.writerow(
            (
                harmless(outcome.path.name),
                harmless(outcome.path.parent),
                outcome.status,
                harmless(outcome.advies),
                harmless(outcome.duidelijkheid),
                outcome.fouten,
                outcome.let_op,
                outcome.tips,
                harmless(outcome.reason),
                harmless(outcome.target or ""),
                harmless(outcome.regio),
                harmless(outcome.opgave),
                "ja" if outcome.done_before else "nee",
            )
        )

    def contents(self) -> bytes:
        """The file, to be saved as :data:`TABLE_NAME`."""
        self._text.flush()
        return self._bytes.getvalue()


def harmless(text: object) -> str:
    """Text that a spreadsheet shows and never computes, on one line."""
    line = _NEXT_CELL.sub(r"\1'", leesbaar(text, _LONGEST_CELL))
    if _FORMULA.match(str(text)) or _FORMULA.match(line):
        return f"'{line}"
    return line
