"""What people put in and under tables besides the rows that are asked for; and one finding for one
cause."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import NoReturn, cast

import pytest

from hulp.boeken import METHODE, Proefwerkboek, leeg_boek, verwerk, vol_boek
from regio_xl.bevindingen import Bevinding, catalogus
from regio_xl.inlezen.losse_regels import is_totaal
from regio_xl.inlezen.namen import naamdelen, naamsleutel, regels_in_cel, verwijst
from regio_xl.inlezen.overzetten import vulling
from regio_xl.inlezen.samen import MEESTE_APART, celreeksen
from regio_xl.werkboek import Adres, Bereik, Bladvorm, CelFout, Celwaarde, Exceltabel
from regio_xl.werkboek.cel import leeg, toon, zegt_niets

_VOL, _LEEG = vol_boek(), leeg_boek()
NAMEN = ("Gemeente Veerdam", "ROC De Waard", "Werkgeverskring")
TABELLEN = {
    "Partijen": ("Netwerk", "Naam", 3),
    "Relaties": ("Netwerk", "Van", 3),
    "Feiten": ("Opgave", "Feit", 2),
    "Agenda": ("Opgave", "Agendapunt", 1),
}
"""Of each table its tab, its first heading, and how many rows the good workbook has."""


def _codes(gevonden: Sequence[Bevinding]) -> list[str]:
    return [b.code for b in gevonden]


def _aantallen(boek: Proefwerkboek) -> tuple[int, int, int, int]:
    invoer = boek.gelezen().invoer
    return len(invoer.partijen), len(invoer.relaties), len(invoer.feiten), len(invoer.agenda)


GOED = _aantallen(_VOL)


def _met_rij(naam: str, rij: int, **cellen: Celwaarde) -> Proefwerkboek:
    boek = _VOL.kopie()
    for kop, waarde in cellen.items():
        boek.zet(naam, rij, kop.replace("_", " "), waarde=waarde)
    return boek


# --- totals


@pytest.mark.parametrize("naam", TABELLEN)
@pytest.mark.parametrize("staat", ["Totaal", "", "Gemiddelde"])
def test_the_row_of_totals_that_excel_keeps_is_skipped(naam: str, staat: str) -> None:
    tab, kop, rijen = TABELLEN[naam]
    boek = _met_rij(naam, rijen + 2, **{kop: staat or None})
    getallen = {"Partijen": "Invloed", "Relaties": "Sterkte", "Feiten": "Waarde"}
    if naam in getallen:
        boek.zet(naam, rijen + 2, getallen[naam], waarde=3.2)
    boek.vormen[tab] = Bladvorm(tabellen=(boek.exceltabel(naam, rijen + 2, totaalrij=True),))
    assert boek.bevindingen() == ()
    assert _aantallen(boek) == GOED


@pytest.mark.parametrize("naam", TABELLEN)
@pytest.mark.parametrize("staat", ["Totaal", "SUBTOTAAL:", "Som", "Gemiddelde", "Grand total"])
def test_a_row_that_is_named_a_total_does_not_count_and_that_is_said(naam: str, staat: str) -> None:
    _, kop, rijen = TABELLEN[naam]
    boek = _met_rij(naam, rijen, **{kop: staat})
    (gevonden,) = boek.bevindingen()
    assert (gevonden.code, gevonden.cel) == ("totaalrij", boek.plek(naam, rijen, kop).cel)
    assert _aantallen(boek) == GOED


def test_a_row_of_totals_gives_no_findings_about_its_figures() -> None:
    boek = _met_rij("Partijen", 3, Naam="Totaal", Invloed=12.0, Aan_tafel=5.0, Rol="3 x trekker")
    assert _codes(boek.bevindingen()) == ["totaalrij"]


def test_a_party_typed_in_the_row_of_totals_is_pointed_out() -> None:
    boek = _met_rij("Partijen", 6, Naam="Dorpsraad Waardijk", Soort="inwoners", Rol="deelnemer")
    vorm = Bladvorm(tabellen=(boek.exceltabel("Partijen", 6, totaalrij=True),))
    boek.vormen["Netwerk"] = vorm
    assert _codes(boek.bevindingen()) == ["naam-in-totaalrij"]
    assert _aantallen(boek) == GOED


class _Ongelezen(Sequence[Exceltabel]):
    """Tables that nobody may look at."""

    def __getitem__(self, index: object) -> NoReturn:
        raise AssertionError

    def __len__(self) -> NoReturn:
        raise AssertionError


def test_the_tables_of_excel_are_only_read_for_a_row_that_stands_out() -> None:
    """Reading them costs more than reading the rows."""
    boek = _VOL.kopie()
    for tab in ("Netwerk", "Opgave"):
        boek.vormen[tab] = Bladvorm(tabellen=cast("tuple[Exceltabel, ...]", _Ongelezen()))
    boek.zet("Feiten", 1, "Bron", waarde="UWV")
    assert boek.bevindingen() == ()
    with pytest.raises(AssertionError):
        boek.zet("Partijen", 5, "Naam", waarde="Totaal").bevindingen()


@pytest.mark.parametrize(
    ("waarden", "zinnen", "totaal"),
    [
        (("Totaal", None, 12.0), False, True),
        (("Totaal partijen", None, 12.0), False, True),
        (("Totaal aantal partijen", None, 12.0), False, True),
        (("Totaal: 12 relaties", None), False, True),
        (("Totaal: 2 punten", None), True, True),
        (("Aantal agendapunten", 2.0), True, True),
        (("Totaal: 2 scholen", None), True, False),
        (("Aantal partijen", 12.0), True, False),
        (("Totaal", "inwoners"), True, False),
        (("Totaal", "School 1"), False, False),
        (("Totaal", "5 partijen", "gem. 3,2"), False, True),
        (("Totaal Wonen BV", None), False, False),
        (("SOM Advies", None), False, False),
        (("Total Energies", None), False, False),
        (("Totaal", CelFout("#DIV/0!")), False, True),
        ((12.0, None), False, False),
    ],
)
def test_a_name_that_only_begins_like_a_total_is_a_name(
    waarden: tuple[Celwaarde, ...], zinnen: bool, totaal: bool
) -> None:
    assert is_totaal(waarden, zinnen=zinnen) is totaal


# --- remarks and subheads


def _onder(naam: str, tekst: str, *, exceltabel: bool, leeg: int = 2) -> Proefwerkboek:
    """A text alone in the first column, some rows below the table."""
    tab, kop, rijen = TABELLEN[naam]
    boek = _met_rij(naam, rijen + leeg, **{kop: tekst})
    if exceltabel:
        boek.vormen[tab] = Bladvorm(tabellen=(boek.exceltabel(naam, rijen),))
    return boek


@pytest.mark.parametrize("exceltabel", [True, False])
@pytest.mark.parametrize(
    ("naam", "tekst"),
    [
        ("Partijen", "NB: deze lijst is nog niet compleet, we vullen later aan"),
        ("Partijen", "Met deze partijen hebben wij gesproken in maart en april"),
        ("Relaties", "* ingevuld door de projectleider"),
        ("Feiten", "Bron van alle cijfers: CBS, peildatum januari"),
        ("Agenda", "Met dank aan de deelnemers van de bijeenkomst"),
        ("Agenda", "x"),
    ],
)
def test_a_remark_below_a_table_does_not_count_and_that_is_said(
    naam: str, tekst: str, exceltabel: bool
) -> None:
    boek = _onder(naam, tekst, exceltabel=exceltabel)
    (gevonden,) = boek.bevindingen()
    assert (gevonden.code, gevonden.ernst) == ("opmerking-in-tabel", "let op")
    assert f'"{tekst}"' in gevonden.melding
    assert _aantallen(boek) == GOED


def _zonder_tips(boek: Proefwerkboek) -> list[Bevinding]:
    """What is said of the rows themselves, without what the whole table lacks then."""
    tips = {"contacten-niet-gevraagd", "partij-zonder-soort"}
    return [bevinding for bevinding in boek.bevindingen() if bevinding.code not in tips]


@pytest.mark.parametrize("exceltabel", [True, False])
def test_a_name_that_stands_apart_counts_and_that_is_said(exceltabel: bool) -> None:
    boek = _onder("Partijen", "Dorpsraad Waardijk", exceltabel=exceltabel)
    (gevonden,) = boek.bevindingen()
    assert (gevonden.code, gevonden.ernst) == ("losse-rij", "let op")
    assert boek.gelezen().invoer.partijen[-1].naam == "Dorpsraad Waardijk"


def test_a_name_apart_that_is_used_is_an_ordinary_party() -> None:
    """Nobody makes relations with a remark."""
    for naam in ("Dorpsraad Waardijk", "Bewoners:", "Som", "Wij zijn er nog niet"):
        boek = _onder("Partijen", naam, exceltabel=True)
        boek.zet("Relaties", 3, "Van", waarde=naam).zet("Relaties", 3, "Naar", waarde=NAMEN[0])
        assert _zonder_tips(boek) == []
        assert len(boek.gelezen().invoer.partijen) == GOED[0] + 1


def test_a_row_that_is_filled_in_further_counts_wherever_it_stands() -> None:
    """People leave blank rows, and the way out of a wrong guess is to fill in one more column."""
    for naam in (
        "Dorpsraad Waardijk",
        "NB: nog niet compleet",
        "Bedrijven:",
        "Dit is het nog niet",
    ):
        boek = _onder("Partijen", naam, exceltabel=True, leeg=6)
        boek.zet("Partijen", 9, "Soort", waarde="inwoners")
        boek.zet("Relaties", 3, "Van", waarde=naam).zet("Relaties", 3, "Naar", waarde=NAMEN[0])
        assert boek.bevindingen() == ()
        assert boek.gelezen().invoer.partijen[-1].naam == naam


def test_a_list_of_names_alone_with_blank_rows_is_a_list_of_parties() -> None:
    boek = _LEEG.kopie()
    namen = ["Gemeente Veere", "UWV", "COA", "Inwoners", "Bedrijven", "VNO-NCW"]
    namen += [
        "Inwoners die nog niet meedoen",
        "Stichting Samen Sterk in de Wijk",
        "Wonen, Welzijn en Zorg BV",
    ]
    for nummer, naam in enumerate(namen):
        boek.zet("Partijen", nummer + nummer // 3, "Naam", waarde=naam)
    gelezen = boek.gelezen()
    assert {b.ernst for b in gelezen.bevindingen} == {"tip"}
    assert [partij.naam for partij in gelezen.invoer.partijen] == namen


def test_ordinary_facts_and_agenda_items_are_sentences() -> None:
    boek = _VOL.kopie()
    boek.zet("Feiten", 2, "Feit", waarde="Er zijn nog niet genoeg woningen, en dit is al jaren zo.")
    boek.zet("Agenda", 1, "Agendapunt", waarde="Wij willen dat er voor iedereen een plek is.")
    assert _codes(boek.bevindingen()) == ["agenda-onvolledig"]
    assert _aantallen(boek)[2:] == (GOED[2] + 1, GOED[3] + 1)


@pytest.mark.parametrize("kop", ["Overheden:", "OVERHEDEN", "Overheden"])
def test_a_subhead_in_a_table_is_no_party(kop: str) -> None:
    boek = _VOL.kopie()
    for plek in [sleutel for sleutel in boek.plekken if sleutel[:2] == ("Partijen", 0)]:
        boek.zet("Partijen", 3, str(plek[2]), waarde=boek.waarde(*plek))
        boek.zet(*plek, waarde=None)
    boek.zet("Partijen", 0, "Naam", waarde=kop)
    boek.zet("Partijen", 1, "Soort", waarde="overheid")
    (gevonden,) = boek.bevindingen()
    assert (gevonden.code, gevonden.cel) == ("tussenkop", boek.plek("Partijen", 0, "Naam").cel)
    assert len(boek.gelezen().invoer.partijen) == GOED[0]


def test_a_head_in_capitals_over_filled_rows_is_pointed_out() -> None:
    boek = _VOL.kopie()
    boek.hervorm("Netwerk", lambda rij, kolom: (rij + 1, kolom))
    plek = boek.plek("kop", "Partijen", "Naam")
    for kop in ("Naam", "Soort", "Invloed", "Betrokkenheid", "Rol", "Aan tafel"):
        van = boek.plek("kop", "Partijen", kop)
        boek.zet_cel("Netwerk", (van.rij or 0) - 1, van.kolom or 0, kop)
        boek.zet_cel("Netwerk", van.rij or 0, van.kolom or 0, None)
    for kop in ("Belang", "Kracht", "Waarom niet aan tafel"):
        van = boek.plek("kop", "Partijen", kop)
        boek.zet_cel("Netwerk", (van.rij or 0) - 1, van.kolom or 0, kop)
        boek.zet_cel("Netwerk", van.rij or 0, van.kolom or 0, None)
    boek.zet_cel("Netwerk", plek.rij or 0, plek.kolom or 0, "LANDELIJKE SPELERS")
    (gevonden,) = _zonder_tips(boek)
    assert (gevonden.code, gevonden.cel) == ("losse-rij", plek.cel)


@pytest.mark.parametrize(("rij", "code"), [(900, "opmerking-in-tabel"), (4_000, "cel-verdwaald")])
def test_a_stray_character_far_below_is_no_row(rij: int, code: str) -> None:
    boek = _VOL.kopie()
    kolom = boek.plek("kop", "Agenda", "Agendapunt").kolom or 0
    boek.zet_cel("Opgave", rij, kolom, "x")
    (gevonden,) = boek.bevindingen()
    assert (gevonden.code, gevonden.cel) == (code, Adres("", rij, kolom).cel)


def test_what_is_no_row_is_not_carried_over_to_a_fresh_workbook() -> None:
    """There it would stand against the table, and count."""
    boek = _onder("Agenda", "Met dank aan de deelnemers van de bijeenkomst", exceltabel=True)
    over = vulling(boek.indeling(), boek.gelezen().overgeslagen)
    assert [rij["agendapunt"] for rij in over.tabellen["Agenda"]] == ["Meer stageplekken"]


# --- several names in one cell, and words that stand for names


@pytest.mark.parametrize(
    "staat",
    [
        "ROC De Waard, Werkgeverskring",
        "ROC De Waard\nWerkgeverskring",
        "roc de waard en de Werkgeverskring",
        "ROC De Waard & Werkgeverskring",
        "ROC De Waard/Werkgeverskring",
        "Werkgeverskring; R.O.C. De Waard",
        "ROC De Waard + Werkgeverskring",
        "ROC De Waard - Werkgeverskring",
        "ROC De Waard -> Werkgeverskring",
        "ROC De Waard <--> Werkgeverskring",
        "Werkgeverskring \u2192 ROC De Waard",
    ],
)
@pytest.mark.parametrize("kop", ["Van", "Naar"])
def test_several_names_in_one_cell_are_told_apart(staat: str, kop: str) -> None:
    boek = _VOL.kopie().zet("Relaties", 0, kop, waarde=staat)
    (gevonden,) = _zonder_tips(boek)
    assert (gevonden.code, gevonden.cel) == ("meer-partijen", boek.plek("Relaties", 0, kop).cel)
    assert all(naam in gevonden.melding for naam in NAMEN[1:])
    assert "eigen regel" in gevonden.melding


def test_both_names_of_a_tie_in_its_first_cell_are_no_tie_without_a_name() -> None:
    boek = _VOL.kopie().zet("Relaties", 0, "Van", waarde="ROC De Waard -> Werkgeverskring")
    (gevonden,) = _zonder_tips(boek.zet("Relaties", 0, "Naar", waarde=None))
    assert (gevonden.code, gevonden.cel) == ("meer-partijen", boek.plek("Relaties", 0, "Van").cel)
    boek.zet("Relaties", 0, "Van", waarde="ROC De Waard")
    assert _codes(_zonder_tips(boek)) == ["relatie-onvolledig"]


def test_a_name_beside_an_unknown_one_is_not_suggested_alone() -> None:
    """Who follows *Bedoel je* would lose the other party."""
    boek = _VOL.kopie().zet("Relaties", 0, "Naar", waarde="ROC De Waard, CBS")
    (gevonden,) = boek.bevindingen()
    assert gevonden.code == "partij-onbekend"
    assert "Bedoel je" not in gevonden.melding
    assert "elk contact op een eigen regel" in gevonden.melding


@pytest.mark.parametrize("staat", ["Bibliotheek, CBS", "Bibliotheek; CBS", "Bibliotheek\nCBS"])
def test_several_unknown_names_are_not_to_be_added_as_one(staat: str) -> None:
    boek = _VOL.kopie().zet("Relaties", 0, "Naar", waarde=staat)
    (gevonden,) = boek.bevindingen()
    assert gevonden.code == "partij-onbekend"
    assert "elk contact op een eigen regel" in gevonden.melding


def test_a_name_with_a_comma_or_en_stays_whole() -> None:
    naam = "Wonen, Welzijn en Zorg BV"
    boek = _met_rij("Partijen", 3, Naam=naam, Soort="bedrijf")
    boek.zet("Relaties", 3, "Van", waarde=naam).zet("Relaties", 3, "Naar", waarde=NAMEN[1])
    boek.zet("Relaties", 4, "Van", waarde=NAMEN[1]).zet("Relaties", 4, "Naar", waarde=naam)
    assert boek.bevindingen() == ()
    boek.zet("Relaties", 4, "Naar", waarde=f"{naam}, Werkgeverskring")
    (gevonden,) = boek.bevindingen()
    assert f"2 partijen in één cel: {naam} en Werkgeverskring." in gevonden.melding
    assert naamdelen("Wonen, Welzijn en Jeugd", {naamsleutel(n): n for n in NAMEN}) == []


@pytest.mark.parametrize(
    "staat", ["iedereen", "Alle partijen", "idem", '"', "''", "=", "zie boven", "Niemand", "n.t.b."]
)
def test_a_word_for_names_is_not_to_be_added_to_partijen(staat: str) -> None:
    boek = _VOL.kopie().zet("Relaties", 0, "Naar", waarde=staat)
    (gevonden,) = boek.bevindingen()
    assert gevonden.code == "naam-verwijst"
    assert "Voeg" not in gevonden.melding
    agenda = _VOL.kopie().zet("Agenda", 0, "Trekker", waarde=staat)
    assert _codes(agenda.bevindingen()) == ["trekker-verwijst"]


def test_a_party_may_be_called_like_such_a_word() -> None:
    assert not verwijst("Iedereen Doet Mee")
    boek = _met_rij("Partijen", 2, Naam="Anderen")
    for rij, kop in ((1, "Naar"), (2, "Van")):
        boek.zet("Relaties", rij, kop, waarde="Anderen")
    assert boek.bevindingen() == ()


def test_two_names_in_one_cell_of_partijen_are_pointed_out() -> None:
    """Known elsewhere, or each begun on a line of its own; relations with one of them follow."""
    boek = _met_rij("Partijen", 3, Naam="Dorpsraad Oost\nUWV", Soort="overig")
    for rij, naam in ((3, "UWV"), (4, "Dorpsraad Oost")):
        boek.zet("Relaties", rij, "Van", waarde=naam).zet("Relaties", rij, "Naar", waarde=NAMEN[0])
    (gevonden,) = boek.bevindingen()
    assert gevonden.code == "partij-meer-namen"
    cellen = [boek.plek("Relaties", rij, "Van").cel for rij in (3, 4)]
    assert f'"UWV" telt daardoor niet mee in {cellen[0]}.' in gevonden.melding
    assert f'"Dorpsraad Oost" telt daardoor niet mee in {cellen[1]}.' in gevonden.melding


def test_a_name_that_only_runs_on_over_lines_is_one_name() -> None:
    assert regels_in_cel("Stichting Samen\nsterk in de wijk") == []
    assert regels_in_cel("Wonen, Welzijn &\nZorg BV") == []
    assert regels_in_cel("Gemeente\nVeerdam") == []
    assert regels_in_cel("ROC De Waard\r\nUWV") == ["ROC De Waard", "UWV"]


# --- one organisation in several spellings


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        ("Gemeente De Vallei", "Gem. De Vallei"),
        ("ROC De Vallei", "R.O.C. de Vallei"),
        ("UWV", "U.W.V."),
        ("Werkgeverskring", "Werkgevers-kring"),
        ("Leergeld", "Stichting Leergeld"),
        ("Bakker B.V.", "Bakker"),
        ("Zorg & Welzijn", "Zorg en Welzijn"),
        ("Coöperatie Noord", "Cooperatie Noord"),
        ("De Haven", "Haven"),
        ("VNG", "Vereniging van Nederlandse Gemeenten (VNG)"),
    ],
)
def test_two_spellings_of_one_organisation_get_a_tip(een: str, ander: str) -> None:
    boek = _LEEG.kopie().zet("Partijen", 0, "Naam", waarde=een)
    boek.zet("Partijen", 1, "Naam", waarde=ander)
    (gevonden,) = (b for b in boek.bevindingen() if b.code == "partij-lijkt-op")
    assert gevonden.cel == boek.plek("Partijen", 1, "Naam").cel
    assert f'"{een}" in {boek.plek("Partijen", 0, "Naam").cel}' in gevonden.melding
    assert len(boek.gelezen().invoer.partijen) == 2


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        ("Gemeente Veere", "Gemeente Veerdam"),
        ("Gemeente Utrecht", "Provincie Utrecht"),
        ("Gemeente Utrecht", "Utrecht"),
        ("School 1", "School 2"),
        ("Stichting Dorp", "Vereniging Dorp"),
        ("De", "Stichting"),
    ],
)
def test_two_organisations_that_differ_are_two(een: str, ander: str) -> None:
    assert naamsleutel(een) != naamsleutel(ander)


def test_another_spelling_in_a_relation_is_suggested() -> None:
    boek = _VOL.kopie().zet("Relaties", 0, "Naar", waarde="R.O.C. de Waard")
    (gevonden,) = boek.bevindingen()
    assert gevonden.melding.endswith('Bedoel je "ROC De Waard"?')
    boek = _met_rij("Partijen", 3, Naam="Vereniging van Gemeenten (VNG)")
    boek.zet("Relaties", 0, "Naar", waarde="vng")
    (gevonden,) = _zonder_tips(boek)
    assert gevonden.melding.endswith('Bedoel je "Vereniging van Gemeenten (VNG)"?')


# --- one finding for one cause


def test_a_name_that_is_not_in_partijen_is_one_finding_with_its_cells() -> None:
    boek = _VOL.kopie()
    for rij in (0, 1, 4):
        boek.zet("Relaties", rij, "Van", waarde=NAMEN[rij % 3]).zet(
            "Relaties", rij, "Naar", waarde="Waterschap"
        )
    boek.zet("Agenda", 0, "Trekker", waarde="Waterschap")
    (gevonden,) = boek.bevindingen()
    cellen = [boek.plek("Relaties", rij, "Naar").cel for rij in (0, 1, 4)]
    trekker = boek.plek("Agenda", 0, "Trekker")
    assert (gevonden.code, gevonden.cel) == ("partij-onbekend", cellen[0])
    assert gevonden.melding.endswith(
        f" Ook in {cellen[1]} en {cellen[2]}. Ook als trekker in {Adres('Opgave')}!{trekker.cel}."
    )


def test_without_partijen_there_is_one_finding_with_the_names_to_put_there() -> None:
    boek = _LEEG.kopie()
    for rij in range(11):
        boek.zet("Relaties", rij, "Van", waarde=NAMEN[rij % 3])
        boek.zet("Relaties", rij, "Naar", waarde=NAMEN[(rij + 1) % 3].upper())
    (gevonden,) = (b for b in boek.bevindingen() if b.ernst == "fout")
    assert (gevonden.code, gevonden.cel) == ("partijen-leeg", boek.plek("Partijen", 0, "Naam").cel)
    assert f"{NAMEN[0]}, " in gevonden.melding
    boek.zet("Relaties", 11, "Van", waarde="iedereen").zet("Relaties", 11, "Naar", waarde=NAMEN[0])
    assert [b.code for b in boek.bevindingen() if b.ernst == "fout"] == [
        "partijen-leeg",
        "naam-verwijst",
    ]


def test_a_long_list_of_names_says_how_many_more_there_are() -> None:
    boek = _LEEG.kopie()
    for rij in range(10):
        boek.zet("Relaties", rij, "Van", waarde=f"Organisatie nummer {rij}")
        boek.zet("Relaties", rij, "Naar", waarde=f"Organisatie nummer {rij + 10}")
    (gevonden,) = (b for b in boek.bevindingen() if b.ernst == "fout")
    assert "Organisatie nummer 13 en nog 12." in gevonden.melding


def test_without_the_heading_of_partijen_relations_give_no_findings_of_their_own() -> None:
    boek = _VOL.kopie().zet("kop", "Partijen", "Naam", waarde="Organisatie")
    codes = _codes(boek.bevindingen())
    assert codes[0] == "blok-ontbreekt"
    assert not {"partij-onbekend", "partijen-leeg", "trekker-onbekend"} & set(codes)


@pytest.mark.parametrize("staat", [CelFout("#VALUE!"), None])
def test_a_party_without_a_readable_name_is_one_finding(staat: Celwaarde) -> None:
    """A picture in the cell reads as an error value; the same goes for a name that was cleared."""
    boek = _VOL.kopie().zet("Partijen", 1, "Naam", waarde=staat)
    (gevonden,) = boek.bevindingen()
    assert gevonden.cel == boek.plek("Partijen", 1, "Naam").cel
    assert f'Misschien hoort in {gevonden.cel} "ROC De Waard"' in gevonden.melding
    trekker = boek.plek("Agenda", 0, "Trekker")
    assert gevonden.melding.endswith(f" en {Adres('Opgave')}!{trekker.cel}.")
    assert boek.gelezen().invoer.relaties == ()


def test_more_strange_names_than_unreadable_ones_are_said_each() -> None:
    boek = _VOL.kopie().zet("Partijen", 1, "Naam", waarde=CelFout("#VALUE!"))
    boek.zet("Relaties", 0, "Van", waarde="Xyz")
    codes = _codes(boek.bevindingen())
    assert codes == ["waarde-fout", "partij-onbekend", "partij-onbekend"]


def test_the_same_wrong_value_is_one_finding_with_ranges_of_cells() -> None:
    boek = _VOL.kopie()
    ids = [stelling.id for stelling in METHODE.opgave.stellingen[:7]]
    for nummer in (1, 2, 3, 4, 7):
        boek.zet(ids[nummer - 1], "Antwoord", waarde="vijf")
    boek.zet("WEE-01", "Antwoord", waarde="vijf")
    opgave, weefsel = boek.bevindingen()
    cel = {nummer: boek.plek(ids[nummer - 1], "Antwoord").cel for nummer in (1, 2, 4, 7)}
    assert (opgave.blad, opgave.cel, weefsel.blad) == ("Opgave", cel[1], "Weefsel")
    assert opgave.melding.endswith(f" Ook in {cel[2]}:{cel[4]} en {cel[7]}.")
    assert "Ook in" not in weefsel.melding
    assert list(opgave.als_json()) == ["ernst", "blad", "cel", "code", "melding"]


def test_many_findings_of_one_kind_become_one_that_names_them_all() -> None:
    boek = _VOL.kopie()
    weg = [stelling.id for stelling in METHODE.opgave.stellingen[:7]]
    for id_ in weg[:MEESTE_APART]:
        boek.wis_rij("Opgave", boek.plek(id_, "Id").rij or 0)
    assert _codes(boek.bevindingen()) == ["stelling-ontbreekt"] * MEESTE_APART
    for id_ in weg[MEESTE_APART:]:
        boek.wis_rij("Opgave", boek.plek(id_, "Id").rij or 0)
    (gevonden,) = boek.bevindingen()
    assert all(id_ in gevonden.melding for id_ in weg)


@pytest.mark.parametrize("code", [code for code, soort in catalogus().items() if soort.samen])
def test_a_sentence_for_many_can_be_filled(code: str) -> None:
    soort = catalogus()[code]
    assert "{lijst}" in soort.samen
    assert soort.lijst
    assert soort.samen.endswith(".")


def test_the_cause_comes_before_what_follows_from_it() -> None:
    boek = _VOL.kopie().zet("OPG-42", "Antwoord", waarde="vijf")
    boek.zet("kop", "Partijen", "Rol", waarde="Taak")
    assert _codes(boek.bevindingen()) == ["kolom-ontbreekt", "antwoord-geen-getal"]


def test_cells_below_each_other_are_one_range() -> None:
    cellen = [Adres("A", rij, kolom) for rij, kolom in ((4, 1), (3, 1), (3, 2), (8, 1), (3, 1))]
    assert celreeksen(cellen) == ["B4:B5", "C4", "B9"]
    assert celreeksen([Adres("A")]) == []


# --- n.v.t. and merged cells


def test_a_row_with_only_nvt_is_empty() -> None:
    boek = _met_rij("Partijen", 3, Naam="n.v.t.", Rol="N.V.T.", Invloed="nvt")
    boek.zet("Relaties", 3, "Van", waarde="n.v.t.").zet("Relaties", 3, "Naar", waarde="nvt")
    boek.zet("Feiten", 2, "Feit", waarde="niet van toepassing")
    assert boek.bevindingen() == ()
    assert _aantallen(boek) == GOED


def test_nvt_is_no_name() -> None:
    boek = _met_rij("Partijen", 3, Naam="n.v.t.", Soort="bedrijf")
    assert _codes(boek.bevindingen()) == ["rij-zonder-naam"]
    boek = _VOL.kopie().zet("Relaties", 2, "Naar", waarde="nvt")
    assert _codes(boek.bevindingen()) == ["relatie-onvolledig"]


def _samengevoegd(boek: Proefwerkboek, naam: str, kop: str, van: int, tot: int) -> None:
    eerste, laatste = boek.plek(naam, van, kop), boek.plek(naam, tot, kop)
    assert eerste.rij is not None
    assert eerste.kolom is not None
    assert laatste.rij is not None
    bereik = Bereik(eerste.rij, eerste.kolom, laatste.rij, eerste.kolom)
    boek.vormen[eerste.blad] = Bladvorm(samengevoegd=(bereik,))
    for rij in range(van + 1, tot + 1):
        boek.zet(naam, rij, kop, waarde=None)


def test_a_cell_that_a_merged_range_hides_is_not_said_to_be_empty() -> None:
    """The user sees a name there, and cannot fill in the cell."""
    for naam, kop in (("Partijen", "Naam"), ("Relaties", "Van"), ("Relaties", "Naar")):
        boek = _VOL.kopie()
        _samengevoegd(boek, naam, kop, 0, 2)
        (gevonden,) = _zonder_tips(boek)
        plek = boek.plek(naam, 0, kop).cel
        assert (gevonden.code, gevonden.cel) == ("cellen-samengevoegd", plek)
        assert f"alleen {plek} telt" in gevonden.melding
    assert len(boek.gelezen().invoer.relaties) == 1


def test_the_results_follow_what_counts() -> None:
    """Controle, and the network, know nothing of a total."""
    boek = verwerk(_met_rij("Partijen", 3, Naam="Totaal", Invloed=12.0))
    staat = {str(waarde) for cellen in boek.tabs.values() for waarde in cellen.values()}
    assert "totaalrij" in staat
    assert boek.gelezen().invoer.partijen == _VOL.gelezen().invoer.partijen


# --- nothing silent

_GETYPT: tuple[Celwaarde, ...] = (
    "UWV", "ROC De Waard", "Werkgeverskring", "Totaal", "NB: x", ":", "*", "idem", '"', "A, B", "x",
    "ROC De Waard, UWV", "n.v.t.", "-", " ", "a\nb", "OVERHEDEN:", "Overheden", "R.O.C. de Waard",
    "Unie (UWV)", "Zorg en Welzijn", ", ,", "{staat}", "=1+1", 3.0, 3.2, True, CelFout("#N/A"),
    None,
)  # fmt: skip
_CEL = re.compile(r"(?:'(\w+)'!)?[A-Z]{1,2}(\d+)(?::[A-Z]{1,2}(\d+))?")


def _genoemd(gevonden: Sequence[Bevinding]) -> set[tuple[str, int]]:
    """The tabs and rows that findings name, as their place or in their sentence."""
    rijen: set[tuple[str, int]] = set()
    for b in gevonden:
        for blad, eerste, laatste in _CEL.findall(f"{b.cel} {b.melding}"):
            rijen |= {
                (blad or b.blad, rij) for rij in range(int(eerste), int(laatste or eerste) + 1)
            }
    return rijen


@pytest.mark.parametrize("zaad", range(12))
def test_no_row_is_left_out_without_a_finding_that_names_it(zaad: int) -> None:
    kans = random.Random(zaad)  # noqa: S311 - no secret
    boek = _VOL.kopie()
    cellen = [plek for plek in boek.plekken if plek[0] in TABELLEN]
    hele_rijen = [cel for cel in cellen if int(cel[1]) < 6]
    eerste_cellen = [
        (naam, rij, kop) for naam, (_, kop, _) in TABELLEN.items() for rij in (7, 9, 10)
    ]
    for cel in (*kans.sample(hele_rijen, 100), *eerste_cellen):
        boek.zet(*cel, waarde=kans.choice(_GETYPT))
    gelezen = boek.gelezen()
    genoemd = _genoemd(gelezen.bevindingen)
    telt: dict[str, set[str]] = {
        "Partijen": {partij.naam for partij in gelezen.invoer.partijen},
        "Feiten": {feit.feit for feit in gelezen.invoer.feiten},
        "Agenda": {punt.agendapunt for punt in gelezen.invoer.agenda},
        "Relaties": {f"{r.van} naar {r.naar}".casefold() for r in gelezen.invoer.relaties},
    }
    for naam, rij in {(str(cel[0]), int(cel[1])) for cel in cellen}:
        tab, kop, _ = TABELLEN[naam]
        adres = boek.plek(naam, rij, kop)
        waarden = [boek.waarde(*een) for een in cellen if een[:2] == (naam, rij)]
        if all(leeg(waarde) or zegt_niets(waarde) for waarde in waarden):
            continue
        staat = toon(boek.waarde(naam, rij, kop))
        if naam == "Relaties":
            staat = f"{staat} naar {toon(boek.waarde(naam, rij, 'Naar'))}".casefold()
        assert staat in telt[naam] or (tab, (adres.rij or 0) + 1) in genoemd, (naam, rij, waarden)
