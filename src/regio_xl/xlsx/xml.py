"""One XML part: its bytes as UTF-8, parsed with every foreign error turned into one of ours.

expat does the parsing: it gives the byte position of every element, so that a part can be changed
without being rebuilt, and it never fetches anything. A DOCTYPE is refused before parsing, and with
it every entity.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache
from operator import attrgetter
from typing import NamedTuple
from xml.parsers import expat

from regio_xl.werkboek import BoekFout
from regio_xl.xlsx.zip import beschadigd

_BOM = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_ZONDER_BOM = {b"<\0?\0": "utf-16-le", b"\0<\0?": "utf-16-be"}
_BREED = ("utf-16-le", "utf-16-be")
_CODERINGEN = {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252", "utf-16"}
_VERKLARING = re.compile(rb"\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_DOCTYPE = re.compile(rb"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!doctype", re.IGNORECASE | re.DOTALL)
_OPEN_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_ATTRIBUUT = re.compile(rb"(?<!\s)\s+([^\s=]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_VERWIJZING = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")

MAX_DIEPTE = 64
"""Real parts nest a dozen elements."""
MAX_TAGS = 200_000
"""What Python looks at tag by tag holds no more of them: a sheet with 10,000 rows of five cells has
some 150,000."""
MAX_RIJEN, MAX_KOLOMMEN = 1_048_576, 16_384


def utf8(inhoud: bytes) -> bytes:
    """The part as UTF-8 without byte order mark, its declaration included. Raises :class:`BoekFout`
    on a DOCTYPE."""
    codering = next(
        (naam for bom, naam in _BOM.items() if inhoud.startswith(bom)), None
    ) or _ZONDER_BOM.get(inhoud[:4])
    inhoud = inhoud.removeprefix(b"\xef\xbb\xbf")
    if codering in _BREED:
        inhoud = _decodeer(inhoud, codering).removeprefix("\ufeff").encode()
    verklaring = _VERKLARING.match(inhoud)
    genoemd = verklaring[1].decode("ascii").lower() if verklaring else "utf-8"
    if genoemd not in _CODERINGEN:
        raise beschadigd("een onderdeel heeft een onbekende tekencodering")
    if verklaring and genoemd not in ("utf-8", "utf8"):
        if codering is None and genoemd != "utf-16":
            inhoud = _decodeer(inhoud, genoemd).encode()
        inhoud = inhoud.replace(verklaring[1], b"UTF-8", 1)
    if b"\0" in inhoud:
        raise beschadigd("een onderdeel bevat onleesbare tekens")
    if _DOCTYPE.match(inhoud):
        raise BoekFout("bestand-onveilig", reden="een onderdeel bevat een DOCTYPE")
    return inhoud


def _decodeer(inhoud: bytes, codering: str) -> str:
    try:
        return inhoud.decode(codering)
    except UnicodeDecodeError as fout:
        raise beschadigd("een onderdeel bevat onleesbare tekens") from fout


def ontleder(met_namen: bool = False) -> expat.XMLParserType:
    """A parser with text in one piece; ``met_namen`` puts the namespace before each name, with a
    blank between."""
    parser = expat.ParserCreate(
        "utf-8", " " if met_namen else None
    )  # whatever the part declares: it was made UTF-8
    parser.buffer_text = True
    return parser


def ontleed(parser: expat.XMLParserType, xml: bytes) -> None:
    """Parse a whole part. Raises :class:`BoekFout` when it is not well-formed."""
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as fout:
        raise beschadigd("een onderdeel is geen geldige XML") from fout
    finally:  # a handler often holds on to its parser; without this the part would stay until the next collection
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None


def bewaak_diepte(diepte: int) -> None:
    """Raises :class:`BoekFout` when elements are nested deeper than any real part does."""
    if diepte > MAX_DIEPTE:
        raise beschadigd("een onderdeel is te diep genest")


def bewaak_tags(xml: bytes, meeste: int = MAX_TAGS) -> None:
    """Raises :class:`BoekFout` when a part holds more tags than can be looked at in a moment."""
    if (
        len(xml) > 2 * meeste and xml.count(b"<") > 2 * meeste
    ):  # nearly every part is too short to hold so many
        raise BoekFout(
            "bestand-te-groot",
            reden=f"een onderdeel heeft meer dan {meeste:_} elementen".replace("_", "."),
        )


def xmltekst(tekst: str) -> str:
    """Text as it stands between tags."""
    return tekst.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def xmlwaarde(tekst: str) -> str:
    """Text as the value of an attribute, quotes included.

    As ``xml.sax.saxutils`` does it; but importing that brings in everything for web addresses, an
    eighth of a start.
    """
    blanks = xmltekst(tekst).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return '"' + blanks.replace('"', "&quot;") + '"'


def lokaal(naam: str) -> str:
    """An element or attribute name without its prefix or namespace."""
    return naam.rpartition(" ")[2].rpartition(":")[2]


@cache
def _met_aanhalingstekens(namen: frozenset[bytes]) -> re.Pattern[bytes]:
    return re.compile(rb'(?<!\s)\s+(?:%s)\s*=\s*"[^"]*"' % b"|".join(sorted(namen)))


def plek(verwijzing: str) -> tuple[int, int]:
    """0-based row and column of a reference such as ``D7``. Raises :class:`BoekFout` when no sheet
    can hold it."""
    gevonden = _VERWIJZING.fullmatch(verwijzing)
    if gevonden is None:
        raise beschadigd("een celverwijzing klopt niet")
    rij = int(gevonden[2])
    if not 1 <= rij <= MAX_RIJEN:
        raise beschadigd("een celverwijzing klopt niet")
    return rij - 1, kolomnummer(gevonden[1])


@cache
def kolomnummer(letters: str) -> int:
    """0-based column of its letters. Raises :class:`BoekFout` when no sheet has it."""
    if not (len(letters) <= 3 and letters.isascii() and letters.isalpha()):
        raise beschadigd("een celverwijzing klopt niet")
    nummer = 0
    for letter in letters.upper():
        nummer = nummer * 26 + ord(letter) - 64
    if nummer > MAX_KOLOMMEN:
        raise beschadigd("een celverwijzing klopt niet")
    return nummer - 1


def bereik(verwijzing: str) -> tuple[int, int, int, int]:
    """First row and column, last row and column of ``B2:C4`` or ``B2``."""
    begin, _, einde = verwijzing.partition(":")
    rij1, kolom1 = plek(begin)
    rij2, kolom2 = plek(einde or begin)
    return min(rij1, rij2), min(kolom1, kolom2), max(rij1, rij2), max(kolom1, kolom2)


def open_tag(xml: bytes, begin: int) -> bytes:
    """The start tag that the parser found at this position."""
    gevonden = _OPEN_TAG.match(xml, begin)
    if gevonden is None:
        raise beschadigd("een onderdeel is geen geldige XML")
    return gevonden[0]


def zonder_attributen(tag: bytes, weg: frozenset[bytes]) -> bytes:
    """A start tag without these attributes; the others stay as they are written."""
    if b"'" not in tag:  # then nothing inside a value can look like an attribute
        return _met_aanhalingstekens(weg).sub(b"", tag)
    return _ATTRIBUUT.sub(lambda gevonden: b"" if gevonden[1] in weg else gevonden[0], tag)


class Element(NamedTuple):
    """An element by its bytes: its start tag, its content (none when it closes itself) and its
    end."""

    naam: str
    attributen: dict[str, str]
    begin: int
    inhoud: int
    inhoud_einde: int | None
    einde: int


class Begin(NamedTuple):
    """An element of which the end is still to come: its name without prefix, its attributes and
    where it begins."""

    naam: str
    attributen: dict[str, str]
    begin: int


_NIETS = Begin("", {}, 0)


class Wijziging(NamedTuple):
    """New bytes for a stretch of a part; an insertion when the stretch is empty."""

    begin: int
    einde: int
    nieuw: bytes


def pas_toe(xml: bytes, wijzigingen: Iterable[Wijziging]) -> bytes:
    """The part with these changes; those at one place stay in the order given."""
    stukken, vorige = [], 0
    for wijziging in sorted(wijzigingen, key=attrgetter("begin")):
        stukken += [xml[vorige : wijziging.begin], wijziging.nieuw]
        vorige = wijziging.einde
    return b"".join((*stukken, xml[vorige:]))


class Boom:
    """The children of the root element. A subclass looks at their children too, by
    ``kleinkind_begint`` and ``_eindigt``."""

    def __init__(self, xml: bytes) -> None:
        bewaak_tags(xml)
        self.xml = xml
        self.kinderen: list[Element] = []
        self.voorvoegsel = b""
        """What stands before the names of our elements: nothing or ``x:``."""
        self._diepte = 0
        self._open = _NIETS
        self.parser: expat.XMLParserType = ontleder()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._begin, self._einde
        ontleed(self.parser, xml)

    def _begin(self, naam: str, attributen: dict[str, str]) -> None:
        diepte = self._diepte = self._diepte + 1
        if diepte == 3:
            self.kleinkind_begint(self._open.naam, naam, attributen)
        elif diepte == 2:
            self._open = self.hier_begint(naam, attributen)
        elif diepte == 1:
            voorvoegsel, punt, _ = naam.rpartition(":")
            self.voorvoegsel = (voorvoegsel + punt).encode()
        else:
            bewaak_diepte(diepte)

    def _einde(self, _: str) -> None:
        if self._diepte == 3:
            self.kleinkind_eindigt()
        elif self._diepte == 2:
            self.kinderen.append(self.hier_eindigt(self._open))
        self._diepte -= 1

    def kleinkind_begint(self, ouder: str, naam: str, attributen: dict[str, str]) -> None:
        """A child of a child starts; ``naam`` with its prefix."""

    def kleinkind_eindigt(self) -> None:
        """A child of a child ends."""

    def hier_begint(self, naam: str, attributen: dict[str, str]) -> Begin:
        """The element that starts here."""
        return Begin(
            lokaal(naam) if ":" in naam else naam, attributen, self.parser.CurrentByteIndex
        )

    def hier_eindigt(self, open_: Begin) -> Element:
        """The element that ends here."""
        naam, attributen, begin = open_
        inhoud = begin + len(open_tag(self.xml, begin))
        if self.xml[inhoud - 2 : inhoud] == b"/>":
            return Element(naam, attributen, begin, inhoud, None, inhoud)
        inhoud_einde = self.parser.CurrentByteIndex
        return Element(
            naam, attributen, begin, inhoud, inhoud_einde, self.xml.index(b">", inhoud_einde) + 1
        )

    def kind(self, naam: str) -> Element | None:
        """The first child of the root with this name."""
        return next((kind for kind in self.kinderen if kind.naam == naam), None)

    def plek_na(self, voorgangers: Collection[str]) -> int:
        """Where a new child belongs that comes after all of these. Raises :class:`BoekFout` when
        none is there."""
        einden = [kind.einde for kind in self.kinderen if kind.naam in voorgangers]
        if not einden:
            raise beschadigd("een onderdeel mist een verplicht element")
        return max(einden)
