"""Names of parties as people write them: one organisation in several spellings, several names in
one cell, and words that stand for a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from regio_xl.werkboek.tekst import schoon

MEESTE_DELEN = 12
"""Into how many parts one cell is taken apart."""
_LANGSTE = 500
"""A cell with more text than this holds no list of names."""
_WOORD = re.compile(r"[^\W_]+")
_VOLUIT = {"gem": "gemeente", "prov": "provincie", "and": "en"}
_WEG = {"bv", "nv", "stichting", "de", "het"}
"""What people write or leave out as they like: the legal form and the article."""
_SCHEIDING = re.compile(
    r"[,;/&+|•·→↔⇒\r\n]|<?[-=]>|(?<=\s)(?:en|and|of|plus|met|-)(?=\s)", re.IGNORECASE
)
_AFKORTING = re.compile(r"\(([A-Z][A-Z.&-]{1,9})\)$")
_VERWIJST = {
    "iedereen", "allen", "alle", "allemaal", "alles", "alle partijen", "alle partners", "ons",
    "alle anderen", "alle andere partijen", "alle overige partijen", "iedereen met iedereen",
    "de rest", "rest", "overige", "overigen", "overige partijen", "andere partijen", "anderen",
    "elkaar", "idem", "id", "idem dito", "dito", "ditto", "zie boven", "zie hierboven", "als boven",
    "zelfde", "dezelfde", "hetzelfde", "bovenstaande", "alle bovenstaande", "zie vorige", "samen",
    "gezamenlijk", "wij", "wij allemaal", "geen", "niemand", "onbekend", "ntb", "nnb",
    "nog onbekend", "nog niet bekend", "nog te bepalen", "nader te bepalen", "tbd", "nvt", "all",
    "everyone", "everybody", "same", "none", "nobody",
}  # fmt: skip


class Naamdeel(NamedTuple):
    """A part of what stands in a cell: the name of the party that it is, or the text as it stands
    there."""

    naam: str
    bekend: bool


def naamsleutel(naam: str) -> str:
    """A name to tell by whether two organisations may be one: without case, accents, dots, blanks,
    articles and legal forms.

    >>> naamsleutel("R.O.C. De Vallei") == naamsleutel("roc de vallei")
    True
    """
    eigen, alle = _sleutels(naam)
    return eigen or alle


def _sleutels(naam: str) -> tuple[str, str]:
    """The words of a name that tell it from others, and all of its words."""
    tekst = naam.casefold()
    if not tekst.isascii():
        los = unicodedata.normalize("NFKD", tekst)
        tekst = "".join(teken for teken in los if not unicodedata.combining(teken))
    for kort, voluit in (("gem.", "gemeente "), ("prov.", "provincie "), (".", "")):
        tekst = tekst.replace(kort, voluit)
    woorden = _WOORD.findall(tekst.replace("&", " en ").replace("+", " en "))
    eigen = [_VOLUIT.get(woord, woord) for woord in woorden if woord not in _WEG]
    return "".join(eigen), "".join(woorden)


def afkorting(naam: str) -> str:
    """The abbreviation that stands behind a name, as in *Vereniging van Gemeenten (VNG)*; empty
    when there is none."""
    gevonden = _AFKORTING.search(naam) if naam.endswith(")") else None
    return gevonden[1] if gevonden else ""


def verwijst(naam: str) -> bool:
    """Whether this stands for names instead of being one: *iedereen*, *idem*, a ditto mark."""
    woorden = _WOORD.findall(naam.casefold().replace(".", ""))
    return not woorden or " ".join(woorden) in _VERWIJST


def heeft_scheiding(tekst: str) -> bool:
    """Whether something stands in it that may divide two names."""
    return _SCHEIDING.search(tekst) is not None


def naamdelen(tekst: str, bekend: Mapping[str, str]) -> list[Naamdeel]:
    """The names in a cell that holds more than one, as its user wrote it; nothing when no part of
    it is a known name.

    ``bekend``: the names by their :func:`naamsleutel`. A known name that holds a comma or *en*
    stays whole.
    """
    if len(tekst) > _LANGSTE:
        return []
    grenzen = [(m.start(), m.end()) for m in _SCHEIDING.finditer(tekst)]
    begin = [0, *(eind for _, eind in grenzen)]
    eind = [*(start for start, _ in grenzen), len(tekst)]
    aantal = len(begin)
    if not 1 < aantal <= MEESTE_DELEN:
        return []
    # Parts at the even places, what divides them at the odd ones. Each is read once: a piece of
    # several parts has the words of all of them.
    randen = sorted([*begin, *eind])
    woorden = [_sleutels(schoon(tekst[van:tot])) for van, tot in pairwise(randen)]
    delen: list[Naamdeel] = []
    plek = 0
    while plek < aantal:
        for tot in range(aantal, plek, -1):
            naam = None
            if (plek, tot) != (0, aantal):
                eigen, alle = map("".join, zip(*woorden[2 * plek : 2 * tot - 1], strict=True))
                naam = bekend.get(eigen or alle)
            if naam is not None or tot == plek + 1:
                stuk = schoon(tekst[begin[plek] : eind[tot - 1]])
                if stuk:
                    delen.append(Naamdeel(naam or stuk, naam is not None))
                plek = tot
                break
    return delen if len(delen) > 1 and any(deel.bekend for deel in delen) else []


def regels_in_cel(tekst: str) -> list[str]:
    """The lines of a cell in which somebody began a new name on a new line; nothing when a line
    only goes on."""
    if "\n" not in tekst and "\r" not in tekst:
        return []
    regels = [regel for regel in map(schoon, tekst.splitlines()) if regel]
    nieuw = all(regel[0].isupper() or regel[0].isdigit() for regel in regels)
    af = not any(re.search(r"(?:[,&/+-]|\ben)$", regel) for regel in regels[:-1])
    los = any(" " in regel for regel in regels)
    return regels if len(regels) > 1 and nieuw and af and los else []
