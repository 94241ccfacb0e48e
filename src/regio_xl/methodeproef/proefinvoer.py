"""The small inputs that a trial input is put together from, each with its figures computed once.

Two inputs go together field by field: what the upper one fills in goes over what the lower one
filled in. Small checklists of step 5 are made here: points with a status, an agreement, an owner and a day, or
without.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, product
from typing import TypeVar

from regio_xl.invoer import Afspraak, Gegeven, Invoer
from regio_xl.methode import Methode, Voorwaarde, tabnamen
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.methodeproef.antwoorden import (
    beantwoord,
    profielen,
    velden,
    voor,
    weefsel,
    werkwijzen,
)
from regio_xl.methodeproef.tabellen import DAG, netwerken, rijtallen, tabel, tabellen, tekens
from regio_xl.rekenen.agenda import agendabeeld
from regio_xl.rekenen.borg_en_verbind import borgpunten
from regio_xl.rekenen.kengetallen import Kengetallen, kengetallen
from regio_xl.rekenen.kengetallen.borg import borgcijfers
from regio_xl.rekenen.kengetallen.opgave import opgavecijfers
from regio_xl.rekenen.kwadrant import adviseer
from regio_xl.rekenen.netwerk.cijfers import cijfers as netwerkcijfers

R = TypeVar("R", bound=Gegeven)


def samen(onder: Invoer, boven: Invoer) -> Invoer:
    """One input with everything of both; rows with the same name are one row."""
    tabs = dict.fromkeys((*onder.kenmerken, *boven.kenmerken))
    return Invoer(
        kenmerken={
            tab: {**onder.kenmerken.get(tab, {}), **boven.kenmerken.get(tab, {})} for tab in tabs
        },
        antwoorden={**onder.antwoorden, **boven.antwoorden},
        nu={**onder.nu, **boven.nu},
        gewenst={**onder.gewenst, **boven.gewenst},
        partijen=_rijen((*onder.partijen, *boven.partijen), lambda partij: partij.naam),
        relaties=_rijen(
            (*onder.relaties, *boven.relaties), lambda relatie: (relatie.van, relatie.naar)
        ),
        feiten=_rijen((*onder.feiten, *boven.feiten), lambda feit: feit.feit),
        agenda=_rijen((*onder.agenda, *boven.agenda), lambda punt: punt.agendapunt),
        keuze=boven.keuze or onder.keuze,
        afspraken={
            id_: _rij_samen(onder.afspraken.get(id_), boven.afspraken.get(id_, Afspraak()))
            for id_ in dict.fromkeys((*onder.afspraken, *boven.afspraken))
        },
    )


def omvang(invoer: Invoer) -> int:
    """How many cells are filled in."""
    velden = sum(len(waarden) for waarden in invoer.kenmerken.values())
    antwoorden = len(invoer.antwoorden) + len(invoer.nu) + len(invoer.gewenst)
    rijen = (
        *invoer.partijen,
        *invoer.relaties,
        *invoer.feiten,
        *invoer.agenda,
        *invoer.afspraken.values(),
    )
    return velden + antwoorden + sum(len(_gevuld(rij)) for rij in rijen) + bool(invoer.keuze)


def _rijen(rijen: Iterable[R], sleutel: Callable[[R], Hashable]) -> tuple[R, ...]:
    gevonden: dict[Hashable, R] = {}
    for rij in rijen:
        gevonden[sleutel(rij)] = _rij_samen(gevonden.get(sleutel(rij)), rij)
    return tuple(gevonden.values())


def _rij_samen(onder: R | None, boven: R) -> R:
    """Two rows as one: what the upper one leaves empty stays as it was."""
    return boven if onder is None else onder.model_copy(update=_gevuld(boven))


def _gevuld(rij: Gegeven) -> dict[str, object]:
    """The fields of a row that hold something."""
    return {naam: waarde for naam, waarde in rij if waarde is not None}


AFSPRAAK = "Elk kwartaal bespreken"


def checklists(methode: Methode) -> Iterator[Invoer]:
    """Inputs with something filled in on the tab of step 5."""
    for punt, status in product(
        methode.borg_en_verbind.vaste_punten, methode.borg_en_verbind.statussen
    ):
        yield Invoer(afspraken={punt.id: Afspraak(status=status)})
    for keuze in PERSPECTIEVEN:
        for groep in _groepen(methode, keuze):
            for status, aantal in product(
                methode.borg_en_verbind.statussen, sorted({1, (len(groep) + 1) // 2, len(groep)})
            ):
                yield Invoer(
                    keuze=keuze, afspraken={id_: Afspraak(status=status) for id_ in groep[:aantal]}
                )
    ids = [punt.id for punt in borgpunten(methode, Invoer(), PERSPECTIEVEN[0])]
    for aantal in rijtallen(methode, tabnamen.BORG_EN_VERBIND):
        for eigenaar, datum in product((None, "Gemeente"), (None, DAG)):
            afspraak = Afspraak(afspraak=AFSPRAAK, eigenaar=eigenaar, datum=datum)
            yield Invoer(keuze=PERSPECTIEVEN[0], afspraken=dict.fromkeys(ids[:aantal], afspraak))


def _groepen(methode: Methode, keuze: Perspectief) -> Iterator[Sequence[str]]:
    """The points that belong to a choice: all of them, those of each other perspective, and the
    ways to account."""
    punten = borgpunten(methode, Invoer(), keuze)
    yield [punt.id for punt in punten]
    for naar in PERSPECTIEVEN:
        if naar != keuze:
            yield [punt.id for punt in punten if punt.naar == naar]
    yield [punt.id for punt in punten if punt.soort == "legitimiteit"]


@dataclass(frozen=True, eq=False)
class Deel:
    """A small input, the figures that it has by itself, and the way of working that follows from
    it."""

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
    """The figures of an input and what was chosen or else advised, as ``rekenen.bereken`` computes
    them."""
    advies = adviseer(methode, invoer)
    return kengetallen(
        methode, invoer, advies, agendabeeld(methode, invoer)
    ), invoer.keuze or advies.advies


def voorraad(methode: Methode) -> Voorraad:
    """The whole stock of a method. Deterministic: nothing here is drawn by lot.

    A small input gets only the figures that it is there for: putting together is what counts, and
    that is computed in full.
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
            **netwerkcijfers(methode, invoer, in_gebruik=bool(invoer.partijen or invoer.relaties)),
        }
        yield Deel(invoer, cijfers, advies, omvang(invoer))


def _naast_advies(methode: Methode) -> Iterator[tuple[Perspectief, Invoer]]:
    weeg = (*methode.opgave.stellingen, *methode.netwerk.stellingen)
    for advies, rij in product(PERSPECTIEVEN, tekens(methode).values()):
        antwoorden = beantwoord(voor(weeg, advies))
        for aantal in rijtallen(methode, "Agenda"):
            yield (
                advies,
                tabel("Agenda", [rij] * aantal).model_copy(update={"antwoorden": antwoorden}),
            )


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
