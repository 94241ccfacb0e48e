"""A workbook in memory: what to test with, where a file or an open Excel would be in the way.

>>> boek = Geheugenwerkboek({"Advies": {(0, 0): "Advies"}})
>>> boek.schrijf([Celwijzigingen("advies", {(1, 0): 3})])
>>> boek.lees(["Advies"]).bladen[0].waarde(1, 0)
3.0
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from regio_xl.werkboek import (
    GEWONE_VORM,
    Adres,
    Blad,
    Bladvorm,
    Celwaarde,
    Celwijzigingen,
    Koppeling,
    Schrijfwaarde,
    Snapshot,
    WerkboekFout,
    tabsleutel,
)
from regio_xl.werkboek.verdwaald import verdwaald

_Plek = tuple[int, int]
"""Row and column of a cell, counted from 0."""


@dataclass
class Geheugenwerkboek:
    """A :class:`Werkboek` whose cells are there to see and to change, by tab and place."""

    tabs: dict[str, dict[_Plek, Celwaarde]] = field(default_factory=dict)
    naam: str = "geheugen.xlsx"
    koppelingen: dict[Adres, Koppeling] = field(default_factory=dict)
    """The links that were written; their cells hold the text."""
    vormen: dict[str, Bladvorm] = field(default_factory=dict)
    """What the tabs have besides values, by name."""
    ondertekend: bool = False
    kapotte_namen: frozenset[str] = frozenset()

    @classmethod
    def van(cls, gelezen: Snapshot, naam: str = "geheugen.xlsx") -> Geheugenwerkboek:
        """A copy of what was read from another workbook, such as a file."""
        tabs: dict[str, dict[_Plek, Celwaarde]] = {naam: {} for naam in gelezen.namen}
        tabs |= {blad.naam: _cellen(blad) for blad in gelezen.bladen}
        vormen = {blad.naam: blad.vorm for blad in gelezen.bladen}
        return cls(
            tabs,
            naam,
            vormen=vormen,
            ondertekend=gelezen.ondertekend,
            kapotte_namen=gelezen.kapotte_namen,
        )

    def lees(self, tabs: Collection[str]) -> Snapshot:
        """A copy of the tabs with these names; those that are not there are left out."""
        gevraagd = set(map(tabsleutel, tabs))
        bladen = (
            _blad(naam, cellen, self.vormen.get(naam, GEWONE_VORM))
            for naam, cellen in self.tabs.items()
            if tabsleutel(naam) in gevraagd
        )
        return Snapshot(tuple(bladen), tuple(self.tabs), self.ondertekend, self.kapotte_namen)

    def lees_ook(self, namen: Collection[str], *, kwijt: bool) -> Snapshot:
        """A copy of these tabs by their exact names."""
        bladen = (
            _blad(naam, cellen, self.vormen.get(naam, GEWONE_VORM))
            for naam, cellen in self.tabs.items()
            if naam in namen
        )
        return Snapshot(tuple(bladen), tuple(self.tabs), self.ondertekend, self.kapotte_namen)

    def schrijf(self, opdrachten: Sequence[Celwijzigingen]) -> None:
        """Put the values in the cells. Raises :class:`WerkboekFout` when a tab is not there, and
        then changes nothing."""
        namen = {tabsleutel(naam): naam for naam in self.tabs}
        for opdracht in opdrachten:
            if tabsleutel(opdracht.blad) not in namen:
                raise WerkboekFout("tab-resultaat-ontbreekt", blad=opdracht.blad)
        for opdracht in opdrachten:
            naam = namen[tabsleutel(opdracht.blad)]
            for (rij, kolom), waarde in opdracht.cellen.items():
                self._zet(Adres(naam, rij, kolom), (rij, kolom), waarde)

    def _zet(self, adres: Adres, plek: _Plek, waarde: Schrijfwaarde) -> None:
        self.koppelingen.pop(adres, None)
        if isinstance(waarde, Koppeling):
            self.koppelingen[adres] = waarde
            self.tabs[adres.blad][plek] = waarde.tekst
        elif isinstance(waarde, int):
            self.tabs[adres.blad][plek] = float(waarde)  # a workbook knows no whole numbers
        else:
            self.tabs[adres.blad][plek] = waarde


def _cellen(blad: Blad) -> dict[_Plek, Celwaarde]:
    nabij = {
        (rij, kolom): waarde
        for rij, waarden in enumerate(blad.rijen)
        for kolom, waarde in enumerate(waarden)
        if waarde is not None
    }
    return nabij | dict(blad.verdwaald)


def _blad(naam: str, cellen: Mapping[_Plek, Celwaarde], vorm: Bladvorm) -> Blad:
    vol = {plek: waarde for plek, waarde in cellen.items() if waarde is not None}
    ver = {plek: vol.pop(plek) for plek in verdwaald(vol)}
    hoogte = max((rij for rij, _ in vol), default=-1) + 1
    breedte = max((kolom for _, kolom in vol), default=-1) + 1
    rijen = [[vol.get((rij, kolom)) for kolom in range(breedte)] for rij in range(hoogte)]
    return Blad(naam, rijen, vorm, ver)
