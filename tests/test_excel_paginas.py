"""The pages about working in Excel, and the files for xlwings Lite that stand beside them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from hulp.programmas import programma
from regio_xl import __version__

EXCEL = Path(__file__).parents[1] / "docs" / "excel"
LITE = EXCEL / "lite"
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
        f"REGIO.{naam}" for naam in programma("docs/excel/maak.py").regiofuncties()
    }
    assert set(scripts) == {"bereken", "controleer", "netwerkbeeld", "ververs_borg_en_verbind"}


def test_the_page_about_lite_shows_the_real_main() -> None:
    invoer = [
        regel
        for regel in (LITE / "main.py").read_text(encoding="utf-8").splitlines()
        if regel.startswith("from ")
    ]
    pagina = (EXCEL / "lite.md").read_text(encoding="utf-8")
    assert len(invoer) == 2
    assert all(regel in pagina for regel in invoer)


def test_lite_asks_for_this_version_and_for_all_that_the_core_needs() -> None:
    regels = [
        r
        for r in (LITE / "requirements.txt").read_text(encoding="utf-8").splitlines()
        if not r.startswith("#")
    ]
    assert regels[0].endswith(f"/regio_xl-{__version__}-py3-none-any.whl")
    gevraagd = {re.split(r"[<>=]", regel)[0] for regel in regels[1:]}
    vereist = metadata.requires("regio-xl") or []
    pyodide = {"sys_platform": "emscripten", "platform_machine": "wasm32", "extra": ""}
    eisen = [
        eis
        for eis in map(Requirement, vereist)
        if eis.marker is None or eis.marker.evaluate(pyodide)
    ]
    nodig = {eis.name.lower() for eis in eisen}
    assert gevraagd == nodig - ALLEEN_VOOR_BESTANDEN | {"xlwings"}
