"""``regio-xl controleer``: findings only, writes nothing."""

from __future__ import annotations

from pathlib import Path

import click

from regio_xl.cli.nederlands import Opdracht
from regio_xl.cli.options import cluster_optie, methode_optie, paden_argument, taken_optie


@click.command(
    "controleer",
    cls=Opdracht,
    short_help="Zoek fouten in ingevulde werkboeken; verandert niets.",
    epilog="Voorbeeld: regio-xl controleer ingevuld/*.xlsx",
)
@paden_argument
@click.option(
    "--json",
    "als_json",
    is_flag=True,
    help="Zet de bevindingen als JSON op de standaarduitvoer, één regel per bestand.",
)
@taken_optie
@cluster_optie
@methode_optie
@click.pass_context
def controleer(
    ctx: click.Context,
    paden: tuple[str, ...],
    als_json: bool,
    taken: int,
    cluster: str | None,
    methode_map: Path | None,
) -> None:
    """Zoek fouten in ingevulde werkboeken. PAD is een bestand, een map of een patroon. Er wordt
    niets veranderd."""
    from regio_xl.cli.progress import Where, make_plan, run  # noqa: PLC0415 - not needed for --help
    from regio_xl.cli.uitvoer import telregel, zeg  # noqa: PLC0415

    plan = make_plan(ctx, paden, cluster, methode_map, alleen_kijken=True, als_json=als_json)
    report = run(ctx, plan, Where(taken, cluster, ctx.obj["process"]), telregel)
    if not als_json and report.alles_goed:
        zeg("Alles is te lezen.")
    ctx.exit(report.exit_code)
