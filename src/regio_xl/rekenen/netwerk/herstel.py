"""New contacts that mend a network: first join its parts, then take away its weakest points. One by
one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx

from regio_xl.methode import Netwerkregels
from regio_xl.rekenen.netwerk.contacten import Contacten, Partijpaar, Partijsleutel
from regio_xl.rekenen.netwerk.kwetsbaar import Blokboom, Punt, blokboom

# Up to this many places to join, and this many end blocks, the choice is exact; above it among the
# largest ones.
MEESTE_PLEKKEN = 40


def herstel(regels: Netwerkregels, lijst: Contacten, graaf: nx.Graph) -> tuple[Partijpaar, ...]:
    """The new contacts (at most ``nieuwe_contacten``) that together mend the most, the most useful
    one first.

    As long as there are loose parts, the next contact joins one to the largest part: first a party
    without any contact that sits at the table or has much influence, then the largest part, then
    influence. Otherwise the next contact lowers the worst loss (how many parties come loose when
    one drops out), and then the sum of losses. Among contacts that do this equally well, one
    between different kinds of parties goes first, then trust in the two, then influence, then the
    alphabet.
    """
    beter = graaf.copy()
    gevonden: list[Partijpaar] = []
    vertrouwd = _vertrouwd(lijst)
    while len(gevonden) < regels.nieuwe_contacten and (keuzes := _keuzes(regels, lijst, beter)):
        paar = min(
            (_beste_paar(lijst, vertrouwd, *kanten) for kanten in keuzes),
            key=lambda keuze: keuze[0],
        )[1]
        beter.add_edge(*paar)
        gevonden.append(paar)
    return tuple(gevonden)


def _keuzes(
    regels: Netwerkregels, lijst: Contacten, graaf: nx.Graph
) -> list[tuple[list[Partijsleutel], list[Partijsleutel]]]:
    """All equally good new contacts: between any party of the first list and any party of the
    second."""
    delen = sorted(
        (frozenset(deel) for deel in nx.connected_components(graaf)),
        key=lambda deel: (-len(deel), min(deel)),
    )
    if len(delen) == 1:
        return _versterk(lijst, blokboom(graaf, delen[0]))
    eerst = min(delen[1:], key=lambda deel: _urgentie(lijst, deel, regels.veel))
    return [_verbind(blokboom(graaf, eerst), blokboom(graaf, delen[0]))]


def _urgentie(
    lijst: Contacten, deel: frozenset[Partijsleutel], veel: int
) -> tuple[bool, int, int, Partijsleutel]:
    invloed = max(lijst.invloed(sleutel) for sleutel in deel)
    alleen = len(deel) == 1 and (
        invloed >= veel or any(lijst.partijen[sleutel].aan_tafel for sleutel in deel)
    )
    return not alleen, -len(deel), -invloed, min(deel)


def _verbind(een: Blokboom, ander: Blokboom) -> tuple[list[Partijsleutel], list[Partijsleutel]]:
    """Where to join two parts so that the worst loss afterwards is lowest; both sides can be chosen
    apart."""
    kanten = (_plekken(een, ander.aantal), _plekken(ander, een.aantal))
    haalbaar = max(min(plekken.values()) for plekken in kanten)
    links, rechts = ([s for s, erger in plekken.items() if erger <= haalbaar] for plekken in kanten)
    return links, rechts


def _plekken(boom: Blokboom, erbij: int) -> dict[Partijsleutel, int]:
    """For each party that another part of ``erbij`` parties may be tied to: the worst loss in this
    part afterwards.

    The parties of a block that are no articulation point come out alike, and never worse than an
    articulation point beside them; so articulation points count only where no block around them has
    another party.
    """
    blokken = sorted(
        (blok for blok in boom.vrij if boom.vrij[blok]),
        key=lambda blok: (-len(boom.vrij[blok]), blok),
    )
    punten = [s for s in boom.stukken if not any(boom.vrij[blok] for blok in boom.stukken[s])]
    plekken: dict[Partijsleutel, int] = {}
    for doel in (*blokken, *punten)[:MEESTE_PLEKKEN]:
        erger = _na_aanhechting(boom, doel, erbij)
        plekken.update(dict.fromkeys(boom.vrij[doel] if doel in boom.vrij else (str(doel),), erger))
    return plekken


def _na_aanhechting(boom: Blokboom, doel: Punt, erbij: int) -> int:
    """The worst loss in a part once ``erbij`` parties hang on a party of block ``doel``, or on
    articulation point ``doel``."""
    richting = dict(nx.bfs_predecessors(boom.boom, doel))
    ergste = min(erbij, boom.aantal - 1) if doel in boom.vrij else 0
    for snijpunt, stukken in boom.stukken.items():
        # At the articulation point itself the others are a new piece.
        stuk = stukken.get(richting.get(snijpunt, -1), 0) + erbij
        ergste = max(ergste, boom.verlies(snijpunt, stuk, erbij))
    return ergste


def _versterk(
    lijst: Contacten, boom: Blokboom
) -> list[tuple[list[Partijsleutel], list[Partijsleutel]]]:
    """The pairs of end blocks whose new contact lowers the worst loss most, and then the sum of
    losses.

    A contact merges the pieces that it joins around every articulation point between its parties,
    so from an end block to an end block is always at least as good as between parties on the way.
    """
    verliezen = boom.verliezen()
    ende = sorted(
        boom.eindblokken,
        key=lambda blok: (-len(boom.vrij[blok]), -max(map(lijst.invloed, boom.vrij[blok])), blok),
    )
    beste: tuple[int, int] | None = None
    keuzes: list[tuple[list[Partijsleutel], list[Partijsleutel]]] = []
    ouder = dict(nx.bfs_predecessors(boom.boom, 0))
    for een, anderen in _per_eerste(ende[:MEESTE_PLEKKEN]):
        terug = _omhoog(ouder, een)
        for ander in anderen:
            na = {**verliezen, **_op_pad(boom, _pad(terug, _omhoog(ouder, ander)))}
            uitkomst = (max(na.values()), sum(na.values()))
            if beste is None or uitkomst < beste:
                beste, keuzes = uitkomst, []
            if uitkomst == beste:
                keuzes.append((list(boom.vrij[een]), list(boom.vrij[ander])))
    return keuzes


def _per_eerste(blokken: list[Punt]) -> Iterable[tuple[Punt, list[Punt]]]:
    return ((blok, blokken[plek + 1 :]) for plek, blok in enumerate(blokken[:-1]))


def _omhoog(ouder: Mapping[Punt, Punt], punt: Punt) -> list[Punt]:
    """The points from here to the first block of the tree."""
    weg = [punt]
    while weg[-1] in ouder:
        weg.append(ouder[weg[-1]])
    return weg


def _pad(een: list[Punt], ander: list[Punt]) -> list[Punt]:
    """The path between two points of the tree, of each the way up: the points that they do not
    share, and the lowest that they do."""
    samen = 1
    while samen < min(len(een), len(ander)) and een[-samen - 1] == ander[-samen - 1]:
        samen += 1
    return een[: len(een) - samen + 1] + ander[: len(ander) - samen][::-1]


def _op_pad(boom: Blokboom, pad: list[Punt]) -> dict[Punt, int]:
    """The losses of the articulation points on a path once a contact joins its ends."""
    na: dict[Punt, int] = {}
    for plek in range(1, len(pad) - 1, 2):
        vorig, snijpunt, volgend = pad[plek - 1 : plek + 2]
        stukken = boom.stukken[snijpunt]
        na[snijpunt] = boom.verlies(snijpunt, stukken[vorig] + stukken[volgend])
    return na


def _vertrouwd(lijst: Contacten) -> dict[Partijsleutel, float]:
    """How much others trust each party on average; 0 when nobody wrote that down."""
    punten: dict[Partijsleutel, list[int]] = {sleutel: [] for sleutel in lijst.partijen}
    for (_, naar), relatie in lijst.relaties.items():
        if relatie.vertrouwen is not None:
            punten[naar].append(relatie.vertrouwen)
    return {sleutel: sum(p) / len(p) if p else 0.0 for sleutel, p in punten.items()}


def _beste_paar(
    lijst: Contacten,
    vertrouwd: Mapping[Partijsleutel, float],
    een: list[Partijsleutel],
    ander: list[Partijsleutel],
) -> tuple[tuple[bool, float, int, Partijpaar], Partijpaar]:
    """The preferred contact between two lists, after what it is preferred by: lower is better."""
    keuzes = []
    for a in _beste_per_soort(lijst, vertrouwd, een):
        for b in _beste_per_soort(lijst, vertrouwd, ander):
            zelfde = (
                None in (soorten := {lijst.partijen[a].soort, lijst.partijen[b].soort})
                or len(soorten) == 1
            )
            vertrouwen, invloed = vertrouwd[a] + vertrouwd[b], lijst.invloed(a) + lijst.invloed(b)
            keuzes.append(((zelfde, -vertrouwen, -invloed, (a, b)), (a, b)))
    return min(keuzes)


def _beste_per_soort(
    lijst: Contacten, vertrouwd: Mapping[Partijsleutel, float], sleutels: list[Partijsleutel]
) -> list[Partijsleutel]:
    """Of each kind the party that is preferred; no other of that kind can be part of a better
    contact."""
    beste: dict[str | None, Partijsleutel] = {}
    for sleutel in sorted(sleutels, key=lambda s: (-vertrouwd[s], -lijst.invloed(s), s)):
        beste.setdefault(lijst.partijen[sleutel].soort, sleutel)
    return list(beste.values())
