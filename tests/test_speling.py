"""Figures of the network where not every party was asked: they lie between two ends, and nothing
is said that does not hold at both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import inf
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hulp.boeken import METHODE
from regio_xl.invoer import Invoer, Partij, Relatie
from regio_xl.methode import STANDAARDMAP, Handreiking, Voorwaarde, Wegwijzer, laad
from regio_xl.methode.elementen import Tussen
from regio_xl.rekenen import bereken
from regio_xl.rekenen.indicatoren import MATEN
from regio_xl.rekenen.netwerk import bereken_netwerkbeeld
from regio_xl.rekenen.netwerk.cijfers import _relatiecijfers, meet_netwerk
from regio_xl.rekenen.netwerk.contacten import Contacten, contacten
from regio_xl.rekenen.netwerk.meting import _meet
from regio_xl.rekenen.redenen import _gegeven
from regio_xl.rekenen.tellen import Kengetallen, Meetwaarde, voldoet
from regio_xl.rekenen.wegwijzers import gronden, wegwijzerstanden

REGELS = METHODE.netwerk.regels
SOORTEN = (*REGELS.keuzes.soort_overheid, *REGELS.keuzes.soort_inwoners, None)
# What a row may say: often and distrusted, or seldom and trusted.
WAARDEN = (
    {"sterkte": 5, "vertrouwen": 1, "vorm": "formeel"},
    {"sterkte": 1, "vertrouwen": 5, "vorm": "informeel"},
)
# Ends that some answers reach; those of the others are outer bounds.
BEREIKT = (
    "dichtheid", "wederkerigheid", "onderdelen", "geisoleerd", "banden_tussen_sectoren", "sterkte",
    "vertrouwen", "sterk_zonder_vertrouwen", "vertrouwen_zonder_contact", "informeel",
)  # fmt: skip


def _partijen(namen: str, soorten: Sequence[str | None] = ()) -> tuple[Partij, ...]:
    kinds = soorten or [None] * len(namen)
    return tuple(Partij(naam=n, soort=s) for n, s in zip(namen, kinds, strict=True))


def _relaties(*rijen: str, **velden: object) -> tuple[Relatie, ...]:
    """Ties such as ``"AB"``: from A to B."""
    return tuple(Relatie.model_validate({"van": rij[0], "naar": rij[1], **velden}) for rij in rijen)


def _beide_kanten(*paren: str) -> tuple[Relatie, ...]:
    return _relaties(*(rij for paar in paren for rij in (paar, paar[::-1])))


def _cijfers(lijst: Contacten) -> Kengetallen:
    return _relatiecijfers(REGELS, lijst, _meet(REGELS, lijst))


def _einden(waarde: Meetwaarde) -> tuple[float, float]:
    """The ends of a figure; unknown may be anything."""
    if waarde is None:
        return -inf, inf
    return (waarde.laag, waarde.hoog) if isinstance(waarde, Tussen) else (waarde, waarde)


def _uitkomsten(lijst: Contacten) -> Iterator[Contacten]:
    """Every way in which the parties that were not asked may still answer."""
    stil = lijst.niet_bevraagd
    open_ = [
        (van, naar)
        for van, naar in product(sorted(stil), lijst.partijen)
        if van != naar and (van, naar) not in lijst.relaties
    ]
    for keuze in product((None, *WAARDEN), repeat=len(open_)):
        erbij = {
            paar: Relatie.model_validate({"van": paar[0], "naar": paar[1], **velden})
            for paar, velden in zip(open_, keuze, strict=True)
            if velden is not None
        }
        yield replace(
            lijst, relaties={**lijst.relaties, **erbij}, bevraagd=frozenset(lijst.partijen)
        )


@st.composite
def _netwerken(draw: st.DrawFn) -> Contacten:
    """Four parties with three pairs or more, of which one party was not asked."""
    partijen = _partijen("ABCD", [draw(st.sampled_from(SOORTEN)) for _ in "ABCD"])
    mogelijk = [a + b for a, b in product("ABC", "ABCD") if a != b]
    elk = [draw(st.sampled_from([rij for rij in mogelijk if rij[0] == van])) for van in "ABC"]
    rijen = dict.fromkeys([*elk, *draw(st.lists(st.sampled_from(mogelijk), max_size=4))])
    relaties = tuple(
        Relatie.model_validate(
            {"van": rij[0], "naar": rij[1], "wederzijds": draw(st.sampled_from((True, None)))}
            | draw(st.sampled_from(({}, *WAARDEN)))
        )
        for rij in rijen
    )
    return contacten(partijen, relaties)


@settings(max_examples=15, deadline=None)
@given(_netwerken())
def test_whatever_they_answer_every_figure_lies_between_its_ends(lijst: Contacten) -> None:
    """By brute force over all answers; most ends are reached too."""
    assume(len(lijst.paren) >= REGELS.minste_relaties)
    einden = {naam: _einden(waarde) for naam, waarde in _cijfers(lijst).items()}
    gezien: dict[str, set[float]] = {}
    for uitkomst in _uitkomsten(lijst):
        for naam, waarde in _cijfers(uitkomst).items():
            laag, hoog = einden[naam]
            assert not isinstance(waarde, Tussen)
            if waarde is not None and naam not in ("niet_bevraagd", "dichtheid_hoogst"):
                assert laag - 1e-9 <= waarde <= hoog + 1e-9, naam
                gezien.setdefault(naam, set()).add(waarde)
    for naam in BEREIKT:
        laag, hoog = einden[naam]
        if laag > -inf:
            assert (min(gezien[naam]), max(gezien[naam])) == pytest.approx((laag, hoog)), naam


def test_who_asked_everybody_knows_every_figure_exactly() -> None:
    lijst = contacten(_partijen("ABCD"), _beide_kanten("AB", "BC", "CD"))
    assert not [naam for naam, waarde in _cijfers(lijst).items() if isinstance(waarde, Tussen)]


# --- conditions -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stand", "past", "faalt"),
    [
        (Tussen(50, 70), True, False),
        (Tussen(40, 60), False, False),
        (Tussen(10, 40), False, True),
        (None, False, False),
        (55, True, False),
        (45, False, True),
    ],
)
def test_a_condition_holds_only_when_it_holds_at_both_ends(
    stand: Meetwaarde, past: bool, faalt: bool
) -> None:
    voorwaarde = Voorwaarde(meet="centralisatie", min=50)
    assert (voorwaarde.past(stand), voorwaarde.faalt(stand)) == (past, faalt)
    assert voldoet([voorwaarde], {"centralisatie": stand}) == past


def test_a_range_around_what_is_asked_neither_fits_nor_fails() -> None:
    voorwaarde = Voorwaarde(meet="dichtheid", min=40, max=60)
    assert (voorwaarde.past(Tussen(10, 90)), voorwaarde.faalt(Tussen(10, 90))) == (False, False)
    assert voorwaarde.faalt(Tussen(70, 90))


def _op_relaties() -> list[Handreiking]:
    plekken = {kengetal.id: kengetal.plek for kengetal in METHODE.kengetallen}
    return [
        h
        for h in METHODE.handreikingen
        if any(plekken.get(v.meet) == "Relaties" for v in h.voorwaarden)
    ]


def test_no_suggestion_rests_on_a_figure_that_may_still_be_otherwise() -> None:
    """F9, proof 08: a star around a government, of which the ends were not asked. How far the
    network turns around one party is unknown, so nothing is suggested about it."""
    namen = "ABCDEFGHI"
    partijen = tuple(
        Partij(naam=n, soort=SOORTEN[0] if n == "A" else SOORTEN[1], invloed=3) for n in namen
    )
    invoer = Invoer(partijen=partijen, relaties=_relaties("AB", "AC", "AD", "AE", "BA", "CA", "DA"))
    cijfers = meet_netwerk(METHODE, invoer).cijfers
    assert isinstance(cijfers["centralisatie"], Tussen)
    assert cijfers["overheid_centraal"] is None
    over_relaties = {h.id for h in _op_relaties()}
    midden = {
        h.id
        for h in METHODE.handreikingen
        for v in h.voorwaarden
        if v.meet in ("centralisatie", "overheid_centraal")
    }
    assert midden <= over_relaties
    assert midden
    for voorwaarde in (v for h in _op_relaties() if h.id in midden for v in h.voorwaarden):
        assert not voorwaarde.past(cijfers.get(voorwaarde.meet))


def test_a_signpost_waits_for_a_figure_that_may_still_be_otherwise() -> None:
    toets = Voorwaarde(meet="banden_tussen_sectoren", min=50)
    wegwijzer: Wegwijzer = METHODE.wegwijzers[0].model_copy(update={"toetsen": (toets,)})
    methode = METHODE.model_copy(update={"wegwijzers": (wegwijzer,)})
    for stand, staat in (
        (Tussen(60, 80), "op orde"),
        (Tussen(40, 80), "nog leeg"),
        (Tussen(10, 40), "aandacht"),
    ):
        (gevonden,) = wegwijzerstanden(methode, {"banden_tussen_sectoren": stand})
        assert gevonden.staat == staat


def test_a_figure_between_two_ends_is_said_as_a_range() -> None:
    (grond,) = gronden(METHODE, ["centralisatie"], {"centralisatie": Tussen(4.2, 70.4)})
    assert "4 tot 70 procent" in grond.zin
    (grond,) = gronden(METHODE, ["onderdelen"], {"onderdelen": Tussen(1, 3)})
    assert "1 tot 3" in grond.zin
    (grond,) = gronden(METHODE, ["sterkte"], {"sterkte": Tussen(1.44, 4.0)})
    assert "1,4 tot 4 van 5" in grond.zin


def test_who_is_in_the_middle_is_certain_only_when_nobody_can_pass_by() -> None:
    """A has four contacts, and E, who was not asked, may come to have four too."""
    kring = _beide_kanten("AB", "AC", "AD", "BC")
    beeld = bereken_netwerkbeeld(
        METHODE, Invoer(partijen=_partijen("ABCDE"), relaties=(*kring, *_relaties("AE")))
    )
    (zin,) = [u.zin for u in beeld.uitspraken if u.naam == "In het midden"]
    assert "Nog niet iedereen is gevraagd" in zin


# --- the density as evidence ----------------------------------------------------------------------


def _dichtheid(aantal: int, *rijen: str) -> Fraction | None:
    namen = "ABCDEFGHIJKLMNOPQRST"[:aantal]
    return MATEN["dichtheid"](
        METHODE, Invoer(partijen=_partijen(namen), relaties=_relaties(*rijen))
    )


def test_density_counts_only_when_both_ends_say_nearly_the_same() -> None:
    """F6: of 45 pairs 16 have contact and the last party was not asked. Four open pairs leave 36 to
    44 procent, which is 0.44 of the scale -1..1; two leave 36 to 40, which is 0.22."""
    gevraagd = "ABCDEFGHI"
    ring = [a + b for a, b in zip(gevraagd, gevraagd[1:] + "A", strict=True)]
    vier = [*ring, "AC", "BD", *(f"{a}J" for a in "ABCDE")]
    assert len(vier) == 16
    assert _dichtheid(10, *vier) is None
    twee = [*ring, *(f"{a}J" for a in "ABCDEFG")]
    assert _dichtheid(10, *twee) == Fraction(16 + 18, 2 * 45)


def test_one_more_contact_never_lowers_the_density_that_counts() -> None:
    """F6, proof 03: a seventh contact made the density known, at its lowest end, and lowered
    netwerkend."""
    gevraagd = "ABCDEFGHI"
    ring = [a + b for a, b in zip(gevraagd, gevraagd[1:] + "A", strict=True)]
    eerder: Fraction | None = None
    for meer in range(9):
        nu = _dichtheid(10, *ring, *(f"{a}J" for a in gevraagd[:meer]))
        if eerder is not None:
            assert nu is not None
            assert nu > eerder
        eerder = nu
    assert eerder is not None


def test_a_reason_names_both_ends_of_the_density() -> None:
    """A figure with a range is never said as a fact, also when it counts."""
    gevraagd = "ABCDEFGHI"
    ring = [a + b for a, b in zip(gevraagd, gevraagd[1:] + "A", strict=True)]
    invoer = Invoer(
        partijen=_partijen("ABCDEFGHIJ"), relaties=_relaties(*ring, *(f"{a}J" for a in "ABCDEFG"))
    )
    (indicator,) = [i for i in METHODE.indicatoren if i.maat == "dichtheid"]
    assert _gegeven(METHODE, indicator, invoer).endswith("36 tot 40 procent.")


def test_a_method_from_before_keeps_the_lowest_end(tmp_path: Path) -> None:
    """So that its workbooks keep their scores."""
    map_ = Path(copytree(STANDAARDMAP, tmp_path / "methode"))
    pad = map_ / "netwerk.toml"
    tekst = pad.read_text(encoding="utf-8")
    pad.write_text(
        tekst.replace("meeste_verschil = 0.25", "meeste_onbekend = 0.25"), encoding="utf-8"
    )
    partijen, relaties = _partijen("ABCDE"), _relaties("AB", "BC", "CD", "DA", "AC")
    invoer = Invoer(partijen=partijen, relaties=relaties)
    assert MATEN["dichtheid"](laad(map_), invoer) is None
    meer = invoer.model_copy(update={"relaties": (*relaties, *_relaties("AE", "BE"))})
    assert MATEN["dichtheid"](laad(map_), meer) == Fraction(7, 10)


# --- one row for both directions ------------------------------------------------------------------


def test_a_mutual_row_is_a_row_in_both_directions() -> None:
    een = contacten(
        _partijen("ABC"), _relaties("AB", wederzijds=True, sterkte=4, vertrouwen=2, vorm="formeel")
    )
    twee = contacten(
        _partijen("ABC"), _relaties("AB", "BA", sterkte=4, vertrouwen=2, vorm="formeel")
    )
    velden = ("sterkte", "vertrouwen", "vorm")
    for paar in (("a", "b"), ("b", "a")):
        rijen = een.relaties[paar], twee.relaties[paar]
        assert len({tuple(getattr(rij, veld) for veld in velden) for rij in rijen}) == 1
    assert een.paren.keys() == twee.paren.keys()


def test_a_party_of_whom_another_wrote_was_not_asked_itself() -> None:
    """Only its contact with that other one is known; with whom else it has contact nobody said."""
    lijst = contacten(_partijen("ABC"), _relaties("AB", "AC", wederzijds=True))
    assert lijst.niet_bevraagd == {"b", "c"}
    assert lijst.onbekende_paren == 1
    beeld = bereken_netwerkbeeld(
        METHODE,
        Invoer(
            partijen=_partijen("ABCD"), relaties=_relaties("AB", "AC", "AD", "BC", wederzijds=True)
        ),
    )
    assert beeld.wederkerigheid == 1
    assert set(beeld.vraag_eerst) == {"C", "D"}


def test_the_row_of_the_other_itself_goes_before_a_mutual_one() -> None:
    lijst = contacten(
        _partijen("AB"), (*_relaties("AB", wederzijds=True, sterkte=5), *_relaties("BA", sterkte=2))
    )
    assert lijst.relaties["b", "a"].sterkte == 2
    assert lijst.niet_bevraagd == set()


def test_a_whole_network_reads_the_same_written_once_or_twice() -> None:
    """When every party stands once under Van, the picture is that of all rows written out."""
    paren = ("AB", "BC", "CD", "DA", "AC")
    partijen = _partijen("ABCD", [SOORTEN[0], *[SOORTEN[1]] * 3])
    een = bereken(Invoer(partijen=partijen, relaties=_relaties(*paren, wederzijds=True)), METHODE)
    twee = bereken(Invoer(partijen=partijen, relaties=_beide_kanten(*paren)), METHODE)
    weg = {"relaties"}
    assert een.netwerk.model_dump(exclude=weg) == twee.netwerk.model_dump(exclude=weg)
    assert een.perspectief == twee.perspectief
