"""A workbook with anything in it that people and programs add keeps all of it when its results are
computed.

``pytest tests/test_verlies.py --hypothesis-profile=lang -n0`` tries some thousands of workbooks
instead of some dozens.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from conftest import VOORBEELDEN
from hulp import pakketten
from hulp.onaangeroerd import Uitkomst, bereken, verloren
from hulp.pakketten import CEL, Onderdelen, Zipvorm
from hulp.versieringen import ONTWERPEN, SPELLINGEN, VERSIERINGEN, Ontwerp, versier
from regio_xl.indeling import blokken
from regio_xl.methode import Methode, laad
from regio_xl.opdracht import NietGeschreven
from regio_xl.xlsx.zip import ZipArchive

WILLEKEURIG = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@cache
def kaal(naam: str) -> bytes:
    """The workbook that is decorated: filled in, or computed before as well."""
    voorbeeld = next(pad for pad in VOORBEELDEN if pad.stem.startswith("greenport")).read_bytes()
    return {"ingevuld": voorbeeld, "berekend": bereken(voorbeeld, laad()).na}[naam]


@cache
def verwacht() -> Uitkomst:
    """What the workbook gives without any decoration."""
    return bereken(kaal("ingevuld"), laad())


@pytest.mark.lang
@WILLEKEURIG
@given(st.sampled_from(("ingevuld", "berekend")), ONTWERPEN)
def test_nothing_of_a_decorated_workbook_is_lost(naam: str, ontwerp: Ontwerp) -> None:
    methode = laad()
    uitkomst = bereken(versier(kaal(naam), ontwerp), methode)
    assert verloren(uitkomst) == []
    assert uitkomst.resultaat.perspectief == verwacht().resultaat.perspectief
    assert bereken(uitkomst.na, methode).na == uitkomst.na


@pytest.mark.parametrize("deel", range(6))
def test_nothing_of_a_handful_of_decorations_is_lost(deel: int, methode: Methode) -> None:
    """Each of them on a workbook that is filled in or was computed before, and once more after."""
    namen = sorted(VERSIERINGEN)[deel::6]
    ontwerp = Ontwerp(versieringen=[(naam, blokken.ADVIES, n) for n, naam in enumerate(namen)])
    uitkomst = bereken(versier(kaal(("ingevuld", "berekend")[deel % 2]), ontwerp), methode)
    assert verloren(uitkomst) == []
    assert uitkomst.resultaat.perspectief == verwacht().resultaat.perspectief
    assert bereken(uitkomst.na, methode).na == uitkomst.na


@pytest.mark.lang
@pytest.mark.parametrize("naam", sorted(VERSIERINGEN))
def test_nothing_of_any_one_decoration_is_lost(naam: str, methode: Methode) -> None:
    """On a tab with results, twice: each of them is there at least once, whatever is drawn at
    random."""
    ontwerp = Ontwerp(versieringen=[(naam, blokken.ADVIES, 1), (naam, blokken.ADVIES, 2)])
    versierd = versier(kaal("ingevuld"), ontwerp)
    assert versierd != versier(kaal("ingevuld"), Ontwerp())
    assert verloren(bereken(versierd, methode)) == []


def _spellingen() -> list[Any]:
    """Five at once, each on a tab with results; and each alone."""
    gevallen = [
        pytest.param(naam, [(blokken.ADVIES, spelling)], marks=pytest.mark.lang)
        for naam in ("ingevuld", "berekend")
        for spelling in sorted(SPELLINGEN)
    ]
    paren = list(zip(cycle(blokken.RESULTAATTABS), sorted(SPELLINGEN), strict=False))
    return [pytest.param("ingevuld", paren[:5]), pytest.param("berekend", paren[5:]), *gevallen]


@pytest.mark.parametrize(("naam", "spellingen"), _spellingen())
def test_nothing_is_lost_however_a_tab_is_spelled(
    naam: str, spellingen: list[tuple[str, str]], methode: Methode
) -> None:
    uitkomst = bereken(versier(kaal(naam), Ontwerp(spellingen=spellingen)), methode)
    assert verloren(uitkomst) == []
    assert bereken(uitkomst.na, methode).na == uitkomst.na


ALLES = Ontwerp(
    versieringen=[
        (naam, tab, n)
        for n, naam in enumerate(sorted(VERSIERINGEN))
        for tab in (blokken.ADVIES, blokken.BORG_EN_VERBIND, blokken.START)
        if naam not in ("rijen_ertussen", "kolommen_ertussen")
    ]
)


def fouten(pad: Path, inhoud: bytes) -> Counter[tuple[str, str]]:
    pad.write_bytes(inhoud)
    with warnings.catch_warnings(action="ignore"):
        return Counter(
            (fout.description, fout.part_uri) for fout in OpenXmlValidator().validate(pad).errors
        )


@pytest.mark.lang
def test_a_workbook_with_everything_is_as_valid_as_before(methode: Methode, tmp_path: Path) -> None:
    uitkomst = bereken(versier(kaal("ingevuld"), ALLES), methode)
    assert verloren(uitkomst) == []
    assert (
        fouten(tmp_path / "na.xlsm", uitkomst.na) - fouten(tmp_path / "voor.xlsm", uitkomst.voor)
        == Counter()
    )


def test_no_copy_of_a_workbook_stays_behind_in_a_temporary_folder(tmp_path: Path) -> None:
    tijdelijk, bron = tmp_path / "tijdelijk", tmp_path / "boek.xlsx"
    tijdelijk.mkdir()
    bron.write_bytes(kaal("ingevuld"))
    omgeving = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tijdelijk))
    opdracht = [
        sys.executable,
        "-m",
        "regio_xl",
        "verwerk",
        str(bron),
        "--uit",
        str(tmp_path / "uit"),
    ]
    subprocess.run(opdracht, env=omgeving, check=True, capture_output=True, timeout=60)
    assert list(tijdelijk.rglob("*")) == []
    assert sorted(pad.name for pad in tmp_path.rglob("*.*")) == [
        ".regio-xl-voortgang.jsonl",
        "boek.xlsx",
        "boek.xlsx",
    ]


# --- the proof itself can fail ---


def _in(deel: str, oud: bytes, nieuw: bytes) -> Callable[[Uitkomst], bytes]:
    def verander(uitkomst: Uitkomst) -> bytes:
        archief = ZipArchive(uitkomst.na)
        xml = re.sub(oud, nieuw, archief.read(deel), count=1, flags=re.DOTALL)
        assert xml != archief.read(deel)
        return archief.replace({deel: xml})

    return verander


def _opnieuw_ingepakt(uitkomst: Uitkomst) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(uitkomst.na)) as bron, zipfile.ZipFile(uit, "w") as doel:
        for lid in bron.infolist():
            doel.writestr(lid, bron.read(lid), compresslevel=1)
    return uit.getvalue()


def _andere_volgorde(uitkomst: Uitkomst) -> bytes:
    leden = pakketten.ingangen(uitkomst.na)
    return pakketten.voeg_samen([(een.ruw, een.record) for een in reversed(leden)])


def _zonder_thema(uitkomst: Uitkomst) -> bytes:
    return pakketten.voeg_samen(
        [
            (een.ruw, een.record)
            for een in pakketten.ingangen(uitkomst.na)
            if b"theme" not in een.naam
        ]
    )


ADVIES_DEEL = "xl/worksheets/sheet6.xml"


@pytest.mark.parametrize(
    ("verander", "klacht"),
    [
        pytest.param(_opnieuw_ingepakt, "a part that is not ours", id="opnieuw ingepakt"),
        pytest.param(_andere_volgorde, "entries came, went or moved", id="volgorde"),
        pytest.param(_zonder_thema, "entries came, went or moved", id="onderdeel weg"),
        pytest.param(
            _in("xl/styles.xml", b"Calibri", b"Arial"), "a part that is not ours", id="stijl"
        ),
        pytest.param(
            _in("xl/workbook.xml", b'name="Uitleg"', b'name="Ons"'),
            "the workbook part",
            id="werkboek",
        ),
        pytest.param(
            _in(ADVIES_DEEL, b"<dataValidation .*?</dataValidation>", b""),
            "around the cells",
            id="keuzelijst",
        ),
        pytest.param(
            _in(ADVIES_DEEL, b"</sheetData>", b"</sheetData><!-- -->"),
            "around the cells",
            id="opmerking",
        ),
        pytest.param(
            _in(ADVIES_DEEL, b'<row r="1" ', b'<row r="1" hidden="1" '),
            "row 1 itself",
            id="rij verborgen",
        ),
        pytest.param(_in(ADVIES_DEEL, b'<row r="7".*?/>', b""), "rows went or moved", id="rij weg"),
        pytest.param(
            _in(ADVIES_DEEL, b'(<c r="E13" s=)"[0-9]*"', rb'\1"0"'),
            "the look of cell E13",
            id="opmaak",
        ),
        pytest.param(
            _in(ADVIES_DEEL, b'<c r="A1" .*?</c>', b'<c r="A1"/>'),
            "cell A1 that was not",
            id="andere cel",
        ),
        pytest.param(_in(ADVIES_DEEL, b'<c r="A1" .*?</c>', b""), "cell A1 is gone", id="cel weg"),
        pytest.param(
            _in(ADVIES_DEEL, b'<c r="G1" ', b'<c r="G1" x="1" '),
            "cell G1 that was not",
            id="attribuut",
        ),
        pytest.param(
            _in(ADVIES_DEEL, b"<f>.*?</f>", b"<f>1</f>"), "cell A4 that was not", id="formule"
        ),
        pytest.param(_in(ADVIES_DEEL, b"<hyperlink .*?/>", b""), "links", id="koppeling"),
        pytest.param(
            _in(ADVIES_DEEL, b'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"'),
            "the used range",
            id="bereik",
        ),
        pytest.param(
            _in(ADVIES_DEEL, b'(<c r="E13"[^>]*>)<v>[0-9.]+', rb"\1<v>99999"),
            "holds 99999",
            id="waarde",
        ),
    ],
)
def test_every_kind_of_loss_is_named(verander: Callable[[Uitkomst], bytes], klacht: str) -> None:
    klachten = verloren(replace(verwacht(), na=verander(verwacht())))
    assert any(klacht in een for een in klachten), klachten


# --- bugs ---


def test_a_result_that_excel_stored_as_a_shared_text_is_recognised(methode: Methode) -> None:
    """Excel moves every text to the shared ones when it saves, and there a user can make words of
    it bold."""
    boek = Onderdelen(kaal("berekend"))
    teksten = boek.boom(boek.doel(boek.werkboek, "sharedStrings"))
    for cel in boek.boom(boek.blad(blokken.ADVIES)).iter(f"{{{CEL}}}c"):
        if cel.get("t") == "inlineStr":
            teksten.append(
                etree.fromstring(
                    f'<si xmlns="{CEL}"><r><rPr><b/></rPr><t '
                    f'xml:space="preserve">{escape(cel[0][0].text)}</t></r></si>'
                )
            )
            cel.set("t", "s")
            cel[:] = [etree.fromstring(f'<v xmlns="{CEL}">{len(teksten) - 1}</v>')]
    inhoud = boek.zip()
    assert bereken(inhoud, methode).na == inhoud


def test_an_empty_entry_with_long_sizes_keeps_all_its_bytes(methode: Methode) -> None:
    leeg = ("leeg/", b"", Zipvorm(ingepakt=False, nazending="met teken", zip64=True))
    leden = [(een.ruw, een.record) for een in pakketten.ingangen(kaal("ingevuld"))]
    assert verloren(bereken(pakketten.voeg_samen([pakketten.pak_in(*leeg), *leden]), methode)) == []


def test_an_entry_that_is_copied_keeps_its_central_record(methode: Methode) -> None:
    ruim = pakketten.pak_in("eigen.bin", b"van de gebruiker", Zipvorm(zip64=True))
    leden = [(een.ruw, een.record) for een in pakketten.ingangen(kaal("ingevuld"))]
    inhoud = pakketten.voeg_samen([ruim, *leden])
    eerst, na = (pakketten.ingangen(een)[0] for een in (inhoud, bereken(inhoud, methode).na))
    assert eerst.record == na.record


def test_a_tab_whose_cells_have_another_prefix_is_refused_and_not_half_written(
    methode: Methode,
) -> None:
    boek = Onderdelen(kaal("ingevuld"))
    deel = boek.blad(blokken.ADVIES)
    xml = re.sub(rb"<(/?)c(?=[\s/>])", rb"<\1y:c", boek.delen[deel])
    boek.delen[deel] = xml.replace(b"<worksheet ", f'<worksheet xmlns:y="{CEL}" '.encode(), 1)
    with pytest.raises(NietGeschreven, match="bestand-beschadigd"):
        bereken(boek.zip(), methode)


def test_a_cell_may_have_an_extension(methode: Methode) -> None:
    boek = Onderdelen(kaal("ingevuld"))
    cel = next(boek.boom(boek.blad(blokken.ADVIES)).iter(f"{{{CEL}}}c"))
    cel.append(etree.fromstring(f'<extLst xmlns="{CEL}"><ext uri="{{0}}"/></extLst>'))
    assert verloren(bereken(boek.zip(), methode)) == []
