"""What a cell says, as a Dutch user sees it; what Excel and mail do to text is undone first."""

from __future__ import annotations

import re
from datetime import date, time

from regio_xl.werkboek import CelFout, Celwaarde
from regio_xl.werkboek.tekst import schoon

NEDERLANDSE_FOUT = {
    "#N/A": "#N/B",
    "#DIV/0!": "#DEEL/0!",
    "#VALUE!": "#WAARDE!",
    "#REF!": "#VERW!",
    "#NAME?": "#NAAM?",
    "#NUM!": "#GETAL!",
    "#NULL!": "#LEEG!",
}
"""The error values of Excel and what a Dutch Excel shows for them."""
_GETAL = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?")
_NIET_VAN_TOEPASSING = "nietvantoepassing"


def toon(waarde: Celwaarde) -> str:
    """A cell as a Dutch user sees it: 3,5 and 15-3-2027."""
    if isinstance(waarde, str):
        return schoon(waarde)
    if isinstance(waarde, bool):
        return "WAAR" if waarde else "ONWAAR"
    if isinstance(waarde, float):
        return f"{waarde:.15g}".replace(".", ",")
    if isinstance(waarde, date):
        return f"{waarde.day}-{waarde.month}-{waarde.year}"
    if isinstance(waarde, time):
        return f"{waarde:%H:%M}"
    if isinstance(waarde, CelFout):
        return NEDERLANDSE_FOUT.get(waarde.code, waarde.code)
    return ""


def leeg(waarde: Celwaarde) -> bool:
    """Nothing, or only blanks."""
    return waarde is None or (isinstance(waarde, str) and not schoon(waarde))


def als_getal(waarde: Celwaarde) -> float | None:
    """A number, also one typed as text (``4,0``); None for anything else. TRUE is no number."""
    if isinstance(waarde, float | int) and not isinstance(waarde, bool):
        return float(waarde)
    if isinstance(waarde, str) and _GETAL.fullmatch(tekst := schoon(waarde)):
        return float(tekst.replace(",", "."))
    return None


def is_nvt(waarde: Celwaarde, nvt: str) -> bool:
    """Whether a cell says *does not apply* (``nvt`` is how the method writes it): N.V.T., nvt."""
    if not isinstance(waarde, str):
        return False
    return _zonder_punten(waarde) in {_zonder_punten(nvt), _NIET_VAN_TOEPASSING}


def _zonder_punten(tekst: str) -> str:
    return re.sub(r"[\s.]", "", schoon(tekst)).casefold()
