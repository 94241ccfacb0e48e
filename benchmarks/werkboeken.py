"""Realistic filled workbooks for the benchmarks: as a participant mails them, each one different,
the same for the same number.

60 statements answered, 25 parties, 60 relations, remarks, facts and an agenda, and a tab of the
user's own with a table of figures and a picture, which Regio-XL must leave alone.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from datetime import date, timedelta
from pathlib import Path

from regio_xl.indeling.vulling import Inhoud, Vulling
from regio_xl.methode import Methode, laad
from regio_xl.tabs.sjabloon import bouw

STELLINGEN, PARTIJEN, RELATIES, FEITEN, AGENDAPUNTEN = 60, 25, 60, 6, 5
_ZINNEN = (
    "samen met de scholen en de werkgevers maken we een plan voor meer stageplekken in de techniek "
    "zodat jongeren uit de regio hier kunnen blijven wonen en werken want dat vinden wij belangrijk"
)
_RELATIE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CEL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TEKENING = "http://schemas.openxmlformats.org/drawingml/2006"
_SOORT = "application/vnd.openxmlformats-officedocument"


def maak(map_: Path, aantal: int, methode: Methode | None = None) -> list[Path]:
    """Write this many workbooks into a folder; gives their paths."""
    methode = methode or laad()
    map_.mkdir(parents=True, exist_ok=True)
    paden = []
    for nummer in range(aantal):
        pad = map_ / f"werkboek-{nummer:05d}.xlsx"
        pad.write_bytes(werkboek(methode, nummer))
        paden.append(pad)
    return paden


def werkboek(
    methode: Methode,
    nummer: int,
    partijen: int = PARTIJEN,
    relaties: int = RELATIES,
    agenda: int = AGENDAPUNTEN,
) -> bytes:
    """One filled workbook."""
    lot = random.Random(nummer)  # noqa: S311 - answers by lot, no secrets
    return met_eigen_tab(bouw(methode, vulling(methode, lot, partijen, relaties, agenda)), lot)


def vulling(
    methode: Methode, lot: random.Random, partijen: int, relaties: int, agenda: int
) -> Vulling:
    """What a group would fill in, drawn by lot."""
    eigen = {stelling.id for stelling in methode.perspectief.stellingen}
    gekozen = lot.sample(sorted(methode.stellingen), STELLINGEN)

    def antwoorden(perspectief: bool) -> dict[str, Inhoud]:
        return {id_: lot.randint(1, 5) for id_ in gekozen if (id_ in eigen) == perspectief}

    return Vulling(
        kenmerken={
            "Start": {
                "regio": f"Regio {lot.randint(1, 999)}",
                "opgave": _zin(lot, 4),
                "datum": date(2026, 10, 1),
            },
            "Opgave": {"aanleiding": "vrijwillig ontstaan", "schaal": "regio"},
        },
        antwoorden=antwoorden(False),
        nu=antwoorden(True),
        gewenst=antwoorden(True),
        toelichtingen={id_: _zin(lot, 12) for id_ in gekozen[:20]},
        tabellen={
            "Partijen": _partijen(methode, lot, partijen),
            "Relaties": _relaties(lot, partijen, relaties),
            "Feiten": [
                {"feit": _zin(lot, 5), "waarde": lot.randint(10, 5000), "bron": "CBS"}
                for _ in range(FEITEN)
            ],
            "Agenda": [_agendapunt(lot, partijen) for _ in range(agenda)],
        },
    )


def _zin(lot: random.Random, woorden: int) -> str:
    return " ".join(lot.choices(_ZINNEN.split(), k=woorden)).capitalize()


def _partij(nummer: int) -> str:
    return f"Partij {nummer:04d} voor de regio"


def _partijen(methode: Methode, lot: random.Random, aantal: int) -> list[dict[str, Inhoud]]:
    tabel = next(tabel for tabel in methode.netwerk.tabellen if tabel.naam == "Partijen")
    keuzes = {kolom.sleutel: kolom.keuzes for kolom in tabel.kolommen if kolom.keuzes}
    return [
        {
            "naam": _partij(nummer),
            "belang": _zin(lot, 6),
            "invloed": lot.randint(1, 5),
            "betrokkenheid": lot.randint(1, 5),
            **{sleutel: lot.choice(mogelijk) for sleutel, mogelijk in keuzes.items()},
        }
        for nummer in range(aantal)
    ]


def _relaties(lot: random.Random, partijen: int, aantal: int) -> list[dict[str, Inhoud]]:
    paren: dict[tuple[int, int], None] = {}
    while len(paren) < aantal:
        van, naar = lot.randrange(partijen), lot.randrange(partijen)
        if van != naar:
            paren[van, naar] = None
    return [
        {"van": _partij(van), "naar": _partij(naar), "sterkte": lot.randint(1, 5)}
        for van, naar in paren
    ]


def _agendapunt(lot: random.Random, partijen: int) -> dict[str, Inhoud]:
    return {
        "agendapunt": _zin(lot, 5),
        "resultaat": _zin(lot, 6),
        "trekker": _partij(lot.randrange(partijen)),
        "eerste_stap": _zin(lot, 6),
        "herijken_op": date(2027, 1, 1) + timedelta(days=lot.randrange(365)),
        "uitvoering": lot.choice(("overheid zelf", "samen", "anderen")),
    }


def met_eigen_tab(inhoud: bytes, lot: random.Random) -> bytes:
    """The workbook with one more tab, as a user adds it: 200 rows of figures and a picture of about
    60 kB."""
    delen: dict[str, str | bytes] = {
        "xl/worksheets/eigen.xml": _blad(lot),
        "xl/worksheets/_rels/eigen.xml.rels": _relaties_xml("drawing", "../drawings/eigen.xml"),
        "xl/drawings/eigen.xml": _tekening(),
        "xl/drawings/_rels/eigen.xml.rels": _relaties_xml("image", "../media/eigen.png"),
        "xl/media/eigen.png": _plaatje(lot, 140),
    }
    tab = (
        f'<sheet xmlns:r="{_RELATIE}" name="Eigen cijfers" sheetId="999" r:id="rIdEigen"/></sheets>'
    )
    soorten = (
        f'<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/xl/worksheets/eigen.xml" '
        f'ContentType="{_SOORT}.spreadsheetml.worksheet+xml"/>'
        f'<Override PartName="/xl/drawings/eigen.xml" ContentType="{_SOORT}.drawing+xml"/></Types>'
    )
    verwijzing = (
        f'<Relationship Id="rIdEigen" Type="{_RELATIE}/worksheet" '
        'Target="worksheets/eigen.xml"/></Relationships>'
    )
    invoegen = {
        "xl/workbook.xml": (b"</sheets>", tab),
        "[Content_Types].xml": (b"</Types>", soorten),
        "xl/_rels/workbook.xml.rels": (b"</Relationships>", verwijzing),
    }
    uit = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(inhoud)) as bron,
        zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as doel,
    ):
        for lid in bron.infolist():
            oud, nieuw = invoegen.get(lid.filename, (b"", ""))
            doel.writestr(
                lid, bron.read(lid).replace(oud, nieuw.encode()) if oud else bron.read(lid)
            )
        for naam, deel in delen.items():
            doel.writestr(naam, deel)
    return uit.getvalue()


def _blad(lot: random.Random) -> str:
    rijen = "".join(
        f'<row r="{rij}"><c r="A{rij}" t="inlineStr"><is><t>{_zin(lot, 3)}</t></is></c>'
        + "".join(f'<c r="{kolom}{rij}"><v>{lot.randint(0, 9999)}</v></c>' for kolom in "BCDEF")
        + "</row>"
        for rij in range(1, 201)
    )
    tekening = f'<drawing xmlns:r="{_RELATIE}" r:id="rId1"/>'
    return f'<worksheet xmlns="{_CEL}"><sheetData>{rijen}</sheetData>{tekening}</worksheet>'


def _relaties_xml(soort: str, doel: str) -> str:
    pakket = "http://schemas.openxmlformats.org/package/2006/relationships"
    relatie = f'<Relationship Id="rId1" Type="{_RELATIE}/{soort}" Target="{doel}"/>'
    return f'<Relationships xmlns="{pakket}">{relatie}</Relationships>'


def _tekening() -> str:
    return (
        f'<xdr:wsDr xmlns:xdr="{_TEKENING}/spreadsheetDrawing" '
        f'xmlns:a="{_TEKENING}/main" xmlns:r="{_RELATIE}">'
        "<xdr:oneCellAnchor><xdr:from><xdr:col>7</xdr:col><xdr:colOff>0</xdr:colOff>"
        "<xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
        '<xdr:ext cx="1905000" cy="1905000"/><xdr:pic><xdr:nvPicPr>'
        '<xdr:cNvPr id="2" name="Foto" descr="Foto"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        '<xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
        '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
        "<xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>"
    )


def _plaatje(lot: random.Random, zijde: int) -> bytes:
    """A square PNG of noise, which packs as badly as a photo does."""
    rijen = b"".join(b"\0" + lot.randbytes(3 * zijde) for _ in range(zijde))
    brokken = (
        (b"IHDR", struct.pack(">2L5B", zijde, zijde, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rijen)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(data)) + soort + data + struct.pack(">L", zlib.crc32(soort + data))
        for soort, data in brokken
    )
