"""The quadrant as a native chart: four perspectives of equal weight, and where kansrijk, nu and
gewenst lie."""

from __future__ import annotations

from typing import Any

from regio_xl.indeling import blokken
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.opmaak.opbouw import Bouwplaats
from regio_xl.opmaak.stijlen import (
    ACCENT,
    GRIJS,
    INKT,
    LIJN,
    NACHT,
    PERSPECTIEFKLEUR,
    PERSPECTIEFTEKEN,
    RASTER,
    WIT,
)
from regio_xl.opmaak.werkblad import Plek

ALTERNATIEVE_TEKST = (
    "Kwadrant met vier perspectieven. Linksonder rechtmatig, linksboven presterend, rechtsboven netwerkend, "
    "rechtsonder responsief. Drie punten laten zien waar jullie liggen: kansrijk, nu en gewenst. De cijfers staan in de tabel "
    "ernaast."
)
ONDERTITEL_X = "van binnen naar buiten  ↔  van buiten naar binnen"
ONDERTITEL_Y = "waardegericht  ↔  resultaatgericht"
BREEDTE, HOOGTE = 850, 496

# Where the name of each perspective stands in the picture; the cells are on Uitleg.
NAAMPLEK: dict[Perspectief, tuple[float, float]] = {
    "rechtmatig": (-0.5, -0.9), "presterend": (-0.5, 0.9), "netwerkend": (0.5, 0.9), "responsief": (0.5, -0.9),
}  # fmt: skip

# Position -> (shape, size, fill, side of its label). Shapes differ, so colour is never the only
# signal. Each sticks out of the
# two others, and labels go different ways: Excel draws the last on top, LibreOffice the first, and
# it knows no open marks.
_PUNTEN = {
    "Kansrijk": ("diamond", 17, NACHT, "above"),
    "Nu": ("circle", 14, LIJN, "right"),
    "Gewenst": ("triangle", 16, ACCENT, "below"),
}


def kwadrant(plaats: Bouwplaats, ws: Any, rij: int, kolom: int, posities: Plek) -> None:
    """Insert the chart. Its points follow the cells of the block with positions."""
    grafiek = plaats.werkboek.add_chart({"type": "scatter"})
    grafiek.add_series(_namenreeks(plaats))
    for nummer, naam in enumerate(blokken.POSITIE_NAMEN):
        grafiek.add_series(_puntreeks(naam, posities.eerste + nummer, posities.kolom))
    lettertype = {"name": "Calibri", "size": 11, "bold": False, "color": GRIJS}
    as_ = {
        "min": -1, "max": 1, "major_unit": 1, "crossing": 0, "label_position": "none", "major_tick_mark": "none",
        "minor_tick_mark": "none", "major_gridlines": {"visible": False}, "line": {"color": GRIJS, "width": 1.25},
        "name_font": lettertype,
    }  # fmt: skip
    grafiek.set_x_axis(as_ | {"name": ONDERTITEL_X})
    grafiek.set_y_axis(as_ | {"name": ONDERTITEL_Y})
    grafiek.set_legend(
        {
            "position": "bottom",
            "delete_series": [0],
            "font": {"name": "Calibri", "size": 12, "color": INKT},
        }
    )
    grafiek.set_plotarea({"fill": {"color": WIT}, "border": {"color": RASTER, "width": 1}})
    grafiek.set_chartarea({"border": {"color": RASTER}, "fill": {"color": WIT}})
    grafiek.show_blanks_as("gap")
    grafiek.set_size({"width": BREEDTE, "height": HOOGTE})
    ws.insert_chart(
        rij, kolom, grafiek, {"description": ALTERNATIEVE_TEKST, "object_position": 3, "x_offset": 2, "y_offset": 2}
    )  # fmt: skip


def _namenreeks(plaats: Bouwplaats) -> dict[str, Any]:
    """A series without markers whose labels are the names of the perspectives."""
    eerste, kolom = plaats.plaatje
    labels = [
        {
            "value": f"{PERSPECTIEFTEKEN[p]} {plaats.methode.namen[p]}",
            "font": {"name": "Calibri", "size": 14, "bold": True, "color": PERSPECTIEFKLEUR[p]},
        }
        for p in PERSPECTIEVEN
    ]
    laatste = eerste + len(PERSPECTIEVEN) - 1
    return {
        "name": "Perspectieven",
        "categories": [blokken.UITLEG, eerste, kolom, laatste, kolom],
        "values": [blokken.UITLEG, eerste, kolom + 1, laatste, kolom + 1],
        "marker": {"type": "none"},
        "data_labels": {"value": True, "custom": labels, "position": "center"},
    }


def _puntreeks(naam: str, rij: int, kolom: int) -> dict[str, Any]:
    vorm, grootte, kleur, kant = _PUNTEN[naam]
    return {
        "name": naam,
        "categories_data": [None],
        "values_data": [None],
        "categories": [blokken.ADVIES, rij, kolom + 1, rij, kolom + 1],
        "values": [blokken.ADVIES, rij, kolom + 2, rij, kolom + 2],
        "marker": {"type": vorm, "size": grootte, "fill": {"color": kleur}, "border": {"color": WIT, "width": 1}},
        "data_labels": {
            "series_name": True, "value": False, "position": kant,
            "font": {"name": "Calibri", "size": 12, "bold": True, "color": NACHT},
        },
    }  # fmt: skip
