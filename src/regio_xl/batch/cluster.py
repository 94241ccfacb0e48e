"""The batch on a Dask cluster: its workers do the files, on the disk that all of them see.

Dask gives a file to another worker when one is lost. A file is read there as here: in a guarded
process of its own, so that it cannot take a worker of the cluster with it.
"""

from __future__ import annotations

import logging
import os
import socket
import ssl
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import cache, partial
from importlib import import_module
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from regio_xl import __version__
from regio_xl.batch.greeting import NobodyThere, NoScheduler, greet
from regio_xl.batch.processes import PREPARE, Pool
from regio_xl.batch.run import Runner, RunnerLost, collect, submit_to
from regio_xl.batch.tasks import Outcome, Settings, Task
from regio_xl.bevindingen import leesbaar
from regio_xl.bevindingen.fouten import RegioFout, pip_install

ANSWER_SECONDS = 5.0
"""Seconds that a cluster gets to answer."""
_OPEN, _SECURE = "tcp://", "tls://"
_SETTINGS = "Zet ze in de instellingen van Dask, onder distributed.comm.tls."
_SAME = "Installeer overal dezelfde versies."
_LOCK = threading.Lock()


class ClusterFout(RegioFout):
    """A cluster that cannot be used."""

    code = "cluster-fout"


def do_guarded(task: Task) -> Outcome:
    """Do one file: what a worker of the cluster is asked."""
    with _LOCK:
        pool = _pool(task.settings.method_folder)
    return collect(task, submit_to(pool, task))


# Remembered: starting processes for every file would take longer than the file.
@cache
def _pool(method_folder: Path | None) -> Pool:
    """The guarded processes of this worker; they stay as long as it does."""
    return Pool(os.cpu_count() or 1, (PREPARE, (method_folder,)))


@contextmanager
def cluster_runner(address: str, settings: Settings, *, trusted: bool = False) -> Iterator[Runner]:
    """A cluster to do files on. ``trusted``: also one that anybody on the network may pretend to
    be. Raises :class:`ClusterFout`."""
    if not settings.debug:
        logging.disable()
        # a client that could not connect complains when it is thrown away
        sys.unraisablehook = lambda _: None
    try:
        distributed: Any = import_module("distributed")  # an extra, and slow to load
    except ImportError as fout:
        raise ClusterFout(
            "Voor --cluster is Dask nodig. "
            f"Installeer het in de map van Regio-XL met: {pip_install('cluster')}"
        ) from fout
    _require_answer(address, trusted=trusted)
    with _client(distributed, address) as client:
        executor = client.get_executor(pure=False)
        yield Runner(
            partial(_submit, client, executor),
            sum(client.nthreads().values()),
            partial(executor.shutdown, wait=False),
            partial(_is_lost, client),
        )


@contextmanager
def _client(distributed: Any, address: str) -> Iterator[Any]:
    """A connection to a cluster whose workers run what we run. Raises :class:`ClusterFout`."""
    client = None
    try:
        try:
            client = distributed.Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
            _require_same_versions(client)
        except OSError as fout:  # Dask's own kinds of it too
            raise ClusterFout(f"De scheduler op {leesbaar(address)} viel weg.") from fout
        yield client
    finally:
        # of a lost scheduler there is nothing to say goodbye to, and the client would wait for it
        if client is not None:
            with suppress(Exception):
                client.close(timeout=0.1 if _is_lost(client) else ANSWER_SECONDS)


def _submit(client: Any, executor: Any, task: Task) -> Future[Outcome]:
    """Have the cluster do a file. Raises :class:`RunnerLost`."""
    try:
        future: Future[Outcome] = executor.submit(do_guarded, task)
    except Exception as error:
        if _is_lost(client):
            raise RunnerLost from error
        raise
    return future


def _is_lost(client: Any) -> bool:
    """Whether the scheduler went away. Its client may find one again, but what that one was asked
    is forgotten."""
    return bool(client.status != "running")


def _require_answer(address: str, *, trusted: bool) -> None:
    """Raises :class:`ClusterFout` at once when the address is no address, may be anybody's, or when
    nobody is there."""
    from distributed.comm.addressing import get_address_host_port  # noqa: PLC0415

    shown = leesbaar(address)
    try:
        if not address.startswith((_OPEN, _SECURE)):
            raise ValueError(address)
        host, port = get_address_host_port(address, strict=True)
        addresses = {entry[4][0] for entry in socket.getaddrinfo(host, port)}
    except (ValueError, TypeError, OverflowError) as fout:
        raise ClusterFout(
            f"'{shown}' is geen adres van een cluster. Geef het zo: tls://naam:8786."
        ) from fout
    except OSError:
        addresses = set()  # as will be told: nobody answers there
    secure = address.startswith(_SECURE)
    if not secure and not trusted and not all(ip_address(one).is_loopback for one in addresses):
        raise ClusterFout(
            f"Het cluster op {shown} is open: wie zich in het netwerk voor de scheduler uitgeeft, "
            "kan op deze computer programma's draaien. Gebruik een adres met tls://. Vertrouw je "
            "iedereen in dit netwerk, zet dan --cluster-open erbij."
        )
    try:
        greet(host, port, _certificates() if secure else None, ANSWER_SECONDS)
    except NobodyThere as fout:
        raise ClusterFout(
            f"Op {shown} antwoordt niemand. Controleer het adres en of de scheduler draait."
        ) from fout
    except NoScheduler as fout:
        why = " en de certificaten" if secure else ""
        raise ClusterFout(
            f"Op {shown} antwoordt geen scheduler van Dask. Controleer het adres{why}."
        ) from fout


def _certificates() -> ssl.SSLContext:
    """Who we are and whom we trust, from the settings of Dask. Raises :class:`ClusterFout`."""
    security: Any = import_module("distributed.security")
    try:
        context = security.Security().get_connection_args("client")["ssl_context"]
    except (OSError, ValueError, TypeError) as fout:
        raise ClusterFout(f"De certificaten voor tls:// zijn niet te lezen. {_SETTINGS}") from fout
    if context is None:
        raise ClusterFout(f"Voor tls:// zijn certificaten nodig. {_SETTINGS}")
    assert isinstance(context, ssl.SSLContext)
    return context


def _require_same_versions(client: Any) -> None:
    """All workers must run what we run: outcomes may not depend on who did a file. Raises
    :class:`ClusterFout`."""

    # sent by value: a worker without our package must be able to answer
    def their_version() -> str:
        try:
            from regio_xl import __version__ as version  # noqa: PLC0415
        except ImportError:
            return "niet geïnstalleerd"
        return version

    versions: Any = client.get_versions()
    if not versions["workers"]:
        raise ClusterFout(
            "Dit cluster heeft geen workers. Start er minstens een met: dask worker ADRES."
        )
    here = _packages(versions["client"])
    for name, worker in versions["workers"].items():
        there = _packages(worker)
        if there != here:
            raise ClusterFout(
                f"Op worker {name} staat {_in_words(there)}, hier {_in_words(here)}. {_SAME}"
            )
    for name, version in client.run(their_version).items():
        if version != __version__:
            raise ClusterFout(
                f"Op worker {name} is Regio-XL {version}, hier {__version__}. {_SAME}"
            )


def _packages(versions: dict[str, dict[str, object]]) -> tuple[str, str]:
    """The versions of Python and Dask that a side of the cluster runs."""
    python = ".".join(str(versions["host"]["python"]).split(".")[:2])
    return python, str(versions["packages"]["distributed"])


def _in_words(packages: tuple[str, str]) -> str:
    return f"Python {packages[0]} met Dask {packages[1]}"
