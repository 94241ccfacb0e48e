"""Text as a person reads it: what Excel and mail do to text is undone before it is compared or
judged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_VERVANGING = str.maketrans(
    "‘’‚‛“”„‟´`–—−\u2011", "''''\"\"\"\"''----", "\u200b\u200c\u200d\u2060\ufeff\u00ad"
)
"""Curly quotes and odd dashes to plain ones; invisible characters to nothing."""
_VREEMD = re.compile(f"[{''.join(map(chr, _VERVANGING))}]")


def schoon(waarde: object) -> str:
    """Text without curly quotes, odd blanks and invisible characters; other values as Python writes
    them, None as empty."""
    if not isinstance(waarde, str):
        return "" if waarde is None else str(waarde)
    if waarde.isascii() and waarde.isprintable() and "`" not in waarde:
        # Most texts: nothing in them to undo but blanks, and seldom those.
        te_veel = "  " in waarde or waarde[:1] == " " or waarde[-1:] == " "
        return " ".join(waarde.split()) if te_veel else waarde
    tekst = unicodedata.normalize("NFC", waarde)
    if _VREEMD.search(tekst):
        tekst = tekst.translate(_VERVANGING)
    return " ".join(tekst.split())


def sleutel(waarde: object) -> str:
    """Text to compare by: cleaned and without regard to case."""
    return schoon(waarde).casefold()


def opsomming(delen: Iterable[str], meeste: int = 5, teken: str = ", ", slot: str = " en ") -> str:
    """As in *a, b en c*; of more than ``meeste`` only the first, as in *a, b en nog 3*."""
    alle = list(delen)
    if len(alle) > meeste:
        return f"{teken.join(alle[:meeste])} en nog {len(alle) - meeste}"
    if len(alle) < 2:
        return "".join(alle)
    return f"{teken.join(alle[:-1])}{slot}{alle[-1]}"
