"""Values as a workbook stores them, and as we know them: texts, numbers, days and times.

A stored text is made of runs; what XML cannot hold is written as ``_xHHHH_``, and how it is
pronounced may stand beside it. A cell stores a number, and only its style says that it is a day or a
time. Source: ECMA-376 part 1, 18.4 (shared strings), 18.8.30 (number formats, with the built-in
ones) and 18.17.4 (dates and times as numbers).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from math import isfinite
from typing import Final, TypeAlias

from regio_xl.werkboek import Koppeling, Schrijfwaarde
from regio_xl.xlsx.rows import afgedekt, element, sneden, wortel
from regio_xl.xlsx.xml import MAX_DIEPTE, bewaak_tags, lokaal, ontleder, ontleed, xmltekst
from regio_xl.xlsx.zip import beschadigd

MAX_TEKST = 32_767
"""What Excel lets one cell hold, counted in UTF-16 units."""

_ONMOGELIJK = re.compile("[\\ud800-\\udfff\\ufffe\\uffff]")
_LIJKT_ONTSNAPT = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_STURING = re.compile("[\\x00-\\x08\\x0b-\\x1f]")
_SCHRIKKELFOUT = date(
    1900, 3, 1
)  # Excel believes in 29 February 1900; serial numbers before it are one less


Celinhoud: TypeAlias = "str | bytes | None"
"""A value as a cell stores it: a text with what XML cannot hold as ``_xHHHH_``, a number in bytes,
or nothing."""


def celinhoud(waarde: Schrijfwaarde, *, datum1904: bool) -> Celinhoud:
    """How a value is stored. Raises ValueError and TypeError for values that no caller should
    write."""
    if isinstance(waarde, float) and isfinite(waarde):  # most numbers
        return float.__repr__(waarde).encode()
    if waarde is None:
        return None
    if isinstance(waarde, Koppeling):
        waarde = waarde.tekst
    if isinstance(waarde, str):
        return ontsnapt(waarde) or None
    if isinstance(waarde, date):
        nummer = _datumnummer(waarde, datum1904)
        return waarde.isoformat() if nummer < 0 else repr(nummer).encode()
    if isinstance(waarde, bool) or not isinstance(waarde, int | float):
        msg = f"no cell value: {type(waarde).__name__}"
        raise TypeError(msg)
    if not abs(waarde) <= sys.float_info.max:
        msg = "no cell value: not a number, infinite or too large"
        raise ValueError(msg)
    return b"%d" % waarde


def celrest(inhoud: Celinhoud, x: bytes) -> bytes:
    """How a cell element goes on after its reference and style; ``x``: the prefix of its tab."""
    if inhoud is None:
        return b"/>"
    if isinstance(inhoud, bytes):
        return b"><%bv>%b</%bv></%bc>" % (x, inhoud, x, x)
    tekst = xmltekst(inhoud).encode()
    return b' t="inlineStr"><%bis><%bt xml:space="preserve">%b</%bt></%bis></%bc>' % (
        x,
        x,
        tekst,
        x,
        x,
        x,
    )


def passend(tekst: str) -> str:
    """Text as a cell can hold it: what cannot exist left out, too long cut with an ellipsis."""
    tekst = _ONMOGELIJK.sub("", tekst.replace("\r\n", "\n"))
    return _kort_in(tekst) if len(tekst) > MAX_TEKST // 2 else tekst


def ontsnapt(tekst: str) -> str:
    """Text as Excel stores it in a file: as a cell can hold it, with control characters as
    ``_xHHHH_``."""
    if tekst.isprintable() and "_x" not in tekst and len(tekst) <= MAX_TEKST // 2:
        return tekst  # nearly every text
    tekst = _LIJKT_ONTSNAPT.sub("_x005F_", passend(tekst))
    return _STURING.sub(lambda teken: f"_x{ord(teken[0]):04X}_", tekst)


def _kort_in(tekst: str) -> str:
    eenheden = tekst.encode("utf-16-le")
    if len(eenheden) <= 2 * MAX_TEKST:
        return tekst
    return eenheden[: 2 * (MAX_TEKST - 1)].decode("utf-16-le", "ignore") + "…"


def _datumnummer(dag: date, datum1904: bool) -> int | float:
    """The serial number of a date; negative when the workbook cannot count that far back."""
    deel = 0.0
    if isinstance(dag, datetime):
        deel = (dag - dag.replace(hour=0, minute=0, second=0, microsecond=0)) / timedelta(days=1)
        dag = dag.date()
    if datum1904:
        nummer = (dag - date(1904, 1, 1)).days
    else:
        nummer = (dag - date(1899, 12, 30)).days - (dag < _SCHRIKKELFOUT)
        nummer = nummer if nummer > 0 else -1
    return nummer + deel if deel else nummer


_TEKST: Final = re.compile(rb"<(?:[^<>\s/:]+:)?[vt](?:\s[^<>]*)?>([^<]*)")
_LASTIG: Final = re.compile(rb"[&\r]|<[!?]|rPh")
_EEN_STUK: Final = re.compile(rb'<t(?:>| (xml:space="preserve")>)([^<&\r]*)</t>(?:</si>\s*)?')
_SI: Final = re.compile(rb"</?si>")
_ONTSNAPT: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_WIT: Final = " \t\n\r"

ONTHOUDEN = 300
"""Texts up to this many bytes are remembered: those of the template come back in every workbook."""


class GedeeldeTeksten:
    """The texts that cells point at by number; taken apart when the first is asked for."""

    def __init__(self, xml: bytes | None) -> None:
        self._xml = xml

    def tekst(self, nummer: str) -> str | None:
        """A text as it is stored; None when there is none of that number. Raises
        :class:`BoekFout`."""
        if not (
            nummer.isascii()
            and nummer.isdigit()
            and len(nummer) < 10
            and int(nummer) < len(self._losse)
        ):
            return None
        return celwaarde(self._losse[int(nummer)]) or ""

    def eis_gaaf(self) -> None:
        """Raises :class:`BoekFout` when the part is broken, also where no cell points at it."""
        _ = self._losse

    @cached_property
    def leesbaar(self) -> Mapping[bytes, str]:
        """Each text by its number, as a person reads it. Raises :class:`BoekFout` when there is
        none of that number."""
        return _Leesbaar(self._losse)

    @cached_property
    def _losse(self) -> Sequence[bytes]:
        """What stands in each text element."""
        if self._xml is None:
            return ()
        ontleed(ontleder(), self._xml)
        stukken = self._xml.split(b"<si>")[1:]  # how nearly every program writes them
        begin, einde, samen = map(self._xml.count, (b"<si", b"</si>", b"</si><si>"))
        om_en_om = samen + 1 == len(stukken) or _SI.findall(self._xml) == [b"<si>", b"</si>"] * len(
            stukken
        )
        gewoon = (
            begin == einde == len(stukken)
            and om_en_om
            and b"<!" not in self._xml
            and b":si" not in self._xml
        )
        kort = 3 * MAX_DIEPTE  # so many tags do not fit in that
        licht = all(stuk.count(b"<") <= MAX_DIEPTE for stuk in stukken if len(stuk) > kort)
        return stukken if gewoon and licht else self._gezocht()

    def _gezocht(self) -> Sequence[bytes]:
        """The same for texts that are written in another way or hold much markup; too much of it is
        refused."""
        assert self._xml is not None
        bewaak_tags(self._xml)
        bedekt = afgedekt(self._xml)
        voorvoegsel, _ = wortel(bedekt)
        lijst = element(bedekt, voorvoegsel + b"sst")
        if lijst is None or lijst.inhoud_einde is None:
            return ()
        teksten = list(sneden(bedekt, voorvoegsel + b"si", lijst.inhoud, lijst.inhoud_einde))
        if any(b"<%ssi" % voorvoegsel in bedekt[tekst.inhoud : tekst.einde] for tekst in teksten):
            raise beschadigd("de gedeelde teksten kloppen niet")
        return [
            b"" if tekst.inhoud_einde is None else self._xml[tekst.inhoud : tekst.inhoud_einde]
            for tekst in teksten
        ]


class _Leesbaar(dict[bytes, str]):
    """Texts as a person reads them, each made when it is first asked for."""

    def __init__(self, losse: Sequence[bytes]) -> None:
        self._losse = losse

    def __missing__(self, nummer: bytes) -> str:
        plek = int(nummer) if nummer.isdigit() and len(nummer) < 10 else len(self._losse)
        if plek >= len(self._losse):
            raise beschadigd("een cel verwijst naar een tekst die er niet is")
        inhoud = self._losse[plek]
        tekst = self[nummer] = (_onthouden_tekst if len(inhoud) <= ONTHOUDEN else leesbare_tekst)(
            inhoud
        )
        return tekst


def celwaarde(inhoud: bytes) -> str | None:
    """What a cell holds as it is stored: its number or text, without how a text is pronounced; None
    when it has neither."""
    if _LASTIG.search(inhoud):
        return "".join(stuk for stuk, _ in _stukken(inhoud)) or None
    teksten = _TEKST.findall(inhoud)
    return b"".join(teksten).decode() if teksten else None


def leesbare_tekst(inhoud: bytes) -> str:
    """The text of an element with runs as a person reads it: blanks around a run count only where
    the run says so."""
    een = _EEN_STUK.fullmatch(inhoud)
    if een is not None:
        tekst = een[2].decode()
        return ontwricht(tekst if een[1] else tekst.strip(_WIT))
    return ontwricht(
        "".join(stuk if bewaar else stuk.strip(_WIT) for stuk, bewaar in _stukken(inhoud))
    )


_onthouden_tekst = lru_cache(maxsize=2048)(leesbare_tekst)


def waardetekst(inhoud: bytes) -> str:
    """The text between the tags of a value, as a person reads it."""
    if b"&" in inhoud or b"\r" in inhoud:
        return ontwricht("".join(stuk for stuk, _ in _stukken(b"<v>" + inhoud + b"</v>")))
    return ontwricht(inhoud.decode())


def ontwricht(tekst: str) -> str:
    """A stored text with its ``_xHHHH_`` as the characters that they stand for."""
    return _ONTSNAPT.sub(_teken, tekst) if "_x" in tekst else tekst


def _teken(ontsnapt: re.Match[str]) -> str:
    teken = chr(int(ontsnapt[1], 16))
    return ontsnapt[0] if "\ud800" <= teken <= "\udfff" else teken  # half a character is none


def _stukken(inhoud: bytes) -> list[tuple[str, bool]]:
    """The values and runs in the content of an element, each with whether its outer blanks
    count."""
    pad: list[str] = []
    stukken: list[tuple[str, bool]] = []
    bewaar = False

    def begin(naam: str, attributen: dict[str, str]) -> None:
        nonlocal bewaar
        pad.append(lokaal(naam))
        bewaar = attributen.get("xml:space") == "preserve"

    def teken(stuk: str) -> None:
        if pad[-1] in ("v", "t") and "rPh" not in pad:
            stukken.append((stuk, bewaar))

    parser = ontleder()
    parser.StartElementHandler, parser.CharacterDataHandler = begin, teken
    parser.EndElementHandler = lambda _: pad.pop()
    ontleed(parser, b"<c>" + inhoud.partition(b"</si>")[0] + b"</c>")
    return stukken


STIJLEN_ONTHOUDEN = 500_000
"""Styles up to this many bytes are remembered: workbooks that come from one template nearly always
have the same ones."""

_DAG_NUL = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel knows no time zones
_DAG_NUL_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_SCHRIKKELDAG = 60  # Excel believes in 29 February 1900: days before it are one further on
_LAATSTE = 2_958_466  # 1 January 10000
_INGEBOUWD: Final = frozenset(map(str, (*range(14, 23), 45, 47)))
_LETTERLIJK: Final = re.compile(r'"[^"]*"?|[\\_].')
_DUUR: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_HAKEN: Final = re.compile(r"\[[^\]]*\]?")
_MOMENT: Final = re.compile(r"[dmyhs]|a/p", re.IGNORECASE)


def momentstijlen(stijlen: bytes | None) -> Set[int]:
    """The numbers of the cell styles that show a number as a day, a time or both.

    Raises :class:`BoekFout` when the part is broken or holds too much.
    """
    if stijlen is None:
        return frozenset()
    return (
        _onthouden_stijlen(stijlen)
        if len(stijlen) <= STIJLEN_ONTHOUDEN
        else _momentstijlen(stijlen)
    )


@lru_cache(maxsize=4)
def _onthouden_stijlen(stijlen: bytes) -> Set[int]:
    return _momentstijlen(stijlen)


def _momentstijlen(stijlen: bytes) -> Set[int]:
    bewaak_tags(stijlen)
    ontleed(ontleder(), stijlen)
    eigen = {
        tag.get("numFmtId"): toont_moment(tag.get("formatCode", ""))
        for tag in _tags(stijlen, b"numFmts", "numFmt")
    }
    opmaak = [tag.get("numFmtId", "0") for tag in _tags(stijlen, b"cellXfs", "xf")]
    return frozenset(
        nummer for nummer, id_ in enumerate(opmaak) if eigen.get(id_, id_ in _INGEBOUWD)
    )


def toont_moment(opmaakcode: str) -> bool:
    """Whether a number format shows a day or a time, going by its part for positive numbers. A
    duration is a number."""
    kaal = _LETTERLIJK.sub("", opmaakcode[:255]).partition(";")[0]
    duur, moment = (
        _DUUR.search(kaal),
        _MOMENT.search(_HAKEN.sub(lambda haken: " " * len(haken[0]), kaal)),
    )
    return moment is not None and (duur is None or moment.start() < duur.start())


def moment(nummer: float, *, datum1904: bool) -> date | datetime | time | float:
    """A number as the day, the time or both that it stands for, to the millisecond; the number
    itself when there is none."""
    if not 0 <= nummer < _LAATSTE:
        return nummer
    dagen, milliseconden = divmod(round(nummer * 86_400_000), 86_400_000)
    klok = timedelta(milliseconds=milliseconden)
    if dagen == 0:
        return (_DAG_NUL + klok).time()
    if not datum1904 and dagen < _SCHRIKKELDAG:
        dagen += 1
    try:
        dag = (_DAG_NUL_1904 if datum1904 else _DAG_NUL) + timedelta(days=dagen)
    except OverflowError:
        return nummer
    return dag + klok if milliseconden else dag.date()


def _tags(stijlen: bytes, lijst: bytes, naam: str) -> Iterator[dict[str, str]]:
    """The attributes of each element of this name in a list of the styles."""
    bedekt = afgedekt(stijlen)
    gevonden = element(bedekt, wortel(bedekt)[0] + lijst)
    tags: list[dict[str, str]] = []
    if gevonden is not None:
        parser = ontleder()
        parser.StartElementHandler = lambda tag, attributen: (
            tags.append(attributen) if lokaal(tag) == naam else None
        )
        ontleed(parser, stijlen[gevonden.begin : gevonden.einde])
    return iter(tags)
