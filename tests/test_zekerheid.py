"""How sure the advice is: whether it stays when the evidence is drawn again, and whether what is
open can still change it (sources in ``rekenen.zekerheid``)."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from hulp.boeken import METHODE
from hulp.strategieen import Klein, invoeren, kleine_methoden, stelling
from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Bewijs, Groep
from regio_xl.methode.gewichten import hele_gewichten
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.bewijs import scores, waarde
from regio_xl.rekenen.kwadrant import adviseer
from regio_xl.rekenen.weging import Weging, met_afwegingen, uitslag, weeg
from regio_xl.rekenen.zekerheid import (
    STEEKPROEVEN,
    getrokken,
    grenzen_van_voorsprong,
    hoe_vaak_bovenaan,
    zekerheid,
)

F = Fraction
GROEP = (Groep(id="een", naam="Een groep", uitleg="Uitleg."),)
WEEG = tuple(s for tab in (METHODE.opgave, METHODE.netwerk) for s in tab.stellingen)


def _weging(
    bewijzen: Sequence[Bewijs], groepen: Sequence[Groep], bekend: Mapping[str, Fraction]
) -> Weging:
    gewicht = hele_gewichten(bewijzen, groepen)
    deel = dict.fromkeys(PERSPECTIEVEN, F(1))
    return Weging(bewijzen, gewicht, bekend, scores(bewijzen, gewicht, bekend), F(1), deel)


def _van(klein: Klein) -> Weging:
    return _weging(klein.bewijzen, klein.groepen, klein.bekend)


def _top(stand: Mapping[Perspectief, Fraction | None]) -> Perspectief | None:
    """The single highest when all four are known: the slow and obvious way."""
    if None in stand.values():
        return None
    hoogste = max(s for s in stand.values() if s is not None)
    bovenaan = [p for p, s in stand.items() if s == hoogste]
    return bovenaan[0] if len(bovenaan) == 1 else None


# --- drawn again ---


@pytest.mark.parametrize("aantal", [1, 2, 3, 7, 41, 128, 200, 256])
def test_the_draws_follow_from_the_name_of_the_group_alone(aantal: int) -> None:
    """What the docstring says, written out: bytes of a generator with the group as its seed, above
    the last whole multiple thrown away."""
    nodig, grens = STEEKPROEVEN * aantal, 256 - 256 % aantal
    bron = random.Random("plicht")  # noqa: S311 - no secret
    verwacht: list[int] = []
    while len(verwacht) < nodig:
        bytes_ = bron.randbytes(nodig - len(verwacht))
        verwacht += [byte % aantal for byte in bytes_ if byte < grens]
    assert list(getrokken("plicht", aantal)) == verwacht


def test_the_draws_are_the_same_on_every_machine() -> None:
    assert list(getrokken("plicht", 6)[:12]) == [1, 5, 1, 0, 4, 3, 1, 5, 2, 1, 3, 2]


@pytest.mark.parametrize("aantal", [6, 300])
def test_every_piece_is_drawn_as_often(aantal: int) -> None:
    """Each about a thousand times: five standard deviations is 158."""
    nummers = getrokken("plicht", aantal)
    assert len(nummers) == STEEKPROEVEN * aantal
    telling = [sum(een == nummer for een in nummers) for nummer in range(6)]
    assert all(abs(keer - STEEKPROEVEN) < 158 for keer in telling)
    assert set(nummers) == set(range(aantal))


def _trekkingen(weging: Weging) -> Iterator[list[Bewijs]]:
    """What is drawn each time, piece by piece."""
    telt = sorted((b for b in weging.bewijzen if b.id in weging.bekend), key=lambda b: b.id)
    groepen: dict[str, list[Bewijs]] = {}
    for bewijs in telt:
        groepen.setdefault(bewijs.groep, []).append(bewijs)
    nummers = {groep: getrokken(groep, len(deel)) for groep, deel in groepen.items()}
    for keer in range(STEEKPROEVEN):
        yield [
            deel[nummers[groep][beurt * STEEKPROEVEN + keer]]
            for groep, deel in groepen.items()
            for beurt in range(len(deel))
        ]


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kleine_methoden(meeste=7))
def test_it_counts_in_how_many_drawings_the_advice_is_alone_on_top(klein: Klein) -> None:
    weging = _van(klein)
    aantal = dict.fromkeys((*PERSPECTIEVEN, None), 0)
    for trekking in _trekkingen(weging):
        boven, onder = dict.fromkeys(PERSPECTIEVEN, F(0)), dict.fromkeys(PERSPECTIEVEN, F(0))
        for bewijs in trekking:
            for p in PERSPECTIEVEN:
                deel = weging.gewicht[bewijs.id] * F(str(bewijs.laadt(p)))
                boven[p] += deel * weging.bekend[bewijs.id]
                onder[p] += abs(deel)
        stand = {p: boven[p] / onder[p] if onder[p] else None for p in PERSPECTIEVEN}
        aantal[_top(stand)] += 1
    for p in PERSPECTIEVEN:
        assert hoe_vaak_bovenaan(weging, p) == aantal[p]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(invoeren(volledig=True, afwegen=True), st.randoms(use_true_random=False))
def test_the_order_of_evidence_and_answers_does_not_matter(
    invoer: Invoer, toeval: random.Random
) -> None:
    weging = weeg(METHODE, METHODE.kansrijk, invoer.antwoorden, invoer)
    weging = met_afwegingen(METHODE, weging, invoer.afwegingen, invoer)
    bewijzen, bekend = list(weging.bewijzen), list(weging.bekend.items())
    toeval.shuffle(bewijzen)
    toeval.shuffle(bekend)
    anders = weging._replace(bewijzen=bewijzen, bekend=dict(bekend))
    for p in PERSPECTIEVEN:
        assert hoe_vaak_bovenaan(anders, p) == hoe_vaak_bovenaan(weging, p)


@pytest.mark.parametrize("perspectief", PERSPECTIEVEN)
def test_when_all_evidence_points_one_way_the_advice_always_stays(perspectief: Perspectief) -> None:
    """Every piece for it and against the rest: 1,000 of 1,000. On the method itself nearly so: a
    drawing may hold only what speaks for a neighbour too."""
    lading = {p: 1.0 if p == perspectief else -1.0 for p in PERSPECTIEVEN}
    bewijzen = tuple(stelling(f"OPG-0{nummer}", "een", **lading) for nummer in range(1, 7))
    weging = _weging(bewijzen, GROEP, {bewijs.id: F(1, 2) for bewijs in bewijzen})
    assert hoe_vaak_bovenaan(weging, perspectief) == STEEKPROEVEN
    antwoorden = {s.id: Antwoord(waarde=5 if s.laadt(perspectief) > 0 else 1) for s in WEEG}
    echt = adviseer(METHODE, Invoer(antwoorden=antwoorden)).zekerheid
    assert echt is not None
    assert echt.gelijk_in > 990


def test_two_that_are_as_strong_take_turns() -> None:
    """Two pieces, each for another perspective: a quarter of the drawings has twice the first, a
    quarter twice the second; in the other half they are level."""
    alle = dict.fromkeys(PERSPECTIEVEN, 0.5)
    bewijzen = (
        stelling("OPG-01", "een", **(alle | {"rechtmatig": 1.0, "presterend": -1.0})),
        stelling("OPG-02", "een", **(alle | {"presterend": 1.0, "rechtmatig": -1.0})),
    )
    bekend = {"OPG-01": F(1), "OPG-02": F(1)}
    weging = _weging(bewijzen, GROEP, bekend)
    keren = [hoe_vaak_bovenaan(weging, p) for p in ("rechtmatig", "presterend")]
    assert keren == [0, 0]  # responsief and netwerkend are then always level with the highest
    weging = _weging(bewijzen, GROEP, {"OPG-01": F(-1), "OPG-02": F(-1)})
    keren = [hoe_vaak_bovenaan(weging, p) for p in ("rechtmatig", "presterend")]
    assert all(abs(keer - 250) < 70 for keer in keren)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kleine_methoden(meeste=6), st.sampled_from(PERSPECTIEVEN))
def test_more_for_one_perspective_alone_never_makes_it_less_sure(
    klein: Klein, perspectief: Perspectief
) -> None:
    voor = hoe_vaak_bovenaan(_van(klein), perspectief)
    for bewijs in klein.bewijzen:
        anderen = [bewijs.laadt(p) for p in PERSPECTIEVEN if p != perspectief]
        alleen = bewijs.laadt(perspectief) >= 0 and max(anderen) <= 0
        if bewijs.id in klein.antwoorden and klein.antwoorden[bewijs.id] < 5 and alleen:
            hoger = {**klein.bekend, bewijs.id: waarde(klein.antwoorden[bewijs.id] + 1)}
            na = hoe_vaak_bovenaan(_weging(klein.bewijzen, klein.groepen, hoger), perspectief)
            assert na >= voor


# --- what is open ---


def _open(klein: Klein) -> list[str]:
    return [b.id for b in klein.bewijzen if b.id not in klein.bekend]


def _voorsprong(klein: Klein, open_: Mapping[str, Fraction], p: Perspectief) -> Fraction:
    """The lead in points over the best other perspective once this is filled in."""
    weging = _weging(klein.bewijzen, klein.groepen, {**klein.bekend, **open_})
    score = weging.scores[p]
    assert score is not None
    return 50 * (score - max(s for q, s in weging.scores.items() if q != p and s is not None))


def _hoogste(klein: Klein, open_: Sequence[str], p: Perspectief) -> Fraction:
    """The highest lead over all fillings in, by trying every corner of the linear programme: the
    points where as many limits hold at once as there are unknowns."""
    nul = dict.fromkeys(open_, F(0))
    rivalen = [q for q in PERSPECTIEVEN if q != p]

    def verschillen(gevuld: Mapping[str, Fraction]) -> list[Fraction]:
        stand = _weging(klein.bewijzen, klein.groepen, {**klein.bekend, **gevuld}).scores
        return [50 * ((stand[p] or F(0)) - (stand[q] or F(0))) for q in rivalen]

    vast = verschillen(nul)
    per = [
        [na - voor for na, voor in zip(verschillen({**nul, id_: F(1)}), vast, strict=True)]
        for id_ in open_
    ]
    # Unknowns: the open values and the lead t. A limit: coefficients and what they may be at most.
    grenzen = [([*(-h[r] for h in per), F(1)], vast[r]) for r in range(3)]
    for plek in range(len(open_)):
        for kant in (1, -1):
            grenzen.append(([F(kant * (i == plek)) for i in range(len(open_))] + [F(0)], F(1)))
    toppen = []
    for keuze in combinations(grenzen, len(open_) + 1):
        punt = _los_op(keuze)
        if punt and all(
            sum(c * x for c, x in zip(coef, punt, strict=True)) <= grens for coef, grens in grenzen
        ):
            toppen.append(punt[-1])
    return max(toppen)


def _los_op(regels: Sequence[tuple[list[Fraction], Fraction]]) -> list[Fraction] | None:
    """Linear equations by elimination; None when they have no single answer."""
    rijen = [[*coef, rechts] for coef, rechts in regels]
    for kolom in range(len(rijen)):
        spil = next((r for r in range(kolom, len(rijen)) if rijen[r][kolom]), None)
        if spil is None:
            return None
        rijen[kolom], rijen[spil] = rijen[spil], rijen[kolom]
        rijen[kolom] = [getal / rijen[kolom][kolom] for getal in rijen[kolom]]
        for r, rij in enumerate(rijen):
            if r != kolom:
                rijen[r] = [a - rij[kolom] * b for a, b in zip(rij, rijen[kolom], strict=True)]
    return [rij[-1] for rij in rijen]


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(kleine_methoden(meeste=5), st.sampled_from(PERSPECTIEVEN))
def test_the_bounds_are_what_trying_everything_gives(klein: Klein, p: Perspectief) -> None:
    """The lowest is that of the ends of all open values; the highest is that of the linear
    programme."""
    open_ = _open(klein)
    assume(1 <= len(open_) <= 2)
    laagst, hoogst = grenzen_van_voorsprong(_van(klein), {}, p)
    einden = [
        _voorsprong(klein, dict(zip(open_, gevuld, strict=True)), p)
        for gevuld in product((F(-1), F(1)), repeat=len(open_))
    ]
    assert laagst == min(einden)
    assert hoogst == _hoogste(klein, open_, p) >= max(einden)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(invoeren(volledig=True, afwegen=True), st.randoms(use_true_random=False))
def test_no_filling_in_leaves_the_bounds(invoer: Invoer, toeval: random.Random) -> None:
    """On the method itself: statements may become any answer, and tables any value."""
    weg = set(toeval.sample([s.id for s in WEEG], len(WEEG) // 5))
    deels = {id_: a for id_, a in invoer.antwoorden.items() if id_ not in weg}
    minder = invoer.model_copy(update={"antwoorden": deels})
    weging = weeg(METHODE, METHODE.kansrijk, deels, minder)
    weging = met_afwegingen(METHODE, weging, minder.afwegingen, minder)
    uit = uitslag(weging, METHODE.algemeen.drempels)
    assume(uit.bovenaan is not None)
    assert uit.bovenaan is not None
    laagst, hoogst = grenzen_van_voorsprong(weging, deels, uit.bovenaan)
    for _ in range(5):
        gevuld = dict(weging.bekend)
        for bewijs in weging.bewijzen:
            gevuld.setdefault(bewijs.id, F(toeval.randint(-4, 4), 4))
        stand = scores(weging.bewijzen, weging.gewicht, gevuld)
        eigen, *anderen = (stand[p] or F(0) for p in sorted(stand, key=lambda p: p != uit.bovenaan))
        assert laagst <= 50 * (eigen - max(anderen)) <= hoogst


def test_when_nothing_is_open_the_bounds_are_the_margin() -> None:
    """Choices of *Afwegen* that were not made are not open, and what does not apply is not
    either."""
    antwoorden = {s.id: Antwoord(waarde=5 if s.laadt("netwerkend") > 0 else 2) for s in WEEG}
    weging = weeg(METHODE, METHODE.kansrijk, antwoorden, Invoer())
    uit = uitslag(weging, METHODE.algemeen.drempels)
    assert uit.bovenaan is not None
    nvt = dict.fromkeys((i.id for i in METHODE.indicatoren), Antwoord(nvt=True))
    grenzen = grenzen_van_voorsprong(weging, {**antwoorden, **nvt}, uit.bovenaan)
    assert grenzen == (uit.marge, uit.marge)
    laagst, hoogst = grenzen_van_voorsprong(weging, antwoorden, uit.bovenaan)
    assert laagst < (uit.marge or 0) < hoogst


@pytest.mark.parametrize(("antwoord", "kan"), [(5, False), (4, True)])
def test_open_answers_can_change_the_advice_when_the_lowest_lead_is_not_above_zero(
    antwoord: int, kan: bool
) -> None:
    """Two answers and one that is open, all for rechtmatig and against the rest: with 5 the score
    is (1 + 1 +- 1) / 3, with 4 it is (1/2 + 1/2 +- 1) / 3, and that of the rest is its mirror."""
    tegen = dict.fromkeys(("presterend", "netwerkend", "responsief"), -1.0)
    bewijzen = tuple(
        stelling(f"OPG-0{nummer}", "een", rechtmatig=1, **tegen) for nummer in range(1, 4)
    )
    bekend = {id_: waarde(antwoord) for id_ in ("OPG-01", "OPG-02")}
    weging = _weging(bewijzen, GROEP, bekend)
    gevonden = zekerheid(weging, {}, "rechtmatig")
    assert gevonden is not None
    assert gevonden.open_kan_kantelen == kan
    assert gevonden.voorsprong_laagst == pytest.approx(100 / 3 if antwoord == 5 else 0)
    assert gevonden.voorsprong_hoogst == pytest.approx(100 if antwoord == 5 else 200 / 3)
    assert (gevonden.gelijk_in, gevonden.steekproeven) == (STEEKPROEVEN, STEEKPROEVEN)


def test_without_an_advice_nothing_is_said_about_how_sure_it_is() -> None:
    assert adviseer(METHODE, Invoer()).zekerheid is None
    gelijk = {s.id: Antwoord(waarde=3) for s in WEEG}
    assert adviseer(METHODE, Invoer(antwoorden=gelijk)).zekerheid is None
