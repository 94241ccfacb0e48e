"""How wide a text is and how many lines it needs, so that nothing is cut off.

Widths in characters of a column (11 points).
"""

from __future__ import annotations


class _Breedtes(dict[str, int]):
    def __missing__(self, teken: str) -> int:
        return 520


# Widths of Calibri and Carlito in thousandths of the font size; a column of width 1 is one digit
# (507) wide.
_GELIJK = {
    "il": 229, "jI": 246, "f": 305, "t": 335, "r": 349, "s": 391, "z": 395, "c": 423, "vxyk": 453,
    "g": 471, "a": 479, "e": 498, "bdhnopqu": 526, "w": 715, "m": 799, " ": 226, ".,:;'’!": 262,
    "-()/": 320, "?": 463, "J": 319, "LEFSTZ": 475, "ABCKPRVXY": 550, "DHUNGOQ": 640, "MW": 875,
}  # fmt: skip
_PER_TEKEN = _Breedtes({teken: breedte for tekens, breedte in _GELIJK.items() for teken in tekens})
_CIJFER, _BREEDSTE, _PUNTEN = 507, 875, 11
_VET = 1.04


def breedte(tekst: str, punten: float = _PUNTEN, vet: bool = False) -> float:
    """Width of a text on one line."""
    return _op_maat(sum(map(_PER_TEKEN.__getitem__, tekst)), punten, vet)


def _op_maat(duizendsten: int, punten: float, vet: bool) -> float:
    return duizendsten / _CIJFER * (punten / _PUNTEN) * (_VET if vet else 1)


def _in_duizendsten(ruimte: float, punten: float, vet: bool) -> int:
    """The largest width in thousandths of the font size that fits."""
    duizendsten = int(ruimte / _op_maat(1000, punten, vet) * 1000)
    while _op_maat(duizendsten, punten, vet) > ruimte:
        duizendsten -= 1
    while _op_maat(duizendsten + 1, punten, vet) <= ruimte:
        duizendsten += 1
    return duizendsten


def regels(tekst: str, ruimte: float, punten: float = _PUNTEN, vet: bool = False) -> list[str]:
    """A text broken into lines that each fit; a word that is wider gets a line of its own."""
    return _breek_af(tekst, _in_duizendsten(ruimte, punten, vet), Woordbreedtes())


class Woordbreedtes(dict[str, int]):
    """Widths of words in thousandths of the font size, each computed once.

    Made for one workbook and gone with it: it holds what users typed.
    """

    def __missing__(self, woord: str) -> int:
        breed = self[woord] = sum(map(_PER_TEKEN.__getitem__, woord))
        return breed


def _breek_af(tekst: str, ruimte: int, breedtes: Woordbreedtes) -> list[str]:
    klaar: list[str] = []
    spatie = _PER_TEKEN[" "]
    for alinea in tekst.split("\n"):
        regel: list[str] = []
        breed = -spatie
        for woord in alinea.split():
            erbij = breedtes[woord]
            breed += spatie + erbij
            if breed > ruimte and regel:
                klaar.append(" ".join(regel))
                regel = []
                breed = erbij
            regel.append(woord)
        klaar.append(" ".join(regel))
    return klaar


def celruimte(kolombreedte: float, punten: float = _PUNTEN, vet: bool = False) -> int:
    """Room for text in a cell, in thousandths of the font size, with some to spare for other
    fonts."""
    return _in_duizendsten(max(kolombreedte - 2.6, 3) * 0.97, punten, vet)


def regels_in(tekst: str, ruimte: int, breedtes: Woordbreedtes) -> int:
    """How many lines a text needs when it wraps in this :func:`celruimte`."""
    if len(tekst) * _BREEDSTE <= ruimte and "\n" not in tekst:
        return 1  # most texts
    return len(_breek_af(tekst, ruimte, breedtes))


def celregels(tekst: str, kolombreedte: float, punten: float = _PUNTEN, vet: bool = False) -> int:
    """How many lines a cell needs when its text wraps."""
    return regels_in(tekst, celruimte(kolombreedte, punten, vet), Woordbreedtes())
