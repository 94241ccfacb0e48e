"""Tab Uitleg: a short manual made from the method's own data, with the source of every
statement."""

from __future__ import annotations

from collections.abc import Sequence

from regio_xl.indeling import blokken
from regio_xl.methode import (
    Bewijs,
    Indicator,
    Kernvraag,
    Legitimiteit,
    Methode,
    Stelling,
    VastPunt,
    Voorwaarde,
)
from regio_xl.methode.grootheden import nederlands
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.opmaak.cellen import Inhoudscel
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.opmaak.voorwaarden import als
from regio_xl.opmaak.werkblad import Bladopmaak, Blokplek, Tabelkolom, Werkblad
from regio_xl.tabs.invoertabs import DIMENSIENAMEN
from regio_xl.tabs.kwadrant import NAAMBLOK, NAAMPLEK
from regio_xl.tabs.partijlijst import teken_partijlijst
from regio_xl.tabs.rekentabel import teken_rekentabellen
from regio_xl.werkboek.tekst import opsomming

_VRAAG = "Hoe werkt Regio-XL, en waar komt het vandaan?"
_UITLEG_PERSPECTIEVEN = (
    "Vier manieren van werken. Geen ervan is vooraf de beste. De laatste twee kolommen zetten de "
    "namen op hun plek in het kwadrant."
)
_UITLEG_ONDERWERPEN = (
    "De stellingen staan in groepen. Elke groep telt even zwaar, hoeveel stellingen er ook in "
    "staan."
)
_UITLEG_LADING = (
    "Zo lees je de tabel, als je het eens bent: + + pleit er sterk voor, + pleit ervoor, − pleit "
    "ertegen, − − pleit er sterk tegen. Bij oneens is het andersom. Bij eigen duiding is het "
    "verband onze eigen lezing. Bij bron legt de VNG-bron of het essay uit 2015 het verband zelf."
)
_UITLEG_AFWEGEN = (
    "Liggen de twee hoogste perspectieven dicht bij elkaar, dan vraagt de tab Advies wat hier "
    "beter past. De + en − horen bij het antwoord dat het tweede hier veel beter past."
)
_UITLEG_WEEFSEL = (
    "Deze stellingen tellen niet mee voor het perspectief. Bij omgekeerd is eens juist een "
    "zorgelijk teken."
)
_UITLEG_WEGWIJZERS = (
    "Is iets bekend en klopt het niet, dan vraagt de wegwijzer aandacht. Is er iets niet bekend, "
    "dan is hij nog leeg."
)
_UITLEG_HANDREIKINGEN = (
    "Op de tab Wegwijzers staan er hooguit {aantal}: die passen bij wat jullie invulden. Daar "
    "staat ook waarom een handreiking past en hoe je haar aanpakt."
)
_TELWOORDEN = "één twee drie vier vijf zes zeven acht negen tien elf twaalf"
"""As many as suggestions can be shown (``Grenzen.handreikingen``)."""
_PLUSMIN = {-1.0: "− −", -0.5: "−", 0.0: "", 0.5: "+", 1.0: "+ +"}
_EIGEN, _BRON = "eigen duiding", "bron"
_NAMEN = tuple(p.capitalize() for p in PERSPECTIEVEN)
_PLAATJE = ("Plaatje links-rechts", "Plaatje onder-boven")

_BREEDTES = (12.0, 26.0, 68.0, 13.0, 13.0, 13.0, 13.0, 26.0, 44.0)
_STIJLEN = {
    "Nummer": "Regio Id",
    "Herkomst": "Regio Uitleg",
    "Bronplaats": "Regio Uitleg",
    "Kort": "Regio Naam",
    "Perspectief": "Regio Naam",
    **dict.fromkeys((*_NAMEN, *_PLAATJE, "Telt"), "Regio Getal"),
}


def teken(opbouw: Opbouw) -> None:
    """Draw the tab."""
    methode = opbouw.methode
    inleiding = f"{methode.algemeen.naam}. Methode {methode.versie}."
    opmaak = Bladopmaak(vraag=_VRAAG, inleiding=inleiding, breedtes=_BREEDTES)
    blad = opbouw.open_blad(blokken.UITLEG, opmaak)
    blad.sectie("Zo werkt het")
    for alinea in (*methode.algemeen.uitleg, _grenzen(methode), _duiding(methode)):
        blad.alinea(alinea)
        blad.ruimte()
    _handleiding(methode, blad)
    _perspectieven(methode, blad)
    _onderwerpen(methode, blad)
    _bewijs(methode, blad)
    _weefsel(methode, blad)
    _vragen(methode, blad)
    _wegwijzers(methode, blad)
    _handreikingen(methode, blad)
    blad.sectie("Bronnen")
    rijen = [(b.id, b.titel, f"{b.jaar}. {b.toelichting}") for b in methode.algemeen.bronnen]
    _tabel(blad, "Bronnenlijst", ("Kort", "Titel", "Toelichting bij de bron"), rijen)
    blad.afdrukken_tot_hier()
    teken_rekentabellen(opbouw, blad)
    teken_partijlijst(opbouw, blad)


def _tabel(
    blad: Werkblad,
    naam: str,
    koppen: Sequence[str],
    rijen: Sequence[Sequence[Inhoudscel]],
    kolom: int = 1,
) -> Blokplek:
    kolommen = [Tabelkolom(kop, _STIJLEN.get(kop, "Regio Tekst")) for kop in koppen]
    return blad.tabel(naam, kolommen, rijen, kolom=kolom)


def _grenzen(methode: Methode) -> str:
    """When an advice is clear, as the method says it."""
    drempels = methode.algemeen.drempels
    deel, rijen = nederlands(100 * drempels.volledigheid), drempels.marges
    trap = [
        f"bij {nederlands(100 * rij.volledigheid)} procent {_punten(rij.licht)} en "
        f"{_punten(rij.duidelijk)}"
        for rij in rijen
    ]
    return (
        "Hoe ver de hoogste score voorligt op de volgende, bepaalt of het advies licht of "
        "duidelijk heet; daaronder heet het verdeeld. Hoe minder er is ingevuld, hoe verder dat "
        "moet zijn, want bij weinig antwoorden lopen scores door toeval al uiteen. Zoveel punten "
        f"zijn nodig voor licht en voor duidelijk: {opsomming(trap, len(trap), '; ', slot='; ')}. "
        f"Er komt pas een advies als {deel} procent bekend is van wat meetelt, en ook {deel} "
        "procent van wat iets zegt over de twee hoogste. De grenzen zijn zo gekozen dat "
        "willekeurige antwoorden zelden licht heten en bijna nooit duidelijk; geen bron "
        "noemt getallen."
    )


def _punten(punten: float) -> str:
    return nederlands(punten, 0 if float(punten).is_integer() else 1)


def _duiding(methode: Methode) -> str:
    """How much of the method is our own reading."""
    bewijzen: Sequence[Bewijs] = (*methode.kansrijk, *methode.perspectief.stellingen)
    gronden = [lading.grond for bewijs in bewijzen for lading in bewijs.lading.values()]
    return (
        "Hieronder staat bij elke stelling voor welk perspectief zij pleit. Van deze "
        f"{len(gronden)} verbanden staan er {gronden.count('bron')} in de bron zelf. De andere "
        "zijn eigen duiding: zo lezen wij de bronnen. Denk je daar anders over? Bespreek het met "
        "elkaar."
    )


def _handleiding(methode: Methode, blad: Werkblad) -> None:
    """The paragraphs of the manual, a table per part."""
    delen = dict.fromkeys(punt.deel for punt in methode.uitlegpunten)
    koppen = ("Waarover", "Wat je ervan kunt weten")
    for nummer, deel in enumerate(delen, start=1):
        punten = [punt for punt in methode.uitlegpunten if punt.deel == deel]
        rijen = [(punt.naam, f"{punt.tekst}\nBron: {punt.bron}.") for punt in punten]
        blad.sectie(deel)
        _tabel(blad, f"UitlegDeel{nummer}", koppen, rijen, kolom=2)


def _perspectieven(methode: Methode, blad: Werkblad) -> None:
    rijen: list[tuple[Inhoudscel, ...]] = []
    for p in methode.algemeen.perspectieven:
        tekst = f"{p.kern}\n{p.uitleg}\nPlek: {p.plek}.\nBron: {p.bron}."
        rijen.append((p.naam, tekst, *NAAMPLEK[p.id]))
    blad.sectie("Vier perspectieven", _UITLEG_PERSPECTIEVEN)
    koppen = ("Perspectief", "Waar het om gaat", *_PLAATJE)
    plek = _tabel(blad, NAAMBLOK, koppen, rijen, kolom=2)
    for rij, perspectief in enumerate(PERSPECTIEVEN, start=plek.eerste):
        cel = (rij, plek.kolom, rij, plek.kolom)
        als(blad, cel, f'$C{rij + 1}<>""', f"tint {perspectief}")


def _onderwerpen(methode: Methode, blad: Werkblad) -> None:
    blad.sectie("Onderwerpen", _UITLEG_ONDERWERPEN)
    rijen = [(groep.naam, groep.uitleg) for groep in methode.algemeen.groepen]
    _tabel(blad, "UitlegOnderwerpen", ("Groep", "Wat deze groep meet"), rijen, kolom=2)


def _bewijs(methode: Methode, blad: Werkblad) -> None:
    """Every statement and indicator with what it pleads for, on whose word, and its source."""
    groepen = {groep.id: groep.naam for groep in methode.algemeen.groepen}
    maten, standen = "Berekend uit Partijen, Relaties en Agenda.", "Voor de standen nu en gewenst."
    delen: tuple[tuple[str, str, str, Sequence[Bewijs]], ...] = (
        ("Stellingen van Opgave", "UitlegOpgave", _UITLEG_LADING, methode.opgave.stellingen),
        ("Stellingen van Netwerk", "UitlegNetwerk", "", methode.netwerk.stellingen),
        ("Maten uit de tabellen", "UitlegMaten", maten, methode.indicatoren),
        ("Afwegingen", "UitlegAfwegingen", _UITLEG_AFWEGEN, methode.afweegbewijs),
        (
            "Stellingen van Perspectief",
            "UitlegPerspectief",
            standen,
            methode.perspectief.stellingen,
        ),
    )
    koppen = ("Nummer", "Groep", "Stelling of maat", *_NAMEN, "Herkomst", "Bronplaats")
    for titel, naam, uitleg, bewijzen in (deel for deel in delen if deel[-1]):
        rijen: list[tuple[Inhoudscel, ...]] = []
        for b in bewijzen:
            tekst = b.tekst if isinstance(b, Stelling) else b.uitleg
            tekst = f"{b.naam}. {b.uitleg}" if isinstance(b, Indicator) else tekst
            lading = (_PLUSMIN[b.laadt(p)] for p in PERSPECTIEVEN)
            rijen.append((b.id, groepen[b.groep], tekst, *lading, _herkomst(b), b.bron))
        blad.sectie(titel, uitleg)
        _tabel(blad, naam, koppen, rijen)


def _herkomst(bewijs: Bewijs) -> str:
    """Whether the links with the perspectives are the source's own or our reading."""
    uit_bron = [p for p, lading in bewijs.lading.items() if lading.grond == "bron"]
    if not uit_bron:
        return _EIGEN
    if len(uit_bron) == len(bewijs.lading):
        return _BRON
    return f"bron: {', '.join(uit_bron)}; verder eigen duiding"


def _weefsel(methode: Methode, blad: Werkblad) -> None:
    stellingen = []
    for s in methode.weefsel.stellingen:
        telt = "omgekeerd" if s.omgekeerd else "gewoon"
        stellingen.append((s.id, DIMENSIENAMEN[s.dimensie], f"{s.tekst}\nBron: {s.bron}.", telt))
    blad.sectie("Stellingen van Weefsel", _UITLEG_WEEFSEL)
    koppen = ("Nummer", "Kant", "Stelling met bron", "Telt")
    _tabel(blad, "UitlegWeefsel", koppen, stellingen)
    patronen = [
        (p.id, p.naam, f"{p.uitleg}\nWat je kunt doen: {p.advies}\nBron: {p.bron}.")
        for p in methode.weefsel.patronen
    ]
    uitleg = "Het eerste patroon waarvan alles klopt, staat op de tab Advies."
    blad.sectie("Patronen van het weefsel", uitleg)
    _tabel(blad, "UitlegPatronen", ("Nummer", "Patroon", "Wat je ziet"), patronen)


def _vragen(methode: Methode, blad: Werkblad) -> None:
    blad.sectie("Vragen van Borg en verbind", "Welke vragen je krijgt, volgt uit jullie keuze.")
    borg = methode.borg_en_verbind
    punten: tuple[Kernvraag | Legitimiteit | VastPunt, ...] = (
        *borg.kernvragen,
        *borg.legitimiteit,
        *borg.vaste_punten,
    )
    rijen = [(punt.id, *_vraag_hoort_bij(methode, punt)) for punt in punten]
    koppen = ("Nummer", "Gekozen perspectief en vraag", "Vraag met bron", "Herkomst")
    _tabel(blad, "UitlegVragen", koppen, rijen)


def _vraag_hoort_bij(
    methode: Methode, punt: Kernvraag | Legitimiteit | VastPunt
) -> tuple[str, str, str]:
    """When a question is asked, the question with its source, and on whose word it is asked."""
    tekst = f"{punt.tekst}\nBron: {punt.bron}."
    if isinstance(punt, VastPunt):
        return "Altijd", tekst, ""
    herkomst = _BRON if punt.grond == "bron" else _EIGEN
    if isinstance(punt, Legitimiteit):
        return f"{methode.namen[punt.bij]}: verantwoording", tekst, herkomst
    vraag_van = methode.namen[punt.naar].lower()
    return f"{methode.namen[punt.van]}: vraag van {vraag_van}", tekst, herkomst


def _wegwijzers(methode: Methode, blad: Werkblad) -> None:
    """Signposts, each with when it is in order and its source."""

    def als_woorden(voorwaarden: Sequence[Voorwaarde]) -> str:
        return " ".join(methode.in_woorden(voorwaarde) for voorwaarde in voorwaarden)

    rijen = [
        (w.id, w.naam, f"{w.kern}\nOp orde als: {als_woorden(w.toetsen)}\nBron: {w.bron}.")
        for w in methode.wegwijzers
    ]
    blad.sectie("Tien wegwijzers", _UITLEG_WEGWIJZERS)
    koppen = ("Nummer", "Naam van de wegwijzer", "Wanneer op orde")
    _tabel(blad, "UitlegWegwijzers", koppen, rijen)


def _handreikingen(methode: Methode, blad: Werkblad) -> None:
    rijen = [
        (h.id, h.stap.capitalize(), f"{h.naam}. Bron: {h.bron}.") for h in methode.handreikingen
    ]
    aantal = _TELWOORDEN.split()[methode.algemeen.grenzen.handreikingen - 1]
    blad.sectie("Handreikingen", _UITLEG_HANDREIKINGEN.format(aantal=aantal))
    _tabel(blad, "UitlegHandreikingen", ("Nummer", "Bij stap", "Handreiking met bron"), rijen)
