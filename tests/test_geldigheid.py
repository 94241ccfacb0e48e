"""The cases of the sources: their files are valid and honest, and ``docs/validatie.md`` says what
the script measures."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hulp.boeken import METHODE
from hulp.programmas import programma
from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Methode

WORTEL = Path(__file__).parents[1]
CASUSSEN = sorted((WORTEL / "workbooks" / "casussen").glob("*.toml"))
LANGSTE_TOELICHTING = 15


@cache
def berekend() -> dict[str, Any]:
    """Every case computed, by its number."""
    return {
        casus.verwacht.casus: casus
        for casus in programma("docs/geldigheid.py").lees_casussen(METHODE)
    }


@cache
def pagina() -> str:
    return (WORTEL / "docs" / "validatie.md").read_text(encoding="utf-8")


def tussen(begin: str, eind: str) -> str:
    """What stands on the page between two marks of the script."""
    merken = programma("docs/geldigheid.py")
    tekst: str = pagina().split(getattr(merken, begin))[1].split(getattr(merken, eind))[0]
    return tekst.strip()


def hoofdstuk(kop: str) -> str:
    """The text under one heading of the page."""
    return pagina().split(f"\n## {kop}\n")[1].split("\n## ")[0]


def test_there_is_an_expectation_for_every_case_and_a_case_for_every_expectation() -> None:
    assert set(programma("docs/geldigheid.py").bestanden()) == set(
        programma("docs/geldigheid.py").VERWACHT
    )
    assert len(CASUSSEN) >= 10


@pytest.mark.parametrize("pad", CASUSSEN, ids=lambda pad: pad.stem)
def test_a_case_file_has_known_keys_and_says_where_every_answer_comes_from(
    pad: Path, methode: Methode
) -> None:
    vulling = programma("docs/geldigheid.py").maakprogramma().lees_vulling(pad, methode)
    beantwoord = vulling.antwoorden.keys() | vulling.nu.keys() | vulling.gewenst.keys()
    assert beantwoord == vulling.toelichtingen.keys()
    assert all(
        len(tekst.split()) <= LANGSTE_TOELICHTING for tekst in vulling.toelichtingen.values()
    )
    gegeven = [*vulling.antwoorden.values(), *vulling.nu.values(), *vulling.gewenst.values()]
    assert set(gegeven) <= {1, 2, 3, 4, 5, methode.algemeen.nvt}


@pytest.mark.parametrize("pad", CASUSSEN, ids=lambda pad: pad.stem)
def test_the_comment_on_top_says_what_the_script_expects(pad: Path) -> None:
    tekst = pad.read_text(encoding="utf-8")
    kop = re.sub(r"\s*\n# ?", " ", tekst[: tekst.index("\n\n")])
    verwacht = programma("docs/geldigheid.py").VERWACHT[pad.stem]
    assert f"Casus {verwacht.casus}:" in kop
    assert "Bronplaats:" in kop
    assert "Niet in de bron:" in kop
    lezing = re.search(r"Verwachte lezing: ([^.]*)\. Zekerheid (\d)", kop)
    assert lezing, kop
    assert lezing[2] == str(verwacht.zekerheid)
    genoemd = [
        woord
        for woord in re.findall(r"\w+", lezing[1])
        if woord in {"rechtmatig", "presterend", "netwerkend", "responsief"}
    ]
    assert genoemd == [p for p in (verwacht.eerste, verwacht.tweede) if p]
    assert verwacht.verdeeld == ("verdeeld" in lezing[1])


def test_a_case_file_with_a_key_that_nobody_knows_is_no_vulling(
    methode: Methode, tmp_path: Path
) -> None:
    pad = tmp_path / "fout.toml"
    pad.write_text("[verwacht]\neerste = 'netwerkend'\n", encoding="utf-8")
    assert tomllib.loads(pad.read_text(encoding="utf-8"))
    with pytest.raises(TypeError, match="verwacht"):
        programma("docs/geldigheid.py").maakprogramma().lees_vulling(pad, methode)


@pytest.mark.lang
def test_the_tables_on_the_page_are_what_the_script_makes() -> None:
    """After a change that is meant: python docs/geldigheid.py --schrijf, and read the text around
    the tables again."""
    rapport = programma("docs/geldigheid.py").rapport(list(berekend().values()), METHODE)
    assert tussen("BEGIN", "EIND") == rapport


@pytest.mark.lang
def test_the_tables_of_the_trial_on_the_page_are_what_the_script_makes() -> None:
    proef = programma("docs/geldigheid.py").proeftabellen(METHODE)
    assert tussen("PROEF_BEGIN", "PROEF_EIND") == proef


def test_only_what_stands_between_the_marks_is_replaced() -> None:
    vervang = programma("docs/geldigheid.py").vervang
    assert vervang("a <b> oud <e> z", "<b>", "<e>", "nieuw") == "a <b>\n\nnieuw\n\n<e> z"
    with pytest.raises(ValueError, match="not found"):
        vervang("a <b> oud", "<b>", "<e>", "nieuw")


@pytest.mark.lang
@pytest.mark.parametrize(
    "nummer", sorted(v.casus for v in programma("docs/geldigheid.py").VERWACHT.values())
)
def test_a_case_that_does_not_agree_is_explained(nummer: str) -> None:
    """A certain case gets the expected first perspective, or the page names it; so does every other
    difference."""
    oordeel = berekend()[nummer].oordeel
    if oordeel == "geen advies":
        assert nummer in hoofdstuk("Casussen zonder advies")
    elif oordeel != "ja":
        assert nummer in hoofdstuk("Wat niet klopt, en waarom")
    if berekend()[nummer].verwacht.zekerheid == 3:
        goed = berekend()[nummer].advies.advies == berekend()[nummer].verwacht.eerste
        assert goed or nummer in hoofdstuk("Wat niet klopt, en waarom")


def test_neighbours_differ_by_one_step_in_one_answer_that_counts() -> None:
    invoer = Invoer(
        antwoorden={
            "OPG-01": Antwoord(waarde=1),  # only up
            "NET-27": Antwoord(waarde=3),  # up and down
            "OPG-02": Antwoord(nvt=True),  # does not apply
            "WEE-01": Antwoord(waarde=3),  # does not count for the quadrant
        }
    )
    buren = list(programma("docs/geldigheid.py").buren(invoer, METHODE))
    anders = [
        [(id_, a.waarde) for id_, a in buur.antwoorden.items() if a != invoer.antwoorden[id_]]
        for buur in buren
    ]
    assert anders == [[("OPG-01", 2)], [("NET-27", 2)], [("NET-27", 4)]]
