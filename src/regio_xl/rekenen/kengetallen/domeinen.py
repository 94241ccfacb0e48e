"""How many policy areas somebody wrote down in one field."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_TUSSEN_REGELS = re.compile(r"[;\n]")
_TUSSEN_WOORDEN = re.compile(r"[,/]")
_PLUS = re.compile(r"\s+[&+]\s+|(?<=\w\w)[&+](?=\w\w)")
# Not after a hyphen: *land- en tuinbouw* is one word cut short.
_EN = re.compile(r"(?<!-)\s+en\s+")


def tel_domeinen(tekst: str, met_en: Collection[str]) -> int | None:
    """How many different policy areas a text names; None when it names none.

    Lines, commas, semicolons and slashes part them; ``&`` and ``+`` read as *en*. The word *en*
    parts the last two of a list with commas, and the two of a text that is nothing else: *werk,
    zorg en wonen* is three, *werk en wonen* two. Elsewhere it belongs to a name, and always in the
    names of ``met_en`` (*sport en bewegen*).

    >>> tel_domeinen("werk, zorg en wonen", ()), tel_domeinen("sport & spel", ["sport en spel"])
    (3, 1)
    """
    namen = {naam.casefold() for naam in met_en}
    return len(set(_domeinen(tekst.casefold(), namen))) or None


def _domeinen(tekst: str, met_en: Collection[str]) -> Iterator[str]:
    regels = [regel for regel in map(_kaal, _TUSSEN_REGELS.split(tekst)) if regel]
    for regel in regels:
        delen = [
            deel for deel in map(_kaal, _TUSSEN_WOORDEN.split(_PLUS.sub(" en ", regel))) if deel
        ]
        los = len(regels) > 1 and len(delen) == 1  # one area on each line
        for deel in delen[:-1]:
            yield deel
        for deel in delen[-1:]:
            yield from [deel] if los else _gesplitst(deel, met_en)


def _gesplitst(tekst: str, met_en: Collection[str]) -> Iterator[str]:
    """The parts around the word *en*, each name that holds that word in one piece."""
    woorden = _EN.split(tekst)
    plek = 0
    while plek < len(woorden):
        eind = next(
            (
                tot
                for tot in range(len(woorden), plek + 1, -1)
                if " en ".join(woorden[plek:tot]) in met_en
            ),
            plek + 1,
        )
        yield " en ".join(woorden[plek:eind])
        plek = eind


def _kaal(deel: str) -> str:
    """A part without the signs of a list around it, and without the *en* that links it to the
    list."""
    return re.sub(r"^en\s+", "", deel.strip(" \t\r.-•*·–"))
