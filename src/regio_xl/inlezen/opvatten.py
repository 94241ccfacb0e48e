"""What a person means who types an answer or a choice in another form than ours.

Only what cannot mean anything else is understood: *4 - eens* is a 4, *4 - oneens* is nothing.
Nothing here runs for a cell that is filled in as the workbook asks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from regio_xl.werkboek import Celwaarde
from regio_xl.werkboek.cel import Procent, als_getal, zonder_ruis
from regio_xl.werkboek.tekst import schoon, sleutel

LANGSTE = 40
"""Longer texts are sentences and not an answer."""
_LANGSTE_KEUZE = 200
_CIJFERS = range(1, 6)
_KRUISJES = {"x", "v", "✓", "✔", "☑", "✅", "🗸", "☒", "\uf0fc", "\uf0fe"}
_JA = _KRUISJES | {"j", "y", "yes"}
_NEE = {"n", "no", "☐", "□"}
_WAAR, _ONWAAR = {"waar", "true"}, {"onwaar", "false"}
_UITGANGEN, _KORTSTE = ("s", "en"), 4


def cijfer(tekst: str, woorden: Sequence[str] = ()) -> int | None:
    """The answer 1-5 that a text stands for: *4.*, *(4)*, *4 - eens*, *helemaal eens*, a figure of
    another script. ``woorden``: what 1 to 5 are called, if they have names."""
    gewoon = _gewone_tekens(tekst)
    if not gewoon or not re.fullmatch(r"[\w\s.,;:()\[\]'\"=!*-]+", gewoon):
        return None
    if re.match(r"\W*-\W*\d", gewoon):
        return None  # a negative number, however it is written
    delen = [deel for deel in re.findall(r"\w+", gewoon) if deel != "mee"]  # mee eens
    getallen = [deel for deel in delen if deel.isdigit()]
    woord = " ".join(deel for deel in delen if not deel.isdigit())
    namen = [naam.casefold() for naam in woorden]
    genoemd = namen.index(woord) + 1 if woord in namen else None
    if not getallen:
        return genoemd
    getal = int(getallen[0])
    if len(getallen) > 1 or getal not in _CIJFERS or (woord and genoemd != getal):
        return None
    return getal


def _gewone_tekens(tekst: str) -> str:
    """Text with plain figures and signs: of full width, raised, in a circle or of another script
    they are the same. Nothing for a text that is too long."""
    if len(tekst) > LANGSTE:
        return ""
    gewoon = []
    for teken in schoon(tekst).replace("\u20e3", ""):
        waarde = None if teken.isascii() else unicodedata.digit(teken, None)
        gewoon.append(teken if waarde is None else str(waarde))
    return unicodedata.normalize("NFKC", "".join(gewoon)).casefold()


def is_half(tekst: str) -> bool:
    """Whether a text names a place between two answers: 3-4, 3/4, 3½."""
    gewoon = _gewone_tekens(tekst)
    return re.fullmatch(r"[1-5] ?(?:[-/] ?[1-5]|1\u20442|,5[.]?)", gewoon) is not None


def als_procent(tekst: str) -> Procent | None:
    """The number of a text such as *4%*."""
    getal = als_getal(tekst[:-1]) if tekst.endswith("%") else None
    return None if getal is None else Procent(getal / 100)


def cijfer_van_procent(getal: Procent) -> int | None:
    """The answer that somebody typed in a cell with the look of a percentage, which shows it as 4%
    or 400%. Not for 100%: that may also mean *all of it*."""
    getoond = zonder_ruis(100 * getal)
    if getoond in _CIJFERS:
        return int(getoond)
    return int(getoond / 100) if getoond in (200, 300, 400, 500) else None


def waar_of_onwaar(waarde: Celwaarde) -> bool | None:
    """What a checkbox says, also one that was copied as text; None for anything else."""
    if isinstance(waarde, bool):
        return waarde
    tekst = sleutel(waarde) if isinstance(waarde, str) else ""
    return True if tekst in _WAAR else False if tekst in _ONWAAR else None


def ja_of_nee(tekst: str) -> str | None:
    """*ja* or *nee* for a sign or a letter that says so: a cross, a tick, an empty box."""
    gezocht = tekst.strip(" .!()[]").casefold() if len(tekst) <= LANGSTE else ""
    return "ja" if gezocht in _JA else "nee" if gezocht in _NEE else None


def is_kruisje(waarde: Celwaarde) -> bool:
    """Whether somebody put a cross or a tick in a cell, and nothing else."""
    kort = isinstance(waarde, str) and len(waarde) <= LANGSTE
    return kort and schoon(waarde).strip(" ()[]").casefold() in _KRUISJES


def zelfde_keuze(tekst: str, keuzes: Sequence[str]) -> str | None:
    """The choice that a text is but for accents, blanks and punctuation."""
    gezocht = _kaal(tekst)
    gelijk = [keuze for keuze in keuzes if _kaal(keuze) == gezocht] if gezocht else []
    return gelijk[0] if len(gelijk) == 1 else None


def ander_getal(tekst: str, keuzes: Sequence[str]) -> str | None:
    """The one choice of which a text is the plural or the singular: *inwoner*, *deelnemers*."""
    gezocht = _kaal(tekst)
    if len(gezocht) < _KORTSTE:
        return None
    gelijk = [
        keuze
        for keuze in keuzes
        for uitgang in _UITGANGEN
        if gezocht + uitgang == _kaal(keuze) or gezocht == _kaal(keuze) + uitgang
    ]
    return gelijk[0] if len(gelijk) == 1 else None


def _kaal(tekst: str) -> str:
    """Only the letters and figures of a text, without accents and case; nothing for a text that is
    too long."""
    if len(tekst) > _LANGSTE_KEUZE:
        return ""
    delen = unicodedata.normalize("NFKD", schoon(tekst))
    return "".join(teken for teken in delen if teken.isalnum()).casefold()
