"""Which files a command is about: files, folders and patterns, without lock files and without what
it writes itself."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

WERKBOEKEN = (".xlsx", ".xlsm")
SLOTTEN = ("~$", ".~lock.")
RESERVEKOPIE = re.compile(r"\.reservekopie(-\d+)?\.xls[xm]$", re.IGNORECASE)
"""What ``verwerk --ter-plekke`` leaves beside a workbook; never picked up again, so that a backup
stays one."""


class Gevonden(NamedTuple):
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


def vind_bestanden(paden: Sequence[str], behalve: Path | None = None) -> list[Gevonden]:
    """Every file behind the given paths, each once, in the order given and by name within a folder.

    A folder gives its workbooks and those of its subfolders, but nothing below ``behalve`` (where
    results go). A name with ``*``, ``?`` or ``[`` that is no file is a pattern (Windows shells
    leave that to us).
    """
    gezien: set[str] = set()
    lijst: list[Gevonden] = []
    for tekst in paden:
        for gevonden in _achter(tekst, behalve):
            sleutel = os.path.abspath(gevonden.tekst)  # noqa: PTH100 - resolve() would follow links, and loop
            if sleutel not in gezien:
                gezien.add(sleutel)
                lijst.append(gevonden)
    return lijst


def _achter(tekst: str, behalve: Path | None) -> Iterator[Gevonden]:
    pad = Path(tekst)
    try:
        is_map = pad.is_dir()
        bestaat = os.path.lexists(tekst)
    except (OSError, ValueError):
        is_map = bestaat = False
    if is_map:
        werkboeken = list(_in_map(pad, behalve))
        yield from werkboeken or [Gevonden(str(pad), code="map-zonder-werkboeken")]
    elif not bestaat and any(teken in tekst for teken in "*?["):
        alle = sorted(glob.glob(tekst, recursive=True))  # noqa: PTH207 - patterns may be absolute
        treffers = [treffer for treffer in alle if not _overslaan(Path(treffer).name)]
        if not treffers:
            yield Gevonden(str(pad), code="patroon-zonder-bestanden")
        for treffer in treffers:
            yield from _achter(treffer, behalve)
    elif tekst.endswith(
        ("/", os.sep)
    ):  # meant as a folder; without it, it would be taken for a file
        yield Gevonden(str(pad), code="bestand-niet-gevonden")
    elif pad.name.startswith(SLOTTEN):
        yield Gevonden(str(pad), code="bestand-slot")
    else:
        yield Gevonden(str(pad))


def _overslaan(naam: str) -> bool:
    """Lock files and backups: passed over in a folder or a pattern, unless they are named
    themselves."""
    return naam.startswith(SLOTTEN) or RESERVEKOPIE.search(naam) is not None


def _in_map(map_: Path, behalve: Path | None) -> Iterator[Gevonden]:
    overslaan = os.path.abspath(behalve) if behalve else None  # noqa: PTH100
    dicht: list[str] = []
    for waar, mappen, namen in os.walk(map_, onerror=lambda fout: dicht.append(str(fout.filename))):
        mappen[:] = sorted(
            naam
            for naam in mappen
            if os.path.abspath(Path(waar, naam)) != overslaan  # noqa: PTH100
        )
        for naam in sorted(namen):
            if naam.lower().endswith(WERKBOEKEN) and not _overslaan(naam):
                yield Gevonden(str(Path(waar, naam)), map_)
    for gesloten in dicht:
        yield Gevonden(gesloten, code="map-niet-leesbaar")
