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
    return vind(blad, tekstplekken(blad), {*ALLE, koppen})[koppen]


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
def test_tekst_zoals_een_mens_hem_leest(waarde: Celwaarde, verwacht: str) -> None:
    """Ontwerp 2: what Excel and mail do to text is undone before judging."""
    assert schoon(waarde) == verwacht


def test_hoofdletters_tellen_niet_bij_vergelijken() -> None:
    assert sleutel(" ANTWOORD\u00a0") == sleutel("Antwoord") == "antwoord"


def test_een_blok_wordt_gevonden_waar_het_ook_staat() -> None:
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


def test_koppen_zonder_hoofdletters_en_met_vreemde_spaties() -> None:
    (vondst,) = _vind(_blad(["ID\u200b", "\u00a0stelling ", "ANTWOORD"], ["OPG-01", "Tekst", 3.0]))
    assert vondst.waarde(1, "Antwoord") == 3.0


def test_kolommen_in_een_andere_volgorde_met_andere_kolommen_ertussen() -> None:
    (vondst,) = _vind(
        _blad(["Antwoord", "Eigen kolom", "Stelling", "Id"], [5.0, "mijn idee", "Tekst", "OPG-01"])
    )
    assert (vondst.waarde(1, "Id"), vondst.waarde(1, "Antwoord")) == ("OPG-01", 5.0)


def test_lege_rijen_horen_erbij() -> None:
    """Stijl rule 5: blank rows stay, so that addresses stay true."""
    (vondst,) = _vind(_blad(KOPPEN, [], ["OPG-01"], [None], ["OPG-02"]))
    assert list(vondst.rijen()) == [1, 2, 3, 4]


def test_een_blok_eindigt_bij_de_koppen_van_het_volgende() -> None:
    blad = _blad(REGELS, ["Regio", "Veerland"], [], KOPPEN, ["OPG-01", "Tekst", 3.0])
    (regels,) = _vind(blad, REGELS)
    (stellingen,) = _vind(blad)
    assert list(regels.rijen()) == [1, 2]
    assert list(stellingen.rijen()) == [4]


def test_blokken_naast_elkaar_beperken_elkaar_niet() -> None:
    blad = _blad(
        [*REGELS, None, *KOPPEN],
        ["Regio", "Veerland", None, "OPG-01", "Tekst", 3.0],
        ["Opgave", "Werk"],
    )
    (regels,) = _vind(blad, REGELS)
    (stellingen,) = _vind(blad)
    assert list(regels.rijen()) == list(stellingen.rijen()) == [1, 2]
    assert stellingen.waarde(1, "Antwoord") == 3.0


def test_een_lager_blok_naast_een_ander_kort_het_niet_in() -> None:
    blad = _blad(
        [*REGELS],
        ["Regio", "Veerland"],
        [None, None, *KOPPEN],
        ["Opgave", "Werk", "OPG-01", "Tekst", 3.0],
    )
    (regels,) = _vind(blad, REGELS)
    assert list(regels.rijen()) == [1, 2, 3]


def test_gelijke_koppen_naast_elkaar_horen_bij_hun_eigen_blok() -> None:
    """Reasons for and against stand side by side on Advies; both have a column *Ga naar*."""
    voor, tegen = ("Ervoor", "Ga naar"), ("Ertegen", "Ga naar")
    blad = _blad([*voor, None, *tegen], ["a", "naar a", None, "b", "naar b"])
    assert [
        v.waarde(1, "Ga naar")
        for koppen in (voor, tegen)
        for v in vind(blad, tekstplekken(blad), (voor, tegen))[koppen]
    ] == ["naar a", "naar b"]


def test_twee_keer_hetzelfde_blok_op_een_rij() -> None:
    blad = _blad([*REGELS, None, *REGELS], ["Regio", "Veerland", None, "Datum", "vandaag"])
    assert [(v.waarde(1, "Kenmerk"), v.waarde(1, "Waarde")) for v in _vind(blad, REGELS)] == [
        ("Regio", "Veerland"),
        ("Datum", "vandaag"),
    ]


def test_een_eigen_kolom_met_dezelfde_kop_maakt_geen_tweede_blok() -> None:
    (vondst,) = _vind(_blad([*KOPPEN, "Id"], ["OPG-01", "Tekst", 3.0, "mijn nummer"]))
    assert vondst.waarde(1, "Id") == "OPG-01"


def test_twee_blokken_onder_elkaar_worden_allebei_gevonden() -> None:
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
def test_welke_koppen_er_moeten_zijn(koppen: Sequence[str], gevonden: bool, volledig: bool) -> None:
    vondsten = _vind(_blad(koppen, ["OPG-01"]))
    assert bool(vondsten) == gevonden
    assert any(vondst.heeft(KOPPEN) for vondst in vondsten) == volledig


def test_een_zin_met_het_woord_id_is_geen_kop() -> None:
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
def test_verschuiven_verandert_niets(
    rij: int, kolom: int, volgorde: Sequence[str], tussen: int
) -> None:
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
def test_kolommen_krijgen_letters_zoals_in_excel(kolom: int, letters: str) -> None:
    assert kolomletters(kolom) == letters


def test_een_adres_staat_er_zoals_excel_het_schrijft() -> None:
    assert str(Adres("Borg en verbind", 6, 3)) == "'Borg en verbind'!D7"
    assert str(Adres("'t Gooi")) == "'''t Gooi'"
