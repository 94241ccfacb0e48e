"""Rows of the tab Borg en verbind."""

from __future__ import annotations

from regio_xl import blokken
from regio_xl.methode import Methode
from regio_xl.resultaten import Borgpunt, Resultaat
from regio_xl.weergave.koppelen import Rijen

SOORT_REGEL = {"legitimiteit": "Verantwoording", "vast punt": "Altijd"}


def borgstand(resultaat: Resultaat, methode: Methode) -> Rijen:
    """For which perspective the checklist is, why, and how far it has come."""
    advies = resultaat.perspectief
    gekozen = advies.keuze or advies.advies
    bron = "jullie keuze op de tab Perspectief" if advies.keuze else "het advies; jullie legden nog geen keuze vast"
    statussen = [punt.status for punt in resultaat.borg_en_verbind]
    telling = ", ".join(f"{statussen.count(status)} {status}" for status in methode.borg_en_verbind.statussen)
    waarden = (
        methode.namen[gekozen] if gekozen else "nog geen; hieronder staan alleen de vaste punten",
        bron if gekozen else None,
        telling,
    )
    return list(zip(blokken.BORG_REGELS, waarden, strict=True))


def vraag_vanuit(naam: str) -> str:
    """What stands under Hoort bij for a question of a perspective; the look of the row depends on it."""
    return f"Vraag vanuit {naam.lower()}"


def borgregel(punt: Borgpunt, methode: Methode) -> tuple[str, str, str, str]:
    """Id, what it belongs to, question and why: the columns of the checklist that are ours."""
    hoort_bij = vraag_vanuit(methode.namen[punt.naar]) if punt.naar else SOORT_REGEL[punt.soort]
    return punt.id, hoort_bij, punt.vraag, punt.uitleg
