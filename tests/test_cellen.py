"""A cell is judged as a person would mean it: what Excel, mail and other programs do to what
somebody typed is undone, and what is read in another form than ours is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hulp.boeken import METHODE, Proefwerkboek, vol_boek
from regio_xl.bevindingen import Bevinding
from regio_xl.excel import functies
from regio_xl.indeling import blokken
from regio_xl.inlezen.cellen import (
    Afkeuring,
    Opgevat,
    lees_antwoord,
    lees_datum,
    lees_keuze,
    lees_schaal,
)
from regio_xl.inlezen.datums import dag_uit_tekst
from regio_xl.inlezen.samen import MEESTE_REEKSEN
from regio_xl.invoer import Antwoord
from regio_xl.tabs.gewijzigd import oordeel
from regio_xl.werkboek import Bereik, Bladvorm, CelFout, Celwaarde
from regio_xl.werkboek.cel import Procent, toon, zegt_niets
from regio_xl.werkboek.tekst import schoon, sleutel

NVT, WOORDEN = METHODE.algemeen.nvt, METHODE.algemeen.antwoorden
SOORTEN = METHODE.kolom("Partijen", "soort").keuzes
AAN_TAFEL = METHODE.kolom("Partijen", "aan_tafel").keuzes


def _cel(boek: Proefwerkboek, *sleutels: str | int) -> tuple[int, int]:
    plek = boek.plek(*sleutels)
    assert plek.rij is not None
    assert plek.kolom is not None
    return plek.rij, plek.kolom


def _gevonden(boek: Proefwerkboek) -> list[tuple[str, str]]:
    return [(b.code, b.cel) for b in boek.bevindingen()]


def _enige(boek: Proefwerkboek) -> Bevinding:
    (bevinding,) = boek.bevindingen()
    return bevinding


# --- invisible characters ---

ONZICHTBAAR = (
    "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067",
    "\u2068", "\u2069", "\u061c", "\ufffc", "\ufeff", "\u00ad", "\ufe0f", "\ufe0e", "\u200b",
    "\u200c", "\u200d", "\u2060", "\u2061", "\u180e", "\u034f", "\u3164", "\x00", "\x07", "\x1b",
    "\x7f", "\x80", "\U000e0041", "\U000e0100",
)  # fmt: skip


@pytest.mark.parametrize("teken", ONZICHTBAAR, ids=[f"U+{ord(t):04X}" for t in ONZICHTBAAR])
def test_an_invisible_character_is_not_there(teken: str) -> None:
    for tekst in (f"{teken}4", f"4{teken}", f"{teken}{teken}4{teken}"):
        assert schoon(tekst) == "4"
        assert lees_antwoord(tekst, NVT) == Antwoord(waarde=4)
    assert sleutel(f"Op{teken}gave") == "opgave"
    assert lees_antwoord(teken, NVT) is None


def test_invisible_characters_do_not_count_in_ids_headings_names_choices_and_names_of_tabs() -> (
    None
):
    goed = vol_boek().gelezen()
    boek = vol_boek()
    for tab in blokken.INVOERTABS:
        for plek, waarde in boek.tabs[tab].items():
            if isinstance(waarde, str):
                boek.tabs[tab][plek] = f"\u2066{waarde[:1]}\u200e{waarde[1:]}\u2069"
        boek.hernoem(tab, f"\u200e{tab}\u00a0\ufeff")
    gelezen = boek.gelezen()
    assert gelezen.bevindingen == ()
    assert gelezen.invoer == goed.invoer


def test_a_message_shows_text_without_invisible_characters() -> None:
    boek = vol_boek().zet("Relaties", 0, "Naar", waarde="\u200eROC De Ward\u202c")
    assert '"ROC De Ward" staat niet' in _enige(boek).melding


def test_an_emoji_of_several_signs_stays_one_to_see_and_is_equal_without_its_joiner() -> None:
    naam = "👩\u200d🔧 Techniek"
    assert toon(naam) == naam
    assert sleutel(naam) == sleutel("👩🔧 techniek")
    assert schoon("a\u200d🔧 b\u200d") == "a🔧 b"


@given(st.text(max_size=12))
def test_cleaning_twice_is_cleaning_once(tekst: str) -> None:
    assert schoon(schoon(tekst)) == schoon(tekst)
    assert sleutel(schoon(tekst)) == sleutel(tekst)


# --- numbers as Excel shows them ---


@pytest.mark.parametrize(
    ("getal", "cijfer"),
    [(2.9999999999999996, 3), (3.0000000000000004, 3), (0.9999999999999999, 1),
     (5.000000000000001, 5)],
)  # fmt: skip
def test_the_noise_of_computing_is_no_half_answer(getal: float, cijfer: int) -> None:
    assert lees_antwoord(getal, NVT) == oordeel(getal, METHODE) == Antwoord(waarde=cijfer)
    assert lees_schaal(getal, "Invloed") == cijfer


def test_a_number_that_excel_shows_with_a_part_stays_a_part() -> None:
    assert lees_antwoord(2.99999999999999, NVT) == Afkeuring(
        "antwoord-niet-heel", {"staat": "2,99999999999999"}
    )


# --- figures in a cell with the look of a date or a percentage ---


@pytest.mark.parametrize("cijfer", range(1, 6))
@pytest.mark.parametrize(
    "dag",
    [
        lambda cijfer: date(1900, 1, cijfer),
        lambda cijfer: datetime(1900, 1, cijfer),  # noqa: DTZ001 - Excel knows no zones
        lambda cijfer: date(1904, 1, cijfer + 1),
    ],
    ids=["dag", "moment", "vanaf-1904"],
)
def test_a_figure_that_its_cell_shows_as_a_day_is_that_figure(cijfer: int, dag: object) -> None:
    assert callable(dag)
    waarde = dag(cijfer)
    gaten = {"staat": toon(waarde), "als": str(cijfer)}
    assert lees_antwoord(waarde, NVT) == Opgevat(
        Antwoord(waarde=cijfer), "cijfer-met-datumopmaak", gaten
    )
    assert lees_schaal(waarde, "Invloed") == Opgevat(
        cijfer, "cijfer-met-datumopmaak", {**gaten, "kolom": "Invloed"}
    )
    if waarde.year == 1900:
        assert oordeel(waarde, METHODE) == Antwoord(waarde=cijfer)


@pytest.mark.parametrize(
    "waarde",
    [date(1900, 1, 6), date(1904, 1, 1), date(2026, 5, 3), datetime(1900, 1, 4, 12), time(0, 0)],  # noqa: DTZ001
    ids=str,
)
def test_another_day_is_no_figure_and_the_message_names_the_format(waarde: Celwaarde) -> None:
    assert lees_antwoord(waarde, NVT) == Afkeuring("antwoord-datum", {"staat": toon(waarde)})
    boek = vol_boek().zet("Partijen", 1, "Betrokkenheid", waarde=waarde)
    assert _enige(boek).code == "getal-datum"
    assert "celopmaak op Standaard" in _enige(boek).melding


def test_a_figure_in_a_column_for_dates_is_no_day_in_1900() -> None:
    assert lees_datum(date(1900, 1, 4), "Datum") == Afkeuring(
        "datum-onbekend", {"staat": "4-1-1900", "kolom": "Datum"}
    )


@pytest.mark.parametrize(
    ("getal", "getoond", "cijfer"),
    [(0.04, "4%", 4), (0.01, "1%", 1), (0.07, "7%", None), (4.0, "400%", 4), (1.0, "100%", None),
     (0.035, "3,5%", None), (6.0, "600%", None), (0.029999999999999999, "3%", 3)],
)  # fmt: skip
def test_a_figure_that_its_cell_shows_as_a_percentage_is_judged_as_it_is_shown(
    getal: float, getoond: str, cijfer: int | None
) -> None:
    for plek in (("OPG-42", "Antwoord"), ("Relaties", 0, "Sterkte")):
        boek = vol_boek().zet(*plek, waarde=getal)
        tab = boek.plek(*plek).blad
        boek.vormen[tab] = Bladvorm(procenten=frozenset({_cel(boek, *plek)}))
        bevinding = _enige(boek)
        assert bevinding.code == ("cijfer-met-procentopmaak" if cijfer else "cijfer-procent")
        assert f"Hier staat {getoond};" in bevinding.melding
        assert "celopmaak op Standaard" in bevinding.melding
        invoer = boek.gelezen().invoer
        antwoord = invoer.antwoorden.get("OPG-42", Antwoord())
        assert cijfer == (antwoord.waarde if tab == "Opgave" else invoer.relaties[0].sterkte)


def test_a_percentage_typed_as_text_is_judged_like_one_that_is_shown() -> None:
    assert isinstance(lees_antwoord("4%", NVT), Opgevat)
    assert lees_antwoord("100 %", NVT) == Afkeuring("cijfer-procent", {"staat": "100 %"})


def test_a_fact_may_be_a_percentage() -> None:
    boek = vol_boek().zet("Feiten", 0, "Waarde", waarde=0.045)
    boek.vormen["Opgave"] = Bladvorm(procenten=frozenset({_cel(boek, "Feiten", 0, "Waarde")}))
    gelezen = boek.gelezen()
    assert (gelezen.bevindingen, gelezen.invoer.feiten[0].waarde) == ((), 0.045)
    assert toon(Procent(0.045)) == "4,5%"


# --- answers in words ---


@pytest.mark.parametrize(
    ("tekst", "cijfer"),
    [
        ("4 - eens", 4), ("4 eens", 4), ("4: eens", 4), ("4 = Eens.", 4), ("eens (4)", 4),
        ("4.", 4), ("(5)", 5), ("5!", 5), ("'3", 3), ("4*", 4), ("helemaal eens", 5), ("Eens", 4),
        ("helemaal mee eens", 5), ("mee oneens", 2), ("NEUTRAAL", 3), ("1 – helemaal oneens", 1),
        ("\uff14", 4), ("（４）", 4), ("\u0664", 4), ("⁴", 4), ("④", 4), ("❹", 4),
        ("4\ufe0f\u20e3", 4),
    ],
)  # fmt: skip
def test_an_answer_in_another_form_is_understood_and_told(tekst: str, cijfer: int) -> None:
    gelezen = lees_antwoord(tekst, NVT, WOORDEN)
    assert isinstance(gelezen, Opgevat)
    assert (gelezen.waarde, gelezen.code) == (Antwoord(waarde=cijfer), "antwoord-opgevat")
    assert gelezen.gaten["als"] == str(cijfer)


@pytest.mark.parametrize("tekst", ["n/a", "N/A", "na", "n,v,t", "n.v.t.!"])
def test_does_not_apply_in_another_form_is_understood_and_told(tekst: str) -> None:
    gaten = {"staat": schoon(tekst), "als": NVT}
    assert lees_antwoord(tekst, NVT, WOORDEN) == Opgevat(
        Antwoord(nvt=True), "antwoord-opgevat", gaten
    )


@pytest.mark.parametrize("tekst", ["-", "--", "–", "—"])
def test_a_dash_is_no_answer_and_told(tekst: str) -> None:
    gelezen = lees_antwoord(tekst, NVT, WOORDEN)
    assert isinstance(gelezen, Opgevat)
    assert (gelezen.waarde, gelezen.code) == (None, "antwoord-streepje")


@pytest.mark.parametrize(
    ("tekst", "code"),
    [
        *((tekst, "antwoord-niet-heel") for tekst in ("3-4", "3/4", "3 – 4", "3½", "3,5")),
        *((tekst, "antwoord-geen-getal") for tekst in (
            "4 of 5", "4 - oneens", "- 4", "(-4)", "4²", "4?", "?", "vijf", "6.", "niet eens", "x",
            "4 " + "eens " * 20,
        )),
        ("true", "antwoord-waar-onwaar"), ("-1", "antwoord-buiten-bereik"),
    ],
)  # fmt: skip
def test_what_may_mean_something_else_is_not_read(tekst: str, code: str) -> None:
    gelezen = lees_antwoord(tekst, NVT, WOORDEN)
    assert isinstance(gelezen, Afkeuring)
    assert gelezen.code == code


_GETYPT = st.one_of(
    st.text(" .,:;()-+=!'%/0123456789nvtaeNVT½４⁴\u00a0", max_size=7),
    st.sampled_from([*WOORDEN, "4 - eens", NVT, "n/a", "-"]),
    st.floats(-1, 6).map(float),
    st.dates(date(1900, 1, 1), date(1900, 1, 9)),
    st.booleans(),
)


@given(_GETYPT)
def test_where_the_formulas_of_the_workbook_read_less_a_finding_says_so(waarde: Celwaarde) -> None:
    """The provisional standings on Start count what the formulas understand; nobody is left with a
    difference that is not explained."""
    gelezen = lees_antwoord(waarde, NVT, WOORDEN)
    if gelezen is None or isinstance(gelezen, Antwoord):
        assert oordeel(waarde, METHODE) == (gelezen or Antwoord())
    elif isinstance(gelezen, Afkeuring):
        assert oordeel(waarde, METHODE) == Antwoord()


def test_a_function_in_a_cell_understands_the_same_answers() -> None:
    ids = [["OPG-01"], ["OPG-02"], ["OPG-42"]]
    netjes = functies.regio_scores(ids, [[4], [5], ["n.v.t."]])
    assert not str(netjes).startswith("#REGIO")
    assert functies.regio_scores(ids, [["4 - eens"], ["(5)"], ["n/a"]]) == netjes
    vier = datetime(1900, 1, 3)  # noqa: DTZ001 - what Excel hands over for a 4
    assert functies.regio_scores(ids, [[vier], [5], ["-"]]) == netjes


# --- tables and choices ---


@pytest.mark.parametrize("tekst", ["n.v.t.", "nvt", "N/A", "-", "niet van toepassing", "—"])
def test_does_not_apply_in_a_table_is_empty(tekst: str) -> None:
    boek = vol_boek()
    leeg = vol_boek()
    plekken: Sequence[tuple[str | int, ...]] = (
        ("Partijen", 2, "Invloed"), ("Partijen", 2, "Rol"), ("Partijen", 2, "Aan tafel"),
        ("Relaties", 0, "Vertrouwen"), ("Relaties", 0, "Vorm"), ("Agenda", 0, "Uitvoering"),
        ("Agenda", 0, "Belang van onderwijs"), ("Opgave", "schaal"), ("Perspectief", "keuze"),
        ("Start", "datum"), ("Feiten", 1, "Bron"),
    )  # fmt: skip
    for plek in plekken:
        if plek in boek.plekken:
            boek.zet(*plek, waarde=tekst)
            leeg.zet(*plek, waarde=None)
    assert len([plek for plek in plekken if plek in boek.plekken]) > 7
    assert boek.gelezen().invoer == leeg.gelezen().invoer
    assert boek.bevindingen() == leeg.bevindingen()


def test_a_row_that_only_says_that_there_is_nothing_is_no_row() -> None:
    boek = vol_boek()
    for tabel, kop in (("Partijen", "Naam"), ("Relaties", "Van"), ("Feiten", "Feit")):
        boek.zet(tabel, 3, kop, waarde="n.v.t.")
    assert boek.bevindingen() == ()
    assert boek.gelezen().invoer == vol_boek().gelezen().invoer
    boek.zet("Partijen", 3, "Soort", waarde="bedrijf")
    assert _gevonden(boek) == [("rij-zonder-naam", boek.plek("Partijen", 3, "Naam").cel)]


def test_a_party_may_be_called_na() -> None:
    assert zegt_niets("NA")
    assert not zegt_niets("NA", mag_naam_zijn=True)
    assert zegt_niets("n.v.t.", mag_naam_zijn=True)


@pytest.mark.parametrize(
    ("waarde", "keuze"),
    [
        (True, "ja"), (False, "nee"), ("WAAR", "ja"), ("onwaar", "nee"), ("true", "ja"),
        ("FALSE", "nee"), ("Ja.", "ja"), (" NEE!", "nee"), ("já", "ja"), ("n.v.t.", None),
        ("-", None),
    ],
)  # fmt: skip
def test_a_checkbox_in_a_column_of_yes_and_no_is_one_of_them(
    waarde: Celwaarde, keuze: str | None
) -> None:
    assert lees_keuze(waarde, "Aan tafel", AAN_TAFEL) == keuze


@pytest.mark.parametrize(
    ("tekst", "keuze"),
    [
        ("x", "ja"), ("X", "ja"), ("✓", "ja"), ("✔\ufe0f", "ja"), ("☑", "ja"), ("☐", "nee"),
        ("j", "ja"), ("N", "nee"),
    ],
)  # fmt: skip
def test_a_cross_or_a_tick_in_such_a_column_is_understood_and_told(tekst: str, keuze: str) -> None:
    gaten = {"staat": schoon(tekst), "als": keuze}
    assert lees_keuze(tekst, "Aan tafel", AAN_TAFEL) == Opgevat(keuze, "keuze-opgevat", gaten)


def test_a_checkbox_in_another_column_stays_a_finding() -> None:
    assert isinstance(lees_keuze(True, "Soort", SOORTEN), Afkeuring)
    assert lees_antwoord(True, NVT) == Afkeuring("antwoord-waar-onwaar")
    assert isinstance(lees_schaal(True, "Invloed"), Afkeuring)


@pytest.mark.parametrize(
    ("tekst", "keuze"),
    [("Overheid.", "overheid"), ("kennis-instelling", "kennisinstelling"), ("bédrijf;", "bedrijf"),
     ("maatschappelijke  organisatie", "maatschappelijke organisatie")],
)  # fmt: skip
def test_accents_and_punctuation_do_not_count_in_a_choice(tekst: str, keuze: str) -> None:
    assert lees_keuze(tekst, "Soort", SOORTEN) == keuze


@pytest.mark.parametrize(
    ("tekst", "keuze"),
    [("inwoner", "inwoners"), ("kennisinstellingen", "kennisinstelling"),
     ("Maatschappelijke organisaties", "maatschappelijke organisatie")],
)  # fmt: skip
def test_the_plural_or_singular_of_a_choice_is_understood_and_told(tekst: str, keuze: str) -> None:
    gaten = {"staat": tekst, "als": keuze}
    assert lees_keuze(tekst, "Soort", SOORTEN) == Opgevat(keuze, "keuze-opgevat", gaten)


@pytest.mark.parametrize("tekst", ["school", "ja, soms", "overheid en bedrijf", "geen bedrijf"])
def test_what_is_no_choice_stays_a_finding(tekst: str) -> None:
    assert isinstance(lees_keuze(tekst, "Soort", (*SOORTEN, *AAN_TAFEL)), Afkeuring)


def test_the_recorded_choice_may_end_in_a_full_stop() -> None:
    boek = vol_boek().zet("Perspectief", "keuze", waarde="Netwerkend.")
    gelezen = boek.gelezen()
    assert (gelezen.invoer.keuze, gelezen.bevindingen) == ("netwerkend", ())


# --- days ---


@pytest.mark.parametrize(
    "tekst",
    [
        "15 maart 2027", "vrijdag 15 maart 2027", "ma. 15 mrt 2027", "15 mrt. '27", "15-mrt-27",
        "15e maart 2027", "15-3-27", "15/3/27", "15.03.27", "15-3-'27", "15 - 3 - 2027",
        "15-3-2027 14:30",
        "2027-03-15", "2027/3/15", "2027-03-15T00:00:00", "2027-03-15T00:00:00.000Z",
        "2027-03-15 12:00:00+01:00", "15 maart 2027 om 14.00 uur", "15.3.2027.", "15 March 2027",
        "15\u00a0maart\u200e 2027",
    ],
)  # fmt: skip
def test_a_day_in_words_or_with_a_short_year_is_read(tekst: str) -> None:
    assert lees_datum(tekst, "Datum") == date(2027, 3, 15)


@pytest.mark.parametrize("plek", [("Agenda", 0, "Herijken op"), ("BorgEnVerbind", 0, "Datum")])
def test_a_day_in_words_is_read_wherever_a_date_belongs(plek: tuple[str | int, ...]) -> None:
    boek = vol_boek().zet("BorgEnVerbind", 0, "Id", waarde="BV-V01").zet(*plek, waarde="1 mrt. '28")
    boek.zet("Start", "datum", waarde="vrijdag 3 april 2026")
    gelezen = boek.gelezen()
    assert gelezen.bevindingen == ()
    assert gelezen.invoer.kenmerk("Start", "datum") == "3-4-2026"
    afspraak = gelezen.invoer.afspraken.get("BV-V01")
    assert date(2028, 3, 1) in (
        gelezen.invoer.agenda[0].herijken_op,
        afspraak.datum if afspraak else None,
    )


@pytest.mark.parametrize(
    "tekst",
    ["maart 2027", "Q1 2027", "1e kwartaal 2027", "15 maart", "voor de zomer", "2027", "27-03-15",
     "15-3-1527", "15 maar 2027", "week 12 2027", "15 maart 2027 of later"],
)  # fmt: skip
def test_what_is_not_one_day_is_no_date(tekst: str) -> None:
    gaten = {"staat": tekst, "kolom": "Datum"}
    assert lees_datum(tekst, "Datum") == Afkeuring("datum-onbekend", gaten)


@pytest.mark.parametrize(
    "tekst", ["31-2-2027", "31 feb 2027", "2027-13-01", "3/15/2027", "0-1-2027"]
)
def test_a_day_that_does_not_exist_is_said_to_be_so(tekst: str) -> None:
    gaten = {"staat": tekst, "kolom": "Datum"}
    assert lees_datum(tekst, "Datum") == Afkeuring("datum-bestaat-niet", gaten)


@given(st.dates(date(2020, 1, 1), date(2079, 12, 31)))
def test_every_short_year_from_2020_to_2079_is_read(dag: date) -> None:
    assert dag_uit_tekst(f"{dag.day}-{dag.month}-{dag:%y}") == dag


@given(st.text("0123456789-/.' :tTzZ+maartjnifebplyeugsokvdc", max_size=30))
def test_no_text_breaks_the_reading_of_a_date(tekst: str) -> None:
    assert lees_datum(tekst, "Datum") is None or schoon(tekst)


# --- answers in another place, pictures, merged cells ---


def test_an_answer_beside_an_empty_answer_is_told_once_with_every_cell() -> None:
    boek = vol_boek()
    for id_, waarde in (("WEE-02", 4.0), ("WEE-31", "5"), ("WEE-33", "n.v.t.")):
        boek.zet(id_, "Antwoord", waarde=None).zet(id_, "Toelichting", waarde=waarde)
    boek.zet("WEE-07", "Toelichting", waarde=4.0).zet("WEE-08", "Antwoord", waarde=None)
    boek.zet("WEE-08", "Toelichting", waarde="4 keer besproken, nog geen besluit")
    bevinding = _enige(boek)
    cellen = [boek.plek(id_, "Toelichting").cel for id_ in ("WEE-02", "WEE-31", "WEE-33")]
    assert (bevinding.code, bevinding.cel) == ("antwoord-ernaast", cellen[0])
    assert f"Ook in {cellen[1]} en {cellen[2]}." in bevinding.melding


def test_an_answer_beside_one_of_two_answers_is_told_too() -> None:
    boek = vol_boek().zet("PER-01", "Gewenst", waarde=None).zet("PER-01", "Toelichting", waarde=2.0)
    bevinding = _enige(boek)
    assert (bevinding.code, bevinding.cel) == (
        "antwoord-ernaast",
        boek.plek("PER-01", "Toelichting").cel,
    )
    assert "Nu of Gewenst" in bevinding.melding


def test_an_answer_over_its_statement_is_told() -> None:
    boek = vol_boek().zet("OPG-42", "Antwoord", waarde=None).zet("OPG-42", "Stelling", waarde=4.0)
    assert {code for code, _ in _gevonden(boek)} == {"stelling-veranderd", "antwoord-ernaast"}


@pytest.mark.parametrize(
    "plek",
    [("OPG-42", "Antwoord"), ("PER-01", "Nu"), ("Partijen", 2, "Soort"), ("Partijen", 2, "Invloed"),
     ("Feiten", 1, "Bron"), ("Agenda", 0, "Herijken op"), ("Start", "datum"), ("Opgave", "schaal"),
     ("Perspectief", "keuze"), ("BorgEnVerbind", 0, "Status"), ("BorgEnVerbind", 0, "Eigenaar")],
)  # fmt: skip
def test_a_picture_in_a_cell_is_called_a_picture(plek: tuple[str | int, ...]) -> None:
    boek = vol_boek().zet("BorgEnVerbind", 0, "Id", waarde="BV-V01")
    boek.zet(*plek, waarde=CelFout("#VALUE!"))
    tab = boek.plek(*plek).blad
    boek.vormen[tab] = Bladvorm(plaatjes=frozenset({_cel(boek, *plek)}))
    gevonden = [b for b in boek.bevindingen() if b.ernst != "tip"]
    assert [(b.code, b.cel) for b in gevonden] == [("cel-plaatje", boek.plek(*plek).cel)]


def _voeg_samen(
    boek: Proefwerkboek, een: tuple[str | int, ...], ander: tuple[str | int, ...]
) -> str:
    """Merge the cells from one to the other, as Excel does: only the first keeps its value."""
    bereik = Bereik(*_cel(boek, *een), *_cel(boek, *ander))
    tab = boek.plek(*een).blad
    oud = boek.vormen.get(tab, Bladvorm()).samengevoegd
    boek.vormen[tab] = Bladvorm(samengevoegd=(*oud, bereik))
    for rij in range(bereik.rij, bereik.laatste_rij + 1):
        for kolom in range(bereik.kolom, bereik.laatste_kolom + 1):
            if (rij, kolom) != (bereik.rij, bereik.kolom):
                boek.zet_cel(tab, rij, kolom, None)
    return str(bereik)


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        (("OPG-42", "Antwoord"), ("OPG-08", "Antwoord")),
        (("PER-01", "Nu"), ("PER-01", "Gewenst")),
        (("PER-01", "Gewenst"), ("PER-31", "Gewenst")),
        (("Relaties", 0, "Van"), ("Relaties", 2, "Van")),
        (("Partijen", 1, "Soort"), ("Partijen", 2, "Soort")),
        (("Start", "regio"), ("Start", "opgave")),
    ],
    ids=["antwoorden", "nu-en-gewenst", "gewenst", "van", "soort", "kenmerken"],
)
def test_merged_cells_over_cells_to_fill_in_are_told_once_and_nothing_else_about_them(
    een: tuple[str | int, ...], ander: tuple[str | int, ...]
) -> None:
    boek = vol_boek()
    bereik = _voeg_samen(boek, een, ander)
    gevonden = [b for b in boek.bevindingen() if b.ernst != "tip"]
    assert [(b.code, b.cel) for b in gevonden] == [("cellen-samengevoegd", boek.plek(*een).cel)]
    assert gevonden[0].melding.startswith(f"{bereik} is samengevoegd; alleen {gevonden[0].cel} ")


def test_a_merged_name_is_not_also_missed() -> None:
    boek = vol_boek()
    for naam in ("Werkgeverskring", "ROC De Waard"):
        for rij in range(3):
            for kop in ("Van", "Naar"):
                if boek.waarde("Relaties", rij, kop) == naam:
                    boek.zet("Relaties", rij, kop, waarde="Gemeente Veerdam")
    _voeg_samen(boek, ("Partijen", 0, "Naam"), ("Partijen", 2, "Naam"))
    codes = {b.code for b in boek.bevindingen()}
    assert "cellen-samengevoegd" in codes
    assert "rij-zonder-naam" not in codes


def test_merged_cells_on_borg_en_verbind_are_told() -> None:
    boek = vol_boek()
    for rij, id_ in enumerate(("BV-V01", "BV-V02")):
        boek.zet("BorgEnVerbind", rij, "Id", waarde=id_)
        boek.zet("BorgEnVerbind", rij, "Status", waarde="open")
    _voeg_samen(boek, ("BorgEnVerbind", 0, "Status"), ("BorgEnVerbind", 1, "Status"))
    assert [code for code, _ in _gevonden(boek)] == ["cellen-samengevoegd"]


def test_merged_cells_that_take_nothing_away_are_no_finding() -> None:
    boek = vol_boek()
    _voeg_samen(boek, ("OPG-42", "Antwoord"), ("OPG-42", "Toelichting"))
    _voeg_samen(boek, ("Partijen", 3, "Naam"), ("Partijen", 4, "Aan tafel"))
    kop = boek.plek("kop", "OpgaveStellingen", "Antwoord")
    titel = Bereik(0, 0, 1, kop.kolom or 0)
    samen = (*boek.vormen["Opgave"].samengevoegd, titel)
    boek.vormen["Opgave"] = Bladvorm(samengevoegd=samen)
    assert boek.bevindingen() == ()


# --- one finding per cause ---


def test_the_same_wrong_word_in_many_cells_is_one_finding_that_names_them_all() -> None:
    boek = vol_boek()
    alle = [stelling.id for stelling in METHODE.opgave.stellingen]
    ids, anders, elders_id = [alle[n] for n in (0, 1, 2, 4, 8)], alle[6], "NET-27"
    for id_ in ids:
        boek.zet(id_, "Antwoord", waarde="goed")
    boek.zet(anders, "Antwoord", waarde="slecht").zet(elders_id, "Antwoord", waarde="goed")
    cel = {id_: boek.plek(id_, "Antwoord").cel for id_ in (*ids, anders, elders_id)}
    eerste, ander, elders = boek.bevindingen()
    assert (eerste.cel, ander.cel, elders.cel) == (cel[ids[0]], cel[anders], cel[elders_id])
    ook = f"{cel[ids[1]]}:{cel[ids[2]]}, {cel[ids[3]]} en {cel[ids[4]]}"
    assert eerste.melding.endswith(f" Ook in {ook}.")
    assert "Ook in" not in ander.melding + elders.melding


def test_of_very_many_cells_those_without_a_name_are_counted() -> None:
    boek = vol_boek()
    rij, kolom = _cel(boek, "Partijen", 0, "Invloed")
    _, naamkolom = _cel(boek, "Partijen", 0, "Naam")
    boek.hervorm("Netwerk", lambda r, k: (r + 300 * (r > rij + 2), k))
    for nummer in range(100):
        boek.zet_cel("Netwerk", rij + 3 + 2 * nummer, naamkolom, f"Partij {nummer}")
        boek.zet_cel("Netwerk", rij + 3 + 2 * nummer, kolom, "veel")
    (gevonden,) = (b for b in boek.bevindingen() if b.code == "getal-is-tekst")
    letter = boek.plek("Partijen", 0, "Invloed").cel.rstrip("0123456789")
    genoemd = [f"{letter}{rij + 4 + 2 * nummer}" for nummer in range(1 + MEESTE_REEKSEN)]
    assert gevonden.cel == genoemd[0]
    ook = ", ".join(genoemd[1:])
    assert gevonden.melding.endswith(f" Ook in {ook} en nog {99 - MEESTE_REEKSEN} plekken.")


def test_many_answers_in_another_form_are_one_finding() -> None:
    boek = vol_boek()
    getypt = ("1 - helemaal oneens", "2.", "(3)", "4!", "eens", "n/a", "5*")
    ids = [stelling.id for stelling in METHODE.opgave.stellingen[: len(getypt)]]
    for id_, tekst in zip(ids, getypt, strict=True):
        boek.zet(id_, "Antwoord", waarde=tekst)
    bevinding = _enige(boek)
    assert bevinding.code == "antwoord-opgevat"
    assert all(f'"{tekst}" als ' in bevinding.melding for tekst in getypt)
    assert f"Ook in {boek.plek(ids[1], 'Antwoord').cel}:{boek.plek(ids[-1], 'Antwoord').cel}." in (
        bevinding.melding
    )


@pytest.mark.parametrize("plek", [("OPG-42", "Id"), ("BorgEnVerbind", 0, "Id")])
def test_a_picture_over_an_id_is_called_a_picture(plek: tuple[str | int, ...]) -> None:
    boek = vol_boek().zet(*plek, waarde=CelFout("#VALUE!"))
    tab = boek.plek(*plek).blad
    boek.vormen[tab] = Bladvorm(plaatjes=frozenset({_cel(boek, *plek)}))
    codes = [b.code for b in boek.bevindingen()]
    assert codes[0] == "cel-plaatje"
    assert "id-onbekend" not in codes
