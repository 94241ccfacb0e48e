"""How far the advice rests on choices of our own: loadings without a source, their size, and how
heavily groups weigh."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import NamedTuple

from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.methodeproef.loting import Aanname, loterij, plausibel, willekeurig
from regio_xl.methodeproef.proefschaal import Proefschaal

BOEKEN_PER_SCHAAL = 20
"""Workbooks before other changes are drawn."""
_WEG, _KLEINST, _GROOTST = 0.25, 0.5, 1.5


class Verstoring(NamedTuple):
    """What differs: own loadings dropped with a chance of 25 %, sizes of loadings times 0.5-1.5,
    groups of any weight."""

    weglaten: bool = False
    grootte: bool = False
    groepen: bool = False


VERSTORINGEN: Mapping[str, Verstoring] = {
    "elke eigen lading vervalt met een kans van 25 procent": Verstoring(weglaten=True),
    "grootte van elke lading maal 0,5 tot 1,5": Verstoring(grootte=True),
    "gewicht van groepen vrij": Verstoring(groepen=True),
    "alle drie tegelijk": Verstoring(weglaten=True, grootte=True, groepen=True),
}


def verstoord(lot: Random, schaal: Proefschaal, hoe: Verstoring) -> Proefschaal:
    """The scale with other loadings and weights. Free weights of groups are drawn evenly over all
    divisions of one whole (Dirichlet with all parameters 1)."""
    groepen = {stuk.groep: 1.0 for stuk in schaal.stukken}
    if hoe.groepen:
        groepen = {groep: lot.expovariate(1.0) for groep in groepen}
    delen: list[list[float]] = [[] for _ in PERSPECTIEVEN]
    for nummer, stuk in enumerate(schaal.stukken):
        for p, perspectief in enumerate(PERSPECTIEVEN):
            deel = schaal.delen[p][nummer] * groepen[stuk.groep]
            lading = stuk.lading.get(perspectief)
            if hoe.weglaten and lading and lading.grond == "duiding" and lot.random() < _WEG:
                deel = 0.0
            if hoe.grootte:
                deel *= lot.uniform(_KLEINST, _GROOTST)
            delen[p].append(deel)
    return schaal.met_delen(delen)


def zelfde_advies(
    schaal: Proefschaal, hoe: Verstoring, aanname: Aanname | None, zaad: int, aantal: int
) -> dict[str, float]:
    """The share (0-1) of workbooks whose highest score stays the same, by the word that the method
    gives and under ``alle``. ``aanname`` None: random workbooks."""
    lot = loterij(zaad)
    gelijk: dict[str, list[bool]] = {"alle": []}
    anders = schaal
    for nummer in range(aantal):
        if nummer % BOEKEN_PER_SCHAAL == 0:
            anders = verstoord(lot, schaal, hoe)
        if aanname is None:
            vulling = willekeurig(lot, schaal)
        else:
            vulling = plausibel(lot, schaal, aanname).vulling
        uit = schaal.weeg_op(vulling)
        zelfde = anders.weeg_op(vulling).eerste == uit.eerste
        gelijk["alle"].append(zelfde)
        gelijk.setdefault(uit.woord, []).append(zelfde)
    return {woord: sum(rij) / len(rij) for woord, rij in gelijk.items()}
