"""From the cells of a worksheet as they are stored to rows of values.

Nothing here trusts a file: a number, a text or a day is only what it says it is, errors and
formulas that were never calculated are told apart from empty cells, and what is too large is
refused with the limit named. A cell stores a number, and only its style says that it is a day or a
time. Source: ECMA-376 part 1, 18.3.1.4 (cells) and 18.8.30 (number formats, with the built-in
ones).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime, time
from typing import Final, NamedTuple

from regio_xl.werkboek import CelFout, Celwaarde, NietBerekend, WerkboekFout
from regio_xl.werkboek.dagnummers import van_dagnummer
from regio_xl.xlsx import damaged, too_large
from regio_xl.xlsx.cells import FilledCell, cell_parts, filled_cells
from regio_xl.xlsx.fingerprint import ByFingerprint
from regio_xl.xlsx.rows import find_element, mask_comments, root_name
from regio_xl.xlsx.values import SharedStrings, readable_text, value_text
from regio_xl.xlsx.xml import (
    MAX_ROWS,
    check_tags,
    check_well_formed,
    column_index,
    local_name,
    make_parser,
    parse,
)

MAX_CELLS = 1_000_000
MAX_CHARACTERS = 5_000_000
_MAX_DIGITS = 15
"""How many digits a number of Excel has; more than 308 of them is infinite."""

_NUMBER: Final = re.compile(rb"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*")
_NOT_A_NUMBER: Final = {b"nan", b"inf", b"-inf", b"infinity", b"-infinity"}
_BOOLEANS: Final = {b"1": True, b"true": True, b"0": False, b"false": False}

_BUILT_IN_DATES: Final = frozenset(map(str, (*range(14, 23), 45, 47)))
_LITERAL: Final = re.compile(r'"[^"]*"?|[\\_].')
_DURATION: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\[[^\]]*\]?")
_DATE: Final = re.compile(r"[dmyhs]|a/p", re.IGNORECASE)

_Rows = list[list[Celwaarde]]


class _ShowsDate(dict[bytes, bool]):
    """Whether the style of this number, as a cell writes it, shows a day or a time.

    Found out when it is first asked for.
    """

    def __init__(self, styles: Set[int]) -> None:
        self._styles = styles

    def __missing__(self, number: bytes) -> bool:
        known = 0 < len(number) <= _MAX_DIGITS and int(number) in self._styles
        self[number] = known
        return known


class _Source(NamedTuple):
    """What the cells of every worksheet point at: shared strings and styles, by their number."""

    texts: Mapping[bytes, str]
    shows_date: Mapping[bytes, bool]
    date1904: bool


class _Sheet(NamedTuple):
    """One worksheet: its rows, how many cells it uses (as a rectangle) and how many characters."""

    rows: _Rows
    cells: int
    characters: int


def read_sheets(
    parts: Sequence[bytes], strings: SharedStrings, styles: bytes | None, *, date1904: bool
) -> list[_Rows]:
    """The cells of these worksheet parts, as rows from A1 on that end at their last filled cell.

    Raises :class:`WerkboekFout` and nothing else.
    """
    if not parts:
        return []
    strings.check()
    source = _Source(strings.readable, _ShowsDate(date_styles(styles)), date1904)
    sheets = [_read_sheet(filled_cells(xml), source) for xml in parts]
    cells = sum(sheet.cells for sheet in sheets)
    characters = sum(sheet.characters for sheet in sheets)
    if cells > MAX_CELLS or characters > MAX_CHARACTERS:
        raise too_large(
            "de tabbladen gebruiken samen meer dan 1 miljoen cellen of 5 miljoen tekens"
        )
    return [sheet.rows for sheet in sheets]


def _read_sheet(cells: Sequence[FilledCell], source: _Source) -> _Sheet:
    """The values of one worksheet in their places.

    Raises :class:`WerkboekFout` when they are out of order or too many.
    """
    rows: _Rows = []
    row: list[Celwaarde] = []
    columns: dict[bytes, int] = {}
    previous, empty, characters = b"", 0, 0
    texts, shows_date, _ = source
    for cell in cells:
        letters, digits, style, kind, stored, _ = cell
        if digits != previous:
            previous, row = digits, []
            if int(digits) != len(rows) + 1:
                _add_rows(rows, int(digits) - 1)
            rows.append(row)
        column = columns.get(letters, -1)
        if column < 0:
            column = columns[letters] = column_index(letters.decode())
        gap = column - len(row)
        if gap:
            empty += gap
            _check_gap(gap, empty)
            row += [None] * gap
        value: Celwaarde
        if kind == b"s" and stored:  # most texts
            value = texts[stored]
        elif kind or not stored.isdigit() or len(stored) > _MAX_DIGITS or shows_date[style]:
            value = _value(cell, source)
        else:  # most numbers
            row.append(float(stored))
            continue
        if isinstance(value, str):
            characters += len(value)
            row.append(value or None)
        else:
            row.append(value)
    used = len(rows) * (max(columns.values(), default=-1) + 1)
    if used > MAX_CELLS:
        raise _too_many_cells()
    if characters > MAX_CHARACTERS:
        raise too_large("een tabblad bevat meer dan 5 miljoen tekens")
    return _Sheet(rows, used, characters)


def _check_gap(gap: int, empty: int) -> None:
    if gap < 0:
        raise damaged("de cellen van een rij staan niet op volgorde")
    if empty > MAX_CELLS:
        raise _too_many_cells()


def _too_many_cells() -> WerkboekFout:
    return too_large("een tabblad gebruikt meer dan 1 miljoen cellen")


def _add_rows(rows: _Rows, number: int) -> None:
    """Add empty rows up to the one with this number."""
    if number < len(rows):
        raise damaged("de cellen van een rij staan niet op volgorde")
    if number >= MAX_ROWS:
        raise damaged("een celverwijzing klopt niet")
    rows.extend([[] for _ in range(number - len(rows))])


def _value(cell: FilledCell, source: _Source) -> Celwaarde:
    """What a cell holds, by its type; '' or None when that is nothing."""
    _, _, style, kind, stored, everything = cell
    formula = value = text = b""
    if everything:
        formula, value, stored, text = cell_parts(everything)
    bare = stored.strip()
    if kind == b"s" and stored:
        return source.texts[stored]
    if kind == b"e" and (code := stored.decode().strip()):
        return CelFout(code[:40])
    if formula and not (bare or (kind == b"str" and value)):
        return NietBerekend.NIET_BEREKEND
    if text:
        return readable_text(text)
    if kind == b"str":
        return value_text(stored)
    if not bare:
        return None
    if kind in (b"", b"n"):
        return _number(stored, bool(kind), source.shows_date[style], source.date1904)
    if kind == b"b" and bare in _BOOLEANS:
        return _BOOLEANS[bare]
    if kind == b"d":
        return _iso_date(value_text(stored))
    raise damaged("de cellen zijn niet te lezen")


def _number(stored: bytes, surely: bool, as_date: bool, date1904: bool) -> Celwaarde:
    """A number, or the day or time that it stands for.

    ``surely``: whether the cell says that it holds a number; else anything may be a text.
    """
    if stored.isdigit() or _NUMBER.fullmatch(stored):
        number = float(stored)
        if not math.isfinite(number):
            return CelFout("#NUM!")
        return van_dagnummer(number, vanaf1904=date1904) if as_date else number
    if stored.strip().lower() in _NOT_A_NUMBER:
        return CelFout("#NUM!")
    if surely:
        raise damaged("de cellen zijn niet te lezen")
    return value_text(stored)


def _iso_date(text: str) -> date | datetime | time | str:
    """A day, a time or both as ISO 8601 writes them; any other text as it is."""
    for kind in (date, datetime, time):
        try:
            found = kind.fromisoformat(text)
        except ValueError:
            continue
        has_zone = getattr(found, "tzinfo", None) is not None
        return text if has_zone else found
    return text


def date_styles(styles: bytes | None) -> Set[int]:
    """The numbers of the cell styles that show a number as a day, a time or both.

    Raises :class:`WerkboekFout` when the part is broken or holds too much.
    """
    return frozenset() if styles is None else _known_date_styles(styles)


def _read_date_styles(styles: bytes) -> Set[int]:
    check_tags(styles)
    check_well_formed(styles)
    masked = mask_comments(styles)
    custom = {
        tag.get("numFmtId"): shows_date(tag.get("formatCode", ""))
        for tag in _tags(styles, masked, b"numFmts", "numFmt")
    }
    formats = [tag.get("numFmtId", "0") for tag in _tags(styles, masked, b"cellXfs", "xf")]
    return frozenset(
        number for number, id_ in enumerate(formats) if custom.get(id_, id_ in _BUILT_IN_DATES)
    )


# Workbooks from one template nearly always have the same styles; reading them costs 1 % of all.
_known_date_styles = ByFingerprint(_read_date_styles, size=4)


def _tags(styles: bytes, masked: bytes, parent: bytes, name: str) -> list[dict[str, str]]:
    """The attributes of each element of this name in a list of the styles."""
    found = find_element(masked, root_name(masked)[0] + parent)
    tags: list[dict[str, str]] = []
    if found is None:
        return tags

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local_name(tag) == name:
            tags.append(attributes)

    parser = make_parser()
    parser.StartElementHandler = start
    parse(parser, styles[found.start : found.end])
    return tags


def shows_date(format_code: str) -> bool:
    """Whether a number format shows a day or a time, by its section for positive numbers.

    A duration, such as ``[h]:mm``, is a number.
    """
    code = _LITERAL.sub("", format_code[:255]).partition(";")[0]
    duration = _DURATION.search(code)
    date = _DATE.search(_BRACKETS.sub(lambda brackets: " " * len(brackets[0]), code))
    return date is not None and (duration is None or date.start() < duration.start())
