"""The file system side of a workbook: read without ever waiting, write so that a file is old or new, never half.

Every error of the operating system becomes a :class:`BoekFout` with a Dutch reason.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

from regio_xl.boek import BoekFout
from regio_xl.boek.archief import MAX_INGEPAKT
from regio_xl.boek.elders import eis_dicht
from regio_xl.boek.tijdelijk import WINDOWS, klaargezet, leg_vast

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
_LEESVLAGGEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def lees_bestand(pad: Path) -> bytes:
    """The content of a regular file. Raises :class:`BoekFout`; a pipe or device is refused, never waited for."""
    try:
        if not stat.S_ISREG(pad.stat().st_mode):
            raise BoekFout("bestand-niet-leesbaar", reden="het is een map" if pad.is_dir() else "het is geen gewoon bestand")
        with os.fdopen(os.open(pad, _LEESVLAGGEN), "rb") as bestand:
            staat = os.fstat(bestand.fileno())
            if not stat.S_ISREG(staat.st_mode):
                raise BoekFout("bestand-niet-leesbaar", reden="het is geen gewoon bestand")
            inhoud = bestand.read(min(staat.st_size, MAX_INGEPAKT) + 1)  # Python makes room for all that it may read
    except (FileNotFoundError, NotADirectoryError, ValueError) as fout:
        raise BoekFout("bestand-niet-gevonden") from fout
    except OSError as fout:
        raise BoekFout("bestand-niet-leesbaar", reden=_reden(fout)) from fout
    return inhoud


def vervang(doel: Path, inhoud: bytes, *, gelezen: bytes | None = None) -> None:
    """Put a file in place of what stands there, through a temporary one beside it: at any moment the old or the new, whole.

    A link stays a link; the target keeps its mode bits, and its owner and extended attributes where we may. ``gelezen``: what
    must stand there still, looked at as late as can be; then the new name is brought to the disk too, which costs as much as
    all the rest and matters only where the old file was the only one. Raises :class:`BoekFout`; then nothing changed and
    nothing is left.
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
    """Put a file in place of ``oud``, which is kept beside it; gives that copy. Raises :class:`BoekFout`, and then there is no
    copy, for nothing was replaced."""
    kopie = bewaar_reserve(doel, oud)
    try:
        vervang(doel, inhoud, gelezen=oud)
    except BaseException:
        if not _staat_er(doel, inhoud):  # stopped just after the file was replaced, the copy is all that is left
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
        reden = "er staat een bestand met die naam" if isinstance(fout, FileExistsError) else _reden(fout)
        raise BoekFout("bestand-niet-te-schrijven", doel=str(map_), reden=reden) from fout


def bewaar_reserve(pad: Path, inhoud: bytes) -> Path:
    """Keep a copy beside the file: ``naam.reservekopie.xlsx``, or with the first free number. Never half, and over nothing."""
    kopie = pad
    try:
        with klaargezet(Path(os.path.realpath(pad.parent)), inhoud, pad) as tijdelijk:
            nummer = 1
            while True:
                kopie = pad.with_name(f"{pad.stem}.reservekopie{'' if nummer == 1 else f'-{nummer}'}{pad.suffix}")
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
        os.close(os.open(naam, os.O_WRONLY | os.O_CREAT | os.O_EXCL))  # the name is ours now, and only we replace it
        tijdelijk.replace(naam)


def _hernoem(hernoem: Callable[[Path], Path], naam: Path) -> None:
    """Rename; on Windows once more when a virus scanner or the indexer looks at the file just then."""
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
        raise BoekFout("bestand-niet-te-schrijven", doel=str(doel), reden="er staat iets anders met die naam")
    if not os.access(echt, os.W_OK):
        raise BoekFout("bestand-niet-te-schrijven", doel=str(doel), reden="het bestand is alleen-lezen")
    return True


def _reden(fout: OSError | ValueError) -> str:
    if isinstance(fout, OSError) and fout.errno is not None:
        return _REDENEN.get(fout.errno, f"systeemfout {fout.errno}")
    return "de naam kan niet"
