"""Guarded processes: a call that kills its process or takes too long is one failed call, and the rest goes on.

Reading a file that somebody sent may end the process that reads it: a library of compiled code aborts, memory runs out, a
loop never ends. No exception can be caught then, so every call is done in a child. ``concurrent.futures`` gives up the whole
pool when one child dies; here only the call that did it fails, and its child is replaced.
"""

from __future__ import annotations

import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, ParamSpec, TypeVar

from regio_xl import werker

P = ParamSpec("P")
T = TypeVar("T")

GEHEUGEN = 512 * 1024 * 1024
"""Address space of a child, where the system can limit it; what a child holds in memory is always less."""
STARTTIJD = 60.0
"""Seconds in which a child must be ready for its first call."""
AFSCHEID = 0.2
"""Seconds that a child gets to clean up before it is killed."""


class ProcesGestopt(Exception):
    """The process that did this call ended before there was an outcome."""


class ProcesTeTraag(Exception):
    """This call took longer than it may; the first argument says how many seconds that is."""


def _niets() -> None:
    """The preparation of a child that needs none."""


def _altijd(_: object = None, *__: object) -> float:
    return 30.0


class Werkers(Executor):
    """At most ``aantal`` children at once, started when there is work for them.

    Every child first calls ``voorbereiding``, outside any time limit but :data:`STARTTIJD`. ``tijd`` gets the arguments of a
    call and says how many seconds it may take. ``spraakzaam`` lets the children write to stderr.
    """

    def __init__(
        self,
        aantal: int = 1,
        voorbereiding: Callable[..., object] = _niets,
        argumenten: tuple[object, ...] = (),
        *,
        tijd: Callable[..., float] = _altijd,
        geheugen: int | None = GEHEUGEN,
        spraakzaam: bool = False,
    ) -> None:
        self._draden = ThreadPoolExecutor(aantal, "werker")
        self._start = pickle.dumps((voorbereiding, argumenten))
        self._tijd, self._geheugen, self._spraakzaam = tijd, geheugen, spraakzaam
        self._vrij: queue.LifoQueue[_Kind] = queue.LifoQueue()
        self._kinderen: set[_Kind] = set()
        self._slot = threading.Lock()
        self._dicht = False

    def begin_vast(self) -> None:
        """Start a child now, so that it is ready sooner for the first call. Whether that goes well is seen at that call."""
        self._draden.submit(lambda: self._vrij.put(self._nieuw()))

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a child call a function. The future raises what the function raises, :class:`ProcesGestopt` or
        :class:`ProcesTeTraag`."""
        if kwargs:
            msg = "a call in a child has positional arguments only"
            raise TypeError(msg)
        return self._draden.submit(self._vraag, fn, args)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """No new calls. When waited for, the children are gone afterwards; else they go when this process ends."""
        self._draden.shutdown(wait=wait, cancel_futures=cancel_futures)
        if wait:
            self._sluit(0)
            self._ruim_op()

    def stop(self) -> None:
        """Now: what waits is cancelled, what is busy is ended."""
        self._draden.shutdown(wait=False, cancel_futures=True)
        self._sluit(AFSCHEID)
        self._draden.shutdown(wait=True)
        self._ruim_op()

    def __exit__(self, soort: type[BaseException] | None, *rest: object) -> None:
        if soort is None:
            self.shutdown()
        else:
            self.stop()

    def _sluit(self, afscheid: float) -> None:
        with self._slot:
            self._dicht = True
            kinderen = list(self._kinderen)
        beeindig(kinderen, afscheid)

    def _vraag(self, fn: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        vraag = pickle.dumps((fn, args))
        kind = self._pak()
        try:
            uitkomst = kind.vraag(vraag, self._tijd(*args))
        except BaseException:
            self._weg(kind)
            raise
        self._vrij.put(kind)
        return _uitgepakt(uitkomst)

    def _pak(self) -> _Kind:
        """A child that is ready: one that waits, or a new one."""
        while True:
            try:
                kind = self._vrij.get_nowait()
            except queue.Empty:
                return self._nieuw()
            if kind.leeft:
                return kind
            self._weg(kind)  # killed by somebody else while it had nothing to do

    def _nieuw(self) -> _Kind:
        kind = _Kind(self._geheugen, self._spraakzaam)
        with self._slot:
            self._kinderen.add(kind)
            dicht = self._dicht
        try:
            if dicht:
                raise ProcesGestopt
            _uitgepakt(kind.vraag(self._start, STARTTIJD))
        except BaseException:
            self._weg(kind)
            raise
        return kind

    def _ruim_op(self) -> None:
        """Close the pipes, now that no thread reads them any more."""
        while self._kinderen:
            self._kinderen.pop().sluit_pijpen()

    def _weg(self, kind: _Kind) -> None:
        beeindig([kind])
        kind.sluit_pijpen()
        with self._slot:
            self._kinderen.discard(kind)


class _Kind:
    """One child process, for one call at a time."""

    def __init__(self, geheugen: int | None, spraakzaam: bool) -> None:
        self._proces = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
            [sys.executable, "-P", str(Path(werker.__file__))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=None if spraakzaam else subprocess.DEVNULL,
        )  # fmt: skip
        self._instellingen = pickle.dumps((sys.path, geheugen, not spraakzaam))

    @property
    def _pijpen(self) -> tuple[IO[bytes], IO[bytes]]:
        assert self._proces.stdin
        assert self._proces.stdout
        return self._proces.stdin, self._proces.stdout

    @property
    def leeft(self) -> bool:
        return self._proces.poll() is None

    def vraag(self, vraag: bytes, tijd: float) -> bytes:
        """The outcome of one call. Raises :class:`ProcesTeTraag` or :class:`ProcesGestopt`; the child is of no use then."""
        naar, van = self._pijpen
        te_laat = threading.Event()
        wekker = threading.Timer(tijd, self._laat_los, [te_laat])
        wekker.daemon = True
        wekker.start()
        try:
            if self._instellingen:
                werker.stuur(naar, self._instellingen)
                self._instellingen = b""
            werker.stuur(naar, pickle.dumps(tijd))
            werker.stuur(naar, vraag)
            uitkomst = werker.ontvang(van)
        except (OSError, EOFError, ValueError) as fout:
            raise (ProcesTeTraag(tijd) if te_laat.is_set() else ProcesGestopt()) from fout
        finally:
            wekker.cancel()
            wekker.join()
        if te_laat.is_set():  # the outcome and the end of its time came together: the child is gone
            raise ProcesTeTraag(tijd)
        return uitkomst

    def _laat_los(self, te_laat: threading.Event) -> None:
        te_laat.set()
        beeindig([self])

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

    def sluit_pijpen(self) -> None:
        """Close our side of the pipes."""
        for pijp in self._pijpen:
            with suppress(OSError):  # it may still hold a question for a child that is gone
                pijp.close()


def beeindig(kinderen: Collection[_Kind], afscheid: float = AFSCHEID) -> None:
    """End these children; together they get ``afscheid`` seconds to clean up."""
    einde = time.monotonic() + afscheid
    if afscheid:
        for kind in kinderen:
            kind.vraag_te_stoppen()
        for kind in kinderen:
            kind.wacht(max(0.0, einde - time.monotonic()))
    for kind in kinderen:
        kind.dood()


def _uitgepakt(uitkomst: bytes) -> Any:
    """What a call gave. Raises what it raised."""
    inhoud = pickle.loads(uitkomst[1:])  # noqa: S301 - from our own child
    if uitkomst[:1] == werker.MISLUKT:
        raise inhoud
    return inhoud
