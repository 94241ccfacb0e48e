"""What commands print: one line a file and its findings to stderr, results as JSON lines to
stdout."""

from __future__ import annotations

from pathlib import Path

import click

from regio_xl.bevindingen import leesbaar
from regio_xl.taak import Klaar

LANGSTE_PAD = 300


def toon_pad(pad: Path) -> str:
    """A path safe for a terminal: names may hold escapes, direction marks, line ends and broken
    characters. Of a very long path the name is what counts."""
    return (
        leesbaar(pad, LANGSTE_PAD)
        if len(str(pad)) <= LANGSTE_PAD
        else f"…/{leesbaar(pad.name, LANGSTE_PAD)}"
    )


def zeg(tekst: str) -> None:
    """Human text, to stderr."""
    click.echo(tekst, err=True)


def melding(klaar: Klaar, slot: str) -> str:
    """One line for a file, and below it every finding."""
    return "\n".join((f"{toon_pad(klaar.pad)}: {slot}", *(f"  {regel}" for regel in klaar.regels)))


def telling(klaar: Klaar) -> str:
    """How many of each kind: ``2 fouten, 1 keer let op``."""
    delen = [
        f"{klaar.fouten} {'fout' if klaar.fouten == 1 else 'fouten'}" if klaar.fouten else "",
        f"{klaar.let_op} keer let op" if klaar.let_op else "",
        f"{klaar.tips} {'tip' if klaar.tips == 1 else 'tips'}" if klaar.tips else "",
    ]
    return ", ".join(deel for deel in delen if deel) or "geen bevindingen"


def samengevat(klaar: Klaar) -> str:
    """The outcome of ``verwerk`` for a file in one sentence."""
    if klaar.uitkomst == "mislukt":
        return "niet verwerkt."
    advies = f"{klaar.advies or 'nog geen advies'} ({klaar.duidelijkheid}); {telling(klaar)}."
    if klaar.al_gedaan:
        return f"al gedaan; {advies}"
    return f"{advies} Bewaard in {toon_pad(klaar.doel)}." if klaar.doel else advies


def json_regel(klaar: Klaar) -> None:
    """The JSON line of a file, to stdout; none for a file that was done before, because it was
    printed then."""
    if not klaar.al_gedaan:
        click.echo(klaar.json.encode("utf-8", "replace"))
