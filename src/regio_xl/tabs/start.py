"""Tab Start: what this is about, the five steps with their progress, and how to answer.

Where the answers point so far stands here as formulas over the lists on Uitleg.
"""

from __future__ import annotations

from regio_xl import __version__
from regio_xl.indeling import blokken
from regio_xl.invoer import Antwoord
from regio_xl.methode import Drempels, Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.opmaak.cellen import Formule, Gestyleerd, Inhoudscel
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.opmaak.stijlen import perspectiefstijl
from regio_xl.opmaak.voorwaarden import perspectiefstaven
from regio_xl.opmaak.werkblad import Bladopmaak, Tabelkolom, Werkblad
from regio_xl.rekenen.voorlopig import Voorlopig, voorlopig
from regio_xl.resultaten import Duidelijkheid, Stand
from regio_xl.tabs import invoertabs, rekentabel
from regio_xl.tabs.gewijzigd import oordeel
from regio_xl.tabs.voortgang import WAT_MEETELT, teken_voortgang
from regio_xl.werkboek import kolomletters

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
_UITLEG_STAND = (
    "Voorlopig betekent: alleen uit jullie antwoorden op de stellingen, want de tabellen tellen "
    "pas mee na het verwerken. Een score loopt van 0 tot 100. Bij 50 pleit er evenveel voor als "
    "tegen. Geen perspectief is vooraf het beste."
)
_NA_HET_INVULLEN = (
    "Klaar met invullen? Bewaar het werkboek en stuur het naar de procesbegeleider. Na het "
    "verwerken staan er resultaten op de tabs Advies, Borg en verbind, Netwerkbeeld, Wegwijzers en "
    "Controle. Hoe het werkt, lees je op de tab Uitleg."
)
_DRIE = "Kies 3 als het ertussenin ligt. Weet je het niet? Kies dan geen 3, maar laat het vak leeg."
_PRIVACY = (
    "Namen van personen zijn nergens nodig. Gebruik rollen en namen van organisaties. Let daar ook "
    "op in de vakken voor toelichting, want anderen lezen mee."
)
WOORDEN: dict[Duidelijkheid, str] = {
    "duidelijk": "Duidelijk",
    "licht": "Licht",
    "verdeeld": "Verdeeld",
    "onvoldoende": "Nog te weinig ingevuld",
}
"""How clear the provisional standing is, as the workbook says it."""
STAND, PLEK = "VoorlopigeStand", "VoorlopigePlek"
"""The names of the tables with the provisional standings and their places in the quadrant."""

_BREEDTES = (28.0, 38.0, 28.0, 28.0, 18.0, 15.0)
_STANDKOLOM, _STANDHOOGTE = 2, 24.0
"""Not the column of the single values, where readers look for names."""
_STANDEN = dict(
    zip(
        blokken.POSITIE_NAMEN, (rekentabel.KANSRIJK, rekentabel.NU, rekentabel.GEWENST), strict=True
    )
)
"""The standings, each with the list on Uitleg that it is computed from."""

_RECHTS, _BOVEN = "{n}+{s}-{r}-{p}", "{p}+{n}-{r}-{s}"
"""Which scores pull to the right and to the top, by the first letter of their perspective (s:
responsief)."""


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
    blad.sectie("Voorlopige stand", _UITLEG_STAND)
    _teken_stand(opbouw, blad)
    blad.ruimte()
    blad.alinea(_NA_HET_INVULLEN)
    blad.sectie("Zo antwoord je", _DRIE)
    _teken_schaal(methode, blad)
    blad.sectie("Privacy", _PRIVACY)
    blad.sectie("Over dit werkboek")
    versies = zip(blokken.OVER.regels, (__version__, methode.versie), strict=True)
    kolommen = [Tabelkolom("Kenmerk", "Regio Naam"), Tabelkolom("Waarde")]
    blad.tabel(blokken.OVER.tabelnaam, kolommen, list(versies))


def _teken_stand(opbouw: Opbouw, blad: Werkblad) -> None:
    """Where the answers point so far: scores, places in the quadrant and how clear it is."""
    methode, voor_nu = opbouw.methode, _bewaard(opbouw)
    standen = (voor_nu.kansrijk, voor_nu.nu, voor_nu.gewenst)
    scores: list[tuple[Inhoudscel, ...]] = []
    for p in PERSPECTIEVEN:
        formules = (_score(r, p, s) for r, s in zip(_STANDEN.values(), standen, strict=True))
        scores.append((Gestyleerd(methode.namen[p], perspectiefstijl(p)), *formules))
    kolommen = [Tabelkolom("Perspectief"), *(Tabelkolom(kop, "Regio Score") for kop in _STANDEN)]
    plek = blad.tabel(STAND, kolommen, scores, kolom=_STANDKOLOM, vaste_hoogte=_STANDHOOGTE)
    perspectiefstaven(blad, plek)
    blad.ruimte()
    koprij = plek.koprij + 1
    genummerd = list(enumerate(standen, start=1))
    rijen: list[tuple[Inhoudscel, ...]] = [
        ("Positie links-rechts", *(_positie(koprij, k, _RECHTS, s.x) for k, s in genummerd)),
        ("Positie onder-boven", *(_positie(koprij, k, _BOVEN, s.y) for k, s in genummerd)),
        ("Duidelijkheid", None, None, None),
    ]
    kolommen = [
        Tabelkolom("Plek in het kwadrant", "Regio Naam"),
        *(Tabelkolom(kop, "Regio Positie") for kop in _STANDEN),
    ]
    plek = blad.tabel(PLEK, kolommen, rijen, kolom=_STANDKOLOM, vaste_hoogte=_STANDHOOGTE)
    formule = _duidelijkheid(koprij, methode.algemeen.drempels)
    woord = Formule(formule, WOORDEN[voor_nu.duidelijkheid])
    blad.schrijf(plek.laatste, _STANDKOLOM + 1, woord, "Regio Resultaat")


def _bewaard(opbouw: Opbouw) -> Voorlopig:
    """What the formulas give for what the workbook is filled with."""
    methode = opbouw.methode
    gegeven = []
    for bron in invoertabs.antwoorden_per_kop(opbouw.vulling).values():
        gelezen = {id_: oordeel(waarde, methode) for id_, waarde in bron.items()}
        gegeven.append({id_: een for id_, een in gelezen.items() if een != Antwoord()})
    return voorlopig(methode, *gegeven)


def _score(lijst: str, perspectief: Perspectief, stand: Stand) -> Formule:
    """50 + 25 * sum(weight * (answer - 3)) / sum(size of weight) over the answered statements;
    nothing when there are none."""
    gewicht, cijfer = f"{lijst}[{perspectief.capitalize()}]", f"{lijst}[{rekentabel.CIJFER}]"
    deler = f"SUMPRODUCT({gewicht}*(({gewicht}>0)-({gewicht}<0))*({cijfer}>0))"
    som = f"SUMPRODUCT({gewicht}*({cijfer}-3)*({cijfer}>0))"
    return Formule(f'=IF({deler}=0,"",50+25*{som}/{deler})', _of_leeg(stand.scores[perspectief]))


def _positie(koprij: int, kolom: int, som: str, waarde: float | None) -> Formule:
    """A quarter of the difference of the scores on -1..1; nothing unless all four are known."""
    letter = kolomletters(_STANDKOLOM + kolom)
    cellen = {naam: f"{letter}{koprij + nummer}" for nummer, naam in enumerate("rpns", start=1)}
    formule = f'=IF(COUNT({cellen["r"]}:{cellen["s"]})<4,"",({som.format(**cellen)})/200)'
    return Formule(formule, _of_leeg(waarde))


def _duidelijkheid(koprij: int, drempels: Drempels) -> str:
    """How far the highest score is ahead, by the thresholds of the method."""
    letter, lijst = kolomletters(_STANDKOLOM + 1), rekentabel.KANSRIJK
    scores = f"{letter}{koprij + 1}:{letter}{koprij + 4}"
    gewicht, cijfer = f"{lijst}[{rekentabel.GEWICHT}]", f"{lijst}[{rekentabel.CIJFER}]"
    bekend = f"SUMPRODUCT({gewicht}*({cijfer}>0))"
    alles = f"SUMPRODUCT({gewicht}*(1-{lijst}[{rekentabel.PAST_NIET}]))"
    te_weinig = f"ROUND({bekend}-{drempels.volledigheid}*{alles},6)<0"
    marge = f"ROUND(LARGE({scores},1)-LARGE({scores},2),9)"
    vanaf = ";".join(f"{rij.volledigheid:g}" for rij in drempels.marges)

    def grens(welke: str) -> str:
        punten = ";".join(f"{getattr(rij, welke):g}" for rij in drempels.marges)
        return f"LOOKUP(ROUND({bekend}/{alles},9),{{{vanaf}}},{{{punten}}})"

    licht = f'IF({marge}>={grens("licht")},"{WOORDEN["licht"]}","{WOORDEN["verdeeld"]}")'
    voorsprong = f'IF({marge}>={grens("duidelijk")},"{WOORDEN["duidelijk"]}",{licht})'
    onvoldoende = WOORDEN["onvoldoende"]
    return f'=IF(OR(COUNT({scores})<4,{te_weinig}),"{onvoldoende}",{voorsprong})'


def _of_leeg(waarde: float | None) -> float | str:
    return "" if waarde is None else waarde


def _teken_schaal(methode: Methode, blad: Werkblad) -> None:
    rijen: list[tuple[Inhoudscel, ...]] = [
        *enumerate(methode.algemeen.antwoorden, start=1),
        (methode.algemeen.nvt, "past niet bij deze opgave; telt niet mee"),
        ("leeg", "weet ik niet, of nog niet beantwoord"),
    ]
    kolommen = [Tabelkolom("Cijfer", "Regio Getal"), Tabelkolom("Wat je ermee zegt")]
    blad.tabel("Antwoordschaal", kolommen, rijen)
