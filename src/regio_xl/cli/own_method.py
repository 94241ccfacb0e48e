"""The method to work with: ours, an older version of it, or one of your own (``--methode``), which
must be right."""

from __future__ import annotations

from pathlib import Path

import click

from regio_xl.bevindingen import leesbaar
from regio_xl.cli.nederlands import Gebruiksfout
from regio_xl.methode import Methode, MethodeFout, laad, laad_versie

_LONGEST = 1000
"""Characters of what is wrong that are printed; keys in a file may be of any length."""


def load_method(ctx: click.Context, folder: Path | None) -> Methode:
    """The method of a folder, ours by default. Raises :class:`Gebruiksfout` with file, key and
    reason when it is wrong."""
    try:
        return laad(folder)
    except MethodeFout as fout:
        raise _wrong(ctx, folder, str(fout)) from fout


def load_kept(ctx: click.Context, version: str) -> Methode:
    """A version of our own method. Raises :class:`Gebruiksfout` that names those that are kept."""
    try:
        return laad_versie(version)
    except MethodeFout as fout:
        raise Gebruiksfout(f"{leesbaar(fout, _LONGEST)}.", ctx) from fout


def require_method(ctx: click.Context, folder: Path | None) -> Methode:
    """The method to work with. One of your own must keep every rule of balance, and each of its
    suggestions must be within reach; else raises :class:`Gebruiksfout` that names what is wrong.
    Ours is not checked again: its tests do that."""
    methode = load_method(ctx, folder)
    if folder is None:
        return methode
    # heavy, and only for a method of your own
    from regio_xl.methodeproef.balans import balans  # noqa: PLC0415
    from regio_xl.methodeproef.bereik import onbereikbaar  # noqa: PLC0415

    broken = [f"{rule.naam}: {rule.uitleg}" for rule in balans(methode) if not rule.goed]
    if broken:
        why = leesbaar(" ".join(broken), _LONGEST)
        raise Gebruiksfout(f"De methode in {leesbaar(folder)} is niet in balans. {why}", ctx)
    for id_, reason in onbereikbaar(methode).items():
        why = f"deze handreiking is niet te bereiken; {reason}"
        raise _wrong(ctx, folder, str(MethodeFout(_file_of(folder, id_), id_, why)))
    return methode


def _file_of(folder: Path, id_: str) -> str:
    """In which file of a method a suggestion stands."""
    paths = sorted((folder / "handreikingen").glob("*.toml"))
    texts = ((path.name, path.read_text(encoding="utf-8")) for path in paths)
    return next((name for name, text in texts if f'"{id_}"' in text), "handreikingen")


def _wrong(ctx: click.Context, folder: Path | None, what: str) -> Gebruiksfout:
    return Gebruiksfout(
        f"De methode in {leesbaar(folder)} klopt niet. {leesbaar(what, _LONGEST)}.", ctx
    )
