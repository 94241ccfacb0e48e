"""The filled cells of a worksheet, taken apart after one exact look at every row and cell.

Nearly every program writes its cells in one way; one regular expression takes those apart, and a
count of all tags proves that it missed nothing. A worksheet that is written in another way
(prefixes, comments or CDATA, cells that do not say where they stand, extensions) is first written
out cell by cell in the usual one. That is only for reading; what is written goes into the part as
it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import compress
from operator import lt
from typing import NamedTuple

from regio_xl.werkboek import WerkboekFout, kolomletters
from regio_xl.xlsx import damaged, too_large
from regio_xl.xlsx.xml import (
    MAX_DEPTH,
    MAX_TAGS,
    cell_position,
    check_depth,
    check_tags,
    column_index,
    escape_text,
    local_name,
    make_parser,
    parse,
)

MAX_FILLED = 250_000

# Possessive wherever there is one way to match: that takes half the time.
_FORMULA = rb"<f[^<>]*+(?:(?<=/)>|>[^<]*+</f>)"
_VALUE = rb"<v(?:>| [^<>/]*+>)%s</v>|<v ?/>"
_TEXT = rb"<is>[^<]*+(?:<(?!/is>)[^<]*+)*+</is>"
_CELL = re.compile(
    rb'<c r="([A-Za-z]{1,3}+)([0-9]{1,7}+)"(?: s="([0-9]++)")?+(?: t="([A-Za-z]++)")?+'
    rb'(?: (?:cm|vm|ph)="[0-9]++")*+>'
    rb"(?:<v>([^<]++)</v>|((?:%s)?+(?:%s)?+(?:%s)?+))</c>" % (_FORMULA, _VALUE % rb"[^<]*+", _TEXT)
)
_PARTS = re.compile(rb"(%s)?+(%s)?+(%s)?+" % (_FORMULA, _VALUE % rb"([^<]*+)", _TEXT))
_ROW_TAG = b'<row r="'
_ROW = re.compile(_ROW_TAG + rb'([0-9]{1,7})"')
_SHEET_DATA = re.compile(rb"<sheetData(/?)>")
_ROOT = re.compile(rb"(?:<\?xml[^>]*\?>)?\s*<worksheet[\s>]")

FilledCell = tuple[bytes, bytes, bytes, bytes, bytes, bytes]
"""A cell that holds something: its column, row, style and type; its value, when it holds that and
nothing else; else all that it holds."""


class CellParts(NamedTuple):
    """What a cell may hold: a formula, a value and an inline text, as elements.

    ``stored``: what stands between the tags of the value.
    """

    formula: bytes
    value: bytes
    stored: bytes
    text: bytes


def cell_parts(everything: bytes) -> CellParts:
    """All that a filled cell holds, taken apart."""
    found = _PARTS.fullmatch(everything)
    assert found  # it matched as a part of the cell
    return CellParts(*found.groups(b""))


def filled_cells(xml: bytes) -> list[FilledCell]:
    """The filled cells of a worksheet part.

    Raises :class:`WerkboekFout` for what no sheet can hold and for what is too large.
    """
    check_tags(xml, 10 * MAX_TAGS)
    cells = _regular_cells(xml) if _has_only_elements(xml) else None
    if cells is None:
        check_tags(xml)
        cells = _regular_cells(_Normaliser(xml).result())
    if cells is None:
        raise damaged("de cellen van een tabblad kloppen niet")
    return cells


def _has_only_elements(xml: bytes) -> bool:
    """Whether a part holds no comments, CDATA or instructions.

    Raises :class:`WerkboekFout` when it is not well-formed.
    """
    others: list[object] = []
    parser = make_parser()
    parser.CommentHandler = others.append
    parser.StartCdataSectionHandler = lambda: others.append(None)
    parser.ProcessingInstructionHandler = lambda *_: others.append(None)
    parse(parser, xml)
    return not others


def _regular_cells(xml: bytes) -> list[FilledCell] | None:
    """The filled cells of a worksheet; None when anything is not written in the usual way."""
    rows = _regular_rows(xml)
    return None if rows is None else _cells_of(rows)


def _regular_rows(xml: bytes) -> bytes | None:
    """What stands between the tags of ``sheetData``; None when those are not the usual ones."""
    start = xml.find(b"<sheetData")
    tag = _SHEET_DATA.match(xml, max(start, 0))
    if tag is None or not _ROOT.match(xml):
        return None
    if tag[1]:  # it closes itself
        return b""
    end = xml.find(b"</sheetData>", start)
    if end < 0 or xml.find(b"<sheetData", end) > 0:
        return None
    return xml[tag.end() : end]


def _cells_of(rows: bytes) -> list[FilledCell] | None:
    if len(rows) > MAX_FILLED * len(b"<c></c>") and rows.count(b"</c>") > MAX_FILLED:
        raise too_large("een tabblad heeft meer dan 250.000 gevulde cellen")
    before, *pieces = rows.split(_ROW_TAG)
    stand = [piece.count(b"</c>") for piece in pieces]
    filled = compress(pieces, stand)  # half of the rows hold nothing
    cells: list[FilledCell] = _CELL.findall(_ROW_TAG.join((before, *filled)))
    numbers = _ROW.findall(rows)
    if not _is_every_tag_known(rows, cells, len(numbers)):
        return None
    if not _is_ascending(list(map(int, numbers))):
        raise damaged("de rijen van een tabblad staan niet op volgorde")
    said = Counter([cell[1] for cell in cells])
    if stand != [said.get(number, 0) for number in numbers]:
        raise damaged("een celverwijzing klopt niet")  # a cell says that it is in another row
    return cells


def _is_every_tag_known(rows: bytes, cells: Sequence[FilledCell], row_count: int) -> bool:
    """Whether each tag belongs to a row, to a cell or to what a cell holds."""
    without_value = [cell[5] for cell in cells if not cell[4]]
    everything = list(filter(None, without_value))
    for content in everything:
        text = content.partition(b"<is>")[2]
        if b"<c" in text or b"row" in text or text.count(b"<") >= MAX_DEPTH:
            return False
    values = len(cells) - len(without_value)
    inside = 2 * values + b"".join(everything).count(b"<")
    row_tags = row_count + rows.count(b"</row>")
    cell_tags = rows.count(b"<c ") + len(cells)
    return rows.count(b"<") == row_tags + cell_tags + inside


def _is_ascending(numbers: Sequence[int]) -> bool:
    """Whether each number is higher than the one before."""
    return all(map(lt, numbers, numbers[1:]))


_DEPTHS = {"sheetData": 2, "row": 3, "c": 4}


class _Normaliser:
    """One pass over a well-formed worksheet, which writes its rows and filled cells in the usual
    way.

    Raises :class:`WerkboekFout` for rows and cells that no sheet can hold.
    """

    def __init__(self, xml: bytes) -> None:
        self._output: list[str] = []
        self._path: list[str] = []
        self._in_sheet_data = False
        self._row, self._column = -1, -1
        self._kind, self._style = "n", ""
        self._objection: WerkboekFout | None = None
        """What is wrong with the place of a cell; that of an empty cell does not matter."""
        self._formula: str | None = None
        self._value: str | None = None
        self._text: str | None = None
        parser = make_parser()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        parse(parser, xml)

    def result(self) -> bytes:
        """The worksheet in the usual form, without anything but its cells."""
        rows = "".join(self._output).encode()
        return b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local_name(name)
        self._path.append(name)
        depth = len(self._path)
        check_depth(depth)
        if depth == 1 and name != "worksheet":
            raise damaged("een tabblad verwijst naar iets anders")
        if depth == 2 and name == "sheetData":
            self._in_sheet_data = True
        elif self._in_sheet_data:
            if depth != _DEPTHS.get(name, depth):
                raise damaged("de rijen en cellen van een tabblad kloppen niet")
            self._start_inside(name, attributes)

    def _start_inside(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._start_row(attributes.get("r"))
        elif name == "c":
            self._start_cell(attributes)
        elif name == "f":
            self._formula = ""
        elif name == "v":
            self._value = ""
        elif name == "t" and "is" in self._path and "rPh" not in self._path:
            self._text = self._text or ""

    def _start_row(self, number: str | None) -> None:
        row = self._row + 1 if number is None else cell_position(f"A{number}")[0]
        if row <= self._row:
            raise damaged("de rijen van een tabblad staan niet op volgorde")
        self._row, self._column = row, -1
        self._output.append(f'<row r="{row + 1}">')

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._objection = None
        try:
            self._column = self._next_column(attributes.get("r"))
        except WerkboekFout as fout:
            self._objection = fout
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._formula = self._value = self._text = None

    def _next_column(self, reference: str | None) -> int:
        if reference is None:
            return self._column + 1
        column = column_index(reference.removesuffix(str(self._row + 1)))
        if column <= self._column:
            raise damaged("de cellen van een rij staan niet op volgorde")
        return column

    def _characters(self, piece: str) -> None:
        if not self._in_sheet_data or not self._path:
            return
        if self._path[-1] == "v" and self._value is not None:
            self._value += piece
        elif self._path[-1] == "t" and self._text is not None and "rPh" not in self._path:
            self._text += piece

    def _end(self, _: str) -> None:
        depth = len(self._path)
        name = self._path.pop()
        if depth == 2 and name == "sheetData":
            self._in_sheet_data = False
        elif self._in_sheet_data and name == "row":
            self._output.append("</row>")
        elif self._in_sheet_data and name == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        content = ""
        if self._formula is not None:
            content += "<f/>"
        if self._value is not None:
            content += f"<v>{escape_text(self._value)}</v>"
        if self._text is not None:
            content += f'<is><t xml:space="preserve">{escape_text(self._text)}</t></is>'
        if not content:
            return
        if self._objection is not None:
            raise self._objection
        reference = f"{kolomletters(self._column)}{self._row + 1}"
        known_style = self._style.isascii() and self._style.isdigit()
        style = f' s="{self._style}"' if known_style else ""
        known_kind = self._kind.isascii() and self._kind.isalpha()
        kind = self._kind if known_kind else "n"
        self._output.append(f'<c r="{reference}"{style} t="{kind}">{content}</c>')
