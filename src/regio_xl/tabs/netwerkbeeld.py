"""Tab Netwerkbeeld: the parties around the opgave, each in a table, and what stands out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import dist

from regio_xl.indeling import blokken
from regio_xl.methode import Methode
from regio_xl.methode.grootheden import nederlands
from regio_xl.opmaak.grafiek import leeshulp
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.opmaak.resultaatblokken import lijstblok, waardenblok
from regio_xl.opmaak.voorwaarden import als_in_gebruik
from regio_xl.opmaak.werkblad import Bladopmaak, Blokplek, Werkblad
from regio_xl.rekenen.netwerk.opstelling import RANDEN, punt
from regio_xl.resultaten import Lijn, Netwerkbeeld, Opstelling, Resultaat, Speler, Stip
from regio_xl.tabs.blokrijen import (
    NETWERK_LEEG,
    NETWERK_TE_VEEL,
    Blokrij,
    Blokrijen,
    Vindplaatsen,
    ingekort,
    per_regel,
)
from regio_xl.tabs.naamplekken import kort, stipnamen, stipstraal, vaknamen
from regio_xl.tabs.netwerkgrafiek import ringpunten, teken_netwerk
from regio_xl.werkboek import Schrijfwaarde, tekstmaat

_VRAAG = "Wie staat waar, en wie heeft met wie contact?"
_INLEIDING = (
    "Dit is de netwerkopstelling van jullie opgave. Wat je ziet, komt uit de tabellen Partijen en "
    "Relaties op de tab Netwerk. Bekijk het plaatje samen. Wie mist er, en is dat een keuze? Wie "
    "kent elkaar nog niet? Er is geen goed of fout netwerk: gebruik de vragen hieronder voor "
    "jullie gesprek."
)
_LEESHULP = (
    "Zo lees je het plaatje\n"
    "In het midden staat de opgave, als vierkant. Elke soort partij heeft een eigen vak. In een "
    "leeg vak is nog niemand.\n"
    "Dicht bij het midden: steekt er veel tijd in (5). Verder weg: minder (1). In de buitenste "
    "ring: nog niet ingevuld.\n"
    "Hoe groter de stip, hoe meer invloed. Hoe dikker de lijn, hoe sterker het contact. Een "
    "stippellijn: nog onbekend.\n"
    "Een donkere ruit is een brug: zonder deze partij raken in jullie lijst anderen los van de "
    "rest."
)
_UITLEG_BRONNEN = (
    "Het plaatje hierboven wordt getekend uit de cellen hieronder. Je hoeft er niets mee te doen. "
    "Bij het verwerken worden ze opnieuw ingevuld. x loopt van links naar rechts, y van onder naar "
    "boven, en de opgave staat op 0."
)
_ONBEKEND = "nog niet bekend"
_NIETS = ("Nog niets", NETWERK_LEEG)

# Chart and lists stand in B and C; after a gap the parties stand in E to K, beside the chart and
# on.
_BREEDTES = (28.0, 114.0, 8.0, 32.0, 28.0, 9.0, 15.0, 11.0, 8.0, 34.0)
_LINKS, _SPELERKOLOM = 1, 4
_RIJHOOGTE, _GRAFIEKRIJEN, _HULPRIJEN = 36.0, 16, 3
_LEESHULPMAAT = (990, 138)
_SPELERSTIJLEN = {
    "Partij": "Regio Lijst naam",
    **dict.fromkeys(("Invloed", "Betrokkenheid", "Contacten", "Brug"), "Regio Lijst getal"),
}
# The names behind a party: how many, how wide together (two lines of their column), and the pixels
# of one that is too long.
_MEESTE_LOS, _LOS_BREED, _LOS_NAAM = 4, 52, 240
_GROOTTES = len(blokken.STIPGROOTTES)


def rijen(
    resultaat: Resultaat, _methode: Methode, _vindplaatsen: Vindplaatsen
) -> dict[str, Blokrijen]:
    """The rows of every block of the tab."""
    beeld = resultaat.netwerk
    vakken = vaknamen(beeld.opstelling.vakken)[: blokken.VAKKEN.rijen]
    return {
        blokken.NETWERKCIJFERS.tabelnaam: _cijfers(beeld),
        blokken.WAT_OPVALT.tabelnaam: _wat_opvalt(beeld),
        blokken.SPELERS.tabelnaam: _spelers(beeld.spelers),
        blokken.STIPPEN.tabelnaam: _stippen(beeld.opstelling),
        blokken.VAKKEN.tabelnaam: [(naam.tekst, naam.x, naam.y) for naam in vakken],
        blokken.LIJNEN.tabelnaam: _lijnen(beeld.opstelling),
    }


def _cijfers(beeld: Netwerkbeeld) -> Blokrijen:
    laagst, hoogst = beeld.centralisatie_laagst, beeld.centralisatie_hoogst
    return per_regel(
        blokken.NETWERKCIJFERS,
        (
            beeld.partijen,
            sum(speler.graad for speler in beeld.spelers) // 2,
            _deel(beeld.dichtheid, beeld.dichtheid_hoogst, "van alle contacten die er kunnen zijn"),
            _deel(
                beeld.wederkerigheid, None, "van de regels bij Relaties staat er van twee kanten"
            ),
            _delen(beeld),
            _deel(laagst, hoogst, "(bij 100 loopt alles via één partij)"),
        ),
    )


def _deel(laagst: float | None, hoogst: float | None, waarvan: str) -> str:
    """A share in words; a range when the highest value differs."""
    if laagst is None:
        return _ONBEKEND
    grenzen = (laagst, laagst if hoogst is None else hoogst)
    delen = dict.fromkeys(nederlands(100 * deel) for deel in grenzen)
    return f"{' tot '.join(delen)} procent {waarvan}"


def _delen(beeld: Netwerkbeeld) -> str | int:
    """The number of components; fewer may be true where parties were not asked."""
    if beeld.onderdelen is None:
        return _ONBEKEND
    if beeld.onderdelen > 1 and beeld.vraag_eerst:
        return f"{beeld.onderdelen}, of minder: nog niet van elke partij zijn de contacten gevraagd"
    return beeld.onderdelen


def _wat_opvalt(beeld: Netwerkbeeld) -> Blokrijen:
    """What stands out, with the question; whom to ask first and which new contacts help most are
    among it."""
    opvallend: list[Blokrij] = [(uitspraak.naam, uitspraak.zin) for uitspraak in beeld.uitspraken]
    weg = beeld.opstelling.weggelaten
    if weg:
        zin = (
            f"{NETWERK_TE_VEEL} {len(beeld.opstelling.stippen)} partijen met de meeste contacten. "
            f"Nog {weg} staan er niet in."
        )
        opvallend.append(("Het plaatje", zin))
    return opvallend[: blokken.WAT_OPVALT.rijen] or [_NIETS]


def _spelers(spelers: Iterable[Speler]) -> Blokrijen:
    """The parties, most influence first; when there are too many, the last row says how many are
    left."""
    volgorde = sorted(
        spelers, key=lambda s: (-(s.invloed or 0), -s.graad, s.naam.casefold(), s.naam)
    )
    alle = [_speler(speler) for speler in volgorde]
    return ingekort(alle, blokken.SPELERS, "Partij", "partijen")


def _speler(speler: Speler) -> Blokrij:
    return (
        speler.naam,
        speler.soort,
        speler.invloed,
        speler.betrokkenheid,
        speler.graad,
        "ja" if speler.brug else None,
        _los(speler.los, speler.los_meer),
    )


def _los(namen: Sequence[str], meer: int) -> str | None:
    """Who comes loose: as many names as fit on two lines, and how many more."""
    alle = len(namen) + meer
    for aantal in range(min(len(namen), _MEESTE_LOS), 0, -1):
        tekst = _eerste(namen[:aantal], alle)
        if tekstmaat.breedte(tekst) <= _LOS_BREED:
            return tekst
    return _eerste([kort(namen[0], _LOS_NAAM)], alle) if namen else None


def _eerste(namen: Sequence[str], alle: int) -> str:
    """Names in a row, and how many more there are."""
    tekst = ", ".join(namen)
    return f"{tekst} en nog {alle - len(namen)}" if alle > len(namen) else tekst


def _stippen(beeld: Opstelling) -> Blokrijen:
    """Each dot in the column of its size and kind, and the place of its name."""
    return [
        (naam.tekst, naam.x, naam.y, stip.x, *_hoogtes(stip))
        for naam, stip in zip(stipnamen(beeld), beeld.stippen, strict=True)
    ]


def _hoogtes(stip: Stip) -> Blokrij:
    return _in_kolom(stip.y, _kolom(stip.grootte) + _GROOTTES * stip.brug, 2 * _GROOTTES)


def _in_kolom(waarde: Schrijfwaarde, kolom: int, breedte: int) -> Blokrij:
    """A row of this width with one value in it."""
    return (*(None,) * kolom, waarde, *(None,) * (breedte - kolom - 1))


def _kolom(grootte: int) -> int:
    """Which of the columns: 1 to 5, and unknown (0) last."""
    return (grootte - 1) % _GROOTTES


def _lijnen(beeld: Opstelling) -> Blokrijen:
    """Two points and an empty row for each line: the ties by strength, and the borders of the
    sectors."""
    stralen = {stip.naam: stipstraal(stip) for stip in beeld.stippen}
    punten: list[Blokrij] = []
    for lijn in beeld.lijnen:
        punten += _lijn(lijn, stralen[lijn.van], stralen[lijn.naar])
    for vak in beeld.vakken:
        punten += _streep(punt(RANDEN[0], vak.begin), punt(RANDEN[-1], vak.begin), _GROOTTES)
    return punten[: blokken.LIJNEN.rijen]


def _lijn(lijn: Lijn, begin: float, einde: float) -> list[Blokrij]:
    """A tie from the edge of one dot to that of the other: LibreOffice draws lines over dots."""
    van, naar = (lijn.x1, lijn.y1), (lijn.x2, lijn.y2)
    lengte = dist(van, naar)
    if lengte > begin + einde:
        van, naar = _onderweg(van, naar, begin / lengte), _onderweg(naar, van, einde / lengte)
    return _streep(van, naar, _kolom(lijn.sterkte))


def _onderweg(
    van: tuple[float, float], naar: tuple[float, float], deel: float
) -> tuple[float, float]:
    """The place at this part of the way."""
    x, y = (round(een + (ander - een) * deel, 4) for een, ander in zip(van, naar, strict=True))
    return x, y


def _streep(van: tuple[float, float], naar: tuple[float, float], kolom: int) -> list[Blokrij]:
    """Rows of one straight line in this column; the empty row keeps it apart from the next."""
    breedte = _GROOTTES + 1
    punten: list[Blokrij] = [(x, *_in_kolom(y, kolom, breedte)) for x, y in (van, naar)]
    return [*punten, (None,) * (breedte + 1)]


def teken(opbouw: Opbouw) -> None:
    """Draw the tab: first where everything stands, last the chart, which needs the places of its
    cells."""
    opmaak = Bladopmaak(
        vraag=_VRAAG, inleiding=_INLEIDING, breedtes=_BREEDTES, zoom=80, beschermd=False
    )
    blad = opbouw.open_blad(blokken.NETWERKBEELD, opmaak)
    blad.ruimte()
    boven = blad.rij
    spelers = _teken_spelers(blad, boven)
    blad.rij = boven + _GRAFIEKRIJEN
    _kop(blad, "Het netwerk in cijfers")
    waardenblok(blad, blokken.NETWERKCIJFERS, eerste=blokken.NOG_NIET)
    _kop(blad, "Wat opvalt")
    opvallend = lijstblok(blad, blokken.WAT_OPVALT, {"Onderwerp": "Regio Lijst naam"})
    als_in_gebruik(blad, opvallend, 0, 1)
    blad.rij = max(blad.rij, spelers.laatste + 1)
    blad.afdrukken_tot_hier()
    blad.rij += 3
    blad.sectie("Hieruit wordt het plaatje getekend", _UITLEG_BRONNEN)
    bronnen = [
        blad.brontabel(blok.tabelnaam, blok.koppen, _LINKS, (), blok.rijen)
        for blok in (blokken.STIPPEN, blokken.VAKKEN, blokken.LIJNEN)
    ]
    ringen = blad.brontabel("Ringen", ("Ring x", "Ring y"), _LINKS, ringpunten())
    teken_netwerk(opbouw, blad, (boven, _LINKS), [*bronnen, ringen])


def _teken_spelers(blad: Werkblad, boven: int) -> Blokplek:
    """The parties beside the chart. Rows next to the chart have a fixed height, so that it keeps
    its size; the others grow."""
    beschrijving = "Zo lees je het plaatje van het netwerk"
    leeshulp(blad, (boven, _SPELERKOLOM), _LEESHULP, _LEESHULPMAAT, beschrijving, omlaag=2)
    blad.rij = boven + _HULPRIJEN
    plek = lijstblok(blad, blokken.SPELERS, _SPELERSTIJLEN, kolom=_SPELERKOLOM)
    als_in_gebruik(blad, plek, 0, len(blokken.SPELERS.koppen) - 1)
    naast = range(boven, boven + _GRAFIEKRIJEN)
    for rij in naast:
        blad.sheet.set_row(rij, _RIJHOOGTE)
    blad.vrije_rijen.difference_update(naast)
    return plek


def _kop(blad: Werkblad, titel: str) -> None:
    """A heading, and the row of headings below it: the parties to the right share these rows, which
    grow when a name there needs room."""
    blad.vrije_rijen |= {blad.rij, blad.rij + 1}
    blad.kop(titel)
