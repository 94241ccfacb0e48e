"""Writing results never moves, separates or clears what a user typed without a word.

Text beside a list stays beside its line, or a finding says which line it stood beside. Text in a
cell of ours stays where there is room for it, or a finding says what stood there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hulp.boeken import METHODE, VANDAAG, Plek, Proefwerkboek, leeg_boek, vol_boek
from regio_xl.bevindingen import Bevinding
from regio_xl.indeling import blokken
from regio_xl.indeling.blokken import Blok
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.opdracht import bekijk_boek, schrijf
from regio_xl.tabs.achterblijven import blijft_achter
from regio_xl.tabs.lijsten import LIJSTEN
from regio_xl.tabs.verlies import EIGEN_TEKST, Verlies
from regio_xl.werkboek import Adres, Bereik, Bladvorm, Celwaarde
from regio_xl.werkboek.geheugen import Geheugenwerkboek

NAAST, WEG = "eigen-tekst-naast-lijst", "eigen-tekst-overschreven"
PER_NAAM = {blok.tabelnaam: blok for blok in blokken.RESULTAATBLOKKEN}
LOSSE_VOLGORDE = [PER_NAAM[naam] for naam, soort in LIJSTEN.items() if not soort.vast]
"""The lists whose lines may stand in any order."""


def _verwerk(
    boek: Geheugenwerkboek, tabs: tuple[str, ...] = blokken.RESULTAATTABS
) -> list[Bevinding]:
    """Read, compute and write; gives what that does to text of the users."""
    resultaat = schrijf(boek, bekijk_boek(boek, METHODE), METHODE, VANDAAG, tabs)
    return [gevonden for gevonden in resultaat.bevindingen if gevonden.code in EIGEN_TEKST]


def _cel(boek: Proefwerkboek, blok: Blok, lijn: int, kop: str) -> Plek:
    plek = boek.plek("kop", blok.tabelnaam, kop)
    assert plek.rij is not None
    assert plek.kolom is not None
    return plek.rij + 1 + lijn, plek.kolom


def _naast(boek: Proefwerkboek, blok: Blok, lijn: int) -> Plek:
    """A cell just right of a list."""
    rij, _ = _cel(boek, blok, lijn, blok.koppen[0])
    return rij, max(_cel(boek, blok, 0, kop)[1] for kop in blok.koppen) + 1


def _namen(boek: Proefwerkboek, blok: Blok, meer: int = 40) -> dict[int, Celwaarde]:
    """The name of each line of a list by its row."""
    kop = LIJSTEN[blok.tabelnaam].naam[-1]
    meer = meer if blok in (blokken.BEVINDINGEN, blokken.AGENDABEELD) else min(blok.rijen, meer)
    plekken = (_cel(boek, blok, lijn, kop) for lijn in range(meer))
    return {plek[0]: boek.tabs[blok.tab][plek] for plek in plekken if boek.tabs[blok.tab].get(plek)}


def _noteer(boek: Proefwerkboek, blok: Blok) -> dict[Plek, Celwaarde]:
    """A note beside every line of a list, with the name of the line in it."""
    notities: dict[Plek, Celwaarde] = {}
    eerste = _cel(boek, blok, 0, blok.koppen[0])[0]
    for rij, naam in _namen(boek, blok, blok.rijen).items():
        plek = _naast(boek, blok, rij - eerste)
        notities[plek] = f"notitie bij {naam}"
        boek.tabs[blok.tab][plek] = notities[plek]
    return notities


def _klaar() -> Proefwerkboek:
    boek = vol_boek()
    boek.zet("OPG-01", "Antwoord", waarde="vijf").zet("OPG-02", "Antwoord", waarde="zes")
    assert _verwerk(boek) == []
    return boek


def _anders(boek: Proefwerkboek) -> None:
    """Other answers, another network, another choice and other findings."""
    for nummer, stelling in enumerate(METHODE.opgave.stellingen):
        if nummer % 3:
            boek.zet(stelling.id, "Antwoord", waarde=float(1 + nummer % 5))
    boek.zet("OPG-02", "Antwoord", waarde="zes").zet("OPG-04", "Antwoord", waarde="zeven")
    boek.zet("Partijen", 2, "Invloed", waarde=5.0).zet("Partijen", 0, "Invloed", waarde=1.0)
    boek.zet("Agenda", 0, "Agendapunt", waarde="Iets anders").zet(
        "Perspectief", "keuze", waarde="Rechtmatig"
    )


def test_every_list_of_results_says_what_its_lines_look_like() -> None:
    lijsten = [b for b in blokken.RESULTAATBLOKKEN if not b.regels and b != blokken.BORG]
    assert [blok.tabelnaam for blok in lijsten] == [naam for naam in PER_NAAM if naam in LIJSTEN]
    for blok in lijsten:
        soort = LIJSTEN[blok.tabelnaam]
        assert {*soort.altijd, *soort.naam} <= set(blok.koppen), blok


# --- beside a list


@pytest.mark.parametrize("blok", LOSSE_VOLGORDE, ids=lambda blok: blok.tabelnaam)
def test_a_note_stays_beside_its_line_or_a_finding_says_which_line_it_was(blok: Blok) -> None:
    boek = _klaar()
    notities = _noteer(boek, blok)
    assert notities
    _anders(boek)
    bevindingen = _verwerk(boek)
    gemeld = {gevonden.cel: gevonden for gevonden in bevindingen if gevonden.code == NAAST}
    namen = _namen(boek, blok)
    for (rij, kolom), notitie in notities.items():
        assert boek.tabs[blok.tab][rij, kolom] == notitie
        melding = gemeld.pop(Adres(blok.tab, rij, kolom).cel, None)
        if melding is None:
            assert _zelfde_regel(notitie, namen.get(rij))
        else:
            was = str(notitie).removeprefix("notitie bij ")
            assert _letters(was)[:25] in _letters(melding.melding)
            assert melding.blad == blok.tab
    assert gemeld == {}
    staat = {tab: dict(cellen) for tab, cellen in boek.tabs.items() if tab != blokken.CONTROLE}
    assert _verwerk(boek) == []
    assert {tab: boek.tabs[tab] for tab in staat} == staat


def _zelfde_regel(notitie: Celwaarde, naam: Celwaarde) -> bool:
    """Whether a note was made beside this line; the figures of a sentence may change."""
    return _letters(naam)[-25:] in _letters(notitie) or _letters(naam)[:25] in _letters(notitie)


def _letters(tekst: Celwaarde) -> str:
    return "".join(filter(str.isalpha, str(tekst)))


@pytest.mark.parametrize("blok", LOSSE_VOLGORDE, ids=lambda blok: blok.tabelnaam)
def test_notes_beside_a_list_that_stays_the_same_give_no_finding(blok: Blok) -> None:
    boek = _klaar()
    _noteer(boek, blok)
    staat = {tab: dict(cellen) for tab, cellen in boek.tabs.items()}
    assert _verwerk(boek) == []
    assert boek.tabs == staat


def test_parties_keep_the_row_with_a_note_and_the_others_stay_in_order() -> None:
    boek = _klaar()
    plek = _naast(boek, blokken.SPELERS, 1)
    boek.tabs[blokken.NETWERKBEELD][plek] = "bel Jan"
    voor = list(_namen(boek, blokken.SPELERS).values())
    assert voor == ["Gemeente Veerdam", "Werkgeverskring", "ROC De Waard"]
    boek.zet("Partijen", 0, "Invloed", waarde=1.0).zet("Partijen", 1, "Invloed", waarde=5.0)
    assert _verwerk(boek) == []
    na = list(_namen(boek, blokken.SPELERS).values())
    assert na == ["ROC De Waard", "Werkgeverskring", "Gemeente Veerdam"]
    assert boek.tabs[blokken.NETWERKBEELD][plek] == "bel Jan"


def test_a_column_of_the_user_inside_a_list_keeps_its_lines_too() -> None:
    boek = vol_boek()
    midden = _cel(boek, blokken.SPELERS, 0, "Invloed")[1]
    boek.hervorm(blokken.NETWERKBEELD, lambda rij, kolom: (rij, kolom + (kolom >= midden)))
    boek.plekken = {
        sleutel: plek._replace(kolom=plek.kolom + (plek.kolom >= midden))
        if plek.blad == blokken.NETWERKBEELD and plek.kolom is not None
        else plek
        for sleutel, plek in boek.plekken.items()
    }
    assert _verwerk(boek) == []
    rij = _cel(boek, blokken.SPELERS, 2, "Partij")[0]
    boek.tabs[blokken.NETWERKBEELD][rij, midden] = "bij ROC De Waard"
    boek.zet("Partijen", 1, "Invloed", waarde=5.0).zet("Partijen", 0, "Invloed", waarde=1.0)
    assert _verwerk(boek) == []
    assert _namen(boek, blokken.SPELERS)[rij] == "ROC De Waard"


def test_a_note_merged_over_rows_belongs_to_each_of_them() -> None:
    boek = _klaar()
    rij, kolom = _naast(boek, blokken.SPELERS, 0)
    boek.tabs[blokken.NETWERKBEELD][rij, kolom] = "samen bellen"
    boek.vormen[blokken.NETWERKBEELD] = Bladvorm((Bereik(rij, kolom, rij + 1, kolom),))
    voor = list(_namen(boek, blokken.SPELERS).values())
    boek.zet("Partijen", 1, "Invloed", waarde=5.0).zet("Partijen", 0, "Invloed", waarde=1.0)
    assert _verwerk(boek) == []
    assert list(_namen(boek, blokken.SPELERS).values())[:2] == voor[:2]


def test_a_note_beside_a_block_to_the_right_does_not_hold_the_list_to_its_left() -> None:
    """Reasons for and against may stand side by side."""
    boek = _klaar()
    rij, kolom = _naast(boek, blokken.TEGEN, 0)
    boek.tabs[blokken.ADVIES][rij, kolom] = "hier schrok de raad van"
    boek.zet("OPG-44", "Antwoord", waarde=None).zet("OPG-45", "Antwoord", waarde=None)
    assert [b for b in _verwerk(boek) if "ervoor" in b.melding] == []


def test_a_list_without_room_says_beside_which_notes_it_had_to_write() -> None:
    boek = _klaar()
    wegwijzers = boek.tabs[blokken.WEGWIJZERS]
    rij, kolom = _naast(boek, blokken.WEGWIJZERSTANDEN, 4)
    for nummer in range(rij, rij + 6):
        for kop in blokken.WEGWIJZERSTANDEN.koppen:
            wegwijzers[nummer, _cel(boek, blokken.WEGWIJZERSTANDEN, 0, kop)[1]] = None
        wegwijzers[nummer, kolom] = "nog bespreken"
    (gevonden,) = _verwerk(boek)
    assert (gevonden.code, gevonden.cel) == (NAAST, Adres("", rij, kolom).cel)
    assert "een lege regel" in gevonden.melding
    assert Adres("", rij + 5, kolom).cel in gevonden.melding
    assert _verwerk(boek) == []


def test_text_beside_a_list_that_was_never_filled_belongs_to_no_line() -> None:
    boek = leeg_boek()
    rij, kolom = _naast(boek, blokken.WEGWIJZERSTANDEN, 2)
    boek.tabs[blokken.WEGWIJZERS][rij, kolom] = "vooraf"
    assert _verwerk(boek) == []
    assert list(_namen(boek, blokken.WEGWIJZERSTANDEN)) == list(range(rij - 2, rij + 8))


def test_a_list_that_grows_goes_around_a_note_below_it() -> None:
    boek = _klaar()
    onder = len(_namen(boek, blokken.BEVINDINGEN))
    plek = _naast(boek, blokken.BEVINDINGEN, onder)
    boek.tabs[blokken.CONTROLE][plek] = "tot hier besproken"
    boek.zet("OPG-42", "Antwoord", waarde="acht")
    assert _verwerk(boek) == []
    assert plek[0] not in _namen(boek, blokken.BEVINDINGEN)
    assert len(_namen(boek, blokken.BEVINDINGEN)) == onder + 1


# --- in cells of ours


def test_a_remark_in_an_empty_row_of_a_list_stays_when_the_row_is_not_needed() -> None:
    boek = _klaar()
    eigen = {
        (blokken.KANTELPUNT, "Ander antwoord"): "eigen idee",
        (blokken.SPELERS, "Partij"): "Notitie onder de lijst",
        (blokken.AGENDABEELD, "Punt van de agenda"): "eigen agendapunt",
        (blokken.BEVINDINGEN, "Code"): "zie mail",
        (blokken.WAT_OPVALT, "Wat je ziet en wat je kunt vragen"): "eigen zin",
    }
    plekken = {}
    for (blok, kop), tekst in eigen.items():
        plekken[blok.tab, _cel(boek, blok, min(blok.rijen, 20) - 1, kop)] = tekst
    for (tab, plek), tekst in plekken.items():
        boek.tabs[tab][plek] = tekst
    assert _verwerk(boek) == []
    _anders(boek)
    assert _verwerk(boek) == []
    assert {waar: boek.tabs[waar[0]][waar[1]] for waar in plekken} == plekken


def test_a_remark_in_a_row_that_is_needed_is_told_with_its_text() -> None:
    boek = leeg_boek()
    rij, kolom = _cel(boek, blokken.WEGWIJZERSTANDEN, 3, "Wegwijzer")
    boek.tabs[blokken.WEGWIJZERS][rij, kolom] = "hier begonnen we"
    (gevonden,) = _verwerk(boek)
    assert (gevonden.code, gevonden.blad) == (WEG, blokken.WEGWIJZERS)
    assert gevonden.cel == Adres("", rij, kolom).cel
    assert '"hier begonnen we"' in gevonden.melding


OVERSCHREVEN = [
    (blokken.SCORES, "Perspectief", "x"),
    (blokken.SCORES, "Kansrijk", "hoog!"),
    (blokken.VOOR, "Wat ervoor pleit", "eigen reden erbij"),
    (blokken.VOOR, "Ga naar", "zie ons plan"),
    (blokken.SPELERS, "Los zonder deze partij", "eigen opmerking"),
    (blokken.SPELERS, "Invloed", "veel"),
    (blokken.WAT_OPVALT, "Wat je ziet en wat je kunt vragen", "eigen zin"),
    (blokken.HANDREIKINGEN, "Handreiking", "Onze eigen suggestie"),
    (blokken.HANDREIKINGEN, "Zo pak je het aan", "doen we in mei"),
    (blokken.STIPPEN, "Stip x", "midden"),
    (blokken.LIJNEN, "Lijn x", "streep"),
    (blokken.WEGWIJZERSTANDEN, "Staat", "loopt"),
    (blokken.WEGWIJZERSTANDEN, "Waarom", "dat weten wij beter"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("blok", "kop", "tekst"), OVERSCHREVEN, ids=[f"{b.tabelnaam}-{k}" for b, k, _ in OVERSCHREVEN]
)
def test_text_over_a_result_is_told_as_long_as_the_answers_are_the_same(
    blok: Blok, kop: str, tekst: str
) -> None:
    boek = _klaar()
    plek = _cel(boek, blok, 0, kop)
    stond = boek.tabs[blok.tab].get(plek)
    boek.tabs[blok.tab][plek] = tekst
    (gevonden,) = _verwerk(boek)
    assert (gevonden.code, gevonden.blad, gevonden.cel) == (WEG, blok.tab, Adres("", *plek).cel)
    assert f'"{tekst}"' in gevonden.melding
    assert boek.tabs[blok.tab].get(plek) == stond
    assert _verwerk(boek) == []


@pytest.mark.parametrize(
    ("blok", "kop"),
    [
        (blokken.VOOR, "Wat ervoor pleit"),
        (blokken.HANDREIKINGEN, "Handreiking"),
        (blokken.HANDREIKINGEN, "Zo pak je het aan"),
        (blokken.WAT_OPVALT, "Wat je ziet en wat je kunt vragen"),
        (blokken.SPELERS, "Contacten"),
    ],
    ids=lambda een: een if isinstance(een, str) else een.tabelnaam,
)
def test_text_over_what_the_method_says_is_told_after_other_answers_too(
    blok: Blok, kop: str
) -> None:
    boek = _klaar()
    plek = _cel(boek, blok, 1, kop)
    boek.tabs[blok.tab][plek] = "zo zien wij het"
    _anders(boek)
    (gevonden,) = _verwerk(boek)
    assert (gevonden.code, gevonden.blad, gevonden.cel) == (WEG, blok.tab, Adres("", *plek).cel)


def test_text_over_a_single_value_is_told_too() -> None:
    boek = _klaar()
    boek.zet("AdviesKort", 1, "Waarde", waarde="onze mening").zet(
        "ControleStand", 0, "Waarde", waarde="geen"
    )
    bevindingen = _verwerk(boek)
    assert [(b.code, b.blad) for b in bevindingen] == [(WEG, "Advies"), (WEG, "Controle")]
    assert '"onze mening"' in bevindingen[0].melding


def test_what_stands_in_results_that_were_never_computed_is_the_users() -> None:
    boek = leeg_boek()
    boek.zet("AdviesKop", 0, "Waarde", waarde=blokken.NIET_BEREKEND)
    boek.zet("AdviesKort", 3, "Waarde", waarde="wij kiezen samen")
    assert ["wij kiezen samen" in b.melding for b in _verwerk(boek)] == [True]


@pytest.mark.parametrize(
    "blok",
    [blokken.ADVIES_KOP, blokken.BORG_STAND, blokken.NETWERKCIJFERS, blokken.WEGWIJZERTELLING],
    ids=lambda blok: blok.tabelnaam,
)
def test_who_types_over_not_yet_computed_is_told(blok: Blok) -> None:
    boek = leeg_boek()
    boek.zet(blok.tabelnaam, 0, "Waarde", waarde="onze eigen conclusie")
    (gevonden,) = _verwerk(boek)
    assert (gevonden.code, gevonden.blad) == (WEG, blok.tab)
    assert '"onze eigen conclusie"' in gevonden.melding


@pytest.mark.parametrize(
    ("blok", "kop", "staat"),
    [(blokken.SCORES, "Nu", 99.0), (blokken.WEGWIJZERSTANDEN, "Waarom", "eigen reden")],
    ids=["Scores", "Wegwijzerstanden"],
)
def test_what_stands_in_a_list_that_was_never_computed_is_the_users(
    blok: Blok, kop: str, staat: Celwaarde
) -> None:
    boek = leeg_boek()
    boek.zet(blok.tabelnaam, 0, kop, waarde=staat)
    (gevonden,) = _verwerk(boek)
    assert (gevonden.code, gevonden.cel) == (WEG, boek.plek(blok.tabelnaam, 0, kop).cel)


@pytest.mark.parametrize("kop", ["Vraag", "Hoort bij", "Waarom deze vraag"])
def test_a_reworded_question_of_step_5_keeps_its_row(kop: str) -> None:
    boek = _klaar()
    plek = _cel(boek, blokken.BORG, 2, kop)
    boek.tabs[blokken.BORG.tab][plek] = "Zo zeggen wij het"
    boek.zet("Perspectief", "keuze", waarde="Responsief")
    assert _verwerk(boek) == []
    assert boek.tabs[blokken.BORG.tab][plek] == "Zo zeggen wij het"


def test_text_in_the_column_that_says_whether_a_question_counts_is_told() -> None:
    boek = _klaar()
    boek.tabs[blokken.BORG.tab][_cel(boek, blokken.BORG, 0, "Geldt")] = "niet voor ons"
    (gevonden,) = _verwerk(boek)
    assert (gevonden.code, '"niet voor ons"' in gevonden.melding) == (WEG, True)


# --- no false alarms


def _stap_5(boek: Proefwerkboek) -> None:
    for lijn, status in enumerate(("in gesprek", "geborgd", "geborgd")):
        boek.tabs[blokken.BORG.tab][_cel(boek, blokken.BORG, lijn, "Status")] = status
        boek.tabs[blokken.BORG.tab][_cel(boek, blokken.BORG, lijn, "Datum")] = date(2027, 5, 1)


def _rijen_erbij(boek: Proefwerkboek) -> None:
    boek.hervorm("Opgave", lambda rij, kolom: (rij + 3, kolom + 2))
    boek.hervorm("Weefsel", lambda rij, kolom: (rij + 1, kolom))


def _gesorteerd(boek: Proefwerkboek) -> None:
    for blok in (blokken.SPELERS, blokken.VOOR):
        eerste, onder = _cel(boek, blok, 0, blok.koppen[0])[0], _namen(boek, blok)
        kolommen = {_cel(boek, blok, 0, kop)[1] for kop in blok.koppen}
        laatste = max(onder)
        cellen = dict(boek.tabs[blok.tab])
        for (rij, kolom), waarde in cellen.items():
            if eerste <= rij <= laatste and kolom in kolommen:
                boek.tabs[blok.tab][eerste + laatste - rij, kolom] = waarde


def _herbewaard(boek: Proefwerkboek) -> None:
    """Another program rounds a little and writes line ends in its own way."""
    for cellen in boek.tabs.values():
        for plek, waarde in cellen.items():
            if isinstance(waarde, float):
                cellen[plek] = waarde * (1 + 1e-13)
            elif isinstance(waarde, str):
                cellen[plek] = waarde.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "verandering",
    [_anders, _stap_5, _rijen_erbij, _gesorteerd, _herbewaard],
    ids=lambda f: f.__name__,
)
def test_what_is_no_text_of_the_user_gives_no_finding(
    verandering: Callable[[Proefwerkboek], None],
) -> None:
    boek = _klaar()
    verandering(boek)
    assert _verwerk(boek) == []


@pytest.mark.parametrize("kop", blokken.VOOR.koppen)
def test_of_a_line_of_ours_from_which_a_cell_was_cleared_the_rest_is_ours(kop: str) -> None:
    boek = _klaar()
    del boek.tabs[blokken.ADVIES][_cel(boek, blokken.VOOR, 0, kop)]
    assert _verwerk(boek) == []
    assert _verwerk(boek) == []


def test_one_tab_that_was_renewed_in_between_gives_no_finding() -> None:
    boek = _klaar()
    boek.zet("Partijen", 2, "Invloed", waarde=5.0)
    assert _verwerk(boek, (blokken.NETWERKBEELD,)) == []
    assert _verwerk(boek) == []


NOTITIES = st.lists(
    st.tuples(st.sampled_from(LOSSE_VOLGORDE), st.integers(0, 14)), min_size=1, max_size=6
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NOTITIES, st.lists(st.sampled_from((*PERSPECTIEVEN, None)), min_size=1, max_size=2))
def test_whatever_is_noted_stays_and_a_second_time_changes_nothing(
    notities: list[tuple[Blok, int]], keuzes: list[str | None]
) -> None:
    boek = _klaar()
    getypt = {}
    for nummer, (blok, lijn) in enumerate(notities):
        getypt[blok.tab, _naast(boek, blok, lijn % blok.rijen)] = f"notitie {nummer}"
    for (tab, plek), tekst in getypt.items():
        boek.tabs[tab][plek] = tekst
    for keuze in keuzes:
        boek.zet("Perspectief", "keuze", waarde=METHODE.namen[keuze] if keuze else None)  # type: ignore[index]
        _verwerk(boek)
        assert {waar: boek.tabs[waar[0]][waar[1]] for waar in getypt} == getypt
    _verwerk(boek)
    staat = {tab: dict(cellen) for tab, cellen in boek.tabs.items()}
    assert _verwerk(boek) == []
    assert boek.tabs == staat


# --- how it is told


def test_findings_about_text_of_the_user_stand_on_controle() -> None:
    boek = _klaar()
    boek.tabs[blokken.ADVIES][_cel(boek, blokken.SCORES, 0, "Perspectief")] = "x"
    _verwerk(boek)
    codes = {boek.waarde("Bevindingen", lijn, "Code") for lijn in range(10)}
    assert WEG in codes
    assert boek.waarde("ControleStand", 1, "Waarde") == 1.0


def test_very_many_cells_become_so_many_findings_as_a_reader_can_take() -> None:
    verlies = Verlies()
    for rij in range(120):
        verlies.weg(Adres("Advies", rij, 1), f"tekst {rij}")
    bevindingen = verlies.bevindingen()
    assert len(bevindingen) == 50
    assert "B51, B52" in bevindingen[-1].melding
    assert "en nog 50" in bevindingen[-1].melding


# --- into a fresh workbook


def test_what_does_not_go_along_into_a_fresh_workbook_is_told_per_tab() -> None:
    boek = _klaar()
    eigen = {
        "Opgave": (200, 25), blokken.ADVIES: _naast(boek, blokken.VOOR, 1),
        blokken.BORG.tab: _cel(boek, blokken.BORG, 60, "Vraag"),
        blokken.WEGWIJZERS: _cel(boek, blokken.AGENDABEELD, 7, "Spoor"),
    }  # fmt: skip
    for tab, plek in eigen.items():
        boek.tabs[tab][plek] = "van onszelf"
    boek.tabs["Onze notities"] = {(0, 0): "dag"}
    bevindingen = blijft_achter(boek.indeling(), vol_boek().indeling(), zelfde_sjabloon=True)
    *per_tab, eigen_tab = bevindingen
    assert {b.blad: b.code for b in per_tab} == dict.fromkeys(eigen, "eigen-tekst-blijft-achter")
    for gevonden in per_tab:
        assert Adres("", *eigen[gevonden.blad]).cel in gevonden.melding
    assert (eigen_tab.code, eigen_tab.adres) == ("eigen-tab-blijft-achter", None)
    assert "Onze notities" in eigen_tab.melding


@pytest.mark.parametrize("zelfde_sjabloon", [True, False])
def test_what_does_not_count_in_our_own_blocks_is_told_to_stay_behind(
    zelfde_sjabloon: bool,
) -> None:
    boek = _klaar()
    een, dubbel = (stelling.id for stelling in METHODE.opgave.stellingen[:2])
    boek.zet(dubbel, "Id", waarde=een).zet(dubbel, "Antwoord", waarde=5.0)
    boek.zet(dubbel, "Toelichting", waarde="van een ander")
    boek.zet("Partijen", 4, "Naam", waarde="Totaal").zet("Partijen", 4, "Invloed", waarde=12.0)
    vraag = boek.waarde("BorgEnVerbind", 0, "Id")
    for lijn, afspraak in ((0, None), (5, "wij bellen"), (6, "zij bellen")):
        boek.zet("BorgEnVerbind", lijn, "Id", waarde=vraag)
        boek.zet("BorgEnVerbind", lijn, "Afspraak", waarde=afspraak)
    plekken = [
        (een, "Antwoord"), (dubbel, "Antwoord"), (dubbel, "Toelichting"),
        ("Partijen", 4, "Naam"), ("Partijen", 4, "Invloed"), ("BorgEnVerbind", 6, "Afspraak"),
    ]  # fmt: skip
    bekeken = bekijk_boek(boek, METHODE)
    niet = bekeken.gelezen.overgeslagen
    bevindingen = blijft_achter(
        bekeken.indeling, vol_boek().indeling(), niet, zelfde_sjabloon=zelfde_sjabloon
    )
    genoemd = {
        (gevonden.blad, cel)
        for gevonden in bevindingen
        for cel in re.findall(r"\b[A-Z]+[0-9]+\b", gevonden.melding)
    }
    assert genoemd == {(boek.plek(*plek).blad, boek.plek(*plek).cel) for plek in plekken}


def test_a_workbook_of_ours_alone_leaves_nothing_behind() -> None:
    assert blijft_achter(_klaar().indeling(), vol_boek().indeling(), zelfde_sjabloon=True) == ()


def test_of_a_block_that_stands_twice_the_second_is_told_to_stay_behind() -> None:
    boek = _klaar()
    kop = boek.plek("kop", "Relaties", "Van")
    assert kop.rij is not None
    for nummer, tekst in enumerate(("Van", "Naar", "Sterkte", "Vertrouwen", "Vorm")):
        boek.zet_cel("Netwerk", kop.rij, 20 + nummer, tekst)
    for nummer, tekst in enumerate(("ROC De Waard", "Gemeente Veerdam")):
        boek.zet_cel("Netwerk", kop.rij + 1, 20 + nummer, tekst)
    (gevonden,) = blijft_achter(boek.indeling(), vol_boek().indeling(), zelfde_sjabloon=True)
    eerste, tweede = (Adres("", kop.rij + 1, kolom).cel for kolom in (20, 21))
    assert f": {eerste} en {tweede}." in gevonden.melding


def test_words_of_an_older_template_are_not_taken_for_the_users() -> None:
    boek = _klaar()
    boek.tabs["Opgave"][0, 0] = "Zo heette dit vroeger"
    rij = boek.plek("OPG-42", "Antwoord").rij or 0
    boek.tabs["Opgave"][rij, 20] = "besproken"
    (gevonden,) = blijft_achter(boek.indeling(), vol_boek().indeling(), zelfde_sjabloon=False)
    assert Adres("", rij, 20).cel in gevonden.melding
    assert "A1" not in gevonden.melding
