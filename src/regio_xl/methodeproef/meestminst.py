"""Rating every statement of Perspectief, or choosing in each block of four what fits most and what
least: which of the two recognises a way of working better."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from regio_xl.methode import Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.methodeproef.loting import (
    KRACHT,
    SPREIDING_JA,
    SPREIDING_UITERSTEN,
    Aanname,
    loterij,
    sterktes,
)

_AANTAL = len(PERSPECTIEVEN)


class Vraagvorm(NamedTuple):
    """One way of asking: how many answers it takes, the share (0-1) of groups whose way of working
    it finds, and the share in which two are equal on top."""

    naam: str
    antwoorden: int
    herkend: float
    gelijk: float


def vergelijk_vraagvormen(
    methode: Methode, aanname: Aanname, zaad: int, aantal: int
) -> tuple[Vraagvorm, ...]:
    """The same groups, asked in different ways, over all blocks and over half of them."""
    blokken = len(methode.perspectief.stellingen) // _AANTAL
    lot = loterij(zaad)
    half = (blokken + 1) // 2
    vormen = {
        "alle stellingen een cijfer": (blokken * _AANTAL, [0, 0]),
        "helft van de stellingen een cijfer": (half * _AANTAL, [0, 0]),
        "meest en minst in alle blokken": (blokken * 2, [0, 0]),
        "meest en minst in de helft van de blokken": (half * 2, [0, 0]),
    }
    for _ in range(aantal):
        sterkte = sterktes(lot, aanname.gemeen)
        bedoeld = sterkte.index(max(sterkte))
        nut = [[KRACHT * t + lot.gauss(0, aanname.ruis) for t in sterkte] for _ in range(blokken)]
        uiterst = exp(lot.gauss(0, SPREIDING_UITERSTEN))
        ja = lot.gauss(aanname.ja, SPREIDING_JA)
        cijfers = [[max(1, min(5, round(3 + n * uiterst + ja))) for n in blok] for blok in nut]
        keuzes = [_meest_minst(blok) for blok in nut]
        for (_, telling), rijen in zip(
            vormen.values(), (cijfers, cijfers[:half], keuzes, keuzes[:half]), strict=True
        ):
            _tel(telling, rijen, bedoeld)
    return tuple(
        Vraagvorm(naam, antwoorden, goed / aantal, gelijk / aantal)
        for naam, (antwoorden, (goed, gelijk)) in vormen.items()
    )


def _meest_minst(blok: Sequence[float]) -> list[int]:
    """1 for what fits most, -1 for what fits least."""
    uit = [0] * _AANTAL
    uit[blok.index(max(blok))] += 1
    uit[blok.index(min(blok))] -= 1
    return uit


def _tel(telling: list[int], rijen: Sequence[Sequence[int]], bedoeld: int) -> None:
    scores = [sum(kolom) for kolom in zip(*rijen, strict=True)]
    hoogste = max(scores)
    bovenaan = [p for p, score in enumerate(scores) if score == hoogste]
    telling[0] += bovenaan == [bedoeld]
    telling[1] += len(bovenaan) > 1
