"""The command line: parse, call, print, exit code. Starts fast: each command is imported only when
it is used.

Human text goes to stderr, data to stdout. Exit codes: 0 done; 1 done, but a file has a finding of
kind *fout* or could not be processed; 2 the command itself was wrong; 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from regio_xl import __version__
from regio_xl.cli.nederlands import CommandGroup, translated

if TYPE_CHECKING:
    from regio_xl.batch.processes import Process

_DEBUG = "--debug"
OPDRACHTEN = ("nieuw", "controleer", "verwerk", "methode")

_FIRST_STEP = """\
Regio-XL helpt een groep van losse meningen naar één uitlegbare keuze over een regionale opgave.

Zo begin je:
  1. regio-xl nieuw werkboek.xlsx      maak een leeg werkboek en mail het
  2. vul het in, in Excel of LibreOffice
  3. regio-xl verwerk werkboek.xlsx    bereken het advies; het resultaat komt in de map resultaat

Meer weten: regio-xl --help, of regio-xl verwerk --help
"""


class _LazyGroup(CommandGroup):
    """Knows its commands by name and imports one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(OPDRACHTEN)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in OPDRACHTEN:
            return None
        command = getattr(import_module(f"regio_xl.cli.{cmd_name}"), f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command


def _completion(ctx: click.Context, param: click.Parameter, shell: str | None) -> None:
    if not shell:
        return
    from click.shell_completion import get_completion_class  # noqa: PLC0415 - rarely needed

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(groep, {}, "regio-xl", "_REGIO_XL_COMPLETE").source())
    ctx.exit()


@click.group(
    cls=_LazyGroup,
    invoke_without_command=True,
    epilog="Voorbeeld: regio-xl verwerk ingevuld/ --uit resultaat",
)
@click.version_option(
    __version__, "--versie", message="regio-xl %(version)s", help="Toon de versie."
)
@click.option(
    "--aanvulling",
    type=click.Choice(["bash", "zsh", "fish"]),
    metavar="SCHIL",
    expose_value=False,
    is_eager=True,
    callback=_completion,
    help="Toon het script dat opdrachten aanvult met Tab: bash, zsh of fish.",
)
@click.option(
    _DEBUG, is_flag=True, expose_value=False, help="Toon bij een programmafout alle details."
)
@click.pass_context
def groep(ctx: click.Context) -> None:
    """Van losse meningen naar één uitlegbare keuze over een regionale opgave."""
    if ctx.invoked_subcommand is None:
        click.echo(_FIRST_STEP, err=True)


def main(process: Process | None = None) -> None:
    """Run the command line and exit with the code of the contract. ``process`` is one for the work
    that runs already."""
    debug = _DEBUG in sys.argv
    # may stand anywhere, also behind the command
    words = [word for word in sys.argv[1:] if word != _DEBUG]
    try:
        code = groep.main(
            words,
            prog_name="regio-xl",
            standalone_mode=False,
            obj={"debug": debug, "process": process},
        )
    except click.exceptions.Exit as done:
        code = done.exit_code
    except click.ClickException as fout:
        # only for an error
        from regio_xl.bevindingen import toonbaar  # noqa: PLC0415

        click.echo(toonbaar(translated(fout)), err=True)
        code = 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Afgebroken. Wat al bewaard was, is heel gebleven.", err=True)
        code = 130
    except Exception as fout:
        if debug:
            raise
        click.echo(
            f"Er ging iets mis in het programma zelf ({type(fout).__name__}). "
            "Probeer het met --debug en meld het.",
            err=True,
        )
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


__all__ = ["OPDRACHTEN", "groep", "main"]
