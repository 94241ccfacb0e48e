"""What each tab asks: single values, tables, statements, patterns and the checklist of step 5."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from regio_xl.methode.elementen import (
    Herleidbaar,
    Id,
    InventarisId,
    Methodemodel,
    Sleutel,
    Stelling,
    Tekst,
    Voorwaarde,
    Weefselstelling,
)
from regio_xl.methode.perspectieven import Perspectief
from regio_xl.methode.regels import Netwerkregels, Opgaveregels

Tabelnaam = Literal["Feiten", "Agenda", "Partijen", "Relaties"]
Waarde = Literal["tekst", "vrij", "schaal", "keuze", "datum", "partij"]


class Kenmerk(Methodemodel):
    """A single value in a two-column block; users see ``naam``, code uses ``sleutel``.

    ``eerder``: the names that it had in older templates; their workbooks are still read.
    ``mag_ontbreken``: workbooks of an older template do not ask this, and that is no finding.
    """

    sleutel: Sleutel
    naam: Tekst
    uitleg: Tekst
    soort: Waarde = "tekst"
    keuzes: tuple[str, ...] = ()
    bron: str = ""
    dekt: tuple[InventarisId, ...] = ()
    eerder: tuple[Tekst, ...] = ()
    mag_ontbreken: bool = False

    @property
    def namen(self) -> tuple[str, ...]:
        """Its name, and those that it had before."""
        return (self.naam, *self.eerder)


class Kolom(Methodemodel):
    """A column of a table that users fill in; found by its heading ``kop`` without regard to case.

    ``mag_ontbreken``: workbooks of an older template do not have this column, and that is no
    finding.
    """

    sleutel: Sleutel
    kop: Tekst
    uitleg: Tekst
    soort: Waarde = "tekst"
    keuzes: tuple[str, ...] = ()
    breedte: int = Field(default=18, ge=6, le=80)
    mag_ontbreken: bool = False


class Tabel(Methodemodel):
    """A table that users fill in; the first column is what names a row."""

    naam: Tabelnaam
    uitleg: Tekst
    bron: Tekst
    dekt: tuple[InventarisId, ...] = Field(min_length=1)
    kolommen: tuple[Kolom, ...] = Field(min_length=2)


class Tabblad(Methodemodel):
    """What an input tab asks, apart from its statements."""

    tab: str
    vraag: Tekst
    inleiding: Tekst
    kenmerken: tuple[Kenmerk, ...] = ()
    tabellen: tuple[Tabel, ...] = ()


class EersteStellingen(Methodemodel):
    """That the first ``aantal`` statements, by their running number, already give an advice:
    ``zin`` says so, with {aantal} and {procent}. ``procent`` (0-100): how often it is the advice
    that all answers give, measured by simulation."""

    aantal: int = Field(ge=1)
    procent: int = Field(ge=0, le=100)
    zin: Tekst

    @property
    def tekst(self) -> str:
        """What the tab says."""
        return self.zin.replace("{aantal}", str(self.aantal)).replace(
            "{procent}", str(self.procent)
        )


class Weegtab(Tabblad):
    """An input tab whose statements plead for perspectives."""

    stellingen: tuple[Stelling, ...]
    eerste: EersteStellingen | None = None


class Opgavetab(Weegtab):
    """Tab Opgave, with the limits of its figures."""

    regels: Opgaveregels


class Netwerktab(Weegtab):
    """Tab Netwerk, with the limits of its figures."""

    regels: Netwerkregels


class Patroon(Herleidbaar):
    """A recognisable state of structuur, personen, weefsel and richting; the first one whose
    conditions all hold counts."""

    id: Id
    naam: Tekst
    voorwaarden: tuple[Voorwaarde, ...]
    uitleg: Tekst
    advies: Tekst


class Weefseltab(Tabblad):
    """Tab Weefsel: statements by dimension, and the patterns. Does not count for the quadrant
    (TEG-06)."""

    stellingen: tuple[Weefselstelling, ...]
    patronen: tuple[Patroon, ...]


class Kernvraag(Herleidbaar):
    """A question of perspective ``naar`` for who works from ``van``: serves the other's value, fits
    the chosen way."""

    id: Id
    van: Perspectief
    naar: Perspectief
    tekst: Tekst
    uitleg: Tekst
    grond: Literal["bron", "duiding"]


class Legitimiteit(Herleidbaar):
    """A way to account for what you do that fits working from perspective ``bij``."""

    id: Id
    bij: Perspectief
    tekst: Tekst
    uitleg: Tekst
    grond: Literal["bron", "duiding"]


class VastPunt(Herleidbaar):
    """What is always asked, whatever was chosen: councils, constituencies, the next *herijking*."""

    id: Id
    tekst: Tekst
    uitleg: Tekst


class BorgEnVerbind(Methodemodel):
    """Step 5: everything the checklist can hold."""

    inleiding: Tekst
    statussen: tuple[str, ...]
    kernvragen: tuple[Kernvraag, ...]
    legitimiteit: tuple[Legitimiteit, ...]
    vaste_punten: tuple[VastPunt, ...]

    @property
    def punten(self) -> tuple[Kernvraag | Legitimiteit | VastPunt, ...]:
        """Every line that the checklist can hold."""
        return (*self.kernvragen, *self.legitimiteit, *self.vaste_punten)
