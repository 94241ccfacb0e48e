"""The network in figures, under the standard names of network analysis, and what they mean here.

Source for what is asked: VNG Denktank 2018, *Werkende samenwerking*, deel I, stap 2 and wegwijzer
4. Parties whose contacts nobody wrote down make figures a range instead of a low number. A missing
party is a signal and a question (TEG-15).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from regio_xl.invoer import Invoer, Partij
from regio_xl.methode import Methode, Netwerkregels
from regio_xl.rekenen.indicatoren import MATEN
from regio_xl.rekenen.netwerk.cijfers import Netwerkmeting, meet_netwerk
from regio_xl.rekenen.netwerk.contacten import Contacten, Losgeraakt, Partijpaar, vraag_eerst
from regio_xl.rekenen.netwerk.meting import Netwerkmaten
from regio_xl.rekenen.netwerk.opstelling import opstelling
from regio_xl.rekenen.netwerk.uitspraken import uitspraken
from regio_xl.resultaten import Contact, Netwerkbeeld, Speler

__all__ = ["netwerkbeeld"]


def bereken_netwerkbeeld(
    methode: Methode, invoer: Invoer, netwerk: Netwerkmeting | None = None
) -> Netwerkbeeld:
    """The picture of the network of one workbook; parties in the order of their rows. ``netwerk``:
    what its tables measure, when that is known already."""
    regels = methode.netwerk.regels
    netwerk = netwerk or meet_netwerk(methode, invoer)
    lijst, maten = netwerk.lijst, netwerk.maten
    telling = Counter(partij.soort for partij in invoer.partijen if partij.soort)
    soorten = methode.kolom("Partijen", "soort").keuzes  # in the order of the method's list
    spelers = _spelers(lijst, maten, invoer)
    afwezig = [partij for partij in invoer.partijen if partij.aan_tafel is False]
    return Netwerkbeeld(
        partijen=len(invoer.partijen),
        relaties=len(invoer.relaties),
        sectoren={soort: telling[soort] for soort in soorten if telling[soort]},
        ontbrekende_sectoren=_ontbrekend(regels, soorten, telling),
        eigenaren=_namen(p for p in invoer.partijen if p.rol in regels.keuzes.rol_eigenaar),
        niet_aan_tafel=_namen(afwezig),
        invloedrijk_niet_aan_tafel=_namen(p for p in afwezig if (p.invloed or 0) >= regels.veel),
        zonder_relaties=_namen(s for s in spelers if maten and not s.graad),
        bruggenbouwers=_namen(s for s in spelers if s.brug),
        onderdelen=len(maten.onderdelen) if maten else None,
        dichtheid=maten.dichtheid if maten else None,
        dichtheid_hoogst=maten.dichtheid_hoogst if maten else None,
        centralisatie=maten.centralisatie if maten else None,
        centralisatie_laagst=maten.centralisatie_laagst if maten else None,
        centralisatie_hoogst=maten.centralisatie_hoogst if maten else None,
        wederkerigheid=maten.wederkerigheid if maten else None,
        maten=_indicatoren(methode, invoer),
        spelers=spelers,
        vraag_eerst=_vraag_eerst(regels, lijst) if maten else (),
        herstel=_contacten(lijst, maten.herstel) if maten else (),
        uitspraken=uitspraken(methode, invoer, netwerk),
        opstelling=opstelling(methode, invoer, spelers),
    )


def _namen(lijst: Iterable[Partij | Speler]) -> tuple[str, ...]:
    return tuple(een.naam for een in lijst)


def _ontbrekend(
    regels: Netwerkregels, soorten: tuple[str, ...], telling: Counter[str]
) -> tuple[str, ...]:
    """The kinds without a party on the list; none as long as no kind was filled in."""
    if not telling:
        return ()
    rest = regels.keuzes.soort_rest
    return tuple(soort for soort in soorten if soort not in rest and not telling[soort])


def _indicatoren(methode: Methode, invoer: Invoer) -> dict[str, float | None]:
    gemeten = {naam: maat(methode, invoer) for naam, maat in MATEN.items()}
    return {naam: None if deel is None else float(deel) for naam, deel in gemeten.items()}


def _vraag_eerst(regels: Netwerkregels, lijst: Contacten) -> tuple[str, ...]:
    return tuple(map(lijst.naam, vraag_eerst(lijst, regels.eerst_vragen)))


def _contacten(lijst: Contacten, paren: Iterable[Partijpaar]) -> tuple[Contact, ...]:
    return tuple(Contact(van=lijst.naam(een), naar=lijst.naam(ander)) for een, ander in paren)


def _spelers(lijst: Contacten, maten: Netwerkmaten | None, invoer: Invoer) -> tuple[Speler, ...]:
    los = maten.los if maten else {}
    spelers = []
    niemand = Losgeraakt(())
    for sleutel in dict.fromkeys(partij.naam.casefold() for partij in invoer.partijen):
        partij = lijst.partijen[sleutel]
        losse = los.get(sleutel, niemand)
        speler = Speler(
            naam=partij.naam,
            soort=partij.soort,
            invloed=partij.invloed,
            betrokkenheid=partij.betrokkenheid,
            aan_tafel=partij.aan_tafel,
            graad=lijst.graad[sleutel],
            tussenpositie=maten.tussenpositie[sleutel] if maten else None,
            brug=sleutel in los,
            los=tuple(map(lijst.naam, losse.partijen)),
            los_meer=losse.meer,
        )
        spelers.append(speler)
    return tuple(spelers)
