"""The workbook that is open in Excel: the same cells as the file adapter reads and writes, and no
other.

xlwings is the real one everywhere, and Excel is played: on the engine of Lite and Server, fed with
the JSON of a real file, its recorded actions are done on a model of the cells; the ones of Windows
and a Mac ask played COM objects and Apple events. The client in the browser is in
``test_browser.py``.
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
from hulp.bureaublad import FOUTEN, LETTER, Tabel, Vlak
from hulp.bureaublad import Blad as Excelblad
from hulp.gebruiker import Gebruiker, kolommen_erbij, rijen_erbij, tabs_omgekeerd
from hulp.mac import Mac
from hulp.officejs import Excelmodel, boek_json, excel_leest, excelboek
from hulp.programmas import programma
from hulp.verbouwd import DAG, bewaard, verbouwd
from hulp.windows import Windows
from regio_xl.batch import search
from regio_xl.excel import lezen
from regio_xl.excel.celwaarden import (
    Rechthoek,
    als_rijen,
    als_voorheen,
    foutwaarde,
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
    NIET_AANGEKOMEN,
    NIET_GESCHREVEN,
    ExcelFout,
    beveiligd,
    gefilterd,
)
from regio_xl.excel.plannen import _toont
from regio_xl.indeling import blokken
from regio_xl.indeling.vulling import Vulling
from regio_xl.methode import Methode
from regio_xl.opdracht import bekijk_boek, schrijf
from regio_xl.tabs.sjabloon import bouw
from regio_xl.werkboek import (
    Adres,
    Bereik,
    Blad,
    CelFout,
    Celwijzigingen,
    Exceltabel,
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
BUREAUBLADEN = [pytest.param(Windows, id="windows"), pytest.param(Mac, id="mac")]


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


def _met_keuzes(methode: Methode) -> bytes:
    """A workbook that was computed, and then filled in on Advies: the choice, and answers to the
    paired choices."""
    stellingen = [s for tab in (methode.opgave, methode.netwerk) for s in tab.stellingen]
    gegeven = {s.id: 3 for s in stellingen}
    gebruiker = Gebruiker(bouw(methode, Vulling(antwoorden=gegeven)), methode)
    gevraagd = gebruiker.verwerk().perspectief.afwegen
    gebruiker.kies("netwerkend")
    gebruiker.antwoord("Advies", gevraagd[0].id, 4)
    gebruiker.antwoord("Advies", gevraagd[0].id, "=omdat het zo is", "Toelichting")
    return gebruiker.inhoud


@pytest.fixture(
    scope="module",
    params=[
        VOORBEELDEN[0],
        *(pytest.param(pad, marks=pytest.mark.lang) for pad in VOORBEELDEN[1:]),
        "leeg",
        "verwerkt",
        pytest.param("rijen erbij", marks=pytest.mark.lang),
        "kolommen erbij",
        "keuze en afwegingen",
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
    if request.param == "keuze en afwegingen":
        return _met_keuzes(methode)
    gebruiker = Gebruiker(voorbeeld, methode)
    gebruiker.verwerk()
    gebruiker.vul_in(list(gebruiker.borg())[2], Status="geborgd", Afspraak="=1+1 is geen formule")
    gebruiker.antwoord("Opgave", "OPG-42", "vijf")
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


@pytest.mark.parametrize("soort", BUREAUBLADEN)
def test_a_desktop_reads_the_same_too(inhoud: bytes, soort: type[Windows | Mac]) -> None:
    assert ExcelWerkboek(soort(inhoud).boek).lees(blokken.LEESTABS) == gelezen_uit_bestand(inhoud)


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
    excel = Windows(voorbeeld)
    ExcelWerkboek(excel.boek).lees(blokken.LEESTABS)
    assert excel.gelezen == list(blokken.LEESTABS)


@pytest.mark.parametrize("tot", [(200, 16_383), (1_048_575, 5), (1_048_575, 16_383)])
def test_a_tab_that_is_formatted_to_its_edge_is_read(
    voorbeeld: bytes, tot: tuple[int, int]
) -> None:
    excel = Windows(voorbeeld)
    excel.blad("Opgave").gebruikt_tot = tot
    assert ExcelWerkboek(excel.boek).lees(["Opgave"]) == gelezen_uit_bestand(voorbeeld, ["Opgave"])


def test_of_a_stray_cell_far_away_no_more_is_read_than_fits(
    voorbeeld: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lezen, "MEESTE_CELLEN", 5_000)
    excel = Windows(voorbeeld)
    excel.blad("Opgave").cellen[900_000, 5] = "x"
    (blad,) = ExcelWerkboek(excel.boek).lees(["Opgave"]).bladen
    (uit_bestand,) = gelezen_uit_bestand(voorbeeld, ["Opgave"]).bladen
    assert blad.rijen == uit_bestand.rijen
    assert blad.verdwaald == {(900_000, 5): "x"}


@pytest.mark.parametrize("plek", [(20_000, 2), (3, 16_383)])
def test_a_stray_cell_that_is_read_along_makes_no_rows(
    voorbeeld: bytes, plek: tuple[int, int]
) -> None:
    excel = Windows(voorbeeld)
    excel.blad("Weefsel").cellen[plek] = "x"
    (blad,) = ExcelWerkboek(excel.boek).lees(["Weefsel"]).bladen
    (uit_bestand,) = gelezen_uit_bestand(voorbeeld, ["Weefsel"]).bladen
    assert [rij[: len(blad.rijen[0])] for rij in uit_bestand.rijen] == list(blad.rijen)
    assert blad.verdwaald == {plek: "x"}


def test_excel_that_does_not_answer_gives_one_message(voorbeeld: bytes) -> None:
    excel = Windows(voorbeeld)
    excel.weigert_lezen = True
    with pytest.raises(ExcelFout, match="Druk dan eerst op Enter") as fout:
        ExcelWerkboek(excel.boek).lees(["Opgave"])
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

    def lees_ook(self, namen: Collection[str], *, met: Collection[str]) -> Snapshot:
        gelezen: Snapshot = self.boek.lees_ook(namen, met=met)
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


@pytest.mark.parametrize("soort", BUREAUBLADEN)
def test_a_desktop_gets_the_same_too(
    inhoud: bytes, methode: Methode, soort: type[Windows | Mac]
) -> None:
    beveiligd = dict.fromkeys(blokken.RESULTAATTABS if soort is Windows else (), "")
    excel = soort(inhoud, "boek.xlsx", beveiligd=beveiligd)
    mag = bereken_in(ExcelWerkboek(excel.boek), methode)
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
    ids = [stelling.id for stelling in methode.opgave.stellingen[:8]]
    for nummer, id_ in enumerate(ids):
        gebruiker.antwoord("Opgave", id_, f"vijf {nummer}")
    gebruiker.verwerk()
    eerst = Excelmodel.van(gebruiker.inhoud)
    for id_ in ids:
        gebruiker.antwoord("Opgave", id_, 5)
    boek = excelboek(boek_json(gebruiker.inhoud, "boek.xlsx"))
    mag = bereken_in(ExcelWerkboek(boek), methode)
    model = Excelmodel.van(gebruiker.inhoud).speel(boek.json()["actions"])
    hetzelfde(model, via_bestand(gebruiker.inhoud, methode), mag)
    weg = set(eerst.koppelingen["Controle"]) - set(model.nuttige_koppelingen()["Controle"])
    assert len(weg) >= 7
    assert all(model.koppelingen["Controle"][plek] == str(Adres("Controle", *plek)) for plek in weg)
    excel = Windows(gebruiker.inhoud)
    bereken_in(ExcelWerkboek(excel.boek), methode)
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
    monkeypatch.setattr("regio_xl.excel.koppelingen.voor_excel", lambda waarde: 1 / 0)
    opdracht = Celwijzigingen(
        "Controle", {(50, 1): "b", (52, 1): Koppeling(Adres("Opgave", 1, 1), "'Opgave'!B2")}
    )
    with pytest.raises(ExcelFout) as fout:
        ExcelWerkboek(boek).schrijf([Celwijzigingen("Advies", {(50, 1): "a"}), opdracht])
    assert str(fout.value) == NIET_GESCHREVEN
    assert [actie["func"] for actie in boek.json()["actions"]] == ["alert"]


# --- een bureaublad ---


def zet_filter_aan(blad: Excelblad, *, tabel: bool) -> None:
    """A filter that hides one row: of a table, or of the tab itself."""
    vlak = Vlak(4, 1, 60, 5)
    blad.tabellen = [Tabel("Bevindingen", vlak, gefilterd=tabel)]
    blad.filter = None if tabel else vlak
    blad.verborgen = {6}


OPDRACHTEN = (
    Celwijzigingen(
        "Advies",
        {(50, 1): "a", (50, 2): 3, (60, 1): Koppeling(Adres("Opgave", 6, 3), "'Opgave'!D7")},
    ),
    Celwijzigingen("Controle", {(50, 1): "=b", (51, 1): None}),
)


def test_excel_is_quiet_while_we_write_and_goes_on_as_it_was(voorbeeld: bytes) -> None:
    excel = Windows(voorbeeld)
    excel.rekenen = "semiautomatic"
    ExcelWerkboek(excel.boek).schrijf(OPDRACHTEN)
    assert set(excel.gezien) == {(False, "manual")}
    assert (excel.scherm, excel.rekenen) == (True, "semiautomatic")
    assert excel.model.cellen["Controle"][50, 1] == "=b"
    assert excel.letters["Advies", (60, 1)] == LETTER


@pytest.mark.parametrize("beurt", range(1, 5))
def test_a_failure_puts_everything_back(voorbeeld: bytes, methode: Methode, beurt: int) -> None:
    gebruiker = Gebruiker(voorbeeld, methode)
    gebruiker.antwoord("Opgave", "OPG-42", "vijf")
    gebruiker.verwerk()
    gebruiker.antwoord("Opgave", "OPG-42", 5)
    gebruiker.antwoord("Opgave", "OPG-33", "zes")
    excel = Windows(gebruiker.inhoud, beveiligd=dict.fromkeys(blokken.RESULTAATTABS, ""))
    excel.rekenen = "manual"
    proef = Windows(gebruiker.inhoud, beveiligd=dict.fromkeys(blokken.RESULTAATTABS, ""))
    bereken_in(ExcelWerkboek(proef.boek), methode)
    excel.stuk_bij = proef.schrijfbeurten * beurt // 4
    with pytest.raises(ExcelFout) as fout:
        bereken_in(ExcelWerkboek(excel.boek), methode)
    assert str(fout.value) == NIET_GESCHREVEN
    eerst = Excelmodel.van(gebruiker.inhoud)
    assert excel.model.cellen == eerst.cellen
    assert excel.model.nuttige_koppelingen() == eerst.nuttige_koppelingen()
    assert (excel.scherm, excel.rekenen) == (True, "manual")
    assert all(excel.blad(tab).beveiligd for tab in blokken.RESULTAATTABS)


def test_when_the_very_first_write_fails_nothing_was_changed(voorbeeld: bytes) -> None:
    """As on a Mac with protected tabs: there is nothing to put back, and nothing could be."""
    excel = Windows(voorbeeld)
    excel.stuk_bij, excel.blijft_stuk = 1, True
    with pytest.raises(ExcelFout) as fout:
        ExcelWerkboek(excel.boek).schrijf(OPDRACHTEN)
    assert str(fout.value) == NIET_GESCHREVEN


def test_when_nothing_can_be_put_back_the_user_is_told(voorbeeld: bytes) -> None:
    excel = Windows(voorbeeld)
    excel.stuk_bij, excel.blijft_stuk = 3, True
    with pytest.raises(ExcelFout) as fout:
        ExcelWerkboek(excel.boek).schrijf(OPDRACHTEN)
    assert str(fout.value) == HALF_GESCHREVEN
    assert (excel.scherm, excel.rekenen) == (True, "automatic")


def test_protection_without_a_password_is_put_back_as_it_was(voorbeeld: bytes) -> None:
    excel = Windows(voorbeeld, beveiligd={"Advies": "", "Start": ""})
    ExcelWerkboek(excel.boek).schrijf(OPDRACHTEN)
    (stand,) = excel.blad("Advies").opnieuw
    assert excel.blad("Start").opnieuw == []
    assert {naam for naam, aan in stand.items() if aan} == {
        "AllowFormattingCells",
        "AllowSorting",
        "Contents",
        "Scenarios",
    }
    assert "AllowDeletingRows" in stand


def test_a_password_stops_before_anything_is_written(voorbeeld: bytes) -> None:
    excel = Windows(voorbeeld, beveiligd={"Advies": "", "Controle": "geheim"})
    with pytest.raises(ExcelFout) as fout:
        ExcelWerkboek(excel.boek).schrijf(OPDRACHTEN)
    assert str(fout.value) == beveiligd("Controle")
    assert excel.model.geraakt == {}
    assert excel.blad("Advies").beveiligd


def test_formulas_and_merged_cells_are_refused_with_all_reasons(voorbeeld: bytes) -> None:
    excel = Windows(voorbeeld)
    blad = excel.blad("Advies")
    blad.cellen[50, 2], blad.formules[50, 2] = 9, "=3*3"
    blad.samengevoegd = [(59, 1, 60, 3)]
    with pytest.raises(WerkboekFout) as fout:
        ExcelWerkboek(excel.boek).schrijf(OPDRACHTEN)
    reden = "er staat een formule (C51) en hij hoort bij een samengevoegd bereik (B61)"
    assert (fout.value.code, fout.value.gaten) == ("cel-niet-te-schrijven", {"reden": reden})
    assert (fout.value.bevinding.blad, fout.value.bevinding.cel) == ("Advies", "C51")
    assert excel.model.geraakt == {}


def test_a_formula_that_shows_our_value_and_text_that_looks_like_one_are_no_objection(
    voorbeeld: bytes,
) -> None:
    excel = Windows(voorbeeld)
    blad = excel.blad("Advies")
    blad.cellen[50, 2], blad.formules[50, 2] = 3, "=1+2"
    blad.cellen[50, 1] = "=a"
    blad.samengevoegd = [(50, 1, 50, 1), (60, 1, 61, 1)]
    ExcelWerkboek(excel.boek).schrijf(OPDRACHTEN)
    assert blad.formules == {(50, 2): "=1+2"}
    assert blad.cellen[50, 1] == "a"


def test_a_single_cell_and_a_column_with_a_formula(voorbeeld: bytes) -> None:
    excel = Windows(voorbeeld)
    blad = excel.blad("Advies")
    blad.cellen[50, 2], blad.formules[50, 2] = 9, "=3*3"
    for cellen in ({(50, 2): 1}, {(50, 2): 1, (51, 2): 2}, {(50, 2): 1, (50, 3): 2}):
        with pytest.raises(WerkboekFout):
            ExcelWerkboek(excel.boek).schrijf([Celwijzigingen("Advies", cellen)])


def test_a_mac_takes_links_away_and_refuses_a_protected_tab_before_it_writes(
    voorbeeld: bytes, methode: Methode
) -> None:
    gebruiker = Gebruiker(voorbeeld, methode)
    gebruiker.antwoord("Opgave", "OPG-42", "vijf")
    gebruiker.verwerk()
    gebruiker.antwoord("Opgave", "OPG-42", 5)
    excel = Mac(gebruiker.inhoud)
    mag = bereken_in(ExcelWerkboek(excel.boek), methode)
    hetzelfde(excel.model, via_bestand(gebruiker.inhoud, methode), mag)
    dicht = Mac(gebruiker.inhoud, beveiligd={"Controle": ""})
    with pytest.raises(ExcelFout) as fout:
        bereken_in(ExcelWerkboek(dicht.boek), methode)
    assert str(fout.value) == beveiligd("Controle")
    assert dicht.model.geraakt == {}


# --- fouten, filters, vorm ---


@pytest.mark.parametrize("soort", BUREAUBLADEN)
@pytest.mark.parametrize("fout", FOUTEN)
def test_an_error_value_is_one_in_every_excel_and_reads_as_the_file_does(
    voorbeeld: bytes, soort: type[Windows | Mac], fout: str
) -> None:
    """Windows gives a number; a Mac nothing, and shows it in Dutch."""
    excel = soort(voorbeeld)
    excel.blad("Opgave").cellen[39, 5] = fout
    (blad,) = ExcelWerkboek(excel.boek).lees(["Opgave"]).bladen
    assert blad.waarde(39, 5) == CelFout(fout)


@pytest.mark.parametrize(("engels", "getallen"), FOUTEN.items())
def test_a_dutch_error_means_the_english_one(engels: str, getallen: tuple[int, str]) -> None:
    nederlands = getallen[1]
    assert als_rijen([[nederlands]]) == als_rijen([[engels]]) == [[CelFout(engels)]]
    assert foutwaarde(nederlands) == foutwaarde(engels) == CelFout(engels)


def test_what_is_no_error_is_none() -> None:
    assert [foutwaarde(getoond) for getoond in ("", "tekst", None, 3)] == [None] * 4
    assert foutwaarde("#NIEUW!") == CelFout("#FOUT!")


@pytest.mark.parametrize("soort", BUREAUBLADEN)
@pytest.mark.parametrize("tabel", [True, False])
def test_a_filter_in_use_stops_before_the_first_write(
    voorbeeld: bytes, soort: type[Windows | Mac], tabel: bool
) -> None:
    excel = soort(voorbeeld)
    zet_filter_aan(excel.blad("Controle"), tabel=tabel)
    with pytest.raises(ExcelFout) as fout:
        ExcelWerkboek(excel.boek).schrijf(OPDRACHTEN)
    assert str(fout.value) == gefilterd(["Controle"])
    assert "'Controle'" in str(fout.value)
    assert "Gegevens, Wissen" in str(fout.value)
    assert excel.model.geraakt == {}


@pytest.mark.parametrize("soort", BUREAUBLADEN)
def test_hidden_rows_without_a_filter_are_no_objection(
    voorbeeld: bytes, soort: type[Windows | Mac]
) -> None:
    excel = soort(voorbeeld)
    excel.filters_storen = False  # only a filter does that
    excel.blad("Advies").verborgen = {3, 50}
    boek = ExcelWerkboek(excel.boek)
    assert boek.gefilterd(blokken.RESULTAATTABS) == []
    boek.schrijf(OPDRACHTEN)
    assert excel.model.cellen["Advies"][50, 1] == "a"


def test_an_advanced_filter_counts_too(voorbeeld: bytes) -> None:
    excel = Windows(voorbeeld)
    blad = excel.blad("Advies")
    blad.uitgebreid_filter, blad.verborgen = True, {50}
    boek = ExcelWerkboek(excel.boek)
    assert boek.gefilterd(["Advies", "Controle"]) == ["Advies"]
    boek.wis_filters(["Advies"])
    assert boek.gefilterd(["Advies"]) == []


@pytest.mark.parametrize("soort", BUREAUBLADEN)
def test_values_that_land_elsewhere_are_seen_and_put_back_or_told(
    voorbeeld: bytes, soort: type[Windows | Mac]
) -> None:
    """As when a filter is set in a way that we cannot see: the first row of a block lands in every
    row that shows."""
    excel = soort(voorbeeld)
    excel.blad("Controle").verborgen = {51}
    eerst = Excelmodel.van(voorbeeld)
    twee = Celwijzigingen("Controle", {(50, 1): "b", (51, 1): "c", (52, 1): "d"})
    with pytest.raises(ExcelFout) as fout:
        ExcelWerkboek(excel.boek).schrijf([twee])
    assert str(fout.value) == NIET_AANGEKOMEN
    assert excel.model.cellen == eerst.cellen


@pytest.mark.parametrize(
    ("staat", "gevraagd", "goed"),
    [
        (3.0, 3, True), ("3", 3, True), ("3,5", 3.5, True), (date(1900, 1, 3), 3, True),
        (time(12), 0.5, True), (46_347.0, DAG, True), (DAG, DAG, True), ("drie", 3, False),
        (None, 3, False), ("a", "b", False), (4.0, 3, False), (None, "", True), (3.0, "3", False),
    ],
)  # fmt: skip
def test_a_format_of_the_user_is_no_other_value(staat: Any, gevraagd: Any, *, goed: bool) -> None:
    assert _toont(staat, gevraagd) is goed


def test_when_the_old_values_land_elsewhere_too_the_user_is_told(voorbeeld: bytes) -> None:
    excel = Windows(voorbeeld)
    for plek, tekst in (((50, 1), "b"), ((52, 1), "d")):
        excel.blad("Controle").cellen[plek] = tekst
    excel.blad("Controle").verborgen = {51}
    twee = Celwijzigingen("Controle", {(50, 1): "x", (51, 1): "y", (52, 1): "z"})
    with pytest.raises(ExcelFout) as fout:
        ExcelWerkboek(excel.boek).schrijf([twee])
    assert str(fout.value) == HALF_GESCHREVEN
    assert "Versiegeschiedenis" in str(fout.value)


@pytest.mark.parametrize("soort", BUREAUBLADEN)
def test_the_form_of_a_tab_is_seen_live(voorbeeld: bytes, soort: type[Windows | Mac]) -> None:
    excel = soort(voorbeeld)
    blad = excel.blad("Opgave")
    blad.samengevoegd = [(39, 5, 44, 5), (60, 1, 60, 3)]
    blad.tabellen = [
        Tabel("OpgaveStellingen", Vlak(38, 1, 62, 6), totaalrij=True),
        Tabel("Agenda", Vlak(67, 1, 80, 5), gefilterd=True),
    ]
    blad.verborgen = {70}
    (gelezen,) = ExcelWerkboek(excel.boek).lees(["Opgave"]).bladen
    vorm = gelezen.vorm
    assert vorm.samengevoegd == (Bereik(39, 5, 44, 5), Bereik(60, 1, 60, 3))
    assert vorm.tabellen == (
        Exceltabel("OpgaveStellingen", Bereik(38, 1, 62, 6), totaalrij=True),
        Exceltabel("Agenda", Bereik(67, 1, 80, 5)),
    )
    assert vorm.filters == (Bereik(67, 1, 80, 5),)
    assert vorm.verborgen_rijen == ({70} if soort is Windows else set())


# --- een kopie vooraf ---


def test_before_writing_a_copy_is_kept_beside_the_workbook(
    voorbeeld: bytes, tmp_path: Path
) -> None:
    excel = Windows(voorbeeld)
    excel.pad = str(tmp_path / "Venlo 2027.xlsm")
    boek = ExcelWerkboek(excel.boek)
    eerst = repr(excel.model.cellen)
    boek.schrijf(OPDRACHTEN)
    assert boek.kopie == "Venlo 2027.reservekopie-0.xlsm"
    assert (tmp_path / boek.kopie).read_text(encoding="utf-8") == eerst
    boek.schrijf([Celwijzigingen("Advies", {(50, 1): "anders"})])
    assert [pad.name for pad in tmp_path.iterdir()] == [boek.kopie]
    gevonden = search.find_files([str(tmp_path)])
    assert [een.code for een in gevonden] == ["map-zonder-werkboeken"]


@pytest.mark.parametrize("pad", ["boek.xlsx", "https://d.docs.live.net/x/boek.xlsx", "/weg/b.xlsx"])
def test_without_a_place_on_this_computer_there_is_no_copy(voorbeeld: bytes, pad: str) -> None:
    excel = Windows(voorbeeld)
    excel.pad = pad
    boek = ExcelWerkboek(excel.boek)
    boek.schrijf(OPDRACHTEN)
    assert (boek.kopie, boek.schreef) == (None, True)
    assert excel.model.cellen["Advies"][50, 1] == "a"


def test_links_of_a_block_keep_their_font_in_few_calls(voorbeeld: bytes, methode: Methode) -> None:
    excel = Windows(voorbeeld)
    excel.letter("Controle", (51, 2)).update(bold=True)
    links: dict[Plek, Schrijfwaarde] = {
        (rij, 2): Koppeling(Adres("Opgave", rij, 3), f"'Opgave'!D{rij + 1}")
        for rij in range(50, 60)
    }
    ExcelWerkboek(excel.boek).schrijf([Celwijzigingen("Controle", links)])
    assert excel.letters["Controle", (50, 2)] == LETTER
    assert excel.letters["Controle", (51, 2)] == LETTER | {"bold": True}
    assert excel.model.koppelingen["Controle"][51, 2] == "'Opgave'!D52"
    assert excel.model.cellen["Controle"][51, 2] == "'Opgave'!D52"


# --- hoeveel er heen en weer gaat ---


@pytest.mark.parametrize("pad", VOORBEELDEN, ids=lambda pad: str(pad.stem))
def test_one_read_a_tab_and_no_more_actions_than_blocks_and_links(pad: Path) -> None:
    verkeer = programma("benchmarks/live.py").tel(pad.read_bytes())
    assert verkeer.leesbeurten == len(blokken.LEESTABS)
    assert set(verkeer.acties) == {"setValues", "addHyperlink"}
    assert verkeer.acties["addHyperlink"] == verkeer.koppelingen
    assert sum(verkeer.acties.values()) <= verkeer.grens
