"""Guarded processes: a call that kills its process or takes too long is one failed call, and the
rest goes on.

Reading a file that somebody sent may end the process that reads it: memory runs out, a loop never
ends, compiled code aborts. No exception can be caught then, so every call is done in a worker
process. A call names its function, so the process that leads a batch never imports what the work
needs.

No library does this: ``concurrent.futures`` gives up the whole pool when one process dies, and
pebble (5.2.3) when one dies that is starting or has nothing to do; pebble also takes three seconds
to end each process that is stalled.
"""

from __future__ import annotations

import math
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Collection
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeAlias

if TYPE_CHECKING:
    from concurrent.futures import Future

Call: TypeAlias = tuple[str, tuple[object, ...]]
"""A function (``module:function``) and its arguments."""
NOTHING: Call = ("builtins:int", ())
"""The preparation of a process that needs none."""
PREPARE, DO = "regio_xl.batch.execution:prepare", "regio_xl.batch.execution:do"
"""What the processes of a batch call, first with the folder of a method and then with each task."""

MEMORY = 512 * 1024 * 1024
"""Address space of a worker in bytes, where the system can limit it; what a worker holds in memory
is always less."""
_WORKER = os.path.join(os.path.dirname(__file__), "worker.py")  # noqa: PTH118, PTH120 - light
_START = 60.0
"""Seconds in which a worker must be ready for its first call."""
GRACE = 0.2
"""Seconds that a worker gets to clean up before it is killed."""
_LOOK = 0.1
"""Seconds between two looks whether a call takes too long."""
_GLIBC = {"MALLOC_MMAP_THRESHOLD_": str(4 * 2**20), "MALLOC_TRIM_THRESHOLD_": str(16 * 2**20)}
"""A worker keeps the memory of one file for the next: by itself glibc hands every large buffer back
to the system at once."""


class ProcessStopped(Exception):
    """The process that did this call ended before there was an outcome."""


class ProcessTooSlow(Exception):
    """This call took longer than it may; the first argument says how many seconds that is."""


class Process:
    """One worker process, for one call at a time; it does the call ``prepare`` first, on its own.
    ``verbose`` lets it write to stderr. Raises OSError when the system has no room for it."""

    def __init__(self, prepare: Call = NOTHING, *, verbose: bool = False) -> None:
        self._child = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
            [sys.executable, "-P", _WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if verbose else subprocess.DEVNULL,
            env=_GLIBC | os.environ,
        )
        assert self._child.stdin
        assert self._child.stdout
        self._calls, self._outcomes = self._child.stdin, self._child.stdout
        self._prepared = False
        self._lock = threading.Lock()
        self._deadline = math.inf
        self._late = False
        with suppress(OSError):  # it is gone already, as the first call will tell
            self._send((sys.path, MEMORY, not verbose))
            self._send((_START, pickle.dumps(prepare)))

    @property
    def alive(self) -> bool:
        """Whether the process is still there."""
        return self._child.poll() is None

    def ask(self, call: bytes, seconds: float) -> tuple[bool, bytes]:
        """The packed outcome of a packed call. Raises what the preparation raises,
        :class:`ProcessTooSlow` or :class:`ProcessStopped`; then the process is of no use any
        more."""
        if not self._prepared:
            _unpacked(*self._outcome(_START))
            self._prepared = True
        return self._outcome(seconds, call)

    def _outcome(self, seconds: float, call: bytes | None = None) -> tuple[bool, bytes]:
        self._deadline = time.monotonic() + seconds
        try:
            if call is not None:
                self._send((seconds, call))
            # from our own child
            outcome: tuple[bool, bytes] = pickle.load(self._outcomes)  # noqa: S301
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
            raise (ProcessTooSlow(seconds) if self._was_late() else ProcessStopped()) from error
        if self._was_late():
            # the outcome and the end of its time came together: the process is gone
            raise ProcessTooSlow(seconds)
        return outcome

    def _send(self, message: tuple[object, ...]) -> None:
        pickle.dump(message, self._calls)
        self._calls.flush()

    def _was_late(self) -> bool:
        with self._lock:
            self._deadline = math.inf
            return self._late

    def end_if_late(self) -> None:
        """End the process when its call takes too long."""
        with self._lock:
            if time.monotonic() < self._deadline:
                return
            self._late = True
            self._deadline = math.inf
            end([self])

    def terminate(self) -> None:
        """The process cleans up and ends, unless it is stalled; on Windows it ends at once."""
        self._child.terminate()

    def kill(self, deadline: float = 0.0) -> None:
        """The process is gone after this; until ``deadline`` (of ``time.monotonic``) it may end by
        itself."""
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(max(0.0, deadline - time.monotonic()))
        self._child.kill()
        self._child.wait()

    def close(self) -> None:
        """Close our side of the pipes of a process that is gone, when no thread reads them any
        more."""
        for pipe in (self._calls, self._outcomes):
            with suppress(OSError):  # it may still hold a call for a process that is gone
                pipe.close()


def end(processes: Collection[Process], grace: float = GRACE) -> None:
    """End these processes; together they get ``grace`` seconds to clean up."""
    deadline = time.monotonic() + grace
    for process in processes:
        process.terminate()
    for process in processes:
        process.kill(deadline)


class Pool:
    """At most ``size`` processes at once, started when there is work for them; ``first`` is one
    that runs already."""

    def __init__(
        self,
        size: int = 1,
        prepare: Call = NOTHING,
        *,
        verbose: bool = False,
        first: Process | None = None,
    ) -> None:
        # loads logging and more; the first process starts before that
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

        self._start = partial(Process, prepare, verbose=verbose)
        self._threads = ThreadPoolExecutor(size, "process")  # each leads a process through one call
        self._idle: queue.LifoQueue[Process] = queue.LifoQueue()
        self._processes: set[Process] = set()
        self._lock = threading.Lock()
        self._closing = False
        self._closed = threading.Event()
        if first:
            self._processes.add(first)
            self._idle.put(first)
        threading.Thread(target=self._watch, name="timeouts", daemon=True).start()

    def submit(self, function: str, *arguments: object, seconds: float = 30.0) -> Future[Any]:
        """Have a process call ``module:function``, for so many seconds at most. The future raises
        what the function raises, :class:`ProcessStopped` or :class:`ProcessTooSlow`. Raises at once
        when the arguments cannot be pickled."""
        return self._threads.submit(self._call, pickle.dumps((function, arguments)), seconds)

    def close(self) -> None:
        """All calls are done and the processes are gone after this; no new calls."""
        self._threads.shutdown()
        self._end(0)

    def stop(self) -> None:
        """Now: what waits is cancelled, what is busy is ended."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._end(GRACE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.stop()

    def _end(self, grace: float) -> None:
        with self._lock:
            self._closing = True
            processes = list(self._processes)
        end(processes, grace)
        self._threads.shutdown()
        self._closed.set()
        for process in processes:
            process.close()

    def _watch(self) -> None:
        """End what takes too long. One thread does it for all calls: a timer for each would take
        half a millisecond to start, in which its process has nothing to do."""
        while not self._closed.wait(_LOOK):
            with self._lock:
                processes = list(self._processes)
            for process in processes:
                process.end_if_late()

    def _call(self, call: bytes, seconds: float) -> Any:
        process = self._take()
        try:
            outcome = process.ask(call, seconds)
        except BaseException:
            self._discard(process)
            raise
        self._idle.put(process)
        return _unpacked(*outcome)

    def _take(self) -> Process:
        """A process that has nothing to do, or a new one."""
        while True:
            try:
                process = self._idle.get_nowait()
            except queue.Empty:
                return self._started()
            if process.alive:
                return process
            self._discard(process)  # killed by somebody else while it had nothing to do

    def _started(self) -> Process:
        process = self._start()
        with self._lock:
            self._processes.add(process)
            if not self._closing:
                return process
        self._discard(process)
        raise ProcessStopped

    def _discard(self, process: Process) -> None:
        end([process])
        process.close()
        with self._lock:
            self._processes.discard(process)


def _unpacked(succeeded: bool, packed: bytes) -> Any:
    """What a call gave. Raises what it raised."""
    outcome = pickle.loads(packed)  # noqa: S301 - from our own child
    if not succeeded:
        raise outcome
    return outcome
