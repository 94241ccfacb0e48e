"""A key of this user on this computer, to tell lines that we wrote from lines that came along with
a folder.

It stands where a user's programs keep what they remember, and never beside workbooks: whoever can
send a folder cannot know it.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

_BYTES = 32
_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _FLAGS
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS


def signature(content: bytes, key: bytes) -> str:
    """What only who has the key can write beside this content."""
    return blake2b(content, key=key, digest_size=16).hexdigest()


def own_key() -> bytes:
    """The key, made when there is none. Raises OSError when there is no place for one that only we
    can read."""
    path = _folder() / "sleutel"
    with suppress(FileNotFoundError):
        key = _read(path)
        if key:
            return key
        path.unlink()  # others could read it, or it is half
    path.parent.mkdir(0o700, parents=True, exist_ok=True)
    _make(path)
    key = _read(path)
    if not key:
        msg = "no private place for a key"
        raise PermissionError(msg)
    return key


def _folder() -> Path:
    name = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_STATE_HOME"
    state = os.environ.get(name, "")
    if not os.path.isabs(state):  # noqa: PTH117 - may be empty
        try:
            state = str(Path.home() / ".local" / "state")
        except RuntimeError as fout:
            raise FileNotFoundError(name) from fout
    return Path(state, "regio-xl")


def _read(path: Path) -> bytes:
    """The key in this file, empty when it is none or not ours alone. Raises OSError, also when the
    file is of somebody else."""
    file = os.open(path, _READ)
    try:
        state = os.fstat(file)
        if sys.platform != "win32":
            if state.st_uid != os.geteuid():
                raise PermissionError(path)
            if state.st_mode & 0o077:
                return b""
        content = os.read(file, _BYTES + 1) if stat.S_ISREG(state.st_mode) else b""
        return content if len(content) == _BYTES else b""
    finally:
        os.close(file)


def _make(path: Path) -> None:
    """Make a key, whole at once; when another process was first, that one stays."""
    temporary = path.with_name(f"{os.urandom(8).hex()}.tmp")
    file = os.open(temporary, _NEW, 0o600)
    try:
        try:
            os.write(file, os.urandom(_BYTES))
        finally:
            os.close(file)
        with suppress(FileExistsError):
            if sys.platform == "win32":
                temporary.rename(path)
            else:
                path.hardlink_to(temporary)
    finally:
        temporary.unlink(missing_ok=True)
