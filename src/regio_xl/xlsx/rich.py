"""Rich values: what Excel shows in a cell for which other programs read ``#VALUE!``.

A cell points at its value through three lists. A picture that was placed in a cell is such a value,
and so is an error that older programs do not know. Source: MS-XLSX, 2.3.6 and 2.6.143.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_VALUES = re.compile(rb"<valueMetadata[\s>].*?</valueMetadata>", re.DOTALL)
_RECORD = re.compile(rb"<rc\s[^<>]*\bv=\"([0-9]{1,9})\"")
_FUTURE = re.compile(rb":rvb\s[^<>]*\bi=\"([0-9]{1,9})\"")
_RICH = re.compile(rb"<rv\s[^<>]*\bs=\"([0-9]{1,9})\"")
_STRUCTURE = re.compile(rb"<s\s[^<>]*\bt=\"([^\"<>]*)\"")


class RichValues:
    """The rich values of a workbook, by the number that a cell says (``vm``)."""

    def __init__(self, metadata: bytes, values: bytes, structures: bytes) -> None:
        of_values = _VALUES.search(metadata)
        self._records = _RECORD.findall(of_values[0]) if of_values else []
        self._future = _FUTURE.findall(metadata)
        self._rich = _RICH.findall(values)
        self._structures = _STRUCTURE.findall(structures)

    def is_picture(self, number: int) -> bool:
        """Whether this is a picture. Where a program kept nothing about rich values it is: a
        picture that somebody pasted is by far the most usual one."""
        if not self._structures:
            return True
        chain: Sequence[Sequence[bytes]] = (self._records, self._future, self._rich)
        index = number - 1
        for links in chain:
            if not 0 <= index < len(links):
                return False
            index = int(links[index])
        return index < len(self._structures) and b"image" in self._structures[index].lower()
