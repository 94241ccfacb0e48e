"""``regio-xl controleer``: findings only, writes nothing."""

from __future__ import annotations

from pathlib import Path

import click

from regio_xl.cli.nederlands import Command
from regio_xl.cli.options import (
    cluster_option,
    method_option,
    open_cluster_option,
    paths_argument,
    tasks_option,
)


@click.command(
    "controleer",
    cls=Command,
    short_help="Zoek fouten in ingevulde werkboeken; verandert niets.",
    epilog="Voorbeeld: regio-xl controleer ingevuld/*.xlsx",
)
@paths_argument
@click.option(
    "--json",
    "als_json",
    is_flag=True,
    help="Zet de bevindingen als JSON op de standaarduitvoer, één regel per bestand.",
)
@tasks_option
@cluster_option
@open_cluster_option
@method_option
@click.pass_context
def controleer_command(
    ctx: click.Context,
    paden: tuple[str, ...],
    als_json: bool,
    taken: int,
    cluster: str | None,
    cluster_open: bool,
    methode_map: Path | None,
) -> None:
    """Zoek fouten in ingevulde werkboeken. PAD is een bestand, een map of een patroon. Er wordt
    niets veranderd."""
    from regio_xl.cli.output import counted, say  # noqa: PLC0415
    from regio_xl.cli.progress import Where, make_plan, run  # noqa: PLC0415 - not needed for --help

    plan = make_plan(ctx, paden, cluster, methode_map, look_only=True, as_json=als_json)
    report = run(ctx, plan, Where(taken, cluster, cluster_open, ctx.obj["process"]), counted)
    if not als_json and report.all_good and report.complete:
        say("Alles is te lezen.")
    ctx.exit(report.exit_code)
