"""The numbers of the method and the choices with a meaning are data: they can be changed, and a
wrong one is refused."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hulp.boeken import METHODE
from regio_xl.indeling import blokken
from regio_xl.invoer import SECTOREN, Agendapunt, Antwoord, Invoer, Partij, Relatie
from regio_xl.methode import STANDAARDMAP, Methode, MethodeFout, laad, tabnamen
from regio_xl.methode.afwegen import MEESTE_PER_PAAR
from regio_xl.methode.elementen import Tussen
from regio_xl.methode.regels import Grenzen
from regio_xl.rekenen import bereken
from regio_xl.rekenen.agenda import agendabeeld
from regio_xl.rekenen.kengetallen import kengetallen
from regio_xl.rekenen.kwadrant import adviseer
from regio_xl.rekenen.netwerk import bereken_netwerkbeeld
from regio_xl.rekenen.tellen import procent_van

BRON = Path(__file__).parents[1] / "src" / "regio_xl"
ALLE_ANTWOORDEN = {
    s.id: Antwoord(waarde=1 + nr % 5) for nr, s in enumerate(METHODE.stellingen.values())
}
PARTIJEN = tuple(
    Partij(naam=naam, soort=soort, invloed=4, rol="eigenaar", aan_tafel=False)
    for naam, soort in zip(
        "ABCDEF", ["overheid", "bedrijf", "inwoners", "onderwijs", "overig", "bedrijf"], strict=True
    )
)
LIJN = tuple(
    Relatie(van=a, naar=b, sterkte=4, vertrouwen=2) for a, b in ("AB", "BC", "CD", "BA", "CB", "DC")
)
NETWERK = Invoer(
    partijen=PARTIJEN,
    relaties=LIJN,
    antwoorden={"WEE-23": Antwoord(waarde=2), "WEE-01": Antwoord(waarde=2)},
)
# Two loose parties and a loose pair; and a network in which three of fifteen pairs are unknown.
LOS = NETWERK.model_copy(
    update={
        "partijen": (*PARTIJEN, Partij(naam="G"), Partij(naam="H")),
        "relaties": (*LIJN, Relatie(van="G", naar="H")),
    }
)
BIJNA = Invoer(
    partijen=PARTIJEN,
    relaties=tuple(Relatie(van=a, naar=b) for a, b in ("AB", "BC", "CD", "DE", "EA", "AF", "BF")),
)
PUNT = Agendapunt(
    agendapunt="Punt",
    belang_overheid="a",
    belang_inwoners="b",
    trekker="A",
    uitvoering="anderen",
    oorsprong="initiatief",
)
AGENDA = Invoer(
    agenda=(PUNT, PUNT, PUNT), kenmerken={"Opgave": {"schaal": "regio", "aanleiding": "beide"}}
)
EEN_NU = Invoer(nu={METHODE.perspectief.stellingen[0].id: Antwoord(waarde=3)})


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    """A copy of the method's files, to change."""
    return Path(shutil.copytree(STANDAARDMAP, tmp_path / "methode"))


def _vervang(map_: Path, bestand: str, oud: str, nieuw: str) -> None:
    pad = map_ / bestand
    tekst = pad.read_text(encoding="utf-8")
    assert oud in tekst
    pad.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")


def _cijfer(naam: str, invoer: Invoer) -> Callable[[Methode], Any]:
    def lees(methode: Methode) -> float | Tussen | None:
        agenda = agendabeeld(methode, invoer)
        return kengetallen(methode, invoer, adviseer(methode, invoer), agenda)[naam]

    return lees


def _beeld(veld: str, invoer: Invoer = NETWERK) -> Callable[[Methode], Any]:
    return lambda methode: getattr(bereken_netwerkbeeld(methode, invoer), veld)


def _dichtheid(methode: Methode) -> float | None:
    return bereken_netwerkbeeld(methode, BIJNA).maten["dichtheid"]


def _advies(veld: str) -> Callable[[Methode], Any]:
    return lambda methode: len(getattr(adviseer(methode, Invoer(antwoorden=ALLE_ANTWOORDEN)), veld))


def _open(methode: Methode) -> int:
    return len(adviseer(methode, Invoer()).helpt_het_meest)


def _getoond(methode: Methode) -> int:
    return len(
        bereken(Invoer(antwoorden=ALLE_ANTWOORDEN, keuze="netwerkend"), methode).handreikingen
    )


def _zinnen(methode: Methode) -> list[str]:
    return [
        uitspraak.zin
        for invoer in (NETWERK, BIJNA)
        for uitspraak in bereken_netwerkbeeld(methode, invoer).uitspraken
    ]


WERKT_DOOR = [
    ("methode.toml", "redenen = 5", "redenen = 2", _advies("voor")),
    ("methode.toml", "redenen = 5", "redenen = 2", _advies("tegen")),
    ("methode.toml", "hulpvragen = 5", "hulpvragen = 1", _open),
    ("methode.toml", "handreikingen = 12", "handreikingen = 3", _getoond),
    ("methode.toml", "per_stap = 4", "per_stap = 1", _getoond),
    ("methode.toml", "perspectief_volledigheid = 0.5", "perspectief_volledigheid = 0.01",
        _cijfer("nu_beeld", EEN_NU)),
    ("opgave.toml", "groep_gedeeld = \"gedeeld\"", "groep_gedeeld = \"plicht\"", _cijfer(
        "gedeeld_beantwoord", Invoer(antwoorden={"OPG-01": Antwoord(waarde=3)}))),
    ("opgave.toml", "minste_sectoren = 3", "minste_sectoren = 2",
        _cijfer("agenda_gedeeld", AGENDA)),
    ("opgave.toml", "belangen_ingevuld = 0.5", "belangen_ingevuld = 0.51",
        _cijfer("agenda_gedeeld", AGENDA)),
    ("opgave.toml", "minste_trekkers = 3", "minste_trekkers = 4",
        _cijfer("trekker_meeste", AGENDA)),
    ("opgave.toml", "minste_tekens = 2", "minste_tekens = 3",
        lambda m: agendabeeld(m, AGENDA)[0].trekt_naar),
    ("opgave.toml", '["wijk of dorp", "gemeente"]', '["wijk of dorp", "regio"]',
        _cijfer("schaal_lokaal", AGENDA)),
    ("opgave.toml", 'opgelegd = ["opgelegd"]', 'opgelegd = ["opgelegd", "beide"]',
        _cijfer("aanleiding_opgelegd", AGENDA)),
    ("opgave.toml", 'initiatief = ["initiatief"]', 'initiatief = ["plicht"]',
        _cijfer("agenda_initiatief", AGENDA)),
    ("opgave.toml", 'overheidsspoor = ["overheid zelf"]', 'overheidsspoor = ["anderen"]', _cijfer(
        "agenda_overheidsspoor", AGENDA)),
    ("netwerk.toml", "veel = 4", "veel = 5", _beeld("invloedrijk_niet_aan_tafel")),
    ("netwerk.toml", "veel = 4", "veel = 5", _beeld("herstel", LOS)),
    ("netwerk.toml", "veel = 4", "veel = 5", _cijfer("invloed_niet_aan_tafel", NETWERK)),
    ("netwerk.toml", "weinig = 2", "weinig = 1", _cijfer("sterk_zonder_vertrouwen", NETWERK)),
    ("netwerk.toml", "minste_relaties = 3", "minste_relaties = 4", _beeld("dichtheid")),
    ("netwerk.toml", "minste_relaties = 3", "minste_relaties = 8", _dichtheid),
    ("netwerk.toml", "meeste_verschil = 0.25", "meeste_verschil = 0.05", _dichtheid),
    ("netwerk.toml", "minste_invloed_overheid = 2", "minste_invloed_overheid = 7",
        _cijfer("invloed_overheid", NETWERK)),
    ("netwerk.toml", "minste_invloed_grootste = 3", "minste_invloed_grootste = 7",
        _cijfer("invloed_grootste", NETWERK)),
    ("netwerk.toml", "meeste_verschil = 0.25", "smalle_marge = 1", _zinnen),
    ("netwerk.toml", "eerst_vragen = 3", "eerst_vragen = 1", _beeld("vraag_eerst")),
    ("netwerk.toml", "nieuwe_contacten = 3", "nieuwe_contacten = 1", _beeld("herstel")),
    ("netwerk.toml", "namen_in_een_zin = 5", "namen_in_een_zin = 2", _zinnen),
    ("netwerk.toml", 'nieuwe_partij = "WEE-23"', 'nieuwe_partij = "WEE-02"', _zinnen),
    ("netwerk.toml", 'soort_ondernemers = ["bedrijf"]', 'soort_ondernemers = ["overig"]', _cijfer(
        "partijen_bedrijven", NETWERK)),
    ("netwerk.toml", 'soort_overheid = ["overheid"]', 'soort_overheid = ["inwoners", "overheid"]',
        _cijfer(
        "eigenaren_buiten_overheid", NETWERK)),
    ("netwerk.toml", 'rest = ["overig", "samenwerkingsverband", ', 'rest = ["overig", ',
        _beeld("ontbrekende_sectoren")),
    ("netwerk.toml", 'vakken = ["overheid", ', 'vakken = ["kennisinstelling", ',
        lambda m: _beeld("opstelling")(m).vakken),
    ("netwerk.toml", 'eigenaar = ["eigenaar"]', 'eigenaar = ["trekker"]', _beeld("eigenaren")),
    ("netwerk.toml", 'eigenaar = ["eigenaar"]', 'eigenaar = ["trekker"]',
        _cijfer("eigenaren", NETWERK)),
]  # fmt: skip


@pytest.mark.parametrize(("bestand", "oud", "nieuw", "lees"), WERKT_DOOR)
def test_a_number_of_the_method_is_changed_without_python(
    map_: Path, bestand: str, oud: str, nieuw: str, lees: Callable[[Methode], Any]
) -> None:
    _vervang(map_, bestand, oud, nieuw)
    assert lees(laad(map_)) != lees(METHODE)


FOUT = [
    ("methode.toml", "redenen = 5", "redenen = 6", "grenzen.redenen", "hoogstens 5"),
    ("methode.toml", "hulpvragen = 5", "hulpvragen = 0", "grenzen.hulpvragen", "minstens 1"),
    ("methode.toml", "handreikingen = 12", "handreikingen = 13", "grenzen.handreikingen",
        "hoogstens 12"),
    ("methode.toml", "afwegingen = 5", "afwegingen = 6", "grenzen.afwegingen", "hoogstens 5"),
    ("methode.toml", "marges = [", "marges = [ { volledigheid = 1, licht = 2, duidelijk = 9 },",
        "drempels", "volgorde van volledigheid"),
    ("methode.toml", "duidelijk = ", "duidelijk = 0.01 }, # ", "drempels",
        "licht kleiner dan duidelijk"),
    ("methode.toml", "marges = [", "marges = [ { volledigheid = 0.4, licht = 2, duidelijk = 9 },",
        "drempels", "de eerste rij van marges"),
    ("methode.toml", "per_stap = 4", "per_stap = 2.5", "grenzen.handreikingen_per_stap",
        "heel getal"),
    ("methode.toml", "per_stap = 4", 'per_stap = "vier"', "grenzen.handreikingen_per_stap",
        "heel getal"),
    ("methode.toml", "[grenzen]", "[grens]", "grens", "tikfout"),
    ("methode.toml", "perspectief_volledigheid = 0.5", "", "drempels.perspectief_volledigheid",
        "ontbreekt"),
    ("opgave.toml", "minste_tekens = 2", "minste_tekens = 5", "regels.minste_tekens",
        "hoogstens 4"),
    ("opgave.toml", "belangen_ingevuld = 0.5", "belangen_ingevuld = 50", "regels.belangen_ingevuld",
        "hoogstens 1"),
    ("opgave.toml", 'gedeeld = "gedeeld"', 'gedeeld = "samen"', "regels.groep_gedeeld",
        "'samen' staat niet in methode.toml"),
    ("opgave.toml", '["wijk of dorp", ', '["buurt", ', "regels.keuzes.schaal_lokaal",
        "'buurt' staat niet"),
    ("opgave.toml", 'keuzes = ["vast", "open"]', 'keuzes = ["dicht", "open"]',
        "regels.keuzes.ruimte_vast", "'vast'"),
    ("opgave.toml", 'werk_terugkerend = ["terugkerend"]', "werk_terugkerend = []",
        "werk_terugkerend", "minstens één"),
    ("netwerk.toml", "veel = 4", "veel = 6", "regels.veel", "hoogstens 5"),
    ("netwerk.toml", "weinig = 2", "weinig = 4", "regels", "weinig moet kleiner zijn dan veel"),
    ("netwerk.toml", "eerst_vragen = 3", "", "regels.eerst_vragen", "ontbreekt"),
    ("netwerk.toml", 'nieuwe_partij = "WEE-23"', 'nieuwe_partij = "WEE-99"', "regels.nieuwe_partij",
        "geen stelling"),
    ("netwerk.toml", '"WEE-25"]', '"OPG-01"]', "regels.zelfde_aanpak", "geen stelling van Weefsel"),
    ("netwerk.toml", 'trekker = ["trekker"]', 'trekker = ["duwer"]', "regels.keuzes.rol_trekker",
        "'duwer' staat niet"),
    ("netwerk.toml", 'informeel = ["informeel"]', 'informeel = ["los"]',
        "regels.keuzes.vorm_informeel", "'los' staat niet"),
]  # fmt: skip


@pytest.mark.parametrize(("bestand", "oud", "nieuw", "sleutel", "reden"), FOUT)
def test_a_wrong_number_or_choice_is_refused_with_file_and_key(
    map_: Path, bestand: str, oud: str, nieuw: str, sleutel: str, reden: str
) -> None:
    _vervang(map_, bestand, oud, nieuw)
    with pytest.raises(MethodeFout) as gevonden:
        laad(map_)
    assert gevonden.value.bestand == bestand
    assert sleutel in gevonden.value.sleutel
    assert reden in gevonden.value.reden


AFDELINGEN = [("methode.toml", "grenzen"), ("opgave.toml", "regels"), ("netwerk.toml", "regels")]


@pytest.mark.parametrize(("bestand", "kop"), AFDELINGEN)
def test_an_older_method_of_your_own_hears_which_section_it_lacks(
    map_: Path, bestand: str, kop: str
) -> None:
    tekst = (map_ / bestand).read_text(encoding="utf-8")
    zonder = re.sub(rf"^\[{kop}\]$.*?(?=^\[\[)", "", tekst, flags=re.DOTALL | re.MULTILINE)
    assert zonder != tekst
    (map_ / bestand).write_text(zonder, encoding="utf-8")
    with pytest.raises(MethodeFout, match=rf"{bestand}, {kop}: deze sleutel ontbreekt"):
        laad(map_)


def test_the_workbook_has_a_row_for_all_that_the_limits_allow() -> None:
    wegwijzers = {blokken.HANDREIKINGEN.rijen}
    rijen = {
        "redenen": {blokken.VOOR.rijen, blokken.TEGEN.rijen},
        "hulpvragen": {blokken.HELPT.rijen},
        "handreikingen": wegwijzers,
        "handreikingen_per_stap": wegwijzers,
        "afwegingen": {MEESTE_PER_PAAR},
    }
    assert set(rijen) == set(Grenzen.model_fields)
    for naam, aantallen in rijen.items():
        hoogstens = [
            grens.le for grens in Grenzen.model_fields[naam].metadata if hasattr(grens, "le")
        ]
        assert set(hoogstens) == aantallen


# --- drop-down lists
# ------------------------------------------------------------------------------------------------

KEUZELIJSTEN = [
    (
        "opgave.toml",
        '["opgelegd", ',
        '["opgelegd", "door het Rijk, of de provincie", ',
        "kenmerken[aanleiding].keuzes",
    ),
    (
        "opgave.toml",
        'keuzes = ["vast", ',
        'keuzes = ["vast", "half, dus", ',
        "tabellen[Agenda].kolommen[ruimte].keuzes",
    ),
    (
        "netwerk.toml",
        'keuzes = ["formeel", ',
        'keuzes = ["eerst, dan", ',
        "tabellen[Relaties].kolommen[vorm].keuzes",
    ),
    ("borg_en_verbind.toml", '"in gesprek"', '"in gesprek, dus open"', "statussen"),
    ("methode.toml", 'nvt = "n.v.t."', 'nvt = "n.v.t., helaas"', "nvt"),
]


@pytest.mark.parametrize(("bestand", "oud", "nieuw", "sleutel"), KEUZELIJSTEN)
def test_a_choice_with_a_comma_is_refused(
    map_: Path, bestand: str, oud: str, nieuw: str, sleutel: str
) -> None:
    """Excel parts the choices of a list by commas, so one such choice would become two."""
    _vervang(map_, bestand, oud, nieuw)
    with pytest.raises(MethodeFout, match="komma") as gevonden:
        laad(map_)
    assert (gevonden.value.bestand, gevonden.value.sleutel) == (bestand, sleutel)


@pytest.mark.parametrize(("lengte", "past"), [(255, True), (256, False)])
def test_a_list_of_choices_is_at_most_255_characters_long(
    map_: Path, lengte: int, *, past: bool
) -> None:
    oud = METHODE.kolom("Relaties", "vorm").keuzes
    erbij = "x" * (lengte - len(",".join(oud)) - 1)
    _vervang(map_, "netwerk.toml", 'keuzes = ["formeel", ', f'keuzes = ["{erbij}", "formeel", ')
    if past:
        assert laad(map_).kolom("Relaties", "vorm").keuzes == (erbij, *oud)
        return
    with pytest.raises(MethodeFout, match="hoogstens 255 tekens lang, en deze 256") as gevonden:
        laad(map_)
    assert gevonden.value.sleutel == "tabellen[Relaties].kolommen[vorm].keuzes"


def test_a_column_is_found_by_its_table_and_its_key() -> None:
    assert METHODE.kolom("Partijen", "soort").keuzes[0] == "overheid"
    assert METHODE.kolom("Partijen", "naam").keuzes == ()
    with pytest.raises(
        MethodeFout,
        match=r"netwerk\.toml, tabellen\[Partijen\]\.kolommen\[kleur\]: deze kolom ontbreekt",
    ):
        METHODE.kolom("Partijen", "kleur")


# --- what stands in Python
# -------------------------------------------------------------------------------------------


def _teksten(pad: Path) -> Iterator[str]:
    """The texts in a module that are no docstring."""
    boom = ast.parse(pad.read_text(encoding="utf-8"))
    uitleg = {id(knoop.value) for knoop in ast.walk(boom) if isinstance(knoop, ast.Expr)}
    for knoop in ast.walk(boom):
        if (
            isinstance(knoop, ast.Constant)
            and isinstance(knoop.value, str)
            and id(knoop) not in uitleg
        ):
            yield knoop.value


@pytest.mark.parametrize("map_naam", ["rekenen", "methode"])
def test_no_choice_no_id_and_no_tab_of_the_method_stands_in_python(map_naam: str) -> None:
    """A word that also names a sector, a column or a track of the agenda is that name and not the
    choice."""
    tabs = METHODE.invoertabs
    lijsten = [(kenmerk.sleutel, kenmerk.keuzes) for tab in tabs for kenmerk in tab.kenmerken]
    lijsten += [
        (k.sleutel, k.keuzes) for tab in tabs for tabel in tab.tabellen for k in tabel.kolommen
    ]
    namen = {*SECTOREN, *(sleutel for sleutel, _ in lijsten), "samen", "informeel"}
    keuzes = {keuze for _, lijst in lijsten for keuze in lijst} - namen
    fout = [
        (pad.name, tekst)
        for pad in (BRON / map_naam).rglob("*.py")
        if pad.name != "tabnamen.py"
        for tekst in _teksten(pad)
        if tekst in keuzes
        or tekst in tabnamen.TABS
        or re.fullmatch(r"(OPG|NET|PER|WEE|BV)-[\w-]+", tekst)
    ]
    assert fout == []


def test_what_is_filled_in_is_counted_in_one_way() -> None:
    """A number 0 is something that was filled in; an empty text is not."""
    assert procent_van([0, "", None, "x"]) == 50
    assert procent_van(["", None]) is None
