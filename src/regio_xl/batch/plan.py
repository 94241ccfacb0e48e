"""From the paths that somebody gave to tasks: which files, where each result goes, and which were
done before."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import repeat
from pathlib import Path

from regio_xl.batch.journal import Journals, Written
from regio_xl.batch.search import Found, find_files
from regio_xl.batch.targets import Target, identity, targets
from regio_xl.batch.tasks import Outcome, Settings, Task, failed, skipped
from regio_xl.bevindingen import Bevinding, bevinding


def today() -> date:
    """Today, or the day of ``SOURCE_DATE_EPOCH`` (the convention for builds that must come out the
    same)."""
    try:
        return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC).date()
    except (ValueError, OverflowError, OSError):
        return datetime.now().astimezone().date()


class Plan:
    """All files of a batch, as tasks that are made when they are asked for.

    ``out`` is the folder for the results, None to replace the files or to write nothing.
    ``resume``: what was done before and did not change since is an outcome already.
    """

    def __init__(
        self,
        paths: Sequence[str],
        settings: Settings,
        out: Path | None = None,
        *,
        resume: bool = False,
    ) -> None:
        self.settings, self._out, self._resume = settings, out, resume
        self._files = find_files(paths, out)
        writes = not settings.look_only
        if writes and out is None:
            self._files = list(_each_once(self._files))
        several = len(self._files) - self.skipped > 1
        self.has_journal = writes and (out is not None or several)
        """Whether is written down what was done, so that ``--hervat`` can go on."""
        self._journals = Journals(out, settings.method_folder)

    def __len__(self) -> int:
        return len(self._files)

    @property
    def skipped(self) -> int:
        """How many of them are named and not read."""
        return sum(found.skipped for found in self._files)

    def __iter__(self) -> Iterator[Task | Outcome]:
        for found, target in zip(self._files, self._targets(), strict=True):
            if found.code:
                as_outcome = skipped if found.skipped else _refused
                yield as_outcome(found.path, found.bevinding())
            elif target and target.code:
                yield _refused(found.path, bevinding(target.code, ander=target.other))
            else:
                yield self._task(found.path, target.path if target else None)

    def record(self, outcome: Outcome) -> None:
        """Write down what was done, for the next time. Raises OSError."""
        if self.has_journal and outcome.target and outcome.target_fingerprint:
            self._journals.of(outcome.target).add(outcome)

    def table_written(self, table: Path) -> str:
        """The fingerprint of the table of outcomes that we saved there last, empty when we do not
        know."""
        return self._journals.of(table).written(table, table).fingerprint if self._out else ""

    def record_table(self, table: Path, fingerprint: str) -> None:
        """Write down that the table of outcomes was saved. Raises OSError."""
        if self._out:
            saved = Outcome(table, "goed", target=table, target_fingerprint=fingerprint)
            self._journals.of(table).add(saved)

    def _targets(self) -> Iterable[Target | None]:
        if self._out is None or self.settings.look_only:
            return repeat(None, len(self))
        return targets(self._files, self._out)

    def _task(self, path: Path, target: Path | None) -> Task | Outcome:
        if not self.has_journal:
            return Task(path, self.settings, target)
        journal = self._journals.of(target or path)
        outcome = journal.done_before(path, target or path) if self._resume else None
        if outcome is not None:
            return outcome
        written = journal.written(target, path) if target else Written()
        return Task(path, self.settings, target, *written)


def _each_once(files: Sequence[Found]) -> Iterator[Found]:
    """Each file once, however many links lead to it: who replaces a file twice at a time finds it
    changed."""
    seen = set()
    for found in files:
        who = identity(found.path)
        if who is None or who not in seen:
            seen.add(who)
            yield found


def _refused(path: Path, found: Bevinding) -> Outcome:
    return failed(path, [found])
