"""``regio-xl nieuw``: a fresh workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from regio_xl.cli.nederlands import Gebruiksfout, Opdracht
from regio_xl.cli.options import eis_methode, methode_optie

if TYPE_CHECKING:
    from regio_xl.bevindingen.fouten import RegioFout
    from regio_xl.indeling.vulling import Vulling
    from regio_xl.methode import Methode


@click.command(
    "nieuw",
    cls=Opdracht,
    short_help="Maak een leeg werkboek.",
    epilog='Voorbeeld: regio-xl nieuw werkboek.xlsx --regio "De Vallei" --opgave "Genoeg vakmensen"',
)
@click.argument("pad", metavar="PAD", type=click.Path(path_type=Path, readable=False))
@click.option("--regio", metavar="TEKST", help="Zet de naam van de regio er vast in.")
@click.option("--opgave", metavar="TEKST", help="Zet de opgave er vast in.")
@methode_optie
@click.pass_context
def nieuw(
    ctx: click.Context, pad: Path, regio: str | None, opgave: str | None, methode_map: Path | None
) -> None:
    """Maak een leeg werkboek dat je kunt mailen. PAD is de naam van het nieuwe bestand en eindigt
    op .xlsx.

    Eindigt PAD op .xlsm, dan krijgt het werkboek een knop voor Excel op je eigen computer, met een
    .py ernaast. Daarvoor moet xlwings zijn geïnstalleerd. Een .xlsm is niet om te mailen.
    """
    met_knop = pad.suffix.lower() == ".xlsm"
    if not met_knop and pad.suffix.lower() != ".xlsx":
        raise Gebruiksfout(
            f"De naam '{pad.name}' eindigt niet op .xlsx. Voor een werkboek met een knop mag ook .xlsm.",
            ctx,
        )
    from regio_xl import opdracht as werk  # noqa: PLC0415
    from regio_xl.bevindingen.fouten import RegioFout  # noqa: PLC0415

    paden = [pad, pad.with_suffix(".py")] if met_knop else [pad]
    if met_knop:
        _eis_naam(ctx, pad)
    try:
        werk.eis_vrij(paden)
        methode, vulling = eis_methode(ctx, methode_map), werk.startvulling(regio, opgave)
        if met_knop:
            inhouden = _met_knop(pad, methode, vulling)
        else:
            inhouden = [werk.bouw_werkboek(methode, vulling)]
        werk.bewaar_nieuw(dict(zip(paden, inhouden, strict=True)))
    except RegioFout as fout:
        _zeg_fout(fout, pad)
        ctx.exit(1)
    _zeg_klaar(pad, met_knop=met_knop)


def _eis_naam(ctx: click.Context, pad: Path) -> None:
    from regio_xl.excel.xlsm import naamfout  # noqa: PLC0415

    if fout := naamfout(pad):
        raise Gebruiksfout(fout, ctx)


def _met_knop(pad: Path, methode: Methode, vulling: Vulling) -> list[bytes]:
    from regio_xl.excel.xlsm import maak_py, maak_xlsm  # noqa: PLC0415

    return [maak_xlsm(methode, vulling), maak_py(pad).encode()]


def _zeg_fout(fout: RegioFout, pad: Path) -> None:
    """One line for every path that it is about."""
    from regio_xl.batch.report import toon_pad  # noqa: PLC0415
    from regio_xl.cli.uitvoer import zeg  # noqa: PLC0415
    from regio_xl.opdracht import BestaatAl  # noqa: PLC0415

    paden = fout.paden if isinstance(fout, BestaatAl) else [fout.pad or pad]
    for een in paden:
        zeg(f"{toon_pad(een)}: {fout}")


def _zeg_klaar(pad: Path, *, met_knop: bool) -> None:
    from regio_xl.batch.report import toon_pad  # noqa: PLC0415
    from regio_xl.cli.uitvoer import zeg  # noqa: PLC0415

    if not met_knop:
        zeg(
            f"Gemaakt: {toon_pad(pad)}. Mail het, laat het invullen en verwerk het met: regio-xl verwerk {toon_pad(pad)}"
        )
        return
    zeg(
        f"Gemaakt: {toon_pad(pad)} en {toon_pad(pad.with_suffix('.py'))}. Laat ze bij elkaar staan. De knop Bereken staat op "
        "de tab Start.\nDoe dit één keer op deze computer, zodat Excel de goede Python vindt: xlwings config create"
    )
