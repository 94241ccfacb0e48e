"""Compute the advice: pure functions of the input and the method. No files, no clock, no cells."""

from __future__ import annotations

from typing import NamedTuple

from regio_xl.invoer import Invoer
from regio_xl.methode import Methode
from regio_xl.methode.fingerprint import kort_kenmerk
from regio_xl.rekenen.agenda import agendabeeld
from regio_xl.rekenen.borg_en_verbind import borgpunten
from regio_xl.rekenen.handreikingen import handreikingen
from regio_xl.rekenen.kengetallen import kengetallen
from regio_xl.rekenen.kwadrant import adviseer
from regio_xl.rekenen.netwerk import netwerkbeeld
from regio_xl.rekenen.signalen import signaalteksten
from regio_xl.rekenen.weefsel import weefselbeeld
from regio_xl.rekenen.wegwijzers import wegwijzerstanden
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
    advies = adviseer(methode, invoer)
    agenda = agendabeeld(methode, invoer)
    gekozen = invoer.keuze or advies.advies
    cijfers = kengetallen(methode, invoer, advies, agenda)
    return Berekening(
        perspectief=advies.model_copy(update={"signalen": signaalteksten(methode, cijfers)}),
        netwerk=netwerkbeeld(methode, invoer),
        weefsel=weefselbeeld(methode, invoer, cijfers),
        agenda=agenda,
        wegwijzers=wegwijzerstanden(methode, cijfers),
        borg_en_verbind=borgpunten(methode, invoer, gekozen),
        handreikingen=handreikingen(methode, gekozen, cijfers),
    )


def antwoorden_kenmerk(invoer: Invoer) -> str:
    """A short mark of everything that counts for the advice: other answers give another mark, in
    whatever order they came."""
    op_naam = {
        naam: dict(sorted(getattr(invoer, naam).items()))
        for naam in ("antwoorden", "nu", "gewenst")
    }
    kenmerken = {
        tab: dict(sorted(waarden.items())) for tab, waarden in sorted(invoer.kenmerken.items())
    }
    geordend = invoer.model_copy(update={**op_naam, "kenmerken": kenmerken})
    return kort_kenmerk(geordend.model_dump_json(exclude={"afspraken"}))
