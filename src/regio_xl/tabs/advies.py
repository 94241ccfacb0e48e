"""Tab Advies, for the big screen.

Where the group stands on the quadrant, what pleads for it and what would tip it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from regio_xl.indeling import blokken
from regio_xl.indeling.blokken import Blok
from regio_xl.methode import Methode
from regio_xl.methode.grootheden import nederlands
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.opmaak.cellen import Gestyleerd, Inhoudscel, schrijf
from regio_xl.opmaak.opbouw import Bouwplaats
from regio_xl.opmaak.staven import perspectiefstaven
from regio_xl.opmaak.stijlen import INKT, MIST, RASTER, perspectiefstijl
from regio_xl.opmaak.werkblad import Blad, Bladopmaak, Plek, Tabelkolom
from regio_xl.resultaten import (
    Agendastand,
    Kantelpunt,
    PerspectiefAdvies,
    Reden,
    Resultaat,
    Weefselbeeld,
)
from regio_xl.tabs import kwadrant
from regio_xl.tabs.rijen import Rijen, Vindplaatsen, link, onder_elkaar

DUIDELIJKHEID = {
    "duidelijk": "Duidelijk: de voorsprong op de volgende is {marge} punten.",
    "licht": "Licht: de voorsprong op de volgende is {marge} punten. Bespreek dus ook wat daarna komt.",
    "verdeeld": "Verdeeld: het verschil met de volgende is {marge} punten.",
    "onvoldoende": "Onvoldoende: er is nog te weinig ingevuld voor een advies.",
}

_MEESTE_PUNTEN = 4
GEEN_GEVAL = "Jullie antwoorden wijzen niet op één soort leiderschap. Bespreek wie dit nu het beste kan trekken."


def adviesrijen(
    resultaat: Resultaat, methode: Methode, vindplaatsen: Vindplaatsen
) -> dict[str, Rijen]:
    """The rows of every block of the tab but the account of the calculation."""
    advies = resultaat.perspectief
    standen = (
        ("Kansrijk", advies.x, advies.y),
        ("Nu", advies.nu.x, advies.nu.y),
        ("Gewenst", advies.gewenst.x, advies.gewenst.y),
    )
    return {
        blokken.ADVIES_KOP.tabelnaam: [
            (blokken.ADVIES_KOP.regels[0], _adviestekst(advies, methode))
        ],
        blokken.ADVIES_KORT.tabelnaam: _kort(resultaat, methode),
        blokken.SCORES.tabelnaam: [
            (methode.namen[p], advies.scores[p], advies.nu.scores[p], advies.gewenst.scores[p])
            for p in PERSPECTIEVEN
        ],
        blokken.POSITIES.tabelnaam: standen,
        blokken.VOOR.tabelnaam: _redenen(advies, advies.voor, vindplaatsen),
        blokken.TEGEN.tabelnaam: _redenen(advies, advies.tegen, vindplaatsen),
        blokken.KANTELPUNT.tabelnaam: _wijzigingen(advies.kantelpunt, vindplaatsen),
        blokken.HELPT.tabelnaam: [
            (link(o.id, vindplaatsen), o.tekst) for o in advies.helpt_het_meest
        ]
        or [(None, "Alles wat meetelt voor het advies, is ingevuld.")],
        blokken.WEEFSELBEELD.tabelnaam: _weefsel(resultaat.weefsel),
    }


def _kort(resultaat: Resultaat, methode: Methode) -> Rijen:
    advies = resultaat.perspectief
    marge = "0" if advies.marge is None else nederlands(advies.marge, 1)
    waarden = (
        DUIDELIJKHEID[advies.duidelijkheid].format(marge=marge) + _trekt(advies, methode),
        methode.namen[advies.tweede] if advies.tweede else None,
        f"{nederlands(100 * advies.volledigheid)} procent van wat meetelt voor het advies",
        methode.namen[advies.keuze]
        if advies.keuze
        else "Nog geen keuze vastgelegd op de tab Perspectief.",
        onder_elkaar(advies.verschillen),
        _agenda(resultaat.agenda, methode),
        onder_elkaar([signaal.tekst for signaal in advies.signalen if signaal.soort == "let op"]),
        onder_elkaar(
            [signaal.tekst for signaal in advies.signalen if signaal.soort == "geen zorg"]
        ),
        _kanteltekst(advies.kantelpunt, methode),
    )
    return list(zip(blokken.ADVIES_KORT.regels, waarden, strict=True))


def _trekt(advies: PerspectiefAdvies, methode: Methode) -> str:
    """What a divided advice is divided over (TEG-04)."""
    if advies.duidelijkheid != "verdeeld":
        return ""
    zinnen = []
    for perspectief in (advies.advies, advies.tweede):
        groepen = [kracht.naam.lower() for kracht in advies.trekt if kracht.naar == perspectief]
        if perspectief and groepen:
            werkwoord = "wijst" if len(groepen) == 1 else "wijzen"
            zinnen.append(
                f"\nNaar {methode.namen[perspectief].lower()} {werkwoord}: {', '.join(groepen)}."
            )
    return "".join(zinnen)


def _agenda(agenda: Sequence[Agendastand], methode: Methode) -> str | None:
    """Which agenda items pull to which way of working (TEG-04)."""
    zinnen = []
    for perspectief in PERSPECTIEVEN:
        punten = [stand.agendapunt for stand in agenda if stand.trekt_naar == perspectief]
        if punten:
            rest = len(punten) - _MEESTE_PUNTEN
            namen = "; ".join(punten[:_MEESTE_PUNTEN]) + (f" en nog {rest}" if rest > 0 else "")
            zinnen.append(
                f"Naar {methode.namen[perspectief].lower()} {'trekt' if len(punten) == 1 else 'trekken'}: {namen}."
            )
    return onder_elkaar(zinnen)


def _adviestekst(advies: PerspectiefAdvies, methode: Methode) -> str:
    if advies.duidelijkheid == "verdeeld" and advies.advies and advies.tweede:
        eerste, tweede = methode.namen[advies.advies].lower(), methode.namen[advies.tweede].lower()
        return f"Verdeeld tussen {eerste} en {tweede}. Ze liggen dicht bij elkaar; {eerste} scoort net iets hoger."
    if advies.advies:
        kern = next(p.kern for p in methode.algemeen.perspectieven if p.id == advies.advies)
        return f"Leg de nadruk op {methode.namen[advies.advies].lower()} werken. {kern}"
    if advies.duidelijkheid == "verdeeld":
        hoogste = max(score for score in advies.scores.values() if score is not None)
        namen = [methode.namen[p].lower() for p in PERSPECTIEVEN if advies.scores[p] == hoogste]
        return f"Nog geen nadruk: {', '.join(namen[:-1])} en {namen[-1]} scoren precies gelijk."
    return "Nog geen advies: er is te weinig ingevuld. Onder Nog open staat wat het meest helpt."


def _kanteltekst(kantelpunt: Kantelpunt | None, methode: Methode) -> str | None:
    if kantelpunt is None:
        return None
    if kantelpunt.stappen is None or kantelpunt.naar is None:
        return "Welke antwoorden jullie ook geven op de ingevulde stellingen: het advies blijft hetzelfde."
    naam = methode.namen[kantelpunt.naar].lower()
    if kantelpunt.stappen == 1:
        return f"Eén antwoord één stap anders is genoeg: dan komt {naam} gelijk of hoger. Hieronder staat welk antwoord."
    wat = (
        "Verandert het antwoord hieronder"
        if len(kantelpunt.wijzigingen) == 1
        else "Veranderen de antwoorden hieronder samen"
    )
    return f"{wat} {kantelpunt.stappen} stappen, dan komt {naam} gelijk of hoger. Met minder stappen kantelt het advies niet."


def _redenen(
    advies: PerspectiefAdvies, redenen: Sequence[Reden], vindplaatsen: Vindplaatsen
) -> Rijen:
    if not redenen:
        return [
            (
                None,
                "Niets van wat jullie invulden." if advies.advies else "Er is nog geen advies.",
                None,
            )
        ]
    return [(link(reden.id, vindplaatsen), reden.zin, abs(reden.punten)) for reden in redenen]


def _wijzigingen(kantelpunt: Kantelpunt | None, vindplaatsen: Vindplaatsen) -> Rijen:
    wijzigingen = kantelpunt.wijzigingen if kantelpunt else ()
    getoond = [(link(w.id, vindplaatsen), w.tekst, w.van, w.naar) for w in wijzigingen]
    ruimte = blokken.KANTELPUNT.rijen
    if len(getoond) > ruimte:
        rest = len(getoond) - ruimte + 1
        return [*getoond[: ruimte - 1], (None, f"en nog {rest} andere antwoorden", None, None)]
    return getoond


def _weefsel(beeld: Weefselbeeld) -> Rijen:
    uitleg = (
        f"{beeld.patroon_naam}. {beeld.uitleg}"
        if beeld.patroon_naam
        else "Nog te weinig beantwoord op de tab Weefsel."
    )
    leiderschap = GEEN_GEVAL if beeld.weefsel is not None else None
    if beeld.leiderschap:
        leiderschap = f"{beeld.leiderschap_naam}. {beeld.leiderschap_advies}"
    waarden = (
        beeld.structuur,
        beeld.personen,
        beeld.weefsel,
        beeld.richting,
        uitleg,
        beeld.advies,
        leiderschap,
    )
    return list(zip(blokken.WEEFSELBEELD.regels, waarden, strict=True))


_BREEDTES = (29.0, 98.0, 22.0, 20.0, 18.0, 14.0)
_TABELKOLOM, _LINKS = 4, 1
_GRAFIEKRIJEN, _GRAFIEKHOOGTE = 21, 18.0
_NADRUKHOOGTE = 48.0  # two lines of large text

VRAAG = "Welke manier van werken geeft hier de beste kans?"
INLEIDING = (
    "Het advies is een nadruk en geen oordeel. Elk perspectief kan werken, en de drie andere blijven meedoen. Kansrijk volgt "
    "uit de opgave en het netwerk. Nu en gewenst volgen uit jullie antwoorden op de tab Perspectief. Bespreek samen wat ervoor "
    "en ertegen pleit. Jullie kiezen zelf: leg de keuze vast op de tab Perspectief en ga daarna verder met Borg en verbind."
)
_LEESHULP = (
    "Zo lees je de scores\n"
    "Een score loopt van 0 tot 100. Bij 50 pleit er evenveel voor als tegen.\n"
    "De vier scores staan los van elkaar: meer dan één perspectief kan hoog scoren.\n\n"
    "Zo lees je het kwadrant\n"
    "Links: de overheid begint en werkt van binnen naar buiten.\n"
    "Rechts: anderen beginnen, het werk komt van buiten naar binnen.\n"
    "Boven: gericht op resultaat. Onder: gericht op waarden.\n"
    "Een punt vat vier scores samen. Het advies volgt uit de scores.\n"
    "Geen plek is beter dan een andere."
)


def teken(plaats: Bouwplaats) -> None:
    """Draw the tab."""
    opmaak = Bladopmaak(
        titel="Advies", vraag=VRAAG, inleiding=INLEIDING, breedtes=_BREEDTES, zoom=90, beschermd=False,
        verder=blokken.BORG_EN_VERBIND,
    )  # fmt: skip
    blad = plaats.open_blad(blokken.ADVIES, opmaak)
    blad.werkblad.freeze_panes(2, 0)
    blad.werkblad.repeat_rows(0)
    blad.ruimte()
    nadruk = [(blokken.ADVIES_KOP.regels[0], blokken.NIET_BEREKEND)]
    kop = [
        Tabelkolom(blokken.KENMERKKOPPEN[0], "Regio Naam"),
        Tabelkolom(blokken.KENMERKKOPPEN[1], "Regio Nadruk"),
    ]
    blad.tabel(blokken.ADVIES_KOP.tabelnaam, kop, nadruk, kolom=_LINKS, vaste_hoogte=_NADRUKHOOGTE)
    blad.ruimte(12)
    _kwadrant(plaats, blad)
    _kenmerken(blad, blokken.ADVIES_KORT, blokken.ADVIES_KORT.regels, "Het advies in woorden", {})
    _lijst(
        blad,
        blokken.VOOR,
        "Dit pleit ervoor",
        "De sterkste redenen. Punten: zoveel gaat de score hierdoor omhoog.",
    )
    _lijst(
        blad,
        blokken.TEGEN,
        "Dit pleit ertegen",
        "De sterkste redenen. Punten: zoveel gaat de score hierdoor omlaag.",
    )
    kantelt = "De kleinste verandering waarbij een ander perspectief gelijk of hoger komt. Kloppen deze antwoorden nog?"
    _lijst(blad, blokken.KANTELPUNT, "Deze andere antwoorden doen het advies kantelen", kantelt)
    _lijst(
        blad, blokken.HELPT, "Nog open", "Vul dit als eerste aan als jullie meer zekerheid willen."
    )
    score = dict.fromkeys(("Structuur", "Personen", "Weefsel", "Richting"), "Regio Weefselscore")
    _kenmerken(
        blad,
        blokken.WEEFSELBEELD,
        blokken.WEEFSELBEELD.regels,
        "Wat de samenwerking draagt (telt niet mee)",
        score,
    )
    _kenmerken(
        blad, blokken.VERANTWOORDING, blokken.VERANTWOORDING.regels, "Waar dit op berust", {}
    )
    blad.werkblad.print_area(0, 0, blad.rij, blad.laatste_kolom)


def _kwadrant(plaats: Bouwplaats, blad: Blad) -> None:
    """The chart with the scores and positions beside it, on rows of fixed height."""
    ws = blad.werkblad
    boven = blad.rij
    for rij in range(boven, boven + _GRAFIEKRIJEN):
        ws.set_row(rij, _GRAFIEKHOOGTE)
    naam, *standen = blokken.SCORES.koppen
    namen = [Gestyleerd(plaats.methode.namen[p], perspectiefstijl(p)) for p in PERSPECTIEVEN]
    scores = blad.tabel(
        blokken.SCORES.tabelnaam, [Tabelkolom(naam), *(Tabelkolom(kop, "Regio Score") for kop in standen)],
        [(cel, None, None, None) for cel in namen], kolom=_TABELKOLOM - 1, vaste_hoogte=_GRAFIEKHOOGTE + 4,
    )  # fmt: skip
    perspectiefstaven(blad, scores)
    ws.set_row(scores.koprij, _GRAFIEKHOOGTE + 3)
    blad.rij += 1
    kop, *assen = blokken.POSITIES.koppen
    posities = blad.tabel(
        blokken.POSITIES.tabelnaam, [Tabelkolom(kop, "Regio Naam"), *(Tabelkolom(as_, "Regio Positie") for as_ in assen)],
        [(positie, None, None) for positie in blokken.POSITIE_NAMEN], kolom=_TABELKOLOM - 1,
        vaste_hoogte=_GRAFIEKHOOGTE + 2,
    )  # fmt: skip
    ws.set_row(posities.koprij, _GRAFIEKHOOGTE + 3)
    kwadrant.kwadrant(plaats, ws, boven, _LINKS, posities)
    _leeshulp(ws, posities.laatste + 2)
    blad.rij = boven + _GRAFIEKRIJEN


def _leeshulp(ws: Any, rij: int) -> None:
    opmaak = {
        "width": 524, "height": 220, "object_position": 3, "x_offset": 1, "fill": {"color": MIST}, "line": {"color": RASTER},
        "font": {"name": "Calibri", "size": 12, "color": INKT}, "align": {"vertical": "middle"},
        "description": "Zo lees je de scores en het kwadrant",
    }  # fmt: skip
    ws.insert_textbox(rij, _TABELKOLOM - 1, _LEESHULP, opmaak)


def _kenmerken(
    blad: Blad, blok: Blok, namen: tuple[str, ...], titel: str, stijlen: dict[str, str]
) -> Plek:
    blad.sectie(titel)
    kolommen = [
        Tabelkolom(blok.koppen[0], "Regio Naam"),
        Tabelkolom(blok.koppen[1], "Regio Resultaat"),
    ]
    plek = blad.tabel(blok.tabelnaam, kolommen, [(naam, None) for naam in namen], kolom=_LINKS)
    for rij, naam in enumerate(namen, start=plek.eerste):
        schrijf(
            blad.werkblad, rij, _LINKS + 1, None, blad.stijlen, stijlen.get(naam, "Regio Resultaat")
        )
    return plek


def _lijst(blad: Blad, blok: Blok, titel: str, uitleg: str) -> Plek:
    """A list of variable length: borders appear on rows in use."""
    blad.sectie(titel, uitleg)
    stijlen = {
        "Ga naar": "Regio Lijst link",
        "Punten": "Regio Lijst punten",
        "Nu": "Regio Lijst getal",
        "Wordt": "Regio Lijst getal",
    }
    kolommen = [Tabelkolom(kop, stijlen.get(kop, "Regio Lijst")) for kop in blok.koppen]
    leeg: list[tuple[Inhoudscel, ...]] = [(None,) * len(kolommen)] * blok.rijen
    plek = blad.tabel(blok.tabelnaam, kolommen, leeg, kolom=_LINKS)
    gevuld = {
        "type": "formula", "criteria": f'=$C{plek.eerste + 1}<>""', "format": blad.stijlen.voorwaardelijk("gevuld"),
    }  # fmt: skip
    blad.werkblad.conditional_format(
        plek.eerste, plek.kolom, plek.laatste, plek.kolom + len(kolommen) - 1, gevuld
    )
    return plek
