"""Text as a person reads it: what Excel and mail do to text is undone before it is compared or
judged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

ONTHOUDEN = 200
"""Texts up to this length are remembered: the same headings, ids and choices come back in every
workbook of a batch."""
_ONZICHTBAAR = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_GELIJK = str.maketrans("‘’‚‛“”„‟´`–—−\u2011", "''''\"\"\"\"''----")


def schoon(waarde: object) -> str:
    """Text without curly quotes, odd blanks and invisible characters; other values as Python writes
    them, None as empty."""
    if isinstance(waarde, str):
        return _schone_tekst(waarde) if len(waarde) <= ONTHOUDEN else _maak_schoon(waarde)
    return "" if waarde is None else str(waarde)


def sleutel(waarde: object) -> str:
    """Text to compare by: cleaned and without regard to case."""
    if isinstance(waarde, str) and len(waarde) <= ONTHOUDEN:
        return _tekstsleutel(waarde)
    return schoon(waarde).casefold()


@lru_cache(maxsize=4096)
def _tekstsleutel(tekst: str) -> str:
    return _schone_tekst(tekst).casefold()


@lru_cache(maxsize=4096)
def _schone_tekst(tekst: str) -> str:
    return _maak_schoon(tekst)


def _maak_schoon(tekst: str) -> str:
    if tekst.isascii() and tekst.isprintable() and "`" not in tekst:
        return " ".join(tekst.split())  # most texts: nothing in them to undo but blanks
    tekst = unicodedata.normalize("NFC", tekst).translate(_ONZICHTBAAR).translate(_GELIJK)
    return re.sub(r"\s+", " ", tekst).strip()


def opsomming(delen: Iterable[str], meeste: int = 5, teken: str = ", ", slot: str = " en ") -> str:
    """As in *a, b en c*; of more than ``meeste`` only the first, as in *a, b en nog 3*."""
    alle = list(delen)
    if len(alle) > meeste:
        return f"{teken.join(alle[:meeste])} en nog {len(alle) - meeste}"
    if len(alle) < 2:
        return "".join(alle)
    return f"{teken.join(alle[:-1])}{slot}{alle[-1]}"
