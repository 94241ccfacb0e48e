"""What one piece of evidence does to the difference between two scores.

A score is linear in the values v_i as long as the same questions are answered (see ``bewijs``), so
the lead of perspective a over perspective b is::

    S_a - S_b = sum(h_i * v_i)        with h_i = w_i * (l_ia / D_a - l_ib / D_b)

and D_p = sum(w * |l_p|) over the evidence that counts. The *kantelpunt*, the groups that pull, the
bounds of what is still open: all rest on these gains h_i.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from regio_xl.methode import Bewijs
from regio_xl.methode.gewichten import noemer
from regio_xl.methode.perspectieven import Perspectief
from regio_xl.rekenen.bewijs import Gewichten, Waarden, hele_waarden


def hellingen(
    telt: Sequence[Bewijs], gewicht: Gewichten, een: Perspectief, ander: Perspectief
) -> tuple[dict[str, int], int]:
    """The gains of ``een`` over ``ander`` that are not zero, times a scale that makes them whole;
    and that scale. Both need evidence among what counts (``telt``)."""
    onder_een, onder_ander = noemer(telt, gewicht, een), noemer(telt, gewicht, ander)
    gevonden: dict[str, int] = {}
    for bewijs in telt:
        helften = bewijs.helften
        verschil = helften.get(een, 0) * onder_ander - helften.get(ander, 0) * onder_een
        if verschil:
            gevonden[bewijs.id] = gewicht[bewijs.id] * verschil
    return gevonden, onder_een * onder_ander


def bijdragen(
    bewijzen: Iterable[Bewijs],
    gewicht: Gewichten,
    bekend: Waarden,
    een: Perspectief,
    ander: Perspectief,
) -> dict[str, Fraction]:
    """By how many points of 0-100 each group of evidence moves the lead of ``een`` over ``ander``;
    together they are that lead::

        50 * sum(w_i * v_i * (l_ia / D_a - l_ib / D_b)) over the known evidence of the group
    """
    telt = [bewijs for bewijs in bewijzen if bewijs.id in bekend]
    helling, schaal = hellingen(telt, gewicht, een, ander)
    heel, waardeschaal = hele_waarden({bewijs.id: bekend[bewijs.id] for bewijs in telt})
    som: dict[str, int] = {}
    for bewijs in telt:
        deel = helling.get(bewijs.id, 0) * heel[bewijs.id]
        som[bewijs.groep] = som.get(bewijs.groep, 0) + deel
    return {groep: Fraction(50 * deel, schaal * waardeschaal) for groep, deel in som.items()}


def aandeel_eigen_duiding(
    bewijzen: Iterable[Bewijs],
    gewicht: Gewichten,
    bekend: Mapping[str, object],
    perspectieven: Iterable[Perspectief],
) -> Fraction | None:
    """The share (0-1) of the known evidence for these perspectives that rests on our own reading
    instead of on a source, by weight times size of loading: sum(w * |l|). None without evidence."""
    eigen = alles = 0
    gevraagd = tuple(perspectieven)
    for bewijs in bewijzen:
        if bewijs.id not in bekend:
            continue
        for perspectief in gevraagd:
            deel = gewicht[bewijs.id] * abs(bewijs.helften.get(perspectief, 0))
            if deel:
                alles += deel
                eigen += deel if bewijs.lading[perspectief].grond == "duiding" else 0
    return Fraction(eigen, alles) if alles else None
