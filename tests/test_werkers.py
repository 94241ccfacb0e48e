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
from regio_xl.kind import Kind
from regio_xl.werkers import ProcesGestopt, ProcesTeTraag, Werkers

LANG = 600.0
POSIX = sys.platform != "win32"


# --- wat een kind doet (een kind haalt deze functies uit deze module) ---


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
    time.sleep(0.5)
    VOORBEREID.append(woord)


def voorbereid() -> list[str]:
    return VOORBEREID


# --- het contract ---


@pytest.fixture
def werkers() -> Iterator[Werkers]:
    with Werkers(1) as bank:
        yield bank


def leeft(pid: int) -> bool:
    """Whether a process is there; one that ended and was not looked at by its parent is not."""
    try:
        return (
            Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
            != "Z"
        )
    except OSError:
        return False


def test_a_call_is_done_in_another_process_that_is_used_again(werkers: Werkers) -> None:
    een, twee = (werkers.submit(nummer).result() for _ in range(2))
    assert een == twee != os.getpid()


def test_outcomes_belong_to_their_calls(werkers: Werkers) -> None:
    assert list(werkers.map(dubbel, range(50))) == [2 * getal for getal in range(50)]


DOOD = ["exit", "abort", "sys.exit", "stil", *(["segfault", "kill"] if POSIX else [])]


@pytest.mark.parametrize("hoe", DOOD)
def test_a_call_that_kills_its_process_is_one_failed_call(werkers: Werkers, hoe: str) -> None:
    voor = werkers.submit(nummer)
    moord, na = werkers.submit(sterf, hoe), [werkers.submit(dubbel, getal) for getal in range(5)]
    with pytest.raises(ProcesGestopt):
        moord.result()
    assert [belofte.result() for belofte in na] == [0, 2, 4, 6, 8]
    assert voor.result() != werkers.submit(nummer).result()


def test_a_process_is_replaced_once_for_each_call_that_kills_it() -> None:
    """After a death the others go on in the processes they had, all at once: no pool is thrown
    away."""
    with Werkers(2) as bank:
        eerst = {belofte.result() for belofte in [bank.submit(slaap, 0.3) for _ in range(2)]}
        with pytest.raises(ProcesGestopt):
            bank.submit(sterf, "exit").result()
        daarna = {belofte.result() for belofte in [bank.submit(slaap, 0.3) for _ in range(2)]}
    assert len(eerst) == len(daarna) == 2
    assert len(eerst & daarna) == 1


@pytest.mark.parametrize("doe", [slaap, slaap_doof])
def test_a_call_that_takes_too_long_is_ended_and_the_next_one_is_done(
    doe: Callable[[float], Any],
) -> None:
    with Werkers(1, tijd=lambda *_: 0.5) as bank:
        traag, na = bank.submit(doe, LANG), bank.submit(dubbel, 4)
        with pytest.raises(ProcesTeTraag) as fout:
            traag.result()
        assert fout.value.args == (0.5,)
        assert na.result() == 8


def test_the_time_limit_depends_on_the_call_and_leaves_preparation_out() -> None:
    with Werkers(1, bereid, ("klaar",), tijd=lambda seconden=0.3: seconden + 0.1) as bank:
        assert bank.submit(voorbereid).result() == ["klaar"]
        assert bank.submit(slaap, 0.2).result()


def test_a_preparation_that_fails_is_told_by_every_call() -> None:
    with Werkers(1, faal, ("geen methode",)) as bank:
        for _ in range(2):
            with pytest.raises(ValueError, match="geen methode"):
                bank.submit(nummer).result()


def test_a_process_that_died_while_it_waited_fails_no_call(werkers: Werkers) -> None:
    pid = werkers.submit(nummer).result()
    os.kill(pid, signal.SIGTERM)
    while leeft(pid):
        time.sleep(0.01)
    assert werkers.submit(dubbel, 1).result() == 2


def test_an_exception_comes_back_with_where_it_happened(werkers: Werkers) -> None:
    with pytest.raises(ValueError, match="gewone fout") as fout:
        werkers.submit(faal, "gewone fout").result()
    assert "in faal" in "".join(fout.value.__notes__)
    with pytest.raises(RuntimeError, match="Eigenwijs: 1 en 2"):
        werkers.submit(faal, "eigenwijs").result()


def test_a_call_or_outcome_that_cannot_travel_fails_alone(werkers: Werkers) -> None:
    with pytest.raises(Exception, match="pickle"):
        werkers.submit(lambda: None).result()
    with pytest.raises(Exception, match=r"pickle|local object"):
        werkers.submit(niet_in_te_pakken).result()
    assert werkers.submit(dubbel, 3).result() == 6


def test_what_a_call_prints_or_reads_never_disturbs_the_outcomes(werkers: Werkers) -> None:
    assert werkers.submit(klets).result() == 0
    assert werkers.submit(dubbel, 3).result() == 6


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process within its memory")
def test_a_call_that_asks_for_too_much_memory_gets_an_error(werkers: Werkers) -> None:
    with pytest.raises(MemoryError):
        werkers.submit(gulzig).result()
    assert werkers.submit(dubbel, 3).result() == 6


# --- alvast beginnen ---


def test_a_process_that_runs_already_does_the_first_call() -> None:
    with Werkers(1, bereid, ("alvast",)) as bank:
        bank.begin_vast(kind := Kind())
        assert bank.submit(voorbereid).result() == ["alvast"]
        assert kind.leeft
    assert not kind.leeft


def test_a_process_that_died_before_its_first_call_is_replaced(werkers: Werkers) -> None:
    kind = Kind()
    kind.dood()
    werkers.begin_vast(kind)
    assert werkers.submit(dubbel, 2).result() == 4


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
    gestart: list[Kind] = []

    class Gezien(Kind):
        def __init__(self) -> None:
            super().__init__()
            gestart.append(self)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("regio_xl.kind.Kind", Gezien)
    monkeypatch.setattr(sys, "argv", ["regio-xl", *woorden.split()])
    with pytest.raises(SystemExit):
        programma.main()
    assert len(gestart) == aantal
    assert not any(kind.leeft for kind in gestart)


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
    with Werkers(2) as bank:
        pids = {belofte.result() for belofte in [bank.submit(slaap, 0.3) for _ in range(2)]}
    assert len(pids) == 2
    assert not any(map(leeft, pids))
    with pytest.raises(RuntimeError):
        bank.submit(nummer)


@pytest.mark.parametrize("doe", [slaap, slaap_doof])
def test_stopping_waits_for_nobody(doe: Callable[[float], Any]) -> None:
    bank = Werkers(2)
    pids = [bank.submit(nummer).result()]
    bezig: list[Future[Any]] = [bank.submit(doe, LANG) for _ in range(6)]
    while sum(belofte.running() for belofte in bezig) < 2:
        time.sleep(0.01)
    begin = time.monotonic()
    bank.stop()
    assert time.monotonic() - begin < LANG / 10
    assert not any(map(leeft, pids))
    fouten = [
        type(belofte.exception() if not belofte.cancelled() else CancelledError())
        for belofte in bezig
    ]
    assert (
        sorted(fout.__name__ for fout in fouten) == ["CancelledError"] * 4 + ["ProcesGestopt"] * 2
    )


def test_an_exception_in_the_block_stops_everything() -> None:
    pid = 0
    with suppress(ZeroDivisionError), Werkers(1) as bank:
        pid = bank.submit(nummer).result()
        bank.submit(slaap, LANG)
        raise ZeroDivisionError
    assert pid
    assert not leeft(pid)


@pytest.mark.skipif(not POSIX, reason="Windows ends a process without asking")
def test_a_process_that_is_ended_cleans_up_what_is_half(tmp_path: Path) -> None:
    half = tmp_path / "half"
    bank = Werkers(1)
    bank.submit(schrijf_half, str(half))
    while not half.exists():
        time.sleep(0.01)
    bank.stop()
    assert not half.exists()
