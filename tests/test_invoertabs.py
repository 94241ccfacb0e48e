"""The tabs that people fill in: running numbers, the order of the parts, who *onze overheid* is,
and what counts as filled in. A workbook of an older template is read the same."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from hulp.boeken import METHODE, vol_boek, vulling_van
from hulp.formulekaart import Kaart, kaart_van
from regio_xl.bevindingen import Bevinding
from regio_xl.indeling import blokken, deel_in
from regio_xl.indeling.vulling import Inhoud, Vulling
from regio_xl.inlezen import Gelezen, lees
from regio_xl.methode import Kenmerk
from regio_xl.tabs import eerste_lege, invoertabs, onze_overheid
from regio_xl.tabs.sjabloon import bouw
from regio_xl.werkboek import Celwijzigingen, Schrijfwaarde
from regio_xl.xlsx.workbook import XlsxWerkboek

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

WORTEL = Path(__file__).parents[1]
GEEN_ANTWOORD = ("abc", 6, "weet niet", "3-4", "5!", 0, 2.5, "vijf")
"""What people type that reading does not count as it stands, or not at all."""


@pytest.fixture(scope="module")
def ingevuld() -> bytes:
    """A workbook of this very template, filled in well."""
    return bouw(METHODE, vulling_van(vol_boek().gelezen().invoer))


def gelezen(inhoud: bytes) -> Gelezen:
    snapshot = XlsxWerkboek.uit_bytes("boek.xlsx", inhoud).lees(blokken.LEESTABS)
    return lees(deel_in(snapshot, METHODE))


def codes(bevindingen: tuple[Bevinding, ...]) -> list[tuple[str, str]]:
    return [(b.code, b.melding) for b in bevindingen]


def gewijzigd(inhoud: bytes, per_tab: Mapping[str, dict[tuple[int, int], Schrijfwaarde]]) -> bytes:
    boek = XlsxWerkboek.uit_bytes("boek.xlsx", inhoud)
    boek.schrijf([Celwijzigingen(tab, cellen) for tab, cellen in per_tab.items()])
    return boek.inhoud


def tabelcel(kaart: Kaart, tabel: str, rij: int, kop: str) -> tuple[str, tuple[int, int]]:
    tab, r, k = kaart.cel(tabel, rij, kop)
    return tab, (r, k)


# --- running numbers ---


def stellingrijen(blad: Worksheet) -> tuple[int, int, int, int]:
    naam = blokken.stellingblok(blad.title, 0).tabelnaam
    k1, r1, k2, r2 = openpyxl.utils.range_boundaries(blad.tables[naam].ref)
    return k1, r1, k2, r2


def test_statements_sorted_by_users_are_read_the_same(ingevuld: bytes) -> None:
    """Whole rows move, with their numbers."""
    toeval = random.Random(15)  # noqa: S311 - the same order every time, no secret
    boek = openpyxl.load_workbook(io.BytesIO(ingevuld))
    anders: dict[str, dict[tuple[int, int], Schrijfwaarde]] = {}
    for tab in invoertabs.STELLINGTABS:
        k1, r1, k2, r2 = stellingrijen(boek[tab])
        rijen = [
            [boek[tab].cell(rij, kolom).value for kolom in range(k1, k2 + 1)]
            for rij in range(r1 + 1, r2 + 1)
        ]
        toeval.shuffle(rijen)
        anders[tab] = {
            (r1 + nummer, k1 - 1 + plek): waarde
            for nummer, rij in enumerate(rijen)
            for plek, waarde in enumerate(rij)
        }
    opnieuw = gelezen(gewijzigd(ingevuld, anders))
    eerst = gelezen(ingevuld)
    assert opnieuw.invoer == eerst.invoer
    assert codes(opnieuw.bevindingen) == codes(eerst.bevindingen)


@pytest.mark.parametrize("staat", ["weg", "gewist", "onzin"])
def test_reading_never_depends_on_the_running_numbers(ingevuld: bytes, staat: str) -> None:
    boek = openpyxl.load_workbook(io.BytesIO(ingevuld))
    anders: dict[str, dict[tuple[int, int], Schrijfwaarde]] = {}
    for tab in invoertabs.STELLINGTABS:
        k1, r1, _, r2 = stellingrijen(boek[tab])
        kop: dict[tuple[int, int], Schrijfwaarde] = {
            (r1 - 1, k1 - 1): blokken.VOLGNUMMER if staat == "gewist" else None
        }
        nummers: dict[tuple[int, int], Schrijfwaarde] = {
            (rij, k1 - 1): "x" if staat == "onzin" else None for rij in range(r1, r2)
        }
        anders[tab] = kop | nummers
    opnieuw = gelezen(gewijzigd(ingevuld, anders))
    eerst = gelezen(ingevuld)
    assert opnieuw.invoer == eerst.invoer
    assert codes(opnieuw.bevindingen) == codes(eerst.bevindingen)


def test_a_heading_that_is_gone_is_found_back_beside_the_running_numbers(ingevuld: bytes) -> None:
    """The table of Excel is one column wider than what is read of it."""
    kaart = kaart_van(ingevuld)
    tabel = blokken.stellingblok(blokken.OPGAVE, 0).tabelnaam
    tab, (rij, kolom) = tabelcel(kaart, tabel, -1, "Id")
    opnieuw = gelezen(gewijzigd(ingevuld, {tab: {(rij, kolom): "Column1"}}))
    assert opnieuw.invoer == gelezen(ingevuld).invoer


# --- the order of the parts ---


def test_statements_come_before_every_other_block(leeg_werkboek: bytes) -> None:
    boek = openpyxl.load_workbook(io.BytesIO(leeg_werkboek))
    for tab in invoertabs.STELLINGTABS:
        hoogste = min(
            boek[tab].tables.values(),
            key=lambda tabel: openpyxl.utils.range_boundaries(tabel.ref)[1],
        )
        assert hoogste.name == blokken.stellingblok(tab, 0).tabelnaam


def test_the_tab_says_how_far_its_first_statements_bring_you(leeg_werkboek: bytes) -> None:
    """Only as long as the method says so."""
    eerste = METHODE.opgave.eerste
    assert eerste is not None
    assert str(eerste.aantal) in eerste.tekst
    assert str(eerste.procent) in eerste.tekst
    boek = openpyxl.load_workbook(io.BytesIO(leeg_werkboek))
    assert eerste.tekst in teksten(boek[blokken.OPGAVE])
    opgave = METHODE.opgave.model_copy(update={"eerste": None})
    zonder = bouw(METHODE.model_copy(update={"opgave": opgave}))
    boek = openpyxl.load_workbook(io.BytesIO(zonder))
    assert eerste.tekst not in teksten(boek[blokken.OPGAVE])


def teksten(blad: Worksheet) -> str:
    """What stands in column A; a paragraph goes on in the next cell."""
    kolom = next(blad.iter_cols(max_col=1))
    return " ".join(cel.value for cel in kolom if isinstance(cel.value, str))


# --- onze overheid ---


OVERHEDEN = {
    "gemeente": "Met onze overheid bedoelen we: de gemeente. ",
    "waterschap": "Met onze overheid bedoelen we: het waterschap. ",
    "anders": "Met onze overheid bedoelen we: de overheid die dit invult. ",
    " Provincie ": "Met onze overheid bedoelen we: de provincie. ",
    "Rijk": "Met onze overheid bedoelen we: Rijk. ",
    "": onze_overheid.NIET_GEKOZEN,
}


@pytest.fixture(scope="module")
def provincie() -> bytes:
    """A workbook filled with a choice."""
    return bouw(METHODE, Vulling(kenmerken={blokken.START: {onze_overheid.SLEUTEL: "provincie"}}))


def overheidsplekken(kaart: Kaart) -> list[tuple[str, int, int]]:
    """The only formula of each input tab."""
    return sorted(plek for plek in kaart.formules if plek[0] in invoertabs.STELLINGTABS)


def test_every_input_tab_says_who_our_government_is(provincie: bytes) -> None:
    boek = openpyxl.load_workbook(io.BytesIO(provincie), data_only=True)
    plekken = overheidsplekken(kaart_van(provincie))
    assert {tab for tab, _, _ in plekken} == set(invoertabs.STELLINGTABS)
    assert {boek[tab].cell(rij + 1, kolom + 1).value for tab, rij, kolom in plekken} == {
        "Met onze overheid bedoelen we: de provincie. Dat kies je op de tab Start."
    }


def test_the_line_follows_the_choice(provincie: bytes, tmp_path: Path) -> None:
    """As another program computes it, and as Python stores it."""
    vraag = onze_overheid.overheidsvraag(METHODE)
    assert vraag is not None
    kaart = kaart_van(provincie)
    model = ironcalc_model(provincie, tmp_path)
    _, rij, kolom = kaart.cel("StartKenmerken", METHODE.start.kenmerken.index(vraag), "Waarde")
    tab, r, k = overheidsplekken(kaart)[0]
    for gekozen, begin in OVERHEDEN.items():
        model.set_user_input(blokken.TABS.index(blokken.START), rij + 1, kolom + 1, gekozen)
        model.evaluate()
        zin = model.get_cell_value(blokken.TABS.index(tab), r + 1, k + 1)
        assert zin == onze_overheid.overheidszin(gekozen, vraag.keuzes)
        assert zin.startswith(begin)


def ironcalc_model(inhoud: bytes, map_: Path) -> Any:
    """The workbook in IronCalc, computed anew."""
    ironcalc = pytest.importorskip("ironcalc")
    (map_ / "boek.xlsx").write_bytes(inhoud)
    model = ironcalc.load_from_xlsx(str(map_ / "boek.xlsx"), "en", "UTC", "en")
    model.evaluate()
    return model


def test_the_line_finds_the_choice_wherever_its_row_is(leeg_werkboek: bytes) -> None:
    """It says no cell: rows may be inserted before the question, or sorted."""
    boek = openpyxl.load_workbook(io.BytesIO(leeg_werkboek))
    vraag = onze_overheid.overheidsvraag(METHODE)
    assert vraag is not None
    for tab in invoertabs.STELLINGTABS:
        (formule,) = [
            cel.value for rij in boek[tab].iter_rows() for cel in rij if cel.data_type == "f"
        ]
        assert f'MATCH("{vraag.naam}",StartKenmerken[Kenmerk],0)' in formule
        zonder_tekst = re.sub(r'"[^"]*"', "", formule)
        assert not re.search(r"\$?[A-Z]{1,3}\$?\d", zonder_tekst)


def test_a_method_that_does_not_ask_it_has_no_such_line() -> None:
    kenmerken = tuple(k for k in METHODE.start.kenmerken if k.sleutel != onze_overheid.SLEUTEL)
    start = METHODE.start.model_copy(update={"kenmerken": kenmerken})
    kaart = kaart_van(bouw(METHODE.model_copy(update={"start": start})))
    assert not any(tab in invoertabs.STELLINGTABS for tab, _, _ in kaart.formules)


def test_texts_about_who_fills_this_in_say_onze_overheid() -> None:
    """Each government reads its own role, not that of a municipality."""
    eigen: list[str] = []
    for tabblad in METHODE.invoertabs:
        eigen += [tabblad.vraag, tabblad.inleiding]
        eigen += [tekst for k in tabblad.kenmerken for tekst in (k.naam, k.uitleg)]
    eigen += [tekst for groep in METHODE.algemeen.groepen for tekst in (groep.naam, groep.uitleg)]
    eigen += [k.zin + k.niet for k in METHODE.kengetallen if k.id.startswith("rol_")]
    eigen += [zin.zin for zin in METHODE.netwerkzinnen]
    eigen += [h.tekst for h in METHODE.handreikingen if h.thema == "rol_van_de_gemeente"]
    assert [tekst for tekst in eigen if re.search(r"\b(de|jullie) gemeente\b", tekst, re.I)] == []
    assert any("onze overheid" in tekst for tekst in eigen)


# --- workbooks of an older template ---


def oud_sjabloon(inhoud: bytes) -> bytes:
    """The same workbook as an older template gave it: other names of single values, and nothing
    that was not asked yet."""
    kaart = kaart_van(inhoud)
    anders: dict[str, dict[tuple[int, int], Schrijfwaarde]] = {}
    for tabblad in METHODE.invoertabs:
        blok = blokken.kenmerkblok(tabblad.tab, METHODE)
        for rij, kenmerk in enumerate(tabblad.kenmerken):
            assert blok is not None
            for kop, waarde in _zoals_eerder(kenmerk).items():
                tab, plek = tabelcel(kaart, blok.tabelnaam, rij, kop)
                anders.setdefault(tab, {})[plek] = waarde
    return gewijzigd(inhoud, anders)


def _zoals_eerder(kenmerk: Kenmerk) -> dict[str, str | None]:
    if kenmerk.mag_ontbreken:
        return dict.fromkeys((*blokken.KENMERKKOPPEN, blokken.KENMERKUITLEG))
    return {blokken.KENMERK: kenmerk.eerder[-1]} if kenmerk.eerder else {}


def test_an_older_template_is_read_the_same_and_without_findings() -> None:
    waarden = {
        tabblad.tab: {k.sleutel: "Wij betalen mee" for k in tabblad.kenmerken if k.eerder}
        for tabblad in METHODE.invoertabs
    }
    assert any(waarden.values())
    assert any(k.mag_ontbreken for tabblad in METHODE.invoertabs for k in tabblad.kenmerken)
    vulling = vulling_van(vol_boek().gelezen().invoer)
    vulling = replace(
        vulling, kenmerken={**vulling.kenmerken, **{t: w for t, w in waarden.items() if w}}
    )
    nieuw = bouw(METHODE, vulling)
    eerst, oud = gelezen(nieuw), gelezen(oud_sjabloon(nieuw))
    assert oud.invoer == eerst.invoer
    assert codes(oud.bevindingen) == codes(eerst.bevindingen)
    assert set(waarden[blokken.NETWERK]) <= set(oud.invoer.kenmerken[blokken.NETWERK])


# --- what counts as filled in ---


def voortgang(inhoud: bytes) -> list[tuple[object, object, object]]:
    """Per step what Start has stored: what is open, how many, of how many."""
    boek = openpyxl.load_workbook(io.BytesIO(inhoud), data_only=True)
    blad = boek[blokken.START]
    koppen, *rijen = blad[blad.tables["Voortgang"].ref]
    plek = {cel.value: nummer for nummer, cel in enumerate(koppen)}
    return [tuple(rij[plek[k]].value for k in ("Nog leeg", "Ingevuld", "Van")) for rij in rijen]


def test_what_is_no_answer_does_not_count_as_progress(tmp_path: Path) -> None:
    """Stored, and computed by another program; real answers beside it do count."""
    ids = [s.id for s in METHODE.opgave.stellingen]
    goed: dict[str, Inhoud] = {ids[0]: 4, ids[1]: METHODE.algemeen.nvt, ids[2]: "2,0"}
    fout: dict[str, Inhoud] = dict(zip(ids[3:], GEEN_ANTWOORD, strict=False))
    assert len(fout) == len(GEEN_ANTWOORD)
    inhoud = bouw(METHODE, Vulling(antwoorden=goed | fout))
    nummers = invoertabs.volgnummers(METHODE)
    assert voortgang(inhoud)[0][:2] == (f"{eerste_lege.TEKST}{nummers[ids[3]]}", len(goed))
    _, rij, kolom = kaart_van(inhoud).cel("Voortgang", 0, "Ingevuld")
    model = ironcalc_model(inhoud, tmp_path)
    start = blokken.TABS.index(blokken.START)
    assert model.get_cell_value(start, rij + 1, kolom + 1) == len(goed)


def test_a_table_counts_from_its_first_row_on(leeg_werkboek: bytes) -> None:
    """Each as one, however many rows it has."""
    leeg = voortgang(leeg_werkboek)
    tabellen = (METHODE.opgave.tabellen[0], *METHODE.netwerk.tabellen)
    rijen: dict[str, list[dict[str, Inhoud]]] = {
        tabel.naam: [{tabel.kolommen[0].sleutel: "iets"}] * 2 for tabel in tabellen
    }
    vol = voortgang(bouw(METHODE, Vulling(tabellen=rijen)))
    assert [aantal for _, aantal, _ in leeg] == [0, 0, 0, 0, None]
    assert [aantal for _, aantal, _ in vol] == [1, len(METHODE.netwerk.tabellen), 0, 0, None]
    assert [van for _, _, van in vol] == [van for _, _, van in leeg]


# --- when this instrument does not fit ---


def test_start_and_readme_say_when_it_does_not_fit(leeg_werkboek: bytes) -> None:
    start = teksten(openpyxl.load_workbook(io.BytesIO(leeg_werkboek))[blokken.START])
    readme = " ".join((WORTEL / "README.md").read_text(encoding="utf-8").split())
    for tekst in (start, readme):
        assert "als één organisatie het werk alleen kan en mag doen" in tekst
        assert "bij een ruzie waarin niemand wil samenwerken" in tekst


def test_leeg_nvt_and_three_are_told_apart_where_people_answer(leeg_werkboek: bytes) -> None:
    boek = openpyxl.load_workbook(io.BytesIO(leeg_werkboek))
    for tab in invoertabs.STELLINGTABS:
        tekst = teksten(boek[tab])
        assert "3 = ertussenin" in tekst
        assert "Leeg = weet ik niet" in tekst
        assert f"{METHODE.algemeen.nvt} = past niet bij deze opgave" in tekst
