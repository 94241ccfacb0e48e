"""Find a row of headings back of which some were changed, cleared or pasted over.

A heading that was added to (*Antwoord (1-5)*) is known by its beginning, one that is gone by its
place between the others, as the template sets them side by side. Nothing is guessed: where two
columns could be meant, or too little is left, a heading stays missing. Done only for a block that
is missing or lacks a column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

from regio_xl.indeling.zoeken import Koppen, Koprij
from regio_xl.werkboek import Bereik, Blad
from regio_xl.werkboek.cel import leeg, toon
from regio_xl.werkboek.tekst import sleutel

_LANGSTE_KOP = 120
"""A cell with more in it is no heading."""
_AANGEVULD = re.compile(r"(.*?\w)\s*[(\[{*:;,/.!?+=|-].*")
"""A heading, and what was added to it behind a bracket or another mark."""
_GEWIST = re.compile(r"(?:Kolom|Column)[0-9]+")
"""What Excel puts in a heading of a table that is cleared."""
_GELIJKENIS = 0.75
_MEESTE_RIJEN = 50
"""So many rows that look like headings are looked at; nobody has more."""


@dataclass(frozen=True, slots=True)
class Kopsoort:
    """A kind of block to find back. ``volgorde``: its headings side by side as in the template,
    also those that are never read. ``namen``: what stands in its first column, by which it is
    known when so many of them (``genoeg``) are there; without names at least half of the headings
    must be left. ``mag_weg``: headings that users may take away. ``vooraf``: how many columns of
    ours may stand before the first of them."""

    koppen: Koppen
    volgorde: Koppen
    namen: frozenset[str] = frozenset()
    mag_weg: frozenset[str] = frozenset()
    genoeg: int = 3
    vooraf: int = 0

    @property
    def nodig(self) -> int:
        """How many headings must be left."""
        if self.namen:
            return min(2, len(self.volgorde) - 2)
        return max(2, (len(self.koppen) + 1) // 2)


class Kop(NamedTuple):
    """A heading that is not as it should be: its cell, what belongs there and what stands there.

    ``overheen``: what stands above it runs on over it, as when a list was pasted too far; ``eind``
    is then the row below the last cell of that list.
    """

    rij: int
    kolom: int
    kop: str
    staat: str
    overheen: bool = False
    eind: int = 0


class Herstel(NamedTuple):
    """A row of headings that was found back, and which of them were not as they should be."""

    koppen: Koppen
    koprij: Koprij
    anders: tuple[Kop, ...]


def zoek_terug(
    blad: Blad, soort: Kopsoort, rijen: Iterable[int], bezet: Set[tuple[int, int]]
) -> list[Herstel]:
    """The rows with headings of this kind, some of them changed, among ``rijen``. ``bezet``: cells
    of headings of other blocks."""
    gevonden: list[Herstel] = []
    bekeken = 0
    for rij in _mogelijk(blad, soort, rijen):
        kolommen, vreemd, meer = _op_rij(blad, rij, soort, bezet)
        if len(kolommen) < soort.nodig:
            continue
        lager = (ander for ander, _ in bezet if ander > rij)
        eronder = range(rij + 1, min(lager, default=len(blad.rijen)))
        zeker = replace(soort, koppen=tuple(kop for kop in soort.koppen if kop not in meer))
        herstel = _vul_aan(blad, rij, zeker, kolommen, vreemd, eronder)
        if herstel is not None:
            gevonden.append(herstel._replace(koppen=soort.koppen))
        bekeken += 1
        if bekeken == _MEESTE_RIJEN:
            break
    return gevonden


def uit_tabel(
    blad: Blad, soort: Kopsoort, bereik: Bereik, bezet: Set[tuple[int, int]]
) -> list[Herstel]:
    """The headings of a block that Excel still knows as the table with its name, as wide as the
    template made it. Nothing when a heading says that columns were moved."""
    vooraf = bereik.laatste_kolom - bereik.kolom + 1 - len(soort.volgorde)
    if vooraf not in {0, soort.vooraf} or bereik.rij >= len(blad.rijen):
        return []
    plaatsen = {kop: k for k, kop in enumerate(soort.volgorde, start=bereik.kolom + vooraf)}
    kolommen, vreemd, meer = _op_rij(blad, bereik.rij, soort, bezet)
    if meer or vreemd & set(plaatsen.values()):
        return []
    if any(plaatsen[kop] != kolom for kop, kolom in kolommen.items()):
        return []
    leeg_erin = {kop for kop, kolom in plaatsen.items() if not _iets_in(blad, bereik, kolom)}
    if all(leeg(blad.waarde(bereik.rij, kolom)) for kolom in plaatsen.values()):
        return []  # what is left of a table that was moved
    koppen = tuple(k for k in soort.koppen if k not in soort.mag_weg & leeg_erin - kolommen.keys())
    zeker = replace(soort, koppen=koppen)
    herstel = _vul_aan(blad, bereik.rij, zeker, plaatsen, vreemd, range(0))
    herstel = herstel and herstel._replace(koppen=soort.koppen)
    return [herstel] if herstel is not None else []


def _iets_in(blad: Blad, bereik: Bereik, kolom: int) -> bool:
    """Whether a column of a table holds anything below its heading."""
    rijen = range(bereik.rij + 1, min(bereik.laatste_rij + 1, len(blad.rijen)))
    return any(not leeg(blad.waarde(rij, kolom)) for rij in rijen)


def _mogelijk(blad: Blad, soort: Kopsoort, rijen: Iterable[int]) -> Iterator[int]:
    """The rows with enough short texts that begin as a heading of this kind does; few rows do."""
    begin = {sleutel(kop)[:2] for kop in soort.volgorde}
    letters = {tekst[:1] for tekst in begin} | {tekst[:1].upper() for tekst in begin}
    nodig = soort.nodig
    for rij in rijen:
        aantal = 0
        for waarde in blad.rijen[rij]:
            if isinstance(waarde, str) and (
                (waarde[:1] in letters and waarde[:2].casefold() in begin)
                or not waarde[:1].isalnum()  # blanks and marks are undone first
            ):
                aantal += 1
        if aantal >= nodig:
            yield rij


def overheen(blad: Blad, rij: int, kolom: int, kop: str) -> Kop | None:
    """What runs on over the place of a heading from the cells above it; None when nothing does."""
    staat = toon(blad.waarde(rij, kolom))
    if not staat or rij == 0 or leeg(blad.waarde(rij - 1, kolom)) or lijkt(staat, kop):
        return None
    eind = rij + 1
    while eind < len(blad.rijen) and not leeg(blad.waarde(eind, kolom)):
        eind += 1
    return Kop(rij, kolom, kop, staat, overheen=True, eind=eind)


def lijkt(staat: str, kop: str) -> bool:
    """Whether a text may be meant as this heading: it begins with it or is nearly the same."""
    ander, onze = sleutel(staat), sleutel(kop)
    if not ander or len(ander) > _LANGSTE_KOP:
        return False
    if re.match(rf"{re.escape(onze)}\b", ander):
        return True
    from difflib import SequenceMatcher  # noqa: PLC0415 - seldom needed

    gelijkenis = SequenceMatcher(None, ander, onze)
    return gelijkenis.real_quick_ratio() >= _GELIJKENIS and gelijkenis.ratio() >= _GELIJKENIS


def _op_rij(
    blad: Blad, rij: int, soort: Kopsoort, bezet: Set[tuple[int, int]]
) -> tuple[dict[str, int], set[int], set[str]]:
    """The headings of this kind on a row, also with something added to them; the columns that are
    taken by other headings; and the headings that two columns could be meant by."""
    namen = {sleutel(kop): kop for kop in soort.volgorde}
    precies: dict[str, list[int]] = {}
    aangevuld: dict[str, list[int]] = {}
    vreemd: set[int] = set()
    for kolom, waarde in enumerate(blad.rijen[rij]):
        if not isinstance(waarde, str) or len(waarde) > _LANGSTE_KOP:
            continue
        if (rij, kolom) in bezet:
            vreemd.add(kolom)
            continue
        tekst = sleutel(waarde)
        if tekst in namen:
            precies.setdefault(namen[tekst], []).append(kolom)
        elif (match := _AANGEVULD.fullmatch(tekst)) and match[1] in namen:
            aangevuld.setdefault(namen[match[1]], []).append(kolom)
    meer = {kop for kop, kolommen in aangevuld.items() if len(kolommen) > 1} - precies.keys()
    enkel = {kop: kolommen for kop, kolommen in aangevuld.items() if kop not in meer}
    return _kies(soort.volgorde, {**enkel, **precies}), vreemd, meer


def _kies(volgorde: Koppen, per_kop: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """One column for each heading: the one in its place beside the others."""
    if not per_kop:
        return {}
    plaats = {kop: nummer for nummer, kop in enumerate(volgorde)}
    begin = Counter(k - plaats[kop] for kop, kolommen in per_kop.items() for k in kolommen)
    eerste = begin.most_common(1)[0][0]
    gekozen: dict[str, int] = {}
    for kop, kolommen in per_kop.items():
        doel = eerste + plaats[kop]
        kolom = min((abs(kolom - doel), kolom) for kolom in kolommen)[1]
        if kolom not in gekozen.values():
            gekozen[kop] = kolom
    return gekozen


def _vul_aan(
    blad: Blad,
    rij: int,
    soort: Kopsoort,
    kolommen: Mapping[str, int],
    vreemd: Set[int],
    eronder: range,
) -> Herstel | None:
    """Give the headings that are missing their columns. None when this turns out to be no such
    block."""
    compleet, anders = dict(kolommen), []
    for kop in soort.koppen:
        if kop not in kolommen:
            kolom = _plaats(blad, rij, soort, kop, kolommen, eronder)
            if kolom is None or kolom in vreemd or kolom in compleet.values():
                continue
            compleet[kop] = kolom
        staat = toon(blad.waarde(rij, compleet[kop]))
        if sleutel(staat) != sleutel(kop):
            gevonden = overheen(blad, rij, compleet[kop], kop)
            anders.append(gevonden or Kop(rij, compleet[kop], kop, staat))
    onze = {kop: compleet[kop] for kop in soort.koppen if kop in compleet}
    eerste = onze.get(soort.koppen[0])
    if eerste is None or (soort.namen and not _bekend(blad, rij, eerste, soort)):
        return None
    return Herstel(soort.koppen, (rij, onze), tuple(anders))


def _bekend(blad: Blad, rij: int, kolom: int, soort: Kopsoort) -> bool:
    """Whether enough of the names that belong in a block stand below its first heading."""
    eronder = (blad.waarde(lager, kolom) for lager in range(rij + 1, len(blad.rijen)))
    er = {sleutel(waarde) for waarde in eronder if waarde is not None} & soort.namen
    return len(er) >= min(soort.genoeg, len(soort.namen))


def _plaats(
    blad: Blad, rij: int, soort: Kopsoort, kop: str, kolommen: Mapping[str, int], eronder: range
) -> int | None:
    """The column where a missing heading belongs: between its neighbours in the template when
    those are where they should be. At the end of a row only a column that is in use or is called
    something like it."""
    nummer = soort.volgorde.index(kop)
    links, rechts = _buren(soort.volgorde, nummer, kolommen)
    if links is not None and rechts is not None:
        return links if links == rechts else None
    kolom = links if links is not None else rechts
    if kolom is None or kolom < 0:
        return None
    staat = toon(blad.waarde(rij, kolom))
    if _GEWIST.fullmatch(staat):
        staat = ""
    if staat and (links is None or lijkt(staat, kop)):
        return kolom
    if not staat and (
        _enige(soort, kop, kolommen) or any(not leeg(blad.waarde(r, kolom)) for r in eronder)
    ):
        return kolom
    return None


def _enige(soort: Kopsoort, kop: str, kolommen: Mapping[str, int]) -> bool:
    """Whether a heading that must be there is the only one of those that is not, or whether what
    stands below it will show that it is right."""
    if soort.namen and soort.volgorde.index(kop) < len(soort.koppen):
        return True
    rest = set(soort.koppen) - soort.mag_weg - {kop}
    return kop not in soort.mag_weg and rest <= kolommen.keys()


def _buren(
    volgorde: Koppen, nummer: int, kolommen: Mapping[str, int]
) -> tuple[int | None, int | None]:
    """Where a heading should stand according to the nearest one before it, and after it."""
    voor = _eerste_plaats(volgorde, range(nummer - 1, -1, -1), nummer, kolommen)
    na = _eerste_plaats(volgorde, range(nummer + 1, len(volgorde)), nummer, kolommen)
    return voor, na


def _eerste_plaats(
    volgorde: Koppen, nummers: Iterable[int], nummer: int, kolommen: Mapping[str, int]
) -> int | None:
    gevonden: Iterator[int] = (n for n in nummers if volgorde[n] in kolommen)
    buur = next(gevonden, None)
    return None if buur is None else kolommen[volgorde[buur]] + nummer - buur
