"""The file system side of a workbook: read without ever waiting, write so that a file is old or new, never half.

Every error of the operating system becomes a :class:`BoekFout` with a Dutch reason.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from regio_xl.boek import BoekFout
from regio_xl.boek.archief import MAX_INGEPAKT

_REDENEN = {
    errno.EACCES: "geen rechten, of het is open in een ander programma",
    errno.EPERM: "geen rechten",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijfruimte is op",
    errno.EROFS: "de map is alleen-lezen",
    errno.ENOENT: "de map bestaat niet",
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.EISDIR: "het is een map",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ELOOP: "de koppelingen draaien in een kring",
    errno.EIO: "de schijf geeft een fout",
}
_LEESVLAGGEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_SCHRIJFVLAGGEN = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def lees_bestand(pad: Path) -> bytes:
    """The content of a regular file. Raises :class:`BoekFout`; a pipe or device is refused, never waited for."""
    try:
        if not stat.S_ISREG(pad.stat().st_mode):
            raise BoekFout("bestand-niet-leesbaar", reden="het is een map" if pad.is_dir() else "het is geen gewoon bestand")
        with os.fdopen(os.open(pad, _LEESVLAGGEN), "rb") as bestand:
            if not stat.S_ISREG(os.fstat(bestand.fileno()).st_mode):
                raise BoekFout("bestand-niet-leesbaar", reden="het is geen gewoon bestand")
            inhoud = bestand.read(MAX_INGEPAKT + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as fout:
        raise BoekFout("bestand-niet-gevonden") from fout
    except OSError as fout:
        raise BoekFout("bestand-niet-leesbaar", reden=_reden(fout)) from fout
    return inhoud


def vervang(doel: Path, inhoud: bytes) -> None:
    """Write the file through a temporary one beside it; a link stays a link, and the target keeps its mode bits.

    Raises :class:`BoekFout`; then nothing changed and nothing was left behind.
    """
    try:
        echt = Path(os.path.realpath(doel))
        mode = _mode_van(echt, doel)
        tijdelijk = echt.with_name(f".regio-xl-{secrets.token_hex(8)}.tmp")
        try:
            _schrijf_nieuw(tijdelijk, inhoud, mode)
            tijdelijk.replace(echt)
        except BaseException:
            with suppress(OSError):
                tijdelijk.unlink()
            raise
    except (OSError, ValueError) as fout:
        raise BoekFout("bestand-niet-te-schrijven", doel=str(doel), reden=_reden(fout)) from fout


def maak_map(map_: Path) -> None:
    """Make a folder with all that stand above it. Raises :class:`BoekFout`."""
    try:
        map_.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as fout:
        reden = "er staat een bestand met die naam" if isinstance(fout, FileExistsError) else _reden(fout)
        raise BoekFout("bestand-niet-te-schrijven", doel=str(map_), reden=reden) from fout


def bewaar_reserve(pad: Path, inhoud: bytes) -> Path:
    """Keep a copy beside the file: ``naam.reservekopie.xlsx``, or with the first free number. Never overwrites."""
    nummer = 1
    while True:
        kopie = pad.with_name(f"{pad.stem}.reservekopie{'' if nummer == 1 else f'-{nummer}'}{pad.suffix}")
        try:
            _schrijf_nieuw(kopie, inhoud, stat.S_IMODE(pad.stat().st_mode))
        except FileExistsError:
            nummer += 1
        except OSError as fout:
            raise BoekFout("bestand-niet-te-schrijven", doel=str(kopie), reden=_reden(fout)) from fout
        else:
            return kopie


def _schrijf_nieuw(pad: Path, inhoud: bytes, mode: int | None) -> None:
    """Write a file that is not there yet, down to the disk; half a file is removed again."""
    bestand = os.fdopen(os.open(pad, _SCHRIJFVLAGGEN, 0o666), "wb")
    try:
        with bestand:
            bestand.write(inhoud)
            bestand.flush()
            os.fsync(bestand.fileno())
        if mode is not None:
            pad.chmod(mode)
    except BaseException:
        with suppress(OSError):
            pad.unlink()
        raise


def _mode_van(echt: Path, doel: Path) -> int | None:
    """Mode bits to keep: those of the file that stands there. Raises :class:`BoekFout` when it may not be replaced."""
    try:
        mode = echt.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise BoekFout("bestand-niet-te-schrijven", doel=str(doel), reden="er staat iets anders met die naam")
    if not os.access(echt, os.W_OK):
        raise BoekFout("bestand-niet-te-schrijven", doel=str(doel), reden="het bestand is alleen-lezen")
    return stat.S_IMODE(mode)


def _reden(fout: OSError | ValueError) -> str:
    if isinstance(fout, OSError) and fout.errno is not None:
        return _REDENEN.get(fout.errno, f"systeemfout {fout.errno}")
    return "de naam kan niet"
