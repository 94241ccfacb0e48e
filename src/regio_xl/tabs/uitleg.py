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
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.opmaak.cellen import Inhoudscel
from regio_xl.opmaak.opbouw import Bouwplaats
from regio_xl.opmaak.werkblad import Blad, Bladopmaak, Plek, Tabelkolom
from regio_xl.tabs import kwadrant, rekentabel
from regio_xl.tabs.invoertabs import DIMENSIES

VRAAG = "Hoe werkt Regio-XL, en waar komt het vandaan?"
_BREEDTES = (12.0, 26.0, 68.0, 13.0, 13.0, 13.0, 13.0, 26.0, 44.0)
_PLUSMIN = {-1.0: "− −", -0.5: "−", 0.0: "", 0.5: "+", 1.0: "+ +"}
_UITLEG_LADING = (
    "Zo lees je de tabel, als je het eens bent: + + pleit er sterk voor, + pleit ervoor, − pleit ertegen, − − pleit er sterk "
    "tegen. Bij oneens is het andersom. Bij eigen duiding is het verband onze eigen lezing. Bij bron legt de VNG-bron of het "
    "essay uit 2015 het verband zelf."
)

# As many as suggestions can be shown (``Grenzen.handreikingen``).
_TELWOORDEN = (
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
)


def teken(plaats: Bouwplaats) -> None:
    """Draw the tab. It has to be drawn before Advies: the chart there takes the places of its names
    from here."""
    methode = plaats.methode
    opmaak = Bladopmaak(
        titel="Uitleg", vraag=VRAAG, inleiding=methode.algemeen.naam + ". Methode " + methode.versie + ".", breedtes=_BREEDTES,
    )  # fmt: skip
    blad = plaats.open_blad(blokken.UITLEG, opmaak)
    blad.werkblad.freeze_panes(2, 0)
    blad.werkblad.repeat_rows(0)
    blad.sectie("Zo werkt het")
    for alinea in methode.algemeen.uitleg:
        blad.alinea(alinea)
        blad.ruimte()
    for alinea in (_grenzen(methode), _duiding(methode)):
        blad.alinea(alinea)
        blad.ruimte()
    _handleiding(methode, blad)
    plek = _perspectieven(methode, blad)
    plaats.plaatje = (plek.eerste, plek.kolom + 2)
    _onderwerpen(methode, blad)
    _bewijs(methode, blad)
    _weefsel(methode, blad)
    _vragen(methode, blad)
    _wijzers(methode, blad)
    rijen = [(b.id, b.titel, f"{b.jaar}. {b.toelichting}") for b in methode.algemeen.bronnen]
    _tabel(blad, "Bronnen", "Bronnenlijst", ("Kort", "Titel", "Toelichting bij de bron"), rijen)
    blad.werkblad.print_area(0, 0, blad.rij, blad.laatste_kolom)
    rekentabel.teken(plaats, blad)  # to look at, not to print


def _grenzen(methode: Methode) -> str:
    """When an advice is clear, as the method says it."""
    drempels = methode.algemeen.drempels
    duidelijk, licht, deel = (
        nederlands(g) for g in (drempels.duidelijk, drempels.licht, 100 * drempels.volledigheid)
    )
    return (
        f"Ligt de hoogste score {duidelijk} punten of meer voor op de volgende, dan heet het advies duidelijk. Vanaf {licht} "
        f"punten heet het licht, en daaronder verdeeld. Er komt pas een advies als {deel} procent is ingevuld van wat meetelt. "
        "Deze grenzen zijn eigen keuzes: geen bron noemt getallen."
    )


def _duiding(methode: Methode) -> str:
    """How much of the method is our own reading."""
    gronden = [
        lading.grond
        for bewijs in (*methode.kansrijk, *methode.perspectief.stellingen)
        for lading in bewijs.lading.values()
    ]  # fmt: skip
    return (
        f"Hieronder staat bij elke stelling voor welk perspectief zij pleit. Van deze {len(gronden)} verbanden staan er "
        f"{gronden.count('bron')} in de bron zelf. De andere zijn eigen duiding: zo lezen wij de bronnen. Denk je daar anders "
        "over? Bespreek het met elkaar."
    )


def _tabel(
    blad: Blad, titel: str, naam: str, koppen: Sequence[str], rijen: Sequence[Sequence[Inhoudscel]],
    uitleg: str = "", kolom: int = 1,
) -> Plek:  # fmt: skip
    blad.sectie(titel, uitleg)
    stijlen = {
        "Nummer": "Regio Id",
        "Herkomst": "Regio Uitleg",
        "Bronplaats": "Regio Uitleg",
        "Kort": "Regio Naam",
    }
    stijlen |= dict.fromkeys((p.capitalize() for p in PERSPECTIEVEN), "Regio Getal")
    stijlen |= dict.fromkeys(("Plaatje links-rechts", "Plaatje onder-boven", "Telt"), "Regio Getal")
    stijlen |= {"Perspectief": "Regio Naam"}
    return blad.tabel(
        naam,
        [Tabelkolom(kop, stijlen.get(kop, "Regio Tekst")) for kop in koppen],
        rijen,
        kolom=kolom,
    )


def _handleiding(methode: Methode, blad: Blad) -> None:
    """The paragraphs of the manual, a table per part."""
    for nummer, deel in enumerate(
        dict.fromkeys(punt.deel for punt in methode.uitlegpunten), start=1
    ):
        rijen = [
            (punt.naam, f"{punt.tekst}\nBron: {punt.bron}.") for punt in methode.uitlegpunten if punt.deel == deel
        ]  # fmt: skip
        _tabel(
            blad,
            deel,
            f"UitlegDeel{nummer}",
            ("Waarover", "Wat je ervan kunt weten"),
            rijen,
            kolom=2,
        )


def _perspectieven(methode: Methode, blad: Blad) -> Plek:
    rijen = [
        (
            p.naam,
            f"{p.kern}\n{p.uitleg}\nPlek: {p.plek}.\nBron: {p.bron}.", *kwadrant.NAAMPLEK[p.id],
        )
        for p in methode.algemeen.perspectieven
    ]  # fmt: skip
    koppen = ("Perspectief", "Waar het om gaat", "Plaatje links-rechts", "Plaatje onder-boven")
    uitleg = (
        "Vier manieren van werken. Geen ervan is vooraf de beste. De laatste twee kolommen zetten de namen op hun plek in het "
        "kwadrant."
    )
    plek = _tabel(blad, "Vier perspectieven", "UitlegPerspectieven", koppen, rijen, uitleg, kolom=2)
    for rij, p in enumerate(PERSPECTIEVEN, start=plek.eerste):
        tint = {
            "type": "formula",
            "criteria": f'=$C{rij + 1}<>""',
            "format": blad.stijlen.voorwaardelijk(f"tint {p}"),
        }
        blad.werkblad.conditional_format(rij, plek.kolom, rij, plek.kolom, tint)
    return plek


def _onderwerpen(methode: Methode, blad: Blad) -> None:
    rijen = [(groep.naam, groep.uitleg) for groep in methode.algemeen.groepen]
    uitleg = "De stellingen staan in groepen. Elke groep telt even zwaar, hoeveel stellingen er ook in staan."
    _tabel(
        blad,
        "Onderwerpen",
        "UitlegOnderwerpen",
        ("Groep", "Wat deze groep meet"),
        rijen,
        uitleg,
        kolom=2,
    )


def _bewijs(methode: Methode, blad: Blad) -> None:
    """Every statement and indicator with what it pleads for, on whose word, and its source."""
    groepen = {groep.id: groep.naam for groep in methode.algemeen.groepen}
    koppen = (
        "Nummer",
        "Groep",
        "Stelling of maat",
        *(p.capitalize() for p in PERSPECTIEVEN),
        "Herkomst",
        "Bronplaats",
    )
    delen: tuple[tuple[str, str, str, Sequence[Stelling | Indicator]], ...] = (
        ("Stellingen van Opgave", "UitlegOpgave", _UITLEG_LADING, methode.opgave.stellingen),
        ("Stellingen van Netwerk", "UitlegNetwerk", "", methode.netwerk.stellingen),
        (
            "Maten uit de tabellen",
            "UitlegMaten",
            "Berekend uit Partijen, Relaties en Agenda.",
            methode.indicatoren,
        ),
        (
            "Stellingen van Perspectief",
            "UitlegPerspectief",
            "Voor de standen nu en gewenst.",
            methode.perspectief.stellingen,
        ),
    )
    for titel, naam, uitleg, bewijzen in delen:
        rijen = [
            (
                b.id,
                groepen[b.groep],
                _tekst(b),
                *(_PLUSMIN[b.laadt(p)] for p in PERSPECTIEVEN),
                _herkomst(b),
                b.bron,
            )
            for b in bewijzen
        ]
        _tabel(blad, titel, naam, koppen, rijen, uitleg)


def _tekst(bewijs: Stelling | Indicator) -> str:
    return bewijs.tekst if isinstance(bewijs, Stelling) else f"{bewijs.naam}. {bewijs.uitleg}"


def _herkomst(bewijs: Bewijs) -> str:
    """Whether the links with the perspectives are the source's own or our reading."""
    uit_bron: list[Perspectief] = [
        p for p, lading in bewijs.lading.items() if lading.grond == "bron"
    ]
    if not uit_bron:
        return "eigen duiding"
    if len(uit_bron) == len(bewijs.lading):
        return "bron"
    return f"bron: {', '.join(uit_bron)}; verder eigen duiding"


def _weefsel(methode: Methode, blad: Blad) -> None:
    stellingen = [
        (
            s.id,
            DIMENSIES[s.dimensie],
            f"{s.tekst}\nBron: {s.bron}.",
            "omgekeerd" if s.omgekeerd else "gewoon",
        )
        for s in methode.weefsel.stellingen
    ]
    uitleg = "Deze stellingen tellen niet mee voor het perspectief. Bij omgekeerd is eens juist een zorgelijk teken."
    koppen = ("Nummer", "Kant", "Stelling met bron", "Telt")
    _tabel(blad, "Stellingen van Weefsel", "UitlegWeefsel", koppen, stellingen, uitleg)
    patronen = [
        (p.id, p.naam, f"{p.uitleg}\nWat je kunt doen: {p.advies}\nBron: {p.bron}.")
        for p in methode.weefsel.patronen
    ]
    uitleg = "Het eerste patroon waarvan alles klopt, staat op de tab Advies."
    _tabel(
        blad,
        "Patronen van het weefsel",
        "UitlegPatronen",
        ("Nummer", "Patroon", "Wat je ziet"),
        patronen,
        uitleg,
    )


def _vragen(methode: Methode, blad: Blad) -> None:
    borg, namen = methode.borg_en_verbind, methode.namen
    punten: tuple[Kernvraag | Legitimiteit | VastPunt, ...] = (
        *borg.kernvragen,
        *borg.legitimiteit,
        *borg.vaste_punten,
    )
    rijen = []
    for punt in punten:
        match punt:
            case Kernvraag():
                bij = f"{namen[punt.van]}: vraag van {namen[punt.naar].lower()}"
            case Legitimiteit():
                bij = f"{namen[punt.bij]}: verantwoording"
            case _:
                bij = "Altijd"
        herkomst = (
            ""
            if isinstance(punt, VastPunt)
            else {"bron": "bron", "duiding": "eigen duiding"}[punt.grond]
        )
        rijen.append((punt.id, bij, f"{punt.tekst}\nBron: {punt.bron}.", herkomst))
    koppen = ("Nummer", "Gekozen perspectief en vraag", "Vraag met bron", "Herkomst")
    _tabel(
        blad,
        "Vragen van Borg en verbind",
        "UitlegVragen",
        koppen,
        rijen,
        "Welke vragen je krijgt, volgt uit jullie keuze.",
    )


def _wijzers(methode: Methode, blad: Blad) -> None:
    """Signposts and suggestions, each with when it applies and its source."""

    def als(voorwaarden: Sequence[Voorwaarde]) -> str:
        return " ".join(methode.in_woorden(voorwaarde) for voorwaarde in voorwaarden)

    wegwijzers = [
        (w.id, w.naam, f"{w.kern}\nOp orde als: {als(w.toetsen)}\nBron: {w.bron}.") for w in methode.wegwijzers
    ]  # fmt: skip
    uitleg = "Is iets bekend en klopt het niet, dan vraagt de wegwijzer aandacht. Is er iets niet bekend, dan is hij nog leeg."
    _tabel(
        blad,
        "Tien wegwijzers",
        "UitlegWegwijzers",
        ("Nummer", "Naam van de wegwijzer", "Wanneer op orde"),
        wegwijzers,
        uitleg,
    )
    hooguit = _TELWOORDEN[methode.algemeen.grenzen.handreikingen - 1]
    uitleg = (
        f"Op de tab Wegwijzers staan er hooguit {hooguit}: die passen bij wat jullie invulden. Daar staat ook "
        "waarom een handreiking past en hoe je haar aanpakt."
    )
    koppen = ("Nummer", "Bij stap", "Handreiking met bron")
    rijen = [
        (h.id, h.stap.capitalize(), f"{h.naam}. Bron: {h.bron}.") for h in methode.handreikingen
    ]
    _tabel(blad, "Handreikingen", "UitlegHandreikingen", koppen, rijen, uitleg)
