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

WACHT = 5.0
"""Seconds that a cluster gets to answer."""
_LOCK = threading.Lock()


class ClusterFout(RegioFout):
    """A cluster that cannot be used."""

    code = "cluster-fout"


def do(task: Task) -> Outcome:
    """Do one file: what a worker of the cluster is asked."""
    with _LOCK:
        pool = _pool(task.settings.methode_map)
    return collect(task, submit_to(pool, task))


@cache
def _pool(methode_map: Path | None) -> Pool:
    """The guarded processes of this worker; they stay as long as it does."""
    return Pool(os.cpu_count() or 1, (PREPARE, (methode_map,)))


@contextmanager
def cluster_runner(adres: str, settings: Settings) -> Iterator[Runner]:
    """A cluster to do files on. Raises :class:`ClusterFout`."""
    if not settings.debug:
        logging.disable()
        sys.unraisablehook = lambda _: (
            None
        )  # a client that could not connect complains when it is thrown away
    try:
        distributed: Any = import_module("distributed")  # an extra, and slow to load
    except ImportError as fout:
        raise ClusterFout(
            "Voor --cluster is Dask nodig. Installeer het met: pip install 'regio-xl[cluster]'."
        ) from fout
    _eis_antwoord(adres)
    with distributed.Client(adres, timeout=WACHT, set_as_default=False) as client:
        _eis_gelijke_versies(client)
        executor = client.get_executor(pure=False)
        threads = sum(client.nthreads().values())
        yield Runner(partial(executor.submit, do), threads, partial(executor.shutdown, wait=False))


def _eis_antwoord(adres: str) -> None:
    """Fails at once when the address is no address or nobody is there."""
    from distributed.comm.addressing import get_address_host_port  # noqa: PLC0415

    try:
        host, poort = get_address_host_port(adres, strict=True)
        socket.create_connection((host, poort), WACHT).close()
    except (ValueError, TypeError, OverflowError) as fout:
        raise ClusterFout(
            f"'{adres}' is geen adres van een cluster. Geef het zo: tcp://naam:8786."
        ) from fout
    except OSError as fout:
        raise ClusterFout(
            f"Op {adres} antwoordt niemand. Controleer het adres en of de scheduler draait."
        ) from fout
    try:
        asyncio.run(asyncio.wait_for(_groet(adres), WACHT))
    except Exception as fout:  # whatever somebody else answers may be taken for anything
        raise ClusterFout(
            f"Op {adres} antwoordt geen scheduler van Dask. Controleer het adres."
        ) from fout


async def _groet(adres: str) -> None:
    """Ask who is there. The client of Dask waits forever for somebody who takes the call and then
    says nothing."""
    kern: Any = import_module("distributed.core")
    beveiliging: Any = import_module("distributed.security")
    verbinding = await kern.connect(adres, **beveiliging.Security().get_connection_args("client"))
    try:
        await verbinding.write({"op": "identity", "reply": True})
        wie = await verbinding.read()
    finally:
        verbinding.abort()
    if wie.get("type") != "Scheduler":
        raise ValueError(wie)


def _eis_gelijke_versies(client: Any) -> None:
    """All workers must run what we run: outcomes may not depend on who did a file."""

    def versie_daar() -> str:  # sent by value: a worker without our package must be able to answer
        try:
            from regio_xl import __version__ as versie  # noqa: PLC0415
        except ImportError:
            return "niet geïnstalleerd"
        return versie

    stand: Any = client.get_versions()
    if not stand["workers"]:
        raise ClusterFout(
            "Dit cluster heeft geen workers. Start er minstens een met: dask worker ADRES."
        )
    hier = _pakketten(stand["client"])
    for naam, daar in stand["workers"].items():
        if _pakketten(daar) != hier:
            raise ClusterFout(
                f"Op worker {naam} staat {_in_woorden(_pakketten(daar))}, hier {_in_woorden(hier)}. {_GELIJK}"
            )
    for naam, versie in client.run(versie_daar).items():
        if versie != __version__:
            raise ClusterFout(
                f"Op worker {naam} is Regio-XL {versie}, hier {__version__}. {_GELIJK}"
            )


_GELIJK = "Installeer overal dezelfde versies."


def _pakketten(stand: dict[str, dict[str, object]]) -> tuple[str, str]:
    """The versions of Python and Dask that a side of the cluster runs."""
    python = ".".join(str(stand["host"]["python"]).split(".")[:2])
    return python, str(stand["packages"]["distributed"])


def _in_woorden(versies: tuple[str, str]) -> str:
    return f"Python {versies[0]} met Dask {versies[1]}"
