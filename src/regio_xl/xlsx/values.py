"""Values as a workbook stores them, and texts as a person reads them.

A stored text is made of runs; what XML cannot hold is written as ``_xHHHH_``, and how it is
pronounced may stand beside it. Source: ECMA-376 part 1, 18.4 (shared strings) and 22.9.2.19
(``ST_Xstring``).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from math import isfinite
from typing import Final, TypeAlias

from regio_xl.werkboek import Koppeling, Schrijfwaarde
from regio_xl.werkboek.dagnummers import dagnummer
from regio_xl.xlsx import damaged
from regio_xl.xlsx.rows import (
    elements_in_order,
    find_element,
    follows_bracket,
    mask_comments,
    root_name,
)
from regio_xl.xlsx.xml import (
    MAX_DEPTH,
    check_tags,
    check_well_formed,
    escape_text,
    local_name,
    make_parser,
    parse,
)

_PLAIN_TEXT = re.compile(rb">([^<>]+)<")
_SHARED_NUMBER = re.compile(rb't="s"(?<=\st="s")[^<>]*><(?:[^<>\s/:]+:)?v>([0-9]+)<')
"""Starts with plain bytes, which are found fast; only then looks at what stands before them."""

MAX_TEXT = 32_767
"""What Excel lets one cell hold, counted in UTF-16 units."""
_SURELY_FITS = MAX_TEXT // 2
_IMPOSSIBLE = re.compile("[\\ud800-\\udfff\\ufffe\\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f]")

CellContent: TypeAlias = "str | bytes | None"
"""A value as a cell stores it: an escaped text, a number in bytes, or nothing."""


def cell_content(value: Schrijfwaarde, *, date1904: bool) -> CellContent:
    """How a value is stored. A day that the workbook cannot count back to is stored as a text.

    Raises ValueError and TypeError for values that no caller should write.
    """
    if isinstance(value, float) and isfinite(value):  # most numbers
        return float.__repr__(value).encode()
    if isinstance(value, str):
        return escape(value) or None
    if value is None:
        return None
    if isinstance(value, Koppeling):
        return escape(value.tekst) or None
    if isinstance(value, date):
        number = dagnummer(value, vanaf1904=date1904)
        first = 0 if date1904 else 1
        return value.isoformat() if number < first else repr(number).encode()
    if isinstance(value, bool) or not isinstance(value, int | float):
        msg = f"no cell value: {type(value).__name__}"
        raise TypeError(msg)
    if not abs(value) <= sys.float_info.max:
        msg = "no cell value: not a number, infinite or too large"
        raise ValueError(msg)
    return b"%d" % value


def after_start_tag(content: CellContent, prefix: bytes) -> bytes:
    """How a cell goes on after its start tag, which is still open, when it holds this."""
    if content is None:
        return b"/>"
    if isinstance(content, bytes):
        return b"><%bv>%b</%bv></%bc>" % (prefix, content, prefix, prefix)
    text = escape_text(content).encode()
    element = b' t="inlineStr"><%bis><%bt xml:space="preserve">%b</%bt></%bis></%bc>'
    return element % (prefix, prefix, text, prefix, prefix, prefix)


def fit_text(text: str) -> str:
    """Text as a cell can hold it: what cannot exist left out, too long cut with an ellipsis."""
    text = _IMPOSSIBLE.sub("", text.replace("\r\n", "\n"))
    if len(text) <= _SURELY_FITS:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MAX_TEXT:
        return text
    return units[: 2 * (MAX_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def escape(text: str) -> str:
    """Text as it is stored: as a cell can hold it, with control characters as ``_xHHHH_``."""
    if text.isprintable() and "_x" not in text and len(text) <= _SURELY_FITS:
        return text  # nearly every text
    text = _LOOKS_ESCAPED.sub("_x005F_", fit_text(text))
    return _CONTROL.sub(lambda control: f"_x{ord(control[0]):04X}_", text)


def unescape(text: str) -> str:
    """A stored text with its ``_xHHHH_`` as the characters that they stand for."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(escaped: re.Match[str]) -> str:
    character = chr(int(escaped[1], 16))
    half_a_character = "\ud800" <= character <= "\udfff"
    return escaped[0] if half_a_character else character


_TEXT: Final = re.compile(rb"<(?:[^<>\s/:]+:)?[vt](?:\s[^<>]*)?>([^<]*)")
_NEEDS_PARSER: Final = re.compile(rb"[&\r]|<[!?]|rPh")
_ONE_RUN: Final = re.compile(rb'<t(?:>| (xml:space="preserve")>)([^<&\r]*)</t>(?:</si>\s*)?')
_ITEM_TAG: Final = re.compile(rb"</?si>")
_BLANKS: Final = " \t\n\r"


class SharedStrings:
    """The texts that cells point at by number; taken apart when the first is asked for."""

    def __init__(self, xml: bytes | None) -> None:
        self._xml = xml

    def stored(self, number: str) -> str | None:
        """A text as it is stored; None when there is none of that number.

        Raises :class:`WerkboekFout` when the part is broken.
        """
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            return None
        if int(number) >= len(self._items):
            return None
        return stored_value(self._items[int(number)]) or ""

    def check(self) -> None:
        """Raises :class:`WerkboekFout` when the part is broken, also where no cell points at it."""
        _ = self._items

    @cached_property
    def readable(self) -> Mapping[bytes, str]:
        """Each text by its number, as a person reads it.

        Raises :class:`WerkboekFout` when there is none of that number.
        """
        return _ReadableTexts(self._items)

    @cached_property
    def _items(self) -> Sequence[bytes]:
        """What stands in each ``si`` element."""
        if self._xml is None:
            return ()
        check_well_formed(self._xml)
        pieces = self._xml.split(b"<si>")[1:]
        return pieces if self._is_regular(pieces) else self._searched_items()

    def _is_regular(self, pieces: Sequence[bytes]) -> bool:
        """Whether the texts are written as nearly every program does, with little markup."""
        xml = self._xml or b""
        count = len(pieces)
        if not xml.count(b"<si") == xml.count(b"</si>") == count:
            return False
        if follows_bracket(xml, b"!") or b":si" in xml:
            return False
        side_by_side = xml.count(b"</si><si>") + 1 == count
        if not side_by_side and _ITEM_TAG.findall(xml) != [b"<si>", b"</si>"] * count:
            return False
        too_short = 3 * MAX_DEPTH  # to hold so many tags
        long = [piece for piece in pieces if len(piece) > too_short]
        return all(piece.count(b"<") <= MAX_DEPTH for piece in long)

    def _searched_items(self) -> Sequence[bytes]:
        """The same for texts that are written in another way; too much markup is refused."""
        xml = self._xml or b""
        check_tags(xml)
        masked = mask_comments(xml)
        prefix, _ = root_name(masked)
        parent = find_element(masked, prefix + b"sst")
        if parent is None or parent.content_end is None:
            return ()
        items = list(elements_in_order(masked, prefix + b"si", parent.content, parent.content_end))
        if any(b"<%ssi" % prefix in masked[item.content : item.end] for item in items):
            raise damaged("de gedeelde teksten kloppen niet")
        return [xml[item.content : item.content_stop] for item in items]


class _ReadableTexts(dict[bytes, str]):
    """Texts as a person reads them, each made when it is first asked for."""

    def __init__(self, items: Sequence[bytes]) -> None:
        self._items = items

    def __missing__(self, number: bytes) -> str:
        index = int(number) if number.isdigit() and len(number) < 10 else len(self._items)
        if index >= len(self._items):
            raise damaged("een cel verwijst naar een tekst die er niet is")
        text = self[number] = readable_text(self._items[index])
        return text


def stored_value(content: bytes) -> str | None:
    """The number or text in a cell as it is stored, without how a text is pronounced.

    None when it holds neither.
    """
    if _NEEDS_PARSER.search(content):
        return "".join(text for text, _ in _runs(content)) or None
    texts = _TEXT.findall(content)
    return b"".join(texts).decode() if texts else None


def readable_text(content: bytes) -> str:
    """The text of an element with runs as a person reads it.

    Blanks around a run count only where the run says so.
    """
    one = _ONE_RUN.fullmatch(content)
    if one is not None:
        text = one[2].decode()
        return unescape(text if one[1] else text.strip(_BLANKS))
    runs = (text if keeps_blanks else text.strip(_BLANKS) for text, keeps_blanks in _runs(content))
    return unescape("".join(runs))


def value_text(content: bytes) -> str:
    """The text between the tags of a value, as a person reads it."""
    if b"&" in content or b"\r" in content:
        return unescape("".join(text for text, _ in _runs(b"<v>" + content + b"</v>")))
    return unescape(content.decode())


def _runs(content: bytes) -> list[tuple[str, bool]]:
    """The values and runs in the content of an element, each with whether its outer blanks
    count."""
    path: list[str] = []
    runs: list[tuple[str, bool]] = []
    keeps_blanks = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal keeps_blanks
        path.append(local_name(name))
        keeps_blanks = attributes.get("xml:space") == "preserve"

    def text(piece: str) -> None:
        if path[-1] in ("v", "t") and "rPh" not in path:
            runs.append((piece, keeps_blanks))

    parser = make_parser()
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parser.EndElementHandler = lambda _: path.pop()
    parse(parser, b"<c>" + content.partition(b"</si>")[0] + b"</c>")
    return runs


def says_one_of(sheet: bytes, strings: SharedStrings, texts: Collection[str]) -> bool:
    """Whether a cell of a worksheet part may say one of these texts; True when it cannot be seen at
    a glance. Raises :class:`WerkboekFout` when the shared strings are broken."""
    wanted = {text.encode() for text in texts}
    if not wanted.isdisjoint(map(bytes.strip, _PLAIN_TEXT.findall(sheet))):
        return True
    numbers = _SHARED_NUMBER.findall(sheet)
    if sheet.count(b'"s"') > len(numbers) or b"'s'" in sheet:
        return True  # written in another way
    return any(strings.readable[number].strip() in texts for number in set(numbers))
