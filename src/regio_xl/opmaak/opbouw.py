"""What every tab builder gets: the method, the content to fill in, and the workbook under
construction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from regio_xl.indeling.vulling import Vulling
from regio_xl.methode import Methode
from regio_xl.opmaak.stijlen import Stijlenkast
from regio_xl.opmaak.werkblad import Blad, Bladopmaak


@dataclass
class Bouwplaats:
    """One workbook under construction."""

    werkboek: Any
    methode: Methode
    vulling: Vulling
    stijlen: Stijlenkast
    plaatje: tuple[int, int] = (
        0,
        0,
    )  # first cell with the places of the names in the quadrant, on Uitleg
    bladen: dict[str, Blad] = field(default_factory=dict)

    def open_blad(self, naam: str, opmaak: Bladopmaak) -> Blad:
        """Start a tab. All tabs exist already in their order; this draws the top of one."""
        blad = Blad(self.werkboek.get_worksheet_by_name(naam), self.stijlen, naam, opmaak)
        blad.begin()
        self.bladen[naam] = blad
        return blad
