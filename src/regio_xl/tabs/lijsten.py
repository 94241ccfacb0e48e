"""The lists of results: what their lines look like, and which of them stand in this very workbook.

A cell does not say who filled it. A line of ours fills certain columns; and as long as the answers
are the same, what we would write now is what we wrote then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from functools import partial
from typing import NamedTuple

from regio_xl.indeling import Tabindeling, Vondst, blokken
from regio_xl.indeling.blokken import Blok
from regio_xl.tabs.blokrijen import Blokrijen, is_losse_zin
from regio_xl.tabs.plaatsing import Rijgebruik, genummerd
from regio_xl.tabs.vergelijken import celtekst, getypt, kern, zinskern
from regio_xl.werkboek import Blad, Celwaarde, staat_er_al
from regio_xl.werkboek.cel import leeg
from regio_xl.werkboek.tekst import sleutel

_SPELING = 200
"""How far below a list text beside it still counts."""
_MEESTE_VERGELEKEN = 120
"""How many rows and lines are compared with each other one by one."""


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
    gevonden = list(_rijen_in_gebruik(tab, vondst, blok, len(nieuw)))
    if _ongewijzigd(gevonden, nieuw, vondst.koprij + 1):
        return [
            Lijstrij(*deel, onze=True, lijn=lijn if soort.naam else None)
            for lijn, deel in enumerate(gevonden)
        ]
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
    lijnen: Sequence[int | None] = [None] * len(gevonden)
    weten = zekerheid is not Zekerheid.GEEN or any(naast for *_, naast in gevonden)
    if soort.naam and weten and any(onze):
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


_Rij = tuple[int, list[Celwaarde], list[int]]
"""A row, its cells under the headings, and the columns in which something stands beside them."""


def dichtbij(vondst: Vondst, blok: Blok, aantal: int) -> int:
    """The row below those in which text beside the list counts: of a list with a block below it
    those of the template; else enough for so many lines, also when each second row is taken."""
    onder = vondst.koprij + 1 + blok.rijen
    return onder + 2 * aantal + _SPELING if is_onderste(vondst) else onder


def is_onderste(vondst: Vondst) -> bool:
    """Whether no block stands below this one."""
    return vondst.eind == len(vondst.blad.rijen)


def _rijen_in_gebruik(tab: Tabindeling, vondst: Vondst, blok: Blok, aantal: int) -> Iterator[_Rij]:
    """The rows under the headings that hold anything under them, or nearby beside them. Where a
    list cannot grow, what stands after a gap below its rows has nothing to do with it."""
    kolommen = [vondst.kolommen[kop] for kop in blok.koppen]
    ertussen, eind = _tussenkolommen(kolommen), max(kolommen) + 1
    samengevoegd = bool(vondst.blad.vorm.samengevoegd)
    grens, ver = vondst.koprij + max(blok.rijen, aantal), dichtbij(vondst, blok, aantal)
    groeit = is_onderste(vondst) and not LIJSTEN[blok.tabelnaam].vast
    for rij in vondst.rijen():
        waarden = vondst.blad.rijen[rij]
        if not waarden:
            if rij > grens and not groeit:
                return
            continue
        breed = len(waarden)
        cellen = [waarden[kolom] if kolom < breed else None for kolom in kolommen]
        naast: list[int] = []
        if rij < ver:
            gevuld = [k for k in ertussen if k < breed and not leeg(waarden[k])]
            gevuld += [k for k in range(eind, breed) if not leeg(waarden[k])]
            if samengevoegd:
                gevuld += [k for k in _uit_hogere_rij(vondst.blad, rij) if k not in kolommen]
            naast = _naast(tab, vondst, rij, gevuld) if gevuld else naast
        if naast or any(cel is not None and not leeg(cel) for cel in cellen):
            yield rij, cellen, naast


def _tussenkolommen(kolommen: Sequence[int]) -> list[int]:
    """The column before a block, and those between its columns."""
    return [k for k in range(max(min(kolommen) - 1, 0), max(kolommen)) if k not in kolommen]


def _ongewijzigd(gevonden: Sequence[_Rij], nieuw: Blokrijen, eerste: int) -> bool:
    """Whether the new list stands there already, cell by cell."""
    return len(gevonden) == len(nieuw) and all(
        rij == eerste + nummer and all(map(staat_er_al, cellen, map(getypt, nieuw[nummer])))
        for nummer, (rij, cellen, _) in enumerate(gevonden)
    )


def _naast(tab: Tabindeling, vondst: Vondst, rij: int, gevuld: Sequence[int]) -> list[int]:
    """The columns of a row with something beside a block: between its columns, just before it, or
    after it up to the next block."""
    eigen = set(vondst.kolommen.values())
    bezet = {
        kolom
        for vondsten in tab.vondsten.values()
        for ander in vondsten
        if ander is not vondst and ander.koprij <= rij < ander.eind
        for kolom in ander.kolommen.values()
    } | eigen
    grens = min((kolom for kolom in bezet if kolom > max(eigen)), default=max(gevuld) + 1)
    return sorted(kolom for kolom in gevuld if kolom < grens and kolom not in bezet)


def _uit_hogere_rij(blad: Blad, rij: int) -> Iterator[int]:
    """The columns of filled cells that are merged with this row and start above it."""
    for bereik in blad.vorm.samengevoegd:
        if bereik.rij < rij <= bereik.laatste_rij and not leeg(
            blad.waarde(bereik.rij, bereik.kolom)
        ):
            yield bereik.kolom


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
    nu = [[celtekst(cel) for cel in rij] for rij in nieuw]
    toen = [[celtekst(cel) for cel in rij] for rij in oud]
    op_naam = {naam: lijn for lijn, naam in enumerate(_namen(soort, plekken, nu))}
    namen = iter(
        _namen(soort, plekken, [r for r, van_ons in zip(toen, onze, strict=True) if van_ons])
    )
    lijnen = [op_naam.get(next(namen)) if van_ons else None for van_ons in onze]
    if zekerheid is not Zekerheid.GEEN:
        vrij = set(range(len(nu))).difference(lijnen)
        zoek = len(vrij) <= _MEESTE_VERGELEKEN
        for nummer, rij in enumerate(toen[:_MEESTE_VERGELEKEN]):
            if onze[nummer] and lijnen[nummer] is None and vrij and zoek:
                beste = max(sorted(vrij), key=partial(_gelijke_cellen, rij, nu))
                if 2 * _gelijke_cellen(rij, nu, beste) >= sum(map(bool, rij)):
                    lijnen[nummer] = beste
                    vrij.discard(beste)
    return lijnen


def _gelijke_cellen(rij: Sequence[str], nieuw: Sequence[Sequence[str]], lijn: int) -> int:
    paren = zip(rij, nieuw[lijn], strict=True)
    return sum(bool(oud) and kern(oud) == kern(nu) for oud, nu in paren)


def _namen(soort: Lijstsoort, plekken: Sequence[int], rijen: Sequence[Sequence[str]]) -> list[str]:
    """What tells these lines apart."""
    vorm: Callable[[str], str] = zinskern if soort.zin else sleutel
    return genummerd(
        ("\n".join(vorm(rij[plek]) for plek in plekken), "\n".join(map(sleutel, rij)))
        for rij in rijen
    )
