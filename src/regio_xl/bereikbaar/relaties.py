"""Small networks of every shape: a line, a star, a ring, everyone with everyone, and parties that stand apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, product
from typing import Any

from regio_xl.bereikbaar.rijen import KLEIN, kolommen, partijnaam, rijtallen
from regio_xl.invoer import OVERHEID, Invoer, Partij, Relatie
from regio_xl.methode import Methode

Paar = tuple[int, int]
GEWOON = 5
ALLEEN = (1, 2, 3, 8)


def netwerken(methode: Methode) -> Iterator[Invoer]:
    """Inputs with parties and ties."""
    ander = next(keuze for kolom in kolommen(methode, "Partijen") if kolom.sleutel == "soort" for keuze in kolom.keuzes
                 if keuze != OVERHEID)  # fmt: skip
    aantallen = sorted({*KLEIN, GEWOON, *rijtallen(methode, "Relaties"), *(n + 1 for n in rijtallen(methode, "Relaties"))})
    for aantal in aantallen[1:]:
        for paren in _vormen(aantal):
            yield _netwerk(aantal, paren)
            if aantal > GEWOON:
                continue
            yield from (_netwerk(aantal, paren, relatie=velden) for velden in _kolommen())
            for soorten, velden in product(_soorten(aantal, OVERHEID, ander), ({}, {"sterkte": 1}, {"sterkte": 5})):
                yield _netwerk(aantal, paren, soorten, velden)
    for los in sorted({*ALLEEN, *rijtallen(methode, "Relaties")}):
        yield _netwerk(4 + los, _lijn(4))


def _netwerk(
    aantal: int, paren: Sequence[Paar], soorten: Sequence[str] = (), relatie: Mapping[str, Any] | None = None
) -> Invoer:
    namen = [partijnaam(nummer) for nummer in range(1, aantal + 1)]
    return Invoer(
        partijen=tuple(Partij(naam=naam, soort=soorten[i] if soorten else None) for i, naam in enumerate(namen)),
        relaties=tuple(
            Relatie.model_validate({"van": namen[van], "naar": namen[naar], **(relatie or {})}) for van, naar in paren
        ),
    )


def _vormen(aantal: int) -> Iterator[list[Paar]]:
    """The shapes of a network of this many parties."""
    ster = [(0, ander) for ander in range(1, aantal)]
    yield ster
    yield [(naar, van) for van, naar in ster]
    yield _lijn(aantal)
    if aantal > 2:
        yield [*_lijn(aantal), (aantal - 1, 0)]
        yield [*ster, *((naar, van) for van, naar in ster)]
        yield [*ster, (1, 2)]
    if aantal <= GEWOON + 1:
        yield list(combinations(range(aantal), 2))
    if aantal % 2 == 0:
        yield [(nummer, nummer + 1) for nummer in range(0, aantal, 2)]


def _lijn(aantal: int) -> list[Paar]:
    return [(nummer, nummer + 1) for nummer in range(aantal - 1)]


def _kolommen() -> Iterator[dict[str, Any]]:
    """What each tie says."""
    schalen = (1, 3, 5)
    yield from chain(
        ({"sterkte": cijfer} for cijfer in schalen),
        ({"vertrouwen": cijfer} for cijfer in schalen),
        ({"sterkte": een, "vertrouwen": ander} for een, ander in ((5, 1), (1, 5))),
        ({"vorm": vorm} for vorm in ("formeel", "informeel")),
    )


def _soorten(aantal: int, overheid: str, ander: str) -> Iterator[list[str]]:
    """Which kind each party is: all the same, one in the middle, or by turns."""
    yield [overheid] * aantal
    yield [overheid, *[ander] * (aantal - 1)]
    yield [ander, *[overheid] * (aantal - 1)]
    yield [(overheid, ander)[nummer % 2] for nummer in range(aantal)]
