"""The scripts that a facilitator starts in Excel: what they write, what they leave alone, and what
they say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import util
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hulp.bureaublad import Tabel, Vlak
from hulp.gebruiker import Gebruiker
from hulp.mac import Mac
from hulp.officejs import SLEUTEL, Excelmodel, boek_json, excelboek
from hulp.verbouwd import DAG, bewaard, verbouwd
from hulp.windows import Windows
from regio_xl.bevindingen import bevinding
from regio_xl.excel import meldingen, scripts
from regio_xl.excel.meldingen import GEEN_ANTWOORD, NIETS_VERANDERD
from regio_xl.indeling import blokken
from regio_xl.methode import Methode
from regio_xl.opdracht import bekijk_boek, schrijf
from regio_xl.werkboek import kolomnummer
from regio_xl.xlsx.workbook import XlsxWerkboek

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

Script = Callable[[Any], None]
TABS: dict[str, tuple[str, ...]] = {
    "controleer": (blokken.CONTROLE,),
    "bereken": blokken.RESULTAATTABS,
    "ververs_borg_en_verbind": (blokken.BORG_EN_VERBIND,),
    "netwerkbeeld": (blokken.NETWERKBEELD,),
}
NAMEN = {
    "controleer": "Controleer",
    "bereken": "Bereken",
    "ververs_borg_en_verbind": "Ververs borg en verbind",
    "netwerkbeeld": "Netwerkbeeld",
}
MET_XLWINGS = pytest.mark.skipif(
    util.find_spec("xlwings") is None, reason='xlwings ontbreekt: pip install "regio-xl[excel]"'
)


@pytest.fixture(autouse=True)
def vaste_dag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts, "_vandaag", lambda: DAG)


@dataclass
class Afloop:
    """What a script did: its only message, and the workbook after it."""

    melding: str
    soort: str
    model: Excelmodel

    @property
    def geraakt(self) -> set[str]:
        return set(self.model.geraakt)


def start(naam: str, inhoud: bytes, bestand: str = "boek.xlsx") -> Afloop:
    """Run a script on the engine of Lite and Server."""
    boek = excelboek(boek_json(inhoud, bestand, exclude=[blokken.UITLEG]))
    getattr(scripts, naam)(boek)
    model = Excelmodel.van(inhoud).speel(boek.json()["actions"])
    ((melding, titel, knoppen, soort, _),) = model.meldingen
    assert (titel, knoppen) == ("Regio-XL", "ok")
    assert boek.json()["actions"][-1]["func"] == "alert"
    return Afloop(melding, soort, model)


@pytest.fixture
def met_fout(voorbeeld: bytes, methode: Methode) -> bytes:
    gebruiker = Gebruiker(voorbeeld, methode)
    gebruiker.antwoord("Opgave", "OPG-42", "vijf")
    gebruiker.antwoord("Opgave", "OPG-33", "zes")
    return gebruiker.inhoud


@pytest.mark.parametrize("naam", TABS)
def test_a_script_fills_its_own_tabs_as_the_command_line_does(
    naam: str, met_fout: bytes, methode: Methode
) -> None:
    afloop = start(naam, met_fout)
    bestand = XlsxWerkboek.uit_bytes("boek.xlsx", met_fout)
    schrijf(bestand, bekijk_boek(bestand, methode), methode, DAG)
    klaar, eerst = Excelmodel.van(bestand.inhoud), Excelmodel.van(met_fout)
    for tab in klaar.bladen:
        verwacht = klaar if tab in TABS[naam] else eerst
        assert afloop.model.cellen[tab] == verwacht.cellen[tab], tab
        assert afloop.model.nuttige_koppelingen()[tab] == verwacht.nuttige_koppelingen()[tab], tab
    assert afloop.geraakt == set(TABS[naam])
    assert afloop.soort == "info"


def test_the_messages_count_the_findings(met_fout: bytes, voorbeeld: bytes) -> None:
    assert "Kijk op de tab Controle: 2 fouten" in start("bereken", met_fout).melding
    assert start("controleer", met_fout).melding.startswith(
        "Gecontroleerd. Kijk op de tab Controle: 2 fouten"
    )
    assert "fout" not in start("controleer", voorbeeld).melding
    assert start("netwerkbeeld", voorbeeld).melding == (
        "De tab Netwerkbeeld is bijgewerkt. De andere resultaten zijn niet opnieuw berekend."
    )


def test_a_script_for_one_tab_tells_which_text_of_the_user_went(
    voorbeeld: bytes, methode: Methode
) -> None:
    gebruiker = Gebruiker(voorbeeld, methode)
    rij = gebruiker.rij("Netwerkbeeld", "Dichtheid")
    gebruiker.typ("Netwerkbeeld", {(rij, 2): "dicht genoeg"})
    melding = start("netwerkbeeld", gebruiker.inhoud).melding
    assert f"'Netwerkbeeld'!C{rij + 1}: Hier stond \"dicht genoeg\"." in melding
    assert "1 keer let op" in start("bereken", gebruiker.inhoud).melding


def test_the_count_in_words() -> None:
    fout, let_op, tip = (
        bevinding("antwoord-geen-getal", staat="x"),
        bevinding("versie-anders", staat="1", verwacht="2"),
        bevinding("regio-leeg", kenmerk="regio"),
    )  # fmt: skip
    assert meldingen.berekend([]).endswith("Er zijn geen opmerkingen.")
    assert meldingen.berekend([fout]).endswith("Kijk op de tab Controle: 1 fout.")
    assert meldingen.berekend([fout, fout, let_op, tip]).endswith(
        "Controle: 2 fouten, 1 keer let op en 1 tip."
    )
    assert meldingen.berekend([let_op, tip, tip]).endswith("Controle: 1 keer let op en 2 tips.")


# --- wat er mis kan zijn ---


def _leeg_boek(_: bytes) -> bytes:
    boek = openpyxl.Workbook()
    assert boek.active is not None
    boek.active.append(["Naam", "Bedrag"])
    return bewaard(boek)


def _zonder(boek: Any, *tabs: str) -> None:
    for tab in tabs:
        del boek[tab]


def _ouder(boek: Any) -> None:
    """As a template from before a block: its headings are not there."""
    for rij in boek["Advies"].iter_rows():
        for cel in rij:
            if cel.value == "Ander antwoord":
                cel.value = None


@pytest.mark.parametrize("naam", TABS)
def test_a_workbook_that_is_not_ours_is_left_alone(naam: str) -> None:
    afloop = start(naam, _leeg_boek(b""))
    assert afloop.soort == "critical"
    assert afloop.melding.startswith("Dit is een werkboek, maar geen Regio-XL-werkboek")
    assert afloop.melding.endswith(NIETS_VERANDERD)
    assert afloop.geraakt == set()


@pytest.mark.parametrize(
    ("naam", "verbouw", "tab"),
    [
        ("bereken", _ouder, "Advies"),
        ("netwerkbeeld", lambda boek: _zonder(boek, "Netwerkbeeld", "Advies"), "Netwerkbeeld"),
        pytest.param(
            "ververs_borg_en_verbind", lambda boek: _zonder(boek, "Borg en verbind"),
            "Borg en verbind", marks=pytest.mark.lang,
        ),
        pytest.param("controleer", lambda boek: _zonder(boek, "Controle"), "Controle",
            marks=pytest.mark.lang),
    ],
)  # fmt: skip
def test_an_older_template_or_a_missing_tab_is_named_and_nothing_changes(
    naam: str, verbouw: Callable[[Any], None], tab: str, voorbeeld: bytes
) -> None:
    afloop = start(naam, verbouwd(voorbeeld, verbouw), "Venlo 2027.xlsx")
    assert afloop.soort == "critical"
    assert afloop.melding.startswith(
        f"In dit werkboek ontbreekt een deel van {tab}. Misschien is het een oudere versie."
    )
    assert 'regio-xl verwerk "Venlo 2027.xlsx"' in afloop.melding
    assert afloop.melding.endswith(NIETS_VERANDERD)
    assert afloop.geraakt == set()


def test_what_the_message_promises_is_true(voorbeeld: bytes, methode: Methode) -> None:
    """The verb that it names carries the answers over into a new workbook."""
    gebruiker = Gebruiker(verbouwd(voorbeeld, _ouder), methode)
    gebruiker.verwerk()
    assert start("bereken", gebruiker.inhoud).soort == "info"


@pytest.mark.parametrize(
    ("naam", "weg"),
    [
        ("netwerkbeeld", ("Advies", "Controle")),
        pytest.param("controleer", ("Advies",), marks=pytest.mark.lang),
        pytest.param("ververs_borg_en_verbind", ("Netwerkbeeld",), marks=pytest.mark.lang),
    ],
)
def test_a_script_does_not_mind_what_it_does_not_need(
    naam: str, weg: tuple[str, ...], voorbeeld: bytes
) -> None:
    afloop = start(naam, verbouwd(voorbeeld, lambda boek: _zonder(boek, *weg)))
    assert afloop.soort == "info"
    assert afloop.geraakt == set(TABS[naam])
    codes = {
        waarde
        for waarde in afloop.model.cellen.get("Controle", {}).values()
        if isinstance(waarde, str)
    }
    assert (
        "tab-resultaat-ontbreekt" not in codes
    )  # its sentence says that answers were carried over
    if naam == "controleer":
        assert "ontbreekt ook een deel van Advies" in afloop.melding


def op_bureaublad(naam: str, excel: Windows | Mac) -> tuple[str, str]:
    getattr(scripts, naam)(excel.boek)
    (melding,) = excel.meldingen
    return melding


@pytest.mark.parametrize("naam", TABS)
def test_on_a_desktop_every_script_ends_with_one_message(naam: str, voorbeeld: bytes) -> None:
    excel = Windows(voorbeeld, beveiligd=dict.fromkeys(blokken.RESULTAATTABS, ""))
    assert op_bureaublad(naam, excel)[1] == "info"
    assert set(excel.model.geraakt) == set(TABS[naam])
    teruggelezen = [tab for tab in blokken.LEESTABS if tab in TABS[naam]]
    assert excel.gelezen == [*blokken.LEESTABS, *teruggelezen]


def test_a_cell_that_is_being_edited(voorbeeld: bytes) -> None:
    excel = Windows(voorbeeld)
    excel.weigert_lezen = True
    assert op_bureaublad("bereken", excel) == (GEEN_ANTWOORD, "critical")


def test_a_password(voorbeeld: bytes) -> None:
    excel = Windows(voorbeeld, beveiligd={"Advies": "geheim"})
    melding, soort = op_bureaublad("bereken", excel)
    assert melding.startswith("Het tabblad 'Advies' is beveiligd.")
    assert (soort, excel.model.geraakt) == ("critical", {})


def test_a_formula_in_a_result_cell(voorbeeld: bytes) -> None:
    excel = Windows(voorbeeld)
    plek = next(
        plek for plek, waarde in excel.blad("Advies").cellen.items() if waarde == "Duidelijkheid"
    )
    hier = (plek[0], plek[1] + 1)
    excel.blad("Advies").formules[hier] = "=1+1"
    excel.blad("Advies").cellen[hier] = 2
    melding, soort = op_bureaublad("bereken", excel)
    assert "er staat een formule" in melding
    assert melding.startswith("'Advies'!")
    assert (soort, excel.model.geraakt) == ("critical", {})


@pytest.mark.parametrize("soort", [Windows, Mac])
@pytest.mark.parametrize("tabel", [True, False])
def test_a_filter_is_cleared_when_the_user_agrees_and_refused_when_not(
    voorbeeld: bytes, methode: Methode, soort: type[Windows | Mac], tabel: bool
) -> None:
    excel = soort(voorbeeld)
    blad = excel.blad("Borg en verbind")
    vlak = Vlak(19, 1, 90, 6)
    blad.tabellen = [Tabel("BorgEnVerbind", vlak, gefilterd=tabel)]
    blad.filter, blad.verborgen = None if tabel else vlak, {22, 23}
    assert op_bureaublad("ververs_borg_en_verbind", excel) == (
        meldingen.gefilterd(["Borg en verbind"]), "critical",
    )  # fmt: skip
    assert excel.vragen == [meldingen.wis_filter(["Borg en verbind"])]
    assert excel.model.geraakt == {}
    excel.meldingen.clear()
    excel.antwoord = "yes"
    assert op_bureaublad("ververs_borg_en_verbind", excel)[1] == "info"
    assert blad.verborgen == set()
    bestand = XlsxWerkboek.uit_bytes("boek.xlsx", voorbeeld)
    schrijf(bestand, bekijk_boek(bestand, methode), methode, DAG, ("Borg en verbind",))
    assert excel.model.cellen == Excelmodel.van(bestand.inhoud).cellen


def test_a_filter_on_a_tab_that_is_not_written_is_no_objection(voorbeeld: bytes) -> None:
    excel = Windows(voorbeeld)
    excel.blad("Controle").filter, excel.blad("Controle").verborgen = Vlak(4, 1, 60, 5), {6}
    assert op_bureaublad("netwerkbeeld", excel)[1] == "info"
    assert excel.vragen == []


def test_the_message_says_where_the_copy_is_or_that_there_is_none(
    voorbeeld: bytes, tmp_path: Path
) -> None:
    excel = Windows(voorbeeld)
    assert op_bureaublad("netwerkbeeld", excel)[0].endswith(meldingen.GEEN_KOPIE)
    excel.meldingen.clear()
    assert not op_bureaublad("netwerkbeeld", excel)[0].endswith(meldingen.GEEN_KOPIE)
    excel = Windows(voorbeeld)
    excel.pad = str(tmp_path / "boek.xlsx")
    assert op_bureaublad("netwerkbeeld", excel)[0].endswith(
        "Hoe het hiervoor was, staat in boek.reservekopie-0.xlsx."
    )


@pytest.mark.parametrize("naam", TABS)
def test_a_button_on_start_belongs_to_a_script_and_its_cell_is_free(
    naam: str, leeg_werkboek: bytes
) -> None:
    opties = scripts.opties(NAMEN[naam])
    vorm, cel = str(opties["button"]).removeprefix("[").split("]Start!")
    assert vorm == opties["name"]
    (start_,) = XlsxWerkboek.uit_bytes("leeg.xlsx", leeg_werkboek).lees(["Start"]).bladen
    rij, kolom = int(cel[1:]) - 1, kolomnummer(cel[0])
    assert start_.waarde(rij, kolom) is None
    rijen = sorted(int(cel[1:]) for cel in scripts.KNOPCELLEN.values())
    assert all(onder - boven > 1 for boven, onder in pairwise(rijen))


def test_a_mistake_of_our_own_gives_no_stack_trace(
    voorbeeld: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scripts, "bekijk_boek", lambda *_: 1 / 0)
    afloop = start("bereken", voorbeeld)
    assert afloop.melding == (
        "Er ging iets mis in Regio-XL (ZeroDivisionError). Meld dit aan de beheerder. "
        f"{NIETS_VERANDERD}"
    )
    assert afloop.geraakt == set()


def test_without_alerts_the_status_bar_tells(voorbeeld: bytes) -> None:
    excel = Windows(voorbeeld)
    excel.kan_melden = False
    scripts.bereken(excel.boek)
    assert str(excel.statusbalk).startswith("Berekend.")


def test_names_of_files_and_tabs_are_made_safe_to_show() -> None:
    assert "\u202e" not in meldingen.ontbreekt(["Advies"], "boek\u202e\nxlsx")
    assert "\u202e" not in meldingen.beveiligd("tab\u202e")


# --- zoals xlwings ze aanroept ---

AANROEP = """
import asyncio, json, sys
from datetime import date
import xlwings as xw, xlwings.server as xs
from regio_xl.excel import scripts, xlwings_hook
scripts._vandaag = lambda: date(2026, 11, 21)
vraag = json.load(sys.stdin)
async def doe(naam):
    waarden = {xw.Book: xw.Book(json=vraag["boek"])}
    boek = await xs.custom_scripts_call(scripts, naam, typehint_to_value=waarden)
    return boek.json()
uit = {naam: asyncio.run(doe(naam)) for naam in vraag["scripts"]}
zwaar = {"openpyxl", "xlsxwriter", "python_calamine", "networkx"} & set(sys.modules)
meta, oorzaak = xs.custom_scripts_meta(scripts), str(xlwings_hook.OORZAAK)
print(json.dumps({"uit": uit, "meta": meta, "oorzaak": oorzaak, "zwaar": sorted(zwaar)}))
"""


def python(code: str, invoer: str = "", **omgeving: str) -> Any:
    """What a Python of its own prints as JSON, with warnings as errors."""
    schoon = {
        naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("XLWINGS_")
    }
    uit = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], input=invoer, env=schoon | omgeving,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert uit.returncode == 0, uit.stderr
    return json.loads(uit.stdout)


@MET_XLWINGS
@pytest.mark.lang
def test_xlwings_server_finds_and_calls_the_scripts(voorbeeld: bytes) -> None:
    boek = boek_json(voorbeeld, "boek.xlsx", exclude=[blokken.UITLEG])
    gezegd = python(
        AANROEP,
        json.dumps({"boek": boek, "scripts": list(TABS)}),
        XLWINGS_ON_SERVER="true",
        **SLEUTEL,
    )
    for naam, tabs in TABS.items():
        model = Excelmodel.van(voorbeeld).speel(gezegd["uit"][naam]["actions"])
        assert set(model.geraakt) == set(tabs)
        hier = excelboek(boek)
        getattr(scripts, naam)(hier)
        assert gezegd["uit"][naam] == json.loads(json.dumps(hier.json()))
    assert {script["function_name"]: script["name"] for script in gezegd["meta"]} == NAMEN
    for script in gezegd["meta"]:
        assert script["include"].split(",") == list(blokken.LEESTABS)
        assert script["exclude"] is None
    assert (gezegd["oorzaak"], gezegd["zwaar"]) == ("None", ["networkx"])


ZONDER = """
import json, sys
{vooraf}
from regio_xl.excel import scripts, xlwings_hook
zwaar = {{"pandas", "numpy", "openpyxl", "xlsxwriter", "python_calamine", "networkx", "click"}}
oorzaak = type(xlwings_hook.OORZAAK).__name__
print(json.dumps([oorzaak, scripts.bereken.__name__, sorted(zwaar & set(sys.modules))]))
"""


def test_without_xlwings_the_scripts_import_and_the_reason_is_kept() -> None:
    gezegd = python(ZONDER.format(vooraf='sys.modules["xlwings"] = None'))
    assert gezegd == ["ModuleNotFoundError", "bereken", []]


@MET_XLWINGS
def test_on_a_server_without_a_key_the_scripts_import_and_the_reason_is_kept() -> None:
    gezegd = python(ZONDER.format(vooraf=""), XLWINGS_ON_SERVER="true")
    assert gezegd[:2] == ["LicenseError", "bereken"]
