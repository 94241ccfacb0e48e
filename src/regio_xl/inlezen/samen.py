"""One finding for one cause: what is said of many cells of a tab in the same words is said once,
with the other cells behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from string import Formatter
from typing import Any, NamedTuple

from regio_xl.bevindingen import Bevinding, Soort, bevinding, catalogus, leesbaar
from regio_xl.werkboek import Adres, Bereik
from regio_xl.werkboek.tekst import opsomming

MEESTE_REEKSEN = 40
"""How many cells or columns of cells one sentence names; of the rest it gives the number."""
MEESTE_APART = 5
"""How often a kind of finding that has a sentence for many is given one by one on a tab."""
MEESTE_WAARDEN = 30
"""How many values the sentence for many names; of the rest it gives the number."""


class Melding(NamedTuple):
    """What a reader reports: a code of the catalogue, a place, and what fills the sentence."""

    code: str
    adres: Adres | None
    gaten: Mapping[str, object]


def een_per_oorzaak(
    meldingen: Sequence[Melding], gevolgen: Mapping[Adres, Sequence[str]]
) -> list[Bevinding]:
    """The findings for what was reported, in the same order; each keeps its first cell as its
    place. ``gevolgen``: sentences about what follows from the finding at a cell."""
    groepen: dict[tuple[object, ...], list[Melding]] = {}
    met_velen = _met_velen(meldingen)
    for melding in meldingen:
        velen = _sleutel_voor_velen(melding)
        if velen is None or velen not in met_velen:
            zin = bevinding(melding.code, melding.adres, **melding.gaten).melding
            velen = (melding.code, _blad(melding), zin)
        groepen.setdefault(velen, []).append(melding)
    return [_samen(groep, sleutel in met_velen, gevolgen) for sleutel, groep in groepen.items()]


def celreeksen(adressen: Iterable[Adres]) -> list[str]:
    """Cells of one tab as Excel writes them; what stands below each other as one range."""
    cellen = {(a.kolom, a.rij) for a in adressen if a.rij is not None and a.kolom is not None}
    reeksen: list[Bereik] = []
    for kolom, rij in sorted(cellen):
        vorige = reeksen[-1] if reeksen else None
        if vorige and (vorige.kolom, vorige.laatste_rij) == (kolom, rij - 1):
            reeksen[-1] = vorige._replace(laatste_rij=rij)
        else:
            reeksen.append(Bereik(rij, kolom, rij, kolom))
    return [str(reeks) for reeks in sorted(reeksen)]


def opgesomd(reeksen: Sequence[str]) -> str:
    """The first of these ranges of cells in a sentence, and how many more there are."""
    erbij = " plekken" if len(reeksen) > MEESTE_REEKSEN else ""
    return opsomming(reeksen, MEESTE_REEKSEN) + erbij


def _blad(melding: Melding) -> str:
    return melding.adres.blad if melding.adres else ""


def _sleutel_voor_velen(melding: Melding) -> tuple[object, ...] | None:
    """What findings share that the sentence for many can say at once; None when their kind has no
    such sentence."""
    soort = catalogus()[melding.code]
    if not soort.samen:
        return None
    gelijk = [str(melding.gaten[gat]) for gat in _gaten(soort.samen) if gat != "lijst"]
    return (melding.code, _blad(melding), None, *gelijk)


def _met_velen(meldingen: Sequence[Melding]) -> set[tuple[object, ...]]:
    """The kinds of findings of a tab that come so often that one sentence must do."""
    waarden: dict[tuple[object, ...], set[str]] = {}
    for melding in meldingen:
        velen = _sleutel_voor_velen(melding)
        if velen is not None:
            gezien = waarden.setdefault(velen, set())
            if len(gezien) <= MEESTE_APART:
                gezien.add(_waarde(melding))
    return {velen for velen, gezien in waarden.items() if len(gezien) > MEESTE_APART}


def _gaten(zin: str) -> list[str]:
    return [naam for _, naam, _, _ in Formatter().parse(zin) if naam is not None]


def _waarde(melding: Melding) -> str:
    """What this finding adds to the list of the sentence for many."""
    return catalogus()[melding.code].lijst.format_map(melding.gaten)


def _kort(melding: Melding) -> Melding:
    return melding._replace(gaten={naam: leesbaar(gat, 60) for naam, gat in melding.gaten.items()})


def _samen(
    groep: Sequence[Melding], velen: bool, gevolgen: Mapping[Adres, Sequence[str]]
) -> Bevinding:
    eerste = groep[0]
    gevonden = bevinding(eerste.code, eerste.adres, **eerste.gaten)
    zinnen = [_zin_voor_velen(groep) if velen else gevonden.melding]
    if eerste.adres is None:
        return gevonden
    anders = {m.adres for m in groep if m.adres is not None} - {eerste.adres}
    if reeksen := celreeksen(anders):
        zinnen.append(f"Ook in {opgesomd(reeksen)}.")
    for adres in dict.fromkeys(m.adres for m in groep if m.adres in gevolgen):
        zinnen += gevolgen[adres] if adres else ()
    return Bevinding(gevonden.ernst, gevonden.adres, gevonden.code, " ".join(zinnen))


def _zin_voor_velen(groep: Sequence[Melding]) -> str:
    eerste = groep[0]
    soort: Soort = catalogus()[eerste.code]
    gaten: dict[str, Any] = {naam: leesbaar(gat) for naam, gat in eerste.gaten.items()}
    uniek = {_waarde(melding): melding for melding in groep}.values()
    waarden = [_waarde(_kort(melding)) for melding in islice(uniek, MEESTE_WAARDEN)]
    gaten["lijst"] = opsomming([*waarden, *[""] * (len(uniek) - len(waarden))], MEESTE_WAARDEN)
    return soort.samen.format_map(gaten)
