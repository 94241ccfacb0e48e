"""What was done: a line a file, beside the results, so that an interrupted batch can go on and no
result is lost.

The file is a help and never a condition: when it is gone, torn or full of nonsense, everything is
done again and what stands in the way is kept as a copy.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from regio_xl import __version__
from regio_xl.taak import Klaar, Uitkomst

NAAM = ".regio-xl-voortgang.jsonl"
_METHODE = Path(__file__).parent / "gegevens" / "methode"
_AANVULLEN = (
    os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
)
_UITKOMSTEN: tuple[Uitkomst, ...] = ("goed", "met fouten")


@dataclass(frozen=True, slots=True)
class Regel:
    """One file that was done: which, from what, with what, and how it went."""

    resultaat: str
    resultaat_sha256: str
    bron: str
    bron_sha256: str
    programma: str
    methode: str
    uitkomst: str
    advies: str
    duidelijkheid: str
    regio: str
    opgave: str
    fouten: int
    let_op: int
    tips: int


def methode_kenmerk(map_: Path | None) -> str:
    """A mark of all files of a method, without loading it."""
    som = hashlib.sha256()
    wortel = map_ or _METHODE
    for pad in sorted(wortel.rglob("*.toml")):
        inhoud = pad.read_bytes()
        som.update(
            f"{pad.relative_to(wortel).as_posix()} {len(inhoud)} ".encode(
                "utf-8", "surrogateescape"
            )
            + inhoud
        )
    return som.hexdigest()


class Administratie:
    """The lines of one folder; results are named as they lie below it."""

    def __init__(self, map_: Path, methode: str) -> None:
        self._map, self._methode = map_, methode

    def geschreven(self, doel: Path) -> str:
        """The mark of the result that we made there last of another file, empty when we do not
        know.

        A file that was replaced in place is no such result: it holds what people typed in it.
        """
        regel = self._regels.get(self._naam(doel))
        return (
            ""
            if regel is None or regel.bron_sha256 == regel.resultaat_sha256
            else regel.resultaat_sha256
        )

    def al_gedaan(self, bron: Path, doel: Path) -> Klaar | None:
        """The outcome of a file that was done before, when source, result, program and method are
        all still the same."""
        regel = self._regels.get(self._naam(doel))
        if regel is None or (regel.programma, regel.methode) != (__version__, self._methode):
            return None
        if _kenmerk_van(doel) != regel.resultaat_sha256 or _kenmerk_van(bron) != regel.bron_sha256:
            return None
        return Klaar(
            bron,
            "met fouten" if regel.fouten else "goed",
            fouten=regel.fouten,
            let_op=regel.let_op,
            tips=regel.tips,
            doel=doel,
            advies=regel.advies,
            duidelijkheid=regel.duidelijkheid,
            regio=regel.regio,
            opgave=regel.opgave,
            al_gedaan=True,
        )

    def noteer(self, klaar: Klaar) -> None:
        """Add a line for a file that was done. Raises OSError."""
        assert klaar.doel is not None
        regel = Regel(
            resultaat=self._naam(klaar.doel),
            resultaat_sha256=klaar.doel_kenmerk,
            bron=str(klaar.pad),
            bron_sha256=klaar.bron_kenmerk,
            programma=__version__,
            methode=self._methode,
            uitkomst=klaar.uitkomst,
            advies=klaar.advies,
            duidelijkheid=klaar.duidelijkheid,
            regio=klaar.regio,
            opgave=klaar.opgave,
            fouten=klaar.fouten,
            let_op=klaar.let_op,
            tips=klaar.tips,
        )
        bestand = os.open(self._map / NAAM, _AANVULLEN, 0o666)
        try:
            os.write(bestand, _afgebroken(bestand) + json.dumps(asdict(regel)).encode() + b"\n")
        finally:
            os.close(bestand)

    def _naam(self, doel: Path) -> str:
        return doel.relative_to(self._map).as_posix()

    @cached_property
    def _regels(self) -> dict[str, Regel]:
        """The last line of every result."""
        return {regel.resultaat: regel for regel in _lees(self._map / NAAM)}


class Boekhouding:
    """The lines of a batch: all in the folder for the results, or each in the folder of the file
    that was replaced."""

    def __init__(self, uit: Path | None, methode_map: Path | None) -> None:
        self._uit, self._methode_map = uit, methode_map
        self._mappen: dict[Path, Administratie] = {}

    def van(self, doel: Path) -> Administratie:
        """Where the line about a result belongs."""
        map_ = self._uit or doel.parent
        if map_ not in self._mappen:
            self._mappen[map_] = Administratie(map_, self._methode)
        return self._mappen[map_]

    @cached_property
    def _methode(self) -> str:
        return methode_kenmerk(self._methode_map)


def _afgebroken(bestand: int) -> bytes:
    """A line end when the last line has none: its writer was ended halfway."""
    grootte = os.lseek(bestand, 0, os.SEEK_END)
    if not grootte:
        return b""
    os.lseek(bestand, grootte - 1, os.SEEK_SET)
    return b"" if os.read(bestand, 1) == b"\n" else b"\n"


def _lees(pad: Path) -> Iterator[Regel]:
    """Every line that makes sense."""
    with suppress(OSError):
        if not pad.is_file():
            return
        with pad.open("rb") as regels:
            yield from filter(None, map(_regel, regels))


def _regel(tekst: bytes) -> Regel | None:
    try:
        inhoud = json.loads(tekst)
        regel = Regel(**inhoud)
    except (ValueError, TypeError, RecursionError):
        return None
    return regel if _klopt(regel) else None


def _klopt(regel: Regel) -> bool:
    """Whether every field is of its kind: the file stands where anybody may write."""
    waarden: dict[str, Any] = {veld.name: getattr(regel, veld.name) for veld in fields(regel)}
    getallen = {"fouten", "let_op", "tips"}
    return regel.uitkomst in _UITKOMSTEN and all(
        type(waarde) is (int if naam in getallen else str) for naam, waarde in waarden.items()
    )


def _kenmerk_van(pad: Path) -> str:
    try:
        if not pad.is_file():
            return ""
        with pad.open("rb") as bestand:
            return hashlib.file_digest(bestand, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
