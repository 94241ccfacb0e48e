"""Workbooks as files: look at one, process one, make a new one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from errno import EFBIG
from pathlib import Path
from typing import NamedTuple

from regio_xl.bevindingen import Bevinding, bevinding
from regio_xl.bevindingen.fouten import RegioFout
from regio_xl.indeling import blokken
from regio_xl.indeling.vulling import Vulling
from regio_xl.methode import Methode, standaard
from regio_xl.opdracht.boek import bekijk_boek, bouw_werkboek, verwerk_boek
from regio_xl.resultaten import Resultaat
from regio_xl.werkboek import WerkboekFout
from regio_xl.xlsx.save import make_folder, replace, replace_with_backup
from regio_xl.xlsx.workbook import XlsxWerkboek

_MEESTE_PYTHON = 1_000_000
"""The ``.py`` beside a macro workbook has some five hundred bytes."""
_UIT = "resultaat"
"""The folder for results when nobody names one."""


def bekijk(pad: str | os.PathLike[str], methode: Methode | None = None) -> Resultaat:
    """Read a file and compute its results; writes nothing. Without a method a workbook goes by the
    version of ours that it was made with. Raises :class:`WerkboekFout` when it
    cannot be read or is not ours."""
    with _over(Path(pad)):
        return bekijk_boek(XlsxWerkboek(Path(pad)), methode).resultaat


def verwerk(
    pad: str | os.PathLike[str],
    uit: str | os.PathLike[str] = _UIT,
    *,
    ter_plekke: bool = False,
    methode: Methode | None = None,
) -> Resultaat:
    """Read a file, compute and save the result under the same name in the folder ``uit``; in place
    of the file itself when ``ter_plekke`` says so, with the old version kept beside it. Without a
    method a workbook goes by the version of ours that it was made with.

    A result that is there already and differs is kept beside the new one, for somebody may have
    typed in it. Raises :class:`WerkboekFout` when the file cannot be read or the result not be
    saved, :class:`NietGeschreven` when a result cell is in use; then nothing was saved.
    """
    bron = Path(pad)
    doel = None if ter_plekke else Path(uit) / bron.name
    with _over(bron):
        if doel is not None and _zelfde(bron, doel):
            raise WerkboekFout("bestand-zelfde-als-invoer", doel=str(doel))
        dag = datetime.now().astimezone().date()
        return verwerk_bestand(bron, doel, methode, dag).resultaat


@contextmanager
def _over(pad: Path) -> Iterator[None]:
    """Let an error say which file it is about."""
    try:
        yield
    except RegioFout as fout:
        fout.pad = pad
        raise


def _zelfde(bron: Path, doel: Path) -> bool:
    try:
        return bron.samefile(doel)
    except (OSError, ValueError):
        return False


class Verwerkt(NamedTuple):
    """What became of a file, with the SHA-256 of source and result as they stand there now."""

    resultaat: Resultaat
    bron_fingerprint: str
    doel_fingerprint: str


def verwerk_bestand(
    bron: Path,
    doel: Path | None,
    methode: Methode | None,
    vandaag: date,
    *,
    geschreven: str = "",
    van_ander: str = "",
) -> Verwerkt:
    """Read, compute and save; in place when ``doel`` is None. ``geschreven`` is the
    bestand_fingerprint of what we wrote in ``doel`` before, ``van_ander`` the file that it was made
    of when that was another one: what is not our own earlier result of this file is kept as a copy.

    Raises :class:`WerkboekFout` and :class:`NietGeschreven`.
    """
    boek = XlsxWerkboek(bron)
    gelezen = bestand_fingerprint(boek.inhoud)
    resultaat, uitvoer = verwerk_boek(boek, methode, vandaag)
    if doel is not None:
        bewaard = _bewaar(uitvoer, doel, bron, geschreven, van_ander)
        gevonden = (*resultaat.bevindingen, *bewaard, *_python_mee(bron, doel))
        resultaat = resultaat.model_copy(update={"bevindingen": gevonden})
        return Verwerkt(resultaat, gelezen, bestand_fingerprint(uitvoer.inhoud))
    if uitvoer is not boek:
        raise WerkboekFout("niet-ter-plekke")
    boek.bewaar_ter_plekke()
    nu = bestand_fingerprint(boek.inhoud)
    return Verwerkt(resultaat, nu, nu)


def bestand_fingerprint(inhoud: bytes) -> str:
    """What tells two files apart: the SHA-256 of their contents."""
    return hashlib.sha256(inhoud).hexdigest()


def _bewaar(
    uitvoer: XlsxWerkboek, doel: Path, bron: Path, geschreven: str, van_ander: str
) -> tuple[Bevinding, ...]:
    """Save a result. What somebody made of an earlier result, and the result of another file, are
    kept beside it, and the finding says so."""
    make_folder(doel.parent)
    try:
        oud = doel.read_bytes() if doel.is_file() else None
    except OSError as fout:
        raise WerkboekFout(
            "bestand-niet-te-schrijven", doel=str(doel), reden="wat er staat is niet te lezen"
        ) from fout
    van_ons = oud is not None and bestand_fingerprint(oud) == geschreven
    if oud is None or (van_ons and not van_ander):
        uitvoer.bewaar(doel, private_as=[bron])
        return ()
    if oud == uitvoer.inhoud:
        return ()
    kopie = replace_with_backup(doel, uitvoer.inhoud, oud, private_as=[bron])
    if van_ons:
        return (bevinding("resultaat-van-ander", bron=van_ander, kopie=kopie.name),)
    return (bevinding("resultaat-gewijzigd", kopie=kopie.name),)


def _python_mee(bron: Path, doel: Path) -> tuple[Bevinding, ...]:
    """Copy the Python file of a macro workbook along, for its buttons look for it beside the
    result. Another file that stands there stays, and the finding says so."""
    van, naar = bron.with_suffix(".py"), doel.with_suffix(".py")
    if bron.suffix.lower() != ".xlsm" or not van.is_file():
        return ()
    try:
        inhoud = _python(van)
        oud = naar.read_bytes() if os.path.lexists(naar) else None
        if oud is None:
            replace(naar, inhoud, private_as=[van])
    except (OSError, WerkboekFout):
        reden = "lezen of bewaren lukt niet"
        return (bevinding("python-niet-mee", naam=naar.name, reden=reden),)
    if oud is None:
        return (bevinding("python-mee", naam=naar.name),)
    if oud == inhoud:
        return ()
    reden = "daar staat al een ander bestand met die naam"
    return (bevinding("python-niet-mee", naam=naar.name, reden=reden),)


def _python(pad: Path) -> bytes:
    """The Python file of a macro workbook. Raises :class:`OSError`, also when it is too large to be
    one."""
    if pad.stat().st_size > _MEESTE_PYTHON:
        raise OSError(EFBIG, pad.name)
    return pad.read_bytes()


# --- a fresh workbook


class NaamFout(RegioFout):
    """A name that a workbook cannot have."""

    code = "naam-fout"


class BestaatAl(WerkboekFout):
    """Something stands where a new workbook must go: ``paden`` says where."""

    def __init__(self, paden: Sequence[Path]) -> None:
        super().__init__("bestand-bestaat-al")
        self.pad, self.paden = paden[0], tuple(paden)


def nieuw(
    pad: str | os.PathLike[str],
    *,
    regio: str = "",
    opgave: str = "",
    methode: Methode | None = None,
) -> Path:
    """Make an empty workbook to send around, with the name of the region and its issue in it when
    given.

    Raises :class:`NaamFout` when the name does not end in ``.xlsx``, :class:`BestaatAl` when
    something stands there and :class:`WerkboekFout` when it cannot be saved.
    """
    doel = Path(pad)
    if doel.suffix.lower() != ".xlsx":
        raise NaamFout(f"De naam '{doel.name}' eindigt niet op .xlsx.")
    eis_vrij([doel])
    bewaar_nieuw({doel: bouw_werkboek(methode or standaard(), startvulling(regio, opgave))})
    return doel


def startvulling(regio: str | None, opgave: str | None) -> Vulling:
    """What stands in a fresh workbook beforehand."""
    start = {"regio": regio, "opgave": opgave}
    gevuld = {sleutel: waarde for sleutel, waarde in start.items() if waarde}
    return Vulling(kenmerken={blokken.START: gevuld})


def eis_vrij(paden: Sequence[Path]) -> None:
    """Look whether nothing stands at these paths. Raises :class:`BestaatAl` with all that are
    taken."""
    bezet = [pad for pad in paden if os.path.lexists(pad)]
    if bezet:
        raise BestaatAl(bezet)


def bewaar_nieuw(inhouden: Mapping[Path, bytes]) -> None:
    """Save these files, all of them or none. Raises :class:`WerkboekFout`."""
    bewaard: list[Path] = []
    for pad, inhoud in inhouden.items():
        try:
            with _over(pad):
                replace(pad, inhoud)
        except WerkboekFout:
            for eerder in bewaard:
                eerder.unlink(missing_ok=True)
            raise
        bewaard.append(pad)
