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

NAAM = "verwerking.csv"
KOPPEN = (
    "bestand", "map", "uitkomst", "advies", "duidelijkheid", "fouten", "let op", "tips", "reden", "resultaat", "regio",
    "opgave", "al gedaan",
)  # fmt: skip
MEESTE = 20
"""How many failed files the short table names."""
LANGSTE_PAD = 300
LANGSTE_CEL = 2000
"""Characters of a path on the screen and of a cell."""
_NAMEN: Mapping[Status, str] = {
    "goed": "goed",
    "met fouten": "met fouten",
    "mislukt": "niet gelukt",
}
_FORMULE = re.compile(
    r"""
    ^[\s"'`‘’“”\u200b-\u200f\u2060\ufeff\ufffd]*   # behind blanks, quotes and what cannot be seen
    [=+\-@|%\uff1d\uff0b\uff0d\uff20]              # the begin of a formula, also in the wide signs of Asian keyboards
    | ^[\t\r\n]                                    # by OWASP, CSV injection
    """,
    re.VERBOSE,
)
"""What a spreadsheet may take for a formula."""


def toon_pad(pad: Path) -> str:
    """A path safe for a terminal: names may hold escapes, direction marks, line ends and broken
    characters. Of a very long path the name is what counts."""
    if len(str(pad)) <= LANGSTE_PAD:
        return leesbaar(pad, LANGSTE_PAD)
    return f"…/{leesbaar(pad.name, LANGSTE_PAD)}"


class Report:
    """Counts outcomes and remembers the first files that failed."""

    def __init__(self, aantal: int) -> None:
        self._aantal = aantal
        self._statuses: Counter[Status] = Counter()
        self._al_gedaan = 0
        self._mislukt: list[str] = []
        self.niet_bewaard = False
        """Whether the table of all outcomes could not be saved."""
        self._signal = 0
        self._vervolg = ""

    def add(self, outcome: Outcome) -> None:
        """Add the outcome of a file."""
        self._statuses[outcome.status] += 1
        self._al_gedaan += outcome.al_gedaan
        if outcome.status == "mislukt" and len(self._mislukt) < MEESTE:
            self._mislukt.append(f"{toon_pad(outcome.pad)}: {outcome.reden}")

    @property
    def alles_goed(self) -> bool:
        """Whether every file was done and has no finding of kind *fout*."""
        return self._statuses["goed"] == self._aantal

    @property
    def exit_code(self) -> int:
        """The exit code of the contract."""
        if self._signal:
            return 128 + self._signal
        return 0 if self.alles_goed and not self.niet_bewaard else 1

    def stop(self, signal: int, vervolg: str) -> None:
        """The batch ended early by this signal; ``vervolg`` says how to go on."""
        self._signal, self._vervolg = signal, vervolg

    def text(self) -> str:
        """All that there is to say at the end; nothing for one file."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        if self._aantal > 1:
            yield from self._table()
        if self._signal:
            gedaan = self._statuses.total()
            yield f"Afgebroken na {gedaan} van {self._aantal} bestanden. Wat bewaard is, is heel.{self._vervolg}"

    def _table(self) -> Iterator[str]:
        gedaan = self._statuses.total()
        breedte = len(str(gedaan))
        yield (
            f"{gedaan} bestanden, waarvan {self._al_gedaan} al gedaan:"
            if self._al_gedaan
            else f"{gedaan} bestanden:"
        )
        for status, naam in _NAMEN.items():
            yield f"  {naam:<12}{self._statuses[status]:>{breedte}}"
        if self._mislukt:
            yield "Niet gelukt:"
            yield from (f"  {regel}" for regel in self._mislukt)
        rest = self._statuses["mislukt"] - len(self._mislukt)
        if rest:
            yield f"  en nog {rest}; met --verslag staan ze allemaal in verwerking.csv."


class Table:
    """Gathers the rows of ``verwerking.csv``, as Excel opens it with a double click."""

    def __init__(self) -> None:
        self._bytes = io.BytesIO()
        self._text = io.TextIOWrapper(self._bytes, "utf-8-sig", "replace", newline="")
        self._rows = csv.writer(self._text, delimiter=";", lineterminator="\r\n")
        self._rows.writerow(KOPPEN)

    def add(self, outcome: Outcome) -> None:
        """Add the row of a file."""
        self._rows.writerow(
            (
                harmless(outcome.pad.name),
                harmless(outcome.pad.parent),
                outcome.status,
                outcome.advies,
                outcome.duidelijkheid,
                outcome.fouten,
                outcome.let_op,
                outcome.tips,
                harmless(outcome.reden),
                harmless(outcome.doel or ""),
                harmless(outcome.regio),
                harmless(outcome.opgave),
                "ja" if outcome.al_gedaan else "nee",
            )
        )

    def contents(self) -> bytes:
        """The file, to be saved as :data:`NAAM`."""
        self._text.flush()
        return self._bytes.getvalue()


def harmless(tekst: object) -> str:
    """Text that a spreadsheet shows and never computes, on one line."""
    een_regel = leesbaar(tekst, LANGSTE_CEL)
    if _FORMULE.match(str(tekst)) or _FORMULE.match(een_regel):
        return f"'{een_regel}"
    return een_regel
