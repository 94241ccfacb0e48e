"""Evidence: what answers and tables say for or against each perspective, in exact fractions.

Fractions keep ties exact and make the *kantelpunt* provable; they become floats only in the
results. Rules: ``ontwerp`` section 4; value of an answer (answer - 3) / 2, groups of evidence weigh
equally.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from math import lcm

from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Bewijs, Groep, Indicator, Methode
from regio_xl.methode.bouwstenen import breuk
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.indicatoren import MATEN

Waarden = Mapping[str, Fraction]
Gewichten = Mapping[str, Fraction]


@cache
def waarde(antwoord: int) -> Fraction:
    """The value of an answer a of 1-5 on -1..1: v = (a - 3) / 2.

    >>> [float(waarde(antwoord)) for antwoord in (1, 2, 3, 4, 5)]
    [-1.0, -0.5, 0.0, 0.5, 1.0]
    """
    return Fraction(antwoord - 3, 2)


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
                gevonden[bewijs.id] = schaal(gemeten, bewijs)
        elif (antwoord := antwoorden.get(bewijs.id)) and antwoord.waarde is not None:
            gevonden[bewijs.id] = waarde(antwoord.waarde)
    return gevonden


def schaal(gemeten: Fraction, indicator: Indicator) -> Fraction:
    """A measured value m on -1..1: v = 2 (m - laag) / (hoog - laag) - 1, cut off below -1 and above
    1."""
    laag, hoog = breuk(indicator.laag), breuk(indicator.hoog)
    return max(Fraction(-1), min(Fraction(1), 2 * (gemeten - laag) / (hoog - laag) - 1))


def gewichten(bewijzen: Sequence[Bewijs], groepen: Sequence[Groep]) -> dict[str, Fraction]:
    """The weight of each piece of evidence: its share of its group, times the weight of the group.

    With w the own weight of evidence b in group G, and W the weight of the group:
    g_b = W * w_b / (sum of w over G). So a long group counts no more than a short one.
    """
    totaal: dict[str, Fraction] = defaultdict(Fraction)
    for bewijs in bewijzen:
        totaal[bewijs.groep] += breuk(bewijs.gewicht)
    per_groep = {groep.id: breuk(groep.gewicht) for groep in groepen}
    return {
        bewijs.id: per_groep[bewijs.groep] * breuk(bewijs.gewicht) / totaal[bewijs.groep]
        for bewijs in bewijzen
    }


@cache
def alle_gewichten(methode: Methode) -> Gewichten:
    """The weight of every piece of evidence: for *kansrijk*, and for how a group works and wants to
    work."""
    groepen = methode.algemeen.groepen
    return {
        **gewichten(methode.kansrijk, groepen),
        **gewichten(methode.perspectief.stellingen, groepen),
    }


def som(producten: Iterable[tuple[Fraction, ...]]) -> Fraction:
    """The exact sum of products of fractions. Reducing fractions is where the time goes, so it is
    done once, at the end."""
    tellers: dict[int, int] = defaultdict(int)
    for product in producten:
        teller = noemer_ = 1
        for factor in product:
            boven, onder = factor.as_integer_ratio()
            teller *= boven
            noemer_ *= onder
        tellers[noemer_] += teller
    return Fraction(*_opgeteld(tellers))


def _opgeteld(tellers: Mapping[int, int]) -> tuple[int, int]:
    """The sum of fractions as a numerator and a denominator, given by the sum of the numerators of
    each denominator."""
    gezamenlijk = lcm(*tellers)
    return sum(
        teller * (gezamenlijk // noemer_) for noemer_, teller in tellers.items()
    ), gezamenlijk


def noemer(
    bewijzen: Sequence[Bewijs], gewicht: Gewichten, bekend: Waarden, perspectief: Perspectief
) -> Fraction:
    """The sum of weight times size of loading over the known evidence: the divisor of a score."""
    return som(
        (gewicht[b.id], breuk(abs(b.laadt(perspectief)))) for b in bewijzen if b.id in bekend
    )


def score(
    bewijzen: Sequence[Bewijs], gewicht: Gewichten, bekend: Waarden, perspectief: Perspectief
) -> Fraction | None:
    """The score of a perspective on -1..1, None when no known evidence speaks of it."""
    deler = noemer(bewijzen, gewicht, bekend, perspectief)
    if not deler:
        return None
    return (
        som(
            (gewicht[b.id], breuk(b.laadt(perspectief)), bekend[b.id])
            for b in bewijzen
            if b.id in bekend
        )
        / deler
    )


def scores(
    bewijzen: Sequence[Bewijs], gewicht: Gewichten, bekend: Waarden
) -> dict[Perspectief, Fraction | None]:
    """The scores of the four perspectives on -1..1: :func:`score` for each, in one pass over the
    evidence.

    S_p = (sum of g_b * l_bp * v_b) / (sum of g_b * abs(l_bp)), over the evidence b that is known,
    with its weight g (:func:`gewichten`), its loading l on perspective p and its value v
    (:func:`waarden`). None when no known evidence loads on p.
    """
    boven: dict[Perspectief, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    onder: dict[Perspectief, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for bewijs in bewijzen:
        if bewijs.id in bekend:
            teller, noemer_ = bekend[bewijs.id].as_integer_ratio()
            t, n = gewicht[bewijs.id].as_integer_ratio()
            for perspectief, lading in bewijs.lading.items():
                dubbel = int(
                    2 * lading.waarde
                )  # loadings are halves and wholes; twice of each above and below is the same
                boven[perspectief][n * noemer_] += t * dubbel * teller
                onder[perspectief][n] += t * abs(dubbel)
    return {
        p: _quotient(_opgeteld(boven[p]), _opgeteld(onder[p])) if p in onder else None
        for p in PERSPECTIEVEN
    }


def _quotient(deeltal: tuple[int, int], deler: tuple[int, int]) -> Fraction:
    """One fraction divided by another, both given as numerator and denominator."""
    return Fraction(deeltal[0] * deler[1], deeltal[1] * deler[0])


def volledigheid(
    bewijzen: Sequence[Bewijs],
    gewicht: Gewichten,
    bekend: Waarden,
    antwoorden: Mapping[str, Antwoord],
) -> Fraction:
    """The share (0-1) of the evidence that is known, by weight: (sum of g_b that is known) / (sum of
    g_b). What does not apply does not count at all."""
    telt = [b for b in bewijzen if not (b.id in antwoorden and antwoorden[b.id].nvt)]
    totaal = som((gewicht[b.id],) for b in telt)
    return som((gewicht[b.id],) for b in telt if b.id in bekend) / totaal if totaal else Fraction(0)


def groepscores(methode: Methode, bekend: Waarden) -> dict[str, dict[Perspectief, Fraction | None]]:
    """The scores of the perspectives on -1..1 over each group of the evidence for *kansrijk*
    alone."""
    gewicht = alle_gewichten(methode)  # only shares within one group count here
    per_groep: dict[str, list[Bewijs]] = defaultdict(list)
    for bewijs in methode.kansrijk:
        per_groep[bewijs.groep].append(bewijs)
    return {groep: scores(bewijzen, gewicht, bekend) for groep, bewijzen in per_groep.items()}
