"""From a number to a hostile workbook: the same number, seed and bases give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from random import Random

from vijandig import eigenschade, idschade, xmlschade, zipschade
from vijandig.pakje import Pakje

Mutatie = Callable[[Random, Pakje], "str | None"]

LAGEN: Mapping[str, tuple[Mutatie, ...]] = {
    "xml": xmlschade.MUTATIES,
    "zip": zipschade.MUTATIES,
    "id": idschade.MUTATIES,
    "eigen": eigenschade.MUTATIES,
}
_KANSEN = {"xml": 30, "zip": 12, "id": 26, "eigen": 32}
_STAPELS = (1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 6)
_POGINGEN = 12
MAX_BESTAND = 55_000_000
"""Just over what is refused for its size alone."""


@dataclass(frozen=True, slots=True)
class Invoer:
    """One input: what it was made of, what was done to it, and its bytes (None when its base is not
    there)."""

    nummer: int
    basis: str
    mutaties: tuple[str, ...]
    inhoud: bytes | None


def maak(
    zaad: int, nummer: int, bases: Mapping[str, Pakje | None], alleen: Collection[int] | None = None
) -> Invoer:
    """The input with this number. ``alleen`` applies only these of its mutations, to find out which
    one matters."""
    toeval = Random(f"{zaad}-{nummer}")  # noqa: S311 - reproducible damage, no secrets
    naam = toeval.choice(list(bases))
    aantal = toeval.choice(_STAPELS)
    bron = bases[naam]
    if bron is None:
        return Invoer(nummer, naam, (), None)
    pakje = bron.kopie()
    gedaan = []
    for volgnummer in range(aantal):
        eigen = Random(f"{zaad}-{nummer}-{volgnummer}")  # noqa: S311
        if alleen is None or volgnummer in alleen:
            gedaan.append(f"{volgnummer} {_muteer(eigen, pakje)}")
    return Invoer(nummer, naam, tuple(gedaan), pakje.bytes()[:MAX_BESTAND])


def _muteer(toeval: Random, pakje: Pakje) -> str:
    """One mutation that did something; what fits nowhere, or trips over what an earlier one left,
    is tried again."""
    for _ in range(_POGINGEN):
        laag = toeval.choices(list(_KANSEN), list(_KANSEN.values()))[0]
        try:
            gedaan = toeval.choice(LAGEN[laag])(toeval, pakje)
        except (ValueError, LookupError, OverflowError):
            continue
        if gedaan is not None:
            return gedaan
    return "niets"
