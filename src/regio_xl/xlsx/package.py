"""A workbook package, checked before anything parses it: its tabs and its parts.

Parts are found through ``_rels/.rels`` and the workbook's own relationships, never by fixed names,
in both dialects of Office Open XML. What is not a workbook, is protected, broken, unsafe or too
large is refused with a :class:`WerkboekFout`. Source: ECMA-376 part 2 (packages and relationships).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final, NamedTuple
from urllib.parse import unquote

from regio_xl.werkboek import WerkboekFout
from regio_xl.xlsx import damaged, too_large
from regio_xl.xlsx.xml import local_name, make_parser, parse, to_utf8
from regio_xl.xlsx.zip import MAX_FILE_SIZE, ZipArchive

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
MAX_SIZE_TOGETHER = 64_000_000
"""What is read at once, unpacked; a filled workbook takes less than 1 MB."""
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
    ``date1904``: whether it counts days from 1904.
    """

    def __init__(self, content: bytes) -> None:
        _refuse_other_file(content)
        self._archive = ZipArchive(content)
        self.workbook_part = self._find_workbook_part()
        self._relationships = self._read_relationships(self.workbook_part)
        self.tabs, self.date1904 = self._read_workbook()
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

    def check_size(self, parts: Iterable[str]) -> None:
        """Raises :class:`WerkboekFout` when these tabs, with what every tab needs, are too much."""
        needed = {*parts, *filter(None, (self.shared_strings_part, self.styles_part))}
        if sum(self._archive.size(part) for part in needed) > MAX_SIZE_TOGETHER:
            raise too_large("de tabbladen zijn uitgepakt samen meer dan 64 MB")

    def size(self, part: str) -> int:
        """How many bytes a part is, unpacked."""
        return self._archive.size(part)

    def replace(self, parts: Mapping[str, bytes]) -> bytes:
        """The package with these parts replaced and every other entry byte for byte as it was."""
        return self._archive.replace(parts)

    def table_names(self, part: str) -> list[str]:
        """The names of the Excel tables on a tab, by which formulas may call them."""
        if _relationships_part(part) not in self._archive:
            return []
        relationships = self._read_relationships(part).values()
        tables = [found for found in relationships if found.kind == "table"]
        parts = dict.fromkeys(self._resolve(part, table) for table in tables)
        if len(parts) > MAX_TABLES:
            raise too_large(f"een tabblad heeft meer dan {MAX_TABLES} tabellen")
        names = [_TABLE_NAME.search(self.xml(table)) for table in parts]
        return [name[1].decode("utf-8", "replace") for name in names if name is not None]

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

    def _read_workbook(self) -> tuple[tuple[Tab, ...], bool]:
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
        parse(parser, self.xml(self.workbook_part))
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
