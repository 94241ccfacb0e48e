"""Tab Wegwijzers: the state of the ten signposts, what helps now, and what each agenda item asks for."""

from __future__ import annotations

from regio_xl import blokken
from regio_xl.blokken import Blok
from regio_xl.perspectieven import PERSPECTIEVEN
from regio_xl.sjabloon.blad import Blad, Bladopmaak, Plek, Tabelkolom
from regio_xl.sjabloon.borgtab import stand_ernaast
from regio_xl.sjabloon.bouwplaats import Bouwplaats
from regio_xl.sjabloon.cellen import Inhoudscel

VRAAG = "Waar staan jullie, en wat helpt nu?"
INLEIDING = (
    "De tien wegwijzers zijn punten om op te letten, in elke volgorde. Op orde: wat is ingevuld, geeft geen reden om hier "
    "eerst te kijken. Aandacht: kijk hier samen naar. Nog leeg: er is te weinig ingevuld om iets te zeggen. "
    "De handreikingen zijn suggesties die passen bij wat jullie invulden: kies er een of twee die je morgen kunt beginnen."
)
_BREEDTES = (34.0, 16.0, 58.0, 22.0, 62.0, 30.0)
_STIJLEN = {
    "Wegwijzer": "Regio Lijst naam", "Handreiking": "Regio Lijst naam", "Punt van de agenda": "Regio Lijst naam",
    "Kijk op": "Regio Lijst link", "Bron": "Regio Lijst uitleg", "Staat": "Regio Lijst",
}  # fmt: skip


def teken(plaats: Bouwplaats) -> None:
    """Draw the tab."""
    opmaak = Bladopmaak(
        titel="Wegwijzers", vraag=VRAAG, inleiding=INLEIDING, breedtes=_BREEDTES, zoom=90, beschermd=False,
        verder=blokken.CONTROLE,
        tekstbreedte=sum(_BREEDTES[:4]) - 4,
    )  # fmt: skip
    blad = plaats.open_blad(blokken.WEGWIJZERS, opmaak)
    blad.werkblad.freeze_panes(2, 0)
    blad.werkblad.repeat_rows(0)
    telling = stand_ernaast(blad, blokken.WEGWIJZERTELLING, blokken.STATEN, kolom=5, eerste=blokken.NOG_NIET)
    blad.rij = max(blad.rij, telling + 1)
    standen = _lijst(blad, blokken.WEGWIJZERSTANDEN, "De tien wegwijzers", "")
    _staten(blad, standen)
    hulp = "Hooguit twaalf suggesties. Elke suggestie hoort bij iets wat jullie invulden."
    _lijst(blad, blokken.HANDREIKINGEN, "Handreikingen: wat nu helpt", hulp)
    uitleg = (
        "Per punt van de agenda: naar welke manier van werken het trekt, wie er belang bij heeft en wat er nog ontbreekt. "
        "Vul daarvoor de laatste vier kolommen van de agenda in, op de tab Opgave."
    )
    _tinten(plaats, blad, _lijst(blad, blokken.AGENDABEELD, "Wat elk agendapunt vraagt", uitleg))
    blad.werkblad.print_area(0, 0, blad.rij, blad.laatste_kolom)


def _lijst(blad: Blad, blok: Blok, titel: str, uitleg: str) -> Plek:
    """A list of variable length: borders appear on rows in use."""
    blad.sectie(titel, uitleg)
    kolommen = [Tabelkolom(kop, _STIJLEN.get(kop, "Regio Lijst")) for kop in blok.koppen]
    leeg: list[tuple[Inhoudscel, ...]] = [(None,) * len(kolommen)] * blok.rijen
    plek = blad.tabel(blok.tabelnaam, kolommen, leeg)
    gevuld = {
        "type": "formula", "criteria": f'=$B{plek.eerste + 1}<>""', "format": blad.stijlen.voorwaardelijk("gevuld"),
    }  # fmt: skip
    rest = [(plek.kolom, plek.kolom), (plek.kolom + 2, plek.kolom + len(kolommen) - 1)]
    for eerste, laatste in rest:  # the second column gets its look from its own rules
        blad.werkblad.conditional_format(plek.eerste, eerste, plek.laatste, laatste, gevuld)
    if blok is blokken.HANDREIKINGEN:
        blad.werkblad.conditional_format(plek.eerste, plek.kolom + 1, plek.laatste, plek.kolom + 1, gevuld)
    return plek


def _staten(blad: Blad, plek: Plek) -> None:
    """The look of each state; a mark says the same as the colour."""
    for staat in blokken.STATEN:
        opmaak = blad.stijlen.voorwaardelijk(f"staat {staat.lower()}")
        regel = {"type": "cell", "criteria": "==", "value": f'"{staat}"', "format": opmaak}
        blad.werkblad.conditional_format(plek.eerste, plek.kolom + 1, plek.laatste, plek.kolom + 1, regel)


def _tinten(plaats: Bouwplaats, blad: Blad, plek: Plek) -> None:
    """The colour and mark of the perspective to which an item pulls."""
    kolom = plek.kolom + 1
    for p in PERSPECTIEVEN:
        tint = blad.stijlen.voorwaardelijk(f"tint {p}")
        regel = {"type": "cell", "criteria": "==", "value": f'"{plaats.methode.namen[p]}"', "format": tint}
        blad.werkblad.conditional_format(plek.eerste, kolom, plek.laatste, kolom, regel)
    gevuld = {
        "type": "formula", "criteria": f'=$B{plek.eerste + 1}<>""', "format": blad.stijlen.voorwaardelijk("gevuld"),
    }  # fmt: skip
    blad.werkblad.conditional_format(plek.eerste, kolom, plek.laatste, kolom, gevuld)
