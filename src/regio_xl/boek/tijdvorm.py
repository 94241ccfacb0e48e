"""Days and times: a cell stores a number, and only its style says that it is one of these.

Source: ECMA-376 part 1, 18.8.30 (number formats, with the built-in ones) and 18.17.4 (dates and times as numbers).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from regio_xl.boek.deel import bewaak_tags, lokaal, ontleder, ontleed
from regio_xl.boek.sneden import afgedekt, element, wortel

ONTHOUDEN = 500_000
"""Styles up to this many bytes are remembered: workbooks that come from one template nearly always have the same ones."""

_DAG_NUL = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel knows no time zones
_DAG_NUL_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_SCHRIKKELFOUT = 60  # Excel believes in 29 February 1900: days before it are one further on
_LAATSTE = 2_958_466  # 1 January 10000
_INGEBOUWD: Final = frozenset(map(str, (*range(14, 23), 45, 47)))
_LETTERLIJK: Final = re.compile(r'"[^"]*"?|[\\_].')
_DUUR: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_HAKEN: Final = re.compile(r"\[[^\]]*\]?")
_MOMENT: Final = re.compile(r"[dmyhs]|a/p", re.IGNORECASE)


def momentstijlen(stijlen: bytes | None) -> Set[int]:
    """The numbers of the cell styles that show a number as a day, a time or both.

    Raises :class:`BoekFout` when the part is broken or holds too much.
    """
    if stijlen is None:
        return frozenset()
    return _onthouden_stijlen(stijlen) if len(stijlen) <= ONTHOUDEN else _momentstijlen(stijlen)


@lru_cache(maxsize=4)
def _onthouden_stijlen(stijlen: bytes) -> Set[int]:
    return _momentstijlen(stijlen)


def _momentstijlen(stijlen: bytes) -> Set[int]:
    bewaak_tags(stijlen)
    ontleed(ontleder(), stijlen)
    eigen = {tag.get("numFmtId"): toont_moment(tag.get("formatCode", "")) for tag in _tags(stijlen, b"numFmts", "numFmt")}
    opmaak = [tag.get("numFmtId", "0") for tag in _tags(stijlen, b"cellXfs", "xf")]
    return frozenset(nummer for nummer, id_ in enumerate(opmaak) if eigen.get(id_, id_ in _INGEBOUWD))


def toont_moment(opmaakcode: str) -> bool:
    """Whether a number format shows a day or a time, going by its part for positive numbers. A duration is a number."""
    kaal = _LETTERLIJK.sub("", opmaakcode[:255]).partition(";")[0]
    duur, moment = _DUUR.search(kaal), _MOMENT.search(_HAKEN.sub(lambda haken: " " * len(haken[0]), kaal))
    return moment is not None and (duur is None or moment.start() < duur.start())


def moment(nummer: float, *, datum1904: bool) -> date | datetime | time | float:
    """A number as the day, the time or both that it stands for, to the millisecond; the number itself when there is none."""
    if not 0 <= nummer < _LAATSTE:
        return nummer
    dagen, milliseconden = divmod(round(nummer * 86_400_000), 86_400_000)
    klok = timedelta(milliseconds=milliseconden)
    if dagen == 0:
        return (_DAG_NUL + klok).time()
    if not datum1904 and dagen < _SCHRIKKELFOUT:
        dagen += 1
    try:
        dag = (_DAG_NUL_1904 if datum1904 else _DAG_NUL) + timedelta(days=dagen)
    except OverflowError:
        return nummer
    return dag + klok if milliseconden else dag.date()


def _tags(stijlen: bytes, lijst: bytes, naam: str) -> Iterator[dict[str, str]]:
    """The attributes of each element of this name in a list of the styles."""
    bedekt = afgedekt(stijlen)
    gevonden = element(bedekt, wortel(bedekt)[0] + lijst)
    tags: list[dict[str, str]] = []
    if gevonden is not None:
        parser = ontleder()
        parser.StartElementHandler = lambda tag, attributen: tags.append(attributen) if lokaal(tag) == naam else None
        ontleed(parser, stijlen[gevonden.begin : gevonden.einde])
    return iter(tags)
