"""Whether an advice that says how sure it is, is right that often: the share of drawings in which
it stays, against how often it names the perspective that was meant."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.methodeproef.loting import Aanname, loterij, plausibel, willekeurig
from regio_xl.methodeproef.proefschaal import Proefschaal, Proefvulling
from regio_xl.rekenen.weging import Weging, uitslag, weeg
from regio_xl.rekenen.zekerheid import STEEKPROEVEN, hoe_vaak_bovenaan

GRENZEN = (0, 500, 700, 900, 990, STEEKPROEVEN + 1)
"""The classes of how often an advice stays, in drawings of the evidence."""


class Zekerklasse(NamedTuple):
    """Advices that stay in ``vanaf`` up to but not including ``tot`` drawings: their share (0-1) of
    all advices, and the share of them that is right (None where there are none)."""

    vanaf: int
    tot: int
    aandeel: float
    goed: float | None


def meet_zekerheid(
    methode: Methode, schaal: Proefschaal, aanname: Aanname | None, zaad: int, aantal: int
) -> Iterator[Zekerklasse]:
    """Draw workbooks and resample each with the real functions. ``aanname`` None: random ones,
    where no advice is right."""
    lot = loterij(zaad)
    gevonden: list[tuple[int, bool]] = []
    for _ in range(aantal):
        if aanname is None:
            vulling, bedoeld = willekeurig(lot, schaal), None
        else:
            boek = plausibel(lot, schaal, aanname)
            vulling, bedoeld = boek.vulling, PERSPECTIEVEN[boek.bedoeld]
        weging = _weging(methode, vulling)
        bovenaan = uitslag(weging, methode.algemeen.drempels).bovenaan
        if bovenaan:
            gevonden.append((hoe_vaak_bovenaan(weging, bovenaan), bovenaan == bedoeld))
    for vanaf, tot in pairwise(GRENZEN):
        klasse = [goed for vaak, goed in gevonden if vanaf <= vaak < tot]
        aandeel = len(klasse) / len(gevonden) if gevonden else 0.0
        yield Zekerklasse(vanaf, tot, aandeel, sum(klasse) / len(klasse) if klasse else None)


def _weging(methode: Methode, vulling: Proefvulling) -> Weging:
    """A filling as the calculation weighs it; figures from tables to a thousandth."""
    bekend = {
        stuk.id: Fraction(round(1000 * v), 1000)
        for stuk, v in zip(methode.kansrijk, vulling, strict=True)
        if v is not None
    }
    antwoorden = {
        stelling.id: Antwoord(waarde=int(2 * bekend[stelling.id] + 3))
        for tab in (methode.opgave, methode.netwerk)
        for stelling in tab.stellingen
        if stelling.id in bekend
    }
    return weeg(methode, methode.kansrijk, antwoorden, Invoer(), bekend)
