"""The choice of the group is recorded on Advies, under the advice; where it stood in older
workbooks, on Perspectief, it is still read."""

from __future__ import annotations

from datetime import date

import pytest

from hulp.boeken import (
    METHODE,
    Proefwerkboek,
    met_oude_keuze,
    resultaat,
    verwerk,
    vol_boek,
    zonder_nieuwe_blokken,
)
from regio_xl.indeling import blokken, deel_in
from regio_xl.inlezen.overzetten import vulling
from regio_xl.opdracht import verwerk_boek
from regio_xl.tabs.gewijzigd import controlegetal
from regio_xl.tabs.sjabloon import bouw
from regio_xl.werkboek import Celwaarde, Celwijzigingen
from regio_xl.xlsx.workbook import XlsxWerkboek

DAG = date(2026, 11, 21)
KEUZE: dict[str, Celwaarde] = {
    "keuze": METHODE.namen["netwerkend"],
    "reden": "Zonder partners lukt het niet",
    "besproken_met": "alle partijen",
}


def _met_keuze(boek: Proefwerkboek) -> Proefwerkboek:
    for sleutel, waarde in KEUZE.items():
        boek.zet(blokken.PERSPECTIEF, sleutel, waarde=waarde)
    return boek


def _ouder(**waarden: Celwaarde) -> Proefwerkboek:
    return met_oude_keuze(zonder_nieuwe_blokken(vol_boek()), **waarden)


def test_the_choice_stands_on_advies_and_borg_follows_it() -> None:
    boek = _met_keuze(vol_boek())
    assert boek.plek(blokken.PERSPECTIEF, "keuze").blad == blokken.ADVIES
    gelezen = boek.gelezen()
    assert gelezen.bevindingen == ()
    assert gelezen.invoer.keuze == "netwerkend"
    assert gelezen.invoer.kenmerken[blokken.PERSPECTIEF] == KEUZE
    verwerk(boek)
    assert boek.waarde("BorgStand", 0, "Waarde") == METHODE.namen["netwerkend"]
    assert boek.waarde("BorgStand", 1, "Waarde") == "jullie keuze op de tab Advies"
    assert boek.waarde("AdviesKort", 3, "Waarde") == METHODE.namen["netwerkend"]


def test_a_calculation_leaves_the_choice_as_it_was_typed() -> None:
    boek = _met_keuze(vol_boek())
    boek.zet(blokken.PERSPECTIEF, "keuze", waarde="netwerkend!")
    voor = [boek.waarde(blokken.PERSPECTIEF, sleutel) for sleutel in KEUZE]
    for _ in range(2):
        verwerk(boek)
        assert [boek.waarde(blokken.PERSPECTIEF, sleutel) for sleutel in KEUZE] == voor


def test_an_older_workbook_is_read_and_written_without_a_word() -> None:
    """It has no choice on Advies, no paired choices, nothing about how sure it is: those are not
    written, and nothing is missing."""
    boek = _ouder(**KEUZE)
    gelezen = boek.gelezen()
    assert gelezen.bevindingen == ()
    assert gelezen.invoer == _met_keuze(vol_boek()).gelezen().invoer
    advies_voor = {plek for plek, waarde in boek.tabs[blokken.ADVIES].items() if waarde is not None}
    assert resultaat(boek).bevindingen == resultaat(_met_keuze(vol_boek())).bevindingen
    verwerk(boek)
    nieuw = {
        boek.plek(blok.tabelnaam, lijn, kop)
        for blok in blokken.NIET_ALTIJD
        for lijn in range(blok.rijen)
        for kop in blok.koppen
        if (blok.tabelnaam, lijn, kop) in boek.plekken
    }
    assert boek.waarde("BorgStand", 1, "Waarde") == "jullie keuze op de tab Perspectief"
    advies = boek.tabs[blokken.ADVIES]
    assert advies_voor < {plek for plek, waarde in advies.items() if waarde is not None}
    assert not [p for p in nieuw if advies.get((p.rij, p.kolom)) is not None]  # type: ignore[arg-type]


def test_an_older_workbook_has_the_control_number_of_its_own_choice() -> None:
    leeg, vol = (controlegetal(_ouder(**keuze).indeling()) for keuze in ({}, KEUZE))
    assert leeg != vol
    assert vol == controlegetal(_met_keuze(vol_boek()).indeling())


@pytest.mark.parametrize(
    ("nieuw", "oud", "gekozen", "codes"),
    [
        ("Netwerkend", "Responsief", "netwerkend", ["keuze-op-oude-plek"]),
        ("Netwerkend", " netwerkend ", "netwerkend", []),
        (None, "Responsief", "responsief", []),
        ("Netwerkend", None, "netwerkend", []),
    ],
)
def test_of_two_places_the_one_on_advies_counts_and_a_difference_is_told(
    nieuw: str | None, oud: str | None, gekozen: str, codes: list[str]
) -> None:
    boek = vol_boek().zet(blokken.PERSPECTIEF, "keuze", waarde=nieuw)
    gelezen = met_oude_keuze(boek, keuze=oud).gelezen()
    assert gelezen.invoer.keuze == gekozen
    assert [bevinding.code for bevinding in gelezen.bevindingen] == codes


def test_a_changed_heading_over_the_choice_costs_nothing() -> None:
    """On Advies its lines then belong to the block above; on Perspectief the heading is known by
    the names below it."""
    nieuw = _met_keuze(vol_boek())
    assert nieuw.zet("kop", "Keuze", "Waarde", waarde=None).gelezen().bevindingen == ()
    oud = _ouder(**KEUZE).zet("kop", "PerspectiefKenmerken", "Waarde", waarde="Waarde (invullen)")
    assert [bevinding.code for bevinding in oud.gelezen().bevindingen] == ["kop-veranderd"]
    assert nieuw.gelezen().invoer == oud.gelezen().invoer == _met_keuze(vol_boek()).gelezen().invoer


def test_a_choice_in_words_of_ones_own_is_told_at_its_cell_on_advies() -> None:
    boek = vol_boek().zet(blokken.PERSPECTIEF, "keuze", waarde="Linksboven")
    (gevonden,) = boek.gelezen().bevindingen
    assert gevonden.adres == boek.plek("Keuze", 0, "Waarde")


def test_a_line_of_the_choice_that_is_gone_is_told_once() -> None:
    boek = _met_keuze(vol_boek())
    boek.zet("Keuze", 1, "Kenmerk", waarde="Reden")
    (gevonden,) = boek.gelezen().bevindingen
    assert (gevonden.code, gevonden.blad) == ("kenmerk-ontbreekt", blokken.ADVIES)


def test_in_a_fresh_template_the_choice_goes_along_from_either_place() -> None:
    for boek in (_met_keuze(vol_boek()), _ouder(**KEUZE)):
        mee = vulling(boek.indeling())
        assert mee.kenmerken[blokken.PERSPECTIEF] == KEUZE
        vers = XlsxWerkboek.uit_bytes("boek.xlsx", bouw(METHODE, mee))
        klaar, uit = verwerk_boek(vers, METHODE, DAG)
        assert uit is vers
        assert klaar.perspectief.keuze == "netwerkend"


def test_a_file_that_lost_another_result_tab_keeps_its_choice() -> None:
    boek = _met_keuze(vol_boek())
    del boek.tabs[blokken.NETWERKBEELD]
    bron = bouw(METHODE, vulling(boek.indeling()))
    werkboek = XlsxWerkboek.uit_bytes("boek.xlsx", bron)
    eerst, _ = verwerk_boek(werkboek, METHODE, DAG)
    assert eerst.perspectief.keuze == "netwerkend"


def test_the_sign_sees_a_choice_that_was_changed_after_the_calculation() -> None:
    inhoud = bouw(METHODE, vulling(_met_keuze(vol_boek()).indeling()))
    _, klaar = verwerk_boek(XlsxWerkboek.uit_bytes("boek.xlsx", inhoud), METHODE, DAG)
    indeling = deel_in(klaar.lees(blokken.LEESTABS), METHODE)
    regel = indeling.kenmerkregel(blokken.PERSPECTIEF, METHODE.perspectief.kenmerken[0])
    assert regel is not None
    plek = (regel.rij, regel.vondst.kolommen["Waarde"])
    klaar.schrijf([Celwijzigingen(blokken.ADVIES, {plek: METHODE.namen["rechtmatig"]})])
    anders = deel_in(klaar.lees(blokken.LEESTABS), METHODE)
    assert controlegetal(anders) != controlegetal(indeling)
