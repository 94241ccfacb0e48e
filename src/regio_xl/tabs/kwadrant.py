"""The quadrant as a native chart: four perspectives of equal weight, and where kansrijk, nu and
gewenst lie."""

from __future__ import annotations

from typing import Any

from regio_xl.indeling import blokken
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.opmaak.grafiek import letter, plaats_grafiek, puntenreeks
from regio_xl.opmaak.opbouw import Opbouw
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
from regio_xl.opmaak.werkblad import Blokplek, Werkblad

ONDERTITEL_X = "van binnen naar buiten  ↔  van buiten naar binnen"
ONDERTITEL_Y = "waardegericht  ↔  resultaatgericht"
NAAMBLOK = "UitlegPerspectieven"
"""The table on Uitleg whose last two columns say where each name stands."""
NAAMPLEK: dict[Perspectief, tuple[float, float]] = {
    "rechtmatig": (-0.5, -0.9),
    "presterend": (-0.5, 0.9),
    "netwerkend": (0.5, 0.9),
    "responsief": (0.5, -0.9),
}
"""Where the name of each perspective stands in the picture."""

_ALTERNATIEVE_TEKST = (
    "Kwadrant met vier perspectieven. Linksonder rechtmatig, linksboven presterend, rechtsboven "
    "netwerkend, rechtsonder responsief. Drie punten laten zien waar jullie liggen: kansrijk, nu "
    "en gewenst. De cijfers staan in de tabel ernaast."
)
_MAAT = (850, 540)
# Position -> (shape, size, fill, side of its label). Shapes differ, so colour is never the only
# signal. Each sticks out of the two others, and labels go different ways: Excel draws the last on
# top, LibreOffice the first, and it knows no open marks.
_PUNTEN = {
    "Kansrijk": ("diamond", 17, NACHT, "above"),
    "Nu": ("circle", 14, LIJN, "right"),
    "Gewenst": ("triangle", 16, ACCENT, "below"),
}
_AS = {
    "min": -1,
    "max": 1,
    "major_unit": 1,
    "crossing": 0,
    "label_position": "none",
    "major_tick_mark": "none",
    "minor_tick_mark": "none",
    "major_gridlines": {"visible": False},
    "line": {"color": GRIJS, "width": 1.25},
    "name_font": letter(11, GRIJS, bold=False),
}


def teken_kwadrant(
    opbouw: Opbouw, blad: Werkblad, cel: tuple[int, int], posities: Blokplek
) -> None:
    """Insert the chart at a cell. Its points follow the cells of the block with positions."""
    grafiek = opbouw.werkboek.add_chart({"type": "scatter"})
    grafiek.add_series(_namenreeks(opbouw))
    for rij, naam in enumerate(blokken.POSITIE_NAMEN, start=posities.eerste):
        grafiek.add_series(_puntreeks(naam, rij, posities.kolom))
    grafiek.set_x_axis(_AS | {"name": ONDERTITEL_X})
    grafiek.set_y_axis(_AS | {"name": ONDERTITEL_Y})
    grafiek.set_legend({"position": "bottom", "delete_series": [0], "font": letter(12, INKT)})
    grafiek.set_plotarea({"fill": {"color": WIT}, "border": {"color": RASTER, "width": 1}})
    plaats_grafiek(blad, cel, grafiek, _MAAT, _ALTERNATIEVE_TEKST)


def _namenreeks(opbouw: Opbouw) -> dict[str, Any]:
    """A series without markers whose labels are the names of the perspectives."""
    plek, _ = opbouw.bladen[blokken.UITLEG].blokken[NAAMBLOK]
    labels = [
        {
            "value": f"{PERSPECTIEFTEKEN[p]} {opbouw.methode.namen[p]}",
            "font": letter(14, PERSPECTIEFKLEUR[p], bold=True),
        }
        for p in PERSPECTIEVEN
    ]
    x, y = plek.laatste_kolom - 1, plek.laatste_kolom
    return {
        "name": "Perspectieven",
        "categories": [blokken.UITLEG, plek.eerste, x, plek.laatste, x],
        "values": [blokken.UITLEG, plek.eerste, y, plek.laatste, y],
        "marker": {"type": "none"},
        "data_labels": {"value": True, "custom": labels, "position": "center"},
    }


def _puntreeks(naam: str, rij: int, kolom: int) -> dict[str, Any]:
    vorm, grootte, kleur, kant = _PUNTEN[naam]
    merk = {
        "type": vorm,
        "size": grootte,
        "fill": {"color": kleur},
        "border": {"color": WIT, "width": 1},
    }
    label = {
        "series_name": True,
        "value": False,
        "position": kant,
        "font": letter(12, NACHT, bold=True),
    }
    reeks = puntenreeks(naam, blokken.ADVIES, (rij, rij), kolom + 1, kolom + 2)
    return reeks | {"marker": merk, "data_labels": label}
