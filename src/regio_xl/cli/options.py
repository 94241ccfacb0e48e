"""The options that commands share: ``--methode``, ``--taken`` and ``--cluster``, and how they are
checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from regio_xl.cli.nederlands import Aantal, Gebruiksfout

if TYPE_CHECKING:
    from regio_xl.methode import Methode, MethodeFout

paden_argument = click.argument(
    "paden", metavar="PAD...", nargs=-1, required=True, type=click.Path(readable=False)
)
taken_optie = click.option(
    "--taken",
    type=Aantal(),
    default=1,
    metavar="N",
    help="Aantal bestanden tegelijk (standaard 1).",
)
cluster_optie = click.option(
    "--cluster",
    metavar="ADRES",
    help="Verdeel het werk over een cluster van Dask, bijvoorbeeld tcp://server:8786.",
)
methode_optie = click.option(
    "--methode",
    "methode_map",
    type=click.Path(path_type=Path, readable=False),
    metavar="MAP",
    help="Werk met een eigen methode: een map met TOML-bestanden.",
)


def eis_taken_of_cluster(ctx: click.Context, cluster: str | None) -> None:
    """Raises :class:`Gebruiksfout` when both are given."""
    if cluster is not None and ctx.get_parameter_source("taken") is not ParameterSource.DEFAULT:
        raise Gebruiksfout("Kies --taken of --cluster, niet allebei.", ctx)


def laad_methode(ctx: click.Context, map_: Path | None) -> Methode:
    """The method of a folder, ours by default. Raises :class:`Gebruiksfout` with file, key and
    reason when it is wrong."""
    from regio_xl.methode import MethodeFout, laad  # noqa: PLC0415

    try:
        return laad(map_)
    except MethodeFout as fout:
        raise _klopt_niet(ctx, map_, fout) from fout


def eis_methode(ctx: click.Context, map_: Path | None) -> Methode:
    """The method to work with. One of your own must keep every rule of balance, and each of its
    suggestions must be within reach; else the command names what is wrong. Ours is not checked
    again: its tests do that."""
    methode = laad_methode(ctx, map_)
    if map_ is None:
        return methode
    from regio_xl.bevindingen import leesbaar  # noqa: PLC0415
    from regio_xl.methode import MethodeFout  # noqa: PLC0415
    from regio_xl.methodeproef.balans import balans  # noqa: PLC0415
    from regio_xl.methodeproef.bereik import onbereikbaar  # noqa: PLC0415

    gebroken = [f"{regel.naam}: {regel.uitleg}" for regel in balans(methode) if not regel.goed]
    if gebroken:
        raise Gebruiksfout(
            f"De methode in {leesbaar(map_)} is niet in balans. {' '.join(gebroken)}", ctx
        )
    for id_, reden in onbereikbaar(methode).items():
        raise _klopt_niet(
            ctx,
            map_,
            MethodeFout(_bestand(map_, id_), id_, f"deze handreiking is niet te bereiken; {reden}"),
        )
    return methode


def _bestand(map_: Path, id_: str) -> str:
    """In which file of a method a suggestion stands."""
    paden = sorted((map_ / "handreikingen").glob("*.toml"))
    return next(
        (pad.name for pad in paden if f'"{id_}"' in pad.read_text(encoding="utf-8")),
        "handreikingen",
    )


def _klopt_niet(ctx: click.Context, map_: Path | None, fout: MethodeFout) -> Gebruiksfout:
    from regio_xl.bevindingen import leesbaar  # noqa: PLC0415

    return Gebruiksfout(f"De methode in {leesbaar(map_)} klopt niet. {fout}.", ctx)
