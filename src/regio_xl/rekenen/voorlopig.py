"""The provisional standings: what the answers to the statements say, before the tables count.

The workbook shows these as formulas while people fill in, so everything here can be written in
plain arithmetic. A statement weighs what it weighs in the real calculation: its share of its group
over *all* evidence, indicators included. With empty tables the scores and positions are therefore
exactly those of :func:`regio_xl.rekenen.bereken`. Only the word for how clear it is may differ:
here completeness is that of the statements alone, so that a group that answers everything sees a
word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import gcd

from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Bewijs, Methode, Stelling
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.kwadrant import Weging, stand_van, uitslag, weeg
from regio_xl.resultaten import Duidelijkheid, Stand

_Gegeven = Mapping[str, Antwoord]


@dataclass(frozen=True, slots=True)
class Voorlopig:
    """Three standings from statements alone, and how clear *kansrijk* is."""

    kansrijk: Stand
    nu: Stand
    gewenst: Stand
    duidelijkheid: Duidelijkheid


@dataclass(frozen=True, slots=True)
class Rekenregel:
    """A statement as whole numbers that a formula can use: its weight, and weight times loading per
    perspective."""

    id: str
    gewicht: int
    lading: Mapping[Perspectief, int]


def voorlopig(methode: Methode, antwoorden: _Gegeven, nu: _Gegeven, gewenst: _Gegeven) -> Voorlopig:
    """The provisional standings that these answers give."""

    def weging(bewijzen: Sequence[Bewijs], gegeven: _Gegeven) -> Weging:
        return weeg(methode, _stellingen(bewijzen), gegeven, Invoer())

    kansrijk = weging(methode.kansrijk, antwoorden)
    eigen = methode.perspectief.stellingen
    uit = uitslag(kansrijk.scores, kansrijk.volledigheid, methode.algemeen.drempels)
    return Voorlopig(
        kansrijk=stand_van(kansrijk),
        nu=stand_van(weging(eigen, nu)),
        gewenst=stand_van(weging(eigen, gewenst)),
        duidelijkheid=uit.duidelijkheid,
    )


def rekenregels(methode: Methode, bewijzen: Sequence[Bewijs]) -> list[Rekenregel]:
    """The statements among this evidence, on one scale of whole numbers, as small as possible: sums
    of them are exact in every program."""
    stellingen = _stellingen(bewijzen)
    getallen: dict[str, list[int]] = {}
    for stelling in stellingen:
        heel = methode.gewichten[stelling.id]
        helften = [stelling.helften.get(p, 0) for p in PERSPECTIEVEN]
        getallen[stelling.id] = [heel * keer for keer in (2, *helften)]
    deler = gcd(*(getal for reeks in getallen.values() for getal in reeks)) or 1
    regels = []
    for id_, (gewicht, *ladingen) in getallen.items():
        lading = {p: deel // deler for p, deel in zip(PERSPECTIEVEN, ladingen, strict=True)}
        regels.append(Rekenregel(id_, gewicht // deler, lading))
    return regels


def _stellingen(bewijzen: Sequence[Bewijs]) -> list[Stelling]:
    return [bewijs for bewijs in bewijzen if isinstance(bewijs, Stelling)]
