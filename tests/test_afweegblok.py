"""The block Afwegen on Advies: a calculation asks, users answer, and no answer is ever lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hulp.boeken import METHODE, Proefwerkboek, resultaat, verwerk, vol_boek
from regio_xl.indeling import blokken, deel_in
from regio_xl.indeling.blokken import AFWEEGVRAAG, AFWEGEN
from regio_xl.inlezen import lees
from regio_xl.inlezen.overzetten import vulling
from regio_xl.invoer import Antwoord
from regio_xl.methode import laad
from regio_xl.methode.afwegen import Paar, paarletters
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.opdracht import verwerk_boek
from regio_xl.tabs.afwegen import NIETS
from regio_xl.tabs.gewijzigd import controlegetal
from regio_xl.tabs.invullen import ontbrekende_blokken
from regio_xl.tabs.sjabloon import bouw
from regio_xl.werkboek import Celwaarde, Celwijzigingen, Schrijfwaarde
from regio_xl.xlsx.workbook import XlsxWerkboek

DAG = date(2026, 11, 21)
TABEL, TAB = AFWEGEN.tabelnaam, AFWEGEN.tab
NS: Paar = ("netwerkend", "responsief")
RP: Paar = ("rechtmatig", "presterend")


def _antwoord(boek: Proefwerkboek, paar: Paar, keer: int = 1) -> Proefwerkboek:
    """Let the statements put these two on top and close together."""
    for tab in (METHODE.opgave, METHODE.netwerk):
        for s in tab.stellingen:
            som = sum(s.laadt(p) * (1 if p in paar else -1) for p in PERSPECTIEVEN)
            waarde = 3.0 if not som else 3.0 + keer if som > 0 else 3.0 - keer
            boek.zet(s.id, "Antwoord", waarde=waarde)
    return boek


def _tussen(paar: Paar) -> Proefwerkboek:
    return _antwoord(vol_boek(), paar)


def _rijen(boek: Proefwerkboek) -> dict[str, int]:
    """The line of each id in the block."""
    gevonden = {boek.waarde(TABEL, lijn, "Id"): lijn for lijn in range(AFWEGEN.rijen)}
    return {str(id_): lijn for id_, lijn in gevonden.items() if id_ is not None}


def _ids(paar: Paar) -> set[str]:
    return {id_ for id_ in METHODE.afwegingen if id_.startswith(f"AFW-{paarletters(paar)}-")}


def test_two_that_are_close_get_their_own_questions_and_the_advice_says_so() -> None:
    boek = verwerk(_tussen(NS))
    rijen = _rijen(boek)
    assert set(rijen) == _ids(NS)
    assert sorted(rijen.values()) == list(range(len(rijen)))
    for id_, lijn in rijen.items():
        assert boek.waarde(TABEL, lijn, AFWEEGVRAAG) == METHODE.afwegingen[id_].keuzetekst
    zin = str(boek.waarde("HoeZeker", 2, "Waarde"))
    assert "Onder Afwegen" in zin
    assert "tussen netwerkend en responsief" in zin


def test_nothing_to_weigh_is_said_in_one_line_and_taken_back_when_there_is() -> None:
    boek = vol_boek()
    for s in METHODE.stellingen:
        boek.zet(s, "Antwoord" if s[:3] != "PER" else "Nu", waarde=None)
    verwerk(boek)
    assert boek.waarde(TABEL, 0, AFWEEGVRAAG) == NIETS
    assert _rijen(boek) == {}
    assert boek.gelezen().invoer.afwegingen == {}
    verwerk(_antwoord(boek, NS))
    assert boek.waarde(TABEL, 0, AFWEEGVRAAG) != NIETS
    assert set(_rijen(boek)) == _ids(NS)


def test_an_answer_counts_at_the_next_calculation_with_a_link_to_its_cell() -> None:
    boek = verwerk(_tussen(NS))
    voor = resultaat(boek).perspectief
    lijn = next(iter(_rijen(boek).values()))
    boek.zet(TABEL, lijn, "Antwoord", waarde=1.0)
    gelezen = boek.gelezen()
    (id_,) = gelezen.invoer.afwegingen
    assert gelezen.invoer.afwegingen[id_] == Antwoord(waarde=1)
    assert gelezen.vindplaatsen[id_] == boek.plek(TABEL, lijn, "Antwoord")
    na = resultaat(boek).perspectief
    assert na.scores["netwerkend"] != voor.scores["netwerkend"]


def test_answers_stay_by_id_when_other_two_become_the_highest() -> None:
    boek = verwerk(_tussen(NS))
    (eerste, lijn), *_ = _rijen(boek).items()
    boek.zet(TABEL, lijn, "Antwoord", waarde="n.v.t.").zet(
        TABEL, lijn, "Toelichting", waarde="om X"
    )
    verwerk(_antwoord(boek, RP, keer=2))
    assert _ids(RP) <= set(_rijen(boek)) <= _ids(RP) | {eerste}
    assert _rijen(boek)[eerste] == lijn
    assert boek.waarde(TABEL, lijn, "Antwoord") == "n.v.t."
    assert boek.waarde(TABEL, lijn, "Toelichting") == "om X"
    assert boek.gelezen().invoer.afwegingen[eerste] == Antwoord(nvt=True)


def test_a_question_that_is_no_longer_asked_goes_unless_something_was_typed_beside_it() -> None:
    boek = verwerk(_tussen(NS))
    assert not _ids(NS) & set(_rijen(verwerk(_antwoord(boek, RP, keer=2))))
    boek = verwerk(_tussen(NS))
    (eerste, lijn), *_ = _rijen(boek).items()
    plek = boek.plek(TABEL, lijn, "Toelichting")
    assert plek.rij is not None
    assert plek.kolom is not None
    boek.zet_cel(TAB, plek.rij, plek.kolom + 1, "eigen notitie naast de tabel")
    verwerk(_antwoord(boek, RP, keer=2))
    assert _rijen(boek)[eerste] == lijn
    assert boek.tabs[TAB][plek.rij, plek.kolom + 1] == "eigen notitie naast de tabel"


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(
    gegeven=st.dictionaries(
        st.sampled_from(sorted(METHODE.afwegingen)),
        st.sampled_from([1.0, 3.0, 5.0, "4", "n.v.t.", "misschien", 9.0, None]),
        max_size=6,
    ),
    begin=st.integers(0, 20),
    paren=st.lists(st.sampled_from([NS, RP]), min_size=1, max_size=2),
)
def test_a_rerun_keeps_every_answer(
    gegeven: Mapping[str, Celwaarde], begin: int, paren: list[Paar]
) -> None:
    """Also those that could not be read, in whatever row they stand and whatever is asked."""
    boek = vol_boek()
    for lijn, (id_, waarde) in enumerate(gegeven.items(), start=begin):
        boek.zet(TABEL, lijn, "Id", waarde=id_).zet(TABEL, lijn, "Antwoord", waarde=waarde)
        boek.zet(TABEL, lijn, "Toelichting", waarde=f"over {id_}")
    voor = boek.gelezen().invoer.afwegingen
    for paar in paren:
        verwerk(_antwoord(boek, paar))
        rijen = _rijen(boek)
        for id_, waarde in gegeven.items():
            assert boek.waarde(TABEL, rijen[id_], "Antwoord") == waarde
            assert boek.waarde(TABEL, rijen[id_], "Toelichting") == f"over {id_}"
            tekst = boek.waarde(TABEL, rijen[id_], AFWEEGVRAAG)
            assert tekst == METHODE.afwegingen[id_].keuzetekst
        assert boek.gelezen().invoer.afwegingen == voor


@pytest.mark.parametrize(
    ("kop", "waarde", "code", "gelezen"),
    [
        ("Antwoord", 6.0, "antwoord-buiten-bereik", None),
        ("Antwoord", "misschien", "antwoord-geen-getal", None),
        ("Antwoord", 2.5, "antwoord-niet-heel", None),
        ("Antwoord", "4.", "antwoord-opgevat", 4),
        ("Toelichting", 4.0, "antwoord-ernaast", None),
        (AFWEEGVRAAG, "Wie betaalt?", "stelling-veranderd", None),
        ("Id", "AFW-XX-99", "id-onbekend", None),
    ],
)
def test_answers_are_read_with_the_care_of_statements(
    kop: str, waarde: Celwaarde, code: str, gelezen: int | None
) -> None:
    boek = verwerk(_tussen(NS))
    lijn = next(iter(_rijen(boek).values()))
    boek.zet(TABEL, lijn, kop, waarde=waarde)
    uit = boek.gelezen()
    (gevonden,) = uit.bevindingen
    assert (gevonden.code, gevonden.adres) == (code, boek.plek(TABEL, lijn, kop))
    assert [een.waarde for een in uit.invoer.afwegingen.values()] == [gelezen] * bool(gelezen)


@pytest.mark.parametrize("kop", ["Id", "Antwoord"])
def test_a_heading_that_was_typed_over_is_known_by_the_ids_below_it(kop: str) -> None:
    boek = verwerk(_tussen(NS))
    lijn = next(iter(_rijen(boek).values()))
    boek.zet(TABEL, lijn, "Antwoord", waarde=2.0)
    voor = boek.gelezen().invoer
    boek.zet("kop", TABEL, kop, waarde=f"{kop} (nieuw)")
    gelezen = boek.gelezen()
    assert gelezen.invoer == voor
    assert [bevinding.code for bevinding in gelezen.bevindingen] == ["kop-veranderd"]


def test_without_its_headings_the_questions_are_asked_in_a_fresh_workbook() -> None:
    """The sentence on Advies that points at them must be true."""
    boek = _tussen(NS).zet("kop", TABEL, AFWEEGVRAAG, waarde="Vraag")
    boek.zet("kop", TABEL, "Id", waarde="Nr")
    assert AFWEGEN in ontbrekende_blokken(boek.indeling())
    boek.zet("kop", TABEL, AFWEEGVRAAG, waarde=AFWEEGVRAAG).zet("kop", TABEL, "Id", waarde="Id")
    assert AFWEGEN not in ontbrekende_blokken(boek.indeling())


def test_an_answer_typed_over_the_question_is_told_not_to_count() -> None:
    boek = verwerk(_tussen(NS))
    lijn = next(iter(_rijen(boek).values()))
    uit = boek.zet(TABEL, lijn, AFWEEGVRAAG, waarde=4.0).gelezen()
    assert {b.code for b in uit.bevindingen} == {"stelling-veranderd", "antwoord-ernaast"}
    assert {b.adres for b in uit.bevindingen} == {boek.plek(TABEL, lijn, AFWEEGVRAAG)}
    assert uit.invoer.afwegingen == {}


def test_on_a_renamed_tab_advies_the_first_questions_are_asked_too() -> None:
    boek = _tussen(NS)
    boek.hernoem(TAB, "Uitkomst")
    assert set(_rijen(verwerk(boek))) == _ids(NS)


def test_a_renamed_tab_advies_keeps_its_choice_and_answers() -> None:
    boek = verwerk(_tussen(NS)).zet("Perspectief", "keuze", waarde="Netwerkend")
    boek.zet(TABEL, next(iter(_rijen(boek).values())), "Antwoord", waarde=2.0)
    voor = boek.gelezen().invoer
    boek.hernoem(TAB, "Uitkomst")
    gelezen = boek.gelezen()
    assert gelezen.invoer == voor
    assert [bevinding.code for bevinding in gelezen.bevindingen] == ["tab-herkend"]


def test_an_id_that_stands_twice_gives_no_answer() -> None:
    boek = vol_boek()
    id_ = next(iter(METHODE.afwegingen))
    for lijn in (0, 4):
        boek.zet(TABEL, lijn, "Id", waarde=id_).zet(TABEL, lijn, "Antwoord", waarde=5.0)
    gelezen = boek.gelezen()
    assert [bevinding.code for bevinding in gelezen.bevindingen] == ["id-dubbel"]
    assert gelezen.invoer.afwegingen == {}


def test_an_answer_in_a_row_without_a_question_is_told_and_stays() -> None:
    boek = vol_boek().zet(TABEL, 2, "Antwoord", waarde=5.0)
    (gevonden,) = boek.gelezen().bevindingen
    assert (gevonden.code, gevonden.adres) == (
        "antwoord-zonder-stelling",
        boek.plek(TABEL, 2, "Antwoord"),
    )
    verwerk(_antwoord(boek, NS))
    assert boek.waarde(TABEL, 2, "Antwoord") == 5.0
    assert boek.waarde(TABEL, 2, "Id") is None


def test_the_control_number_sees_an_answer_and_not_in_which_row_it_stands() -> None:
    id_ = next(iter(METHODE.afwegingen))

    def getal(lijn: int, waarde: Celwaarde) -> int:
        boek = vol_boek().zet(TABEL, lijn, "Id", waarde=id_)
        return controlegetal(boek.zet(TABEL, lijn, "Antwoord", waarde=waarde).indeling())

    assert getal(0, 2.0) == getal(7, 2.0) != getal(0, 4.0)
    assert getal(0, None) == controlegetal(vol_boek().indeling())


@pytest.mark.lang
def test_in_a_file_answers_stay_over_calculations_and_over_a_fresh_template() -> None:
    leeg = XlsxWerkboek.uit_bytes("boek.xlsx", bouw(METHODE, vulling(_tussen(NS).indeling())))
    _, klaar = verwerk_boek(leeg, METHODE, DAG)
    indeling = deel_in(klaar.lees(blokken.LEESTABS), METHODE)
    vondst = indeling.eerste(AFWEGEN)
    assert vondst is not None
    (id_, (rij,)), *_ = indeling.ids(TAB).per_id.items()
    kolommen = vondst.kolommen
    getypt: dict[tuple[int, int], Schrijfwaarde] = {
        (rij, kolommen["Antwoord"]): 2,
        (rij, kolommen["Toelichting"]): "=om de partners",
    }
    klaar.schrijf([Celwijzigingen(TAB, getypt)])
    for _ in range(2):
        uitkomst, klaar = verwerk_boek(klaar, METHODE, DAG)
        gelezen = lees(deel_in(klaar.lees(blokken.LEESTABS), METHODE))
        assert gelezen.invoer.afwegingen == {id_: Antwoord(waarde=2)}
    assert next(v for v in uitkomst.perspectief.afwegen if v.id == id_).antwoord == 2
    mee = vulling(deel_in(klaar.lees(blokken.LEESTABS), METHODE))
    assert (mee.afwegingen, mee.toelichtingen) == ({id_: 2}, {id_: "=om de partners"})
    vers = XlsxWerkboek.uit_bytes("boek.xlsx", bouw(METHODE, mee))
    opnieuw = lees(deel_in(vers.lees(blokken.LEESTABS), METHODE))
    assert opnieuw.invoer.afwegingen == {id_: Antwoord(waarde=2)}
    assert opnieuw.invoer == gelezen.invoer


@pytest.mark.parametrize("waarde", [5.0, None])
def test_answers_in_a_copy_of_the_tab_are_told_as_not_counted(waarde: Celwaarde) -> None:
    boek = vol_boek()
    for lijn, id_ in enumerate(list(METHODE.afwegingen)[:5]):
        boek.zet(TABEL, lijn, "Id", waarde=id_)
    boek.tabs["Advies (2)"] = dict(boek.tabs[TAB])
    plek = boek.plek(TABEL, 0, "Antwoord")
    assert plek.rij is not None
    assert plek.kolom is not None
    boek.zet_cel("Advies (2)", plek.rij, plek.kolom, waarde)
    gelezen = boek.gelezen()
    assert gelezen.invoer.afwegingen == {}
    assert [b.code for b in gelezen.bevindingen] == ["tab-dubbel"] * (waarde is not None)


def test_a_method_without_paired_choices_has_no_such_block() -> None:
    zonder = laad().model_copy(update={"afwegen": ()})
    inhoud = bouw(zonder, vulling(vol_boek().indeling()))
    boek = XlsxWerkboek.uit_bytes("boek.xlsx", inhoud)
    assert deel_in(boek.lees(blokken.LEESTABS), zonder).eerste(AFWEGEN) is None
    uitkomst, uit = verwerk_boek(boek, zonder, DAG)
    assert uit is boek
    assert uitkomst.perspectief.afwegen == ()
    assert uitkomst.bevindingen == ()


def test_a_question_in_words_of_ones_own_stays_and_is_told() -> None:
    boek = verwerk(_tussen(NS))
    lijn = next(iter(_rijen(boek).values()))
    boek.zet(TABEL, lijn, AFWEEGVRAAG, waarde="1: wie begint?")
    assert [b.code for b in resultaat(boek).bevindingen] == ["stelling-veranderd"]
    verwerk(boek)
    assert boek.waarde(TABEL, lijn, AFWEEGVRAAG) == "1: wie begint?"


def test_text_over_how_sure_it_is_makes_room_and_is_told() -> None:
    boek = verwerk(_tussen(NS)).zet("HoeZeker", 1, "Waarde", waarde="vraag aan Anja")
    verwerk(boek)
    assert "Anja" not in str(boek.waarde("HoeZeker", 1, "Waarde"))
    gemeld = [str(w) for p, w in boek.tabs[blokken.CONTROLE].items() if "Anja" in str(w)]
    assert len(gemeld) == 1
