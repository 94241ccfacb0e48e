"""Links in result blocks, and lists in one cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from regio_xl.werkboek import Adres, Koppeling, Schrijfwaarde

Rijen = Sequence[Sequence[Schrijfwaarde]]
Vindplaatsen = Mapping[str, Adres]


def link(naam: str, vindplaatsen: Vindplaatsen) -> Schrijfwaarde:
    """A link to the cell where an answer stands; nothing when its place is unknown."""
    plek = vindplaatsen.get(naam)
    return Koppeling(plek, plektekst(plek)) if plek else None


def plektekst(plek: Adres) -> str:
    """A place as people say it: Opgave C21."""
    return f"{plek.blad} {plek.cel}".strip()


def onder_elkaar(zinnen: Sequence[str]) -> str | None:
    """Several remarks as a list in one cell, so that a group can take them one by one."""
    return "\n".join(f"• {zin}" for zin in zinnen) if len(zinnen) > 1 else "".join(zinnen) or None
