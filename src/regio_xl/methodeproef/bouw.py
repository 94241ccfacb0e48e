"""What the evidence is made of, exactly from the loadings: how the scores hang together, on how
much each rests, and which group weighs how much in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import sqrt
from statistics import correlation

from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.methodeproef.proefschaal import Proefschaal

NUMMERPAREN = tuple(combinations(range(len(PERSPECTIEVEN)), 2))
"""The six pairs of perspectives, by number."""


def samenhang_uit_ladingen(schaal: Proefschaal, *, ook_tabellen: bool) -> tuple[float, ...]:
    """The correlation of each of the six pairs when all answers are independent with equal spread:
    sum(w^2 l_a l_b) / sqrt(sum(w^2 l_a^2) sum(w^2 l_b^2))."""
    delen = [
        [d for d, tab in zip(rij, schaal.uit_tabel, strict=True) if ook_tabellen or not tab]
        for rij in schaal.delen
    ]
    lengte = [sqrt(sum(d * d for d in rij)) for rij in delen]
    return tuple(
        sum(a * b for a, b in zip(delen[p], delen[q], strict=True)) / (lengte[p] * lengte[q])
        for p, q in NUMMERPAREN
    )


def samenhang_gemeten(scores: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The correlation of each of the six pairs over workbooks."""
    per = list(zip(*scores, strict=True))
    return tuple(correlation(per[p], per[q]) for p, q in NUMMERPAREN)


def bewijs_telt_als(schaal: Proefschaal) -> tuple[float, ...]:
    """On how many equally heavy pieces of evidence each score rests: D^2 / sum((w l)^2)."""
    return tuple(
        noemer**2 / sum(d * d for d in rij)
        for noemer, rij in zip(schaal.noemers, schaal.delen, strict=True)
    )


def groepsdelen(schaal: Proefschaal) -> Mapping[str, tuple[float, ...]]:
    """The share (0-1) of each group in the denominator of each perspective."""
    delen: dict[str, list[float]] = {}
    for nummer, stuk in enumerate(schaal.stukken):
        rij = delen.setdefault(stuk.groep, [0.0] * len(PERSPECTIEVEN))
        for p, zwaar in enumerate(schaal.zwaar):
            rij[p] += zwaar[nummer] / schaal.noemers[p]
    return {groep: tuple(rij) for groep, rij in delen.items()}


def burentekens(schaal: Proefschaal, een: int, ander: int) -> dict[str, list[str]]:
    """The ids of the pieces of evidence that speak of one or both of two perspectives (by number):
    with the same sign for both, with opposite signs, or of one alone."""
    gevonden: dict[str, list[str]] = {"zelfde kant": [], "elk een kant": [], "alleen een": []}
    for stuk, *delen in zip(schaal.stukken, schaal.delen[een], schaal.delen[ander], strict=True):
        product = delen[0] * delen[1]
        if product:
            gevonden["zelfde kant" if product > 0 else "elk een kant"].append(stuk.id)
        elif any(delen):
            gevonden["alleen een"].append(stuk.id)
    return gevonden
