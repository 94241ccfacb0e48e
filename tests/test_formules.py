"""The formulas of the template: made from the method, only with functions that every program has,
with their results stored."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hulp import officejs
from hulp.boeken import (
    METHODE,
    Proefwerkboek,
    leeg_boek,
    opdrachten,
    resultaat,
    rijen,
    vol_boek,
    vulling_van,
)
from hulp.formulekaart import kaart_van, lees_in, verwacht, zelfde
from hulp.grensgevallen import grensgevallen
from hulp.strategieen import invoeren
from regio_xl.indeling import blokken, deel_in
from regio_xl.indeling.vulling import Vulling
from regio_xl.inlezen import lees
from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Methode
from regio_xl.methode.gewichten import hele_gewichten
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.opdracht import verwerk_boek
from regio_xl.rekenen.bewijs import scores, waarden
from regio_xl.rekenen.kwadrant import adviseer
from regio_xl.rekenen.voorlopig import rekenregels, samen_in_een_regel, voorlopig
from regio_xl.tabs import gewijzigd, rekentabel, voorlopige_stand
from regio_xl.tabs.gewijzigd import antwoordgetal, kolomgetal, oordeel, staat_er
from regio_xl.tabs.invullen import vul_in
from regio_xl.tabs.sjabloon import bouw
from regio_xl.werkboek import CelFout, Celwaarde, Celwijzigingen
from regio_xl.xlsx.workbook import XlsxWerkboek
from regio_xl.xlsx.write import write_cells

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

DAG, LATER = date(2026, 11, 21), date(2027, 5, 3)

# Excel 2016, Excel for the web and LibreOffice 7.4 all have these (measured in LibreOffice; the
# others by their manuals).
TOEGESTAAN = {
    "ADDRESS", "AND", "CHAR", "COLUMN", "COUNT", "COUNTA", "FIND", "HYPERLINK", "IF", "IFERROR",
    "INDEX", "INT", "ISBLANK", "ISLOGICAL", "ISNUMBER", "ISTEXT", "LARGE", "LEFT", "LEN", "LOOKUP",
    "MATCH", "MAX", "MID", "MIN", "MOD", "OR", "RIGHT", "ROUND", "ROW", "SMALL", "SUBSTITUTE",
    "SUMPRODUCT", "TRIM",
}  # fmt: skip
LANGSTE = 8192  # characters that Excel allows in one formula


def delen(inhoud: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
        return {naam: pakket.read(naam) for naam in pakket.namelist()}


def bladen(inhoud: bytes) -> dict[str, str]:
    """The parts with cells, in the order of the tabs of the template."""
    alles = delen(inhoud)
    return {
        tab: alles[f"xl/worksheets/sheet{nummer}.xml"].decode()
        for nummer, tab in enumerate(blokken.TABS, start=1)
    }


@pytest.fixture(scope="module")
def klaar(voorbeeld_vers: bytes) -> bytes:
    return verwerk_boek(XlsxWerkboek.uit_bytes("boek.xlsx", voorbeeld_vers), METHODE, DAG)[1].inhoud


@pytest.fixture(scope="module")
def voorbeeld_vers() -> bytes:
    """A filled workbook of this very template."""
    gelezen = vol_boek().gelezen()
    return bouw(METHODE, vulling_van(gelezen.invoer))


# --- what stands in the template ---


def test_only_functions_that_every_program_has(leeg_werkboek: bytes) -> None:
    teksten = [*bladen(leeg_werkboek).values(), delen(leeg_werkboek)["xl/workbook.xml"].decode()]
    formules = [
        f
        for tekst in teksten
        for f in re.findall(r"<(?:f|formula\d?|definedName[^>]*)>([^<]*)<", tekst)
    ]
    kaal = [re.sub(r'"[^"]*"', "", formule.replace("&quot;", '"')) for formule in formules]
    gebruikt = {
        naam for formule in kaal for naam in re.findall(r"([A-Za-z_][A-Za-z0-9_.]*)\(", formule)
    }
    assert gebruikt <= TOEGESTAAN
    assert {"SUMPRODUCT", "INDEX", "MATCH"} <= gebruikt
    assert max(map(len, formules)) < LANGSTE
    assert not any("_xlfn" in formule or "@" in formule for formule in formules)


def test_every_formula_has_its_result_stored(leeg_werkboek: bytes, klaar: bytes) -> None:
    """Also an empty text: without it a reader cannot tell a formula that says nothing from one that
    was never calculated."""
    for inhoud in (leeg_werkboek, klaar):
        alles = "".join(bladen(inhoud).values())
        cellen = [cel for cel in re.findall(r"<c [^>/]*>.*?</c>", alles) if "<f>" in cel]
        assert len(cellen) > 350
        assert [cel for cel in cellen if "<v>" not in cel] == []
        assert [cel for cel in cellen if "<v></v>" in cel and ' t="str"' not in cel] == []


def test_the_stored_results_are_what_python_computes(
    leeg_werkboek: bytes, voorbeeld_vers: bytes, klaar: bytes
) -> None:
    for inhoud in (leeg_werkboek, voorbeeld_vers, klaar):
        boek = officejs.waarden(inhoud)
        gedacht = verwacht(inhoud, kaart_van(inhoud))
        bewaard = {(tab, r, k): boek[tab].get((r, k)) for tab, r, k in gedacht}
        assert {
            plek: (bewaard[plek], w) for plek, w in gedacht.items() if not zelfde(bewaard[plek], w)
        } == {}


def test_the_sign_stands_at_the_same_place_on_every_result_tab(leeg_werkboek: bytes) -> None:
    formules = set()
    for tab, tekst in bladen(leeg_werkboek).items():
        gevonden = re.findall(r'<c r="([A-Z]+\d+)"[^>]*><f>([^<]*)</f>', tekst)
        tekens = [(plek, formule) for plek, formule in gevonden if blokken.GEWIJZIGD in formule]
        assert [plek for plek, _ in tekens] == (["A4"] if tab in blokken.RESULTAATTABS else [])
        formules |= {formule for _, formule in tekens}
    assert len(formules) == 1


def test_readers_find_nothing_in_the_provisional_standings(voorbeeld_vers: bytes) -> None:
    """They look like those of a calculation, but nothing is read from them or written to them."""
    boek = XlsxWerkboek.uit_bytes("boek.xlsx", voorbeeld_vers)
    snapshot = boek.lees(blokken.LEESTABS)
    gelezen = lees(deel_in(snapshot, METHODE))
    verwacht_ = vol_boek().gelezen()
    assert gelezen.invoer == verwacht_.invoer
    assert [b.code for b in gelezen.bevindingen] == [b.code for b in verwacht_.bevindingen]
    voor = bladen(voorbeeld_vers)
    na = bladen(verwerk_boek(boek, METHODE, DAG)[1].inhoud)
    assert {tab for tab in blokken.TABS if voor[tab] != na[tab]} == set(blokken.RESULTAATTABS)


# --- the provisional standings ---


@settings(max_examples=25)
@given(invoeren(afwegen=True))
def test_with_empty_tables_the_provisional_standings_are_the_real_ones(invoer: Invoer) -> None:
    """The word for how clear it is too: what tables would add counts in how complete it is."""
    zonder = invoer.model_copy(update={"partijen": (), "relaties": (), "feiten": (), "agenda": ()})
    echt = adviseer(METHODE, zonder)
    stand = voorlopig(METHODE, invoer.antwoorden, invoer.nu, invoer.gewenst, invoer.afwegingen)
    for veld in ("scores", "x", "y", "volledigheid", "volledigheid_per", "duidelijkheid", "marge"):
        assert getattr(stand.kansrijk, veld) == getattr(echt, veld)
    assert stand.kansrijk.nadruk == echt.advies
    assert (stand.nu, stand.gewenst) == (echt.nu, echt.gewenst)


@pytest.mark.parametrize("geval", grensgevallen(METHODE))
def test_the_workbook_and_a_calculation_never_contradict_each_other(geval: str) -> None:
    """Before tables are filled in, the word on Advies is the word of the calculation."""
    antwoorden, woord = grensgevallen(METHODE)[geval]
    inhoud = bouw(METHODE, Vulling(antwoorden=antwoorden))
    uitkomst, klaar = verwerk_boek(XlsxWerkboek.uit_bytes("boek.xlsx", inhoud), METHODE, DAG)
    assert uitkomst.perspectief.duidelijkheid == woord
    for een in (inhoud, klaar.inhoud):
        blad = openpyxl.load_workbook(io.BytesIO(een), data_only=True)[blokken.ADVIES]
        *_, laatste = blad[blad.tables[blokken.VOORLOPIGE_PLEK.tabelnaam].ref]
        assert laatste[1].value == voorlopige_stand.WOORDEN[woord]


@settings(max_examples=25)
@given(invoeren(afwegen=True))
def test_the_whole_numbers_of_the_workbook_give_the_completeness(invoer: Invoer) -> None:
    """With one line that stands for all tables, which a formula does not look into."""
    regels = {regel.id: regel for regel in rekenregels(METHODE, METHODE.kansrijk)}
    tabellen = samen_in_een_regel("tabellen", (regels.pop(i.id) for i in METHODE.indicatoren))
    telt = [r for id_, r in regels.items() if not invoer.antwoorden.get(id_, Antwoord()).nvt]
    weet = [r for r in telt if r.id in invoer.antwoorden]
    zonder = invoer.model_copy(update={"partijen": (), "relaties": (), "feiten": (), "agenda": ()})
    echt = adviseer(METHODE, zonder)
    alles = sum(regel.gewicht for regel in (*telt, tabellen))
    assert sum(regel.gewicht for regel in weet) / alles == echt.volledigheid
    for p in PERSPECTIEVEN:
        alles = sum(abs(regel.lading[p]) for regel in (*telt, tabellen))
        assert sum(abs(regel.lading[p]) for regel in weet) / alles == echt.volledigheid_per[p]


@settings(max_examples=25)
@given(invoeren())
def test_the_whole_numbers_of_the_workbook_give_the_exact_scores(invoer: Invoer) -> None:
    regels = rekenregels(METHODE, METHODE.kansrijk)
    stellingen = [bewijs for bewijs in METHODE.kansrijk if bewijs.id in METHODE.stellingen]
    bekend = waarden(METHODE, stellingen, invoer.antwoorden, Invoer())
    gewicht = hele_gewichten(METHODE.kansrijk, METHODE.algemeen.groepen)
    cijfers = {
        id_: antwoord.waarde for id_, antwoord in invoer.antwoorden.items() if antwoord.waarde
    }
    for perspectief in PERSPECTIEVEN:
        telt = [
            (regel.lading[perspectief], cijfers[regel.id])
            for regel in regels
            if regel.id in cijfers
        ]
        deler = sum(abs(lading) for lading, _ in telt)
        som = sum(lading * (cijfer - 3) for lading, cijfer in telt)
        exact = scores(stellingen, gewicht, bekend)[perspectief]
        assert (Fraction(som, 2 * deler) if deler else None) == exact


def test_the_template_shows_the_standings_of_what_it_is_filled_with(voorbeeld_vers: bytes) -> None:
    invoer = lees_in(voorbeeld_vers)[1].invoer
    stand = voorlopig(METHODE, invoer.antwoorden, invoer.nu, invoer.gewenst)
    blad = openpyxl.load_workbook(io.BytesIO(voorbeeld_vers), data_only=True)[blokken.ADVIES]
    kop, *rijen = blad[blad.tables[blokken.VOORLOPIGE_STAND.tabelnaam].ref]
    assert [cel.value for cel in kop] == ["Voorlopige score", "Kansrijk", "Nu", "Gewenst"]
    for rij, perspectief in zip(rijen, PERSPECTIEVEN, strict=True):
        scores = [een.scores[perspectief] for een in (stand.kansrijk, stand.nu, stand.gewenst)]
        assert [cel.value for cel in rij] == [
            METHODE.namen[perspectief],
            *map(pytest.approx, scores),
        ]


def test_an_empty_workbook_shows_no_standing(leeg_werkboek: bytes) -> None:
    blad = openpyxl.load_workbook(io.BytesIO(leeg_werkboek), data_only=True)[blokken.ADVIES]
    for blok in (blokken.VOORLOPIGE_STAND, blokken.VOORLOPIGE_PLEK):
        rijen = blad[blad.tables[blok.tabelnaam].ref][1:]
        getoond = {cel.value for rij in rijen for cel in rij[1:]}
        assert getoond <= {None, voorlopige_stand.WOORDEN["onvoldoende"]}


def test_a_participant_sees_no_standing_on_start(leeg_werkboek: bytes) -> None:
    boek = openpyxl.load_workbook(io.BytesIO(leeg_werkboek))
    assert {"VoorlopigeStand", "VoorlopigePlek"} <= set(boek[blokken.ADVIES].tables)
    assert not {"VoorlopigeStand", "VoorlopigePlek"} & set(boek[blokken.START].tables)
    formules = re.findall(r"<f>([^<]*)</f>", bladen(leeg_werkboek)[blokken.START])
    assert formules
    gewichten = [f"[{p.capitalize()}]" for p in PERSPECTIEVEN]
    assert not [f for f in formules if any(gewicht in f for gewicht in gewichten)]


# --- the number of everything that was filled in ---


@pytest.mark.parametrize(
    ("waarde", "cijfer", "nvt"),
    [
        (4.0, 4, False), (4, 4, False), (" 4,0 ", 4, False), ("5.00", 5, False), ("+2", 2, False),
        ("03", 3, False), ("n.v.t.", None, True), ("NVT", None, True), ("vijf", None, False),
        ("?", None, False), (None, None, False), (3.5, None, False), (6.0, None, False),
        (True, None, False), (CelFout("#N/A"), None, False), ("4.", None, False),
        (date(2026, 4, 3), None, False), ("\u200b4", None, False),
    ],
)  # fmt: skip
def test_an_answer_counts_as_it_is_read(
    waarde: Celwaarde | int, cijfer: int | None, nvt: bool
) -> None:
    """Only behind a character that no formula can take away does the workbook see less than
    Python."""
    antwoord = oordeel(waarde, METHODE)
    assert (antwoord.waarde, antwoord.nvt) == (cijfer, nvt)


def test_what_the_count_shows_of_an_answer() -> None:
    assert [staat_er(w) for w in (None, " a\u00a0 b\n", 4.0, True, CelFout("#N/A"),
        date(2026, 1, 1))] == [
        "", "a b", 4.0, "WAAR of ONWAAR", "fout", 46023
    ]  # fmt: skip


def test_days_count_as_excel_does() -> None:
    assert [kolomgetal([dag]) - kolomgetal([0]) for dag in (date(1900, 1, 1), date(1900, 2, 28),
        date(1900, 3, 1))] == [
        1000, 59_000, 61_000
    ]  # fmt: skip


_cellen = st.one_of(
    st.none(), st.text(gewijzigd.LETTERS + " é-", max_size=6), st.integers(-9999, 9999).map(float),
    st.dates(date(2000, 1, 1), date(2050, 1, 1)),
)  # fmt: skip


@given(st.lists(_cellen, max_size=20), st.data())
def test_another_cell_gives_another_number(kolom: list[Celwaarde], data: st.DataObject) -> None:
    """But for letters in another order, and signs that are no letter or figure."""
    voor = kolomgetal(kolom)
    assert 0 <= voor < gewijzigd.PRIEM
    if kolom:
        plek = data.draw(st.integers(0, len(kolom) - 1))
        nieuw = data.draw(st.integers(-9999, 9999).map(float) | st.sampled_from(gewijzigd.LETTERS))
        oud, kolom[plek] = kolom[plek], nieuw
        if not _lijken(oud, nieuw):
            assert kolomgetal(kolom) != voor


def _lijken(een: Celwaarde, ander: Celwaarde) -> bool:
    if isinstance(een, str) and isinstance(ander, str):
        return sorted(c for c in een if c in gewijzigd.LETTERS) == sorted(ander)
    if isinstance(een, date) or isinstance(een, str) != isinstance(ander, str):
        return kolomgetal([een]) == kolomgetal([ander])
    return een == ander


def test_an_error_in_a_column_makes_it_count_for_nothing() -> None:
    assert kolomgetal(["a", CelFout("#N/A"), 3.0]) == 0


def test_huge_numbers_stay_within_what_every_program_counts_exactly() -> None:
    assert 0 < kolomgetal([1e300, 2e12, -3.0]) == kolomgetal([5e12, 2e12, -3.0]) < gewijzigd.PRIEM
    assert kolomgetal([1e308, 1e308]) == 0
    aantal = len(gewijzigd.onderdelen(gewijzigd.Gevuld({}, {}, {}), METHODE))
    assert aantal**2 * gewijzigd.PRIEM < 2**53


def test_the_order_of_statements_does_not_count_but_which_answer_does() -> None:
    def getal(boek: Proefwerkboek) -> int:
        return gewijzigd.controlegetal(boek.indeling())

    voor = getal(vol_boek())
    gesorteerd = vol_boek()
    een, ander = gesorteerd.plek("OPG-01", "Id").rij, gesorteerd.plek("OPG-02", "Id").rij
    assert een is not None
    assert ander is not None
    gesorteerd.hervorm("Opgave", lambda rij, kolom: ({een: ander, ander: een}.get(rij, rij), kolom))
    assert getal(gesorteerd) == voor
    id_s = ("OPG-01", "OPG-02")
    waarden_ = [vol_boek().waarde(id_, "Antwoord") for id_ in id_s]
    verwisseld = (
        vol_boek()
        .zet(id_s[0], "Antwoord", waarde=waarden_[1])
        .zet(id_s[1], "Antwoord", waarde=waarden_[0])
    )
    assert getal(verwisseld) != voor
    assert antwoordgetal([1.0, 2.0], METHODE) != antwoordgetal([2.0, 1.0], METHODE)


@pytest.mark.parametrize(
    ("plek", "waarde"),
    [
        (("NET-27", "Antwoord"), "n.v.t."), (("PER-03", "Nu"), None), (("WEE-02", "Antwoord"), "?"),
        (("Partijen", 1, "Soort"), "bedrijf"), (("Relaties", 0, "Sterkte"), 5.0),
        (("Feiten", 0, "Bron"), "CBS"), (("Agenda", 0, "Herijken op"), date(2027, 3, 16)),
        (("Agenda", 1, "Agendapunt"), "Nog iets"), (("Start", "regio"), "Elders"),
        (("Perspectief", "keuze"), "Responsief"),
    ],
)  # fmt: skip
def test_every_input_block_counts(plek: tuple[str | int, ...], waarde: Celwaarde) -> None:
    boek = vol_boek()
    voor = gewijzigd.controlegetal(boek.indeling())
    assert gewijzigd.controlegetal(boek.zet(*plek, waarde=waarde).indeling()) != voor


def test_remarks_and_step_five_do_not_count() -> None:
    boek = vol_boek()
    voor = gewijzigd.controlegetal(boek.indeling())
    boek.zet("OPG-01", "Toelichting", waarde="omdat").zet(
        "BorgEnVerbind", 0, "Afspraak", waarde="elk kwartaal"
    )
    assert gewijzigd.controlegetal(boek.indeling()) == voor


def test_a_workbook_without_tabs_has_a_number_too() -> None:
    boek = leeg_boek()
    boek.tabs = {"Iets anders": {}}
    assert gewijzigd.controlegetal(boek.indeling()) == 0


def test_the_template_holds_the_number_of_what_it_is_filled_with(
    voorbeeld_vers: bytes, klaar: bytes
) -> None:
    getal = gewijzigd.controlegetal(deel_in(lees_in(voorbeeld_vers)[0], METHODE))
    boek = openpyxl.load_workbook(io.BytesIO(klaar), data_only=True)
    doel = boek.defined_names[blokken.GEWIJZIGD_NU].attr_text.replace("$", "")
    tab, _, cel = doel.partition("!")
    assert boek[tab][cel].value == getal
    rijen = boek[blokken.ADVIES][boek[blokken.ADVIES].tables[blokken.VERANTWOORDING.tabelnaam].ref]
    assert (rijen[-1][0].value, rijen[-1][1].value) == (blokken.GEWIJZIGD_TOEN, getal)


# --- the sign in a file ---


def met_waarschuwing(inhoud: bytes) -> bytes:
    """As Excel saves it when the sign is on: its text is the stored result."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as doel:
        for naam, deel in delen(inhoud).items():
            tekst = f"</f><v>{blokken.GEWIJZIGD}</v>".encode()
            nieuw = re.sub(
                rb"(<f>IFERROR\(IF\(INDEX\(Verantwoording[^<]*)</f><v></v>", rb"\1" + tekst, deel
            )
            doel.writestr(naam, nieuw.replace(b' fullCalcOnLoad="1"', b""))
    return uit.getvalue()


def test_a_new_calculation_takes_the_warning_out_of_the_file(klaar: bytes) -> None:
    """Who only reads the file must not see the warning that Excel stored; the formula stays, and
    nothing asks Excel to calculate: what it has stored is right."""
    oud = met_waarschuwing(klaar)
    assert all(blokken.GEWIJZIGD in str(rij[0]) for rij in _vierde_rijen(oud))
    boek = XlsxWerkboek.uit_bytes("boek.xlsx", oud)
    kaart = kaart_van(oud)
    tab, rij, kolom = kaart.cel("OpgaveStellingen", 3, "Antwoord")
    boek.schrijf([Celwijzigingen(tab, {(rij, kolom): 1})])
    voor = boek.inhoud
    nieuw = verwerk_boek(boek, METHODE, LATER)[1].inhoud
    assert [rij[0] for rij in _vierde_rijen(nieuw)] == [None] * len(blokken.RESULTAATTABS)
    assert kaart_van(nieuw).formules == kaart.formules
    was = delen(voor)
    anders = {naam for naam, deel in delen(nieuw).items() if was[naam] != deel}
    assert anders == {
        f"xl/worksheets/sheet{blokken.TABS.index(tab) + 1}.xml" for tab in blokken.RESULTAATTABS
    }
    nogmaals = verwerk_boek(XlsxWerkboek.uit_bytes("boek.xlsx", nieuw), METHODE, LATER)[1].inhoud
    assert nogmaals == nieuw


def _vierde_rijen(inhoud: bytes) -> list[list[object]]:
    boek = openpyxl.load_workbook(io.BytesIO(inhoud), data_only=True)
    return [[cel.value for cel in boek[tab][4]] for tab in blokken.RESULTAATTABS]


def test_only_a_whole_calculation_takes_the_warning_away() -> None:
    """When one tab is refreshed the account on Advies stays that of before, and so does the
    warning."""
    boek = vol_boek()
    for tab in blokken.RESULTAATTABS:
        boek.zet_cel(tab, 0, 0, blokken.GEWIJZIGD)
    assert all(opdracht.uitkomsten == {(0, 0): ""} for opdracht in opdrachten(boek))
    een = vul_in(
        boek.indeling(), resultaat(boek), rijen(boek), (blokken.BORG_EN_VERBIND,), vers=False
    ).opdrachten
    assert [opdracht.uitkomsten for opdracht in een] == [{}]


_BLAD = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row '
    'r="4">{cel}</row></sheetData>'
    "</worksheet>"
)


@pytest.mark.parametrize(
    ("cel", "nieuw"),
    [
        ('<c r="A4" s="2" t="str"><f>"a"</f><v>a</v></c>',
            '<c r="A4" s="2" t="str"><f>"a"</f><v>b &lt; c</v></c>'),
        ('<c r="A4" t="str"><f>1</f><v xml:x="1">a</v></c>',
            '<c r="A4" t="str"><f>1</f><v xml:x="1">b &lt; c</v></c>'),
        ('<c r="A4" t="inlineStr"><is><t>a</t></is></c>', None),
        ('<c r="A4"><f>1+1</f><v>2</v></c>', None),
        ('<c r="A4" t="str"><f>"a"</f></c>', None),
        ('<c r="B4"/>', None),
    ],
)  # fmt: skip
def test_only_the_stored_text_of_a_formula_is_replaced(cel: str, nieuw: str | None) -> None:
    """Text that a user typed, numbers and formulas without a result are left alone."""
    voor = _BLAD.format(cel=cel).encode()
    na = write_cells(voor, {}, sheet_name="Advies", results={(3, 0): "b < c"})
    assert na == (_BLAD.format(cel=nieuw).encode() if nieuw else voor)
    assert write_cells(na, {}, sheet_name="Advies", results={(3, 0): "b < c"}) == na


def test_writing_and_a_new_result_go_together() -> None:
    voor = _BLAD.format(cel='<c r="A4" t="str"><f>"a"</f><v>a</v></c>').encode()
    na = write_cells(voor, {(3, 1): 7}, sheet_name="Advies", results={(3, 0): ""})
    assert b'<f>"a"</f><v></v>' in na
    assert b'<c r="B4"><v>7</v></c>' in na


# --- workbooks of before ---


def test_a_workbook_without_the_new_line_is_carried_over_and_that_is_told(klaar: bytes) -> None:
    """Template 0.2.0 had no line Controlegetal: the answers move to a fresh workbook, with one
    finding on Advies."""
    tab, rij, kolom = kaart_van(klaar).cel(blokken.VERANTWOORDING.tabelnaam, 4, "Kenmerk")
    boek = XlsxWerkboek.uit_bytes("boek.xlsx", klaar)
    boek.schrijf([Celwijzigingen(tab, {(rij, kolom): None, (rij, kolom + 1): None})])
    uitkomst, nieuw = verwerk_boek(boek, METHODE, LATER)
    gevonden = [b for b in uitkomst.bevindingen if b.code == "tab-resultaat-ontbreekt"]
    assert [b.blad for b in gevonden] == [blokken.ADVIES]
    snapshot, gelezen = lees_in(nieuw.inhoud)
    assert gelezen.invoer == lees_in(klaar)[1].invoer
    advies = snapshot.blad(blokken.ADVIES)
    assert advies is not None
    assert blokken.GEWIJZIGD_TOEN in [cel for rij_ in advies.rijen for cel in rij_]
    opnieuw = verwerk_boek(nieuw, METHODE, LATER)[0]
    assert "tab-resultaat-ontbreekt" not in [b.code for b in opnieuw.bevindingen]


def test_a_method_of_other_size_gives_other_formulas(
    methode: Methode, leeg_werkboek: bytes
) -> None:
    """Nothing is written out by hand: one statement less is one row less."""
    korter = methode.opgave.model_copy(update={"stellingen": methode.opgave.stellingen[:-1]})
    anders = bouw(methode.model_copy(update={"opgave": korter}))
    lang, kort = (kaart_van(boek).rijen(rekentabel.KANSRIJK) for boek in (leeg_werkboek, anders))
    assert kort == lang - 1
