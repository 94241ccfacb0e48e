"""The agenda item by item: whose interest it is, on which track it runs, where its own signs pull
(TEG-04), what is missing."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hulp.boeken import METHODE
from regio_xl.invoer import Agendapunt, Antwoord, Invoer
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.rekenen import bereken
from regio_xl.rekenen.agenda import TEKENS, agendabeeld
from regio_xl.resultaten import Agendastand

KEUZES = {
    kolom.sleutel: kolom.keuzes
    for tabel in METHODE.opgave.tabellen
    for kolom in tabel.kolommen
    if kolom.sleutel in TEKENS
}  # fmt: skip
tekenreeksen = st.fixed_dictionaries(
    {kolom: st.none() | st.sampled_from(keuzes) for kolom, keuzes in KEUZES.items()}
)


def _stand(**velden: Any) -> Agendastand:
    punt = Agendapunt.model_validate({"agendapunt": "Stages", **velden})
    return agendabeeld(METHODE, Invoer(agenda=(punt,)))[0]


@pytest.mark.parametrize(
    ("tekens", "naar"),
    [
        # rechtmatig 0.5 + 1; presterend 0.5
        ({"uitvoering": "overheid zelf", "oorsprong": "plicht"}, "rechtmatig"),
        # presterend 0.5 + 1 + 1; rechtmatig 0.5 + 0.5
        ({"uitvoering": "overheid zelf", "ruimte": "vast", "werk": "terugkerend"}, "presterend"),
        # netwerkend 1 + 1 + 1; responsief 0.5
        (
            {"uitvoering": "samen", "oorsprong": "gezamenlijke keuze", "werk": "verandering"},
            "netwerkend",
        ),
        # responsief 1 + 1; netwerkend 0.5
        ({"uitvoering": "anderen", "oorsprong": "initiatief"}, "responsief"),
        # netwerkend 0.5 + 0.5 and responsief 1 + 0.5: the one who carries it out counts more than
        # that it is open
        ({"uitvoering": "anderen", "ruimte": "open"}, "responsief"),
    ],
)
def test_an_agenda_item_pulls_where_its_own_signs_point(tekens: dict[str, str], naar: str) -> None:
    """TEG-04: another item may ask for another way of working than the advice for the whole."""
    assert _stand(**tekens).trekt_naar == naar


def test_one_sign_alone_says_too_little() -> None:
    for kolom, keuzes in KEUZES.items():
        assert {_stand(**{kolom: keuze}).trekt_naar for keuze in keuzes} == {None}


def test_two_equally_strong_sides_give_no_direction() -> None:
    """rechtmatig 1 and presterend 1: nobody can say which."""
    assert _stand(ruimte="vast", oorsprong="plicht").trekt_naar is None


def test_what_is_not_on_the_list_does_not_count() -> None:
    assert _stand(uitvoering="de buren", ruimte="vast").trekt_naar is None
    assert _stand(uitvoering="de buren").spoor is None


def test_every_perspective_can_pull_an_item() -> None:
    alle = (dict(zip(KEUZES, reeks, strict=True)) for reeks in product(*KEUZES.values()))
    assert {_stand(**tekens).trekt_naar for tekens in alle} >= set(PERSPECTIEVEN)


@given(tekenreeksen)
def test_an_item_pulls_only_to_the_single_highest_sum(tekens: dict[str, str | None]) -> None:
    gegeven = [t for t in METHODE.agendatekens if tekens[t.kolom] == t.keuze]
    sommen = {p: sum(t.lading[p].waarde for t in gegeven if p in t.lading) for p in PERSPECTIEVEN}
    hoogste = [p for p in PERSPECTIEVEN if sommen[p] == max(sommen.values())]
    verwacht = hoogste[0] if len(gegeven) > 1 and len(hoogste) == 1 else None
    assert _stand(**tekens).trekt_naar == verwacht


@given(st.lists(tekenreeksen, max_size=4), st.none() | st.sampled_from(("OPG-01", "NET-27")))
def test_signs_do_not_count_for_the_advice(
    reeksen: list[dict[str, str | None]], antwoord: str | None
) -> None:
    antwoorden = {antwoord: Antwoord(waarde=5)} if antwoord else {}
    kaal = tuple(Agendapunt(agendapunt=f"Punt {nummer}") for nummer in range(len(reeksen)))
    getekend = tuple(
        Agendapunt.model_validate({**punt.model_dump(), **tekens})
        for punt, tekens in zip(kaal, reeksen, strict=True)
    )
    zonder, met = (
        bereken(Invoer(antwoorden=antwoorden, agenda=agenda), METHODE)
        for agenda in (kaal, getekend)
    )
    assert zonder.perspectief.scores == met.perspectief.scores
    assert zonder.perspectief.advies == met.perspectief.advies


def test_the_track_is_who_carries_it_out() -> None:
    """LV, H3 Omgevingssporen Venlo: overheidsspoor and omgevingsspoor, and what is done
    together."""
    sporen = [_stand(uitvoering=keuze).spoor for keuze in KEUZES["uitvoering"]]
    assert sporen == ["overheidsspoor", "samen", "omgevingsspoor"]
    assert _stand().spoor is None


def test_interests_stand_in_the_fixed_order_of_the_four_sectors() -> None:
    assert _stand(belang_onderwijs="stages", belang_overheid="werk").belangen == (
        "overheid",
        "onderwijs",
    )
    assert _stand().belangen == ()


def test_what_is_missing_is_trekker_first_step_and_date() -> None:
    assert _stand().ontbreekt == ("trekker", "eerste stap", "datum om te herijken")
    assert _stand(trekker="ROC", herijken_op=date(2027, 3, 1)).ontbreekt == ("eerste stap",)
    assert _stand(trekker="ROC", eerste_stap="bellen", herijken_op=date(2027, 3, 1)).ontbreekt == ()


def test_every_item_has_its_own_line_in_the_order_of_the_table() -> None:
    punten = tuple(Agendapunt(agendapunt=naam) for naam in ("b", "a", "b"))
    assert [stand.agendapunt for stand in agendabeeld(METHODE, Invoer(agenda=punten))] == [
        "b",
        "a",
        "b",
    ]
    assert agendabeeld(METHODE, Invoer()) == ()
