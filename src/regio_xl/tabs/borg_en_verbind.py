"""Tab Borg en verbind: the questions of the other perspectives, with room for what is agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from regio_xl.indeling import blokken
from regio_xl.indeling.vulling import Inhoud
from regio_xl.methode import Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.opmaak import validatie
from regio_xl.opmaak.cellen import Inhoudscel
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.opmaak.resultaatblokken import waardenblok_ernaast
from regio_xl.opmaak.validatie import Validatie
from regio_xl.opmaak.voorwaarden import als
from regio_xl.opmaak.werkblad import Bladopmaak, Blokplek, Tabelkolom, Werkblad
from regio_xl.rekenen.borg_en_verbind import borgpunt
from regio_xl.resultaten import Borgpunt, Resultaat
from regio_xl.tabs.blokrijen import Blokrijen, Vindplaatsen, per_regel

VRAAG = "Hoe doen jullie recht aan wat de drie andere perspectieven belangrijk vinden?"
GELDT, EERDER = "ja", "eerdere keuze"
"""What stands under Geldt for a question of now, and for one that an earlier choice asked."""

_SOORT = {"legitimiteit": "Verantwoording", "vast punt": "Altijd"}
_BREEDTES = (11.0, 27.0, 40.0, 42.0, 20.0, 52.0, 20.0, 13.0, 14.0)
_STANDKOLOM = 5
_RESERVE = 20  # empty rows below what was agreed before
_STIJLEN = {
    "Id": "Regio Lijst id",
    "Waarom deze vraag": "Regio Lijst uitleg",
    "Status": "Regio Lijst invoer",
    "Afspraak": "Regio Lijst invoer",
    "Eigenaar": "Regio Lijst invoer",
    "Datum": "Regio Lijst datum",
}


def rijen(
    resultaat: Resultaat, methode: Methode, vindplaatsen: Vindplaatsen
) -> dict[str, Blokrijen]:
    """For which perspective the checklist is, why, and how far it has come."""
    advies = resultaat.perspectief
    gekozen = advies.keuze or advies.advies
    perspectief, bron = "nog geen; hieronder staan alleen de vaste punten", None
    if gekozen:
        perspectief, bron = methode.namen[gekozen], "het advies; jullie legden nog geen keuze vast"
    if advies.keuze:
        plek = vindplaatsen.get(f"{methode.perspectief.tab}.keuze")
        bron = f"jullie keuze op de tab {plek.blad if plek else blokken.ADVIES}"
    statussen = [punt.status for punt in resultaat.borg_en_verbind]
    telling = (f"{statussen.count(s)} {s}" for s in methode.borg_en_verbind.statussen)
    waarden = (perspectief, bron, ", ".join(telling))
    return {blokken.BORG_STAND.tabelnaam: per_regel(blokken.BORG_STAND, waarden)}


def vraag_vanuit(naam: str) -> str:
    """What stands under Hoort bij for a question of a perspective; the look of the row depends on
    it."""
    return f"Vraag vanuit {naam.lower()}"


def borgregel(punt: Borgpunt, methode: Methode) -> tuple[str, str, str, str]:
    """Id, what it belongs to, question and why: the columns of the checklist that are ours."""
    hoort_bij = vraag_vanuit(methode.namen[punt.naar]) if punt.naar else _SOORT[punt.soort]
    return punt.id, hoort_bij, punt.vraag, punt.uitleg


def teken(opbouw: Opbouw) -> None:
    """Draw the tab."""
    borg = opbouw.methode.borg_en_verbind
    opmaak = Bladopmaak(
        titel="Stap 5: Borg en verbind",
        vraag=VRAAG,
        inleiding=borg.inleiding,
        breedtes=_BREEDTES,
        zoom=85,
        beschermd=False,
        tekstbreedte=sum(_BREEDTES[: _STANDKOLOM - 1]) - 4,
    )
    blad = opbouw.open_blad(blokken.BORG_EN_VERBIND, opmaak)
    waardenblok_ernaast(blad, blokken.BORG_STAND, _STANDKOLOM, blokken.NOG_NIET)
    blad.ruimte()
    plek = _vragenlijst(opbouw, blad)
    blad.herhalen(plek.koprij)
    _uiterlijk_van_rijen(opbouw.methode, blad, plek)


def _vragenlijst(opbouw: Opbouw, blad: Werkblad) -> Blokplek:
    """The checklist: what was agreed before, and empty rows."""
    blok = blokken.BORG
    keuzes = _keuzes(opbouw.methode.borg_en_verbind.statussen)
    kolommen = [
        Tabelkolom(kop, _STIJLEN.get(kop, "Regio Lijst"), keuzes.get(kop)) for kop in blok.koppen
    ]
    afspraken = _afspraken(opbouw.methode, opbouw.vulling.afspraken)
    leeg: tuple[Inhoudscel, ...] = (None,) * len(blok.koppen)
    over = max(blok.rijen - len(afspraken), _RESERVE)
    return blad.tabel(blok.tabelnaam, kolommen, [*afspraken, *[leeg] * over], filter_=True)


def _keuzes(statussen: Sequence[str]) -> dict[str, Validatie]:
    return {
        "Status": validatie.status(statussen),
        "Afspraak": validatie.hulp(
            "Afspraak",
            "Wat spreken jullie af? Schrijf het zo op dat je later ziet of het is gedaan.",
        ),
        "Eigenaar": validatie.hulp(
            "Eigenaar", "Wie pakt dit op? Noem een rol of een organisatie. Een naam is niet nodig."
        ),
        "Datum": validatie.datum("Datum", "Wanneer kijken jullie hier weer naar?"),
    }


def _afspraken(
    methode: Methode, afspraken: Mapping[str, Mapping[str, Inhoud]]
) -> list[tuple[Inhoudscel, ...]]:
    """Rows for what was agreed before, with the text of each question; an id that the method does
    not know keeps its row."""
    punten = {punt.id: borgpunt(punt, "") for punt in methode.borg_en_verbind.punten}
    gevuld: list[tuple[Inhoudscel, ...]] = []
    for id_, ingevuld in afspraken.items():
        onze: tuple[Inhoudscel, ...] = (id_, None, None, None)
        if id_ in punten:
            onze = borgregel(punten[id_], methode)
        gevuld.append((*onze, *(ingevuld.get(kop) for kop in blokken.BORG_INVOER), None))
    return gevuld


def _uiterlijk_van_rijen(methode: Methode, blad: Werkblad, plek: Blokplek) -> None:
    """Rows get their look when they are in use: the colour and mark of a perspective, borders,
    fields to fill in."""
    rij = plek.eerste + 1
    in_gebruik = f'$B{rij}<>""'
    gevuld = [(f'$J{rij}="{EERDER}"', "vervallen"), (in_gebruik, "gevuld")]
    tinten = [(f'$C{rij}="{vraag_vanuit(methode.namen[p])}"', f"tint {p}") for p in PERSPECTIEVEN]
    per_deel = (
        ((0, 0), gevuld),
        ((1, 1), [*tinten, *gevuld]),
        ((2, 3), gevuld),
        ((4, 7), [(in_gebruik, "veld")]),
        ((8, 8), gevuld),
    )
    for kolommen, regels in per_deel:
        for formule, uiterlijk in regels:
            als(blad, plek.deel(*kolommen), formule, uiterlijk)
