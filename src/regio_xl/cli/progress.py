"""Through all files of a command, with a progress bar: run them, print each outcome and how it went
as a whole."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import get_terminal_size
from typing import NamedTuple

import click

from regio_xl.batch.plan import Plan, today
from regio_xl.batch.processes import Process
from regio_xl.batch.report import NAAM, Report, Table, toon_pad
from regio_xl.batch.run import Runner, do_all, local_runner
from regio_xl.batch.tasks import Outcome, Settings
from regio_xl.cli.interrupt import interruptible
from regio_xl.cli.nederlands import Gebruiksfout
from regio_xl.cli.options import eis_methode, eis_taken_of_cluster
from regio_xl.cli.uitvoer import json_regel, melding, zeg

_VERVOLG = " Ga verder met dezelfde opdracht en --hervat erachter."


class Where(NamedTuple):
    """Where files are done: this many processes here (the first of which may run already), or a
    cluster."""

    size: int
    cluster: str | None = None
    first: Process | None = None


def make_plan(
    ctx: click.Context,
    paden: tuple[str, ...],
    cluster: str | None,
    methode_map: Path | None,
    *,
    uit: Path | None = None,
    alleen_kijken: bool = False,
    als_json: bool = False,
    hervat: bool = False,
) -> Plan:
    """What a command must do. Raises :class:`Gebruiksfout` when its options do not go together or
    its method is wrong."""
    eis_taken_of_cluster(ctx, cluster)
    files: Sequence[str] = paden
    if cluster is not None:  # its workers stand in folders of their own
        files = [os.path.abspath(pad) for pad in paden]  # noqa: PTH100 - links stay as they were given
        uit, methode_map = _absolute(uit), _absolute(methode_map)
    if (
        methode_map is not None
    ):  # ours is loaded by the process that uses it, and was proved by the tests
        eis_methode(ctx, methode_map)
    settings = Settings(today(), alleen_kijken, als_json, ctx.obj["debug"], methode_map)
    return Plan(files, settings, uit, hervat=hervat)


def _absolute(pad: Path | None) -> Path | None:
    return pad and Path(os.path.abspath(pad))  # noqa: PTH100 - links stay as they were given


def run(
    ctx: click.Context,
    plan: Plan,
    where: Where,
    slot: Callable[[Outcome], str],
    tabel_in: Path | None = None,
) -> Report:
    """Do everything, print each outcome and say how it went. ``slot`` words the outcome of a file;
    ``tabel_in`` is the folder for the table of all outcomes. Raises :class:`Gebruiksfout` when the
    cluster cannot be used."""
    if not plan.settings.debug:
        warnings.simplefilter("ignore")  # libraries below us must not talk to users
    report = _loop(ctx, plan, where, slot, tabel_in)
    text = report.text()
    if text:
        zeg(text)
    return report


@contextmanager
def open_runner(ctx: click.Context, where: Where, settings: Settings) -> Iterator[Runner]:
    """Where the work is done. Raises :class:`Gebruiksfout` when the cluster cannot be used."""
    if not where.cluster:
        with local_runner(where.size, settings, where.first) as runner:
            yield runner
        return
    from regio_xl.batch.cluster import ClusterFout, cluster_runner  # noqa: PLC0415 - loads asyncio

    try:
        with cluster_runner(where.cluster, settings) as runner:
            yield runner
    except ClusterFout as fout:
        raise Gebruiksfout(str(fout), ctx) from fout


def _loop(
    ctx: click.Context,
    plan: Plan,
    where: Where,
    slot: Callable[[Outcome], str],
    tabel_in: Path | None,
) -> Report:
    """Do everything and print each outcome; results are not kept. A progress bar with the time left
    on a terminal only; messages come above it."""
    hidden = len(plan) < 2 or not sys.stderr.isatty()
    report, table, journal = Report(len(plan)), Table(), _Journal(plan)
    with (
        interruptible() as interrupt,
        open_runner(ctx, where, plan.settings) as runner,
        click.progressbar(
            length=len(plan), label="Bezig", file=sys.stderr, hidden=hidden, show_pos=True
        ) as bar,
    ):
        for outcome in do_all(plan, runner, interrupt.asked):
            if plan.settings.als_json:
                json_regel(outcome)
            journal.add(outcome)  # after its line: --hervat does not print that again
            report.add(outcome)
            if tabel_in is not None:
                table.add(outcome)
            if not hidden:
                _wipe()
            zeg(melding(outcome, slot(outcome)))
            bar.update(1)
        if interrupt.asked():
            report.stop(interrupt.signal, _VERVOLG if plan.has_journal else "")
            runner.stop()
    if tabel_in is not None:
        _save(table, tabel_in, report)
    return report


class _Journal:
    """Writes down what was done, and warns once when that is not possible."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._warned = False

    def add(self, outcome: Outcome) -> None:
        try:
            self._plan.record(outcome)
        except OSError:
            if self._warned or outcome.doel is None:
                return
            self._warned = True
            map_ = toon_pad(outcome.doel.parent)
            zeg(f"let op: in {map_} is niet op te schrijven wat klaar is; --hervat werkt dan niet.")


def _save(table: Table, map_: Path, report: Report) -> None:
    """Save the table; that it cannot be saved is a mistake like that of a file."""
    from regio_xl.werkboek import BoekFout  # noqa: PLC0415 - not needed to start
    from regio_xl.xlsx.save import maak_map, vervang  # noqa: PLC0415

    pad = map_ / NAAM
    try:
        maak_map(map_)
        vervang(pad, table.contents())
    except BoekFout as fout:
        zeg(f"fout: {fout}")
        report.niet_bewaard = True
    else:
        zeg(f"Verslag: {toon_pad(pad)}")


def _wipe() -> None:
    """Clear the line of the bar; it is drawn again below the message."""
    click.echo(f"\r{' ' * (get_terminal_size().columns - 1)}\r", err=True, nl=False)
