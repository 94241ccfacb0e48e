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
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date, datetime, time
from typing import Final, NamedTuple

from regio_xl.werkboek import MEESTE_LEEG, CelFout, Celwaarde, NietBerekend, WerkboekFout
from regio_xl.werkboek.dagnummers import van_dagnummer
from regio_xl.xlsx import damaged, too_large
from regio_xl.xlsx.cells import FilledCell, cell_parts, filled_cells
from regio_xl.xlsx.condense import reach
from regio_xl.xlsx.fingerprint import ByFingerprint
from regio_xl.xlsx.rows import find_element, mask_comments, root_name
from regio_xl.xlsx.values import SharedStrings, readable_text, value_text
from regio_xl.xlsx.xml import (
    MAX_ROWS,
    cell_position,
    check_tags,
    check_well_formed,
    column_index,
    local_name,
    make_parser,
    parse,
)

MAX_CELLS = 1_000_000
"""How many filled cells all tabs have together."""
MAX_EMPTY = 100_000
"""How many empty rows, and empty cells in front of filled ones, a tab is read with; what comes
after those has strayed."""
MAX_CHARACTERS = 5_000_000
_MAX_DIGITS = 15
"""How many digits a number of Excel has; more than 308 of them is infinite."""

_NUMBER: Final = re.compile(rb"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*")
_NOT_A_NUMBER: Final = {b"nan", b"inf", b"-inf", b"infinity", b"-infinity"}
_BOOLEANS: Final = {b"1": True, b"true": True, b"0": False, b"false": False}

_BUILT_IN_DATES: Final = frozenset(map(str, (*range(14, 23), 45, 47)))
_BUILT_IN_PERCENTS: Final = frozenset({"9", "10"})
_LITERAL: Final = re.compile(r'"[^"]*"?|[\\_].')
_DURATION: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\[[^\]]*\]?")
_DATE: Final = re.compile(r"[dmyhs]|a/p", re.IGNORECASE)

_PLAIN, _DAY, _PERCENT = range(3)

_Rows = list[Sequence[Celwaarde]]
_Position = tuple[int, int]


class _Looks(dict[bytes, int]):
    """How the style of this number, as a cell writes it, shows a number: as it is, as a day or a
    time, as a percentage.

    Found out when it is first asked for.
    """

    def __init__(self, styles: NumberStyles) -> None:
        self._styles = styles

    def __missing__(self, number: bytes) -> int:
        index = int(number) if 0 < len(number) <= _MAX_DIGITS else -1
        look = _DAY if index in self._styles.days else _PLAIN
        self[number] = look = _PERCENT if index in self._styles.percents else look
        return look


class _Source(NamedTuple):
    """What the cells of a worksheet point at: shared strings and styles, by their number."""

    texts: Mapping[bytes, str]
    looks: Mapping[bytes, int]
    date1904: bool
    percents: list[FilledCell]
    errors: list[FilledCell]
    """The cells of one worksheet that show a percentage or an error, gathered while they are
    read."""


class SheetValues(NamedTuple):
    """The values of one worksheet as rows from A1 on that end at their last filled cell.

    ``far``: what stands too far away for that, by row and column; ``percents``: the cells whose
    number is shown as a percentage; ``has_errors``: whether one shows an error; ``characters``: how
    many there are in its texts.
    """

    rows: _Rows
    far: Mapping[_Position, Celwaarde]
    percents: Set[_Position]
    has_errors: bool
    characters: int


def read_sheets(
    sheets: Mapping[str, bytes], strings: SharedStrings, styles: bytes | None, *, date1904: bool
) -> list[SheetValues]:
    """The cells of these worksheet parts, by the names of their tabs.

    Raises :class:`WerkboekFout` and nothing else.
    """
    if not sheets:
        return []
    strings.check()
    source = _Source(strings.readable, _Looks(number_styles(styles)), date1904, [], [])
    read: list[SheetValues] = []
    cells = 0
    for name, xml in sheets.items():
        try:
            filled = filled_cells(xml)
            read.append(_read_sheet(filled, source._replace(percents=[], errors=[])))
        except WerkboekFout as fout:
            raise _on_tab(fout, name, xml) from fout
        cells += len(filled)
    characters = sum(sheet.characters for sheet in read)
    if cells > MAX_CELLS or characters > MAX_CHARACTERS:
        raise too_large(
            "de tabbladen hebben samen meer dan 1 miljoen gevulde cellen of 5 miljoen tekens"
        )
    return read


def _on_tab(fout: WerkboekFout, name: str, xml: bytes) -> WerkboekFout:
    """A refusal that says which tab is too large, and how far it is filled."""
    if fout.code != "bestand-te-groot":
        return fout
    filled = reach([xml]).last_filled
    where = f"{name[:60]}, tot en met rij {filled}" if filled else name[:60]
    return too_large(f"{fout.gaten['reden']} ({where})", fout.gaten["raad"])


def _read_sheet(cells: Sequence[FilledCell], source: _Source) -> SheetValues:
    """The values of one worksheet in their places.

    Raises :class:`WerkboekFout` when they are out of order or too many.
    """
    rows: _Rows = []
    row: list[Celwaarde] = []
    columns: dict[bytes, int] = {}
    near, strayed = _without_far_rows(cells)
    previous, empty, characters = b"", 0, 0
    texts, looks = source.texts, source.looks
    for cell in near:
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
            if _is_far(gap, empty):
                strayed.append(cell)
                continue
            empty += gap
            row += [None] * gap
        value: Celwaarde
        if kind == b"s" and stored:  # most texts
            value = texts[stored]
        elif kind or not stored.isdigit() or len(stored) > _MAX_DIGITS or looks[style]:
            value = _value(cell, source)
        else:  # most numbers
            row.append(float(stored))
            continue
        if isinstance(value, str):
            characters += len(value)
            row.append(value or None)
        else:
            row.append(value)
    return _sheet(rows, characters, _far_values(strayed, source), source)


def _sheet(
    rows: _Rows, characters: int, far: Mapping[_Position, Celwaarde], source: _Source
) -> SheetValues:
    characters += sum(len(value) for value in far.values() if isinstance(value, str))
    if characters > MAX_CHARACTERS:
        raise too_large("een tabblad bevat meer dan 5 miljoen tekens")
    percents = frozenset(map(_position, source.percents))
    return SheetValues(rows, far, percents, bool(source.errors), characters)


def _without_far_rows(cells: Sequence[FilledCell]) -> tuple[Sequence[FilledCell], list[FilledCell]]:
    """The cells without those below a gap that is too large, and those."""
    if not cells or int(cells[-1][1]) <= MEESTE_LEEG:
        return cells, []  # nearly always
    previous, empty = 0, 0
    for index, cell in enumerate(cells):
        gap = int(cell[1]) - previous - 1
        if gap > 0:
            empty += gap
            if gap > MEESTE_LEEG or empty > MAX_EMPTY:
                return cells[:index], list(cells[index:])
        previous = int(cell[1])
    return cells, []


def _is_far(gap: int, empty: int) -> bool:
    """Whether a cell stands so far from the one to its left that it has strayed."""
    if gap < 0:
        raise damaged("de cellen van een rij staan niet op volgorde")
    return gap > MEESTE_LEEG or empty + gap > MAX_EMPTY


def _far_values(cells: Iterable[FilledCell], source: _Source) -> dict[_Position, Celwaarde]:
    """What stands in cells that have strayed, by their place."""
    values = ((_position(cell), _value(cell, source)) for cell in cells)
    return {position: value for position, value in values if value is not None and value != ""}


def _position(cell: FilledCell) -> _Position:
    return cell_position((cell[0] + cell[1]).decode())


def _add_rows(rows: _Rows, number: int) -> None:
    """Add empty rows up to the one with this number."""
    if number < len(rows):
        raise damaged("de cellen van een rij staan niet op volgorde")
    if number >= MAX_ROWS:
        raise damaged("een celverwijzing klopt niet")
    rows += [()] * (number - len(rows))


def _value(cell: FilledCell, source: _Source) -> Celwaarde:
    """What a cell holds, by its type; '' or None when that is nothing."""
    _, _, _, kind, stored, everything = cell
    formula = value = text = b""
    if everything:
        formula, value, stored, text = cell_parts(everything)
    bare = stored.strip()
    if kind == b"s" and stored:
        return source.texts[stored]
    if kind == b"e" and (code := stored.decode().strip()):
        source.errors.append(cell)
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
        return _number(stored, cell, source)
    if kind == b"b" and bare in _BOOLEANS:
        return _BOOLEANS[bare]
    if kind == b"d":
        return _iso_date(value_text(stored))
    raise damaged("de cellen zijn niet te lezen")


def _number(stored: bytes, cell: FilledCell, source: _Source) -> Celwaarde:
    """A number, or the day or time that it stands for. A cell that does not say that it holds a
    number may hold any text."""
    if stored.isdigit() or _NUMBER.fullmatch(stored):
        number = float(stored)
        if not math.isfinite(number):
            return CelFout("#NUM!")
        look = source.looks[cell[2]]
        if look == _PERCENT:
            source.percents.append(cell)
        return van_dagnummer(number, vanaf1904=source.date1904) if look == _DAY else number
    if stored.strip().lower() in _NOT_A_NUMBER:
        return CelFout("#NUM!")
    if cell[3]:
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


class NumberStyles(NamedTuple):
    """The numbers of the cell styles that show a number as a day, a time or both, and of those that
    show a percentage."""

    days: Set[int]
    percents: Set[int]


def number_styles(styles: bytes | None) -> NumberStyles:
    """The cell styles that show a number as something else.

    Raises :class:`WerkboekFout` when the part is broken or holds too much.
    """
    if styles is None:
        return NumberStyles(frozenset(), frozenset())
    return _known_number_styles(styles)


def _read_number_styles(styles: bytes) -> NumberStyles:
    check_tags(styles)
    check_well_formed(styles)
    masked = mask_comments(styles)
    custom = {
        tag.get("numFmtId"): tag.get("formatCode", "")
        for tag in _tags(styles, masked, b"numFmts", "numFmt")
    }
    days = {id_ for id_, code in custom.items() if shows_date(code)}
    days |= _BUILT_IN_DATES - custom.keys()
    percents = {id_ for id_, code in custom.items() if shows_percent(code)}
    percents |= _BUILT_IN_PERCENTS - custom.keys()
    formats = [tag.get("numFmtId", "0") for tag in _tags(styles, masked, b"cellXfs", "xf")]
    return NumberStyles(
        frozenset(number for number, id_ in enumerate(formats) if id_ in days),
        frozenset(number for number, id_ in enumerate(formats) if id_ in percents),
    )


# Workbooks from one template nearly always have the same styles; reading them costs 1 % of all.
_known_number_styles = ByFingerprint(_read_number_styles, size=4)


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


def shows_percent(format_code: str) -> bool:
    """Whether a number format shows a percentage, by its section for positive numbers."""
    code = _LITERAL.sub("", format_code[:255]).partition(";")[0]
    return "%" in _BRACKETS.sub("", code)
