"""The workbook as a file that Excel opens: what it calculates, prints, keeps in view and reads
aloud, and where its lists of choices end."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from hulp.libreoffice import door_libreoffice
from regio_xl.excel.xlsm import maak_xlsm
from regio_xl.indeling import blokken
from regio_xl.indeling.vulling import Vulling
from regio_xl.methode import Methode
from regio_xl.opdracht import verwerk_boek
from regio_xl.opmaak import drukdelen
from regio_xl.opmaak.stijlen import STIJLEN
from regio_xl.opmaak.validatie import PARTIJLIJST
from regio_xl.tabs import eerste_lege, invoertabs, partijlijst
from regio_xl.tabs.sjabloon import bouw
from regio_xl.werkboek import Celwijzigingen
from regio_xl.xlsx.workbook import XlsxWerkboek
from regio_xl.xlsx.zip import ZipArchive

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

DAG = date(2026, 11, 21)
A4 = 9
LAPTOP, DUBBEL = 450, 2
"""Pixels that a screen of 768 lines leaves for rows with the ribbon open, and a zoom of 200 %."""
LIJSTEN = (blokken.BEVINDINGEN, blokken.BORG, blokken.AGENDABEELD, blokken.SPELERS)
"""Lists of which the template holds more rows than a calculation fills."""


def delen(inhoud: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
        return {naam: pakket.read(naam) for naam in pakket.namelist()}


@pytest.fixture(scope="module")
def klaar(voorbeeld: bytes, methode: Methode) -> bytes:
    return verwerk_boek(XlsxWerkboek.uit_bytes("boek.xlsx", voorbeeld), methode, DAG)[1].inhoud


@pytest.fixture(scope="module")
def boek(leeg_werkboek: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(leeg_werkboek))


# --- calculating ---


@pytest.mark.parametrize("soort", ["leeg", "ingevuld", "verwerkt", "met knoppen"])
def test_no_workbook_of_ours_asks_to_calculate_when_it_is_opened(
    soort: str, leeg_werkboek: bytes, voorbeeld: bytes, klaar: bytes, methode: Methode
) -> None:
    """Otherwise Excel offers to save after every look. Its results are in it, and the engine that
    it names is a recent one."""
    if soort == "met knoppen":
        inhoud = maak_xlsm(methode)
    else:
        inhoud = {"leeg": leeg_werkboek, "ingevuld": voorbeeld, "verwerkt": klaar}[soort]
    werkboek = delen(inhoud)["xl/workbook.xml"].decode()
    (instelling,) = re.findall(r"<calcPr[^>]*>", werkboek)
    assert "fullCalcOnLoad" not in instelling
    assert int(re.findall(r'calcId="(\d+)"', instelling)[0]) >= 191029


# --- what stays in view ---


def test_the_rows_that_stay_in_view_leave_room_at_two_hundred_percent(
    boek: openpyxl.Workbook,
) -> None:
    for blad in boek.worksheets:
        vast = int(re.sub(r"\D", "", str(blad.freeze_panes))) - 1
        pixels = sum((blad.row_dimensions[rij].height or 15) / 0.75 for rij in range(1, vast + 1))
        assert DUBBEL * pixels < LAPTOP / 2, (blad.title, vast, pixels)


def test_an_answer_says_under_which_heading_it_stands(
    boek: openpyxl.Workbook, methode: Methode
) -> None:
    """The headings scroll out of view, so the message beside the cell names them."""
    blad = boek[blokken.PERSPECTIEF]
    titels = {regel.promptTitle for regel in blad.data_validations.dataValidation}
    assert {"Nu", "Gewenst"} <= titels


# --- printing ---


def afdrukbereiken(inhoud: bytes) -> set[str]:
    """The tabs with a print area."""
    werkboek = delen(inhoud)["xl/workbook.xml"].decode()
    namen = re.findall(r'<definedName name="_xlnm.Print_Area"[^>]*>([^!<]*)!', werkboek)
    return {naam.strip("'") for naam in namen}


def test_only_tabs_with_cells_to_look_at_or_wide_tables_have_a_print_area(
    leeg_werkboek: bytes,
) -> None:
    """On the other tabs what is filled in is printed: all of it, and no more."""
    breed = {blokken.OPGAVE, blokken.NETWERK}
    assert afdrukbereiken(leeg_werkboek) == {blokken.NETWERKBEELD, blokken.UITLEG} | breed


def test_every_page_of_an_input_tab_is_narrow_enough_to_read_on_a4(boek: openpyxl.Workbook) -> None:
    """A wide table goes on over a next page, beside the columns that name its rows; no column is
    left out and none is printed twice."""
    for tab in (blokken.OPGAVE, blokken.NETWERK):
        blad = boek[tab]
        assert blad.page_setup.paperSize == A4
        vast = range_boundaries(str(blad.print_title_cols).replace("$", ""))[2]
        per_rij: dict[int, list[int]] = {}
        for bereik in blad.print_area.split(","):
            k1, r1, k2, r2 = range_boundaries(bereik.rpartition("!")[2].replace("$", ""))
            kolommen = {*range(1, vast + 1), *range(k1, k2 + 1)}
            assert sum(_breedte(blad, kolom) for kolom in kolommen) <= drukdelen.BREEDST
            for rij in range(r1, r2 + 1):
                per_rij.setdefault(rij, []).extend(range(k1, k2 + 1))
        for tabel in blad.tables.values():
            k1, r1, k2, r2 = range_boundaries(tabel.ref)
            for rij in range(r1, r2 + 1):
                kolommen_ = [kolom for kolom in per_rij[rij] if k1 <= kolom <= k2]
                assert kolommen_ == list(range(k1, k2 + 1)), (tabel.name, rij)


def _breedte(blad: Worksheet, kolom: int) -> float:
    maten = blad.column_dimensions.values()
    return float(next(maat.width for maat in maten if maat.min <= kolom <= maat.max))


def test_the_columns_of_a_wide_table_are_divided_over_as_few_pages_as_fit() -> None:
    """The first page has room for the texts above the table."""
    smal = drukdelen.BREEDST / 5
    assert drukdelen.kolomgroepen([smal] * 5, 1) == [(0, 4)]
    assert drukdelen.kolomgroepen([smal] * 6, 1) == [(0, 3), (4, 5)]
    assert drukdelen.kolomgroepen([smal] * 13, 1) == [(0, 4), (5, 8), (9, 12)]


def test_rows_that_are_still_empty_show_nothing_that_prints(boek: openpyxl.Workbook) -> None:
    """No border and no fill: their look comes with what is filled in."""
    for blok in LIJSTEN:
        blad = boek[blok.tab]
        for rij in blad[blad.tables[blok.tabelnaam].ref][1:]:
            for cel in rij:
                stijl = STIJLEN[cel.style]
                assert not stijl.keys() & {"border", "bg_color", "bottom"}, cel.coordinate


def test_long_lists_repeat_their_headings_on_paper(boek: openpyxl.Workbook) -> None:
    for tabel, tab in (
        (blokken.BORG.tabelnaam, blokken.BORG_EN_VERBIND),
        (blokken.BEVINDINGEN.tabelnaam, blokken.CONTROLE),
        ("PerspectiefStellingen", blokken.PERSPECTIEF),
        ("WeefselStellingen", blokken.WEEFSEL),
    ):
        blad = boek[tab]
        koprij = blad[blad.tables[tabel].ref][0][0].row
        assert blad.print_title_rows == f"${koprij}:${koprij}", tab


@pytest.mark.lang
@pytest.mark.libreoffice
@pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice or poppler is not installed",
)
def test_what_users_add_below_a_table_is_on_paper_and_no_page_is_empty(
    klaar: bytes, tmp_path: Path
) -> None:
    """LibreOffice leaves empty pages out by itself; that nothing makes them elsewhere is proved
    above."""
    boek = XlsxWerkboek.uit_bytes("boek.xlsx", klaar)
    onder = len(boek.lees([blokken.OPGAVE]).bladen[0].rijen)
    ruimte = drukdelen.SPEELRUIMTE
    erbij = {(onder + plek, 2): f"Toegevoegd punt {plek}." for plek in range(ruimte)}
    boek.schrijf([Celwijzigingen(blokken.OPGAVE, erbij)])
    paginas = gedrukt(boek.inhoud, tmp_path)
    alles = "\n".join(paginas)
    assert [tekst for tekst in erbij.values() if tekst not in alles] == []
    assert [pagina for pagina in paginas if len(pagina) < 200] == []
    voeten = {tab: sum(_voet(pagina) == tab for pagina in paginas) for tab in blokken.TABS}
    assert voeten[blokken.CONTROLE] == 1
    assert min(voeten.values()) >= 1


def gedrukt(inhoud: bytes, map_: Path) -> list[str]:
    """The text of each page that LibreOffice prints."""
    (map_ / "boek.xlsx").write_bytes(inhoud)
    profiel = f"-env:UserInstallation={(map_ / 'profiel').as_uri()}"
    for woorden in (
        ["soffice", profiel, "--headless", "--convert-to", "pdf", "boek.xlsx"],
        ["pdftotext", "-layout", "boek.pdf", "boek.txt"],
    ):
        subprocess.run(woorden, cwd=map_, check=True, capture_output=True, timeout=300)
    return (map_ / "boek.txt").read_text(encoding="utf-8").split("\f")[:-1]


def _voet(pagina: str) -> str:
    """The name of the tab at the foot of a page."""
    return pagina.rstrip().rpartition("\n")[2].partition("Pagina")[0].strip()


# --- language ---


def teksten(inhoud: bytes) -> Iterator[tuple[str, ET.Element]]:
    """Every element of a drawing or a chart that can name a language."""
    for naam, deel in delen(inhoud).items():
        if re.fullmatch(r"xl/(drawings|charts)/[^/]+\.xml", naam):
            for element in ET.fromstring(deel).iter():  # noqa: S314 - our own file
                if element.tag.rpartition("}")[2] in {"rPr", "defRPr", "endParaRPr", "lang"}:
                    yield naam, element


def test_every_text_in_a_picture_is_marked_as_dutch(leeg_werkboek: bytes, klaar: bytes) -> None:
    for inhoud in (leeg_werkboek, klaar):
        gevonden = list(teksten(inhoud))
        assert len({naam for naam, _ in gevonden}) == len(blokken.TABS) + 2
        assert len(gevonden) > 200
        assert {e.get("lang") or e.get("val") for _, e in gevonden} == {"nl-NL"}
        assert b"en-US" not in b"".join(delen(inhoud).values())


# --- the first question that is still empty ---


def voortgang(inhoud: bytes, *, uitkomsten: bool) -> list[str]:
    boek = openpyxl.load_workbook(io.BytesIO(inhoud), data_only=uitkomsten)
    koppen, *rijen = boek[blokken.START][boek[blokken.START].tables["Voortgang"].ref]
    plek = [cel.value for cel in koppen].index("Nog leeg")
    return [str(rij[plek].value or "") for rij in rijen]


def ingevuld(methode: Methode, *, behalve: Mapping[str, str]) -> Vulling:
    """Every statement answered, but for an id under a heading."""
    tabs = (methode.opgave, methode.netwerk, methode.weefsel)
    eigen = [s.id for s in methode.perspectief.stellingen]

    def antwoorden(kop: str, ids: Sequence[str]) -> dict[str, int]:
        return {id_: 3 for id_ in ids if behalve.get(kop) != id_}

    return Vulling(
        antwoorden=antwoorden("antwoorden", [s.id for tab in tabs for s in tab.stellingen]),
        nu=antwoorden("nu", eigen),
        gewenst=antwoorden("gewenst", eigen),
    )


def test_the_link_beside_the_progress_names_the_first_open_question(
    leeg_werkboek: bytes, methode: Methode
) -> None:
    """By its running number; when all are answered, the first table that is still empty."""
    tabs = (methode.opgave, methode.netwerk, methode.perspectief, methode.weefsel)
    nummers = invoertabs.volgnummers(methode)
    eersten = [f"{eerste_lege.TEKST}{nummers[tab.stellingen[0].id]}" for tab in tabs]
    assert voortgang(leeg_werkboek, uitkomsten=True) == [*eersten, ""]
    derde = methode.perspectief.stellingen[2].id
    vol = bouw(methode, ingevuld(methode, behalve={"gewenst": derde}))
    lege = [f"{eerste_lege.LEGE_TABEL}{tab.tabellen[0].naam}" for tab in tabs[:2]]
    assert voortgang(vol, uitkomsten=True) == [
        *lege, f"{eerste_lege.TEKST}{nummers[derde]}", eerste_lege.KLAAR, "",
    ]  # fmt: skip


def test_the_running_numbers_go_on_over_the_four_tabs(
    boek: openpyxl.Workbook, methode: Methode
) -> None:
    """In the order of the method, in the column before the ids."""
    gezien: list[tuple[object, object]] = []
    for tab in invoertabs.STELLINGTABS:
        blad = boek[tab]
        koppen, *rijen = blad[blad.tables[blokken.stellingblok(tab, 0).tabelnaam].ref]
        assert [cel.value for cel in koppen[:2]] == [blokken.VOLGNUMMER, "Id"]
        gezien += [(rij[0].value, rij[1].value) for rij in rijen]
    tabs = (methode.opgave, methode.netwerk, methode.perspectief, methode.weefsel)
    ids = [s.id for tab in tabs for s in tab.stellingen]
    assert gezien == list(enumerate(ids, start=1))


def test_the_heading_of_the_answers_stays_in_view_and_on_paper(boek: openpyxl.Workbook) -> None:
    """In a row of its own, above the column of the answers: the headings of the statements stand
    too low to keep in view. What it says must not look like a block to a reader."""
    for tab in invoertabs.STELLINGTABS:
        blad = boek[tab]
        koppen = blad[blad.tables[blokken.stellingblok(tab, 0).tabelnaam].ref][0]
        vast = range_boundaries(str(blad.freeze_panes))[1] - 1
        regel = {cel.column: cel.value for cel in blad[vast] if cel.value}
        assert str(regel.pop(1)).startswith("1 = helemaal oneens")
        antwoorden = {c.column: c.value for c in koppen if c.value in invoertabs.ANTWOORDKOPPEN}
        assert regel == antwoorden
        (herhaald,) = {int(deel) for deel in re.findall(r"\d+", str(blad.print_title_rows))}
        assert herhaald in {vast, koppen[0].row}


def test_the_link_moves_with_the_question(leeg_werkboek: bytes) -> None:
    """It says no cell: rows and columns may be inserted before the question."""
    formules = [f for f in voortgang(leeg_werkboek, uitkomsten=False) if f]
    assert len(formules) == len(invoertabs.STELLINGTABS)
    for formule, tab in zip(formules, invoertabs.STELLINGTABS, strict=True):
        zonder_getal = formule.replace(eerste_lege.GEEN, "")
        assert not re.search(r"(?<![A-Za-z])\$?[A-Z]{1,3}\$?\d+", zonder_getal)
        assert f"\"#'{tab}'!\"" in formule
        assert not re.search(r"OFFSET|INDIRECT|CELL\(", formule)  # never stops calculating


# --- the list of parties ---


def test_the_list_of_parties_ends_at_the_last_name(leeg_werkboek: bytes) -> None:
    """Excel accepts anything while the choices hold an empty cell, and an empty Van is allowed."""
    werkboek = delen(leeg_werkboek)["xl/workbook.xml"].decode()
    (bereik,) = re.findall(rf'<definedName name="{PARTIJLIJST}">([^<]*)<', werkboek)
    assert unescape(bereik).endswith("INDEX(Partijen[Naam],MAX(1,SUMPRODUCT(MAX((Partijen[Naam]"
        '<>"")*(ROW(Partijen[Naam])-ROW(Partijen[[#Headers],[Naam]])))))))')  # fmt: skip
    regels = [
        regel
        for naam in ("xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml")
        for regel in re.findall(r"<dataValidation [^>]*>.*?</dataValidation>",
                                delen(leeg_werkboek)[naam].decode())
        if f"<formula1>{PARTIJLIJST}</formula1>" in regel
    ]  # fmt: skip
    assert len(regels) == 3
    assert all('allowBlank="1"' in regel and 'errorStyle="warning"' in regel for regel in regels)


def test_the_list_without_gaps_holds_the_parties_one_after_another(methode: Methode) -> None:
    namen = ["een", "", "drie", "", "", "zes"]
    boek = openpyxl.load_workbook(io.BytesIO(met_partijen(methode, namen)), data_only=True)
    uitleg = boek[blokken.UITLEG]
    rijen = uitleg[uitleg.tables[partijlijst.TABEL].ref][1:]
    assert len(rijen) == partijlijst.MEESTE
    assert [rij[1].value for rij in rijen if rij[1].value] == ["een", "drie", "zes"]


def met_partijen(methode: Methode, namen: list[str]) -> bytes:
    rijen = [{"naam": naam} if naam else {} for naam in namen]
    return bouw(methode, Vulling(tabellen={"Partijen": rijen}))


LETTERS = list("abcdefghijklmnopqrst")
GEVALLEN: Mapping[str, tuple[list[str], list[str]]] = {
    "leeg": ([], ["1", "1", "", "", "nee"]),
    "een": (["a"], ["1", "0", "a", "a", "nee"]),
    "gat": (["a", "", "c", "", "e"], ["3", "0", "a", "e", "2"]),
    "voorop": (["", "", "c"], ["1", "0", "c", "c", "1"]),
    "vol": (LETTERS, ["20", "0", "a", "t", "3"]),
    "gegroeid": ([*LETTERS, "u", "", "w"], ["22", "0", "a", "w", "3"]),
    "veel met een gat": (
        [*(f"p{n}" for n in range(partijlijst.MEESTE)), "", "c"],
        [str(partijlijst.MEESTE + 2), "1", "p0", "c", str(partijlijst.MEESTE + 2)],
    ),
}
"""Names, and what LibreOffice must say of the list: how many cells, how many empty ones, the first
and the last, and the place of c. With more names than the list without gaps has, gaps stay."""
_VRAGEN = (
    f"ROWS({PARTIJLIJST})",
    f"COUNTBLANK({PARTIJLIJST})",
    f'INDEX({PARTIJLIJST},1)&""',
    f'INDEX({PARTIJLIJST},ROWS({PARTIJLIJST}))&""',
    f'IFERROR(MATCH("c",{PARTIJLIJST},0),"nee")',
)


def met_vragen(inhoud: bytes) -> bytes:
    """With our questions below everything on Start, and without stored results."""
    nieuw = {}
    for naam, deel in delen(inhoud).items():
        if naam.startswith("xl/worksheets/sheet"):
            nieuw[naam] = re.sub(rb"</f><v>[^<]*</v>", b"</f>", deel)
    rijen = "".join(
        f'<row r="{nummer}"><c r="B{nummer}"><f>{vraag.replace("&", "&amp;")}</f></c></row>'
        for nummer, vraag in enumerate(_VRAGEN, start=201)
    )
    start = "xl/worksheets/sheet1.xml"
    nieuw[start] = nieuw[start].replace(b"</sheetData>", rijen.encode() + b"</sheetData>")
    return ZipArchive(inhoud).replace(nieuw)


@pytest.mark.lang
@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_ends_the_list_of_parties_at_the_last_name(
    methode: Methode, tmp_path: Path
) -> None:
    boeken = {
        naam: met_vragen(met_partijen(methode, namen)) for naam, (namen, _) in GEVALLEN.items()
    }
    getoond = door_libreoffice(boeken, tmp_path)
    for naam, (_, gedacht) in GEVALLEN.items():
        rijen = getoond[naam][blokken.START][200 : 200 + len(_VRAGEN)]
        assert [rij[1] for rij in rijen] == gedacht, naam
