"""Looks that depend on what cells hold: conditional formats and the quiet bars behind scores.

Columns count from the first one of a block.
"""

from __future__ import annotations

from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.opmaak.stijlen import PERSPECTIEFSTAAF
from regio_xl.opmaak.werkblad import Blokplek, Werkblad
from regio_xl.werkboek import kolomletters

Gebied = tuple[int, int, int, int]
"""First row, first column, last row and last column (0-based) on a tab."""


def als(blad: Werkblad, gebied: Gebied, formule: str, uiterlijk: str) -> None:
    """A look of ``VOORWAARDELIJK`` as long as a formula holds."""
    opmaak = blad.stijlen.voorwaardelijk(uiterlijk)
    regel = {"type": "formula", "criteria": f"={formule}", "format": opmaak}
    blad.sheet.conditional_format(*gebied, regel)


def als_gelijk(blad: Werkblad, plek: Blokplek, kolom: int, waarde: str, uiterlijk: str) -> None:
    """A look for the cells of one column that hold this text."""
    opmaak = blad.stijlen.voorwaardelijk(uiterlijk)
    regel = {"type": "cell", "criteria": "==", "value": f'"{waarde}"', "format": opmaak}
    blad.sheet.conditional_format(*plek.deel(kolom, kolom), regel)


def als_in_gebruik(
    blad: Werkblad, plek: Blokplek, eerste: int, laatste: int, ingevuld: int = 0
) -> None:
    """Borders on rows in use, from one column to another. ``ingevuld``: the column that says
    whether a row is in use."""
    cel = f"${kolomletters(plek.kolom + ingevuld)}{plek.eerste + 1}"
    als(blad, plek.deel(eerste, laatste), f'{cel}<>""', "gevuld")


def staven(blad: Werkblad, gebied: Gebied, kleur: str, hoogste: float) -> None:
    """A quiet bar in each cell, from 0 to ``hoogste``."""
    staaf = {
        "type": "data_bar",
        "data_bar_2010": True,
        "bar_solid": True,
        "bar_color": kleur,
        "bar_border_color": kleur,
        "min_type": "num",
        "max_type": "num",
        "min_value": 0,
        "max_value": hoogste,
    }
    blad.sheet.conditional_format(*gebied, staaf)


def perspectiefstaven(blad: Werkblad, scores: Blokplek) -> None:
    """A bar behind each of three scores a row, in the colour of its perspective, all on one
    scale."""
    eerste, laatste = scores.kolom + 1, scores.kolom + 3
    for rij, perspectief in enumerate(PERSPECTIEVEN, start=scores.eerste):
        staven(blad, (rij, eerste, rij, laatste), PERSPECTIEFSTAAF[perspectief], 100)
