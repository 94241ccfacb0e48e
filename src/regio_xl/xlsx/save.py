"""Files on disk: read without ever waiting, saved so that a file is old or new, never half.

Every error of the operating system becomes a :class:`BoekFout` with a Dutch reason.

**Open elsewhere.** Excel and LibreOffice say so in a small file beside the workbook, with who has
it open. Excel: ``~$naam.xlsx``, of 165 bytes; at byte 55 the length of the name in two bytes, and
the name in UTF-16. LibreOffice: ``.~lock.naam.xlsx#``, text: ``name,login,computer,date,profile;``,
with a backslash before a comma in a name.

**Temporary files.** A temporary file beside its target is whole and on the disk before anybody sees
it. A process that is killed leaves it behind. Its age tells: a save takes seconds at most, so what
is older than :data:`OUD` was left behind, and the next save into that folder removes it.
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from regio_xl.werkboek import BoekFout
from regio_xl.xlsx.zip import MAX_FILE_SIZE as MAX_INGEPAKT

_LEESVLAGGEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_MEESTE = 1024
_EXCEL_NAAM, _EXCEL_LANGSTE = 55, 52
_VELD = re.compile(r"((?:[^,;\\]|\\.)*)[,;]")


def eis_dicht(pad: Path) -> None:
    """Raises :class:`BoekFout` when another program has this file open, or went away without saying
    so."""
    echt = Path(os.path.realpath(pad))
    for plek in dict.fromkeys((pad, echt)):
        for programma, slot in _sloten(plek):
            inhoud = _lees(slot)
            if inhoud is None:
                continue
            naam = _naam_excel(inhoud) if programma == "Excel" else _naam_libreoffice(inhoud)
            waar = f'{programma}, bij "{naam}"' if naam else programma
            raise BoekFout("bestand-open", doel=str(pad), waar=waar, slot=slot.name)


def _sloten(pad: Path) -> Iterator[tuple[str, Path]]:
    yield "LibreOffice", pad.with_name(f".~lock.{pad.name}#")
    yield "Excel", pad.with_name(f"~${pad.name}")


def _lees(slot: Path) -> bytes | None:
    """The begin of a lock; None when it is not there. One that we may not read is a lock all the
    same."""
    try:
        bestand = os.open(slot, _LEESVLAGGEN)
    except PermissionError:
        return b""
    except (OSError, ValueError):
        return None
    try:
        return os.read(bestand, _MEESTE) if stat.S_ISREG(os.fstat(bestand).st_mode) else None
    except OSError:
        return b""
    finally:
        os.close(bestand)


def _naam_excel(inhoud: bytes) -> str:
    lengte = int.from_bytes(inhoud[_EXCEL_NAAM : _EXCEL_NAAM + 2], "little")
    if lengte > _EXCEL_LANGSTE:
        return ""
    begin = _EXCEL_NAAM + 2
    return inhoud[begin : begin + 2 * lengte].decode("utf-16-le", "replace").strip()


def _naam_libreoffice(inhoud: bytes) -> str:
    velden = _VELD.findall(inhoud.decode("utf-8", "replace"))
    return next((re.sub(r"\\(.)", r"\1", veld).strip() for veld in velden[:2] if veld.strip()), "")


WINDOWS = sys.platform == "win32"
OUD = 60 * 60
"""Seconds after which nobody can be busy with a temporary file any more. Far above the longest save
(the largest workbook that is read may take 13 minutes in all) and the clocks of two computers that
share a disk, and short enough that a copy of somebody's workbook does not stay for days."""

_NAAM = re.compile(r"\.regio-xl-[0-9a-f]{16}\.tmp")
_NIEUW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_KAN_NIET = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}


@contextmanager
def klaargezet(map_: Path, inhoud: bytes, als: Path | None) -> Iterator[Path]:
    """A file with this content in this folder, for the caller to give its real name; gone again
    when nobody did.

    ``als``: the file whose owner, mode bits and extended attributes it takes over, before there is
    anything in it to read. Raises OSError.
    """
    ruim_op(map_)
    pad = map_ / f".regio-xl-{secrets.token_hex(8)}.tmp"
    bestand = os.open(pad, _NIEUW, 0o666 if als is None else 0o600)
    try:
        try:
            if als is not None:
                _neem_over(als, pad)
            _schrijf(bestand, inhoud)
        finally:
            os.close(bestand)  # a network disk may say only now that it is full
        yield pad
    finally:
        with suppress(OSError):
            pad.unlink()


def leg_vast(map_: Path) -> None:
    """Bring the names in a folder to the disk, where the system can: Windows and some network disks
    do it themselves.

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
    """Remove what killed processes left in this folder. Once a process: a batch would look at all
    of a large folder for each of its files. The age is that of the last change (on Windows: of the
    making), for a new file takes over the date of the old one before anything is written."""
    with suppress(OSError), os.scandir(map_) as namen:
        for ding in [ding for ding in namen if _NAAM.fullmatch(ding.name)]:
            with suppress(OSError):
                staat = ding.stat(follow_symlinks=False)
                if stat.S_ISREG(staat.st_mode) and time.time() - staat.st_ctime > OUD:
                    Path(ding.path).unlink()


def _schrijf(slot: int, inhoud: bytes) -> None:
    rest = memoryview(inhoud)
    while rest:
        rest = rest[os.write(slot, rest) :]
    os.fsync(slot)


def _neem_over(als: Path, pad: Path) -> None:
    """Give an empty file the owner, mode bits and extended attributes of another, as far as we may
    and the disk can.

    What a group may do is not for our own group: where the group cannot be the same, it may do what
    everybody may.
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


_REDENEN = {
    errno.EACCES: "geen rechten, of het is open in een ander programma",
    errno.EPERM: "geen rechten",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijfruimte is op",
    errno.EFBIG: "het bestand wordt groter dan hier mag",
    errno.EROFS: "de map is alleen-lezen",
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
_ZONDER_LINKS = {errno.EPERM, errno.EMLINK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_WACHTTIJDEN = (0.1, 0.2)
_LEES_NU = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def lees_bestand(pad: Path) -> bytes:
    """The content of a regular file. Raises :class:`BoekFout`; a pipe or device is refused, never
    waited for."""
    try:
        if not stat.S_ISREG(pad.stat().st_mode):
            raise BoekFout(
                "bestand-niet-leesbaar",
                reden="het is een map" if pad.is_dir() else "het is geen gewoon bestand",
            )
        with os.fdopen(os.open(pad, _LEES_NU), "rb") as bestand:
            staat = os.fstat(bestand.fileno())
            if not stat.S_ISREG(staat.st_mode):
                raise BoekFout("bestand-niet-leesbaar", reden="het is geen gewoon bestand")
            inhoud = bestand.read(
                min(staat.st_size, MAX_INGEPAKT) + 1
            )  # Python makes room for all that it may read
    except (FileNotFoundError, NotADirectoryError, ValueError) as fout:
        raise BoekFout("bestand-niet-gevonden") from fout
    except OSError as fout:
        raise BoekFout("bestand-niet-leesbaar", reden=_reden(fout)) from fout
    return inhoud


def vervang(doel: Path, inhoud: bytes, *, gelezen: bytes | None = None) -> None:
    """Put a file in place of what stands there, through a temporary one beside it: at any moment
    the old or the new, whole.

    A link stays a link; the target keeps its mode bits, and its owner and extended attributes where
    we may. ``gelezen``: what must stand there still, looked at as late as can be; then the new name
    is brought to the disk too, which costs as much as all the rest and matters only where the old
    file was the only one. Raises :class:`BoekFout`; then nothing changed and nothing is left.
    """
    try:
        echt = Path(os.path.realpath(doel))
        oud = echt if _mag_vervangen(echt, doel) else None
        with klaargezet(echt.parent, inhoud, oud) as tijdelijk:
            if oud is not None:
                eis_dicht(doel)
            if gelezen is not None and lees_bestand(echt) != gelezen:
                raise BoekFout("bestand-gewijzigd")
            _hernoem(tijdelijk.replace, echt)
        if gelezen is not None:
            leg_vast(echt.parent)
    except (OSError, ValueError) as fout:
        raise BoekFout("bestand-niet-te-schrijven", doel=str(doel), reden=_reden(fout)) from fout


def vervang_met_reserve(doel: Path, inhoud: bytes, oud: bytes) -> Path:
    """Put a file in place of ``oud``, which is kept beside it; gives that copy. Raises
    :class:`BoekFout`, and then there is no copy, for nothing was replaced."""
    kopie = bewaar_reserve(doel, oud)
    try:
        vervang(doel, inhoud, gelezen=oud)
    except BaseException:
        if not _staat_er(
            doel, inhoud
        ):  # stopped just after the file was replaced, the copy is all that is left
            kopie.unlink(missing_ok=True)
        raise
    return kopie


def _staat_er(pad: Path, inhoud: bytes) -> bool:
    """Whether a file holds this, or may hold it: one that cannot be read now."""
    try:
        return lees_bestand(pad) == inhoud
    except BoekFout:
        return True


def maak_map(map_: Path) -> None:
    """Make a folder with all that stand above it. Raises :class:`BoekFout`."""
    try:
        map_.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as fout:
        reden = (
            "er staat een bestand met die naam"
            if isinstance(fout, FileExistsError)
            else _reden(fout)
        )
        raise BoekFout("bestand-niet-te-schrijven", doel=str(map_), reden=reden) from fout


def bewaar_reserve(pad: Path, inhoud: bytes) -> Path:
    """Keep a copy beside the file: ``naam.reservekopie.xlsx``, or with the first free number. Never
    half, and over nothing."""
    kopie = pad
    try:
        with klaargezet(Path(os.path.realpath(pad.parent)), inhoud, pad) as tijdelijk:
            nummer = 1
            while True:
                kopie = pad.with_name(
                    f"{pad.stem}.reservekopie{'' if nummer == 1 else f'-{nummer}'}{pad.suffix}"
                )
                try:
                    _geef_vrije_naam(tijdelijk, kopie)
                except FileExistsError:
                    nummer += 1
                else:
                    break
        leg_vast(pad.parent)
    except (OSError, ValueError) as fout:
        raise BoekFout("bestand-niet-te-schrijven", doel=str(kopie), reden=_reden(fout)) from fout
    return kopie


def _geef_vrije_naam(tijdelijk: Path, naam: Path) -> None:
    """Give a file a name that nobody has. Raises FileExistsError when somebody has it."""
    if WINDOWS:
        _hernoem(tijdelijk.rename, naam)  # which refuses there to replace
        return
    try:
        naam.hardlink_to(tijdelijk)
    except FileExistsError:
        raise
    except OSError as fout:
        if fout.errno not in _ZONDER_LINKS:
            raise
        os.close(
            os.open(naam, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        )  # the name is ours now, and only we replace it
        tijdelijk.replace(naam)


def _hernoem(hernoem: Callable[[Path], Path], naam: Path) -> None:
    """Rename; on Windows once more when a virus scanner or the indexer looks at the file just
    then."""
    for wachttijd in _WACHTTIJDEN if WINDOWS else ():
        try:
            hernoem(naam)
        except PermissionError:
            time.sleep(wachttijd)
        else:
            return
    hernoem(naam)


def _mag_vervangen(echt: Path, doel: Path) -> bool:
    """Whether a file stands there already. Raises :class:`BoekFout` when it may not be replaced."""
    try:
        mode = echt.stat().st_mode
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(mode):
        raise BoekFout(
            "bestand-niet-te-schrijven", doel=str(doel), reden="er staat iets anders met die naam"
        )
    if not os.access(echt, os.W_OK):
        raise BoekFout(
            "bestand-niet-te-schrijven", doel=str(doel), reden="het bestand is alleen-lezen"
        )
    return True


def _reden(fout: OSError | ValueError) -> str:
    if isinstance(fout, OSError) and fout.errno is not None:
        return _REDENEN.get(fout.errno, f"systeemfout {fout.errno}")
    return "de naam kan niet"
