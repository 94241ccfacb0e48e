"""Where the rows of a tab and the cells of a row stand in its bytes.

expat says whether a part is well-formed, and takes apart what stands outside the list of rows. Inside that list are thousands
of tags: there a regular expression does it. It cannot be wrong, for in well-formed XML every ``<`` starts a tag once comments,
CDATA and instructions are covered, and :func:`afgedekt` covers those without moving a byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from regio_xl.boek.archief import beschadigd
from regio_xl.boek.deel import lokaal, ontleder, ontleed

_TAGREST: Final = rb"""[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*"""
_BEDEKT: Final = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_ATTRIBUUT: Final = re.compile(rb"""\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TEKST: Final = re.compile(rb"<(?:[^<>\s/:]+:)?[vt](?:\s[^<>]*)?>([^<]*)")
_LASTIG: Final = re.compile(rb"[&\r]|<[!?]|rPh")


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


def afgedekt(xml: bytes) -> bytes:
    """The part with blanks over comments, CDATA and instructions: no byte moves, and every ``<`` starts a tag."""
    if b"<!" not in xml and xml.find(b"<?", 1) < 0:
        return xml
    return _BEDEKT.sub(lambda gevonden: b" " * len(gevonden[0]), xml)


def lijst_van_rijen(bedekt: bytes, voorvoegsel: bytes) -> Snede:
    """The element that holds all rows. Raises :class:`BoekFout` when there is none."""
    tag = re.search(rb"<%ssheetData(?=[\s/>])%s>" % (voorvoegsel, _TAGREST), bedekt)
    if tag is None:
        raise beschadigd("een tabblad heeft geen plek voor cellen")
    if tag[0].endswith(b"/>"):
        return Snede(tag.start(), tag.end(), None, tag.end())
    einde = bedekt.find(b"</%ssheetData" % voorvoegsel, tag.end())
    return Snede(tag.start(), tag.end(), einde, bedekt.index(b">", einde) + 1)


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


class GedeeldeTeksten:
    """The texts that cells point at by number; taken apart when the first is asked for."""

    def __init__(self, xml: bytes | None) -> None:
        self._xml = xml

    def tekst(self, nummer: str) -> str | None:
        """A text as it is stored; None when there is none of that number. Raises :class:`BoekFout`."""
        if not (nummer.isascii() and nummer.isdigit() and len(nummer) < 10 and int(nummer) < len(self._losse)):
            return None
        return celwaarde(self._losse[int(nummer)]) or ""

    @cached_property
    def _losse(self) -> Sequence[bytes]:
        """What stands in each text element."""
        if self._xml is None:
            return ()
        if b"<!" not in self._xml and b":si" not in self._xml and self._xml.count(b"<si") == self._xml.count(b"<si>"):
            return self._xml.split(b"<si>")[1:]  # how nearly every program writes them
        bedekt = afgedekt(self._xml)
        lijst = re.search(rb"<((?:[^<>\s/:]+:)?)sst(?=[\s/>])%s>" % _TAGREST, bedekt)
        teksten = sneden(bedekt, lijst[1] + b"si", lijst.end(), len(bedekt)) if lijst else ()
        return [b"" if tekst.inhoud_einde is None else self._xml[tekst.inhoud : tekst.inhoud_einde] for tekst in teksten]


def celwaarde(inhoud: bytes) -> str | None:
    """What a cell holds as it is stored: its number or text, without how a text is pronounced; None when it has neither."""
    if _LASTIG.search(inhoud):
        return _ontlede_waarde(inhoud)
    teksten = _TEKST.findall(inhoud)
    return b"".join(teksten).decode() if teksten else None


def _ontlede_waarde(inhoud: bytes) -> str | None:
    pad: list[str] = []
    stukken: list[str] = []

    def teken(stuk: str) -> None:
        if pad[-1] in ("v", "t") and "rPh" not in pad:
            stukken.append(stuk)

    parser = ontleder()
    parser.StartElementHandler = lambda naam, _: pad.append(lokaal(naam))
    parser.EndElementHandler = lambda _: pad.pop()
    parser.CharacterDataHandler = teken
    ontleed(parser, b"<c>" + inhoud.partition(b"</si>")[0] + b"</c>")
    return "".join(stukken) or None
