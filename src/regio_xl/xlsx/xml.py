"""One XML part: as UTF-8, parsed with every foreign error turned into one of ours, and edited.

expat gives the byte position of every element, so that a part can be changed without being
rebuilt. A DOCTYPE is refused before parsing, and with it every entity.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from operator import attrgetter
from typing import NamedTuple
from xml.parsers import expat

from regio_xl.werkboek import WerkboekFout, kolomletters, kolomnummer
from regio_xl.xlsx import damaged, too_large

_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_UNMARKED = {b"<\0?\0": "utf-16-le", b"\0<\0?": "utf-16-be"}
_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252", "utf-16"}
_DECLARATION = re.compile(rb"\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_DOCTYPE = re.compile(rb"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!doctype", re.IGNORECASE | re.DOTALL)
_START_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")

MAX_DEPTH = 64
"""Real parts nest a dozen elements."""
MAX_TAGS = 200_000
"""What Python looks at tag by tag: a sheet with 10,000 rows of five cells has some 150,000."""
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384


def to_utf8(content: bytes) -> bytes:
    """The part as UTF-8 without byte order mark, its declaration included.

    Raises :class:`WerkboekFout` for what cannot be decoded and for a DOCTYPE.
    """
    encoding = _detected_encoding(content)
    content = content.removeprefix(b"\xef\xbb\xbf")
    if encoding in ("utf-16-le", "utf-16-be"):
        content = _decode(content, encoding).removeprefix("\ufeff").encode()
    declaration = _DECLARATION.match(content)
    declared = declaration[1].decode("ascii").lower() if declaration else "utf-8"
    if declared not in _ENCODINGS:
        raise damaged("een onderdeel heeft een onbekende tekencodering")
    if declaration and declared not in ("utf-8", "utf8"):
        if encoding is None and declared != "utf-16":
            content = _decode(content, declared).encode()
        content = content.replace(declaration[1], b"UTF-8", 1)
    if b"\0" in content:
        raise damaged("een onderdeel bevat onleesbare tekens")
    if _DOCTYPE.match(content):
        raise WerkboekFout("bestand-onveilig", reden="een onderdeel bevat een DOCTYPE")
    return content


def _detected_encoding(content: bytes) -> str | None:
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return encoding
    return _UNMARKED.get(content[:4])


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fout:
        raise damaged("een onderdeel bevat onleesbare tekens") from fout


def make_parser(with_namespaces: bool = False) -> expat.XMLParserType:
    """A parser that gives text in one piece; names may get their namespace and a blank before."""
    separator = " " if with_namespaces else None
    parser = expat.ParserCreate("utf-8", separator)  # whatever it declares: it was made UTF-8
    parser.buffer_text = True
    return parser


def parse(parser: expat.XMLParserType, xml: bytes) -> None:
    """Parse a whole part. Raises :class:`WerkboekFout` when it is not well-formed."""
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as fout:
        raise damaged("een onderdeel is geen geldige XML") from fout
    finally:  # a handler often holds its parser, and with it the part
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None


def check_well_formed(xml: bytes) -> None:
    """Raises :class:`WerkboekFout` when a part is not well-formed."""
    parse(make_parser(), xml)


def check_depth(depth: int) -> None:
    """Raises :class:`WerkboekFout` for elements nested deeper than in any real part."""
    if depth > MAX_DEPTH:
        raise damaged("een onderdeel is te diep genest")


def check_tags(xml: bytes, limit: int = MAX_TAGS) -> None:
    """Raises :class:`WerkboekFout` when a part holds more tags than can be looked at in a
    moment."""
    if len(xml) <= 2 * limit:
        return  # nearly every part is too short to hold so many
    if xml.count(b"<") > 2 * limit:
        shown = f"{limit:_}".replace("_", ".")
        raise too_large(f"een onderdeel heeft meer dan {shown} elementen")


def escape_text(text: str) -> str:
    """Text as it stands between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quote_attribute(text: str) -> str:
    """Text as the value of an attribute, quotes included.

    ``xml.sax.saxutils`` does the same, but brings in everything for web addresses.
    """
    text = escape_text(text).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return '"' + text.replace('"', "&quot;") + '"'


def local_name(name: str) -> str:
    """An element or attribute name without its prefix or namespace."""
    return name.rpartition(" ")[2].rpartition(":")[2]


def cell_position(reference: str) -> tuple[int, int]:
    """0-based row and column of a reference such as ``D7``.

    Raises :class:`WerkboekFout` when no sheet can hold it.
    """
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise damaged("een celverwijzing klopt niet")
    row = int(found[2])
    if not 1 <= row <= MAX_ROWS:
        raise damaged("een celverwijzing klopt niet")
    return row - 1, column_index(found[1])


@cache  # asked for every cell of a row that is written; a sheet has 16,384 columns
def column_index(letters: str) -> int:
    """0-based column of its letters. Raises :class:`WerkboekFout` when no sheet has it."""
    if not (len(letters) <= 3 and letters.isascii() and letters.isalpha()):
        raise damaged("een celverwijzing klopt niet")
    column = kolomnummer(letters.upper())
    if column >= MAX_COLUMNS:
        raise damaged("een celverwijzing klopt niet")
    return column


def reference(position: tuple[int, int]) -> str:
    """How a worksheet names a cell by its 0-based row and column: ``D7``."""
    row, column = position
    return f"{kolomletters(column)}{row + 1}"


CellRange = tuple[int, int, int, int]
"""First row and column, last row and column."""


def cell_range(reference: str) -> CellRange:
    """The range that a reference such as ``B2:C4`` or ``B2`` names. Raises
    :class:`WerkboekFout`."""
    first, _, last = reference.partition(":")
    row1, column1 = cell_position(first)
    row2, column2 = cell_position(last or first)
    return min(row1, row2), min(column1, column2), max(row1, row2), max(column1, column2)


def tag_attributes(tag: bytes) -> dict[str, str]:
    """The attributes in a start tag, as the parser gives them."""
    found: dict[str, str] = {}
    parser = make_parser()
    parser.StartElementHandler = lambda _, attributes: found.update(attributes)
    parse(parser, tag.removesuffix(b">").removesuffix(b"/") + b"/>")
    return found


class Element(NamedTuple):
    """An element by its bytes; ``content_end`` is None when it closes itself."""

    start: int
    content: int
    content_end: int | None
    end: int
    name: str
    attributes: Mapping[str, str]

    @property
    def content_stop(self) -> int:
        """Where its content ends; where it would start, when the element closes itself."""
        return self.content if self.content_end is None else self.content_end


class Edit(NamedTuple):
    """New bytes for a stretch of a part; an insertion when the stretch is empty."""

    start: int
    end: int
    new: bytes


def apply_edits(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """The part with these edits; those at one place stay in the order given."""
    pieces: list[bytes] = []
    copied = 0
    for edit in sorted(edits, key=attrgetter("start")):
        pieces += [xml[copied : edit.start], edit.new]
        copied = edit.end
    return b"".join((*pieces, xml[copied:]))


class OpenElement(NamedTuple):
    """An element that has not ended yet."""

    name: str
    attributes: dict[str, str]
    start: int


class XmlTree:
    """The children of the root element.

    ``parents``: of the children with these names a subclass sees the children too, by
    ``grandchild_starts`` and ``grandchild_ends``.
    """

    def __init__(self, xml: bytes, parents: Collection[str] = ()) -> None:
        check_tags(xml)
        self.children: list[Element] = []
        self.prefix = b""
        """What stands before the names of our elements: nothing or ``x:``."""
        self._xml = xml
        self._parents = parents
        self._depth = 0
        self._child = OpenElement("", {}, 0)
        self._is_parent = False
        self._parser = make_parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        parse(self._parser, xml)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        depth = self._depth = self._depth + 1
        if depth > 3:
            check_depth(depth)
        elif depth == 3:
            if self._is_parent:
                self.grandchild_starts(self._child.name, name, attributes)
        elif depth == 2:
            self._child = self.open_element(name, attributes)
            self._is_parent = self._child.name in self._parents
        else:
            prefix, colon, _ = name.rpartition(":")
            self.prefix = (prefix + colon).encode()

    def _end(self, _: str) -> None:
        depth = self._depth
        self._depth = depth - 1
        if depth == 3 and self._is_parent:
            self.grandchild_ends()
        elif depth == 2:
            self.children.append(self.close_element(self._child))

    def grandchild_starts(self, parent: str, name: str, attributes: dict[str, str]) -> None:
        """A child of a child starts; ``name`` with its prefix."""

    def grandchild_ends(self) -> None:
        """A child of a child ends."""

    def open_element(self, name: str, attributes: dict[str, str]) -> OpenElement:
        """The element that starts where the parser is."""
        return OpenElement(local_name(name), attributes, self._parser.CurrentByteIndex)

    def close_element(self, element: OpenElement) -> Element:
        """The element that ends where the parser is."""
        name, attributes, start = element
        tag = _START_TAG.match(self._xml, start)
        if tag is None:
            raise damaged("een onderdeel is geen geldige XML")
        content = tag.end()
        if tag[0].endswith(b"/>"):
            return Element(start, content, None, content, name, attributes)
        content_end = self._parser.CurrentByteIndex
        end = self._xml.index(b">", content_end) + 1
        return Element(start, content, content_end, end, name, attributes)

    def child(self, name: str) -> Element | None:
        """The first child of the root with this name."""
        return next((child for child in self.children if child.name == name), None)

    def position_after(self, names: Collection[str]) -> int:
        """Where a new child belongs that comes after all of these. Raises :class:`WerkboekFout`."""
        ends = [child.end for child in self.children if child.name in names]
        if not ends:
            raise damaged("een onderdeel mist een verplicht element")
        return max(ends)
