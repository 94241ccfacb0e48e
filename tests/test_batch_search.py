"""What a folder gives: its workbooks, a line for every other file, and nothing for what systems and
programs leave behind."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest

from hulp.opdrachtregel import Regio, geen_engels
from regio_xl.batch.overview import overzicht
from regio_xl.batch.search import find_files, unquoted
from regio_xl.batch.skipped import advice

ANTWOORDEN = {
    "bewaar het als .xlsx": ["b.ods", "B.XLS", "b.xlsb", "b.xltx", "b.xltm", "b.xlt", "b.fods"],
    "exporteer": ["b.numbers"],
    "pak het uit": ["b.zip", "b.7z", "b.rar", "werkboek.xlsx.gz"],
    "open de mail": ["b.msg", "b.eml"],
    "vraag de afzender": ["b.csv", "b.tsv", "b.pdf", "b.docx", "b.odt", "b.rtf", "b.html"],
    "niet helemaal binnen": ["b.xlsx.download", "b.xlsx.crdownload", "b.xlsx.part", "b.tmp"],
    "een verwijzing": ["b.xlsx.lnk", "b.gsheet"],
    "een naam die eindigt op .xlsx": ["b.xlsx.bak", "b.xlsx (1)", "b.xls_"],
    "in iCloud": [".b.xlsx.icloud"],
    "staan er antwoorden in": [
        "foto.png",
        "foto.JPG",
        "scan.heic",
        "lees mij.txt",
        "README",
        "b.x",
    ],
}
GEEN_ANTWOORDEN = [
    ".DS_Store", "Thumbs.db", "desktop.ini", "a.py", "resultaten.jsonl", "voorbeeld.toml",
    "verwerking.csv", "verwerking.reservekopie.csv",
    "verwerking.reservekopie-2.csv", ".regio-xl-voortgang.jsonl", ".regio-xl-0123456789abcdef.tmp",
    "~WRL0001.tmp", "~$a.xlsx", ".~lock.a.xlsx#", "a.reservekopie.xlsx", "._a.xlsx", "._b.ods",
    ".verborgen.ods",
]  # fmt: skip


def gevonden(*paden: str, uit: str | None = None) -> list[str]:
    """What the paths give: a file, or a code with the file."""
    return [
        f"{een.code}: {een.text}" if een.code else een.text
        for een in find_files(paden, Path(uit) if uit else None)
    ]


@pytest.fixture
def hier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def maak(*namen: str) -> None:
    for naam in namen:
        Path(naam).parent.mkdir(parents=True, exist_ok=True)
        Path(naam).write_bytes(b"")


@pytest.mark.parametrize(
    ("raad", "naam"), [(raad, naam) for raad, namen in ANTWOORDEN.items() for naam in namen]
)
def test_a_file_that_may_hold_answers_is_told_with_what_to_do(raad: str, naam: str) -> None:
    assert raad in advice(naam)
    geen_engels(advice(naam))


def test_a_folder_names_what_it_skips_and_is_silent_about_the_rest(hier: Path) -> None:
    namen = [naam for namen in ANTWOORDEN.values() for naam in namen]
    maak("in/a.xlsx", *(f"in/{naam}" for naam in [*namen, *GEEN_ANTWOORDEN]))
    assert set(gevonden("in")) == {
        str(Path("in/a.xlsx")),
        *(f"bestand-overgeslagen: {Path('in', naam)}" for naam in namen),
    }
    assert set(gevonden("in/*")) == {
        een for een in gevonden("in") if ".icloud" not in een
    }  # a pattern gives no hidden names


def test_skipped_files_are_named_in_every_folder_below_but_not_in_hidden_ones(hier: Path) -> None:
    maak("in/A/B/x.ods", "in/.git/y.ods", "in/.git/objects/z.zip", "in/.git/w.xlsx", "in/a.xlsx")
    assert gevonden("in") == [
        str(Path("in/a.xlsx")),
        str(Path("in/.git/w.xlsx")),
        f"bestand-overgeslagen: {Path('in/A/B/x.ods')}",
    ]


def test_a_folder_that_is_one_file_on_a_mac_is_one_line(hier: Path) -> None:
    maak("in/b.numbers/Index.zip", "in/c.xlsx.download/c.xlsx", "in/a.xlsx")
    assert gevonden("in") == [
        str(Path("in/a.xlsx")),
        f"bestand-overgeslagen: {Path('in/b.numbers')}",
        f"bestand-overgeslagen: {Path('in/c.xlsx.download')}",
    ]


def test_what_a_mac_adds_to_a_zip_is_no_file(hier: Path) -> None:
    maak("in/a.xlsx", "in/._a.xlsx", "in/__MACOSX/._a.xlsx", "in/__MACOSX/A/b.xlsx")
    assert gevonden("in") == gevonden("in/*") == gevonden("in/*.xlsx") == [str(Path("in/a.xlsx"))]
    assert gevonden("in/._a.xlsx") == [f"bestand-van-mac: {Path('in/._a.xlsx')}"]


def test_who_sent_another_kind_of_file_is_in_the_table_the_report_and_the_json(
    regio: Regio, tmp_path: Path, voorbeeld: bytes
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "gemeente-a.xlsx").write_bytes(voorbeeld)
    maak("in/gemeente-b.ods", "in/gemeente-c.xls", "in/foto.png")
    uitslag = regio("verwerk", "in", "--verslag", "--json")
    assert uitslag.code == 0
    zin = f"{Path('in/gemeente-b.ods')} is geen .xlsx; bewaar het als .xlsx."
    assert f"overgeslagen: {zin} (bestand-overgeslagen)\n" in uitslag.err
    assert uitslag.err.count("overgeslagen: ") == 3
    assert "4 bestanden:\n  goed         1\n" in uitslag.err
    assert "  niet gelukt  0\n  overgeslagen 3\n" in uitslag.err
    assert list(uitslag.codes) == [
        "foto.png",
        "gemeente-a.xlsx",
        "gemeente-b.ods",
        "gemeente-c.xls",
    ]
    [bevinding] = next(r for r in uitslag.regels if r["bestand"] == "gemeente-b.ods")["bevindingen"]
    assert (bevinding["ernst"], bevinding["melding"]) == ("let op", zin)
    tabel = (tmp_path / "resultaat" / "verwerking.csv").read_text(encoding="utf-8-sig")
    rijen = list(csv.DictReader(io.StringIO(tabel), delimiter=";"))
    assert [(rij["bestand"], rij["uitkomst"]) for rij in rijen[2:]] == [
        ("gemeente-b.ods", "overgeslagen"),
        ("gemeente-c.xls", "overgeslagen"),
    ]
    assert zin in rijen[2]["reden"]
    geen_engels(uitslag.err)


def test_a_folder_without_workbooks_names_its_files_and_exits_1(regio: Regio) -> None:
    maak("in/a.ods")
    uitslag = regio("controleer", "in")
    assert uitslag.code == 1
    assert f"overgeslagen: {Path('in/a.ods')} is geen .xlsx; bewaar het als .xlsx." in uitslag.err
    assert "Er is geen werkboek (.xlsx of .xlsm) gelezen." in uitslag.err
    assert "geen enkel werkboek" not in uitslag.err
    Path("in/a.ods").unlink()
    assert "map-zonder-werkboeken" in regio("controleer", "in").err


def test_checking_says_that_all_can_be_read_only_when_all_was_read(
    regio: Regio, leeg_werkboek: bytes
) -> None:
    maak("in/b.ods")
    Path("in/a.xlsx").write_bytes(leeg_werkboek)
    uitslag = regio("controleer", "in")
    assert (uitslag.code, "Alles is te lezen." in uitslag.err) == (0, False)
    Path("in/b.ods").unlink()
    assert "Alles is te lezen." in regio("controleer", "in").err


def test_in_place_one_workbook_with_others_skipped_leaves_no_progress_beside_it(
    regio: Regio, voorbeeld: bytes
) -> None:
    maak("in/b.ods")
    Path("in/a.xlsx").write_bytes(voorbeeld)
    assert regio("verwerk", "in", "--ter-plekke").code == 0
    assert sorted(os.listdir("in")) == ["a.reservekopie.xlsx", "a.xlsx", "b.ods"]  # noqa: PTH208


def test_the_overview_has_a_row_for_a_skipped_file(hier: Path) -> None:
    pytest.importorskip("pandas")
    maak("in/a.ods")
    [rij] = overzicht("in").to_dict("records")
    assert (rij["let_op"], "is geen .xlsx" in rij["reden"]) == (1, True)


# --- aanhalingstekens ---


@pytest.mark.parametrize("tekst", ['"in"', 'in"', "'in'", "“in”", ' "in" ', "„in”"])
def test_quotes_round_a_path_are_no_part_of_it(hier: Path, tekst: str) -> None:
    maak("in/a.xlsx")
    assert gevonden(tekst) == [str(Path("in/a.xlsx"))]


def test_a_name_with_quotes_is_a_name_when_it_exists(hier: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no such names")
    maak('"a.xlsx"', "a.xlsx")
    assert gevonden('"a.xlsx"') == ['"a.xlsx"']
    assert [unquoted(tekst) for tekst in ('"', "a'b", "b.xlsx")] == ['"', "a'b", "b.xlsx"]


def test_quotes_at_other_folders_are_no_part_of_them_either(
    regio: Regio, tmp_path: Path, leeg_werkboek: bytes
) -> None:
    """``--uit "C:\\map\\"``: Windows takes the second quote for a part of the name."""
    (tmp_path / "a.xlsx").write_bytes(leeg_werkboek)
    assert regio("verwerk", 'a.xlsx"', "--uit", 'uit"').code == 0
    assert regio("nieuw", '"leeg.xlsx"').code == 0
    assert sorted(pad.name for pad in tmp_path.iterdir()) == ["a.xlsx", "leeg.xlsx", "uit"]


# --- resultaten van een eerdere keer ---


def test_results_of_an_earlier_time_are_no_answers(regio: Regio, leeg_werkboek: bytes) -> None:
    maak("A/x.xlsx", "y.xlsx")
    for naam in ("A/x.xlsx", "y.xlsx"):
        Path(naam).write_bytes(leeg_werkboek)
    eerste = gevonden(".")
    assert regio("verwerk", ".", "--uit", "u1").code == 0
    maak("u1/nieuw.xlsx")
    uitslag = regio("verwerk", ".", "--uit", "u2", "--json")
    nieuw = [str(Path("u1/nieuw.xlsx")), "u1"]
    assert [regel["pad"] for regel in uitslag.regels] == [*eerste, *nieuw]
    assert "overgeslagen: u1 bevat resultaten van een eerdere keer (2)" in uitslag.err
    assert "(resultaten-overgeslagen)" in uitslag.err


def test_results_are_processed_when_their_folder_is_given(
    regio: Regio, leeg_werkboek: bytes
) -> None:
    """Step 6: the choice is typed into the results, which are then processed themselves."""
    maak("in/x.xlsx")
    Path("in/x.xlsx").write_bytes(leeg_werkboek)
    regio("verwerk", "in", "--uit", "u1")
    result = str(Path("u1/x.xlsx"))
    assert gevonden("u1") == gevonden("u1/*.xlsx") == gevonden("u1/x.xlsx") == [result]
    regio("verwerk", "u1", "--ter-plekke")
    assert gevonden(".") == [str(Path("in/x.xlsx")), "resultaten-overgeslagen: u1"]
    assert gevonden("*/*.xlsx") == [str(Path("in/x.xlsx")), "resultaten-overgeslagen: u1"]
    assert gevonden("*/*.xlsx", uit="u1") == [str(Path("in/x.xlsx"))]


def test_workbooks_that_were_processed_in_place_are_still_answers(
    regio: Regio, voorbeeld: bytes
) -> None:
    maak("in/A/x.xlsx", "in/A/y.xlsx")
    for naam in "xy":
        Path(f"in/A/{naam}.xlsx").write_bytes(voorbeeld)
    regio("verwerk", "in", "--ter-plekke")
    assert gevonden("in") == [str(Path("in/A/x.xlsx")), str(Path("in/A/y.xlsx"))]
