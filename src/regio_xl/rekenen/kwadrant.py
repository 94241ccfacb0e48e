"""The quadrant advice: three positions kept apart, an emphasis and how clear it is, and what
explains it.

Source: VNG Denktank 2018, *Werkende samenwerking*, deel I, stap 3 and wegwijzer 5. The advice is
about *kansrijk* only; it is an emphasis and never a verdict (TEG-01, TEG-02).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Bewijs, Drempels, Methode
from regio_xl.methode.bouwstenen import breuk
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.bewijs import (
    Gewichten,
    Waarden,
    alle_gewichten,
    scores,
    volledigheid,
    waarden,
)
from regio_xl.rekenen.kantelpunt import kantelpunt
from regio_xl.rekenen.redenen import hulpvragen, reden_lijst, trekkrachten, verschilteksten
from regio_xl.resultaten import (
    Duidelijkheid,
    Kantelpunt,
    PerspectiefAdvies,
    Scores,
    Stand,
    Wijziging,
)

Breukscores = Mapping[Perspectief, Fraction | None]


class Meting(NamedTuple):
    """One set of evidence with what is known of it, and the scores on -1..1 that follow."""

    bewijzen: Sequence[Bewijs]
    gewicht: Gewichten
    bekend: Waarden
    scores: Breukscores
    volledigheid: Fraction


class Uitslag(NamedTuple):
    """Who is on top, who follows, by how many points, and how clear that is."""

    bovenaan: Perspectief | None
    tweede: Perspectief | None
    marge: Fraction | None
    duidelijkheid: Duidelijkheid


def meet(
    methode: Methode, bewijzen: Sequence[Bewijs], antwoorden: Mapping[str, Antwoord], invoer: Invoer
) -> Meting:
    """Take the measure of one set of evidence."""
    gewicht = alle_gewichten(methode)
    bekend = waarden(methode, bewijzen, antwoorden, invoer)
    volledig = volledigheid(bewijzen, gewicht, bekend, antwoorden)
    return Meting(bewijzen, gewicht, bekend, scores(bewijzen, gewicht, bekend), volledig)


def positie(stand: Breukscores) -> tuple[float | None, float | None]:
    """The place on the quadrant, both on -1..1: x from inside-out (left) to outside-in (right), y
    from value (bottom) to result (top).

    x = (netwerkend + responsief - rechtmatig - presterend) / 4 and
    y = (presterend + netwerkend - rechtmatig - responsief) / 4, with the scores on -1..1. None when
    a score is unknown. The four scores stand on their own; the position only draws them (TEG-19).
    """
    r, p, n, s = (stand[perspectief] for perspectief in PERSPECTIEVEN)
    if r is None or p is None or n is None or s is None:
        return None, None
    return float((n + s - r - p) / 4), float((p + n - r - s) / 4)


def honderdschaal(stand: Breukscores) -> Scores:
    """Scores as users see them: 50 (1 + S), so 0-100, and 50 is as much for as against.

    >>> honderdschaal({"netwerkend": Fraction(1, 2), "responsief": None})
    {'netwerkend': 75.0, 'responsief': None}
    """
    return {
        perspectief: None if s is None else float(50 * (1 + s)) for perspectief, s in stand.items()
    }


def uitslag(stand: Breukscores, volledig: Fraction, drempels: Drempels) -> Uitslag:
    """Which perspective has the best chance and how clear that is, by the thresholds of the method.

    ``marge`` is the lead in points of 0-100: 50 (S_1 - S_2). No advice on a tie, nor while a score
    is unknown or too little of the evidence is known.
    """
    bekend = sorted(((s, p) for p, s in stand.items() if s is not None), key=lambda paar: -paar[0])
    if len(bekend) < len(PERSPECTIEVEN) or volledig < breuk(drempels.volledigheid):
        return Uitslag(None, None, None, "onvoldoende")
    (hoogste, bovenaan), (volgende, tweede) = bekend[:2]
    marge = 50 * (hoogste - volgende)
    if not marge:
        return Uitslag(None, None, marge, "verdeeld")
    if marge >= breuk(drempels.duidelijk):
        return Uitslag(bovenaan, tweede, marge, "duidelijk")
    return Uitslag(
        bovenaan, tweede, marge, "licht" if marge >= breuk(drempels.licht) else "verdeeld"
    )


def adviseer(methode: Methode, invoer: Invoer) -> PerspectiefAdvies:
    """The whole quadrant advice of one workbook, but its remarks: those rest on all figures (see
    ``rekenen.signalen``)."""
    kansrijk = meet(methode, methode.kansrijk, invoer.antwoorden, invoer)
    nu = meet(methode, methode.perspectief.stellingen, invoer.nu, invoer)
    gewenst = meet(methode, methode.perspectief.stellingen, invoer.gewenst, invoer)
    stand_nu, stand_gewenst = _stand(nu), _stand(gewenst)
    uit = uitslag(kansrijk.scores, kansrijk.volledigheid, methode.algemeen.drempels)
    x, y = positie(kansrijk.scores)
    voor, tegen = reden_lijst(methode, kansrijk.gewicht, kansrijk.bekend, invoer, uit.bovenaan)
    return PerspectiefAdvies(
        advies=uit.bovenaan,
        tweede=uit.tweede,
        duidelijkheid=uit.duidelijkheid,
        marge=None if uit.marge is None else float(uit.marge),
        scores=honderdschaal(kansrijk.scores),
        x=x,
        y=y,
        volledigheid=float(kansrijk.volledigheid),
        nu=stand_nu,
        gewenst=stand_gewenst,
        keuze=invoer.keuze,
        voor=voor,
        tegen=tegen,
        kantelpunt=_kantelpunt(methode, kansrijk, invoer, uit.bovenaan),
        trekt=trekkrachten(methode, kansrijk.bekend, uit.bovenaan, uit.tweede),
        helpt_het_meest=hulpvragen(methode, kansrijk.bekend, invoer),
        verschillen=verschilteksten(
            methode,
            uit.bovenaan,
            invoer.keuze,
            nadruk(stand_nu),
            nadruk(stand_gewenst),
            zeker=uit.duidelijkheid in {"duidelijk", "licht"},
        ),
        signalen=(),
    )


def _stand(meting: Meting) -> Stand:
    x, y = positie(meting.scores)
    return Stand(
        scores=honderdschaal(meting.scores), x=x, y=y, volledigheid=float(meting.volledigheid)
    )


def nadruk(stand: Stand) -> Perspectief | None:
    """The perspective with the highest score; None on a tie or when a score is unknown."""
    bekend = {p: score for p, score in stand.scores.items() if score is not None}
    if len(bekend) < len(PERSPECTIEVEN):
        return None
    hoogste = max(bekend.values())
    bovenaan = [p for p, score in bekend.items() if score == hoogste]
    return bovenaan[0] if len(bovenaan) == 1 else None


def _kantelpunt(
    methode: Methode, meting: Meting, invoer: Invoer, bovenaan: Perspectief | None
) -> Kantelpunt | None:
    if bovenaan is None:
        return None
    gegeven = {
        id_: a.waarde
        for id_ in meting.bekend
        if (a := invoer.antwoorden.get(id_)) and a.waarde is not None
    }
    kanteling = kantelpunt(meting.bewijzen, meting.gewicht, meting.bekend, gegeven, bovenaan)
    if kanteling is None:
        return Kantelpunt(stappen=None, naar=None, wijzigingen=())
    wijzigingen = tuple(
        Wijziging(id=id_, tekst=methode.stellingen[id_].tekst, van=gegeven[id_], naar=nieuw)
        for id_, nieuw in kanteling.antwoorden.items()
    )
    return Kantelpunt(stappen=kanteling.stappen, naar=kanteling.naar, wijzigingen=wijzigingen)
