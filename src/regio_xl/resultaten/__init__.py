"""Results as frozen models: what ``verwerk --json`` prints and what the result tabs show.

Scores are on 0-100 (50 = as much for as against), positions on -1..1, shares 0-1. A field is None
when the workbook gives no ground for it. A result carries its working: reasons, weights and the
method's version.
"""

from __future__ import annotations

from regio_xl.resultaten.advies import (
    Advieszekerheid,
    Afweegvraag,
    Duidelijkheid,
    Grenspunten,
    Kantelpunt,
    OpenAntwoord,
    PerspectiefAdvies,
    Reden,
    Signaaltekst,
    Stand,
    Trekkracht,
    Wijziging,
)
from regio_xl.resultaten.basis import Scores, Uitkomst
from regio_xl.resultaten.bevindingveld import Bevindingveld
from regio_xl.resultaten.kaart import advieszin, kaart, perspectieflijst
from regio_xl.resultaten.netwerk import (
    Contact,
    Lijn,
    Netwerkbeeld,
    Opstelling,
    Speler,
    Stip,
    Uitspraak,
    Vak,
)
from regio_xl.resultaten.wijzers import (
    Agendastand,
    Borgpunt,
    Borgsoort,
    Grond,
    Handreikingtekst,
    Spoor,
    Staat,
    Weefselbeeld,
    Wegwijzerstand,
)

__all__ = [
    "Advieszekerheid",
    "Afweegvraag",
    "Agendastand",
    "Borgpunt",
    "Borgsoort",
    "Contact",
    "Duidelijkheid",
    "Grenspunten",
    "Grond",
    "Handreikingtekst",
    "Kantelpunt",
    "Lijn",
    "Netwerkbeeld",
    "OpenAntwoord",
    "Opstelling",
    "PerspectiefAdvies",
    "Reden",
    "Resultaat",
    "Scores",
    "Signaaltekst",
    "Speler",
    "Spoor",
    "Staat",
    "Stand",
    "Stip",
    "Trekkracht",
    "Uitkomst",
    "Uitspraak",
    "Vak",
    "Weefselbeeld",
    "Wegwijzerstand",
    "Wijziging",
    "perspectieflijst",
]


class Resultaat(Uitkomst):
    """Everything computed from one workbook: one line of ``verwerk --json``."""

    bestand: str
    regio: str
    opgave: str
    programma_versie: str
    methode_versie: str
    methode_kenmerk: str
    sjabloon_versie: str | None
    antwoorden_kenmerk: str
    bevindingen: tuple[Bevindingveld, ...]
    perspectief: PerspectiefAdvies
    netwerk: Netwerkbeeld
    weefsel: Weefselbeeld
    agenda: tuple[Agendastand, ...]
    wegwijzers: tuple[Wegwijzerstand, ...]
    borg_en_verbind: tuple[Borgpunt, ...]
    handreikingen: tuple[Handreikingtekst, ...]

    def __repr__(self) -> str:
        return (
            f"<Resultaat {self.bestand or 'zonder bestand'}: {advieszin(self.perspectief)} "
            f"{len(self.bevindingen)} bevindingen>"
        )

    __str__ = __repr__

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        return kaart(self.regio, self.opgave, self.perspectief, [b.ernst for b in self.bevindingen])
