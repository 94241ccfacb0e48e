"""The ten signposts: a state by rules, never *aandacht* on what is unknown, never *op orde* on half
a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given

from hulp.boeken import METHODE, vulling_van
from hulp.strategieen import invoeren
from regio_xl.indeling import blokken
from regio_xl.invoer import Afspraak, Agendapunt, Antwoord, Feit, Invoer, Partij, Relatie
from regio_xl.methode import Voorwaarde, Wegwijzer
from regio_xl.opdracht import verwerk_boek
from regio_xl.rekenen import bereken
from regio_xl.rekenen.wegwijzers import wegwijzerstanden
from regio_xl.resultaten import Staat, Wegwijzerstand
from regio_xl.xlsx.workbook import XlsxWerkboek

DAG = date(2027, 3, 1)
IDS = [f"WW-{nummer:02}" for nummer in range(1, 11)]
wegwijzers = pytest.mark.parametrize(
    "wegwijzer", METHODE.wegwijzers, ids=lambda wegwijzer: wegwijzer.id
)


def _stand(wegwijzer: Wegwijzer, cijfers: Mapping[str, float | None]) -> Wegwijzerstand:
    return next(stand for stand in wegwijzerstanden(METHODE, cijfers) if stand.id == wegwijzer.id)


def _goed(toets: Voorwaarde) -> float:
    """A figure for which a test holds."""
    grens = toets.min if toets.min is not None else toets.max
    assert grens is not None
    return grens


def _fout(toets: Voorwaarde) -> float:
    """A figure for which a test does not hold."""
    if toets.min is not None:
        return toets.min - 1
    assert toets.max is not None
    return toets.max + 1


def _alles_goed() -> Invoer:
    """A workbook in which every signpost is in order."""
    weefsel = {s.id: Antwoord(waarde=1 if s.omgekeerd else 5) for s in METHODE.weefsel.stellingen}
    manier = {s.id: Antwoord(waarde=4) for s in METHODE.perspectief.stellingen}
    soorten = ("overheid", "bedrijf", "onderwijs", "inwoners")
    belangen = {
        f"belang_{sector}": "een baan dichtbij"
        for sector in ("overheid", "inwoners", "ondernemers", "onderwijs")
    }
    afgesproken = Afspraak(status=METHODE.borg_en_verbind.statussen[2])
    vorm = next(
        vorm.id for vorm in METHODE.borg_en_verbind.legitimiteit if vorm.bij == "netwerkend"
    )
    return Invoer(
        kenmerken={
            "Opgave": {"domeinen": "werk, onderwijs"},
            "Netwerk": {"bestaande_verbanden": "het platform techniek"},
            "Perspectief": {"reden": "hier is de energie", "besproken_met": "alle partijen"},
        },
        antwoorden={
            **weefsel,
            **{id_: Antwoord(waarde=4) for id_ in ("OPG-01", "OPG-02", "OPG-04")},
        },
        nu=manier,
        gewenst=manier,
        feiten=tuple(
            Feit(feit="Vacatures", bron=bron, peildatum=2027.0, gedeeld_met="iedereen")
            for bron in ("UWV", "CBS")
        ),
        agenda=(Agendapunt(agendapunt="Stages", herijken_op=DAG, **belangen),),
        partijen=tuple(
            Partij(naam=soort, soort=soort, belang="werk", kracht="mensen") for soort in soorten
        ),
        relaties=tuple(Relatie(van=van, naar=naar) for van, naar in pairwise(soorten)),
        keuze="netwerkend",
        afspraken={
            vorm: afgesproken,
            **{punt.id: afgesproken for punt in METHODE.borg_en_verbind.vaste_punten},
        },
    )


def _alles_mis() -> Invoer:
    """A workbook in which every signpost asks for attention: used, but with little that works."""
    weefsel = {s.id: Antwoord(waarde=5 if s.omgekeerd else 1) for s in METHODE.weefsel.stellingen}
    punten = METHODE.borg_en_verbind.vaste_punten
    return Invoer(
        kenmerken={"Opgave": {"domeinen": "werk"}, "Perspectief": {"reden": "nog niet gekozen"}},
        antwoorden={**weefsel, "OPG-02": Antwoord(waarde=1)},
        feiten=(Feit(feit="Vacatures"),),
        partijen=(Partij(naam="Gemeente"),),
        afspraken={
            punt.id: Afspraak(status=METHODE.borg_en_verbind.statussen[0]) for punt in punten
        },
    )


INVOER_PER_STAAT: dict[Staat, Invoer] = {
    "nog leeg": Invoer(),
    "op orde": _alles_goed(),
    "aandacht": _alles_mis(),
}


@pytest.mark.parametrize("staat", INVOER_PER_STAAT)
def test_every_wegwijzer_can_have_all_three_states_in_a_real_workbook(staat: Staat) -> None:
    from regio_xl.tabs.sjabloon import bouw  # noqa: PLC0415 - only this test builds

    inhoud = bouw(METHODE, vulling_van(INVOER_PER_STAAT[staat]))
    resultaat, klaar = verwerk_boek(XlsxWerkboek.uit_bytes("boek.xlsx", inhoud), METHODE, DAG)
    assert {stand.id: stand.staat for stand in resultaat.wegwijzers} == dict.fromkeys(IDS, staat)
    blad = klaar.lees([blokken.WEGWIJZERS]).blad(blokken.WEGWIJZERS)
    assert blad is not None
    assert sum(staat.capitalize() in rij for rij in blad.rijen) >= 10


def test_an_empty_workbook_says_for_each_wegwijzer_what_is_left_to_fill_in() -> None:
    for stand in bereken(Invoer(), METHODE).wegwijzers:
        assert stand.staat == "nog leeg"
        assert stand.gronden == ()
        assert stand.reden.startswith("Hiervoor is nog niet genoeg ingevuld: ")
        assert stand.reden != "Hiervoor is nog niet genoeg ingevuld: ."


def test_still_empty_names_every_tab_and_stelling_once() -> None:
    feiten = tuple(Feit(feit="x", bron=bron, peildatum=2027.0, gedeeld_met="z") for bron in "ab")
    eerste = bereken(Invoer(feiten=feiten), METHODE).wegwijzers[0]
    assert (eerste.id, eerste.staat) == ("WW-01", "nog leeg")
    assert eerste.reden == "Hiervoor is nog niet genoeg ingevuld: stelling OPG-01."


@wegwijzers
def test_a_test_that_fails_asks_for_attention_also_when_the_rest_is_unknown(
    wegwijzer: Wegwijzer,
) -> None:
    for toets in wegwijzer.toetsen:
        alleen = _stand(wegwijzer, {toets.meet: _fout(toets)})
        assert alleen.staat == "aandacht"
        assert [grond.meet for grond in alleen.gronden] == [toets.meet]
        assert alleen.reden == alleen.gronden[0].zin
        met_rest = _stand(
            wegwijzer, {**{t.meet: _goed(t) for t in wegwijzer.toetsen}, toets.meet: _fout(toets)}
        )
        assert (met_rest.staat, met_rest.reden) == ("aandacht", alleen.reden)


@wegwijzers
def test_in_order_only_when_all_is_known_and_right(wegwijzer: Wegwijzer) -> None:
    cijfers = {toets.meet: _goed(toets) for toets in wegwijzer.toetsen}
    vol = _stand(wegwijzer, cijfers)
    assert vol.staat == "op orde"
    assert [grond.meet for grond in vol.gronden] == [toets.meet for toets in wegwijzer.toetsen]
    for weg in cijfers:
        stand = _stand(wegwijzer, {naam: waarde for naam, waarde in cijfers.items() if naam != weg})
        assert stand.staat == "nog leeg"
        assert METHODE.grootheden[weg].plek.split(".")[0] in stand.reden


def test_the_reason_names_the_answer_that_it_rests_on() -> None:
    tweede = bereken(Invoer(antwoorden={"OPG-02": Antwoord(waarde=1)}), METHODE).wegwijzers[1]
    assert tweede.staat == "aandacht"
    assert METHODE.stellingen["OPG-02"].tekst in tweede.reden
    assert METHODE.algemeen.antwoorden[0] in tweede.reden


@given(invoeren())
def test_every_state_follows_from_what_is_known(invoer: Invoer) -> None:
    """Attention always names a known figure; in order never leaves one out; the order is that of
    the method."""
    standen = bereken(invoer, METHODE).wegwijzers
    assert [stand.id for stand in standen] == IDS
    for stand, wegwijzer in zip(standen, METHODE.wegwijzers, strict=True):
        assert (stand.staat == "aandacht") <= bool(stand.gronden)
        assert (stand.staat == "op orde") <= (len(stand.gronden) == len(wegwijzer.toetsen))
        assert stand.reden
        assert (stand.suggestie, stand.bron) == (wegwijzer.suggestie, wegwijzer.bron)


@wegwijzers
def test_every_figure_of_a_test_has_a_place_to_go_to(wegwijzer: Wegwijzer) -> None:
    velden = {
        f"{tab.tab}.{kenmerk.sleutel}" for tab in METHODE.invoertabs for kenmerk in tab.kenmerken
    }
    tabellen = {tabel.naam for tab in METHODE.invoertabs for tabel in tab.tabellen}
    assert {METHODE.grootheden[t.meet].plek for t in wegwijzer.toetsen} <= {
        *blokken.TABS,
        *velden,
        *tabellen,
        *METHODE.stellingen,
    }
