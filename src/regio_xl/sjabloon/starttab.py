"""Tab Start: what this is about, the five steps with their progress, and how to answer."""

from __future__ import annotations

from regio_xl import __version__, blokken
from regio_xl.methode import Methode
from regio_xl.sjabloon import invoerblokken, invoertabs, voorlopigestand
from regio_xl.sjabloon.blad import Blad, Bladopmaak, Tabelkolom
from regio_xl.sjabloon.borgtab import VRAAG as BORGVRAAG
from regio_xl.sjabloon.bouwplaats import Bouwplaats
from regio_xl.sjabloon.cellen import Formule, Inhoudscel, Sprong
from regio_xl.sjabloon.stijlen import STAAF

_BREEDTES = (28.0, 50.0, 28.0, 28.0, 28.0)
_STAPPEN = (
    "De stappen vormen geen vaste route: begin waar jullie nu staan. Klik op een naam om naar die tab te gaan. "
    "Onder Voortgang zie je hoeveel er al is ingevuld."
)
_NA_HET_INVULLEN = (
    "Klaar met invullen? Bewaar het werkboek en stuur het naar de procesbegeleider. Na het verwerken staan er resultaten op de "
    "tabs Advies, Borg en verbind, Netwerkbeeld, Wegwijzers en Controle. Hoe het werkt, lees je op de tab Uitleg."
)
_PRIVACY = (
    "Namen van personen zijn nergens nodig. Gebruik rollen en namen van organisaties. Let daar ook op in de vakken voor "
    "toelichting, want anderen lezen mee."
)


def teken(plaats: Bouwplaats) -> None:
    """Draw the tab."""
    start = plaats.methode.start
    uitleg = plaats.methode.algemeen.uitleg
    opmaak = Bladopmaak(
        titel="Regio-XL: samen kiezen hoe je werkt aan een regionale opgave", vraag=start.vraag,
        inleiding=f"{uitleg[0]} {start.inleiding}", breedtes=_BREEDTES, beschermd=False, verder=blokken.OPGAVE, zoom=100,
    )  # fmt: skip
    blad = plaats.open_blad(blokken.START, opmaak)
    blad.werkblad.freeze_panes(2, 0)
    blad.werkblad.repeat_rows(0)
    blad.werkblad.set_portrait()
    blad.ruimte()
    invoerblokken.kenmerken(plaats, blad, start, kolom=1)
    blad.sectie("Vijf stappen", _STAPPEN)
    _voortgang(plaats, blad)
    voorlopigestand.teken(plaats, blad)
    blad.ruimte()
    blad.alinea(_NA_HET_INVULLEN)
    blad.sectie("Zo antwoord je")
    _schaal(plaats, blad)
    blad.sectie("Privacy", _PRIVACY)
    blad.sectie("Over dit werkboek")
    versies = zip(blokken.OVER_REGELS, (__version__, plaats.methode.versie), strict=True)
    kolommen = [Tabelkolom("Kenmerk", "Regio Naam"), Tabelkolom("Waarde")]
    blad.tabel(blokken.OVER.tabelnaam, kolommen, list(versies))
    blad.werkblad.print_area(0, 0, blad.rij, blad.laatste_kolom)


def _voortgang(plaats: Bouwplaats, blad: Blad) -> None:
    kolommen = [
        Tabelkolom("Stap", "Regio Link"), Tabelkolom("Waar het om gaat"),
        Tabelkolom("Voortgang", "Regio Voortgang"), Tabelkolom("Ingevuld", "Regio Getal"), Tabelkolom("Van", "Regio Getal"),
    ]  # fmt: skip
    eerste = blad.rij + 1
    rijen = [
        _stap(plaats.methode, tab, ingevuld, van, eerste + nummer)
        for nummer, (tab, ingevuld, van) in enumerate(_tellingen(plaats))
    ]
    # No progress for step 5: a formula over a result tab would be out of date after every calculation.
    rijen.append((Sprong(blokken.BORG_EN_VERBIND, f"5  {blokken.BORG_EN_VERBIND}"), BORGVRAAG, None, None, None))
    plek = blad.tabel("Voortgang", kolommen, rijen)
    staaf = {
        "type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_color": STAAF, "bar_border_color": STAAF,
        "min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1,
    }  # fmt: skip
    blad.werkblad.conditional_format(plek.eerste, 3, plek.laatste, 3, staaf)


def _stap(methode: Methode, tab: str, ingevuld: Formule, van: Formule, rij: int) -> tuple[Inhoudscel, ...]:
    deel = int(ingevuld.waarde) / int(van.waarde) if int(van.waarde) else 0
    voortgang = Formule(f"=IF(F{rij + 1}=0,0,E{rij + 1}/F{rij + 1})", deel)
    vraag = invoertabs.tabblad_van(methode, tab).vraag
    return Sprong(tab, f"{invoertabs.INVOERTABS[tab].stap}  {tab}"), vraag, voortgang, ingevuld, van


def _tellingen(plaats: Bouwplaats) -> list[tuple[str, Formule, Formule]]:
    """Per step: how many answers there are, and how many there can be."""
    methode, vulling = plaats.methode, plaats.vulling
    tellingen = []
    for tab in invoertabs.INVOERTABS:
        ids = [s.id for s in invoertabs.tabblad_van(methode, tab).stellingen]
        blok = blokken.stellingblok(tab, len(ids))
        bronnen = {"Antwoord": vulling.antwoorden, "Nu": vulling.nu, "Gewenst": vulling.gewenst}
        koppen = [kop for kop in blok.koppen if kop in bronnen]
        ingevuld = sum(bronnen[kop].get(id_) not in {None, ""} for kop in koppen for id_ in ids)
        tel = "+".join(f"COUNTA({blok.tabelnaam}[{kop}])" for kop in koppen)
        totaal = "+".join(f"COUNTA({blok.tabelnaam}[Id])" for _ in koppen)
        tellingen.append((tab, Formule(f"={tel}", ingevuld), Formule(f"={totaal}", len(ids) * len(koppen))))
    return tellingen


def _schaal(plaats: Bouwplaats, blad: Blad) -> None:
    algemeen = plaats.methode.algemeen
    rijen: list[tuple[Inhoudscel, ...]] = [(nummer, naam) for nummer, naam in enumerate(algemeen.antwoorden, start=1)]
    rijen += [(algemeen.nvt, "past niet bij deze opgave; telt niet mee"), ("leeg", "weet ik niet, of nog niet beantwoord")]
    kolommen = [Tabelkolom("Cijfer", "Regio Getal"), Tabelkolom("Wat je ermee zegt")]
    blad.tabel("Antwoordschaal", kolommen, rijen)
