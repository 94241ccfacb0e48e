"""What pure chance makes of the advice: workbooks in which every answer is drawn by lot.

The margins of *licht* and *duidelijk* rest on this. Of the workbooks without any meaning at most
5 % may be called *duidelijk* and at most 20 % *licht* or better, whatever part is filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil
from random import Random
from typing import NamedTuple

from regio_xl.methode import Methode
from regio_xl.methodeproef.controleregel import Controleregel
from regio_xl.methodeproef.loting import tabelcijfers, willekeurig
from regio_xl.methodeproef.proefschaal import Margerij, Proefschaal, Vulling, proefschaal

MEESTE_DUIDELIJK, MEESTE_LICHT = 0.05, 0.20
"""Shares of random workbooks that may be called *duidelijk*, and *licht* or better."""
# What the proposal aims at: a little less, so that other draws keep the limits too.
_DOEL_DUIDELIJK, _DOEL_LICHT = 0.043, 0.185
_VOLLEDIG = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_TUSSEN = 0.05
_STAP = 0.5
_PLAATS = 1e-9  # of sums of weights that should be equal
_POGINGEN = 4
ZAAD_IJKEN, ZAAD_CONTROLE = 1, 2

_Cijfers = Sequence[Sequence[float | None]]
_Leegte = Callable[[Random, Proefschaal, float, _Cijfers], Vulling | None]


class Ruiscel(NamedTuple):
    """The margins of random workbooks with one pattern of empty cells and one completeness, highest
    first; -1 where there is too little for an advice."""

    patroon: str
    volledig: float
    marges: tuple[float, ...]

    def aandeel(self, marge: float) -> float:
        """The share (0-1) with at least this margin."""
        return sum(m >= marge for m in self.marges) / len(self.marges)

    def marge_bij(self, aandeel: float) -> float:
        """The margin that no more than this share (0-1) goes beyond."""
        return max(0.0, self.marges[int(aandeel * len(self.marges))])

    def gehaald(self, schaal: Proefschaal) -> tuple[float, float]:
        """The shares (0-1) that the method calls *duidelijk*, and *licht* or better."""
        rij = schaal.rij(self.volledig)
        return self.aandeel(rij.duidelijk), self.aandeel(rij.licht)


def _ontvul(
    vulling: Vulling, schaal: Proefschaal, volgorde: Sequence[int], doel: float
) -> Vulling | None:
    """Empty pieces in this order while the completeness stays ``doel`` or more; None when it is
    less from the start."""
    volledig = sum(w for w, v in zip(schaal.gewicht, vulling, strict=True) if v is not None)
    if volledig < doel - _PLAATS:
        return None
    for plek in volgorde:
        if vulling[plek] is not None and volledig - schaal.gewicht[plek] >= doel - _PLAATS:
            volledig -= schaal.gewicht[plek]
            vulling[plek] = None
    return vulling


def _geschud(lot: Random, plekken: Sequence[int]) -> list[int]:
    return sorted(plekken, key=lambda _: lot.random())


def _verspreid(lot: Random, schaal: Proefschaal, doel: float, _: _Cijfers) -> Vulling | None:
    plekken = range(len(schaal.stukken))
    return _ontvul(willekeurig(lot, schaal), schaal, _geschud(lot, plekken), doel)


def _zonder_tabellen(lot: Random, schaal: Proefschaal, doel: float, _: _Cijfers) -> Vulling | None:
    leeg = [None] * sum(schaal.uit_tabel)
    plekken = range(len(schaal.stukken))
    return _ontvul(willekeurig(lot, schaal, leeg), schaal, _geschud(lot, plekken), doel)


def _met_tabellen(
    lot: Random, schaal: Proefschaal, doel: float, cijfers: _Cijfers
) -> Vulling | None:
    """Tables as they come out; only statements are empty."""
    plekken = [i for i, uit_tabel in enumerate(schaal.uit_tabel) if not uit_tabel]
    return _ontvul(
        willekeurig(lot, schaal, lot.choice(cijfers)), schaal, _geschud(lot, plekken), doel
    )


def _hele_groepen(lot: Random, schaal: Proefschaal, doel: float, _: _Cijfers) -> Vulling | None:
    """Group after group is empty, and then some more of the others."""
    groepen = list(dict.fromkeys(stuk.groep for stuk in schaal.stukken))
    rang = {groep: lot.random() for groep in groepen}
    plekken = sorted(
        range(len(schaal.stukken)), key=lambda i: (rang[schaal.stukken[i].groep], lot.random())
    )
    return _ontvul(willekeurig(lot, schaal), schaal, plekken, doel)


def _gestopt(lot: Random, schaal: Proefschaal, doel: float, _: _Cijfers) -> Vulling | None:
    """The tables empty first, then the last statements: who stopped halfway."""
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
    """The margins of ``aantal`` random workbooks per pattern and completeness, where it exists."""
    lot = Random(zaad)  # noqa: S311 - no secrets
    cijfers = [c for c in tabelcijfers(methode, lot) if None not in c] or [
        [None] * sum(schaal.uit_tabel)
    ]
    tussen = {round(nummer * _TUSSEN, 2) for nummer in range(10, 21)}
    grenzen = sorted({*tussen, *(rij.volledigheid for rij in schaal.rijen)})
    for patroon, leegte in LEEGTES.items():
        for doel in grenzen:
            if doel < schaal.minst or leegte(lot, schaal, doel, cijfers) is None:
                continue
            marges = []
            for _ in range(aantal):
                vulling = leegte(lot, schaal, doel, cijfers)
                if vulling is not None:
                    uit = schaal.weeg_op(vulling)
                    marges.append(-1.0 if uit.woord == "onvoldoende" else uit.marge)
            yield Ruiscel(patroon, doel, tuple(sorted(marges, reverse=True)))


def margevoorstel(
    methode: Methode, zaad: int = ZAAD_IJKEN, aantal: int = 5000
) -> tuple[Margerij, ...]:
    """The table of margins for this method: the worst pattern of each row and of the rows after it,
    with something to spare, up to the next half point."""
    cellen = list(meet_ruis(methode, proefschaal(methode), zaad, aantal))
    rijen: list[Margerij] = []
    licht = duidelijk = 0.0
    tot = 2.0
    for doel in reversed(_VOLLEDIG):
        eigen = [cel for cel in cellen if doel <= cel.volledig < tot]
        tot = doel
        licht = max([licht, *(cel.marge_bij(_DOEL_LICHT) for cel in eigen)])
        duidelijk = max([duidelijk, *(cel.marge_bij(_DOEL_DUIDELIJK) for cel in eigen)])
        if eigen:
            rijen.append(Margerij(doel, _naar_boven(licht), _naar_boven(duidelijk)))
    return tuple(reversed(rijen))


def _naar_boven(marge: float) -> float:
    return ceil(marge / _STAP) * _STAP
