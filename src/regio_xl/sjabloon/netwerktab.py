"""Tab Netwerkbeeld: the parties around the opgave as a picture, every party in a table, and what stands out."""

from __future__ import annotations

from collections.abc import Sequence

from regio_xl import blokken
from regio_xl.blokken import Blok
from regio_xl.boek import kolomletters
from regio_xl.sjabloon import netwerkgrafiek
from regio_xl.sjabloon.blad import Blad, Bladopmaak, Plek, Tabelkolom
from regio_xl.sjabloon.bouwplaats import Bouwplaats
from regio_xl.sjabloon.cellen import Inhoudscel, schrijf
from regio_xl.sjabloon.stijlen import INKT, MIST, RASTER

VRAAG = "Wie staat waar, en wie heeft met wie contact?"
INLEIDING = (
    "Dit is de netwerkopstelling van jullie opgave. Wat je ziet, komt uit de tabellen Partijen en Relaties op de tab Netwerk. "
    "Bekijk het plaatje samen. Wie mist er, en is dat een keuze? Wie kent elkaar nog niet? Er is geen goed of fout netwerk: "
    "gebruik de vragen hieronder voor jullie gesprek."
)
_LEESHULP = (
    "Zo lees je het plaatje\n"
    "In het midden staat de opgave, als vierkant. Elke soort partij heeft een eigen vak. In een leeg vak is nog niemand.\n"
    "Dicht bij het midden: steekt er veel tijd in (5). Verder weg: minder (1). In de buitenste ring: nog niet ingevuld.\n"
    "Hoe groter de stip, hoe meer invloed. Hoe dikker de lijn, hoe sterker het contact. Een stippellijn: nog onbekend.\n"
    "Een donkere ruit is een brug: zonder deze partij raken andere partijen los van de rest."
)
# Chart and lists stand in B and C; after a gap the parties stand in E to K, beside the chart and on.
_BREEDTES = (28.0, 114.0, 8.0, 32.0, 28.0, 9.0, 15.0, 11.0, 8.0, 34.0)
_LINKS, _SPELERKOLOM = 1, 4
_RIJHOOGTE, _GRAFIEKRIJEN, _HULPRIJEN = 36.0, 16, 3
_MIDDENKOLOMMEN = ("Invloed", "Betrokkenheid", "Contacten", "Brug")
_BRONBLOKKEN = (blokken.STIPPEN, blokken.VAKKEN, blokken.LIJNEN)
_RINGKOPPEN = ("Ring x", "Ring y")


def teken(plaats: Bouwplaats) -> None:
    """Draw the tab: first where everything stands, last the chart, which needs the places of its cells."""
    opmaak = Bladopmaak(
        titel="Netwerkbeeld", vraag=VRAAG, inleiding=INLEIDING, breedtes=_BREEDTES, zoom=80, beschermd=False,
        verder=blokken.WEGWIJZERS,
    )  # fmt: skip
    blad = plaats.open_blad(blokken.NETWERKBEELD, opmaak)
    blad.werkblad.freeze_panes(2, 0)
    blad.werkblad.repeat_rows(0)
    blad.ruimte()
    boven = blad.rij
    spelers = _spelers(blad, boven)
    blad.rij = boven + _GRAFIEKRIJEN
    _cijfers(blad)
    _wat_opvalt(blad)
    blad.rij = max(blad.rij, spelers.laatste + 1)
    blad.werkblad.print_area(0, 0, blad.rij, blad.laatste_kolom)
    bronnen = _bronnen(blad)
    ringen = _bron(blad, "Ringen", _RINGKOPPEN, netwerkgrafiek.ringpunten())
    netwerkgrafiek.netwerkopstelling(plaats, blad.werkblad, boven, _LINKS, bronnen, ringen)


def _spelers(blad: Blad, boven: int) -> Plek:
    """The parties beside the chart. Rows next to the chart have a fixed height, so that it keeps its size; the others grow."""
    _leeshulp(blad, boven)
    blad.rij = boven + _HULPRIJEN
    blok = blokken.SPELERS
    stijlen = dict.fromkeys(_MIDDENKOLOMMEN, "Regio Lijst getal") | {"Partij": "Regio Lijst naam"}
    plek = _lijst(blad, blok, stijlen, _SPELERKOLOM)
    naast = range(boven, boven + _GRAFIEKRIJEN)
    for rij in naast:
        blad.werkblad.set_row(rij, _RIJHOOGTE)
    blad.vrije_rijen.difference_update(naast)
    return plek


def _leeshulp(blad: Blad, rij: int) -> None:
    opmaak = {
        "width": 990, "height": 138, "object_position": 3, "x_offset": 1, "y_offset": 2, "fill": {"color": MIST},
        "line": {"color": RASTER}, "font": {"name": "Calibri", "size": 12, "color": INKT}, "align": {"vertical": "middle"},
        "description": "Zo lees je het plaatje van het netwerk",
    }  # fmt: skip
    blad.werkblad.insert_textbox(rij, _SPELERKOLOM, _LEESHULP, opmaak)


def _kop(blad: Blad, titel: str) -> None:
    """A heading on a row that the parties to the right of it share, so it grows when a name there needs room."""
    blad.werkblad.set_row(blad.rij, 24)
    blad.vrije_rijen.add(blad.rij)
    blad.werkblad.write_string(blad.rij, 0, titel, blad.stijlen["Regio Sectie"])
    blad.rij += 1


def _cijfers(blad: Blad) -> None:
    _kop(blad, "Het netwerk in cijfers")
    blok = blokken.NETWERKCIJFERS
    kolommen = [Tabelkolom(blok.koppen[0], "Regio Naam"), Tabelkolom(blok.koppen[1], "Regio Resultaat")]
    blad.vrije_rijen.add(blad.rij)
    plek = blad.tabel(blok.tabelnaam, kolommen, [(naam, None) for naam in blokken.NETWERK_REGELS], kolom=_LINKS)
    schrijf(blad.werkblad, plek.eerste, plek.kolom + 1, blokken.NOG_NIET, blad.stijlen, "Regio Resultaat")


def _wat_opvalt(blad: Blad) -> None:
    _kop(blad, "Wat opvalt")
    blad.vrije_rijen.add(blad.rij)
    _lijst(blad, blokken.WAT_OPVALT, {"Onderwerp": "Regio Lijst naam"}, _LINKS)


def _lijst(blad: Blad, blok: Blok, stijlen: dict[str, str], kolom: int) -> Plek:
    """A list of variable length: borders appear on rows in use."""
    kolommen = [Tabelkolom(kop, stijlen.get(kop, "Regio Lijst")) for kop in blok.koppen]
    leeg: list[tuple[Inhoudscel, ...]] = [(None,) * len(kolommen)] * blok.rijen
    plek = blad.tabel(blok.tabelnaam, kolommen, leeg, kolom=kolom)
    regel = f'=${kolomletters(kolom)}{plek.eerste + 1}<>""'
    gevuld = {"type": "formula", "criteria": regel, "format": blad.stijlen.voorwaardelijk("gevuld")}
    blad.werkblad.conditional_format(plek.eerste, kolom, plek.laatste, kolom + len(kolommen) - 1, gevuld)
    return plek


def _bronnen(blad: Blad) -> dict[str, Plek]:
    """Far below: the cells that the chart is drawn from, empty until a calculation fills them."""
    blad.rij += 3
    uitleg = (
        "Het plaatje hierboven wordt getekend uit de cellen hieronder. Je hoeft er niets mee te doen. Bij het verwerken worden "
        "ze opnieuw ingevuld. x loopt van links naar rechts, y van onder naar boven, en de opgave staat op 0."
    )
    blad.sectie("Hieruit wordt het plaatje getekend", uitleg)
    return {blok.tabelnaam: _bron(blad, blok.tabelnaam, blok.koppen, (), blok.rijen) for blok in _BRONBLOKKEN}


def _bron(
    blad: Blad, naam: str, koppen: Sequence[str], rijen: Sequence[tuple[float | None, ...]], aantal: int = 0
) -> Plek:  # fmt: skip
    """A table without any cell that has nothing to say: there are many, and every workbook carries them."""
    plek = Plek(blad.rij, _LINKS, blad.rij + 1, blad.rij + max(aantal, len(rijen)))
    opties = {
        "name": naam, "style": None, "autofilter": False, "banded_rows": False,
        "columns": [{"header": kop, "header_format": blad.stijlen["Regio Kop midden"]} for kop in koppen],
    }  # fmt: skip
    blad.werkblad.add_table(plek.koprij, plek.kolom, plek.laatste, plek.kolom + len(koppen) - 1, opties)
    blad.werkblad.set_row(plek.koprij, 36)
    for nummer, rij in enumerate(rijen, start=plek.eerste):
        for kolom, waarde in enumerate(rij, start=plek.kolom):
            if waarde is not None:
                schrijf(blad.werkblad, nummer, kolom, waarde, blad.stijlen, "Regio Getal")
    blad.rij = plek.laatste + 2
    return plek
