"""How wide a text is and how many lines it needs, so that nothing is cut off. Widths in characters
of a column (11 points)."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

# Widths of Calibri and Carlito in thousandths of the font size; a column of width 1 is one digit
# (507) wide.
_BREEDTES = {
    "il": 229, "jI": 246, "f": 305, "t": 335, "r": 349, "s": 391, "z": 395, "c": 423, "vxyk": 453, "g": 471, "a": 479,
    "e": 498, "bdhnopqu": 526, "w": 715, "m": 799, " ": 226, ".,:;'’!": 262, "-()/": 320, "?": 463, "J": 319, "LEFSTZ": 475,
    "ABCKPRVXY": 550, "DHUNGOQ": 640, "MW": 875,
}  # fmt: skip
_PER_TEKEN = {teken: breedte for tekens, breedte in _BREEDTES.items() for teken in tekens}
_CIJFER, _ANDERS, _PUNTEN = 507, 520, 11
_VET = 1.04
_GEWOON_WOORD, _GEWONE_TEKST = 40, 500  # longer ones seldom come back, and would fill the memory


def breedte(tekst: str, punten: float = _PUNTEN, vet: bool = False) -> float:
    """Width of a text on one line."""
    return _op_maat(
        sum(map(_duizendsten, tekst.split(" "))) + tekst.count(" ") * _PER_TEKEN[" "], punten, vet
    )


def _op_maat(duizendsten: int, punten: float, vet: bool) -> float:
    return duizendsten / _CIJFER * (punten / _PUNTEN) * (_VET if vet else 1)


def _duizendsten(woord: str) -> int:
    """Width of a word in thousandths of the font size."""
    return _gewoon_woord(woord) if len(woord) <= _GEWOON_WOORD else _som(woord)


@lru_cache(maxsize=4096)
def _gewoon_woord(woord: str) -> int:
    return _som(woord)


def _som(woord: str) -> int:
    return sum(_PER_TEKEN.get(teken, _ANDERS) * aantal for teken, aantal in Counter(woord).items())


def regels(tekst: str, ruimte: float, punten: float = _PUNTEN, vet: bool = False) -> list[str]:
    """A text broken into lines that each fit."""
    klaar: list[str] = []
    for alinea in tekst.split("\n"):
        regel: list[str] = []
        breed = 0
        for woord in alinea.split():
            erbij = _duizendsten(woord)
            langer = breed + _PER_TEKEN[" "] + erbij if regel else erbij
            if regel and _op_maat(langer, punten, vet) > ruimte:
                klaar.append(" ".join(regel))
                regel, breed = [woord], erbij
            else:
                regel.append(woord)
                breed = langer
        klaar.append(" ".join(regel))
    return klaar


def celregels(tekst: str, kolombreedte: float, punten: float = _PUNTEN, vet: bool = False) -> int:
    """How many lines a cell needs when its text wraps, with some room to spare for other fonts."""
    tel = _onthouden_regels if len(tekst) <= _GEWONE_TEKST else _celregels
    return tel(tekst, kolombreedte, punten, vet)


@lru_cache(maxsize=4096)
def _onthouden_regels(tekst: str, kolombreedte: float, punten: float, vet: bool) -> int:
    return _celregels(tekst, kolombreedte, punten, vet)


def _celregels(tekst: str, kolombreedte: float, punten: float, vet: bool) -> int:
    return len(regels(tekst, max(kolombreedte - 2.6, 3) * 0.97, punten, vet))
