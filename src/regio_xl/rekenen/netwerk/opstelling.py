"""The *netwerkopstelling* as geometry: where each party and each tie stands around the opgave.
Knows no cells and no looks.

Source: VNG Denktank 2018, *Werkende samenwerking*, wegwijzer 4, handreiking (VNG-N-04): put the
players around the opgave. How we fill that in is our own choice: a sector for each kind of party,
near when engaged, large when of influence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, degrees, dist, gcd, radians, sin

from regio_xl.invoer import Invoer
from regio_xl.methode import Methode
from regio_xl.resultaten import Lijn, Opstelling, Speler, Stip, Vak

MEESTE_STIPPEN, MEESTE_LIJNEN = 60, 150
SOORT_ONBEKEND = "soort onbekend"

# Where the rings begin and end, from the inside out: engagement 5, 4, 3, 2, 1 and unknown. The
# inner ones are wider, because there is less room around them; dots stay clear of the edges of
# their ring.
RANDEN = (0.16, 0.34, 0.50, 0.64, 0.77, 0.88, 1.0)
_RUIMTE_AAN_DE_RAND = 0.025
_BEGIN = 90.0  # the first sector begins at the top, the others follow counterclockwise
_LEEG, _MINSTENS = 14.0, 22.0  # degrees of a sector without and with parties
_NAAMSTRAAL = 1.06
# Dots this far apart stand in one row, closer ones zigzag over more tracks in their ring: how many
# tracks there are, and how many to go on each time.
_RUIM, _MEESTE_BANEN = 0.12, 5
_ZIGZAGS = tuple(
    (banen, stap)
    for banen in range(1, _MEESTE_BANEN + 1)
    for stap in range(1, max(banen, 2))
    if gcd(banen, stap) == 1
)


@dataclass(frozen=True, slots=True)
class _Sector:
    """A part of the circle in degrees, with the parties in it by ring."""

    naam: str
    begin: float
    breedte: float
    ringen: tuple[tuple[Speler, ...], ...]

    @property
    def leeg(self) -> bool:
        return not any(self.ringen)


def opstelling(methode: Methode, invoer: Invoer, spelers: Sequence[Speler]) -> Opstelling:
    """The picture of these parties and the ties between them; the order in which they were filled
    in does not matter."""
    getoond = sorted(spelers, key=lambda s: (-s.graad, -(s.invloed or 0), *_op_naam(s)))[
        :MEESTE_STIPPEN
    ]
    sectoren = _sectoren(methode, sorted(getoond, key=_op_naam))
    stippen = tuple(stip for sector in sectoren for stip in _stippen(sector))
    return Opstelling(
        stippen=stippen,
        lijnen=_lijnen(invoer, stippen),
        vakken=tuple(map(_vak, sectoren)),
        weggelaten=len(spelers) - len(getoond),
    )


def punt(straal: float, graden: float) -> tuple[float, float]:
    """A place on the circle with this radius."""
    hoek = radians(graden)
    return round(straal * cos(hoek), 4), round(straal * sin(hoek), 4)


def _op_naam(speler: Speler) -> tuple[str, str]:
    return speler.naam.casefold(), speler.naam


def _sectoren(methode: Methode, spelers: Sequence[Speler]) -> list[_Sector]:
    """A sector for every kind that is there, and for the kinds that always have one; a wider one
    for more parties."""
    soorten, altijd = (
        methode.kolom("Partijen", "soort").keuzes,
        methode.netwerk.regels.keuzes.soort_vaste_vakken,
    )
    leden: dict[str, list[Speler]] = {soort: [] for soort in (*soorten, SOORT_ONBEKEND)}
    for speler in spelers:
        leden[speler.soort if speler.soort in soorten else SOORT_ONBEKEND].append(speler)
    namen = [soort for soort, groep in leden.items() if groep or soort in altijd]
    breedtes = _breedtes([len(leden[naam]) for naam in namen])
    sectoren, begin = [], _BEGIN
    for naam, breedte in zip(namen, breedtes, strict=True):
        sectoren.append(_Sector(naam, begin, breedte, _per_ring(leden[naam])))
        begin += breedte
    return sectoren


def _breedtes(aantallen: Sequence[int]) -> list[float]:
    """Degrees for each sector, by the number of parties in it."""
    totaal = sum(aantallen)
    if not totaal:
        return [360 / len(aantallen)] * len(aantallen)
    minstens = [_MINSTENS if aantal else _LEEG for aantal in aantallen]
    rest = 360 - sum(minstens)
    return [
        basis + rest * aantal / totaal for basis, aantal in zip(minstens, aantallen, strict=True)
    ]


def _per_ring(spelers: Iterable[Speler]) -> tuple[tuple[Speler, ...], ...]:
    """The parties by distance: most engaged first, unknown last."""
    ringen: dict[int, list[Speler]] = defaultdict(list)
    for speler in spelers:
        ringen[_ring(speler)].append(speler)
    return tuple(tuple(ringen[ring]) for ring in range(len(RANDEN) - 1))


def _ring(speler: Speler) -> int:
    return len(RANDEN) - 2 if speler.betrokkenheid is None else 5 - speler.betrokkenheid


def _stippen(sector: _Sector) -> Iterable[Stip]:
    for nummer, ring in enumerate(sector.ringen):
        plekken = _plekken(nummer, len(ring), sector.breedte)
        for speler, (straal, hoek) in zip(ring, plekken, strict=True):
            x, y = punt(straal, sector.begin + hoek)
            yield Stip(naam=speler.naam, x=x, y=y, grootte=speler.invloed or 0, brug=speler.brug)


# Remembered: it looks at many ways, and the same few numbers come back in every workbook.
@lru_cache(maxsize=512)
def _plekken(ring: int, aantal: int, breedte: float) -> list[tuple[float, float]]:
    """Radius and angle for so many dots in a ring of a sector: spread over the angle, on as few
    tracks as leaves room."""
    beste: tuple[float, list[tuple[float, float]]] = (-1.0, [])
    for banen, stap in _ZIGZAGS:
        plekken = _zigzag(ring, aantal, breedte, banen, stap)
        ruimte = _ruimte(plekken)
        if ruimte >= _RUIM:
            return plekken
        beste = max(beste, (ruimte, plekken), key=lambda paar: paar[0])
    return beste[1]


def _zigzag(
    ring: int, aantal: int, breedte: float, banen: int, stap: int
) -> list[tuple[float, float]]:
    onder, boven = RANDEN[ring] + _RUIMTE_AAN_DE_RAND, RANDEN[ring + 1] - _RUIMTE_AAN_DE_RAND
    # The tracks use the whole width of the ring: so a crowd in the smallest ring stays apart.
    stralen = (
        [onder + (boven - onder) * baan / (banen - 1) for baan in range(banen)]
        if banen > 1
        else [(onder + boven) / 2]
    )
    rand = min(degrees(_RUIMTE_AAN_DE_RAND / onder), breedte / 5)
    # No dots of three rings in one line, so that ties show.
    verschuiving = 0.5 + 0.2 * (ring % 3 - 1)
    return [
        (
            stralen[nummer * stap % banen],
            rand + (breedte - 2 * rand) * (nummer + verschuiving) / aantal,
        )
        for nummer in range(aantal)
    ]


def _ruimte(plekken: Sequence[tuple[float, float]]) -> float:
    """The smallest distance between two dots that stand near each other in the row."""
    punten = [punt(*plek) for plek in plekken]
    afstanden = (
        dist(een, ander)
        for nummer, een in enumerate(punten)
        for ander in punten[nummer + 1 : nummer + 1 + 2 * _MEESTE_BANEN]
    )  # fmt: skip
    return min(afstanden, default=2.0)


def _lijnen(invoer: Invoer, stippen: Sequence[Stip]) -> tuple[Lijn, ...]:
    """The ties between parties in the picture, strongest first: one line for two parties, with the
    strongest that was given."""
    per_naam = {stip.naam.casefold(): stip for stip in stippen}
    sterktes: dict[tuple[str, str], int] = {}
    for relatie in invoer.relaties:
        een, ander = sorted((relatie.van.casefold(), relatie.naar.casefold()))
        if een != ander and een in per_naam and ander in per_naam:
            sterktes[een, ander] = max(sterktes.get((een, ander), 0), relatie.sterkte or 0)
    sterkste = sorted(sterktes.items(), key=lambda paar: (-paar[1], paar[0]))[:MEESTE_LIJNEN]
    return tuple(
        _lijn(per_naam[een], per_naam[ander], sterkte) for (een, ander), sterkte in sterkste
    )


def _lijn(van: Stip, naar: Stip, sterkte: int) -> Lijn:
    return Lijn(
        van=van.naam, naar=naar.naam, x1=van.x, y1=van.y, x2=naar.x, y2=naar.y, sterkte=sterkte
    )


def _vak(sector: _Sector) -> Vak:
    x, y = punt(_NAAMSTRAAL, sector.begin + sector.breedte / 2)
    return Vak(naam=sector.naam, x=x, y=y, begin=round(sector.begin % 360, 4), leeg=sector.leeg)
