"""One file to do and what became of it: plain data, on its way to a worker process and back.

The process that leads a batch imports nothing of the method, and reads no file that somebody sent:
that is done by :mod:`regio_xl.batch.execution`, which is loaded where the work is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from regio_xl.bevindingen import Bevinding, leesbaar

Status = Literal["goed", "met fouten", "mislukt"]
LANGSTE = 1000
"""Characters of a finding that are printed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is asked of every file of a batch: the date on the result, whether nothing is written,
    whether there is a line of JSON, whether a mistake of our own is shown in full, and the folder
    of a method (None for ours)."""

    vandaag: date
    alleen_kijken: bool = False
    als_json: bool = False
    debug: bool = False
    methode_map: Path | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One file to do. ``doel`` is where the result goes, None to replace the file itself or to
    write nothing.

    ``geschreven`` is the fingerprint of what we wrote there before: anything else that stands there
    is kept as a copy.
    """

    pad: Path
    settings: Settings
    doel: Path | None = None
    geschreven: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, in words that are ready to print.

    ``regels`` are its findings, ``reden`` the first thing that is wrong with it, ``json`` its line
    of ``--json``. ``bron_fingerprint`` and ``doel_fingerprint`` are the SHA-256 of the file as read
    and of the result as written.
    """

    pad: Path
    status: Status
    regels: tuple[str, ...] = ()
    fouten: int = 0
    let_op: int = 0
    tips: int = 0
    reden: str = ""
    json: str = ""
    doel: Path | None = None
    advies: str = ""
    duidelijkheid: str = ""
    regio: str = ""
    opgave: str = ""
    bron_fingerprint: str = ""
    doel_fingerprint: str = ""
    al_gedaan: bool = False


def finding_fields(bevindingen: Sequence[Bevinding]) -> dict[str, Any]:
    """The fields of :class:`Outcome` that the findings of a file fill."""
    soorten = Counter(gevonden.ernst for gevonden in bevindingen)
    fouten = [gevonden for gevonden in bevindingen if gevonden.ernst == "fout"]
    return {
        "regels": tuple(
            f"{gevonden.ernst}: {leesbaar(gevonden, LANGSTE)}" for gevonden in bevindingen
        ),
        "fouten": soorten["fout"],
        "let_op": soorten["let op"],
        "tips": soorten["tip"],
        "reden": leesbaar(fouten[0], LANGSTE) if fouten else "",
    }


def findings_json(pad: Path, bevindingen: Sequence[Bevinding]) -> str:
    """The JSON line of a file that has findings and nothing else."""
    lijst = [gevonden.als_json() for gevonden in bevindingen]
    return json.dumps(
        {"bestand": pad.name, "bevindingen": lijst, "pad": str(pad)}, ensure_ascii=False
    )


def failed(pad: Path, bevindingen: Sequence[Bevinding]) -> Outcome:
    """The outcome of a file that could not be processed, or of a path that gives no file."""
    return Outcome(
        pad, "mislukt", json=findings_json(pad, bevindingen), **finding_fields(bevindingen)
    )
