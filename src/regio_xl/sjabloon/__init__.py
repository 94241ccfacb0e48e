"""The template: the workbook that users get, built from the method and nothing else. The only home of layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regio_xl.methode import Methode
from regio_xl.sjabloon.vulling import Vulling

if TYPE_CHECKING:
    from regio_xl.sjabloon.macroknop import Macroknop

__all__ = ["Vulling", "bouw"]


def bouw(methode: Methode, vulling: Vulling | None = None, knop: Macroknop | None = None) -> bytes:
    """The workbook as the bytes of an .xlsx file, empty or filled with what ``vulling`` holds; of an .xlsm with a ``knop``."""
    from regio_xl.sjabloon.werkboek import maak  # noqa: PLC0415 - who only needs a Vulling should not load XlsxWriter

    return maak(methode, vulling or Vulling(), knop)
