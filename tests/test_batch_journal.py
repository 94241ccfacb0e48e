"""What was done is written down: a batch goes on where it was, and what somebody changed is done
again or kept."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

import regio_xl as rx
from hulp.opdrachtregel import Uitslag, koppel, staat, start, zonder_tab
from regio_xl.batch import journal
from regio_xl.batch.journal import JOURNAL_NAME
from regio_xl.batch.signing import own_key
from regio_xl.methode import STANDAARDMAP
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.resultaten.advies import Duidelijkheid

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

Regio = Callable[..., Uitslag]


@pytest.fixture
def in_(tmp_path: Path, voorbeeld: bytes, leeg_werkboek: bytes) -> Path:
    """Two workbooks, one of them in a folder, and one that is none."""
    map_ = tmp_path / "in"
    (map_ / "B").mkdir(parents=True)
    (map_ / "a.xlsx").write_bytes(voorbeeld)
    (map_ / "B" / "b.xlsx").write_bytes(leeg_werkboek)
    (map_ / "stuk.xlsx").write_bytes(b"tekst")
    return map_


def regels(map_: Path) -> list[dict[str, object]]:
    return [
        json.loads(regel)
        for regel in (map_ / JOURNAL_NAME).read_text(encoding="utf-8").splitlines()
    ]


def gedaan(uitslag: Uitslag) -> set[str]:
    """Which files were really done, by their JSON lines."""
    return {regel["bestand"] for regel in uitslag.regels if "perspectief" in regel}


def test_every_file_that_was_done_is_a_line(regio: Regio, in_: Path, tmp_path: Path) -> None:
    regio("verwerk", "in")
    lijst = regels(tmp_path / "resultaat")
    assert [(regel["resultaat"], regel["bron"]) for regel in lijst] == [
        ("a.xlsx", "../in/a.xlsx"),
        ("B/b.xlsx", "../in/B/b.xlsx"),
    ]
    assert not list(in_.rglob(JOURNAL_NAME))


def test_going_on_does_only_what_was_not_done(
    regio: Regio, in_: Path, tmp_path: Path, voorbeeld: bytes
) -> None:
    eerste = regio("verwerk", "in", "--json")
    assert gedaan(eerste) == {"a.xlsx", "b.xlsx"}
    (in_ / "stuk.xlsx").write_bytes(voorbeeld)
    voor = staat(tmp_path / "resultaat")
    tweede = regio("verwerk", "in", "--hervat", "--json")
    assert (tweede.code, gedaan(tweede)) == (0, {"stuk.xlsx"})
    assert tweede.err.count("al gedaan; ") == 2
    assert "3 bestanden, waarvan 2 al gedaan:" in tweede.err
    nu = staat(tmp_path / "resultaat")
    assert {naam: som for naam, som in nu.items() if naam in voor} == voor


def test_without_asking_everything_is_done_again(regio: Regio, in_: Path) -> None:
    regio("verwerk", "in")
    assert gedaan(regio("verwerk", "in", "--json")) == {"a.xlsx", "b.xlsx"}


def test_what_is_skipped_keeps_its_outcome_for_the_exit_code(
    regio: Regio, tmp_path: Path, voorbeeld: bytes
) -> None:

    (tmp_path / "a.xlsx").write_bytes(zonder_tab(voorbeeld, "Weefsel"))
    assert regio("verwerk", "a.xlsx").code == 1
    uitslag = regio("verwerk", "a.xlsx", "--hervat", "--json")
    assert (uitslag.code, uitslag.uit) == (1, "")
    assert "al gedaan; " in uitslag.err
    assert "1 fout" in uitslag.err


def _bron_veranderd(map_: Path) -> None:
    shutil.copy(map_ / "in" / "B" / "b.xlsx", map_ / "in" / "a.xlsx")


def _resultaat_weg(map_: Path) -> None:
    (map_ / "resultaat" / "a.xlsx").unlink()


def _resultaat_veranderd(map_: Path) -> None:
    (map_ / "resultaat" / "a.xlsx").write_bytes(b"van iemand")


def _dagboek_weg(map_: Path) -> None:
    (map_ / "resultaat" / JOURNAL_NAME).unlink()


def _dagboek_onzin(map_: Path) -> None:
    onzin = [b"\xff\x00", b"[]", b"{}", b"null", b"[" * 100_000, b'{"resultaat": 3}', b'"a.xlsx"']
    goed = regels(map_ / "resultaat")[0]
    half = (
        {**goed, "fouten": True},
        {**goed, "resultaat_sha256": None},
        {**goed, "uitkomst": "prima"},
        {**goed, "kenmerk": None},
        {naam: waarde for naam, waarde in goed.items() if naam != "kenmerk"},
    )
    onzin += [json.dumps(regel).encode() for regel in half]
    (map_ / "resultaat" / JOURNAL_NAME).write_bytes(b"\n".join(onzin))


def _dagboek_is_een_map(map_: Path) -> None:
    (map_ / "resultaat" / JOURNAL_NAME).unlink()
    (map_ / "resultaat" / JOURNAL_NAME).mkdir()


@pytest.mark.parametrize(
    "verander",
    [
        _bron_veranderd,
        _resultaat_weg,
        _dagboek_onzin,
        pytest.param(_resultaat_veranderd, marks=pytest.mark.lang),
        pytest.param(_dagboek_weg, marks=pytest.mark.lang),
        pytest.param(_dagboek_is_een_map, marks=pytest.mark.lang),
    ],
    ids=lambda functie: functie.__name__.strip("_"),
)
def test_what_changed_is_done_again(
    regio: Regio, in_: Path, tmp_path: Path, verander: Callable[[Path], None]
) -> None:
    regio("verwerk", "in")
    verander(tmp_path)
    uitslag = regio("verwerk", "in", "--hervat", "--json")
    assert "a.xlsx" in gedaan(uitslag)


@pytest.mark.parametrize("wat", ["__version__", "method_fingerprint"])
def test_another_version_of_program_or_method_does_everything_again(
    regio: Regio, in_: Path, monkeypatch: pytest.MonkeyPatch, wat: str
) -> None:
    regio("verwerk", "in")
    monkeypatch.setattr(journal, wat, "9.9.9" if wat == "__version__" else lambda _: "anders")
    assert gedaan(regio("verwerk", "in", "--hervat", "--json")) == {"a.xlsx", "b.xlsx"}


def test_the_fingerprint_of_a_method_is_that_of_its_files(tmp_path: Path) -> None:
    shutil.copytree(STANDAARDMAP, tmp_path / "kopie")
    onze = journal.method_fingerprint(STANDAARDMAP)
    assert journal.method_fingerprint(tmp_path / "kopie") == onze
    with (tmp_path / "kopie" / "opgave.toml").open("a", encoding="utf-8") as bestand:
        bestand.write("# een regel\n")
    assert journal.method_fingerprint(tmp_path / "kopie") != onze


def test_a_torn_last_line_costs_that_file_and_no_other(
    regio: Regio, in_: Path, tmp_path: Path
) -> None:
    regio("verwerk", "in")
    dagboek = tmp_path / "resultaat" / JOURNAL_NAME
    dagboek.write_bytes(dagboek.read_bytes()[:-40])
    assert gedaan(regio("verwerk", "in", "--hervat", "--json")) == {"b.xlsx"}
    assert gedaan(regio("verwerk", "in", "--hervat", "--json")) == set()


def test_a_result_that_somebody_changed_is_kept_and_told(
    regio: Regio, in_: Path, tmp_path: Path, voorbeeld: bytes
) -> None:
    """Also without --hervat: step 5 of the method is typed into results."""
    regio("verwerk", "in")
    (tmp_path / "resultaat" / "B" / "b.xlsx").write_bytes(voorbeeld)
    uitslag = regio("verwerk", "in", "--json")
    assert "resultaat-gewijzigd" in uitslag.codes["b.xlsx"]
    assert "resultaat-gewijzigd" not in uitslag.codes["a.xlsx"]
    assert (tmp_path / "resultaat" / "B" / "b.reservekopie.xlsx").read_bytes() == voorbeeld
    assert "resultaat-gewijzigd" not in regio("verwerk", "in", "--json").uit


def test_what_people_typed_in_results_stays_after_those_were_processed_in_place(
    regio: Regio, in_: Path, tmp_path: Path, leeg_werkboek: bytes
) -> None:
    """Steps 6 and 7: the choice and the agreements are typed in the results, which are then
    processed themselves."""
    (in_ / "c.xlsx").write_bytes(leeg_werkboek)
    regio("verwerk", "in")
    resultaat = tmp_path / "resultaat"
    (resultaat / "a.xlsx").write_bytes(leeg_werkboek)  # as if everything in it was typed anew
    regio("verwerk", "resultaat", "--ter-plekke")
    getypt = (resultaat / "a.xlsx").read_bytes()
    uitslag = regio("verwerk", "in")
    assert "resultaat-gewijzigd" in uitslag.err
    assert getypt in [pad.read_bytes() for pad in resultaat.glob("a.reservekopie*.xlsx")]


def test_our_own_result_of_another_day_is_simply_replaced(
    regio: Regio, in_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    regio("verwerk", "in")
    voor = staat(tmp_path / "resultaat")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    regio("verwerk", "in")
    nu = staat(tmp_path / "resultaat")
    assert nu.keys() == voor.keys()
    assert nu["a.xlsx"] != voor["a.xlsx"]


def test_in_place_a_batch_is_written_down_beside_each_file(regio: Regio, in_: Path) -> None:
    regio("verwerk", "in", "--ter-plekke")
    assert [regel["resultaat"] for map_ in (in_, in_ / "B") for regel in regels(map_)] == [
        "a.xlsx",
        "b.xlsx",
    ]
    uitslag = regio("verwerk", "in", "--ter-plekke", "--hervat", "--json")
    assert gedaan(uitslag) == set()
    assert uitslag.err.count("al gedaan; ") == 2


def test_in_place_one_file_leaves_nothing_beside_it(regio: Regio, in_: Path) -> None:
    regio("verwerk", in_ / "a.xlsx", "--ter-plekke")
    assert not list(in_.rglob(JOURNAL_NAME))


def test_controleer_writes_nothing_down(regio: Regio, in_: Path, tmp_path: Path) -> None:
    regio("controleer", "in")
    assert not list(tmp_path.rglob(JOURNAL_NAME))


def test_when_nothing_can_be_written_down_the_files_are_done_all_the_same(
    regio: Regio, in_: Path, tmp_path: Path
) -> None:
    (tmp_path / "resultaat" / JOURNAL_NAME).mkdir(parents=True)
    uitslag = regio("verwerk", "in", "--json")
    assert gedaan(uitslag) == {"a.xlsx", "b.xlsx"}
    assert uitslag.err.count("--hervat werkt dan niet") == 1


def test_when_all_was_done_no_worker_is_started(in_: Path, tmp_path: Path) -> None:
    """A reader that would end the process shows that nothing was read but for its mark."""
    (in_ / "stuk.xlsx").unlink()
    assert start("verwerk", "in", cwd=tmp_path).code == 0
    (tmp_path / "sitecustomize.py").write_text(
        "import sys, subprocess\nsubprocess.Popen = None\n", encoding="utf-8"
    )
    import regio_xl  # noqa: PLC0415

    bron = str(Path(regio_xl.__file__).parents[1])
    uitslag = start("verwerk", "in", "--hervat", cwd=tmp_path, PYTHONPATH=f"{tmp_path}:{bron}")
    assert uitslag.code == 0
    assert uitslag.err.count("al gedaan; ") == 2


# --- wat met een map meekwam ---


def test_a_progress_file_that_came_along_is_not_believed(
    regio: Regio, in_: Path, tmp_path: Path
) -> None:
    """Everybody can compute what stands in it; only who has our key can sign it."""
    regio("verwerk", "in", "--ter-plekke")
    [goed] = regels(in_)
    kwaad = {
        "advies": "\x1b]0;overgenomen\x07=HYPERLINK(0)",
        "duidelijkheid": "=1+1",
        "regio": "van een ander",
    }
    for wijziging in ({naam: waarde} for naam, waarde in kwaad.items()):
        (in_ / JOURNAL_NAME).write_text(json.dumps({**goed, **wijziging}) + "\n", encoding="utf-8")
        uitslag = regio("verwerk", in_ / "a.xlsx", in_ / "B" / "b.xlsx", "--ter-plekke", "--hervat")
        assert "al gedaan" not in uitslag.err.split("b.xlsx", 1)[0]
        assert "\x1b" not in uitslag.err
        assert "=" not in uitslag.err


def test_with_the_key_of_another_everything_is_done_again_and_kept(
    regio: Regio, in_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    regio("verwerk", "in")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "ander"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "ander"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    uitslag = regio("verwerk", "in", "--hervat", "--json")
    assert gedaan(uitslag) == {"a.xlsx", "b.xlsx"}
    assert "resultaat-gewijzigd" in uitslag.codes["a.xlsx"]
    assert gedaan(regio("verwerk", "in", "--hervat", "--json")) == set()


def test_only_known_words_are_believed_and_they_are_those_of_the_method() -> None:
    assert set(journal._KNOWN["advies"]) == {"", *PERSPECTIEVEN}
    assert set(journal._KNOWN["duidelijkheid"]) == {"", *get_args(Duidelijkheid)}
    sleutel = b"k" * 32
    lijn = dict.fromkeys(journal._KINDS, "") | dict.fromkeys(("fouten", "let_op", "tips"), 0)
    lijn["uitkomst"] = "goed"
    for velden, gelezen in ((lijn, True), ({**lijn, "advies": "=1"}, False)):
        getekend = velden | {"kenmerk": journal._signature(velden, sleutel)}
        assert (journal._parsed(json.dumps(getekend).encode(), sleutel) is not None) is gelezen


def test_the_key_is_private_made_once_and_replaced_when_others_can_read_it() -> None:
    sleutel = own_key()
    assert own_key() == sleutel
    pad = Path(os.environ["XDG_STATE_HOME"]) / "regio-xl" / "sleutel"
    assert pad.read_bytes() == sleutel
    if sys.platform != "win32":
        assert stat.S_IMODE(pad.stat().st_mode) == 0o600
        pad.chmod(0o644)
        assert own_key() != sleutel
        assert stat.S_IMODE(pad.stat().st_mode) == 0o600
    pad.write_bytes(b"half")
    assert len(own_key()) == 32
    assert [een.name for een in pad.parent.iterdir()] == ["sleutel"]


def test_without_a_place_for_a_key_the_files_are_done_all_the_same(
    regio: Regio, in_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bestand").write_bytes(b"")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "bestand"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "bestand"))
    uitslag = regio("verwerk", "in", "--json")
    assert gedaan(uitslag) == {"a.xlsx", "b.xlsx"}
    assert uitslag.err.count("--hervat werkt dan niet") == 1


def test_going_on_works_when_everything_was_moved_and_when_only_the_results_were(
    regio: Regio, in_: Path, tmp_path: Path
) -> None:
    (in_ / "stuk.xlsx").unlink()
    regio("verwerk", "in")
    (tmp_path / "elders").mkdir()
    for naam in ("in", "resultaat"):
        shutil.move(tmp_path / naam, tmp_path / "elders" / naam)
    zelfde = ("verwerk", "elders/in", "--hervat", "--json", "--uit")
    assert gedaan(regio(*zelfde, "elders/resultaat")) == set()
    shutil.move(tmp_path / "elders" / "resultaat", tmp_path / "nieuw")
    assert gedaan(regio(*zelfde, "nieuw")) == set()


@pytest.mark.parametrize("begin", [b"", b"{" * 100])
def test_of_a_huge_progress_file_only_the_end_is_read(
    regio: Regio, in_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begin: bytes
) -> None:
    regio("verwerk", "in")
    dagboek = tmp_path / "resultaat" / JOURNAL_NAME
    monkeypatch.setattr(journal, "_READ_AT_MOST", 100_000)
    monkeypatch.setattr(journal, "_LONGEST_LINE", 10_000)
    regels_ = dagboek.read_bytes()
    dagboek.write_bytes(begin)
    os.truncate(dagboek, 3_000_000_000)  # takes no room on the disk
    with dagboek.open("ab") as bestand:
        bestand.write(b"\n" + regels_)
    assert gedaan(regio("verwerk", "in", "--hervat", "--json")) == set()
    dagboek.unlink()


# --- het resultaat van een ander bestand ---


@pytest.fixture
def gemeenten(tmp_path: Path, voorbeeld: bytes, leeg_werkboek: bytes) -> Path:
    for naam, inhoud in (("a", voorbeeld), ("b", leeg_werkboek)):
        (tmp_path / f"gemeente-{naam}").mkdir()
        (tmp_path / f"gemeente-{naam}" / "werkboek.xlsx").write_bytes(inhoud)
    return tmp_path


def test_the_result_of_another_file_is_kept_and_named(regio: Regio, gemeenten: Path) -> None:
    regio("verwerk", "gemeente-a/werkboek.xlsx")
    resultaat = gemeenten / "resultaat"
    van_a = (resultaat / "werkboek.xlsx").read_bytes()
    uitslag = regio("verwerk", "gemeente-b/werkboek.xlsx", "--json")
    assert uitslag.code == 0
    assert "resultaat-van-ander" in uitslag.codes["werkboek.xlsx"]
    assert f"{Path('gemeente-a/werkboek.xlsx')}. Dat staat er nu als werkboek.res" in uitslag.err
    assert (resultaat / "werkboek.reservekopie.xlsx").read_bytes() == van_a
    assert "resultaat-van-ander" not in regio("verwerk", "gemeente-b/werkboek.xlsx", "--json").uit
    assert len(list(resultaat.glob("*.xlsx"))) == 2


def test_the_name_alone_does_not_make_it_the_same_file(
    regio: Regio, gemeenten: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for naam, verwacht in (("a", False), ("b", True)):
        monkeypatch.chdir(gemeenten / f"gemeente-{naam}")
        uitslag = regio("verwerk", "werkboek.xlsx", "--uit", "../resultaat", "--json")
        assert ("resultaat-van-ander" in uitslag.uit) is verwacht


def test_a_source_that_was_moved_or_changed_is_still_the_same_file(
    regio: Regio, gemeenten: Path, monkeypatch: pytest.MonkeyPatch, leeg_werkboek: bytes
) -> None:
    regio("verwerk", "gemeente-a/werkboek.xlsx")
    (gemeenten / "gemeente-a").rename(gemeenten / "gemeente-c")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert "van-ander" not in regio("verwerk", "gemeente-c/werkboek.xlsx", "--json").uit
    (gemeenten / "gemeente-c" / "werkboek.xlsx").write_bytes(leeg_werkboek)
    assert "van-ander" not in regio("verwerk", "gemeente-c/werkboek.xlsx", "--json").uit
    assert len(list((gemeenten / "resultaat").glob("*.xlsx"))) == 1


def test_two_sources_whose_results_meet_through_a_link_keep_both(
    regio: Regio, gemeenten: Path
) -> None:
    (gemeenten / "resultaat" / "gemeente-a").mkdir(parents=True)
    koppel(gemeenten / "resultaat" / "gemeente-a", gemeenten / "resultaat" / "gemeente-b")
    for _ in range(2):
        uitslag = regio("verwerk", ".", "--json")
        codes = [code for regel in uitslag.regels for code in een_code(regel)]
        assert "resultaat-gewijzigd" in codes
    regios = {rx.bekijk(pad).regio for pad in (gemeenten / "resultaat").glob("gemeente-a/*.xlsx")}
    assert len(regios) == 2


def een_code(regel: dict[str, Any]) -> list[str]:
    return [bevinding["code"] for bevinding in regel["bevindingen"]]


def test_from_python_a_result_of_another_file_is_kept_and_told_too(gemeenten: Path) -> None:
    uit = gemeenten / "uit"
    rx.verwerk(gemeenten / "gemeente-a" / "werkboek.xlsx", uit)
    van_a = (uit / "werkboek.xlsx").read_bytes()
    resultaat = rx.verwerk(gemeenten / "gemeente-b" / "werkboek.xlsx", uit)
    assert resultaat.bevindingen[-1].code == "resultaat-gewijzigd"
    assert (uit / "werkboek.reservekopie.xlsx").read_bytes() == van_a


# --- zo besloten als het werkboek ---


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_results_are_as_private_as_their_source(
    regio: Regio,
    in_: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    resultaat = tmp_path / "resultaat"
    masker = os.umask(0o022)
    request.addfinalizer(lambda: os.umask(masker))

    def rechten() -> dict[str, int]:
        return {
            str(pad.relative_to(resultaat)): stat.S_IMODE(pad.stat().st_mode)
            for pad in resultaat.rglob("*")
            if pad.is_file()
        }

    (in_ / "stuk.xlsx").unlink()
    assert regio("verwerk", "in", "--verslag").code == 0
    assert set(rechten().values()) == {0o644}
    (in_ / "a.xlsx").chmod(0o600)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert regio("verwerk", "in", "--verslag").code == 0
    besloten = {"a.xlsx", "verwerking.csv", JOURNAL_NAME}
    assert rechten() == {**dict.fromkeys(besloten, 0o600), str(Path("B/b.xlsx")): 0o644}


def test_no_key_is_made_when_no_file_was_done(
    regio: Regio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand = tmp_path / "stand"
    monkeypatch.setenv("LOCALAPPDATA" if sys.platform == "win32" else "XDG_STATE_HOME", str(stand))
    (tmp_path / "kapot.xlsx").write_bytes(b"geen werkboek")
    assert regio("verwerk", "kapot.xlsx").code == 1
    assert not stand.exists()
