"""What comes loose when a party drops out: articulation points, and the tree of blocks around
them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

import networkx as nx

from regio_xl.rekenen.netwerk.contacten import Partijsleutel

# A point of the tree: a block by its number or an articulation point by its key.
Punt = int | Partijsleutel


def losgeraakt(graaf: nx.Graph) -> dict[Partijsleutel, tuple[Partijsleutel, ...]]:
    """For every articulation point: the parties of its part of the network that then miss the
    largest piece of that part.

    Of two largest pieces the one with the first name in the alphabet counts as the rest.
    """
    los: dict[Partijsleutel, tuple[Partijsleutel, ...]] = {}
    for sleutel in sorted(nx.articulation_points(graaf)):
        stukken = sorted(_stukken_zonder(graaf, sleutel), key=lambda stuk: (-len(stuk), min(stuk)))
        los[sleutel] = tuple(sorted(ander for stuk in stukken[1:] for ander in stuk))
    return los


def _stukken_zonder(graaf: nx.Graph, weg: Partijsleutel) -> list[set[Partijsleutel]]:
    """The pieces into which the part around a party falls when it drops out."""
    stukken: list[set[Partijsleutel]] = []
    for begin in graaf[weg]:
        if any(begin in stuk for stuk in stukken):
            continue
        stuk, rand = {begin}, [begin]
        while rand:
            nieuw = [buur for buur in graaf[rand.pop()] if buur != weg and buur not in stuk]
            stuk.update(nieuw)
            rand.extend(nieuw)
        stukken.append(stuk)
    return stukken


@dataclass(frozen=True)
class Blokboom:
    """One connected part as its block-cut tree: articulation points (by key) between blocks (by
    number).

    ``vrij``: the other parties of each block. ``stukken``: for each articulation point how many
    parties lie behind each of its blocks, so the pieces into which the part falls without it.
    """

    aantal: int
    boom: nx.Graph
    vrij: Mapping[Punt, tuple[Partijsleutel, ...]]
    stukken: Mapping[Punt, Mapping[Punt, int]]

    @property
    def eindblokken(self) -> list[Punt]:
        """The blocks at the ends of the tree: they hang on one articulation point."""
        return [blok for blok in self.vrij if self.boom.degree(blok) == 1]

    def verliezen(self) -> dict[Punt, int]:
        """How many parties come loose without each articulation point."""
        return {snijpunt: verlies(stukken) for snijpunt, stukken in self.stukken.items()}


def verlies(stukken: Mapping[Punt, int]) -> int:
    """How many parties miss the largest piece."""
    return sum(stukken.values()) - max(stukken.values(), default=0)


def blokboom(graaf: nx.Graph, deel: frozenset[Partijsleutel]) -> Blokboom:
    """The block-cut tree of one connected part of the graph."""
    blokken = sorted(
        sorted(blok) for blok in nx.biconnected_components(graaf) if not deel.isdisjoint(blok)
    ) or [sorted(deel)]
    snijpunten = {s for s, aantal in Counter(chain.from_iterable(blokken)).items() if aantal > 1}
    boom = nx.Graph()
    boom.add_nodes_from(range(len(blokken)))
    boom.add_edges_from(
        (nummer, s) for nummer, blok in enumerate(blokken) for s in blok if s in snijpunten
    )
    vrij: dict[Punt, tuple[Partijsleutel, ...]] = {
        nummer: tuple(s for s in blok if s not in snijpunten) for nummer, blok in enumerate(blokken)
    }
    return Blokboom(len(deel), boom, vrij, _stukken(boom, vrij, len(deel)))


def _stukken(
    boom: nx.Graph, vrij: Mapping[Punt, tuple[Partijsleutel, ...]], aantal: int
) -> dict[Punt, dict[Punt, int]]:
    """The pieces behind each articulation point: add up the tree from its ends to its first
    block."""
    ouder: dict[Punt, Punt] = dict(nx.bfs_predecessors(boom, 0))
    onder: dict[Punt, int] = {punt: len(vrij[punt]) if punt in vrij else 1 for punt in boom}
    for punt in reversed(ouder):
        onder[ouder[punt]] += onder[punt]
    return {
        punt: {
            blok: aantal - onder[punt] if blok == ouder[punt] else onder[blok]
            for blok in sorted(boom[punt])
        }
        for punt in ouder
        if punt not in vrij
    }
