"""``regio-xl controleer``: findings only, writes nothing."""

from __future__ import annotations

from pathlib import Path

import click

from regio_xl.cli.eigen_methode import methode_optie
from regio_xl.cli.nederlands import Opdracht
from regio_xl.cli.waar import begin_vast, cluster_optie, draai, taken_optie


@click.command(
    "controleer",
    cls=Opdracht,
    short_help="Zoek fouten in ingevulde werkboeken; verandert niets.",
    epilog="Voorbeeld: regio-xl controleer ingevuld/*.xlsx",
)
@click.argument("paden", metavar="PAD...", nargs=-1, required=True, type=click.Path(readable=False))
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
def opdracht(
    ctx: click.Context,
    paden: tuple[str, ...],
    als_json: bool,
    taken: int,
    cluster: str | None,
    methode_map: Path | None,
) -> None:
    """Zoek fouten in ingevulde werkboeken. PAD is een bestand, een map of een patroon. Er wordt
    niets veranderd."""
    alvast = (
        None
        if cluster or methode_map
        else begin_vast(taken, ctx.obj.get("kind"), debug=ctx.obj["debug"])
    )
    from regio_xl.cli.uitvoer import telling, zeg  # noqa: PLC0415
    from regio_xl.cli.verloop import Opzet  # noqa: PLC0415

    opzet = Opzet(
        paden=paden,
        alleen_kijken=True,
        als_json=als_json,
        debug=ctx.obj["debug"],
        methode_map=methode_map,
        taken=taken,
        alvast=alvast,
    )
    verslag = draai(ctx, opzet, telling, cluster)
    if not als_json and verslag.alles_goed:
        zeg("Alles is te lezen.")
    ctx.exit(verslag.afsluitcode)
