"""Read what users filled in on Borg en verbind, by id."""

from __future__ import annotations

from datetime import date

from regio_xl.indeling import Vondst, blokken
from regio_xl.inlezen.cellen import Afkeuring, Opgevat, lees_datum, lees_keuze, lees_tekst
from regio_xl.inlezen.lezer import Lezer
from regio_xl.inlezen.samengevoegd import meld_samengevoegd
from regio_xl.invoer import Afspraak
from regio_xl.werkboek.cel import toon


def lees_afspraken(lezer: Lezer) -> dict[str, Afspraak]:
    """Status, agreement, owner and date per question; the first filled-in row of an id counts.
    Missing tab: nothing."""
    vondst = lezer.indeling.eerste(blokken.BORG)
    if vondst is None:
        return {}
    bekend = sorted(rij for rij, _, id_ in lezer.indeling.ids(blokken.BORG.tab).alle if id_)
    meld_samengevoegd(lezer, vondst, ("Id", *blokken.BORG_INVOER), bekend)
    afspraken: dict[str, Afspraak] = {}
    eerste: dict[str, str] = {}
    for rij, staat, id_ in lezer.indeling.ids(blokken.BORG.tab).alle:
        plek = vondst.adres(rij, "Id")
        if id_ is None:
            lezer.meld_id(plek, staat)
            continue
        afspraak = _lees_rij(lezer, vondst, rij)
        if afspraak == Afspraak():
            continue  # nothing of the users' own: a calculation may use this row again
        if id_ in eerste:
            lezer.meld("afspraak-dubbel", plek, staat=id_, ander=eerste[id_])
        else:
            eerste[id_], afspraken[id_] = plek.cel, afspraak
    return afspraken


def _lees_rij(lezer: Lezer, vondst: Vondst, rij: int) -> Afspraak:
    gelezen: dict[str, str | date | Opgevat[str] | Afkeuring | None] = {
        "Status": lees_keuze(
            vondst.waarde(rij, "Status"), "Status", lezer.methode.borg_en_verbind.statussen
        ),
        "Afspraak": lees_tekst(vondst.waarde(rij, "Afspraak")),
        "Eigenaar": lees_tekst(vondst.waarde(rij, "Eigenaar")),
        "Datum": lees_datum(vondst.waarde(rij, "Datum"), "Datum"),
    }
    velden: dict[str, str | date | None] = {}
    for kop, waarde in gelezen.items():
        if isinstance(waarde, Afkeuring):
            code = "status-onbekend" if waarde.code == "keuze-onbekend" else waarde.code
            lezer.meld(code, vondst.adres(rij, kop), **waarde.gaten)
            velden[kop.lower()] = toon(vondst.waarde(rij, kop)) or None if kop == "Datum" else None
        elif isinstance(waarde, Opgevat):
            velden[kop.lower()] = lezer.neem(waarde, vondst.adres(rij, kop))
        else:
            velden[kop.lower()] = waarde
    return Afspraak.model_validate(velden)
