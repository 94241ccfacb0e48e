"""Measures of a graph under the standard names of network analysis; networkx computes what it has.

The shown network has no direction: a pair has contact when one of the two says so. A pair without
contact is *unknown* when at least one of its parties was not asked (``Contacten.onbekend``), so
density and centralisation are ranges.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import networkx as nx

from regio_xl.rekenen.netwerk.contacten import Contacten, Sleutel

# Betweenness costs parties times ties. Above this product it is estimated from as many parties as
# fit, with a fixed seed.
MEESTE_WERK = 1_000_000
_ZAAD = 7


def ongericht(lijst: Contacten) -> nx.Graph:
    """The graph without direction: an edge for every pair with contact."""
    graaf = nx.Graph()
    graaf.add_nodes_from(lijst.partijen)
    graaf.add_edges_from(lijst.paren)
    return graaf


def dichtheid(lijst: Contacten) -> tuple[float, float]:
    """Density, 0-1: m / (n (n - 1) / 2) for n parties and m pairs with contact; and what it is when
    every unknown pair turns out to have contact."""
    paren, mogelijk = len(lijst.paren), len(lijst.partijen) * (len(lijst.partijen) - 1) // 2
    return paren / mogelijk, (paren + lijst.onbekende_paren) / mogelijk


def wederkerigheid(lijst: Contacten) -> float:
    """Reciprocity, 0-1 (``nx.overall_reciprocity``): the share of arcs that are answered by an arc
    back. With a arcs over m pairs that is 2 (a - m) / a."""
    return 2 * (len(lijst.relaties) - len(lijst.paren)) / len(lijst.relaties)


def tussenposities(graaf: nx.Graph) -> dict[Sleutel, float]:
    """Betweenness, 0-1 (``nx.betweenness_centrality``): over all pairs of other parties, the mean
    share of their shortest paths that runs along this party (L.C. Freeman, "A set of measures of
    centrality based on betweenness", Sociometry 40, 1977). An estimate above ``MEESTE_WERK``."""
    partijen, paren = len(graaf), graaf.number_of_edges()
    steekproef = None if partijen * paren <= MEESTE_WERK else max(1, MEESTE_WERK // paren)
    posities = nx.betweenness_centrality(graaf, k=steekproef, normalized=True, seed=_ZAAD)
    return {sleutel: min(1.0, float(positie)) for sleutel, positie in posities.items()}


def centralisatie(graden: Collection[int]) -> float | None:
    """Degree centralisation, 0-1: sum of (D - d_i) / ((n - 1)(n - 2)), with d_i the degree of each
    of n parties and D the highest (L.C. Freeman, "Centrality in social networks: conceptual
    clarification", Social Networks 1, 1978). 1 for a star, 0 when all have equally many contacts;
    None below three parties.

    >>> centralisatie([3, 1, 1, 1]), centralisatie([2, 2, 2]), centralisatie([1, 1])
    (1.0, 0.0, None)
    """
    partijen = len(graden)
    if partijen < 3:
        return None
    return sum(max(graden) - graad for graad in graden) / ((partijen - 1) * (partijen - 2))


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
    laag = min(n * top - 2 * (m + _erbij(soorten, top)) for top in range(laagste, hoogste + 1))
    schaal = (n - 1) * (n - 2)
    return max(0, laag) / schaal, hoog / schaal


def _erbij(soorten: Counter[tuple[int, int, bool]], top: int) -> int:
    """At most how many unknown pairs can have contact while no degree exceeds ``top``."""
    ruimte = [
        (min(open_, top - graad) * aantal, stil) for (graad, open_, stil), aantal in soorten.items()
    ]
    return min(sum(plek for plek, _ in ruimte) // 2, sum(plek for plek, stil in ruimte if stil))
