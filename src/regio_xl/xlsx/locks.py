"""Whether another program has a workbook open.

Excel and LibreOffice say so in a small file beside the workbook, with who has
it open. Excel: ``~$naam.xlsx``, of 165 bytes; at byte 55 the length of the name in two bytes, and
the name in UTF-16. LibreOffice: ``.~lock.naam.xlsx#``, text: ``name,login,computer,date,profile;``,
with a backslash before a comma in a name.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from regio_xl.werkboek import WerkboekFout

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_LOCK_BYTES = 1024
_EXCEL_NAME, _EXCEL_LONGEST = 55, 52
_FIELD = re.compile(r"((?:[^,;\\]|\\.)*)[,;]")


def require_closed(path: Path) -> None:
    """Raises :class:`WerkboekFout` when another program has this file open, or went away without
    saying so."""
    for place in dict.fromkeys((path, Path(os.path.realpath(path)))):
        for program, lock, name_in in (
            ("LibreOffice", place.with_name(f".~lock.{place.name}#"), _name_in_libreoffice),
            ("Excel", place.with_name(f"~${place.name}"), _name_in_excel),
        ):
            content = _lock_content(lock)
            if content is not None:
                name = name_in(content)
                waar = f'{program}, bij "{name}"' if name else program
                raise WerkboekFout("bestand-open", doel=str(path), waar=waar, slot=lock.name)


def _lock_content(lock: Path) -> bytes | None:
    """The begin of a lock; None when it is not there. One that we may not read is a lock all the
    same."""
    try:
        file = os.open(lock, _READ)
    except PermissionError:
        return b""
    except (OSError, ValueError):
        return None
    try:
        return os.read(file, _LOCK_BYTES) if stat.S_ISREG(os.fstat(file).st_mode) else None
    except OSError:
        return b""
    finally:
        os.close(file)


def _name_in_excel(content: bytes) -> str:
    length = int.from_bytes(content[_EXCEL_NAME : _EXCEL_NAME + 2], "little")
    begin = _EXCEL_NAME + 2
    name = content[begin : begin + 2 * length] if length <= _EXCEL_LONGEST else b""
    return name.decode("utf-16-le", "replace").strip()


def _name_in_libreoffice(content: bytes) -> str:
    fields = _FIELD.findall(content.decode("utf-8", "replace"))[:2]
    names = (re.sub(r"\\(.)", r"\1", field).strip() for field in fields)
    return next(filter(None, names), "")
