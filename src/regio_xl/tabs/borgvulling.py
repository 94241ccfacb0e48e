"""The checklist of step 5 in this very workbook: which question goes in which row.

Rows with input stay, with their question; so do rows whose question users reworded. The other
questions take the free rows in order.
"""

from __future__ import annotations

from regio_xl.indeling import Indeling, Vondst, blokken
from regio_xl.rekenen.borg_en_verbind import borgpunt
from regio_xl.resultaten import Resultaat
from regio_xl.tabs.borg_en_verbind import EERDER, GELDT, borgregel
from regio_xl.tabs.vergelijken import zegt_iets_anders
from regio_xl.tabs.verlies import Verlies
from regio_xl.werkboek import Schrijfwaarde
from regio_xl.werkboek.cel import leeg
from regio_xl.werkboek.tekst import sleutel

_ONZE = ("Id", "Hoort bij", "Vraag", "Waarom deze vraag", "Geldt")


def vul_borg(
    indeling: Indeling,
    vondst: Vondst,
    resultaat: Resultaat,
    verlies: Verlies,
    *,
    zelfde_methode: bool,
) -> dict[tuple[int, int], Schrijfwaarde]:
    """The cells of the checklist. ``zelfde_methode``: the questions that stand there are those of
    this method, unless users reworded them."""
    nodig = {punt.id: borgregel(punt, indeling.methode) for punt in resultaat.borg_en_verbind}
    ids = _ids(indeling, vondst)
    punten = {punt.id: punt for punt in indeling.methode.borg_en_verbind.punten}

    def tekst_van(id_: str) -> tuple[str, ...]:
        regel = nodig.get(id_) or borgregel(borgpunt(punten[id_], ""), indeling.methode)
        return regel[1:]

    bezet = {
        rij: id_
        for rij, id_ in ids.items()
        if _van_gebruiker(vondst, rij, id_)
        or (zelfde_methode and id_ and _herschreven(vondst, rij, tekst_van(id_)))
    }
    geldt = vondst.kolommen["Geldt"]
    cellen: dict[tuple[int, int], Schrijfwaarde] = {}
    for rij, id_ in bezet.items():
        if id_ is not None:
            cellen[rij, geldt] = GELDT if id_ in nodig else EERDER
    te_plaatsen = [regel for id_, regel in nodig.items() if id_ not in bezet.values()]
    laatste = max((rij for rij, id_ in ids.items() if id_ is not None), default=vondst.koprij)
    rij = vondst.koprij
    while te_plaatsen or rij < laatste:
        rij += 1
        if rij in bezet:
            continue
        waarden: tuple[Schrijfwaarde, ...] = (None,) * len(_ONZE)
        if te_plaatsen:
            waarden = (*te_plaatsen.pop(0), GELDT)
        for kop, waarde in zip(_ONZE, waarden, strict=True):
            cellen[rij, vondst.kolommen[kop]] = waarde
    _let_op_geldt(vondst, ids, cellen, verlies)
    return cellen


def _let_op_geldt(
    vondst: Vondst,
    ids: dict[int, str | None],
    cellen: dict[tuple[int, int], Schrijfwaarde],
    verlies: Verlies,
) -> None:
    """Tell where users typed in the column that says whether a question counts."""
    for rij in ids:
        staat = vondst.waarde(rij, "Geldt")
        plek = vondst.adres(rij, "Geldt")
        if plek[1:] in cellen and not leeg(staat) and sleutel(staat) not in (GELDT, EERDER):
            verlies.weg(plek, staat)


def _ids(indeling: Indeling, vondst: Vondst) -> dict[int, str | None]:
    """The id of each row of the checklist, None for a row without one that we know."""
    ids: dict[int, str | None] = dict.fromkeys(vondst.rijen())
    ids |= {rij.rij: rij.id for rij in indeling.ids_in(vondst, blokken.BORG).alle}
    return ids


def _herschreven(vondst: Vondst, rij: int, onze: tuple[str, ...]) -> bool:
    """Whether a question, or what is beside it in our columns, says something else than ours."""
    for kop, tekst in zip(_ONZE[1:-1], onze, strict=True):
        staat = vondst.waarde(rij, kop)
        if not leeg(staat) and zegt_iets_anders(staat, tekst):
            return True
    return False


def _van_gebruiker(vondst: Vondst, rij: int, id_: str | None) -> bool:
    """Whether users put anything of their own in this row: in their columns, beside the table, or
    without an id we know."""
    gevuld = {kolom for kolom, cel in enumerate(vondst.blad.rijen[rij]) if not leeg(cel)}
    if id_ is not None:
        gevuld -= {vondst.kolommen[kop] for kop in _ONZE}
    return bool(gevuld)
