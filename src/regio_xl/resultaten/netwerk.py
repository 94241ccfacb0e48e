"""The network in figures, and the places of its picture."""

from __future__ import annotations

from pydantic import Field

from regio_xl.resultaten.basis import Uitkomst


class Speler(Uitkomst):
    """A party with its place in the network. ``graad`` (degree) counts the parties it has contact
    with; ``tussenpositie`` is its betweenness, 0-1. ``brug``: without it a part of the network
    comes loose (articulation point); ``los`` is who. ``los_meer``: how many more, of whom the
    names are left out of a very large network; a finding says so."""

    naam: str
    soort: str | None
    invloed: int | None
    betrokkenheid: int | None
    aan_tafel: bool | None
    graad: int
    tussenpositie: float | None
    brug: bool
    los: tuple[str, ...]
    los_meer: int = Field(default=0, exclude=True)


class Contact(Uitkomst):
    """Two parties: a tie that would help (see ``Netwerkbeeld.herstel``)."""

    van: str
    naar: str


class Uitspraak(Uitkomst):
    """What a figure means here, in a sentence under a fixed name. It is a signal and a question,
    never a fault (TEG-15)."""

    naam: str
    zin: str


class Stip(Uitkomst):
    """A party in the picture. ``x`` and ``y`` on -1..1, the opgave in the middle; ``grootte`` 1-5
    by influence, 0 unknown."""

    naam: str
    x: float
    y: float
    grootte: int
    brug: bool


class Lijn(Uitkomst):
    """A tie in the picture, between the places of two dots; ``sterkte`` 1-5, 0 unknown."""

    van: str
    naar: str
    x1: float
    y1: float
    x2: float
    y2: float
    sterkte: int


class Vak(Uitkomst):
    """A sector of the circle: the kind of parties, where its name stands, and the angle (degrees,
    counterclockwise from the right) at which it begins. ``leeg``: nobody of this kind takes part
    yet."""

    naam: str
    x: float
    y: float
    begin: float
    leeg: bool


class Opstelling(Uitkomst):
    """The *netwerkopstelling*: sectors of the circle, distance by engagement, size by influence
    (VNG-N-04).

    ``weggelaten``: how many parties are not drawn, because the picture stays readable up to a
    number of them.
    """

    stippen: tuple[Stip, ...]
    lijnen: tuple[Lijn, ...]
    vakken: tuple[Vak, ...]
    weggelaten: int


class Netwerkbeeld(Uitkomst):
    """The network in figures, under the standard names of network analysis; names as users typed
    them.

    ``dichtheid`` (density) and ``centralisatie`` (Freeman's degree centralisation) are 0-1. Where
    the ties of a party were not asked, the fields with ``laagst`` and ``hoogst`` say what they
    could be, and ``vraag_eerst`` who to ask; what has no such ends (``onderdelen``,
    ``bruggenbouwers``, ``zonder_relaties``, ``wederkerigheid``) says how it stands in the list.

    ``niet_aan_tafel``: every party with *Aan tafel: nee*; ``invloedrijk_niet_aan_tafel``: those of
    them with much influence (``veel`` of the rules of the network). ``maten``: the measures of the
    tables as far as they count as evidence, shares 0-1 and means 1-5.
    """

    partijen: int
    relaties: int
    sectoren: dict[str, int]
    ontbrekende_sectoren: tuple[str, ...]
    eigenaren: tuple[str, ...]
    niet_aan_tafel: tuple[str, ...]
    invloedrijk_niet_aan_tafel: tuple[str, ...]
    zonder_relaties: tuple[str, ...]
    bruggenbouwers: tuple[str, ...]
    onderdelen: int | None
    dichtheid: float | None
    dichtheid_hoogst: float | None
    centralisatie: float | None
    centralisatie_laagst: float | None
    centralisatie_hoogst: float | None
    wederkerigheid: float | None
    maten: dict[str, float | None]
    spelers: tuple[Speler, ...]
    vraag_eerst: tuple[str, ...]
    herstel: tuple[Contact, ...]
    uitspraken: tuple[Uitspraak, ...]
    opstelling: Opstelling

    def __repr__(self) -> str:
        return f"<Netwerkbeeld: {self.partijen} partijen, {self.relaties} relaties>"

    __str__ = __repr__
