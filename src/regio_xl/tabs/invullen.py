"""From rows to cells: where the rows of each result block go in this very workbook, found by
headings.

A calculation fills in values and clears old ones; it never moves what a user typed. In the
checklist of step 5 a row with input keeps its place; questions without input share the other rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from regio_xl.indeling import blokken
from regio_xl.indeling.blokken import GEWIJZIGD, Blok
from regio_xl.indeling.zoeken import Vondst, vind
from regio_xl.inlezen.cellen import leeg, toon
from regio_xl.inlezen.kenmerken import WAARDE, zoek_regels
from regio_xl.inlezen.lezer import koppen_op
from regio_xl.methode import Methode
from regio_xl.resultaten import Resultaat
from regio_xl.tabs.borg_en_verbind import borgregel
from regio_xl.tabs.rijen import Rijen
from regio_xl.werkboek import Blad, Momentopname, Schrijfopdracht, Schrijfwaarde
from regio_xl.werkboek.tekst import sleutel

Cellen = dict[tuple[int, int], Schrijfwaarde]

_BORG_ONZE = ("Id", "Hoort bij", "Vraag", "Waarom deze vraag", "Geldt")
GELDT, EERDER = "ja", "eerdere keuze"


@dataclass(frozen=True, slots=True)
class Plaatsen:
    """Where results go in one workbook: the result tabs that are there, every line of their
    two-column blocks by tab and name, and every list by the name of its table."""

    bladen: Mapping[str, Blad]
    regels: Mapping[str, Mapping[str, tuple[Vondst, int]]]
    lijsten: Mapping[str, Vondst]


def zoek_plaatsen(momentopname: Momentopname, methode: Methode) -> Plaatsen:
    """Find the result blocks of a workbook."""
    bladen = {
        tab: blad for tab in blokken.RESULTAATTABS if (blad := momentopname.blad(tab)) is not None
    }
    regels = {
        tab: zoek_regels(vind(blad, blokken.KENMERKKOPPEN, koppen_op(tab, methode)))
        for tab, blad in bladen.items()
    }
    lijsten: dict[str, Vondst] = {}
    for blok in blokken.RESULTAATBLOKKEN:
        if blok.tab in bladen and blok.koppen != blokken.KENMERKKOPPEN:
            vondsten = vind(bladen[blok.tab], blok.koppen, koppen_op(blok.tab, methode))
            if vondsten:
                lijsten[blok.tabelnaam] = vondsten[0]
    return Plaatsen(bladen, regels, lijsten)


def ontbrekende_blokken(plaatsen: Plaatsen) -> list[Blok]:
    """The result blocks that cannot be found or have no room, so that nothing can be written
    there."""
    return [blok for blok in blokken.RESULTAATBLOKKEN if not _is_er(plaatsen, blok)]


def _is_er(plaatsen: Plaatsen, blok: Blok) -> bool:
    """Whether a block has all its lines, or else its headings with room below them."""
    if blok.koppen == blokken.KENMERKKOPPEN:
        regels = plaatsen.regels.get(blok.tab, {})
        return all(sleutel(naam) in regels for naam in _REGELS[blok.tabelnaam])
    vondst = plaatsen.lijsten.get(blok.tabelnaam)
    return vondst is not None and _heeft_ruimte(vondst, blok)


def _heeft_ruimte(vondst: Vondst, blok: Blok) -> bool:
    """Whether a full list fits above the block below it; not when users deleted its rows or moved
    another block into it."""
    return vondst.eind == len(vondst.blad.rijen) or vondst.eind - vondst.koprij > blok.rijen


_REGELS: Mapping[str, Sequence[str]] = {
    blokken.ADVIES_KOP.tabelnaam: blokken.KOP_REGELS,
    blokken.ADVIES_KORT.tabelnaam: blokken.KORT_REGELS,
    blokken.WEEFSELBEELD.tabelnaam: blokken.WEEFSEL_REGELS,
    blokken.VERANTWOORDING.tabelnaam: blokken.VERANTWOORDING_REGELS,
    blokken.BORG_STAND.tabelnaam: blokken.BORG_REGELS,
    blokken.NETWERKCIJFERS.tabelnaam: blokken.NETWERK_REGELS,
    blokken.WEGWIJZERTELLING.tabelnaam: blokken.STATEN,
    blokken.CONTROLE_STAND.tabelnaam: blokken.CONTROLE_REGELS,
}


def schrijfopdrachten(
    plaatsen: Plaatsen,
    methode: Methode,
    resultaat: Resultaat,
    rijen: Mapping[str, Rijen],
    tabs: Sequence[str] = blokken.RESULTAATTABS,
) -> list[Schrijfopdracht]:
    """What to write on each of these result tabs. Every result block on them must be there
    (:func:`ontbrekende_blokken`)."""
    opdrachten = []
    for tab in tabs:
        blad = plaatsen.bladen[tab]
        cellen: Cellen = {}
        for blok in (b for b in blokken.RESULTAATBLOKKEN if b.tab == tab):
            if blok.koppen == blokken.KENMERKKOPPEN:
                cellen |= _regels(plaatsen.regels[tab], rijen[blok.tabelnaam])
                continue
            vondst = plaatsen.lijsten[blok.tabelnaam]
            cellen |= (
                _borg(vondst, methode, resultaat)
                if blok == blokken.BORG
                else _lijst(vondst, blok, rijen[blok.tabelnaam])
            )
        vers = (
            blokken.ADVIES in tabs
        )  # the account of the calculation, to which the sign compares, is on Advies
        opdrachten.append(
            Schrijfopdracht(
                blad.naam, cellen, _zonder_waarschuwing(blad) if vers else {}, GEWIJZIGD
            )
        )
    return opdrachten


def _zonder_waarschuwing(blad: Blad) -> dict[tuple[int, int], str]:
    """The sign that answers were changed, where it was on when the workbook was saved: these
    results take it away."""
    plekken = blad.plekken.get(sleutel(GEWIJZIGD), {})
    return {(rij, kolom): "" for rij, kolommen in plekken.items() for kolom in kolommen}


def _regels(regels: Mapping[str, tuple[Vondst, int]], rijen: Rijen) -> Cellen:
    """Fill a two-column block: each value behind its name, wherever that line stands."""
    cellen: Cellen = {}
    for naam, waarde in rijen:
        vondst, rij = regels[sleutel(str(naam))]
        cellen[rij, vondst.kolommen[WAARDE]] = waarde
    return cellen


def _lijst(vondst: Vondst, blok: Blok, rijen: Rijen) -> Cellen:
    """Fill a list from its first row on, and clear what an earlier calculation left below."""
    kolommen = [vondst.kolommen[kop] for kop in blok.koppen]
    leeg_te_maken = _gevuld(vondst, blok, len(rijen)) - len(rijen)
    alle = (*rijen, *repeat((None,) * len(kolommen), leeg_te_maken))
    return {
        (nummer, kolom): waarde
        for nummer, rij in enumerate(alle, start=vondst.koprij + 1)
        for kolom, waarde in zip(kolommen, rij, strict=True)
    }


def _gevuld(vondst: Vondst, blok: Blok, nieuw: int) -> int:
    """How many rows under the headings are filled: ``nieuw`` ones, or more by an earlier
    calculation.

    Below the rows of the template only what follows without a gap and fills more than one cell can
    be ours: a note that a user typed under a list stays.
    """
    laatste, grens = vondst.koprij + nieuw, vondst.koprij + blok.rijen
    for rij in vondst.rijen():
        vol = (
            sum(not leeg(vondst.waarde(rij, kop)) for kop in blok.koppen)
            if vondst.blad.rijen[rij]
            else 0
        )
        if rij > grens and (vol < 2 or rij > laatste + 1):
            break
        if vol:
            laatste = max(laatste, rij)
    return laatste - vondst.koprij


def _borg(vondst: Vondst, methode: Methode, resultaat: Resultaat) -> Cellen:
    """Fill the checklist: rows with input stay, with their question; the other questions take the
    free rows in order."""
    nodig = {punt.id: borgregel(punt, methode) for punt in resultaat.borg_en_verbind}
    bekend = {sleutel(punt.id): punt.id for punt in methode.borg_en_verbind.punten}
    ids = {
        rij: bekend.get(sleutel(toon(cel)))
        for rij, cel in zip(vondst.rijen(), vondst.kolom("Id"), strict=True)
    }
    bezet = {rij: id_ for rij, id_ in ids.items() if _van_gebruiker(vondst, rij, id_)}
    cellen: Cellen = {}
    for rij, id_ in bezet.items():
        if id_ is not None:
            cellen[rij, vondst.kolommen["Geldt"]] = GELDT if id_ in nodig else EERDER
    te_plaatsen = [regel for id_, regel in nodig.items() if id_ not in bezet.values()]
    laatste = max((rij for rij, id_ in ids.items() if id_ is not None), default=vondst.koprij)
    rij = vondst.koprij
    while te_plaatsen or rij < laatste:
        rij += 1
        if rij in bezet:
            continue
        waarden: tuple[Schrijfwaarde, ...] = (
            (*te_plaatsen.pop(0), GELDT) if te_plaatsen else (None,) * len(_BORG_ONZE)
        )
        for kop, waarde in zip(_BORG_ONZE, waarden, strict=True):
            cellen[rij, vondst.kolommen[kop]] = waarde
    return cellen


def _van_gebruiker(vondst: Vondst, rij: int, id_: str | None) -> bool:
    """Whether users put anything of their own in this row: in their columns, beside the table, or
    without an id we know."""
    gevuld = {kolom for kolom, cel in enumerate(vondst.blad.rijen[rij]) if not leeg(cel)}
    return bool(
        gevuld if id_ is None else gevuld.difference(vondst.kolommen[kop] for kop in _BORG_ONZE)
    )


def huidige_verantwoording(plaatsen: Plaatsen) -> dict[str, str]:
    """What the workbook says about its last calculation, by the names of
    ``VERANTWOORDING_REGELS``."""
    regels = plaatsen.regels.get(blokken.ADVIES, {})
    gevonden = ((naam, regels.get(sleutel(naam))) for naam in blokken.VERANTWOORDING_REGELS)
    return {naam: toon(plek[0].waarde(plek[1], WAARDE)) for naam, plek in gevonden if plek}
