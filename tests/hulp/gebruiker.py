"""What users do to a workbook in another program: fill it in, move things, add their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from regio_xl.indeling import blokken
from regio_xl.methode import Methode
from regio_xl.opdracht import verwerk_boek
from regio_xl.resultaten import Resultaat
from regio_xl.werkboek import Celwaarde, Celwijzigingen, Schrijfwaarde
from regio_xl.xlsx.workbook import XlsxWerkboek

DAG, LATER = date(2026, 11, 21), date(2027, 5, 3)
Plek = tuple[int, int]


@lru_cache(maxsize=16)  # who looks for a cell reads its tab more than once
def _rijen(inhoud: bytes, tab: str) -> Sequence[Sequence[Celwaarde]]:
    return XlsxWerkboek.uit_bytes("boek.xlsx", inhoud).lees([tab]).bladen[0].rijen


class Gebruiker:
    """Plays a user: finds cells by id or name and heading, types, and has the workbook
    processed."""

    def __init__(self, inhoud: bytes, methode: Methode) -> None:
        self.inhoud, self.methode = inhoud, methode

    def rijen(self, tab: str) -> Sequence[Sequence[Celwaarde]]:
        return _rijen(self.inhoud, tab)

    def kolommen(self, tab: str, *koppen: str) -> dict[str, int]:
        rij = next(rij for rij in self.rijen(tab) if set(koppen) <= set(rij))
        return {kop: rij.index(kop) for kop in koppen}

    def rij(self, tab: str, naam: str) -> int:
        return next(nummer for nummer, rij in enumerate(self.rijen(tab)) if naam in rij)

    def typ(self, tab: str, cellen: Mapping[Plek, Schrijfwaarde]) -> None:
        boek = XlsxWerkboek.uit_bytes("boek.xlsx", self.inhoud)
        boek.schrijf([Celwijzigingen(tab, cellen)])
        self.inhoud = boek.inhoud

    def antwoord(self, tab: str, id_: str, waarde: Schrijfwaarde, kop: str = "Antwoord") -> None:
        self.typ(tab, {(self.rij(tab, id_), self.kolommen(tab, "Id", kop)[kop]): waarde})

    def kies(self, perspectief: str | None) -> None:
        """Record the choice, in the words of the drop-down: on Advies, or where it stood in older
        workbooks."""
        kenmerk = next(k for k in self.methode.perspectief.kenmerken if k.sleutel == "keuze")
        er = any(kenmerk.naam in rij for rij in self.rijen("Advies"))
        tab = "Advies" if er else "Perspectief"
        kolom = self.kolommen(tab, "Kenmerk", "Waarde")["Waarde"]
        naam = (
            None
            if perspectief is None
            else next(n for p, n in self.methode.namen.items() if p == perspectief)
        )
        self.typ(tab, {(self.rij(tab, kenmerk.naam), kolom): naam})

    def verwerk(self, dag: date = DAG) -> Resultaat:
        resultaat, uitvoer = verwerk_boek(
            XlsxWerkboek.uit_bytes("boek.xlsx", self.inhoud), self.methode, dag
        )
        self.inhoud = uitvoer.inhoud
        return resultaat

    def borg(self) -> dict[int, dict[str, Celwaarde]]:
        """The filled rows of the checklist of step 5 by their place."""
        kolommen = self.kolommen("Borg en verbind", *blokken.BORG.koppen)
        kop = self.rij("Borg en verbind", "Afspraak")
        rijen = {
            nummer: {
                naam: rij[kolom] if kolom < len(rij) else None for naam, kolom in kolommen.items()
            }
            for nummer, rij in enumerate(self.rijen("Borg en verbind"))
            if nummer > kop
        }
        return {
            nummer: rij
            for nummer, rij in rijen.items()
            if any(waarde is not None for waarde in rij.values())
        }

    def vul_in(self, rij: int, **waarden: Schrijfwaarde) -> None:
        """Fill in a row of the checklist."""
        kolommen = self.kolommen("Borg en verbind", *blokken.BORG_INVOER)
        self.typ(
            "Borg en verbind", {(rij, kolommen[kop]): waarde for kop, waarde in waarden.items()}
        )


def kale_tabellen(boek: Any) -> None:
    for blad in boek.worksheets:
        blad.tables.clear()


def tabs_omgekeerd(boek: Any) -> None:
    boek.move_sheet("Uitleg", -8)
    boek.move_sheet("Advies", -4)
    boek.move_sheet("Start", 7)


def rijen_erbij(boek: Any) -> None:
    kale_tabellen(boek)
    for blad in boek.worksheets:
        blad.insert_rows(1, 3)
    for tab, id_ in (("Opgave", "OPG-33"), ("Weefsel", None), ("Perspectief", None)):
        blad = boek[tab]
        rijen = [
            cel.row
            for rij in blad.iter_rows()
            for cel in rij
            if cel.value == id_ or (id_ is None and cel.value == "Id")
        ]
        blad.insert_rows(rijen[0] + 3, 2)


def kolommen_erbij(boek: Any) -> None:
    kale_tabellen(boek)
    for blad in boek.worksheets:
        blad.insert_cols(1, 2)
    boek["Opgave"].insert_cols(6)
    boek["Borg en verbind"].insert_cols(7)
