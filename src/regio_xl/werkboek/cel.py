"""What a cell says, as a Dutch user sees it; what Excel and mail do to text is undone first.

:func:`zoals_getoond` puts into the cells what their values alone do not say: that a number
is shown as a percentage, and that there is a picture.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time

from regio_xl.werkboek import Blad, CelFout, Celwaarde, Snapshot
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
_NIETS = {"nvt", "na", _NIET_VAN_TOEPASSING}
_EERSTE_LETTERS, _LANGSTE_NIETS = "nN", 40

PLAATJE = CelFout("#PLAATJE!")
"""A cell with a picture in it; its value is an error that users never see."""


class Procent(float):
    """A number that its cell shows as a percentage: 0.04 is 4%."""

    __slots__ = ()


def toon(waarde: Celwaarde) -> str:
    """A cell as a Dutch user sees it: 3,5 and 15-3-2027."""
    if isinstance(waarde, str):
        return schoon(waarde)
    if isinstance(waarde, bool):
        return "WAAR" if waarde else "ONWAAR"
    if isinstance(waarde, float):
        if isinstance(waarde, Procent):
            return f"{100 * waarde:.15g}%".replace(".", ",")
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
    """A number in the 15 figures that Excel shows, also one typed as text (``4,0``); None for
    anything else. TRUE is no number."""
    if isinstance(waarde, float | int) and not isinstance(waarde, bool):
        return zonder_ruis(float(waarde))
    if isinstance(waarde, str) and _GETAL.fullmatch(tekst := schoon(waarde)):
        return float(tekst.replace(",", "."))
    return None


def zonder_ruis(getal: float) -> float:
    """A number in the 15 figures that Excel shows: 2.9999999999999996 is 3."""
    return getal if getal.is_integer() else float(f"{getal:.15g}")


def is_nvt(waarde: Celwaarde, nvt: str) -> bool:
    """Whether a cell says *does not apply* (``nvt`` is how the method writes it): N.V.T., nvt."""
    if not isinstance(waarde, str):
        return False
    return _zonder_punten(waarde) in {_zonder_punten(nvt), _NIET_VAN_TOEPASSING}


def zegt_niets(waarde: Celwaarde, *, mag_naam_zijn: bool = False) -> bool:
    """Whether a cell only says that there is nothing to say: n.v.t., n/a or a dash. *NA* without
    a sign in it ``mag_naam_zijn``."""
    if not isinstance(waarde, str) or len(waarde) > _LANGSTE_NIETS:
        return False
    if waarde[:1].isalnum() and waarde[0] not in _EERSTE_LETTERS:
        return False  # most texts
    tekst = schoon(waarde)
    if mag_naam_zijn and tekst.isalpha() and len(tekst) == len("na"):
        return False
    return not tekst.strip("-") or re.sub(r"[\W_]", "", tekst).casefold() in _NIETS


def _zonder_punten(tekst: str) -> str:
    return re.sub(r"[\s.]", "", schoon(tekst)).casefold()


def zoals_getoond(snapshot: Snapshot) -> Snapshot:
    """The tabs with a :class:`Procent` and a :data:`PLAATJE` in the cells that show them."""
    if not any(blad.vorm.procenten or blad.vorm.plaatjes for blad in snapshot.bladen):
        return snapshot  # nearly every workbook
    return replace(snapshot, bladen=tuple(map(_blad_zoals_getoond, snapshot.bladen)))


def _blad_zoals_getoond(blad: Blad) -> Blad:
    vorm = blad.vorm
    plekken = vorm.procenten | vorm.plaatjes
    if not plekken:
        return blad
    nummers = {rij for rij, _ in plekken}
    rijen = [list(rij) if nr in nummers else rij for nr, rij in enumerate(blad.rijen)]
    for nummer, kolom in plekken:
        rij = rijen[nummer] if nummer < len(rijen) else ()
        if not isinstance(rij, list) or kolom >= len(rij):
            continue
        waarde = rij[kolom]
        if (nummer, kolom) in vorm.plaatjes:
            rij[kolom] = PLAATJE
        elif isinstance(waarde, float):
            rij[kolom] = Procent(waarde)
    return replace(blad, rijen=rijen)
