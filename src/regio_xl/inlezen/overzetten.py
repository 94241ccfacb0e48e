"""Carry what users typed over into a fresh template, when result tabs were lost.

Values go by id, name and heading, also the ones that are wrong: the findings point at them in the
new workbook too. What stands in tabs or columns of the users' own stays behind in the old file, and
the finding says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from regio_xl.indeling import blokken
from regio_xl.indeling.vulling import Inhoud, Vulling
from regio_xl.indeling.zoeken import Vondst, vind
from regio_xl.inlezen.cellen import leeg, toon
from regio_xl.inlezen.kenmerken import WAARDE, zoek_regels
from regio_xl.inlezen.lezer import koppen_op
from regio_xl.inlezen.tabellen import tabelblok
from regio_xl.methode import Methode
from regio_xl.werkboek import Celwaarde, Momentopname, NietBerekend
from regio_xl.werkboek.tekst import sleutel

Rijen = Mapping[str, Sequence[tuple[Vondst, int]]]


def vulling(momentopname: Momentopname, methode: Methode) -> Vulling:
    """Everything that users typed in our blocks."""
    antwoorden: dict[str, Inhoud] = {}
    nu: dict[str, Inhoud] = {}
    gewenst: dict[str, Inhoud] = {}
    toelichtingen: dict[str, str] = {}
    for tab in (methode.opgave, methode.netwerk, methode.weefsel, methode.perspectief):
        stellingen = _per_id(
            momentopname, methode, blokken.stellingblok(tab.tab, 0), [s.id for s in tab.stellingen]
        )
        antwoorden |= _kolom(stellingen, "Antwoord", enig=True)
        nu |= _kolom(stellingen, "Nu", enig=True)
        gewenst |= _kolom(stellingen, "Gewenst", enig=True)
        toelichtingen |= {
            id_: _als_tekst(waarde) for id_, waarde in _kolom(stellingen, "Toelichting").items()
        }
    borg = _per_id(
        momentopname, methode, blokken.BORG, [punt.id for punt in methode.borg_en_verbind.punten]
    )
    per_kop = {kop: _kolom(borg, kop) for kop in blokken.BORG_INVOER}
    afspraken = {
        id_: {kop: kolom[id_] for kop, kolom in per_kop.items() if id_ in kolom} for id_ in borg
    }
    return Vulling(
        kenmerken=_kenmerken(momentopname, methode),
        antwoorden=antwoorden,
        nu=nu,
        gewenst=gewenst,
        toelichtingen=toelichtingen,
        tabellen=_tabellen(momentopname, methode),
        afspraken={id_: regel for id_, regel in afspraken.items() if regel},
    )


def _vind(
    momentopname: Momentopname, methode: Methode, tab: str, koppen: Sequence[str], nodig: int
) -> list[Vondst]:
    blad = momentopname.blad(tab)
    return vind(blad, koppen, koppen_op(tab, methode), nodig) if blad else []


def _per_id(
    momentopname: Momentopname, methode: Methode, blok: blokken.Blok, ids: Sequence[str]
) -> Rijen:
    """The rows of each of these ids in a block, under the method's own spelling; others do not
    count, as in reading."""
    bekend = {sleutel(id_): id_ for id_ in ids}
    gevonden: dict[str, list[tuple[Vondst, int]]] = {}
    for vondst in _vind(momentopname, methode, blok.tab, blok.koppen, 2)[:1]:
        for rij in vondst.rijen():
            if id_ := bekend.get(sleutel(toon(vondst.waarde(rij, "Id")))):
                gevonden.setdefault(id_, []).append((vondst, rij))
    return gevonden


def _kolom(rijen: Rijen, kop: str, *, enig: bool = False) -> dict[str, Inhoud]:
    """What stands under a heading in the first row of each id; ``enig`` leaves out ids that stand
    twice, as reading does."""
    plekken = {id_: plek[0] for id_, plek in rijen.items() if not enig or len(plek) == 1}
    inhoud = ((id_, _inhoud(vondst.waarde(rij, kop))) for id_, (vondst, rij) in plekken.items())
    return {id_: waarde for id_, waarde in inhoud if waarde is not None}


def _kenmerken(momentopname: Momentopname, methode: Methode) -> dict[str, dict[str, Inhoud]]:
    per_tab: dict[str, dict[str, Inhoud]] = {}
    for tabblad in methode.invoertabs:
        regels = zoek_regels(_vind(momentopname, methode, tabblad.tab, blokken.KENMERKKOPPEN, 2))
        for kenmerk in tabblad.kenmerken:
            if sleutel(kenmerk.naam) in regels:
                vondst, rij = regels[sleutel(kenmerk.naam)]
                waarde = _inhoud(vondst.waarde(rij, WAARDE))
                if waarde is not None:
                    per_tab.setdefault(tabblad.tab, {})[kenmerk.sleutel] = waarde
    return per_tab


def _tabellen(momentopname: Momentopname, methode: Methode) -> dict[str, list[dict[str, Inhoud]]]:
    tabellen: dict[str, list[dict[str, Inhoud]]] = {}
    for tabblad in methode.invoertabs:
        for tabel in tabblad.tabellen:
            blok = tabelblok(tabblad.tab, tabel)
            for vondst in _vind(momentopname, methode, tabblad.tab, blok.koppen, 2)[:1]:
                rijen = (
                    {k.sleutel: _inhoud(vondst.waarde(rij, k.kop)) for k in tabel.kolommen}
                    for rij in vondst.rijen()
                )
                gevuld = ({s: w for s, w in rij.items() if w is not None} for rij in rijen)
                tabellen[tabel.naam] = [rij for rij in gevuld if rij]
    return tabellen


def _als_tekst(inhoud: Inhoud) -> str:
    """A remark as the user sees it, also when Excel made a number or a date of it."""
    return (
        inhoud
        if isinstance(inhoud, str)
        else toon(float(inhoud) if isinstance(inhoud, int) else inhoud)
    )


def _inhoud(waarde: Celwaarde) -> Inhoud | None:
    """A value as the template can hold it; whole numbers lose their decimal, errors become the text
    that users saw."""
    if leeg(waarde) or isinstance(waarde, NietBerekend):
        return None
    if isinstance(waarde, float) and not isinstance(waarde, bool):
        return int(waarde) if waarde.is_integer() and abs(waarde) < 1e15 else waarde
    if (
        isinstance(waarde, date) and waarde.year < 1900
    ):  # a cell of another program can hold it, one of a template cannot
        return toon(waarde)
    if isinstance(waarde, str | date):
        return waarde
    return toon(waarde)
