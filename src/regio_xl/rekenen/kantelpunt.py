"""The *kantelpunt*, exactly: the smallest number of one-step answer changes that tips the advice.

A score is linear in the answers as long as the same questions are answered, so the lead of
perspective p over a rival q changes by a fixed amount for each step of an answer, whatever the
other answers are. For one rival the fewest steps are therefore the largest steps first; the advice
tips as soon as any rival is level, so the best rival gives the answer. ``tests/test_kantelpunt.py``
proves this against brute force.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from regio_xl.methode import Bewijs
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.bewijs import Gewichten, Waarden

LAAGSTE, HOOGSTE = 1, 5


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
    beste: Kanteling | None = None
    beste_rest = Fraction(0)
    for rivaal in PERSPECTIEVEN:
        if rivaal == bovenaan or not any(b.id in bekend and b.laadt(rivaal) for b in bewijzen):
            continue
        gevonden = _tegen(bewijzen, gewicht, bekend, antwoorden, bovenaan, rivaal)
        if gevonden is None:
            continue
        kanteling, rest = gevonden
        if beste is None or (kanteling.stappen, rest) < (beste.stappen, beste_rest):
            beste, beste_rest = kanteling, rest
    return beste


def _tegen(
    bewijzen: Sequence[Bewijs],
    gewicht: Gewichten,
    bekend: Waarden,
    antwoorden: Mapping[str, int],
    bovenaan: Perspectief,
    rivaal: Perspectief,
) -> tuple[Kanteling, Fraction] | None:
    """The fewest steps that bring one rival level, and the lead that is then left (zero or below).

    All on one scale of whole numbers, and so exact.
    """
    helling, schaal = _hellingen(bewijzen, gewicht, bekend, bovenaan, rivaal)
    waarden = {id_: bekend[id_].as_integer_ratio() for id_ in helling}
    fijn = lcm(
        2, *(noemer_ for _, noemer_ in waarden.values())
    )  # so that half a slope is a whole number too
    voorsprong = -sum(
        helling[id_] * teller * (fijn // noemer_) for id_, (teller, noemer_) in waarden.items()
    )
    stappen, nieuw = 0, {}
    for id_ in sorted(
        antwoorden.keys() & helling.keys(), key=lambda id_: (-abs(helling[id_]), id_)
    ):
        winst, richting = abs(helling[id_]) * fijn // 2, 1 if helling[id_] > 0 else -1
        antwoord = antwoorden[id_]
        while voorsprong > 0 and LAAGSTE <= antwoord + richting <= HOOGSTE:
            antwoord += richting
            stappen += 1
            voorsprong -= winst
            nieuw[id_] = antwoord
        if voorsprong <= 0:
            return Kanteling(stappen, rivaal, nieuw), Fraction(voorsprong, schaal * fijn)
    return None


def _hellingen(
    bewijzen: Sequence[Bewijs],
    gewicht: Gewichten,
    bekend: Waarden,
    bovenaan: Perspectief,
    rivaal: Perspectief,
) -> tuple[dict[str, int], int]:
    """How much the rival gains on the top when the value of each piece of known evidence rises by
    one, times a scale; and that scale. A gain is weight * (loading / divisor of the rival - loading
    / divisor of the top)."""
    ladingen = [
        (b.id, int(2 * b.laadt(bovenaan)), int(2 * b.laadt(rivaal)))
        for b in bewijzen
        if b.id in bekend
    ]
    noemers = lcm(*(gewicht[id_].denominator for id_, _, _ in ladingen))
    heel = {
        id_: gewicht[id_].numerator * (noemers // gewicht[id_].denominator)
        for id_, _, _ in ladingen
    }
    boven = sum(heel[id_] * abs(eigen) for id_, eigen, _ in ladingen)
    onder = sum(heel[id_] * abs(ander) for id_, _, ander in ladingen)
    hellingen = {id_: heel[id_] * (ander * boven - eigen * onder) for id_, eigen, ander in ladingen}
    return {id_: helling for id_, helling in hellingen.items() if helling}, boven * onder
