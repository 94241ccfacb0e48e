"""Process many files: each one read, computed and saved on its own, so that one bad file never stops the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from regio_xl.bevindingen import Bevinding, bevinding, uit_boekfout
from regio_xl.boek import BoekFout
from regio_xl.boek.bestand import Bestandsboek
from regio_xl.boek.schijf import maak_map
from regio_xl.methode import Methode, laad
from regio_xl.opdracht import NietGeschreven, bekijk, verwerk
from regio_xl.resultaten import Resultaat

VOORUIT = 4
"""How many files each process may have waiting: enough to keep it busy, few enough to keep memory flat."""


@dataclass(frozen=True, slots=True)
class Taak:
    """One file to do. ``doel`` is where the result goes, None to replace the file itself; ``alleen_kijken`` writes nothing."""

    pad: Path
    doel: Path | None
    vandaag: date
    alleen_kijken: bool = False
    debug: bool = False
    methode_map: Path | None = None


@dataclass(frozen=True, slots=True)
class Klaar:
    """What became of one file: its results, or the finding that says why there are none."""

    pad: Path
    resultaat: Resultaat | None
    bevindingen: tuple[Bevinding, ...]
    doel: Path | None = None

    @property
    def goed(self) -> bool:
        """Whether the file was processed and has no finding of kind *fout*."""
        return self.resultaat is not None and not any(b.ernst == "fout" for b in self.bevindingen)


@cache
def methode(map_: Path | None) -> Methode:
    """The method (our own, or that of a folder), loaded once in each process."""
    return laad(map_)


def doe(taak: Taak) -> Klaar:
    """Do one file. Never raises, unless ``debug`` asks for the details of a mistake of our own."""
    try:
        return _doe(taak)
    except BoekFout as fout:
        return Klaar(taak.pad, None, (uit_boekfout(fout),))
    except NietGeschreven as fout:
        return Klaar(taak.pad, None, fout.bevindingen)
    except Exception as fout:
        if taak.debug:
            raise
        return Klaar(taak.pad, None, (bevinding("programma-fout", reden=type(fout).__name__),))


def _doe(taak: Taak) -> Klaar:
    boek = Bestandsboek(taak.pad)
    methode_ = methode(taak.methode_map)
    if taak.alleen_kijken:
        resultaat = bekijk(boek, methode_).resultaat
        return Klaar(taak.pad, resultaat, resultaat.bevindingen)
    resultaat, uitvoer = verwerk(boek, methode_, taak.vandaag)
    if taak.doel is not None:
        maak_map(taak.doel.parent)
        uitvoer.bewaar(taak.doel)
    elif uitvoer is boek:
        boek.bewaar_ter_plekke()
    else:
        raise BoekFout("niet-ter-plekke")
    return Klaar(taak.pad, resultaat, resultaat.bevindingen, taak.doel or taak.pad)


def doe_alles(taken: Sequence[Taak], processen: int = 1) -> Iterator[Klaar]:
    """Do all files, in order. With more than one process a file that kills its process is one failed file."""
    if processen == 1 or len(taken) < 2:
        yield from map(doe, taken)
        return
    with ProcessPoolExecutor(max_workers=min(processen, len(taken))) as pool:
        onderweg: deque[tuple[Taak, Future[Klaar]]] = deque()
        for taak in taken:
            onderweg.append((taak, _geef_uit(pool, taak)))
            if len(onderweg) >= VOORUIT * processen:
                yield _haal_op(*onderweg.popleft())
        while onderweg:
            yield _haal_op(*onderweg.popleft())


def _haal_op(taak: Taak, belofte: Future[Klaar]) -> Klaar:
    try:
        return belofte.result()
    except BrokenProcessPool:
        return _apart(taak)


def _geef_uit(pool: ProcessPoolExecutor, taak: Taak) -> Future[Klaar]:
    """The promise of a file; already broken when an earlier file broke the pool."""
    try:
        return pool.submit(doe, taak)
    except BrokenProcessPool as fout:
        belofte: Future[Klaar] = Future()
        belofte.set_exception(fout)
        return belofte


def _apart(taak: Taak) -> Klaar:
    """A file from a broken pool once more, in a process of its own: only the file that breaks that too has failed."""
    with ProcessPoolExecutor(max_workers=1) as pool:
        try:
            return _geef_uit(pool, taak).result()
        except BrokenProcessPool:
            return Klaar(taak.pad, None, (bevinding("proces-gestopt"),))
