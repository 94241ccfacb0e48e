"""The styles part: which cell styles show a number as a day or a time.

A cell stores a number, and only its style says that it is a day or a time. Source: ECMA-376 part 1,
18.8.30 (number formats, with the built-in ones).
"""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Final

from regio_xl.xlsx.fingerprint import ByFingerprint
from regio_xl.xlsx.rows import find_element, mask_comments, root_name
from regio_xl.xlsx.xml import check_tags, check_well_formed, local_name, make_parser, parse

_BUILT_IN_DATES: Final = frozenset(map(str, (*range(14, 23), 45, 47)))
_LITERAL: Final = re.compile(r'"[^"]*"?|[\\_].')
_DURATION: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\[[^\]]*\]?")
_DATE: Final = re.compile(r"[dmyhs]|a/p", re.IGNORECASE)


def date_styles(styles: bytes | None) -> Set[int]:
    """The numbers of the cell styles that show a number as a day, a time or both.

    Raises :class:`BoekFout` when the part is broken or holds too much.
    """
    return frozenset() if styles is None else _known_date_styles(styles)


def _read_date_styles(styles: bytes) -> Set[int]:
    check_tags(styles)
    check_well_formed(styles)
    masked = mask_comments(styles)
    custom = {
        tag.get("numFmtId"): shows_date(tag.get("formatCode", ""))
        for tag in _tags(styles, masked, b"numFmts", "numFmt")
    }
    formats = [tag.get("numFmtId", "0") for tag in _tags(styles, masked, b"cellXfs", "xf")]
    return frozenset(
        number for number, id_ in enumerate(formats) if custom.get(id_, id_ in _BUILT_IN_DATES)
    )


# Workbooks from one template nearly always have the same styles; taking them apart costs 1 % of all.
_known_date_styles = ByFingerprint(_read_date_styles, size=4)


def _tags(styles: bytes, masked: bytes, parent: bytes, name: str) -> list[dict[str, str]]:
    """The attributes of each element of this name in a list of the styles."""
    found = find_element(masked, root_name(masked)[0] + parent)
    tags: list[dict[str, str]] = []
    if found is None:
        return tags

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local_name(tag) == name:
            tags.append(attributes)

    parser = make_parser()
    parser.StartElementHandler = start
    parse(parser, styles[found.start : found.end])
    return tags


def shows_date(format_code: str) -> bool:
    """Whether a number format shows a day or a time, by its section for positive numbers.

    A duration, such as ``[h]:mm``, is a number.
    """
    code = _LITERAL.sub("", format_code[:255]).partition(";")[0]
    duration = _DURATION.search(code)
    date = _DATE.search(_BRACKETS.sub(lambda brackets: " " * len(brackets[0]), code))
    return date is not None and (duration is None or date.start() < duration.start())
