"""A workbook in a file: same values through every reader, other parts untouched, files old or new
but never half."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import stat
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regio_xl.tabs.gewijzigd import EIGEN_FORMULES
from regio_xl.werkboek import Adres, CelFout, Celwijzigingen, Koppeling, NietBerekend, WerkboekFout
from regio_xl.xlsx import read as read_module
from regio_xl.xlsx.values import escape
from regio_xl.xlsx.workbook import XlsxWerkboek
from regio_xl.xlsx.zip import ZipArchive

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

NIET = NietBerekend.NIET_BEREKEND
TEKSTINSTELLING = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)


def png() -> bytes:
    def stuk(soort: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data))
            + soort
            + data
            + struct.pack(">I", zlib.crc32(soort + data))
        )

    kop = struct.pack(">2I5B", 2, 2, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + stuk(b"IHDR", kop)
        + stuk(b"IDAT", zlib.compress(bytes(14)))
        + stuk(b"IEND", b"")
    )


def _versier(boek: Any, blad: Any) -> None:
    """Everything that other writers lose."""
    blad.insert_image(
        "J2", "plaatje.png", {"image_data": io.BytesIO(png()), "description": "een plaatje"}
    )
    blad.insert_textbox("J8", "een tekstvak")
    blad.write_comment("A1", "een notitie")
    blad.insert_button("J14", {"macro": "x", "caption": "knop"})
    blad.add_sparkline("H2", {"range": "Advies!B2:D2"})
    blad.insert_checkbox("H3", True)
    blad.conditional_format("B2:B6", {"type": "data_bar", "data_bar_2010": True})
    blad.conditional_format(
        "C2:C6", {"type": "formula", "criteria": "=C2>3", "format": boek.add_format({"bold": True})}
    )
    blad.data_validation("D2:D6", {"validate": "list", "source": ["open", "klaar"]})
    grafiek = boek.add_chart({"type": "column"})
    grafiek.add_series({"values": "=Advies!$B$2:$B$6"})
    blad.insert_chart("J20", grafiek)
    blad.write_url("A9", "https://example.org", string="een eigen koppeling")
    blad.merge_range("A12:C12", "samengevoegd")


@pytest.fixture(scope="session")
def rijk() -> bytes:
    """A workbook with everything in it that users add."""
    uit = io.BytesIO()
    boek = xlsxwriter.Workbook(uit, {"in_memory": True})
    boek.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001 - a fixed date in the file
    start = boek.add_worksheet("Start")
    advies = boek.add_worksheet("Advies")
    eigen = boek.add_worksheet("Van ons zelf")
    verborgen = boek.add_worksheet("Verborgen")
    verborgen.hide()
    staaf = boek.add_chart({"type": "bar"})
    staaf.add_series({"values": "=Start!$B$2:$B$6"})
    boek.add_chartsheet("Grafiek").set_chart(staaf)
    boek.define_name("Eigen_naam", "=Start!$A$1")
    rood = boek.add_format({"bg_color": "#FF0000", "text_wrap": True})
    for blad in (start, advies, eigen):
        blad.write_row("A1", ["Kop een", "Kop twee", "Kop drie", "Kop vier"])
        for rij in range(1, 6):
            blad.write_row(rij, 0, [f"regel {rij}", rij, rij * 1.5, "tekst"], rood)
            blad.write_formula(rij, 5, f"=B{rij + 1}*2", rood, rij * 2)
    eigen.add_table(
        "A1:D6",
        {
            "name": "Eigen",
            "columns": [{"header": f"Kop {n}"} for n in ("een", "twee", "drie", "vier")],
        },
    )
    _versier(boek, advies)
    boek.close()
    return uit.getvalue()


OPDRACHT: Mapping[tuple[int, int], Any] = {
    (1, 0): "nieuw =1+1",
    (2, 1): 12.5,
    (3, 2): None,
    (4, 3): Koppeling(Adres("Van ons zelf", 1, 1), "ga erheen"),
    (7, 1): "regel\ntwee",
    (20, 4): date(2027, 3, 15),
}


def beschreven(inhoud: bytes) -> bytes:
    boek = XlsxWerkboek.uit_bytes("rijk.xlsx", inhoud)
    boek.schrijf([Celwijzigingen("Advies", OPDRACHT)])
    return boek.inhoud


def delen(inhoud: bytes) -> dict[str, tuple[bytes, bytes]]:
    """Raw and unpacked bytes of every entry."""
    gevonden = {}
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
        assert pakket.testzip() is None
        for lid in pakket.infolist():
            naam_lang, extra_lang = struct.unpack_from("<HH", inhoud, lid.header_offset + 26)
            begin = lid.header_offset + 30 + naam_lang + extra_lang
            gevonden[lid.filename] = inhoud[begin : begin + lid.compress_size], pakket.read(lid)
    return gevonden


def cellen(inhoud: bytes) -> dict[tuple[str, int, int], object]:
    boek = XlsxWerkboek.uit_bytes("x", inhoud)
    return {
        (blad.naam, r, k): waarde
        for blad in boek.lees(boek.lees([]).namen).bladen
        for r, rij in enumerate(blad.rijen)
        for k, waarde in enumerate(rij)
        if waarde is not None
    }


def cellen_volgens_openpyxl(inhoud: bytes) -> dict[tuple[str, int, int], object]:
    boek = openpyxl.load_workbook(io.BytesIO(inhoud))
    return {
        (blad.title, cel.row - 1, cel.column - 1): (cel.value, cel.style_id)
        for blad in boek.worksheets
        for rij in blad.iter_rows()
        for cel in rij
        if cel.value is not None
    }


def test_every_other_part_keeps_its_raw_bytes(rijk: bytes) -> None:
    voor, na = delen(rijk), delen(beschreven(rijk))
    assert list(voor) == list(na)
    assert len(voor) > 25
    assert [naam for naam in voor if voor[naam] != na[naam]] == ["xl/worksheets/sheet2.xml"]


def test_the_cells_hold_what_was_written_and_all_others_what_they_held(rijk: bytes) -> None:
    voor, na = cellen(rijk), cellen(beschreven(rijk))
    geschreven = {("Advies", *plek) for plek in OPDRACHT}
    assert {plek: waarde for plek, waarde in na.items() if plek not in geschreven} == {
        plek: waarde for plek, waarde in voor.items() if plek not in geschreven
    }
    assert [na.get(("Advies", *plek)) for plek in OPDRACHT] == [
        "nieuw =1+1",
        12.5,
        None,
        "ga erheen",
        "regel\ntwee",
        46461.0,
    ]


def test_another_reader_sees_the_same_cells_and_styles(rijk: bytes) -> None:
    voor, na = cellen_volgens_openpyxl(rijk), cellen_volgens_openpyxl(beschreven(rijk))
    anders = {plek for plek in voor | na if voor.get(plek) != na.get(plek)}
    assert anders == {("Advies", *plek) for plek in OPDRACHT}
    rood = voor["Advies", 1, 0][1]  # type: ignore[index]
    assert na["Advies", 1, 0] == ("nieuw =1+1", rood)


def test_the_look_and_the_links_stay(rijk: bytes) -> None:
    blad = openpyxl.load_workbook(io.BytesIO(beschreven(rijk)))["Advies"]
    assert blad["C4"].value is None
    assert blad["C4"].fill.fgColor.rgb == "FFFF0000"
    assert blad["A2"].data_type == "s"
    assert blad["D5"].hyperlink.location == "'Van ons zelf'!B2"
    assert blad["A9"].hyperlink.target == "https://example.org"


def test_the_package_is_as_valid_as_before(rijk: bytes, tmp_path: Path) -> None:
    openxml_audit = pytest.importorskip("openxml_audit")
    fouten = []
    for naam, inhoud in (("voor.xlsx", rijk), ("na.xlsx", beschreven(rijk))):
        (tmp_path / naam).write_bytes(inhoud)
        uitkomst = openxml_audit.OpenXmlValidator().validate(str(tmp_path / naam))
        fouten.append([(fout.description, fout.part_uri) for fout in uitkomst.errors])
    assert fouten[0] == fouten[1]


def test_writing_twice_or_in_parts_gives_the_same_bytes(rijk: bytes) -> None:
    eens = beschreven(rijk)
    assert beschreven(rijk) == eens
    assert beschreven(eens) == eens
    boek = XlsxWerkboek.uit_bytes("x", rijk)
    for plek, waarde in OPDRACHT.items():
        boek.schrijf([Celwijzigingen("advies ", {plek: waarde})])
    assert (
        delen(boek.inhoud)["xl/worksheets/sheet2.xml"][1]
        == delen(eens)["xl/worksheets/sheet2.xml"][1]
    )


def test_a_refused_cell_leaves_the_whole_workbook_as_it_was(rijk: bytes) -> None:
    boek = XlsxWerkboek.uit_bytes("x", rijk)
    with pytest.raises(WerkboekFout) as fout:
        boek.schrijf(
            [
                Celwijzigingen("Start", {(1, 0): "nieuw"}),
                Celwijzigingen("Advies", {(11, 1): "x", (1, 5): "x"}),
            ]
        )
    assert (fout.value.code, fout.value.bevinding.blad, fout.value.bevinding.cel) == (
        "cel-niet-te-schrijven",
        "Advies",
        "F2",
    )
    with pytest.raises(WerkboekFout, match="tab-resultaat-ontbreekt"):
        boek.schrijf([Celwijzigingen("Start", {(1, 0): "nieuw"}), Celwijzigingen("Grafiek", {})])
    assert boek.inhoud == rijk


def test_recalculation_is_asked_for_only_when_a_users_formula_looks_at_what_we_wrote(
    rijk: bytes,
) -> None:
    werkboek = delen(rijk)["xl/workbook.xml"][1].replace(b' fullCalcOnLoad="1"', b"")
    advies = delen(rijk)["xl/worksheets/sheet2.xml"][1]
    zonder = re.sub(rb"<f>[^<]*</f>", b"", advies)
    kaal = ZipArchive(rijk).replace(
        {"xl/workbook.xml": werkboek, "xl/worksheets/sheet2.xml": zonder}
    )
    boek = XlsxWerkboek.uit_bytes("x", kaal)
    boek.schrijf([Celwijzigingen("Advies", {(3, 1): 3.0})])
    assert boek.inhoud == kaal
    assert delen(beschreven(kaal))["xl/workbook.xml"][1] == werkboek
    eigen = next(
        naam
        for naam, (_, xml) in delen(kaal).items()
        if "worksheets/sheet" in naam and b"Advies" not in xml
    )
    for formule in (b"Advies!B4", b"1+'advies'!$B$4", b"2*<!-- x --><![CDATA[Advies!B4]]>"):
        cel = b'<row r="999"><c r="A999"><f>%s</f><v>1</v></c></row></sheetData>' % formule
        met_formule = ZipArchive(kaal).replace(
            {eigen: delen(kaal)[eigen][1].replace(b"</sheetData>", cel)}
        )
        assert (
            delen(beschreven(met_formule))["xl/workbook.xml"][1].count(b'fullCalcOnLoad="1"') == 1
        )
    alleen_tekst = (
        b'<row r="999"><c r="A999" t="inlineStr"><is><t>zie Advies!B4</t></is></c>'
        b"</row></sheetData>"
    )
    met_tekst = ZipArchive(kaal).replace(
        {eigen: delen(kaal)[eigen][1].replace(b"</sheetData>", alleen_tekst)}
    )
    assert delen(beschreven(met_tekst))["xl/workbook.xml"][1] == werkboek
    # On the tab itself a formula needs no name to look at what we wrote.
    naast = ZipArchive(kaal).replace({"xl/worksheets/sheet2.xml": advies})
    assert b'fullCalcOnLoad="1"' in delen(beschreven(naast))["xl/workbook.xml"][1]


@pytest.mark.parametrize(
    ("naam", "waarvoor", "vraagt"),
    [
        ("MijnScore", "Advies!$B$4", True),
        ("MijnScore", "SUM(Scores[Kansrijk])", True),
        ("MijnAntwoord", "Opgave!$F$7", False),
        ("_xlnm.Print_Area", "Advies!$A$1:$F$9", False),
    ],
)
def test_a_formula_may_look_through_a_name_that_somebody_gave(
    leeg_werkboek: bytes, naam: str, waarvoor: str, vraagt: bool
) -> None:
    werkboek = delen(leeg_werkboek)["xl/workbook.xml"][1]
    gegeven = f'<definedName name="{naam}" localSheetId="5">{waarvoor}</definedName>'.encode()
    met_naam = werkboek.replace(b"</definedNames>", gegeven + b"</definedNames>")
    boek = XlsxWerkboek.uit_bytes(
        "x", ZipArchive(leeg_werkboek).replace({"xl/workbook.xml": met_naam})
    )
    boek.schrijf([Celwijzigingen("Advies", {(60, 20): "iets"}, eigen_formules=EIGEN_FORMULES)])
    assert (b"fullCalcOnLoad" in delen(boek.inhoud)["xl/workbook.xml"][1]) == vraagt


@pytest.mark.parametrize(
    ("formule", "vraagt"),
    [(b"SUM(Scores[Kansrijk])", True), (b"SUM(PerspectiefStellingen[Nu])", False)],
)
def test_a_formula_may_also_look_at_our_tables_by_name(
    leeg_werkboek: bytes, formule: bytes, vraagt: bool
) -> None:
    werkboek = delen(leeg_werkboek)["xl/workbook.xml"][1].replace(b' fullCalcOnLoad="1"', b"")
    start = delen(leeg_werkboek)["xl/worksheets/sheet1.xml"][1]
    cel = b'<row r="999"><c r="A999"><f>%s</f><v>1</v></c></row></sheetData>' % formule
    kaal = ZipArchive(leeg_werkboek).replace(
        {
            "xl/workbook.xml": werkboek,
            "xl/worksheets/sheet1.xml": start.replace(b"</sheetData>", cel),
        }
    )
    boek = XlsxWerkboek.uit_bytes("x", kaal)
    boek.schrijf([Celwijzigingen("Advies", {(60, 20): "iets"}, eigen_formules=EIGEN_FORMULES)])
    assert (b"fullCalcOnLoad" in delen(boek.inhoud)["xl/workbook.xml"][1]) == vraagt


def soffice(invoer: Path, vorm: str, uit: Path) -> None:
    profiel = uit / "profiel"
    opdracht = [
        "soffice",
        f"-env:UserInstallation={profiel.as_uri()}",
        "--headless",
        "--convert-to",
        vorm,
        "--outdir",
        str(uit),
        str(invoer),
    ]
    subprocess.run(opdracht, check=True, capture_output=True, timeout=120)


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.lang
def test_libreoffice_opens_it_and_what_it_saves_can_be_written_again(
    rijk: bytes, tmp_path: Path
) -> None:
    pad = tmp_path / "rijk.xlsx"
    pad.write_bytes(beschreven(rijk))
    uit = tmp_path / "uit"
    soffice(pad, "xlsx", uit)
    herbewaard = (uit / "rijk.xlsx").read_bytes()
    na = cellen(herbewaard)
    assert [na.get(("Advies", *plek)) for plek in OPDRACHT] == [
        "nieuw =1+1",
        12.5,
        None,
        "ga erheen",
        "regel\ntwee",
        46461.0,
    ]
    boek = XlsxWerkboek.uit_bytes("x", herbewaard)
    boek.schrijf([Celwijzigingen("Advies", OPDRACHT)])
    assert cellen(boek.inhoud) == na
    boek.schrijf([Celwijzigingen("Advies", {(1, 0): "anders"})])
    assert cellen(boek.inhoud) == na | {("Advies", 1, 0): "anders"}


def gemaakt(
    rijen: list[str], *, teksten: str = "", datum1904: bool = False, stijl: str = ""
) -> bytes:
    """A workbook of one tab whose cells are written by hand."""
    ruimte = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relatie = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    pakket = "http://schemas.openxmlformats.org/package/2006/relationships"
    binnen = "".join(f'<row r="{i + 1}">{rij}</row>' for i, rij in enumerate(rijen))
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as zip_:
        zip_.writestr("[Content_Types].xml", "<Types/>")
        zip_.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{pakket}"><Relationship Id="a" '
            f'Type="{relatie}/officeDocument" Target="b.xml"/>'
            "</Relationships>",
        )
        zip_.writestr(
            "b.xml",
            f'<workbook xmlns="{ruimte}" xmlns:r="{relatie}"><workbookPr '
            f'date1904="{int(datum1904)}"/>'
            '<sheets><sheet name="T" sheetId="1" r:id="t"/></sheets></workbook>',
        )
        kinderen = "".join(
            f'<Relationship Id="{sleutel}" Type="{relatie}/{soort}" Target="{doel}"/>'
            for sleutel, soort, doel in (
                ("t", "worksheet", "t.xml"),
                ("s", "sharedStrings", "s.xml"),
                ("y", "styles", "y.xml"),
            )
        )
        zip_.writestr(
            "_rels/b.xml.rels", f'<Relationships xmlns="{pakket}">{kinderen}</Relationships>'
        )
        zip_.writestr(
            "t.xml", f'<worksheet xmlns="{ruimte}"><sheetData>{binnen}</sheetData></worksheet>'
        )
        zip_.writestr("s.xml", f'<sst xmlns="{ruimte}">{teksten}</sst>')
        zip_.writestr(
            "y.xml",
            (
                f'<styleSheet xmlns="{ruimte}"><cellXfs><xf numFmtId="0"/>{stijl}</cellXfs>'
                "</styleSheet>"
            ),
        )
    return uit.getvalue()


def gelezen(inhoud: bytes) -> list[list[object]]:
    return [list(rij) for rij in XlsxWerkboek.uit_bytes("x", inhoud).lees(["t"]).bladen[0].rijen]


def test_empty_error_and_uncalculated_are_told_apart() -> None:
    rij = (
        '<c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="e"><v>#SPILL!</v></c><c r="C1"><f>1+1</f></c>'
        '<c r="D1"><f>1+1</f><v></v></c><c r="E1" t="str"><f>""</f><v></v></c><c r="F1" t="str">'
        '<f>"x"</f><v>x</v></c>'
        '<c r="G1" s="0"/><c r="H1"><v>NaN</v></c><c r="I1" t="b"><v>1</v></c><c r="J1"><v>3</v>'
        "</c>"
        '<c r="K1"><f t="shared" si="0"/></c>'
    )
    verwacht = [
        CelFout("#N/A"),
        CelFout("#SPILL!"),
        NIET,
        NIET,
        None,
        "x",
        None,
        CelFout("#NUM!"),
        True,
        3.0,
        NIET,
    ]
    assert gelezen(gemaakt([rij])) == [verwacht]
    assert isinstance(gelezen(gemaakt([rij]))[0][9], float)


def test_a_cell_that_calls_itself_an_error_but_holds_a_text_hides_no_error_around_it() -> None:
    rij = '<c r="A1" t="e"><is><t>x</t></is></c><c r="B1" t="e"><v>#SPILL!</v></c>'
    assert gelezen(gemaakt([rij]))[0][1] == CelFout("#SPILL!")


def test_addresses_do_not_shift() -> None:
    assert gelezen(gemaakt(["", "", '<c r="C3"><v>1</v></c>'])) == [[], [], [None, None, 1.0]]
    assert gelezen(gemaakt([])) == []


def test_dates_times_and_durations() -> None:
    stijl = '<xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="46"/>'
    rij = "".join(
        f'<c s="{i}"><v>{v}</v></c>' for i, v in ((1, 45351), (2, 45351.5), (3, 0.5), (4, 1.5))
    )
    verwacht = [date(2024, 2, 29), datetime(2024, 2, 29, 12), time(12), 1.5]  # noqa: DTZ001 - a workbook knows no time zone
    assert gelezen(gemaakt([rij], stijl=stijl)) == [verwacht]
    assert gelezen(gemaakt(['<c s="1"><v>1</v></c>'], stijl=stijl, datum1904=True)) == [
        [date(1904, 1, 2)]
    ]


def test_dates_are_written_by_the_calendar_of_the_workbook() -> None:
    boek = XlsxWerkboek.uit_bytes(
        "x", gemaakt(['<c r="A1" s="1"><v>1</v></c>'], stijl='<xf numFmtId="14"/>', datum1904=True)
    )
    boek.schrijf([Celwijzigingen("T", {(0, 0): date(2027, 3, 15)})])
    assert gelezen(boek.inhoud) == [[date(2027, 3, 15)]]


@pytest.mark.parametrize(
    ("rijen", "teksten", "code"),
    [
        pytest.param(
            ['<c r="A1" t="s"><v>-1</v></c>'],
            "<si><t>x</t></si>",
            "bestand-beschadigd",
            id="index negatief",
        ),
        pytest.param(
            ['<c r="A1" t="s"><v>1</v></c>'],
            "<si><t>x</t></si>",
            "bestand-beschadigd",
            id="index te hoog",
        ),
        pytest.param(
            ['<c r="A1" t="s"><v> 0</v></c>'],
            "<si><t>x</t></si>",
            "bestand-beschadigd",
            id="index met spatie",
        ),
        pytest.param(['<c r="XFE1"><v>1</v></c>'], "", "bestand-beschadigd", id="kolom te ver"),
        pytest.param(['<c r="A2"><v>1</v></c>'], "", "bestand-beschadigd", id="verkeerde rij"),
        pytest.param(
            ["<c/>", "<c/>", '<c r="A2"><v>1</v></c>'],
            "",
            "bestand-beschadigd",
            id="rij van een ander",
        ),
        pytest.param(
            ['<c r="A1"/>', '<c r="A2"/>', '<c r="A2"><v>1</v></c>'],
            "",
            "bestand-beschadigd",
            id="rij erboven",
        ),
        pytest.param(
            ['<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>'],
            "",
            "bestand-beschadigd",
            id="cel terug",
        ),
        pytest.param(
            ['<c r="A1" t="zzz"><v>1</v></c>'], "", "bestand-beschadigd", id="soort onbekend"
        ),
        pytest.param(["<x><c><v>1</v></c></x>"], "", "bestand-beschadigd", id="cel te diep"),
        pytest.param(["<x>" * 70 + "</x>" * 70], "", "bestand-beschadigd", id="diep"),
        pytest.param([], "<si><si/></si>", "bestand-beschadigd", id="tekst in tekst"),
        pytest.param(
            ['<c t="s"><v>0</v></c>' * 700],
            f"<si><t>{'x' * 30_000}</t></si>",
            "bestand-te-groot",
            id="tekst heel vaak",
        ),
    ],
)
def test_a_tab_that_readers_disagree_on_or_choke_on_is_refused(
    rijen: list[str], teksten: str, code: str
) -> None:
    with pytest.raises(WerkboekFout) as fout:
        gelezen(gemaakt(rijen, teksten=teksten))
    assert fout.value.code == code


def test_where_an_empty_cell_says_it_stands_never_matters() -> None:
    for eerste in (
        '<c r="A1"><v>1</v></c>',
        "<c r='A1'><v>1</v></c>",
    ):  # written in the usual way, and in another
        assert gelezen(gemaakt([f'{eerste}<c r=" B1 "/><c r="A1"/><c r="C1"><v>2</v></c>'])) == [
            [1.0, None, 2.0]
        ]


def test_a_row_of_cells_without_references_counts_on() -> None:
    assert gelezen(gemaakt(["<c><v>1</v></c><c/><c><v>2</v></c>"])) == [[1.0, None, 2.0]]


def test_all_tabs_together_are_bounded_too(rijk: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_module, "MAX_CELLS", 10)
    with pytest.raises(WerkboekFout, match="bestand-te-groot"):
        XlsxWerkboek.uit_bytes("x", rijk).lees(["Start", "Advies", "Van ons zelf"])


def leeg() -> bytes:
    uit = io.BytesIO()
    with xlsxwriter.Workbook(uit, {"in_memory": True}) as boek:
        boek.add_worksheet("T")
    return uit.getvalue()


LEEG = leeg()


@TEKSTINSTELLING
@given(
    st.text(st.characters(exclude_categories=()), max_size=40)
    | st.from_regex(r"(_x[0-9A-F]{4}_|a)+", fullmatch=True)
)
def test_any_text_comes_back_from_every_reader(tekst: str) -> None:
    boek = XlsxWerkboek.uit_bytes("x", LEEG)
    boek.schrijf([Celwijzigingen("T", {(0, 0): tekst})])
    verwacht = tekst.replace("\r\n", "\n")
    verwacht = "".join(
        teken
        for teken in verwacht
        if not ("\ud800" <= teken <= "\udfff" or teken in "\ufffe\uffff")
    )
    assert gelezen(boek.inhoud) == ([[verwacht]] if verwacht else [])
    cel = openpyxl.load_workbook(io.BytesIO(boek.inhoud))["T"]["A1"]
    assert (cel.value or "") == escape(tekst)  # openpyxl does not undo _xHHHH_ in inline text
    assert cel.data_type in ("s", "inlineStr", "n")


waarden = (
    st.none()
    | st.text("ab=<&_x", max_size=5)
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
)
plekken = st.tuples(st.integers(0, 9), st.integers(0, 8))


@TEKSTINSTELLING
@given(
    st.dictionaries(plekken, waarden, max_size=12), st.dictionaries(plekken, waarden, max_size=12)
)
def test_random_cells_are_read_back_and_the_others_stay(
    eerst: dict[Any, Any], daarna: dict[Any, Any]
) -> None:
    boek = XlsxWerkboek.uit_bytes("x", LEEG)
    boek.schrijf([Celwijzigingen("T", eerst)])
    boek.schrijf([Celwijzigingen("T", daarna)])
    blad = boek.lees(["T"]).bladen[0]
    verwacht = {**eerst, **daarna}
    assert {plek: blad.waarde(*plek) for plek in verwacht} == {
        plek: None if w == "" else w for plek, w in verwacht.items()
    }
    inhoud = boek.inhoud
    boek.schrijf([Celwijzigingen("T", verwacht)])
    assert boek.inhoud == inhoud


def code_van(pad: Path) -> str:
    with pytest.raises(WerkboekFout) as fout:
        XlsxWerkboek(pad)
    return fout.value.code


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    assert code_van(tmp_path / "weg.xlsx") == "bestand-niet-gevonden"
    assert code_van(Path("a\0b")) == "bestand-niet-gevonden"
    assert code_van(tmp_path) == "bestand-niet-leesbaar"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pijp.xlsx")
        assert code_van(tmp_path / "pijp.xlsx") == "bestand-niet-leesbaar"
        assert code_van(Path("/dev/zero")) == "bestand-niet-leesbaar"
        (tmp_path / "kring.xlsx").symlink_to("kring.xlsx")
        assert code_van(tmp_path / "kring.xlsx") == "bestand-niet-leesbaar"


def test_an_error_of_the_system_is_told_in_dutch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mag_niet(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    (tmp_path / "a.xlsx").write_bytes(LEEG)
    monkeypatch.setattr(os, "open", mag_niet)
    with pytest.raises(WerkboekFout) as fout:
        XlsxWerkboek(tmp_path / "a.xlsx")
    assert fout.value.gaten == {"reden": "geen rechten, of het is open in een ander programma"}


@pytest.fixture
def bestand(tmp_path: Path, rijk: bytes) -> Path:
    pad = tmp_path / "gemeente.xlsx"
    pad.write_bytes(rijk)
    return pad


def inhoud_van_map(map_: Path) -> dict[str, bytes]:
    return {pad.name: pad.read_bytes() for pad in map_.iterdir() if pad.is_file()}


def test_saving_keeps_the_mode_of_a_file_that_was_there_and_a_link_a_link(
    bestand: Path, rijk: bytes
) -> None:
    boek = XlsxWerkboek(bestand)
    assert boek.naam == "gemeente.xlsx"
    doel, link = bestand.with_name("uit.xlsx"), bestand.with_name("link.xlsx")
    doel.write_bytes(b"oud")
    doel.chmod(0o640)
    link.symlink_to(doel)
    boek.bewaar(link)
    assert link.is_symlink()
    assert doel.read_bytes() == rijk
    assert stat.S_IMODE(doel.stat().st_mode) == 0o640
    boek.bewaar(bestand.with_name("nieuw.xlsx"))
    (gewoon := bestand.with_name("gewoon")).write_bytes(b"")
    assert bestand.with_name("nieuw.xlsx").stat().st_mode == gewoon.stat().st_mode


@pytest.mark.parametrize("fout", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
@pytest.mark.parametrize("stap", ["fsync", "replace"])
def test_a_save_that_fails_leaves_nothing_behind(
    bestand: Path, stap: str, fout: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    voor = inhoud_van_map(bestand.parent)
    boek = XlsxWerkboek(bestand)
    boek.schrijf([Celwijzigingen("Advies", OPDRACHT)])

    def kapot(*_: object) -> None:
        raise fout

    monkeypatch.setattr(os, stap, kapot)
    verwacht = WerkboekFout if isinstance(fout, OSError) else KeyboardInterrupt
    with pytest.raises(verwacht):
        boek.bewaar(bestand.with_name("uit.xlsx"))
    with pytest.raises(verwacht):
        boek.bewaar_ter_plekke()
    assert inhoud_van_map(bestand.parent) == voor


@pytest.mark.parametrize("naam", ["weg/uit.xlsx", "map.xlsx", "x" * 300 + ".xlsx", "a\0b.xlsx"])
def test_a_place_that_cannot_be_written_is_named(bestand: Path, naam: str) -> None:
    (bestand.parent / "map.xlsx").mkdir()
    with pytest.raises(WerkboekFout) as fout:
        XlsxWerkboek(bestand).bewaar(bestand.parent / naam)
    assert fout.value.code == "bestand-niet-te-schrijven"
    assert set(fout.value.gaten) == {"doel", "reden"}


def test_saving_in_place_keeps_a_numbered_copy_each_time(bestand: Path, rijk: bytes) -> None:
    boek = XlsxWerkboek(bestand)
    assert boek.bewaar_ter_plekke() is None
    bestand.chmod(0o600)
    boek.schrijf([Celwijzigingen("Advies", OPDRACHT)])
    eerste = boek.bewaar_ter_plekke()
    boek.schrijf([Celwijzigingen("Advies", {(1, 0): "weer anders"})])
    tweede = boek.bewaar_ter_plekke()
    assert eerste == bestand.with_name("gemeente.reservekopie.xlsx")
    assert tweede == bestand.with_name("gemeente.reservekopie-2.xlsx")
    assert eerste.read_bytes() == rijk
    assert tweede.read_bytes() == beschreven(rijk)
    assert stat.S_IMODE(eerste.stat().st_mode) == stat.S_IMODE(bestand.stat().st_mode) == 0o600
    assert cellen(bestand.read_bytes())["Advies", 1, 0] == "weer anders"
    assert len(inhoud_van_map(bestand.parent)) == 3


def test_a_file_that_changed_meanwhile_is_not_replaced(bestand: Path) -> None:
    boek = XlsxWerkboek(bestand)
    boek.schrijf([Celwijzigingen("Advies", OPDRACHT)])
    bestand.write_bytes(bestand.read_bytes() + b" ")
    voor = inhoud_van_map(bestand.parent)
    with pytest.raises(WerkboekFout, match="bestand-gewijzigd"):
        boek.bewaar_ter_plekke()
    assert inhoud_van_map(bestand.parent) == voor


def test_a_workbook_in_memory_has_no_place_of_its_own(rijk: bytes) -> None:
    boek = XlsxWerkboek.uit_bytes("x.xlsx", rijk)
    boek.schrijf([Celwijzigingen("Advies", OPDRACHT)])
    with pytest.raises(ValueError, match="did not come from a file"):
        boek.bewaar_ter_plekke()


def test_what_does_not_read_back_the_same_never_replaces_a_file(
    tmp_path: Path, rijk: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    pad = tmp_path / "boek.xlsx"
    pad.write_bytes(rijk)
    boek = XlsxWerkboek(pad)
    boek.schrijf([Celwijzigingen("Advies", OPDRACHT)])
    monkeypatch.setattr("regio_xl.xlsx.workbook.write_cells", lambda xml, *_, **__: xml + b" ")
    with pytest.raises(RuntimeError, match="does not read back"):
        boek.bewaar_ter_plekke()
    assert [een.name for een in tmp_path.iterdir()] == ["boek.xlsx"]
    assert pad.read_bytes() == rijk
