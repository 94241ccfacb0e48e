"""Rows of the tab Netwerkbeeld: figures, what stands out, the parties, and what the picture is drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import dist

from regio_xl import blokken, tekstmaat
from regio_xl.boek import Schrijfwaarde
from regio_xl.rekenen.opstelling import RANDEN, punt
from regio_xl.rekenen.redenen import nederlands
from regio_xl.resultaten import Lijn, Netwerkbeeld, Opstelling, Speler, Stip
from regio_xl.weergave.koppelen import Rijen
from regio_xl.weergave.naamplekken import kort, stipnamen, stipstraal, vaknamen

ONBEKEND = "nog niet bekend"
_GROOTTES = len(blokken.STIPGROOTTES)
# The names behind a party: how many, how wide together (two lines of their column), and the pixels of one that is too long.
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
            (naam.tekst, naam.x, naam.y) for naam in vaknamen(beeld.opstelling.vakken)[: blokken.VAKKEN.rijen]
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
        _deel(beeld.centralisatie_laagst, beeld.centralisatie_hoogst, "(bij 100 loopt alles via één partij)"),
    )
    return list(zip(blokken.NETWERK_REGELS, waarden, strict=True))


def _deel(laagst: float | None, hoogst: float | None, waarvan: str) -> str:
    """A share in words; a range when the highest value differs."""
    if laagst is None:
        return ONBEKEND
    delen = dict.fromkeys(nederlands(100 * deel) for deel in (laagst, laagst if hoogst is None else hoogst))
    return f"{' tot '.join(delen)} procent {waarvan}"


def _wat_opvalt(beeld: Netwerkbeeld) -> Rijen:
    """What stands out, with the question; whom to ask first and which new contacts help most are among it."""
    rijen: list[Rij] = [(uitspraak.naam, uitspraak.zin) for uitspraak in beeld.uitspraken]
    if beeld.opstelling.weggelaten:
        getoond, weg = len(beeld.opstelling.stippen), beeld.opstelling.weggelaten
        rijen.append(("Het plaatje", f"Je ziet de {getoond} partijen met de meeste contacten. Nog {weg} staan er niet in."))
    ruimte = blokken.WAT_OPVALT.rijen
    return rijen[:ruimte] or [("Nog niets", "Vul op de tab Netwerk in welke partijen er zijn en wie met wie contact heeft.")]


def _delen(beeld: Netwerkbeeld) -> str | int:
    """The number of components; fewer may be true where parties were not asked."""
    if beeld.onderdelen is None:
        return ONBEKEND
    if beeld.onderdelen > 1 and beeld.vraag_eerst:
        return f"{beeld.onderdelen}, of minder: nog niet van elke partij zijn de contacten gevraagd"
    return beeld.onderdelen


def _spelers(spelers: Iterable[Speler]) -> Rijen:
    """The parties, most influence first; when there are too many, the last row says how many are left."""
    volgorde = sorted(spelers, key=lambda s: (-(s.invloed or 0), -s.graad, s.naam.casefold(), s.naam))
    rijen = [_speler(speler) for speler in volgorde]
    ruimte = blokken.SPELERS.rijen
    if len(rijen) > ruimte:
        rest = len(rijen) - ruimte + 1
        return [*rijen[: ruimte - 1], (f"en nog {rest} andere partijen", *(None,) * 6)]
    return rijen


def _speler(speler: Speler) -> Rij:
    brug = "ja" if speler.brug else None
    return speler.naam, speler.soort, speler.invloed, speler.betrokkenheid, speler.graad, brug, _los(speler.los)


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
    """Two points and an empty row for each line: the ties by strength, and the borders of the sectors."""
    stralen = {stip.naam: stipstraal(stip) for stip in beeld.stippen}
    rijen = [rij for lijn in beeld.lijnen for rij in _lijn(lijn, stralen[lijn.van], stralen[lijn.naar])]
    for vak in beeld.vakken:
        rijen += _streep(punt(RANDEN[0], vak.begin), punt(RANDEN[-1], vak.begin), _GROOTTES)
    return rijen[: blokken.LIJNEN.rijen]


def _lijn(lijn: Lijn, begin: float, einde: float) -> list[Rij]:
    """A tie from the edge of one dot to that of the other: LibreOffice draws lines over dots."""
    van, naar = (lijn.x1, lijn.y1), (lijn.x2, lijn.y2)
    lengte = dist(van, naar)
    if lengte <= begin + einde:
        return _streep(van, naar, _kolom(lijn.sterkte))
    return _streep(_naar(van, naar, begin / lengte), _naar(naar, van, einde / lengte), _kolom(lijn.sterkte))


def _naar(van: tuple[float, float], doel: tuple[float, float], deel: float) -> tuple[float, float]:
    """The place at this part of the way."""
    x, y = (round(een + (ander - een) * deel, 4) for een, ander in zip(van, doel, strict=True))
    return x, y


def _streep(van: tuple[float, float], naar: tuple[float, float], kolom: int) -> list[Rij]:
    """Rows of one straight line in this column; the empty row keeps it apart from the next."""
    breedte = _GROOTTES + 1
    punten: list[Rij] = [(x, *_in_kolom(y, kolom, breedte)) for x, y in (van, naar)]
    return [*punten, (None,) * (breedte + 1)]
