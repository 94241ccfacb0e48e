"""A fast scale for simulations: the weights and loadings of the real calculation, in floats.

A filling is a row of values, one for each piece of evidence in the order of ``stukken``: -1..1, or
None where nothing is known. ``tests/test_proefschaal.py`` holds it against ``rekenen.bewijs`` and
the advice itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot
from operator import mul
from typing import NamedTuple

from regio_xl.methode import Bewijs, Indicator, Methode
from regio_xl.methode.afwegen import AFWEEGGROEP
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.resultaten import Duidelijkheid

Proefvulling = list[float | None]
# What paired choices add to the numerators and the denominators of the four scores.
Toevoeging = tuple[Sequence[float], Sequence[float]]

_BIJNA = 1e-9  # sums of floats that should be equal differ less


class Margerij(NamedTuple):
    """From this completeness (0-1) on these margins (points of 0-100) count, until the next row."""

    volledigheid: float
    licht: float
    duidelijk: float


class Proefuitslag(NamedTuple):
    """What the method makes of one filling. ``scores`` on 0-100; ``eerste`` and ``tweede`` are the
    numbers of the two highest, -1 without four scores; ``marge`` in points; ``volledig`` 0-1;
    ``woord`` as the advice has it."""

    scores: tuple[float, ...]
    eerste: int
    tweede: int
    marge: float
    volledig: float
    woord: Duidelijkheid


@dataclass(frozen=True, slots=True)
class Proefschaal:
    """The evidence of a method as rows of numbers.

    ``gewicht`` adds up to 1. ``delen`` and ``zwaar`` hold per perspective w * l and w * |l| of
    every piece, ``noemers`` the sums of ``zwaar``. ``uit_tabel``: whether a piece comes from a
    table. ``minst``: the completeness that an advice asks for. ``afwegen``: what the paired choices
    of one pair weigh together. ``richting``: per piece its loadings over the perspectives, as a
    vector of length 1.
    """

    stukken: tuple[Bewijs, ...]
    gewicht: tuple[float, ...]
    delen: tuple[tuple[float, ...], ...]
    zwaar: tuple[tuple[float, ...], ...]
    noemers: tuple[float, ...]
    uit_tabel: tuple[bool, ...]
    minst: float
    rijen: tuple[Margerij, ...]
    afwegen: float
    richting: tuple[tuple[float, ...], ...]

    def tel(self, vulling: Sequence[float | None]) -> tuple[list[float], list[float], float]:
        """Numerators, denominators and completeness (0-1) of a filling."""
        heel = [v or 0.0 for v in vulling]
        boven = [sum(map(mul, deel, heel)) for deel in self.delen]
        if None not in vulling:
            return boven, list(self.noemers), 1.0
        weet = [0.0 if v is None else 1.0 for v in vulling]
        onder = [sum(map(mul, zwaar, weet)) for zwaar in self.zwaar]
        return boven, onder, sum(map(mul, self.gewicht, weet))

    def weeg_op(
        self, vulling: Sequence[float | None], extra: Toevoeging | None = None
    ) -> Proefuitslag:
        """The outcome of a filling. ``extra``: what paired choices add; completeness is that of the
        evidence without them."""
        boven, onder, volledig = self.tel(vulling)
        bekend = [deel / (heel or 1) for deel, heel in zip(onder, self.noemers, strict=True)]
        if extra:
            boven = [a + b for a, b in zip(boven, extra[0], strict=True)]
            onder = [a + b for a, b in zip(onder, extra[1], strict=True)]
        if min(onder) <= _BIJNA:
            return Proefuitslag((), -1, -1, 0.0, volledig, "onvoldoende")
        scores = tuple(50 * (1 + b / o) for b, o in zip(boven, onder, strict=True))
        tweede, eerste = sorted(range(len(PERSPECTIEVEN)), key=scores.__getitem__)[-2:]
        marge = scores[eerste] - scores[tweede]
        genoeg = min(volledig, bekend[eerste], bekend[tweede]) >= self.minst - _BIJNA
        woord = self.woord_bij(volledig, marge) if genoeg else "onvoldoende"
        return Proefuitslag(scores, eerste, tweede, marge, volledig, woord)

    def rij_bij(self, volledig: float) -> Margerij:
        """The margins that count at this completeness."""
        gehaald = [rij for rij in self.rijen if volledig >= rij.volledigheid - _BIJNA]
        return gehaald[-1] if gehaald else self.rijen[0]

    def woord_bij(self, volledig: float, marge: float) -> Duidelijkheid:
        """How clear a margin is at this completeness."""
        rij = self.rij_bij(volledig)
        if marge >= rij.duidelijk:
            return "duidelijk"
        return "licht" if marge >= rij.licht else "verdeeld"

    def met_delen(self, delen: Sequence[Sequence[float]]) -> Proefschaal:
        """The same scale with another w * l per perspective and piece."""
        zwaar = tuple(tuple(map(abs, rij)) for rij in delen)
        return replace(
            self,
            delen=tuple(map(tuple, delen)),
            zwaar=zwaar,
            noemers=tuple(map(sum, zwaar)),
            richting=_richting(delen),
        )


def _richting(delen: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    """Each piece as a vector of length 1, or of zeros where it says nothing."""
    vectoren = []
    for stuk in zip(*delen, strict=True):
        lengte = hypot(*stuk) or 1.0
        vectoren.append(tuple(deel / lengte for deel in stuk))
    return tuple(vectoren)


def margerijen(methode: Methode) -> tuple[Margerij, ...]:
    """The table of margins of a method."""
    rijen = methode.algemeen.drempels.marges
    return tuple(Margerij(rij.volledigheid, rij.licht, rij.duidelijk) for rij in rijen)


def proefschaal(methode: Methode, rijen: Sequence[Margerij] = ()) -> Proefschaal:
    """The scale of a method. ``rijen``: margins to try in the place of its own."""
    gewichten = [float(methode.gewichten[stuk.id]) for stuk in methode.kansrijk]
    return schaal_van(methode, gewichten, rijen)


def schaal_van(
    methode: Methode, gewichten: Sequence[float], rijen: Sequence[Margerij] = ()
) -> Proefschaal:
    """A scale of the evidence of a method with these weights (only their ratios count)."""
    stukken = methode.kansrijk
    totaal = sum(gewichten)
    gewicht = tuple(w / totaal for w in gewichten)
    delen = tuple(
        tuple(w * stuk.laadt(p) for w, stuk in zip(gewicht, stukken, strict=True))
        for p in PERSPECTIEVEN
    )
    zwaar = tuple(tuple(map(abs, rij)) for rij in delen)
    per_groep = {groep.id: groep.gewicht for groep in methode.algemeen.groepen}
    groepen = sum(per_groep[groep] for groep in {stuk.groep for stuk in stukken})
    return Proefschaal(
        stukken=stukken,
        gewicht=gewicht,
        delen=delen,
        zwaar=zwaar,
        noemers=tuple(map(sum, zwaar)),
        uit_tabel=tuple(isinstance(stuk, Indicator) for stuk in stukken),
        minst=methode.algemeen.drempels.volledigheid,
        rijen=tuple(rijen) or margerijen(methode),
        afwegen=per_groep.get(AFWEEGGROEP, 0) / groepen,
        richting=_richting(delen),
    )
