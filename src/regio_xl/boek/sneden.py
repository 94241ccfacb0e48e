"""Where the rows of a tab and the cells of a row stand in its bytes.

expat says whether a part is well-formed, and takes apart what stands outside the list of rows. Inside that list are thousands
of tags: there a regular expression does it. It cannot be wrong, for in well-formed XML every ``<`` starts a tag once comments,
CDATA and instructions are covered, and :func:`afgedekt` covers those without moving a byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from regio_xl.boek.archief import beschadigd

_TAGREST: Final = rb"""[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*"""
_BEDEKT: Final = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_WORTEL: Final = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*+<((?:[^<>\s/:]+:)?)([^<>\s/:]+)", re.DOTALL)
_ATTRIBUUT: Final = re.compile(rb"""\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(slots=True)
class Snede:
    """An element by its bytes: its start tag, its content (no end of it when the element closes itself) and its end.

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
    """The part with blanks over comments, CDATA and instructions: no byte moves, and every ``<`` starts a tag."""
    if not _begint(xml, b"!") and not _begint(xml[1:], b"?"):
        return xml
    return _BEDEKT.sub(lambda gevonden: b" " * len(gevonden[0]), xml)


def _begint(xml: bytes, teken: bytes) -> bool:
    """Whether this character stands right behind a ``<``; looking for the two together is slow, as there is so much ``<``."""
    return any(stuk.endswith(b"<") for stuk in xml.split(teken)[:-1])


def wortel(xml: bytes) -> tuple[bytes, bytes]:
    """The prefix (empty or ``x:``) and the name of the root element."""
    gevonden = _WORTEL.match(xml)
    if gevonden is None:
        raise beschadigd("een onderdeel is geen geldige XML")
    return gevonden[1], gevonden[2]


def element(bedekt: bytes, naam: bytes) -> Snede | None:
    """The first element of this name, its prefix included; None when there is none. It holds none of its own kind."""
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
    """The elements of this name that stand one after another between two places; stops at the first of another name."""
    zoek = _patroon(naam).match
    while gevonden := zoek(bedekt, begin, einde):
        van, tot = gevonden.span(3)
        plek, begin = gevonden.start(1), gevonden.end()
        inhoud = begin if van < 0 else van
        verwijzing = gevonden[2].decode() if gevonden[2] else attributen(bedekt[plek:inhoud]).get("r", "")
        yield Snede(plek, inhoud, None if van < 0 else tot, begin, verwijzing)


@cache
def _patroon(naam: bytes) -> re.Pattern[bytes]:
    """An element with the blanks before it; it ends at the first end tag of its name, for it cannot hold its own kind."""
    inhoud = rb"([^<]*(?:<(?!/%s[\s>])[^<]*)*)" % naam
    begin = rb'\s*(<)%s(?: r="([A-Za-z]{0,3}[0-9]{1,7})")?(?=[\s/>])%s' % (naam, _TAGREST)
    return re.compile(rb"%s(?:(?<=/)>|(?<!/)>%s</%s\s*>)" % (begin, inhoud, naam))


def attributen(tag: bytes) -> dict[str, str]:
    """The attributes in a start tag, as they are written."""
    return {naam.decode(): (een or ander).decode() for naam, een, ander in _ATTRIBUUT.findall(tag)}
