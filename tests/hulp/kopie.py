"""A workbook in memory that can be changed cell by cell, made from what was read of a file."""

from __future__ import annotations

from regio_xl.indeling import deel_in
from regio_xl.inlezen import Gelezen, lees
from regio_xl.methode import Methode
from regio_xl.opdracht import Bekeken, bekijk_boek
from regio_xl.werkboek import Adres, Celwaarde, Snapshot
from regio_xl.werkboek.geheugen import Geheugenwerkboek
from regio_xl.xlsx.package import Package


class Kopie:
    """What a user does to the tabs and cells of a workbook, and what is then read. It has no tables
    of Excel, as after another program; a test that wants one gives it."""

    def __init__(self, gelezen: Snapshot, methode: Methode) -> None:
        self.boek, self.methode = Geheugenwerkboek.van(gelezen), methode
        self.boek.vormen.clear()

    def zet(self, cellen: dict[str, Celwaarde]) -> Kopie:
        """Type in cells, such as ``Opgave!F39``; None empties one."""
        for plek, waarde in cellen.items():
            tab, _, cel = plek.rpartition("!")
            adres = Adres.lees(tab, cel)
            assert adres.rij is not None
            assert adres.kolom is not None
            self.boek.tabs[tab][adres.rij, adres.kolom] = waarde
        return self

    def cel(self, kop: str, omlaag: int = 0) -> str:
        """Where a heading of a block stands now, such as ``Relaties Van``, or a cell below it."""
        blok, _, naam = kop.partition(" ")
        for tab in deel_in(self.boek.lees(self.boek.tabs), self.methode).tabs.values():
            for vondst in tab.vondsten.get(blok, ()):
                adres = vondst.adres(vondst.koprij + omlaag, naam)
                return f"{adres.blad}!{adres.cel}"
        raise KeyError(kop)

    def hernoem(self, namen: dict[str, str]) -> Kopie:
        """Give tabs other names."""
        self.boek.tabs = {namen.get(naam, naam): c for naam, c in self.boek.tabs.items()}
        return self

    def kopieer(self, tab: str, naam: str) -> Kopie:
        """Copy a tab."""
        self.boek.tabs[naam] = dict(self.boek.tabs[tab])
        return self

    def bekeken(self) -> Bekeken:
        """The workbook after reading and computing."""
        return bekijk_boek(self.boek, self.methode)

    def gelezen(self) -> Gelezen:
        """The workbook after reading."""
        return lees(deel_in(self.boek.lees(self.boek.tabs), self.methode))

    def plekken(self, *codes: str) -> dict[str, str]:
        """The findings with these codes, by their place."""
        return {
            f"{b.blad}!{b.cel}": b.melding for b in self.gelezen().bevindingen if b.code in codes
        }

    def nieuwe_codes(self, dan: Kopie) -> list[str]:
        """The codes of findings that another workbook does not have, in their order."""
        bekend = set(dan.gelezen().bevindingen)
        return [b.code for b in self.gelezen().bevindingen if b not in bekend]


def herbenoemd(inhoud: bytes, namen: dict[str, str]) -> bytes:
    """A file of which tabs have other names; formulas still use the old ones."""
    pakket = Package(inhoud)
    xml = pakket.xml(pakket.workbook_part).decode()
    for oud, nieuw in namen.items():
        xml = xml.replace(f'name="{oud}"', f'name="{nieuw}"')
    return pakket.replace({pakket.workbook_part: xml.encode()})
