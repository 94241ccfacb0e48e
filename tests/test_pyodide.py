"""In Pyodide, as xlwings Lite runs us: our own wheel, without numpy and file libraries, gives what
CPython gives, bit by bit.

Needs Node and what ``python tests/pyodide/haal.py`` fetches; without them these tests are skipped.
"""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from conftest import VOORBEELDEN, WORTEL
from hulp.officejs import boek_json
from hulp.oude_boeken import OUD, SCORES, oud_boek
from hulp.programmas import programma
from regio_xl.methode import Methode, laad
from regio_xl.opdracht import bekijk_boek
from regio_xl.xlsx.workbook import XlsxWerkboek

HAAL, DRAAI = programma("tests/pyodide/haal.py"), programma("tests/pyodide/draai.py")
ONTBREEKT = HAAL.wat_ontbreekt(HAAL.cachemap()) or (
    "" if find_spec("xlwings") else "xlwings is not installed"
)
pytestmark = pytest.mark.filterwarnings(
    "ignore::UserWarning:openpyxl"
)  # it says what of a file it does not read
in_pyodide = pytest.mark.skipif(bool(ONTBREEKT), reason=ONTBREEKT)

OUDER = "van een oudere methode"
SCRIPTS = ("controleer", "bereken", "ververs_borg_en_verbind", "netwerkbeeld")
GESCHUD = 12
Json = dict[str, Any]

# Arguments of custom functions as Office.js sends them: rows, an empty cell as null, one cell as
# one row of one.
TOEVAL = random.Random("altijd hetzelfde")  # noqa: S311
ANTWOORD = (1, 2, 3, 4, 5, 5, "2,0", "n.v.t.", None)
NUMMERS = [stelling.id for tab in (laad().opgave, laad().netwerk) for stelling in tab.stellingen]
IDS = [["Id"], *([nummer] for nummer in NUMMERS)]
ANTWOORDEN = [["Antwoord"], *([TOEVAL.choice(ANTWOORD)] for _ in NUMMERS)]
RELATIES = [["van", "naar"], *map(list, ("AB", "BA", "BC", "CD", "DE", "FA")), ["E", None]]
MATEN = (
    "dichtheid",
    "wederkerigheid",
    "onderdelen",
    "centralisatie",
    "bruggenbouwers",
    "tussenpositie",
)
REEKSEN = [[[TOEVAL.randint(1, 5) for _ in range(n)] for _ in range(2)] for n in range(1, 60)]
AANROEPEN: dict[str, list[list[Any]]] = {
    "regio_score": [
        [IDS, ANTWOORDEN, [["netwerkend"]]],
        [IDS, ANTWOORDEN, [["mooi"]]],
        [IDS, [[None]], [[None]]],
    ],
    "regio_scores": [[IDS, ANTWOORDEN]],
    "regio_positie": [[IDS, ANTWOORDEN]],
    "regio_duidelijkheid": [[IDS, ANTWOORDEN]],
    "regio_kernvragen": [[[["rechtmatig"]], [["responsief"]]], [[["rechtmatig"]], [[None]]]],
    "regio_wegwijzer": [[[[4]]], [[["WW-10"]]], [[[11]]]],
    "regio_consensus": [[reeks] for reeks in [*REEKSEN, [[5, None, "x"]]]],
    "regio_overeenstemming": [[reeks] for reeks in REEKSEN],
    "regio_netwerk": [[RELATIES, [[maat]], None] for maat in MATEN],
    "regio_uitleg": [[[["OPG-42"]]], [[["opg-99"]]]],
}


def _geschud(boek: Json, zaad: int) -> Json:
    """The workbook with another answer wherever a number from 1 to 5 stands, or none."""
    toeval = random.Random(zaad)  # noqa: S311 - the same answers every time
    nieuw: Json = json.loads(json.dumps(boek))
    for blad in nieuw["sheets"]:
        for rij in blad["values"]:
            rij[:] = [
                toeval.choice((1, 2, 3, 4, 5, 5, "")) if w in range(1, 6) and w is not True else w
                for w in rij
            ]
    return nieuw


@pytest.fixture(scope="module")
def boeken() -> dict[str, Json]:
    """Every example, examples with other answers, and a workbook of an older method."""
    echt = {pad.stem: boek_json(pad.read_bytes(), pad.name) for pad in VOORBEELDEN}
    namen = sorted(echt)
    ouder = {OUDER: boek_json(oud_boek(), "ouder.xlsx")}
    return (
        echt
        | ouder
        | {f"geschud {n}": _geschud(echt[namen[n % len(namen)]], n) for n in range(GESCHUD)}
    )


@pytest.fixture(scope="module")
def cpython(boeken: dict[str, Json], tmp_path_factory: pytest.TempPathFactory) -> Json:
    """What this interpreter makes of the job."""
    uitkomst: Json = DRAAI.in_cpython(_opdracht(boeken), tmp_path_factory.mktemp("cpython"))
    return uitkomst


@pytest.fixture(scope="module")
def pyodide(boeken: dict[str, Json], tmp_path_factory: pytest.TempPathFactory) -> Json:
    """What Pyodide makes of the same job with our own wheel, made from the working tree: one start
    for all tests."""
    map_, cache = tmp_path_factory.mktemp("pyodide"), HAAL.cachemap()
    uitkomst: Json = DRAAI.in_pyodide(_opdracht(boeken), cache, DRAAI.ons_wiel(cache, map_), map_)
    return uitkomst


def _opdracht(boeken: dict[str, Json]) -> Json:
    functies = [
        {"func_name": naam, "args": args} for naam, reeks in AANROEPEN.items() for args in reeks
    ]
    return {"boeken": boeken, "scripts": SCRIPTS, "functies": functies}


def _tekst(waarde: object) -> str:
    """Floats as their shortest exact text: equal texts are equal bits, and 1 is not 1.0."""
    return json.dumps(waarde, indent=1)


@pytest.mark.lang
@in_pyodide
def test_the_core_runs_where_no_heavy_library_is_installed(pyodide: Json) -> None:
    """Importing it loads none; computing loads networkx alone, and xlwings brings no pandas
    along."""
    omgeving = pyodide["omgeving"]
    assert omgeving["platform"] == "emscripten"
    assert omgeving["te vinden"] == ["networkx", "xlwings"]
    assert omgeving["na kern"] == []
    assert omgeving["na rekenen"] == ["networkx"]
    assert omgeving["na alles"] == ["networkx", "xlwings"]


@pytest.mark.lang
@in_pyodide
def test_method_scores_network_and_suggestions_equal_those_of_cpython_bit_by_bit(
    cpython: Json, pyodide: Json
) -> None:
    hier, daar = cpython["uitkomst"]["kern"], pyodide["uitkomst"]["kern"]
    assert list(daar) == list(hier)
    for naam, uitkomst in hier.items():
        assert uitkomst["cellen"]
        for deel, waarde in uitkomst["resultaat"].items():
            assert _tekst(daar[naam]["resultaat"][deel]) == _tekst(waarde), (naam, deel)
        assert _tekst(daar[naam]) == _tekst(uitkomst), naam


@pytest.mark.lang
@in_pyodide
@pytest.mark.parametrize("pad", VOORBEELDEN, ids=lambda pad: pad.stem)
def test_a_workbook_from_excel_gives_what_its_file_gives(
    pad: Path, pyodide: Json, methode: Methode
) -> None:
    """So both computed the real thing, and not the same nothing."""
    verwacht = bekijk_boek(XlsxWerkboek(pad), methode).resultaat.model_dump(mode="json")
    assert _tekst(pyodide["uitkomst"]["kern"][pad.stem]["resultaat"]) == _tekst(verwacht)


@pytest.mark.lang
@in_pyodide
def test_an_older_workbook_goes_by_its_own_method(pyodide: Json) -> None:
    """So the older versions came along in the wheel."""
    resultaat = pyodide["uitkomst"]["kern"][OUDER]["resultaat"]
    assert resultaat["methode_versie"] == OUD
    scores = SCORES["greenport-venlo"]["geheel"]["kansrijk"]["scores"]
    assert _tekst(resultaat["perspectief"]["scores"]) == _tekst(scores)


@pytest.mark.lang
@in_pyodide
def test_other_answers_give_other_outcomes(pyodide: Json) -> None:
    """A comparison that cannot differ proves nothing."""
    kern = pyodide["uitkomst"]["kern"]
    standen = {_tekst(een["resultaat"]["perspectief"]["scores"]) for een in kern.values()}
    assert len(standen) == len(kern) == len(VOORBEELDEN) + 1 + GESCHUD


@pytest.mark.lang
@in_pyodide
@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_asks_excel_for_the_same_actions(
    script: str, cpython: Json, pyodide: Json
) -> None:
    hier, daar = cpython["uitkomst"]["scripts"], pyodide["uitkomst"]["scripts"]
    assert list(daar) == list(hier)
    for naam in hier:
        assert _tekst(daar[naam][script]) == _tekst(hier[naam][script]), naam
    acties = [actie for een in hier.values() for actie in een[script]["actions"]]
    assert any(actie["func"] == "setValues" for actie in acties)
    assert [actie["args"][3] for actie in acties if actie["func"] == "alert"] == ["info"] * len(
        hier
    )  # no script gave up


@pytest.mark.lang
@in_pyodide
@pytest.mark.parametrize("functie", AANROEPEN)
def test_a_custom_function_gives_the_same(functie: str, cpython: Json, pyodide: Json) -> None:
    hier, daar = cpython["uitkomst"]["functies"][functie], pyodide["uitkomst"]["functies"][functie]
    assert len(hier) == len(AANROEPEN[functie])
    assert not str(hier[0]).startswith("[['#REGIO")
    assert hier[0] != [[""]]
    assert _tekst(daar) == _tekst(hier)


@pytest.mark.lang
@in_pyodide
def test_the_day_of_a_calculation_is_today(cpython: Json, pyodide: Json) -> None:
    dagen = [date.fromisoformat(een["omgeving"]["vandaag"]) for een in (cpython, pyodide)]
    assert abs(dagen[1] - dagen[0]) <= timedelta(days=1)  # midnight may pass between the two


@pytest.mark.lang
@in_pyodide
def test_excel_is_told_of_the_same_scripts_and_functions(cpython: Json, pyodide: Json) -> None:
    """What ``docs/excel/lite/main.py`` offers in xlwings Lite."""
    hier, daar = cpython["uitkomst"]["bekend"], pyodide["uitkomst"]["bekend"]
    assert {functie["name"] for functie in hier["functies"]["functions"]} >= {
        "REGIO_SCORE",
        "REGIO_NETWERK",
        "REGIO_UITLEG",
    }
    assert len(hier["scripts"]) == len(SCRIPTS)
    assert _tekst(daar) == _tekst(hier)


def test_without_the_downloads_the_reason_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HAAL.shutil, "which", lambda naam: naam)
    assert "haal.py" in HAAL.wat_ontbreekt(tmp_path)
    (tmp_path / "pinnen").write_text("an older choice", encoding="utf-8")
    assert "other versions" in HAAL.wat_ontbreekt(tmp_path)
    monkeypatch.setattr(HAAL.shutil, "which", lambda naam: None)
    assert "Node" in HAAL.wat_ontbreekt(tmp_path)


def test_the_downloads_go_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGIO_XL_PYODIDE", str(tmp_path))
    assert HAAL.cachemap() == tmp_path
    monkeypatch.delenv("REGIO_XL_PYODIDE")
    assert HAAL.cachemap() == WORTEL / ".cache" / "pyodide"


def test_every_wheel_is_pinned_and_none_is_heavy() -> None:
    regels = (HAAL.HIER / "wielen.txt").read_text(encoding="utf-8").splitlines()
    pakketten = [regel for regel in regels if regel and not regel.startswith("#")]
    assert all("==" in pakket for pakket in pakketten)
    namen = {pakket.split("==")[0].lower() for pakket in pakketten}
    assert not namen & {"numpy", "pandas", "openpyxl", "xlsxwriter", "python-calamine"}
    assert f'requires = ["{HAAL.BOUWER}"]' in (WORTEL / "pyproject.toml").read_text(
        encoding="utf-8"
    )
    assert json.loads((HAAL.HIER / "package.json").read_text(encoding="utf-8"))["dependencies"][
        "pyodide"
    ][0].isdigit()
