"""A worksheet part as a map: where its rows, cells, merged ranges and links stand in its bytes.

Only what matters to what we write is looked for. What stands around the rows is called the frame.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence, Set
from contextlib import suppress
from operator import itemgetter
from typing import NamedTuple, TypeVar

from regio_xl.werkboek import CelFout, staat_er_al
from regio_xl.werkboek.tekstmaat import Woordbreedtes, celruimte, regels_in
from regio_xl.xlsx import damaged, too_large
from regio_xl.xlsx.fingerprint import ByFingerprint
from regio_xl.xlsx.rows import (
    Row,
    attributes_of,
    find_element,
    mask_comments,
    read_row,
    root_name,
    row_positions,
)
from regio_xl.xlsx.values import CellContent, SharedStrings, stored_value
from regio_xl.xlsx.xml import (
    CellRange,
    Element,
    OpenElement,
    XmlTree,
    cell_range,
    local_name,
    tag_attributes,
)

_T = TypeVar("_T")

MAX_LINKS = 65_530
"""What Excel allows on one tab."""
_DEFAULT_WIDTH = 9.14
"""The width in characters of a column that nobody changed."""

MAX_HEIGHT = 409.5
"""Points; Excel takes no higher row."""
_LINE_HEIGHT, _MARGIN = 15, 6
"""Points of one line of text of 11 points, and of the room above and below."""

_FORMULA = re.compile(rb"<(?:[^<>\s/:]+:)?f[\s/>]")
_ARRAY_FORMULA = re.compile(rb"<(?:[^<>\s/:]+:)?f\s[^<>]*(?:array|dataTable)[^<>]*>")


class _Frame(NamedTuple):
    """A worksheet without its rows, as places and numbers.

    ``children`` and ``links``: elements without their attributes; ``column_styles`` and
    ``column_widths``: first and last column, with the style of their empty cells and their width.
    """

    prefix: bytes
    children: Sequence[Element]
    links: Sequence[Element]
    merged: Sequence[CellRange]
    column_styles: Sequence[tuple[int, int, str]]
    column_widths: Sequence[tuple[int, int, float]]


def _read_frame(xml: bytes) -> _Frame:
    tree = _FrameTree(xml)
    return _Frame(
        tree.prefix,
        [child._replace(attributes={}) for child in tree.children],
        [link._replace(attributes={}) for link in tree.links],
        tree.merged,
        tree.column_styles,
        tree.column_widths,
    )


# The frames of our result tabs come back in every workbook; taking them apart costs 5 % of all.
_known_frame = ByFingerprint(_read_frame, size=16)


class _FrameTree(XmlTree):
    """One pass over a frame."""

    def __init__(self, xml: bytes) -> None:
        self.column_styles: list[tuple[int, int, str]] = []
        self.column_widths: list[tuple[int, int, float]] = []
        self.merged: list[CellRange] = []
        self.links: list[Element] = []
        self._link: OpenElement | None = None
        super().__init__(xml, parents=("cols", "mergeCells", "hyperlinks"))

    def grandchild_starts(self, parent: str, name: str, attributes: dict[str, str]) -> None:
        if parent == "cols" and local_name(name) == "col":
            self._add_column(attributes)
        elif parent == "mergeCells" and local_name(name) == "mergeCell":
            self.merged.append(cell_range(attributes.get("ref", "")))
        elif parent == "hyperlinks" and local_name(name) == "hyperlink":
            if len(self.links) == MAX_LINKS:
                raise too_large(f"een tabblad heeft meer dan {MAX_LINKS} koppelingen")
            self._link = self.open_element(name, attributes)

    def grandchild_ends(self) -> None:
        if self._link is not None:
            self.links.append(self.close_element(self._link))
            self._link = None

    def _add_column(self, attributes: dict[str, str]) -> None:
        limits = (attributes.get("min", ""), attributes.get("max", ""))
        if not all(limit.isascii() and limit.isdigit() and len(limit) < 8 for limit in limits):
            return
        first, last = int(limits[0]) - 1, int(limits[1]) - 1
        if attributes.get("style", "0") != "0":
            self.column_styles.append((first, last, attributes["style"]))
        with suppress(ValueError):
            self.column_widths.append((first, last, float(attributes.get("width", ""))))


class Held(NamedTuple):
    """What a cell holds: its type, its value as it is stored, and whether a formula makes it."""

    kind: str
    value: str | None
    formula: bool

    def holds(self, content: CellContent, strings: SharedStrings) -> bool:
        """Whether this is there already."""
        new = float(content) if isinstance(content, bytes) else content
        return staat_er_al(self._comparable(strings), new)

    def _comparable(self, strings: SharedStrings) -> str | float | CelFout | None:
        """A number, or a text as it is stored; an error for what we never write."""
        if not self.value:
            return None
        if self.kind in ("inlineStr", "str"):
            return self.value
        if self.kind == "s":
            text = strings.stored(self.value)
            return CelFout(self.value) if text is None else text
        try:
            return float(self.value) if self.kind == "n" else CelFout(self.value)
        except ValueError:
            return CelFout(self.value)


def stored_height(row: Row) -> float:
    """The height in points that a row says it has; 0 when it says nothing sensible."""
    try:
        height = float(attributes_of(row.tag).get("ht", "0"))
    except ValueError:
        return 0.0
    return height if 0 <= height <= MAX_HEIGHT else 0.0


class SheetMap:
    """A worksheet part, mapped for the cells that are to be written.

    ``widths``: of the words on other worksheets of the same workbook, which has many in common.
    Raises :class:`WerkboekFout` when its rows are out of order.
    """

    def __init__(
        self, xml: bytes, wanted: Set[tuple[int, int]], widths: Woordbreedtes | None = None
    ) -> None:
        self.xml = xml
        self._styles: dict[int, str | None] = {}
        self._room: dict[int, int] = {}
        self._word_widths = Woordbreedtes() if widths is None else widths
        masked = mask_comments(xml)
        prefix, name = root_name(masked)
        if name != b"worksheet":
            raise damaged("een tabblad verwijst naar iets anders")
        sheet_data = find_element(masked, prefix + b"sheetData")
        if sheet_data is None:
            raise damaged("een tabblad heeft geen plek voor cellen")
        self.sheet_data = sheet_data
        self._frame = _known_frame(masked[: sheet_data.content] + masked[sheet_data.content_stop :])
        self.prefix, self.merged = self._frame.prefix, self._frame.merged
        found = [child for child in self._frame.children if child.name == "sheetData"]
        if [self._in_sheet(child.start) for child in found] != [sheet_data.start]:
            raise damaged("een tabblad heeft geen plek voor cellen")
        self.rows: dict[int, Row] = {}
        """The rows that are to be written in."""
        self.filled: dict[tuple[int, int], Held] = {}
        """What the cells hold that are to be written, as far as they hold anything."""
        self._read_rows(masked, wanted)
        self.array_ranges = self._read_array_ranges(masked)
        """Ranges that one array formula fills."""

    def child(self, name: str) -> Element | None:
        """The first child of the worksheet with this name, but for the list of rows."""
        for child in self._frame.children:
            if child.name == name:
                return self._moved(child)
        return None

    def position_after(self, names: Collection[str]) -> int:
        """Where a new child belongs that comes after all of these; one is the list of rows."""
        ends = [child.end for child in self._frame.children if child.name in names]
        return self._in_sheet(max(ends))

    @property
    def links(self) -> list[Element]:
        """The links of the worksheet."""
        return [self._moved(link) for link in self._frame.links]

    def _moved(self, element: Element) -> Element:
        """An element of the frame by its bytes in the worksheet."""
        start, content, end = map(self._in_sheet, (element.start, element.content, element.end))
        content_end = element.content_end
        if content_end is not None:
            content_end = self._in_sheet(content_end)
        attributes = tag_attributes(self.xml[start:content])
        return Element(start, content, content_end, end, element.name, attributes)

    def _in_sheet(self, in_frame: int) -> int:
        """Where a place in the frame is in the worksheet."""
        rows = self.sheet_data
        if in_frame < rows.content:
            return in_frame
        return in_frame + rows.content_stop - rows.content

    def position_of_row(self, number: int) -> int | None:
        """Where a new row belongs; None when the list of rows closes itself."""
        following = bisect_left(self._row_numbers, number)
        if following < len(self._row_starts):
            return self._row_starts[following]
        return self.sheet_data.content_end

    def column_style(self, column: int) -> str | None:
        """The style that a new cell takes from its column."""
        if column not in self._styles:
            self._styles[column] = _of_column(self._frame.column_styles, column, None)
        return self._styles[column]

    def height_for(self, contents: Mapping[int, CellContent]) -> float:
        """Height in points for a row that holds these contents by column and nothing else."""
        lines = 1
        for column, content in contents.items():
            if isinstance(content, str):
                lines = max(lines, regels_in(content, self._room_in(column), self._word_widths))
        return min(float(_LINE_HEIGHT * lines + _MARGIN), MAX_HEIGHT)

    def _room_in(self, column: int) -> int:
        if column not in self._room:
            width = _of_column(self._frame.column_widths, column, _DEFAULT_WIDTH)
            self._room[column] = celruimte(width)
        return self._room[column]

    def _read_rows(self, masked: bytes, wanted: Set[tuple[int, int]]) -> None:
        wanted_rows = set(map(itemgetter(0), wanted))
        last = max(wanted_rows, default=-1)
        positions = row_positions(masked, self.prefix, self.sheet_data, last)
        self._row_numbers = [number for number, _ in positions]
        self._row_starts = [start for _, start in positions]
        stops = [*self._row_starts[1:], self.sheet_data.content_stop]
        for (number, start), stop in zip(positions, stops, strict=False):
            if number in wanted_rows:
                row = read_row(self.xml, masked, self.prefix, number, start, stop)
                self.rows[number] = row
                self._hold_cells(number, row, wanted)

    def _hold_cells(self, number: int, row: Row, wanted: Set[tuple[int, int]]) -> None:
        for column, cell in row.cells.items():
            content = cell.content
            if content is not None and (number, column) in wanted:
                formula = b"f" in content and _FORMULA.search(content) is not None
                self.filled[number, column] = Held(cell.kind, stored_value(content), formula)

    def _read_array_ranges(self, masked: bytes) -> list[CellRange]:
        if b"array" not in masked and b"dataTable" not in masked:
            return []  # nearly always, and much faster to see
        rows = self.sheet_data
        found = _ARRAY_FORMULA.findall(masked, rows.content, rows.content_stop)
        tags = [attributes_of(formula) for formula in found]
        arrays = [tag for tag in tags if tag.get("t") in ("array", "dataTable")]
        return [cell_range(tag["ref"]) for tag in arrays if "ref" in tag]


def _of_column(ranges: Sequence[tuple[int, int, _T]], column: int, otherwise: _T) -> _T:
    """What the first of these ranges says that holds the column."""
    for first, last, value in ranges:
        if first <= column <= last:
            return value
    return otherwise
