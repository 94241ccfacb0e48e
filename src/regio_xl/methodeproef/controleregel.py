"""One rule of balance of the method, measured."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

_MEESTE_NAMEN = 8


class Controleregel(BaseModel):
    """One rule: its name, whether the method keeps it, and what was measured."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    naam: str
    goed: bool
    uitleg: str


def controleregel(naam: str, fouten: Sequence[str], goed: str) -> Controleregel:
    """A rule that holds when nothing breaks it; names what breaks it."""
    rest = f" en nog {len(fouten) - _MEESTE_NAMEN}" if len(fouten) > _MEESTE_NAMEN else ""
    return Controleregel(
        naam=naam,
        goed=not fouten,
        uitleg="; ".join(fouten[:_MEESTE_NAMEN]) + rest if fouten else goed,
    )
