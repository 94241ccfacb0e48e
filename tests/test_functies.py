"""The custom functions REGIO_*: as plain Python, and as xlwings' own engines publish and call
them."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hulp.boeken import METHODE
from hulp.strategieen import antwoordlijsten, invoeren
from regio_xl.excel import functies
from regio_xl.excel.argumenten import VOORVOEGSEL
from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import MethodeFout, versies
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen import bereken
from regio_xl.rekenen.netwerk import bereken_netwerkbeeld
from regio_xl.werkboek import CelFout, NietBerekend
from regio_xl.werkboek.cel import toon

FUNCTIES: dict[str, Callable[..., Any]] = {
    naam: functie for naam, functie in vars(functies).items() if naam.startswith("regio_")
}  # fmt: skip
NAMEN = {
    "SCORE", "SCORES", "POSITIE", "DUIDELIJKHEID", "KERNVRAGEN", "WEGWIJZER", "CONSENSUS",
    "OVEREENSTEMMING", "NETWERK", "UITLEG",
}  # fmt: skip
WEEG = tuple(
    stelling.id for tab in (METHODE.opgave, METHODE.netwerk) for stelling in tab.stellingen
)
HOE = tuple(stelling.id for stelling in METHODE.perspectief.stellingen)
RELATIES = [
    ["Van", "Naar", "Sterkte"],
    ["A", "B", 4],
    ["b", "a", None],
    ["B", "C", 2.0],
    ["C", "D", "veel"],
    [None, None, None],
]

cijfercellen = st.sampled_from([1, 2.0, 3, "4", "4,0", "5.0", " 5 ", "\u20072"])
soms = st.one_of(st.none(), cijfercellen, st.sampled_from(["n.v.t.", "NVT", " n.v.t.", ""]))
cellen = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.dates(),
    st.datetimes(),
    st.times(),
    soms,
    st.sampled_from([*WEEG[:4], *HOE[:3], "WEE-01", "opg-3", "A", "B", "C", "Id", "Van", "Naar",
        "WW-03", "BV-NR-01"]),
    st.sampled_from([*PERSPECTIEVEN, *functies._MATEN, "=1+1", "\ud7ff\u202e\x00"]),
    st.sampled_from(["#N/A", "#DEEL/0!", "#REGIO: iets", "#REGIO:"]),
    st.sampled_from([CelFout("#N/A"), NietBerekend.NIET_BEREKEND, 10**400, 1 + 2j, b"x", object()]),
)  # fmt: skip
bereiken = st.recursive(
    cellen, lambda deel: st.lists(deel, max_size=5) | st.tuples(deel, deel), max_leaves=12
)


def antwoord_cel(antwoord: Antwoord | None) -> object:
    return None if antwoord is None else ("n.v.t." if antwoord.nvt else antwoord.waarde)


def kolommen(
    gegeven: dict[str, Antwoord], ids: tuple[str, ...]
) -> tuple[list[list[str]], list[list[object]]]:
    """A block as it stands on a tab: every id, an answer or nothing beside it."""
    return [["Id"], *([id_] for id_ in ids)], [
        ["Antwoord"],
        *([antwoord_cel(gegeven.get(id_))] for id_ in ids),
    ]


def leeg(waarde: object) -> object:
    return "" if waarde is None else waarde


def geweigerd(uitkomst: object) -> str:
    """The sentence after the prefix."""
    assert isinstance(uitkomst, str)
    assert uitkomst.startswith(VOORVOEGSEL)
    return uitkomst.removeprefix(VOORVOEGSEL)


# --- scores ---------------------------------------------------------------------------------------
# -----------------------


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(antwoordlijsten(WEEG))
def test_scores_are_those_of_a_workbook_with_empty_tables(gegeven: dict[str, Antwoord]) -> None:
    advies = bereken(Invoer(antwoorden=gegeven), METHODE).perspectief
    blok = kolommen(gegeven, WEEG)
    if not gegeven:
        assert (
            functies.regio_scores(*blok)
            == functies.regio_positie(*blok)
            == functies.regio_duidelijkheid(*blok)
            == ""
        )
        return
    verwacht = [[METHODE.namen[p], leeg(advies.scores[p])] for p in PERSPECTIEVEN]
    assert functies.regio_scores(*blok) == verwacht
    assert [functies.regio_score(*blok, p) for p in PERSPECTIEVEN] == [
        score for _, score in verwacht
    ]
    assert functies.regio_positie(*blok) == [[leeg(advies.x), leeg(advies.y)]]
    assert functies.regio_duidelijkheid(*blok) == [[advies.duidelijkheid, leeg(advies.marge)]]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(antwoordlijsten(HOE).filter(bool))
def test_statements_of_perspectief_give_how_the_group_works(gegeven: dict[str, Antwoord]) -> None:
    stand = bereken(Invoer(nu=gegeven), METHODE).perspectief.nu
    blok = kolommen(gegeven, HOE)
    assert functies.regio_scores(*blok) == [
        [METHODE.namen[p], leeg(stand.scores[p])] for p in PERSPECTIEVEN
    ]
    assert functies.regio_positie(*blok) == [[leeg(stand.x), leeg(stand.y)]]
    assert "Opgave en Netwerk" in geweigerd(functies.regio_duidelijkheid(*blok))


@given(st.data())
def test_the_shape_of_the_ranges_does_not_matter(data: st.DataObject) -> None:
    ids = list(WEEG[:6])
    waarden = data.draw(st.lists(cijfercellen, min_size=6, max_size=6))
    verwacht = functies.regio_scores([[id_] for id_ in ids], [[waarde] for waarde in waarden])
    assert functies.regio_scores(ids, [waarden]) == verwacht
    assert functies.regio_scores([ids], tuple(waarden)) == verwacht
    assert functies.regio_scores([ids[:3], ids[3:]], [waarden[:3], waarden[3:]]) == verwacht
    assert (
        functies.regio_scores(
            [[i.lower() + "\u00a0"] for i in reversed(ids)], [[w] for w in reversed(waarden)]
        )
        == verwacht
    )


def test_one_cell_is_a_range_too() -> None:
    assert functies.regio_score("OPG-42", 5, "netwerkend") == functies.regio_score(
        [["OPG-42"]], [["5"]], [["Netwerkend"]]
    )


@pytest.mark.parametrize("leegte", [None, "", " ", [[None]], [[None], [None]], []])
def test_nothing_filled_in_stays_empty(leegte: object) -> None:
    zelfde = leegte if isinstance(leegte, list) and leegte else [[None]]
    assert functies.regio_score(zelfde, zelfde, "netwerkend") == ""
    assert functies.regio_scores([["OPG-42"]], leegte if leegte != [[None], [None]] else None) == ""
    assert functies.regio_score(["OPG-42"], [4], leegte) == ""
    assert (
        functies.regio_kernvragen(leegte, "rechtmatig")
        == functies.regio_kernvragen("rechtmatig", leegte)
        == ""
    )
    for functie in (
        functies.regio_wegwijzer,
        functies.regio_consensus,
        functies.regio_overeenstemming,
        functies.regio_uitleg,
    ):
        assert functie(leegte) == ""
    assert (
        functies.regio_netwerk(leegte, "dichtheid")
        == functies.regio_netwerk(RELATIES, leegte)
        == ""
    )


@pytest.mark.parametrize(
    ("ids", "antwoorden", "perspectief", "zin"),
    [
        (["OPG-42"], ["drie"], "netwerkend",
            'OPG-42: Hier staat "drie"; verwacht een heel getal van 1 tot en met 5'),
        (["OPG-42"], [3.5], "netwerkend", "OPG-42: Hier staat 3,5; halve antwoorden kunnen niet."),
        (["OPG-42"], [6], "netwerkend", "OPG-42: Hier staat 6; een antwoord loopt van 1"),
        (["OPG-42"], [True], "netwerkend", "OPG-42: Hier staat WAAR of ONWAAR"),
        (["OPG-42"], [date(2026, 5, 1)], "netwerkend", "OPG-42: Hier staat een datum (1-5-2026)"),
        (["OPG-42"], [float("nan")], "netwerkend", "OPG-42: Hier staat de foutwaarde #GETAL!."),
        (["OPG-42"], [[[4]]], "netwerkend", "OPG-42: Hier staat de foutwaarde #WAARDE!."),
        (["OPG-42"], ["#N/A"], "netwerkend", "OPG-42: Hier staat de foutwaarde #N/B."),
        ([["OPG-01"], ["#VERW!"]], [[1], [2]], "netwerkend",
            "cel 2 van ids: Hier staat de foutwaarde #VERW!."),
        (["opg 2"], [3], "netwerkend",
            '"opg 2" is geen stelling van deze methode. Bedoel je OPG-02?'),
        (["XYZ"], [3], "netwerkend", '"XYZ" is geen stelling van deze methode.'),
        ([3], ["OPG-42"], "netwerkend", '"3" is geen stelling van deze methode.'),
        (["OPG-42", "OPG-42"], [1, 1], "netwerkend", "OPG-42 staat twee keer in ids."),
        (["OPG-01", "OPG-02"], [1], "netwerkend",
            "De ids staan in 2 cellen en de antwoorden in 1 cel."),
        ([["OPG-01", "OPG-02"]] * 2, [1, 2, 3, 4], "netwerkend",
            "De ids staan in 2 rijen bij 2 kolommen en de antwoorden"),
        (["OPG-01", "PER-01"], [1, 1], "netwerkend",
            "De stellingen van Perspectief gaan over hoe jullie werken"),
        (["WEE-01"], [1], "netwerkend", "De stellingen van Weefsel tellen niet mee"),
        (["OPG-42"], [3], "sturend",
            'Bij perspectief staat "sturend". Kies uit: Rechtmatig, Presterend, Netwerkend,'),
        (["OPG-42"], [3], ["netwerkend", "responsief"],
            "Bij perspectief hoort één cel, maar hier zijn er 2 gevuld."),
        (["OPG-42"], [3], CelFout("#N/A"), "perspectief: Hier staat de foutwaarde #N/B."),
        (["OPG-42"], ["#REGIO: Kies één cel."], "netwerkend", "Kies één cel."),
    ],
)  # fmt: skip
def test_bad_arguments_are_named_in_the_cell(
    ids: object, antwoorden: object, perspectief: object, zin: str
) -> None:
    assert geweigerd(functies.regio_score(ids, antwoorden, perspectief)).startswith(zin)


def test_what_stands_in_a_cell_is_shown_safely() -> None:
    zin = geweigerd(
        functies.regio_score(["OPG-42"], ["\u202ekwaad\x07\n" + 5000 * "x"], "netwerkend")
    )
    assert zin.isprintable()
    assert len(zin) <= 500


# --- questions, signposts and explanations
# -------------------------------------------------------------------------------


@pytest.mark.parametrize("van", PERSPECTIEVEN)
@pytest.mark.parametrize("naar", PERSPECTIEVEN)
def test_core_questions_of_each_pair(van: Perspectief, naar: Perspectief) -> None:
    gevonden = functies.regio_kernvragen(METHODE.namen[van].upper(), f" {naar}")
    if van == naar:
        assert geweigerd(gevonden).startswith("Van en naar zijn hetzelfde perspectief.")
        return
    vragen = [
        vraag
        for vraag in METHODE.borg_en_verbind.kernvragen
        if (vraag.van, vraag.naar) == (van, naar)
    ]
    assert gevonden == [[vraag.id, vraag.tekst, vraag.uitleg] for vraag in vragen] != []


def test_each_signpost_gives_its_suggestion_and_what_belongs_to_it() -> None:
    genoemd = set()
    for plek, wegwijzer in enumerate(METHODE.wegwijzers, start=1):
        eerste, *rest = gevonden = functies.regio_wegwijzer(plek)
        assert eerste == [wegwijzer.id, wegwijzer.naam, wegwijzer.suggestie]
        for zelfde in (float(plek), f" {plek}", f"{plek},0", wegwijzer.id.lower(), [[plek]]):
            assert functies.regio_wegwijzer(zelfde) == gevonden
        genoemd |= {id_ for id_, _, _ in rest}
    assert genoemd == {
        handreiking.id for handreiking in METHODE.handreikingen if handreiking.wegwijzer
    }


@pytest.mark.parametrize("nummer", [0, 11, -1, 2.5, "WW-11", "twee", "9" * 5000, True])
def test_a_signpost_that_does_not_exist(nummer: object) -> None:
    assert "Kies uit: 1 tot en met 10, WW-01 tot en met WW-10." in geweigerd(
        functies.regio_wegwijzer(nummer)
    )


def test_every_item_of_the_method_is_explained_with_its_source() -> None:
    borg = METHODE.borg_en_verbind
    for item in (
        *METHODE.stellingen.values(),
        *borg.punten,
        *METHODE.wegwijzers,
        *METHODE.handreikingen,
        *METHODE.indicatoren,
    ):
        uitleg = functies.regio_uitleg(item.id.lower())
        assert f" Bron: {item.bron}. " in uitleg + " "
        assert getattr(item, "tekst", "") in uitleg
        assert ".." not in uitleg
    assert " WS is Werkende samenwerking" in functies.regio_uitleg("OPG-42")
    assert functies.regio_uitleg("NET-27").endswith(
        "Het verband met de perspectieven is eigen duiding."
    )
    assert functies.regio_uitleg("Netwerkend").startswith("Netwerkend. ")
    afweging = METHODE.afwegen[0]
    assert functies.regio_uitleg(afweging.id).startswith(f"{afweging.tekst} Bron: ")
    assert "Het verband met de perspectieven" in functies.regio_uitleg(afweging.id)


def test_an_unknown_number_is_named() -> None:
    assert (
        geweigerd(functies.regio_uitleg("ww4"))
        == '"ww4" is geen nummer van deze methode. Bedoel je WW-04?'
    )
    assert geweigerd(functies.regio_uitleg(7)) == '"7" is geen nummer van deze methode.'


# --- agreement and network
# -----------------------------------------------------------------------------------------------


def test_agreement_of_a_range() -> None:
    bereik = [[1, " n.v.t."], ["2", None], ["3,0", 4.0], [5, ""]]
    assert functies.regio_consensus(bereik) == pytest.approx(0.433985, abs=5e-7)
    assert functies.regio_overeenstemming(bereik) == 0
    assert functies.regio_overeenstemming([1, 5]) == -1
    assert isinstance(functies.regio_overeenstemming([1, 5]), float)
    assert functies.regio_consensus(4) == functies.regio_overeenstemming([4, "nvt"]) == "n.v.t."
    assert geweigerd(functies.regio_consensus([[1, 2], [3, "ja"]])).startswith(
        'rij 2, kolom 2 van bereik: Hier staat "ja"'
    )
    assert geweigerd(functies.regio_consensus([1, 9])).startswith("cel 2 van bereik: Hier staat 9")


def test_network_measures_of_a_range() -> None:
    """A - B - C - D in a line, with only A and B answering each other."""
    maten = {maat: functies.regio_netwerk(RELATIES, maat) for maat in functies._MATEN}
    assert maten["dichtheid"] == 0.5
    assert maten["dichtheid hoogst"] == pytest.approx(5 / 6)
    assert maten["wederkerigheid"] == 0.5
    assert maten["onderdelen"] == 1
    assert maten["centralisatie"] == pytest.approx(1 / 3)
    assert maten["bruggenbouwers"] == [["B"], ["C"]]
    assert maten["tussenpositie"] == [
        ["A", 0.0],
        ["B", pytest.approx(2 / 3)],
        ["C", pytest.approx(2 / 3)],
        ["D", 0.0],
    ]
    met_eenling = functies.regio_netwerk(
        RELATIES, "ONDERDELEN", [["Naam"], ["a"], ["B"], ["C"], ["D"], ["Eenling"], [None]]
    )
    assert met_eenling == 2
    assert functies.regio_netwerk(RELATIES[:3], "dichtheid") == ""
    ring = [["A", "B"], ["B", "C"], ["C", "A"]]
    assert functies.regio_netwerk(ring, "bruggenbouwers") == ""


def test_ties_that_do_not_count_in_a_workbook_do_not_count_here() -> None:
    """A tie with itself, half a tie, and the same tie again: findings of kind *let op*, which leave
    the numbers alone."""
    met = [*RELATIES, ["a", "A", 1], ["A", "", 1], ["", "B", 1], ["a", "b", 5]]
    for maat in functies._MATEN:
        assert functies.regio_netwerk(met, maat) == functies.regio_netwerk(RELATIES, maat)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(invoeren())
def test_network_measures_are_those_of_the_workbook(invoer: Invoer) -> None:
    beeld = bereken_netwerkbeeld(METHODE, invoer)
    relaties = [[relatie.van, relatie.naar] for relatie in invoer.relaties]
    partijen = [[partij.naam] for partij in invoer.partijen]

    def maat(naam: str) -> object:
        return functies.regio_netwerk(relaties or None, naam, partijen)

    assert maat("dichtheid") == leeg(beeld.dichtheid)
    assert maat("wederkerigheid") == leeg(beeld.wederkerigheid)
    assert maat("onderdelen") == leeg(beeld.onderdelen)
    assert maat("centralisatie") == leeg(beeld.centralisatie)
    assert maat("centralisatie hoogst") == leeg(beeld.centralisatie_hoogst)
    assert maat("bruggenbouwers") == ([[naam] for naam in beeld.bruggenbouwers] or "")
    posities = [[speler.naam, speler.tussenpositie] for speler in beeld.spelers]
    assert maat("tussenpositie") == (posities if beeld.dichtheid is not None else "")


@pytest.mark.parametrize(
    ("argumenten", "zin"),
    [
        (([["A"], ["B"]], "dichtheid"), "Kies bij relaties minstens twee kolommen: van en naar."),
        (
            (RELATIES, "drukte"),
            'Bij maat staat "drukte". Kies uit: dichtheid, dichtheid hoogst, wederkerigheid,',
        ),
        (
            (RELATIES, "dichtheid", ["A", "B", "C", "Dd"]),
            '"D" staat in relaties, maar niet in partijen. Bedoel je "Dd"?',
        ),
        (
            ([["A", "B"], ["#N/A", "C"]], "dichtheid"),
            "rij 2 van relaties: Hier staat de foutwaarde #N/B.",
        ),
        (
            (RELATIES, "dichtheid", ["A", CelFout("#REF!")]),
            "cel 2 van partijen: Hier staat de foutwaarde #VERW!.",
        ),
    ],
)
def test_a_range_that_is_no_list_of_ties(argumenten: tuple[object, ...], zin: str) -> None:
    assert geweigerd(functies.regio_netwerk(*argumenten)).startswith(zin)


# --- never an exception
# --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("naam", sorted(FUNCTIES))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_input_makes_a_function_raise(naam: str, data: st.DataObject) -> None:
    functie = FUNCTIES[naam]
    invoer = [data.draw(bereiken) for _ in get_type_hints(functie) if _ != "return"]
    uitkomst = functie(*invoer)
    rijen = uitkomst if isinstance(uitkomst, list) else [[uitkomst]]
    assert rijen
    assert {len(rij) for rij in rijen} == {len(rijen[0])} != {0}
    for cel in (cel for rij in rijen for cel in rij):
        assert isinstance(cel, str | float | int)
        assert not isinstance(cel, float) or abs(cel) < 1e9
        assert not isinstance(cel, str) or (len(cel) <= 32767 and "in Regio-XL zelf" not in cel)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["A", "a", "B ", "C", "D", "", None]), cellen), max_size=8)
)
@example([("A", "B"), ("B", "C"), ("C", "D")])
def test_no_list_of_ties_makes_a_measure_raise(relaties: list[tuple[object, object]]) -> None:
    for maat in functies._MATEN:
        assert "in Regio-XL zelf" not in str(functies.regio_netwerk(relaties, maat))


def test_our_own_mistake_is_a_sentence_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    def stuk(*_: object) -> None:
        raise RuntimeError("geheim pad")

    monkeypatch.setattr(functies, "weeg", stuk)
    zin = geweigerd(functies.regio_scores(["OPG-42"], [3]))
    assert (
        zin
        == "Hier ging iets mis in Regio-XL zelf (RuntimeError). Meld wat je in de cel hebt gezet."
    )

    def weg() -> None:
        raise MethodeFout("opgave.toml", "bestand", "dit bestand ontbreekt of is niet te lezen")

    monkeypatch.setattr(versies, "standaard", weg)
    assert geweigerd(functies.regio_uitleg("OPG-42")) == (
        "De methode is niet te lezen. opgave.toml, bestand: dit bestand ontbreekt of is niet te "
        "lezen"
    )


@pytest.mark.parametrize("cel", [datetime(2026, 5, 1, 12, 0), time(9, 30), 5.0, 5])  # noqa: DTZ001 - cells have no zone
def test_a_number_or_date_as_a_name_reads_as_excel_shows_it(cel: object) -> None:
    relaties = [[cel, "B"], ["B", "C"], ["C", "D"]]
    eerste = functies.regio_netwerk(relaties, "tussenpositie")[0][0]
    assert eerste == toon(float(cel) if isinstance(cel, int) else cel)  # type: ignore[arg-type]


# --- what Excel is told
# --------------------------------------------------------------------------------------------------


def test_names_help_and_arguments_fit_what_excel_shows() -> None:
    """A macro option of Excel holds 255 characters; longer help is cut off in the middle of a
    word."""
    assert {f"regio_{naam.lower()}" for naam in NAMEN} == set(FUNCTIES)
    assert functies.__all__ == sorted(FUNCTIES)
    for functie in FUNCTIES.values():
        uitleg = functie.__doc__ or ""
        assert uitleg.endswith(".")
        assert 60 < len(uitleg) <= 255
        assert "\n" not in uitleg
        assert "  " not in uitleg
        soorten = {
            naam: soort
            for naam, soort in get_type_hints(functie, include_extras=True).items()
            if naam != "return"
        }
        for soort in soorten.values():
            (opties,) = soort.__metadata__
            assert opties["ndim"] == 2
            assert opties["err_to_str"] is True
            assert 30 < len(opties["doc"]) <= 255
            assert opties["doc"].endswith(".")


def draai(code: str, **omgeving: str) -> str:
    """Run code in a Python of its own: xlwings reads its environment when it is imported."""
    schoon = {
        naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("XLWINGS_")
    }
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True,
        env={**schoon, "PYTHONIOENCODING": "utf-8", "HOME": "/nergens", **omgeving},
        cwd=Path(__file__).parent, timeout=120,
    ).stdout  # fmt: skip


ZONDER_XLWINGS = """
import sys
sys.modules["xlwings"] = None
import regio_xl.excel.functies as f
geladen = {naam.split(".")[0] for naam, module in sys.modules.items() if module}
print(f.regio_consensus([1, 1]), f.standaard.cache_info().currsize, *geladen)
"""


def test_without_xlwings_they_are_plain_functions_and_load_little() -> None:
    uitkomst, in_voorraad, *geladen = draai(ZONDER_XLWINGS).split()
    assert (uitkomst, in_voorraad) == ("1.0", "1")
    assert (
        set(geladen)
        & {
            "networkx",
            "numpy",
            "pandas",
            "openpyxl",
            "xlsxwriter",
            "python_calamine",
            "xlwings",
            "click",
        }
        == set()
    )


def test_importing_loads_neither_the_method_nor_networkx() -> None:
    code = (
        "import sys; import regio_xl.excel.functies as f; "
        "print(f.standaard.cache_info().currsize, 'networkx' in sys.modules)"
    )
    assert draai(code).split() == ["0", "False"]


OFFICEJS = """
import asyncio, json, sys
import xlwings.server as xs
from regio_xl.excel import functies_online as functies

def roep(naam, args):
    over = {"version": "x", "client": "Office.js", "runtime": "1.4", "caller_address": "[x]T!A1"}
    vraag = {"func_name": naam, "args": args, **over}
    return asyncio.run(xs.custom_functions_call(vraag, functies))

gevraagd = json.loads(sys.argv[1])
gegeven = [roep(naam, args) for naam, args in gevraagd]
print(json.dumps([xs.custom_functions_meta(functies), gegeven]))
"""
FOUT = {"type": "Error", "basicValue": "#N/A", "errorType": "NotAvailable"}
GEVRAAGD: list[tuple[str, list[Any], list[list[Any]]]] = [
    ("regio_consensus", [[[1], [2], [3], [4], [5]]], [[0.43398500028846243]]),
    ("regio_consensus", [[[1, "2", " n.v.t.", None, ""]]], [[functies.regio_consensus([1, 2])]]),
    ("regio_overeenstemming", [[[1], [5]]], [[-1.0]]),
    ("regio_punt_overeenstemming", [[[1], [5]]], [[-1.0]]),
    ("regio_overeenstemming", [[[""]]], [[""]]),
    ("regio_score", [[["OPG-01"], ["OPG-42"]], [[4], ["5"]], [["Netwerkend"]]],
     [[functies.regio_score(["OPG-01", "OPG-42"], [4, 5], "netwerkend")]]),
    ("regio_scores", [[["OPG-01", "OPG-42"]], [[4, 5]]],
        functies.regio_scores(["OPG-01", "OPG-42"], [4, 5])),
    ("regio_positie", [[["OPG-42"]], [[4]]], functies.regio_positie("OPG-42", 4)),
    ("regio_duidelijkheid", [[["OPG-42"]], [[4]]], functies.regio_duidelijkheid("OPG-42", 4)),
    ("regio_kernvragen", [[["netwerkend"]], [["rechtmatig"]]],
        functies.regio_kernvragen("netwerkend", "rechtmatig")),
    ("regio_wegwijzer", [[[3]]], functies.regio_wegwijzer(3)),
    ("regio_uitleg", [[["OPG-42"]]], [[functies.regio_uitleg("OPG-42")]]),
    ("regio_netwerk", [RELATIES, [["tussenpositie"]], [[None]]],
        functies.regio_netwerk(RELATIES, "tussenpositie")),
    ("regio_netwerk", [RELATIES, [["dichtheid"]]], [[0.5]]),
    ("regio_netwerk", [RELATIES, [["onderdelen"]], [["A"], ["B"], ["C"], ["D"], ["E"]]], [[2]]),
    ("regio_consensus", [[[1], [FOUT]]], [[functies.regio_consensus([1, "#N/A"])]]),
    ("regio_wegwijzer", [[["x"]]],
        [['#REGIO: Bij nummer staat "x". Kies uit: 1 tot en met 10, WW-01 tot en met WW-10.']]),
    ("regio_score", [[["OPG-42"]], [[True]], [["netwerkend"]]],
        [[functies.regio_score("OPG-42", True, "netwerkend")]]),
]  # fmt: skip


@pytest.mark.skipif(
    importlib.util.find_spec("xlwings") is None,
    reason="xlwings is niet geïnstalleerd (extra excel)",
)
def test_through_the_office_js_engine_of_xlwings() -> None:
    code, sleutel = OFFICEJS, {"XLWINGS_LICENSE_KEY": "noncommercial", "XLWINGS_ON_SERVER": "true"}
    gevraagd = json.dumps([[naam, argumenten] for naam, argumenten, _ in GEVRAAGD])
    uit = draai(f"import sys; sys.argv = ['x', {gevraagd!r}]\n{code}", **sleutel)
    meta, uitkomsten = json.loads(uit)
    assert uitkomsten == [verwacht for _, _, verwacht in GEVRAAGD]
    assert {naam.replace("_punt_", "_") for naam, _, _ in GEVRAAGD} == set(FUNCTIES)

    per_naam = {functie["name"]: functie for functie in meta["functions"]}
    assert set(per_naam) == {f"REGIO{teken}{naam}" for naam in NAMEN for teken in "_."}
    for naam, functie in per_naam.items():
        if "." in naam:  # the older name of the same
            nieuw = per_naam[naam.replace(".", "_")]
            assert functie["description"].startswith(f"Oude naam van {nieuw['name']}")
            assert functie["parameters"] == nieuw["parameters"]
            assert functie["id"] != nieuw["id"]
            continue
        bron = FUNCTIES[functie["id"].lower()]
        soorten = {
            naam: soort
            for naam, soort in get_type_hints(bron, include_extras=True).items()
            if naam != "return"
        }
        assert functie["description"] == bron.__doc__
        assert functie["result"] == {"dimensionality": "matrix", "type": "any"}
        verwacht = [(naam, soort.__metadata__[0]["doc"]) for naam, soort in soorten.items()]
        assert [(deel["name"], deel["description"]) for deel in functie["parameters"]] == verwacht
    assert [deel.get("optional", False) for deel in per_naam["REGIO_NETWERK"]["parameters"]] == [
        False,
        False,
        True,
    ]


DESKTOP = """
import io, sys, types
from unittest.mock import MagicMock
for naam in ("pythoncom", "pywintypes", "win32com", "win32com.client", "xlwings._xlwindows"):
    sys.modules[naam] = MagicMock()
sys.modules["pywintypes"].com_error = type("com_error", (Exception,), {})
import xlwings, xlwings.udfs as udfs
xlwings.func, xlwings.arg = udfs.xlfunc, udfs.xlarg
xlwings.ret, xlwings.script = udfs.xlret, udfs.xlsub
from regio_xl.excel import functies
vba = io.StringIO()
boek = types.SimpleNamespace(Name="werkboek.xlsm")
udfs.generate_vba_wrapper("regio_xl.excel.functies", functies, vba, boek)
print(*(regel for regel in vba.getvalue().splitlines() if regel.startswith("Function")), sep="\\n")
onze = [functie for naam, functie in vars(functies).items() if naam.startswith("regio_")]
print(*sorted({functie.__xlfunc__["category"] for functie in onze}))
"""


@pytest.mark.skipif(
    importlib.util.find_spec("xlwings") is None,
    reason="xlwings is niet geïnstalleerd (extra excel)",
)
def test_as_the_desktop_imports_them() -> None:
    """xlwings' own maker of VBA, with Windows left out: names without a dot, arguments as they are
    called in Dutch."""
    *regels, categorie = draai(DESKTOP).splitlines()
    assert categorie == "Regio-XL"
    assert {regel.split("(")[0].removeprefix("Function ") for regel in regels} == set(FUNCTIES)
    assert "Function regio_score(ids, antwoorden, perspectief)" in regels
    assert "Function regio_netwerk(relaties, maat, Optional partijen)" in regels
