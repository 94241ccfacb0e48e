"""Click in Dutch: headings of the help texts, and errors translated by their type, never by their
English message.

Not through gettext, which click uses for its own texts: it finds a catalogue by the language of the
environment, which is often English here, and its messages put quotes and orders of words around
ours that change with each version of click.
"""

from __future__ import annotations

from difflib import get_close_matches

import click


class _Dutch(click.Command):
    """Help texts with Dutch headings."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(
            ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Gebruik: "
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        records = (option.get_help_record(ctx) for option in options)
        with formatter.section("Opties"):
            formatter.write_dl([record for record in records if record])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Toon deze uitleg."
        return option


class Command(_Dutch):
    """One command."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("options_metavar", "[OPTIES]")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]


class CommandGroup(_Dutch, click.Group):
    """The group of commands."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("options_metavar", "[OPTIES]")
        kwargs.setdefault("subcommand_metavar", "OPDRACHT ...")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        commands = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        with formatter.section("Opdrachten"):
            formatter.write_dl(
                [(name, one.get_short_help_str(80)) for name, one in commands.items() if one]
            )
        super().format_options(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            names = self.list_commands(ctx)
            hint = f"Kies uit: {', '.join(names)}."
            for alike in get_close_matches(args[0], names, n=1):
                hint = f"Bedoel je '{alike}'?"
            raise Gebruiksfout(f"De opdracht '{args[0]}' bestaat niet. {hint}")
        return super().resolve_command(ctx, args)


class WholeNumber(click.ParamType[int]):
    """A whole number from 1 on."""

    name = "aantal"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        try:
            number = int(str(value))
        except ValueError:
            number = 0
        if number < 1:
            self.fail("geen aantal", param, ctx)
        return number


class Gebruiksfout(click.UsageError):
    """A wrong command line, already worded in Dutch."""


def translated(fout: click.ClickException) -> str:
    """The Dutch message of an error of click."""
    context = getattr(fout, "ctx", None)
    help_ = f"{context.command_path} --help" if context else "regio-xl --help"
    return f"{_sentence(fout)} Kijk met: {help_}"


def _sentence(fout: click.ClickException) -> str:
    match fout:
        case Gebruiksfout():
            return fout.message
        case click.NoSuchOption():
            alike = " of ".join(sorted(fout.possibilities or ()))
            hint = f" Bedoel je {alike}?" if alike else ""
            return f"De optie '{fout.option_name}' bestaat niet.{hint}"
        case click.BadOptionUsage():
            return (
                f"De optie '{fout.option_name}' is niet goed gebruikt; "
                "er ontbreekt een waarde of er staat er een te veel."
            )
        case click.MissingParameter():
            return f"Er ontbreekt iets: {_name(fout).rstrip('.')}."
        case click.BadParameter():
            return f"De waarde bij {_name(fout)} klopt niet.{_allowed(fout)}"
        case _:
            return "Deze opdracht klopt niet; er staat iets te veel of te weinig."


def _name(fout: click.BadParameter) -> str:
    if fout.param is None:
        return "een argument"
    if isinstance(fout.param, click.Option):
        return fout.param.opts[0]
    return fout.param.make_metavar(fout.ctx or click.Context(click.Command("")))


def _allowed(fout: click.BadParameter) -> str:
    kind = fout.param.type if fout.param else None
    if isinstance(kind, click.Choice):
        return f" Kies uit: {', '.join(map(str, kind.choices))}."
    if isinstance(kind, WholeNumber):
        return " Geef een heel getal vanaf 1."
    return ""
