"""Which line of a list goes in which row, so that what users typed beside it stays beside it.

A row with text of the user beside it keeps its line as long as that line is in the list. The other
lines take the free rows in order. A row that is the user's own, or that has their text beside it
and no line of ours any more, is used last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple


class Rijgebruik(NamedTuple):
    """How a row is used now: which line of the new list stands there already, whether users typed
    beside it, and whether the row itself is theirs."""

    rij: int
    lijn: int | None
    naast: bool = False
    eigen: bool = False


def plaats(gebruik: Sequence[Rijgebruik], aantal: int, rijen: Iterable[int]) -> dict[int, int]:
    """The line of each row that gets one. ``rijen``: where there is room, from top to bottom,
    enough for ``aantal`` lines."""
    geplaatst = {
        stand.rij: stand.lijn for stand in gebruik if stand.naast and stand.lijn is not None
    }
    bezet = {
        stand.rij: stand.eigen
        for stand in gebruik
        if stand.rij not in geplaatst and (stand.naast or stand.eigen)
    }
    vast = set(geplaatst.values())
    rest = [lijn for lijn in range(aantal) if lijn not in vast]
    gekozen = sorted(_kies(geplaatst, bezet, len(rest), rijen))
    return geplaatst | dict(zip(gekozen, rest, strict=True))


def _kies(
    geplaatst: Collection[int], bezet: Mapping[int, bool], nodig: int, rijen: Iterable[int]
) -> list[int]:
    """So many rows: free ones from the top; then those with text beside them; then the users'."""
    if not nodig:
        return []
    noodgedwongen: list[int] = []

    def vrije() -> Iterable[int]:
        for rij in rijen:
            if rij in bezet:
                noodgedwongen.append(rij)
            elif rij not in geplaatst:
                yield rij

    gekozen = list(islice(vrije(), nodig))
    if len(gekozen) < nodig:
        noodgedwongen.sort(key=lambda rij: (bezet[rij], rij))
        gekozen += noodgedwongen[: nodig - len(gekozen)]
    return gekozen


def genummerd(namen: Iterable[tuple[str, str]]) -> list[str]:
    """What tells lines apart: the name of each; of equal names all that stands in the line, and of
    equal lines the how manieth it is."""
    paren = list(namen)
    vaker = Counter(naam for naam, _ in paren)
    gezien: Counter[str] = Counter()
    sleutels = []
    for naam, alles in paren:
        sleutel = naam if vaker[naam] == 1 else f"{naam}\n{alles}"
        gezien[sleutel] += 1
        sleutels.append(f"{sleutel}\n{gezien[sleutel]}")
    return sleutels
