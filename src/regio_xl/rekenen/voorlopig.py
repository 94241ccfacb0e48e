"""The provisional standings: what the answers to the statements say, before the tables count.

The workbook shows these as formulas while people fill in, so everything here can be written in
plain arithmetic. A statement weighs what it weighs in the real calculation, and completeness is
that of all evidence, tables included. With empty tables scores, positions and the word for how
clear it is are therefore exactly those of :func:`regio_xl.rekenen.bereken`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import gcd

from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Bewijs, Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.weging import met_afwegingen, stand_van, uitslag, weeg
from regio_xl.resultaten import Duidelijkheid, Stand

_Gegeven = Mapping[str, Antwoord]


@dataclass(frozen=True, slots=True)
class Voorlopig:
    """Three standings from statements (and paired choices) alone, and how clear *kansrijk* is."""

    kansrijk: Stand
    nu: Stand
    gewenst: Stand

    @property
    def duidelijkheid(self) -> Duidelijkheid:
        return self.kansrijk.duidelijkheid


@dataclass(frozen=True, slots=True)
class Rekenregel:
    """A piece of evidence as whole numbers that a formula can use: its weight, and weight times
    loading per perspective. A weight is on the scale of the size of a loading of 1."""

    id: str
    gewicht: int
    lading: Mapping[Perspectief, int]


def voorlopig(
    methode: Methode,
    antwoorden: _Gegeven,
    nu: _Gegeven,
    gewenst: _Gegeven,
    afwegingen: _Gegeven | None = None,
) -> Voorlopig:
    """The provisional standings that these answers give."""
    leeg, drempels = Invoer(), methode.algemeen.drempels
    zonder = weeg(methode, methode.kansrijk, antwoorden, leeg)
    kansrijk = met_afwegingen(methode, zonder, afwegingen or {}, leeg)
    eigen = [
        weeg(methode, methode.perspectief.stellingen, gegeven, leeg) for gegeven in (nu, gewenst)
    ]
    minstens = drempels.perspectief_volledigheid
    return Voorlopig(
        stand_van(kansrijk, uitslag(kansrijk, drempels)),
        *(stand_van(weging, uitslag(weging, drempels, minstens)) for weging in eigen),
    )


def rekenregels(methode: Methode, bewijzen: Sequence[Bewijs]) -> list[Rekenregel]:
    """This evidence on one scale of whole numbers, as small as possible: sums of them are exact in
    every program."""
    getallen: dict[str, list[int]] = {}
    for bewijs in bewijzen:
        heel = methode.gewichten[bewijs.id]
        helften = [bewijs.helften.get(p, 0) for p in PERSPECTIEVEN]
        getallen[bewijs.id] = [heel * keer for keer in (2, *helften)]
    deler = gcd(*(getal for reeks in getallen.values() for getal in reeks)) or 1
    regels = []
    for id_, (gewicht, *ladingen) in getallen.items():
        lading = {p: deel // deler for p, deel in zip(PERSPECTIEVEN, ladingen, strict=True)}
        regels.append(Rekenregel(id_, gewicht // deler, lading))
    return regels


def samen_in_een_regel(id_: str, regels: Iterable[Rekenregel]) -> Rekenregel:
    """Several pieces of evidence as one that only counts in how complete the answers are, such as
    the tables in a formula that does not know them: sums of weights, and of the size of weight
    times loading."""
    lijst = list(regels)
    lading = {p: sum(abs(regel.lading[p]) for regel in lijst) for p in PERSPECTIEVEN}
    return Rekenregel(id_, sum(regel.gewicht for regel in lijst), lading)
