"""Tab Controle: what stood out while reading the answers, with a link to the cell."""

from __future__ import annotations

from regio_xl.bevindingen import VOLGORDE, Bevinding
from regio_xl.indeling import blokken
from regio_xl.methode import Methode
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.opmaak.resultaatblokken import lijstblok, waardenblok_ernaast
from regio_xl.opmaak.voorwaarden import als_gelijk, als_in_gebruik
from regio_xl.opmaak.werkblad import Bladopmaak
from regio_xl.resultaten import Resultaat
from regio_xl.tabs.blokrijen import Blokrij, Blokrijen, Vindplaatsen, per_regel
from regio_xl.werkboek import Koppeling, Schrijfwaarde

_VRAAG = "Klopt alles wat is ingevuld?"
_INLEIDING = (
    "Een fout telt niet mee in de berekening tot je die herstelt. Bij let op staat erbij wat wel "
    "en niet meetelt. Een tip mag je laten liggen. Klik op de plek om naar de cel te gaan, en laat "
    "het werkboek daarna opnieuw verwerken. Staat er bij Fouten nog geen getal? Dan is het "
    "werkboek nog niet verwerkt."
)
_BREEDTES = (14.0, 24.0, 112.0, 26.0, 12.0)
_STANDKOLOM = 4
_STIJLEN = {"Plek": "Regio Lijst link", "Code": "Regio Lijst id"}


def rijen(
    resultaat: Resultaat, _methode: Methode, _vindplaatsen: Vindplaatsen
) -> dict[str, Blokrijen]:
    """The count of findings by kind, and each of them with a link to its cell."""
    ernsten = [gevonden.ernst for gevonden in resultaat.bevindingen]
    aantallen = map(ernsten.count, VOLGORDE)
    return {
        blokken.CONTROLE_STAND.tabelnaam: per_regel(blokken.CONTROLE_STAND, aantallen),
        blokken.BEVINDINGEN.tabelnaam: [_bevinding(b) for b in resultaat.bevindingen],
    }


def _bevinding(gevonden: Bevinding) -> Blokrij:
    plek: Schrijfwaarde = str(gevonden.adres) if gevonden.adres else None
    if gevonden.adres and gevonden.cel:
        plek = Koppeling(gevonden.adres, str(gevonden.adres))
    return gevonden.ernst, plek, gevonden.melding, gevonden.code


def teken(opbouw: Opbouw) -> None:
    """Draw the tab."""
    opmaak = Bladopmaak(
        vraag=_VRAAG, inleiding=_INLEIDING, breedtes=_BREEDTES, tekstbreedte=130.0, beschermd=False
    )
    blad = opbouw.open_blad(blokken.CONTROLE, opmaak)
    waardenblok_ernaast(blad, blokken.CONTROLE_STAND, _STANDKOLOM)
    blad.ruimte()
    plek = lijstblok(blad, blokken.BEVINDINGEN, _STIJLEN, filter_=True)
    blad.herhalen(plek.koprij)
    for ernst in VOLGORDE:
        als_gelijk(blad, plek, 0, ernst, f"ernst {ernst}")
    als_in_gebruik(blad, plek, 1, 3)
