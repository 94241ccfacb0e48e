"""Writing into a worksheet part changes the bytes of those cells and nothing else."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regio_xl.werkboek import Adres, Koppeling, WerkboekFout
from regio_xl.xlsx.values import MAX_TEXT, cell_content, escape
from regio_xl.xlsx.workbook import ask_calculation
from regio_xl.xlsx.write import write_cells

CEL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def blad(rijen: str = "", voor: str = "", na: str = "") -> bytes:
    return f'<worksheet xmlns="{CEL}">{voor}<sheetData>{rijen}</sheetData>{na}</worksheet>'.encode()


def gelapt(xml: bytes, cellen: dict[tuple[int, int], Any], *, datum1904: bool = False) -> str:
    """What stands in the list of rows afterwards; writing the same again must change nothing."""
    nieuw = write_cells(xml, cellen, sheet_name="Advies", date1904=datum1904)
    assert write_cells(nieuw, cellen, sheet_name="Advies", date1904=datum1904) == nieuw
    return nieuw.decode()


def rijen(xml: str) -> str:
    gevonden = re.search("<sheetData>(.*)</sheetData>", xml, re.DOTALL)
    assert gevonden is not None
    return gevonden[1]


def tekst(inhoud: str) -> str:
    return f't="inlineStr"><is><t xml:space="preserve">{inhoud}</t></is></c>'


@pytest.mark.parametrize(
    ("oud", "plek", "waarde", "nieuw"),
    [
        pytest.param(
            "", (2, 1), "x", f'<row r="3" ht="21"><c r="B3" {tekst("x")}</row>', id="nieuwe rij"
        ),
        pytest.param("", (2, 1), None, "", id="leeg in niets"),
        pytest.param(
            '<row r="1"/>',
            (0, 0),
            2,
            '<row r="1" ht="21"><c r="A1"><v>2</v></c></row>',
            id="rij zonder cellen",
        ),
        pytest.param(
            '<row r="1"><c r="A1" s="4" t="s"><v>7</v></c></row>',
            (0, 0),
            0.1,
            '<row r="1" ht="21"><c r="A1" s="4"><v>0.1</v></c></row>',
            id="gedeelde tekst wordt getal",
        ),
        pytest.param(
            '<row r="1"><c s="4"><v>7</v></c></row>',
            (0, 0),
            None,
            '<row r="1" ht="21"><c r="A1" s="4"/></row>',
            id="leegmaken",
        ),
        pytest.param(
            '<row r="1"><c r="A1" vm="1" cm="2" t="e"><v>#VALUE!</v></c></row>',
            (0, 0),
            1,
            '<row r="1" ht="21"><c r="A1"><v>1</v></c></row>',
            id="metagegevens van de oude waarde",
        ),
        pytest.param(
            '<row r="1" spans="1:3" ht="30" x="1"><c r="A1"/><c r="C1"/></row>',
            (0, 1),
            1,
            '<row r="1" x="1" ht="21"><c r="A1"/><c r="B1"><v>1</v></c><c r="C1"/></row>',
            id="cel ertussen",
        ),
        pytest.param(
            '<row r="1" ht="30" customHeight="1"><c r="A1"/></row>',
            (0, 1),
            1,
            '<row r="1" ht="30" customHeight="1"><c r="A1"/><c r="B1"><v>1</v></c></row>',
            id="eigen hoogte blijft",
        ),
        pytest.param(
            '<row r="1" s="3" customFormat="1"/>',
            (0, 1),
            1,
            '<row r="1" s="3" customFormat="1" ht="21"><c r="B1" s="3"><v>1</v></c></row>',
            id="stijl van de rij",
        ),
        pytest.param(
            '<row><c/><c/></row><row r="9"/>',
            (4, 0),
            1,
            '<row><c/><c/></row><row r="5" ht="21"><c r="A5"><v>1</v></c></row><row r="9"/>',
            id="rij ertussen",
        ),
        pytest.param(
            '<row r="1"><c r="A1"><v>1</v></c><!-- > --><c r="B1"/></row>',
            (0, 1),
            2,
            '<row r="1" ht="21"><c r="A1"><v>1</v></c><!-- > --><c r="B1"><v>2</v></c></row>',
            id="opmerking",
        ),
        pytest.param(
            '<row r="1" a=\'>"\'><c r="A1" b="/>"><v><![CDATA[3]]></v></c></row>',
            (0, 0),
            2,
            '<row r="1" a=\'>"\' ht="21"><c r="A1" b="/>"><v>2</v></c></row>',
            id="haken in waarden",
        ),
        pytest.param(
            (
                '<row r="1"><c r="A1"><v>1</v></c\n><c r="B1"><v>2</v></c ><c r="C1"><v>3</v></c>'
                "</row>"
            ),
            (0, 1),
            5,
            (
                '<row r="1" ht="21"><c r="A1"><v>1</v></c\n><c r="B1"><v>5</v></c><c r="C1"><v>3'
                "</v></c></row>"
            ),
            id="eindtags met wit",
        ),
        pytest.param(
            '<row r="1"><c r="" s="4"/><c s=\'5\' r=\'\'/></row>',
            (0, 1),
            5,
            '<row r="1" ht="21"><c r="" s="4"/><c r="B1" s=\'5\'><v>5</v></c></row>',
            id="lege verwijzing",
        ),
        pytest.param(
            "",
            (0, 27),
            "=1+1",
            f'<row r="1" ht="21"><c r="AB1" {tekst("=1+1")}</row>',
            id="geen formule",
        ),
        pytest.param(
            "",
            (0, 0),
            " a\n<&>",
            f'<row r="1" ht="36"><c r="A1" {tekst(" a" + chr(10) + "&lt;&amp;&gt;")}</row>',
            id="tekens",
        ),
        pytest.param(
            "",
            (0, 0),
            date(2024, 2, 29),
            '<row r="1" ht="21"><c r="A1"><v>45351</v></c></row>',
            id="datum",
        ),
        pytest.param(
            "",
            (0, 0),
            datetime(2024, 2, 29, 12, tzinfo=UTC),
            '<row r="1" ht="21"><c r="A1"><v>45351.5</v></c></row>',
            id="tijdstip",
        ),
    ],
)
def test_only_the_cell_changes(oud: str, plek: tuple[int, int], waarde: object, nieuw: str) -> None:
    assert rijen(gelapt(blad(oud), {plek: waarde})) == nieuw


@pytest.mark.parametrize(
    ("dag", "nummer1900", "nummer1904"),
    [
        (date(1900, 1, 1), b"1", None),
        (date(1900, 2, 28), b"59", None),
        (date(1900, 3, 1), b"61", None),
        (date(1904, 1, 2), b"1463", b"1"),
    ],
)
def test_dates_follow_the_calendar_of_the_workbook(
    dag: date, nummer1900: bytes, nummer1904: bytes | None
) -> None:
    assert cell_content(dag, date1904=False) == nummer1900
    assert cell_content(dag, date1904=True) == (nummer1904 or dag.isoformat())


@pytest.mark.parametrize(
    ("soort", "inhoud", "waarde"),
    [
        (
            "inlineStr",
            "<is><r><t>a</t></r><r><t>b</t></r><rPh sb='0' eb='1'><t>uitspraak</t></rPh></is>",
            "ab",
        ),
        ("str", "<f>A2</f><v>ab</v>", "ab"),
        ("str", '<f>""</f><v></v>', None),
        ("n", "<f>1+1</f><v>2</v>", 2.0),
        ("n", "<v>2.50</v>", 2.5),
        ("inlineStr", "<is><t><![CDATA[<&]]></t></is>", "<&"),
        ("inlineStr", "<is><t>_x0007_</t></is>", "\a"),
        ("n", "", ""),
    ],
)
def test_what_is_already_there_is_left_as_it_was(soort: str, inhoud: str, waarde: object) -> None:
    xml = blad(f'<row r="1" spans="1:1" ht="20"><c r="A1" t="{soort}">{inhoud}</c></row>')
    assert gelapt(xml, {(0, 0): waarde}) == xml.decode()


@pytest.mark.parametrize(
    ("rij", "verder", "plek"),
    [
        pytest.param('<c r="A1"><f>1+1</f><v>2</v></c>', "", (0, 0), id="formule"),
        pytest.param(
            '<c r="A1"><f t="shared" si="0" ref="A1:A3">B1</f><v>2</v></c>',
            "",
            (0, 0),
            id="gedeelde formule",
        ),
        pytest.param(
            '<c r="A1"><f t="shared" si="0"/></c>', "", (0, 0), id="kind van een gedeelde formule"
        ),
        pytest.param(
            '<c r="A1"><f t="array" ref="A1:A9">B1:B9</f><v>2</v></c>',
            "",
            (3, 0),
            id="deel van een reeks",
        ),
        pytest.param(
            "", '<mergeCells><mergeCell ref="A1:C3"/></mergeCells>', (0, 1), id="samengevoegd"
        ),
        pytest.param(
            "",
            '<mergeCells><mergeCell ref="A1:C3"/></mergeCells>',
            (2, 2),
            id="samengevoegd, laatste",
        ),
    ],
)
def test_formulas_and_merged_cells_are_never_overwritten(
    rij: str, verder: str, plek: tuple[int, int]
) -> None:
    xml = blad(f'<row r="1">{rij}</row>', na=verder)
    with pytest.raises(WerkboekFout) as fout:
        write_cells(xml, {plek: "nieuw", (8, 8): 1}, sheet_name="Advies")
    assert fout.value.code == "cel-niet-te-schrijven"
    assert fout.value.adres == Adres("Advies", *plek)


def test_every_cell_in_the_way_is_named_at_once() -> None:
    xml = blad(
        '<row r="1"><c r="A1"><f>1</f></c><c r="B1"><f>1</f></c></row>',
        na='<mergeCells><mergeCell ref="A2:B2"/></mergeCells>',
    )
    with pytest.raises(WerkboekFout) as fout:
        write_cells(xml, {(0, 0): 1, (0, 1): 1, (1, 0): 1, (1, 1): 1}, sheet_name="Advies")
    assert (
        fout.value.gaten["reden"]
        == "er staat een formule (A1, B1) en hij hoort bij een samengevoegd bereik (B2)"
    )


def test_the_top_left_of_a_merged_range_may_be_written() -> None:
    xml = blad(na='<mergeCells><mergeCell ref="A1:C3"/></mergeCells>')
    assert 'r="A1"' in gelapt(xml, {(0, 0): "x", (1, 1): None})


@pytest.mark.parametrize(
    ("oud", "plek", "nieuw"),
    [
        ("A1:B2", (0, 0), "A1:B2"),
        ("B2:C3", (4, 0), "A2:C5"),
        ("A1", (1, 1), "A1:B2"),
        ("onzin", (1, 1), None),
    ],
)
def test_the_used_range_grows_when_needed(
    oud: str, plek: tuple[int, int], nieuw: str | None
) -> None:
    xml = gelapt(blad(voor=f'<dimension ref="{oud}"/>'), {plek: "x"})
    gevonden = re.search('<dimension ref="([^"]*)"/>', xml)
    assert (gevonden and gevonden[1]) == nieuw


def test_a_new_cell_takes_the_style_of_its_column() -> None:
    xml = blad(
        voor=(
            '<cols><col min="1" max="2"/><col min="3" max="9" style="7"/><col min="x" max="9" '
            'style="8"/></cols>'
        )
    )
    assert (
        rijen(gelapt(xml, {(0, 0): 1, (0, 2): 1}))
        == '<row r="1" ht="21"><c r="A1"><v>1</v></c><c r="C1" s="7"><v>1</v></c></row>'
    )


def test_a_row_becomes_high_enough_for_its_text_in_the_width_of_its_column() -> None:
    xml = blad(voor='<cols><col min="1" max="1" width="20"/></cols>')
    kort, lang = (rijen(gelapt(xml, {(0, 0): tekst})) for tekst in ("kort", "woord " * 20))
    assert 'ht="21"' in kort
    assert 'ht="111"' in lang


def test_a_row_that_holds_more_than_ours_never_becomes_lower() -> None:
    met_eigen_tekst = (
        '<row r="1" ht="90"><c r="A1"/><c r="B1" t="str"><v>van de gebruiker</v></c></row>'
    )
    assert 'ht="90"' in rijen(gelapt(blad(met_eigen_tekst), {(0, 0): "kort"}))


def test_a_list_of_rows_that_closes_itself_is_opened() -> None:
    xml = f'<x:worksheet xmlns:x="{CEL}"><x:sheetData/></x:worksheet>'.encode()
    nieuw = gelapt(xml, {(0, 0): 1, (2, 0): "b"})
    assert "<x:sheetData>" in nieuw
    assert (
        '<x:row r="1" ht="21"><x:c r="A1"><x:v>1</x:v></x:c></x:row><x:row r="3" ht="21"><x:c '
        'r="A3" t="inlineStr"><x:is>'
    ) in nieuw


def test_a_part_in_utf16_is_written_as_utf8_and_stays_as_it_is_when_nothing_changes() -> None:
    xml = (
        '<?xml version="1.0" encoding="UTF-16"?>'
        + blad('<row r="1"><c r="A1"><v>1</v></c></row>').decode()
    ).encode("utf-16")
    assert write_cells(xml, {(0, 0): 1}, sheet_name="Advies") == xml
    nieuw = write_cells(xml, {(0, 0): "é"}, sheet_name="Advies").decode("utf-8")
    assert nieuw.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    assert "é" in nieuw


@pytest.mark.parametrize(
    "xml",
    [
        blad('<row r="2"/><row r="1"/>'),
        blad('<row r="1"><c r="B1"/><c r="A1"/></row>'),
        blad('<row r="1"><c r="A2"/></row>'),
        b"<worksheet/>",
        b"<worksheet>",
        blad("<x>" * 70 + "</x>" * 70),
    ],
    ids=["rijen", "cellen", "verkeerde rij", "geen cellen", "half", "diep"],
)
def test_a_broken_part_is_refused(xml: bytes) -> None:
    with pytest.raises(WerkboekFout, match="bestand-beschadigd"):
        write_cells(xml, {(0, 0): 1}, sheet_name="Advies")


DOEL = Adres("Bob's tab", 6, 3)


def koppelingen(xml: str) -> list[str]:
    return re.findall("<hyperlink [^>]*/>", xml)


def test_a_link_points_inside_the_workbook_and_the_cell_shows_its_text() -> None:
    na = (
        '<conditionalFormatting sqref="A1"/><dataValidations/><printOptions/><pageMargins/>'
        "<extLst/>"
    )
    xml = gelapt(
        blad(na=na),
        {(0, 0): Koppeling(DOEL, 'naar "D7" & <meer>'), (0, 1): Koppeling(Adres("Uitleg"), "x")},
    )
    assert koppelingen(xml) == [
        (
            """<hyperlink ref="A1" location="'Bob''s tab'!D7" """
            'display="naar &quot;D7&quot; &amp; &lt;meer&gt;"/>'
        ),
        """<hyperlink ref="B1" location="'Uitleg'!A1" display="x"/>""",
    ]
    assert re.search("<dataValidations/><hyperlinks>.*</hyperlinks><printOptions/>", xml)


@pytest.mark.parametrize(
    "eigen",
    [
        "",
        ' xr:uid="{00000000-0001-0000-0000-000000000000}"',
        " a='>' b = '<!-- -->'".replace("<", "&lt;"),
    ],
)
def test_what_excel_puts_in_the_first_tag_of_a_tab_changes_nothing_else(eigen: str) -> None:
    """Tabs that differ there alone share what was found around their rows; each is changed at its
    own places."""
    kaal = blad(
        '<row r="1"><c r="A1"/></row>',
        '<dimension ref="A1"/>',
        '<hyperlinks><hyperlink ref="B9"/></hyperlinks>',
    ).decode()
    cellen = {(8, 1): Koppeling(Adres("Uitleg"), "x"), (0, 0): 1}
    verwacht = gelapt(kaal.encode(), cellen)
    assert '<dimension ref="A1:B9"/>' in verwacht
    assert koppelingen(verwacht) == ["""<hyperlink ref="B9" location="'Uitleg'!A1" display="x"/>"""]
    met_eigen = kaal.replace("<worksheet", f"<worksheet{eigen}", 1).encode()
    assert gelapt(met_eigen, cellen) == verwacht.replace("<worksheet", f"<worksheet{eigen}", 1)


def test_links_of_users_stay_except_on_the_cells_we_write() -> None:
    eigen = '<hyperlink ref="C9" id="rId1"/>'
    ander = '<hyperlink ref="A1" location="X!A1"/><hyperlink ref="A1:B1" location="X!A1"/>'
    xml = blad(na=f"<hyperlinks>{eigen}{ander}</hyperlinks><pageMargins/>")
    zonder = gelapt(xml, {(0, 0): "x"})
    assert koppelingen(zonder) == [
        '<hyperlink ref="C9" id="rId1"/>',
        '<hyperlink ref="A1:B1" location="X!A1"/>',
    ]
    ermee = gelapt(xml, {(0, 0): Koppeling(DOEL, "x")})
    assert len(koppelingen(ermee)) == 3
    assert ermee.index("</hyperlinks>") < ermee.index("<pageMargins/>")


def test_the_list_of_links_goes_with_its_last_link() -> None:
    xml = write_cells(
        blad(), {(0, 0): Koppeling(DOEL, "x"), (1, 0): Koppeling(DOEL, "y")}, sheet_name="Advies"
    )
    assert b"hyperlink" not in write_cells(xml, {(0, 0): None, (1, 0): "y"}, sheet_name="Advies")


def test_a_link_that_another_program_wrote_down_differently_is_recognised() -> None:
    link = """<hyperlink ref="A1" location="'Bob''s tab'!D7" tooltip="tip"/>"""
    na = f"<hyperlinks>{link}</hyperlinks>"
    xml = blad('<row r="1"><c r="A1" t="str"><v>x</v></c></row>', na=na)
    assert write_cells(xml, {(0, 0): Koppeling(DOEL, "x")}, sheet_name="Advies") == xml


@pytest.mark.parametrize("waarde", [float("nan"), float("inf"), -float("inf"), 10**400])
def test_numbers_that_no_cell_holds_are_a_mistake_of_the_program(waarde: float) -> None:
    with pytest.raises(ValueError, match="no cell value"):
        cell_content(waarde, date1904=False)


@pytest.mark.parametrize("waarde", [True, b"x", object()])
def test_other_types_are_a_mistake_of_the_program(waarde: Any) -> None:
    with pytest.raises(TypeError, match="no cell value"):
        cell_content(waarde, date1904=False)


@pytest.mark.parametrize(
    ("rauw", "opgeslagen"),
    [
        ("a\rb", "a_x000D_b"),
        ("a\r\nb", "a\nb"),
        ("\x00\x1f\t\n", "_x0000__x001F_\t\n"),
        ("_x000D_ _x00_ _xZZZZ_", "_x005F_x000D_ _x00_ _xZZZZ_"),
        ("a\ufffe\uffff\ud800b", "ab"),
        ("\ufffe", ""),
        ("€😀é", "€😀é"),
    ],
)
def test_text_is_stored_the_way_excel_does(rauw: str, opgeslagen: str) -> None:
    assert escape(rauw) == opgeslagen


@pytest.mark.parametrize(
    ("lang", "lengte"), [("x" * 32_767, 32_767), ("x" * 32_768, 32_767), ("😀" * 16_384, 16_384)]
)
def test_text_that_is_too_long_ends_in_an_ellipsis(lang: str, lengte: int) -> None:
    kort = escape(lang)
    assert len(kort) == lengte
    assert len(kort.encode("utf-16-le")) <= 2 * MAX_TEXT
    assert kort == lang or (kort.endswith("…") and lang.startswith(kort[:-1]))


waarden = (
    st.none()
    | st.text(max_size=6)
    | st.integers(-9, 9)
    | st.floats(allow_nan=False, allow_infinity=False)
)
plekken = st.tuples(st.integers(0, 6), st.integers(0, 4))


@settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # the first text of a run builds a table of characters
@given(
    st.dictionaries(plekken, waarden, max_size=8),
    st.dictionaries(
        plekken, waarden | st.builds(Koppeling, st.just(DOEL), st.text(max_size=3)), max_size=8
    ),
)
def test_writing_is_the_last_word_and_repeating_it_changes_nothing(
    eerst: dict[Any, Any], daarna: dict[Any, Any]
) -> None:
    xml = write_cells(
        write_cells(blad(na="<pageMargins/>"), eerst, sheet_name="x"), daarna, sheet_name="x"
    )
    assert write_cells(xml, daarna, sheet_name="x") == xml
    onaangeroerd = {plek: waarde for plek, waarde in eerst.items() if plek not in daarna}
    assert write_cells(xml, onaangeroerd, sheet_name="x") == xml


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        ("<sheets/>", '<sheets/><calcPr fullCalcOnLoad="1"/>'),
        (
            "<sheets/><definedNames/><extLst/>",
            '<sheets/><definedNames/><calcPr fullCalcOnLoad="1"/><extLst/>',
        ),
        ('<sheets/><calcPr calcId="1"/>', '<sheets/><calcPr calcId="1" fullCalcOnLoad="1"/>'),
        (
            '<sheets/><calcPr calcId="1" fullCalcOnLoad="0" />',
            '<sheets/><calcPr calcId="1" fullCalcOnLoad="1"/>',
        ),
        ("<sheets/><calcPr></calcPr>", '<sheets/><calcPr fullCalcOnLoad="1"></calcPr>'),
        ('<sheets/><calcPr fullCalcOnLoad="true"/>', '<sheets/><calcPr fullCalcOnLoad="true"/>'),
    ],
)
def test_recalculation_is_asked_for_exactly_once(oud: str, nieuw: str) -> None:
    werkboek = f"<workbook>{oud}</workbook>".encode()
    assert ask_calculation(werkboek) == f"<workbook>{nieuw}</workbook>".encode()
    assert ask_calculation(ask_calculation(werkboek)) == ask_calculation(werkboek)
