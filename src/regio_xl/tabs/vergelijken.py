"""Compare what stands in a cell with what we would write there."""

from __future__ import annotations

import re
from datetime import date
from math import isclose

from regio_xl.werkboek import Celwaarde, Koppeling, Schrijfwaarde
from regio_xl.werkboek.cel import als_getal, toon
from regio_xl.werkboek.tekst import sleutel

_ADRES = r"\$?[A-Z]{1,3}\$?[1-9][0-9]*"
CELPLAATS = re.compile(rf"(?:.*[ !])?{_ADRES}", re.DOTALL)
"""A place in a workbook, as we write it in a cell."""
_TUSSEN_HAAKJES = re.compile(rf"\([^()]*\b{_ADRES}\)")
_HAAKJES = re.compile(r"\([^()]*\)")
_GETAL = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


def zegt_iets_anders(cel: Celwaarde, waarde: Schrijfwaarde) -> bool:
    """Whether a filled cell says something else than this value; figures in a sentence and places
    of cells do not count."""
    getal = als_getal(cel)
    if isinstance(waarde, int | float) and getal is not None:
        return not isclose(getal, waarde, rel_tol=1e-9, abs_tol=1e-12)
    oud, nieuw = toon(cel), celtekst(waarde)
    if isinstance(waarde, Koppeling) and CELPLAATS.fullmatch(oud):
        return False
    return kern(oud) != kern(nieuw)


def getypt(waarde: Schrijfwaarde) -> str | int | float | date | None:
    """A value as it stands in its cell: a link shows its text."""
    return waarde.tekst if isinstance(waarde, Koppeling) else waarde


def celtekst(waarde: Schrijfwaarde | Celwaarde) -> str:
    """A value as the workbook shows it."""
    if isinstance(waarde, Koppeling):
        return waarde.tekst
    if isinstance(waarde, int) and not isinstance(waarde, bool):
        return str(waarde)
    return toon(waarde)


def kern(tekst: str) -> str:
    """A text to compare by, without figures and places of cells."""
    return sleutel(_GETAL.sub("", _TUSSEN_HAAKJES.sub("", tekst)))


def zinskern(zin: str) -> str:
    """What a sentence is about: without figures, what stands between brackets, and the side it
    pleads for."""
    return sleutel(_GETAL.sub("", _HAAKJES.sub("", zin.partition(" Dat pleit ")[0])))
