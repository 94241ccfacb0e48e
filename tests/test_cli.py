"""The command line as its users meet it: Dutch, safe to read, one bad file never stops the others.

The rules are those of the contract: human text to stderr, data to stdout; exit 0 done, 1 done but a
file has a *fout* or could not be processed, 2 the command itself was wrong; never a traceback.
"""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import openpyxl
import pytest
import xlsxwriter

from hulp import pakketten
from hulp.boeken import METHODE
from hulp.opdrachtregel import (
    BRON,
    Regio,
    Uitslag,
    geen_engels,
    koppel,
    procesomgeving,
    staat,
    start,
    zonder_tab,
)
from regio_xl import __version__
from regio_xl.cli import OPDRACHTEN
from regio_xl.indeling import blokken
from regio_xl.indeling.vulling import Vulling
from regio_xl.methode import STANDAARDMAP
from regio_xl.opdracht import verwerk_boek
from regio_xl.rekenen import bereken
from regio_xl.tabs.sjabloon import bouw
from regio_xl.werkboek import Adres, Celwijzigingen
from regio_xl.xlsx.workbook import XlsxWerkboek

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

WORTEL = Path(__file__).parents[1]
VOORBEELDEN = WORTEL / "workbooks" / "voorbeelden"
VOORBEELD = VOORBEELDEN / "greenport-venlo.xlsx"
MAX_INGEPAKT = 50_000_000


def waarde_naast(pad: Path, tab: str, naam: str) -> object:
    """The value in the row of a Kenmerk/Waarde block, as another program reads it."""
    boek = openpyxl.load_workbook(io.BytesIO(pad.read_bytes()), read_only=True)
    for rij in boek[tab].iter_rows(values_only=True):
        if naam in rij:
            return next(
                (waarde for waarde in rij[rij.index(naam) + 1 :] if waarde is not None), None
            )
    raise AssertionError(naam)


# --- help, versie, aanvulling ---


def test_the_command_alone_says_what_to_do_first(tmp_path: Path) -> None:
    uitslag = start(cwd=tmp_path)
    assert (uitslag.code, uitslag.uit) == (0, "")
    stappen = [
        uitslag.err.index(stap) for stap in ("regio-xl nieuw", "vul het in", "regio-xl verwerk")
    ]
    assert stappen == sorted(stappen)
    assert "--help" in uitslag.err


def test_the_verbs_of_this_release() -> None:
    assert OPDRACHTEN == ("nieuw", "controleer", "verwerk", "methode")


@pytest.mark.parametrize("opdracht", ["", *OPDRACHTEN])
def test_every_verb_explains_itself_in_dutch_with_an_example(regio: Regio, opdracht: str) -> None:
    uitslag = regio(*filter(None, [opdracht]), "--help")
    tekst = uitslag.uit + uitslag.err
    assert uitslag.code == 0
    assert tekst.startswith(f"Gebruik: regio-xl {opdracht}".rstrip())
    assert f"Voorbeeld: regio-xl {opdracht}" in tekst
    assert "Toon deze uitleg." in tekst
    geen_engels(tekst)


def test_the_overview_of_verbs_says_what_each_does(regio: Regio) -> None:
    tekst = regio("--help").uit
    for opdracht in OPDRACHTEN:
        assert re.search(rf"^  {opdracht} +[A-Z].+\.$", tekst, re.MULTILINE)


def test_the_version_is_data(regio: Regio) -> None:
    assert regio("--versie") == Uitslag(0, f"regio-xl {__version__}\n", "")


@pytest.mark.parametrize("schil", ["bash", "zsh", "fish"])
def test_completion_gives_a_script_for_the_shell(regio: Regio, schil: str) -> None:
    uitslag = regio("--aanvulling", schil)
    assert uitslag.code == 0
    assert f"{schil}_complete" in uitslag.uit
    assert "_REGIO_XL_COMPLETE" in uitslag.uit


def test_completion_completes_verbs_and_options(tmp_path: Path) -> None:
    def vul_aan(woorden: str, nummer: int) -> str:
        omgeving = {
            "_REGIO_XL_COMPLETE": "bash_complete",
            "COMP_WORDS": woorden,
            "COMP_CWORD": str(nummer),
        }
        return start(cwd=tmp_path, **omgeving).uit

    assert "verwerk" in vul_aan("regio-xl ver", 1)
    assert "--ter-plekke" in vul_aan("regio-xl verwerk --t", 2)


# --- een verkeerde opdracht ---


@pytest.mark.parametrize(
    ("woorden", "zegt"),
    [
        (
            ["overzicht"],
            "De opdracht 'overzicht' bestaat niet. Kies uit: nieuw, controleer, verwerk, methode.",
        ),
        (["verwrek"], "De opdracht 'verwrek' bestaat niet. Bedoel je 'verwerk'?"),
        (["--snel"], "De optie '--snel' bestaat niet."),
        (["verwerk", "--snel", "a.xlsx"], "De optie '--snel' bestaat niet."),
        (["verwerk", "--ui", "map", "a.xlsx"], "De optie '--ui' bestaat niet. Bedoel je --uit?"),
        (["verwerk"], "Er ontbreekt iets: PAD"),
        (["controleer"], "Er ontbreekt iets: PAD"),
        (["nieuw"], "Er ontbreekt iets: PAD"),
        (["nieuw", "a.xlsx", "b.xlsx"], "er staat iets te veel of te weinig"),
        (["methode", "alles"], "er staat iets te veel of te weinig"),
        (["methode", "--json=ja"], "De optie '--json' is niet goed gebruikt"),
        (["verwerk", "--taken"], "De optie '--taken' is niet goed gebruikt"),
        (
            ["verwerk", "--taken", "veel", "a.xlsx"],
            "De waarde bij --taken klopt niet. Geef een heel getal vanaf 1.",
        ),
        (
            ["verwerk", "--taken", "0", "a.xlsx"],
            "De waarde bij --taken klopt niet. Geef een heel getal vanaf 1.",
        ),
        (
            ["controleer", "--taken", "1.5", "a.xlsx"],
            "De waarde bij --taken klopt niet. Geef een heel getal vanaf 1.",
        ),
        (
            ["--aanvulling", "powershell"],
            "De waarde bij --aanvulling klopt niet. Kies uit: bash, zsh, fish.",
        ),
        (
            ["verwerk", "--uit", "map", "--ter-plekke", "a.xlsx"],
            "Kies --uit of --ter-plekke, niet allebei.",
        ),
        (
            ["verwerk", "--cluster", "tcp://x:1", "--taken", "2", "a.xlsx"],
            "Kies --taken of --cluster, niet allebei.",
        ),
        (["nieuw", "boek.xls"], "De naam 'boek.xls' eindigt niet op .xlsx."),
        (["nieuw", "boek"], "De naam 'boek' eindigt niet op .xlsx."),
    ],
    ids=" ".join,
)
def test_a_wrong_command_is_told_in_dutch_and_exits_2(
    regio: Regio, tmp_path: Path, woorden: list[str], zegt: str
) -> None:
    uitslag = regio(*woorden)
    assert (uitslag.code, uitslag.uit) == (2, "")
    assert zegt in uitslag.err
    assert "Kijk met: regio-xl" in uitslag.err
    geen_engels(uitslag.err)
    assert not staat(tmp_path)


def test_a_wrong_command_line_in_a_real_process(tmp_path: Path) -> None:
    uitslag = start("verwerk", "--snel", cwd=tmp_path)
    assert (uitslag.code, uitslag.uit) == (2, "")
    assert uitslag.err.count("\n") == 1


# --- nieuw ---


def test_nieuw_makes_a_workbook_and_says_what_to_do_with_it(regio: Regio) -> None:
    uitslag = regio("nieuw", "werkboek.xlsx")
    assert (uitslag.code, uitslag.uit) == (0, "")
    assert "regio-xl verwerk werkboek.xlsx" in uitslag.err
    assert openpyxl.load_workbook("werkboek.xlsx").sheetnames[0] == "Start"


def test_a_new_workbook_has_no_mistakes_and_no_advice(regio: Regio) -> None:
    regio("nieuw", "werkboek.xlsx")
    uitslag = regio("verwerk", "werkboek.xlsx", "--json")
    assert uitslag.code == 0
    assert {b["ernst"] for b in uitslag.regels[0]["bevindingen"]} == {"tip"}
    assert uitslag.regels[0]["perspectief"]["duidelijkheid"] == "onvoldoende"


def test_nieuw_never_overwrites(regio: Regio, tmp_path: Path) -> None:
    (tmp_path / "werkboek.xlsx").write_bytes(b"van iemand")
    uitslag = regio("nieuw", "werkboek.xlsx")
    assert (uitslag.code, uitslag.uit) == (1, "")
    assert "werkboek.xlsx: Dit bestand bestaat al" in uitslag.err
    assert "(bestand-bestaat-al)" in uitslag.err
    assert (tmp_path / "werkboek.xlsx").read_bytes() == b"van iemand"


@pytest.mark.parametrize(
    ("regio_", "opgave"),
    [
        pytest.param("=1+1", "+31 6", marks=pytest.mark.lang),
        pytest.param("-5", "@SOM(A1)", marks=pytest.mark.lang),
        ('=HYPERLINK("http://x")', "{=A1}"),
        ("https://x.nl", "007"),
    ],
)
def test_text_on_the_command_line_stays_text(
    regio: Regio, tmp_path: Path, regio_: str, opgave: str
) -> None:
    assert regio("nieuw", "werkboek.xlsx", f"--regio={regio_}", f"--opgave={opgave}").code == 0
    tab = openpyxl.load_workbook("werkboek.xlsx")["Start"]
    cellen = [cel for rij in tab.iter_rows() for cel in rij if cel.value in (regio_, opgave)]
    assert [cel.data_type for cel in cellen] == ["s", "s"]
    assert not any(cel.hyperlink for cel in cellen)
    uitslag = regio("verwerk", "werkboek.xlsx", "--json")
    assert (uitslag.regels[0]["regio"], uitslag.regels[0]["opgave"]) == (regio_, opgave)


@pytest.mark.lang
def test_the_same_command_makes_the_same_bytes(tmp_path: Path) -> None:
    woorden = ("--regio", "De Vallei", "--opgave", "Genoeg vakmensen")
    start(
        "nieuw",
        "een.xlsx",
        *woorden,
        cwd=tmp_path,
        PYTHONHASHSEED="1",
        TZ="Asia/Tokyo",
        SOURCE_DATE_EPOCH="0",
    )
    start("nieuw", "twee.xlsx", *woorden, cwd=tmp_path, PYTHONHASHSEED="2", TZ="America/Lima")
    assert (tmp_path / "een.xlsx").read_bytes() == (tmp_path / "twee.xlsx").read_bytes()


@pytest.mark.parametrize("naam", ["x" * 300 + ".xlsx", "geen-map.txt/boek.xlsx"])
def test_nieuw_says_why_a_place_cannot_be_written(regio: Regio, tmp_path: Path, naam: str) -> None:
    (tmp_path / "geen-map.txt").write_text("tekst", encoding="utf-8")
    uitslag = regio("nieuw", naam)
    assert uitslag.code == 1
    assert "kan niet worden bewaard" in uitslag.err
    geen_engels(uitslag.err)
    assert list(staat(tmp_path)) == ["geen-map.txt"]


# --- methode ---


def test_the_method_as_json_is_data_and_nothing_else(regio: Regio) -> None:
    uitslag = regio("methode", "--json")
    assert (uitslag.code, uitslag.err) == (0, "")
    methode = json.loads(uitslag.uit)
    assert {
        "algemeen",
        "opgave",
        "netwerk",
        "perspectief",
        "weefsel",
        "borg_en_verbind",
    } <= methode.keys()
    assert len(methode["borg_en_verbind"]["kernvragen"]) >= 48


@pytest.mark.lang
def test_the_method_proves_that_it_is_balanced(regio: Regio) -> None:
    uitslag = regio("methode", "--controle")
    assert (uitslag.code, uitslag.uit) == (0, "")
    assert len(uitslag.err.splitlines()) >= 5
    assert all(regel.startswith("goed  ") for regel in uitslag.err.splitlines())


def test_methode_dekking_puts_every_line_of_the_sources_on_stdout(regio: Regio) -> None:
    uitslag = regio("methode", "--dekking")
    assert uitslag.code == 0
    kop, *regels = uitslag.uit.splitlines()
    assert kop.split("\t") == ["id", "naam", "bron", "gebruikt door"]
    assert len(regels) == 602
    assert all(regel.count("\t") == 3 for regel in regels)
    assert "NIET GEDEKT" not in uitslag.uit
    assert "van de 602 regels worden gebruikt" in uitslag.err


def test_methode_dekking_fails_on_an_uncovered_line(regio: Regio, tmp_path: Path) -> None:
    map_ = _eigen_methode(tmp_path, "uitlegpunten.toml", '"VNG-S-08"', '"VNG-S-01"')
    uitslag = regio("methode", "--dekking", "--methode", map_)
    assert uitslag.code == 1
    assert "FOUT  VNG-S-08" in uitslag.err


def test_a_tie_on_top_names_who_are_equal_also_when_it_was_done_before(
    regio: Regio, tmp_path: Path
) -> None:
    """Everything is answered, so that nothing is missing for an advice: two are exactly equal."""
    opgave, netwerk = METHODE.opgave.stellingen, METHODE.netwerk.stellingen
    cijfers = {stelling.id: 3 for stelling in (*opgave, *netwerk)}
    boek, uit = tmp_path / "gelijk.xlsx", tmp_path / "uit"
    boek.write_bytes(bouw(METHODE, Vulling(antwoorden=cijfers)))
    for begin in ("", "al gedaan; "):
        gezegd = regio("verwerk", boek, "--uit", uit, "--hervat").err
        assert (
            f"gelijk.xlsx: {begin}geen advies, want precies gelijk: rechtmatig, presterend, "
            "netwerkend en responsief; "
        ) in gezegd


def _eigen_methode(tmp_path: Path, bestand: str, oud: str, nieuw: str) -> Path:
    """A folder with our method in which one thing was changed."""
    map_ = tmp_path / "eigen"
    shutil.copytree(STANDAARDMAP, map_)
    tekst = (map_ / bestand).read_text(encoding="utf-8")
    assert oud in tekst
    (map_ / bestand).write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")
    return map_


def test_a_method_of_your_own_is_used_and_recorded_in_the_result(
    regio: Regio, tmp_path: Path
) -> None:
    map_ = _eigen_methode(tmp_path, "methode.toml", "redenen = 5", "redenen = 4")
    gewoon, eigen = (
        regio("verwerk", VOORBEELD, "--uit", tmp_path / naam, "--json", *meer).regels[0]
        for naam, meer in (("a", ()), ("b", ("--methode", map_)))
    )
    assert gewoon["methode_versie"] == eigen["methode_versie"]
    assert gewoon["methode_kenmerk"] != eigen["methode_kenmerk"]
    assert eigen["methode_kenmerk"] in str(
        waarde_naast(tmp_path / "b" / VOORBEELD.name, "Advies", "Methode")
    )


@pytest.mark.parametrize(
    ("bestand", "oud", "nieuw", "zegt"),
    [
        pytest.param(
            "opgave.toml",
            "tekst = ",
            "tekts = ",
            ["opgave.toml", "OPG-02", "tekts"],
            id="unknown key",
        ),
        pytest.param(
            "opgave.toml",
            'id = "OPG-02"',
            'id = "OPG-01"',
            ["opgave.toml", "OPG-01", "2 keer"],
            id="double id",
        ),
        pytest.param(
            "netwerk.toml",
            'groep = "rol"',
            'groep = "rool"',
            ["netwerk.toml", "rool"],
            id="unknown group",
        ),
        pytest.param(
            "indicatoren.toml",
            'maat = "dichtheid"',
            'maat = "dichteid"',
            ["dichteid"],
            id="unknown measure",
        ),
        pytest.param(
            "opgave.toml",
            "waarde = 1,",
            "waarde = 2,",
            ["opgave.toml", "lading", "-0.5"],
            id="loading out of range",
        ),
        pytest.param(
            "weefsel.toml",
            "[[stellingen]]",
            "[[stellingen]",
            ["weefsel.toml", "TOML"],
            id="no toml",
        ),
        pytest.param(
            "opgave.toml",
            "waarde = -1,",
            "waarde = 1,",
            ["niet in balans", "Overal een 1"],
            id="out of balance",
        ),
    ],
)
def test_a_wrong_method_is_refused_with_file_key_and_reason(
    regio: Regio, tmp_path: Path, bestand: str, oud: str, nieuw: str, zegt: list[str]
) -> None:
    map_ = _eigen_methode(tmp_path, bestand, oud, nieuw)
    uitslag = regio("verwerk", VOORBEELD, "--uit", tmp_path / "uit", "--methode", map_)
    assert uitslag.code == 2
    assert all(stuk in uitslag.err for stuk in zegt)
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize(
    "woorden",
    [("methode", "--controle"), ("nieuw", "leeg.xlsx"), ("verwerk", VOORBEELD)],
    ids=["methode", "nieuw", "verwerk"],
)
def test_a_choice_with_a_comma_is_refused_before_anything_is_made(
    tmp_path: Path, woorden: tuple[str | Path, ...]
) -> None:
    map_ = _eigen_methode(
        tmp_path,
        "netwerk.toml",
        '"eigenaar", "trekker"',
        '"eerst, dan, eigenaar", "eigenaar", "trekker"',
    )
    uitslag = start(*woorden, "--methode", map_, cwd=tmp_path)
    assert uitslag.code == 2
    assert "netwerk.toml, tabellen[Partijen].kolommen[rol].keuzes: " in uitslag.err
    assert "geen komma, en 'eerst, dan, eigenaar' heeft er een" in uitslag.err
    assert [pad.name for pad in tmp_path.iterdir()] == ["eigen"]


def test_a_method_that_is_not_there_is_refused(regio: Regio, tmp_path: Path) -> None:
    uitslag = regio("methode", "--methode", tmp_path / "nergens")
    assert uitslag.code == 2
    assert "methode.toml" in uitslag.err


def test_the_method_in_short(regio: Regio) -> None:
    uitslag = regio("methode")
    assert (uitslag.code, uitslag.uit) == (0, "")
    assert "stellingen" in uitslag.err


# --- wat verwerk en controleer afdrukken ---

CONTRACT: dict[str, set[str]] = {
    "": {
        "bestand", "regio", "opgave", "methode_versie", "sjabloon_versie", "bevindingen",
        "perspectief", "netwerk", "weefsel", "wegwijzers", "borg_en_verbind", "handreikingen",
    },
    "bevindingen": {"ernst", "blad", "cel", "code", "melding"},
    "perspectief": {
        "advies", "tweede", "duidelijkheid", "scores", "x", "y", "volledigheid", "nu", "gewenst",
        "keuze", "voor", "tegen", "kantelpunt",
    },
    "weefsel": {"structuur", "personen", "weefsel", "richting", "patroon"},
    "wegwijzers": {"id", "staat", "reden"},
    "handreikingen": {"id", "reden"},
    "borg_en_verbind": {"id", "van", "naar", "vraag", "status"},
}  # fmt: skip
TOEGEVOEGD: dict[str, set[str]] = {
    "": {"programma_versie", "methode_kenmerk", "antwoorden_kenmerk", "agenda", "pad"},
    "bevindingen": set(),
    "perspectief": {
        "marge",
        "helpt_het_meest",
        "verschillen",
        "signalen",
        "trekt",
        "gelijk",
        "tekort",
        "doorslag",
        "drempels",
        "zekerheid",
        "volledigheid_per",
        "eigen_duiding",
        "afwegen",
    },
    "weefsel": {
        "patroon_naam",
        "uitleg",
        "advies",
        "leiderschap",
        "leiderschap_naam",
        "leiderschap_advies",
    },
    "wegwijzers": {"naam", "gronden", "plekken", "suggestie", "bron"},
    "handreikingen": {"naam", "tekst", "gronden", "stap", "urgentie", "bron"},
    "borg_en_verbind": {"soort", "uitleg"},
}
VIER = {"rechtmatig", "presterend", "netwerkend", "responsief"}


@pytest.fixture(scope="module")
def verwerkt(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Uitslag]:
    """The examples, processed in one command."""
    map_ = tmp_path_factory.mktemp("verwerkt")
    return map_, start("verwerk", VOORBEELDEN, "--json", cwd=map_)


def test_results_come_in_the_folder_resultaat_by_default(verwerkt: tuple[Path, Uitslag]) -> None:
    map_, uitslag = verwerkt
    assert uitslag.code == 0
    assert sorted(staat(map_)) == [
        str(Path("resultaat", pad.name)) for pad in sorted(VOORBEELDEN.glob("*.xlsx"))
    ]


@pytest.mark.parametrize("deel", CONTRACT)
def test_json_has_the_names_of_the_contract(verwerkt: tuple[Path, Uitslag], deel: str) -> None:
    """Names in the contract are fixed. A new one is added here, in the documentation and in the
    changelog."""
    for regel in verwerkt[1].regels:
        inhoud = regel[deel] if deel else regel
        for een in inhoud if isinstance(inhoud, list) else [inhoud]:
            assert set(een) == CONTRACT[deel] | TOEGEVOEGD[deel]


def test_json_numbers_have_the_scale_of_the_contract(verwerkt: tuple[Path, Uitslag]) -> None:
    for regel in verwerkt[1].regels:
        advies = regel["perspectief"]
        assert advies["advies"] in VIER
        assert advies["duidelijkheid"] in {"duidelijk", "licht", "verdeeld", "onvoldoende"}
        for stand in (advies, advies["nu"], advies["gewenst"]):
            assert set(stand["scores"]) == VIER
            assert all(score is None or 0 <= score <= 100 for score in stand["scores"].values())
            assert all(stand[as_] is None or -1 <= stand[as_] <= 1 for as_ in "xy")
            assert 0 <= stand["volledigheid"] <= 1
        assert len(regel["borg_en_verbind"]) > len(VIER)


def test_people_read_stderr_and_programs_read_stdout(verwerkt: tuple[Path, Uitslag]) -> None:
    uitslag = verwerkt[1]
    assert [Path(regel["pad"]).name for regel in uitslag.regels] == [
        pad.name for pad in sorted(VOORBEELDEN.glob("*.xlsx"))
    ]
    for regel in uitslag.regels:
        assert (
            f"{regel['pad']}: {regel['perspectief']['advies']} "
            f"({regel['perspectief']['duidelijkheid']})"
        ) in uitslag.err
    assert uitslag.err.splitlines()[-4:] == [
        "4 bestanden:",
        "  goed        4",
        "  met fouten  0",
        "  niet gelukt 0",
    ]
    geen_engels(uitslag.err)


def test_without_json_stdout_stays_empty(regio: Regio) -> None:
    assert regio("verwerk", VOORBEELDEN / "woonbeleid-limburg.xlsx").uit == ""
    assert regio("controleer", VOORBEELDEN / "woonbeleid-limburg.xlsx").uit == ""


def test_controleer_gives_findings_and_writes_nothing(
    regio: Regio, tmp_path: Path, leeg_werkboek: bytes
) -> None:
    (tmp_path / "leeg.xlsx").write_bytes(leeg_werkboek)
    voor = staat(tmp_path)
    uitslag = regio("controleer", "leeg.xlsx", "--json")
    assert uitslag.code == 0
    assert set(uitslag.regels[0]) == {"bestand", "bevindingen", "pad"}
    assert "tab-leeg" in uitslag.codes["leeg.xlsx"]
    for bevinding in uitslag.regels[0]["bevindingen"]:
        assert bevinding["melding"] in uitslag.err
    assert staat(tmp_path) == voor


def test_a_wrong_answer_exits_1_and_names_the_cell(
    regio: Regio, tmp_path: Path, voorbeeld: bytes
) -> None:
    boek = XlsxWerkboek.uit_bytes("fout.xlsx", voorbeeld)
    rijen = boek.lees(["Opgave"]).bladen[0].rijen
    rij = next(nummer for nummer, rij in enumerate(rijen) if "OPG-02" in rij)
    kolom = next(rij for rij in rijen if "Antwoord" in rij).index("Antwoord")
    boek.schrijf([Celwijzigingen("Opgave", {(rij, kolom): "vijf"})])
    boek.bewaar(tmp_path / "fout.xlsx")
    for opdracht in ("controleer", "verwerk"):
        uitslag = regio(opdracht, "fout.xlsx")
        assert uitslag.code == 1
        assert f'fout: {Adres("Opgave", rij, kolom)}: Hier staat "vijf"' in uitslag.err
        assert "(antwoord-geen-getal)" in uitslag.err
    assert (tmp_path / "resultaat" / "fout.xlsx").exists()


def test_more_processes_give_the_same_as_one(
    verwerkt: tuple[Path, Uitslag], tmp_path: Path
) -> None:
    map_, een = verwerkt
    twee = start("verwerk", VOORBEELDEN, "--json", "--taken", "2", cwd=tmp_path)
    assert twee == een
    assert staat(tmp_path) == staat(map_)


FOUT = """
import os
gewoon = os.open
def fout(pad, *rest, **opties):
    if os.path.basename(os.fspath(pad)) == "a.xlsx":
        raise LookupError("van ons")
    return gewoon(pad, *rest, **opties)
os.open = fout
"""


@pytest.mark.parametrize("taken", ["2", pytest.param("1", marks=pytest.mark.lang)])
def test_a_file_that_kills_its_process_is_one_failed_file(
    tmp_path: Path, voorbeeld: bytes, haperend: dict[str, str], taken: str
) -> None:
    """Out of memory, say: the other files are done all the same."""
    for naam in ("a.xlsx", "moord.xlsx", "b.xlsx", "moord 2.xlsx", "c.xlsx"):
        (tmp_path / naam).write_bytes(voorbeeld)
    uitslag = start("verwerk", "a.xlsx", "moord.xlsx", "b.xlsx", "moord 2.xlsx", "c.xlsx",
        "--taken", taken, "--json",
                    cwd=tmp_path, **haperend)  # fmt: skip
    assert uitslag.code == 1
    assert {naam: codes for naam, codes in uitslag.codes.items() if "moord" in naam} == {
        "moord.xlsx": ["proces-gestopt"],
        "moord 2.xlsx": ["proces-gestopt"],
    }
    assert [regel["bestand"] for regel in uitslag.regels if "perspectief" in regel] == [
        "a.xlsx",
        "b.xlsx",
        "c.xlsx",
    ]


def test_debug_shows_where_a_mistake_of_our_own_is_also_in_another_process(
    tmp_path: Path, voorbeeld: bytes
) -> None:
    (tmp_path / "a.xlsx").write_bytes(voorbeeld)
    (tmp_path / "sitecustomize.py").write_text(FOUT, encoding="utf-8")
    klaar = subprocess.run(
        [sys.executable, "-m", "regio_xl", "verwerk", "a.xlsx", "--debug"], cwd=tmp_path,
        capture_output=True, text=True,
        env=procesomgeving({"PYTHONPATH": os.pathsep.join((str(tmp_path), BRON))}),
        encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert klaar.returncode == 1
    assert "Traceback" in klaar.stderr
    assert "LookupError: van ons" in klaar.stderr
    assert "in read_file" in klaar.stderr


@pytest.mark.lang
def test_a_file_that_stalls_is_one_failed_file(
    tmp_path: Path, voorbeeld: bytes, haperend: dict[str, str]
) -> None:
    (tmp_path / "a.xlsx").write_bytes(voorbeeld)
    (tmp_path / "vast.xlsx").write_bytes(b"")
    uitslag = start("verwerk", "vast.xlsx", "a.xlsx", "--json", cwd=tmp_path, **haperend)
    assert uitslag.code == 1
    assert uitslag.codes["vast.xlsx"] == ["proces-te-traag"]
    assert "na 5 seconden nog niet klaar" in uitslag.err
    assert "perspectief" in uitslag.regels[1]


# --- welke bestanden ---


@pytest.fixture
def in_(tmp_path: Path, leeg_werkboek: bytes) -> Path:
    """A folder with workbooks at two levels, and what must be passed over."""
    for naam in (
        "b.xlsx",
        "A.XLSX",
        "sub/c.xlsm",
        "~$b.xlsx",
        ".~lock.b.xlsx#",
        "b.reservekopie.xlsx",
        "b.reservekopie-2.xlsx",
    ):
        pad = tmp_path / "in" / naam
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_bytes(leeg_werkboek)
    (tmp_path / "in" / ".verborgen.txt").write_text("geen werkboek", encoding="utf-8")
    return tmp_path / "in"


def namen(uitslag: Uitslag) -> list[str]:
    return [regel["bestand"] for regel in uitslag.regels]


def test_a_folder_gives_its_workbooks_and_those_below_but_no_locks_and_no_backups(
    regio: Regio, in_: Path
) -> None:
    uitslag = regio("controleer", in_, "--json")
    assert uitslag.code == 0
    assert namen(uitslag) == ["A.XLSX", "b.xlsx", "c.xlsm"]


def test_a_pattern_is_ours_to_fill_in(regio: Regio, in_: Path) -> None:
    assert namen(regio("controleer", "in/*.xlsx", "--json")) == ["b.xlsx"]
    assert namen(regio("controleer", "in/**/*.xls[mx]", "--json")) == ["b.xlsx", "c.xlsm"]
    assert namen(regio("controleer", in_ / "?.xlsx", "--json")) == ["b.xlsx"]


def test_a_name_with_brackets_is_a_name_when_it_exists(
    regio: Regio, tmp_path: Path, leeg_werkboek: bytes
) -> None:
    (tmp_path / "boek [1].xlsx").write_bytes(leeg_werkboek)
    assert namen(regio("controleer", "boek [1].xlsx", "--json")) == ["boek [1].xlsx"]


def test_the_same_file_counts_once(regio: Regio, in_: Path) -> None:
    uitslag = regio(
        "controleer", "in/b.xlsx", "./in/../in/b.xlsx", in_ / "b.xlsx", "in", "in/*.xlsx", "--json"
    )
    assert namen(uitslag) == ["b.xlsx", "A.XLSX", "c.xlsm"]


def test_results_are_not_read_again(regio: Regio, in_: Path) -> None:
    eerste = regio("verwerk", ".", "--json")
    assert namen(regio("verwerk", ".", "--json")) == namen(eerste)


def test_a_macro_workbook_keeps_its_kind(
    regio: Regio, tmp_path: Path, leeg_werkboek: bytes
) -> None:
    (tmp_path / "boek.xlsm").write_bytes(leeg_werkboek)
    assert regio("verwerk", "boek.xlsm").code == 0
    assert (tmp_path / "resultaat" / "boek.xlsm").exists()


@pytest.mark.parametrize("uit", ["in", "./in/../in", "koppeling"])
def test_a_result_never_overwrites_its_own_source(
    regio: Regio, tmp_path: Path, in_: Path, uit: str
) -> None:
    koppel(in_, tmp_path / "koppeling")
    voor = staat(in_)
    uitslag = regio("verwerk", "in/b.xlsx", "--uit", uit, "--json")
    assert (uitslag.code, uitslag.codes) == (1, {"b.xlsx": ["bestand-zelfde-als-invoer"]})
    assert staat(in_) == voor


def test_a_result_never_overwrites_another_source_through_a_link(
    regio: Regio, tmp_path: Path, voorbeeld: bytes
) -> None:
    """A link stays a link when a result is saved, so what it leads to would be replaced."""
    for naam in ("a.xlsx", "bron.xlsx"):
        (tmp_path / naam).write_bytes(voorbeeld)
    (tmp_path / "uit").mkdir()
    koppel(tmp_path / "bron.xlsx", tmp_path / "uit" / "a.xlsx")
    uitslag = regio("verwerk", "a.xlsx", "bron.xlsx", "--uit", "uit", "--json")
    assert uitslag.code == 1
    assert uitslag.codes["a.xlsx"] == ["bestand-naam-dubbel"]
    assert (tmp_path / "bron.xlsx").read_bytes() == voorbeeld


# --- slechte invoer ---


def _zip(delen: Mapping[str, str]) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam, inhoud in delen.items():
            pakket.writestr(naam, inhoud)
    return uit.getvalue()


def _word() -> bytes:
    soort = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return _zip(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": (
                f'<Relationships><Relationship Id="a" Type="{soort}" '
                'Target="word/document.xml"/></Relationships>'
            ),
            "word/document.xml": '<w:document xmlns:w="w"/>',
            "word/_rels/document.xml.rels": "<Relationships/>",
        }
    )


def _vreemd_werkboek() -> bytes:
    uit = io.BytesIO()
    with xlsxwriter.Workbook(uit, {"in_memory": True}) as boek:
        boek.add_worksheet("Begroting").write("A1", "Bedrag")
    return uit.getvalue()


def _ole(stroom: str) -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1528) + stroom.encode("utf-16-le") + bytes(512)
    )


SLECHT: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "tekst.xlsx": ("bestand-geen-werkboek", lambda _: b"Beste collega,\r\n", "tekst"),
    "komma.xlsx": ("bestand-geen-werkboek", lambda _: b"id;antwoord\r\nOPG-01;4\r\n", "csv"),
    "gegevens.csv": ("bestand-geen-werkboek", lambda _: b"id;antwoord\r\nOPG-01;4\r\n", "csv"),
    "pagina.xlsx": ("bestand-geen-werkboek", lambda _: b"<html><table></table></html>", "html"),
    "brief.xlsx": ("bestand-geen-werkboek", lambda _: _word(), "Word"),
    "foto's.xlsx": ("bestand-geen-werkboek", lambda _: _zip({"foto.png": "x"}), "zip"),
    "oud.xls": ("bestand-geen-werkboek", lambda _: _ole("Workbook"), ".xls"),
    "oud.xlsx": ("bestand-geen-werkboek", lambda _: _ole("Workbook"), ".xls"),
    "stuk.pdf": ("bestand-geen-werkboek", lambda _: b"%PDF-1.7\n", "pdf"),
    "begroting.xlsx": ("bestand-niet-van-ons", lambda _: _vreemd_werkboek(), "regio-xl nieuw"),
    "nul.xlsx": ("bestand-leeg", lambda _: b"", "0 bytes"),
    "half.xlsx": ("bestand-beschadigd", lambda goed: goed[: len(goed) // 2], "einde ontbreekt"),
    "geheim.xlsx": ("bestand-beveiligd", lambda _: _ole("EncryptedPackage"), "wachtwoord"),
    "gelabeld.xlsx": ("bestand-beveiligd", lambda _: _ole("DRMEncryptedDataSpace"), "label"),
    "groot.xlsx": ("bestand-te-groot", lambda goed: goed, "50 MB"),
    "~$goed.xlsx": ("bestand-slot", lambda _: b"\x05Jan", "Kies het werkboek zelf"),
    "ontbreekt.xlsx": ("bestand-niet-gevonden", lambda _: b"", "is er niet"),
    "lege map": ("map-zonder-werkboeken", lambda _: b"", "geen enkel werkboek"),
    "*.ods": ("patroon-zonder-bestanden", lambda _: b"", "geen enkel bestand"),
    "bezet.xlsx": (
        "bestand-niet-te-schrijven",
        lambda goed: goed,
        "er staat iets anders met die naam",
    ),
    "zonder weefsel.xlsx": (
        "tab-ontbreekt",
        lambda goed: zonder_tab(goed, "Weefsel"),
        "Zet het terug",
    ),
}
NIET_GEMAAKT = {"ontbreekt.xlsx", "lege map", "*.ods"}


@dataclass(frozen=True)
class Batch:
    """A command over every bad file, with a good one before, between and after them."""

    map: Path
    uitslag: Uitslag
    voor: dict[str, str]

    def regel(self, naam: str) -> dict[str, Any]:
        return next(regel for regel in self.uitslag.regels if regel["bestand"] == naam)


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory, voorbeeld: bytes) -> Batch:
    map_ = tmp_path_factory.mktemp("batch")
    (map_ / "lege map").mkdir()
    (map_ / "uit" / "bezet.xlsx").mkdir(parents=True)
    for naam in ("eerste.xlsx", "midden.xlsx", "laatste.xlsx"):
        (map_ / naam).write_bytes(voorbeeld)
    for naam, (_, maak, _) in SLECHT.items():
        if naam not in NIET_GEMAAKT:
            (map_ / naam).write_bytes(maak(voorbeeld))
    os.truncate(map_ / "groot.xlsx", MAX_INGEPAKT + 1)
    alles = [*SLECHT]
    alles[len(alles) // 2 : len(alles) // 2] = ["midden.xlsx"]
    voor = staat(map_)
    return Batch(
        map_,
        start("verwerk", "eerste.xlsx", *alles, "laatste.xlsx", "--uit", "uit", "--json", cwd=map_),
        voor,
    )


@pytest.mark.parametrize("naam", SLECHT)
def test_bad_input_gets_one_clear_message_with_its_name(batch: Batch, naam: str) -> None:
    code, _, zegt = SLECHT[naam]
    gevonden = [b for b in batch.regel(naam)["bevindingen"] if b["ernst"] == "fout"]
    assert [b["code"] for b in gevonden] == [code]
    assert zegt in gevonden[0]["melding"]
    regels = batch.uitslag.err.splitlines()
    plek = next(nummer for nummer, regel in enumerate(regels) if regel.startswith(f"{naam}: "))
    assert gevonden[0]["melding"] in regels[plek + 1]
    geen_engels(gevonden[0]["melding"])


def test_bad_input_exits_1_and_the_rest_of_the_batch_is_done(batch: Batch) -> None:
    assert batch.uitslag.code == 1
    assert len(batch.uitslag.regels) == len(SLECHT) + 3
    goed = [regel["bestand"] for regel in batch.uitslag.regels if "perspectief" in regel]
    assert goed == ["eerste.xlsx", "midden.xlsx", "zonder weefsel.xlsx", "laatste.xlsx"]
    aantal = len(SLECHT) - 1
    slot = batch.uitslag.err[batch.uitslag.err.index(f"{aantal + 4} bestanden:") :].splitlines()
    assert slot[1:5] == [
        "  goed         3",
        "  met fouten   1",
        f"  niet gelukt {aantal}",
        "Niet gelukt:",
    ]
    assert [regel.strip().split(": ")[0] for regel in slot[5:]] == [
        naam for naam in SLECHT if naam != "zonder weefsel.xlsx"
    ]


def test_bad_input_leaves_nothing_half_written(batch: Batch) -> None:
    nieuw = staat(batch.map).keys() - batch.voor.keys()
    assert nieuw == {
        str(Path("uit", naam))
        for naam in ("eerste.xlsx", "midden.xlsx", "zonder weefsel.xlsx", "laatste.xlsx")
    }
    assert {naam: som for naam, som in staat(batch.map).items() if naam in batch.voor} == batch.voor


def test_the_same_broken_file_gets_the_same_message_every_time(
    tmp_path: Path, voorbeeld: bytes
) -> None:
    """Python shuffles its sets anew in each process: what is broken in more than one way must not
    depend on that."""
    boek = pakketten.Onderdelen(voorbeeld)
    for tab, kapot in zip(blokken.RESULTAATTABS, (b"\0", *[b"<!DOCTYPE x>"] * 9), strict=False):
        for _, deel in boek.wijst_naar(boek.blad(tab), "table"):
            boek.delen[deel] = kapot + boek.delen[deel].partition(b"?>")[2]
    (tmp_path / "boek.xlsx").write_bytes(boek.zip())
    uitslagen = [
        start("verwerk", "boek.xlsx", "--json", cwd=tmp_path, PYTHONHASHSEED=zaad) for zaad in "06"
    ]
    assert {uitslag.codes["boek.xlsx"][0] for uitslag in uitslagen} == {"bestand-beschadigd"}


def test_what_a_missing_tab_held_does_not_count_but_the_rest_does(batch: Batch) -> None:
    zonder, met = batch.regel("zonder weefsel.xlsx"), batch.regel("eerste.xlsx")
    assert zonder["perspectief"] == met["perspectief"]
    assert zonder["weefsel"]["structuur"] is None
    assert [b["blad"] for b in zonder["bevindingen"] if b["code"] == "tab-ontbreekt"] == ["Weefsel"]


@pytest.mark.lang
def test_all_bad_files_at_once_in_more_processes(batch: Batch) -> None:
    uitslag = start("controleer", *SLECHT, "--taken", "2", "--json", cwd=batch.map)
    assert uitslag.code == 1
    assert namen(uitslag) == [*SLECHT]


def test_a_tab_that_was_renamed_is_recognised(
    regio: Regio, tmp_path: Path, voorbeeld: bytes
) -> None:
    (tmp_path / "boek.xlsx").write_bytes(voorbeeld)
    boek = openpyxl.load_workbook("boek.xlsx")
    boek["Weefsel"].title = "Weefsel (2)"
    boek.save("boek.xlsx")
    assert "gelezen als Weefsel" in regio("controleer", "boek.xlsx").err


def test_a_pipe_or_an_unreadable_file_never_makes_us_wait(regio: Regio, tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes with a name")
    os.mkfifo(tmp_path / "pijp.xlsx")
    assert regio("controleer", ".", "--json").codes == {"pijp.xlsx": ["bestand-niet-leesbaar"]}


def test_a_mistake_of_our_own_is_one_failed_file(
    regio: Regio, tmp_path: Path, voorbeeld: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for naam in ("a.xlsx", "b.xlsx"):
        (tmp_path / naam).write_bytes(voorbeeld)

    def soms_stuk(boek: Any, *rest: Any) -> Any:
        if boek.naam == "a.xlsx":
            raise RuntimeError("geheime inhoud")
        return verwerk_boek(boek, *rest)

    monkeypatch.setattr("regio_xl.opdracht.bestand.verwerk_boek", soms_stuk)
    uitslag = regio("verwerk", ".", "--json")
    assert uitslag.code == 1
    assert uitslag.codes["a.xlsx"] == ["programma-fout"]
    assert "geheime inhoud" not in uitslag.uit + uitslag.err
    assert "perspectief" in uitslag.regels[1]
    with pytest.raises(RuntimeError, match="geheime inhoud"):
        regio("--debug", "verwerk", "a.xlsx")


def test_a_mistake_outside_the_files_has_no_traceback_either(
    regio: Regio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuk(*_: object) -> NoReturn:
        raise ZeroDivisionError

    monkeypatch.setattr("regio_xl.cli.new_workbook.bouw_werkboek", stuk)
    uitslag = regio("nieuw", "boek.xlsx")
    assert uitslag.code == 1
    assert "Er ging iets mis in het programma zelf (ZeroDivisionError)." in uitslag.err
    geen_engels(uitslag.err)


# --- waar het resultaat komt ---


def test_the_output_folder_is_made_when_it_is_not_there(
    regio: Regio, tmp_path: Path, voorbeeld: bytes
) -> None:
    (tmp_path / "a.xlsx").write_bytes(voorbeeld)
    assert regio("verwerk", "a.xlsx", "--uit", "diep/er/uit").code == 0
    assert list(staat(tmp_path / "diep")) == [str(Path("er", "uit", "a.xlsx"))]


def test_an_output_folder_that_is_a_file_is_named(
    regio: Regio, tmp_path: Path, voorbeeld: bytes
) -> None:
    (tmp_path / "a.xlsx").write_bytes(voorbeeld)
    (tmp_path / "uit").write_text("geen map", encoding="utf-8")
    uitslag = regio("verwerk", "a.xlsx", "--uit", "uit", "--json")
    assert (uitslag.code, uitslag.codes) == (1, {"a.xlsx": ["bestand-niet-te-schrijven"]})
    assert (tmp_path / "uit").read_text(encoding="utf-8") == "geen map"


def test_a_read_only_output_folder_is_named(regio: Regio, tmp_path: Path, voorbeeld: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(voorbeeld)
    uit = tmp_path / "uit"
    uit.mkdir(mode=0o555)
    if os.access(uit, os.W_OK):
        pytest.skip("this user may write anywhere")
    uitslag = regio("verwerk", "a.xlsx", "--uit", "uit", "--json")
    assert (uitslag.code, uitslag.codes) == (1, {"a.xlsx": ["bestand-niet-te-schrijven"]})


def test_a_full_disk_leaves_nothing_half_written(
    regio: Regio, tmp_path: Path, voorbeeld: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vol(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "a.xlsx").write_bytes(voorbeeld)
    monkeypatch.setattr(os, "fsync", vol)
    for woorden in (["--uit", "uit"], ["--ter-plekke"]):
        uitslag = regio("verwerk", "a.xlsx", *woorden, "--json")
        assert (uitslag.code, uitslag.codes) == (1, {"a.xlsx": ["bestand-niet-te-schrijven"]})
        assert "de schijf is vol" in uitslag.err
        geen_engels(uitslag.err)
        assert list(staat(tmp_path)) == ["a.xlsx"]
    assert (tmp_path / "a.xlsx").read_bytes() == voorbeeld


def test_in_place_replaces_the_file_and_keeps_the_old_one(
    regio: Regio, tmp_path: Path, voorbeeld: bytes
) -> None:
    (tmp_path / "a.xlsx").write_bytes(voorbeeld)
    assert regio("verwerk", "a.xlsx", "--ter-plekke").code == 0
    assert sorted(staat(tmp_path)) == ["a.reservekopie.xlsx", "a.xlsx"]
    assert (tmp_path / "a.reservekopie.xlsx").read_bytes() == voorbeeld
    regio("verwerk", "a.reservekopie.xlsx", "--uit", "uit")
    assert (tmp_path / "uit" / "a.reservekopie.xlsx").read_bytes() == (
        tmp_path / "a.xlsx"
    ).read_bytes()


def test_in_place_again_changes_nothing_and_leaves_the_backup_alone(
    regio: Regio, tmp_path: Path, voorbeeld: bytes
) -> None:
    (tmp_path / "a.xlsx").write_bytes(voorbeeld)
    regio("verwerk", ".", "--ter-plekke")
    voor = staat(tmp_path)
    assert regio("verwerk", ".", "--ter-plekke").code == 0
    assert staat(tmp_path) == voor


def test_a_file_that_changes_meanwhile_is_not_replaced(
    regio: Regio, tmp_path: Path, voorbeeld: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xlsx").write_bytes(voorbeeld)

    def intussen(*argumenten: Any) -> Any:
        (tmp_path / "a.xlsx").write_bytes(b"een collega bewaart")
        return bereken(*argumenten)

    monkeypatch.setattr("regio_xl.opdracht.boek.reken", intussen)
    uitslag = regio("verwerk", "a.xlsx", "--ter-plekke", "--json")
    assert (uitslag.code, uitslag.codes) == (1, {"a.xlsx": ["bestand-gewijzigd"]})
    assert {pad.name: pad.read_bytes() for pad in tmp_path.iterdir()} == {
        "a.xlsx": b"een collega bewaart"
    }


@pytest.mark.parametrize(
    "tab",
    [
        "Borg en verbind",
        pytest.param("Advies", marks=pytest.mark.lang),
        pytest.param("Controle", marks=pytest.mark.lang),
    ],
)
def test_without_a_result_tab_the_answers_move_to_a_fresh_workbook(
    regio: Regio, tmp_path: Path, voorbeeld: bytes, tab: str
) -> None:
    (tmp_path / "heel.xlsx").write_bytes(voorbeeld)
    (tmp_path / "kapot.xlsx").write_bytes(zonder_tab(voorbeeld, tab))
    uitslag = regio("verwerk", "heel.xlsx", "kapot.xlsx", "--json")
    heel, kapot = uitslag.regels
    assert uitslag.code == 0
    assert uitslag.codes["kapot.xlsx"].count("tab-resultaat-ontbreekt") == 1
    assert (
        f"let op: '{tab}': Dit tabblad of een blok erop ontbreekt, of het werkboek is van een "
        "oudere versie."
    ) in uitslag.err
    for deel in (
        "regio",
        "opgave",
        "perspectief",
        "netwerk",
        "weefsel",
        "borg_en_verbind",
        "antwoorden_kenmerk",
    ):
        assert kapot[deel] == heel[deel]
    nieuw = XlsxWerkboek(tmp_path / "resultaat" / "kapot.xlsx").lees(blokken.TABS)
    oud = XlsxWerkboek(tmp_path / "heel.xlsx").lees(blokken.TABS)
    assert nieuw.namen == oud.namen
    assert [nieuw.blad(tab) for tab in blokken.INVOERTABS] == [
        oud.blad(tab) for tab in blokken.INVOERTABS
    ]
    assert (
        regio("controleer", "resultaat/kapot.xlsx", "--json").codes["kapot.xlsx"]
        == uitslag.codes["heel.xlsx"]
    )


def test_without_a_result_tab_the_file_itself_is_never_replaced(
    regio: Regio, tmp_path: Path, voorbeeld: bytes
) -> None:
    (tmp_path / "kapot.xlsx").write_bytes(zonder_tab(voorbeeld, "Advies"))
    voor = staat(tmp_path)
    uitslag = regio("verwerk", "kapot.xlsx", "--ter-plekke", "--json")
    assert (uitslag.code, uitslag.codes) == (1, {"kapot.xlsx": ["niet-ter-plekke"]})
    assert "gebruik --uit" in uitslag.err
    assert staat(tmp_path) == voor


@pytest.mark.parametrize(
    ("tijd", "dag"), [("0", "1 januari 1970"), ("1795219200", "21 november 2026")]
)
def test_source_date_epoch_fixes_the_date(
    regio: Regio,
    tmp_path: Path,
    voorbeeld: bytes,
    monkeypatch: pytest.MonkeyPatch,
    tijd: str,
    dag: str,
) -> None:
    (tmp_path / "a.xlsx").write_bytes(voorbeeld)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", tijd)
    regio("verwerk", "a.xlsx")
    assert waarde_naast(tmp_path / "resultaat" / "a.xlsx", "Advies", "Berekend op") == dag


@pytest.mark.parametrize(
    "tijd",
    [
        "gisteren",
        "9" * 20,
        *(pytest.param(tijd, marks=pytest.mark.lang) for tijd in ("", "-1e9", "²")),
    ],
)
def test_a_useless_source_date_epoch_means_today(
    regio: Regio, tmp_path: Path, voorbeeld: bytes, monkeypatch: pytest.MonkeyPatch, tijd: str
) -> None:
    (tmp_path / "a.xlsx").write_bytes(voorbeeld)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", tijd)
    assert regio("verwerk", "a.xlsx").code == 0
    dag = waarde_naast(tmp_path / "resultaat" / "a.xlsx", "Advies", "Berekend op")
    assert re.fullmatch(r"\d{1,2} [a-z]+ 20\d\d", str(dag))


# --- namen en het scherm ---

RARE_NAMEN = [
    "Træning 'één' & co – €.xlsx",
    "overleg 😀 {dag}.xlsx",
    "-rf.xlsx",
    "nieuwe\nregel.xlsx",
    "\x1b[31mrood\x07.xlsx",
    "\u202exslx.exe.xlsx",
]


@pytest.mark.parametrize(
    "codering", ["ascii", *(pytest.param(c, marks=pytest.mark.lang) for c in ("utf-8", "cp1252"))]
)
def test_odd_names_are_printed_safely_and_kept(
    tmp_path: Path, leeg_werkboek: bytes, codering: str
) -> None:
    (tmp_path / "in").mkdir()
    rauw = [os.fsencode(naam) for naam in RARE_NAMEN] + [b"latijn-\xe9\xff.xlsx"]
    try:
        for naam in rauw:
            (tmp_path / "in" / os.fsdecode(naam)).write_bytes(leeg_werkboek)
    except (OSError, UnicodeError):
        pytest.skip("this system allows no such names")
    uitslag = start(
        "verwerk", "in", "--json", cwd=tmp_path, PYTHONIOENCODING=codering, PYTHONUTF8="0"
    )
    assert uitslag.code == 0
    assert len(uitslag.regels) == len(rauw)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", uitslag.err)
    gewone = [regel for regel in uitslag.err.splitlines() if not regel.startswith("  ")]
    assert len(gewone) == len(rauw) + 1
    assert sorted(map(os.fsencode, staat(tmp_path / "resultaat"))) == sorted(rauw)


def test_a_name_that_starts_with_a_dash_can_be_given(
    regio: Regio, tmp_path: Path, leeg_werkboek: bytes
) -> None:
    (tmp_path / "-rf.xlsx").write_bytes(leeg_werkboek)
    assert regio("controleer", "--", "-rf.xlsx").code == 0


def _op_een_scherm(map_: Path, *woorden: str) -> tuple[str, str]:
    """What a command shows when stderr is a terminal, and what goes to stdout."""
    pty = pytest.importorskip("pty")
    hoofd, neven = pty.openpty()
    with (map_ / "stdout").open("wb") as stdout:
        proces = subprocess.Popen(
            [sys.executable, "-m", "regio_xl", *woorden], cwd=map_,
            env=procesomgeving({"TERM": "xterm"}), stdin=subprocess.DEVNULL, stdout=stdout,
            stderr=neven,
        )  # fmt: skip
    os.close(neven)
    stukken = list(_lees_alles(hoofd))
    os.close(hoofd)
    assert proces.wait(timeout=60) == 0
    return b"".join(stukken).decode("utf-8"), (map_ / "stdout").read_text(encoding="utf-8")


def _lees_alles(bron: int) -> Iterator[bytes]:
    while True:
        try:
            stuk = os.read(bron, 4096)
        except OSError:
            return
        if not stuk:
            return
        yield stuk


def test_the_bar_is_for_a_terminal_and_for_more_than_one_file(
    regio: Regio, tmp_path: Path, leeg_werkboek: bytes
) -> None:
    (tmp_path / "in").mkdir()
    for naam in ("a.xlsx", "b.xlsx", "c.xlsx"):
        (tmp_path / "in" / naam).write_bytes(leeg_werkboek)
    scherm, stdout = _op_een_scherm(tmp_path, "controleer", "in", "--json")
    assert "Bezig" in scherm
    assert "3/3" in scherm
    plekken = [
        scherm.index(stuk) for stuk in ("a.xlsx: ", "1/3", "b.xlsx: ", "2/3", "c.xlsx: ", "3/3")
    ]
    assert plekken == sorted(plekken)  # a message comes above the bar as soon as its file is done
    assert [json.loads(regel)["bestand"] for regel in stdout.splitlines()] == [
        "a.xlsx",
        "b.xlsx",
        "c.xlsx",
    ]
    assert "Bezig" not in _op_een_scherm(tmp_path, "controleer", "in/a.xlsx")[0]
    assert "Bezig" not in regio("controleer", "in").err


def test_a_reader_that_stops_early_is_no_reason_to_complain(tmp_path: Path) -> None:
    """``regio-xl methode --json | head -1``"""
    if shutil.which("sh") is None:
        pytest.skip("there is no shell here")
    klaar = subprocess.run(
        ["sh", "-c", '"$0" -m regio_xl methode --json | true', sys.executable], cwd=tmp_path,
        env=procesomgeving({}), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (klaar.returncode, klaar.stderr) == (0, "")
