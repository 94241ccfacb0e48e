"""``regio-xl methode``: the method itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from regio_xl.cli.nederlands import Opdracht
from regio_xl.cli.options import laad_methode, methode_optie

if TYPE_CHECKING:
    from regio_xl.methode import Methode


@click.command(
    "methode",
    cls=Opdracht,
    short_help="Toon of controleer de methode zelf.",
    epilog="Voorbeeld: regio-xl methode --controle",
)
@click.option(
    "--json", "als_json", is_flag=True, help="Zet de hele methode als JSON op de standaarduitvoer."
)
@click.option(
    "--controle",
    is_flag=True,
    help="Bewijs dat de methode in balans is en dat alles een bron heeft.",
)
@click.option(
    "--dekking",
    is_flag=True,
    help="Zet op de standaarduitvoer welk onderdeel welke regel van de bronnen gebruikt.",
)
@methode_optie
@click.pass_context
def methode(
    ctx: click.Context, als_json: bool, controle: bool, dekking: bool, methode_map: Path | None
) -> None:
    """Toon de methode: stellingen, gewichten, drempels, vragen en bronnen. Zonder opties een kort
    overzicht."""
    from regio_xl.cli.uitvoer import zeg  # noqa: PLC0415

    inhoud = laad_methode(ctx, methode_map)
    if als_json:
        click.echo(inhoud.model_dump_json(indent=2).encode())
    if dekking or controle:
        goed = [_dekking(inhoud)] if dekking else []
        goed += [_controle(inhoud)] if controle else []
        ctx.exit(0 if all(goed) else 1)
    if not als_json:
        borg = inhoud.borg_en_verbind
        zeg(f"{inhoud.algemeen.naam}, versie {inhoud.versie}")
        zeg(f"  {len(inhoud.stellingen)} stellingen, {len(inhoud.indicatoren)} indicatoren")
        zeg(
            f"  {len(borg.kernvragen)} kernvragen, {len(borg.legitimiteit)} manieren om je te verantwoorden"
        )
        zeg(f"  {len(inhoud.weefsel.patronen)} patronen van structuur, personen en weefsel")
        zeg(f"  {len(inhoud.wegwijzers)} wegwijzers en {len(inhoud.handreikingen)} handreikingen")
        zeg(
            "Alles zien: regio-xl methode --json. Nakijken: regio-xl methode --controle of --dekking."
        )


def _controle(methode: Methode) -> bool:
    """Say of every rule of balance whether it holds."""
    from regio_xl.cli.uitvoer import zeg  # noqa: PLC0415
    from regio_xl.methodeproef.balans import controleer_methode  # noqa: PLC0415

    regels = controleer_methode(methode)
    for regel in regels:
        zeg(f"{'goed' if regel.goed else 'FOUT'}  {regel.naam}: {regel.uitleg}")
    return all(regel.goed for regel in regels)


def _dekking(methode: Methode) -> bool:
    """Print the table of coverage as tab-separated text, and say what is wrong with it."""
    from regio_xl.cli.uitvoer import zeg  # noqa: PLC0415
    from regio_xl.methodeproef import dekking  # noqa: PLC0415

    regels = dekking.dekking(methode)
    click.echo("id\tnaam\tbron\tgebruikt door")
    for regel, onderdelen, reden in regels:
        gebruik = ", ".join(onderdelen) or (f"niet gebruikt: {reden}" if reden else "NIET GEDEKT")
        click.echo(f"{regel.id}\t{regel.naam}\t{regel.bron}\t{gebruik}")
    fouten = dekking.fouten(methode)
    for fout in fouten:
        zeg(f"FOUT  {fout}")
    weg = sum(1 for regel in regels if regel.reden and not regel.onderdelen)
    gebruikt = sum(1 for regel in regels if regel.onderdelen)
    zeg(f"{gebruikt} van de {len(regels)} regels worden gebruikt, {weg} met reden niet.")
    return not fouten
