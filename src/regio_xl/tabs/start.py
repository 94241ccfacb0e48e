"""Tab Start: what this is about, the five steps with their progress, and how to answer.

Where the answers point so far stands here as formulas over the lists on Uitleg.
"""

from __future__ import annotations

from collections.abc import Callable

from regio_xl import __version__
from regio_xl.indeling import blokken
from regio_xl.invoer import Antwoord
from regio_xl.methode import Drempels, Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.opmaak.cellen import Formule, Gestyleerd, Inhoudscel, Sprong, schrijf
from regio_xl.opmaak.opbouw import Bouwplaats
from regio_xl.opmaak.staven import perspectiefstaven
from regio_xl.opmaak.stijlen import STAAF, perspectiefstijl
from regio_xl.opmaak.werkblad import Blad, Bladopmaak, Tabelkolom
from regio_xl.rekenen.voorlopig import Voorlopig, voorlopig
from regio_xl.resultaten import Duidelijkheid, Stand
from regio_xl.tabs import invoertabs, rekentabel
from regio_xl.tabs.borg_en_verbind import VRAAG as BORGVRAAG
from regio_xl.tabs.gewijzigd import oordeel
from regio_xl.werkboek import kolomletters

STAND, PLEK = "VoorlopigeStand", "VoorlopigePlek"
STANDEN = ("Kansrijk", "Nu", "Gewenst")
_REEKSEN = (rekentabel.KANSRIJK, rekentabel.NU, rekentabel.GEWENST)
_KOLOM = 2
_UITLEG = (
    "Voorlopig betekent: alleen uit jullie antwoorden op de stellingen, want de tabellen tellen pas mee na het verwerken. "
    "Een score loopt van 0 tot 100. Bij 50 pleit er evenveel voor als tegen. Geen perspectief is vooraf het beste."
)
WOORDEN: dict[Duidelijkheid, str] = {
    "duidelijk": "Duidelijk", "licht": "Licht", "verdeeld": "Verdeeld", "onvoldoende": "Nog te weinig ingevuld",
}  # fmt: skip


def teken_voorlopig(plaats: Bouwplaats, blad: Blad) -> None:
    """Draw the block at the next free row. Its first column is not that of the single values, where
    readers look for names."""
    stand = _bewaard(plaats)
    blad.sectie("Voorlopige stand", _UITLEG)
    per_stand = (stand.kansrijk, stand.nu, stand.gewenst)
    eerste = blad.rij + 1
    namen = {p: Gestyleerd(plaats.methode.namen[p], perspectiefstijl(p)) for p in PERSPECTIEVEN}
    scores: list[tuple[Inhoudscel, ...]] = [
        (namen[p], *(_score(reeks, p, s) for reeks, s in zip(_REEKSEN, per_stand, strict=True)))
        for p in PERSPECTIEVEN
    ]
    kolommen = [Tabelkolom("Perspectief"), *(Tabelkolom(kop, "Regio Score") for kop in STANDEN)]
    perspectiefstaven(blad, blad.tabel(STAND, kolommen, scores, kolom=_KOLOM, vaste_hoogte=24))
    blad.ruimte()
    assen: tuple[tuple[str, str, Callable[[Stand], float | None]], ...] = (
        ("Positie links-rechts", "{n}+{s}-{r}-{p}", lambda s: s.x), ("Positie onder-boven", "{p}+{n}-{r}-{s}", lambda s: s.y),
    )  # fmt: skip
    rijen: list[tuple[Inhoudscel, ...]] = [
        (
            naam,
            *(_positie(eerste, nummer, som, as_(s)) for nummer, s in enumerate(per_stand, start=1)),
        )
        for naam, som, as_ in assen
    ]
    rijen.append(("Duidelijkheid", None, None, None))
    kolommen = [
        Tabelkolom("Plek in het kwadrant", "Regio Naam"),
        *(Tabelkolom(kop, "Regio Positie") for kop in STANDEN),
    ]
    plek = blad.tabel(PLEK, kolommen, rijen, kolom=_KOLOM, vaste_hoogte=24)
    woord = Formule(
        _duidelijkheid(eerste, plaats.methode.algemeen.drempels), WOORDEN[stand.duidelijkheid]
    )
    schrijf(blad.werkblad, plek.laatste, _KOLOM + 1, woord, blad.stijlen, "Regio Resultaat")


def _bewaard(plaats: Bouwplaats) -> Voorlopig:
    """What the formulas give for what the workbook is filled with."""
    methode, vulling = plaats.methode, plaats.vulling
    gegeven = [
        {
            id_: antwoord
            for id_, waarde in bron.items()
            if (antwoord := oordeel(waarde, methode)) != Antwoord()
        }
        for bron in (vulling.antwoorden, vulling.nu, vulling.gewenst)
    ]
    return voorlopig(methode, *gegeven)


def _score(reeks: str, perspectief: Perspectief, stand: Stand) -> Formule:
    """50 + 25 * sum(weight * (answer - 3)) / sum(size of weight) over the answered statements;
    nothing when there are none."""
    gewicht, cijfer = f"{reeks}[{perspectief.capitalize()}]", f"{reeks}[{rekentabel.CIJFER}]"
    deler = f"SUMPRODUCT({gewicht}*(({gewicht}>0)-({gewicht}<0))*({cijfer}>0))"
    som = f"SUMPRODUCT({gewicht}*({cijfer}-3)*({cijfer}>0))"
    return Formule(f'=IF({deler}=0,"",50+25*{som}/{deler})', _of_leeg(stand.scores[perspectief]))


def _positie(eerste: int, kolom: int, som: str, waarde: float | None) -> Formule:
    """A quarter of the difference of the scores on -1..1; nothing unless all four are known."""
    letter = kolomletters(_KOLOM + kolom)
    cellen = dict(
        zip("rpns", (f"{letter}{eerste + 1 + nummer}" for nummer in range(4)), strict=True)
    )
    return Formule(
        f'=IF(COUNT({cellen["r"]}:{cellen["s"]})<4,"",({som.format(**cellen)})/200)',
        _of_leeg(waarde),
    )


def _duidelijkheid(eerste: int, drempels: Drempels) -> str:
    """How far the highest score is ahead, by the thresholds of the method."""
    letter = kolomletters(_KOLOM + 1)
    scores = f"{letter}{eerste + 1}:{letter}{eerste + 4}"
    gewicht, cijfer, past_niet = (
        f"{rekentabel.KANSRIJK}[{k}]"
        for k in (rekentabel.GEWICHT, rekentabel.CIJFER, rekentabel.PAST_NIET)
    )
    bekend, alles = f"SUMPRODUCT({gewicht}*({cijfer}>0))", f"SUMPRODUCT({gewicht}*(1-{past_niet}))"
    marge = f"ROUND(LARGE({scores},1)-LARGE({scores},2),9)"
    te_weinig = f"OR(COUNT({scores})<4,ROUND({bekend}-{drempels.volledigheid}*{alles},6)<0)"
    w = WOORDEN
    voorsprong = f'IF({marge}>={drempels.duidelijk},"{w["duidelijk"]}",IF({marge}>={drempels.licht},"{w["licht"]}","{w["verdeeld"]}"))'
    return f'=IF({te_weinig},"{w["onvoldoende"]}",{voorsprong})'


def _of_leeg(waarde: float | None) -> float | str:
    return "" if waarde is None else waarde


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
    invoertabs.kenmerken(plaats, blad, start, kolom=1)
    blad.sectie("Vijf stappen", _STAPPEN)
    _voortgang(plaats, blad)
    teken_voorlopig(plaats, blad)
    blad.ruimte()
    blad.alinea(_NA_HET_INVULLEN)
    blad.sectie("Zo antwoord je")
    _schaal(plaats, blad)
    blad.sectie("Privacy", _PRIVACY)
    blad.sectie("Over dit werkboek")
    versies = zip(blokken.OVER.regels, (__version__, plaats.methode.versie), strict=True)
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
    # No progress for step 5: a formula over a result tab would be out of date after every
    # calculation.
    rijen.append(
        (
            Sprong(blokken.BORG_EN_VERBIND, f"5  {blokken.BORG_EN_VERBIND}"),
            BORGVRAAG,
            None,
            None,
            None,
        )
    )
    plek = blad.tabel("Voortgang", kolommen, rijen)
    staaf = {
        "type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_color": STAAF, "bar_border_color": STAAF,
        "min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1,
    }  # fmt: skip
    blad.werkblad.conditional_format(plek.eerste, 3, plek.laatste, 3, staaf)


def _stap(
    methode: Methode, tab: str, ingevuld: Formule, van: Formule, rij: int
) -> tuple[Inhoudscel, ...]:
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
        tellingen.append(
            (tab, Formule(f"={tel}", ingevuld), Formule(f"={totaal}", len(ids) * len(koppen)))
        )
    return tellingen


def _schaal(plaats: Bouwplaats, blad: Blad) -> None:
    algemeen = plaats.methode.algemeen
    rijen: list[tuple[Inhoudscel, ...]] = [
        (nummer, naam) for nummer, naam in enumerate(algemeen.antwoorden, start=1)
    ]
    rijen += [
        (algemeen.nvt, "past niet bij deze opgave; telt niet mee"),
        ("leeg", "weet ik niet, of nog niet beantwoord"),
    ]
    kolommen = [Tabelkolom("Cijfer", "Regio Getal"), Tabelkolom("Wat je ermee zegt")]
    blad.tabel("Antwoordschaal", kolommen, rijen)
