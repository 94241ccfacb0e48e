"""One exact look at the cells of a tab before the fast reader gets them, and at what that reader cannot tell.

calamine ends the process when a tab needs more memory than there is, takes text 0 for an index it cannot read, gives ''
for errors and for formulas that were never calculated, and refuses a whole tab for an error it does not know. So every
reference, index and size is checked here first, and calamine gets nothing but rows and cells that were looked at.

Nearly every program writes its cells in one way; one regular expression takes those apart. A tab that is written in another
way (prefixes, comments, cells without a reference, extensions) is first written out cell by cell in the usual one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from regio_xl.boek import BoekFout, CelFout, NietBerekend
from regio_xl.boek.archief import beschadigd
from regio_xl.boek.deel import (
    MAX_DIEPTE,
    MAX_KOLOMMEN,
    MAX_RIJEN,
    MAX_TAGS,
    bewaak_diepte,
    bewaak_tags,
    kolomnummer,
    lokaal,
    ontleder,
    ontleed,
)
from regio_xl.boek.gewoon import KOP, SLOT, in_gewone_vorm

MAX_CELLEN = 1_000_000
MAX_GEVULD = 250_000
MAX_TEKENS = 5_000_000
_BEKENDE_FOUTEN = {b"#N/A", b"#DIV/0!", b"#REF!", b"#NAME?", b"#NULL!", b"#NUM!", b"#VALUE!"}

_CEL = re.compile(
    rb'(<c r="([A-Za-z]{1,3})([0-9]{1,7})"(?: s="[0-9]+")?(?: t="([A-Za-z]+)")?(?: (?:cm|vm|ph)="[0-9]+")*>'
    rb"((<f[^<>]*(?:/>|>[^<]*</f>))?(<v(?:>| [^<>/]*>)[^<]*</v>|<v ?/>)?(?:<is>[^<]*(?:<(?!/is>)[^<]*)*</is>)?)</c>)"
)
_RIJ = re.compile(rb'<row r="([0-9]{1,7})"')
_WAARDE = re.compile(rb"<v[^<>]*>([^<]*)")
_WORTEL = re.compile(rb"(?:<\?xml[^>]*\?>)?\s*<worksheet[\s>]")


_Cel = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes]
"""A cell that holds something: all of it, its column, row and type, its content, and of that the formula and the value."""


@dataclass(slots=True)
class Verkenning:
    """What a tab holds: its used size, its texts counted in bytes at most, cells with an error or no result, and the same tab
    as calamine can read it."""

    leesbaar: bytes
    rijen: int = 0
    kolommen: int = 0
    tekens: int = 0
    bijzonder: dict[tuple[int, int], CelFout | NietBerekend] = field(default_factory=dict)


def verken(xml: bytes, lengten: Sequence[int]) -> Verkenning:
    """Check every cell of a tab; ``lengten``: how many bytes each shared text takes at most.

    Raises :class:`BoekFout` for what no sheet can hold and for what is too large.
    """
    bewaak_tags(xml, 10 * MAX_TAGS)
    ontleed(ontleder(), xml)
    lijst = _lijst(xml)
    cellen = None if lijst is None else _cellen(lijst)
    if cellen is None:
        lijst = _lijst(in_gewone_vorm(xml))
        cellen = None if lijst is None else _cellen(lijst)
    if lijst is None or cellen is None:
        raise beschadigd("de cellen van een tabblad kloppen niet")
    gevuld = b"".join([cel[0] for cel in cellen])  # calamine need not see the empty ones
    verkenning = Verkenning(KOP + gevuld + SLOT, tekens=sum(len(cel[4]) for cel in cellen))
    _loop_langs(cellen, lengten, verkenning)
    return verkenning


def _lijst(xml: bytes) -> bytes | None:
    """The rows of a well-formed tab; None when anything at all is not written in the usual way."""
    begin, einde = xml.find(b"<sheetData>"), xml.find(b"</sheetData>")
    if not _WORTEL.match(xml) or xml.count(b"<sheetData") != 1 or b"<!" in xml or xml.find(b"<?", 1) > 0:
        return None
    if begin < 0:
        return b"" if b"<sheetData/>" in xml else None
    return xml[begin + len(b"<sheetData>") : einde]


def _cellen(lijst: bytes) -> list[_Cel] | None:
    """The filled cells of a list of rows; None when anything in it is not written in the usual way."""
    if lijst.count(b"</c>") > MAX_GEVULD:
        raise BoekFout("bestand-te-groot", reden="een tabblad heeft meer dan 250.000 gevulde cellen")
    cellen = _CEL.findall(lijst)
    rijen = _RIJ.findall(lijst)
    binnen = [cel[4].count(b"<") for cel in cellen]
    tags = len(rijen) + lijst.count(b"</row>") + lijst.count(b"<c ") + len(cellen) + sum(binnen)
    if (
        lijst.count(b"<") != tags  # each belongs to a row, to a cell or to what a cell holds
        or lijst.count(b"</c>") != len(cellen)
        or max(binnen, default=0) > MAX_DIEPTE
        or any(b"<c" in cel[4] or b"row" in cel[4] for cel in cellen if b"<is>" in cel[4])
    ):
        return None
    if not _oplopend(list(map(int, rijen))) or not {cel[2] for cel in cellen} <= set(rijen):
        raise beschadigd("de rijen van een tabblad staan niet op volgorde")
    return cellen


def _loop_langs(cellen: Sequence[_Cel], lengten: Sequence[int], verkenning: Verkenning) -> None:
    """Judge the filled cells, in the order of the tab."""
    kolommen: dict[bytes, int] = {}
    vreemd = False
    vorige = (-1, MAX_KOLOMMEN)
    for _, letters, cijfers, soort, _, formule, waarde in cellen:
        kolom = kolommen.get(letters, -1)
        if kolom < 0:
            kolom = kolommen[letters] = kolomnummer(letters.decode())
        hier = (int(cijfers) - 1, kolom)
        if hier <= vorige:
            raise beschadigd("de cellen van een rij staan niet op volgorde")
        vorige = hier
        if soort == b"s":
            verkenning.tekens += _lengte(waarde, lengten)
        elif soort == b"e" and (fout := _tekst(waarde)):
            verkenning.bijzonder[hier] = CelFout(fout[:40])
            vreemd = vreemd or fout.encode() not in _BEKENDE_FOUTEN
        elif formule and not (_tekst(waarde) or (soort == b"str" and waarde)):
            verkenning.bijzonder[hier] = NietBerekend.NIET_BEREKEND
    verkenning.rijen, verkenning.kolommen = vorige[0] + 1, max(kolommen.values(), default=-1) + 1
    if verkenning.rijen > MAX_RIJEN:
        raise beschadigd("een celverwijzing klopt niet")
    if verkenning.rijen * verkenning.kolommen > MAX_CELLEN:
        raise BoekFout("bestand-te-groot", reden="een tabblad gebruikt meer dan 1 miljoen cellen")
    if verkenning.tekens > MAX_TEKENS:
        raise BoekFout("bestand-te-groot", reden="een tabblad bevat meer dan 5 miljoen tekens")
    if vreemd:
        verkenning.leesbaar = _CEL.sub(_met_bekende_fout, verkenning.leesbaar)


def _oplopend(nummers: Sequence[int]) -> bool:
    """Whether each number is higher than the one before."""
    return all(een < ander for een, ander in pairwise(nummers))


def _tekst(waarde: bytes) -> str:
    gevonden = _WAARDE.match(waarde)
    return gevonden[1].decode().strip() if gevonden else ""


def _lengte(waarde: bytes, lengten: Sequence[int]) -> int:
    """How long the shared text is that a cell points at; calamine takes a number it cannot read for 0."""
    nummer = waarde[3:-4]
    if not nummer:
        return 0
    if not (waarde.startswith(b"<v>") and nummer.isdigit() and len(nummer) < 10 and int(nummer) < len(lengten)):
        raise beschadigd("een cel verwijst naar een tekst die er niet is")
    return lengten[int(nummer)]


def _met_bekende_fout(cel: re.Match[bytes]) -> bytes:
    """An error that calamine does not know as one that it does; we know which it was."""
    if cel[4] != b"e" or _tekst(cel[7] or b"").encode() in _BEKENDE_FOUTEN:
        return cel[0]
    return b'<c r="%s%s" t="e"><v>#N/A</v></c>' % (cel[2], cel[3])


def tekstlengten(xml: bytes) -> list[int]:
    """How long each shared text is, in bytes at most. Raises :class:`BoekFout` when the part is broken."""
    ontleed(ontleder(), xml)
    stukken = xml.split(b"<si>")[1:]
    gewoon = xml.count(b"<si") == len(stukken) and b"<!" not in xml and b":si" not in xml
    if gewoon and all(stuk.count(b"</si>") == 1 and stuk.count(b"<") <= MAX_DIEPTE for stuk in stukken):
        return [len(stuk) for stuk in stukken]
    return _tekstlengten(xml)


def _tekstlengten(xml: bytes) -> list[int]:
    """The same for texts that are not written in the usual way, or hold much markup."""
    bewaak_tags(xml)
    lengten: list[int] = []
    diepte = 0

    def begin(naam: str, _: dict[str, str]) -> None:
        nonlocal diepte
        diepte += 1
        bewaak_diepte(diepte)
        if lokaal(naam) == "si":
            if diepte != 2:
                raise beschadigd("de gedeelde teksten kloppen niet")
            lengten.append(0)

    def einde(_: str) -> None:
        nonlocal diepte
        diepte -= 1

    def tekst(stuk: str) -> None:
        if lengten:
            lengten[-1] += len(stuk.encode())

    parser = ontleder()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, einde, tekst
    ontleed(parser, xml)
    return lengten
