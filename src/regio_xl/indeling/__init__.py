"""Which blocks a workbook has, and where each of them stands in this very workbook.

Everything is found once, by headings and ids, and handed to who needs it: reading, filling in
results, the number that tells whether answers changed, and carrying over to a fresh template.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from regio_xl.indeling.blokken import INVOERTABS, KENMERK, LEESTABS, START, UITLEG, Blok, kenmerktab
from regio_xl.indeling.herkennen import Dubbel, Herkend, herken, onze_teksten, vreemde_tabs
from regio_xl.indeling.tabblad import (
    GEEN_RIJEN,
    Anders,
    Bladdeel,
    IdRij,
    Regel,
    Rijen,
    Tabindeling,
    deel_blad_in,
    ids_van,
    tot_tabindeling,
    zoek_ids,
)
from regio_xl.indeling.zoeken import Vondst
from regio_xl.methode import Kenmerk, Methode
from regio_xl.werkboek import Snapshot, tabsleutel
from regio_xl.werkboek.cel import leeg, zoals_getoond
from regio_xl.werkboek.tekst import sleutel

__all__ = [
    "Anders", "Dubbel", "Herkend", "IdRij", "Indeling", "Regel", "Rijen", "Tabindeling", "Vondst",
    "deel_in", "onze_teksten", "vreemde_tabs",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Indeling:
    """Where the blocks of one workbook stand. ``tabs`` holds our tabs that are there, by our name
    of them; ``herkend`` says which of them have another name, ``dubbel`` which blocks stand on a
    second tab."""

    snapshot: Snapshot
    methode: Methode
    tabs: Mapping[str, Tabindeling]
    herkend: tuple[Herkend, ...] = ()
    dubbel: tuple[Dubbel, ...] = ()

    def __repr__(self) -> str:
        aantal = sum(len(tab.vondsten) for tab in self.tabs.values())
        return f"<Indeling: {len(self.tabs)} tabs, {aantal} blokken>"

    def naam(self, tab: str) -> str:
        """The name in this workbook of a tab of ours; our own name when it is missing."""
        gevonden = self.tabs.get(tab)
        return gevonden.blad.naam if gevonden else tab

    def anders(self) -> Iterator[Anders]:
        """The headings that are not as they should be, in the order of our tabs."""
        for tab in self.tabs.values():
            for deel in tab.delen:
                yield from deel.anders

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

    def kenmerkregel(self, tab: str, kenmerk: Kenmerk) -> Regel | None:
        """The line of a single value of an input tab, by its name or one that it had before. The
        choice stands on Advies; in an older workbook, or as long as nothing is filled in there, on
        Perspectief."""
        nieuw = self.eerste_regel(kenmerktab(tab), kenmerk)
        oud = self.eerste_regel(tab, kenmerk)
        if nieuw is None or oud is None:
            return nieuw or oud
        vervangt = not leeg(oud.waarde) and leeg(nieuw.waarde)
        return oud if vervangt else nieuw

    def eerste_regel(self, tab: str, kenmerk: Kenmerk) -> Regel | None:
        """The line of a single value on a tab, also under a name that it had before."""
        regels = (self.regel(tab, naam) for naam in kenmerk.namen)
        return next((regel for regel in regels if regel is not None), None)

    def ids(self, tab: str) -> Rijen:
        """The rows of the statements of a tab, of the paired choices on Advies, or of the checklist
        of step 5: those of the first block that stands there."""
        gevonden = self.tabs.get(tab)
        return gevonden.ids if gevonden else GEEN_RIJEN

    def ids_op(self, tab: str) -> list[str]:
        """The ids that belong on a tab."""
        return ids_van(tab, self.methode)

    def ids_in(self, vondst: Vondst, blok: Blok) -> Rijen:
        """The rows of any place of a block of ids."""
        if vondst is self.eerste(blok):
            return self.ids(blok.tab)
        return zoek_ids(vondst, ids_van(blok.tab, self.methode))


_UITLEG = tabsleutel(UITLEG)


def deel_in(snapshot: Snapshot, methode: Methode) -> Indeling:
    """Find every block of a workbook, on the tabs with our names and on any other that was read.
    Raises :class:`WerkboekFout` when the headings of one block stand on a tab too often."""
    snapshot = zoals_getoond(snapshot)
    gevonden: dict[str, Bladdeel] = {}
    for tab in LEESTABS:
        blad = snapshot.blad(tab)
        if blad is not None:
            gevonden[tab] = deel_blad_in(tab, blad, methode)
    tabs = {tab: tot_tabindeling(tab, [deel], methode) for tab, deel in gevonden.items()}
    if not _anders_genoemd(snapshot, tabs):
        return Indeling(snapshot, methode, tabs)
    herkenning = herken(snapshot, gevonden, methode)
    tabs = {
        tab: tot_tabindeling(tab, herkenning.delen[tab], methode)
        for tab in LEESTABS
        if tab in herkenning.delen
    }
    return Indeling(snapshot, methode, tabs, herkenning.herkend, herkenning.dubbel)


def _anders_genoemd(snapshot: Snapshot, tabs: Mapping[str, Tabindeling]) -> bool:
    """Whether a tab was read that does not have a name of ours, or has the name of another of
    ours."""
    onze = {id(tab.blad) for tab in tabs.values()}
    if any(id(blad) not in onze and tabsleutel(blad.naam) != _UITLEG for blad in snapshot.bladen):
        return True
    for naam, tab in tabs.items():
        if tab.ids.per_id or naam == START:
            continue
        lijsten = (plek for plek in tab.vondsten.values() if plek)
        if naam in INVOERTABS or all(KENMERK in plek[0].kolommen for plek in lijsten):
            return True
    return False
