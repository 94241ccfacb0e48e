"""What the trial proposes to the keeper of a method: margins, item weights, an order."""

from __future__ import annotations

from collections.abc import Iterator

from regio_xl.methode import Methode
from regio_xl.methodeproef.loting import AANNAMES, GEWOON
from regio_xl.methodeproef.proefschaal import proefschaal
from regio_xl.methodeproef.proeftabel import Proeftabel, Tabelvak, in_procenten
from regio_xl.methodeproef.ruis import margevoorstel
from regio_xl.methodeproef.sleutels import gewichtvoorstel, scheefste
from regio_xl.methodeproef.volgorde import (
    EERSTE,
    boeken_van,
    eerste_deel,
    nodig,
    volgorde_nu,
    volgordevoorstel,
)

_ZAAD, _ZAAD_VOLGORDE, _BOEKEN_VOLGORDE = 7, 11, 600


def voorsteltabellen(methode: Methode, boeken: int) -> Iterator[Proeftabel]:
    """Every proposal. What was proposed from some draws is measured on others."""
    yield _marges(methode, boeken)
    yield _gewichten(methode)
    volgorde = volgordevoorstel(methode, GEWOON, _ZAAD_VOLGORDE, min(boeken, _BOEKEN_VOLGORDE))
    yield _eerste(methode, volgorde, boeken)
    yield _volgorde(volgorde)


def _marges(methode: Methode, boeken: int) -> Proeftabel:
    return Proeftabel(
        naam="Voorstel voor de marges",
        uitleg="Voor marges onder [drempels] in methode.toml. Volledigheid van 0 tot 1.",
        kop=("volledigheid", "licht", "duidelijk"),
        rijen=tuple(tuple(rij) for rij in margevoorstel(methode, aantal=boeken)),
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


def _eerste(methode: Methode, volgorde: list[str], boeken: int) -> Proeftabel:
    schaal = proefschaal(methode)
    rijen: list[tuple[Tabelvak, ...]] = []
    for naam, ids in (("zoals nu", volgorde_nu(methode)), ("voorstel", volgorde)):
        for aanname in (*AANNAMES, None):
            gevuld = boeken_van(schaal, aanname, _ZAAD, boeken)
            deel = eerste_deel(schaal, gevuld, ids[:EERSTE])
            soort = aanname.naam if aanname else "willekeurig"
            rijen.append((naam, soort, in_procenten(deel.zelfde), in_procenten(deel.genoeg)))
        rijen.append((naam, "zoveel antwoorden zijn altijd genoeg", nodig(schaal, ids), None))
    return Proeftabel(
        naam=f"De eerste {EERSTE} stellingen",
        uitleg="Hoe vaak zij dezelfde hoogste score geven als alles, en genoeg zijn voor advies.",
        kop=("volgorde", "aanname", "zelfde hoogste (%)", "genoeg (%)"),
        rijen=tuple(rijen),
    )


def _volgorde(volgorde: list[str]) -> Proeftabel:
    return Proeftabel(
        naam="Voorstel voor de volgorde",
        uitleg="Elke stelling blijft op haar tab.",
        kop=("plek", "stelling"),
        rijen=tuple(enumerate(volgorde, start=1)),
    )
