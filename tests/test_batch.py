"""The batch itself: in order, never more on the way than agreed, and whatever happens to the bank
no file is lost."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from regio_xl import verwerking
from regio_xl.batch import doe_alles, tijd_voor, werkers
from regio_xl.methode import Methode
from regio_xl.taak import Klaar, Taak, doe
from regio_xl.werkboek import BoekFout
from regio_xl.werkers import Werkers

DAG = date(2026, 11, 21)


def taak(naam: str, **velden: Any) -> Taak:
    return Taak(Path(naam), None, DAG, alleen_kijken=True, **velden)


def taken(aantal: int) -> list[Taak]:
    return [taak(f"{nummer}.xlsx") for nummer in range(aantal)]


def echo(taak: Taak) -> Klaar:
    return Klaar(taak.pad, "goed")


def moord(taak: Taak) -> Klaar:
    if taak.pad.stem == "3":
        os._exit(1)
    return echo(taak)


def nummers(klaren: Iterator[Klaar]) -> list[int]:
    return [int(klaar.pad.stem) for klaar in klaren]


def test_outcomes_come_in_order_whatever_the_order_of_the_work() -> None:
    def soms_traag(taak: Taak) -> Klaar:
        time.sleep(0.02 * (int(taak.pad.stem) % 3 == 0))
        return echo(taak)

    with ThreadPoolExecutor(4) as bank:
        assert nummers(doe_alles(taken(20), bank, 8, doe=soms_traag)) == list(range(20))


def test_what_is_ready_already_comes_in_its_place() -> None:
    lijst: list[Taak | Klaar] = list(taken(6))
    lijst[2] = Klaar(Path("2.xlsx"), "mislukt")
    with ThreadPoolExecutor(2) as bank:
        klaren = list(doe_alles(lijst, bank, 4, doe=echo))
    assert nummers(iter(klaren)) == list(range(6))
    assert [klaar.uitkomst for klaar in klaren][1:4] == ["goed", "mislukt", "goed"]


def test_no_more_tasks_are_asked_for_than_are_on_the_way() -> None:
    """So the batch needs no more memory for five thousand files than for fifty."""
    gevraagd = 0

    def bron() -> Iterator[Taak]:
        nonlocal gevraagd
        for een in taken(100):
            gevraagd += 1
            yield een

    with ThreadPoolExecutor(2) as bank:
        for gezien, _ in enumerate(doe_alles(bron(), bank, 6, doe=echo), start=1):
            assert gevraagd <= gezien + 6
    assert gevraagd == 100


def test_no_task_is_no_work() -> None:
    with ThreadPoolExecutor(1) as bank:
        assert list(doe_alles([], bank, 4)) == []


def test_a_broken_pool_gives_failed_files_and_never_an_exception() -> None:
    """A pool of the standard library gives up when one process dies; ours does not, and is
    therefore used."""
    with ProcessPoolExecutor(1, get_context("spawn")) as bank:
        klaren = list(doe_alles(taken(8), bank, 2, doe=moord))
    assert nummers(iter(klaren)) == list(range(8))
    assert [klaar.uitkomst for klaar in klaren[:3]] == ["goed"] * 3
    assert {klaar.uitkomst for klaar in klaren[3:]} == {"mislukt"}
    assert "(proces-gestopt)" in klaren[3].reden


def test_guarded_processes_lose_only_the_file_that_kills() -> None:
    with Werkers(1) as bank:
        klaren = list(doe_alles(taken(8), bank, 4, doe=moord))
    assert [klaar.pad.stem for klaar in klaren if klaar.uitkomst == "mislukt"] == ["3"]


class Geweigerd(Executor):
    """A bank with a mistake of its own."""

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        belofte: Future[Any] = Future()
        belofte.set_exception(LookupError("zoek"))
        return belofte


def test_an_unknown_mistake_of_a_bank_is_a_failed_file_and_shown_with_debug() -> None:
    [klaar] = doe_alles(taken(1), Geweigerd(), 1)
    assert "LookupError" in klaar.reden
    with pytest.raises(LookupError):
        list(doe_alles([taak("a.xlsx", debug=True)], Geweigerd(), 1))


def test_asked_to_stop_no_file_is_started_and_what_is_done_still_counts() -> None:
    stop, los = threading.Event(), threading.Event()
    begonnen: list[int] = []

    def werk(taak: Taak) -> Klaar:
        begonnen.append(int(taak.pad.stem))
        if taak.pad.stem == "1":
            stop.set()
        if taak.pad.stem == "2":
            los.wait(30)
        return echo(taak)

    with ThreadPoolExecutor(1) as bank:
        klaren = nummers(doe_alles(taken(50), bank, 10, stop.is_set, werk))
        los.set()
    assert klaren == [0, 1]
    assert begonnen in ([0, 1], [0, 1, 2])


# --- één bestand ---


@pytest.fixture
def bestand(tmp_path: Path, voorbeeld: bytes) -> Path:
    pad = tmp_path / "a.xlsx"
    pad.write_bytes(voorbeeld)
    return pad


def met(fout: BaseException) -> Callable[..., Any]:
    def werp(*_: object) -> Any:
        raise fout

    return werp


def test_a_mistake_of_our_own_is_a_failed_file_and_shown_with_debug(
    bestand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verwerking, "verwerk", met(RuntimeError("geheime inhoud")))
    klaar = doe(Taak(bestand, bestand.with_name("uit.xlsx"), DAG))
    assert klaar.uitkomst == "mislukt"
    assert "RuntimeError" in klaar.reden
    assert "geheime" not in klaar.reden + klaar.json
    with pytest.raises(RuntimeError, match="geheime inhoud"):
        doe(Taak(bestand, bestand.with_name("uit.xlsx"), DAG, debug=True))


def test_a_lack_of_memory_is_told_as_such(bestand: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verwerking, "verwerk", met(MemoryError()))
    assert (
        "(geheugen-op)" in doe(Taak(bestand, bestand.with_name("uit.xlsx"), DAG, debug=True)).reden
    )


def test_a_big_file_may_take_longer(tmp_path: Path) -> None:
    klein, groot = tmp_path / "klein.xlsx", tmp_path / "groot.xlsx"
    klein.write_bytes(b"")
    groot.touch()
    os.truncate(groot, 2_000_000)
    assert tijd_voor(taak(str(klein))) == 5
    assert tijd_voor(taak(str(groot))) == 35
    assert tijd_voor(taak(str(tmp_path / "weg.xlsx"))) == 5


def test_a_real_file_comes_back_the_same_from_another_process(
    bestand: Path, methode: Methode
) -> None:
    opdracht = Taak(bestand, bestand.with_name("uit.xlsx"), DAG, als_json=True)
    hier = doe(opdracht)
    bestand.with_name("uit.xlsx").unlink()
    with werkers(1) as bank:
        [daar] = doe_alles([opdracht], bank, 1)
    assert daar == hier
    assert methode.fingerprint in daar.json


# --- een resultaat dat er al stond ---


def verwerkt(bestand: Path, dag: date = DAG, geschreven: str = "") -> Klaar:
    return doe(Taak(bestand, bestand.parent / "uit" / "a.xlsx", dag, geschreven=geschreven))


def stand(bestand: Path) -> dict[str, bytes]:
    return {pad.name: pad.read_bytes() for pad in (bestand.parent / "uit").iterdir()}


def test_a_result_that_is_still_ours_is_replaced(bestand: Path) -> None:
    eerste = verwerkt(bestand)
    oud = stand(bestand)
    tweede = verwerkt(bestand, date(2027, 1, 1), eerste.doel_kenmerk)
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
    klaar = verwerkt(bestand, DAG, eerste.doel_kenmerk)
    assert klaar.let_op == 1
    assert "let op: Bij het resultaat stond al een bestand" in klaar.regels[-1]
    assert "a.reservekopie.xlsx" in klaar.regels[-1]
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
        raise BoekFout("bestand-niet-te-schrijven", doel="a.xlsx", reden="vol")

    monkeypatch.setattr("regio_xl.xlsx.save.vervang", niet)
    assert verwerkt(bestand).uitkomst == "mislukt"
    assert stand(bestand) == {"a.xlsx": b"van iemand"}
