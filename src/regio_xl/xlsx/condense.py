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
            rows, rest = rest[:stop], rest[stop:]
            if not _is_all_empty(rows):
                kept.append(_EMPTY_ROWS.sub(b"", rows))
                size += len(kept[-1])
        if size + len(rest) > limit:
            return None
    xml = b"".join((*kept, _EMPTY_ROWS.sub(b"", rest)))
    plain = b"<!" not in xml and xml.count(b"<row") == xml.count(b'<row r="')
    return xml if plain else None


def _is_all_empty(rows: bytes) -> bool:
    """Whether this is nothing but visible rows that say which row they are, and empty cells: seen
    five times as fast as by taking them apart."""
    starts = rows.count(_ROW)
    empty = starts + rows.count(b"</row>") + rows.count(b"<c ") + rows.count(b"</c>")
    return (
        empty == rows.count(b"<")
        and starts == rows.count(b'<row r="')
        and b' hidden="' not in rows
        and rows.startswith(_ROW)
    )


_NUMBER = re.compile(rb"""<(?:[^<>\s/:]+:)?row(?=\s)[^<>]*\sr=["']([0-9]{1,7})["']""")
_LONGEST_TAG = 1_000


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
        value = max(text.rfind(b"</v>"), text.rfind(b"</is>"), text.rfind(b":v>"))
        if value >= 0:
            filled = _row_before(text, value) or last
        last = _row_before(text, len(text)) or last
        rest = text[max(text.rfind(b"<"), len(text) - _LONGEST_TAG, 0) :]
    return Reach(last, filled)


def _row_before(text: bytes, stop: int) -> int:
    """The number of the last row that starts before this place; 0 when none does that says it."""
    while (start := text.rfind(b"row ", 0, stop)) >= 0:
        found = _NUMBER.match(text, max(text.rfind(b"<", 0, start), 0))
        if found is not None:
            return int(found[1])
        stop = start
    return 0
