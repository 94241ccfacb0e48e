"""Tab Netwerkbeeld: the parties around the opgave, each in a table, and what stands out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import dist

from regio_xl.indeling import blokken
from regio_xl.indeling.blokken import Blok
from regio_xl.methode.grootheden import nederlands
from regio_xl.opmaak.cellen import Inhoudscel, schrijf
from regio_xl.opmaak.opbouw import Bouwplaats
from regio_xl.opmaak.stijlen import INKT, MIST, RASTER
from regio_xl.opmaak.werkblad import Blad, Bladopmaak, Plek, Tabelkolom
from regio_xl.rekenen.netwerk.opstelling import RANDEN, punt
from regio_xl.resultaten import Lijn, Netwerkbeeld, Opstelling, Speler, Stip
from regio_xl.tabs import netwerkgrafiek
from regio_xl.tabs.naamplekken import kort, stipnamen, stipstraal, vaknamen
from regio_xl.tabs.rijen import Rijen
from regio_xl.werkboek import Schrijfwaarde, kolomletters, tekstmaat

ONBEKEND = "nog niet bekend"
_GROOTTES = len(blokken.STIPGROOTTES)
# The names behind a party: how many, how wide together (two lines of their column), and the pixels
# of one that is too long.
_MEESTE_LOS, _LOS_BREED, _LOS_NAAM = 4, 52, 240

Rij = tuple[Schrijfwaarde, ...]


def netwerkrijen(beeld: Netwerkbeeld) -> dict[str, Rijen]:
    """The rows of every block of the tab."""
    return {
        blokken.NETWERKCIJFERS.tabelnaam: _cijfers(beeld),
        blokken.WAT_OPVALT.tabelnaam: _wat_opvalt(beeld),
        blokken.SPELERS.tabelnaam: _spelers(beeld.spelers),
        blokken.STIPPEN.tabelnaam: _stippen(beeld.opstelling),
        blokken.VAKKEN.tabelnaam: [
            (naam.tekst, naam.x, naam.y)
            for naam in vaknamen(beeld.opstelling.vakken)[: blokken.VAKKEN.rijen]
        ],
        blokken.LIJNEN.tabelnaam: _lijnen(beeld.opstelling),
    }


def _cijfers(beeld: Netwerkbeeld) -> Rijen:
    waarden = (
        beeld.partijen,
        sum(speler.graad for speler in beeld.spelers) // 2,
        _deel(beeld.dichtheid, beeld.dichtheid_hoogst, "van alle contacten die er kunnen zijn"),
        _deel(beeld.wederkerigheid, None, "van de ingevulde relaties staat er van twee kanten"),
        _delen(beeld),
        _deel(
            beeld.centralisatie_laagst,
            beeld.centralisatie_hoogst,
            "(bij 100 loopt alles via één partij)",
        ),
    )
    return list(zip(blokken.NETWERKCIJFERS.regels, waarden, strict=True))


def _deel(laagst: float | None, hoogst: float | None, waarvan: str) -> str:
    """A share in words; a range when the highest value differs."""
    if laagst is None:
        return ONBEKEND
    delen = dict.fromkeys(
        nederlands(100 * deel) for deel in (laagst, laagst if hoogst is None else hoogst)
    )
    return f"{' tot '.join(delen)} procent {waarvan}"


def _wat_opvalt(beeld: Netwerkbeeld) -> Rijen:
    """What stands out, with the question; whom to ask first and which new contacts help most are
    among it."""
    rijen: list[Rij] = [(uitspraak.naam, uitspraak.zin) for uitspraak in beeld.uitspraken]
    if beeld.opstelling.weggelaten:
        getoond, weg = len(beeld.opstelling.stippen), beeld.opstelling.weggelaten
        rijen.append(
            (
                "Het plaatje",
                f"Je ziet de {getoond} partijen met de meeste contacten. Nog {weg} staan er niet in.",
            )
        )
    ruimte = blokken.WAT_OPVALT.rijen
    return rijen[:ruimte] or [
        (
            "Nog niets",
            "Vul op de tab Netwerk in welke partijen er zijn en wie met wie contact heeft.",
        )
    ]


def _delen(beeld: Netwerkbeeld) -> str | int:
    """The number of components; fewer may be true where parties were not asked."""
    if beeld.onderdelen is None:
        return ONBEKEND
    if beeld.onderdelen > 1 and beeld.vraag_eerst:
        return f"{beeld.onderdelen}, of minder: nog niet van elke partij zijn de contacten gevraagd"
    return beeld.onderdelen


def _spelers(spelers: Iterable[Speler]) -> Rijen:
    """The parties, most influence first; when there are too many, the last row says how many are
    left."""
    volgorde = sorted(
        spelers, key=lambda s: (-(s.invloed or 0), -s.graad, s.naam.casefold(), s.naam)
    )
    rijen = [_speler(speler) for speler in volgorde]
    ruimte = blokken.SPELERS.rijen
    if len(rijen) > ruimte:
        rest = len(rijen) - ruimte + 1
        return [*rijen[: ruimte - 1], (f"en nog {rest} andere partijen", *(None,) * 6)]
    return rijen


def _speler(speler: Speler) -> Rij:
    brug = "ja" if speler.brug else None
    return (
        speler.naam,
        speler.soort,
        speler.invloed,
        speler.betrokkenheid,
        speler.graad,
        brug,
        _los(speler.los),
    )


def _los(namen: Sequence[str]) -> str | None:
    """Who comes loose: as many names as fit on two lines, and how many more."""
    if not namen:
        return None
    teksten = (_met_rest(namen, aantal) for aantal in range(min(len(namen), _MEESTE_LOS), 0, -1))
    eerste = _met_rest([kort(namen[0], _LOS_NAAM), *namen[1:]], 1)
    return next((tekst for tekst in teksten if tekstmaat.breedte(tekst) <= _LOS_BREED), eerste)


def _met_rest(namen: Sequence[str], aantal: int) -> str:
    rest = f" en nog {len(namen) - aantal}" if aantal < len(namen) else ""
    return ", ".join(namen[:aantal]) + rest


def _stippen(beeld: Opstelling) -> Rijen:
    """Each dot in the column of its size and kind, and the place of its name."""
    namen = stipnamen(beeld)
    return [
        (naam.tekst, naam.x, naam.y, stip.x, *_hoogtes(stip)) for naam, stip in zip(namen, beeld.stippen, strict=True)
    ]  # fmt: skip


def _hoogtes(stip: Stip) -> Rij:
    return _in_kolom(stip.y, _kolom(stip.grootte) + _GROOTTES * stip.brug, 2 * _GROOTTES)


def _in_kolom(waarde: Schrijfwaarde, kolom: int, breedte: int) -> Rij:
    """A row of this width with one value in it."""
    return (*(None,) * kolom, waarde, *(None,) * (breedte - kolom - 1))


def _kolom(grootte: int) -> int:
    """Which of the columns: 1 to 5, and unknown (0) last."""
    return (grootte - 1) % _GROOTTES


def _lijnen(beeld: Opstelling) -> Rijen:
    """Two points and an empty row for each line: the ties by strength, and the borders of the
    sectors."""
    stralen = {stip.naam: stipstraal(stip) for stip in beeld.stippen}
    rijen = [
        rij for lijn in beeld.lijnen for rij in _lijn(lijn, stralen[lijn.van], stralen[lijn.naar])
    ]
    for vak in beeld.vakken:
        rijen += _streep(punt(RANDEN[0], vak.begin), punt(RANDEN[-1], vak.begin), _GROOTTES)
    return rijen[: blokken.LIJNEN.rijen]


def _lijn(lijn: Lijn, begin: float, einde: float) -> list[Rij]:
    """A tie from the edge of one dot to that of the other: LibreOffice draws lines over dots."""
    van, naar = (lijn.x1, lijn.y1), (lijn.x2, lijn.y2)
    lengte = dist(van, naar)
    if lengte <= begin + einde:
        return _streep(van, naar, _kolom(lijn.sterkte))
    return _streep(
        _naar(van, naar, begin / lengte), _naar(naar, van, einde / lengte), _kolom(lijn.sterkte)
    )


def _naar(van: tuple[float, float], doel: tuple[float, float], deel: float) -> tuple[float, float]:
    """The place at this part of the way."""
    x, y = (round(een + (ander - een) * deel, 4) for een, ander in zip(van, doel, strict=True))
    return x, y


def _streep(van: tuple[float, float], naar: tuple[float, float], kolom: int) -> list[Rij]:
    """Rows of one straight line in this column; the empty row keeps it apart from the next."""
    breedte = _GROOTTES + 1
    punten: list[Rij] = [(x, *_in_kolom(y, kolom, breedte)) for x, y in (van, naar)]
    return [*punten, (None,) * (breedte + 1)]


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
# Chart and lists stand in B and C; after a gap the parties stand in E to K, beside the chart and
# on.
_BREEDTES = (28.0, 114.0, 8.0, 32.0, 28.0, 9.0, 15.0, 11.0, 8.0, 34.0)
_LINKS, _SPELERKOLOM = 1, 4
_RIJHOOGTE, _GRAFIEKRIJEN, _HULPRIJEN = 36.0, 16, 3
_MIDDENKOLOMMEN = ("Invloed", "Betrokkenheid", "Contacten", "Brug")
_BRONBLOKKEN = (blokken.STIPPEN, blokken.VAKKEN, blokken.LIJNEN)
_RINGKOPPEN = ("Ring x", "Ring y")


def teken(plaats: Bouwplaats) -> None:
    """Draw the tab: first where everything stands, last the chart, which needs the places of its
    cells."""
    opmaak = Bladopmaak(
        titel="Netwerkbeeld", vraag=VRAAG, inleiding=INLEIDING, breedtes=_BREEDTES, zoom=80, beschermd=False,
        verder=blokken.WEGWIJZERS,
    )  # fmt: skip
    blad = plaats.open_blad(blokken.NETWERKBEELD, opmaak)
    blad.werkblad.freeze_panes(2, 0)
    blad.werkblad.repeat_rows(0)
    blad.ruimte()
    boven = blad.rij
    spelers = _teken_spelers(blad, boven)
    blad.rij = boven + _GRAFIEKRIJEN
    _teken_cijfers(blad)
    _teken_wat_opvalt(blad)
    blad.rij = max(blad.rij, spelers.laatste + 1)
    blad.werkblad.print_area(0, 0, blad.rij, blad.laatste_kolom)
    bronnen = _bronnen(blad)
    ringen = _bron(blad, "Ringen", _RINGKOPPEN, netwerkgrafiek.ringpunten())
    netwerkgrafiek.netwerkopstelling(plaats, blad.werkblad, boven, _LINKS, bronnen, ringen)


def _teken_spelers(blad: Blad, boven: int) -> Plek:
    """The parties beside the chart. Rows next to the chart have a fixed height, so that it keeps
    its size; the others grow."""
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
    """A heading on a row that the parties to the right of it share, so it grows when a name there
    needs room."""
    blad.werkblad.set_row(blad.rij, 24)
    blad.vrije_rijen.add(blad.rij)
    blad.werkblad.write_string(blad.rij, 0, titel, blad.stijlen["Regio Sectie"])
    blad.rij += 1


def _teken_cijfers(blad: Blad) -> None:
    _kop(blad, "Het netwerk in cijfers")
    blok = blokken.NETWERKCIJFERS
    kolommen = [
        Tabelkolom(blok.koppen[0], "Regio Naam"),
        Tabelkolom(blok.koppen[1], "Regio Resultaat"),
    ]
    blad.vrije_rijen.add(blad.rij)
    plek = blad.tabel(
        blok.tabelnaam,
        kolommen,
        [(naam, None) for naam in blokken.NETWERKCIJFERS.regels],
        kolom=_LINKS,
    )
    schrijf(
        blad.werkblad,
        plek.eerste,
        plek.kolom + 1,
        blokken.NOG_NIET,
        blad.stijlen,
        "Regio Resultaat",
    )


def _teken_wat_opvalt(blad: Blad) -> None:
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
    blad.werkblad.conditional_format(
        plek.eerste, kolom, plek.laatste, kolom + len(kolommen) - 1, gevuld
    )
    return plek


def _bronnen(blad: Blad) -> dict[str, Plek]:
    """Far below: the cells that the chart is drawn from, empty until a calculation fills them."""
    blad.rij += 3
    uitleg = (
        "Het plaatje hierboven wordt getekend uit de cellen hieronder. Je hoeft er niets mee te doen. Bij het verwerken worden "
        "ze opnieuw ingevuld. x loopt van links naar rechts, y van onder naar boven, en de opgave staat op 0."
    )
    blad.sectie("Hieruit wordt het plaatje getekend", uitleg)
    return {
        blok.tabelnaam: _bron(blad, blok.tabelnaam, blok.koppen, (), blok.rijen)
        for blok in _BRONBLOKKEN
    }


def _bron(
    blad: Blad, naam: str, koppen: Sequence[str], rijen: Sequence[tuple[float | None, ...]], aantal: int = 0
) -> Plek:  # fmt: skip
    """A table without any cell that has nothing to say: there are many, and every workbook carries
    them."""
    plek = Plek(blad.rij, _LINKS, blad.rij + 1, blad.rij + max(aantal, len(rijen)))
    opties = {
        "name": naam, "style": None, "autofilter": False, "banded_rows": False,
        "columns": [{"header": kop, "header_format": blad.stijlen["Regio Kop midden"]} for kop in koppen],
    }  # fmt: skip
    blad.werkblad.add_table(
        plek.koprij, plek.kolom, plek.laatste, plek.kolom + len(koppen) - 1, opties
    )
    blad.werkblad.set_row(plek.koprij, 36)
    for nummer, rij in enumerate(rijen, start=plek.eerste):
        for kolom, waarde in enumerate(rij, start=plek.kolom):
            if waarde is not None:
                schrijf(blad.werkblad, nummer, kolom, waarde, blad.stijlen, "Regio Getal")
    blad.rij = plek.laatste + 2
    return plek
