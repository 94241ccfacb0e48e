"""The suggestions that fit a workbook: the most urgent first, never two of one theme, and not too
many of one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import partial

from regio_xl.methode import Handreiking, Methode
from regio_xl.methode.perspectieven import Perspectief
from regio_xl.rekenen.gronden import gronden, reden
from regio_xl.rekenen.kengetallen import Kengetallen, voldoet
from regio_xl.rekenen.wegwijzers import in_aandacht
from regio_xl.resultaten import Handreikingtekst


def handreikingen(
    methode: Methode, gekozen: Perspectief | None, cijfers: Kengetallen
) -> tuple[Handreikingtekst, ...]:
    """The suggestions for a group that chose (or else was advised) ``gekozen``, no more than
    ``[grenzen]`` allows."""
    grenzen = methode.algemeen.grenzen
    aandacht = in_aandacht(methode, cijfers)
    gevonden: list[Handreiking] = []
    stappen: Counter[str] = Counter()
    for handreiking in sorted(
        passend(methode, gekozen, cijfers), key=partial(_rang, aandacht=aandacht)
    ):
        if len(gevonden) == grenzen.handreikingen:
            break
        vol = stappen[handreiking.stap] == grenzen.handreikingen_per_stap
        if vol or any(handreiking.thema == ander.thema for ander in gevonden):
            continue
        stappen[handreiking.stap] += 1
        gevonden.append(handreiking)
    return tuple(_tekst(methode, handreiking, cijfers) for handreiking in gevonden)


def passend(
    methode: Methode, gekozen: Perspectief | None, cijfers: Kengetallen
) -> list[Handreiking]:
    """Every suggestion whose conditions all hold."""
    return [
        handreiking
        for handreiking in methode.handreikingen
        if (not handreiking.perspectieven or gekozen in handreiking.perspectieven)
        and voldoet(handreiking.voorwaarden, cijfers)
    ]


def _rang(handreiking: Handreiking, aandacht: Collection[str]) -> tuple[int, bool, bool, int, str]:
    """Urgent first; then what belongs to a signpost that asks for attention, then what was written
    for this way of working, then what asks most of the workbook, then the id."""
    return (
        -handreiking.urgentie,
        handreiking.wegwijzer not in aandacht,
        not handreiking.perspectieven,
        -len(handreiking.voorwaarden),
        handreiking.id,
    )


def _tekst(methode: Methode, handreiking: Handreiking, cijfers: Kengetallen) -> Handreikingtekst:
    basis = gronden(methode, (voorwaarde.meet for voorwaarde in handreiking.voorwaarden), cijfers)
    return Handreikingtekst(
        id=handreiking.id,
        naam=handreiking.naam,
        tekst=handreiking.tekst,
        reden=reden(basis),
        gronden=basis,
        stap=handreiking.stap,
        urgentie=handreiking.urgentie,
        bron=handreiking.bron,
    )
