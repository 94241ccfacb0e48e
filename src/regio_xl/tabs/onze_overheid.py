"""The line at the top of every input tab that says who *onze overheid* is: the government that
fills in this workbook, chosen on Start.

A formula that finds the choice by its name, so that rows may be inserted or sorted.
"""

from __future__ import annotations

from regio_xl.indeling import blokken
from regio_xl.methode import Kenmerk, Methode
from regio_xl.opmaak.cellen import Formule
from regio_xl.opmaak.opbouw import Opbouw

SLEUTEL = "overheid"
"""The single value of Start that asks it."""

_MET_HET, _ANDERS = "waterschap", "anders"
_BEGIN = "Met onze overheid bedoelen we: "
_EIND = ". Dat kies je op de tab Start."
_DE_INVULLER = "de overheid die dit invult"
NIET_GEKOZEN = (
    "Met onze overheid bedoelen we de overheid die dit invult. "
    "Kies op de tab Start welke dat is, bijvoorbeeld de provincie."
)


def overheidsvraag(methode: Methode) -> Kenmerk | None:
    """The question on Start; an older method does not have it."""
    return next((k for k in methode.start.kenmerken if k.sleutel == SLEUTEL), None)


def overheidszin(gekozen: object, keuzes: tuple[str, ...]) -> str:
    """The line for what stands on Start; what is no text is no choice."""
    delen = gekozen.split(" ") if isinstance(gekozen, str) else ()
    kaal = " ".join(deel for deel in delen if deel)
    if not kaal:
        return NIET_GEKOZEN
    bekend = next((keuze for keuze in keuzes if keuze.casefold() == kaal.casefold()), None)
    return f"{_BEGIN}{kaal if bekend is None else _met_lidwoord(bekend)}{_EIND}"


def overheidsregel(opbouw: Opbouw) -> Formule | None:
    """The line as a formula; nothing when the method does not ask which government this is."""
    gevraagd = overheidsvraag(opbouw.methode)
    if gevraagd is None:
        return None
    blok = blokken.kenmerkblok(blokken.START, opbouw.methode)
    assert blok is not None
    tabel = blok.tabelnaam
    rij = f'MATCH("{gevraagd.naam}",{tabel}[{blokken.KENMERK}],0)'
    cel = f"INDEX({tabel}[{blokken.WAARDE}],{rij})"
    staat = f'IF(ISTEXT({cel}),TRIM({cel}),"")'
    woord = staat
    for keuze in reversed(gevraagd.keuzes):
        woord = f'IF({staat}="{keuze}","{_met_lidwoord(keuze)}",{woord})'
    tekst = (
        f'=IFERROR(IF({staat}="","{NIET_GEKOZEN}","{_BEGIN}"&{woord}&"{_EIND}"),"{NIET_GEKOZEN}")'
    )
    nu = opbouw.vulling.kenmerken.get(blokken.START, {}).get(SLEUTEL)
    return Formule(tekst, overheidszin(nu, gevraagd.keuzes))


def _met_lidwoord(keuze: str) -> str:
    if keuze == _ANDERS:
        return _DE_INVULLER
    return f"{'het' if keuze == _MET_HET else 'de'} {keuze}"
