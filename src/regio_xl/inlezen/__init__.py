"""From cells to input: judge every cell of the blocks, gather all findings at once.

Reading knows cells; what it hands on (:class:`Invoer`) does not. Where a value stood travels along
in ``vindplaatsen``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from regio_xl.bevindingen import Bevinding, leesbaar
from regio_xl.indeling import Indeling, blokken
from regio_xl.inlezen.afspraken import lees_afspraken
from regio_xl.inlezen.afwegen import lees_afwegingen
from regio_xl.inlezen.kenmerken import lees_kenmerken, lees_over, lees_perspectiefkeuze
from regio_xl.inlezen.lezer import Lezer
from regio_xl.inlezen.plaatsing import meld_plaatsing
from regio_xl.inlezen.stellingen import lees_stellingen
from regio_xl.inlezen.tabellen import Tabellen, lees_tabellen
from regio_xl.inlezen.verdwaald import meld_verdwaald
from regio_xl.invoer import Invoer
from regio_xl.werkboek import Adres
from regio_xl.werkboek.tekst import schoon

_MEESTE_NAMEN = 5


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What a workbook holds. ``vindplaatsen`` says where an answer (id, or
    ``nu:id``/``gewenst:id``), a table (its name, or the id of an indicator over it), a single
    value (``tab.sleutel``) or a tab of ours with another name (our name of it) stands.
    ``sjabloon_versie`` is None when the workbook does not say.
    ``overgeslagen``: by table the rows that are no row of it, such as a total or a remark."""

    invoer: Invoer
    bevindingen: tuple[Bevinding, ...]
    vindplaatsen: Mapping[str, Adres]
    sjabloon_versie: str | None
    overgeslagen: Mapping[str, Collection[int]]

    def __repr__(self) -> str:
        return f"<Gelezen: {self.invoer!r}, {len(self.bevindingen)} bevindingen>"


def van_ons(indeling: Indeling) -> bool:
    """Whether this is a workbook of Regio-XL: at least one tab holds a block of statements."""
    tabs = (blokken.OPGAVE, blokken.NETWERK, blokken.PERSPECTIEF, blokken.WEEFSEL)
    return any(indeling.vondsten(blokken.stellingblok(tab, 0)) for tab in tabs)


def lees(indeling: Indeling) -> Gelezen:
    """Read a whole workbook. Wrong cells become findings and are left out of the input; nothing
    stops at the first."""
    lezer = Lezer(indeling)
    meld_plaatsing(lezer)
    for herkend in indeling.herkend:
        lezer.vindplaatsen[herkend.tab] = Adres(indeling.naam(herkend.tab), 0, 0)
    kenmerken = lees_kenmerken(lezer)
    sjabloon_versie = lees_over(lezer)
    antwoorden = lees_stellingen(lezer)
    tabellen = lees_tabellen(lezer)
    for indicator in indeling.methode.indicatoren:
        if indicator.tabel in lezer.vindplaatsen:
            lezer.vindplaatsen[indicator.id] = lezer.vindplaatsen[indicator.tabel]
    keuze = lees_perspectiefkeuze(lezer, kenmerken)
    afspraken = lees_afspraken(lezer)
    afwegingen = lees_afwegingen(lezer)
    _tips(lezer, kenmerken)
    _tips_over_tabellen(lezer, tabellen)
    meld_verdwaald(lezer)
    invoer = Invoer(
        kenmerken=kenmerken,
        antwoorden=antwoorden.antwoorden,
        nu=antwoorden.nu,
        gewenst=antwoorden.gewenst,
        afwegingen=afwegingen,
        partijen=tabellen.partijen,
        relaties=tabellen.relaties,
        feiten=tabellen.feiten,
        agenda=tabellen.agenda,
        keuze=keuze,
        afspraken=afspraken,
    )
    return Gelezen(
        invoer, lezer.geordend(), lezer.vindplaatsen, sjabloon_versie, lezer.overgeslagen
    )


def _tips(lezer: Lezer, kenmerken: Mapping[str, Mapping[str, str]]) -> None:
    for sleutel in ("regio", "opgave"):
        plek = lezer.vindplaatsen.get(f"{blokken.START}.{sleutel}")
        if plek and not schoon(kenmerken.get(blokken.START, {}).get(sleutel, "")):
            lezer.meld("regio-leeg", plek, kenmerk=sleutel)


def _tips_over_tabellen(lezer: Lezer, tabellen: Tabellen) -> None:
    """What would make the agenda and the network say more, whatever else is wrong there. Never a
    mistake: it may well be a choice (TEG-15)."""
    if tabellen.onvolledig:
        lezer.meld(
            "agenda-onvolledig",
            lezer.vindplaatsen["Agenda"],
            aantal=tabellen.onvolledig,
            totaal=len(tabellen.agenda),
        )
    zonder_soort = [
        partij.naam for partij in tabellen.partijen if partij.naam.casefold() in tabellen.soortloos
    ]
    if zonder_soort:
        lezer.meld(
            "partij-zonder-soort",
            lezer.vindplaatsen["Partijen"],
            aantal=len(zonder_soort),
            totaal=len(tabellen.partijen),
            namen=_enkele(zonder_soort),
        )
    genoemd = tabellen.bij_van | {relatie.van.casefold() for relatie in tabellen.relaties}
    rest = [partij.naam for partij in tabellen.partijen if partij.naam.casefold() not in genoemd]
    if tabellen.relaties and rest:
        lezer.meld(
            "contacten-niet-gevraagd",
            lezer.vindplaatsen["Relaties"],
            aantal=len(rest),
            namen=_enkele(rest),
        )


def _enkele(namen: Sequence[str]) -> str:
    """The first of these names, and that there are more."""
    tekst = ", ".join(leesbaar(naam, 60) for naam in namen[:_MEESTE_NAMEN])
    return f"{tekst} en anderen" if len(namen) > _MEESTE_NAMEN else tekst
