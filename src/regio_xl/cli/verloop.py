"""From paths to tasks, and through all of them with a progress bar."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import repeat
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from regio_xl.administratie import Boekhouding
from regio_xl.batch import VOORUIT, Bank, doe_alles, werkers
from regio_xl.cli.bestanden import Gevonden, vind_bestanden
from regio_xl.cli.doelen import Doel, verdeel, wie_is
from regio_xl.cli.onderbreking import onderbreekbaar
from regio_xl.cli.uitvoer import json_regel, melding, toon_pad, zeg
from regio_xl.cli.verslag import Verslag
from regio_xl.taak import Klaar, Taak, mislukt
from regio_xl.werkers import Werkers

if TYPE_CHECKING:
    from regio_xl.cli.tabel import Tabel


@dataclass(frozen=True, slots=True, kw_only=True)
class Opzet:
    """What a command asks for. ``uit`` is the folder for the results, None to replace the files or
    to write nothing; ``tabel_in`` the folder for the table of all outcomes, ``alvast`` the
    processes when they were started already."""

    paden: Sequence[str]
    uit: Path | None = None
    alleen_kijken: bool = False
    als_json: bool = False
    debug: bool = False
    methode_map: Path | None = None
    taken: int = 1
    hervat: bool = False
    tabel_in: Path | None = None
    cluster: str = ""
    alvast: Werkers | None = None


def op_cluster(opzet: Opzet, adres: str) -> Opzet:
    """The same on a cluster, whose workers stand in folders of their own."""

    def heel(pad: Path | None) -> Path | None:
        return pad and Path(os.path.abspath(pad))  # noqa: PTH100 - links stay as they were given

    paden = [os.path.abspath(pad) for pad in opzet.paden]  # noqa: PTH100
    return replace(
        opzet, cluster=adres, paden=paden, uit=heel(opzet.uit), methode_map=heel(opzet.methode_map)
    )


def vandaag() -> date:
    """Today, or the day of ``SOURCE_DATE_EPOCH`` (the convention for builds that must come out the
    same)."""
    try:
        return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC).date()
    except (ValueError, OverflowError, OSError):
        return datetime.now().astimezone().date()


class Werk:
    """All that a command must do, as tasks that are made when they are asked for."""

    def __init__(self, opzet: Opzet) -> None:
        self.opzet = opzet
        self._dag = vandaag()
        self._lijst = vind_bestanden(opzet.paden, opzet.uit)
        if opzet.uit is None and not opzet.alleen_kijken:
            self._lijst = list(_elk_een_keer(self._lijst))
        self._houdt_bij = not opzet.alleen_kijken and (
            opzet.uit is not None or len(self._lijst) > 1
        )
        self._boekhouding = Boekhouding(opzet.uit, opzet.methode_map)
        self._gewaarschuwd = False

    def __len__(self) -> int:
        return len(self._lijst)

    def __iter__(self) -> Iterator[Taak | Klaar]:
        doelen = self._doelen()
        for gevonden, doel in zip(self._lijst, doelen, strict=True):
            code, ander = (
                (gevonden.code, None)
                if gevonden.code
                else (doel.code, doel.ander)
                if doel
                else ("", None)
            )
            yield (
                _geweigerd(gevonden.pad, code, ander)
                if code
                else self._taak(gevonden.pad, doel.pad if doel else None)
            )

    def _doelen(self) -> Iterable[Doel | None]:
        uit = self.opzet.uit
        return (
            repeat(None, len(self))
            if uit is None or self.opzet.alleen_kijken
            else verdeel(self._lijst, uit)
        )

    @property
    def vervolg(self) -> str:
        """How to go on after a stop."""
        return " Ga verder met dezelfde opdracht en --hervat erachter." if self._houdt_bij else ""

    def noteer(self, klaar: Klaar) -> None:
        """Write down what was done, for the next time."""
        if not (self._houdt_bij and klaar.doel and klaar.doel_kenmerk):
            return
        try:
            self._boekhouding.van(klaar.doel).noteer(klaar)
        except OSError:
            if self._gewaarschuwd:
                return
            self._gewaarschuwd = True
            zeg(
                f"let op: in {toon_pad(klaar.doel.parent)} is niet op te schrijven wat klaar is; --hervat werkt dan niet."
            )

    def _taak(self, pad: Path, doel: Path | None) -> Taak | Klaar:
        opzet = self.opzet
        geschreven = ""
        if self._houdt_bij:
            administratie = self._boekhouding.van(doel or pad)
            if opzet.hervat and (klaar := administratie.al_gedaan(pad, doel or pad)):
                return klaar
            geschreven = administratie.geschreven(doel) if doel else ""
        return Taak(
            pad,
            doel,
            self._dag,
            geschreven=geschreven,
            alleen_kijken=opzet.alleen_kijken,
            debug=opzet.debug,
            methode_map=opzet.methode_map,
            als_json=opzet.als_json,
        )


def _elk_een_keer(lijst: Sequence[Gevonden]) -> Iterator[Gevonden]:
    """Each file once, however many links lead to it: who replaces a file twice at a time finds it
    changed."""
    gezien = set()
    for gevonden in lijst:
        identiteit = wie_is(gevonden.pad)
        if identiteit is None or identiteit not in gezien:
            gezien.add(identiteit)
            yield gevonden


def _geweigerd(pad: Path, code: str, ander: Path | None) -> Klaar:
    from regio_xl.bevindingen import bevinding  # noqa: PLC0415 - heavy, and only for paths that give no file

    return mislukt(pad, [bevinding(code, ander=ander)])


@contextmanager
def open_bank(opzet: Opzet) -> Iterator[Bank]:
    """Where the work is done: in processes here, or on a cluster. Raises
    :class:`~regio_xl.cluster.ClusterFout`."""
    if opzet.cluster:
        from regio_xl.cluster import cluster  # noqa: PLC0415

        with cluster(opzet.cluster, debug=opzet.debug) as bank:
            yield bank
    else:
        with opzet.alvast or werkers(opzet.taken, opzet.methode_map, debug=opzet.debug) as executor:
            yield Bank(executor, opzet.taken)


def loop_af(opzet: Opzet, slot: Callable[[Klaar], str]) -> Verslag:
    """Do everything and print each outcome; results are not kept. ``slot`` words the outcome of a
    file.

    A progress bar with the time left on a terminal only; messages come above it.
    """
    if not opzet.debug:
        _stil()
    werk = Werk(opzet)
    with onderbreekbaar() as onderbreking:
        verborgen = len(werk) < 2 or not sys.stderr.isatty()
        verslag, tabel = Verslag(len(werk)), _tabel() if opzet.tabel_in else None
        with (
            open_bank(opzet) as bank,
            click.progressbar(
                length=len(werk), label="Bezig", file=sys.stderr, hidden=verborgen, show_pos=True
            ) as balk,
        ):
            for klaar in doe_alles(
                werk, bank.executor, VOORUIT * bank.tegelijk, onderbreking.gevraagd, bank.doe
            ):
                if opzet.als_json:
                    json_regel(klaar)
                werk.noteer(klaar)  # after its line: --hervat does not print that again
                verslag.neem_op(klaar)
                if tabel:
                    tabel.neem_op(klaar)
                if not verborgen:
                    _veeg_uit()
                zeg(melding(klaar, slot(klaar)))
                balk.update(1)
            if onderbreking.gevraagd():
                verslag.stop(onderbreking.sein, werk.vervolg)
                _stop(bank.executor)
    if tabel and opzet.tabel_in:
        _bewaar(tabel, opzet.tabel_in, verslag)
    return verslag


def _tabel() -> Tabel:
    from regio_xl.cli.tabel import Tabel  # noqa: PLC0415 - not needed to start

    return Tabel()


def _bewaar(tabel: Tabel, map_: Path, verslag: Verslag) -> None:
    """Save the table; that it cannot be saved is a mistake like that of a file."""
    from regio_xl.werkboek import BoekFout  # noqa: PLC0415

    try:
        zeg(f"Verslag: {toon_pad(tabel.bewaar(map_))}")
    except BoekFout as fout:
        zeg(f"fout: {fout}")
        verslag.niet_bewaard = True


def _stop(executor: Executor) -> None:
    """What is still busy is not waited for."""
    if isinstance(executor, Werkers):
        executor.stop()
    else:
        executor.shutdown(wait=False)


def _veeg_uit() -> None:
    """Clear the line of the bar; it is drawn again below the message."""
    click.echo(f"\r{' ' * (get_terminal_size().columns - 1)}\r", err=True, nl=False)


def _stil() -> None:
    """Libraries below us must not talk to users."""
    import warnings  # noqa: PLC0415

    warnings.simplefilter("ignore")
