"""Reading goes by ids and headings, never by fixed addresses (ontwerp 2): users move, sort, insert
and retype."""

from __future__ import annotations

import random
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hulp.boeken import (
    AGENDA,
    FEITEN,
    METHODE,
    PARTIJEN,
    RELATIES,
    Proefwerkboek,
    Sleutel,
    leeg_boek,
    vol_boek,
)
from regio_xl.indeling import blokken, deel_in
from regio_xl.inlezen import van_ons
from regio_xl.inlezen.cellen import lees_antwoord, lees_datum, lees_tekst
from regio_xl.inlezen.gelijkenis import ander_woord
from regio_xl.invoer import Afspraak, Antwoord, Partij, Relatie
from regio_xl.werkboek import Adres, Celwaarde
from regio_xl.werkboek.cel import als_getal, toon

GOED = vol_boek().gelezen()


def _zelfde(boek: Proefwerkboek) -> None:
    """The same input as the good workbook, without a single finding."""
    gelezen = boek.gelezen()
    assert gelezen.bevindingen == ()
    assert gelezen.invoer == GOED.invoer


# --- what is read ---------------------------------------------------------------------------------
# ---------------------


def test_everything_gets_into_the_input() -> None:
    invoer = GOED.invoer
    assert (invoer.kenmerk("Start", "regio"), invoer.kenmerk("Start", "opgave")) == (
        "Veerland",
        "Genoeg vakmensen",
    )
    op_perspectief = {stelling.id for stelling in METHODE.perspectief.stellingen}
    assert invoer.antwoorden.keys() == METHODE.stellingen.keys() - op_perspectief
    assert invoer.nu.keys() == invoer.gewenst.keys() == op_perspectief
    assert invoer.nu != invoer.gewenst
    assert invoer.partijen[2] == Partij(
        naam="Werkgeverskring",
        soort="bedrijf",
        invloed=4,
        betrokkenheid=2,
        rol="eigenaar",
        aan_tafel=False,
    )
    assert invoer.relaties[1] == Relatie(van="ROC De Waard", naar="Werkgeverskring", sterkte=2)
    assert (len(invoer.partijen), len(invoer.relaties), len(invoer.feiten)) == (
        len(PARTIJEN),
        len(RELATIES),
        len(FEITEN),
    )
    assert (invoer.feiten[0].waarde, invoer.feiten[1].waarde) == (1240.0, "ongeveer 300")
    assert (len(invoer.agenda), invoer.agenda[0].herijken_op) == (len(AGENDA), date(2027, 3, 15))
    assert (invoer.keuze, invoer.afspraken, GOED.sjabloon_versie) == (None, {}, "1.0")


@pytest.mark.parametrize("jaar", [2026.0, "2026", date(2026, 3, 15)])
def test_a_reference_date_may_be_a_year_too(jaar: Celwaarde) -> None:
    """The workbook says so itself: a date or a year."""
    gelezen = vol_boek().zet("Feiten", 0, "Peildatum", waarde=jaar).gelezen()
    assert gelezen.invoer.feiten[0].peildatum in {2026.0, "2026", "15-3-2026"}
    assert gelezen.bevindingen == ()


def test_everything_keeps_where_it_stood() -> None:
    """The explanation links to the cell of the answer, so its place travels along."""
    boek = vol_boek()
    plaatsen = boek.gelezen().vindplaatsen
    assert plaatsen["OPG-42"] == boek.plek("OPG-42", "Antwoord")
    assert plaatsen["nu:PER-01"] == boek.plek("PER-01", "Nu")
    assert plaatsen["gewenst:PER-01"] == boek.plek("PER-01", "Gewenst")
    assert plaatsen["Partijen"] == boek.plek("kop", "Partijen", "Naam")
    assert plaatsen["Start.regio"] == boek.plek("Start", "regio")


def test_an_empty_workbook_is_empty_input() -> None:
    invoer = leeg_boek().gelezen().invoer
    assert (invoer.antwoorden, invoer.nu, invoer.gewenst, invoer.partijen, invoer.agenda) == (
        {},
        {},
        {},
        (),
        (),
    )


def test_an_empty_first_row_or_column_does_not_shift_anything() -> None:
    """A trap of fast readers: dropping leading blanks shifts every address. Our blocks do not start
    at A1."""
    assert vol_boek().plek("kop", "OpgaveStellingen", "Id").cel not in {"A1", "A2", "B1"}
    assert GOED.vindplaatsen["OPG-01"].cel == vol_boek().plek("OPG-01", "Antwoord").cel


# --- what users do to a workbook
# -----------------------------------------------------------------------------------------


def test_rows_in_between_change_nothing() -> None:
    boek = vol_boek()
    for tab in blokken.INVOERTABS:
        boek.hervorm(tab, lambda rij, kolom: (rij + rij // 4, kolom))
    _zelfde(boek)


def test_columns_in_between_with_own_text_change_nothing() -> None:
    boek = vol_boek()
    for tab in blokken.INVOERTABS:
        boek.hervorm(tab, lambda rij, kolom: (rij, 2 * kolom))
    boek.zet_cel(
        "Opgave",
        (boek.plek("OPG-42", "Id").rij or 0),
        (boek.plek("OPG-42", "Id").kolom or 0) + 1,
        "mijn eigen 6",
    )
    _zelfde(boek)


def test_kolommen_in_omgekeerde_volgorde() -> None:
    boek = vol_boek()
    for tab in blokken.INVOERTABS:
        boek.hervorm(tab, lambda rij, kolom: (rij, 30 - kolom))
    _zelfde(boek)


def test_sorted_stellingen_read_the_same() -> None:
    """A user sorts by answer: ids travel with their row."""
    boek = vol_boek()
    koprij = boek.plek("kop", "OpgaveStellingen", "Id").rij or 0
    aantal = len(METHODE.opgave.stellingen)
    volgorde = list(range(aantal))
    random.Random(2).shuffle(volgorde)  # noqa: S311 - a shuffle, not a secret
    boek.hervorm(
        "Opgave",
        lambda rij, kolom: (
            (koprij + 1 + volgorde[rij - koprij - 1], kolom)
            if 0 < rij - koprij <= aantal
            else (rij, kolom)
        ),
    )
    _zelfde(boek)


def test_tabs_in_another_order_between_tabs_of_the_user_read_the_same() -> None:
    boek = vol_boek()
    boek.tabs = {
        "Eigen notities": {(0, 0): "Id", (0, 1): "Stelling"},
        **dict(reversed(list(boek.tabs.items()))),
    }
    _zelfde(boek)


@pytest.mark.parametrize(
    "naam", ["OPGAVE", " opgave ", "Opgave\u00a0"], ids=["hoofdletters", "spaties", "harde-spatie"]
)
def test_a_tab_name_with_other_capitals_or_spaces_is_recognised(naam: str) -> None:
    boek = vol_boek()
    boek.hernoem("Opgave", naam)
    _zelfde(boek)


def _elke_cel(boek: Proefwerkboek, verander: object) -> Proefwerkboek:
    assert callable(verander)
    for tab in blokken.INVOERTABS:
        for plek, waarde in boek.tabs[tab].items():
            if isinstance(waarde, str):
                boek.tabs[tab][plek] = verander(waarde)
    return boek


@pytest.mark.parametrize(
    "verander",
    [
        pytest.param(lambda tekst: f" {tekst}  ", id="spaties"),
        pytest.param(lambda tekst: f"\u00a0{tekst}\u00a0", id="harde-spaties"),
        pytest.param(lambda tekst: f"\u200b{tekst}\ufeff", id="spaties-zonder-breedte"),
        pytest.param(lambda tekst: tekst.replace(" ", "\u00a0"), id="harde-spaties-ertussen"),
        pytest.param(
            lambda tekst: tekst.replace("'", "’").replace('"', "”"), id="gekrulde-aanhalingstekens"
        ),
        pytest.param(lambda tekst: tekst.replace("-", "\u2011"), id="vast-streepje"),
        pytest.param(lambda tekst: tekst.replace(" ", "\n"), id="nieuwe-regels"),
    ],
)
def test_what_excel_and_mail_do_to_text_is_undone(verander: object) -> None:
    """Ontwerp 2: curly quotes, non-breaking and zero-width spaces, trailing blanks; in headings,
    ids, names and texts."""
    _zelfde(_elke_cel(vol_boek(), verander))


def test_capitals_do_not_count_in_headings_ids_and_choices() -> None:
    gelezen = _elke_cel(vol_boek(), str.upper).gelezen()
    assert gelezen.bevindingen == ()
    assert (gelezen.invoer.antwoorden, gelezen.invoer.nu) == (
        GOED.invoer.antwoorden,
        GOED.invoer.nu,
    )
    assert [p.soort for p in gelezen.invoer.partijen] == [p.soort for p in GOED.invoer.partijen]
    assert len(gelezen.invoer.relaties) == len(GOED.invoer.relaties)


def test_numbers_as_text_are_numbers() -> None:
    boek = vol_boek()
    for tab in blokken.INVOERTABS:
        for plek, waarde in boek.tabs[tab].items():
            if isinstance(waarde, float) and waarde <= 5:
                boek.tabs[tab][plek] = f"{waarde:.1f}".replace(".", ",")
    _zelfde(boek)


def test_empty_rows_in_a_table_are_skipped() -> None:
    boek = vol_boek()
    partijrij = boek.plek("Partijen", 1, "Naam").rij or 0
    boek.hervorm("Netwerk", lambda rij, kolom: (rij + 3 * (rij >= partijrij), kolom))
    boek.zet_cel("Netwerk", partijrij, boek.plek("Partijen", 0, "Naam").kolom or 0, " \u00a0")
    _zelfde(boek)


def test_an_own_column_in_a_table_changes_nothing() -> None:
    boek = vol_boek()
    kop = boek.plek("kop", "Partijen", "Aan tafel")
    for rij, tekst in enumerate(("Telefoon", "06", "=1+1")):
        boek.zet_cel("Netwerk", (kop.rij or 0) + rij, (kop.kolom or 0) + 1, tekst)
    _zelfde(boek)


def test_a_remark_or_a_removed_remark_changes_nothing() -> None:
    boek = vol_boek().zet("OPG-01", "Toelichting", waarde="Vanwege 6 en vijf.")
    _zelfde(boek)
    boek.zet("OPG-01", "Toelichting", waarde=None)
    boek.zet("kop", "OpgaveStellingen", "Toelichting", waarde=None)
    _zelfde(boek)


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 5),
    st.integers(0, 5),
    st.integers(1, 3),
    st.integers(1, 6),
    st.randoms(use_true_random=False),
    st.booleans(),
)
def test_rebuilding_changes_nothing(
    rijen: int, kolommen: int, stap: int, elke: int, rng: random.Random, spiegel: bool
) -> None:
    """Any mix of inserted rows and columns, and of moved tabs."""
    boek = vol_boek()
    for tab in blokken.INVOERTABS:
        boek.hervorm(
            tab,
            lambda rij, kolom: (
                rij + rijen + rij // elke,
                (40 - kolom if spiegel else kolom) * stap + kolommen,
            ),
        )
    tabs = list(boek.tabs.items())
    rng.shuffle(tabs)
    boek.tabs = dict(tabs)
    _zelfde(boek)


# --- one cell -------------------------------------------------------------------------------------
# ---------------------


@pytest.mark.parametrize(
    ("waarde", "antwoord"),
    [
        pytest.param(4.0, Antwoord(waarde=4), id="getal"),
        pytest.param("4", Antwoord(waarde=4), id="tekst"),
        pytest.param("4,0", Antwoord(waarde=4), id="komma"),
        pytest.param("4.0", Antwoord(waarde=4), id="punt"),
        pytest.param(" 4\u00a0", Antwoord(waarde=4), id="spaties"),
        pytest.param("n.v.t.", Antwoord(nvt=True), id="nvt"),
        pytest.param("NVT", Antwoord(nvt=True), id="nvt-hoofdletters"),
        pytest.param("N. v. t.", Antwoord(nvt=True), id="nvt-met-spaties"),
        pytest.param("niet van toepassing", Antwoord(nvt=True), id="nvt-voluit"),
        pytest.param(None, None, id="leeg"),
        pytest.param("", None, id="lege-tekst"),
        pytest.param("\u200b \u00a0", None, id="alleen-spaties"),
    ],
)
def test_an_answer_is_read_or_refused(waarde: Celwaarde, antwoord: Antwoord | None) -> None:
    """Ontwerp 2: 1-5; empty = not answered; n.v.t. = does not apply."""
    assert lees_antwoord(waarde, METHODE.algemeen.nvt) == antwoord


@pytest.mark.parametrize("waarde", [True, False], ids=str)
def test_true_is_no_number(waarde: bool) -> None:
    assert als_getal(waarde) is None


@pytest.mark.parametrize(
    ("waarde", "datum"),
    [
        (date(2027, 3, 15), date(2027, 3, 15)),
        (datetime(2027, 3, 15, 12), date(2027, 3, 15)),  # noqa: DTZ001 - Excel knows no zones
        ("15-3-2027", date(2027, 3, 15)),
        ("15/03/2027", date(2027, 3, 15)),
        (" 15.3.2027", date(2027, 3, 15)),
        (None, None),
    ],
    ids=["datum", "met-tijd", "streepjes", "schuin", "punten", "leeg"],
)
def test_a_date_is_read_or_refused(waarde: Celwaarde, datum: date | None) -> None:
    assert lees_datum(waarde, "Datum") == datum


@pytest.mark.parametrize(
    ("waarde", "getoond"),
    [(3.5, "3,5"), (3.0, "3"), (1e6, "1000000"), (True, "WAAR"), (False, "ONWAAR"),
        (date(2027, 3, 5), "5-3-2027"),
     (time(4, 5), "04:05"), (None, ""), ("‘hoi’ ", "'hoi'")],
    ids=["komma", "heel", "groot", "waar", "onwaar", "datum", "tijd", "leeg", "tekst"],
)  # fmt: skip
def test_a_cell_is_shown_as_a_dutch_reader_sees_it(waarde: Celwaarde, getoond: str) -> None:
    assert toon(waarde) == getoond
    assert lees_tekst(waarde) == (getoond or None)


@pytest.mark.parametrize("keuze", ["Netwerkend", "netwerkend", " NETWERKEND\u00a0"])
def test_the_recorded_choice_is_read(keuze: str) -> None:
    assert (
        vol_boek().zet("Perspectief", "keuze", waarde=keuze).gelezen().invoer.keuze == "netwerkend"
    )


def test_what_was_filled_in_with_a_question_is_read() -> None:
    boek = vol_boek()
    rijen: list[tuple[Celwaarde, ...]] = [
        ("BV-V01", "In gesprek", "Raad in mei", "Griffier", "15-3-2027"),
        ("bv-nr-01", None, "=1+1", None, "na de zomer"),
        ("BV-V02", None, None, None, None),
    ]
    for rij, waarden in enumerate(rijen):
        for kop, waarde in zip(("Id", *blokken.BORG_INVOER), waarden, strict=True):
            boek.zet("BorgEnVerbind", rij, kop, waarde=waarde)
    gelezen = boek.gelezen()
    assert gelezen.invoer.afspraken == {
        "BV-V01": Afspraak(
            status="in gesprek",
            afspraak="Raad in mei",
            eigenaar="Griffier",
            datum=date(2027, 3, 15),
        ),
        "BV-NR-01": Afspraak(afspraak="=1+1", datum="na de zomer"),
    }
    assert [b.code for b in gelezen.bevindingen] == ["datum-onbekend"]


# --- is it ours? ----------------------------------------------------------------------------------
# -----------------------


@pytest.mark.parametrize(
    ("tabs", "ons"),
    [
        (blokken.TABS, True),
        ((blokken.WEEFSEL,), True),
        ((blokken.START, blokken.ADVIES), False),
        ((), False),
    ],
    ids=["heel", "een-invultab", "geen-stellingen", "leeg"],
)
def test_a_workbook_is_ours_when_there_are_stellingen_in_it(
    tabs: tuple[str, ...], ons: bool
) -> None:
    assert van_ons(deel_in(vol_boek().snapshot(tabs), METHODE)) == ons


def test_a_strange_workbook_is_not_ours() -> None:
    vreemd = Proefwerkboek(
        tabs={"Opgave": {(0, 0): "Naam", (0, 1): "Bedrag"}}, plekken={("x",): Adres("Opgave", 0, 0)}
    )
    assert not van_ons(deel_in(vreemd.snapshot(), METHODE))


def test_an_older_workbook_without_a_version_can_be_read() -> None:
    """Ontwerp 2: older versions stay readable."""
    boek = vol_boek()
    sleutels: list[Sleutel] = [
        ("OverDitWerkboek", rij, kop) for rij in (0, 1) for kop in ("Kenmerk", "Waarde")
    ]
    for sleutel in sleutels:
        boek.zet(*sleutel, waarde=None)
    gelezen = boek.gelezen()
    assert (gelezen.sjabloon_versie, gelezen.invoer) == (None, GOED.invoer)


@pytest.mark.parametrize(
    ("naam", "ander", "verwacht"),
    [
        ("Gemeente De Vallei", "ROC De Vallei", True),
        ("Gemeente Tiel", "Gemeente Ede", True),
        ("Gemeenteraad", "Gemeeteraad", False),
        ("de gemeente", "gemeente", False),
        ("Univ. Utrecht", "Universiteit Utrecht", False),
        ("WGK Rivierenland", "Werkgeverskring Rivierenland", False),
    ],
)
def test_another_word_in_a_name_is_no_slip_of_the_pen(
    naam: str, ander: str, verwacht: bool
) -> None:
    assert ander_woord(naam, ander) is ander_woord(ander, naam) is verwacht
