"""From the paths that somebody gave to tasks: which files, where each result goes, and which were
done before."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import repeat
from pathlib import Path

from regio_xl.batch.journal import Journals
from regio_xl.batch.search import Found, find_files
from regio_xl.batch.targets import Target, identity, targets
from regio_xl.batch.tasks import Outcome, Settings, Task, failed
from regio_xl.bevindingen import bevinding


def today() -> date:
    """Today, or the day of ``SOURCE_DATE_EPOCH`` (the convention for builds that must come out the
    same)."""
    try:
        return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC).date()
    except (ValueError, OverflowError, OSError):
        return datetime.now().astimezone().date()


class Plan:
    """All files of a batch, as tasks that are made when they are asked for.

    ``uit`` is the folder for the results, None to replace the files or to write nothing.
    ``hervat``: what was done before and did not change since is an outcome already.
    """

    def __init__(
        self,
        paden: Sequence[str],
        settings: Settings,
        uit: Path | None = None,
        *,
        hervat: bool = False,
    ) -> None:
        self.settings, self._uit, self._hervat = settings, uit, hervat
        self._files = find_files(paden, uit)
        writes = not settings.alleen_kijken
        if writes and uit is None:
            self._files = list(_each_once(self._files))
        self.has_journal = writes and (uit is not None or len(self._files) > 1)
        """Whether is written down what was done, so that ``--hervat`` can go on."""
        self._journals = Journals(uit, settings.methode_map)

    def __len__(self) -> int:
        return len(self._files)

    def __iter__(self) -> Iterator[Task | Outcome]:
        for found, target in zip(self._files, self._targets(), strict=True):
            if found.code:
                yield _refused(found.pad, found.code)
            elif target and target.code:
                yield _refused(found.pad, target.code, target.ander)
            else:
                yield self._task(found.pad, target.pad if target else None)

    def record(self, outcome: Outcome) -> None:
        """Write down what was done, for the next time. Raises OSError."""
        if self.has_journal and outcome.doel and outcome.doel_fingerprint:
            self._journals.of(outcome.doel).add(outcome)

    def _targets(self) -> Iterable[Target | None]:
        if self._uit is None or self.settings.alleen_kijken:
            return repeat(None, len(self))
        return targets(self._files, self._uit)

    def _task(self, pad: Path, doel: Path | None) -> Task | Outcome:
        if not self.has_journal:
            return Task(pad, self.settings, doel)
        journal = self._journals.of(doel or pad)
        outcome = journal.done_before(pad, doel or pad) if self._hervat else None
        if outcome is not None:
            return outcome
        return Task(pad, self.settings, doel, journal.written(doel) if doel else "")


def _each_once(files: Sequence[Found]) -> Iterator[Found]:
    """Each file once, however many links lead to it: who replaces a file twice at a time finds it
    changed."""
    seen = set()
    for found in files:
        who = identity(found.pad)
        if who is None or who not in seen:
            seen.add(who)
            yield found


def _refused(pad: Path, code: str, ander: Path | None = None) -> Outcome:
    return failed(pad, [bevinding(code, ander=ander)])
