"""What writing results does to text of the users: gathered while the cells are worked out, told as
findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from regio_xl.bevindingen import Bevinding, bevinding, leesbaar
from regio_xl.werkboek import Adres, Celwaarde
from regio_xl.werkboek.cel import toon
from regio_xl.werkboek.tekst import opsomming

_MEESTE, _MEESTE_CELLEN, _MEESTE_LETTERS = 50, 20, 70
_GEEN_REGEL = "een lege regel"
_T = TypeVar("_T")
EIGEN_TEKST = _NAAST, _WEG = "eigen-tekst-naast-lijst", "eigen-tekst-overschreven"
"""The codes of these findings."""


class Verlies:
    """Text that has to go from cells of ours, and text that no longer stands beside its line."""

    def __init__(self) -> None:
        self._weg: list[tuple[Adres, str]] = []
        self._los: list[tuple[Adres, str, str, str]] = []

    def weg(self, plek: Adres, cel: Celwaarde) -> None:
        """A cell of ours that users filled, and that gets something else."""
        self._weg.append((plek, toon(cel)))

    def los(self, lijst: str, plek: Adres, oud: str | None, nu: str | None) -> None:
        """The first cell beside a line of a list, which stood there (``oud``) and makes room for
        another (``nu``). None: nothing stands there."""
        self._los.append((plek, lijst, _genoemd(oud, _GEEN_REGEL), _genoemd(nu, "niets")))

    def bevindingen(self) -> tuple[Bevinding, ...]:
        """One for each, in order; the last of very many names the cells of the others."""
        leeg = [los for los in self._los if los[2] == _GEEN_REGEL]
        met_regel = [los for los in self._los if los[2] != _GEEN_REGEL]
        # Beside empty lines it is one matter per list, however many lines got filled.
        per_lijst = {lijst: [los for los in leeg if los[1] == lijst] for _, lijst, _, _ in leeg}
        return (
            *(_bevinding_los(los, rest) for los, rest in _laatste_met_rest(met_regel)),
            *(_bevinding_los(groep[0], groep[1:]) for groep in per_lijst.values()),
            *(
                bevinding(_WEG, plek, staat=staat, ook=_ook([p for p, _ in rest]))
                for (plek, staat), rest in _laatste_met_rest(self._weg)
            ),
        )


def _bevinding_los(
    los: tuple[Adres, str, str, str], rest: Sequence[tuple[Adres, str, str, str]]
) -> Bevinding:
    plek, lijst, oud, nu = los
    ook = _ook([ander for ander, *_ in rest])
    return bevinding(_NAAST, plek, lijst=lijst, oud=oud, nu=nu, ook=ook)


def _laatste_met_rest(alle: Sequence[_T]) -> list[tuple[_T, Sequence[_T]]]:
    """So many as users can read, and with the last one those that are left."""
    getoond = [(een, alle[:0]) for een in alle[:_MEESTE]]
    if len(alle) > _MEESTE:
        getoond[-1] = (alle[_MEESTE - 1], alle[_MEESTE:])
    return getoond


def _ook(plekken: Sequence[Adres]) -> str:
    if not plekken:
        return ""
    return f", en die in {opsomming([plek.cel for plek in plekken], _MEESTE_CELLEN)} ook niet"


def _genoemd(tekst: str | None, anders: str) -> str:
    return anders if tekst is None else f'"{leesbaar(tekst, _MEESTE_LETTERS)}"'
