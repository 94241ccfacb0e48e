"""What a calculation may change in a workbook, checked byte by byte: every difference that is not
ours is named."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from html import unescape
from xml.parsers import expat

import openpyxl
from python_calamine import CalamineError, load_workbook

from hulp import pakketten
from regio_xl.methode import Methode
from regio_xl.opdracht import verwerk_boek
from regio_xl.resultaten import Resultaat
from regio_xl.werkboek import Celwijzigingen, Koppeling, Schrijfwaarde, kolomletters
from regio_xl.xlsx.workbook import XlsxWerkboek

DAG = date(2026, 11, 21)
VAN_GEBRUIKER = "van de gebruiker"
"""What a test puts in cells that a calculation must never write."""

Plek = tuple[int, int]
Cellen = Mapping[Plek, Schrijfwaarde]
_OPEN_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_MAG_WEG = {"t", "cm", "vm", "ph"}
"""Attributes of a cell that say something about its value."""


class Meelezer(XlsxWerkboek):
    """A workbook that remembers what was written."""

    opdrachten: Sequence[Celwijzigingen] = ()

    def schrijf(self, opdrachten: Sequence[Celwijzigingen]) -> None:
        self.opdrachten = opdrachten
        super().schrijf(opdrachten)


@dataclass(frozen=True)
class Uitkomst:
    """A calculation: the workbook before and after, the results and what was to be written."""

    voor: bytes
    na: bytes
    resultaat: Resultaat
    opdrachten: Sequence[Celwijzigingen]


def bereken(voor: bytes, methode: Methode) -> Uitkomst:
    """Compute a workbook in its own file; never in a fresh one."""
    boek = Meelezer.uit_bytes("boek.xlsx", voor)
    resultaat, uitvoer = verwerk_boek(boek, methode, DAG)
    assert uitvoer is boek, "the answers were carried into a fresh workbook"
    assert isinstance(uitvoer, Meelezer)
    return Uitkomst(voor, uitvoer.inhoud, resultaat, uitvoer.opdrachten)


def verloren(uitkomst: Uitkomst) -> list[str]:
    """Everything that changed in the file and was not ours to change; empty when all is well."""
    voor, na = (pakketten.ingangen(inhoud) for inhoud in (uitkomst.voor, uitkomst.na))
    if [een.naam for een in voor] != [een.naam for een in na]:
        return ["entries came, went or moved"]
    if pakketten.slotopmerking(uitkomst.voor) != pakketten.slotopmerking(uitkomst.na):
        return ["the comment of the archive"]
    boek = pakketten.Onderdelen(uitkomst.voor)
    onze = {boek.blad(opdracht.blad).lower(): opdracht for opdracht in uitkomst.opdrachten}
    klachten = [
        klacht
        for opdracht in uitkomst.opdrachten
        for klacht in _niet_geschreven(uitkomst.na, boek, opdracht)
    ]
    with (
        zipfile.ZipFile(io.BytesIO(uitkomst.voor)) as oud,
        zipfile.ZipFile(io.BytesIO(uitkomst.na)) as nieuw,
    ):
        for een, ander, lid in zip(voor, na, nieuw.infolist(), strict=True):
            if een == ander:
                continue
            deel = lid.filename.replace("\\", "/").lstrip("/").lower()
            if _kop(een) != _kop(ander):
                klachten.append(f"{deel}: the entry itself")
            elif deel == boek.werkboek.lower():
                klachten += _anders_werkboek(oud.read(lid.filename), nieuw.read(lid))
            elif deel in onze:
                klachten += [
                    f"{deel}: {klacht}"
                    for klacht in anders(oud.read(lid.filename), nieuw.read(lid), onze[deel])
                ]
            else:
                klachten.append(f"{deel}: a part that is not ours")
    return klachten


def _kop(een: pakketten.Ingang) -> tuple[object, ...]:
    """What stays of an entry with new content: not how it was packed, but who made it, when and
    with what rights."""
    maker, nodig, _, _, tijd, datum, *rest = een.velden
    return een.naam, maker, nodig, tijd, datum, rest, een.extra, een.opmerking


def _anders_werkboek(voor: bytes, na: bytes) -> Iterator[str]:
    if _zonder_rekenvraag(_utf8(voor)) != _zonder_rekenvraag(na):
        yield "the workbook part, apart from fullCalcOnLoad"


def _zonder_rekenvraag(werkboek: bytes) -> bytes:
    kaal = re.sub(rb"""\sfullCalcOnLoad\s*=\s*["'](?:1|0|true|false)["']""", b"", werkboek)
    return re.sub(rb"<(?:\w+:)?calcPr\s*/>", b"", kaal)


def gelezen_tabs(inhoud: bytes, tabs: Iterable[str]) -> dict[str, dict[Plek, object]]:
    """The filled cells of tabs by another reader than ours: calamine on the file as it is, or
    openpyxl where that cannot."""
    try:
        boek = load_workbook(io.BytesIO(inhoud))
        rijen = {tab: boek.get_sheet_by_name(tab).to_python(skip_empty_area=False) for tab in tabs}
    except CalamineError:
        ander = openpyxl.load_workbook(io.BytesIO(inhoud), data_only=True)
        rijen = {tab: [list(rij) for rij in ander[tab].iter_rows(values_only=True)] for tab in tabs}
    return {
        tab: {
            (r, k): waarde
            for r, rij in enumerate(lijst)
            for k, waarde in enumerate(rij)
            if waarde not in ("", None)
        }
        for tab, lijst in rijen.items()
    }


def _naam(plek: Plek) -> str:
    return f"{kolomletters(plek[1])}{plek[0] + 1}"


def _niet_geschreven(
    na: bytes, boek: pakketten.Onderdelen, opdracht: Celwijzigingen
) -> Iterator[str]:
    """Cells that hold something else than was to be written, by their XML."""
    deel = boek.blad(opdracht.blad).lower()
    with zipfile.ZipFile(io.BytesIO(na)) as bron:
        naam = next(
            naam for naam in bron.namelist() if naam.replace("\\", "/").lstrip("/").lower() == deel
        )
        blad = _blad(bron.read(naam))
    for plek, waarde in opdracht.cellen.items():
        gevonden, verwacht = _opgeslagen(blad.cellen.get(plek), boek), _verwacht(waarde)
        if gevonden != verwacht:
            yield f"{opdracht.blad}!{_naam(plek)} holds {gevonden!r}, not {verwacht!r}"


def _verwacht(waarde: Schrijfwaarde) -> str | float | None:
    if isinstance(waarde, Koppeling):
        return waarde.tekst
    assert not isinstance(waarde, date), "no result is a date"
    return waarde if isinstance(waarde, str | None) else float(waarde)


def _opgeslagen(cel: Knoop | None, boek: pakketten.Onderdelen) -> str | float | None:
    """What a cell of ours holds: a text, a number or nothing."""
    if cel is None or not cel.kinderen:
        return None
    soort = cel.attributen.get("t", "n")
    tekst = "".join(map(_letterlijk, _tekststukken(cel)))
    if soort == "n":
        return float(tekst)
    if soort == "s":
        ruimte = {"x": boek.ruimte}
        lijst = boek.boom(boek.doel(boek.werkboek, "sharedStrings"))
        tekst = "".join(
            een.text or "" for een in lijst[int(tekst)].xpath("x:t|x:r/x:t", namespaces=ruimte)
        )
    return re.sub("_x([0-9A-F]{4})_", lambda teken: chr(int(teken[1], 16)), tekst)


def _tekststukken(knoop: Knoop) -> Iterator[Knoop]:
    for een in knoop.kinderen:
        if een.naam in ("v", "t"):
            yield een
        elif een.naam in ("is", "r"):
            yield from _tekststukken(een)


def _letterlijk(knoop: Knoop) -> str:
    """The text of an element that holds nothing else."""
    stukken = re.split(rb"<!\[CDATA\[(.*?)\]\]>", knoop.rest, flags=re.DOTALL)
    return "".join(
        stuk.decode() if n % 2 else unescape(stuk.decode()) for n, stuk in enumerate(stukken)
    )


# --- one tab ---


@dataclass
class Knoop:
    """An element by its bytes in a part."""

    xml: bytes
    naam: str
    attributen: dict[str, str]
    begin: int
    inhoud: int
    einde: int = 0
    kinderen: list[Knoop] = field(default_factory=list)

    @property
    def ruw(self) -> bytes:
        return self.xml[self.begin : self.einde]

    @property
    def rest(self) -> bytes:
        """What stands between and after its children."""
        begin, stukken = self.inhoud, []
        for een in self.kinderen:
            stukken.append(self.xml[begin : een.begin])
            begin = een.einde
        return b"".join((*stukken, self.xml[begin : self.einde])).removesuffix(
            b"</" + self._volle_naam + b">"
        )

    @property
    def _volle_naam(self) -> bytes:
        return re.split(rb"[\s/>]", self.xml[self.begin + 1 : self.inhoud], maxsplit=1)[0]


def _utf8(xml: bytes) -> bytes:
    """A part in UTF-8, as our writer leaves it when it has to change it."""
    for bom, codering in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if xml.startswith(bom):
            tekst = xml.removeprefix(bom).decode(codering)
            return re.sub(
                "(encoding=[\"'])UTF-16", r"\1UTF-8", tekst, count=1, flags=re.IGNORECASE
            ).encode()
    if b"ISO-8859-1" in xml[:60]:
        return xml.replace(b"ISO-8859-1", b"UTF-8", 1).decode("iso-8859-1").encode()
    return xml


def ontleed(xml: bytes) -> Knoop:
    """The elements of a part with their places."""
    stapel = [Knoop(xml, "", {}, 0, 0)]
    parser = expat.ParserCreate()

    def begin(naam: str, attributen: dict[str, str]) -> None:
        plek = parser.CurrentByteIndex
        tag = _OPEN_TAG.match(xml, plek)
        assert tag
        stapel.append(Knoop(xml, naam.rpartition(":")[2], attributen, plek, tag.end()))

    def einde(_: str) -> None:
        knoop = stapel.pop()
        dicht = xml[knoop.inhoud - 2 : knoop.inhoud] == b"/>"
        knoop.einde = knoop.inhoud if dicht else xml.index(b">", parser.CurrentByteIndex) + 1
        stapel[-1].kinderen.append(knoop)

    parser.StartElementHandler, parser.EndElementHandler = begin, einde
    parser.Parse(xml, True)
    return stapel[0].kinderen[0]


class Blad:
    """A tab as rows and cells by number, with their bytes."""

    def __init__(self, xml: bytes) -> None:
        self.xml = _utf8(xml)
        self.wortel = ontleed(self.xml)
        self.rijen: dict[int, Knoop] = {}
        self.cellen: dict[Plek, Knoop] = {}
        nummer = -1
        for rij in self.kind("sheetData").kinderen:
            nummer = int(rij.attributen.get("r", nummer + 2)) - 1
            self.rijen[nummer] = rij
            kolom = -1
            for cel in rij.kinderen:
                kolom = _kolom(cel.attributen["r"]) if "r" in cel.attributen else kolom + 1
                self.cellen[nummer, kolom] = cel

    def kind(self, naam: str) -> Knoop:
        return next(
            (een for een in self.wortel.kinderen if een.naam == naam), Knoop(b"", naam, {}, 0, 0)
        )

    @cached_property
    def skelet(self) -> bytes:
        """Everything around the cells, the used range and the links."""
        stukken, plek = [], 0
        for een in self.wortel.kinderen:
            if een.naam in ("sheetData", "dimension", "hyperlinks"):
                stukken.append(self.xml[plek : een.begin])
                plek = een.einde
                if een.naam == "sheetData":
                    stukken.append(b"<cellen/>" + een.rest)
        return b"".join((*stukken, self.xml[plek:]))


@lru_cache(maxsize=32)
def _blad(xml: bytes) -> Blad:
    return Blad(xml)


def _kolom(verwijzing: str) -> int:
    nummer = 0
    for letter in verwijzing.rstrip("0123456789").upper():
        nummer = nummer * 26 + ord(letter) - 64
    return nummer - 1


def _plekken(bereik: str) -> tuple[int, int, int, int]:
    hoeken = [
        (int(hoek.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1, _kolom(hoek))
        for hoek in bereik.split(":")
    ]
    return (*hoeken[0], *hoeken[-1])


def anders(voor: bytes, na: bytes, opdracht: Celwijzigingen) -> Iterator[str]:
    """What changed in a result tab beside the values that were to be written."""
    oud, nieuw = _blad(voor), _blad(na)
    if oud.skelet != nieuw.skelet:
        yield "something around the cells"
    yield from _anders_rijen(oud, nieuw, {rij for rij, _ in opdracht.cellen})
    yield from _anders_cellen(oud, nieuw, opdracht)
    yield from _anders_koppelingen(oud, nieuw, opdracht.cellen)
    yield from _anders_bereik(oud, nieuw)


def _anders_rijen(oud: Blad, nieuw: Blad, geschreven: set[int]) -> Iterator[str]:
    if list(oud.rijen) != [nummer for nummer in nieuw.rijen if nummer in oud.rijen] or sorted(
        nieuw.rijen
    ) != list(nieuw.rijen):
        yield "rows went or moved"
    for nummer, rij in nieuw.rijen.items():
        eerder = oud.rijen.get(nummer)
        if eerder is None:
            if nummer not in geschreven or rij.attributen.keys() - {"r", "ht"}:
                yield f"a new row {nummer + 1}"
            continue
        if eerder.rest != rij.rest:
            yield f"something between the cells of row {nummer + 1}"
        hoogte = set() if eerder.attributen.get("customHeight") in ("1", "true") else {"ht"}
        mag = {"spans"} | hoogte if nummer in geschreven else set()
        if {k: v for k, v in eerder.attributen.items() if k not in mag} != {
            k: v for k, v in rij.attributen.items() if k not in mag
        }:
            yield f"row {nummer + 1} itself"


def _anders_cellen(oud: Blad, nieuw: Blad, opdracht: Celwijzigingen) -> Iterator[str]:
    for plek in oud.cellen.keys() | nieuw.cellen.keys():
        cel = _naam(plek)
        eerder, later = oud.cellen.get(plek), nieuw.cellen.get(plek)
        if later is None:
            yield f"cell {cel} is gone"
        elif eerder is None:
            if plek not in opdracht.cellen or later.attributen.keys() - {"r", "s", "t"}:
                yield f"a new cell {cel}"
        elif eerder.ruw != later.ruw:
            yield from _anders_cel(cel, eerder, later, opdracht, plek)


def _anders_cel(
    cel: str, eerder: Knoop, later: Knoop, opdracht: Celwijzigingen, plek: Plek
) -> Iterator[str]:
    namen = [een.naam for een in eerder.kinderen]
    if plek in opdracht.uitkomsten and "f" in namen:
        if [een.ruw for een in eerder.kinderen if een.naam != "v"] != [
            een.ruw for een in later.kinderen if een.naam != "v"
        ]:
            yield f"the formula of cell {cel}"
        return
    if plek not in opdracht.cellen:
        yield f"cell {cel} that was not to be written"
    elif VAN_GEBRUIKER.encode() in eerder.ruw:
        yield f"cell {cel} of a user"
    elif "f" in namen or set(namen) - {"v", "is"}:
        yield f"cell {cel} held more than a value"
    elif {k: v for k, v in eerder.attributen.items() if k not in _MAG_WEG | {"r"}} != {
        k: v for k, v in later.attributen.items() if k not in _MAG_WEG | {"r"}
    }:
        yield f"the look of cell {cel}"


def _anders_koppelingen(oud: Blad, nieuw: Blad, cellen: Cellen) -> Iterator[str]:
    def onze(koppeling: Knoop) -> bool:
        r1, k1, r2, k2 = _plekken(koppeling.attributen["ref"])
        return (r1, k1) == (r2, k2) and (r1, k1) in cellen

    voor, na = (
        [een.ruw for een in blad.kind("hyperlinks").kinderen if not onze(een)]
        for blad in (oud, nieuw)
    )
    if voor != na:
        yield "links that are not ours"
    gelegd = [een.attributen["ref"] for een in nieuw.kind("hyperlinks").kinderen if onze(een)]
    verwacht = [
        f"{kolomletters(k)}{r + 1}"
        for (r, k), waarde in cellen.items()
        if isinstance(waarde, Koppeling)
    ]
    if sorted(gelegd) != sorted(verwacht):
        yield "the links of our cells"


def _anders_bereik(oud: Blad, nieuw: Blad) -> Iterator[str]:
    voor, na = (blad.kind("dimension").attributen.get("ref") for blad in (oud, nieuw))
    if voor != na and na is not None and voor is not None:
        r1, k1, r2, k2 = _plekken(na)
        plekken = [_plekken(voor), *((r, k, r, k) for r, k in nieuw.cellen)]
        if not all(r1 <= a and k1 <= b and c <= r2 and d <= k2 for a, b, c, d in plekken):
            yield "the used range no longer holds all cells"
