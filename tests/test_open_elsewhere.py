"""Open in another program: who has it is read from the lock beside it, and nothing is written over
it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from regio_xl.werkboek import WerkboekFout
from regio_xl.xlsx.save import replace

OUD, NIEUW = b"oud", b"nieuw"


@pytest.fixture
def doel(tmp_path: Path) -> Path:
    pad = tmp_path / "gemeente.xlsx"
    pad.write_bytes(OUD)
    return pad


def staat(map_: Path) -> dict[str, bytes]:
    return {pad.name: pad.read_bytes() for pad in map_.iterdir()}


def geweigerd(doel: Path) -> WerkboekFout:
    with pytest.raises(WerkboekFout) as gevangen:
        replace(doel, NIEUW)
    return gevangen.value


def slot_van_excel(naam: str) -> bytes:
    """The owner file of Excel: 165 bytes, the name twice."""
    smal = naam.encode("cp1252", "replace")
    inhoud = bytes([len(smal)]) + smal + b" " * (54 - len(smal))
    utf16 = naam.encode("utf-16-le")
    inhoud += (len(utf16) // 2).to_bytes(2, "little") + utf16
    return (inhoud + b" \0" * 60)[:165]


SLOTEN = [
    pytest.param(
        "~$gemeente.xlsx", slot_van_excel("Anja de Vries"), 'Excel, bij "Anja de Vries"', id="excel"
    ),
    pytest.param(
        "~$gemeente.xlsx",
        slot_van_excel("Łukasz Dvořák"),
        'Excel, bij "Łukasz Dvořák"',
        id="excel, niet in cp1252",
    ),
    pytest.param("~$gemeente.xlsx", b"", "Excel", id="excel, leeg"),
    pytest.param("~$gemeente.xlsx", b"\xff" * 4096, "Excel", id="excel, onzin"),
    pytest.param(
        ".~lock.gemeente.xlsx#",
        b"Anja,anja,pc-12,21.11.2026 10:15,file:///x;",
        'LibreOffice, bij "Anja"',
        id="lo",
    ),
    pytest.param(
        ".~lock.gemeente.xlsx#",
        b",anja,pc-12,21.11.2026 10:15,file:///x;",
        'LibreOffice, bij "anja"',
        id="lo, login",
    ),
    pytest.param(
        ".~lock.gemeente.xlsx#",
        rb"Vries\, Anja \\ de,a,p,d,u;",
        'LibreOffice, bij "Vries, Anja \\ de"',
        id="lo, tekens",
    ),
    pytest.param(".~lock.gemeente.xlsx#", b"\x00\xff\xfe", "LibreOffice", id="lo, onzin"),
]


@pytest.mark.parametrize(("naam", "inhoud", "waar"), SLOTEN)
def test_a_file_that_is_open_elsewhere_is_not_replaced_and_who_has_it_is_named(
    doel: Path, naam: str, inhoud: bytes, waar: str
) -> None:
    (doel.parent / naam).write_bytes(inhoud)
    voor = staat(doel.parent)
    fout = geweigerd(doel)
    assert fout.code == "bestand-open"
    assert fout.gaten == {"doel": str(doel), "waar": waar, "slot": naam}
    assert staat(doel.parent) == voor
    melding = fout.bevinding.melding
    assert f"is open in {waar}. " in melding
    assert f"slotbestand {naam} achtergebleven: verwijder dat" in melding


def test_a_name_in_a_lock_is_safe_to_print(doel: Path) -> None:
    (doel.parent / "~$gemeente.xlsx").write_bytes(slot_van_excel("\x1b[31mA\u202eB\r\nC"))
    melding = geweigerd(doel).bevinding.melding
    assert melding.isprintable()


def test_the_lock_of_another_file_is_no_objection(doel: Path) -> None:
    for naam in ("~$meente.xlsx", "meente.xlsx", "~$andere.xlsx", ".~lock.andere.xlsx#"):
        (doel.parent / naam).write_bytes(slot_van_excel("Anja"))
    (doel.parent / "~$gemeente.xlsx").mkdir()
    replace(doel, NIEUW)
    assert doel.read_bytes() == NIEUW


def test_a_lock_beside_a_file_that_is_not_there_is_no_objection(doel: Path) -> None:
    (doel.parent / "~$nieuw.xlsx").write_bytes(slot_van_excel("Anja"))
    replace(doel.with_name("nieuw.xlsx"), NIEUW)
    assert doel.with_name("nieuw.xlsx").read_bytes() == NIEUW


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_lock_beside_the_file_that_a_link_leads_to_counts(doel: Path) -> None:
    link = doel.parent / "map" / "kort.xlsx"
    link.parent.mkdir()
    link.symlink_to(doel)
    (doel.parent / "~$gemeente.xlsx").write_bytes(slot_van_excel("Anja"))
    assert geweigerd(link).code == "bestand-open"
    assert doel.read_bytes() == OUD


@pytest.mark.parametrize(
    ("woorden", "plek"),
    [
        (["--ter-plekke"], "a.xlsx"),
        pytest.param(["--uit", "uit"], "uit/a.xlsx", marks=pytest.mark.lang),
    ],
    ids=" ".join,
)
def test_the_command_says_who_has_it_open_and_writes_nothing(
    tmp_path: Path, voorbeeld: bytes, woorden: list[str], plek: str
) -> None:
    """A lock beside a file that is only read is no objection."""
    (tmp_path / "uit").mkdir()
    for naam in ("a.xlsx", "uit/a.xlsx"):
        (tmp_path / naam).write_bytes(voorbeeld)
    opdracht = [sys.executable, "-m", "regio_xl", "verwerk", "a.xlsx", *woorden]
    omgeving = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[1] / "src"),
        "PYTHONIOENCODING": "utf-8",
    }
    slot = (tmp_path / plek).with_name("~$a.xlsx")
    slot.write_bytes(slot_van_excel("Anja de Vries"))
    voor = {pad: pad.read_bytes() for pad in tmp_path.rglob("*.xlsx")}
    klaar = subprocess.run(
        opdracht,
        cwd=tmp_path,
        env=omgeving,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert klaar.returncode == 1
    assert f'{Path(plek)} is open in Excel, bij "Anja de Vries". ' in klaar.stderr
    assert "(bestand-open)" in klaar.stderr
    assert {pad: pad.read_bytes() for pad in tmp_path.rglob("*.xlsx")} == voor
    if "--uit" in woorden:
        slot.rename(tmp_path / slot.name)
        assert (
            subprocess.run(
                opdracht, cwd=tmp_path, env=omgeving, capture_output=True, timeout=60, check=False
            ).returncode
            == 0
        )
