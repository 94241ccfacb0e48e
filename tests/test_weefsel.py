"""The fabric: three scores, a direction and a pattern. Source: WS, deel I, stap 4 and wegwijzer 7
(p. 188)."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hulp.boeken import METHODE
from hulp.strategieen import invoeren
from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Weefselstelling
from regio_xl.rekenen.weefsel import DIMENSIES, weefselbeeld
from regio_xl.resultaten import Weefselbeeld

STELLINGEN = METHODE.weefsel.stellingen
PATRONEN = {patroon.id: patroon for patroon in METHODE.weefsel.patronen}


def _gunstig(cijfer: int, **per_dimensie: int) -> dict[str, int]:
    """Answers that mean the same everywhere: a reversed statement gets the mirrored answer."""
    cijfers = {s.id: per_dimensie.get(s.dimensie, cijfer) for s in STELLINGEN}
    return {s.id: 6 - cijfers[s.id] if s.omgekeerd else cijfers[s.id] for s in STELLINGEN}


def _beeld(antwoorden: Mapping[str, int], nvt: tuple[str, ...] = ()) -> Weefselbeeld:
    gegeven = {id_: Antwoord(waarde=cijfer) for id_, cijfer in antwoorden.items()} | {
        id_: Antwoord(nvt=True) for id_ in nvt
    }
    return weefselbeeld(METHODE, Invoer(antwoorden=gegeven), antwoorden)


@pytest.mark.parametrize(("cijfer", "score"), [(1, 0), (2, 25), (3, 50), (4, 75), (5, 100)])
def test_the_score_is_the_mean_out_of_a_hundred(cijfer: int, score: float) -> None:
    beeld = _beeld(_gunstig(cijfer))
    assert (beeld.structuur, beeld.personen, beeld.weefsel, beeld.richting) == (
        score,
        score,
        score,
        score,
    )


def test_a_reversed_stelling_counts_mirrored() -> None:
    """Agreeing with *Zonder een of twee mensen valt deze samenwerking stil* is a bad sign."""
    omgekeerd = next(s for s in STELLINGEN if s.omgekeerd and s.dimensie == "personen")
    laag, hoog = (_beeld({**_gunstig(3), omgekeerd.id: cijfer}).personen for cijfer in (5, 1))
    assert laag is not None
    assert hoog is not None
    assert laag < 50 < hoog


@pytest.mark.parametrize("dimensie", DIMENSIES)
def test_below_half_of_a_dimension_there_is_no_score_and_no_pattern(dimensie: str) -> None:
    """Drempel weefsel_volledigheid = 0.5; what does not apply (n.v.t.) does not count in it."""
    eigen = [s.id for s in STELLINGEN if s.dimensie == dimensie]
    net_genoeg = -(-len(eigen) // 2)
    weg = eigen[net_genoeg:]
    assert (
        getattr(_beeld({id_: c for id_, c in _gunstig(4).items() if id_ not in weg}), dimensie)
        == 75
    )
    weg = eigen[net_genoeg - 1 :]
    beeld = _beeld({id_: c for id_, c in _gunstig(4).items() if id_ not in weg})
    assert (getattr(beeld, dimensie), beeld.patroon, beeld.advies) == (None, None, None)
    assert (
        getattr(
            _beeld({id_: c for id_, c in _gunstig(4).items() if id_ not in weg}, nvt=tuple(weg)),
            dimensie,
        )
        == 75
    )


def test_an_empty_tab_gives_no_picture() -> None:
    assert set(_beeld({}).model_dump().values()) == {None}


def test_everything_not_applicable_gives_no_picture() -> None:
    assert set(_beeld({}, nvt=tuple(s.id for s in STELLINGEN)).model_dump().values()) == {None}


HERKEND = [
    pytest.param(_gunstig(5), "WEE-P09", id="alles-goed"),
    pytest.param(_gunstig(1), "WEE-P03", id="alles-dun"),
    pytest.param(_gunstig(3), "WEE-P13", id="overal-drie"),
    pytest.param(_gunstig(4, richting=2), "WEE-P02", id="hecht-verkeerde-kant"),
    pytest.param({**_gunstig(4, richting=3), "WEE-22": 1}, "WEE-P01", id="eigen-plaats"),
    pytest.param(
        {**_gunstig(3, weefsel=3), "WEE-06": 5, "WEE-02": 4},
        "WEE-P04",
        id="structuur-zit-in-de-weg",
    ),
    pytest.param({**_gunstig(4, weefsel=2), "WEE-06": 2}, "WEE-P05", id="sterk-op-papier"),
    pytest.param(_gunstig(4, structuur=3), "WEE-P06", id="sterk-cement"),
    pytest.param(
        {**_gunstig(3, structuur=2, weefsel=4), "WEE-34": 4}, "WEE-P07", id="weinig-structuur"
    ),
    pytest.param({**_gunstig(4), "WEE-34": 5}, "WEE-P08", id="leunt-op-enkelen"),
    pytest.param(_gunstig(4, richting=3), "WEE-P10", id="richting-onzeker"),
    pytest.param(_gunstig(3, personen=5, weefsel=2), "WEE-P11", id="trekkers-zonder-weefsel"),
    pytest.param(_gunstig(3, richting=2), "WEE-P12", id="oude-gewoonten"),
]


@pytest.mark.parametrize(("antwoorden", "patroon"), HERKEND)
def test_the_pattern_is_recognised(antwoorden: Mapping[str, int], patroon: str) -> None:
    """WS, wegwijzer 7, onderzoek (p. 188): strong on paper but no fabric, fabric without structure,
    the wrong direction, ..."""
    beeld = _beeld(antwoorden)
    assert beeld.patroon == patroon
    assert (beeld.patroon_naam, beeld.advies) == (PATRONEN[patroon].naam, PATRONEN[patroon].advies)


def test_the_list_above_names_every_pattern() -> None:
    assert {geval.values[1] for geval in HERKEND} == set(PATRONEN)


def test_every_pattern_can_be_reached() -> None:
    """A pattern that an earlier one always hides would be a dead rule: 3000 random fabrics meet
    them all."""
    rng = random.Random(4)  # noqa: S311 - a sample, not a secret
    bereikt = set()
    for _ in range(3000):
        kern = {dimensie: rng.randint(1, 5) for dimensie in DIMENSIES}
        ruis = rng.choice((0, 0, 1, 4))
        antwoorden = {
            id_: min(5, max(1, c + rng.randint(-ruis, ruis)))
            for id_, c in _gunstig(3, **kern).items()
        }
        bereikt.add(_beeld(antwoorden).patroon)
    assert bereikt >= set(PATRONEN)


def test_much_weefsel_in_the_wrong_direction_is_opened_and_not_fixed() -> None:
    """TEG-05: thick fabric is not good of itself; density and direction are kept apart."""
    goed, verkeerd = _beeld(_gunstig(5)), _beeld(_gunstig(5, richting=1))
    assert goed.weefsel == verkeerd.weefsel == 100
    assert goed.patroon != verkeerd.patroon
    assert verkeerd.advies is not None
    assert "open" in verkeerd.advies


@pytest.mark.parametrize("grens", [60, 45])
def test_the_limit_itself_belongs_to_high_and_to_low(grens: int) -> None:
    """High is from 60 on, low is up to and including 45: five statements of direction reach both
    exactly."""
    cijfers = {60: (4, 4, 3, 3, 3), 45: (2, 3, 3, 3, 3)}[grens]
    richting = [s for s in STELLINGEN if s.dimensie == "richting"]
    gezet = {s.id: 6 - c if s.omgekeerd else c for s, c in zip(richting, cijfers, strict=True)}
    beeld = _beeld({**_gunstig(4), **gezet})
    assert beeld.richting == grens
    assert beeld.patroon == ("WEE-P09" if grens == 60 else "WEE-P02")


def test_the_safety_net_comes_last() -> None:
    """The first pattern that fits counts, so only the last one may fit everything."""
    assert [p.id for p in METHODE.weefsel.patronen if not p.voorwaarden] == [
        METHODE.weefsel.patronen[-1].id
    ]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(invoeren(), st.sampled_from(STELLINGEN), st.integers(1, 4))
def test_a_better_answer_never_lowers_a_score(
    invoer: Invoer, stelling: Weefselstelling, cijfer: int
) -> None:
    """Monotonicity, ontwerp 4."""
    slechter, beter = (cijfer + 1, cijfer) if stelling.omgekeerd else (cijfer, cijfer + 1)
    beelden = [
        weefselbeeld(
            METHODE,
            invoer.model_copy(
                update={"antwoorden": {**invoer.antwoorden, stelling.id: Antwoord(waarde=c)}}
            ),
            {},
        )
        for c in (slechter, beter)
    ]
    for dimensie in DIMENSIES:
        voor, na = (getattr(beeld, dimensie) for beeld in beelden)
        assert (voor is None and na is None) or na >= voor


@pytest.mark.parametrize(
    ("antwoorden", "wie"),
    [
        pytest.param({"WEE-35": 2, "WEE-38": 1, "WEE-37": 2}, "WEE-L01", id="wantrouwen-en-onwil"),
        pytest.param({"WEE-35": 1, "WEE-37": 2, "WEE-38": 3}, "WEE-L02", id="meer-barrieres"),
        pytest.param({"WEE-06": 4, "WEE-42": 5, "WEE-35": 3}, "WEE-L03", id="hindernissen"),
        pytest.param(
            {"WEE-35": 2, "WEE-37": 4, "WEE-38": 4}, "WEE-L04", id="gelijk-zonder-vertrouwen"
        ),
        pytest.param({"WEE-35": 5, "WEE-37": 4}, "WEE-L05", id="gedeeld"),
        pytest.param({"WEE-35": 3, "WEE-37": 3}, None, id="geen-duidelijk-geval"),
        pytest.param({}, None, id="onbekend"),
    ],
)
def test_leadership_follows_from_trust_and_equality(
    antwoorden: dict[str, int], wie: str | None
) -> None:
    """TEG-08 and VNG-D-01/02/03 (WS, wegwijzer 9, p. 60): whatever the perspective."""
    assert _beeld(antwoorden).leiderschap == wie
