"""What XlsxWriter cannot do, done in the finished package.

Named cell styles, rows that keep fitting, formulas whose result is an empty text, the language of
the workbook and of every text in a picture, and a theme with our colours and font, so that what
users add themselves fits in.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence, Set
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO, StringIO
from xml.etree import ElementTree as ET

from xlsxwriter.theme import THEME_XML_2007

from regio_xl.opmaak.stijlen import (
    ACCENT,
    GRIJS,
    INKT,
    LETTERTYPE,
    MIST,
    NACHT,
    PERSPECTIEFKLEUR,
    WIT,
)

_KLEUREN = {
    "dk1": INKT,
    "lt1": WIT,
    "dk2": NACHT,
    "lt2": MIST,
    "accent1": ACCENT,
    "accent2": PERSPECTIEFKLEUR["rechtmatig"],
    "accent3": PERSPECTIEFKLEUR["presterend"],
    "accent4": PERSPECTIEFKLEUR["netwerkend"],
    "accent5": PERSPECTIEFKLEUR["responsief"],
    "accent6": GRIJS,
    "hlink": ACCENT,
    "folHlink": ACCENT,
}


def thema() -> StringIO:
    """The theme part, ready for XlsxWriter: its own theme with another name, palette and heading
    font."""
    kleuren = "".join(
        f'<a:{naam}><a:srgbClr val="{kleur.lstrip("#")}"/></a:{naam}>'
        for naam, kleur in _KLEUREN.items()
    )
    xml = re.sub(
        r"<a:clrScheme .*?</a:clrScheme>",
        f'<a:clrScheme name="Regio-XL">{kleuren}</a:clrScheme>',
        THEME_XML_2007,
    )
    xml = re.sub(r'(<a:theme [^>]*?)name="[^"]*"', r'\1name="Regio-XL"', xml, count=1)
    xml = xml.replace('<a:latin typeface="Cambria"/>', f'<a:latin typeface="{LETTERTYPE}"/>')
    return StringIO(xml)


_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_VAST = (1980, 1, 1, 0, 0, 0)
_TAAL, _EIND = b"<dc:language>nl-NL</dc:language>", b"</cp:coreProperties>"
_TEKENING = re.compile(r"xl/(?:drawings|charts)/[^/]+\.xml")
_TAALLOOS = re.compile(rb"<a:(rPr|defRPr|endParaRPr)\b(?![^>]* lang=)")
_LEGE_UITKOMST = re.compile(r'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?)(><f>[^<]*</f><v></v></c>)')
_RIJ = re.compile(r'<row r="(\d+)"([^>]*?) customHeight="1"')


@dataclass(frozen=True, slots=True)
class Afwerking:
    """What is still to be done on one sheet: rows whose height is a first estimate (0-based), so
    that they grow with what users type, and the first column beyond the tab's own (0-based)."""

    vrije_rijen: Set[int]
    eerste_vrije_kolom: int


def werk_af(
    pakket: bytes, celformaten: Mapping[str, list[int]], bladen: Sequence[Afwerking], blanco: int
) -> bytes:
    """Finish a workbook made by XlsxWriter.

    ``celformaten``: style name -> numbers of its cell formats. ``bladen``: in the order of the
    sheets. ``blanco``: the cell format of the columns beyond; XlsxWriter would spend a second on
    those.
    """
    uit = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(pakket)) as bron,
        zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as doel,
    ):
        for naam in bron.namelist():
            inhoud = bron.read(naam)
            if naam == "xl/styles.xml":
                inhoud = _met_stijlnamen(inhoud, celformaten)
            elif naam == "docProps/core.xml":
                inhoud = inhoud.replace(_EIND, _TAAL + _EIND)
            elif _TEKENING.fullmatch(naam):
                inhoud = _in_het_nederlands(inhoud)
            elif naam.startswith("xl/worksheets/sheet"):
                inhoud = _blad(inhoud, bladen[int(naam[19:-4]) - 1], blanco)
            doel.writestr(zipfile.ZipInfo(naam, _VAST), inhoud, zipfile.ZIP_DEFLATED)
    return uit.getvalue()


def _in_het_nederlands(tekening: bytes) -> bytes:
    """The texts of a drawing or a chart, marked as Dutch, so that a screen reader says them so."""
    nederlands = tekening.replace(b'"en-US"', b'"nl-NL"')
    return _TAALLOOS.sub(rb'<a:\1 lang="nl-NL"', nederlands)


def _met_stijlnamen(stijlblad: bytes, celformaten: Mapping[str, list[int]]) -> bytes:
    """Make every style name a real cell style, and hang its cell formats under it."""
    ET.register_namespace("", _NS)
    boom = ET.fromstring(stijlblad)  # noqa: S314 - made by ourselves a moment ago
    basis, cellen, namen = (_deel(boom, deel) for deel in ("cellStyleXfs", "cellXfs", "cellStyles"))
    for naam, nummers in celformaten.items():
        stijl = deepcopy(cellen[nummers[0]])
        del stijl.attrib["xfId"]
        for nummer in nummers:
            cellen[nummer].set("xfId", str(len(basis)))
        ET.SubElement(namen, f"{{{_NS}}}cellStyle", {"name": naam, "xfId": str(len(basis))})
        basis.append(stijl)
    for deel in (basis, namen):
        deel.set("count", str(len(deel)))
    klaar: bytes = ET.tostring(boom, encoding="UTF-8", xml_declaration=True)
    return klaar


def _deel(boom: ET.Element, naam: str) -> ET.Element:
    gevonden = boom.find(f"{{{_NS}}}{naam}")
    assert gevonden is not None
    return gevonden


def _blad(inhoud: bytes, afwerking: Afwerking, blanco: int) -> bytes:
    """A sheet with rows that grow, blank columns beyond its own and results of formulas as text."""

    def pas_aan(rij: re.Match[str]) -> str:
        return f'<row r="{rij[1]}"{rij[2]}' if int(rij[1]) - 1 in afwerking.vrije_rijen else rij[0]

    vanaf = f'<col min="{afwerking.eerste_vrije_kolom + 1}" max="16384"'
    rest = f'{vanaf} width="9.140625" style="{blanco}"/></cols>'
    tekst = _LEGE_UITKOMST.sub(r'\1 t="str"\2', inhoud.decode().replace("</cols>", rest, 1))
    return _RIJ.sub(pas_aan, tekst).encode()
