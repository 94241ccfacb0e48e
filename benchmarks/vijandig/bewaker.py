"""A guarded child process that judges inputs one by one: its death or stall is one bad input and
not the end of the run.

Linux only: limits on memory and processor time come from ``resource``, peaks from ``/proc``.
"""

from __future__ import annotations

import gc
import multiprocessing
import resource
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from regio_xl.methode import Methode
from vijandig.oordeel import Oordeel, beoordeel, probeer

RUIMTE = 512_000_000
"""Bytes an input may cost, on top of what a worker takes that has done its first workbook."""
SECONDEN = 5
GEGROEID = 100
"""Megabytes over what a worker takes after which a new child judges the next input."""
STIL = 60
"""Seconds without an answer after which a child that uses no processor time is given up, too."""


@dataclass(frozen=True, slots=True)
class Meting:
    """The judgement of an input, and what processing it (without judging) took."""

    oordeel: Oordeel
    seconden: float = 0.0
    megabytes: float = 0.0


class Bewaker:
    """Judges inputs in a child; makes another child when one is lost."""

    def __init__(self, methode: Methode, warm: bytes) -> None:
        self._methode, self._warm = methode, warm
        self._context = multiprocessing.get_context("fork")
        self._start()

    def _start(self) -> None:
        self._lijn, ander = self._context.Pipe()
        self._kind = self._context.Process(
            target=_werk, args=(ander, self._methode, self._warm), daemon=True
        )
        self._kind.start()
        ander.close()
        self._gewoon = float(self._lijn.recv())

    def keur(self, inhoud: bytes) -> Meting:
        """The judgement of one input. A lost child gets a second chance: on a busy machine it may
        have been bad luck."""
        meting = self._keur(inhoud) or self._keur(inhoud) or Meting(self._gemist)
        if (
            meting.megabytes > self._gewoon + GEGROEID
        ):  # what this input left behind must not count for the next
            self.stop()
            self._start()
        return meting

    def _keur(self, inhoud: bytes) -> Meting | None:
        """The judgement of one input; None when the child was lost over it."""
        stap = "verwerken"
        try:
            self._lijn.send_bytes(inhoud)
            while self._lijn.poll(STIL):
                gekregen = self._lijn.recv()
                if isinstance(gekregen, Meting):
                    return gekregen
                stap = str(gekregen)
        except (EOFError, OSError):
            pass
        self._gemist = self._verloren(stap)
        return None

    def _verloren(self, stap: str) -> Oordeel:
        self._kind.join(0.5)
        code = self._kind.exitcode
        self.stop()
        self._start()
        if code is None:
            return Oordeel("vastgelopen", f"bij {stap}", f"{STIL} s niets gehoord")
        if code == -signal.SIGXCPU:
            return Oordeel("vastgelopen", f"bij {stap}", f"meer dan {SECONDEN} s rekentijd")
        return Oordeel(
            "gestorven", f"bij {stap}: {signal.Signals(-code).name if code < 0 else code}"
        )

    def stop(self) -> None:
        """End the child."""
        self._lijn.close()
        if self._kind.is_alive():
            self._kind.kill()
        self._kind.join()


def _werk(lijn: Connection, methode: Methode, warm: bytes) -> None:
    """The child: judge whatever comes in, until there is nobody at the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    probeer(warm, methode)
    gc.collect()
    gc.freeze()  # what every worker holds need not be looked through again for each input
    gewoon = (
        int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        * resource.getpagesize()
    )
    resource.setrlimit(resource.RLIMIT_AS, (gewoon + RUIMTE, resource.RLIM_INFINITY))
    lijn.send(_piek())
    while True:
        try:
            inhoud = lijn.recv_bytes()
        except (EOFError, OSError):
            return
        lijn.send(_meet(inhoud, methode, lijn))


def _meet(inhoud: bytes, methode: Methode, lijn: Connection) -> Meting:
    _tel_opnieuw()
    begin = time.process_time()
    eerste = probeer(inhoud, methode)
    seconden, megabytes = time.process_time() - begin, _piek()
    if isinstance(eerste, Oordeel):
        oordeel = eerste
    else:
        lijn.send("beoordelen")
        _tel_opnieuw(4)
        try:
            oordeel = beoordeel(inhoud, eerste, methode)
        except MemoryError:
            oordeel = Oordeel("resultaat", "te groot om na te kijken")
    if not oordeel.fout and megabytes > RUIMTE / 1e6:
        oordeel = Oordeel("geheugen", "meer dan 512 MB", f"{megabytes:.0f} MB")
    if not oordeel.fout and seconden > SECONDEN:
        oordeel = Oordeel("vastgelopen", "bij verwerken", f"{seconden:.1f} s")
    return Meting(oordeel, seconden, megabytes)


def _tel_opnieuw(keer: int = 1) -> None:
    """Start the clock of processor time (the system ends a process that goes over it, whatever it
    does) and of memory."""
    gebruikt = time.process_time()
    resource.setrlimit(
        resource.RLIMIT_CPU, (int(gebruikt) + 1 + keer * SECONDEN, resource.RLIM_INFINITY)
    )
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _piek() -> float:
    """The most memory in use since the last count, in megabytes."""
    regels: Mapping[str, str] = dict(
        regel.split(":", 1)
        for regel in Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        if ":" in regel
    )
    return int(regels["VmHWM"].split()[0]) * 1024 / 1e6
