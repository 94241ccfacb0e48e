"""From results to rows: what stands in each result block, as values and links. Knows no places and
no looks."""

from __future__ import annotations

from regio_xl.indeling import blokken
from regio_xl.methode import Methode
from regio_xl.resultaten import Resultaat
from regio_xl.tabs.advies import adviesrijen
from regio_xl.tabs.borg_en_verbind import borgregel, borgstand, vraag_vanuit
from regio_xl.tabs.controle import controlerijen
from regio_xl.tabs.netwerkbeeld import netwerkrijen
from regio_xl.tabs.rijen import Rijen, Vindplaatsen
from regio_xl.tabs.wegwijzers import wijzerrijen
from regio_xl.werkboek import Schrijfwaarde

__all__ = [
    "Rijen",
    "Vindplaatsen",
    "borgregel",
    "methodetekst",
    "rijen_per_blok",
    "verantwoording",
    "vraag_vanuit",
]


def rijen_per_blok(
    resultaat: Resultaat, methode: Methode, vindplaatsen: Vindplaatsen
) -> dict[str, Rijen]:
    """The rows of every result block but the checklist of step 5, by the name of its table."""
    return {
        **adviesrijen(resultaat, methode, vindplaatsen),
        blokken.BORG_STAND.tabelnaam: borgstand(resultaat, methode),
        **netwerkrijen(resultaat.netwerk),
        **wijzerrijen(resultaat, methode, vindplaatsen),
        **controlerijen(resultaat.bevindingen),
    }


def verantwoording(resultaat: Resultaat, berekend_op: str, controlegetal: int) -> Rijen:
    """When, with what and from which answers the results were computed; the number lets the
    workbook see a later change."""
    versies = (resultaat.programma_versie, methodetekst(resultaat))
    waarden: tuple[Schrijfwaarde, ...] = (
        berekend_op,
        *versies,
        resultaat.antwoorden_kenmerk,
        controlegetal,
    )
    return list(zip(blokken.VERANTWOORDING.regels, waarden, strict=True))


def methodetekst(resultaat: Resultaat) -> str:
    """Which method was used: its version, and the mark of its content."""
    return f"{resultaat.methode_versie} ({resultaat.methode_kenmerk})"
