"""The named figures of Partijen and Relaties, and the sentences that say what a network may mean
here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError

from hulp.boeken import METHODE
from hulp.strategieen import invoeren
from regio_xl.invoer import Agendapunt, Antwoord, Invoer, Partij, Relatie
from regio_xl.methode import BEREIK, Methode, Netwerkzin
from regio_xl.methode.adviezen import NETWERKGATEN
from regio_xl.methode.elementen import Tussen
from regio_xl.rekenen.agenda import agendabeeld
from regio_xl.rekenen.kengetallen import kengetallen
from regio_xl.rekenen.kwadrant import adviseer
from regio_xl.rekenen.netwerk import bereken_netwerkbeeld
from regio_xl.rekenen.netwerk.cijfers import meet_netwerk
from regio_xl.rekenen.netwerk.uitspraken import REGELS
from regio_xl.rekenen.tellen import Kengetallen

ANDERE = {"rol_nu_benoemd", "rol_gewenst_benoemd", "verbanden_benoemd"}
KENGETALLEN = [
    k for k in METHODE.kengetallen if k.plek in ("Partijen", "Relaties") and k.id not in ANDERE
]


def _partij(naam: str, soort: str | None = None, **velden: Any) -> Partij:
    return Partij(naam=naam, soort=soort, **velden)


def _relaties(*rijen: str, **velden: Any) -> tuple[Relatie, ...]:
    """Ties such as ``"AB"``: from A to B."""
    return tuple(Relatie(van=rij[0], naar=rij[1], **velden) for rij in rijen)


# A is an authority at the centre; E hangs on D; F has no contact. D, E and F were not asked.
VOORBEELD = Invoer(
    partijen=(
        _partij(
            "A", "overheid", invloed=5, betrokkenheid=2, rol="eigenaar", aan_tafel=True, belang="b"
        ),
        _partij(
            "B", "bedrijf", invloed=4, betrokkenheid=4, rol="trekker", aan_tafel=False, kracht="k"
        ),
        _partij(
            "C",
            "onderwijs",
            invloed=1,
            betrokkenheid=5,
            rol="toeschouwer",
            aan_tafel=True,
            belang="b",
        ),
        _partij("D", "kennisinstelling", invloed=2, betrokkenheid=3, rol="eigenaar"),
        _partij("E"),
        _partij("F", "inwoners", aan_tafel=False, rol="deelnemer"),
    ),
    relaties=(
        Relatie(van="A", naar="B", sterkte=4, vertrouwen=2, vorm="formeel"),
        Relatie(van="B", naar="A", sterkte=1, vertrouwen=5, vorm="informeel"),
        Relatie(van="A", naar="C", sterkte=2, vertrouwen=4, vorm="informeel"),
        Relatie(van="A", naar="D", sterkte=1, vorm="informeel"),
        Relatie(van="C", naar="B", vertrouwen=1),
        Relatie(van="B", naar="E", sterkte=5),
        Relatie(van="C", naar="D"),
    ),
)
VERWACHT = {
    "partijen": 6, "soorten": 5, "sectoren": 4, "partijen_overheid": 1, "partijen_inwoners": 1,
    "partijen_bedrijven": 1, "partijen_onderwijs": 2, "partijen_maatschappelijk": 0,
    "partijen_verbanden": 0, "eigenaren": 2, "eigenaren_buiten_overheid": 50, "trekkers": 1,
    "toeschouwers": 20, "niet_aan_tafel": 2, "invloed_niet_aan_tafel": 1,
    "betrokken_zonder_invloed": 1, "invloed_zonder_inzet": 1, "betrokkenheid_buiten_overheid": 4,
    "betrokkenheid_overheid": 2, "invloed_overheid": 100 * 5 / 12, "invloed_grootste": 100 * 5 / 12,
    "belang_bekend": 100 / 3, "kracht_bekend": 100 / 6, "relaties": 7,
    "dichtheid": (40, 100), "dichtheid_hoogst": 100, "wederkerigheid": (12.5, 87.5),
    "onderdelen": (1, 2), "geisoleerd": (0, 1), "niet_bevraagd": 3, "bruggenbouwers": None,
    "kwetsbaarheid": None, "centralisatie": (0, 70), "overheid_centraal": None,
    "banden_tussen_sectoren": 100, "zwakke_banden_tussen_sectoren": (100 / 9, 800 / 9),
    "sterkte": (1.4, 4.4), "vertrouwen": (27 / 19, 87 / 19), "sterk_zonder_vertrouwen": (1, 16),
    "vertrouwen_zonder_contact": (2, 17), "informeel": (300 / 19, 1800 / 19),
}  # fmt: skip


def cijfers(methode: Methode, invoer: Invoer, *, in_gebruik: bool) -> Kengetallen:
    """The figures of both tables, on a tab where something else was filled in or not."""
    if in_gebruik:
        eerste = methode.netwerk.stellingen[0].id
        invoer = invoer.model_copy(update={"antwoorden": {eerste: Antwoord(nvt=True)}})
    alle = kengetallen(methode, invoer, adviseer(methode, invoer), agendabeeld(methode, invoer))
    return {naam: alle[naam] for naam in VERWACHT}


@pytest.mark.parametrize("naam", VERWACHT)
def test_the_figures_of_an_example_are_these(naam: str) -> None:
    """By hand. Contact: AB AC AD BC BE CD, of 15 pairs; the other nine all have D, E or F in them,
    who were not asked: between two ends lies what their fifteen rows may still change."""
    assert cijfers(METHODE, VOORBEELD, in_gebruik=True)[naam] == pytest.approx(VERWACHT[naam])


def test_every_figure_of_the_method_is_there_and_no_other() -> None:
    van_de_rijen = meet_netwerk(METHODE, Invoer()).cijfers
    assert {"partijen", "relaties", *van_de_rijen} == set(VERWACHT)
    assert set(VERWACHT) == {kengetal.id for kengetal in KENGETALLEN}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(invoeren())
def test_every_figure_stays_within_its_unit(invoer: Invoer) -> None:
    stand = cijfers(METHODE, invoer, in_gebruik=False)
    for kengetal in KENGETALLEN:
        waarde, (laagste, hoogste) = stand[kengetal.id], BEREIK[kengetal.eenheid]
        for eind in waarde if isinstance(waarde, Tussen) else (waarde,):
            assert eind is None or (eind >= laagste and (hoogste is None or eind <= hoogste))


def test_an_empty_workbook_is_unknown() -> None:
    assert set(cijfers(METHODE, Invoer(), in_gebruik=False).values()) == {None}


def test_an_empty_table_on_a_tab_in_use_counts_zero_lines_and_nothing_else() -> None:
    bekend = {
        naam: waarde
        for naam, waarde in cijfers(METHODE, Invoer(), in_gebruik=True).items()
        if waarde is not None
    }
    assert bekend == {"partijen": 0, "relaties": 0}
    met_partij = cijfers(METHODE, Invoer(partijen=(_partij("A"),)), in_gebruik=False)
    assert (met_partij["partijen"], met_partij["relaties"]) == (1, 0)
    assert {
        met_partij[naam]
        for naam in ("eigenaren", "niet_aan_tafel", "sectoren", "partijen_overheid")
    } == {None}


def test_two_parties_with_influence_are_too_few_to_name_the_largest() -> None:
    partijen = tuple(_partij(naam, invloed=3) for naam in "ABC")
    assert cijfers(METHODE, Invoer(partijen=partijen), in_gebruik=True)[
        "invloed_grootste"
    ] == pytest.approx(100 / 3)
    assert (
        cijfers(METHODE, Invoer(partijen=partijen[:2]), in_gebruik=True)["invloed_grootste"] is None
    )


@pytest.mark.parametrize(
    ("soorten", "vlag"),
    [
        ("overheid bedrijf", None),
        ("overheid overheid", 1),
        ("bedrijf inwoners", 0),
        ("overheid -", None),
    ],
)
def test_when_more_stand_in_the_middle_they_must_be_the_same(
    soorten: str, vlag: float | None
) -> None:
    """On a path of four the two in the middle are equally central."""
    midden = [None if soort == "-" else soort for soort in soorten.split()]
    partijen = (_partij("A"), _partij("B", midden[0]), _partij("C", midden[1]), _partij("D"))
    stand = cijfers(
        METHODE,
        Invoer(partijen=partijen, relaties=_relaties("AB", "BC", "CD", "DC")),
        in_gebruik=True,
    )
    assert stand["overheid_centraal"] == vlag


def test_where_nobody_stands_between_others_no_party_is_central() -> None:
    partijen = tuple(_partij(naam, "overheid") for naam in "ABC")
    stand = cijfers(
        METHODE, Invoer(partijen=partijen, relaties=_relaties("AB", "BC", "CA")), in_gebruik=True
    )
    assert (stand["overheid_centraal"], stand["bruggenbouwers"], stand["kwetsbaarheid"]) == (
        None,
        0,
        0,
    )


# --- sentences ------------------------------------------------------------------------------------
# -----------------------

KRING = _relaties("AB", "BC", "CA", "AD", "BA", "CB", "AC", "DA")
VIER = tuple(
    _partij(naam, soort)
    for naam, soort in zip("ABCD", ("overheid", "inwoners", "bedrijf", "onderwijs"), strict=True)
)
WEINIG = tuple(_partij(naam) for naam in "ABCD")
BELANGEN = {
    "belang_overheid": "a",
    "belang_inwoners": "b",
    "belang_ondernemers": "c",
    "belang_onderwijs": "d",
}
AGENDA = (
    Agendapunt(agendapunt="Een", **{**BELANGEN, "belang_inwoners": None}),
    Agendapunt(agendapunt="Twee", belang_overheid="a", belang_onderwijs="d"),
)
NIEUW, MIJDEN = {"WEE-23": Antwoord(waarde=2)}, {"WEE-42": Antwoord(waarde=4)}


def _met(sleutel: str, **velden: Any) -> tuple[Partij, ...]:
    """Four parties, with these values by their letter in one field."""
    return tuple(partij.model_copy(update={sleutel: velden.get(partij.naam)}) for partij in VIER)


ZINNEN: dict[str, tuple[dict[str, Any], str]] = {
    "sectoren_ontbreken": ({"partijen": VIER[:2]},
        "staat nog niet op jullie lijst: ondernemers en onderwijs."),
    "sectoren_compleet": ({"partijen": VIER}, "staan alle vier op jullie lijst"),
    "eigenaren_geen": ({"partijen": _met("rol", A="deelnemer")},
        "geen enkele partij heeft de rol eigenaar"),
    "eigenaren_overheid": ({"partijen": _met("rol", A="eigenaar")}, "alleen bij overheden: A."),
    "eigenaren": ({"partijen": _met("rol", A="eigenaar", C="eigenaar")}, "staat bij: A en C."),
    "niet_aan_tafel": (
        {"partijen": (
            _partij("A", invloed=3, aan_tafel=False), _partij("B", invloed=4, aan_tafel=False),
            _partij("C", invloed=5, aan_tafel=False), _partij("D", invloed=None, aan_tafel=False),
        )},
        "niet aan tafel: C en B.",
    ),
    "zonder_contact": ({"partijen": (*VIER, _partij("E")), "relaties": KRING},
        "in jullie lijst: E."),
    "losse_delen": (
        {"partijen": (*VIER, *map(_partij, "EFG")), "relaties": (*_relaties("EF"), *KRING)},
        "In jullie lijst staan 2 groepen",
    ),
    "bruggenbouwers": ({"partijen": VIER, "relaties": KRING}, "anders kwijtraken: A."),
    "valt_uiteen": (
        {"partijen": VIER, "relaties": KRING},
        "Zonder A staan deze partijen in jullie lijst los van de grootste groep: D.",
    ),
    "in_het_midden": ({"partijen": VIER, "relaties": KRING},
        "zijn er met: A. Het netwerk draait voor 67 procent"),
    "in_het_midden_onzeker": ({"partijen": (*VIER, _partij("E")), "relaties": KRING},
        "in jullie lijst zijn er met: A. "),
    "tussen_soorten": ({"partijen": VIER, "relaties": KRING},
        "loopt 100 procent tussen verschillende soorten partijen. "),
    "tussen_soorten_zwak": (
        {"partijen": VIER, "relaties": (*_relaties("AB", sterkte=2), *KRING[1:])},
        "partijen, en daarvan is 100 procent zwak.",
    ),
    "contact_zonder_vertrouwen": (
        {"partijen": VIER, "relaties": (*_relaties("AB", "BA", "CD", "DB", sterkte=4, vertrouwen=2),
            *KRING[1:4])},
        "weinig vertrouwen: A met B; B met D en nog 1.",
    ),
    "vertrouwen_zonder_contact": (
        {"partijen": VIER, "relaties": (*_relaties("AB", "BC", sterkte=2, vertrouwen=4),
            *KRING[2:])},
        "weinig contact: A met B en B met C.",
    ),
    "formeel_informeel": (
        {"partijen": VIER, "relaties": (*_relaties("AB", vorm="informeel"),
            *_relaties("BC", "CD", "DC", vorm="formeel"))},
        "Van de regels over contact is 25 procent informeel.",
    ),
    "gewicht_overheid": ({"partijen": _met("invloed", A=3, B=1)},
        "Van alle invloed ligt 75 procent bij overheden. "),
    "gewicht_overheid_midden": (
        {"partijen": _met("invloed", A=3, B=1), "relaties": KRING},
        "75 procent bij overheden, met in het midden: A.",
    ),
    "bedrijven": ({"partijen": (*VIER, _partij("E", "bedrijf"))},
        "Bedrijven zijn met 2 de grootste groep."),
    "vaste_kring": ({"antwoorden": NIEUW}, "komt een nieuwe partij er moeilijk bij. "),
    "vaste_kring_aanpak": ({"antwoorden": {**NIEUW, **MIJDEN}},
        "er moeilijk bij. Ook mijden jullie"),
    "belangen": (
        {"agenda": AGENDA},
        (
            "meer overheid en onderwijs hebben het vaakst samen belang: bij 2 van de 2 "
            "agendapunten. "
            "Het minst vaak hebben dat onder meer overheid en inwoners: bij 0."
        ),
    ),
    "belangen_gelijk": ({"agenda": (Agendapunt(agendapunt="Een", **BELANGEN),)},
        "bij 1 van de 1 agendapunten."),
    "niet_gevraagd": (
        {"partijen": (*VIER, _partij("E")), "relaties": KRING},
        "Van alle paren heeft daarom 40 tot 80 procent contact. Wie vraagt het eerst aan E?",
    ),
    "steviger": ({"partijen": VIER, "relaties": KRING}, "als er één wegvalt: B met D."),
}  # fmt: skip


def _zinnen(invoer: Invoer) -> dict[str, str]:
    """The sentences of one workbook, by key."""
    naam_van = {zin.sleutel: zin for zin in METHODE.netwerkzinnen}
    gezegd = bereken_netwerkbeeld(METHODE, invoer).uitspraken
    return {
        sleutel: uitspraak.zin
        for uitspraak in gezegd
        for sleutel, zin in naam_van.items()
        if zin.naam == uitspraak.naam and _patroon(zin).fullmatch(uitspraak.zin)
    }


def _patroon(zin: Netwerkzin) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{[a-z]+\\\}", "[^.]+", re.escape(zin.zin)))


@pytest.mark.parametrize("sleutel", ZINNEN)
def test_a_sentence_appears_when_the_data_carry_it(sleutel: str) -> None:
    velden, deel = ZINNEN[sleutel]
    assert deel in _zinnen(Invoer(**velden)).get(sleutel, "")


@pytest.mark.parametrize("sleutel", ZINNEN)
def test_in_an_empty_workbook_no_sentence_appears(sleutel: str) -> None:
    assert sleutel not in _zinnen(Invoer())
    assert sleutel not in _zinnen(Invoer(partijen=WEINIG, relaties=_relaties("AB")))


@pytest.mark.parametrize(
    "velden",
    [
        pytest.param({"antwoorden": MIJDEN}, id="aanpak-zonder-kring"),
        pytest.param({"antwoorden": {"WEE-23": Antwoord(nvt=True)}}, id="niet-van-toepassing"),
        pytest.param({"antwoorden": {"WEE-23": Antwoord(waarde=3)}}, id="nieuwe-partij-kan-erbij"),
        pytest.param(
            {"agenda": (Agendapunt(agendapunt="Een", belang_overheid="a"),)},
            id="te-weinig-belangen",
        ),
        pytest.param({"partijen": (_partij("A", "bedrijf"),)}, id="een-bedrijf-is-geen-groep"),
    ],
)
def test_a_sentence_stays_away_without_grounds(velden: Mapping[str, Any]) -> None:
    anders = {"vaste_kring", "vaste_kring_aanpak", "belangen", "belangen_gelijk", "bedrijven"}
    assert not _zinnen(Invoer(**velden)).keys() & anders


def test_who_has_as_much_contact_as_everybody_else_is_not_in_the_middle() -> None:
    assert "in_het_midden" not in _zinnen(
        Invoer(partijen=VIER, relaties=_relaties("AB", "BC", "CD", "DA"))
    )


def test_at_most_five_names_stand_there_with_most_influence_first() -> None:
    partijen = tuple(
        _partij(naam, rol="eigenaar", invloed=nummer % 5 + 1)
        for nummer, naam in enumerate("ABCDEFGH")
    )
    assert "staat bij: E, D, C, H, B en nog 3." in _zinnen(Invoer(partijen=partijen))["eigenaren"]


def test_braces_in_a_name_stay_text() -> None:
    assert (
        "bij: {namen}."
        in _zinnen(Invoer(partijen=(_partij("{namen}", rol="eigenaar"),)))["eigenaren"]
    )


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(invoeren())
def test_sentences_stand_in_the_order_of_the_method_and_ask_something(invoer: Invoer) -> None:
    volgorde = list(dict.fromkeys(zin.naam for zin in METHODE.netwerkzinnen))
    gezegd = bereken_netwerkbeeld(METHODE, invoer).uitspraken
    assert [volgorde.index(u.naam) for u in gezegd] == sorted(
        volgorde.index(u.naam) for u in gezegd
    )
    assert all(u.zin.endswith("?") and "{" not in u.zin for u in gezegd)


# --- the sentences as data
# -----------------------------------------------------------------------------------------------


def test_every_sentence_of_the_method_has_a_rule_and_an_example() -> None:
    sleutels = [zin.sleutel for zin in METHODE.netwerkzinnen]
    assert len(sleutels) == len(set(sleutels))
    assert set(sleutels) == set(REGELS) == set(NETWERKGATEN) == set(ZINNEN)


@pytest.mark.parametrize("zin", METHODE.netwerkzinnen, ids=lambda zin: zin.sleutel)
def test_a_sentence_is_short(zin: Netwerkzin) -> None:
    """At most 40 words with a name in every gap, and 20 a sentence on average."""
    woorden = zin.zin.split()
    assert len(woorden) <= 40
    assert len(woorden) / len(re.findall(r"[.?](?: |$)", zin.zin)) <= 20


@pytest.mark.parametrize(
    "zin", ["Te veel {paren}.", "Los {namen", "Leeg {}.", "Vorm {namen!r}.", "Vorm {namen:3}."]
)
def test_a_slot_that_does_not_fit_is_a_mistake_in_the_method(zin: str) -> None:
    with pytest.raises(ValidationError, match="unknown sentence or gap"):
        Netwerkzin(
            sleutel="eigenaren", naam="Eigenaren", zin=zin, bron="WS, stap 2", dekt=("VNG-S-03",)
        )


def test_an_unknown_sentence_is_a_mistake_in_the_method() -> None:
    with pytest.raises(ValidationError, match="unknown sentence or gap"):
        Netwerkzin(
            sleutel="anders", naam="Anders", zin="Een zin.", bron="WS, stap 2", dekt=("VNG-S-03",)
        )


def test_an_own_method_may_leave_sentences_out() -> None:
    """What is not in the data is not said."""
    korter = METHODE.model_copy(update={"netwerkzinnen": METHODE.netwerkzinnen[:1]})
    relaties = tuple(Relatie(van=a, naar=b) for a, b in permutations("AB", 2))
    assert (
        len(bereken_netwerkbeeld(korter, Invoer(partijen=VIER[:2], relaties=relaties)).uitspraken)
        == 1
    )
