"""What was found out about the parts of a template, for the next workbook from that template."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import Generic, TypeVar

_T = TypeVar("_T")


class ByFingerprint(Generic[_T]):
    """A function of a part that remembers its last results by the fingerprint of the part.

    Neither the part nor its text is kept, so the result must be numbers and places only: nothing
    that somebody typed may outlive the answer.
    """

    def __init__(self, function: Callable[[bytes], _T], size: int) -> None:
        self._function = function
        self._size = size
        self._results: dict[bytes, _T] = {}

    def __call__(self, xml: bytes) -> _T:
        """What the function gives for this part."""
        fingerprint = blake2b(xml, digest_size=16).digest()
        known = self._results.get(fingerprint)
        if known is not None:
            return known
        result = self._function(xml)
        while len(self._results) >= self._size:
            self._results.pop(next(iter(self._results)), None)
        self._results[fingerprint] = result
        return result
