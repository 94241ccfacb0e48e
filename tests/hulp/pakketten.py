"""Workbook packages for tests: as parts that are easy to change, and as the raw entries of a zip
file.

Written without the package's own code, so that what it promises about bytes is checked by something
else.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any, Final

from lxml import etree

Element = Any
"""An lxml element."""

CEL: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAKKETREL: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
SOORTEN: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
STRICT: Final[Mapping[str, str]] = {
    CEL: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    REL: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/drawingml/2006/main": (
        "http://purl.oclc.org/ooxml/drawingml/main"
    ),
    "http://schemas.openxmlformats.org/drawingml/2006/chart": (
        "http://purl.oclc.org/ooxml/drawingml/chart"
    ),
    "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing": (
        "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing"
    ),
}
"""The strict dialect of the namespaces that our tabs use."""
_RELATIES = {REL, STRICT[REL]}

BLADVOLGORDE: Final = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations",
    "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
    "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
    "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
WERKBOEKVOLGORDE: Final = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize",
    "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
STIJLVOLGORDE: Final = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
    "tableStyles", "colors", "extLst",
)  # fmt: skip
_VOLGORDEN: Final = {
    "worksheet": BLADVOLGORDE,
    "workbook": WERKBOEKVOLGORDE,
    "styleSheet": STIJLVOLGORDE,
}


# --- parts ---


class Onderdelen:
    """The parts of a workbook package, to add to and to point at each other. ``zip`` makes a file
    of them again."""

    def __init__(self, inhoud: bytes) -> None:
        self._bron = inhoud
        self.delen = dict(_uitgepakt(inhoud))
        self._gelezen = dict(self.delen)
        self._bomen: dict[str, Element] = {}
        self.werkboek = self.doel("", "officeDocument")

    def boom(self, deel: str) -> Element:
        """A part as a tree; changes in it are kept."""
        if deel not in self._bomen:
            self._bomen[deel] = etree.fromstring(self.delen[deel])
        return self._bomen[deel]

    @property
    def ruimte(self) -> str:
        """The namespace of the cells: of the one dialect or the other."""
        return str(etree.QName(self.boom(self.werkboek)).namespace)

    @property
    def relatie(self) -> str:
        """The namespace of relationships in the dialect of this workbook."""
        return STRICT[REL] if self.ruimte == STRICT[CEL] else REL

    def relaties(self, bron: str) -> Element:
        """The relationships of a part, or of the package for the empty name."""
        deel = self.relatiedeel(bron)
        if deel not in self.delen:
            self.delen[deel] = f'<Relationships xmlns="{PAKKETREL}"/>'.encode()
        return self.boom(deel)

    @staticmethod
    def relatiedeel(bron: str) -> str:
        """Where the relationships of a part stand."""
        map_, naam = posixpath.split(bron)
        return posixpath.join(map_, "_rels", f"{naam}.rels")

    def wijst_naar(self, bron: str, soort: str) -> Iterator[tuple[str, str]]:
        """Id and part of every relationship of a kind, as far as it stays in the package."""
        for relatie in self.relaties(bron):
            dialect, _, naam = relatie.get("Type").rpartition("/")
            if naam == soort and dialect in _RELATIES and relatie.get("TargetMode") != "External":
                doel = relatie.get("Target").replace("\\", "/")
                yield (
                    relatie.get("Id"),
                    posixpath.normpath(posixpath.join("/", posixpath.dirname(bron), doel)).lstrip(
                        "/"
                    ),
                )

    def doel(self, bron: str, soort: str) -> str:
        """The first part that a part points at by a kind of relationship."""
        return next(doel for _, doel in self.wijst_naar(bron, soort))

    def koppel(self, bron: str, soort: str, doel: str, *, extern: bool = False) -> str:
        """Point from one part at another (or at an address outside); gives the id. ``soort``: last
        word or whole type."""
        relaties = self.relaties(bron)
        bezet = {relatie.get("Id") for relatie in relaties}
        sleutel = next(f"rIdX{n}" for n in range(1, 10_000) if f"rIdX{n}" not in bezet)
        attributen = {"Id": sleutel, "Type": soort if ":" in soort else f"{self.relatie}/{soort}"}
        attributen["Target"] = doel if extern else f"/{doel}"
        etree.SubElement(
            relaties,
            f"{{{PAKKETREL}}}Relationship",
            attributen,
            **({"TargetMode": "External"} if extern else {}),
        )
        return sleutel

    def nieuw(self, pad: str, inhoud: str | bytes, soort: str) -> str:
        """A part with its content type, under a name that clashes with nothing: ``%d`` becomes a
        number when needed."""
        bezet = {deel.lower() for deel in self.delen}
        deel = next(
            een
            for n in ("", *range(1, 10_000))
            if (een := pad.replace("%d", str(n))).lower() not in bezet
        )
        self.delen[deel] = inhoud.encode() if isinstance(inhoud, str) else inhoud
        if soort:
            types = self.boom("[Content_Types].xml")
            etree.SubElement(
                types, f"{{{SOORTEN}}}Override", PartName=f"/{deel}", ContentType=soort
            )
        return deel

    def extensiesoort(self, extensie: str, soort: str) -> None:
        """The content type of every part with this extension."""
        types = self.boom("[Content_Types].xml")
        if all(een.get("Extension", "").lower() != extensie for een in types):
            types.insert(
                0, etree.Element(f"{{{SOORTEN}}}Default", Extension=extensie, ContentType=soort)
            )

    def inhoudssoort(self, deel: str) -> str:
        """The content type of a part; empty when it has none."""
        types = self.boom("[Content_Types].xml")
        eigen = (een for een in types if een.get("PartName", "").lower() == f"/{deel}".lower())
        algemeen = (
            een
            for een in types
            if een.get("Extension", "").lower() == deel.rpartition(".")[2].lower()
        )
        een = next(chain(eigen, algemeen), None)
        return "" if een is None else str(een.get("ContentType"))

    def blad(self, naam: str) -> str:
        """The part of a tab."""
        werkboek = self.boom(self.werkboek)
        tab = next(
            een for een in werkboek.iter(f"{{{self.ruimte}}}sheet") if een.get("name") == naam
        )
        sleutel = tab.get(f"{{{self.relatie}}}id")
        return next(
            doel for id_, doel in self.wijst_naar(self.werkboek, "worksheet") if id_ == sleutel
        )

    def tabnamen(self) -> list[str]:
        """The names of all tabs, in the order of the workbook."""
        return [
            str(een.get("name")) for een in self.boom(self.werkboek).iter(f"{{{self.ruimte}}}sheet")
        ]

    def zip(self) -> bytes:
        """A zip file of all parts. What was in the file that was read and did not change, stays as
        it was stored."""
        klaar = self.klaar()
        leden: list[tuple[bytes, bytes]] = []
        for een in ingangen(self._bron):
            deel = een.naam.decode().replace("\\", "/")
            nieuw = klaar.pop(deel, None)
            ongewijzigd = nieuw is None or nieuw == self._gelezen[deel]
            leden.append(
                (een.ruw, een.record)
                if ongewijzigd or nieuw is None
                else pak_in(deel, nieuw, Zipvorm())
            )
        return voeg_samen(
            [*leden, *(pak_in(deel, inhoud, Zipvorm()) for deel, inhoud in klaar.items())]
        )

    def klaar(self) -> dict[str, bytes]:
        """All parts as bytes."""
        bomen = {
            deel: etree.tostring(boom, xml_declaration=True, encoding="UTF-8", standalone=True)
            for deel, boom in self._bomen.items()
        }
        return {deel: bomen.get(deel, inhoud) for deel, inhoud in self.delen.items()}


@lru_cache(maxsize=8)
def _uitgepakt(inhoud: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(inhoud)) as bron:
        return {
            lid.filename.replace("\\", "/"): bron.read(lid)
            for lid in bron.infolist()
            if not lid.is_dir()
        }


def kind(ouder: Element, naam: str) -> Element:
    """The child with this name, made at its place in the order of the schema when it is not
    there."""
    return (
        gevonden if (gevonden := ouder.find(f"{{*}}{naam}")) is not None else voeg_in(ouder, naam)
    )


def voeg_in(ouder: Element, naam: str, **attributen: str) -> Element:
    """A new child at its place in the order of the schema, after those with the same name."""
    volgorde = _VOLGORDEN[etree.QName(ouder).localname]
    nieuw = etree.Element(f"{{{etree.QName(ouder).namespace}}}{naam}", attributen)
    ervoor = set(volgorde[: volgorde.index(naam) + 1])
    plek = max(
        (
            n + 1
            for n, een in enumerate(ouder)
            if isinstance(een.tag, str) and _laatste(een) in ervoor
        ),
        default=0,
    )
    ouder.insert(plek, nieuw)
    return nieuw


def met_voorvoegsel(xml: bytes) -> bytes:
    """A part as some programs write it: ``x:`` before every name that has no prefix."""
    return re.sub(
        rb"\sxmlns=", b" xmlns:x=", re.sub(rb"<(/?)([A-Za-z]\w*)(?=[\s/>])", rb"<\1x:\2", xml)
    )


def _laatste(element: Element) -> str:
    return str(etree.QName(element).localname)


# --- zip ---

_LOKAAL = struct.Struct("<4s5H3L2H")
_CENTRAAL = struct.Struct("<4s6H3L5H2L")
_SLOT = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, slots=True)
class Zipvorm:
    """How one entry is stored. ``nazending``: sizes after the data, with or without the signature
    that most programs write."""

    ingepakt: bool = True
    nazending: str = ""
    zip64: bool = False
    extra: bytes = b""
    opmerking: bytes = b""


def voeg_samen(leden: Sequence[tuple[bytes, bytes]], opmerking: bytes = b"") -> bytes:
    """A zip file of these entries, each with its central record."""
    lokaal, centraal = bytearray(), bytearray()
    for ruw, record in leden:
        centraal += record[:42] + struct.pack("<L", len(lokaal)) + record[46:]
        lokaal += ruw
    slot = _SLOT.pack(
        b"PK\5\6", 0, 0, len(leden), len(leden), len(centraal), len(lokaal), len(opmerking)
    )
    return bytes(lokaal + centraal) + slot + opmerking


@lru_cache(maxsize=1024)
def pak_in(naam: str, inhoud: bytes, vorm: Zipvorm) -> tuple[bytes, bytes]:
    """An entry stored exactly so, and its central record."""
    inpakker = zlib.compressobj(6, zlib.DEFLATED, -15)
    data = inpakker.compress(inhoud) + inpakker.flush() if vorm.ingepakt else inhoud
    crc, maten = zlib.crc32(inhoud), (len(data), len(inhoud))
    ruwe_naam = naam.encode()
    vlaggen = 0x0800 * (not naam.isascii()) | 0x0008 * bool(vorm.nazending)
    kop = (20 + 25 * vorm.zip64, vlaggen, 8 * vorm.ingepakt, 0x6000, 0x5B21)
    ruim = struct.pack("<HHQQ", 1, 16, *reversed(maten)) if vorm.zip64 else b""
    kort = (0xFFFFFFFF, 0xFFFFFFFF) if vorm.zip64 else maten
    eerst = (0, *(kort if vorm.zip64 else (0, 0))) if vorm.nazending else (crc, *kort)
    na = struct.pack("<LQQ" if vorm.zip64 else "<LLL", crc, *maten) if vorm.nazending else b""
    teken = b"PK\7\x08" if vorm.nazending == "met teken" else b""
    extra = ruim + vorm.extra
    lokaal = (
        _LOKAAL.pack(b"PK\3\4", *kop, *eerst, len(ruwe_naam), len(extra))
        + ruwe_naam
        + extra
        + data
        + teken
        + na
    )
    lang = (len(ruwe_naam), len(extra), len(vorm.opmerking))
    record = _CENTRAAL.pack(b"PK\1\2", 0x031E, *kop, crc, *kort, *lang, 0, 0, 0o644 << 16, 0)
    return lokaal, record + ruwe_naam + extra + vorm.opmerking


@dataclass(frozen=True, slots=True)
class Ingang:
    """One entry as it stands in a zip file."""

    naam: bytes
    ruw: bytes
    """Local header, data and whatever follows up to the next entry."""
    velden: tuple[int, ...]
    """The fields of the central record that say nothing about where the entry stands or how large
    it is."""
    extra: bytes
    """Its extra fields, without the sizes of zip64."""
    opmerking: bytes
    record: bytes = field(compare=False)
    """Its whole central record, which also says where the entry stands."""


def ingangen(inhoud: bytes) -> list[Ingang]:
    """The entries in the order of the central directory."""
    begin, aantal = _inhoudsopgave(inhoud)
    plek = begin
    gevonden: list[tuple[int, bytes, list[int], bytes, bytes, bytes]] = []
    for _ in range(aantal):
        teken, *velden = _CENTRAAL.unpack_from(inhoud, plek)
        assert teken == b"PK\1\2"
        knippen = [plek + _CENTRAAL.size]
        for lang in velden[9:12]:
            knippen.append(knippen[-1] + lang)
        naam, extra, opmerking = (inhoud[van:tot] for van, tot in pairwise(knippen))
        record = inhoud[plek : knippen[-1]]
        plek = knippen[-1]
        gevonden.append((_waar(velden, extra), naam, velden, extra, opmerking, record))
    grenzen = sorted([waar for waar, *_ in gevonden] + [begin])
    return [
        Ingang(
            naam, inhoud[waar : grenzen[grenzen.index(waar) + 1]], (*velden[:6], *velden[11:15]),
            _zonder_zip64(extra), opmerking, record,
        )
        for waar, naam, velden, extra, opmerking, record in gevonden
    ]  # fmt: skip


def _inhoudsopgave(inhoud: bytes) -> tuple[int, int]:
    slot = inhoud.rindex(b"PK\5\6")
    *_, aantal, _, begin, _ = _SLOT.unpack_from(inhoud, slot)
    if inhoud[slot - 20 : slot - 16] == b"PK\6\7":
        ruim = int.from_bytes(inhoud[slot - 12 : slot - 4], "little")
        aantal, _, begin = struct.unpack_from("<3Q", inhoud, ruim + 32)
    return begin, aantal


def _waar(velden: Sequence[int], extra: bytes) -> int:
    if velden[15] != 0xFFFFFFFF:
        return velden[15]
    ruim = next(veld for soort, veld in _extravelden(extra) if soort == 1)
    return int.from_bytes(ruim[-8:], "little")


def _extravelden(extra: bytes) -> Iterator[tuple[int, bytes]]:
    while len(extra) >= 4:
        soort, lang = struct.unpack_from("<HH", extra)
        yield soort, extra[: 4 + lang]
        extra = extra[4 + lang :]


def _zonder_zip64(extra: bytes) -> bytes:
    return b"".join(veld for soort, veld in _extravelden(extra) if soort != 1)


def slotopmerking(inhoud: bytes) -> bytes:
    """The comment of the whole archive."""
    return inhoud[inhoud.rindex(b"PK\5\6") + _SLOT.size :]
