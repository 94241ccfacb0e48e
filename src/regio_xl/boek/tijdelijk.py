"""A temporary file beside its target: whole and on the disk before anybody sees it, and never left behind for long.

The process that made one holds a lock on it until it is gone. A process that dies lets go, so the next save into that folder
can tell what was left behind from what somebody is busy with. Where the system cannot say (Windows, disks without locks) only
age tells.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from io import FileIO
from pathlib import Path

if sys.platform != "win32":
    import fcntl

WINDOWS = sys.platform == "win32"
OUD = 24 * 60 * 60
"""Seconds after which nobody can still be busy with a file; counts only where locks do not tell."""

_NAAM = re.compile(r"\.regio-xl-[0-9a-f]{16}\.tmp")
_NIEUW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_BESTAAND = os.O_RDWR | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
_KAN_NIET = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}


@contextmanager
def klaargezet(map_: Path, inhoud: bytes, als: Path | None) -> Iterator[Path]:
    """A file with this content in this folder, for the caller to give its real name; gone again when nobody did.

    ``als``: the file whose owner, mode bits and extended attributes it takes over, before there is anything in it to read.
    """
    ruim_op(map_)
    pad, bestand = _maak(map_, 0o666 if als is None else 0o600)
    try:
        if als is not None:
            _neem_over(als, pad)
        _schrijf(bestand.fileno(), inhoud)
        if WINDOWS:  # renames nothing that is open; elsewhere an open file keeps our lock
            bestand.close()
        yield pad
    finally:
        with suppress(OSError):
            bestand.close()
        with suppress(OSError):
            pad.unlink()


def leg_vast(map_: Path) -> None:
    """Bring the names in a folder to the disk, where the system can: Windows and some network disks do it themselves.

    What goes wrong here is no matter: the names are changed already, and every file is whole.
    """
    if WINDOWS:
        return
    with suppress(OSError):
        slot = os.open(map_, os.O_RDONLY)
        try:
            os.fsync(slot)
        finally:
            os.close(slot)


@lru_cache(maxsize=256)
def ruim_op(map_: Path) -> None:
    """Remove what killed processes left in this folder. Once a process: a batch would look at all of a large folder for
    each of its files."""
    with suppress(OSError), os.scandir(map_) as namen:
        for pad in [map_ / ding.name for ding in namen if _NAAM.fullmatch(ding.name)]:
            with suppress(OSError):
                _verwijder_als_verlaten(pad)


def _verwijder_als_verlaten(pad: Path) -> None:
    slot = os.open(pad, _BESTAAND)
    try:
        verlaten = _verlaten(slot)
        if verlaten and not WINDOWS:  # while we hold the lock
            pad.unlink()
    finally:
        os.close(slot)
    if verlaten and WINDOWS:
        pad.unlink()


def _verlaten(slot: int) -> bool:
    """Whether nobody is busy with an open file; then it is locked by us."""
    staat = os.fstat(slot)
    if not stat.S_ISREG(staat.st_mode):
        return False
    if sys.platform != "win32":
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            pass
        else:
            return True
    return time.time() - staat.st_mtime > OUD


def _maak(map_: Path, mode: int) -> tuple[Path, FileIO]:
    """A new file, locked by us. Who tidies up may have come between making and locking: then once more."""
    while True:
        pad = map_ / f".regio-xl-{secrets.token_hex(8)}.tmp"
        bestand = os.fdopen(os.open(pad, _NIEUW, mode), "r+b", buffering=0)
        if sys.platform != "win32":
            with suppress(OSError):  # a disk without locks
                fcntl.flock(bestand, fcntl.LOCK_EX)
        if pad.exists():
            return pad, bestand
        bestand.close()


def _schrijf(slot: int, inhoud: bytes) -> None:
    rest = memoryview(inhoud)
    while rest:
        rest = rest[os.write(slot, rest) :]
    os.fsync(slot)
    os.close(os.dup(slot))  # a network disk may say only at a close that it is full


def _neem_over(als: Path, pad: Path) -> None:
    """Give an empty file the owner, mode bits and extended attributes of another, as far as we may and the disk can.

    What a group may do is not for our own group: where the group cannot be the same, it may do what everybody may.
    """
    oud = als.stat()
    if sys.platform != "win32":
        for eigenaar, groep in ((-1, oud.st_gid), (oud.st_uid, -1)):
            with suppress(OSError):
                os.chown(pad, eigenaar, groep)
    try:
        shutil.copystat(als, pad)
        if pad.stat().st_gid != oud.st_gid:
            mode = stat.S_IMODE(oud.st_mode)
            pad.chmod(mode & ~0o070 | (mode & 0o007) << 3)
    except OSError as fout:
        if fout.errno not in _KAN_NIET:
            raise
