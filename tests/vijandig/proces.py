"""Judging in a guarded child process, so that an input that kills or stalls it is one finding and
no end of the run.

Not on Windows: ``signal`` and ``resource`` limit what an input may cost.
"""

from __future__ import annotations

import resource
import signal
from collections.abc import Callable
from types import FrameType
from typing import NoReturn, TypeVar

from regio_xl.batch.processes import Pool, ProcessStopped, ProcessTooSlow
from regio_xl.methode import laad
from vijandig.bases import BEGIN, basis
from vijandig.oordeel import Oordeel, TeLang, beoordeel, probeer

SECONDEN = 5.0
"""Seconds of processor time an input may cost; judging its result may cost four times as many."""
STIL = 60.0
"""Seconds after which a child that does not answer is given up."""
_METHODE = laad()

T = TypeVar("T")


class Keurder:
    """Judges inputs in a child of the package's own pool, with the memory that a file of a user
    gets.

    ``doe`` is what the child does with the bytes of an input.
    """

    def __init__(self, doe: Callable[[bytes], Oordeel], stil: float = STIL) -> None:
        self._doe, self._stil = f"{doe.__module__}:{doe.__qualname__}", stil
        self._start()

    def _start(self) -> None:
        self._pool = Pool(1, (f"{__name__}:warm_op", ()))

    def keur(self, inhoud: bytes) -> Oordeel:
        """The judgement of one input. What took too much gets a second chance in a fresh child: the
        machine may have been busy, and what earlier inputs left behind must not count."""
        oordeel = self._keur(inhoud)
        if oordeel.soort in ("geheugen", "vastgelopen", "gestorven"):
            self.stop()
            self._start()
            oordeel = self._keur(inhoud)
        return oordeel

    def _keur(self, inhoud: bytes) -> Oordeel:
        gegeven: Oordeel
        try:
            gegeven = self._pool.submit(self._doe, inhoud, seconds=self._stil).result()
            return gegeven
        except ProcessTooSlow:
            return Oordeel("vastgelopen", "het proces", f"{self._stil} s niets gehoord")
        except ProcessStopped:
            return Oordeel("gestorven", "het proces")

    def stop(self) -> None:
        """End the child."""
        self._pool.stop()


def warm_op() -> None:
    """What a child does before its first input: load all that judging needs."""
    probeer(basis(BEGIN).bytes(), _METHODE)


def keur(inhoud: bytes) -> Oordeel:
    """Process an input within its limits, and judge what became of it without a limit on memory."""
    eerste = _begrensd(SECONDEN, lambda: probeer(inhoud, _METHODE))
    if isinstance(eerste, Oordeel):
        return eerste
    gewoon, hoogste = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hoogste, hoogste))
    try:
        return _begrensd(4 * SECONDEN, lambda: beoordeel(inhoud, eerste, _METHODE))
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (gewoon, hoogste))


def _begrensd(seconden: float, doe: Callable[[], T]) -> T | Oordeel:
    """What this gives, or that it took more processor time than it may."""

    def te_lang(_: int, __: FrameType | None) -> NoReturn:
        raise TeLang

    vorige = signal.signal(signal.SIGPROF, te_lang)
    signal.setitimer(signal.ITIMER_PROF, seconden)
    try:
        return doe()
    except TeLang:
        return Oordeel("vastgelopen", "bij beoordelen", f"meer dan {seconden} s rekentijd")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, vorige)
