"""Tab Start: what this is about, the five steps with their progress, and how to answer.

Where the answers point so far stands on Advies: who is answering is not steered by it.
"""

from __future__ import annotations

from regio_xl import __version__
from regio_xl.indeling import blokken
from regio_xl.methode import Methode
from regio_xl.opmaak.cellen import Formule, Inhoudscel, Sprong
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.opmaak.stijlen import STAAF
from regio_xl.opmaak.voorwaarden import als, staven
from regio_xl.opmaak.werkblad import Bladopmaak, Tabelkolom, Werkblad
from regio_xl.tabs import eerste_lege, invoertabs
from regio_xl.tabs.borg_en_verbind import VRAAG as BORGVRAAG

_TITEL = "Regio-XL: samen kiezen hoe je werkt aan een regionale opgave"
_STAPPEN = (
    "De stappen vormen geen vaste route: begin waar jullie nu staan. Klik op een naam om naar die "
    "tab te gaan. Onder Voortgang zie je hoeveel er al is ingevuld. Klik onder Nog leeg om naar de "
    "eerste vraag zonder antwoord te gaan."
)
_NA_HET_INVULLEN = (
    "Klaar met invullen? Bewaar het werkboek en stuur het naar de procesbegeleider. Na het "
    "verwerken staan er resultaten op de tabs Advies, Borg en verbind, Netwerkbeeld, Wegwijzers en "
    "Controle. Tot die tijd staat op Advies een voorlopige stand. Kijk daar pas als jullie klaar "
    "zijn, dan stuurt hij je antwoorden niet. Hoe het werkt, lees je op de tab Uitleg."
)
_PRIVACY = (
    "Namen van personen zijn nergens nodig. Gebruik rollen en namen van organisaties. Let daar ook "
    "op in de vakken voor toelichting, want anderen lezen mee."
)
_BREEDTES = (28.0, 38.0, 28.0, 28.0, 18.0, 15.0)


def teken(opbouw: Opbouw) -> None:
    """Draw the tab."""
    methode = opbouw.methode
    opmaak = Bladopmaak(
        titel=_TITEL,
        vraag=methode.start.vraag,
        inleiding=f"{methode.algemeen.uitleg[0]} {methode.start.inleiding}",
        breedtes=_BREEDTES,
        beschermd=False,
        zoom=100,
    )
    blad = opbouw.open_blad(blokken.START, opmaak)
    blad.sheet.set_portrait()
    blad.ruimte()
    invoertabs.kenmerken(opbouw, blad, methode.start, kolom=1)
    blad.sectie("Vijf stappen", _STAPPEN)
    _teken_voortgang(opbouw, blad)
    blad.ruimte()
    blad.alinea(_NA_HET_INVULLEN)
    blad.sectie("Zo antwoord je")
    _teken_schaal(methode, blad)
    blad.sectie("Privacy", _PRIVACY)
    blad.sectie("Over dit werkboek")
    versies = zip(blokken.OVER.regels, (__version__, methode.versie), strict=True)
    kolommen = [Tabelkolom("Kenmerk", "Regio Naam"), Tabelkolom("Waarde")]
    blad.tabel(blokken.OVER.tabelnaam, kolommen, list(versies))


def _teken_voortgang(opbouw: Opbouw, blad: Werkblad) -> None:
    kolommen = [
        Tabelkolom("Stap", "Regio Link"),
        Tabelkolom("Waar het om gaat"),
        Tabelkolom("Voortgang", "Regio Voortgang"),
        Tabelkolom("Nog leeg"),
        Tabelkolom("Ingevuld", "Regio Getal"),
        Tabelkolom("Van", "Regio Getal"),
    ]
    stappen = [
        _stap(opbouw, tab, rij) for rij, tab in enumerate(invoertabs.STELLINGTABS, blad.rij + 2)
    ]
    # No progress for step 5: a formula over a result tab would be out of date after every
    # calculation.
    borg = Sprong(blokken.BORG_EN_VERBIND, f"5  {blokken.BORG_EN_VERBIND}")
    plek = blad.tabel("Voortgang", kolommen, [*stappen, (borg, BORGVRAAG, *(None,) * 4)])
    staven(blad, plek.deel(2, 2), STAAF, 1)
    begin = f'LEFT($E{plek.eerste + 1},{len(eerste_lege.TEKST)})="{eerste_lege.TEKST}"'
    als(blad, plek.deel(3, 3), begin, "link")


def _stap(opbouw: Opbouw, tab: str, rij: int) -> tuple[Inhoudscel, ...]:
    """A step on this row (1-based): how many answers there are, and how many there can be."""
    tabblad = invoertabs.tabblad_van(opbouw.methode, tab)
    ids = [stelling.id for stelling in tabblad.stellingen]
    blok = blokken.stellingblok(tab, len(ids))
    antwoorden = invoertabs.antwoorden_per_kop(opbouw.vulling)
    koppen = [kop for kop in blok.koppen if kop in antwoorden]
    link = eerste_lege.eerste_lege(tab, blok.tabelnaam, ids, {k: antwoorden[k] for k in koppen})
    ingevuld = sum(antwoorden[kop].get(id_) not in {None, ""} for kop in koppen for id_ in ids)
    van = len(ids) * len(koppen)
    tel = "+".join(f"COUNTA({blok.tabelnaam}[{kop}])" for kop in koppen)
    tel_alle = "+".join([f"COUNTA({blok.tabelnaam}[Id])"] * len(koppen))
    return (
        Sprong(tab, f"{invoertabs.STELLINGTABS[tab].stap}  {tab}"),
        tabblad.vraag,
        Formule(f"=IF(G{rij}=0,0,F{rij}/G{rij})", ingevuld / van if van else 0),
        link,
        Formule(f"={tel}", ingevuld),
        Formule(f"={tel_alle}", van),
    )


def _teken_schaal(methode: Methode, blad: Werkblad) -> None:
    rijen: list[tuple[Inhoudscel, ...]] = [
        *enumerate(methode.algemeen.antwoorden, start=1),
        (methode.algemeen.nvt, "past niet bij deze opgave; telt niet mee"),
        ("leeg", "weet ik niet, of nog niet beantwoord"),
    ]
    kolommen = [Tabelkolom("Cijfer", "Regio Getal"), Tabelkolom("Wat je ermee zegt")]
    blad.tabel("Antwoordschaal", kolommen, rijen)
