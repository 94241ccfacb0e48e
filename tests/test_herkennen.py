"""Tabs are known by what stands on them; what stands there twice is told."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

import pytest

from hulp.boeken import METHODE, leeg_boek, vol_boek
from hulp.kopie import Kopie, herbenoemd
from hulp.officejs import boek_json, excelboek
from hulp.windows import Windows
from regio_xl.excel.liveboek import ExcelWerkboek
from regio_xl.excel.meldingen import van_boekfout
from regio_xl.indeling import blokken
from regio_xl.inlezen.overzetten import vulling
from regio_xl.opdracht import bekijk_boek, schrijf, verwerk_boek
from regio_xl.tabs.gewijzigd import controlegetal
from regio_xl.werkboek import Celwijzigingen, Snapshot, WerkboekFout
from regio_xl.werkboek.geheugen import Geheugenwerkboek
from regio_xl.xlsx.workbook import XlsxWerkboek

DAG = date(2027, 3, 1)
ANDERS = {tab: f"Blad{nummer}" for nummer, tab in enumerate(blokken.TABS, start=1)}


@pytest.fixture(scope="module")
def opname(voorbeeld: bytes) -> Snapshot:
    boek = XlsxWerkboek.uit_bytes("boek.xlsx", voorbeeld)
    return boek.lees(boek.lees([]).namen)


@pytest.fixture
def kopie(opname: Snapshot) -> Callable[[], Kopie]:
    return lambda: Kopie(opname, METHODE)


def test_a_workbook_of_which_all_tabs_were_renamed_reads_the_same(
    kopie: Callable[[], Kopie],
) -> None:
    boek, gewoon = kopie().hernoem(ANDERS), kopie()
    assert boek.gelezen().invoer == gewoon.gelezen().invoer
    assert boek.bekeken().compleet
    gevonden = boek.plekken("tab-herkend")
    assert set(gevonden) == {f"{ANDERS[tab]}!" for tab in blokken.LEESTABS}
    assert "gelezen als Weefsel, omdat de stellingen WEE-01" in gevonden["Blad5!"]
    assert set(boek.nieuwe_codes(gewoon)) - {"tab-herkend"} <= {
        b.code for b in gewoon.gelezen().bevindingen
    }


@pytest.mark.parametrize("tab", blokken.LEESTABS)
def test_each_tab_is_known_under_another_name(tab: str) -> None:
    boek, gewoon = vol_boek(), vol_boek()
    boek.hernoem(tab, "Van ons")
    assert boek.gelezen().invoer == gewoon.gelezen().invoer
    (gevonden,) = boek.bevindingen()
    assert (gevonden.code, gevonden.blad, gevonden.ernst) == ("tab-herkend", "Van ons", "let op")


@pytest.mark.parametrize(
    ("een", "ander"), [("Opgave", "Weefsel"), ("Opgave", "Advies"), ("Start", "Controle")]
)
def test_two_tabs_with_each_others_names_are_read_as_what_they_are(een: str, ander: str) -> None:
    boek = vol_boek()
    boek.hernoem(een, "tijdelijk")
    boek.hernoem(ander, een)
    boek.hernoem("tijdelijk", ander)
    assert boek.gelezen().invoer == vol_boek().gelezen().invoer
    assert {b.code for b in boek.bevindingen()} == {"tab-herkend"}


def test_results_go_to_the_renamed_tabs_and_a_second_time_changes_nothing(
    kopie: Callable[[], Kopie],
) -> None:
    boek, gewoon = kopie().hernoem(ANDERS).boek, kopie().boek
    for een in (boek, gewoon):
        schrijf(een, bekijk_boek(een, METHODE), METHODE, DAG)
    bevindingen = blokken.CONTROLE
    for tab in set(blokken.RESULTAATTABS) - {bevindingen}:
        oud = {p: w for p, w in gewoon.tabs[tab].items() if p not in _linkcellen(gewoon, tab)}
        nieuw = {p: boek.tabs[ANDERS[tab]].get(p) for p in oud}
        assert nieuw == oud, tab
    assert {link.doel.blad for link in boek.koppelingen.values()} <= set(ANDERS.values())
    eerst = {tab: dict(cellen) for tab, cellen in boek.tabs.items()}
    schrijf(boek, bekijk_boek(boek, METHODE), METHODE, date(2027, 6, 1))
    assert boek.tabs == eerst


def _linkcellen(boek: Geheugenwerkboek, tab: str) -> set[tuple[int | None, int | None]]:
    """The cells that name another cell, which is on a tab with another name now, and the number of
    the words that do so."""
    return {(a.rij, a.kolom) for a in boek.koppelingen if a.blad == tab} | {
        plek
        for plek, waarde in boek.tabs[tab].items()
        if isinstance(waarde, str)
        and any(naam in waarde for naam in (*blokken.INVOERTABS, blokken.ADVIES))
    }


def test_renaming_tabs_does_not_change_the_number_of_the_answers_or_what_is_carried_over(
    kopie: Callable[[], Kopie],
) -> None:
    gewoon, anders = kopie().bekeken().indeling, kopie().hernoem(ANDERS).bekeken().indeling
    assert controlegetal(anders) == controlegetal(gewoon)
    assert vulling(anders) == vulling(gewoon)


def _stuk(boek: Kopie, tab: str, naam: str, van: int, tot: int) -> None:
    cellen = boek.boek.tabs[tab]
    boek.boek.tabs[naam] = {
        (rij - van, kolom): waarde for (rij, kolom), waarde in cellen.items() if van <= rij < tot
    }


def test_blocks_of_one_tab_may_be_spread_over_several_tabs(kopie: Callable[[], Kopie]) -> None:
    """As Numbers exports them: a tab for each table."""
    boek = kopie()
    netwerk = boek.bekeken().indeling.tabs["Netwerk"].vondsten
    koprijen = sorted(vondsten[0].koprij for vondsten in netwerk.values())
    einden = [*koprijen[1:], 1 + max(rij for rij, _ in boek.boek.tabs["Netwerk"])]
    for nummer, (van, tot) in enumerate(zip(koprijen, einden, strict=True), start=1):
        _stuk(boek, "Netwerk", f"Netwerk - Tabel {nummer}", van, tot)
    del boek.boek.tabs["Netwerk"]
    assert boek.gelezen().invoer == kopie().gelezen().invoer
    gevonden = boek.plekken("tab-herkend")
    assert len(gevonden) == 4
    assert "de tabel Partijen" in gevonden["Netwerk - Tabel 3!"]
    assert boek.nieuwe_codes(kopie())[:4] == ["tab-herkend"] * 4
    assert vulling(boek.bekeken().indeling) == vulling(kopie().bekeken().indeling)


def test_a_table_that_was_moved_to_a_tab_of_its_own_is_read_there(
    kopie: Callable[[], Kopie],
) -> None:
    boek = kopie()
    relaties = boek.bekeken().indeling.tabs["Netwerk"].vondsten["Relaties"][0]
    _stuk(boek, "Netwerk", "Contacten", relaties.koprij, relaties.eind)
    for plek in [plek for plek in boek.boek.tabs["Netwerk"] if plek[0] >= relaties.koprij]:
        del boek.boek.tabs["Netwerk"][plek]
    assert boek.gelezen().invoer == kopie().gelezen().invoer
    assert list(boek.plekken("tab-herkend")) == ["Contacten!"]


def test_a_tab_of_ones_own_with_a_few_of_our_words_is_not_ours(kopie: Callable[[], Kopie]) -> None:
    boek = kopie()
    boek.boek.tabs["Contactlijst"] = {
        (0, 0): "Naam", (0, 1): "Soort", (0, 2): "Telefoon", (1, 0): "UWV",
        (3, 0): "Kenmerk", (3, 1): "Waarde", (4, 0): "Regio", (4, 1): "elders",
        (6, 0): "Id", (6, 1): "Stelling", (7, 0): "OPG-01", (7, 1): "nog nakijken",
    }  # fmt: skip
    assert boek.gelezen() == kopie().gelezen()


# --- the same on a second tab


def test_a_copy_of_a_tab_is_named_with_what_counts_and_how_much_differs(
    kopie: Callable[[], Kopie],
) -> None:
    boek = kopie()
    stellingen = boek.bekeken().indeling.tabs["Opgave"].vondsten["OpgaveStellingen"][0]
    een, ander, *_ = (
        f"Opgave!{stellingen.adres(rij, 'Antwoord').cel}"
        for rij in stellingen.rijen()
        if stellingen.waarde(rij, "Antwoord") not in {None, 1.0}
    )
    anders = {een: 1.0, ander: None, boek.cel("Feiten Feit", 1): "Iets anders"}
    boek.kopieer("Opgave", "Opgave (2)")
    boek.zet({plek.replace("Opgave!", "Opgave (2)!"): waarde for plek, waarde in anders.items()})
    assert boek.gelezen().invoer == kopie().gelezen().invoer
    melding = boek.plekken("tab-dubbel")["Opgave (2)!"]
    assert "tabblad Opgave. Alleen Opgave telt mee." in melding
    assert "Het verschil: 2 antwoorden en 1 regel." in melding


@pytest.mark.parametrize("tab", blokken.INVOERTABS)
def test_a_copy_of_each_input_tab_is_told(tab: str) -> None:
    boek = vol_boek()
    boek.tabs["Kopie"] = dict(boek.tabs[tab])
    (gevonden,) = boek.bevindingen()
    assert (gevonden.code, gevonden.blad) == ("tab-dubbel", "Kopie")
    assert "Er staat nu op beide plekken hetzelfde." in gevonden.melding


@pytest.mark.parametrize("id_", ["WEE-01", None])
def test_who_filled_in_only_the_copy_is_told_to_carry_it_over(id_: str | None) -> None:
    boek = leeg_boek()
    plek = boek.plek(id_, "Antwoord") if id_ else boek.plek("Partijen", 0, "Naam")
    boek.tabs["Kopie"] = dict(boek.tabs[plek.blad])
    boek.tabs["Kopie"][plek.rij or 0, plek.kolom or 0] = 4.0 if id_ else "UWV"
    (melding,) = (b.melding for b in boek.bevindingen() if b.code == "tab-dubbel")
    assert f"Daar is niets ingevuld; zet wat hier staat over naar {plek.blad}." in melding
    boek.zet_cel(plek.blad, plek.rij or 0, plek.kolom or 0, 3.0 if id_ else "ROC")
    (melding,) = (b.melding for b in boek.bevindingen() if b.code == "tab-dubbel")
    assert "Verwijder een van beide" in melding


@pytest.mark.parametrize("tab", blokken.RESULTAATTABS)
def test_a_copy_of_a_result_tab_is_no_finding(tab: str) -> None:
    boek = vol_boek()
    boek.tabs["Kopie"] = dict(boek.tabs[tab])
    assert boek.bevindingen() == ()


def test_a_copy_of_the_checklist_with_agreements_is_told() -> None:
    boek = vol_boek().zet("BorgEnVerbind", 0, "Id", waarde="BV-V01")
    boek.tabs["Kopie"] = dict(boek.tabs[blokken.BORG_EN_VERBIND])
    plek = boek.plek("BorgEnVerbind", 0, "Eigenaar")
    boek.tabs["Kopie"][plek.rij or 0, plek.kolom or 0] = "wethouder"
    (gevonden,) = boek.bevindingen()
    assert (gevonden.code, gevonden.blad) == ("tab-dubbel", "Kopie")
    assert "Alleen Borg en verbind telt mee. Het verschil: 1 antwoord." in gevonden.melding


def test_of_two_copies_without_an_original_the_first_counts_and_that_is_told() -> None:
    boek = vol_boek()
    boek.hernoem("Opgave", "Opgave (2)")
    boek.tabs["Opgave (3)"] = dict(boek.tabs["Opgave (2)"])
    plek = boek.plek("OPG-42", "Antwoord")
    boek.tabs["Opgave (3)"][plek.rij or 0, plek.kolom or 0] = None
    assert boek.gelezen().invoer == vol_boek().gelezen().invoer
    assert {(b.code, b.blad) for b in boek.bevindingen()} == {
        ("tab-herkend", "Opgave (2)"),
        ("tab-dubbel", "Opgave (3)"),
    }


@pytest.mark.parametrize("naar", [(0, 9), (60, 0)], ids=["rechts", "eronder"])
def test_a_block_copied_on_its_tab_is_told_once_with_what_differs(
    kopie: Callable[[], Kopie], naar: tuple[int, int]
) -> None:
    boek = kopie()
    cellen = boek.boek.tabs["Weefsel"]
    origineel = boek.bekeken().indeling.tabs["Weefsel"].vondsten["WeefselStellingen"][0]
    hier = origineel.adres(origineel.koprij, "Id").cel
    omlaag, opzij = naar
    blok = {plek: waarde for plek, waarde in cellen.items() if plek[0] >= origineel.koprij}
    cellen |= {(rij + omlaag, kolom + opzij): waarde for (rij, kolom), waarde in blok.items()}
    cellen[origineel.koprij + 1 + omlaag, origineel.kolommen["Antwoord"] + opzij] = 5.0
    assert boek.gelezen().invoer == kopie().gelezen().invoer
    assert boek.nieuwe_codes(kopie()) == ["blok-dubbel"]
    (melding,) = boek.plekken("blok-dubbel").values()
    assert f"staat ook in {hier}. Alleen wat daar staat telt mee." in melding
    assert "Het verschil: 1 antwoord." in melding


@pytest.mark.parametrize(
    ("tab", "id_", "opzij"),
    [
        ("Opgave", METHODE.opgave.stellingen[0].id, 2),
        ("Weefsel", METHODE.weefsel.stellingen[0].id, 1),
        ("Perspectief", METHODE.perspectief.stellingen[0].id, 1),
    ],
)
def test_a_column_with_the_answers_of_a_colleague_is_told(tab: str, id_: str, opzij: int) -> None:
    boek = vol_boek()
    plek = boek.plek(id_, "Toelichting")
    assert plek.rij is not None
    assert plek.kolom is not None
    for omlaag in range(4):
        boek.zet_cel(tab, plek.rij + omlaag, plek.kolom + opzij, 3.0)
    assert boek.bevindingen() == ()
    boek.zet_cel(tab, plek.rij + 4, plek.kolom + opzij, "n.v.t.")
    boek.zet_cel(tab, plek.rij + 5, plek.kolom + opzij, "4")
    (gevonden,) = boek.bevindingen()
    assert (gevonden.code, gevonden.ernst) == ("kolom-met-antwoorden", "tip")
    assert "staan 5 cijfers" in gevonden.melding
    boek.zet_cel(tab, plek.rij + 6, plek.kolom + opzij, "bespreken")
    assert boek.bevindingen() == ()


@pytest.mark.parametrize("vorm", ["opg {}", "OPG\u2013{}", "Opg.{}", "OPG_00{}", "OPG{}"])
def test_an_id_in_another_form_is_the_same_id(vorm: str) -> None:
    boek = vol_boek()
    boek.zet("OPG-42", "Id", waarde=vorm.format(42))
    assert boek.bevindingen() == ()
    assert boek.gelezen().invoer == vol_boek().gelezen().invoer


@pytest.mark.parametrize("staat", ["42", "OPG", "OPG-42a", "OPG-42 oud", "opgave 42", "-"])
def test_what_is_no_id_is_not_read_as_one(staat: str) -> None:
    boek = vol_boek()
    boek.zet("OPG-42", "Id", waarde=staat)
    assert {b.code for b in boek.bevindingen()} == {"id-onbekend", "stelling-ontbreekt"}


# --- files


def test_a_file_with_renamed_tabs_is_filled_in_place(leeg_werkboek: bytes) -> None:
    anders = herbenoemd(leeg_werkboek, {"Opgave": "1 Opgave", "Advies": "Uitkomst"})
    boek = XlsxWerkboek.uit_bytes("boek.xlsx", anders)
    resultaat, klaar = verwerk_boek(boek, METHODE, DAG)
    assert klaar is boek
    assert [b.blad for b in resultaat.bevindingen if b.code == "tab-herkend"] == [
        "1 Opgave",
        "Uitkomst",
    ]
    nogmaals = XlsxWerkboek.uit_bytes("boek.xlsx", klaar.inhoud)
    assert verwerk_boek(nogmaals, METHODE, date(2027, 9, 1))[1].inhoud == klaar.inhoud


def test_tabs_of_ones_own_that_are_damaged_or_large_do_no_harm(leeg_werkboek: bytes) -> None:
    boek = XlsxWerkboek.uit_bytes("boek.xlsx", herbenoemd(leeg_werkboek, {"Weefsel": "Blad4"}))
    deel = boek._package.tabs[-1].part
    assert deel is not None
    for inhoud in (b"<worksheet", b"<worksheet>" + b" " * 5_000_000 + b"</worksheet>"):
        kapot = herbenoemd(boek._package.replace({deel: inhoud}), {"Uitleg": "Van ons"})
        gelezen = XlsxWerkboek.uit_bytes("boek.xlsx", kapot)
        bekeken = bekijk_boek(gelezen, METHODE)
        assert [b.blad for b in bekeken.resultaat.bevindingen if b.code == "tab-herkend"] == [
            "Blad4"
        ]


def test_a_workbook_with_only_our_tabs_is_read_once() -> None:
    class Teller(Geheugenwerkboek):
        ook = 0

        def lees_ook(self, namen: object, *, met: Collection[str]) -> Snapshot:
            type(self).ook += 1
            assert met
            return super().lees_ook(namen, met=met)  # type: ignore[arg-type]

    boek = Teller(leeg_boek().tabs)
    bekijk_boek(boek, METHODE)
    assert Teller.ook == 0
    boek.tabs["Van ons"] = {(0, 0): "een plan"}
    bekijk_boek(boek, METHODE)
    assert Teller.ook == 1


def test_when_nothing_is_missing_only_tabs_about_as_large_as_ours_are_read(
    leeg_werkboek: bytes,
) -> None:
    boek = XlsxWerkboek.uit_bytes("boek.xlsx", leeg_werkboek)
    boek.lees(["Weefsel"])
    assert boek.lees_ook(["Uitleg"], met={"WEE-01"}).bladen == ()
    assert len(boek.lees_ook(["Uitleg"], met=()).bladen) == 1
    boek.schrijf([Celwijzigingen("Weefsel", {(0, 0): "nog te schrijven"})])


def test_a_workbook_without_anything_of_ours_is_still_not_ours() -> None:
    boek = Geheugenwerkboek({"Blad1": {(0, 0): "Id", (0, 1): "Stelling", (1, 0): "A-1"}})
    with pytest.raises(WerkboekFout) as fout:
        bekijk_boek(boek, METHODE)
    assert fout.value.code == "bestand-niet-van-ons"


def test_a_tab_of_ones_own_with_headings_without_end_does_no_harm() -> None:
    boek = leeg_boek()
    boek.tabs["Van ons"] = {
        (rij, kolom): kop for rij in range(600) for kolom, kop in enumerate(blokken.STELLINGKOPPEN)
    }
    assert bekijk_boek(boek, METHODE).resultaat == bekijk_boek(leeg_boek(), METHODE).resultaat


# --- a workbook that is open


def test_a_renamed_tab_of_an_open_workbook_is_read_and_filled(voorbeeld: bytes) -> None:
    anders = herbenoemd(voorbeeld, {"Weefsel": "Blad4", "Advies": "Uitkomst"})
    excel = Windows(anders)
    boek = ExcelWerkboek(excel.boek)
    bekeken = bekijk_boek(boek, METHODE)
    gewoon = bekijk_boek(XlsxWerkboek.uit_bytes("boek.xlsx", voorbeeld), METHODE)
    assert bekeken.gelezen.invoer == gewoon.gelezen.invoer
    schrijf(boek, bekeken, METHODE, DAG)
    assert excel.model.geraakt["Uitkomst"]


def test_tabs_that_a_server_does_not_get_are_missing_and_named(voorbeeld: bytes) -> None:
    anders = herbenoemd(voorbeeld, {"Weefsel": "4 Weefsel"})
    boek = ExcelWerkboek(excelboek(boek_json(anders, exclude=["4 Weefsel"])))
    (gevonden,) = [
        b for b in bekijk_boek(boek, METHODE).resultaat.bevindingen if b.code == "tab-ontbreekt"
    ]
    assert gevonden.blad == "Weefsel"
    assert "'4 Weefsel'" in gevonden.melding


def test_a_script_says_that_tabs_may_have_been_renamed() -> None:
    melding = van_boekfout(WerkboekFout("bestand-niet-van-ons"))
    assert "Geef ze dan hun eigen naam terug: Start, Opgave, Netwerk, Perspectief en Weefsel." in (
        melding
    )
