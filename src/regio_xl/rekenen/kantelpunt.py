"""The *kantelpunt*, exactly: the smallest number of one-step answer changes that tips the advice.

A score is linear in the answers as long as the same questions are answered. When an answer rises by
one step, a rival gains on the top half of what ``hellingen`` gives, whatever the other answers are.
For one rival the fewest steps are therefore the largest steps first; the advice tips as soon as any
rival is level, so the best rival gives the answer. ``tests/test_kantelpunt.py`` proves this against
brute force.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from regio_xl.methode import Bewijs
from regio_xl.methode.gewichten import noemer
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.bewijs import Gewichten, Waarden, hele_waarden, scores, waarde
from regio_xl.rekenen.hellingen import hellingen

_LAAGSTE, _HOOGSTE = 1, 5


class Kanteling(NamedTuple):
    """How the advice tips: towards whom, and the new answer per id. ``stappen`` counts all one-step
    changes; ``gelijkspel``: nobody is then alone on top."""

    stappen: int
    naar: Perspectief
    antwoorden: dict[str, int]
    gelijkspel: bool


def kantelpunt(
    bewijzen: Sequence[Bewijs],
    gewicht: Gewichten,
    bekend: Waarden,
    antwoorden: Mapping[str, int],
    bovenaan: Perspectief,
) -> Kanteling | None:
    """The fewest one-step changes of given answers (1-5) after which ``bovenaan`` is no longer
    alone on top.

    ``antwoorden`` holds the answers that may change; all other evidence stays as it is. Equal
    numbers of steps go to the rival that leads most afterwards, then to the order of the
    perspectives. None when no answers can tip the advice.
    """
    telt = [bewijs for bewijs in bewijzen if bewijs.id in bekend]
    heel, waardeschaal = hele_waarden(bekend)
    beste: tuple[Kanteling, Fraction] | None = None
    for rivaal in PERSPECTIEVEN:
        if rivaal == bovenaan or not noemer(telt, gewicht, rivaal):
            continue
        helling, schaal = hellingen(telt, gewicht, rivaal, bovenaan)
        gevonden = _tegen(rivaal, helling, heel, waardeschaal, antwoorden)
        if gevonden is None:
            continue
        kanteling, rest = gevonden[0], gevonden[1] / schaal
        if beste is None or (kanteling.stappen, rest) < (beste[0].stappen, beste[1]):
            beste = kanteling, rest
    if beste is None:
        return None
    nieuw = {id_: waarde(antwoord) for id_, antwoord in beste[0].antwoorden.items()}
    stand = scores(telt, gewicht, {**bekend, **nieuw})
    hoogste = max(score for score in stand.values() if score is not None)
    bovenop = [p for p, score in stand.items() if score == hoogste]
    return beste[0]._replace(gelijkspel=len(bovenop) > 1)


def _tegen(
    rivaal: Perspectief,
    helling: Mapping[str, int],
    heel: Mapping[str, int],
    schaal: int,
    antwoorden: Mapping[str, int],
) -> tuple[Kanteling, Fraction] | None:
    """The fewest steps that bring one rival level, and the lead that is then left (zero or below),
    on the scale of the gains. ``heel`` and ``schaal``: the values as whole numbers."""
    voorsprong = -sum(winst * heel[id_] for id_, winst in helling.items())
    stappen, nieuw = 0, {}
    mogelijk = antwoorden.keys() & helling.keys()
    for id_ in sorted(mogelijk, key=lambda id_: (-abs(helling[id_]), id_)):
        winst = abs(helling[id_]) * (schaal // 2)
        richting = 1 if helling[id_] > 0 else -1
        antwoord = antwoorden[id_]
        while voorsprong > 0 and _LAAGSTE <= antwoord + richting <= _HOOGSTE:
            antwoord += richting
            stappen += 1
            voorsprong -= winst
            nieuw[id_] = antwoord
        if voorsprong <= 0:
            return Kanteling(stappen, rivaal, nieuw, gelijkspel=False), Fraction(voorsprong, schaal)
    return None
