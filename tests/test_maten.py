"""Measures from the tables: the evidence that is computed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from hulp.boeken import METHODE
from hulp.strategieen import invoeren
from regio_xl.invoer import Agendapunt, Invoer, Partij, Relatie
from regio_xl.rekenen.indicatoren import MATEN


def _partij(naam: str, soort: str | None = None, **velden: Any) -> Partij:
    return Partij(naam=naam, soort=soort, **velden)


def _punt(**velden: Any) -> Agendapunt:
    return Agendapunt(agendapunt="Stages", **velden)


GEMEENTE, SCHOOL, BEDRIJF, ONBEKEND = (
    _partij("Gemeente", "overheid", rol="eigenaar", invloed=4, betrokkenheid=5),
    _partij("ROC", "onderwijs", rol="eigenaar", invloed=2, betrokkenheid=4),
    _partij("Kring", "bedrijf", rol="eigenaar", invloed=2, betrokkenheid=1),
    _partij("Stichting", rol="eigenaar", invloed=5, betrokkenheid=1),
)
TREKKERS = (
    _punt(trekker="gemeente"),
    _punt(trekker="ROC"),
    _punt(trekker="Kring"),
    _punt(trekker="Iemand"),
    _punt(),
)
BELANGEN = {
    "belang_overheid": "a",
    "belang_inwoners": "b",
    "belang_ondernemers": "c",
    "belang_onderwijs": "d",
}
DRIE = {**BELANGEN, "belang_overheid": None}
VIER = (GEMEENTE, SCHOOL, BEDRIJF, ONBEKEND)


def _lijn(partijen: Sequence[Partij]) -> tuple[Relatie, ...]:
    """Each party tied to the next one; names in any case."""
    return tuple(Relatie(van=a.naam.upper(), naar=b.naam) for a, b in pairwise(partijen))


VIJF = (*VIER, _partij("Waterschap", "overheid"))
HEEN_EN_TERUG = (*_lijn(VIER), *_lijn(VIER[::-1]))
RING = (*_lijn(VIER), *_lijn((VIER[-1], VIER[0])))
GEVALLEN = [
    pytest.param(
        "eigenaren_buiten_overheid",
        {"partijen": (GEMEENTE, SCHOOL, BEDRIJF)},
        Fraction(2, 3),
        id="eigenaren",
    ),
    pytest.param(
        "eigenaren_buiten_overheid",
        {"partijen": (GEMEENTE, ONBEKEND)},
        Fraction(0),
        id="eigenaren-soort-onbekend",
    ),
    pytest.param(
        "eigenaren_buiten_overheid",
        {"partijen": (_partij("ROC", "onderwijs"),)},
        None,
        id="geen-eigenaren",
    ),
    pytest.param(
        "trekkers_buiten_overheid",
        {"partijen": (GEMEENTE, SCHOOL, BEDRIJF), "agenda": TREKKERS},
        Fraction(2, 3),
        id="trekkers",
    ),
    pytest.param(
        "trekkers_buiten_overheid", {"agenda": TREKKERS}, None, id="trekkers-zonder-partijen"
    ),
    pytest.param(
        "betrokkenheid_buiten_overheid",
        {"partijen": (GEMEENTE, SCHOOL, BEDRIJF, ONBEKEND)},
        Fraction(5, 2),
        id="betrokkenheid",
    ),
    pytest.param(
        "betrokkenheid_buiten_overheid", {"partijen": (GEMEENTE,)}, None, id="alleen-overheid"
    ),
    pytest.param(
        "invloed_overheid",
        {"partijen": (GEMEENTE, SCHOOL, BEDRIJF, ONBEKEND)},
        Fraction(1, 2),
        id="invloed",
    ),
    pytest.param("invloed_overheid", {"partijen": (GEMEENTE,)}, None, id="invloed-van-een"),
    pytest.param(
        "agenda_met_resultaat",
        {"agenda": (_punt(resultaat="200"), _punt())},
        Fraction(1, 2),
        id="resultaat",
    ),
    pytest.param(
        "agenda_met_resultaat",
        {"agenda": (_punt(), _punt())},
        None,
        id="nergens-een-resultaat-is-onbekend",
    ),
    pytest.param("agenda_met_resultaat", {}, None, id="geen-agenda"),
    pytest.param(
        "agenda_gedeeld",
        {"agenda": (_punt(**BELANGEN), _punt(belang_inwoners="b"))},
        Fraction(1, 2),
        id="gedeeld",
    ),
    pytest.param(
        "agenda_gedeeld", {"agenda": (_punt(**DRIE),)}, Fraction(1), id="drie-van-de-vier"
    ),
    pytest.param(
        "agenda_gedeeld",
        {"agenda": (_punt(belang_inwoners="b", belang_overheid="a"),)},
        Fraction(0),
        id="twee",
    ),
    pytest.param(
        "agenda_gedeeld",
        {"agenda": (_punt(**DRIE), _punt())},
        None,
        id="nog-niet-de-helft-van-de-vakken",
    ),
    pytest.param("dichtheid", {"partijen": (GEMEENTE, SCHOOL)}, None, id="geen-relaties"),
    pytest.param(
        "dichtheid",
        {"partijen": VIER, "relaties": _lijn(VIER[:3])},
        None,
        id="twee-relaties-is-te-weinig",
    ),
    pytest.param(
        "dichtheid",
        {"partijen": VIJF, "relaties": _lijn(VIJF)},
        None,
        id="de-grenzen-zeggen-iets-anders",
    ),
    pytest.param(
        "dichtheid",
        {"partijen": VIER, "relaties": _lijn(VIER)},
        Fraction(2, 3),
        id="beide-grenzen-tellen-als-hoog-dus-het-midden",
    ),
    pytest.param("dichtheid", {"partijen": VIER, "relaties": RING}, Fraction(2, 3), id="dichtheid"),
    pytest.param(
        "dichtheid",
        {"partijen": VIER, "relaties": HEEN_EN_TERUG},
        Fraction(1, 2),
        id="heen-en-terug-is-een-paar",
    ),
]


@pytest.mark.parametrize(("maat", "velden", "verwacht"), GEVALLEN)
def test_the_measure_is_computed_as_defined(
    maat: str, velden: dict[str, Any], verwacht: Fraction | None
) -> None:
    """Ontwerp 4: an empty table is unknown, never low; what a party is counts only when it was
    filled in."""
    assert MATEN[maat](METHODE, Invoer(**velden)) == verwacht


def test_every_measure_of_the_method_is_shown_above() -> None:
    assert {geval.values[0] for geval in GEVALLEN} == set(MATEN)
    assert {indicator.maat for indicator in METHODE.indicatoren} <= set(MATEN)


@pytest.mark.parametrize("maat", sorted(MATEN))
def test_an_empty_workbook_is_unknown(maat: str) -> None:
    assert MATEN[maat](METHODE, Invoer()) is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(invoeren())
def test_shares_lie_between_zero_and_one(invoer: Invoer) -> None:
    for naam, maat in MATEN.items():
        gemeten = maat(METHODE, invoer)
        laag, hoog = (1, 5) if naam == "betrokkenheid_buiten_overheid" else (0, 1)
        assert gemeten is None or laag <= gemeten <= hoog
