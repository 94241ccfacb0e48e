"""What a workbook has besides the cells that are read: a signature, the tab Uitleg that formulas
look at, results in rows that are not shown."""

from __future__ import annotations

import dataclasses

import pytest

from hulp.boeken import Proefwerkboek, resultaat, verwerk, vol_boek
from regio_xl.bevindingen import Bevinding
from regio_xl.indeling import blokken
from regio_xl.werkboek import Bereik, Bladvorm, CelFout, Celwaarde, NietBerekend

ALLES = frozenset(range(1_000))
STAND, PLEK = blokken.VOORLOPIGE_STAND.koppen, blokken.VOORLOPIGE_PLEK.koppen
OUDER = ("Perspectief", *blokken.POSITIE_NAMEN)
"""The headings of the standings on Start in older workbooks."""


def _van(boek: Proefwerkboek, *codes: str) -> list[Bevinding]:
    return [gevonden for gevonden in resultaat(boek).bevindingen if gevonden.code in codes]


def _zonder_uitleg(boek: Proefwerkboek) -> Proefwerkboek:
    del boek.tabs[blokken.UITLEG]
    return boek


def _met_stand(
    waarde: Celwaarde, koppen: tuple[str, ...] = STAND, tab: str = blokken.ADVIES
) -> Proefwerkboek:
    """A workbook whose provisional standings show this."""
    boek = vol_boek()
    for nummer, kop in enumerate(koppen):
        boek.zet_cel(tab, 360, 3 + nummer, kop)
        boek.zet_cel(tab, 362, 3 + nummer, "responsief" if nummer == 0 else waarde)
    return boek


# --- a signature


def test_a_signed_workbook_gets_one_finding_and_its_advice() -> None:
    boek = vol_boek()
    eerst = resultaat(boek)
    boek.ondertekend = True
    (gevonden,) = _van(boek, "werkboek-ondertekend")
    assert gevonden.ernst == "let op"
    assert gevonden.adres is None
    assert resultaat(boek).perspectief == eerst.perspectief


def test_a_signed_workbook_that_lost_a_result_tab_says_both() -> None:
    boek = vol_boek()
    boek.ondertekend = True
    del boek.tabs[blokken.ADVIES]
    assert len(_van(boek, "werkboek-ondertekend", "tab-resultaat-ontbreekt")) == 2


# --- the tab Uitleg


def test_a_workbook_without_uitleg_says_what_no_longer_works() -> None:
    (gevonden,) = _van(_zonder_uitleg(vol_boek()), "tab-uitleg-ontbreekt", "rekentabel-ontbreekt")
    assert (gevonden.code, gevonden.ernst, gevonden.blad) == (
        "tab-uitleg-ontbreekt",
        "let op",
        blokken.UITLEG,
    )


@pytest.mark.parametrize("nieuw", [" UITLEG ", "Handleiding"])
def test_a_tab_uitleg_with_another_name_is_no_finding(nieuw: str) -> None:
    boek = _met_stand(61.5)
    boek.hernoem(blokken.UITLEG, nieuw)
    assert not _van(boek, "tab-uitleg-ontbreekt", "rekentabel-ontbreekt")


@pytest.mark.parametrize("teken", [CelFout("#REF!"), CelFout("#NAME?"), NietBerekend.NIET_BEREKEND])
def test_a_tab_of_ones_own_does_not_hide_that_uitleg_was_removed(teken: Celwaarde) -> None:
    boek = _zonder_uitleg(_met_stand(teken))
    boek.tabs["Notities"] = {(0, 0): "van ons"}
    assert len(_van(boek, "tab-uitleg-ontbreekt")) == 1
    assert not _van(boek, "rekentabel-ontbreekt")


@pytest.mark.parametrize(
    ("koppen", "tab"), [(STAND, blokken.ADVIES), (PLEK, blokken.ADVIES), (OUDER, blokken.START)]
)
def test_tables_that_were_removed_from_uitleg_are_told_at_the_first_cell_that_shows_it(
    koppen: tuple[str, ...], tab: str
) -> None:
    boek = _met_stand(CelFout("#REF!"), koppen, tab)
    (gevonden,) = _van(boek, "rekentabel-ontbreekt")
    assert (gevonden.blad, gevonden.cel) == (tab, "E363")
    assert "voorlopige stand" in gevonden.melding
    assert "gewijzigd" not in gevonden.melding
    boek.kapotte_namen = frozenset({blokken.GEWIJZIGD_NU})
    (gevonden,) = _van(boek, "rekentabel-ontbreekt")
    assert "de voorlopige stand en de melding dat antwoorden zijn" in gevonden.melding


def test_the_count_that_was_removed_from_uitleg_is_told_too() -> None:
    boek = vol_boek()
    boek.kapotte_namen = frozenset({blokken.GEWIJZIGD_NU, "Van mezelf"})
    (gevonden,) = _van(boek, "rekentabel-ontbreekt")
    assert gevonden.blad == blokken.UITLEG
    assert "voorlopige stand" not in gevonden.melding
    boek.kapotte_namen = frozenset({"Van mezelf"})
    assert not _van(boek, "rekentabel-ontbreekt")


@pytest.mark.parametrize("waarde", [NietBerekend.NIET_BEREKEND, CelFout("#DIV/0!"), "", 50.0])
def test_standings_that_are_only_not_calculated_are_no_finding(waarde: Celwaarde) -> None:
    assert not _van(_met_stand(waarde), "tab-uitleg-ontbreekt", "rekentabel-ontbreekt")


def test_an_error_of_ones_own_on_advies_is_not_taken_for_a_lost_table() -> None:
    boek = _met_stand(50.0)
    for plek in ((362, 9), (390, 4), (2, 9)):
        boek.zet_cel(blokken.ADVIES, *plek, CelFout("#REF!"))
    assert not _van(boek, "rekentabel-ontbreekt")


def test_a_fresh_workbook_has_its_uitleg_again() -> None:
    boek = _zonder_uitleg(vol_boek())
    del boek.tabs[blokken.CONTROLE]
    assert not _van(boek, "tab-uitleg-ontbreekt")


# --- results in rows that are not shown


def _verborgen(tab: str, rijen: frozenset[int] = ALLES, *, filter_: bool = True) -> Proefwerkboek:
    boek = vol_boek()
    kop = min(rij for rij, _ in boek.tabs[tab])
    filters = (Bereik(kop, 0, 999, 20),) if filter_ else ()
    boek.vormen[tab] = Bladvorm(filters=filters, verborgen_rijen=rijen)
    return boek


def _gevuld(boek: Proefwerkboek, tab: str, rijen: frozenset[int]) -> int:
    """How many of these rows hold something after processing."""
    verwerk(boek)
    vol = {rij for (rij, _), waarde in boek.tabs[tab].items() if waarde not in (None, "")}
    return len(vol & rijen)


@pytest.mark.parametrize("tab", [blokken.ADVIES, blokken.BORG_EN_VERBIND, blokken.WEGWIJZERS])
def test_a_filter_on_a_result_tab_says_how_many_rows_with_results_it_hides(tab: str) -> None:
    boek = _verborgen(tab)
    (gevonden,) = _van(boek, "filter-aan")
    kop = boek.vormen[tab].filters[0].rij
    aantal = _gevuld(boek, tab, frozenset(range(kop + 1, 1_000)))
    assert (gevonden.ernst, gevonden.blad, gevonden.cel) == ("let op", tab, "")
    assert f"{aantal} regels zijn niet te zien" in gevonden.melding
    assert any(waarde == "filter-aan" for waarde in boek.tabs[blokken.CONTROLE].values())


def test_the_findings_themselves_count_on_controle() -> None:
    boek = vol_boek().zet("OPG-01", "Antwoord", waarde=7.0).zet("OPG-02", "Antwoord", waarde="x")
    boek.vormen[blokken.ADVIES] = Bladvorm(filters=(Bereik(2, 0, 900, 9),), verborgen_rijen=ALLES)
    lijst = boek.plek("kop", blokken.BEVINDINGEN.tabelnaam, "Ernst").rij or 0
    boek.vormen[blokken.CONTROLE] = Bladvorm(
        filters=(Bereik(lijst, 0, 900, 9),), verborgen_rijen=frozenset(range(lijst + 1, 900))
    )
    gevonden = _van(boek, "filter-aan")
    assert [b.blad for b in gevonden] == [blokken.ADVIES, blokken.CONTROLE]
    assert "4 regels" in gevonden[1].melding  # two mistakes and these two


def test_a_row_that_hides_one_result_is_said_in_the_singular() -> None:
    boek = vol_boek()
    rij = boek.plek(blokken.WEGWIJZERSTANDEN.tabelnaam, 0, "Wegwijzer").rij or 0
    boek.vormen[blokken.WEGWIJZERS] = Bladvorm(
        filters=(Bereik(rij - 1, 1, rij + 9, 5),), verborgen_rijen=frozenset({rij})
    )
    (gevonden,) = _van(boek, "filter-aan")
    assert "1 regel is niet te zien" in gevonden.melding


def test_rows_that_were_hidden_by_hand_are_told_in_other_words() -> None:
    boek = _verborgen(blokken.WEGWIJZERS, filter_=False)
    assert [b.code for b in _van(boek, "filter-aan", "rijen-verborgen")] == ["rijen-verborgen"]


@pytest.mark.parametrize(
    "vorm",
    [
        Bladvorm(filters=(Bereik(0, 0, 900, 9),)),
        Bladvorm(filters=(Bereik(0, 0, 900, 9),), verborgen_rijen=frozenset(range(500, 900))),
    ],
)
def test_a_filter_that_hides_nothing_of_ours_is_no_finding(vorm: Bladvorm) -> None:
    boek = vol_boek()
    boek.vormen = dict.fromkeys(blokken.RESULTAATTABS, vorm)
    boek.vormen[blokken.NETWERKBEELD] = Bladvorm()  # its lists go further down
    assert not _van(boek, "filter-aan", "rijen-verborgen")


def test_what_a_picture_is_drawn_from_may_be_hidden() -> None:
    boek = vol_boek()
    koppen = [
        boek.plek("kop", blok.tabelnaam, blok.koppen[0]).rij or 0
        for blok in (blokken.STIPPEN, blokken.VAKKEN, blokken.LIJNEN)
    ]
    boek.vormen[blokken.NETWERKBEELD] = Bladvorm(verborgen_rijen=frozenset(range(min(koppen), 999)))
    assert not _van(boek, "rijen-verborgen")


def test_filters_and_hidden_rows_on_tabs_to_fill_in_change_nothing() -> None:
    boek = vol_boek()
    eerst = resultaat(boek)
    vorm = Bladvorm(filters=(Bereik(0, 0, 900, 9),), verborgen_rijen=ALLES)
    boek.vormen = dict.fromkeys(blokken.INVOERTABS, vorm)
    assert resultaat(boek) == eerst


def test_a_workbook_that_goes_over_into_a_fresh_one_loses_its_filters() -> None:
    boek = _verborgen(blokken.WEGWIJZERS)
    del boek.tabs[blokken.ADVIES]
    assert not _van(boek, "filter-aan", "rijen-verborgen")


def test_the_form_of_a_tab_does_not_make_it_another_tab() -> None:
    blad = vol_boek().snapshot().bladen[0]
    assert dataclasses.replace(blad, vorm=Bladvorm(verborgen_rijen=ALLES)) == blad
