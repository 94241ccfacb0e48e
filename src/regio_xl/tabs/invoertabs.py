"""The tabs with statements: Opgave, Netwerk, Perspectief and Weefsel.

Their blocks are those that users fill in: single values, statements and growing tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from regio_xl.indeling import blokken
from regio_xl.methode import (
    Kenmerk,
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
from regio_xl.opmaak.cellen import Inhoudscel, schrijf
from regio_xl.opmaak.opbouw import Bouwplaats
from regio_xl.opmaak.validatie import PARTIJLIJST
from regio_xl.opmaak.werkblad import Blad, Bladopmaak, Plek, Tabelkolom

DIMENSIES = {
    "structuur": "Structuur",
    "personen": "Personen",
    "weefsel": "Weefsel",
    "richting": "Richting",
}

LEGE_RIJEN = {"Partijen": 20, "Relaties": 30, "Feiten": 12, "Agenda": 12}
_RESERVE = 5

# The order of columns that reads well on the shared widths of a tab; columns not named here follow
# in the method's order.
KOLOMVOLGORDE: dict[str, tuple[str, ...]] = {
    "Partijen": (
        "naam",
        "belang",
        "kracht",
        "rol",
        "soort",
        "invloed",
        "betrokkenheid",
        "aan_tafel",
    ),
    "Relaties": ("van", "naar", "vorm", "sterkte", "vertrouwen"),
    "Feiten": ("feit", "bron", "gedeeld_met", "waarde", "eenheid", "schaal", "peildatum"),
    "Agenda": (
        "agendapunt",
        "effect",
        "resultaat",
        "herijken_op",
        "eerste_stap",
        "belang_overheid",
        "belang_inwoners",
        "belang_ondernemers",
        "belang_onderwijs",
        "trekker",
    ),
}

_REGELS_TEKORT = "Regels tekort? Klik met rechts op een rijnummer in de tabel en kies Invoegen. De lijsten en de opmaak groeien mee."


def kenmerken(plaats: Bouwplaats, blad: Blad, tabblad: Tabblad, kolom: int = 2) -> Plek:
    """The single values of a tab, each with what is meant."""
    blok = blokken.kenmerkblok(tabblad.tab, plaats.methode)
    assert blok is not None
    waarden = plaats.vulling.kenmerken.get(tabblad.tab, {})
    kolommen = [
        Tabelkolom("Kenmerk", "Regio Naam"),
        Tabelkolom("Waarde", "Regio Invoer"),
        Tabelkolom("Uitleg", "Regio Uitleg"),
    ]
    rijen = [(k.naam, waarden.get(k.sleutel), k.uitleg) for k in tabblad.kenmerken]
    plek = blad.tabel(blok.tabelnaam, kolommen, rijen, kolom=kolom)
    for rij, kenmerk in enumerate(tabblad.kenmerken, start=plek.eerste):
        _waarde(blad, rij, kolom + 1, kenmerk, waarden.get(kenmerk.sleutel))
    return plek


def _waarde(blad: Blad, rij: int, kolom: int, kenmerk: Kenmerk, waarde: Inhoudscel) -> None:
    stijl = "Regio Invoer datum" if kenmerk.soort == "datum" else "Regio Invoer"
    schrijf(blad.werkblad, rij, kolom, waarde, blad.stijlen, stijl)
    blad.werkblad.data_validation(rij, kolom, rij, kolom, validatie.veld(kenmerk))


def stellingen(
    plaats: Bouwplaats, blad: Blad, tab: str, lijst: Iterable[Stelling | Weefselstelling]
) -> Plek:
    """The statements of a tab, with the answers that are known already."""
    lijst = tuple(lijst)
    blok = blokken.stellingblok(tab, len(lijst))
    keuze = validatie.antwoord(plaats.methode.algemeen)
    antwoorden = {
        "Antwoord": plaats.vulling.antwoorden, "Nu": plaats.vulling.nu, "Gewenst": plaats.vulling.gewenst,
    }  # fmt: skip
    koppen = [kop for kop in blok.koppen if kop in antwoorden]
    kolommen = [
        Tabelkolom("Id", "Regio Id"), Tabelkolom("Onderwerp", "Regio Naam"), Tabelkolom("Stelling"),
        Tabelkolom("Wat bedoelen we", "Regio Uitleg"), *(Tabelkolom(kop, "Regio Antwoord", keuze) for kop in koppen),
        Tabelkolom("Toelichting", "Regio Invoer"),
    ]  # fmt: skip
    onderwerpen = DIMENSIES | {groep.id: groep.naam for groep in plaats.methode.algemeen.groepen}
    rijen = [
        (
            s.id, onderwerpen[s.dimensie if isinstance(s, Weefselstelling) else s.groep], s.tekst, s.uitleg,
            *(antwoorden[kop].get(s.id) for kop in koppen), plaats.vulling.toelichtingen.get(s.id),
        )
        for s in lijst
    ]  # fmt: skip
    return blad.tabel(blok.tabelnaam, kolommen, rijen)


def tabel(plaats: Bouwplaats, blad: Blad, beschrijving: Tabel) -> Plek:
    """A table that grows: its rows so far and enough empty ones."""
    blad.sectie(beschrijving.naam, beschrijving.uitleg, _REGELS_TEKORT)
    kolommen = geordend(beschrijving)
    gevuld = plaats.vulling.tabellen.get(beschrijving.naam, ())
    aantal = max(LEGE_RIJEN[beschrijving.naam], len(gevuld) + _RESERVE)
    rijen: list[tuple[Inhoudscel, ...]] = [
        tuple(rij.get(k.sleutel) for k in kolommen) for rij in gevuld
    ]
    rijen += [(None,) * len(kolommen)] * (aantal - len(gevuld))
    opmaak = [Tabelkolom(k.kop, _stijl(k), validatie.veld(k)) for k in kolommen]
    return blad.tabel(beschrijving.naam, opmaak, rijen, kolom=2, filter_=True)


def geordend(beschrijving: Tabel) -> list[Kolom]:
    """The columns of a table in the order of the template; the first one, which names the row,
    stays first."""
    volgorde = KOLOMVOLGORDE.get(beschrijving.naam, ())
    rang = {sleutel: nummer for nummer, sleutel in enumerate(volgorde, start=1)}
    eerste, *rest = beschrijving.kolommen
    return [eerste, *sorted(rest, key=lambda kolom: rang.get(kolom.sleutel, len(rang) + 1))]


def _stijl(kolom: Kolom) -> str:
    return {"datum": "Regio Invoer datum", "schaal": "Regio Antwoord"}.get(
        kolom.soort, "Regio Invoer"
    )


@dataclass(frozen=True, slots=True)
class Invoertab:
    """How one tab is put together. ``delen`` in order: "kenmerken", "stellingen" or the name of a
    table."""

    stap: int
    breedtes: tuple[float, ...]
    delen: tuple[str, ...]
    verder: str
    beschermd: bool
    kenmerkentitel: str = ""
    kenmerkenuitleg: str = ""
    stellingenuitleg: str = ""


# Columns from B on are shared by all blocks of a tab: Id, Onderwerp, Stelling, Wat bedoelen we,
# answer(s), Toelichting, ...
INVOERTABS: Mapping[str, Invoertab] = {
    blokken.OPGAVE: Invoertab(
        stap=1, breedtes=(9, 28, 38, 38, 13, 30, 16, 16, 16, 16, 20, 16, 14, 18, 15),
        delen=("kenmerken", "Feiten", "stellingen", "Agenda"),
        verder=blokken.NETWERK, beschermd=False,
        kenmerkentitel="De opgave in het kort",
        stellingenuitleg="Geef bij elke stelling een cijfer van 1 (helemaal oneens) tot 5 (helemaal eens).",
    ),
    blokken.NETWERK: Invoertab(
        stap=2, breedtes=(9, 28, 38, 38, 14, 30, 14, 20, 14), delen=("Partijen", "Relaties", "stellingen", "kenmerken"),
        verder=blokken.PERSPECTIEF, beschermd=False,
        kenmerkentitel="De plek van de gemeente",
        stellingenuitleg="Geef bij elke stelling een cijfer van 1 (helemaal oneens) tot 5 (helemaal eens).",
    ),
    blokken.PERSPECTIEF: Invoertab(
        stap=3, breedtes=(9, 24, 46, 46, 11, 11, 36), delen=("stellingen", "kenmerken"),
        verder=blokken.WEEFSEL, beschermd=True,
        kenmerkentitel="Jullie keuze",
        kenmerkenuitleg=(
            "Vul dit samen in, na het gesprek over het advies. Laat het werkboek daarna opnieuw verwerken: dan komen op Borg "
            "en verbind de vragen die bij jullie keuze horen. Zonder keuze volgt die tab het advies."
        ),
    ),
    blokken.WEEFSEL: Invoertab(
        stap=4, breedtes=(9, 16, 50, 50, 12, 40), delen=("stellingen",), verder=blokken.ADVIES, beschermd=True,
    ),
}  # fmt: skip


def teken(plaats: Bouwplaats, tab: str) -> None:
    """Draw one of the four tabs."""
    indeling = INVOERTABS[tab]
    tabblad = tabblad_van(plaats.methode, tab)
    opmaak = Bladopmaak(
        titel=f"Stap {indeling.stap}: {tab}", vraag=tabblad.vraag, inleiding=tabblad.inleiding, breedtes=indeling.breedtes,
        beschermd=indeling.beschermd, verder=indeling.verder,
    )  # fmt: skip
    blad = plaats.open_blad(tab, opmaak)
    delen: dict[str, Callable[[], None]] = {
        "kenmerken": lambda: _kenmerken(plaats, blad, tabblad, indeling),
        "stellingen": lambda: _stellingen(plaats, blad, tabblad, indeling),
    }
    tabellen = {tabel.naam: tabel for tabel in tabblad.tabellen}
    if indeling.delen[0] != "stellingen":
        blad.werkblad.freeze_panes(2, 0)
        blad.werkblad.repeat_rows(0)
    for deel in indeling.delen:
        if deel in tabellen:
            plek = tabel(plaats, blad, tabellen[deel])
            if deel == "Partijen":
                kop = tabellen[deel].kolommen[0].kop
                plaats.werkboek.define_name(PARTIJLIJST, f"=Partijen[{kop}]")
            blad.rij = plek.laatste + 2
        else:
            delen[deel]()
    blad.werkblad.print_area(0, 0, blad.rij, blad.laatste_kolom)


def tabblad_van(methode: Methode, tab: str) -> Weegtab | Weefseltab:
    """The part of the method that belongs to a tab with statements."""
    return next(
        t
        for t in (methode.opgave, methode.netwerk, methode.perspectief, methode.weefsel)
        if t.tab == tab
    )


def _kenmerken(plaats: Bouwplaats, blad: Blad, tabblad: Tabblad, indeling: Invoertab) -> None:
    if tabblad.kenmerken:
        blad.sectie(indeling.kenmerkentitel, indeling.kenmerkenuitleg)
        kenmerken(plaats, blad, tabblad)


def _stellingen(
    plaats: Bouwplaats, blad: Blad, tabblad: Weegtab | Weefseltab, indeling: Invoertab
) -> None:
    bovenaan = indeling.delen[0] == "stellingen"
    if bovenaan:
        blad.ruimte()
    else:
        blad.sectie("Stellingen", indeling.stellingenuitleg)
    plek = stellingen(plaats, blad, tabblad.tab, tabblad.stellingen)
    if bovenaan:
        einde, blad.rij = blad.rij, plek.eerste
        blad.vastzetten()
        blad.rij = einde
