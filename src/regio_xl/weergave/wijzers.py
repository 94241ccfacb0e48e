"""Rows of the tab Wegwijzers: the ten signposts, the suggestions and the agenda item by item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from regio_xl import blokken
from regio_xl.boek import Adres, Koppeling, Schrijfwaarde
from regio_xl.methode import Methode
from regio_xl.perspectieven import Perspectief
from regio_xl.rekenen.gronden import plek
from regio_xl.resultaten import Agendastand, Grond, Handreikingtekst, Resultaat, Wegwijzerstand
from regio_xl.weergave.koppelen import Rijen, Vindplaatsen, onder_elkaar, plektekst

SPOOR = {
    "overheidsspoor": "Overheidsspoor: de overheid voert uit",
    "samen": "Samen: overheid en anderen voeren uit",
    "omgevingsspoor": "Omgevingsspoor: anderen voeren uit",
}


def wijzerrijen(resultaat: Resultaat, methode: Methode, vindplaatsen: Vindplaatsen) -> dict[str, Rijen]:
    """The rows of every block of the tab."""
    staten = [stand.staat.capitalize() for stand in resultaat.wegwijzers]
    return {
        blokken.WEGWIJZERTELLING.tabelnaam: [(naam, staten.count(naam)) for naam in blokken.STATEN],
        blokken.WEGWIJZERSTANDEN.tabelnaam: [
            _wegwijzer(nummer, stand, methode, vindplaatsen) for nummer, stand in enumerate(resultaat.wegwijzers, start=1)
        ],
        blokken.HANDREIKINGEN.tabelnaam: [_handreiking(h, methode, vindplaatsen) for h in resultaat.handreikingen]
        or [("Nog geen: vul eerst meer in, of laat de groep kiezen.", *(None,) * 5)],
        blokken.AGENDABEELD.tabelnaam: [_agendapunt(stand, methode.namen) for stand in resultaat.agenda],
    }


def _wegwijzer(
    nummer: int, stand: Wegwijzerstand, methode: Methode, vindplaatsen: Vindplaatsen
) -> tuple[Schrijfwaarde, ...]:  # fmt: skip
    waarom = stand.reden if stand.staat == "nog leeg" else _met_cellen(stand.gronden, methode, vindplaatsen)
    kijk_op = _kijk_op(stand.plekken, vindplaatsen)
    verder = None if stand.staat == "op orde" else stand.suggestie
    return f"{nummer}. {stand.naam}", stand.staat.capitalize(), waarom, kijk_op, verder, stand.bron


def _handreiking(hand: Handreikingtekst, methode: Methode, vindplaatsen: Vindplaatsen) -> tuple[Schrijfwaarde, ...]:
    waarom = _met_cellen(hand.gronden, methode, vindplaatsen)
    gaat_naar = _kijk_op((plek(methode, grond.meet) for grond in hand.gronden), vindplaatsen)
    return hand.naam, hand.stap.capitalize(), waarom, gaat_naar, hand.tekst, f"{hand.bron} ({hand.id})"


def _agendapunt(stand: Agendastand, namen: Mapping[Perspectief, str]) -> tuple[Schrijfwaarde, ...]:
    return (
        stand.agendapunt,
        namen[stand.trekt_naar] if stand.trekt_naar else None,
        ", ".join(stand.belangen).capitalize() or None,
        SPOOR[stand.spoor] if stand.spoor else None,
        ", ".join(stand.ontbreekt).capitalize() or "Niets",
    )


def _met_cellen(gronden: Iterable[Grond], methode: Methode, vindplaatsen: Vindplaatsen) -> str | None:
    """The grounds in words under each other, each with the cell that it rests on."""
    plekken = ((grond.zin, vindplaatsen.get(plek(methode, grond.meet))) for grond in gronden)
    return onder_elkaar([f"{zin.removesuffix('.')} ({plektekst(adres)})." if adres else zin for zin, adres in plekken])


def _kijk_op(plekken: Iterable[str], vindplaatsen: Vindplaatsen) -> Schrijfwaarde:
    """A link to the first cell on which an outcome rests, or else to its tab."""
    for naam in plekken:
        if naam in vindplaatsen:
            return Koppeling(vindplaatsen[naam], plektekst(vindplaatsen[naam]))
        if naam in blokken.TABS:
            return Koppeling(Adres(naam, 0, 0), naam)
    return None
