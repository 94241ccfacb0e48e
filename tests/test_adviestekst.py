"""The advice in sentences that people understand, and that never say more than was computed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from hulp.boeken import METHODE
from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode.grootheden import nederlands
from regio_xl.methode.perspectieven import Perspectief
from regio_xl.rekenen.kwadrant import adviseer
from regio_xl.resultaten import Advieszekerheid, Kantelpunt, PerspectiefAdvies
from regio_xl.resultaten.kaart import advieszin
from regio_xl.tabs.adviestekst import (
    adviestekst,
    hoe_duidelijk,
    hoe_zeker,
    waarop_het_berust,
    wat_kantelt,
)

WEEG = tuple(s for tab in (METHODE.opgave, METHODE.netwerk) for s in tab.stellingen)


def _adviseer(antwoorden: Mapping[str, int], keuzes: Mapping[str, int]) -> PerspectiefAdvies:
    def als_antwoord(cijfers: Mapping[str, int]) -> dict[str, Antwoord]:
        return {id_: Antwoord(waarde=cijfer) for id_, cijfer in cijfers.items()}

    invoer = Invoer(antwoorden=als_antwoord(antwoorden), afwegingen=als_antwoord(keuzes))
    return adviseer(METHODE, invoer)


NEUTRAAL = dict.fromkeys((s.id for s in WEEG), 3)
GELIJK = _adviseer(NEUTRAAL, {})
KLAAR = _adviseer({s.id: 5 if s.laadt("netwerkend") > 0 else 1 for s in WEEG}, {})


def _met(**velden: Any) -> PerspectiefAdvies:
    return KLAAR.model_copy(update=velden)


@pytest.mark.parametrize(
    ("keer", "tekst"),
    [
        (1000, "elke keer"),
        (999, "in 99 van de 100 keer"),
        (950, "in 95 van de 100 keer"),
        (949, "in 9 van de 10 keer"),
        (850, "in 9 van de 10 keer"),
        (849, "in 8 van de 10 keer"),
        (49, "in minder dan 1 van de 10 keer"),
    ],
)
def test_how_often_the_advice_stays_is_said_in_tens_and_never_rounded_up_to_always(
    keer: int, tekst: str
) -> None:
    zekerheid = Advieszekerheid(
        gelijk_in=keer,
        steekproeven=1000,
        open_kan_kantelen=True,
        voorsprong_laagst=-1.0,
        voorsprong_hoogst=9.0,
    )
    zinnen = hoe_zeker(_met(zekerheid=zekerheid), METHODE)
    assert zinnen[0].startswith(
        f"Met een andere greep uit jullie antwoorden blijft het advies {tekst} hetzelfde."
    )
    assert KLAAR.tweede is not None
    ook = f"Kijk dus net zo goed naar {KLAAR.tweede}."
    assert zinnen[0].endswith(ook) == (keer < 700)


@pytest.mark.parametrize(
    ("grenzen", "slot"),
    [
        ((8.0, 8.0), "Er is niets meer open dat het advies kan veranderen."),
        ((0.0, 9.0), "Wat nog open is, kan het advies nog veranderen."),
        ((0.1, 9.0), "welke antwoorden jullie daar ook geven."),
    ],
)
def test_what_is_open_can_change_the_advice_or_not(grenzen: tuple[float, float], slot: str) -> None:
    zekerheid = Advieszekerheid(
        gelijk_in=990,
        steekproeven=1000,
        open_kan_kantelen=grenzen[0] <= 0,
        voorsprong_laagst=grenzen[0],
        voorsprong_hoogst=grenzen[1],
    )
    assert hoe_zeker(_met(zekerheid=zekerheid), METHODE)[1].endswith(slot)


def test_without_an_advice_nothing_is_said_about_how_sure_it_is() -> None:
    assert hoe_zeker(GELIJK, METHODE) == ()


def test_a_divided_advice_names_what_pulls_where_with_points() -> None:
    antwoorden = NEUTRAAL.copy()
    for s in WEEG:
        if s.laadt("rechtmatig") * s.laadt("responsief") < 0 or s.groep == "plicht":
            antwoorden[s.id] = 4
    advies = _adviseer(antwoorden, {})
    assert (advies.duidelijkheid, advies.advies is None) == ("verdeeld", False)
    eerste, *regels = hoe_duidelijk(advies, METHODE).splitlines()
    assert eerste.startswith(f"Verdeeld: het verschil met de volgende is {_punten(advies.marge)}")
    for kracht in advies.trekt:
        regel = next(r for r in regels if r.startswith(f"Naar {kracht.naar} "))
        assert f"{kracht.naam.lower()} ({_punten(kracht.punten)} punten)" in regel


def _punten(punten: float | None) -> str:
    return nederlands(punten or 0.0, 1).removesuffix(",0")


def test_a_clear_advice_says_how_far_ahead_it_is() -> None:
    verwacht = f"Duidelijk: de voorsprong op de volgende is {_punten(KLAAR.marge)} punten."
    assert hoe_duidelijk(KLAAR, METHODE) == verwacht
    licht = hoe_duidelijk(_met(duidelijkheid="licht"), METHODE)
    assert f"Vanaf {_punten(KLAAR.drempels.duidelijk)} punten heet het duidelijk." in licht


def test_a_tie_says_who_are_equal_and_which_answers_part_them() -> None:
    """Everything was answered: it is not that too little is known."""
    assert adviestekst(GELIJK, METHODE) == (
        "Nog geen nadruk: rechtmatig, presterend, netwerkend en responsief scoren precies gelijk."
    )
    regels = hoe_duidelijk(GELIJK, METHODE).splitlines()
    ids = ", ".join(een.id for een in GELIJK.doorslag)
    assert len(GELIJK.doorslag) > 0
    assert regels == [
        "Gelijk: het verschil is precies 0 punten.",
        f"Eén stap anders op een van deze vragen haalt rechtmatig en presterend uit elkaar: {ids}.",
        "Maak samen de keuzes onder Afwegen en bereken opnieuw.",
    ]


def test_a_notebook_names_who_are_equal_and_about_whom_too_little_is_known() -> None:
    assert advieszin(GELIJK) == (
        "Rechtmatig, presterend, netwerkend en responsief scoren precies gelijk."
    )
    weinig = _met(advies=None, duidelijkheid="onvoldoende", tekort=("netwerkend",))
    assert advieszin(weinig) == "Er zijn te weinig antwoorden over netwerkend voor een advies."


def test_too_little_about_one_perspective_is_named() -> None:
    tekort: tuple[Perspectief, ...] = ("netwerkend",)
    weinig = _met(advies=None, tweede=None, duidelijkheid="onvoldoende", tekort=tekort)
    assert adviestekst(weinig, METHODE).startswith(
        "Nog geen advies: over netwerkend is te weinig ingevuld."
    )
    leeg = weinig.model_copy(update={"tekort": ()})
    assert adviestekst(leeg, METHODE).startswith("Nog geen advies: er is te weinig ingevuld.")


@pytest.mark.parametrize(("gelijkspel", "dan"), [(True, "geen advies."), (False, "hoger.")])
def test_a_kantelpunt_that_only_ties_does_not_promise_another_advice(
    gelijkspel: bool, dan: str
) -> None:
    kantelpunt = Kantelpunt(stappen=3, naar="presterend", gelijkspel=gelijkspel, wijzigingen=())
    tekst = wat_kantelt(kantelpunt, METHODE)
    assert tekst is not None
    assert tekst.split(", ", 1)[1].startswith("dan ")
    assert dan in tekst


def test_how_much_is_our_own_reading_is_told_of_the_two_highest() -> None:
    tekst = waarop_het_berust(_met(eigen_duiding=0.847), METHODE)
    assert tekst == (
        f"85 procent van wat meetelt voor {KLAAR.advies} en {KLAAR.tweede} is duiding van de "
        "makers: de bronnen leggen dat verband niet zelf."
    )
    assert waarop_het_berust(_met(eigen_duiding=None), METHODE) is None
