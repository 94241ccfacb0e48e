"""Where something stands in a workbook. Rows and columns are 0-based here; an :class:`Adres` prints
them the way Excel does."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_CEL = re.compile("([A-Z]+)([0-9]+)")


# Remembered: asked for every cell that is written; a sheet has 16,384 columns.
@cache
def kolomletters(kolom: int) -> str:
    """Letters of a 0-based column.

    >>> kolomletters(0), kolomletters(26)
    ('A', 'AA')
    """
    letters = ""
    kolom += 1
    while kolom:
        kolom, rest = divmod(kolom - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def kolomnummer(letters: str) -> int:
    """The 0-based column of its letters A to Z, the reverse of :func:`kolomletters`.

    >>> kolomnummer("AA")
    26
    """
    nummer = 0
    for letter in letters:
        nummer = nummer * 26 + ord(letter) - ord("A") + 1
    return nummer - 1


class Adres(NamedTuple):
    """A cell, or a whole tab when ``rij`` and ``kolom`` are left out.

    >>> str(Adres("Borg en verbind", 6, 3))
    "'Borg en verbind'!D7"
    """

    blad: str
    rij: int | None = None
    kolom: int | None = None

    @classmethod
    def lees(cls, blad: str, cel: str) -> Adres:
        """The address that prints ``cel`` (empty for a whole tab). Raises ValueError.

        >>> Adres.lees("Opgave", "AB120")
        Adres(blad='Opgave', rij=119, kolom=27)
        """
        if not cel:
            return cls(blad)
        gelezen = _CEL.fullmatch(cel)
        if gelezen is None:
            msg = f"no cell: {cel!r}"
            raise ValueError(msg)
        return cls(blad, int(gelezen[2]) - 1, kolomnummer(gelezen[1]))

    @property
    def cel(self) -> str:
        """The cell as Excel writes it (``D7``), empty for a whole tab."""
        if self.rij is None or self.kolom is None:
            return ""
        return f"{kolomletters(self.kolom)}{self.rij + 1}"

    def __str__(self) -> str:
        blad = "'" + self.blad.replace("'", "''") + "'"
        return f"{blad}!{self.cel}" if self.cel else blad
