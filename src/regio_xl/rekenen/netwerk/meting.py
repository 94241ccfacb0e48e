"""What the ties of one workbook measure; the only place that loads networkx (a quarter of a
second), and only when needed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from regio_xl.invoer import Invoer, Partij, Relatie
from regio_xl.methode import Netwerkregels
from regio_xl.rekenen.netwerk.contacten import Contacten, Paar, Sleutel, contacten


class Meting(NamedTuple):
    """The measures of the ties; parties by key. Shares are 0-1."""

    onderdelen: tuple[tuple[Sleutel, ...], ...]
    dichtheid: float
    dichtheid_hoogst: float
    centralisatie: float | None
    centralisatie_laagst: float | None
    centralisatie_hoogst: float | None
    wederkerigheid: float
    tussenpositie: Mapping[Sleutel, float]
    los: Mapping[Sleutel, tuple[Sleutel, ...]]
    herstel: tuple[Paar, ...]

    @property
    def kwetsbaarheid(self) -> float:
        """The worst share of the other parties that comes loose when one party drops out."""
        alle = sum(map(len, self.onderdelen))
        return max(map(len, self.los.values()), default=0) / (alle - 1)


class Gemeten(NamedTuple):
    """The list of ties and what it measures; ``meting`` is None while the list is too short.

    A few ties say that few were written down, not that few exist (``minste_relaties``).
    """

    lijst: Contacten
    meting: Meting | None


def meet(regels: Netwerkregels, invoer: Invoer) -> Gemeten:
    """Measure the ties of one workbook."""
    return _meet(regels, invoer.partijen, invoer.relaties)


@lru_cache(maxsize=2)  # the picture and the figures of one workbook ask for the same
def _meet(
    regels: Netwerkregels, partijen: tuple[Partij, ...], relaties: tuple[Relatie, ...]
) -> Gemeten:
    lijst = contacten(partijen, relaties)
    return Gemeten(
        lijst, _meting(regels, lijst) if len(lijst.paren) >= regels.minste_relaties else None
    )


def _meting(regels: Netwerkregels, lijst: Contacten) -> Meting:
    import networkx as nx  # noqa: PLC0415 - slow to load

    from regio_xl.rekenen.netwerk import herstel, kwetsbaar, maten  # noqa: PLC0415 - these load networkx

    graaf = maten.ongericht(lijst)
    delen = sorted(
        (tuple(sorted(deel)) for deel in nx.connected_components(graaf)),
        key=lambda deel: (-len(deel), deel),
    )
    dichtheid, dichtheid_hoogst = maten.dichtheid(lijst)
    laagst, hoogst = maten.centralisatiegrenzen(lijst) or (None, None)
    return Meting(
        onderdelen=tuple(delen),
        dichtheid=dichtheid,
        dichtheid_hoogst=dichtheid_hoogst,
        centralisatie=maten.centralisatie(lijst.graad.values()),
        centralisatie_laagst=laagst,
        centralisatie_hoogst=hoogst,
        wederkerigheid=maten.wederkerigheid(lijst),
        tussenpositie=maten.tussenposities(graaf),
        los=kwetsbaar.losgeraakt(graaf),
        herstel=herstel.herstel(regels, lijst, graaf),
    )
