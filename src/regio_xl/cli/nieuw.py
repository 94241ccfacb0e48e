"""``regio-xl nieuw``: a fresh workbook."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regio_xl.cli.nederlands import Gebruiksfout, Opdracht
from regio_xl.cli.options import eis_methode, methode_optie

if TYPE_CHECKING:
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
    from regio_xl.indeling.vulling import Vulling  # noqa: PLC0415

    paden = [pad, pad.with_suffix(".py")] if met_knop else [pad]
    if met_knop:
        _eis_naam(ctx, pad)
    _eis_vrij(ctx, paden)
    start = {
        sleutel: waarde for sleutel, waarde in (("regio", regio), ("opgave", opgave)) if waarde
    }
    methode, vulling = eis_methode(ctx, methode_map), Vulling(kenmerken={"Start": start})
    inhouden = (
        _met_knop(ctx, pad, methode, vulling) if met_knop else [_zonder_knop(methode, vulling)]
    )
    _bewaar(ctx, paden, inhouden)
    _zeg_klaar(pad, met_knop=met_knop)


def _eis_naam(ctx: click.Context, pad: Path) -> None:
    from regio_xl.excel.xlsm import naamfout  # noqa: PLC0415

    if fout := naamfout(pad):
        raise Gebruiksfout(fout, ctx)


def _eis_vrij(ctx: click.Context, paden: list[Path]) -> None:
    """Stop when something stands at one of these places; name all of them."""
    from regio_xl.batch.report import toon_pad  # noqa: PLC0415
    from regio_xl.bevindingen import bevinding  # noqa: PLC0415
    from regio_xl.cli.uitvoer import zeg  # noqa: PLC0415

    bezet = [pad for pad in paden if os.path.lexists(pad)]
    for pad in bezet:
        zeg(f"{toon_pad(pad)}: {bevinding('bestand-bestaat-al')}")
    if bezet:
        ctx.exit(1)


def _zonder_knop(methode: Methode, vulling: Vulling) -> bytes:
    from regio_xl.tabs.sjabloon import bouw  # noqa: PLC0415

    return bouw(methode, vulling)


def _met_knop(ctx: click.Context, pad: Path, methode: Methode, vulling: Vulling) -> list[bytes]:
    from regio_xl.batch.report import toon_pad  # noqa: PLC0415
    from regio_xl.cli.uitvoer import zeg  # noqa: PLC0415
    from regio_xl.excel.xlsm import MacroFout, maak_py, maak_xlsm  # noqa: PLC0415

    try:
        return [maak_xlsm(methode, vulling), maak_py(pad).encode()]
    except MacroFout as fout:
        zeg(f"{toon_pad(pad)}: {fout}")
        ctx.exit(1)


def _bewaar(ctx: click.Context, paden: list[Path], inhouden: list[bytes]) -> None:
    """Save all of them or none."""
    from regio_xl.batch.report import toon_pad  # noqa: PLC0415
    from regio_xl.bevindingen import uit_boekfout  # noqa: PLC0415
    from regio_xl.cli.uitvoer import zeg  # noqa: PLC0415
    from regio_xl.werkboek import BoekFout  # noqa: PLC0415
    from regio_xl.xlsx.save import replace  # noqa: PLC0415

    bewaard: list[Path] = []
    for pad, inhoud in zip(paden, inhouden, strict=True):
        try:
            replace(pad, inhoud)
        except BoekFout as fout:
            for eerder in bewaard:
                eerder.unlink(missing_ok=True)
            zeg(f"{toon_pad(pad)}: {uit_boekfout(fout)}")
            ctx.exit(1)
        bewaard.append(pad)


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
