"""``regio-xl methode``: the method itself."""

from __future__ import annotations

from pathlib import Path

import click

from regio_xl.cli.nederlands import Command, Gebruiksfout
from regio_xl.cli.options import method_option


@click.command(
    "methode",
    cls=Command,
    short_help="Toon of controleer de methode zelf.",
    epilog="Voorbeeld: regio-xl methode --controle",
)
@click.option(
    "--json",
    "als_json",
    is_flag=True,
    help="Zet de hele methode als JSON op de standaarduitvoer, of de tabellen van --proef.",
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
@click.option(
    "--proef",
    is_flag=True,
    help="Speel duizenden werkboeken na en toon wat de methode ervan maakt. Duurt even.",
)
@click.option(
    "--schema",
    is_flag=True,
    help="Zet het JSON Schema van de uitkomsten op de standaarduitvoer; zie docs/json.md.",
)
@click.option(
    "--versie", metavar="NUMMER", help="Toon een oudere versie die is bewaard, zoals 1.1.0."
)
@method_option
@click.pass_context
def methode_command(
    ctx: click.Context,
    als_json: bool,
    controle: bool,
    dekking: bool,
    proef: bool,
    schema: bool,
    versie: str | None,
    methode_map: Path | None,
) -> None:
    """Toon de methode: stellingen, gewichten, drempels, vragen en bronnen. Zonder opties een kort
    overzicht."""
    if versie and methode_map:
        raise Gebruiksfout("Kies --versie of --methode, niet allebei.", ctx)
    if versie and (controle or dekking):
        raise Gebruiksfout("--controle en --dekking gaan over de nieuwste versie.", ctx)
    # not needed for --help
    from json import dumps  # noqa: PLC0415

    from regio_xl.batch.tasks import safe_json  # noqa: PLC0415
    from regio_xl.cli.method_view import print_balance, print_coverage, print_trial, say_summary  # noqa: PLC0415
    from regio_xl.cli.output import UitvoerFout, emit, say  # noqa: PLC0415
    from regio_xl.cli.own_method import load_kept, load_method  # noqa: PLC0415
    from regio_xl.cli.results_schema import results_schema  # noqa: PLC0415

    methode = load_kept(ctx, versie) if versie else load_method(ctx, methode_map)
    sound = True
    try:
        if proef:
            print_trial(methode, als_json=als_json)
        elif als_json:
            emit(safe_json(methode.model_dump_json(indent=2)).encode())
        if schema:
            emit(safe_json(dumps(results_schema(), ensure_ascii=False, indent=2)).encode())
        if dekking:
            sound &= print_coverage(methode)
    except UitvoerFout as fout:
        say(f"De uitvoer is niet te schrijven ({fout}).")
        ctx.exit(1)
    if controle:
        sound &= print_balance(methode)
    if not (als_json or dekking or controle or proef or schema):
        say_summary(methode)
    ctx.exit(0 if sound else 1)
