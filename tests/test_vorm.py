"""What a tab has besides values, as the file adapter reads it: merged ranges, tables, filters,
hidden rows, pictures in cells, percentages; and whether a workbook is signed."""

from __future__ import annotations

import pytest

from hulp.kleinboek import BLAD, CEL, met, relaties, werkboek, zip_van
from regio_xl.werkboek import Bereik, Bladvorm, Snapshot
from regio_xl.xlsx.workbook import XlsxWerkboek

RIJEN = "".join(
    f'<row r="{rij}"{" hidden=" + chr(34) + "1" + chr(34) if rij in (3, 4) else ""}>'
    f'<c r="A{rij}"><v>{rij}</v></c></row>'
    for rij in range(1, 7)
)
FILTER = (
    '<autoFilter ref="A1:C6"><filterColumn colId="1"><filters><filter val="fout"/></filters>'
    "</filterColumn></autoFilter>"
)
KNOP = '<autoFilter ref="A1:C6"><filterColumn colId="1" hiddenButton="1"/></autoFilter>'


def gelezen(rijen: str = RIJEN, erachter: str = "", **delen: str | bytes) -> Snapshot:
    """A workbook with these rows on its only tab, and this behind them."""
    blad = f'<worksheet xmlns="{CEL}"><sheetData>{rijen}</sheetData>{erachter}</worksheet>'
    inhoud = zip_van({**_delen(blad), **delen})
    return XlsxWerkboek.uit_bytes("x.xlsx", inhoud).lees(["Start"])


def _delen(blad: str) -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relaties(("a", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": werkboek(("Start", "a")),
        "xl/_rels/workbook.xml.rels": relaties(("a", "worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": blad,
    }


def vorm(rijen: str = RIJEN, erachter: str = "", **delen: str | bytes) -> Bladvorm:
    return gelezen(rijen, erachter, **delen).bladen[0].vorm


def met_tabel(tabel: str, rijen: str = RIJEN, erachter: str = "") -> Bladvorm:
    """The form of a tab with one table."""
    return vorm(
        rijen,
        f'{erachter}<tableParts count="1"><tablePart r:id="t"/></tableParts>'.replace(
            "r:id", 'xmlns:r="u" r:id'
        ),
        **{
            "xl/worksheets/_rels/sheet1.xml.rels": relaties(("t", "table", "../tables/table1.xml")),
            "xl/tables/table1.xml": tabel,
        },
    )


def test_a_tab_with_nothing_special_has_the_plain_form() -> None:
    gewoon = XlsxWerkboek.uit_bytes("x.xlsx", met(blad=BLAD)).lees(["Start"])
    assert gewoon.bladen[0].vorm == Bladvorm()
    assert not gewoon.ondertekend
    assert not gewoon.kapotte_namen


@pytest.mark.parametrize(
    "samengevoegd",
    [
        '<mergeCells count="2"><mergeCell ref="F40:F45"/><mergeCell ref="B2:C2"/></mergeCells>',
        "<mergeCells><mergeCell ref='F40:F45'></mergeCell>\n<mergeCell ref='C2:B2'/></mergeCells>",
        (
            '<mergeCells><mergeCell ref="F40:F45"/><mergeCell ref="?"/><mergeCell ref="B2:C2"/>'
            "</mergeCells>"
        ),
    ],
)
def test_merged_ranges_are_told_however_they_are_written(samengevoegd: str) -> None:
    assert list(map(str, vorm(erachter=samengevoegd).samengevoegd)) == ["F40:F45", "B2:C2"]


def test_a_table_is_told_with_its_cells_and_its_row_of_totals() -> None:
    tabel = met_tabel(
        f'<table xmlns="{CEL}" displayName="Partijen" name="x" ref="A1:C6" totalsRowCount="1"/>'
    )
    assert [tuple(een) for een in tabel.tabellen] == [("Partijen", Bereik(0, 0, 5, 2), True)]
    zonder = met_tabel(
        f'<table xmlns="{CEL}" displayName="Partijen" ref="A1:C6" totalsRowShown="0"/>'
    )
    assert [een.totaalrij for een in zonder.tabellen] == [False]
    assert not met_tabel(f'<table xmlns="{CEL}" displayName="Partijen"/>').tabellen


def test_tables_are_read_only_when_somebody_asks_for_them() -> None:
    zichtbaar = RIJEN.replace(' hidden="1"', "")
    tabel = met_tabel("geen xml", rijen=zichtbaar)  # nor is it looked at
    assert len(tabel.tabellen) == 0


@pytest.mark.parametrize(
    ("autofilter", "in_gebruik"),
    [(FILTER, True), (KNOP, False), ('<autoFilter ref="A1:C6"/>', False), ("", False)],
)
def test_a_filter_counts_when_something_was_chosen(autofilter: str, in_gebruik: bool) -> None:
    op_blad = vorm(erachter=autofilter)
    in_tabel = met_tabel(f'<table xmlns="{CEL}" displayName="T" ref="A1:C6">{autofilter}</table>')
    for gevonden in (op_blad, in_tabel):
        assert list(map(str, gevonden.filters)) == (["A1:C6"] if in_gebruik else [])
        assert gevonden.verborgen_rijen == {2, 3}


@pytest.mark.parametrize("hoe", ['hidden="1"', "hidden='true'", 'ht="3" hidden = "1" spans="1:2"'])
def test_hidden_rows_are_told_and_shown_ones_are_not(hoe: str) -> None:
    rijen = (
        f'<row r="2" {hoe}/><row r="3" hidden="0"><c r="A3"><v>1</v></c></row>'
        f'<row r="1048576" {hoe}/>'
    )
    assert vorm(rijen).verborgen_rijen == {1}


PLAATJE = '<c r="C14" t="e" vm="{}"><v>#VALUE!</v></c>'
METADATA = (
    '<metadata><futureMetadata name="XLRICHVALUE"><bk><ext><xlrd:rvb i="0"/></ext></bk><bk><ext>'
    '<xlrd:rvb i="1"/></ext></bk></futureMetadata><valueMetadata count="2"><bk><rc t="1" v="0"/>'
    '</bk><bk><rc t="1" v="1"/></bk></valueMetadata></metadata>'
)
WAARDEN = '<rvData><rv s="1"><v>0</v></rv><rv s="0"><v>8</v></rv></rvData>'
SOORTEN = (
    '<rvStructures><s t="_error"><k n="e"/></s><s t="_localImage"><k n="i"/></s></rvStructures>'
)


@pytest.mark.parametrize(
    ("nummer", "delen", "plaatje"),
    [
        (1, {}, True),
        (1, {"metadata": METADATA, "waarden": WAARDEN, "soorten": SOORTEN}, True),
        (2, {"metadata": METADATA, "waarden": WAARDEN, "soorten": SOORTEN}, False),
        (9, {"metadata": METADATA, "waarden": WAARDEN, "soorten": SOORTEN}, False),
    ],
)
def test_a_picture_in_a_cell_is_told_from_an_error_of_a_formula(
    nummer: int, delen: dict[str, str], plaatje: bool
) -> None:
    namen = {
        "metadata": "xl/metadata.xml",
        "waarden": "xl/richData/rdrichvalue.xml",
        "soorten": "xl/richData/rdRichValueStructure.xml",
    }
    rijen = f'<row r="14"><c r="B14" t="e"><v>#VALUE!</v></c>{PLAATJE.format(nummer)}</row>'
    gevonden = vorm(rijen, **{namen[naam]: deel for naam, deel in delen.items()})
    assert gevonden.plaatjes == ({(13, 2)} if plaatje else set())


def test_a_picture_that_a_formula_brings_is_one_too() -> None:
    cel = '<c r="A1" t="e" vm="1"><f>IMAGE("https://example.org/x.png")</f><v>#VALUE!</v></c>'
    assert vorm(f'<row r="1">{cel}</row>').plaatjes == {(0, 0)}


@pytest.mark.parametrize("hoe", ["onderdeel", "verwijzing"])
def test_a_signed_workbook_says_so(hoe: str) -> None:
    if hoe == "onderdeel":
        boek = gelezen(**{"_xmlsignatures/sig1.xml": "<Signature/>"})
    else:
        soort = (
            "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
        )
        verwijzingen = relaties(
            ("a", "officeDocument", "xl/workbook.xml"), ("b", soort, "teken/origin.sigs")
        )
        boek = gelezen(**{"_rels/.rels": verwijzingen})
    assert boek.ondertekend


def test_defined_names_that_lost_their_cells_are_told() -> None:
    namen = (
        '<definedNames><definedName name="Weg">#REF!</definedName><definedName hidden="1" '
        'name="OokWeg">#REF!$A$1</definedName><definedName name="Er">Start!$A$1</definedName>'
        "</definedNames>"
    )
    boek = gelezen(
        **{
            "xl/workbook.xml": werkboek(("Start", "a")).replace(
                "</workbook>", namen + "</workbook>"
            )
        }
    )
    assert boek.kapotte_namen == {"Weg", "OokWeg"}
