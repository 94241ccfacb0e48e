"""The workbooks in the repository are what the code makes, and the four cases give the advice that
their source reads."""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hulp.programmas import programma
from regio_xl.methode import Methode

WORTEL = Path(__file__).parents[1]
VOORBEELDEN = WORTEL / "workbooks" / "voorbeelden"
GOUDEN = WORTEL / "tests" / "gouden"

# How the case is read: the perspective, and the one that comes second (four cases, one for each
# perspective).
LEZING = {
    "greenport-venlo": ("netwerkend", "responsief"),
    "vitale-dorpen-drechterland": ("responsief", "netwerkend"),
    "woonbeleid-limburg": ("rechtmatig", "presterend"),
    "strategische-koers": ("presterend", "rechtmatig"),
}
GEMAAKT = [
    Path("workbooks", "sjabloon.xlsx"),
    *(Path("workbooks", "voorbeelden", f"{naam}.xlsx") for naam in LEZING),
    *(Path("tests", "gouden", f"{naam}.json") for naam in LEZING),
]


@cache
def gemaakt() -> dict[Path, bytes]:
    """What the code makes now."""
    bestanden: dict[Path, bytes] = programma("workbooks/maak.py").maak()
    return {pad.relative_to(WORTEL): inhoud for pad, inhoud in bestanden.items()}


def gouden(naam: str) -> dict[str, Any]:
    inhoud: dict[str, Any] = json.loads((GOUDEN / f"{naam}.json").read_text(encoding="utf-8"))
    return inhoud


@pytest.mark.lang
def test_there_is_a_file_for_everything_the_code_makes_and_for_nothing_else() -> None:
    assert sorted(gemaakt()) == sorted(GEMAAKT)
    for map_, patroon in (
        (VOORBEELDEN.parent, "*.xlsx"),
        (VOORBEELDEN, "*.xlsx"),
        (GOUDEN, "*.json"),
    ):
        assert {pad.relative_to(WORTEL) for pad in map_.glob(patroon)} <= set(GEMAAKT)


@pytest.mark.parametrize("pad", GEMAAKT, ids=str)
def test_the_file_in_the_repository_is_what_the_code_makes(pad: Path) -> None:
    """After a change that is meant: python workbooks/maak.py, and look at every difference."""
    if pad.suffix == ".json":  # says more than bytes when it fails
        assert json.loads((WORTEL / pad).read_text(encoding="utf-8")) == json.loads(gemaakt()[pad])
    assert (WORTEL / pad).read_bytes() == gemaakt()[pad]


@pytest.mark.parametrize("naam", LEZING)
def test_the_advice_is_what_the_case_reads(naam: str) -> None:
    """The advice is one of the two that the case reads as; docs/validatie.md says where the order
    differs and why."""
    perspectief = gouden(naam)["perspectief"]
    assert perspectief["advies"] in LEZING[naam]
    assert perspectief["duidelijkheid"] != "onvoldoende"
    if perspectief["advies"] != LEZING[naam][0]:
        assert perspectief["duidelijkheid"] == "verdeeld"


def test_the_cases_cover_the_four_perspectives() -> None:
    assert sorted(advies for advies, _ in LEZING.values()) == [
        "netwerkend",
        "presterend",
        "rechtmatig",
        "responsief",
    ]


@pytest.mark.parametrize("naam", LEZING)
def test_the_position_lies_on_the_side_of_the_case(naam: str) -> None:
    """Left works from the inside out, right from the outside in (ontwerp 4); that side is certain
    in every source."""
    assert (gouden(naam)["perspectief"]["x"] > 0) == (
        LEZING[naam][0] in {"netwerkend", "responsief"}
    )


@pytest.mark.parametrize("naam", LEZING)
def test_an_example_is_read_without_a_single_mistake(naam: str) -> None:
    assert [b for b in gouden(naam)["bevindingen"] if b["ernst"] != "tip"] == []


@pytest.mark.parametrize("naam", LEZING)
def test_what_the_source_does_not_say_is_left_empty(naam: str, methode: Methode) -> None:
    """An example that answers everything would be made up."""
    vulling = programma("workbooks/maak.py").lees_vulling(VOORBEELDEN / f"{naam}.toml", methode)
    gevuld = vulling.antwoorden.keys() | vulling.nu.keys()
    assert 0.2 < len(gevuld) / len(methode.stellingen) < 1
    assert gouden(naam)["perspectief"]["volledigheid"] < 1
    assert "Niet in de bron" in (VOORBEELDEN / f"{naam}.toml").read_text(encoding="utf-8")


def test_an_example_with_an_unknown_id_or_choice_is_refused(
    methode: Methode, tmp_path: Path
) -> None:
    pad = tmp_path / "fout.toml"
    pad.write_text(
        '[antwoorden]\n"OPG-99" = 3\n[kenmerken.Opgave]\nschaal = "heelal"\n', encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"fout\.toml: onbekend: OPG-99, Opgave\.schaal = heelal"):
        programma("workbooks/maak.py").lees_vulling(pad, methode)


def test_checking_names_what_differs_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "goed.xlsx").write_bytes(b"nieuw")
    (tmp_path / "oud.xlsx").write_bytes(b"oud")
    maak = programma("workbooks/maak.py")
    bestanden = {tmp_path / naam: b"nieuw" for naam in ("goed.xlsx", "oud.xlsx", "weg.xlsx")}
    monkeypatch.setattr(maak, "maak", lambda: bestanden)
    monkeypatch.setattr(sys, "argv", ["maak.py", "--controle"])
    assert maak.main() == 1
    assert capsys.readouterr().err.splitlines() == ["anders: oud.xlsx", "anders: weg.xlsx"]
    assert (tmp_path / "oud.xlsx").read_bytes() == b"oud"
    monkeypatch.setattr(sys, "argv", ["maak.py"])
    assert maak.main() == 0
    assert {pad: pad.read_bytes() for pad in bestanden} == bestanden
