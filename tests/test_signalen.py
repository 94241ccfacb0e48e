"""Remarks beside the advice: each appears when its conditions hold, and never on what is
unknown."""

from __future__ import annotations

from typing import Any

import pytest

from hulp.boeken import METHODE
from regio_xl.invoer import Agendapunt, Antwoord, Invoer
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen import bereken

WEEG = [stelling.id for tab in (METHODE.opgave, METHODE.netwerk) for stelling in tab.stellingen]
PER = [stelling.id for stelling in METHODE.perspectief.stellingen]


def _alles(ids: list[str], cijfer: int) -> dict[str, Antwoord]:
    return {id_: Antwoord(waarde=cijfer) for id_ in ids}


def _wijst_naar(perspectief: Perspectief) -> dict[str, Antwoord]:
    """Answers that all favour one perspective."""
    gunstig = {
        b.id: 5 if b.laadt(perspectief) > 0 else 1 if b.laadt(perspectief) < 0 else 3
        for b in METHODE.kansrijk
    }
    return {id_: Antwoord(waarde=gunstig[id_]) for id_ in WEEG}


def _groep(groep: str, perspectief: Perspectief, *, voor: bool) -> dict[str, Antwoord]:
    """Everything neutral, but one group of evidence all for or all against a perspective."""
    hoog, laag = (5, 1) if voor else (1, 5)
    eigen = {
        b.id: hoog if b.laadt(perspectief) > 0 else laag
        for b in METHODE.kansrijk
        if b.groep == groep
    }
    return {
        **_alles(WEEG, 3),
        **{id_: Antwoord(waarde=cijfer) for id_, cijfer in eigen.items() if id_ in WEEG},
    }


def _signalen(**velden: Any) -> dict[str, str]:
    """The remarks by id, with their kind."""
    return {
        signaal.id: signaal.soort
        for signaal in bereken(Invoer(**velden), METHODE).perspectief.signalen
    }


def test_a_choice_while_the_opgave_is_not_shared_gives_a_warning() -> None:
    """TEG-22: warn when a perspective was chosen while the issue is not shared yet."""
    niet_gedeeld = _groep("gedeeld", "netwerkend", voor=False)
    wel_gedeeld = _groep("gedeeld", "netwerkend", voor=True)
    assert "SIG-01" in _signalen(antwoorden=niet_gedeeld, keuze="netwerkend")
    assert "SIG-01" not in _signalen(antwoorden=niet_gedeeld)
    assert "SIG-01" not in _signalen(antwoorden=wel_gedeeld, keuze="netwerkend")


def test_a_choice_or_way_of_working_before_the_opgave_is_filled_in_gives_a_warning() -> None:
    """TEG-22: the content goes before the way of working."""
    assert "SIG-06" in _signalen(keuze="netwerkend")
    assert "SIG-07" in _signalen(nu=_alles(PER, 4))
    assert "SIG-07" not in _signalen(nu=_alles(PER, 4), keuze="netwerkend")
    gedeeld = _groep("gedeeld", "netwerkend", voor=True)
    assert (
        not {"SIG-06", "SIG-07"}
        & _signalen(antwoorden=gedeeld, nu=_alles(PER, 4), keuze="netwerkend").keys()
    )


def test_a_silent_network_shows_the_price_of_both_choices() -> None:
    """TEG-03: a weak network pleads for taking the lead, and the price of both choices is shown."""
    antwoorden = _groep("energie", "responsief", voor=False)
    assert "SIG-02" in _signalen(antwoorden=antwoorden)
    assert bereken(Invoer(antwoorden=antwoorden), METHODE).perspectief.advies not in {
        "netwerkend",
        "responsief",
    }


@pytest.mark.parametrize(
    ("perspectief", "signaal"), [("netwerkend", "SIG-03"), ("responsief", "SIG-04")]
)
def test_a_signal_belongs_to_an_advice(perspectief: Perspectief, signaal: str) -> None:
    """VNG-A-15 (netwerkend is popular) and TEG-12 (not every subject comes from below)."""
    for ander in PERSPECTIEVEN:
        assert (signaal in _signalen(antwoorden=_wijst_naar(ander))) == (ander == perspectief)


def test_another_choice_than_the_advice_is_allowed_but_named() -> None:
    assert "SIG-05" in _signalen(antwoorden=_wijst_naar("responsief"), keuze="presterend")
    assert "SIG-05" not in _signalen(antwoorden=_wijst_naar("responsief"), keuze="responsief")
    assert "SIG-05" not in _signalen(keuze="responsief")


def test_an_agenda_item_that_pulls_elsewhere_is_named() -> None:
    """TEG-04: the perspective may differ within one agenda."""
    plicht = Agendapunt(agendapunt="Vergunningen", uitvoering="overheid zelf", oorsprong="plicht")
    samen = Agendapunt(agendapunt="Stages", uitvoering="samen", oorsprong="gezamenlijke keuze")
    antwoorden = _wijst_naar("netwerkend")
    assert "SIG-08" in _signalen(antwoorden=antwoorden, agenda=(plicht, samen))
    assert "SIG-08" not in _signalen(antwoorden=antwoorden, agenda=(samen,))


@pytest.mark.parametrize(
    ("perspectief", "groep", "signaal"),
    [
        ("rechtmatig", "plicht", "SIG-11"),
        ("presterend", "resultaat", "SIG-12"),
        ("netwerkend", "afhankelijkheid", "SIG-13"),
        ("responsief", "energie", "SIG-14"),
    ],
)
def test_a_low_score_that_is_no_problem_is_not_called_a_worry(
    perspectief: Perspectief, groep: str, signaal: str
) -> None:
    """TEG-25: no perspective is inferior, so a low score is explained and not held against the
    group."""
    laag = {
        b.id: 1 if b.laadt(perspectief) > 0 else 5 if b.laadt(perspectief) < 0 else 3
        for b in METHODE.kansrijk
    }
    antwoorden = {id_: Antwoord(waarde=laag[id_]) for id_ in WEEG}
    assert _signalen(antwoorden=antwoorden)[signaal] == "geen zorg"
    assert signaal not in _signalen(antwoorden=_alles(WEEG, 3))
    hoog_in_groep = antwoorden | {
        id_: a for id_, a in _wijst_naar(perspectief).items() if _in_groep(id_, groep)
    }
    assert signaal not in _signalen(antwoorden=hoog_in_groep)


def _in_groep(id_: str, groep: str) -> bool:
    return any(b.id == id_ and b.groep == groep for b in METHODE.kansrijk)


def test_what_is_unknown_gives_no_signal() -> None:
    assert _signalen() == {}
