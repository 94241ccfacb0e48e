"""What many tests need: the method once, and a workbook that is filled in."""

from __future__ import annotations

import os
import signal
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from hulp.opdrachtregel import haperend, regio  # noqa: F401 - fixtures
from regio_xl.methode import Methode, laad
from regio_xl.opdracht import verwerk_boek
from regio_xl.tabs.sjabloon import bouw
from regio_xl.xlsx.workbook import XlsxWerkboek

WORTEL = Path(__file__).parents[1]
# No clock: a busy machine proves nothing about a rule.
settings.register_profile("gewoon", max_examples=30, deadline=None)
settings.register_profile("lang", max_examples=10_000, deadline=None)
settings.load_profile("gewoon")
VOORBEELDEN = sorted((WORTEL / "workbooks" / "voorbeelden").glob("*.xlsx"))


def pytest_configure() -> None:
    """A shell starts what runs in the background with Ctrl-C switched off, and so would be all that
    the tests start; they send it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def eigen_sleutel(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a user's programs remember is kept out of the user's own folder, also by the commands
    that tests start."""
    map_ = str(tmp_path_factory.mktemp("staat"))
    os.environ["XDG_STATE_HOME"] = os.environ["LOCALAPPDATA"] = map_


@pytest.fixture(scope="session")
def methode() -> Methode:
    return laad()


@pytest.fixture(scope="session")
def leeg_werkboek(methode: Methode) -> bytes:
    """A fresh workbook as ``regio-xl nieuw`` makes it."""
    return bouw(methode)


@pytest.fixture(scope="session")
def voorbeeld() -> bytes:
    """A workbook that is filled in well: Greenport Venlo."""
    return (WORTEL / "workbooks" / "voorbeelden" / "greenport-venlo.xlsx").read_bytes()


@pytest.fixture(scope="session")
def voorbeeldadvies(voorbeeld: bytes, methode: Methode) -> str:
    """What that workbook is advised."""
    boek = XlsxWerkboek.uit_bytes("boek.xlsx", voorbeeld)
    advies = verwerk_boek(boek, methode, date(2026, 11, 21))[0].perspectief.advies
    assert advies is not None
    return advies
