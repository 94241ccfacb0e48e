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
from regio_xl.methode.bouwstenen import breuk
from regio_xl.rekenen.bewijs import waarde
from regio_xl.resultaten import Weefselbeeld

DIMENSIES = ("structuur", "personen", "weefsel", "richting")

Standen = Mapping[str, Fraction | None]


def weefselbeeld(
    methode: Methode, invoer: Invoer, cijfers: Mapping[str, float | None]
) -> Weefselbeeld:
    """The picture of the fabric; ``cijfers`` are the named figures on which leadership advice
    rests."""
    standen = weefselscores(methode, invoer)
    patroon = patroon_van(methode, invoer, standen)
    getoond = {
        dimensie: None if stand is None else float(stand) for dimensie, stand in standen.items()
    }
    leider = next(
        (s for s in methode.leiderschap if all(v.past(cijfers.get(v.meet)) for v in s.voorwaarden)),
        None,
    )
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
    if any(stand is None for stand in standen.values()):
        return None
    antwoorden = {
        stelling.id: None
        if (gegeven := invoer.antwoorden.get(stelling.id)) is None
        else gegeven.waarde
        for stelling in methode.weefsel.stellingen
    }
    cijfers = {**antwoorden, **standen}
    return next(
        (
            p
            for p in methode.weefsel.patronen
            if all(v.past(cijfers[v.meet]) for v in p.voorwaarden)
        ),
        None,
    )


def _score(methode: Methode, invoer: Invoer, dimensie: str) -> Fraction | None:
    """Mean of the answers of a dimension on 0-100: 50 (1 + mean of v), with v on -1..1 and turned
    round for a statement that says the opposite. None when less than the required share was
    answered."""
    stellingen = [s for s in methode.weefsel.stellingen if s.dimensie == dimensie]
    gegeven = [
        -waarde(antwoord.waarde) if stelling.omgekeerd else waarde(antwoord.waarde)
        for stelling in stellingen
        if (antwoord := invoer.antwoorden.get(stelling.id)) and antwoord.waarde is not None
    ]
    telt = sum(
        1 for s in stellingen if not (s.id in invoer.antwoorden and invoer.antwoorden[s.id].nvt)
    )
    if not gegeven or len(gegeven) < breuk(methode.algemeen.drempels.weefsel_volledigheid) * telt:
        return None
    return 50 * (1 + sum(gegeven, Fraction(0)) / len(gegeven))
