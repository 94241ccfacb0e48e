"""The child's side of a guarded process: calls come in on a pipe, outcomes go out on another.

:mod:`regio_xl.werkers` starts this file as a script, so it needs nothing but the standard library until the first call says
where the rest is.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import sys
import traceback
import warnings
from typing import IO

KOP = 8
"""Bytes of the length before every message."""
MARGE = 10.0
"""Seconds after its time limit that a child still waits for its parent to end it, and then ends
itself: the parent may be dead, and a stalled library never looks at its pipe."""
MISLUKT, GELUKT = b"\0", b"\1"


def stuur(stroom: IO[bytes], inhoud: bytes) -> None:
    """Send one message."""
    stroom.write(len(inhoud).to_bytes(KOP, "big") + inhoud)
    stroom.flush()


def ontvang(stroom: IO[bytes]) -> bytes:
    """Wait for one message. Raises EOFError when the other side is gone, also halfway a message."""
    kop = stroom.read(KOP)
    inhoud = stroom.read(int.from_bytes(kop, "big")) if len(kop) == KOP else b""
    if len(kop) < KOP or len(inhoud) < int.from_bytes(kop, "big"):
        raise EOFError
    return inhoud


def _eigen_pijpen() -> tuple[IO[bytes], IO[bytes]]:
    """The pipes to the parent. What anybody reads or prints from now on never reaches them."""
    vragen, antwoorden = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    niets = os.open(os.devnull, os.O_RDONLY)
    os.dup2(niets, 0)
    os.close(niets)
    os.dup2(2, 1)
    return vragen, antwoorden


def _begrens(geheugen: int | None) -> None:
    """Limits of the system, where it has them: memory (Linux; macOS ignores it, Windows has no such
    thing) and no core file, which would be a copy of somebody's workbook."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    hoogste = resource.getrlimit(resource.RLIMIT_AS)[1]
    grenzen = {resource.RLIMIT_CORE: 0}
    if geheugen is not None:
        grenzen[resource.RLIMIT_AS] = (
            geheugen if hoogste == resource.RLIM_INFINITY else min(geheugen, hoogste)
        )
    for soort, grens in grenzen.items():
        try:
            resource.setrlimit(soort, (grens, resource.getrlimit(soort)[1]))
        except (OSError, ValueError):
            continue  # this system does not let us: then without


def _stop(*_: object) -> None:
    """Asked to end: leave as an exception does, so that a file that is being written is cleaned
    up."""
    raise SystemExit


def _uitkomst(vraag: bytes) -> bytes:
    """Do a call and pack what came of it."""
    try:
        functie, argumenten = pickle.loads(vraag)  # noqa: S301 - from our own parent
        return GELUKT + pickle.dumps(functie(*argumenten))
    except Exception as fout:
        fout.add_note(traceback.format_exc())
        try:
            pickle.loads(ingepakt := pickle.dumps(fout))  # noqa: S301 - can the parent read it?
        except Exception:
            ingepakt = pickle.dumps(RuntimeError(f"{type(fout).__name__}: {fout}"))
        return MISLUKT + ingepakt


def main() -> None:
    """Answer calls until the parent hangs up."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C reaches the whole group; the parent decides
    signal.signal(signal.SIGTERM, _stop)
    vragen, antwoorden = _eigen_pijpen()
    try:
        sys.path[:], geheugen, stil = pickle.loads(ontvang(vragen))  # noqa: S301 - from our own parent
        if stil:
            warnings.simplefilter("ignore")
        _begrens(geheugen)
        while True:
            tijd, vraag = pickle.loads(ontvang(vragen))  # noqa: S301 - from our own parent
            faulthandler.dump_traceback_later(tijd + MARGE, exit=True, file=2)
            uitkomst = _uitkomst(vraag)
            faulthandler.cancel_dump_traceback_later()
            stuur(antwoorden, uitkomst)
    except (EOFError, BrokenPipeError, SystemExit):
        os._exit(
            0
        )  # the parent is gone or asks us to go; everything is cleaned up, and this is quick


if __name__ == "__main__":
    main()
