"""The limits of the method and the choices with a meaning: numbers and words that a policy expert
may change.

Limits that all tabs share stand in ``methode.toml`` (``[drempels]`` and ``[grenzen]``), the others
in ``[regels]`` of ``opgave.toml`` and ``netwerk.toml``. All are frozen and hashable, so that what
follows from them can be remembered.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from regio_xl.methode.elementen import Id, Methodemodel, Sleutel, breuk

_Aandeel = Annotated[float, Field(ge=0, le=1)]
_Cijfer = Annotated[int, Field(ge=1, le=5)]
_Aantal = Annotated[int, Field(ge=1)]
_Keuzes = Annotated[tuple[str, ...], Field(min_length=1)]


class Marge(Methodemodel):
    """How far ahead the highest score must be, in points of 0-100, to be called *licht* and
    *duidelijk*; from a completeness (0-1) on."""

    volledigheid: _Aandeel
    licht: float = Field(gt=0)
    duidelijk: float = Field(gt=0)


class Drempels(Methodemodel):
    """Limits of the advice; shares are 0-1.

    ``marges``: the fewer answers, the further chance alone drives scores apart, so the more is
    asked. ``volledigheid``: the share of the evidence that must be known before there is an advice,
    of all evidence and of the evidence about each of the two highest.
    ``perspectief_volledigheid``: the same for how a group works and wants to work.
    """

    marges: tuple[Marge, ...] = Field(min_length=1)
    volledigheid: _Aandeel
    weefsel_volledigheid: _Aandeel
    perspectief_volledigheid: _Aandeel

    @model_validator(mode="after")
    def _marges_lopen_op(self) -> Self:
        rijen = self.marges
        stijgt = all(een.volledigheid < ander.volledigheid for een, ander in pairwise(rijen))
        if not stijgt or any(rij.licht >= rij.duidelijk for rij in rijen):
            raise PydanticCustomError("marges", "margins do not go up")
        if rijen[0].volledigheid != self.volledigheid:
            raise PydanticCustomError("eerste_marge", "the first margin is not at the minimum")
        return self

    def marges_bij(self, volledig: Fraction | float) -> Marge:
        """The margins that count at a completeness (0-1): the last row that it reaches, or else the
        first row.

        >>> rij = Marge(volledigheid=0.5, licht=8, duidelijk=20)
        >>> rijen = (rij, Marge(volledigheid=0.6, licht=7, duidelijk=18))
        >>> Drempels.model_construct(marges=rijen).marges_bij(0.6).duidelijk
        18.0
        """
        volledig = Fraction(str(volledig))  # a float as it is written, like the rows
        bereikt = [rij for rij in self.marges if breuk(rij.volledigheid) <= volledig]
        return bereikt[-1] if bereikt else self.marges[0]


class Grenzen(Methodemodel):
    """How much is shown at most. The upper limits are the rows that the workbook has for it
    (``blokken``)."""

    redenen: int = Field(ge=1, le=5)
    hulpvragen: int = Field(ge=1, le=5)
    handreikingen: int = Field(ge=1, le=12)
    handreikingen_per_stap: int = Field(ge=1, le=12)
    afwegingen: int = Field(ge=1, le=5)


class Opgavekeuzes(Methodemodel):
    """Which choices on Opgave have a meaning. The first word of a name is the field or the column
    of the agenda."""

    aanleiding_opgelegd: _Keuzes
    aanleiding_vrijwillig: _Keuzes
    schaal_lokaal: _Keuzes
    accent_economie: _Keuzes
    accent_kwetsbaar: _Keuzes
    uitvoering_overheidsspoor: _Keuzes
    uitvoering_samen: _Keuzes
    uitvoering_omgevingsspoor: _Keuzes
    ruimte_vast: _Keuzes
    oorsprong_plicht: _Keuzes
    oorsprong_initiatief: _Keuzes
    werk_terugkerend: _Keuzes


class Opgaveregels(Methodemodel):
    """Limits of the figures of Opgave.

    ``groep_gedeeld`` is the group of evidence on whether the issue is shared. ``minste_sectoren``
    of the four must have an interest before an item counts as shared; nothing is said while less
    than ``belangen_ingevuld`` (a share) of all interests is filled in.
    """

    groep_gedeeld: Sleutel
    minste_sectoren: int = Field(ge=1, le=4)
    belangen_ingevuld: _Aandeel
    minste_trekkers: _Aantal
    minste_tekens: int = Field(ge=1, le=4)
    keuzes: Opgavekeuzes


class Netwerkkeuzes(Methodemodel):
    """Which choices on Netwerk have a meaning. The first word of a name is the column of Partijen
    or Relaties."""

    soort_overheid: _Keuzes
    soort_inwoners: _Keuzes
    soort_ondernemers: _Keuzes
    soort_onderwijs: _Keuzes
    soort_maatschappelijk: _Keuzes
    soort_verbanden: _Keuzes
    soort_rest: _Keuzes
    soort_vaste_vakken: _Keuzes
    rol_eigenaar: _Keuzes
    rol_trekker: _Keuzes
    rol_toeschouwer: _Keuzes
    vorm_informeel: _Keuzes


class Netwerkregels(Methodemodel):
    """Limits of the figures and the sentences of the network.

    ``veel`` and ``weinig`` are on the scale 1-5 of influence, engagement, strength, trust and
    answers; ``meeste_onbekend`` (of all pairs) and ``smalle_marge`` (of the centralisation) are
    shares. ``nieuwe_partij`` and ``zelfde_aanpak`` are the statements that show a closed circle.
    """

    veel: _Cijfer
    weinig: _Cijfer
    minste_relaties: _Aantal
    meeste_onbekend: _Aandeel
    minste_invloed_overheid: _Aantal
    minste_invloed_grootste: _Aantal
    smalle_marge: _Aandeel
    eerst_vragen: int = Field(ge=1, le=10)
    nieuwe_contacten: int = Field(ge=1, le=10)
    namen_in_een_zin: int = Field(ge=2, le=20)
    nieuwe_partij: Id
    zelfde_aanpak: tuple[Id, ...] = Field(min_length=1)
    keuzes: Netwerkkeuzes

    @model_validator(mode="after")
    def _weinig_is_minder_dan_veel(self) -> Self:
        if self.weinig >= self.veel:
            raise PydanticCustomError("weinig_en_veel", "little is not less than much")
        return self

    def soorten(self, sector: str) -> tuple[str, ...]:
        """The kinds of parties that belong to one of the four sectors around the agenda
        (``invoer.SECTOREN``)."""
        soorten: tuple[str, ...] = getattr(self.keuzes, f"soort_{sector}")
        return soorten

    def overheid(self, soort: str | None) -> bool | None:
        """Whether a party of this kind is a public authority; None when its kind was not filled
        in."""
        return None if soort is None else soort in self.keuzes.soort_overheid
