"""What the trial proposes to the keeper of a method: margins, item weights, an order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from regio_xl.methode import Methode
from regio_xl.methode.afwegen import AFWEEGGROEP
from regio_xl.methodeproef.herkenning import meet_herkenning
from regio_xl.methodeproef.loting import AANNAMES, GEWOON, GEWOON_RUIS
from regio_xl.methodeproef.proefschaal import proefschaal
from regio_xl.methodeproef.proeftabel import Proeftabel, Tabelvak, in_procenten
from regio_xl.methodeproef.ruis import margevoorstel
from regio_xl.methodeproef.sleutels import gewichtvoorstel, scheefste
from regio_xl.methodeproef.volgorde import (
    EERSTE,
    boeken_van,
    eerste_deel,
    eerste_van_beide,
    korte_lijst,
    nodig,
    volgordevoorstel,
)

_ZAAD, _ZAAD_VOLGORDE, _BOEKEN_VOLGORDE = 7, 11, 600


def voorsteltabellen(methode: Methode, boeken: int) -> Iterator[Proeftabel]:
    """Every proposal. What was proposed from some draws is measured on others."""
    yield _marges(methode, boeken)
    yield _afwegen(methode, boeken)
    yield _gewichten(methode)
    lot = (GEWOON, _ZAAD_VOLGORDE, min(boeken, _BOEKEN_VOLGORDE))
    volgordes = volgordevoorstel(methode, korte_lijst(methode, *lot), *lot)
    yield eerstetabel(methode, volgordes, boeken, f"Voorstel: andere eerste {EERSTE} stellingen")
    yield _volgorde(volgordes)


def _marges(methode: Methode, boeken: int) -> Proeftabel:
    return Proeftabel(
        naam="Voorstel voor de marges",
        uitleg="Voor marges onder [drempels] in methode.toml. Volledigheid van 0 tot 1.",
        kop=("volledigheid", "licht", "duidelijk"),
        rijen=tuple(tuple(rij) for rij in margevoorstel(methode, aantal=2 * boeken)),
    )


def _afwegen(methode: Methode, boeken: int) -> Proeftabel:
    """What the paired choices bring and what they cost, by the weight of their group."""
    schaal = proefschaal(methode)
    groep = next(g for g in methode.algemeen.groepen if g.id == AFWEEGGROEP)
    rijen = []
    for gewicht in (0.25, 0.5, 1.0, 2.0):
        anders = replace(schaal, afwegen=schaal.afwegen * gewicht / groep.gewicht)
        marges = margevoorstel(methode, anders, aantal=boeken // 4)
        gevonden = [meet_herkenning(anders, a, _ZAAD, boeken) for a in (GEWOON, GEWOON_RUIS)]
        herkend = (in_procenten(h.samen_met_afwegen) for h in gevonden)
        rijen.append((gewicht, *herkend, marges[0].duidelijk, marges[-1].duidelijk))
    return Proeftabel(
        naam="Wat afwegen oplevert en kost",
        uitleg=(
            f"Bij elk gewicht van de groep {AFWEEGGROEP} (nu {groep.gewicht:g}): hoe vaak het "
            "goede perspectief bovenaan staat, en welke marge duidelijk dan vraagt omdat ook "
            "lukraak afwegen scores uiteendrijft. Ruwe marges, uit weinig werkboeken."
        ),
        kop=(
            "gewicht",
            "weinig ruis (%)",
            "veel ruis (%)",
            "marge half ingevuld (punten)",
            "marge compleet (punten)",
        ),
        rijen=tuple(rijen),
    )


def _gewichten(methode: Methode) -> Proeftabel:
    eigen = {stuk.id: stuk.gewicht for stuk in methode.kansrijk}
    voorstel = gewichtvoorstel(methode)
    rijen: list[tuple[Tabelvak, ...]] = [
        (id_, eigen[id_], gewicht) for id_, gewicht in voorstel.items()
    ]
    scheef = (scheefste(methode, eigen), scheefste(methode, voorstel))
    return Proeftabel(
        naam="Voorstel voor gewichten",
        uitleg=(
            "Zo dicht mogelijk bij 1, zodat overal hetzelfde antwoord niemand voortrekt. "
            "Onderaan hoogste min laagste score bij overal een 5, in punten."
        ),
        kop=("stuk bewijs", "nu", "voorstel"),
        rijen=(*rijen, ("overal een 5", *scheef)),
    )


def eerstetabel(
    methode: Methode, volgordes: tuple[Sequence[str], Sequence[str]], boeken: int, naam: str
) -> Proeftabel:
    """How often the first twenty in these orders of Opgave and of Netwerk say the same as all."""
    schaal = proefschaal(methode)
    opgave, netwerk = volgordes
    a, n = eerste_van_beide(schaal, opgave, netwerk)
    ids = [*opgave[:a], *netwerk[:n]]
    rijen = []
    for aanname in (*AANNAMES, None):
        if aanname is None or aanname.tabellen:
            gevuld = boeken_van(schaal, aanname, _ZAAD, boeken)
            zelfde, genoeg = eerste_deel(schaal, gevuld, ids)
            soort = aanname.naam if aanname else "willekeurig"
            rijen.append((soort, in_procenten(zelfde), in_procenten(genoeg)))
    samen = nodig(schaal, [*opgave, *netwerk])
    return Proeftabel(
        naam=naam,
        uitleg=(
            f"De eerste {a} op Opgave en de eerste {n} op Netwerk, tegen alles met de tabellen: "
            "hoe vaak de hoogste score dezelfde is, en of er genoeg is voor een advies. Wie eerst "
            f"heel Opgave doet, heeft er {samen} nodig."
        ),
        kop=("aanname", "zelfde hoogste (%)", "genoeg (%)"),
        rijen=tuple(rijen),
    )


def _volgorde(volgordes: tuple[Sequence[str], Sequence[str]]) -> Proeftabel:
    opgave, netwerk = volgordes
    return Proeftabel(
        naam="Voorstel voor de volgorde",
        uitleg="Elke stelling blijft op haar tab.",
        kop=("plek", "Opgave", "Netwerk"),
        rijen=tuple(
            (plek, *paar) for plek, paar in enumerate(zip_longest(opgave, netwerk), start=1)
        ),
    )
