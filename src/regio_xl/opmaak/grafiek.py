"""What the charts and the text boxes have in common."""

from __future__ import annotations

from typing import Any

from regio_xl.opmaak.stijlen import INKT, LETTERTYPE, MIST, RASTER, WIT
from regio_xl.opmaak.werkblad import Werkblad

_VAST = 3
"""XlsxWriter's number for an object that neither moves nor grows with the cells below it."""


def letter(punten: float, kleur: str, **opties: Any) -> dict[str, Any]:
    """The font of a text in a chart or a text box."""
    return {"name": LETTERTYPE, "size": punten, "color": kleur, **opties}


def puntenreeks(naam: str, tab: str, rijen: tuple[int, int], x: int, y: int) -> dict[str, Any]:
    """A series over two columns of the same rows. The file carries no copy of their values."""
    eerste, laatste = rijen
    return {
        "name": naam,
        "categories_data": [None],
        "values_data": [None],
        "categories": [tab, eerste, x, laatste, x],
        "values": [tab, eerste, y, laatste, y],
    }


def plaats_grafiek(
    blad: Werkblad, cel: tuple[int, int], grafiek: Any, maat: tuple[int, int], beschrijving: str
) -> None:
    """Insert a chart of so many pixels at a cell, with a text for who cannot see it."""
    breedte, hoogte = maat
    grafiek.set_chartarea({"border": {"color": RASTER}, "fill": {"color": WIT}})
    grafiek.show_blanks_as("gap")
    grafiek.set_size({"width": breedte, "height": hoogte})
    opties = {"description": beschrijving, "object_position": _VAST, "x_offset": 2, "y_offset": 2}
    blad.sheet.insert_chart(*cel, grafiek, opties)


def leeshulp(
    blad: Werkblad,
    cel: tuple[int, int],
    tekst: str,
    maat: tuple[int, int],
    beschrijving: str,
    omlaag: int = 0,
) -> None:
    """A text box of so many pixels that says how to read a picture."""
    breedte, hoogte = maat
    opmaak = {
        "width": breedte,
        "height": hoogte,
        "object_position": _VAST,
        "x_offset": 1,
        "y_offset": omlaag,
        "fill": {"color": MIST},
        "line": {"color": RASTER},
        "font": letter(12, INKT),
        "align": {"vertical": "middle"},
        "description": beschrijving,
    }
    blad.sheet.insert_textbox(*cel, tekst, opmaak)
