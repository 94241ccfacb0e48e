"""What every result shares."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from regio_xl.methode.perspectieven import Perspectief

Scores = dict[Perspectief, float | None]


class Uitkomst(BaseModel):
    """Base of every result model."""

    model_config = ConfigDict(frozen=True, extra="forbid")
