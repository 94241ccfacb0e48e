"""What the ties of one workbook measure; the only place that loads networkx (a quarter of a
second), and only when needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from regio_xl.invoer import Invoer
from regio_xl.methode import Netwerkregels
from regio_xl.rekenen.netwerk.contacten import (
    Contacten,
    Losgeraakt,
    Partijpaar,
    Partijsleutel,
    contacten,
)


class Netwerkmaten(NamedTuple):
    """The measures of the ties; parties by key. Shares are 0-1. Formulas: ``netwerk.maten``,
    ``netwerk.kwetsbaar`` and ``netwerk.herstel``."""

    onderdelen: tuple[tuple[Partijsleutel, ...], ...]
    dichtheid: float
    dichtheid_hoogst: float
    centralisatie: float | None
    centralisatie_laagst: float | None
    centralisatie_hoogst: float | None
    wederkerigheid: float
    tussenpositie: Mapping[Partijsleutel, float]
    los: Mapping[Partijsleutel, Losgeraakt]
    herstel: tuple[Partijpaar, ...]

    @property
    def kwetsbaarheid(self) -> float:
        """The worst share of the other parties that comes loose when one party drops out."""
        alle = sum(map(len, self.onderdelen))
        return max((los.aantal for los in self.los.values()), default=0) / (alle - 1)


def meet_relaties(regels: Netwerkregels, invoer: Invoer) -> tuple[Contacten, Netwerkmaten | None]:
    """The list of ties and what it measures: None while the list is too short.

    A few ties say that few were written down, not that few exist (``minste_relaties``).
    """
    lijst = contacten(invoer.partijen, invoer.relaties)
    genoeg = len(lijst.paren) >= regels.minste_relaties
    return lijst, _meet(regels, lijst) if genoeg else None


def _meet(regels: Netwerkregels, lijst: Contacten) -> Netwerkmaten:
    import networkx as nx  # noqa: PLC0415 - slow to load, and these load it too

    from regio_xl.rekenen.netwerk import herstel, kwetsbaar, maten  # noqa: PLC0415

    graaf = maten.ongericht(lijst)
    delen = sorted(
        (tuple(sorted(deel)) for deel in nx.connected_components(graaf)),
        key=lambda deel: (-len(deel), deel),
    )
    dichtheid, dichtheid_hoogst = maten.dichtheidsgrenzen(lijst)
    laagst, hoogst = maten.centralisatiegrenzen(lijst) or (None, None)
    return Netwerkmaten(
        onderdelen=tuple(delen),
        dichtheid=dichtheid,
        dichtheid_hoogst=dichtheid_hoogst,
        centralisatie=maten.centralisatie(lijst.graad.values()),
        centralisatie_laagst=laagst,
        centralisatie_hoogst=hoogst,
        wederkerigheid=maten.wederkerigheid(lijst),
        tussenpositie=maten.tussenposities(graaf),
        los=kwetsbaar.losgeraakt(graaf, lijst.invloed),
        herstel=herstel.herstel(regels, lijst, graaf),
    )
