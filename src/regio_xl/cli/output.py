"""What commands print: one line a file and its findings to stderr, results as JSON lines to
stdout."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress

import click

from regio_xl.batch.report import shown_path
from regio_xl.batch.tasks import Outcome
from regio_xl.bevindingen import leesbaar, telling, toonbaar


class UitvoerFout(Exception):
    """What goes to stdout cannot be written. As text it is the Dutch reason."""


def say(text: str) -> None:
    """Human text, to stderr; safe on a terminal. That nobody can read it is no reason to stop."""
    with suppress(OSError):
        click.echo(toonbaar(text), err=True)


def emit(text: bytes | str) -> None:
    """Data, to stdout. Raises :class:`UitvoerFout`."""
    if sys.stdout is None:
        raise UitvoerFout("de standaarduitvoer is dicht")
    try:
        click.echo(text)
    except OSError as fout:
        if fout.errno == errno.EPIPE:
            raise  # who reads has enough; click ends the command
        # only now
        from regio_xl.xlsx.save import reason_of  # noqa: PLC0415

        # else Python tries again at its end
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
        raise UitvoerFout(reason_of(fout)) from fout


def message(outcome: Outcome, summary: str) -> str:
    """One line for a file, and below it its first findings."""
    if outcome.status == "overgeslagen":
        return f"overgeslagen: {outcome.reason}"
    lines = [f"{shown_path(outcome.path)}: {summary}", *(f"  {line}" for line in outcome.lines)]
    rest = outcome.fouten + outcome.let_op + outcome.tips - len(outcome.lines)
    if rest > 0 and outcome.lines:
        lines.append(f"  en nog {rest}; met --json zie je ze allemaal.")
    return "\n".join(lines)


def counted(outcome: Outcome) -> str:
    """How many of each kind: ``2 fouten, 1 keer let op``."""
    parts = telling({"fout": outcome.fouten, "let op": outcome.let_op, "tip": outcome.tips})
    return ", ".join(parts) or "geen bevindingen"


def summary(outcome: Outcome) -> str:
    """The outcome of ``verwerk`` for a file in one sentence."""
    if outcome.status == "mislukt":
        return "niet verwerkt."
    kind = leesbaar(f"{outcome.advies or 'nog geen advies'} ({outcome.duidelijkheid})")
    if outcome.gelijk:
        kind = leesbaar(f"geen advies, want precies gelijk: {outcome.gelijk}")
    advies = f"{kind}; {counted(outcome)}."
    if outcome.done_before:
        return f"al gedaan; {advies}"
    return f"{advies} Bewaard in {shown_path(outcome.target)}." if outcome.target else advies


def print_json(outcome: Outcome) -> None:
    """The JSON line of a file, to stdout; none for a file that was done before, because it was
    printed then. Raises :class:`UitvoerFout`."""
    if not outcome.done_before:
        emit(outcome.json.encode("utf-8", "replace"))
