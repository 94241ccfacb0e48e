"""Write values into one worksheet part by changing only the bytes of those cells.

What a cell looks like stays: its style, the attributes of its row, rich text that already says the
same. Writing what is already there changes nothing, so writing twice gives the same bytes. Links of
ours point at a cell of the same workbook; those of users stay, except on the cells we write. Excel
keeps the height it stored and LibreOffice does not fit rows to text that a program wrote, so the
height of a row is written too, unless a user set it by hand.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import TypeAlias

from regio_xl.werkboek import Adres, Schrijfwaarde, WerkboekFout, kolomletters
from regio_xl.werkboek.tekst import opsomming
from regio_xl.werkboek.tekstmaat import Woordbreedtes
from regio_xl.xlsx.links import link_edits
from regio_xl.xlsx.rows import (
    AttributeNames,
    Row,
    attribute_names,
    attributes_of,
    without_attributes,
)
from regio_xl.xlsx.sheet import SheetMap, stored_height
from regio_xl.xlsx.values import CellContent, SharedStrings, after_start_tag, cell_content, escape
from regio_xl.xlsx.xml import (
    CellRange,
    Edit,
    apply_edits,
    cell_range,
    escape_text,
    reference,
    to_utf8,
)

_RESULT = re.compile(rb"<(?:[^<>\s/:]+:)?v(?:\s[^<>]*)?>([^<]*)</")
_SPANS = attribute_names(b"spans")
_SPANS_AND_HEIGHT = attribute_names(b"spans", b"ht")
"""What may be untrue of a row once its cells change; somebody may have set the height by hand."""

_Position: TypeAlias = tuple[int, int]
_Contents: TypeAlias = dict[int, CellContent]
"""New contents of a row by column."""


def write_cells(
    xml: bytes,
    cells: Mapping[_Position, Schrijfwaarde],
    *,
    sheet_name: str,
    date1904: bool = False,
    results: Mapping[_Position, str] | None = None,
    strings: SharedStrings | None = None,
    widths: Woordbreedtes | None = None,
) -> bytes:
    """The part with these values in its cells; the same bytes when they were there already.

    ``results``: other texts for formulas to show; a cell without a formula is left alone.
    ``strings``: the shared strings of the workbook, to see whether a cell that points at one says
    the same already. ``widths``: of the words on its other tabs. Raises :class:`WerkboekFout` when
    one of the cells belongs to a formula or a merged range; nothing is written then.
    """
    source = to_utf8(xml)
    results = results or {}
    sheet = SheetMap(source, {**cells, **results}.keys(), widths)
    ours, changed = _contents(sheet, cells, strings or SharedStrings(None), date1904)
    _refuse_unwritable(sheet, changed, sheet_name)
    edits = _row_edits(sheet, ours, changed, _shown_results(sheet, results))
    edits += _dimension_edits(sheet, changed)
    edits += link_edits(sheet, cells)
    new = apply_edits(source, edits)
    return xml if new == source else new


def _contents(
    sheet: SheetMap,
    cells: Mapping[_Position, Schrijfwaarde],
    strings: SharedStrings,
    date1904: bool,
) -> tuple[dict[int, _Contents], dict[int, _Contents]]:
    """All new contents by row and column, and those that a row does not hold yet.

    Cells that are empty and stay so are in neither.
    """
    ours: defaultdict[int, _Contents] = defaultdict(dict)
    changed: defaultdict[int, _Contents] = defaultdict(dict)
    filled = sheet.filled
    for position, value in cells.items():
        if value is None and position not in filled:
            continue
        held = filled.get(position)
        row, column = position
        content = ours[row][column] = cell_content(value, date1904=date1904)
        if held is None or not held.holds(content, strings):
            changed[row][column] = content
    return ours, changed


def _refuse_unwritable(
    sheet: SheetMap, changed: Mapping[int, Collection[int]], sheet_name: str
) -> None:
    positions = {(row, column) for row, columns in changed.items() for column in columns}
    objections: dict[str, list[str]] = {}
    first: Adres | None = None
    for position, reden in _objections(sheet, positions):
        address = Adres(sheet_name, *position)
        first = first or address
        objections.setdefault(reden, []).append(address.cel)
    if first is not None:
        parts = [f"{reden} ({opsomming(cells, slot=', ')})" for reden, cells in objections.items()]
        reden = " en ".join(parts)
        raise WerkboekFout("cel-niet-te-schrijven", first, reden=reden)


def _objections(
    sheet: SheetMap, positions: Collection[_Position]
) -> Iterator[tuple[_Position, str]]:
    """The cells that may not be written, in order, each with the reason."""
    formulas = {position for position, held in sheet.filled.items() if held.formula}
    formulas |= _covered(sheet.array_ranges, positions)
    merged = _covered(sheet.merged, positions)
    for position in sorted((formulas | merged).intersection(positions)):
        if position in formulas:
            yield position, "er staat een formule"
        else:
            yield position, "hij hoort bij een samengevoegd bereik"


def _covered(ranges: Collection[CellRange], positions: Collection[_Position]) -> set[_Position]:
    """The cells that lie in one of the ranges, but not at its top left."""
    if not ranges:
        return set()
    columns: dict[int, list[int]] = {}
    for row, column in positions:
        columns.setdefault(row, []).append(column)
    rows = sorted(columns)
    covered: set[_Position] = set()
    for row1, column1, row2, column2 in ranges:
        for row in rows[bisect_left(rows, row1) : bisect_right(rows, row2)]:
            for column in columns[row]:
                if column1 <= column <= column2 and not (row == row1 and column == column1):
                    covered.add((row, column))
    return covered


def _shown_results(
    sheet: SheetMap, results: Mapping[_Position, str]
) -> dict[int, dict[int, bytes]]:
    """By row and column the cells whose formula gave a text, whole, with another text shown."""
    shown: defaultdict[int, dict[int, bytes]] = defaultdict(dict)
    for position, text in results.items():
        held = sheet.filled.get(position)
        if held is None or not held.formula or held.kind != "str":
            continue
        row, column = position
        cell = sheet.rows[row].cells[column]
        assert cell.content is not None
        before, content, after = cell.whole.rpartition(cell.content)
        result = _RESULT.search(content)
        if result is not None:
            start, end = result.span(1)
            new = escape_text(escape(text)).encode()
            shown[row][column] = b"".join((before, content[:start], new, content[end:], after))
    return shown


def _row_edits(
    sheet: SheetMap,
    ours: Mapping[int, _Contents],
    changed: Mapping[int, _Contents],
    shown: Mapping[int, Mapping[int, bytes]],
) -> list[Edit]:
    """New and changed rows. ``changed``: new contents by column; ``shown``: whole cells;
    ``ours``: all that we have in a row, changed or not."""
    edits: list[Edit] = []
    first_rows: list[bytes] = []
    for number in sorted(changed.keys() | shown.keys()):
        row = sheet.rows.get(number)
        contents = changed.get(number, {})
        if row is not None:
            text = _changed_row(sheet, row, number, contents, shown.get(number, {}), ours)
            edits.append(Edit(row.start, row.end, text))
            continue
        text = _new_row(sheet, number, contents, ours[number])
        position = sheet.position_of_row(number)
        if position is None:
            first_rows.append(text)
        else:
            edits.append(Edit(position, position, text))
    if first_rows:
        edits.append(_opened_list(sheet, first_rows))
    return edits


def _new_row(sheet: SheetMap, number: int, contents: _Contents, ours: _Contents) -> bytes:
    height = sheet.height_for(ours)
    pieces = [b'<%srow r="%d" ht="%g">' % (sheet.prefix, number + 1, height)]
    for column in sorted(contents):
        start = _new_cell(sheet, None, number, column)
        pieces.append(start + after_start_tag(contents[column], sheet.prefix))
    return b"".join((*pieces, b"</%srow>" % sheet.prefix))


def _changed_row(
    sheet: SheetMap,
    row: Row,
    number: int,
    contents: _Contents,
    shown: Mapping[int, bytes],
    ours: Mapping[int, _Contents],
) -> bytes:
    cells = {column: cell.whole for column, cell in row.cells.items()}
    cells.update(shown)
    tag = row.tag
    if contents:
        attributes = attributes_of(row.tag) if b"custom" in row.tag else {}
        tag = _changed_row_tag(sheet, row, attributes, ours[number])
        style = _row_style(attributes)
        for column, content in contents.items():
            old = row.cells.get(column)
            start = _new_cell(sheet, style, number, column) if old is None else old.start
            cells[column] = start + after_start_tag(content, sheet.prefix)
    tail = row.tail or b"</%srow>" % sheet.prefix
    return b"".join((tag, *map(cells.__getitem__, sorted(cells)), tail))


def _changed_row_tag(
    sheet: SheetMap, row: Row, attributes: Mapping[str, str], ours: _Contents
) -> bytes:
    """The start tag of a row with its new height, unless somebody set one by hand."""
    if attributes.get("customHeight") in ("1", "true"):
        return _open(row.tag, without=_SPANS) + b">"
    height = sheet.height_for(ours)
    if any(cell.content is not None for column, cell in row.cells.items() if column not in ours):
        height = max(height, stored_height(row))
    return b'%s ht="%g">' % (_open(row.tag, without=_SPANS_AND_HEIGHT), height)


def _open(tag: bytes, without: AttributeNames) -> bytes:
    return without_attributes(tag, without).removesuffix(b"/>").rstrip(b" >")


def _row_style(attributes: Mapping[str, str]) -> str | None:
    """The style that a row gives to its new cells."""
    return attributes.get("s") if attributes.get("customFormat") in ("1", "true") else None


def _new_cell(sheet: SheetMap, row_style: str | None, number: int, column: int) -> bytes:
    """The start tag, still open, of a cell that was not there: it takes the style of its row or
    else of its column."""
    style = sheet.column_style(column) if row_style is None else row_style
    tag = f'<{sheet.prefix.decode()}c r="{kolomletters(column)}{number + 1}"'
    return (tag if style is None else f'{tag} s="{style}"').encode()


def _opened_list(sheet: SheetMap, rows: list[bytes]) -> Edit:
    """Rows in a list of rows that closed itself."""
    sheet_data = sheet.sheet_data
    tag = sheet.xml[sheet_data.start : sheet_data.content].removesuffix(b"/>").rstrip() + b">"
    end_tag = b"</%ssheetData>" % sheet.prefix
    return Edit(sheet_data.start, sheet_data.end, b"".join((tag, *rows, end_tag)))


def _dimension_edits(sheet: SheetMap, changed: Mapping[int, _Contents]) -> list[Edit]:
    """The used range, made larger where we write outside it; left out when it makes no sense."""
    dimension = sheet.child("dimension")
    if dimension is None:
        return []
    rows: set[int] = set()
    columns: set[int] = set()
    for row, contents in changed.items():
        filled = [column for column, content in contents.items() if content is not None]
        if filled:
            rows.add(row)
            columns.update(filled)
    if not rows:
        return []
    try:
        row1, column1, row2, column2 = cell_range(dimension.attributes.get("ref", ""))
    except WerkboekFout:
        return [Edit(dimension.start, dimension.end, b"")]
    first = (min(row1, *rows), min(column1, *columns))
    last = (max(row2, *rows), max(column2, *columns))
    if (first, last) == ((row1, column1), (row2, column2)):
        return []
    ref = f"{reference(first)}:{reference(last)}".encode()
    return [Edit(dimension.start, dimension.end, b'<%sdimension ref="%s"/>' % (sheet.prefix, ref))]
