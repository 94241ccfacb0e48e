"""Which tabs and tables the formulas of a worksheet part name."""

from __future__ import annotations

import re
from collections.abc import Collection

from regio_xl.xlsx.rows import root_name


class NamedInFormulas:
    """Tabs and tables to look for in formulas; at least one tab.

    ``ours``: a formula with one of these texts in it does not count.
    """

    def __init__(
        self, tabs: Collection[str], tables: Collection[str], ours: Collection[str]
    ) -> None:
        ends = ("", "'", "&apos;")  # a tab with a blank in its name is quoted
        self._tabs = tuple((tab + end).encode().lower() for tab in tabs for end in ends)
        self._tables = tuple(table.encode().lower() for table in tables)
        self._ours = tuple(text.encode() for text in ours)
        self._length = max(map(len, (*self._tabs, *self._tables))) + 1

    def found_in(self, xml: bytes) -> bool:
        """Whether a formula in a worksheet part names one of these tabs or tables."""
        if not self._named(xml):
            return False  # nor does any formula in it, and finding those takes as long again
        others = [
            formula for formula in _formulas(xml) if not any(text in formula for text in self._ours)
        ]
        return self._named(b"\n".join(others))

    def _named(self, text: bytes) -> bool:
        """Whether one of the tabs stands before a ``!`` or one of the tables before a ``[``."""
        if any(tail.endswith(self._tabs) for tail in self._tails(text, b"!")):
            return True
        tails = [tail for tail in self._tails(text, b"[") if tail.endswith(self._tables)]
        return any(_ends_with_name(tail, table) for tail in tails for table in self._tables)

    def _tails(self, text: bytes, character: bytes) -> set[bytes]:
        """What stands before each of these characters, as much as the longest name needs."""
        return {piece[-self._length :].lower() for piece in text.split(character)[:-1]}


def _ends_with_name(text: bytes, name: bytes) -> bool:
    """Whether this name stands at the end, and is not the tail of a longer name."""
    if not text.endswith(name):
        return False
    before = text.removesuffix(name)[-1:]
    return not (before.isalnum() or before in (b"_", b".", b"\\") or before > b"\x7f")


def _formulas(xml: bytes) -> list[bytes]:
    """The formulas in the cells of a part, as they are written."""
    name = root_name(xml)[0] + b"f"
    content = rb"[^<]*(?:<!(?:--.*?--|\[CDATA\[.*?\]\])>[^<]*)*"
    return re.findall(rb"<%s[\s>]%s" % (name, content), xml, re.DOTALL)
