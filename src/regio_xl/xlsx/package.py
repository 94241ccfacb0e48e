"""A workbook package, checked before anything parses it: its tabs and its parts.

Parts are found through ``_rels/.rels`` and the workbook's own relationships, never by fixed names,
in both dialects of Office Open XML. What is not a workbook, is protected, broken, unsafe or too
large is refused with a :class:`WerkboekFout`. Source: ECMA-376 part 2 (packages and relationships).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final, NamedTuple
from urllib.parse import unquote

from regio_xl.werkboek import WerkboekFout
from regio_xl.xlsx import damaged, too_large
from regio_xl.xlsx.condense import reach, without_empty_rows
from regio_xl.xlsx.rich import RichValues
from regio_xl.xlsx.shape import TablePart, read_table
from regio_xl.xlsx.xml import local_name, make_parser, parse, to_utf8
from regio_xl.xlsx.zip import MAX_FILE_SIZE, MAX_PART_SIZE, MAX_UNPACKED_SIZE, ZipArchive, part_name

_DIALECTS: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_PROTECTED: Final = ("EncryptedPackage", "DRMEncryptedDataSpace", "DRMContent")
_OLE_KINDS: Final = {
    "Workbook": "het is een oud .xls-bestand",
    "Book": "het is een oud .xls-bestand",
    "WordDocument": "het is een oud Word-bestand",
    "PowerPoint Document": "het is een oude PowerPoint",
}
_FIRST_BYTES: Final = {
    b"%PDF": "het is een pdf",
    b"{\\rtf": "het is een rtf-bestand",
    b"<?xml": "het is een xml-bestand",
    b"<": "het is een webpagina (html)",
}
_ROOT_ELEMENTS: Final = {
    "document": "het is een Word-bestand",
    "presentation": "het is een PowerPoint",
}
_LARGE = 8_000_000
"""A worksheet of more bytes is nearly all empty rows with a look."""
MAX_WRITTEN = 128_000_000
"""How large the worksheets may be together in which results are written: those are held whole."""
_MOST_ROWS = 1_000
"""No table of our template reaches further down."""
_SIGNATURES = b"/digital-signature/"
_DEFINED_NAME = re.compile(
    rb"""<(?:[^<>\s/:]+:)?definedName\s[^<>]*\bname=["']([^"'<>]+)["'][^<>]*>[^<>]*#REF!"""
)
MAX_TABLES = 500
"""Our largest tab has some thirty."""
_TABLE_NAME = re.compile(rb"""\sdisplayName=["']([^"'<>]+)["']""")


class Tab(NamedTuple):
    """A tab and the part that holds its cells; a chart sheet and the like has none."""

    name: str
    part: str | None


class _Relationship(NamedTuple):
    kind: str
    target: str
    external: bool


class Package:
    """A checked workbook package. Raises :class:`WerkboekFout`.

    ``workbook_part``: the name of its main part; ``tabs``: in the order of the workbook;
    ``date1904``: whether it counts days from 1904; ``broken_names``: defined names whose cells were
    removed.
    """

    def __init__(self, content: bytes) -> None:
        _refuse_other_file(content)
        self._archive = ZipArchive(content)
        self.workbook_part = self._find_workbook_part()
        self._relationships = self._read_relationships(self.workbook_part)
        workbook = self.xml(self.workbook_part)
        self.tabs, self.date1904 = self._read_workbook(workbook)
        self.broken_names = frozenset[str]()
        if b"#REF!" in workbook:
            names = _DEFINED_NAME.findall(workbook)
            self.broken_names = frozenset(name.decode("utf-8", "replace") for name in names)
        self._check_unpacked_size()
        parts = [tab.part for tab in self.tabs if tab.part is not None]
        if len({part.lower() for part in parts}) < len(parts):
            raise damaged("twee tabbladen delen hetzelfde onderdeel")

    @cached_property
    def shared_strings_part(self) -> str | None:
        """The part with the shared strings, if there is one."""
        return self._part_of_kind("sharedStrings")

    @cached_property
    def styles_part(self) -> str | None:
        """The part with the styles, if there is one."""
        return self._part_of_kind("styles")

    def xml(self, part: str) -> bytes:
        """A part as UTF-8 without DOCTYPE. Raises :class:`WerkboekFout`."""
        return to_utf8(self._archive.read(part))

    @cached_property
    def signed(self) -> bool:
        """Whether somebody signed it; the signature holds for every byte of its parts."""
        entries = self._archive.entries
        if any(name.startswith("_xmlsignatures/") for name in entries):
            return True
        return _SIGNATURES in self._archive.read(_relationships_part(""))

    @cached_property
    def rich_values(self) -> RichValues:
        """What stands in cells and is no number or text."""
        names = ("metadata.xml", "/rdrichvalue.xml", "/rdrichvaluestructure.xml")
        found = (next((e for e in self._archive.entries if e.endswith(n)), None) for n in names)
        return RichValues(*(b"" if part is None else self.xml(part) for part in found))

    @property
    def shared_size(self) -> int:
        """How many bytes what every worksheet needs takes unpacked."""
        parts = filter(None, (self.shared_strings_part, self.styles_part))
        return sum(self._archive.size(part) for part in parts)

    def is_large(self, part: str) -> bool:
        """Whether a worksheet is so large that it is read without its empty rows."""
        return self._archive.size(part) > _LARGE

    def without_empty_rows(self, tab: Tab) -> bytes:
        """A large worksheet as far as it holds something. Raises :class:`WerkboekFout`, with what
        to do about it, when that is too much."""
        assert tab.part is not None
        found = without_empty_rows(self._archive.pieces(tab.part), MAX_PART_SIZE)
        if found is None:
            raise self._too_much(tab)
        return to_utf8(found)

    def whole(self, tab: Tab, room: int) -> bytes:
        """A worksheet to write in, which may take this many bytes. Raises
        :class:`WerkboekFout`."""
        assert tab.part is not None
        if self._archive.size(tab.part) > room:
            raise self._too_much(tab)
        return to_utf8(self._archive.read(tab.part, room))

    def _too_much(self, tab: Tab) -> WerkboekFout:
        """The refusal for a worksheet, with its name and how far down it goes."""
        assert tab.part is not None
        name, size = tab.name[:60], self._archive.size(tab.part)
        if size > MAX_UNPACKED_SIZE:  # not even to be looked through
            raad = f"Verwijder op {name} alle lege rijen met opmaak"
            return too_large(f"{name} is uitgepakt {size // 1_000_000} MB", raad)
        last, filled = reach(self._archive.pieces(tab.part))
        if filled < last:
            raad = f"Verwijder op {name} alle rijen onder rij {max(filled, _MOST_ROWS)}"
            return too_large(f"{name} heeft opmaak tot rij {last}", raad)
        reden = f"{name} is tot en met rij {last} gevuld en uitgepakt {size // 1_000_000} MB"
        return too_large(reden)

    def size(self, part: str) -> int:
        """How many bytes a part is, unpacked."""
        return self._archive.size(part)

    def replace(self, parts: Mapping[str, bytes]) -> bytes:
        """The package with these parts replaced and every other entry byte for byte as it was."""
        return self._archive.replace(parts)

    def table_names(self, part: str) -> list[str]:
        """The names of the Excel tables on a tab, by which formulas may call them."""
        names = [_TABLE_NAME.search(xml) for xml in self._table_parts(part)]
        return [name[1].decode("utf-8", "replace") for name in names if name is not None]

    def tables(self, part: str) -> list[TablePart]:
        """The Excel tables on a tab."""
        return list(filter(None, map(read_table, self._table_parts(part))))

    def _table_parts(self, part: str) -> list[bytes]:
        if _relationships_part(part) not in self._archive:
            return []
        relationships = self._read_relationships(part).values()
        tables = [found for found in relationships if found.kind == "table"]
        parts = dict.fromkeys(self._resolve(part, table) for table in tables)
        if len(parts) > MAX_TABLES:
            raise too_large(f"een tabblad heeft meer dan {MAX_TABLES} tabellen")
        return list(map(self.xml, parts))

    def _find_workbook_part(self) -> str:
        archive = self._archive
        open_document = b"application/vnd.oasis.opendocument"
        if "mimetype" in archive and archive.read("mimetype").startswith(open_document):
            raise _no_workbook("het is een OpenDocument-bestand, zoals .ods")
        if "_rels/.rels" not in archive and "[Content_Types].xml" not in archive:
            raise _no_workbook("het is een zip-bestand zonder werkboek")
        main = _first_of_kind(self._read_relationships(""), "officeDocument")
        if main is None:
            raise _no_workbook("er zit geen werkboek in")
        part = self._resolve("", main)
        if part.lower().endswith(".bin"):
            raise _no_workbook("het is een .xlsb-bestand")
        if "[Content_Types].xml" not in archive:
            raise damaged("de lijst van onderdelen ontbreekt")
        return part

    def _read_relationships(self, part: str) -> Mapping[str, _Relationship]:
        """The relationships of a part by their id; of the package itself for the empty name."""
        source = _relationships_part(part)
        if source not in self._archive:
            raise damaged("de lijst van verwijzingen ontbreekt")
        return _parse_relationships(self.xml(source))

    def _resolve(self, source: str, relationship: _Relationship) -> str:
        """The part that a relationship of ``source`` points at.

        Raises :class:`WerkboekFout` when it is not in the package.
        """
        target = relationship.target.replace("\\", "/")
        if relationship.external or ":" in target.partition("/")[0] or target.startswith("//"):
            raise WerkboekFout(
                "bestand-onveilig", reden="een onderdeel verwijst naar buiten het bestand"
            )
        folder = posixpath.join("/", posixpath.dirname(source))
        for candidate in (target, unquote(target)):
            part = posixpath.normpath(posixpath.join(folder, candidate)).lstrip("/")
            if part in self._archive:
                return part
        raise damaged("een onderdeel ontbreekt")

    def _part_of_kind(self, kind: str) -> str | None:
        found = _first_of_kind(self._relationships, kind)
        return None if found is None else self._resolve(self.workbook_part, found)

    def _check_unpacked_size(self) -> None:
        """Raises :class:`WerkboekFout` for what is far too large, and says what makes it so."""
        entries = self._archive.entries
        if sum([entry.size for entry in entries.values()]) <= MAX_UNPACKED_SIZE:
            return
        sizes = {name: entry.size for name, entry in entries.items()}
        largest = max(sizes, key=lambda name: sizes[name])
        reden = "uitgepakt is het meer dan 500 MB"
        if "/media/" in largest:
            raise too_large(reden, "Haal grote plaatjes eruit")
        for tab in self.tabs:
            if tab.part is not None and part_name(tab.part) == largest:
                raise self._too_much(tab)
        raise too_large(reden)

    def _read_workbook(self, workbook: bytes) -> tuple[tuple[Tab, ...], bool]:
        """The tabs, and whether days are counted from 1904."""
        tabs: list[Tab] = []
        date1904 = False
        path: list[str] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal date1904
            path.append(local_name(name))
            if len(path) == 1 and path[0] != "workbook":
                other = "er zit iets anders in dan een werkboek"
                raise _no_workbook(_ROOT_ELEMENTS.get(path[0], other))
            if path == ["workbook", "workbookPr"]:
                date1904 = attributes.get("date1904") in ("1", "true")
            elif path == ["workbook", "sheets", "sheet"]:
                tabs.append(self._tab(attributes))

        def end(_: str) -> None:
            path.pop()

        parser = make_parser(with_namespaces=True)
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parse(parser, workbook)
        return tuple(tabs), date1904

    def _tab(self, attributes: dict[str, str]) -> Tab:
        ids = [attributes[f"{url} id"] for url in _DIALECTS if f"{url} id" in attributes]
        relationship = self._relationships.get(ids[0] if ids else "")
        if relationship is None or not attributes.get("name"):
            raise damaged("een tabblad verwijst nergens naar")
        if relationship.kind != "worksheet":
            return Tab(attributes["name"], None)
        return Tab(attributes["name"], self._resolve(self.workbook_part, relationship))


def _relationships_part(part: str) -> str:
    """The part that holds the relationships of a part; of the package for the empty name."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _parse_relationships(xml: bytes) -> Mapping[str, _Relationship]:
    """The relationships in a part by their id."""
    relationships: dict[str, _Relationship] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if local_name(name) == "Relationship":
            dialect, _, kind = attributes.get("Type", "").rpartition("/")
            relationships[attributes.get("Id", "")] = _Relationship(
                kind if dialect in _DIALECTS else "",
                attributes.get("Target", ""),
                attributes.get("TargetMode", "").lower() == "external",
            )

    parser = make_parser(with_namespaces=True)
    parser.StartElementHandler = start
    parse(parser, xml)
    return relationships


def _first_of_kind(relationships: Mapping[str, _Relationship], kind: str) -> _Relationship | None:
    return next((found for found in relationships.values() if found.kind == kind), None)


def _no_workbook(reden: str) -> WerkboekFout:
    return WerkboekFout("bestand-geen-werkboek", reden=reden)


def _refuse_other_file(content: bytes) -> None:
    """Refuse what is no zip file at all, in words that say what it seems to be."""
    if not content:
        raise WerkboekFout("bestand-leeg")
    if len(content) > MAX_FILE_SIZE:
        raise too_large("het is meer dan 50 MB")
    if content.startswith((b"PK\3\4", b"PK\5\6")):
        return
    if content.startswith(_OLE):
        if any(name.encode("utf-16-le") in content for name in _OLE_PROTECTED):
            raise WerkboekFout("bestand-beveiligd")
        raise _no_workbook(_ole_kind(content))
    raise _no_workbook(_text_kind(content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()))


def _ole_kind(content: bytes) -> str:
    for name, kind in _OLE_KINDS.items():
        if name.encode("utf-16-le") in content:
            return kind
    return "het is een oud Office-bestand zonder werkboek"


def _text_kind(head: bytes) -> str:
    for first, kind in _FIRST_BYTES.items():
        if head.startswith(first):
            return kind
    return "de inhoud is onbekend" if b"\0" in head else "het is een tekst- of csv-bestand"
