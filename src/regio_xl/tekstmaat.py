"""How wide a text is and how many lines it needs, so that nothing is cut off. Widths in characters of a column (11 points)."""

from __future__ import annotations

from functools import lru_cache

# Widths of Calibri and Carlito in thousandths of the font size; a column of width 1 is one digit (507) wide.
_BREEDTES = {
    "il": 229, "jI": 246, "f": 305, "t": 335, "r": 349, "s": 391, "z": 395, "c": 423, "vxyk": 453, "g": 471, "a": 479,
    "e": 498, "bdhnopqu": 526, "w": 715, "m": 799, " ": 226, ".,:;'’!": 262, "-()/": 320, "?": 463, "J": 319, "LEFSTZ": 475,
    "ABCKPRVXY": 550, "DHUNGOQ": 640, "MW": 875,
}  # fmt: skip
_PER_TEKEN = {teken: breedte for tekens, breedte in _BREEDTES.items() for teken in tekens}
_CIJFER, _ANDERS, _PUNTEN = 507, 520, 11
_VET = 1.04


def breedte(tekst: str, punten: float = _PUNTEN, vet: bool = False) -> float:
    """Width of a text on one line."""
    som = sum(_PER_TEKEN.get(teken, _ANDERS) for teken in tekst)
    return som / _CIJFER * (punten / _PUNTEN) * (_VET if vet else 1)


def regels(tekst: str, ruimte: float, punten: float = _PUNTEN, vet: bool = False) -> list[str]:
    """A text broken into lines that each fit."""
    klaar: list[str] = []
    for alinea in tekst.split("\n"):
        regel = ""
        for woord in alinea.split():
            langer = f"{regel} {woord}" if regel else woord
            if regel and breedte(langer, punten, vet) > ruimte:
                klaar.append(regel)
                regel = woord
            else:
                regel = langer
        klaar.append(regel)
    return klaar


@lru_cache(maxsize=4096)
def celregels(tekst: str, kolombreedte: float, punten: float = _PUNTEN, vet: bool = False) -> int:
    """How many lines a cell needs when its text wraps, with some room to spare for other fonts."""
    return len(regels(tekst, max(kolombreedte - 2.6, 3) * 0.97, punten, vet))
