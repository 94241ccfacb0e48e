"""Older versions of the method: a workbook keeps the scores of the one it was made with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hulp.boeken import METHODE
from hulp.gebruiker import Gebruiker
from hulp.officejs import boek_json, excelboek
from hulp.opdrachtregel import Regio
from hulp.oude_boeken import (
    OUD,
    SCORES,
    VOORBEELDEN,
    echt_oud_boek,
    oud_boek,
    ouder,
    vulling,
    willekeurig,
)
from regio_xl.batch import journal
from regio_xl.batch.execution import do
from regio_xl.batch.tasks import Settings, Task
from regio_xl.excel import functies, scripts
from regio_xl.excel.argumenten import VOORVOEGSEL
from regio_xl.indeling import blokken
from regio_xl.indeling.vulling import Vulling
from regio_xl.invoer import Invoer
from regio_xl.methode import (
    STANDAARDMAP,
    Methode,
    MethodeFout,
    laad,
    laad_versie,
    oudere_versies,
    standaard,
    versies,
)
from regio_xl.opdracht import bekijk_boek, bereken, bouw_werkboek, methodekeuze, verwerk_boek
from regio_xl.resultaten import PerspectiefAdvies, Stand
from regio_xl.tabs.gewijzigd import controlegetal, oordeel
from regio_xl.werkboek.geheugen import Geheugenwerkboek
from regio_xl.xlsx.workbook import XlsxWerkboek

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

NIEUW = "98.0.0"
VERSIEREGEL = blokken.OVER.regels[1]
DAG = date(2027, 3, 1)
WEG, ERBIJ = [stelling.id for stelling in METHODE.opgave.stellingen][:3], "OPG-9"
"""Statements that the newest method of these tests does not ask, and how those in their place
begin."""


def open_boek(inhoud: bytes) -> XlsxWerkboek:
    return XlsxWerkboek.uit_bytes("boek.xlsx", inhoud)


def in_geheugen(inhoud: bytes) -> Geheugenwerkboek:
    return Geheugenwerkboek.van(open_boek(inhoud).lees(blokken.LEESTABS))


@pytest.fixture(scope="module")
def nieuwste_map(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A method after the one in the repository: another number, and three statements replaced."""
    map_ = Path(shutil.copytree(STANDAARDMAP, tmp_path_factory.mktemp("nieuw") / "methode"))
    for pad in map_.rglob("*.toml"):
        tekst = pad.read_text(encoding="utf-8")
        for nummer, id_ in enumerate(WEG):
            tekst = tekst.replace(f'"{id_}"', f'"{ERBIJ}{nummer}"')
        tekst = tekst.replace(f'\nversie = "{METHODE.versie}"', f'\nversie = "{NIEUW}"')
        pad.write_text(tekst, encoding="utf-8")
    return map_


@pytest.fixture(scope="module")
def nieuw_boek(nieuwste_map: Path) -> bytes:
    """An empty workbook of that method."""
    return bouw_werkboek(standaard(nieuwste_map), Vulling())


@pytest.fixture
def nieuwste(nieuwste_map: Path, monkeypatch: pytest.MonkeyPatch) -> Methode:
    """The newest method of the program for one test; 1.1.0 is then an older one."""
    nieuw = standaard(nieuwste_map)

    def huidige(map_: Path | None = None, rest: Path | None = None) -> Methode:
        return nieuw if map_ is None else standaard(map_, rest)

    for module in (versies, methodekeuze):
        monkeypatch.setattr(module, "standaard", huidige)
    return nieuw


def stand(van: PerspectiefAdvies | Stand) -> dict[str, Any]:
    return {"scores": van.scores, "x": van.x, "y": van.y}


def kansrijk(advies: PerspectiefAdvies) -> dict[str, Any]:
    return stand(advies) | {"marge": advies.marge, "volledigheid": advies.volledigheid}


# --- the scores stay


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_answers_give_the_scores_that_they_gave(naam: str) -> None:
    gegeven = vulling(naam).antwoorden.items()
    invoer = Invoer(antwoorden={id_: oordeel(staat, ouder()) for id_, staat in gegeven})
    assert kansrijk(bereken(invoer, ouder()).perspectief) == SCORES[naam]["alleen stellingen"]


def test_whatever_is_filled_in_gives_the_scores_that_it_gave() -> None:
    """Answers, parties, ties that were not all asked for, and an agenda, all at random."""
    verwacht = SCORES["willekeurig"]
    assert len(verwacht) == 40
    for zaad, scores in enumerate(verwacht):
        advies = bereken(willekeurig(ouder(), zaad), ouder()).perspectief
        standen = [advies.scores, advies.nu.scores, advies.gewenst.scores]
        assert [list(stand.values()) for stand in standen] == scores, zaad


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_a_workbook_with_its_tables_gives_the_scores_that_it_gave(
    naam: str, nieuwste: Methode
) -> None:
    resultaat = bekijk_boek(open_boek(oud_boek(naam))).resultaat
    advies = resultaat.perspectief
    assert resultaat.methode_versie == OUD != nieuwste.versie
    assert SCORES[naam]["geheel"] == {
        "kansrijk": kansrijk(advies),
        "nu": stand(advies.nu),
        "gewenst": stand(advies.gewenst),
    }


@pytest.mark.usefixtures("nieuwste")
def test_a_file_from_before_is_read_and_filled_as_it_was() -> None:
    """Drawn by the program of then: what stands elsewhere today, stands here where it stood."""
    boek = open_boek(echt_oud_boek())
    resultaat, klaar = verwerk_boek(boek, None, DAG)
    assert klaar is boek
    assert resultaat.methode_versie == OUD
    assert (
        kansrijk(resultaat.perspectief)
        == SCORES["vitale-dorpen-drechterland"]["geheel"]["kansrijk"]
    )
    assert resultaat.perspectief.keuze == "responsief"
    assert {b.ernst for b in resultaat.bevindingen} == {"tip"}
    opnieuw = bekijk_boek(klaar)
    assert opnieuw.gelezen.invoer == bekijk_boek(open_boek(echt_oud_boek())).gelezen.invoer
    assert opnieuw.resultaat == resultaat
    # what the formula in the file compares with: another number shows that answers were changed
    assert controlegetal(opnieuw.indeling) == SCORES["controlegetal"]


# --- which version counts


def test_a_workbook_of_an_older_version_says_so_once_and_names_its_method(
    nieuwste: Methode,
) -> None:
    resultaat, klaar = verwerk_boek(open_boek(oud_boek()), None, DAG)
    tips = [b for b in resultaat.bevindingen if b.code == "versie-ouder"]
    assert [(b.ernst, b.blad) for b in tips] == [("tip", blokken.START)]
    assert OUD in tips[0].melding
    assert NIEUW in tips[0].melding
    gebruiker = Gebruiker(klaar.inhoud, ouder())
    assert gebruiker.rijen(blokken.START)[gebruiker.rij(blokken.START, VERSIEREGEL)].count(OUD) == 1
    kolom = gebruiker.kolommen(blokken.CONTROLE, "Code")["Code"]
    op_controle = [rij[kolom] for rij in gebruiker.rijen(blokken.CONTROLE) if len(rij) > kolom]
    assert op_controle.count("versie-ouder") == 1
    advies = gebruiker.rijen(blokken.ADVIES)[gebruiker.rij(blokken.ADVIES, "Methode")]
    assert f"{OUD} ({ouder().fingerprint})" in advies


def test_a_workbook_of_the_newest_version_goes_by_it_and_no_other_is_loaded(
    nieuwste: Methode, nieuw_boek: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nooit(map_: Path | None = None, rest: Path | None = None) -> Methode:
        assert map_ is None
        return nieuwste

    monkeypatch.setattr(versies, "standaard", nooit)
    resultaat = bekijk_boek(open_boek(nieuw_boek)).resultaat
    assert resultaat.methode_versie == NIEUW
    assert not {b.code for b in resultaat.bevindingen if "versie" in b.code}


def test_a_method_that_somebody_chose_always_wins(nieuwste: Methode) -> None:
    bekeken = bekijk_boek(open_boek(oud_boek()), nieuwste)
    assert bekeken.resultaat.methode_versie == NIEUW
    gemeld = {b.code for b in bekeken.resultaat.bevindingen}
    assert {"versie-anders", "id-onbekend", "stelling-ontbreekt"} <= gemeld
    assert "versie-ouder" not in gemeld


@pytest.mark.parametrize(
    ("staat", "code"),
    [
        ("99.1.0", "versie-nieuwer"),
        ("0.9.0", "versie-anders"),
        (f"../oudere_methoden/{OUD}", "versie-anders"),
        ("drie", "versie-anders"),
    ],
)
def test_a_version_that_is_not_kept_is_told_and_goes_by_the_newest(
    nieuwste: Methode, nieuw_boek: bytes, staat: str, code: str
) -> None:
    gebruiker = Gebruiker(nieuw_boek, nieuwste)
    gebruiker.typ(blokken.START, {(gebruiker.rij(blokken.START, VERSIEREGEL), 2): staat})
    bekeken = bekijk_boek(open_boek(gebruiker.inhoud))
    assert bekeken.methode is nieuwste
    (gevonden,) = [b for b in bekeken.resultaat.bevindingen if b.code.startswith("versie")]
    assert (gevonden.code, gevonden.ernst) == (code, "let op")
    assert staat in gevonden.melding
    assert NIEUW in gevonden.melding


def _zonder_start(boek: Geheugenwerkboek) -> None:
    del boek.tabs[blokken.START]


def _zegt_niets(boek: Geheugenwerkboek) -> None:
    start = boek.tabs[blokken.START]
    for plek in [plek for plek, waarde in start.items() if waarde == OUD]:
        del start[plek]


def _anders_genoemd(boek: Geheugenwerkboek) -> None:
    boek.tabs = {{blokken.START: "Begin"}.get(naam, naam): tab for naam, tab in boek.tabs.items()}


def _nog_ouder(boek: Geheugenwerkboek) -> None:
    start = boek.tabs[blokken.START]
    start |= {plek: "1.0.3" for plek, waarde in start.items() if waarde == OUD}


@pytest.mark.parametrize(
    ("verander", "gemeld"),
    [
        (_zonder_start, ("versie-ouder", "")),
        (_zegt_niets, ("versie-ouder", "")),
        (_anders_genoemd, ("versie-ouder", "Begin")),
        (_nog_ouder, ("versie-anders", blokken.START)),
    ],
)
def test_a_workbook_that_names_no_version_that_is_kept_goes_by_the_one_that_knows_its_ids(
    nieuwste: Methode, verander: Callable[[Geheugenwerkboek], None], gemeld: tuple[str, str]
) -> None:
    boek = in_geheugen(oud_boek())
    verander(boek)
    bekeken = bekijk_boek(boek)
    assert bekeken.methode.versie == OUD != nieuwste.versie
    assert (
        kansrijk(bekeken.resultaat.perspectief) == SCORES["greenport-venlo"]["geheel"]["kansrijk"]
    )
    over = [(b.code, b.blad) for b in bekeken.resultaat.bevindingen if "versie" in b.code]
    assert over == [gemeld]


def test_a_missing_result_tab_is_drawn_again_by_the_older_method(nieuwste: Methode) -> None:
    boek = openpyxl.load_workbook(BytesIO(oud_boek()))
    del boek[blokken.WEGWIJZERS]
    uit = BytesIO()
    boek.save(uit)
    resultaat, klaar = verwerk_boek(open_boek(uit.getvalue()), None, DAG)
    assert "tab-resultaat-ontbreekt" in {b.code for b in resultaat.bevindingen}
    assert [b.code for b in resultaat.bevindingen].count("versie-ouder") == 1
    opnieuw = bekijk_boek(klaar)
    assert opnieuw.compleet
    assert opnieuw.methode.versie == OUD != nieuwste.versie
    assert opnieuw.gelezen.invoer == bekijk_boek(open_boek(oud_boek())).gelezen.invoer


def test_a_statement_of_another_version_is_told_with_the_version_of_the_workbook(
    nieuwste: Methode,
) -> None:
    boek = in_geheugen(oud_boek())
    opgave = boek.tabs[blokken.OPGAVE]
    rij = 1 + max(rij for (rij, _), waarde in opgave.items() if waarde == "OPG-24")
    kolom = next(kolom for (_, kolom), waarde in opgave.items() if waarde == "OPG-24")
    nieuw_id = f"{ERBIJ}0"
    assert nieuw_id in nieuwste.stellingen
    opgave[rij, kolom] = nieuw_id
    bekeken = bekijk_boek(boek)
    (gevonden,) = [b for b in bekeken.resultaat.bevindingen if b.code == "id-onbekend"]
    assert f'"{nieuw_id}" hoort niet bij methode {OUD}' in gevonden.melding
    assert (
        kansrijk(bekeken.resultaat.perspectief) == SCORES["greenport-venlo"]["geheel"]["kansrijk"]
    )


@pytest.mark.usefixtures("nieuwste")
def test_own_text_over_a_result_of_an_earlier_program_is_told() -> None:
    """The same version of the method had another fingerprint there, and the same texts."""
    _, klaar = verwerk_boek(open_boek(oud_boek()), None, DAG)
    gebruiker = Gebruiker(klaar.inhoud, ouder())
    for naam, staat in (("Methode", f"{OUD} (0-0)"), ("Kenmerk van de antwoorden", "0-0")):
        gebruiker.typ(blokken.ADVIES, {(gebruiker.rij(blokken.ADVIES, naam), 2): staat})
    zonder = verwerk_boek(open_boek(gebruiker.inhoud), None, DAG)[0].bevindingen
    assert "eigen-tekst-overschreven" not in {b.code for b in zonder}
    koprij = gebruiker.rij(blokken.WEGWIJZERS, "Handreiking")
    kolom = gebruiker.kolommen(blokken.WEGWIJZERS, "Handreiking")["Handreiking"]
    gebruiker.typ(blokken.WEGWIJZERS, {(koprij + 1, kolom): "Vraag Jan"})
    met = verwerk_boek(open_boek(gebruiker.inhoud), None, DAG)[0].bevindingen
    (gevonden,) = [b for b in met if b.code == "eigen-tekst-overschreven"]
    assert "Vraag Jan" in gevonden.melding


# --- every way in


@pytest.mark.usefixtures("nieuwste")
def test_a_batch_takes_the_version_of_each_workbook(
    nieuw_boek: bytes, nieuwste_map: Path, tmp_path: Path
) -> None:
    (tmp_path / "oud.xlsx").write_bytes(oud_boek())
    (tmp_path / "nieuw.xlsx").write_bytes(nieuw_boek)

    def versie(naam: str, method_folder: Path | None = None) -> str:
        settings = Settings(DAG, as_json=True, method_folder=method_folder)
        uitkomst = do(Task(tmp_path / naam, settings, tmp_path / "uit" / naam))
        return str(json.loads(uitkomst.json)["methode_versie"])

    assert [versie("oud.xlsx"), versie("nieuw.xlsx")] == [OUD, NIEUW]
    assert versie("oud.xlsx", nieuwste_map) == NIEUW


@pytest.mark.usefixtures("nieuwste")
def test_a_button_in_excel_takes_the_version_of_the_open_workbook() -> None:
    boek = excelboek(boek_json(oud_boek(), "boek.xlsx", exclude=[blokken.UITLEG]))
    scripts.bereken(boek)
    acties = json.dumps(boek.json()["actions"])
    assert f"{OUD} ({ouder().fingerprint})" in acties
    assert "versie-ouder" in acties


def test_a_function_goes_by_the_newest_version_that_knows_all_its_ids(nieuwste: Methode) -> None:
    ids = [stelling.id for stelling in ouder().opgave.stellingen]
    cijfers = [1 + nummer % 5 for nummer in range(len(ids))]
    invoer = Invoer(antwoorden={i: oordeel(c, ouder()) for i, c in zip(ids, cijfers, strict=True)})
    verwacht = bereken(invoer, ouder()).perspectief.scores
    kolom = [[id_] for id_ in ids], [[cijfer] for cijfer in cijfers]
    gegeven = {str(naam).lower(): score for naam, score in functies.regio_scores(*kolom)}
    assert gegeven == verwacht
    nieuw_id = f"{ERBIJ}0"
    assert functies.regio_uitleg(nieuw_id).startswith(nieuwste.stellingen[nieuw_id].tekst)
    assert functies.regio_uitleg(WEG[0]).startswith(ouder().stellingen[WEG[0]].tekst)
    samen = functies.regio_score([WEG[0], nieuw_id], [4, 4], "netwerkend")
    assert samen.startswith(VOORVOEGSEL)
    assert WEG[0] in samen


def test_hervat_does_all_again_when_an_older_version_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    map_ = Path(shutil.copytree(versies.OUDERE_METHODEN, tmp_path / "oudere"))
    monkeypatch.setattr(journal, "_OLDER", map_)
    eerst = journal.method_fingerprint(None)
    with (map_ / OUD / "opgave.toml").open("a", encoding="utf-8") as bestand:
        bestand.write("# een regel\n")
    assert journal.method_fingerprint(None) != eerst


def test_the_command_shows_an_older_version(regio: Regio) -> None:
    uitslag = regio("methode", "--versie", OUD, "--json")
    assert json.loads(uitslag.uit)["algemeen"]["versie"] == OUD
    assert f"versie {OUD}" in regio("methode", "--versie", OUD).err
    for meer, zegt in (
        (["0.9.0"], "0.9.0 is niet bewaard; kies uit"),
        ([OUD, "--controle"], "gaan over de nieuwste versie"),
        ([OUD, "--methode", STANDAARDMAP], "niet allebei"),
    ):
        uitslag = regio("methode", "--versie", *meer)
        assert uitslag.code == 2
        assert zegt in uitslag.err


# --- the data


def bestanden(map_: Path) -> Iterator[str]:
    return (pad.relative_to(map_).as_posix() for pad in map_.rglob("*") if pad.is_file())


def test_an_older_version_holds_only_files_of_a_method_that_differ_from_the_newest() -> None:
    mappen = sorted(versies.OUDERE_METHODEN.iterdir())
    assert [map_.name for map_ in mappen] == [OUD]
    for map_ in mappen:
        namen = set(bestanden(map_))
        assert namen
        assert namen <= set(bestanden(STANDAARDMAP))
        assert standaard(map_, STANDAARDMAP).versie == map_.name
        if map_.name != METHODE.versie:
            gelijk = {
                naam
                for naam in namen
                if (map_ / naam).read_bytes() == (STANDAARDMAP / naam).read_bytes()
            }
            assert gelijk == set()


def test_a_file_that_an_older_version_does_not_have_is_that_of_the_newest(
    tmp_path: Path, nieuwste_map: Path
) -> None:
    (tmp_path / "handreikingen").mkdir()
    tekst = (nieuwste_map / "methode.toml").read_text(encoding="utf-8")
    (tmp_path / "methode.toml").write_text(tekst.replace(NIEUW, "0.0.1"), encoding="utf-8")
    (tmp_path / "handreikingen" / "eh.toml").write_text("handreikingen = []\n", encoding="utf-8")
    gemengd, nieuw = laad(tmp_path, nieuwste_map), standaard(nieuwste_map)
    assert gemengd.versie == "0.0.1"
    assert gemengd.opgave == nieuw.opgave
    assert {item.id.split("-")[1] for item in nieuw.handreikingen} - {
        item.id.split("-")[1] for item in gemengd.handreikingen
    } == {"EH"}
    with pytest.raises(MethodeFout, match=r"start\.toml"):
        laad(tmp_path)


def test_only_versions_that_are_kept_can_be_asked_for(nieuwste: Methode) -> None:
    assert oudere_versies() == (OUD,)
    assert laad_versie(NIEUW) is nieuwste
    assert laad_versie(OUD) is ouder()
    for naam in ("0.9.0", f"../oudere_methoden/{OUD}", "", "1.1"):
        with pytest.raises(MethodeFout, match=f"kies uit {NIEUW}, {OUD}"):
            laad_versie(naam)
