"""A figure in words: what an outcome rests on, as users read it."""

from __future__ import annotations

from collections.abc import Iterable

from regio_xl.methode import Methode, Voorwaarde
from regio_xl.rekenen.grootheden import grootheden
from regio_xl.rekenen.kengetallen import Kengetallen
from regio_xl.resultaten import Grond


def gronden(methode: Methode, namen: Iterable[str], cijfers: Kengetallen) -> tuple[Grond, ...]:
    """The known ones of these figures in words, each once."""
    grootheid = grootheden(methode)
    bekend = ((naam, cijfers.get(naam)) for naam in dict.fromkeys(namen))
    return tuple(
        Grond(meet=naam, zin=grootheid[naam].zin(waarde))
        for naam, waarde in bekend
        if waarde is not None
    )


def reden(lijst: Iterable[Grond]) -> str:
    """The grounds as one text."""
    return " ".join(grond.zin for grond in lijst)


def plek(methode: Methode, naam: str) -> str:
    """Where users fill in what a figure rests on: a table, a tab, a field (``tab.sleutel``) or the
    id of a statement."""
    return grootheden(methode)[naam].plek


def in_woorden(methode: Methode, voorwaarde: Voorwaarde) -> str:
    """A condition as users read it: the sentence of its figure with the limits in the place of the
    value."""
    return grootheden(methode)[voorwaarde.meet].zin_bij(voorwaarde)
