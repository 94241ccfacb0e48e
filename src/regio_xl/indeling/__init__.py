"""Which blocks a workbook has, and where each of them stands in this very workbook.

Everything is found once, by headings and ids, and handed to who needs it: reading, filling in
results, the number that tells whether answers changed, and carrying over to a fresh template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from regio_xl.indeling.blokken import (
    BORG,
    GEWIJZIGD,
    KENMERK,
    KENMERKKOPPEN,
    LEESTABS,
    Blok,
    blokken_op,
    stellingblok,
)
from regio_xl.indeling.zoeken import Tekstplekken, Vondst, tekstplekken, vind
from regio_xl.methode import Methode
from regio_xl.werkboek import Blad, Snapshot
from regio_xl.werkboek.cel import toon, zoals_getoond
from regio_xl.werkboek.tekst import sleutel

__all__ = ["IdRij", "Indeling", "Regel", "Rijen", "Tabindeling", "Vondst", "deel_in"]


class Regel(NamedTuple):
    """A line of a two-column block: the block it stands in, and its row."""

    vondst: Vondst
    rij: int


class IdRij(NamedTuple):
    """A row with something in its column *Id*: what stands there, and which id of ours it is."""

    rij: int
    staat: str
    id: str | None


@dataclass(frozen=True, slots=True)
class Rijen:
    """The rows of a block of ids, from top to bottom and by id."""

    alle: tuple[IdRij, ...]
    per_id: Mapping[str, Sequence[int]]

    def enige(self, id_: str) -> int | None:
        """The row of an id that stands there once; None when it is missing or stands twice."""
        rijen = self.per_id.get(id_, ())
        return rijen[0] if len(rijen) == 1 else None


@dataclass(frozen=True, slots=True)
class Tabindeling:
    """What was found on one tab of ours.

    ``teksten`` says where each heading stands, and the sign that answers were changed.
    ``vondsten`` holds every place of each block by the name of its table. ``regels`` are the lines
    of the two-column blocks by their name; the first one counts. ``ids`` are the rows of the first
    block of statements, or of the checklist of step 5.
    """

    blad: Blad
    teksten: Tekstplekken
    vondsten: Mapping[str, Sequence[Vondst]]
    regels: Mapping[str, Regel]
    ids: Rijen


@dataclass(frozen=True, slots=True)
class Indeling:
    """Where the blocks of one workbook stand. ``tabs`` holds our tabs that are there, by our name
    of them."""

    snapshot: Snapshot
    methode: Methode
    tabs: Mapping[str, Tabindeling]

    def __repr__(self) -> str:
        aantal = sum(len(tab.vondsten) for tab in self.tabs.values())
        return f"<Indeling: {len(self.tabs)} tabs, {aantal} blokken>"

    def vondsten(self, blok: Blok) -> Sequence[Vondst]:
        """Every place where at least the first two headings of a block stand, from top to bottom;
        nothing when its tab is missing."""
        tab = self.tabs.get(blok.tab)
        return tab.vondsten.get(blok.tabelnaam, ()) if tab else ()

    def eerste(self, blok: Blok) -> Vondst | None:
        """The first place where at least the first two headings of a block stand."""
        return next(iter(self.vondsten(blok)), None)

    def volledig(self, blok: Blok) -> Vondst | None:
        """The first place where all headings of a block stand."""
        return next((vondst for vondst in self.vondsten(blok) if vondst.heeft(blok.koppen)), None)

    def regels(self, tab: str) -> Mapping[str, Regel]:
        """The lines of the two-column blocks of a tab by their name, as it is compared by
        (:func:`~regio_xl.werkboek.tekst.sleutel`)."""
        gevonden = self.tabs.get(tab)
        return gevonden.regels if gevonden else {}

    def regel(self, tab: str, naam: str) -> Regel | None:
        """The line of this name in a two-column block of a tab."""
        return self.regels(tab).get(sleutel(naam))

    def ids(self, tab: str) -> Rijen:
        """The rows of the statements of a tab, or of the checklist of step 5: those of the first
        block that stands there."""
        gevonden = self.tabs.get(tab)
        return gevonden.ids if gevonden else _GEEN_RIJEN

    def ids_in(self, vondst: Vondst, blok: Blok) -> Rijen:
        """The rows of any place of a block of ids."""
        if vondst is self.eerste(blok):
            return self.ids(blok.tab)
        return _zoek_ids(vondst, _ids(blok.tab, self.methode))


_GEEN_RIJEN = Rijen((), {})


def deel_in(snapshot: Snapshot, methode: Methode) -> Indeling:
    """Find every block of a workbook. Raises :class:`WerkboekFout` when the headings of one block
    stand on a tab too often."""
    snapshot = zoals_getoond(snapshot)
    tabs: dict[str, Tabindeling] = {}
    for tab in LEESTABS:
        blad = snapshot.blad(tab)
        if blad is not None:
            tabs[tab] = _deel_tab_in(tab, blad, methode)
    return Indeling(snapshot, methode, tabs)


def _deel_tab_in(tab: str, blad: Blad, methode: Methode) -> Tabindeling:
    blokken = blokken_op(tab, methode)
    soorten = {blok.koppen for blok in blokken}
    teksten = tekstplekken(blad, {GEWIJZIGD, *chain.from_iterable(soorten)})
    per_koppen = vind(blad, teksten, soorten)
    vondsten = {blok.tabelnaam: per_koppen[blok.koppen] for blok in blokken}
    met_ids = BORG if tab == BORG.tab else stellingblok(tab, 0)
    eerste = next(iter(vondsten.get(met_ids.tabelnaam, ())), None)
    ids = _zoek_ids(eerste, _ids(tab, methode)) if eerste else _GEEN_RIJEN
    regels = _zoek_regels(per_koppen.get(KENMERKKOPPEN, ()))
    return Tabindeling(blad, teksten, vondsten, regels, ids)


def _ids(tab: str, methode: Methode) -> list[str]:
    """The ids that belong on a tab."""
    if tab == BORG.tab:
        return [punt.id for punt in methode.borg_en_verbind.punten]
    tabbladen = (methode.opgave, methode.netwerk, methode.perspectief, methode.weefsel)
    stellingen = next((t.stellingen for t in tabbladen if t.tab == tab), ())
    return [stelling.id for stelling in stellingen]


def _zoek_ids(vondst: Vondst, bekend: Sequence[str]) -> Rijen:
    per_sleutel = {sleutel(id_): id_ for id_ in bekend}
    alle: list[IdRij] = []
    per_id: dict[str, list[int]] = {}
    for rij, waarde in zip(vondst.rijen(), vondst.kolom("Id"), strict=True):
        staat = "" if waarde is None else toon(waarde)
        if not staat:
            continue
        id_ = per_sleutel.get(sleutel(staat))
        alle.append(IdRij(rij, staat, id_))
        if id_ is not None:
            per_id.setdefault(id_, []).append(rij)
    return Rijen(tuple(alle), per_id)


def _zoek_regels(vondsten: Sequence[Vondst]) -> dict[str, Regel]:
    regels: dict[str, Regel] = {}
    for vondst in vondsten:
        for rij, staat in zip(vondst.rijen(), vondst.kolom(KENMERK), strict=True):
            if staat is not None and (naam := sleutel(staat)):
                regels.setdefault(naam, Regel(vondst, rij))
    return regels
