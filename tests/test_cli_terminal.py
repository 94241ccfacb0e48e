"""Nothing that stands in a file or a name makes a terminal do something, and no file of a method is
waited for."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from hulp.opdrachtregel import Regio
from regio_xl.batch.journal import method_fingerprint
from regio_xl.batch.tasks import json_line, safe_json
from regio_xl.methode import STANDAARDMAP, MethodeFout, laad

GEVAARLIJK = "\x1b]0;weg\x07\x9b2J\u202eabc\u2066\u200f\x85\u2028"


def veilig(tekst: str) -> bool:
    return all(teken.isprintable() or teken in "\n\t" for teken in tekst)


@pytest.fixture
def eigen(tmp_path: Path) -> Path:
    return shutil.copytree(STANDAARDMAP, tmp_path / "methode")


def toml(tekst: str) -> str:
    return json.dumps(tekst)  # the escapes of JSON are those of TOML


def test_a_key_of_a_method_file_is_safe_to_print(regio: Regio, eigen: Path) -> None:
    with (eigen / "indicatoren.toml").open("a", encoding="utf-8") as bestand:
        bestand.write(f"{toml(GEVAARLIJK + 'x' * 5000)} = 1\n")
    uitslag = regio("methode", "--methode", eigen)
    assert uitslag.code == 2
    assert "indicatoren.toml" in uitslag.err
    assert veilig(uitslag.err)
    assert len(uitslag.err) < 1500


def test_what_a_method_says_is_safe_to_print(regio: Regio, eigen: Path) -> None:
    pad = eigen / "methode.toml"
    naam = next(
        regel
        for regel in pad.read_text(encoding="utf-8").splitlines()
        if regel.startswith("naam =")
    )
    pad.write_text(
        pad.read_text(encoding="utf-8").replace(naam, f"naam = {toml('Mijn' + GEVAARLIJK)}", 1),
        encoding="utf-8",
    )
    for opties in ((), ("--json",)):
        uitslag = regio("methode", "--methode", eigen, *opties)
        assert uitslag.code == 0
        assert "Mijn" in uitslag.uit + uitslag.err
        assert veilig(uitslag.uit + uitslag.err)
    assert json.loads(uitslag.uit)["algemeen"]["naam"] == "Mijn" + GEVAARLIJK


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes with a name in a folder")
def test_a_pipe_in_a_method_is_told_and_not_waited_for(eigen: Path) -> None:
    kenmerk = method_fingerprint(eigen)
    os.mkfifo(eigen / "los.toml")
    assert method_fingerprint(eigen) == kenmerk
    for naam in ("start.toml", next((eigen / "handreikingen").glob("*.toml")).name):
        [pad] = eigen.rglob(naam)
        inhoud = pad.read_bytes()
        pad.unlink()
        os.mkfifo(pad)
        with pytest.raises(MethodeFout, match=naam):
            laad(eigen)
        pad.unlink()
        pad.write_bytes(inhoud)


def test_a_method_file_of_any_size_is_not_read(eigen: Path) -> None:
    os.truncate(eigen / "start.toml", 1_000_000_000)
    with pytest.raises(MethodeFout, match=r"start\.toml"):
        laad(eigen)


def test_json_on_a_terminal_is_safe_and_says_the_same() -> None:
    velden = {"regio": GEVAARLIJK, "ander": "é € 😀 \U000e0041", "tekst": 'een "twee"\n'}
    lijn = json_line(velden)
    assert veilig(lijn)
    assert "\n" not in lijn
    assert json.loads(lijn) == velden
    assert "é € 😀" in lijn
    assert safe_json('{\n "een": 1\n}') == '{\n "een": 1\n}'


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_names_of_files_are_safe_in_json_and_in_the_window(
    regio: Regio, tmp_path: Path, leeg_werkboek: bytes
) -> None:
    namen = [f"a{GEVAARLIJK}.xlsx", f"b{GEVAARLIJK}.ods", "\U0001f469\u200d\U0001f52c.xlsx"]
    for naam in namen:
        (tmp_path / naam).write_bytes(leeg_werkboek)
    (tmp_path / os.fsdecode(b"\xff.xlsx")).write_bytes(leeg_werkboek)
    uitslag = regio("controleer", ".", "--json")
    assert uitslag.code == 0
    assert veilig(uitslag.uit)
    assert veilig(uitslag.err.replace("\u200d", ""))
    assert "\U0001f469\u200d\U0001f52c.xlsx: " in uitslag.err
    assert {*namen, "?.xlsx"} == {regel["bestand"] for regel in uitslag.regels}
