"""Process many files: each one read, computed and saved on its own, so that one bad file never
stops the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, wait
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from regio_xl.taak import Klaar, Taak, doe, mislukt
from regio_xl.voorbereiding import bereid_voor
from regio_xl.werkers import ProcesGestopt, ProcesTeTraag, Werkers

if TYPE_CHECKING:
    from regio_xl.bevindingen import Bevinding

VOORUIT = 4
"""How many files each process may have waiting: enough to keep it busy, few enough to keep memory
flat."""
TIJD, TIJD_PER_MB = 5.0, 15.0
"""Seconds that a file may take, whatever its size and more for each megabyte of it."""
KIJK = 0.1
"""Seconds between two looks whether somebody asked to stop."""
AFRONDEN = 0.4
"""Seconds that files under way still get when somebody asked to stop."""


def tijd_voor(taak: Taak) -> float:
    """How many seconds a file may take."""
    try:
        return TIJD + TIJD_PER_MB * taak.pad.stat().st_size / 1e6
    except (OSError, ValueError):
        return TIJD


def werkers(aantal: int, methode_map: Path | None = None, *, debug: bool = False) -> Werkers:
    """Guarded processes that are ready to :func:`doe` files."""
    return Werkers(aantal, bereid_voor, (methode_map,), tijd=tijd_voor, spraakzaam=debug)


class Bank(NamedTuple):
    """Where files are done: how many at once, and what is asked for each."""

    executor: Executor
    tegelijk: int
    doe: Callable[[Taak], Klaar] = doe


def doe_alles(
    taken: Iterable[Taak | Klaar],
    bank: Executor,
    vooruit: int,
    gestopt: Callable[[], bool] = bool,
    doe: Callable[[Taak], Klaar] = doe,
) -> Iterator[Klaar]:
    """Do all files, in order; what is ready already comes along in its place.

    At most ``vooruit`` are waiting in the bank, however many there are. When ``gestopt`` says so no
    more are started, and those that are done a moment later are the last.
    """
    bron = iter(taken)
    onderweg: deque[tuple[Taak | None, Future[Klaar]]] = deque()
    while not gestopt():
        onderweg.extend(
            _geef_uit(bank, doe, een) for een in islice(bron, max(0, vooruit - len(onderweg)))
        )
        if not onderweg:
            return
        if wait([onderweg[0][1]], KIJK).done and not (
            gestopt() and _zonder_uitkomst(onderweg[0][1])
        ):
            yield haal_op(*onderweg.popleft())
    for _, belofte in onderweg:
        belofte.cancel()
    wait([belofte for _, belofte in onderweg if not belofte.cancelled()], AFRONDEN)
    yield from (
        haal_op(taak, belofte)
        for taak, belofte in onderweg
        if belofte.done() and not _zonder_uitkomst(belofte)
    )


def _geef_uit(
    bank: Executor, doe: Callable[[Taak], Klaar], een: Taak | Klaar
) -> tuple[Taak | None, Future[Klaar]]:
    """The promise of an outcome; kept at once for what is ready, broken at once when the bank is
    broken."""
    belofte: Future[Klaar] = Future()
    if isinstance(een, Klaar):
        belofte.set_result(een)
        return None, belofte
    try:
        return een, bank.submit(doe, een)
    except Exception as fout:
        belofte.set_exception(fout)
        return een, belofte


def haal_op(taak: Taak | None, belofte: Future[Klaar]) -> Klaar:
    """The outcome of a file; a failed one when what should have done it failed."""
    try:
        return belofte.result()
    except Exception as fout:
        if taak is None or (taak.debug and not isinstance(fout, _GEEN_UITKOMST)):
            raise
        return mislukt(taak.pad, [_waarom(fout)])


def _zonder_uitkomst(belofte: Future[Klaar]) -> bool:
    """Whether a file was not done because what should have done it was ended, maybe by the same
    signal that ends us."""
    return belofte.cancelled() or isinstance(belofte.exception(), _GEEN_UITKOMST)


_GEEN_UITKOMST = (ProcesGestopt, ProcesTeTraag, BrokenExecutor, CancelledError)


def _waarom(fout: Exception) -> Bevinding:
    from regio_xl.bevindingen import bevinding  # noqa: PLC0415 - heavy, and nearly never needed

    if isinstance(fout, ProcesTeTraag):
        return bevinding("proces-te-traag", seconden=round(fout.args[0]))
    if isinstance(fout, _GEEN_UITKOMST):
        return bevinding("proces-gestopt")
    return bevinding("programma-fout", reden=type(fout).__name__)
