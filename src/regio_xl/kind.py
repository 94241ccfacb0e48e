"""One guarded child process: a question goes in, its outcome comes out, unless it dies or takes too
long.

The command line starts a child before it loads anything else, so this module needs little.
"""

from __future__ import annotations

import math
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import IO

from regio_xl import werker

GEHEUGEN = 512 * 1024 * 1024
"""Address space of a child, where the system can limit it; what a child holds in memory is always
less."""
AFSCHEID = 0.2
"""Seconds that a child gets to clean up before it is killed."""
_GLIBC = {"MALLOC_MMAP_THRESHOLD_": str(4 * 2**20), "MALLOC_TRIM_THRESHOLD_": str(16 * 2**20)}
"""A child keeps the memory of one file for the next: by itself glibc hands every large buffer back
to the system at once."""
KIJK = 0.1
"""Seconds between two looks whether a call takes too long."""


class ProcesGestopt(Exception):
    """The process that did this call ended before there was an outcome."""


class ProcesTeTraag(Exception):
    """This call took longer than it may; the first argument says how many seconds that is."""


class Kind:
    """One child process, for one call at a time. ``spraakzaam`` lets it write to stderr."""

    def __init__(self, geheugen: int | None = GEHEUGEN, *, spraakzaam: bool = False) -> None:
        self._proces = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
            [sys.executable, "-P", werker.__file__],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=None if spraakzaam else subprocess.DEVNULL,
            env=_GLIBC | os.environ,
        )  # fmt: skip
        self._instellingen = pickle.dumps((sys.path, geheugen, not spraakzaam))
        self._wekker = _Wekker(lambda: beeindig([self]))

    @property
    def _pijpen(self) -> tuple[IO[bytes], IO[bytes]]:
        assert self._proces.stdin
        assert self._proces.stdout
        return self._proces.stdin, self._proces.stdout

    @property
    def leeft(self) -> bool:
        return self._proces.poll() is None

    def vraag(self, vraag: bytes, tijd: float) -> bytes:
        """The outcome of one call. Raises :class:`ProcesTeTraag` or :class:`ProcesGestopt`; the
        child is of no use then."""
        naar, van = self._pijpen
        self._wekker.zet(tijd)
        try:
            if self._instellingen:
                werker.stuur(naar, self._instellingen)
                self._instellingen = b""
            werker.stuur(naar, pickle.dumps((tijd, vraag)))
            uitkomst = werker.ontvang(van)
        except (OSError, EOFError, ValueError) as fout:
            raise (ProcesTeTraag(tijd) if self._wekker.zet_af() else ProcesGestopt()) from fout
        if (
            self._wekker.zet_af()
        ):  # the outcome and the end of its time came together: the child is gone
            raise ProcesTeTraag(tijd)
        return uitkomst

    def vraag_te_stoppen(self) -> None:
        """The child cleans up and ends, unless it is stalled; on Windows it ends at once."""
        self._proces.terminate()

    def wacht(self, seconden: float) -> None:
        """Wait for the end of the child, but no longer than this."""
        with suppress(subprocess.TimeoutExpired):
            self._proces.wait(seconden)

    def dood(self) -> None:
        """The child is gone after this."""
        self._proces.kill()
        self._proces.wait()

    def ruim_op(self) -> None:
        """Close our side of the pipes of a child that is gone, now that no thread reads them any
        more."""
        self._wekker.stop()
        for pijp in self._pijpen:
            with suppress(OSError):  # it may still hold a question for a child that is gone
                pijp.close()


def beeindig(kinderen: Collection[Kind], afscheid: float = AFSCHEID) -> None:
    """End these children; together they get ``afscheid`` seconds to clean up."""
    einde = time.monotonic() + afscheid
    if afscheid:
        for kind in kinderen:
            kind.vraag_te_stoppen()
        for kind in kinderen:
            kind.wacht(max(0.0, einde - time.monotonic()))
    for kind in kinderen:
        kind.dood()


class _Wekker:
    """Goes off once, when a call takes too long. One thread looks after all calls of a child: a
    timer for each would take half a millisecond to start, in which the child has nothing to do."""

    def __init__(self, ga_af: Callable[[], None]) -> None:
        self._ga_af = ga_af
        self._slot = threading.Lock()
        self._einde = math.inf
        self._te_laat = False
        self._gestopt = threading.Event()
        self._draad = threading.Thread(target=self._waak, name="wekker", daemon=True)

    def zet(self, seconden: float) -> None:
        """Go off after this, unless it is put off before."""
        self._einde = time.monotonic() + seconden
        if self._draad.ident is None:
            self._draad.start()

    def zet_af(self) -> bool:
        """Do not go off any more; gives whether that was too late."""
        with self._slot:
            self._einde = math.inf
            return self._te_laat

    def stop(self) -> None:
        """Nobody needs to be woken again."""
        self._gestopt.set()

    def _waak(self) -> None:
        while not self._te_laat and not self._gestopt.wait(KIJK):
            with self._slot:
                if time.monotonic() >= self._einde:
                    self._te_laat = True
                    self._ga_af()
