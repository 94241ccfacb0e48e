"""The rows of a worksheet part and the cells of a row, as pieces of its bytes.

What is not written goes back as it came. expat says whether a part is well-formed, and takes apart
what stands outside the list of rows. Inside that list are thousands of tags: there a regular
expression does it. It cannot be wrong, for in well-formed XML every ``<`` starts a tag once
comments, CDATA and instructions are masked, and :func:`mask_comments` does that without moving a
byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from regio_xl.werkboek import kolomletters
from regio_xl.xlsx import damaged
from regio_xl.xlsx.xml import Element, cell_position, column_index

_REST_OF_TAG: Final = rb"""[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*"""
_COMMENT: Final = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_ROOT: Final = re.compile(
    rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*+<((?:[^<>\s/:]+:)?)([^<>\s/:]+)", re.DOTALL
)
_SPACED_ATTRIBUTE: Final = re.compile(rb"(?<!\s)\s+([^\s=]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_ATTRIBUTE: Final = re.compile(rb"""\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def mask_comments(xml: bytes) -> bytes:
    """The part with blanks over comments, CDATA and instructions: then every ``<`` starts a tag."""
    if not follows_bracket(xml, b"!") and not follows_bracket(xml[1:], b"?"):
        return xml
    return _COMMENT.sub(lambda found: b" " * len(found[0]), xml)


def follows_bracket(xml: bytes, character: bytes) -> bool:
    """Whether this character stands right behind a ``<``.

    Looking for the two together is slow, as there is so much ``<``.
    """
    return any(piece.endswith(b"<") for piece in xml.split(character)[:-1])


def root_name(xml: bytes) -> tuple[bytes, bytes]:
    """The prefix (empty or ``x:``) and the name of the root element."""
    found = _ROOT.match(xml)
    if found is None:
        raise damaged("een onderdeel is geen geldige XML")
    return found[1], found[2]


def attributes_of(tag: bytes) -> dict[str, str]:
    """The attributes in a start tag, as they are written; a byte that is no text shows as such."""
    found = _ATTRIBUTE.findall(tag)
    texts = ((name, double or single) for name, double, single in found)
    return {
        name.decode("utf-8", "replace"): text.decode("utf-8", "replace") for name, text in texts
    }


class AttributeNames(NamedTuple):
    """Attributes to leave out of start tags, and what finds them when all quotes are double."""

    names: frozenset[bytes]
    pattern: re.Pattern[bytes]


def attribute_names(*names: bytes) -> AttributeNames:
    """These names, made ready for :func:`without_attributes`."""
    pattern = re.compile(rb'(?<!\s)\s+(?:%s)\s*=\s*"[^"]*"' % b"|".join(names))
    return AttributeNames(frozenset(names), pattern)


def without_attributes(tag: bytes, unwanted: AttributeNames) -> bytes:
    """A start tag without these attributes; the others stay as they are written."""
    if b"'" not in tag:  # then nothing inside a value can look like an attribute
        return unwanted.pattern.sub(b"", tag)
    return _SPACED_ATTRIBUTE.sub(lambda found: b"" if found[1] in unwanted.names else found[0], tag)


def find_element(masked: bytes, name: bytes) -> Element | None:
    """The first element of this name, its prefix included. It must hold none of its own kind."""
    tag = re.compile(rb"<%s(?=[\s/>])%s>" % (name, _REST_OF_TAG)).search(masked)
    if tag is None:
        return None
    start, content = tag.span()
    attributes = attributes_of(tag[0])
    if tag[0].endswith(b"/>"):
        return Element(start, content, None, content, name.decode(), attributes)
    content_end = masked.find(b"</" + name, content)
    end = masked.index(b">", content_end) + 1
    return Element(start, content, content_end, end, name.decode(), attributes)


def elements_in_order(masked: bytes, name: bytes, start: int, stop: int) -> Iterator[Element]:
    """The elements of this name that stand one after another between two places.

    Stops at the first of another name. Of an element that starts with ``r="..."`` only that
    attribute is given.
    """
    # An element with the blanks before it. It ends at the first end tag of its name, for it cannot
    # hold its own kind.
    content = rb"([^<]*(?:<(?!/%s[\s>])[^<]*)*)" % name
    tag = rb'\s*(<)%s(?: r="([A-Za-z]{0,3}[0-9]{1,7})")?(?=[\s/>])%s' % (name, _REST_OF_TAG)
    pattern = re.compile(rb"%s(?:(?<=/)>|(?<!/)>%s</%s\s*>)" % (tag, content, name))
    while found := pattern.match(masked, start, stop):
        begin, start = found.start(1), found.end()
        content_start, content_end = found.span(3)
        closes_itself = content_start < 0
        if closes_itself:
            content_start = start
        if found[2]:
            attributes = {"r": found[2].decode()}
        else:
            attributes = attributes_of(masked[begin:content_start])
        end_of_content = None if closes_itself else content_end
        yield Element(begin, content_start, end_of_content, start, name.decode(), attributes)


_ROW_START: Final = re.compile(rb'<row r="([0-9]{1,7})"')
_CELL: Final = re.compile(  # possessive wherever there is one way to match: half the time
    rb'((<c r="([A-Za-z]{1,3}+)([0-9]{1,7}+)"(?: s="[0-9]++")?+)'
    rb'((?: (?:t|cm|vm|ph)="[A-Za-z0-9]++")*+)'
    rb"(?:/>|>([^<]*+(?:<(?!/c[\s>])[^<]*+)*+)(</c>)))"
)
_ROW: Final = re.compile(
    rb"""(<row(?: [^\s<>="'/]++="[^<>"]*+")*+/?>)(?:(.*)(</row>))?\s*""", re.DOTALL
)
_AFTER_CELLS: Final = re.compile(rb"\s*(?:<(?:[^<>\s/:]+:)?extLst[\s>].*)?", re.DOTALL)
_ABOUT_CONTENT: Final = attribute_names(b"t", b"cm", b"vm", b"ph")
"""What says something about the value that a cell holds: its type, its metadata, its furigana."""
_OWN_PLACE: Final = attribute_names(b"r")
_MAX_REGULAR = 600
"""Longer rows, in bytes, are taken apart the general way."""


class RowCell(NamedTuple):
    """A cell of a row.

    ``whole``: all of it, with the blanks before it; ``start``: how it starts when it gets another
    value, its start tag still open; ``kind``: its type; ``content``: what stands between its tags,
    None when it closes itself.
    """

    whole: bytes
    start: bytes
    kind: str
    content: bytes | None


class Row(NamedTuple):
    """A row: where it stands, its start tag, its cells by column, and what follows those.

    ``tail`` includes the end tag; it is empty when the row closes itself.
    """

    start: int
    end: int
    tag: bytes
    cells: dict[int, RowCell]
    tail: bytes


def row_positions(masked: bytes, prefix: bytes, rows: Element, last: int) -> list[tuple[int, int]]:
    """The 0-based number of each row and where it starts, as far as one row below ``last``: a look
    may have been dragged a million rows further.

    Raises :class:`WerkboekFout` when they are out of order.
    """
    start, stop = rows.content, rows.content_stop
    found = islice(_ROW_START.finditer(masked, start, stop), last + 2)
    positions = [(int(row[1]) - 1, row.start()) for row in found]
    if len(positions) == last + 2:
        stop = positions[-1][1] + len(b"<row")
    regular = positions and not prefix and len(positions) == masked.count(b"<row", start, stop)
    if not regular:
        stop = rows.content_stop
        positions = list(_searched_positions(masked, prefix + b"row", start, stop))
    previous = -1
    for number, _ in positions:
        if number <= previous:
            raise damaged("de rijen van een tabblad staan niet op volgorde")
        previous = number
    return positions


def _searched_positions(
    masked: bytes, name: bytes, start: int, stop: int
) -> Iterator[tuple[int, int]]:
    number = -1
    for row in elements_in_order(masked, name, start, stop):
        reference = row.attributes.get("r", "")
        number = cell_position(f"A{reference}")[0] if reference else number + 1
        yield number, row.start
        start = row.end
    if masked[start:stop].strip():
        raise damaged("de rijen en cellen van een tabblad kloppen niet")


def read_row(xml: bytes, masked: bytes, prefix: bytes, number: int, start: int, stop: int) -> Row:
    """The row that starts at this place; ``stop``: where the next one starts, or the list ends.

    Raises :class:`WerkboekFout` when its cells are out of order.
    """
    if xml is masked and not prefix and stop - start <= _MAX_REGULAR:
        regular = _regular_row(xml[start:stop], number, start)
        if regular is not None:
            return regular
    row = next(elements_in_order(masked, prefix + b"row", start, stop))
    tag = xml[row.start : row.content]
    if row.content_end is None:
        return Row(row.start, row.end, tag, {}, b"")
    cells, cells_end = _searched_cells(xml, masked, prefix + b"c", number, row)
    if not _AFTER_CELLS.fullmatch(masked, cells_end, row.content_end):
        raise damaged("de rijen en cellen van een tabblad kloppen niet")
    return Row(row.start, row.end, tag, cells, xml[cells_end : row.end])


def _regular_row(piece: bytes, number: int, start: int) -> Row | None:
    """A row as nearly every program writes it; None for any other."""
    found = _ROW.fullmatch(piece)
    if found is None:
        return None
    tag, content, end_tag = found.groups(b"")
    cells = _regular_cells(content, b"%d" % (number + 1))
    if cells is None:
        return None
    return Row(start, start + len(tag) + len(content) + len(end_tag), tag, cells, end_tag)


def _regular_cells(content: bytes, row_digits: bytes) -> dict[int, RowCell] | None:
    """The cells of a row by column, as nearly every program writes them; None for any others."""
    cells: dict[int, RowCell] = {}
    length, previous = 0, -1
    for whole, start, letters, digits, about, inside, end_tag in _CELL.findall(content):
        column = column_index(letters.decode())
        if column <= previous or digits != row_digits:
            return None
        previous = column
        length += len(whole)
        kind = attributes_of(about).get("t", "n") if about else "n"
        cells[column] = RowCell(whole, start, kind, inside if end_tag else None)
    return cells if length == len(content) else None


def _searched_cells(
    xml: bytes, masked: bytes, name: bytes, number: int, row: Element
) -> tuple[dict[int, RowCell], int]:
    """The cells of a row by column however they are written, and where the last one ends."""
    cells: dict[int, RowCell] = {}
    column, copied, row_digits = -1, row.content, str(number + 1)
    for cell in elements_in_order(masked, name, row.content, row.content_stop):
        previous = column
        reference = cell.attributes.get("r", "")
        column = column_index(reference.removesuffix(row_digits)) if reference else column + 1
        if column <= previous:
            raise damaged("de cellen van een rij staan niet op volgorde")
        tag = xml[cell.start : cell.content]
        start = without_attributes(tag, _ABOUT_CONTENT).rstrip(b"/>").rstrip()
        if not reference:  # it has none, or an empty one
            placed = b'<%s r="%s%d"' % (name, kolomletters(column).encode(), number + 1)
            start = without_attributes(start, _OWN_PLACE).replace(b"<" + name, placed, 1)
        cells[column] = RowCell(
            xml[copied : cell.end],
            xml[copied : cell.start] + start,
            attributes_of(tag).get("t", "n"),
            None if cell.content_end is None else xml[cell.content : cell.content_end],
        )
        copied = cell.end
    return cells, copied
