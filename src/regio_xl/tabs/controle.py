"""Tab Controle: what stood out while reading the answers, with a link to the cell."""

from __future__ import annotations

from collections.abc import Sequence

from regio_xl.bevindingen import Bevinding
from regio_xl.indeling import blokken
from regio_xl.opmaak.cellen import Inhoudscel
from regio_xl.opmaak.opbouw import Bouwplaats
from regio_xl.opmaak.werkblad import Bladopmaak, Tabelkolom
from regio_xl.tabs.borg_en_verbind import stand_ernaast
from regio_xl.tabs.rijen import Rijen
from regio_xl.werkboek import Adres, Koppeling, Schrijfwaarde, kolomnummer


def controlerijen(bevindingen: Sequence[Bevinding]) -> dict[str, Rijen]:
    """The count of findings by kind, and each of them with a link to its cell."""
    return {
        blokken.CONTROLE_STAND.tabelnaam: [
            (naam, sum(b.ernst == ernst for b in bevindingen))
            for naam, ernst in zip(blokken.CONTROLE_REGELS, ("fout", "let op", "tip"), strict=True)
        ],
        blokken.BEVINDINGEN.tabelnaam: [_bevinding(b) for b in bevindingen],
    }


def _bevinding(gevonden: Bevinding) -> tuple[Schrijfwaarde, ...]:
    plek = Adres(gevonden.blad) if gevonden.blad else None
    tekst = str(plek) + (f"!{gevonden.cel}" if gevonden.cel else "") if plek else ""
    doel = _adres(gevonden)
    return (
        gevonden.ernst,
        Koppeling(doel, tekst) if doel else tekst or None,
        gevonden.melding,
        gevonden.code,
    )


def _adres(gevonden: Bevinding) -> Adres | None:
    if not gevonden.cel:
        return None
    letters = gevonden.cel.rstrip("0123456789")
    return Adres(gevonden.blad, int(gevonden.cel[len(letters) :]) - 1, kolomnummer(letters))


VRAAG = "Klopt alles wat is ingevuld?"
INLEIDING = (
    "Een fout telt niet mee in de berekening tot je die herstelt. Bij let op staat erbij wat wel en niet meetelt. "
    "Een tip mag je laten liggen. Klik op de plek om naar de cel te gaan, en laat het werkboek daarna opnieuw verwerken. "
    "Staat er bij Fouten nog geen getal? Dan is het werkboek nog niet verwerkt."
)
_BREEDTES = (14.0, 24.0, 112.0, 26.0, 12.0)
_STIJLEN = {"Plek": "Regio Lijst link", "Code": "Regio Lijst id"}
_ERNST = ("fout", "let op", "tip")


def teken(plaats: Bouwplaats) -> None:
    """Draw the tab."""
    opmaak = Bladopmaak(
        titel="Controle", vraag=VRAAG, inleiding=INLEIDING, breedtes=_BREEDTES, verder=blokken.UITLEG, tekstbreedte=130.0,
        beschermd=False,
    )  # fmt: skip
    blad = plaats.open_blad(blokken.CONTROLE, opmaak)
    blad.rij = max(
        blad.rij, stand_ernaast(blad, blokken.CONTROLE_STAND, blokken.CONTROLE_REGELS, kolom=4) + 1
    )
    blad.ruimte()
    blok = blokken.BEVINDINGEN
    leeg: list[tuple[Inhoudscel, ...]] = [(None,) * len(blok.koppen)] * blok.rijen
    kolommen = [Tabelkolom(kop, _STIJLEN.get(kop, "Regio Lijst")) for kop in blok.koppen]
    plek = blad.tabel(blok.tabelnaam, kolommen, leeg, filter_=True)
    blad.rij = plek.eerste
    blad.vastzetten()
    for ernst in _ERNST:
        opmaak_ernst = blad.stijlen.voorwaardelijk(f"ernst {ernst}")
        regel = {"type": "cell", "criteria": "==", "value": f'"{ernst}"', "format": opmaak_ernst}
        blad.werkblad.conditional_format(plek.eerste, 1, plek.laatste, 1, regel)
    gevuld = {
        "type": "formula", "criteria": f'=$B{plek.eerste + 1}<>""', "format": blad.stijlen.voorwaardelijk("gevuld"),
    }  # fmt: skip
    blad.werkblad.conditional_format(plek.eerste, 2, plek.laatste, 4, gevuld)
    blad.werkblad.print_area(0, 0, plek.laatste, blad.laatste_kolom)
