"""What a figure of the ties may still become where the contacts of parties were not asked.

A pair is *unknown* when nobody wrote down contact and at least one of its two parties was not asked
(``Contacten.onbekend``); a row is unknown when its first party was not asked. The ends of a figure
are what it becomes when all of these turn out one way or the other, so that whatever the answers
are, it lies between them. Shares are 0-1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from math import comb

from regio_xl.invoer import Relatie
from regio_xl.rekenen.netwerk.contacten import Contacten, Partijpaar

Einden = tuple[float, float]


def onbekende_rijen(lijst: Contacten) -> int:
    """How many rows may still come: from every party that was not asked to every other one, without
    those that are known because the other said that the contact is mutual."""
    stil = lijst.niet_bevraagd
    bekend = sum(van in stil for van, _ in lijst.relaties)
    return len(stil) * (len(lijst.partijen) - 1) - bekend


def aandeel(telt: int, alle: int, erbij: int) -> Einden:
    """A share ``telt`` / ``alle`` to which ``erbij`` unknown ones may come, all of the one sort or
    all of the other.

    >>> aandeel(1, 4, 0), aandeel(1, 4, 4)
    ((0.25, 0.25), (0.125, 0.625))
    """
    return telt / (alle + erbij), (telt + erbij) / (alle + erbij)


def gemiddelde(waarden: Collection[int], erbij: int) -> Einden:
    """A mean on the scale 1-5 to which ``erbij`` unknown values may come.

    >>> gemiddelde([3, 3], 0), gemiddelde([3, 3], 2)
    ((3.0, 3.0), (2.0, 4.0))
    """
    som, aantal = sum(waarden), len(waarden) + erbij
    return (som + erbij) / aantal, (som + 5 * erbij) / aantal


def einden_wederkerigheid(lijst: Contacten) -> Einden:
    """The ends of the reciprocity (``maten.wederkerigheid``). Lowest: every unknown pair gets one
    row. Highest: every row to a party that was not asked is answered, and two such parties always
    name each other."""
    stil, rijen = lijst.niet_bevraagd, len(lijst.relaties)
    terug = 2 * (rijen - len(lijst.paren))
    te_beantwoorden = sum(
        naar in stil and (naar, van) not in lijst.relaties for van, naar in lijst.relaties
    )
    onderling = 2 * comb(len(stil), 2)
    return (
        terug / (rijen + lijst.onbekende_paren),
        (terug + 2 * te_beantwoorden + onderling) / (rijen + te_beantwoorden + onderling),
    )


def tussen_soorten(lijst: Contacten, paar: Partijpaar) -> bool | None:
    """Whether a pair is of different kinds; None when one of the two kinds was not filled in."""
    een, ander = (lijst.partijen[sleutel].soort for sleutel in paar)
    return None if een is None or ander is None else een != ander


def onbekend_tussen_soorten(lijst: Contacten) -> tuple[int, int]:
    """How many unknown pairs are of one kind and how many of different kinds; pairs with a party
    whose kind was not filled in are left out."""
    met_soort = {
        s: partij.soort for s, partij in lijst.partijen.items() if partij.soort is not None
    }
    alle = Counter(met_soort.values())
    bevraagd = Counter(soort for s, soort in met_soort.items() if s not in lijst.niet_bevraagd)
    samen = comb(alle.total(), 2) - comb(bevraagd.total(), 2)
    zelfde = sum(comb(aantal, 2) - comb(bevraagd[soort], 2) for soort, aantal in alle.items())
    contact = Counter(
        tussen_soorten(lijst, paar)
        for paar in lijst.paren
        if not lijst.niet_bevraagd.isdisjoint(paar)
    )
    return zelfde - contact[False], samen - zelfde - contact[True]


def banden_tussen_soorten(lijst: Contacten) -> Einden | None:
    """The ends of the share of the contacts that is between different kinds; None while of no
    contact both kinds are known."""
    bekend = Counter(tussen_soorten(lijst, paar) for paar in lijst.paren)
    alle = bekend[True] + bekend[False]
    zelfde, verschil = onbekend_tussen_soorten(lijst)
    if not alle:
        return None
    return bekend[True] / (alle + zelfde), (bekend[True] + verschil) / (alle + verschil)


def zwakke_banden_tussen_soorten(
    lijst: Contacten, sterkte: Callable[[Collection[Relatie]], float | None], weinig: int
) -> Einden | None:
    """The ends of the share of the contacts between kinds that is weak (mean strength at most
    ``weinig``); None while no strength of such a contact is known.

    A contact of which one party was not asked may still get a second row, so it counts at the
    lowest end as not weak and at the highest as weak; so do the unknown pairs.
    """
    paren = {paar: rijen for paar, rijen in lijst.paren.items() if tussen_soorten(lijst, paar)}
    vast: list[bool] = []
    open_ = bekend = 0
    for paar, rijen in paren.items():
        gemeten = sterkte(rijen)
        bekend += gemeten is not None
        if len(rijen) == 1 and not lijst.niet_bevraagd.isdisjoint(paar):
            open_ += 1
        elif gemeten is not None:
            vast.append(gemeten <= weinig)
    if not bekend:
        return None
    open_ += onbekend_tussen_soorten(lijst)[1]
    return aandeel(sum(vast), len(vast), open_)
