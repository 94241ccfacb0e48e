"""Measures of a graph under the standard names of network analysis; networkx computes what it has.

The shown network has no direction: a pair has contact when one of the two says so. A pair without
contact is *unknown* when at least one of its parties was not asked (``Contacten.onbekend``), so
density and centralisation are ranges.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from math import comb
from typing import Any

import networkx as nx

from regio_xl.rekenen.netwerk.contacten import Contacten, Partijsleutel

# Betweenness costs parties with contact times ties. Above this product it is estimated from as many
# parties as fit, with a fixed seed.
MEESTE_WERK = 1_000_000
_ZAAD = 7


class _Graaf(nx.Graph):  # type: ignore[misc]  # networkx tells no types
    """A graph that gives the contacts of a party as they are kept. networkx wraps them each time,
    and the measures ask for them so often that this takes a third of their time."""

    def __getitem__(self, sleutel: Partijsleutel) -> Any:
        return self._adj[sleutel]


def ongericht(lijst: Contacten) -> nx.Graph:
    """The graph without direction: an edge for every pair with contact."""
    graaf = _Graaf()
    graaf.add_nodes_from(lijst.partijen)
    graaf.add_edges_from(lijst.paren)
    return graaf


def dichtheidsgrenzen(lijst: Contacten) -> tuple[float, float]:
    """Density m / (n * (n - 1) / 2) on 0-1 (``nx.density``): pairs with contact over all pairs, and
    what it is when every unknown pair turns out to have contact. Raises
    :class:`ZeroDivisionError` below two parties."""
    paren, mogelijk = len(lijst.paren), comb(len(lijst.partijen), 2)
    return paren / mogelijk, (paren + lijst.onbekende_paren) / mogelijk


def wederkerigheid(lijst: Contacten) -> float:
    """Reciprocity (``nx.overall_reciprocity``; M. Newman, "Networks", 2010), on 0-1: the share of
    arcs that are answered by an arc back. Raises :class:`ZeroDivisionError` without arcs."""
    return 2 * (len(lijst.relaties) - len(lijst.paren)) / len(lijst.relaties)


def tussenposities(graaf: nx.Graph) -> dict[Partijsleutel, float]:
    """Betweenness (``nx.betweenness_centrality``; L.C. Freeman, "Centrality in social networks",
    Social Networks 1, 1978) on 0-1: of all shortest paths between two others the share that runs
    along a party, over (n - 1) * (n - 2) / 2. An estimate above ``MEESTE_WERK``.

    No path runs along a party without contact, so those cost nothing.
    """
    kern = _met_contact(graaf)
    partijen, paren = len(kern), kern.number_of_edges()
    steekproef = None if partijen * paren <= MEESTE_WERK else max(2, MEESTE_WERK // paren)
    paden = nx.betweenness_centrality(kern, k=steekproef, normalized=False, seed=_ZAAD)
    mogelijk = (len(graaf) - 1) * (len(graaf) - 2)
    schaal = 1 / mogelijk if mogelijk > 0 else 0
    return {sleutel: min(1.0, 2 * paden.get(sleutel, 0.0) * schaal) for sleutel in graaf}


def _met_contact(graaf: nx.Graph) -> nx.Graph:
    """The parties with contact, in the same order."""
    if all(graaf[sleutel] for sleutel in graaf):
        return graaf
    kern = _Graaf()
    kern.add_nodes_from(sleutel for sleutel in graaf if graaf[sleutel])
    kern.add_edges_from(graaf.edges)
    return kern


def centralisatie(graden: Collection[int]) -> float | None:
    """Degree centralisation of Freeman (1978), sum(max d - d_i) / ((n - 1) * (n - 2)): 1 for a
    star, 0 when all have equally many contacts; None below three parties.

    >>> centralisatie([3, 1, 1, 1]), centralisatie([2, 2, 2, 2])
    (1.0, 0.0)
    """
    partijen = len(graden)
    if partijen < 3:
        return None
    hoogste = max(graden)
    return sum(hoogste - graad for graad in graden) / ((partijen - 1) * (partijen - 2))


def centralisatiegrenzen(lijst: Contacten) -> tuple[float, float] | None:
    """Lower and upper limit of the degree centralisation, whatever the unknown pairs turn out to
    be.

    With n parties, m pairs and highest degree D the sum of Freeman's differences is n * D - 2 * m.
    The upper limit is exact: for each party, all its own unknown pairs have contact and no others.
    The lower limit is an outer bound: for each possible D it adds as many pairs as the degrees
    leave room for (half the room of all parties, and no more than the room of the parties that were
    not asked, since every unknown pair has such a party); those pairs need not all fit at once.
    """
    n, m = len(lijst.partijen), len(lijst.paren)
    if n < 3:
        return None
    soorten = Counter(
        (lijst.graad[s], lijst.onbekend[s], s in lijst.niet_bevraagd) for s in lijst.partijen
    )
    hoog = max(n * (graad + open_) - 2 * (m + open_) for graad, open_, _ in soorten)
    laagste, hoogste = (
        max(graad for graad, _, _ in soorten),
        max(graad + open_ for graad, open_, _ in soorten),
    )
    toppen = range(laagste, hoogste + 1)
    erbij = zip(toppen, _erbij(soorten, toppen), strict=True)
    laag = min(n * top - 2 * (m + paren) for top, paren in erbij)
    schaal = (n - 1) * (n - 2)
    return max(0, laag) / schaal, hoog / schaal


def _erbij(soorten: Counter[tuple[int, int, bool]], toppen: range) -> Iterator[int]:
    """At most how many unknown pairs can have contact while no degree exceeds each of these, which
    are no lower than any degree."""
    alle, stille = Counter[int](), Counter[int]()
    ruimte = ruimte_stil = 0
    for (graad, open_, stil), aantal in soorten.items():
        plek = min(open_, toppen[0] - graad) * aantal
        alle[graad + open_] += aantal
        ruimte += plek
        if stil:
            stille[graad + open_] += aantal
            ruimte_stil += plek
    # One higher leaves room for one more pair of every party that still has unknown pairs.
    groei = sum(aantal for eind, aantal in alle.items() if eind > toppen[0])
    groei_stil = sum(aantal for eind, aantal in stille.items() if eind > toppen[0])
    for top in toppen:
        yield min(ruimte // 2, ruimte_stil)
        ruimte += groei
        ruimte_stil += groei_stil
        groei -= alle[top + 1]
        groei_stil -= stille[top + 1]
