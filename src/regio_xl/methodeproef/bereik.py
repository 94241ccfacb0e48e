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
from regio_xl.methodeproef.proefinvoer import Deel, Voorraad, reken, voeg_samen
from regio_xl.rekenen.handreikingen import getoonde_handreikingen, passende_handreikingen

# How many small inputs are tried for each requirement, by the number of requirements, and how many
# combinations in all.
_BREEDTE, _SMALST = {1: 60, 2: 20, 3: 8, 4: 5}, 3
_MEESTE_PROEVEN = 400
# After so many inputs that fit but do not show it, the search makes room in the first of them: in
# how many, in how many rounds, and with how many small inputs for each condition of what stands in
# the way.
_MEESTE_VERDRONGEN, _MEESTE_RUIMTEN, _MEESTE_RONDES, _BREEDTE_RUIMTE = 12, 3, 12, 8


class Proef(NamedTuple):
    """How the search for one suggestion ended: an input that shows it, or else the most likely
    reason."""

    invoer: Invoer | None
    reden: str


class _Stand(NamedTuple):
    """An input, the suggestions that fit and those that are shown."""

    invoer: Invoer
    passend: list[Handreiking]
    getoond: list[Handreiking]

    def hinder(self, handreiking: Handreiking) -> list[Handreiking]:
        """The other ones that fit and may take its place: of the same theme or step, or else
        all."""
        anderen = [ander for ander in self.passend if ander != handreiking]
        wie = (handreiking.thema, handreiking.stap)
        dichtbij = [ander for ander in anderen if ander.thema == wie[0] or ander.stap == wie[1]]
        return dichtbij or anderen


class Zoeker:
    """Searches inputs for the suggestions of one method; the stock is made once, at the first
    search."""

    def __init__(self, methode: Methode) -> None:
        self.methode = methode

    @cached_property
    def voorraad(self) -> Voorraad:
        """The stock of small inputs."""
        return Voorraad(self.methode)

    def zoek(self, handreiking: Handreiking) -> Proef:
        """An input that shows a suggestion, or why there is none."""
        eisen = self._eisen(handreiking)
        for voorwaarde, delen in zip(handreiking.voorwaarden, eisen, strict=False):
            if not delen:
                return Proef(None, f"er is geen invoer gevonden waarbij {_in_woorden(voorwaarde)}")
        if not all(eisen):
            return Proef(None, "er is geen invoer gevonden met een keuze of advies dat past")
        verdrongen: list[_Stand] = []
        for invoer in islice(_combinaties(eisen), _MEESTE_PROEVEN):
            stand = self._stand(invoer)
            if handreiking in stand.getoond:
                return Proef(invoer, "")
            if handreiking in stand.passend:
                verdrongen.append(stand)
            if len(verdrongen) == _MEESTE_VERDRONGEN:
                break
        for stand in verdrongen[:_MEESTE_RUIMTEN]:
            ruim = self._maak_ruimte(handreiking, stand)
            if handreiking in ruim.getoond:
                return Proef(ruim.invoer, "")
        return Proef(None, self._reden(handreiking, verdrongen))

    def _stand(self, invoer: Invoer) -> _Stand:
        cijfers, gekozen = reken(self.methode, invoer)
        passend = passende_handreikingen(self.methode, gekozen, cijfers)
        return _Stand(invoer, passend, getoonde_handreikingen(self.methode, passend, cijfers))

    def _eisen(self, handreiking: Handreiking) -> list[list[Deel]]:
        """For each requirement small inputs that meet it: the emptiest, and those that meet other
        requirements too."""
        eisen = [self.voorraad.met(voorwaarde) for voorwaarde in handreiking.voorwaarden]
        if handreiking.perspectieven:
            eisen.append(self.voorraad.voor(handreiking.perspectieven))
        breedte = _BREEDTE.get(len(eisen), _SMALST)
        raak = Counter(id(deel) for delen in eisen for deel in delen)
        gekozen = []
        for delen in eisen:
            meest_raak = sorted(delen, key=lambda deel: (-raak[id(deel)], deel.omvang))
            keuze = dict.fromkeys((*delen[:breedte], *meest_raak[: breedte // 2]))
            gekozen.append(list(keuze))
        return gekozen

    def _maak_ruimte(self, handreiking: Handreiking, stand: _Stand) -> _Stand:
        """Fill in more, so that fewer others fit that go before this suggestion, until it is shown
        or nothing helps."""
        for _ in range(_MEESTE_RONDES):
            beter = next(self._ruimer(handreiking, stand), None)
            if handreiking in stand.getoond or beter is None:
                break
            stand = beter
        return stand

    def _ruimer(self, handreiking: Handreiking, stand: _Stand) -> Iterator[_Stand]:
        """Inputs in which one condition of another suggestion no longer holds and fewer of them
        stand in the way."""
        hinder = stand.hinder(handreiking)
        for voorwaarde in (v for ander in hinder for v in ander.voorwaarden):
            for deel in self.voorraad.zonder(voorwaarde)[:_BREEDTE_RUIMTE]:
                nieuw = self._stand(voeg_samen(stand.invoer, deel.invoer))
                minder = len(nieuw.hinder(handreiking)) < len(hinder)
                if handreiking in nieuw.passend and minder:
                    yield nieuw

    def _reden(self, handreiking: Handreiking, verdrongen: Sequence[_Stand]) -> str:
        """The most likely reason why nothing was found."""
        if not verdrongen:
            namen = dict.fromkeys(voorwaarde.meet for voorwaarde in handreiking.voorwaarden)
            return (
                "er is geen invoer gevonden waarbij alle voorwaarden tegelijk kloppen "
                f"({', '.join(namen)}); spreken ze elkaar tegen?"
            )
        steeds = set.intersection(*({ander.id for ander in s.getoond} for s in verdrongen))
        thema = handreiking.thema
        voor = [h.id for h in self.methode.handreikingen if h.thema == thema and h.id in steeds]
        if voor:
            ids = ", ".join(sorted(voor))
            return f"van het thema '{thema}' gaat steeds een andere voor ({ids})"
        return "er gaan steeds te veel andere handreikingen voor"


def onbereikbaar(methode: Methode) -> dict[str, str]:
    """The suggestions that cannot be reached, by id, with the most likely reason. Takes seconds."""
    zoeker = Zoeker(methode)
    proeven = {handreiking.id: zoeker.zoek(handreiking) for handreiking in methode.handreikingen}
    return {id_: proef.reden for id_, proef in proeven.items() if proef.invoer is None}


def _combinaties(eisen: Sequence[Sequence[Deel]]) -> Iterator[Invoer]:
    """One small input for each requirement, put together, the emptiest first. The smallest of them
    goes on top."""
    keuzes = {frozenset(delen): delen for delen in product(*eisen)}  # in order, unlike a set
    op_omvang = sorted(keuzes, key=lambda delen: sum(deel.omvang for deel in delen))
    for sleutel in op_omvang:
        groot_eerst = sorted(dict.fromkeys(keuzes[sleutel]), key=lambda deel: -deel.omvang)
        yield reduce(voeg_samen, (deel.invoer for deel in groot_eerst))


def _in_woorden(voorwaarde: Voorwaarde) -> str:
    grenzen = (("minstens", voorwaarde.min), ("hoogstens", voorwaarde.max))
    woorden = " en ".join(f"{woord} {grens:g}" for woord, grens in grenzen if grens is not None)
    return f"'{voorwaarde.meet}' {woorden} is"
