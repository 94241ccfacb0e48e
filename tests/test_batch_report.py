"""After a batch: a short table on the terminal, a table for Excel, progress on a terminal, and a
stop that loses nothing."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hulp.opdrachtregel import Uitslag, geen_engels, koppel, procesomgeving, staat, start
from regio_xl.batch.journal import JOURNAL_NAME
from regio_xl.batch.plan import Plan
from regio_xl.batch.report import COLUMNS, Report, Table, harmless
from regio_xl.batch.tasks import Outcome, Task, finding_fields
from regio_xl.bevindingen import bevinding
from regio_xl.cli.output import UitvoerFout, message

POSIX = sys.platform != "win32"
Regio = Callable[..., Uitslag]


def rijen(pad: Path) -> list[dict[str, str]]:
    inhoud = pad.read_bytes()
    assert inhoud.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(inhoud.decode("utf-8-sig"), newline=""), delimiter=";"))


def bewaard(tabel: Table, map_: Path) -> Path:
    pad = map_ / "verwerking.csv"
    pad.write_bytes(tabel.contents())
    return pad


# --- de tabel in het venster ---


def test_failed_files_are_named_with_their_reason() -> None:
    verslag = Report(3)
    for klaar in (
        Outcome(Path("a.xlsx"), "goed"),
        Outcome(Path("map", "b\n.xlsx"), "mislukt", reason="Dit bestand is leeg. (bestand-leeg)"),
        Outcome(Path("c.xlsx"), "met fouten", fouten=2),
    ):
        verslag.add(klaar)
    assert verslag.text().splitlines() == [
        "3 bestanden:",
        "  goed        1",
        "  met fouten  1",
        "  niet gelukt 1",
        "Niet gelukt:",
        f"  {Path('map', 'b')} .xlsx: Dit bestand is leeg. (bestand-leeg)",
    ]
    assert verslag.exit_code == 1


def test_the_list_of_failed_files_stays_short() -> None:
    verslag = Report(5000)
    for nummer in range(5000):
        verslag.add(Outcome(Path(f"{nummer}.xlsx"), "mislukt", reason="stuk"))
    regels = verslag.text().splitlines()
    assert len(regels) < 30
    assert regels[-1] == "  en nog 4980; met --verslag staan ze allemaal in verwerking.csv."


def test_one_file_has_no_table() -> None:
    verslag = Report(1)
    verslag.add(Outcome(Path("a.xlsx"), "goed"))
    assert (verslag.text(), verslag.exit_code) == ("", 0)


def test_a_command_asks_for_no_more_files_than_it_can_keep_busy(
    regio: Regio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a batch of five thousand needs no more memory than one of fifty."""
    for nummer in range(40):
        (tmp_path / f"{nummer:02}.xlsx").write_bytes(b"tekst")
    gevraagd: list[Task | Outcome] = []
    gezegd: list[int] = []

    def bron(plan: Plan) -> Iterator[Task | Outcome]:
        for een in van_plan(plan):
            gevraagd.append(een)
            yield een

    def say(tekst: str) -> None:
        gezegd.append(len(gevraagd))

    van_plan = Plan.__iter__
    monkeypatch.setattr(Plan, "__iter__", bron)
    monkeypatch.setattr("regio_xl.cli.progress.say", say)
    assert regio("controleer", ".").code == 1
    assert len(gevraagd) == 40
    assert all(aantal <= nummer + 4 for nummer, aantal in enumerate(gezegd[:40]))


# --- verwerking.csv ---


def test_the_table_has_a_row_for_every_file(
    regio: Regio, tmp_path: Path, voorbeeld: bytes, voorbeeldadvies: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xlsx").write_bytes(voorbeeld)
    (tmp_path / "in" / "stuk.xlsx").write_bytes(b"tekst")
    uitslag = regio("verwerk", "in", "weg.xlsx", "--verslag")
    assert uitslag.code == 1
    assert f"Verslag: {Path('resultaat', 'verwerking.csv')}" in uitslag.err
    lijst = rijen(tmp_path / "resultaat" / "verwerking.csv")
    assert tuple(lijst[0]) == COLUMNS
    assert [(rij["bestand"], rij["map"], rij["uitkomst"]) for rij in lijst] == [
        ("a.xlsx", "in", "goed"),
        ("stuk.xlsx", "in", "mislukt"),
        ("weg.xlsx", ".", "mislukt"),
    ]
    assert (lijst[0]["advies"], lijst[0]["resultaat"]) == (
        voorbeeldadvies,
        str(Path("resultaat", "a.xlsx")),
    )
    assert "(bestand-geen-werkboek)" in lijst[1]["reden"]
    assert [rij["al gedaan"] for rij in lijst] == ["nee", "nee", "nee"]
    regio("verwerk", "in", "--verslag", "--hervat")
    opnieuw = rijen(tmp_path / "resultaat" / "verwerking.csv")
    assert opnieuw[0] == lijst[0] | {"al gedaan": "ja"}


def test_in_place_the_table_comes_in_the_folder_where_you_are(
    regio: Regio, tmp_path: Path, voorbeeld: bytes
) -> None:
    (tmp_path / "a.xlsx").write_bytes(voorbeeld)
    assert regio("verwerk", "a.xlsx", "--ter-plekke", "--verslag").code == 0
    assert len(rijen(tmp_path / "verwerking.csv")) == 1


def test_without_asking_there_is_no_table(regio: Regio, tmp_path: Path, voorbeeld: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(voorbeeld)
    regio("verwerk", "a.xlsx")
    assert not list(tmp_path.rglob("*.csv"))


def test_a_table_that_cannot_be_saved_is_told_and_exits_1(
    regio: Regio, tmp_path: Path, voorbeeld: bytes
) -> None:
    (tmp_path / "a.xlsx").write_bytes(voorbeeld)
    (tmp_path / "resultaat" / "verwerking.csv").mkdir(parents=True)
    uitslag = regio("verwerk", "a.xlsx", "--verslag")
    assert uitslag.code == 1
    assert "fout: " in uitslag.err
    assert f"{Path('resultaat', 'verwerking.csv')}" in uitslag.err
    assert "(bestand-niet-te-schrijven)" in uitslag.err
    geen_engels(uitslag.err)


GEVAARLIJK = [
    "=1+1", "+31 6", "-5", "@SOM(A1)", "\t=1", "\r=1", "\n=1", "  =1", '"=1', "'=1", "“=1",
    "\u00a0=1", "\ufeff=1", "\u200b=1", "＝1", "＋1", "－1", "＠1", "|calc", "%0A=1", "\t1",
    '" \' =HYPERLINK("x")',
]  # fmt: skip


@pytest.mark.parametrize("tekst", GEVAARLIJK)
def test_no_text_of_a_user_becomes_a_formula(tmp_path: Path, tekst: str) -> None:
    tabel = Table()
    tabel.add(
        Outcome(
            Path(tekst) / f"{tekst}.xlsx",
            "mislukt",
            reason=tekst,
            regio=tekst,
            opgave=tekst,
            target=Path(tekst),
        )
    )
    [rij] = rijen(bewaard(tabel, tmp_path))
    for kop in ("bestand", "map", "reden", "regio", "opgave", "resultaat"):
        assert rij[kop].startswith("'"), kop


@pytest.mark.parametrize(
    "tekst", ["De Vallei", "a-b", "1", "Zorg; wonen", 'de "regio"', "é 😀", "", "a=b"]
)
def test_ordinary_text_stays_as_it_is(tmp_path: Path, tekst: str) -> None:
    assert harmless(tekst) == tekst
    tabel = Table()
    tabel.add(Outcome(Path("a.xlsx"), "goed", regio=tekst))
    assert rijen(bewaard(tabel, tmp_path))[0]["regio"] == tekst


def test_a_cell_is_no_longer_than_two_thousand_characters() -> None:
    """Excel takes 32,767; a table with cells like that is of no use."""
    assert harmless("x" * 2000) == "x" * 2000
    assert len(harmless("x" * 5000)) == 2000
    assert len(harmless("=" + "x" * 5000)) == 2001


@pytest.mark.parametrize("tekst", ["a,=1", "Jan; -1", "a, '+b", "x\u200b,\u200b@SOM(A1)"])
def test_no_text_becomes_a_formula_behind_another_separator(tekst: str) -> None:
    """Where Excel splits on commas, what stands behind one begins a cell."""
    assert re.search(r"[,;]'", harmless(tekst))
    assert harmless("a,b; c, d") == "a,b; c, d"


def test_what_an_outcome_says_of_the_advice_is_no_formula_either(tmp_path: Path) -> None:
    tabel = Table()
    tabel.add(Outcome(Path("a.xlsx"), "goed", advies="=1+1", duidelijkheid="\x1b@x"))
    [rij] = rijen(bewaard(tabel, tmp_path))
    assert (rij["advies"], rij["duidelijkheid"]) == ("'=1+1", "'\ufffd@x")


def test_a_table_that_somebody_changed_or_made_is_kept_and_told(
    regio: Regio, tmp_path: Path, voorbeeld: bytes
) -> None:
    (tmp_path / "a.xlsx").write_bytes(voorbeeld)
    regio("verwerk", "a.xlsx", "--verslag")
    tabel = tmp_path / "resultaat" / "verwerking.csv"
    (tmp_path / "b.xlsx").write_bytes(voorbeeld)
    assert "stond er al" not in regio("verwerk", "a.xlsx", "b.xlsx", "--verslag").err
    assert len(rijen(tabel)) == 2
    tabel.write_bytes(b"mijn notities")
    uitslag = regio("verwerk", "a.xlsx", "--verslag")
    kopie = Path("resultaat", "verwerking.reservekopie.csv")
    assert uitslag.code == 0
    assert f"verwerking.csv stond er al. Dat staat er nu als {kopie}." in uitslag.err
    assert (tmp_path / kopie).read_bytes() == b"mijn notities"
    assert len(rijen(tabel)) == 1


def test_in_place_a_table_is_never_replaced_without_a_copy(
    regio: Regio, tmp_path: Path, voorbeeld: bytes
) -> None:
    (tmp_path / "a.xlsx").write_bytes(voorbeeld)
    (tmp_path / "notities.csv").write_bytes(b"mijn notities")
    koppel(tmp_path / "notities.csv", tmp_path / "verwerking.csv")
    assert "stond er al" in regio("verwerk", "a.xlsx", "--ter-plekke", "--verslag").err
    assert (tmp_path / "verwerking.reservekopie.csv").read_bytes() == b"mijn notities"


# --- veel bevindingen ---


def test_of_very_many_findings_the_first_and_worst_are_printed_and_the_rest_is_counted() -> None:
    fout, tip = bevinding("tab-ontbreekt", suggestie=""), bevinding("tab-leeg")
    velden = finding_fields([tip] * 20_000 + [fout])
    uitkomst = Outcome(Path("a.xlsx"), "met fouten", **velden)
    assert (uitkomst.fouten, uitkomst.tips, len(uitkomst.lines)) == (1, 20_000, 100)
    assert uitkomst.lines[0].startswith("fout: ")
    regels = message(uitkomst, "x").splitlines()
    assert len(regels) == 102
    assert regels[-1] == "  en nog 19901; met --json zie je ze allemaal."
    weinig = Outcome(Path("a.xlsx"), "goed", **finding_fields([tip] * 100))
    assert len(message(weinig, "x").splitlines()) == 101


# --- wie niet meer luistert ---


@pytest.mark.skipif(not POSIX, reason="streams of POSIX")
@pytest.mark.parametrize(
    ("schil", "code", "klaar", "zegt"),
    [
        ("2>&-", 0, 2, ""),
        pytest.param(">&- 2>&-", 0, 2, "", marks=pytest.mark.lang),
        pytest.param("2>/dev/full", 0, 2, "", marks=pytest.mark.lang),
        pytest.param("--json >/dev/full", 1, 1, "de schijf is vol", marks=pytest.mark.lang),
        pytest.param("--json >&-", 1, 1, "de standaarduitvoer is dicht", marks=pytest.mark.lang),
    ],
)
def test_a_stream_that_is_closed_or_full_loses_nothing(
    tmp_path: Path, voorbeeld: bytes, schil: str, code: int, klaar: int, zegt: str
) -> None:
    if "full" in schil and not Path("/dev/full").exists():
        pytest.skip("there is no device that is full here")
    for naam in "ab":
        (tmp_path / f"{naam}.xlsx").write_bytes(voorbeeld)
    gedaan = subprocess.run(
        ["sh", "-c", f'"$0" -m regio_xl verwerk a.xlsx b.xlsx {schil}', sys.executable],
        cwd=tmp_path, env=procesomgeving({}), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (gedaan.returncode, gedaan.stdout) == (code, "")
    assert "Traceback" not in gedaan.stderr
    assert "programma zelf" not in gedaan.stderr
    assert klaar_in(tmp_path) >= klaar
    assert zegt in gedaan.stderr
    geen_engels(gedaan.stderr)
    if zegt:
        assert "Gestopt na 0 van 2 bestanden." in gedaan.stderr
        assert "--hervat" in gedaan.stderr
        verder = start("verwerk", "a.xlsx", "b.xlsx", "--hervat", "--json", cwd=tmp_path)
        assert len(verder.regels) == 2


def test_json_that_cannot_be_written_stops_the_batch_and_that_file_is_done_again(
    regio: Regio, tmp_path: Path, voorbeeld: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for naam in "abc":
        (tmp_path / f"{naam}.xlsx").write_bytes(voorbeeld)

    def vol(outcome: Outcome) -> None:
        if outcome.path.name == "b.xlsx":
            raise UitvoerFout("de schijf is vol")

    with monkeypatch.context() as lap:
        lap.setattr("regio_xl.cli.progress.print_json", vol)
        uitslag = regio("verwerk", "a.xlsx", "b.xlsx", "c.xlsx", "--json")
    assert uitslag.code == 1
    assert "niet te schrijven (de schijf is vol). Gestopt na 1 van 3 bestanden." in uitslag.err
    opnieuw = regio("verwerk", "a.xlsx", "b.xlsx", "c.xlsx", "--json", "--hervat")
    assert [regel["bestand"] for regel in opnieuw.regels] == ["b.xlsx", "c.xlsx"]


# --- stoppen ---


NEGEREN = """
import os, signal
from regio_xl.cli.interrupt import interruptible
signal.signal(signal.SIGHUP, signal.SIG_IGN)
for sein in (signal.SIGHUP, signal.SIGTERM):
    with interruptible() as interrupt:
        os.kill(os.getpid(), sein)
        print(interrupt.asked())
print(signal.getsignal(signal.SIGHUP) is signal.SIG_IGN)
"""


@pytest.mark.skipif(not POSIX, reason="signals of POSIX")
def test_a_signal_that_was_ignored_stays_ignored() -> None:
    """``nohup regio-xl verwerk``: it goes on when the terminal closes, and can still be ended."""
    klaar = subprocess.run(
        [sys.executable, "-c", NEGEREN],
        env=procesomgeving({}),
        capture_output=True,
        text=True,
        check=True,
    )
    assert klaar.stdout.split() == ["False", "True", "True"]


class Lopend:
    """A command that is busy, and all that it started."""

    def __init__(self, map_: Path, *woorden: str, **omgeving: str) -> None:
        self.proces = subprocess.Popen(
            [sys.executable, "-m", "regio_xl", *woorden], cwd=map_, env=procesomgeving(omgeving),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip

    def wacht_op(self, voldaan: Callable[[], bool]) -> None:
        einde = time.monotonic() + 60
        while not voldaan():
            assert self.proces.poll() is None
            assert time.monotonic() < einde
            time.sleep(0.01)

    def stop(self, sein: int) -> tuple[float, int, str]:
        """Send a signal to the whole group, as a terminal does; seconds until it was gone, its code
        and what it said."""
        begin = time.monotonic()
        os.killpg(self.proces.pid, sein)
        _, err = self.proces.communicate(timeout=60)
        return time.monotonic() - begin, self.proces.returncode, err.decode()

    def groep(self) -> list[int]:
        """The processes of this command that are still there."""
        gevonden = []
        for map_ in Path("/proc").glob("[0-9]*"):
            try:
                velden = (map_ / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            if int(velden[3]) == self.proces.pid and velden[0] != "Z":
                gevonden.append(int(map_.name))
        return gevonden


@pytest.fixture
def veel(tmp_path: Path, voorbeeld: bytes) -> Path:
    (tmp_path / "in").mkdir()
    for nummer in range(200):
        (tmp_path / "in" / f"{nummer:03}.xlsx").write_bytes(voorbeeld)
    return tmp_path


def klaar_in(map_: Path) -> int:
    return len(list((map_ / "resultaat").glob("*.xlsx")))


def opgeschreven_in(map_: Path) -> int:
    dagboek = map_ / "resultaat" / JOURNAL_NAME
    return dagboek.read_bytes().count(b"\n") if dagboek.exists() else 0


@pytest.mark.lang
@pytest.mark.skipif(not POSIX, reason="sends signals to a group")
@pytest.mark.parametrize(("sein", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stop_halfway_leaves_whole_files_and_can_go_on(veel: Path, sein: int, code: int) -> None:
    lopend = Lopend(veel, "verwerk", "in", "--taken", "2")
    lopend.wacht_op(lambda: opgeschreven_in(veel) >= 3)
    duur, gegeven, err = lopend.stop(sein)
    assert gegeven == code
    assert duur < 3  # a second by contract; the machine of a test may be busy
    assert "Afgebroken na " in err
    assert "--hervat" in err
    assert "Traceback" not in err
    geen_engels(err)
    assert lopend.groep() == []
    gedaan = [
        json.loads(regel)
        for regel in (veel / "resultaat" / JOURNAL_NAME).read_text(encoding="utf-8").splitlines()
    ]
    assert f"Afgebroken na {len(gedaan)} van 200 bestanden." in err
    nu = staat(veel / "resultaat")
    assert {regel["resultaat"]: regel["resultaat_sha256"] for regel in gedaan}.items() <= nu.items()
    assert len(nu) <= len(gedaan) + 2  # a process may be ended between saving a file and telling so
    assert len(set(nu.values())) == 1  # of one workbook: all whole
    for pad in sorted((veel / "in").iterdir())[len(gedaan) + 4 :]:
        pad.unlink()
    uitslag = start("verwerk", "in", "--hervat", "--json", cwd=veel)
    assert uitslag.code == 0
    assert len(uitslag.regels) == 4
    assert not list(veel.rglob("*reservekopie*"))


@pytest.mark.lang
@pytest.mark.skipif(not POSIX, reason="sends signals to a group")
def test_a_stop_waits_for_no_file_that_stalls(veel: Path, haperend: dict[str, str]) -> None:
    (veel / "in" / "vast.xlsx").write_bytes(b"")
    os.truncate(veel / "in" / "vast.xlsx", 20_000_000)  # may take 105 seconds
    lopend = Lopend(veel, "verwerk", "in/vast.xlsx", "in", "--taken", "2", **haperend)
    lopend.wacht_op(lambda: klaar_in(veel) >= 3)
    duur, code, err = lopend.stop(signal.SIGINT)
    assert (code, duur < 3) == (130, True)
    assert "Afgebroken na " in err
    assert lopend.groep() == []
    assert not list(veel.rglob("*.tmp"))


@pytest.mark.lang
@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_when_the_command_is_killed_its_processes_end_too_and_it_can_go_on(veel: Path) -> None:
    lopend = Lopend(veel, "verwerk", "in", "--taken", "2")
    lopend.wacht_op(lambda: opgeschreven_in(veel) >= 3)
    lopend.proces.kill()
    lopend.proces.communicate(timeout=60)
    einde = time.monotonic() + 30
    while lopend.groep():
        assert time.monotonic() < einde
        time.sleep(0.05)
    for pad in sorted((veel / "in").iterdir())[klaar_in(veel) + 2 :]:
        pad.unlink()
    uitslag = start("verwerk", "in", "--hervat", cwd=veel)
    assert uitslag.code == 0
    assert uitslag.err.count("al gedaan; ") >= 3
    assert len(set(staat(veel / "resultaat").values())) == 1
    assert not list(veel.rglob("*reservekopie*"))


@pytest.mark.lang
@pytest.mark.skipif(not POSIX, reason="sends signals to a group")
def test_controleer_stops_too_and_promises_nothing(veel: Path) -> None:
    lopend = Lopend(veel, "controleer", "in")
    assert lopend.proces.stderr
    lopend.proces.stderr.readline()
    _, code, err = lopend.stop(signal.SIGINT)
    assert code == 130
    assert "Afgebroken na " in err
    assert "--hervat" not in err
