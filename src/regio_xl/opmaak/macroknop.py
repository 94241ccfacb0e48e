"""A macro workbook: the VBA project that somebody brings, and the buttons on Start that run its
macros."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from regio_xl.indeling import blokken
from regio_xl.opmaak.opbouw import Opbouw

_RIJ, _KOLOM, _BREEDTE, _HOOGTE, _TUSSEN = 2, 3, 120, 24, 6
"""In the row of the question, between its text and the link to the next tab; every row below may
move with the method."""


@dataclass(frozen=True, slots=True)
class Macroknop:
    """A button that starts a macro, which is the name of a Sub without arguments.

    ``opschrift`` stands on the button, ``uitleg`` is for who cannot see it.
    """

    macro: str
    opschrift: str
    uitleg: str


@dataclass(frozen=True, slots=True)
class Macros:
    """A VBA project (the bytes of ``vbaProject.bin``), and the buttons that start its macros."""

    project: bytes
    knoppen: tuple[Macroknop, ...]


def zet_macros(opbouw: Opbouw, macros: Macros) -> None:
    """Put the project into the workbook and the buttons on Start.

    The code names are those that XlsxWriter gives: ``ThisWorkbook``, and ``Sheet1``, ``Sheet2``,
    ... in the order of the tabs.
    """
    opbouw.werkboek.add_vba_project(BytesIO(macros.project), is_stream=True)
    for nummer, knop in enumerate(macros.knoppen):
        opmaak = {
            "macro": knop.macro,
            "caption": knop.opschrift,
            "description": knop.uitleg,
            "width": _BREEDTE,
            "height": _HOOGTE,
            "x_offset": nummer * (_BREEDTE + _TUSSEN),
            "y_offset": 5,
        }
        opbouw.bladen[blokken.START].sheet.insert_button(_RIJ, _KOLOM, opmaak)
