"""Killed for real, at random moments: whole files only, and no copy of anybody's workbook in a
temporary folder."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from regio_xl.werkboek import Celwijzigingen
from regio_xl.xlsx.workbook import XlsxWerkboek

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
SEED = 20261121
KEREN = 5
PROEF = Path(__file__).parent / "hulp" / "doodproef.py"
OMGEVING = {
    **os.environ,
    "PYTHONPATH": str(Path(__file__).parents[1] / "src"),
    "PYTHONIOENCODING": "utf-8",
}


@POSIX
@pytest.mark.parametrize("keren", [20, pytest.param(200, marks=pytest.mark.lang)])
def test_kills_at_random_moments_leave_whole_files_only(
    tmp_path: Path, leeg_werkboek: bytes, keren: int
) -> None:
    (tmp_path / "a.xlsx").write_bytes(leeg_werkboek)
    klaar = subprocess.run(
        [sys.executable, str(PROEF), str(tmp_path), str(keren), str(SEED)],
        env=OMGEVING, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert klaar.returncode == 0, klaar.stderr
    uitslag = json.loads(klaar.stdout)
    assert uitslag["gedood"] == keren
    assert uitslag["kapot"] == []
    assert uitslag["achtergebleven"] == []
    assert uitslag["midden in het bewaren"] > 0  # else the kills came at the wrong moments


def vorig_resultaat(inhoud: bytes) -> bytes:
    boek = XlsxWerkboek.uit_bytes("a.xlsx", inhoud)
    boek.schrijf([Celwijzigingen("Advies", {(60, 20): "van de vorige keer"})])
    return boek.inhoud


def regio(map_: Path, *woorden: str) -> list[str]:
    return [sys.executable, "-m", "regio_xl", "verwerk", str(map_ / "a.xlsx"), *woorden]


@POSIX
@pytest.mark.lang
@pytest.mark.parametrize("woorden", [["--ter-plekke"], ["--uit", "uit"]], ids=" ".join)
def test_killing_the_command_leaves_the_old_or_the_new_result(
    tmp_path: Path, voorbeeld: bytes, woorden: list[str]
) -> None:
    oud = vorig_resultaat(voorbeeld)
    doel = tmp_path / "uit" / "a.xlsx" if "--uit" in woorden else tmp_path / "a.xlsx"

    def klaarzetten() -> None:
        doel.parent.mkdir(exist_ok=True)
        for pad in tmp_path.rglob("*.xlsx"):
            pad.unlink()
        (tmp_path / "a.xlsx").write_bytes(voorbeeld)
        doel.write_bytes(oud)

    def gewoon() -> None:
        subprocess.run(
            regio(tmp_path, *woorden),
            cwd=tmp_path,
            env=OMGEVING,
            capture_output=True,
            timeout=60,
            check=True,
        )

    klaarzetten()
    begin = time.monotonic()
    gewoon()
    duur = time.monotonic() - begin
    nieuw = doel.read_bytes()
    assert nieuw != oud
    toeval = random.Random(SEED)  # noqa: S311 - no secret
    achtergebleven: set[str] = set()
    for _ in range(KEREN):
        klaarzetten()
        loopt = subprocess.Popen(
            regio(tmp_path, *woorden), cwd=tmp_path, env=OMGEVING,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        with suppress(subprocess.TimeoutExpired):
            loopt.wait(duur * toeval.uniform(0.4, 1.1))
        with suppress(ProcessLookupError):
            os.killpg(loopt.pid, signal.SIGKILL)
        loopt.wait()
        assert doel.read_bytes() in (oud, nieuw)
        assert all(pad.read_bytes() == oud for pad in tmp_path.rglob("*.reservekopie*"))
        achtergebleven |= {pad.name for pad in tmp_path.rglob(".regio-xl-*.tmp")}
        gewoon()
    assert (
        len(achtergebleven) <= 2 * KEREN
    )  # a kill leaves one file, or one and a backup; the age tells when it goes


# --- nothing stays behind in a temporary folder ---


@POSIX
@pytest.mark.parametrize(
    "woorden",
    [
        ["verwerk", "a.xlsx", "b.xlsx", "--taken", "2"],
        ["verwerk", "kapot.xlsx"],
        ["controleer", "a.xlsx"],
        ["nieuw", "n.xlsx"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize(
    "einde",
    [
        None,
        pytest.param(signal.SIGINT, marks=pytest.mark.lang),
        pytest.param("SIGKILL", marks=pytest.mark.lang),
    ],
    ids=["vanzelf", "ctrl-c", "gedood"],
)
def test_no_copy_of_a_workbook_stays_in_a_temporary_folder(
    tmp_path: Path, voorbeeld: bytes, woorden: list[str], einde: signal.Signals | str | None
) -> None:
    werk, leeg = tmp_path / "werk", tmp_path / "tmp"
    werk.mkdir()
    leeg.mkdir()
    for naam in ("a.xlsx", "b.xlsx"):
        (werk / naam).write_bytes(voorbeeld)
    (werk / "kapot.xlsx").write_bytes(voorbeeld[:5000])
    omgeving = {**OMGEVING, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(leeg))}
    loopt = subprocess.Popen(
        [sys.executable, "-m", "regio_xl", *woorden], cwd=werk, env=omgeving,
        start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    gezien: set[str] = set()
    moment = random.Random(str(woorden)).uniform(0.3, 0.6)  # noqa: S311 - no secret
    stop = time.monotonic() + (60 if einde is None else moment)
    while loopt.poll() is None and time.monotonic() < stop:
        gezien |= {pad.name for pad in leeg.rglob("*") if pad.is_file()}
        time.sleep(0.002)
    if einde is not None:
        with suppress(ProcessLookupError):
            os.killpg(loopt.pid, einde if isinstance(einde, signal.Signals) else signal.SIGKILL)
    loopt.wait(timeout=30)
    gezien |= {pad.name for pad in leeg.rglob("*") if pad.is_file()}
    assert gezien == set()
