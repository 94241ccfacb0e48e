"""Whether the method recognises what was meant: plausible workbooks, computed, against the
strengths that drove their answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random
from statistics import pstdev
from typing import NamedTuple

from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.methodeproef.gevoelig import BOEKEN_PER_SCHAAL, Verstoring, verstoord
from regio_xl.methodeproef.loting import Aanname, Gemeend, afgewogen, loterij, plausibel
from regio_xl.methodeproef.proefschaal import Proefschaal, Proefuitslag

_AANTAL = len(PERSPECTIEVEN)
BUREN = ((2, 3), (3, 2), (0, 1), (1, 0))
"""Pairs of perspectives on the same side, by number: meant, and taken for."""


class Proefherkenning(NamedTuple):
    """What came out under one set of assumptions. Shares are 0-1.

    ``herkend``: per perspective the share of the workbooks that meant it whose highest score it
    is. ``verward``: for each of ``BUREN`` the share that got the neighbour. ``x`` and ``y``: sd on
    the quadrant; ``latent``: the ratio y / x of the strengths themselves. ``woorden``: per word its
    share, and how often the highest score is then the one that was meant. ``met_afwegen``: like
    ``herkend``, after the paired choices.
    """

    aanname: Aanname
    herkend: tuple[float, ...]
    verward: tuple[float, ...]
    samen: float
    x: float
    y: float
    latent: float
    woorden: Mapping[str, tuple[float, float]]
    met_afwegen: tuple[float, ...]
    samen_met_afwegen: float


def meet_herkenning(
    schaal: Proefschaal, aanname: Aanname, zaad: int, aantal: int, anders: Verstoring | None = None
) -> Proefherkenning:
    """Draw ``aantal`` workbooks and compute them. ``anders``: how the loadings that drive the
    answers in truth differ from those of the method, drawn anew for every few workbooks."""
    lot = loterij(zaad)
    drijft = schaal
    paren: Counter[tuple[int, int]] = Counter()
    gewogen: Counter[tuple[int, int]] = Counter()
    woorden: Counter[tuple[str, bool]] = Counter()
    plekken, latent = [], []
    for nummer in range(aantal):
        if anders and nummer % BOEKEN_PER_SCHAAL == 0:
            drijft = verstoord(lot, schaal, anders)
        boek = plausibel(lot, schaal, aanname, drijft)
        uit = schaal.weeg_op(boek.vulling)
        if uit.eerste < 0:
            continue
        paren[boek.bedoeld, uit.eerste] += 1
        woorden[uit.woord, boek.bedoeld == uit.eerste] += 1
        plekken.append(plek([s / 50 - 1 for s in uit.scores]))
        latent.append(plek(boek.sterkte))
        gewogen[boek.bedoeld, _na_afwegen(lot, schaal, boek, uit, aanname.ruis)] += 1
    x, y = (pstdev(richting) for richting in zip(*plekken, strict=True))
    lx, ly = (pstdev(richting) for richting in zip(*latent, strict=True))
    return Proefherkenning(
        aanname=aanname,
        herkend=_herkend(paren),
        verward=tuple(paren[paar] / (_rij(paren, paar[0]) or 1) for paar in BUREN),
        samen=_goed(paren),
        x=x,
        y=y,
        latent=ly / lx,
        woorden=_per_woord(woorden),
        met_afwegen=_herkend(gewogen),
        samen_met_afwegen=_goed(gewogen),
    )


def plek(scores: Sequence[float]) -> tuple[float, float]:
    """The place on the quadrant of four scores on -1..1."""
    r, p, n, s = scores
    return (n + s - r - p) / 4, (p + n - r - s) / 4


def _rij(paren: Counter[tuple[int, int]], bedoeld: int) -> int:
    return sum(paren[bedoeld, gevonden] for gevonden in range(_AANTAL))


def _herkend(paren: Counter[tuple[int, int]]) -> tuple[float, ...]:
    return tuple(paren[p, p] / (_rij(paren, p) or 1) for p in range(_AANTAL))


def _goed(paren: Counter[tuple[int, int]]) -> float:
    return sum(paren[p, p] for p in range(_AANTAL)) / paren.total()


def _per_woord(woorden: Counter[tuple[str, bool]]) -> dict[str, tuple[float, float]]:
    gevonden = {}
    for woord in dict.fromkeys(woord for woord, _ in woorden):
        aantal = woorden[woord, True] + woorden[woord, False]
        gevonden[woord] = (aantal / woorden.total(), woorden[woord, True] / aantal)
    return gevonden


def _na_afwegen(
    lot: Random, schaal: Proefschaal, boek: Gemeend, uit: Proefuitslag, ruis: float
) -> int:
    """The highest score after the paired choices, which are asked when there is enough evidence and
    the first calculation is not clear."""
    if uit.woord in {"duidelijk", "onvoldoende"}:
        return uit.eerste
    return schaal.weeg_op(boek.vulling, afgewogen(lot, schaal, boek, uit, ruis)).eerste
