"""From the cells of a tab as they are stored to rows of values.

Nothing here trusts a file: a number, a text or a day is only what it says it is, errors and
formulas that were never calculated are told apart from empty cells, and what is too large is
refused with the limit named.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime, time
from typing import Final, NamedTuple

from regio_xl.werkboek import BoekFout, CelFout, Celwaarde, NietBerekend
from regio_xl.xlsx.cells import Cel, delen, gevulde_cellen
from regio_xl.xlsx.values import GedeeldeTeksten, leesbare_tekst, moment, momentstijlen, waardetekst
from regio_xl.xlsx.xml import MAX_RIJEN, kolomnummer
from regio_xl.xlsx.zip import beschadigd

MAX_CELLEN = 1_000_000
MAX_TEKENS = 5_000_000
MEESTE_CIJFERS = 15
"""How many digits a number of Excel has; more than 308 of them is infinite."""

_GETAL: Final = re.compile(rb"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*")
_GEEN_GETAL: Final = {b"nan", b"inf", b"-inf", b"infinity", b"-infinity"}
_WAARHEDEN: Final = {b"1": True, b"true": True, b"0": False, b"false": False}

Rijen = list[list[Celwaarde]]


class _Momenten(dict[bytes, bool]):
    """Whether the style of this number, as a cell writes it, shows a day or a time; found out when
    it is first asked for."""

    def __init__(self, stijlen: Set[int]) -> None:
        self._stijlen = stijlen

    def __missing__(self, nummer: bytes) -> bool:
        als_moment = self[nummer] = (
            0 < len(nummer) <= MEESTE_CIJFERS and int(nummer) in self._stijlen
        )
        return als_moment


class _Bron(NamedTuple):
    """What the cells of every tab point at: texts by their number, and whether a style shows a
    number as a day or a time."""

    teksten: Mapping[bytes, str]
    als_moment: Mapping[bytes, bool]
    datum1904: bool


class _Gelezen(NamedTuple):
    """One tab: its rows, how many cells it uses (as a rectangle), and how many characters its texts
    have."""

    rijen: Rijen
    cellen: int
    tekens: int


def lees_bladen(
    bladen: Sequence[bytes], teksten: GedeeldeTeksten, stijlen: bytes | None, *, datum1904: bool
) -> list[Rijen]:
    """The cells of these worksheet parts, as rows from A1 on that end at their last filled cell.

    Raises :class:`BoekFout` and nothing else.
    """
    if not bladen:
        return []
    teksten.eis_gaaf()
    bron = _Bron(teksten.leesbaar, _Momenten(momentstijlen(stijlen)), datum1904)
    gelezen = [_lees(gevulde_cellen(xml), bron) for xml in bladen]
    if (
        sum(blad.cellen for blad in gelezen) > MAX_CELLEN
        or sum(blad.tekens for blad in gelezen) > MAX_TEKENS
    ):
        raise BoekFout(
            "bestand-te-groot",
            reden="de tabbladen gebruiken samen meer dan 1 miljoen cellen of 5 miljoen tekens",
        )
    return [blad.rijen for blad in gelezen]


def _lees(cellen: Sequence[Cel], bron: _Bron) -> _Gelezen:
    """The values of one tab in their places. Raises :class:`BoekFout` when they are out of order or
    too many."""
    rijen: Rijen = []
    rij: list[Celwaarde] = []
    kolommen: dict[bytes, int] = {}
    vorige, leeg, tekens = b"", 0, 0
    teksten, als_moment, _ = bron
    for cel in cellen:
        letters, cijfers, stijl, soort, inhoud, _ = cel
        if cijfers != vorige:
            vorige, rij = cijfers, []
            if int(cijfers) != len(rijen) + 1:
                _vul_aan(rijen, int(cijfers) - 1)
            rijen.append(rij)
        kolom = kolommen.get(letters, -1)
        if kolom < 0:
            kolom = kolommen[letters] = kolomnummer(letters.decode())
        if kolom != len(rij):
            leeg += _maak_plaats(rij, kolom, MAX_CELLEN - leeg)
        if soort == b"s" and inhoud:
            waarde: Celwaarde = teksten[inhoud]
        elif (
            not soort
            and inhoud.isdigit()
            and len(inhoud) <= MEESTE_CIJFERS
            and not als_moment[stijl]
        ):  # most numbers
            waarde = float(inhoud)
        else:
            waarde = _waarde(cel, bron)
        if isinstance(waarde, str):
            tekens += len(waarde)
        rij.append(waarde if waarde != "" else None)
    gebruikt = len(rijen) * (max(kolommen.values(), default=-1) + 1)
    if gebruikt > MAX_CELLEN:
        raise _te_ruim()
    if tekens > MAX_TEKENS:
        raise BoekFout("bestand-te-groot", reden="een tabblad bevat meer dan 5 miljoen tekens")
    return _Gelezen(rijen, gebruikt, tekens)


def _te_ruim() -> BoekFout:
    return BoekFout("bestand-te-groot", reden="een tabblad gebruikt meer dan 1 miljoen cellen")


def _maak_plaats(rij: list[Celwaarde], kolom: int, meeste: int) -> int:
    """Add empty cells up to this column, no more than there may be; gives how many."""
    leeg = kolom - len(rij)
    if leeg < 0:
        raise beschadigd("de cellen van een rij staan niet op volgorde")
    if leeg > meeste:
        raise _te_ruim()
    rij.extend([None] * leeg)
    return leeg


def _vul_aan(rijen: Rijen, nummer: int) -> None:
    """Add empty rows up to the one with this number."""
    if nummer < len(rijen):
        raise beschadigd("de cellen van een rij staan niet op volgorde")
    if nummer >= MAX_RIJEN:
        raise beschadigd("een celverwijzing klopt niet")
    rijen.extend([[] for _ in range(nummer - len(rijen))])


def _waarde(cel: Cel, bron: _Bron) -> Celwaarde:
    """What a cell holds, by its type; '' or None when that is nothing."""
    _, _, stijl, soort, inhoud, alles = cel
    formule, waarde, inhoud, tekst = delen(alles) if alles else (b"", b"", inhoud, b"")
    if soort == b"s" and inhoud:
        return bron.teksten[inhoud]
    if soort == b"e" and (code := inhoud.decode().strip()):
        return CelFout(code[:40])
    if formule and not (inhoud.strip() or (soort == b"str" and waarde)):
        return NietBerekend.NIET_BEREKEND
    if tekst:
        return leesbare_tekst(tekst)
    if soort == b"str":
        return waardetekst(inhoud)
    if not inhoud.strip():
        return None
    if soort in (b"", b"n"):
        return _getal(inhoud, bool(soort), bron.als_moment[stijl], bron.datum1904)
    if soort == b"b" and inhoud.strip() in _WAARHEDEN:
        return _WAARHEDEN[inhoud.strip()]
    if soort == b"d":
        return _iso(waardetekst(inhoud))
    raise beschadigd("de cellen zijn niet te lezen")


def _getal(inhoud: bytes, zeker: bool, als_moment: bool, datum1904: bool) -> Celwaarde:
    """A number, or the day or time that it stands for; a text when a cell never said that it holds
    a number."""
    if inhoud.isdigit() or _GETAL.fullmatch(inhoud):
        getal = float(inhoud)
        if not math.isfinite(getal):
            return CelFout("#NUM!")
        return moment(getal, datum1904=datum1904) if als_moment else getal
    if inhoud.strip().lower() in _GEEN_GETAL:
        return CelFout("#NUM!")
    if zeker:
        raise beschadigd("de cellen zijn niet te lezen")
    return waardetekst(inhoud)


def _iso(tekst: str) -> date | datetime | time | str:
    """A day, a time or both as ISO 8601 writes them; any other text as it is."""
    for soort in (date, datetime, time):
        try:
            gelezen = soort.fromisoformat(tekst)
        except ValueError:
            continue
        return gelezen if getattr(gelezen, "tzinfo", None) is None else tekst
    return tekst
