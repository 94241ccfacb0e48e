"""Paired choices between the two highest: beside the free scores, never instead (TEG-19)."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hulp.boeken import METHODE
from hulp.strategieen import invoeren
from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import STANDAARDMAP, Afweging, Methode, MethodeFout, laad
from regio_xl.methode.afwegen import AFWEEGGROEP, MEESTE_PER_PAAR, PAREN, Paar, paar_van
from regio_xl.methode.elementen import breuk
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen import fingerprint_antwoorden
from regio_xl.rekenen.kwadrant import adviseer
from regio_xl.resultaten import PerspectiefAdvies

WEEG = tuple(s for tab in (METHODE.opgave, METHODE.netwerk) for s in tab.stellingen)
NEUTRAAL = {s.id: Antwoord(waarde=3) for s in WEEG}


def _adviseer(
    antwoorden: Mapping[str, Antwoord], keuzes: Mapping[str, int] | None = None
) -> PerspectiefAdvies:
    gekozen = {id_: Antwoord(waarde=a) for id_, a in (keuzes or {}).items()}
    return adviseer(METHODE, Invoer(antwoorden=antwoorden, afwegingen=gekozen))


def _tussen(paar: Paar) -> dict[str, Antwoord]:
    """Answers that put these two on top and close together."""
    antwoorden = {}
    for s in WEEG:
        som = sum(s.laadt(p) * (1 if p in paar else -1) for p in PERSPECTIEVEN)
        antwoorden[s.id] = Antwoord(waarde=3 if not som else 4 if som > 0 else 2)
    return antwoorden


def test_every_pair_has_choices_with_a_source_for_each_end() -> None:
    assert set(METHODE.afwegen_per_paar) == set(PAREN)
    assert all(1 <= len(deel) <= MEESTE_PER_PAAR for deel in METHODE.afwegen_per_paar.values())
    inventaris = {regel for _, item in METHODE.herleidbaar() for regel in item.dekt}
    for afweging in METHODE.afwegen:
        assert {kant.uit for kant in afweging.kanten} <= inventaris
        assert afweging.links.tekst != afweging.rechts.tekst


def test_all_choices_of_a_pair_weigh_together_as_one_group_of_statements() -> None:
    """Whatever their number, and times the weight of their group."""
    groep = METHODE.algemeen.groepen[0].id
    een_groep = sum(METHODE.gewichten[b.id] for b in METHODE.kansrijk if b.groep == groep)
    afwegen = next(g for g in METHODE.algemeen.groepen if g.id == AFWEEGGROEP)
    for deel in METHODE.afwegen_per_paar.values():
        assert sum(METHODE.gewichten[een.id] for een in deel) == een_groep * breuk(afwegen.gewicht)
    zwaarder = tuple(
        g.model_copy(update={"gewicht": 2 * g.gewicht if g.id == AFWEEGGROEP else g.gewicht})
        for g in METHODE.algemeen.groepen
    )
    algemeen = METHODE.algemeen.model_copy(update={"groepen": zwaarder})
    methode = METHODE.model_copy(update={"algemeen": algemeen})
    een, ander = methode.afwegen[0].id, methode.kansrijk[0].id
    voor = Fraction(METHODE.gewichten[een], METHODE.gewichten[ander])
    assert Fraction(methode.gewichten[een], methode.gewichten[ander]) == 2 * voor


def test_five_of_a_pair_weigh_as_much_as_one_of_a_pair() -> None:
    eerste = METHODE.afwegen[0]
    vijf = tuple(
        eerste.model_copy(update={"id": f"{eerste.id[:-2]}{nummer:02}"}) for nummer in range(1, 6)
    )
    rest = tuple(een for een in METHODE.afwegen if een.paar != eerste.paar)
    methode = METHODE.model_copy(update={"afwegen": (*vijf, *rest)})
    samen = sum(methode.gewichten[een.id] for een in vijf)
    assert samen == sum(methode.gewichten[een.id] for een in methode.afwegen_per_paar[rest[0].paar])


@pytest.mark.parametrize("afweging", METHODE.afwegen, ids=lambda afweging: afweging.id)
@pytest.mark.parametrize("antwoord", [1, 2, 3, 4, 5])
def test_a_choice_moves_its_own_two_and_nothing_else(afweging: Afweging, antwoord: int) -> None:
    """1 pleads for the left end and against the right one, 5 the other way round, 3 for neither."""
    advies = _adviseer(NEUTRAAL, {afweging.id: antwoord})
    for p in PERSPECTIEVEN:
        score = advies.scores[p] or 0
        naar = {afweging.links.perspectief: 3 - antwoord, afweging.rechts.perspectief: antwoord - 3}
        verwacht = naar.get(p, 0)
        assert (score > 50, score < 50) == (verwacht > 0, verwacht < 0)


@pytest.mark.parametrize("paar", PAREN, ids="-".join)
def test_the_two_highest_are_asked_when_they_are_close(paar: Paar) -> None:
    """And only these; a choice that was made does not change what is asked."""
    advies = _adviseer(_tussen(paar))
    hoogste = sorted(PERSPECTIEVEN, key=lambda p: -(advies.scores[p] or 0))[:2]
    gevraagd = [vraag.id for vraag in advies.afwegen]
    assert advies.duidelijkheid in {"verdeeld", "licht"}
    assert gevraagd == [een.id for een in METHODE.afwegen_per_paar[paar_van(hoogste)]]
    assert all(vraag.antwoord is None and not vraag.nvt for vraag in advies.afwegen)
    for antwoord in (1, 5):
        met = _adviseer(_tussen(paar), dict.fromkeys(gevraagd, antwoord))
        assert [vraag.id for vraag in met.afwegen] == gevraagd
        assert {vraag.antwoord for vraag in met.afwegen} == {antwoord}


def _vol(perspectief: Perspectief) -> dict[str, Antwoord]:
    return {s.id: Antwoord(waarde=5 if s.laadt(perspectief) > 0 else 1) for s in WEEG}


def test_nothing_is_asked_when_the_advice_is_clear_or_too_little_is_known() -> None:
    assert _adviseer(_vol("netwerkend")).duidelijkheid == "duidelijk"
    assert _adviseer(_vol("netwerkend")).afwegen == ()
    assert _adviseer({}).afwegen == ()


def test_a_choice_that_was_made_stays_in_view_and_counts_whatever_is_asked() -> None:
    zonder = _adviseer(_vol("netwerkend"))
    ander = next(een for een in METHODE.afwegen if "rechtmatig" in een.paar)
    met = _adviseer(_vol("netwerkend"), {ander.id: 1})
    assert [(vraag.id, vraag.antwoord) for vraag in met.afwegen] == [(ander.id, 1)]
    assert met.scores[ander.links.perspectief] != zonder.scores[ander.links.perspectief]
    nvt = Invoer(antwoorden=_vol("netwerkend"), afwegingen={ander.id: Antwoord(nvt=True)})
    vraag = adviseer(METHODE, nvt).afwegen[0]
    assert (vraag.id, vraag.antwoord, vraag.nvt) == (ander.id, None, True)
    assert adviseer(METHODE, nvt).scores == zonder.scores


def test_completeness_is_never_that_of_the_choices() -> None:
    """Neither asked, nor answered, nor left open: it is about statements and tables."""
    half = dict(list(NEUTRAAL.items())[: len(NEUTRAAL) // 2])
    alles = dict.fromkeys(METHODE.afwegingen, 4)
    voor, na = _adviseer(half), _adviseer(half, alles)
    assert (na.volledigheid, na.volledigheid_per) == (voor.volledigheid, voor.volledigheid_per)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    invoeren(volledig=True, afwegen=True),
    st.sampled_from(tuple(METHODE.afwegingen)),
    st.integers(1, 4),
)
def test_choosing_more_for_one_end_never_lowers_it(invoer: Invoer, id_: str, antwoord: int) -> None:
    """Monotone, whichever pair is asked: every choice that was made counts."""

    def met(cijfer: int) -> PerspectiefAdvies:
        keuzes = {**invoer.afwegingen, id_: Antwoord(waarde=cijfer)}
        return adviseer(METHODE, invoer.model_copy(update={"afwegingen": keuzes}))

    voor, na, afweging = met(antwoord), met(antwoord + 1), METHODE.afwegingen[id_]
    verschil = {p: (na.scores[p] or 0) - (voor.scores[p] or 0) for p in PERSPECTIEVEN}
    assert verschil.pop(afweging.rechts.perspectief) > 0
    assert verschil.pop(afweging.links.perspectief) < 0
    assert set(verschil.values()) == {0}


def test_a_choice_is_a_reason_in_words() -> None:
    afweging = METHODE.afwegen[0]
    advies = _adviseer(NEUTRAAL, {afweging.id: 1})
    naam = METHODE.namen[afweging.links.perspectief].lower()
    links, rechts = (kant.tekst.removesuffix(".") for kant in afweging.kanten)
    zin = f"Jullie vonden dat “{links}” hier veel beter past dan “{rechts}”."
    assert [reden.zin for reden in advies.voor] == [f"{zin} Dat pleit voor {naam}."]
    assert [kracht.groep for kracht in advies.trekt] == [AFWEEGGROEP]


def test_another_choice_gives_another_fingerprint_whatever_the_order() -> None:
    een, ander = (Antwoord(waarde=cijfer) for cijfer in (4, 5))
    ids = list(METHODE.afwegingen)[:2]
    recht = Invoer(afwegingen=dict.fromkeys(ids, een))
    omgekeerd = Invoer(afwegingen=dict.fromkeys(reversed(ids), een))
    assert fingerprint_antwoorden(recht) == fingerprint_antwoorden(omgekeerd)
    anders = Invoer(afwegingen={**recht.afwegingen, ids[0]: ander})
    assert fingerprint_antwoorden(recht) != fingerprint_antwoorden(anders)


# --- the file ---


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    """A copy of the method's files, to change."""
    return Path(shutil.copytree(STANDAARDMAP, tmp_path / "methode"))


def _zonder(methode: Methode, paar: Paar) -> str:
    """A file with one choice for every other pair, and the text of the method for none."""
    regels = []
    for afweging in methode.afwegen:
        if afweging.paar != paar:
            kanten = [
                f'{naam} = {{ perspectief = "{kant.perspectief}", tekst = "tekst", '
                f'grond = "duiding", uit = "{kant.uit}" }}'
                for naam, kant in zip(("links", "rechts"), afweging.kanten, strict=True)
            ]
            regels += ["[[afwegen]]", f'id = "{afweging.id}"', *kanten, 'bron = "WS, stap 3"']
            regels.append('dekt = ["VNG-P-01"]')
    return "\n".join(regels)


def test_a_pair_without_choices_is_refused_and_a_method_without_any_is_not(map_: Path) -> None:
    """An older method asks nothing; one that asks must be able to ask of any two."""
    pad = map_ / "afwegen.toml"
    pad.write_text(_zonder(METHODE, PAREN[-1]), encoding="utf-8")
    with pytest.raises(MethodeFout, match="tussen netwerkend en responsief staat geen afweging"):
        laad(map_)
    pad.write_text("afwegen = []", encoding="utf-8")
    kaal = laad(map_)
    advies = adviseer(kaal, Invoer(antwoorden=NEUTRAAL))
    assert (advies.afwegen, advies.gelijk) == ((), PERSPECTIEVEN)


@pytest.mark.parametrize(
    ("oud", "nieuw", "reden"),
    [
        ('id = "AFW-RP-01"', 'id = "AFW-PR-01"', "horen de letters RP"),
        ('id = "AFW-RP-01"', 'id = "AFW-RS-09"', "horen de letters RP"),
        ('id = "AFW-RP-01"', 'id = "OPG-01"', "niet de goede vorm"),
        ('perspectief = "rechtmatig"', 'perspectief = "presterend"', "hetzelfde perspectief"),
        ('grond = "', 'grond = "on', "kies uit"),
    ],
)
def test_a_wrong_choice_is_refused_with_the_reason(
    map_: Path, oud: str, nieuw: str, reden: str
) -> None:
    pad = map_ / "afwegen.toml"
    tekst = pad.read_text(encoding="utf-8")
    assert oud in tekst
    pad.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")
    with pytest.raises(MethodeFout) as gevonden:
        laad(map_)
    assert gevonden.value.bestand == "afwegen.toml"
    assert reden in gevonden.value.reden
