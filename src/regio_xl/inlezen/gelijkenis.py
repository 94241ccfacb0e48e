"""The name that looks most like another one, for a suggestion: as ``difflib`` sees it, but in an
amount of work that does not grow with what users typed."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

MEESTE_STAPPEN = 30_000_000
"""How many pairs of characters are laid beside each other for all suggestions about one list of
names; a suggestion that would take more is left out."""
MEESTE_TEKENS = 200
"""Longer texts are no names; they look like nothing."""
_MINSTENS = 0.6
_STAPPEN_PER_TEKEN = 4


def ander_woord(naam: str, ander: str) -> bool:
    """Whether two names have words that look nothing like each other, however much the rest is the
    same: *ROC De Vallei* is no slip for *Gemeente De Vallei*. An abbreviation is no other word."""
    een, twee = naam.casefold().split(), ander.casefold().split()
    over = " ".join(woord for woord in een if woord not in twee)
    rest = " ".join(woord for woord in twee if woord not in een)
    if not over or not rest or SequenceMatcher(None, over, rest).ratio() >= _MINSTENS:
        return False
    kort, lang = sorted((over, rest), key=len)
    letters = iter(lang)
    return not all(teken in letters for teken in kort if teken.isalnum())


class Gelijkenis:
    """The names that others are compared with."""

    def __init__(self, namen: Iterable[str]) -> None:
        per_sleutel = {naam.casefold(): naam for naam in namen}
        self._namen = {s: naam for s, naam in per_sleutel.items() if len(s) <= MEESTE_TEKENS}
        self.over = MEESTE_STAPPEN

    def beste(self, naam: str) -> str | None:
        """The name that looks most like this one; None when none comes near, or when finding out
        takes too much work.

        The same as ``difflib.get_close_matches(..., n=1)``: what cannot win any more is not
        compared.
        """
        gezocht = naam.casefold()
        if len(gezocht) > MEESTE_TEKENS:
            return None
        vergelijker = SequenceMatcher()
        vergelijker.set_seq2(gezocht)
        gevonden = (_MINSTENS, "")
        for hooguit, ander in self._kansrijk(vergelijker, gezocht):
            if hooguit < gevonden[0]:
                break
            if not self._mag(len(ander) * len(gezocht)):
                return None
            vergelijker.set_seq1(ander)
            gevonden = max(gevonden, (vergelijker.ratio(), ander))
        return self._namen[gevonden[1]] if gevonden[1] else None

    def _kansrijk(self, vergelijker: SequenceMatcher[str], gezocht: str) -> list[tuple[float, str]]:
        """The names that may be near enough, most promising first, each with how near at most."""
        keuzes: list[tuple[float, str]] = []
        for ander in self._namen:
            samen = len(ander) + len(gezocht)
            if 2 * min(len(ander), len(gezocht)) < _MINSTENS * samen:
                continue
            if not self._mag(_STAPPEN_PER_TEKEN * samen):
                return []
            vergelijker.set_seq1(ander)
            hooguit = vergelijker.quick_ratio()
            if hooguit >= _MINSTENS:
                keuzes.append((hooguit, ander))
        return sorted(keuzes, reverse=True)

    def _mag(self, stappen: int) -> bool:
        """Whether there is room for so much work; takes it."""
        self.over -= stappen
        return self.over >= 0
