"""What xlwings reads from cells, as our own cell values: the same that the file reader gives for
the same workbook."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal

from regio_xl.werkboek import CelFout, Celwaarde
from regio_xl.werkboek.dagnummers import dag_of_tijd

MAX_CELLEN, MAX_KOLOMMEN = 1_000_000, 1_000
"""The most cells of a tab that are read; of a tab that is formatted to its edge only this many
columns."""

_FOUTEN = {
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA", "#FIELD!",
    "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#PYTHON!", "#EXTERNAL!", "#TIMEOUT!",
}  # fmt: skip
_FOUTNUMMERS = range(
    -2_146_826_400, -2_146_826_200
)  # how Excel for Windows hands over an error that xlwings does not name


def als_rijen(ruw: Iterable[Iterable[object]]) -> list[list[Celwaarde]]:
    """The cells as rows from A1 on, as far as anything stands in them."""
    rijen = [[_waarde(waarde) for waarde in rij] for rij in ruw]
    while rijen and not any(waarde is not None for waarde in rijen[-1]):
        rijen.pop()
    breedte = max(
        (
            nummer
            for rij in rijen
            for nummer, waarde in enumerate(rij, start=1)
            if waarde is not None
        ),
        default=0,
    )
    return [rij[:breedte] for rij in rijen]


def _waarde(waarde: object) -> Celwaarde:
    if waarde is None or waarde == "":
        return None
    if isinstance(waarde, str):
        return CelFout(waarde) if waarde in _FOUTEN else waarde
    if isinstance(waarde, bool | time):
        return waarde
    if isinstance(waarde, datetime):
        return dag_of_tijd(waarde.replace(tzinfo=None))
    if isinstance(waarde, date):
        return waarde
    if isinstance(waarde, int) and waarde in _FOUTNUMMERS:
        return CelFout("#FOUT!")
    if isinstance(waarde, int | float | Decimal):
        getal = float(waarde)
        return getal if math.isfinite(getal) else CelFout("#NUM!")
    msg = f"no cell value: {type(waarde).__name__}"
    raise TypeError(msg)
