"""Compute the advice: pure functions of the input and the method. No files, no clock, no cells."""

from __future__ import annotations

from typing import NamedTuple

from regio_xl.invoer import Invoer
from regio_xl.methode import Methode
from regio_xl.methode.elementen import fingerprint
from regio_xl.rekenen.agenda import agendabeeld
from regio_xl.rekenen.bewijs import bewijsstand
from regio_xl.rekenen.borg_en_verbind import borgpunten
from regio_xl.rekenen.handreikingen import handreikingen
from regio_xl.rekenen.kengetallen import kengetallen
from regio_xl.rekenen.kwadrant import adviseer
from regio_xl.rekenen.netwerk import bereken_netwerkbeeld
from regio_xl.rekenen.netwerk.cijfers import meet_netwerk
from regio_xl.rekenen.weefsel import weefselbeeld
from regio_xl.rekenen.wegwijzers import signaalteksten, wegwijzerstanden
from regio_xl.resultaten import (
    Agendastand,
    Borgpunt,
    Handreikingtekst,
    Netwerkbeeld,
    PerspectiefAdvies,
    Weefselbeeld,
    Wegwijzerstand,
)


class Berekening(NamedTuple):
    """All that follows from one input."""

    perspectief: PerspectiefAdvies
    netwerk: Netwerkbeeld
    weefsel: Weefselbeeld
    agenda: tuple[Agendastand, ...]
    wegwijzers: tuple[Wegwijzerstand, ...]
    borg_en_verbind: tuple[Borgpunt, ...]
    handreikingen: tuple[Handreikingtekst, ...]


def bereken(invoer: Invoer, methode: Methode) -> Berekening:
    """Compute everything. Step 5 and the suggestions follow the choice of the group, or else the
    advice: people decide."""
    bewijs = bewijsstand(methode, invoer)
    advies = adviseer(methode, invoer, bewijs)
    agenda = agendabeeld(methode, invoer)
    gekozen = invoer.keuze or advies.advies
    netwerk = meet_netwerk(methode, invoer)
    cijfers = kengetallen(methode, invoer, advies, agenda, netwerk, bewijs)
    return Berekening(
        perspectief=advies.model_copy(update={"signalen": signaalteksten(methode, cijfers)}),
        netwerk=bereken_netwerkbeeld(methode, invoer, netwerk),
        weefsel=weefselbeeld(methode, invoer, cijfers),
        agenda=agenda,
        wegwijzers=wegwijzerstanden(methode, cijfers),
        borg_en_verbind=borgpunten(methode, invoer, gekozen),
        handreikingen=handreikingen(methode, gekozen, cijfers),
    )


def fingerprint_antwoorden(invoer: Invoer) -> str:
    """Of everything that counts for the advice: other answers give another fingerprint, in whatever
    order they came."""
    geordend: dict[str, object] = {}
    for naam in ("antwoorden", "nu", "gewenst", "afwegingen"):
        geordend[naam] = dict(sorted(getattr(invoer, naam).items()))
    geordend["kenmerken"] = {
        tab: dict(sorted(waarden.items())) for tab, waarden in sorted(invoer.kenmerken.items())
    }
    op_volgorde = invoer.model_copy(update=geordend)
    return fingerprint(op_volgorde.model_dump_json(exclude={"afspraken"}))
