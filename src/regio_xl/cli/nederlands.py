"""Click in Dutch: headings of the help texts, and errors translated by their type, never by their
English message.

Not through gettext, which click uses for its own texts: it finds a catalogue by the language of the
environment, which is often English here, and its messages put quotes and orders of words around
ours that change with each version of click.
"""

from __future__ import annotations

from difflib import get_close_matches

import click


class _Nederlands(click.Command):
    """Help texts with Dutch headings."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(
            ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Gebruik: "
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        opties = (
            parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)
        )
        regels = [regel for optie in opties if (regel := optie.get_help_record(ctx))]
        with formatter.section("Opties"):
            formatter.write_dl(regels)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        optie = super().get_help_option(ctx)
        if optie is not None:
            optie.help = "Toon deze uitleg."
        return optie


class Opdracht(_Nederlands):
    """One command."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("options_metavar", "[OPTIES]")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]


class Groep(_Nederlands, click.Group):
    """The group of commands."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("options_metavar", "[OPTIES]")
        kwargs.setdefault("subcommand_metavar", "OPDRACHT ...")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Opdrachten"):
            namen = self.list_commands(ctx)
            formatter.write_dl(
                [
                    (naam, opdracht.get_short_help_str(80))
                    for naam in namen
                    if (opdracht := self.get_command(ctx, naam))
                ]
            )
        super().format_options(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            lijkt = get_close_matches(args[0], self.list_commands(ctx), n=1)
            vraag = (
                f" Bedoel je '{lijkt[0]}'?"
                if lijkt
                else f" Kies uit: {', '.join(self.list_commands(ctx))}."
            )
            raise Gebruiksfout(f"De opdracht '{args[0]}' bestaat niet.{vraag}")
        return super().resolve_command(ctx, args)


class Aantal(click.ParamType[int]):
    """A whole number from 1 on."""

    name = "aantal"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        try:
            aantal = int(str(value))
        except ValueError:
            aantal = 0
        if aantal < 1:
            self.fail("geen aantal", param, ctx)
        return aantal


class Gebruiksfout(click.UsageError):
    """A wrong command line, already worded in Dutch."""


def vertaal(fout: click.ClickException) -> str:
    """The Dutch message of an error of click."""
    context = getattr(fout, "ctx", None)
    hulp = f"{context.command_path} --help" if context else "regio-xl --help"
    return f"{_zin(fout)} Kijk met: {hulp}"


def _zin(fout: click.ClickException) -> str:
    match fout:
        case Gebruiksfout():
            return fout.message
        case click.NoSuchOption():
            mogelijk = (
                f" Bedoel je {' of '.join(sorted(fout.possibilities))}?"
                if fout.possibilities
                else ""
            )
            return f"De optie '{fout.option_name}' bestaat niet.{mogelijk}"
        case click.BadOptionUsage():
            return f"De optie '{fout.option_name}' is niet goed gebruikt; er ontbreekt een waarde of er staat er een te veel."
        case click.MissingParameter():
            return f"Er ontbreekt iets: {_naam(fout).rstrip('.')}."
        case click.BadParameter():
            return f"De waarde bij {_naam(fout)} klopt niet.{_toegestaan(fout)}"
        case _:
            return "Deze opdracht klopt niet; er staat iets te veel of te weinig."


def _naam(fout: click.BadParameter) -> str:
    if fout.param is None:
        return "een argument"
    if isinstance(fout.param, click.Option):
        return fout.param.opts[0]
    return fout.param.make_metavar(fout.ctx or click.Context(click.Command("")))


def _toegestaan(fout: click.BadParameter) -> str:
    soort = fout.param.type if fout.param else None
    if isinstance(soort, click.Choice):
        return f" Kies uit: {', '.join(map(str, soort.choices))}."
    if isinstance(soort, Aantal):
        return " Geef een heel getal vanaf 1."
    return ""
