"""The links of a worksheet: ours point at a cell of the same workbook, those of users stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from regio_xl.werkboek import Koppeling, Schrijfwaarde, WerkboekFout
from regio_xl.xlsx.sheet import SheetMap
from regio_xl.xlsx.values import escape
from regio_xl.xlsx.xml import Edit, Element, cell_range, local_name, quote_attribute, reference

_BEFORE_HYPERLINKS = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations",
)  # fmt: skip


def link_edits(sheet: SheetMap, cells: Mapping[tuple[int, int], Schrijfwaarde]) -> list[Edit]:
    """Edits that give every written cell the link it should have, and no other."""
    wanted = {where: value for where, value in cells.items() if isinstance(value, Koppeling)}
    existing: defaultdict[tuple[int, int], list[Element]] = defaultdict(list)
    for link in sheet.links:
        position = _linked_cell(link)
        if position is not None and position in cells:
            existing[position].append(link)
    unwanted: list[Element] = []
    added: list[bytes] = []
    for position in sorted(existing.keys() | wanted.keys()):
        old, new = existing.get(position, []), wanted.get(position)
        if new is None:
            unwanted += old
        elif len(old) != 1 or not _is_same_link(old[0], new):
            unwanted += old
            added.append(_link_element(sheet.prefix, position, new))
    return _list_edits(sheet, unwanted, added)


def _list_edits(sheet: SheetMap, unwanted: list[Element], added: list[bytes]) -> list[Edit]:
    """The list of links without some elements and with others."""
    links = sheet.child("hyperlinks")
    if links is None or links.content_end is None:
        if not added:
            return []
        name = sheet.prefix + b"hyperlinks"
        if links is None:
            start = end = sheet.position_after(_BEFORE_HYPERLINKS)
        else:
            start, end = links.start, links.end
        return [Edit(start, end, b"".join((b"<%s>" % name, *added, b"</%s>" % name)))]
    if unwanted and not added and len(unwanted) == len(sheet.links):
        return [Edit(links.start, links.end, b"")]
    edits = [Edit(link.start, link.end, b"") for link in unwanted]
    if added:
        edits.append(Edit(links.content_end, links.content_end, b"".join(added)))
    return edits


def _linked_cell(link: Element) -> tuple[int, int] | None:
    """The one cell a link belongs to; None for a link over a range."""
    try:
        row1, column1, row2, column2 = cell_range(link.attributes.get("ref", ""))
    except WerkboekFout:
        return None
    return (row1, column1) if (row1, column1) == (row2, column2) else None


def _target(link: Koppeling) -> str:
    target = str(link.doel)
    return target if link.doel.cel else f"{target}!A1"


def _is_same_link(old: Element, new: Koppeling) -> bool:
    """Whether a link is ours already; other programs leave out what it shows or add a tip."""
    attributes = {local_name(name): value for name, value in old.attributes.items()}
    if "id" in attributes or attributes.get("location") != _target(new):
        return False
    text = escape(new.tekst)
    return attributes.get("display", text) == text


def _link_element(prefix: bytes, position: tuple[int, int], link: Koppeling) -> bytes:
    tag = f'<{prefix.decode()}hyperlink ref="{reference(position)}"'
    location, shown = quote_attribute(_target(link)), quote_attribute(escape(link.tekst))
    return f"{tag} location={location} display={shown}/>".encode()
