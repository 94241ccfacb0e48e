"""What a worksheet has besides values: merged ranges, tables, filters, hidden rows, pictures.

Read from the bytes of a part that is known to be well-formed, and only where a first look at those
bytes gives reason for it: of a workbook from our template hardly anything is taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import islice
from typing import NamedTuple, overload

from regio_xl.werkboek import Bereik, Bladvorm, Exceltabel, WerkboekFout
from regio_xl.xlsx.rows import attributes_of
from regio_xl.xlsx.xml import cell_position, cell_range

_MAX_MERGED = 10_000
_MAX_ROW = 100_000
"""Hidden rows are told up to here: no block comes near, and there may be a million of them."""

_MERGED = re.compile(rb"mergeCell\s[^<>]*")
_HIDDEN_ROW = re.compile(rb"""<[^<>\s/]*row(\s[^<>]*\shidden\s*=\s*["'](?:1|true)["'][^<>]*)>""")
_FILTER = re.compile(
    rb"<(?:[^<>\s/]+:)?autoFilter(\s[^<>]*)(?<!/)>(.*?)</(?:[^<>\s/]+:)?autoFilter", re.DOTALL
)
_CRITERION = re.compile(rb"filterColumn(?:\s[^<>]*)?(?<!/)>\s*<[^/]")
"""A column with what it is filtered by; one that hides its button says nothing more."""
_RICH_CELL = re.compile(
    rb"<(?:[^<>\s/]+:)?c(\s[^<>]*\svm=[^<>]*)>(?:<[^<>]*f(?:\s[^<>]*)?(?:/>|>[^<>]*</[^<>]*f>))?"
    rb"<(?:[^<>\s/]+:)?v>#VALUE!</"
)
_TABLE = re.compile(rb"<(?:[^<>\s/]+:)?table(\s[^<>]*)>")


class TablePart(NamedTuple):
    """A table, and the cells of its filter when that is in use."""

    table: Exceltabel
    filter: Bereik | None


class _Tables(Sequence[Exceltabel]):
    """The tables of a tab, read when somebody asks for them: nearly nobody does, and there are
    some twenty on the tabs that people fill in."""

    def __init__(self, read: Callable[[], Sequence[TablePart]]) -> None:
        self._read = read

    @cached_property
    def parts(self) -> Sequence[TablePart]:
        """The tables with their filters. Raises :class:`WerkboekFout`."""
        return self._read()

    @overload
    def __getitem__(self, index: int) -> Exceltabel: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Exceltabel]: ...
    def __getitem__(self, index: int | slice) -> Exceltabel | Sequence[Exceltabel]:
        return [part.table for part in self.parts][index]

    def __len__(self) -> int:
        return len(self.parts)


def read_shape(
    xml: bytes,
    tables: Callable[[], Sequence[TablePart]],
    is_picture: Callable[[int], bool] | None,
    percents: Collection[tuple[int, int]],
) -> Bladvorm:
    """What a worksheet part has besides values. ``tables`` reads its tables, ``is_picture`` tells
    what the rich value with a number is (None where no cell can hold one), ``percents`` are the
    cells that show a percentage."""
    start, stop = xml.find(b"sheetData"), xml.rfind(b"sheetData")
    tail = xml[stop:]
    merged = tuple(_merged(tail)) if b"mergeCell" in tail else ()
    hidden: frozenset[int] = frozenset()
    if xml.find(b" hidden=", start, stop) >= 0:
        hidden = frozenset(_hidden_rows(xml[start:stop]))
    own = _Tables(tables) if b"tablePart" in tail else ()
    filters = list(_filters(tail)) if b"filterColumn" in tail else []
    if hidden and isinstance(own, _Tables):
        filters += [part.filter for part in own.parts if part.filter is not None]
    pictures: frozenset[tuple[int, int]] = frozenset()
    if is_picture is not None and xml.find(b" vm=", start, stop) >= 0:
        pictures = frozenset(_pictures(xml[start:stop], is_picture))
    return Bladvorm(merged, own, tuple(filters), hidden, pictures, frozenset(percents))


def read_table(xml: bytes) -> TablePart | None:
    """The table that a part describes; None when it does not say which cells are its own."""
    found = _TABLE.search(xml)
    about = attributes_of(found[1]) if found else {}
    cells = _range(about.get("ref", ""))
    if cells is None:
        return None
    totals = about.get("totalsRowCount", "0") not in ("", "0")
    used = next(_filters(xml), None) if b"filterColumn" in xml else None
    return TablePart(Exceltabel(about.get("displayName", ""), cells, totals), used)


def _merged(tail: bytes) -> Iterator[Bereik]:
    for tag in islice(_MERGED.findall(tail), _MAX_MERGED):
        cells = _range(attributes_of(tag).get("ref", ""))
        if cells is not None:
            yield cells


def _hidden_rows(rows: bytes) -> Iterator[int]:
    for tag in _HIDDEN_ROW.findall(rows):
        with suppress(WerkboekFout):
            row, _ = cell_position(f"A{attributes_of(tag).get('r', '')}")
            if row < _MAX_ROW:
                yield row


def _filters(xml: bytes) -> Iterator[Bereik]:
    for about, content in _FILTER.findall(xml):
        cells = _range(attributes_of(about).get("ref", ""))
        if cells is not None and _CRITERION.search(content):
            yield cells


def _pictures(rows: bytes, is_picture: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    for tag in _RICH_CELL.findall(rows):
        about = attributes_of(tag)
        number = about.get("vm", "")
        if about.get("t") == "e" and number.isascii() and number.isdigit():
            with suppress(WerkboekFout):
                where = cell_position(about.get("r", ""))
                if is_picture(int(number)):
                    yield where


def _range(reference: str) -> Bereik | None:
    try:
        return Bereik(*cell_range(reference))
    except WerkboekFout:
        return None
