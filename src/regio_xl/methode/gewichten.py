"""How heavily each piece of evidence counts: groups weigh as the method says, whatever number of
statements they hold (``ontwerp`` section 4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from regio_xl.methode.elementen import Bewijs, Groep, breuk


def gewichten(bewijzen: Sequence[Bewijs], groepen: Sequence[Groep]) -> dict[str, Fraction]:
    """The weight of each piece of evidence by its id: W_g * w_i / (sum of w over its group g), where
    W_g is the weight of the group and w_i that of the piece itself."""
    totaal: dict[str, Fraction] = defaultdict(Fraction)
    for bewijs in bewijzen:
        totaal[bewijs.groep] += breuk(bewijs.gewicht)
    per_groep = {groep.id: breuk(groep.gewicht) for groep in groepen}
    return {
        bewijs.id: per_groep[bewijs.groep] * breuk(bewijs.gewicht) / totaal[bewijs.groep]
        for bewijs in bewijzen
    }


def hele_gewichten(bewijzen: Sequence[Bewijs], groepen: Sequence[Groep]) -> dict[str, int]:
    """The same weights as whole numbers on one scale. Only their ratios mean something; sums of
    whole numbers are exact and ten times as fast as sums of fractions."""
    gewicht = gewichten(bewijzen, groepen)
    schaal = lcm(*(deel.denominator for deel in gewicht.values()))
    return {id_: int(deel * schaal) for id_, deel in gewicht.items()}
