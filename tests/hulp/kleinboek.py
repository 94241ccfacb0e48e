"""The smallest package that is a workbook, and the same with other parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from regio_xl.xlsx.workbook import XlsxWerkboek

OVERGANG = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CEL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIES = "http://schemas.openxmlformats.org/package/2006/relationships"
BLAD = (
    f'<worksheet xmlns="{CEL}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    "</worksheet>"
)
Delen = dict[str, bytes | str]


def relaties(*regels: tuple[str, str, str], dialect: str = OVERGANG) -> str:
    """A list of relationships: id, kind (a whole type when it has a colon) and target with what
    else belongs to it."""
    binnen = "".join(
        (
            f'<Relationship Id="{sleutel}" '
            f'Type="{soort if ":" in soort else f"{dialect}/{soort}"}" '
            f'Target="{doel}"/>'
        )
        for sleutel, soort, doel in regels
    )
    return f'<Relationships xmlns="{RELATIES}">{binnen}</Relationships>'


def werkboek(*tabs: tuple[str, str], dialect: str = OVERGANG, verder: str = "") -> str:
    binnen = "".join(
        f'<sheet name="{naam}" sheetId="{i + 1}" r:id="{sleutel}"/>'
        for i, (naam, sleutel) in enumerate(tabs)
    )
    return (
        f'<workbook xmlns="{CEL}" xmlns:r="{dialect}">{verder}<sheets>{binnen}</sheets></workbook>'
    )


def minimaal() -> Delen:
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relaties(("a", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": werkboek(("Start", "a")),
        "xl/_rels/workbook.xml.rels": relaties(("a", "worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": BLAD,
    }


def zip_van(delen: Mapping[str, bytes | str], compressie: int = zipfile.ZIP_DEFLATED) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", compressie) as pakket:
        for naam, inhoud in delen.items():
            lid = zipfile.ZipInfo(naam, (2020, 2, 3, 4, 5, 6))
            lid.compress_type, lid.external_attr, lid.comment = (
                compressie,
                0o640 << 16,
                naam.encode(),
            )
            pakket.writestr(lid, inhoud)
        pakket.comment = b"een opmerking"
    return uit.getvalue()


def lees_alles(inhoud: bytes) -> None:
    boek = XlsxWerkboek.uit_bytes("x.xlsx", inhoud)
    boek.lees(boek.lees([]).namen)


def met(**anders: str | bytes | None) -> bytes:
    """The minimal package with parts changed or, for None, left out; ``rels``, ``boek``,
    ``boekrels`` and ``blad``."""
    namen = {
        "typen": "[Content_Types].xml",
        "rels": "_rels/.rels",
        "boek": "xl/workbook.xml",
        "boekrels": "xl/_rels/workbook.xml.rels",
        "blad": "xl/worksheets/sheet1.xml",
    }
    nieuw = {namen[sleutel]: waarde for sleutel, waarde in anders.items()}
    return zip_van(
        {naam: inhoud for naam, inhoud in {**minimaal(), **nieuw}.items() if inhoud is not None}
    )
