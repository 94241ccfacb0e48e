"""Coverage: every line of the inventory of the sources is used by an item of the method, or left
out for a reason.

The inventory (``gegevens/inventaris.toml``) lists every element of the five sources; items name in
``dekt`` which of its lines they use. At most five percent may be left out (``niet_gebruikt.toml``).
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from regio_xl import gegevens
from regio_xl.methode import Inventarisregel, Methode

INVENTARIS = Path(__file__).parents[1] / "gegevens" / "inventaris.toml"
MEESTE_NIET_GEBRUIKT = 0.05


class Dekkingsregel(NamedTuple):
    """One line of the inventory: the items that use it, or why none does."""

    regel: Inventarisregel
    onderdelen: tuple[str, ...]
    reden: str | None

    @property
    def gedekt(self) -> bool:
        return bool(self.onderdelen) or self.reden is not None


def inventaris() -> tuple[Inventarisregel, ...]:
    """Every line of the inventory, in the order of the sources."""
    regels = gegevens.loads(INVENTARIS.read_text(encoding="utf-8"))["inventaris"]
    return tuple(Inventarisregel.model_validate(regel) for regel in regels)


def dekking(methode: Methode) -> tuple[Dekkingsregel, ...]:
    """Which items use each line of the inventory."""
    gebruik: dict[str, list[str]] = defaultdict(list)
    for naam, item in methode.herleidbaar():
        for id_ in dict.fromkeys(item.dekt):
            gebruik[id_].append(naam)
    redenen = {weg.id: weg.reden for weg in methode.niet_gebruikt}
    return tuple(
        Dekkingsregel(regel, tuple(gebruik[regel.id]), redenen.get(regel.id))
        for regel in inventaris()
    )


def fouten(methode: Methode) -> list[str]:
    """What is wrong with the coverage, in Dutch; nothing when every line is accounted for."""
    regels = dekking(methode)
    bekend = {dekkingsregel.regel.id for dekkingsregel in regels}
    gevonden = [
        f"{r.regel.id} ({r.regel.naam}; {r.regel.bron}) wordt nergens gebruikt "
        "en staat niet in niet_gebruikt.toml"
        for r in regels
        if not r.gedekt
    ]
    gevonden += [
        f"{naam} dekt {id_}, en die regel staat niet in de inventaris"
        for naam, item in methode.herleidbaar()
        for id_ in item.dekt
        if id_ not in bekend
    ]
    gevonden += [
        f"{r.regel.id} staat in niet_gebruikt.toml, "
        f"maar wordt gebruikt door {', '.join(r.onderdelen)}"
        for r in regels
        if r.reden is not None and r.onderdelen
    ]
    gevonden += [
        f"{weg.id} in niet_gebruikt.toml staat niet in de inventaris"
        for weg in methode.niet_gebruikt
        if weg.id not in bekend
    ]
    deel = len(methode.niet_gebruikt) / len(regels)
    if deel > MEESTE_NIET_GEBRUIKT:
        gevonden.append(
            f"{len(methode.niet_gebruikt)} van {len(regels)} regels staan in niet_gebruikt.toml; "
            "hooguit 5 procent mag"
        )
    return gevonden
