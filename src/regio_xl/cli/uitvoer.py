"""What commands print: one line a file and its findings to stderr, results as JSON lines to
stdout."""

from __future__ import annotations

import click

from regio_xl.batch.report import toon_pad
from regio_xl.batch.tasks import Outcome
from regio_xl.bevindingen import telling


def zeg(tekst: str) -> None:
    """Human text, to stderr."""
    click.echo(tekst, err=True)


def melding(outcome: Outcome, slot: str) -> str:
    """One line for a file, and below it every finding."""
    return "\n".join(
        (f"{toon_pad(outcome.pad)}: {slot}", *(f"  {regel}" for regel in outcome.regels))
    )


def telregel(outcome: Outcome) -> str:
    """How many of each kind: ``2 fouten, 1 keer let op``."""
    delen = telling({"fout": outcome.fouten, "let op": outcome.let_op, "tip": outcome.tips})
    return ", ".join(delen) or "geen bevindingen"


def samengevat(outcome: Outcome) -> str:
    """The outcome of ``verwerk`` for a file in one sentence."""
    if outcome.status == "mislukt":
        return "niet verwerkt."
    advies = outcome.advies or "nog geen advies"
    advies = f"{advies} ({outcome.duidelijkheid}); {telregel(outcome)}."
    if outcome.al_gedaan:
        return f"al gedaan; {advies}"
    return f"{advies} Bewaard in {toon_pad(outcome.doel)}." if outcome.doel else advies


def json_regel(outcome: Outcome) -> None:
    """The JSON line of a file, to stdout; none for a file that was done before, because it was
    printed then."""
    if not outcome.al_gedaan:
        click.echo(outcome.json.encode("utf-8", "replace"))
