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
from regio_xl.werkboek import Adres, Bereik, Blad, Bladvorm, Celwaarde, Exceltabel, Snapshot
from regio_xl.xlsx.workbook import XlsxWerkboek


@pytest.fixture(scope="module")
def opname(voorbeeld: bytes) -> Snapshot:
    boek = XlsxWerkboek.uit_bytes("boek.xlsx", voorbeeld)
    return boek.lees(boek.lees([]).namen)


@pytest.fixture
def kopie(opname: Snapshot) -> Callable[[], Kopie]:
    return lambda: Kopie(opname, METHODE)


@pytest.mark.parametrize(
    "koppen",
    [
        {"OpgaveStellingen Antwoord": "Antwoord (1-5)"},
        pytest.param({"WeefselStellingen Antwoord": "Antwoord *"}, marks=pytest.mark.lang),
        {"NetwerkStellingen Antwoord": "ANTWOORD: 1 t/m 5"},
        {"PerspectiefStellingen Nu": "Nu (1-5)", "PerspectiefStellingen Gewenst": "Gewenst (1-5)"},
        pytest.param(
            {"PerspectiefStellingen Nu": None, "PerspectiefStellingen Gewenst": None},
            marks=pytest.mark.lang,
        ),
        {"OpgaveStellingen Antwoord": None},
        pytest.param({"OpgaveStellingen Antwoord": "Score"}, marks=pytest.mark.lang),
        {"OpgaveStellingen Stelling": None},
        pytest.param({"NetwerkStellingen Id": None}, marks=pytest.mark.lang),
        {"NetwerkStellingen Id": None, "NetwerkStellingen Stelling": None},
        {
            "WeefselStellingen Id": "Id *",
            "WeefselStellingen Stelling": "Stelling *",
            "WeefselStellingen Antwoord": "Antwoord *",
        },
        {"OpgaveStellingen Toelichting": "Toelichting (mag leeg)"},
        {"Partijen Naam": None},
        pytest.param({"Partijen Naam": "Naam organisatie"}, marks=pytest.mark.lang),
        {"Partijen Belang": "Belang (kort)"},
        pytest.param({"Partijen Aan tafel": None}, marks=pytest.mark.lang),
        {"Relaties Van": None},
        pytest.param({"Relaties Vertrouwen": None}, marks=pytest.mark.lang),
        {"Feiten Feit": None},
        pytest.param({"Feiten Bron": "Bron?"}, marks=pytest.mark.lang),
        {"Agenda Agendapunt": "Agendapunt (hooguit vijf)"},
        pytest.param({"OpgaveKenmerken Kenmerk": None}, marks=pytest.mark.lang),
        {"OpgaveKenmerken Waarde": "Waarde (invullen)"},
        {"StartKenmerken Kenmerk": None, "StartKenmerken Waarde": None},
        pytest.param({"NetwerkKenmerken Waarde": None}, marks=pytest.mark.lang),
        pytest.param({"BorgEnVerbind Id": None}, marks=pytest.mark.lang),
        {"BorgEnVerbind Status": "Status (kies)"},
        {"BorgStand Kenmerk": "Kenmerk *"},
    ],
    ids=lambda koppen: ", ".join(f"{kop}={staat}" for kop, staat in koppen.items()),
)
def test_a_changed_heading_is_read_and_told_once_at_its_cell(
    kopie: Callable[[], Kopie], koppen: dict[str, Celwaarde]
) -> None:
    gewoon = kopie()
    cellen = {gewoon.cel(kop): staat for kop, staat in koppen.items()}
    boek = kopie().zet(cellen)
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


@pytest.mark.parametrize("kop", ["WeefselStellingen Antwoord", "PerspectiefStellingen Gewenst"])
def test_an_answer_over_the_heading_of_the_answers_may_mean_that_all_of_them_moved(
    kopie: Callable[[], Kopie], kop: str
) -> None:
    boek = kopie()
    (melding,) = boek.zet({boek.cel(kop): 2.0}).plekken("kop-veranderd").values()
    assert "Kijk ook of de antwoorden eronder een rij zijn verschoven." in melding


def test_of_two_headings_that_could_be_meant_neither_is_taken(kopie: Callable[[], Kopie]) -> None:
    boek = kopie()
    een = boek.cel("OpgaveStellingen Antwoord")
    ander = een.replace("!F", "!H")
    boek.zet({een: "Antwoord (Jan)", ander: "Antwoord (Piet)"})
    assert boek.nieuwe_codes(kopie()) == ["kolom-ontbreekt"]
    (melding,) = boek.plekken("kolom-ontbreekt").values()
    assert f"{een.split('!')[1]} en {ander.split('!')[1]} lijken erop." in melding
    assert not any(id_.startswith("OPG") for id_ in boek.gelezen().invoer.antwoorden)


def test_a_heading_in_another_place_is_not_guessed_but_named(kopie: Callable[[], Kopie]) -> None:
    """Users put a column between, so that its place says nothing any more."""
    boek = kopie()
    cellen = boek.boek.tabs["Weefsel"]
    boek.boek.tabs["Weefsel"] = {(r, k + (k >= 5)): w for (r, k), w in cellen.items()}
    plek = boek.cel("WeefselStellingen Antwoord")
    boek.zet({plek: "Antwoorden"})
    assert boek.plekken("kolom-ontbreekt")[plek].endswith(f"{plek.split('!')[1]} lijkt erop.")
    assert boek.nieuwe_codes(kopie()) == ["kolom-ontbreekt"]


def test_without_any_heading_the_cell_is_named_where_they_belong(
    kopie: Callable[[], Kopie],
) -> None:
    boek = kopie()
    eerste = boek.cel("WeefselStellingen Id")
    boek.zet({eerste.replace("!B", f"!{kolom}"): None for kolom in "BCDEFG"})
    assert boek.nieuwe_codes(kopie()) == ["blok-ontbreekt"]
    assert list(boek.plekken("blok-ontbreekt")) == [eerste]


def test_columns_that_users_may_take_away_are_no_finding(kopie: Callable[[], Kopie]) -> None:
    boek = kopie()
    for kop, aantal in (("Agenda Wie voert uit", 4), ("WeefselStellingen Toelichting", 1)):
        tab, van, eerste = _plaats(boek, kop)
        kolommen = range(eerste, eerste + aantal)
        for plek in [p for p in boek.boek.tabs[tab] if p[1] in kolommen and p[0] >= van]:
            del boek.boek.tabs[tab][plek]
    assert boek.nieuwe_codes(kopie()) == []


def test_a_list_of_ones_own_is_not_taken_for_a_block(kopie: Callable[[], Kopie]) -> None:
    boek = kopie().zet({"Weefsel!Q9": "Naam (kort)", "Weefsel!R9": "Soort", "Weefsel!Q10": "UWV"})
    boek.zet({"Opgave!S40": "Id *", "Opgave!T40": "Onderwerp", "Opgave!S41": "OPG-01"})
    assert boek.nieuwe_codes(kopie()) == []


# --- a list that was pasted too far


def _plaats(boek: Kopie, kop: str) -> tuple[str, int, int]:
    """The tab of a heading, and its row and column counted from nought."""
    tab, _, cel = boek.cel(kop).rpartition("!")
    adres = Adres.lees(tab, cel)
    assert adres.rij is not None
    assert adres.kolom is not None
    return tab, adres.rij, adres.kolom


def _plak(boek: Kopie, kop: str, hoger: int, kolommen: str, aantal: int, naam: str) -> Kopie:
    """Paste a list that begins so many rows above a heading."""
    tab, rij, _ = _plaats(boek, kop)
    return boek.zet(
        {
            f"{tab}!{kolom}{rij + 1 - hoger + lijn}": f"{naam} {kolom} {lijn + 1}"
            for kolom in kolommen
            for lijn in range(aantal)
        }
    )


def test_names_pasted_over_the_next_table_give_one_finding_at_the_heading(
    kopie: Callable[[], Kopie],
) -> None:
    van, onderste = kopie().cel("Relaties Van"), kopie().cel("Relaties Van", 12)
    boek = _plak(kopie(), "Relaties Van", 18, "C", 31, "Partij")
    assert boek.nieuwe_codes(kopie())[0] == "kop-overschreven"
    assert [b.ernst for b in boek.gelezen().bevindingen].count("fout") == 1
    melding = boek.plekken("kop-overschreven")[van]
    assert 'Hier staat "Partij C 19", maar hier hoort de kop Van van' in melding
    assert f"tot en met {onderste.split('!')[1]}" in melding
    namen = [partij.naam for partij in boek.gelezen().invoer.partijen]
    assert len(namen) == len(kopie().gelezen().invoer.partijen) + 18


def test_ties_below_the_pasted_names_still_count(kopie: Callable[[], Kopie]) -> None:
    relaties = kopie().gelezen().invoer.relaties
    boek = _plak(kopie(), "Relaties Van", 18, "C", 19 + len(relaties) - 2, "Partij")
    assert boek.gelezen().invoer.relaties == relaties[-2:]
    assert [b.code for b in boek.gelezen().bevindingen if b.ernst == "fout"] == ["kop-overschreven"]


def test_two_columns_pasted_over_two_headings_are_one_finding(kopie: Callable[[], Kopie]) -> None:
    boek = _plak(kopie(), "Relaties Van", 18, "CD", 21, "Partij")
    ((plek, melding),) = boek.plekken("kop-overschreven").items()
    assert plek == kopie().cel("Relaties Van")
    assert "horen de koppen Van en Naar" in melding
    assert [b.ernst for b in boek.gelezen().bevindingen].count("fout") == 1


def test_a_list_pasted_over_the_subjects_of_the_statements_is_told(
    kopie: Callable[[], Kopie],
) -> None:
    """The column that it runs over is never read, so that nothing else would tell."""
    boek = _plak(kopie(), "OpgaveStellingen Id", 3, "C", 12, "Feit")
    assert boek.gelezen().invoer.antwoorden == kopie().gelezen().invoer.antwoorden
    onderwerp = kopie().cel("OpgaveStellingen Id").replace("!B", "!C")
    assert list(boek.plekken("kop-overschreven")) == [onderwerp]
    assert [b.ernst for b in boek.gelezen().bevindingen].count("fout") == 1


def test_answers_pasted_over_the_facts_are_told(kopie: Callable[[], Kopie]) -> None:
    """The facts are the first table below the statements with a heading in that column."""
    boek = kopie()
    tab, eerste, kolom = _plaats(boek, "OpgaveStellingen Antwoord")
    _, laatste, ook = _plaats(boek, "Feiten Waarde")
    assert ook == kolom
    boek.boek.tabs[tab] |= {(rij, kolom): 4.0 for rij in range(eerste + 1, laatste + 1)}
    assert list(boek.plekken("kop-overschreven")) == [kopie().cel("Feiten Waarde")]
    assert boek.gelezen().invoer.feiten == kopie().gelezen().invoer.feiten


def test_without_enough_headings_left_the_missing_block_comes_first(
    kopie: Callable[[], Kopie],
) -> None:
    boek = _plak(kopie(), "Relaties Van", 18, "CDEF", 21, "Partij")
    assert boek.gelezen().bevindingen[0].code == "blok-ontbreekt"


def _met_tabel(boek: Kopie, tab: str, naam: str, bereik: Bereik) -> Kopie:
    boek.boek.vormen[tab] = Bladvorm(tabellen=(Exceltabel(naam, bereik),))
    return boek


def _bereik(opname: Snapshot, tab: str, naam: str) -> Bereik:
    """Where Excel keeps a table in the example."""
    (blad,) = (blad for blad in opname.bladen if blad.naam == tab)
    return next(tabel.bereik for tabel in blad.vorm.tabellen if tabel.naam == naam)


def _koppen(boek: Kopie, tab: str, bereik: Bereik) -> list[tuple[int, int]]:
    kolommen = range(bereik.kolom, bereik.laatste_kolom + 1)
    return [(bereik.rij, kolom) for kolom in kolommen if (bereik.rij, kolom) in boek.boek.tabs[tab]]


def test_a_block_that_excel_still_knows_as_its_table_is_read_without_any_heading(
    kopie: Callable[[], Kopie], opname: Snapshot
) -> None:
    bereik = _bereik(opname, "Weefsel", "WeefselStellingen")
    eerste = kopie().cel("WeefselStellingen Id")

    def zonder_koppen(tabel: Bereik) -> Kopie:
        boek = kopie()
        for nummer, plek in enumerate(_koppen(boek, "Weefsel", bereik), start=1):
            boek.boek.tabs["Weefsel"][plek] = f"Kolom{nummer}"
        return _met_tabel(boek, "Weefsel", "WeefselStellingen", tabel)

    zonder_nummers = bereik._replace(kolom=bereik.kolom + 1)  # as older templates
    for tabel in (bereik, zonder_nummers):
        boek = zonder_koppen(tabel)
        assert boek.gelezen().invoer == kopie().gelezen().invoer
        assert list(boek.plekken("kop-veranderd")) == [eerste]
    for minder in (1, 2):
        boek = zonder_koppen(bereik._replace(laatste_kolom=bereik.laatste_kolom - minder))
        assert list(boek.plekken("blok-ontbreekt")) == [eerste]


def test_a_wide_list_over_all_headings_of_a_table_is_one_finding(
    kopie: Callable[[], Kopie], opname: Snapshot
) -> None:
    bereik, van = _bereik(opname, "Netwerk", "Relaties"), kopie().cel("Relaties Van")
    boek = _plak(kopie(), "Relaties Van", 18, "CDEFGH", 30, "Partij")
    boek = _met_tabel(boek, "Netwerk", "Relaties", bereik)
    assert list(boek.plekken("kop-overschreven")) == [van]
    rijen = [
        b.adres.rij or 0 for b in boek.gelezen().bevindingen if b.adres and b.blad == "Netwerk"
    ]
    assert max(rijen) == bereik.rij


def test_an_empty_column_of_a_table_may_be_gone_and_an_empty_table_is_none(
    kopie: Callable[[], Kopie], opname: Snapshot
) -> None:
    boek, bereik = kopie(), _bereik(opname, "Opgave", "Agenda")
    _, _, trekker = _plaats(boek, "Agenda Trekker")
    for plek in list(boek.boek.tabs["Opgave"]):
        if plek[0] >= bereik.rij and plek[1] > trekker:
            boek.boek.tabs["Opgave"][plek] = None
    boek = _met_tabel(boek, "Opgave", "Agenda", bereik)
    assert boek.nieuwe_codes(kopie()) == []
    boek, bereik = kopie(), _bereik(opname, "Netwerk", "Relaties")
    boek.boek.tabs["Netwerk"] |= dict.fromkeys(_koppen(boek, "Netwerk", bereik))
    boek = _met_tabel(boek, "Netwerk", "Relaties", bereik)
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
