"""How far answers on an ordered scale agree: two measures that fail in different ways, so show
both.

- *Consensus* (Cns) of W.J. Tastle and M.J. Wierman, "Consensus and dissention: a measure of ordinal dispersion",
  International Journal of Approximate Reasoning 45 (2007). From 0 (half of the people at each end) to 1 (all the same).
  Trap: plain noise, as many people everywhere, still gives 0.43 on five categories. Cns never reads "no agreement" for that.
- *Agreement* (A) of C. van der Eijk, "Measuring agreement in ordered rating scales", Quality and Quantity 35 (2001). From -1
  (two camps at the ends) by way of 0 (as many people everywhere) to 1 (all the same).

Both take a frequency vector: how many people chose each category, from the lowest to the highest.
Empty categories count, since they say how wide the scale is. Pure functions: no cells, no method.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations

LAAGST, HOOGST = 1, 5
MINSTE_CATEGORIEEN = 3


def frequenties(antwoorden: Iterable[int]) -> tuple[int, ...]:
    """How often each answer 1-5 was given. Raises ValueError for an answer outside the scale.

    >>> frequenties([1, 5, 5])
    (1, 0, 0, 0, 2)
    """
    telling = [0] * (HOOGST - LAAGST + 1)
    for antwoord in antwoorden:
        if not LAAGST <= antwoord <= HOOGST:
            raise ValueError(antwoord)
        telling[antwoord - LAAGST] += 1
    return tuple(telling)


def consensus(frequentie: Sequence[int]) -> float | None:
    """Cns of Tastle and Wierman (2007), 0-1: 1 + sum of p_i * log2(1 - |i - mean| / (K - 1)). None
    when nobody answered. Raises ValueError for fewer than three categories or a count below 0.

    The mean and the distances to it are exact; only the logarithm rounds.

    >>> consensus([0, 0, 7, 0, 0]), consensus([4, 0, 0, 0, 4]), consensus([0, 0, 0])
    (1.0, 0.0, None)
    """
    totaal = _totaal(frequentie)
    if not totaal:
        return None
    gemiddelde = Fraction(sum(plek * aantal for plek, aantal in enumerate(frequentie)), totaal)
    breedte = len(frequentie) - 1
    termen = (
        aantal * math.log2(1 - abs(plek - gemiddelde) / breedte) for plek, aantal in enumerate(frequentie) if aantal
    )  # fmt: skip
    return min(1.0, max(0.0, 1 + math.fsum(termen) / totaal))


def overeenstemming(frequentie: Sequence[int]) -> Fraction | None:
    """A of Van der Eijk (2001), exactly, from -1 to 1. None when nobody answered. Raises ValueError
    for fewer than three categories or a count below 0.

    The vector is taken apart in layers in which a category is either in use or not; A is the mean
    of the agreement of each layer, weighted by its number of people.

    >>> [int(overeenstemming(f)) for f in ([0, 0, 7, 0, 0], [2, 2, 2, 2, 2], [4, 0, 0, 0, 4])]
    [1, 0, -1]
    """
    totaal, rest = _totaal(frequentie), list(frequentie)
    som = Fraction(0)
    while any(rest):
        laag = tuple(bool(aantal) for aantal in rest)
        dikte = min(aantal for aantal in rest if aantal)
        rest = [aantal - dikte if aantal else 0 for aantal in rest]
        som += dikte * sum(laag) * _overeenstemming_laag(laag)
    return som / totaal if totaal else None


def _overeenstemming_laag(laag: Sequence[bool]) -> Fraction:
    """The agreement of one layer: unimodality U times 1 - (S - 1) / (K - 1), with S of the K
    categories in use.

    U compares, over all triples of categories, those that fit one peak (110, 011) with those that
    do not (101).
    """
    categorieen, in_gebruik = len(laag), sum(laag)
    drietallen = list(combinations(laag, 3))
    past = drietallen.count((True, True, False)) + drietallen.count((False, True, True))
    past_niet = drietallen.count((True, False, True))
    if not past + past_niet:  # all people in one category, or as many in each one
        return Fraction(in_gebruik == 1)
    eenduidig = Fraction(
        (categorieen - 2) * past - (categorieen - 1) * past_niet, (categorieen - 2) * (past + past_niet)
    )  # fmt: skip
    return eenduidig * (1 - Fraction(in_gebruik - 1, categorieen - 1))


def _totaal(frequentie: Sequence[int]) -> int:
    """How many people answered; a vector that is none is a mistake of the caller."""
    if len(frequentie) < MINSTE_CATEGORIEEN or min(frequentie) < 0:
        raise ValueError(frequentie)
    return sum(frequentie)
