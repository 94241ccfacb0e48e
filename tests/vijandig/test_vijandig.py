"""Hostile workbooks give a result or a clear refusal, and nothing else.

A bug is: any exception, the death of the process, more than 5 s of processor time or 512 MB for one
input, or an output that does not open, lost something, or differs after a second calculation.
``REGIO_XL_INVOEREN=20000`` asks for that many new inputs instead of a few hundred that are always
the same: what fails is then made smaller, kept in the database of hypothesis and tried first at the
next run.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

if sys.platform != "linux":
    pytest.skip("de grenzen van het proces bestaan alleen op Linux", allow_module_level=True)

from vijandig.bases import BASES, BEGIN, LIBREOFFICE, basis
from vijandig.handwerk import HANDWERK, maak_handwerk
from vijandig.invoeren import LAGEN, Invoer, invoeren
from vijandig.oordeel import Oordeel
from vijandig.proces import Keurder, keur

BEWAARD = Path(__file__).parents[2] / ".hypothesis" / "vijandig"
"""Where the smallest input of every bug is written, to open it by hand."""
GEVRAAGD = int(os.environ.get("REGIO_XL_INVOEREN", "0"))
LANG, KORT = 400, 20
ANDERS = tuple(sorted(HealthCheck, key=str))
ALLE_BASES = (*BASES, LIBREOFFICE) if GEVRAAGD and shutil.which("soffice") else BASES


def instellingen(aantal: int, *, vast: bool) -> settings:
    """So many inputs, however long each takes. ``vast``: the same ones every time, without a
    database."""
    soort = settings(derandomize=True, database=None) if vast else settings(derandomize=False)
    fasen = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
    return settings(
        soort, max_examples=aantal, deadline=None, suppress_health_check=ANDERS, phases=fasen
    )


@cache
def soort_fout(oordeel: str) -> type[AssertionError]:
    """A class of its own for each kind of bug: hypothesis then makes the smallest input of each."""
    return type(re.sub(r"\W+", "_", oordeel), (AssertionError,), {})


def eis_geen_fout(invoer: Invoer, oordeel: Oordeel) -> None:
    """Fails on a bug, and keeps the input; the last one that hypothesis tries is the smallest."""
    if not oordeel.fout:
        return
    wat = f"{oordeel.soort}: {oordeel.wat}"
    soort = soort_fout(wat)
    BEWAARD.mkdir(parents=True, exist_ok=True)
    pad = BEWAARD / f"{soort.__name__[:100]}.xlsx"
    pad.write_bytes(invoer.inhoud)
    raise soort(f"{wat}\n{invoer}\n{oordeel.uitleg}\nbewaard: {pad}")


@pytest.fixture(scope="module")
def keurder() -> Iterator[Keurder]:
    keurder = Keurder(keur)
    yield keurder
    keurder.stop()


def test_hostile_workbooks_give_a_result_or_a_clear_refusal(keurder: Keurder) -> None:
    uitkomsten: Counter[str] = Counter()

    @instellingen(KORT, vast=True)
    @given(invoeren((BEGIN, "verwerkt")))
    def beoordeel(invoer: Invoer) -> None:
        oordeel = keurder.keur(invoer.inhoud)
        uitkomsten[oordeel.soort] += 1
        eis_geen_fout(invoer, oordeel)

    beoordeel()
    assert uitkomsten["resultaat"] >= KORT // 5  # the code behind the first checks was reached
    assert uitkomsten["geweigerd"] >= KORT // 5


@pytest.mark.lang
@pytest.mark.parametrize("laag", LAGEN)
@instellingen(max(1, (GEVRAAGD or LANG) // len(LAGEN)), vast=not GEVRAAGD)
@given(data=st.data())
def test_damage_of_every_layer_gives_a_result_or_a_clear_refusal(
    data: st.DataObject, laag: str, keurder: Keurder
) -> None:
    """``--hypothesis-show-statistics`` tells how often there was which outcome."""
    invoer = data.draw(invoeren(ALLE_BASES, laag))
    oordeel = keurder.keur(invoer.inhoud)
    event(f"{oordeel.soort}: {oordeel.wat}")
    eis_geen_fout(invoer, oordeel)


@pytest.mark.lang
@pytest.mark.parametrize("naam", HANDWERK)
def test_what_was_thought_out_by_hand_gives_a_result_or_a_clear_refusal(
    naam: str, keurder: Keurder
) -> None:
    """Among it everything that was ever found: hangs, too much memory, exceptions, a part that got
    lost."""
    inhoud = maak_handwerk(naam, basis(BEGIN))
    eis_geen_fout(Invoer(BEGIN, (naam,), inhoud), keurder.keur(inhoud))
