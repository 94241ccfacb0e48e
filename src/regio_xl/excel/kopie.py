"""A copy beside the workbook, before we write into it: after that Excel has nothing to undo.

Only Excel for Windows can save a copy of an open workbook as it is at that moment, and only a
workbook with a place on this computer has a folder to put it in. There is one such copy, of just
before the last time; a batch skips it like all copies that are kept.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

_ACHTERVOEGSEL = ".reservekopie-0"


def bewaar_kopie(boek: Any) -> str | None:
    """Keep a copy and give its name; None when that is not possible here."""
    with suppress(Exception):
        pad = Path(str(boek.api.FullName))
        if "://" in str(boek.api.FullName) or not pad.is_absolute() or not pad.parent.is_dir():
            return None
        kopie = pad.with_name(f"{pad.stem}{_ACHTERVOEGSEL}{pad.suffix}")
        boek.api.SaveCopyAs(str(kopie))
        return kopie.name if kopie.is_file() else None
    return None
