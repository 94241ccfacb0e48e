"""What the cells of a tab hold, read from the bytes: numbers, texts, days, errors; and the same as
another reader sees."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook

from regio_xl.werkboek import Bereik, CelFout, Celwaarde, NietBerekend, WerkboekFout
from regio_xl.werkboek.dagnummers import van_dagnummer
from regio_xl.xlsx.read import number_styles, read_sheets, shows_date, shows_percent
from regio_xl.xlsx.shape import read_table
from regio_xl.xlsx.values import SharedStrings
from regio_xl.xlsx.workbook import XlsxWerkboek

WERKBOEKEN = sorted(Path(__file__).parents[1].glob("workbooks/**/*.xlsx"))
NIET = NietBerekend.NIET_BEREKEND
VORMEN = ("yyyy-mm-dd", "[h]:mm", "0.00")


def stijlen(vormen: Sequence[str] = VORMEN) -> bytes:
    """Styles that follow the plain one, in this order."""
    eigen = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode={quoteattr(vorm)}/>'
        for n, vorm in enumerate(vormen)
    )
    celstijlen = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(vormen)))
    return (
        f'<styleSheet><numFmts>{eigen}</numFmts><cellXfs><xf numFmtId="0"/>{celstijlen}'
        "</cellXfs></styleSheet>"
    ).encode()


def lees(
    cellen: str, teksten: str = "", *, datum1904: bool = False, opmaak: bytes | None = None
) -> list[list[Celwaarde]]:
    """The rows of a tab with one row of these cells."""
    blad = f'<worksheet><sheetData><row r="1">{cellen}</row></sheetData></worksheet>'.encode()
    gedeeld = SharedStrings(f"<sst>{teksten}</sst>".encode() if teksten else None)
    gelezen = read_sheets(
        {"T": blad}, gedeeld, stijlen() if opmaak is None else opmaak, date1904=datum1904
    )
    return [list(rij) for rij in gelezen[0].rows]


@pytest.mark.parametrize(
    ("cel", "waarde"),
    [
        ('<c r="A1"><v>3</v></c>', 3.0),
        ('<c r="A1" t="n"><v>-1.5E-3</v></c>', -0.0015),
        ('<c r="A1"><v> 5 </v></c>', 5.0),
        ('<c r="A1"><v>1e400</v></c>', CelFout("#NUM!")),
        (f'<c r="A1"><v>{"9" * 400}</v></c>', CelFout("#NUM!")),
        ('<c r="A1"><v>NaN</v></c>', CelFout("#NUM!")),
        ('<c r="A1"><v>1_0</v></c>', "1_0"),
        ('<c r="A1"><v>geen getal</v></c>', "geen getal"),
        ('<c r="A1"><v/></c>', None),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>false</v></c>', False),
        ('<c r="A1" t="e"><v>#N/A</v></c>', CelFout("#N/A")),
        ('<c r="A1" t="e"><v>#SPILL!</v></c>', CelFout("#SPILL!")),
        ('<c r="A1"><f>1+1</f></c>', NIET),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', 2.0),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', None),
        ('<c r="A1" t="str"><f>"x"</f><v>x &amp;#10; &lt;y&gt;</v></c>', "x &#10; <y>"),
        ('<c r="A1" t="str"><v>a\r\nb</v></c>', "a\nb"),
        ('<c r="A1" t="inlineStr"><is><t>  ruim  </t></is></c>', "ruim"),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve">  ruim  </t></is></c>', "  ruim  "),
        ((
            '<c r="A1" t="inlineStr"><is><r><t>een</t></r><r><rPr/><t xml:space="preserve"> twee'
            '</t></r></is></c>'
        ), "een twee"),
        ((
            '<c r="A1" t="inlineStr"><is><t>東</t>'
            '<rPh sb="0" eb="1"><t>ひがし</t></rPh></is></c>'
        ), "東"),
        ('<c r="A1" t="inlineStr"><is><t>_x000D__x005F_x000D_</t></is></c>', "\r_x000D_"),
        ('<c r="A1" t="inlineStr"><is><t>_xD800_</t></is></c>', "_xD800_"),
        ('<c r="A1" t="s"><v>0</v></c>', "gedeeld"), ('<c r="A1" t="s"><v>1</v></c>', None),
        ('<c r="A1" t="d"><v>2026-11-21</v></c>', date(2026, 11, 21)),
        (
            '<c r="A1" t="d"><v>2026-11-21T09:30:00</v></c>',
            datetime(2026, 11, 21, 9, 30),  # noqa: DTZ001 - Excel knows no zones
        ),
        ('<c r="A1" t="d"><v>09:30:00</v></c>', time(9, 30)),
        ('<c r="A1" t="d"><v>2026-11-21T09:30:00Z</v></c>', "2026-11-21T09:30:00Z"),
        ('<c r="A1" t="d"><v>morgen</v></c>', "morgen"),
        ('<c r="A1" s="1"><v>46000</v></c>', date(2025, 12, 9)),
        ('<c r="A1" s="1"><v>46000.25</v></c>', datetime(2025, 12, 9, 6)),  # noqa: DTZ001
        ('<c r="A1" s="1"><v>0.25</v></c>', time(6)),
        ('<c r="A1" s="1"><v>-1</v></c>', -1.0),
        ('<c r="A1" s="2"><v>1.5</v></c>', 1.5),
        ('<c r="A1" s="3"><v>46000</v></c>', 46000.0),
        ('<c r="A1" s="99"><v>46000</v></c>', 46000.0),
        (f'<c r="A1" s="{"9" * 5000}"><v>46000</v></c>', 46000.0),
    ],
)  # fmt: skip
def test_a_cell_holds_what_its_type_and_style_say(cel: str, waarde: Celwaarde) -> None:
    ((gelezen,),) = lees(cel, "<si><t>gedeeld</t></si><si><t/></si>")
    assert (gelezen, type(gelezen)) == (waarde, type(waarde))


@pytest.mark.parametrize(
    "cel",
    [
        '<c r="A1" t="n"><v>drie</v></c>',
        '<c r="A1" t="b"><v>ja</v></c>',
        '<c r="A1" t="zzz"><v>1</v></c>',
        '<c r="A1" t="s"><v>7</v></c>',
        '<c r="A1" t="s"><v>x</v></c>',
    ],
)
def test_a_cell_that_holds_something_else_than_it_says_is_refused(cel: str) -> None:
    with pytest.raises(WerkboekFout, match="bestand-beschadigd"):
        lees(cel, "<si><t>een</t></si>")


def test_cells_far_to_the_right_are_kept_by_their_place_and_take_no_memory() -> None:
    rijen = "".join(
        f'<row r="{rij}"><c r="A{rij}"><v>2</v></c><c r="XFD{rij}"><v>1</v></c></row>'
        for rij in range(1, 20_000)
    )
    blad = f"<worksheet><sheetData>{rijen}</sheetData></worksheet>".encode()
    tracemalloc.start()
    try:
        gelezen = read_sheets({"T": blad}, SharedStrings(None), None, date1904=False)[0]
        assert tracemalloc.get_traced_memory()[1] < 60_000_000  # all of them would take 2.6 GB
    finally:
        tracemalloc.stop()
    assert len(gelezen.far) == 19_999
    assert gelezen.far[7, 16_383] == 1.0
    assert gelezen.rows[7] == [2.0]


@pytest.mark.parametrize("afstand", [1_000, 1_001, 900_000])
def test_a_cell_below_more_than_a_thousand_empty_rows_belongs_to_no_row(afstand: int) -> None:
    ver = afstand + 2
    blad = (
        '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        f'<row r="{ver}"><c r="B{ver}" t="str"><v>x</v></c><c r="C{ver}"><v> </v></c></row>'
        "</sheetData></worksheet>"
    ).encode()
    gelezen = read_sheets({"T": blad}, SharedStrings(None), None, date1904=False)[0]
    if afstand == 1_000:
        assert len(gelezen.rows) == ver
        assert not gelezen.far
    else:
        assert gelezen.rows == [[1.0]]
        assert gelezen.far == {(ver - 1, 1): "x"}


def test_strays_a_little_apart_all_the_way_down_cost_as_many_rows_as_a_tab_may_have_empty() -> None:
    rijen = "".join(
        f'<row r="{rij}"><c r="A{rij}"><v>1</v></c></row>' for rij in range(1, 1_048_576, 900)
    )
    blad = f"<worksheet><sheetData>{rijen}</sheetData></worksheet>".encode()
    gelezen = read_sheets({"T": blad}, SharedStrings(None), None, date1904=False)[0]
    assert len(gelezen.rows) < 110_000
    assert len(gelezen.far) + sum(map(bool, gelezen.rows)) == 1_166


@pytest.mark.parametrize(
    "teksten",
    [
        "<x:sst xmlns:x='u'><x:si><x:t>een</x:t></x:si><x:si><x:t>twee</x:t></x:si></x:sst>",
        "<sst><!-- si --><si><t>een</t></si><si><t><![CDATA[twee]]></t></si></sst>",
        (
            '<sst><si xml:space="default"><t>een</t></si>\n<si><r><t>tw</t></r><r><t>ee</t></r>'
            "</si></sst>"
        ),
        "<sst>\n  <si><t>een</t></si>\n  <si>\n    <t>twee</t>\n  </si>\n</sst>",
        "<sst><si><t>een</t></si><si><t>twee</t></si></sst>",
    ],
)
def test_shared_texts_are_found_however_they_are_written(teksten: str) -> None:
    gedeeld = SharedStrings(teksten.encode())
    assert (gedeeld.readable[b"0"], gedeeld.readable[b"1"]) == ("een", "twee")
    with pytest.raises(WerkboekFout):
        _ = gedeeld.readable[b"2"]


def test_very_many_shared_texts_may_stand_on_lines_of_their_own() -> None:
    gedeeld = SharedStrings(
        b"<sst>%s</sst>" % b"".join(b"<si><t>%d</t></si>\n" % nummer for nummer in range(150_000))
    )
    assert gedeeld.readable[b"149999"] == "149999"


@pytest.mark.parametrize(
    "teksten",
    [
        b"<sst><si><t>een</t></sst>",
        b"<sst><si><si/></si></sst>",
        b"<sst><si><si></si></si></sst>",
        b"<sst><si><t>\xff</t></si></sst>",
    ],
)
def test_broken_shared_texts_are_refused_even_when_no_cell_points_at_them(teksten: bytes) -> None:
    with pytest.raises(WerkboekFout, match="bestand-beschadigd"):
        read_sheets(
            {"T": b"<worksheet><sheetData/></worksheet>"},
            SharedStrings(teksten),
            None,
            date1904=False,
        )


@pytest.mark.parametrize(
    ("code", "verwacht"),
    [
        ("General", False), ("0.00", False), ("@", False), ("0E+00", False), ('0 "dagen"', False),
        (r"0\d", False), ("0_d", False), ("[Red]0", False), ("[$€-413] #,##0", False),
        ("0;d", False), ("[>=100]0", False), ("yyyy-mm-dd", True), ("d/m", True),
        ("[$-413]d mmmm yyyy", True), ("h:mm AM/PM", True), ("A/P", True), ("mm:ss.0", True),
        ("yy[h]", True), ("[h]:mm", False), ("[MM]", False), ("[ss].0", False),
        ("[Blue][hh]:mm:ss", False),
    ],
)  # fmt: skip
def test_a_number_format_shows_a_moment_or_a_number_and_a_duration_is_a_number(
    code: str, verwacht: bool
) -> None:
    assert shows_date(code) == verwacht


@pytest.mark.parametrize(
    ("code", "verwacht"),
    [
        ("General", False), ("0%", True), ("0.0 %", True), ("#,##0%;[Red]-0%", True),
        ('0 "%"', False), (r"0\%", False), ("0;0%", False), ("[$%-413]0", False),
    ],
)  # fmt: skip
def test_a_number_format_shows_a_percentage_by_its_own_sign_only(code: str, verwacht: bool) -> None:
    assert shows_percent(code) == verwacht


def test_cells_with_a_number_shown_as_a_percentage_are_told() -> None:
    opmaak = stijlen(("0%", "0.00"))
    blad = (
        b'<worksheet><sheetData><row r="3"><c r="A3" s="1"><v>0.04</v></c><c r="B3" s="1"><v>4</v>'
        b'</c><c r="C3" s="2"><v>4</v></c><c r="D3" s="1" t="str"><v>4%</v></c><c r="E3" s="1"/>'
        b'<c r="F3" s="1"><f>1/4</f><v>0.25</v></c></row></sheetData></worksheet>'
    )
    gelezen = read_sheets({"T": blad}, SharedStrings(None), opmaak, date1904=False)[0]
    assert gelezen.percents == {(2, 0), (2, 1), (2, 5)}


def test_built_in_number_formats_are_known_unless_a_workbook_makes_them_its_own() -> None:
    gewoon = (
        b'<s><cellXfs><xf numFmtId="14"/><xf numFmtId="46"/><xf numFmtId="2"/><xf/><xf '
        b'numFmtId="%d"/></cellXfs></s>'
    ) % 10**99
    assert number_styles(gewoon).days == {0}
    vormen = b'<x:numFmts><x:numFmt numFmtId="14" formatCode="0"/></x:numFmts>'
    eigen = b'<x:s xmlns:x="u">' + vormen + b'<x:cellXfs><x:xf numFmtId="14"/></x:cellXfs></x:s>'
    assert number_styles(eigen).days == set()


def test_more_styles_or_markup_than_can_be_looked_at_is_refused() -> None:
    veel = b"<s><cellXfs>%s</cellXfs></s>" % (b"<xf/>" * 500_000)
    with pytest.raises(WerkboekFout, match="bestand-te-groot"):
        number_styles(veel)
    with pytest.raises(WerkboekFout, match="bestand-te-groot"):
        SharedStrings(b"<sst><si>%s</si></sst>" % (b"<r><t>x</t></r>" * 150_000)).check()


@pytest.mark.parametrize(
    ("nummer", "datum1904", "dag"),
    [
        (1, False, date(1900, 1, 1)), (59, False, date(1900, 2, 28)), (61, False, date(1900, 3, 1)),
        (1, True, date(1904, 1, 2)), (45000.99999999999, False, date(2023, 3, 16)),
        (2_958_465, False, date(9999, 12, 31)), (2_958_466, False, 2_958_466),
        (2_958_465, True, 2_958_465), (1e300, False, 1e300),
    ],
)  # fmt: skip
def test_a_day_is_counted_as_excel_does_and_what_is_no_day_stays_a_number(
    nummer: float, datum1904: bool, dag: object
) -> None:
    assert van_dagnummer(nummer, vanaf1904=datum1904) == dag


def zoals_wij(waarde: object) -> object:
    """What another reader gives as we write it."""
    return (
        waarde / timedelta(days=1)
        if isinstance(waarde, timedelta)
        else None
        if waarde == ""
        else waarde
    )


def zonder_staart(rij: Sequence[object]) -> list[object]:
    """A row up to its last value; errors and formulas without a result are nothing to the other
    reader."""
    waarden = [None if isinstance(waarde, CelFout | NietBerekend) else waarde for waarde in rij]
    while waarden and waarden[-1] is None:
        waarden.pop()
    return waarden


def test_a_table_whose_name_is_no_text_is_still_a_table() -> None:
    gelezen = read_table(b'<table ref="A1:B3" displayName="\xffFeiten" \xff="1"></table>')
    assert gelezen is not None
    assert (gelezen.table.bereik, gelezen.table.naam) == (Bereik(0, 0, 2, 1), "\ufffdFeiten")


@pytest.mark.parametrize("pad", WERKBOEKEN, ids=lambda pad: pad.stem)
def test_every_tab_reads_the_same_in_another_reader(pad: Path) -> None:
    ander = load_workbook(str(pad))
    opname = XlsxWerkboek(pad).lees(ander.sheet_names)
    assert [blad.naam for blad in opname.bladen] == ander.sheet_names
    for blad in opname.bladen:
        zijn = ander.get_sheet_by_name(blad.naam).to_python(skip_empty_area=False)
        verwacht = [zonder_staart([zoals_wij(waarde) for waarde in rij]) for rij in zijn]
        gevonden = [zonder_staart(rij) for rij in blad.rijen]
        assert gevonden + [[]] * (len(verwacht) - len(gevonden)) == verwacht + [[]] * (
            len(gevonden) - len(verwacht)
        )


@settings(deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 40), st.integers(0, 60)),
        st.floats(-1e6, 1e6) | st.text('aé &<"_x0', min_size=1),
    )
)
def test_values_come_back_in_their_places(waarden: dict[tuple[int, int], float | str]) -> None:
    uit = io.BytesIO()
    with xlsxwriter.Workbook(uit, {"in_memory": True}) as boek:
        blad = boek.add_worksheet("T")
        for plek, waarde in waarden.items():
            blad.write_string(*plek, waarde) if isinstance(waarde, str) else blad.write_number(
                *plek, waarde
            )
    rijen = XlsxWerkboek.uit_bytes("x", uit.getvalue()).lees(["T"]).bladen[0].rijen
    gelezen = {
        (r, k): waarde
        for r, rij in enumerate(rijen)
        for k, waarde in enumerate(rij)
        if waarde is not None
    }
    assert gelezen.keys() == waarden.keys()
    for plek, waarde in waarden.items():
        assert gelezen[plek] == (
            waarde if isinstance(waarde, str) else pytest.approx(waarde, rel=1e-14)
        )
