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
from math import lcm

from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Bewijs, Methode, Stelling
from regio_xl.methode.bouwstenen import breuk
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.bewijs import gewichten, scores, volledigheid, waarden
from regio_xl.rekenen.kwadrant import Meting, honderdschaal, positie, uitslag
from regio_xl.resultaten import Duidelijkheid, Stand

Antwoorden = Mapping[str, Antwoord]


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


def voorlopig(
    methode: Methode, antwoorden: Antwoorden, nu: Antwoorden, gewenst: Antwoorden
) -> Voorlopig:
    """The provisional standings that these answers give."""
    kansrijk = _meet(methode, methode.kansrijk, antwoorden)
    eigen = methode.perspectief.stellingen
    return Voorlopig(
        kansrijk=_stand(kansrijk),
        nu=_stand(_meet(methode, eigen, nu)),
        gewenst=_stand(_meet(methode, eigen, gewenst)),
        duidelijkheid=uitslag(
            kansrijk.scores, kansrijk.volledigheid, methode.algemeen.drempels
        ).duidelijkheid,
    )


def rekenregels(methode: Methode, bewijzen: Sequence[Bewijs]) -> list[Rekenregel]:
    """The statements among this evidence, on one scale of whole numbers: sums of them are exact in
    every program."""
    gewicht = gewichten(bewijzen, methode.algemeen.groepen)
    delen = {
        b.id: {p: gewicht[b.id] * breuk(b.laadt(p)) for p in PERSPECTIEVEN}
        for b in _stellingen(bewijzen)
    }
    noemers = (
        deel.denominator
        for id_, lading in delen.items()
        for deel in (gewicht[id_], *lading.values())
    )
    schaal = lcm(*noemers)
    return [
        Rekenregel(
            id_, int(gewicht[id_] * schaal), {p: int(deel * schaal) for p, deel in lading.items()}
        )
        for id_, lading in delen.items()
    ]


def _stellingen(bewijzen: Sequence[Bewijs]) -> list[Stelling]:
    return [bewijs for bewijs in bewijzen if isinstance(bewijs, Stelling)]


def _meet(methode: Methode, bewijzen: Sequence[Bewijs], antwoorden: Antwoorden) -> Meting:
    """The measure of the statements among this evidence, each with its weight among all of it."""
    stellingen, gewicht = _stellingen(bewijzen), gewichten(bewijzen, methode.algemeen.groepen)
    bekend = waarden(methode, stellingen, antwoorden, Invoer())
    volledig = volledigheid(stellingen, gewicht, bekend, antwoorden)
    return Meting(stellingen, gewicht, bekend, scores(stellingen, gewicht, bekend), volledig)


def _stand(meting: Meting) -> Stand:
    x, y = positie(meting.scores)
    return Stand(
        scores=honderdschaal(meting.scores), x=x, y=y, volledigheid=float(meting.volledigheid)
    )
