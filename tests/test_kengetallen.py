"""The named figures, worked out by hand: what is unknown stays unknown; an empty field says
something on a tab in use only."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from hulp.boeken import METHODE
from hulp.strategieen import invoeren
from regio_xl.invoer import Afspraak, Agendapunt, Antwoord, Feit, Invoer, Partij, Relatie
from regio_xl.methode import BEREIK, Voorwaarde
from regio_xl.methode.gewichten import hele_gewichten
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.agenda import agendabeeld
from regio_xl.rekenen.bewijs import scores, waarden
from regio_xl.rekenen.kengetallen import Kengetallen, kengetallen
from regio_xl.rekenen.kwadrant import adviseer
from regio_xl.rekenen.tellen import ingevuld, procent, vlag
from regio_xl.rekenen.wegwijzers import gronden

DAG = date(2027, 3, 1)
OPEN, IN_GESPREK, GEBORGD, NVT = METHODE.borg_en_verbind.statussen
WEEG = [stelling for tab in (METHODE.opgave, METHODE.netwerk) for stelling in tab.stellingen]
MANIER = METHODE.perspectief.stellingen


def _cijfers(invoer: Invoer) -> Kengetallen:
    return kengetallen(METHODE, invoer, adviseer(METHODE, invoer), agendabeeld(METHODE, invoer))


def _van(*, opgave: dict[str, str] | None = None, **velden: Any) -> Kengetallen:
    """The figures of an input; ``opgave``: single values of that tab."""
    return _cijfers(Invoer.model_validate({"kenmerken": {"Opgave": opgave or {}}, **velden}))


def _agenda(*punten: dict[str, Any]) -> Kengetallen:
    return _van(
        agenda=[{"agendapunt": f"Punt {nummer}", **punt} for nummer, punt in enumerate(punten)]
    )


def _alles(cijfer: int) -> dict[str, Antwoord]:
    return {stelling.id: Antwoord(waarde=cijfer) for stelling in WEEG}


def _voor(perspectief: Perspectief) -> dict[str, Antwoord]:
    """Answers on Opgave and Netwerk that plead for one perspective."""
    gunstig = {
        s.id: 5 if s.laadt(perspectief) > 0 else 1 if s.laadt(perspectief) < 0 else 3 for s in WEEG
    }
    return {id_: Antwoord(waarde=cijfer) for id_, cijfer in gunstig.items()}


def _manier(perspectief: Perspectief) -> dict[str, Antwoord]:
    return {s.id: Antwoord(waarde=5 if perspectief in s.lading else 1) for s in MANIER}


# --- counting -------------------------------------------------------------------------------------
# ------------------


def test_counting_goes_on_over_gaps() -> None:
    assert procent([]) is None
    assert procent([True, False, False, True]) == 50
    assert (vlag(None), vlag(False), vlag(True)) == (None, 0, 1)
    assert (
        ingevuld("", in_gebruik=False),
        ingevuld("  ", in_gebruik=True),
        ingevuld("x", in_gebruik=False),
    ) == (None, 0, 1)


def test_an_empty_workbook_knows_only_that_nothing_is_filled_in_on_the_opgave() -> None:
    bekend = {naam: waarde for naam, waarde in _van().items() if waarde is not None}
    assert bekend == {"gedeeld_beantwoord": 0}


@given(invoeren())
def test_every_kengetal_lies_within_its_range_and_can_be_said_in_words(invoer: Invoer) -> None:
    cijfers = _cijfers(invoer)
    assert set(cijfers) == set(METHODE.meetbaar) | set(METHODE.kengetal)
    for naam, waarde in cijfers.items():
        laagste, hoogste = BEREIK[METHODE.meetbaar[naam]]
        assert waarde is None or laagste <= waarde <= (waarde if hoogste is None else hoogste)
    zinnen = gronden(METHODE, cijfers, cijfers)
    assert len(zinnen) == sum(waarde is not None for waarde in cijfers.values())
    assert not [grond for grond in zinnen if "{" in grond.zin or not grond.zin]


# --- step 1: the issue in short
# -------------------------------------------------------------------------------------


def test_an_empty_field_counts_only_once_the_tab_is_in_use() -> None:
    velden = (
        "aanleiding_benoemd",
        "begin_benoemd",
        "sinds_benoemd",
        "schaal_benoemd",
        "opgave_benoemd",
    )
    assert {naam: _van()[naam] for naam in velden} == dict.fromkeys(velden)
    in_gebruik = _van(antwoorden={"OPG-01": {"waarde": 3}}, opgave={"sinds": "2019"})
    assert [in_gebruik[naam] for naam in velden] == [0, 0, 1, 0, 0]
    assert (in_gebruik["feiten"], in_gebruik["agendapunten"]) == (0, 0)
    assert _van(kenmerken={"Start": {"opgave": "Genoeg vakmensen"}})["opgave_benoemd"] == 1
    assert _van(kenmerken={"Start": {"opgave": "Genoeg vakmensen"}})["agendapunten"] is None


@pytest.mark.parametrize(
    ("keuze", "opgelegd", "vrijwillig"),
    [("opgelegd", 1, 0), ("vrijwillig ontstaan", 0, 1), ("beide", 0, 0), ("", None, None)],
)
def test_the_reason_to_start_is_read_as_flags(
    keuze: str, opgelegd: float | None, vrijwillig: float | None
) -> None:
    cijfers = _van(opgave={"aanleiding": keuze})
    assert (cijfers["aanleiding_opgelegd"], cijfers["aanleiding_vrijwillig"]) == (
        opgelegd,
        vrijwillig,
    )


@pytest.mark.parametrize(
    ("schaal", "lokaal"),
    [
        ("wijk of dorp", 1),
        ("gemeente", 1),
        ("regio", 0),
        ("groter dan een provincie", 0),
        ("", None),
    ],
)
def test_local_is_a_neighbourhood_a_village_or_a_municipality(
    schaal: str, lokaal: float | None
) -> None:
    assert _van(opgave={"schaal": schaal})["schaal_lokaal"] == lokaal


@pytest.mark.parametrize(
    ("tekst", "aantal"),
    [
        ("werk", 1),
        ("economie, onderwijs, werk en inkomen", 3),
        ("werk; economie\nwonen/zorg", 4),
        ("land- en tuinbouw, werk", 2),
        ("werk, , zorg,", 2),
        (" ", None),
    ],
)
def test_counting_domains_reads_an_enumeration(tekst: str, aantal: float | None) -> None:
    assert _van(opgave={"domeinen": tekst})["domeinen"] == aantal


# --- step 1: the facts
# ----------------------------------------------------------------------------------------------


def test_shares_of_the_facts_equal_those_by_hand() -> None:
    """Four facts: two values, three sources of which two the same, one day; a column that nobody
    used says nothing."""
    feiten = (
        Feit(feit="a", waarde=12.0, bron="UWV"),
        Feit(feit="b", waarde="veel", bron="uwv", peildatum=2026.0),
        Feit(feit="c", bron="CBS"),
        Feit(feit="d"),
    )
    cijfers = _cijfers(Invoer(feiten=feiten))
    verwacht = {
        "feiten": 4,
        "feiten_met_waarde": 50,
        "feiten_met_bron": 75,
        "feiten_met_peildatum": 25,
        "feiten_gedeeld": None,
    }
    assert {naam: cijfers[naam] for naam in verwacht} == verwacht
    assert cijfers["feiten_bronnen"] == 2
    assert cijfers["feiten_niet_gedeeld"] == 4
    assert (
        _cijfers(Invoer(feiten=(*feiten, Feit(feit="e", gedeeld_met="UWV"))))["feiten_gedeeld"]
        == 20
    )
    assert _van(opgave={"sinds": "2019"})["feiten_met_bron"] is None


def test_a_value_of_zero_is_filled_in() -> None:
    assert (
        _cijfers(Invoer(feiten=(Feit(feit="Meldingen", waarde=0.0),)))["feiten_met_waarde"] == 100
    )


# --- step 1: the agenda
# ---------------------------------------------------------------------------------------------


def test_shares_of_the_agenda_equal_those_by_hand() -> None:
    """Four items: one effect, two results, three pullers, one first step, one day."""
    cijfers = _agenda(
        {"effect": "meer werk", "resultaat": "200 stages", "trekker": "ROC", "herijken_op": DAG},
        {"resultaat": "een loket", "trekker": "Kring", "eerste_stap": "bellen"},
        {"trekker": "ROC"},
        {},
    )
    verwacht = {
        "agendapunten": 4, "agenda_met_effect": 25, "agenda_met_resultaat": 50,
        "agenda_met_trekker": 75, "agenda_met_eerste_stap": 25, "agenda_met_herijking": 25,
        "agenda_zonder_trekker": 1, "agenda_zonder_eerste_stap": 3, "agenda_zonder_herijking": 3,
    }  # fmt: skip
    assert {naam: cijfers[naam] for naam in verwacht} == verwacht
    assert cijfers["trekker_meeste"] == pytest.approx(200 / 3)
    leeg = _van(opgave={"sinds": "2019"})
    assert (leeg["agenda_met_trekker"], leeg["agenda_zonder_trekker"]) == (None, None)


def test_who_pulls_most_is_known_only_from_three_trekkers_on() -> None:
    assert _agenda({"trekker": "ROC"}, {"trekker": "ROC"})["trekker_meeste"] is None
    assert _agenda({"trekker": "ROC"}, {"trekker": "roc"}, {"trekker": "Kring"})[
        "trekker_meeste"
    ] == pytest.approx(200 / 3)


def test_the_share_of_government_trekkers_is_of_known_kinds() -> None:
    partijen = (
        Partij(naam="Gemeente", soort="overheid"),
        Partij(naam="ROC", soort="onderwijs"),
        Partij(naam="Wie", soort=None),
    )
    trekkers = ("Gemeente", "gemeente", "Gemeente", "ROC", "Wie", "Onbekend")
    agenda = tuple(
        Agendapunt(agendapunt=str(nummer), trekker=naam) for nummer, naam in enumerate(trekkers)
    )
    assert _cijfers(Invoer(partijen=partijen, agenda=agenda))["trekkers_overheid"] == 75
    assert _cijfers(Invoer(agenda=agenda))["trekkers_overheid"] is None


def test_goal_congruence_equals_that_by_hand() -> None:
    """KOE-N-02. Of the six pairs of sectors an item with four interests shares 6, with three 3,
    with two 1, with one 0."""
    vier = {
        f"belang_{sector}": "x" for sector in ("overheid", "inwoners", "ondernemers", "onderwijs")
    }
    drie = dict.fromkeys(list(vier)[:3], "x")
    twee = dict.fromkeys(list(vier)[:2], "x")
    een = {"belang_overheid": "x"}
    assert _agenda(vier)["doelcongruentie"] == 100
    assert _agenda(drie, twee)["doelcongruentie"] == pytest.approx(100 * (3 + 1) / 12)
    samen = _agenda(vier, drie, een)
    assert samen["doelcongruentie"] == pytest.approx(100 * 9 / 18)
    assert samen["agenda_gedeeld"] == pytest.approx(200 / 3)
    assert samen["belang_onderwijs"] == pytest.approx(100 / 3)
    assert (samen["agenda_een_sector"], samen["belang_overheid"]) == (1, 100)


def test_interests_stay_unknown_until_half_is_filled_in() -> None:
    half = _agenda({"belang_overheid": "x"}, {})
    namen = (
        "doelcongruentie",
        "agenda_gedeeld",
        "agenda_een_sector",
        "belang_overheid",
        "belang_inwoners",
    )
    assert {naam: half[naam] for naam in namen} == dict.fromkeys(namen)


# --- step 1: the signs of the agenda
# --------------------------------------------------------------------------------


def test_signs_of_the_agenda_equal_those_by_hand() -> None:
    """Three items with 2, 3 and 0 of their four signs; a share counts only the items that have that
    sign."""
    cijfers = _agenda(
        {"uitvoering": "overheid zelf", "oorsprong": "plicht"},
        {"uitvoering": "anderen", "oorsprong": "initiatief", "werk": "verandering"},
        {},
    )
    verwacht = {
        "agenda_overheidsspoor": 50, "agenda_omgevingsspoor": 50, "agenda_samen": 0,
        "agenda_vast": None, "agenda_plicht": 50, "agenda_initiatief": 50, "agenda_terugkerend": 0,
        "agenda_rechtmatig": 1, "agenda_presterend": 0, "agenda_netwerkend": 0,
        "agenda_responsief": 1, "agenda_wijkt_af": None,
    }  # fmt: skip
    assert {naam: cijfers[naam] for naam in verwacht} == verwacht
    assert cijfers["agenda_tekens"] == pytest.approx(100 * 5 / 12)


def test_without_signs_nothing_is_known_about_pulling() -> None:
    cijfers = _agenda({"effect": "meer werk"}, {})
    namen = ("agenda_tekens", *(f"agenda_{p}" for p in PERSPECTIEVEN), "agenda_wijkt_af")
    assert {naam: cijfers[naam] for naam in namen} == dict.fromkeys(namen)


def test_items_that_pull_away_from_the_advice_are_counted() -> None:
    """TEG-04: the advice is for the whole; an item may ask for another way of working."""
    plicht = Agendapunt(agendapunt="a", uitvoering="overheid zelf", oorsprong="plicht")
    samen = Agendapunt(agendapunt="b", uitvoering="samen", oorsprong="gezamenlijke keuze")
    onduidelijk = Agendapunt(agendapunt="c", uitvoering="samen")
    ook = plicht.model_copy(update={"agendapunt": "d"})
    invoer = Invoer(antwoorden=_voor("netwerkend"), agenda=(plicht, samen, onduidelijk, ook))
    assert adviseer(METHODE, invoer).advies == "netwerkend"
    assert _cijfers(invoer)["agenda_wijkt_af"] == 2


# --- step 2: what the group wrote about roles, and tables in use
# ----------------------------------------------------


def test_roles_count_only_on_a_network_tab_that_is_in_use() -> None:
    assert _van()["rol_nu_benoemd"] is None
    in_gebruik = _cijfers(
        Invoer(partijen=(Partij(naam="A"),), kenmerken={"Netwerk": {"rol_nu": "trekt"}})
    )
    assert (
        in_gebruik["rol_nu_benoemd"],
        in_gebruik["rol_gewenst_benoemd"],
        in_gebruik["verbanden_benoemd"],
    ) == (1, 0, 0)
    assert (in_gebruik["partijen"], in_gebruik["relaties"]) == (1, 0)


def test_a_tie_counts_as_a_pair_and_a_list_of_two_is_too_short() -> None:
    partijen = tuple(Partij(naam=naam) for naam in "ABCD")
    heen_en_weer = tuple(Relatie(van=van, naar=naar) for van, naar in ("AB", "BA", "BC"))
    assert _cijfers(Invoer(partijen=partijen, relaties=heen_en_weer))["dichtheid"] is None
    rond = (*heen_en_weer, Relatie(van="C", naar="D"))
    assert _cijfers(Invoer(partijen=partijen, relaties=rond))["dichtheid"] == 50


# --- evidence by group
# ----------------------------------------------------------------------------------------------


def test_a_score_of_a_group_equals_that_by_hand() -> None:
    """Both statements alone in their group, so the score is that of the answer: 5 is 100 for who it
    pleads for."""
    groep = next(s.groep for s in WEEG if s.laadt("responsief") == 1)
    stelling = next(s for s in WEEG if s.groep == groep and s.laadt("responsief") == 1)
    for cijfer, verwacht in ((1, 0), (2, 25), (3, 50), (5, 100)):
        cijfers = _cijfers(Invoer(antwoorden={stelling.id: Antwoord(waarde=cijfer)}))
        assert cijfers[f"{groep}_responsief"] == verwacht
    assert _van()[f"{groep}_responsief"] is None


@given(invoeren())
def test_a_group_score_is_that_of_the_evidence(invoer: Invoer) -> None:
    cijfers, bekend = (
        _cijfers(invoer),
        waarden(METHODE, METHODE.kansrijk, invoer.antwoorden, invoer),
    )
    for groep in {bewijs.groep for bewijs in METHODE.kansrijk}:
        bewijzen = [bewijs for bewijs in METHODE.kansrijk if bewijs.groep == groep]
        gewicht = hele_gewichten(bewijzen, METHODE.algemeen.groepen)
        for p, stand in scores(bewijzen, gewicht, bekend).items():
            assert cijfers.get(f"{groep}_{p}") == (
                None if stand is None else float(50 * (1 + stand))
            )


def test_a_shared_opgave_counts_as_filled_in_after_an_answer_but_not_after_nvt() -> None:
    assert _van(antwoorden={"OPG-02": {"waarde": 1}})["gedeeld_beantwoord"] == 1
    assert _van(antwoorden={"OPG-02": {"nvt": True}})["gedeeld_beantwoord"] == 0
    assert _van(antwoorden={"OPG-05": {"waarde": 1}})["gedeeld_beantwoord"] == 0


# --- step 3: the advice, how the group works, what it chose
# ---------------------------------------------------------


def test_a_three_everywhere_is_divided_and_without_advice() -> None:
    cijfers = _cijfers(Invoer(antwoorden=_alles(3)))
    assert {cijfers[f"score_{p}"] for p in PERSPECTIEVEN} == {50}
    assert (cijfers["verdeeld"], cijfers["duidelijk"], cijfers["onvoldoende"]) == (1, 0, 0)
    assert {cijfers[f"advies_{p}"] for p in PERSPECTIEVEN} == {None}
    assert cijfers["kantelt_na"] is None


def test_a_clear_advice_is_named_as_such() -> None:
    cijfers = _cijfers(Invoer(antwoorden=_voor("netwerkend")))
    assert [cijfers[f"advies_{p}"] for p in PERSPECTIEVEN] == [0, 0, 1, 0]
    assert (cijfers["duidelijk"], cijfers["verdeeld"], cijfers["onvoldoende"]) == (1, 0, 0)
    assert (cijfers["kantelt_na"] or 0) >= 1


def test_too_little_filled_in_says_nothing_on_clear_or_divided() -> None:
    cijfers = _van(antwoorden={"OPG-01": {"waarde": 5}})
    assert (cijfers["onvoldoende"], cijfers["duidelijk"], cijfers["verdeeld"]) == (1, None, None)
    assert 0 < (cijfers["volledigheid"] or 0) < 50
    assert _van()["onvoldoende"] is None


def test_now_and_wanted_are_compared_with_the_advice() -> None:
    invoer = Invoer(
        antwoorden=_voor("netwerkend"), nu=_manier("presterend"), gewenst=_manier("netwerkend")
    )
    cijfers = _cijfers(invoer)
    assert (cijfers["nu_anders"], cijfers["gewenst_anders"], cijfers["nu_gewenst_anders"]) == (
        1,
        0,
        1,
    )
    assert (cijfers["nu_presterend"], cijfers["nu_rechtmatig"]) == (100, 0)
    assert (cijfers["nu_ingevuld"], cijfers["gewenst_ingevuld"]) == (100, 100)
    zonder_advies = _cijfers(Invoer(nu=_manier("presterend"), gewenst=_manier("presterend")))
    assert (zonder_advies["nu_anders"], zonder_advies["nu_gewenst_anders"]) == (None, 0)


def test_a_few_answers_about_how_we_work_compare_with_nothing() -> None:
    """Four answers of twenty, or a lead of one step, are no ground for a statement."""
    per_perspectief = [
        next(s.id for s in METHODE.perspectief.stellingen if s.laadt(p) > 0) for p in PERSPECTIEVEN
    ]
    vier = {id_: Antwoord(waarde=3) for id_ in per_perspectief}
    vier[per_perspectief[-1]] = Antwoord(waarde=4)
    alles = {s.id: Antwoord(waarde=3) for s in METHODE.perspectief.stellingen}
    for nu in (vier, alles | vier):
        cijfers = _cijfers(Invoer(antwoorden=_voor("rechtmatig"), nu=nu, gewenst=nu))
        genoeg = nu is not vier
        assert (cijfers["nu_rechtmatig"], cijfers["gewenst_rechtmatig"]) == (
            (50, 50) if genoeg else (None, None)
        )
        assert (cijfers["nu_beeld"] == 1) == genoeg
        for naam in ("nu_anders", "gewenst_anders", "nu_gewenst_anders"):
            assert cijfers[naam] is None


def test_the_choice_its_reason_and_with_whom_it_was_discussed_count() -> None:
    namen = ("keuze_gemaakt", "keuze_anders", "keuze_reden", "keuze_besproken")
    assert [_van()[naam] for naam in namen] == [None] * 4
    zonder = _cijfers(Invoer(nu=_manier("presterend")))
    assert [zonder[naam] for naam in namen] == [0, None, None, None]
    gekozen = _cijfers(
        Invoer(
            antwoorden=_voor("netwerkend"),
            keuze="rechtmatig",
            kenmerken={"Perspectief": {"reden": "de wet vraagt het"}},
        )
    )
    assert [gekozen[naam] for naam in namen] == [1, 1, 1, 0]


# --- step 4 and 5 ---------------------------------------------------------------------------------
# ------------------


def test_the_filled_share_of_weefsel_counts_nvt() -> None:
    aantal = len(METHODE.weefsel.stellingen)
    cijfers = _van(
        antwoorden={"WEE-01": {"waarde": 3}, "WEE-02": {"nvt": True}, "OPG-01": {"waarde": 3}}
    )
    assert cijfers["weefsel_ingevuld"] == pytest.approx(200 / aantal)
    assert _van()["weefsel_ingevuld"] is None


def test_borg_en_verbind_figures_equal_those_by_hand() -> None:
    """A choice for netwerkend; one point secured, one in discussion, one that does not apply, the
    rest open."""
    borg = METHODE.borg_en_verbind
    vragen = [vraag for vraag in borg.kernvragen if vraag.van == "netwerkend"]
    vormen = [vorm for vorm in borg.legitimiteit if vorm.bij == "netwerkend"]
    naar_rechtmatig = [vraag for vraag in vragen if vraag.naar == "rechtmatig"]
    afspraken = {
        naar_rechtmatig[0].id: Afspraak(
            status=GEBORGD, afspraak="elk jaar", eigenaar="griffie", datum=DAG
        ),
        naar_rechtmatig[1].id: Afspraak(afspraak="nog uitwerken"),
        borg.vaste_punten[0].id: Afspraak(status=NVT),
        vormen[0].id: Afspraak(status=IN_GESPREK),
    }
    cijfers = _cijfers(Invoer(keuze="netwerkend", afspraken=afspraken))
    telt = len(vragen) + len(vormen) + len(borg.vaste_punten) - 1
    assert cijfers["borg_geborgd"] == pytest.approx(100 / telt)
    assert cijfers["borg_open"] == pytest.approx(100 * (telt - 3) / telt)
    assert cijfers["borg_rechtmatig"] == pytest.approx(200 / len(naar_rechtmatig))
    assert (cijfers["borg_presterend"], cijfers["borg_netwerkend"]) == (0, None)
    assert (
        cijfers["borg_zonder_eigenaar"],
        cijfers["borg_zonder_datum"],
        cijfers["legitimiteit_opgepakt"],
    ) == (1, 1, 1)
    assert [cijfers[punt.id] for punt in borg.vaste_punten] == [
        3,
        *[0] * (len(borg.vaste_punten) - 1),
    ]  # n.v.t. is settled


def test_without_choice_or_advice_only_the_fixed_points_hold() -> None:
    borg = METHODE.borg_en_verbind
    cijfers = _cijfers(Invoer(afspraken={borg.vaste_punten[0].id: Afspraak(status=GEBORGD)}))
    assert cijfers["borg_geborgd"] == pytest.approx(100 / len(borg.vaste_punten))
    assert cijfers[borg.vaste_punten[0].id] == 2
    assert cijfers["legitimiteit_opgepakt"] is None
    assert {cijfers[f"borg_{p}"] for p in PERSPECTIEVEN} == {None}


def test_borg_en_verbind_is_unknown_until_something_stands_there() -> None:
    cijfers = _cijfers(Invoer(keuze="netwerkend"))
    namen = [naam for naam in cijfers if naam.startswith(("borg_", "BV-", "legitimiteit_opgepakt"))]
    assert {cijfers[naam] for naam in namen} == {None}


@pytest.mark.parametrize(
    ("grenzen", "woorden"),
    [
        ({"min": 5, "max": 5}, "5"),
        ({"min": 4, "max": 5}, "4 tot en met 5"),
        ({"min": 4}, "minstens 4"),
        ({"max": 2}, "hooguit 2"),
    ],
)
def test_a_condition_in_words_names_a_limit_once(grenzen: dict[str, float], woorden: str) -> None:
    voorwaarde = Voorwaarde(meet="OPG-01", **grenzen)
    tekst = METHODE.stellingen["OPG-01"].tekst
    assert METHODE.in_woorden(voorwaarde) == f"Het antwoord op “{tekst}” is {woorden}."
