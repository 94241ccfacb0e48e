"""Cells that may not be written, because they belong to a formula or a merged range: refused as the file writer does.

Only where the engine can tell; the engines of Lite and Server cannot.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import Any

from regio_xl.boek import Adres, Blad, BoekFout
from regio_xl.excel.vormen import Plek, Rechthoek, omvat

FORMULE, SAMENGEVOEGD = "er staat een formule", "hij hoort bij een samengevoegd bereik"
_GETOOND = 5


def formules(sheet: Any, blad: Blad, plekken: Collection[Plek]) -> set[Plek]:
    """Which of these cells hold a formula; one read. A text that starts with ``=`` is no formula: it shows itself."""
    om = omvat(plekken)
    bereik = sheet.range((om.rij + 1, om.kolom + 1), (om.laatste_rij + 1, om.laatste_kolom + 1))
    with suppress(Exception):
        ruw = bereik.formula
        rijen = [ruw] if isinstance(ruw, str) else list(ruw)
        rijen = [[rij] if isinstance(rij, str) else rij for rij in rijen]
        if om.rij == om.laatste_rij:
            rijen = [[cel for rij in rijen for cel in rij]]
        tekst = {plek: str(rijen[plek[0] - om.rij][plek[1] - om.kolom]) for plek in plekken}
        return {plek for plek, formule in tekst.items() if formule.startswith("=") and blad.waarde(*plek) != formule}
    return set()


def weiger(sheet: Any, naam: str, anders: Collection[Plek], bezet: Collection[Plek], blokken: Sequence[Rechthoek]) -> None:
    """Raises :class:`BoekFout` when a cell that must change is taken."""
    redenen = {FORMULE: set(anders) & set(bezet), SAMENGEVOEGD: _samengevoegd(sheet, anders, blokken)}
    if any(redenen.values()):
        reden = " en ".join(f"{reden} ({_opsomming(naam, plekken)})" for reden, plekken in redenen.items() if plekken)
        eerste = min(plek for plekken in redenen.values() for plek in plekken)
        raise BoekFout("cel-niet-te-schrijven", reden=reden, blad=naam, cel=Adres(naam, *eerste).cel)


def _samengevoegd(sheet: Any, anders: Collection[Plek], blokken: Sequence[Rechthoek]) -> set[Plek]:
    """Cells inside a merged range, but not at its top left."""
    gevonden: set[Plek] = set()
    with suppress(Exception):
        for blok in blokken:
            bereik = sheet.range((blok.rij + 1, blok.kolom + 1), (blok.laatste_rij + 1, blok.laatste_kolom + 1))
            if bereik.merge_cells is False:
                continue
            for rij, kolom in (plek for plek in blok.plekken() if plek in anders):
                hoek = sheet.range((rij + 1, kolom + 1)).merge_area
                if (hoek.row, hoek.column) != (rij + 1, kolom + 1):
                    gevonden.add((rij, kolom))
    return gevonden


def _opsomming(naam: str, plekken: Collection[Plek]) -> str:
    cellen = [Adres(naam, *plek).cel for plek in sorted(plekken)]
    return ", ".join(cellen[:_GETOOND]) + (f" en nog {len(cellen) - _GETOOND}" if len(cellen) > _GETOOND else "")
