"""What other programs make of our workbooks: valid by Open XML, readable, and with the same
numbers.

Excel itself is not here; ``docs/excel.md`` says what that leaves open.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from regio_xl.indeling import blokken
from regio_xl.indeling.vulling import Vulling
from regio_xl.methode import Methode, laad
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.opdracht import verwerk_boek
from regio_xl.resultaten import Resultaat
from regio_xl.tabs.sjabloon import bouw
from regio_xl.xlsx.workbook import XlsxWerkboek

WORKBOOKS = Path(__file__).parents[1] / "workbooks"
NAMEN = sorted(pad.stem for pad in (WORKBOOKS / "voorbeelden").glob("*.xlsx"))
DAG = date(2026, 11, 21)


def _rommelig() -> bytes:
    """A new workbook with texts that programs like to make something else of."""
    lastig = "=1+1 <b> & \"'_x000D_ \u20ac \U0001f600"
    return bouw(laad(), Vulling(kenmerken={"Start": {"regio": lastig, "opgave": "@SOM(A1)"}}))


MAKERS: dict[str, Callable[[], bytes]] = {
    "sjabloon": (WORKBOOKS / "sjabloon.xlsx").read_bytes,
    "lastige teksten": _rommelig,
    **{naam: (WORKBOOKS / "voorbeelden" / f"{naam}.xlsx").read_bytes for naam in NAMEN},
}
VERWERKT = {f"{naam}, verwerkt": naam for naam in MAKERS}
BOEKEN = (*MAKERS, *VERWERKT)
GEWOON = {"sjabloon", "lastige teksten, verwerkt"}
GEVALLEN = [
    pytest.param(naam, id=naam, marks=[] if naam in GEWOON else [pytest.mark.lang])
    for naam in BOEKEN
]
# The template is validated in test_sjabloon.py as well, and every validation takes seconds.
GEKEURD = [
    pytest.param(naam, id=naam, marks=[] if naam in GEWOON - {"sjabloon"} else [pytest.mark.lang])
    for naam in BOEKEN
]


@cache
def _verwerk(naam: str) -> tuple[Resultaat, bytes]:
    resultaat, uitvoer = verwerk_boek(
        XlsxWerkboek.uit_bytes(f"{naam}.xlsx", MAKERS[naam]()), laad(), DAG
    )
    return resultaat, uitvoer.inhoud


def inhoud_van(naam: str) -> bytes:
    """Every kind of workbook that leaves our hands."""
    return _verwerk(VERWERKT[naam])[1] if naam in VERWERKT else MAKERS[naam]()


@pytest.mark.parametrize("naam", GEKEURD)
def test_it_is_valid_open_xml(naam: str, tmp_path: Path) -> None:
    (tmp_path / "boek.xlsx").write_bytes(inhoud_van(naam))
    uitslag = OpenXmlValidator().validate(tmp_path / "boek.xlsx")
    assert [str(fout) for fout in uitslag.errors] == []
    assert uitslag.is_valid


def test_the_validator_can_fail(tmp_path: Path) -> None:
    """A check that never says no proves nothing."""
    with (
        zipfile.ZipFile(WORKBOOKS / "sjabloon.xlsx") as bron,
        zipfile.ZipFile(tmp_path / "boek.xlsx", "w") as uit,
    ):
        for naam in bron.namelist():
            uit.writestr(naam, re.sub(rb"<sheetData>", b"<rijen/><sheetData>", bron.read(naam)))
    assert OpenXmlValidator().validate(tmp_path / "boek.xlsx").errors


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
@pytest.mark.parametrize("naam", GEVALLEN)
def test_openpyxl_opens_it(naam: str, tmp_path: Path) -> None:
    (tmp_path / "boek.xlsx").write_bytes(inhoud_van(naam))
    boek = openpyxl.load_workbook(tmp_path / "boek.xlsx")
    assert boek.sheetnames == list(blokken.TABS)
    bekend = {tabel for blad in boek.worksheets for tabel in blad.tables}
    assert {blok.tabelnaam for blok in blokken.RESULTAATBLOKKEN} <= bekend


# --- LibreOffice ---

Tabs = dict[str, list[list[Any]]]


def gelezen(inhoud: bytes) -> Tabs:
    """The filled cells of every tab, without empty ends of rows and tabs."""
    bladen = XlsxWerkboek.uit_bytes("boek.xlsx", inhoud).lees(blokken.TABS).bladen
    return {blad.naam: _ingekort([_ingekort(rij) for rij in blad.rijen]) for blad in bladen}


def _ingekort(lijst: Sequence[Any]) -> list[Any]:
    gevuld = [nummer for nummer, een in enumerate(lijst) if een not in (None, [])]
    return list(lijst[: gevuld[-1] + 1]) if gevuld else []


def _zonder_uitkomsten(inhoud: bytes, doel: Path) -> None:
    """The workbook without the stored results of its formulas, so that whoever opens it has to
    calculate."""
    doel.write_bytes(inhoud)
    with zipfile.ZipFile(doel) as bron:
        delen = {lid: bron.read(lid) for lid in bron.infolist()}
    with zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as uit:
        for lid, deel in delen.items():
            uit.writestr(lid, re.sub(rb"(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1", deel))


def _door_libreoffice(map_: Path) -> dict[str, Tabs]:
    """Every workbook, opened, calculated and saved by LibreOffice: one start for all of them."""
    (map_ / "in").mkdir()
    for nummer, naam in enumerate(BOEKEN):
        _zonder_uitkomsten(inhoud_van(naam), map_ / "in" / f"{nummer}.xlsx")
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation={(map_ / 'profiel').as_uri()}",
            "--convert-to", "xlsx", "--outdir", str(map_ / "uit"),
            *map(str, sorted((map_ / "in").iterdir())),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return {
        naam: gelezen((map_ / "uit" / f"{nummer}.xlsx").read_bytes())
        for nummer, naam in enumerate(BOEKEN)
    }


@pytest.mark.lang
@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_same_in_every_cell_and_the_numbers_that_were_computed(
    tmp_path: Path, methode: Methode
) -> None:
    """Texts, dates and numbers, and the results of our formulas: its own calculation equals what we
    stored."""
    getoond = _door_libreoffice(tmp_path)
    for naam in BOEKEN:
        verwacht = gelezen(inhoud_van(naam))
        assert getoond[naam].keys() == verwacht.keys()
        for tab, rijen in verwacht.items():
            assert [list(map(_kijk, rij)) for rij in getoond[naam][tab]] == rijen, (naam, tab)
    for naam, bron in VERWERKT.items():
        advies = _verwerk(bron)[0].perspectief
        scores = {
            methode.namen[p]: [advies.scores[p], advies.nu.scores[p], advies.gewenst.scores[p]]
            for p in PERSPECTIEVEN
        }
        plekken = (
            (advies.x, advies.y),
            (advies.nu.x, advies.nu.y),
            (advies.gewenst.x, advies.gewenst.y),
        )
        posities = {
            naam: list(plek) for naam, plek in zip(blokken.POSITIE_NAMEN, plekken, strict=True)
        }
        assert _onder(getoond[naam]["Advies"], blokken.SCORES) == scores
        assert _onder(getoond[naam]["Advies"], blokken.POSITIES) == posities


def _kijk(waarde: Any) -> Any:
    """A number up to what no program can show."""
    return pytest.approx(waarde, rel=1e-12, abs=1e-12) if isinstance(waarde, float) else waarde


def _onder(rijen: list[list[Any]], blok: blokken.Blok) -> dict[Any, list[Any]]:
    """The rows of a block by their first cell."""
    eerste, *overige = blok.koppen
    kop = next(nummer for nummer, rij in enumerate(rijen) if {eerste, *overige} <= set(rij))
    begin, breedte = rijen[kop].index(eerste), len(blok.koppen)
    lijst = [
        [*rij, *[None] * breedte][begin : begin + breedte]
        for rij in rijen[kop + 1 : kop + 1 + blok.rijen]
    ]
    return {rij[0]: list(map(_kijk, rij[1:])) for rij in lijst}
