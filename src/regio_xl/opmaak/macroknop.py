"""A macro workbook: the VBA project that somebody brings, and the button on Start that runs its
macro."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from regio_xl.indeling import blokken
from regio_xl.opmaak.opbouw import Opbouw

_RIJ, _LINKS, _BREEDTE, _HOOGTE = 2, 24, 150, 24
"""In the row of the question, just before the link to the next tab; every row below may move with
the method."""


@dataclass(frozen=True, slots=True)
class Macroknop:
    """A VBA project (the bytes of ``vbaProject.bin``), and the button that starts one of its
    macros.

    ``macro`` is the name of a Sub without arguments, ``opschrift`` stands on the button, ``uitleg``
    is for who cannot see it.
    """

    project: bytes
    macro: str
    opschrift: str
    uitleg: str


def zet_knop(opbouw: Opbouw, knop: Macroknop) -> None:
    """Put the project into the workbook and the button on Start.

    The code names are those that XlsxWriter gives: ``ThisWorkbook``, and ``Sheet1``, ``Sheet2``,
    ... in the order of the tabs.
    """
    opbouw.werkboek.add_vba_project(BytesIO(knop.project), is_stream=True)
    blad = opbouw.bladen[blokken.START]
    opmaak = {
        "macro": knop.macro,
        "caption": knop.opschrift,
        "description": knop.uitleg,
        "width": _BREEDTE,
        "height": _HOOGTE,
        "x_offset": _LINKS,
        "y_offset": 5,
    }
    blad.sheet.insert_button(_RIJ, blad.laatste_kolom - 2, opmaak)
