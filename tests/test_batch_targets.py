"""Which file goes where: below --uit as it lay, never two in one place, never over a source;
whatever a name looks like."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from hulp.opdrachtregel import Uitslag, geen_engels, koppel, staat, start
from regio_xl.batch.journal import JOURNAL_NAME
from regio_xl.batch.search import Found
from regio_xl.batch.targets import targets

Regio = Callable[..., Uitslag]
UIT = Path("uit")


def plekken(*paden: str) -> list[str]:
    """Where files go; a folder before a colon is the one that was given."""
    lijst = []
    for tekst in paden:
        map_, _, rest = tekst.rpartition(":")
        lijst.append(Found(str(Path(map_, rest)), Path(map_) if map_ else None))
    return [doel.code or doel.path.relative_to(UIT).as_posix() for doel in targets(lijst, UIT)]


# --- de plek ---


def test_a_file_of_a_folder_keeps_its_place_below_it_and_a_file_that_is_named_lies_flat() -> None:
    assert plekken("in:A/x.xlsx", "in:A/B/y.xlsx", "diep/er/z.xlsx") == [
        "A/x.xlsx",
        "A/B/y.xlsx",
        "z.xlsx",
    ]


def test_files_of_one_name_get_the_fewest_folders_that_tell_them_apart() -> None:
    assert plekken("a/werkboek.xlsx", "b/werkboek.xlsx", "a/los.xlsx") == [
        "a/werkboek.xlsx",
        "b/werkboek.xlsx",
        "los.xlsx",
    ]
    assert plekken("p/a/x.xlsx", "q/a/x.xlsx", "q/b/x.xlsx") == [
        "p/a/x.xlsx",
        "q/a/x.xlsx",
        "q/b/x.xlsx",
    ]
    assert plekken("g:A/x.xlsx", "h:A/x.xlsx") == ["g/A/x.xlsx", "h/A/x.xlsx"]


def test_the_order_of_the_files_makes_no_difference() -> None:
    assert plekken("b/x.xlsx", "a/x.xlsx") == ["b/x.xlsx", "a/x.xlsx"]


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        ("boek.xlsx", "BOEK.xlsx"),
        ("Straße.xlsx", "STRASSE.xlsx"),
        ("café.xlsx", unicodedata.normalize("NFD", "café.xlsx")),
    ],
    ids=["case", "sharp s", "NFD"],
)
def test_names_that_are_one_on_some_systems_count_as_one(een: str, ander: str) -> None:
    assert plekken(f"a/{een}", f"b/{ander}") == [f"a/{een}", f"b/{ander}"]
    assert plekken(f"a/{een}", f"a/{ander}") == [een, "bestand-naam-dubbel"]


def test_a_place_that_the_folder_names_make_double_after_all_is_refused() -> None:
    assert plekken("in:a/x.xlsx", "a/x.xlsx", "b/x.xlsx") == [
        "a/x.xlsx",
        "bestand-naam-dubbel",
        "b/x.xlsx",
    ]


@pytest.fixture
def twee(tmp_path: Path, voorbeeld: bytes, leeg_werkboek: bytes) -> Path:
    for map_, inhoud in (("gemeente-a", voorbeeld), ("gemeente-b", leeg_werkboek)):
        (tmp_path / map_).mkdir()
        (tmp_path / map_ / "werkboek.xlsx").write_bytes(inhoud)
    return tmp_path


def test_the_same_name_from_two_folders_gives_two_results(regio: Regio, twee: Path) -> None:
    uitslag = regio("verwerk", "gemeente-a", "gemeente-b", "--json")
    assert uitslag.code == 0
    assert sorted(staat(twee / "resultaat")) == [
        str(Path(f"gemeente-{letter}", "werkboek.xlsx")) for letter in "ab"
    ]


def test_a_folder_within_a_folder_keeps_its_place(regio: Regio, twee: Path) -> None:
    regio("verwerk", ".")
    assert sorted(staat(twee / "resultaat")) == [
        str(Path(f"gemeente-{letter}", "werkboek.xlsx")) for letter in "ab"
    ]


# --- koppelingen ---


def test_a_loop_of_links_is_no_loop(regio: Regio, twee: Path) -> None:
    koppel(twee, twee / "gemeente-a" / "rondje")
    koppel(twee / "gemeente-b" / "y", twee / "gemeente-b" / "z.xlsx")
    koppel(twee / "gemeente-b" / "z.xlsx", twee / "gemeente-b" / "y")
    uitslag = regio("controleer", ".", "--json")
    assert uitslag.codes.keys() == {"werkboek.xlsx", "y", "z.xlsx"}
    assert len(uitslag.regels) == 4
    assert uitslag.codes["y"] == ["bestand-overgeslagen"]
    assert uitslag.codes["z.xlsx"] in (["bestand-niet-leesbaar"], ["bestand-niet-gevonden"])


def test_a_folder_that_is_a_link_is_read_when_it_is_given_itself(regio: Regio, twee: Path) -> None:
    koppel(twee / "gemeente-a", twee / "koppeling")
    assert len(regio("controleer", "koppeling", "--json").regels) == 1
    assert len(regio("controleer", ".", "--json").regels) == 2


def test_a_link_to_a_file_is_a_file_of_its_own(regio: Regio, twee: Path) -> None:
    koppel(twee / "gemeente-a" / "werkboek.xlsx", twee / "gemeente-a" / "ander.xlsx")
    regio("verwerk", "gemeente-a")
    assert sorted(staat(twee / "resultaat")) == ["ander.xlsx", "werkboek.xlsx"]


def test_in_place_a_file_with_two_names_is_done_once_and_the_link_stays(
    regio: Regio, twee: Path
) -> None:
    koppel(twee / "gemeente-a" / "werkboek.xlsx", twee / "gemeente-a" / "ander.xlsx")
    uitslag = regio("verwerk", "gemeente-a", "gemeente-b", "--ter-plekke", "--json")
    assert uitslag.code == 0
    assert [regel["bestand"] for regel in uitslag.regels] == ["ander.xlsx", "werkboek.xlsx"]
    assert (twee / "gemeente-a" / "ander.xlsx").is_symlink()


# --- namen ---


def test_a_file_that_is_named_as_if_it_were_a_folder_is_not_found(
    regio: Regio, tmp_path: Path, voorbeeld: bytes
) -> None:
    (tmp_path / "a.xlsx").write_bytes(voorbeeld)
    uitslag = regio("verwerk", "a.xlsx/", "--ter-plekke")
    assert (uitslag.code, "bestand-niet-gevonden" in uitslag.err) == (1, True)
    assert (tmp_path / "a.xlsx").read_bytes() == voorbeeld


def test_a_path_of_three_hundred_characters_is_a_path(
    tmp_path: Path, voorbeeld: bytes, voorbeeldadvies: str
) -> None:
    map_ = tmp_path.joinpath("in", *["een lange naam voor een map, dat komt voor"] * 8)
    try:
        map_.mkdir(parents=True)
        (map_ / "boek.xlsx").write_bytes(voorbeeld)
    except OSError:
        pytest.skip("this system has no paths as long as this")
    assert len(str(map_.relative_to(tmp_path))) > 300
    uitslag = start("verwerk", "in", cwd=tmp_path)
    assert uitslag.code == 0
    assert f"…/boek.xlsx: {voorbeeldadvies}" in uitslag.err
    assert len(staat(tmp_path / "resultaat")) == 1


def test_a_name_that_is_too_long_is_told(regio: Regio, tmp_path: Path) -> None:
    uitslag = regio("verwerk", "x" * 300 + ".xlsx", "map/" * 1500 + "x.xlsx", "--json")
    assert uitslag.code == 1
    assert {code for codes in uitslag.codes.values() for code in codes} <= {
        "bestand-niet-leesbaar",
        "bestand-niet-gevonden",
    }
    assert len(uitslag.regels) == 2
    geen_engels("\n".join(b["melding"] for regel in uitslag.regels for b in regel["bevindingen"]))


@pytest.mark.parametrize(
    "naam",
    ["met spatie .xlsx", "Træning één.xlsx", "😀 overleg.xlsx", "nieuwe\nregel.xlsx", "#1%20.xlsx"],
)
@pytest.mark.parametrize("wijze", ["--uit=uit", "--ter-plekke"])
def test_odd_names_of_files_and_folders_are_kept(
    regio: Regio, tmp_path: Path, voorbeeld: bytes, naam: str, wijze: str
) -> None:
    map_ = tmp_path / "in" / naam.removesuffix(".xlsx")
    try:
        map_.mkdir(parents=True)
        (map_ / naam).write_bytes(voorbeeld)
    except OSError:
        pytest.skip("this system allows no such names")
    assert regio("verwerk", "in", wijze).code == 0
    if wijze == "--ter-plekke":
        assert naam.removesuffix(".xlsx") + ".reservekopie.xlsx" in os.listdir(map_)  # noqa: PTH208
    else:
        assert list(staat(tmp_path / "uit")) == [str(Path(map_.name, naam))]
        assert "al gedaan" in regio("verwerk", "in", wijze, "--hervat").err


# --- waar we niet bij mogen ---


def test_an_unreadable_folder_is_named_and_the_others_are_done(
    regio: Regio, twee: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gewoon = os.scandir

    def streng(map_: str = ".") -> object:
        if os.fspath(map_).endswith("gemeente-a"):
            raise PermissionError(13, "Permission denied", map_)
        return gewoon(map_)

    monkeypatch.setattr(os, "scandir", streng)
    uitslag = regio("verwerk", ".", "--json")
    assert uitslag.code == 1
    assert uitslag.codes["gemeente-a"] == ["map-niet-leesbaar"]
    assert list(staat(twee / "resultaat")) == [str(Path("gemeente-b", "werkboek.xlsx"))]
    geen_engels(uitslag.err)


def test_a_target_that_is_read_only_is_told_and_kept(
    regio: Regio, twee: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    regio("verwerk", "gemeente-a")
    doel = twee / "resultaat" / "werkboek.xlsx"
    doel.write_bytes(b"van iemand")
    doel.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    uitslag = regio("verwerk", "gemeente-a", "--json")
    assert (uitslag.code, uitslag.codes["werkboek.xlsx"]) == (1, ["bestand-niet-te-schrijven"])
    assert doel.read_bytes() == b"van iemand"
    assert list(staat(twee / "resultaat")) == ["werkboek.xlsx"]


def test_a_result_that_is_open_on_windows_is_told_and_kept(
    regio: Regio, twee: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There a file that Excel holds cannot be replaced; what the system says then is made up
    here."""
    regio("verwerk", "gemeente-a")
    doel = twee / "resultaat" / "werkboek.xlsx"
    doel.write_bytes(b"van iemand")

    def vast(*_: object, **__: object) -> None:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(os, "replace", vast)
    monkeypatch.setattr(Path, "replace", vast)
    uitslag = regio("verwerk", "gemeente-a", "--json")
    assert (uitslag.code, uitslag.codes["werkboek.xlsx"]) == (1, ["bestand-niet-te-schrijven"])
    assert "open in een ander programma" in uitslag.err
    assert doel.read_bytes() == b"van iemand"
    assert {pad.name for pad in doel.parent.iterdir()} == {"werkboek.xlsx", JOURNAL_NAME}
