"""Do many files: each one read, computed and saved on its own, so that one bad file never stops the
others."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Future, wait
from contextlib import contextmanager
from itertools import islice
from typing import NamedTuple

from regio_xl.batch.processes import DO, PREPARE, Pool, Process, ProcessStopped, ProcessTooSlow
from regio_xl.batch.tasks import Outcome, Settings, Task, failed
from regio_xl.bevindingen import Bevinding, bevinding

AHEAD = 4
"""How many files each process may have waiting: enough to keep it busy, few enough to keep memory
flat."""
SECONDS, SECONDS_PER_MB = 5.0, 15.0
"""Time that a file may take, whatever its size and more for each megabyte (1e6 bytes) of it."""
_LOOK = 0.1
"""Seconds between two looks whether somebody asked to stop."""
FINISH = 0.4
"""Seconds that files under way still get when somebody asked to stop."""


class RunnerLost(Exception):
    """Where files are done is gone: no file can be done any more, and none is to blame."""


_NO_OUTCOME = (ProcessStopped, ProcessTooSlow, BrokenExecutor, CancelledError, RunnerLost)


class Runner(NamedTuple):
    """Where files are done: how to submit one, how many at once, how to stop without waiting for
    what is busy, and whether it is gone for good."""

    submit: Callable[[Task], Future[Outcome]]
    at_once: int
    stop: Callable[[], None]
    lost: Callable[[], bool] = bool


@contextmanager
def local_runner(size: int, settings: Settings, first: Process | None = None) -> Iterator[Runner]:
    """Guarded processes on this computer; ``first`` is one that runs already and was prepared for
    our own method."""
    prepare = (PREPARE, (settings.method_folder,))
    with Pool(size, prepare, verbose=settings.debug, first=first) as pool:
        yield Runner(lambda task: submit_to(pool, task), size, pool.stop)


def submit_to(pool: Pool, task: Task) -> Future[Outcome]:
    """Have a guarded process do a file, for as long as it may take."""
    return pool.submit(DO, task, seconds=time_limit(task))


def time_limit(task: Task) -> float:
    """How many seconds a file may take."""
    try:
        return SECONDS + SECONDS_PER_MB * task.path.stat().st_size / 1e6
    except (OSError, ValueError):
        return SECONDS


class _Pending(NamedTuple):
    """A file under way, or the outcome of one that was ready already."""

    task: Task | None
    future: Future[Outcome]


def do_all(
    tasks: Iterable[Task | Outcome], runner: Runner, stopped: Callable[[], bool] = bool
) -> Iterator[Outcome]:
    """Do all files, in order; what is ready already comes along in its place.

    At most :data:`AHEAD` for each process are on their way, however many there are. When
    ``stopped`` says so, or the runner is lost, no more are started, and those that are done a
    moment later are the last.
    """
    source = iter(tasks)
    pending: deque[_Pending] = deque()
    ahead = AHEAD * runner.at_once
    while not (stopped() or runner.lost()):
        pending.extend(_begin(runner, one) for one in islice(source, max(0, ahead - len(pending))))
        if not pending:
            return
        first = pending[0]
        if not wait([first.future], _LOOK).done:
            continue
        if _has_no_outcome(first.future) and (stopped() or runner.lost()):
            break
        yield collect(*pending.popleft())
    yield from _finish(pending)


def _finish(pending: Iterable[_Pending]) -> Iterator[Outcome]:
    """The outcomes of what is done within a moment; the rest is cancelled."""
    for one in pending:
        one.future.cancel()
    wait([one.future for one in pending if not one.future.cancelled()], FINISH)
    for one in pending:
        if one.future.done() and not _has_no_outcome(one.future):
            yield collect(*one)


def _begin(runner: Runner, one: Task | Outcome) -> _Pending:
    """The promise of an outcome; kept at once for what is ready, broken at once when it cannot be
    submitted."""
    future: Future[Outcome] = Future()
    if isinstance(one, Outcome):
        future.set_result(one)
        return _Pending(None, future)
    try:
        return _Pending(one, runner.submit(one))
    except Exception as error:
        future.set_exception(error)
        return _Pending(one, future)


def collect(task: Task | None, future: Future[Outcome]) -> Outcome:
    """The outcome of a file; a failed one when what should have done it failed."""
    try:
        return future.result()
    except Exception as error:
        if task is None or (task.settings.debug and not isinstance(error, _NO_OUTCOME)):
            raise
        return failed(task.path, [_reason(error)])


def _has_no_outcome(future: Future[Outcome]) -> bool:
    """Whether a file was not done because what should have done it was ended, maybe by the same
    signal that ends us."""
    return future.cancelled() or isinstance(future.exception(), _NO_OUTCOME)


def _reason(error: Exception) -> Bevinding:
    if isinstance(error, ProcessTooSlow):
        return bevinding("proces-te-traag", seconden=round(error.args[0]))
    if isinstance(error, _NO_OUTCOME):
        return bevinding("proces-gestopt")
    return bevinding("programma-fout", reden=type(error).__name__)
