"""Text that users type is never a formula, a link or a name, on every way into a workbook (ontwerp
2: text stays text)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date
from itertools import cycle
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from hulp.officejs import waarden
from hulp.windows import Windows
from regio_xl.excel.liveboek import ExcelWerkboek
from regio_xl.indeling import blokken, deel_in
from regio_xl.indeling.vulling import Inhoud, Vulling
from regio_xl.inlezen.overzetten import vulling
from regio_xl.methode import Methode
from regio_xl.opdracht import bekijk_boek, schrijf, verwerk_boek
from regio_xl.tabs.sjabloon import bouw
from regio_xl.xlsx.workbook import XlsxWerkboek

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

DAG = date(2026, 11, 21)
MERK = "KWAAD"
VORMEN = [
    '=HYPERLINK("http://KWAAD.example","klik")', "=cmd|' /C calc'!KWAAD", "+KWAAD(1)", "-2+3+KWAAD",
    "@SOM(KWAAD)", "\t=KWAAD", "\n=KWAAD", "{=KWAAD}", "＝KWAAD", "'=KWAAD", "=DDE(KWAAD)",
    "https://KWAAD.example", "mailto:KWAAD@example.org", "internal:KWAAD!A1", '"><f>KWAAD</f>',
    "]]><f>KWAAD</f>",
]  # fmt: skip
FORMULES = {
    "f",
    "formula",
    "formula1",
    "formula2",
    "definedName",
    "calculatedColumnFormula",
    "totalsRowFormula",
}


@pytest.fixture(scope="module")
def kwaad(methode: Methode) -> bytes:
    """A workbook with such a text everywhere that somebody can type, each in turn."""
    vormen = cycle(VORMEN)
    tabellen: dict[str, list[dict[str, Inhoud]]] = {
        tabel.naam: [
            {kolom.sleutel: f"{next(vormen)}{nummer}" for kolom in tabel.kolommen}
            for nummer in range(len(VORMEN))
        ]
        for tab in methode.invoertabs
        for tabel in tab.tabellen
    }

    def elk(sleutels: Iterable[str]) -> dict[str, str]:
        return {sleutel: next(vormen) for sleutel in sleutels}

    ids = [
        s.id
        for tab in (methode.opgave, methode.netwerk, methode.weefsel, methode.perspectief)
        for s in tab.stellingen
    ]
    vol = Vulling(
        kenmerken={
            tab.tab: elk(kenmerk.sleutel for kenmerk in tab.kenmerken) for tab in methode.invoertabs
        },
        antwoorden=elk(ids),
        nu=elk(ids),
        gewenst=elk(ids),
        toelichtingen=elk(ids),
        tabellen=tabellen,
        afspraken={
            punt.id: elk(blokken.BORG_INVOER) for punt in methode.borg_en_verbind.kernvragen
        },
    )
    return bouw(methode, vol)


def is_onschuldig(inhoud: bytes) -> None:
    """No formula, name, rule or link of the whole package holds what users typed; cells hold it as
    text."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
        for deel in pakket.namelist():
            if not deel.endswith((".xml", ".rels", ".vml")):
                continue
            for element in ET.fromstring(pakket.read(deel)).iter():  # noqa: S314 - our own file
                naam = element.tag.rpartition("}")[2]
                assert naam not in FORMULES or MERK not in (element.text or ""), (
                    deel,
                    element.text,
                )
                if naam in {"Relationship", "hyperlink", "hlinkClick"}:
                    assert MERK not in str(element.attrib), deel
    boek = openpyxl.load_workbook(io.BytesIO(inhoud))
    kwaad = [
        cel
        for blad in boek.worksheets
        for rij in blad.iter_rows()
        for cel in rij
        if MERK in str(cel.value)
    ]
    assert {cel.data_type for cel in kwaad} <= {"s", "inlineStr"}
    assert {cel.parent.title for cel in kwaad} >= {
        *blokken.INVOERTABS,
        blokken.BORG_EN_VERBIND,
        blokken.CONTROLE,
    }
    assert len(kwaad) > 200


def test_what_somebody_typed_stays_text_in_a_file(kwaad: bytes, methode: Methode) -> None:
    _, verwerkt = verwerk_boek(XlsxWerkboek.uit_bytes("a.xlsx", kwaad), methode, DAG)
    is_onschuldig(verwerkt.inhoud)


def test_and_when_it_is_carried_over_into_a_fresh_workbook(kwaad: bytes, methode: Methode) -> None:
    _, verwerkt = verwerk_boek(XlsxWerkboek.uit_bytes("a.xlsx", kwaad), methode, DAG)
    overgezet = XlsxWerkboek.uit_bytes(
        "a.xlsx", bouw(methode, vulling(deel_in(verwerkt.lees(blokken.LEESTABS), methode)))
    )
    _, opnieuw = verwerk_boek(overgezet, methode, DAG)
    is_onschuldig(opnieuw.inhoud)


def test_and_live_excel_gets_it_so_that_it_takes_it_for_text(
    kwaad: bytes, methode: Methode
) -> None:
    excel = Windows(kwaad, "a.xlsx")
    boek = ExcelWerkboek(excel.boek)
    schrijf(boek, bekijk_boek(boek, methode), methode, DAG)
    _, bestand = verwerk_boek(XlsxWerkboek.uit_bytes("a.xlsx", kwaad), methode, DAG)
    verwacht = waarden(bestand.inhoud)
    for tab in blokken.RESULTAATTABS:
        getypt = {
            plek: waarde for plek, waarde in excel.model.cellen[tab].items() if MERK in str(waarde)
        }
        assert getypt == {
            plek: waarde for plek, waarde in verwacht[tab].items() if MERK in str(waarde)
        }
        assert not any(
            isinstance(waarde, tuple) for waarde in excel.model.cellen[tab].values()
        )  # read by Excel as something
    assert not any(
        MERK in doel for per_tab in excel.model.koppelingen.values() for doel in per_tab.values()
    )
