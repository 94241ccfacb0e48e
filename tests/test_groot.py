"""A workbook as large as a whole province: everything counts, nothing is cut without a word."""

from __future__ import annotations

from datetime import date

import pytest

from hulp.kleinboek import BLAD, lees_alles, met
from regio_xl.indeling import blokken
from regio_xl.indeling.vulling import Inhoud, Vulling
from regio_xl.inlezen.lezer import MEESTE_SUGGESTIES
from regio_xl.methode import Methode
from regio_xl.opdracht import bekijk_boek, verwerk_boek
from regio_xl.resultaten import Resultaat
from regio_xl.tabs.sjabloon import bouw
from regio_xl.werkboek import WerkboekFout
from regio_xl.xlsx.workbook import XlsxWerkboek

PARTIJEN, PER_PARTIJ = 1000, 10
# A quarter of it in the daily run: more than fits on any tab.
OMVANG = [PARTIJEN // 4, pytest.param(PARTIJEN, marks=pytest.mark.lang)]


@pytest.fixture(scope="module", params=OMVANG)
def aantal(request: pytest.FixtureRequest) -> int:
    """How many parties; ten times as many relations and twice as many rows of the agenda."""
    return int(request.param)


@pytest.fixture(scope="module")
def verwerkt(aantal: int, methode: Methode) -> tuple[Resultaat, XlsxWerkboek]:
    namen = [f"Partij {nummer:04d}" for nummer in range(aantal)]
    partijen: list[dict[str, Inhoud]] = [
        {"naam": naam, "soort": "bedrijf" if nummer % 2 else "overheid", "invloed": 1 + nummer % 5}
        for nummer, naam in enumerate(namen)
    ]
    relaties: list[dict[str, Inhoud]] = [
        {"van": naam, "naar": namen[(nummer + 1 + stap * stap) % aantal], "sterkte": 3}
        for nummer, naam in enumerate(namen)
        for stap in range(PER_PARTIJ)
    ]
    agenda: list[dict[str, Inhoud]] = [
        {
            "agendapunt": f"Punt {nummer}",
            "resultaat": f"{nummer} plekken",
            "herijken_op": date(2027, 1, 1),
        }
        for nummer in range(2 * aantal)
    ]
    tabellen = {"Partijen": partijen, "Relaties": relaties, "Agenda": agenda}
    kenmerken = {"Start": {"regio": "Overal", "opgave": "Alles"}}
    inhoud = bouw(methode, Vulling(kenmerken=kenmerken, tabellen=tabellen))
    return verwerk_boek(XlsxWerkboek.uit_bytes("groot.xlsx", inhoud), methode, date(2026, 11, 21))


def test_every_party_relation_and_agenda_row_counts(
    aantal: int, verwerkt: tuple[Resultaat, XlsxWerkboek]
) -> None:
    resultaat, _ = verwerkt
    assert resultaat.netwerk.partijen == aantal
    assert resultaat.netwerk.relaties == aantal * PER_PARTIJ
    assert len(resultaat.agenda) == 2 * aantal
    assert not [gevonden for gevonden in resultaat.bevindingen if gevonden.ernst == "fout"]


def test_what_does_not_fit_on_a_tab_is_counted_there_and_whole_in_the_results(
    aantal: int, verwerkt: tuple[Resultaat, XlsxWerkboek]
) -> None:
    resultaat, uitvoer = verwerkt
    netwerk, wegwijzers = (
        XlsxWerkboek.uit_bytes("groot.xlsx", uitvoer.inhoud)
        .lees(["Netwerkbeeld", "Wegwijzers"])
        .bladen
    )
    teksten = [waarde for rij in netwerk.rijen for waarde in rij if isinstance(waarde, str)]
    assert len(resultaat.netwerk.spelers) == aantal
    assert f"en nog {aantal - blokken.SPELERS.rijen + 1} andere partijen" in teksten
    assert {f"Punt {nummer}" for nummer in range(2 * aantal)} <= {
        waarde for rij in wegwijzers.rijen for waarde in rij
    }


def test_the_result_of_a_large_workbook_can_be_processed_again(
    verwerkt: tuple[Resultaat, XlsxWerkboek], methode: Methode
) -> None:
    eerst = verwerkt[1].inhoud
    opnieuw = verwerk_boek(
        XlsxWerkboek.uit_bytes("groot.xlsx", eerst), methode, date(2026, 11, 21)
    )[1].inhoud
    assert opnieuw == eerst


@pytest.mark.parametrize(
    ("blad", "grens"),
    [
        pytest.param('<row r="1">' + "<c><v>1</v></c>" * 9 + "</row>", None, id="klein"),
        pytest.param(
            "".join(
                f'<row r="{rij}"><c r="A{rij}"><v>1</v></c></row>' for rij in range(1, 250_002)
            ),
            "250.000",
            id="veel gevuld",
        ),
        pytest.param(
            '<row r="1"><c r="XFD1"><v>1</v></c></row><row r="99"><c r="A99"><v>1</v></c></row>',
            None,
            id="ver uit elkaar",
        ),
        pytest.param(
            f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 5_000_001}</t></is></c></row>',
            "5 miljoen",
            id="veel tekst",
        ),
        pytest.param("<row/>" * 420_000, "200.000", id="veel elementen"),
    ],
)
def test_what_is_too_much_is_refused_with_the_limit_named(blad: str, grens: str | None) -> None:
    rij = BLAD[BLAD.index("<row") : BLAD.index("</sheetData>")]
    inhoud = met(blad=BLAD.replace(rij, blad))
    if grens is None:
        lees_alles(inhoud)
        return
    with pytest.raises(WerkboekFout) as fout:
        lees_alles(inhoud)
    assert fout.value.code == "bestand-te-groot"
    assert grens in fout.value.gaten["reden"]


def test_thousands_of_wrong_names_are_all_reported_and_the_first_get_a_suggestion(
    aantal: int, methode: Methode
) -> None:
    partijen: list[dict[str, Inhoud]] = [
        {"naam": f"Partij {nummer:04d}"} for nummer in range(aantal)
    ]
    relaties: list[dict[str, Inhoud]] = [
        {"van": f"Partij {nummer % aantal:04d}", "naar": f"Partij {nummer:04d}x"}
        for nummer in range(5 * aantal)
    ]
    inhoud = bouw(
        methode, Vulling(kenmerken={}, tabellen={"Partijen": partijen, "Relaties": relaties})
    )
    gelezen = bekijk_boek(XlsxWerkboek.uit_bytes("groot.xlsx", inhoud), methode).gelezen
    meldingen = [gevonden for gevonden in gelezen.bevindingen if gevonden.code == "partij-onbekend"]
    assert len(meldingen) == len(relaties)
    met_suggestie = ["Bedoel je" in gevonden.melding for gevonden in meldingen]
    assert met_suggestie == [True] * MEESTE_SUGGESTIES + [False] * (
        len(relaties) - MEESTE_SUGGESTIES
    )


def test_thousands_of_half_relations_are_one_finding_with_all_their_cells(
    aantal: int, methode: Methode
) -> None:
    partijen: list[dict[str, Inhoud]] = [
        {"naam": f"Partij {nummer:04d}"} for nummer in range(aantal)
    ]
    relaties: list[dict[str, Inhoud]] = [
        {"van": f"Partij {nummer % aantal:04d}"} for nummer in range(PER_PARTIJ * aantal)
    ]
    inhoud = bouw(
        methode, Vulling(kenmerken={}, tabellen={"Partijen": partijen, "Relaties": relaties})
    )
    gelezen = bekijk_boek(XlsxWerkboek.uit_bytes("groot.xlsx", inhoud), methode).gelezen
    (gevonden,) = (b for b in gelezen.bevindingen if b.code == "relatie-onvolledig")
    assert gevonden.adres is not None
    assert gevonden.adres.rij is not None
    eerste = gevonden.adres.rij + 1
    assert gevonden.melding.endswith(f" Ook in D{eerste + 1}:D{eerste + len(relaties) - 1}.")
