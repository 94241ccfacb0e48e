"""Quiet bars behind scores."""

from __future__ import annotations

from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.opmaak.stijlen import PERSPECTIEFSTAAF
from regio_xl.opmaak.werkblad import Blad, Plek


def perspectiefstaven(blad: Blad, scores: Plek) -> None:
    """A quiet bar behind each of three scores a row, in the colour of its perspective, all on one
    scale."""
    for rij, perspectief in enumerate(PERSPECTIEVEN, start=scores.eerste):
        kleur = PERSPECTIEFSTAAF[perspectief]
        staaf = {
            "type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_color": kleur, "bar_border_color": kleur,
            "min_type": "num", "max_type": "num", "min_value": 0, "max_value": 100,
        }  # fmt: skip
        blad.werkblad.conditional_format(rij, scores.kolom + 1, rij, scores.kolom + 3, staaf)
