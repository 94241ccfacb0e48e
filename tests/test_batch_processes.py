"""Guarded processes: whatever a call does to its process, only that call fails and nothing is left
behind."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from regio_xl import __main__ as programma
from regio_xl.batch import processes
from regio_xl.batch.processes import Call, Pool, Process, ProcessStopped, ProcessTooSlow

LANG = 600.0
POSIX = sys.platform != "win32"


def naam(functie: Callable[..., Any]) -> str:
    return f"{__name__}:{functie.__name__}"


def submit(
    pool: Pool, functie: Callable[..., Any], *argumenten: object, seconds: float = 30.0
) -> Future[Any]:
    """Calls travel by the name of a function of this module."""
    return pool.submit(naam(functie), *argumenten, seconds=seconds)


# --- wat een proces doet (het haalt deze functies uit deze module) ---


def nummer(_: object = None) -> int:
    return os.getpid()


def dubbel(getal: int) -> int:
    return 2 * getal


def sterf(hoe: str) -> None:
    match hoe:
        case "exit":
            os._exit(3)
        case "abort":
            os.abort()
        case "segfault":
            ctypes.string_at(0)
        case "sys.exit":
            sys.exit(0)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "stil":
            os.close(1)
            os.closerange(3, 100)


def slaap(seconden: float) -> int:
    time.sleep(seconden)
    return os.getpid()


def slaap_doof(seconden: float) -> None:
    """Like compiled code in a loop: it never gets to see that somebody asks to end."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(seconden)


def klets() -> int:
    print("een regel" * 10_000)
    os.write(1, b"ruwe bytes" * 1000)
    return sys.stdin.read().__len__()


def gulzig() -> int:
    return len(bytearray(2_000_000_000))


class Eigenwijs(Exception):
    """An exception that cannot be read back: it wants two arguments."""

    def __init__(self, een: int, twee: int) -> None:
        super().__init__(f"{een} en {twee}")


def faal(soort: str) -> None:
    if soort == "eigenwijs":
        raise Eigenwijs(1, 2)
    raise ValueError(soort)


def niet_in_te_pakken() -> object:
    return lambda: None


def schrijf_half(pad: str) -> None:
    """Writes as our own code does: what is half is removed by an exception."""
    try:
        Path(pad).write_text("half", encoding="utf-8")
        time.sleep(LANG)
    finally:
        Path(pad).unlink()


VOORBEREID: list[str] = []


def bereid(woord: str) -> None:
    time.sleep(3)
    VOORBEREID.append(woord)


def voorbereid() -> list[str]:
    return VOORBEREID


# --- het contract ---


@pytest.fixture
def pool() -> Iterator[Pool]:
    with Pool(1) as pool:
        yield pool


def leeft(pid: int) -> bool:
    """Whether a process is there; one that ended and was not looked at by its parent is not."""
    try:
        return (
            Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
            != "Z"
        )
    except OSError:
        return False


def test_a_call_is_done_in_another_process_that_is_used_again(pool: Pool) -> None:
    een, twee = (submit(pool, nummer).result() for _ in range(2))
    assert een == twee != os.getpid()


def test_outcomes_belong_to_their_calls(pool: Pool) -> None:
    beloftes = [submit(pool, dubbel, getal) for getal in range(50)]
    assert [belofte.result() for belofte in beloftes] == [2 * getal for getal in range(50)]


DOOD = ["exit", "abort", "sys.exit", "stil", *(["segfault", "kill"] if POSIX else [])]


@pytest.mark.parametrize("hoe", DOOD)
def test_a_call_that_kills_its_process_is_one_failed_call(pool: Pool, hoe: str) -> None:
    voor = submit(pool, nummer)
    moord, na = submit(pool, sterf, hoe), [submit(pool, dubbel, getal) for getal in range(5)]
    with pytest.raises(ProcessStopped):
        moord.result()
    assert [belofte.result() for belofte in na] == [0, 2, 4, 6, 8]
    assert voor.result() != submit(pool, nummer).result()


def test_a_process_is_replaced_once_for_each_call_that_kills_it() -> None:
    """After a death the others go on in the processes they had, all at once: no pool is thrown
    away."""
    with Pool(2) as pool:
        eerst = {belofte.result() for belofte in [submit(pool, slaap, 0.3) for _ in range(2)]}
        with pytest.raises(ProcessStopped):
            submit(pool, sterf, "exit").result()
        daarna = {belofte.result() for belofte in [submit(pool, slaap, 0.3) for _ in range(2)]}
    assert len(eerst) == len(daarna) == 2
    assert len(eerst & daarna) == 1


@pytest.mark.parametrize("doe", [slaap, pytest.param(slaap_doof, marks=pytest.mark.lang)])
def test_a_call_that_takes_too_long_is_ended_and_the_next_one_is_done(
    doe: Callable[[float], Any],
) -> None:
    with Pool(1) as pool:
        traag, na = submit(pool, doe, LANG, seconds=2), submit(pool, dubbel, 4)
        with pytest.raises(ProcessTooSlow) as fout:
            traag.result()
        assert fout.value.args == (2,)
        assert na.result() == 8


@pytest.mark.lang
def test_the_time_limit_depends_on_the_call_and_leaves_preparation_out() -> None:
    with Pool(1, (naam(bereid), ("klaar",))) as pool:
        assert submit(pool, voorbereid, seconds=2).result() == ["klaar"]
        assert submit(pool, slaap, 1, seconds=30).result()


def test_a_preparation_that_fails_is_told_by_every_call() -> None:
    with Pool(1, (naam(faal), ("geen methode",))) as pool:
        for _ in range(2):
            with pytest.raises(ValueError, match="geen methode"):
                submit(pool, nummer).result()


def test_a_process_that_died_while_it_waited_fails_no_call(pool: Pool) -> None:
    pid = submit(pool, nummer).result()
    os.kill(pid, signal.SIGTERM)
    while leeft(pid):
        time.sleep(0.01)
    assert submit(pool, dubbel, 1).result() == 2


def test_an_exception_comes_back_with_where_it_happened(pool: Pool) -> None:
    with pytest.raises(ValueError, match="gewone fout") as fout:
        submit(pool, faal, "gewone fout").result()
    assert "in faal" in "".join(fout.value.__notes__)
    with pytest.raises(RuntimeError, match="Eigenwijs: 1 en 2"):
        submit(pool, faal, "eigenwijs").result()


def test_a_call_or_outcome_that_cannot_travel_fails_alone(pool: Pool) -> None:
    with pytest.raises(Exception, match="pickle"):
        submit(pool, dubbel, lambda: None)
    with pytest.raises(AttributeError):
        pool.submit(f"{__name__}:bestaat_niet").result()
    with pytest.raises(Exception, match=r"pickle|local object"):
        submit(pool, niet_in_te_pakken).result()
    assert submit(pool, dubbel, 3).result() == 6


def test_what_a_call_prints_or_reads_never_disturbs_the_outcomes(pool: Pool) -> None:
    assert submit(pool, klets).result() == 0
    assert submit(pool, dubbel, 3).result() == 6


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process within its memory")
def test_a_call_that_asks_for_too_much_memory_gets_an_error(pool: Pool) -> None:
    with pytest.raises(MemoryError):
        submit(pool, gulzig).result()
    assert submit(pool, dubbel, 3).result() == 6


# --- alvast beginnen ---


@pytest.mark.lang
def test_a_process_that_runs_already_does_the_first_call() -> None:
    process = Process((naam(bereid), ("alvast",)))
    with Pool(1, first=process) as pool:
        assert submit(pool, voorbereid).result() == ["alvast"]
        assert process.alive
    assert not process.alive


def test_a_process_that_died_before_its_first_call_is_replaced() -> None:
    process = Process()
    process.kill()
    with Pool(1, first=process) as pool:
        assert submit(pool, dubbel, 2).result() == 4


@pytest.mark.parametrize(
    ("woorden", "aantal"),
    [
        ("verwerk --bestaat-niet", 1),
        ("verwerk boek.xlsx --uit a --ter-plekke", 1),
        ("verwerk --help", 0),
        ("verwerk boek.xlsx --methode=map", 0),
        ("controleer boek.xlsx --bestaat-niet", 1),
        ("controleer boek.xlsx --cluster=tcp://nergens", 0),
        ("methode", 0),
        ("", 0),
    ],
)
def test_a_process_that_started_for_nothing_is_gone_at_the_end(
    woorden: str, aantal: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gestart: list[Process] = []

    class Gezien(Process):
        def __init__(self, prepare: Call) -> None:
            super().__init__(prepare)
            gestart.append(self)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(processes, "Process", Gezien)
    monkeypatch.setattr(sys, "argv", ["regio-xl", *woorden.split()])
    with pytest.raises(SystemExit):
        programma.main()
    assert len(gestart) == aantal
    assert not any(process.alive for process in gestart)


def test_ctrl_c_while_the_program_loads_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Onderbroken(ModuleType):
        def __getattr__(self, naam: str) -> object:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "regio_xl.cli", Onderbroken("regio_xl.cli"))
    monkeypatch.setattr(sys, "argv", ["regio-xl", "verwerk", "boek.xlsx"])
    with pytest.raises(SystemExit, match="130"):
        programma.main()
    assert capsys.readouterr().err == "Afgebroken.\n"


# --- stoppen ---


def test_leaving_ends_every_process() -> None:
    with Pool(2) as pool:
        pids = {belofte.result() for belofte in [submit(pool, slaap, 0.3) for _ in range(2)]}
    assert len(pids) == 2
    assert not any(map(leeft, pids))
    with pytest.raises(RuntimeError):
        submit(pool, nummer)


@pytest.mark.parametrize("doe", [slaap, slaap_doof])
def test_stopping_waits_for_nobody(doe: Callable[[float], Any]) -> None:
    pool = Pool(2)
    pids = [submit(pool, nummer).result()]
    bezig: list[Future[Any]] = [submit(pool, doe, LANG) for _ in range(6)]
    while sum(belofte.running() for belofte in bezig) < 2:
        time.sleep(0.01)
    begin = time.monotonic()
    pool.stop()
    assert time.monotonic() - begin < LANG / 10
    assert not any(map(leeft, pids))
    fouten = [
        type(belofte.exception() if not belofte.cancelled() else CancelledError())
        for belofte in bezig
    ]
    assert (
        sorted(fout.__name__ for fout in fouten) == ["CancelledError"] * 4 + ["ProcessStopped"] * 2
    )


def test_an_exception_in_the_block_stops_everything() -> None:
    pid = 0
    with suppress(ZeroDivisionError), Pool(1) as pool:
        pid = submit(pool, nummer).result()
        submit(pool, slaap, LANG)
        raise ZeroDivisionError
    assert pid
    assert not leeft(pid)


@pytest.mark.skipif(not POSIX, reason="Windows ends a process without asking")
def test_a_process_that_is_ended_cleans_up_what_is_half(tmp_path: Path) -> None:
    half = tmp_path / "half"
    pool = Pool(1)
    submit(pool, schrijf_half, str(half))
    while not half.exists():
        time.sleep(0.01)
    pool.stop()
    assert not half.exists()
