"""Read the tables Feiten, Agenda, Partijen and Relaties, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from regio_xl.indeling import Vondst
from regio_xl.indeling.blokken import tabelblok
from regio_xl.inlezen.cellen import Afkeuring, Opgevat, lees_kolom
from regio_xl.inlezen.lezer import Lezer, Suggesties
from regio_xl.inlezen.samengevoegd import meld_samengevoegd
from regio_xl.invoer import Agendapunt, Feit, Partij, Relatie
from regio_xl.methode import Kolom
from regio_xl.werkboek import Adres, Celwaarde
from regio_xl.werkboek.cel import leeg, zegt_niets

_BEDOEL_JE = 'Bedoel je "{}"?'

_Rij = dict[str, "str | int | float | date"]
_Plek = Callable[[str], Adres]


@dataclass(frozen=True, slots=True)
class Tabellen:
    """The rows that count."""

    partijen: tuple[Partij, ...]
    relaties: tuple[Relatie, ...]
    feiten: tuple[Feit, ...]
    agenda: tuple[Agendapunt, ...]


def lees_tabellen(lezer: Lezer) -> Tabellen:
    """Read the four tables. A wrong cell is left out, a row that cannot be placed does not
    count."""
    partijen = _partijen(lezer)
    namen = [partij.naam for partij in partijen]
    return Tabellen(
        partijen=partijen,
        relaties=_relaties(lezer, namen),
        feiten=tuple(Feit.model_validate(rij) for _, rij in _rijen(lezer, "Feiten")),
        agenda=_agenda(lezer, namen),
    )


def _rijen(lezer: Lezer, naam: str) -> Iterator[tuple[_Plek, _Rij]]:
    """The rows of a table that name something, each with what gives the address of its cells."""
    tab, tabel = next(
        (t.tab, tabel)
        for t in lezer.methode.invoertabs
        for tabel in t.tabellen
        if tabel.naam == naam
    )
    blok = tabelblok(tab, tabel)
    vondst = lezer.enige(blok)
    if vondst is None:
        return
    lezer.vindplaatsen[naam] = vondst.adres(vondst.koprij, blok.koppen[0])
    nodig = [
        kolom.kop
        for kolom in tabel.kolommen
        if kolom.kop in vondst.kolommen or not kolom.mag_ontbreken
    ]
    lezer.eis_kolommen(vondst, blok, nodig)
    kolommen = [kolom for kolom in tabel.kolommen if kolom.kop in vondst.kolommen]
    koppen = {kolom.sleutel: kolom.kop for kolom in kolommen}
    cellen = list(zip(*(vondst.kolom(kolom.kop) for kolom in kolommen), strict=True))
    if vondst.blad.vorm.samengevoegd:
        gevuld = zip(vondst.rijen(), cellen, strict=True)
        rijen = [rij for rij, waarden in gevuld if not all(map(leeg, waarden))]
        meld_samengevoegd(lezer, vondst, list(koppen.values()), rijen)
    for rij, waarden in zip(vondst.rijen(), cellen, strict=True):
        if all(map(leeg, waarden)):
            continue
        plek = partial(_plek, vondst, rij, koppen)
        inhoud = _lees_rij(lezer, plek, kolommen, waarden)
        if not inhoud and all(leeg(waarde) or zegt_niets(waarde) for waarde in waarden):
            continue  # a row that says that there is nothing to say
        eerste = tabel.kolommen[0]
        if naam == "Relaties" or eerste.sleutel in inhoud:
            yield plek, inhoud
        elif _zonder_naam(waarden[0]) and not lezer.gemeld(plek(eerste.sleutel)):
            lezer.meld("rij-zonder-naam", plek(eerste.sleutel), kolom=eerste.kop)


def _zonder_naam(waarde: Celwaarde) -> bool:
    return leeg(waarde) or zegt_niets(waarde, mag_naam_zijn=True)


def _plek(vondst: Vondst, rij: int, koppen: Mapping[str, str], sleutel: str) -> Adres:
    """The address of the cell of a row by the sleutel of its column; few of them are ever asked
    for."""
    return vondst.adres(rij, koppen[sleutel])


def _lees_rij(
    lezer: Lezer, plek: _Plek, kolommen: Sequence[Kolom], waarden: Sequence[Celwaarde]
) -> _Rij:
    inhoud: _Rij = {}
    for kolom, staat in zip(kolommen, waarden, strict=True):
        gelezen = None if staat is None else lees_kolom(staat, kolom)
        if not isinstance(gelezen, Afkeuring | Opgevat):
            waarde: str | float | date | None = gelezen
        else:
            waarde = lezer.neem(gelezen, plek(kolom.sleutel))
        if waarde is not None:
            inhoud[kolom.sleutel] = waarde
    return inhoud


def _partijen(lezer: Lezer) -> tuple[Partij, ...]:
    partijen: dict[str, Partij] = {}
    eerste: dict[str, _Plek] = {}
    for plek, rij in _rijen(lezer, "Partijen"):
        velden: dict[str, Any] = dict(rij)
        if "aan_tafel" in velden:
            velden["aan_tafel"] = velden["aan_tafel"] == "ja"
        partij = Partij.model_validate(velden)
        sleutel = partij.naam.casefold()
        if sleutel in partijen:
            ander = eerste[sleutel]("naam").cel
            lezer.meld("partij-dubbel", plek("naam"), staat=partij.naam, ander=ander)
        else:
            partijen[sleutel], eerste[sleutel] = partij, plek
    return tuple(partijen.values())


def _relaties(lezer: Lezer, namen: list[str]) -> tuple[Relatie, ...]:
    bekend = {naam.casefold(): naam for naam in namen}
    suggesties = Suggesties(namen, _BEDOEL_JE)
    relaties: dict[tuple[str, str], Relatie] = {}
    eerste: dict[tuple[str, str], _Plek] = {}
    for plek, rij in _rijen(lezer, "Relaties"):
        if not {"van", "naar"} <= rij.keys():
            lege = [plek(sleutel) for sleutel in ("van", "naar") if sleutel not in rij]
            if not any(map(lezer.gemeld, lege)):
                lezer.meld("relatie-onvolledig", lege[0])
            continue
        vreemd = [
            sleutel for sleutel in ("van", "naar") if str(rij[sleutel]).casefold() not in bekend
        ]
        for sleutel in vreemd:
            suggestie = suggesties.voor(str(rij[sleutel]))
            lezer.meld("partij-onbekend", plek(sleutel), staat=rij[sleutel], suggestie=suggestie)
        if vreemd:
            continue
        van, naar = (bekend[str(rij[sleutel]).casefold()] for sleutel in ("van", "naar"))
        if van == naar:
            lezer.meld("relatie-met-zichzelf", plek("naar"), staat=van)
        elif (van, naar) in relaties:
            lezer.meld(
                "relatie-dubbel",
                plek("van"),
                staat=f"{van} naar {naar}",
                ander=eerste[van, naar]("van").cel,
            )
        else:
            relaties[van, naar] = Relatie.model_validate({**rij, "van": van, "naar": naar})
            eerste[van, naar] = plek
    return tuple(relaties.values())


def _agenda(lezer: Lezer, namen: list[str]) -> tuple[Agendapunt, ...]:
    bekend = {naam.casefold() for naam in namen}
    suggesties = Suggesties(namen, _BEDOEL_JE)
    agenda = []
    for plek, rij in _rijen(lezer, "Agenda"):
        punt = Agendapunt.model_validate(rij)
        if punt.trekker and bekend and punt.trekker.casefold() not in bekend:
            lezer.meld(
                "trekker-onbekend",
                plek("trekker"),
                staat=punt.trekker,
                suggestie=suggesties.voor(punt.trekker),
            )
        agenda.append(punt)
    return tuple(agenda)
