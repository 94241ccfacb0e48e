"""The picture of the network as a native chart, drawn from cells that a calculation fills: parties
around the opgave.

Every size of dot and every strength of line is a series of its own, over cells that are empty where
it has nothing to show. A name is a series of one point without a mark, called after a cell: the one
way to labels from cells that Excel and LibreOffice both know.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from regio_xl.indeling import blokken
from regio_xl.opmaak.opbouw import Bouwplaats
from regio_xl.opmaak.stijlen import ACCENT, GRIJS, INKT, NACHT, RASTER, WIT
from regio_xl.opmaak.werkblad import Plek
from regio_xl.rekenen.netwerk.opstelling import RANDEN, punt
from regio_xl.tabs.naamplekken import (
    BREEDTE,
    BRUG_GROTER,
    HOOGTE,
    MARGE,
    NAAMPUNTEN,
    REIKT_X,
    REIKT_Y,
    STIPMATEN,
    VAKPUNTEN,
)

ALTERNATIEVE_TEKST = (
    "Netwerkopstelling: de opgave staat in het midden en de partijen staan eromheen, per soort bij elkaar. Hoe dichter bij het "
    "midden, hoe meer betrokken. Lijnen zijn contacten. Dezelfde gegevens staan in de tabel met partijen en op de tab Netwerk."
)
OPGAVE = "Opgave"
_RINGSTAP = 15  # degrees between the points of a ring, which is drawn as a smooth line
_LIJNDIKTES = (0.5, 1.0, 1.75, 2.5, 3.5)  # points, by strength; unknown is a dotted line
_CONTACT = "#8494A5"  # as light as a line may be (3:1 on white), so that names on it can be read
_WAAS = {
    "color": WIT,
    "transparency": 35,
}  # behind a name, so that lines do not run through its letters
_RINGNAMEN = ("5", "4", "3", "2", "1", "?")


def netwerkopstelling(
    plaats: Bouwplaats, ws: Any, rij: int, kolom: int, bronnen: dict[str, Plek], ringen: Plek
) -> None:
    """Insert the chart. ``bronnen``: where the blocks stand that it is drawn from, by the name of
    their table."""
    grafiek = plaats.werkboek.add_chart({"type": "scatter", "subtype": "straight"})
    stippen, vakken, lijnen = (
        bronnen[b.tabelnaam] for b in (blokken.STIPPEN, blokken.VAKKEN, blokken.LIJNEN)
    )
    reeksen = (
        *_achtergrond(ringen, lijnen), *_contacten(lijnen), *_partijen(stippen), _ringnamen(ringen), _midden(ringen),
        *_namen(vakken, {"size": VAKPUNTEN, "bold": True, "color": GRIJS}),
        *_namen(stippen, {"size": NAAMPUNTEN, "color": INKT}),
    )  # fmt: skip
    for reeks in reeksen:
        grafiek.add_series(reeks)
    verborgen = {
        "visible": False, "major_gridlines": {"visible": False}, "label_position": "none", "major_tick_mark": "none",
        "minor_tick_mark": "none", "line": {"none": True},
    }  # fmt: skip
    grafiek.set_x_axis(verborgen | {"min": -REIKT_X, "max": REIKT_X})
    grafiek.set_y_axis(verborgen | {"min": -REIKT_Y, "max": REIKT_Y})
    grafiek.set_legend({"none": True})
    rand_x, rand_y = MARGE / BREEDTE, MARGE / HOOGTE
    vlak = {"x": rand_x, "y": rand_y, "width": 1 - 2 * rand_x, "height": 1 - 2 * rand_y}
    grafiek.set_plotarea({"layout": vlak, "fill": {"color": WIT}, "border": {"none": True}})
    grafiek.set_chartarea({"border": {"color": RASTER}, "fill": {"color": WIT}})
    grafiek.show_blanks_as("gap")
    grafiek.set_size({"width": BREEDTE, "height": HOOGTE})
    ws.insert_chart(
        rij, kolom, grafiek, {"description": ALTERNATIEVE_TEKST, "object_position": 3, "x_offset": 2, "y_offset": 2}
    )  # fmt: skip


def ringpunten() -> list[tuple[float | None, float | None]]:
    """The points of the rings, with an empty row between two; then where the number of each ring
    stands, and the middle."""
    punten: list[tuple[float | None, float | None]] = []
    for straal in RANDEN[1:]:
        punten += [*(punt(straal, graden) for graden in range(0, 361, _RINGSTAP)), (None, None)]
    midden = [(0.0, round((onder + boven) / 2, 4)) for onder, boven in pairwise(RANDEN)]
    return [*punten, *midden, (0.0, 0.0)]


def _reeks(naam: str, plek: Plek, x: int, y: int, eerste: int, laatste: int) -> dict[str, Any]:
    """A series over the same rows of two columns; its cells are counted from the first column of
    their block."""
    return {
        "name": naam,
        "categories_data": [None],
        "values_data": [None],
        "categories": [blokken.NETWERKBEELD, eerste, plek.kolom + x, laatste, plek.kolom + x],
        "values": [blokken.NETWERKBEELD, eerste, plek.kolom + y, laatste, plek.kolom + y],
        "marker": {"type": "none"},
        "line": {"none": True},
    }


def _kolomreeks(plek: Plek, x: int, y: int, naam: str) -> dict[str, Any]:
    return _reeks(naam, plek, x, y, plek.eerste, plek.laatste)


def _achtergrond(ringen: Plek, lijnen: Plek) -> Iterator[dict[str, Any]]:
    """Rings for engagement and borders between the kinds of parties."""
    dun = {"line": {"color": RASTER, "width": 0.75}}
    namen = ringen.laatste - len(_RINGNAMEN)
    yield _reeks("Ringen", ringen, 0, 1, ringen.eerste, namen - 1) | dun | {"smooth": True}
    yield _kolomreeks(lijnen, 0, blokken.LIJNEN.koppen.index("Grens"), "Grenzen") | dun


def _contacten(lijnen: Plek) -> Iterator[dict[str, Any]]:
    """The ties: the stronger, the thicker."""
    onbekend = {"line": {"color": _CONTACT, "width": 1.0, "dash_type": "round_dot"}}
    yield _kolomreeks(lijnen, 0, len(_LIJNDIKTES) + 1, "Contacten, sterkte onbekend") | onbekend
    for sterkte, dikte in enumerate(_LIJNDIKTES, start=1):
        yield _kolomreeks(lijnen, 0, sterkte, f"Contacten, sterkte {sterkte}") | {
            "line": {"color": _CONTACT, "width": dikte}
        }


def _partijen(stippen: Plek) -> Iterator[dict[str, Any]]:
    """The parties: the more influence, the larger; another shape and shade for bridges."""
    x, aantal = blokken.STIPPEN.koppen.index("Stip x"), len(blokken.STIPGROOTTES)
    for soort, vorm, kleur, erbij in (
        ("Partijen", "circle", ACCENT, 0),
        ("Bruggen", "diamond", NACHT, BRUG_GROTER),
    ):
        for nummer, groep in enumerate(blokken.STIPGROOTTES, start=1):
            kolom = x + nummer + (aantal if erbij else 0)
            merk = {
                "type": vorm, "size": STIPMATEN[nummer % aantal] + erbij, "fill": {"color": kleur},
                "border": {"color": WIT, "width": 1},
            }  # fmt: skip
            yield _kolomreeks(stippen, x, kolom, f"{soort}, invloed {groep}") | {"marker": merk}


def _ringnamen(ringen: Plek) -> dict[str, Any]:
    """The engagement that each ring stands for, on the first border."""
    labels = [
        {"value": naam, "font": {"name": "Calibri", "size": 9, "color": GRIJS}}
        for naam in _RINGNAMEN
    ]
    reeks = _reeks(
        "Betrokkenheid", ringen, 0, 1, ringen.laatste - len(_RINGNAMEN), ringen.laatste - 1
    )
    return reeks | {
        "data_labels": {
            "value": True,
            "custom": labels,
            "position": "center",
            "fill": {"color": WIT},
        }
    }


def _midden(ringen: Plek) -> dict[str, Any]:
    merk = {
        "type": "square",
        "size": 22,
        "fill": {"color": NACHT},
        "border": {"color": WIT, "width": 1.5},
    }
    naam = {
        "series_name": True, "value": False, "position": "below",
        "font": {"name": "Calibri", "size": 11, "bold": True, "color": NACHT},
    }  # fmt: skip
    return _reeks(OPGAVE, ringen, 0, 1, ringen.laatste, ringen.laatste) | {
        "marker": merk,
        "data_labels": naam,
    }


def _namen(plek: Plek, lettertype: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """For each row a series of one point without a mark, called after its first cell, with its name
    in the middle."""
    for rij in range(plek.eerste, plek.laatste + 1):
        naam = {
            "series_name": True, "value": False, "position": "center", "font": {"name": "Calibri"} | lettertype,
            "fill": _WAAS,
        }  # fmt: skip
        yield _reeks("", plek, 1, 2, rij, rij) | {
            "name": [blokken.NETWERKBEELD, rij, plek.kolom],
            "data_labels": naam,
        }
