"""Tab Start: what this is about, the five steps with their progress, and how to answer.

Where the answers point so far stands on Advies: who is answering is not steered by it.
"""

from __future__ import annotations

from regio_xl import __version__
from regio_xl.indeling import blokken
from regio_xl.methode import Methode
from regio_xl.opmaak.cellen import Inhoudscel
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.opmaak.werkblad import Bladopmaak, Tabelkolom, Werkblad
from regio_xl.tabs import invoertabs
from regio_xl.tabs.voortgang import WAT_MEETELT, teken_voortgang

_TITEL = "Regio-XL: samen kiezen hoe je werkt aan een regionale opgave"
_STAPPEN = (
    "De stappen vormen geen vaste route: begin waar jullie nu staan. Klik op een naam om naar die "
    f"tab te gaan. {WAT_MEETELT}"
)
_PAST_NIET = (
    "Regio-XL helpt kiezen hoe partijen samen aan een opgave werken. Gebruik het niet als één "
    "organisatie het werk alleen kan en mag doen. Gebruik het ook niet bij een ruzie waarin "
    "niemand wil samenwerken. Zoek dan eerst iemand die kan bemiddelen."
)
_NA_HET_INVULLEN = (
    "Klaar met invullen? Bewaar het werkboek en stuur het naar de procesbegeleider. Na het "
    "verwerken staan er resultaten op de tabs Advies, Borg en verbind, Netwerkbeeld, Wegwijzers en "
    "Controle. Tot die tijd staat op Advies een voorlopige stand. Kijk daar pas als jullie klaar "
    "zijn, dan stuurt hij je antwoorden niet. Hoe het werkt, lees je op de tab Uitleg."
)
_DRIE = "Kies 3 als het ertussenin ligt. Weet je het niet? Kies dan geen 3, maar laat het vak leeg."
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
    blad.sectie("Wanneer past Regio-XL niet?", _PAST_NIET)
    blad.sectie("Vijf stappen", _STAPPEN)
    teken_voortgang(opbouw, blad)
    blad.ruimte()
    blad.alinea(_NA_HET_INVULLEN)
    blad.sectie("Zo antwoord je", _DRIE)
    _teken_schaal(methode, blad)
    blad.sectie("Privacy", _PRIVACY)
    blad.sectie("Over dit werkboek")
    versies = zip(blokken.OVER.regels, (__version__, methode.versie), strict=True)
    kolommen = [Tabelkolom("Kenmerk", "Regio Naam"), Tabelkolom("Waarde")]
    blad.tabel(blokken.OVER.tabelnaam, kolommen, list(versies))


def _teken_schaal(methode: Methode, blad: Werkblad) -> None:
    rijen: list[tuple[Inhoudscel, ...]] = [
        *enumerate(methode.algemeen.antwoorden, start=1),
        (methode.algemeen.nvt, "past niet bij deze opgave; telt niet mee"),
        ("leeg", "weet ik niet, of nog niet beantwoord"),
    ]
    kolommen = [Tabelkolom("Cijfer", "Regio Getal"), Tabelkolom("Wat je ermee zegt")]
    blad.tabel("Antwoordschaal", kolommen, rijen)
