"""``regio-xl nieuw``: a fresh workbook."""

from __future__ import annotations

import os
from pathlib import Path

import click

from regio_xl.cli.eigen_methode import eis_methode, methode_optie
from regio_xl.cli.nederlands import Gebruiksfout, Opdracht


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
def opdracht(ctx: click.Context, pad: Path, regio: str | None, opgave: str | None, methode_map: Path | None) -> None:
    """Maak een leeg werkboek dat je kunt mailen. PAD is de naam van het nieuwe bestand en eindigt op .xlsx."""
    if pad.suffix.lower() != ".xlsx":
        raise Gebruiksfout(f"De naam '{pad.name}' eindigt niet op .xlsx.", ctx)
    from regio_xl.bevindingen import bevinding, uit_boekfout  # noqa: PLC0415
    from regio_xl.boek import BoekFout  # noqa: PLC0415
    from regio_xl.boek.bestand import Bestandsboek  # noqa: PLC0415
    from regio_xl.cli.uitvoer import toon_pad, zeg  # noqa: PLC0415
    from regio_xl.sjabloon import bouw  # noqa: PLC0415
    from regio_xl.sjabloon.vulling import Vulling  # noqa: PLC0415

    if os.path.lexists(pad):
        zeg(f"{toon_pad(pad)}: {bevinding('bestand-bestaat-al')}")
        ctx.exit(1)
    start = {sleutel: waarde for sleutel, waarde in (("regio", regio), ("opgave", opgave)) if waarde}
    boek = Bestandsboek.uit_bytes(pad.name, bouw(eis_methode(ctx, methode_map), Vulling(kenmerken={"Start": start})))
    try:
        boek.bewaar(pad)
    except BoekFout as fout:
        zeg(f"{toon_pad(pad)}: {uit_boekfout(fout)}")
        ctx.exit(1)
    zeg(f"Gemaakt: {toon_pad(pad)}. Mail het, laat het invullen en verwerk het met: regio-xl verwerk {toon_pad(pad)}")
