"""Figures of step 1: the issue in short, the facts and the agenda."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import comb

from regio_xl.invoer import SECTOREN, Invoer
from regio_xl.methode import Methode, tabnamen
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.methode.regels import Opgaveregels
from regio_xl.rekenen.agenda import TEKENS
from regio_xl.rekenen.indicatoren import MATEN
from regio_xl.rekenen.kengetallen.domeinen import tel_domeinen
from regio_xl.rekenen.tellen import Kengetallen, in_gebruik, ingevuld, procent, procent_van, vlag
from regio_xl.resultaten import Agendastand

_PAREN = comb(len(SECTOREN), 2)


def opgavecijfers(
    methode: Methode, invoer: Invoer, advies: Perspectief | None, agenda: Sequence[Agendastand]
) -> Kengetallen:
    """Every figure of step 1."""
    gebruikt, regels = in_gebruik(methode, invoer, methode.opgave), methode.opgave.regels
    return {
        **_kenmerken(regels, invoer, gebruikt=gebruikt),
        **_feiten(invoer, gebruikt=gebruikt),
        "agendapunten": len(invoer.agenda) if gebruikt else None,
        **_agenda(methode, invoer),
        **_belangen(methode, invoer, agenda),
        **_tekens(regels, invoer, advies, agenda),
    }


def _kenmerken(regels: Opgaveregels, invoer: Invoer, *, gebruikt: bool) -> Kengetallen:
    def waarde(sleutel: str) -> str:
        return invoer.kenmerk(tabnamen.OPGAVE, sleutel)

    def is_(sleutel: str, keuzes: tuple[str, ...]) -> float | None:
        return vlag(waarde(sleutel) in keuzes if waarde(sleutel) else None)

    return {
        "opgave_benoemd": ingevuld(invoer.kenmerk(tabnamen.START, "opgave"), in_gebruik=gebruikt),
        "aanleiding_benoemd": ingevuld(waarde("aanleiding"), in_gebruik=gebruikt),
        "aanleiding_opgelegd": is_("aanleiding", regels.keuzes.aanleiding_opgelegd),
        "aanleiding_vrijwillig": is_("aanleiding", regels.keuzes.aanleiding_vrijwillig),
        "begin_benoemd": ingevuld(waarde("begonnen_door"), in_gebruik=gebruikt),
        "sinds_benoemd": ingevuld(waarde("sinds"), in_gebruik=gebruikt),
        "schaal_benoemd": ingevuld(waarde("schaal"), in_gebruik=gebruikt),
        "schaal_lokaal": is_("schaal", regels.keuzes.schaal_lokaal),
        "domeinen": tel_domeinen(waarde("domeinen"), regels.domeinen_met_en),
        "accent_economie": is_("accent", regels.keuzes.accent_economie),
        "accent_kwetsbaar": is_("accent", regels.keuzes.accent_kwetsbaar),
    }


def _feiten(invoer: Invoer, *, gebruikt: bool) -> Kengetallen:
    feiten = invoer.feiten
    bronnen = {feit.bron.casefold() for feit in feiten if feit.bron}
    return {
        "feiten": len(feiten) if gebruikt else None,
        "feiten_met_waarde": procent_van(feit.waarde for feit in feiten),
        "feiten_met_bron": procent_van(feit.bron for feit in feiten),
        "feiten_met_peildatum": procent_van(feit.peildatum for feit in feiten),
        "feiten_gedeeld": procent_van(feit.gedeeld_met for feit in feiten),
        "feiten_niet_gedeeld": sum(not feit.gedeeld_met for feit in feiten) if feiten else None,
        "feiten_bronnen": len(bronnen) if feiten else None,
    }


def _agenda(methode: Methode, invoer: Invoer) -> Kengetallen:
    """What the items have and lack, and who pulls."""
    trekkers = Counter(punt.trekker.casefold() for punt in invoer.agenda if punt.trekker)
    genoeg = trekkers.total() >= methode.opgave.regels.minste_trekkers
    buiten = MATEN["trekkers_buiten_overheid"](methode, invoer)
    kolommen: dict[str, list[object]] = {
        "effect": [punt.effect for punt in invoer.agenda],
        "resultaat": [punt.resultaat for punt in invoer.agenda],
        "trekker": [punt.trekker for punt in invoer.agenda],
        "eerste_stap": [punt.eerste_stap for punt in invoer.agenda],
        "herijking": [punt.herijken_op for punt in invoer.agenda],
    }
    return {
        **{f"agenda_met_{naam}": procent_van(kolom) for naam, kolom in kolommen.items()},
        **{
            f"agenda_zonder_{naam}": sum(not cel for cel in kolom) if kolom else None
            for naam, kolom in kolommen.items()
        },
        "trekkers_overheid": None if buiten is None else float(100 - 100 * buiten),
        "trekker_meeste": 100 * max(trekkers.values()) / trekkers.total() if genoeg else None,
    }


def _belangen(methode: Methode, invoer: Invoer, agenda: Sequence[Agendastand]) -> Kengetallen:
    """How far interests overlap; unknown while too few of them are filled in, as in
    ``maten.agenda_gedeeld``."""
    gedeeld = MATEN["agenda_gedeeld"](methode, invoer)
    bekend = gedeeld is not None
    paren = [comb(len(stand.belangen), 2) for stand in agenda]
    return {
        "agenda_gedeeld": None if gedeeld is None else float(100 * gedeeld),
        "agenda_een_sector": sum(len(stand.belangen) <= 1 for stand in agenda) if bekend else None,
        "doelcongruentie": 100 * sum(paren) / (_PAREN * len(paren)) if bekend else None,
        **{
            f"belang_{sector}": procent(sector in stand.belangen for stand in agenda)
            if bekend
            else None
            for sector in SECTOREN
        },
    }


def _tekens(
    regels: Opgaveregels, invoer: Invoer, advies: Perspectief | None, agenda: Sequence[Agendastand]
) -> Kengetallen:
    """The signs that items carry; each share counts only the items that have that sign."""

    def deel(kolom: str, geteld: tuple[str, ...]) -> float | None:
        return procent(
            getattr(punt, kolom) in geteld for punt in invoer.agenda if getattr(punt, kolom)
        )

    keuzes = regels.keuzes

    vakken = [bool(getattr(punt, kolom)) for punt in invoer.agenda for kolom in TEKENS]
    trekt = [stand.trekt_naar for stand in agenda if stand.trekt_naar]
    return {
        "agenda_tekens": procent(vakken) if any(vakken) else None,
        "agenda_overheidsspoor": deel("uitvoering", keuzes.uitvoering_overheidsspoor),
        "agenda_samen": deel("uitvoering", keuzes.uitvoering_samen),
        "agenda_omgevingsspoor": deel("uitvoering", keuzes.uitvoering_omgevingsspoor),
        "agenda_vast": deel("ruimte", keuzes.ruimte_vast),
        "agenda_plicht": deel("oorsprong", keuzes.oorsprong_plicht),
        "agenda_initiatief": deel("oorsprong", keuzes.oorsprong_initiatief),
        "agenda_terugkerend": deel("werk", keuzes.werk_terugkerend),
        **{f"agenda_{p}": trekt.count(p) if any(vakken) else None for p in PERSPECTIEVEN},
        "agenda_wijkt_af": sum(naar != advies for naar in trekt) if trekt and advies else None,
    }
