"""Where the formulas of a workbook stand, what Python says that they show, and a comparison."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from regio_xl.indeling import blokken, deel_in
from regio_xl.inlezen import Gelezen, lees
from regio_xl.invoer import Antwoord
from regio_xl.methode import Tabel, laad
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.rekenen.voorlopig import voorlopig
from regio_xl.resultaten import Stand
from regio_xl.tabs import (
    eerste_lege,
    gewijzigd,
    invoertabs,
    onze_overheid,
    partijlijst,
    rekentabel,
    voorlopige_stand,
)
from regio_xl.werkboek import CelFout, Celwaarde, Snapshot
from regio_xl.xlsx.workbook import XlsxWerkboek

METHODE = laad()
_AFWEGEN = "afwegen"
Plek = tuple[str, int, int]
"""Tab, row and column, counted from 0."""


@dataclass(frozen=True)
class Kaart:
    """Where the tables and the formulas of a workbook stand."""

    tabellen: Mapping[str, tuple[str, int, int, int, int, list[str]]]
    formules: frozenset[Plek]

    def cel(self, tabel: str, rij: int, kop: str) -> Plek:
        """A cell of a table by its row under the headings and its heading."""
        tab, r1, k1, _, _, koppen = self.tabellen[tabel]
        return tab, r1 + 1 + rij, k1 + koppen.index(kop)

    def rijen(self, tabel: str) -> int:
        _, r1, _, r2, _, _ = self.tabellen[tabel]
        return r2 - r1


def kaart_van(inhoud: bytes) -> Kaart:
    boek = openpyxl.load_workbook(io.BytesIO(inhoud))
    tabellen, formules = {}, set()
    for blad in boek.worksheets:
        for tabel in blad.tables.values():
            k1, r1, k2, r2 = range_boundaries(tabel.ref)
            koppen = [blad.cell(r1, kolom).value for kolom in range(k1, k2 + 1)]
            tabellen[tabel.name] = (blad.title, r1 - 1, k1 - 1, r2 - 1, k2 - 1, koppen)
        formules |= {
            (blad.title, c.row - 1, c.column - 1)
            for rij in blad.iter_rows()
            for c in rij
            if c.data_type == "f"
        }
    return Kaart(tabellen, frozenset(formules))


def stellingtabellen() -> dict[str, tuple[str, ...]]:
    tabs = (METHODE.opgave, METHODE.netwerk, METHODE.weefsel)
    return {blokken.stellingblok(tab.tab, 0).tabelnaam: ("Antwoord",) for tab in tabs} | {
        blokken.stellingblok(METHODE.perspectief.tab, 0).tabelnaam: ("Nu", "Gewenst")
    }


def lees_in(inhoud: bytes) -> tuple[Snapshot, Gelezen]:
    snapshot = XlsxWerkboek.uit_bytes("boek.xlsx", inhoud).lees(blokken.LEESTABS)
    return snapshot, lees(deel_in(snapshot, METHODE))


def verwacht(inhoud: bytes, kaart: Kaart) -> dict[Plek, Celwaarde | int]:
    """What every formula of the workbook must show."""
    snapshot, _ = lees_in(inhoud)
    getallen = gewijzigd.onderdelen(gewijzigd.gevuld(deel_in(snapshot, METHODE)), METHODE)
    totaal = gewijzigd.samen(getallen)
    cellen: dict[Plek, Celwaarde | int] = {
        kaart.cel(rekentabel.TELLING, rij, "Getal"): deel.getal for rij, deel in enumerate(getallen)
    }
    cellen[kaart.cel(rekentabel.TELLING, len(getallen), "Getal")] = totaal
    cellen |= _rekentabellen(snapshot, kaart) | _start(snapshot, kaart)
    cellen |= _voorlopig(snapshot, kaart)
    cellen |= _partijen(snapshot, kaart)
    rij, kolom = kaart.cel(
        blokken.VERANTWOORDING.tabelnaam, blokken.VERANTWOORDING.rijen - 1, "Waarde"
    )[1:]
    advies = snapshot.blad(blokken.ADVIES)
    toen = advies.waarde(rij, kolom) if advies else None
    teken = blokken.GEWIJZIGD if toen is not None and toen != totaal else None
    return cellen | {(tab, 3, 0): teken for tab in blokken.RESULTAATTABS}


def _meegeteld(snapshot: Snapshot) -> dict[str, dict[str, Antwoord]]:
    """The answers that the formulas understand, by heading and id; reading understands more and
    says so (:func:`regio_xl.tabs.gewijzigd.oordeel`)."""
    staat = gewijzigd.gevuld(deel_in(snapshot, METHODE)).antwoorden
    per_kop: dict[str, dict[str, Antwoord]] = {
        "Antwoord": {},
        "Nu": {},
        "Gewenst": {},
        _AFWEGEN: {},
    }
    for (kop, id_), waarde in staat.items():
        antwoord = gewijzigd.oordeel(waarde, METHODE)
        if antwoord != Antwoord():
            per_kop[_AFWEGEN if id_ in METHODE.afwegingen else kop][id_] = antwoord
    return per_kop


def _rekentabellen(snapshot: Snapshot, kaart: Kaart) -> dict[Plek, Celwaarde | int]:
    cellen: dict[Plek, Celwaarde | int] = {}
    staat, gegeven = gewijzigd.gevuld(deel_in(snapshot, METHODE)).antwoorden, _meegeteld(snapshot)
    namen = (rekentabel.KANSRIJK, rekentabel.NU, rekentabel.GEWENST, rekentabel.WEEFSELLIJST,
        rekentabel.AFWEEGLIJST)  # fmt: skip
    reeksen = (*gewijzigd.reeksen(METHODE), *gewijzigd.afweegreeksen(METHODE))
    for naam, reeks in zip(namen, reeksen, strict=True):
        bron = gegeven[_AFWEGEN if naam == rekentabel.AFWEEGLIJST else reeks.kop]
        for rij, id_ in enumerate(reeks.ids):
            antwoord = bron.get(id_, Antwoord())
            cellen[kaart.cel(naam, rij, rekentabel.STAAT)] = (
                gewijzigd.staat_er(staat.get((reeks.kop, id_))) or None
            )
            if staat.get((reeks.kop, id_)) == 0:
                cellen[kaart.cel(naam, rij, rekentabel.STAAT)] = 0
            cellen[kaart.cel(naam, rij, rekentabel.CIJFER)] = antwoord.waarde or 0
            cellen[kaart.cel(naam, rij, rekentabel.PAST_NIET)] = int(antwoord.nvt)
    return cellen


def _voorlopig(snapshot: Snapshot, kaart: Kaart) -> dict[Plek, Celwaarde | int]:
    """The provisional standings on Advies, and on Uitleg how much is known."""
    stand = voorlopig(METHODE, *_meegeteld(snapshot).values())
    scores, plek = blokken.VOORLOPIGE_STAND.tabelnaam, blokken.VOORLOPIGE_PLEK.tabelnaam
    cellen: dict[Plek, Celwaarde | int] = {}
    standen: tuple[tuple[str, Stand], ...] = (
        ("Kansrijk", stand.kansrijk),
        ("Nu", stand.nu),
        ("Gewenst", stand.gewenst),
    )
    for kop, een in standen:
        for rij, perspectief in enumerate(PERSPECTIEVEN):
            cellen[kaart.cel(scores, rij, kop)] = een.scores[perspectief]
        cellen[kaart.cel(plek, 0, kop)] = een.x
        cellen[kaart.cel(plek, 1, kop)] = een.y
    cellen[kaart.cel(plek, 2, "Kansrijk")] = voorlopige_stand.WOORDEN[stand.duidelijkheid]
    delen = (*stand.kansrijk.volledigheid_per.values(), stand.kansrijk.volledigheid)
    for rij, deel in enumerate(delen):
        cellen[kaart.cel(rekentabel.BEKEND, rij, rekentabel.DEEL)] = deel
    return cellen


def _start(snapshot: Snapshot, kaart: Kaart) -> dict[Plek, Celwaarde | int]:
    return _voortgang(snapshot, kaart) | _overheidsregels(snapshot, kaart)


def _voortgang(snapshot: Snapshot, kaart: Kaart) -> dict[Plek, Celwaarde | int]:
    """How many answers count, and how many tables have a row."""
    cellen: dict[Plek, Celwaarde | int] = {}
    gegeven = _meegeteld(snapshot)
    for rij, tab in enumerate(invoertabs.STELLINGTABS):
        tabblad = invoertabs.tabblad_van(METHODE, tab)
        tabel = blokken.stellingblok(tab, 0).tabelnaam
        koppen = stellingtabellen()[tabel]
        er = [_op(snapshot, kaart.cel(tabel, plek, "Id")) for plek in range(kaart.rijen(tabel))]
        ids = [s.id for s in tabblad.stellingen if s.id in er]
        nummers = {i: _volgnummer(snapshot, kaart, tabel, er.index(i)) for i in ids}
        lege = [t.naam for t in tabblad.tabellen if not _gevuld(snapshot, kaart, t)]
        ingevuld = sum(id_ in gegeven[kop] for kop in koppen for id_ in ids)
        ingevuld += len(tabblad.tabellen) - len(lege)
        van = len(koppen) * sum(id_ is not None for id_ in er) + len(tabblad.tabellen)
        open_ = [nummers[i] for i in ids if any(i not in gegeven[kop] for kop in koppen)]
        nog_leeg = eerste_lege.linktekst(open_, lege)
        cellen[kaart.cel("Voortgang", rij, "Nog leeg")] = nog_leeg
        cellen[kaart.cel("Voortgang", rij, "Ingevuld")] = ingevuld
        cellen[kaart.cel("Voortgang", rij, "Van")] = van
        cellen[kaart.cel("Voortgang", rij, "Voortgang")] = ingevuld / van
    return cellen


def _volgnummer(snapshot: Snapshot, kaart: Kaart, tabel: str, rij: int) -> int:
    """What stands before an id: users may sort the rows."""
    nummer = _op(snapshot, kaart.cel(tabel, rij, blokken.VOLGNUMMER))
    assert isinstance(nummer, int | float)
    return int(nummer)


def _gevuld(snapshot: Snapshot, kaart: Kaart, tabel: Tabel) -> bool:
    kop = tabel.kolommen[0].kop
    plekken = (kaart.cel(tabel.naam, rij, kop) for rij in range(kaart.rijen(tabel.naam)))
    return any(_op(snapshot, plek) is not None for plek in plekken)


def _overheidsregels(snapshot: Snapshot, kaart: Kaart) -> dict[Plek, Celwaarde | int]:
    """The line on every input tab that says who *onze overheid* is."""
    vraag = onze_overheid.overheidsvraag(METHODE)
    assert vraag is not None
    plek = METHODE.start.kenmerken.index(vraag)
    staat = _op(snapshot, kaart.cel("StartKenmerken", plek, "Waarde"))
    zin = onze_overheid.overheidszin(staat, vraag.keuzes)
    return {plek: zin for plek in kaart.formules if plek[0] in invoertabs.STELLINGTABS}


def _partijen(snapshot: Snapshot, kaart: Kaart) -> dict[Plek, Celwaarde | int]:
    """The parties one after another; none as long as an error stands among them."""
    rijen = range(kaart.rijen("Partijen"))
    namen = [_op(snapshot, kaart.cel("Partijen", rij, "Naam")) for rij in rijen]
    gevuld = [naam for naam in namen if naam is not None]
    if any(isinstance(naam, CelFout) for naam in gevuld):
        gevuld = []
    plekken = range(partijlijst.MEESTE)
    return {
        kaart.cel(partijlijst.TABEL, plek, partijlijst.PARTIJ): dict(enumerate(gevuld)).get(plek)
        for plek in plekken
    }


def _op(snapshot: Snapshot, plek: Plek) -> Celwaarde:
    """What a cell holds; an empty text is nothing, as in a formula."""
    blad = snapshot.blad(plek[0])
    waarde = blad.waarde(*plek[1:]) if blad else None
    return None if waarde == "" else waarde


def zelfde(getoond: str | float | None, gedacht: Celwaarde | int) -> bool:
    """Equal as text, and as number far beyond what is shown."""
    if gedacht is None:
        return getoond in (None, "")
    if isinstance(gedacht, str):
        return getoond == gedacht
    assert isinstance(gedacht, int | float)
    if isinstance(getoond, str) and getoond.endswith(
        "%"
    ):  # as text, LibreOffice rounds a share to what is shown
        return float(getoond[:-1]) == pytest.approx(100 * gedacht, abs=0.5)
    try:
        return getoond is not None and float(getoond) == pytest.approx(gedacht, rel=1e-12, abs=1e-9)
    except ValueError:
        return False
