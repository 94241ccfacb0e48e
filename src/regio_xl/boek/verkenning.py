"""Take the filled cells of a tab apart, after one exact look at every row and cell.

Nearly every program writes its cells in one way; one regular expression takes those apart, and a count of all tags proves that
it missed nothing. A tab that is written in another way (prefixes, comments, cells without a reference, extensions) is first
written out cell by cell in the usual one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from regio_xl.boek import BoekFout
from regio_xl.boek.archief import beschadigd
from regio_xl.boek.deel import MAX_DIEPTE, MAX_TAGS, bewaak_tags, ontleder, ontleed
from regio_xl.boek.gewoon import in_gewone_vorm

MAX_GEVULD = 250_000

# Possessive wherever there is one way to match: that takes half the time.
_FORMULE = rb"<f[^<>]*+(?:(?<=/)>|>[^<]*+</f>)"
_WAARDE = rb"<v(?:>| [^<>/]*+>)%s</v>|<v ?/>"
_TEKST = rb"<is>[^<]*+(?:<(?!/is>)[^<]*+)*+</is>"
_CEL = re.compile(
    rb'<c r="([A-Za-z]{1,3}+)([0-9]{1,7}+)"(?: s="([0-9]++)")?+(?: t="([A-Za-z]++)")?+(?: (?:cm|vm|ph)="[0-9]++")*+>'
    rb"(?:<v>([^<]++)</v>|((?:%s)?+(?:%s)?+(?:%s)?+))</c>" % (_FORMULE, _WAARDE % rb"[^<]*+", _TEKST)
)
_DELEN = re.compile(rb"(%s)?+(%s)?+(%s)?+" % (_FORMULE, _WAARDE % rb"([^<]*+)", _TEKST))
_RIJ = re.compile(rb'<row r="([0-9]{1,7})"')
_TAG = re.compile(rb"<sheetData(/?)>")
_WORTEL = re.compile(rb"(?:<\?xml[^>]*\?>)?\s*<worksheet[\s>]")

Cel = tuple[bytes, bytes, bytes, bytes, bytes, bytes]
"""A cell that holds something: its column, row, style and type; its value, when it holds that and nothing else; else all that
it holds."""


class Delen(NamedTuple):
    """What a cell may hold: a formula, a value and a text of its own, as elements; and what stands in the value."""

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
    """The filled cells of a tab. Raises :class:`BoekFout` for what no sheet can hold and for what is too large."""
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
    """Whether a part holds no comments, CDATA or instructions. Raises :class:`BoekFout` when it is not well-formed."""
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
    """The filled cells of a list of rows; None when anything in it is not written in the usual way."""
    if len(lijst) > MAX_GEVULD * len(b"<c></c>") and lijst.count(b"</c>") > MAX_GEVULD:
        raise BoekFout("bestand-te-groot", reden="een tabblad heeft meer dan 250.000 gevulde cellen")
    cellen: list[Cel] = _CEL.findall(lijst)
    rijen = _RIJ.findall(lijst)
    alles = [cel[5] for cel in cellen if cel[5]]
    teksten = [tekst for een in alles if (tekst := een.partition(b"<is>")[2])]
    binnen = 2 * len([cel for cel in cellen if cel[4]]) + b"".join(alles).count(b"<")
    if lijst.count(b"<") != len(rijen) + lijst.count(b"</row>") + lijst.count(b"<c ") + len(cellen) + binnen or any(
        tekst.count(b"<") >= MAX_DIEPTE or b"<c" in tekst or b"row" in tekst for tekst in teksten
    ):
        return None  # some tag belongs to no row, to no cell and to nothing that a cell holds
    if not _oplopend([int(rij) for rij in rijen]):
        raise beschadigd("de rijen van een tabblad staan niet op volgorde")
    per_rij = Counter([cel[1] for cel in cellen])
    if [stuk.count(b"</c>") for stuk in lijst.split(b'<row r="')[1:]] != [per_rij.get(rij, 0) for rij in rijen]:
        raise beschadigd("een celverwijzing klopt niet")  # a cell says that it stands in another row
    return cellen


def _oplopend(nummers: Sequence[int]) -> bool:
    """Whether each number is higher than the one before."""
    return list(nummers) == sorted(set(nummers))
