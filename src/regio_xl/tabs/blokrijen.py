"""What the rows of result blocks are made of: values, links to cells, lists in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from regio_xl.indeling.blokken import Blok
from regio_xl.werkboek import Adres, Celwaarde, Koppeling, Schrijfwaarde
from regio_xl.werkboek.cel import leeg

Blokrij = tuple[Schrijfwaarde, ...]
Blokrijen = Sequence[Sequence[Schrijfwaarde]]
Vindplaatsen = Mapping[str, Adres]
"""Where each answer stands in this very workbook, by its name."""

GEEN_ADVIES = "Er is nog geen advies."
GEEN_REDENEN = "Niets van wat jullie invulden."
NIET_TE_VINDEN = "niet te vinden"
NIETS_OPEN = "Alles wat meetelt voor het advies, is ingevuld."
GEEN_HANDREIKINGEN = "Nog geen: vul eerst meer in, of laat de groep kiezen."
NETWERK_LEEG = "Vul op de tab Netwerk in welke partijen er zijn en wie met wie contact heeft."
NETWERK_TE_VEEL = "Je ziet de"
_LOSSE_ZINNEN = {GEEN_ADVIES, GEEN_REDENEN, NIETS_OPEN, GEEN_HANDREIKINGEN}
_INGEKORT = re.compile("en nog [0-9]+ andere [a-z]+")


def per_regel(blok: Blok, waarden: Iterable[Schrijfwaarde]) -> Blokrijen:
    """The rows of a block of single values: one behind each of its lines, in order."""
    return list(zip(blok.regels, waarden, strict=True))


def ingekort(rijen: Blokrijen, blok: Blok, kop: str, wat: str) -> Blokrijen:
    """As many rows as the block has; when there are more, the last one says under ``kop`` how many
    are left."""
    if len(rijen) <= blok.rijen:
        return rijen
    zin = f"en nog {len(rijen) - blok.rijen + 1} andere {wat}"
    return [*rijen[: blok.rijen - 1], tuple(zin if k == kop else None for k in blok.koppen)]


def is_losse_zin(cellen: Iterable[Celwaarde]) -> bool:
    """Whether a row holds one sentence of ours and nothing else: that a list has nothing to say, or
    how much was left out."""
    match [cel for cel in cellen if not leeg(cel)]:
        case [str(zin)]:
            return zin in _LOSSE_ZINNEN or bool(_INGEKORT.fullmatch(zin))
    return False


def link(naam: str, vindplaatsen: Vindplaatsen) -> Schrijfwaarde:
    """A link to the cell where an answer stands; nothing when its place is unknown."""
    adres = vindplaatsen.get(naam)
    return Koppeling(adres, plektekst(adres)) if adres else None


def plektekst(adres: Adres) -> str:
    """A place as people say it: Opgave C21."""
    return f"{adres.blad} {adres.cel}".strip()


def onder_elkaar(zinnen: Sequence[str]) -> str | None:
    """Several remarks as a list in one cell, so that a group can take them one by one."""
    if len(zinnen) > 1:
        return "\n".join(f"• {zin}" for zin in zinnen)
    return zinnen[0] or None if zinnen else None
