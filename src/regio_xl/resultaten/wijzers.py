"""What the workbook as a whole says: fabric, agenda, signposts, the checklist and suggestions."""

from __future__ import annotations

from typing import Literal

from regio_xl.methode.perspectieven import Perspectief
from regio_xl.resultaten.basis import Uitkomst

Borgsoort = Literal["kernvraag", "legitimiteit", "vast punt"]
Spoor = Literal["overheidsspoor", "samen", "omgevingsspoor"]
Staat = Literal["op orde", "aandacht", "nog leeg"]


class Weefselbeeld(Uitkomst):
    """Scores 0-100 of the fabric, the pattern that is recognised in them, and which leadership
    helps."""

    structuur: float | None
    personen: float | None
    weefsel: float | None
    richting: float | None
    patroon: str | None
    patroon_naam: str | None
    uitleg: str | None
    advies: str | None
    leiderschap: str | None
    leiderschap_naam: str | None
    leiderschap_advies: str | None


class Agendastand(Uitkomst):
    """One agenda item: which sectors have an interest, which way of working its own signs point at,
    and what is missing."""

    agendapunt: str
    belangen: tuple[str, ...]
    spoor: Spoor | None
    trekt_naar: Perspectief | None
    ontbreekt: tuple[str, ...]


class Grond(Uitkomst):
    """A figure on which an outcome rests, in words; ``meet`` is its name or the id of the
    answer."""

    meet: str
    zin: str


class Wegwijzerstand(Uitkomst):
    """The state of a signpost. Unknown is *nog leeg*, never *aandacht*. ``plekken`` is where to
    look: a table, a tab, a field (``tab.sleutel``) or the id of a statement."""

    id: str
    naam: str
    staat: Staat
    reden: str
    gronden: tuple[Grond, ...]
    plekken: tuple[str, ...]
    suggestie: str
    bron: str


class Handreikingtekst(Uitkomst):
    """A suggestion that fits this workbook, and why."""

    id: str
    naam: str
    tekst: str
    reden: str
    gronden: tuple[Grond, ...]
    stap: str
    urgentie: int
    bron: str


class Borgpunt(Uitkomst):
    """One line of the checklist of step 5. ``van`` and ``naar`` are None for arrangements and fixed
    points."""

    id: str
    soort: Borgsoort
    van: Perspectief | None
    naar: Perspectief | None
    vraag: str
    uitleg: str
    status: str
