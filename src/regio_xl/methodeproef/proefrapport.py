"""The long trial of a method: every table of ``methode --proef``."""

from __future__ import annotations

from collections.abc import Iterator

from regio_xl.methode import Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.methodeproef.bouw import (
    NUMMERPAREN,
    bewijs_telt_als,
    burentekens,
    groepsdelen,
    samenhang_gemeten,
    samenhang_uit_ladingen,
)
from regio_xl.methodeproef.gevoelig import VERSTORINGEN, zelfde_advies
from regio_xl.methodeproef.herkenningstabel import herkenningstabellen
from regio_xl.methodeproef.jaknikken import overal_hetzelfde, verschuivingen
from regio_xl.methodeproef.loting import AANNAMES, GEWOON, loterij, plausibel, willekeurig
from regio_xl.methodeproef.meestminst import vergelijk_vraagvormen
from regio_xl.methodeproef.proefschaal import Proefschaal, proefschaal
from regio_xl.methodeproef.proeftabel import Proeftabel, Tabelvak, in_procenten
from regio_xl.methodeproef.proefvoorstel import eerstetabel, voorsteltabellen
from regio_xl.methodeproef.ruis import ZAAD_CONTROLE, bovengrens, meet_ruis
from regio_xl.methodeproef.volgorde import EERSTE

_ZAAD = 7
_WOORDEN = ("duidelijk", "licht", "verdeeld", "onvoldoende")


def proefrapport(methode: Methode, boeken: int) -> Iterator[Proeftabel]:
    """Every table, with so many workbooks in each cell, and then what is proposed: margins, item
    weights, the order of the statements. Half a minute at 2,000."""
    yield from meettabellen(methode, boeken)
    yield from voorsteltabellen(methode, boeken)


def meettabellen(methode: Methode, boeken: int) -> Iterator[Proeftabel]:
    """What was measured; these stand in ``docs/validatie.md``."""
    schaal = proefschaal(methode)
    yield from herkenningstabellen(methode, schaal, boeken)
    yield _ruis(methode, schaal, boeken)
    yield _ja(schaal, boeken)
    yield _samenhang(schaal, boeken)
    yield _burentekens(schaal)
    yield _bewijs(schaal)
    yield _groepen(schaal)
    opgave, netwerk = ([s.id for s in tab.stellingen] for tab in (methode.opgave, methode.netwerk))
    yield eerstetabel(methode, (opgave, netwerk), boeken, f"De eerste {EERSTE} stellingen")
    yield _gevoelig(schaal, boeken)
    yield _vraagvormen(methode, boeken)


def _burentekens(schaal: Proefschaal) -> Proeftabel:
    rijen: list[tuple[Tabelvak, ...]] = []
    for een, ander in NUMMERPAREN:
        ids = burentekens(schaal, een, ander)
        aantallen = map(len, ids.values())
        zelfde = ", ".join(ids["zelfde kant"])
        rijen.append((f"{PERSPECTIEVEN[een]} en {PERSPECTIEVEN[ander]}", *aantallen, zelfde))
    return Proeftabel(
        naam="Wat twee perspectieven uit elkaar houdt",
        uitleg="Stukken bewijs die voor een van beide of voor allebei tellen.",
        kop=("paar", "zelfde kant", "elk een kant", "alleen een", "welke zelfde kant"),
        rijen=tuple(rijen),
    )


def _ruis(methode: Methode, schaal: Proefschaal, boeken: int) -> Proeftabel:
    """The worst pattern of empty cells for each completeness."""
    per_deel: dict[float, list[tuple[float, float, float, float]]] = {}
    for cel in meet_ruis(methode, schaal, ZAAD_CONTROLE, boeken):
        maten = (bovengrens(cel.eerst, 0.2), bovengrens(cel.eerst, 0.05))
        duidelijk, licht = cel.gehaald(schaal.rij_bij(cel.volledig))
        per_deel.setdefault(cel.volledig, []).append((*maten, licht, duidelijk))
    rijen = []
    for volledig, cellen in sorted(per_deel.items()):
        p80, p95, licht, duidelijk = (max(kolom) for kolom in zip(*cellen, strict=True))
        rijen.append(
            (in_procenten(volledig), p80, p95, in_procenten(licht), in_procenten(duidelijk))
        )
    return Proeftabel(
        naam="Wat puur toeval oplevert",
        uitleg=(
            "Willekeurige werkboeken: vier op de vijf en 19 op de 20 hebben hooguit deze marge "
            "zonder afwegen. Daarnaast hoe vaak ze licht of meer, en duidelijk heten, ook na "
            "willekeurig afwegen. Steeds het slechtste van vijf manieren om vakken leeg te laten."
        ),
        kop=(
            "ingevuld (%)",
            "vier op de vijf (punten)",
            "19 op de 20 (punten)",
            "licht of meer (%)",
            "duidelijk (%)",
        ),
        rijen=tuple(rijen),
    )


def _ja(schaal: Proefschaal, boeken: int) -> Proeftabel:
    rijen: list[tuple[Tabelvak, ...]] = [
        (
            f"overal een {antwoord}: hoogste min laagste score (punten)",
            *(overal_hetzelfde(schaal, antwoord, ook_tabellen=ook) for ook in (False, True)),
        )
        for antwoord in (1, 2, 4, 5)
    ]
    for naam, aanname in (("willekeurig", None), ("gespeeld", GEWOON)):
        anders = map(in_procenten, verschuivingen(schaal, aanname, _ZAAD, boeken))
        rijen.append((f"ander advies als alles een stap verschuift, {naam} (%)", *anders))
    return Proeftabel(
        naam="Overal ja op zeggen",
        uitleg="Grens: 3 punten, en 5 procent andere adviezen bij gespeelde werkboeken.",
        kop=("wat", "zonder tabellen, of omhoog", "met tabellen, of omlaag"),
        rijen=tuple(rijen),
    )


def _samenhang(schaal: Proefschaal, boeken: int) -> Proeftabel:
    lot = loterij(_ZAAD)
    lukraak = [schaal.weeg_op(willekeurig(lot, schaal)).scores for _ in range(boeken)]
    gespeeld = [
        schaal.weeg_op(plausibel(lot, schaal, GEWOON).vulling).scores for _ in range(boeken)
    ]
    kolommen = (
        samenhang_uit_ladingen(schaal, ook_tabellen=False),
        samenhang_uit_ladingen(schaal, ook_tabellen=True),
        samenhang_gemeten(lukraak),
        samenhang_gemeten(gespeeld),
    )
    return Proeftabel(
        naam="Samenhang van de scores",
        uitleg="Van -1 tot 1. Bij 0 zegt de ene score niets over de andere.",
        kop=("paar", "uit de ladingen", "met de tabellen", "willekeurig", "gespeeld"),
        rijen=tuple(
            (f"{PERSPECTIEVEN[a]} en {PERSPECTIEVEN[b]}", *rij)
            for (a, b), *rij in zip(NUMMERPAREN, *kolommen, strict=True)
        ),
    )


def _bewijs(schaal: Proefschaal) -> Proeftabel:
    return Proeftabel(
        naam="Op hoeveel bewijs elke score rust",
        uitleg="In stukken bewijs die even zwaar zijn.",
        kop=("", *PERSPECTIEVEN),
        rijen=(("stukken bewijs", *bewijs_telt_als(schaal)),),
    )


def _groepen(schaal: Proefschaal) -> Proeftabel:
    return Proeftabel(
        naam="Hoe zwaar elke groep telt in elke score",
        uitleg="Deel van de noemer van een score.",
        kop=("groep", *(f"{p} (%)" for p in PERSPECTIEVEN)),
        rijen=tuple((groep, *map(in_procenten, rij)) for groep, rij in groepsdelen(schaal).items()),
    )


def _gevoelig(schaal: Proefschaal, boeken: int) -> Proeftabel:
    rijen = []
    for naam, hoe in VERSTORINGEN.items():
        gespeeld = zelfde_advies(schaal, hoe, GEWOON, _ZAAD, boeken)
        lukraak = zelfde_advies(schaal, hoe, None, _ZAAD, boeken)["alle"]
        delen = [gespeeld.get(woord) for woord in ("alle", *_WOORDEN[:3])]
        rijen.append(
            (naam, *(None if d is None else in_procenten(d) for d in delen), in_procenten(lukraak))
        )
    return Proeftabel(
        naam="Hetzelfde advies bij andere keuzes van ons",
        uitleg="Gespeelde werkboeken, ook per woord; in de laatste kolom willekeurige.",
        kop=("wat anders is", "alle (%)", *(f"{w} (%)" for w in _WOORDEN[:3]), "willekeurig (%)"),
        rijen=tuple(rijen),
    )


def _vraagvormen(methode: Methode, boeken: int) -> Proeftabel:
    rijen: list[tuple[Tabelvak, ...]] = []
    for aanname in AANNAMES:
        if aanname.tabellen:
            for vorm in vergelijk_vraagvormen(methode, aanname, _ZAAD, boeken):
                delen = (in_procenten(vorm.herkend), in_procenten(vorm.gelijk))
                rijen.append((aanname.naam, vorm.naam, vorm.antwoorden, *delen))
    return Proeftabel(
        naam="Perspectief: cijfers, of het meest en het minst",
        uitleg="Hoe vaak de manier van werken bovenaan staat, en hoe vaak er twee gelijk bovenaan.",
        kop=("aanname", "vraagvorm", "antwoorden", "herkend (%)", "gelijk bovenaan (%)"),
        rijen=tuple(rijen),
    )
