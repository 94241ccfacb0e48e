"""The rows of a worksheet part and the cells of a row, as pieces of its bytes.

What is not written goes back as it came. expat says whether a part is well-formed, and takes apart
what stands outside the list of rows. Inside that list are thousands of tags: there a regular
expression does it. It cannot be wrong, for in well-formed XML every ``<`` starts a tag once comments,
CDATA and instructions are covered, and :func:`afgedekt` covers those without moving a byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple

from regio_xl.werkboek import kolomletters
from regio_xl.xlsx.xml import kolomnummer, plek, zonder_attributen
from regio_xl.xlsx.zip import beschadigd

_TAGREST: Final = rb"""[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*"""
_BEDEKT: Final = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_WORTEL: Final = re.compile(
    rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*+<((?:[^<>\s/:]+:)?)([^<>\s/:]+)", re.DOTALL
)
_ATTRIBUUT: Final = re.compile(rb"""\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(slots=True)
class Snede:
    """An element by its bytes: its start tag, its content (no end of it when the element closes
    itself) and its end.

    ``verwijzing``: where a row or cell says that it stands, empty when it does not say.
    """

    begin: int
    inhoud: int
    inhoud_einde: int | None
    einde: int
    verwijzing: str = ""

    @property
    def inhoud_tot(self) -> int:
        """Where its content ends; where it would begin, when the element closes itself."""
        return self.inhoud if self.inhoud_einde is None else self.inhoud_einde


def afgedekt(xml: bytes) -> bytes:
    """The part with blanks over comments, CDATA and instructions: no byte moves, and every ``<``
    starts a tag."""
    if not _begint(xml, b"!") and not _begint(xml[1:], b"?"):
        return xml
    return _BEDEKT.sub(lambda gevonden: b" " * len(gevonden[0]), xml)


def _begint(xml: bytes, teken: bytes) -> bool:
    """Whether this character stands right behind a ``<``; looking for the two together is slow, as
    there is so much ``<``."""
    return any(stuk.endswith(b"<") for stuk in xml.split(teken)[:-1])


def wortel(xml: bytes) -> tuple[bytes, bytes]:
    """The prefix (empty or ``x:``) and the name of the root element."""
    gevonden = _WORTEL.match(xml)
    if gevonden is None:
        raise beschadigd("een onderdeel is geen geldige XML")
    return gevonden[1], gevonden[2]


def element(bedekt: bytes, naam: bytes) -> Snede | None:
    """The first element of this name, its prefix included; None when there is none. It holds none
    of its own kind."""
    tag = _element(naam).search(bedekt)
    if tag is None:
        return None
    if tag[0].endswith(b"/>"):
        return Snede(tag.start(), tag.end(), None, tag.end())
    inhoud_einde = bedekt.find(b"</" + naam, tag.end())
    return Snede(tag.start(), tag.end(), inhoud_einde, bedekt.index(b">", inhoud_einde) + 1)


@cache
def _element(naam: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<%s(?=[\s/>])%s>" % (naam, _TAGREST))


def sneden(bedekt: bytes, naam: bytes, begin: int, einde: int) -> Iterator[Snede]:
    """The elements of this name that stand one after another between two places; stops at the first
    of another name."""
    zoek = _patroon(naam).match
    while gevonden := zoek(bedekt, begin, einde):
        van, tot = gevonden.span(3)
        plek, begin = gevonden.start(1), gevonden.end()
        inhoud = begin if van < 0 else van
        verwijzing = (
            gevonden[2].decode() if gevonden[2] else attributen(bedekt[plek:inhoud]).get("r", "")
        )
        yield Snede(plek, inhoud, None if van < 0 else tot, begin, verwijzing)


@cache
def _patroon(naam: bytes) -> re.Pattern[bytes]:
    """An element with the blanks before it; it ends at the first end tag of its name, for it cannot
    hold its own kind."""
    inhoud = rb"([^<]*(?:<(?!/%s[\s>])[^<]*)*)" % naam
    begin = rb'\s*(<)%s(?: r="([A-Za-z]{0,3}[0-9]{1,7})")?(?=[\s/>])%s' % (naam, _TAGREST)
    return re.compile(rb"%s(?:(?<=/)>|(?<!/)>%s</%s\s*>)" % (begin, inhoud, naam))


def attributen(tag: bytes) -> dict[str, str]:
    """The attributes in a start tag, as they are written."""
    return {naam.decode(): (een or ander).decode() for naam, een, ander in _ATTRIBUUT.findall(tag)}


_RIJ: Final = re.compile(rb'<row r="([0-9]{1,7})"')
_CEL: Final = re.compile(  # possessive wherever there is one way to match: half the time
    rb'((<c r="([A-Za-z]{1,3}+)([0-9]{1,7}+)"(?: s="[0-9]++")?+)((?: (?:t|cm|vm|ph)="[A-Za-z0-9]++")*+)'
    rb"(?:/>|>([^<]*+(?:<(?!/c[\s>])[^<]*+)*+)(</c>)))"
)
_RIJVORM: Final = re.compile(
    rb"""(<row(?: [^\s<>="'/]++="[^<>"]*+")*+/?>)(?:(.*)(</row>))?\s*""", re.DOTALL
)
_ONWAAR: Final = frozenset({b"spans"})
_ONWAAR_MET_HOOGTE: Final = frozenset({b"spans", b"ht"})
_OVER_DE_INHOUD: Final = frozenset({b"t", b"cm", b"vm", b"ph"})
"""What says something about the value that a cell holds: its type, its metadata, its furigana."""
_NA_DE_CELLEN: Final = re.compile(rb"\s*(?:<(?:[^<>\s/:]+:)?extLst[\s>].*)?", re.DOTALL)


ONTHOUDEN = 600
"""Rows up to this many bytes are remembered."""


class Cel(NamedTuple):
    """A cell: all of it with the blanks before it, how it begins when it gets another value (its
    start tag, still open), its type, and what stands between its tags (None when it closes
    itself)."""

    heel: bytes
    begin: bytes
    soort: str
    inhoud: bytes | None


class Rijkop(NamedTuple):
    """The start tag of a row, how it begins when its cells change (still open, without what may be
    untrue then: the columns it spans, and its height unless somebody set it by hand), and its
    attributes."""

    tag: bytes
    begin: bytes
    attributen: dict[str, str]

    @property
    def vaste_hoogte(self) -> bool:
        """Whether somebody set the height by hand."""
        return self.attributen.get("customHeight") in ("1", "true")


class Rij(NamedTuple):
    """A row: where it stands, its cells by column, and what follows those, with its end tag if it
    has one."""

    begin: int
    einde: int
    kop: Rijkop
    cellen: dict[int, Cel]
    staart: bytes


def rijplekken(bedekt: bytes, voorvoegsel: bytes, lijst: Snede) -> list[tuple[int, int]]:
    """The 0-based number of each row and where it begins. Raises :class:`BoekFout` when they are
    out of order."""
    einde = lijst.inhoud_tot
    gewoon = [(int(rij[1]) - 1, rij.start()) for rij in _RIJ.finditer(bedekt, lijst.inhoud, einde)]
    met_nummer = (
        gewoon and not voorvoegsel and len(gewoon) == bedekt.count(b"<row", lijst.inhoud, einde)
    )
    plekken = (
        gewoon
        if met_nummer
        else list(_gezochte_plekken(bedekt, voorvoegsel + b"row", lijst.inhoud, einde))
    )
    vorige = -1
    for nummer, _ in plekken:
        if nummer <= vorige:
            raise beschadigd("de rijen van een tabblad staan niet op volgorde")
        vorige = nummer
    return plekken


def _gezochte_plekken(
    bedekt: bytes, naam: bytes, begin: int, einde: int
) -> Iterator[tuple[int, int]]:
    nummer = -1
    for snede in sneden(bedekt, naam, begin, einde):
        nummer = plek(f"A{snede.verwijzing}")[0] if snede.verwijzing else nummer + 1
        yield nummer, snede.begin
        begin = snede.einde
    if bedekt[begin:einde].strip():
        raise beschadigd("de rijen en cellen van een tabblad kloppen niet")


def lees_rij(
    xml: bytes, bedekt: bytes, voorvoegsel: bytes, nummer: int, begin: int, tot: int
) -> Rij:
    """The row that begins at this place, up to the next row or the end of the list.

    Raises :class:`BoekFout` when its cells are out of order.
    """
    if xml is bedekt and not voorvoegsel and tot - begin <= ONTHOUDEN:
        gewoon = _gewone_rij(xml[begin:tot], nummer)
        if gewoon is not None:
            return Rij(begin, begin + gewoon.einde, gewoon.kop, gewoon.cellen, gewoon.staart)
    snede = next(sneden(bedekt, voorvoegsel + b"row", begin, tot))
    kop = _rijkop(xml[snede.begin : snede.inhoud])
    if snede.inhoud_einde is None:
        return Rij(snede.begin, snede.einde, kop, {}, b"")
    cellen, laatste = _gezochte_cellen(xml, bedekt, voorvoegsel + b"c", nummer, snede)
    if not _NA_DE_CELLEN.fullmatch(bedekt, laatste, snede.inhoud_einde):
        raise beschadigd("de rijen en cellen van een tabblad kloppen niet")
    return Rij(snede.begin, snede.einde, kop, cellen, xml[laatste : snede.einde])


def _rijkop(tag: bytes) -> Rijkop:
    kop = Rijkop(tag, tag, attributen(tag))
    weg = _ONWAAR if kop.vaste_hoogte else _ONWAAR_MET_HOOGTE
    return kop._replace(begin=zonder_attributen(tag, weg).removesuffix(b"/>").rstrip(b" >"))


@lru_cache(maxsize=2048)
def _gewone_rij(stuk: bytes, nummer: int) -> Rij | None:
    """A row as nearly every program writes it, as if it stood at the beginning; None for any other.

    Remembered, because the empty rows of a template come back in every workbook.
    """
    vorm = _RIJVORM.fullmatch(stuk)
    if vorm is None:
        return None
    tag, inhoud, slot = vorm[1], vorm[2] or b"", vorm[3] or b""
    cellen = _gewone_cellen(inhoud, b"%d" % (nummer + 1))
    return (
        None
        if cellen is None
        else Rij(0, len(tag) + len(inhoud) + len(slot), _rijkop(tag), cellen, slot)
    )


def _gewone_cellen(inhoud: bytes, cijfers: bytes) -> dict[int, Cel] | None:
    """The cells of a row by column, in the way nearly every program writes them; None when there is
    anything else."""
    gevonden = _CEL.findall(inhoud)
    cellen: dict[int, Cel] = {}
    lengte, vorige = 0, -1
    for heel, begin, letters, rij, over, binnen, slot in gevonden:
        kolom = kolomnummer(letters.decode())
        if kolom <= vorige or rij != cijfers:
            return None
        vorige, lengte = kolom, lengte + len(heel)
        cellen[kolom] = Cel(
            heel, begin, attributen(over).get("t", "n") if over else "n", binnen if slot else None
        )
    return cellen if lengte == len(inhoud) else None


def _gezochte_cellen(
    xml: bytes, bedekt: bytes, naam: bytes, nummer: int, rij: Snede
) -> tuple[dict[int, Cel], int]:
    """The cells of a row by column however they are written, and where the last one ends."""
    cellen: dict[int, Cel] = {}
    kolom, laatste, cijfers = -1, rij.inhoud, str(nummer + 1)
    for snede in sneden(bedekt, naam, rij.inhoud, rij.inhoud_tot):
        vorige = kolom
        kolom = (
            kolomnummer(snede.verwijzing.removesuffix(cijfers)) if snede.verwijzing else kolom + 1
        )
        if kolom <= vorige:
            raise beschadigd("de cellen van een rij staan niet op volgorde")
        tag = xml[snede.begin : snede.inhoud]
        begin = zonder_attributen(tag, _OVER_DE_INHOUD).rstrip(b"/>").rstrip()
        if not snede.verwijzing:  # it has none, or an empty one
            verwijzing = b'<%s r="%s%d"' % (naam, kolomletters(kolom).encode(), nummer + 1)
            begin = zonder_attributen(begin, frozenset({b"r"})).replace(b"<" + naam, verwijzing, 1)
        cellen[kolom] = Cel(
            xml[laatste : snede.einde],
            xml[laatste : snede.begin] + begin,
            attributen(tag).get("t", "n"),
            None if snede.inhoud_einde is None else xml[snede.inhoud : snede.inhoud_einde],
        )
        laatste = snede.einde
    return cellen, laatste
