"""The quadrant advice and what explains it."""

from __future__ import annotations

from typing import Literal

from regio_xl.methode.perspectieven import Perspectief
from regio_xl.resultaten.basis import Scores, Uitkomst

Duidelijkheid = Literal["duidelijk", "licht", "verdeeld", "onvoldoende"]


class Stand(Uitkomst):
    """Four scores and the place that they give on the quadrant: ``x`` left-right, ``y``
    bottom-top."""

    scores: Scores
    x: float | None
    y: float | None
    volledigheid: float


class Reden(Uitkomst):
    """Why a score is what it is: one answer or indicator, in words, and what it adds to the score
    in points."""

    id: str
    zin: str
    punten: float


class Wijziging(Uitkomst):
    """One answer that would have to be another for the advice to tip."""

    id: str
    tekst: str
    van: int
    naar: int


class Kantelpunt(Uitkomst):
    """The smallest number of one-step answer changes after which the advised perspective is no
    longer alone on top.

    ``stappen`` is None when no combination of answers can do that.
    """

    stappen: int | None
    naar: Perspectief | None
    wijzigingen: tuple[Wijziging, ...]


class OpenAntwoord(Uitkomst):
    """Evidence that is still missing; ``gewicht`` says how much it can move the four scores apart,
    in points."""

    id: str
    tekst: str
    gewicht: float


class Trekkracht(Uitkomst):
    """A group of evidence that pulls more to one of the two highest perspectives than to the other
    (TEG-04)."""

    groep: str
    naam: str
    naar: Perspectief


class Signaaltekst(Uitkomst):
    """A remark beside the advice, with its source."""

    id: str
    soort: Literal["let op", "geen zorg"]
    tekst: str
    bron: str


class PerspectiefAdvies(Uitkomst):
    """The quadrant advice. ``advies`` is None when two perspectives are exactly equal or too little
    was answered."""

    advies: Perspectief | None
    tweede: Perspectief | None
    duidelijkheid: Duidelijkheid
    marge: float | None
    scores: Scores
    x: float | None
    y: float | None
    volledigheid: float
    nu: Stand
    gewenst: Stand
    keuze: Perspectief | None
    voor: tuple[Reden, ...]
    tegen: tuple[Reden, ...]
    kantelpunt: Kantelpunt | None
    trekt: tuple[Trekkracht, ...]
    helpt_het_meest: tuple[OpenAntwoord, ...]
    verschillen: tuple[str, ...]
    signalen: tuple[Signaaltekst, ...]
