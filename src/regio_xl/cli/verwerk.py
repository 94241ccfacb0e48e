"""``regio-xl verwerk``: the main job, for files, folders and patterns."""

from __future__ import annotations

from pathlib import Path

import click

from regio_xl.cli.nederlands import Command, Gebruiksfout
from regio_xl.cli.options import (
    BarePath,
    cluster_option,
    method_option,
    open_cluster_option,
    paths_argument,
    tasks_option,
)

_OUT = "resultaat"


@click.command(
    "verwerk",
    cls=Command,
    short_help="Bereken het advies en zet het in een kopie van elk werkboek.",
    epilog="Voorbeeld: regio-xl verwerk ingevuld/ --uit resultaat --json > resultaten.jsonl",
)
@paths_argument
@click.option(
    "--uit", type=BarePath(), metavar="MAP", help=f"Map voor de resultaten (standaard ./{_OUT})."
)
@click.option(
    "--ter-plekke",
    is_flag=True,
    help="Vervang het bestand zelf; de oude versie blijft ernaast staan.",
)
@click.option(
    "--json",
    "als_json",
    is_flag=True,
    help="Zet de resultaten als JSON op de standaarduitvoer, één regel per bestand.",
)
@tasks_option
@click.option(
    "--hervat", is_flag=True, help="Sla over wat al klaar is en sindsdien niet is veranderd."
)
@click.option(
    "--verslag",
    is_flag=True,
    help="Maak verwerking.csv in de map met resultaten: een regel per bestand.",
)
@cluster_option
@open_cluster_option
@method_option
@click.pass_context
def verwerk_command(
    ctx: click.Context,
    paden: tuple[str, ...],
    uit: Path | None,
    ter_plekke: bool,
    als_json: bool,
    taken: int,
    hervat: bool,
    verslag: bool,
    cluster: str | None,
    cluster_open: bool,
    methode_map: Path | None,
) -> None:
    """Bereken het advies en zet het in een kopie van elk werkboek. PAD is een bestand, een map of
    een patroon."""
    if ter_plekke and uit:
        raise Gebruiksfout("Kies --uit of --ter-plekke, niet allebei.", ctx)
    from regio_xl.cli.output import summary  # noqa: PLC0415
    from regio_xl.cli.progress import Where, make_plan, run  # noqa: PLC0415 - not needed for --help

    out = None if ter_plekke else uit or Path(_OUT)
    plan = make_plan(ctx, paden, cluster, methode_map, out=out, as_json=als_json, resume=hervat)
    table_folder = (out or Path()) if verslag else None
    where = Where(taken, cluster, cluster_open, ctx.obj["process"])
    report = run(ctx, plan, where, summary, table_folder)
    ctx.exit(report.exit_code)
