"""From results to rows: what stands in each result block, with links to the answers and no promise
that is not kept."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.utils import get_column_letter

from hulp.boeken import METHODE, Proefwerkboek, leeg_boek, resultaat, rijen, verwerk, vol_boek
from hulp.strategieen import invoeren
from regio_xl.bevindingen import bevinding
from regio_xl.indeling import blokken
from regio_xl.invoer import Invoer
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen import bereken
from regio_xl.resultaten import Kantelpunt, Resultaat, Wijziging
from regio_xl.tabs.blokrijen import Blokrijen
from regio_xl.tabs.borg_en_verbind import borgregel
from regio_xl.tabs.resultaatrijen import rijen_per_blok
from regio_xl.werkboek import Adres, Koppeling

VOL = resultaat(vol_boek())


def _resultaat(invoer: Invoer, **velden: Any) -> Resultaat:
    delen = bereken(invoer, METHODE)._asdict().items()
    berekend = {
        k: [een.model_dump() for een in v] if isinstance(v, tuple) else v.model_dump()
        for k, v in delen
    }
    return Resultaat.model_validate({**VOL.model_dump(), "bevindingen": (), **berekend, **velden})


def _kort(uitkomst: Resultaat) -> dict[Any, Any]:
    per_blok = rijen_per_blok(uitkomst, METHODE, {})
    return {
        **_regels(per_blok[blokken.ADVIES_KOP.tabelnaam]),
        **_regels(per_blok[blokken.ADVIES_KORT.tabelnaam]),
    }


def _regels(rijen_: Blokrijen) -> dict[Any, Any]:
    """A two-column block by the names of its lines."""
    return {rij[0]: rij[1] for rij in rijen_}


def _wijst_naar(boek: Proefwerkboek, perspectief: Perspectief) -> Proefwerkboek:
    for tab in (METHODE.opgave, METHODE.netwerk):
        for stelling in tab.stellingen:
            boek.zet(
                stelling.id, "Antwoord", waarde=5.0 if stelling.laadt(perspectief) > 0 else 1.0
            )
    return boek


# --- every block ----------------------------------------------------------------------------------
# -----------------------


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(invoeren())
def test_every_block_gets_rows_that_fit(invoer: Invoer) -> None:
    """As many values as headings, never more rows than a block with something below it has, and no
    unfilled slot."""
    uitkomst = _resultaat(invoer)
    per_blok = rijen_per_blok(uitkomst, METHODE, {})
    zelf_geplaatst = {blokken.BORG.tabelnaam, blokken.VERANTWOORDING.tabelnaam}
    alle = (*blokken.RESULTAATBLOKKEN, blokken.ADVIES_ZEKER)
    assert per_blok.keys() == {blok.tabelnaam for blok in alle} - zelf_geplaatst
    for blok in alle:
        for rij in per_blok.get(blok.tabelnaam, ()):
            assert len(rij) == len(blok.koppen)
            for waarde in rij:
                tekst = waarde.tekst if isinstance(waarde, Koppeling) else waarde
                if isinstance(tekst, str):
                    assert not re.search(r"[{}]|\bNone\b|\bnan\b|Fraction", tekst)
                    assert tekst.strip() == tekst
                    assert "  " not in tekst
        if blok != blokken.BEVINDINGEN:
            assert len(per_blok.get(blok.tabelnaam, ())) <= blok.rijen


@pytest.mark.parametrize("blok", blokken.RESULTAATBLOKKEN, ids=lambda blok: blok.tabelnaam)
def test_an_empty_workbook_gives_rows_too(blok: blokken.Blok) -> None:
    """Of an empty workbook too every named line is there, in order, and each row fits."""
    getoond = rijen(leeg_boek()).get(blok.tabelnaam, ())
    assert {len(rij) for rij in getoond} <= {len(blok.koppen)}
    if blok.regels:
        assert [rij[0] for rij in getoond] == list(blok.regels)


def test_scores_stand_in_the_order_of_the_source() -> None:
    """TEG-25: the order is fixed and ranks nothing."""
    rij = rijen(vol_boek())[blokken.SCORES.tabelnaam]
    assert [naam for naam, *_ in rij] == [METHODE.namen[p] for p in PERSPECTIEVEN]
    assert [score for _, score, *_ in rij] == [VOL.perspectief.scores[p] for p in PERSPECTIEVEN]


# --- the short advice -----------------------------------------------------------------------------
# -------------------------


def test_a_clear_advice_is_named_as_such() -> None:
    kort = _kort(resultaat(_wijst_naar(vol_boek(), "netwerkend")))
    assert kort["Advies"].startswith("Leg de nadruk op netwerkend werken. Samen:")
    assert re.fullmatch(
        r"Duidelijk: de voorsprong op de volgende is \d+,\d punten\.", kort["Duidelijkheid"]
    )
    assert re.fullmatch(r"\d+ procent van wat meetelt voor het advies", kort["Beantwoord"])
    assert kort["Jullie keuze"].startswith("Nog geen keuze")


def test_the_advice_is_an_emphasis_and_no_verdict() -> None:
    """TEG-01: an emphasis, never a box; and the price of the choice is not hidden."""
    for perspectief in PERSPECTIEVEN:
        tekst = _kort(resultaat(_wijst_naar(vol_boek(), perspectief)))["Advies"].lower()
        assert "nadruk" in tekst
        assert not re.search(r"\b(moet|beste|goede|foute|slecht)\b", tekst)


def test_too_few_answers_give_no_advice_yet() -> None:
    kort = _kort(resultaat(leeg_boek()))
    assert kort["Advies"].startswith("Nog geen advies")
    assert kort["Duidelijkheid"].startswith("Onvoldoende")
    assert (kort["Daarna"], kort["Wat het advies doet kantelen"]) == (None, None)
    assert kort["Beantwoord"] == "0 procent van wat meetelt voor het advies"
    assert len(rijen(leeg_boek())[blokken.HELPT.tabelnaam]) == 5


def test_an_exact_tie_names_who_are_level() -> None:
    boek = leeg_boek()
    for tab in (METHODE.opgave, METHODE.netwerk):
        for stelling in tab.stellingen:
            boek.zet(stelling.id, "Antwoord", waarde=3.0)
    tekst = _kort(resultaat(boek))["Advies"]
    assert tekst == (
        "Nog geen nadruk: rechtmatig, presterend, netwerkend en responsief scoren precies gelijk."
    )


def test_a_divided_advice_says_what_it_is_divided_about() -> None:
    """TEG-04: a divided outcome names which part pulls where."""
    advies = VOL.perspectief.model_copy(update={"duidelijkheid": "verdeeld", "marge": 1.25})
    kort = _kort(VOL.model_copy(update={"perspectief": advies}))
    assert advies.advies is not None
    assert advies.tweede is not None
    namen = [METHODE.namen[p].lower() for p in (advies.advies, advies.tweede)]
    assert "Leg de nadruk" not in kort["Advies"]
    assert len(advies.trekt) > 1
    assert all(naam in kort["Advies"] for naam in namen)
    for kracht in advies.trekt:
        assert kracht.naam.lower() in kort["Duidelijkheid"]


def test_a_choice_is_named_with_the_difference() -> None:
    """Ontwerp 4: where the group recorded a choice, Advies says where it differs."""
    boek = _wijst_naar(vol_boek(), "responsief").zet("Perspectief", "keuze", waarde="Presterend")
    kort = _kort(resultaat(boek))
    assert kort["Jullie keuze"] == "Presterend"
    assert "Jullie kozen presterend; responsief heeft hier de beste kans." in kort["Verschil"]
    stand = _regels(rijen(boek)[blokken.BORG_STAND.tabelnaam])
    gekozen, uit, _ = blokken.BORG_STAND.regels
    assert stand[gekozen] == "Presterend"
    assert "keuze" in stand[uit]


# --- links ----------------------------------------------------------------------------------------
# -----------------------


def _op_kop(blok: blokken.Blok, rijen_: Blokrijen) -> list[dict[str, Any]]:
    """The rows of a block by heading."""
    return [dict(zip(blok.koppen, rij, strict=True)) for rij in rijen_]


def _van(boek: Proefwerkboek, blok: blokken.Blok) -> list[dict[str, Any]]:
    return _op_kop(blok, rijen(boek)[blok.tabelnaam])


def _plektekst(plek: Adres) -> str:
    """A cell as people name it, with the letters of another program."""
    assert plek.rij is not None
    assert plek.kolom is not None
    return f"{plek.blad} {get_column_letter(plek.kolom + 1)}{plek.rij + 1}"


ZIN = {blokken.VOOR: "Wat ervoor pleit", blokken.TEGEN: "Wat ertegen pleit"}


@pytest.mark.parametrize("blok", ZIN, ids=lambda blok: blok.tabelnaam)
def test_a_reason_links_to_the_cell_of_the_answer(blok: blokken.Blok) -> None:
    """Ontwerp 4: reasons name the answer and link to its cell; a reason from a table links to that
    table."""
    boek = vol_boek()
    redenen = VOL.perspectief.voor if blok == blokken.VOOR else VOL.perspectief.tegen
    tabellen = {indicator.id: indicator.tabel for indicator in METHODE.indicatoren}
    getoond = _van(boek, blok)
    assert len(getoond) == len(redenen) > 0
    for reden, rij in zip(redenen, getoond, strict=True):
        eerste_kop = {
            "Agenda": "Agendapunt",
            "Partijen": "Naam",
            "Relaties": "Van",
            "Feiten": "Feit",
        }
        tabel = tabellen.get(reden.id)
        plek = (
            boek.plek("kop", tabel, eerste_kop[tabel]) if tabel else boek.plek(reden.id, "Antwoord")
        )
        assert rij == {
            ZIN[blok]: reden.zin,
            "Punten": abs(reden.punten),
            "Ga naar": Koppeling(plek, _plektekst(plek)),
        }


def test_the_kantelpunt_links_to_the_cells_that_would_be_different() -> None:
    boek = vol_boek()
    kantelpunt = VOL.perspectief.kantelpunt
    assert kantelpunt is not None
    assert kantelpunt.wijzigingen
    for w, rij in zip(kantelpunt.wijzigingen, _van(boek, blokken.KANTELPUNT), strict=True):
        plek = boek.plek(w.id, "Antwoord")
        assert rij == {
            "Ander antwoord": w.tekst,
            "Nu": w.van,
            "Wordt": w.naar,
            "Ga naar": Koppeling(plek, _plektekst(plek)),
        }
        assert boek.waarde(w.id, "Antwoord") == w.van


def test_what_helps_most_links_to_the_empty_cell() -> None:
    boek = leeg_boek()
    open_ = [vraag.id for vraag in resultaat(boek).perspectief.helpt_het_meest]
    getoond = _van(boek, blokken.HELPT)
    assert len(getoond) == len(open_)
    stellingen = {
        id_: rij for id_, rij in zip(open_, getoond, strict=True) if id_ in METHODE.stellingen
    }
    assert stellingen
    for id_, rij in stellingen.items():
        assert rij["Ga naar"].doel == boek.plek(id_, "Antwoord")


def test_a_link_is_really_put_in_the_right_column() -> None:
    """Reasons for and against stand side by side here, with the same headings *Ga naar* and
    *Punten*."""
    boek = vol_boek()
    geheugen = verwerk(boek)
    for blok, zin in ZIN.items():
        for lijn, rij in enumerate(_van(boek, blok)):
            assert boek.waarde(blok.tabelnaam, lijn, zin) == rij[zin]
            assert boek.waarde(blok.tabelnaam, lijn, "Punten") == rij["Punten"]
            assert (
                geheugen.koppelingen.get(boek.plek(blok.tabelnaam, lijn, "Ga naar"))
                == rij["Ga naar"]
            )


def test_an_unknown_place_gives_no_link() -> None:
    getoond = _op_kop(blokken.VOOR, rijen_per_blok(VOL, METHODE, {})[blokken.VOOR.tabelnaam])
    assert {rij["Ga naar"] for rij in getoond} == {None}


# --- the kantelpunt is honest
# ----------------------------------------------------------------------------------------------


def _met_kantelpunt(aantal: int | None, stappen: int | None = None) -> Resultaat:
    wijzigingen = tuple(
        Wijziging(id=f"OPG-{n:02}", tekst=f"Stelling {n}", van=5, naar=4)
        for n in range(1, (aantal or 0) + 1)
    )
    kantelpunt = Kantelpunt(
        stappen=stappen or aantal,
        naar="presterend" if aantal else None,
        gelijkspel=False,
        wijzigingen=wijzigingen,
    )
    return VOL.model_copy(
        update={"perspectief": VOL.perspectief.model_copy(update={"kantelpunt": kantelpunt})}
    )


RUIMTE = blokken.KANTELPUNT.rijen


@pytest.mark.parametrize("aantal", [1, RUIMTE - 1, RUIMTE, RUIMTE + 1, 20])
def test_a_long_kantelpunt_says_how_many_are_not_shown(aantal: int) -> None:
    """A list that is cut short must say so, and the numbers add up."""
    per_blok = rijen_per_blok(_met_kantelpunt(aantal), METHODE, {})
    getoond = [
        rij["Ander antwoord"]
        for rij in _op_kop(blokken.KANTELPUNT, per_blok[blokken.KANTELPUNT.tabelnaam])
    ]
    assert len(getoond) == min(aantal, RUIMTE)
    alles = [f"Stelling {n}" for n in range(1, aantal + 1)]
    if aantal <= RUIMTE:
        assert getoond == alles
    else:
        assert getoond == [*alles[: RUIMTE - 1], f"en nog {aantal - RUIMTE + 1} andere antwoorden"]


@pytest.mark.parametrize(
    ("uitkomst", "tekst"),
    [
        (_met_kantelpunt(1), "Eén antwoord één stap anders is genoeg"),
        (_met_kantelpunt(3, 7), "Veranderen de antwoorden hieronder samen 7 stappen"),
        (_met_kantelpunt(None), "Welke antwoorden jullie ook geven"),
    ],
    ids=["een", "zeven", "nooit"],
)
def test_the_kantelpunt_is_said_in_words(uitkomst: Resultaat, tekst: str) -> None:
    assert _kort(uitkomst)["Wat het advies doet kantelen"].startswith(tekst)


# --- findings and the rest
# -----------------------------------------------------------------------------------------------


def test_a_finding_gets_a_link_to_its_cell() -> None:
    bevindingen = (
        bevinding("antwoord-geen-getal", Adres("Borg en verbind", 119, 27), staat="vijf"),
        bevinding("tab-leeg", Adres("Opgave")),
        bevinding("bestand-leeg"),
    )
    uitkomst = VOL.model_copy(update={"bevindingen": bevindingen})
    getoond = rijen_per_blok(uitkomst, METHODE, {})[blokken.BEVINDINGEN.tabelnaam]
    assert [rij[1] for rij in getoond] == [
        Koppeling(Adres("Borg en verbind", 119, 27), "'Borg en verbind'!AB120"),
        "'Opgave'",
        None,
    ]
    assert [rij[0] for rij in getoond] == ["fout", "tip", "fout"]
    assert [rij[3] for rij in getoond] == ["antwoord-geen-getal", "tab-leeg", "bestand-leeg"]
    telling = rijen_per_blok(uitkomst, METHODE, {})[blokken.CONTROLE_STAND.tabelnaam]
    assert [tuple(rij) for rij in telling] == [("Fouten", 2), ("Let op", 0), ("Tips", 1)]


def test_what_somebody_typed_never_becomes_a_link_or_formula() -> None:
    """Ontwerp 2: text is always written as text; links are made by us only."""
    boek = vol_boek().zet("OPG-01", "Antwoord", waarde='=HYPERLINK("http://kwaad")')
    for per_blok in rijen(boek).values():
        for rij in per_blok:
            for waarde in rij:
                assert not isinstance(waarde, Koppeling) or waarde.doel.blad in blokken.TABS
    assert any("=HYPERLINK" in str(rij[2]) for rij in rijen(boek)[blokken.BEVINDINGEN.tabelnaam])


def test_a_weefsel_pattern_is_said_in_words() -> None:
    beeld = _regels(rijen(vol_boek())[blokken.WEEFSELBEELD.tabelnaam])
    assert VOL.weefsel.patroon_naam is not None
    assert str(beeld["Patroon"]).startswith(VOL.weefsel.patroon_naam)
    assert beeld["Wat kun je doen"] == VOL.weefsel.advies
    leeg = _regels(rijen(leeg_boek())[blokken.WEEFSELBEELD.tabelnaam])
    assert (leeg["Patroon"], leeg["Structuur"]) == (
        "Nog te weinig beantwoord op de tab Weefsel.",
        None,
    )


def test_a_line_of_the_checklist_says_whose_question_it_is() -> None:
    per_soort = {punt.soort: borgregel(punt, METHODE) for punt in VOL.borg_en_verbind}
    assert per_soort["kernvraag"][1].startswith("Vraag vanuit ")
    assert (per_soort["legitimiteit"][1], per_soort["vast punt"][1]) == ("Verantwoording", "Altijd")
    assert all(regel[2] and regel[3] for regel in per_soort.values())


def test_the_state_of_the_checklist_counts_every_status() -> None:
    boek = vol_boek()
    verwerk(boek)
    boek.zet("BorgEnVerbind", 0, "Status", waarde="geborgd").zet(
        "BorgEnVerbind", 1, "Status", waarde="geborgd"
    )
    stand = _regels(rijen(boek)[blokken.BORG_STAND.tabelnaam])
    aantal = len(resultaat(boek).borg_en_verbind)
    assert (
        stand[blokken.BORG_STAND.regels[2]]
        == f"{aantal - 2} open, 0 in gesprek, 2 geborgd, 0 n.v.t."
    )
