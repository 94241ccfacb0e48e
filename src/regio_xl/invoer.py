"""What a group filled in, as frozen models. Knows no Excel: cells and tabs stay behind in
``inlezen``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict

from regio_xl.methode.perspectieven import Perspectief

SECTOREN = ("overheid", "inwoners", "ondernemers", "onderwijs")


class Gegeven(BaseModel):
    """Base of every input model: frozen, unknown fields are our own mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Partij(Gegeven):
    """A player in the network. ``invloed`` and ``betrokkenheid`` on the scale 1-5, None when not
    filled in."""

    naam: str
    soort: str | None = None
    belang: str | None = None
    kracht: str | None = None
    invloed: int | None = None
    betrokkenheid: int | None = None
    rol: str | None = None
    aan_tafel: bool | None = None


class Relatie(Gegeven):
    """A tie from one party to another. ``sterkte`` and ``vertrouwen`` on the scale 1-5."""

    van: str
    naar: str
    sterkte: int | None = None
    vertrouwen: int | None = None
    vorm: str | None = None


class Feit(Gegeven):
    """A fact on which the group reasons."""

    feit: str
    waarde: str | float | None = None
    eenheid: str | None = None
    schaal: str | None = None
    peildatum: str | float | None = None
    bron: str | None = None
    gedeeld_met: str | None = None


class Agendapunt(Gegeven):
    """An item of the shared agenda, with the interest of each of the four sectors around it
    (VNG-G-07)."""

    agendapunt: str
    effect: str | None = None
    resultaat: str | None = None
    belang_overheid: str | None = None
    belang_inwoners: str | None = None
    belang_ondernemers: str | None = None
    belang_onderwijs: str | None = None
    trekker: str | None = None
    eerste_stap: str | None = None
    herijken_op: date | None = None
    uitvoering: str | None = None
    ruimte: str | None = None
    oorsprong: str | None = None
    werk: str | None = None

    @property
    def belangen(self) -> tuple[str | None, ...]:
        """The interests in the order of ``SECTOREN``."""
        return (
            self.belang_overheid,
            self.belang_inwoners,
            self.belang_ondernemers,
            self.belang_onderwijs,
        )


class Antwoord(Gegeven):
    """An answer to a statement: 1-5, or ``nvt`` when it does not apply. Empty or wrong answers are
    not in the input."""

    waarde: int | None = None
    nvt: bool = False


class Afspraak(Gegeven):
    """What users filled in behind one question of Borg en verbind."""

    status: str | None = None
    afspraak: str | None = None
    eigenaar: str | None = None
    datum: date | str | None = None


class Invoer(Gegeven):
    """Everything of one workbook that counts. Answers are by statement id, ``afwegingen`` by the id
    of the paired choice; ``kenmerken`` by tab and then sleutel."""

    kenmerken: Mapping[str, Mapping[str, str]] = {}
    antwoorden: Mapping[str, Antwoord] = {}
    nu: Mapping[str, Antwoord] = {}
    gewenst: Mapping[str, Antwoord] = {}
    afwegingen: Mapping[str, Antwoord] = {}
    partijen: tuple[Partij, ...] = ()
    relaties: tuple[Relatie, ...] = ()
    feiten: tuple[Feit, ...] = ()
    agenda: tuple[Agendapunt, ...] = ()
    keuze: Perspectief | None = None
    afspraken: Mapping[str, Afspraak] = {}

    def kenmerk(self, tab: str, sleutel: str) -> str:
        """A single value, empty when not filled in."""
        return self.kenmerken.get(tab, {}).get(sleutel, "")

    def __repr__(self) -> str:
        antwoorden = len(self.antwoorden) + len(self.nu) + len(self.gewenst)
        return (
            f"<Invoer: {antwoorden} antwoorden, {len(self.partijen)} partijen, "
            f"{len(self.relaties)} relaties>"
        )

    __str__ = __repr__
