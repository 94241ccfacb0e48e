"""What commands print: one line a file and its findings to stderr, results as JSON lines to
stdout."""

from __future__ import annotations

import click

from regio_xl.batch.report import shown_path
from regio_xl.batch.tasks import Outcome
from regio_xl.bevindingen import telling


def say(text: str) -> None:
    """Human text, to stderr."""
    click.echo(text, err=True)


def message(outcome: Outcome, summary: str) -> str:
    """One line for a file, and below it every finding."""
    findings = (f"  {line}" for line in outcome.lines)
    return "\n".join((f"{shown_path(outcome.path)}: {summary}", *findings))


def counted(outcome: Outcome) -> str:
    """How many of each kind: ``2 fouten, 1 keer let op``."""
    parts = telling({"fout": outcome.fouten, "let op": outcome.let_op, "tip": outcome.tips})
    return ", ".join(parts) or "geen bevindingen"


def summary(outcome: Outcome) -> str:
    """The outcome of ``verwerk`` for a file in one sentence."""
    if outcome.status == "mislukt":
        return "niet verwerkt."
    advies = f"{outcome.advies or 'nog geen advies'} ({outcome.duidelijkheid}); {counted(outcome)}."
    if outcome.done_before:
        return f"al gedaan; {advies}"
    return f"{advies} Bewaard in {shown_path(outcome.target)}." if outcome.target else advies


def print_json(outcome: Outcome) -> None:
    """The JSON line of a file, to stdout; none for a file that was done before, because it was
    printed then."""
    if not outcome.done_before:
        click.echo(outcome.json.encode("utf-8", "replace"))
