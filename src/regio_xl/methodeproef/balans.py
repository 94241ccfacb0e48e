"""Prove the rules of balance of the method: what ``methode --controle`` shows.

Each rule is measured on the method as it is loaded, with the same functions that compute an advice,
and says what was measured. Rules: ``ontwerp`` section 4. Nothing here changes or repairs the
method.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations, permutations

from regio_xl.methode import Bewijs, Indicator, Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.methodeproef.controleregel import Controleregel, controleregel
from regio_xl.methodeproef.proefregels import proefregels
from regio_xl.methodeproef.wegwijzers import (
    handreikingen_bereikbaar,
    kengetallen_bestaan,
    tien_wegwijzers,
)
from regio_xl.rekenen.bewijs import scores, waarde
from regio_xl.rekenen.indicatoren import MATEN

__all__ = ["Controleregel", "balans", "controleer_methode"]

# The inventory families that name the four perspectives themselves; a loading on anything else is
# our own reading.
_BRONFAMILIES = ("VNG-P-", "VNG-A-", "VNG-K-", "VNG-L-", "HEF-S-")
_MINSTE_GROEPEN, _MINSTE_VRAGEN, _MINSTE_LEGITIMITEIT, _MEESTE_GELIJKENIS = 3, 4, 3, 0.6
_WEEFSELMINIMUM = {"structuur": 6, "personen": 6, "weefsel": 6, "richting": 3}
# Points between the highest and the lowest score when every answer is the same.
_MEESTE_VOORKEUR = Fraction(3)
_VERBODEN = re.compile(r"\bregie", re.IGNORECASE)


def controleer_methode(methode: Methode) -> tuple[Controleregel, ...]:
    """Measure every rule. Pure; a rule that is broken never hides another. Takes seconds: it looks
    for every suggestion."""
    return (*balans(methode), *proefregels(methode), handreikingen_bereikbaar(methode))


def balans(methode: Methode) -> tuple[Controleregel, ...]:
    """Measure every rule but the slow ones: what is simulated, and whether each suggestion can be
    reached."""
    return (
        *_evenwicht(methode, "kansrijk", methode.kansrijk),
        *_evenwicht(methode, "tab Perspectief", methode.perspectief.stellingen),
        _groepen(methode),
        _stijgend(methode),
        _herkomst(methode),
        _vragen_per_paar(methode),
        _vragen_verschillen(methode),
        _legitimiteit(methode),
        *_aantallen(methode),
        _indicatoren(methode),
        _woorden(methode),
        _grond(methode),
        kengetallen_bestaan(methode),
        tien_wegwijzers(methode),
    )


def _getal(getal: Fraction) -> str:
    return f"{float(getal):.1f}".replace(".", ",")


def _stand(
    methode: Methode, bewijzen: Sequence[Bewijs], antwoord: int, *, ook_tabellen: bool
) -> list[Fraction]:
    """The known scores (0-100), highest first, when every answer is the same; ``ook_tabellen``: the
    tables say the same as the answers."""
    telt = [b for b in bewijzen if ook_tabellen or not isinstance(b, Indicator)]
    bekend = {bewijs.id: waarde(antwoord) for bewijs in telt}
    gevonden = scores(telt, methode.gewichten, bekend).values()
    return sorted((50 * (1 + s) for s in gevonden if s is not None), reverse=True)


def _evenwicht(methode: Methode, waar: str, bewijzen: Sequence[Bewijs]) -> Iterable[Controleregel]:
    """All 3 gives four equal scores; with all 1 or all 5 no perspective lies more than a few points
    above another, so saying yes to everything prefers none."""
    for antwoord in (3, 1, 5):
        naam = f"Overal een {antwoord} ({waar})"
        zonder = _stand(methode, bewijzen, antwoord, ook_tabellen=False)
        met = _stand(methode, bewijzen, antwoord, ook_tabellen=True)
        if len(zonder) < len(PERSPECTIEVEN):
            uitleg = "Over minstens één perspectief zegt geen enkele stelling iets."
            yield Controleregel(naam=naam, goed=False, uitleg=uitleg)
            continue
        verschil = max(stand[0] - stand[-1] for stand in (zonder, met))
        toegestaan = Fraction(0) if antwoord == 3 else _MEESTE_VOORKEUR
        uitleg = (
            f"De scores lopen van {_getal(zonder[-1])} tot {_getal(zonder[0])}, en van "
            f"{_getal(met[-1])} tot {_getal(met[0])} als de tabellen hetzelfde zeggen. "
            f"De hoogste ligt {_getal(verschil)} punten boven de laagste. "
            f"Toegestaan: {_getal(toegestaan)}."
        )
        yield Controleregel(naam=naam, goed=verschil <= toegestaan, uitleg=uitleg)


def _groepen(methode: Methode) -> Controleregel:
    fouten, gemeten = [], []
    for waar, bewijzen in (
        ("kansrijk", methode.kansrijk),
        ("tab Perspectief", methode.perspectief.stellingen),
    ):
        for perspectief, naam in methode.namen.items():
            aantal = len({b.groep for b in bewijzen if b.laadt(perspectief)})
            gemeten.append(aantal)
            if aantal < _MINSTE_GROEPEN:
                fouten.append(f"{naam} heeft bewijs uit {aantal} groepen ({waar})")
    return controleregel(
        "Bewijs uit minstens drie groepen",
        fouten,
        f"Elk perspectief heeft bewijs uit {min(gemeten)} of meer groepen.",
    )


def _stijgend(methode: Methode) -> Controleregel:
    """Raising an answer never lowers a perspective that it pleads for, and never raises one that it
    pleads against.

    A score is linear in the answers, so what the other answers are does not matter: they are all 3
    here.
    """
    fouten, gemeten = [], 0
    for bewijzen in (methode.kansrijk, methode.perspectief.stellingen):
        neutraal = {b.id: Fraction(0) for b in bewijzen}
        for bewijs in bewijzen:
            standen = []
            for antwoord in (1, 3, 5):
                bekend = {**neutraal, bewijs.id: waarde(antwoord)}
                standen.append(scores(bewijzen, methode.gewichten, bekend))
            for perspectief in bewijs.lading:
                reeks = [stand[perspectief] or Fraction(0) for stand in standen]
                stijgt = reeks == sorted(reeks, reverse=bewijs.laadt(perspectief) < 0)
                gemeten += 1
                if not stijgt or reeks[0] == reeks[-1]:
                    naam = methode.namen[perspectief].lower()
                    fouten.append(f"{bewijs.id} werkt de verkeerde kant op bij {naam}")
    return controleregel(
        "Meer eens helpt waar het voor pleit",
        fouten,
        f"Nagerekend voor {gemeten} ladingen, bij 1, 3 en 5.",
    )


def _herkomst(methode: Methode) -> Controleregel:
    bekend = {bron.id for bron in methode.algemeen.bronnen}
    items = list(methode.herleidbaar())
    zonder = [
        f"{naam} noemt geen bekende bron"
        for naam, item in items
        if item.bron.split(",")[0].strip() not in bekend
    ]
    leeg = [f"{naam} dekt geen regel van de inventaris" for naam, item in items if not item.dekt]
    regels = {regel for _, item in items for regel in item.dekt}
    goed = f"{len(items)} onderdelen noemen een bron en samen {len(regels)} inventarisregels."
    return controleregel("Alles heeft een bron", [*zonder, *leeg], goed)


def _vragen_per_paar(methode: Methode) -> Controleregel:
    telling = Counter((vraag.van, vraag.naar) for vraag in methode.borg_en_verbind.kernvragen)
    fouten = [
        f"{van} naar {naar} heeft {telling[van, naar]} kernvragen"
        for van, naar in permutations(PERSPECTIEVEN, 2)
        if telling[van, naar] < _MINSTE_VRAGEN
    ]
    fouten += [f"{van} stelt vragen aan zichzelf" for van, naar in telling if van == naar]
    minst, meest = min(telling.values(), default=0), max(telling.values(), default=0)
    goed = f"De twaalf paren hebben {minst} tot {meest} kernvragen."
    return controleregel("Minstens vier kernvragen per paar", fouten, goed)


def _vragen_verschillen(methode: Methode) -> Controleregel:
    woorden = {vraag.id: _woordenlijst(vraag.tekst) for vraag in methode.borg_en_verbind.kernvragen}
    gelijkenis = {(a, b): _gelijkenis(woorden[a], woorden[b]) for a, b in combinations(woorden, 2)}
    fouten = [
        f"{a} en {b} lijken te veel op elkaar ({mate:.2f})".replace(".", ",")
        for (a, b), mate in gelijkenis.items()
        if mate > _MEESTE_GELIJKENIS or woorden[a] == woorden[b]
    ]
    meest = f"{max(gelijkenis.values(), default=0):.2f}".replace(".", ",")
    return controleregel(
        "Elke kernvraag is anders",
        fouten,
        f"{len(woorden)} vragen; de grootste gelijkenis in woorden is {meest} van 1.",
    )


def _woordenlijst(tekst: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", tekst.casefold()))


def _gelijkenis(een: Iterable[str], ander: Iterable[str]) -> float:
    """The share of words that two texts have in common (Jaccard)."""
    a, b = set(een), set(ander)
    return len(a & b) / len(a | b) if a | b else 1.0


def _legitimiteit(methode: Methode) -> Controleregel:
    telling: Counter[Perspectief] = Counter(
        vorm.bij for vorm in methode.borg_en_verbind.legitimiteit
    )
    fouten = [
        f"{p} heeft {telling[p]} vormen" for p in PERSPECTIEVEN if telling[p] < _MINSTE_LEGITIMITEIT
    ]
    minst = min(telling.values(), default=0)
    goed = f"Elk perspectief heeft {minst} of meer vormen van verantwoording."
    return controleregel("Minstens drie vormen van verantwoording", fouten, goed)


def _aantallen(methode: Methode) -> Iterable[Controleregel]:
    """The size of each block of statements: enough to say something, short enough to fill in."""
    for tab, minst, meest in ((methode.opgave, 16, 26), (methode.netwerk, 6, 12)):
        aantal = len(tab.stellingen)
        uitleg = f"{aantal} stellingen; verwacht {minst} tot en met {meest}."
        yield Controleregel(
            naam=f"Aantal stellingen op {tab.tab}", goed=minst <= aantal <= meest, uitleg=uitleg
        )
    stellingen = methode.perspectief.stellingen
    minst = min(sum(s.laadt(p) > 0 for s in stellingen) for p in PERSPECTIEVEN)
    uitleg = f"{len(stellingen)} stellingen; {minst} of meer per perspectief, verwacht 5."
    yield Controleregel(naam="Aantal stellingen op Perspectief", goed=minst >= 5, uitleg=uitleg)
    telling: Counter[str] = Counter(stelling.dimensie for stelling in methode.weefsel.stellingen)
    uitleg = (
        ", ".join(
            f"{dimensie} {telling[dimensie]} (minstens {minst})"
            for dimensie, minst in _WEEFSELMINIMUM.items()
        )
        + "."
    )
    goed = all(telling[dimensie] >= minst for dimensie, minst in _WEEFSELMINIMUM.items())
    yield Controleregel(naam="Aantal stellingen op Weefsel", goed=goed, uitleg=uitleg)


def _indicatoren(methode: Methode) -> Controleregel:
    onbekend = [
        f"{i.id} gebruikt de onbekende maat '{i.maat}'"
        for i in methode.indicatoren
        if i.maat not in MATEN
    ]
    vlak = [
        f"{i.id} heeft laag en hoog allebei op {i.laag:g}"
        for i in methode.indicatoren
        if i.laag == i.hoog
    ]
    goed = (
        f"{len(methode.indicatoren)} indicatoren rekenen met een bestaande maat "
        "en twee verschillende ankers."
    )
    return controleregel("Indicatoren zijn te berekenen", [*onbekend, *vlak], goed)


def _woorden(methode: Methode) -> Controleregel:
    """TEG-13: *regie* means something else in every source, so no statement uses it."""
    fouten = [
        f"{id_} gebruikt het woord regie"
        for id_, stelling in methode.stellingen.items()
        if _VERBODEN.search(stelling.tekst)
    ]
    return controleregel(
        "Geen verboden woorden",
        fouten,
        f"{len(methode.stellingen)} stellingen zonder het woord regie.",
    )


def _grond(methode: Methode) -> Controleregel:
    """Only the families that name the perspectives themselves may be called a source; the rest is
    our own reading."""
    verbanden: list[tuple[str, tuple[str, ...], str]] = [
        (b.id, (lading.uit,), lading.grond)
        for b in (*methode.kansrijk, *methode.perspectief.stellingen)
        for lading in b.lading.values()
    ]
    verbanden += [
        (t.naam, (lading.uit,), lading.grond)
        for t in methode.agendatekens
        for lading in t.lading.values()
    ]
    borg = methode.borg_en_verbind
    verbanden += [(vraag.id, vraag.dekt, vraag.grond) for vraag in borg.kernvragen]
    verbanden += [(vorm.id, vorm.dekt, vorm.grond) for vorm in borg.legitimiteit]
    fouten = [
        f"{id_} noemt {', '.join(regels)} een bron"
        for id_, regels, grond in verbanden
        if grond == "bron" and not any(regel.startswith(_BRONFAMILIES) for regel in regels)
    ]
    uit_bron = sum(1 for _, _, grond in verbanden if grond == "bron")
    goed = (
        f"{len(verbanden)} verbanden, waarvan {uit_bron} uit de bron "
        f"en {len(verbanden) - uit_bron} eigen duiding."
    )
    return controleregel("Bron en eigen duiding gescheiden", fouten, goed)
