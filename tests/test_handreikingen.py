"""Suggestions: each one can be reached through a real workbook, says on what it rests, and stays
away when it does not fit."""

from __future__ import annotations

import random
import re
import shutil
import time
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hulp.boeken import METHODE, boek_van, resultaat, vulling_van
from hulp.boeken import verwerk as verwerk_in_geheugen
from hulp.strategieen import invoeren
from regio_xl.cli.nederlands import Gebruiksfout
from regio_xl.cli.own_method import require_method
from regio_xl.indeling import blokken
from regio_xl.invoer import Agendapunt, Antwoord, Feit, Invoer, Partij, Relatie
from regio_xl.methode import STANDAARDMAP, Handreiking, Methode, Voorwaarde
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.methodeproef.balans import controleer_methode
from regio_xl.methodeproef.bereik import Zoeker, onbereikbaar
from regio_xl.methodeproef.proefinvoer import omvang, voeg_samen
from regio_xl.methodeproef.wegwijzers import handreikingen_bereikbaar
from regio_xl.opdracht import verwerk_boek
from regio_xl.rekenen import bereken
from regio_xl.rekenen.handreikingen import handreikingen, passende_handreikingen
from regio_xl.rekenen.tellen import voldoet
from regio_xl.resultaten import Resultaat
from regio_xl.tabs.sjabloon import bouw
from regio_xl.werkboek import Blad
from regio_xl.xlsx.workbook import XlsxWerkboek

DAG = date(2027, 3, 1)
GETALLEN = re.compile(r"\d+(?:,\d+)?")


@pytest.fixture(scope="session")
def zoeker() -> Zoeker:
    """Searches in our own method; makes its stock once."""
    return Zoeker(METHODE)


def _methode(*lijst: Handreiking) -> Methode:
    """The method with other suggestions."""
    velden = {naam: getattr(METHODE, naam) for naam in Methode.model_fields}
    return Methode.model_construct(**velden | {"handreikingen": lijst})


def _handreiking(nummer: int = 1, **velden: Any) -> Handreiking:
    """A suggestion that appears with answer 4 or 5 to OPG-01."""
    gewoon = {
        "id": f"HAN-XX-{nummer:02}", "naam": "Doe iets samen", "tekst": "Begin klein.",
        "stap": "opgave", "urgentie": 2, "thema": f"thema_{nummer}", "bron": "WS, stap 1",
        "dekt": ("VNG-S-01",), "voorwaarden": ({"meet": "OPG-01", "min": 4},),
    }  # fmt: skip
    return Handreiking.model_validate({**gewoon, **velden})


def _getoond(
    *lijst: Handreiking, gekozen: Perspectief | None = None, **cijfers: float | None
) -> list[str]:
    """The ids that are shown with these figures (``OPG_01`` for OPG-01)."""
    namen = {
        naam.replace("_", "-") if naam.isupper() or "_0" in naam else naam: w
        for naam, w in cijfers.items()
    }
    return [tekst.id for tekst in handreikingen(_methode(*lijst), gekozen, namen)]


# --- every suggestion can be reached
# --------------------------------------------------------------------------------


def _staat_op_wegwijzers(handreiking: Handreiking, resultaat: Resultaat, blad: Blad | None) -> None:
    """The suggestion is among the results, and its texts stand in one row of the tab Wegwijzers."""
    assert not [gevonden.code for gevonden in resultaat.bevindingen if gevonden.ernst == "fout"]
    tekst = next(getoond for getoond in resultaat.handreikingen if getoond.id == handreiking.id)
    namen = [voorwaarde.meet for voorwaarde in handreiking.voorwaarden]
    assert [grond.meet for grond in tekst.gronden] == list(dict.fromkeys(namen))
    assert all(grond.zin in tekst.reden for grond in tekst.gronden)
    getoond = (tekst.bron, tekst.tekst, tekst.stap)
    assert getoond == (handreiking.bron, handreiking.tekst, handreiking.stap)
    assert blad is not None
    cellen = next(rij for rij in blad.rijen if handreiking.naam in rij)
    assert {handreiking.tekst, f"{handreiking.bron} ({handreiking.id})"} <= set(cellen)
    for grond in tekst.gronden:
        assert any(grond.zin.removesuffix(".") in str(cel) for cel in cellen)


@pytest.mark.parametrize(
    "handreiking", METHODE.handreikingen, ids=lambda handreiking: handreiking.id
)
def test_some_input_shows_this_handreiking(zoeker: Zoeker, handreiking: Handreiking) -> None:
    proef = zoeker.zoek(handreiking)
    assert proef.invoer is not None, proef.reden
    getoond = bereken(proef.invoer, METHODE).handreikingen
    assert handreiking.id in {tekst.id for tekst in getoond}


@pytest.mark.parametrize(
    "handreiking",
    [
        pytest.param(een, id=een.id, marks=[] if nummer % 20 == 0 else [pytest.mark.lang])
        for nummer, een in enumerate(METHODE.handreikingen)
    ],
)
def test_every_handreiking_appears_in_some_filled_workbook(
    zoeker: Zoeker, handreiking: Handreiking
) -> None:
    """From cells as users type them, through reading and computing, to the cells of the tab
    Wegwijzers."""
    proef = zoeker.zoek(handreiking)
    assert proef.invoer is not None, proef.reden
    boek = boek_van(proef.invoer)
    klaar = verwerk_in_geheugen(boek).lees([blokken.WEGWIJZERS])
    _staat_op_wegwijzers(handreiking, resultaat(boek), klaar.blad(blokken.WEGWIJZERS))


@pytest.mark.parametrize(
    "handreiking", METHODE.handreikingen[::60], ids=lambda handreiking: handreiking.id
)
def test_a_handreiking_appears_in_a_workbook_as_a_file_too(
    zoeker: Zoeker, handreiking: Handreiking
) -> None:
    """The same through a file: the template that is filled in, read, computed and written."""
    invoer = zoeker.zoek(handreiking).invoer
    assert invoer is not None
    bestand = XlsxWerkboek.uit_bytes("getuige.xlsx", bouw(METHODE, vulling_van(invoer)))
    uit, klaar = verwerk_boek(bestand, METHODE, DAG)
    blad = klaar.lees([blokken.WEGWIJZERS]).blad(blokken.WEGWIJZERS)
    _staat_op_wegwijzers(handreiking, uit, blad)


def test_a_witness_is_small_and_always_the_same(zoeker: Zoeker) -> None:
    """The emptiest input that shows it; the search draws nothing by lot."""
    eerste = METHODE.handreikingen[0]
    assert Zoeker(METHODE).zoek(eerste) == zoeker.zoek(eerste)
    opgave = next(
        h
        for h in METHODE.handreikingen
        if len(h.voorwaarden) == 1 and h.voorwaarden[0].meet in METHODE.stellingen
    )
    gevonden = zoeker.zoek(opgave).invoer
    assert gevonden is not None
    assert omvang(gevonden) <= 2


def test_the_stock_knows_more_than_one_value_of_every_figure(zoeker: Zoeker) -> None:
    """A method of your own may rest its suggestions on any figure, not only on those that ours
    uses."""
    stom = {
        f"{groep.id}_{p}"
        for groep in METHODE.algemeen.groepen
        for p in PERSPECTIEVEN
        if not any(bewijs.laadt(p) for bewijs in METHODE.kansrijk if bewijs.groep == groep.id)
    }
    stom |= {"nu_beeld", "gewenst_beeld"}  # known and on, or unknown
    for meet in METHODE.meetbaar.keys() - stom:
        delen = zoeker.voorraad.met(Voorwaarde(meet=meet, min=0))
        assert len({deel.cijfers[meet] for deel in delen}) > 1, meet


@pytest.mark.lang
def test_checking_all_handreikingen_takes_seconds_and_not_minutes() -> None:
    begin = time.process_time()
    assert onbereikbaar(METHODE) == {}
    assert time.process_time() - begin < 15  # about 4 on an idle machine


ONBEREIKBAAR = [
    pytest.param(
        [{"meet": "OPG-01", "min": 4}, {"meet": "OPG-01", "max": 2}], "tegen", id="tegenspraak"
    ),
    pytest.param(
        [{"meet": "WEE-P05", "min": 1}, {"meet": "WEE-P09", "min": 1}], "tegen", id="twee-patronen"
    ),
    pytest.param(
        [{"meet": "advies_netwerkend", "min": 1}, {"meet": "onvoldoende", "min": 1}],
        "tegen",
        id="zonder-advies",
    ),
    pytest.param(
        [{"meet": "agendapunten", "min": 900}], "'agendapunten' minstens 900", id="te-veel-rijen"
    ),
    pytest.param(
        [{"meet": "feiten_met_bron", "min": 33.4, "max": 33.5}], "geen invoer", id="zelden"
    ),
    pytest.param([{"meet": "OPG-01", "min": 5}], "HAN-XX-09", id="achter-een-ander"),
]


VOORGANGER = _handreiking(9, thema="dubbel", urgentie=3)


@pytest.fixture(scope="session")
def eigen_zoeker() -> Zoeker:
    """Searches in methods of a few suggestions; the stock is made once, from a method that names no
    number of rows."""
    zoeker = Zoeker(_methode(VOORGANGER))
    assert zoeker.voorraad
    return zoeker


@pytest.mark.parametrize(("voorwaarden", "reden"), ONBEREIKBAAR)
def test_an_unreachable_handreiking_says_why(
    eigen_zoeker: Zoeker, voorwaarden: list[Mapping[str, Any]], reden: str
) -> None:
    slecht = _handreiking(1, thema="dubbel", voorwaarden=voorwaarden)
    eigen_zoeker.methode = _methode(slecht, VOORGANGER)
    proef = eigen_zoeker.zoek(slecht)
    assert proef.invoer is None
    assert reden in proef.reden


def test_a_handreiking_that_fits_only_when_more_is_filled_in_is_found_too(
    eigen_zoeker: Zoeker,
) -> None:
    """Four urgent ones of the same step go first until their fields are filled in."""
    voorgangers = [
        _handreiking(nummer, urgentie=3, voorwaarden=[{"meet": f"agenda_zonder_{wat}", "min": 1}])
        for nummer, wat in enumerate(("effect", "resultaat", "trekker", "eerste_stap"), start=2)
    ]
    laatste = _handreiking(1, urgentie=1, voorwaarden=[{"meet": "agendapunten", "min": 2}])
    eigen_zoeker.methode = _methode(laatste, *voorgangers)
    gevonden = eigen_zoeker.zoek(laatste).invoer
    assert gevonden is not None
    assert any(
        (punt.effect, punt.resultaat, punt.trekker, punt.eerste_stap) != (None,) * 4
        for punt in gevonden.agenda
    )


@pytest.mark.lang
def test_the_rule_names_which_handreiking_is_unreachable_and_why() -> None:
    slecht = _handreiking(
        1, voorwaarden=[{"meet": "OPG-01", "min": 4}, {"meet": "OPG-01", "max": 2}]
    )
    regel = handreikingen_bereikbaar(_methode(_handreiking(2), slecht))
    assert not regel.goed
    assert "HAN-XX-01: " in regel.uitleg
    assert "OPG-01" in regel.uitleg
    assert "HAN-XX-02" not in regel.uitleg


def test_the_check_of_the_method_looks_at_reachability_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "regio_xl.methodeproef.wegwijzers.onbereikbaar", lambda methode: {"HAN-WS-01": "daarom"}
    )
    monkeypatch.setattr("regio_xl.methodeproef.balans.proefregels", lambda methode: ())
    regel = controleer_methode(METHODE)[-1]
    assert (regel.naam, regel.goed, regel.uitleg) == (
        "Elke handreiking is te bereiken",
        False,
        "HAN-WS-01: daarom",
    )


@pytest.mark.lang
def test_an_own_method_with_an_unreachable_handreiking_is_refused(tmp_path: Path) -> None:
    map_ = Path(shutil.copytree(STANDAARDMAP, tmp_path / "eigen"))
    pad = map_ / "handreikingen" / "ws.toml"
    tekst = pad.read_text(encoding="utf-8")
    extra = '{ meet = "OPG-02", max = 2 }, { meet = "OPG-02", min = 4 }'
    assert '{ meet = "OPG-02", max = 2 }' in tekst
    pad.write_text(tekst.replace('{ meet = "OPG-02", max = 2 }', extra, 1), encoding="utf-8")
    with pytest.raises(
        Gebruiksfout, match=r"ws\.toml, HAN-WS-\d\d: deze handreiking is niet te bereiken; .*OPG-02"
    ):
        require_method(click.Context(click.Command("verwerk")), map_)


def test_our_own_method_is_not_checked_at_every_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "regio_xl.methodeproef.bereik.onbereikbaar",
        lambda methode: pytest.fail("dit kost seconden"),
    )
    assert require_method(click.Context(click.Command("verwerk")), None).handreikingen


# --- putting inputs together
# ----------------------------------------------------------------------------------------


@given(invoeren(), invoeren())
def test_two_inputs_together_hold_all_of_the_upper_one(onder: Invoer, boven: Invoer) -> None:
    geheel = voeg_samen(onder, boven)
    assert boven.antwoorden.items() <= geheel.antwoorden.items()
    assert {partij.naam for partij in geheel.partijen} == {
        partij.naam for partij in (*onder.partijen, *boven.partijen)
    }
    assert geheel.keuze == (boven.keuze or onder.keuze)
    assert max(omvang(onder), omvang(boven)) <= omvang(geheel) <= omvang(onder) + omvang(boven)
    assert (
        voeg_samen(onder, Invoer())
        == onder
        == voeg_samen(Invoer(), onder)
        == voeg_samen(onder, onder)
    )


def test_two_rows_with_the_same_name_become_one() -> None:
    een = Invoer(
        partijen=(Partij(naam="A", soort="overheid", invloed=2),), feiten=(Feit(feit="x"),)
    )
    ander = Invoer(partijen=(Partij(naam="A", invloed=5), Partij(naam="B")))
    assert voeg_samen(een, ander).partijen == (
        Partij(naam="A", soort="overheid", invloed=5),
        Partij(naam="B"),
    )
    assert omvang(voeg_samen(een, ander)) == 5


# --- which ones are shown, and in which order
# -----------------------------------------------------------------------


def _druk() -> Invoer:
    """A workbook in which very much fits at once."""
    ids = [
        stelling.id
        for tab in (METHODE.opgave, METHODE.netwerk, METHODE.weefsel)
        for stelling in tab.stellingen
    ]
    return Invoer(
        antwoorden={id_: Antwoord(waarde=1 + 4 * (nummer % 2)) for nummer, id_ in enumerate(ids)},
        agenda=tuple(Agendapunt(agendapunt=f"Punt {nummer}") for nummer in range(9)),
        partijen=tuple(Partij(naam=f"Partij {nummer}", soort="overheid") for nummer in range(12)),
        feiten=(Feit(feit="Vacatures"),),
        keuze="netwerkend",
    )


def _klopt(invoer: Invoer) -> None:
    """What always holds for the list of suggestions."""
    lijst = bereken(invoer, METHODE).handreikingen
    bron = {handreiking.id: handreiking for handreiking in METHODE.handreikingen}
    assert len(lijst) <= 12
    assert max(Counter(tekst.stap for tekst in lijst).values(), default=0) <= 4
    assert max(Counter(bron[tekst.id].thema for tekst in lijst).values(), default=0) <= 1
    assert [tekst.urgentie for tekst in lijst] == sorted(
        (tekst.urgentie for tekst in lijst), reverse=True
    )
    assert all(
        tekst.reden and len(tekst.gronden) == len({v.meet for v in bron[tekst.id].voorwaarden})
        for tekst in lijst
    )


@given(invoeren())
def test_at_most_twelve_one_per_theme_and_urgent_first(invoer: Invoer) -> None:
    _klopt(invoer)


def test_when_many_fit_at_once_there_are_still_at_most_twelve() -> None:
    _klopt(_druk())
    assert len(bereken(_druk(), METHODE).handreikingen) == 12


def test_of_a_theme_only_the_most_urgent_remains() -> None:
    lijst = (
        _handreiking(1, thema="een", urgentie=1),
        _handreiking(2, thema="een", urgentie=3),
        _handreiking(3),
    )
    assert _getoond(*lijst, OPG_01=5) == ["HAN-XX-02", "HAN-XX-03"]


def test_at_equal_urgency_what_fits_the_choice_goes_first_and_then_what_asks_most() -> None:
    twee = [{"meet": "OPG-01", "min": 4}, {"meet": "OPG-02", "min": 4}]
    lijst = (
        _handreiking(1),
        _handreiking(2, voorwaarden=twee),
        _handreiking(3, perspectieven=["netwerkend"]),
    )
    assert _getoond(*lijst, gekozen="netwerkend", OPG_01=5, OPG_02=4) == [
        "HAN-XX-03",
        "HAN-XX-02",
        "HAN-XX-01",
    ]


def test_what_belongs_to_a_signpost_that_asks_attention_goes_before_what_fits_the_choice() -> None:
    """F14: the order that ``docs/methode-wijzigen.md`` gives; the id decides last."""
    wegwijzer, toets = next(
        (w, t)
        for w in METHODE.wegwijzers
        for t in w.toetsen
        if t.min and t.meet in METHODE.kengetal
    )
    assert toets.min is not None
    lijst = (
        _handreiking(4),
        _handreiking(3),
        _handreiking(2, perspectieven=["netwerkend"]),
        _handreiking(1, wegwijzer=wegwijzer.id),
    )
    wel = {"OPG_01": 5, toets.meet: toets.min - 1}
    assert _getoond(*lijst, gekozen="netwerkend", **wel) == [
        "HAN-XX-01", "HAN-XX-02", "HAN-XX-03", "HAN-XX-04",
    ]  # fmt: skip
    niet = {"OPG_01": 5, toets.meet: toets.min}
    assert _getoond(*lijst, gekozen="netwerkend", **niet)[0] == "HAN-XX-02"


def test_a_step_gets_at_most_four_so_that_other_steps_keep_room() -> None:
    vol = [_handreiking(nummer, urgentie=3) for nummer in range(1, 7)]
    assert _getoond(*vol, _handreiking(7, stap="weefsel", urgentie=1), OPG_01=4) == [
        "HAN-XX-01", "HAN-XX-02", "HAN-XX-03", "HAN-XX-04", "HAN-XX-07",
    ]  # fmt: skip


@given(invoeren(), st.randoms(use_true_random=False))
def test_order_of_rows_and_capitals_do_not_matter(invoer: Invoer, lot: random.Random) -> None:
    """The same workbook sorted another way and typed in capitals says the same."""
    partijen = [p.model_copy(update={"naam": p.naam.upper()}) for p in invoer.partijen]
    anders = invoer.model_copy(
        update={
            "partijen": _geschud(partijen, lot),
            "relaties": _geschud(invoer.relaties, lot),
            "agenda": _geschud(invoer.agenda, lot),
            "antwoorden": dict(_geschud(invoer.antwoorden.items(), lot)),
            "afspraken": dict(_geschud(invoer.afspraken.items(), lot)),
        }
    )
    een, ander = bereken(invoer, METHODE), bereken(anders, METHODE)
    assert een.handreikingen == ander.handreikingen == bereken(anders, METHODE).handreikingen
    assert een.wegwijzers == ander.wegwijzers


def _geschud(rijen: Any, lot: random.Random) -> tuple[Any, ...]:
    return tuple(lot.sample(list(rijen), len(rijen)))


# --- when a suggestion stays away
# -----------------------------------------------------------------------------------


def _passende_cijfers(handreiking: Handreiking) -> dict[str, float | None]:
    """Figures for which every condition of a suggestion holds."""
    cijfers: dict[str, float | None] = {}
    for voorwaarde in handreiking.voorwaarden:
        cijfers[voorwaarde.meet] = voorwaarde.min if voorwaarde.min is not None else voorwaarde.max
    return cijfers


@pytest.mark.parametrize(
    "handreiking", METHODE.handreikingen, ids=lambda handreiking: handreiking.id
)
def test_unknown_never_fits_and_another_choice_does_not_get_it(handreiking: Handreiking) -> None:
    cijfers = _passende_cijfers(handreiking)
    assert voldoet(handreiking.voorwaarden, cijfers)
    for meet in cijfers:
        assert not voldoet(handreiking.voorwaarden, {**cijfers, meet: None})
        assert not voldoet(
            handreiking.voorwaarden,
            {naam: waarde for naam, waarde in cijfers.items() if naam != meet},
        )
    voor = [p for p in PERSPECTIEVEN if handreiking in passende_handreikingen(METHODE, p, cijfers)]
    assert voor == [
        p for p in PERSPECTIEVEN if not handreiking.perspectieven or p in handreiking.perspectieven
    ]
    assert (handreiking in passende_handreikingen(METHODE, None, cijfers)) == (
        not handreiking.perspectieven
    )


def test_the_choice_of_the_group_goes_before_the_advice() -> None:
    """People decide: who was advised one way and chose another gets the suggestions of the
    choice."""
    weeg = (*METHODE.opgave.stellingen, *METHODE.netwerk.stellingen)
    naar_rechtmatig = {s.id: Antwoord(waarde=5 if s.laadt("rechtmatig") > 0 else 1) for s in weeg}
    alleen = {
        p: {h.id for h in METHODE.handreikingen if h.perspectieven and p not in h.perspectieven}
        for p in PERSPECTIEVEN
    }
    for keuze in (None, *PERSPECTIEVEN):
        uitkomst = bereken(Invoer(antwoorden=naar_rechtmatig, keuze=keuze), METHODE)
        assert uitkomst.perspectief.advies == "rechtmatig"
        assert not alleen[keuze or "rechtmatig"] & {tekst.id for tekst in uitkomst.handreikingen}


def test_an_empty_workbook_gives_no_handreikingen(leeg_werkboek: bytes) -> None:
    uit, _ = verwerk_boek(XlsxWerkboek.uit_bytes("leeg.xlsx", leeg_werkboek), METHODE, DAG)
    assert uit.handreikingen == ()
    assert bereken(Invoer(), METHODE).handreikingen == ()


# --- what a suggestion says
# -----------------------------------------------------------------------------------------


def test_the_reason_names_the_answer_in_words() -> None:
    lijst = bereken(Invoer(antwoorden={"OPG-02": Antwoord(waarde=1)}), METHODE).handreikingen
    tekst = next(tekst for tekst in lijst if [grond.meet for grond in tekst.gronden] == ["OPG-02"])
    assert tekst.reden == (
        f"Jullie antwoordden 1 ({METHODE.algemeen.antwoorden[0]}) op: "
        f"“{METHODE.stellingen['OPG-02'].tekst}”"
    )


def test_the_reason_names_the_number_of_a_table() -> None:
    partijen = tuple(Partij(naam=f"Partij {nummer}") for nummer in range(6))
    relaties = (Relatie(van="Partij 1", naar="Partij 2"), Relatie(van="Partij 2", naar="Partij 3"))
    lijst = bereken(Invoer(partijen=partijen, relaties=relaties), METHODE).handreikingen
    tekst = next(
        tekst
        for tekst in lijst
        if {grond.meet for grond in tekst.gronden} == {"partijen", "relaties"}
    )
    assert GETALLEN.findall(tekst.reden) == ["6", "2"]


@pytest.mark.parametrize(
    "handreiking", METHODE.handreikingen, ids=lambda handreiking: handreiking.id
)
def test_every_figure_of_a_condition_has_a_place_to_go_to(handreiking: Handreiking) -> None:
    velden = {
        f"{tab.tab}.{kenmerk.sleutel}" for tab in METHODE.invoertabs for kenmerk in tab.kenmerken
    }
    tabellen = {tabel.naam for tab in METHODE.invoertabs for tabel in tab.tabellen}
    for voorwaarde in handreiking.voorwaarden:
        assert METHODE.grootheden[voorwaarde.meet].plek in {
            *blokken.TABS,
            *velden,
            *tabellen,
            *METHODE.stellingen,
        }
