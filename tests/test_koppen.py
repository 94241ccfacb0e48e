"""Headings that were changed, cleared or pasted over: read when it is certain which they are, and
always told at the cell itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hulp.boeken import METHODE
from hulp.kopie import Kopie
from regio_xl.indeling.herstel import Kopsoort, lijkt, zoek_terug
from regio_xl.inlezen.overzetten import vulling
from regio_xl.tabs.gewijzigd import controlegetal
from regio_xl.werkboek import Bereik, Blad, Bladvorm, Celwaarde, Exceltabel, Snapshot
from regio_xl.xlsx.workbook import XlsxWerkboek


@pytest.fixture(scope="module")
def opname(voorbeeld: bytes) -> Snapshot:
    boek = XlsxWerkboek.uit_bytes("boek.xlsx", voorbeeld)
    return boek.lees(boek.lees([]).namen)


@pytest.fixture
def kopie(opname: Snapshot) -> Callable[[], Kopie]:
    return lambda: Kopie(opname, METHODE)


@pytest.mark.parametrize(
    "cellen",
    [
        {"Opgave!F10": "Antwoord (1-5)"},
        {"Weefsel!F10": "Antwoord *"},
        {"Netwerk!F9": "ANTWOORD: 1 t/m 5"},
        {"Perspectief!F9": "Nu (1-5)", "Perspectief!G9": "Gewenst (1-5)"},
        {"Perspectief!F9": None, "Perspectief!G9": None},
        {"Opgave!F10": None},
        {"Opgave!F10": "Score"},
        {"Opgave!D10": None},
        {"Netwerk!B9": None},
        {"Netwerk!B9": None, "Netwerk!D9": None},
        {"Weefsel!B10": "Id *", "Weefsel!D10": "Stelling *", "Weefsel!F10": "Antwoord *"},
        {"Opgave!G10": "Toelichting (mag leeg)"},
        {"Netwerk!C33": None},
        {"Netwerk!C33": "Naam organisatie"},
        {"Netwerk!D33": "Belang (kort)"},
        {"Netwerk!J33": None},
        {"Netwerk!C61": None},
        {"Netwerk!G61": None},
        {"Opgave!C51": None},
        {"Opgave!D51": "Bron?"},
        {"Opgave!C71": "Agendapunt (hooguit vijf)"},
        {"Opgave!C39": None},
        {"Opgave!D39": "Waarde (invullen)"},
        {"Start!B7": None, "Start!C7": None},
        {"Netwerk!D24": None},
        {"Borg en verbind!B9": None},
        {"Borg en verbind!F9": "Status (kies)"},
        {"Borg en verbind!F4": "Kenmerk *"},
    ],
    ids=lambda cellen: ", ".join(f"{plek}={waarde}" for plek, waarde in cellen.items()),
)
def test_a_changed_heading_is_read_and_told_once_at_its_cell(
    kopie: Callable[[], Kopie], cellen: dict[str, Celwaarde]
) -> None:
    boek, gewoon = kopie().zet(cellen), kopie()
    assert boek.gelezen().invoer == gewoon.gelezen().invoer
    assert boek.nieuwe_codes(gewoon) == ["kop-veranderd"]
    ((plek, melding),) = boek.plekken("kop-veranderd").items()
    eerste, *rest = cellen
    assert plek == eerste
    assert all(ander.split("!")[1] in melding for ander in rest)
    indeling = boek.bekeken().indeling
    assert boek.bekeken().compleet
    assert controlegetal(indeling) == controlegetal(gewoon.bekeken().indeling)
    assert vulling(indeling) == vulling(gewoon.bekeken().indeling)


@pytest.mark.parametrize("cel", ["Weefsel!F10", "Perspectief!G9"])
def test_an_answer_over_the_heading_of_the_answers_may_mean_that_all_of_them_moved(
    kopie: Callable[[], Kopie], cel: str
) -> None:
    (melding,) = kopie().zet({cel: 2.0}).plekken("kop-veranderd").values()
    assert "Kijk ook of de antwoorden eronder een rij zijn verschoven." in melding


def test_of_two_headings_that_could_be_meant_neither_is_taken(kopie: Callable[[], Kopie]) -> None:
    boek = kopie().zet({"Opgave!F10": "Antwoord (Jan)", "Opgave!H10": "Antwoord (Piet)"})
    assert boek.nieuwe_codes(kopie()) == ["kolom-ontbreekt"]
    (melding,) = boek.plekken("kolom-ontbreekt").values()
    assert "F10 en H10 lijken erop." in melding
    assert not any(id_.startswith("OPG") for id_ in boek.gelezen().invoer.antwoorden)


def test_a_heading_in_another_place_is_not_guessed_but_named(kopie: Callable[[], Kopie]) -> None:
    """Users put a column between, so that its place says nothing any more."""
    boek = kopie()
    cellen = boek.boek.tabs["Weefsel"]
    boek.boek.tabs["Weefsel"] = {(r, k + (k >= 5)): w for (r, k), w in cellen.items()}
    boek.zet({"Weefsel!G10": "Antwoorden"})
    assert boek.plekken("kolom-ontbreekt")["Weefsel!G10"].endswith("G10 lijkt erop.")
    assert boek.nieuwe_codes(kopie()) == ["kolom-ontbreekt"]


def test_without_any_heading_the_cell_is_named_where_they_belong(
    kopie: Callable[[], Kopie],
) -> None:
    boek = kopie().zet({f"Weefsel!{kolom}10": None for kolom in "BCDEFG"})
    assert boek.nieuwe_codes(kopie()) == ["blok-ontbreekt"]
    assert list(boek.plekken("blok-ontbreekt")) == ["Weefsel!B10"]


def test_columns_that_users_may_take_away_are_no_finding(kopie: Callable[[], Kopie]) -> None:
    boek = kopie()
    for tab, kolommen in (("Opgave", range(13, 17)), ("Weefsel", range(6, 7))):
        van = 70 if tab == "Opgave" else 0
        for plek in [p for p in boek.boek.tabs[tab] if p[1] in kolommen and p[0] >= van]:
            del boek.boek.tabs[tab][plek]
    assert boek.nieuwe_codes(kopie()) == []


def test_a_list_of_ones_own_is_not_taken_for_a_block(kopie: Callable[[], Kopie]) -> None:
    boek = kopie().zet({"Weefsel!Q9": "Naam (kort)", "Weefsel!R9": "Soort", "Weefsel!Q10": "UWV"})
    boek.zet({"Opgave!S40": "Id *", "Opgave!T40": "Onderwerp", "Opgave!S41": "OPG-01"})
    assert boek.nieuwe_codes(kopie()) == []


# --- a list that was pasted too far


def _plak(boek: Kopie, tab: str, rij: int, kolommen: str, aantal: int, naam: str) -> Kopie:
    return boek.zet(
        {
            f"{tab}!{kolom}{rij + lijn}": f"{naam} {kolom} {lijn + 1}"
            for kolom in kolommen
            for lijn in range(aantal)
        }
    )


def _met_partijen(boek: Kopie) -> Kopie:
    """The names below which a list is pasted, so that those of the ties stay known."""
    return _plak(boek, "Netwerk", 43, "C", 31, "Partij")


def test_names_pasted_over_the_next_table_give_one_finding_at_the_heading(
    kopie: Callable[[], Kopie],
) -> None:
    boek = _met_partijen(kopie())
    assert boek.nieuwe_codes(kopie())[0] == "kop-overschreven"
    assert [b.ernst for b in boek.gelezen().bevindingen].count("fout") == 1
    melding = boek.plekken("kop-overschreven")["Netwerk!C61"]
    assert 'Hier staat "Partij C 19", maar hier hoort de kop Van van' in melding
    assert "tot en met C73" in melding
    namen = [partij.naam for partij in boek.gelezen().invoer.partijen]
    assert len(namen) == len(kopie().gelezen().invoer.partijen) + 18


def test_ties_below_the_pasted_names_still_count(kopie: Callable[[], Kopie]) -> None:
    laatste = kopie().gelezen().invoer.relaties[-2:]
    boek = _plak(kopie(), "Netwerk", 43, "C", 26, "Partij")
    assert boek.gelezen().invoer.relaties == laatste
    assert [b.code for b in boek.gelezen().bevindingen if b.ernst == "fout"] == ["kop-overschreven"]


def test_two_columns_pasted_over_two_headings_are_one_finding(kopie: Callable[[], Kopie]) -> None:
    boek = _plak(kopie(), "Netwerk", 43, "CD", 21, "Partij")
    ((plek, melding),) = boek.plekken("kop-overschreven").items()
    assert plek == "Netwerk!C61"
    assert "horen de koppen Van en Naar" in melding
    assert [b.ernst for b in boek.gelezen().bevindingen].count("fout") == 1


def test_facts_pasted_over_the_agenda_are_told(kopie: Callable[[], Kopie]) -> None:
    boek = _plak(kopie(), "Opgave", 60, "C", 20, "Feit")
    assert boek.gelezen().invoer.antwoorden == kopie().gelezen().invoer.antwoorden
    assert list(boek.plekken("kop-overschreven")) == ["Opgave!C71"]
    assert [b.ernst for b in boek.gelezen().bevindingen].count("fout") == 1


def test_answers_pasted_over_the_facts_are_told(kopie: Callable[[], Kopie]) -> None:
    boek = kopie().zet({f"Opgave!F{rij}": 4.0 for rij in range(11, 52)})
    assert list(boek.plekken("kop-overschreven")) == ["Opgave!F51"]
    assert boek.gelezen().invoer.agenda == kopie().gelezen().invoer.agenda


def test_without_enough_headings_left_the_missing_block_comes_first(
    kopie: Callable[[], Kopie],
) -> None:
    boek = _plak(kopie(), "Netwerk", 43, "CDEF", 21, "Partij")
    assert boek.gelezen().bevindingen[0].code == "blok-ontbreekt"


def _met_tabel(boek: Kopie, tab: str, naam: str, bereik: Bereik) -> Kopie:
    boek.boek.vormen[tab] = Bladvorm(tabellen=(Exceltabel(naam, bereik),))
    return boek


def test_a_block_that_excel_still_knows_as_its_table_is_read_without_any_heading(
    kopie: Callable[[], Kopie],
) -> None:
    wis: dict[str, Celwaarde] = {f"Weefsel!{k}10": f"Kolom{n}" for n, k in enumerate("BCDEFG", 1)}
    bereik = Bereik(9, 1, 34, 6)
    boek = _met_tabel(kopie().zet(wis), "Weefsel", "WeefselStellingen", bereik)
    assert boek.gelezen().invoer == kopie().gelezen().invoer
    assert list(boek.plekken("kop-veranderd")) == ["Weefsel!B10"]
    smaller = Bereik(9, 1, 34, 5)
    boek = _met_tabel(kopie().zet(wis), "Weefsel", "WeefselStellingen", smaller)
    assert list(boek.plekken("blok-ontbreekt")) == ["Weefsel!B10"]


def test_a_wide_list_over_all_headings_of_a_table_is_one_finding(
    kopie: Callable[[], Kopie],
) -> None:
    boek = _plak(kopie(), "Netwerk", 43, "CDEFGH", 30, "Partij")
    boek = _met_tabel(boek, "Netwerk", "Relaties", Bereik(60, 2, 90, 7))
    assert list(boek.plekken("kop-overschreven")) == ["Netwerk!C61"]
    rijen = [
        b.adres.rij or 0 for b in boek.gelezen().bevindingen if b.adres and b.blad == "Netwerk"
    ]
    assert max(rijen) == 60


def test_an_empty_column_of_a_table_may_be_gone_and_an_empty_table_is_none(
    kopie: Callable[[], Kopie],
) -> None:
    boek = kopie()
    weg: dict[str, Celwaarde] = {f"Opgave!{k}{rij}": None for k in "NOPQ" for rij in range(71, 84)}
    boek = _met_tabel(boek.zet(weg), "Opgave", "Agenda", Bereik(70, 2, 82, 16))
    assert boek.nieuwe_codes(kopie()) == []
    kop: dict[str, Celwaarde] = {f"Netwerk!{k}61": None for k in "CDEFG"}
    boek = _met_tabel(kopie().zet(kop), "Netwerk", "Relaties", Bereik(60, 2, 90, 6))
    assert boek.nieuwe_codes(kopie())[0] == "blok-ontbreekt"


# --- the search itself

SOORT = Kopsoort(("Van", "Naar", "Vorm", "Sterkte"), ("Van", "Naar", "Vorm", "Sterkte"))


def _terug(*rij: Celwaarde, soort: Kopsoort = SOORT) -> dict[str, int] | None:
    blad = Blad("T", [[], list(rij), ["a", "b", "c", "d", "e"]])
    gevonden = zoek_terug(blad, soort, range(3), set())
    return dict(gevonden[0].koprij[1]) if gevonden else None


def test_a_missing_heading_stands_between_its_neighbours() -> None:
    assert _terug("Van", None, "Vorm", "Sterkte") == {
        "Van": 0, "Naar": 1, "Vorm": 2, "Sterkte": 3,
    }  # fmt: skip


def test_a_column_of_ones_own_in_between_makes_the_place_uncertain() -> None:
    assert _terug("Van", None, None, "Vorm", "Sterkte") == {"Van": 0, "Vorm": 3, "Sterkte": 4}


def test_half_of_the_headings_must_be_left() -> None:
    assert _terug("Van", None, None, None) is None
    assert _terug("Van", None, None, "Sterkte") is not None


def test_at_the_end_of_a_row_another_word_is_no_heading_of_ours() -> None:
    gevonden = _terug("Van", "Naar", "Vorm", "Opmerking")
    assert gevonden == {"Van": 0, "Naar": 1, "Vorm": 2}
    assert _terug("Van", "Naar", "Vorm", "Sterkten") == {
        "Van": 0, "Naar": 1, "Vorm": 2, "Sterkte": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("staat", "verwacht"),
    [
        ("Naam organisatie", True),
        ("naam", True),
        ("Namen", False),
        ("Naamloos", False),
        ("", False),
        ("Organisatie", False),
    ],
)
def test_what_looks_like_a_heading(staat: str, verwacht: bool) -> None:
    assert lijkt(staat, "Naam") is verwacht


def test_rows_without_end_that_look_like_headings_are_not_all_looked_at() -> None:
    blad = Blad("T", [["Van *", "Naar *", "Vorm *", "Sterkte *"]] * 400)
    assert len(zoek_terug(blad, SOORT, range(400), set())) == 50
