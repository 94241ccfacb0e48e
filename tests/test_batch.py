"""The batch itself: in order, never more on the way than agreed, and whatever happens to the bank
no file is lost."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from regio_xl.batch import execution
from regio_xl.batch.execution import do
from regio_xl.batch.processes import Pool
from regio_xl.batch.run import Runner, do_all, local_runner, time_limit
from regio_xl.batch.tasks import Outcome, Settings, Task
from regio_xl.methode import Methode
from regio_xl.werkboek import WerkboekFout

DAG = date(2026, 11, 21)


def taak(naam: str, **velden: Any) -> Task:
    return Task(Path(naam), Settings(DAG, look_only=True, **velden))


def runner(executor: Executor, doe: Callable[[Task], Outcome], at_once: int = 1) -> Runner:
    return Runner(lambda task: executor.submit(doe, task), at_once, executor.shutdown)


def taken(aantal: int) -> list[Task]:
    return [taak(f"{nummer}.xlsx") for nummer in range(aantal)]


def echo(taak: Task) -> Outcome:
    return Outcome(taak.path, "goed")


def moord(taak: Task) -> Outcome:
    if taak.path.stem == "3":
        os._exit(1)
    return echo(taak)


def nummers(outcomes: Iterator[Outcome]) -> list[int]:
    return [int(outcome.path.stem) for outcome in outcomes]


def test_outcomes_come_in_order_whatever_the_order_of_the_work() -> None:
    def soms_traag(taak: Task) -> Outcome:
        time.sleep(0.02 * (int(taak.path.stem) % 3 == 0))
        return echo(taak)

    with ThreadPoolExecutor(4) as bank:
        assert nummers(do_all(taken(20), runner(bank, soms_traag, 2))) == list(range(20))


def test_what_is_ready_already_comes_in_its_place() -> None:
    lijst: list[Task | Outcome] = list(taken(6))
    lijst[2] = Outcome(Path("2.xlsx"), "mislukt")
    with ThreadPoolExecutor(2) as bank:
        outcomes = list(do_all(lijst, runner(bank, echo)))
    assert nummers(iter(outcomes)) == list(range(6))
    assert [outcome.status for outcome in outcomes][1:4] == ["goed", "mislukt", "goed"]


def test_no_more_tasks_are_asked_for_than_are_on_the_way() -> None:
    """So the batch needs no more memory for five thousand files than for fifty."""
    gevraagd = 0

    def bron() -> Iterator[Task]:
        nonlocal gevraagd
        for een in taken(100):
            gevraagd += 1
            yield een

    with ThreadPoolExecutor(2) as bank:
        for gezien, _ in enumerate(do_all(bron(), runner(bank, echo, 2)), start=1):
            assert gevraagd <= gezien + 8
    assert gevraagd == 100


def test_no_task_is_no_work() -> None:
    with ThreadPoolExecutor(1) as bank:
        assert list(do_all([], runner(bank, echo))) == []


def test_a_broken_pool_gives_failed_files_and_never_an_exception() -> None:
    """A pool of the standard library gives up when one process dies; ours does not, and is
    therefore used."""
    with ProcessPoolExecutor(1, get_context("spawn")) as bank:
        outcomes = list(do_all(taken(8), runner(bank, moord)))
    assert nummers(iter(outcomes)) == list(range(8))
    assert outcomes[3].status == "mislukt"
    assert {outcome.status for outcome in outcomes[4:]} == {"mislukt"}
    assert "(proces-gestopt)" in outcomes[3].reason


def test_guarded_processes_lose_only_the_file_that_kills() -> None:
    with Pool(1) as pool:
        outcomes = list(
            do_all(taken(8), Runner(partial(pool.submit, f"{__name__}:moord"), 1, pool.stop))
        )
    assert [outcome.path.stem for outcome in outcomes if outcome.status == "mislukt"] == ["3"]


class Geweigerd(Executor):
    """A bank with a mistake of its own."""

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        belofte: Future[Any] = Future()
        belofte.set_exception(LookupError("zoek"))
        return belofte


def test_an_unknown_mistake_of_a_bank_is_a_failed_file_and_shown_with_debug() -> None:
    [outcome] = do_all(taken(1), runner(Geweigerd(), echo))
    assert "LookupError" in outcome.reason
    with pytest.raises(LookupError):
        list(do_all([taak("a.xlsx", debug=True)], runner(Geweigerd(), echo)))


def test_asked_to_stop_no_file_is_started_and_what_is_done_still_counts() -> None:
    stop, los = threading.Event(), threading.Event()
    begonnen: list[int] = []

    def werk(taak: Task) -> Outcome:
        begonnen.append(int(taak.path.stem))
        if taak.path.stem == "1":
            stop.set()
        if taak.path.stem == "2":
            los.wait(30)
        return echo(taak)

    with ThreadPoolExecutor(1) as bank:
        outcomes = nummers(do_all(taken(50), runner(bank, werk), stop.is_set))
        los.set()
    assert outcomes == [0, 1]
    assert begonnen in ([0, 1], [0, 1, 2])


# --- één bestand ---


@pytest.fixture
def bestand(tmp_path: Path, voorbeeld: bytes) -> Path:
    pad = tmp_path / "a.xlsx"
    pad.write_bytes(voorbeeld)
    return pad


def uit_taak(bestand: Path, **velden: Any) -> Task:
    return Task(bestand, Settings(DAG, **velden), bestand.with_name("uit.xlsx"))


def met(fout: BaseException) -> Callable[..., Any]:
    def werp(*_: object, **__: object) -> Any:
        raise fout

    return werp


def test_a_mistake_of_our_own_is_a_failed_file_and_shown_with_debug(
    bestand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(execution, "verwerk_bestand", met(RuntimeError("geheime inhoud")))
    outcome = do(uit_taak(bestand))
    assert outcome.status == "mislukt"
    assert "RuntimeError" in outcome.reason
    assert "geheime" not in outcome.reason + outcome.json
    with pytest.raises(RuntimeError, match="geheime inhoud"):
        do(uit_taak(bestand, debug=True))


def test_a_lack_of_memory_is_told_as_such(bestand: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execution, "verwerk_bestand", met(MemoryError()))
    assert "(geheugen-op)" in do(uit_taak(bestand, debug=True)).reason


def test_a_big_file_may_take_longer(tmp_path: Path) -> None:
    klein, groot = tmp_path / "klein.xlsx", tmp_path / "groot.xlsx"
    klein.write_bytes(b"")
    groot.touch()
    os.truncate(groot, 2_000_000)
    assert time_limit(taak(str(klein))) == 5
    assert time_limit(taak(str(groot))) == 35
    assert time_limit(taak(str(tmp_path / "weg.xlsx"))) == 5


def test_a_real_file_comes_back_the_same_from_another_process(
    bestand: Path, methode: Methode
) -> None:
    opdracht = uit_taak(bestand, as_json=True)
    hier = do(opdracht)
    bestand.with_name("uit.xlsx").unlink()
    with local_runner(1, opdracht.settings) as bank:
        [daar] = do_all([opdracht], bank)
    assert daar == hier
    assert methode.fingerprint in daar.json


# --- een resultaat dat er al stond ---


def verwerkt(bestand: Path, dag: date = DAG, geschreven: str = "") -> Outcome:
    return do(Task(bestand, Settings(dag), bestand.parent / "uit" / "a.xlsx", geschreven))


def stand(bestand: Path) -> dict[str, bytes]:
    return {pad.name: pad.read_bytes() for pad in (bestand.parent / "uit").iterdir()}


def test_a_result_that_is_still_ours_is_replaced(bestand: Path) -> None:
    eerste = verwerkt(bestand)
    oud = stand(bestand)
    tweede = verwerkt(bestand, date(2027, 1, 1), eerste.target_fingerprint)
    assert tweede.let_op == 0
    assert stand(bestand).keys() == oud.keys()
    assert stand(bestand) != oud


def test_a_result_that_somebody_changed_is_kept_beside_the_new_one(
    bestand: Path, voorbeeld: bytes
) -> None:
    """Step 5 of the method is typed into results."""
    eerste = verwerkt(bestand)
    doel = bestand.parent / "uit" / "a.xlsx"
    doel.write_bytes(voorbeeld)
    outcome = verwerkt(bestand, DAG, eerste.target_fingerprint)
    assert outcome.let_op == 1
    assert "let op: Bij het resultaat stond al een bestand" in outcome.lines[-1]
    assert "a.reservekopie.xlsx" in outcome.lines[-1]
    assert stand(bestand)["a.reservekopie.xlsx"] == voorbeeld


def test_the_same_result_again_changes_nothing(bestand: Path) -> None:
    verwerkt(bestand)
    oud = stand(bestand)
    assert verwerkt(bestand).let_op == 0
    assert stand(bestand) == oud


def test_no_copy_stays_when_the_result_cannot_be_saved(
    bestand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verwerkt(bestand)
    doel = bestand.parent / "uit" / "a.xlsx"
    doel.write_bytes(b"van iemand")

    def niet(*_: object) -> None:
        raise WerkboekFout("bestand-niet-te-schrijven", doel="a.xlsx", reden="vol")

    monkeypatch.setattr("regio_xl.xlsx.save.replace", niet)
    assert verwerkt(bestand).status == "mislukt"
    assert stand(bestand) == {"a.xlsx": b"van iemand"}
