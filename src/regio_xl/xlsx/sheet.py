"""A worksheet part as a map: where its rows, cells, merged ranges and links stand in its bytes.

Only what matters to what we write is looked for. What stands around the rows is the frame of a tab:
it is read once and remembered for the next workbook from the same template.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence, Set
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from regio_xl.werkboek import BoekFout
from regio_xl.xlsx.rows import Rij, afgedekt, attributen, element, lees_rij, rijplekken, wortel
from regio_xl.xlsx.values import celwaarde
from regio_xl.xlsx.xml import Begin, Boom, Element, bereik, lokaal
from regio_xl.xlsx.zip import beschadigd

Bereik = tuple[int, int, int, int]
"""First row and column, last row and column."""

MEESTE_KOPPELINGEN = 65_530
"""What Excel allows on one tab."""
ONTHOUDEN = 20_000
"""Frames up to this many bytes are remembered: those of our result tabs come back in every
workbook."""


class Kader(NamedTuple):
    """What stands around the rows. Styles and widths by their first and last column; elements by
    their bytes in the frame."""

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
        return Kader(
            self.voorvoegsel,
            self.kinderen,
            self._koppelingen,
            self._samengevoegd,
            self._stijlen,
            self._breedtes,
        )

    def kleinkind_begint(self, ouder: str, naam: str, attributen: dict[str, str]) -> None:
        if ouder == "cols" and lokaal(naam) == "col":
            self._onthoud_kolom(attributen)
        elif ouder == "mergeCells" and lokaal(naam) == "mergeCell":
            self._samengevoegd.append(bereik(attributen.get("ref", "")))
        elif ouder == "hyperlinks" and lokaal(naam) == "hyperlink":
            if len(self._koppelingen) == MEESTE_KOPPELINGEN:
                raise BoekFout(
                    "bestand-te-groot",
                    reden=f"een tabblad heeft meer dan {MEESTE_KOPPELINGEN} koppelingen",
                )
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


GEWONE_BREEDTE = 9.14
"""The width in characters of a column that nobody changed."""

_FORMULE = re.compile(rb"<(?:[^<>\s/:]+:)?f[\s/>]")
_REEKSEN = re.compile(rb"<(?:[^<>\s/:]+:)?f\s[^<>]*(?:array|dataTable)[^<>]*>")


class Inhoud(NamedTuple):
    """What a cell holds: its type, its value as it is stored, and whether a formula makes it."""

    soort: str
    waarde: str | None
    formule: bool


_LEEG = Inhoud("n", None, False)


class Bladkaart:
    """A tab, mapped for the cells that are to be written. Raises :class:`BoekFout` when its rows
    are out of order."""

    def __init__(self, xml: bytes, gezocht: Set[tuple[int, int]]) -> None:
        self.xml = xml
        self._breedtes: dict[int, float] = {}
        self._stijlen: dict[int, str | None] = {}
        self.gevuld: dict[tuple[int, int], Inhoud] = {}
        """What the cells hold that are to be written, as far as they hold anything."""
        bedekt = afgedekt(xml)
        voorvoegsel, naam = wortel(bedekt)
        if naam != b"worksheet":
            raise beschadigd("een tabblad verwijst naar iets anders")
        blad, cellenlijst = (
            element(bedekt, voorvoegsel + naam),
            element(bedekt, voorvoegsel + b"sheetData"),
        )
        if blad is None or cellenlijst is None:
            raise beschadigd("een tabblad heeft geen plek voor cellen")
        self.cellenlijst = cellenlijst
        kop = b"<%s%s>" % (
            voorvoegsel,
            naam,
        )  # not as it is: Excel gives each tab a number of its own there
        self._verschoven = blad.inhoud - len(kop)
        self._kader = lees_kader(
            kop + bedekt[blad.inhoud : cellenlijst.inhoud] + bedekt[cellenlijst.inhoud_tot :]
        )
        self.voorvoegsel, self.samengevoegd = self._kader.voorvoegsel, self._kader.samengevoegd
        if [
            self._plek(kind.begin) for kind in self._kader.kinderen if kind.naam == "sheetData"
        ] != [cellenlijst.begin]:
            raise beschadigd("een tabblad heeft geen plek voor cellen")
        self.rijen: dict[int, Rij] = {}
        """The rows that are to be written in."""
        self._lees_rijen(bedekt, gezocht)
        self.reeksen = self._lees_reeksen(bedekt)
        """Ranges that one array formula fills."""

    def kind(self, naam: str) -> Element | None:
        """The first child of the tab with this name, but for the list of rows."""
        gevonden = next((kind for kind in self._kader.kinderen if kind.naam == naam), None)
        return None if gevonden is None else self._op_zijn_plek(gevonden)

    def plek_na(self, voorgangers: Collection[str]) -> int:
        """Where a new child belongs that comes after all of these, of which the list of rows is
        one."""
        return self._plek(
            max(kind.einde for kind in self._kader.kinderen if kind.naam in voorgangers)
        )

    @property
    def koppelingen(self) -> list[Element]:
        """The links of the tab."""
        return [self._op_zijn_plek(koppeling) for koppeling in self._kader.koppelingen]

    def _op_zijn_plek(self, gevonden: Element) -> Element:
        """An element of the frame by its bytes in the tab."""
        return gevonden._replace(
            begin=self._plek(gevonden.begin),
            inhoud=self._plek(gevonden.inhoud),
            inhoud_einde=None
            if gevonden.inhoud_einde is None
            else self._plek(gevonden.inhoud_einde),
            einde=self._plek(gevonden.einde),
        )

    def _plek(self, in_kader: int) -> int:
        """Where a place in the frame is in the tab."""
        plek, lijst = in_kader + self._verschoven, self.cellenlijst
        return plek if plek < lijst.inhoud else plek + lijst.inhoud_tot - lijst.inhoud

    def plek_voor_rij(self, nummer: int) -> int | None:
        """Where a new row belongs; None when the list of rows closes itself."""
        volgende = bisect_left(self._rijnummers, nummer)
        return (
            self._rijbegin[volgende]
            if volgende < len(self._rijbegin)
            else self.cellenlijst.inhoud_einde
        )

    def inhoud(self, plek: tuple[int, int]) -> Inhoud:
        """What one of the cells holds that are to be written."""
        return self.gevuld.get(plek, _LEEG)

    def stijl(self, rij: Rij | None, kolom: int) -> str | None:
        """The style that a new cell takes from its row or else its column."""
        eigen = {} if rij is None else rij.kop.attributen
        if "s" in eigen and eigen.get("customFormat") in ("1", "true"):
            return eigen["s"]
        if kolom not in self._stijlen:
            stijlen = (
                stijl
                for eerste, laatste, stijl in self._kader.kolomstijlen
                if eerste <= kolom <= laatste
            )
            self._stijlen[kolom] = next(stijlen, None)
        return self._stijlen[kolom]

    def breedte(self, kolom: int) -> float:
        """The width of a column in characters."""
        if kolom not in self._breedtes:
            breedtes = (
                breed
                for eerste, laatste, breed in self._kader.kolombreedtes
                if eerste <= kolom <= laatste
            )
            self._breedtes[kolom] = next(breedtes, GEWONE_BREEDTE)
        return self._breedtes[kolom]

    def _lees_rijen(self, bedekt: bytes, gezocht: Set[tuple[int, int]]) -> None:
        rijen_van_ons = {rij for rij, _ in gezocht}
        lijst = self.cellenlijst
        plekken = rijplekken(bedekt, self.voorvoegsel, lijst)
        self._rijnummers = [nummer for nummer, _ in plekken]
        self._rijbegin = [begin for _, begin in plekken]
        einden = [*self._rijbegin[1:], lijst.inhoud_tot]
        for (nummer, begin), einde in zip(plekken, einden, strict=False):
            if nummer in rijen_van_ons:
                rij = self.rijen[nummer] = lees_rij(
                    self.xml, bedekt, self.voorvoegsel, nummer, begin, einde
                )
                for kolom, cel in rij.cellen.items():
                    if cel.inhoud is not None and (nummer, kolom) in gezocht:
                        formule = b"f" in cel.inhoud and _FORMULE.search(cel.inhoud) is not None
                        self.gevuld[nummer, kolom] = Inhoud(
                            cel.soort, celwaarde(cel.inhoud), formule
                        )

    def _lees_reeksen(self, bedekt: bytes) -> list[Bereik]:
        if b"array" not in bedekt and b"dataTable" not in bedekt:
            return []  # nearly always, and much faster to see
        formules = _REEKSEN.findall(bedekt, self.cellenlijst.inhoud, self.cellenlijst.inhoud_tot)
        tags = (attributen(formule) for formule in formules)
        return [
            bereik(tag["ref"])
            for tag in tags
            if tag.get("t") in ("array", "dataTable") and "ref" in tag
        ]
