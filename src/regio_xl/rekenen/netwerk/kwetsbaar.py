"""What comes loose when a party drops out: articulation points, and the tree of blocks around
them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice

import networkx as nx

from regio_xl.rekenen.netwerk.contacten import Losgeraakt, Partijsleutel

# A point of the tree: a block by its number or an articulation point by its key.
Punt = int | Partijsleutel

MEESTE_NAMEN, MEESTE_PER_PARTIJ = 200_000, 10
"""In a chain of parties the names of who comes loose grow with the square of its length. Above the
first number, of all parties together, each next one gets no more than the second."""


def losgeraakt(
    graaf: nx.Graph, invloed: Callable[[Partijsleutel], int]
) -> dict[Partijsleutel, Losgeraakt]:
    """For every articulation point: the parties of its part of the network that then miss the
    largest piece of that part.

    Of two largest pieces the one with the first name in the alphabet counts as the rest. The worst
    loss is always named whole; of equal ones that of who has most influence.
    """
    verliezen = {
        str(snijpunt): (aantal, tak)
        for tak in _takken(graaf)
        for snijpunt, aantal in tak.boom.verliezen().items()
    }
    los: dict[Partijsleutel, Losgeraakt] = {}
    over = MEESTE_NAMEN
    for sleutel in sorted(verliezen, key=lambda s: (-verliezen[s][0], -invloed(s), s)):
        aantal, tak = verliezen[sleutel]
        genoemd = aantal if aantal <= over or not los else min(aantal, MEESTE_PER_PARTIJ)
        over -= genoemd
        namen = sorted(islice(tak.losse(sleutel), genoemd))
        los[sleutel] = Losgeraakt(tuple(namen), aantal - genoemd)
    return dict(sorted(los.items()))


@dataclass(frozen=True)
class _Tak:
    """One connected part in the order of its tree: the parties behind a point stand together, from
    ``begin`` to ``eind``. ``laagste`` is the first of them in the alphabet; ``ervoor`` and
    ``erna`` say that of what stands before and from each place."""

    boom: Blokboom
    volgorde: Sequence[Partijsleutel]
    begin: Mapping[Punt, int]
    eind: Mapping[Punt, int]
    laagste: Mapping[Punt, Partijsleutel]
    ervoor: Sequence[Partijsleutel]
    erna: Sequence[Partijsleutel]

    def losse(self, snijpunt: Partijsleutel) -> Iterator[Partijsleutel]:
        """Who misses the largest piece without an articulation point."""
        stukken = self.boom.stukken[snijpunt]
        rest = min(stukken, key=lambda blok: (-stukken[blok], self._eerste(snijpunt, blok)))
        hier, hierna = self.begin[snijpunt], self.eind[snijpunt]
        if self._erboven(snijpunt, rest):
            plekken: Iterator[int] = iter(range(hier + 1, hierna))
        else:
            eronder = range(hier + 1, self.begin[rest])
            plekken = chain(range(hier), eronder, range(self.eind[rest], len(self.volgorde)))
        return map(self.volgorde.__getitem__, plekken)

    def _erboven(self, snijpunt: Partijsleutel, blok: Punt) -> bool:
        """Whether a block lies on the side of the first block of the tree."""
        return self.begin[blok] <= self.begin[snijpunt]

    def _eerste(self, snijpunt: Partijsleutel, blok: Punt) -> Partijsleutel:
        """The first name in the alphabet of a piece."""
        if not self._erboven(snijpunt, blok):
            return self.laagste[blok]
        hier, hierna = self.begin[snijpunt], self.eind[snijpunt]
        buiten = (*self.ervoor[max(hier - 1, 0) : hier], *self.erna[hierna : hierna + 1])
        return min(buiten)


def _takken(graaf: nx.Graph) -> Iterator[_Tak]:
    """The parts of a network with articulation points."""
    per_deel: dict[int, list[Collection[Partijsleutel]]] = {}
    deel_van = {s: nummer for nummer, d in enumerate(nx.connected_components(graaf)) for s in d}
    for blok in nx.biconnected_components(graaf):
        per_deel.setdefault(deel_van[next(iter(blok))], []).append(blok)
    omvang = Counter(deel_van.values())
    for nummer, blokken in per_deel.items():
        if len(blokken) > 1:
            yield _tak(_boom(blokken, omvang[nummer]))


def _tak(boom: Blokboom) -> _Tak:
    volgorde: list[Partijsleutel] = []
    begin: dict[Punt, int] = {}
    eind: dict[Punt, int] = {}
    ouder: dict[Punt, Punt] = {}
    stapel: list[tuple[Punt, bool]] = [(0, False)]
    while stapel:
        punt, klaar = stapel.pop()
        if klaar:
            eind[punt] = len(volgorde)
            continue
        begin[punt] = len(volgorde)
        volgorde += boom.eigen(punt)
        stapel.append((punt, True))
        eronder = [buur for buur in boom.boom[punt] if buur not in begin]
        ouder.update(dict.fromkeys(eronder, punt))
        stapel.extend((buur, False) for buur in eronder)
    namen = {punt: list(boom.eigen(punt)) for punt in begin}
    laagste: dict[Punt, Partijsleutel] = {}
    for punt in reversed(begin):
        laagste[punt] = min(namen[punt])
        if punt in ouder:
            namen[ouder[punt]].append(laagste[punt])
    erna = list(accumulate(reversed(volgorde), min))[::-1]
    return _Tak(boom, volgorde, begin, eind, laagste, list(accumulate(volgorde, min)), erna)


@dataclass(frozen=True)
class Blokboom:
    """One connected part as its block-cut tree: articulation points (by key) between blocks (by
    number).

    ``vrij``: the other parties of each block. ``stukken``: for each articulation point how many
    parties lie behind each of its blocks, so the pieces into which the part falls without it;
    ``grootste``: how many the largest of those has.
    """

    aantal: int
    boom: nx.Graph
    vrij: Mapping[Punt, tuple[Partijsleutel, ...]]
    stukken: Mapping[Punt, Mapping[Punt, int]]
    grootste: Mapping[Punt, int]

    def eigen(self, punt: Punt) -> tuple[Partijsleutel, ...]:
        """The parties that stand at a point of the tree itself."""
        return self.vrij[punt] if punt in self.vrij else (str(punt),)

    @property
    def eindblokken(self) -> list[Punt]:
        """The blocks at the ends of the tree: they hang on one articulation point."""
        return [blok for blok in self.vrij if self.boom.degree(blok) == 1]

    def verliezen(self) -> dict[Punt, int]:
        """How many parties come loose without each articulation point."""
        return {
            snijpunt: self.aantal - 1 - grootste for snijpunt, grootste in self.grootste.items()
        }

    def verlies(self, snijpunt: Punt, stuk: int, erbij: int = 0) -> int:
        """How many parties miss the largest piece without an articulation point, once one piece is
        as large as ``stuk``: because others joined it, or ``erbij`` parties from elsewhere."""
        return self.aantal - 1 + erbij - max(self.grootste[snijpunt], stuk)


def blokboom(graaf: nx.Graph, deel: frozenset[Partijsleutel]) -> Blokboom:
    """The block-cut tree of one connected part of the graph."""
    blokken = [blok for blok in nx.biconnected_components(graaf) if not deel.isdisjoint(blok)]
    return _boom(blokken or [deel], len(deel))


def _boom(delen: Collection[Collection[Partijsleutel]], aantal: int) -> Blokboom:
    """The tree of these blocks, which hold so many parties together."""
    blokken = sorted(map(sorted, delen))
    snijpunten = {s for s, keer in Counter(chain.from_iterable(blokken)).items() if keer > 1}
    boom = nx.Graph()
    boom.add_nodes_from(range(len(blokken)))
    boom.add_edges_from(
        (nummer, s) for nummer, blok in enumerate(blokken) for s in blok if s in snijpunten
    )
    vrij: dict[Punt, tuple[Partijsleutel, ...]] = {
        nummer: tuple(s for s in blok if s not in snijpunten) for nummer, blok in enumerate(blokken)
    }
    stukken = _stukken(boom, vrij, aantal)
    grootste = {punt: max(hier.values()) for punt, hier in stukken.items()}
    return Blokboom(aantal, boom, vrij, stukken, grootste)


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
