"""One cell typed far away, or a look dragged to the last row, keeps nobody from reading a workbook;
and what stands far away never counts in silence."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest

from hulp.boeken import Proefwerkboek, vol_boek
from hulp.kleinboek import BLAD, met, minimaal, zip_van
from regio_xl.bevindingen import Bevinding, bevinding
from regio_xl.indeling import blokken
from regio_xl.werkboek import Celwaarde, Celwijzigingen, WerkboekFout
from regio_xl.werkboek.verdwaald import zonder_verdwaalde
from regio_xl.xlsx import package as package_module
from regio_xl.xlsx import workbook as workbook_module
from regio_xl.xlsx import zip as zip_module
from regio_xl.xlsx.condense import reach, without_empty_rows
from regio_xl.xlsx.workbook import XlsxWerkboek

RIJ = BLAD[BLAD.index("<row") : BLAD.index("</sheetData>")]


def _verdwaald(boek: Proefwerkboek) -> list[Bevinding]:
    return [gevonden for gevonden in boek.bevindingen() if gevonden.code == "cel-verdwaald"]


@pytest.mark.parametrize("tab", [*blokken.INVOERTABS, blokken.BORG_EN_VERBIND])
@pytest.mark.parametrize(
    ("plek", "waarde", "staat"),
    [
        ((149_999, 2), "x", '"x"'),
        ((1_048_575, 2), " ", "alleen een spatie"),
        ((4, 16_383), "x", '"x"'),
        ((5_000, 1), 3.5, '"3,5"'),
    ],
)
def test_a_cell_far_away_does_not_count_and_is_told(
    tab: str, plek: tuple[int, int], waarde: str | float, staat: str
) -> None:
    boek = vol_boek()
    eerst = boek.gelezen().invoer
    boek.zet_cel(tab, *plek, waarde)
    assert boek.gelezen().invoer == eerst
    (gevonden,) = _verdwaald(boek)
    assert gevonden.adres is not None
    assert (gevonden.adres.blad, gevonden.adres.rij, gevonden.adres.kolom) == (tab, *plek)
    assert staat in gevonden.melding


def test_many_cells_far_away_are_one_finding_at_the_first_that_says_something() -> None:
    boek = vol_boek()
    boek.zet_cel("Netwerk", 20_000, 2, " ")
    for rij in range(30_000, 30_040):
        boek.zet_cel("Netwerk", rij, 2, f"Partij {rij}")
    (gevonden,) = _verdwaald(boek)
    assert gevonden.cel == "C30001"
    assert "40 cellen" in gevonden.melding


def test_what_stands_far_away_on_a_tab_that_nobody_fills_in_is_no_finding() -> None:
    boek = vol_boek()
    boek.zet_cel(blokken.NETWERKBEELD, 50_000, 1, "mijn notitie")
    assert not _verdwaald(boek)
    boek.zet_cel(blokken.ADVIES, 50_000, 1, "netwerkend")  # there the choice is filled in
    assert len(_verdwaald(boek)) == 1


def test_rows_of_an_open_workbook_lose_what_strayed_and_nothing_else() -> None:
    rijen: list[list[Celwaarde]] = [[1.0, None, 2.0], [], ["x"]]
    assert zonder_verdwaalde(rijen) == (rijen, {})
    leeg: list[Celwaarde] = [None]
    onderaan: list[Celwaarde] = ["y"]
    ver = [*rijen, *[leeg] * 1_500, onderaan]
    assert zonder_verdwaalde(ver) == ([[1.0, None, 2.0], [], ["x"]], {(1_503, 0): "y"})
    breed: list[list[Celwaarde]] = [["a", *[None] * 2_000, "z"], ["b"]]
    assert zonder_verdwaalde(breed) == ([["a"], ["b"]], {(0, 2_001): "z"})


# --- a look dragged to the last row


def _in_stukken(xml: bytes, stuk: int) -> Iterator[bytes]:
    return (xml[start : start + stuk] for start in range(0, len(xml), stuk))


GEVULD = (
    '<row r="1" ht="20"><c r="A1" s="3"><v>1</v></c><c r="B1" s="3"/></row>',
    '<row r="9" hidden="1"/>',
    '<row r="12"><c r="A12" t="inlineStr"><is><t>twaalf</t></is></c></row>',
    '<row r="900000"><c r="A900000"><f>A1</f><v>1</v></c></row>',
)
LEEG = (
    '<row r="2" ht="30" customHeight="1"/>',
    '<row r="3" s="4" customFormat="1"><c r="A3" s="4"/><c r="B3" s="4"></c></row>',
    '<row r="10" customFormat="false" hidden="false"></row>\n',
    '<row r="900001" hidden="1"/>',
)


@pytest.mark.parametrize("stuk", [1, 7, 50, 1_000])
def test_empty_rows_are_left_out_of_what_is_read_wherever_the_pieces_end(stuk: int) -> None:
    eerste, negende, twaalfde, laatste = GEVULD
    rijen = "".join((eerste, *LEEG[:2], negende, LEEG[2], twaalfde, laatste, LEEG[3]))
    xml = f"<worksheet><cols/><sheetData>{rijen}</sheetData><mergeCells/></worksheet>".encode()
    over = f"<worksheet><cols/><sheetData>{''.join(GEVULD)}</sheetData><mergeCells/></worksheet>"
    assert without_empty_rows(_in_stukken(xml, stuk), 10_000) == over.encode()


@pytest.mark.parametrize(
    "rijen",
    [
        '<row r="1"/><row><c><v>1</v></c></row>',  # which row it is follows from the one before
        '<!-- <row r="1"/> --><row r="2"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v><![CDATA[<row r="2"/>]]></v></c></row>',
        '<row spans="1:2" r="1"><c r="A1"><v>1</v></c></row>',
    ],
)
def test_rows_that_cannot_be_told_apart_are_not_left_out(rijen: str) -> None:
    xml = f"<worksheet><sheetData>{rijen}</sheetData></worksheet>".encode()
    assert without_empty_rows([xml], 10_000) is None


def test_a_worksheet_never_takes_more_than_its_limit_while_it_is_made_smaller() -> None:
    gevuld = b'<row r="1"><c r="A1"><v>1</v></c></row>' * 10_000
    stukken = _in_stukken(b"<worksheet><sheetData>" + gevuld, 1_000)
    assert without_empty_rows(stukken, 50_000) is None
    assert next(stukken)  # it stopped halfway


@pytest.mark.parametrize("stuk", [40, 100_000])
def test_how_far_a_worksheet_goes_is_told_by_rows_and_by_what_is_filled(stuk: int) -> None:
    gevuld = "".join(f'<row r="{rij}"><c r="A{rij}"><v>1</v></c></row>' for rij in range(1, 90))
    leeg = "".join(f'<row r="{rij}" ht="30"/>' for rij in range(90, 200))
    xml = f"<worksheet><sheetData>{gevuld}{leeg}</sheetData></worksheet>".encode()
    assert reach(_in_stukken(xml, stuk)) == (199, 89)


def _opgemaakt(aantal: int) -> bytes:
    leeg = "".join(f'<row r="{rij}" ht="30" customHeight="1"/>' for rij in range(2, aantal))
    return met(blad=BLAD.replace(RIJ, RIJ + leeg))


def test_a_tab_with_a_look_on_every_row_is_read_in_little_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(package_module, "_LARGE", 1_000_000)
    monkeypatch.setattr(zip_module, "_PIECE", 100_000)
    inhoud = _opgemaakt(100_000)
    tracemalloc.start()
    try:
        (blad,) = XlsxWerkboek.uit_bytes("x.xlsx", inhoud).lees(["Start"]).bladen
        piek = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert blad.rijen == [[1.0]]
    assert piek < 2_000_000  # the part itself takes four


def test_results_go_into_such_a_tab_and_all_its_rows_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_module, "_LARGE", 1_000_000)
    boek = XlsxWerkboek.uit_bytes("x.xlsx", _opgemaakt(50_000))
    boek.schrijf([Celwijzigingen("Start", {(0, 1): "advies"})])
    met_advies = XlsxWerkboek.uit_bytes("x.xlsx", boek.inhoud)
    assert met_advies.lees(["Start"]).bladen[0].rijen == [[1.0, "advies"]]
    xml = met_advies._package.whole(met_advies._package.tabs[0], 100_000_000)
    assert xml.count(b'ht="30" customHeight="1"/>') == 49_998


def test_too_much_is_refused_with_the_tab_how_far_it_goes_and_what_to_remove(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(package_module, "_LARGE", 100_000)
    monkeypatch.setattr(workbook_module, "MAX_WRITTEN", 100_000)
    boek = XlsxWerkboek.uit_bytes("x.xlsx", _opgemaakt(5_000))
    with pytest.raises(WerkboekFout) as fout:
        boek.schrijf([Celwijzigingen("Start", {(0, 1): "advies"})])
    melding = bevinding(fout.value.code, **fout.value.gaten).melding
    assert "Start heeft opmaak tot rij 4999. Verwijder op Start alle rijen onder" in melding
    assert "plaatjes" not in melding


def test_a_tab_with_too_much_in_it_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regio_xl.xlsx.cells.MAX_FILLED", 100)
    gevuld = "".join(f'<row r="{rij}"><c r="A{rij}"><v>1</v></c></row>' for rij in range(1, 200))
    with pytest.raises(WerkboekFout) as fout:
        XlsxWerkboek.uit_bytes("x.xlsx", met(blad=BLAD.replace(RIJ, gevuld))).lees(["Start"])
    assert "(Start, tot en met rij 199)" in fout.value.gaten["reden"]


def test_pictures_are_named_only_when_they_are_what_is_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(package_module, "MAX_UNPACKED_SIZE", 100_000)
    for naam, woord in (("xl/media/image1.png", "plaatjes"), ("xl/worksheets/sheet1.xml", "Start")):
        delen = minimaal()
        delen[naam] = "x" * 200_000 if "media" in naam else BLAD + " " * 200_000
        with pytest.raises(WerkboekFout) as fout:
            XlsxWerkboek.uit_bytes("x.xlsx", zip_van(delen))
        melding = bevinding(fout.value.code, **fout.value.gaten).melding
        assert woord in melding
        assert ("plaatjes" in melding) == ("media" in naam)
