"""Evidence: what answers and tables say for or against each perspective, in exact fractions.

Fractions keep ties exact and make the *kantelpunt* provable; they become floats only in the
results. Source of the rules: ``ontwerp`` section 4. For perspective p, over the evidence i that is
known, with weight w, loading l and value v::

    S_p = sum(w_i * l_ip * v_i) / sum(w_i * |l_ip|)        on -1..1

    v_i = (answer - 3) / 2 for a statement, and 2 * (x - laag) / (hoog - laag) - 1 for a table.

A scale of all weights, loadings or values cancels out, so weights are whole numbers
(``Methode.gewichten``) and loadings count in halves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Bewijs, Indicator, Methode
from regio_xl.methode.elementen import breuk
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.indicatoren import MATEN

Waarden = Mapping[str, Fraction]
# By the id of the evidence; only their ratios mean something.
Gewichten = Mapping[str, int]


def waarde(antwoord: int) -> Fraction:
    """The value of an answer 1-5 on -1..1.

    >>> waarde(2)
    Fraction(-1, 2)
    """
    return Fraction(antwoord - 3, 2)


def geschaald(gemeten: Fraction, indicator: Indicator) -> Fraction:
    """A measured value on -1..1: ``laag`` is -1, ``hoog`` is 1, cut off beyond."""
    laag, hoog = breuk(indicator.laag), breuk(indicator.hoog)
    return max(Fraction(-1), min(Fraction(1), 2 * (gemeten - laag) / (hoog - laag) - 1))


def waarden(
    methode: Methode, bewijzen: Sequence[Bewijs], antwoorden: Mapping[str, Antwoord], invoer: Invoer
) -> dict[str, Fraction]:
    """The value of each piece of evidence that is known; unanswered, *n.v.t.* and empty tables are
    left out."""
    gevonden: dict[str, Fraction] = {}
    for bewijs in bewijzen:
        if isinstance(bewijs, Indicator):
            gemeten = MATEN[bewijs.maat](methode, invoer)
            if gemeten is not None:
                gevonden[bewijs.id] = geschaald(gemeten, bewijs)
        elif (antwoord := antwoorden.get(bewijs.id)) and antwoord.waarde is not None:
            gevonden[bewijs.id] = waarde(antwoord.waarde)
    return gevonden


def hele_waarden(bekend: Waarden) -> tuple[dict[str, int], int]:
    """The values as whole numbers, and the even scale by which they were multiplied."""
    schaal = lcm(2, *(deel.denominator for deel in bekend.values()))
    heel = {id_: v.numerator * (schaal // v.denominator) for id_, v in bekend.items()}
    return heel, schaal


def scores(
    bewijzen: Sequence[Bewijs], gewicht: Gewichten, bekend: Waarden
) -> dict[Perspectief, Fraction | None]:
    """The scores of the four perspectives on -1..1; None when no known evidence speaks of one::

        S_p = sum(w_b * l_bp * v_b) / sum(w_b * abs(l_bp))

    over the known evidence b, with its weight w, its loading l on perspective p and its value v.
    """
    heel, schaal = hele_waarden({b.id: bekend[b.id] for b in bewijzen if b.id in bekend})
    boven: dict[Perspectief, int] = dict.fromkeys(PERSPECTIEVEN, 0)
    onder: dict[Perspectief, int] = dict.fromkeys(PERSPECTIEVEN, 0)
    for bewijs in bewijzen:
        if bewijs.id in heel:
            for perspectief, helften in bewijs.helften.items():
                deel = gewicht[bewijs.id] * helften
                boven[perspectief] += deel * heel[bewijs.id]
                onder[perspectief] += abs(deel)
    return {p: Fraction(boven[p], schaal * onder[p]) if onder[p] else None for p in PERSPECTIEVEN}


def volledigheid(
    bewijzen: Sequence[Bewijs],
    gewicht: Gewichten,
    bekend: Waarden,
    antwoorden: Mapping[str, Antwoord],
) -> Fraction:
    """The share (0-1) of the evidence that is known, by weight. What does not apply does not count
    at all."""
    nvt = {id_ for id_, antwoord in antwoorden.items() if antwoord.nvt}
    telt = [b.id for b in bewijzen if b.id not in nvt]
    totaal = sum(gewicht[id_] for id_ in telt)
    if not totaal:
        return Fraction(0)
    return Fraction(sum(gewicht[id_] for id_ in telt if id_ in bekend), totaal)


def volledigheid_per(
    bewijzen: Sequence[Bewijs],
    gewicht: Gewichten,
    bekend: Waarden,
    antwoorden: Mapping[str, Antwoord],
) -> dict[Perspectief, Fraction]:
    """The share (0-1) of the evidence about each perspective that is known, by weight times size of
    loading::

        sum(w_b * abs(l_bp)) over the known evidence / the same over all evidence

    What does not apply does not count at all; 0 when nothing speaks of a perspective.
    """
    nvt = {id_ for id_, antwoord in antwoorden.items() if antwoord.nvt}
    weet: dict[Perspectief, int] = dict.fromkeys(PERSPECTIEVEN, 0)
    alles: dict[Perspectief, int] = dict.fromkeys(PERSPECTIEVEN, 0)
    for bewijs in bewijzen:
        if bewijs.id not in nvt:
            for perspectief, helften in bewijs.helften.items():
                deel = gewicht[bewijs.id] * abs(helften)
                alles[perspectief] += deel
                weet[perspectief] += deel if bewijs.id in bekend else 0
    return {p: Fraction(weet[p], alles[p]) if alles[p] else Fraction(0) for p in PERSPECTIEVEN}


class Bewijsstand(NamedTuple):
    """What is known of the evidence for *kansrijk*, and the scores over each group of it."""

    bekend: Waarden
    per_groep: Mapping[str, Mapping[Perspectief, Fraction | None]]


def bewijsstand(methode: Methode, invoer: Invoer) -> Bewijsstand:
    """What is known of the evidence for *kansrijk*."""
    bekend = waarden(methode, methode.kansrijk, invoer.antwoorden, invoer)
    return Bewijsstand(bekend, groepscores(methode, bekend))


def groepscores(methode: Methode, bekend: Waarden) -> dict[str, dict[Perspectief, Fraction | None]]:
    """The scores of the perspectives on -1..1 over each group of the evidence for *kansrijk*
    alone."""
    per_groep: dict[str, list[Bewijs]] = defaultdict(list)
    for bewijs in methode.kansrijk:
        per_groep[bewijs.groep].append(bewijs)
    # Only shares within one group count here, so the weights of the groups do not matter.
    return {g: scores(bewijzen, methode.gewichten, bekend) for g, bewijzen in per_groep.items()}
