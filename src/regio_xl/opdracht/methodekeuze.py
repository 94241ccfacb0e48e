"""By which method a workbook is read, computed and drawn: the version that it was made with.

What it says about itself on Start is looked up first, on that tab alone, because the rest is found
by the ids and headings of its method. A workbook that does not say, or names a version that is not
kept, goes by the version that knows most of its ids.
"""

from __future__ import annotations

from dataclasses import replace

from regio_xl.bevindingen import Bevinding, bevinding
from regio_xl.indeling import Indeling, blokken, deel_in, onze_teksten, vreemde_tabs
from regio_xl.indeling.tabblad import zoek_regels
from regio_xl.indeling.zoeken import tekstplekken, vind
from regio_xl.inlezen.kenmerken import zegt_over_zich
from regio_xl.methode import (
    Methode,
    alle_versies,
    oudere_versies,
    standaard,
    versienummer,
    voor_werkboek,
)
from regio_xl.werkboek import Snapshot, Werkboek
from regio_xl.werkboek.cel import toon
from regio_xl.werkboek.tekst import sleutel

_VERSIE = blokken.OVER.regels[1]
_STELLINGTABS = (blokken.OPGAVE, blokken.NETWERK, blokken.PERSPECTIEF, blokken.WEEFSEL)


def deel_boek_in(boek: Werkboek, methode: Methode | None) -> Indeling:
    """Read a workbook and find its blocks, by this method or else by the version of ours that the
    workbook was made with. Raises :class:`WerkboekFout` when it cannot be read."""
    gelezen = boek.lees(blokken.LEESTABS)
    gekozen = methode or voor_werkboek(_op_start(gelezen))
    indeling = deel_in(_met_vreemde(boek, gelezen, gekozen), gekozen)
    beter = methode or _bij_nader_inzien(indeling)
    if beter is gekozen:
        return indeling
    return deel_in(_met_vreemde(boek, gelezen, beter), beter)


def _met_vreemde(boek: Werkboek, gelezen: Snapshot, methode: Methode) -> Snapshot:
    """The tabs with our names, and any others: ours may have another name, or be there twice."""
    vreemd = vreemde_tabs(gelezen.namen)
    if not vreemd:
        return gelezen
    kwijt = len(gelezen.bladen) < len(blokken.LEESTABS)
    ook = boek.lees_ook(vreemd, met=() if kwijt else onze_teksten(methode))
    return replace(gelezen, bladen=(*gelezen.bladen, *ook.bladen))


def _op_start(gelezen: Snapshot) -> str | None:
    """The version that the tab Start names; None when it has another name or does not say."""
    start = gelezen.blad(blokken.START)
    if start is None:
        return None
    koppen = blokken.KENMERKKOPPEN
    regels = zoek_regels(vind(start, tekstplekken(start, koppen), [koppen])[koppen])
    regel = regels.get(sleutel(_VERSIE))
    return toon(regel.vondst.waarde(regel.rij, blokken.WAARDE)) if regel else None


def _bij_nader_inzien(indeling: Indeling) -> Methode:
    """The version to go by once the blocks are found, also those on a tab with another name."""
    over = zegt_over_zich(indeling, _VERSIE)
    staat = over[1] if over else ""
    gekozen, nummer = voor_werkboek(staat), versienummer(staat)
    nieuwste = versienummer(standaard().versie)
    if gekozen.versie == staat or (nummer and nieuwste and nummer > nieuwste):
        return gekozen
    ids = [rij.staat for tab in _STELLINGTABS for rij in indeling.ids(tab).alle]
    if indeling.methode.stellingen.keys() >= set(ids) or not oudere_versies():
        return indeling.methode
    return max(alle_versies(), key=lambda een: sum(id_ in een.stellingen for id_ in ids))


def oudere_methode(indeling: Indeling, methode: Methode | None) -> tuple[Bevinding, ...]:
    """That the workbook goes by an older version of our method; nothing when somebody chose the
    method, or when the workbook names another version, which reading tells."""
    eigen, nieuwste = indeling.methode, standaard()
    if methode is not None or eigen is nieuwste:
        return ()
    plek, staat = zegt_over_zich(indeling, _VERSIE) or (None, eigen.versie)
    if staat != eigen.versie:
        return ()
    return (bevinding("versie-ouder", plek, versie=eigen.versie, nieuwste=nieuwste.versie),)
