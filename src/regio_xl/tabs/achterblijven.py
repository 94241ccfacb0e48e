"""What users added that does not come along into a fresh workbook: tabs and cells of their own.

What they filled in goes by id, name and heading (:mod:`regio_xl.inlezen.overzetten`). The rest is
what stands outside our blocks, or in rows of them that are not ours, and is no text of the template
either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from regio_xl.bevindingen import Bevinding, bevinding
from regio_xl.indeling import Indeling, Tabindeling, Vondst, blokken
from regio_xl.indeling.blokken import GEWIJZIGD, KENMERK, KENMERKKOPPEN, Blok
from regio_xl.tabs.lijsten import LIJSTEN, Zekerheid, lijstrijen
from regio_xl.werkboek import Adres, Blad, Celwaarde, NietBerekend, tabsleutel
from regio_xl.werkboek.cel import leeg
from regio_xl.werkboek.tekst import opsomming, sleutel

_MEESTE_CELLEN, _MEESTE_TABS = 25, 8
_Plek = tuple[int, int]


def blijft_achter(
    oud: Indeling,
    vers: Indeling,
    overgeslagen: Mapping[str, Collection[int]] = MappingProxyType({}),
    *,
    zelfde_sjabloon: bool,
) -> tuple[Bevinding, ...]:
    """A finding per tab with cells that stay behind, and one for tabs of the users' own.

    ``overgeslagen``: by table the rows that are no row of it. Another version of the template had
    other words of its own; then only what stands in rows of our blocks counts.
    """
    gevonden = []
    for naam, tab in oud.tabs.items():
        nieuw = vers.tabs.get(naam)
        if nieuw is not None:
            weg = set(_vervalt(tab, oud, overgeslagen))
            eigen_cellen = _eigen(tab, nieuw, oud, zelfde_sjabloon=zelfde_sjabloon)
            cellen = sorted(weg.union(eigen_cellen))
            if cellen:
                namen = [Adres(naam, *plek).cel for plek in cellen]
                tekst = opsomming(namen, _MEESTE_CELLEN)
                gevonden.append(
                    bevinding("eigen-tekst-blijft-achter", Adres(tab.blad.naam), cellen=tekst)
                )
    onze = {tabsleutel(tab) for tab in blokken.TABS}
    onze |= {tabsleutel(tab.blad.naam) for tab in oud.tabs.values()}
    eigen = [naam for naam in oud.snapshot.namen if tabsleutel(naam) not in onze]
    if eigen:
        gevonden.append(bevinding("eigen-tab-blijft-achter", namen=opsomming(eigen, _MEESTE_TABS)))
    return tuple(gevonden)


def _eigen(
    tab: Tabindeling, nieuw: Tabindeling, oud: Indeling, *, zelfde_sjabloon: bool
) -> Iterator[_Plek]:
    """The filled cells of a tab that do not come along."""
    onze = set(_onze_cellen(tab, nieuw, oud))
    rijen = {rij for rij, _ in onze}
    teksten = {sleutel(GEWIJZIGD)}
    teksten |= {sleutel(cel) for rij in nieuw.blad.rijen for cel in rij if isinstance(cel, str)}
    for plek, cel in _gevuld(tab.blad):
        if plek in onze or not (zelfde_sjabloon or plek[0] in rijen):
            continue
        van_sjabloon = isinstance(cel, str) and sleutel(cel) in teksten
        if not van_sjabloon and leeg(nieuw.blad.waarde(*plek)):
            yield plek


def _vervalt(
    tab: Tabindeling, oud: Indeling, overgeslagen: Mapping[str, Collection[int]]
) -> Iterator[_Plek]:
    """What users filled in in our blocks and does not count, so that it does not come along: in a
    second block of the same name, a second row of an id, a row of a table that is none."""
    for blok in blokken.blokken_op(_naam(tab, oud), oud.methode):
        if blok.koppen == KENMERKKOPPEN or (blok.tabelnaam in LIJSTEN and "Id" not in blok.koppen):
            continue
        for vondst in oud.vondsten(blok):
            telt = vondst is oud.eerste(blok)
            if "Id" in blok.koppen:
                gevonden = _dubbele_ids(vondst, oud.ids_in(vondst, blok).per_id, telt=telt)
            else:
                rijen = overgeslagen.get(blok.tabelnaam, ()) if telt else vondst.rijen()
                gevonden = ((rij, kop) for rij in rijen for kop in vondst.kolommen)
            for rij, kop in gevonden:
                if not leeg(vondst.waarde(rij, kop)):
                    yield rij, vondst.kolommen[kop]


def _dubbele_ids(
    vondst: Vondst, per_id: Mapping[str, Sequence[int]], *, telt: bool
) -> Iterator[tuple[int, str]]:
    """The cells beside ids that do not come along. ``telt``: it is the block that is read; of an id
    that stands twice the answers do not count, and the rest counts once."""
    koppen = [kop for kop in blokken.EIGEN_KOPPEN if kop in vondst.kolommen]
    for rijen in per_id.values():
        if telt and len(rijen) == 1:
            continue  # most ids
        mee = vondst.eerste_gevulde(rijen, koppen) if telt else None
        antwoorden = ("Antwoord", "Nu", "Gewenst")
        yield from (
            (rij, kop) for rij in rijen for kop in koppen if rij != mee or kop in antwoorden
        )


def _gevuld(blad: Blad) -> Iterator[tuple[_Plek, Celwaarde]]:
    """The cells that show something."""
    for rij, waarden in enumerate(blad.rijen):
        for kolom, cel in enumerate(waarden):
            if not leeg(cel) and not isinstance(cel, NietBerekend):
                yield (rij, kolom), cel


def _onze_cellen(tab: Tabindeling, nieuw: Tabindeling, oud: Indeling) -> Iterator[_Plek]:
    """The cells of our blocks whose contents come along, or are computed again."""
    for blok in blokken.blokken_op(_naam(tab, oud), oud.methode):
        for vondst in tab.vondsten.get(blok.tabelnaam, ()):
            kolommen = vondst.kolommen.values()
            for rij in (vondst.koprij, *_onze_rijen(tab, nieuw, oud, blok, vondst)):
                yield from ((rij, kolom) for kolom in kolommen)


def _naam(tab: Tabindeling, oud: Indeling) -> str:
    return next(naam for naam, een in oud.tabs.items() if een is tab)


def _onze_rijen(
    tab: Tabindeling, nieuw: Tabindeling, oud: Indeling, blok: Blok, vondst: Vondst
) -> Iterator[int]:
    """The rows of a block that come along or are ours: by their name or id; of a table all."""
    keuze = {sleutel(kenmerk.naam) for kenmerk in oud.methode.perspectief.kenmerken}
    if blok.koppen == KENMERKKOPPEN:
        for rij in vondst.rijen():
            naam = sleutel(vondst.waarde(rij, KENMERK))
            if naam in nieuw.regels or naam in keuze:
                yield rij
    elif "Id" in blok.koppen:
        yield from (rij.rij for rij in oud.ids_in(vondst, blok).alle if rij.id is not None)
    elif blok.tabelnaam in LIJSTEN:
        if vondst.heeft(blok.koppen):
            staat = lijstrijen(tab, vondst, blok, (), Zekerheid.GEEN)
            vast = LIJSTEN[blok.tabelnaam].vast
            yield from (rij.rij for rij in staat if vast or rij.onze)
    else:
        yield from vondst.rijen()
