"""One file to do and what became of it: plain data, on its way to a worker process and back.

The process that leads a batch imports nothing of the method, and reads no file that somebody sent:
that is done by :mod:`regio_xl.batch.execution`, which is loaded where the work is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from regio_xl.bevindingen import VOLGORDE, Bevinding, leesbaar

Status = Literal["goed", "met fouten", "mislukt", "overgeslagen"]
_LONGEST = 1000
"""Characters of a finding that are printed."""
_MOST_LINES = 100
"""Findings of a file that are printed: nobody reads on, and there may be tens of thousands."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is asked of every file of a batch: the date on the result, whether nothing is written,
    whether there is a line of JSON, whether a mistake of our own is shown in full, and the folder
    of a method (None for ours)."""

    today: date
    look_only: bool = False
    as_json: bool = False
    debug: bool = False
    method_folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One file to do. ``target`` is where the result goes, None to replace the file itself or to
    write nothing.

    ``written`` is the fingerprint of what we wrote there before: anything else that stands there
    is kept as a copy. So is what we wrote there for another file, which ``written_for`` names.
    """

    path: Path
    settings: Settings
    target: Path | None = None
    written: str = ""
    written_for: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, in words that are ready to print.

    ``lines`` are its first findings, ``reason`` the first thing that is wrong with it, ``json`` its
    line of ``--json``, ``gelijk`` which perspectives are exactly equal on top.
    ``source_fingerprint`` and ``target_fingerprint`` are the SHA-256 of the file as read and of the
    result as written.
    """

    path: Path
    status: Status
    lines: tuple[str, ...] = ()
    fouten: int = 0
    let_op: int = 0
    tips: int = 0
    reason: str = ""
    json: str = ""
    target: Path | None = None
    advies: str = ""
    gelijk: str = ""
    duidelijkheid: str = ""
    regio: str = ""
    opgave: str = ""
    source_fingerprint: str = ""
    target_fingerprint: str = ""
    done_before: bool = False


def finding_fields(bevindingen: Sequence[Bevinding]) -> dict[str, Any]:
    """The fields of :class:`Outcome` that the findings of a file fill."""
    kinds = Counter(finding.ernst for finding in bevindingen)
    fouten = [finding for finding in bevindingen if finding.ernst == "fout"]
    shown = bevindingen
    if len(bevindingen) > _MOST_LINES:
        shown = sorted(bevindingen, key=lambda finding: VOLGORDE[finding.ernst])[:_MOST_LINES]
    return {
        "lines": tuple(f"{finding.ernst}: {leesbaar(finding, _LONGEST)}" for finding in shown),
        "fouten": kinds["fout"],
        "let_op": kinds["let op"],
        "tips": kinds["tip"],
        "reason": leesbaar(fouten[0], _LONGEST) if fouten else "",
    }


def findings_json(path: Path, bevindingen: Sequence[Bevinding]) -> str:
    """The JSON line of a file that has findings and nothing else."""
    found = [finding.als_json() for finding in bevindingen]
    return json_line({"bestand": path.name, "bevindingen": found, "pad": str(path)})


def json_line(fields: Mapping[str, Any]) -> str:
    r"""An object of ``--json``, safe on a terminal: control and direction characters are escaped.

    >>> json_line({"een": "é\x9b"})
    '{"een": "é\\u009b"}'
    """
    return safe_json(json.dumps(fields, ensure_ascii=False))


def safe_json(text: str) -> str:
    """JSON with an escape for each character that a terminal may obey; it says the same."""
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() or sign == "\n" or _is_half(sign) else json.dumps(sign)[1:-1]
        for sign in text
    )


def _is_half(sign: str) -> bool:
    """Whether it is half of a character, as in a name that is no text; those cannot be written."""
    return "\ud800" <= sign <= "\udfff"


def skipped(path: Path, found: Bevinding) -> Outcome:
    """The outcome of a file that was left out on purpose, and told."""
    fields = {**finding_fields([found]), "reason": leesbaar(found, _LONGEST)}
    return Outcome(path, "overgeslagen", json=findings_json(path, [found]), **fields)


def failed(path: Path, bevindingen: Sequence[Bevinding]) -> Outcome:
    """The outcome of a file that could not be processed, or of a path that gives no file."""
    return Outcome(
        path, "mislukt", json=findings_json(path, bevindingen), **finding_fields(bevindingen)
    )
