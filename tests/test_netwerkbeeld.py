"""The tab Netwerkbeeld: what a calculation writes there, and that the picture is drawn from those
very cells."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from datetime import date
from functools import cache
from io import BytesIO
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator

from regio_xl.indeling import blokken
from regio_xl.indeling.vulling import Inhoud, Vulling
from regio_xl.methode import Methode
from regio_xl.opdracht import verwerk_boek
from regio_xl.rekenen.netwerk.opstelling import RANDEN
from regio_xl.resultaten import Opstelling, Resultaat, Stip
from regio_xl.tabs import netwerkbeeld, netwerkgrafiek
from regio_xl.tabs.naamplekken import REIKT_X, REIKT_Y, Vlak, kort, stipnamen, stipstraal
from regio_xl.tabs.sjabloon import bouw
from regio_xl.werkboek import tekstmaat
from regio_xl.xlsx.workbook import XlsxWerkboek

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

DAG = date(2026, 11, 21)
SOORTEN = ("overheid", "bedrijf", "onderwijs", "kennisinstelling", "inwoners")
LASTIG = (
    "=Gemeente Veerdam",
    "+Provincie",
    "-Dorpsraad <Oost>",
    "@Zorg & Zo",
    'Stichting "De Zon"',
)
LANG = "Opleiding voor champignontelers in Horst aan de Maas en omgeving"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SOFFICE = shutil.which("soffice")


def ingevuld(aantal: int) -> Vulling:
    """So many parties in a tree of contacts: every score and kind, awkward and long names among
    them."""
    namen = [*LASTIG, LANG, *(f"Partij {nummer}" for nummer in range(6, aantal))][:aantal]
    partijen: list[dict[str, Inhoud]] = [
        {
            "naam": naam,
            "soort": SOORTEN[nummer % 5],
            "invloed": 1 + nummer % 5,
            "betrokkenheid": 1 + nummer * 3 % 5,
        }
        for nummer, naam in enumerate(namen)
    ]
    relaties: list[dict[str, Inhoud]] = [
        {"van": naam, "naar": namen[nummer // 2], "sterkte": 1 + nummer % 5}
        for nummer, naam in enumerate(namen[1:])
    ]
    return Vulling(tabellen={"Partijen": partijen, "Relaties": relaties})


def verwerkt(methode: Methode, aantal: int) -> tuple[Resultaat, bytes]:
    resultaat, boek = verwerk_boek(
        XlsxWerkboek.uit_bytes("netwerk.xlsx", bouw(methode, ingevuld(aantal))), methode, DAG
    )
    return resultaat, boek.inhoud


@pytest.fixture(scope="module")
def gevuld(methode: Methode) -> tuple[Resultaat, bytes]:
    return verwerkt(methode, 24)


@cache
def tab(inhoud: bytes) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(inhoud))[blokken.NETWERKBEELD]


def rijen(werkblad: Worksheet, blok: blokken.Blok) -> list[tuple[Any, ...]]:
    """The rows of a block that hold anything."""
    _, *lijst = werkblad[werkblad.tables[blok.tabelnaam].ref]
    alle = [tuple(cel.value for cel in rij) for rij in lijst]
    return [rij for rij in alle if any(waarde is not None for waarde in rij)]


def grafiek(inhoud: bytes) -> list[ET.Element]:
    """The series of the picture of the network."""
    with zipfile.ZipFile(BytesIO(inhoud)) as pakket:
        delen = [
            pakket.read(naam)
            for naam in pakket.namelist()
            if re.fullmatch(r"xl/charts/chart\d+\.xml", naam)
        ]
    bomen = [ET.fromstring(deel) for deel in delen if b"Netwerkbeeld" in deel]  # noqa: S314 - our own file
    assert len(bomen) == 1
    return list(bomen[0].iter(f"{CHART}ser"))


def bereik(reeks: ET.Element, deel: str) -> tuple[int, int, int, int]:
    """The cells of a part of a series: first column and row, last column and row."""
    verwijzing = reeks.find(f"{CHART}{deel}//{CHART}f")
    assert verwijzing is not None
    assert verwijzing.text
    blad, cellen = verwijzing.text.split("!")
    assert blad == blokken.NETWERKBEELD
    k1, r1, k2, r2 = map(int, range_boundaries(cellen.replace("$", "")))
    return k1, r1, k2, r2


def naam_van(reeks: ET.Element) -> str:
    """The fixed name of a series; empty when its name is a cell."""
    tekst = reeks.find(f"{CHART}tx/{CHART}v")
    return tekst.text or "" if tekst is not None else ""


# --- cells ----------------------------------------------------------------------------------------
# ---------------------


def test_every_party_stands_in_the_table_by_influence(gevuld: tuple[Resultaat, bytes]) -> None:
    resultaat, inhoud = gevuld
    spelers = {s.naam: s for s in resultaat.netwerk.spelers}
    lijst = rijen(tab(inhoud), blokken.SPELERS)
    assert {rij[0] for rij in lijst} == set(spelers)
    assert [rij[2] for rij in lijst] == sorted((rij[2] for rij in lijst), reverse=True)
    for naam, soort, invloed, betrokkenheid, contacten, brug, los in lijst:
        een = spelers[naam]
        assert (soort, invloed, betrokkenheid, contacten) == (
            een.soort,
            een.invloed,
            een.betrokkenheid,
            een.graad,
        )
        assert (brug == "ja", bool(los)) == (een.brug, bool(een.los))


def test_names_that_look_like_formulas_stay_text(gevuld: tuple[Resultaat, bytes]) -> None:
    werkblad = tab(gevuld[1])
    teksten = [cel for rij in werkblad.iter_rows() for cel in rij if cel.value in LASTIG]
    assert {cel.value for cel in teksten} == set(LASTIG)
    assert len(teksten) >= 2 * len(LASTIG)  # in the table and beside the dot
    assert all(cel.data_type in ("s", "inlineStr") for cel in teksten)


def test_dots_and_lines_stand_where_the_result_puts_them(gevuld: tuple[Resultaat, bytes]) -> None:
    resultaat, inhoud = gevuld
    beeld, werkblad = resultaat.netwerk.opstelling, tab(inhoud)
    koppen = blokken.STIPPEN.koppen
    gevonden = []
    for rij in rijen(werkblad, blokken.STIPPEN):
        per_kop = dict(zip(koppen, rij, strict=True))
        ((kop, y),) = [
            (kop, w)
            for kop, w in per_kop.items()
            if kop.startswith(("Stip ", "Brug ")) and kop != "Stip x" and w
        ]
        gevonden.append((per_kop["Stip x"], y, kop.startswith("Brug"), kop[5:]))
    verwacht = [
        (s.x, s.y, s.brug, str(s.grootte) if s.grootte else "onbekend") for s in beeld.stippen
    ]
    assert gevonden == verwacht
    lijnen = rijen(werkblad, blokken.LIJNEN)
    assert len(lijnen) == 2 * len(beeld.lijnen) + 2 * len(beeld.vakken)
    assert [rij[0] for rij in rijen(werkblad, blokken.VAKKEN)] == [vak.naam for vak in beeld.vakken]


def test_lines_stop_at_the_edge_of_their_dots(gevuld: tuple[Resultaat, bytes]) -> None:
    """LibreOffice draws lines over dots, whatever their order."""
    resultaat, inhoud = gevuld
    beeld = resultaat.netwerk.opstelling
    stippen = {stip.naam: stip for stip in beeld.stippen}
    punten = [
        (rij[0], max(rij[1:], key=lambda y: y is not None))
        for rij in rijen(tab(inhoud), blokken.LIJNEN)
    ]
    for lijn, van, naar in zip(beeld.lijnen, punten[::2], punten[1::2], strict=False):
        for naam, (x, y) in ((lijn.van, van), (lijn.naar, naar)):
            stip = stippen[naam]
            assert ((x - stip.x) ** 2 + (y - stip.y) ** 2) ** 0.5 == pytest.approx(
                stipstraal(stip), abs=0.001
            )


def test_key_figures_stand_behind_their_names(gevuld: tuple[Resultaat, bytes]) -> None:
    resultaat, inhoud = gevuld
    lijst = dict(rijen(tab(inhoud), blokken.NETWERKCIJFERS))
    assert tuple(lijst) == blokken.NETWERKCIJFERS.regels
    assert (lijst["Partijen"], lijst["Contacten"]) == (24, 23)
    assert re.match(r"\d+ tot \d+ procent ", lijst["Dichtheid"])
    assert lijst["Losse delen"] == resultaat.netwerk.onderdelen
    zinnen = [(u.naam, u.zin) for u in resultaat.netwerk.uitspraken]
    assert rijen(tab(inhoud), blokken.WAT_OPVALT) == zinnen


def _met(resultaat: Resultaat, methode: Methode, **velden: Any) -> dict[Any, Any]:
    beeld = resultaat.netwerk.model_copy(update=velden)
    anders = resultaat.model_copy(update={"netwerk": beeld})
    return dict(netwerkbeeld.rijen(anders, methode, {})[blokken.NETWERKCIJFERS.tabelnaam])  # type: ignore[arg-type]


def test_a_share_is_a_range_only_when_it_is_one(
    gevuld: tuple[Resultaat, bytes], methode: Methode
) -> None:
    def regel(naam: str, **velden: Any) -> Any:
        return _met(gevuld[0], methode, **velden)[naam]

    reeks = regel("Dichtheid", dichtheid=0.12, dichtheid_hoogst=0.3)
    assert reeks.startswith("12 tot 30 procent ")
    een = regel("Dichtheid", dichtheid=0.3, dichtheid_hoogst=0.3)
    assert een.startswith("30 procent ")
    geen = regel("Dichtheid", dichtheid=None, dichtheid_hoogst=None)
    assert geen == regel("Losse delen", onderdelen=None) == "nog niet bekend"


def test_without_parties_the_picture_is_the_opgave_and_the_main_kinds(methode: Methode) -> None:
    _, inhoud = verwerkt(methode, 0)
    werkblad = tab(inhoud)
    assert rijen(werkblad, blokken.STIPPEN) == []
    assert rijen(werkblad, blokken.SPELERS) == []
    assert len(rijen(werkblad, blokken.VAKKEN)) == 4
    assert len(rijen(werkblad, blokken.WAT_OPVALT)) == 1


def test_a_template_shows_no_dot_line_or_name_yet(leeg_werkboek: bytes) -> None:
    werkblad = tab(leeg_werkboek)
    assert [
        rijen(werkblad, blok) for blok in (blokken.STIPPEN, blokken.VAKKEN, blokken.LIJNEN)
    ] == [[], [], []]
    assert rijen(werkblad, blokken.NETWERKCIJFERS)[0] == ("Partijen", blokken.NOG_NIET)


def test_fewer_parties_later_leave_no_dots_behind(
    methode: Methode, gevuld: tuple[Resultaat, bytes]
) -> None:
    boek = openpyxl.load_workbook(BytesIO(gevuld[1]))
    netwerk = boek[blokken.NETWERK]
    for naam in ("Partijen", "Relaties"):
        for rij in netwerk[netwerk.tables[naam].ref][4:]:
            for cel in rij:
                cel.value = None
    uit = BytesIO()
    boek.save(uit)
    _, opnieuw = verwerk_boek(XlsxWerkboek.uit_bytes("minder.xlsx", uit.getvalue()), methode, DAG)
    werkblad = tab(opnieuw.inhoud)
    assert len(rijen(werkblad, blokken.STIPPEN)) == len(rijen(werkblad, blokken.SPELERS)) == 3
    assert len([rij for rij in rijen(werkblad, blokken.LIJNEN) if rij[-1] is None]) == 4


def test_many_parties_fit_and_the_tab_says_what_it_leaves_out(methode: Methode) -> None:
    resultaat, inhoud = verwerkt(methode, 130)
    werkblad = tab(inhoud)
    assert len(rijen(werkblad, blokken.STIPPEN)) == 60
    assert len(rijen(werkblad, blokken.SPELERS)) == blokken.SPELERS.rijen
    assert rijen(werkblad, blokken.SPELERS)[-1][0] == "en nog 31 andere partijen"
    assert resultaat.netwerk.opstelling.weggelaten == 70
    assert "Nog 70 " in dict(rijen(werkblad, blokken.WAT_OPVALT))["Het plaatje"]


def test_texts_beside_the_chart_fit_in_their_rows(gevuld: tuple[Resultaat, bytes]) -> None:
    """Those rows keep their height, or the chart would change its shape."""
    werkblad = tab(gevuld[1])
    boven = werkblad[werkblad.tables[blokken.SPELERS.tabelnaam].ref][0][0].row
    onder = werkblad[werkblad.tables[blokken.NETWERKCIJFERS.tabelnaam].ref][0][0].row - 1
    assert onder - boven >= 12
    for rij in range(boven + 1, onder):
        hoogte = werkblad.row_dimensions[rij].height
        for cel in werkblad[rij]:
            if isinstance(cel.value, str):
                breedte = werkblad.column_dimensions[cel.column_letter].width
                assert (
                    tekstmaat.celregels(cel.value, breedte, vet=bool(cel.font.b)) * 15 <= hoogte
                ), cel.value


# --- the chart ------------------------------------------------------------------------------------
# ---------------------


def test_every_series_reads_cells_of_a_block_on_the_tab(leeg_werkboek: bytes) -> None:
    werkblad = tab(leeg_werkboek)
    plekken = [range_boundaries(tabel.ref) for tabel in werkblad.tables.values()]
    for reeks in grafiek(leeg_werkboek):
        for deel in ("xVal", "yVal"):
            k1, r1, k2, r2 = bereik(reeks, deel)
            assert k1 == k2
            assert any(
                links <= k1 <= rechts and boven < r1 <= r2 <= onder
                for links, boven, rechts, onder in plekken
            )


def test_every_size_and_strength_has_its_own_column(leeg_werkboek: bytes) -> None:
    werkblad = tab(leeg_werkboek)
    getekend = {}
    for reeks in grafiek(leeg_werkboek):
        kolom, eerste, _, laatste = bereik(reeks, "yVal")
        for blok in (blokken.STIPPEN, blokken.LIJNEN):
            links, boven, rechts, onder = range_boundaries(werkblad.tables[blok.tabelnaam].ref)
            if naam_van(reeks) and boven < eerste <= onder and links <= kolom <= rechts:
                assert (eerste, laatste) == (boven + 1, onder)
                getekend[naam_van(reeks)] = werkblad.cell(boven, kolom).value
    maten = blokken.STIPGROOTTES
    verwacht = {f"Partijen, invloed {maat}": f"Stip {maat}" for maat in maten}
    verwacht |= {f"Bruggen, invloed {maat}": f"Brug {maat}" for maat in maten}
    verwacht |= {f"Contacten, sterkte {maat}": f"Lijn {maat}" for maat in maten}
    assert getekend == verwacht | {"Grenzen": "Grens"}


def test_more_influence_is_larger_stronger_is_thicker_and_a_bridge_has_another_shape(
    leeg_werkboek: bytes,
) -> None:
    maten: dict[str, tuple[str, int]] = {}
    diktes: dict[str, int] = {}
    for reeks in grafiek(leeg_werkboek):
        vorm, maat = (
            reeks.find(f"{CHART}marker/{CHART}symbol"),
            reeks.find(f"{CHART}marker/{CHART}size"),
        )
        if vorm is not None and maat is not None:
            maten[naam_van(reeks)] = (vorm.attrib["val"], int(maat.attrib["val"]))
        streep = reeks.find(
            f"{CHART}spPr/{{http://schemas.openxmlformats.org/drawingml/2006/main}}ln"
        )
        if streep is not None and "w" in streep.attrib:
            diktes[naam_van(reeks)] = int(streep.attrib["w"])
    for soort, verwacht in (("Partijen", "circle"), ("Bruggen", "diamond")):
        groottes = [maten[f"{soort}, invloed {score}"] for score in range(1, 6)]
        assert {groep[0] for groep in groottes} == {verwacht}
        assert groottes == sorted(set(groottes))
    strepen = [diktes[f"Contacten, sterkte {score}"] for score in range(1, 6)]
    assert strepen == sorted(set(strepen))
    assert maten[netwerkgrafiek.MIDDEN][0] == "square"


def test_every_dot_and_sector_gets_its_name_from_its_own_cell(leeg_werkboek: bytes) -> None:
    werkblad = tab(leeg_werkboek)
    plekken = []
    for reeks in grafiek(leeg_werkboek):
        if not naam_van(reeks):
            kolom, rij, _, _ = bereik(reeks, "tx")
            assert bereik(reeks, "xVal") == (kolom + 1, rij, kolom + 1, rij)
            assert bereik(reeks, "yVal") == (kolom + 2, rij, kolom + 2, rij)
            toont = reeks.find(f"{CHART}dLbls/{CHART}showSerName")
            assert toont is not None
            assert toont.attrib["val"] == "1"
            plekken.append((rij, kolom))
    verwacht = []
    for blok in (blokken.VAKKEN, blokken.STIPPEN):
        kolom, boven, _, onder = range_boundaries(werkblad.tables[blok.tabelnaam].ref)
        verwacht += [(rij, kolom) for rij in range(boven + 1, onder + 1)]
    assert plekken == verwacht


def test_rings_are_circles_and_the_middle_comes_last() -> None:
    *ringen, midden = netwerkgrafiek.ringpunten()
    stralen = [
        round((x * x + y * y) ** 0.5, 3) for x, y in ringen if x is not None and y is not None
    ]
    assert set(stralen[: -len(RANDEN) + 1]) == set(RANDEN[1:])
    assert midden == (0, 0)


def test_the_links_to_all_tabs_fit_above_every_tab(leeg_werkboek: bytes) -> None:
    """On one row, from left to right, before the end of the title."""
    teken = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
    boek = openpyxl.load_workbook(BytesIO(leeg_werkboek))
    with zipfile.ZipFile(BytesIO(leeg_werkboek)) as pakket:
        bomen = [
            ET.fromstring(pakket.read(f"xl/drawings/drawing{nummer}.xml"))  # noqa: S314
            for nummer in range(1, len(blokken.TABS) + 1)
        ]
    for boom, blad in zip(bomen, boek.worksheets, strict=True):
        teksten = {
            f"{begin} de tab {tab_}" for begin in ("Ga naar", "Je bent op") for tab_ in blokken.TABS
        }
        links = [
            vorm
            for vorm in boom
            if any(deel.get("descr") in teksten for deel in vorm.iter(f"{teken}cNvPr"))
        ]
        assert len(links) == len(blokken.TABS)
        kanten = [
            [
                int(vorm.findtext(f"{teken}{kant}/{teken}{deel}") or -1)
                for kant in ("from", "to")
                for deel in ("col", "colOff")
            ]
            for vorm in links
        ]
        assert all(een[2:] <= ander[:2] for een, ander in pairwise(kanten)), blad.title
        assert kanten[-1][2] < len(
            [cel for cel in blad[1] if cel.fill.fgColor.rgb == "FF14324F"]
        ), blad.title


# --- names beside dots
# -------------------------------------------------------------------------------------------------


def _opstelling(plekken: list[tuple[float, float]]) -> Opstelling:
    stippen = tuple(
        Stip(naam=f"Een lange naam {nummer}", x=x, y=y, grootte=nummer % 6, brug=False)
        for nummer, (x, y) in enumerate(plekken)
    )  # fmt: skip
    return Opstelling(stippen=stippen, lijnen=(), vakken=(), weggelaten=0)


coordinaten = st.floats(-0.7, 0.7).map(lambda getal: round(getal, 4))


@given(st.lists(st.tuples(coordinaten, coordinaten), max_size=25, unique=True))
def test_names_stay_in_the_picture(plekken: list[tuple[float, float]]) -> None:
    for naam in stipnamen(_opstelling(plekken)):
        assert abs(naam.x) + tekstmaat.breedte(naam.tekst, 9) * 7.44 / 2 / 320 <= REIKT_X + 0.001
        assert abs(naam.y) <= REIKT_Y


def test_names_of_a_full_circle_do_not_cover_each_other(gevuld: tuple[Resultaat, bytes]) -> None:
    namen = stipnamen(gevuld[0].netwerk.opstelling)
    kaders = [Vlak(n.x, n.y, tekstmaat.breedte(n.tekst, 9) * 7.44 / 2 / 320, 0.015) for n in namen]
    assert [paar for paar in combinations(kaders, 2) if paar[0].overlap(paar[1]) > 0] == []


def test_a_name_that_stands_badly_may_choose_three_times() -> None:
    """Here two names still cover each other after two rounds, and none do after the third."""
    plekken = [
        (0.2, -0.32), (0.3, -0.34), (0.31, -0.11), (0.24, 0.4), (0.05, 0.02), (0.16, 0.11),
        (0.17, -0.27), (0.38, -0.12), (0.3, -0.15), (-0.47, 0.14), (-0.29, -0.26), (-0.26, -0.13),
        (-0.07, -0.23), (0.22, -0.3),
    ]  # fmt: skip
    namen = stipnamen(_opstelling(plekken))
    half_hoog = 9 * 96 / 72 * 1.45 / 2 / 320
    kaders = [
        Vlak(n.x, n.y, tekstmaat.breedte(n.tekst, 9) * 7.44 / 2 / 320, half_hoog) for n in namen
    ]
    assert [paar for paar in combinations(kaders, 2) if paar[0].overlap(paar[1]) > 1e-6] == []


@given(st.text(max_size=80), st.floats(40, 200))
def test_a_short_name_fits_and_begins_like_the_long_one(naam: str, ruimte: float) -> None:
    kort_ = kort(naam, ruimte)
    heel = " ".join(naam.split())
    assert kort_ == heel or (kort_.endswith("…") and heel.startswith(kort_[:-1]))
    assert tekstmaat.breedte(kort_, 9) * 7.44 <= ruimte


# --- other programs -------------------------------------------------------------------------------
# ---------------------


@pytest.mark.lang  # the daily run validates a processed workbook in test_clients.py
@pytest.mark.parametrize("aantal", [0, 24, 60])
def test_excel_would_open_it_clean(aantal: int, methode: Methode, tmp_path: Path) -> None:
    pad = tmp_path / "netwerk.xlsx"
    pad.write_bytes(verwerkt(methode, aantal)[1])
    assert [str(fout) for fout in OpenXmlValidator().validate(pad).errors] == []


@pytest.mark.lang
@pytest.mark.libreoffice
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_draws_every_name_and_nothing_where_there_is_none(
    gevuld: tuple[Resultaat, bytes], tmp_path: Path
) -> None:
    """What it saves in the chart is what it drew: a name and a point for every party, and neither
    for empty rows."""
    (tmp_path / "netwerk.xlsx").write_bytes(gevuld[1])
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}",
            "--convert-to", "xlsx", "--outdir", str(tmp_path / "uit"),
            str(tmp_path / "netwerk.xlsx"),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    beeld = gevuld[0].netwerk.opstelling
    namen, stippen = [], []
    for reeks in grafiek((tmp_path / "uit" / "netwerk.xlsx").read_bytes()):
        bron = reeks.findtext(f"{CHART}tx//{CHART}f") or ""
        naam = reeks.findtext(f"{CHART}tx//{CHART}v") or ""
        punten = [pt.findtext(f"{CHART}v") for pt in reeks.findall(f"{CHART}yVal//{CHART}pt")]
        if bron.startswith(blokken.NETWERKBEELD):
            assert bool(naam) == bool(punten)
            namen += [naam] * bool(naam)
        elif naam.startswith(("Partijen", "Bruggen")):
            stippen += [float(y) for y in punten if y]
    assert namen == [vak.naam for vak in beeld.vakken] + [naam.tekst for naam in stipnamen(beeld)]
    assert sorted(stippen) == sorted(stip.y for stip in beeld.stippen)
