"""The pages about working in Excel, and the files for xlwings Lite that stand beside them."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement

from hulp.programmas import programma
from regio_xl import __version__
from regio_xl.cli import groep

EXCEL = Path(__file__).parents[1] / "docs" / "excel"
LITE = EXCEL / "lite"
SRC = Path(__file__).parents[1] / "src"
PAGINAS = sorted(EXCEL.glob("*.md"))
ALLEEN_VOOR_BESTANDEN = {"xlsxwriter", "click"}


def test_every_way_has_its_page() -> None:
    assert {pad.stem for pad in PAGINAS} == {"xlsm", "lite", "server", "functies"}
    overzicht = EXCEL.with_suffix(".md").read_text(encoding="utf-8")
    assert all(f"(excel/{pad.name})" in overzicht for pad in PAGINAS)


@pytest.mark.parametrize("pad", PAGINAS, ids=lambda pad: pad.stem)
def test_every_page_says_that_excel_was_not_tried(pad: Path) -> None:
    tekst = " ".join(pad.read_text(encoding="utf-8").split())
    assert re.search(r"[Ii]n Excel( zelf)? is dit (nog )?niet geprobeerd", tekst)
    if pad.stem != "functies":
        assert "licentie" in tekst


def test_the_page_of_functions_is_what_the_functions_say() -> None:
    maker = programma("docs/excel/maak.py")
    assert maker.pagina() == maker.PAGINA.read_text(encoding="utf-8"), "python docs/excel/maak.py"
    assert maker.main(["--controle"]) == 0
    assert maker.VOORBEELDEN.keys() == maker.regiofuncties().keys()


def test_an_old_page_of_functions_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    maker = programma("docs/excel/maak.py")
    monkeypatch.setattr(maker, "PAGINA", tmp_path / "functies.md")
    assert maker.main(["--controle"]) == 1
    assert "python docs/excel/maak.py" in capsys.readouterr().err
    assert (maker.main([]), maker.main(["--controle"])) == (0, 0)


def test_main_for_lite_brings_every_function_and_script() -> None:
    """Under xlwings' engine for Lite and Server, which reads its environment at its first
    import."""
    code = (
        "import json, main, xlwings.server as s\n"
        "print(json.dumps([[f['name'] for f in s.custom_functions_meta(main)['functions']],"
        " [f['function_name'] for f in s.custom_scripts_meta(main)]]))"
    )
    omgeving = os.environ | {
        "XLWINGS_LICENSE_KEY": "noncommercial",
        "XLWINGS_ON_SERVER": "true",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    uit = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=LITE,
        env=omgeving,
        capture_output=True,
        text=True,
        check=False,
    )
    assert uit.returncode == 0, uit.stderr
    functies, scripts = json.loads(uit.stdout)
    assert set(functies) == {
        f"REGIO{teken}{naam}"
        for naam in programma("docs/excel/maak.py").regiofuncties()
        for teken in "_."
    }
    assert set(scripts) == {"bereken", "controleer", "netwerkbeeld", "ververs_borg_en_verbind"}


def test_the_page_about_lite_shows_the_real_main() -> None:
    regels = [
        regel.split("  # ")[0]
        for regel in (LITE / "main.py").read_text(encoding="utf-8").splitlines()
        if regel.startswith(("from ", "import ", "sys."))
    ]
    pagina = (EXCEL / "lite.md").read_text(encoding="utf-8")
    assert len(regels) == 4
    assert all(f"   {regel}\n" in pagina for regel in regels)


def test_a_folder_that_was_dropped_into_lite_is_found_by_main(tmp_path: Path) -> None:
    """The folder ``src/regio_xl`` as it is, without a wheel and without an installation."""
    shutil.copytree(
        SRC / "regio_xl", tmp_path / "regio_xl", ignore=shutil.ignore_patterns("__pycache__")
    )
    code = (
        "import sys\n"
        "sys.path[:] = [p for p in sys.path if not p.rstrip('/').endswith('src')]\n"
        f"tekst = open({str(LITE / 'main.py')!r}, encoding='utf-8').read()\n"
        f"exec(tekst.replace('/data', {str(tmp_path)!r}))\n"
        "import regio_xl\nprint(regio_xl.__file__)\n"
    )
    omgeving = {n: w for n, w in os.environ.items() if n != "PYTHONPATH"}
    lite = {"XLWINGS_LICENSE_KEY": "noncommercial", "XLWINGS_ON_SERVER": "true"}
    uit = subprocess.run(
        [sys.executable, "-c", code], env=omgeving | lite, cwd=tmp_path, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert uit.returncode == 0, uit.stderr
    assert Path(uit.stdout.strip()) == tmp_path / "regio_xl" / "__init__.py"


def test_lite_asks_for_this_version_and_for_all_that_the_core_needs() -> None:
    tekst = (LITE / "requirements.txt").read_text(encoding="utf-8")
    assert f"# https://JOUW-ADRES/regio_xl-{__version__}-py3-none-any.whl\n" in tekst
    regels = [regel for regel in tekst.splitlines() if not regel.startswith("#")]
    gevraagd = {re.split(r"[<>=]", regel)[0] for regel in regels}
    vereist = metadata.requires("regio-xl") or []
    pyodide = {"sys_platform": "emscripten", "platform_machine": "wasm32", "extra": ""}
    eisen = [
        eis
        for eis in map(Requirement, vereist)
        if eis.marker is None or eis.marker.evaluate(pyodide)
    ]
    nodig = {eis.name.lower() for eis in eisen}
    assert gevraagd == nodig - ALLEEN_VOOR_BESTANDEN | {"xlwings"}


# --- every command on these pages


def opdrachten(taal: str) -> list[str]:
    """The lines of all blocks of commands in this language, on every page."""
    blok = re.compile(rf"^ *```{taal}\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
    return [
        regel.strip()
        for pad in PAGINAS
        for gevonden in blok.findall(pad.read_text(encoding="utf-8"))
        for regel in gevonden.splitlines()
    ]


ALLEEN_MET_EXCEL = {".venv/bin/xlwings runpython install", ".venv/bin/xlwings addin install"}
"""Commands of xlwings for Windows or a Mac; elsewhere it does not have them."""


def test_every_command_is_one_that_a_test_knows() -> None:
    """Whoever adds one says here how it is tried, or why it cannot be."""
    bekend = re.compile(
        r"python3 -m venv \.venv && \.venv/bin/pip install "
        r'"\.\[(excel|server)\]"'
        r"|\.venv/bin/xlwings config create --force"
        r"|\.venv/bin/regio-xl nieuw werkboek\.xlsm .*"
        r"|\.venv/bin/uvicorn regio_xl\.excel\.server:app --host localhost.*"
        r"|\.venv/bin/pip wheel --no-deps --wheel-dir wiel \."
    )
    gevonden = opdrachten("sh")
    assert len(gevonden) >= 8
    assert {een for een in gevonden if not bekend.fullmatch(een)} == ALLEEN_MET_EXCEL


def test_every_extra_that_a_page_installs_exists() -> None:
    extras = set(metadata.metadata("regio-xl").get_all("Provides-Extra") or [])
    gevraagd = re.findall(r'pip install "\.\[(\w+)\]"', "\n".join(opdrachten("(?:sh|powershell)")))
    assert {"excel", "server"} <= set(gevraagd) <= extras


def test_windows_gets_the_same_commands_as_the_rest() -> None:
    windows = "\n".join(opdrachten("powershell")).replace("\\", "/")
    for opdracht in windows.replace("py -m", "python3 -m").splitlines():
        onze = opdracht.replace(".venv/Scripts", ".venv/bin")
        assert any(onze in een for een in opdrachten("sh")), opdracht


def test_xlwings_writes_down_the_python_that_runs_it(tmp_path: Path) -> None:
    """``xlwings config create`` of the page about the macro workbook."""
    xlwings = Path(sys.executable).with_name("xlwings")
    subprocess.run(
        [xlwings, "config", "create", "--force"], env=os.environ | {"HOME": str(tmp_path)},
        check=True, capture_output=True,
    )  # fmt: skip
    gezet = (tmp_path / ".xlwings" / "xlwings.conf").read_text(encoding="utf-8")
    assert Path(sys.executable).parent.as_posix() in gezet


def test_uvicorn_takes_the_options_of_the_page() -> None:
    uvicorn = pytest.importorskip("uvicorn.main")
    regels = [een.split() for een in opdrachten("sh") if "uvicorn" in een]
    for _, *rest in regels:
        gelezen = uvicorn.main.make_context("uvicorn", list(rest)).params
        assert (gelezen["app"], gelezen["host"]) == ("regio_xl.excel.server:app", "localhost")


def test_the_macro_workbook_of_the_page_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (opdracht,) = [een for een in opdrachten("sh") if "regio-xl nieuw" in een]
    uitslag = CliRunner().invoke(
        groep, shlex.split(opdracht)[1:], obj={"debug": False, "process": None}
    )
    assert uitslag.exit_code == 0, uitslag.output
    assert {pad.name for pad in tmp_path.iterdir()} == {"werkboek.xlsm", "werkboek.py"}


@pytest.mark.lang
def test_the_wheel_of_the_page_is_made(tmp_path: Path) -> None:
    """Without its isolation, for which pip would need the network."""
    (opdracht,) = [een for een in opdrachten("sh") if "pip wheel" in een]
    argumenten = shlex.split(opdracht)[1:-1]
    argumenten[argumenten.index("wiel")] = str(tmp_path)
    cache = programma("tests/pyodide/haal.py").cachemap() / "bouwer"
    if not cache.is_dir():
        pytest.skip("python tests/pyodide/haal.py")
    subprocess.run(
        [sys.executable, "-m", "pip", *argumenten, "--no-build-isolation", str(SRC.parent)],
        env=os.environ | {"PYTHONPATH": str(cache)}, check=True, capture_output=True,
    )  # fmt: skip
    assert (tmp_path / f"regio_xl-{__version__}-py3-none-any.whl").is_file()
