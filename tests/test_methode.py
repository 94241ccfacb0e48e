"""The method: loads as read-only data, says in Dutch what is wrong with it, and keeps the rules of
balance (ontwerp 4)."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from hulp.boeken import METHODE
from regio_xl.methode import (
    STANDAARDMAP,
    Indicator,
    Kernvraag,
    Lading,
    Methode,
    MethodeFout,
    Stelling,
    laad,
)
from regio_xl.methode.afwegen import AFWEEGGROEP
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.methodeproef.balans import balans
from regio_xl.methodeproef.controleregel import Controleregel
from regio_xl.rekenen.indicatoren import MATEN


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    """A copy of the method's files, to break."""
    return Path(shutil.copytree(STANDAARDMAP, tmp_path / "methode"))


def _vervang(map_: Path, bestand: str, oud: str, nieuw: str) -> None:
    pad = map_ / bestand
    tekst = pad.read_text(encoding="utf-8")
    assert oud in tekst
    pad.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")


def test_the_method_loads_and_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        METHODE.algemeen.naam = "iets anders"  # type: ignore[misc]


def test_every_id_belongs_to_exactly_one_part() -> None:
    """Ontwerp 2: an id never changes meaning, so it stands for one thing only."""
    ids = [naam for naam, _ in METHODE.herleidbaar()]
    assert len(ids) == len(set(ids))


FOUTE_METHODES = [
    pytest.param(
        "opgave.toml",
        "eerste = { aantal = ",
        "eerste = { aantal = 9",
        "eerste.aantal",
        "stellingen op Opgave en Netwerk",
        id="meer-eerste-stellingen-dan-er-zijn",
    ),
    pytest.param(
        "opgave.toml",
        'groep = "gedeeld"',
        'groepje = "gedeeld"',
        "stellingen[OPG-02].groepje",
        "tikfout",
        id="tikfout",
    ),
    pytest.param(
        "opgave.toml",
        'groep = "gedeeld"',
        "",
        "stellingen[OPG-02].groep",
        "ontbreekt",
        id="sleutel-weg",
    ),
    pytest.param(
        "opgave.toml",
        "waarde = 0.5",
        "waarde = 0.7",
        "stellingen[OPG-14].lading.netwerkend.waarde",
        "kies uit",
        id="lading-mag-niet",
    ),
    pytest.param(
        "methode.toml",
        "licht = ",
        'licht = "vier", duidelijk = 9 }, { volledigheid = 0.55, licht = ',
        "drempels.marges[1].licht",
        "getal",
        id="geen-getal",
    ),
    pytest.param(
        "methode.toml",
        "\nvolledigheid = 0.5",
        "\nvolledigheid = 5",
        "drempels.volledigheid",
        "hoogstens 1",
        id="te-groot",
    ),
    pytest.param("methode.toml", "nvt =", "nvt2 =", "nvt2", "tikfout", id="kop-weg"),
    pytest.param(
        "start.toml",
        'tab = "Start"',
        'tab = "Start"\nkleur = "rood"',
        "kleur",
        "tikfout",
        id="sleutel-te-veel",
    ),
    pytest.param(
        "opgave.toml",
        'id = "OPG-01"',
        'id = "opgave 1"',
        "stellingen[opgave 1].id",
        "vorm",
        id="id-vorm",
    ),
    pytest.param(
        "opgave.toml", 'id = "OPG-02"', 'id = "OPG-01"', "OPG-01", "2 keer", id="id-dubbel"
    ),
    pytest.param(
        "netwerk.toml",
        'groep = "rol"',
        'groep = "rolletje"',
        "NET-23",
        "rolletje",
        id="groep-onbekend",
    ),
    pytest.param(
        "weefsel.toml",
        'meet = "weefsel"',
        'meet = "lijm"',
        "WEE-P01",
        "lijm",
        id="patroon-meet-niets",
    ),
    pytest.param(
        "signalen.toml",
        "gedeeld_netwerkend",
        "delen_netwerkend",
        "SIG-01",
        "geen bekend kengetal",
        id="signaal-meet",
    ),
    pytest.param(
        "signalen.toml",
        '"keuze_gemaakt", min = 1',
        '"keuze_gemaakt"',
        "SIG-01",
        "geen min en geen max",
        id="kaal",
    ),
    pytest.param(
        "wegwijzers.toml",
        '"WEE-42", max = 3',
        '"WEE-42", min = 4, max = 3',
        "WW-09",
        "kan nooit",
        id="toets-kan-niet",
    ),
    pytest.param(
        "wegwijzers.toml", 'id = "WW-02"', 'id = "WW-01"', "WW-01", "2 keer", id="wegwijzer-dubbel"
    ),
    pytest.param(
        "leiderschap.toml",
        '"WEE-35", max = 2',
        '"WEE-35", min = 6',
        "WEE-L01",
        "kan nooit",
        id="antwoord-kan-niet",
    ),
    pytest.param(
        "kengetallen.toml",
        'id = "feiten"',
        'id = "agendapunten"',
        "agendapunten",
        "2 keer",
        id="kengetal-dubbel",
    ),
    pytest.param(
        "kengetallen.toml",
        'plek = "Feiten"',
        'plek = "Cijfers"',
        "feiten",
        "geen tab",
        id="kengetal-plek",
    ),
    pytest.param(
        "kengetallen.toml",
        "Het aantal feiten is {waarde}.",
        "Feiten.",
        "feiten",
        "het gat",
        id="kengetal-zin",
    ),
    pytest.param(
        "agendatekens.toml",
        'keuze = "vast"',
        'keuze = "dicht"',
        "ruimte: dicht",
        "Agenda",
        id="teken-onbekend",
    ),
    pytest.param(
        "handreikingen/ws.toml",
        'wegwijzer = "WW-01"',
        'wegwijzer = "WW-11"',
        "HAN-WS",
        "WW-11",
        id="hand-wegwijzer",
    ),
    pytest.param(
        "handreikingen/ws.toml",
        'bron = "WS',
        'brom = "WS',
        "brom",
        "tikfout",
        id="hand-zonder-bron",
    ),
    pytest.param("start.toml", 'tab = "Start"', "tab = Start", "bestand", "TOML", id="geen-toml"),
    pytest.param(
        "start.toml",
        'tab = "Start"',
        'tab = "Start"\ntab = "Begin"',
        "bestand",
        "TOML",
        id="sleutel-dubbel",
    ),
]


@pytest.mark.parametrize(("bestand", "oud", "nieuw", "sleutel", "reden"), FOUTE_METHODES)
def test_a_mistake_in_the_method_names_file_key_and_reason(
    map_: Path, bestand: str, oud: str, nieuw: str, sleutel: str, reden: str
) -> None:
    """Stijl rule 7: unknown or double keys are errors that name file and key path."""
    _vervang(map_, bestand, oud, nieuw)
    with pytest.raises(MethodeFout) as gevonden:
        laad(map_)
    assert sleutel in gevonden.value.sleutel
    assert reden in gevonden.value.reden
    assert "pydantic" not in str(gevonden.value)
    assert not re.search(r"\{[a-z]+\}", gevonden.value.reden)


def test_without_handreikingen_the_folder_is_named(map_: Path) -> None:
    shutil.rmtree(map_ / "handreikingen")
    with pytest.raises(MethodeFout, match=r"handreikingen, map: .*ontbreekt"):
        laad(map_)


def test_a_missing_file_is_named(map_: Path) -> None:
    (map_ / "weefsel.toml").unlink()
    with pytest.raises(MethodeFout, match=r"weefsel\.toml"):
        laad(map_)


def test_a_weight_can_be_changed_without_python(map_: Path) -> None:
    """Ontwerp 3: the method is data; a policy expert changes a weight in the file and nothing
    else."""
    _vervang(map_, "opgave.toml", "gewicht = 1.01", "gewicht = 2.5")
    assert laad(map_).opgave.stellingen[0].gewicht == 2.5


# --- the proof of balance: ontwerp 4, first section
# -----------------------------------------------------------------


@pytest.mark.parametrize("regel", balans(METHODE), ids=lambda regel: regel.naam)
def test_the_method_keeps_the_rule(regel: Controleregel) -> None:
    assert regel.goed, regel.uitleg
    assert len(regel.uitleg) > 10


def test_the_check_is_quick_and_always_gives_the_same() -> None:
    begin = time.perf_counter()
    assert balans(METHODE) == balans(METHODE)
    assert time.perf_counter() - begin < 4


def _regel(methode: Methode, naam: str) -> Controleregel:
    return next(regel for regel in balans(methode) if regel.naam.startswith(naam))


def _methode(**delen: Any) -> Methode:
    """The method with other parts, unchecked. A copy would keep what was already derived from the
    old parts."""
    return Methode.model_construct(
        **{naam: getattr(METHODE, naam) for naam in Methode.model_fields} | delen
    )


def _met_stelling(tab: str, **velden: object) -> Callable[[], Methode]:
    """The method with the first statement of a tab changed."""

    def maak() -> Methode:
        oud = getattr(METHODE, tab)
        eerste = oud.stellingen[0].model_copy(update=velden)
        return _methode(
            **{tab: oud.model_copy(update={"stellingen": (eerste, *oud.stellingen[1:])})}
        )

    return maak


def _met_borg(**velden: object) -> Callable[[], Methode]:
    return lambda: _methode(borg_en_verbind=METHODE.borg_en_verbind.model_copy(update=velden))


def _met_indicator(**velden: object) -> Callable[[], Methode]:
    eerste, *rest = METHODE.indicatoren
    return lambda: _methode(indicatoren=(eerste.model_copy(update=velden), *rest))


def _zonder_lading(perspectief: Perspectief, houd: int) -> Methode:
    """The method with evidence for one perspective in only the first ``houd`` groups."""
    groepen = [groep.id for groep in METHODE.algemeen.groepen][:houd]

    def strip(bewijs: Stelling | Indicator) -> Stelling | Indicator:
        lading = {
            p: lading
            for p, lading in bewijs.lading.items()
            if p != perspectief or bewijs.groep in groepen
        }
        return bewijs.model_copy(update={"lading": lading})

    tabs = {
        naam: tab.model_copy(update={"stellingen": tuple(strip(s) for s in tab.stellingen)})
        for naam, tab in (("opgave", METHODE.opgave), ("netwerk", METHODE.netwerk))
    }
    return _methode(**tabs, indicatoren=tuple(strip(i) for i in METHODE.indicatoren))


def _alles_voor(perspectief: Perspectief, ja_is: int = 1) -> Methode:
    """The method in which saying yes (or no: -1) to everything means one perspective."""
    ja, nee = (
        Lading.model_validate({"waarde": w, "grond": "duiding", "uit": "KOE-G-02"})
        for w in (ja_is, -ja_is)
    )
    lading = {p: ja if p == perspectief else nee for p in PERSPECTIEVEN}
    stellingen = tuple(s.model_copy(update={"lading": lading}) for s in METHODE.opgave.stellingen)
    return _methode(opgave=METHODE.opgave.model_copy(update={"stellingen": stellingen}))


def _alles_tegen(perspectief: Perspectief) -> Methode:
    """The method in which saying yes to everything puts one perspective last and the others
    level."""
    methode = _alles_voor(perspectief, -1)
    lading = methode.opgave.stellingen[0].lading

    def herlaad(delen: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(deel.model_copy(update={"lading": lading}) for deel in delen)

    netwerk = METHODE.netwerk.model_copy(update={"stellingen": herlaad(METHODE.netwerk.stellingen)})
    return _methode(
        opgave=methode.opgave, netwerk=netwerk, indicatoren=herlaad(METHODE.indicatoren)
    )


def _zonder_stap(stap: str) -> Methode:
    """The method with suggestions for one step moved to another."""
    lijst = (
        h.model_copy(update={"stap": "netwerk"}) if h.stap == stap else h
        for h in METHODE.handreikingen
    )
    return _methode(handreikingen=tuple(lijst))


def _alleen_voor(perspectief: Perspectief) -> Methode:
    """The method in which every suggestion is for a group with the same choice."""
    lijst = (h.model_copy(update={"perspectieven": (perspectief,)}) for h in METHODE.handreikingen)
    return _methode(handreikingen=tuple(lijst))


_VRAGEN = METHODE.borg_en_verbind.kernvragen
_RIJ = METHODE.opgave.stellingen[0]
_KOE_ALS_BRON = {**_RIJ.lading, "netwerkend": Lading(waarde=1.0, grond="bron", uit="KOE-G-02")}
BREUKEN = [
    pytest.param(
        "Overal een 5 (kansrijk)",
        lambda: _alles_voor("netwerkend"),
        id="ja-zeggen-wijst-een-kant-op",
    ),
    pytest.param(
        "Overal een 1 (kansrijk)",
        lambda: _alles_voor("netwerkend", -1),
        id="nee-zeggen-wijst-een-kant-op",
    ),
    pytest.param(
        "Overal een 5 (kansrijk)",
        lambda: _alles_tegen("responsief"),
        id="ja-zeggen-wijst-een-kant-af",
    ),
    pytest.param(
        "Overal een 3 (tab Perspectief)",
        _met_stelling("perspectief", lading={}),
        id="perspectief-in-balans",
    ),
    pytest.param(
        "Bewijs uit minstens", lambda: _zonder_lading("responsief", 2), id="te-weinig-groepen"
    ),
    pytest.param(
        "Alles heeft een bron",
        _met_stelling("weefsel", bron="Van horen zeggen"),
        id="bron-onbekend",
    ),
    pytest.param("Alles heeft een bron", _met_stelling("opgave", dekt=()), id="dekt-niets"),
    pytest.param(
        "Minstens vier kernvragen", _met_borg(kernvragen=_VRAGEN[2:]), id="te-weinig-kernvragen"
    ),
    pytest.param(
        "Elke kernvraag is anders",
        _met_borg(
            kernvragen=(
                *_VRAGEN,
                _VRAGEN[0].model_copy(update={"id": "BV-RP-99", "tekst": _VRAGEN[0].tekst.upper()}),
            )
        ),
        id="kernvraag-dubbel",
    ),
    pytest.param(
        "Elke kernvraag is anders",
        _met_borg(
            kernvragen=(
                *_VRAGEN,
                _VRAGEN[0].model_copy(
                    update={"id": "BV-RP-99", "tekst": _VRAGEN[0].tekst + " Echt?"}
                ),
            )
        ),
        id="kernvraag-lijkt",
    ),
    pytest.param(
        "Minstens drie vormen",
        _met_borg(legitimiteit=METHODE.borg_en_verbind.legitimiteit[2:]),
        id="te-weinig-vormen",
    ),
    pytest.param("Indicatoren zijn", _met_indicator(maat="geluk"), id="maat-onbekend"),
    pytest.param("Indicatoren zijn", _met_indicator(laag=0.8), id="ankers-gelijk"),
    pytest.param("Kengetallen bestaan", _met_indicator(maat="geluk"), id="niets-te-berekenen"),
    pytest.param(
        "Kengetallen bestaan",
        lambda: _methode(kengetallen=METHODE.kengetallen[1:]),
        id="kengetal-weg",
    ),
    pytest.param(
        "Kengetallen bestaan",
        lambda: _methode(
            kengetallen=(
                *METHODE.kengetallen,
                METHODE.kengetallen[0].model_copy(update={"id": "geluk"}),
            )
        ),
        id="kengetal-te-veel",
    ),
    pytest.param(
        "Tien wegwijzers", lambda: _methode(wegwijzers=METHODE.wegwijzers[1:]), id="wegwijzer-weg"
    ),
    pytest.param(
        "Tien wegwijzers",
        lambda: _methode(handreikingen=METHODE.handreikingen[:99]),
        id="te-weinig-handreikingen",
    ),
    pytest.param(
        "Tien wegwijzers", lambda: _zonder_stap("weefsel"), id="stap-zonder-handreikingen"
    ),
    pytest.param(
        "Tien wegwijzers", lambda: _alleen_voor("netwerkend"), id="keuze-zonder-handreikingen"
    ),
    pytest.param(
        "Geen verboden", _met_stelling("opgave", tekst="De gemeente voert de regie."), id="regie"
    ),
    pytest.param(
        "Bron en eigen duiding",
        _met_stelling("opgave", lading=_KOE_ALS_BRON),
        id="duiding-als-bron",
    ),
]


@pytest.mark.parametrize(("naam", "maak"), BREUKEN)
def test_the_check_sees_that_a_rule_is_broken(naam: str, maak: Callable[[], Methode]) -> None:
    """A check that cannot fail proves nothing."""
    methode = maak()
    if naam.startswith("Overal een 3"):
        stellingen = tuple(
            s for s in METHODE.perspectief.stellingen if "rechtmatig" not in s.lading
        )
        methode = _methode(
            perspectief=METHODE.perspectief.model_copy(update={"stellingen": stellingen})
        )
    assert not _regel(methode, naam).goed


@pytest.mark.parametrize(
    ("tab", "houd"), [("opgave", 15), ("netwerk", 5), ("perspectief", 16), ("weefsel", 20)], ids=str
)
def test_the_check_counts_the_stellingen_of_each_tab(tab: str, houd: int) -> None:
    oud = getattr(METHODE, tab)
    methode = _methode(**{tab: oud.model_copy(update={"stellingen": oud.stellingen[:houd]})})
    assert not _regel(methode, f"Aantal stellingen op {oud.tab}").goed


@pytest.mark.parametrize(("van", "naar"), list(permutations(PERSPECTIEVEN, 2)), ids=str)
def test_every_pair_has_questions_that_name_the_pair_itself(
    van: Perspectief, naar: Perspectief
) -> None:
    """WS, deel I, stap 5: from the chosen perspective past each of the three others. The id names
    the pair: BV-NR-01."""
    letters = {"rechtmatig": "R", "presterend": "P", "netwerkend": "N", "responsief": "S"}
    vragen: list[Kernvraag] = [
        v for v in METHODE.borg_en_verbind.kernvragen if (v.van, v.naar) == (van, naar)
    ]
    assert len(vragen) >= 4
    assert all(vraag.id.startswith(f"BV-{letters[van]}{letters[naar]}-") for vraag in vragen)


def test_every_group_weighs_the_same() -> None:
    """Ontwerp 4: groups weigh equally by default; no source gives ground to differ. Paired choices
    are asked of only some, so that they count half."""
    gewichten = {groep.id: groep.gewicht for groep in METHODE.algemeen.groepen}
    assert gewichten.pop(AFWEEGGROEP) == 0.5
    assert set(gewichten.values()) == {1.0}


def test_companies_are_no_evidence_for_netwerkend() -> None:
    """TEG-11: no measure counts companies; what counts is whether a party is a public authority."""
    assert not [naam for naam in MATEN if "bedrij" in naam]


def test_the_tab_perspectief_has_one_perspective_per_stelling() -> None:
    """TEG-19: scores stand on their own, so lawful and near can both be high."""
    assert all(
        [lading.waarde for lading in stelling.lading.values()] == [1.0]
        for stelling in METHODE.perspectief.stellingen
    )


def test_a_copy_with_other_values_works_out_again_what_follows_from_them() -> None:
    eerste = METHODE.opgave.stellingen[0]
    assert eerste.helften
    assert METHODE.kansrijk
    anders = eerste.model_copy(
        update={"lading": {"responsief": Lading(waarde=-0.5, grond="duiding", uit="VNG-S-01")}}
    )
    assert anders.helften == {"responsief": -1}
    opgave = METHODE.opgave.model_copy(update={"stellingen": (anders,)})
    assert METHODE.model_copy(update={"opgave": opgave}).kansrijk[0] == anders
