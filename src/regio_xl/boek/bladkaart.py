"""Where the rows, cells, merged ranges and links of a tab stand in its bytes, as far as they matter to what we write."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Set
from contextlib import suppress
from typing import NamedTuple

from regio_xl.boek import BoekFout
from regio_xl.boek.archief import beschadigd
from regio_xl.boek.boom import Begin, Boom, Element
from regio_xl.boek.deel import bereik, lokaal
from regio_xl.boek.rijen import Rij, lees_rij, rijplekken
from regio_xl.boek.sneden import afgedekt, attributen, element, wortel
from regio_xl.boek.teksten import celwaarde

_Bereik = tuple[int, int, int, int]

MEESTE_KOPPELINGEN = 65_530
"""What Excel allows on one tab."""
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


class Bladkaart(Boom):
    """A tab, mapped for the cells that are to be written. Raises :class:`BoekFout` when its rows are out of order."""

    def __init__(self, xml: bytes, gezocht: Set[tuple[int, int]]) -> None:
        self.kolomstijlen: list[tuple[int, int, str]] = []
        self.kolombreedtes: list[tuple[int, int, float]] = []
        self.samengevoegd: list[_Bereik] = []
        self.koppelingen: list[Element] = []
        self._breedtes: dict[int, float] = {}
        self._stijlen: dict[int, str | None] = {}
        self._koppeling: Begin | None = None
        self.gevuld: dict[tuple[int, int], Inhoud] = {}
        """What the cells hold that are to be written, as far as they hold anything."""
        bedekt = afgedekt(xml)
        voorvoegsel, naam = wortel(bedekt)
        if naam != b"worksheet":
            raise beschadigd("een tabblad verwijst naar iets anders")
        cellenlijst = element(bedekt, voorvoegsel + b"sheetData")
        if cellenlijst is None:
            raise beschadigd("een tabblad heeft geen plek voor cellen")
        self.cellenlijst = cellenlijst
        super().__init__(bedekt, (cellenlijst.inhoud, cellenlijst.inhoud_tot))
        self.xml = xml
        if [kind.begin for kind in self.kinderen if kind.naam == "sheetData"] != [self.cellenlijst.begin]:
            raise beschadigd("een tabblad heeft geen plek voor cellen")
        self.rijen: dict[int, Rij] = {}
        """The rows that are to be written in."""
        self._lees_rijen(bedekt, gezocht)
        self.reeksen = self._lees_reeksen(bedekt)
        """Ranges that one array formula fills."""

    def plek_voor_rij(self, nummer: int) -> int | None:
        """Where a new row belongs; None when the list of rows closes itself."""
        volgende = bisect_left(self._rijnummers, nummer)
        return self._rijbegin[volgende] if volgende < len(self._rijbegin) else self.cellenlijst.inhoud_einde

    def inhoud(self, plek: tuple[int, int]) -> Inhoud:
        """What one of the cells holds that are to be written."""
        return self.gevuld.get(plek, _LEEG)

    def stijl(self, rij: Rij | None, kolom: int) -> str | None:
        """The style that a new cell takes from its row or else its column."""
        eigen = {} if rij is None else rij.kop.attributen
        if "s" in eigen and eigen.get("customFormat") in ("1", "true"):
            return eigen["s"]
        if kolom not in self._stijlen:
            stijlen = (stijl for eerste, laatste, stijl in self.kolomstijlen if eerste <= kolom <= laatste)
            self._stijlen[kolom] = next(stijlen, None)
        return self._stijlen[kolom]

    def breedte(self, kolom: int) -> float:
        """The width of a column in characters."""
        if kolom not in self._breedtes:
            breedtes = (breed for eerste, laatste, breed in self.kolombreedtes if eerste <= kolom <= laatste)
            self._breedtes[kolom] = next(breedtes, GEWONE_BREEDTE)
        return self._breedtes[kolom]

    def kleinkind_begint(self, ouder: str, naam: str, attributen: dict[str, str]) -> None:
        if ouder == "cols" and lokaal(naam) == "col":
            self._onthoud_kolom(attributen)
        elif ouder == "mergeCells" and lokaal(naam) == "mergeCell":
            self.samengevoegd.append(bereik(attributen.get("ref", "")))
        elif ouder == "hyperlinks" and lokaal(naam) == "hyperlink":
            if len(self.koppelingen) == MEESTE_KOPPELINGEN:
                raise BoekFout("bestand-te-groot", reden=f"een tabblad heeft meer dan {MEESTE_KOPPELINGEN} koppelingen")
            self._koppeling = self.hier_begint(naam, attributen)

    def kleinkind_eindigt(self) -> None:
        if self._koppeling is not None:
            self.koppelingen.append(self.hier_eindigt(self._koppeling))
            self._koppeling = None

    def _onthoud_kolom(self, attributen: dict[str, str]) -> None:
        grenzen = (attributen.get("min", ""), attributen.get("max", ""))
        if not all(grens.isascii() and grens.isdigit() and len(grens) < 8 for grens in grenzen):
            return
        eerste, laatste = int(grenzen[0]) - 1, int(grenzen[1]) - 1
        if attributen.get("style", "0") != "0":
            self.kolomstijlen.append((eerste, laatste, attributen["style"]))
        with suppress(ValueError):
            self.kolombreedtes.append((eerste, laatste, float(attributen.get("width", ""))))

    def _lees_rijen(self, bedekt: bytes, gezocht: Set[tuple[int, int]]) -> None:
        rijen_van_ons = {rij for rij, _ in gezocht}
        lijst = self.cellenlijst
        plekken = rijplekken(bedekt, self.voorvoegsel, lijst)
        self._rijnummers = [nummer for nummer, _ in plekken]
        self._rijbegin = [begin for _, begin in plekken]
        einden = [*self._rijbegin[1:], lijst.inhoud_tot]
        for (nummer, begin), einde in zip(plekken, einden, strict=False):
            if nummer in rijen_van_ons:
                rij = self.rijen[nummer] = lees_rij(self.xml, bedekt, self.voorvoegsel, nummer, begin, einde)
                for kolom, cel in rij.cellen.items():
                    if cel.inhoud is not None and (nummer, kolom) in gezocht:
                        formule = b"f" in cel.inhoud and _FORMULE.search(cel.inhoud) is not None
                        self.gevuld[nummer, kolom] = Inhoud(cel.soort, celwaarde(cel.inhoud), formule)

    def _lees_reeksen(self, bedekt: bytes) -> list[_Bereik]:
        if b"array" not in bedekt and b"dataTable" not in bedekt:
            return []  # nearly always, and much faster to see
        formules = _REEKSEN.findall(bedekt, self.cellenlijst.inhoud, self.cellenlijst.inhoud_tot)
        tags = (attributen(formule) for formule in formules)
        return [bereik(tag["ref"]) for tag in tags if tag.get("t") in ("array", "dataTable") and "ref" in tag]
