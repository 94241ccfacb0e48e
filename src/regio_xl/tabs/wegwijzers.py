"""Tab Wegwijzers: the ten signposts, what helps now, and what each agenda item asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from regio_xl.indeling import blokken
from regio_xl.methode import Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.opmaak.resultaatblokken import lijstblok, waardenblok_ernaast
from regio_xl.opmaak.voorwaarden import als_gelijk, als_in_gebruik
from regio_xl.opmaak.werkblad import Bladopmaak, Blokplek, Werkblad
from regio_xl.resultaten import Agendastand, Grond, Handreikingtekst, Resultaat, Wegwijzerstand
from regio_xl.tabs.blokrijen import (
    GEEN_HANDREIKINGEN,
    Blokrij,
    Blokrijen,
    Vindplaatsen,
    link,
    onder_elkaar,
    per_regel,
    plektekst,
)
from regio_xl.werkboek import Adres, Koppeling, Schrijfwaarde

_VRAAG = "Waar staan jullie, en wat helpt nu?"
_INLEIDING = (
    "De tien wegwijzers zijn punten om op te letten, in elke volgorde. Op orde: wat is ingevuld, "
    "geeft geen reden om hier eerst te kijken. Aandacht: kijk hier samen naar. Nog leeg: er is te "
    "weinig ingevuld om iets te zeggen. De handreikingen zijn suggesties die passen bij wat jullie "
    "invulden: kies er een of twee die je morgen kunt beginnen."
)
_UITLEG_HANDREIKINGEN = (
    "Hooguit twaalf suggesties. Elke suggestie hoort bij iets wat jullie invulden."
)
_UITLEG_AGENDA = (
    "Per punt van de agenda: naar welke manier van werken het trekt, wie er belang bij heeft en "
    "wat er nog ontbreekt. Vul daarvoor de laatste vier kolommen van de agenda in, op de tab "
    "Opgave."
)
_SPOOR = {
    "overheidsspoor": "Overheidsspoor: de overheid voert uit",
    "samen": "Samen: overheid en anderen voeren uit",
    "omgevingsspoor": "Omgevingsspoor: anderen voeren uit",
}
_BREEDTES = (34.0, 16.0, 58.0, 22.0, 62.0, 30.0)
_STANDKOLOM = 5
_STIJLEN = {
    "Wegwijzer": "Regio Lijst naam",
    "Handreiking": "Regio Lijst naam",
    "Punt van de agenda": "Regio Lijst naam",
    "Kijk op": "Regio Lijst link",
    "Bron": "Regio Lijst uitleg",
}


def rijen(
    resultaat: Resultaat, methode: Methode, vindplaatsen: Vindplaatsen
) -> dict[str, Blokrijen]:
    """The rows of every block of the tab."""
    staten = [stand.staat.capitalize() for stand in resultaat.wegwijzers]
    telling = blokken.WEGWIJZERTELLING
    handreikingen = [_handreiking(h, methode, vindplaatsen) for h in resultaat.handreikingen]
    return {
        telling.tabelnaam: per_regel(telling, map(staten.count, telling.regels)),
        blokken.WEGWIJZERSTANDEN.tabelnaam: [
            _wegwijzer(nummer, stand, methode, vindplaatsen)
            for nummer, stand in enumerate(resultaat.wegwijzers, start=1)
        ],
        blokken.HANDREIKINGEN.tabelnaam: handreikingen or [(GEEN_HANDREIKINGEN, *(None,) * 5)],
        blokken.AGENDABEELD.tabelnaam: [_agendapunt(s, methode.namen) for s in resultaat.agenda],
    }


def _wegwijzer(
    nummer: int, stand: Wegwijzerstand, methode: Methode, vindplaatsen: Vindplaatsen
) -> Blokrij:
    waarom: str | None = stand.reden
    if stand.staat != "nog leeg":
        waarom = _met_cellen(stand.gronden, methode, vindplaatsen)
    return (
        f"{nummer}. {stand.naam}",
        stand.staat.capitalize(),
        waarom,
        _kijk_op(stand.plekken, vindplaatsen),
        None if stand.staat == "op orde" else stand.suggestie,
        stand.bron,
    )


def _handreiking(hand: Handreikingtekst, methode: Methode, vindplaatsen: Vindplaatsen) -> Blokrij:
    return (
        hand.naam,
        hand.stap.capitalize(),
        _met_cellen(hand.gronden, methode, vindplaatsen),
        _kijk_op((methode.grootheden[grond.meet].plek for grond in hand.gronden), vindplaatsen),
        hand.tekst,
        f"{hand.bron} ({hand.id})",
    )


def _agendapunt(stand: Agendastand, namen: Mapping[Perspectief, str]) -> Blokrij:
    return (
        stand.agendapunt,
        namen[stand.trekt_naar] if stand.trekt_naar else None,
        ", ".join(stand.belangen).capitalize() or None,
        _SPOOR[stand.spoor] if stand.spoor else None,
        ", ".join(stand.ontbreekt).capitalize() or "Niets",
    )


def _met_cellen(
    gronden: Iterable[Grond], methode: Methode, vindplaatsen: Vindplaatsen
) -> str | None:
    """The grounds in words under each other, each with the cell that it rests on."""
    zinnen = []
    for grond in gronden:
        zin, adres = grond.zin, vindplaatsen.get(methode.grootheden[grond.meet].plek)
        if adres:
            zin = f"{zin.removesuffix('.')} ({plektekst(adres)})."
        zinnen.append(zin)
    return onder_elkaar(zinnen)


def _kijk_op(plekken: Iterable[str], vindplaatsen: Vindplaatsen) -> Schrijfwaarde:
    """A link to the first cell on which an outcome rests, or else to its tab."""
    for naam in plekken:
        if naam in blokken.TABS:
            tab = vindplaatsen.get(naam, Adres(naam, 0, 0))
            return Koppeling(tab, tab.blad)
        if naam in vindplaatsen:
            return link(naam, vindplaatsen)
    return None


def teken(opbouw: Opbouw) -> None:
    """Draw the tab. The second column of each list has a look of its own."""
    opmaak = Bladopmaak(
        vraag=_VRAAG,
        inleiding=_INLEIDING,
        breedtes=_BREEDTES,
        beschermd=False,
        tekstbreedte=sum(_BREEDTES[: _STANDKOLOM - 1]) - 4,
    )
    blad = opbouw.open_blad(blokken.WEGWIJZERS, opmaak)
    waardenblok_ernaast(blad, blokken.WEGWIJZERTELLING, _STANDKOLOM, blokken.NOG_NIET)
    blad.sectie("De tien wegwijzers")
    standen = _lijst(blad, blokken.WEGWIJZERSTANDEN)
    for staat in blokken.WEGWIJZERTELLING.regels:
        als_gelijk(blad, standen, 1, staat, f"staat {staat.lower()}")
    blad.sectie("Handreikingen: wat nu helpt", _UITLEG_HANDREIKINGEN)
    hulp = _lijst(blad, blokken.HANDREIKINGEN)
    als_in_gebruik(blad, hulp, 1, 1)
    blad.sectie("Wat elk agendapunt vraagt", _UITLEG_AGENDA)
    agenda = _lijst(blad, blokken.AGENDABEELD)
    for p in PERSPECTIEVEN:
        als_gelijk(blad, agenda, 1, opbouw.methode.namen[p], f"tint {p}")
    als_in_gebruik(blad, agenda, 1, 1)


def _lijst(blad: Werkblad, blok: blokken.Blok) -> Blokplek:
    """A list with borders on rows in use, but for its second column."""
    getekend = lijstblok(blad, blok, _STIJLEN)
    als_in_gebruik(blad, getekend, 0, 0)
    als_in_gebruik(blad, getekend, 2, len(blok.koppen) - 1)
    return getekend
