"""Read the answers to the paired choices on Advies, by id."""

from __future__ import annotations

from regio_xl.indeling import Vondst
from regio_xl.indeling.blokken import AFWEEGVRAAG, AFWEGEN, TOELICHTING
from regio_xl.inlezen.cellen import Afkeuring, Opgevat, lees_antwoord, lijkt_antwoord
from regio_xl.inlezen.lezer import Lezer
from regio_xl.inlezen.samengevoegd import meld_samengevoegd
from regio_xl.inlezen.stellingen import meld_ernaast
from regio_xl.invoer import Antwoord
from regio_xl.methode.afwegen import Afweging
from regio_xl.werkboek.tekst import schoon, sleutel

_ANTWOORD = "Antwoord"


def lees_afwegingen(lezer: Lezer) -> dict[str, Antwoord]:
    """The answers by id. An id that stands twice gives none: nobody can see which one counts. A
    workbook of an older template has no such block: nothing."""
    vondst = lezer.enige(AFWEGEN)
    if vondst is None:
        return {}
    lezer.eis_kolommen(vondst, AFWEGEN, (_ANTWOORD,))
    gevonden = lezer.indeling.ids(AFWEGEN.tab)
    bekend = [regel.rij for regel in gevonden.alle if regel.id is not None]
    meld_samengevoegd(lezer, vondst, ("Id", _ANTWOORD, TOELICHTING), bekend)
    for regel in gevonden.alle:
        if regel.id is None:
            lezer.meld_id(vondst.adres(regel.rij, "Id"), regel.staat)
    _meld_zonder_id(lezer, vondst, {regel.rij for regel in gevonden.alle})
    antwoorden: dict[str, Antwoord] = {}
    for id_, rijen in gevonden.per_id.items():
        for rij in rijen[1:]:
            eerste = vondst.adres(rijen[0], "Id").cel
            lezer.meld("id-dubbel", vondst.adres(rij, "Id"), staat=id_, ander=eerste)
        if len(rijen) == 1:
            antwoord = _lees_rij(lezer, vondst, rijen[0], lezer.methode.afwegingen[id_])
            if antwoord is not None:
                antwoorden[id_] = antwoord
    return antwoorden


def _meld_zonder_id(lezer: Lezer, vondst: Vondst, met_id: set[int]) -> None:
    """Report an answer in a row of the block without an id: it belongs to no choice."""
    for rij in vondst.rijen()[: AFWEGEN.rijen]:
        waarde = vondst.waarde(rij, _ANTWOORD)
        nvt = lezer.methode.algemeen.nvt
        if rij not in met_id and waarde is not None and lijkt_antwoord(waarde, nvt):
            lezer.meld("antwoord-zonder-stelling", vondst.adres(rij, _ANTWOORD))


def _lees_rij(lezer: Lezer, vondst: Vondst, rij: int, afweging: Afweging) -> Antwoord | None:
    """The answer in a row; None when there is none that counts."""
    staat, verwacht = schoon(vondst.waarde(rij, AFWEEGVRAAG)), afweging.keuzetekst
    if staat and sleutel(staat) != sleutel(verwacht):
        plek = vondst.adres(rij, AFWEEGVRAAG)
        lezer.meld("stelling-veranderd", plek, id=afweging.id, verwacht=verwacht)
    if _ANTWOORD not in vondst.kolommen:
        return None
    plek = vondst.adres(rij, _ANTWOORD)
    lezer.vindplaatsen[afweging.id] = plek
    waarde = vondst.waarde(rij, _ANTWOORD)
    gelezen = lees_antwoord(waarde, lezer.methode.algemeen.nvt)
    if isinstance(gelezen, Opgevat | Afkeuring):
        return lezer.neem(gelezen, plek)
    if gelezen is None:
        meld_ernaast(lezer, vondst, rij, AFWEEGVRAAG, (_ANTWOORD,))
    return gelezen
