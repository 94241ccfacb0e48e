"""Text as a person reads it: what Excel and mail do to text is undone before it is compared or judged."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONZICHTBAAR = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_GELIJK = str.maketrans("‘’‚‛“”„‟´`–—−\u2011", "''''\"\"\"\"''----")


def schoon(waarde: object) -> str:
    """Text without curly quotes, odd blanks and invisible characters; other values as Python writes them, None as empty."""
    if isinstance(waarde, str):
        return _schone_tekst(waarde)
    return "" if waarde is None else str(waarde)


def sleutel(waarde: object) -> str:
    """Text to compare by: cleaned and without regard to case."""
    return schoon(waarde).casefold()


@lru_cache(maxsize=8192)
def _schone_tekst(tekst: str) -> str:
    tekst = unicodedata.normalize("NFC", tekst).translate(_ONZICHTBAAR).translate(_GELIJK)
    return re.sub(r"\s+", " ", tekst).strip()
