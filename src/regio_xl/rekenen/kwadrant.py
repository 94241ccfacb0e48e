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
from regio_xl.methode.elementen import breuk
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.bewijs import (
    Bewijsstand,
    Gewichten,
    Waarden,
    bewijsstand,
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


class Weging(NamedTuple):
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
    volledig = volledigheid(bewijzen, gewicht, bekend, antwoorden)
    return Weging(bewijzen, gewicht, bekend, scores(bewijzen, gewicht, bekend), volledig)


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
    licht = marge >= breuk(drempels.licht)
    return Uitslag(bovenaan, tweede, marge, "licht" if licht else "verdeeld")


def adviseer(
    methode: Methode, invoer: Invoer, bewijs: Bewijsstand | None = None
) -> PerspectiefAdvies:
    """The whole quadrant advice of one workbook, but its remarks: those rest on all figures (see
    ``rekenen.wegwijzers``). ``bewijs``: what is known of the evidence, when that was computed
    already."""
    bewijs = bewijs or bewijsstand(methode, invoer)
    kansrijk = weeg(methode, methode.kansrijk, invoer.antwoorden, invoer, bewijs.bekend)
    nu = weeg(methode, methode.perspectief.stellingen, invoer.nu, invoer)
    gewenst = weeg(methode, methode.perspectief.stellingen, invoer.gewenst, invoer)
    stand_nu, stand_gewenst = stand_van(nu), stand_van(gewenst)
    uit = uitslag(kansrijk.scores, kansrijk.volledigheid, methode.algemeen.drempels)
    x, y = positie(kansrijk.scores)
    voor, tegen = reden_lijst(methode, kansrijk.bekend, invoer, uit.bovenaan)
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
        trekt=trekkrachten(methode, bewijs.per_groep, uit.bovenaan, uit.tweede),
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


def stand_van(weging: Weging) -> Stand:
    """The scores and the position of one set of evidence, as users see them."""
    x, y = positie(weging.scores)
    return Stand(
        scores=honderdschaal(weging.scores), x=x, y=y, volledigheid=float(weging.volledigheid)
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
    methode: Methode, weging: Weging, invoer: Invoer, bovenaan: Perspectief | None
) -> Kantelpunt | None:
    if bovenaan is None:
        return None
    gegeven = {
        id_: a.waarde
        for id_ in weging.bekend
        if (a := invoer.antwoorden.get(id_)) and a.waarde is not None
    }
    kanteling = kantelpunt(weging.bewijzen, weging.gewicht, weging.bekend, gegeven, bovenaan)
    if kanteling is None:
        return Kantelpunt(stappen=None, naar=None, wijzigingen=())
    wijzigingen = tuple(
        Wijziging(id=id_, tekst=methode.stellingen[id_].tekst, van=gegeven[id_], naar=nieuw)
        for id_, nieuw in kanteling.antwoorden.items()
    )
    return Kantelpunt(stappen=kanteling.stappen, naar=kanteling.naar, wijzigingen=wijzigingen)
