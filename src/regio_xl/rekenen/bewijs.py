"""Evidence: what answers and tables say for or against each perspective, in exact fractions.

Fractions keep ties exact and make the *kantelpunt* provable; they become floats only in the results.
Rules: ``ontwerp`` section 4; value of an answer (answer - 3) / 2, groups of evidence weigh equally.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache

from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Bewijs, Groep, Indicator, Methode
from regio_xl.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.maten import MATEN

Waarden = Mapping[str, Fraction]
Gewichten = Mapping[str, Fraction]


@cache
def breuk(getal: float) -> Fraction:
    """The decimal that the method's keeper wrote, not its binary neighbour: 0.1 is 1/10."""
    return Fraction(str(getal))


def waarde(antwoord: int) -> Fraction:
    """The value of an answer 1-5 on -1..1."""
    return Fraction(antwoord - 3, 2)


def waarden(bewijzen: Sequence[Bewijs], antwoorden: Mapping[str, Antwoord], invoer: Invoer) -> dict[str, Fraction]:
    """The value of each piece of evidence that is known; unanswered, *n.v.t.* and empty tables are left out."""
    gevonden: dict[str, Fraction] = {}
    for bewijs in bewijzen:
        if isinstance(bewijs, Indicator):
            gemeten = MATEN[bewijs.maat](invoer)
            if gemeten is not None:
                gevonden[bewijs.id] = schaal(gemeten, bewijs)
        elif (antwoord := antwoorden.get(bewijs.id)) and antwoord.waarde is not None:
            gevonden[bewijs.id] = waarde(antwoord.waarde)
    return gevonden


def schaal(gemeten: Fraction, indicator: Indicator) -> Fraction:
    """A measured value on -1..1: ``laag`` is -1, ``hoog`` is 1, cut off beyond."""
    laag, hoog = breuk(indicator.laag), breuk(indicator.hoog)
    return max(Fraction(-1), min(Fraction(1), 2 * (gemeten - laag) / (hoog - laag) - 1))


def gewichten(bewijzen: Sequence[Bewijs], groepen: Sequence[Groep]) -> dict[str, Fraction]:
    """The weight of each piece of evidence: its share of its group, times the weight of the group."""
    totaal: dict[str, Fraction] = defaultdict(Fraction)
    for bewijs in bewijzen:
        totaal[bewijs.groep] += breuk(bewijs.gewicht)
    per_groep = {groep.id: breuk(groep.gewicht) for groep in groepen}
    return {bewijs.id: per_groep[bewijs.groep] * breuk(bewijs.gewicht) / totaal[bewijs.groep] for bewijs in bewijzen}


def noemer(bewijzen: Sequence[Bewijs], gewicht: Gewichten, bekend: Waarden, perspectief: Perspectief) -> Fraction:
    """The sum of weight times size of loading over the known evidence: the divisor of a score."""
    return sum((gewicht[b.id] * abs(breuk(b.laadt(perspectief))) for b in bewijzen if b.id in bekend), Fraction(0))


def score(bewijzen: Sequence[Bewijs], gewicht: Gewichten, bekend: Waarden, perspectief: Perspectief) -> Fraction | None:
    """The score of a perspective on -1..1, None when no known evidence speaks of it."""
    deler = noemer(bewijzen, gewicht, bekend, perspectief)
    if not deler:
        return None
    som = sum((gewicht[b.id] * breuk(b.laadt(perspectief)) * bekend[b.id] for b in bewijzen if b.id in bekend), Fraction(0))
    return som / deler


def scores(bewijzen: Sequence[Bewijs], gewicht: Gewichten, bekend: Waarden) -> dict[Perspectief, Fraction | None]:
    """The scores of the four perspectives on -1..1."""
    return {perspectief: score(bewijzen, gewicht, bekend, perspectief) for perspectief in PERSPECTIEVEN}


def volledigheid(
    bewijzen: Sequence[Bewijs], gewicht: Gewichten, bekend: Waarden, antwoorden: Mapping[str, Antwoord]
) -> Fraction:
    """The share (0-1) of the evidence that is known, by weight. What does not apply does not count at all."""
    telt = [b for b in bewijzen if not (b.id in antwoorden and antwoorden[b.id].nvt)]
    totaal = sum((gewicht[b.id] for b in telt), Fraction(0))
    return sum((gewicht[b.id] for b in telt if b.id in bekend), Fraction(0)) / totaal if totaal else Fraction(0)


def groepscores(methode: Methode, bekend: Waarden) -> dict[str, dict[Perspectief, Fraction | None]]:
    """The scores of the perspectives on -1..1 over each group of the evidence for *kansrijk* alone."""
    gewicht = gewichten(methode.kansrijk, methode.algemeen.groepen)  # only shares within one group count here
    per_groep: dict[str, list[Bewijs]] = defaultdict(list)
    for bewijs in methode.kansrijk:
        per_groep[bewijs.groep].append(bewijs)
    return {groep: scores(bewijzen, gewicht, bekend) for groep, bewijzen in per_groep.items()}
