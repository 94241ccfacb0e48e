"""The four tabs with statements: Opgave, Netwerk, Perspectief and Weefsel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from regio_xl import blokken
from regio_xl.methode import Methode, Tabblad, Weefseltab, Weegtab
from regio_xl.sjabloon import invoerblokken
from regio_xl.sjabloon.blad import Blad, Bladopmaak
from regio_xl.sjabloon.bouwplaats import Bouwplaats
from regio_xl.sjabloon.validatie import PARTIJLIJST


@dataclass(frozen=True, slots=True)
class Invoertab:
    """How one tab is put together. ``delen`` in order: "kenmerken", "stellingen" or the name of a table."""

    stap: int
    breedtes: tuple[float, ...]
    delen: tuple[str, ...]
    verder: str
    beschermd: bool
    kenmerkentitel: str = ""
    kenmerkenuitleg: str = ""
    stellingenuitleg: str = ""


# Columns from B on are shared by all blocks of a tab: Id, Onderwerp, Stelling, Wat bedoelen we, answer(s), Toelichting, ...
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
            plek = invoerblokken.tabel(plaats, blad, tabellen[deel])
            if deel == "Partijen":
                kop = tabellen[deel].kolommen[0].kop
                plaats.werkboek.define_name(PARTIJLIJST, f"=Partijen[{kop}]")
            blad.rij = plek.laatste + 2
        else:
            delen[deel]()
    blad.werkblad.print_area(0, 0, blad.rij, blad.laatste_kolom)


def tabblad_van(methode: Methode, tab: str) -> Weegtab | Weefseltab:
    """The part of the method that belongs to a tab with statements."""
    return next(t for t in (methode.opgave, methode.netwerk, methode.perspectief, methode.weefsel) if t.tab == tab)


def _kenmerken(plaats: Bouwplaats, blad: Blad, tabblad: Tabblad, indeling: Invoertab) -> None:
    if tabblad.kenmerken:
        blad.sectie(indeling.kenmerkentitel, indeling.kenmerkenuitleg)
        invoerblokken.kenmerken(plaats, blad, tabblad)


def _stellingen(plaats: Bouwplaats, blad: Blad, tabblad: Weegtab | Weefseltab, indeling: Invoertab) -> None:
    bovenaan = indeling.delen[0] == "stellingen"
    if bovenaan:
        blad.ruimte()
    else:
        blad.sectie("Stellingen", indeling.stellingenuitleg)
    plek = invoerblokken.stellingen(plaats, blad, tabblad.tab, tabblad.stellingen)
    if bovenaan:
        einde, blad.rij = blad.rij, plek.eerste
        blad.vastzetten()
        blad.rij = einde
