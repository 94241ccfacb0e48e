"""Fillings drawn by lot, with a seed: random ones, where nothing is meant, and plausible ones,
where a latent strength of each perspective drives the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, sqrt
from operator import mul
from random import Random
from typing import NamedTuple

from regio_xl.invoer import SECTOREN, Agendapunt, Invoer, Partij, Relatie
from regio_xl.methode import Indicator, Methode
from regio_xl.methode.afwegen import MEESTE_PER_PAAR
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.methodeproef.proefschaal import Proefschaal, Proefuitslag, Proefvulling, Toevoeging
from regio_xl.methodeproef.tabellen import partijnaam
from regio_xl.rekenen.bewijs import waarden

_KANT = (-1.0, -1.0, 1.0, 1.0)  # left or right on the quadrant, by perspective
_TABELLEN = 400


class Aanname(NamedTuple):
    """One set of assumptions on how answers come about.

    ``gemeen`` (0-1): share of the latent strengths that left and right have in common. ``ruis``: sd
    of the noise of one answer, in steps. ``tabellen``: whether the tables are filled in.
    ``gevuld``: the share of the statements that is answered. ``ja``: mean of the tendency to agree,
    in steps.
    """

    naam: str
    gemeen: float
    ruis: float
    tabellen: bool
    gevuld: float
    ja: float


# Fitted once to the plausible workbooks of methode.md on method 1.1.0, and fixed since then.
KRACHT = 1.4
"""Steps of an answer for one sd of what a piece of evidence measures."""
SPREIDING_JA = 0.25
"""Sd over workbooks of the tendency to agree, in steps."""
SPREIDING_UITERSTEN = 0.2
"""Sd over workbooks of the logarithm of the tendency to answer with 1 and 5."""

AANNAMES: tuple[Aanname, ...] = tuple(
    Aanname(
        f"{woord} gemeen, {'weinig' if ruis < 1 else 'veel'} ruis, "
        f"{'compleet' if vol else 'zonder tabellen'}",
        gemeen,
        ruis,
        vol,
        1.0 if vol else 0.7,
        0.0 if vol else 0.4,
    )
    for woord, gemeen in (("weinig", 0.1), ("half", 0.3), ("veel", 0.5))
    for ruis in (0.6, 1.4)
    for vol in (True, False)
)


GEWOON, GEWOON_RUIS = AANNAMES[4], AANNAMES[6]
"""The sets in the middle, all filled in, with little noise (what the fit was made on) and much."""


@dataclass(frozen=True, slots=True)
class Gemeend:
    """A plausible workbook: the latent strengths by number of perspective, the answers."""

    sterkte: tuple[float, ...]
    vulling: Proefvulling

    @property
    def bedoeld(self) -> int:
        """The number of the perspective that is strongest in truth."""
        return max(range(len(PERSPECTIEVEN)), key=self.sterkte.__getitem__)


def loterij(zaad: int) -> Random:
    """Draws that are the same for the same seed."""
    return Random(zaad)  # noqa: S311 - no secrets


def sterktes(lot: Random, gemeen: float) -> tuple[float, ...]:
    """Latent strengths of the four perspectives, each with variance 1::

    t_p = sqrt(g) * c * side_p + sqrt(1 - g) * e_p
    """
    samen = sqrt(gemeen) * lot.gauss(0, 1)
    return tuple(kant * samen + sqrt(1 - gemeen) * lot.gauss(0, 1) for kant in _KANT)


def _op_de_schaal(stap: float) -> float:
    """Steps from neutral as the value of an answer 1-5."""
    return max(-2, min(2, round(stap))) / 2


def _lukraak(lot: Random) -> float:
    """The value of an answer that is uniform over 1-5."""
    return (int(lot.random() * 5) - 2) / 2


def plausibel(
    lot: Random, schaal: Proefschaal, aanname: Aanname, drijft: Proefschaal | None = None
) -> Gemeend:
    """One plausible workbook. ``drijft``: the loadings that drive the answers in truth, when these
    are not those of the method."""
    sterkte = sterktes(lot, aanname.gemeen)
    uiterst = exp(lot.gauss(0, SPREIDING_UITERSTEN))
    ja = lot.gauss(aanname.ja, SPREIDING_JA)
    vulling: Proefvulling = []
    for richting, uit_tabel in zip((drijft or schaal).richting, schaal.uit_tabel, strict=True):
        if uit_tabel and not aanname.tabellen:
            vulling.append(None)
            continue
        stap = KRACHT * sum(map(mul, richting, sterkte)) + lot.gauss(0, aanname.ruis)
        if uit_tabel:
            vulling.append(max(-1.0, min(1.0, stap / 2)))
        elif aanname.gevuld < 1 and lot.random() >= aanname.gevuld:
            vulling.append(None)
        else:
            vulling.append(_op_de_schaal(stap * uiterst + ja))
    return Gemeend(sterkte, vulling)


def afgewogen(
    lot: Random, schaal: Proefschaal, boek: Gemeend, uit: Proefuitslag, ruis: float
) -> Toevoeging:
    """What the paired choices between the two highest add, each from 1 (the first) to 5 (the
    second), driven by how much stronger one of the two truly is::

        step = KRACHT * (t_second - t_first) / sqrt(2) + noise
    """
    trek = KRACHT * (boek.sterkte[uit.tweede] - boek.sterkte[uit.eerste]) / sqrt(2)
    keuzes = [_op_de_schaal(trek + lot.gauss(0, ruis)) for _ in range(MEESTE_PER_PAAR)]
    return toevoeging(schaal, uit, keuzes)


def lukraak_afgewogen(lot: Random, schaal: Proefschaal, uit: Proefuitslag) -> Toevoeging:
    """What the paired choices add when each is uniform over 1-5."""
    return toevoeging(schaal, uit, [_lukraak(lot) for _ in range(MEESTE_PER_PAAR)])


def toevoeging(schaal: Proefschaal, uit: Proefuitslag, keuzes: Sequence[float]) -> Toevoeging:
    """What answered choices between the two highest add: values from -1 (the first) to 1 (the
    second), which weigh together what one group weighs."""
    boven, onder = [0.0] * len(PERSPECTIEVEN), [0.0] * len(PERSPECTIEVEN)
    for perspectief, kant in ((uit.eerste, -1), (uit.tweede, 1)):
        boven[perspectief] = schaal.afwegen * kant * sum(keuzes) / len(keuzes)
        onder[perspectief] = schaal.afwegen
    return boven, onder


def willekeurig(
    lot: Random, schaal: Proefschaal, tabel: Sequence[float | None] | None = None
) -> Proefvulling:
    """Every answer uniform over 1-5; the figures from tables uniform over -1..1, or ``tabel``."""
    vulling: Proefvulling = []
    nummer = 0
    for uit_tabel in schaal.uit_tabel:
        if not uit_tabel:
            vulling.append(_lukraak(lot))
        elif tabel is None:
            vulling.append(2 * lot.random() - 1)
        else:
            vulling.append(tabel[nummer])
            nummer += 1
    return vulling


def tabelcijfers(
    methode: Methode, lot: Random, aantal: int = _TABELLEN
) -> list[list[float | None]]:
    """What random tables give for the indicators, computed by the real functions."""
    indicatoren = [b for b in methode.kansrijk if isinstance(b, Indicator)]
    gevonden: list[list[float | None]] = []
    for _ in range(aantal):
        bekend = waarden(methode, indicatoren, {}, _tabellen(methode, lot))
        gevonden.append([float(bekend[i.id]) if i.id in bekend else None for i in indicatoren])
    return gevonden


def _tabellen(methode: Methode, lot: Random) -> Invoer:
    """Tables with random rows: parties of any kind, some ties between them, an agenda."""
    soorten = methode.kolom("Partijen", "soort").keuzes
    rollen = methode.kolom("Partijen", "rol").keuzes
    namen = [partijnaam(nummer) for nummer in range(1, lot.randint(4, 12) + 1)]
    partijen = tuple(
        Partij(
            naam=naam,
            soort=lot.choice(soorten),
            rol=lot.choice(rollen),
            invloed=lot.randint(1, 5),
            betrokkenheid=lot.randint(1, 5),
        )
        for naam in namen
    )
    kans = lot.random()
    # Of every party the contacts were asked, else hardly any density would be known.
    relaties = tuple(
        Relatie(van=een, naar=ander, sterkte=lot.randint(1, 5))
        for nummer, een in enumerate(namen)
        for ander in namen
        if een != ander and (ander == namen[nummer - 1] or lot.random() < kans / 2)
    )
    vol = lot.random()
    agenda = tuple(
        Agendapunt.model_validate(
            {
                "agendapunt": f"Punt {nummer}",
                "trekker": lot.choice(namen),
                "resultaat": "Af" if lot.random() < vol else None,
                **{f"belang_{s}": "Ja" if lot.random() < 0.7 else None for s in SECTOREN},
            }
        )
        for nummer in range(1, lot.randint(2, 8) + 1)
    )
    return Invoer(partijen=partijen, relaties=relaties, agenda=agenda)
