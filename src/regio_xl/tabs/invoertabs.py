"""The tabs with statements: Opgave, Netwerk, Perspectief and Weefsel.

Their blocks are those that users fill in: single values, statements and growing tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from regio_xl.indeling import blokken
from regio_xl.indeling.blokken import geordend
from regio_xl.indeling.vulling import Inhoud, Vulling
from regio_xl.methode import (
    Kolom,
    Methode,
    Stelling,
    Tabblad,
    Tabel,
    Weefselstelling,
    Weefseltab,
    Weegtab,
)
from regio_xl.opmaak import validatie
from regio_xl.opmaak.cellen import Inhoudscel
from regio_xl.opmaak.drukdelen import Drukdeel, druk_in_delen
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.opmaak.werkblad import Bladopmaak, Tabelkolom, Werkblad
from regio_xl.tabs import onze_overheid

DIMENSIENAMEN = {
    "structuur": "Structuur",
    "personen": "Personen",
    "weefsel": "Weefsel",
    "richting": "Richting",
}
_NAMEN_TOT = 3
"""The first columns, up to the one that names the rows of a table; the others go on beside it."""
_MARGE = 6.0
"""The width of column A, which holds the running numbers."""
_REGELS_TEKORT = (
    "Regels tekort? Klik met rechts op een rijnummer in de tabel en kies Invoegen. "
    "De lijsten en de opmaak groeien mee."
)

ANTWOORDKOPPEN = ("Antwoord", "Nu", "Gewenst")
"""The headings over the answers to statements."""
LEGE_RIJEN = {"Partijen": 20, "Relaties": 30, "Feiten": 12, "Agenda": 12}
_RESERVE = 5  # empty rows below what is filled in already
_KENMERKEN, _STELLINGEN = "kenmerken", "stellingen"


@dataclass(frozen=True, slots=True)
class Stellingtab:
    """How one tab is put together. ``delen`` in order: single values, statements or the name of a
    table. ``breedtes``: columns from B on are shared by all blocks of a tab."""

    stap: int
    breedtes: tuple[float, ...]
    delen: tuple[str, ...]
    beschermd: bool
    kenmerkentitel: str = ""


STELLINGTABS: Mapping[str, Stellingtab] = {
    blokken.OPGAVE: Stellingtab(
        stap=1,
        breedtes=(9, 28, 38, 38, 13, 30, 12, 12, 14, 13, 16, 15, 12, 9, 13, 13),
        delen=(_STELLINGEN, _KENMERKEN, "Feiten", "Agenda"),
        beschermd=False,
        kenmerkentitel="De opgave in het kort",
    ),
    blokken.NETWERK: Stellingtab(
        stap=2,
        breedtes=(9, 28, 38, 38, 14, 30, 14, 20, 14, 26),
        delen=(_STELLINGEN, _KENMERKEN, "Partijen", "Relaties"),
        beschermd=False,
        kenmerkentitel="De plek van onze overheid",
    ),
    blokken.PERSPECTIEF: Stellingtab(
        stap=3, breedtes=(9, 24, 46, 46, 11, 11, 36), delen=(_STELLINGEN,), beschermd=True
    ),
    blokken.WEEFSEL: Stellingtab(
        stap=4, breedtes=(9, 16, 50, 50, 12, 40), delen=(_STELLINGEN,), beschermd=True
    ),
}


def tabblad_van(methode: Methode, tab: str) -> Weegtab | Weefseltab:
    """The part of the method that belongs to a tab with statements."""
    tabs = (methode.opgave, methode.netwerk, methode.perspectief, methode.weefsel)
    return next(t for t in tabs if t.tab == tab)


def antwoorden_per_kop(vulling: Vulling) -> dict[str, Mapping[str, Inhoud]]:
    """The answers that a workbook is filled with, by the heading under which they stand."""
    bronnen = (vulling.antwoorden, vulling.nu, vulling.gewenst)
    return dict(zip(ANTWOORDKOPPEN, bronnen, strict=True))


def teken(opbouw: Opbouw, tab: str) -> None:
    """Draw one of the four tabs."""
    plan, tabblad = STELLINGTABS[tab], tabblad_van(opbouw.methode, tab)
    opmaak = Bladopmaak(
        titel=f"Stap {plan.stap}: {tab}",
        vraag=tabblad.vraag,
        inleiding=tabblad.inleiding,
        breedtes=plan.breedtes,
        beschermd=plan.beschermd,
        marge=_MARGE,
        blijft_staan=(_antwoordregel(opbouw.methode), _antwoordkolommen(tab)),
    )
    blad = opbouw.open_blad(tab, opmaak)
    onze = onze_overheid.overheidsregel(opbouw)
    if onze is not None:
        blad.zin(onze)
    tabellen = {tabel.naam: tabel for tabel in tabblad.tabellen}
    begin = [0]
    for deel in plan.delen:
        if deel == _STELLINGEN:
            _stellingen(opbouw, blad, tabblad, alleen=not tabellen)
        elif deel in tabellen:
            begin.append(blad.rij)
            _tabel(opbouw, blad, tabellen[deel])
        elif tabblad.kenmerken:
            blad.sectie(plan.kenmerkentitel)
            kenmerken(opbouw, blad, tabblad)
    if tabellen:
        _druk(opbouw, blad, begin)


def _druk(opbouw: Opbouw, blad: Werkblad, begin: Sequence[int]) -> None:
    """On paper every table begins on a new page. ``begin``: the first row of each part. What is
    between two parts goes with the second: an empty row too many would be a page of its own."""
    delen: list[Drukdeel] = []
    for eerste, volgende in zip(begin, [*begin[1:], blad.rij], strict=True):
        plekken = [p for p, _ in blad.blokken.values() if eerste <= p.koprij < volgende]
        boven = delen[-1].laatste + 1 if delen else 0
        koprij = min(plek.koprij for plek in plekken)
        onder = max(plek.laatste for plek in plekken)
        breed = max(plek.laatste_kolom for plek in plekken)
        delen.append(Drukdeel(boven, koprij, onder, breed))
    breedtes = (blad.opmaak.marge, *blad.opmaak.breedtes)
    druk_in_delen(opbouw.werkboek, blad.sheet, delen, breedtes, _NAMEN_TOT)


def kenmerken(
    opbouw: Opbouw, blad: Werkblad, tabblad: Tabblad, kolom: int = 2, *, met_uitleg: bool = True
) -> None:
    """The single values of a tab, each with what is meant; without ``met_uitleg`` only the message
    of its cell says so."""
    blok = blokken.kenmerkblok(tabblad.tab, opbouw.methode)
    assert blok is not None
    waarden = opbouw.vulling.kenmerken.get(tabblad.tab, {})
    kolommen = [
        Tabelkolom(blokken.KENMERK, "Regio Naam"),
        Tabelkolom(blokken.WAARDE, "Regio Invoer"),
        Tabelkolom(blokken.KENMERKUITLEG, "Regio Uitleg"),
    ][: 3 if met_uitleg else 2]
    alle = [(k.naam, waarden.get(k.sleutel), k.uitleg) for k in tabblad.kenmerken]
    rijen = [rij[: len(kolommen)] for rij in alle]
    plek = blad.tabel(blok.tabelnaam, kolommen, rijen, kolom=kolom)
    for rij, kenmerk in enumerate(tabblad.kenmerken, start=plek.eerste):
        stijl = "Regio Invoer datum" if kenmerk.soort == "datum" else "Regio Invoer"
        blad.schrijf(rij, kolom + 1, waarden.get(kenmerk.sleutel), stijl)
        regel = validatie.veld(kenmerk)
        blad.sheet.data_validation(rij, kolom + 1, rij, kolom + 1, regel)


def volgnummers(methode: Methode) -> dict[str, int]:
    """The running number of every statement, through the four tabs in the order of the method."""
    tabs = (tabblad_van(methode, tab) for tab in STELLINGTABS)
    ids = (stelling.id for tabblad in tabs for stelling in tabblad.stellingen)
    return {id_: nummer for nummer, id_ in enumerate(ids, start=1)}


def _antwoordregel(methode: Methode) -> str:
    """What an answer says, in one line that stays in view."""
    laagste, hoogste = methode.algemeen.antwoorden[0], methode.algemeen.antwoorden[-1]
    return (
        f"1 = {laagste}, 3 = ertussenin, 5 = {hoogste}. Leeg = weet ik niet. "
        f"{methode.algemeen.nvt} = past niet bij deze opgave."
    )


def _stellingkoppen(tab: str) -> tuple[str, ...]:
    """The headings of the statements side by side, from column A on."""
    id_, stelling, *rest = blokken.stellingblok(tab, 0).koppen
    return (blokken.VOLGNUMMER, id_, blokken.ONDERWERP, stelling, blokken.BEDOELING, *rest)


def _antwoordkolommen(tab: str) -> dict[int, str]:
    """The headings over the answers, by their column."""
    koppen = _stellingkoppen(tab)
    return {koppen.index(kop): kop for kop in koppen if kop in ANTWOORDKOPPEN}


def _stellingen(
    opbouw: Opbouw, blad: Werkblad, tabblad: Weegtab | Weefseltab, *, alleen: bool
) -> None:
    """The statements of a tab, with the answers that are known already. On a tab without tables
    their headings stand on every printed page."""
    if isinstance(tabblad, Weegtab) and tabblad.eerste is not None:
        blad.alinea(tabblad.eerste.tekst)
    blad.ruimte()
    blok = blokken.stellingblok(tabblad.tab, len(tabblad.stellingen))
    antwoorden = antwoorden_per_kop(opbouw.vulling)
    koppen = [kop for kop in blok.koppen if kop in antwoorden]
    algemeen = opbouw.methode.algemeen
    keuzes = {kop: validatie.stellingantwoord(algemeen, kop) for kop in koppen}
    kolommen = [
        Tabelkolom(blokken.VOLGNUMMER, "Regio Getal"),
        Tabelkolom("Id", "Regio Id"),
        Tabelkolom(blokken.ONDERWERP, "Regio Naam"),
        Tabelkolom("Stelling"),
        Tabelkolom(blokken.BEDOELING, "Regio Uitleg"),
        *(Tabelkolom(kop, "Regio Antwoord", keuzes[kop]) for kop in koppen),
        Tabelkolom("Toelichting", "Regio Invoer"),
    ]
    nummers = volgnummers(opbouw.methode)
    rijen: list[tuple[Inhoudscel, ...]] = []
    for s in tabblad.stellingen:
        gegeven = (antwoorden[kop].get(s.id) for kop in koppen)
        toelichting = opbouw.vulling.toelichtingen.get(s.id)
        onderwerp = _onderwerp(opbouw.methode, s)
        rijen.append((nummers[s.id], s.id, onderwerp, s.tekst, s.uitleg, *gegeven, toelichting))
    plek = blad.tabel(blok.tabelnaam, kolommen, rijen, kolom=0)
    if alleen:
        blad.herhalen(plek.koprij)


def _onderwerp(methode: Methode, stelling: Stelling | Weefselstelling) -> str:
    if isinstance(stelling, Weefselstelling):
        return DIMENSIENAMEN[stelling.dimensie]
    return next(groep.naam for groep in methode.algemeen.groepen if groep.id == stelling.groep)


def _tabel(opbouw: Opbouw, blad: Werkblad, tabel: Tabel) -> None:
    """A table that grows: its rows so far and enough empty ones."""
    blad.sectie(tabel.naam, tabel.uitleg, _REGELS_TEKORT)
    kolommen = geordend(tabel)
    gevuld = opbouw.vulling.tabellen.get(tabel.naam, ())
    rijen: list[tuple[Inhoudscel, ...]] = [
        tuple(rij.get(kolom.sleutel) for kolom in kolommen) for rij in gevuld
    ]
    over = max(LEGE_RIJEN[tabel.naam] - len(gevuld), _RESERVE)
    rijen += [(None,) * len(kolommen)] * over
    opmaak = [Tabelkolom(k.kop, _stijl(k), validatie.veld(k)) for k in kolommen]
    blad.tabel(tabel.naam, opmaak, rijen, kolom=2, filter_=True)
    blad.rij += 1


def _stijl(kolom: Kolom) -> str:
    stijlen = {"datum": "Regio Invoer datum", "schaal": "Regio Antwoord"}
    return stijlen.get(kolom.soort, "Regio Invoer")
