"""The block Afwegen at the end of Advies: the paired choices that are put to the group.

A calculation writes the questions and users the answers, so a row with anything of theirs keeps its
place and its question; questions without input share the other rows.
"""

from __future__ import annotations

from collections.abc import Mapping

from regio_xl.indeling import Indeling, Vondst
from regio_xl.indeling.blokken import AFWEEGVRAAG, AFWEGEN, TOELICHTING
from regio_xl.opmaak import validatie
from regio_xl.opmaak.cellen import Inhoudscel
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.opmaak.voorwaarden import als
from regio_xl.opmaak.werkblad import Tabelkolom, Werkblad
from regio_xl.resultaten import Resultaat
from regio_xl.tabs.vergelijken import zegt_iets_anders
from regio_xl.werkboek import Schrijfwaarde, kolomletters
from regio_xl.werkboek.cel import leeg, toon

_UITLEG = (
    "Liggen twee manieren van werken dicht bij elkaar, dan staan hier na het verwerken hoogstens "
    "vijf vragen over precies die twee. Kies 1 als de bovenste zin hier veel beter past, 5 als de "
    "onderste veel beter past en 3 als ze even goed passen. Beantwoord ze samen en laat het "
    "werkboek opnieuw verwerken: dan tellen jullie antwoorden mee."
)
NIETS = "Er is nu niets af te wegen."
"""What stands in the first row when a calculation asks nothing."""
_ONZE = ("Id", AFWEEGVRAAG)
_STIJLEN = ("Regio Lijst id", "Regio Lijst", "Regio Lijst antwoord", "Regio Lijst invoer")


def teken_afwegen(opbouw: Opbouw, blad: Werkblad) -> None:
    """Draw the block: what was answered before, and empty rows."""
    blad.sectie("Afwegen: wat past hier beter?", _UITLEG)
    keuzes = {
        "Antwoord": validatie.afweegantwoord(opbouw.methode.algemeen),
        TOELICHTING: validatie.hulp(TOELICHTING, "Waarom kiezen jullie dit? Invullen mag."),
    }
    kolommen = [
        Tabelkolom(kop, stijl, keuzes.get(kop))
        for kop, stijl in zip(AFWEGEN.koppen, _STIJLEN, strict=True)
    ]
    rijen = _ingevuld(opbouw)
    rijen += [(None,) * len(kolommen)] * (AFWEGEN.rijen - len(rijen))
    plek = blad.tabel(AFWEGEN.tabelnaam, kolommen, rijen)
    rij = plek.eerste + 1
    als(blad, plek.deel(0, 1), f'${kolomletters(plek.kolom + 1)}{rij}<>""', "gevuld")
    als(blad, plek.deel(2, 3), f'${kolomletters(plek.kolom)}{rij}<>""', "veld")


def _ingevuld(opbouw: Opbouw) -> list[tuple[Inhoudscel, ...]]:
    """Rows for what was answered before, with the text of each choice."""
    antwoorden, toelichtingen = opbouw.vulling.afwegingen, opbouw.vulling.toelichtingen
    return [
        (id_, afweging.keuzetekst, antwoorden.get(id_), toelichtingen.get(id_))
        for id_, afweging in opbouw.methode.afwegingen.items()
        if id_ in antwoorden or id_ in toelichtingen
    ]


def vul_afwegen(
    indeling: Indeling, vondst: Vondst, resultaat: Resultaat, *, zelfde_methode: bool
) -> dict[tuple[int, int], Schrijfwaarde]:
    """The cells of the questions. ``zelfde_methode``: the questions that stand there are those of
    this method, unless users reworded them."""
    afwegingen = indeling.methode.afwegingen
    nodig = {vraag.id: afwegingen[vraag.id].keuzetekst for vraag in resultaat.perspectief.afwegen}
    ids = _ids(indeling, vondst)
    teksten = {id_: afweging.keuzetekst for id_, afweging in afwegingen.items()}
    bezet = {
        rij: id_
        for rij, id_ in ids.items()
        if _van_gebruiker(vondst, rij, id_)
        or (zelfde_methode and id_ is not None and _herschreven(vondst, rij, teksten[id_]))
    }
    te_plaatsen = [(id_, tekst) for id_, tekst in nodig.items() if id_ not in bezet.values()]
    if not nodig and not any(bezet.values()):
        te_plaatsen = [("", NIETS)]
    id_kolom, vraagkolom = (vondst.kolommen[kop] for kop in _ONZE)
    cellen: dict[tuple[int, int], Schrijfwaarde] = {}
    for rij, id_ in ids.items():
        if rij not in bezet:
            nieuw, tekst = te_plaatsen.pop(0) if te_plaatsen else ("", "")
            cellen[rij, id_kolom], cellen[rij, vraagkolom] = nieuw or None, tekst or None
        elif id_ is not None and leeg(vondst.waarde(rij, AFWEEGVRAAG)):
            cellen[rij, vraagkolom] = teksten[id_]
    return cellen


def _ids(indeling: Indeling, vondst: Vondst) -> Mapping[int, str | None]:
    """The id of each row of the block, None for a row without one that we know."""
    gevonden = {regel.rij: regel.id for regel in indeling.ids_in(vondst, AFWEGEN).alle}
    laatste = max([*gevonden, vondst.koprij + AFWEGEN.rijen])
    return {rij: gevonden.get(rij) for rij in range(vondst.koprij + 1, laatste + 1)}


def _herschreven(vondst: Vondst, rij: int, onze: str) -> bool:
    staat = vondst.waarde(rij, AFWEEGVRAAG)
    return not leeg(staat) and zegt_iets_anders(staat, onze)


def _van_gebruiker(vondst: Vondst, rij: int, id_: str | None) -> bool:
    """Whether users put anything of their own in this row: an answer, a remark, something beside
    the block, or anything at all in a row that has no id of ours."""
    waarden = vondst.blad.rijen[rij] if rij < len(vondst.blad.rijen) else ()
    gevuld = {kolom for kolom, cel in enumerate(waarden) if not leeg(cel)}
    onze = {vondst.kolommen[kop] for kop in _ONZE}
    if id_ is not None:
        return bool(gevuld - onze)
    return bool(gevuld) and not (
        gevuld == {vondst.kolommen[AFWEEGVRAAG]} and toon(vondst.waarde(rij, AFWEEGVRAAG)) == NIETS
    )
