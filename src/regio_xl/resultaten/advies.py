"""The quadrant advice and what explains it."""

from __future__ import annotations

from typing import Literal

from regio_xl.methode.perspectieven import Perspectief
from regio_xl.resultaten.basis import Scores, Uitkomst

Duidelijkheid = Literal["duidelijk", "licht", "verdeeld", "onvoldoende"]


class Stand(Uitkomst):
    """Four scores and the place that they give on the quadrant: ``x`` left-right, ``y``
    bottom-top.

    ``volledigheid`` is the share (0-1) of the evidence that is known, ``volledigheid_per`` that of
    what speaks of each perspective. ``nadruk`` is the single highest perspective, None on a tie or
    below the minimum; ``marge`` its lead in points, and ``duidelijkheid`` what that is called.
    """

    scores: Scores
    x: float | None
    y: float | None
    volledigheid: float
    volledigheid_per: dict[Perspectief, float]
    nadruk: Perspectief | None
    duidelijkheid: Duidelijkheid
    marge: float | None


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

    ``naar`` is the perspective that then scores as high or higher. ``gelijkspel``: it then is
    exactly level on top, so that there is no advice. ``stappen`` is None when no combination of
    answers can do that.
    """

    stappen: int | None
    naar: Perspectief | None
    gelijkspel: bool
    wijzigingen: tuple[Wijziging, ...]


class OpenAntwoord(Uitkomst):
    """An answer that matters, open or given; ``gewicht`` says how far it can move scores apart, in
    points."""

    id: str
    tekst: str
    gewicht: float


class Trekkracht(Uitkomst):
    """A group of evidence that pulls more to one of the two highest perspectives than to the other
    (TEG-04).

    ``punten`` is by how many points it moves the margin to ``naar``, always above zero. What pulls
    to the highest minus what pulls to the other is the margin.
    """

    groep: str
    naam: str
    naar: Perspectief
    punten: float


class Grenspunten(Uitkomst):
    """The lead in points from which an advice is called *licht* and *duidelijk*, at the
    completeness of this workbook."""

    licht: float
    duidelijk: float


class Advieszekerheid(Uitkomst):
    """How sure the advice is.

    In ``gelijk_in`` of ``steekproeven`` drawings of the evidence the advised perspective is still
    the single highest (see ``rekenen.zekerheid``). When everything that is open is filled in, its
    lead over the best other one lies between ``voorsprong_laagst`` and ``voorsprong_hoogst``
    points; ``open_kan_kantelen`` when that can take the advice away.
    """

    gelijk_in: int
    steekproeven: int
    open_kan_kantelen: bool
    voorsprong_laagst: float
    voorsprong_hoogst: float


class Afweegvraag(Uitkomst):
    """A choice that is put to the group: 1 when ``links_tekst`` fits much better here, 5 when
    ``rechts_tekst`` does. ``antwoord`` is None when it is open; ``nvt`` when it does not apply."""

    id: str
    links: Perspectief
    links_tekst: str
    rechts: Perspectief
    rechts_tekst: str
    antwoord: int | None
    nvt: bool


class Signaaltekst(Uitkomst):
    """A remark beside the advice, with its source."""

    id: str
    soort: Literal["let op", "geen zorg"]
    tekst: str
    bron: str


class PerspectiefAdvies(Uitkomst):
    """The quadrant advice. ``advies`` is None when two perspectives are exactly equal or too little
    was answered.

    ``gelijk`` names those that are exactly equal on top, and ``doorslag`` the given answers of
    which one step moves the first two of them furthest apart, in points; both are empty when there
    is a single highest or too little was answered. ``tekort`` names those of the highest about
    which too little is known. ``drempels`` are the margins that count at this
    completeness, and ``eigen_duiding`` is the share (0-1) of the known evidence for the two highest
    that rests on our own reading instead of on a source. ``afwegen`` holds the choices between the
    two highest that are asked when they are close, and those that were answered.
    """

    advies: Perspectief | None
    tweede: Perspectief | None
    duidelijkheid: Duidelijkheid
    marge: float | None
    gelijk: tuple[Perspectief, ...]
    tekort: tuple[Perspectief, ...]
    drempels: Grenspunten
    zekerheid: Advieszekerheid | None
    scores: Scores
    x: float | None
    y: float | None
    volledigheid: float
    volledigheid_per: dict[Perspectief, float]
    eigen_duiding: float | None
    nu: Stand
    gewenst: Stand
    keuze: Perspectief | None
    voor: tuple[Reden, ...]
    tegen: tuple[Reden, ...]
    kantelpunt: Kantelpunt | None
    trekt: tuple[Trekkracht, ...]
    doorslag: tuple[OpenAntwoord, ...]
    afwegen: tuple[Afweegvraag, ...]
    helpt_het_meest: tuple[OpenAntwoord, ...]
    verschillen: tuple[str, ...]
    signalen: tuple[Signaaltekst, ...]
