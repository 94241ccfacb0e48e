"""Rows of the tab Advies."""

from __future__ import annotations

from collections.abc import Sequence

from regio_xl import blokken
from regio_xl.methode import Methode
from regio_xl.perspectieven import PERSPECTIEVEN
from regio_xl.rekenen.redenen import nederlands
from regio_xl.resultaten import Agendastand, Kantelpunt, PerspectiefAdvies, Reden, Resultaat, Weefselbeeld
from regio_xl.weergave.koppelen import Rijen, Vindplaatsen, link, onder_elkaar

DUIDELIJKHEID = {
    "duidelijk": "Duidelijk: de voorsprong op de volgende is {marge} punten.",
    "licht": "Licht: de voorsprong op de volgende is {marge} punten. Bespreek dus ook wat daarna komt.",
    "verdeeld": "Verdeeld: het verschil met de volgende is {marge} punten.",
    "onvoldoende": "Onvoldoende: er is nog te weinig ingevuld voor een advies.",
}

_MEESTE_PUNTEN = 4
GEEN_GEVAL = "Jullie antwoorden wijzen niet op één soort leiderschap. Bespreek wie dit nu het beste kan trekken."


def adviesrijen(resultaat: Resultaat, methode: Methode, vindplaatsen: Vindplaatsen) -> dict[str, Rijen]:
    """The rows of every block of the tab but the account of the calculation."""
    advies = resultaat.perspectief
    standen = (
        ("Kansrijk", advies.x, advies.y),
        ("Nu", advies.nu.x, advies.nu.y),
        ("Gewenst", advies.gewenst.x, advies.gewenst.y),
    )
    return {
        blokken.ADVIES_KOP.tabelnaam: [(blokken.KOP_REGELS[0], _adviestekst(advies, methode))],
        blokken.ADVIES_KORT.tabelnaam: _kort(resultaat, methode),
        blokken.SCORES.tabelnaam: [
            (methode.namen[p], advies.scores[p], advies.nu.scores[p], advies.gewenst.scores[p]) for p in PERSPECTIEVEN
        ],
        blokken.POSITIES.tabelnaam: standen,
        blokken.VOOR.tabelnaam: _redenen(advies, advies.voor, vindplaatsen),
        blokken.TEGEN.tabelnaam: _redenen(advies, advies.tegen, vindplaatsen),
        blokken.KANTELPUNT.tabelnaam: _wijzigingen(advies.kantelpunt, vindplaatsen),
        blokken.HELPT.tabelnaam: [(link(o.id, vindplaatsen), o.tekst) for o in advies.helpt_het_meest]
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
        methode.namen[advies.keuze] if advies.keuze else "Nog geen keuze vastgelegd op de tab Perspectief.",
        onder_elkaar(advies.verschillen),
        _agenda(resultaat.agenda, methode),
        onder_elkaar([signaal.tekst for signaal in advies.signalen if signaal.soort == "let op"]),
        onder_elkaar([signaal.tekst for signaal in advies.signalen if signaal.soort == "geen zorg"]),
        _kanteltekst(advies.kantelpunt, methode),
    )
    return list(zip(blokken.KORT_REGELS, waarden, strict=True))


def _trekt(advies: PerspectiefAdvies, methode: Methode) -> str:
    """What a divided advice is divided over (TEG-04)."""
    if advies.duidelijkheid != "verdeeld":
        return ""
    zinnen = []
    for perspectief in (advies.advies, advies.tweede):
        groepen = [kracht.naam.lower() for kracht in advies.trekt if kracht.naar == perspectief]
        if perspectief and groepen:
            werkwoord = "wijst" if len(groepen) == 1 else "wijzen"
            zinnen.append(f"\nNaar {methode.namen[perspectief].lower()} {werkwoord}: {', '.join(groepen)}.")
    return "".join(zinnen)


def _agenda(agenda: Sequence[Agendastand], methode: Methode) -> str | None:
    """Which agenda items pull to which way of working (TEG-04)."""
    zinnen = []
    for perspectief in PERSPECTIEVEN:
        punten = [stand.agendapunt for stand in agenda if stand.trekt_naar == perspectief]
        if punten:
            rest = len(punten) - _MEESTE_PUNTEN
            namen = "; ".join(punten[:_MEESTE_PUNTEN]) + (f" en nog {rest}" if rest > 0 else "")
            zinnen.append(f"Naar {methode.namen[perspectief].lower()} {'trekt' if len(punten) == 1 else 'trekken'}: {namen}.")
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
    wat = "Verandert het antwoord hieronder" if len(kantelpunt.wijzigingen) == 1 else "Veranderen de antwoorden hieronder samen"
    return f"{wat} {kantelpunt.stappen} stappen, dan komt {naam} gelijk of hoger. Met minder stappen kantelt het advies niet."


def _redenen(advies: PerspectiefAdvies, redenen: Sequence[Reden], vindplaatsen: Vindplaatsen) -> Rijen:
    if not redenen:
        return [(None, "Niets van wat jullie invulden." if advies.advies else "Er is nog geen advies.", None)]
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
    uitleg = f"{beeld.patroon_naam}. {beeld.uitleg}" if beeld.patroon_naam else "Nog te weinig beantwoord op de tab Weefsel."
    leiderschap = GEEN_GEVAL if beeld.weefsel is not None else None
    if beeld.leiderschap:
        leiderschap = f"{beeld.leiderschap_naam}. {beeld.leiderschap_advies}"
    waarden = (beeld.structuur, beeld.personen, beeld.weefsel, beeld.richting, uitleg, beeld.advies, leiderschap)
    return list(zip(blokken.WEEFSEL_REGELS, waarden, strict=True))
