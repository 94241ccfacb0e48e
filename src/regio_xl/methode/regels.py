"""The limits of the method and the choices with a meaning: numbers and words that a policy expert
may change.

Limits that all tabs share stand in ``methode.toml`` (``[drempels]`` and ``[grenzen]``), the others
in ``[regels]`` of ``opgave.toml`` and ``netwerk.toml``. All are frozen and hashable, so that what
follows from them can be remembered.
"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from regio_xl.methode.bouwstenen import Id, Onderdeel, Sleutel

Aandeel = Annotated[float, Field(ge=0, le=1)]
Cijfer = Annotated[int, Field(ge=1, le=5)]
Aantal = Annotated[int, Field(ge=1)]
Keuzes = Annotated[tuple[str, ...], Field(min_length=1)]


class Drempels(Onderdeel):
    """Limits of the advice. Margins are points on the 0-100 scale of a score, ``volledigheid`` and
    shares are 0-1.

    ``perspectief_volledigheid``: the share of the statements of Perspectief that gives a picture of
    how a group works.
    """

    duidelijk: float = Field(gt=0)
    licht: float = Field(gt=0)
    volledigheid: Aandeel
    weefsel_volledigheid: Aandeel
    perspectief_volledigheid: Aandeel


class Grenzen(Onderdeel):
    """How much is shown at most. The upper limits are the rows that the workbook has for it
    (``blokken``)."""

    redenen: int = Field(ge=1, le=5)
    hulpvragen: int = Field(ge=1, le=5)
    handreikingen: int = Field(ge=1, le=12)
    handreikingen_per_stap: int = Field(ge=1, le=12)


class Opgavekeuzes(Onderdeel):
    """Which choices on Opgave have a meaning. The first word of a name is the field or the column
    of the agenda."""

    aanleiding_opgelegd: Keuzes
    aanleiding_vrijwillig: Keuzes
    schaal_lokaal: Keuzes
    accent_economie: Keuzes
    accent_kwetsbaar: Keuzes
    uitvoering_overheidsspoor: Keuzes
    uitvoering_samen: Keuzes
    uitvoering_omgevingsspoor: Keuzes
    ruimte_vast: Keuzes
    oorsprong_plicht: Keuzes
    oorsprong_initiatief: Keuzes
    werk_terugkerend: Keuzes


class Opgaveregels(Onderdeel):
    """Limits of the figures of Opgave.

    ``groep_gedeeld`` is the group of evidence on whether the issue is shared. ``minste_sectoren``
    of the four must have an interest before an item counts as shared; nothing is said while less
    than ``belangen_ingevuld`` (a share) of all interests is filled in.
    """

    groep_gedeeld: Sleutel
    minste_sectoren: int = Field(ge=1, le=4)
    belangen_ingevuld: Aandeel
    minste_trekkers: Aantal
    minste_tekens: int = Field(ge=1, le=4)
    keuzes: Opgavekeuzes


class Netwerkkeuzes(Onderdeel):
    """Which choices on Netwerk have a meaning. The first word of a name is the column of Partijen
    or Relaties."""

    soort_overheid: Keuzes
    soort_inwoners: Keuzes
    soort_ondernemers: Keuzes
    soort_onderwijs: Keuzes
    soort_maatschappelijk: Keuzes
    soort_verbanden: Keuzes
    soort_rest: Keuzes
    soort_vaste_vakken: Keuzes
    rol_eigenaar: Keuzes
    rol_trekker: Keuzes
    rol_toeschouwer: Keuzes
    vorm_informeel: Keuzes


class Netwerkregels(Onderdeel):
    """Limits of the figures and the sentences of the network.

    ``veel`` and ``weinig`` are on the scale 1-5 of influence, engagement, strength, trust and
    answers; ``meeste_onbekend`` (of all pairs) and ``smalle_marge`` (of the centralisation) are
    shares. ``nieuwe_partij`` and ``zelfde_aanpak`` are the statements that show a closed circle.
    """

    veel: Cijfer
    weinig: Cijfer
    minste_relaties: Aantal
    meeste_onbekend: Aandeel
    minste_invloed_overheid: Aantal
    minste_invloed_grootste: Aantal
    smalle_marge: Aandeel
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
