"""The worker's side of a guarded process: calls come in on a pipe, outcomes go out on another.

:mod:`regio_xl.batch.processes` starts this file as a script, so it needs nothing but the standard
library until the first message says where the rest is. A call names its function,
``module:function``; the worker imports the module.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import pickle
import signal
import sys
import traceback
import warnings
from contextlib import suppress
from importlib import import_module
from typing import IO

_MARGIN = 10.0
"""Seconds after its time limit that a worker still waits for its parent to end it, and then ends
itself: the parent may be dead, and a stalled library never looks at its pipe."""
_RARELY = 15_000
"""How many more objects there may be before the garbage collector looks for cycles. A file leaves
some 50, the first one 35,000 that stay (networkx): looking rarely lets the memory of a large batch
grow, looking often costs time."""


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The pipes to the parent. What anybody reads or prints from now on never reaches them."""
    calls, outcomes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return calls, outcomes


def _limit(memory: int) -> None:
    """Limits of the system, where it has them: memory (Linux; macOS ignores it, Windows has no such
    thing) and no core file, which would be a copy of somebody's workbook."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    for kind, limit in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, memory)):
        # the limit may be lower already, or this system does not let us
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (limit, resource.getrlimit(kind)[1]))


def _stop(*_: object) -> None:
    """Asked to end: leave as an exception does, so that a file that is being written is cleaned
    up."""
    raise SystemExit


def _outcome(call: bytes) -> tuple[bool, bytes]:
    """Do a call: whether it went well, and what it gave or raised, packed."""
    try:
        name, arguments = pickle.loads(call)  # noqa: S301 - from our own parent
        module, _, function = name.partition(":")
        return True, pickle.dumps(getattr(import_module(module), function)(*arguments))
    except Exception as error:
        error.add_note(traceback.format_exc())
        return False, _packed(error)


def _packed(error: Exception) -> bytes:
    """An exception in a form that the parent can read."""
    try:
        packed = pickle.dumps(error)
        pickle.loads(packed)  # noqa: S301 - our own, to see whether it can be read
    except Exception:
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return packed


def _answer(calls: IO[bytes], outcomes: IO[bytes]) -> None:
    """Wait for a call, do it and send its outcome."""
    seconds, call = pickle.load(calls)  # noqa: S301 - from our own parent
    faulthandler.dump_traceback_later(seconds + _MARGIN, exit=True, file=2)
    outcome = _outcome(call)
    faulthandler.cancel_dump_traceback_later()
    pickle.dump(outcome, outcomes)
    outcomes.flush()


def main() -> None:
    """Answer calls until the parent hangs up. The first prepares: what it loads stays, so the
    garbage collector never looks at that."""
    # Ctrl-C reaches the whole group; the parent decides
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)
    gc.disable()
    calls, outcomes = _own_pipes()
    try:
        sys.path[:], memory, quiet = pickle.load(calls)  # noqa: S301 - from our own parent
        if quiet:
            warnings.simplefilter("ignore")
        _limit(memory)
        _answer(calls, outcomes)
        gc.freeze()
        gc.set_threshold(_RARELY)
        gc.enable()
        while True:
            _answer(calls, outcomes)
    except (EOFError, BrokenPipeError, pickle.UnpicklingError, SystemExit):
        # the parent is gone or asks us to go; everything is cleaned up, and this is quick
        os._exit(0)


if __name__ == "__main__":
    main()
