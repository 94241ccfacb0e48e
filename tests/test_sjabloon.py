"""The template: every block where readers look for it, answers that can only be right, a look that
everyone can read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from conftest import VOORBEELDEN
from regio_xl import __version__
from regio_xl.indeling import blokken
from regio_xl.indeling.blokken import geordend
from regio_xl.indeling.vulling import Vulling
from regio_xl.methode import Methode, laad
from regio_xl.opdracht import verwerk_boek
from regio_xl.opmaak import stijlen
from regio_xl.opmaak.validatie import PARTIJLIJST
from regio_xl.tabs import kwadrant
from regio_xl.tabs.invoertabs import LEGE_RIJEN
from regio_xl.tabs.sjabloon import bouw
from regio_xl.werkboek import tekstmaat
from regio_xl.xlsx.workbook import XlsxWerkboek

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

VRIJ = (blokken.START, blokken.OPGAVE, blokken.NETWERK, *blokken.RESULTAATTABS)
TEKENING = {blok.tabelnaam for blok in (blokken.STIPPEN, blokken.VAKKEN, blokken.LIJNEN)} | {
    "Ringen"
}
BESCHERMD = tuple(tab for tab in blokken.TABS if tab not in VRIJ)


@pytest.fixture(scope="module")
def methode() -> Methode:
    return laad()


@pytest.fixture(scope="module")
def leeg(methode: Methode) -> bytes:
    return bouw(methode)


@pytest.fixture(scope="module")
def boek(leeg: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(leeg))


@pytest.fixture(scope="module")
def vulling(methode: Methode) -> Vulling:
    eerste = methode.borg_en_verbind.kernvragen[0].id
    return Vulling(
        kenmerken={
            "Start": {"regio": "=HYPERLINK(1)", "datum": date(2026, 11, 20)},
            "Perspectief": {"keuze": "Netwerkend"},
        },
        antwoorden={"OPG-01": 4, "OPG-02": "n.v.t.", "WEE-01": 2},
        nu={"PER-01": 1},
        gewenst={"PER-01": 5, "PER-31": 3},
        toelichtingen={"OPG-01": "+31 is geen formule"},
        tabellen={
            "Partijen": [{"naam": f"@Partij {nummer}", "invloed": 3} for nummer in range(40)],
            "Agenda": [{"agendapunt": "-Stages", "herijken_op": date(2027, 3, 15)}],
        },
        afspraken={
            eerste: {"Status": "in gesprek", "Eigenaar": "=1+1", "Datum": date(2027, 1, 2)},
            "XX-99": {"Afspraak": "oud"},
        },
    )


@pytest.fixture(scope="module")
def vol(methode: Methode, vulling: Vulling) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(bouw(methode, vulling)))


def tabel(werkblad: Worksheet, naam: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Headings and rows of an Excel table."""
    kop, *rijen = werkblad[werkblad.tables[naam].ref]
    return [cel.value for cel in kop], [tuple(rij) for rij in rijen]


def alle_blokken(methode: Methode) -> list[blokken.Blok]:
    kenmerken = [blokken.kenmerkblok(tab.tab, methode) for tab in methode.invoertabs]
    tabs = (methode.opgave, methode.netwerk, methode.perspectief, methode.weefsel)
    stellingen = [blokken.stellingblok(tab.tab, len(tab.stellingen)) for tab in tabs]
    groeiend = [
        blokken.Blok(tab.tab, t.naam, tuple(k.kop for k in t.kolommen), LEGE_RIJEN[t.naam])
        for tab in tabs
        for t in tab.tabellen
    ]
    return (
        [blok for blok in kenmerken if blok]
        + stellingen
        + groeiend
        + [blokken.OVER, *blokken.RESULTAATBLOKKEN]
        + [blok for blok in blokken.NIET_ALTIJD if blok not in kenmerken]
    )


# --- structure ---


def test_tabs_in_order(boek: openpyxl.Workbook) -> None:
    assert tuple(boek.sheetnames) == blokken.TABS


def test_every_block_is_a_table_with_its_headings_and_rows(
    methode: Methode, boek: openpyxl.Workbook
) -> None:
    for blok in alle_blokken(methode):
        koppen, rijen = tabel(boek[blok.tab], blok.tabelnaam)
        assert [kop for kop in koppen if kop in blok.koppen] or koppen == list(blok.koppen)
        assert set(blok.koppen) <= set(koppen), blok.tabelnaam
        assert len(rijen) == blok.rijen, blok.tabelnaam


def test_the_first_column_of_a_growing_table_stays_first(methode: Methode) -> None:
    for tab in methode.invoertabs:
        for beschrijving in tab.tabellen:
            kolommen = geordend(beschrijving)
            assert kolommen[0] == beschrijving.kolommen[0]
            assert sorted(k.sleutel for k in kolommen) == sorted(
                k.sleutel for k in beschrijving.kolommen
            )


def test_every_statement_is_there_with_its_text(methode: Methode, boek: openpyxl.Workbook) -> None:
    for tab in (methode.opgave, methode.netwerk, methode.perspectief, methode.weefsel):
        koppen, rijen = tabel(boek[tab.tab], blokken.stellingblok(tab.tab, 0).tabelnaam)
        kolom_id, kolom_tekst = koppen.index("Id"), koppen.index("Stelling")
        gevonden = [(rij[kolom_id].value, rij[kolom_tekst].value) for rij in rijen]
        assert gevonden == [(s.id, s.tekst) for s in tab.stellingen]


def _vaste_rijen(werkblad: Worksheet) -> int:
    """How many rows stay in view; the question of the tab is the one below."""
    return int(range_boundaries(str(werkblad.freeze_panes))[1]) - 1


def test_texts_between_blocks_stand_outside_the_columns_of_blocks(boek: openpyxl.Workbook) -> None:
    """Everything under a heading is read as part of the block, so only column A may hold other text
    (and the top). Running numbers stand there too, under a heading that is never read."""
    for werkblad in boek.worksheets:
        in_tabel = {
            cel.coordinate
            for t in werkblad.tables.values()
            for rij in werkblad[t.ref]
            for cel in rij
        }
        los = [
            c
            for rij in werkblad.iter_rows(min_row=_vaste_rijen(werkblad) + 2, min_col=2)
            for c in rij
            if c.value is not None
        ]
        assert [c.coordinate for c in los if c.coordinate not in in_tabel] == [], werkblad.title


def test_nothing_is_merged_and_nothing_stands_below_the_long_lists(boek: openpyxl.Workbook) -> None:
    assert all(not werkblad.merged_cells.ranges for werkblad in boek.worksheets)
    for blok in (blokken.BORG, blokken.BEVINDINGEN):
        werkblad = boek[blok.tab]
        laatste = werkblad[werkblad.tables[blok.tabelnaam].ref][-1][0].row
        assert werkblad.max_row == laatste


def test_versions_on_start(methode: Methode, boek: openpyxl.Workbook) -> None:
    _, rijen = tabel(boek[blokken.START], blokken.OVER.tabelnaam)
    waarden = [(rij[0].value, rij[1].value) for rij in rijen]
    assert waarden == list(zip(blokken.OVER.regels, (__version__, methode.versie), strict=True))


def test_uitleg_never_looks_like_an_input_block(boek: openpyxl.Workbook) -> None:
    for naam in boek[blokken.UITLEG].tables:
        koppen, _ = tabel(boek[blokken.UITLEG], naam)
        assert not {"Id", "Kenmerk", "Waarde", "Antwoord"} & set(koppen)


def test_uitleg_has_every_statement_with_source_and_own_readings(
    methode: Methode, boek: openpyxl.Workbook
) -> None:
    teksten = {
        str(c.value) for rij in boek[blokken.UITLEG].iter_rows() for c in rij if c.value is not None
    }
    for bewijs in (*methode.kansrijk, *methode.perspectief.stellingen):
        assert bewijs.id in teksten
        assert bewijs.bron in teksten
    duiding = sum(
        any(lading.grond == "duiding" for lading in b.lading.values()) for b in methode.kansrijk
    )
    assert sum("eigen duiding" in tekst for tekst in teksten) > 0
    assert duiding > 0


# --- filling ---


def test_text_is_never_a_formula(vol: openpyxl.Workbook, methode: Methode) -> None:
    _, rijen = tabel(vol[blokken.START], "StartKenmerken")
    assert (rijen[0][1].value, rijen[0][1].data_type) == ("=HYPERLINK(1)", "s")
    _, partijen = tabel(vol[blokken.NETWERK], "Partijen")
    assert (partijen[0][0].value, partijen[0][0].data_type) == ("@Partij 0", "s")
    _, agenda = tabel(vol[blokken.OPGAVE], "Agenda")
    assert (agenda[0][0].value, agenda[0][0].data_type) == ("-Stages", "s")


def test_dates_and_numbers_keep_their_kind(vol: openpyxl.Workbook) -> None:
    koppen, agenda = tabel(vol[blokken.OPGAVE], "Agenda")
    cel = agenda[0][koppen.index("Herijken op")]
    assert (cel.value, cel.number_format) == (datetime(2027, 3, 15), stijlen.DATUM)  # noqa: DTZ001 - Excel keeps no time zone
    koppen, partijen = tabel(vol[blokken.NETWERK], "Partijen")
    assert partijen[0][koppen.index("Invloed")].value == 3


def test_tables_make_room_for_more_rows(vol: openpyxl.Workbook) -> None:
    _, partijen = tabel(vol[blokken.NETWERK], "Partijen")
    assert len(partijen) == 45


def test_answers_and_agreements_stand_by_their_id(vol: openpyxl.Workbook, methode: Methode) -> None:
    koppen, rijen = tabel(vol[blokken.PERSPECTIEF], "PerspectiefStellingen")
    eerste = {kop: cel.value for kop, cel in zip(koppen, rijen[0], strict=True)}
    assert (eerste["Id"], eerste["Nu"], eerste["Gewenst"]) == ("PER-01", 1, 5)
    koppen, rijen = tabel(vol[blokken.BORG_EN_VERBIND], blokken.BORG.tabelnaam)
    eerste, tweede = (
        {kop: cel.value for kop, cel in zip(koppen, rij, strict=True)} for rij in rijen[:2]
    )
    assert eerste["Vraag"] == methode.borg_en_verbind.kernvragen[0].tekst
    assert (eerste["Status"], eerste["Eigenaar"]) == ("in gesprek", "=1+1")
    assert (tweede["Id"], tweede["Afspraak"]) == ("XX-99", "oud")


def test_progress_counts_with_the_right_stored_result(methode: Methode, vulling: Vulling) -> None:
    waarden = openpyxl.load_workbook(BytesIO(bouw(methode, vulling)), data_only=True)
    _, rijen = tabel(waarden[blokken.START], "Voortgang")
    geteld = [(rij[-2].value, rij[-1].value) for rij in rijen]
    tabs = (methode.opgave, methode.netwerk, methode.perspectief, methode.weefsel)
    stellingen = [len(tab.stellingen) for tab in tabs]
    tabellen = [len(tab.tabellen) for tab in tabs]
    assert geteld == [
        (2 + 1, stellingen[0] + tabellen[0]),  # two answers and the agenda
        (0 + 1, stellingen[1] + tabellen[1]),  # the parties
        (3, 2 * stellingen[2]),
        (1, stellingen[3]),
        (None, None),
    ]
    assert rijen[0][2].value == pytest.approx(3 / (stellingen[0] + tabellen[0]))


# --- validations, protection ---


def regels_op(werkblad: Worksheet, cel: str) -> list[Any]:
    return [dv for dv in werkblad.data_validations.dataValidation if cel in dv.sqref]


def test_answers_have_a_drop_down_with_help(methode: Methode, boek: openpyxl.Workbook) -> None:
    for tab in (methode.opgave, methode.netwerk, methode.perspectief, methode.weefsel):
        koppen, rijen = tabel(boek[tab.tab], blokken.stellingblok(tab.tab, 0).tabelnaam)
        for kop in ("Antwoord", "Nu", "Gewenst"):
            if kop in koppen:
                (regel,) = regels_op(boek[tab.tab], rijen[-1][koppen.index(kop)].coordinate)
                assert (regel.type, regel.formula1) == ("list", '"1,2,3,4,5,n.v.t."')
                assert regel.prompt
                assert regel.error


def test_every_column_of_a_table_explains_itself(methode: Methode, boek: openpyxl.Workbook) -> None:
    for tab in methode.invoertabs:
        for beschrijving in tab.tabellen:
            koppen, rijen = tabel(boek[tab.tab], beschrijving.naam)
            for kolom in beschrijving.kolommen:
                (regel,) = regels_op(boek[tab.tab], rijen[-1][koppen.index(kolom.kop)].coordinate)
                assert regel.prompt.startswith(kolom.uitleg[:200])
                if kolom.soort == "keuze":
                    assert regel.formula1 == f'"{",".join(kolom.keuzes)}"'
                if kolom.soort == "partij":
                    assert (regel.formula1, regel.errorStyle) == (PARTIJLIJST, "warning")
                if kolom.soort == "datum":
                    assert (regel.type, regel.errorStyle) == ("date", "warning")


def test_our_texts_are_guarded_where_tables_must_grow(boek: openpyxl.Workbook) -> None:
    for tab in VRIJ:
        werkblad = boek[tab]
        assert not werkblad.protection.sheet
        for naam in werkblad.tables.keys() - TEKENING:
            koppen, rijen = tabel(werkblad, naam)
            for cel in (*werkblad[werkblad.tables[naam].ref][0], *rijen[0]):
                invoer = cel.style in {
                    "Regio Invoer", "Regio Invoer datum", "Regio Antwoord", "Regio Lijst invoer",
                    "Regio Lijst datum", "Regio Lijst antwoord",
                }  # fmt: skip
                vormen = [(dv.type, dv.formula1) for dv in regels_op(werkblad, cel.coordinate)]
                assert (("custom", "FALSE") in vormen) != invoer, (tab, cel.coordinate, koppen)


def test_protection_only_covers_our_own_cells(boek: openpyxl.Workbook) -> None:
    for tab in BESCHERMD:
        werkblad = boek[tab]
        slot = werkblad.protection
        assert slot.sheet
        assert slot.password is None
        toegestaan = ("formatCells", "formatColumns", "formatRows", "insertColumns", "insertRows",
            "insertHyperlinks", "sort",
                      "autoFilter", "objects")  # fmt: skip
        assert [naam for naam in toegestaan if getattr(slot, naam)] == []
        laatste = werkblad.max_column
        assert (
            not werkblad.cell(3, laatste + 1).protection.locked
            or werkblad.column_dimensions["A"].protection.locked is False
        )
        for naam in werkblad.tables:
            _, rijen = tabel(werkblad, naam)
            for cel in rijen[-1]:
                vrij = cel.style in {
                    "Regio Invoer",
                    "Regio Antwoord",
                    "Regio Lijst invoer",
                    "Regio Lijst datum",
                    "Regio Lijst antwoord",
                }
                assert cel.protection.locked != vrij, (tab, cel.coordinate)
    koppen, rijen = tabel(boek[blokken.BORG_EN_VERBIND], blokken.BORG.tabelnaam)
    assert {koppen[i] for i, cel in enumerate(rijen[-1]) if not cel.protection.locked} == set(
        blokken.BORG_INVOER
    )


# --- look ---


def licht(kleur: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    delen = [int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    rood, groen, blauw = (
        d / 12.92 if d <= 0.04045 else ((d + 0.055) / 1.055) ** 2.4 for d in delen
    )
    return 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw


def contrast(een: str, ander: str) -> float:
    donker, helder = sorted((licht(een), licht(ander)))
    return (helder + 0.05) / (donker + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("naam", [*stijlen.STIJLEN, *stijlen.VOORWAARDELIJK])
def test_text_stands_out_from_its_fill(naam: str) -> None:
    opmaak = (stijlen.STIJLEN | stijlen.VOORWAARDELIJK)[naam]
    assert (
        contrast(opmaak.get("font_color", stijlen.INKT), opmaak.get("bg_color", stijlen.WIT)) >= 4.5
    )


def test_other_pairs_stand_out() -> None:
    tekst = [
        (stijlen.ACCENT, stijlen.WIT),
        (stijlen.INKT, stijlen.MIST),
        (stijlen.ACCENT, stijlen.MELDING),
    ]
    tekst += [
        (stijlen.INKT, staaf) for staaf in (*stijlen.PERSPECTIEFSTAAF.values(), stijlen.STAAF)
    ]
    assert all(contrast(*paar) >= 4.5 for paar in tekst)
    randen = [
        (stijlen.LIJN, stijlen.WIT),
        (stijlen.LIJN, stijlen.INVOER),
        (stijlen.GRIJS, stijlen.WIT),
    ]
    assert all(contrast(*paar) >= 3 for paar in randen)


def test_perspectives_have_equal_weight() -> None:
    for kleuren in (stijlen.PERSPECTIEFKLEUR, stijlen.PERSPECTIEFTINT, stijlen.PERSPECTIEFSTAAF):
        op_wit = [contrast(kleur, stijlen.WIT) for kleur in kleuren.values()]
        assert max(op_wit) / min(op_wit) < 1.2
        assert len(set(kleuren.values())) == 4
    assert len(set(stijlen.PERSPECTIEFTEKEN.values())) == 4


def test_input_has_a_fill_and_a_border(boek: openpyxl.Workbook) -> None:
    koppen, rijen = tabel(boek[blokken.WEEFSEL], "WeefselStellingen")
    cel = rijen[0][koppen.index("Antwoord")]
    assert cel.fill.fgColor.rgb == "FF" + stijlen.INVOER.lstrip("#")
    assert cel.border.left.style == cel.border.bottom.style == "thin"


def test_every_cell_has_one_of_our_named_styles(boek: openpyxl.Workbook) -> None:
    namen = {
        cel.style
        for werkblad in boek.worksheets
        for rij in werkblad.iter_rows()
        for cel in rij
        if cel.has_style
    }
    assert namen <= set(stijlen.STIJLEN)
    assert set(stijlen.STIJLEN) - namen == {"Regio Blanco"}  # the look of empty columns
    assert set(stijlen.STIJLEN) <= set(boek.named_styles)


def test_tables_use_no_default_table_style(boek: openpyxl.Workbook) -> None:
    for werkblad in boek.worksheets:
        for t in werkblad.tables.values():
            assert t.tableStyleInfo is None or t.tableStyleInfo.name is None


def test_own_theme(leeg: bytes) -> None:
    with zipfile.ZipFile(BytesIO(leeg)) as zip_:
        thema = zip_.read("xl/theme/theme1.xml").decode()
    assert 'name="Regio-XL"' in thema
    assert stijlen.NACHT.lstrip("#") in thema
    assert "Cambria" not in thema


def test_views_and_printing(boek: openpyxl.Workbook) -> None:
    for werkblad in boek.worksheets:
        assert not werkblad.sheet_view.showGridLines
        assert werkblad.freeze_panes
        assert werkblad.print_title_rows
        assert werkblad.page_setup.paperSize == (
            8 if werkblad.title == "Netwerkbeeld" else 9
        )  # as wide as A3
        assert (werkblad.page_setup.fitToWidth, werkblad.page_setup.fitToHeight) in {
            (1, 0),
            (None, 0),
        }
        assert werkblad.oddFooter.left.text == "&A"
        assert werkblad.oddHeader.left.text == "Regio-XL"


def breedtes(werkblad: Worksheet) -> dict[int, float]:
    """The width of each column (openpyxl keeps neighbours of equal width together)."""
    maten = werkblad.column_dimensions.values()
    return {
        kolom: maat_.width for maat_ in maten for kolom in range(maat_.min, min(maat_.max, 20) + 1)
    }


def teksten_met_ruimte(werkblad: Worksheet) -> Iterator[tuple[str, float, float]]:
    """Each text with the height it needs and the height it has; texts that do not wrap need the
    free width instead."""
    breed = breedtes(werkblad)
    filters = {
        cel.row for t in werkblad.tables.values() if t.autoFilter for cel in werkblad[t.ref][0]
    }
    for rij in werkblad.iter_rows():
        for cel in rij:
            if not isinstance(cel.value, str) or cel.data_type == "f":
                continue
            punten, vet = cel.font.sz, bool(cel.font.b)
            if cel.alignment.wrap_text:
                ruimte = breed[cel.column] - (3 if cel.row in filters else 0)
                regels = len(
                    tekstmaat.regels(cel.value, ruimte - 1.5 - cel.alignment.indent, punten, vet)
                )
                yield (
                    cel.value,
                    regels * 15 * punten / 11,
                    werkblad.row_dimensions[cel.row].height or 15,
                )
            elif cel.alignment.horizontal != "right":
                buren = [c.column for c in rij if c.column > cel.column and c.value is not None]
                ruimte = sum(
                    breed[kolom]
                    for kolom in range(cel.column, min(buren, default=werkblad.max_column + 1))
                )
                yield (
                    cel.value,
                    tekstmaat.breedte(cel.value, punten, vet) + 2 * cel.alignment.indent,
                    ruimte,
                )


def test_no_text_is_cut_off(boek: openpyxl.Workbook, vol: openpyxl.Workbook) -> None:
    for werkboek in (boek, vol):
        for werkblad in werkboek.worksheets:
            for tekst, nodig, ruimte in teksten_met_ruimte(werkblad):
                assert nodig <= ruimte + 0.01, (werkblad.title, tekst, nodig, ruimte)


@pytest.mark.parametrize(
    "voorbeeld",
    [
        pytest.param(pad, id=pad.stem, marks=[pytest.mark.lang] if nummer else [])
        for nummer, pad in enumerate(VOORBEELDEN)
    ],
)
def test_results_find_room(voorbeeld: Path, methode: Methode) -> None:
    """What a calculation writes makes its row as high as the text needs."""
    _, boek = verwerk_boek(XlsxWerkboek(voorbeeld), methode, date(2026, 11, 21))
    werkboek = openpyxl.load_workbook(BytesIO(boek.inhoud))
    for tab in blokken.RESULTAATTABS:
        for tekst, nodig, ruimte in teksten_met_ruimte(werkboek[tab]):
            assert nodig <= ruimte + 0.01, (tab, tekst, nodig, ruimte)


def test_rows_grow_with_what_users_type(leeg: bytes) -> None:
    with zipfile.ZipFile(BytesIO(leeg)) as zip_:
        weefsel = zip_.read("xl/worksheets/sheet5.xml").decode()
    rijen = re.findall(r'<row r="(\d+)"([^>]*)>', weefsel)
    assert (
        sum("customHeight" not in kenmerken and "ht=" in kenmerken for _, kenmerken in rijen) >= 20
    )


# --- pictures and links ---


def tekeningen(pakket: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(pakket)) as zip_:
        return {
            naam: zip_.read(naam).decode()
            for naam in zip_.namelist()
            if "drawings/" in naam and naam.count("/") >= 2
        }


def test_every_picture_and_chart_has_an_alternative_text(leeg: bytes) -> None:
    namen = [n for n in tekeningen(leeg) if n.endswith(".xml")]
    assert len(namen) == len(blokken.TABS)
    for naam in namen:
        boom = ET.fromstring(tekeningen(leeg)[naam])  # noqa: S314 - our own file
        eigenschappen = [element for element in boom.iter() if element.tag.endswith("}cNvPr")]
        assert eigenschappen
        assert all(element.get("descr") for element in eigenschappen)


def test_every_tab_links_to_all_others(leeg: bytes) -> None:
    links = [tekst for naam, tekst in tekeningen(leeg).items() if naam.endswith(".rels")]
    assert len(links) == len(blokken.TABS)
    for tekst in links:
        doelen = set(re.findall(r"Target=\"#'([^']+)'!A1\"", tekst))
        assert len(doelen & set(blokken.TABS)) == len(blokken.TABS) - 1


def test_start_links_to_every_step(boek: openpyxl.Workbook) -> None:
    cellen = [cel for rij in boek[blokken.START].iter_rows() for cel in rij]
    doelen = {cel.hyperlink.location for cel in cellen if cel.hyperlink}
    for tab in (*blokken.INVOERTABS[1:], blokken.BORG_EN_VERBIND):
        assert f"'{tab}'!A1" in doelen


def test_quadrant_follows_the_positions(leeg: bytes, boek: openpyxl.Workbook) -> None:
    with zipfile.ZipFile(BytesIO(leeg)) as zip_:
        tekst = zip_.read("xl/charts/chart1.xml").decode()
    _, rijen = tabel(boek[blokken.ADVIES], blokken.POSITIES.tabelnaam)
    for rij in rijen:
        for cel in rij[1:]:
            assert f"<c:f>Advies!${cel.column_letter}${cel.row}</c:f>" in tekst
    vormen = re.findall(r'<c:symbol val="(\w+)"', tekst)
    assert vormen[0] == "none"
    assert len(set(vormen[1:])) == len(rijen)
    assert kwadrant.ONDERTITEL_X in tekst
    assert kwadrant.ONDERTITEL_Y in tekst


def test_names_of_the_perspectives_stand_in_their_quadrant(methode: Methode) -> None:
    kanten = {p.id: ("links" in p.plek, "boven" in p.plek) for p in methode.algemeen.perspectieven}
    assert {p: (x < 0, y > 0) for p, (x, y) in kwadrant.NAAMPLEK.items()} == kanten


# --- the package ---


def test_same_input_same_bytes(methode: Methode, leeg: bytes, vulling: Vulling) -> None:
    assert bouw(methode) == leeg
    assert bouw(methode, vulling) == bouw(methode, vulling)


def test_properties(boek: openpyxl.Workbook) -> None:
    eigenschappen = boek.properties
    assert eigenschappen.title.startswith("Regio-XL")
    assert (eigenschappen.creator, eigenschappen.language) == ("Regio-XL", "nl-NL")


@pytest.mark.lang
def test_excel_would_open_it_clean(
    leeg: bytes, methode: Methode, vulling: Vulling, tmp_path: Path
) -> None:
    audit = pytest.importorskip("openxml_audit")
    for naam, pakket in (("leeg", leeg), ("vol", bouw(methode, vulling))):
        pad = tmp_path / f"{naam}.xlsx"
        pad.write_bytes(pakket)
        assert audit.OpenXmlValidator().validate(pad).errors == []
