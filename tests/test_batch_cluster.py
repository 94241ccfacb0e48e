"""A batch on a real Dask cluster on this machine: also when a worker is lost, every file is done
once and none is lost."""

from __future__ import annotations

import importlib.util
import json
import os
import pickle
import re
import shutil
import signal
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import pytest

from hulp.opdrachtregel import BRON, Regio, geen_engels, procesomgeving, staat, start
from regio_xl.batch import cluster as clustermodule
from regio_xl.batch.cluster import ClusterFout
from regio_xl.batch.greeting import NobodyThere, NoScheduler, greet
from regio_xl.batch.journal import JOURNAL_NAME
from regio_xl.batch.run import Runner, RunnerLost, do_all
from regio_xl.batch.tasks import Outcome, Settings, Task

pytestmark = [
    pytest.mark.skipif(
        importlib.util.find_spec("distributed") is None, reason="distributed is not installed"
    ),
    pytest.mark.skipif(sys.platform == "win32", reason="ends a worker with SIGKILL"),
]
GEDULD = 90.0


class Cluster:
    """A scheduler and workers, each a process of its own."""

    def __init__(self, map_: Path, **omgeving: str) -> None:
        self._map, self._omgeving = map_, omgeving
        self._processen: list[subprocess.Popen[bytes]] = []
        self._start(
            "scheduler", "--port", "0", "--host", self._host, "--scheduler-file", str(self.bestand)
        )
        einde = time.monotonic() + GEDULD
        while not self.bestand.exists() or not self.bestand.read_text(encoding="utf-8").endswith(
            "}"
        ):
            assert time.monotonic() < einde
            time.sleep(0.05)
        self.adres: str = json.loads(self.bestand.read_text(encoding="utf-8"))["address"]

    @property
    def _host(self) -> str:
        return "tls://127.0.0.1" if self._omgeving else "127.0.0.1"

    @property
    def bestand(self) -> Path:
        return self._map / "scheduler.json"

    @property
    def scheduler(self) -> subprocess.Popen[bytes]:
        return self._processen[0]

    def worker(self, **omgeving: str) -> subprocess.Popen[bytes]:
        """A worker that has one thread and is not started again when it is lost."""
        return self._start(
            "worker", self.adres, "--nthreads", "1", "--no-nanny", "--local-directory",
            str(self._map), "--host", self._host, **omgeving,
        )  # fmt: skip

    def _start(self, *woorden: str, **omgeving: str) -> subprocess.Popen[bytes]:
        proces = subprocess.Popen(
            [sys.executable, "-m", "dask", *woorden, "--no-dashboard"], cwd=self._map,
            env=procesomgeving(self._omgeving | omgeving),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._processen.append(proces)
        return proces

    def sluit(self) -> None:
        for proces in reversed(self._processen):
            proces.kill()
            proces.wait()


@contextmanager
def cluster_in(map_: Path, **omgeving: str) -> Iterator[Cluster]:
    cluster = Cluster(map_, **omgeving)
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
    assert '-m pip install ".[cluster]"' in gezegd


# --- wie er antwoordt ---


class Pickle:
    """Who runs this, makes a file."""

    def __init__(self, pad: Path) -> None:
        self._pad = pad

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self._pad,)


def bericht(*frames: bytes) -> bytes:
    """Frames as Dask sends them."""
    lengtes = struct.pack(f"<{len(frames) + 1}Q", len(frames), *map(len, frames))
    inhoud = lengtes + b"".join(frames)
    return struct.pack("<Q", len(inhoud)) + inhoud


@contextmanager
def nep(*antwoorden: bytes, naad: float = 0) -> Iterator[int]:
    """Somebody who gives one of these answers whatever is said; gives the port."""

    def praat() -> None:
        with suppress(OSError):
            while True:
                lijn, _ = luistert.accept()
                with lijn:
                    lijn.sendall(antwoorden[0])
                    for antwoord in antwoorden[1:]:
                        lijn.sendall(antwoord)
                        time.sleep(naad)
                    lijn.settimeout(10)
                    while lijn.recv(4096):
                        pass

    with socket.create_server(("127.0.0.1", 0)) as luistert:
        threading.Thread(target=praat, daemon=True).start()
        yield luistert.getsockname()[1]


def pak(waarde: object) -> bytes:
    return bytes(pytest.importorskip("msgpack").packb(waarde))


def test_who_answers_with_a_program_is_no_scheduler_and_the_program_does_not_run(
    tmp_path: Path,
) -> None:
    kwaad = pickle.dumps(Pickle(tmp_path / "gedraaid"))
    kop = pak({"pickled-obj": kwaad, "num-sub-frames": 0})
    deel = pak({"serializer": "pickle", "num-sub-frames": 1})
    for antwoord in (
        bericht(pak({"__Pickled__": 1}), kop),
        bericht(pak({"type": {"__Pickled__": 1}}), kop),
        bericht(pak({"__Serialized__": 1}), deel, kwaad),
        bericht(pak({"__Enum__": True, "name": "x", "__module__": "antigravity"})),
        bericht(kwaad),
    ):
        with nep(antwoord, antwoord) as poort, pytest.raises(NoScheduler):
            greet("127.0.0.1", poort, None, 5)
    assert not (tmp_path / "gedraaid").exists()


def test_a_scheduler_that_worked_names_things_by_keys_of_more_than_one_part() -> None:
    antwoord = {"type": "Scheduler", "workers": {("doe", 1): 2}}
    with nep(bericht(pak({})), bericht(pak(antwoord))) as poort:
        greet("127.0.0.1", poort, None, 5)


def test_an_answer_of_any_size_or_none_is_not_waited_for() -> None:
    enorm = struct.pack("<Q", 2**62)
    for antwoorden in (
        (enorm,),
        (struct.pack("<QQ", 8, 2**61),),
        (struct.pack("<QQQ", 16, 1, 2**61),),
        (bericht(b"\x91" * 100_000),),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n",),
        (b"",),
    ):
        with nep(*antwoorden) as poort, pytest.raises(NoScheduler):
            greet("127.0.0.1", poort, None, 0.3)
    with nep(*[b"\x00"] * 20, naad=0.05) as poort, pytest.raises(NoScheduler):
        greet("127.0.0.1", poort, None, 0.3)
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        with pytest.raises(NobodyThere):
            greet("127.0.0.1", vrij.getsockname()[1], None, 1)


def test_who_speaks_as_a_scheduler_is_one() -> None:
    groet = bericht(pak({"compression": None, "python": [3, 12, 0], "pickle-protocol": 5}))
    with nep(groet, bericht(pak({"type": "Scheduler", "workers": {}}))) as poort:
        greet("127.0.0.1", poort, None, 5)
    with nep(groet, bericht(pak({"type": "Worker"}))) as poort, pytest.raises(NoScheduler):
        greet("127.0.0.1", poort, None, 5)


# --- een open cluster ---


def test_an_open_cluster_elsewhere_asks_for_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever pretends to be the scheduler runs programs here."""
    gegroet: list[str] = []
    monkeypatch.setattr(clustermodule, "greet", lambda host, *_: gegroet.append(host))
    for adres in ("tcp://192.0.2.1:8786", "tcp://[2001:db8::1]:8786"):
        with pytest.raises(ClusterFout, match=r"is open: .*tls://.*--cluster-open"):
            clustermodule._require_answer(adres, trusted=False)
        assert gegroet == []
        clustermodule._require_answer(adres, trusted=True)
        assert gegroet.pop()
    for adres in ("tcp://127.0.0.1:8786", "tcp://localhost:8786", "tcp://[::1]:8786"):
        clustermodule._require_answer(adres, trusted=False)
        assert gegroet.pop()
    with pytest.raises(ClusterFout, match="Voor tls:// zijn certificaten nodig"):
        clustermodule._require_answer("tls://192.0.2.1:8786", trusted=False)
    for adres in ("inproc://x", "ws://192.0.2.1:80", "192.0.2.1:8786", "tcp://a\x1b[2J:x"):
        with pytest.raises(ClusterFout, match="is geen adres van een cluster") as fout:
            clustermodule._require_answer(adres, trusted=True)
        assert str(fout.value).isprintable()


def test_a_cluster_without_an_address_is_refused(regio: Regio) -> None:
    uitslag = regio("verwerk", "a.xlsx", "--cluster", "")
    assert (uitslag.code, "Geef bij --cluster een adres" in uitslag.err) == (2, True)


@pytest.fixture(scope="module")
def certificaten(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The settings of Dask for a cluster with certificates of one authority."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not here to make certificates")
    map_ = tmp_path_factory.mktemp("certificaten")
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=cluster", "-keyout", "sleutel.pem", "-out", "cert.pem"],
        cwd=map_, check=True, capture_output=True,
    )  # fmt: skip
    tls = "DASK_DISTRIBUTED__COMM__TLS__"
    rollen = ("CLIENT", "SCHEDULER", "WORKER")
    return {
        "DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "True",
        f"{tls}CA_FILE": str(map_ / "cert.pem"),
        **{f"{tls}{rol}__CERT": str(map_ / "cert.pem") for rol in rollen},
        **{f"{tls}{rol}__KEY": str(map_ / "sleutel.pem") for rol in rollen},
    }


@pytest.mark.lang
def test_a_cluster_with_certificates_does_the_work_and_an_impostor_does_not(
    certificaten: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    voorbeeld: bytes,
) -> None:
    with cluster_in(tmp_path_factory.mktemp("cluster"), **certificaten) as cluster:
        cluster.worker()
        assert cluster.adres.startswith("tls://")
        einde = time.monotonic() + GEDULD
        while "geen workers" in (
            gezegd := start(
                "verwerk", "weg.xlsx", "--cluster", cluster.adres, cwd=tmp_path, **certificaten
            ).err
        ):
            assert time.monotonic() < einde
        (tmp_path / "a.xlsx").write_bytes(voorbeeld)
        uitslag = start(
            "verwerk", "a.xlsx", "--cluster", cluster.adres, cwd=tmp_path, **certificaten
        )
        assert (uitslag.code, "Bewaard in" in uitslag.err) == (0, True), uitslag.err
        shutil.rmtree(tmp_path / "resultaat")
        assert "zijn certificaten nodig" in geweigerd(cluster.adres, tmp_path)
    (tmp_path / "a.xlsx").unlink()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    map_ = tmp_path_factory.mktemp("ander")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=ander", "-keyout", "sleutel.pem", "-out", "cert.pem"],
        cwd=map_, check=True, capture_output=True,
    )  # fmt: skip
    context.load_cert_chain(map_ / "cert.pem", map_ / "sleutel.pem")
    with socket.create_server(("127.0.0.1", 0)) as luistert:
        lijn = context.wrap_socket(luistert, server_side=True)
        adres = f"tls://127.0.0.1:{lijn.getsockname()[1]}"
        threading.Thread(target=_neem_op, args=[lijn], daemon=True).start()
        gezegd = geweigerd(adres, tmp_path, **certificaten)
        assert "antwoordt geen scheduler van Dask. Controleer het adres en de cert" in gezegd


def _neem_op(luistert: socket.socket) -> None:
    with suppress(OSError):
        while True:
            with suppress(ssl.SSLError):
                luistert.accept()[0].recv(100)


# --- de scheduler valt weg ---


def test_a_runner_that_is_lost_ends_the_batch_and_blames_no_file() -> None:
    weg = threading.Event()
    klaar: list[str] = []

    def submit(task: Task) -> Future[Outcome]:
        if task.path.stem == "2":
            weg.set()
        if weg.is_set():
            raise RunnerLost
        future: Future[Outcome] = Future()
        future.set_result(Outcome(task.path, "goed"))
        return future

    taken = [Task(Path(f"{nummer}.xlsx"), Settings(date(2026, 1, 1))) for nummer in range(9)]
    for outcome in do_all(taken, Runner(submit, 1, weg.clear, weg.is_set)):
        klaar.append(f"{outcome.path.stem} {outcome.status}")
    assert klaar == ["0 goed", "1 goed"]


@pytest.mark.lang
@pytest.mark.parametrize("ook_stoppen", [False, True])
def test_when_the_scheduler_dies_the_command_ends_with_what_is_done(
    met_werkers: tuple[Cluster, list[int]], tmp_path: Path, voorbeeld: bytes, ook_stoppen: bool
) -> None:
    cluster, _ = met_werkers
    (tmp_path / "in").mkdir()
    for nummer in range(60):
        (tmp_path / "in" / f"{nummer:02}.xlsx").write_bytes(voorbeeld)
    lopend = subprocess.Popen(
        [sys.executable, "-m", "regio_xl", "verwerk", "in", "--cluster", cluster.adres],
        cwd=tmp_path, env=procesomgeving({}), stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    einde = time.monotonic() + GEDULD
    while len(list((tmp_path / "resultaat").glob("*.xlsx"))) < 6:
        assert time.monotonic() < einde
        time.sleep(0.01)
    cluster.scheduler.kill()
    if ook_stoppen:
        os.killpg(lopend.pid, signal.SIGINT)
    begin = time.monotonic()
    gezegd = lopend.communicate(timeout=GEDULD)[1].decode()
    assert time.monotonic() - begin < 10
    assert lopend.returncode == (130 if ook_stoppen else 1)
    regels = (tmp_path / "resultaat" / JOURNAL_NAME).read_bytes().splitlines()
    wat = "Afgebroken" if ook_stoppen else "De scheduler van het cluster viel weg"
    assert f"{wat} na {len(regels)} van 60 bestanden. Wat bewaard is, is heel." in gezegd
    assert f"  goed        {len(regels):>{len(str(len(regels)))}}\n" in gezegd
    assert "  niet gelukt " + " " * (len(str(len(regels))) - 1) + "0" in gezegd
    assert "proces-gestopt" not in gezegd
    geen_engels(gezegd)
    verder = start("verwerk", "in", "--hervat", "--json", cwd=tmp_path)
    assert (verder.code, len(verder.regels)) == (0, 60 - len(regels))
