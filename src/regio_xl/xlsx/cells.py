"""The filled cells of a tab, taken apart after one exact look at every row and cell.

Nearly every program writes its cells in one way; one regular expression takes those apart, and a
count of all tags proves that it missed nothing. A tab that is written in another way (prefixes,
comments or CDATA, cells that do not say where they stand, extensions) is first written out cell by
cell in the usual one. That is only for reading; what is written goes into the part as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from regio_xl.werkboek import BoekFout, kolomletters
from regio_xl.xlsx.xml import (
    MAX_DIEPTE,
    MAX_TAGS,
    bewaak_diepte,
    bewaak_tags,
    kolomnummer,
    lokaal,
    ontleder,
    ontleed,
    plek,
    xmltekst,
)
from regio_xl.xlsx.zip import beschadigd

_DIEPTE = {"sheetData": 2, "row": 3, "c": 4}
_TEKSTEN = {"v", "t", "f"}
KOP, SLOT = b"<worksheet><sheetData>", b"</sheetData></worksheet>"


def in_gewone_vorm(xml: bytes) -> bytes:
    """The cells of a well-formed tab. Raises :class:`BoekFout` for rows and cells that no sheet can
    hold."""
    bewaak_tags(xml)
    return _Schrijver(xml).uit()


class _Schrijver:
    """The handlers of one pass."""

    def __init__(self, xml: bytes) -> None:
        self._stukken: list[str] = []
        self._pad: list[str] = []
        self._in_cellen = False
        self._rij, self._kolom = -1, -1
        self._soort, self._stijl = "n", ""
        self._bezwaar: BoekFout | None = None
        """What is wrong with the place of a cell; that of an empty cell does not matter."""
        self._formule: str | None = None
        self._waarde: str | None = None
        self._tekst: str | None = None
        parser = ontleder()
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._einde
        parser.CharacterDataHandler = self._teken
        ontleed(parser, xml)

    def uit(self) -> bytes:
        """What was written."""
        return KOP + "".join(self._stukken).encode() + SLOT

    def _begin(self, naam: str, attributen: dict[str, str]) -> None:
        naam = lokaal(naam)
        self._pad.append(naam)
        bewaak_diepte(len(self._pad))
        if len(self._pad) == 1 and naam != "worksheet":
            raise beschadigd("een tabblad verwijst naar iets anders")
        if naam == "sheetData" and len(self._pad) == 2:
            self._in_cellen = True
        elif self._in_cellen:
            if len(self._pad) != _DIEPTE.get(naam, len(self._pad)):
                raise beschadigd("de rijen en cellen van een tabblad kloppen niet")
            if naam == "row":
                self._begin_rij(attributen.get("r"))
            elif naam == "c":
                self._begin_cel(attributen)
            elif naam in _TEKSTEN:
                self._begin_tekst(naam)

    def _begin_rij(self, nummer: str | None) -> None:
        rij = self._rij + 1 if nummer is None else plek(f"A{nummer}")[0]
        if rij <= self._rij:
            raise beschadigd("de rijen van een tabblad staan niet op volgorde")
        self._rij, self._kolom = rij, -1
        self._stukken.append(f'<row r="{rij + 1}">')

    def _begin_cel(self, attributen: dict[str, str]) -> None:
        self._bezwaar = None
        try:
            self._kolom = self._volgende_kolom(attributen.get("r"))
        except BoekFout as fout:
            self._bezwaar = fout
        self._soort, self._stijl = attributen.get("t", "n"), attributen.get("s", "")
        self._formule = self._waarde = self._tekst = None

    def _volgende_kolom(self, verwijzing: str | None) -> int:
        kolom = (
            self._kolom + 1
            if verwijzing is None
            else kolomnummer(verwijzing.removesuffix(str(self._rij + 1)))
        )
        if kolom <= self._kolom:
            raise beschadigd("de cellen van een rij staan niet op volgorde")
        return kolom

    def _begin_tekst(self, naam: str) -> None:
        if naam == "f":
            self._formule = ""
        elif naam == "v":
            self._waarde = ""
        elif "is" in self._pad and "rPh" not in self._pad:
            self._tekst = self._tekst or ""

    def _teken(self, stuk: str) -> None:
        if not self._in_cellen or not self._pad:
            return
        if self._pad[-1] == "v" and self._waarde is not None:
            self._waarde += stuk
        elif self._pad[-1] == "t" and self._tekst is not None and "rPh" not in self._pad:
            self._tekst += stuk

    def _einde(self, naam: str) -> None:
        diepte = len(self._pad)
        naam = self._pad.pop()
        if diepte == 2 and naam == "sheetData":
            self._in_cellen = False
        elif self._in_cellen and naam == "row":
            self._stukken.append("</row>")
        elif self._in_cellen and naam == "c":
            self._einde_cel()

    def _einde_cel(self) -> None:
        if self._formule is None and self._waarde is None and self._tekst is None:
            return
        if self._bezwaar is not None:
            raise self._bezwaar
        stijl = f' s="{self._stijl}"' if self._stijl.isascii() and self._stijl.isdigit() else ""
        inhoud = "" if self._formule is None else "<f/>"
        inhoud += "" if self._waarde is None else f"<v>{xmltekst(self._waarde)}</v>"
        inhoud += (
            ""
            if self._tekst is None
            else f'<is><t xml:space="preserve">{xmltekst(self._tekst)}</t></is>'
        )
        soort = self._soort if self._soort.isascii() and self._soort.isalpha() else "n"
        self._stukken.append(
            f'<c r="{kolomletters(self._kolom)}{self._rij + 1}"{stijl} t="{soort}">{inhoud}</c>'
        )


MAX_GEVULD = 250_000

# Possessive wherever there is one way to match: that takes half the time.
_FORMULE = rb"<f[^<>]*+(?:(?<=/)>|>[^<]*+</f>)"
_WAARDE = rb"<v(?:>| [^<>/]*+>)%s</v>|<v ?/>"
_TEKST = rb"<is>[^<]*+(?:<(?!/is>)[^<]*+)*+</is>"
_CEL = re.compile(
    rb'<c r="([A-Za-z]{1,3}+)([0-9]{1,7}+)"(?: s="([0-9]++)")?+(?: t="([A-Za-z]++)")?+(?: (?:cm|vm|ph)="[0-9]++")*+>'
    rb"(?:<v>([^<]++)</v>|((?:%s)?+(?:%s)?+(?:%s)?+))</c>"
    % (_FORMULE, _WAARDE % rb"[^<]*+", _TEKST)
)
_DELEN = re.compile(rb"(%s)?+(%s)?+(%s)?+" % (_FORMULE, _WAARDE % rb"([^<]*+)", _TEKST))
_RIJ = re.compile(rb'<row r="([0-9]{1,7})"')
_TAG = re.compile(rb"<sheetData(/?)>")
_WORTEL = re.compile(rb"(?:<\?xml[^>]*\?>)?\s*<worksheet[\s>]")

Cel = tuple[bytes, bytes, bytes, bytes, bytes, bytes]
"""A cell that holds something: its column, row, style and type; its value, when it holds that and
nothing else; else all that it holds."""


class Delen(NamedTuple):
    """What a cell may hold: a formula, a value and a text of its own, as elements; and what stands
    in the value."""

    formule: bytes
    waarde: bytes
    inhoud: bytes
    tekst: bytes


def delen(alles: bytes) -> Delen:
    """All that a cell holds, taken apart."""
    gevonden = _DELEN.fullmatch(alles)
    assert gevonden  # it matched as a part of the cell
    return Delen(*gevonden.groups(b""))


def gevulde_cellen(xml: bytes) -> list[Cel]:
    """The filled cells of a tab. Raises :class:`BoekFout` for what no sheet can hold and for what
    is too large."""
    bewaak_tags(xml, 10 * MAX_TAGS)
    lijst = _lijst(xml) if _zonder_opmerkingen(xml) else None
    cellen = None if lijst is None else _cellen(lijst)
    if cellen is None:
        lijst = _lijst(in_gewone_vorm(xml))
        cellen = None if lijst is None else _cellen(lijst)
    if cellen is None:
        raise beschadigd("de cellen van een tabblad kloppen niet")
    return cellen


def _zonder_opmerkingen(xml: bytes) -> bool:
    """Whether a part holds no comments, CDATA or instructions. Raises :class:`BoekFout` when it is
    not well-formed."""
    gezien: list[object] = []
    parser = ontleder()
    parser.CommentHandler = gezien.append
    parser.StartCdataSectionHandler = lambda: gezien.append(None)
    parser.ProcessingInstructionHandler = lambda *_: gezien.append(None)
    ontleed(parser, xml)
    return not gezien


def _lijst(xml: bytes) -> bytes | None:
    """The rows of a well-formed tab; None when they are not written in the usual way."""
    begin = xml.find(b"<sheetData")
    tag = _TAG.match(xml, max(begin, 0))
    if tag is None or not _WORTEL.match(xml):
        return None
    if tag[1]:
        return b""
    einde = xml.find(b"</sheetData>", begin)
    return None if einde < 0 or xml.find(b"<sheetData", einde) > 0 else xml[tag.end() : einde]


def _cellen(lijst: bytes) -> list[Cel] | None:
    """The filled cells of a list of rows; None when anything in it is not written in the usual
    way."""
    if len(lijst) > MAX_GEVULD * len(b"<c></c>") and lijst.count(b"</c>") > MAX_GEVULD:
        raise BoekFout(
            "bestand-te-groot", reden="een tabblad heeft meer dan 250.000 gevulde cellen"
        )
    cellen: list[Cel] = _CEL.findall(lijst)
    rijen = _RIJ.findall(lijst)
    alles = [cel[5] for cel in cellen if cel[5]]
    teksten = [tekst for een in alles if (tekst := een.partition(b"<is>")[2])]
    binnen = 2 * len([cel for cel in cellen if cel[4]]) + b"".join(alles).count(b"<")
    if lijst.count(b"<") != len(rijen) + lijst.count(b"</row>") + lijst.count(b"<c ") + len(
        cellen
    ) + binnen or any(
        tekst.count(b"<") >= MAX_DIEPTE or b"<c" in tekst or b"row" in tekst for tekst in teksten
    ):
        return None  # some tag belongs to no row, to no cell and to nothing that a cell holds
    if not _oplopend([int(rij) for rij in rijen]):
        raise beschadigd("de rijen van een tabblad staan niet op volgorde")
    per_rij = Counter([cel[1] for cel in cellen])
    if [stuk.count(b"</c>") for stuk in lijst.split(b'<row r="')[1:]] != [
        per_rij.get(rij, 0) for rij in rijen
    ]:
        raise beschadigd(
            "een celverwijzing klopt niet"
        )  # a cell says that it stands in another row
    return cellen


def _oplopend(nummers: Sequence[int]) -> bool:
    """Whether each number is higher than the one before."""
    return list(nummers) == sorted(set(nummers))
