"""What in a result block is not ours: text that a user put in its cells or beside its lines.

A cell does not say who filled it. Three things tell. A line of ours fills certain columns and has a
number, a place or a set word in some of them. Nothing of ours stands in a block that was never
filled. And as long as the answers are the same, what we would write now is what we wrote then. With
other answers a text that a user put over one of ours cannot be told from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import partial
from math import isclose
from typing import NamedTuple

from regio_xl.bevindingen import VOLGORDE
from regio_xl.indeling import Tabindeling, Vondst, blokken
from regio_xl.indeling.blokken import Blok
from regio_xl.tabs.blokrijen import NIET_TE_VINDEN, Blokrijen, is_losse_zin
from regio_xl.tabs.plaatsing import Rijgebruik, genummerd
from regio_xl.werkboek import Celwaarde, Koppeling, Schrijfwaarde
from regio_xl.werkboek.cel import als_getal, leeg, toon
from regio_xl.werkboek.tekst import sleutel


class Lijstsoort(NamedTuple):
    """What lines of a list look like. ``titel``: what users call it. ``altijd``: the headings under
    which each line has something. ``naam``: what tells lines apart; ``zin``: that is a sentence,
    with figures that change. ``vast``: a chart is drawn from these rows, so their order is ours;
    ``namen_vast``: and their names never change."""

    titel: str
    altijd: tuple[str, ...]
    naam: tuple[str, ...]
    zin: bool = False
    vast: bool = False
    namen_vast: bool = False


def _zinnen(titel: str, blok: Blok) -> Lijstsoort:
    """A list whose second column is the sentence that says which line it is."""
    return Lijstsoort(titel, blok.koppen, (blok.koppen[1],), zin=True)


LIJSTEN = {
    blokken.SCORES.tabelnaam: Lijstsoort(
        "Scores", ("Perspectief",), ("Perspectief",), vast=True, namen_vast=True
    ),
    blokken.POSITIES.tabelnaam: Lijstsoort(
        "Posities", ("Positie",), ("Positie",), vast=True, namen_vast=True
    ),
    blokken.VOOR.tabelnaam: _zinnen("Dit pleit ervoor", blokken.VOOR),
    blokken.TEGEN.tabelnaam: _zinnen("Dit pleit ertegen", blokken.TEGEN),
    blokken.KANTELPUNT.tabelnaam: _zinnen(
        "Deze andere antwoorden doen het advies kantelen", blokken.KANTELPUNT
    ),
    blokken.HELPT.tabelnaam: _zinnen("Nog open", blokken.HELPT),
    blokken.WAT_OPVALT.tabelnaam: Lijstsoort(
        "Wat opvalt", blokken.WAT_OPVALT.koppen, ("Onderwerp",)
    ),
    blokken.SPELERS.tabelnaam: Lijstsoort("Partijen", ("Partij", "Contacten"), ("Partij",)),
    blokken.STIPPEN.tabelnaam: Lijstsoort(
        "Naam bij stip", blokken.STIPPEN.koppen[:4], ("Naam bij stip",), vast=True
    ),
    blokken.VAKKEN.tabelnaam: Lijstsoort(
        "Naam bij vak", blokken.VAKKEN.koppen, ("Naam bij vak",), vast=True
    ),
    blokken.LIJNEN.tabelnaam: Lijstsoort("Lijnen", (), (), vast=True),
    blokken.WEGWIJZERSTANDEN.tabelnaam: Lijstsoort(
        "De tien wegwijzers", ("Wegwijzer", "Staat", "Bron"), ("Wegwijzer",)
    ),
    blokken.HANDREIKINGEN.tabelnaam: Lijstsoort(
        "Handreikingen", ("Handreiking", "Bij stap", "Zo pak je het aan", "Bron"), ("Handreiking",)
    ),
    blokken.AGENDABEELD.tabelnaam: Lijstsoort(
        "Wat elk agendapunt vraagt",
        ("Punt van de agenda", "Wat nog ontbreekt"),
        ("Punt van de agenda",),
    ),
    blokken.BEVINDINGEN.tabelnaam: Lijstsoort(
        "Controle",
        ("Ernst", "Wat er staat en wat je doet", "Code"),
        ("Code", "Wat er staat en wat je doet"),
    ),
}  # fmt: skip
"""Every result block with lines of its own, but the checklist of step 5."""


class Zekerheid(Enum):
    """What we know about what we wrote before: nothing; that the answers were the same; that all
    was, the method and the program too."""

    GEEN = 0
    ANTWOORDEN = 1
    ALLES = 2


class Lijstrij(NamedTuple):
    """A row of a list that is in use. ``cellen``: what stands under its headings; ``naast``: the
    columns in which users typed beside it; ``onze``: whether a line of ours stands in it; ``lijn``:
    which line of the new list that is."""

    rij: int
    cellen: Sequence[Celwaarde]
    naast: Sequence[int]
    onze: bool
    lijn: int | None

    @property
    def gevuld(self) -> bool:
        """Whether anything stands under the headings."""
        return any(not leeg(cel) for cel in self.cellen)

    @property
    def gebruik(self) -> Rijgebruik:
        """How the row is used, for placing the new list."""
        return Rijgebruik(self.rij, self.lijn, bool(self.naast), self.gevuld and not self.onze)


def lijstrijen(
    tab: Tabindeling, vondst: Vondst, blok: Blok, nieuw: Blokrijen, zekerheid: Zekerheid
) -> list[Lijstrij]:
    """The rows under the headings of a list that hold anything, with what each of them is.

    Below the rows of the template only what follows without a gap can be ours.
    """
    soort = LIJSTEN[blok.tabelnaam]
    kolommen = [vondst.kolommen[kop] for kop in blok.koppen]
    gevonden: list[tuple[int, list[Celwaarde], list[int]]] = []
    for rij in vondst.rijen():
        if vondst.blad.rijen[rij]:
            cellen = [vondst.blad.waarde(rij, kolom) for kolom in kolommen]
            naast = _naast(tab, vondst, rij)
            if naast or any(not leeg(cel) for cel in cellen):
                gevonden.append((rij, cellen, naast))
    onze = [_is_lijn(soort, blok, cellen) for _, cellen, _ in gevonden]
    laatste, grens = vondst.koprij + len(nieuw), vondst.koprij + blok.rijen
    for nummer, (rij, _, _) in enumerate(gevonden):
        if rij > grens and (not onze[nummer] or rij > laatste + 1):
            if soort.vast:  # what a chart is drawn from never grows
                del gevonden[nummer:]
            onze[nummer:] = [False] * (len(gevonden) - nummer)
            break
        if onze[nummer]:
            laatste = max(laatste, rij)
    lijnen = _lijnen(soort, blok, [g[1] for g in gevonden], onze, nieuw, zekerheid)
    if zekerheid is Zekerheid.ALLES and soort.naam:
        # What is not in the list that we made of these answers, we did not write.
        onze = [
            van_ons and (lijn is not None or is_losse_zin(cellen))
            for van_ons, lijn, (_, cellen, _) in zip(onze, lijnen, gevonden, strict=True)
        ]
    return [
        Lijstrij(*deel, van_ons, lijn)
        for deel, van_ons, lijn in zip(gevonden, onze, lijnen, strict=True)
    ]


def _naast(tab: Tabindeling, vondst: Vondst, rij: int) -> list[int]:
    """The columns of a row with something beside a block: between its columns, just before it, or
    after it up to the next block."""
    waarden, eigen = vondst.blad.rijen[rij], set(vondst.kolommen.values())
    begin, eind = max(min(eigen) - 1, 0), max(eigen)
    gevuld = [
        kolom
        for kolom, cel in enumerate(waarden[begin:], start=begin)
        if kolom not in eigen and not leeg(cel)
    ]
    if not gevuld:
        return []
    bezet = {
        kolom
        for vondsten in tab.vondsten.values()
        for ander in vondsten
        if ander is not vondst and ander.koprij <= rij < ander.eind
        for kolom in ander.kolommen.values()
    } - eigen
    grens = min((kolom for kolom in bezet if kolom > eind), default=len(waarden))
    return [kolom for kolom in gevuld if kolom < grens and kolom not in bezet]


def _is_lijn(soort: Lijstsoort, blok: Blok, cellen: Sequence[Celwaarde]) -> bool:
    """Whether a row looks like a line of ours: all is there that such a line always has."""
    altijd = (cel for kop, cel in zip(blok.koppen, cellen, strict=True) if kop in soort.altijd)
    return not any(map(leeg, altijd)) or is_losse_zin(cellen)


def _lijnen(
    soort: Lijstsoort,
    blok: Blok,
    oud: Sequence[Sequence[Celwaarde]],
    onze: Sequence[bool],
    nieuw: Blokrijen,
    zekerheid: Zekerheid,
) -> list[int | None]:
    """For each row the line of the new list that stands there: by its name, or else, when the
    answers are the same, by most of what is in it."""
    if not soort.naam:
        return [None] * len(oud)
    plekken = [blok.koppen.index(kop) for kop in soort.naam]
    nu = [[_tekst(cel) for cel in rij] for rij in nieuw]
    toen = [[_tekst(cel) for cel in rij] for rij in oud]
    op_naam = {naam: lijn for lijn, naam in enumerate(_namen(soort, plekken, nu))}
    namen = iter(
        _namen(soort, plekken, [r for r, van_ons in zip(toen, onze, strict=True) if van_ons])
    )
    lijnen = [op_naam.get(next(namen)) if van_ons else None for van_ons in onze]
    if zekerheid is not Zekerheid.GEEN:
        vrij = set(range(len(nu))).difference(lijnen)
        for nummer, rij in enumerate(toen):
            if onze[nummer] and lijnen[nummer] is None and vrij:
                beste = max(sorted(vrij), key=partial(_gelijke_cellen, rij, nu))
                if 2 * _gelijke_cellen(rij, nu, beste) >= sum(map(bool, rij)):
                    lijnen[nummer] = beste
                    vrij.discard(beste)
    return lijnen


def _gelijke_cellen(rij: Sequence[str], nieuw: Sequence[Sequence[str]], lijn: int) -> int:
    paren = zip(rij, nieuw[lijn], strict=True)
    return sum(bool(oud) and _kern(oud) == _kern(nu) for oud, nu in paren)


def _namen(soort: Lijstsoort, plekken: Sequence[int], rijen: Sequence[Sequence[str]]) -> list[str]:
    """What tells these lines apart."""
    vorm: Callable[[str], str] = _zinskern if soort.zin else sleutel
    return genummerd(
        ("\n".join(vorm(rij[plek]) for plek in plekken), "\n".join(map(sleutel, rij)))
        for rij in rijen
    )


# --- is it ours?

_ADRES = r"\$?[A-Z]{1,3}\$?[1-9][0-9]*"
_PLEK = re.compile(rf"(?:.*[ !])?{_ADRES}", re.DOTALL)
_TUSSEN_HAAKJES = re.compile(rf"\([^()]*\b{_ADRES}\)")
_HAAKJES = re.compile(r"\([^()]*\)")
_GETAL = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_WOORD = re.compile(r"\w{4,}")
_NAMEN = {"Perspectief", "Positie", "Naam bij stip", "Naam bij vak"}
_GETALKOPPEN = {
    kop
    for blok in (blokken.SCORES, blokken.POSITIES, blokken.STIPPEN, blokken.VAKKEN, blokken.LIJNEN)
    for kop in blok.koppen
    if kop not in _NAMEN
} | {"Punten", "Wordt", "Invloed", "Betrokkenheid", "Contacten"}
_PLEKKOPPEN = {"Ga naar", "Kijk op"}
_WOORDEN: Mapping[str, Collection[str]] = {
    "Brug": {"ja"},
    "Ernst": set(VOLGORDE),
    "Staat": {sleutel(regel) for regel in blokken.WEGWIJZERTELLING.regels},
}
_VRIJE_KOPPEN = {
    blokken.KANTELPUNT.koppen[1], blokken.HELPT.koppen[1], *blokken.WAT_OPVALT.koppen,
    "Partij", "Los zonder deze partij", "Punt van de agenda",
    "Wegwijzer", "Wat je kunt doen", "Handreiking", "Zo pak je het aan", "Bron",
}  # fmt: skip
"""Sentences and names that stay with their line as long as the answers are the same."""
_REDENKOPPEN = {blokken.VOOR.koppen[1], blokken.TEGEN.koppen[1]}


def past(kop: str, cel: Celwaarde) -> bool:
    """Whether we could have written this under a heading."""
    tekst = toon(cel)
    if kop in _GETALKOPPEN:
        return als_getal(cel) is not None
    if kop in _PLEKKOPPEN:
        return bool(_PLEK.fullmatch(tekst)) or tekst in (*blokken.TABS, NIET_TE_VINDEN)
    if kop in _REDENKOPPEN:
        return "Dat pleit" in tekst or is_losse_zin([cel])
    return kop not in _WOORDEN or sleutel(tekst) in _WOORDEN[kop]


def vreemd(blok: Blok, rij: Lijstrij, nieuw: Blokrijen, zekerheid: Zekerheid) -> Iterator[int]:
    """Which cells of a line of ours somebody else filled, by their place under the headings."""
    soort = LIJSTEN[blok.tabelnaam]
    if not rij.onze:
        yield from (nummer for nummer, cel in enumerate(rij.cellen) if not leeg(cel))
        return
    waarden = None if rij.lijn is None else nieuw[rij.lijn]
    anders = _andere(blok, rij.cellen, waarden, zekerheid)
    namen = {_tekst(regel[0]) for regel in nieuw} if soort.namen_vast else set()
    for nummer, (kop, cel) in enumerate(zip(blok.koppen, rij.cellen, strict=True)):
        if leeg(cel) or is_losse_zin(rij.cellen):
            continue
        verkeerde_naam = soort.namen_vast and nummer == 0 and toon(cel) not in namen
        if nummer in anders or verkeerde_naam or not past(kop, cel):
            yield nummer


def _andere(
    blok: Blok,
    oud: Sequence[Celwaarde],
    nieuw: Sequence[Schrijfwaarde] | None,
    zekerheid: Zekerheid,
) -> Collection[int]:
    """The cells that say something else than the line that we made of the same answers. After a
    change of the method our own words may differ: then only a few cells without a word in
    common."""
    if nieuw is None or zekerheid is Zekerheid.GEEN:
        return ()
    paren = enumerate(zip(oud, nieuw, strict=True))
    anders = [n for n, (cel, waarde) in paren if not leeg(cel) and zegt_iets_anders(cel, waarde)]
    if zekerheid is Zekerheid.ALLES:
        return anders
    if len(anders) > max(1, sum(not leeg(cel) for cel in oud) // 3):
        return ()
    return [
        n
        for n in anders
        if blok.koppen[n] in _VRIJE_KOPPEN
        and _is_tekst(oud[n], nieuw[n])
        and not _deelt_woord(oud[n], nieuw[n])
    ]


def _is_tekst(cel: Celwaarde, waarde: Schrijfwaarde) -> bool:
    return isinstance(cel, str) and isinstance(waarde, str)


def _deelt_woord(cel: Celwaarde, waarde: Schrijfwaarde) -> bool:
    woorden = (set(_WOORD.findall(sleutel(_tekst(een)))) for een in (cel, waarde))
    return not set.isdisjoint(*woorden)


def zegt_iets_anders(cel: Celwaarde, waarde: Schrijfwaarde) -> bool:
    """Whether a filled cell says something else than this value; figures in a sentence and places
    of cells do not count."""
    getal = als_getal(cel)
    if isinstance(waarde, int | float) and getal is not None:
        return not isclose(getal, waarde, rel_tol=1e-9, abs_tol=1e-12)
    oud, nieuw = toon(cel), _tekst(waarde)
    if isinstance(waarde, Koppeling) and _PLEK.fullmatch(oud):
        return False
    return _kern(oud) != _kern(nieuw)


def getypt(waarde: Schrijfwaarde) -> str | int | float | date | None:
    """A value as it stands in its cell: a link shows its text."""
    return waarde.tekst if isinstance(waarde, Koppeling) else waarde


def _tekst(waarde: Schrijfwaarde | Celwaarde) -> str:
    """A value as the workbook shows it."""
    if isinstance(waarde, Koppeling):
        return waarde.tekst
    if isinstance(waarde, int) and not isinstance(waarde, bool):
        return str(waarde)
    return toon(waarde)


def _kern(tekst: str) -> str:
    """A text to compare by, without figures and places of cells."""
    return sleutel(_GETAL.sub("", _TUSSEN_HAAKJES.sub("", tekst)))


def _zinskern(zin: str) -> str:
    """What a sentence is about: without figures, what stands between brackets, and the side it
    pleads for."""
    return sleutel(_GETAL.sub("", _HAAKJES.sub("", zin.partition(" Dat pleit ")[0])))
