"""The workbook in memory answers as a file does: who tests with it, tests what will happen."""

from __future__ import annotations

import doctest
from datetime import date

import pytest

from regio_xl.indeling import blokken
from regio_xl.methode import Methode
from regio_xl.opdracht import bekijk_boek, schrijf
from regio_xl.werkboek import Adres, Celwijzigingen, Koppeling, Snapshot, WerkboekFout, geheugen
from regio_xl.werkboek.geheugen import Geheugenwerkboek
from regio_xl.xlsx.workbook import XlsxWerkboek

VANDAAG = date(2027, 3, 1)


def _gevuld(gelezen: Snapshot) -> dict[str, dict[tuple[int, int], object]]:
    """What stands in every cell that holds something."""
    return {
        blad.naam: {
            (r, k): waarde
            for r, rij in enumerate(blad.rijen)
            for k, waarde in enumerate(rij)
            if waarde is not None
        }
        for blad in gelezen.bladen
    }


def test_a_calculation_in_memory_leaves_the_same_cells_as_in_a_file(
    voorbeeld: bytes, methode: Methode
) -> None:
    bestand = XlsxWerkboek.uit_bytes("boek.xlsx", voorbeeld)
    boek = Geheugenwerkboek.van(bestand.lees(blokken.LEESTABS), "boek.xlsx")
    assert bekijk_boek(boek, methode).resultaat == bekijk_boek(bestand, methode).resultaat
    for een in (boek, bestand):
        schrijf(een, bekijk_boek(een, methode), methode, VANDAAG)
    assert _gevuld(boek.lees(blokken.LEESTABS)) == _gevuld(bestand.lees(blokken.LEESTABS))
    assert boek.koppelingen


def test_what_was_read_does_not_change_with_the_workbook() -> None:
    boek = Geheugenwerkboek({"Start": {(0, 0): "eerst"}})
    eerst = boek.lees([" start"])
    boek.schrijf([Celwijzigingen("Start", {(0, 0): "later"})])
    assert (eerst.bladen[0].waarde(0, 0), boek.tabs["Start"][0, 0]) == ("eerst", "later")


def test_a_link_shows_its_text_until_something_else_is_written() -> None:
    boek = Geheugenwerkboek({"Controle": {}})
    koppeling = Koppeling(Adres("Opgave", 7, 3), "Opgave D8")
    boek.schrijf([Celwijzigingen("Controle", {(2, 1): koppeling})])
    assert boek.tabs["Controle"][2, 1] == "Opgave D8"
    assert boek.koppelingen == {Adres("Controle", 2, 1): koppeling}
    boek.schrijf([Celwijzigingen("Controle", {(2, 1): None})])
    assert boek.koppelingen == {}


def test_a_tab_that_is_not_there_is_refused_and_nothing_changes() -> None:
    boek = Geheugenwerkboek({"Advies": {}})
    opdrachten = [Celwijzigingen("Advies", {(0, 0): 1}), Celwijzigingen("Weg", {(0, 0): 1})]
    with pytest.raises(WerkboekFout, match="tab-resultaat-ontbreekt"):
        boek.schrijf(opdrachten)
    assert boek.tabs == {"Advies": {}}


def test_the_example_in_the_docstring_is_true() -> None:
    assert doctest.testmod(geheugen) == (0, 3)
