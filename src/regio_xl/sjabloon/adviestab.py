"""Tab Advies, for the big screen: where the group stands on the quadrant, what pleads for it and what would tip it."""

from __future__ import annotations

from typing import Any

from regio_xl import blokken
from regio_xl.blokken import Blok
from regio_xl.perspectieven import PERSPECTIEVEN
from regio_xl.sjabloon import grafiek
from regio_xl.sjabloon.blad import Blad, Bladopmaak, Plek, Tabelkolom
from regio_xl.sjabloon.bouwplaats import Bouwplaats
from regio_xl.sjabloon.cellen import Gestyleerd, Inhoudscel, schrijf
from regio_xl.sjabloon.staven import perspectiefstaven
from regio_xl.sjabloon.stijlen import INKT, MIST, RASTER, perspectiefstijl

_BREEDTES = (29.0, 98.0, 22.0, 20.0, 18.0, 14.0)
_TABELKOLOM, _LINKS = 4, 1
_GRAFIEKRIJEN, _GRAFIEKHOOGTE = 21, 18.0
_NADRUKHOOGTE = 48.0  # two lines of large text

VRAAG = "Welke manier van werken geeft hier de beste kans?"
INLEIDING = (
    "Het advies is een nadruk en geen oordeel. Elk perspectief kan werken, en de drie andere blijven meedoen. Kansrijk volgt "
    "uit de opgave en het netwerk. Nu en gewenst volgen uit jullie antwoorden op de tab Perspectief. Bespreek samen wat ervoor "
    "en ertegen pleit. Jullie kiezen zelf: leg de keuze vast op de tab Perspectief en ga daarna verder met Borg en verbind."
)
_LEESHULP = (
    "Zo lees je de scores\n"
    "Een score loopt van 0 tot 100. Bij 50 pleit er evenveel voor als tegen.\n"
    "De vier scores staan los van elkaar: meer dan één perspectief kan hoog scoren.\n\n"
    "Zo lees je het kwadrant\n"
    "Links: de overheid begint en werkt van binnen naar buiten.\n"
    "Rechts: anderen beginnen, het werk komt van buiten naar binnen.\n"
    "Boven: gericht op resultaat. Onder: gericht op waarden.\n"
    "Een punt vat vier scores samen. Het advies volgt uit de scores.\n"
    "Geen plek is beter dan een andere."
)


def teken(plaats: Bouwplaats) -> None:
    """Draw the tab."""
    opmaak = Bladopmaak(
        titel="Advies", vraag=VRAAG, inleiding=INLEIDING, breedtes=_BREEDTES, zoom=90, beschermd=False,
        verder=blokken.BORG_EN_VERBIND,
    )  # fmt: skip
    blad = plaats.open_blad(blokken.ADVIES, opmaak)
    blad.werkblad.freeze_panes(2, 0)
    blad.werkblad.repeat_rows(0)
    blad.ruimte()
    nadruk = [(blokken.KOP_REGELS[0], blokken.NIET_BEREKEND)]
    kop = [Tabelkolom(blokken.KENMERKKOPPEN[0], "Regio Naam"), Tabelkolom(blokken.KENMERKKOPPEN[1], "Regio Nadruk")]
    blad.tabel(blokken.ADVIES_KOP.tabelnaam, kop, nadruk, kolom=_LINKS, vaste_hoogte=_NADRUKHOOGTE)
    blad.ruimte(12)
    _kwadrant(plaats, blad)
    _kenmerken(blad, blokken.ADVIES_KORT, blokken.KORT_REGELS, "Het advies in woorden", {})
    _lijst(blad, blokken.VOOR, "Dit pleit ervoor", "De sterkste redenen. Punten: zoveel gaat de score hierdoor omhoog.")
    _lijst(blad, blokken.TEGEN, "Dit pleit ertegen", "De sterkste redenen. Punten: zoveel gaat de score hierdoor omlaag.")
    kantelt = "De kleinste verandering waarbij een ander perspectief gelijk of hoger komt. Kloppen deze antwoorden nog?"
    _lijst(blad, blokken.KANTELPUNT, "Deze andere antwoorden doen het advies kantelen", kantelt)
    _lijst(blad, blokken.HELPT, "Nog open", "Vul dit als eerste aan als jullie meer zekerheid willen.")
    score = dict.fromkeys(("Structuur", "Personen", "Weefsel", "Richting"), "Regio Weefselscore")
    _kenmerken(blad, blokken.WEEFSELBEELD, blokken.WEEFSEL_REGELS, "Wat de samenwerking draagt (telt niet mee)", score)
    _kenmerken(blad, blokken.VERANTWOORDING, blokken.VERANTWOORDING_REGELS, "Waar dit op berust", {})
    blad.werkblad.print_area(0, 0, blad.rij, blad.laatste_kolom)


def _kwadrant(plaats: Bouwplaats, blad: Blad) -> None:
    """The chart with the scores and positions beside it, on rows of fixed height."""
    ws = blad.werkblad
    boven = blad.rij
    for rij in range(boven, boven + _GRAFIEKRIJEN):
        ws.set_row(rij, _GRAFIEKHOOGTE)
    naam, *standen = blokken.SCORES.koppen
    namen = [Gestyleerd(plaats.methode.namen[p], perspectiefstijl(p)) for p in PERSPECTIEVEN]
    scores = blad.tabel(
        blokken.SCORES.tabelnaam, [Tabelkolom(naam), *(Tabelkolom(kop, "Regio Score") for kop in standen)],
        [(cel, None, None, None) for cel in namen], kolom=_TABELKOLOM - 1, vaste_hoogte=_GRAFIEKHOOGTE + 4,
    )  # fmt: skip
    perspectiefstaven(blad, scores)
    ws.set_row(scores.koprij, _GRAFIEKHOOGTE + 3)
    blad.rij += 1
    kop, *assen = blokken.POSITIES.koppen
    posities = blad.tabel(
        blokken.POSITIES.tabelnaam, [Tabelkolom(kop, "Regio Naam"), *(Tabelkolom(as_, "Regio Positie") for as_ in assen)],
        [(positie, None, None) for positie in blokken.POSITIE_NAMEN], kolom=_TABELKOLOM - 1,
        vaste_hoogte=_GRAFIEKHOOGTE + 2,
    )  # fmt: skip
    ws.set_row(posities.koprij, _GRAFIEKHOOGTE + 3)
    grafiek.kwadrant(plaats, ws, boven, _LINKS, posities)
    _leeshulp(ws, posities.laatste + 2)
    blad.rij = boven + _GRAFIEKRIJEN


def _leeshulp(ws: Any, rij: int) -> None:
    opmaak = {
        "width": 524, "height": 220, "object_position": 3, "x_offset": 1, "fill": {"color": MIST}, "line": {"color": RASTER},
        "font": {"name": "Calibri", "size": 12, "color": INKT}, "align": {"vertical": "middle"},
        "description": "Zo lees je de scores en het kwadrant",
    }  # fmt: skip
    ws.insert_textbox(rij, _TABELKOLOM - 1, _LEESHULP, opmaak)


def _kenmerken(blad: Blad, blok: Blok, namen: tuple[str, ...], titel: str, stijlen: dict[str, str]) -> Plek:
    blad.sectie(titel)
    kolommen = [Tabelkolom(blok.koppen[0], "Regio Naam"), Tabelkolom(blok.koppen[1], "Regio Resultaat")]
    plek = blad.tabel(blok.tabelnaam, kolommen, [(naam, None) for naam in namen], kolom=_LINKS)
    for rij, naam in enumerate(namen, start=plek.eerste):
        schrijf(blad.werkblad, rij, _LINKS + 1, None, blad.stijlen, stijlen.get(naam, "Regio Resultaat"))
    return plek


def _lijst(blad: Blad, blok: Blok, titel: str, uitleg: str) -> Plek:
    """A list of variable length: borders appear on rows in use."""
    blad.sectie(titel, uitleg)
    stijlen = {
        "Ga naar": "Regio Lijst link",
        "Punten": "Regio Lijst punten",
        "Nu": "Regio Lijst getal",
        "Wordt": "Regio Lijst getal",
    }
    kolommen = [Tabelkolom(kop, stijlen.get(kop, "Regio Lijst")) for kop in blok.koppen]
    leeg: list[tuple[Inhoudscel, ...]] = [(None,) * len(kolommen)] * blok.rijen
    plek = blad.tabel(blok.tabelnaam, kolommen, leeg, kolom=_LINKS)
    gevuld = {
        "type": "formula", "criteria": f'=$C{plek.eerste + 1}<>""', "format": blad.stijlen.voorwaardelijk("gevuld"),
    }  # fmt: skip
    blad.werkblad.conditional_format(plek.eerste, plek.kolom, plek.laatste, plek.kolom + len(kolommen) - 1, gevuld)
    return plek
