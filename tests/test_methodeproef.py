"""The simulations of the method: what chance makes of it, what it recognises, what saying yes does,
and which order says most first."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from hulp.boeken import METHODE
from hulp.opdrachtregel import Regio
from regio_xl.cli.method_view import print_trial
from regio_xl.methode import Methode
from regio_xl.methode.elementen import Lading
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.methodeproef.balans import controleer_methode
from regio_xl.methodeproef.bouw import burentekens
from regio_xl.methodeproef.gevoelig import VERSTORINGEN, Verstoring, verstoord, zelfde_advies
from regio_xl.methodeproef.herkenning import Proefherkenning, meet_herkenning
from regio_xl.methodeproef.jaknikken import overal_hetzelfde, verschoven, verschuivingen
from regio_xl.methodeproef.loting import AANNAMES, GEWOON, GEWOON_RUIS, Aanname, loterij, plausibel
from regio_xl.methodeproef.meestminst import vergelijk_vraagvormen
from regio_xl.methodeproef.proefregels import proefregels
from regio_xl.methodeproef.proefschaal import Margerij, proefschaal
from regio_xl.methodeproef.proeftabel import Proeftabel
from regio_xl.methodeproef.ruis import (
    LEEGTES,
    MEESTE_DUIDELIJK,
    MEESTE_LICHT,
    ZAAD_IJKEN,
    Ruiscel,
    bovengrens,
    margevoorstel,
    meet_ruis,
)
from regio_xl.methodeproef.volgorde import (
    EERSTE,
    boeken_van,
    eerste_deel,
    eerste_van_beide,
    korte_lijst,
    minst_bekend,
    nodig,
    volgordevoorstel,
)
from regio_xl.methodeproef.zekerproef import meet_zekerheid

SCHAAL = proefschaal(METHODE)
ZUIVER = Aanname("zuiver", gemeen=0.0, ruis=0.0, tabellen=True, gevuld=1.0, ja=0.0)


def met_ladingen(**wie: tuple[Perspectief, ...]) -> Methode:
    """The method in which the statements plead for one perspective by turns, or for those that
    ``wie`` names in its place."""

    def lading(nummer: int) -> dict[Perspectief, Lading]:
        perspectief = PERSPECTIEVEN[nummer % len(PERSPECTIEVEN)]
        een = Lading(waarde=1, grond="bron", uit="VNG-P-01")
        return dict.fromkeys(wie.get(perspectief, (perspectief,)), een)

    nieuw: dict[str, Any] = {
        "indicatoren": tuple(
            i.model_copy(update={"lading": lading(n)}) for n, i in enumerate(METHODE.indicatoren)
        )
    }
    for naam in ("opgave", "netwerk"):
        tab = getattr(METHODE, naam)
        rij = tuple(
            s.model_copy(update={"lading": lading(n)}) for n, s in enumerate(tab.stellingen)
        )
        nieuw[naam] = tab.model_copy(update={"stellingen": rij})
    return METHODE.model_copy(update=nieuw)


# --- chance ---


def test_the_margin_for_a_share_is_gone_beyond_by_no_more_than_that_share() -> None:
    marges = [float(m) for m in range(100)]
    assert bovengrens(marges, 0.05) == 94.0
    assert sum(m > 94.0 for m in marges) == 5
    assert bovengrens([-1.0] * 10, 0.2) == 0.0  # too little everywhere: no margin is passed


def test_who_is_clear_before_the_choices_is_not_asked_and_stays_clear() -> None:
    cel = Ruiscel("", 1.0, (20.0, 9.0, 4.0, -1.0), (1.0, 16.0, 2.0, -1.0))
    assert cel.gehaald(Margerij(0.5, 5.0, 15.0)) == (0.5, 0.5)
    assert cel.gehaald(Margerij(0.5, 3.0, 25.0)) == (0.0, 0.75)


def test_every_pattern_of_empty_cells_is_as_complete_as_asked() -> None:
    gezien = set()
    for cel in meet_ruis(METHODE, SCHAAL, 3, 4):
        gezien.add(cel.patroon)
        assert cel.volledig >= METHODE.algemeen.drempels.volledigheid
    assert gezien == set(LEEGTES)
    lot = loterij(1)
    for leegte in LEEGTES.values():
        vulling = leegte(lot, SCHAAL, 0.6, [[0.0] * sum(SCHAAL.uit_tabel)])
        assert vulling
        licht = max(SCHAAL.gewicht)
        assert 0.6 <= SCHAAL.tel(vulling)[2] + 1e-9 < 0.6 + licht


def test_proposed_margins_keep_chance_within_limits_on_their_own_draws() -> None:
    rijen = margevoorstel(METHODE, aantal=60)
    assert [rij.volledigheid for rij in rijen] == [0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
    assert all(rij.licht < rij.duidelijk for rij in rijen)
    assert sorted(rijen, key=lambda rij: -rij.duidelijk) == list(rijen)
    schaal = proefschaal(METHODE, rijen)
    for cel in meet_ruis(METHODE, SCHAAL, ZAAD_IJKEN, 60):
        duidelijk, licht = cel.gehaald(schaal.rij_bij(cel.volledig))
        assert duidelijk <= MEESTE_DUIDELIJK
        assert licht <= MEESTE_LICHT


def test_the_first_proposed_margin_is_at_the_completeness_that_an_advice_asks_for() -> None:
    streng = replace(SCHAAL, minst=0.75)
    rijen = margevoorstel(METHODE, streng, aantal=4)
    assert [rij.volledigheid for rij in rijen] == [0.75, 0.8, 0.9, 1.0]


@pytest.mark.lang
def test_proposed_margins_keep_chance_within_limits_on_other_draws() -> None:
    schaal = proefschaal(METHODE, margevoorstel(METHODE))
    assert proefregels(METHODE, schaal)[0].goed


@pytest.mark.lang
def test_the_margins_of_the_method_keep_chance_within_limits() -> None:
    regel = proefregels(METHODE)[0]
    assert regel.goed, regel.uitleg


def test_margins_that_chance_passes_often_are_named() -> None:
    regel = proefregels(METHODE, proefschaal(METHODE, [Margerij(0.5, 1.0, 2.0)]), boeken=20)[0]
    assert not regel.goed
    aandelen = [
        float(d.replace(",", ".")) for d in re.findall(r"([\d,]+)% duidelijk", regel.uitleg)
    ]
    assert min(aandelen) > 50


def test_the_check_of_the_method_measures_chance_and_saying_yes_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("regio_xl.methodeproef.wegwijzers.onbereikbaar", lambda methode: {})
    monkeypatch.setattr("regio_xl.methodeproef.proefregels.meet_ruis", lambda *_: iter(()))
    namen = [regel.naam for regel in controleer_methode(METHODE)]
    assert namen[-3:-1] == [regel.naam for regel in proefregels(METHODE, boeken=1)]


# --- recognition ---


def test_one_statement_for_one_perspective_without_noise_is_recognised() -> None:
    gevonden = meet_herkenning(proefschaal(met_ladingen()), ZUIVER, 1, 400)
    assert min(gevonden.herkend) > 0.9
    assert gevonden.y / gevonden.x == pytest.approx(gevonden.latent, rel=0.1)


def test_evidence_that_pleads_for_both_neighbours_makes_them_hard_to_tell_apart() -> None:
    buren: tuple[Perspectief, ...] = ("netwerkend", "responsief")
    dubbel = met_ladingen(netwerkend=buren, responsief=buren)
    goed, slecht = (
        meet_herkenning(proefschaal(m), ZUIVER, 1, 400) for m in (met_ladingen(), dubbel)
    )
    assert slecht.herkend[2] + slecht.herkend[3] < goed.herkend[2] + goed.herkend[3] - 0.5
    assert slecht.y / slecht.x < goed.y / goed.x


def test_paired_choices_help_where_the_advice_was_not_clear() -> None:
    gevonden = meet_herkenning(SCHAAL, GEWOON, 2, 800)
    assert gevonden.samen_met_afwegen > gevonden.samen
    assert sum(deel for deel, _ in gevonden.woorden.values()) == pytest.approx(1.0)


def test_the_sets_of_assumptions_differ_and_cover_each_combination() -> None:
    assert len(AANNAMES) == 12
    assert len({aanname.naam for aanname in AANNAMES}) == 12
    assert len({aanname[1:4] for aanname in AANNAMES}) == 12
    assert GEWOON in AANNAMES


def test_the_same_seed_gives_the_same_outcome() -> None:
    def eenmaal() -> Proefherkenning:
        return meet_herkenning(SCHAAL, AANNAMES[3], 5, 50)

    assert eenmaal() == eenmaal()
    assert eenmaal() != meet_herkenning(SCHAAL, AANNAMES[3], 6, 50)


def test_answers_that_other_loadings_drive_are_recognised_less_often() -> None:
    los = Verstoring(weglaten=True, grootte=True)
    goed, anders = (meet_herkenning(SCHAAL, GEWOON, 3, 600, hoe) for hoe in (None, los))
    assert anders.samen < goed.samen


def test_the_surer_an_advice_says_to_be_the_more_often_it_is_right() -> None:
    gespeeld = list(meet_zekerheid(METHODE, SCHAAL, GEWOON_RUIS, 1, 120))
    assert sum(klasse.aandeel for klasse in gespeeld) == pytest.approx(1.0)
    onder, boven = gespeeld[1].goed, gespeeld[-1].goed
    assert onder is not None
    assert boven is not None
    assert onder < boven
    lukraak = list(meet_zekerheid(METHODE, SCHAAL, None, 1, 60))
    assert lukraak[-1].aandeel < gespeeld[-1].aandeel
    assert {klasse.goed for klasse in lukraak} <= {0.0, None}


def test_a_piece_of_evidence_parts_two_neighbours_holds_them_together_or_knows_one() -> None:
    buren: tuple[Perspectief, ...] = ("netwerkend", "responsief")
    los, samen = (
        burentekens(proefschaal(m), 2, 3)
        for m in (met_ladingen(), met_ladingen(netwerkend=buren, responsief=buren))
    )
    assert (los["zelfde kant"], los["elk een kant"]) == ([], [])
    assert samen["zelfde kant"] == los["alleen een"] != []
    een, ander = (Lading(waarde=w, grond="bron", uit="VNG-P-01") for w in (1, -1))
    tegen = {"netwerkend": een, "responsief": ander}
    eerste, *rest = METHODE.opgave.stellingen
    rij = (eerste.model_copy(update={"lading": tegen}), *rest)
    opgave = METHODE.opgave.model_copy(update={"stellingen": rij})
    anders = proefschaal(METHODE.model_copy(update={"opgave": opgave}))
    assert eerste.id in burentekens(anders, 2, 3)["elk een kant"]


# --- saying yes ---


def test_a_step_up_stays_on_the_scale_and_leaves_tables_and_empty_cells_alone() -> None:
    vulling = plausibel(loterij(1), SCHAAL, AANNAMES[0]).vulling
    eerste, tweede = (i for i, tab in enumerate(SCHAAL.uit_tabel[:2]) if not tab)
    vulling[eerste], vulling[tweede] = None, 1.0
    na = verschoven(SCHAAL, vulling, 1)
    assert na[eerste] is None
    assert na[tweede] == 1.0
    for voor, nieuw, tab in zip(vulling[2:], na[2:], SCHAAL.uit_tabel[2:], strict=True):
        assert voor is not None
        assert nieuw == (voor if tab else min(1.0, voor + 0.5))


def test_the_same_answer_everywhere_parts_scores_as_much_as_the_keys_differ() -> None:
    zuiver = proefschaal(met_ladingen())
    assert overal_hetzelfde(zuiver, 5, ook_tabellen=False) == pytest.approx(0.0)
    scheef = met_ladingen(rechtmatig=("rechtmatig",))
    eerste = scheef.opgave.stellingen[0]
    tegen = {"rechtmatig": Lading(waarde=-1, grond="bron", uit="VNG-P-01")}
    rij = (eerste.model_copy(update={"lading": tegen}), *scheef.opgave.stellingen[1:])
    opgave = scheef.opgave.model_copy(update={"stellingen": rij})
    schaal = proefschaal(scheef.model_copy(update={"opgave": opgave}))
    vijf = overal_hetzelfde(schaal, 5, ook_tabellen=False)
    assert vijf > 3
    assert overal_hetzelfde(schaal, 4, ook_tabellen=False) == pytest.approx(vijf / 2)


def test_a_step_changes_fewer_advices_when_the_keys_are_equal() -> None:
    gelijk = met_ladingen()
    tegen = Lading(waarde=-1, grond="bron", uit="VNG-P-01")
    rij = tuple(
        s.model_copy(update={"lading": {"presterend": tegen}}) if s.laadt("presterend") else s
        for s in gelijk.opgave.stellingen
    )
    opgave = gelijk.opgave.model_copy(update={"stellingen": rij})
    scheef = gelijk.model_copy(update={"opgave": opgave})
    weinig, veel = (
        verschuivingen(proefschaal(methode), GEWOON, 1, 300) for methode in (gelijk, scheef)
    )
    assert max(weinig) < min(veel) / 2
    assert not proefregels(METHODE, proefschaal(scheef), boeken=1)[1].goed


# --- sensitivity ---


def test_without_any_change_every_advice_stays_the_same() -> None:
    assert zelfde_advies(SCHAAL, Verstoring(), GEWOON, 1, 100)["alle"] == 1.0


def test_only_loadings_of_our_own_are_dropped() -> None:
    anders = verstoord(loterij(1), SCHAAL, Verstoring(weglaten=True))
    weg = []
    for nummer, stuk in enumerate(SCHAAL.stukken):
        for p, perspectief in enumerate(PERSPECTIEVEN):
            if SCHAAL.delen[p][nummer] and not anders.delen[p][nummer]:
                weg.append(stuk.lading[perspectief].grond)
    assert set(weg) == {"duiding"}


def test_free_weights_of_groups_keep_the_weights_within_a_group() -> None:
    anders = verstoord(loterij(1), SCHAAL, Verstoring(groepen=True))
    per_groep: dict[str, set[float]] = {}
    for nummer, stuk in enumerate(SCHAAL.stukken):
        for nieuw, oud in zip(anders.delen, SCHAAL.delen, strict=True):
            if oud[nummer]:
                verhouding = round(nieuw[nummer] / oud[nummer], 9)
                per_groep.setdefault(stuk.groep, set()).add(verhouding)
    assert all(len(verhoudingen) == 1 for verhoudingen in per_groep.values())
    assert len(set.union(*per_groep.values())) == len(per_groep)


def test_changing_everything_moves_more_advices_than_changing_one_thing() -> None:
    gelijk = {
        naam: zelfde_advies(SCHAAL, hoe, None, 1, 400)["alle"] for naam, hoe in VERSTORINGEN.items()
    }
    assert gelijk["alle drie tegelijk"] < gelijk["grootte van elke lading maal 0,5 tot 1,5"] < 1


# --- most and least ---


def test_without_noise_most_and_least_always_finds_the_strongest() -> None:
    vormen = vergelijk_vraagvormen(METHODE, ZUIVER, 1, 100)
    assert [vorm.antwoorden for vorm in vormen] == [20, 12, 10, 6]
    assert [vorm.herkend for vorm in vormen[2:]] == [1.0, 1.0]
    assert all(vorm.herkend + vorm.gelijk <= 1 for vorm in vormen)


# --- the first statements ---


def op_tab(naam: str) -> list[str]:
    return [stelling.id for stelling in getattr(METHODE, naam).stellingen]


def test_the_proposed_order_keeps_every_statement_on_its_tab_and_the_short_list_in_front() -> None:
    kort = [*op_tab("opgave")[5:9], op_tab("netwerk")[-1]]
    opgave, netwerk = volgordevoorstel(METHODE, kort, GEWOON, 1, 20)
    assert sorted(opgave) == sorted(op_tab("opgave"))
    assert sorted(netwerk) == sorted(op_tab("netwerk"))
    assert set(opgave[:4]) | {netwerk[0]} == set(kort)


@pytest.mark.lang
def test_the_proposed_order_says_more_in_its_first_part_than_in_its_last() -> None:
    opgave, _ = volgordevoorstel(METHODE, (), GEWOON, 1, 600)
    boeken = boeken_van(SCHAAL, GEWOON, 2, 2000)
    eerst, laatst = (eerste_deel(SCHAAL, boeken, deel) for deel in (opgave[:6], opgave[-6:]))
    assert eerst.zelfde > laatst.zelfde


def test_the_short_list_is_enough_for_an_advice_where_twenty_can_be() -> None:
    kort = korte_lijst(METHODE, GEWOON, 1, 20)
    assert len(set(kort)) == len(kort) == EERSTE
    assert set(kort) <= {*op_tab("opgave"), *op_tab("netwerk")}
    assert minst_bekend(SCHAAL, kort) > minst_bekend(SCHAAL, op_tab("opgave")[:EERSTE])
    opgave, netwerk = volgordevoorstel(METHODE, kort, GEWOON, 1, 20)
    a, n = eerste_van_beide(SCHAAL, opgave, netwerk)
    assert a + n == EERSTE
    assert minst_bekend(SCHAAL, [*opgave[:a], *netwerk[:n]]) >= minst_bekend(SCHAAL, kort)


@pytest.mark.lang
def test_the_short_list_says_the_same_as_everything_in_85_percent() -> None:
    kort = korte_lijst(METHODE, GEWOON, 11, 600)
    deel = eerste_deel(SCHAAL, boeken_van(SCHAAL, GEWOON, 7, 2000), kort)
    assert deel.zelfde >= 0.85
    assert deel.genoeg == 1.0


def test_what_is_known_goes_from_nothing_to_everything() -> None:
    alles = [stuk.id for stuk in METHODE.kansrijk]
    assert minst_bekend(SCHAAL, []) == 0.0
    assert minst_bekend(SCHAAL, alles) == pytest.approx(1.0)
    reeks = [minst_bekend(SCHAAL, alles[:aantal]) for aantal in range(len(alles))]
    assert reeks == sorted(reeks)


def test_all_statements_without_tables_give_the_same_and_are_enough() -> None:
    aanname = GEWOON._replace(tabellen=False)
    ids = [*op_tab("opgave"), *op_tab("netwerk")]
    deel = eerste_deel(SCHAAL, boeken_van(SCHAAL, aanname, 1, 50), ids)
    assert deel == (1.0, 1.0)
    aantal = nodig(SCHAAL, ids)
    assert aantal is not None
    assert nodig(SCHAAL, ids[: aantal - 1]) is None
    assert eerste_deel(SCHAAL, boeken_van(SCHAAL, aanname, 1, 50), ids[:aantal]).genoeg == 1.0


# --- the report ---


def test_a_table_reads_with_dutch_decimals() -> None:
    tabel = Proeftabel(
        naam="Naam",
        uitleg="Uitleg",
        kop=("wat", "deel (%)", "punten"),
        rijen=(("a", 12.34, 1.5), ("b", None, 3)),
    )
    assert list(tabel.regels()) == [
        "| wat | deel (%) | punten |",
        "| --- | --- | --- |",
        "| a | 12,3 | 1,50 |",
        "| b |  | 3 |",
    ]


@pytest.mark.lang
def test_the_long_trial_prints_one_table_a_line_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    print_trial(METHODE, als_json=True, boeken=20)
    tabellen = [json.loads(regel) for regel in capsys.readouterr().out.splitlines()]
    assert len({tabel["naam"] for tabel in tabellen}) == len(tabellen) > 10
    for tabel in tabellen:
        assert all(len(rij) == len(tabel["kop"]) for rij in tabel["rijen"])


@pytest.mark.lang
def test_methode_proef_puts_the_tables_on_stdout(regio: Regio) -> None:
    uitslag = regio("methode", "--proef")
    assert uitslag.code == 0
    assert "Herkend in gespeelde werkboeken" in uitslag.uit
