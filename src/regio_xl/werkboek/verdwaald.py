"""Which filled cells of a tab stand so far from all others that they belong to no block."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from regio_xl.werkboek import MEESTE_LEEG, Celwaarde

_Plek: TypeAlias = tuple[int, int]
_Rij: TypeAlias = Sequence[Celwaarde]


def verdwaald(gevuld: Collection[_Plek]) -> set[_Plek]:
    """Those of these filled cells that stand below too many empty rows, or to the right of too many
    empty cells.

    >>> verdwaald([(0, 0), (3, 2), (3, 1_500), (5_000, 0)]) == {(3, 1_500), (5_000, 0)}
    True
    """
    per_rij = [(rij, list(cellen)) for rij, cellen in groupby(sorted(gevuld), itemgetter(0))]
    vorige = -1
    for nummer, (rij, _) in enumerate(per_rij):
        if rij - vorige - 1 > MEESTE_LEEG:
            onder = {plek for _, cellen in per_rij[nummer:] for plek in cellen}
            return onder.union(*(_rechts(cellen) for _, cellen in per_rij[:nummer]))
        vorige = rij
    return set().union(*(_rechts(cellen) for _, cellen in per_rij))


def _rechts(cellen: Sequence[_Plek]) -> Iterator[_Plek]:
    """The cells of one row to the right of too many empty ones."""
    laatste = -1
    for plek in cellen:
        if plek[1] - laatste - 1 > MEESTE_LEEG:
            yield plek
        else:
            laatste = plek[1]


def zonder_verdwaalde(rijen: Sequence[_Rij]) -> tuple[Sequence[_Rij], dict[_Plek, Celwaarde]]:
    """Rows from A1 on without the cells that have strayed, and those."""
    if max(len(rijen), max(map(len, rijen), default=0)) <= MEESTE_LEEG:
        return rijen, {}
    gevuld = {
        (rij, kolom): cel
        for rij, cellen in enumerate(rijen)
        for kolom, cel in enumerate(cellen)
        if cel is not None
    }
    ver = verdwaald(gevuld)
    nabij = gevuld.keys() - ver
    hoogte = max((rij for rij, _ in nabij), default=-1) + 1
    breedte = max((kolom for _, kolom in nabij), default=-1) + 1
    return [rij[:breedte] for rij in rijen[:hoogte]], {plek: gevuld[plek] for plek in sorted(ver)}
