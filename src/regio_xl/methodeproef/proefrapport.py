"""The long trial of a method: every table of ``methode --proef``."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from regio_xl.methode import Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.methodeproef.bouw import (
    PAREN,
    bewijs_telt_als,
    groepsdelen,
    samenhang_gemeten,
    samenhang_uit_ladingen,
)
from regio_xl.methodeproef.herkenning import BUREN, herken
from regio_xl.methodeproef.jaknikken import meet_jaknikken
from regio_xl.methodeproef.loting import AANNAMES, plausibel, willekeurig
from regio_xl.methodeproef.proefschaal import proefschaal
from regio_xl.methodeproef.proeftabel import Proeftabel
from regio_xl.methodeproef.ruis import ZAAD_CONTROLE, meet_ruis, margevoorstel
from regio_xl.methodeproef.sleutels import gewichtvoorstel, scheefste

_ZAAD = 7
GEWOON = AANNAMES[4]
"""The set of assumptions in the middle, all filled in."""


def proefrapport(methode: Methode, aantal: int = 2000) -> Iterator[Proeftabel]:
    """Every table, with ``aantal`` workbooks per cell. Takes about a minute at 2,000."""
    yield _herkenning(methode, aantal)
    yield _woorden(methode, aantal)
    yield _jaknikken(methode, aantal)
    yield _samenhang(methode, aantal)
    yield _bewijs(methode)
    yield _groepen(methode)
    yield _ruis(methode, aantal)
    yield _marges(methode)
    yield _gewichten(methode)


def _procent(aandeel: float) -> float:
    return round(100 * aandeel, 1)


def _herkenning(methode: Methode, aantal: int) -> Proeftabel:
    schaal = proefschaal(methode)
    rijen = []
    for aanname in AANNAMES:
        h = herken(schaal, aanname, _ZAAD, aantal)
        rijen.append(
            (
                aanname.naam,
                *map(_procent, h.herkend),
                _procent(h.samen),
                *map(_procent, h.verward),
                _procent(h.met_afwegen[2]),
                _procent(h.samen_met_afwegen),
                h.x,
                h.y,
                h.y / h.x,
                h.latent,
            )
        )
    buren = (f"{PERSPECTIEVEN[a]} leek {PERSPECTIEVEN[b]} (%)" for a, b in BUREN)
    return Proeftabel(
        naam="Herkend in gespeelde werkboeken",
        uitleg=(
            "Hoogste score is het perspectief dat bedoeld was, per aanname. "
            "Doel: netwerkend minstens 80. y/x echt: zo ver liggen de bedoelde sterktes zelf uit elkaar."
        ),
        kop=(
            "aanname",
            *(f"{p} (%)" for p in PERSPECTIEVEN),
            "alle (%)",
            *buren,
            "netwerkend na afwegen (%)",
            "alle na afwegen (%)",
            "sd x",
            "sd y",
            "y/x",
            "y/x echt",
        ),
        rijen=tuple(rijen),
    )


def _woorden(methode: Methode, aantal: int) -> Proeftabel:
    schaal = proefschaal(methode)
    rijen = []
    for aanname in AANNAMES:
        woorden = herken(schaal, aanname, _ZAAD, aantal).woorden
        rij: list[str | float | None] = [aanname.naam]
        for woord in ("duidelijk", "licht", "verdeeld", "onvoldoende"):
            deel, goed = woorden.get(woord, (0.0, None))
            rij += [_procent(deel), None if goed is None else _procent(goed)]
        rijen.append(tuple(rij))
    return Proeftabel(
        naam="Hoe vaak elk woord, en hoe vaak het dan klopt",
        uitleg="Aandeel van de gespeelde werkboeken, en het deel daarvan met de goede hoogste score.",
        kop=(
            "aanname",
            "duidelijk (%)",
            "klopt (%)",
            "licht (%)",
            "klopt (%)",
            "verdeeld (%)",
            "klopt (%)",
            "onvoldoende (%)",
            "klopt (%)",
        ),  # fmt: skip
        rijen=tuple(rijen),
    )


def _jaknikken(methode: Methode, aantal: int) -> Proeftabel:
    j = meet_jaknikken(proefschaal(methode), GEWOON, _ZAAD, aantal)
    rijen = [
        (f"overal een {a}: hoogste min laagste (punten)", j.zonder[a], j.met[a])
        for a in (1, 2, 4, 5)
    ]
    rijen += [
        (
            "ander advies bij alles een stap hoger of lager, willekeurig (%)",
            *map(_procent, j.willekeurig),
        ),
        (
            "ander advies bij alles een stap hoger of lager, gespeeld (%)",
            *map(_procent, j.plausibel),
        ),
    ]
    return Proeftabel(
        naam="Overal ja op zeggen",
        uitleg="Doel: hooguit 3 punten, en hooguit 5 procent andere adviezen.",
        kop=("wat", "zonder tabellen, of een stap hoger", "met tabellen, of een stap lager"),
        rijen=tuple(rijen),
    )


def _samenhang(methode: Methode, aantal: int) -> Proeftabel:
    schaal = proefschaal(methode)
    lot = Random(_ZAAD)  # noqa: S311 - no secrets
    kolommen = (
        samenhang_uit_ladingen(schaal, ook_tabellen=False),
        samenhang_uit_ladingen(schaal, ook_tabellen=True),
        samenhang_gemeten([schaal.weeg_op(willekeurig(lot, schaal)).scores for _ in range(aantal)]),
        samenhang_gemeten(
            [schaal.weeg_op(plausibel(lot, schaal, GEWOON).vulling).scores for _ in range(aantal)]
        ),
    )
    return Proeftabel(
        naam="Samenhang van de scores",
        uitleg="Van -1 tot 1. Bij 0 zegt de ene score niets over de andere.",
        kop=("paar", "uit de ladingen, stellingen", "met tabellen", "willekeurig", "gespeeld"),
        rijen=tuple(
            (f"{PERSPECTIEVEN[a]} en {PERSPECTIEVEN[b]}", *(k[n] for k in kolommen))
            for n, (a, b) in enumerate(PAREN)
        ),
    )


def _bewijs(methode: Methode) -> Proeftabel:
    return Proeftabel(
        naam="Op hoeveel bewijs elke score rust",
        uitleg="Als alle stukken even zwaar waren.",
        kop=("", *PERSPECTIEVEN),
        rijen=(("stukken bewijs", *bewijs_telt_als(proefschaal(methode))),),
    )


def _groepen(methode: Methode) -> Proeftabel:
    return Proeftabel(
        naam="Welke groep hoeveel telt in elke score",
        uitleg="Deel van de noemer.",
        kop=("groep", *(f"{p} (%)" for p in PERSPECTIEVEN)),
        rijen=tuple(
            (groep, *map(_procent, delen))
            for groep, delen in groepsdelen(proefschaal(methode)).items()
        ),
    )


def _ruis(methode: Methode, aantal: int) -> Proeftabel:
    schaal = proefschaal(methode)
    rijen = []
    for cel in meet_ruis(methode, schaal, ZAAD_CONTROLE, aantal):
        duidelijk, licht = cel.gehaald(schaal)
        rijen.append(
            (
                cel.patroon,
                _procent(cel.volledig),
                cel.marge_bij(0.2),
                cel.marge_bij(0.05),
                _procent(licht),
                _procent(duidelijk),
            )
        )
    return Proeftabel(
        naam="Wat puur toeval oplevert",
        uitleg="Marges van willekeurige werkboeken, en hoe vaak die licht of meer, en duidelijk heten. Doel: hooguit 20 en 5.",
        kop=(
            "leeg",
            "volledig (%)",
            "P80 (punten)",
            "P95 (punten)",
            "licht of meer (%)",
            "duidelijk (%)",
        ),
        rijen=tuple(rijen),
    )


def _marges(methode: Methode) -> Proeftabel:
    return Proeftabel(
        naam="Voorstel voor de marges",
        uitleg="Voor [drempels] marges in methode.toml.",
        kop=("volledigheid", "licht", "duidelijk"),
        rijen=tuple(tuple(rij) for rij in margevoorstel(methode)),
    )


def _gewichten(methode: Methode) -> Proeftabel:
    eigen = {stuk.id: stuk.gewicht for stuk in methode.kansrijk}
    voorstel = gewichtvoorstel(methode)
    rijen = [(id_, eigen[id_], gewicht) for id_, gewicht in voorstel.items()]
    rijen.append(
        (
            "hoogste min laagste bij overal een 5",
            scheefste(methode, eigen),
            scheefste(methode, voorstel),
        )
    )
    return Proeftabel(
        naam="Voorstel voor de gewichten van stellingen",
        uitleg="Zo dicht mogelijk bij 1, zodat overal ja zeggen niemand voortrekt.",
        kop=("stuk", "nu", "voorstel"),
        rijen=tuple(rijen),
    )
