"""From rows to cells: what a calculation writes in the result blocks of this very workbook.

A calculation fills in values and clears old ones; it never moves what a user typed. In the
checklist of step 5 a row with input keeps its place; questions without input share the other rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat

from regio_xl.indeling import Indeling, Tabindeling, Vondst, blokken
from regio_xl.indeling.blokken import GEWIJZIGD, WAARDE, Blok
from regio_xl.resultaten import Resultaat
from regio_xl.tabs.blokrijen import Blokrijen
from regio_xl.tabs.borg_en_verbind import EERDER, GELDT, borgregel
from regio_xl.werkboek import Celwijzigingen, Schrijfwaarde
from regio_xl.werkboek.cel import leeg, toon
from regio_xl.werkboek.tekst import sleutel

Cellen = dict[tuple[int, int], Schrijfwaarde]

_BORG_ONZE = ("Id", "Hoort bij", "Vraag", "Waarom deze vraag", "Geldt")


def ontbrekende_blokken(indeling: Indeling) -> list[Blok]:
    """The result blocks that cannot be found or have no room, so that nothing can be written
    there."""
    return [blok for blok in blokken.RESULTAATBLOKKEN if not _is_er(indeling, blok)]


def _is_er(indeling: Indeling, blok: Blok) -> bool:
    """Whether a block has all its lines, or else its headings with room below them."""
    if blok.regels:
        return all(indeling.regel(blok.tab, naam) for naam in blok.regels)
    vondst = indeling.volledig(blok)
    return vondst is not None and _heeft_ruimte(vondst, blok)


def _heeft_ruimte(vondst: Vondst, blok: Blok) -> bool:
    """Whether a full list fits above the block below it; not when users deleted its rows or moved
    another block into it."""
    return vondst.eind == len(vondst.blad.rijen) or vondst.eind - vondst.koprij > blok.rijen


def celwijzigingen(
    indeling: Indeling,
    resultaat: Resultaat,
    rijen: Mapping[str, Blokrijen],
    tabs: Sequence[str] = blokken.RESULTAATTABS,
) -> list[Celwijzigingen]:
    """What to write on each of these result tabs. Every result block on them must be there
    (:func:`ontbrekende_blokken`)."""
    # The account of the calculation, to which the sign compares, is on Advies.
    vers = blokken.ADVIES in tabs
    opdrachten = []
    for tab in tabs:
        cellen: Cellen = {}
        for blok in blokken.RESULTAATBLOKKEN:
            if blok.tab == tab:
                cellen |= _cellen(indeling, blok, resultaat, rijen)
        uitkomsten = _zonder_waarschuwing(indeling.tabs[tab]) if vers else {}
        naam = indeling.tabs[tab].blad.naam
        opdrachten.append(Celwijzigingen(naam, cellen, uitkomsten, GEWIJZIGD))
    return opdrachten


def _zonder_waarschuwing(tab: Tabindeling) -> dict[tuple[int, int], str]:
    """The sign that answers were changed, where it was on when the workbook was saved: these
    results take it away."""
    plekken = tab.teksten(tab.blad).get(sleutel(GEWIJZIGD), {})
    return {(rij, kolom): "" for rij, kolommen in plekken.items() for kolom in kolommen}


def _cellen(
    indeling: Indeling, blok: Blok, resultaat: Resultaat, rijen: Mapping[str, Blokrijen]
) -> Cellen:
    if blok.regels:
        return _regels(indeling, blok, rijen[blok.tabelnaam])
    vondst = indeling.volledig(blok)
    assert vondst is not None
    if blok == blokken.BORG:
        return _borg(indeling, vondst, resultaat)
    return _lijst(vondst, blok, rijen[blok.tabelnaam])


def _regels(indeling: Indeling, blok: Blok, rijen: Blokrijen) -> Cellen:
    """Fill a two-column block: each value behind its name, wherever that line stands."""
    cellen: Cellen = {}
    for naam, waarde in rijen:
        regel = indeling.regel(blok.tab, str(naam))
        assert regel is not None
        cellen[regel.rij, regel.vondst.kolommen[WAARDE]] = waarde
    return cellen


def _lijst(vondst: Vondst, blok: Blok, rijen: Blokrijen) -> Cellen:
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
        vol = vondst.gevuld(rij, blok.koppen)
        if rij > grens and (vol < 2 or rij > laatste + 1):
            break
        if vol:
            laatste = max(laatste, rij)
    return laatste - vondst.koprij


def _borg(indeling: Indeling, vondst: Vondst, resultaat: Resultaat) -> Cellen:
    """Fill the checklist: rows with input stay, with their question; the other questions take the
    free rows in order."""
    nodig = {punt.id: borgregel(punt, indeling.methode) for punt in resultaat.borg_en_verbind}
    ids = _ids(indeling, vondst)
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
        waarden: tuple[Schrijfwaarde, ...] = (None,) * len(_BORG_ONZE)
        if te_plaatsen:
            waarden = (*te_plaatsen.pop(0), GELDT)
        for kop, waarde in zip(_BORG_ONZE, waarden, strict=True):
            cellen[rij, vondst.kolommen[kop]] = waarde
    return cellen


def _ids(indeling: Indeling, vondst: Vondst) -> dict[int, str | None]:
    """The id of each row of the checklist, None for a row without one that we know."""
    ids: dict[int, str | None] = dict.fromkeys(vondst.rijen())
    ids |= {rij.rij: rij.id for rij in indeling.ids_in(vondst, blokken.BORG).alle}
    return ids


def _van_gebruiker(vondst: Vondst, rij: int, id_: str | None) -> bool:
    """Whether users put anything of their own in this row: in their columns, beside the table, or
    without an id we know."""
    gevuld = {kolom for kolom, cel in enumerate(vondst.blad.rijen[rij]) if not leeg(cel)}
    if id_ is not None:
        gevuld -= {vondst.kolommen[kop] for kop in _BORG_ONZE}
    return bool(gevuld)


def huidige_verantwoording(indeling: Indeling) -> dict[str, str]:
    """What the workbook says about its last calculation, by the names of the lines of
    *Verantwoording*."""
    staat: dict[str, str] = {}
    for naam in blokken.VERANTWOORDING.regels:
        regel = indeling.regel(blokken.ADVIES, naam)
        if regel is not None:
            staat[naam] = toon(regel.vondst.waarde(regel.rij, WAARDE))
    return staat
