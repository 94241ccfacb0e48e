"""Tab Borg en verbind: the questions of the other perspectives, with room for what is agreed."""

from __future__ import annotations

from collections.abc import Mapping

from regio_xl.indeling import blokken
from regio_xl.indeling.vulling import Inhoud
from regio_xl.methode import Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.opmaak import validatie
from regio_xl.opmaak.cellen import Inhoudscel
from regio_xl.opmaak.opbouw import Bouwplaats
from regio_xl.opmaak.werkblad import Blad, Bladopmaak, Plek, Tabelkolom
from regio_xl.rekenen.borg_en_verbind import borgpunt
from regio_xl.resultaten import Borgpunt, Resultaat
from regio_xl.tabs.rijen import Rijen

SOORT_REGEL = {"legitimiteit": "Verantwoording", "vast punt": "Altijd"}


def borgstand(resultaat: Resultaat, methode: Methode) -> Rijen:
    """For which perspective the checklist is, why, and how far it has come."""
    advies = resultaat.perspectief
    gekozen = advies.keuze or advies.advies
    bron = (
        "jullie keuze op de tab Perspectief"
        if advies.keuze
        else "het advies; jullie legden nog geen keuze vast"
    )
    statussen = [punt.status for punt in resultaat.borg_en_verbind]
    telling = ", ".join(
        f"{statussen.count(status)} {status}" for status in methode.borg_en_verbind.statussen
    )
    waarden = (
        methode.namen[gekozen] if gekozen else "nog geen; hieronder staan alleen de vaste punten",
        bron if gekozen else None,
        telling,
    )
    return list(zip(blokken.BORG_STAND.regels, waarden, strict=True))


def vraag_vanuit(naam: str) -> str:
    """What stands under Hoort bij for a question of a perspective; the look of the row depends on
    it."""
    return f"Vraag vanuit {naam.lower()}"


def borgregel(punt: Borgpunt, methode: Methode) -> tuple[str, str, str, str]:
    """Id, what it belongs to, question and why: the columns of the checklist that are ours."""
    hoort_bij = vraag_vanuit(methode.namen[punt.naar]) if punt.naar else SOORT_REGEL[punt.soort]
    return punt.id, hoort_bij, punt.vraag, punt.uitleg


VRAAG = "Hoe doen jullie recht aan wat de drie andere perspectieven belangrijk vinden?"
_BREEDTES = (11.0, 27.0, 40.0, 42.0, 20.0, 52.0, 20.0, 13.0, 14.0)
_RESERVE = 20
EERDER = "eerdere keuze"
_STIJLEN = {
    "Id": "Regio Lijst id", "Waarom deze vraag": "Regio Lijst uitleg", "Status": "Regio Lijst invoer",
    "Afspraak": "Regio Lijst invoer", "Eigenaar": "Regio Lijst invoer", "Datum": "Regio Lijst datum",
}  # fmt: skip


def teken(plaats: Bouwplaats) -> None:
    """Draw the tab."""
    borg = plaats.methode.borg_en_verbind
    opmaak = Bladopmaak(
        titel="Stap 5: Borg en verbind", vraag=VRAAG, inleiding=borg.inleiding, breedtes=_BREEDTES, zoom=85, beschermd=False,
        verder=blokken.NETWERKBEELD, tekstbreedte=sum(_BREEDTES[:4]) - 4,
    )  # fmt: skip
    blad = plaats.open_blad(blokken.BORG_EN_VERBIND, opmaak)
    blad.rij = max(
        blad.rij,
        stand_ernaast(
            blad, blokken.BORG_STAND, blokken.BORG_STAND.regels, kolom=5, eerste=blokken.NOG_NIET
        )
        + 1,
    )
    blad.ruimte()
    afspraken = _afspraken(plaats.methode, plaats.vulling.afspraken)
    leeg: tuple[Inhoudscel, ...] = (None,) * len(blokken.BORG.koppen)
    aantal = max(blokken.BORG.rijen, len(afspraken) + _RESERVE)
    datum = validatie.datum("Datum", "Wanneer kijken jullie hier weer naar?")
    keuze = {
        "Status": validatie.status(borg.statussen),
        "Afspraak": validatie.hulp(
            "Afspraak",
            "Wat spreken jullie af? Schrijf het zo op dat je later ziet of het is gedaan.",
        ),
        "Eigenaar": validatie.hulp(
            "Eigenaar", "Wie pakt dit op? Noem een rol of een organisatie. Een naam is niet nodig."
        ),
        "Datum": datum,
    }
    kolommen = [
        Tabelkolom(kop, _STIJLEN.get(kop, "Regio Lijst"), keuze.get(kop))
        for kop in blokken.BORG.koppen
    ]
    rijen = [*afspraken, *[leeg] * (aantal - len(afspraken))]
    plek = blad.tabel(blokken.BORG.tabelnaam, kolommen, rijen, filter_=True)
    blad.rij = plek.eerste
    blad.vastzetten()
    _opmaak_van_rijen(plaats.methode, blad, plek)
    blad.werkblad.print_area(0, 0, plek.laatste, blad.laatste_kolom)


def stand_ernaast(
    blad: Blad, blok: blokken.Blok, namen: tuple[str, ...], kolom: int, eerste: str | None = None
) -> int:
    """A small block of results to the right of the introduction, with a first value until there is
    one; gives its last row."""
    verder, blad.rij = blad.rij, 3
    kolommen = [
        Tabelkolom(blok.koppen[0], "Regio Naam"),
        Tabelkolom(blok.koppen[1], "Regio Resultaat"),
    ]
    waarden = [(namen[0], eerste), *((naam, None) for naam in namen[1:])]
    plek = blad.tabel(
        blok.tabelnaam, kolommen, waarden, kolom=kolom, vaste_hoogte=20, verplaats=False
    )
    blad.rij = verder
    return plek.laatste


def _opmaak_van_rijen(methode: Methode, blad: Blad, plek: Plek) -> None:
    """Rows get their look when they are in use: the colour and mark of a perspective, borders,
    fields to fill in."""
    kast, rij = blad.stijlen, plek.eerste + 1
    in_gebruik, vervallen = f'$B{rij}<>""', f'$J{rij}="{EERDER}"'
    gevuld = [
        _als(f"={vervallen}", kast.voorwaardelijk("vervallen")),
        _als(f"={in_gebruik}", kast.voorwaardelijk("gevuld")),
    ]
    tinten = [
        _als(f'=$C{rij}="{vraag_vanuit(methode.namen[p])}"', kast.voorwaardelijk(f"tint {p}")) for p in PERSPECTIEVEN
    ]  # fmt: skip
    veld = _als(f"={in_gebruik}", kast.voorwaardelijk("veld"))
    for kolommen, regels in (
        ("B", gevuld),
        ("C", [*tinten, *gevuld]),
        ("DE", gevuld),
        ("FI", [veld]),
        ("J", gevuld),
    ):
        for regel in regels:
            blad.werkblad.conditional_format(
                f"{kolommen[0]}{rij}:{kolommen[-1]}{plek.laatste + 1}", regel
            )


def _als(formule: str, opmaak: object) -> dict[str, object]:
    return {"type": "formula", "criteria": formule, "format": opmaak}


def _afspraken(
    methode: Methode, afspraken: Mapping[str, Mapping[str, Inhoud]]
) -> list[tuple[Inhoudscel, ...]]:
    """Rows for what was agreed before, with the text of each question; an id that the method does
    not know keeps its row."""
    punten = {punt.id: borgpunt(punt, "") for punt in methode.borg_en_verbind.punten}
    rijen: list[tuple[Inhoudscel, ...]] = []
    for id_, ingevuld in afspraken.items():
        onze: tuple[Inhoudscel, ...] = (
            borgregel(punten[id_], methode) if id_ in punten else (id_, None, None, None)
        )
        rijen.append((*onze, *(ingevuld.get(kop) for kop in blokken.BORG_INVOER), None))
    return rijen
