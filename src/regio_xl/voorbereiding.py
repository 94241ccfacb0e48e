"""What a process does before its first file. Needs nothing itself, so that the collector is off
before anything is loaded."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ZELDEN = 15_000
"""How many more objects there may be before the collector looks for rings of them. A file leaves
some 50, the first one 35,000 that stay (networkx): looking rarely lets the memory of a large batch
grow, looking often costs time."""


def bereid_voor(methode_map: Path | None) -> None:
    """Load all that every file needs. What is loaded now stays, so the collector of garbage need
    not look at it."""
    gc.disable()
    try:
        from regio_xl import verwerking  # noqa: PLC0415

        verwerking.methode(methode_map)
    finally:
        gc.freeze()
        gc.set_threshold(ZELDEN)
        gc.enable()
