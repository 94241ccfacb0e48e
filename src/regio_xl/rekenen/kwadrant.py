"""The quadrant advice: three positions kept apart, an emphasis and how clear it is, and what
explains it.

Source: VNG Denktank 2018, *Werkende samenwerking*, deel I, stap 3 and wegwijzer 5. The advice is
about *kansrijk* only; it is an emphasis and never a verdict (TEG-01, TEG-02).
"""

from __future__ import annotations

from collections.abc import Mapping

from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Methode
from regio_xl.rekenen.afwegen import afweegvragen
from regio_xl.rekenen.bewijs import Bewijsstand, bewijsstand
from regio_xl.rekenen.hellingen import aandeel_eigen_duiding
from regio_xl.rekenen.kantelpunt import kantelpunt
from regio_xl.rekenen.redenen import (
    doorslaggevend,
    hulpvragen,
    reden_lijst,
    trekkrachten,
    vraagtekst,
)
from regio_xl.rekenen.verschillen import verschilteksten
from regio_xl.rekenen.weging import Uitslag, Weging, met_afwegingen, stand_van, uitslag, weeg
from regio_xl.rekenen.zekerheid import zekerheid
from regio_xl.resultaten import Grenspunten, Kantelpunt, PerspectiefAdvies, Stand, Wijziging


def adviseer(
    methode: Methode, invoer: Invoer, bewijs: Bewijsstand | None = None, *, hoe_zeker: bool = True
) -> PerspectiefAdvies:
    """The whole quadrant advice of one workbook, but its remarks: those rest on all figures (see
    ``rekenen.wegwijzers``). ``bewijs``: what is known of the evidence, when that was computed
    already. Without ``hoe_zeker`` nothing is said of how sure it is, which takes half of the time;
    a search that computes thousands needs none of it."""
    bewijs = bewijs or bewijsstand(methode, invoer)
    drempels = methode.algemeen.drempels
    zonder = weeg(methode, methode.kansrijk, invoer.antwoorden, invoer, bewijs.bekend)
    kansrijk = met_afwegingen(methode, zonder, invoer.afwegingen, invoer)
    uit = uitslag(kansrijk, drempels)
    stand = stand_van(kansrijk, uit)
    nu, gewenst = _werkwijze(methode, invoer.nu), _werkwijze(methode, invoer.gewenst)
    voor, tegen = reden_lijst(methode, kansrijk, invoer, uit.bovenaan)
    hoogste = uit.gelijk or tuple(p for p in (uit.bovenaan, uit.tweede) if p)
    duiding = aandeel_eigen_duiding(kansrijk.bewijzen, kansrijk.gewicht, kansrijk.bekend, hoogste)
    return PerspectiefAdvies(
        advies=uit.bovenaan,
        tweede=uit.tweede,
        duidelijkheid=uit.duidelijkheid,
        marge=stand.marge,
        gelijk=uit.gelijk,
        tekort=uit.tekort,
        drempels=Grenspunten(licht=uit.grens.licht, duidelijk=uit.grens.duidelijk),
        zekerheid=zekerheid(kansrijk, invoer.antwoorden, uit.bovenaan) if hoe_zeker else None,
        scores=stand.scores,
        x=stand.x,
        y=stand.y,
        volledigheid=stand.volledigheid,
        volledigheid_per=stand.volledigheid_per,
        eigen_duiding=None if duiding is None else float(duiding),
        nu=nu,
        gewenst=gewenst,
        keuze=invoer.keuze,
        voor=voor,
        tegen=tegen,
        kantelpunt=_kantelpunt(methode, kansrijk, invoer, uit),
        trekt=trekkrachten(methode, kansrijk, hoogste),
        doorslag=doorslaggevend(methode, kansrijk, invoer, uit.gelijk),
        helpt_het_meest=hulpvragen(methode, kansrijk.bekend, invoer, uit),
        afwegen=afweegvragen(methode, invoer, zonder, uitslag(zonder, drempels)),
        verschillen=verschilteksten(methode, uit, invoer.keuze, nu, gewenst),
        signalen=(),
    )


def _werkwijze(methode: Methode, antwoorden: Mapping[str, Antwoord]) -> Stand:
    """How the group works or wants to work."""
    weging = weeg(methode, methode.perspectief.stellingen, antwoorden, Invoer())
    drempels = methode.algemeen.drempels
    return stand_van(weging, uitslag(weging, drempels, drempels.perspectief_volledigheid))


def _kantelpunt(
    methode: Methode, weging: Weging, invoer: Invoer, uit: Uitslag
) -> Kantelpunt | None:
    """What tips the advice; the answers to the choices of *Afwegen* may change too."""
    if uit.bovenaan is None:
        return None
    antwoorden = {**invoer.antwoorden, **invoer.afwegingen}
    gegeven = {
        id_: a.waarde
        for id_ in weging.bekend
        if (a := antwoorden.get(id_)) and a.waarde is not None
    }
    kanteling = kantelpunt(weging.bewijzen, weging.gewicht, weging.bekend, gegeven, uit.bovenaan)
    if kanteling is None:
        return Kantelpunt(stappen=None, naar=None, gelijkspel=False, wijzigingen=())
    wijzigingen = tuple(
        Wijziging(id=id_, tekst=vraagtekst(methode, id_), van=gegeven[id_], naar=nieuw)
        for id_, nieuw in kanteling.antwoorden.items()
    )
    return Kantelpunt(
        stappen=kanteling.stappen,
        naar=kanteling.naar,
        gelijkspel=kanteling.gelijkspel,
        wijzigingen=wijzigingen,
    )
