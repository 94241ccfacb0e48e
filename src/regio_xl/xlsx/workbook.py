"""A workbook in a file: read fast, written so that every part that is not ours stays as it was.

Excel is asked to calculate when it opens a result: formulas that look at what we wrote still hold
their old values.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path

from regio_xl.indeling.blokken import GEWIJZIGD
from regio_xl.werkboek import Blad, BoekFout, Momentopname, Schrijfopdracht, Schrijfwaarde
from regio_xl.xlsx.package import Pakket
from regio_xl.xlsx.read import lees_bladen
from regio_xl.xlsx.rows import wortel
from regio_xl.xlsx.save import read_file, replace, replace_with_backup, require_closed
from regio_xl.xlsx.values import GedeeldeTeksten
from regio_xl.xlsx.write import lap
from regio_xl.xlsx.xml import Boom, Wijziging, pas_toe, zonder_attributen

_ERVOOR = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames",
)  # fmt: skip


def vraag_herberekening(werkboek: bytes) -> bytes:
    """The workbook part with ``fullCalcOnLoad`` set, exactly once; the same bytes when it already
    was."""
    boom = Boom(werkboek)
    rekenen = boom.kind("calcPr")
    if rekenen is None:
        plek = boom.plek_na(_ERVOOR)
        nieuw = b"<" + boom.voorvoegsel + b'calcPr fullCalcOnLoad="1"/>'
        return pas_toe(werkboek, [Wijziging(plek, plek, nieuw)])
    if rekenen.attributen.get("fullCalcOnLoad") in ("1", "true"):
        return werkboek
    tag = zonder_attributen(
        werkboek[rekenen.begin : rekenen.inhoud], frozenset({b"fullCalcOnLoad"})
    )
    slot = b"/>" if tag.endswith(b"/>") else b">"
    nieuw = tag.removesuffix(slot).rstrip() + b' fullCalcOnLoad="1"' + slot
    return pas_toe(werkboek, [Wijziging(rekenen.begin, rekenen.inhoud, nieuw)])


ONTHOUDEN = 500_000
"""Parts up to this many bytes stay unpacked between reading and writing."""
_TEKEN = GEWIJZIGD.encode()
"""What stands in the formula of our own sign, also when another program wrote it."""


class Bestandsboek:
    """A :class:`~regio_xl.werkboek.Boek` in a file. Checked when opened; changes stay in memory
    until ``bewaar``."""

    def __init__(self, pad: Path) -> None:
        """Open a file. Raises :class:`BoekFout`."""
        self._vul(pad.name, read_file(pad))
        self._pad: Path | None = pad

    @classmethod
    def uit_bytes(cls, naam: str, inhoud: bytes) -> Bestandsboek:
        """A workbook that is already in memory. Raises :class:`BoekFout`."""
        boek = cls.__new__(cls)
        boek._vul(naam, inhoud)
        boek._pad = None
        return boek

    def _vul(self, naam: str, inhoud: bytes) -> None:
        self.naam = naam
        self._gelezen = inhoud
        self._pakket = Pakket(inhoud)
        self._nieuw: dict[str, bytes] = {}
        self._gemaakt: bytes | None = inhoud
        self._opdrachten: list[Schrijfopdracht] = []
        self._uitgepakt: dict[str, bytes] = {}
        self._gedeeld: GedeeldeTeksten | None = None

    @property
    def inhoud(self) -> bytes:
        """The bytes of the workbook, with everything that was written so far."""
        if self._gemaakt is None:
            self._gemaakt = self._pakket.met(self._nieuw) if self._nieuw else self._gelezen
        return self._gemaakt

    def lees(self, tabs: Collection[str]) -> Momentopname:
        """Read the tabs with these names. Raises :class:`BoekFout`."""
        gevonden = dict(filter(None, map(self._zoek, tabs)))
        pakket = self._pakket
        pakket.eis_samen_klein(gevonden.values())
        rijen = lees_bladen(
            [self._xml(deel) for deel in gevonden.values()],
            self._teksten,
            None if pakket.stijlen is None else pakket.xml(pakket.stijlen),
            datum1904=pakket.datum1904,
        )
        bladen = tuple(Blad(naam, cellen) for naam, cellen in zip(gevonden, rijen, strict=True))
        return Momentopname(bladen, tuple(tab.naam for tab in pakket.tabs))

    def schrijf(self, opdrachten: Sequence[Schrijfopdracht]) -> None:
        """Write values into tabs, in memory, all or nothing. Raises :class:`BoekFout`."""
        per_tab: dict[tuple[str, str], dict[tuple[int, int], Schrijfwaarde]] = {}
        uitkomsten: dict[str, dict[tuple[int, int], str]] = {}
        for opdracht in opdrachten:
            gevonden = self._zoek(opdracht.blad)
            if gevonden is None:
                raise BoekFout("tab-resultaat-ontbreekt", blad=opdracht.blad)
            per_tab.setdefault(gevonden, {}).update(opdracht.cellen)
            uitkomsten.setdefault(gevonden[1], {}).update(opdracht.uitkomsten)
        pakket, nieuw = self._pakket, {}
        for (naam, deel), cellen in per_tab.items():
            xml = self._xml(deel)
            gelapt = lap(
                xml,
                cellen,
                blad=naam,
                datum1904=pakket.datum1904,
                uitkomsten=uitkomsten[deel],
                teksten=self._teksten,
            )
            if gelapt != xml:
                nieuw[deel] = gelapt
        if nieuw and self._rekent_met([naam for naam, _ in per_tab], tuple(nieuw)):
            nieuw[self._pakket.werkboek] = vraag_herberekening(self._xml(self._pakket.werkboek))
        self._nieuw |= nieuw
        self._gemaakt = None
        self._opdrachten += opdrachten

    def bewaar(self, doel: Path) -> None:
        """Save as a file, at once or not at all. Raises :class:`BoekFout`."""
        replace(doel, self.inhoud)

    def bewaar_ter_plekke(self) -> Path | None:
        """Replace the file that was read and keep a copy beside it; gives the copy, None when
        nothing was changed.

        Raises :class:`BoekFout`, also when the file is open elsewhere or no longer the one that was
        read.
        """
        if self._pad is None:
            msg = "this workbook did not come from a file"
            raise ValueError(msg)
        inhoud = self.inhoud
        if inhoud == self._gelezen:
            return None
        self._eis_leesbaar_terug(inhoud)
        require_closed(self._pad)
        if read_file(self._pad) != self._gelezen:
            raise BoekFout("bestand-gewijzigd")
        kopie = replace_with_backup(self._pad, inhoud, self._gelezen)
        self._vul(self.naam, inhoud)
        return kopie

    def _eis_leesbaar_terug(self, inhoud: bytes) -> None:
        """What takes the place of somebody's own file is opened first: writing the same in it must
        change nothing."""
        opnieuw = Bestandsboek.uit_bytes(self.naam, inhoud)
        opnieuw.schrijf(self._opdrachten)
        if opnieuw.inhoud != inhoud:
            msg = f"what was written in {self.naam!r} does not read back the same"
            raise RuntimeError(msg)

    def _rekent_met(self, bladen: Collection[str], geschreven: Collection[str]) -> bool:
        """Whether a formula of somebody's own looks at a tab that we wrote; its stored result is
        then out of date.

        Our own sign looks there too, but what it must show is written along with the results.
        """
        namen = tuple(
            (naam + slot).encode().lower() for naam in bladen for slot in ("", "'", "&apos;")
        )
        tabellen = tuple(
            naam.encode().lower() for deel in geschreven for naam in self._pakket.tabelnamen(deel)
        )
        delen = (tab.deel for tab in self._pakket.tabs if tab.deel and tab.deel not in geschreven)
        return any(_verwijst(self._xml(deel), namen, tabellen) for deel in delen)

    @property
    def _teksten(self) -> GedeeldeTeksten:
        """The texts that cells point at; reading and writing look at the same ones."""
        if self._gedeeld is None:
            deel = self._pakket.teksten
            self._gedeeld = GedeeldeTeksten(None if deel is None else self._xml(deel))
        return self._gedeeld

    def _zoek(self, naam: str) -> tuple[str, str] | None:
        """Name and part of the first tab with this name, as the workbook writes it; None when it
        has no cells."""
        gezocht = naam.strip().casefold()
        tab = next(
            (tab for tab in self._pakket.tabs if tab.naam.strip().casefold() == gezocht), None
        )
        return None if tab is None or tab.deel is None else (tab.naam, tab.deel)

    def _xml(self, deel: str) -> bytes:
        if deel in self._nieuw:
            return self._nieuw[deel]
        if deel not in self._uitgepakt:
            xml = self._pakket.xml(deel)
            if len(xml) > ONTHOUDEN:
                return xml
            self._uitgepakt[deel] = xml
        return self._uitgepakt[deel]


def _verwijst(xml: bytes, bladen: tuple[bytes, ...], tabellen: tuple[bytes, ...]) -> bool:
    """Whether a formula in a part, but for our sign, names one of these tabs or tables."""
    if not _noemt(xml, bladen, tabellen):
        return False  # nor does any formula in it, and finding those takes as long again
    return _noemt(b"\n".join(f for f in _formules(xml) if _TEKEN not in f), bladen, tabellen)


def _noemt(tekst: bytes, bladen: tuple[bytes, ...], tabellen: tuple[bytes, ...]) -> bool:
    """Whether one of these tabs stands before a ``!`` or one of these tables before a ``[``."""
    lengte = max(map(len, (*bladen, *tabellen))) + 1
    if any(staart.endswith(bladen) for staart in _staarten(tekst, b"!", lengte)):
        return True
    return any(
        _eindigt_op(staart, tabellen)
        for staart in _staarten(tekst, b"[", lengte)
        if staart.endswith(tabellen)
    )


def _staarten(tekst: bytes, teken: bytes, lengte: int) -> set[bytes]:
    """What stands before each of these characters, this much of it."""
    return {stuk[-lengte:].lower() for stuk in tekst.split(teken)[:-1]}


def _eindigt_op(tekst: bytes, namen: Sequence[bytes]) -> bool:
    """Whether one of these names stands at the end, and is not the tail of a longer name."""
    staarten = (tekst.removesuffix(naam) for naam in namen if tekst.endswith(naam))
    return any(
        not rest or not (rest[-1:].isalnum() or rest[-1] > 127 or rest[-1:] in b"_.\\")
        for rest in staarten
    )


def _formules(xml: bytes) -> list[bytes]:
    """The formulas in the cells of a part, as they are written."""
    return _formule(wortel(xml)[0] + b"f").findall(xml)


@cache
def _formule(naam: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<%s[\s>][^<]*(?:<!(?:--.*?--|\[CDATA\[.*?\]\])>[^<]*)*" % naam, re.DOTALL)
