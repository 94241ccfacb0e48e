"""The two measures of agreement, against published numbers and by their laws.

The numbers are those of the manual pages of the R package agrmt (the paper of Tastle and Wierman
2007, Van der Eijk 2001) and recomputations; see ``referentiegetallen`` section 1.
"""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regio_xl.rekenen.consensus import consensus, frequenties, overeenstemming

GEPUBLICEERD = [30, 40, 210, 130, 530, 50, 10]
UNIFORM = [1, 1, 1, 1, 1]
vectoren = st.lists(st.integers(0, 40), min_size=3, max_size=7).filter(any)


def test_the_published_example() -> None:
    assert consensus(GEPUBLICEERD) == pytest.approx(0.7256876, abs=5e-8)
    gemeten = overeenstemming(GEPUBLICEERD)
    assert gemeten is not None
    assert float(gemeten) == pytest.approx(0.6113333, abs=5e-8)
    assert float((1 - gemeten) / 2) == pytest.approx(0.1943333, abs=5e-8)


@pytest.mark.parametrize(
    ("frequentie", "cns", "a"),
    [
        ([0, 2, 6, 2, 0], 0.833985, 0.7),
        ([10, 20, 30, 15, 4], 0.623871, 0.392405),
        ([3, 1, 0, 1, 3], 0.146241, None),
        ([0, 0, 0, 1, 7], 0.915404, None),
        ([4, 0, 0, 0, 1], 0.278072, None),
        ([3, 0, 0, 0, 7], None, -0.2),
    ],
)
def test_recomputed_examples(frequentie: list[int], cns: float | None, a: float | None) -> None:
    if cns is not None:
        assert consensus(frequentie) == pytest.approx(cns, abs=5e-7)
    if a is not None:
        assert float(overeenstemming(frequentie) or 0) == pytest.approx(a, abs=5e-7)


def test_trap_plain_noise_is_no_disagreement_for_consensus() -> None:
    assert consensus(UNIFORM) == pytest.approx(0.433985, abs=5e-7)
    assert overeenstemming(UNIFORM) == 0


def test_the_ends_of_the_scale() -> None:
    for plek in range(5):
        samen = [9 if plek == ander else 0 for ander in range(5)]
        assert consensus(samen) == 1
        assert overeenstemming(samen) == 1
    assert consensus([4, 0, 0, 0, 4]) == 0
    assert overeenstemming([4, 0, 0, 0, 4]) == -1


def test_nobody_answered_is_unknown() -> None:
    assert consensus([0] * 5) is None
    assert overeenstemming([0] * 5) is None


def test_answers_become_frequencies() -> None:
    assert frequenties([5, 1, 5, 3]) == (1, 0, 1, 0, 2)
    assert frequenties([]) == (0, 0, 0, 0, 0)
    for fout in (0, 6):
        with pytest.raises(ValueError, match=str(fout)):
            frequenties([fout])


@pytest.mark.parametrize("maat", [consensus, overeenstemming])
@pytest.mark.parametrize("frequentie", [[], [1, 2], [1, -1, 3]])
def test_what_is_no_frequency_vector_is_our_own_mistake(
    maat: object, frequentie: list[int]
) -> None:
    assert callable(maat)
    with pytest.raises(ValueError, match=re.escape(str(frequentie))):
        maat(frequentie)


@given(vectoren)
def test_bounds(frequentie: list[int]) -> None:
    cns, a = consensus(frequentie), overeenstemming(frequentie)
    assert cns is not None
    assert a is not None
    assert 0 <= cns <= 1
    assert -1 <= a <= 1
    assert (a == 1) == (sum(map(bool, frequentie)) == 1)


@given(vectoren)
def test_the_direction_of_the_scale_does_not_matter(frequentie: list[int]) -> None:
    omgekeerd = frequentie[::-1]
    assert consensus(omgekeerd) == pytest.approx(consensus(frequentie), abs=1e-12)
    assert overeenstemming(omgekeerd) == overeenstemming(frequentie)


@given(vectoren, st.integers(2, 30))
def test_only_shares_count(frequentie: list[int], keer: int) -> None:
    groter = [keer * aantal for aantal in frequentie]
    assert consensus(groter) == pytest.approx(consensus(frequentie), abs=1e-12)
    assert overeenstemming(groter) == overeenstemming(frequentie)


@given(st.lists(st.integers(0, 20), min_size=5, max_size=5).filter(any), st.integers(0, 4))
def test_one_peak_never_reads_as_two_camps(aantallen: list[int], top: int) -> None:
    """Van der Eijk: a vector that rises to one peak and then falls never scores below 0."""
    hoogte = sorted(aantallen)
    frequentie = [hoogte[4 - abs(plek - top)] for plek in range(5)]
    assert (overeenstemming(frequentie) or 0) >= 0


@given(st.integers(1, 50), st.integers(1, 50))
def test_two_end_camps_depend_on_their_balance_only(links: int, rechts: int) -> None:
    """One layer of -1 for the pairs and one of 1 for the rest: A is 1 minus four times the smaller
    camp's share."""
    kleinste = Fraction(min(links, rechts), links + rechts)
    assert overeenstemming([links, 0, 0, 0, rechts]) == 1 - 4 * kleinste
