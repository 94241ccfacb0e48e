"""The ties as a list: who has contact with whom, and of whom nobody wrote that down. Knows no
networkx."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from regio_xl.invoer import Partij, Relatie

Partijsleutel = str
Partijpaar = tuple[Partijsleutel, Partijsleutel]


class Losgeraakt(NamedTuple):
    """Who comes loose: by name, and how many ``meer`` of a very large network."""

    partijen: tuple[Partijsleutel, ...]
    meer: int = 0

    @property
    def aantal(self) -> int:
        """How many come loose in all."""
        return len(self.partijen) + self.meer


@dataclass(frozen=True)
class Contacten:
    """Parties and ties by key: the name in lower case, so that capitals never make two parties of
    one.

    Both are in the order of the keys, so that the order of rows in the workbook changes no outcome.
    ``relaties`` holds a row for each direction, also when one row of the workbook said both.
    ``bevraagd``: who stands in column Van of a row that somebody wrote.
    """

    partijen: Mapping[Partijsleutel, Partij]
    relaties: Mapping[Partijpaar, Relatie]
    bevraagd: frozenset[Partijsleutel]

    @cached_property
    def paren(self) -> Mapping[Partijpaar, tuple[Relatie, ...]]:
        """The pairs with contact, in whichever direction, each with its one or two rows."""
        rijen: dict[Partijpaar, tuple[Relatie, ...]] = {}
        for (van, naar), relatie in self.relaties.items():
            paar = (min(van, naar), max(van, naar))
            rijen[paar] = (*rijen.get(paar, ()), relatie)
        return dict(sorted(rijen.items(), key=lambda rij: rij[0]))

    @cached_property
    def graad(self) -> Mapping[Partijsleutel, int]:
        """Degree: with how many parties each one has contact."""
        telling = Counter(sleutel for paar in self.paren for sleutel in paar)
        return {sleutel: telling[sleutel] for sleutel in self.partijen}

    @cached_property
    def niet_bevraagd(self) -> frozenset[Partijsleutel]:
        """Parties that never stand in column Van: nobody wrote down their contacts, so these were
        not asked. That another calls a contact with them mutual says only something of that one."""
        return frozenset(self.partijen) - self.bevraagd

    @cached_property
    def onbekend(self) -> Mapping[Partijsleutel, int]:
        """How many pairs of each party are unknown: no contact was written down, and at least one
        of the two was not asked."""
        contact_met_stil: Counter[Partijsleutel] = Counter()
        for een, ander in self.paren:
            contact_met_stil[een] += ander in self.niet_bevraagd
            contact_met_stil[ander] += een in self.niet_bevraagd
        alle, stil = len(self.partijen), len(self.niet_bevraagd)
        return {
            sleutel: alle - 1 - self.graad[sleutel]
            if sleutel in self.niet_bevraagd
            else stil - contact_met_stil[sleutel]
            for sleutel in self.partijen
        }

    @property
    def onbekende_paren(self) -> int:
        """How many pairs are unknown in all."""
        return sum(self.onbekend.values()) // 2

    def invloed(self, sleutel: Partijsleutel) -> int:
        """Influence for an order; unknown comes last."""
        return self.partijen[sleutel].invloed or 0

    def naam(self, sleutel: Partijsleutel) -> str:
        """The name as users typed it."""
        return self.partijen[sleutel].naam


def contacten(partijen: tuple[Partij, ...], relaties: tuple[Relatie, ...]) -> Contacten:
    """The list of ties. The first of two equal rows counts; a tie with itself or with an unknown
    party does not.

    A mutual tie (``wederzijds``) is a row in both directions, with the same strength, trust and
    form. When the way back has a row of its own, that one counts.
    """
    bekend: dict[Partijsleutel, Partij] = {}
    for partij in partijen:
        bekend.setdefault(partij.naam.casefold(), partij)
    rijen: dict[Partijpaar, Relatie] = {}
    for relatie in relaties:
        van, naar = relatie.van.casefold(), relatie.naar.casefold()
        if van != naar and van in bekend and naar in bekend:
            rijen.setdefault((van, naar), relatie)
    bevraagd = frozenset(van for van, _ in rijen)
    for (van, naar), relatie in list(rijen.items()):
        if relatie.wederzijds:
            terug = {"van": relatie.naar, "naar": relatie.van}
            rijen.setdefault((naar, van), relatie.model_copy(update=terug))
    geordend = dict(sorted(rijen.items(), key=lambda rij: rij[0]))
    return Contacten(dict(sorted(bekend.items())), geordend, bevraagd)


def vraag_eerst(lijst: Contacten, meeste: int) -> tuple[Partijsleutel, ...]:
    """Whom to ask first: at most so many parties that were not asked.

    First who settles most: the pairs without contact whose other party was asked already (with one
    that was not asked a pair stays open, unless contact is named). Then influence, then the
    alphabet.
    """
    stil = lijst.niet_bevraagd
    bevraagd = len(lijst.partijen) - len(stil)
    contact_met_bevraagd: Counter[Partijsleutel] = Counter()
    for een, ander in lijst.paren:
        contact_met_bevraagd[een] += ander not in stil
        contact_met_bevraagd[ander] += een not in stil
    open_ = (sleutel for sleutel in stil if lijst.onbekend[sleutel])
    volgorde = sorted(
        open_, key=lambda s: (contact_met_bevraagd[s] - bevraagd, -lijst.invloed(s), s)
    )
    return tuple(volgorde[:meeste])
