"""Our own method in the versions that are kept: a workbook keeps the scores of the version that it
was made with.

The newest stands in ``gegevens/methode``. An older one stands in a folder with its number under
``gegevens/oudere_methoden``: the files in which it differs, the rest is that of the newest. It is
loaded when the first workbook asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from regio_xl.methode.elementen import MethodeFout
from regio_xl.methode.laden import STANDAARDMAP, standaard
from regio_xl.methode.model import Methode

OUDERE_METHODEN = STANDAARDMAP.with_name("oudere_methoden")
Nummer: TypeAlias = tuple[int, ...]


def versienummer(tekst: str) -> Nummer | None:
    """A version as numbers to compare by, larger when newer; None for a text that is no version.

    >>> versienummer("1.10.0") > versienummer("1.9.3")
    True
    """
    gevonden = re.fullmatch(r"([0-9]{1,6})\.([0-9]{1,6})\.([0-9]{1,6})", tekst)
    return tuple(map(int, gevonden.groups())) if gevonden else None


def oudere_versies() -> tuple[str, ...]:
    """The older versions that are kept, the newest of them first."""
    if not OUDERE_METHODEN.is_dir():
        return ()
    namen = {pad.name: versienummer(pad.name) for pad in OUDERE_METHODEN.iterdir()}
    nummers = {nummer: naam for naam, nummer in namen.items() if nummer is not None}
    huidige = standaard().versie
    return tuple(nummers[een] for een in sorted(nummers, reverse=True) if nummers[een] != huidige)


def laad_versie(versie: str) -> Methode:
    """A version of our own method, loaded once in each process. Raises :class:`MethodeFout` when it
    is not kept."""
    huidige = standaard()
    if versie == huidige.versie:
        return huidige
    bewaard = oudere_versies()
    if versie not in bewaard:  # what a workbook says never becomes a path
        keuze = ", ".join((huidige.versie, *bewaard))
        reden = f"{versie} is niet bewaard; kies uit {keuze}"
        raise MethodeFout(OUDERE_METHODEN.name, "versie", reden)
    return standaard(OUDERE_METHODEN / versie, STANDAARDMAP)


def alle_versies() -> Iterator[Methode]:
    """Every version that is kept, the newest first; each loaded when it is asked for."""
    yield standaard()
    yield from map(laad_versie, oudere_versies())


def voor_werkboek(versie: str | None) -> Methode:
    """The method that a workbook was made with, by the version that it says; the newest when we do
    not keep that version, or the workbook says nothing."""
    huidige = standaard()
    if versie is None or versie == huidige.versie or versie not in oudere_versies():
        return huidige
    return laad_versie(versie)


def is_van_ons(methode: Methode) -> bool:
    """Whether this is a version of ours that is kept, and not a method that somebody gave."""
    return methode is voor_werkboek(methode.versie)
