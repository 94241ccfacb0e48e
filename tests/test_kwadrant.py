"""The quadrant: scores, position and clearness exactly by the rules of ontwerp 4 (Evidence,
Advice).

Source of the four perspectives: WS, deel I, stap 3 and wegwijzer 5 (p. 189).
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from hulp.boeken import METHODE
from hulp.strategieen import Klein, invoeren, kleine_methoden, stelling
from regio_xl.invoer import Antwoord, Invoer, Partij
from regio_xl.methode import Bewijs, Groep, Indicator, Marge, Methode
from regio_xl.methode.gewichten import gewichten, hele_gewichten
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen import bereken, fingerprint_antwoorden
from regio_xl.rekenen.bewijs import (
    bewijsstand,
    geschaald,
    scores,
    volledigheid,
    volledigheid_per,
    waarde,
    waarden,
)
from regio_xl.rekenen.hellingen import bijdragen
from regio_xl.rekenen.kwadrant import adviseer
from regio_xl.rekenen.weging import Weging, honderdschaal, positie, uitslag
from regio_xl.resultaten import PerspectiefAdvies

F = Fraction
EEN = F(1)
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
    # rechtmatig: 1/4; presterend: 1/8; netwerkend: 1/8 + 1/4; responsief: 1/2 (OPG-04 is n.v.t.)
    per = volledigheid_per(VOORBEELD, gewicht, bekend, antwoorden)
    assert per == _stand(F(1), F(0), F(1, 3), F(0))
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


def _weging(
    stand: Mapping[Perspectief, F | None],
    volledig: F = EEN,
    per: Mapping[Perspectief, F] | None = None,
) -> Weging:
    """These scores, so completely known."""
    deel = dict.fromkeys(PERSPECTIEVEN, F(1)) | dict(per or {})
    return Weging((), {}, {}, stand, volledig, deel)


def _punten(*punten: F | float) -> dict[Perspectief, F | None]:
    return _stand(*(F(str(p)) / 50 - 1 for p in punten))


HAAR = F(1, 1000)


@pytest.mark.parametrize("rij", DREMPELS.marges, ids=lambda rij: f"{rij.volledigheid:g}")
def test_clarity_on_the_thresholds_themselves(rij: Marge) -> None:
    """Ontwerp 4: duidelijk, licht or verdeeld by the margin to the next; the limits themselves
    belong to the clearer word, and each completeness has its own."""
    licht, duidelijk = F(str(rij.licht)), F(str(rij.duidelijk))
    gevallen = {
        duidelijk + 20: "duidelijk",
        duidelijk: "duidelijk",
        duidelijk - HAAR: "licht",
        licht: "licht",
        licht - HAAR: "verdeeld",
        HAAR: "verdeeld",
    }
    for marge, verwacht in gevallen.items():
        stand = _punten(50 + marge, 50, 50, 50)
        uit = uitslag(_weging(stand, F(str(rij.volledigheid))), DREMPELS)
        assert (uit.bovenaan, uit.tweede, uit.duidelijkheid) == (
            "rechtmatig",
            "presterend",
            verwacht,
        )
        assert (uit.marge, uit.grens) == (marge, rij)


def test_a_row_of_margins_counts_until_the_next_is_reached() -> None:
    eerste, tweede, *_ = DREMPELS.marges
    vanaf = F(str(tweede.volledigheid))
    assert DREMPELS.marges_bij(vanaf - F(1, 10**9)) == eerste
    assert DREMPELS.marges_bij(vanaf) == tweede
    assert DREMPELS.marges_bij(F(0)) == eerste
    assert DREMPELS.marges_bij(F(1)) == DREMPELS.marges[-1]


@pytest.mark.parametrize(
    "punten",
    [(60, 60, 50, 50), (60, 60, 60, 60), (10, 60, 20, 60)],
    ids=["twee", "vier", "niet-naast-elkaar"],
)
def test_an_exact_tie_gives_no_advice(punten: tuple[float, ...]) -> None:
    uit = uitslag(_weging(_punten(*punten)), DREMPELS)
    assert (uit.bovenaan, uit.tweede, uit.marge, uit.duidelijkheid) == (
        None,
        None,
        F(0),
        "verdeeld",
    )
    hoogste = [p for p, score in zip(PERSPECTIEVEN, punten, strict=True) if score == 60]
    assert uit.gelijk == tuple(hoogste)


@pytest.mark.parametrize(
    ("volledig", "verwacht"),
    [(F(1, 2), "duidelijk"), (F(49999, 100000), "onvoldoende"), (F(0), "onvoldoende")],
    ids=str,
)
def test_below_the_completeness_it_is_onvoldoende(volledig: F, verwacht: str) -> None:
    """Ontwerp 4: onvoldoende below the minimum completeness (half of the evidence)."""
    uit = uitslag(_weging(_punten(80, 50, 50, 50), volledig), DREMPELS)
    assert uit.duidelijkheid == verwacht
    assert (uit.bovenaan is None) == (verwacht == "onvoldoende")


def test_without_evidence_for_a_perspective_it_is_onvoldoende() -> None:
    uit = uitslag(_weging(_stand(F(1), F(0), F(0), None)), DREMPELS)
    assert (uit.duidelijkheid, uit.tekort) == ("onvoldoende", ())


@pytest.mark.parametrize(
    ("punten", "te_weinig", "verwacht"),
    [
        ((80, 50, 40, 30), ("rechtmatig",), ("rechtmatig",)),
        ((80, 50, 40, 30), ("presterend", "responsief"), ("presterend",)),
        ((80, 50, 40, 30), ("netwerkend", "responsief"), ()),
        ((80, 50, 50, 30), ("netwerkend",), ("netwerkend",)),
        ((80, 80, 80, 30), ("netwerkend",), ("netwerkend",)),
    ],
    ids=["eerste", "tweede", "derde-en-vierde", "gedeelde-tweede", "gedeelde-eerste"],
)
def test_too_little_about_one_of_the_two_highest_is_onvoldoende(
    punten: tuple[float, ...], te_weinig: tuple[Perspectief, ...], verwacht: tuple[Perspectief, ...]
) -> None:
    """An advice must not rest on what is hardly known, however much is known of the rest."""
    per = dict.fromkeys(te_weinig, F(49999, 100000))
    uit = uitslag(_weging(_punten(*punten), per=per), DREMPELS)
    assert uit.tekort == verwacht
    assert (uit.duidelijkheid == "onvoldoende") == bool(verwacht)
    genoeg = dict.fromkeys(te_weinig, F(1, 2))
    assert uitslag(_weging(_punten(*punten), per=genoeg), DREMPELS).duidelijkheid != "onvoldoende"


def test_one_answer_about_rechtmatig_gives_no_advice() -> None:
    """All that says nothing about rechtmatig is neutral, and one answer pleads for it: more than
    half of all evidence is known, and hardly anything of rechtmatig."""
    stil = {s.id for s in METHODE.kansrijk if not s.laadt("rechtmatig")} & set(WEEG)
    een = max(
        (s for s in METHODE.kansrijk if s.laadt("rechtmatig") > 0 and s.id in WEEG),
        key=lambda s: METHODE.gewichten[s.id] * s.laadt("rechtmatig"),
    )
    invoer = Invoer(antwoorden={**_alles(sorted(stil), 3), een.id: Antwoord(waarde=5)})
    tabellen = dict.fromkeys((i.id for i in METHODE.indicatoren), F(0))
    bewijs = bewijsstand(METHODE, invoer)
    advies = adviseer(METHODE, invoer, bewijs._replace(bekend={**bewijs.bekend, **tabellen}))
    assert advies.volledigheid >= DREMPELS.volledigheid
    assert advies.scores["rechtmatig"] == max(s for s in advies.scores.values() if s is not None)
    assert advies.volledigheid_per["rechtmatig"] < DREMPELS.volledigheid
    assert (advies.advies, advies.duidelijkheid) == (None, "onvoldoende")
    assert "rechtmatig" in advies.tekort
    bewijzen = {b.id: b for b in METHODE.kansrijk}
    assert all(
        any(bewijzen[open_.id].laadt(p) for p in advies.tekort) for open_ in advies.helpt_het_meest
    )


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
    assert stand[0] - stand[1] <= DREMPELS.marges_bij(1).licht
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
@given(invoeren(volledig=True, afwegen=True))
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
@given(invoeren(afwegen=True))
def test_the_order_of_rows_does_not_matter(invoer: Invoer) -> None:
    """Users sort and move rows: nothing in the results may depend on that but the order of names as
    typed."""
    rng = random.Random(7)  # noqa: S311 - a shuffle, not a secret
    velden: dict[str, Any] = {}
    for naam in ("antwoorden", "nu", "gewenst", "afwegingen"):
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
@given(invoeren(afwegen=True), invoeren())
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
@given(invoeren(afwegen=True))
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
@given(invoeren(volledig=True, afwegen=True))
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


def test_a_group_pulls_by_what_it_adds_and_not_by_its_own_score() -> None:
    """Both answers to the group *twee* are as good for a as for b, but it is all that is known of a
    and little of what is known of b: it pulls to a."""
    bewijzen = (
        stelling("OPG-01", "een", presterend=1),
        stelling("OPG-02", "een", presterend=1),
        stelling("OPG-03", "twee", rechtmatig=1, presterend=1),
    )
    bekend = {"OPG-01": F(1, 2), "OPG-02": F(1, 2), "OPG-03": F(1)}
    gewicht = hele_gewichten(bewijzen, GROEPEN)
    per_groep = bijdragen(bewijzen, gewicht, bekend, "rechtmatig", "presterend")
    assert per_groep == {"een": F(-25, 2), "twee": F(25)}


@settings(max_examples=60, deadline=None)
@given(kleine_methoden())
def test_the_contributions_of_the_groups_are_exactly_the_margin(klein: Klein) -> None:
    gewicht = hele_gewichten(klein.bewijzen, klein.groepen)
    stand = scores(klein.bewijzen, gewicht, klein.bekend)
    for een, ander in permutations((p for p in PERSPECTIEVEN if stand[p] is not None), 2):
        per_groep = bijdragen(klein.bewijzen, gewicht, klein.bekend, een, ander)
        marge = 50 * ((stand[een] or F(0)) - (stand[ander] or F(0)))
        assert sum(per_groep.values(), F(0)) == marge


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(invoeren(volledig=True, afwegen=True))
def test_what_pulls_adds_up_to_the_margin(invoer: Invoer) -> None:
    """Tables and the choices of *Afwegen* included: they are a group like any other."""
    advies = adviseer(METHODE, invoer)
    eerste = advies.advies or advies.gelijk[0]
    som = sum(k.punten if k.naar == eerste else -k.punten for k in advies.trekt)
    assert som == pytest.approx(advies.marge)
    assert all(k.punten > 0 for k in advies.trekt)
    assert [k.punten for k in advies.trekt] == sorted(
        (k.punten for k in advies.trekt), reverse=True
    )


def test_a_tie_on_top_explains_itself() -> None:
    advies = _adviseer(antwoorden=_alles(WEEG, 3))
    assert (advies.advies, advies.duidelijkheid, advies.marge) == (None, "verdeeld", 0)
    assert advies.gelijk == PERSPECTIEVEN
    assert advies.eigen_duiding is not None
    assert [een.gewicht for een in advies.doorslag] == sorted(
        (een.gewicht for een in advies.doorslag), reverse=True
    )
    for een in advies.doorslag:
        anders = {**_alles(WEEG, 3), een.id: Antwoord(waarde=4)}
        scores_ = _adviseer(antwoorden=anders).scores
        verschil = (scores_[advies.gelijk[0]] or 0) - (scores_[advies.gelijk[1]] or 0)
        assert abs(verschil) == pytest.approx(een.gewicht)
    eerste, tweede = advies.gelijk[:2]
    bewijzen = {b.id: b for b in METHODE.kansrijk}
    for open_ in advies.helpt_het_meest[:3]:  # the tables, of which these part the two most
        assert bewijzen[open_.id].laadt(eerste) != bewijzen[open_.id].laadt(tweede)
    assert {vraag.links for vraag in advies.afwegen} | {
        vraag.rechts for vraag in advies.afwegen
    } == set(advies.gelijk[:2])


def test_the_share_of_our_own_reading_is_that_of_the_evidence_for_the_two_highest() -> None:
    advies = _adviseer(antwoorden=_wijst_naar("netwerkend"))
    eigen = alles = F(0)
    for bewijs in METHODE.kansrijk:
        for p, lading in bewijs.lading.items():
            if bewijs.id in WEEG and p in {advies.advies, advies.tweede}:
                deel = METHODE.gewichten[bewijs.id] * F(str(abs(lading.waarde)))
                alles += deel
                eigen += deel if lading.grond == "duiding" else 0
    assert advies.eigen_duiding == pytest.approx(float(eigen / alles))
    assert 0 < (advies.eigen_duiding or 0) < 1
    assert _adviseer().eigen_duiding is None


def test_how_we_work_is_not_told_on_a_few_answers_and_a_small_lead_is_called_net() -> None:
    """The margins and the completeness of an advice hold for every sentence about now and
    wanted."""
    eigen = METHODE.perspectief.stellingen
    per = {p: [s.id for s in eigen if s.laadt(p) > 0] for p in PERSPECTIEVEN}
    vier = {**_alles([ids[0] for ids in per.values()], 3), per["responsief"][0]: Antwoord(waarde=4)}
    antwoorden = _wijst_naar("rechtmatig")
    weinig = _adviseer(antwoorden=antwoorden, nu=vier, gewenst=vier)
    assert (weinig.nu.nadruk, weinig.nu.duidelijkheid) == (None, "onvoldoende")
    assert weinig.verschillen == ()
    net = _adviseer(antwoorden=antwoorden, nu={**_alles(PER, 3), **vier})
    assert (net.nu.nadruk, net.nu.duidelijkheid) == ("responsief", "verdeeld")
    assert net.verschillen == (
        "Jullie werken nu net het meest responsief; rechtmatig heeft hier de beste kans.",
    )
    past = _adviseer(
        antwoorden=antwoorden,
        nu={**_alles(PER, 3), per["rechtmatig"][0]: Antwoord(waarde=4)},
        gewenst=_wijst_naar("rechtmatig"),
    )
    assert past.verschillen == (
        "Hoe jullie willen werken: dat past bij het advies.",
        "Hoe jullie nu werken: dat past net bij het advies.",
    )


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
@given(invoeren(afwegen=True))
def test_computing_is_a_pure_function(invoer: Invoer) -> None:
    voor = invoer.model_dump_json()
    assert bereken(invoer, METHODE) == bereken(invoer, METHODE)
    assert invoer.model_dump_json() == voor


def test_the_method_that_is_passed_counts() -> None:
    """Rules come from the data: with another threshold the same answers are less clear."""
    antwoorden = _wijst_naar("responsief")
    streng = METHODE.algemeen.model_copy(
        update={
            "drempels": DREMPELS.model_copy(
                update={"marges": (Marge(volledigheid=0.5, licht=1.0, duidelijk=99.0),)}
            )
        }
    )
    methode = Methode.model_construct(
        **{n: getattr(METHODE, n) for n in Methode.model_fields} | {"algemeen": streng}
    )
    assert adviseer(methode, Invoer(antwoorden=antwoorden)).duidelijkheid == "licht"
