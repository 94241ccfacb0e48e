"""Tab Advies, for the big screen.

Where the group stands on the quadrant, what pleads for it and what would tip it.
"""

from __future__ import annotations

from collections.abc import Sequence

from regio_xl.indeling import blokken
from regio_xl.indeling.blokken import Blok
from regio_xl.methode import Methode
from regio_xl.methode.grootheden import nederlands
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.opmaak.cellen import Gestyleerd, Inhoudscel
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.opmaak.resultaatblokken import lijstblok, waardenblok
from regio_xl.opmaak.stijlen import perspectiefstijl
from regio_xl.opmaak.voorwaarden import als_in_gebruik, perspectiefstaven
from regio_xl.opmaak.werkblad import Bladopmaak, Blokplek, Tabelkolom, Werkblad
from regio_xl.resultaten import Agendastand, Kantelpunt, PerspectiefAdvies, Reden, Resultaat
from regio_xl.tabs.adviestekst import (
    adviestekst,
    af_te_wegen,
    hoe_duidelijk,
    hoe_zeker,
    waarop_het_berust,
    wat_kantelt,
)
from regio_xl.tabs.afwegen import teken_afwegen
from regio_xl.tabs.blokrijen import (
    GEEN_ADVIES,
    GEEN_REDENEN,
    NIET_TE_VINDEN,
    NIETS_OPEN,
    Blokrijen,
    Vindplaatsen,
    ingekort,
    link,
    onder_elkaar,
    per_regel,
)
from regio_xl.tabs.invoertabs import kenmerken
from regio_xl.tabs.kwadrant import teken_kwadrant
from regio_xl.tabs.voorlopige_stand import teken_voorlopig
from regio_xl.werkboek import kolomletters
from regio_xl.werkboek.tekst import opsomming

_VRAAG = "Welke manier van werken geeft hier de beste kans?"
_INLEIDING = (
    "Het advies is een nadruk en geen oordeel. Elk perspectief kan werken, en de drie andere "
    "blijven meedoen. Kansrijk volgt uit de opgave en het netwerk. Nu en gewenst volgen uit jullie "
    "antwoorden op de tab Perspectief. De voorlopige stand rekent mee met de stellingen en is niet "
    "het advies. Bespreek samen wat ervoor en ertegen pleit. Jullie kiezen zelf: leg de keuze "
    "hieronder vast bij Jullie keuze, en ga daarna verder met Borg en verbind."
)
_KEUZE_UITLEG = (
    "Vul dit samen in, na het gesprek over het advies. Laat het werkboek daarna opnieuw verwerken: "
    "dan komen op Borg en verbind de vragen die bij jullie keuze horen. Zonder keuze volgt die tab "
    "het advies."
)
_LEES_SCORES = (
    "Een score loopt van 0 tot 100. Bij 50 pleit er evenveel voor als tegen. De vier scores staan "
    "los van elkaar: meer dan één perspectief kan hoog scoren."
)
_LEES_KWADRANT = (
    "In het kwadrant staat links: de overheid begint en werkt van binnen naar buiten. Rechts: "
    "anderen beginnen, het werk komt van buiten naar binnen. Boven: gericht op resultaat. Onder: "
    "gericht op waarden. Een punt vat vier scores samen. Het advies volgt uit de scores. Geen plek "
    "is beter dan een andere."
)
_GEEN_GEVAL = (
    "Jullie antwoorden wijzen niet op één soort leiderschap. "
    "Bespreek wie dit nu het beste kan trekken."
)
_OMHOOG = "De sterkste redenen. Punten: zoveel gaat de score hierdoor omhoog."
_OMLAAG = "De sterkste redenen. Punten: zoveel gaat de score hierdoor omlaag."
_KANTELT = (
    "De kleinste verandering waarbij een ander perspectief gelijk of hoger komt. "
    "Kloppen deze antwoorden nog?"
)
_VUL_AAN = "Vul dit als eerste aan als jullie meer zekerheid willen."
_LIJSTEN = (
    (blokken.VOOR, "Dit pleit ervoor", _OMHOOG),
    (blokken.TEGEN, "Dit pleit ertegen", _OMLAAG),
    (blokken.KANTELPUNT, "Deze andere antwoorden doen het advies kantelen", _KANTELT),
    (blokken.HELPT, "Nog open", _VUL_AAN),
)

_MEESTE_PUNTEN = 4  # items of the agenda that are named
_BREEDTES = (29.0, 98.0, 24.0, 24.0, 18.0, 14.0)
_LINKS, _NAAST = 1, 3
"""The column of the chart and of the lists, and of what stands beside the chart."""
_GRAFIEKRIJEN, _GRAFIEKHOOGTE = 21, 18.0
_NADRUKHOOGTE = 48.0  # two lines of large text
_LIJSTSTIJLEN = {
    "Ga naar": "Regio Lijst link",
    "Punten": "Regio Lijst punten",
    "Nu": "Regio Lijst getal",
    "Wordt": "Regio Lijst getal",
}
_WEEFSELSTIJLEN = dict.fromkeys(
    ("Structuur", "Personen", "Weefsel", "Richting"), "Regio Weefselscore"
)


def rijen(
    resultaat: Resultaat, methode: Methode, vindplaatsen: Vindplaatsen
) -> dict[str, Blokrijen]:
    """The rows of every block of the tab but the account of the calculation."""
    advies = resultaat.perspectief
    helpt: Blokrijen = [
        (link(o.id, vindplaatsen) or NIET_TE_VINDEN, o.tekst) for o in advies.helpt_het_meest
    ]
    return {
        blokken.ADVIES_KOP.tabelnaam: per_regel(blokken.ADVIES_KOP, [adviestekst(advies, methode)]),
        blokken.ADVIES_KORT.tabelnaam: _kort(resultaat, methode),
        blokken.ADVIES_ZEKER.tabelnaam: _zeker(advies, methode),
        blokken.SCORES.tabelnaam: [
            (methode.namen[p], advies.scores[p], advies.nu.scores[p], advies.gewenst.scores[p])
            for p in PERSPECTIEVEN
        ],
        blokken.POSITIES.tabelnaam: [
            ("Kansrijk", advies.x, advies.y),
            ("Nu", advies.nu.x, advies.nu.y),
            ("Gewenst", advies.gewenst.x, advies.gewenst.y),
        ],
        blokken.VOOR.tabelnaam: _redenen(advies, advies.voor, vindplaatsen),
        blokken.TEGEN.tabelnaam: _redenen(advies, advies.tegen, vindplaatsen),
        blokken.KANTELPUNT.tabelnaam: _wijzigingen(advies.kantelpunt, vindplaatsen),
        blokken.HELPT.tabelnaam: helpt or [(None, NIETS_OPEN)],
        blokken.WEEFSELBEELD.tabelnaam: _weefsel(resultaat),
    }


def verantwoording(resultaat: Resultaat, berekend_op: str, controlegetal: int) -> Blokrijen:
    """When, with what and from which answers the results were computed; the number lets the
    workbook see a later change."""
    waarden_ = (
        berekend_op,
        resultaat.programma_versie,
        methodetekst(resultaat),
        resultaat.antwoorden_kenmerk,
        controlegetal,
    )
    return per_regel(blokken.VERANTWOORDING, waarden_)


def methodetekst(resultaat: Resultaat) -> str:
    """Which method was used: its version, and the fingerprint of its content."""
    return f"{resultaat.methode_versie} ({resultaat.methode_kenmerk})"


def _kort(resultaat: Resultaat, methode: Methode) -> Blokrijen:
    advies = resultaat.perspectief
    keuze = "Nog geen keuze vastgelegd."
    return per_regel(
        blokken.ADVIES_KORT,
        (
            hoe_duidelijk(advies, methode),
            methode.namen[advies.tweede] if advies.tweede else None,
            f"{nederlands(100 * advies.volledigheid)} procent van wat meetelt voor het advies",
            methode.namen[advies.keuze] if advies.keuze else keuze,
            onder_elkaar(advies.verschillen),
            _agenda(resultaat.agenda, methode),
            onder_elkaar([s.tekst for s in advies.signalen if s.soort == "let op"]),
            onder_elkaar([s.tekst for s in advies.signalen if s.soort == "geen zorg"]),
            wat_kantelt(advies.kantelpunt, methode),
        ),
    )


def _zeker(advies: PerspectiefAdvies, methode: Methode) -> Blokrijen:
    """How sure the advice is, and what the group is asked to make it surer."""
    return per_regel(
        blokken.ADVIES_ZEKER,
        (
            onder_elkaar(hoe_zeker(advies, methode)),
            waarop_het_berust(advies, methode),
            af_te_wegen(advies, methode),
        ),
    )


def _agenda(agenda: Sequence[Agendastand], methode: Methode) -> str | None:
    """Which agenda items pull to which way of working (TEG-04)."""
    zinnen = []
    for perspectief in PERSPECTIEVEN:
        punten = [stand.agendapunt for stand in agenda if stand.trekt_naar == perspectief]
        if punten:
            werkwoord = "trekt" if len(punten) == 1 else "trekken"
            namen = opsomming(punten, _MEESTE_PUNTEN, "; ", slot="; ")
            zinnen.append(f"Naar {methode.namen[perspectief].lower()} {werkwoord}: {namen}.")
    return onder_elkaar(zinnen)


def _redenen(
    advies: PerspectiefAdvies, redenen: Sequence[Reden], vindplaatsen: Vindplaatsen
) -> Blokrijen:
    if redenen:
        return [(link(reden.id, vindplaatsen), reden.zin, abs(reden.punten)) for reden in redenen]
    zin = GEEN_REDENEN if advies.advies else GEEN_ADVIES
    return [(None, zin, None)]


def _wijzigingen(kantelpunt: Kantelpunt | None, vindplaatsen: Vindplaatsen) -> Blokrijen:
    wijzigingen = kantelpunt.wijzigingen if kantelpunt else ()
    alle = [(link(w.id, vindplaatsen), w.tekst, w.van, w.naar) for w in wijzigingen]
    return ingekort(alle, blokken.KANTELPUNT, "Ander antwoord", "antwoorden")


def _weefsel(resultaat: Resultaat) -> Blokrijen:
    beeld = resultaat.weefsel
    uitleg = "Nog te weinig beantwoord op de tab Weefsel."
    if beeld.patroon_naam:
        uitleg = f"{beeld.patroon_naam}. {beeld.uitleg}"
    leiderschap = _GEEN_GEVAL if beeld.weefsel is not None else None
    if beeld.leiderschap:
        leiderschap = f"{beeld.leiderschap_naam}. {beeld.leiderschap_advies}"
    scores = (beeld.structuur, beeld.personen, beeld.weefsel, beeld.richting)
    return per_regel(blokken.WEEFSELBEELD, (*scores, uitleg, beeld.advies, leiderschap))


def teken(opbouw: Opbouw) -> None:
    """Draw the tab."""
    opmaak = Bladopmaak(vraag=_VRAAG, inleiding=_INLEIDING, breedtes=_BREEDTES, beschermd=False)
    blad = opbouw.open_blad(blokken.ADVIES, opmaak)
    blad.ruimte()
    waardenblok(
        blad,
        blokken.ADVIES_KOP,
        eerste=blokken.NIET_BEREKEND,
        stijl="Regio Nadruk",
        vaste_hoogte=_NADRUKHOOGTE,
    )
    blad.ruimte(12)
    _teken_plaatje(opbouw, blad)
    blad.sectie("Het advies in woorden")
    waardenblok(blad, blokken.ADVIES_KORT)
    blad.sectie("Hoe zeker is dit advies?")
    waardenblok(blad, blokken.ADVIES_ZEKER)
    blad.sectie("Jullie keuze", _KEUZE_UITLEG)
    kenmerken(opbouw, blad, opbouw.methode.perspectief, kolom=1, met_uitleg=False)
    for blok, titel, uitleg in _LIJSTEN:
        blad.sectie(titel, uitleg)
        plek = lijstblok(blad, blok, _LIJSTSTIJLEN)
        als_in_gebruik(blad, plek, 0, len(blok.koppen) - 1, ingevuld=1)
    blad.sectie("Wat de samenwerking draagt (telt niet mee)")
    waardenblok(blad, blokken.WEEFSELBEELD, stijlen=_WEEFSELSTIJLEN)
    blad.sectie("Waar dit op berust")
    waardenblok(blad, blokken.VERANTWOORDING)
    blad.sectie("Zo lees je de scores en het kwadrant")
    blad.alinea(_LEES_SCORES)
    blad.alinea(_LEES_KWADRANT)
    if opbouw.methode.afwegen:
        teken_afwegen(opbouw, blad)


def _teken_plaatje(opbouw: Opbouw, blad: Werkblad) -> None:
    """The chart, on rows of fixed height. Beside it the scores and positions of a calculation, and
    below those where the answers point so far."""
    boven = blad.rij
    for rij in range(boven, boven + _GRAFIEKRIJEN):
        blad.sheet.set_row(rij, _GRAFIEKHOOGTE)
    namen = [Gestyleerd(opbouw.methode.namen[p], perspectiefstijl(p)) for p in PERSPECTIEVEN]
    scores = _naast(blad, blokken.SCORES, namen, ("Regio Tekst", "Regio Score"), 4)
    perspectiefstaven(blad, scores)
    blad.rij += 1
    posities = _naast(
        blad, blokken.POSITIES, blokken.POSITIE_NAMEN, ("Regio Naam", "Regio Positie"), 2
    )
    teken_kwadrant(opbouw, blad, (boven, _LINKS), posities)
    blad.rij += 1
    berekend = f"${kolomletters(_NAAST + 1)}${scores.eerste + 1}"
    teken_voorlopig(opbouw, blad, _NAAST, berekend)
    blad.rij = boven + _GRAFIEKRIJEN


def _naast(
    blad: Werkblad, blok: Blok, namen: Sequence[Inhoudscel], stijlen: tuple[str, str], hoger: int
) -> Blokplek:
    """A table beside the chart: names with nothing behind them yet. Its rows are so many points
    higher than the others."""
    kop, *rest = blok.koppen
    kolommen = [Tabelkolom(kop, stijlen[0]), *(Tabelkolom(k, stijlen[1]) for k in rest)]
    leeg = [(naam, *(None,) * len(rest)) for naam in namen]
    hoogte = _GRAFIEKHOOGTE + hoger
    plek = blad.tabel(blok.tabelnaam, kolommen, leeg, kolom=_NAAST, vaste_hoogte=hoogte)
    blad.sheet.set_row(plek.koprij, _GRAFIEKHOOGTE + 3)
    return plek
