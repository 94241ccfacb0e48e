"""Measures computed from the tables, by the name that the method's indicators use.

Every measure is a pure function of the input and returns None when the table gives no ground for
it: an empty table is unknown, never low. Shares are 0-1, means on the scale 1-5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import comb

from regio_xl.invoer import SECTOREN, Invoer

MINSTE_RELATIES = 3
MEESTE_ONBEKEND = Fraction(1, 4)


def _aandeel(kenmerken: Iterable[bool | None]) -> Fraction | None:
    """The share of True among what is known; None when nothing is known."""
    bekend = [kenmerk for kenmerk in kenmerken if kenmerk is not None]
    return Fraction(sum(bekend), len(bekend)) if bekend else None


def eigenaren_buiten_overheid(invoer: Invoer) -> Fraction | None:
    """Share of the owners of the issue (rol *eigenaar*) that are no public authority."""
    buiten = (
        partij.overheid is False
        for partij in invoer.partijen
        if partij.rol == "eigenaar" and partij.overheid is not None
    )
    return _aandeel(buiten)


def trekkers_buiten_overheid(invoer: Invoer) -> Fraction | None:
    """Share of the agenda items with a known puller whose puller is no public authority."""
    overheid = {partij.naam.casefold(): partij.overheid for partij in invoer.partijen}
    soorten = (overheid.get(punt.trekker.casefold()) for punt in invoer.agenda if punt.trekker)
    return _aandeel(None if soort is None else not soort for soort in soorten)


def betrokkenheid_buiten_overheid(invoer: Invoer) -> Fraction | None:
    """Mean engagement (1-5) of the parties outside government."""
    cijfers = [
        p.betrokkenheid
        for p in invoer.partijen
        if p.overheid is False and p.betrokkenheid is not None
    ]
    return Fraction(sum(cijfers), len(cijfers)) if cijfers else None


def invloed_overheid(invoer: Invoer) -> Fraction | None:
    """Share of all influence points that public authorities hold; unknown while fewer than two
    parties are scored."""
    bekend = [
        (p.overheid, p.invloed)
        for p in invoer.partijen
        if p.overheid is not None and p.invloed is not None
    ]
    totaal = sum(invloed for _, invloed in bekend)
    return (
        Fraction(sum(invloed for overheid, invloed in bekend if overheid), totaal)
        if len(bekend) > 1
        else None
    )


def dichtheid(invoer: Invoer) -> Fraction | None:
    """Density of the network without direction: ties that exist over ties that could.

    None below three ties: so short a list says that few ties were written down, not that few exist.
    None too while more than a quarter of the pairs is unknown, because at least one of the two
    parties never stands in the column Van.
    """
    namen = {partij.naam.casefold() for partij in invoer.partijen}
    paren = {frozenset((r.van.casefold(), r.naar.casefold())) for r in invoer.relaties}
    stil = namen - {r.van.casefold() for r in invoer.relaties}
    mogelijk = comb(len(namen), 2)
    onbekend = (
        mogelijk - comb(len(namen - stil), 2) - sum(not paar.isdisjoint(stil) for paar in paren)
    )
    if len(paren) < MINSTE_RELATIES or onbekend > MEESTE_ONBEKEND * mogelijk:
        return None
    return Fraction(len(paren), mogelijk)


def agenda_met_resultaat(invoer: Invoer) -> Fraction | None:
    """Share of the agenda items that name a result; None as long as no item does (an empty column
    is unknown)."""
    if not any(punt.resultaat for punt in invoer.agenda):
        return None
    return _aandeel(bool(punt.resultaat) for punt in invoer.agenda)


def agenda_gedeeld(invoer: Invoer) -> Fraction | None:
    """Share of the agenda items in which at least three of the four sectors have an interest.

    None while less than half of all interests is filled in: that says the table is not done, not
    that nobody cares.
    """
    gevuld = [sum(map(bool, punt.belangen)) for punt in invoer.agenda]
    if 2 * sum(gevuld) < len(SECTOREN) * len(gevuld):
        return None
    return _aandeel(aantal >= 3 for aantal in gevuld)


MATEN: Mapping[str, Callable[[Invoer], Fraction | None]] = {
    maat.__name__: maat
    for maat in (
        agenda_gedeeld, agenda_met_resultaat, betrokkenheid_buiten_overheid, dichtheid, eigenaren_buiten_overheid,
        invloed_overheid, trekkers_buiten_overheid,
    )
}  # fmt: skip
