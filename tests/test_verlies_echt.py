"""Our tabs in rich workbooks of other people and programs: all results come, and nothing that was
there goes.

The workbooks stand beside the repository, in ``../shared/bestanden``; without them these tests are
skipped.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import warnings
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from conftest import VOORBEELDEN, WORTEL
from hulp.enten import ent
from hulp.onaangeroerd import Uitkomst, bereken, gelezen_tabs, verloren
from regio_xl.indeling import blokken
from regio_xl.methode import Methode

BESTANDEN = WORTEL.parent / "shared" / "bestanden"
ONMOGELIJK = {
    "duplicate-filename.xlsx": "one part stands in it twice",
    "clusterfuzz-testcase-minimized-POIXSSFFuzzer-5937385319563264.xlsx": (
        "a part cannot be unpacked"
    ),
}
"""The workbooks that some program opens and that cannot take our tabs."""


def _gasten() -> list[Path]:
    if not BESTANDEN.is_dir():
        return []
    with (BESTANDEN / "manifest.csv").open(encoding="utf-8", newline="") as bron:
        rijen = [
            rij
            for rij in csv.DictReader(bron)
            if rij["file"].startswith("echt/") and rij["expect"].startswith("ok")
        ]
    return [BESTANDEN / rij["file"] for rij in rijen if Path(rij["file"]).name not in ONMOGELIJK]


GASTEN = _gasten()
pytestmark = [
    pytest.mark.skipif(not GASTEN, reason="the rich workbooks are not here (../shared/bestanden)"),
    pytest.mark.filterwarnings("ignore::UserWarning:openpyxl"),
]
STEEKPROEF = [
    gast
    for gast in GASTEN
    if gast.stem
    in ("template", "numbers.strict", "database", "2_minimal", "issue_174", "xlsx2csv-test-file")
]
"""One of each: full of everything, the strict dialect, macros and controls, hardly anything, far
cells, 1904."""


def voorbeeld_voor(gast: Path) -> bytes:
    """One of our filled workbooks; each of them visits several hosts."""
    return VOORBEELDEN[GASTEN.index(gast) % len(VOORBEELDEN)].read_bytes()


def geent(gast: Path, *, voorvoegsel: bool = False) -> bytes:
    return ent(gast.read_bytes(), voorbeeld_voor(gast), voorvoegsel=voorvoegsel).zip()


@pytest.fixture(scope="module")
def los(methode: Methode) -> dict[bytes, Uitkomst]:
    """What our examples give on their own."""
    return {
        inhoud: bereken(inhoud, methode) for inhoud in (pad.read_bytes() for pad in VOORBEELDEN)
    }


ONDERTEKEND = "werkboek-ondertekend"


def naam(gast: Path) -> str:
    return gast.name.encode("ascii", "replace").decode()


def _zonder_handtekening(uitkomst: Uitkomst) -> dict[str, object]:
    """The results, without the finding that a signature no longer holds."""
    resultaat = uitkomst.resultaat.model_dump(exclude={"bestand", "bevindingen"})
    bevindingen = uitkomst.resultaat.bevindingen
    return resultaat | {"bevindingen": [b for b in bevindingen if b.code != ONDERTEKEND]}


def _is_ondertekend(uitkomst: Uitkomst) -> bool:
    return any(b.code == ONDERTEKEND for b in uitkomst.resultaat.bevindingen)


@pytest.mark.parametrize("gast", GASTEN, ids=naam)
def test_nothing_of_a_rich_workbook_is_lost_and_our_results_are_the_same(
    gast: Path, methode: Methode, los: dict[bytes, Uitkomst]
) -> None:
    uitkomst, verwacht = bereken(geent(gast), methode), los[voorbeeld_voor(gast)]
    assert verloren(uitkomst) == []
    assert _zonder_handtekening(uitkomst) == _zonder_handtekening(verwacht)
    if not _is_ondertekend(uitkomst):  # else Controle says so
        assert uitkomst.opdrachten == verwacht.opdrachten
    assert uitkomst.na != uitkomst.voor
    assert bereken(uitkomst.na, methode).na == uitkomst.na


@pytest.mark.parametrize("gast", STEEKPROEF, ids=naam)
def test_the_same_when_our_tabs_were_written_with_prefixes(
    gast: Path, methode: Methode, los: dict[bytes, Uitkomst]
) -> None:
    uitkomst = bereken(geent(gast, voorvoegsel=True), methode)
    assert verloren(uitkomst) == []
    assert uitkomst.opdrachten == los[voorbeeld_voor(gast)].opdrachten


def test_there_are_enough_of_them() -> None:
    assert len(GASTEN) >= 30


def _fouten(pad: Path, inhoud: bytes) -> Counter[tuple[str, str]]:
    pad.write_bytes(inhoud)
    with warnings.catch_warnings(action="ignore"):
        return Counter(
            (fout.description, fout.part_uri) for fout in OpenXmlValidator().validate(pad).errors
        )


@pytest.mark.parametrize(
    "gast", [gast for gast in STEEKPROEF if gast.stem in ("template", "numbers.strict")], ids=naam
)
def test_it_is_as_valid_as_it_was(gast: Path, methode: Methode, tmp_path: Path) -> None:
    inhoud = geent(gast)
    eerst, ermee, na = (
        _fouten(tmp_path / f"{n}{gast.suffix}", een)
        for n, een in enumerate((gast.read_bytes(), inhoud, bereken(inhoud, methode).na))
    )
    assert ermee - eerst == Counter()
    assert na == ermee


@pytest.mark.parametrize(
    "gast", [gast for gast in STEEKPROEF if gast.stem != "numbers.strict"], ids=naam
)
def test_other_readers_see_the_same_cells_of_the_host(gast: Path, methode: Methode) -> None:
    """Not in the strict dialect, which openpyxl does not know."""
    inhoud = bereken(geent(gast), methode).na
    tabs = [een.title for een in openpyxl.load_workbook(gast).worksheets]
    assert gelezen_tabs(inhoud, tabs) == gelezen_tabs(gast.read_bytes(), tabs)
    assert set(openpyxl.load_workbook(io.BytesIO(inhoud)).sheetnames) > set(blokken.TABS)


@pytest.mark.lang
@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_them_with_our_results(
    methode: Methode, los: dict[bytes, Uitkomst], tmp_path: Path
) -> None:
    gasten = [gast for gast in STEEKPROEF if gast.suffix == ".xlsx"]
    for nummer, gast in enumerate(gasten):
        (tmp_path / f"{nummer}.xlsx").write_bytes(bereken(geent(gast), methode).na)
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}",
            "--convert-to", "xlsx", "--outdir", str(tmp_path / "uit"),
            *map(str, sorted(tmp_path.glob("*.xlsx"))),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    for nummer, gast in enumerate(gasten):
        getoond = gelezen_tabs(
            (tmp_path / "uit" / f"{nummer}.xlsx").read_bytes(), blokken.RESULTAATTABS
        )
        verwacht = gelezen_tabs(los[voorbeeld_voor(gast)].na, blokken.RESULTAATTABS)
        for tab in blokken.RESULTAATTABS:
            assert {plek: _kijk(waarde) for plek, waarde in getoond[tab].items()} == verwacht[
                tab
            ], (gast.name, tab)


def _kijk(waarde: object) -> object:
    return pytest.approx(waarde, rel=1e-12, abs=1e-12) if isinstance(waarde, float) else waarde
