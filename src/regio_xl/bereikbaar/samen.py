"""Two small inputs as one: what the upper one fills in goes over what the lower one filled in, field by field."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from regio_xl.invoer import Afspraak, Gegeven, Invoer

R = TypeVar("R", bound=Gegeven)


def samen(onder: Invoer, boven: Invoer) -> Invoer:
    """One input with everything of both; rows with the same name are one row."""
    tabs = dict.fromkeys((*onder.kenmerken, *boven.kenmerken))
    return Invoer(
        kenmerken={tab: {**onder.kenmerken.get(tab, {}), **boven.kenmerken.get(tab, {})} for tab in tabs},
        antwoorden={**onder.antwoorden, **boven.antwoorden},
        nu={**onder.nu, **boven.nu},
        gewenst={**onder.gewenst, **boven.gewenst},
        partijen=_rijen((*onder.partijen, *boven.partijen), lambda partij: partij.naam),
        relaties=_rijen((*onder.relaties, *boven.relaties), lambda relatie: (relatie.van, relatie.naar)),
        feiten=_rijen((*onder.feiten, *boven.feiten), lambda feit: feit.feit),
        agenda=_rijen((*onder.agenda, *boven.agenda), lambda punt: punt.agendapunt),
        keuze=boven.keuze or onder.keuze,
        afspraken={
            id_: _rij_samen(onder.afspraken.get(id_), boven.afspraken.get(id_, Afspraak()))
            for id_ in dict.fromkeys((*onder.afspraken, *boven.afspraken))
        },
    )


def omvang(invoer: Invoer) -> int:
    """How many cells are filled in."""
    velden = sum(len(waarden) for waarden in invoer.kenmerken.values())
    antwoorden = len(invoer.antwoorden) + len(invoer.nu) + len(invoer.gewenst)
    rijen = (*invoer.partijen, *invoer.relaties, *invoer.feiten, *invoer.agenda, *invoer.afspraken.values())
    return velden + antwoorden + sum(len(_gevuld(rij)) for rij in rijen) + bool(invoer.keuze)


def _rijen(rijen: Iterable[R], sleutel: Callable[[R], Hashable]) -> tuple[R, ...]:
    gevonden: dict[Hashable, R] = {}
    for rij in rijen:
        gevonden[sleutel(rij)] = _rij_samen(gevonden.get(sleutel(rij)), rij)
    return tuple(gevonden.values())


def _rij_samen(onder: R | None, boven: R) -> R:
    """Two rows as one: what the upper one leaves empty stays as it was."""
    return boven if onder is None else onder.model_copy(update=_gevuld(boven))


def _gevuld(rij: Gegeven) -> dict[str, object]:
    """The fields of a row that hold something."""
    return {naam: waarde for naam, waarde in rij if waarde is not None}
