"""Parts of a workbook as text, and what the mutations need to find in them. Regular expressions: a
parser would refuse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from random import Random
from typing import Final

from openpyxl.utils import get_column_letter

from vijandig.pakje import Lid, Pakje

TAG: Final = re.compile(r"<(/?)([A-Za-z_][\w:.-]*)((?:\s[^<>]*?)?)(/?)>")
ATTRIBUUT: Final = re.compile(r'(\s)([\w:.-]+)(="([^"<]*)")')
TEKST: Final = re.compile(r">([^<>]+)<")
CEL: Final = re.compile(
    r'<((?:\w+:)?)c r="([A-Z]+)([0-9]+)"([^<>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)', re.DOTALL
)
RIJ: Final = re.compile(
    r'<((?:\w+:)?)row r="([0-9]+)"([^<>]*?)(?:/>|>(.*?)</(?:\w+:)?row>)', re.DOTALL
)
_TEKSTREGEL: Final = re.compile(r"<(?:\w+:)?si>(.*?)</(?:\w+:)?si>", re.DOTALL)

Bewerking = Callable[[Random, str], "str | None"]
"""A change of the text of a part; None when there is nothing to change."""


def lees(lid: Lid) -> str:
    """The text of a part, whatever its encoding; bytes that are no text survive."""
    codering = _breed(lid.inhoud)
    return (
        lid.inhoud.decode(codering, "replace")
        if codering
        else lid.inhoud.decode("utf-8", "surrogateescape")
    )


def zet(lid: Lid, tekst: str) -> None:
    """Give a part other text, in the encoding that it had."""
    codering = _breed(lid.inhoud)
    lid.zet(tekst.encode(codering or "utf-8", "replace" if codering else "surrogateescape"))


def _breed(inhoud: bytes) -> str | None:
    return {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(inhoud[:2])


def bewerk(toeval: Random, lid: Lid | None, bewerking: Bewerking) -> bool:
    """Whether a part was changed."""
    if lid is None:
        return False
    oud = lees(lid)
    nieuw = bewerking(toeval, oud)
    if nieuw is None or nieuw == oud:
        return False
    zet(lid, nieuw)
    return True


def kies(toeval: Random, patroon: re.Pattern[str], tekst: str) -> re.Match[str] | None:
    """One of the matches, found from a random place on so that a large part need not be searched
    through."""
    if not tekst:
        return None
    begin = toeval.randrange(len(tekst))
    return patroon.search(tekst, begin) or patroon.search(tekst)


def element(tekst: str, begin: int) -> tuple[int, int] | None:
    """From where to where the element stands of which the start tag begins here."""
    diepte = 0
    for tag in TAG.finditer(tekst, begin):
        diepte += -1 if tag[1] else 0 if tag[4] else 1
        if diepte <= 0:
            return begin, tag.end()
    return None


def blad(toeval: Random, pakje: Pakje, tabs: tuple[str, ...]) -> tuple[str, Lid] | None:
    """One of these tabs, and its part."""
    er = [(tab, lid) for tab in tabs if tab in pakje.tabs and (lid := pakje.lid(pakje.tabs[tab]))]
    return toeval.choice(er) if er else None


def deel(pakje: Pakje, soort: str) -> Lid | None:
    """The part whose name holds this, such as ``sharedStrings``."""
    return next((lid for lid in pakje.leden if soort.encode() in lid.naam), None)


def gedeelde_teksten(pakje: Pakje) -> list[str]:
    """The shared strings of a workbook, without their markup."""
    lid = deel(pakje, "sharedStrings")
    return (
        [re.sub(r"<[^>]*>", "", regel[1]) for regel in _TEKSTREGEL.finditer(lees(lid))]
        if lid
        else []
    )


def tekstrij(nummer: int, waarden: Iterable[str], x: str = "", kolom: int = 2) -> str:
    """A sound row with these texts from this 1-based column on; ``x`` is the prefix of its
    names."""
    cellen = (
        (
            f'<{x}c r="{get_column_letter(k)}{nummer}" t="inlineStr"><{x}is><{x}t>{waarde}</{x}t>'
            f"</{x}is></{x}c>"
        )
        for k, waarde in enumerate(waarden, kolom)
    )
    return f'<{x}row r="{nummer}">{"".join(cellen)}</{x}row>'


def verschuif(tekst: str, vanaf: int, rijen: int) -> str:
    """The rows from this one on, moved down (or up) with all that refers to them by their cells."""

    def rij(gevonden: re.Match[str]) -> str:
        nummer = int(gevonden[2])
        return f"{gevonden[1]}{nummer + rijen if nummer >= vanaf else nummer}"

    tekst = re.sub(r'(<(?:\w+:)?row r=")([0-9]+)', rij, tekst)
    tekst = re.sub(r'(<(?:\w+:)?c r="[A-Z]+)([0-9]+)', rij, tekst)
    kop, lijst, staart = tekst.partition("sheetData>")
    midden, einde, rest = staart.rpartition("sheetData>")
    rest = re.sub(r'(\bs?q?ref="[A-Z]+)([0-9]+)', rij, rest)
    rest = re.sub(r"(:[A-Z]+)([0-9]+)(?=\")", rij, rest)
    return kop + lijst + midden + einde + rest
