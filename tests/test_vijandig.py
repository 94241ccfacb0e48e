"""Hostile workbooks give a result or a clear refusal: a short run of ``benchmarks/fuzz.py`` with a
fixed seed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).parents[1] / "benchmarks" / "fuzz.py"
PER_KEER, KEREN = 100, 2

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="de grenzen van het proces bestaan alleen op Linux"
)


def fuzz(*opties: str) -> str:
    """What the tool prints; fails with all of it when a bug was found. LibreOffice would take
    longer than the rest together."""
    opdracht = [sys.executable, str(FUZZ), "--zonder", "libreoffice", *opties]
    gedaan = subprocess.run(opdracht, capture_output=True, text=True, check=False)
    assert gedaan.returncode == 0, gedaan.stdout + gedaan.stderr
    return gedaan.stdout


@pytest.mark.parametrize("deel", range(KEREN))
def test_hostile_workbooks_give_a_result_or_a_clear_refusal(deel: int) -> None:
    uitvoer = fuzz("--zaad", "2027", "--vanaf", str(deel * PER_KEER), "--aantal", str(PER_KEER))
    assert f"SLOTSOM: 0 van {PER_KEER} invoeren fout" in uitvoer
    assert (
        "resultaat: goed" in uitvoer
    )  # not only refusals: the code behind the first checks was reached
    assert "geweigerd: bestand-beschadigd" in uitvoer


def test_what_was_thought_out_by_hand_gives_a_result_or_a_clear_refusal() -> None:
    """Among it everything that was ever found: hangs, too much memory, exceptions, a part that got
    lost."""
    uitvoer = fuzz("--handwerk")
    assert len(uitvoer.splitlines()) > 50
    assert "FOUT" not in uitvoer


def test_every_kind_of_bug_is_noticed_and_a_number_is_always_the_same_input() -> None:
    uitvoer = fuzz("--zelfproef")
    assert uitvoer.count("goed  ") == len(uitvoer.splitlines()) > 8
