"""From a filled workbook to the same workbook with results: nothing of the user is lost, and what
moved is still found."""

from __future__ import annotations

import io
import json
import random
import re
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries

from hulp.gebruiker import (
    DAG,
    LATER,
    Gebruiker,
    Plek,
    kale_tabellen,
    kolommen_erbij,
    rijen_erbij,
    tabs_omgekeerd,
)
from regio_xl.batch.execution import do
from regio_xl.batch.tasks import Settings, Task
from regio_xl.indeling import blokken
from regio_xl.methode import Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.resultaten import Resultaat
from regio_xl.werkboek import Celwaarde

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

EIGEN = 20  # a column on Advies that is the user's own
SOFFICE = shutil.which("soffice")
NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SOORT = "application/vnd.openxmlformats-officedocument"

Delen = dict[str, bytes]


# --- een pakket open en dicht ---


def delen(inhoud: bytes) -> Delen:
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
        return {naam: pakket.read(naam) for naam in pakket.namelist()}


def ingepakt(delen: Mapping[str, bytes]) -> bytes:
    """A package by hand: pictures stored, the rest deflated, and a time that is not ours."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as pakket:
        for naam, inhoud in delen.items():
            lid = zipfile.ZipInfo(naam, (2024, 2, 29, 13, 37, 42))
            lid.compress_type = (
                zipfile.ZIP_STORED if naam.endswith(".png") else zipfile.ZIP_DEFLATED
            )
            lid.external_attr = 0o600 << 16
            pakket.writestr(lid, inhoud)
    return uit.getvalue()


def kenmerken_van_delen(inhoud: bytes) -> list[tuple[object, ...]]:
    """Name, order, time, way of packing and attributes of every entry."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
        return [
            (lid.filename, lid.date_time, lid.compress_type, lid.external_attr, lid.extra)
            for lid in pakket.infolist()
        ]


def deel_van_tab(delen: Mapping[str, bytes], tab: str) -> str:
    """The part that holds the cells of a tab."""
    nummer = re.search(rf'<sheet name="{tab}"[^>]* r:id="(\w+)"', delen["xl/workbook.xml"].decode())
    assert nummer, tab
    doel = re.search(
        rf'Id="{nummer[1]}"[^>]* Target="([^"]+)"', delen["xl/_rels/workbook.xml.rels"].decode()
    )
    assert doel
    return f"xl/{doel[1]}"


def tabellen(inhoud: bytes) -> dict[str, tuple[str, str]]:
    """Tab and range of every Excel table by its name."""
    alles = delen(inhoud)
    plekken: dict[str, tuple[str, str]] = {}
    for tab in blokken.TABS:
        relaties = alles[
            deel_van_tab(alles, tab).replace("worksheets/", "worksheets/_rels/") + ".rels"
        ].decode()
        for doel in re.findall(r'Target="\.\./(tables/[^"]+)"', relaties):
            kop = re.search(r'displayName="([^"]+)" ref="([^"]+)"', alles[f"xl/{doel}"].decode())
            assert kop
            plekken[kop[1]] = (tab, kop[2])
    return plekken


def naast(inhoud: bytes, tabel: str) -> Plek:
    """The cell to the right of the headings of a table, 0-based."""
    _, r1, k2, _ = range_boundaries(tabellen(inhoud)[tabel][1])
    return r1 - 1, k2


def invoegen(delen: Delen, naam: str, voor: str, tekst: str) -> None:
    """Put text in a part before its only mark."""
    inhoud = delen[naam].decode()
    assert inhoud.count(voor) == 1, (naam, voor)
    delen[naam] = inhoud.replace(voor, tekst + voor).encode()


# --- de gebruiker ---


@pytest.fixture
def gebruiker(voorbeeld: bytes, methode: Methode) -> Gebruiker:
    return Gebruiker(voorbeeld, methode)


# --- een werkboek waarin van alles is gezet ---


def _png() -> bytes:
    def stuk(soort: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data))
            + soort
            + data
            + struct.pack(">I", zlib.crc32(soort + data))
        )

    kop = struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + stuk(b"IHDR", kop)
        + stuk(b"IDAT", zlib.compress(bytes(4)))
        + stuk(b"IEND", b"")
    )


_ANKER = (
    "<xdr:from><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row>"
    "<xdr:rowOff>0</xdr:rowOff></xdr:from>"
)
_ANKER += (
    _ANKER.replace("from>", "to>").replace(">9<", ">12<").replace("<xdr:row>1<", "<xdr:row>6<")
)
TEKSTVAK = (
    f'<xdr:twoCellAnchor>{_ANKER}<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="901" '
    'name="Tekstvak van mij"/>'
    '<xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"><a:avLst/>'
    "</a:prstGeom></xdr:spPr>"
    "<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>Bespreken met de raad</a:t></a:r></a:p></xdr:txBody>"
    "</xdr:sp><xdr:clientData/>"
    "</xdr:twoCellAnchor>"
)
PLAATJE = (
    f'<xdr:twoCellAnchor>{_ANKER}<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="902" name="Foto" descr="De '
    'flap van de sessie"/>'
    '<xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/>'
    "</a:stretch></xdr:blipFill>"
    '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
    "<xdr:clientData/></xdr:twoCellAnchor>"
)
TEKENING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{REL}">{PLAATJE}{TEKSTVAK}</xdr:wsDr>'
)
SPARKLINE = (
    '<ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroup>'
    '<x14:colorSeries rgb="FF376092"/>'
    "<x14:sparklines><x14:sparkline><xm:f>Advies!E9:G9</xm:f><xm:sqref>Y9</xm:sqref>"
    "</x14:sparkline></x14:sparklines>"
    "</x14:sparklineGroup></x14:sparklineGroups></ext>"
)
NOTITIE = (
    f'<comments xmlns="{NS["m"]}"><authors><author>Anja</author></authors><commentList><comment '
    'ref="E9" authorId="0">'
    "<text><r><t>Hier waren we het niet over eens</t></r></text></comment></commentList></comments>"
)
VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" '
    'coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"/><v:shape id="_x0000_s1025" type="#_x0000_t202" '
    'style="visibility:hidden">'
    '<x:ClientData ObjectType="Note"><x:Row>8</x:Row><x:Column>4</x:Column></x:ClientData>'
    "</v:shape></xml>"
)


def _relaties(*relaties: str) -> bytes:
    kern = "".join(relaties)
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{kern}</Relationships>"
    ).encode()


def _relatie(id_: str, soort: str, doel: str, extern: bool = False) -> str:
    buiten = ' TargetMode="External"' if extern else ""
    return f'<Relationship Id="{id_}" Type="{REL}/{soort}" Target="{doel}"{buiten}/>'


def versierd(inhoud: bytes) -> bytes:
    """The workbook after a user put in everything that other programs tend to lose."""
    alles = delen(inhoud)
    rij, kolom = naast(inhoud, "Scores")
    score = f"{get_column_letter(kolom)}{rij + 2}"
    eigen = f"{get_column_letter(EIGEN + 1)}{rij + 1}"
    advies = deel_van_tab(alles, "Advies")
    relaties_advies = advies.replace("worksheets/", "worksheets/_rels/") + ".rels"
    tekening = re.search(r'Target="\.\./(drawings/\w+\.xml)"', alles[relaties_advies].decode())
    assert tekening

    _voeg_tab_toe(alles)
    invoegen(alles, f"xl/{tekening[1]}", "</xdr:wsDr>", TEKSTVAK)
    alles |= {"xl/comments901.xml": NOTITIE.encode(), "xl/drawings/vmlDrawing901.vml": VML.encode()}
    invoegen(
        alles, relaties_advies, "</Relationships>",
        _relatie("rId901", "comments", "../comments901.xml") + _relatie("rId902", "vmlDrawing",
            "../drawings/vmlDrawing901.vml")
        + _relatie("rId903", "hyperlink", "https://example.org/raad", extern=True),
    )  # fmt: skip
    invoegen(alles, advies, "<tableParts", '<legacyDrawing r:id="rId902"/>')
    invoegen(alles, advies, "</extLst></worksheet>", SPARKLINE)
    regel = '<cfRule type="expression" priority="901"><formula>TRUE</formula></cfRule>'
    invoegen(
        alles, advies, "<hyperlinks>",
        f'<conditionalFormatting sqref="{score}">{regel}</conditionalFormatting><dataValidations '
        'count="1"><dataValidation '
        f'type="list" sqref="{eigen}"><formula1>"ja,nee"</formula1></dataValidation>'
        '</dataValidations>',
    )  # fmt: skip
    invoegen(alles, advies, "</hyperlinks>", f'<hyperlink ref="{eigen}" r:id="rId903"/>')

    _eigen_opmaak(alles, advies, score, rij + 3)
    invoegen(
        alles,
        "xl/workbook.xml",
        "</definedNames>",
        "<definedName name=\"MijnNaam\">'Foto''s'!$A$1</definedName>",
    )
    alles |= {
        "customXml/item1.xml": b"<zaak nummer='2026-17'/>",
        "xl/vbaProject.bin": bytes(range(256)),
    }
    invoegen(
        alles, "xl/_rels/workbook.xml.rels", "</Relationships>",
        _relatie("rId902", "customXml", "../customXml/item1.xml")
        + '<Relationship Id="rId903" Type="http://schemas.microsoft.com/office/2006/relationships/'
        'vbaProject" Target="vbaProject.bin"/>',
    )  # fmt: skip
    soorten = "".join(
        f'<Default Extension="{extensie}" ContentType="{soort}"/>'
        for extensie, soort in (
            ("png", "image/png"), ("vml", f"{SOORT}.vmlDrawing"),
            ("bin", "application/vnd.ms-office.vbaProject"),
        )
    ) + "".join(
        f'<Override PartName="/xl/{naam}.xml" ContentType="{SOORT}.{soort}+xml"/>'
        for naam, soort in (
            ("worksheets/sheet901", "spreadsheetml.worksheet"), ("drawings/drawing901", "drawing"),
            ("comments901", "spreadsheetml.comments"),
        )
    )  # fmt: skip
    invoegen(alles, "[Content_Types].xml", "</Types>", soorten)
    return ingepakt(alles)


def _voeg_tab_toe(alles: Delen) -> None:
    blad = (
        f'<worksheet xmlns="{NS["m"]}" xmlns:r="{REL}"><sheetData><row r="1"><c r="A1" '
        't="inlineStr"><is>'
        '<t>Flappen</t></is></c><c r="B1"><f>1+1</f><v>2</v></c></row></sheetData><drawing '
        'r:id="rId1"/></worksheet>'
    )
    alles |= {
        "xl/worksheets/sheet901.xml": blad.encode(),
        "xl/worksheets/_rels/sheet901.xml.rels": _relaties(
            _relatie("rId1", "drawing", "../drawings/drawing901.xml")
        ),
        "xl/drawings/drawing901.xml": TEKENING.encode(),
        "xl/drawings/_rels/drawing901.xml.rels": _relaties(
            _relatie("rId1", "image", "../media/image901.png")
        ),
        "xl/media/image901.png": _png(),
    }
    invoegen(
        alles, "xl/workbook.xml", "</sheets>", '<sheet name="Foto\'s" sheetId="901" r:id="rId901"/>'
    )
    relatie = _relatie("rId901", "worksheet", "worksheets/sheet901.xml")
    invoegen(alles, "xl/_rels/workbook.xml.rels", "</Relationships>", relatie)


def _eigen_opmaak(alles: Delen, advies: str, score: str, rij: int) -> None:
    """A style of the user on a score, a fixed height for the row below it, and a wider column."""
    stijlen = alles["xl/styles.xml"].decode()
    aantal = re.search(r'<cellXfs count="(\d+)">', stijlen)
    assert aantal
    stijlen = stijlen.replace(aantal[0], f'<cellXfs count="{int(aantal[1]) + 1}">')
    eigen = '<xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    alles["xl/styles.xml"] = stijlen.replace("</cellXfs>", eigen + "</cellXfs>").encode()
    for oud, nieuw in (
        (rf'(<c r="{score}" )s="\d+"', rf'\1s="{aantal[1]}"'),
        (rf'<row r="{rij}"[^>]*>', f'<row r="{rij}" ht="44" customHeight="1">'),
        (r'(<col min="3" max="3" width=)"[^"]*"', r'\1"77"'),
    ):
        blad, keren = re.subn(oud, nieuw, alles[advies].decode())
        assert keren == 1, oud
        alles[advies] = blad.encode()


@pytest.fixture(scope="module", params=["eerste keer", "opnieuw, na een andere keuze"])
def rijk(request: pytest.FixtureRequest, voorbeeld: bytes, methode: Methode) -> bytes:
    """A decorated workbook: not processed yet, or processed before with a checklist that was filled
    in since."""
    gebruiker = Gebruiker(voorbeeld, methode)
    if request.param != "eerste keer":
        gebruiker.verwerk()
        for rij in list(gebruiker.borg())[:5]:
            gebruiker.vul_in(
                rij,
                Status="geborgd",
                Afspraak="=1+1 is geen formule",
                Eigenaar="De gemeente",
                Datum=LATER,
            )
        gebruiker.kies("presterend")
        gebruiker.antwoord("Opgave", "OPG-42", 1)
    rij, kolom = naast(voorbeeld, "Partijen")
    gebruiker.typ(
        "Netwerk", {(rij, kolom): "Contactpersoon", (rij + 1, kolom): "Anja", (rij + 2, kolom): 7}
    )
    rij, _ = naast(voorbeeld, "Scores")
    gebruiker.typ(
        "Advies",
        {(rij, EIGEN): "Onze lezing", (rij + 1, EIGEN): "klopt", (rij + 1, EIGEN + 1): LATER},
    )
    rij, kolom = naast(voorbeeld, "BorgEnVerbind")
    gebruiker.typ("Borg en verbind", {(rij, kolom): "Opmerking", (rij + 1, kolom): "van mij"})
    return versierd(gebruiker.inhoud)


@pytest.fixture(scope="module")
def beschreven(rijk: bytes, methode: Methode) -> bytes:
    """The decorated workbook after processing."""
    gebruiker = Gebruiker(rijk, methode)
    gebruiker.verwerk()
    assert gebruiker.inhoud != rijk
    return gebruiker.inhoud


def onze_cellen(inhoud: bytes) -> set[tuple[str, str]]:
    """Every cell that a calculation may fill: tab and reference."""
    plekken = tabellen(inhoud)
    cellen: set[tuple[str, str]] = set()
    ook = (blokken.ADVIES_ZEKER, blokken.AFWEGEN)  # older templates do not have these
    for blok in (*blokken.RESULTAATBLOKKEN, *(b for b in ook if b.tabelnaam in plekken)):
        tab, bereik = plekken[blok.tabelnaam]
        k1, r1, k2, r2 = range_boundaries(bereik)
        niet_onze = {"Kenmerk", *blokken.BORG_INVOER, "Antwoord", "Toelichting"}
        breedte = [
            kolom
            for kolom, kop in zip(range(k1, k2 + 1), blok.koppen, strict=True)
            if kop not in niet_onze
        ]
        cellen |= {
            (tab, f"{get_column_letter(kolom)}{rij}")
            for kolom in breedte
            for rij in range(r1 + 1, r2 + 1)
        }
    return cellen


def test_every_part_but_our_three_result_tabs_stays_byte_for_byte(
    rijk: bytes, beschreven: bytes
) -> None:
    voor, na = delen(rijk), delen(beschreven)
    onze = {deel_van_tab(voor, tab) for tab in blokken.RESULTAATTABS}
    assert {naam for naam in voor if na[naam] != voor[naam]} <= onze
    assert kenmerken_van_delen(beschreven) == kenmerken_van_delen(rijk)


def _skelet(xml: bytes) -> tuple[str, dict[str, str | None], dict[str, dict[str, str]]]:
    """A tab without values: everything around the cells, the style of each cell, and the looks of
    each row."""
    wortel = ET.fromstring(xml)  # noqa: S314 - made above
    cellen = {cel.attrib["r"]: cel.get("s") for cel in wortel.iter(f"{{{NS['m']}}}c")}
    rijen = {
        rij.attrib["r"]: {k: w for k, w in rij.attrib.items() if k != "spans"}
        for rij in wortel.iter(f"{{{NS['m']}}}row")
    }
    for rij in rijen.values():
        if rij.get("customHeight") != "1":
            rij.pop("ht", None)  # Excel fits a row to what it holds now
    for naam in ("sheetData", "hyperlinks", "dimension"):
        if (element := wortel.find(f"m:{naam}", NS)) is not None:
            wortel.remove(element)
    return ET.tostring(wortel, encoding="unicode"), cellen, rijen


@pytest.mark.parametrize("tab", blokken.RESULTAATTABS)
def test_in_our_tabs_only_values_and_links_change(rijk: bytes, beschreven: bytes, tab: str) -> None:
    """Styles, widths, heights, conditional formats, drop-downs, protection, drawings, notes and
    sparklines stay."""
    voor, na = delen(rijk), delen(beschreven)
    naam = deel_van_tab(voor, tab)
    (omhulsel, stijlen, rijen), (nieuw_omhulsel, nieuwe_stijlen, nieuwe_rijen) = (
        _skelet(voor[naam]),
        _skelet(na[naam]),
    )
    assert nieuw_omhulsel == omhulsel
    assert {plek: nieuwe_stijlen[plek] for plek in stijlen} == stijlen
    assert {rij: nieuwe_rijen[rij] for rij in rijen} == rijen
    assert {(tab, plek) for plek in nieuwe_stijlen.keys() - stijlen.keys()} <= onze_cellen(rijk)


def _koppelingen(xml: bytes) -> dict[str, tuple[tuple[str, str], ...]]:
    wortel = ET.fromstring(xml)  # noqa: S314 - made above
    return {
        el.attrib["ref"]: tuple(sorted(el.attrib.items()))
        for el in wortel.iter(f"{{{NS['m']}}}hyperlink")
    }


@pytest.mark.parametrize("tab", blokken.RESULTAATTABS)
def test_links_of_the_user_and_of_the_template_stay(
    rijk: bytes, beschreven: bytes, tab: str
) -> None:
    voor, na = delen(rijk), delen(beschreven)
    naam, onze = deel_van_tab(voor, tab), onze_cellen(rijk)
    oud, nieuw = _koppelingen(voor[naam]), _koppelingen(na[naam])
    blijft = {plek: koppeling for plek, koppeling in oud.items() if (tab, plek) not in onze}
    assert blijft
    assert {
        plek: koppeling for plek, koppeling in nieuw.items() if (tab, plek) not in onze
    } == blijft


def _cellen(inhoud: bytes) -> Iterator[tuple[tuple[str, str], object]]:
    boek = openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True, keep_links=False)
    for blad in boek.worksheets:
        blad.reset_dimensions()
        for rij in blad.iter_rows():
            yield from (
                ((blad.title, cel.coordinate), cel.value) for cel in rij if cel.value is not None
            )


def test_another_reader_sees_every_cell_of_the_user_unchanged(
    rijk: bytes, beschreven: bytes
) -> None:
    voor, na = dict(_cellen(rijk)), dict(_cellen(beschreven))
    veranderd = {plek for plek in voor.keys() | na.keys() if voor.get(plek) != na.get(plek)}
    assert veranderd
    assert veranderd <= onze_cellen(rijk)
    typte = {
        "Onze lezing",
        "klopt",
        "Contactpersoon",
        "Anja",
        7,
        "Opmerking",
        "van mij",
        "Flappen",
        "=1+1",
    }
    assert typte <= set(na.values())


def test_the_results_stand_where_the_template_shows_them(
    beschreven: bytes, methode: Methode
) -> None:
    resultaat = Gebruiker(beschreven, methode).verwerk()
    cellen, plekken = dict(_cellen(beschreven)), tabellen(beschreven)
    tab, bereik = plekken["Scores"]
    k1, r1, _, _ = range_boundaries(bereik)
    for nummer, perspectief in enumerate(PERSPECTIEVEN, start=1):
        rij = [
            cellen.get((tab, f"{get_column_letter(k1 + kolom)}{r1 + nummer}")) for kolom in range(4)
        ]
        advies = resultaat.perspectief
        scores = (advies.scores, advies.nu.scores, advies.gewenst.scores)
        assert rij == [methode.namen[perspectief], *(stand[perspectief] for stand in scores)]


def test_the_same_again_gives_the_same_bytes_also_on_a_later_day(
    beschreven: bytes, methode: Methode
) -> None:
    gebruiker = Gebruiker(beschreven, methode)
    for dag in (DAG, LATER):
        gebruiker.verwerk(dag)
        assert gebruiker.inhoud == beschreven


def test_a_changed_answer_changes_the_results_and_the_day(gebruiker: Gebruiker) -> None:
    eerst = gebruiker.verwerk(DAG)
    gebruiker.antwoord("Opgave", "OPG-42", 1)
    daarna = gebruiker.verwerk(LATER)
    assert daarna.antwoorden_kenmerk != eerst.antwoorden_kenmerk
    assert daarna.perspectief.scores != eerst.perspectief.scores
    rij = gebruiker.rijen("Advies")[gebruiker.rij("Advies", "Berekend op")]
    assert "3 mei 2027" in rij


def test_results_of_an_earlier_calculation_do_not_linger(
    gebruiker: Gebruiker, leeg_werkboek: bytes
) -> None:
    """With all answers gone again, the workbook says what an empty one says."""
    gebruiker.antwoord("Opgave", "OPG-42", "vijf")
    gebruiker.verwerk()
    leeg = Gebruiker(leeg_werkboek, gebruiker.methode)
    leeg.verwerk()
    for tab in ("Opgave", "Netwerk", "Weefsel", "Perspectief"):
        koppen = ["Nu", "Gewenst"] if tab == "Perspectief" else ["Antwoord"]
        kolommen = gebruiker.kolommen(tab, "Id", *koppen)
        ids = {
            rij[kolommen["Id"]]: nummer
            for nummer, rij in enumerate(gebruiker.rijen(tab))
            if len(rij) > kolommen["Id"]
        }
        gebruiker.typ(
            tab,
            {
                (ids[id_], kolommen[kop]): None
                for id_ in ids
                if id_ in gebruiker.methode.stellingen
                for kop in koppen
            },
        )
    resultaat = gebruiker.verwerk()
    assert resultaat.perspectief.advies is None
    assert not any(b.ernst == "fout" for b in resultaat.bevindingen)
    plekken = tabellen(gebruiker.inhoud)
    nu, verwacht = dict(_cellen(gebruiker.inhoud)), dict(_cellen(leeg.inhoud))
    for naam in ("RedenenVoor", "RedenenTegen", "Kantelpunt", "Bevindingen"):
        tab, bereik = plekken[naam]
        k1, r1, k2, r2 = range_boundaries(bereik)
        vak = {
            (tab, f"{get_column_letter(k)}{r}")
            for k in range(k1, k2 + 1)
            for r in range(r1, r2 + 1)
        }
        if naam != "Bevindingen":
            assert {plek: nu[plek] for plek in vak & nu.keys()} == {
                plek: verwacht[plek] for plek in vak & verwacht.keys()
            }
        else:
            assert len(vak & nu.keys()) == k2 - k1 + 1 + sum(
                4 if b.blad else 3 for b in resultaat.bevindingen
            )  # the headings, and each finding once


# --- wat is afgesproken, blijft staan ---


def _invoer(borg: Mapping[int, Mapping[str, Celwaarde]]) -> dict[int, tuple[Celwaarde, ...]]:
    """Id and input of every row that holds input, by its place."""
    rijen = {
        nummer: (rij["Id"], *(rij[kop] for kop in blokken.BORG_INVOER))
        for nummer, rij in borg.items()
    }
    return {
        nummer: rij
        for nummer, rij in rijen.items()
        if any(waarde is not None for waarde in rij[1:])
    }


def _klopt(gebruiker: Gebruiker, resultaat: Resultaat) -> None:
    """The list holds every question that applies once, and says so; others only where something was
    filled in."""
    borg = gebruiker.borg()
    geldt = [rij["Id"] for rij in borg.values() if rij["Geldt"] == "ja"]
    assert sorted(map(str, geldt)) == sorted(punt.id for punt in resultaat.borg_en_verbind)
    eerder = [nummer for nummer, rij in borg.items() if rij["Geldt"] != "ja"]
    assert {borg[nummer]["Geldt"] for nummer in eerder} <= {"eerdere keuze"}
    assert set(eerder) <= _invoer(borg).keys()
    vragen = {punt.id: punt.tekst for punt in gebruiker.methode.borg_en_verbind.punten}
    assert all(rij["Vraag"] == vragen[str(rij["Id"])] for rij in borg.values())


def test_what_was_agreed_stays_by_id_and_in_its_cell(gebruiker: Gebruiker) -> None:
    gebruiker.kies("netwerkend")
    resultaat = gebruiker.verwerk()
    rijen = list(gebruiker.borg())
    gebruiker.vul_in(
        rijen[0],
        Status="geborgd",
        Afspraak="Elk kwartaal naar de raad",
        Eigenaar="Anja",
        Datum=LATER,
    )
    gebruiker.vul_in(rijen[3], Status="in gesprek")
    gebruiker.vul_in(rijen[-1], Afspraak="n.t.b.")
    typte = _invoer(gebruiker.borg())
    assert len(typte) == 3
    for keuze in ("netwerkend", "responsief", "rechtmatig", "presterend", None, "netwerkend"):
        gebruiker.kies(keuze)
        resultaat = gebruiker.verwerk(LATER)
        assert resultaat.perspectief.keuze == keuze
        assert _invoer(gebruiker.borg()) == typte
        _klopt(gebruiker, resultaat)
    statussen = {punt.id: punt.status for punt in resultaat.borg_en_verbind}
    assert [statussen[str(typte[rij][0])] for rij in (rijen[0], rijen[3], rijen[-1])] == [
        "geborgd",
        "in gesprek",
        "open",
    ]


def test_going_back_to_an_earlier_choice_gives_the_same_list(gebruiker: Gebruiker) -> None:
    gebruiker.kies("rechtmatig")
    gebruiker.verwerk()
    eerst = gebruiker.inhoud
    gebruiker.kies("responsief")
    gebruiker.verwerk()
    gebruiker.kies("rechtmatig")
    gebruiker.verwerk()
    assert gebruiker.borg() == Gebruiker(eerst, gebruiker.methode).borg()


def test_agreements_survive_any_order_of_typing_choosing_and_processing(
    gebruiker: Gebruiker,
) -> None:
    toeval = random.Random(2018)  # noqa: S311 - a fixed story, no secret
    gebruiker.verwerk()
    verwacht: dict[int, tuple[Celwaarde, ...]] = {}
    for beurt in range(6):
        rij = toeval.choice(list(gebruiker.borg()))
        if toeval.random() < 0.6:
            kop = toeval.choice(["Afspraak", "Eigenaar"])
            gebruiker.vul_in(rij, **{kop: toeval.choice([f"=beurt {beurt}", None])})
            verwacht = _invoer(gebruiker.borg())
        gebruiker.kies(toeval.choice([*PERSPECTIEVEN, None]))
        resultaat = gebruiker.verwerk()
        assert _invoer(gebruiker.borg()) == verwacht
        _klopt(gebruiker, resultaat)


def test_rows_that_the_user_sorted_stay_sorted(gebruiker: Gebruiker) -> None:
    gebruiker.kies("netwerkend")
    gebruiker.verwerk()
    voor = gebruiker.borg()
    for rij in voor:
        gebruiker.vul_in(rij, Eigenaar=f"eigenaar van {voor[rij]['Id']}")
    voor = gebruiker.borg()
    kolommen = gebruiker.kolommen("Borg en verbind", *blokken.BORG.koppen)
    omgekeerd = zip(voor, reversed(voor.values()), strict=True)
    cellen = {
        (rij, kolommen[kop]): waarde for rij, inhoud in omgekeerd for kop, waarde in inhoud.items()
    }
    gebruiker.typ(
        "Borg en verbind",
        {
            plek: waarde
            for plek, waarde in cellen.items()
            if waarde is None or isinstance(waarde, str)
        },
    )
    gesorteerd = gebruiker.borg()
    resultaat = gebruiker.verwerk()
    assert gebruiker.borg() == gesorteerd
    _klopt(gebruiker, resultaat)


def test_a_row_of_the_user_itself_stays(gebruiker: Gebruiker) -> None:
    gebruiker.verwerk()
    kolommen = gebruiker.kolommen("Borg en verbind", *blokken.BORG.koppen)
    vrij = max(gebruiker.borg()) + 2
    eigen = {(vrij, kolommen["Id"]): "EIGEN-1", (vrij, kolommen["Vraag"]): "Wie betaalt de koffie?"}
    gebruiker.typ("Borg en verbind", eigen)
    for keuze in ("presterend", "responsief"):
        gebruiker.kies(keuze)
        gebruiker.verwerk()
        assert gebruiker.borg()[vrij] == {
            **dict.fromkeys(blokken.BORG.koppen), "Id": "EIGEN-1", "Vraag": "Wie betaalt de koffie?"
        }  # fmt: skip


def test_a_status_in_own_words_stays_and_is_told(gebruiker: Gebruiker) -> None:
    gebruiker.verwerk()
    rij = next(iter(gebruiker.borg()))
    gebruiker.vul_in(rij, Status="bijna klaar")
    resultaat = gebruiker.verwerk()
    assert [b.code for b in resultaat.bevindingen].count("status-onbekend") == 1
    assert gebruiker.borg()[rij]["Status"] == "bijna klaar"
    assert (
        next(p for p in resultaat.borg_en_verbind if p.id == gebruiker.borg()[rij]["Id"]).status
        == "open"
    )


def test_agreements_move_along_to_a_fresh_workbook(gebruiker: Gebruiker) -> None:
    """When another result tab is lost, what stands on Borg en verbind is carried over by id."""
    gebruiker.verwerk()
    rijen = list(gebruiker.borg())
    gebruiker.vul_in(rijen[1], Status="geborgd", Afspraak="@ de raad", Eigenaar="-", Datum=LATER)
    gebruiker.kies("rechtmatig")
    voor = gebruiker.verwerk()
    verwacht = sorted(map(str, _invoer(gebruiker.borg()).values()))
    alles = delen(gebruiker.inhoud)
    boek = re.sub(rb'<sheet name="Controle"[^>]*/>', b"", alles["xl/workbook.xml"])
    alles["xl/workbook.xml"] = re.sub(
        rb"<definedNames>.*</definedNames>", b"", boek, flags=re.DOTALL
    )
    gebruiker.inhoud = ingepakt(alles)
    na = gebruiker.verwerk()
    assert [b.code for b in na.bevindingen].count("tab-resultaat-ontbreekt") == 1
    assert [b.melding for b in na.bevindingen if "blijft-achter" in b.code] == []
    assert na.borg_en_verbind == voor.borg_en_verbind
    assert sorted(map(str, _invoer(gebruiker.borg()).values())) == verwacht


def test_a_list_without_room_is_not_written_over_the_next_block(gebruiker: Gebruiker) -> None:
    """Somebody deleted its rows: then a fresh workbook shows everything."""
    boek = openpyxl.load_workbook(io.BytesIO(gebruiker.inhoud))
    kale_tabellen(boek)
    boek["Advies"].delete_rows(gebruiker.rij("Advies", "Wat ervoor pleit") + 2, 6)
    uit = io.BytesIO()
    boek.save(uit)
    gebruiker.inhoud = uit.getvalue()
    assert "tab-resultaat-ontbreekt" in [b.code for b in gebruiker.verwerk().bevindingen]
    assert (
        gebruiker.rij("Advies", "Wat ertegen pleit")
        > gebruiker.rij("Advies", "Wat ervoor pleit") + blokken.VOOR.rijen
    )
    assert "tab-resultaat-ontbreekt" not in [b.code for b in gebruiker.verwerk().bevindingen]


def test_findings_point_at_the_cells_of_the_fresh_workbook(gebruiker: Gebruiker) -> None:
    """The file that was sent and the workbook that replaces it have their rows at other places."""
    boek = openpyxl.load_workbook(io.BytesIO(gebruiker.inhoud))
    kale_tabellen(boek)
    id_ = gebruiker.methode.opgave.stellingen[0].id
    boek["Opgave"].insert_rows(gebruiker.rij("Opgave", id_) + 1, 5)
    del boek["Controle"]
    uit = io.BytesIO()
    boek.save(uit)
    gebruiker.inhoud = uit.getvalue()
    gebruiker.antwoord("Opgave", id_, "vijf")
    gebruiker.typ("Start", {(gebruiker.rij("Start", "Versie van de methode"), 2): "0.9.0"})
    oud = gebruiker.rij("Opgave", id_)
    resultaat = gebruiker.verwerk()
    nieuw = gebruiker.rij("Opgave", id_)
    assert nieuw == oud - 5
    assert next(b.cel for b in resultaat.bevindingen if b.code == "antwoord-geen-getal").endswith(
        str(oud + 1)
    )
    kolommen = gebruiker.kolommen("Controle", "Plek", "Code")
    plekken = {
        rij[kolommen["Code"]]: rij[kolommen["Plek"]]
        for rij in gebruiker.rijen("Controle")
        if len(rij) > kolommen["Code"]
    }
    assert str(plekken["antwoord-geen-getal"]).endswith(str(nieuw + 1))
    assert plekken["versie-anders"] == "'Start'"
    assert "tab-resultaat-ontbreekt" in plekken


def test_what_stays_behind_in_the_old_workbook_is_told_there_and_in_the_new_one(
    gebruiker: Gebruiker,
) -> None:
    boek = openpyxl.load_workbook(io.BytesIO(gebruiker.inhoud))
    del boek["Controle"]
    boek.create_sheet("Onze notities")["A1"] = "dag"
    rij = gebruiker.rij("Opgave", "OPG-33") + 1
    boek["Opgave"].cell(rij, 9, "vraag Jan")
    uit = io.BytesIO()
    boek.save(uit)
    gebruiker.inhoud = uit.getvalue()
    achter = [b for b in gebruiker.verwerk().bevindingen if "blijft-achter" in b.code]
    assert [b.blad for b in achter] == ["Opgave", ""]
    assert f"I{rij}" in achter[0].melding
    assert "Onze notities" in achter[1].melding
    kolom = gebruiker.kolommen("Controle", "Code")["Code"]
    codes = [rij[kolom] for rij in gebruiker.rijen("Controle") if len(rij) > kolom]
    assert {b.code for b in achter} <= set(codes)


def test_a_note_beside_a_suggestion_stays_beside_it_when_the_choice_is_recorded(
    gebruiker: Gebruiker,
) -> None:
    gebruiker.kies("rechtmatig")
    gebruiker.verwerk()
    kop = gebruiker.rij("Wegwijzers", "Handreiking")
    naam = gebruiker.kolommen("Wegwijzers", "Handreiking")["Handreiking"]
    rijen = range(kop + 1, kop + 1 + blokken.HANDREIKINGEN.rijen)
    voor = {
        rij: str(gebruiker.rijen("Wegwijzers")[rij][naam])
        for rij in rijen
        if len(gebruiker.rijen("Wegwijzers")[rij]) > naam
    }
    assert len(voor) > 3
    notities = {(rij, naam + 6): f"Jan: {naam_}" for rij, naam_ in voor.items()}
    gebruiker.typ("Wegwijzers", notities)
    gebruiker.kies("responsief")
    bevindingen = gebruiker.verwerk().bevindingen
    gemeld = {b.cel for b in bevindingen if b.code == "eigen-tekst-naast-lijst"}
    na = gebruiker.rijen("Wegwijzers")
    assert {plek: na[plek[0]][plek[1]] for plek in notities} == notities
    anders = {f"H{rij + 1}" for rij, was in voor.items() if na[rij][naam] != was}
    assert anders == gemeld
    assert anders
    assert len(anders) < len(voor)


# --- wat is verschoven, wordt gevonden ---

Verbouwing = Callable[[Any], None]


def _kolommen_verwisseld(boek: Any) -> None:
    kale_tabellen(boek)
    for blad, een, ander in (
        (boek["Opgave"], 2, 5),
        (boek["Netwerk"], 4, 6),
        (boek["Perspectief"], 4, 3),
        (boek["Advies"], 5, 7),
    ):
        for rij in range(1, blad.max_row + 1):
            links, rechts = blad.cell(rij, een), blad.cell(rij, ander)
            links.value, rechts.value = rechts.value, links.value


def _stellingen_omgekeerd(boek: Any) -> None:
    for tab in ("Opgave", "Weefsel"):
        blad = boek[tab]
        kop = next(cel for rij in blad.iter_rows() for cel in rij if cel.value == "Id")
        rij = kop.row + 1
        while blad.cell(rij, kop.column).value:
            rij += 1
        inhoud = [
            [blad.cell(r, k).value for k in range(kop.column, kop.column + 6)]
            for r in range(kop.row + 1, rij)
        ]
        for nummer, waarden in enumerate(reversed(inhoud)):
            for kolom, waarde in enumerate(waarden):
                blad.cell(kop.row + 1 + nummer, kop.column + kolom).value = waarde


def _koppen_anders_geschreven(boek: Any) -> None:
    kale_tabellen(boek)
    for blad in boek.worksheets:
        for rij in blad.iter_rows():
            for cel in rij:
                if cel.value in {
                    "Id",
                    "Antwoord",
                    "Stelling",
                    "Nu",
                    "Kenmerk",
                    "Waarde",
                    "Naam",
                    "Van",
                    "Status",
                }:
                    cel.value = f" {cel.value.upper()}\u00a0"
    boek["Netwerk"].title = "NETWERK "


@pytest.mark.parametrize(
    "verbouw",
    [
        kale_tabellen,
        pytest.param(kolommen_erbij, marks=pytest.mark.lang),
        _stellingen_omgekeerd,
        pytest.param(tabs_omgekeerd, marks=pytest.mark.lang),
        pytest.param(rijen_erbij, marks=pytest.mark.lang),
        pytest.param(_kolommen_verwisseld, marks=pytest.mark.lang),
        pytest.param(_koppen_anders_geschreven, marks=pytest.mark.lang),
    ],
)
def test_a_workbook_that_was_rebuilt_gives_the_same_advice(
    gebruiker: Gebruiker, verbouw: Verbouwing
) -> None:
    eerst = gebruiker.verwerk()
    gebruiker.vul_in(list(gebruiker.borg())[2], Status="geborgd")
    eerst = gebruiker.verwerk()
    boek = openpyxl.load_workbook(io.BytesIO(gebruiker.inhoud))
    verbouw(boek)
    uit = io.BytesIO()
    boek.save(uit)
    nieuw = Gebruiker(uit.getvalue(), gebruiker.methode)
    _zelfde(nieuw.verwerk(), eerst)
    opnieuw = nieuw.inhoud
    _zelfde(nieuw.verwerk(), eerst)
    assert nieuw.inhoud == opnieuw


def _zelfde(een: Resultaat, ander: Resultaat) -> None:
    """The same JSON but for the name of the file and the places in it."""

    def kern(resultaat: Resultaat) -> dict[str, Any]:
        inhoud = resultaat.model_dump(mode="json", exclude={"bestand"})
        return {**inhoud, "bevindingen": sorted(b["code"] for b in inhoud["bevindingen"])}

    assert kern(een) == kern(ander)


def test_results_follow_when_a_result_tab_was_rebuilt(gebruiker: Gebruiker) -> None:
    """Rows and columns were inserted on Advies: the scores stand under their headings all the
    same."""
    boek = openpyxl.load_workbook(io.BytesIO(gebruiker.inhoud))
    rijen_erbij(boek)
    kolommen_erbij(boek)
    uit = io.BytesIO()
    boek.save(uit)
    nieuw = Gebruiker(uit.getvalue(), gebruiker.methode)
    resultaat = nieuw.verwerk()
    kolommen = nieuw.kolommen("Advies", "Perspectief", "Kansrijk")
    rijen = {
        rij[kolommen["Perspectief"]]: rij[kolommen["Kansrijk"]]
        for rij in reversed(nieuw.rijen("Advies"))  # the provisional scores stand below
        if len(rij) > max(kolommen.values())
    }
    for perspectief, score in resultaat.perspectief.scores.items():
        assert rijen[nieuw.methode.namen[perspectief]] == score


def test_blocks_are_found_when_another_program_dropped_the_tables(gebruiker: Gebruiker) -> None:
    """By hand, so that everything else is as it was: no table parts, no references to them, no
    named styles."""
    eerst = gebruiker.verwerk()
    alles = {
        naam: inhoud
        for naam, inhoud in delen(gebruiker.inhoud).items()
        if not naam.startswith("xl/tables/")
    }
    for naam, inhoud in alles.items():
        if naam.startswith("xl/worksheets/sheet"):
            alles[naam] = re.sub(rb"<tableParts.*?</tableParts>", b"", inhoud)
        elif naam.endswith(".rels"):
            alles[naam] = re.sub(rb"<Relationship [^>]*/table\"[^>]*/>", b"", inhoud)
    alles["[Content_Types].xml"] = re.sub(
        rb"<Override [^>]*/tables/[^>]*/>", b"", alles["[Content_Types].xml"]
    )
    nieuw = Gebruiker(ingepakt(alles), gebruiker.methode)
    _zelfde(nieuw.verwerk(), eerst)
    assert nieuw.borg() == gebruiker.borg()


@pytest.mark.lang
@pytest.mark.libreoffice
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_workbook_that_libreoffice_saved_gives_the_same_advice(
    gebruiker: Gebruiker, tmp_path: Path
) -> None:
    """Before the first calculation and after it, with an agreement filled in."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ingevuld.xlsx").write_bytes(gebruiker.inhoud)
    gebruiker.verwerk()
    rij = list(gebruiker.borg())[4]
    gebruiker.vul_in(rij, Status="in gesprek", Afspraak="volgende keer", Datum=LATER)
    (tmp_path / "in" / "verwerkt.xlsx").write_bytes(gebruiker.inhoud)
    verwacht = gebruiker.verwerk()
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}",
            "--convert-to", "xlsx", "--outdir", str(tmp_path / "uit"),
            *map(str, sorted((tmp_path / "in").iterdir())),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for naam in ("ingevuld", "verwerkt"):
        bewaard = Gebruiker((tmp_path / "uit" / f"{naam}.xlsx").read_bytes(), gebruiker.methode)
        resultaat = bewaard.verwerk()
        assert resultaat.perspectief == verwacht.perspectief
        assert resultaat.netwerk == verwacht.netwerk
        assert resultaat.weefsel == verwacht.weefsel
        assert resultaat.antwoorden_kenmerk == verwacht.antwoorden_kenmerk
        assert [b.code for b in resultaat.bevindingen] == [b.code for b in verwacht.bevindingen]
        opnieuw = bewaard.inhoud
        bewaard.verwerk(LATER)
        assert bewaard.inhoud == opnieuw
    _zelfde(resultaat, verwacht)
    assert bewaard.borg() == gebruiker.borg()


def test_a_result_cell_in_use_is_named_and_hides_no_other_finding(
    voorbeeld: bytes, tmp_path: Path
) -> None:
    pad = tmp_path / "samengevoegd.xlsx"
    werkboek = openpyxl.load_workbook(io.BytesIO(voorbeeld))
    advies = werkboek[blokken.ADVIES]
    rij = next(cel.row for cel in advies["B"] if cel.value == blokken.ADVIES_KORT.regels[1])
    advies.merge_cells(start_row=rij - 1, end_row=rij, start_column=3, end_column=3)
    opgave = werkboek[blokken.OPGAVE]
    opgave.cell(next(cel.row for cel in opgave["B"] if cel.value == "OPG-01"), 6).value = "vijf"
    werkboek.save(pad)
    klaar = do(Task(pad, Settings(DAG), tmp_path / "uit" / pad.name))
    assert klaar.status == "mislukt"
    plekken = {
        gevonden["code"]: (gevonden["blad"], gevonden["cel"])
        for gevonden in json.loads(klaar.json)["bevindingen"]
    }
    assert plekken["cel-niet-te-schrijven"] == (blokken.ADVIES, f"C{rij}")
    assert plekken["antwoord-geen-getal"][0] == blokken.OPGAVE
    assert not (tmp_path / "uit" / pad.name).exists()
