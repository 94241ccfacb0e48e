"""Item weights that make saying yes to everything move no perspective against another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from regio_xl.methode import Indicator, Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.methodeproef.proefschaal import Proefschaal, schaal_van

LAAGST_GEWICHT, HOOGST_GEWICHT = 0.5, 1.5
"""How far an item weight may go from 1."""
_RONDEN, _STAPJE, _KLEIN = 25, 0.5, 1e-5
_STRENGTES = (10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0, 10000.0)

_Rij = Sequence[float]


class _Sleutels:
    """The net key of each perspective, sum(w l) / sum(w |l|), as a function of the item weights."""

    def __init__(self, methode: Methode) -> None:
        stukken = methode.kansrijk
        self._groepen = [stuk.groep for stuk in stukken]
        self._per_groep = {groep.id: groep.gewicht for groep in methode.algemeen.groepen}
        ladingen = [[stuk.laadt(p) for stuk in stukken] for p in PERSPECTIEVEN]
        zonder = [not isinstance(stuk, Indicator) for stuk in stukken]
        self._ladingen = [
            [een * (mee or ook) for een, mee in zip(rij, zonder, strict=True)]
            for ook in (False, True)
            for rij in ladingen
        ]

    def gewichten(self, stukgewicht: _Rij) -> list[float]:
        """The weight of each piece: w_i over the sum of its group, times that of the group."""
        som: dict[str, float] = defaultdict(float)
        for groep, gewicht in zip(self._groepen, stukgewicht, strict=True):
            som[groep] += gewicht
        return [
            self._per_groep[groep] * gewicht / som[groep]
            for groep, gewicht in zip(self._groepen, stukgewicht, strict=True)
        ]

    def netto(self, stukgewicht: _Rij) -> tuple[list[float], list[float]]:
        """The four keys without tables, and with them."""
        gewicht = self.gewichten(stukgewicht)
        alle = [
            sum(w * een for w, een in zip(gewicht, rij, strict=True))
            / sum(w * abs(een) for w, een in zip(gewicht, rij, strict=True))
            for rij in self._ladingen
        ]
        return alle[: len(PERSPECTIEVEN)], alle[len(PERSPECTIEVEN) :]

    def scheef(self, stukgewicht: _Rij) -> list[float]:
        """How far each key lies from the mean of the four."""
        return [
            een - sum(sleutel) / len(sleutel)
            for sleutel in self.netto(stukgewicht)
            for een in sleutel
        ]

    def afgeleiden(self, stukgewicht: _Rij, scheef: _Rij) -> list[list[float]]:
        """How much each deviation moves for each item weight: a row per deviation."""
        kolommen = []
        for nummer in range(len(stukgewicht)):
            ander = list(stukgewicht)
            ander[nummer] += _KLEIN
            na = self.scheef(ander)
            kolommen.append([(b - a) / _KLEIN for a, b in zip(scheef, na, strict=True)])
        return [list(rij) for rij in zip(*kolommen, strict=True)]


def schaal_met(methode: Methode, stukgewicht: _Rij) -> Proefschaal:
    """The scale of a method with other item weights."""
    return schaal_van(methode, _Sleutels(methode).gewichten(stukgewicht))


def scheefste(methode: Methode, stukgewicht: Mapping[str, float]) -> float:
    """Points of 0-100 between the highest and the lowest score when every answer is a 5, with these
    item weights by id; the worst of with and without tables."""
    return _scheefste(_Sleutels(methode), [stukgewicht[stuk.id] for stuk in methode.kansrijk])


def _scheefste(sleutels: _Sleutels, stukgewicht: _Rij) -> float:
    return max(50 * (max(een) - min(een)) for een in sleutels.netto(stukgewicht))


def gewichtvoorstel(methode: Methode, doel: float = 2.0) -> dict[str, float]:
    """Item weights by id, rounded to 2 decimals, for which the same answer everywhere puts no more
    than ``doel`` points between two perspectives, with tables and without; as near to 1 as can be.

    Minimises sum((w - 1)^2) + strength * sum(deviation^2) by Gauss-Newton, with more and more
    strength until the goal is reached; the best try where it cannot be.
    """
    sleutels = _Sleutels(methode)
    gewicht = [1.0] * len(methode.kansrijk)
    pogingen = []
    for strengte in _STRENGTES:
        for _ in range(_RONDEN):
            gewicht = _stap(sleutels, gewicht, strengte)
        afgerond = [round(w, 2) for w in gewicht]
        pogingen.append((_scheefste(sleutels, afgerond), afgerond))
        if pogingen[-1][0] <= doel:
            break
    gekozen = pogingen[-1] if pogingen[-1][0] <= doel else min(pogingen)
    return {stuk.id: w for stuk, w in zip(methode.kansrijk, gekozen[1], strict=True)}


def _stap(sleutels: _Sleutels, gewicht: _Rij, strengte: float) -> list[float]:
    """Half a step to the smallest sum, with the deviations taken as linear."""
    scheef = sleutels.scheef(gewicht)
    afgeleid = sleutels.afgeleiden(gewicht, scheef)
    rest = [
        s + sum(a * (1 - w) for a, w in zip(rij, gewicht, strict=True))
        for s, rij in zip(scheef, afgeleid, strict=True)
    ]
    factor = _los_op(afgeleid, rest, 1 / strengte)
    nieuw = []
    for w, kolom in zip(gewicht, zip(*afgeleid, strict=True), strict=True):
        doel = 1 - sum(f * a for f, a in zip(factor, kolom, strict=True))
        nieuw.append(min(HOOGST_GEWICHT, max(LAAGST_GEWICHT, w + _STAPJE * (doel - w))))
    return nieuw


def _los_op(matrix: Sequence[_Rij], rechts: _Rij, demping: float) -> list[float]:
    """Solve (M M^T + demping I) f = rechts by elimination."""
    n = len(matrix)
    a = [
        [
            sum(x * y for x, y in zip(rij, ander, strict=True)) + demping * (i == j)
            for j, ander in enumerate(matrix)
        ]
        + [rechts[i]]
        for i, rij in enumerate(matrix)
    ]
    # Symmetric and positive, so no row needs to change places.
    for i in range(n):
        for r in range(i + 1, n):
            keer = a[r][i] / a[i][i]
            a[r] = [x - keer * y for x, y in zip(a[r], a[i], strict=True)]
    uit = [0.0] * n
    for i in reversed(range(n)):
        uit[i] = (a[i][n] - sum(a[i][j] * uit[j] for j in range(i + 1, n))) / a[i][i]
    return uit
