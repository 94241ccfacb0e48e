"""Carry what users typed over into a fresh template, when result tabs were lost.

Values go by id, name and heading, also the ones that are wrong: the findings point at them in the
new workbook too. What stands in tabs or columns of the users' own stays behind in the old file, and
the finding says so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType

from regio_xl.indeling import Indeling, Vondst, blokken
from regio_xl.indeling.vulling import Inhoud, Vulling
from regio_xl.methode import Tabel
from regio_xl.werkboek import Celwaarde, NietBerekend
from regio_xl.werkboek.cel import Procent, leeg, toon


def vulling(
    indeling: Indeling, overgeslagen: Mapping[str, Collection[int]] = MappingProxyType({})
) -> Vulling:
    """Everything that users typed in our blocks. ``overgeslagen``: by table the rows that are no
    row of it; closed up with the others they would count."""
    methode = indeling.methode
    antwoorden: dict[str, Inhoud] = {}
    nu: dict[str, Inhoud] = {}
    gewenst: dict[str, Inhoud] = {}
    toelichtingen: dict[str, str] = {}
    for tab in (methode.opgave, methode.netwerk, methode.weefsel, methode.perspectief):
        blok = blokken.stellingblok(tab.tab, 0)
        antwoorden |= _kolom(indeling, blok, "Antwoord", enig=True)
        nu |= _kolom(indeling, blok, "Nu", enig=True)
        gewenst |= _kolom(indeling, blok, "Gewenst", enig=True)
        for id_, waarde in _kolom(indeling, blok, "Toelichting").items():
            toelichtingen[id_] = _als_tekst(waarde)
    for id_, waarde in _kolom(indeling, blokken.AFWEGEN, "Toelichting").items():
        toelichtingen[id_] = _als_tekst(waarde)
    return Vulling(
        kenmerken=_kenmerken(indeling),
        antwoorden=antwoorden,
        nu=nu,
        gewenst=gewenst,
        toelichtingen=toelichtingen,
        tabellen=_tabellen(indeling, overgeslagen),
        afspraken=_afspraken(indeling),
        afwegingen=_kolom(indeling, blokken.AFWEGEN, "Antwoord", enig=True),
    )


def _kolom(
    indeling: Indeling, blok: blokken.Blok, kop: str, *, enig: bool = False
) -> dict[str, Inhoud]:
    """What stands under a heading in the row of each id that counts; ``enig`` leaves out ids that
    stand twice, as reading does."""
    gevonden: dict[str, Inhoud] = {}
    vondst = indeling.eerste(blok)
    if vondst is None:
        return gevonden
    for id_, rijen in indeling.ids(blok.tab).per_id.items():
        rij = vondst.eerste_gevulde(rijen, blokken.EIGEN_KOPPEN)
        inhoud = _inhoud(vondst.waarde(rij, kop), datum=kop == "Datum")
        if inhoud is not None and not (enig and len(rijen) > 1):
            gevonden[id_] = inhoud
    return gevonden


def _afspraken(indeling: Indeling) -> dict[str, dict[str, Inhoud]]:
    """What users filled in on Borg en verbind, by id and heading."""
    afspraken: dict[str, dict[str, Inhoud]] = {}
    for kop in blokken.BORG_INVOER:
        for id_, waarde in _kolom(indeling, blokken.BORG, kop).items():
            afspraken.setdefault(id_, {})[kop] = waarde
    volgorde = indeling.ids(blokken.BORG.tab).per_id
    return {id_: afspraken[id_] for id_ in volgorde if id_ in afspraken}


def _kenmerken(indeling: Indeling) -> dict[str, dict[str, Inhoud]]:
    per_tab: dict[str, dict[str, Inhoud]] = {}
    for tabblad in indeling.methode.invoertabs:
        for kenmerk in tabblad.kenmerken:
            regel = indeling.kenmerkregel(tabblad.tab, kenmerk)
            if regel is None:
                continue
            waarde = _inhoud(regel.waarde, datum=kenmerk.soort == "datum")
            if waarde is not None:
                per_tab.setdefault(tabblad.tab, {})[kenmerk.sleutel] = waarde
    return per_tab


def _tabellen(
    indeling: Indeling, overgeslagen: Mapping[str, Collection[int]]
) -> dict[str, list[dict[str, Inhoud]]]:
    tabellen: dict[str, list[dict[str, Inhoud]]] = {}
    for tabblad in indeling.methode.invoertabs:
        for tabel in tabblad.tabellen:
            vondst = indeling.eerste(blokken.tabelblok(tabblad.tab, tabel))
            if vondst is not None:
                niet = overgeslagen.get(tabel.naam, ())
                rijen = (_rij(vondst, rij, tabel) for rij in vondst.rijen() if rij not in niet)
                tabellen[tabel.naam] = [rij for rij in rijen if rij]
    return tabellen


def _rij(vondst: Vondst, rij: int, tabel: Tabel) -> dict[str, Inhoud]:
    """What stands in a row of a table, by the sleutel of its column."""
    gevuld: dict[str, Inhoud] = {}
    for kolom in tabel.kolommen:
        waarde = _inhoud(vondst.waarde(rij, kolom.kop), datum=kolom.soort == "datum")
        if waarde is not None:
            gevuld[kolom.sleutel] = waarde
    return gevuld


def _als_tekst(inhoud: Inhoud) -> str:
    """A remark as the user sees it, also when Excel made a number or a date of it."""
    if isinstance(inhoud, str):
        return inhoud
    return toon(float(inhoud) if isinstance(inhoud, int) else inhoud)


def _inhoud(waarde: Celwaarde, *, datum: bool = False) -> Inhoud | None:
    """A value as the template can hold it; whole numbers lose their decimal, errors become the text
    that users saw. ``datum``: the cell of the template shows a number as a day."""
    if leeg(waarde) or isinstance(waarde, NietBerekend):
        return None
    if isinstance(waarde, Procent):
        return toon(waarde)  # the cell of a template would show another number
    if isinstance(waarde, float) and not isinstance(waarde, bool):
        if datum:
            return toon(waarde)  # else it would become a day that nobody typed
        return int(waarde) if waarde.is_integer() and abs(waarde) < 1e15 else waarde
    if isinstance(waarde, date) and waarde.year < 1900:
        return toon(waarde)  # a cell of another program can hold it, one of a template cannot
    if isinstance(waarde, str | date):
        return waarde
    return toon(waarde)
