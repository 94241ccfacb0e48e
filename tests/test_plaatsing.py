"""Lines of a list keep the row that has text of the users beside it; the others flow around."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from regio_xl.tabs.plaatsing import Rijgebruik, genummerd, plaats

RUIMTE = 8


@st.composite
def lijsten(draw: st.DrawFn) -> tuple[list[Rijgebruik], int]:
    """How some of the rows are used, and how many lines the new list has; a line stands in one row
    at most."""
    aantal = draw(st.integers(0, RUIMTE))
    oud = draw(st.permutations([*range(aantal), *[None] * (RUIMTE - aantal)]))
    gebruik = []
    for rij, lijn in enumerate(oud):
        soort = draw(st.sampled_from(["niets", "naast", "eigen", "beide"]))
        eigen = soort in ("eigen", "beide")
        naast = soort in ("naast", "beide")
        gebruik.append(Rijgebruik(rij, None if eigen else lijn, naast, eigen))
    return gebruik, aantal


def _na(gebruik: Sequence[Rijgebruik], geplaatst: dict[int, int]) -> list[Rijgebruik]:
    """How the rows are used once these lines stand there."""
    return [
        stand._replace(
            lijn=geplaatst.get(stand.rij), eigen=stand.eigen and stand.rij not in geplaatst
        )
        for stand in gebruik
    ]


@given(lijsten())
def test_every_line_gets_one_row(lijst: tuple[list[Rijgebruik], int]) -> None:
    gebruik, aantal = lijst
    assert sorted(plaats(gebruik, aantal, range(RUIMTE)).values()) == list(range(aantal))


@given(lijsten())
def test_a_line_stays_beside_the_text_of_the_user(lijst: tuple[list[Rijgebruik], int]) -> None:
    gebruik, aantal = lijst
    geplaatst = plaats(gebruik, aantal, range(RUIMTE))
    assert [
        stand
        for stand in gebruik
        if stand.naast and stand.lijn is not None and geplaatst[stand.rij] != stand.lijn
    ] == []


@given(lijsten())
def test_the_other_lines_keep_their_order(lijst: tuple[list[Rijgebruik], int]) -> None:
    gebruik, aantal = lijst
    vast = {stand.rij for stand in gebruik if stand.naast and stand.lijn is not None}
    geplaatst = plaats(gebruik, aantal, range(RUIMTE))
    rest = [geplaatst[rij] for rij in sorted(geplaatst) if rij not in vast]
    assert rest == sorted(rest)


@given(lijsten())
def test_rows_of_the_user_are_used_when_nothing_else_is_left(
    lijst: tuple[list[Rijgebruik], int],
) -> None:
    gebruik, aantal = lijst
    geplaatst = plaats(gebruik, aantal, range(RUIMTE))

    def vrij(*, naast: bool, eigen: bool) -> list[int]:
        return [
            stand.rij
            for stand in gebruik
            if stand.rij not in geplaatst and (stand.naast, stand.eigen) == (naast, eigen)
        ]

    eigen = [s for s in gebruik if s.eigen and s.rij in geplaatst]
    gewist = [s for s in gebruik if s.naast and s.lijn is None and s.rij in geplaatst]
    assert not (eigen and (vrij(naast=False, eigen=False) or vrij(naast=True, eigen=False)))
    assert not (gewist and vrij(naast=False, eigen=False))


@given(lijsten())
def test_placing_again_changes_nothing(lijst: tuple[list[Rijgebruik], int]) -> None:
    gebruik, aantal = lijst
    eerste = plaats(gebruik, aantal, range(RUIMTE))
    assert plaats(_na(gebruik, eerste), aantal, range(RUIMTE)) == eerste


def test_without_text_of_the_user_a_list_fills_its_rows_in_order() -> None:
    oud = [Rijgebruik(4, 1), Rijgebruik(5, 0), Rijgebruik(6, None)]
    assert plaats(oud, 2, range(4, 9)) == {4: 0, 5: 1}


def test_equal_names_are_told_apart_by_the_rest_of_the_line() -> None:
    namen = genummerd(
        [("tafel", "tafel 1"), ("kern", "x"), ("tafel", "tafel 2"), ("tafel", "tafel 1")]
    )
    assert len(set(namen)) == 4
    assert genummerd([("tafel", "anders")])[0] not in namen
    assert genummerd([("kern", "anders")])[0] in namen
