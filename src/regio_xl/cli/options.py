"""The options that commands share: ``--methode``, ``--taken`` and ``--cluster``."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from regio_xl.cli.nederlands import Gebruiksfout, WholeNumber

paths_argument = click.argument(
    "paden", metavar="PAD...", nargs=-1, required=True, type=click.Path(readable=False)
)
tasks_option = click.option(
    "--taken",
    type=WholeNumber(),
    default=1,
    metavar="N",
    help="Aantal bestanden tegelijk (standaard 1).",
)
cluster_option = click.option(
    "--cluster",
    metavar="ADRES",
    help="Verdeel het werk over een cluster van Dask, bijvoorbeeld tcp://server:8786.",
)
method_option = click.option(
    "--methode",
    "methode_map",
    type=click.Path(path_type=Path, readable=False),
    metavar="MAP",
    help="Werk met een eigen methode: een map met TOML-bestanden.",
)


def require_tasks_or_cluster(ctx: click.Context, cluster: str | None) -> None:
    """Raises :class:`Gebruiksfout` when both are given."""
    if cluster is not None and ctx.get_parameter_source("taken") is not ParameterSource.DEFAULT:
        raise Gebruiksfout("Kies --taken of --cluster, niet allebei.", ctx)
