"""What ``regio-xl nieuw`` does: build a workbook, with a button or without, and save it over
nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from regio_xl.batch.report import shown_path
from regio_xl.bevindingen.fouten import RegioFout
from regio_xl.cli.nederlands import Gebruiksfout
from regio_xl.cli.output import say
from regio_xl.cli.own_method import require_method
from regio_xl.excel.xlsm import maak_py, maak_xlsm, naamfout
from regio_xl.methode import Methode
from regio_xl.opdracht import BestaatAl, bewaar_nieuw, bouw_werkboek, eis_vrij, startvulling

Build = Callable[[Methode], Sequence[bytes]]


def without_button(
    ctx: click.Context,
    path: Path,
    method_folder: Path | None,
    regio: str | None,
    opgave: str | None,
) -> None:
    """A workbook to mail. Ends the command with 1 when the file cannot be saved."""
    start = startvulling(regio, opgave)
    _make(ctx, [path], method_folder, lambda methode: [bouw_werkboek(methode, start)])
    shown = shown_path(path)
    say(
        f"Gemaakt: {shown}. Mail het, laat het invullen en verwerk het met: "
        f"regio-xl verwerk {shown}"
    )


def with_button(
    ctx: click.Context,
    path: Path,
    method_folder: Path | None,
    regio: str | None,
    opgave: str | None,
) -> None:
    """A macro workbook with its Python file. Raises :class:`Gebruiksfout` for a name that Excel or
    Python cannot use; ends the command with 1 when xlwings is not there or a file cannot be
    saved."""
    mistake = naamfout(path)
    if mistake:
        raise Gebruiksfout(mistake, ctx)
    python, start = path.with_suffix(".py"), startvulling(regio, opgave)

    def build(methode: Methode) -> Sequence[bytes]:
        return maak_xlsm(methode, start), maak_py(path).encode()

    _make(ctx, [path, python], method_folder, build)
    say(
        f"Gemaakt: {shown_path(path)} en {shown_path(python)}. Laat ze bij elkaar staan. "
        "De knoppen staan op de tab Start.\nDoe dit één keer op deze computer, "
        "zodat Excel de goede Python vindt: xlwings config create"
    )


def _make(
    ctx: click.Context, paths: Sequence[Path], method_folder: Path | None, build: Build
) -> None:
    """Build and save all of these files or none, over nothing; else end the command with 1."""
    try:
        eis_vrij(paths)
        contents = build(require_method(ctx, method_folder))
        bewaar_nieuw(dict(zip(paths, contents, strict=True)))
    except RegioFout as fout:
        # One line for every path that it is about.
        about = fout.paden if isinstance(fout, BestaatAl) else [fout.pad or paths[0]]
        for path in about:
            say(f"{shown_path(path)}: {fout}")
        ctx.exit(1)
