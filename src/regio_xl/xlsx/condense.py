"""A very large worksheet without its empty rows: a look dragged to row 1,048,576 takes a hundred
megabytes and holds nothing. For reading only; what is written goes into the whole part."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_ROW = b"<row "
_EMPTY_ROWS = re.compile(
    # A row that is hidden stays, unless it is too far down to matter.
    rb'(?:<row r="(?:[0-9]{6,7}"|[0-9]{1,5}"(?![^<>]*\shidden="(?:1|true)"))[^<>]*+>'
    rb"(?:(?<=/>)|(?:<c(?=\s)[^<>]*+>(?:(?<=/>)|</c>)\s*+)*+</row>)\s*+)++"
)
"""Rows that say which row they are, with nothing in their cells."""


def without_empty_rows(pieces: Iterable[bytes], limit: int) -> bytes | None:
    """A well-formed worksheet part without rows that hold nothing, never more than ``limit`` bytes
    at once.

    None when that is more, or when empty rows cannot be told from others: in comments and CDATA
    nothing is what it seems, and a row that does not say which one it is counts on from the row
    before.
    """
    kept: list[bytes] = []
    size, rest = 0, b""
    for piece in pieces:
        rest += piece
        stop = rest.rfind(_ROW)
        if stop > 0:
            kept.append(_EMPTY_ROWS.sub(b"", rest[:stop]))
            size, rest = size + len(kept[-1]), rest[stop:]
        if size + len(rest) > limit:
            return None
    xml = b"".join((*kept, _EMPTY_ROWS.sub(b"", rest)))
    plain = b"<!" not in xml and xml.count(b"<row") == xml.count(b'<row r="')
    return xml if plain else None


_NUMBER = re.compile(rb"""<(?:[^<>\s/:]+:)?row(?=\s)[^<>]*\sr=["']([0-9]{1,7})["']""")


class Reach(NamedTuple):
    """How far down a worksheet goes, and how far something is filled in; 1-based, 0 for neither."""

    last_row: int
    last_filled: int


def reach(pieces: Iterable[bytes]) -> Reach:
    """The last row that a worksheet part names, and the last one with a value: to say in a refusal
    what must go."""
    last, filled, rest = 0, 0, b""
    for piece in pieces:
        text = rest + piece
        rows = [(found.start(), int(found[1])) for found in _NUMBER.finditer(text)]
        value = max(text.rfind(b"</v>"), text.rfind(b"</is>"))
        above = [number for start, number in rows if start < value]
        if value >= 0:
            filled = above[-1] if above else last
        if rows:
            last = rows[-1][1]
        rest = text[-1000:] if len(text) > 1000 else text
        rest = rest[max(rest.rfind(b"<"), 0) :]
    return Reach(last, filled)
