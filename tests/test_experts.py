"""The forms for experts: blind, each in another order, and read back as they were filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hulp.boeken import METHODE
from hulp.programmas import programma
from regio_xl.methode.perspectieven import PERSPECTIEVEN

experts: Any = programma("docs/experts.py")
ALLE_OORDELEN = experts.OORDELEN


def vul(pad: Path, oordeel: dict[tuple[str, str], str]) -> None:
    """Fill in a form as another program does."""
    boek = openpyxl.load_workbook(pad)
    blad = boek["Formulier"]
    koppen = {cel.value: cel.column for cel in blad[1]}
    for rij in range(2, blad.max_row + 1):
        id_ = blad.cell(rij, koppen["Code"]).value
        for perspectief in PERSPECTIEVEN:
            waarde = oordeel.get((id_, perspectief))
            if waarde:
                blad.cell(rij, koppen[METHODE.namen[perspectief]]).value = waarde
    boek.save(pad)


def onze() -> dict[tuple[str, str], str]:
    """What an expert says who agrees with every loading of ours."""
    woord = {1: "pleit voor", 0: "zegt niets", -1: "pleit tegen"}
    return {
        (stuk.id, p): woord[(stuk.laadt(p) > 0) - (stuk.laadt(p) < 0)]
        for stuk in METHODE.kansrijk
        for p in PERSPECTIEVEN
    }


def test_the_ratio_is_that_of_lawshe() -> None:
    assert [experts.cvr(n, 8) for n in (0, 4, 6, 8)] == [-1.0, 0.0, 0.5, 1.0]


def test_enough_experts_is_the_exact_binomial_limit() -> None:
    nodig = {n: experts.genoeg(n) for n in range(5, 13)}
    assert nodig == {5: 5, 6: 6, 7: 7, 8: 7, 9: 8, 10: 9, 11: 9, 12: 10}
    assert experts.genoeg(4) is None


def test_the_page_gives_the_limits_that_the_script_uses() -> None:
    pagina = (Path(__file__).parents[1] / "docs" / "experts.md").read_text(encoding="utf-8")
    for n in range(8, 13):
        nodig = experts.genoeg(n)
        waarde = f"{experts.cvr(nodig, n):.2f}".replace(".", ",")
        assert f"| {n} | {nodig} | {waarde} |" in pagina


def test_a_form_holds_every_statement_once_and_no_loading(tmp_path: Path) -> None:
    experts.maak(tmp_path / "uit", METHODE, 2)
    volgordes = []
    for pad in sorted((tmp_path / "uit").glob("*.xlsx")):
        boek = openpyxl.load_workbook(pad)
        rijen = list(boek["Formulier"].iter_rows(min_row=2, values_only=True))
        volgordes.append([rij[0] for rij in rijen])
        assert all(set(rij[3:]) == {None} for rij in rijen)
    assert len(volgordes) == 2
    assert volgordes[0] != volgordes[1]
    assert sorted(volgordes[0]) == sorted(volgordes[1]) == sorted(s.id for s in METHODE.kansrijk)


def test_no_text_that_experts_judge_tells_where_it_points_to(tmp_path: Path) -> None:
    experts.maak(tmp_path, METHODE, 1)
    (pad,) = tmp_path.glob("*.xlsx")
    rijen = openpyxl.load_workbook(pad)["Formulier"].iter_rows(min_row=2, values_only=True)
    tekst = " ".join(str(vak) for rij in rijen for vak in rij[1:3]).casefold()
    verklikkers = (*PERSPECTIEVEN, "perspectief", "pleit ", "pleiten", "wijst naar", "wijst licht")
    assert [woord for woord in verklikkers if woord in tekst] == []


def test_a_form_that_may_be_filled_in_is_never_overwritten(tmp_path: Path) -> None:
    experts.maak(tmp_path, METHODE, 1)
    voor = (tmp_path / "formulier-01.xlsx").read_bytes()
    with pytest.raises(FileExistsError, match="formulier-01"):
        experts.maak(tmp_path, METHODE, 2)
    assert (tmp_path / "formulier-01.xlsx").read_bytes() == voor
    assert not (tmp_path / "formulier-02.xlsx").exists()


def test_filled_forms_come_back_as_they_were_filled_in(tmp_path: Path) -> None:
    experts.maak(tmp_path, METHODE, 2)
    eerste, tweede = sorted(tmp_path.glob("*.xlsx"))
    id_, perspectief = METHODE.kansrijk[0].id, PERSPECTIEVEN[0]
    vul(eerste, onze())
    vul(tweede, {(id_, perspectief): " Pleit VOOR ", (id_, PERSPECTIEVEN[1]): "misschien"})
    oordelen, klachten = experts.lees_formulier(eerste, METHODE)
    assert (oordelen, klachten) == (onze(), [])
    oordelen, klachten = experts.lees_formulier(tweede, METHODE)
    assert oordelen == {(id_, perspectief): "pleit voor"}
    assert klachten == [
        f"formulier-02.xlsx: 'misschien' bij {id_}, {PERSPECTIEVEN[1]} telt niet mee."
    ]


def test_a_form_of_another_method_or_another_workbook_is_named_and_left_out(
    tmp_path: Path, leeg_werkboek: bytes
) -> None:
    anders = METHODE.model_copy(
        update={"algemeen": METHODE.algemeen.model_copy(update={"versie": "9.9.9"})}
    )
    experts.maak(tmp_path, anders, 1)
    (tmp_path / "leeg.xlsx").write_bytes(leeg_werkboek)
    (tmp_path / "tekst.xlsx").write_bytes(b"geen werkboek")
    uit = experts.lees(tmp_path, METHODE)
    assert uit.startswith("0 formulieren.")
    assert "formulier-01.xlsx: dit formulier hoort niet bij methode" in uit
    assert "leeg.xlsx: de tab Formulier of Uitleg ontbreekt" in uit
    assert "tekst.xlsx: " in uit


def test_each_outcome_is_told_apart() -> None:
    stuk = next(s for s in METHODE.kansrijk if s.laadt("netwerkend") > 0)
    ander = next(p for p in PERSPECTIEVEN if not stuk.laadt(p))

    def uitkomst(perspectief: str, *oordelen: str) -> str:
        formulieren = [{(stuk.id, perspectief): oordeel} for oordeel in oordelen]
        tellingen = experts.tel(METHODE, formulieren)
        gevonden: str = next(
            een for een in tellingen if (een.id, een.perspectief) == (stuk.id, perspectief)
        ).uitkomst
        return gevonden

    voor, tegen, niets = ALLE_OORDELEN
    assert uitkomst("netwerkend", *[voor] * 8) == "zelfde"
    assert uitkomst("netwerkend", *[voor] * 7, niets) == "zelfde"
    assert uitkomst("netwerkend", *[voor] * 6, niets, niets) == "deskundigen oneens"
    assert uitkomst("netwerkend", *[niets] * 8) == "wij wel, deskundigen niet"
    assert uitkomst("netwerkend", *[tegen] * 8) == "tegengesteld"
    assert uitkomst(ander, *[voor] * 8) == "deskundigen wel, wij niet"
    assert uitkomst(ander, *[niets] * 8) == "zelfde"
    assert uitkomst(ander) == "nog geen oordeel"


def test_experts_who_agree_with_us_confirm_every_loading(tmp_path: Path) -> None:
    experts.maak(tmp_path, METHODE, 1)
    (pad,) = tmp_path.glob("*.xlsx")
    vul(pad, onze())
    inhoud = pad.read_bytes()
    for nummer in range(2, 7):
        (tmp_path / f"formulier-{nummer:02d}.xlsx").write_bytes(inhoud)
    uit = experts.lees(tmp_path, METHODE)
    ladingen = sum(len(stuk.lading) for stuk in METHODE.kansrijk)
    regels = [regel.split(" | ") for regel in uit.splitlines() if "onze lading, " in regel]
    per_grond = [list(map(int, (rij[1], rij[2]))) for rij in regels[:2]]
    assert [sum(kolom) for kolom in zip(*per_grond, strict=True)] == [ladingen, ladingen]
    assert "zien deskundigen 0 keer wel iets" in uit
    assert uit.startswith("6 formulieren.")
