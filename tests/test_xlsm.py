"""The macro workbook: the VBA of xlwings with our macros in the place of its example, our template
untouched, and a ``.py`` that does what the buttons ask."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module, util
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openxml_audit import OpenXmlValidator

from hulp.officejs import SLEUTEL, Excelmodel, boek_json
from regio_xl.cli import groep
from regio_xl.excel import desktop, scripts, vba, xlsm, xlwings_hook
from regio_xl.indeling import blokken
from regio_xl.methode import Methode
from regio_xl.opdracht import verwerk
from regio_xl.werkboek import WerkboekFout
from regio_xl.xlsx.workbook import XlsxWerkboek

XLWINGS = Path(str(util.find_spec("xlwings").origin)).parent  # type: ignore[union-attr]
Nieuw = Callable[..., Result]
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")


@pytest.fixture(scope="module")
def boek(methode: Methode) -> bytes:
    return xlsm.maak_xlsm(methode)


@pytest.fixture
def nieuw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Nieuw:
    monkeypatch.chdir(tmp_path)
    return lambda *woorden: CliRunner().invoke(
        groep, ["nieuw", *woorden], obj={"debug": False, "process": None}
    )


def delen(pakket: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(pakket)) as zip_:
        return {naam: zip_.read(naam) for naam in zip_.namelist()}


def _olevba() -> Any:
    """Loading it warns: it calls a library by its old names."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return import_module("oletools.olevba")


def vba_modules(pakket: bytes, naam: str) -> dict[str, str]:
    """What olevba finds: every module with its code."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        olevba = _olevba()
        ontleder = olevba.VBA_Parser(naam, data=pakket)
        gevonden = {module: code for _, _, module, code in ontleder.extract_macros()}
        ontleder.close()
    return gevonden


# --- the workbook ---


def stromen(project: bytes) -> dict[str, bytes]:
    """Every stream of a VBA project as olefile reads it."""
    with import_module("olefile").OleFileIO(BytesIO(project)) as bestand:
        return {"/".join(pad): bestand.openstream(pad).read() for pad in bestand.listdir()}


def test_only_the_example_of_the_installed_xlwings_made_room(boek: bytes) -> None:
    """Every other stream is byte for byte that of xlwings, and so is what all other modules say."""
    quickstart = (XLWINGS / "quickstart_standalone.xlsm").read_bytes()
    ons, hun = (stromen(delen(pakket)["xl/vbaProject.bin"]) for pakket in (boek, quickstart))
    assert ons.keys() == hun.keys()
    assert {naam for naam in ons if ons[naam] != hun[naam]} == {"VBA/dir", f"VBA/{xlsm.MODULE}"}
    onze, hunne = vba_modules(boek, "werkboek.xlsm"), vba_modules(quickstart, "quickstart.xlsm")
    assert onze.keys() == hunne.keys()
    assert {naam for naam in onze if onze[naam] != hunne[naam]} == {f"{xlsm.MODULE}.bas"}
    assert {"Module1.bas", "xlwings.bas", "ThisWorkbook.cls", "Sheet1.cls"} <= onze.keys()
    bas = (XLWINGS / "xlwings.bas").read_text(encoding="utf-8")
    assert onze["xlwings.bas"].split() == bas.split()


def test_nothing_of_xlwings_is_in_our_package() -> None:
    bron = Path(xlsm.__file__).parents[1]
    assert not [pad for pad in bron.rglob("*") if pad.suffix in {".bin", ".xlsm", ".bas", ".xlam"}]


def test_the_directory_says_where_our_macros_begin(boek: bytes) -> None:
    """At the beginning of their stream: no cache of the old text is left, which a virus scanner
    would take for macros in disguise."""
    project = stromen(delen(boek)["xl/vbaProject.bin"])
    tekst = vba.uitgepakt(project[f"VBA/{xlsm.MODULE}"])
    assert tekst.startswith(b'Attribute VB_Name = "Module1"')
    olevba = _olevba()
    lijst = project["VBA/dir"]
    assert vba.uitgepakt(lijst) == bytes(olevba.decompress_stream(bytearray(lijst)))


@pytest.mark.parametrize("maat", [0, 1, 3, 4, 100, 2000, 4095, 4096, 4097])
@pytest.mark.parametrize("letters", [b"a", b"ab \n", bytes(range(256))])
def test_what_is_packed_reads_back_the_same(letters: bytes, maat: int) -> None:
    toeval = random.Random(maat)  # noqa: S311 - the same bytes every time, no secret
    inhoud = bytes(toeval.choice(letters) for _ in range(maat))
    ingepakt = vba.ingepakt(inhoud)
    uitgepakt = vba.uitgepakt(ingepakt)
    assert uitgepakt[:maat] == inhoud
    assert not uitgepakt[maat:].strip(b"\0")
    olevba = _olevba()
    if maat:
        assert bytes(olevba.decompress_stream(bytearray(ingepakt))) == uitgepakt


@pytest.mark.parametrize("kapot", ["leeg", "geen begin", "afgekapt", "zonder module"])
def test_a_project_that_we_do_not_know_is_refused(kapot: str) -> None:
    project = xlsm.vba_project()
    anders = {
        "leeg": b"",
        "geen begin": b"PK" + project[2:],
        "afgekapt": project[:2048],
        "zonder module": project.replace("Module1".encode("utf-16-le"), b"M\0" * 7),
    }[kapot]
    with pytest.raises(xlsm.MacroFout, match="geen bruikbaar macroproject"):
        xlsm.met_onze_macros(anders)


def test_every_button_runs_a_macro_that_is_there(boek: bytes) -> None:
    vml = next(inhoud.decode() for naam, inhoud in delen(boek).items() if naam.endswith(".vml"))
    macros = re.findall(r"<x:FmlaMacro>\[0\]!(.*?)</x:FmlaMacro>", vml)
    assert macros == ["Controleer", "Bereken", "BorgEnVerbind", "Netwerkbeeld"]
    code = vba_modules(boek, "werkboek.xlsm")["Module1.bas"]
    for functie, knop in xlsm.KNOPPEN.items():
        assert f'Sub {knop.macro}()\n    VoerUit "{functie}"' in code.replace("\r\n", "\n")
        assert f">{knop.opschrift}</font>" in vml
        assert f'alt="{knop.uitleg}"' in vml
    assert 'RunPython "import " & naam & ";" & naam & "." & functie & "()"' in code
    assert len(set(re.findall("<x:Anchor>(.*?)</x:Anchor>", vml))) == len(macros)
    start = delen(boek)["xl/worksheets/_rels/sheet1.xml.rels"].decode()
    assert "vmlDrawing" in start
    assert blokken.TABS[0] == blokken.START


def test_the_code_names_fit_the_project(boek: bytes) -> None:
    inhoud = delen(boek)
    project = vba_modules(boek, "werkboek.xlsm")
    bladen = [
        re.findall(r'<sheetPr codeName="(\w+)"', xml.decode())[0]
        for naam, xml in inhoud.items()
        if naam.startswith("xl/worksheets/sheet")
    ]
    assert sorted(bladen) == sorted(f"Sheet{nummer}" for nummer in range(1, len(blokken.TABS) + 1))
    assert 'codeName="ThisWorkbook"' in inhoud["xl/workbook.xml"].decode()
    documenten = {
        naam.removesuffix(".cls")
        for naam, code in project.items()
        if "VB_PredeclaredId = True" in code
    }
    assert documenten - {"Dictionary"} <= {"ThisWorkbook", *bladen}


def test_content_types_and_relations_say_that_there_are_macros(boek: bytes) -> None:
    inhoud = delen(boek)
    soorten = inhoud["[Content_Types].xml"].decode()
    assert (
        'PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"'
    ) in soorten
    assert 'Extension="bin" ContentType="application/vnd.ms-office.vbaProject"' in soorten
    assert "relationships/vbaProject" in inhoud["xl/_rels/workbook.xml.rels"].decode()


def test_all_else_is_the_template(boek: bytes, leeg_werkboek: bytes) -> None:
    met, zonder = delen(boek), delen(leeg_werkboek)
    erbij = met.keys() - zonder.keys()
    assert {naam for naam in erbij if not naam.endswith(".vml")} == {"xl/vbaProject.bin"}
    assert zonder.keys() <= met.keys()
    anders = {naam for naam in zonder if met[naam] != zonder[naam]}
    assert {naam for naam in anders if not naam.startswith("xl/worksheets/")} == {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
    }  # fmt: skip
    boven, onder = (
        XlsxWerkboek.uit_bytes("a.xlsm", boek),
        XlsxWerkboek.uit_bytes("b.xlsx", leeg_werkboek),
    )
    assert boven.lees(blokken.TABS) == onder.lees(blokken.TABS)


def test_the_same_command_makes_the_same_bytes(boek: bytes, methode: Methode) -> None:
    assert xlsm.maak_xlsm(methode) == boek


@pytest.mark.lang
def test_open_xml_finds_nothing(boek: bytes, tmp_path: Path) -> None:
    (tmp_path / "werkboek.xlsm").write_bytes(boek)
    assert OpenXmlValidator().validate(str(tmp_path / "werkboek.xlsm")).errors == []


@pytest.mark.lang
@pytest.mark.libreoffice
@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice staat niet op deze computer"
)
def test_libreoffice_opens_it_with_its_button(boek: bytes, tmp_path: Path) -> None:
    (tmp_path / "werkboek.xlsm").write_bytes(boek)
    profiel = f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}"
    opdracht = [
        "soffice",
        profiel,
        "--headless",
        "--convert-to",
        "ods",
        "--outdir",
        str(tmp_path),
        "werkboek.xlsm",
    ]
    subprocess.run(opdracht, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    inhoud = delen((tmp_path / "werkboek.ods").read_bytes())["content.xml"].decode()
    for knop in xlsm.KNOPPEN.values():
        assert re.search(f'<form:button [^>]*form:label="{knop.opschrift}"', inhoud)
        assert f"{knop.macro}?" in inhoud


@pytest.mark.lang
def test_the_command_line_keeps_the_macros_and_brings_the_python_file_along(
    nieuw: Nieuw, tmp_path: Path
) -> None:
    assert nieuw("werkboek.xlsm").exit_code == 0
    uitslag = CliRunner().invoke(
        groep, ["verwerk", "werkboek.xlsm"], obj={"debug": False, "process": None}
    )
    assert uitslag.exit_code == 0
    voor, na = (
        delen((tmp_path / "werkboek.xlsm").read_bytes()),
        delen((tmp_path / "resultaat/werkboek.xlsm").read_bytes()),
    )
    assert voor["xl/vbaProject.bin"] == na["xl/vbaProject.bin"]
    assert [naam for naam in voor if naam.endswith(".vml")] == [
        naam for naam in na if naam.endswith(".vml")
    ]
    # The buttons look for their Python file beside the result; the command says so once.
    assert "hebben werkboek.py nodig. Dat staat nu ook naast het resultaat" in uitslag.stderr
    assert uitslag.stderr.count("(python-mee)") == 1
    python = (tmp_path / "werkboek.py").read_bytes()
    assert (tmp_path / "resultaat/werkboek.py").read_bytes() == python
    assert meegenomen(tmp_path / "werkboek.xlsm") == []


# --- the Python file goes along ---


@pytest.mark.parametrize(
    ("naam", "python", "daar", "codes"),
    [
        ("werkboek.xlsm", b"import sys", b"van iemand", ["python-niet-mee"]),
        ("werkboek.xlsm", b"#" * 1_000_001, None, ["python-niet-mee"]),
        ("werkboek.xlsm", None, None, []),
        ("werkboek.xlsx", b"iets anders", None, []),
    ],
    ids=["daar staat een ander", "te groot", "geen .py", "geen macro's"],
)
def test_a_python_file_is_only_copied_where_that_can_do_no_harm(
    boek: bytes,
    tmp_path: Path,
    naam: str,
    python: bytes | None,
    daar: bytes | None,
    codes: list[str],
) -> None:
    bron, uit = tmp_path / naam, tmp_path / "resultaat" / "werkboek.py"
    uit.parent.mkdir()
    bron.write_bytes(boek)
    for pad, inhoud in ((bron.with_suffix(".py"), python), (uit, daar)):
        if inhoud is not None:
            pad.write_bytes(inhoud)
    assert meegenomen(bron) == codes
    assert (uit.read_bytes() if uit.exists() else None) == daar
    assert (uit.parent / naam).exists()


def meegenomen(pad: Path) -> list[str]:
    """What processing says about the Python file."""
    codes = [b.code for b in verwerk(pad, pad.parent / "resultaat").bevindingen]
    return [code for code in codes if code.startswith("python")]


# --- the command ---


def test_nieuw_makes_the_workbook_and_the_python_file(nieuw: Nieuw, tmp_path: Path) -> None:
    uitslag = nieuw("werkboek.xlsm", "--regio", "De Vallei")
    assert (uitslag.exit_code, uitslag.stdout) == (0, "")
    assert sorted(pad.name for pad in tmp_path.iterdir()) == ["werkboek.py", "werkboek.xlsm"]
    for woord in (
        "werkboek.xlsm en werkboek.py",
        "knoppen staan op de tab Start",
        "xlwings config create",
    ):
        assert woord in uitslag.stderr
    start = XlsxWerkboek(tmp_path / "werkboek.xlsm").lees(["Start"]).bladen[0]
    assert "De Vallei" in {cel for rij in start.rijen for cel in rij}


@pytest.mark.parametrize(
    "bestaat", [["werkboek.py"], ["werkboek.xlsm"], ["werkboek.py", "werkboek.xlsm"]]
)
def test_nieuw_never_overwrites_either_file(
    nieuw: Nieuw, tmp_path: Path, bestaat: list[str]
) -> None:
    for naam in bestaat:
        (tmp_path / naam).write_text("van iemand", encoding="utf-8")
    uitslag = nieuw("werkboek.xlsm")
    assert uitslag.exit_code == 1
    assert all(f"{naam}: Dit bestand bestaat al" in uitslag.stderr for naam in bestaat)
    assert {
        pad.name: pad.read_text(encoding="utf-8") for pad in tmp_path.iterdir()
    } == dict.fromkeys(bestaat, "van iemand")


@pytest.mark.parametrize(
    "naam",
    [
        "mijn boek",
        "2026",
        "regio-vallei",
        "één",
        "class",
        "random",
        "Random",
        "xlwings",
        "regio_xl",
        "boek (1)",
        ".xlsm",
    ],
)
def test_a_name_that_python_cannot_import_is_refused(
    nieuw: Nieuw, tmp_path: Path, naam: str
) -> None:
    uitslag = nieuw(naam if naam.startswith(".") else f"{naam}.xlsm")
    assert uitslag.exit_code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("naam", "beter"),
    [
        ("Gemeente-Venlo.xlsm", "Gemeente_Venlo.xlsm"),
        ("regio Één (def).xlsm", "regio_Een_def.xlsm"),
        ("2027-plan.xlsm", "werkboek_2027_plan.xlsm"),
    ],
)
def test_a_name_that_python_cannot_find_gets_one_that_it_can(
    nieuw: Nieuw, naam: str, beter: str
) -> None:
    uitslag = nieuw(naam)
    assert uitslag.exit_code == 2
    assert "het lage streepje (_). Een koppelteken (-) of een spatie kan niet." in uitslag.stderr
    assert f"Bijvoorbeeld: {beter}." in uitslag.stderr
    assert nieuw(beter).exit_code == 0


def test_without_xlwings_it_says_what_to_install(
    nieuw: Nieuw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(util, "find_spec", lambda naam: None)
    uitslag = nieuw("werkboek.xlsm")
    assert uitslag.exit_code == 1
    assert "is xlwings nodig" in uitslag.stderr
    assert '-m pip install ".[excel]"' in uitslag.stderr
    assert list(tmp_path.iterdir()) == []
    assert nieuw("werkboek.xlsx").exit_code == 0


@pytest.mark.parametrize("inhoud", [None, b"geen zip", b"PK\x05\x06" + bytes(18)])
def test_an_xlwings_without_the_project_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inhoud: bytes | None
) -> None:
    if inhoud is not None:
        (tmp_path / xlsm.QUICKSTART).write_bytes(inhoud)
    monkeypatch.setattr(
        util, "find_spec", lambda naam: SimpleNamespace(origin=str(tmp_path / "__init__.py"))
    )
    with pytest.raises(xlsm.MacroFout, match="geen bruikbaar macroproject"):
        xlsm.vba_project()


def test_it_writes_both_files_or_none(
    nieuw: Nieuw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bestand = import_module("regio_xl.opdracht.bestand")
    echt = bestand.replace

    def vol(pad: Path, inhoud: bytes) -> None:
        if pad.suffix == ".py":
            raise WerkboekFout("bestand-niet-te-schrijven", doel=str(pad), reden="de schijf is vol")
        echt(pad, inhoud)

    monkeypatch.setattr(bestand, "replace", vol)
    uitslag = nieuw("werkboek.xlsm")
    assert uitslag.exit_code == 1
    assert "de schijf is vol" in uitslag.stderr
    assert list(tmp_path.iterdir()) == []


def test_making_a_macro_workbook_does_not_load_xlwings(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom regio_xl.methode import laad\nfrom regio_xl.excel.xlsm import "
        "maak_xlsm\nmaak_xlsm(laad())\n"
        "print('xlwings' in sys.modules)"
    )
    assert draai(code, tmp_path) == "False"


# --- the Python file ---


def draai(code: str, map_: Path, **omgeving: str) -> str:
    uit = subprocess.run(
        [sys.executable, "-c", code],
        cwd=map_,
        env=os.environ | omgeving,
        capture_output=True,
        text=True,
        check=True,
    )
    return uit.stdout.strip()


@pytest.fixture
def gemaakt(nieuw: Nieuw, tmp_path: Path) -> Path:
    assert nieuw("werkboek.xlsm").exit_code == 0
    return tmp_path


def test_the_python_file_is_short_ascii_and_correct(gemaakt: Path) -> None:
    tekst = (gemaakt / "werkboek.py").read_bytes()
    assert tekst.isascii()
    assert len(tekst.splitlines()) < 20
    compile(tekst, "werkboek.py", "exec")
    assert max(map(len, tekst.splitlines())) <= 128


@pytest.fixture
def geroepen(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, Any]]]:
    """The scripts, replaced by a list of who was called with which workbook."""
    lijst: list[tuple[str, Any]] = []
    for naam in ("bereken", "controleer", "ververs_borg_en_verbind", "netwerkbeeld"):
        monkeypatch.setattr(scripts, naam, lambda boek, naam=naam: lijst.append((naam, boek)))

    class Boek:
        def __new__(cls, pad: str) -> Any:
            return f"geopend: {pad}"

        @classmethod
        def caller(cls) -> str:
            return "het werkboek van de knop"

    monkeypatch.setattr(xlwings_hook, "Book", Boek)
    monkeypatch.setattr(xlwings_hook, "OORZAAK", None)
    yield lijst
    sys.modules.pop("werkboek", None)


@pytest.mark.parametrize(
    "functie", [*(pytest.param(knop, marks=pytest.mark.lang) for knop in xlsm.KNOPPEN), "main"]
)
def test_every_macro_reaches_its_script(
    gemaakt: Path, geroepen: list[Any], monkeypatch: pytest.MonkeyPatch, functie: str
) -> None:
    """As the VBA says it: ``import werkboek;werkboek.bereken()`` with the folder of the workbook on
    the path. *Run main* of the add-in says ``main``."""
    monkeypatch.syspath_prepend(gemaakt)
    getattr(import_module("werkboek"), functie)()
    script = "bereken" if functie == "main" else functie
    assert geroepen == [(script, "het werkboek van de knop")]


def test_every_script_can_be_under_the_button(geroepen: list[Any]) -> None:
    for doe in (desktop.controleer, desktop.ververs_borg_en_verbind, desktop.netwerkbeeld):
        doe()
    assert [naam for naam, _ in geroepen] == [
        "controleer",
        "ververs_borg_en_verbind",
        "netwerkbeeld",
    ]
    desktop.main("boek.xlsm")
    assert geroepen[-1] == ("bereken", "geopend: boek.xlsm")


def test_without_a_button_it_says_how_to_start(
    geroepen: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nee(*_: Any) -> None:
        msg = "Book.caller() must not be called directly."
        raise ValueError(msg)

    monkeypatch.setattr(xlwings_hook, "Book", SimpleNamespace(caller=nee))
    with pytest.raises(SystemExit, match="knop in het werkboek"):
        desktop.main()
    monkeypatch.setattr(xlwings_hook, "Book", nee)
    with pytest.raises(SystemExit, match=r"'boek.xlsm' is niet in Excel te openen"):
        desktop.main("boek.xlsm")
    monkeypatch.setattr(xlwings_hook, "OORZAAK", ImportError("No module named 'xlwings'"))
    with pytest.raises(SystemExit, match="xlwings werkt niet in deze Python"):
        desktop.main()
    assert geroepen == []


def test_without_regio_xl_the_python_file_says_so_in_one_line(gemaakt: Path) -> None:
    code = "import sys; sys.modules['regio_xl'] = None\nimport werkboek"
    uit = subprocess.run(
        [sys.executable, "-c", code], cwd=gemaakt, capture_output=True, text=True, check=False
    )
    assert uit.returncode == 1
    assert uit.stderr.startswith("Regio-XL is niet te vinden in deze Python")
    assert len(uit.stderr.splitlines()) == 1


@pytest.mark.lang
def test_the_python_file_computes_in_a_real_book(gemaakt: Path, voorbeeld: bytes) -> None:
    """With a book of xlwings' remote engine as caller, for there is no Excel here."""
    (gemaakt / "boek.json").write_text(
        json.dumps(boek_json(voorbeeld, "werkboek.xlsm")), encoding="utf-8"
    )
    code = (
        "import json, xlwings as xw\nboek = xw.Book(json=json.load(open('boek.json', "
        "encoding='utf-8')))\n"
        "boek.set_mock_caller()\nimport werkboek; werkboek.main()\nprint(json.dumps(boek.json()))"
    )
    excel = Excelmodel.van(voorbeeld).speel(json.loads(draai(code, gemaakt, **SLEUTEL))["actions"])
    assert set(blokken.RESULTAATTABS) <= excel.geraakt.keys()
    assert not excel.geraakt.keys() & {blokken.START, *blokken.INVOERTABS}
    assert len(excel.meldingen) == 1


@pytest.mark.lang
def test_the_command_that_the_vba_builds_reaches_main(gemaakt: Path) -> None:
    """Its words stand in ``ExecuteWindows``. Where there is no Excel it ends with our own sentence,
    and no traceback."""
    boek = gemaakt / "werkboek.xlsm"
    code = (
        f'import xlwings.utils;xlwings.utils.prepare_sys_path("true;{boek};{boek};;;;;"); '
        "import werkboek;werkboek.main()"
    )
    woorden = [
        sys.executable,
        "-B",
        "-c",
        code,
        "--wb=werkboek.xlsm",
        "--from_xl=1",
        "--app=Excel",
        "--hwnd=1",
    ]
    uit = subprocess.run(woorden, cwd=gemaakt.parent, capture_output=True, text=True, check=False)
    if sys.platform.startswith(("win", "darwin")):
        pytest.skip("hier kan Excel echt antwoorden")
    assert uit.returncode == 1
    assert uit.stderr.startswith("Start dit met de knop in het werkboek")
    assert len(uit.stderr.splitlines()) == 1


def test_the_functions_are_found_under_the_name_in_the_manual() -> None:
    pagina = (Path(__file__).parents[1] / "docs/excel/xlsm.md").read_text(encoding="utf-8")
    (modules,) = re.findall(r'"UDF MODULES","(.+)"', pagina)
    module = import_module(modules)
    assert callable(module.regio_score)
