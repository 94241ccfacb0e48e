"""Files on disk: read without ever waiting, saved so that a file is old or new, never half.

Every error of the operating system becomes a :class:`WerkboekFout` with a Dutch reason.

**Temporary files.** A temporary file beside its target is whole and on the disk before anybody sees
it. A process that is killed leaves it behind. Its age tells: a save takes seconds at most, so what
is older than :data:`LEFT_BEHIND` was left behind, and the next save into that folder removes it.
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
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import count
from pathlib import Path

from regio_xl.werkboek import WerkboekFout
from regio_xl.xlsx.locks import require_closed
from regio_xl.xlsx.zip import MAX_FILE_SIZE as MAX_INGEPAKT

WINDOWS = sys.platform == "win32"
LEFT_BEHIND = 60 * 60
"""Seconds after which nobody can be busy with a temporary file any more. Far above the longest save
(the largest workbook that is read may take 13 minutes in all) and the clocks of two computers that
share a disk, and short enough that a copy of somebody's workbook does not stay for days."""

_BINARY = getattr(os, "O_BINARY", 0)
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY
_TEMPORARY = re.compile(r"\.regio-xl-[0-9a-f]{16}\.tmp")
_RENAME_AGAIN = (0.1, 0.2)
_LONGEST_NAME = 255
"""Bytes (on Windows characters, which are never more) of a name on the disks of today."""

_CANNOT = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}
"""What a disk says that knows no owners, mode bits or links."""
_REASONS = {
    errno.EACCES: "geen rechten, of het is open in een ander programma",
    errno.EPERM: "geen rechten",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijfruimte is op",
    errno.EFBIG: "het bestand wordt groter dan hier mag",
    errno.EROFS: "de map is alleen-lezen",
    errno.EEXIST: "er staat een bestand met die naam",
    errno.ENOENT: "de map bestaat niet",
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.EISDIR: "het is een map",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ELOOP: "de koppelingen draaien in een kring",
    errno.EIO: "de schijf geeft een fout",
    errno.EBUSY: "het is open in een ander programma",
    errno.ETXTBSY: "het is open in een ander programma",
    errno.ESTALE: "de netwerkschijf is niet meer bereikbaar",
}


def read_file(path: Path) -> bytes:
    """The content of a regular file. Raises :class:`WerkboekFout`; a pipe or device is refused,
    never waited for."""
    try:
        _require_regular(path.stat())
        with os.fdopen(os.open(path, _READ), "rb") as file:
            state = os.fstat(file.fileno())
            _require_regular(state)
            # Python makes room for all that it may read
            return file.read(min(state.st_size, MAX_INGEPAKT) + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as fout:
        raise WerkboekFout("bestand-niet-gevonden") from fout
    except OSError as fout:
        raise WerkboekFout("bestand-niet-leesbaar", reden=reason_of(fout)) from fout


def _require_regular(state: os.stat_result) -> None:
    if not stat.S_ISREG(state.st_mode):
        wat = "een map" if stat.S_ISDIR(state.st_mode) else "geen gewoon bestand"
        raise WerkboekFout("bestand-niet-leesbaar", reden=f"het is {wat}")


def make_folder(folder: Path) -> None:
    """Make a folder with all that stand above it. Raises :class:`WerkboekFout`."""
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)


def replace(
    target: Path, content: bytes, *, expected: bytes | None = None, private_as: Sequence[Path] = ()
) -> None:
    """Put a file in place of what stands there, through a temporary one beside it: at any moment
    the old or the new, whole.

    A link stays a link; the target keeps its mode bits, and its owner and extended attributes where
    we may. ``expected``: what must stand there still, looked at as late as can be; then the new
    name is brought to the disk too, which costs as much as all the rest and matters only where the
    old file was the only one. ``private_as``: the files that the content was made of; who may not
    read one of those, may not read this one. Raises :class:`WerkboekFout`; then nothing changed and
    nothing is left.
    """
    with _writing(target):
        real = Path(os.path.realpath(target))
        old = real if _may_be_replaced(real, target) else None
        with temporary_file(real.parent, content, old, private_as) as temporary:
            if old is not None:
                require_closed(target)
            if expected is not None and read_file(real) != expected:
                raise WerkboekFout("bestand-gewijzigd")
            _rename(temporary.replace, real)
        if expected is not None:
            _sync_names(real.parent)


def _may_be_replaced(real: Path, target: Path) -> bool:
    """Whether a file stands there already. Raises :class:`WerkboekFout` when it may not be
    replaced."""
    try:
        mode = real.stat().st_mode
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(mode):
        raise _not_writable(target, "er staat iets anders met die naam")
    if not os.access(real, os.W_OK):
        raise _not_writable(target, "het bestand is alleen-lezen")
    return True


def replace_with_backup(
    target: Path, content: bytes, old: bytes, *, private_as: Sequence[Path] = ()
) -> Path:
    """Put a file in place of ``old``, which is kept beside it; gives that copy. Raises
    :class:`WerkboekFout`, and then there is no copy, for nothing was replaced."""
    _require_removing(target)
    backup = save_backup(target, old)
    try:
        replace(target, content, expected=old, private_as=private_as)
    except BaseException:
        # stopped just after the file was replaced, the copy is all that is left
        if not _may_hold(target, content):
            with suppress(OSError):
                backup.unlink()
        raise
    return backup


def _require_removing(target: Path) -> None:
    """Raises :class:`WerkboekFout` when nothing may be removed from the folder of this file: then
    nothing in it can be replaced, and copies would stay."""
    with _writing(target):
        path = _temporary_name(Path(os.path.realpath(target.parent)))
        file = os.open(path, _NEW, 0o600)
        try:
            os.close(file)
        finally:
            try:
                path.unlink()
            except OSError as fout:
                raise _not_writable(target, "in deze map mag niets worden vervangen") from fout


def _may_hold(path: Path, content: bytes) -> bool:
    """Whether a file holds this, or may hold it: one that cannot be read now."""
    with suppress(WerkboekFout):
        return read_file(path) == content
    return True


def save_backup(path: Path, content: bytes) -> Path:
    """Keep a copy beside the file: ``naam.reservekopie.xlsx``, or with the first free number. Never
    half, and over nothing. Raises :class:`WerkboekFout`."""
    folder = Path(os.path.realpath(path.parent))
    with _writing(path), temporary_file(folder, content, path) as temporary:
        for number in count(1):
            backup = path.with_name(_backup_name(path, number))
            with _writing(backup), suppress(FileExistsError):
                _take_free_name(temporary, backup)
                break
    _sync_names(path.parent)
    return backup


def _backup_name(path: Path, number: int) -> str:
    """The name of a backup; of a very long one the end is left out, for a disk takes no longer."""
    ending = ".reservekopie" if number == 1 else f".reservekopie-{number}"
    stem, room = path.stem, _LONGEST_NAME - len(os.fsencode(f"{ending}{path.suffix}"))
    while len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return f"{stem}{ending}{path.suffix}"


def _take_free_name(temporary: Path, name: Path) -> None:
    """Give a file a name that nobody has. Raises FileExistsError when somebody has it."""
    if WINDOWS:
        _rename(temporary.rename, name)  # which refuses there to replace
        return
    try:
        name.hardlink_to(temporary)
    except OSError as fout:
        if fout.errno not in _CANNOT:
            raise
        # the name is ours now, and only we replace it
        os.close(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        temporary.replace(name)


def _rename(rename: Callable[[Path], Path], name: Path) -> None:
    """Rename; on Windows again when a virus scanner or the indexer looks at the file just then."""
    for seconds in _RENAME_AGAIN if WINDOWS else ():
        with suppress(PermissionError):
            rename(name)
            return
        time.sleep(seconds)
    rename(name)


@contextmanager
def temporary_file(
    folder: Path, content: bytes, like: Path | None, private_as: Sequence[Path] = ()
) -> Iterator[Path]:
    """A file with this content in this folder, for the caller to give its real name; gone again
    when nobody did.

    ``like``: the file whose owner, mode bits and extended attributes it takes over, ``private_as``
    those that it may not be more open than; all before there is anything in it to read. Raises
    OSError.
    """
    remove_left_behind(folder)
    path = _temporary_name(folder)
    file = os.open(path, _NEW, _allowed(private_as) & 0o666 if like is None else 0o600)
    try:
        try:
            if like is not None:
                _take_over(like, path)
            if private_as:
                _narrow(private_as, path)
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(file, rest) :]
            os.fsync(file)
        finally:
            os.close(file)  # a network disk may say only now that it is full
        yield path
    finally:
        _remove(path)


def _temporary_name(folder: Path) -> Path:
    return folder / f".regio-xl-{secrets.token_hex(8)}.tmp"


def _remove(path: Path) -> None:
    """Remove a temporary file, if it still has that name. Where nothing may be removed nothing of a
    workbook stays in it; a backup that is the same file keeps what it holds."""
    with suppress(FileNotFoundError):
        try:
            path.unlink()
        except OSError:
            with suppress(OSError):
                if path.stat().st_nlink == 1:
                    os.truncate(path, 0)


def _narrow(sources: Sequence[Path], path: Path) -> None:
    """Let nobody read or change a file who may not do so with each of the sources."""
    now = path.stat()
    mode, allowed = stat.S_IMODE(now.st_mode), _allowed(sources, now.st_gid)
    if mode & allowed != mode:
        path.chmod(mode & allowed)


def _allowed(sources: Sequence[Path], group: int | None = None) -> int:
    """The mode bits that all sources have. What the group of a source may do is not for another
    group; of a source that is gone nobody may know."""
    allowed = 0o7777
    for source in sources:
        try:
            state = source.stat()
        except OSError:
            return 0o7700
        bits = 0o7700 | state.st_mode & 0o077
        if group not in {None, state.st_gid}:
            bits = bits & ~0o070 | (bits & 0o007) << 3
        allowed &= bits
    return allowed


def _take_over(like: Path, path: Path) -> None:
    """Give an empty file the owner, mode bits and extended attributes of another, as far as we may
    and the disk can.

    What a group may do is not for our own group: where the group cannot be the same, it may do what
    everybody may.
    """
    old = like.stat()
    if sys.platform != "win32":
        for owner, group in ((-1, old.st_gid), (old.st_uid, -1)):
            with suppress(OSError):
                os.chown(path, owner, group)
    try:
        shutil.copystat(like, path)
        if path.stat().st_gid != old.st_gid:
            mode = stat.S_IMODE(old.st_mode)
            path.chmod(mode & ~0o070 | (mode & 0o007) << 3)
    except OSError as fout:
        if fout.errno not in _CANNOT:
            raise


# Remembered: a batch would look at all of a large folder for each of its files.
@lru_cache(maxsize=256)
def remove_left_behind(folder: Path) -> None:
    """Remove what killed processes left in this folder, once a process. The age is that of the last
    change (on Windows: of the making), for a new file takes over the date of the old one before
    anything is written."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in [entry for entry in entries if _TEMPORARY.fullmatch(entry.name)]:
            with suppress(OSError):
                state = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(state.st_mode) and time.time() - state.st_ctime > LEFT_BEHIND:
                    Path(entry.path).unlink()


def _sync_names(folder: Path) -> None:
    """Bring the names in a folder to the disk. Windows and some network disks refuse, and do it
    themselves; the names are changed already, and every file is whole."""
    with suppress(OSError):
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """What the system refuses becomes a :class:`WerkboekFout` about this path."""
    try:
        yield
    except (OSError, ValueError) as fout:
        raise _not_writable(path, reason_of(fout)) from fout


def _not_writable(path: Path, reden: str) -> WerkboekFout:
    return WerkboekFout("bestand-niet-te-schrijven", doel=str(path), reden=reden)


def reason_of(fout: OSError | ValueError) -> str:
    """What the system refused, in Dutch."""
    if isinstance(fout, OSError) and fout.errno is not None:
        return _REASONS.get(fout.errno, f"systeemfout {fout.errno}")
    return "de naam kan niet"
