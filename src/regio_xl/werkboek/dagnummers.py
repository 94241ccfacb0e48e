"""Days and times as the numbers that a workbook stores for them.

A number counts the days since 30 December 1899; its fraction is the time of the day. Excel keeps
29 February 1900, which never was, so days before 1 March 1900 count one less. A workbook may count
from 1 January 1904 instead. Source: ECMA-376 part 1, 18.17.4.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

_NUL = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel knows no time zones
_NUL_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_MAART_1900 = date(1900, 3, 1)
_SCHRIKKELDAG = 60
"""The number of 29 February 1900."""
_EINDE = 2_958_466
"""The number of 1 January 10000, the first day that no cell can show."""
_DAG = timedelta(days=1)
_MILLISECONDEN = 86_400_000


def dagnummer(moment: date | time, *, vanaf1904: bool = False) -> int | float:
    """The number of a day, of a time of the day, or of both; whole for a day alone.

    Below 1 (below 0 when counted from 1904) for days that a workbook cannot hold.
    """
    if isinstance(moment, time):
        return _deel_van_dag(moment)
    dag = moment
    deel = 0.0
    if isinstance(moment, datetime):
        dag = moment.date()
        deel = _deel_van_dag(moment.time())
    if vanaf1904:
        dagen = (dag - _NUL_1904.date()).days
    else:
        dagen = (dag - _NUL.date()).days - (dag < _MAART_1900)
    return dagen + deel if deel else dagen


def _deel_van_dag(klok: time) -> float:
    return (datetime.combine(_NUL, klok.replace(tzinfo=None)) - _NUL) / _DAG


def van_dagnummer(nummer: float, *, vanaf1904: bool = False) -> date | time | float:
    """The day, the time of the day or both that a number stands for, to the millisecond.

    The number itself when no cell shows it as a day.
    """
    if not 0 <= nummer < _EINDE:
        return nummer
    dagen, milliseconden = divmod(round(nummer * _MILLISECONDEN), _MILLISECONDEN)
    klok = timedelta(milliseconds=milliseconden)
    if dagen == 0:
        return (_NUL + klok).time()
    if not vanaf1904 and dagen < _SCHRIKKELDAG:
        dagen += 1
    nul = _NUL_1904 if vanaf1904 else _NUL
    try:
        return dag_of_tijd(nul + timedelta(days=dagen) + klok)
    except OverflowError:
        return nummer


def cijfer_van_dag(moment: date | time) -> int | None:
    """The number 1-5 that a cell with the look of a date shows as this day, in a workbook that
    counts from 1900 or from 1904; None for any other moment."""
    nummers = (dagnummer(moment), dagnummer(moment, vanaf1904=True))
    return next((int(nummer) for nummer in nummers if nummer in range(1, 6)), None)


def dag_of_tijd(moment: datetime) -> date | time:
    """A time when the day is day zero, a day when the time is midnight, else both."""
    if moment.date() == _NUL.date():
        return moment.time()
    return moment.date() if moment.time() == time() else moment
