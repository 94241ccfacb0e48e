"""What the method says about a filled-in workbook: named figures, signposts, suggestions,
leadership and the manual."""

from __future__ import annotations

from functools import cached_property
from string import Formatter
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from regio_xl.methode.elementen import (
    Herleidbaar,
    Id,
    InventarisId,
    Lading,
    Methodemodel,
    Sleutel,
    Tekst,
    Voorwaarde,
    in_helften,
)
from regio_xl.methode.perspectieven import Perspectief

Eenheid = Literal["aantal", "procent", "schaal", "score", "vlag"]
Stap = Literal["opgave", "netwerk", "perspectief", "weefsel", "borg en verbind"]

# What a figure of each unit can be at least and at most; None where it has no limit.
BEREIK: dict[Eenheid, tuple[float, float | None]] = {
    "aantal": (0, None), "procent": (0, 100), "schaal": (1, 5), "score": (0, 100), "vlag": (0, 1),
}  # fmt: skip


class Kengetal(Methodemodel):
    """A named figure of a workbook, on which signposts and suggestions rest;
    ``rekenen.kengetallen`` computes it.

    ``zin`` says it in words, with ``{waarde}`` for the value; ``niet`` is the sentence for a flag
    that is off. ``plek`` is the table or the tab where users fill in what it rests on.
    """

    id: Sleutel
    eenheid: Eenheid
    plek: Tekst
    zin: Tekst
    niet: str = ""


class Wegwijzer(Herleidbaar):
    """One of the ten signposts. *Op orde* when every test is known and holds, *aandacht* when a
    known one fails."""

    id: Id
    naam: Tekst
    kern: Tekst
    toetsen: tuple[Voorwaarde, ...] = Field(min_length=1)
    suggestie: Tekst


class Handreiking(Herleidbaar):
    """A suggestion that is shown when all its conditions hold.

    ``perspectieven``: only for a group that chose (or else was advised) one of these; empty is for
    all. Of one ``thema`` only the first is shown, so that two never say the same. ``urgentie`` 3
    goes before 1.
    """

    id: Id
    naam: Tekst
    tekst: Tekst
    stap: Stap
    thema: Sleutel
    urgentie: int = Field(ge=1, le=3)
    perspectieven: tuple[Perspectief, ...] = ()
    wegwijzer: Id | None = None
    voorwaarden: tuple[Voorwaarde, ...] = Field(min_length=1)


class Leiderschap(Herleidbaar):
    """Which leadership helps in which situation, whatever the perspective (TEG-08); the first that
    fits counts."""

    id: Id
    naam: Tekst
    voorwaarden: tuple[Voorwaarde, ...] = Field(min_length=1)
    advies: Tekst


class Uitlegpunt(Herleidbaar):
    """A paragraph of the manual on Uitleg, under the heading ``deel``."""

    id: Id
    deel: Tekst
    naam: Tekst
    tekst: Tekst


# The sentences about a network that ``rekenen.netwerk`` can fill in, and the gaps that it knows for
# each.
NETWERKGATEN: dict[str, frozenset[str]] = {
    sleutel: frozenset(gaten.split())
    for sleutel, gaten in {
        "sectoren_ontbreken": "soorten",
        "sectoren_compleet": "",
        "eigenaren_geen": "",
        "eigenaren_overheid": "namen",
        "eigenaren": "namen",
        "niet_aan_tafel": "namen",
        "zonder_contact": "namen",
        "losse_delen": "aantal",
        "bruggenbouwers": "namen",
        "valt_uiteen": "naam namen",
        "in_het_midden": "namen procent",
        "in_het_midden_onzeker": "namen",
        "tussen_soorten": "procent",
        "tussen_soorten_zwak": "procent zwak",
        "contact_zonder_vertrouwen": "paren",
        "vertrouwen_zonder_contact": "paren",
        "formeel_informeel": "procent",
        "gewicht_overheid": "procent",
        "gewicht_overheid_midden": "procent namen",
        "bedrijven": "aantal",
        "vaste_kring": "",
        "vaste_kring_aanpak": "",
        "belangen": "soorten aantal ander minst totaal",
        "belangen_gelijk": "aantal totaal",
        "niet_gevraagd": "aantal totaal procent namen",
        "steviger": "paren",
    }.items()
}


class Netwerkzin(Herleidbaar):
    """What a figure of the network may mean, under the heading ``naam``; shown when
    ``rekenen.netwerk`` says that it holds.

    ``zin`` has gaps for what was filled in, such as ``{namen}``; each ``sleutel`` has its own
    (``NETWERKGATEN``).
    """

    sleutel: Sleutel
    naam: Tekst
    zin: Tekst

    @model_validator(mode="after")
    def _gaten_bestaan(self) -> Self:
        try:
            delen = list(Formatter().parse(self.zin))
        except ValueError:
            delen = [("", "", "", None)]  # a gap without a name fits nowhere
        gaten = {(gat, opmaak or vorm) for _, gat, opmaak, vorm in delen if gat is not None}
        bekend = NETWERKGATEN.get(self.sleutel)
        if bekend is None or not gaten <= {(gat, None) for gat in bekend}:
            raise PydanticCustomError("gaten", "unknown sentence or gap")
        return self


class Agendateken(Herleidbaar):
    """What one choice in a column of the agenda says about the way of working that this item asks
    for (TEG-04)."""

    kolom: Sleutel
    keuze: Tekst
    lading: dict[Perspectief, Lading] = Field(min_length=1)

    @cached_property
    def helften(self) -> dict[Perspectief, int]:
        """Its loadings in halves."""
        return in_helften(self.lading)

    @property
    def naam(self) -> str:
        return f"{self.kolom}: {self.keuze}"


class Inventarisregel(Methodemodel):
    """One line of the inventory of the sources: what must be covered."""

    id: InventarisId
    naam: Tekst
    bron: Tekst


class NietGebruikt(Methodemodel):
    """A line of the inventory that the method leaves out, and why."""

    id: InventarisId
    reden: Tekst
