"""From results to rows: what stands in each result block, as values and links. Knows no places and no looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from regio_xl import blokken
from regio_xl.bevindingen import Bevinding
from regio_xl.boek import Adres, Koppeling, Schrijfwaarde
from regio_xl.methode import Methode
from regio_xl.perspectieven import PERSPECTIEVEN
from regio_xl.rekenen.redenen import nederlands
from regio_xl.resultaten import Borgpunt, Kantelpunt, PerspectiefAdvies, Reden, Resultaat, Weefselbeeld

Rijen = Sequence[Sequence[Schrijfwaarde]]
Vindplaatsen = Mapping[str, Adres]

DUIDELIJKHEID = {
    "duidelijk": "Duidelijk: de voorsprong op de volgende is {marge} punten.",
    "licht": "Licht: de voorsprong op de volgende is {marge} punten. Bespreek dus ook wat daarna komt.",
    "verdeeld": "Verdeeld: het verschil met de volgende is {marge} punten.",
    "onvoldoende": "Onvoldoende: er is nog te weinig ingevuld voor een advies.",
}
SOORT_REGEL = {"legitimiteit": "Verantwoording", "vast punt": "Altijd"}


def rijen_per_blok(resultaat: Resultaat, methode: Methode, vindplaatsen: Vindplaatsen) -> dict[str, Rijen]:
    """The rows of every result block but the checklist of step 5, by the name of its table."""
    advies = resultaat.perspectief
    return {
        blokken.ADVIES_KOP.tabelnaam: [(blokken.KOP_REGELS[0], _adviestekst(advies, methode))],
        blokken.ADVIES_KORT.tabelnaam: _kort(advies, methode),
        blokken.SCORES.tabelnaam: [
            (methode.namen[p], advies.scores[p], advies.nu.scores[p], advies.gewenst.scores[p]) for p in PERSPECTIEVEN
        ],
        blokken.POSITIES.tabelnaam: [
            (naam, x, y)
            for naam, (x, y) in zip(
                blokken.POSITIE_NAMEN,
                ((advies.x, advies.y), (advies.nu.x, advies.nu.y), (advies.gewenst.x, advies.gewenst.y)),
                strict=True,
            )
        ],
        blokken.VOOR.tabelnaam: _redenen(advies, advies.voor, vindplaatsen),
        blokken.TEGEN.tabelnaam: _redenen(advies, advies.tegen, vindplaatsen),
        blokken.KANTELPUNT.tabelnaam: _wijzigingen(advies.kantelpunt, vindplaatsen),
        blokken.HELPT.tabelnaam: [(_link(o.id, vindplaatsen), o.tekst) for o in advies.helpt_het_meest]
        or [(None, "Alles wat meetelt voor het advies, is ingevuld.")],
        blokken.WEEFSELBEELD.tabelnaam: _weefsel(resultaat.weefsel),
        blokken.BORG_STAND.tabelnaam: _borgstand(resultaat, methode),
        blokken.CONTROLE_STAND.tabelnaam: [
            (naam, sum(b.ernst == ernst for b in resultaat.bevindingen))
            for naam, ernst in zip(blokken.CONTROLE_REGELS, ("fout", "let op", "tip"), strict=True)
        ],
        blokken.BEVINDINGEN.tabelnaam: [_bevinding(b) for b in resultaat.bevindingen],
    }


def verantwoording(resultaat: Resultaat, berekend_op: str) -> Rijen:
    """When, with what and from which answers the results were computed."""
    waarden = (berekend_op, resultaat.programma_versie, methodetekst(resultaat), resultaat.antwoorden_kenmerk)
    return list(zip(blokken.VERANTWOORDING_REGELS, waarden, strict=True))


def methodetekst(resultaat: Resultaat) -> str:
    """Which method was used: its version, and the mark of its content."""
    return f"{resultaat.methode_versie} ({resultaat.methode_kenmerk})"


def _kort(advies: PerspectiefAdvies, methode: Methode) -> Rijen:
    marge = "0" if advies.marge is None else nederlands(advies.marge, 1)
    waarden = (
        DUIDELIJKHEID[advies.duidelijkheid].format(marge=marge) + _trekt(advies, methode),
        methode.namen[advies.tweede] if advies.tweede else None,
        f"{nederlands(100 * advies.volledigheid)} procent van wat meetelt voor het advies",
        methode.namen[advies.keuze] if advies.keuze else "Nog geen keuze vastgelegd op de tab Perspectief.",
        _onder_elkaar(advies.verschillen),
        _onder_elkaar([signaal.tekst for signaal in advies.signalen]),
        _kanteltekst(advies.kantelpunt, methode),
    )
    return list(zip(blokken.KORT_REGELS, waarden, strict=True))


def _onder_elkaar(zinnen: Sequence[str]) -> str | None:
    """Several remarks as a list in one cell, so that a group can take them one by one."""
    return "\n".join(f"• {zin}" for zin in zinnen) if len(zinnen) > 1 else "".join(zinnen) or None


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
        return f"Eén antwoord één punt anders is genoeg: dan komt {naam} gelijk of hoger. Hieronder staat welk antwoord."
    wat = "Verandert het antwoord hieronder" if len(kantelpunt.wijzigingen) == 1 else "Veranderen de antwoorden hieronder samen"
    return f"{wat} {kantelpunt.stappen} punten, dan komt {naam} gelijk of hoger. Met minder punten kantelt het advies niet."


def _redenen(advies: PerspectiefAdvies, redenen: Sequence[Reden], vindplaatsen: Vindplaatsen) -> Rijen:
    if not redenen:
        return [(None, "Niets van wat jullie invulden." if advies.advies else "Er is nog geen advies.", None)]
    return [(_link(reden.id, vindplaatsen), reden.zin, abs(reden.punten)) for reden in redenen]


def _wijzigingen(kantelpunt: Kantelpunt | None, vindplaatsen: Vindplaatsen) -> Rijen:
    wijzigingen = kantelpunt.wijzigingen if kantelpunt else ()
    getoond = [(_link(w.id, vindplaatsen), w.tekst, w.van, w.naar) for w in wijzigingen]
    ruimte = blokken.KANTELPUNT.rijen
    if len(getoond) > ruimte:
        rest = len(getoond) - ruimte + 1
        return [*getoond[: ruimte - 1], (None, f"en nog {rest} andere antwoorden", None, None)]
    return getoond


def _weefsel(beeld: Weefselbeeld) -> Rijen:
    uitleg = f"{beeld.patroon_naam}. {beeld.uitleg}" if beeld.patroon_naam else "Nog te weinig beantwoord op de tab Weefsel."
    waarden = (beeld.structuur, beeld.personen, beeld.weefsel, beeld.richting, uitleg, beeld.advies)
    return list(zip(blokken.WEEFSEL_REGELS, waarden, strict=True))


def _borgstand(resultaat: Resultaat, methode: Methode) -> Rijen:
    advies = resultaat.perspectief
    gekozen = advies.keuze or advies.advies
    bron = "jullie keuze op de tab Perspectief" if advies.keuze else "het advies; jullie legden nog geen keuze vast"
    statussen = [punt.status for punt in resultaat.borg_en_verbind]
    telling = ", ".join(f"{statussen.count(status)} {status}" for status in methode.borg_en_verbind.statussen)
    waarden = (
        methode.namen[gekozen] if gekozen else "nog geen; hieronder staan alleen de vaste punten",
        bron if gekozen else None,
        telling,
    )
    return list(zip(blokken.BORG_REGELS, waarden, strict=True))


def vraag_vanuit(naam: str) -> str:
    """What stands under Hoort bij for a question of a perspective; the look of the row depends on it."""
    return f"Vraag vanuit {naam.lower()}"


def borgregel(punt: Borgpunt, methode: Methode) -> tuple[str, str, str, str]:
    """Id, what it belongs to, question and why: the columns of the checklist that are ours."""
    hoort_bij = vraag_vanuit(methode.namen[punt.naar]) if punt.naar else SOORT_REGEL[punt.soort]
    return punt.id, hoort_bij, punt.vraag, punt.uitleg


def _bevinding(gevonden: Bevinding) -> tuple[Schrijfwaarde, ...]:
    plek = Adres(gevonden.blad) if gevonden.blad else None
    tekst = str(plek) + (f"!{gevonden.cel}" if gevonden.cel else "") if plek else ""
    doel = _adres(gevonden)
    return gevonden.ernst, Koppeling(doel, tekst) if doel else tekst or None, gevonden.melding, gevonden.code


def _adres(gevonden: Bevinding) -> Adres | None:
    if not gevonden.cel:
        return None
    letters = gevonden.cel.rstrip("0123456789")
    kolom = 0
    for letter in letters:
        kolom = kolom * 26 + ord(letter) - ord("A") + 1
    return Adres(gevonden.blad, int(gevonden.cel[len(letters) :]) - 1, kolom - 1)


def _link(id_: str, vindplaatsen: Vindplaatsen) -> Schrijfwaarde:
    """A link to the cell where an answer stands; nothing when its place is unknown."""
    plek = vindplaatsen.get(id_)
    return Koppeling(plek, str(plek)) if plek else None
