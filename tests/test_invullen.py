"""Where results go in this very workbook: found by headings, and nothing that users typed is ever
moved or lost.

Ontwerp 4, Borg en verbind: what the user filled in is kept by id, always: over a new calculation
and a changed choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hulp.boeken import (
    METHODE,
    Plek,
    Proefwerkboek,
    leeg_boek,
    opdrachten,
    resultaat,
    rijen,
    verwerk,
    vol_boek,
)
from regio_xl.indeling import blokken
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.borg_en_verbind import borgpunten
from regio_xl.rekenen.kwadrant import adviseer
from regio_xl.tabs.borg_en_verbind import EERDER, GELDT
from regio_xl.tabs.invullen import huidige_verantwoording, ontbrekende_blokken
from regio_xl.werkboek import Adres, Celwaarde, Koppeling
from regio_xl.werkboek.tekst import schoon

BORGTAB, KOPPEN = blokken.BORG_EN_VERBIND, blokken.BORG.koppen
BEKEND = {punt.id for punt in METHODE.borg_en_verbind.punten}


def _borgcel(boek: Proefwerkboek, lijn: int, kop: str) -> Plek:
    plek = boek.plek("kop", "BorgEnVerbind", kop)
    assert plek.rij is not None
    assert plek.kolom is not None
    return plek.rij + 1 + lijn, plek.kolom


def _borg(boek: Proefwerkboek, lijn: int, kop: str) -> Celwaarde:
    return boek.tabs[BORGTAB].get(_borgcel(boek, lijn, kop))


def _typ(boek: Proefwerkboek, lijn: int, kop: str, waarde: Celwaarde) -> None:
    boek.tabs[BORGTAB][_borgcel(boek, lijn, kop)] = waarde


def _lijst(boek: Proefwerkboek) -> dict[str, int]:
    """The line of each id on the checklist."""
    hoogte = len(boek.snapshot((BORGTAB,)).bladen[0].rijen)
    return {str(id_): lijn for lijn in range(hoogte) if (id_ := _borg(boek, lijn, "Id"))}


def _kies(boek: Proefwerkboek, perspectief: Perspectief | None) -> None:
    boek.zet("Perspectief", "keuze", waarde=METHODE.namen[perspectief] if perspectief else None)


def _gekozen(perspectief: Perspectief) -> Proefwerkboek:
    boek = vol_boek()
    _kies(boek, perspectief)
    verwerk(boek)
    return boek


# --- lists ----------------------------------------------------------------------------------------
# -------------------------


def _getoond(boek: Proefwerkboek, blok: blokken.Blok, aantal: int) -> list[tuple[Celwaarde, ...]]:
    return [
        tuple(boek.waarde(blok.tabelnaam, lijn, kop) for kop in blok.koppen)
        for lijn in range(aantal)
    ]


def _als_cel(waarde: object) -> object:
    return waarde.tekst if isinstance(waarde, Koppeling) else waarde


@pytest.mark.parametrize("maak", [vol_boek, leeg_boek], ids=["vol", "leeg"])
def test_every_block_gets_to_its_place(maak: Callable[[], Proefwerkboek]) -> None:
    boek = maak()
    per_blok = rijen(boek)
    verwerk(boek)
    for blok in blokken.RESULTAATBLOKKEN:
        if blok != blokken.BORG:
            verwacht = [tuple(map(_als_cel, rij)) for rij in per_blok[blok.tabelnaam]]
            assert _getoond(boek, blok, len(verwacht)) == verwacht


def test_only_result_tabs_are_written() -> None:
    assert [opdracht.blad for opdracht in opdrachten(vol_boek())] == list(blokken.RESULTAATTABS)


def test_old_lines_are_cleared() -> None:
    boek = vol_boek()
    boek.zet("OPG-01", "Antwoord", waarde="vijf").zet("OPG-02", "Antwoord", waarde="zes")
    verwerk(boek)
    boek.zet("OPG-01", "Antwoord", waarde=5.0).zet("OPG-02", "Antwoord", waarde=1.0)
    verwerk(boek)
    assert set(_getoond(boek, blokken.BEVINDINGEN, 5)) == {(None,) * 4}
    for tab in (METHODE.opgave, METHODE.netwerk):
        for stelling in tab.stellingen:
            boek.zet(stelling.id, "Antwoord", waarde=None)
    verwerk(boek)
    eerste, *rest = _getoond(boek, blokken.VOOR, blokken.VOOR.rijen)
    assert eerste == (None, "Er is nog geen advies.", None)
    assert set(rest) == {(None, None, None)}
    assert set(_getoond(boek, blokken.KANTELPUNT, blokken.KANTELPUNT.rijen)) == {(None,) * 4}


def test_more_findings_than_there_was_room_for_go_away_again_too() -> None:
    boek = vol_boek()
    punt, dag = (boek.plek("Agenda", 1, kop) for kop in ("Agendapunt", "Herijken op"))
    plekken = [
        ((punt.rij or 0) + lijn, plek.kolom or 0)
        for lijn in range(blokken.BEVINDINGEN.rijen + 20)
        for plek in (punt, dag)
    ]
    for nummer, (rij, kolom) in enumerate(plekken):
        boek.zet_cel("Opgave", rij, kolom, f"X-{nummer}")
    verwerk(boek)
    kop = boek.plek("kop", "Bevindingen", "Code")
    laatste = (kop.rij or 0) + blokken.BEVINDINGEN.rijen + 20
    assert boek.tabs[blokken.CONTROLE][laatste, kop.kolom or 0] == "datum-onbekend"
    for rij, kolom in plekken:
        boek.zet_cel("Opgave", rij, kolom, None)
    verwerk(boek)
    assert boek.tabs[blokken.CONTROLE][laatste, kop.kolom or 0] is None


@pytest.mark.parametrize("afstand", [1, 2, 3])
def test_a_note_below_a_list_stays(afstand: int) -> None:
    """Users may add rows and notes, and nothing of it is lost (ontwerp 2), also when the list above
    it is cleared."""
    boek = vol_boek()
    verwerk(boek)
    plek = boek.plek("kop", "RedenenVoor", "Wat ervoor pleit")
    onder = (plek.rij or 0) + blokken.VOOR.rijen + afstand
    boek.zet_cel(blokken.ADVIES, onder, plek.kolom or 0, "Hierover praten we in mei.")
    verwerk(boek)
    boek.zet("OPG-44", "Antwoord", waarde=None)
    verwerk(boek)
    assert boek.tabs[blokken.ADVIES][onder, plek.kolom or 0] == "Hierover praten we in mei."


@pytest.mark.parametrize("eronder", [0, 1])
def test_one_blank_row_keeps_a_row_of_the_user_below_a_list(eronder: int) -> None:
    """Ontwerp 2: below the rows of the template only what follows without a gap is ours, however
    much it looks like a line of ours."""
    boek = leeg_boek()
    kop = boek.plek("kop", "RedenenVoor", "Ga naar")
    rij, kolom = (kop.rij or 0) + 1, kop.kolom or 0
    gevuld = blokken.VOOR.rijen - 1 + eronder
    lijn: tuple[Celwaarde, ...] = (
        "Opgave C21",
        "Jullie antwoordden 4. Dat pleit voor netwerkend.",
        1.5,
    )
    for nummer in (*range(gevuld), blokken.VOOR.rijen):
        for naast, waarde in enumerate(lijn):
            boek.zet_cel(blokken.ADVIES, rij + nummer, kolom + naast, waarde)
    verwerk(boek)
    onder = tuple(
        boek.tabs[blokken.ADVIES].get((rij + blokken.VOOR.rijen, kolom + naast))
        for naast in range(3)
    )
    assert onder == ((None,) * 3 if eronder else lijn)


@pytest.mark.parametrize(
    "blok", [blokken.VOOR, blokken.KANTELPUNT], ids=lambda blok: blok.tabelnaam
)
def test_a_row_of_the_user_right_below_a_list_stays(blok: blokken.Blok) -> None:
    boek = vol_boek()
    verwerk(boek)
    kop = boek.plek("kop", blok.tabelnaam, blok.koppen[0])
    onder = (kop.rij or 0) + 1 + blok.rijen
    van_gebruiker: tuple[Celwaarde, ...] = ("Besproken met de raad", 12.0)
    for naast, waarde in enumerate(van_gebruiker):
        boek.zet_cel(blok.tab, onder, (kop.kolom or 0) + naast, waarde)
    boek.zet("OPG-44", "Antwoord", waarde=None)
    verwerk(boek)
    stand = [boek.tabs[blok.tab].get((onder, (kop.kolom or 0) + naast)) for naast in (0, 1)]
    assert tuple(stand) == van_gebruiker


def test_an_inserted_row_in_a_list_leaves_no_old_line_behind() -> None:
    boek = vol_boek()
    verwerk(boek)
    plek = boek.plek("kop", "RedenenVoor", "Wat ervoor pleit")
    midden = (plek.rij or 0) + 3
    plekken = dict(boek.plekken)
    boek.hervorm(blokken.ADVIES, lambda rij, kolom: (rij + (rij >= midden), kolom))
    onder = boek.plekken["RedenenVoor", blokken.VOOR.rijen - 1, "Punten"]
    assert boek.tabs[blokken.ADVIES][onder.rij or 0, onder.kolom or 0] is not None
    boek.plekken |= {sleutel: p for sleutel, p in plekken.items() if sleutel[0] == "RedenenVoor"}
    verwacht = [tuple(map(_als_cel, rij)) for rij in rijen(boek)["RedenenVoor"]]
    verwerk(boek)
    assert _getoond(boek, blokken.VOOR, len(verwacht)) == verwacht
    assert boek.tabs[blokken.ADVIES][onder.rij or 0, onder.kolom or 0] is None


@pytest.mark.parametrize("blok", [blokken.SCORES, blokken.VOOR], ids=lambda blok: blok.tabelnaam)
def test_two_inserted_rows_leave_no_old_lines_behind_either(blok: blokken.Blok) -> None:
    """With a gap that the new rows fill again, what is below it goes at the first calculation, not
    at the second."""
    boek = vol_boek()
    verwerk(boek)
    kop = boek.plek("kop", blok.tabelnaam, blok.koppen[0])
    boek.hervorm(blok.tab, lambda rij, kolom: (rij + 2 * (rij > (kop.rij or 0) + 2), kolom))
    verwerk(boek)
    kolom = [
        boek.tabs[blok.tab].get(((kop.rij or 0) + 1 + n, kop.kolom or 0))
        for n in range(blok.rijen + 2)
    ]
    assert kolom[blok.rijen :] == [None, None]
    voor = dict(boek.tabs[blok.tab])
    verwerk(boek)
    assert boek.tabs[blok.tab] == voor


def test_own_columns_and_cells_beside_the_blocks_stay() -> None:
    boek = vol_boek()
    verwerk(boek)
    eigen: dict[Plek, Celwaarde] = {(0, 0): "Kop van ons", (3, 25): "=A1", (60, 25): 3.0}
    for tab in blokken.RESULTAATTABS:
        for (rij, kolom), waarde in eigen.items():
            boek.zet_cel(tab, rij, kolom, waarde)
    verwerk(boek)
    for tab in blokken.RESULTAATTABS:
        assert {plek: boek.tabs[tab][plek] for plek in eigen} == eigen


def test_results_follow_moved_headings() -> None:
    boek = vol_boek()
    for tab in blokken.RESULTAATTABS:
        boek.hervorm(tab, lambda rij, kolom: (rij + 5, 2 * kolom + 1))
    per_blok = rijen(boek)
    verwerk(boek)
    for blok in (
        blokken.ADVIES_KORT,
        blokken.SCORES,
        blokken.VOOR,
        blokken.TEGEN,
        blokken.WEEFSELBEELD,
    ):
        verwacht = [tuple(map(_als_cel, rij)) for rij in per_blok[blok.tabelnaam]]
        assert _getoond(boek, blok, len(verwacht)) == verwacht


def test_lines_of_a_two_column_block_go_by_name() -> None:
    """A user may insert a line or sort the block: each value goes behind its own name."""
    boek = vol_boek()
    plek = boek.plek("kop", "AdviesKort", "Kenmerk")
    eerste = (plek.rij or 0) + 1
    aantal = len(blokken.ADVIES_KORT.regels)
    boek.hervorm(
        blokken.ADVIES,
        lambda r, k: (2 * eerste + aantal - 1 - r, k) if 0 <= r - eerste < aantal else (r, k),
    )
    verwacht = {rij[0]: rij[1] for rij in rijen(boek)["AdviesKort"]}
    verwerk(boek)
    for lijn, naam in enumerate(blokken.ADVIES_KORT.regels):
        assert boek.waarde("AdviesKort", lijn, "Kenmerk") == naam
        assert boek.waarde("AdviesKort", lijn, "Waarde") == verwacht[naam]


@pytest.mark.parametrize("blok", blokken.RESULTAATBLOKKEN, ids=lambda blok: blok.tabelnaam)
def test_a_block_that_is_gone_is_missed(blok: blokken.Blok) -> None:
    boek = vol_boek()
    assert ontbrekende_blokken(boek.indeling()) == []
    if blok.koppen == blokken.KENMERKKOPPEN:
        boek.zet(blok.tabelnaam, 0, "Kenmerk", waarde="Anders genoemd")
    else:
        # One changed heading of the checklist would be known by its place.
        for kop in blok.koppen[1 : 6 if blok == blokken.BORG else 2]:
            boek.zet("kop", blok.tabelnaam, kop, waarde="Anders genoemd")
    assert blok in ontbrekende_blokken(boek.indeling())


@pytest.mark.parametrize("tab", blokken.RESULTAATTABS)
def test_a_tab_that_is_gone_is_missed(tab: str) -> None:
    boek = vol_boek()
    del boek.tabs[tab]
    assert {blok.tab for blok in ontbrekende_blokken(boek.indeling())} == {tab}


def test_what_stands_there_on_the_previous_calculation_can_be_read_back() -> None:
    boek = vol_boek()
    leeg = huidige_verantwoording(boek.indeling())
    assert set(leeg.values()) == {""}
    verwerk(boek)
    staat = huidige_verantwoording(boek.indeling())
    assert tuple(staat) == blokken.VERANTWOORDING.regels
    assert staat["Methode"] == f"{METHODE.versie} ({METHODE.fingerprint})"
    assert staat["Kenmerk van de antwoorden"] == resultaat(boek).antwoorden_kenmerk
    del boek.tabs[blokken.ADVIES]
    assert huidige_verantwoording(boek.indeling()) == {}


# --- the checklist of step 5
# --------------------------------------------------------------------------------------------------


def test_a_fresh_list_stands_in_the_order_of_the_method() -> None:
    boek = _gekozen("netwerkend")
    punten = resultaat(boek).borg_en_verbind
    assert [(str(_borg(boek, n, "Id")), _borg(boek, n, "Geldt")) for n in range(len(punten))] == [
        (p.id, GELDT) for p in punten
    ]
    assert [_borg(boek, n, "Vraag") for n in range(len(punten))] == [p.vraag for p in punten]
    assert _borg(boek, len(punten), "Id") is None


def test_what_was_filled_in_stays_on_its_line_over_another_choice_and_back() -> None:
    boek = _gekozen("netwerkend")
    lijn = _lijst(boek)["BV-NR-03"]
    _typ(boek, lijn, "Afspraak", "=SOM(niet)")
    _typ(boek, lijn, "Datum", date(2027, 3, 15))
    _kies(boek, "presterend")
    verwerk(boek)
    assert (_borg(boek, lijn, "Id"), _borg(boek, lijn, "Geldt")) == ("BV-NR-03", EERDER)
    assert (_borg(boek, lijn, "Afspraak"), _borg(boek, lijn, "Datum")) == (
        "=SOM(niet)",
        date(2027, 3, 15),
    )
    assert not [id_ for id_ in _lijst(boek) if id_.startswith("BV-N") and id_ != "BV-NR-03"]
    _kies(boek, "netwerkend")
    verwerk(boek)
    assert (_borg(boek, lijn, "Id"), _borg(boek, lijn, "Geldt")) == ("BV-NR-03", GELDT)
    assert set(_lijst(boek)) == {punt.id for punt in resultaat(boek).borg_en_verbind}


def test_an_own_line_without_an_id_stays() -> None:
    boek = _gekozen("netwerkend")
    for lijn, kop in ((3, "Afspraak"), (40, "Vraag"), (100, "Hoort bij")):
        boek.wis_rij(BORGTAB, _borgcel(boek, lijn, kop)[0])
        _typ(boek, lijn, kop, "Onze eigen vraag")
    for perspectief in ("responsief", "rechtmatig", "netwerkend"):
        _kies(boek, perspectief)
        verwerk(boek)
        for lijn, kop in ((3, "Afspraak"), (40, "Vraag"), (100, "Hoort bij")):
            assert _borg(boek, lijn, kop) == "Onze eigen vraag"
            assert _borg(boek, lijn, "Id") is None
        assert {punt.id for punt in resultaat(boek).borg_en_verbind} <= _lijst(boek).keys()


def test_an_own_id_stays() -> None:
    boek = _gekozen("netwerkend")
    _typ(boek, 60, "Id", "ONS-01")
    _typ(boek, 60, "Vraag", "Wie schenkt de koffie?")
    _kies(boek, "responsief")
    verwerk(boek)
    assert (_borg(boek, 60, "Id"), _borg(boek, 60, "Vraag"), _borg(boek, 60, "Geldt")) == (
        "ONS-01",
        "Wie schenkt de koffie?",
        None,
    )


def test_a_note_beside_the_list_keeps_the_question_in_its_place() -> None:
    boek = _gekozen("netwerkend")
    lijn = _lijst(boek)["BV-NR-02"]
    rij, kolom = _borgcel(boek, lijn, "Geldt")
    boek.zet_cel(BORGTAB, rij, kolom + 2, "hier ging het gesprek over")
    _kies(boek, "responsief")
    verwerk(boek)
    assert _borg(boek, lijn, "Id") == "BV-NR-02"


def test_sorted_lines_stay_sorted() -> None:
    boek = _gekozen("netwerkend")
    aantal = len(resultaat(boek).borg_en_verbind)
    eerste = _borgcel(boek, 0, "Id")[0]
    _typ(boek, 0, "Status", "geborgd")
    id_ = _borg(boek, 0, "Id")
    plekken = dict(boek.plekken)
    boek.hervorm(
        BORGTAB,
        lambda r, k: (2 * eerste + aantal - 1 - r, k) if 0 <= r - eerste < aantal else (r, k),
    )
    boek.plekken = plekken
    verwerk(boek)
    assert (_borg(boek, aantal - 1, "Id"), _borg(boek, aantal - 1, "Status")) == (id_, "geborgd")
    assert Counter(_lijst(boek)).keys() == {punt.id for punt in resultaat(boek).borg_en_verbind}


@pytest.mark.parametrize(
    "getypt",
    ["bv-nr-03", " BV-NR-03\u00a0", "BV\u2011NR\u201103"],
    ids=["klein", "spaties", "streepjes"],
)
def test_an_id_with_other_capitals_is_the_same_id(getypt: str) -> None:
    """Reading knows the id without regard to case and blanks, so placing must too: no second line
    for the question."""
    boek = _gekozen("netwerkend")
    lijn = _lijst(boek)["BV-NR-03"]
    _typ(boek, lijn, "Id", getypt)
    _typ(boek, lijn, "Status", "geborgd")
    verwerk(boek)
    assert [schoon(id_).upper() for id_ in _lijst(boek)].count("BV-NR-03") == 1
    assert (_borg(boek, lijn, "Status"), _borg(boek, lijn, "Geldt")) == ("geborgd", GELDT)
    assert [b.code for b in boek.bevindingen()] == []


@pytest.mark.parametrize("perspectief", PERSPECTIEVEN)
def test_writing_twice_gives_the_same_cells(perspectief: Perspectief) -> None:
    boek = _gekozen(perspectief)
    _typ(boek, 2, "Status", "in gesprek")
    verwerk(boek)
    eerste = {tab: dict(cellen) for tab, cellen in boek.tabs.items()}
    verwerk(boek)
    assert boek.tabs == eerste


STAPPEN = st.lists(
    st.one_of(
        st.tuples(st.just("kies"), st.sampled_from((*PERSPECTIEVEN, None)), st.just("")),
        st.tuples(st.just("vul in"), st.integers(0, 60), st.sampled_from(blokken.BORG_INVOER)),
        st.tuples(
            st.just("eigen regel"),
            st.integers(0, 110),
            st.sampled_from(("Afspraak", "Vraag", "Hoort bij")),
        ),
        st.tuples(st.just("maak leeg"), st.integers(0, 60), st.just("")),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STAPPEN)
def test_nothing_that_was_typed_moves_or_disappears(stappen: list[tuple[str, object, str]]) -> None:
    """Any sequence of choices and inputs, each followed by a calculation, keeps the promises of the
    checklist."""
    boek = vol_boek()
    verwerk(boek)
    getypt: dict[tuple[int, str], Celwaarde] = {}
    ids: dict[int, Celwaarde] = {}
    for nummer, (soort, wat, kop) in enumerate(stappen):
        if soort == "kies":
            _kies(boek, wat)  # type: ignore[arg-type]
        else:
            assert isinstance(wat, int)
            _doe(boek, soort, wat, kop, f"tekst {nummer}", getypt, ids)
        verwerk(boek)
        _controleer(boek, getypt, ids)


def _doe(
    boek: Proefwerkboek,
    soort: str,
    lijn: int,
    kop: str,
    tekst: str,
    getypt: dict[tuple[int, str], Celwaarde],
    ids: dict[int, Celwaarde],
) -> None:
    """What a user does on the checklist."""
    eigen = lijn in ids and ids[lijn] is None
    if soort == "vul in" and not eigen and _borg(boek, lijn, "Id") in BEKEND:
        _typ(boek, lijn, kop, tekst)
        getypt[lijn, kop], ids[lijn] = tekst, _borg(boek, lijn, "Id")
    elif soort == "eigen regel" and lijn not in ids and _borg(boek, lijn, "Id") is None:
        _typ(boek, lijn, kop, tekst)
        getypt[lijn, kop], ids[lijn] = tekst, None
    elif soort == "maak leeg" and lijn in ids and not eigen:
        for ander in blokken.BORG_INVOER:
            _typ(boek, lijn, ander, None)
            getypt.pop((lijn, ander), None)
        del ids[lijn]


def _controleer(
    boek: Proefwerkboek, getypt: dict[tuple[int, str], Celwaarde], ids: dict[int, Celwaarde]
) -> None:
    invoer = boek.gelezen().invoer
    advies = invoer.keuze or adviseer(METHODE, invoer).advies
    nodig = {punt.id for punt in borgpunten(METHODE, invoer, advies)}
    hoogte = len(boek.snapshot((BORGTAB,)).bladen[0].rijen)
    op_lijst = Counter(id_ for lijn in range(hoogte) if (id_ := _borg(boek, lijn, "Id")))
    assert all(_borg(boek, lijn, kop) == waarde for (lijn, kop), waarde in getypt.items())
    assert all(_borg(boek, lijn, "Id") == id_ for lijn, id_ in ids.items())
    assert set(op_lijst) == nodig | {id_ for id_ in ids.values() if id_}
    assert set(op_lijst.values()) == {1}
    for lijn in range(hoogte):
        id_ = _borg(boek, lijn, "Id")
        assert _borg(boek, lijn, "Geldt") == (
            None if id_ is None else GELDT if id_ in nodig else EERDER
        )
    met_tekst = {
        ids[lijn]: waarde
        for (lijn, kop), waarde in getypt.items()
        if kop == "Afspraak" and ids[lijn]
    }
    assert {id_: invoer.afspraken[str(id_)].afspraak for id_ in met_tekst} == met_tekst


def test_a_full_list_grows_on() -> None:
    """More rows than the template gave: nothing is dropped."""
    boek = _gekozen("netwerkend")
    for perspectief in PERSPECTIEVEN:
        _kies(boek, perspectief)
        verwerk(boek)
        for lijn in _lijst(boek).values():
            _typ(boek, lijn, "Status", "geborgd")
    verwerk(boek)
    assert set(_lijst(boek)) == BEKEND
    assert len(boek.gelezen().invoer.afspraken) == len(BEKEND)


def test_a_finding_links_to_its_cell_in_the_workbook_too() -> None:
    boek = vol_boek().zet("OPG-42", "Antwoord", waarde="vijf")
    geheugen = verwerk(boek)
    link = geheugen.koppelingen[boek.plek("Bevindingen", 0, "Plek")]
    assert link.doel == Adres(
        "Opgave", *(boek.plek("OPG-42", "Antwoord").rij, boek.plek("OPG-42", "Antwoord").kolom)
    )
