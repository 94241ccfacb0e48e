"""The arrows between rooms, the meaning of a name, and how big a module may be.

The design holds only while these hold. How rooms and floors are counted stands in docs/kamers.py.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

WORTEL = Path(__file__).parents[1]
BRON = WORTEL / "src" / "regio_xl"
VOORBEELD = WORTEL / "workbooks" / "voorbeelden" / "greenport-venlo.xlsx"
MODULES = sorted(BRON.rglob("*.py"))
ZWAAR = {
    "pandas",
    "numpy",
    "openpyxl",
    "python_calamine",
    "xlsxwriter",
    "networkx",
    "xlwings",
    "click",
}

_spec = importlib.util.spec_from_file_location("kamers", WORTEL / "docs" / "kamers.py")
assert _spec is not None
assert _spec.loader is not None
kamers = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(kamers)

VAN_BOVEN_NAAR_BENEDEN = (
    "cli",
    "batch",
    "excel",
    "opdracht",
    "tabs",
    "inlezen",
    "opmaak",
    "methodeproef",
    "rekenen",
    "indeling",
    "resultaten",
    "invoer",
    "methode",
    "xlsx",
    "werkboek",
    "bevindingen",
    "gegevens",
)
"""The rooms in the order of the way through; each uses only rooms that stand after it."""

MEER_DAN_EEN_PLEK = {
    "teken": "draws a tab",
    "rijen": "what stands in the blocks of a result tab",
    "main": "where a program starts",
    "bereken": "everything that follows from what was filled in",
    "controleer": "what a button does; the desktop has its own door to it",
    "netwerkbeeld": "what a button does; the desktop has its own door to it",
    "ververs_borg_en_verbind": "what a button does; the desktop has its own door to it",
}
"""Public names that every module of a kind has, with the one thing that they mean."""


def imports(pad: Path) -> list[str]:
    return list(kamers.imports(pad))


def geladen_na(code: str) -> set[str]:
    uit = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {naam.split(".")[0] for naam in uit.stdout.split()}


def naam(pad: Path) -> str:
    return str(pad.relative_to(BRON))


def publieke_namen(pad: Path) -> Iterator[str]:
    """What a module defines on its first level without an underscore; imports do not count."""
    for knoop in ast.parse(pad.read_text(encoding="utf-8")).body:
        if isinstance(knoop, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            doelen: list[ast.AST] = []
            namen = [knoop.name]
        elif isinstance(knoop, ast.Assign):
            doelen, namen = list(knoop.targets), []
        elif isinstance(knoop, ast.AnnAssign):
            doelen, namen = [knoop.target], []
        else:
            continue
        for doel in doelen:
            namen += [deel.id for deel in ast.walk(doel) if isinstance(deel, ast.Name)]
        yield from (een for een in namen if not een.startswith("_"))


def test_there_are_at_most_twenty_things_on_the_first_level_and_nine_floors() -> None:
    ingangen = [pad for pad in BRON.iterdir() if pad.name != "__pycache__"]
    assert len(ingangen) <= 21  # the twenty, and py.typed for type checkers
    assert max(kamers.verdiepingen(kamers.pijlen()).values()) <= 9


def test_a_room_uses_only_rooms_below_it() -> None:
    pijlen = kamers.pijlen()
    assert set(pijlen) == set(VAN_BOVEN_NAAR_BENEDEN)
    omhoog = [
        (van, naar)
        for van, gebruikt in pijlen.items()
        for naar in gebruikt
        if VAN_BOVEN_NAAR_BENEDEN.index(naar) < VAN_BOVEN_NAAR_BENEDEN.index(van)
    ]
    assert omhoog == []


def test_a_circle_between_rooms_is_noticed() -> None:
    with pytest.raises(ValueError, match="a > b > a"):
        kamers.verdiepingen({"a": frozenset("b"), "b": frozenset("a")})


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Also inside a room, and also by an import inside a function."""
    modules = {_volle_naam(pad): pad for pad in MODULES if pad.parent != BRON or pad.stem[0] != "_"}
    pijlen = {
        module: frozenset(_doelen(pad, set(modules))) - {module} for module, pad in modules.items()
    }
    kamers.verdiepingen(pijlen)


def _volle_naam(pad: Path) -> str:
    delen = ("regio_xl", *pad.relative_to(BRON).with_suffix("").parts)
    return ".".join(deel for deel in delen if deel != "__init__")


def _doelen(pad: Path, modules: set[str]) -> Iterator[str]:
    """The modules that are meant: ``from pakket import module`` is about the module."""
    for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
        if isinstance(knoop, ast.Import):
            yield from (een.name for een in knoop.names if een.name in modules)
        elif isinstance(knoop, ast.ImportFrom) and knoop.module:
            for een in knoop.names:
                heel = f"{knoop.module}.{een.name}"
                if heel in modules:
                    yield heel
                elif knoop.module in modules:
                    yield knoop.module


def test_a_public_name_is_defined_in_one_place() -> None:
    plekken: dict[str, list[str]] = defaultdict(list)
    for pad in MODULES:
        for een in set(publieke_namen(pad)):
            plekken[een].append(naam(pad))
    dubbel = {een: waar for een, waar in plekken.items() if len(waar) > 1}
    assert {een: waar for een, waar in dubbel.items() if een not in MEER_DAN_EEN_PLEK} == {}


def test_a_library_is_imported_in_one_place_only() -> None:
    thuis: dict[str, set[str]] = {
        "xlsxwriter": {"opmaak", "tabs"},
        "networkx": {"rekenen"},
        "click": {"cli"},
        "openpyxl": set(),
        "pandas": {"batch"},
        "distributed": {"batch"},
        "xlwings": {"excel"},
    }
    elders = [
        (naam(pad), bibliotheek)
        for pad in MODULES
        for bibliotheek in thuis.keys() & {module.split(".")[0] for module in imports(pad)}
        if naam(pad).split("/")[0] not in thuis[bibliotheek]
    ]
    assert elders == []


def test_who_reads_and_writes_files_knows_nothing_of_ours_but_the_workbook() -> None:
    assert kamers.pijlen()["xlsx"] <= {"werkboek"}


def test_computing_knows_no_cells_no_files_and_no_looks() -> None:
    assert kamers.pijlen()["rekenen"] <= {"invoer", "methode", "resultaten"}


def test_writing_uses_nothing_from_inside_reading() -> None:
    assert "inlezen" not in kamers.pijlen()["tabs"]


def test_only_the_worker_loads_what_the_work_needs() -> None:
    """The others name it; so there is no circle, and who leads stays small."""
    lichte = [pad for pad in (BRON / "batch").glob("*.py") if pad.name != "execution.py"]
    assert len(lichte) > 5
    zwaar = [naam(pad) for pad in lichte if "regio_xl.batch.execution" in imports(pad)]
    assert zwaar == []


def test_the_reader_and_writer_of_files_know_only_the_port() -> None:
    eigen = [
        (naam(pad), module)
        for pad in (BRON / "xlsx").rglob("*.py")
        for module in imports(pad)
        if module.startswith("regio_xl")
    ]
    assert len(eigen) > 10
    toegestaan = ("regio_xl.xlsx", "regio_xl.werkboek")
    assert [(pad, module) for pad, module in eigen if not module.startswith(toegestaan)] == []


def test_the_core_imports_without_any_heavy_library() -> None:
    kern = "import regio_xl.methode, regio_xl.inlezen, regio_xl.rekenen, regio_xl.opdracht"
    assert geladen_na(kern) & ZWAAR == set()


def test_help_starts_without_what_it_does_not_need() -> None:
    code = (
        "import sys; sys.argv = ['regio-xl', 'verwerk', '--help']\n"
        "from regio_xl.cli import main\n"
        "try: main()\nexcept SystemExit: pass"
    )
    assert geladen_na(code) & (ZWAAR - {"click"} | {"pydantic"}) == set()


def test_who_leads_a_batch_loads_no_method_and_no_reader(tmp_path: Path) -> None:
    """The files are read by other processes, so the command itself starts fast and stays small,
    also with a bad file."""
    shutil.copy(VOORBEELD, tmp_path)
    uit = tmp_path / "uit"
    code = (
        f"import sys\nsys.argv = 'regio-xl', 'verwerk', {str(tmp_path)!r}, '--uit', {str(uit)!r}\n"
        "from regio_xl.cli import main\n"
        "try: main()\nexcept SystemExit as einde: assert einde.code == 0\n"
    )
    assert geladen_na(code) & (ZWAAR - {"click"} | {"pydantic"}) == set()
    assert [pad.name for pad in uit.glob("*.xlsx")] == [VOORBEELD.name]


def test_processing_a_file_leaves_the_template_builder_and_other_readers_alone() -> None:
    code = "import regio_xl.batch.execution"
    geladen = geladen_na(code)
    assert geladen & {"xlsxwriter", "openpyxl", "pandas", "networkx", "xlwings"} == set()


@pytest.mark.parametrize("pad", MODULES, ids=naam)
def test_modules_and_functions_stay_small(pad: Path) -> None:
    """A room of file formats or a tab with its drawing may take a little more."""
    tekst = pad.read_text(encoding="utf-8")
    ruimer = pad.parent.name in {"tabs", "xlsx"}
    assert len(tekst.splitlines()) <= (400 if ruimer else 300)
    lang = [
        knoop.name
        for knoop in ast.walk(ast.parse(tekst))
        if isinstance(knoop, ast.FunctionDef) and (knoop.end_lineno or 0) - knoop.lineno + 1 > 45
    ]
    assert lang == []


def test_fewer_than_ten_answers_are_remembered() -> None:
    """What a user typed may not stay in memory after the answer (docs/excel/server.md)."""
    plekken = [
        f"{naam(pad)}:{regel}"
        for pad in MODULES
        for regel, tekst in enumerate(pad.read_text(encoding="utf-8").splitlines(), start=1)
        if re.match(r"\s*@(lru_)?cache\b", tekst)
    ]
    assert len(plekken) < 10, plekken


def test_the_picture_of_the_rooms_is_true() -> None:
    assert kamers.BEELD.read_text(encoding="utf-8") == kamers.teken(kamers.pijlen())


def test_no_unfinished_work_is_left() -> None:
    woorden = ("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error")
    gevonden = [
        naam(pad)
        for pad in MODULES
        for woord in woorden
        if woord in pad.read_text(encoding="utf-8")
    ]
    assert gevonden == []
