"""Where a batch runs: the options ``--taken`` and ``--cluster``, and running it there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from regio_xl.cli.eigen_methode import eis_methode
from regio_xl.cli.nederlands import Aantal, Gebruiksfout

if TYPE_CHECKING:
    from regio_xl.cli.verloop import Opzet
    from regio_xl.cli.verslag import Verslag
    from regio_xl.kind import Kind
    from regio_xl.taak import Klaar
    from regio_xl.werkers import Werkers

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


def begin_vast(taken: int, kind: Kind | None, *, debug: bool) -> Werkers:
    """Processes for the work, of which the first (``kind``, when it runs already) loads what it
    needs while this one does."""
    from regio_xl.batch import werkers  # noqa: PLC0415

    bank = werkers(taken, debug=debug)
    bank.begin_vast(kind)
    return bank


def draai(
    ctx: click.Context, opzet: Opzet, slot: Callable[[Klaar], str], cluster: str | None
) -> Verslag:
    """Do everything that a command asks for and say how it went."""
    from regio_xl.cli.uitvoer import zeg  # noqa: PLC0415
    from regio_xl.cli.verloop import loop_af, op_cluster  # noqa: PLC0415

    if cluster is not None:
        if ctx.get_parameter_source("taken") is not ParameterSource.DEFAULT:
            raise Gebruiksfout("Kies --taken of --cluster, niet allebei.", ctx)
        opzet = op_cluster(opzet, cluster)
    if (
        opzet.methode_map is not None
    ):  # ours is loaded by the process that uses it, and was proved by the tests
        eis_methode(ctx, opzet.methode_map)
    verslag = _loop_af(ctx, opzet, slot) if opzet.cluster else loop_af(opzet, slot)
    if tekst := verslag.tekst():
        zeg(tekst)
    return verslag


def _loop_af(ctx: click.Context, opzet: Opzet, slot: Callable[[Klaar], str]) -> Verslag:
    from regio_xl.cli.verloop import loop_af  # noqa: PLC0415
    from regio_xl.cluster import ClusterFout  # noqa: PLC0415

    try:
        return loop_af(opzet, slot)
    except ClusterFout as fout:
        raise Gebruiksfout(str(fout), ctx) from fout
