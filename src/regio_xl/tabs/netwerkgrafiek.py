"""The picture of the network as a native chart, drawn from cells that a calculation fills: parties
around the opgave.

Every size of dot and every strength of line is a series of its own, over cells that are empty where
it has nothing to show. A name is a series of one point without a mark, called after a cell: the one
way to labels from cells that Excel and LibreOffice both know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from regio_xl.indeling import blokken
from regio_xl.opmaak.grafiek import letter, plaats_grafiek, puntenreeks
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.opmaak.stijlen import ACCENT, GRIJS, INKT, NACHT, RASTER, WIT
from regio_xl.opmaak.werkblad import Blokplek, Werkblad
from regio_xl.rekenen.netwerk.opstelling import RANDEN, punt
from regio_xl.tabs.naamplekken import (
    BRUG_GROTER,
    MAAT,
    NAAMPUNTEN,
    RAND,
    REIKT_X,
    REIKT_Y,
    STIPMATEN,
    VAKPUNTEN,
)

MIDDEN = "Opgave"
"""The name of the point in the middle."""

_ALTERNATIEVE_TEKST = (
    "Netwerkopstelling: de opgave staat in het midden en de partijen staan eromheen, per soort bij "
    "elkaar. Hoe dichter bij het midden, hoe meer betrokken. Lijnen zijn contacten. Dezelfde "
    "gegevens staan in de tabel met partijen en op de tab Netwerk."
)
_RINGSTAP = 15  # degrees between the points of a ring, which is drawn as a smooth line
_LIJNDIKTES = (0.5, 1.0, 1.75, 2.5, 3.5)  # points, by strength; unknown is a dotted line
_CONTACT = "#8494A5"  # as light as a line may be (3:1 on white), so that names on it can be read
_WAAS = {"color": WIT, "transparency": 35}
"""Behind a name, so that lines do not run through its letters."""
_RINGNAMEN = ("5", "4", "3", "2", "1", "?")
_AS = {
    "visible": False,
    "major_gridlines": {"visible": False},
    "label_position": "none",
    "major_tick_mark": "none",
    "minor_tick_mark": "none",
    "line": {"none": True},
}


def teken_netwerk(
    opbouw: Opbouw, blad: Werkblad, cel: tuple[int, int], bronnen: Sequence[Blokplek]
) -> None:
    """Insert the chart at a cell. ``bronnen``: where the dots, the sectors, the lines and the rings
    stand that it is drawn from."""
    stippen, vakken, lijnen, ringen = bronnen
    grafiek = opbouw.werkboek.add_chart({"type": "scatter", "subtype": "straight"})
    reeksen = (
        *_achtergrond(ringen, lijnen),
        *_contacten(lijnen),
        *_partijen(stippen),
        _ringnamen(ringen),
        _midden(ringen),
        *_namen(vakken, letter(VAKPUNTEN, GRIJS, bold=True)),
        *_namen(stippen, letter(NAAMPUNTEN, INKT)),
    )
    for reeks in reeksen:
        grafiek.add_series(reeks)
    grafiek.set_x_axis(_AS | {"min": -REIKT_X, "max": REIKT_X})
    grafiek.set_y_axis(_AS | {"min": -REIKT_Y, "max": REIKT_Y})
    grafiek.set_legend({"none": True})
    rand_x, rand_y = (RAND / pixels for pixels in MAAT)
    vlak = {"x": rand_x, "y": rand_y, "width": 1 - 2 * rand_x, "height": 1 - 2 * rand_y}
    grafiek.set_plotarea({"layout": vlak, "fill": {"color": WIT}, "border": {"none": True}})
    plaats_grafiek(blad, cel, grafiek, MAAT, _ALTERNATIEVE_TEKST)


def ringpunten() -> list[tuple[float | None, float | None]]:
    """The points of the rings, with an empty row between two; then where the number of each ring
    stands, and the middle."""
    punten: list[tuple[float | None, float | None]] = []
    for straal in RANDEN[1:]:
        punten += [*(punt(straal, graden) for graden in range(0, 361, _RINGSTAP)), (None, None)]
    midden = [(0.0, round((onder + boven) / 2, 4)) for onder, boven in pairwise(RANDEN)]
    return [*punten, *midden, (0.0, 0.0)]


def _reeks(
    naam: str, plek: Blokplek, x: int, y: int, rijen: tuple[int, int] | None = None
) -> dict[str, Any]:
    """A series over two columns of a block, counted from its first one: over all rows or some."""
    grenzen = rijen or (plek.eerste, plek.laatste)
    reeks = puntenreeks(naam, blokken.NETWERKBEELD, grenzen, plek.kolom + x, plek.kolom + y)
    return reeks | {"marker": {"type": "none"}, "line": {"none": True}}


def _achtergrond(ringen: Blokplek, lijnen: Blokplek) -> Iterator[dict[str, Any]]:
    """Rings for engagement and borders between the kinds of parties."""
    dun = {"line": {"color": RASTER, "width": 0.75}}
    rijen = (ringen.eerste, ringen.laatste - len(_RINGNAMEN) - 1)
    yield _reeks("Ringen", ringen, 0, 1, rijen) | dun | {"smooth": True}
    yield _reeks("Grenzen", lijnen, 0, blokken.LIJNEN.koppen.index("Grens")) | dun


def _contacten(lijnen: Blokplek) -> Iterator[dict[str, Any]]:
    """The ties: the stronger, the thicker."""
    onbekend = {"line": {"color": _CONTACT, "width": 1.0, "dash_type": "round_dot"}}
    yield _reeks("Contacten, sterkte onbekend", lijnen, 0, len(_LIJNDIKTES) + 1) | onbekend
    for sterkte, dikte in enumerate(_LIJNDIKTES, start=1):
        lijn = {"line": {"color": _CONTACT, "width": dikte}}
        yield _reeks(f"Contacten, sterkte {sterkte}", lijnen, 0, sterkte) | lijn


def _partijen(stippen: Blokplek) -> Iterator[dict[str, Any]]:
    """The parties: the more influence, the larger; another shape and shade for bridges."""
    x, aantal = blokken.STIPPEN.koppen.index("Stip x"), len(blokken.STIPGROOTTES)
    soorten = (
        ("Partijen", "circle", ACCENT, 0, x),
        ("Bruggen", "diamond", NACHT, BRUG_GROTER, x + aantal),
    )
    for soort, vorm, kleur, groter, kolom in soorten:
        for nummer, groep in enumerate(blokken.STIPGROOTTES, start=1):
            merk = {
                "type": vorm,
                "size": STIPMATEN[nummer % aantal] + groter,
                "fill": {"color": kleur},
                "border": {"color": WIT, "width": 1},
            }
            reeks = _reeks(f"{soort}, invloed {groep}", stippen, x, kolom + nummer)
            yield reeks | {"marker": merk}


def _ringnamen(ringen: Blokplek) -> dict[str, Any]:
    """The engagement that each ring stands for, on the first border."""
    labels = {
        "value": True,
        "custom": [{"value": naam, "font": letter(9, GRIJS)} for naam in _RINGNAMEN],
        "position": "center",
        "fill": {"color": WIT},
    }
    rijen = (ringen.laatste - len(_RINGNAMEN), ringen.laatste - 1)
    return _reeks("Betrokkenheid", ringen, 0, 1, rijen) | {"data_labels": labels}


def _midden(ringen: Blokplek) -> dict[str, Any]:
    merk = {
        "type": "square",
        "size": 22,
        "fill": {"color": NACHT},
        "border": {"color": WIT, "width": 1.5},
    }
    naam = {
        "series_name": True,
        "value": False,
        "position": "below",
        "font": letter(11, NACHT, bold=True),
    }
    reeks = _reeks(MIDDEN, ringen, 0, 1, (ringen.laatste, ringen.laatste))
    return reeks | {"marker": merk, "data_labels": naam}


def _namen(plek: Blokplek, lettertype: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """For each row a series of one point without a mark, called after its first cell, with its name
    in the middle."""
    label = {
        "series_name": True,
        "value": False,
        "position": "center",
        "font": lettertype,
        "fill": _WAAS,
    }
    for rij in range(plek.eerste, plek.laatste + 1):
        naam = {"name": [blokken.NETWERKBEELD, rij, plek.kolom], "data_labels": label}
        yield _reeks("", plek, 1, 2, (rij, rij)) | naam
