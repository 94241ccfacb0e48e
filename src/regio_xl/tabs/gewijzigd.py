"""One whole number from everything that was filled in, so that a formula can see that an answer
changed since a calculation.

The workbook computes the number live (tab Uitleg); a calculation writes down the number of the
answers that it used; the sign on each result tab compares the two. So both sides must agree to the
last digit, also LibreOffice's: only whole numbers below 2^53, and texts by counting letters and
figures (what programs think of the length of a text differs).

It notices: another answer, another number, date, choice or text in the four tables or behind a
single value, and rows that were added, removed or put in another order. Sorting statements changes
nothing.

It cannot notice: remarks (*Toelichting*) and step 5, which do not count; letters of one text in
another order, other punctuation and accents; one wrong answer instead of another; numbers that
differ by less than a thousandth or are beyond 10^12; anything in a column of a table as long as an
error such as #N/A stands in it. It may say too much when columns of a table were retyped in another
order, headings changed, a cell of a table was given TRUE (LibreOffice counts it as 1) or, in a
column for dates, a negative number, the dates of the file start in 1904, or things were typed far
below a block; the programs then look at other cells or numbers than the calculation does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from math import floor, fsum, isfinite
from typing import TypeAlias

from regio_xl.indeling import Indeling, blokken
from regio_xl.indeling.blokken import WAARDE, tabelblok
from regio_xl.indeling.tabblad import idblok
from regio_xl.invoer import Antwoord
from regio_xl.methode import Methode, Tabblad
from regio_xl.werkboek import CelFout, Celwaarde, NietBerekend
from regio_xl.werkboek.cel import als_getal, is_nvt
from regio_xl.werkboek.dagnummers import dagnummer
from regio_xl.werkboek.tekst import schoon

Cel: TypeAlias = "Celwaarde | int"

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
GEWICHTEN = {letter: nummer**2 for nummer, letter in enumerate(LETTERS, start=1)}
PRIEM, GROOTST, GEVULD = 1_000_003, 1e12, 7
NVT, STAAT_ER = 10, 20
"""What *does not apply*, and anything at all, adds to an answer."""

_FOUTEN = (CelFout, NietBerekend)
WAAR_ONWAAR, FOUT = "WAAR of ONWAAR", "fout"
"""What the count shows for answers that are no answer."""
ALLE_VIER = ')<4,"",('
"""How the formula of a provisional place waits for four scores."""
KOLOMTELLING = f"MOD({GEVULD}*SUMPRODUCT("
"""How the formula begins that counts a column."""
EIGEN_FORMULES = (blokken.GEWIJZIGD, WAAR_ONWAAR, "(Reken", ALLE_VIER, KOLOMTELLING)
"""Texts of which one stands in every formula of ours that looks at Advies: the sign, the paired
choices on Uitleg, the provisional standings, and the count of the choice. A calculation writes the
result of the sign along and does not change that of the others: they follow what users fill in."""


@dataclass(frozen=True, slots=True)
class Gevuld:
    """What stands in our input blocks: answers by heading and id, the cells under each heading of a
    table from the first row on, and those of the single values of a tab."""

    antwoorden: Mapping[tuple[str, str], Cel]
    kolommen: Mapping[tuple[str, str], Sequence[Cel]]
    kenmerken: Mapping[str, Sequence[Cel]]


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """One line of the count: which answers or which column, and its number."""

    tabel: str
    kolom: str
    getal: int


def controlegetal(indeling: Indeling) -> int:
    """The number of a workbook as it was read."""
    return samen(onderdelen(gevuld(indeling), indeling.methode))


def samen(onderdelen: Sequence[Onderdeel]) -> int:
    """The number of all parts together; each counts by its place."""
    return sum(nummer * onderdeel.getal for nummer, onderdeel in enumerate(onderdelen, start=1))


def onderdelen(gevuld: Gevuld, methode: Methode) -> list[Onderdeel]:
    """The number of each part, in the order in which the workbook lists them."""

    def van_reeks(reeks: Reeks) -> Onderdeel:
        waarden = [gevuld.antwoorden.get((reeks.kop, id_)) for id_ in reeks.ids]
        return Onderdeel(reeks.naam, reeks.kop, antwoordgetal(waarden, methode))

    return [
        *map(van_reeks, reeksen(methode)),
        *(
            Onderdeel(
                tabel.naam, kolom.kop, kolomgetal(gevuld.kolommen.get((tabel.naam, kolom.kop), ()))
            )
            for tabblad in methode.invoertabs
            for tabel in tabblad.tabellen
            for kolom in tabel.kolommen
        ),
        *(
            Onderdeel(tabblad.tab, WAARDE, kolomgetal(gevuld.kenmerken.get(tabblad.tab, ())))
            for tabblad in methode.invoertabs
            if tabblad.kenmerken
        ),
        # Last: an older workbook does not count them, and there they are all empty.
        *map(van_reeks, afweegreeksen(methode)),
    ]


@dataclass(frozen=True, slots=True)
class Reeks:
    """The answers under one heading: a name for users, the heading, and where each id stands."""

    naam: str
    kop: str
    tabs: tuple[str, ...]
    per_id: Mapping[str, str]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self.per_id)


def reeksen(methode: Methode) -> tuple[Reeks, ...]:
    """The four lists of answers, in order."""

    def reeks(naam: str, kop: str, *tabs: str) -> Reeks:
        per_id = {
            s.id: tab.tab
            for tab in (methode.opgave, methode.netwerk, methode.perspectief, methode.weefsel)
            if tab.tab in tabs
            for s in tab.stellingen
        }
        return Reeks(naam, kop, tabs, per_id)

    return (
        reeks("Opgave en Netwerk", "Antwoord", blokken.OPGAVE, blokken.NETWERK),
        reeks(blokken.PERSPECTIEF, "Nu", blokken.PERSPECTIEF),
        reeks(blokken.PERSPECTIEF, "Gewenst", blokken.PERSPECTIEF),
        reeks(blokken.WEEFSEL, "Antwoord", blokken.WEEFSEL),
    )


def afweegreeksen(methode: Methode) -> tuple[Reeks, ...]:
    """The list of answers to the paired choices; none in a method that has no such choices."""
    per_id = dict.fromkeys(methode.afwegingen, blokken.ADVIES)
    naam, kop = blokken.AFWEGEN.tabelnaam, "Antwoord"
    return (Reeks(naam, kop, (blokken.ADVIES,), per_id),) if per_id else ()


def staat_er(waarde: Cel) -> str | float | int:
    """An answer as the workbook shows it in its count: text without outer blanks, a date as its
    number."""
    if isinstance(waarde, bool):
        return WAAR_ONWAAR
    if isinstance(waarde, str):
        return " ".join(
            deel for deel in waarde.replace("\u00a0", " ").replace("\n", " ").split(" ") if deel
        )
    if isinstance(waarde, _FOUTEN):
        return FOUT
    return "" if waarde is None else _nummer(waarde)


def oordeel(waarde: Cel, methode: Methode) -> Antwoord:
    """What an answer counts for, as the workbook sees it: the same as reading does, but for rare
    invisible characters."""
    if isinstance(waarde, str) and schoon(waarde) != staat_er(waarde):
        return Antwoord()
    if isinstance(waarde, str) and is_nvt(waarde, methode.algemeen.nvt):
        return Antwoord(nvt=True)
    getal = als_getal(_nummer(waarde) if isinstance(waarde, date | time) else waarde)
    return Antwoord(waarde=int(getal)) if getal in (1, 2, 3, 4, 5) else Antwoord()


def antwoordgetal(waarden: Sequence[Cel], methode: Methode) -> int:
    """The number of a list of answers: each by its own place in the method, wherever its row
    stands."""
    som = 0
    for nummer, waarde in enumerate(waarden, start=1):
        if waarde is None:
            continue
        antwoord = oordeel(waarde, methode)
        som += nummer * (
            (antwoord.waarde or 0) + NVT * antwoord.nvt + STAAT_ER * (staat_er(waarde) != "")
        )
    return som


def kolomgetal(waarden: Sequence[Cel]) -> int:
    """The number of a column: what stands in each row, times the place of that row under the
    heading."""
    genummerd = [
        (nummer, waarde)
        for nummer, waarde in enumerate(waarden, start=1)
        if waarde is not None and waarde != ""
    ]
    if not genummerd or any(isinstance(waarde, _FOUTEN) for _, waarde in genummerd):
        return 0
    gevuld = sum(nummer for nummer, _ in genummerd)
    letters = sum(
        nummer * _letters(waarde) for nummer, waarde in genummerd if isinstance(waarde, str)
    )
    try:
        getallen = fsum(
            nummer * _nummer(w) for nummer, w in genummerd if not isinstance(w, str | bool)
        )
    except OverflowError:
        return 0
    if not isfinite(getallen):
        return 0
    geheel = floor(1000 * max(-GROOTST, min(GROOTST, getallen)) + 0.32)
    return (GEVULD * gevuld + letters + geheel) % PRIEM


def _letters(tekst: str) -> int:
    return sum(filter(None, map(GEWICHTEN.get, tekst)))


def _nummer(waarde: Cel) -> float | int:
    """A number as a cell stores it, of a day or a time too."""
    if isinstance(waarde, date | time):
        return dagnummer(waarde)
    assert isinstance(waarde, int | float)
    return waarde


def gevuld(indeling: Indeling) -> Gevuld:
    """The cells of our input blocks, wherever users moved them."""
    antwoorden: dict[tuple[str, str], Cel] = {}
    for reeks in (*reeksen(indeling.methode), *afweegreeksen(indeling.methode)):
        antwoorden |= _antwoorden(indeling, reeks)
    kolommen: dict[tuple[str, str], Sequence[Cel]] = {}
    kenmerken: dict[str, Sequence[Cel]] = {}
    for tabblad in indeling.methode.invoertabs:
        for tabel in tabblad.tabellen:
            vondst = indeling.eerste(tabelblok(tabblad.tab, tabel))
            if vondst is not None:
                for kolom in tabel.kolommen:
                    kolommen[tabel.naam, kolom.kop] = vondst.kolom(kolom.kop)
        kenmerken[tabblad.tab] = _kenmerken(indeling, tabblad)
    return Gevuld(antwoorden, kolommen, kenmerken)


def _antwoorden(indeling: Indeling, reeks: Reeks) -> dict[tuple[str, str], Cel]:
    """The answers of a list by heading and id; an id that stands twice gives none, as in
    reading."""
    vondsten = {tab: indeling.eerste(idblok(tab)) for tab in reeks.tabs}
    antwoorden: dict[tuple[str, str], Cel] = {}
    for id_, tab in reeks.per_id.items():
        vondst, rij = vondsten[tab], indeling.ids(tab).enige(id_)
        if vondst is not None and rij is not None:
            antwoorden[reeks.kop, id_] = vondst.waarde(rij, reeks.kop)
    return antwoorden


def _kenmerken(indeling: Indeling, tabblad: Tabblad) -> Sequence[Cel]:
    """The single values of a tab in the order of their rows, from the heading to the last one that
    we know. Of the choice those on Advies; on Perspectief in a workbook that has none there."""
    for tab in (blokken.kenmerktab(tabblad.tab), tabblad.tab):
        regels = (indeling.eerste_regel(tab, kenmerk) for kenmerk in tabblad.kenmerken)
        gevonden = [regel for regel in regels if regel is not None]
        if gevonden:
            break
    else:
        return ()
    vondst = gevonden[0].vondst
    laatste = max(regel.rij for regel in gevonden if regel.vondst is vondst)
    return vondst.kolom(WAARDE)[: laatste - vondst.koprij]
