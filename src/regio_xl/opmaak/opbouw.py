"""What every tab is drawn with: the method, the content to fill in, and the workbook under
construction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from regio_xl.indeling.vulling import Vulling
from regio_xl.methode import Methode
from regio_xl.opmaak import bladkop
from regio_xl.opmaak.stijlen import Stijlenkast
from regio_xl.opmaak.werkblad import Bladopmaak, Werkblad


@dataclass
class Opbouw:
    """One workbook under construction. ``werkboek`` is that of XlsxWriter, ``bladen`` what was
    drawn so far."""

    werkboek: Any
    methode: Methode
    vulling: Vulling
    stijlen: Stijlenkast
    bladen: dict[str, Werkblad] = field(default_factory=dict)

    def open_blad(self, naam: str, opmaak: Bladopmaak) -> Werkblad:
        """Start a tab. All tabs exist already in their order; this draws the top of one."""
        blad = Werkblad(self.werkboek.get_worksheet_by_name(naam), self.stijlen, naam, opmaak)
        bladkop.begin(blad)
        self.bladen[naam] = blad
        return blad
