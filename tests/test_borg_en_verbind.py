"""Step 5: the checklist that belongs to the choice. Source: WS, deel I, stap 5; wegwijzer 5 (p.
189) and wegwijzer 6."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from hulp.boeken import METHODE
from hulp.strategieen import invoeren
from regio_xl.invoer import Afspraak, Antwoord, Invoer
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen import bereken
from regio_xl.rekenen.borg_en_verbind import borgpunten

BORG = METHODE.borg_en_verbind
VAST = tuple(punt.id for punt in BORG.vaste_punten)


def _wijst_naar(perspectief: Perspectief) -> dict[str, Antwoord]:
    return {
        s.id: Antwoord(waarde=5 if s.laadt(perspectief) > 0 else 1)
        for tab in (METHODE.opgave, METHODE.netwerk)
        for s in tab.stellingen
    }


@pytest.mark.parametrize("gekozen", PERSPECTIEVEN)
def test_every_choice_gets_the_questions_of_the_other_three(gekozen: Perspectief) -> None:
    """TEG-01: never one quadrant without core questions from the three others."""
    punten = borgpunten(METHODE, Invoer(), gekozen)
    vragen = [punt for punt in punten if punt.soort == "kernvraag"]
    telling = Counter(punt.naar for punt in vragen)
    assert telling.keys() == set(PERSPECTIEVEN) - {gekozen}
    assert min(telling.values()) >= 4
    assert {punt.van for punt in vragen} == {gekozen}
    vormen = [punt for punt in punten if punt.soort == "legitimiteit"]
    assert len(vormen) >= 3
    assert {(punt.van, punt.naar) for punt in vormen} == {(gekozen, None)}
    assert tuple(punt.id for punt in punten if punt.soort == "vast punt") == VAST
    assert {punt.status for punt in punten} == {"open"}


def test_the_fixed_points_name_councils_constituencies_and_reviewing() -> None:
    """Ontwerp 4: always involvement of councils, accountability to every constituency, and the date
    of the next herijking."""
    tekst = " ".join(punt.tekst.lower() for punt in BORG.vaste_punten)
    assert all(woord in tekst for woord in ("raad", "achterban", "herijken"))


def test_without_choice_and_advice_only_what_always_holds() -> None:
    assert tuple(punt.id for punt in borgpunten(METHODE, Invoer(), None)) == VAST
    assert tuple(punt.id for punt in bereken(Invoer(), METHODE).borg_en_verbind) == VAST


def test_the_choice_goes_before_the_advice() -> None:
    """People decide: Borg en verbind follows the choice, and the advice only when there is none."""
    antwoorden = _wijst_naar("responsief")
    zonder = bereken(Invoer(antwoorden=antwoorden), METHODE)
    met = bereken(Invoer(antwoorden=antwoorden, keuze="rechtmatig"), METHODE)
    assert zonder.perspectief.advies == met.perspectief.advies == "responsief"
    assert {punt.van for punt in zonder.borg_en_verbind} == {"responsief", None}
    assert {punt.van for punt in met.borg_en_verbind} == {"rechtmatig", None}


def test_a_choice_counts_without_advice_too() -> None:
    assert {punt.van for punt in bereken(Invoer(keuze="presterend"), METHODE).borg_en_verbind} == {
        "presterend",
        None,
    }


@pytest.mark.parametrize(
    ("afspraak", "status"),
    [
        (Afspraak(status="geborgd"), "geborgd"),
        (Afspraak(afspraak="In mei"), "open"),
        (Afspraak(status="bijna"), "open"),
        (None, "open"),
    ],
    ids=["ingevuld", "alleen-afspraak", "onbekende-status", "niets"],
)
def test_the_status_is_the_one_that_was_filled_in(afspraak: Afspraak | None, status: str) -> None:
    invoer = Invoer(afspraken={VAST[0]: afspraak} if afspraak else {})
    assert {punt.id: punt.status for punt in borgpunten(METHODE, invoer, None)}[VAST[0]] == status


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(invoeren())
def test_every_point_is_there_once_in_the_order_of_the_method(invoer: Invoer) -> None:
    ids = [punt.id for punt in bereken(invoer, METHODE).borg_en_verbind]
    volgorde = [punt.id for punt in BORG.punten]
    assert ids == sorted(set(ids), key=volgorde.index)


def test_kernvragen_serve_the_other_and_fit_the_choice() -> None:
    """VNG-K-04: no question goes back to the chosen perspective itself, and every one has a source
    and an explanation."""
    for vraag in BORG.kernvragen:
        assert vraag.van != vraag.naar
        assert vraag.tekst.endswith("?")
        assert vraag.uitleg
        assert vraag.bron
