"""``regio-xl methode``: the method itself."""

from __future__ import annotations

from pathlib import Path

import click

from regio_xl.cli.eigen_methode import laad_methode, methode_optie
from regio_xl.cli.nederlands import Opdracht


@click.command(
    "methode",
    cls=Opdracht,
    short_help="Toon of controleer de methode zelf.",
    epilog="Voorbeeld: regio-xl methode --controle",
)
@click.option("--json", "als_json", is_flag=True, help="Zet de hele methode als JSON op de standaarduitvoer.")
@click.option("--controle", is_flag=True, help="Bewijs dat de methode in balans is en dat alles een bron heeft.")
@methode_optie
@click.pass_context
def opdracht(ctx: click.Context, als_json: bool, controle: bool, methode_map: Path | None) -> None:
    """Toon de methode: stellingen, gewichten, drempels, vragen en bronnen. Zonder opties een kort overzicht."""
    from regio_xl.cli.uitvoer import zeg  # noqa: PLC0415

    methode = laad_methode(ctx, methode_map)
    if als_json:
        click.echo(methode.model_dump_json(indent=2).encode())
    if controle:
        from regio_xl.methodecontrole import controleer  # noqa: PLC0415

        regels = controleer(methode)
        for regel in regels:
            zeg(f"{'goed' if regel.goed else 'FOUT'}  {regel.naam}: {regel.uitleg}")
        ctx.exit(0 if all(regel.goed for regel in regels) else 1)
    if not als_json:
        borg = methode.borg_en_verbind
        zeg(f"{methode.algemeen.naam}, versie {methode.versie}")
        zeg(f"  {len(methode.stellingen)} stellingen, {len(methode.indicatoren)} indicatoren")
        zeg(f"  {len(borg.kernvragen)} kernvragen, {len(borg.legitimiteit)} manieren om je te verantwoorden")
        zeg(f"  {len(methode.weefsel.patronen)} patronen van structuur, personen en weefsel")
        zeg("Alles zien: regio-xl methode --json. Nakijken: regio-xl methode --controle.")
