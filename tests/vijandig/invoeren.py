"""Hostile workbooks as a hypothesis strategy: a sound workbook and a stack of mutations, each
applied as it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter

from vijandig import eigenschade, idschade, xmlschade, zipschade
from vijandig.bases import GeenBasis, basis
from vijandig.pakje import Pakje

Mutatie = Callable[[Random, Pakje], "str | None"]

LAGEN: Mapping[str, Sequence[Mutatie]] = {
    "xml": xmlschade.MUTATIES,
    "zip": zipschade.MUTATIES,
    "id": idschade.MUTATIES,
    "eigen": eigenschade.MUTATIES,
}
MAX_BESTAND = 55_000_000
"""Bytes: just over what is refused for its size alone."""
_LOTEN = ("xml",) * 5 + ("zip",) * 2 + ("id",) * 4 + ("eigen",) * 5
_MEESTE_MUTATIES = 4
_POGINGEN = 4


@dataclass(frozen=True, slots=True)
class Invoer:
    """One input: the base it was made of, what was done to it, and its bytes."""

    basis: str
    mutaties: tuple[str, ...]
    inhoud: bytes = field(repr=False)

    def _repr_pretty_(self, printer: RepresentationPrinter, _: bool) -> None:
        """For hypothesis, which would print the bytes as well."""
        printer.text(repr(self))


@st.composite
def invoeren(draw: st.DrawFn, bases: Sequence[str], laag: str = "") -> Invoer:
    """One of these bases after one to four mutations, the first of this layer. Shrinks to the first
    base and one mutation."""
    naam = draw(st.sampled_from(bases))
    try:
        pakje = basis(naam).kopie()
    except GeenBasis:
        reject()
    gedaan = [draw(_mutatie(pakje, laag or draw(st.sampled_from(_LOTEN))))]
    verder = st.sampled_from(_LOTEN).flatmap(lambda laag: _mutatie(pakje, laag))
    gedaan += draw(st.lists(verder, max_size=_MEESTE_MUTATIES - 1))
    return Invoer(naam, tuple(gedaan), pakje.bytes()[:MAX_BESTAND])


@st.composite
def _mutatie(draw: st.DrawFn, pakje: Pakje, laag: str) -> str:
    """One mutation in place; says what it did. What does not fit on this package is tried again
    with another one."""
    for _ in range(_POGINGEN):
        mutatie = draw(st.sampled_from(LAGEN[laag]))
        toeval = draw(st.randoms(use_true_random=False))
        try:
            gedaan = mutatie(toeval, pakje)
        except (ValueError, LookupError, OverflowError):  # trips over what an earlier mutation left
            continue
        if gedaan is not None:
            return gedaan
    return f"{laag}: niets"
