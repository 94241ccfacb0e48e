"""Measures computed from the tables, by the name that the method's indicators use.

Every measure is a pure function of the method and the input. It returns None when the table gives
no ground for it: an empty table is unknown, never low. Shares are 0-1, means on the scale 1-5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import comb

from regio_xl.invoer import SECTOREN, Invoer
from regio_xl.methode import Indicator, Methode
from regio_xl.methode.elementen import breuk


def _aandeel(waar: Iterable[bool | None]) -> Fraction | None:
    """The share of True among what is known; None when nothing is known."""
    bekend = [deel for deel in waar if deel is not None]
    return Fraction(sum(bekend), len(bekend)) if bekend else None


def eigenaren_buiten_overheid(methode: Methode, invoer: Invoer) -> Fraction | None:
    """Share of the owners of the issue (rol *eigenaar*) that are no public authority."""
    regels = methode.netwerk.regels
    eigenaren = (partij for partij in invoer.partijen if partij.rol in regels.keuzes.rol_eigenaar)
    soorten = (regels.overheid(partij.soort) for partij in eigenaren)
    return _aandeel(None if soort is None else not soort for soort in soorten)


def trekkers_buiten_overheid(methode: Methode, invoer: Invoer) -> Fraction | None:
    """Share of the agenda items with a known puller whose puller is no public authority."""
    regels = methode.netwerk.regels
    overheid = {partij.naam.casefold(): regels.overheid(partij.soort) for partij in invoer.partijen}
    soorten = (overheid.get(punt.trekker.casefold()) for punt in invoer.agenda if punt.trekker)
    return _aandeel(None if soort is None else not soort for soort in soorten)


def betrokkenheid_buiten_overheid(methode: Methode, invoer: Invoer) -> Fraction | None:
    """Mean engagement (1-5) of the parties outside government."""
    buiten = [
        partij
        for partij in invoer.partijen
        if methode.netwerk.regels.overheid(partij.soort) is False
    ]
    cijfers = [partij.betrokkenheid for partij in buiten if partij.betrokkenheid is not None]
    return Fraction(sum(cijfers), len(cijfers)) if cijfers else None


def invloed_overheid(methode: Methode, invoer: Invoer) -> Fraction | None:
    """Share of all influence points that public authorities hold; unknown while too few parties are
    scored."""
    regels = methode.netwerk.regels
    bekend = [
        (p.soort, p.invloed)
        for p in invoer.partijen
        if p.soort is not None and p.invloed is not None
    ]
    if len(bekend) < regels.minste_invloed_overheid:
        return None
    return Fraction(
        sum(invloed for soort, invloed in bekend if regels.overheid(soort)),
        sum(invloed for _, invloed in bekend),
    )


def geschaald(gemeten: Fraction, indicator: Indicator) -> Fraction:
    """A measured value on -1..1: ``laag`` is -1, ``hoog`` is 1, cut off beyond."""
    laag, hoog = breuk(indicator.laag), breuk(indicator.hoog)
    return max(Fraction(-1), min(Fraction(1), 2 * (gemeten - laag) / (hoog - laag) - 1))


def dichtheidseinden(methode: Methode, invoer: Invoer) -> tuple[Fraction, Fraction] | None:
    """The lowest and highest density (0-1) of the network without direction: ties that exist over
    ties that could, and what it is when every unknown pair has contact too.

    None below ``minste_relaties`` pairs: so short a list says that few ties were written down, not
    that few exist. A pair is unknown when at least one of the two never stands in the column Van.
    """
    namen = {partij.naam.casefold() for partij in invoer.partijen}
    paren = {frozenset((r.van.casefold(), r.naar.casefold())) for r in invoer.relaties}
    stil = namen - {r.van.casefold() for r in invoer.relaties}
    mogelijk = comb(len(namen), 2)
    onbekend = (
        mogelijk - comb(len(namen - stil), 2) - sum(not paar.isdisjoint(stil) for paar in paren)
    )
    if len(paren) < methode.netwerk.regels.minste_relaties:
        return None
    return Fraction(len(paren), mogelijk), Fraction(len(paren) + onbekend, mogelijk)


def dichtheid(methode: Methode, invoer: Invoer) -> Fraction | None:
    """The density as evidence: the middle of its ends (``dichtheidseinden``).

    None unless both ends say nearly the same: on the scale -1..1 of the indicator they differ no
    more than ``meeste_verschil``. Never one of the ends alone, as that would always err to the same
    side. A method from before 2.0 has ``meeste_onbekend`` instead (a share of all pairs) and counts
    the lowest end, so that its workbooks keep their scores.
    """
    regels = methode.netwerk.regels
    einden = dichtheidseinden(methode, invoer)
    if einden is None:
        return None
    laagst, hoogst = einden
    if regels.meeste_onbekend is not None:
        return None if hoogst - laagst > breuk(regels.meeste_onbekend) else laagst
    for indicator in methode.indicatoren:
        if indicator.maat == dichtheid.__name__:
            een, ander = (geschaald(eind, indicator) for eind in einden)
            if abs(ander - een) > breuk(regels.meeste_verschil):
                return None
    return (laagst + hoogst) / 2


def agenda_met_resultaat(methode: Methode, invoer: Invoer) -> Fraction | None:
    """Share of the agenda items that name a result; None as long as no item does (an empty column
    is unknown)."""
    if not any(punt.resultaat for punt in invoer.agenda):
        return None
    return _aandeel(bool(punt.resultaat) for punt in invoer.agenda)


def agenda_gedeeld(methode: Methode, invoer: Invoer) -> Fraction | None:
    """Share of the agenda items in which enough of the four sectors have an interest
    (``minste_sectoren``).

    None while less than ``belangen_ingevuld`` of all interests is filled in: that says the table is
    not done, not that nobody cares.
    """
    regels = methode.opgave.regels
    gevuld = [sum(map(bool, punt.belangen)) for punt in invoer.agenda]
    if sum(gevuld) < breuk(regels.belangen_ingevuld) * len(SECTOREN) * len(gevuld):
        return None
    return _aandeel(aantal >= regels.minste_sectoren for aantal in gevuld)


def gemeten_tussen(methode: Methode, invoer: Invoer, maat: str) -> tuple[Fraction, Fraction] | None:
    """Between which ends a measure lies that counts as evidence: twice the same value, unless it
    rests on ties that were not asked. None when it does not count."""
    gemeten = MATEN[maat](methode, invoer)
    if gemeten is None or maat != dichtheid.__name__:
        return None if gemeten is None else (gemeten, gemeten)
    return dichtheidseinden(methode, invoer)


MATEN: Mapping[str, Callable[[Methode, Invoer], Fraction | None]] = {
    maat.__name__: maat
    for maat in (
        agenda_gedeeld,
        agenda_met_resultaat,
        betrokkenheid_buiten_overheid,
        dichtheid,
        eigenaren_buiten_overheid,
        invloed_overheid,
        trekkers_buiten_overheid,
    )
}
