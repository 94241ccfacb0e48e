"""Read the tables Feiten, Agenda, Partijen and Relaties, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from regio_xl.blokken import Blok
from regio_xl.boek import Adres
from regio_xl.boek.zoeken import Vondst
from regio_xl.inlezen.cellen import Afkeuring, leeg, lees_kolom
from regio_xl.inlezen.lezer import Lezer, lijkt_op
from regio_xl.invoer import Agendapunt, Feit, Partij, Relatie
from regio_xl.methode import Kolom, Tabel

Rij = dict[str, "str | int | float | date"]


@dataclass(frozen=True, slots=True)
class Tabellen:
    """The rows that count."""

    partijen: tuple[Partij, ...]
    relaties: tuple[Relatie, ...]
    feiten: tuple[Feit, ...]
    agenda: tuple[Agendapunt, ...]


def tabelblok(tab: str, tabel: Tabel) -> Blok:
    """The block of a table of the method."""
    return Blok(tab, tabel.naam, tuple(kolom.kop for kolom in tabel.kolommen), 0)


def lees_tabellen(lezer: Lezer) -> Tabellen:
    """Read the four tables. A wrong cell is left out, a row that cannot be placed does not count."""
    partijen = _partijen(lezer)
    namen = [partij.naam for partij in partijen]
    return Tabellen(
        partijen=partijen,
        relaties=_relaties(lezer, namen),
        feiten=tuple(Feit.model_validate(rij) for _, rij in _rijen(lezer, "Feiten")),
        agenda=_agenda(lezer, namen),
    )


def _rijen(lezer: Lezer, naam: str) -> Iterator[tuple[dict[str, Adres], Rij]]:
    """The rows of a table that name something, with the address of each cell by the sleutel of its column."""
    tab, tabel = next((t.tab, tabel) for t in lezer.methode.invoertabs for tabel in t.tabellen if tabel.naam == naam)
    blok = tabelblok(tab, tabel)
    vondst = lezer.enige(blok, nodig=2)
    if vondst is None:
        return
    lezer.vindplaatsen[naam] = lezer.adres(vondst, vondst.koprij, blok.koppen[0])
    nodig = [kolom.kop for kolom in tabel.kolommen if kolom.kop in vondst.kolommen or not kolom.mag_ontbreken]
    lezer.eis_kolommen(vondst, blok, nodig)
    kolommen = [kolom for kolom in tabel.kolommen if kolom.kop in vondst.kolommen]
    for rij in vondst.rijen():
        if not vondst.blad.rijen[rij] or all(leeg(vondst.waarde(rij, kolom.kop)) for kolom in kolommen):
            continue
        adressen = {kolom.sleutel: lezer.adres(vondst, rij, kolom.kop) for kolom in kolommen}
        inhoud = _lees_rij(lezer, vondst, rij, kolommen, adressen)
        eerste = tabel.kolommen[0]
        if naam == "Relaties" or eerste.sleutel in inhoud:
            yield adressen, inhoud
        elif leeg(vondst.waarde(rij, eerste.kop)):
            lezer.meld("rij-zonder-naam", adressen[eerste.sleutel], kolom=eerste.kop)


def _lees_rij(lezer: Lezer, vondst: Vondst, rij: int, kolommen: list[Kolom], adressen: dict[str, Adres]) -> Rij:
    inhoud: Rij = {}
    for kolom in kolommen:
        waarde = lees_kolom(vondst.waarde(rij, kolom.kop), kolom)
        if isinstance(waarde, Afkeuring):
            lezer.meld(waarde.code, adressen[kolom.sleutel], **waarde.gaten)
        elif waarde is not None:
            inhoud[kolom.sleutel] = waarde
    return inhoud


def _partijen(lezer: Lezer) -> tuple[Partij, ...]:
    partijen: dict[str, Partij] = {}
    eerste: dict[str, Adres] = {}
    for adressen, rij in _rijen(lezer, "Partijen"):
        velden: dict[str, Any] = dict(rij)
        if "aan_tafel" in velden:
            velden["aan_tafel"] = velden["aan_tafel"] == "ja"
        partij = Partij.model_validate(velden)
        sleutel = partij.naam.casefold()
        if sleutel in partijen:
            lezer.meld("partij-dubbel", adressen["naam"], staat=partij.naam, ander=eerste[sleutel].cel)
        else:
            partijen[sleutel], eerste[sleutel] = partij, adressen["naam"]
    return tuple(partijen.values())


def _relaties(lezer: Lezer, namen: list[str]) -> tuple[Relatie, ...]:
    bekend = {naam.casefold(): naam for naam in namen}
    relaties: dict[tuple[str, str], Relatie] = {}
    eerste: dict[tuple[str, str], Adres] = {}
    for adressen, rij in _rijen(lezer, "Relaties"):
        if not {"van", "naar"} <= rij.keys():
            lege = [adressen[sleutel] for sleutel in ("van", "naar") if sleutel not in rij]
            if not any(map(lezer.gemeld, lege)):
                lezer.meld("relatie-onvolledig", lege[0])
            continue
        vreemd = [sleutel for sleutel in ("van", "naar") if str(rij[sleutel]).casefold() not in bekend]
        for sleutel in vreemd:
            suggestie = lijkt_op(str(rij[sleutel]), namen, 'Bedoel je "{}"?')
            lezer.meld("partij-onbekend", adressen[sleutel], staat=rij[sleutel], suggestie=suggestie)
        if vreemd:
            continue
        van, naar = (bekend[str(rij[sleutel]).casefold()] for sleutel in ("van", "naar"))
        if van == naar:
            lezer.meld("relatie-met-zichzelf", adressen["naar"], staat=van)
        elif (van, naar) in relaties:
            lezer.meld("relatie-dubbel", adressen["van"], staat=f"{van} naar {naar}", ander=eerste[van, naar].cel)
        else:
            relaties[van, naar] = Relatie.model_validate({**rij, "van": van, "naar": naar})
            eerste[van, naar] = adressen["van"]
    return tuple(relaties.values())


def _agenda(lezer: Lezer, namen: list[str]) -> tuple[Agendapunt, ...]:
    bekend = {naam.casefold() for naam in namen}
    agenda = []
    for adressen, rij in _rijen(lezer, "Agenda"):
        punt = Agendapunt.model_validate(rij)
        if punt.trekker and bekend and punt.trekker.casefold() not in bekend:
            suggestie = lijkt_op(punt.trekker, namen, 'Bedoel je "{}"?')
            lezer.meld("trekker-onbekend", adressen["trekker"], staat=punt.trekker, suggestie=suggestie)
        agenda.append(punt)
    return tuple(agenda)
