"""The stock of small inputs, each with its figures computed once, to put an input together from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, product

from regio_xl.bereikbaar.afspraken import checklists
from regio_xl.bereikbaar.antwoorden import beantwoord, profielen, velden, voor, weefsel, werkwijzen
from regio_xl.bereikbaar.relaties import netwerken
from regio_xl.bereikbaar.rijen import rijtallen, tabel, tabellen, tekens
from regio_xl.bereikbaar.samen import omvang
from regio_xl.invoer import Invoer
from regio_xl.methode import Methode, Voorwaarde
from regio_xl.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.agenda import agendabeeld
from regio_xl.rekenen.kengetallen import Kengetallen, kengetallen
from regio_xl.rekenen.kengetallen.borg import borgcijfers
from regio_xl.rekenen.kengetallen.opgave import opgavecijfers
from regio_xl.rekenen.kwadrant import adviseer
from regio_xl.rekenen.netwerk.cijfers import cijfers as netwerkcijfers


@dataclass(frozen=True, eq=False)
class Deel:
    """A small input, the figures that it has by itself, and the way of working that follows from it."""

    invoer: Invoer
    cijfers: Kengetallen
    gekozen: Perspectief | None
    omvang: int


class Voorraad:
    """The stock, the emptiest first, and where each figure is known."""

    def __init__(self, delen: Iterable[Deel]) -> None:
        self._per_meet: dict[str, list[Deel]] = defaultdict(list)
        self._met_keuze: list[Deel] = []
        self._gevonden: dict[Voorwaarde, tuple[list[Deel], list[Deel]]] = {}
        for deel in sorted(delen, key=lambda deel: deel.omvang):
            for meet, waarde in deel.cijfers.items():
                if waarde is not None:
                    self._per_meet[meet].append(deel)
            if deel.gekozen:
                self._met_keuze.append(deel)

    def met(self, voorwaarde: Voorwaarde) -> list[Deel]:
        """The small inputs for which a condition holds."""
        return self._gesplitst(voorwaarde)[0]

    def zonder(self, voorwaarde: Voorwaarde) -> list[Deel]:
        """The small inputs for which a condition is known not to hold."""
        return self._gesplitst(voorwaarde)[1]

    def voor(self, perspectieven: Collection[Perspectief]) -> list[Deel]:
        """The small inputs after which one of these ways of working was chosen or advised."""
        return [deel for deel in self._met_keuze if deel.gekozen in perspectieven]

    def _gesplitst(self, voorwaarde: Voorwaarde) -> tuple[list[Deel], list[Deel]]:
        if voorwaarde not in self._gevonden:
            delen: tuple[list[Deel], list[Deel]] = ([], [])
            for deel in self._per_meet.get(voorwaarde.meet, ()):
                delen[not voorwaarde.past(deel.cijfers[voorwaarde.meet])].append(deel)
            self._gevonden[voorwaarde] = delen
        return self._gevonden[voorwaarde]


def reken(methode: Methode, invoer: Invoer) -> tuple[Kengetallen, Perspectief | None]:
    """The figures of an input and what was chosen or else advised, as ``rekenen.bereken`` computes them."""
    advies = adviseer(methode, invoer)
    return kengetallen(methode, invoer, advies, agendabeeld(methode, invoer)), invoer.keuze or advies.advies


def voorraad(methode: Methode) -> Voorraad:
    """The whole stock of a method. Deterministic: nothing here is drawn by lot.

    A small input gets only the figures that it is there for: putting together is what counts, and that is computed in full.
    """
    delen = (_antwoorden, _tabellen, _velden, _checklists, _werkwijzen)
    return Voorraad(chain.from_iterable(deel(methode) for deel in delen))


def _antwoorden(methode: Methode) -> Iterator[Deel]:
    """Every answer to one statement."""
    for tab in (methode.opgave, methode.netwerk, methode.weefsel):
        ids = [stelling.id for stelling in tab.stellingen]
        for id_, cijfer in product(ids, (3, 2, 4, 1, 5)):
            yield Deel(Invoer(antwoorden=beantwoord({id_: cijfer})), {id_: cijfer}, None, 1)


def _tabellen(methode: Methode) -> Iterator[Deel]:
    """Tables, and the agenda beside an advice, so that it pulls the same way or another."""
    rijen = ((None, invoer) for invoer in chain(tabellen(methode), netwerken(methode)))
    for advies, invoer in chain(rijen, _naast_advies(methode)):
        cijfers = {
            **opgavecijfers(methode, invoer, advies, agendabeeld(methode, invoer)),
            **netwerkcijfers(invoer, in_gebruik=bool(invoer.partijen or invoer.relaties)),
        }
        yield Deel(invoer, cijfers, advies, omvang(invoer))


def _naast_advies(methode: Methode) -> Iterator[tuple[Perspectief, Invoer]]:
    weeg = (*methode.opgave.stellingen, *methode.netwerk.stellingen)
    for advies, rij in product(PERSPECTIEVEN, tekens(methode).values()):
        antwoorden = beantwoord(voor(weeg, advies))
        for aantal in rijtallen(methode, "Agenda"):
            yield advies, tabel("Agenda", [rij] * aantal).model_copy(update={"antwoorden": antwoorden})


def _velden(methode: Methode) -> Iterator[Deel]:
    """Single values and answers on Weefsel: nothing that leads to an advice."""
    zonder = adviseer(methode, Invoer())
    for invoer in chain(velden(methode), weefsel(methode)):
        yield Deel(invoer, kengetallen(methode, invoer, zonder, ()), None, omvang(invoer))


def _checklists(methode: Methode) -> Iterator[Deel]:
    for invoer in checklists(methode):
        yield Deel(invoer, borgcijfers(methode, invoer, None), invoer.keuze, omvang(invoer))


def _werkwijzen(methode: Methode) -> Iterator[Deel]:
    """Answers that lead to an advice, and how the group works and would like to work."""
    for invoer in chain(profielen(methode), werkwijzen(methode)):
        cijfers, gekozen = reken(methode, invoer)
        yield Deel(invoer, cijfers, gekozen, omvang(invoer))
