"""What commands print: one line a file and its findings to stderr, results as JSON lines to stdout."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click

from regio_xl.batch import Klaar
from regio_xl.bevindingen import Bevinding, leesbaar

LANGSTE_PAD = 300


def toon_pad(pad: Path) -> str:
    """A path safe for a terminal: names may hold escapes, direction marks, line ends and broken characters. Of a very long
    path the name is what counts."""
    return leesbaar(pad, LANGSTE_PAD) if len(str(pad)) <= LANGSTE_PAD else f"…/{leesbaar(pad.name, LANGSTE_PAD)}"


def zeg(tekst: str) -> None:
    """Human text, to stderr."""
    click.echo(tekst, err=True)


def melding(klaar: Klaar, slot: str) -> str:
    """One line for a file, and below it every finding."""
    bevindingen = (f"  {gevonden.ernst}: {_regel(gevonden)}" for gevonden in klaar.bevindingen)
    return "\n".join((f"{toon_pad(klaar.pad)}: {slot}", *bevindingen))


def _regel(gevonden: Bevinding) -> str:
    return leesbaar(str(gevonden), 1000)


def telling(bevindingen: Iterable[Bevinding]) -> str:
    """How many of each kind: ``2 fouten, 1 keer let op``."""
    soorten = [b.ernst for b in bevindingen]
    fouten, let_op, tips = (soorten.count(ernst) for ernst in ("fout", "let op", "tip"))
    delen = [
        f"{fouten} {'fout' if fouten == 1 else 'fouten'}" if fouten else "",
        f"{let_op} keer let op" if let_op else "",
        f"{tips} {'tip' if tips == 1 else 'tips'}" if tips else "",
    ]
    return ", ".join(deel for deel in delen if deel) or "geen bevindingen"


def json_regel(klaar: Klaar) -> None:
    """One object a file, to stdout. A file that was not processed has its findings and nothing else."""
    if klaar.resultaat is not None and klaar.doel is not None:
        inhoud = klaar.resultaat.model_dump(mode="json")
    else:
        inhoud = {"bestand": klaar.pad.name, "bevindingen": [b.model_dump(mode="json") for b in klaar.bevindingen]}
    regel = json.dumps({**inhoud, "pad": str(klaar.pad)}, ensure_ascii=False)
    click.echo(regel.encode("utf-8", "replace"))
