"""One finding per cause: what is wrong with many cells of a tab in the same way is said once, with
all cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from regio_xl.bevindingen import Bevinding
from regio_xl.werkboek import Adres, Bereik
from regio_xl.werkboek.tekst import opsomming

_MEESTE_DELEN = 40
"""How many places one finding lists; more cells get a next one."""


def bundel(bevindingen: Sequence[Bevinding]) -> list[Bevinding]:
    """Findings in their order, where those about cells of one tab that say the same are one, at the
    place of the first. Every cell is named."""
    groepen: dict[tuple[str, str], list[Bevinding]] = {}
    for bevinding in bevindingen:
        if bevinding.cel:
            groepen.setdefault((bevinding.blad, bevinding.melding), []).append(bevinding)
    gebundeld: list[Bevinding] = []
    for bevinding in bevindingen:
        groep = groepen.get((bevinding.blad, bevinding.melding), []) if bevinding.cel else []
        if len(groep) < 2:
            gebundeld.append(bevinding)
        elif groep[0] is bevinding:
            gebundeld += _samen(groep)
    return gebundeld


def _samen(groep: Sequence[Bevinding]) -> Iterable[Bevinding]:
    eerste, *rest = groep
    delen = _celbereiken([bevinding.adres for bevinding in rest if bevinding.adres])
    for begin in range(0, len(delen), _MEESTE_DELEN):
        deel = delen[begin : begin + _MEESTE_DELEN]
        ook = opsomming(map(str, deel), meeste=_MEESTE_DELEN)
        plek = eerste.adres
        if begin:
            assert plek is not None
            plek = Adres(plek.blad, deel[0].rij, deel[0].kolom)
        yield replace(eerste, adres=plek, melding=f"{eerste.melding} Ook in {ook}.")


def _celbereiken(cellen: Iterable[Adres]) -> list[Bereik]:
    """Cells of one tab as ranges: those below each other in a column are one."""
    bereiken: list[Bereik] = []
    plekken = {(adres.kolom, adres.rij) for adres in cellen if adres.rij is not None}
    for kolom, rij in sorted(plekken, key=lambda plek: (plek[0] or 0, plek[1])):
        assert kolom is not None
        vorige = bereiken[-1] if bereiken else None
        if vorige and (vorige.kolom, vorige.laatste_rij) == (kolom, rij - 1):
            bereiken[-1] = vorige._replace(laatste_rij=rij)
        else:
            bereiken.append(Bereik(rij, kolom, rij, kolom))
    return bereiken
