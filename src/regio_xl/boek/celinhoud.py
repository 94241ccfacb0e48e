"""What stands between the tags of a cell: our values as Excel stores them."""

from __future__ import annotations

import re
import sys
from datetime import date, datetime, timedelta
from math import isfinite
from typing import TypeAlias

from regio_xl.boek import Koppeling, Schrijfwaarde
from regio_xl.boek.deel import xmltekst

MAX_TEKST = 32_767
"""What Excel lets one cell hold, counted in UTF-16 units."""

_ONMOGELIJK = re.compile("[\\ud800-\\udfff\\ufffe\\uffff]")
_LIJKT_ONTSNAPT = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_STURING = re.compile("[\\x00-\\x08\\x0b-\\x1f]")
_SCHRIKKELFOUT = date(1900, 3, 1)  # Excel believes in 29 February 1900; serial numbers before it are one less


Celinhoud: TypeAlias = "str | bytes | None"
"""A value as a cell stores it: a text with what XML cannot hold as ``_xHHHH_``, a number in bytes, or nothing."""


def celinhoud(waarde: Schrijfwaarde, *, datum1904: bool) -> Celinhoud:
    """How a value is stored. Raises ValueError and TypeError for values that no caller should write."""
    if isinstance(waarde, float) and isfinite(waarde):  # most numbers
        return float.__repr__(waarde).encode()
    if waarde is None:
        return None
    if isinstance(waarde, Koppeling):
        waarde = waarde.tekst
    if isinstance(waarde, str):
        return ontsnapt(waarde) or None
    if isinstance(waarde, date):
        nummer = _datumnummer(waarde, datum1904)
        return waarde.isoformat() if nummer < 0 else repr(nummer).encode()
    if isinstance(waarde, bool) or not isinstance(waarde, int | float):
        msg = f"no cell value: {type(waarde).__name__}"
        raise TypeError(msg)
    if not abs(waarde) <= sys.float_info.max:
        msg = "no cell value: not a number, infinite or too large"
        raise ValueError(msg)
    return b"%d" % waarde


def celrest(inhoud: Celinhoud, x: bytes) -> bytes:
    """How a cell element goes on after its reference and style; ``x``: the prefix of its tab."""
    if inhoud is None:
        return b"/>"
    if isinstance(inhoud, bytes):
        return b"><%bv>%b</%bv></%bc>" % (x, inhoud, x, x)
    tekst = xmltekst(inhoud).encode()
    return b' t="inlineStr"><%bis><%bt xml:space="preserve">%b</%bt></%bis></%bc>' % (x, x, tekst, x, x, x)


def passend(tekst: str) -> str:
    """Text as a cell can hold it: what cannot exist left out, too long cut with an ellipsis."""
    tekst = _ONMOGELIJK.sub("", tekst.replace("\r\n", "\n"))
    return _kort_in(tekst) if len(tekst) > MAX_TEKST // 2 else tekst


def ontsnapt(tekst: str) -> str:
    """Text as Excel stores it in a file: as a cell can hold it, with control characters as ``_xHHHH_``."""
    if tekst.isprintable() and "_x" not in tekst and len(tekst) <= MAX_TEKST // 2:
        return tekst  # nearly every text
    tekst = _LIJKT_ONTSNAPT.sub("_x005F_", passend(tekst))
    return _STURING.sub(lambda teken: f"_x{ord(teken[0]):04X}_", tekst)


def _kort_in(tekst: str) -> str:
    eenheden = tekst.encode("utf-16-le")
    if len(eenheden) <= 2 * MAX_TEKST:
        return tekst
    return eenheden[: 2 * (MAX_TEKST - 1)].decode("utf-16-le", "ignore") + "…"


def _datumnummer(dag: date, datum1904: bool) -> int | float:
    """The serial number of a date; negative when the workbook cannot count that far back."""
    deel = 0.0
    if isinstance(dag, datetime):
        deel = (dag - dag.replace(hour=0, minute=0, second=0, microsecond=0)) / timedelta(days=1)
        dag = dag.date()
    if datum1904:
        nummer = (dag - date(1904, 1, 1)).days
    else:
        nummer = (dag - date(1899, 12, 30)).days - (dag < _SCHRIKKELFOUT)
        nummer = nummer if nummer > 0 else -1
    return nummer + deel if deel else nummer
