"""The fast scale of the simulations says exactly what the real calculation says."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from hulp.boeken import METHODE
from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Methode, Stelling
from regio_xl.methode.afwegen import paar_van
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.methodeproef.bouw import (
    bewijs_telt_als,
    groepsdelen,
    samenhang_gemeten,
    samenhang_uit_ladingen,
)
from regio_xl.methodeproef.loting import loterij, tabelcijfers, toevoeging, willekeurig
from regio_xl.methodeproef.proefschaal import Proefvulling, margerijen, proefschaal
from regio_xl.methodeproef.sleutels import gewichtvoorstel, schaal_met, scheefste
from regio_xl.rekenen.indicatoren import MATEN
from regio_xl.rekenen.kwadrant import adviseer

SCHAAL = proefschaal(METHODE)
STELLINGEN = [s for s in METHODE.kansrijk if isinstance(s, Stelling)]


def gevuld(lot: Random, aandeel: float) -> dict[str, int]:
    """Random answers to this share of the statements."""
    return {s.id: lot.randint(1, 5) for s in STELLINGEN if lot.random() < aandeel}


def als_invoer(cijfers: dict[str, int], **rest: dict[str, Antwoord]) -> Invoer:
    antwoorden = {id_: Antwoord(waarde=cijfer) for id_, cijfer in cijfers.items()}
    return Invoer(antwoorden=antwoorden, **rest)


def als_vulling(cijfers: dict[str, int]) -> Proefvulling:
    return [(cijfers[stuk.id] - 3) / 2 if stuk.id in cijfers else None for stuk in SCHAAL.stukken]


def met_gewichten(methode: Methode, gewichten: dict[str, float]) -> Methode:
    """The method with these item weights."""
    nieuw: dict[str, object] = {}
    for naam in ("opgave", "netwerk"):
        tab = getattr(methode, naam)
        rij = tuple(s.model_copy(update={"gewicht": gewichten[s.id]}) for s in tab.stellingen)
        nieuw[naam] = tab.model_copy(update={"stellingen": rij})
    nieuw["indicatoren"] = tuple(
        i.model_copy(update={"gewicht": gewichten[i.id]}) for i in methode.indicatoren
    )
    return methode.model_copy(update=nieuw)


@pytest.mark.parametrize("aandeel", [0.0, 0.3, 0.6, 0.75, 0.9, 1.0])
def test_scores_completeness_and_the_word_are_those_of_the_advice(aandeel: float) -> None:
    lot = loterij(int(100 * aandeel))
    for _ in range(15):
        cijfers = gevuld(lot, aandeel)
        advies = adviseer(METHODE, als_invoer(cijfers))
        uit = SCHAAL.weeg_op(als_vulling(cijfers))
        assert uit.volledig == pytest.approx(advies.volledigheid)
        if None in advies.scores.values():
            assert uit.scores == ()
        else:
            assert uit.scores == pytest.approx([advies.scores[p] for p in PERSPECTIEVEN])
        assert uit.woord == advies.duidelijkheid
        if advies.advies and advies.tweede:
            namen = (PERSPECTIEVEN[uit.eerste], PERSPECTIEVEN[uit.tweede])
            assert namen == (advies.advies, advies.tweede)
            assert uit.marge == pytest.approx(advies.marge)


def test_paired_choices_add_what_they_add_in_the_advice() -> None:
    lot = loterij(4)
    gezien = 0
    for _ in range(40):
        cijfers = gevuld(lot, 0.9)
        uit = SCHAAL.weeg_op(als_vulling(cijfers))
        if uit.woord not in {"licht", "verdeeld"}:
            continue
        paar = paar_van((PERSPECTIEVEN[uit.eerste], PERSPECTIEVEN[uit.tweede]))
        gekozen = {een.id: lot.randint(1, 5) for een in METHODE.afwegen_per_paar[paar]}
        # On the scale of the trial -1 is the first and 1 the second.
        keuzes = [
            (gekozen[een.id] - 3)
            / 2
            * (1 if een.rechts.perspectief == PERSPECTIEVEN[uit.tweede] else -1)
            for een in METHODE.afwegen_per_paar[paar]
        ]
        na = SCHAAL.weeg_op(als_vulling(cijfers), toevoeging(SCHAAL, uit, keuzes))
        antwoorden = {id_: Antwoord(waarde=cijfer) for id_, cijfer in gekozen.items()}
        advies = adviseer(METHODE, als_invoer(cijfers, afwegingen=antwoorden))
        assert na.scores == pytest.approx([advies.scores[p] for p in PERSPECTIEVEN])
        assert na.woord == advies.duidelijkheid
        gezien += 1
    assert gezien > 10


def test_the_margins_that_count_are_those_of_the_method() -> None:
    for honderdsten in (0, 50, 55, 69, 70, 85, 100):
        rij = METHODE.algemeen.drempels.marges_bij(Fraction(honderdsten, 100))
        assert SCHAAL.rij_bij(honderdsten / 100) == (rij.volledigheid, rij.licht, rij.duidelijk)
    assert len(margerijen(METHODE)) == len(METHODE.algemeen.drempels.marges)


def test_figures_from_random_tables_are_what_the_real_functions_give() -> None:
    rijen = tabelcijfers(METHODE, loterij(2), aantal=30)
    assert len(rijen) == 30
    assert all(len(rij) == len(MATEN) for rij in rijen)
    bekend = [v for rij in rijen for v in rij if v is not None]
    assert len(bekend) > 100
    assert all(-1 <= v <= 1 for v in bekend)
    # Every figure is known somewhere, and none is always the same.
    assert all(len(set(kolom) - {None}) > 1 for kolom in zip(*rijen, strict=True))


def test_a_random_filling_has_every_answer_and_keeps_the_tables_that_it_gets() -> None:
    lot = loterij(3)
    tabel = [0.25] * sum(SCHAAL.uit_tabel)
    vullingen = [willekeurig(lot, SCHAAL, tabel) for _ in range(20)]
    uit_tabel = {v for rij in vullingen for v, t in zip(rij, SCHAAL.uit_tabel, strict=True) if t}
    gegeven = {v for rij in vullingen for v, t in zip(rij, SCHAAL.uit_tabel, strict=True) if not t}
    assert uit_tabel == {0.25}
    assert gegeven == {-1.0, -0.5, 0.0, 0.5, 1.0}


def test_the_correlation_of_two_scores_follows_from_their_loadings() -> None:
    lot = loterij(6)
    leeg = [None] * sum(SCHAAL.uit_tabel)
    scores = [SCHAAL.weeg_op(willekeurig(lot, SCHAAL, leeg)).scores for _ in range(3000)]
    uit_ladingen = samenhang_uit_ladingen(SCHAAL, ook_tabellen=False)
    assert samenhang_gemeten(scores) == pytest.approx(uit_ladingen, abs=0.06)


def test_the_shares_of_the_groups_make_up_each_score() -> None:
    delen = groepsdelen(SCHAAL)
    assert set(delen) == {stuk.groep for stuk in METHODE.kansrijk}
    assert [sum(kolom) for kolom in zip(*delen.values(), strict=True)] == pytest.approx([1.0] * 4)


def test_evidence_counts_as_many_pieces_only_when_they_weigh_the_same() -> None:
    aantallen = [sum(bool(s.laadt(p)) for s in METHODE.kansrijk) for p in PERSPECTIEVEN]
    telt = bewijs_telt_als(SCHAAL)
    assert all(1 < een <= aantal for een, aantal in zip(telt, aantallen, strict=True))
    gelijk = SCHAAL.met_delen([[1.0] * 10 + [0.0] * (len(SCHAAL.stukken) - 10)] * 4)
    assert bewijs_telt_als(gelijk) == pytest.approx([10.0] * 4)


def test_proposed_weights_stay_near_one_and_make_yes_to_everything_say_nothing() -> None:
    voorstel = gewichtvoorstel(METHODE)
    assert set(voorstel) == {stuk.id for stuk in METHODE.kansrijk}
    assert all(0.5 <= w <= 1.5 and round(w, 2) == w for w in voorstel.values())
    een = dict.fromkeys(voorstel, 1.0)
    assert scheefste(METHODE, voorstel) <= min(3.0, scheefste(METHODE, een))
    overal_vijf = als_invoer({s.id: 5 for s in STELLINGEN})
    scores = adviseer(met_gewichten(METHODE, voorstel), overal_vijf).scores
    bekend = [score for score in scores.values() if score is not None]
    assert max(bekend) - min(bekend) <= 3.0


def test_trying_weights_is_the_same_as_writing_them_in_the_method() -> None:
    lot = loterij(9)
    gewichten = {stuk.id: round(lot.uniform(0.5, 1.5), 2) for stuk in METHODE.kansrijk}
    geprobeerd = schaal_met(METHODE, list(gewichten.values()))
    geschreven = proefschaal(met_gewichten(METHODE, gewichten))
    assert geprobeerd.gewicht == pytest.approx(geschreven.gewicht)
    assert geprobeerd.noemers == pytest.approx(geschreven.noemers)
