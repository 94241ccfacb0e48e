"""How heavily each piece of evidence counts: groups weigh as the method says, whatever number of
statements they hold (``ontwerp`` section 4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

from regio_xl.methode.elementen import Bewijs, Groep, breuk
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief


def gewichten(bewijzen: Sequence[Bewijs], groepen: Sequence[Groep]) -> dict[str, Fraction]:
    """The weight of each piece of evidence by its id: W_g * w_i / (sum of w over its group g),
    where W_g is the weight of the group and w_i that of the piece itself."""
    totaal: dict[str, Fraction] = defaultdict(Fraction)
    for bewijs in bewijzen:
        totaal[bewijs.groep] += breuk(bewijs.gewicht)
    per_groep = {groep.id: breuk(groep.gewicht) for groep in groepen}
    return {
        bewijs.id: per_groep[bewijs.groep] * breuk(bewijs.gewicht) / totaal[bewijs.groep]
        for bewijs in bewijzen
    }


def hele_gewichten(
    bewijzen: Sequence[Bewijs], groepen: Sequence[Groep], *sets: Sequence[Bewijs]
) -> dict[str, int]:
    """The same weights as whole numbers on one scale. Only their ratios mean something; sums of
    whole numbers are exact and ten times as fast as sums of fractions. Each further set weighs on
    its own as one group."""
    gewicht = gewichten(bewijzen, groepen)
    for set_ in sets:
        gewicht |= gewichten(set_, groepen)
    schaal = lcm(*(deel.denominator for deel in gewicht.values()))
    return {id_: int(deel * schaal) for id_, deel in gewicht.items()}


def noemer(bewijzen: Sequence[Bewijs], gewicht: Mapping[str, int], perspectief: Perspectief) -> int:
    """How much evidence speaks of a perspective: sum(w * |2 * l_p|), with loadings in halves."""
    return sum(gewicht[b.id] * abs(b.helften.get(perspectief, 0)) for b in bewijzen)


def invloeden(bewijzen: Sequence[Bewijs], gewicht: Mapping[str, int]) -> dict[str, float]:
    """How far each piece of evidence can move the four scores apart once all else is known too, in
    points of 0-100: 50 * (largest - smallest of w * l_p / sum(w * |l_p|) over the perspectives)."""
    noemers = {p: noemer(bewijzen, gewicht, p) for p in PERSPECTIEVEN}
    gevonden = {}
    for bewijs in bewijzen:
        delen = [
            Fraction(gewicht[bewijs.id] * bewijs.helften.get(p, 0), deler)
            for p, deler in noemers.items()
            if deler
        ]
        gevonden[bewijs.id] = float(50 * (max(delen) - min(delen)))
    return gevonden
