"""The batch on a Dask cluster: its workers do the files, on the disk that all of them see.

Dask gives a file to another worker when one is lost. A file is read there as here: in a guarded
process of its own, so that it cannot take a worker of the cluster with it.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

from regio_xl import __version__
from regio_xl.batch.processes import PREPARE, Pool
from regio_xl.batch.run import Runner, collect, submit_to
from regio_xl.batch.tasks import Outcome, Settings, Task
from regio_xl.bevindingen.fouten import RegioFout

ANSWER_SECONDS = 5.0
"""Seconds that a cluster gets to answer."""
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
def cluster_runner(address: str, settings: Settings) -> Iterator[Runner]:
    """A cluster to do files on. Raises :class:`ClusterFout`."""
    if not settings.debug:
        logging.disable()
        # a client that could not connect complains when it is thrown away
        sys.unraisablehook = lambda _: None
    try:
        distributed: Any = import_module("distributed")  # an extra, and slow to load
    except ImportError as fout:
        raise ClusterFout(
            "Voor --cluster is Dask nodig. Installeer het met: pip install 'regio-xl[cluster]'."
        ) from fout
    _require_answer(address)
    with distributed.Client(address, timeout=ANSWER_SECONDS, set_as_default=False) as client:
        _require_same_versions(client)
        executor = client.get_executor(pure=False)
        threads = sum(client.nthreads().values())
        submit = partial(executor.submit, do_guarded)
        yield Runner(submit, threads, partial(executor.shutdown, wait=False))


def _require_answer(address: str) -> None:
    """Raises :class:`ClusterFout` at once when the address is no address or nobody is there."""
    from distributed.comm.addressing import get_address_host_port  # noqa: PLC0415

    try:
        host, port = get_address_host_port(address, strict=True)
        socket.create_connection((host, port), ANSWER_SECONDS).close()
    except (ValueError, TypeError, OverflowError) as fout:
        raise ClusterFout(
            f"'{address}' is geen adres van een cluster. Geef het zo: tcp://naam:8786."
        ) from fout
    except OSError as fout:
        raise ClusterFout(
            f"Op {address} antwoordt niemand. Controleer het adres en of de scheduler draait."
        ) from fout
    try:
        asyncio.run(asyncio.wait_for(_greet(address), ANSWER_SECONDS))
    except Exception as fout:  # whatever somebody else answers may be taken for anything
        raise ClusterFout(
            f"Op {address} antwoordt geen scheduler van Dask. Controleer het adres."
        ) from fout


async def _greet(address: str) -> None:
    """Ask who is there. The client of Dask waits forever for somebody who takes the call and then
    says nothing."""
    core: Any = import_module("distributed.core")
    security: Any = import_module("distributed.security")
    connection = await core.connect(address, **security.Security().get_connection_args("client"))
    try:
        await connection.write({"op": "identity", "reply": True})
        identity = await connection.read()
    finally:
        connection.abort()
    if identity.get("type") != "Scheduler":
        raise ValueError(identity)


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
