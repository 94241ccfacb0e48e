"""What every part of the method is made of: its error, its fingerprint, exact decimals, and the
models of sources, perspectives, evidence with its loadings and remarks. Frozen, no rules."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from fractions import Fraction
from functools import cache, cached_property
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from regio_xl.bevindingen.fouten import RegioFout
from regio_xl.methode.perspectieven import Perspectief

Id = Annotated[str, Field(pattern=r"^[A-Z]{2,3}(-[A-Z]{1,2})?-[A-Z]?\d{2}$")]
InventarisId = Annotated[str, Field(pattern=r"^(VNG|KOE|LEE|HEF|VGS|TEG)-([A-Z]-)?\d{2}$")]
Tekst = Annotated[str, Field(min_length=3)]
Sleutel = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class MethodeFout(RegioFout):
    """The method's own files are wrong: says which file, which key and why."""

    code = "methode-fout"

    def __init__(self, bestand: str, sleutel: str, reden: str) -> None:
        super().__init__(f"{bestand}, {sleutel}: {reden}")
        self.bestand, self.sleutel, self.reden = bestand, sleutel, reden


def fingerprint(inhoud: str) -> str:
    """Eight hexadecimal characters of a SHA-256, in two groups so that people can compare them: two
    contents that differ get fingerprints that differ.

    >>> fingerprint("a"), fingerprint("b")
    ('ca97-8112', '3e23-e816')
    """
    hash_ = hashlib.sha256(inhoud.encode()).hexdigest()[:8]
    return f"{hash_[:4]}-{hash_[4:]}"


# Remembered: a calculation asks thousands of times for the few dozen decimals of the method.
@cache
def breuk(getal: float) -> Fraction:
    """The decimal that the method's keeper wrote, not its binary neighbour.

    >>> breuk(0.1)
    Fraction(1, 10)
    """
    return Fraction(str(getal))


class Methodemodel(BaseModel):
    """Base of every model of the method: frozen, and an unknown key is an error."""

    # Most models are only read as a part of a larger one; making each ready for use on its own
    # takes a tenth of the start of a process.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other values; what was worked out from the old ones is worked out again."""
        kopie = super().model_copy(update=update, deep=deep)
        for naam in kopie.__dict__.keys() - type(self).model_fields.keys():
            del kopie.__dict__[naam]
        return kopie


class Herleidbaar(Methodemodel):
    """Anything that says something about the field: names its source place and the inventory lines
    it covers."""

    bron: Tekst
    dekt: tuple[InventarisId, ...] = Field(min_length=1)


class Tussen(NamedTuple):
    """A figure of which only the ends are known, because it rests on ties that nobody asked for: it
    lies from ``laag`` to ``hoog``, both included."""

    laag: float
    hoog: float


class Voorwaarde(Methodemodel):
    """One condition: a known figure lies in a range, its ends included. What is unknown never fits
    and never fails; a figure between two ends fits or fails only when both ends do.

    ``meet`` names an answer (1-5), a score of the fabric or of a group of evidence (0-100), or a
    figure of ``kengetallen.toml``.
    """

    meet: str
    min: float | None = None
    max: float | None = None

    @cached_property
    def _onder(self) -> float | Fraction | None:
        return _exact(self.min)

    @cached_property
    def _boven(self) -> float | Fraction | None:
        return _exact(self.max)

    def past(self, stand: Fraction | float | Tussen | None) -> bool:
        """Whether a value is known to fit; limits are the decimals that the method's keeper
        wrote."""
        if stand is None:
            return False
        laag, hoog = stand if isinstance(stand, Tussen) else (stand, stand)
        if self._onder is not None and laag < self._onder:
            return False
        return self._boven is None or hoog <= self._boven

    def faalt(self, stand: Fraction | float | Tussen | None) -> bool:
        """Whether a value is known not to fit, wherever between its ends it lies."""
        if stand is None:
            return False
        laag, hoog = stand if isinstance(stand, Tussen) else (stand, stand)
        if self._onder is not None and hoog < self._onder:
            return True
        return self._boven is not None and laag > self._boven


def _exact(grens: float | None) -> float | Fraction | None:
    """The decimal to compare with: the number itself where that is exact, because fractions compare
    slowly."""
    return grens if grens is None or grens == breuk(grens) else breuk(grens)


class Bron(Methodemodel):
    """One publication; ``id`` is the short name used in source places (WS, SK, ...)."""

    id: str
    titel: Tekst
    jaar: str
    toelichting: Tekst


class PerspectiefTekst(Herleidbaar):
    """How one perspective is named and explained to users."""

    id: Perspectief
    naam: Tekst
    kern: Tekst
    uitleg: Tekst
    plek: Tekst


class Groep(Methodemodel):
    """Statements and indicators about one subject; groups weigh equally unless a source gives
    ground to differ."""

    id: Sleutel
    naam: Tekst
    uitleg: Tekst
    gewicht: float = Field(default=1.0, gt=0)


LADINGEN = (-1.0, -0.5, 0.5, 1.0)


class Lading(Methodemodel):
    """How a piece of evidence pleads for (or against) one perspective, and on whose word.

    ``grond`` is ``bron`` only where the VNG source or paragraph 1 of the 2015 essay makes the link
    itself; all else is our own reading (``duiding``). ``uit`` is the inventory line on which it
    rests.
    """

    waarde: float
    grond: Literal["bron", "duiding"]
    uit: InventarisId

    @field_validator("waarde")
    @classmethod
    def _een_van_vier(cls, waarde: float) -> float:
        if waarde not in LADINGEN:
            raise PydanticCustomError("lading", "one of the four loadings")
        return waarde


def in_helften(lading: Mapping[Perspectief, Lading]) -> dict[Perspectief, int]:
    """Loadings in halves (-2, -1, 1 or 2), so that sums of loadings are whole numbers."""
    return {perspectief: int(2 * een.waarde) for perspectief, een in lading.items()}


class Bewijs(Herleidbaar):
    """A piece of evidence for the quadrant: a statement or an indicator, with its group, weight and
    loadings."""

    id: Id
    groep: Sleutel
    gewicht: float = Field(default=1.0, gt=0)
    uitleg: Tekst
    lading: dict[Perspectief, Lading] = Field(min_length=1)

    def laadt(self, perspectief: Perspectief) -> float:
        """Loading for a perspective: -1, -0.5, 0, 0.5 or 1."""
        lading = self.lading.get(perspectief)
        return lading.waarde if lading else 0.0

    @cached_property
    def helften(self) -> dict[Perspectief, int]:
        """Its loadings in halves."""
        return in_helften(self.lading)


class Stelling(Bewijs):
    """A statement answered 1-5 that pleads for or against perspectives."""

    tekst: Tekst


class Weefselstelling(Herleidbaar):
    """A statement on the fabric. ``omgekeerd``: agreeing is a bad sign, so its value is
    mirrored."""

    id: Id
    dimensie: Literal["structuur", "personen", "weefsel", "richting"]
    tekst: Tekst
    uitleg: Tekst
    omgekeerd: bool = False


class Indicator(Bewijs):
    """Evidence computed from a table. ``maat`` names a function of ``rekenen.indicatoren``; its
    value is scaled so that ``laag`` becomes -1 and ``hoog`` becomes 1, cut off beyond. ``tabel`` is
    where users fill in what it is computed from."""

    naam: Tekst
    maat: Sleutel
    tabel: Literal["Feiten", "Agenda", "Partijen", "Relaties"]
    laag: float
    hoog: float
    eenheid: Literal["procent", "schaal"]


class Signaal(Herleidbaar):
    """A remark beside the advice that appears when all its conditions hold.

    ``soort``: *let op* asks for attention; *geen zorg* says that a low score is no problem here
    (TEG-25).
    """

    id: Id
    soort: Literal["let op", "geen zorg"] = "let op"
    tekst: Tekst
    voorwaarden: tuple[Voorwaarde, ...] = Field(min_length=1)
