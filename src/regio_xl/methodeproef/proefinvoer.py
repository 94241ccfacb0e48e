"""The small inputs that a trial input is put together from, each with its figures computed once.

Two inputs go together field by field: what the upper one fills in goes over what the lower one
filled in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, product
from typing import TypeVar

from regio_xl.invoer import Gegeven, Invoer
from regio_xl.methode import Methode, Voorwaarde
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.methodeproef.antwoorden import (
    beantwoord,
    checklists,
    profielen,
    velden,
    voor,
    weefsel,
    werkwijzen,
)
from regio_xl.methodeproef.tabellen import netwerken, rijtallen, tabelinvoer, tabellen, tekens
from regio_xl.rekenen.agenda import agendabeeld
from regio_xl.rekenen.kengetallen import Kengetallen, kengetallen
from regio_xl.rekenen.kengetallen.borg import borgcijfers
from regio_xl.rekenen.kengetallen.opgave import opgavecijfers
from regio_xl.rekenen.kwadrant import adviseer
from regio_xl.rekenen.netwerk.cijfers import meet_netwerk
from regio_xl.rekenen.tellen import Meetwaarde

_R = TypeVar("_R", bound=Gegeven)

# What names a row of each table.
_RIJEN: dict[str, Callable[[Gegeven], Hashable]] = {
    "partijen": lambda rij: getattr(rij, "naam"),  # noqa: B009 - rows of four models
    "relaties": lambda rij: (getattr(rij, "van"), getattr(rij, "naar")),  # noqa: B009
    "feiten": lambda rij: getattr(rij, "feit"),  # noqa: B009
    "agenda": lambda rij: getattr(rij, "agendapunt"),  # noqa: B009
}


def voeg_samen(onder: Invoer, boven: Invoer) -> Invoer:
    """One input with everything of both; rows with the same name are one row."""
    velden_: dict[str, object] = {"keuze": boven.keuze or onder.keuze}
    for naam in ("antwoorden", "nu", "gewenst"):
        velden_[naam] = {**getattr(onder, naam), **getattr(boven, naam)}
    for naam, sleutel in _RIJEN.items():
        rijen: dict[Hashable, Gegeven] = {}
        for rij in (*getattr(onder, naam), *getattr(boven, naam)):
            rijen[sleutel(rij)] = _rij_samen(rijen.get(sleutel(rij)), rij)
        velden_[naam] = tuple(rijen.values())
    afspraken = dict(onder.afspraken)
    for id_, afspraak in boven.afspraken.items():
        afspraken[id_] = _rij_samen(afspraken.get(id_), afspraak)
    kenmerken = dict(onder.kenmerken)
    for tab, waarden in boven.kenmerken.items():
        kenmerken[tab] = {**kenmerken.get(tab, {}), **waarden}
    return onder.model_copy(update=velden_ | {"afspraken": afspraken, "kenmerken": kenmerken})


def _rij_samen(onder: _R | None, boven: _R) -> _R:
    """Two rows as one: what the upper one leaves empty stays as it was."""
    return boven if onder is None else onder.model_copy(update=_gevuld(boven))


def _gevuld(rij: Gegeven) -> dict[str, object]:
    """The fields of a row that hold something."""
    return {naam: waarde for naam, waarde in rij if waarde is not None}


def omvang(invoer: Invoer) -> int:
    """How many cells are filled in."""
    rijen = (*invoer.partijen, *invoer.relaties, *invoer.feiten, *invoer.agenda)
    gevuld = [len(_gevuld(rij)) for rij in (*rijen, *invoer.afspraken.values())]
    gevuld += [len(waarden) for waarden in invoer.kenmerken.values()]
    antwoorden = len(invoer.antwoorden) + len(invoer.nu) + len(invoer.gewenst)
    return sum(gevuld) + antwoorden + bool(invoer.keuze)


@dataclass(frozen=True, eq=False)
class Deel:
    """A small input, the figures that it has by itself, and the way of working that follows from
    it."""

    invoer: Invoer
    cijfers: Kengetallen
    gekozen: Perspectief | None
    omvang: int


class Voorraad:
    """The small inputs of a method, the emptiest first, and where each figure is known.

    Deterministic: nothing here is drawn by lot. A small input gets only the figures that it is
    there for: putting together is what counts, and that is computed in full.
    """

    def __init__(self, methode: Methode) -> None:
        self._per_meet: dict[str, list[Deel]] = defaultdict(list)
        self._met_keuze: list[Deel] = []
        self._gesplitst: dict[Voorwaarde, tuple[list[Deel], list[Deel]]] = {}
        for deel in sorted(_delen(methode), key=lambda deel: deel.omvang):
            for meet, waarde in deel.cijfers.items():
                if waarde is not None:
                    self._per_meet[meet].append(deel)
            if deel.gekozen:
                self._met_keuze.append(deel)

    def met(self, voorwaarde: Voorwaarde) -> list[Deel]:
        """The small inputs for which a condition holds."""
        return self._splits(voorwaarde)[0]

    def zonder(self, voorwaarde: Voorwaarde) -> list[Deel]:
        """The small inputs for which a condition is known not to hold."""
        return self._splits(voorwaarde)[1]

    def voor(self, perspectieven: Collection[Perspectief]) -> list[Deel]:
        """The small inputs that lead to one of these ways of working."""
        return [deel for deel in self._met_keuze if deel.gekozen in perspectieven]

    def _splits(self, voorwaarde: Voorwaarde) -> tuple[list[Deel], list[Deel]]:
        if voorwaarde not in self._gesplitst:
            met, zonder = self._gesplitst[voorwaarde] = [], []
            for deel in self._per_meet.get(voorwaarde.meet, ()):
                if voorwaarde.past(waarde := deel.cijfers[voorwaarde.meet]):
                    met.append(deel)
                elif voorwaarde.faalt(waarde):
                    zonder.append(deel)
        return self._gesplitst[voorwaarde]


def reken(methode: Methode, invoer: Invoer) -> tuple[Kengetallen, Perspectief | None]:
    """The figures of an input and what was chosen or else advised, as ``rekenen.bereken`` computes
    them."""
    advies = adviseer(methode, invoer, hoe_zeker=False)
    cijfers = kengetallen(methode, invoer, advies, agendabeeld(methode, invoer))
    return cijfers, invoer.keuze or advies.advies


def _delen(methode: Methode) -> Iterator[Deel]:
    """Every small input."""
    for tab in (methode.opgave, methode.netwerk, methode.weefsel):
        ids = [stelling.id for stelling in tab.stellingen]
        for id_, cijfer in product(ids, (3, 2, 4, 1, 5)):
            antwoord = {id_: cijfer}
            yield Deel(Invoer(antwoorden=beantwoord(antwoord)), antwoord, None, 1)
    yield from _tabeldelen(methode)
    zonder = adviseer(methode, Invoer())
    for invoer in chain(velden(methode), weefsel(methode)):
        yield Deel(invoer, kengetallen(methode, invoer, zonder, ()), None, omvang(invoer))
    for invoer in checklists(methode):
        yield Deel(invoer, borgcijfers(methode, invoer, None), invoer.keuze, omvang(invoer))
    for invoer in chain(profielen(methode), werkwijzen(methode)):
        cijfers, gekozen = reken(methode, invoer)
        yield Deel(invoer, cijfers, gekozen, omvang(invoer))


def _tabeldelen(methode: Methode) -> Iterator[Deel]:
    """Tables, and the agenda beside an advice, so that it pulls the same way or another."""
    los: Iterable[tuple[Perspectief | None, Invoer]] = (
        (None, invoer) for invoer in chain(tabellen(methode), netwerken(methode))
    )
    for advies, invoer in chain(los, _naast_advies(methode)):
        cijfers: dict[str, Meetwaarde] = {}
        if invoer.feiten or invoer.agenda:
            agenda = agendabeeld(methode, invoer)
            cijfers |= opgavecijfers(methode, invoer, advies, agenda)
        if invoer.partijen:
            cijfers |= meet_netwerk(methode, invoer).cijfers
            cijfers |= {"partijen": len(invoer.partijen), "relaties": len(invoer.relaties)}
        yield Deel(invoer, cijfers, advies, omvang(invoer))


def _naast_advies(methode: Methode) -> Iterator[tuple[Perspectief, Invoer]]:
    weeg = (*methode.opgave.stellingen, *methode.netwerk.stellingen)
    for advies, rij in product(PERSPECTIEVEN, tekens(methode).values()):
        antwoorden = beantwoord(voor(weeg, advies))
        for aantal in rijtallen(methode, "Agenda"):
            agenda = tabelinvoer("Agenda", [rij] * aantal).agenda
            yield advies, Invoer(antwoorden=antwoorden, agenda=agenda)
