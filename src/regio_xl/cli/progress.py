"""Through all files of a command, with a progress bar: run them, print each outcome and how it went
as a whole."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path
from shutil import get_terminal_size
from typing import NamedTuple

import click

from regio_xl.batch.plan import Plan, today
from regio_xl.batch.processes import Process
from regio_xl.batch.report import Report, Table, shown_path
from regio_xl.batch.run import Runner, do_all, local_runner
from regio_xl.batch.search import unquoted
from regio_xl.batch.tasks import Outcome, Settings
from regio_xl.cli.interrupt import interruptible
from regio_xl.cli.nederlands import Gebruiksfout
from regio_xl.cli.options import require_tasks_or_cluster
from regio_xl.cli.output import UitvoerFout, message, print_json, say
from regio_xl.cli.table import save_table

_FULL = "De uitvoer van --json is niet te schrijven ({reden}). Gestopt"
_GO_ON = " Ga verder met dezelfde opdracht en --hervat erachter."


class Where(NamedTuple):
    """Where files are done: this many processes here (the first of which may run already), or a
    cluster; ``trusted`` when that may be an open one."""

    size: int
    cluster: str | None = None
    trusted: bool = False
    first: Process | None = None


def make_plan(
    ctx: click.Context,
    paths: tuple[str, ...],
    cluster: str | None,
    method_folder: Path | None,
    *,
    out: Path | None = None,
    look_only: bool = False,
    as_json: bool = False,
    resume: bool = False,
) -> Plan:
    """What a command must do. Raises :class:`Gebruiksfout` when its options do not go together or
    its method is wrong."""
    require_tasks_or_cluster(ctx, cluster)
    files = [unquoted(path) for path in paths]
    if cluster is not None:
        # its workers stand in folders of their own; links stay as they were given
        files = [os.path.abspath(path) for path in files]  # noqa: PTH100
        out, method_folder = _absolute(out), _absolute(method_folder)
    if method_folder is not None:
        # ours is loaded by the process that uses it, and was proved by the tests
        from regio_xl.cli.own_method import require_method  # noqa: PLC0415

        require_method(ctx, method_folder)
    settings = Settings(today(), look_only, as_json, ctx.obj["debug"], method_folder)
    return Plan(files, settings, out, resume=resume)


def _absolute(path: Path | None) -> Path | None:
    return path and Path(os.path.abspath(path))  # noqa: PTH100 - links stay as they were given


def run(
    ctx: click.Context,
    plan: Plan,
    where: Where,
    summary: Callable[[Outcome], str],
    table_folder: Path | None = None,
) -> Report:
    """Do everything, print each outcome and say how it went. ``summary`` words the outcome of a
    file; ``table_folder`` is the folder for the table of all outcomes. Raises
    :class:`Gebruiksfout` when the cluster cannot be used."""
    if not plan.settings.debug:
        warnings.simplefilter("ignore")  # libraries below us must not talk to users
    report = _loop(ctx, plan, where, summary, table_folder)
    text = report.text()
    if text:
        say(text)
    return report


@contextmanager
def open_runner(ctx: click.Context, where: Where, settings: Settings) -> Iterator[Runner]:
    """Where the work is done. Raises :class:`Gebruiksfout` when the cluster cannot be used."""
    if where.cluster is None:
        with local_runner(where.size, settings, where.first) as runner:
            yield runner
        return
    from regio_xl.batch.cluster import ClusterFout, cluster_runner  # noqa: PLC0415 - loads asyncio

    try:
        with cluster_runner(where.cluster, settings, trusted=where.trusted) as runner:
            yield runner
    except ClusterFout as fout:
        raise Gebruiksfout(str(fout), ctx) from fout


def _loop(
    ctx: click.Context,
    plan: Plan,
    where: Where,
    summary: Callable[[Outcome], str],
    table_folder: Path | None,
) -> Report:
    """Do everything and print each outcome; results are not kept. A progress bar with the time left
    on a terminal only; messages come above it."""
    # None when it is closed
    terminal = sys.stderr if sys.stderr is not None and sys.stderr.isatty() else None
    hidden = len(plan) < 2 or terminal is None
    report, table = Report(len(plan), plan.skipped), Table() if table_folder is not None else None
    with (
        interruptible() as interrupt,
        open_runner(ctx, where, plan.settings) as runner,
        click.progressbar(
            length=len(plan),
            label="Bezig",
            file=terminal or StringIO(),
            hidden=hidden,
            show_pos=True,
        ) as bar,
    ):
        note = _Notes(plan, report, table)
        try:
            for outcome in do_all(plan, runner, interrupt.asked):
                note.add(outcome)
                if not hidden:
                    _wipe()
                say(message(outcome, summary(outcome)))
                bar.update(1)
        except UitvoerFout as fout:
            report.stop(1, _FULL.format(reden=fout), _go_on(plan))
            runner.stop()
        if interrupt.asked():
            report.stop(128 + interrupt.signal, "Afgebroken", _go_on(plan))
            runner.stop()
        elif runner.lost() and not report.has_all:
            report.stop(1, "De scheduler van het cluster viel weg", _go_on(plan))
    if table is not None and table_folder is not None:
        save_table(table, table_folder, plan, report)
    return report


def _go_on(plan: Plan) -> str:
    return _GO_ON if plan.has_journal else ""


class _Notes:
    """Keeps of every outcome what is needed: its line of JSON, that it was done, and how it
    went."""

    def __init__(self, plan: Plan, report: Report, table: Table | None) -> None:
        self._plan, self._report, self._table = plan, report, table
        self._warned = False

    def add(self, outcome: Outcome) -> None:
        """Raises :class:`UitvoerFout`."""
        if self._plan.settings.as_json:
            print_json(outcome)
        self._record(outcome)  # after its line: --hervat does not print that again
        self._report.add(outcome)
        if self._table is not None:
            self._table.add(outcome)

    def _record(self, outcome: Outcome) -> None:
        """Write down what was done; warn once when that is not possible."""
        try:
            self._plan.record(outcome)
        except OSError:
            if self._warned or outcome.target is None:
                return
            self._warned = True
            folder = shown_path(outcome.target.parent)
            say(
                f"let op: in {folder} is niet op te schrijven wat klaar is; "
                "--hervat werkt dan niet."
            )


def _wipe() -> None:
    """Clear the line of the bar; it is drawn again below the message."""
    with suppress(OSError):
        click.echo(f"\r{' ' * (get_terminal_size().columns - 1)}\r", err=True, nl=False)
