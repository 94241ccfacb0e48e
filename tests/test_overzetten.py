"""Carry over what users typed when result tabs were lost: by id, name and heading, right or wrong
(ontwerp 2 and 3)."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from hulp.boeken import (
    AGENDA,
    FEITEN,
    METHODE,
    PARTIJEN,
    RELATIES,
    Proefwerkboek,
    leeg_boek,
    verwerk,
    vol_boek,
)
from regio_xl.indeling import blokken
from regio_xl.indeling.vulling import Inhoud, Vulling
from regio_xl.inlezen.overzetten import vulling
from regio_xl.werkboek import CelFout, Celwaarde, NietBerekend
from regio_xl.werkboek.cel import Procent


def _over(boek: Proefwerkboek) -> Vulling:
    return vulling(boek.indeling())


def _in_nieuw(vol: Vulling) -> Proefwerkboek:
    """Put a filling into a fresh workbook, as the builder does: by id, name and heading."""
    boek = leeg_boek()
    for tab, waarden in vol.kenmerken.items():
        for sleutel, waarde in waarden.items():
            boek.zet(tab, sleutel, waarde=_cel(waarde))
    for kop, antwoorden in (("Antwoord", vol.antwoorden), ("Nu", vol.nu), ("Gewenst", vol.gewenst)):
        for id_, waarde in antwoorden.items():
            boek.zet(id_, kop, waarde=_cel(waarde))
    for id_, tekst in vol.toelichtingen.items():
        boek.zet(id_, "Toelichting", waarde=tekst)
    koppen: dict[str, dict[str, str]] = {
        t.naam: {k.sleutel: k.kop for k in t.kolommen}
        for tab in METHODE.invoertabs
        for t in tab.tabellen
    }
    for naam, tabelrijen in vol.tabellen.items():
        plek = boek.plek("kop", naam, next(iter(koppen[naam].values())))
        boek.hervorm(plek.blad, lambda r, k, onder=plek.rij or 0: (r + 20 * (r > onder), k))  # type: ignore[misc]
        for nummer, rij in enumerate(tabelrijen):
            for sleutel, waarde in rij.items():
                plek = boek.plek("kop", naam, koppen[naam][sleutel])
                boek.zet_cel(plek.blad, (plek.rij or 0) + 1 + nummer, plek.kolom or 0, _cel(waarde))
    for nummer, (id_, regel) in enumerate(vol.afspraken.items()):
        boek.zet("BorgEnVerbind", nummer, "Id", waarde=id_)
        for kop, waarde in regel.items():
            boek.zet("BorgEnVerbind", nummer, kop, waarde=_cel(waarde))
    return boek


def _cel(waarde: Inhoud) -> Celwaarde:
    return float(waarde) if isinstance(waarde, int) else waarde


def _met_afspraken() -> Proefwerkboek:
    boek = vol_boek()
    verwerk(boek)
    boek.zet("BorgEnVerbind", 0, "Status", waarde="geborgd").zet(
        "BorgEnVerbind", 0, "Datum", waarde=date(2027, 3, 15)
    )
    boek.zet("BorgEnVerbind", 3, "Afspraak", waarde="=1+1")
    return boek.zet("Perspectief", "keuze", waarde="Netwerkend").zet(
        "OPG-01", "Toelichting", waarde="Zie het verslag"
    )


def test_what_was_filled_in_comes_back_the_same() -> None:
    boek = _met_afspraken()
    boek.zet("Start", "datum", waarde=date(2027, 3, 1)).zet("Opgave", "schaal", waarde="regio")
    voor = boek.gelezen()
    na = _in_nieuw(_over(boek)).gelezen()
    assert na.invoer == voor.invoer
    assert na.bevindingen == voor.bevindingen == ()
    assert len(voor.invoer.afspraken) == 2


def test_an_empty_workbook_gives_an_empty_filling() -> None:
    vol = _over(leeg_boek())
    assert (
        vol.antwoorden,
        vol.nu,
        vol.gewenst,
        vol.toelichtingen,
        vol.afspraken,
        vol.kenmerken,
    ) == ({}, {}, {}, {}, {}, {})
    assert not any(vol.tabellen.values())


def test_every_kind_of_input_stands_under_its_fixed_name() -> None:
    vol = _over(_met_afspraken())
    assert vol.kenmerken["Start"] == {"regio": "Veerland", "opgave": "Genoeg vakmensen"}
    assert vol.kenmerken["Perspectief"] == {"keuze": "Netwerkend"}
    assert vol.toelichtingen == {"OPG-01": "Zie het verslag"}
    aantallen = {naam: len(rijen) for naam, rijen in vol.tabellen.items()}
    assert aantallen == {
        "Partijen": len(PARTIJEN),
        "Relaties": len(RELATIES),
        "Feiten": len(FEITEN),
        "Agenda": len(AGENDA),
    }
    assert vol.tabellen["Partijen"][2]["aan_tafel"] == "nee"
    assert sorted(len(regel) for regel in vol.afspraken.values()) == [1, 2]


@pytest.mark.parametrize(
    ("waarde", "over"),
    [
        pytest.param("vijf", "vijf", id="tekst"),
        pytest.param(6.0, 6, id="te-hoog"),
        pytest.param(3.5, 3.5, id="half"),
        pytest.param(True, "WAAR", id="waar"),
        pytest.param("n.v.t.", "n.v.t.", id="nvt"),
        pytest.param(CelFout("#N/A"), "#N/B", id="foutwaarde"),
        pytest.param(datetime(2027, 5, 1), datetime(2027, 5, 1), id="datum"),  # noqa: DTZ001 - Excel knows no zones
        pytest.param(time(4, 5), "04:05", id="tijd"),
        pytest.param(Procent(0.04), "4%", id="procent"),
        pytest.param("=1+1", "=1+1", id="lijkt-een-formule"),
    ],
)
def test_a_wrong_answer_is_carried_along_too(waarde: Celwaarde, over: Inhoud) -> None:
    """Findings point at it in the new workbook too."""
    assert _over(vol_boek().zet("OPG-42", "Antwoord", waarde=waarde)).antwoorden["OPG-42"] == over


def test_a_formula_without_a_result_cannot_be_carried_along() -> None:
    assert (
        "OPG-42"
        not in _over(
            vol_boek().zet("OPG-42", "Antwoord", waarde=NietBerekend.NIET_BEREKEND)
        ).antwoorden
    )


def test_an_id_with_other_capitals_goes_along_under_the_real_id() -> None:
    """Reading counts it, so carrying over may not lose it."""
    boek = _met_afspraken()
    voor = boek.gelezen().invoer
    for id_ in ("OPG-42", "PER-01"):
        boek.zet(id_, "Id", waarde=f" {id_.lower()}\u00a0")
    id_ = str(boek.waarde("BorgEnVerbind", 0, "Id"))
    boek.zet("BorgEnVerbind", 0, "Id", waarde=id_.lower())
    vol = _over(boek)
    assert vol.antwoorden["OPG-42"] == voor.antwoorden["OPG-42"].waarde
    assert vol.nu["PER-01"] == voor.nu["PER-01"].waarde
    assert vol.afspraken[id_]["Status"] == "geborgd"
    assert _in_nieuw(vol).gelezen().invoer == voor


def test_from_a_rebuilt_workbook_everything_is_carried_along_too() -> None:
    boek = _met_afspraken()
    for tab in blokken.TABS[:-1]:
        boek.hervorm(tab, lambda rij, kolom: (rij + rij // 5, 50 - 2 * kolom))
    assert _in_nieuw(_over(boek)).gelezen().invoer == _met_afspraken().gelezen().invoer


@pytest.mark.parametrize("tab", blokken.RESULTAATTABS)
def test_a_deleted_result_tab_costs_no_answers(tab: str) -> None:
    boek = _met_afspraken()
    voor = boek.gelezen().invoer
    del boek.tabs[tab]
    na = _in_nieuw(_over(boek)).gelezen().invoer
    weg: dict[str, dict[str, object]] = {
        blokken.BORG_EN_VERBIND: {"afspraken": {}},
        blokken.ADVIES: {"keuze": None, "kenmerken": {**voor.kenmerken, blokken.PERSPECTIEF: {}}},
    }  # what stands on the tab itself
    assert na == voor.model_copy(update=weg.get(tab, {}))


def test_a_table_with_a_mistake_in_it_goes_along_whole() -> None:
    boek = (
        vol_boek()
        .zet("Partijen", 3, "Invloed", waarde="veel")
        .zet("Partijen", 1, "Soort", waarde="school")
    )
    vol = _over(boek)
    assert vol.tabellen["Partijen"][3] == {"invloed": "veel"}
    assert vol.tabellen["Partijen"][1]["soort"] == "school"
    assert sorted(b.code for b in _in_nieuw(vol).bevindingen()) == sorted(
        b.code for b in boek.bevindingen()
    )


@pytest.mark.parametrize("code", ["#N/A", "#SPILL!"])
def test_an_error_value_becomes_no_party(code: str) -> None:
    """In the new workbook it stands as text; it still counts as the error that it was."""
    boek = vol_boek().zet("Partijen", 0, "Naam", waarde=CelFout(code))
    na = _in_nieuw(_over(boek))
    assert na.gelezen().invoer == boek.gelezen().invoer
    assert "waarde-fout" in [b.code for b in na.bevindingen()]


def test_of_a_double_id_no_answer_counts_in_the_new_workbook_either() -> None:
    boek = vol_boek()
    tabs = (METHODE.opgave, METHODE.perspectief)
    een, twee = (tab.stellingen[0].id for tab in tabs)
    for id_, tab in zip((een, twee), tabs, strict=True):
        ander = tab.stellingen[1].id
        boek.zet(ander, "Id", waarde=id_).zet(id_, "Toelichting", waarde="Blijft")
    vol = _over(boek)
    assert een not in vol.antwoorden
    assert twee not in {**vol.nu, **vol.gewenst}
    assert vol.toelichtingen[een] == vol.toelichtingen[twee] == "Blijft"
    assert _in_nieuw(vol).gelezen().invoer == boek.gelezen().invoer


def test_an_id_on_a_strange_tab_does_not_displace_the_real_answer() -> None:
    """A row copied to another tab does not count there, so it may not take the place of the
    answer."""
    boek = vol_boek()
    voor = boek.gelezen().invoer.antwoorden["OPG-42"].waarde
    boek.zet("NET-27", "Antwoord", waarde=5.0 if voor != 5 else 1.0).zet(
        "NET-27", "Id", waarde="OPG-42"
    )
    assert _over(boek).antwoorden["OPG-42"] == voor
    assert _in_nieuw(_over(boek)).gelezen().invoer == boek.gelezen().invoer


def test_a_number_where_a_date_belongs_becomes_no_day_that_nobody_typed() -> None:
    """The template shows a number in a cell for dates as a day; reading refused it."""
    boek = vol_boek().zet("Start", "datum", waarde=46347.0)
    boek.zet("Agenda", 0, "Herijken op", waarde=46348.0)
    over = _over(boek)
    assert over.kenmerken["Start"]["datum"] == "46347"
    assert over.tabellen["Agenda"][0]["herijken_op"] == "46348"
    codes = [gevonden.code for gevonden in boek.bevindingen()]
    assert codes.count("datum-onbekend") == 2


def test_of_a_question_that_stands_twice_the_row_that_counts_comes_along() -> None:
    boek = vol_boek()
    vraag = METHODE.borg_en_verbind.punten[0].id
    for lijn, afspraak in ((0, None), (3, "wij bellen"), (4, "zij bellen")):
        boek.zet("BorgEnVerbind", lijn, "Id", waarde=vraag)
        boek.zet("BorgEnVerbind", lijn, "Afspraak", waarde=afspraak)
    assert boek.gelezen().invoer.afspraken[vraag].afspraak == "wij bellen"
    assert _over(boek).afspraken[vraag]["Afspraak"] == "wij bellen"
