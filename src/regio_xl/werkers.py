"""Guarded processes: a call that kills its process or takes too long is one failed call, and the
rest goes on.

Reading a file that somebody sent may end the process that reads it: a library of compiled code
aborts, memory runs out, a loop never ends. No exception can be caught then, so every call is done
in a child. ``concurrent.futures`` gives up the whole pool when one child dies; here only the call
that did it fails, and its child is replaced.
"""

from __future__ import annotations

import pickle
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from regio_xl import werker
from regio_xl.kind import AFSCHEID, GEHEUGEN, Kind, ProcesGestopt, ProcesTeTraag, beeindig

__all__ = ["ProcesGestopt", "ProcesTeTraag", "Werkers"]

P = ParamSpec("P")
T = TypeVar("T")

STARTTIJD = 60.0
"""Seconds in which a child must be ready for its first call."""


def _niets() -> None:
    """The preparation of a child that needs none."""


def _altijd(_: object = None, *__: object) -> float:
    return 30.0


class Werkers(Executor):
    """At most ``aantal`` children at once, started when there is work for them.

    Every child first calls ``voorbereiding``, outside any time limit but :data:`STARTTIJD`.
    ``tijd`` gets the arguments of a call and says how many seconds it may take. ``spraakzaam`` lets
    the children write to stderr.
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
        self._vrij: queue.LifoQueue[Kind] = queue.LifoQueue()
        self._kinderen: set[Kind] = set()
        self._slot = threading.Lock()
        self._dicht = False

    def begin_vast(self, kind: Kind | None = None) -> None:
        """Prepare a child now (this one, when it was started already), so that it is ready sooner
        for the first call. Whether that goes well is seen at that call."""
        self._draden.submit(lambda: self._vrij.put(self._nieuw(kind)))

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a child call a function. The future raises what the function raises,
        :class:`ProcesGestopt` or :class:`ProcesTeTraag`."""
        if kwargs:
            msg = "a call in a child has positional arguments only"
            raise TypeError(msg)
        vraag, tijd = (
            pickle.dumps((fn, args)),
            self._tijd(*args),
        )  # here and now: a child should not have to wait for it
        return self._draden.submit(self._vraag, vraag, tijd)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """No new calls. When waited for, the children are gone afterwards; else they go when this
        process ends."""
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

    def _vraag(self, vraag: bytes, tijd: float) -> Any:
        kind = self._pak()
        try:
            uitkomst = kind.vraag(vraag, tijd)
        except BaseException:
            self._weg(kind)
            raise
        self._vrij.put(kind)
        return _uitgepakt(uitkomst)

    def _pak(self) -> Kind:
        """A child that is ready: one that waits, or a new one."""
        while True:
            try:
                kind = self._vrij.get_nowait()
            except queue.Empty:
                return self._nieuw()
            if kind.leeft:
                return kind
            self._weg(kind)  # killed by somebody else while it had nothing to do

    def _nieuw(self, kind: Kind | None = None) -> Kind:
        """A child that is prepared: this one, or one that starts now."""
        kind = kind or Kind(self._geheugen, spraakzaam=self._spraakzaam)
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
            self._kinderen.pop().ruim_op()

    def _weg(self, kind: Kind) -> None:
        beeindig([kind])
        kind.ruim_op()
        with self._slot:
            self._kinderen.discard(kind)


def _uitgepakt(uitkomst: bytes) -> Any:
    """What a call gave. Raises what it raised."""
    inhoud = pickle.loads(uitkomst[1:])  # noqa: S301 - from our own child
    if uitkomst[:1] == werker.MISLUKT:
        raise inhoud
    return inhoud
