"""Counting with gaps: what is not known stays None."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import (
    Methode,
    Stelling,
    Tabblad,
    Voorwaarde,
    Weefselstelling,
    Weefseltab,
    Weegtab,
)
from regio_xl.methode.elementen import Tussen

Meetwaarde = float | Tussen | None
# Figures by name; None is unknown, and of a figure that rests on ties that were not asked only the
# ends are known. Percentages and scores are 0-100, scales 1-5, flags 0 or 1.
Kengetallen = Mapping[str, Meetwaarde]


def in_gebruik(methode: Methode, invoer: Invoer, tab: Weegtab | Weefseltab) -> bool:
    """Whether anything was filled in on a tab. An empty field says something only on a tab in
    use."""
    rijen = {
        "Feiten": invoer.feiten,
        "Agenda": invoer.agenda,
        "Partijen": invoer.partijen,
        "Relaties": invoer.relaties,
    }
    beantwoord = invoer.antwoorden.keys() | invoer.nu.keys() | invoer.gewenst.keys()
    return (
        any(stelling.id in beantwoord for stelling in tab.stellingen)
        or any(rijen[tabel.naam] for tabel in tab.tabellen)
        or _kenmerk_ingevuld(invoer, tab)
    )


def _kenmerk_ingevuld(invoer: Invoer, tab: Tabblad) -> bool:
    """Whether any single value of a tab was filled in."""
    return any(invoer.kenmerk(tab.tab, kenmerk.sleutel) for kenmerk in tab.kenmerken)


def ingevuld(tekst: str | None, *, in_gebruik: bool) -> float | None:
    """1 when a field holds something, 0 when it is empty on a tab in use, else unknown."""
    if tekst and tekst.strip():
        return 1.0
    return 0.0 if in_gebruik else None


def deel_beantwoord(
    stellingen: Sequence[Stelling | Weefselstelling], antwoorden: Mapping[str, Antwoord]
) -> float | None:
    """The share (0-100) of the statements with an answer, which is 1-5 or *n.v.t.*; None while
    there is none, since the group has not come there yet.

    That is how much was filled in. How complete the evidence is, is something else: there *n.v.t.*
    leaves the count (``bewijs.volledigheid``).
    """
    gegeven = sum(stelling.id in antwoorden for stelling in stellingen)
    return 100 * gegeven / len(stellingen) if gegeven else None


def procent(waar: Iterable[bool]) -> float | None:
    """The share (0-100) of True; None when there is nothing to count.

    >>> procent([True, False, False, True]), procent([])
    (50.0, None)
    """
    lijst = list(waar)
    return 100 * sum(lijst) / len(lijst) if lijst else None


def procent_van(cellen: Iterable[object]) -> float | None:
    """The share (0-100) of a column that is filled in; None when the whole column is empty, since
    nobody used it then.

    >>> procent_van(["CBS", None]), procent_van([None, ""])
    (50.0, None)
    """
    lijst = [cel is not None and cel != "" for cel in cellen]
    return procent(lijst) if any(lijst) else None


def tussen(laag: float, hoog: float) -> float | Tussen:
    """A figure by its ends: one number when they are the same.

    >>> tussen(2, 2), tussen(1, 2)
    (2, Tussen(laag=1, hoog=2))
    """
    return laag if laag == hoog else Tussen(laag, hoog)


def vlag(waar: bool | None) -> float | None:
    """1 or 0; None stays unknown."""
    return None if waar is None else float(waar)


def voldoet(
    voorwaarden: Iterable[Voorwaarde], cijfers: Mapping[str, Fraction | float | Tussen | None]
) -> bool:
    """Whether all conditions hold; an unknown figure never fits, and one between two ends only when
    both fit."""
    return all(voorwaarde.past(cijfers.get(voorwaarde.meet)) for voorwaarde in voorwaarden)
