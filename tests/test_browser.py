"""Excel in the browser, with the real client of xlwings Server: what our own part of it reads and
writes, in how many round trips, and what it does when something is in the way."""

from __future__ import annotations

import asyncio
import json
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from conftest import VOORBEELDEN
from hulp.browser import Browser, in_node
from hulp.officejs import Excelmodel, boek_json, excelboek, links, waarden
from hulp.verbouwd import DAG
from regio_xl.excel import klant, lite, meldingen, scripts
from regio_xl.excel.liveboek import ExcelWerkboek
from regio_xl.indeling import blokken
from regio_xl.methode import Methode
from regio_xl.opdracht import verwerk_boek
from regio_xl.werkboek import Adres, Celwijzigingen, Koppeling
from regio_xl.xlsx.workbook import XlsxWerkboek

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
MEESTE_SYNCS = 30
GEMETEN = 5
"""Three to read a workbook, two to write one."""
GEMETEN_LITE = 25
"""And what xlwings' client does before any script in Lite."""


@pytest.fixture(autouse=True)
def vaste_dag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts, "_vandaag", lambda: DAG)


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The client, for all tests."""
    return tmp_path_factory.mktemp("klant")


@pytest.fixture(scope="module")
def klaar(voorbeeld: bytes, methode: Methode) -> Excelmodel:
    """What the command line makes of the example."""
    return via_bestand(voorbeeld, methode)


def via_bestand(inhoud: bytes, methode: Methode) -> Excelmodel:
    _, boek = verwerk_boek(XlsxWerkboek.uit_bytes("boek.xlsx", inhoud), methode, DAG)
    return Excelmodel.van(boek.inhoud)


def is_af(browser: Browser, verwacht: Excelmodel) -> None:
    model = browser.model(verwacht)
    for tab in verwacht.bladen:
        assert model.cellen[tab] == verwacht.cellen[tab], tab
    assert model.nuttige_koppelingen() == verwacht.nuttige_koppelingen()


def is_onveranderd(browser: Browser, inhoud: bytes) -> None:
    is_af(browser, Excelmodel.van(inhoud))


@in_node
def test_a_calculation_gives_what_the_command_line_gives_in_five_round_trips(
    voorbeeld: bytes, klaar: Excelmodel, map_: Path
) -> None:
    browser = Browser(voorbeeld, map_).start("bereken")
    is_af(browser, klaar)
    assert browser.melding.startswith("Berekend.")
    assert browser.gezegd[0]["mode"] == "info"
    assert browser.fouten == []
    assert browser.syncs == GEMETEN <= MEESTE_SYNCS
    formules = [cel for blad in browser.bladen.values() for cel in blad["cellen"].values()]
    nieuw = Browser(voorbeeld, map_)
    assert [cel["f"] for cel in formules if "f" in cel] == [
        cel["f"] for blad in nieuw.bladen.values() for cel in blad["cellen"].values() if "f" in cel
    ]  # no formula of the workbook was touched


@in_node
@pytest.mark.lang
@pytest.mark.parametrize("pad", VOORBEELDEN[1:], ids=lambda pad: str(pad.stem))
@pytest.mark.parametrize("script", ["bereken", "controleer"])
def test_every_example_takes_no_more(pad: Path, script: str, methode: Methode, map_: Path) -> None:
    inhoud = pad.read_bytes()
    browser = Browser(inhoud, map_).start(script)
    assert browser.syncs == GEMETEN
    if script == "bereken":
        is_af(browser, via_bestand(inhoud, methode))


@in_node
@pytest.mark.lang
def test_without_our_part_xlwings_own_client_does_the_same_in_many_more(
    voorbeeld: bytes, klaar: Excelmodel, map_: Path
) -> None:
    """As in a task pane of somebody else."""
    browser = Browser(voorbeeld, map_).start("bereken", xlwings=True, zonder=True)
    is_af_zonder_hekje(browser, klaar)
    assert browser.syncs > 100
    assert browser.melding.startswith("Berekend.")


def is_af_zonder_hekje(browser: Browser, verwacht: Excelmodel) -> None:
    """xlwings knows addresses of the web only: a place has a # in front."""
    model = browser.model(verwacht)
    assert model.cellen == verwacht.cellen
    kaal = {
        tab: {plek: doel.removeprefix("#") for plek, doel in per_cel.items()}
        for tab, per_cel in model.koppelingen.items()
    }
    model.koppelingen.update(kaal)
    assert model.nuttige_koppelingen() == verwacht.nuttige_koppelingen()


@in_node
def test_a_link_is_a_place_in_the_workbook_and_keeps_the_font(
    voorbeeld: bytes, klaar: Excelmodel, map_: Path
) -> None:
    """Excel on the web takes an address for one of the web."""
    browser = Browser(voorbeeld, map_)
    browser.bladen["Controle"]["strengeLinks"] = True
    browser.start("controleer")
    nieuw = klaar.koppelingen["Controle"].keys() - links(voorbeeld)["Controle"].keys()
    assert nieuw
    for plek in nieuw:
        cel = browser.cel("Controle", plek)
        assert cel["link"]["documentReference"] == klaar.koppelingen["Controle"][plek]
        assert "address" not in cel["link"]
        assert (cel["letter"]["color"], cel["letter"]["underline"]) == ("#1B5A8A", "None")


@in_node
def test_only_our_own_tabs_are_sent(voorbeeld: bytes, map_: Path) -> None:
    browser = Browser(voorbeeld, map_)
    geheim = {"naam": "Notities", "cellen": {"0,0": {"w": "geheim"}}, "samengevoegd": [],
              "tabellen": []}  # fmt: skip
    anders = {"naam": "2 netwerk ", "cellen": {"0,0": {"w": "van ons"}}, "samengevoegd": [],
              "tabellen": []}  # fmt: skip
    browser.bladen |= {"Notities": geheim, "2 netwerk ": anders}
    browser.start("netwerkbeeld")
    ((gestuurd),) = browser.gestuurd
    gevuld = {blad["name"] for blad in gestuurd["sheets"] if blad["values"] != [[]]}
    assert gevuld == {*blokken.LEESTABS, "2 netwerk "}
    assert "geheim" not in json.dumps(gestuurd)


@in_node
def test_it_sends_what_xlwings_own_client_sends(voorbeeld: bytes, map_: Path) -> None:
    def niets(vraag: dict[str, Any]) -> dict[str, Any]:
        return {"data": {"actions": []}}

    ons = Browser(voorbeeld, map_).start("bereken", niets).gestuurd[0]
    hun = Browser(voorbeeld, map_).start("bereken", niets, xlwings=True).gestuurd[0]
    for een, ander in zip(ons["sheets"], hun["sheets"], strict=True):
        assert een["name"] == ander["name"]
        assert een["values"] == ander["values"]
        for wat in ("used_range_address", "visibility"):
            if een["values"] != [[]]:
                assert een[wat] == ander[wat]
    assert ons["regio_xl"] == klant.VERSIE
    assert "regio_xl" not in hun


@in_node
@pytest.mark.lang
def test_a_workbook_that_counts_from_1904_has_its_own_days(voorbeeld: bytes, map_: Path) -> None:
    gewoon = Browser(voorbeeld, map_).start("controleer").gestuurd[0]
    browser = Browser(voorbeeld, map_, vanaf1904=True)
    for blad in browser.bladen.values():
        for cel in blad["cellen"].values():
            if "nf" in cel:
                cel["w"] -= 1462
    assert browser.start("controleer").gestuurd[0] == gewoon


@in_node
def test_a_tab_of_ours_with_a_name_that_says_nothing_is_missed_by_name(
    voorbeeld: bytes, map_: Path
) -> None:
    """It is not sent, so what can be said is that Weefsel is not there."""
    browser = Browser(voorbeeld, map_)
    browser.bladen["Weefsel"]["naam"] = "Blad4"
    browser.start("bereken")
    assert "fout" in browser.melding
    gezegd = {str(cel.get("w", "")) for cel in browser.bladen["Controle"]["cellen"].values()}
    assert {"tab-ontbreekt", "'Weefsel'"} < gezegd


# --- wat in de weg staat ---


def _formule(browser: Browser, plek: tuple[int, int]) -> None:
    browser.cel("Advies", plek).update(w=99, f="=3*33")


def _beveiligd(browser: Browser, plek: tuple[int, int]) -> None:
    browser.bladen["Advies"]["beveiligd"] = True


def _gefilterd(browser: Browser, plek: tuple[int, int]) -> None:
    browser.bladen["Advies"]["gefilterd"] = True


def _tabel_gefilterd(browser: Browser, plek: tuple[int, int]) -> None:
    browser.bladen["Advies"]["tabellen"] = [
        {"naam": "Scores", "bereik": [0, 0, 5, 5], "gefilterd": False},
        {"naam": "Anders", "bereik": [9, 0, 15, 5], "gefilterd": True},
    ]


def _samengevoegd(browser: Browser, plek: tuple[int, int]) -> None:
    """It begins above everything that we write."""
    browser.bladen["Advies"]["samengevoegd"] = [[0, plek[1], plek[0], plek[1]]]


BEZWAREN = {
    "formule": (_formule, "formules of samengevoegde cellen"),
    "beveiligd": (_beveiligd, "is beveiligd"),
    "filter": (_gefilterd, "Gegevens, Wissen"),
    "filter van een tabel": (_tabel_gefilterd, "Gegevens, Wissen"),
    "samengevoegd": (_samengevoegd, "formules of samengevoegde cellen"),
}


SNEL = ("formule", "filter van een tabel")


@in_node
@pytest.mark.parametrize(
    "bezwaar",
    [een if een in SNEL else pytest.param(een, marks=pytest.mark.lang) for een in BEZWAREN],
)
def test_what_is_in_the_way_is_told_in_dutch_before_the_first_write(
    bezwaar: str, voorbeeld: bytes, klaar: Excelmodel, map_: Path
) -> None:
    eerst = Excelmodel.van(voorbeeld)
    plek = min(
        plek for plek, waarde in klaar.cellen["Advies"].items()
        if eerst.cellen["Advies"].get(plek) != waarde
    )  # fmt: skip
    browser = Browser(voorbeeld, map_)
    doe, tekst = BEZWAREN[bezwaar]
    doe(browser, plek)
    voor = json.dumps(browser.bladen)
    browser.start("bereken")
    assert tekst in browser.melding
    assert "'Advies'" in browser.melding
    assert browser.melding.endswith(meldingen.NIETS_VERANDERD)
    if "cellen" in tekst:
        assert Adres("", *plek).cel in browser.melding
    assert browser.gezegd[0]["mode"] == "critical"
    assert json.loads(json.dumps(browser.bladen)) == json.loads(voor)
    assert browser.syncs == GEMETEN - 1


@in_node
def test_a_formula_or_a_merged_range_elsewhere_on_the_tab_stays(
    voorbeeld: bytes, klaar: Excelmodel, map_: Path
) -> None:
    """Between result cells: one rectangle is written, and what is not ours in it is left alone."""
    browser = Browser(voorbeeld, map_)
    plek = next(
        (rij, kolom)
        for rij in range(10, 90)
        for kolom in range(2, 5)
        if (rij, kolom) not in klaar.cellen["Advies"] and (rij, 0) not in klaar.cellen["Advies"]
    )
    browser.cel("Advies", plek).update(w=42, f="=6*7")
    browser.cel("Advies", (95, 0)).update(w="5 mei")
    browser.start("bereken")
    assert browser.melding.startswith("Berekend.")
    assert browser.cel("Advies", plek) == {"w": 42, "f": "=6*7"}
    assert browser.cel("Advies", (95, 0)) == {"w": "5 mei"}


@in_node
@pytest.mark.parametrize(
    ("gril", "melding"),
    [
        ({"verschuif": "eenmaal"}, meldingen.NIET_AANGEKOMEN),
        pytest.param({"stuk": True}, meldingen.HALF_GESCHREVEN, marks=pytest.mark.lang),
        pytest.param({"verschuif": True}, meldingen.HALF_GESCHREVEN, marks=pytest.mark.lang),
    ],
)
def test_a_write_that_goes_wrong_is_taken_back_and_told(
    gril: dict[str, Any], melding: str, voorbeeld: bytes, map_: Path
) -> None:
    browser = Browser(voorbeeld, map_)
    browser.bladen["Controle"] |= gril
    browser.start("bereken")
    assert browser.melding == melding
    if melding == meldingen.NIET_AANGEKOMEN:
        advies = browser.model(eerst := Excelmodel.van(voorbeeld)).cellen["Advies"]
        assert advies == eerst.cellen["Advies"]


@in_node
@pytest.mark.parametrize(
    ("antwoord", "zin"),
    [
        ({"status": 500, "data": "<html>Internal Server Error"}, "De server gaf geen antwoord."),
        pytest.param(
            {"status": 500, "data": {"detail": "Traceback"}},
            "De server gaf geen antwoord.",
            marks=pytest.mark.lang,
        ),
        ({"status": 413, "data": "Dit werkboek is te groot."}, "Dit werkboek is te groot."),
    ],
)
def test_a_server_that_refuses_is_told_in_dutch(
    antwoord: dict[str, Any], zin: str, voorbeeld: bytes, map_: Path
) -> None:
    browser = Browser(voorbeeld, map_).start("bereken", lambda _: antwoord)
    assert len(browser.fouten) == 1
    assert browser.fouten[0].startswith(zin)
    is_onveranderd(browser, voorbeeld)


@in_node
@pytest.mark.lang
def test_a_button_on_a_tab_goes_our_way_too(
    voorbeeld: bytes, klaar: Excelmodel, map_: Path
) -> None:
    browser = Browser(voorbeeld, map_).start("bereken", knopOpBlad=True)
    is_af(browser, klaar)
    assert browser.syncs == GEMETEN


# --- xlwings Lite ---


@in_node
def test_in_lite_a_calculation_stays_under_thirty_round_trips(
    voorbeeld: bytes, klaar: Excelmodel, map_: Path
) -> None:
    """The client of xlwings looks around for twenty, whatever a script asks for."""
    browser = Browser(voorbeeld, map_).start("bereken", lite="mag")
    is_af(browser, klaar)
    assert browser.melding.startswith("Berekend.")
    assert browser.syncs == GEMETEN_LITE <= MEESTE_SYNCS


@in_node
@pytest.mark.lang
def test_in_lite_where_our_part_is_forbidden_it_takes_longer(
    voorbeeld: bytes, klaar: Excelmodel, map_: Path
) -> None:
    browser = Browser(voorbeeld, map_).start("bereken", lite="verboden")
    is_af_zonder_hekje(browser, klaar)
    assert browser.syncs > 100


class Jsdeel:
    """What JavaScript gives back, by way of Pyodide."""

    def __init__(self, boek: dict[str, Any]) -> None:
        self.boek = boek

    def to_py(self) -> dict[str, Any]:
        return self.boek


@pytest.mark.parametrize("mag", [True, False])
def test_lite_reads_by_our_part_or_else_by_that_of_xlwings(
    voorbeeld: bytes, monkeypatch: pytest.MonkeyPatch, *, mag: bool
) -> None:
    async def lees_ons() -> Jsdeel:
        return Jsdeel(boek_json(voorbeeld) | {klant.HERKENNING: klant.VERSIE})

    async def lees_hun() -> Jsdeel:
        return Jsdeel(boek_json(voorbeeld))

    def run_js(code: str) -> None:
        if not mag:
            raise PermissionError("unsafe-eval")
        assert "regioXlSchrijf" in code
        js.regioXl = SimpleNamespace(leesBoek=lees_ons)
        js.callbacks.regioXlSchrijf = True

    js: Any = ModuleType("js")
    js.__dict__.update(
        xlwings=SimpleNamespace(getBookData=lees_hun), callbacks=SimpleNamespace(),
        __spec__=ModuleSpec("js", None),
    )  # fmt: skip
    monkeypatch.setitem(sys.modules, "js", js)
    monkeypatch.setitem(sys.modules, "pyodide", ModuleType("pyodide"))
    monkeypatch.setitem(sys.modules, "pyodide.code", SimpleNamespace(run_js=run_js))
    boek = leeg_boek(voorbeeld)
    asyncio.run(kaal(lite.bereken)(boek))
    soorten = {actie["func"] for actie in boek.json()["actions"]}
    assert soorten == ({"runMacro"} if mag else {"setValues", "addHyperlink", "alert"})


def test_lite_that_cannot_read_says_so(voorbeeld: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    js = ModuleType("js")
    js.__dict__.update(xlwings=SimpleNamespace(), __spec__=ModuleSpec("js", None))
    monkeypatch.setitem(sys.modules, "js", js)
    boek = leeg_boek(voorbeeld)
    asyncio.run(kaal(lite.netwerkbeeld)(boek))
    (actie,) = boek.json()["actions"]
    assert actie["args"][0] == meldingen.GEEN_ANTWOORD


def kaal(taak: Any) -> Any:
    """The function that xlwings has wrapped."""
    return getattr(taak, "__wrapped__", taak)


def leeg_boek(inhoud: bytes) -> Any:
    """As the client gives it when a script asks for no tab."""
    return excelboek(boek_json(inhoud, exclude=blokken.TABS))


# --- wat Python meegeeft ---


def met_klant(inhoud: bytes) -> Any:
    return excelboek(boek_json(inhoud) | {klant.HERKENNING: klant.VERSIE})


def test_everything_goes_as_one_order_which_tells_how_it_went(voorbeeld: bytes) -> None:
    boek = met_klant(voorbeeld)
    scripts.bereken(boek)
    (actie,) = boek.json()["actions"]
    assert (actie["func"], actie["args"][0]) == ("runMacro", klant.FUNCTIE)
    order = json.loads(actie["args"][1])
    assert order["melding"].startswith("Berekend.")
    assert [blad["naam"] for blad in order["bladen"]] == [
        blad.name for blad in boek.sheets if blad.name in blokken.RESULTAATTABS
    ]


def test_an_order_holds_the_cells_that_change_and_nothing_for_others(voorbeeld: bytes) -> None:
    boek = met_klant(voorbeeld)
    live = ExcelWerkboek(boek)
    tekst = waarden(voorbeeld)["Advies"][0, 0]
    doel = Koppeling(Adres("Opgave", 6, 3), "'Opgave'!D7")
    live.schrijf(
        [Celwijzigingen("advies", {(0, 0): tekst, (50, 1): 3, (51, 2): doel, (51, 3): DAG})]
    )
    assert live.rond_af("Klaar.", "info")
    (actie,) = boek.json()["actions"]
    (order,) = json.loads(actie["args"][1])["bladen"]
    assert order == {
        "naam": "Advies", "rij": 50, "kolom": 1,
        "waarden": [[3, None, None], [None, "''Opgave'!D7", "2026-11-21"]],
        "koppelingen": [[51, 2, "'Opgave'!D7", "Ga naar 'Opgave'!D7"]], "los": [],
    }  # fmt: skip


def test_when_nothing_changes_there_is_a_message_and_no_order(
    voorbeeld: bytes, methode: Methode
) -> None:
    _, klaar = verwerk_boek(XlsxWerkboek.uit_bytes("boek.xlsx", voorbeeld), methode, DAG)
    boek = met_klant(klaar.inhoud)
    scripts.bereken(boek)
    assert [actie["func"] for actie in boek.json()["actions"]] == ["alert"]


def test_another_version_of_our_part_is_not_trusted(voorbeeld: bytes) -> None:
    boek = excelboek(boek_json(voorbeeld) | {klant.HERKENNING: klant.VERSIE + 1})
    scripts.netwerkbeeld(boek)
    assert "runMacro" not in {actie["func"] for actie in boek.json()["actions"]}
