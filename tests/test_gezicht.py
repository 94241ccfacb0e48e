"""What ``import regio_xl as rx`` promises: the names, the functions, the errors, and that things
show themselves."""

from __future__ import annotations

import ast
import doctest
import json
import pickle
import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import pytest

import regio_xl as rx
from hulp.boeken import vol_boek
from regio_xl.batch import overview
from regio_xl.bevindingen import VOLGORDE, bevinding, catalogus, fouten
from regio_xl.opdracht import bekijk_boek, bewaar_nieuw
from regio_xl.resultaten.kaart import kaart

WORTEL = Path(__file__).parents[1]
BRON = WORTEL / "src" / "regio_xl"
PAGINA = (WORTEL / "docs" / "python.md").read_text(encoding="utf-8")
VOORBEELD = WORTEL / "workbooks" / "voorbeelden" / "greenport-venlo.xlsx"
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages([str(BRON)], "regio_xl.")
    if module.name not in {"regio_xl.__main__", "regio_xl.excel.server"}
)
METHODE = rx.methode()


@pytest.fixture
def boek(tmp_path: Path) -> Path:
    pad = tmp_path / "invoer" / "a.xlsx"
    pad.parent.mkdir()
    pad.write_bytes(VOORBEELD.read_bytes())
    return pad


def staat(map_: Path) -> dict[str, bytes]:
    return {str(p.relative_to(map_)): p.read_bytes() for p in map_.rglob("*") if p.is_file()}


# --- the names


def test_the_table_of_names_and_all_agree_and_are_sorted() -> None:
    assert set(rx.__all__) == {*rx._MODULES, "__version__"}
    hoofdletters_eerst = sorted(rx.__all__, key=lambda naam: (not naam[0].isupper(), naam))
    assert rx.__all__ == hoofdletters_eerst
    assert dir(rx) == sorted(rx.__all__)


def test_what_type_checkers_see_is_what_is_loaded() -> None:
    """The imports under TYPE_CHECKING name the same modules as the table."""
    blokken = [
        k for k in ast.parse((BRON / "__init__.py").read_text()).body if isinstance(k, ast.If)
    ]
    gezien = {
        naam.name: regel.module
        for regel in ast.walk(blokken[0])
        if isinstance(regel, ast.ImportFrom)
        for naam in regel.names
    }
    assert gezien == rx._MODULES


@pytest.mark.parametrize("naam", rx.__all__)
def test_every_name_can_be_loaded_and_stands_on_the_page(naam: str) -> None:
    assert getattr(rx, naam) is not None
    assert re.search(rf"\b{naam}\b", PAGINA)


def test_every_name_on_the_page_exists() -> None:
    assert set(re.findall(r"\brx\.(\w+)", PAGINA)) <= set(rx.__all__)


def test_a_name_that_is_also_a_module_can_be_called() -> None:
    """Loading ``regio_xl.methode`` puts a module under that name, over whatever stood there."""
    dubbel = {module.split(".")[1] for module in MODULES} & set(rx.__all__)
    assert dubbel == {"methode"}
    import_module("regio_xl.methode")
    assert rx.methode() is METHODE


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="verwerkt"):
        _ = rx.verwerkt  # type: ignore[attr-defined]


def geladen_na(code: str) -> set[str]:
    uit = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(uit.stdout.split())


def test_the_import_itself_loads_nothing() -> None:
    geladen = geladen_na("import regio_xl as rx; rx.__version__; dir(rx)")
    assert {naam for naam in geladen if naam.startswith("regio_xl")} == {"regio_xl"}
    assert "pydantic" not in geladen


def test_findings_and_errors_are_light() -> None:
    """The process that leads a batch may word findings too."""
    geladen = geladen_na("import regio_xl as rx; rx.Bevinding, rx.WerkboekFout, rx.Adres")
    assert geladen & {"pydantic", "regio_xl.methode", "pandas", "xlsxwriter", "click"} == set()


def test_looking_and_processing_load_no_builder_of_templates_and_no_pandas() -> None:
    geladen = geladen_na(f"import regio_xl as rx; rx.bekijk({str(VOORBEELD)!r})")
    assert geladen & {"xlsxwriter", "pandas", "click", "openpyxl", "xlwings"} == set()


# --- the functions


def test_a_new_workbook_holds_what_is_known_already(tmp_path: Path) -> None:
    pad = rx.nieuw(str(tmp_path / "werkboek.xlsx"), regio="De Vallei", opgave="Genoeg vakmensen")
    resultaat = rx.bekijk(pad)
    assert (resultaat.regio, resultaat.opgave) == ("De Vallei", "Genoeg vakmensen")
    assert resultaat.perspectief.advies is None


def test_a_new_workbook_never_takes_the_place_of_something(tmp_path: Path) -> None:
    pad = tmp_path / "werkboek.xlsx"
    pad.write_bytes(b"van iemand")
    with pytest.raises(rx.BestaatAl) as fout:
        rx.nieuw(pad)
    assert (fout.value.pad, fout.value.paden) == (pad, (pad,))
    assert pad.read_bytes() == b"van iemand"


def test_a_new_workbook_ends_in_xlsx(tmp_path: Path) -> None:
    with pytest.raises(rx.NaamFout, match=r"werkboek\.xls' eindigt niet op \.xlsx"):
        rx.nieuw(tmp_path / "werkboek.xls")
    assert staat(tmp_path) == {}


def test_of_several_new_files_all_are_saved_or_none(tmp_path: Path) -> None:
    (tmp_path / "b.py").mkdir()
    with pytest.raises(rx.WerkboekFout) as fout:
        bewaar_nieuw({tmp_path / "a.xlsx": b"a", tmp_path / "b.py": b"b"})
    assert fout.value.pad == tmp_path / "b.py"
    assert staat(tmp_path) == {}


def test_looking_gives_the_results_and_writes_nothing(boek: Path, tmp_path: Path) -> None:
    voor = staat(tmp_path)
    resultaat = rx.bekijk(str(boek))
    verwacht = json.loads((WORTEL / "tests" / "gouden" / "greenport-venlo.json").read_text("utf-8"))
    assert json.loads(resultaat.model_dump_json()) == verwacht | {"bestand": "a.xlsx"}
    assert staat(tmp_path) == voor


def test_processing_saves_a_copy_in_a_folder(boek: Path, tmp_path: Path) -> None:
    resultaat = rx.verwerk(boek, tmp_path / "uit")
    assert resultaat == rx.bekijk(boek)
    assert rx.bekijk(tmp_path / "uit" / "a.xlsx").antwoorden_kenmerk == resultaat.antwoorden_kenmerk
    assert boek.read_bytes() == VOORBEELD.read_bytes()


def test_the_folder_is_resultaat_when_nobody_names_one(
    boek: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rx.verwerk(boek)
    assert (tmp_path / "resultaat" / "a.xlsx").is_file()


def test_an_earlier_result_that_differs_is_kept(boek: Path, tmp_path: Path) -> None:
    rx.verwerk(boek, tmp_path / "uit")
    zelfde = staat(tmp_path)
    assert "resultaat-gewijzigd" not in {
        b.code for b in rx.verwerk(boek, tmp_path / "uit").bevindingen
    }
    assert staat(tmp_path) == zelfde
    (tmp_path / "uit" / "a.xlsx").write_bytes(b"van iemand")
    resultaat = rx.verwerk(boek, tmp_path / "uit")
    assert resultaat.bevindingen[-1].code == "resultaat-gewijzigd"
    assert (tmp_path / "uit" / "a.reservekopie.xlsx").read_bytes() == b"van iemand"


def test_in_place_only_when_asked(boek: Path) -> None:
    oud = boek.read_bytes()
    with pytest.raises(rx.WerkboekFout) as fout:
        rx.verwerk(boek, boek.parent)
    assert (fout.value.code, fout.value.pad) == ("bestand-zelfde-als-invoer", boek)
    assert staat(boek.parent) == {"a.xlsx": oud}
    rx.verwerk(rx.nieuw(boek.with_name("b.xlsx")), ter_plekke=True)
    assert sorted(staat(boek.parent)) == ["a.xlsx", "b.reservekopie.xlsx", "b.xlsx"]


def test_an_input_is_computed_as_if_it_came_from_a_workbook() -> None:
    bekeken = bekijk_boek(vol_boek(), METHODE)
    zonder_boek = rx.bereken(bekeken.gelezen.invoer)
    anders = {"bestand": "", "sjabloon_versie": None, "bevindingen": ()}
    assert zonder_boek == bekeken.resultaat.model_copy(update=anders)


def test_a_method_of_a_folder_is_read_again_and_our_own_is_not(tmp_path: Path) -> None:
    assert rx.methode() is METHODE
    with pytest.raises(rx.MethodeFout, match=r"^methode\.toml, bestand: "):
        rx.methode(str(tmp_path))


# --- regions side by side


def test_every_workbook_is_a_row_also_when_it_cannot_be_read(boek: Path) -> None:
    pytest.importorskip("pandas")
    (boek.parent / "b.xlsx").write_bytes(b"geen werkboek")
    tabel = rx.overzicht([boek.parent, boek.parent / "weg.xlsx"])
    resultaat = rx.bekijk(boek)
    assert [Path(pad).name for pad in tabel["pad"]] == ["a.xlsx", "b.xlsx", "weg.xlsx"]
    goed, kapot, weg = (tabel.loc[nummer] for nummer in range(3))
    assert (goed["advies"], goed["regio"]) == (resultaat.perspectief.advies, resultaat.regio)
    assert goed["marge"] == resultaat.perspectief.marge
    scores = {f"score_{p}": score for p, score in resultaat.perspectief.scores.items()}
    assert goed[list(scores)].to_dict() == scores
    assert goed[["op_orde", "aandacht", "nog_leeg"]].sum() == len(resultaat.wegwijzers)
    assert tabel["reden"].isna().tolist() == [True, False, False]
    assert "(bestand-geen-werkboek)" in str(kapot["reden"])
    assert "(bestand-niet-gevonden)" in str(weg["reden"])
    assert tabel["advies"].isna().tolist() == [False, True, True]
    assert tabel["fouten"].tolist() == [0, 1, 1]


def test_one_path_is_an_overview_too_and_the_columns_never_differ(
    boek: Path, tmp_path: Path
) -> None:
    pytest.importorskip("pandas")
    leeg = tmp_path / "leeg"
    leeg.mkdir()
    vol, zonder = rx.overzicht(boek), rx.overzicht(str(leeg))
    assert "(map-zonder-werkboeken)" in str(zonder.loc[0, "reden"])
    for tabel in (vol, zonder):
        assert {naam: str(soort) for naam, soort in tabel.dtypes.items()} == {
            naam: {"string": str(tabel.dtypes["pad"])}.get(soort, soort)
            for naam, soort in overview.KOLOMMEN.items()
        }


def test_the_page_explains_every_column() -> None:
    rijen = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \| .+ \| .+ \|$", PAGINA, re.MULTILINE)
    kolommen = [kolom for rij in rijen for kolom in re.findall(r"`(\w+)`", rij)]
    assert kolommen == list(overview.KOLOMMEN)


def test_without_pandas_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(rx.BibliotheekOntbreekt, match=r"pip install .\.\[overzicht\]"):
        rx.overzicht([])


# --- errors

GEMAAKT: dict[str, Callable[[], rx.RegioFout]] = {
    "BestaatAl": lambda: rx.BestaatAl([Path("a.xlsx")]),
    "WerkboekFout": lambda: rx.WerkboekFout(
        "cel-niet-te-schrijven", rx.Adres("Advies", 1, 5), reden="vol"
    ),
    "MethodeFout": lambda: rx.MethodeFout("methode.toml", "versie", "deze sleutel ontbreekt"),
    "NietGeschreven": lambda: rx.NietGeschreven(
        rx.WerkboekFout("bestand-beschadigd", reden="x"), vol_boek().bevindingen()
    ),
}


def familie(soort: type[rx.RegioFout] = rx.RegioFout) -> dict[str, type[rx.RegioFout]]:
    """Every error of the package, whichever module it lives in."""
    for module in MODULES:
        if "server" not in module:
            import_module(module)
    gevonden: dict[str, type[rx.RegioFout]] = {}
    for onder in soort.__subclasses__():
        gevonden |= {onder.__name__: onder, **familie(onder)}
    return gevonden


def boom(tekst: str) -> dict[str, str | None]:
    """A drawn tree as each name with the one above it."""
    boven: list[str] = []
    gelezen: dict[str, str | None] = {}
    for takken, naam in re.findall(r"^ *((?:│   )*(?:[├└]── )?)(\w+Fout|[A-Z]\w+)  +", tekst, re.M):
        if naam != "RegioFout" and not takken:
            continue  # prose
        diepte = len(takken) // 4
        boven[diepte:] = [naam]
        gelezen[naam] = boven[diepte - 1] if diepte else None
    return gelezen


@pytest.mark.parametrize("tekst", [PAGINA, fouten.__doc__], ids=["page", "docstring"])
def test_the_drawn_tree_is_the_real_one(tekst: str) -> None:
    echt: dict[str, str | None] = {"RegioFout": None}
    for naam, soort in familie().items():
        echt[naam] = soort.__base__.__name__ if soort.__base__ else None
    assert boom(tekst) == echt
    assert set(echt) <= set(rx.__all__)


def test_the_drawn_tree_says_where_each_error_lives() -> None:
    regels = re.findall(r"── (\w+) .* (regio_xl[\w.]*)$", fouten.__doc__ or "", re.MULTILINE)
    assert len(regels) == len(familie())
    assert [naam for naam, module in regels if not hasattr(import_module(module), naam)] == []


@pytest.mark.parametrize("naam", sorted(familie()))
def test_every_error_is_a_sentence_a_finding_and_travels(naam: str) -> None:
    soort: type[rx.RegioFout] = getattr(rx, naam)
    fout = GEMAAKT[naam]() if naam in GEMAAKT else soort("Dit kan niet.")
    assert fout.bevinding.ernst == "fout"
    assert fout.bevinding.code in catalogus() or f"`{fout.bevinding.code}`" in PAGINA
    assert fout.bevinding.melding in str(fout)
    assert fout.bevindingen[0] == fout.bevinding
    fout.pad = Path("a.xlsx")
    terug = pickle.loads(pickle.dumps(fout))  # noqa: S301 - our own
    assert (type(terug), str(terug), terug.pad) == (type(fout), str(fout), fout.pad)
    assert terug.bevindingen == fout.bevindingen


def test_every_error_that_users_can_mend_is_of_the_family() -> None:
    """An exception class of our own outside it is for ourselves only."""
    eigen = {
        f"{pad.relative_to(BRON)}: {klasse.name}"
        for pad in BRON.rglob("*.py")
        for klasse in ast.walk(ast.parse(pad.read_text(encoding="utf-8")))
        if isinstance(klasse, ast.ClassDef)
        and {getattr(basis, "id", "") for basis in klasse.bases} & {"Exception", "RuntimeError"}
    }
    assert {regel.split(": ")[1] for regel in eigen} == {
        "RegioFout",
        "ProcessStopped",
        "ProcessTooSlow",
        "Refused",
        "NoScheduler",
        "NobodyThere",
        "RunnerLost",
        "UitvoerFout",
    }


def test_an_error_names_its_file_and_its_cell(tmp_path: Path) -> None:
    with pytest.raises(rx.RegioFout) as fout:
        rx.bekijk(tmp_path / "weg.xlsx")
    assert fout.value.pad == tmp_path / "weg.xlsx"
    cel = GEMAAKT["WerkboekFout"]()
    assert (cel.bevinding.blad, cel.bevinding.cel) == ("Advies", "F2")
    assert str(cel).startswith("'Advies'!F2: ")


# --- findings


def test_a_finding_keeps_its_address_and_prints_it_once() -> None:
    gevonden = rx.bekijk(VOORBEELD).bevindingen[0]
    assert gevonden.adres == rx.Adres.lees(gevonden.blad, gevonden.cel)
    assert str(gevonden).startswith(f"{gevonden.adres}: ")
    assert list(gevonden.als_json()) == ["ernst", "blad", "cel", "code", "melding"]


def test_a_result_reads_back_from_its_own_json() -> None:
    """Also with findings about a whole tab and about the file."""
    plekken = (rx.Adres("Weefsel", 6, 27), rx.Adres("Weefsel"), None)
    gevonden = tuple(bevinding("tab-leeg", plek) for plek in plekken)
    resultaat = rx.bekijk(VOORBEELD).model_copy(update={"bevindingen": gevonden})
    tekst = resultaat.model_dump_json()
    assert rx.Resultaat.model_validate_json(tekst) == resultaat
    assert rx.Resultaat.model_validate(resultaat.model_dump()) == resultaat


@pytest.mark.parametrize("soort", ["validation", "serialization"])
def test_the_schema_of_a_finding_is_its_json(soort: str) -> None:
    schema = rx.Resultaat.model_json_schema(mode=soort)  # type: ignore[arg-type]
    assert schema["properties"]["bevindingen"]["items"] == {"$ref": "#/$defs/Bevinding"}
    velden = schema["$defs"]["Bevinding"]["properties"]
    assert list(velden) == ["ernst", "blad", "cel", "code", "melding"]
    assert velden["ernst"]["enum"] == list(VOLGORDE)


def test_every_kind_of_finding_has_a_known_severity() -> None:
    assert {soort.ernst for soort in catalogus().values()} == set(VOLGORDE)


@pytest.mark.parametrize("cel", ["A1", "Z9", "AA10", "AZ1", "BA2", "XFD1048576"])
def test_an_address_reads_back_what_it_prints(cel: str) -> None:
    assert rx.Adres.lees("Opgave", cel).cel == cel


@pytest.mark.parametrize("cel", ["7", "D", "d7", "D7x", "D-7"])
def test_what_is_no_cell_is_no_address(cel: str) -> None:
    with pytest.raises(ValueError, match="no cell"):
        rx.Adres.lees("Opgave", cel)


# --- things show themselves


def test_every_big_model_shows_itself_in_one_line() -> None:
    bekeken = bekijk_boek(vol_boek(), METHODE)
    modellen: list[object] = [METHODE, bekeken, bekeken.resultaat, bekeken.resultaat.netwerk]
    modellen += [bekeken.gelezen, bekeken.gelezen.invoer, bekeken.indeling]
    modellen.append(bekeken.indeling.snapshot)
    for model in modellen:
        for tekst in (repr(model), str(model), f"{model}"):
            assert tekst.startswith(f"<{type(model).__name__}")
            assert "\n" not in tekst
            assert len(tekst) < 300
    assert repr(METHODE) == (
        f"<Methode {METHODE.versie} ({METHODE.fingerprint}): {len(METHODE.stellingen)} stellingen>"
    )


class Tekst(HTMLParser):
    """The text of a piece of HTML and the tags that are open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tekst, self.open, self.koppen = "", [""], 0
        self.feed(html)
        assert self.open == [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.koppen += tag == "th" and ("scope", "row") in attrs
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.tekst += data


def test_a_result_shows_itself_in_a_notebook() -> None:
    """Every score stands there as text, so nothing hangs on colour or the length of a bar."""
    resultaat = rx.bekijk(VOORBEELD)
    getoond = Tekst(resultaat._repr_html_())
    assert getoond.koppen == 4
    for perspectief, score in resultaat.perspectief.scores.items():
        naam = f"{perspectief.capitalize()}{' (advies)' * (perspectief == 'netwerkend')}"
        assert naam + f"{score:.1f}".replace(".", ",") in getoond.tekst
    assert "Het advies is netwerkend (verdeeld)" in getoond.tekst
    assert getoond.tekst.endswith("Bevindingen: 2 tips.")


def test_what_users_typed_is_text_in_a_notebook() -> None:
    kenmerken = {"Start": {"regio": "<script>alert(1)</script>", "opgave": 'a & "b"'}}
    html = rx.bereken(rx.Invoer(kenmerken=kenmerken))._repr_html_()
    assert "<script" not in html
    assert Tekst(html).tekst.startswith('<script>alert(1)</script>: a & "b"')
    assert "onbekend" in html
    assert "Geen bevindingen." in html


def test_findings_are_counted_by_kind() -> None:
    advies = rx.bereken(rx.Invoer()).perspectief
    html = kaart("", "", advies, ["fout", "tip", "fout", "let op"])
    assert "Bevindingen: 2 fouten, 1 keer let op, 1 tip." in html


# --- the documents


def test_the_notebook_runs_from_top_to_bottom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pandas")
    notebook = json.loads((WORTEL / "docs" / "python.ipynb").read_text(encoding="utf-8"))
    code = [cel for cel in notebook["cells"] if cel["cell_type"] == "code"]
    assert [cel["outputs"] for cel in code] == [[]] * len(code)
    monkeypatch.chdir(tmp_path)
    ruimte: dict[str, object] = {}
    for cel in code:
        exec("".join(cel["source"]), ruimte)  # noqa: S102 - our own notebook
    assert "(bestand-niet-gevonden)" in capsys.readouterr().out
    assert sorted(staat(tmp_path)) == ["resultaat/werkboek.xlsx", "werkboek.xlsx"]


def test_the_examples_of_the_page_run(boek: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    monkeypatch.chdir(boek.parent)
    boek.rename("ingevuld.xlsx")
    Path("ingevuld").mkdir()
    Path("ingevuld", "b.xlsx").write_bytes(VOORBEELD.read_bytes())
    ruimte: dict[str, object] = {}
    voorbeelden = re.findall(r"^```python\n(.*?)^```$", PAGINA, re.MULTILINE | re.DOTALL)
    assert len(voorbeelden) == 6
    for voorbeeld in voorbeelden:
        exec(voorbeeld, ruimte)  # noqa: S102 - our own page


def bestand_van(module: str) -> Path:
    pad = BRON.parent.joinpath(*module.split("."))
    return pad / "__init__.py" if pad.is_dir() else pad.with_suffix(".py")


MET_VOORBEELD = [m for m in MODULES if ">>> " in bestand_van(m).read_text(encoding="utf-8")]


@pytest.mark.parametrize("module", MET_VOORBEELD)
def test_the_examples_in_docstrings_are_true(module: str) -> None:
    gedaan = doctest.testmod(import_module(module))
    assert gedaan.attempted > 0
    assert gedaan.failed == 0
