"""Columns and choices that came later: older workbooks and methods do without, and what is not
meant to count does not."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from hulp.boeken import METHODE, Proefwerkboek, vol_boek
from regio_xl.inlezen.overzetten import vulling
from regio_xl.invoer import Agendapunt, Invoer, Partij, Relatie
from regio_xl.methode import STANDAARDMAP, Methode, laad
from regio_xl.rekenen import bereken
from regio_xl.rekenen.agenda import agendabeeld
from regio_xl.rekenen.kengetallen import Kengetallen, kengetallen
from regio_xl.rekenen.kwadrant import adviseer

LATER = [
    (tabel.naam, kolom)
    for tab in METHODE.invoertabs
    for tabel in tab.tabellen
    for kolom in tabel.kolommen
    if kolom.mag_ontbreken
]
NIEUW = {"waarom_niet", "belang_maatschappelijk", "wederzijds"}


def _cijfers(invoer: Invoer) -> Kengetallen:
    return kengetallen(METHODE, invoer, adviseer(METHODE, invoer), agendabeeld(METHODE, invoer))


def _oude_methode() -> Methode:
    """The method as it was before, without the columns that came later."""
    delen = {}
    for naam in ("opgave", "netwerk"):
        tab = getattr(METHODE, naam)
        tabellen = tuple(
            tabel.model_copy(
                update={"kolommen": tuple(k for k in tabel.kolommen if not k.mag_ontbreken)}
            )
            for tabel in tab.tabellen
        )
        delen[naam] = tab.model_copy(update={"tabellen": tabellen})
    return METHODE.model_copy(update=delen)


def _oud_boek() -> Proefwerkboek:
    """A workbook of a template without the columns that came later, read by the method of now."""
    return replace(vol_boek(_oude_methode()), methode=METHODE)


def test_the_columns_that_came_later_are_there() -> None:
    assert {kolom.sleutel for _, kolom in LATER} >= NIEUW


def test_a_workbook_without_the_columns_that_came_later_gives_no_findings() -> None:
    boek = _oud_boek()
    assert boek.bevindingen() == ()
    assert boek.gelezen().invoer == vol_boek().gelezen().invoer


def test_what_stands_in_the_new_columns_is_read_and_carried_over() -> None:
    boek = vol_boek()
    boek.zet("Partijen", 2, "Waarom niet aan tafel", waarde="nog niet gevraagd")
    boek.zet("Agenda", 0, "Belang maatschappelijk", waarde="meer vrijwilligers")
    boek.zet("Relaties", 0, "Over en weer", waarde="x")
    invoer = boek.gelezen().invoer
    assert invoer.partijen[2].waarom_niet == "nog niet gevraagd"
    assert invoer.agenda[0].belang_maatschappelijk == "meer vrijwilligers"
    assert [relatie.wederzijds for relatie in invoer.relaties] == [True, None, None]
    over = vulling(boek.indeling()).tabellen
    assert over["Partijen"][2]["waarom_niet"] == "nog niet gevraagd"
    assert over["Agenda"][0]["belang_maatschappelijk"] == "meer vrijwilligers"
    assert over["Relaties"][0]["wederzijds"] == "x"


def test_two_rows_that_say_the_same_of_a_mutual_contact_are_no_contradiction() -> None:
    boek = vol_boek().zet("Relaties", 1, "Over en weer", waarde="ja")
    assert boek.bevindingen() == ()
    boek.zet("Relaties", 2, "Over en weer", waarde="ja")
    assert boek.bevindingen() == ()


@pytest.mark.parametrize("rij", [1, 2])
def test_two_mutual_rows_that_differ_are_said_once(rij: int) -> None:
    boek = vol_boek().zet("Relaties", 1, "Over en weer", waarde="ja")
    boek.zet("Relaties", 2, "Over en weer", waarde="ja").zet("Relaties", rij, "Sterkte", waarde=5.0)
    (gevonden,) = boek.bevindingen()
    assert gevonden.code == "relatie-tegenspraak"


@pytest.mark.parametrize("rij", [1, 2])
def test_what_one_mutual_row_leaves_empty_is_no_contradiction(rij: int) -> None:
    """In whatever order the two rows stand."""
    boek = vol_boek().zet("Relaties", 1, "Over en weer", waarde="ja")
    boek.zet("Relaties", 2, "Over en weer", waarde="ja")
    for kop in ("Sterkte", "Vertrouwen", "Vorm"):
        boek.zet("Relaties", rij, kop, waarde=None)
    assert boek.bevindingen() == ()


# --- what counts ----------------------------------------------------------------------------------


@pytest.mark.parametrize("rol", METHODE.kolom("Partijen", "rol").keuzes)
def test_each_role_counts_as_itself_and_as_nothing_else(rol: str) -> None:
    cijfers = _cijfers(Invoer(partijen=(Partij(naam="A", soort="overheid", rol=rol),)))
    keuzes = METHODE.netwerk.regels.keuzes
    assert cijfers["eigenaren"] == (rol in keuzes.rol_eigenaar)
    assert cijfers["trekkers"] == (rol in keuzes.rol_trekker)
    assert cijfers["toeschouwers"] == 100 * (rol in keuzes.rol_toeschouwer)


@pytest.mark.parametrize("soort", METHODE.kolom("Partijen", "soort").keuzes)
def test_each_kind_of_party_belongs_to_one_figure_at_most(soort: str) -> None:
    cijfers = _cijfers(Invoer(partijen=(Partij(naam="A", soort=soort),)))
    groepen = ("overheid", "inwoners", "bedrijven", "onderwijs", "maatschappelijk", "verbanden")
    assert sum(cijfers[f"partijen_{groep}"] == 1 for groep in groepen) <= 1
    assert METHODE.netwerk.regels.overheid(soort) == (soort == "overheid")


def test_a_kind_that_came_later_is_never_called_missing() -> None:
    invoer = Invoer(partijen=(Partij(naam="A", soort="overheid"),))
    ontbreekt = set(bereken(invoer, METHODE).netwerk.ontbrekende_sectoren)
    assert "medewerkers en professionals" not in ontbreekt
    assert "inwoners" in ontbreekt


def test_the_interest_of_society_is_written_down_and_not_counted() -> None:
    """Figure 2 of signpost 2 names four sectors."""
    vier = {f"belang_{s}": "iets" for s in ("overheid", "inwoners", "ondernemers", "onderwijs")}
    punten = (
        Agendapunt.model_validate({"agendapunt": "Een", **vier}),
        Agendapunt(agendapunt="Twee", belang_overheid="iets", belang_inwoners="iets"),
    )
    meer = tuple(p.model_copy(update={"belang_maatschappelijk": "iets"}) for p in punten)
    assert _cijfers(Invoer(agenda=meer)) == _cijfers(Invoer(agenda=punten))


@pytest.mark.parametrize("keuze", METHODE.kolom("Agenda", "werk").keuzes)
def test_only_recurring_work_counts_as_recurring(keuze: str) -> None:
    cijfers = _cijfers(Invoer(agenda=(Agendapunt(agendapunt="Een", werk=keuze),)))
    telt = keuze in METHODE.opgave.regels.keuzes.werk_terugkerend
    assert (cijfers["agenda_terugkerend"], cijfers["agenda_tekens"]) == (100 * telt, 25)


@pytest.mark.parametrize(
    ("veld", "keuze"), [(k.sleutel, keuze) for k in METHODE.opgave.kenmerken for keuze in k.keuzes]
)
def test_a_choice_of_the_opgave_counts_only_for_its_own_figure(veld: str, keuze: str) -> None:
    keuzes = METHODE.opgave.regels.keuzes
    cijfers = _cijfers(Invoer(kenmerken={"Opgave": {veld: keuze}}))
    for naam, genoemd in keuzes:
        if naam.startswith(f"{veld}_"):
            assert cijfers[naam] == (keuze in genoemd)


def test_a_method_without_what_came_later_still_computes(tmp_path: Path) -> None:
    map_ = Path(shutil.copytree(STANDAARDMAP, tmp_path / "methode"))
    for bestand in ("opgave.toml", "netwerk.toml"):
        pad = map_ / bestand
        delen = re.split(r"\n(?=\s*\[\[)", pad.read_text(encoding="utf-8"))
        oud = [d for d in delen if not any(f'sleutel = "{s}"\n' in d for s in NIEUW)]
        assert len(oud) < len(delen)
        tekst = "\n".join(oud)
        tekst = re.sub(r"domeinen_met_en = \[.*?\n\]\n", "", tekst, flags=re.DOTALL)
        tekst = tekst.replace('"medewerkers en professionals",', "")
        tekst = tekst.replace(', "medewerkers en professionals"]', "]")
        pad.write_text(tekst, encoding="utf-8")
    methode = laad(map_)
    assert methode.opgave.regels.domeinen_met_en == ()
    assert "medewerkers en professionals" not in methode.kolom("Partijen", "soort").keuzes
    invoer = Invoer(
        kenmerken={"Opgave": {"domeinen": "sport en bewegen"}},
        partijen=(Partij(naam="A"), Partij(naam="B")),
        relaties=(Relatie(van="A", naar="B"),),
    )
    assert bereken(invoer, methode).netwerk.partijen == 2
