"""Workbooks of an older method: the four examples as method 1.1.0 asked them, with the scores that
the program gave for them when that was the newest (``tests/oud/1.1.0``)."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Mapping
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

from regio_xl.indeling.vulling import Vulling
from regio_xl.invoer import SECTOREN, Agendapunt, Antwoord, Invoer, Partij, Relatie
from regio_xl.methode import STANDAARDMAP, Methode, standaard, versies
from regio_xl.opdracht import bouw_werkboek

OUD = "1.1.0"
_MAP = Path(__file__).parents[1] / "oud" / OUD
SCORES: Mapping[str, Any] = json.loads((_MAP / "scores.json").read_text(encoding="utf-8"))
VOORBEELDEN = [pad.stem for pad in sorted(_MAP.glob("*.toml"))]


@cache
def ouder() -> Methode:
    """Method 1.1.0, also while it is the newest."""
    return standaard(versies.OUDERE_METHODEN / OUD, STANDAARDMAP)


@cache
def vulling(naam: str) -> Vulling:
    """What one of the four examples was filled with."""
    return Vulling(**tomllib.loads((_MAP / f"{naam}.toml").read_text(encoding="utf-8")))


def echt_oud_boek() -> bytes:
    """An example as version 0.3.0 of the program, the last with method 1.1.0, made it."""
    return (_MAP / "vitale-dorpen-drechterland.xlsx").read_bytes()


@cache
def oud_boek(naam: str = "greenport-venlo") -> bytes:
    """An example as method 1.1.0 draws it."""
    return bouw_werkboek(ouder(), vulling(naam))


def willekeurig(methode: Methode, zaad: int) -> Invoer:
    """An input in which every answer and every table may be anything that counts for a score."""
    toeval = random.Random(zaad)  # noqa: S311 - the same input every time
    rollen = methode.kolom("Partijen", "rol").keuzes
    soorten = methode.kolom("Partijen", "soort").keuzes
    antwoorden = [*(Antwoord(waarde=cijfer) for cijfer in range(1, 6)), Antwoord(nvt=True), None]

    def gegeven(*tabs: tuple[str, ...]) -> dict[str, Antwoord]:
        getrokken = ((id_, toeval.choice(antwoorden)) for tab in tabs for id_ in tab)
        return {id_: antwoord for id_, antwoord in getrokken if antwoord is not None}

    opgave, netwerk, perspectief = (
        tuple(stelling.id for stelling in tab.stellingen)
        for tab in (methode.opgave, methode.netwerk, methode.perspectief)
    )
    namen = "ABCDEFGH"[: toeval.randint(3, 8)]
    partijen = tuple(
        Partij(
            naam=naam,
            soort=toeval.choice((*soorten, None)),
            rol=toeval.choice((*rollen, None)),
            invloed=toeval.choice((1, 2, 3, 4, 5, None)),
            betrokkenheid=toeval.choice((1, 2, 3, 4, 5, None)),
        )
        for naam in namen
    )
    gevraagd = toeval.sample(namen, toeval.randint(len(namen) // 2, len(namen)))
    relaties = tuple(
        Relatie(van=van, naar=naar)
        for van, naar in permutations(namen, 2)
        if van in gevraagd and toeval.random() < 0.4
    )
    agenda = tuple(
        Agendapunt(
            agendapunt=f"Punt {nummer}",
            resultaat=toeval.choice(("iets", None)),
            trekker=toeval.choice((*namen, "iemand anders", None)),
            **{f"belang_{sector}": toeval.choice(("iets", "iets", None)) for sector in SECTOREN},
        )
        for nummer in range(toeval.randint(0, 5))
    )
    return Invoer(
        antwoorden=gegeven(opgave, netwerk),
        nu=gegeven(perspectief),
        gewenst=gegeven(perspectief),
        partijen=partijen,
        relaties=relaties,
        agenda=agenda,
    )
