"""``regio-xl nieuw``: a fresh workbook."""

from __future__ import annotations

from pathlib import Path

import click

from regio_xl.cli.nederlands import Command, Gebruiksfout
from regio_xl.cli.options import BarePath, method_option


@click.command(
    "nieuw",
    cls=Command,
    short_help="Maak een leeg werkboek.",
    epilog=(
        'Voorbeeld: regio-xl nieuw werkboek.xlsx --regio "De Vallei" --opgave "Genoeg vakmensen"'
    ),
)
@click.argument("pad", metavar="PAD", type=BarePath())
@click.option("--regio", metavar="TEKST", help="Zet de naam van de regio er vast in.")
@click.option("--opgave", metavar="TEKST", help="Zet de opgave er vast in.")
@method_option
@click.pass_context
def nieuw_command(
    ctx: click.Context, pad: Path, regio: str | None, opgave: str | None, methode_map: Path | None
) -> None:
    """Maak een leeg werkboek dat je kunt mailen. PAD is de naam van het nieuwe bestand en eindigt
    op .xlsx.

    Eindigt PAD op .xlsm, dan krijgt het werkboek knoppen voor Excel op je eigen computer, met een
    .py ernaast. Daarvoor moet xlwings zijn geïnstalleerd. Een .xlsm is niet om te mailen.
    """
    ending = pad.suffix.lower()
    if ending not in {".xlsx", ".xlsm"}:
        raise Gebruiksfout(
            f"De naam '{pad.name}' eindigt niet op .xlsx. "
            "Voor een werkboek met knoppen mag ook .xlsm.",
            ctx,
        )
    from regio_xl.cli import new_workbook  # noqa: PLC0415 - not needed for --help

    make = new_workbook.with_button if ending == ".xlsm" else new_workbook.without_button
    make(ctx, pad, methode_map, regio, opgave)
