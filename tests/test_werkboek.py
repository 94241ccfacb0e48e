"""The port: columns, day numbers and texts, and what stays in memory after a file."""

from __future__ import annotations

import gc
import sys
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regio_xl.indeling import blokken
from regio_xl.methode import laad
from regio_xl.opdracht import bekijk_boek, schrijf
from regio_xl.werkboek import kolomletters, kolomnummer
from regio_xl.werkboek.dagnummers import dag_of_tijd, dagnummer, van_dagnummer
from regio_xl.werkboek.tekst import schoon
from regio_xl.werkboek.tekstmaat import breedte, regels
from regio_xl.xlsx.fingerprint import ByFingerprint
from regio_xl.xlsx.workbook import XlsxWerkboek

VOORBEELD = Path(__file__).parents[1] / "workbooks" / "voorbeelden" / "greenport-venlo.xlsx"


@given(st.integers(0, 16_383))
def test_the_letters_of_a_column_give_its_number_again(kolom: int) -> None:
    assert kolomnummer(kolomletters(kolom)) == kolom


@given(st.dates(date(1904, 1, 2), date(9999, 12, 31)), st.booleans())
def test_the_number_of_a_day_gives_that_day_again(dag: date, vanaf1904: bool) -> None:
    assert van_dagnummer(dagnummer(dag, vanaf1904=vanaf1904), vanaf1904=vanaf1904) == dag


@pytest.mark.parametrize(
    ("moment", "nummer"),
    [
        (date(1900, 1, 1), 1), (date(1900, 2, 28), 59), (date(1900, 3, 1), 61),
        (date(2026, 12, 1), 46_357), (datetime(2026, 12, 1, 6), 46_357.25), (time(18), 0.75),  # noqa: DTZ001
        (date(1899, 12, 30), -1),
    ],
)  # fmt: skip
def test_days_count_as_excel_counts_them(moment: date | time, nummer: float) -> None:
    """29 February 1900 has a number too, 60, though it never was."""
    assert dagnummer(moment) == nummer


def test_the_other_system_counts_1462_days_less() -> None:
    dag = date(2026, 12, 1)
    assert dagnummer(dag) - dagnummer(dag, vanaf1904=True) == 1462


def test_a_moment_is_a_day_or_a_time_when_it_says_no_more() -> None:
    dag_nul = datetime(1899, 12, 30)  # noqa: DTZ001
    assert dag_of_tijd(dag_nul + timedelta(hours=7)) == time(7)
    assert dag_of_tijd(datetime(2026, 12, 1)) == date(2026, 12, 1)  # noqa: DTZ001
    assert dag_of_tijd(datetime(2026, 12, 1, 7)) == datetime(2026, 12, 1, 7)  # noqa: DTZ001


@given(st.text("ab  \t\n\u00a0\u200b’–`", max_size=20))
def test_a_text_that_is_cleaned_twice_stays_the_same(tekst: str) -> None:
    assert schoon(schoon(tekst)) == schoon(tekst)
    assert not set(schoon(tekst)) & set("\t\n\u00a0\u200b’–`")


@given(st.text("abi W’", max_size=60), st.floats(1, 20))
def test_lines_hold_all_words_and_are_as_long_as_fits(tekst: str, ruimte: float) -> None:
    klaar = regels(tekst, ruimte)
    assert " ".join(klaar).split() == tekst.split()
    for regel, volgende in pairwise(klaar):
        assert breedte(f"{regel} {volgende.split()[0]}") > ruimte
    assert all(breedte(regel) <= ruimte or " " not in regel for regel in klaar)


def test_nothing_that_was_typed_is_kept_when_a_file_is_done() -> None:
    """What is kept of a part is a fingerprint with numbers and places; the server relies on it."""
    methode = laad()
    boek = XlsxWerkboek(VOORBEELD)
    regio = boek.lees([blokken.START]).bladen[0].rijen
    getypt = {w for rij in regio for w in rij if isinstance(w, str) and "Venlo" in w}
    assert getypt
    schrijf(boek, bekijk_boek(boek, methode), methode, date(2026, 12, 1))
    gc.unfreeze()  # a process that works froze what it had
    bewaard = [ding for ding in gc.get_objects() if isinstance(ding, ByFingerprint)]
    assert sum(len(ding._results) for ding in bewaard) > 2
    assert not [tekst for tekst in getypt if tekst in repr([ding._results for ding in bewaard])]
    rooms = ("regio_xl.xlsx", "regio_xl.werkboek")
    modules = [module for naam, module in sys.modules.items() if naam.startswith(rooms)]
    caches = {
        naam
        for module in modules
        for naam, ding in vars(module).items()
        if hasattr(ding, "cache_info")
    }
    assert caches <= {"kolomletters", "column_index", "remove_left_behind"}  # columns, and folders
