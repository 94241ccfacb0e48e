"""Weigh one set of evidence: scores, how complete they are, who is on top and how clear that is.

Source of the rules: ``ontwerp`` section 4. How far ahead the highest must be follows from how much
is known, by the table of margins in ``methode.toml``: with few answers chance alone drives scores
apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Bewijs, Drempels, Marge, Methode
from regio_xl.methode.elementen import breuk
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.bewijs import (
    Gewichten,
    Waarden,
    scores,
    volledigheid,
    volledigheid_per,
    waarden,
)
from regio_xl.resultaten import Duidelijkheid, Scores, Stand

Breukscores = Mapping[Perspectief, Fraction | None]


class Weging(NamedTuple):
    """One set of evidence with what is known of it, and the scores on -1..1 that follow.

    Completeness (0-1) is about statements and tables; paired choices never count in it.
    """

    bewijzen: Sequence[Bewijs]
    gewicht: Gewichten
    bekend: Waarden
    scores: Breukscores
    volledigheid: Fraction
    volledigheid_per: Mapping[Perspectief, Fraction]


class Uitslag(NamedTuple):
    """Who is on top, who follows, by how many points, and how clear that is.

    ``grens``: the margins that count. ``gelijk``: who are exactly equal on top, when more than one.
    ``tekort``: about which of the highest too little is known.
    """

    bovenaan: Perspectief | None
    tweede: Perspectief | None
    marge: Fraction | None
    duidelijkheid: Duidelijkheid
    grens: Marge
    gelijk: tuple[Perspectief, ...] = ()
    tekort: tuple[Perspectief, ...] = ()


def weeg(
    methode: Methode,
    bewijzen: Sequence[Bewijs],
    antwoorden: Mapping[str, Antwoord],
    invoer: Invoer,
    bekend: Waarden | None = None,
) -> Weging:
    """Weigh one set of evidence. ``bekend``: what is known of it, when that was computed
    already."""
    gewicht = methode.gewichten
    if bekend is None:
        bekend = waarden(methode, bewijzen, antwoorden, invoer)
    return Weging(
        bewijzen,
        gewicht,
        bekend,
        scores(bewijzen, gewicht, bekend),
        volledigheid(bewijzen, gewicht, bekend, antwoorden),
        volledigheid_per(bewijzen, gewicht, bekend, antwoorden),
    )


def met_afwegingen(
    methode: Methode, weging: Weging, afwegingen: Mapping[str, Antwoord], invoer: Invoer
) -> Weging:
    """*Kansrijk* with the answered choices added, of whichever pair: what was answered always
    counts, so that no answer is lost when the two highest become others. How complete it is stays
    what it was."""
    gekozen = waarden(methode, methode.afweegbewijs, afwegingen, invoer)
    if not gekozen:
        return weging
    bewijzen = (*weging.bewijzen, *(b for b in methode.afweegbewijs if b.id in gekozen))
    bekend = {**weging.bekend, **gekozen}
    stand = scores(bewijzen, weging.gewicht, bekend)
    return weging._replace(bewijzen=bewijzen, bekend=bekend, scores=stand)


def uitslag(weging: Weging, drempels: Drempels, minstens: float | None = None) -> Uitslag:
    """Which perspective is highest and how clear that is, by the thresholds of the method.

    ``marge`` is the lead in points of 0-100: 50 (S_1 - S_2). No advice on a tie, nor while a score
    is unknown or less than ``minstens`` (0-1, else that of an advice) is known: of all evidence,
    or of the evidence about a perspective that scores as high as the second or higher.
    """
    grens = drempels.marges_bij(weging.volledigheid)
    op_volgorde = op_score(weging.scores)
    genoeg = drempels.volledigheid if minstens is None else minstens
    if len(op_volgorde) < len(PERSPECTIEVEN) or weging.volledigheid < breuk(genoeg):
        return Uitslag(None, None, None, "onvoldoende", grens)
    (hoogste, bovenaan), (volgende, tweede) = op_volgorde[:2]
    bovenste = [p for s, p in op_volgorde if s >= volgende]
    tekort = tuple(p for p in bovenste if weging.volledigheid_per[p] < breuk(genoeg))
    if tekort:
        return Uitslag(None, None, None, "onvoldoende", grens, tekort=tekort)
    marge = 50 * (hoogste - volgende)
    if not marge:
        gelijk = tuple(p for s, p in op_volgorde if s == hoogste)
        return Uitslag(None, None, marge, "verdeeld", grens, gelijk)
    woord: Duidelijkheid = "verdeeld"
    if marge >= breuk(grens.duidelijk):
        woord = "duidelijk"
    elif marge >= breuk(grens.licht):
        woord = "licht"
    return Uitslag(bovenaan, tweede, marge, woord, grens)


def op_score(stand: Breukscores) -> list[tuple[Fraction, Perspectief]]:
    """The known scores, highest first; equal ones in the order of the perspectives."""
    return sorted(((s, p) for p, s in stand.items() if s is not None), key=lambda paar: -paar[0])


def positie(stand: Breukscores) -> tuple[float | None, float | None]:
    """The place on the quadrant, both on -1..1 (``ontwerp`` section 4)::

        x = (S_n + S_s - S_r - S_p) / 4        from inside-out (left) to outside-in (right)
        y = (S_p + S_n - S_r - S_s) / 4        from value (bottom) to result (top)

    The four scores stand on their own; the position only draws them (TEG-19). None for both when a
    score is unknown.

    >>> een, nul = Fraction(1), Fraction(0)
    >>> positie({"rechtmatig": nul, "presterend": nul, "netwerkend": een, "responsief": nul})
    (0.25, 0.25)
    """
    r, p, n, s = (stand[perspectief] for perspectief in PERSPECTIEVEN)
    if r is None or p is None or n is None or s is None:
        return None, None
    return float((n + s - r - p) / 4), float((p + n - r - s) / 4)


def honderdschaal(stand: Breukscores) -> Scores:
    """Scores as users see them, 50 * (1 + S_p): 0-100, 50 is as much for as against."""
    return {
        perspectief: None if s is None else float(50 * (1 + s)) for perspectief, s in stand.items()
    }


def stand_van(weging: Weging, uit: Uitslag) -> Stand:
    """The scores, the position and the emphasis of one set of evidence, as users see them."""
    x, y = positie(weging.scores)
    return Stand(
        scores=honderdschaal(weging.scores),
        x=x,
        y=y,
        volledigheid=float(weging.volledigheid),
        volledigheid_per={p: float(deel) for p, deel in weging.volledigheid_per.items()},
        nadruk=uit.bovenaan,
        duidelijkheid=uit.duidelijkheid,
        marge=None if uit.marge is None else float(uit.marge),
    )
