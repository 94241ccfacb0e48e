"""What stands on one tab of a workbook: its blocks, the rows of its ids, its single values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from regio_xl.indeling.blokken import (
    AFWEGEN,
    BORG,
    GEWIJZIGD,
    INVOERTABS,
    KENMERK,
    KENMERKKOPPEN,
    ONDERWERP,
    TOELICHTING,
    WAARDE,
    Blok,
    blokken_op,
    kopvolgorde,
    stellingblok,
)
from regio_xl.indeling.herstel import Herstel, Kop, Kopsoort, overheen, uit_tabel, zoek_terug
from regio_xl.indeling.regelnamen import verwachte_namen
from regio_xl.indeling.zoeken import Koppen, Tekstplekken, Vondst, tekstplekken, vind
from regio_xl.methode import Methode
from regio_xl.werkboek import Blad, Celwaarde
from regio_xl.werkboek.cel import toon
from regio_xl.werkboek.tekst import sleutel

_LANGSTE_ID = 20
_GENOEG_NAMEN = 3
"""How many ids or names make sure that a row of headings is ours; a choice may stand alone."""


class Regel(NamedTuple):
    """A line of a two-column block: the block it stands in, and its row."""

    vondst: Vondst
    rij: int

    @property
    def waarde(self) -> Celwaarde:
        """What stands behind its name."""
        return self.vondst.waarde(self.rij, WAARDE)


class IdRij(NamedTuple):
    """A row with something in its column *Id*: what stands there, and which id of ours it is."""

    rij: int
    staat: str
    id: str | None


@dataclass(frozen=True, slots=True)
class Rijen:
    """The rows of a block of ids, from top to bottom and by id."""

    alle: tuple[IdRij, ...]
    per_id: Mapping[str, Sequence[int]]

    def enige(self, id_: str) -> int | None:
        """The row of an id that stands there once; None when it is missing or stands twice."""
        rijen = self.per_id.get(id_, ())
        return rijen[0] if len(rijen) == 1 else None


GEEN_RIJEN = Rijen((), {})


class Anders(NamedTuple):
    """A heading that is not as it should be, and the name of the block that it belongs to."""

    blad: str
    blok: str
    kop: Kop


@dataclass(frozen=True, slots=True)
class Bladdeel:
    """What was found of one tab of ours on one tab of the workbook."""

    blad: Blad
    teksten: Tekstplekken
    vondsten: Mapping[str, Sequence[Vondst]]
    regels: Mapping[str, Regel]
    anders: tuple[Anders, ...]

    def alleen(self, vondsten: Mapping[str, Sequence[Vondst]]) -> Bladdeel:
        """Only these places of its blocks."""
        houden = {id(vondst) for plekken in vondsten.values() for vondst in plekken}
        regels = {naam: r for naam, r in self.regels.items() if id(r.vondst) in houden}
        anders = tuple(een for een in self.anders if vondsten[een.blok])
        return Bladdeel(self.blad, self.teksten, vondsten, regels, anders)


def deel_blad_in(tab: str, blad: Blad, methode: Methode, ook: Iterable[Koppen] = ()) -> Bladdeel:
    """Find the blocks of a tab of ours on a tab of the workbook. ``ook``: headings of other blocks
    that may stand there and end one above them."""
    blokken = blokken_op(tab, methode)
    soorten = {*(blok.koppen for blok in blokken), *ook}
    teksten = tekstplekken(blad, {GEWIJZIGD, *chain.from_iterable(soorten)})
    per_koppen = vind(blad, teksten, soorten)
    regels = zoek_regels(per_koppen.get(KENMERKKOPPEN, ()))
    hersteld = _herstel(tab, blad, per_koppen, regels, methode)
    if hersteld:
        per_koppen = vind(blad, teksten, soorten, [(h.koppen, h.koprij) for h in hersteld])
        regels = zoek_regels(per_koppen.get(KENMERKKOPPEN, ()))
    namen = {blok.koppen: blok.tabelnaam for blok in reversed(blokken)}
    anders = [Anders(blad.naam, namen[h.koppen], kop) for h in hersteld for kop in h.anders]
    anders += _over_onderwerp(tab, blad, per_koppen)
    vondsten = {blok.tabelnaam: per_koppen[blok.koppen] for blok in blokken}
    return Bladdeel(blad, teksten, vondsten, regels, tuple(anders))


def _herstel(
    tab: str,
    blad: Blad,
    gevonden: Mapping[Koppen, Sequence[Vondst]],
    regels: Mapping[str, Regel],
    methode: Methode,
) -> list[Herstel]:
    """The rows of headings that users changed. Nothing to do for a block that has them all."""
    if tab not in INVOERTABS and tab not in (BORG.tab, AFWEGEN.tab):
        return []
    blokken = [AFWEGEN] if tab == AFWEGEN.tab else blokken_op(tab, methode)
    hersteld: list[Herstel] = []
    for blok in {blok.koppen: blok for blok in blokken}.values():
        soort = _kopsoort(tab, blok, gevonden[blok.koppen], regels, methode)
        if soort is None:
            continue
        bezet = {
            (vondst.koprij, kolom)
            for koppen, vondsten in gevonden.items()
            if koppen != blok.koppen or blok.koppen == KENMERKKOPPEN
            for vondst in vondsten
            for kolom in vondst.kolommen.values()
        }
        eigen = () if blok.koppen == KENMERKKOPPEN else gevonden[blok.koppen]
        rijen = [eigen[0].koprij] if eigen else range(len(blad.rijen))
        tabel = next((t for t in blad.vorm.tabellen if t.naam == blok.tabelnaam), None)
        terug = []
        if tabel and tabel.bereik.rij in rijen:
            terug = uit_tabel(blad, soort, tabel.bereik, bezet)
        terug = terug or zoek_terug(blad, soort, rijen, bezet)
        if len(terug) == 1 or blok.koppen == KENMERKKOPPEN:  # else nobody can see which is meant
            hersteld += terug
    return hersteld


def _kopsoort(
    tab: str, blok: Blok, vondsten: Sequence[Vondst], regels: Mapping[str, Regel], methode: Methode
) -> Kopsoort | None:
    """What to look for when a block is missing or lacks a column; None when all is there."""
    if blok.koppen == KENMERKKOPPEN:
        verwacht = verwachte_namen(tab, regels.keys(), methode)
        return Kopsoort(blok.koppen, kopvolgorde(blok, methode), verwacht) if verwacht else None
    if vondsten and vondsten[0].heeft(blok.koppen):
        return None
    namen = frozenset(map(sleutel, ids_van(tab, methode)) if "Id" in blok.koppen else ())
    if "Id" in blok.koppen and not namen:
        return None  # Start asks no statements
    volgorde = kopvolgorde(blok, methode)
    vooraf = int(blok.koppen == stellingblok(tab, 0).koppen)
    tabellen = (tabel for tabblad in methode.invoertabs for tabel in tabblad.tabellen)
    kolommen = (k for tabel in tabellen if tabel.naam == blok.tabelnaam for k in tabel.kolommen)
    mag_weg = {TOELICHTING, *(kolom.kop for kolom in kolommen if kolom.mag_ontbreken)}
    return Kopsoort(
        blok.koppen,
        volgorde,
        frozenset() if blok == BORG else namen,
        frozenset(mag_weg),
        genoeg=1 if blok == AFWEGEN else _GENOEG_NAMEN,
        vooraf=vooraf,
    )


def _over_onderwerp(
    tab: str, blad: Blad, gevonden: Mapping[Koppen, Sequence[Vondst]]
) -> Iterator[Anders]:
    """A list that was pasted over the heading between *Id* and *Stelling*: that column is never
    read, so that nothing else would tell."""
    blok = stellingblok(tab, 0)
    for vondst in gevonden.get(blok.koppen, ())[:1]:
        kolom = vondst.kolommen["Id"] + 1
        if vondst.kolommen.get("Stelling") == kolom + 1:
            kop = overheen(blad, vondst.koprij, kolom, ONDERWERP)
            if kop is not None:
                yield Anders(blad.naam, blok.tabelnaam, kop)


@dataclass(frozen=True, slots=True)
class Tabindeling:
    """What was found of one tab of ours.

    ``delen``: the tabs of the workbook that hold it, most often one; the first is the tab that
    results go to. ``vondsten`` holds every place of each block by the name of its table. ``regels``
    are the lines of the two-column blocks by their name; the first one counts. ``ids`` are the rows
    of the first block of statements, of the paired choices, or of the checklist of step 5.
    """

    delen: tuple[Bladdeel, ...]
    vondsten: Mapping[str, Sequence[Vondst]]
    regels: Mapping[str, Regel]
    ids: Rijen

    @property
    def blad(self) -> Blad:
        """The tab of the workbook that this is, or the first of them."""
        return self.delen[0].blad

    def teksten(self, blad: Blad) -> Tekstplekken:
        """Where each heading stands on one of its tabs, and the sign that answers were changed."""
        return next(deel.teksten for deel in self.delen if deel.blad is blad)


def tot_tabindeling(tab: str, delen: Sequence[Bladdeel], methode: Methode) -> Tabindeling:
    """One tab of ours from what was found of it."""
    eerste, *rest = delen
    vondsten = dict(eerste.vondsten)
    for deel in rest:
        vondsten = {naam: (*eerder, *deel.vondsten[naam]) for naam, eerder in vondsten.items()}
    met_ids = vondsten.get(idblok(tab).tabelnaam, ())
    ids = zoek_ids(met_ids[0], ids_van(tab, methode)) if met_ids else GEEN_RIJEN
    regels: dict[str, Regel] = {}
    for deel in delen:
        regels = {**deel.regels, **regels}
    return Tabindeling(tuple(delen), vondsten, regels, ids)


def idblok(tab: str) -> Blok:
    """The block of ids of a tab: the checklist of step 5, the paired choices, or its statements."""
    return {BORG.tab: BORG, AFWEGEN.tab: AFWEGEN}.get(tab) or stellingblok(tab, 0)


def ids_van(tab: str, methode: Methode) -> list[str]:
    """The ids that belong on a tab."""
    if tab == BORG.tab:
        return [punt.id for punt in methode.borg_en_verbind.punten]
    if tab == AFWEGEN.tab:
        return [afweging.id for afweging in methode.afwegen]
    tabbladen = (methode.opgave, methode.netwerk, methode.perspectief, methode.weefsel)
    stellingen = next((t.stellingen for t in tabbladen if t.tab == tab), ())
    return [stelling.id for stelling in stellingen]


def _kaal(id_: str) -> tuple[str, ...]:
    """The letters and numbers of an id, whatever stands between them; nothing for a text that is
    too long to be one."""
    gewoon = sleutel(id_) if len(id_) <= _LANGSTE_ID else ""
    if not re.fullmatch(r"[a-z0-9\W_]+", gewoon):
        return ()
    return tuple(deel.lstrip("0") for deel in re.findall(r"[a-z]+|[0-9]+", gewoon))


def zoek_ids(vondst: Vondst, bekend: Sequence[str]) -> Rijen:
    """The rows of a block by the ids that belong in it; *opg 1* is no other id than *OPG-01*."""
    per_sleutel = {sleutel(id_): id_ for id_ in bekend}
    per_kaal: dict[tuple[str, ...], str] = {}
    alle: list[IdRij] = []
    per_id: dict[str, list[int]] = {}
    for rij, waarde in zip(vondst.rijen(), vondst.kolom("Id"), strict=True):
        staat = "" if waarde is None else toon(waarde)
        if not staat:
            continue
        id_ = per_sleutel.get(sleutel(staat))
        if id_ is None and (kaal := _kaal(staat)):
            per_kaal = per_kaal or {_kaal(een): een for een in bekend}
            id_ = per_kaal.get(kaal)
        alle.append(IdRij(rij, staat, id_))
        if id_ is not None:
            per_id.setdefault(id_, []).append(rij)
    return Rijen(tuple(alle), per_id)


def zoek_regels(vondsten: Iterable[Vondst]) -> dict[str, Regel]:
    """The lines of these two-column blocks by their name; the first one counts."""
    regels: dict[str, Regel] = {}
    for vondst in vondsten:
        for rij, staat in zip(vondst.rijen(), vondst.kolom(KENMERK), strict=True):
            if staat is not None and (naam := sleutel(staat)) and WAARDE in vondst.kolommen:
                regels.setdefault(naam, Regel(vondst, rij))
    return regels
