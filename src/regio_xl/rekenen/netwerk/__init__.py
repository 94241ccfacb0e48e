"""The network in figures, under the standard names of network analysis, and what they mean here.

Source for what is asked: VNG Denktank 2018, *Werkende samenwerking*, deel I, stap 2 and wegwijzer
4. Parties whose contacts nobody wrote down make figures a range instead of a low number. A missing
party is a signal and a question (TEG-15).
"""

from __future__ import annotations

from collections import Counter

from regio_xl.invoer import Invoer
from regio_xl.methode import Methode, Netwerkregels
from regio_xl.rekenen.indicatoren import MATEN
from regio_xl.rekenen.netwerk.contacten import vraag_eerst
from regio_xl.rekenen.netwerk.meting import Gemeten, meet
from regio_xl.rekenen.netwerk.opstelling import opstelling
from regio_xl.rekenen.netwerk.uitspraken import uitspraken
from regio_xl.resultaten import Contact, Netwerkbeeld, Speler

__all__ = ["netwerkbeeld"]


def netwerkbeeld(methode: Methode, invoer: Invoer) -> Netwerkbeeld:
    """The picture of the network of one workbook; parties in the order of their rows."""
    regels = methode.netwerk.regels
    lijst, meting = gemeten = meet(regels, invoer)
    gemeten_maten = {naam: maat(methode, invoer) for naam, maat in MATEN.items()}
    telling = Counter(partij.soort for partij in invoer.partijen if partij.soort)
    soorten = methode.kolom("Partijen", "soort").keuzes  # in the order of the method's list
    spelers = _spelers(gemeten, invoer)
    return Netwerkbeeld(
        partijen=len(invoer.partijen),
        relaties=len(invoer.relaties),
        sectoren={soort: telling[soort] for soort in soorten if telling[soort]},
        ontbrekende_sectoren=_ontbrekend(regels, soorten, telling),
        eigenaren=tuple(
            partij.naam for partij in invoer.partijen if partij.rol in regels.keuzes.rol_eigenaar
        ),
        niet_aan_tafel=tuple(
            p.naam
            for p in invoer.partijen
            if p.aan_tafel is False and (p.invloed or 0) >= regels.veel
        ),
        zonder_relaties=tuple(speler.naam for speler in spelers if not speler.graad)
        if meting
        else (),
        bruggenbouwers=tuple(speler.naam for speler in spelers if speler.brug),
        onderdelen=len(meting.onderdelen) if meting else None,
        dichtheid=meting.dichtheid if meting else None,
        dichtheid_hoogst=meting.dichtheid_hoogst if meting else None,
        centralisatie=meting.centralisatie if meting else None,
        centralisatie_laagst=meting.centralisatie_laagst if meting else None,
        centralisatie_hoogst=meting.centralisatie_hoogst if meting else None,
        wederkerigheid=meting.wederkerigheid if meting else None,
        maten={
            naam: None if waarde is None else float(waarde)
            for naam, waarde in gemeten_maten.items()
        },
        spelers=spelers,
        vraag_eerst=tuple(map(lijst.naam, vraag_eerst(lijst, regels.eerst_vragen)))
        if meting
        else (),
        herstel=tuple(
            Contact(van=lijst.naam(een), naar=lijst.naam(ander)) for een, ander in meting.herstel
        )
        if meting
        else (),
        uitspraken=uitspraken(methode, invoer),
        opstelling=opstelling(methode, invoer, spelers),
    )


def _ontbrekend(
    regels: Netwerkregels, soorten: tuple[str, ...], telling: Counter[str]
) -> tuple[str, ...]:
    """The kinds without a party on the list; none as long as no kind was filled in."""
    if not telling:
        return ()
    return tuple(
        soort for soort in soorten if soort not in regels.keuzes.soort_rest and not telling[soort]
    )


def _spelers(gemeten: Gemeten, invoer: Invoer) -> tuple[Speler, ...]:
    lijst, meting = gemeten
    volgorde = dict.fromkeys(partij.naam.casefold() for partij in invoer.partijen)
    return tuple(
        Speler(
            naam=(partij := lijst.partijen[sleutel]).naam,
            soort=partij.soort,
            invloed=partij.invloed,
            betrokkenheid=partij.betrokkenheid,
            aan_tafel=partij.aan_tafel,
            graad=lijst.graad[sleutel],
            tussenpositie=meting.tussenpositie[sleutel] if meting else None,
            brug=bool(meting and sleutel in meting.los),
            los=tuple(map(lijst.naam, meting.los.get(sleutel, ()))) if meting else (),
        )
        for sleutel in volgorde
    )
