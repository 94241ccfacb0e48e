"""Where the elements of an XML part stand in its bytes, and changes at those places; all other bytes stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple
from xml.parsers import expat

from regio_xl.boek.archief import beschadigd
from regio_xl.boek.deel import bewaak_diepte, bewaak_tags, lokaal, ontleder, ontleed, open_tag


@dataclass(frozen=True, slots=True)
class Element:
    """An element by its bytes: its start tag, its content (none when it closes itself) and its end."""

    naam: str
    attributen: dict[str, str]
    begin: int
    inhoud: int
    inhoud_einde: int | None
    einde: int


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
    """The children of the root element. A subclass looks deeper by extending ``begin`` and ``einde``."""

    def __init__(self, xml: bytes) -> None:
        bewaak_tags(xml)
        self.xml = xml
        self.kinderen: list[Element] = []
        self.voorvoegsel = b""
        """What stands before the names of our elements: nothing or ``x:``."""
        self.pad: list[str] = []
        self._begin_kind = 0
        self._kind_attributen: dict[str, str] = {}
        self.parser: expat.XMLParserType = ontleder()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.begin, self.einde
        ontleed(self.parser, xml)

    def begin(self, naam: str, attributen: dict[str, str]) -> None:
        """An element starts."""
        self.pad.append(lokaal(naam) if ":" in naam else naam)
        bewaak_diepte(len(self.pad))
        if len(self.pad) == 1:
            voorvoegsel, punt, _ = naam.rpartition(":")
            self.voorvoegsel = (voorvoegsel + punt).encode()
        elif len(self.pad) == 2:
            self._begin_kind, self._kind_attributen = self.parser.CurrentByteIndex, attributen

    def einde(self, _: str) -> None:
        """An element ends."""
        if len(self.pad) == 2:
            self.kinderen.append(self.element(self._begin_kind, self._kind_attributen))
        self.pad.pop()

    def element(self, begin: int, attributen: dict[str, str]) -> Element:
        """The element that ends here and began at this byte."""
        inhoud = begin + len(open_tag(self.xml, begin))
        if self.xml[inhoud - 2 : inhoud] == b"/>":
            return Element(self.pad[-1], attributen, begin, inhoud, None, inhoud)
        inhoud_einde = self.parser.CurrentByteIndex
        return Element(self.pad[-1], attributen, begin, inhoud, inhoud_einde, self.xml.index(b">", inhoud_einde) + 1)

    def kind(self, naam: str) -> Element | None:
        """The first child of the root with this name."""
        return next((kind for kind in self.kinderen if kind.naam == naam), None)

    def plek_na(self, voorgangers: Collection[str]) -> int:
        """Where a new child belongs that comes after all of these. Raises :class:`BoekFout` when none is there."""
        einden = [kind.einde for kind in self.kinderen if kind.naam in voorgangers]
        if not einden:
            raise beschadigd("een onderdeel mist een verplicht element")
        return max(einden)
