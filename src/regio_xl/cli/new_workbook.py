"""What ``regio-xl nieuw`` does: build a workbook, with a button or without, and save it over
nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import click

from regio_xl.batch.report import shown_path
from regio_xl.bevindingen import bevinding, uit_boekfout
from regio_xl.cli.nederlands import Gebruiksfout
from regio_xl.cli.output import say
from regio_xl.cli.own_method import require_method
from regio_xl.excel.xlsm import MacroFout, maak_py, maak_xlsm, naamfout
from regio_xl.indeling.vulling import Vulling
from regio_xl.tabs.sjabloon import bouw
from regio_xl.werkboek import BoekFout
from regio_xl.xlsx import save


def without_button(
    ctx: click.Context, path: Path, method_folder: Path | None, start: Mapping[str, str]
) -> None:
    """A workbook to mail. ``start`` is what stands on the tab Start already. Ends the command with
    1 when the file cannot be saved."""
    _require_free(ctx, [path])
    methode = require_method(ctx, method_folder)
    _save(ctx, {path: bouw(methode, Vulling(kenmerken={"Start": dict(start)}))})
    shown = shown_path(path)
    say(
        f"Gemaakt: {shown}. Mail het, laat het invullen en verwerk het met: "
        f"regio-xl verwerk {shown}"
    )


def with_button(
    ctx: click.Context, path: Path, method_folder: Path | None, start: Mapping[str, str]
) -> None:
    """A macro workbook with its Python file. Raises :class:`Gebruiksfout` for a name that Excel or
    Python cannot use; ends the command with 1 when xlwings is not there or a file cannot be
    saved."""
    mistake = naamfout(path)
    if mistake:
        raise Gebruiksfout(mistake, ctx)
    python = path.with_suffix(".py")
    _require_free(ctx, [path, python])
    methode = require_method(ctx, method_folder)
    try:
        workbook = maak_xlsm(methode, Vulling(kenmerken={"Start": dict(start)}))
    except MacroFout as fout:
        say(f"{shown_path(path)}: {fout}")
        ctx.exit(1)
    _save(ctx, {path: workbook, python: maak_py(path).encode()})
    say(
        f"Gemaakt: {shown_path(path)} en {shown_path(python)}. Laat ze bij elkaar staan. "
        "De knop Bereken staat op de tab Start.\nDoe dit één keer op deze computer, "
        "zodat Excel de goede Python vindt: xlwings config create"
    )


def _require_free(ctx: click.Context, paths: list[Path]) -> None:
    """Stop when something stands at one of these places; name all of them."""
    taken = [path for path in paths if os.path.lexists(path)]
    for path in taken:
        say(f"{shown_path(path)}: {bevinding('bestand-bestaat-al')}")
    if taken:
        ctx.exit(1)


def _save(ctx: click.Context, contents: Mapping[Path, bytes]) -> None:
    """Save all of them or none."""
    saved: list[Path] = []
    for path, content in contents.items():
        try:
            save.replace(path, content)
        except BoekFout as fout:
            for earlier in saved:
                earlier.unlink(missing_ok=True)
            say(f"{shown_path(path)}: {uit_boekfout(fout)}")
            ctx.exit(1)
        saved.append(path)
