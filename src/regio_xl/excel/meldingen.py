"""What a script tells the user, in Dutch: one short message, and never a stack trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from regio_xl.bevindingen import Bevinding, leesbaar, telling
from regio_xl.bevindingen.fouten import RegioFout
from regio_xl.indeling.blokken import INVOERTABS
from regio_xl.werkboek import WerkboekFout
from regio_xl.werkboek.tekst import opsomming

TITEL = "Regio-XL"
NIETS_VERANDERD = "Er is niets veranderd in je werkboek."
GEEN_ANTWOORD = (
    "Excel geeft nu geen antwoord. Ben je een cel aan het bewerken? Druk dan eerst op Enter. "
    f"Sluit ook open vensters van Excel en probeer het opnieuw. {NIETS_VERANDERD}"
)
NIET_GESCHREVEN = (
    "Excel liet het schrijven niet toe. Misschien is het werkboek alleen-lezen of beveiligd, of "
    "bewerk je nog een cel. "
    f"Druk op Enter, haal de beveiliging eraf en probeer het opnieuw. {NIETS_VERANDERD}"
)
HALF_GESCHREVEN = (
    "Excel stopte halverwege het schrijven. Je antwoorden zijn niet veranderd, maar de resultaten "
    "kloppen nu niet. Sluit het werkboek zonder te bewaren en open het opnieuw. Bewaart Excel "
    "vanzelf? Ga dan terug naar een eerdere versie: Bestand, Info, Versiegeschiedenis."
)
NIET_AANGEKOMEN = (
    "Excel zette niet alle resultaten in de goede cellen. Staat er een filter aan, of zijn er "
    f"rijen verborgen? Zet die uit en probeer het opnieuw. {NIETS_VERANDERD}"
)
GEEN_KOPIE = "Ongedaan maken met Ctrl+Z kan hier niet."
_HERNOEMD = (
    "Hebben de tabbladen een andere naam gekregen? Geef ze dan hun eigen naam terug: "
    f"{opsomming(INVOERTABS)}."
)
"""A server and Lite see only tabs with our names."""


_MEESTE_BEVINDINGEN = 5
"""How many findings fit in a message."""


class ExcelFout(RegioFout):
    """Excel itself will not do what we ask."""

    code = "excel-fout"


def beveiligd(tab: str) -> str:
    """A tab with a password on it."""
    return (
        f"Het tabblad '{leesbaar(tab, 40)}' is beveiligd. Haal de beveiliging eraf "
        f"(Controleren, Beveiliging blad opheffen) en probeer het opnieuw. {NIETS_VERANDERD}"
    )


def bezet(cellen: str, tab: str) -> str:
    """Result cells that hold a formula or belong to a merged range, as our part of the client found
    them."""
    return (
        f"Op het tabblad '{leesbaar(tab, 40)}' staan in {cellen} formules of samengevoegde cellen, "
        "waar een resultaat moet komen. Haal de formules weg en hef de samenvoeging op. "
        f"{NIETS_VERANDERD}"
    )


def gefilterd(tabs: Collection[str]) -> str:
    """A filter in use on a tab that must be written."""
    return f"{_filter_aan(tabs)} Kies Gegevens, Wissen en probeer het opnieuw. {NIETS_VERANDERD}"


def wis_filter(tabs: Collection[str]) -> str:
    """The question whether we may clear the filters."""
    return (
        f"{_filter_aan(tabs)} Wil je dat Regio-XL alle rijen weer toont en daarna doorgaat? Je "
        "keuze in het filter gaat dan weg."
    )


def _filter_aan(tabs: Collection[str]) -> str:
    welke = opsomming(f"'{leesbaar(tab, 40)}'" for tab in tabs)
    return (
        f"Op {'het tabblad' if len(tabs) == 1 else 'de tabbladen'} {welke} staat een filter aan. "
        "Resultaten komen dan in verkeerde rijen."
    )


def bewaard(kopie: str | None) -> str:
    """What to do when the user regrets it: after a button Excel has nothing to undo."""
    if kopie is None:
        return GEEN_KOPIE
    return f"Hoe het hiervoor was, staat in {leesbaar(kopie, 80)}."


def van_boekfout(fout: WerkboekFout) -> str:
    """A workbook that is not ours, or a cell that cannot be written."""
    if fout.code == "bestand-niet-van-ons":
        return f"{fout} {_HERNOEMD} {NIETS_VERANDERD}"
    return f"{fout} {NIETS_VERANDERD}"


def ontbreekt(tabs: Collection[str], naam: str) -> str:
    """Result tabs or blocks on them that are not there: an older template, or a user who removed
    something."""
    return (
        f"In dit werkboek ontbreekt een deel van {opsomming(tabs)}. "
        f"Misschien is het een oudere versie. {_overzetten(naam)} {NIETS_VERANDERD}"
    )


def onverwacht(fout: Exception) -> str:
    """A mistake of our own."""
    return (
        f"Er ging iets mis in Regio-XL ({type(fout).__name__}). "
        f"Meld dit aan de beheerder. {NIETS_VERANDERD}"
    )


def gecontroleerd(bevindingen: Sequence[Bevinding], kwijt: Collection[str], naam: str) -> str:
    """After *controleer*."""
    melding = f"Gecontroleerd. {_telling(bevindingen)}"
    if not kwijt:
        return melding
    ontbrekend = f"In dit werkboek ontbreekt ook een deel van {opsomming(kwijt)}."
    return f"{melding} {ontbrekend} {_overzetten(naam)}"


def berekend(bevindingen: Sequence[Bevinding]) -> str:
    """After *bereken*."""
    return f"Berekend. Lees het resultaat vanaf de tab Advies. {_telling(bevindingen)}"


def ververst(tab: str, eigen_tekst: Sequence[Bevinding]) -> str:
    """After refreshing one tab. ``eigen_tekst``: what that does to text of the users; the tab that
    lists findings is not refreshed."""
    melding = f"De tab {tab} is bijgewerkt. De andere resultaten zijn niet opnieuw berekend."
    return "\n".join((melding, *map(str, eigen_tekst[:_MEESTE_BEVINDINGEN])))


def _overzetten(naam: str) -> str:
    return (
        f'Bewaar het werkboek en gebruik het programma: regio-xl verwerk "{leesbaar(naam, 80)}". '
        "Dat zet je antwoorden over in een nieuw werkboek."
    )


def _telling(bevindingen: Sequence[Bevinding]) -> str:
    delen = telling(Counter(gevonden.ernst for gevonden in bevindingen))
    if not delen:
        return "Er zijn geen opmerkingen."
    return f"Kijk op de tab Controle: {opsomming(delen)}."
