"""Whether every suggestion can be reached: for each one an input that shows it, or why there is
none.

An input is put together from a stock of small inputs (one answer, one column of a table, one
choice), each with its figures computed once. For every condition a few small inputs are tried for
which it holds, the emptiest first, because the fewer cells are filled in, the fewer other
suggestions fit too. Whatever is put together is computed as a real workbook before it counts.
Nothing is drawn by lot: the same method always gives the same answer. The search is not exhaustive:
a suggestion that asks for a rare coincidence may be called unreachable, and then its conditions are
too rare to help anyone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, reduce
from itertools import islice, product
from typing import NamedTuple

from regio_xl.invoer import Invoer
from regio_xl.methode import Handreiking, Methode, Voorwaarde
from regio_xl.methodeproef.proefinvoer import Deel, Voorraad, reken, samen, voorraad
from regio_xl.rekenen.handreikingen import handreikingen, passend

# How many small inputs are tried for each requirement, by the number of requirements, and how many
# combinations in all.
BREEDTE, SMALST = {1: 60, 2: 25, 3: 12, 4: 7}, 3
MEESTE_PROEVEN = 400
# After so many inputs that fit but do not show it, the search makes room in the first of them: in
# how many, in how many rounds,
# and with how many small inputs for each condition of what stands in the way.
MEESTE_VERDRONGEN, MEESTE_RUIMTEN, MEESTE_RONDES, BREEDTE_RUIMTE = 12, 3, 12, 8


class Proef(NamedTuple):
    """How the search for one suggestion ended: an input that shows it, or else the most likely
    reason."""

    invoer: Invoer | None
    reden: str


class Stand(NamedTuple):
    """An input, the suggestions that fit and the ids of those that are shown."""

    invoer: Invoer
    passend: list[Handreiking]
    getoond: set[str]

    def hinder(self, handreiking: Handreiking) -> list[Handreiking]:
        """The other ones that fit and may take its place: of the same theme or step, or else
        all."""
        anderen = [ander for ander in self.passend if ander != handreiking]
        dichtbij = [
            ander
            for ander in anderen
            if handreiking.thema == ander.thema or handreiking.stap == ander.stap
        ]
        return dichtbij or anderen


class Zoeker:
    """Searches inputs for the suggestions of one method; the stock is made once, at the first
    search."""

    def __init__(self, methode: Methode) -> None:
        self.methode = methode

    @cached_property
    def voorraad(self) -> Voorraad:
        """The stock of small inputs."""
        return voorraad(self.methode)

    def zoek(self, handreiking: Handreiking) -> Proef:
        """An input that shows a suggestion, or why there is none."""
        eisen = self._eisen(handreiking)
        for voorwaarde, delen in zip(handreiking.voorwaarden, eisen, strict=False):
            if not delen:
                return Proef(None, f"er is geen invoer gevonden waarbij {_in_woorden(voorwaarde)}")
        if not all(eisen):
            return Proef(None, "er is geen invoer gevonden met een keuze of advies dat past")
        verdrongen: list[Stand] = []
        for invoer in islice(_combinaties(eisen), MEESTE_PROEVEN):
            stand = self._stand(invoer)
            if handreiking.id in stand.getoond:
                return Proef(invoer, "")
            verdrongen += [stand] if handreiking in stand.passend else []
            if len(verdrongen) == MEESTE_VERDRONGEN:
                break
        for stand in verdrongen[:MEESTE_RUIMTEN]:
            ruim = self._maak_ruimte(handreiking, stand)
            if handreiking.id in ruim.getoond:
                return Proef(ruim.invoer, "")
        return Proef(None, self._reden(handreiking, verdrongen))

    def _stand(self, invoer: Invoer) -> Stand:
        cijfers, gekozen = reken(self.methode, invoer)
        getoond = handreikingen(self.methode, gekozen, cijfers)
        return Stand(
            invoer, passend(self.methode, gekozen, cijfers), {tekst.id for tekst in getoond}
        )

    def _eisen(self, handreiking: Handreiking) -> list[list[Deel]]:
        """For each requirement small inputs that meet it: the emptiest, and those that meet other
        requirements too."""
        eisen = [self.voorraad.met(voorwaarde) for voorwaarde in handreiking.voorwaarden]
        if handreiking.perspectieven:
            eisen.append(self.voorraad.voor(handreiking.perspectieven))
        breedte = BREEDTE.get(len(eisen), SMALST)
        raak = Counter(id(deel) for delen in eisen for deel in delen)
        meer = (sorted(delen, key=lambda deel: (-raak[id(deel)], deel.omvang)) for delen in eisen)
        return [
            list(dict.fromkeys((*delen[:breedte], *beste[: breedte // 2])))
            for delen, beste in zip(eisen, meer, strict=True)
        ]

    def _maak_ruimte(self, handreiking: Handreiking, stand: Stand) -> Stand:
        """Fill in more, so that fewer others fit that go before this suggestion, until it is shown
        or nothing helps."""
        for _ in range(MEESTE_RONDES):
            if handreiking.id in stand.getoond:
                break
            beter = next(self._ruimer(handreiking, stand), None)
            if beter is None:
                break
            stand = beter
        return stand

    def _ruimer(self, handreiking: Handreiking, stand: Stand) -> Iterator[Stand]:
        """Inputs in which one condition of another suggestion no longer holds and fewer of them
        stand in the way."""
        hinder = stand.hinder(handreiking)
        for ander in hinder:
            for voorwaarde in ander.voorwaarden:
                for deel in self.voorraad.zonder(voorwaarde)[:BREEDTE_RUIMTE]:
                    nieuw = self._stand(samen(stand.invoer, deel.invoer))
                    if handreiking in nieuw.passend and len(nieuw.hinder(handreiking)) < len(
                        hinder
                    ):
                        yield nieuw

    def _reden(self, handreiking: Handreiking, verdrongen: Sequence[Stand]) -> str:
        """The most likely reason why nothing was found."""
        if not verdrongen:
            namen = ", ".join(
                dict.fromkeys(voorwaarde.meet for voorwaarde in handreiking.voorwaarden)
            )
            return f"er is geen invoer gevonden waarbij alle voorwaarden tegelijk kloppen ({namen}); spreken ze elkaar tegen?"
        thema = {
            ander.id for ander in self.methode.handreikingen if ander.thema == handreiking.thema
        }
        steeds = set.intersection(*(stand.getoond for stand in verdrongen)) & thema
        if steeds:
            return f"van het thema '{handreiking.thema}' gaat steeds een andere voor ({', '.join(sorted(steeds))})"
        return "er gaan steeds te veel andere handreikingen voor"


def getuige(methode: Methode, handreiking: Handreiking) -> Invoer | None:
    """A small input for which this suggestion is shown, or None when none was found."""
    return Zoeker(methode).zoek(handreiking).invoer


def onbereikbaar(methode: Methode) -> dict[str, str]:
    """The suggestions that cannot be reached, by id, with the most likely reason."""
    zoeker = Zoeker(methode)
    proeven = {handreiking.id: zoeker.zoek(handreiking) for handreiking in methode.handreikingen}
    return {id_: proef.reden for id_, proef in proeven.items() if proef.invoer is None}


def _combinaties(eisen: Sequence[Sequence[Deel]]) -> Iterator[Invoer]:
    """One small input for each requirement, put together, the emptiest first. The smallest of them
    goes on top."""
    keuzes = {frozenset(map(id, delen)): tuple(dict.fromkeys(delen)) for delen in product(*eisen)}
    for delen in sorted(keuzes.values(), key=lambda delen: sum(deel.omvang for deel in delen)):
        yield reduce(samen, (deel.invoer for deel in sorted(delen, key=lambda deel: -deel.omvang)))


def _in_woorden(voorwaarde: Voorwaarde) -> str:
    grenzen = (("minstens", voorwaarde.min), ("hoogstens", voorwaarde.max))
    woorden = " en ".join(f"{woord} {grens:g}" for woord, grens in grenzen if grens is not None)
    return f"'{voorwaarde.meet}' {woorden} is"
