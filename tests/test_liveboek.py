"""The workbook that is open in Excel: the same cells as the file adapter reads and writes, and no
other.

Two engines are played: the one of Lite and Server is xlwings' own, fed with the JSON of a real
file; its recorded actions are done on a model of the cells. The one of a desktop is ``nepexcel``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import VOORBEELDEN
from hulp.gebruiker import Gebruiker, kolommen_erbij, rijen_erbij, tabs_omgekeerd
from hulp.nepexcel import LETTER, NepExcel
from hulp.officejs import Excelmodel, boek_json, excel_leest, excelboek
from hulp.programmas import programma
from hulp.verbouwd import DAG, bewaard, verbouwd
from regio_xl.excel.celwaarden import (
    Rechthoek,
    als_rijen,
    als_voorheen,
    getoond,
    linkdoel,
    omvat,
    rechthoeken,
    voor_excel,
    wordt_gelezen,
)
from regio_xl.excel.liveboek import ExcelWerkboek
from regio_xl.excel.meldingen import (
    GEEN_ANTWOORD,
    HALF_GESCHREVEN,
    NIET_GESCHREVEN,
    ExcelFout,
    beveiligd,
)
from regio_xl.indeling import blokken
from regio_xl.methode import Methode
from regio_xl.opdracht import bekijk_boek, schrijf
from regio_xl.werkboek import (
    Adres,
    Blad,
    CelFout,
    Celwijzigingen,
    Koppeling,
    NietBerekend,
    Schrijfwaarde,
    Snapshot,
    WerkboekFout,
    staat_er_al,
)
from regio_xl.xlsx.values import fit_text
from regio_xl.xlsx.workbook import XlsxWerkboek

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

Plek = tuple[int, int]


# --- lezen ---


def gelezen_uit_bestand(inhoud: bytes, tabs: Collection[str] = blokken.LEESTABS) -> Snapshot:
    """What the file adapter reads, with formulas that a program never calculated as empty: a live
    Excel has calculated them."""
    gelezen = XlsxWerkboek.uit_bytes("boek.xlsx", inhoud).lees(tabs)
    bladen = (
        Blad(b.naam, [[None if isinstance(w, NietBerekend) else w for w in r] for r in b.rijen])
        for b in gelezen.bladen
    )
    return Snapshot(tuple(map(_zonder_lege_rand, bladen)), gelezen.namen)


def _zonder_lege_rand(blad: Blad) -> Blad:
    gevuld = [
        (r, k)
        for r, rij in enumerate(blad.rijen)
        for k, waarde in enumerate(rij)
        if waarde is not None
    ]
    rand = omvat(gevuld) if gevuld else Rechthoek(0, 0, -1, -1)
    rijen = [
        [blad.waarde(r, k) for k in range(rand.laatste_kolom + 1)]
        for r in range(rand.laatste_rij + 1)
    ]
    return Blad(blad.naam, rijen)


def live(inhoud: bytes, naam: str = "boek.xlsx") -> ExcelWerkboek:
    return ExcelWerkboek(excelboek(boek_json(inhoud, naam)))


def _eigen_kolommen(boek: Any) -> None:
    """Columns, notes and a tab of the user's own, beside and below ours."""
    for tab in blokken.LEESTABS:
        blad = boek[tab]
        blad.cell(8, 24, "Onze kolom")
        blad.cell(9, 24, "=1+1").data_type = "s"
        blad.cell(10, 24, datetime(2027, 5, 3))  # noqa: DTZ001
        blad.cell(11, 24, 7)
    boek.create_sheet("Van ons", 0).cell(3, 3, "notitie")


@pytest.fixture(
    scope="module",
    params=[
        VOORBEELDEN[0],
        *(pytest.param(pad, marks=pytest.mark.lang) for pad in VOORBEELDEN[1:]),
        "leeg",
        "verwerkt",
        pytest.param("rijen erbij", marks=pytest.mark.lang),
        "kolommen erbij",
        pytest.param("tabs verplaatst", marks=pytest.mark.lang),
        "eigen kolommen",
    ],
    ids=lambda param: param.stem if isinstance(param, Path) else str(param),
)
def inhoud(
    request: pytest.FixtureRequest, leeg_werkboek: bytes, voorbeeld: bytes, methode: Methode
) -> bytes:
    """A real workbook, and the ways in which users rebuild one."""
    if isinstance(request.param, Path):
        return request.param.read_bytes()
    if request.param == "leeg":
        return leeg_werkboek
    gebruiker = Gebruiker(voorbeeld, methode)
    gebruiker.verwerk()
    gebruiker.vul_in(list(gebruiker.borg())[2], Status="geborgd", Afspraak="=1+1 is geen formule")
    gebruiker.antwoord("Opgave", "OPG-03", "vijf")
    gebruiker.kies("presterend")
    hoe: Mapping[str, tuple[Callable[[Any], None], ...]] = {
        "rijen erbij": (rijen_erbij,),
        "kolommen erbij": (rijen_erbij, kolommen_erbij),
        "tabs verplaatst": (tabs_omgekeerd,),
        "eigen kolommen": (_eigen_kolommen,),
    }
    return (
        verbouwd(gebruiker.inhoud, *hoe[request.param])
        if request.param in hoe
        else gebruiker.inhoud
    )


def test_a_workbook_reads_the_same_live_as_from_its_file(inhoud: bytes) -> None:
    assert live(inhoud).lees(blokken.LEESTABS) == gelezen_uit_bestand(inhoud)


def test_a_desktop_reads_the_same_too(inhoud: bytes) -> None:
    assert ExcelWerkboek(NepExcel(inhoud)).lees(blokken.LEESTABS) == gelezen_uit_bestand(inhoud)  # type: ignore[arg-type]


BIJZONDER: tuple[object, ...] = (
    1, 2.5, True, False, "4", " 5 ", "n.v.t.", "tekst\nmet regels", "   ", date(2027, 3, 15),
    datetime(2027, 3, 15, 13, 30),  # noqa: DTZ001
    time(9, 15), "#N/A", "#DIV/0!", "=", "'aanhaling", "😀", date(1900, 1, 4), date(1900, 3, 1),
)  # fmt: skip


def test_every_kind_of_cell_reads_the_same() -> None:
    boek = openpyxl.Workbook()
    blad = boek.active
    assert blad is not None
    blad.title = "Opgave"
    for nummer, waarde in enumerate(BIJZONDER, start=3):
        cel = blad.cell(nummer, 2)
        cel.value = waarde
        if waarde == "=":
            cel.data_type = "s"
    bestand = bewaard(boek)
    gelezen = live(bestand).lees([" OPGAVE"])
    assert gelezen == gelezen_uit_bestand(bestand, ["Opgave"])
    waarden = [rij[1] for rij in gelezen.bladen[0].rijen[2:]]
    assert [type(waarde) for waarde in waarden[:2]] == [float, float]
    assert waarden[9:14] == [
        date(2027, 3, 15), datetime(2027, 3, 15, 13, 30),  # noqa: DTZ001 - Excel knows no zones
        time(9, 15), CelFout("#N/A"), CelFout("#DIV/0!"),
    ]  # fmt: skip


def test_a_small_number_that_looks_like_a_date_is_the_day_that_users_see() -> None:
    """Excel's links to the outside do not count 29 February 1900, Excel itself does."""
    assert als_rijen([[datetime(1900, 1, 3), datetime(1900, 2, 28), datetime(1900, 3, 1)]]) == [  # noqa: DTZ001
        [date(1900, 1, 4), date(1900, 3, 1), date(1900, 3, 1)]
    ]
    assert als_rijen([[datetime(1899, 12, 31), datetime(1899, 12, 30, 9)]]) == [  # noqa: DTZ001
        [date(1900, 1, 1), time(9)]
    ]


def test_what_only_excel_for_windows_hands_over() -> None:
    rijen = als_rijen([
        [Decimal("12.50"), -2146826281.0, -2146826238, ""],
        [float("inf"), datetime(2027, 1, 1, 0, 0), date(2027, 1, 2), None],  # noqa: DTZ001
        [None, "", None, None],
    ])  # fmt: skip
    assert rijen == [
        [12.5, -2146826281.0, CelFout("#FOUT!")],
        [CelFout("#NUM!"), date(2027, 1, 1), date(2027, 1, 2)],
    ]
    with pytest.raises(TypeError, match="bytes"):
        als_rijen([[b"x"]])


def test_tabs_that_are_not_there_are_left_out(voorbeeld: bytes) -> None:
    gelezen = live(voorbeeld).lees(["opgave ", "Bestaat niet"])
    assert [blad.naam for blad in gelezen.bladen] == ["Opgave"]
    assert gelezen.namen == blokken.TABS[:5] + gelezen.namen[5:]


def test_one_read_a_tab(voorbeeld: bytes) -> None:
    excel = NepExcel(voorbeeld)
    ExcelWerkboek(excel).lees(blokken.LEESTABS)  # type: ignore[arg-type]
    assert excel.gelezen == list(blokken.LEESTABS)


def test_a_tab_formatted_to_its_edge_is_read_and_one_with_millions_of_rows_refused(
    voorbeeld: bytes,
) -> None:
    excel = NepExcel(voorbeeld)
    excel.blad("Opgave").gebruikt_tot = (200, 16_383)
    assert ExcelWerkboek(excel).lees(["Opgave"]) == gelezen_uit_bestand(voorbeeld, ["Opgave"])  # type: ignore[arg-type]
    excel.blad("Opgave").gebruikt_tot = (1_048_575, 5)
    with pytest.raises(WerkboekFout) as fout:
        ExcelWerkboek(excel).lees(["Opgave"])  # type: ignore[arg-type]
    assert fout.value.code == "bestand-te-groot"


def test_excel_that_does_not_answer_gives_one_message(voorbeeld: bytes) -> None:
    excel = NepExcel(voorbeeld)
    excel.weigert_lezen = True
    with pytest.raises(ExcelFout, match="Druk dan eerst op Enter") as fout:
        ExcelWerkboek(excel).lees(["Opgave"])  # type: ignore[arg-type]
    assert str(fout.value) == GEEN_ANTWOORD


def test_nothing_of_a_workbook_stays_in_memory(voorbeeld: bytes) -> None:
    """A server lives for weeks, and what people typed is not its to keep."""
    boek = excelboek(boek_json(voorbeeld))
    onthouden = sys.modules[type(boek.impl).__module__].get_range_api.cache_info
    ExcelWerkboek(boek).lees(blokken.LEESTABS)
    assert onthouden().currsize == 0
    ExcelWerkboek(boek).schrijf([Celwijzigingen("Advies", {(50, 1): "a"})])
    assert onthouden().currsize == 0


# --- schrijven: hetzelfde als het bestand ---


class Meelezer:
    """A Boek that keeps what is written."""

    def __init__(self, boek: Any) -> None:
        self.boek, self.naam, self.opdrachten = boek, boek.naam, list[Celwijzigingen]()

    def lees(self, tabs: Collection[str]) -> Snapshot:
        gelezen: Snapshot = self.boek.lees(tabs)
        return gelezen

    def schrijf(self, opdrachten: Sequence[Celwijzigingen]) -> None:
        self.opdrachten += opdrachten
        self.boek.schrijf(opdrachten)


def bereken_in(boek: Any, methode: Methode) -> dict[str, set[Plek]]:
    """Compute and write; gives the cells that may be written."""
    meelezer = Meelezer(boek)
    schrijf(meelezer, bekijk_boek(meelezer, methode), methode, DAG)
    return {opdracht.blad: set(opdracht.cellen) for opdracht in meelezer.opdrachten}


def via_bestand(inhoud: bytes, methode: Methode) -> Excelmodel:
    boek = XlsxWerkboek.uit_bytes("boek.xlsx", inhoud)
    bereken_in(boek, methode)
    return Excelmodel.van(boek.inhoud)


def hetzelfde(model: Excelmodel, verwacht: Excelmodel, mag: Mapping[str, set[Plek]]) -> None:
    for tab in verwacht.bladen:
        assert model.cellen[tab] == verwacht.cellen[tab], tab
        assert model.geraakt.get(tab, set()) <= mag.get(tab, set()), tab
    assert model.nuttige_koppelingen() == verwacht.nuttige_koppelingen()


def test_a_calculation_puts_the_same_values_and_links_in_the_same_cells(
    inhoud: bytes, methode: Methode
) -> None:
    boek = excelboek(boek_json(inhoud, "boek.xlsx"))
    mag = bereken_in(ExcelWerkboek(boek), methode)
    hetzelfde(
        Excelmodel.van(inhoud).speel(boek.json()["actions"]), via_bestand(inhoud, methode), mag
    )


def test_a_desktop_gets_the_same_too(inhoud: bytes, methode: Methode) -> None:
    excel = NepExcel(inhoud, "boek.xlsx", beveiligd=dict.fromkeys(blokken.RESULTAATTABS, ""))
    mag = bereken_in(ExcelWerkboek(excel), methode)  # type: ignore[arg-type]
    hetzelfde(excel.model, via_bestand(inhoud, methode), mag)


def test_a_second_calculation_writes_nothing(voorbeeld: bytes, methode: Methode) -> None:
    boek = XlsxWerkboek.uit_bytes("boek.xlsx", voorbeeld)
    bereken_in(boek, methode)
    opnieuw = excelboek(boek_json(boek.inhoud, "boek.xlsx"))
    bereken_in(ExcelWerkboek(opnieuw), methode)
    assert opnieuw.json()["actions"] == []


def test_findings_that_are_solved_disappear_with_their_links(
    voorbeeld: bytes, methode: Methode
) -> None:
    gebruiker = Gebruiker(voorbeeld, methode)
    for nummer in range(1, 9):
        gebruiker.antwoord("Opgave", f"OPG-{nummer:02d}", f"vijf {nummer}")
    gebruiker.verwerk()
    eerst = Excelmodel.van(gebruiker.inhoud)
    for nummer in range(1, 9):
        gebruiker.antwoord("Opgave", f"OPG-{nummer:02d}", 5)
    boek = excelboek(boek_json(gebruiker.inhoud, "boek.xlsx"))
    mag = bereken_in(ExcelWerkboek(boek), methode)
    model = Excelmodel.van(gebruiker.inhoud).speel(boek.json()["actions"])
    hetzelfde(model, via_bestand(gebruiker.inhoud, methode), mag)
    weg = set(eerst.koppelingen["Controle"]) - set(model.nuttige_koppelingen()["Controle"])
    assert len(weg) >= 7
    assert all(model.koppelingen["Controle"][plek] == str(Adres("Controle", *plek)) for plek in weg)
    excel = NepExcel(gebruiker.inhoud)
    bereken_in(ExcelWerkboek(excel), methode)  # type: ignore[arg-type]
    assert not weg & set(excel.model.koppelingen["Controle"])


# --- wat er naar Excel gaat ---

ALS_TEKST = (
    "2024-01-05", "1-2", "1/2", "50%", "12,5", "€ 3", "=1+1", "+31 6", "-", "@naam", "'citaat",
    "WAAR", "onwaar", "TRUE", "mei 2027", "jan-24", "5 mei", "3e7", "#N/A", "12:30", "(3)", " 7",
    "1.000", "'Opgave'!D7", "$A$1", "＝1", "½",
)  # fmt: skip


@pytest.mark.parametrize("tekst", ALS_TEKST)
def test_text_that_excel_would_read_as_something_else_stays_text(tekst: str) -> None:
    assert voor_excel(tekst) == f"'{tekst}"


@pytest.mark.parametrize(
    "tekst",
    [
        "Gemeente Venlo",
        "Dit is een zin over 2027 die te lang is om voor een datum te worden gehouden.",
    ],
)
def test_plain_text_goes_as_it_is(tekst: str) -> None:
    assert voor_excel(tekst) == tekst


@given(st.text(max_size=80))
@example("Mei 12")
def test_any_text_arrives_as_it_was(tekst: str) -> None:
    model = Excelmodel(["t"], {"t": {}}, {"t": {}})
    uit = voor_excel(tekst)
    model.zet("t", (0, 0), "" if uit is None else uit)
    assert model.cellen["t"].get((0, 0), "") == fit_text(tekst)
    if excel_leest(tekst):
        assert wordt_gelezen(tekst)


def test_other_values_go_as_they_are() -> None:
    waarden: tuple[Schrijfwaarde, ...] = (
        None,
        "",
        3,
        2.5,
        DAG,
        Koppeling(Adres("Opgave", 6, 3), "'Opgave'!D7"),
        "a\r\nb",
    )
    assert [voor_excel(waarde) for waarde in waarden] == [
        None,
        None,
        3,
        2.5,
        DAG,
        "''Opgave'!D7",
        "a\nb",
    ]
    assert len(str(voor_excel("x" * 40_000))) == 32_767


plekken = st.sets(st.tuples(st.integers(0, 8), st.integers(0, 6)), max_size=40)


@given(plekken)
def test_rectangles_hold_these_cells_once_and_no_other(cellen: set[Plek]) -> None:
    alle = [plek for blok in rechthoeken(cellen) for plek in blok.plekken()]
    assert len(alle) == len(set(alle))
    assert set(alle) == cellen


def test_a_block_is_one_rectangle() -> None:
    assert rechthoeken([(r, k) for r in range(3, 90) for k in range(2, 9)]) == [
        Rechthoek(3, 2, 89, 8)
    ]
    assert rechthoeken([]) == []


@pytest.mark.parametrize(
    ("oud", "nieuw", "gelijk"),
    [
        (None, None, True), (None, "", True), ("a", "a", True), ("4", 4, False), (4.0, 4, True),
        (True, 1, False), (date(2027, 1, 1), date(2027, 1, 1), True),
        (1.0, date(2027, 1, 1), False),
        (datetime(2027, 1, 1), date(2027, 1, 1), True),  # noqa: DTZ001
        ("'Opgave'!D7", Koppeling(Adres("Opgave", 6, 3), "'Opgave'!D7"), True),
        (CelFout("#N/A"), None, False),
    ],
)  # fmt: skip
def test_what_stands_there_already(oud: Any, nieuw: Schrijfwaarde, gelijk: bool) -> None:
    assert staat_er_al(oud, getoond(nieuw)) is gelijk


@pytest.mark.parametrize(
    ("tekst", "doel"),
    [
        ("'Wie ''doet'' wat'!AB7", Adres("Wie 'doet' wat", 6, 27)),
        ("Wie 'doet' wat AB7", Adres("Wie 'doet' wat", 6, 27)), ("Opgave", Adres("Opgave", 0, 0)),
        ("'Weg'!A1", None), ("Opgave 7", None), ("Opgave C7 en D8", None), ("", None),
    ],
)  # fmt: skip
def test_what_a_cell_shows_says_where_its_link_goes(tekst: str, doel: Adres | None) -> None:
    tabs = ["Opgave", "Wie 'doet' wat"]
    assert linkdoel(tekst, tabs) == doel
    assert als_voorheen(tekst, tabs) == (tekst if doel is None else Koppeling(doel, tekst))


def test_other_values_are_put_back_as_they_were() -> None:
    assert [als_voorheen(waarde, ["Opgave"]) for waarde in (3.0, DAG, None, CelFout("#N/A"))] == [
        3.0,
        DAG,
        None,
        None,
    ]


def test_only_cells_that_change_and_what_lies_between_are_written(voorbeeld: bytes) -> None:
    boek = excelboek(boek_json(voorbeeld))
    tekst = live(voorbeeld).lees(["Advies"]).bladen[0].waarde(0, 0)
    assert isinstance(tekst, str)
    ExcelWerkboek(boek).schrijf(
        [Celwijzigingen("advies", {(0, 0): tekst, (50, 1): "a", (50, 2): tekst, (50, 3): 2.5})]
    )
    acties = [(a["start_row"], a["start_column"], a["values"]) for a in boek.json()["actions"]]
    assert acties == [(50, 1, [["a", tekst, 2.5]])]


@pytest.mark.parametrize("waarde", [float("nan"), True, object()])
def test_a_value_that_no_cell_can_hold_is_refused_before_anything_is_written(
    voorbeeld: bytes, waarde: Any
) -> None:
    boek = excelboek(boek_json(voorbeeld))
    with pytest.raises((TypeError, ValueError)):
        ExcelWerkboek(boek).schrijf(
            [
                Celwijzigingen("Advies", {(50, 1): "a"}),
                Celwijzigingen("Controle", {(50, 1): waarde}),
            ]
        )
    assert boek.json()["actions"] == []


def test_a_tab_that_is_not_there_is_refused_before_anything_is_written(voorbeeld: bytes) -> None:
    boek = excelboek(boek_json(voorbeeld))
    with pytest.raises(WerkboekFout) as fout:
        ExcelWerkboek(boek).schrijf(
            [Celwijzigingen("Advies", {(50, 1): "a"}), Celwijzigingen("Weg", {(0, 0): "b"})]
        )
    assert (fout.value.code, boek.json()["actions"]) == ("tab-resultaat-ontbreekt", [])


def test_a_write_that_fails_halfway_leaves_nothing_to_be_done(
    voorbeeld: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    boek = excelboek(boek_json(voorbeeld))
    boek.app.alert("eerder gevraagd", title="x")
    monkeypatch.setattr("regio_xl.excel.schrijven.voor_excel", lambda waarde: 1 / 0)
    opdracht = Celwijzigingen(
        "Controle", {(50, 1): "b", (52, 1): Koppeling(Adres("Opgave", 1, 1), "'Opgave'!B2")}
    )
    with pytest.raises(ExcelFout) as fout:
        ExcelWerkboek(boek).schrijf([Celwijzigingen("Advies", {(50, 1): "a"}), opdracht])
    assert str(fout.value) == NIET_GESCHREVEN
    assert [actie["func"] for actie in boek.json()["actions"]] == ["alert"]


# --- een bureaublad ---

OPDRACHTEN = (
    Celwijzigingen(
        "Advies",
        {(50, 1): "a", (50, 2): 3, (60, 1): Koppeling(Adres("Opgave", 6, 3), "'Opgave'!D7")},
    ),
    Celwijzigingen("Controle", {(50, 1): "=b", (51, 1): None}),
)


def test_excel_is_quiet_while_we_write_and_goes_on_as_it_was(voorbeeld: bytes) -> None:
    excel = NepExcel(voorbeeld)
    excel.app.calculation = "semiautomatic"
    ExcelWerkboek(excel).schrijf(OPDRACHTEN)  # type: ignore[arg-type]
    assert set(excel.app.gezien) == {(False, "manual")}
    assert (excel.app.screen_updating, excel.app.calculation) == (True, "semiautomatic")
    assert excel.model.cellen["Controle"][50, 1] == "=b"
    assert excel.letters["Advies", (60, 1)] == LETTER


@pytest.mark.parametrize("beurt", range(1, 5))
def test_a_failure_puts_everything_back(voorbeeld: bytes, methode: Methode, beurt: int) -> None:
    gebruiker = Gebruiker(voorbeeld, methode)
    gebruiker.antwoord("Opgave", "OPG-03", "vijf")
    gebruiker.verwerk()
    gebruiker.antwoord("Opgave", "OPG-03", 5)
    gebruiker.antwoord("Opgave", "OPG-05", "zes")
    excel = NepExcel(gebruiker.inhoud, beveiligd=dict.fromkeys(blokken.RESULTAATTABS, ""))
    excel.app.calculation = "manual"
    proef = NepExcel(gebruiker.inhoud, beveiligd=dict.fromkeys(blokken.RESULTAATTABS, ""))
    bereken_in(ExcelWerkboek(proef), methode)  # type: ignore[arg-type]
    excel.stuk_bij = proef.schrijfbeurten * beurt // 4
    with pytest.raises(ExcelFout) as fout:
        bereken_in(ExcelWerkboek(excel), methode)  # type: ignore[arg-type]
    assert str(fout.value) == NIET_GESCHREVEN
    eerst = Excelmodel.van(gebruiker.inhoud)
    assert excel.model.cellen == eerst.cellen
    assert excel.model.nuttige_koppelingen() == eerst.nuttige_koppelingen()
    assert (excel.app.screen_updating, excel.app.calculation) == (True, "manual")
    assert all(excel.blad(tab).api.ProtectContents for tab in blokken.RESULTAATTABS)


def test_when_the_very_first_write_fails_nothing_was_changed(voorbeeld: bytes) -> None:
    """As on a Mac with protected tabs: there is nothing to put back, and nothing could be."""
    excel = NepExcel(voorbeeld)
    excel.stuk_bij, excel.blijft_stuk = 1, True
    with pytest.raises(ExcelFout) as fout:
        ExcelWerkboek(excel).schrijf(OPDRACHTEN)  # type: ignore[arg-type]
    assert str(fout.value) == NIET_GESCHREVEN


def test_when_nothing_can_be_put_back_the_user_is_told(voorbeeld: bytes) -> None:
    excel = NepExcel(voorbeeld)
    excel.stuk_bij, excel.blijft_stuk = 3, True
    with pytest.raises(ExcelFout) as fout:
        ExcelWerkboek(excel).schrijf(OPDRACHTEN)  # type: ignore[arg-type]
    assert str(fout.value) == HALF_GESCHREVEN
    assert (excel.app.screen_updating, excel.app.calculation) == (True, "automatic")


def test_protection_without_a_password_is_put_back_as_it_was(voorbeeld: bytes) -> None:
    excel = NepExcel(voorbeeld, beveiligd={"Advies": "", "Start": ""})
    ExcelWerkboek(excel).schrijf(OPDRACHTEN)  # type: ignore[arg-type]
    (stand,) = excel.blad("Advies").api.opnieuw
    assert excel.blad("Start").api.opnieuw == []
    assert {naam for naam, aan in stand.items() if aan} == {
        "AllowFormattingCells",
        "AllowSorting",
        "Contents",
        "Scenarios",
    }
    assert "AllowDeletingRows" in stand


def test_a_password_stops_before_anything_is_written(voorbeeld: bytes) -> None:
    excel = NepExcel(voorbeeld, beveiligd={"Advies": "", "Controle": "geheim"})
    with pytest.raises(ExcelFout) as fout:
        ExcelWerkboek(excel).schrijf(OPDRACHTEN)  # type: ignore[arg-type]
    assert str(fout.value) == beveiligd("Controle")
    assert excel.model.geraakt == {}
    assert excel.blad("Advies").api.ProtectContents


def test_formulas_and_merged_cells_are_refused_with_all_reasons(voorbeeld: bytes) -> None:
    excel = NepExcel(voorbeeld)
    blad = excel.blad("Advies")
    blad.cellen[50, 2], blad.formules[50, 2] = 9, "=3*3"
    blad.samengevoegd = [(59, 1, 60, 3)]
    with pytest.raises(WerkboekFout) as fout:
        ExcelWerkboek(excel).schrijf(OPDRACHTEN)  # type: ignore[arg-type]
    reden = "er staat een formule (C51) en hij hoort bij een samengevoegd bereik (B61)"
    assert (fout.value.code, fout.value.gaten) == ("cel-niet-te-schrijven", {"reden": reden})
    assert (fout.value.bevinding.blad, fout.value.bevinding.cel) == ("Advies", "C51")
    assert excel.model.geraakt == {}


def test_a_formula_that_shows_our_value_and_text_that_looks_like_one_are_no_objection(
    voorbeeld: bytes,
) -> None:
    excel = NepExcel(voorbeeld)
    blad = excel.blad("Advies")
    blad.cellen[50, 2], blad.formules[50, 2] = 3, "=1+2"
    blad.cellen[50, 1] = "=a"
    blad.samengevoegd = [(50, 1, 50, 1), (60, 1, 61, 1)]
    ExcelWerkboek(excel).schrijf(OPDRACHTEN)  # type: ignore[arg-type]
    assert blad.formules == {(50, 2): "=1+2"}
    assert blad.cellen[50, 1] == "a"


def test_a_single_cell_and_a_column_with_a_formula(voorbeeld: bytes) -> None:
    excel = NepExcel(voorbeeld)
    blad = excel.blad("Advies")
    blad.cellen[50, 2], blad.formules[50, 2] = 9, "=3*3"
    for cellen in ({(50, 2): 1}, {(50, 2): 1, (51, 2): 2}, {(50, 2): 1, (50, 3): 2}):
        with pytest.raises(WerkboekFout):
            ExcelWerkboek(excel).schrijf([Celwijzigingen("Advies", cellen)])  # type: ignore[arg-type]


def test_an_engine_without_the_objects_of_windows_keeps_no_protection_and_turns_links_to_themselves(
    voorbeeld: bytes, methode: Methode
) -> None:
    """As on a Mac."""
    gebruiker = Gebruiker(voorbeeld, methode)
    gebruiker.antwoord("Opgave", "OPG-03", "vijf")
    gebruiker.verwerk()
    gebruiker.antwoord("Opgave", "OPG-03", 5)
    excel = NepExcel(gebruiker.inhoud)
    for blad in excel.sheets:
        blad.api = object()
    mag = bereken_in(ExcelWerkboek(excel), methode)  # type: ignore[arg-type]
    hetzelfde(excel.model, via_bestand(gebruiker.inhoud, methode), mag)


# --- hoeveel er heen en weer gaat ---


@pytest.mark.parametrize("pad", VOORBEELDEN, ids=lambda pad: str(pad.stem))
def test_one_read_a_tab_and_no_more_actions_than_blocks_and_links(pad: Path) -> None:
    verkeer = programma("benchmarks/live.py").tel(pad.read_bytes())
    assert verkeer.leesbeurten == len(blokken.LEESTABS)
    assert set(verkeer.acties) == {"setValues", "addHyperlink"}
    assert verkeer.acties["addHyperlink"] == verkeer.koppelingen
    assert sum(verkeer.acties.values()) <= verkeer.grens
