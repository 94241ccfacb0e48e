"""The register of tabs: whoever goes over all tabs goes over the same ones, in the same order."""

from __future__ import annotations

from regio_xl.indeling import blokken
from regio_xl.tabs.register import ALLE_TABS
from regio_xl.tabs.resultaatrijen import RIJEN


def test_the_register_holds_every_tab_in_the_order_of_the_workbook() -> None:
    assert tuple(tab.naam for tab in ALLE_TABS) == blokken.TABS


def test_the_tabs_with_rows_are_those_that_a_calculation_fills() -> None:
    gevuld = tuple(tab.naam for tab in ALLE_TABS if tab.rijen)
    assert gevuld == tuple(RIJEN) == blokken.RESULTAATTABS
