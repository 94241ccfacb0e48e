"""The quadrant: scores, position and clearness exactly by the rules of ontwerp 4 (Evidence,
Advice).

Source of the four perspectives: WS, deel I, stap 3 and wegwijzer 5 (p. 189).
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from hulp.boeken import METHODE
from hulp.strategieen import Klein, invoeren, kleine_methoden, stelling
from regio_xl.invoer import Antwoord, Invoer, Partij
from regio_xl.methode import Bewijs, Groep, Indicator, Methode
from regio_xl.methode.gewichten import gewichten, hele_gewichten
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen import bereken, fingerprint_antwoorden
from regio_xl.rekenen.bewijs import geschaald, scores, volledigheid, waarde, waarden
from regio_xl.rekenen.kwadrant import adviseer
from regio_xl.rekenen.weging import honderdschaal, positie, uitslag
from regio_xl.resultaten import PerspectiefAdvies

F = Fraction
GROEPEN = tuple(Groep(id=id_, naam=f"Groep {id_}", uitleg="Uitleg.") for id_ in ("een", "twee"))
WEEG = tuple(s.id for tab in (METHODE.opgave, METHODE.netwerk) for s in tab.stellingen)
PER = tuple(s.id for s in METHODE.perspectief.stellingen)
WEEFSEL = tuple(s.id for s in METHODE.weefsel.stellingen)
DREMPELS = METHODE.algemeen.drempels


def _alles(ids: Sequence[str], antwoord: int) -> dict[str, Antwoord]:
    return {id_: Antwoord(waarde=antwoord) for id_ in ids}


def _stand(r: F | None, p: F | None, n: F | None, s: F | None) -> dict[Perspectief, F | None]:
    return dict(zip(PERSPECTIEVEN, (r, p, n, s), strict=True))


def _adviseer(**velden: Any) -> PerspectiefAdvies:
    return adviseer(METHODE, Invoer(**velden))


# --- scores ---------------------------------------------------------------------------------------
# -------------------

VOORBEELD: tuple[Bewijs, ...] = (
    stelling("OPG-01", "een", rechtmatig=1, netwerkend=-0.5),
    stelling("OPG-02", "een", presterend=0.5, netwerkend=1),
    stelling("OPG-03", "een", gewicht=2.0, responsief=1),
    stelling("OPG-04", "twee", rechtmatig=-1, presterend=1, responsief=0.5),
)


@pytest.mark.parametrize(
    ("antwoord", "verwacht"), [(1, F(-1)), (2, F(-1, 2)), (3, F(0)), (4, F(1, 2)), (5, F(1))]
)
def test_the_value_of_an_answer_lies_between_minus_one_and_one(antwoord: int, verwacht: F) -> None:
    """Ontwerp 4: a statement's value is (answer - 3) / 2."""
    assert waarde(antwoord) == verwacht


def test_groups_weigh_the_same_and_within_a_group_the_weight_counts() -> None:
    """Ontwerp 4: groups weigh equally, whatever number of statements they hold."""
    assert gewichten(VOORBEELD, GROEPEN) == {
        "OPG-01": F(1, 4),
        "OPG-02": F(1, 4),
        "OPG-03": F(1, 2),
        "OPG-04": F(1),
    }


def test_scores_equal_those_by_hand() -> None:
    """S_p = sum(w * loading * value) / sum(w * |loading|); answers 5, 2, 4, 1 have the values 1,
    -1/2, 1/2, -1.

    rechtmatig: (1/4*1*1 + 1*-1*-1) / (1/4 + 1)             = 1 presterend: (1/4*1/2*-1/2 + 1*1*-1)
    / (1/8 + 1)         = -17/18 netwerkend: (1/4*-1/2*1 + 1/4*1*-1/2) / (1/8 + 1/4)     = -2/3
    responsief: (1/2*1*1/2 + 1*1/2*-1) / (1/2 + 1/2)        = -1/4
    """
    bekend = {"OPG-01": F(1), "OPG-02": F(-1, 2), "OPG-03": F(1, 2), "OPG-04": F(-1)}
    stand = scores(VOORBEELD, hele_gewichten(VOORBEELD, GROEPEN), bekend)
    assert stand == _stand(F(1), F(-17, 18), F(-2, 3), F(-1, 4))
    assert honderdschaal(stand) == pytest.approx(
        {"rechtmatig": 100, "presterend": 25 / 9, "netwerkend": 50 / 3, "responsief": 37.5}
    )


def test_what_is_not_answered_counts_in_neither_numerator_nor_denominator() -> None:
    """Empty and n.v.t. are left out: the score of the rest is as if the statement was not there."""
    gewicht = hele_gewichten(VOORBEELD, GROEPEN)
    antwoorden = {"OPG-01": Antwoord(waarde=5), "OPG-04": Antwoord(nvt=True)}
    bekend = waarden(METHODE, VOORBEELD, antwoorden, Invoer())
    assert bekend == {"OPG-01": F(1)}
    assert scores(VOORBEELD, gewicht, bekend) == _stand(F(1), None, F(-1), None)


def test_completeness_counts_weight_and_leaves_nvt_out() -> None:
    gewicht = hele_gewichten(VOORBEELD, GROEPEN)
    antwoorden = {"OPG-01": Antwoord(waarde=5), "OPG-04": Antwoord(nvt=True)}
    bekend = waarden(METHODE, VOORBEELD, antwoorden, Invoer())
    assert volledigheid(VOORBEELD, gewicht, bekend, antwoorden) == F(1, 4)
    assert volledigheid(VOORBEELD, gewicht, {}, {}) == 0
    allemaal_nvt = {b.id: Antwoord(nvt=True) for b in VOORBEELD}
    assert volledigheid(VOORBEELD, gewicht, {}, allemaal_nvt) == 0


def test_weights_are_the_decimals_that_stand_in_the_file() -> None:
    """0.1 is one tenth, so that ties stay exact."""
    bewijzen = (
        stelling("OPG-01", gewicht=0.1, rechtmatig=1),
        stelling("OPG-02", gewicht=0.2, rechtmatig=1),
    )
    assert gewichten(bewijzen, GROEPEN) == {"OPG-01": F(1, 3), "OPG-02": F(2, 3)}


@pytest.mark.parametrize(
    ("gemeten", "verwacht"),
    [
        pytest.param(F(1, 10), F(-1), id="onder-laag"),
        pytest.param(F(1, 5), F(-1), id="op-laag"),
        pytest.param(F(7, 20), F(-1, 2), id="kwart"),
        pytest.param(F(1, 2), F(0), id="midden"),
        pytest.param(F(4, 5), F(1), id="op-hoog"),
        pytest.param(F(1), F(1), id="boven-hoog"),
    ],
)
def test_an_indicator_is_scaled_and_clipped(gemeten: F, verwacht: F) -> None:
    """Ontwerp 4: indicators are scaled to -1..1 by anchors in the method data (here 0.2 and
    0.8)."""
    indicator = next(i for i in METHODE.indicatoren if (i.laag, i.hoog) == (0.2, 0.8))
    assert geschaald(gemeten, indicator) == verwacht


def test_an_indicator_may_fall_too() -> None:
    """``laag`` is what counts as -1, also when it is the higher number."""
    eerste: Indicator = METHODE.indicatoren[0].model_copy(update={"laag": 4, "hoog": 2})
    assert [geschaald(F(x), eerste) for x in (5, 4, 3, 2, 1)] == [-1, -1, 0, 1, 1]


def test_an_empty_table_is_unknown_and_never_low() -> None:
    """Ontwerp 4: an empty table gives no evidence."""
    bekend = waarden(METHODE, METHODE.indicatoren, {}, Invoer())
    assert bekend == {}
    leeg = _adviseer(antwoorden=_alles(WEEG, 3))
    assert set(leeg.scores.values()) == {50.0}


def test_a_filled_table_counts() -> None:
    """WS, wegwijzer 5, onderzoek (p. 184-185): much energy outside government pleads for
    responsief."""
    zonder = _adviseer(antwoorden=_alles(WEEG, 3))
    met = _adviseer(
        antwoorden=_alles(WEEG, 3),
        partijen=(Partij(naam="Dorpsraad", soort="inwoners", betrokkenheid=5),),
    )
    responsief, presterend = met.scores["responsief"], met.scores["presterend"]
    assert responsief is not None
    assert presterend is not None
    assert presterend < 50 < responsief
    assert (
        met.scores["rechtmatig"] == 50
    )  # rights do not become less needed because others are active (TEG-19)
    assert met.volledigheid > zonder.volledigheid


# --- position -------------------------------------------------------------------------------------
# ---------------------


@pytest.mark.parametrize(
    ("stand", "x", "y"),
    [
        pytest.param(_stand(F(1), F(-1), F(-1), F(-1)), -0.5, -0.5, id="rechtmatig-linksonder"),
        pytest.param(_stand(F(-1), F(1), F(-1), F(-1)), -0.5, 0.5, id="presterend-linksboven"),
        pytest.param(_stand(F(-1), F(-1), F(1), F(-1)), 0.5, 0.5, id="netwerkend-rechtsboven"),
        pytest.param(_stand(F(-1), F(-1), F(-1), F(1)), 0.5, -0.5, id="responsief-rechtsonder"),
        pytest.param(_stand(F(1, 2), F(1, 4), F(-1, 4), F(1)), 0.0, -0.375, id="gemengd"),
        pytest.param(_stand(F(1), F(1), F(1), F(1)), 0.0, 0.0, id="alles-hoog"),
    ],
)
def test_the_position_follows_from_the_scores(
    stand: Mapping[Perspectief, F | None], x: float, y: float
) -> None:
    """Ontwerp 4: x = (N + S - R - P) / 4, y = (P + N - R - S) / 4. Places: 11H par. 1 and NSOB par.
    3.1 (TEG-27)."""
    assert positie(stand) == (x, y)


@pytest.mark.parametrize("plek", range(4), ids=PERSPECTIEVEN)
def test_without_one_of_the_scores_there_is_no_position(plek: int) -> None:
    stand: dict[Perspectief, F | None] = {
        p: None if i == plek else F(0) for i, p in enumerate(PERSPECTIEVEN)
    }
    assert positie(stand) == (None, None)


def test_rechtmatig_and_responsief_can_be_high_together() -> None:
    """TEG-19: lawful and near are no opposites."""
    voor = {
        s.id: s.lading.keys() & {"rechtmatig", "responsief"} for s in METHODE.perspectief.stellingen
    }
    nu = {id_: Antwoord(waarde=5 if hoog else 1) for id_, hoog in voor.items()}
    assert _adviseer(nu=nu).nu.scores == {
        "rechtmatig": 100,
        "presterend": 0,
        "netwerkend": 0,
        "responsief": 100,
    }


# --- how clear ------------------------------------------------------------------------------------
# ---------------------


def _punten(*punten: float) -> dict[Perspectief, F | None]:
    return _stand(*(F(str(p)) / 50 - 1 for p in punten))


@pytest.mark.parametrize(
    ("punten", "verwacht"),
    [
        pytest.param((70, 50, 50, 50), "duidelijk", id="ruim"),
        pytest.param((60, 50, 50, 50), "duidelijk", id="precies-tien"),
        pytest.param((59.999, 50, 50, 50), "licht", id="net-geen-tien"),
        pytest.param((54, 50, 50, 50), "licht", id="precies-vier"),
        pytest.param((53.999, 50, 50, 50), "verdeeld", id="net-geen-vier"),
        pytest.param((50.001, 50, 50, 50), "verdeeld", id="een-haar"),
    ],
)
def test_clarity_on_the_thresholds_themselves(punten: tuple[float, ...], verwacht: str) -> None:
    """Ontwerp 4: duidelijk, licht or verdeeld by the margin to the next; the limits themselves
    belong to the clearer word."""
    assert (DREMPELS.duidelijk, DREMPELS.licht) == (10, 4)
    uit = uitslag(_punten(*punten), F(1), DREMPELS)
    assert (uit.bovenaan, uit.tweede, uit.duidelijkheid) == ("rechtmatig", "presterend", verwacht)


@pytest.mark.parametrize(
    "punten",
    [(60, 60, 50, 50), (60, 60, 60, 60), (10, 60, 20, 60)],
    ids=["twee", "vier", "niet-naast-elkaar"],
)
def test_an_exact_tie_gives_no_advice(punten: tuple[float, ...]) -> None:
    uit = uitslag(_punten(*punten), F(1), DREMPELS)
    assert (uit.bovenaan, uit.tweede, uit.marge, uit.duidelijkheid) == (
        None,
        None,
        F(0),
        "verdeeld",
    )


@pytest.mark.parametrize(
    ("volledig", "verwacht"),
    [(F(1, 2), "duidelijk"), (F(49999, 100000), "onvoldoende"), (F(0), "onvoldoende")],
    ids=str,
)
def test_below_the_completeness_it_is_onvoldoende(volledig: F, verwacht: str) -> None:
    """Ontwerp 4: onvoldoende below the minimum completeness (half of the evidence)."""
    uit = uitslag(_punten(70, 50, 50, 50), volledig, DREMPELS)
    assert uit.duidelijkheid == verwacht
    assert (uit.bovenaan is None) == (verwacht == "onvoldoende")


def test_without_evidence_for_a_perspective_it_is_onvoldoende() -> None:
    assert uitslag(_stand(F(1), F(0), F(0), None), F(1), DREMPELS).duidelijkheid == "onvoldoende"


def test_an_empty_workbook_names_what_helps_most() -> None:
    """Ontwerp 4: onvoldoende comes with the list of answers that would help most, most useful
    first."""
    advies = _adviseer()
    assert (advies.advies, advies.duidelijkheid, advies.volledigheid, advies.marge) == (
        None,
        "onvoldoende",
        0,
        None,
    )
    assert set(advies.scores.values()) == {None}
    gewichten_ = [open_.gewicht for open_ in advies.helpt_het_meest]
    assert len(gewichten_) == 5
    assert gewichten_ == sorted(gewichten_, reverse=True)
    assert gewichten_[0] > 0


def test_what_is_answered_or_does_not_fit_helps_no_more() -> None:
    eerste = _adviseer().helpt_het_meest[0].id
    for antwoord in (Antwoord(waarde=3), Antwoord(nvt=True)):
        assert eerste not in [
            open_.id for open_ in _adviseer(antwoorden={eerste: antwoord}).helpt_het_meest
        ]


# --- the rules of balance on the method itself, ontwerp 4
# -----------------------------------------------------------------


@pytest.mark.parametrize("antwoord", [1, 3, 5])
def test_saying_the_same_everywhere_points_nowhere(antwoord: int) -> None:
    advies = _adviseer(antwoorden=_alles(WEEG, antwoord), nu=_alles(PER, antwoord))
    stand = sorted((s for s in advies.scores.values() if s is not None), reverse=True)
    assert stand[0] - stand[1] <= DREMPELS.licht
    assert advies.duidelijkheid == "verdeeld"
    assert len(set(advies.nu.scores.values())) == 1
    if antwoord == 3:
        assert (stand, advies.x, advies.y) == ([50.0] * 4, 0, 0)


@settings(max_examples=60, deadline=None)
@given(kleine_methoden())
def test_a_higher_answer_never_lowers_what_it_pleads_for(klein: Klein) -> None:
    """Monotonicity, ontwerp 4: raising an answer never lowers a perspective that it pleads for, nor
    helps one it opposes."""
    gewicht = hele_gewichten(klein.bewijzen, klein.groepen)
    for bewijs in klein.bewijzen:
        if bewijs.id not in klein.antwoorden:
            continue
        for perspectief in PERSPECTIEVEN:
            reeks = [
                scores(klein.bewijzen, gewicht, {**klein.bekend, bewijs.id: waarde(a)})[perspectief]
                or F(0)
                for a in range(1, 6)
            ]
            assert reeks == sorted(reeks, reverse=bewijs.laadt(perspectief) < 0)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(invoeren(volledig=True))
def test_a_higher_answer_never_lowers_what_it_pleads_for_in_our_own_method(invoer: Invoer) -> None:
    voor = adviseer(METHODE, invoer).scores
    for id_ in WEEG[:: max(1, len(WEEG) // 5)]:
        antwoord = invoer.antwoorden[id_].waarde
        assert antwoord is not None
        if antwoord == 5:
            continue
        na = adviseer(
            METHODE,
            invoer.model_copy(
                update={"antwoorden": {**invoer.antwoorden, id_: Antwoord(waarde=antwoord + 1)}}
            ),
        )
        bewijs = next(b for b in METHODE.kansrijk if b.id == id_)
        for perspectief in PERSPECTIEVEN:
            verschil = (na.scores[perspectief] or 0) - (voor[perspectief] or 0)
            assert verschil * bewijs.laadt(perspectief) >= 0
            assert (verschil == 0) == (bewijs.laadt(perspectief) == 0)


@settings(max_examples=60, deadline=None)
@given(kleine_methoden())
def test_neutral_answers_give_fifty_everywhere(klein: Klein) -> None:
    """Neutrality: 3 everywhere is as much for as against, whatever the weights are."""
    bekend = {bewijs.id: waarde(3) for bewijs in klein.bewijzen}
    assert set(
        scores(klein.bewijzen, hele_gewichten(klein.bewijzen, klein.groepen), bekend).values()
    ) <= {F(0), None}


@settings(max_examples=60, deadline=None)
@given(kleine_methoden())
def test_opposite_answers_mirror_the_scores(klein: Klein) -> None:
    """Neutrality: no answer weighs more because it agrees. 1 and 5 are each other's mirror."""
    gewicht = hele_gewichten(klein.bewijzen, klein.groepen)
    recht = scores(klein.bewijzen, gewicht, klein.bekend)
    omgekeerd = scores(klein.bewijzen, gewicht, {id_: -w for id_, w in klein.bekend.items()})
    assert omgekeerd == {p: None if s is None else -s for p, s in recht.items()}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(invoeren())
def test_the_order_of_rows_does_not_matter(invoer: Invoer) -> None:
    """Users sort and move rows: nothing in the results may depend on that but the order of names as
    typed."""
    rng = random.Random(7)  # noqa: S311 - a shuffle, not a secret
    velden: dict[str, Any] = {}
    for naam in ("antwoorden", "nu", "gewenst"):
        paren = list(getattr(invoer, naam).items())
        rng.shuffle(paren)
        velden[naam] = dict(paren)
    for naam in ("partijen", "relaties", "agenda"):
        velden[naam] = tuple(rng.sample(getattr(invoer, naam), len(getattr(invoer, naam))))
    anders = invoer.model_copy(update=velden)
    een, twee = bereken(invoer, METHODE), bereken(anders, METHODE)
    assert een.perspectief == twee.perspectief
    assert een.weefsel == twee.weefsel
    assert een.borg_en_verbind == twee.borg_en_verbind
    netwerk_een, netwerk_twee = een.netwerk.model_dump(), twee.netwerk.model_dump()
    for lijst in ("eigenaren", "niet_aan_tafel", "zonder_relaties", "bruggenbouwers", "spelers"):
        assert sorted(map(str, netwerk_een.pop(lijst))) == sorted(map(str, netwerk_twee.pop(lijst)))
    assert netwerk_een == netwerk_twee


_KANSRIJK = set(PerspectiefAdvies.model_fields) - {
    "nu",
    "gewenst",
    "keuze",
    "helpt_het_meest",
    "verschillen",
    "signalen",
}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(invoeren(), invoeren())
def test_kansrijk_does_not_depend_on_weefsel_perspectief_or_agreements(
    invoer: Invoer, ander: Invoer
) -> None:
    """TEG-06: Weefsel does not count for the quadrant. Ontwerp 4: three positions, kept apart."""
    weefsel = {id_: a for id_, a in ander.antwoorden.items() if id_ in WEEFSEL}
    rest = {id_: a for id_, a in invoer.antwoorden.items() if id_ not in WEEFSEL}
    gemengd = invoer.model_copy(
        update={
            "antwoorden": {**rest, **weefsel},
            "nu": ander.nu,
            "gewenst": ander.gewenst,
            "afspraken": ander.afspraken,
        }
    )
    een, twee = adviseer(METHODE, invoer), adviseer(METHODE, gemengd)
    assert een.model_dump(include=_KANSRIJK) == twee.model_dump(include=_KANSRIJK)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(invoeren())
def test_everything_stays_within_the_scale(invoer: Invoer) -> None:
    advies = adviseer(METHODE, invoer)
    for stand in (advies, advies.nu, advies.gewenst):
        assert all(s is None or 0 <= s <= 100 for s in stand.scores.values())
        assert all(c is None or -1 <= c <= 1 for c in (stand.x, stand.y))
        assert 0 <= stand.volledigheid <= 1
    assert (advies.advies is None) == (advies.kantelpunt is None)
    assert advies.advies is None or advies.advies != advies.tweede


# --- what explains it
# --------------------------------------------------------------------------------------------------


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(invoeren(volledig=True))
def test_the_reasons_add_up_to_the_score(invoer: Invoer) -> None:
    """A reason is what an answer adds to the score in points; all reasons together make the
    score."""
    advies = adviseer(METHODE, invoer)
    if advies.advies is None:
        assert (advies.voor, advies.tegen) == ((), ())
        return
    assert all(reden.punten > 0 for reden in advies.voor)
    assert all(reden.punten < 0 for reden in advies.tegen)
    assert [r.punten for r in advies.voor] == sorted((r.punten for r in advies.voor), reverse=True)
    assert [r.punten for r in advies.tegen] == sorted(r.punten for r in advies.tegen)
    if len(advies.voor) < 5 and len(advies.tegen) < 5:
        score_ = advies.scores[advies.advies]
        assert score_ == pytest.approx(50 + sum(r.punten for r in (*advies.voor, *advies.tegen)))


def test_a_reason_names_the_answer_in_words() -> None:
    """WS, deel I, stap 3a: sturen met wetten en regels pleit voor rechtmatig."""
    voor = {
        s.id: 5 if s.laadt("rechtmatig") > 0 else 1
        for tab in (METHODE.opgave, METHODE.netwerk)
        for s in tab.stellingen
    }
    advies = _adviseer(antwoorden={id_: Antwoord(waarde=a) for id_, a in voor.items()})
    assert advies.advies == "rechtmatig"
    reden = next(r for r in advies.voor if r.id in METHODE.stellingen and voor[r.id] == 5)
    assert reden.zin == (
        f"Jullie antwoordden 5 (helemaal eens) op: “{METHODE.stellingen[reden.id].tekst}” Dat "
        "pleit voor rechtmatig."
    )


def test_an_indicator_as_reason_names_what_was_measured() -> None:
    partijen = (Partij(naam="Dorpsraad", soort="inwoners", betrokkenheid=5, rol="eigenaar"),)
    advies = _adviseer(antwoorden=_alles(WEEG, 3), partijen=partijen)
    zinnen = [reden.zin for reden in advies.voor]
    assert (
        "Betrokkenheid buiten de overheid: 5,0 op een schaal van 1 tot 5. Dat pleit voor "
        "responsief."
    ) in zinnen
    assert "Eigenaren buiten de overheid: 100 procent. Dat pleit voor responsief." in zinnen


def _wijst_naar(perspectief: Perspectief) -> dict[str, Antwoord]:
    return {
        s.id: Antwoord(waarde=5 if s.laadt(perspectief) > 0 else 1)
        for tab in (METHODE.opgave, METHODE.netwerk, METHODE.perspectief)
        for s in tab.stellingen
    }


@pytest.mark.parametrize("perspectief", PERSPECTIEVEN)
def test_every_perspective_can_be_the_advice(perspectief: Perspectief) -> None:
    """VNG-P-17: no perspective is the best beforehand; each can come out clearly on top."""
    advies = _adviseer(antwoorden=_wijst_naar(perspectief))
    assert (advies.advies, advies.duidelijkheid) == (perspectief, "duidelijk")


def test_the_difference_between_advice_now_wanted_and_choice_is_named() -> None:
    """Ontwerp 4: the gap with nu, gewenst and the recorded keuze is named."""
    advies = _adviseer(
        antwoorden=_wijst_naar("responsief"),
        nu=_wijst_naar("rechtmatig"),
        gewenst=_wijst_naar("netwerkend"),
        keuze="presterend",
    )
    assert advies.verschillen == (
        "Jullie werken nu vooral rechtmatig; responsief heeft hier de beste kans.",
        "Jullie willen vooral netwerkend werken; responsief heeft hier de beste kans.",
        "Jullie willen van rechtmatig naar netwerkend werken.",
        "Jullie kozen presterend; responsief heeft hier de beste kans.",
    )


def test_when_everything_fits_together_it_says_so() -> None:
    alles = _wijst_naar("netwerkend")
    advies = _adviseer(antwoorden=alles, nu=alles, gewenst=alles, keuze="netwerkend")
    assert advies.verschillen == (
        (
            "Hoe jullie nu werken, hoe jullie willen werken en wat jullie kozen: dat past bij het "
            "advies."
        ),
    )


def test_only_what_was_compared_is_called_fitting() -> None:
    advies = _adviseer(antwoorden=_wijst_naar("netwerkend"), keuze="netwerkend")
    assert advies.verschillen == ("Wat jullie kozen: dat past bij het advies.",)


def test_every_advice_says_which_part_pulls_where() -> None:
    """TEG-04: a divided outcome names which part pulls where, between the two highest."""
    antwoorden = _alles(WEEG, 3)
    for groep, perspectief in (("plicht", "rechtmatig"), ("energie", "responsief")):
        for b in METHODE.kansrijk:
            if b.groep == groep and b.id in WEEG:
                antwoorden[b.id] = Antwoord(waarde=5 if b.laadt(perspectief) > 0 else 1)  # type: ignore[arg-type]
    advies = _adviseer(antwoorden=antwoorden)
    assert {advies.advies, advies.tweede} == {"rechtmatig", "responsief"}
    trekt = {kracht.groep: kracht.naar for kracht in advies.trekt}
    assert trekt == {"plicht": "rechtmatig", "energie": "responsief"}
    assert _adviseer(antwoorden=_alles(WEEG, 3)).trekt == ()


# --- the mark of the answers
# ---------------------------------------------------------------------------------------------


def test_another_answer_gives_another_fingerprint() -> None:
    """Ontwerp 2: result tabs say from which answers they were computed."""
    invoer = Invoer(antwoorden=_alles(WEEG, 3))
    anders = Invoer(antwoorden={**_alles(WEEG, 3), "OPG-01": Antwoord(waarde=4)})
    assert fingerprint_antwoorden(invoer) != fingerprint_antwoorden(anders)
    assert fingerprint_antwoorden(invoer) == fingerprint_antwoorden(
        Invoer(antwoorden=dict(reversed(list(invoer.antwoorden.items()))))
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(invoeren())
def test_computing_is_a_pure_function(invoer: Invoer) -> None:
    voor = invoer.model_dump_json()
    assert bereken(invoer, METHODE) == bereken(invoer, METHODE)
    assert invoer.model_dump_json() == voor


def test_the_method_that_is_passed_counts() -> None:
    """Rules come from the data: with another threshold the same answers are less clear."""
    antwoorden = _wijst_naar("responsief")
    streng = METHODE.algemeen.model_copy(
        update={"drempels": DREMPELS.model_copy(update={"duidelijk": 99.0})}
    )
    methode = Methode.model_construct(
        **{n: getattr(METHODE, n) for n in Methode.model_fields} | {"algemeen": streng}
    )
    assert adviseer(methode, Invoer(antwoorden=antwoorden)).duidelijkheid == "licht"
