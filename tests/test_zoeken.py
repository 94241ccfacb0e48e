"""Blocks are found by their headings, wherever users moved them (ontwerp 2); text is read as a
person reads it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regio_xl.indeling.zoeken import Vondst, tekstplekken, vind
from regio_xl.werkboek import Adres, Blad, CelFout, Celwaarde, NietBerekend, kolomletters
from regio_xl.werkboek.tekst import schoon, sleutel

KOPPEN = ("Id", "Stelling", "Antwoord")
REGELS = ("Kenmerk", "Waarde")
ALLE = (KOPPEN, REGELS)


def _blad(*rijen: Sequence[Celwaarde]) -> Blad:
    return Blad("Opgave", rijen)


def _vind(blad: Blad, koppen: tuple[str, ...] = KOPPEN) -> list[Vondst]:
    return vind(blad, tekstplekken(blad, {*KOPPEN, *REGELS}), {*ALLE, koppen})[koppen]


@pytest.mark.parametrize(
    ("waarde", "verwacht"),
    [
        pytest.param("‘krul’ en “krul”", "'krul' en \"krul\"", id="gekrulde-aanhalingstekens"),
        pytest.param("n.v.t.\u00a0", "n.v.t.", id="harde-spatie"),
        pytest.param("Id\u200b", "Id", id="spatie-zonder-breedte"),
        pytest.param("\ufeffId", "Id", id="bytevolgorde"),
        pytest.param("samen\u00adwerking", "samenwerking", id="afbreekstreepje"),
        pytest.param("  twee   spaties\n", "twee spaties", id="dubbele-spaties"),
        pytest.param("1 – 5 — 6 \u2011 7", "1 - 5 - 6 - 7", id="streepjes"),
        pytest.param("Cafe\u0301", "Caf\u00e9", id="losse-accenten"),
        pytest.param(None, "", id="leeg"),
        pytest.param(4.0, "4.0", id="getal"),
    ],
)
def test_text_is_read_as_a_person_reads_it(waarde: Celwaarde, verwacht: str) -> None:
    """Ontwerp 2: what Excel and mail do to text is undone before judging."""
    assert schoon(waarde) == verwacht


def test_capitals_do_not_count_when_comparing() -> None:
    assert sleutel(" ANTWOORD\u00a0") == sleutel("Antwoord") == "antwoord"


def test_a_block_is_found_wherever_it_stands() -> None:
    blad = _blad(
        [],
        [None, None, "iets"],
        [None, None, "Id", "Stelling", "Antwoord"],
        [None, None, "OPG-01", "Tekst", 4.0],
    )
    (vondst,) = _vind(blad)
    assert (vondst.koprij, dict(vondst.kolommen), list(vondst.rijen())) == (
        2,
        {"Id": 2, "Stelling": 3, "Antwoord": 4},
        [3],
    )
    assert vondst.waarde(3, "Antwoord") == 4.0
    assert vondst.waarde(3, "Toelichting") is None


def test_headings_without_capitals_and_with_odd_spaces_are_found() -> None:
    (vondst,) = _vind(_blad(["ID\u200b", "\u00a0stelling ", "ANTWOORD"], ["OPG-01", "Tekst", 3.0]))
    assert vondst.waarde(1, "Antwoord") == 3.0


def test_columns_in_another_order_with_others_in_between_are_found() -> None:
    (vondst,) = _vind(
        _blad(["Antwoord", "Eigen kolom", "Stelling", "Id"], [5.0, "mijn idee", "Tekst", "OPG-01"])
    )
    assert (vondst.waarde(1, "Id"), vondst.waarde(1, "Antwoord")) == ("OPG-01", 5.0)


def test_empty_rows_belong_to_the_block() -> None:
    """Stijl rule 5: blank rows stay, so that addresses stay true."""
    (vondst,) = _vind(_blad(KOPPEN, [], ["OPG-01"], [None], ["OPG-02"]))
    assert list(vondst.rijen()) == [1, 2, 3, 4]


def test_a_block_ends_at_the_headings_of_the_next() -> None:
    blad = _blad(REGELS, ["Regio", "Veerland"], [], KOPPEN, ["OPG-01", "Tekst", 3.0])
    (regels,) = _vind(blad, REGELS)
    (stellingen,) = _vind(blad)
    assert list(regels.rijen()) == [1, 2]
    assert list(stellingen.rijen()) == [4]


def test_blocks_side_by_side_do_not_limit_each_other() -> None:
    blad = _blad(
        [*REGELS, None, *KOPPEN],
        ["Regio", "Veerland", None, "OPG-01", "Tekst", 3.0],
        ["Opgave", "Werk"],
    )
    (regels,) = _vind(blad, REGELS)
    (stellingen,) = _vind(blad)
    assert list(regels.rijen()) == list(stellingen.rijen()) == [1, 2]
    assert stellingen.waarde(1, "Antwoord") == 3.0


def test_a_lower_block_beside_another_does_not_shorten_it() -> None:
    blad = _blad(
        [*REGELS],
        ["Regio", "Veerland"],
        [None, None, *KOPPEN],
        ["Opgave", "Werk", "OPG-01", "Tekst", 3.0],
    )
    (regels,) = _vind(blad, REGELS)
    assert list(regels.rijen()) == [1, 2, 3]


def test_equal_headings_side_by_side_belong_to_their_own_block() -> None:
    """Reasons for and against stand side by side on Advies; both have a column *Ga naar*."""
    voor, tegen = ("Ervoor", "Ga naar"), ("Ertegen", "Ga naar")
    blad = _blad([*voor, None, *tegen], ["a", "naar a", None, "b", "naar b"])
    assert [
        v.waarde(1, "Ga naar")
        for koppen in (voor, tegen)
        for v in vind(blad, tekstplekken(blad, {*voor, *tegen}), (voor, tegen))[koppen]
    ] == ["naar a", "naar b"]


def test_the_same_block_twice_on_one_row_is_found_twice() -> None:
    blad = _blad([*REGELS, None, *REGELS], ["Regio", "Veerland", None, "Datum", "vandaag"])
    assert [(v.waarde(1, "Kenmerk"), v.waarde(1, "Waarde")) for v in _vind(blad, REGELS)] == [
        ("Regio", "Veerland"),
        ("Datum", "vandaag"),
    ]


def test_an_own_column_with_the_same_heading_makes_no_second_block() -> None:
    (vondst,) = _vind(_blad([*KOPPEN, "Id"], ["OPG-01", "Tekst", 3.0, "mijn nummer"]))
    assert vondst.waarde(1, "Id") == "OPG-01"


def test_two_blocks_below_each_other_are_both_found() -> None:
    eerste, tweede = _vind(_blad(KOPPEN, ["OPG-01"], KOPPEN, ["OPG-01"]))
    assert (eerste.koprij, eerste.eind, tweede.koprij, tweede.eind) == (0, 2, 2, 4)


@pytest.mark.parametrize(
    ("koppen", "gevonden", "volledig"),
    [
        pytest.param(KOPPEN, True, True, id="alle-koppen"),
        pytest.param(("Id", "Stelling"), True, False, id="derde-kop-weg"),
        pytest.param(("Id", "Antwoord"), False, False, id="tweede-kop-weg"),
        pytest.param(("Stelling", "Antwoord"), False, False, id="eerste-kop-weg"),
    ],
)
def test_which_headings_must_be_there(
    koppen: Sequence[str], gevonden: bool, volledig: bool
) -> None:
    vondsten = _vind(_blad(koppen, ["OPG-01"]))
    assert bool(vondsten) == gevonden
    assert any(vondst.heeft(KOPPEN) for vondst in vondsten) == volledig


def test_a_sentence_with_the_word_id_is_no_heading() -> None:
    assert (
        _vind(
            _blad(
                ["Id", "is wat in de eerste kolom staat"],
                ["Id", None],
                [CelFout("#N/A"), NietBerekend.NIET_BEREKEND],
            )
        )
        == []
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 30), st.integers(0, 30), st.permutations(KOPPEN), st.integers(0, 3))
def test_moving_changes_nothing(rij: int, kolom: int, volgorde: Sequence[str], tussen: int) -> None:
    inhoud: dict[str, Celwaarde] = {"Id": "OPG-01", "Stelling": "Tekst", "Antwoord": 2.0}
    vooraf: list[Celwaarde] = [None] * kolom
    rijen: list[Sequence[Celwaarde]] = [[] for _ in range(rij)]
    rijen += [
        [*vooraf, *volgorde],
        *([] for _ in range(tussen)),
        [*vooraf, *(inhoud[kop] for kop in volgorde)],
    ]
    (vondst,) = _vind(Blad("Opgave", rijen))
    assert {kop: vondst.waarde(rij + 1 + tussen, kop) for kop in KOPPEN} == inhoud


@pytest.mark.parametrize(
    ("kolom", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (52, "BA"), (702, "AAA"), (16383, "XFD")],
)
def test_columns_get_letters_as_in_excel(kolom: int, letters: str) -> None:
    assert kolomletters(kolom) == letters


def test_an_address_stands_as_excel_writes_it() -> None:
    assert str(Adres("Borg en verbind", 6, 3)) == "'Borg en verbind'!D7"
    assert str(Adres("'t Gooi")) == "'''t Gooi'"


@given(
    st.lists(st.text("aAbBéß1 \u00ad\x00`'Ω", max_size=5), max_size=12),
    st.sets(st.text("abéß1 'ω", max_size=4), max_size=5),
)
@settings(max_examples=60, deadline=None)
def test_a_text_is_found_wherever_it_compares_as_equal(
    cellen: list[str], gezocht: set[str]
) -> None:
    gevonden = tekstplekken(_blad(cellen), gezocht)
    assert gevonden.keys() == set(map(sleutel, gezocht))
    for tekst, plekken in gevonden.items():
        kolommen = [kolom for kolom, cel in enumerate(cellen) if sleutel(cel) == tekst]
        assert plekken == ({0: kolommen} if kolommen else {})
