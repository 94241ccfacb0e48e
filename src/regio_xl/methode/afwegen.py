"""Paired choices between two perspectives: what the group is asked when its two highest are close.

A choice is evidence like a statement, but for one perspective against one other; the four free
scores stay (TEG-19).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import combinations
from typing import Annotated, Literal

from pydantic import Field

from regio_xl.methode.elementen import (
    Bewijs,
    Herleidbaar,
    InventarisId,
    Lading,
    Methodemodel,
    Tekst,
)
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief

AFWEEGGROEP = "afwegen"
"""The group of evidence of these choices in ``methode.toml``."""
MEESTE_PER_PAAR = 5
"""Choices of one pair: as many as the workbook has rows for them."""
_LETTERS: dict[Perspectief, str] = {
    "rechtmatig": "R",
    "presterend": "P",
    "netwerkend": "N",
    "responsief": "S",
}

Paar = tuple[Perspectief, Perspectief]
"""Two perspectives, in the order of ``PERSPECTIEVEN``."""

PAREN: tuple[Paar, ...] = tuple(combinations(PERSPECTIEVEN, 2))

AfweegId = Annotated[str, Field(pattern=r"^AFW-[RPNS]{2}-\d{2}$")]


def paar_van(perspectieven: Iterable[Perspectief]) -> Paar:
    """Two perspectives as a pair, whatever their order. Raises :class:`ValueError` for another
    number of them.

    >>> paar_van(["responsief", "netwerkend"])
    ('netwerkend', 'responsief')
    """
    een, ander = sorted(perspectieven, key=PERSPECTIEVEN.index)
    return een, ander


def paarletters(paar: Paar) -> str:
    """The letters of a pair in an id.

    >>> paarletters(("netwerkend", "responsief"))
    'NS'
    """
    return "".join(_LETTERS[perspectief] for perspectief in paar)


class Afweegkant(Methodemodel):
    """One end of a choice: what fits better here when this perspective does, and on whose word (see
    :class:`Lading`)."""

    perspectief: Perspectief
    tekst: Tekst
    grond: Literal["bron", "duiding"]
    uit: InventarisId

    @property
    def geciteerd(self) -> str:
        """The text between quotes, for the middle of a sentence."""
        return f"“{self.tekst.removesuffix('.')}”"


class Afweging(Herleidbaar):
    """A choice between two ends, answered 1-5: 1 is ``links`` fits much better here, 3 is equally
    well, 5 is ``rechts`` fits much better.

    As evidence its value is (answer - 3) / 2, with a loading of 1 for the perspective of ``rechts``
    and -1 for that of ``links``.
    """

    id: AfweegId
    links: Afweegkant
    rechts: Afweegkant

    @property
    def kanten(self) -> tuple[Afweegkant, Afweegkant]:
        return self.links, self.rechts

    @property
    def paar(self) -> Paar:
        return paar_van(kant.perspectief for kant in self.kanten)

    @property
    def grond(self) -> str:
        """On whose word both ends rest: ``bron``, ``duiding``, or one after the other."""
        return "".join(sorted({kant.grond for kant in self.kanten}))

    @property
    def tekst(self) -> str:
        """The choice as one sentence."""
        return f"Wat past hier beter: {self.links.geciteerd} of {self.rechts.geciteerd}?"

    @property
    def keuzetekst(self) -> str:
        """The choice as it stands in a cell: what fits when the answer is 1, and when it is 5."""
        return f"1: {self.links.tekst}\n5: {self.rechts.tekst}"

    @cached_property
    def bewijs(self) -> Bewijs:
        """The choice as a piece of evidence."""
        lading = {
            kant.perspectief: Lading(waarde=waarde, grond=kant.grond, uit=kant.uit)
            for waarde, kant in zip((-1.0, 1.0), self.kanten, strict=True)
        }
        return Bewijs(
            id=self.id,
            groep=AFWEEGGROEP,
            uitleg=self.tekst,
            lading=lading,
            bron=self.bron,
            dekt=self.dekt,
        )


def per_paar(afwegingen: Iterable[Afweging]) -> dict[Paar, Sequence[Afweging]]:
    """The choices of each pair that has any, in their own order."""
    gevonden: dict[Paar, list[Afweging]] = {}
    for afweging in afwegingen:
        gevonden.setdefault(afweging.paar, []).append(afweging)
    return {**gevonden}
