"""The app for an xlwings Server, asked what Excel would ask it. A subprocess holds the app; see
``serverproef.py``."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from importlib import util
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from hulp.officejs import SLEUTEL, Excelmodel, boek_json
from regio_xl.excel import guard, klant, server
from regio_xl.indeling import blokken

Json = dict[str, Any]
AANMELDING = {
    "XLWINGS_AUTH_PROVIDERS": '["entraid"]',
    "XLWINGS_AUTH_ENTRAID_CLIENT_ID": "11111111-1111-4111-8111-111111111111",
    "XLWINGS_AUTH_ENTRAID_TENANT_ID": "22222222-2222-4222-8222-222222222222",
}
PROEF = Path(__file__).parent / "hulp" / "serverproef.py"
SCRIPTS = ("controleer", "bereken", "ververs_borg_en_verbind", "netwerkbeeld")
GEHEIM = "Geheime gemeente 4711"
ADRESSLEUTEL = "k0123456789abcdefghijk"
VAST: dict[str, Json] = {
    "gezond": {"methode": "GET", "pad": "/"},
    "manifest": {"methode": "GET", "pad": "/manifest.xml"},
    "venster": {"methode": "GET", "pad": "/taskpane.html"},
    "functies": {"methode": "GET", "pad": "/xlwings/custom-functions-meta.json"},
    "code": {"methode": "GET", "pad": "/xlwings/custom-functions-code.js"},
    "scripts": {"methode": "GET", "pad": "/xlwings/custom-scripts-meta.json"},
    "klant": {"methode": "GET", "pad": "/static/js/custom-scripts/index.js"},
    "onsdeel": {"methode": "GET", "pad": "/regio-xl/js/regio-xl.js"},
    "melding": {
        "methode": "GET",
        "pad": f"/xlwings/alert?prompt=Berekend.+{GEHEIM}&title=R&buttons=ok&mode=info&callback=",
    },
    "vreemde": {"methode": "GET", "pad": "/manifest.xml", "van": "10.1.2.3"},
    "vreemde6": {
        "methode": "POST",
        "pad": "/xlwings/custom-scripts-call/bereken",
        "van": "2001:db8::1",
        "json": {},
    },
    "kaal": {"methode": "GET", "pad": "/manifest.xml", "kaal": True},
    "zelf6": {"methode": "GET", "pad": "/", "van": "::1"},
    "onzin": {
        "methode": "POST",
        "pad": "/xlwings/custom-scripts-call/bereken",
        "tekst": f"{{{GEHEIM}",
    },
    "halfboek": {
        "methode": "POST",
        "pad": "/xlwings/custom-scripts-call/bereken",
        "json": {"book": {"name": GEHEIM}},
    },
    "geenscript": {"methode": "POST", "pad": "/xlwings/custom-scripts-call/exec", "json": {}},
    **{
        f"beeld{n}": {"methode": "GET", "pad": f"/regio-xl/regio-xl-{n}.png"}
        for n in (16, 32, 64, 80)
    },
}

pytestmark = [
    pytest.mark.skipif(
        util.find_spec("xlwings_server") is None,
        reason='xlwings-server ontbreekt: python -m pip install "regio-xl[server]"',
    ),
    pytest.mark.filterwarnings("ignore::UserWarning:openpyxl"),
]


def vraag(vragen: list[Json], map_: Path, **omgeving: str) -> Json:
    """The answers and the log of a server in this folder. Without sign-in each path gets the secret
    of the server in front of it, unless a question is ``kaal``."""
    schoon = {
        naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("XLWINGS_")
    }
    (map_ / server.SLEUTELBESTAND).write_text(f"{ADRESSLEUTEL}\n", encoding="ascii")
    if "XLWINGS_AUTH_PROVIDERS" not in omgeving:
        vragen = [v if v.get("kaal") else v | {"pad": f"/{ADRESSLEUTEL}{v['pad']}"} for v in vragen]
    uit = subprocess.run(
        [sys.executable, "-W", "error", str(PROEF)], input=json.dumps(vragen), cwd=map_,
        env=schoon | SLEUTEL | omgeving, capture_output=True, text=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert uit.returncode == 0, uit.stderr
    antwoord: Json = json.loads(uit.stdout)
    return antwoord


def als_boek(inhoud: bytes) -> Json:
    """A workbook as Office.js sends it, with one text of our own in the field for the region."""
    boek = boek_json(inhoud)
    rij = next(rij for rij in boek["sheets"][0]["values"] if "Regio" in rij)
    rij[rij.index("Regio") + 1] = GEHEIM
    return boek


def aanroep(functie: str, *args: Any) -> Json:
    inhoud = {"func_name": functie, "args": args, "client": "Office.js", "version": "0",
        "runtime": "1.4",
              "caller_address": "[werkboek.xlsx]Start!A1"}  # fmt: skip
    return {"methode": "POST", "pad": "/xlwings/custom-functions-call", "json": inhoud}


@pytest.fixture(scope="module")
def proef(tmp_path_factory: pytest.TempPathFactory, voorbeeld: bytes) -> Json:
    """All questions, put to one server."""
    boek = als_boek(voorbeeld)
    vragen = VAST | {
        **{
            naam: {"methode": "POST", "pad": f"/xlwings/custom-scripts-call/{naam}", "json": boek}
            for naam in SCRIPTS
        },
        "order": {
            "methode": "POST",
            "pad": "/xlwings/custom-scripts-call/bereken",
            "json": boek | {klant.HERKENNING: klant.VERSIE},
        },
        "consensus": aanroep("regio_consensus", [[3, 3, 3, 3]]),
        "kernvragen": aanroep("regio_kernvragen", [["netwerkend"]], [["rechtmatig"]]),
        "fout": aanroep("regio_kernvragen", [[GEHEIM]], [["rechtmatig"]]),
        "geenfunctie": aanroep("Any", [[1]]),
    }
    alles = vraag(list(vragen.values()), tmp_path_factory.mktemp("server"))
    return {"log": alles["log"], **dict(zip(vragen, alles["antwoorden"], strict=True))}


def inhoud(antwoord: Json) -> Any:
    assert antwoord["code"] == 200, antwoord
    return json.loads(antwoord["tekst"])


def test_it_is_there(proef: Json) -> None:
    assert inhoud(proef["gezond"]) == {"status": "ok"}
    assert proef["klant"]["code"] == 200


def test_the_manifest_is_ours_and_every_reference_in_it_is_met(proef: Json) -> None:
    boom = ET.fromstring(proef["manifest"]["tekst"])  # noqa: S314 - our own
    elementen = list(boom.iter())
    namen = {
        element.get("id")
        for element in elementen
        if element.tag.endswith(("}Image", "}Url", "}String"))
    }
    gevraagd = {element.get("resid") for element in elementen} - {None}
    assert gevraagd <= namen
    tekst = proef["manifest"]["tekst"]
    assert "Hello" not in tekst
    assert 'DisplayName DefaultValue="Regio-XL"' in tekst
    assert server.STANDAARD["XLWINGS_MANIFEST_ID_PROD"] in tekst
    assert "xlwings.org" not in tekst


@pytest.mark.parametrize("maat", [16, 32, 64, 80])
def test_the_icons_of_the_manifest_exist(proef: Json, maat: int) -> None:
    assert f"/regio-xl/regio-xl-{maat}.png" in proef["manifest"]["tekst"]
    assert (proef[f"beeld{maat}"]["code"], proef[f"beeld{maat}"]["soort"]) == (200, "image/png")


def test_the_task_pane_brings_our_part_of_the_client(proef: Json) -> None:
    """After that of xlwings, which it builds on, and from an address that answers."""
    venster = proef["venster"]["tekst"]
    assert "data-regio-xl" in venster
    hun, ons = venster.index("custom-scripts/index.js"), venster.index("/regio-xl/js/regio-xl.js")
    assert hun < ons
    assert (proef["onsdeel"]["code"], proef["onsdeel"]["tekst"]) == (200, klant.bron())


def test_a_workbook_that_our_part_read_is_answered_with_one_order(proef: Json) -> None:
    (actie,) = inhoud(proef["order"])["actions"]
    assert (actie["func"], actie["args"][0]) == ("runMacro", klant.FUNCTIE)


def test_the_task_pane_has_a_button_for_each_script(proef: Json) -> None:
    knoppen = [deel.split('"')[0] for deel in proef["venster"]["tekst"].split('xw-click="')[1:]]
    gemeld = {script["function_name"] for script in inhoud(proef["scripts"])}
    assert set(knoppen) == set(SCRIPTS) == gemeld
    assert "/xlwings/custom-functions-code" in proef["venster"]["tekst"]
    for elders in ('src="http', 'href="http'):
        assert elders not in proef["venster"]["tekst"]


def test_the_functions_are_told_and_coded(proef: Json) -> None:
    functies = inhoud(proef["functies"])["functions"]
    namen = {functie["name"] for functie in functies}
    assert {"REGIO_SCORE", "REGIO.SCORE"} < namen
    assert {naam[:5] for naam in namen} == {"REGIO"}
    for functie in functies:
        assert functie["description"]
        assert f'CustomFunctions.associate("{functie["id"]}"' in proef["code"]["tekst"]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_answers_with_actions_on_result_tabs_only(
    proef: Json, voorbeeld: bytes, script: str
) -> None:
    excel = Excelmodel.van(voorbeeld).speel(inhoud(proef[script])["actions"])
    assert excel.geraakt
    assert not excel.geraakt.keys() & {blokken.START, *blokken.INVOERTABS}
    assert len(excel.meldingen) == 1


def test_the_message_of_a_script_has_a_window(proef: Json) -> None:
    assert proef["melding"]["code"] == 200
    assert "Berekend." in proef["melding"]["tekst"]


def test_functions_answer(proef: Json) -> None:
    assert inhoud(proef["consensus"])["result"] == [[1]]
    vragen = inhoud(proef["kernvragen"])["result"]
    assert len(vragen) > 1
    assert len({len(rij) for rij in vragen}) == 1
    assert inhoud(proef["fout"])["result"][0][0].startswith("#REGIO: ")


@pytest.mark.parametrize("naam", ["onzin", "halfboek", "geenscript", "geenfunctie"])
def test_what_makes_no_sense_is_refused_without_telling_more(proef: Json, naam: str) -> None:
    assert proef[naam]["code"] in ({400} if naam == "onzin" else {400, 422, 500})
    for verraad in ("Traceback", GEHEIM, "site-packages"):
        assert verraad not in proef[naam]["tekst"]


def test_nothing_that_was_sent_is_in_the_log(proef: Json) -> None:
    assert GEHEIM not in proef["log"]
    assert "Traceback" not in proef["log"]


@pytest.mark.parametrize("naam", ["vreemde", "vreemde6"])
def test_without_sign_in_other_computers_are_refused(proef: Json, naam: str) -> None:
    assert (proef[naam]["code"], proef[naam]["tekst"]) == (403, guard.GEEN_AANMELDING)
    assert proef["zelf6"]["code"] == 200


def test_without_the_secret_this_computer_is_refused_too(proef: Json) -> None:
    assert (proef["kaal"]["code"], proef["kaal"]["tekst"]) == (403, guard.GEEN_SLEUTEL_IN_ADRES)


def test_every_address_in_manifest_and_task_pane_holds_the_secret(proef: Json) -> None:
    manifest, venster = proef["manifest"]["tekst"], proef["venster"]["tekst"]
    adressen = re.findall(r"https?://localhost:8000[^\"<]*", manifest)
    adressen += re.findall(r'(?:src|href)="(/[^"]*)"', venster)
    assert len(adressen) > 10
    for adres in adressen:
        assert f"/{ADRESSLEUTEL}" in adres or adres == "http://localhost:8000"


@pytest.mark.lang
@pytest.mark.parametrize("aanmelding", [{}, AANMELDING], ids=["zonder", "met"])
def test_no_file_outside_its_folder_is_given_out(
    tmp_path: Path, aanmelding: dict[str, str]
) -> None:
    """xlwings Server looks in a folder *static* beside the settings first, and would climb out of
    it."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "eigen.css").write_text("/* eigen */", encoding="utf-8")
    (tmp_path / ".env").write_text("XLWINGS_LICENSE_KEY=noncommercial\n", encoding="utf-8")
    spellingen = ("..%2f.env", "%2e%2e/.env", "..%5c.env", ".%2e%2f.env", "..%2fstatic%2f..%2f.env")
    vragen = [{"methode": "GET", "pad": f"/static/{s}"} for s in (*spellingen, "eigen.css")]
    *fout, goed = vraag(vragen, tmp_path, **aanmelding)["antwoorden"]
    assert [antwoord["code"] for antwoord in fout] == [404] * len(spellingen)
    assert not any("LICENSE" in antwoord["tekst"] for antwoord in fout)
    assert (goed["code"], goed["tekst"]) == (200, "/* eigen */")


@pytest.mark.lang
def test_a_secret_is_made_once_and_only_for_its_owner(tmp_path: Path) -> None:
    eerste = start(tmp_path, **SLEUTEL)
    bestand = tmp_path / server.SLEUTELBESTAND
    sleutel = bestand.read_text(encoding="ascii").strip()
    assert eerste.stderr.strip() == f"{server.ADRES} /{sleutel}/manifest.xml"
    assert len(sleutel) > 30
    if os.name == "posix":
        assert stat.S_IMODE(bestand.stat().st_mode) == 0o600
    assert start(tmp_path, **SLEUTEL).stderr == eerste.stderr


@pytest.mark.lang
def test_with_sign_in_others_may_come_but_must_sign_in(tmp_path: Path) -> None:
    roep = aanroep("regio_consensus", [[1, 5]]) | {"van": "10.1.2.3"}
    manifest, antwoord = vraag([VAST["vreemde"], roep], tmp_path, **AANMELDING)["antwoorden"]
    assert manifest["code"] == 200
    assert "<WebApplicationInfo>" in manifest["tekst"]
    ET.fromstring(manifest["tekst"])  # noqa: S314 - our own
    assert antwoord["code"] in {401, 403, 500}
    assert "result" not in antwoord["tekst"]


@pytest.mark.lang
def test_the_settings_of_who_runs_it_win(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("XLWINGS_HOSTNAME=regio.voorbeeld.nl\n", encoding="utf-8")
    manifest = vraag([VAST["manifest"]], tmp_path, XLWINGS_PROJECT_NAME="Regio-XL van ons")[
        "antwoorden"
    ][0]["tekst"]
    assert 'DisplayName DefaultValue="Regio-XL van ons"' in manifest
    assert f"https://regio.voorbeeld.nl/{ADRESSLEUTEL}/taskpane.html" in manifest


def start(
    map_: Path, code: str = "from regio_xl.excel.server import app", **omgeving: str
) -> subprocess.CompletedProcess[str]:
    schoon = {
        naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("XLWINGS_")
    }
    return subprocess.run(
        [sys.executable, "-c", code], cwd=map_,
        env=schoon | {"HOME": str(map_), "USERPROFILE": str(map_)} | omgeving, capture_output=True,
        text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_without_a_key_it_says_in_one_line_what_to_do(tmp_path: Path) -> None:
    uit = start(tmp_path)
    assert (uit.returncode, uit.stderr.strip()) == (1, server.GEEN_SLEUTEL)


@pytest.mark.lang
def test_the_key_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("XLWINGS_LICENSE_KEY=noncommercial\n", encoding="utf-8")
    uit = start(tmp_path)
    assert uit.returncode == 0
    assert uit.stderr.startswith(server.ADRES)


def test_without_xlwings_server_it_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import importlib.util as u; echt = u.find_spec\n"
        "u.find_spec = lambda naam: None if naam == 'xlwings_server' else echt(naam)\n"
        "from regio_xl.excel.server import app"
    )
    uit = start(tmp_path, code, **SLEUTEL)
    assert (uit.returncode, uit.stderr.strip()) == (1, server.GEEN_SERVER)


def test_importing_the_module_starts_nothing(tmp_path: Path) -> None:
    code = (
        "import sys, regio_xl.excel.server as s\nassert 'xlwings' not in sys.modules and "
        "'fastapi' not in sys.modules\n"
        "try: s.iets\nexcept AttributeError as fout: print(fout)"
    )
    assert "has no attribute 'iets'" in start(tmp_path, code).stdout


@pytest.mark.lang
def test_uvicorn_starts_it_on_this_computer_only(tmp_path: Path) -> None:
    """The command of the manual, up to the point where it listens."""
    code = (
        "import uvicorn\nconfig = uvicorn.Config('regio_xl.excel.server:app')\nconfig.load()"
        "\nimport logging\n"
        "print(config.host, callable(config.loaded_app), "
        "logging.getLogger('uvicorn.access').disabled)"
    )
    assert start(tmp_path, code, **SLEUTEL).stdout.split() == ["127.0.0.1", "True", "True"]
