"""The frame of a tab: what stands around its rows, as far as it matters to what we write in those."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from regio_xl.boek import BoekFout
from regio_xl.boek.boom import Begin, Boom, Element
from regio_xl.boek.deel import bereik, lokaal

Bereik = tuple[int, int, int, int]
"""First row and column, last row and column."""

MEESTE_KOPPELINGEN = 65_530
"""What Excel allows on one tab."""
ONTHOUDEN = 20_000
"""Frames up to this many bytes are remembered: those of our result tabs come back in every workbook."""


class Kader(NamedTuple):
    """What stands around the rows. Styles and widths by their first and last column; elements by their bytes in the frame."""

    voorvoegsel: bytes
    kinderen: Sequence[Element]
    koppelingen: Sequence[Element]
    samengevoegd: Sequence[Bereik]
    kolomstijlen: Sequence[tuple[int, int, str]]
    kolombreedtes: Sequence[tuple[int, int, float]]


def lees_kader(xml: bytes) -> Kader:
    """The frame in a tab without its rows. Raises :class:`BoekFout`."""
    return _onthouden_kader(xml) if len(xml) <= ONTHOUDEN else _Lezer(xml).kader()


@lru_cache(maxsize=16)
def _onthouden_kader(xml: bytes) -> Kader:
    return _Lezer(xml).kader()


class _Lezer(Boom):
    """One pass over a frame."""

    def __init__(self, xml: bytes) -> None:
        self._stijlen: list[tuple[int, int, str]] = []
        self._breedtes: list[tuple[int, int, float]] = []
        self._samengevoegd: list[Bereik] = []
        self._koppelingen: list[Element] = []
        self._koppeling: Begin | None = None
        super().__init__(xml)

    def kader(self) -> Kader:
        """What was found."""
        return Kader(self.voorvoegsel, self.kinderen, self._koppelingen, self._samengevoegd, self._stijlen, self._breedtes)

    def kleinkind_begint(self, ouder: str, naam: str, attributen: dict[str, str]) -> None:
        if ouder == "cols" and lokaal(naam) == "col":
            self._onthoud_kolom(attributen)
        elif ouder == "mergeCells" and lokaal(naam) == "mergeCell":
            self._samengevoegd.append(bereik(attributen.get("ref", "")))
        elif ouder == "hyperlinks" and lokaal(naam) == "hyperlink":
            if len(self._koppelingen) == MEESTE_KOPPELINGEN:
                raise BoekFout("bestand-te-groot", reden=f"een tabblad heeft meer dan {MEESTE_KOPPELINGEN} koppelingen")
            self._koppeling = self.hier_begint(naam, attributen)

    def kleinkind_eindigt(self) -> None:
        if self._koppeling is not None:
            self._koppelingen.append(self.hier_eindigt(self._koppeling))
            self._koppeling = None

    def _onthoud_kolom(self, attributen: dict[str, str]) -> None:
        grenzen = (attributen.get("min", ""), attributen.get("max", ""))
        if not all(grens.isascii() and grens.isdigit() and len(grens) < 8 for grens in grenzen):
            return
        eerste, laatste = int(grenzen[0]) - 1, int(grenzen[1]) - 1
        if attributen.get("style", "0") != "0":
            self._stijlen.append((eerste, laatste, attributen["style"]))
        with suppress(ValueError):
            self._breedtes.append((eerste, laatste, float(attributen.get("width", ""))))
