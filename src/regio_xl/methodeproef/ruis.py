"""What pure chance makes of the advice: workbooks in which every answer is drawn by lot.

The margins of *licht* and *duidelijk* rest on this. Of the workbooks without any meaning at most
5 % may be called *duidelijk* and at most 20 % *licht* or better, whatever part is filled in, and
also after paired choices that mean nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil
from random import Random
from typing import NamedTuple

from regio_xl.methode import Methode
from regio_xl.methodeproef.loting import loterij, lukraak_afgewogen, tabelcijfers, willekeurig
from regio_xl.methodeproef.proefschaal import Margerij, Proefschaal, Proefvulling, proefschaal

MEESTE_DUIDELIJK, MEESTE_LICHT = 0.05, 0.20
"""Shares of random workbooks that may be called *duidelijk*, and *licht* or better."""
# What the proposal aims at: a little less, so that other draws keep the limits too.
_DOEL_DUIDELIJK, _DOEL_LICHT = 0.040, 0.18
_TIENDEN = tuple(nummer / 10 for nummer in range(1, 11))
_TWINTIGSTEN = tuple(nummer / 20 for nummer in range(1, 21))
_STAP = 0.5
_BIJNA = 1e-9
ZAAD_IJKEN, ZAAD_CONTROLE = 1, 2
"""Calibrating and checking draw other workbooks."""

_Cijfers = Sequence[Sequence[float | None]]
_Leegte = Callable[[Random, Proefschaal, float, _Cijfers], Proefvulling | None]


class Ruiscel(NamedTuple):
    """The margins in points of random workbooks with one pattern of empty cells and one
    completeness (0-1), before the paired choices and after; -1 where there is too little for an
    advice."""

    patroon: str
    volledig: float
    eerst: tuple[float, ...]
    daarna: tuple[float, ...]

    @property
    def hoogst(self) -> list[float]:
        """The margin that counts for *duidelijk*: who has it before is not asked to choose."""
        return [max(paar) for paar in zip(self.eerst, self.daarna, strict=True)]

    def gehaald(self, rij: Margerij) -> tuple[float, float]:
        """The shares (0-1) that are *duidelijk*, and *licht* or better; the worst of before and
        after the choices."""
        licht_eerst = sum(m >= rij.licht for m in self.eerst)
        licht_daarna = sum(
            m >= rij.duidelijk or n >= rij.licht
            for m, n in zip(self.eerst, self.daarna, strict=True)
        )
        duidelijk = sum(m >= rij.duidelijk for m in self.hoogst)
        aantal = len(self.eerst)
        return duidelijk / aantal, max(licht_eerst, licht_daarna) / aantal


def bovengrens(marges: Sequence[float], aandeel: float) -> float:
    """The margin that at most this share (0-1) goes beyond."""
    return max(0.0, sorted(marges, reverse=True)[int(aandeel * len(marges))])


def _ontvul(
    vulling: Proefvulling, schaal: Proefschaal, volgorde: Sequence[int], doel: float
) -> Proefvulling | None:
    """Empty pieces in this order while the completeness stays ``doel`` or more; None when it is
    less from the start."""
    volledig = sum(w for w, v in zip(schaal.gewicht, vulling, strict=True) if v is not None)
    if volledig < doel - _BIJNA:
        return None
    for plek in volgorde:
        if vulling[plek] is not None and volledig - schaal.gewicht[plek] >= doel - _BIJNA:
            volledig -= schaal.gewicht[plek]
            vulling[plek] = None
    return vulling


def _geschud(lot: Random, plekken: Sequence[int]) -> list[int]:
    return sorted(plekken, key=lambda _: lot.random())


def _verspreid(lot: Random, schaal: Proefschaal, doel: float, _: _Cijfers) -> Proefvulling | None:
    """Any piece can be empty, tables too."""
    plekken = range(len(schaal.stukken))
    return _ontvul(willekeurig(lot, schaal), schaal, _geschud(lot, plekken), doel)


def _zonder_tabellen(
    lot: Random, schaal: Proefschaal, doel: float, _: _Cijfers
) -> Proefvulling | None:
    leeg = [None] * sum(schaal.uit_tabel)
    plekken = range(len(schaal.stukken))
    return _ontvul(willekeurig(lot, schaal, leeg), schaal, _geschud(lot, plekken), doel)


def _met_tabellen(
    lot: Random, schaal: Proefschaal, doel: float, c: _Cijfers
) -> Proefvulling | None:
    """Tables as they really come out; only statements are empty."""
    plekken = [i for i, uit_tabel in enumerate(schaal.uit_tabel) if not uit_tabel]
    vulling = willekeurig(lot, schaal, lot.choice(c))
    return _ontvul(vulling, schaal, _geschud(lot, plekken), doel)


def _hele_groepen(
    lot: Random, schaal: Proefschaal, doel: float, _: _Cijfers
) -> Proefvulling | None:
    """Group after group is empty, and then some more of the others."""
    groepen = dict.fromkeys(stuk.groep for stuk in schaal.stukken)
    rang = {groep: lot.random() for groep in groepen}
    plekken = _geschud(lot, range(len(schaal.stukken)))
    plekken.sort(key=lambda i: rang[schaal.stukken[i].groep])
    return _ontvul(willekeurig(lot, schaal), schaal, plekken, doel)


def _gestopt(lot: Random, schaal: Proefschaal, doel: float, _: _Cijfers) -> Proefvulling | None:
    """Who stopped halfway: the tables are empty first, then the last statements."""
    plekken = sorted(range(len(schaal.stukken)), key=lambda i: (not schaal.uit_tabel[i], -i))
    return _ontvul(willekeurig(lot, schaal), schaal, plekken, doel)


LEEGTES: Mapping[str, _Leegte] = {
    "verspreid": _verspreid,
    "zonder tabellen": _zonder_tabellen,
    "met echte tabellen": _met_tabellen,
    "hele groepen leeg": _hele_groepen,
    "halverwege gestopt": _gestopt,
}
"""Which cells are empty, by name."""


def meet_ruis(methode: Methode, schaal: Proefschaal, zaad: int, aantal: int) -> Iterator[Ruiscel]:
    """The margins of ``aantal`` random workbooks per pattern and completeness, where that pattern
    can be so complete."""
    lot = loterij(zaad)
    cijfers = [rij for rij in tabelcijfers(methode, lot) if None not in rij]
    eigen = {schaal.minst, *(rij.volledigheid for rij in schaal.rijen)}
    grenzen = sorted({*_TWINTIGSTEN, *eigen})
    for patroon, leegte in LEEGTES.items():
        if leegte is _met_tabellen and not cijfers:
            continue
        for doel in grenzen:
            if doel < schaal.minst or leegte(lot, schaal, doel, cijfers) is None:
                continue
            paren = [
                _marges(lot, schaal, leegte(lot, schaal, doel, cijfers)) for _ in range(aantal)
            ]
            eerst, daarna = zip(*paren, strict=True)
            yield Ruiscel(patroon, doel, eerst, daarna)


def _marges(lot: Random, schaal: Proefschaal, vulling: Proefvulling | None) -> tuple[float, float]:
    """The margin of a workbook before and after random paired choices."""
    uit = schaal.weeg_op(vulling or [])
    if uit.woord == "onvoldoende":
        return -1.0, -1.0
    na = schaal.weeg_op(vulling or [], lukraak_afgewogen(lot, schaal, uit))
    return uit.marge, -1.0 if na.woord == "onvoldoende" else na.marge


def margevoorstel(
    methode: Methode, schaal: Proefschaal | None = None, *, aantal: int = 3000
) -> tuple[Margerij, ...]:
    """The table of margins for this method: the worst pattern of each row and of the rows after it,
    with something to spare, up to the next half point. ``schaal``: other weights to try."""
    schaal = schaal or proefschaal(methode)
    cellen = list(meet_ruis(methode, schaal, ZAAD_IJKEN, aantal))
    grenzen = (schaal.minst, *(tiende for tiende in _TIENDEN if tiende > schaal.minst))
    rijen: list[Margerij] = []
    licht = duidelijk = 0.0
    tot = 2.0
    for vanaf in reversed(grenzen):
        eigen = [cel for cel in cellen if vanaf <= cel.volledig < tot]
        tot = vanaf
        duidelijk = max([duidelijk, *(bovengrens(c.hoogst, _DOEL_DUIDELIJK) for c in eigen)])
        for cel in eigen:
            daarna = [
                101.0 if m >= duidelijk else n for m, n in zip(cel.eerst, cel.daarna, strict=True)
            ]
            licht = max(licht, *(bovengrens(m, _DOEL_LICHT) for m in (cel.eerst, daarna)))
        if eigen:
            rijen.append(Margerij(vanaf, _naar_boven(licht), _naar_boven(duidelijk)))
    return tuple(reversed(rijen))


def _naar_boven(marge: float) -> float:
    return ceil(marge / _STAP - _BIJNA) * _STAP
