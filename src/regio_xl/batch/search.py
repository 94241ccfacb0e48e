"""Which files a command is about: files, folders and patterns, without lock files and without what
it writes itself."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

WORKBOOKS = (".xlsx", ".xlsm")
LOCKS = ("~$", ".~lock.")
BACKUP = re.compile(r"\.reservekopie(-\d+)?\.xls[xm]$", re.IGNORECASE)
"""What ``verwerk --ter-plekke`` leaves beside a workbook; never picked up again, so that a backup
stays one."""


class Found(NamedTuple):
    """A file to process, or a path that gives nothing and the code of the finding that says why.

    ``map`` is the folder that was given and below which the file was found, None when the file
    itself was given. There may be very many of these, so the path is kept as text.
    """

    tekst: str
    map: Path | None = None
    code: str = ""

    @property
    def pad(self) -> Path:
        """The path itself."""
        return Path(self.tekst)


def find_files(paden: Sequence[str], behalve: Path | None = None) -> list[Found]:
    """Every file behind the given paths, each once, in the order given and by name within a folder.

    A folder gives its workbooks and those of its subfolders, but nothing below ``behalve`` (where
    results go). A name with ``*``, ``?`` or ``[`` that is no file is a pattern (Windows shells
    leave that to us).
    """
    gezien: set[str] = set()
    lijst: list[Found] = []
    for tekst in paden:
        for found in _behind(tekst, behalve):
            sleutel = os.path.abspath(found.tekst)  # noqa: PTH100 - resolve() would follow links, and loop
            if sleutel not in gezien:
                gezien.add(sleutel)
                lijst.append(found)
    return lijst


def _behind(tekst: str, behalve: Path | None) -> Iterator[Found]:
    pad = Path(tekst)
    try:
        is_map = pad.is_dir()
        bestaat = os.path.lexists(tekst)
    except (OSError, ValueError):
        is_map = bestaat = False
    if is_map:
        werkboeken = list(_in_folder(pad, behalve))
        yield from werkboeken or [Found(str(pad), code="map-zonder-werkboeken")]
    elif not bestaat and any(teken in tekst for teken in "*?["):
        alle = sorted(glob.glob(tekst, recursive=True))  # noqa: PTH207 - patterns may be absolute
        treffers = [treffer for treffer in alle if not _passed_over(Path(treffer).name)]
        if not treffers:
            yield Found(str(pad), code="patroon-zonder-bestanden")
        for treffer in treffers:
            yield from _behind(treffer, behalve)
    elif tekst.endswith(
        ("/", os.sep)
    ):  # meant as a folder; without it, it would be taken for a file
        yield Found(str(pad), code="bestand-niet-gevonden")
    elif pad.name.startswith(LOCKS):
        yield Found(str(pad), code="bestand-slot")
    else:
        yield Found(str(pad))


def _passed_over(naam: str) -> bool:
    """Lock files and backups: passed over in a folder or a pattern, unless they are named
    themselves."""
    return naam.startswith(LOCKS) or BACKUP.search(naam) is not None


def _in_folder(map_: Path, behalve: Path | None) -> Iterator[Found]:
    overslaan = os.path.abspath(behalve) if behalve else None  # noqa: PTH100
    dicht: list[str] = []
    for waar, mappen, namen in os.walk(map_, onerror=lambda fout: dicht.append(str(fout.filename))):
        mappen[:] = sorted(
            naam
            for naam in mappen
            if os.path.abspath(Path(waar, naam)) != overslaan  # noqa: PTH100
        )
        for naam in sorted(namen):
            if naam.lower().endswith(WORKBOOKS) and not _passed_over(naam):
                yield Found(str(Path(waar, naam)), map_)
    for gesloten in dicht:
        yield Found(gesloten, code="map-niet-leesbaar")
