"""Text as a person reads it: what Excel and mail do to text is undone before it is compared or
judged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_VERVANGING = str.maketrans("‘’‚‛“”„‟´`–—−\u2010\u2011\u2012", "''''\"\"\"\"''------")
"""Curly quotes and odd dashes to plain ones."""
_ONZICHTBAAR = (
    # Control characters that are no blanks, as mail and old systems leave them.
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    # What Unicode calls ignorable: signs of direction, soft hyphens, joiners, variants, tags.
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    # The place of a picture in text that was copied, and the blank of Braille.
    "\ufffc\u2800"
)
_ZONDER_BEELD = re.compile(f"[{_ONZICHTBAAR}]")
_KOPPELTEKEN = "\u200d"
_VREEMD = re.compile(f"[{''.join(map(chr, _VERVANGING))}{_ONZICHTBAAR}{_KOPPELTEKEN}]")
_SYMBOOL = "[\u2190-\u2bff\u3030-\u3299\U0001f000-\U0001faff]"
_LOS_KOPPELTEKEN = re.compile(f"(?<!{_SYMBOOL}){_KOPPELTEKEN}|{_KOPPELTEKEN}(?!{_SYMBOOL})")
"""A joiner that makes no emoji of the two signs beside it."""


def schoon(waarde: object) -> str:
    """Text without curly quotes, odd blanks and invisible characters; other values as Python writes
    them, None as empty. The joiner inside an emoji stays: it is what makes it one picture."""
    if not isinstance(waarde, str):
        return "" if waarde is None else str(waarde)
    if waarde.isascii() and waarde.isprintable() and "`" not in waarde:
        # Most texts: nothing in them to undo but blanks, and seldom those.
        te_veel = "  " in waarde or waarde[:1] == " " or waarde[-1:] == " "
        return " ".join(waarde.split()) if te_veel else waarde
    tekst = unicodedata.normalize("NFC", waarde)
    if _VREEMD.search(tekst):
        tekst = _LOS_KOPPELTEKEN.sub("", _ZONDER_BEELD.sub("", tekst))
        tekst = unicodedata.normalize("NFC", tekst.translate(_VERVANGING))
    return " ".join(tekst.split())


def sleutel(waarde: object) -> str:
    """Text to compare by: cleaned and without regard to case."""
    tekst = schoon(waarde).casefold()
    return tekst if tekst.isascii() else tekst.replace(_KOPPELTEKEN, "")


def opsomming(delen: Iterable[str], meeste: int = 5, teken: str = ", ", slot: str = " en ") -> str:
    """As in *a, b en c*; of more than ``meeste`` only the first, as in *a, b en nog 3*."""
    alle = list(delen)
    if len(alle) > meeste:
        return f"{teken.join(alle[:meeste])} en nog {len(alle) - meeste}"
    if len(alle) < 2:
        return "".join(alle)
    return f"{teken.join(alle[:-1])}{slot}{alle[-1]}"
