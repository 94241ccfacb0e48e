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
from regio_xl.batch.report import TABLE_NAME, Report, Table, shown_path
from regio_xl.batch.run import Runner, do_all, local_runner
from regio_xl.batch.tasks import Outcome, Settings
from regio_xl.cli.interrupt import interruptible
from regio_xl.cli.nederlands import Gebruiksfout
from regio_xl.cli.options import require_tasks_or_cluster
from regio_xl.cli.output import message, print_json, say

_GO_ON = " Ga verder met dezelfde opdracht en --hervat erachter."


class Where(NamedTuple):
    """Where files are done: this many processes here (the first of which may run already), or a
    cluster."""

    size: int
    cluster: str | None = None
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
    files: Sequence[str] = paths
    if cluster is not None:
        # its workers stand in folders of their own; links stay as they were given
        files = [os.path.abspath(path) for path in paths]  # noqa: PTH100
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
    summary: Callable[[Outcome], str],
    table_folder: Path | None,
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
            if plan.settings.as_json:
                print_json(outcome)
            journal.add(outcome)  # after its line: --hervat does not print that again
            report.add(outcome)
            if table_folder is not None:
                table.add(outcome)
            if not hidden:
                _wipe()
            say(message(outcome, summary(outcome)))
            bar.update(1)
        if interrupt.asked():
            report.stop(interrupt.signal, _GO_ON if plan.has_journal else "")
            runner.stop()
    if table_folder is not None:
        _save(table, table_folder, report)
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
            if self._warned or outcome.target is None:
                return
            self._warned = True
            folder = shown_path(outcome.target.parent)
            say(
                f"let op: in {folder} is niet op te schrijven wat klaar is; "
                "--hervat werkt dan niet."
            )


def _save(table: Table, folder: Path, report: Report) -> None:
    """Save the table; that it cannot be saved is a mistake like that of a file."""
    # only for --verslag, at the end
    from regio_xl.werkboek import WerkboekFout  # noqa: PLC0415
    from regio_xl.xlsx.save import make_folder, replace  # noqa: PLC0415

    path = folder / TABLE_NAME
    try:
        make_folder(folder)
        replace(path, table.contents())
    except WerkboekFout as fout:
        say(f"fout: {fout}")
        report.not_saved = True
    else:
        say(f"Verslag: {shown_path(path)}")


def _wipe() -> None:
    """Clear the line of the bar; it is drawn again below the message."""
    click.echo(f"\r{' ' * (get_terminal_size().columns - 1)}\r", err=True, nl=False)
