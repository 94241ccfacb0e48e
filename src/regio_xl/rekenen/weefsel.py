"""Structuur, personen, weefsel and its direction: scores and the pattern recognised in them.

Source: VNG Denktank 2018, *Werkende samenwerking*, deel I, stap 4 and wegwijzer 7 (p. 188). Does not count for the
quadrant (TEG-06); density and direction are kept apart (TEG-05).
"""

from __future__ import annotations

from fractions import Fraction

from regio_xl.invoer import Invoer
from regio_xl.methode import Methode, Patroon
from regio_xl.rekenen.bewijs import breuk, waarde
from regio_xl.resultaten import Weefselbeeld

DIMENSIES = ("structuur", "personen", "weefsel", "richting")


def weefselbeeld(methode: Methode, invoer: Invoer) -> Weefselbeeld:
    """The picture of the fabric. A pattern is named only when all four dimensions have enough answers."""
    standen = {dimensie: _score(methode, invoer, dimensie) for dimensie in DIMENSIES}
    compleet = all(stand is not None for stand in standen.values())
    patroon = next((p for p in methode.weefsel.patronen if _past(p, standen, invoer)), None) if compleet else None
    getoond = {dimensie: None if stand is None else float(stand) for dimensie, stand in standen.items()}
    return Weefselbeeld(
        structuur=getoond["structuur"],
        personen=getoond["personen"],
        weefsel=getoond["weefsel"],
        richting=getoond["richting"],
        patroon=patroon.id if patroon else None,
        patroon_naam=patroon.naam if patroon else None,
        uitleg=patroon.uitleg if patroon else None,
        advies=patroon.advies if patroon else None,
    )


def _score(methode: Methode, invoer: Invoer, dimensie: str) -> Fraction | None:
    """Mean of the answers of a dimension on 0-100; None when less than the required share was answered."""
    stellingen = [s for s in methode.weefsel.stellingen if s.dimensie == dimensie]
    gegeven = [
        -waarde(antwoord.waarde) if stelling.omgekeerd else waarde(antwoord.waarde)
        for stelling in stellingen
        if (antwoord := invoer.antwoorden.get(stelling.id)) and antwoord.waarde is not None
    ]
    telt = sum(1 for s in stellingen if not (s.id in invoer.antwoorden and invoer.antwoorden[s.id].nvt))
    if not gegeven or len(gegeven) < breuk(methode.algemeen.drempels.weefsel_volledigheid) * telt:
        return None
    return 50 * (1 + sum(gegeven, Fraction(0)) / len(gegeven))


def _past(patroon: Patroon, standen: dict[str, Fraction | None], invoer: Invoer) -> bool:
    for voorwaarde in patroon.voorwaarden:
        if voorwaarde.meet in standen:
            stand = standen[voorwaarde.meet]
        else:
            antwoord = invoer.antwoorden.get(voorwaarde.meet)
            stand = None if antwoord is None or antwoord.waarde is None else Fraction(antwoord.waarde)
        if stand is None:
            return False
        if voorwaarde.min is not None and stand < breuk(voorwaarde.min):
            return False
        if voorwaarde.max is not None and stand > breuk(voorwaarde.max):
            return False
    return True
