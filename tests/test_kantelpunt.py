"""The *kantelpunt* is exact (ontwerp 4, Advice): the smallest number of one-step changes that gives
another advice."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, settings

from hulp.boeken import METHODE
from hulp.strategieen import Klein, invoeren, kleine_methoden, stelling
from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Groep, Stelling
from regio_xl.methode.gewichten import hele_gewichten
from regio_xl.methode.perspectieven import Perspectief
from regio_xl.rekenen.bewijs import scores, waarde
from regio_xl.rekenen.kantelpunt import kantelpunt
from regio_xl.rekenen.kwadrant import adviseer

GROEP = (Groep(id="een", naam="Een groep", uitleg="Uitleg."),)


def _bovenaan(klein: Klein, antwoorden: Mapping[str, int]) -> Perspectief | None:
    """Who is alone on top, if anyone: the slow and obvious way."""
    bekend = {**klein.vast, **{id_: waarde(antwoord) for id_, antwoord in antwoorden.items()}}
    stand = scores(klein.bewijzen, hele_gewichten(klein.bewijzen, klein.groepen), bekend)
    hoogste = max(s for s in stand.values() if s is not None)
    top = [p for p, s in stand.items() if s == hoogste]
    return top[0] if len(top) == 1 else None


def _kleinste_afstand(klein: Klein, bovenaan: Perspectief) -> int | None:
    """Try every combination of answers, nearest first."""
    ids = sorted(klein.antwoorden)
    nu = [klein.antwoorden[id_] for id_ in ids]

    def afstand(vector: tuple[int, ...]) -> int:
        return sum(abs(nieuw - oud) for nieuw, oud in zip(vector, nu, strict=True))

    for vector in sorted(product(range(1, 6), repeat=len(ids)), key=afstand):
        if _bovenaan(klein, dict(zip(ids, vector, strict=True))) != bovenaan:
            return afstand(vector)
    return None


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(kleine_methoden(meeste=4))
def test_the_kantelpunt_is_what_trying_all_combinations_gives(klein: Klein) -> None:
    bovenaan = _bovenaan(klein, klein.antwoorden)
    assume(bovenaan is not None)
    assert bovenaan is not None
    gewicht = hele_gewichten(klein.bewijzen, klein.groepen)
    gevonden = kantelpunt(klein.bewijzen, gewicht, klein.bekend, klein.antwoorden, bovenaan)
    assert (gevonden.stappen if gevonden else None) == _kleinste_afstand(klein, bovenaan)
    if gevonden:
        nieuw = {**klein.antwoorden, **gevonden.antwoorden}
        assert sum(abs(nieuw[id_] - klein.antwoorden[id_]) for id_ in nieuw) == gevonden.stappen
        assert all(1 <= antwoord <= 5 for antwoord in nieuw.values())
        stand = scores(
            klein.bewijzen, gewicht, {**klein.vast, **{id_: waarde(a) for id_, a in nieuw.items()}}
        )
        rivaal, top = stand[gevonden.naar], stand[bovenaan]
        assert rivaal is not None
        assert top is not None
        assert rivaal >= top
        na = _bovenaan(klein, nieuw)
        assert gevonden.gelijkspel == (na is None)
        assert na in {None, gevonden.naar}


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(kleine_methoden(meeste=5).filter(lambda klein: len(klein.antwoorden) == 5))
def test_the_kantelpunt_of_five_stellingen_is_that_of_all_combinations(klein: Klein) -> None:
    bovenaan = _bovenaan(klein, klein.antwoorden)
    assume(bovenaan is not None)
    assert bovenaan is not None
    gevonden = kantelpunt(
        klein.bewijzen,
        hele_gewichten(klein.bewijzen, klein.groepen),
        klein.bekend,
        klein.antwoorden,
        bovenaan,
    )
    assert (gevonden.stappen if gevonden else None) == _kleinste_afstand(klein, bovenaan)


def _met(invoer: Invoer, antwoorden: Mapping[str, int]) -> Invoer:
    nieuw = {id_: Antwoord(waarde=antwoord) for id_, antwoord in antwoorden.items()}
    keuzes = {id_: nieuw.pop(id_) for id_ in antwoorden if id_ in METHODE.afwegingen}
    return invoer.model_copy(
        update={
            "antwoorden": {**invoer.antwoorden, **nieuw},
            "afwegingen": {**invoer.afwegingen, **keuzes},
        }
    )


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(invoeren(volledig=True, afwegen=True))
def test_the_named_changes_tip_the_advice_and_one_step_less_does_not(invoer: Invoer) -> None:
    """On the method itself, through the whole advice; a choice of *Afwegen* is an answer like
    another."""
    advies = adviseer(METHODE, invoer)
    assume(advies.kantelpunt is not None)
    assume(advies.kantelpunt is not None and advies.kantelpunt.stappen)
    assert advies.kantelpunt is not None
    wijzigingen = {w.id: w for w in advies.kantelpunt.wijzigingen}
    assert advies.kantelpunt.stappen == sum(abs(w.naar - w.van) for w in wijzigingen.values())
    gegeven = {**invoer.antwoorden, **invoer.afwegingen}
    assert all(gegeven[id_].waarde == w.van for id_, w in wijzigingen.items())
    nieuw = {id_: w.naar for id_, w in wijzigingen.items()}
    na = adviseer(METHODE, _met(invoer, nieuw))
    assert na.advies == (None if advies.kantelpunt.gelijkspel else advies.kantelpunt.naar)
    for id_, w in wijzigingen.items():
        terug = {**nieuw, id_: w.naar + (1 if w.van > w.naar else -1)}
        assert adviseer(METHODE, _met(invoer, terug)).advies == advies.advies


def test_a_worked_example_of_the_kantelpunt() -> None:
    """Two statements, each for one perspective, 5 and 4: one step down makes them level."""
    bewijzen = (stelling("OPG-01", rechtmatig=1), stelling("OPG-02", presterend=1))
    antwoorden = {"OPG-01": 5, "OPG-02": 4}
    bekend = {id_: waarde(antwoord) for id_, antwoord in antwoorden.items()}
    gevonden = kantelpunt(
        bewijzen, hele_gewichten(bewijzen, GROEP), bekend, antwoorden, "rechtmatig"
    )
    assert gevonden is not None
    assert (gevonden.stappen, gevonden.naar, gevonden.antwoorden) == (
        1,
        "presterend",
        {"OPG-01": 4},
    )


def test_a_kantelpunt_that_only_makes_two_level_says_so() -> None:
    """From 5 and 4 one step makes them level, and then there is no advice; from 5 and 5 for the
    other, a step that counts for both goes past it."""
    bewijzen = (stelling("OPG-01", rechtmatig=1), stelling("OPG-02", presterend=1))
    gewicht = hele_gewichten(bewijzen, GROEP)
    antwoorden = {"OPG-01": 5, "OPG-02": 4}
    bekend = {id_: waarde(antwoord) for id_, antwoord in antwoorden.items()}
    gelijk = kantelpunt(bewijzen, gewicht, bekend, antwoorden, "rechtmatig")
    assert gelijk is not None
    assert gelijk.gelijkspel
    erboven = kantelpunt(
        bewijzen, gewicht, {**bekend, "OPG-02": Fraction(3, 4)}, {"OPG-01": 5}, "rechtmatig"
    )
    assert erboven is not None
    assert (erboven.stappen, erboven.naar, erboven.gelijkspel) == (1, "presterend", False)


def test_two_rivals_that_pass_together_are_level_on_top() -> None:
    """Both lead over rechtmatig after one step, by as much: then nobody is alone on top."""
    bewijzen = (stelling("OPG-01", rechtmatig=1), stelling("OPG-02", presterend=1, responsief=1))
    bekend = {"OPG-01": Fraction(1), "OPG-02": Fraction(3, 4)}
    gevonden = kantelpunt(
        bewijzen, hele_gewichten(bewijzen, GROEP), bekend, {"OPG-01": 5}, "rechtmatig"
    )
    assert gevonden is not None
    assert (gevonden.stappen, gevonden.naar, gevonden.gelijkspel) == (1, "presterend", True)


def test_a_choice_of_afwegen_can_be_what_tips_the_advice() -> None:
    afweging = METHODE.afwegen[0]
    gevonden = kantelpunt(
        (afweging.bewijs,),
        METHODE.gewichten,
        {afweging.id: Fraction(1, 2)},
        {afweging.id: 4},
        afweging.rechts.perspectief,
    )
    assert gevonden is not None
    assert (gevonden.stappen, gevonden.gelijkspel) == (1, True)
    assert gevonden.antwoorden == {afweging.id: 3}


def test_what_cannot_tip_does_not_tip() -> None:
    """One fixed fact decides: no answer can change that, and saying so is honest."""
    bewijzen = (stelling("OPG-01", rechtmatig=1), stelling("OPG-02", presterend=1))
    bekend = {"OPG-01": Fraction(1), "OPG-02": Fraction(-1)}
    assert kantelpunt(bewijzen, hele_gewichten(bewijzen, GROEP), bekend, {}, "rechtmatig") is None


def test_a_perspective_of_which_nothing_is_known_is_no_rival() -> None:
    bewijzen = (stelling("OPG-01", rechtmatig=1), stelling("OPG-02", presterend=1))
    antwoorden = {"OPG-01": 5}
    assert (
        kantelpunt(
            bewijzen,
            hele_gewichten(bewijzen, GROEP),
            {"OPG-01": Fraction(1)},
            antwoorden,
            "rechtmatig",
        )
        is None
    )


@pytest.mark.parametrize("antwoord", [1, 3, 5])
def test_at_a_tie_there_is_no_kantelpunt(antwoord: int) -> None:
    """Nobody is on top, so nothing can tip."""
    invoer = Invoer(
        antwoorden={id_: Antwoord(waarde=3) for id_ in METHODE.stellingen},
        nu={"PER-01": Antwoord(waarde=antwoord)},
    )
    assert adviseer(METHODE, invoer).kantelpunt is None


def _naar(rivalen: tuple[Stelling, ...], antwoorden: Mapping[str, int]) -> Perspectief:
    bewijzen = (stelling("OPG-01", rechtmatig=1, netwerkend=-1), *rivalen)
    bekend = {id_: waarde(antwoord) for id_, antwoord in antwoorden.items()}
    gewicht = hele_gewichten(bewijzen, GROEP)
    gevonden = kantelpunt(bewijzen, gewicht, bekend, antwoorden, "rechtmatig")
    assert gevonden is not None
    assert (gevonden.stappen, gevonden.antwoorden) == (1, {"OPG-01": 3})
    return gevonden.naar


def test_equal_steps_go_to_the_rival_that_leads_most_afterwards() -> None:
    """One step down from 4: presterend is level at 0, netwerkend leads with (0 + 1/2) / 2."""
    rivalen = (stelling("OPG-02", presterend=1), stelling("OPG-42", netwerkend=1))
    assert _naar(rivalen, {"OPG-01": 4, "OPG-02": 3, "OPG-42": 4}) == "netwerkend"


def test_equal_steps_and_an_equal_lead_go_by_the_order_of_the_perspectives() -> None:
    rivalen = (stelling("OPG-02", responsief=1), stelling("OPG-42", presterend=1))
    assert _naar(rivalen, {"OPG-01": 4, "OPG-02": 3, "OPG-42": 3}) == "presterend"
