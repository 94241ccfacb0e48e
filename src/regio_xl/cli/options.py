"""The options that commands share: ``--methode``, ``--taken`` and ``--cluster``."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from regio_xl.cli.nederlands import Gebruiksfout, WholeNumber


class BarePath(click.ParamType[Path]):
    """A path without the quotes that came along with it."""

    name = "pad"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        from regio_xl.batch.search import unquoted  # noqa: PLC0415 - not needed for --help

        return Path(unquoted(str(value)))


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
    help="Verdeel het werk over een cluster van Dask, bijvoorbeeld tls://server:8786.",
)
open_cluster_option = click.option(
    "--cluster-open",
    is_flag=True,
    help="Sta bij --cluster een adres zonder tls:// toe; alleen in een netwerk dat je vertrouwt.",
)
method_option = click.option(
    "--methode",
    "methode_map",
    type=BarePath(),
    metavar="MAP",
    help="Werk met een eigen methode: een map met TOML-bestanden.",
)


def require_tasks_or_cluster(ctx: click.Context, cluster: str | None) -> None:
    """Raises :class:`Gebruiksfout` when both are given, or a cluster without an address."""
    if cluster is not None and not cluster.strip():
        raise Gebruiksfout("Geef bij --cluster een adres, bijvoorbeeld tls://server:8786.", ctx)
    if cluster is not None and ctx.get_parameter_source("taken") is not ParameterSource.DEFAULT:
        raise Gebruiksfout("Kies --taken of --cluster, niet allebei.", ctx)
