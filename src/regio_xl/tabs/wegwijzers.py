"""Tab Wegwijzers: the ten signposts, what helps now, and what each agenda item asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from regio_xl.indeling import blokken
from regio_xl.indeling.blokken import Blok
from regio_xl.methode import Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.opmaak.cellen import Inhoudscel
from regio_xl.opmaak.opbouw import Bouwplaats
from regio_xl.opmaak.werkblad import Blad, Bladopmaak, Plek, Tabelkolom
from regio_xl.resultaten import Agendastand, Grond, Handreikingtekst, Resultaat, Wegwijzerstand
from regio_xl.tabs.borg_en_verbind import stand_ernaast
from regio_xl.tabs.rijen import Rijen, Vindplaatsen, onder_elkaar, plektekst
from regio_xl.werkboek import Adres, Koppeling, Schrijfwaarde

SPOOR = {
    "overheidsspoor": "Overheidsspoor: de overheid voert uit",
    "samen": "Samen: overheid en anderen voeren uit",
    "omgevingsspoor": "Omgevingsspoor: anderen voeren uit",
}


def wijzerrijen(
    resultaat: Resultaat, methode: Methode, vindplaatsen: Vindplaatsen
) -> dict[str, Rijen]:
    """The rows of every block of the tab."""
    staten = [stand.staat.capitalize() for stand in resultaat.wegwijzers]
    return {
        blokken.WEGWIJZERTELLING.tabelnaam: [
            (naam, staten.count(naam)) for naam in blokken.WEGWIJZERTELLING.regels
        ],
        blokken.WEGWIJZERSTANDEN.tabelnaam: [
            _wegwijzer(nummer, stand, methode, vindplaatsen)
            for nummer, stand in enumerate(resultaat.wegwijzers, start=1)
        ],
        blokken.HANDREIKINGEN.tabelnaam: [
            _handreiking(h, methode, vindplaatsen) for h in resultaat.handreikingen
        ]
        or [("Nog geen: vul eerst meer in, of laat de groep kiezen.", *(None,) * 5)],
        blokken.AGENDABEELD.tabelnaam: [
            _agendapunt(stand, methode.namen) for stand in resultaat.agenda
        ],
    }


def _wegwijzer(
    nummer: int, stand: Wegwijzerstand, methode: Methode, vindplaatsen: Vindplaatsen
) -> tuple[Schrijfwaarde, ...]:  # fmt: skip
    waarom = (
        stand.reden
        if stand.staat == "nog leeg"
        else _met_cellen(stand.gronden, methode, vindplaatsen)
    )
    kijk_op = _kijk_op(stand.plekken, vindplaatsen)
    verder = None if stand.staat == "op orde" else stand.suggestie
    return f"{nummer}. {stand.naam}", stand.staat.capitalize(), waarom, kijk_op, verder, stand.bron


def _handreiking(
    hand: Handreikingtekst, methode: Methode, vindplaatsen: Vindplaatsen
) -> tuple[Schrijfwaarde, ...]:
    waarom = _met_cellen(hand.gronden, methode, vindplaatsen)
    gaat_naar = _kijk_op((methode.grootheden[grond.meet].plek for grond in hand.gronden), vindplaatsen)
    return (
        hand.naam,
        hand.stap.capitalize(),
        waarom,
        gaat_naar,
        hand.tekst,
        f"{hand.bron} ({hand.id})",
    )


def _agendapunt(stand: Agendastand, namen: Mapping[Perspectief, str]) -> tuple[Schrijfwaarde, ...]:
    return (
        stand.agendapunt,
        namen[stand.trekt_naar] if stand.trekt_naar else None,
        ", ".join(stand.belangen).capitalize() or None,
        SPOOR[stand.spoor] if stand.spoor else None,
        ", ".join(stand.ontbreekt).capitalize() or "Niets",
    )


def _met_cellen(
    gronden: Iterable[Grond], methode: Methode, vindplaatsen: Vindplaatsen
) -> str | None:
    """The grounds in words under each other, each with the cell that it rests on."""
    plekken = ((grond.zin, vindplaatsen.get(methode.grootheden[grond.meet].plek)) for grond in gronden)
    return onder_elkaar(
        [
            f"{zin.removesuffix('.')} ({plektekst(adres)})." if adres else zin
            for zin, adres in plekken
        ]
    )


def _kijk_op(plekken: Iterable[str], vindplaatsen: Vindplaatsen) -> Schrijfwaarde:
    """A link to the first cell on which an outcome rests, or else to its tab."""
    for naam in plekken:
        if naam in vindplaatsen:
            return Koppeling(vindplaatsen[naam], plektekst(vindplaatsen[naam]))
        if naam in blokken.TABS:
            return Koppeling(Adres(naam, 0, 0), naam)
    return None


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
    telling = stand_ernaast(
        blad,
        blokken.WEGWIJZERTELLING,
        blokken.WEGWIJZERTELLING.regels,
        kolom=5,
        eerste=blokken.NOG_NIET,
    )
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
        blad.werkblad.conditional_format(
            plek.eerste, plek.kolom + 1, plek.laatste, plek.kolom + 1, gevuld
        )
    return plek


def _staten(blad: Blad, plek: Plek) -> None:
    """The look of each state; a mark says the same as the colour."""
    for staat in blokken.WEGWIJZERTELLING.regels:
        opmaak = blad.stijlen.voorwaardelijk(f"staat {staat.lower()}")
        regel = {"type": "cell", "criteria": "==", "value": f'"{staat}"', "format": opmaak}
        blad.werkblad.conditional_format(
            plek.eerste, plek.kolom + 1, plek.laatste, plek.kolom + 1, regel
        )


def _tinten(plaats: Bouwplaats, blad: Blad, plek: Plek) -> None:
    """The colour and mark of the perspective to which an item pulls."""
    kolom = plek.kolom + 1
    for p in PERSPECTIEVEN:
        tint = blad.stijlen.voorwaardelijk(f"tint {p}")
        regel = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{plaats.methode.namen[p]}"',
            "format": tint,
        }
        blad.werkblad.conditional_format(plek.eerste, kolom, plek.laatste, kolom, regel)
    gevuld = {
        "type": "formula", "criteria": f'=$B{plek.eerste + 1}<>""', "format": blad.stijlen.voorwaardelijk("gevuld"),
    }  # fmt: skip
    blad.werkblad.conditional_format(plek.eerste, kolom, plek.laatste, kolom, gevuld)
