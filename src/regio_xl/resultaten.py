"""Results as frozen models: what ``verwerk --json`` prints and what the result tabs show.

Scores are on 0-100 (50 = as much for as against), positions on -1..1, shares 0-1. A field is None when the workbook gives
no ground for it. A result carries its working: reasons, weights and the method's version.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from regio_xl.bevindingen import Bevinding
from regio_xl.perspectieven import Perspectief

Duidelijkheid = Literal["duidelijk", "licht", "verdeeld", "onvoldoende"]
Borgsoort = Literal["kernvraag", "legitimiteit", "vast punt"]
Scores = dict[Perspectief, float | None]


class Uitkomst(BaseModel):
    """Base of every result model."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Stand(Uitkomst):
    """Four scores and the place that they give on the quadrant: ``x`` left-right, ``y`` bottom-top."""

    scores: Scores
    x: float | None
    y: float | None
    volledigheid: float


class Reden(Uitkomst):
    """Why a score is what it is: one answer or indicator, in words, and what it adds to the score in points."""

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
    """The smallest number of one-step answer changes after which the advised perspective is no longer alone on top.

    ``stappen`` is None when no combination of answers can do that.
    """

    stappen: int | None
    naar: Perspectief | None
    wijzigingen: tuple[Wijziging, ...]


class OpenAntwoord(Uitkomst):
    """Evidence that is still missing; ``gewicht`` says how much it can move the four scores apart, in points."""

    id: str
    tekst: str
    gewicht: float


class Trekkracht(Uitkomst):
    """A group of evidence that pulls more to one of the two highest perspectives than to the other (TEG-04)."""

    groep: str
    naam: str
    naar: Perspectief


class Signaaltekst(Uitkomst):
    """A remark beside the advice, with its source."""

    id: str
    tekst: str
    bron: str


class PerspectiefAdvies(Uitkomst):
    """The quadrant advice. ``advies`` is None when two perspectives are exactly equal or too little was answered."""

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


class Netwerkbeeld(Uitkomst):
    """The network in figures; names as users typed them."""

    partijen: int
    relaties: int
    sectoren: dict[str, int]
    ontbrekende_sectoren: tuple[str, ...]
    eigenaren: tuple[str, ...]
    niet_aan_tafel: tuple[str, ...]
    zonder_relaties: tuple[str, ...]
    bruggenbouwers: tuple[str, ...]
    onderdelen: int | None
    dichtheid: float | None
    wederkerigheid: float | None
    maten: dict[str, float | None]


class Weefselbeeld(Uitkomst):
    """Scores 0-100 of the fabric and the pattern that is recognised in them."""

    structuur: float | None
    personen: float | None
    weefsel: float | None
    richting: float | None
    patroon: str | None
    patroon_naam: str | None
    uitleg: str | None
    advies: str | None


class Borgpunt(Uitkomst):
    """One line of the checklist of step 5. ``van`` and ``naar`` are None for arrangements and fixed points."""

    id: str
    soort: Borgsoort
    van: Perspectief | None
    naar: Perspectief | None
    vraag: str
    uitleg: str
    status: str


class Resultaat(Uitkomst):
    """Everything computed from one workbook: one line of ``verwerk --json``."""

    bestand: str
    regio: str
    opgave: str
    programma_versie: str
    methode_versie: str
    methode_kenmerk: str
    sjabloon_versie: str | None
    antwoorden_kenmerk: str
    bevindingen: tuple[Bevinding, ...]
    perspectief: PerspectiefAdvies
    netwerk: Netwerkbeeld
    weefsel: Weefselbeeld
    borg_en_verbind: tuple[Borgpunt, ...]
