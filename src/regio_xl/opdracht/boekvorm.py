"""What a workbook has besides the cells that are read: a signature, the tab Uitleg that formulas
look at, rows that are not shown. Each becomes a finding when it keeps somebody from seeing what
stands there, or from trusting it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from regio_xl.bevindingen import Bevinding, bevinding
from regio_xl.indeling import Indeling, Tabindeling, blokken
from regio_xl.methode import Methode
from regio_xl.resultaten import Resultaat
from regio_xl.tabs.blokrijen import Vindplaatsen, per_regel
from regio_xl.tabs.invullen import vul_in
from regio_xl.tabs.resultaatrijen import rijen_per_blok
from regio_xl.werkboek import Adres, Blad, CelFout, NietBerekend, tabsleutel
from regio_xl.werkboek.cel import leeg
from regio_xl.werkboek.tekst import sleutel

_STANDRIJEN = 4
"""How many rows the longest table of provisional standings has."""
_WEG = {"#REF!", "#NAME?"}
"""What a formula shows when its cells or its table were removed."""
_STAND, _TEKEN = "de voorlopige stand", "de melding dat antwoorden zijn gewijzigd"
_VERBERGBAAR = (blokken.STIPPEN, blokken.VAKKEN, blokken.LIJNEN)
"""What a picture is drawn from: nobody reads those rows."""


def handtekening(indeling: Indeling) -> tuple[Bevinding, ...]:
    """That the result is no longer what somebody signed."""
    return (bevinding("werkboek-ondertekend"),) if indeling.snapshot.ondertekend else ()


# --- the tab Uitleg, and the tables on it that formulas elsewhere look at


def uitleg(indeling: Indeling) -> tuple[Bevinding, ...]:
    """That the tab Uitleg is gone, or its tables. A tab that was only renamed is no finding: Excel
    renames it in every formula too."""
    snapshot = indeling.snapshot
    aanwezig = {tabsleutel(naam) for naam in snapshot.namen}
    weg = tabsleutel(blokken.UITLEG) not in aanwezig
    stand = _standen_stuk(indeling, ook_niet_berekend=weg)
    teken = blokken.GEWIJZIGD_NU in snapshot.kapotte_namen
    if weg and (stand or teken or aanwezig <= set(map(tabsleutel, blokken.TABS))):
        return (bevinding("tab-uitleg-ontbreekt", Adres(blokken.UITLEG)),)
    if not (stand or teken):
        return ()
    wat = " en ".join(naam for naam, is_stuk in ((_STAND, stand), (_TEKEN, teken)) if is_stuk)
    plek = Adres(blokken.UITLEG)
    if stand:
        plek = stand[0]
    return (bevinding("rekentabel-ontbreekt", plek, wat=wat),)


def _standen_stuk(indeling: Indeling, *, ook_niet_berekend: bool) -> list[Adres]:
    """The cells of the provisional standings that show that what they look at is gone; in older
    workbooks they stand on Start."""
    tabs = [indeling.tabs[t] for t in (blokken.ADVIES, blokken.START) if t in indeling.tabs]
    return [
        Adres(tab.blad.naam, *plek)
        for tab in tabs
        for plek in _stuk(tab.blad, ook_niet_berekend=ook_niet_berekend)
    ]


def _stuk(blad: Blad, *, ook_niet_berekend: bool) -> list[tuple[int, int]]:
    """The cells of provisional standings on this tab whose formulas are broken."""
    verdacht = [
        (rij, kolom)
        for rij, waarden in enumerate(blad.rijen)
        for kolom, waarde in enumerate(waarden)
        if (isinstance(waarde, CelFout) and waarde.code in _WEG)
        or (ook_niet_berekend and isinstance(waarde, NietBerekend))
    ]
    if not verdacht:
        return []  # nearly always
    koppen = list(_standkoppen(blad))
    return [
        (rij, kolom)
        for rij, kolom in verdacht
        if any(
            koprij < rij <= koprij + _STANDRIJEN and kolom in kolommen
            for koprij, kolommen in koppen
        )
    ]


def _standkoppen(blad: Blad) -> Iterator[tuple[int, Collection[int]]]:
    """The rows of headings over the provisional standings, with their columns."""
    gezocht = [sleutel(naam) for naam in blokken.POSITIE_NAMEN]
    for nummer, rij in enumerate(blad.rijen):
        koppen = [sleutel(cel) if isinstance(cel, str) else "" for cel in rij]
        if set(gezocht) <= set(koppen):
            yield nummer, [koppen.index(naam) for naam in gezocht]


# --- results in rows that are not shown


def verborgen(
    indeling: Indeling, resultaat: Resultaat, methode: Methode, vindplaatsen: Vindplaatsen
) -> tuple[Bevinding, ...]:
    """On which result tabs a filter, or somebody, hides rows that will hold something when these
    results are written. The filter stays; whoever set it may want it."""
    tabs = [tab for tab in blokken.RESULTAATTABS if _heeft_verborgen(indeling.tabs.get(tab))]
    while tabs:
        # Controle shows these findings too, and they may land in its hidden rows.
        proef = (bevinding("rijen-verborgen", Adres(tab), aantal="") for tab in tabs)
        alle = (*resultaat.bevindingen, *proef)
        getoond = resultaat.model_copy(update={"bevindingen": alle})
        gevonden = {
            tab: _verborgen_op(indeling, getoond, methode, vindplaatsen, tab) for tab in tabs
        }
        if all(gevonden.values()):
            return tuple(bevinding for rij in gevonden.values() for bevinding in rij)
        tabs = [tab for tab in tabs if gevonden[tab]]
    return ()


def _heeft_verborgen(tab: Tabindeling | None) -> bool:
    return tab is not None and bool(tab.blad.vorm.verborgen_rijen)


def _verborgen_op(
    indeling: Indeling, resultaat: Resultaat, methode: Methode, vindplaatsen: Vindplaatsen, tab: str
) -> list[Bevinding]:
    blad = indeling.tabs[tab].blad
    vol = _gevuld_straks(indeling, resultaat, methode, vindplaatsen, tab)
    onzichtbaar = vol & blad.vorm.verborgen_rijen
    for blok in _VERBERGBAAR:
        for vondst in indeling.vondsten(blok) if blok.tab == tab else ():
            eind = max(vondst.eind, vondst.koprij + 1 + blok.rijen)
            onzichtbaar -= set(range(vondst.koprij, eind))
    gefilterd = {
        rij for rij in onzichtbaar if any(f.rij < rij <= f.laatste_rij for f in blad.vorm.filters)
    }
    plek = Adres(blad.naam)
    return [
        bevinding(code, plek, aantal=_regels_zijn(len(rijen)))
        for code, rijen in (("filter-aan", gefilterd), ("rijen-verborgen", onzichtbaar - gefilterd))
        if rijen
    ]


def _regels_zijn(aantal: int) -> str:
    return "1 regel is" if aantal == 1 else f"{aantal} regels zijn"


def _gevuld_straks(
    indeling: Indeling, resultaat: Resultaat, methode: Methode, vindplaatsen: Vindplaatsen, tab: str
) -> set[int]:
    """The rows of a result tab that hold something once these results are written."""
    rijen = rijen_per_blok(resultaat, methode, vindplaatsen)
    over = blokken.VERANTWOORDING
    rijen[over.tabelnaam] = per_regel(over, over.regels)  # it is filled whatever it says
    nieuw = vul_in(indeling, resultaat, rijen, [tab], vers=True).opdrachten[0].cellen
    vol = {rij for (rij, _), waarde in nieuw.items() if waarde not in (None, "")}
    for rij, waarden in enumerate(indeling.tabs[tab].blad.rijen):
        if rij not in vol and any(
            not leeg(cel) and (rij, kolom) not in nieuw for kolom, cel in enumerate(waarden)
        ):
            vol.add(rij)
    return vol
