"""A fast scale for simulations: the same weights and loadings as the real calculation, in floats.

A filling is a row of values, one for each piece of evidence in the order of ``stukken``: -1..1, or
None where nothing is known. ``tests/test_proefschaal.py`` holds it against ``rekenen.bewijs``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul
from typing import NamedTuple

from regio_xl.methode import Bewijs, Indicator, Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.resultaten import Duidelijkheid

Vulling = list[float | None]
# Numerators and denominators of the four scores, in the order of PERSPECTIEVEN.
Telling = tuple[list[float], list[float]]


class Margerij(NamedTuple):
    """From this completeness (0-1) on these margins (points of 0-100) count, until the next row."""

    volledigheid: float
    licht: float
    duidelijk: float


class Proefuitslag(NamedTuple):
    """What the method makes of one filling. ``eerste`` and ``tweede`` are numbers of perspectives,
    -1 without four scores; ``scores`` on 0-100; ``marge`` in points; ``woord`` as the advice calls
    it."""

    scores: tuple[float, ...]
    eerste: int
    tweede: int
    marge: float
    volledig: float
    woord: Duidelijkheid


def margerijen(methode: Methode) -> tuple[Margerij, ...]:
    """The table of margins of a method; one row when it has only two numbers."""
    drempels = methode.algemeen.drempels
    rijen = getattr(drempels, "marges", None)
    if rijen:
        return tuple(Margerij(r.volledigheid, r.licht, r.duidelijk) for r in rijen)
    return (
        Margerij(drempels.volledigheid, getattr(drempels, "licht"), getattr(drempels, "duidelijk")),
    )


@dataclass(frozen=True, slots=True)
class Proefschaal:
    """The evidence of a method as rows of numbers. ``delen`` and ``zwaar`` hold per perspective
    w * l and w * |l| of every piece."""

    stukken: tuple[Bewijs, ...]
    gewicht: tuple[float, ...]
    delen: tuple[tuple[float, ...], ...]
    zwaar: tuple[tuple[float, ...], ...]
    noemers: tuple[float, ...]
    uit_tabel: tuple[bool, ...]
    minst: float
    rijen: tuple[Margerij, ...]

    def tel(self, vulling: Sequence[float | None]) -> tuple[list[float], list[float], float]:
        """Numerators, denominators and completeness (0-1) of a filling."""
        if None in vulling:
            weet = [0.0 if v is None else 1.0 for v in vulling]
            heel = [v or 0.0 for v in vulling]
            onder = [sum(map(mul, zwaar, weet)) for zwaar in self.zwaar]
            volledig = sum(map(mul, self.gewicht, weet))
            return [sum(map(mul, deel, heel)) for deel in self.delen], onder, volledig
        return [sum(map(mul, deel, vulling)) for deel in self.delen], list(self.noemers), 1.0  # type: ignore[arg-type]

    def weeg_op(
        self, vulling: Sequence[float | None], extra: Telling | None = None
    ) -> Proefuitslag:
        """The outcome of a filling. ``extra``: what paired choices add to the numerators and the
        denominators; completeness is of the evidence without them."""
        boven, onder, volledig = self.tel(vulling)
        bekend = [deel / heel for deel, heel in zip(onder, self.noemers, strict=True)]
        if extra:
            boven = [a + b for a, b in zip(boven, extra[0], strict=True)]
            onder = [a + b for a, b in zip(onder, extra[1], strict=True)]
        if min(onder) <= 0:
            return Proefuitslag((), -1, -1, 0.0, volledig, "onvoldoende")
        scores = tuple(50 * (1 + b / o) for b, o in zip(boven, onder, strict=True))
        tweede, eerste = sorted(range(len(PERSPECTIEVEN)), key=scores.__getitem__)[-2:]
        marge = scores[eerste] - scores[tweede]
        genoeg = min(volledig, bekend[eerste], bekend[tweede]) >= self.minst - 1e-9
        woord: Duidelijkheid = "onvoldoende"
        if genoeg:
            woord = self.woord(volledig, marge)
        return Proefuitslag(scores, eerste, tweede, marge, volledig, woord)

    def rij(self, volledig: float) -> Margerij:
        """The margins that count at this completeness."""
        gehaald = [rij for rij in self.rijen if volledig >= rij.volledigheid - 1e-9]
        return gehaald[-1] if gehaald else self.rijen[0]

    def woord(self, volledig: float, marge: float) -> Duidelijkheid:
        """How clear a margin is at this completeness."""
        rij = self.rij(volledig)
        if marge >= rij.duidelijk:
            return "duidelijk"
        return "licht" if marge >= rij.licht else "verdeeld"


def proefschaal(methode: Methode, rijen: Sequence[Margerij] | None = None) -> Proefschaal:
    """The scale of a method. ``rijen``: margins to try in the place of its own."""
    stukken = methode.kansrijk
    return schaal_van(methode, stukken, [methode.gewichten[b.id] for b in stukken], rijen)


def schaal_van(
    methode: Methode,
    stukken: Sequence[Bewijs],
    gewichten: Sequence[float],
    rijen: Sequence[Margerij] | None = None,
) -> Proefschaal:
    """A scale of these pieces with these weights (only their ratios count)."""
    totaal = sum(gewichten)
    gewicht = tuple(w / totaal for w in gewichten)
    delen = tuple(
        tuple(w * b.laadt(p) for w, b in zip(gewicht, stukken, strict=True)) for p in PERSPECTIEVEN
    )
    zwaar = tuple(tuple(map(abs, rij)) for rij in delen)
    return Proefschaal(
        stukken=tuple(stukken),
        gewicht=gewicht,
        delen=delen,
        zwaar=zwaar,
        noemers=tuple(map(sum, zwaar)),
        uit_tabel=tuple(isinstance(b, Indicator) for b in stukken),
        minst=methode.algemeen.drempels.volledigheid,
        rijen=tuple(rijen or margerijen(methode)),
    )
