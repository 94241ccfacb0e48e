"""The suggestions that fit a workbook: the most urgent first, never two of one theme, and not too
many of one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from functools import partial

from regio_xl.methode import Handreiking, Methode
from regio_xl.methode.perspectieven import Perspectief
from regio_xl.rekenen.tellen import Kengetallen, voldoet
from regio_xl.rekenen.wegwijzers import gronden, in_aandacht, reden
from regio_xl.resultaten import Handreikingtekst


def handreikingen(
    methode: Methode, gekozen: Perspectief | None, cijfers: Kengetallen
) -> tuple[Handreikingtekst, ...]:
    """The suggestions for a group that chose (or else was advised) ``gekozen``, no more than
    ``[grenzen]`` allows."""
    passend = passende_handreikingen(methode, gekozen, cijfers)
    getoond = getoonde_handreikingen(methode, passend, cijfers)
    return tuple(_tekst(methode, handreiking, cijfers) for handreiking in getoond)


def passende_handreikingen(
    methode: Methode, gekozen: Perspectief | None, cijfers: Kengetallen
) -> list[Handreiking]:
    """Every suggestion whose conditions all hold."""
    return [
        handreiking
        for handreiking in methode.handreikingen
        if (not handreiking.perspectieven or gekozen in handreiking.perspectieven)
        and voldoet(handreiking.voorwaarden, cijfers)
    ]


def getoonde_handreikingen(
    methode: Methode, passend: Iterable[Handreiking], cijfers: Kengetallen
) -> list[Handreiking]:
    """Of the suggestions that fit those that are shown, in order."""
    grenzen = methode.algemeen.grenzen
    rang = partial(_rang, aandacht=in_aandacht(methode, cijfers))
    gevonden: list[Handreiking] = []
    stappen: Counter[str] = Counter()
    themas: set[str] = set()
    for handreiking in sorted(passend, key=rang):
        if len(gevonden) == grenzen.handreikingen:
            break
        vol = stappen[handreiking.stap] == grenzen.handreikingen_per_stap
        if vol or handreiking.thema in themas:
            continue
        stappen[handreiking.stap] += 1
        themas.add(handreiking.thema)
        gevonden.append(handreiking)
    return gevonden


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
