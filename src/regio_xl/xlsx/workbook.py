"""A workbook in a file: read fast, written so that every part that is not ours stays as it was.

Excel is asked to calculate when it opens a result only if a formula of the user may look at what we
wrote, for that formula still holds its old value. Asked without need, Excel offers to save whenever
somebody closes the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from regio_xl.werkboek import (
    Adres,
    Blad,
    Celwijzigingen,
    Schrijfwaarde,
    Snapshot,
    WerkboekFout,
    tabsleutel,
)
from regio_xl.werkboek.tekstmaat import Woordbreedtes
from regio_xl.xlsx import too_large
from regio_xl.xlsx.locks import require_closed
from regio_xl.xlsx.package import MAX_WRITTEN, Package, Tab
from regio_xl.xlsx.read import SheetValues, read_sheets
from regio_xl.xlsx.rows import attribute_names, root_name, without_attributes
from regio_xl.xlsx.save import read_file, replace, replace_with_backup
from regio_xl.xlsx.shape import TablePart, read_shape
from regio_xl.xlsx.values import SharedStrings, says_one_of
from regio_xl.xlsx.write import write_cells
from regio_xl.xlsx.xml import Edit, XmlTree, apply_edits, escape_text

_BEFORE_CALCULATION = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences", "definedNames",
)  # fmt: skip
_NAMES = re.compile(
    rb"""<(?:[\w.-]+:)?definedName\s(?:[^<>]*?\s)?name=["']([^"'<>]*)["'][^<>]*>([^<]*)<"""
)
_BUILT_IN = b"_xlnm."
_FULL_CALCULATION = attribute_names(b"fullCalcOnLoad")
_MAX_OTHERS = 4_000_000
"""Up to how many bytes, unpacked, a tab that is not named like ours may be one of ours."""
_MAX_TABS = 100
MAX_SIZE_TOGETHER = 64_000_000
"""What is read at once, unpacked; a filled workbook takes less than 1 MB."""
_MAX_KEPT = 500_000
"""Parts up to this many bytes stay unpacked between reading and writing."""


def ask_calculation(workbook: bytes) -> bytes:
    """The workbook part with ``fullCalcOnLoad`` set, exactly once.

    The same bytes when it already was. Raises :class:`WerkboekFout`.
    """
    tree = XmlTree(workbook)
    settings = tree.child("calcPr")
    if settings is None:
        position = tree.position_after(_BEFORE_CALCULATION)
        new = b"<" + tree.prefix + b'calcPr fullCalcOnLoad="1"/>'
        return apply_edits(workbook, [Edit(position, position, new)])
    if settings.attributes.get("fullCalcOnLoad") in ("1", "true"):
        return workbook
    tag = without_attributes(workbook[settings.start : settings.content], _FULL_CALCULATION)
    slash = b"/>" if tag.endswith(b"/>") else b">"
    new = tag.removesuffix(slash).rstrip() + b' fullCalcOnLoad="1"' + slash
    return apply_edits(workbook, [Edit(settings.start, settings.content, new)])


class XlsxWerkboek:
    """A :class:`~regio_xl.werkboek.Werkboek` in a file.

    Checked when opened; changes stay in memory until ``bewaar``.
    """

    def __init__(self, pad: Path) -> None:
        """Open a file. Raises :class:`WerkboekFout`."""
        self._open(pad.name, read_file(pad))
        self._path: Path | None = pad

    @classmethod
    def uit_bytes(cls, naam: str, inhoud: bytes) -> XlsxWerkboek:
        """A workbook that is already in memory. Raises :class:`WerkboekFout`."""
        boek = cls.__new__(cls)
        boek._open(naam, inhoud)
        boek._path = None
        return boek

    def _open(self, naam: str, content: bytes) -> None:
        self.naam = naam
        self._original = content
        self._package = Package(content)
        self._new_parts: dict[str, bytes] = {}
        self._saved: bytes | None = content
        self._orders: list[Celwijzigingen] = []
        self._unpacked: dict[str, bytes] = {}
        self._read_tabs: tuple[Tab, ...] = ()
        self._condensed: dict[str, bytes] = {}
        self._shared_strings: SharedStrings | None = None

    @property
    def inhoud(self) -> bytes:
        """The bytes of the workbook, with everything that was written so far."""
        if self._saved is None:
            self._saved = self._original
            if self._new_parts:
                self._saved = self._package.replace(self._new_parts)
        return self._saved

    def lees(self, tabs: Collection[str]) -> Snapshot:
        """Read the tabs with these names. Raises :class:`WerkboekFout`."""
        found = dict.fromkeys(filter(None, map(self._find, tabs)))
        self._read_tabs = tuple(found)
        return self._snapshot(self._read(found))

    def _snapshot(self, bladen: Sequence[Blad]) -> Snapshot:
        package = self._package
        namen = tuple(tab.name for tab in package.tabs)
        return Snapshot(tuple(bladen), namen, package.signed, package.broken_names)

    def _read(self, tabs: Collection[Tab]) -> list[Blad]:
        """These tabs. Raises :class:`WerkboekFout`."""
        package = self._package
        parts = self._readable_parts(tabs)
        styles = None if package.styles_part is None else package.xml(package.styles_part)
        sheets = read_sheets(parts, self._strings, styles, date1904=package.date1904)
        return [
            self._blad(tab, parts[tab.name], sheet) for tab, sheet in zip(tabs, sheets, strict=True)
        ]

    def lees_ook(self, namen: Collection[str], *, met: Collection[str]) -> Snapshot:
        """Read tabs that may or may not be ours, as far as that costs little.

        Those that are damaged or large are left out. When there is only a copy to look for
        (``met``), it is about as large as the tab it was made from.
        """
        most = 2 * max(map(self._size, self._read_tabs), default=0) if met else _MAX_OTHERS
        left = 2 * most
        found: list[Tab] = []
        for tab in self._package.tabs[:_MAX_TABS]:
            if tab.part is None or tab.name not in namen:
                continue
            with suppress(WerkboekFout):
                size = self._package.size(tab.part) if met else self._size(tab)
                fits = size <= min(most, left)
                if fits and (not met or says_one_of(self._xml(tab.part), self._strings, met)):
                    found.append(tab)
                    left -= size
        try:
            bladen = self._read(found)
        except WerkboekFout:
            bladen = []
            for tab in found:
                with suppress(WerkboekFout):
                    bladen += self._read([tab])
        return self._snapshot(bladen)

    def _size(self, tab: Tab) -> int:
        """How many bytes of a tab there are to read, unpacked."""
        assert tab.part is not None
        if self._package.is_large(tab.part):
            return len(self._readable(tab))
        return self._package.size(tab.part)

    def _readable_parts(self, tabs: Iterable[Tab]) -> dict[str, bytes]:
        """The parts of these tabs by name, to read from."""
        parts: dict[str, bytes] = {}
        size = self._package.shared_size
        for tab in tabs:
            parts[tab.name] = self._readable(tab)
            size += len(parts[tab.name])
            if size > MAX_SIZE_TOGETHER:
                raise too_large("de tabbladen zijn uitgepakt samen meer dan 64 MB")
        return parts

    def _readable(self, tab: Tab) -> bytes:
        """The part of a tab to read from: of a very large one only the rows that hold something."""
        assert tab.part is not None
        if tab.part in self._new_parts or not self._package.is_large(tab.part):
            return self._xml(tab.part)
        if tab.part not in self._condensed:
            xml = self._package.without_empty_rows(tab)
            if len(xml) > _MAX_KEPT:
                return xml
            self._condensed[tab.part] = xml
        return self._condensed[tab.part]

    def _blad(self, tab: Tab, xml: bytes, sheet: SheetValues) -> Blad:
        def tables() -> Sequence[TablePart]:
            assert tab.part is not None
            return self._package.tables(tab.part)

        def is_picture(number: int) -> bool:
            return self._package.rich_values.is_picture(number)

        rich = is_picture if sheet.has_errors else None
        vorm = read_shape(xml, tables, rich, sheet.percents)
        return Blad(tab.name, sheet.rows, vorm, sheet.far)

    def schrijf(self, opdrachten: Sequence[Celwijzigingen]) -> None:
        """Write values into tabs, in memory, all or nothing. Raises :class:`WerkboekFout`."""
        cells: dict[Tab, dict[tuple[int, int], Schrijfwaarde]] = {}
        results: dict[Tab, dict[tuple[int, int], str]] = {}
        for opdracht in opdrachten:
            found = self._find(opdracht.blad)
            if found is None:
                raise WerkboekFout("tab-resultaat-ontbreekt", Adres(opdracht.blad))
            cells.setdefault(found, {}).update(opdracht.cellen)
            results.setdefault(found, {}).update(opdracht.uitkomsten)
        new: dict[str, bytes] = {}
        room, widths = MAX_WRITTEN, Woordbreedtes()
        for tab, values in cells.items():
            assert tab.part is not None
            xml = self._whole(tab, room)
            room -= len(xml)
            written = write_cells(
                xml,
                values,
                sheet_name=tab.name,
                date1904=self._package.date1904,
                results=results[tab],
                strings=self._strings,
                widths=widths,
            )
            if written != xml:
                new[tab.part] = written
        ours = {text for opdracht in opdrachten for text in opdracht.eigen_formules}
        if new and self._formula_may_look([tab.name for tab in cells], new, ours):
            part, workbook = self._package.workbook_part, self._xml(self._package.workbook_part)
            asked = ask_calculation(workbook)
            if asked != workbook:
                new[part] = asked
        self._new_parts |= new
        self._saved = None
        self._orders += opdrachten

    def bewaar(self, doel: Path, *, private_as: Sequence[Path] = ()) -> None:
        """Save as a file, at once or not at all; no more open to others than ``private_as``. Raises
        :class:`WerkboekFout`."""
        replace(doel, self.inhoud, private_as=private_as)

    def bewaar_ter_plekke(self) -> Path | None:
        """Replace the file that was read and keep a copy beside it.

        Gives the copy, None when nothing was changed. Raises :class:`WerkboekFout`, also when the
        file is open elsewhere or no longer the one that was read.
        """
        if self._path is None:
            msg = "this workbook did not come from a file"
            raise ValueError(msg)
        content = self.inhoud
        if content == self._original:
            return None
        self._check_reads_back(content)
        require_closed(self._path)
        if read_file(self._path) != self._original:
            raise WerkboekFout("bestand-gewijzigd")
        copy = replace_with_backup(self._path, content, self._original)
        self._open(self.naam, content)
        return copy

    def _check_reads_back(self, content: bytes) -> None:
        """What takes the place of somebody's own file is opened first.

        Writing the same in it must change nothing.
        """
        again = XlsxWerkboek.uit_bytes(self.naam, content)
        again.schrijf(self._orders)
        if again.inhoud != content:
            msg = f"what was written in {self.naam!r} does not read back the same"
            raise RuntimeError(msg)

    def _formula_may_look(
        self, tabs: Collection[str], written: Mapping[str, bytes], ours: Collection[str]
    ) -> bool:
        """Whether a formula may look at one of these tabs, so that its stored result is out of
        date: one outside the written parts that names a tab or a table of it, any on a written
        part, or one by a name that somebody gave to cells there.

        ``ours``: texts that stand in formulas of our own, which look there too, but of which the
        result is written along or stays the same.
        """
        tables = [name for part in written for name in self._package.table_names(part)]
        named = _NamedInFormulas(tabs, tables, ours)
        if any(named.others(xml) for xml in written.values()):
            return True
        if named.found_in_names(self._xml(self._package.workbook_part)):
            return True
        others = (tab for tab in self._package.tabs if tab.part and tab.part not in written)
        return any(self._is_named_on(tab, named) for tab in others)

    def _is_named_on(self, tab: Tab, named: _NamedInFormulas) -> bool:
        """Whether a formula on this tab names one of these; it may when it cannot be looked
        through."""
        try:
            return named.found_in(self._readable(tab))
        except WerkboekFout as fout:
            if fout.code != "bestand-te-groot":
                raise
            return True

    @property
    def _strings(self) -> SharedStrings:
        """The shared strings; reading and writing look at the same ones."""
        if self._shared_strings is None:
            part = self._package.shared_strings_part
            self._shared_strings = SharedStrings(None if part is None else self._xml(part))
        return self._shared_strings

    def _find(self, name: str) -> Tab | None:
        """The first tab with this name.

        None when there is none or when it has no cells.
        """
        wanted = tabsleutel(name)
        for tab in self._package.tabs:
            if tabsleutel(tab.name) == wanted:
                return None if tab.part is None else tab
        return None

    def _whole(self, tab: Tab, room: int) -> bytes:
        """The part of a tab to write in, of no more bytes than this."""
        assert tab.part is not None
        if tab.part not in self._new_parts and self._package.is_large(tab.part):
            return self._package.whole(tab, room)
        return self._xml(tab.part)

    def _xml(self, part: str) -> bytes:
        if part in self._new_parts:
            return self._new_parts[part]
        if part not in self._unpacked:
            xml = self._package.xml(part)
            if len(xml) > _MAX_KEPT:
                return xml
            self._unpacked[part] = xml
        return self._unpacked[part]


class _NamedInFormulas:
    """Tabs and tables to look for in formulas; at least one tab.

    ``ours``: a formula with one of these texts in it does not count.
    """

    def __init__(
        self, tabs: Collection[str], tables: Collection[str], ours: Collection[str]
    ) -> None:
        ends = ("", "'", "&apos;")  # a tab with a blank in its name is quoted
        self._tabs = tuple((tab + end).encode().lower() for tab in tabs for end in ends)
        self._tables = tuple(table.encode().lower() for table in tables)
        self._ours = tuple(escape_text(text).encode() for text in ours)
        self._length = max(map(len, (*self._tabs, *self._tables))) + 1

    def found_in(self, xml: bytes) -> bool:
        """Whether a formula in a worksheet part names one of these tabs or tables."""
        if not self._named(xml):
            return False  # nor does any formula in it, and finding those takes as long again
        return self._named(b"\n".join(self.others(xml)))

    def found_in_names(self, workbook: bytes) -> bool:
        """Whether a name that somebody gave stands for cells of one of these tabs or tables; those
        of Excel itself, such as print areas, are no part of a formula."""
        given = [text for name, text in _NAMES.findall(workbook) if not name.startswith(_BUILT_IN)]
        return self._named(b"\n".join(given))

    def others(self, xml: bytes) -> list[bytes]:
        """The formulas in a worksheet part that are not ours."""
        # Excel leaves a quote in a formula as it is, LibreOffice does not.
        plain = ((formula, formula.replace(b"&quot;", b'"')) for formula in _formulas(xml))
        return [formula for formula, text in plain if not any(our in text for our in self._ours)]

    def _named(self, text: bytes) -> bool:
        """Whether one of the tabs stands before a ``!`` or one of the tables before a ``[``."""
        if any(tail.endswith(self._tabs) for tail in self._tails(text, b"!")):
            return True
        tails = [tail for tail in self._tails(text, b"[") if tail.endswith(self._tables)]
        return any(_ends_with_name(tail, table) for tail in tails for table in self._tables)

    def _tails(self, text: bytes, character: bytes) -> set[bytes]:
        """What stands before each of these characters, as much as the longest name needs."""
        tails = {piece[-self._length :] for piece in text.split(character)[:-1]}
        return set(map(bytes.lower, tails))


def _ends_with_name(text: bytes, name: bytes) -> bool:
    """Whether this name stands at the end, and is not the tail of a longer name."""
    if not text.endswith(name):
        return False
    before = text.removesuffix(name)[-1:]
    return not (before.isalnum() or before in (b"_", b".", b"\\") or before > b"\x7f")


def _formulas(xml: bytes) -> list[bytes]:
    """The formulas in the cells of a part, as they are written."""
    name = root_name(xml)[0] + b"f"
    content = rb"[^<]*(?:<!(?:--.*?--|\[CDATA\[.*?\]\])>[^<]*)*"
    return re.findall(rb"<%s[\s>]%s" % (name, content), xml, re.DOTALL)
