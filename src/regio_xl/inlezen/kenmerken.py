"""Read single values: the two-column blocks Kenmerk / Waarde, found by the name in the first
column."""

from __future__ import annotations

from regio_xl.bevindingen import leesbaar
from regio_xl.indeling import blokken
from regio_xl.indeling.zoeken import Vondst
from regio_xl.inlezen.cellen import Afkeuring, lees_datum, lees_tekst, toon
from regio_xl.inlezen.cellen import lees_keuze as lees_keuzecel
from regio_xl.inlezen.lezer import Lezer
from regio_xl.methode import Kenmerk, Tabblad
from regio_xl.methode.perspectieven import Perspectief
from regio_xl.werkboek import Adres
from regio_xl.werkboek.tekst import sleutel

KENMERK, WAARDE = blokken.KENMERKKOPPEN


def zoek_regels(vondsten: list[Vondst]) -> dict[str, tuple[Vondst, int]]:
    """Every line of the two-column blocks of a tab by its name; the first one counts."""
    regels: dict[str, tuple[Vondst, int]] = {}
    for vondst in vondsten:
        for rij, staat in zip(vondst.rijen(), vondst.kolom(KENMERK), strict=True):
            if naam := sleutel(staat):
                regels.setdefault(naam, (vondst, rij))
    return regels


def lees_kenmerken(lezer: Lezer) -> dict[str, dict[str, str]]:
    """The single values of every input tab as text, by tab and sleutel; empty ones are left out."""
    return {
        tabblad.tab: _lees_tab(lezer, tabblad)
        for tabblad in lezer.methode.invoertabs
        if tabblad.kenmerken
    }


def _lees_tab(lezer: Lezer, tabblad: Tabblad) -> dict[str, str]:
    blok = blokken.kenmerkblok(tabblad.tab, lezer.methode)
    if blok is None or lezer.momentopname.blad(tabblad.tab) is None:
        return {}
    regels = zoek_regels(lezer.vind(blok))
    gevonden: dict[str, str] = {}
    for kenmerk in tabblad.kenmerken:
        if sleutel(kenmerk.naam) not in regels:
            lezer.meld("kenmerk-ontbreekt", Adres(tabblad.tab), staat=kenmerk.naam)
            continue
        vondst, rij = regels[sleutel(kenmerk.naam)]
        plek = lezer.adres(vondst, rij, WAARDE)
        lezer.vindplaatsen[f"{tabblad.tab}.{kenmerk.sleutel}"] = plek
        waarde = _lees(vondst, rij, kenmerk)
        if isinstance(waarde, Afkeuring):
            lezer.meld(waarde.code, plek, **waarde.gaten)
        elif waarde is not None:
            gevonden[kenmerk.sleutel] = waarde
    return gevonden


def _lees(vondst: Vondst, rij: int, kenmerk: Kenmerk) -> str | Afkeuring | None:
    waarde = vondst.waarde(rij, WAARDE)
    if kenmerk.soort == "datum":
        datum = lees_datum(waarde, kenmerk.naam)
        return datum if datum is None or isinstance(datum, Afkeuring) else toon(datum)
    if kenmerk.soort == "keuze" and kenmerk.sleutel != "keuze":
        return lees_keuzecel(waarde, kenmerk.naam, kenmerk.keuzes)
    return lees_tekst(waarde)


def lees_keuze(lezer: Lezer, kenmerken: dict[str, dict[str, str]]) -> Perspectief | None:
    """The perspective that the group recorded as its choice."""
    staat = kenmerken.get(blokken.PERSPECTIEF, {}).get("keuze", "")
    for perspectief, naam in lezer.methode.namen.items():
        if staat.casefold() in {perspectief, naam.casefold()}:
            return perspectief
    if staat:
        lezer.meld(
            "keuze-niet-gelezen",
            lezer.vindplaatsen[f"{blokken.PERSPECTIEF}.keuze"],
            staat=leesbaar(staat),
        )
    return None


def lees_over(lezer: Lezer) -> str | None:
    """The version of the template that the workbook says it was made with; reports another version
    of the method."""
    regels = zoek_regels(lezer.vind(blokken.OVER))
    versies: list[str | None] = []
    for naam in blokken.OVER_REGELS:
        gevonden = regels.get(sleutel(naam))
        versies.append(toon(gevonden[0].waarde(gevonden[1], WAARDE)) or None if gevonden else None)
    sjabloon, methode = versies
    if methode and methode != lezer.methode.versie:
        vondst, rij = regels[sleutel(blokken.OVER_REGELS[1])]
        plek = lezer.adres(vondst, rij, WAARDE)
        lezer.meld("versie-anders", plek, staat=methode, verwacht=lezer.methode.versie)
    return sjabloon
