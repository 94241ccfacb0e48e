"""Every finding that reading can give: a small change to a good workbook gives exactly that
finding, at that cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from string import Formatter

import pytest

from hulp.boeken import METHODE, Proefwerkboek, Sleutel, leeg_boek, met_oude_keuze, vol_boek
from regio_xl.bevindingen import Bevinding, bevinding, catalogus, leesbaar, toonbaar
from regio_xl.indeling import blokken
from regio_xl.werkboek import Adres, Bereik, Bladvorm, CelFout, NietBerekend

Verandering = Callable[[Proefwerkboek], object]


@dataclass(frozen=True)
class Geval:
    """What is changed, and what is then said about which place. ``ook``: what the table lacks then,
    which is said of the whole table."""

    code: str
    verandering: Verandering
    plek: Sleutel | str
    melding: str
    ook: str = ""


def _zet(*sleutel: str | int, waarde: object) -> Verandering:
    return lambda boek: boek.zet(*sleutel, waarde=waarde)  # type: ignore[arg-type]


def _borg(**cellen: object) -> Verandering:
    """Fill the first row of the checklist."""

    def zet(boek: Proefwerkboek) -> None:
        for kop, waarde in ({"Id": "BV-V01"} | cellen).items():
            boek.zet("BorgEnVerbind", 0, kop, waarde=waarde)  # type: ignore[arg-type]

    return zet


def _dubbel_blok(boek: Proefwerkboek) -> None:
    onder = len(boek.snapshot().bladen[1].rijen) + 3
    for kolom, kop in enumerate(blokken.STELLINGKOPPEN):
        boek.zet_cel("Opgave", onder, kolom + 20, kop)


def _dubbel_tabblad(boek: Proefwerkboek) -> None:
    boek.tabs["Weefsel (2)"] = dict(boek.tabs["Weefsel"])


def _leeg_gemaakt_netwerk(boek: Proefwerkboek) -> None:
    del boek.tabs["Netwerk"]
    boek.tabs["Ons netwerk"] = {}


def _over_een_kop(boek: Proefwerkboek) -> None:
    """A list that goes on over the first heading of the next table."""
    kop = boek.plek("kop", "Relaties", "Van")
    assert kop.rij is not None
    assert kop.kolom is not None
    eerste = boek.plek("Partijen", 3, "Naam").rij
    assert eerste is not None
    for rij in range(eerste, kop.rij + 1):
        boek.zet_cel(kop.blad, rij, kop.kolom, f"Partij {rij}")


def _cijfers_ernaast(boek: Proefwerkboek) -> None:
    for stelling in METHODE.weefsel.stellingen[:5]:
        plek = boek.plek(stelling.id, "Toelichting")
        assert plek.rij is not None
        assert plek.kolom is not None
        boek.zet_cel("Weefsel", plek.rij, plek.kolom + 2, 3.0)


def _kruisjes(boek: Proefwerkboek, kolommen: int = 5) -> None:
    """Crosses in columns of one's own, where the answers themselves are empty."""
    for nummer, stelling in enumerate(METHODE.weefsel.stellingen[:6]):
        plek = boek.plek(stelling.id, "Toelichting")
        assert plek.rij is not None
        assert plek.kolom is not None
        boek.zet(stelling.id, "Antwoord", waarde=None)
        boek.zet_cel("Weefsel", plek.rij, plek.kolom + 2 + nummer % kolommen, "X")


def _rij_te_laag(boek: Proefwerkboek) -> None:
    """Answers that were pasted one row too low."""
    plek = boek.plek(METHODE.weefsel.stellingen[-1].id, "Antwoord")
    assert plek.rij is not None
    assert plek.kolom is not None
    boek.zet_cel("Weefsel", plek.rij + 1, plek.kolom, 4.0)


def _twee_keuzes(boek: Proefwerkboek) -> None:
    boek.zet("Perspectief", "keuze", waarde="Netwerkend")
    met_oude_keuze(boek, keuze="Responsief")


def _dubbele_afspraak(boek: Proefwerkboek) -> None:
    for rij in (0, 4):
        boek.zet("BorgEnVerbind", rij, "Id", waarde="BV-V01").zet(
            "BorgEnVerbind", rij, "Status", waarde="open"
        )


def _dubbele_kolom(boek: Proefwerkboek) -> None:
    plek = boek.plek("kop", "OpgaveStellingen", "Toelichting")
    assert plek.rij is not None
    assert plek.kolom is not None
    boek.plekken["eigen kolom",] = Adres(plek.blad, plek.rij, plek.kolom + 2)
    boek.zet_cel(plek.blad, plek.rij, plek.kolom + 2, "Antwoord")


def _dubbele_partij(boek: Proefwerkboek) -> None:
    boek.zet("Partijen", 3, "Naam", waarde="roc de waard")


def _vorm(*sleutel: str | int, **vorm: object) -> Verandering:
    """Give the tab of a cell something besides values, at that cell."""

    def zet(boek: Proefwerkboek) -> None:
        plek = boek.plek(*sleutel)
        gevuld = {naam: frozenset({(plek.rij, plek.kolom)}) for naam in vorm}
        boek.zet(*sleutel, waarde=vorm[next(iter(vorm))])  # type: ignore[arg-type]
        boek.vormen[plek.blad] = Bladvorm(**gevuld)  # type: ignore[arg-type]

    return zet


def _samengevoegd(boek: Proefwerkboek) -> None:
    een, _, ander = (boek.plek(s.id, "Antwoord") for s in METHODE.opgave.stellingen[:3])
    hoeken = (een.rij, een.kolom, ander.rij, ander.kolom)
    boek.vormen["Opgave"] = Bladvorm(samengevoegd=(Bereik(*hoeken),))  # type: ignore[arg-type]


def _ernaast(boek: Proefwerkboek) -> None:
    boek.zet("WEE-02", "Antwoord", waarde=None).zet("WEE-02", "Toelichting", waarde=4.0)


def _antwoord(waarde: object) -> Verandering:
    return _zet("OPG-42", "Antwoord", waarde=waarde)


def _leeg_weefsel(boek: Proefwerkboek) -> None:
    for stelling in METHODE.weefsel.stellingen:
        boek.zet(stelling.id, "Antwoord", waarde=None)


def _omgedraaid(boek: Proefwerkboek) -> None:
    """One tie written down from the other side, so that one party stands nowhere under Van."""
    boek.zet("Relaties", 2, "Van", waarde="Gemeente Veerdam").zet(
        "Relaties", 2, "Naar", waarde="Werkgeverskring"
    )


def _zonder_partijen(boek: Proefwerkboek) -> None:
    for rij in range(3):
        for kop in ("Naam", "Soort", "Invloed", "Betrokkenheid", "Rol", "Aan tafel"):
            boek.zet("Partijen", rij, kop, waarde=None)


def _totaal(naam: str, invloed: float | None, *, totaalrij: bool = False) -> Verandering:
    """Fill the last row but one of Partijen, below a blank row."""

    def zet(boek: Proefwerkboek) -> None:
        boek.zet("Partijen", 4, "Naam", waarde=naam).zet("Partijen", 4, "Invloed", waarde=invloed)
        if totaalrij:
            vorm = Bladvorm(tabellen=(boek.exceltabel("Partijen", 4, totaalrij=True),))
            boek.vormen["Netwerk"] = vorm

    return zet


ONDER_OPGAVE = len(METHODE.opgave.stellingen)
"""The first row below the statements of Opgave, where nothing stands yet."""
ONDER_NETWERK = len(METHODE.netwerk.stellingen)
EERSTE = (METHODE.opgave.stellingen[0].id, "Antwoord")
OPGAVE, OPG_42 = ("OpgaveStellingen",), ("OPG-42", "Antwoord")
GEVALLEN = [
    Geval("tab-ontbreekt", _leeg_gemaakt_netwerk, "Netwerk", "'Ons netwerk'"),
    Geval("tab-herkend", lambda b: b.hernoem("Netwerk", "Blad4"), "Blad4", "gelezen als Netwerk"),
    Geval("tab-dubbel", _dubbel_tabblad, "Weefsel (2)", "tabblad Weefsel"),
    Geval("kruisjes-ernaast", _kruisjes, "", "staan 6 kruisjes"),
    Geval("antwoord-zonder-stelling", _rij_te_laag, "", "geen id van een stelling"),
    Geval("kolom-met-antwoorden", _cijfers_ernaast, "", "staan 5 cijfers"),
    Geval(
        "kop-veranderd",
        _zet("kop", "OpgaveStellingen", "Antwoord", waarde="Antwoord (1-5)"),
        ("kop", "OpgaveStellingen", "Antwoord"),
        'Hier staat "Antwoord (1-5)".',
    ),
    Geval(
        "kop-ontbreekt",
        _zet("kop", "OpgaveStellingen", "Stelling", waarde="Zin"),
        ("kop", "OpgaveStellingen", "Id"),
        "de kop Stelling",
    ),
    Geval(
        "kop-overschreven",
        _over_een_kop,
        ("kop", "Relaties", "Van"),
        "hoort de kop Van",
        "partij-zonder-soort",
    ),
    Geval("tab-ontbreekt", lambda b: b.tabs.pop("Weefsel"), "Weefsel", "Dit tabblad ontbreekt."),
    Geval(
        "blok-ontbreekt",
        lambda b: b.wis_rij("Opgave", b.plek("kop", "OpgaveStellingen", "Id").rij or 0),
        ("kop", "OpgaveStellingen", "Id"),
        "Id, Stelling",
    ),
    Geval(
        "kolom-ontbreekt",
        _zet("kop", "OpgaveStellingen", "Antwoord", waarde="Score"),
        ("kop", "OpgaveStellingen", "Id"),
        "Antwoord",
    ),
    Geval(
        "kolom-ontbreekt",
        _zet("kop", "Partijen", "Rol", waarde=None),
        ("kop", "Partijen", "Naam"),
        "'Rol'",
    ),
    Geval("kolom-dubbel", _dubbele_kolom, ("eigen kolom",), "'Antwoord'"),
    Geval("blok-dubbel", _dubbel_blok, "", "OpgaveStellingen"),
    Geval(
        "versie-anders",
        _zet("OverDitWerkboek", 1, "Waarde", waarde="0.9.0"),
        ("OverDitWerkboek", 1, "Waarde"),
        "0.9.0",
    ),
    Geval(
        "versie-nieuwer",
        _zet("OverDitWerkboek", 1, "Waarde", waarde="99.0.0"),
        ("OverDitWerkboek", 1, "Waarde"),
        "99.0.0",
    ),
    Geval("antwoord-geen-getal", _antwoord("vijf"), OPG_42, '"vijf"'),
    Geval("antwoord-geen-getal", _antwoord("4 of 5"), OPG_42, '"4 of 5"'),
    Geval("antwoord-buiten-bereik", _antwoord(6.0), OPG_42, "Hier staat 6;"),
    Geval("antwoord-buiten-bereik", _antwoord(0.0), OPG_42, "Hier staat 0;"),
    Geval("antwoord-buiten-bereik", _antwoord("-1"), OPG_42, "Hier staat -1;"),
    Geval("antwoord-niet-heel", _antwoord(3.5), OPG_42, "Hier staat 3,5;"),
    Geval("antwoord-niet-heel", _antwoord("3,5"), OPG_42, "Hier staat 3,5;"),
    Geval("antwoord-waar-onwaar", _antwoord(True), OPG_42, "WAAR of ONWAAR"),
    Geval("antwoord-waar-onwaar", _antwoord("WAAR"), OPG_42, "WAAR of ONWAAR"),
    Geval("antwoord-datum", _antwoord(datetime(2027, 5, 1)), OPG_42, "1-5-2027"),  # noqa: DTZ001 - Excel knows no zones
    Geval("antwoord-datum", _antwoord(time(4, 0)), OPG_42, "04:00"),
    Geval("antwoord-opgevat", _antwoord("4 - eens"), OPG_42, '"4 - eens"; gelezen als 4'),
    Geval("antwoord-streepje", _antwoord("-"), OPG_42, '"-"'),
    Geval("antwoord-ernaast", _ernaast, ("WEE-02", "Toelichting"), "kolom Antwoord"),
    Geval("cijfer-met-datumopmaak", _antwoord(date(1900, 1, 4)), OPG_42, "4-1-1900"),
    Geval("cijfer-met-procentopmaak", _vorm(*OPG_42, procenten=0.04), OPG_42, "4%"),
    Geval("cijfer-procent", _vorm(*OPG_42, procenten=1.0), OPG_42, "100%"),
    Geval(
        "cel-plaatje",
        _vorm("Partijen", 1, "Soort", plaatjes=CelFout("#VALUE!")),
        ("Partijen", 1, "Soort"),
        "plaatje",
    ),
    Geval("cellen-samengevoegd", _samengevoegd, EERSTE, "is samengevoegd; alleen"),
    Geval("waarde-fout", _antwoord(CelFout("#N/A")), OPG_42, "#N/B"),
    Geval(
        "waarde-fout",
        _zet("Partijen", 0, "Invloed", waarde=CelFout("#DIV/0!")),
        ("Partijen", 0, "Invloed"),
        "#DEEL/0!",
    ),
    Geval(
        "waarde-fout", _zet("Start", "datum", waarde=CelFout("#REF!")), ("Start", "datum"), "#VERW!"
    ),
    Geval(
        "waarde-fout",
        _zet("Relaties", 1, "Van", waarde=CelFout("#NAME?")),
        ("Relaties", 1, "Van"),
        "#NAAM?",
        "contacten-niet-gevraagd",
    ),
    Geval(
        "waarde-fout",
        _zet("Feiten", 1, "Feit", waarde=CelFout("#N/A")),
        ("Feiten", 1, "Feit"),
        "#N/B",
    ),
    Geval("waarde-fout", _antwoord("#N/B"), OPG_42, "#N/B"),
    Geval(
        "waarde-fout", _zet("Feiten", 1, "Feit", waarde="#REF!"), ("Feiten", 1, "Feit"), "#VERW!"
    ),
    Geval(
        "waarde-niet-berekend",
        _antwoord(NietBerekend.NIET_BEREKEND),
        OPG_42,
        "nog nooit is uitgerekend",
    ),
    Geval(
        "stelling-ontbreekt",
        lambda b: b.wis_rij("Opgave", b.plek("OPG-42", "Id").rij or 0),
        "Opgave",
        "OPG-42",
    ),
    Geval(
        "id-onbekend",
        _zet("OpgaveStellingen", ONDER_OPGAVE, "Id", waarde="OPG-99"),
        ("OpgaveStellingen", ONDER_OPGAVE, "Id"),
        '"OPG-99"',
    ),
    Geval(
        "id-onbekend",
        _zet("OpgaveStellingen", ONDER_OPGAVE, "Id", waarde="NET-27"),
        ("OpgaveStellingen", ONDER_OPGAVE, "Id"),
        '"NET-27"',
    ),
    Geval("id-onbekend", _borg(Id="BV-X99"), ("BorgEnVerbind", 0, "Id"), '"BV-X99"'),
    Geval(
        "id-dubbel",
        _zet("OpgaveStellingen", ONDER_OPGAVE, "Id", waarde="opg-42"),
        ("OpgaveStellingen", ONDER_OPGAVE, "Id"),
        "OPG-42",
    ),
    Geval(
        "stelling-veranderd",
        _zet("OPG-42", "Stelling", waarde="Iets anders."),
        ("OPG-42", "Stelling"),
        "uit zichzelf",
    ),
    Geval(
        "getal-is-tekst",
        _zet("Partijen", 1, "Invloed", waarde="veel"),
        ("Partijen", 1, "Invloed"),
        '"veel"',
    ),
    Geval(
        "getal-opgevat",
        _zet("Partijen", 1, "Invloed", waarde="(4)"),
        ("Partijen", 1, "Invloed"),
        '"(4)"; gelezen als 4',
    ),
    Geval(
        "getal-datum",
        _zet("Partijen", 1, "Invloed", waarde=date(2026, 5, 3)),
        ("Partijen", 1, "Invloed"),
        "(3-5-2026)",
    ),
    Geval(
        "keuze-opgevat",
        _zet("Partijen", 1, "Aan tafel", waarde="x"),
        ("Partijen", 1, "Aan tafel"),
        '"x"; gelezen als ja',
    ),
    Geval(
        "getal-buiten-bereik",
        _zet("Partijen", 1, "Invloed", waarde=7.0),
        ("Partijen", 1, "Invloed"),
        "Hier staat 7;",
    ),
    Geval(
        "getal-buiten-bereik",
        _zet("Relaties", 0, "Sterkte", waarde=2.5),
        ("Relaties", 0, "Sterkte"),
        "Sterkte",
    ),
    Geval(
        "keuze-onbekend",
        _zet("Partijen", 1, "Soort", waarde="school"),
        ("Partijen", 1, "Soort"),
        "onderwijs",
    ),
    Geval(
        "keuze-onbekend",
        _zet("Opgave", "schaal", waarde="heelal"),
        ("Opgave", "schaal"),
        '"heelal"',
    ),
    Geval(
        "datum-onbekend",
        _zet("Agenda", 0, "Herijken op", waarde="volgend jaar"),
        ("Agenda", 0, "Herijken op"),
        "15-3-2027",
    ),
    Geval(
        "datum-bestaat-niet",
        _zet("Start", "datum", waarde="31-2-2027"),
        ("Start", "datum"),
        '"31-2-2027"',
    ),
    Geval(
        "datum-onbekend",
        _borg(Datum="voor de zomer"),
        ("BorgEnVerbind", 0, "Datum"),
        '"voor de zomer"',
    ),
    Geval("partij-dubbel", _dubbele_partij, ("Partijen", 3, "Naam"), '"roc de waard"'),
    Geval(
        "partij-onbekend",
        _zet("Relaties", 0, "Naar", waarde="ROC De Ward"),
        ("Relaties", 0, "Naar"),
        'Bedoel je "ROC De Waard"?',
    ),
    Geval(
        "trekker-onbekend",
        _zet("Agenda", 0, "Trekker", waarde="De burgers"),
        ("Agenda", 0, "Trekker"),
        '"De burgers"',
    ),
    Geval("partijen-leeg", _zonder_partijen, ("Partijen", 0, "Naam"), "ROC De Waard"),
    Geval(
        "meer-partijen",
        _zet("Relaties", 0, "Naar", waarde="roc de waard en Werkgeverskring"),
        ("Relaties", 0, "Naar"),
        "2 partijen in één cel: ROC De Waard en Werkgeverskring.",
    ),
    Geval(
        "naam-verwijst",
        _zet("Relaties", 0, "Naar", waarde="Iedereen"),
        ("Relaties", 0, "Naar"),
        '"Iedereen"',
    ),
    Geval(
        "trekker-verwijst",
        _zet("Agenda", 0, "Trekker", waarde="ROC De Waard / Werkgeverskring"),
        ("Agenda", 0, "Trekker"),
        '"ROC De Waard / Werkgeverskring"',
    ),
    Geval(
        "partij-meer-namen",
        _zet("Partijen", 3, "Naam", waarde="ROC De Waard, Werkgeverskring"),
        ("Partijen", 3, "Naam"),
        "2 namen in één cel: ROC De Waard en Werkgeverskring.",
    ),
    Geval(
        "partij-lijkt-op",
        _zet("Partijen", 3, "Naam", waarde="R.O.C. de Waard"),
        ("Partijen", 3, "Naam"),
        '"R.O.C. de Waard" lijkt op "ROC De Waard"',
    ),
    Geval("totaalrij", _totaal("Totaal", 3.2), ("Partijen", 4, "Naam"), '"Totaal"'),
    Geval(
        "naam-in-totaalrij",
        _totaal("Bewoners", 3.2, totaalrij=True),
        ("Partijen", 4, "Naam"),
        '"Bewoners"',
    ),
    Geval("tussenkop", _totaal("Bedrijven:", None), ("Partijen", 4, "Naam"), '"Bedrijven:"'),
    Geval(
        "opmerking-in-tabel",
        _totaal("NB: nog aan te vullen", None),
        ("Partijen", 4, "Naam"),
        '"NB: nog aan te vullen"',
    ),
    Geval("losse-rij", _totaal("Bewoners", None), ("Partijen", 4, "Naam"), "telt mee als partij"),
    Geval(
        "rij-zonder-naam",
        _zet("Partijen", 3, "Soort", waarde="bedrijf"),
        ("Partijen", 3, "Naam"),
        "Naam",
    ),
    Geval(
        "rij-zonder-naam", _zet("Feiten", 2, "Waarde", waarde=12.0), ("Feiten", 2, "Feit"), "Feit"
    ),
    Geval(
        "relatie-onvolledig",
        _zet("Relaties", 1, "Naar", waarde=None),
        ("Relaties", 1, "Naar"),
        "ontbreekt",
    ),
    Geval(
        "relatie-onvolledig",
        _zet("Relaties", 3, "Sterkte", waarde=3.0),
        ("Relaties", 3, "Van"),
        "ontbreekt",
    ),
    Geval(
        "relatie-met-zichzelf",
        _zet("Relaties", 1, "Naar", waarde="roc de waard"),
        ("Relaties", 1, "Naar"),
        '"ROC De Waard"',
    ),
    Geval(
        "relatie-dubbel",
        lambda b: b.zet("Relaties", 2, "Van", waarde="ROC De Waard").zet(
            "Relaties", 2, "Naar", waarde="werkgeverskring"
        ),
        ("Relaties", 2, "Van"),
        "ROC De Waard naar Werkgeverskring",
        "contacten-niet-gevraagd",
    ),
    Geval(
        "relatie-tegenspraak",
        _zet("Relaties", 1, "Over en weer", waarde="nee"),
        ("Relaties", 1, "Over en weer"),
        "ROC De Waard naar Werkgeverskring",
    ),
    Geval(
        "relatie-tegenspraak",
        lambda b: b.zet("Relaties", 1, "Over en weer", waarde="ja").zet(
            "Relaties", 2, "Sterkte", waarde=3.0
        ),
        ("Relaties", 1, "Over en weer"),
        "ROC De Waard naar Werkgeverskring",
    ),
    Geval(
        "kenmerk-ontbreekt",
        _zet("StartKenmerken", 0, "Kenmerk", waarde="Gebied"),
        "Start",
        "'Regio'",
    ),
    Geval(
        "keuze-niet-gelezen",
        _zet("Perspectief", "keuze", waarde="Linksboven"),
        ("Perspectief", "keuze"),
        '"Linksboven"',
    ),
    Geval(
        "keuze-op-oude-plek",
        _twee_keuzes,
        ("PerspectiefKenmerken", 0, "Waarde"),
        '"Responsief", op Advies C',
    ),
    Geval("status-onbekend", _borg(Status="bijna"), ("BorgEnVerbind", 0, "Status"), '"bijna"'),
    Geval("afspraak-dubbel", _dubbele_afspraak, ("BorgEnVerbind", 4, "Id"), "BV-V01"),
    Geval("cel-verdwaald", lambda boek: boek.zet_cel("Netwerk", 149_999, 2, "x"), "", '"x"'),
    Geval("regio-leeg", _zet("Start", "regio", waarde=None), ("Start", "regio"), "regio"),
    Geval("regio-leeg", _zet("Start", "opgave", waarde=" \u00a0"), ("Start", "opgave"), "opgave"),
    Geval("tab-leeg", _leeg_weefsel, "Weefsel", "nog geen stelling"),
    Geval(
        "agenda-onvolledig",
        _zet("Agenda", 0, "Trekker", waarde=None),
        ("kop", "Agenda", "Agendapunt"),
        "1 van de 1",
    ),
    Geval("contacten-niet-gevraagd", _omgedraaid, ("kop", "Relaties", "Van"), "kring"),
    Geval(
        "partij-zonder-soort",
        _zet("Partijen", 1, "Soort", waarde=None),
        ("kop", "Partijen", "Naam"),
        "1 van de 3 partijen staat nog geen soort: ROC De Waard",
    ),
]

# What a file, a folder or a whole run can give: tests/test_xlsx_*.py and tests/test_cli*.py.
ELDERS = {
    "netwerk-ingekort",
    "bestand-niet-gevonden", "bestand-niet-leesbaar", "bestand-leeg", "bestand-beschadigd",
    "bestand-geen-werkboek", "bestand-beveiligd", "bestand-slot", "bestand-bestaat-al",
    "map-zonder-werkboeken", "patroon-zonder-bestanden", "proces-gestopt", "programma-fout",
    "bestand-te-groot", "bestand-onveilig", "bestand-niet-van-ons", "bestand-niet-te-schrijven",
    "bestand-naam-dubbel", "bestand-zelfde-als-invoer", "bestand-gewijzigd", "bestand-open",
    "niet-ter-plekke", "cel-niet-te-schrijven", "tab-resultaat-ontbreekt", "proces-te-traag",
    "geheugen-op", "map-niet-leesbaar", "resultaat-gewijzigd", "resultaat-van-ander",
    "bestand-overgeslagen", "bestand-van-mac", "resultaten-overgeslagen",
    "eigen-tekst-naast-lijst", "eigen-tekst-overschreven", "eigen-tekst-blijft-achter",
    "eigen-tab-blijft-achter", "werkboek-ondertekend", "tab-uitleg-ontbreekt",
    "rekentabel-ontbreekt", "filter-aan", "rijen-verborgen",
    "python-mee", "python-niet-mee", "versie-ouder",
}  # fmt: skip


def test_a_good_workbook_gives_no_findings() -> None:
    assert vol_boek().bevindingen() == ()


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval.code)
def test_exactly_this_finding_is_given(geval: Geval) -> None:
    """Ontwerp 2: a stable code and one sentence shape: where, what stands there, what is allowed,
    what to do."""
    boek = vol_boek()
    geval.verandering(boek)
    gevonden, *rest = boek.bevindingen()
    assert [bevinding.code for bevinding in rest] == geval.ook.split()
    assert gevonden.code == geval.code
    assert gevonden.ernst == catalogus()[geval.code].ernst
    assert geval.melding in gevonden.melding
    assert "{" not in gevonden.melding
    assert gevonden.melding == " ".join(gevonden.melding.split())
    if isinstance(geval.plek, tuple):
        plek = boek.plek(*geval.plek)
        assert (gevonden.blad, gevonden.cel) == (plek.blad, plek.cel)
        assert str(gevonden).startswith(f"'{plek.blad}'!{plek.cel}: ")
    elif geval.plek:
        assert (gevonden.blad, gevonden.cel) == (geval.plek, "")


def test_every_code_of_the_catalogue_has_a_test() -> None:
    """A new code without a test fails here: put it in GEVALLEN, or in ELDERS when reading cells
    cannot give it."""
    hier = {geval.code for geval in GEVALLEN}
    assert hier | ELDERS == set(catalogus())
    assert hier & ELDERS == set()
    map_ = Path(__file__).parent
    tests = "".join(
        pad.read_text(encoding="utf-8") for pad in map_.glob("test_*.py") if pad != Path(__file__)
    )
    assert [code for code in sorted(ELDERS) if code not in tests] == []


@pytest.mark.parametrize(
    ("verandering", "ernaast"),
    [
        (_omgedraaid, "contacten-niet-gevraagd"),
        (_zet("Partijen", 1, "Soort", waarde=None), "partij-zonder-soort"),
        (_zet("Agenda", 0, "Trekker", waarde=None), "agenda-onvolledig"),
    ],
    ids=["contacten", "soort", "agenda"],
)
def test_what_a_table_lacks_is_said_whatever_else_is_wrong_on_its_tab(
    verandering: Verandering, ernaast: str
) -> None:
    """F13: all findings at once."""
    boek = vol_boek()
    verandering(boek)
    boek.zet("Partijen", 0, "Invloed", waarde=7.0).zet("Feiten", 0, "Feit", waarde=CelFout("#N/A"))
    assert {b.code for b in boek.bevindingen()} == {"getal-buiten-bereik", "waarde-fout", ernaast}


def test_a_cell_with_a_finding_of_its_own_is_not_said_to_be_empty_too() -> None:
    boek = vol_boek().zet("Agenda", 0, "Herijken op", waarde="voorjaar")
    boek.zet("Partijen", 1, "Soort", waarde="club")
    assert {b.code for b in boek.bevindingen()} == {"datum-onbekend", "keuze-onbekend"}


@pytest.mark.parametrize(
    ("verandering", "code", "ander"),
    [
        (_dubbele_partij, "partij-dubbel", ("Partijen", 1, "Naam")),
        (_dubbele_afspraak, "afspraak-dubbel", ("BorgEnVerbind", 0, "Id")),
        (
            _zet("OpgaveStellingen", ONDER_OPGAVE, "Id", waarde="OPG-42"),
            "id-dubbel",
            ("OPG-42", "Id"),
        ),
        (_dubbel_blok, "blok-dubbel", ("kop", "OpgaveStellingen", "Id")),
    ],
    ids=["partij", "afspraak", "id", "blok"],
)
def test_a_clash_names_the_other_cell_too(
    verandering: Verandering, code: str, ander: Sleutel
) -> None:
    """Ontwerp 2: when two cells collide the finding names the other."""
    boek = vol_boek()
    verandering(boek)
    (gevonden,) = boek.bevindingen()
    assert gevonden.code == code
    assert boek.plek(*ander).cel in gevonden.melding


@pytest.mark.parametrize("code", sorted(catalogus()))
def test_every_sentence_says_what_there_is_and_what_to_do(code: str) -> None:
    soort = catalogus()[code]
    assert soort.zin.removesuffix(" {suggestie}").endswith(".")
    assert "ongeldig" not in soort.zin.lower()
    assert len(soort.wanneer) > 10
    namen = {naam for _, naam, _, _ in Formatter().parse(soort.zin) if naam is not None}
    assert all(naam.isidentifier() for naam in namen)


def test_an_empty_workbook_gives_only_tips() -> None:
    """An empty answer is allowed: empty means not answered."""
    bevindingen = leeg_boek().bevindingen()
    assert {b.ernst for b in bevindingen} == {"tip"}
    assert [b.code for b in bevindingen].count("tab-leeg") == 4


def test_an_unfilled_slot_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        bevinding("antwoord-geen-getal")
    with pytest.raises(KeyError):
        bevinding("bestaat-niet")


@pytest.mark.parametrize(
    ("waarde", "getoond"),
    [
        ("een\ntwee\tdrie", "een twee drie"),
        ("a" * 300, "a" * 199 + "…"),
        ("{niet_invullen}", "{niet_invullen}"),
        (3.5, "3.5"),
    ],
    ids=["regels", "lang", "accolades", "getal"],
)
def test_what_somebody_typed_is_shown_safely(waarde: object, getoond: str) -> None:
    """Ontwerp 5: files are never trusted; what stands in a cell is quoted on one line, without
    control characters."""
    assert leesbaar(waarde).strip() == getoond
    assert getoond in bevinding("antwoord-geen-getal", Adres("Opgave", 0, 0), staat=waarde).melding


def test_characters_that_reverse_the_reading_direction_are_not_shown() -> None:
    assert all(teken.isprintable() for teken in leesbaar("ant\u202ewoord\x07\u2028"))


@pytest.mark.parametrize("naam", ["Feiten", "Agenda", "Partijen", "Relaties"])
def test_a_table_without_headings_is_missed(naam: str) -> None:
    """What stands below such a table may be misread; the finding says which headings to put
    back."""
    boek = vol_boek()
    eerste = (
        next(tabel for tab in METHODE.invoertabs for tabel in tab.tabellen if tabel.naam == naam)
        .kolommen[0]
        .kop
    )
    kop = boek.plek("kop", naam, eerste)
    boek.wis_rij(kop.blad, kop.rij or 0)
    gevonden = [b for b in boek.bevindingen() if b.code == "blok-ontbreekt"]
    assert len(gevonden) == 1
    assert f"'{naam}'" in gevonden[0].melding
    assert eerste in gevonden[0].melding


def test_a_wrong_answer_does_not_make_a_tab_empty() -> None:
    """The tip *nog geen stelling beantwoord* must be true: a wrong answer is an answer too."""
    boek = vol_boek()
    _leeg_weefsel(boek)
    boek.zet("WEE-01", "Antwoord", waarde="vijf")
    assert [b.code for b in boek.bevindingen()] == ["antwoord-geen-getal"]


def test_a_finding_about_the_file_names_no_cell() -> None:
    gevonden = bevinding("bestand-leeg")
    assert (gevonden.blad, gevonden.cel) == ("", "")
    assert str(gevonden) == f"{gevonden.melding} (bestand-leeg)"


def test_a_finding_about_a_tab_with_an_apostrophe_names_it() -> None:
    assert str(bevinding("tab-leeg", Adres("'t Gooi"))).startswith("'''t Gooi': Hier is")


# --- all at once, and nothing more than needed is left out
# -----------------------------------------------------------------


def _alles_fout() -> tuple[Proefwerkboek, set[tuple[str, str, str]]]:
    """The wrong values of the issue, all in one workbook, with what must be found where."""
    boek = vol_boek()
    verwacht: set[tuple[str, str, str]] = set()

    def fout(code: str, *sleutel: str | int, waarde: object) -> None:
        boek.zet(*sleutel, waarde=waarde)  # type: ignore[arg-type]
        verwacht.add((code, boek.plek(*sleutel).blad, boek.plek(*sleutel).cel))

    fout("antwoord-buiten-bereik", "OPG-01", "Antwoord", waarde=6.0)
    fout("antwoord-niet-heel", "OPG-02", "Antwoord", waarde=3.5)
    fout("antwoord-waar-onwaar", "OPG-42", "Antwoord", waarde=True)
    fout("antwoord-geen-getal", "OPG-04", "Antwoord", waarde="vijf")
    fout("antwoord-datum", "OPG-33", "Antwoord", waarde=date(2027, 1, 5))
    fout("waarde-fout", "OPG-06", "Antwoord", waarde=CelFout("#N/A"))
    fout("waarde-niet-berekend", "OPG-32", "Antwoord", waarde=NietBerekend.NIET_BEREKEND)
    fout("antwoord-geen-getal", "PER-31", "Gewenst", waarde="misschien")
    fout("partij-onbekend", "Relaties", 1, "Naar", waarde="Onbekende partij")
    fout("partij-dubbel", "Partijen", 3, "Naam", waarde="Werkgeverskring")
    fout("getal-is-tekst", "Partijen", 0, "Invloed", waarde="veel")
    fout("id-onbekend", "OpgaveStellingen", ONDER_OPGAVE, "Id", waarde="OPG-77")
    fout("id-dubbel", "NetwerkStellingen", ONDER_NETWERK, "Id", waarde="NET-28")
    boek.wis_rij("Weefsel", boek.plek("WEE-33", "Id").rij or 0)
    verwacht.add(("stelling-ontbreekt", "Weefsel", ""))
    return boek, verwacht


def test_all_mistakes_come_at_once() -> None:
    """Ontwerp 2: all findings of a file come at once, never only the first; each is said once."""
    boek, verwacht = _alles_fout()
    bevindingen = boek.bevindingen()
    assert {(b.code, b.blad, b.cel) for b in bevindingen} == verwacht
    assert len(bevindingen) == len(verwacht)


def test_mistakes_come_first() -> None:
    ernst = [b.ernst for b in _alles_fout()[0].bevindingen()]
    assert ernst == sorted(ernst, key=["fout", "let op", "tip"].index)


def test_a_wrong_answer_stops_only_itself() -> None:
    """*fout* keeps what depends on it out of the calculation, nothing else."""
    goed, fout = vol_boek().gelezen().invoer, _alles_fout()[0].gelezen().invoer
    weg = {"OPG-01", "OPG-02", "OPG-42", "OPG-04", "OPG-33", "OPG-06", "OPG-32", "NET-28", "WEE-33"}
    assert fout.antwoorden == {id_: a for id_, a in goed.antwoorden.items() if id_ not in weg}
    assert fout.nu == goed.nu
    assert fout.gewenst == {id_: a for id_, a in goed.gewenst.items() if id_ != "PER-31"}
    assert [p.naam for p in fout.partijen] == [p.naam for p in goed.partijen]
    assert (fout.partijen[0].invloed, fout.partijen[0].betrokkenheid) == (None, 4)
    assert fout.relaties == (goed.relaties[0], goed.relaties[2])
    assert (fout.feiten, fout.agenda) == (goed.feiten, goed.agenda)


def _codes(bevindingen: tuple[Bevinding, ...]) -> list[str]:
    return [b.code for b in bevindingen]


def test_a_double_id_gives_neither_answer() -> None:
    """Nobody can see which of the two counts."""
    boek = (
        vol_boek()
        .zet("OpgaveStellingen", ONDER_OPGAVE, "Id", waarde="OPG-42")
        .zet("OpgaveStellingen", ONDER_OPGAVE, "Antwoord", waarde=5.0)
    )
    gelezen = boek.gelezen()
    assert _codes(gelezen.bevindingen) == ["id-dubbel"]
    assert "OPG-42" not in gelezen.invoer.antwoorden


def test_a_changed_stelling_counts_under_its_original_text() -> None:
    boek = vol_boek().zet("OPG-42", "Stelling", waarde="Niemand loopt hier warm voor.")
    gelezen = boek.gelezen()
    assert _codes(gelezen.bevindingen) == ["stelling-veranderd"]
    assert "OPG-42" in gelezen.invoer.antwoorden


@pytest.mark.parametrize("tab", blokken.INVOERTABS)
def test_without_a_tab_the_rest_counts(tab: str) -> None:
    """Nothing stops at a missing tab; on Start nothing is left that counts."""
    boek = vol_boek()
    goed = boek.gelezen().invoer
    del boek.tabs[tab]
    gelezen = boek.gelezen()
    zonder_partijen = {"trekker-onbekend"} if tab == "Netwerk" else set()
    assert set(_codes(gelezen.bevindingen)) - zonder_partijen == {"tab-ontbreekt"}
    over = {
        id_
        for id_ in goed.antwoorden
        if id_[:3] != {"Opgave": "OPG", "Netwerk": "NET", "Weefsel": "WEE"}.get(tab)
    }
    assert set(gelezen.invoer.antwoorden) == over


def test_an_empty_double_row_of_borg_is_ours_and_no_finding() -> None:
    """Only what users filled in can clash; a calculation uses the other row again."""
    boek = vol_boek()
    boek.zet("BorgEnVerbind", 0, "Id", waarde="BV-V01").zet(
        "BorgEnVerbind", 4, "Id", waarde="BV-V01"
    )
    boek.zet("BorgEnVerbind", 4, "Status", waarde="geborgd")
    assert boek.bevindingen() == ()
    assert boek.gelezen().invoer.afspraken["BV-V01"].status == "geborgd"


FAMILIE = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def test_pictures_that_are_joined_stay_one_and_a_joiner_elsewhere_shows() -> None:
    assert leesbaar(
        f"{FAMILIE} \u2764\ufe0f\u200d\U0001f525 \U0001f469\U0001f3fd\u200d\U0001f52c"
    ) == (f"{FAMILIE} \u2764\ufe0f\u200d\U0001f525 \U0001f469\U0001f3fd\u200d\U0001f52c")
    assert leesbaar("UW\u200dV \u200d\U0001f525") == "UW\ufffdV \ufffd\U0001f525"


def test_shown_text_keeps_its_lines_and_obeys_nobody() -> None:
    assert toonbaar("een\n  twee\tdrie é") == "een\n  twee\tdrie é"
    assert toonbaar("\x1b]0;x\x07\r\x9b2J\u202e") == "\ufffd]0;x\ufffd\ufffd\ufffd2J\ufffd"


def test_a_single_column_of_crosses_is_no_set_of_answers() -> None:
    boek = vol_boek()
    _kruisjes(boek, kolommen=1)
    assert boek.bevindingen() == ()


def test_many_words_that_are_no_status_are_told_at_once_and_in_whole_sentences() -> None:
    boek = vol_boek()
    woorden = ("klaar", "bezig", "loopt", "ja", "x", "besproken")
    for lijn, woord in enumerate(woorden):
        punt = METHODE.borg_en_verbind.punten[lijn]
        boek.zet("BorgEnVerbind", lijn, "Id", waarde=punt.id)
        boek.zet("BorgEnVerbind", lijn, "Status", waarde=woord)
    (gevonden,) = boek.bevindingen()
    assert gevonden.code == "status-onbekend"
    assert all(f'"{woord}"' in gevonden.melding for woord in woorden)
    assert ".." not in gevonden.melding
