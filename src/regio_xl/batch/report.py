"""What became of a batch: a short table for the end, and ``verwerking.csv`` with a row for every
file."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
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
_LONGEST_PATH = 300
_LONGEST_CELL = 2000
"""Characters of a path on the screen and of a cell."""
_STATUS_NAMES: Mapping[Status, str] = {
    "goed": "goed", "met fouten": "met fouten", "mislukt": "niet gelukt",
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


def shown_path(path: Path) -> str:
    """A path safe for a terminal: names may hold escapes, direction marks, line ends and broken
    characters. Of a very long path the name is what counts."""
    if len(str(path)) <= _LONGEST_PATH:
        return leesbaar(path, _LONGEST_PATH)
    return f"…/{leesbaar(path.name, _LONGEST_PATH)}"


class Report:
    """Counts outcomes and remembers the first files that failed."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._statuses: Counter[Status] = Counter()
        self._done_before = 0
        self._failed: list[str] = []
        self.not_saved = False
        """Whether the table of all outcomes could not be saved."""
        self._signal = 0
        self._go_on = ""

    def add(self, outcome: Outcome) -> None:
        """Add the outcome of a file."""
        self._statuses[outcome.status] += 1
        self._done_before += outcome.done_before
        if outcome.status == "mislukt" and len(self._failed) < _MOST_NAMED:
            self._failed.append(f"{shown_path(outcome.path)}: {outcome.reason}")

    @property
    def all_good(self) -> bool:
        """Whether every file was done and has no finding of kind *fout*."""
        return self._statuses["goed"] == self._total

    @property
    def exit_code(self) -> int:
        """The exit code of the contract."""
        if self._signal:
            return 128 + self._signal
        return 0 if self.all_good and not self.not_saved else 1

    def stop(self, signal: int, go_on: str) -> None:
        """The batch ended early by this signal; ``go_on`` says how to go on."""
        self._signal, self._go_on = signal, go_on

    def text(self) -> str:
        """All that there is to say at the end; nothing for one file."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        if self._total > 1:
            yield from self._table()
        if self._signal:
            done = self._statuses.total()
            yield (
                f"Afgebroken na {done} van {self._total} bestanden. "
                f"Wat bewaard is, is heel.{self._go_on}"
            )

    def _table(self) -> Iterator[str]:
        done = self._statuses.total()
        width = len(str(done))
        before = f", waarvan {self._done_before} al gedaan" if self._done_before else ""
        yield f"{done} bestanden{before}:"
        for status, name in _STATUS_NAMES.items():
            yield f"  {name:<12}{self._statuses[status]:>{width}}"
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

    def add(self, outcome: Outcome) -> None:
        """Add the row of a file."""
        self._rows.writerow(
            (
                harmless(outcome.path.name),
                harmless(outcome.path.parent),
                outcome.status,
                outcome.advies,
                outcome.duidelijkheid,
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
    line = leesbaar(text, _LONGEST_CELL)
    if _FORMULA.match(str(text)) or _FORMULA.match(line):
        return f"'{line}"
    return line
