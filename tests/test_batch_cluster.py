"""A batch on a real Dask cluster on this machine: also when a worker is lost, every file is done
once and none is lost."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from hulp.opdrachtregel import BRON, geen_engels, procesomgeving, staat, start
from regio_xl.batch.journal import JOURNAL_NAME

pytestmark = [
    pytest.mark.skipif(
        importlib.util.find_spec("distributed") is None, reason="distributed is not installed"
    ),
    pytest.mark.skipif(sys.platform == "win32", reason="ends a worker with SIGKILL"),
]
GEDULD = 90.0


class Cluster:
    """A scheduler and workers, each a process of its own."""

    def __init__(self, map_: Path) -> None:
        self._map = map_
        self._processen: list[subprocess.Popen[bytes]] = []
        self._start(
            "scheduler", "--port", "0", "--host", "127.0.0.1", "--scheduler-file", str(self.bestand)
        )
        einde = time.monotonic() + GEDULD
        while not self.bestand.exists() or not self.bestand.read_text(encoding="utf-8").endswith(
            "}"
        ):
            assert time.monotonic() < einde
            time.sleep(0.05)
        self.adres: str = json.loads(self.bestand.read_text(encoding="utf-8"))["address"]

    @property
    def bestand(self) -> Path:
        return self._map / "scheduler.json"

    def worker(self, **omgeving: str) -> subprocess.Popen[bytes]:
        """A worker that has one thread and is not started again when it is lost."""
        return self._start(
            "worker", self.adres, "--nthreads", "1", "--no-nanny", "--local-directory",
            str(self._map), "--host", "127.0.0.1", **omgeving,
        )  # fmt: skip

    def _start(self, *woorden: str, **omgeving: str) -> subprocess.Popen[bytes]:
        proces = subprocess.Popen(
            [sys.executable, "-m", "dask", *woorden, "--no-dashboard"], cwd=self._map,
            env=procesomgeving(omgeving), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._processen.append(proces)
        return proces

    def sluit(self) -> None:
        for proces in reversed(self._processen):
            proces.kill()
            proces.wait()


@contextmanager
def cluster_in(map_: Path) -> Iterator[Cluster]:
    cluster = Cluster(map_)
    try:
        yield cluster
    finally:
        cluster.sluit()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster without workers: each test brings its own."""
    with cluster_in(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture
def met_werkers(
    tmp_path_factory: pytest.TempPathFactory, haperend: dict[str, str]
) -> Iterator[tuple[Cluster, list[int]]]:
    """A cluster with two workers, and their process ids."""
    with cluster_in(tmp_path_factory.mktemp("cluster")) as cluster:
        pids = [cluster.worker(**haperend).pid for _ in range(2)]
        programma = (
            "import sys\nfrom distributed import Client\n"
            f"with Client({cluster.adres!r}, timeout=60) as client: client.wait_for_workers(2, "
            f"timeout={GEDULD})\n"
        )
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", programma],
            check=True,
            capture_output=True,
            env=procesomgeving({}),
        )
        yield cluster, pids


@pytest.mark.lang
def test_a_lost_worker_costs_no_file(
    met_werkers: tuple[Cluster, list[int]], tmp_path: Path, voorbeeld: bytes
) -> None:
    cluster, pids = met_werkers
    (tmp_path / "in").mkdir()
    for nummer in range(30):
        (tmp_path / "in" / f"{nummer:02}.xlsx").write_bytes(voorbeeld)
    uit = tmp_path / "uit"

    def dood_halverwege() -> None:
        einde = time.monotonic() + GEDULD
        while len(list(uit.glob("*.xlsx"))) < 10 and time.monotonic() < einde:
            time.sleep(0.01)
        os.kill(pids[0], signal.SIGKILL)

    draad = threading.Thread(target=dood_halverwege)
    draad.start()
    uitslag = start(
        "verwerk", "in", "--uit", "uit", "--json", "--cluster", cluster.adres, cwd=tmp_path
    )
    draad.join()
    assert (uitslag.code, len(uitslag.regels)) == (0, 30)
    assert [regel["bestand"] for regel in uitslag.regels] == [
        f"{nummer:02}.xlsx" for nummer in range(30)
    ]
    geen_engels(uitslag.err)
    gedaan = [
        json.loads(regel) for regel in (uit / JOURNAL_NAME).read_text(encoding="utf-8").splitlines()
    ]
    assert [regel["resultaat"] for regel in gedaan] == [f"{nummer:02}.xlsx" for nummer in range(30)]
    assert {regel["resultaat"]: regel["resultaat_sha256"] for regel in gedaan} == staat(uit)
    assert len(set(staat(uit).values())) == 1
    (tmp_path / "hier.xlsx").write_bytes(voorbeeld)
    assert start("verwerk", "hier.xlsx", "--uit", "hier", cwd=tmp_path).code == 0
    assert set(staat(tmp_path / "hier").values()) == set(staat(uit).values())


@pytest.mark.lang
def test_a_file_that_kills_takes_no_worker_of_the_cluster(
    met_werkers: tuple[Cluster, list[int]], tmp_path: Path, voorbeeld: bytes
) -> None:
    cluster, pids = met_werkers
    for naam in ("a.xlsx", "moord.xlsx", "b.xlsx", "vast.xlsx"):
        (tmp_path / naam).write_bytes(voorbeeld)
    uitslag = start("controleer", ".", "--json", "--cluster", cluster.adres, cwd=tmp_path)
    assert uitslag.code == 1
    assert uitslag.codes["moord.xlsx"] == ["proces-gestopt"]
    assert uitslag.codes["vast.xlsx"] == ["proces-te-traag"]
    assert {"proces-gestopt", "proces-te-traag"}.isdisjoint(
        uitslag.codes["a.xlsx"] + uitslag.codes["b.xlsx"]
    )
    for pid in pids:
        os.kill(pid, 0)


def geweigerd(adres: str, map_: Path, **omgeving: str) -> str:
    """What is said about a cluster that cannot be used; nothing was done then."""
    (map_ / "a.xlsx").write_bytes(b"")
    uitslag = start("verwerk", "a.xlsx", "--cluster", adres, cwd=map_, **omgeving)
    assert (uitslag.code, uitslag.uit) == (2, "")
    assert uitslag.err.count("\n") == 1, uitslag.err
    geen_engels(uitslag.err)
    assert list(staat(map_)) == ["a.xlsx"]
    return uitslag.err


@pytest.mark.parametrize(
    "adres",
    [
        "tcp://server:poort",
        *(
            pytest.param(adres, marks=pytest.mark.lang)
            for adres in ("onzin", "http://server:8786", "tcp://")
        ),
    ],
)
def test_an_address_that_is_none_is_told(tmp_path: Path, adres: str) -> None:
    assert f"'{adres}' is geen adres van een cluster." in geweigerd(adres, tmp_path)


@pytest.mark.lang
def test_an_address_where_nobody_answers_is_told(tmp_path: Path) -> None:
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        adres = f"tcp://127.0.0.1:{vrij.getsockname()[1]}"
    assert f"Op {adres} antwoordt niemand." in geweigerd(adres, tmp_path)


def _webserver(luistert: socket.socket) -> None:
    with suppress(OSError):
        while True:
            verbinding, _ = luistert.accept()
            with verbinding:
                verbinding.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


@pytest.mark.lang
@pytest.mark.parametrize("zegt_iets", [False, True])
def test_something_else_that_answers_is_told(tmp_path: Path, zegt_iets: bool) -> None:
    """Who takes the call and says nothing, and who speaks another language."""
    with socket.create_server(("127.0.0.1", 0)) as ander:
        if zegt_iets:
            threading.Thread(target=_webserver, args=[ander], daemon=True).start()
        adres = f"tcp://127.0.0.1:{ander.getsockname()[1]}"
        assert f"Op {adres} antwoordt geen scheduler van Dask." in geweigerd(adres, tmp_path)


@pytest.mark.lang
def test_a_cluster_without_workers_is_told(cluster: Cluster, tmp_path: Path) -> None:
    assert "Dit cluster heeft geen workers." in geweigerd(cluster.adres, tmp_path)


@pytest.mark.lang
@pytest.mark.parametrize(
    ("inhoud", "zegt"),
    [('__version__ = "0.0.9"', "0.0.9"), ("raise ImportError", "niet geïnstalleerd")],
)
def test_a_worker_with_another_version_is_told(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, inhoud: str, zegt: str
) -> None:
    map_ = tmp_path_factory.mktemp("ander")
    (map_ / "regio_xl").mkdir()
    (map_ / "regio_xl" / "__init__.py").write_text(inhoud + "\n", encoding="utf-8")
    with cluster_in(tmp_path_factory.mktemp("cluster")) as cluster:
        cluster.worker(PYTHONPATH=str(map_))
        einde = time.monotonic() + GEDULD
        while "geen workers" in (gezegd := geweigerd(cluster.adres, tmp_path)):
            assert time.monotonic() < einde
    assert re.search(rf"Op worker \S+ is Regio-XL {zegt}, hier ", gezegd)


def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    map_ = tmp_path_factory.mktemp("zonder")
    (map_ / "distributed.py").write_text("raise ImportError\n", encoding="utf-8")
    gezegd = geweigerd("tcp://127.0.0.1:1", tmp_path, PYTHONPATH=os.pathsep.join((str(map_), BRON)))
    assert "pip install 'regio-xl[cluster]'" in gezegd
