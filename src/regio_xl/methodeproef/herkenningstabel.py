"""The tables of what the method recognises in played workbooks, and how sure it says to be."""

from __future__ import annotations

from collections.abc import Iterator

from regio_xl.methode import Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.methodeproef.gevoelig import VERSTORINGEN
from regio_xl.methodeproef.herkenning import BUREN, Proefherkenning, meet_herkenning
from regio_xl.methodeproef.loting import AANNAMES, GEWOON, GEWOON_RUIS
from regio_xl.methodeproef.proefschaal import Proefschaal
from regio_xl.methodeproef.proeftabel import Proeftabel, Tabelvak, in_procenten
from regio_xl.methodeproef.zekerproef import meet_zekerheid

_ZAAD = 7
_WOORDEN = ("duidelijk", "licht", "verdeeld", "onvoldoende")
_DEEL_ZEKERHEID = 4  # resampling takes long: so many times fewer workbooks


def herkenningstabellen(methode: Methode, schaal: Proefschaal, boeken: int) -> Iterator[Proeftabel]:
    """Every table, with so many workbooks in each cell."""
    gevonden = [meet_herkenning(schaal, aanname, _ZAAD, boeken) for aanname in AANNAMES]
    yield _herkenning(gevonden)
    yield _buren(gevonden)
    yield _woorden(gevonden)
    yield _zekerheid(methode, schaal, boeken // _DEEL_ZEKERHEID)
    yield _anders(schaal, boeken)


def _herkenning(gevonden: list[Proefherkenning]) -> Proeftabel:
    return Proeftabel(
        naam="Herkend in gespeelde werkboeken",
        uitleg=(
            "Aandeel met de hoogste score bij het perspectief dat bedoeld was. "
            "Na afwegen: met vijf keuzes erbij als het advies niet duidelijk was."
        ),
        kop=(
            "aanname",
            *(f"{p} (%)" for p in PERSPECTIEVEN),
            "alle (%)",
            "netwerkend na afwegen (%)",
            "alle na afwegen (%)",
        ),
        rijen=tuple(
            (
                h.aanname.naam,
                *map(in_procenten, h.herkend),
                in_procenten(h.samen),
                in_procenten(h.met_afwegen[PERSPECTIEVEN.index("netwerkend")]),
                in_procenten(h.samen_met_afwegen),
            )
            for h in gevonden
        ),
    )


def _buren(gevonden: list[Proefherkenning]) -> Proeftabel:
    return Proeftabel(
        naam="Buren uit elkaar gehouden",
        uitleg=(
            "Hoe vaak een perspectief voor zijn buur wordt aangezien, en hoe ver de plekken in het "
            "plaatje uiteenlopen (standaardafwijking). Echt: y/x van de bedoelde sterktes zelf."
        ),
        kop=(
            "aanname",
            *(f"{PERSPECTIEVEN[a]} leek {PERSPECTIEVEN[b]} (%)" for a, b in BUREN),
            "x",
            "y",
            "y/x",
            "echt",
        ),
        rijen=tuple(
            (h.aanname.naam, *map(in_procenten, h.verward), h.x, h.y, h.y / h.x, h.latent)
            for h in gevonden
        ),
    )


def _woorden(gevonden: list[Proefherkenning]) -> Proeftabel:
    rijen = []
    for h in gevonden:
        rij: list[Tabelvak] = [h.aanname.naam]
        for woord in _WOORDEN:
            deel, goed = h.woorden.get(woord, (0.0, None))
            rij += [in_procenten(deel), None if goed is None else in_procenten(goed)]
        rijen.append(tuple(rij))
    kop = (deel for woord in _WOORDEN for deel in (f"{woord} (%)", "klopt (%)"))
    return Proeftabel(
        naam="Hoe vaak elk woord, en hoe vaak het dan klopt",
        uitleg="Aandeel van de gespeelde werkboeken, en het deel daarvan waar de hoogste klopt.",
        kop=("aanname", *kop),
        rijen=tuple(rijen),
    )


def _zekerheid(methode: Methode, schaal: Proefschaal, boeken: int) -> Proeftabel:
    soorten = (GEWOON, GEWOON_RUIS, None)
    kolommen = [list(meet_zekerheid(methode, schaal, soort, _ZAAD, boeken)) for soort in soorten]
    rijen: list[tuple[Tabelvak, ...]] = []
    for klassen in zip(*kolommen, strict=True):
        naam = f"{klassen[0].vanaf} tot en met {klassen[0].tot - 1}"
        rij: list[Tabelvak] = [naam]
        for klasse in klassen[:2]:
            goed = klasse.goed
            rij += [in_procenten(klasse.aandeel), None if goed is None else in_procenten(goed)]
        rijen.append((*rij, in_procenten(klassen[2].aandeel)))
    return Proeftabel(
        naam="Hoe zeker het advies zegt te zijn, en hoe vaak het klopt",
        uitleg=(
            "In hoeveel van de 1.000 trekkingen uit het bewijs het advies blijft, bij complete "
            "gespeelde werkboeken. In de laatste kolom willekeurige."
        ),
        kop=(
            "blijft in",
            "weinig ruis (%)",
            "klopt (%)",
            "veel ruis (%)",
            "klopt (%)",
            "willekeurig (%)",
        ),
        rijen=tuple(rijen),
    )


def _anders(schaal: Proefschaal, boeken: int) -> Proeftabel:
    rijen: list[tuple[Tabelvak, ...]] = []
    for naam, hoe in (("de ladingen kloppen", None), *VERSTORINGEN.items()):
        if hoe and hoe.groepen:
            continue  # what drives an answer knows no groups
        h = meet_herkenning(schaal, GEWOON, _ZAAD, boeken, hoe)
        delen = (*h.herkend, h.samen, h.samen_met_afwegen)
        rijen.append((naam, *map(in_procenten, delen)))
    return Proeftabel(
        naam="Herkend als de ladingen in het echt anders zijn",
        uitleg="Wat de antwoorden drijft, wijkt hier af van de ladingen waarmee wij rekenen.",
        kop=(
            "in het echt",
            *(f"{p} (%)" for p in PERSPECTIEVEN),
            "alle (%)",
            "alle na afwegen (%)",
        ),
        rijen=tuple(rijen),
    )
