"""Item weights that make saying yes to everything move no perspective against another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from regio_xl.methode import Methode
from regio_xl.methodeproef.bouw import netto
from regio_xl.methodeproef.proefschaal import Proefschaal, schaal_van

LAAGST_GEWICHT, HOOGST_GEWICHT = 0.5, 1.5
"""How far an item weight may go from 1."""
_RONDEN, _STAPJE, _KLEIN = 30, 0.5, 1e-5
_STRENGTE = (10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0, 10000.0)
_TABELLEN = (False, True)


def schaal_met(methode: Methode, stukgewicht: Sequence[float]) -> Proefschaal:
    """The scale of a method with other item weights: w_i over the sum of its group, times the
    weight of the group."""
    som: dict[str, float] = defaultdict(float)
    for stuk, gewicht in zip(methode.kansrijk, stukgewicht, strict=True):
        som[stuk.groep] += gewicht
    per_groep = {groep.id: groep.gewicht for groep in methode.algemeen.groepen}
    gewichten = [
        per_groep[stuk.groep] * gewicht / som[stuk.groep]
        for stuk, gewicht in zip(methode.kansrijk, stukgewicht, strict=True)
    ]
    return schaal_van(methode, gewichten)


def _scheef(methode: Methode, stukgewicht: Sequence[float]) -> list[float]:
    """How far each net key lies from their mean, without tables and with."""
    schaal = schaal_met(methode, stukgewicht)
    gevonden = []
    for ook_tabellen in _TABELLEN:
        sleutel = netto(schaal, ook_tabellen=ook_tabellen)
        midden = sum(sleutel) / len(sleutel)
        gevonden += [een - midden for een in sleutel]
    return gevonden


def gewichtvoorstel(methode: Methode, doel: float = 2.0) -> dict[str, float]:
    """Item weights by id, rounded to 2 decimals, for which no answer that is the same everywhere
    puts more than ``doel`` points between two perspectives, with tables and without; as near to 1
    as can be.

    Minimises sum((w - 1)^2) + strength * sum(deviation^2) by Gauss-Newton, with more and more
    strength until the goal is reached; the last try where it cannot be.
    """
    gewicht = [1.0] * len(methode.kansrijk)
    voorstel: dict[str, float] = {}
    for strengte in _STRENGTE:
        for _ in range(_RONDEN):
            gewicht = _stap(methode, gewicht, strengte)
        voorstel = {stuk.id: round(w, 2) for stuk, w in zip(methode.kansrijk, gewicht, strict=True)}
        if scheefste(methode, voorstel) <= doel:
            break
    return voorstel


def _stap(methode: Methode, gewicht: Sequence[float], strengte: float) -> list[float]:
    """Half a step to the smallest sum where the deviations are taken as linear."""
    scheef = _scheef(methode, gewicht)
    afgeleid = _afgeleiden(methode, gewicht, scheef)
    rest = [
        s + sum(a * (1 - w) for a, w in zip(rij, gewicht, strict=True))
        for s, rij in zip(scheef, afgeleid, strict=True)
    ]
    factor = _los_op(afgeleid, rest, 1 / strengte)
    doel = [
        1 - sum(f * rij[nummer] for f, rij in zip(factor, afgeleid, strict=True))
        for nummer in range(len(gewicht))
    ]
    return [
        min(HOOGST_GEWICHT, max(LAAGST_GEWICHT, w + _STAPJE * (d - w)))
        for w, d in zip(gewicht, doel, strict=True)
    ]


def _afgeleiden(
    methode: Methode, gewicht: Sequence[float], scheef: Sequence[float]
) -> list[list[float]]:
    """How much each deviation moves for each item weight."""
    kolommen = []
    for nummer in range(len(gewicht)):
        ander = list(gewicht)
        ander[nummer] += _KLEIN
        na = _scheef(methode, ander)
        kolommen.append([(b - a) / _KLEIN for a, b in zip(scheef, na, strict=True)])
    return [list(rij) for rij in zip(*kolommen, strict=True)]


def _los_op(
    matrix: Sequence[Sequence[float]], rechts: Sequence[float], demping: float
) -> list[float]:
    """Solve (M M^T + demping I) f = rechts by elimination."""
    n = len(matrix)
    a = [
        [sum(x * y for x, y in zip(matrix[i], matrix[j], strict=True)) for j in range(n)]
        + [rechts[i]]
        for i in range(n)
    ]
    for i in range(n):
        a[i][i] += demping
    for i in range(n):
        hoogst = max(range(i, n), key=lambda r: abs(a[r][i]))
        a[i], a[hoogst] = a[hoogst], a[i]
        for r in range(i + 1, n):
            keer = a[r][i] / a[i][i]
            a[r] = [x - keer * y for x, y in zip(a[r], a[i], strict=True)]
    uit = [0.0] * n
    for i in reversed(range(n)):
        uit[i] = (a[i][n] - sum(a[i][j] * uit[j] for j in range(i + 1, n))) / a[i][i]
    return uit


def scheefste(methode: Methode, stukgewicht: dict[str, float]) -> float:
    """Points of 0-100 between the highest and the lowest score when every answer is a 5, with these
    item weights; the worst of with and without tables."""
    schaal = schaal_met(methode, [stukgewicht[stuk.id] for stuk in methode.kansrijk])
    sleutels = [netto(schaal, ook_tabellen=ook) for ook in _TABELLEN]
    return max(50 * (max(s) - min(s)) for s in sleutels)
