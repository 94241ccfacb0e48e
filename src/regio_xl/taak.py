"""One file to do and what became of it: plain data, on its way to a worker process and back.

The process that leads a batch imports nothing of the method, and reads no file that somebody sent:
that is done by :mod:`regio_xl.verwerking`, which is loaded where the work is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from regio_xl.bevindingen import leesbaar

if TYPE_CHECKING:
    from regio_xl.bevindingen import Bevinding

Uitkomst = Literal["goed", "met fouten", "mislukt"]


@dataclass(frozen=True, slots=True)
class Taak:
    """One file to do. ``doel`` is where the result goes, None to replace the file itself;
    ``alleen_kijken`` writes nothing.

    ``geschreven`` is the mark of what we wrote there before: anything else that stands there is
    kept as a copy.
    """

    pad: Path
    doel: Path | None
    vandaag: date
    alleen_kijken: bool = False
    debug: bool = False
    methode_map: Path | None = None
    als_json: bool = False
    geschreven: str = ""


@dataclass(frozen=True, slots=True)
class Klaar:
    """What became of one file, in words that are ready to print.

    ``regels`` are its findings, ``reden`` the first thing that is wrong with it, ``json`` its line
    of ``--json``. ``bron_kenmerk`` and ``doel_kenmerk`` are the SHA-256 of the file as read and of
    the result as written.
    """

    pad: Path
    uitkomst: Uitkomst
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
    bron_kenmerk: str = ""
    doel_kenmerk: str = ""
    al_gedaan: bool = False

    @property
    def goed(self) -> bool:
        """Whether the file was processed and has no finding of kind *fout*."""
        return self.uitkomst == "goed"


def bevindingvelden(bevindingen: Sequence[Bevinding]) -> dict[str, Any]:
    """The fields of :class:`Klaar` that its findings fill."""
    soorten = Counter(gevonden.ernst for gevonden in bevindingen)
    return {
        "regels": tuple(
            f"{gevonden.ernst}: {leesbaar(gevonden, 1000)}" for gevonden in bevindingen
        ),
        "fouten": soorten["fout"],
        "let_op": soorten["let op"],
        "tips": soorten["tip"],
        "reden": next(
            (leesbaar(gevonden, 1000) for gevonden in bevindingen if gevonden.ernst == "fout"), ""
        ),
    }


def json_zonder_uitkomst(pad: Path, bevindingen: Sequence[Bevinding]) -> str:
    """The JSON line of a file that has findings and nothing else."""
    lijst = [gevonden.als_json() for gevonden in bevindingen]
    return json.dumps(
        {"bestand": pad.name, "bevindingen": lijst, "pad": str(pad)}, ensure_ascii=False
    )


def mislukt(pad: Path, bevindingen: Sequence[Bevinding]) -> Klaar:
    """The outcome of a file that could not be processed, or of a path that gives no file."""
    return Klaar(
        pad, "mislukt", json=json_zonder_uitkomst(pad, bevindingen), **bevindingvelden(bevindingen)
    )


def doe(taak: Taak) -> Klaar:
    """Do one file. Never raises, unless ``debug`` asks for the details of a mistake of our own."""
    from regio_xl import verwerking  # noqa: PLC0415 - only where the work is done

    return verwerking.doe(taak)
