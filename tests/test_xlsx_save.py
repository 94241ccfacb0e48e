"""Saving a file: whatever happens at whatever moment, it is the old one or the new one, and so is
every backup."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from regio_xl.batch import run
from regio_xl.werkboek import Celwijzigingen, WerkboekFout
from regio_xl.xlsx import save as schijfmodule
from regio_xl.xlsx.save import replace, save_backup
from regio_xl.xlsx.workbook import XlsxWerkboek
from regio_xl.xlsx.zip import MAX_FILE_SIZE

OUD, NIEUW = b"oud" * 50, b"nieuw" * 60
OMGEVING = {
    **os.environ,
    "PYTHONPATH": str(Path(__file__).parents[1] / "src"),
    "PYTHONIOENCODING": "utf-8",
}
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a right of POSIX")


@pytest.fixture(autouse=True)
def elke_test_ruimt_zelf_op() -> None:
    """A process tidies a folder once; here each test is a process of its own."""
    schijfmodule.remove_left_behind.cache_clear()


@pytest.fixture
def doel(tmp_path: Path) -> Path:
    pad = tmp_path / "gemeente.xlsx"
    pad.write_bytes(OUD)
    return pad


def staat(map_: Path) -> dict[str, bytes]:
    return {pad.name: pad.read_bytes() for pad in map_.iterdir()}


def fout_van(doe: Callable[[], object]) -> WerkboekFout:
    with pytest.raises(WerkboekFout) as gevangen:
        doe()
    return gevangen.value


# --- every call to the file system, and what happens when it is the last one ---


class Dood(BaseException):
    """The process is no more: nothing it would still do reaches the disk."""


AANROEPEN = (
    "open",
    "write",
    "fsync",
    "close",
    "dup",
    "replace",
    "link",
    "rename",
    "unlink",
    "chmod",
    "chown",
    "utime",
    "scandir",
)


class Schijfproef:
    """Stands between the program and the disk and lets something happen at the n-th call: that call
    is not made, or, for a write, made for one half. After a death no later call is made either, so
    what lies on the disk is what a kill leaves."""

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        bij: int | None = None,
        fout: BaseException | None = None,
    ) -> None:
        self.gedaan: list[str] = []
        self._bij, self._fout = bij, fout
        for naam in AANROEPEN:
            monkeypatch.setattr(os, naam, self._om(naam, getattr(os, naam)))

    def _om(self, naam: str, echt: Callable[..., Any]) -> Callable[..., Any]:
        def aanroep(*argumenten: Any, **meer: Any) -> Any:
            dood = (
                isinstance(self._fout, Dood)
                and self._bij is not None
                and len(self.gedaan) >= self._bij
            )
            if self._fout is not None and (dood or len(self.gedaan) == self._bij):
                self.gedaan.append(naam)
                if naam == "write":
                    echt(argumenten[0], argumenten[1][: len(argumenten[1]) // 2])
                if (
                    naam == "close"
                ):  # also when it reports an error, and at a death the system does it
                    echt(*argumenten)
                raise self._fout
            self.gedaan.append(naam)
            return echt(*argumenten, **meer)

        return aanroep


@dataclass(frozen=True)
class Beurt:
    """One time that something happened: at which call, and whether the program said that it
    failed."""

    aanroep: str
    gemeld: bool


def elke_aanroep(
    doe: Callable[[], object], klaarzetten: Callable[[], object], fout: BaseException
) -> Iterator[Beurt]:
    """Do the same once for each call that it makes, with this error at that call."""
    for bij in count():
        klaarzetten()
        schijfmodule.remove_left_behind.cache_clear()
        gemeld = False
        with pytest.MonkeyPatch.context() as lap:
            proef = Schijfproef(lap, bij, fout)
            try:
                doe()
            except (type(fout), WerkboekFout):
                gemeld = True
        if len(proef.gedaan) <= bij:
            assert bij > 12, "the calls were not seen"
            return
        yield Beurt(proef.gedaan[bij], gemeld)


def vul(map_: Path, inhoud: Mapping[str, bytes]) -> None:
    for pad in map_.iterdir():
        pad.unlink()
    for naam, bytes_ in inhoud.items():
        (map_ / naam).write_bytes(bytes_)


def tijdelijke(map_: Path) -> set[str]:
    return {pad.name for pad in map_.iterdir() if pad.name.startswith(".regio-xl-")}


def zonder_tijdelijke(map_: Path) -> dict[str, bytes]:
    return {naam: inhoud for naam, inhoud in staat(map_).items() if naam not in tijdelijke(map_)}


def een_volgende_keer(map_: Path) -> None:
    """What a run of a later day does, as far as the folder goes."""
    schijfmodule.remove_left_behind.cache_clear()
    with pytest.MonkeyPatch.context() as lap:
        lap.setattr(schijfmodule, "LEFT_BEHIND", -1)
        replace(map_ / "volgende", b"")


def test_killed_at_any_call_a_file_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    begin, na = {"a.xlsx": OUD}, {"a.xlsx": NIEUW}
    uitkomsten = []
    for _ in elke_aanroep(
        lambda: replace(tmp_path / "a.xlsx", NIEUW), lambda: vul(tmp_path, begin), Dood()
    ):
        uitkomsten.append(zonder_tijdelijke(tmp_path))
        een_volgende_keer(tmp_path)
        assert tijdelijke(tmp_path) == set()
    assert begin in uitkomsten
    assert uitkomsten == sorted(
        uitkomsten, key=[begin, na].index
    )  # nothing else, and once new never old again


@pytest.mark.parametrize("nummer", [errno.ENOSPC, errno.EDQUOT, errno.EIO], ids=errno.errorcode.get)
def test_an_error_at_any_call_is_told_and_nothing_changed_or_the_new_file_stands_there(
    tmp_path: Path, nummer: int
) -> None:
    begin, na = {"a.xlsx": OUD}, {"a.xlsx": NIEUW}
    gemeld = set()
    for beurt in elke_aanroep(
        lambda: replace(tmp_path / "a.xlsx", NIEUW),
        lambda: vul(tmp_path, begin),
        OSError(nummer, ""),
    ):
        assert staat(tmp_path) == (begin if beurt.gemeld else na)
        gemeld |= {beurt.aanroep} if beurt.gemeld else set()
    assert gemeld >= {"open", "write", "fsync", "close", "replace"}


def test_stopping_at_any_call_leaves_one_whole_file_and_nothing_else(tmp_path: Path) -> None:
    begin, na = {"a.xlsx": OUD}, {"a.xlsx": NIEUW}
    for _ in elke_aanroep(
        lambda: replace(tmp_path / "a.xlsx", NIEUW),
        lambda: vul(tmp_path, begin),
        KeyboardInterrupt(),
    ):
        assert staat(tmp_path) in (begin, na)


@pytest.mark.parametrize("links", [True, False], ids=["links", "zonder links"])
def test_killed_at_any_call_a_backup_is_whole_and_no_other_is_touched(
    tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without hard links a kill can leave an empty file under a free name, in the one moment
    between two calls."""
    begin = {"a.xlsx": OUD, "a.reservekopie.xlsx": b"eerder"}
    if not links:
        monkeypatch.setattr(os, "link", zonder_links)
    toegestaan = [
        begin,
        {**begin, "a.reservekopie-2.xlsx": OUD},
        *([] if links else [{**begin, "a.reservekopie-2.xlsx": b""}]),
    ]
    for _ in elke_aanroep(
        lambda: save_backup(tmp_path / "a.xlsx", OUD), lambda: vul(tmp_path, begin), Dood()
    ):
        assert zonder_tijdelijke(tmp_path) in toegestaan
        een_volgende_keer(tmp_path)
        assert tijdelijke(tmp_path) == set()


def zonder_links(bron: Path, naam: Path, **_: object) -> None:
    raise (
        FileExistsError if os.path.lexists(naam) else OSError(errno.ENOTSUP, "no links here")
    )  # as the system does


def ingevuld(boek: XlsxWerkboek, tekst: str) -> XlsxWerkboek:
    boek.schrijf([Celwijzigingen("Advies", {(60, 20): tekst})])
    return boek


def ter_plekke(map_: Path) -> Path | None:
    return ingevuld(XlsxWerkboek(map_ / "a.xlsx"), "nieuw").bewaar_ter_plekke()


@pytest.fixture
def begin_en_na(leeg_werkboek: bytes) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """A folder before and after a workbook in it is replaced."""
    na = ingevuld(XlsxWerkboek.uit_bytes("a.xlsx", leeg_werkboek), "nieuw").inhoud
    return {"a.xlsx": leeg_werkboek}, {"a.xlsx": na, "a.reservekopie.xlsx": leeg_werkboek}


Voor_en_na = tuple[dict[str, bytes], dict[str, bytes]]


def test_killed_at_any_call_a_workbook_in_place_is_the_old_one_or_the_new_one_with_its_backup(
    tmp_path: Path, begin_en_na: Voor_en_na
) -> None:
    begin, na = begin_en_na
    half = {**na, **begin}  # the backup is there and nothing else happened yet
    gezien = []
    for _ in elke_aanroep(lambda: ter_plekke(tmp_path), lambda: vul(tmp_path, begin), Dood()):
        gezien.append(zonder_tijdelijke(tmp_path))
        een_volgende_keer(tmp_path)
        assert tijdelijke(tmp_path) == set()
    assert {"a.xlsx", "a.reservekopie.xlsx"} <= set().union(*gezien)
    assert gezien == sorted(gezien, key=[begin, half, na].index)


@pytest.mark.parametrize(
    "fout",
    [OSError(errno.ENOSPC, "vol"), OSError(errno.EIO, "stuk"), PermissionError(errno.EACCES, "")],
)
def test_in_place_an_error_at_any_call_is_told_and_nothing_changed_or_both_files_stand_there(
    tmp_path: Path, begin_en_na: Voor_en_na, fout: OSError
) -> None:
    begin, na = begin_en_na
    for beurt in elke_aanroep(lambda: ter_plekke(tmp_path), lambda: vul(tmp_path, begin), fout):
        assert zonder_tijdelijke(tmp_path) == (begin if beurt.gemeld else na)
        assert (
            tijdelijke(tmp_path) == set() or beurt.aanroep == "unlink"
        )  # it could not tidy up; the next run does


def test_stopping_in_place_never_loses_the_old_workbook(
    tmp_path: Path, begin_en_na: Voor_en_na
) -> None:
    """Also when it is stopped between the change of name and the end."""
    begin, na = begin_en_na
    for beurt in elke_aanroep(
        lambda: ter_plekke(tmp_path), lambda: vul(tmp_path, begin), KeyboardInterrupt()
    ):
        assert zonder_tijdelijke(tmp_path) in (begin, {**na, **begin}, na)
        assert tijdelijke(tmp_path) == set() or beurt.aanroep == "unlink"


def test_everything_is_on_the_disk_before_a_name_changes(
    tmp_path: Path, begin_en_na: Voor_en_na
) -> None:
    """For who pulls the plug: first what stands in a file, then its name, and the backup before the
    file itself."""
    begin, _ = begin_en_na
    vul(tmp_path, begin)
    with pytest.MonkeyPatch.context() as lap:
        proef = Schijfproef(lap)
        ter_plekke(tmp_path)
    stappen = [naam for naam in proef.gedaan if naam in ("write", "fsync", "link", "replace")]
    assert stappen == ["write", "fsync", "link", "fsync", "write", "fsync", "replace", "fsync"]


# --- what processes that died left behind ---


def achtergebleven(map_: Path, nummer: int = 1) -> Path:
    pad = map_ / f".regio-xl-{nummer:016x}.tmp"
    pad.write_bytes(b"half")
    return pad


def test_only_our_own_leftovers_are_removed(doel: Path) -> None:
    map_ = doel.parent
    rest = achtergebleven(map_)
    van_anderen = [
        ".regio-xl-verslag.tmp",
        ".regio-xl-0000000000000001.tmp.xlsx",
        "~WRL0001.tmp",
        "x.regio-xl-0000000000000001.tmp",
    ]
    for naam in van_anderen:
        (map_ / naam).write_bytes(b"")
    (map_ / ".regio-xl-00000000000000aa.tmp").mkdir()
    if sys.platform != "win32":
        (map_ / ".regio-xl-00000000000000bb.tmp").symlink_to(doel)
        os.mkfifo(map_ / ".regio-xl-00000000000000cc.tmp")
    een_volgende_keer(map_)
    assert not rest.exists()
    assert {".regio-xl-00000000000000aa.tmp", *van_anderen} <= {pad.name for pad in map_.iterdir()}
    assert doel.read_bytes() == OUD
    assert sys.platform == "win32" or len(tijdelijke(map_)) == 5


def test_only_what_is_old_is_removed(doel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody may still be busy with what is young, also when its file took over the date of the
    old one."""
    rest = achtergebleven(doel.parent)
    os.utime(rest, (0, 0))
    replace(doel, NIEUW)
    assert rest.exists()
    nu = time.time()
    oud = schijfmodule.LEFT_BEHIND
    for later, weg in ((oud - 60, False), (oud + 60, True)):
        schijfmodule.remove_left_behind.cache_clear()
        monkeypatch.setattr("time.time", lambda later=later: nu + later)
        replace(doel, NIEUW)
        assert rest.exists() is not weg


def test_a_temporary_file_is_kept_longer_than_the_largest_workbook_may_take() -> None:
    assert schijfmodule.LEFT_BEHIND > 2 * (run.SECONDS + run.SECONDS_PER_MB * MAX_FILE_SIZE / 1e6)


def test_who_saves_while_another_tidies_up_keeps_its_file(doel: Path) -> None:
    with schijfmodule.temporary_file(doel.parent, NIEUW, doel) as bezig:
        schijfmodule.remove_left_behind.cache_clear()
        replace(doel.with_name("ander.xlsx"), NIEUW)
        bezig.replace(doel)
    assert doel.read_bytes() == NIEUW


# --- what a file keeps ---


def test_a_backup_never_takes_a_name_that_is_in_use(doel: Path) -> None:
    bezet = [doel.with_name(f"gemeente.reservekopie{einde}.xlsx") for einde in ("", "-2", "-4")]
    for pad in bezet:
        pad.write_bytes(b"van iemand")
    assert [save_backup(doel, OUD).name[22:] for _ in range(2)] == ["3.xlsx", "5.xlsx"]
    assert {pad.read_bytes() for pad in bezet} == {b"van iemand"}


@POSIX
def test_nobody_can_read_a_private_file_while_it_is_written(
    doel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doel.chmod(0o600)
    modes: list[int] = []
    for naam in ("open", "write"):
        echt = getattr(os, naam)

        def kijk(*argumenten: Any, echt: Callable[..., int] = echt) -> int:
            uitkomst = echt(*argumenten)
            modes.extend(
                stat.S_IMODE(pad.stat().st_mode) for pad in doel.parent.glob(".regio-xl-*")
            )
            return uitkomst

        monkeypatch.setattr(os, naam, kijk)
    replace(doel, NIEUW)
    save_backup(doel, OUD)
    assert len(modes) >= 4
    assert set(modes) == {0o600}


@POSIX
@pytest.mark.parametrize(
    ("bron", "stond_er", "wordt"),
    [
        (0o600, None, 0o600),
        (0o640, None, 0o640),
        (0o666, None, 0o644),
        (0o400, None, 0o600),
        (0o600, 0o644, 0o600),
        (0o644, 0o600, 0o600),
        (0o000, 0o666, 0o600),
    ],
)
def test_what_is_made_of_a_file_is_no_more_open_than_that_file(
    doel: Path,
    bron: int,
    stond_er: int | None,
    wordt: int,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    masker = os.umask(0o022)
    request.addfinalizer(lambda: os.umask(masker))
    doel.chmod(bron)
    uit = doel.with_name("uit.xlsx")
    if stond_er is not None:
        uit.write_bytes(OUD)
        uit.chmod(stond_er)
    modes = []
    schrijf = os.write

    def kijk(bestand: int, inhoud: bytes) -> int:
        modes.append(stat.S_IMODE(os.fstat(bestand).st_mode))
        return schrijf(bestand, inhoud)

    monkeypatch.setattr(os, "write", kijk)
    replace(uit, NIEUW, private_as=[doel])
    assert modes == [wordt]  # before there is anything in it to read
    assert stat.S_IMODE(uit.stat().st_mode) == wordt
    replace(uit, NIEUW, private_as=[doel, doel.with_name("weg.xlsx")])
    assert stat.S_IMODE(uit.stat().st_mode) == 0o600


@POSIX
def test_what_a_group_may_do_is_not_for_another_group(doel: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may give a file away")
    os.chown(doel, -1, 23456)
    doel.chmod(0o660)
    uit = doel.with_name("uit.xlsx")
    replace(uit, NIEUW, private_as=[doel])
    assert stat.S_IMODE(uit.stat().st_mode) == 0o600


# --- a folder that takes files and gives none back ---


@pytest.fixture
def inleverbus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files may be made there, not removed and not renamed."""

    for naam in ("unlink", "rename", "replace"):
        monkeypatch.setattr(os, naam, geen_rechten)


@pytest.mark.usefixtures("inleverbus")
def test_where_nothing_may_be_removed_no_copy_of_a_workbook_stays(
    tmp_path: Path, begin_en_na: Voor_en_na
) -> None:
    begin, _ = begin_en_na
    (tmp_path / "a.xlsx").write_bytes(begin["a.xlsx"])
    fout = fout_van(lambda: ter_plekke(tmp_path))
    assert "in deze map mag niets worden vervangen" in str(fout)
    fout_van(lambda: replace(tmp_path / "uit.xlsx", NIEUW))
    assert zonder_tijdelijke(tmp_path) == begin
    assert [staat(tmp_path)[naam] for naam in tijdelijke(tmp_path)] == [b"", b""]


def test_a_backup_that_cannot_be_taken_back_keeps_what_it_holds(
    doel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be the same file as a temporary one that stays."""
    monkeypatch.setattr(os, "unlink", geen_rechten)
    kopie = save_backup(doel, OUD)
    assert (kopie.read_bytes(), doel.read_bytes()) == (OUD, OUD)
    monkeypatch.setattr(schijfmodule, "_require_removing", lambda _: None)
    monkeypatch.setattr(os, "replace", geen_rechten)
    assert fout_van(lambda: schijfmodule.replace_with_backup(doel, NIEUW, OUD)).code == (
        "bestand-niet-te-schrijven"
    )
    assert doel.read_bytes() == OUD


def geen_rechten(*_: object, **__: object) -> None:
    raise PermissionError(errno.EPERM, "not here")


def test_a_very_long_name_has_a_backup_too(tmp_path: Path) -> None:
    for naam in ("x" * 250 + ".xlsx", "é" * 125 + ".xlsx", "\U0001f600" * 62 + ".xlsx"):
        doel = tmp_path / naam
        try:
            doel.write_bytes(OUD)
        except OSError:
            pytest.skip("this system has no names as long as this")
        for einde in (".reservekopie.xlsx", ".reservekopie-2.xlsx"):
            kopie = save_backup(doel, OUD)
            assert kopie.name.endswith(einde)
            assert naam.startswith(kopie.name.removesuffix(einde))
            assert len(os.fsencode(kopie.name)) > 240
            assert kopie.read_bytes() == OUD


@POSIX
def test_owner_group_and_mode_stay_where_we_may(doel: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may give a file away")
    os.chown(doel, 12345, 23456)
    doel.chmod(0o664)
    os.utime(doel, (0, 0))
    replace(doel, NIEUW)
    nu = doel.stat()
    assert (nu.st_uid, nu.st_gid, stat.S_IMODE(nu.st_mode)) == (12345, 23456, 0o664)
    assert nu.st_mtime > 1e9  # the time is that of the save


@POSIX
def test_what_the_group_may_is_not_for_another_group(
    doel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mag_niet(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no")

    if os.geteuid() != 0:
        pytest.skip("only root may give a file away")
    os.chown(doel, -1, 23456)
    doel.chmod(0o664)
    monkeypatch.setattr(os, "chown", mag_niet)
    replace(doel, NIEUW)
    assert stat.S_IMODE(doel.stat().st_mode) == 0o644


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
def test_extended_attributes_stay(doel: Path) -> None:
    try:
        os.setxattr(doel, "user.label", b"intern")
    except OSError:
        pytest.skip("this disk has no extended attributes")
    replace(doel, NIEUW)
    assert os.getxattr(doel, "user.label") == b"intern"


# --- a disk that is full ---


@POSIX
def test_a_limit_on_the_size_of_files_is_told(doel: Path) -> None:
    """For real: the system stops the write halfway."""
    programma = (
        "import resource, sys; from pathlib import Path\n"
        "from regio_xl.werkboek import WerkboekFout\n"
        "from regio_xl.xlsx.save import replace, save_backup\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "for doe in (replace, save_backup):\n"
        "    try: doe(Path(sys.argv[1]), b'x' * 5000)\n"
        "    except WerkboekFout as fout: print(fout.code, fout.gaten['reden'])\n"
    )
    klaar = subprocess.run(
        [sys.executable, "-c", programma, str(doel)],
        env=OMGEVING,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert (
        klaar.stdout.splitlines()
        == ["bestand-niet-te-schrijven het bestand wordt groter dan hier mag"] * 2
    )
    assert staat(doel.parent) == {doel.name: OUD}


@POSIX
def test_a_disk_that_is_really_full_keeps_the_old_workbook(
    tmp_path: Path, leeg_werkboek: bytes
) -> None:
    schijf = tmp_path / "schijf"
    schijf.mkdir()
    ruimte = (
        len(leeg_werkboek) * 5 // 2
    )  # for the file and its backup, not for the new file as well
    aangekoppeld = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={ruimte}", "regio-xl-proef", str(schijf)],
        capture_output=True,
        check=False,
    )
    if aangekoppeld.returncode:
        pytest.skip("this user may not mount a small disk")
    try:
        (schijf / "a.xlsx").write_bytes(leeg_werkboek)
        fout = fout_van(lambda: ter_plekke(schijf))
        assert (fout.code, fout.gaten["reden"]) == ("bestand-niet-te-schrijven", "de schijf is vol")
        assert staat(schijf) == {"a.xlsx": leeg_werkboek}
    finally:
        subprocess.run(["umount", str(schijf)], check=True)


# --- a colleague in between ---


def test_in_place_a_workbook_that_is_open_gets_no_backup_either(
    tmp_path: Path, leeg_werkboek: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "regio_xl.xlsx.save.save_backup", lambda *_: pytest.fail("a backup was made")
    )
    begin = {"a.xlsx": leeg_werkboek, "~$a.xlsx": b"\x04Anja"}
    vul(tmp_path, begin)
    assert fout_van(lambda: ter_plekke(tmp_path)).code == "bestand-open"
    assert staat(tmp_path) == begin


@pytest.mark.parametrize(
    ("naam", "code"), [("a.xlsx", "bestand-gewijzigd"), (".~lock.a.xlsx#", "bestand-open")]
)
def test_a_colleague_who_opens_or_saves_it_at_the_last_moment_is_seen(
    tmp_path: Path, leeg_werkboek: bytes, naam: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new file is on the disk already; only its name must still change."""
    vul(tmp_path, {"a.xlsx": leeg_werkboek})
    boek = ingevuld(XlsxWerkboek(tmp_path / "a.xlsx"), "nieuw")
    echt = os.fsync

    def collega(slot: int) -> None:
        echt(slot)
        (tmp_path / naam).write_bytes(b"van een collega")

    def na_de_reservekopie(pad: Path, inhoud: bytes) -> Path:
        kopie = save_backup(pad, inhoud)
        monkeypatch.setattr(os, "fsync", collega)
        return kopie

    monkeypatch.setattr("regio_xl.xlsx.save.save_backup", na_de_reservekopie)
    assert fout_van(boek.bewaar_ter_plekke).code == code
    assert staat(tmp_path) == {"a.xlsx": leeg_werkboek, naam: b"van een collega"}


# --- Windows ---


def geweigerd(_: object, __: object) -> None:
    raise PermissionError(
        errno.EACCES,
        "The process cannot access the file because it is being used by another process",
    )


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Take the paths of Windows; gives how long was waited."""
    gewacht: list[float] = []
    monkeypatch.setattr(schijfmodule, "WINDOWS", True)
    monkeypatch.setattr("time.sleep", gewacht.append)
    return gewacht


def test_on_windows_a_file_that_is_held_is_tried_three_times_and_then_named(
    doel: Path, windows: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "replace", geweigerd)
    fout = fout_van(lambda: replace(doel, NIEUW))
    assert (fout.code, fout.gaten["reden"]) == (
        "bestand-niet-te-schrijven",
        "geen rechten, of het is open in een ander programma",
    )
    assert windows == [0.1, 0.2]
    assert staat(doel.parent) == {doel.name: OUD}


def test_on_windows_a_virus_scanner_that_lets_go_is_waited_for(
    doel: Path, windows: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    echt = os.replace

    def even_bezet(bron: Path, naam: Path) -> None:
        monkeypatch.setattr(os, "replace", echt)
        geweigerd(bron, naam)

    monkeypatch.setattr(os, "replace", even_bezet)
    replace(doel, NIEUW)
    assert windows == [0.1]
    assert staat(doel.parent) == {doel.name: NIEUW}


def test_elsewhere_nothing_is_tried_twice(doel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: pytest.fail("waited"))
    monkeypatch.setattr(os, "replace", geweigerd)
    assert fout_van(lambda: replace(doel, NIEUW)).code == "bestand-niet-te-schrijven"


def open_bestanden() -> set[str]:
    """What this process has open, where the system can tell."""
    slots = Path("/proc/self/fd")
    return {os.path.realpath(slot) for slot in slots.iterdir()} if slots.exists() else set()


def test_on_windows_a_backup_takes_its_name_by_a_rename_that_replaces_nothing(
    doel: Path, windows: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    echt = os.rename

    def zoals_windows(bron: Path, naam: Path) -> None:
        if str(bron) in open_bestanden():
            raise PermissionError(errno.EACCES, "open")
        if os.path.lexists(naam):
            raise FileExistsError(errno.EEXIST, "exists")
        echt(bron, naam)

    monkeypatch.setattr(os, "rename", zoals_windows)
    assert [save_backup(doel, OUD).name for _ in range(2)] == [
        "gemeente.reservekopie.xlsx",
        "gemeente.reservekopie-2.xlsx",
    ]
    assert tijdelijke(doel.parent) == set()
    assert windows == []
