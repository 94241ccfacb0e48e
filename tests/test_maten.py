"""Measures from the tables, and the network in figures against published graphs.

Reference values of the graphs: networkx' own tests (Florentine families, Krackhardt kite), Zachary's karate club and
Freeman's extremes, as gathered in ``referentiegetallen`` section 6 (sources [S40]).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings

from boeken import METHODE
from regio_xl.invoer import Agendapunt, Invoer, Partij, Relatie
from regio_xl.rekenen.maten import MATEN
from regio_xl.rekenen.netwerk import netwerkbeeld
from regio_xl.resultaten import Netwerkbeeld
from strategieen import invoeren


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
TREKKERS = (_punt(trekker="gemeente"), _punt(trekker="ROC"), _punt(trekker="Kring"), _punt(trekker="Iemand"), _punt())
BELANGEN = {"belang_overheid": "a", "belang_inwoners": "b", "belang_ondernemers": "c", "belang_onderwijs": "d"}
DRIE = {**BELANGEN, "belang_overheid": None}
VIER = (GEMEENTE, SCHOOL, BEDRIJF, ONBEKEND)


def _lijn(partijen: Sequence[Partij]) -> tuple[Relatie, ...]:
    """Each party tied to the next one; names in any case."""
    return tuple(Relatie(van=a.naam.upper(), naar=b.naam) for a, b in pairwise(partijen))


HEEN_EN_TERUG = (*_lijn(VIER), *_lijn(VIER[::-1]))
GEVALLEN = [
    pytest.param("eigenaren_buiten_overheid", {"partijen": (GEMEENTE, SCHOOL, BEDRIJF)}, Fraction(2, 3), id="eigenaren"),
    pytest.param("eigenaren_buiten_overheid", {"partijen": (GEMEENTE, ONBEKEND)}, Fraction(0), id="eigenaren-soort-onbekend"),
    pytest.param("eigenaren_buiten_overheid", {"partijen": (_partij("ROC", "onderwijs"),)}, None, id="geen-eigenaren"),
    pytest.param(
        "trekkers_buiten_overheid",
        {"partijen": (GEMEENTE, SCHOOL, BEDRIJF), "agenda": TREKKERS},
        Fraction(2, 3),
        id="trekkers",
    ),
    pytest.param("trekkers_buiten_overheid", {"agenda": TREKKERS}, None, id="trekkers-zonder-partijen"),
    pytest.param(
        "betrokkenheid_buiten_overheid", {"partijen": (GEMEENTE, SCHOOL, BEDRIJF, ONBEKEND)}, Fraction(5, 2), id="betrokkenheid"
    ),
    pytest.param("betrokkenheid_buiten_overheid", {"partijen": (GEMEENTE,)}, None, id="alleen-overheid"),
    pytest.param("invloed_overheid", {"partijen": (GEMEENTE, SCHOOL, BEDRIJF, ONBEKEND)}, Fraction(1, 2), id="invloed"),
    pytest.param("invloed_overheid", {"partijen": (GEMEENTE,)}, None, id="invloed-van-een"),
    pytest.param("agenda_met_resultaat", {"agenda": (_punt(resultaat="200"), _punt())}, Fraction(1, 2), id="resultaat"),
    pytest.param("agenda_met_resultaat", {"agenda": (_punt(), _punt())}, None, id="nergens-een-resultaat-is-onbekend"),
    pytest.param("agenda_met_resultaat", {}, None, id="geen-agenda"),
    pytest.param("agenda_gedeeld", {"agenda": (_punt(**BELANGEN), _punt(belang_inwoners="b"))}, Fraction(1, 2), id="gedeeld"),
    pytest.param("agenda_gedeeld", {"agenda": (_punt(**DRIE),)}, Fraction(1), id="drie-van-de-vier"),
    pytest.param("agenda_gedeeld", {"agenda": (_punt(belang_inwoners="b", belang_overheid="a"),)}, Fraction(0), id="twee"),
    pytest.param("agenda_gedeeld", {"agenda": (_punt(**DRIE), _punt())}, None, id="nog-niet-de-helft-van-de-vakken"),
    pytest.param("dichtheid", {"partijen": (GEMEENTE, SCHOOL)}, None, id="geen-relaties"),
    pytest.param("dichtheid", {"partijen": VIER, "relaties": _lijn(VIER[:3])}, None, id="twee-relaties-is-te-weinig"),
    pytest.param("dichtheid", {"partijen": VIER, "relaties": _lijn(VIER)}, Fraction(1, 2), id="dichtheid"),
    pytest.param("dichtheid", {"partijen": VIER, "relaties": HEEN_EN_TERUG}, Fraction(1, 2), id="heen-en-terug-is-een-paar"),
]


@pytest.mark.parametrize(("maat", "velden", "verwacht"), GEVALLEN)
def test_de_maat(maat: str, velden: dict[str, Any], verwacht: Fraction | None) -> None:
    """Ontwerp 4: an empty table is unknown, never low; what a party is counts only when it was filled in."""
    assert MATEN[maat](Invoer(**velden)) == verwacht


def test_elke_maat_van_de_methode_is_hierboven_getoond() -> None:
    assert {geval.values[0] for geval in GEVALLEN} == set(MATEN)
    assert {indicator.maat for indicator in METHODE.indicatoren} <= set(MATEN)


@pytest.mark.parametrize("maat", sorted(MATEN))
def test_een_leeg_werkboek_is_onbekend(maat: str) -> None:
    assert MATEN[maat](Invoer()) is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(invoeren())
def test_aandelen_liggen_tussen_nul_en_een(invoer: Invoer) -> None:
    for naam, maat in MATEN.items():
        gemeten = maat(invoer)
        laag, hoog = (1, 5) if naam == "betrokkenheid_buiten_overheid" else (0, 1)
        assert gemeten is None or laag <= gemeten <= hoog


# --- the network against published graphs --------------------------------------------------------------------------------


def _beeld(knopen: Iterable[object], lijnen: Iterable[tuple[object, object]]) -> Netwerkbeeld:
    partijen = tuple(_partij(str(knoop), "overig") for knoop in knopen)
    return netwerkbeeld(METHODE, Invoer(partijen=partijen, relaties=tuple(Relatie(van=str(a), naar=str(b)) for a, b in lijnen)))


def _van(graaf: Callable[[], Any]) -> Callable[[], Netwerkbeeld]:
    return lambda: _beeld(graaf().nodes, graaf().edges)


def _met_pucci() -> Netwerkbeeld:
    graaf = nx.florentine_families_graph()
    return _beeld([*graaf.nodes, "Pucci"], graaf.edges)


GRAFEN = [
    pytest.param(_van(nx.karate_club_graph), 34, 78, 0.139037, {"0"}, 1, id="karate"),
    pytest.param(
        _van(nx.florentine_families_graph), 15, 20, 0.190476, {"Albizzi", "Guadagni", "Medici", "Salviati"}, 1, id="florence"
    ),
    pytest.param(_met_pucci, 16, 20, 0.166667, {"Albizzi", "Guadagni", "Medici", "Salviati"}, 2, id="florence-met-pucci"),
    pytest.param(_van(nx.krackhardt_kite_graph), 10, 18, 0.4, {"7", "8"}, 1, id="vlieger"),
    pytest.param(_van(lambda: nx.star_graph(5)), 6, 5, 0.333333, {"0"}, 1, id="ster"),
    pytest.param(_van(lambda: nx.cycle_graph(6)), 6, 6, 0.4, set(), 1, id="ring"),
    pytest.param(_van(lambda: nx.path_graph(5)), 5, 4, 0.4, {"1", "2", "3"}, 1, id="pad"),
]


@pytest.mark.parametrize(("maak", "knopen", "lijnen", "dichtheid", "bruggen", "onderdelen"), GRAFEN)
def test_bekende_netwerken(
    maak: Callable[[], Netwerkbeeld], knopen: int, lijnen: int, dichtheid: float, bruggen: set[str], onderdelen: int
) -> None:
    beeld = maak()
    assert (beeld.partijen, beeld.relaties) == (knopen, lijnen)
    assert beeld.dichtheid == pytest.approx(dichtheid, abs=5e-7)
    assert set(beeld.bruggenbouwers) == bruggen
    assert beeld.onderdelen == onderdelen


def test_een_partij_zonder_relaties_wordt_genoemd() -> None:
    """The isolate Pucci of the Florentine families is a component of its own."""
    assert _met_pucci().zonder_relaties == ("Pucci",)


def test_heen_en_terug_is_een_lijn_voor_de_dichtheid_en_telt_voor_wederkerigheid() -> None:
    """Directed mini-test (R): 1->2, 2->1, 2->3, 3->4 has reciprocity .5; without direction 3 of 6 pairs are tied."""
    beeld = _beeld("1234", [("1", "2"), ("2", "1"), ("2", "3"), ("3", "4")])
    assert (beeld.wederkerigheid, beeld.dichtheid) == (0.5, 0.5)


def test_richting_doet_er_voor_de_samenhang_niet_toe() -> None:
    beeld = _beeld("123", [("1", "2"), ("3", "2")])
    assert (beeld.onderdelen, beeld.bruggenbouwers, beeld.wederkerigheid) == (1, ("2",), 0.0)


def test_zonder_relaties_is_de_samenhang_onbekend() -> None:
    """TEG-15: nothing filled in is no sign of a bad network."""
    beeld = netwerkbeeld(METHODE, Invoer(partijen=(GEMEENTE, SCHOOL)))
    assert (beeld.dichtheid, beeld.onderdelen, beeld.wederkerigheid, beeld.zonder_relaties) == (None, None, None, ())


def test_wie_er_is_en_wie_er_ontbreekt() -> None:
    """WS, deel I, stap 2: which parties play, and which are missing; a missing one is a question, not a fault (TEG-15)."""
    beeld = netwerkbeeld(METHODE, Invoer(partijen=(BEDRIJF, GEMEENTE, ONBEKEND)))
    assert list(beeld.sectoren.items()) == [("overheid", 1), ("bedrijf", 1)]
    assert beeld.ontbrekende_sectoren == ("onderwijs", "kennisinstelling", "inwoners", "maatschappelijke organisatie")
    assert beeld.eigenaren == ("Kring", "Gemeente", "Stichting")
    assert netwerkbeeld(METHODE, Invoer()).ontbrekende_sectoren == ()


@pytest.mark.parametrize(
    ("invloed", "aan_tafel", "genoemd"),
    [(4, False, True), (5, False, True), (3, False, False), (5, True, False), (5, None, False), (None, False, False)],
)
def test_veel_invloed_en_niet_aan_tafel(invloed: int | None, aan_tafel: bool | None, genoemd: bool) -> None:
    partij = _partij("Kring", "bedrijf", invloed=invloed, aan_tafel=aan_tafel)
    assert netwerkbeeld(METHODE, Invoer(partijen=(partij,))).niet_aan_tafel == (("Kring",) if genoemd else ())


def test_namen_staan_zoals_ze_getypt_zijn() -> None:
    partijen = (_partij("ROC De Waard"), _partij("Kring"), _partij("GGD"))
    relaties = (Relatie(van="roc de waard", naar="kring"), Relatie(van="Kring", naar="ggd"))
    assert netwerkbeeld(METHODE, Invoer(partijen=partijen, relaties=relaties)).bruggenbouwers == ("Kring",)
