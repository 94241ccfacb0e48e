"""Read single values: the two-column blocks Kenmerk / Waarde, found by the name in the first
column."""

from __future__ import annotations

from regio_xl.bevindingen import leesbaar
from regio_xl.indeling import Indeling, Regel, blokken
from regio_xl.indeling.blokken import KENMERKKOPPEN, WAARDE
from regio_xl.inlezen.cellen import Afkeuring, Opgevat, lees_datum, lees_keuze, lees_tekst
from regio_xl.inlezen.lezer import Lezer
from regio_xl.inlezen.samengevoegd import meld_samengevoegd
from regio_xl.methode import Kenmerk, Tabblad, versienummer
from regio_xl.methode.perspectieven import Perspectief
from regio_xl.werkboek import Adres
from regio_xl.werkboek.cel import leeg, toon, zegt_niets
from regio_xl.werkboek.tekst import sleutel


def lees_kenmerken(lezer: Lezer) -> dict[str, dict[str, str]]:
    """The single values of every input tab as text, by tab and sleutel; empty ones are left out."""
    return {
        tabblad.tab: _lees_tab(lezer, tabblad)
        for tabblad in lezer.methode.invoertabs
        if tabblad.kenmerken
    }


def _lees_tab(lezer: Lezer, tabblad: Tabblad) -> dict[str, str]:
    tab = _staat_op(lezer, tabblad)
    if tab not in lezer.indeling.tabs:
        return {}
    gevonden: dict[str, str] = {}
    regels: list[Regel] = []
    for kenmerk in tabblad.kenmerken:
        regel = lezer.indeling.kenmerkregel(tabblad.tab, kenmerk)
        if regel is None:
            if not kenmerk.mag_ontbreken:
                blad = lezer.indeling.naam(tab)
                lezer.meld("kenmerk-ontbreekt", Adres(blad), staat=kenmerk.naam)
            continue
        _meld_ouder(lezer, tabblad, kenmerk, regel)
        plek = regel.vondst.adres(regel.rij, WAARDE)
        lezer.vindplaatsen[f"{tabblad.tab}.{kenmerk.sleutel}"] = plek
        regels.append(regel)
        gelezen = _lees(regel, kenmerk)
        waarde = lezer.neem(gelezen, plek) if isinstance(gelezen, Opgevat | Afkeuring) else gelezen
        if waarde is not None:
            gevonden[kenmerk.sleutel] = waarde
    for vondst in {regel.vondst.koprij: regel.vondst for regel in regels}.values():
        rijen = sorted(regel.rij for regel in regels if regel.vondst is vondst)
        meld_samengevoegd(lezer, vondst, KENMERKKOPPEN, rijen)
    return gevonden


def _staat_op(lezer: Lezer, tabblad: Tabblad) -> str:
    """The tab on which the single values of an input tab are to be looked for: in an older workbook
    the choice stands on Perspectief. A choice that went with its whole tab is not looked for."""
    tab = blokken.kenmerktab(tabblad.tab)
    ouder = any(lezer.indeling.eerste_regel(tabblad.tab, k) for k in tabblad.kenmerken)
    nieuw = any(lezer.indeling.eerste_regel(tab, k) for k in tabblad.kenmerken)
    return tabblad.tab if ouder and not nieuw else tab


def _meld_ouder(lezer: Lezer, tabblad: Tabblad, kenmerk: Kenmerk, regel: Regel) -> None:
    """Report a choice that also stands where it stood in older workbooks, and differs."""
    ouder = lezer.indeling.eerste_regel(tabblad.tab, kenmerk)
    if ouder is None or ouder == regel or leeg(ouder.waarde):
        return
    staat, telt = toon(ouder.waarde), toon(regel.waarde)
    ander = regel.vondst.adres(regel.rij, WAARDE)
    if sleutel(staat) != sleutel(telt):
        lezer.meld(
            "keuze-op-oude-plek",
            ouder.vondst.adres(ouder.rij, WAARDE),
            kenmerk=kenmerk.naam,
            staat=leesbaar(staat),
            telt=leesbaar(telt),
            ander=f"{ander.blad} {ander.cel}",
        )


def _lees(regel: Regel, kenmerk: Kenmerk) -> str | Opgevat[str] | Afkeuring | None:
    waarde = regel.waarde
    if kenmerk.soort == "datum":
        datum = lees_datum(waarde, kenmerk.naam)
        return datum if datum is None or isinstance(datum, Afkeuring) else toon(datum)
    if kenmerk.soort != "keuze":
        return lees_tekst(waarde)
    if kenmerk.sleutel == "keuze":  # see lees_perspectiefkeuze
        return None if zegt_niets(waarde) else lees_tekst(waarde)
    return lees_keuze(waarde, kenmerk.naam, kenmerk.keuzes)


def lees_perspectiefkeuze(lezer: Lezer, kenmerken: dict[str, dict[str, str]]) -> Perspectief | None:
    """The perspective that the group recorded as its choice."""
    staat = kenmerken.get(blokken.PERSPECTIEF, {}).get("keuze", "")
    gekozen = lees_keuze(staat, "", tuple(lezer.methode.namen.values()))
    for perspectief, naam in lezer.methode.namen.items():
        if naam == gekozen or perspectief == staat.casefold():
            return perspectief
    if gekozen is not None:
        lezer.meld(
            "keuze-niet-gelezen",
            lezer.vindplaatsen[f"{blokken.PERSPECTIEF}.keuze"],
            staat=leesbaar(staat),
        )
    return None


def lees_over(lezer: Lezer) -> str | None:
    """The version of the template that the workbook says it was made with; reports another version
    of the method than the one that it is read by."""
    sjabloon, methode = (zegt_over_zich(lezer.indeling, naam) for naam in blokken.OVER.regels)
    verwacht = lezer.methode.versie
    if methode and methode[1] != verwacht:
        plek, staat = methode
        eigen, onze = versienummer(staat), versienummer(verwacht)
        code = "versie-nieuwer" if eigen and onze and eigen > onze else "versie-anders"
        lezer.meld(code, plek, staat=staat, verwacht=verwacht)
    return sjabloon[1] if sjabloon else None


def zegt_over_zich(indeling: Indeling, naam: str) -> tuple[Adres, str] | None:
    """What the workbook says about itself in a line on Start, and where; None when it says
    nothing."""
    regel = indeling.regel(blokken.START, naam)
    if regel is None:
        return None
    staat = toon(regel.vondst.waarde(regel.rij, WAARDE))
    return (regel.vondst.adres(regel.rij, WAARDE), staat) if staat else None
