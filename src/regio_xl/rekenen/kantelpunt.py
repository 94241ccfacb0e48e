"""The *kantelpunt*, exactly: the smallest number of one-step answer changes that tips the advice.

A score is linear in the answers as long as the same questions are answered (see ``bewijs``). When
the value of evidence i rises by one, a rival r therefore gains on the top t::

    h_i = w_i * (l_ir / D_r - l_it / D_t)        with D_p = sum(w * |l_p|)

whatever the other answers are; one step of an answer is half of that. For one rival the fewest
steps are therefore the largest steps first; the advice tips as soon as any rival is level, so the
best rival gives the answer. ``tests/test_kantelpunt.py`` proves this against brute force.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from regio_xl.methode import Bewijs
from regio_xl.methode.gewichten import noemer
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.bewijs import Gewichten, Waarden, hele_waarden

_LAAGSTE, _HOOGSTE = 1, 5


class Kanteling(NamedTuple):
    """How the advice tips: towards whom, and the new answer per id. ``stappen`` counts all one-step
    changes."""

    stappen: int
    naar: Perspectief
    antwoorden: dict[str, int]


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
        helling, schaal = _hellingen(telt, gewicht, bovenaan, rivaal)
        gevonden = _tegen(rivaal, helling, heel, waardeschaal, antwoorden)
        if gevonden is None:
            continue
        kanteling, rest = gevonden[0], gevonden[1] / schaal
        if beste is None or (kanteling.stappen, rest) < (beste[0].stappen, beste[1]):
            beste = kanteling, rest
    return beste[0] if beste else None


def _hellingen(
    telt: Sequence[Bewijs], gewicht: Gewichten, bovenaan: Perspectief, rivaal: Perspectief
) -> tuple[dict[str, int], int]:
    """The gains h_i that are not zero, times a scale that makes them whole; and that scale."""
    boven, onder = noemer(telt, gewicht, bovenaan), noemer(telt, gewicht, rivaal)
    hellingen: dict[str, int] = {}
    for bewijs in telt:
        helften = bewijs.helften
        verschil = helften.get(rivaal, 0) * boven - helften.get(bovenaan, 0) * onder
        if verschil:
            hellingen[bewijs.id] = gewicht[bewijs.id] * verschil
    return hellingen, boven * onder


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
            return Kanteling(stappen, rivaal, nieuw), Fraction(voorsprong, schaal)
    return None
