"""The day that a text names, in the ways in which Dutch people and programs write one.

A year of two figures is one from 2020 to 2079: what is agreed here lies ahead. Other short years
are not read, because *27-03-15* may as well begin with the year.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_LANGSTE = 60
_EERSTE_JAAR, _EEUW, _KORTE_JAREN = 1900, 2000, range(20, 80)
_MAANDEN = (
    ("januari", "jan", "january"),
    ("februari", "feb", "febr", "february"),
    ("maart", "mrt", "maa", "mar", "march"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("augustus", "aug", "august"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "oct", "october"),
    ("november", "nov"),
    ("december", "dec"),
)
_WEEKDAG = (
    r"(?:(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo)"
    r"[.,]*\s+)?"
)
_TUSSEN = r"\s*[-/.\s]\s*"
_JAAR = r"(?P<jaar>[0-9]{4}|'?[0-9]{2})"
_TIJD = (
    r"(?:[,\s]*(?:t|om)?\s*[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?\s*(?:uur)?"
    r"(?:z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_VORMEN = (
    rf"{_WEEKDAG}(?P<dag>[0-9]{{1,2}}){_TUSSEN}(?P<maand>[0-9]{{1,2}}){_TUSSEN}{_JAAR}{_TIJD}",
    rf"(?P<jaar>[0-9]{{4}}){_TUSSEN}(?P<maand>[0-9]{{1,2}}){_TUSSEN}(?P<dag>[0-9]{{1,2}}){_TIJD}",
    rf"{_WEEKDAG}(?P<dag>[0-9]{{1,2}})(?:e|de|ste)?[-/.\s]*(?P<maand>[a-z]+)[-/.,\s]*{_JAAR}{_TIJD}",
)
"""Made ready for use when the first text is read: few workbooks have one."""


def dag_uit_tekst(tekst: str) -> date | None:
    """The day that a text names; None when it names none. Raises ValueError for a day that does not
    exist, such as 31 February.

    >>> dag_uit_tekst("vrijdag 15 mrt. '27")
    datetime.date(2027, 3, 15)
    """
    klein = unicodedata.normalize("NFKC", tekst).casefold().rstrip(" .,;")
    if len(klein) > _LANGSTE:
        return None
    for vorm in _VORMEN:
        if delen := re.fullmatch(vorm, klein):
            jaar, maand = _jaar(delen["jaar"]), _maand(delen["maand"])
            return date(jaar, maand, int(delen["dag"])) if jaar and maand is not None else None
    return None


def _jaar(tekst: str) -> int | None:
    cijfers = tekst.lstrip("'")
    if int(cijfers) >= _EERSTE_JAAR:
        return int(cijfers)
    return _EEUW + int(cijfers) if int(cijfers) in _KORTE_JAREN else None


def _maand(tekst: str) -> int | None:
    """The number of a month by its number or its name."""
    if tekst.isdigit():
        return int(tekst)
    return next((nummer for nummer, namen in enumerate(_MAANDEN, 1) if tekst in namen), None)
