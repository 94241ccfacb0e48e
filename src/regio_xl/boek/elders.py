"""Whether a workbook is open in another program: Excel and LibreOffice say so in a small file beside it, with who has it open.

Excel: ``~$naam.xlsx``, of 165 bytes. One byte with the length of the name and the name in the code page of that computer; at
byte 55 the length in two bytes and the name in UTF-16. Word drops the first letters of a long name; Excel never does, but
programs that do as Office does differ, so the short form counts too when no other file can have it.
LibreOffice: ``.~lock.naam.xlsx#``, text: ``name,login,computer,date,profile;``, with a backslash before a sign that is meant.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from regio_xl.boek import BoekFout

_LEESVLAGGEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_MEESTE = 1024
_EXCEL_NAAM, _EXCEL_LANGSTE = 55, 52
_VELD = re.compile(r"((?:[^,;\\]|\\.)*)[,;]")


def eis_dicht(pad: Path) -> None:
    """Raises :class:`BoekFout` when another program has this file open, or went away without saying so."""
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
    kort = pad.name[2:]
    if len(pad.stem) >= 8 and not pad.with_name(kort).exists():
        yield "Excel", pad.with_name(f"~${kort}")


def _lees(slot: Path) -> bytes | None:
    """The begin of a lock; None when it is not there. One that we may not read is a lock all the same."""
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
    if 0 < lengte <= _EXCEL_LANGSTE:
        begin = _EXCEL_NAAM + 2
        return inhoud[begin : begin + 2 * lengte].decode("utf-16-le", "replace").strip()
    kort = inhoud[0] if inhoud else 0
    return inhoud[1 : kort + 1].decode("cp1252", "replace").strip() if kort <= _EXCEL_LANGSTE else ""


def _naam_libreoffice(inhoud: bytes) -> str:
    velden = _VELD.findall(inhoud.decode("utf-8", "replace"))
    return next((re.sub(r"\\(.)", r"\1", veld).strip() for veld in velden[:2] if veld.strip()), "")
