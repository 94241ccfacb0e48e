"""How far answers on an ordered scale agree: two measures that fail in different ways, so show
both.

- *Consensus* (Cns) of W.J. Tastle and M.J. Wierman, "Consensus and dissention: a measure of ordinal
  dispersion", International Journal of Approximate Reasoning 45 (2007). From 0 (half of the people
  at each end) to 1 (all the same). Trap: plain noise, as many people everywhere, still gives 0.43
  on five categories. Cns never reads "no agreement" for that.
- *Agreement* (A) of C. van der Eijk, "Measuring agreement in ordered rating scales", Quality and
  Quantity 35 (2001). From -1 (two camps at the ends) by way of 0 (as many people everywhere) to 1
  (all the same).

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
    """How often each answer 1-5 was given. Raises :class:`ValueError` for an answer outside the
    scale.

    >>> frequenties([4, 4, 5])
    (0, 0, 0, 2, 1)
    """
    telling = [0] * (HOOGST - LAAGST + 1)
    for antwoord in antwoorden:
        if not LAAGST <= antwoord <= HOOGST:
            raise ValueError(antwoord)
        telling[antwoord - LAAGST] += 1
    return tuple(telling)


def consensus(frequentie: Sequence[int]) -> float | None:
    """Cns of Tastle and Wierman (2007), on 0-1; None when nobody answered::

        Cns = 1 + sum(p_i * log2(1 - |i - mean| / (K - 1)))

    over the K categories i, with p_i the share of the people in each. The mean and the distances to
    it are exact; only the logarithm rounds. Raises :class:`ValueError` for what is no frequency
    vector.

    >>> consensus((0, 0, 0, 3, 0)), consensus((2, 0, 0, 0, 2))
    (1.0, 0.0)
    >>> round(consensus((1, 1, 1, 1, 1)), 2)
    0.43
    """
    totaal = _totaal(frequentie)
    if not totaal:
        return None
    gemiddelde = Fraction(sum(plek * aantal for plek, aantal in enumerate(frequentie)), totaal)
    breedte = len(frequentie) - 1
    termen = []
    for plek, aantal in enumerate(frequentie):
        if aantal:
            termen.append(aantal * math.log2(1 - abs(plek - gemiddelde) / breedte))
    return min(1.0, max(0.0, 1 + math.fsum(termen) / totaal))


def overeenstemming(frequentie: Sequence[int]) -> Fraction | None:
    """A of Van der Eijk (2001), exactly, from -1 to 1; None when nobody answered::

        A = sum(n_l * A_l) / n        with A_l = U * (1 - (S - 1) / (K - 1))

    The vector is taken apart in layers l of n_l people, in each of which a category is either in
    use (S of the K) or not. U is 1 for one peak and -1 for two that are far apart. Raises
    :class:`ValueError` for what is no frequency vector.

    >>> overeenstemming((2, 0, 0, 0, 2)), overeenstemming((1, 1, 1, 1, 1))
    (Fraction(-1, 1), Fraction(0, 1))
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
    verschil = (categorieen - 2) * past - (categorieen - 1) * past_niet
    eenduidig = Fraction(verschil, (categorieen - 2) * (past + past_niet))
    return eenduidig * (1 - Fraction(in_gebruik - 1, categorieen - 1))


def _totaal(frequentie: Sequence[int]) -> int:
    """How many people answered; a vector that is none is a mistake of the caller."""
    if len(frequentie) < MINSTE_CATEGORIEEN or min(frequentie) < 0:
        raise ValueError(frequentie)
    return sum(frequentie)
