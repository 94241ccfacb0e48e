"""Where the names stand in the picture of the network: beside their dot, and not on top of each
other where that can be.

A name is drawn around its own place, so its width counts. Measures are in the unit of the picture:
the circle has radius 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from regio_xl.rekenen.netwerk.opstelling import RANDEN
from regio_xl.resultaten import Opstelling, Stip, Vak
from regio_xl.werkboek import tekstmaat

# The window of the picture in pixels, how many of those go in one unit, and how far it reaches from
# the middle.
MAAT, RAND, _STRAAL = (1000, 760), 8, 320
REIKT_X, REIKT_Y = ((pixels / 2 - RAND) / _STRAAL for pixels in MAAT)
STIPMATEN = (6, 8, 10, 13, 16, 19)  # points across, by influence; the first is unknown
BRUG_GROTER = 3  # a diamond of the same width looks smaller than a circle
NAAMPUNTEN, VAKPUNTEN = 9, 11
_KOLOMEENHEID = 7.44  # pixels of a column one wide
_PIXEL, _REGEL = 96 / 72, 1.45
_VEEL = 30  # from this many dots on names are shorter
_KORT, _LANG = 108, 170  # pixels that a name may take
_NAAST, _BOVEN = 3, 1  # pixels between a dot and its name
_MIDDEN, _RINGNAAM = 34, 9
"""Pixels around the middle, and around the number of a ring, where no name should stand."""
_BUITEN, _VOORKEUR = 2.0, 0.007
"""How bad it is to stick out, and to be a next choice; to be wholly covered is 1."""
_GOED, _KEER = 0.015, 3  # a place that is no worse than this stays; how often each name may choose


class Vlak(NamedTuple):
    """The room that something takes: its middle, and half its width and height."""

    x: float
    y: float
    half_breed: float
    half_hoog: float

    def overlap(self, ander: Vlak) -> float:
        """How much of two rooms is the same, as a surface."""
        x, y, breed, hoog = self
        hoogte = hoog + ander.half_hoog - abs(y - ander.y)
        breedte = breed + ander.half_breed - abs(x - ander.x)
        if hoogte <= 0 or breedte <= 0:  # nearly always
            return 0.0
        breedte = min(breedte, 2 * breed, 2 * ander.half_breed)
        return breedte * min(hoogte, 2 * hoog, 2 * ander.half_hoog)

    def geraakt(self, vlakken: Iterable[Vlak]) -> list[Vlak]:
        """The rooms that have anything in common with this one."""
        x, y, breed, hoog = self
        return [
            vlak
            for vlak in vlakken
            if abs(y - vlak.y) < hoog + vlak.half_hoog and abs(x - vlak.x) < breed + vlak.half_breed
        ]

    @property
    def erbuiten(self) -> float:
        """How far it sticks out of the picture."""
        opzij = abs(self.x) + self.half_breed - REIKT_X
        omhoog = abs(self.y) + self.half_hoog - REIKT_Y
        return max(opzij, 0.0) + max(omhoog, 0.0)


@dataclass(frozen=True, slots=True)
class Naamplek:
    """A name as it is shown and the place of its middle."""

    tekst: str
    x: float
    y: float


def vaknamen(vakken: Iterable[Vak]) -> list[Naamplek]:
    """The names of the sectors, just outside the circle."""
    return [Naamplek(vak.naam, *_rond(_vakvlak(vak))) for vak in vakken]


def _vakvlak(vak: Vak) -> Vlak:
    breed, hoog = _maat(vak.naam, VAKPUNTEN, vet=True)
    x, y = vak.x * (1 + breed), vak.y * (1 + hoog)
    return Vlak(max(min(x, REIKT_X - breed), breed - REIKT_X), y, breed, hoog)


def stipnamen(beeld: Opstelling) -> list[Naamplek]:
    """The names of the dots in the order of the dots. The ones with most influence choose their
    place first."""
    ruimte = _KORT if len(beeld.stippen) > _VEEL else _LANG
    teksten = [kort(stip.naam, ruimte) for stip in beeld.stippen]
    maten = [_maat(tekst, NAAMPUNTEN) for tekst in teksten]
    vast = [*_middenvlakken(), *map(_vakvlak, beeld.vakken), *map(_stipvlak, beeld.stippen)]
    gekozen: dict[int, Vlak] = {}
    lasten = dict.fromkeys(range(len(teksten)), 1.0)
    volgorde = sorted(lasten, key=lambda nummer: (-beeld.stippen[nummer].grootte, nummer))
    # Who stands badly tries again, now that all others have a place.
    for nummer in _KEER * volgorde:
        if lasten[nummer] > _GOED:
            gekozen.pop(nummer, None)
            stip, maat = beeld.stippen[nummer], maten[nummer]
            keuzes, rondom = _keuzes(stip, *maat), _rondom(stip, *maat)
            lasten[nummer], gekozen[nummer] = _beste(keuzes, rondom, [*vast, *gekozen.values()])
    return [Naamplek(tekst, *_rond(gekozen[nummer])) for nummer, tekst in enumerate(teksten)]


def _middenvlakken() -> list[Vlak]:
    """The room of the opgave and of the numbers of the rings above it."""
    midden, naam = _MIDDEN / _STRAAL, _RINGNAAM / _STRAAL
    ringen = [Vlak(0, (onder + boven) / 2, naam, naam) for onder, boven in pairwise(RANDEN)]
    return [Vlak(0, 0, midden, midden), *ringen]


def _beste(keuzes: Iterable[Vlak], rondom: Vlak, bezet: Iterable[Vlak]) -> tuple[float, Vlak]:
    """The room for a name that covers least, after how bad it is; of equally good ones the first.
    All choices lie within ``rondom``."""
    beste = (float("inf"), rondom)
    nabij = rondom.geraakt(bezet)
    for voorkeur, vlak in enumerate(keuzes):
        bedekt = sum(map(vlak.overlap, nabij)) / (4 * vlak.half_breed * vlak.half_hoog)
        last = bedekt + _BUITEN * vlak.erbuiten + _VOORKEUR * voorkeur
        if last < beste[0]:
            beste = (last, vlak)
        if beste[0] <= _VOORKEUR * (voorkeur + 1):
            break
    return beste


def _afstanden(stip: Stip, breed: float, hoog: float) -> tuple[float, float, float]:
    """How far the middle of a name stands from that of its dot: beside it, above it, and above it
    with room for one between."""
    straal = stipstraal(stip)
    omhoog = straal + hoog + _BOVEN / _STRAAL
    return straal + breed + _NAAST / _STRAAL, omhoog, omhoog + 2 * hoog


def _rondom(stip: Stip, breed: float, hoog: float) -> Vlak:
    """The room around all choices of a name."""
    opzij, _, verder = _afstanden(stip, breed, hoog)
    return Vlak(stip.x, stip.y, opzij + breed, verder + hoog)


def _keuzes(stip: Stip, breed: float, hoog: float) -> Iterator[Vlak]:
    """The rooms around a dot where its name may stand: away from the middle first."""
    opzij, omhoog, verder = _afstanden(stip, breed, hoog)
    x, y = (1 if stip.x >= 0 else -1), (1 if stip.y >= 0 else -1)
    schuin = breed + 0.5 * stipstraal(stip)
    plekken = (
        (opzij, 0.0),
        (0.0, omhoog),
        (schuin, omhoog),
        (-opzij, 0.0),
        (0.0, -omhoog),
        *_hoeken(schuin, omhoog)[1:],
        *_hoeken(opzij, hoog),
        (0.0, verder),
        (0.0, -verder),
        *_hoeken(schuin, verder),
    )
    return (Vlak(stip.x + x * dx, stip.y + y * dy, breed, hoog) for dx, dy in plekken)


def _hoeken(opzij: float, omhoog: float) -> tuple[tuple[float, float], ...]:
    """The four corners at a distance, away from the middle first."""
    return (opzij, omhoog), (opzij, -omhoog), (-opzij, omhoog), (-opzij, -omhoog)


def stipstraal(stip: Stip) -> float:
    """Half the width of a dot."""
    return (STIPMATEN[stip.grootte] + BRUG_GROTER * stip.brug) * _PIXEL / 2 / _STRAAL


def _stipvlak(stip: Stip) -> Vlak:
    straal = stipstraal(stip)
    return Vlak(stip.x, stip.y, straal, straal)


def _maat(tekst: str, punten: float, *, vet: bool = False) -> tuple[float, float]:
    """Half the width and half the height of a text."""
    breed = tekstmaat.breedte(tekst, punten, vet) * _KOLOMEENHEID
    return breed / 2 / _STRAAL, punten * _PIXEL * _REGEL / 2 / _STRAAL


def kort(naam: str, ruimte: float) -> str:
    """A name that fits in this many pixels, cut off with an ellipsis when it is longer."""
    naam = " ".join(naam.split())
    if len(naam) <= ruimte and tekstmaat.breedte(naam, NAAMPUNTEN) * _KOLOMEENHEID <= ruimte:
        return naam
    deel = naam[: int(ruimte)]  # no letter is narrower than a pixel
    while deel and tekstmaat.breedte(deel + "…", NAAMPUNTEN) * _KOLOMEENHEID > ruimte:
        deel = deel[:-1].rstrip()
    return deel + "…"


def _rond(vlak: Vlak) -> tuple[float, float]:
    return round(vlak.x, 4), round(vlak.y, 4)
