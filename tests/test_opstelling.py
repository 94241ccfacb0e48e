"""The netwerkopstelling: every party in its sector and ring, none on top of another, whatever the
order of the rows."""

from __future__ import annotations

from itertools import combinations
from math import atan2, degrees, dist, hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hulp.boeken import METHODE
from regio_xl.invoer import Invoer, Relatie
from regio_xl.rekenen.netwerk.opstelling import (
    MEESTE_LIJNEN,
    MEESTE_STIPPEN,
    RANDEN,
    SOORT_ONBEKEND,
    opstelling,
)
from regio_xl.resultaten import Opstelling, Speler

SOORTEN = METHODE.kolom("Partijen", "soort").keuzes
HOOFDSOORTEN = METHODE.netwerk.regels.keuzes.soort_vaste_vakken
KLEINSTE_AFSTAND = 0.035
schalen = st.none() | st.integers(1, 5)


def speler(
    naam: str,
    soort: str | None = "overheid",
    betrokkenheid: int | None = 3,
    invloed: int | None = 3,
    *,
    graad: int = 0,
    brug: bool = False,
) -> Speler:
    return Speler(
        naam=naam, soort=soort, invloed=invloed, betrokkenheid=betrokkenheid, aan_tafel=None,
        graad=graad, tussenpositie=None, brug=brug, los=(),
    )  # fmt: skip


def beeld(
    spelers: list[Speler], relaties: list[tuple[str, str, int | None]] | None = None
) -> Opstelling:
    ties = tuple(
        Relatie(van=van, naar=naar, sterkte=sterkte) for van, naar, sterkte in relaties or []
    )
    return opstelling(METHODE, Invoer(relaties=ties), spelers)


@st.composite
def netwerken(draw: st.DrawFn, minste: int = 0, meeste: int = 60) -> list[Speler]:
    """Parties of any kinds and scores; often few kinds and scores, so that they crowd."""
    soorten = draw(st.lists(st.sampled_from((*SOORTEN, None)), min_size=1, max_size=9, unique=True))
    scores = draw(st.lists(schalen, min_size=1, max_size=6, unique=True))
    aantal = draw(st.integers(minste, meeste))
    return [
        speler(
            f"Partij {nummer}",
            draw(st.sampled_from(soorten)),
            draw(st.sampled_from(scores)),
            draw(schalen),
        )
        for nummer in range(aantal)
    ]


# --- where dots stand ---


@settings(max_examples=25, deadline=None)
@given(netwerken())
def test_every_dot_lies_in_the_circle_and_in_the_ring_of_its_engagement(
    spelers: list[Speler],
) -> None:
    wie = {s.naam: s for s in spelers}
    for stip in beeld(spelers).stippen:
        straal, score = hypot(stip.x, stip.y), wie[stip.naam].betrokkenheid
        ring = 5 if score is None else 5 - score
        assert RANDEN[ring] < straal < RANDEN[ring + 1] <= 1


@settings(max_examples=25, deadline=None)
@given(netwerken(minste=60))
def test_no_two_dots_stand_on_top_of_each_other(spelers: list[Speler]) -> None:
    plekken = [(stip.x, stip.y) for stip in beeld(spelers).stippen]
    assert len(plekken) == 60
    assert min(dist(een, ander) for een, ander in combinations(plekken, 2)) >= KLEINSTE_AFSTAND


@pytest.mark.parametrize("grote", SOORTEN)
def test_one_crowd_beside_a_party_of_every_other_kind_stays_apart_in_the_smallest_ring(
    grote: str,
) -> None:
    """The least room there is: every kind takes its part of the circle."""
    soorten = [grote] * (60 - len(SOORTEN)) + [s for s in (*SOORTEN, None) if s != grote]
    spelers = [speler(f"Partij {nummer}", soort, 5) for nummer, soort in enumerate(soorten)]
    plekken = [(stip.x, stip.y) for stip in beeld(spelers).stippen]
    assert len(plekken) == 60
    assert min(dist(een, ander) for een, ander in combinations(plekken, 2)) >= KLEINSTE_AFSTAND


@pytest.mark.parametrize("soorten", [("overheid",), ("overheid", "inwoners"), SOORTEN], ids=len)
@pytest.mark.parametrize("betrokkenheid", [None, 1, 2, 3, 4, 5])
def test_also_when_all_crowd_into_one_ring(
    soorten: tuple[str, ...], betrokkenheid: int | None
) -> None:
    spelers = [
        speler(f"P{nummer}", soorten[nummer % len(soorten)], betrokkenheid) for nummer in range(60)
    ]
    plekken = [(stip.x, stip.y) for stip in beeld(spelers).stippen]
    assert min(dist(een, ander) for een, ander in combinations(plekken, 2)) >= KLEINSTE_AFSTAND


@settings(max_examples=25, deadline=None)
@given(netwerken())
def test_the_more_engaged_the_nearer(spelers: list[Speler]) -> None:
    """Over all sectors: whoever is more engaged stands nearer to the opgave; unknown stands
    outermost."""
    wie = {s.naam: s.betrokkenheid or 0 for s in spelers}
    stralen = sorted((wie[stip.naam], hypot(stip.x, stip.y)) for stip in beeld(spelers).stippen)
    for (minder, ver), (meer, dichtbij) in combinations(stralen, 2):
        assert minder == meer or dichtbij < ver


@settings(max_examples=25, deadline=None)
@given(netwerken(minste=1))
def test_every_dot_stands_in_the_sector_of_its_kind(spelers: list[Speler]) -> None:
    uitkomst, wie = beeld(spelers), {s.naam: s for s in spelers}
    begins = sorted((vak.begin, vak.naam) for vak in uitkomst.vakken)
    for stip in uitkomst.stippen:
        hoek = degrees(atan2(stip.y, stip.x)) % 360
        vak = max((b for b in begins if b[0] <= hoek), default=begins[-1])
        assert vak[1] == (wie[stip.naam].soort or SOORT_ONBEKEND)


@settings(max_examples=15, deadline=None)
@given(netwerken(minste=2, meeste=20))
def test_the_order_of_rows_does_not_matter(spelers: list[Speler]) -> None:
    namen = [s.naam for s in spelers]
    relaties: list[tuple[str, str, int | None]] = [
        (een, ander, 3) for een, ander in combinations(namen, 2)
    ]
    eerst = beeld(spelers, relaties)
    assert (
        beeld(spelers[::-1], [(naar, van, sterkte) for van, naar, sterkte in relaties[::-1]])
        == eerst
    )


# --- sectors ---


def test_the_main_kinds_have_a_sector_before_anybody_is_there() -> None:
    vakken = beeld([]).vakken
    assert {vak.naam for vak in vakken} == set(HOOFDSOORTEN)
    assert all(vak.leeg for vak in vakken)
    assert [vak.begin for vak in vakken] == [90, 180, 270, 0]


def test_sectors_follow_the_order_of_the_method_and_unknown_comes_last() -> None:
    vakken = beeld(
        [speler("a", None), speler("b", "overig"), speler("c", "kennisinstelling")]
    ).vakken
    namen = [vak.naam for vak in vakken]
    assert namen == [s for s in SOORTEN if s in {*HOOFDSOORTEN, "overig", "kennisinstelling"}] + [
        SOORT_ONBEKEND
    ]
    assert [vak.naam for vak in vakken if vak.leeg] == [s for s in SOORTEN if s in HOOFDSOORTEN]


def test_more_parties_get_a_wider_sector_and_nobody_a_sliver() -> None:
    spelers = [speler(f"b{nummer}", "bedrijf") for nummer in range(9)] + [speler("o", "onderwijs")]
    vakken = beeld(spelers).vakken
    begins = [vak.begin for vak in vakken]
    breedtes = {
        vak.naam: (volgende - vak.begin) % 360
        for vak, volgende in zip(vakken, [*begins[1:], begins[0]], strict=True)
    }
    assert (
        breedtes["bedrijf"]
        > breedtes["onderwijs"]
        > breedtes["inwoners"]
        == breedtes["overheid"]
        >= 10
    )
    assert sum(breedtes.values()) == pytest.approx(360)


def test_names_of_sectors_stand_just_outside_the_circle() -> None:
    assert all(1 < hypot(vak.x, vak.y) < 1.1 for vak in beeld([speler("a")]).vakken)


# --- what is shown ---


def test_size_is_influence_and_zero_when_unknown() -> None:
    stippen = beeld(
        [speler("a", invloed=5), speler("b", invloed=None), speler("c", brug=True)]
    ).stippen
    assert {stip.naam: (stip.grootte, stip.brug) for stip in stippen} == {
        "a": (5, False),
        "b": (0, False),
        "c": (3, True),
    }


def test_above_the_limit_the_most_central_parties_stay() -> None:
    spelers = [
        speler(f"P{nummer:03}", graad=nummer // 2, invloed=1 + nummer % 2)
        for nummer in range(MEESTE_STIPPEN + 25)
    ]
    uitkomst = beeld(spelers)
    assert uitkomst.weggelaten == 25
    assert {stip.naam for stip in uitkomst.stippen} == {
        f"P{nummer:03}" for nummer in range(25, MEESTE_STIPPEN + 25)
    }


def test_ties_join_the_places_of_their_dots_and_a_pair_gets_one_line() -> None:
    spelers = [speler("Gemeente"), speler("ROC", "onderwijs")]
    relaties: list[tuple[str, str, int | None]] = [
        ("GEMEENTE", "roc", None),
        ("ROC", "Gemeente", 4),
        ("ROC", "ROC", 5),
        ("ROC", "X", 5),
    ]
    uitkomst = beeld(spelers, relaties)
    (lijn,) = uitkomst.lijnen
    plek = {stip.naam: (stip.x, stip.y) for stip in uitkomst.stippen}
    assert (lijn.van, lijn.naar, lijn.sterkte) == ("Gemeente", "ROC", 4)
    assert ((lijn.x1, lijn.y1), (lijn.x2, lijn.y2)) == (plek["Gemeente"], plek["ROC"])


def test_at_most_so_many_ties_strongest_first() -> None:
    namen = [f"P{nummer}" for nummer in range(20)]
    paren = list(combinations(namen, 2))
    relaties = [(een, ander, nummer % 6 or None) for nummer, (een, ander) in enumerate(paren)]
    lijnen = beeld([speler(naam) for naam in namen], relaties).lijnen
    sterktes = sorted((sterkte or 0 for _, _, sterkte in relaties), reverse=True)
    assert [lijn.sterkte for lijn in lijnen] == sterktes[:MEESTE_LIJNEN]
