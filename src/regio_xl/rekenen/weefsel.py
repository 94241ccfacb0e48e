"""Structuur, personen, weefsel and its direction: scores, the pattern recognised in them, and which
leadership helps.

Source: VNG Denktank 2018, *Werkende samenwerking*, deel I, stap 4, wegwijzer 7 (p. 188) and
wegwijzer 9 (p. 60). Does not count for the quadrant (TEG-06); density and direction are kept apart
(TEG-05); leadership follows trust and equality, whatever the perspective (TEG-08).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from regio_xl.invoer import Invoer
from regio_xl.methode import Methode, Patroon
from regio_xl.methode.elementen import breuk
from regio_xl.rekenen.tellen import Kengetallen, voldoet
from regio_xl.resultaten import Weefselbeeld

DIMENSIES = ("structuur", "personen", "weefsel", "richting")

Standen = Mapping[str, Fraction | None]


def weefselbeeld(methode: Methode, invoer: Invoer, cijfers: Kengetallen) -> Weefselbeeld:
    """The picture of the fabric; ``cijfers`` are the named figures on which leadership advice
    rests."""
    standen = weefselscores(methode, invoer)
    patroon = patroon_van(methode, invoer, standen)
    getoond = {
        dimensie: None if stand is None else float(stand) for dimensie, stand in standen.items()
    }
    leider = next((s for s in methode.leiderschap if voldoet(s.voorwaarden, cijfers)), None)
    return Weefselbeeld(
        structuur=getoond["structuur"],
        personen=getoond["personen"],
        weefsel=getoond["weefsel"],
        richting=getoond["richting"],
        patroon=patroon.id if patroon else None,
        patroon_naam=patroon.naam if patroon else None,
        uitleg=patroon.uitleg if patroon else None,
        advies=patroon.advies if patroon else None,
        leiderschap=leider.id if leider else None,
        leiderschap_naam=leider.naam if leider else None,
        leiderschap_advies=leider.advies if leider else None,
    )


def weefselscores(methode: Methode, invoer: Invoer) -> dict[str, Fraction | None]:
    """The score (0-100) of each dimension; None when less than the required share was answered."""
    return {dimensie: _score(methode, invoer, dimensie) for dimensie in DIMENSIES}


def patroon_van(methode: Methode, invoer: Invoer, standen: Standen) -> Patroon | None:
    """The first pattern whose conditions all hold; None as long as a dimension has too few
    answers."""
    if None in standen.values():
        return None
    cijfers: dict[str, Fraction | float | None] = dict(standen)
    for stelling in methode.weefsel.stellingen:
        antwoord = invoer.antwoorden.get(stelling.id)
        cijfers[stelling.id] = antwoord.waarde if antwoord else None
    return next((p for p in methode.weefsel.patronen if voldoet(p.voorwaarden, cijfers)), None)


def _score(methode: Methode, invoer: Invoer, dimensie: str) -> Fraction | None:
    """Mean of the answers of a dimension on 0-100, 50 * (1 + mean of (answer - 3) / 2), mirrored
    where agreeing is a bad sign; None when less than the required share was answered."""
    afstanden, telt = [], 0
    for stelling in methode.weefsel.stellingen:
        antwoord = invoer.antwoorden.get(stelling.id)
        if stelling.dimensie != dimensie or (antwoord and antwoord.nvt):
            continue
        telt += 1
        if antwoord and antwoord.waarde is not None:
            afstand = antwoord.waarde - 3
            afstanden.append(-afstand if stelling.omgekeerd else afstand)
    genoeg = breuk(methode.algemeen.drempels.weefsel_volledigheid) * telt
    if not afstanden or len(afstanden) < genoeg:
        return None
    return 50 * (1 + Fraction(sum(afstanden), 2 * len(afstanden)))
