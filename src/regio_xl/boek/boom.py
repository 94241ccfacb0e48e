"""Where the elements of an XML part stand in its bytes, and changes at those places; all other bytes stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from operator import attrgetter
from typing import NamedTuple
from xml.parsers import expat

from regio_xl.boek.archief import beschadigd
from regio_xl.boek.deel import bewaak_diepte, bewaak_tags, lokaal, ontleder, ontleed, open_tag


class Element(NamedTuple):
    """An element by its bytes: its start tag, its content (none when it closes itself) and its end."""

    naam: str
    attributen: dict[str, str]
    begin: int
    inhoud: int
    inhoud_einde: int | None
    einde: int


class Begin(NamedTuple):
    """An element of which the end is still to come: its name without prefix, its attributes and where it begins."""

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
    """The children of the root element. A subclass looks at their children too, by ``kleinkind_begint`` and ``_eindigt``."""

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
        return Begin(lokaal(naam) if ":" in naam else naam, attributen, self.parser.CurrentByteIndex)

    def hier_eindigt(self, open_: Begin) -> Element:
        """The element that ends here."""
        naam, attributen, begin = open_
        inhoud = begin + len(open_tag(self.xml, begin))
        if self.xml[inhoud - 2 : inhoud] == b"/>":
            return Element(naam, attributen, begin, inhoud, None, inhoud)
        inhoud_einde = self.parser.CurrentByteIndex
        return Element(naam, attributen, begin, inhoud, inhoud_einde, self.xml.index(b">", inhoud_einde) + 1)

    def kind(self, naam: str) -> Element | None:
        """The first child of the root with this name."""
        return next((kind for kind in self.kinderen if kind.naam == naam), None)

    def plek_na(self, voorgangers: Collection[str]) -> int:
        """Where a new child belongs that comes after all of these. Raises :class:`BoekFout` when none is there."""
        einden = [kind.einde for kind in self.kinderen if kind.naam in voorgangers]
        if not einden:
            raise beschadigd("een onderdeel mist een verplicht element")
        return max(einden)
