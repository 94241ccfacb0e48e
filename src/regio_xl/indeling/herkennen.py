"""Know a tab of ours by what stands on it, whatever it is called.

A tab with statements is known by their ids, a table by its headings, single values by their names,
a result tab by the headings of all its lists. One tab of the workbook may hold several of ours, and
the blocks of one of ours may be spread over several, as Numbers does. What stands on a second tab
as well is a copy: it does not count, and is remembered so that a finding can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from regio_xl.indeling.blokken import (
    AFWEGEN,
    BORG,
    INVOERTABS,
    KENMERKKOPPEN,
    LEESTABS,
    NIET_ALTIJD,
    RESULTAATTABS,
    TABS,
    UITLEG,
    Blok,
    blokken_op,
)
from regio_xl.indeling.regelnamen import minste_regels, regelnamen
from regio_xl.indeling.tabblad import Bladdeel, deel_blad_in, idblok, ids_van, zoek_ids, zoek_regels
from regio_xl.indeling.zoeken import Vondst, tekstplekken, vind
from regio_xl.methode import Methode
from regio_xl.werkboek import Blad, Snapshot, WerkboekFout, tabsleutel
from regio_xl.werkboek.tekst import sleutel

_UITLEG = tabsleutel(UITLEG)
_GENOEG_IDS = 3
"""How many ids of a tab make sure that it is that tab."""


class Herkend(NamedTuple):
    """A tab of the workbook that was read as one of ours, and the blocks that it was known by."""

    blad: str
    tab: str
    blokken: tuple[Blok, ...]


class Dubbel(NamedTuple):
    """A block that stands on a second tab of the workbook too: the place that counts, and the one
    that does not."""

    tab: str
    blok: Blok
    telt: Vondst
    ander: Vondst


class Herkenning(NamedTuple):
    """What the tabs that do not have a name of ours turned out to be: parts by our name of the tab,
    and copies."""

    delen: Mapping[str, Sequence[Bladdeel]]
    herkend: tuple[Herkend, ...]
    dubbel: tuple[Dubbel, ...]


def vreemde_tabs(namen: Sequence[str]) -> list[str]:
    """The tabs of a workbook that do not have a name of ours."""
    onze = set(map(tabsleutel, TABS))
    return [naam for naam in namen if tabsleutel(naam) not in onze]


def onze_teksten(methode: Methode) -> frozenset[str]:
    """What a copy of one of our tabs has at least one of: ids, headings and names of lines."""
    teksten: set[str] = set()
    for tab in LEESTABS:
        teksten.update(ids_van(tab, methode))
        for blok in blokken_op(tab, methode):
            teksten.update(blok.koppen if blok.koppen != KENMERKKOPPEN else blok.regels)
    for tabblad in methode.invoertabs:
        teksten.update(kenmerk.naam for kenmerk in tabblad.kenmerken)
    return frozenset(teksten)


def herken(snapshot: Snapshot, gevonden: Mapping[str, Bladdeel], methode: Methode) -> Herkenning:
    """Look on the tabs that do not have a name of ours. ``gevonden``: what stands on those that
    do."""
    verdacht = [tab for tab, deel in gevonden.items() if _van_een_ander(tab, deel, methode)]
    delen = {tab: [deel] for tab, deel in gevonden.items() if tab not in verdacht}
    herkend: list[Herkend] = []
    dubbel: list[Dubbel] = []
    benoemd = [deelden[0].blad for deelden in delen.values()]
    for blad in snapshot.bladen:
        if any(blad is ander for ander in benoemd) or tabsleutel(blad.naam) == _UITLEG:
            continue
        for tab, deel, bewezen in _op_blad(blad, methode):
            eerder = delen.setdefault(tab, [])
            nieuw = _nieuwe(tab, bewezen, eerder, methode)
            if not eerder or (nieuw and tab in INVOERTABS):
                alles = not eerder
                eerder.append(deel if alles else _alleen(deel, nieuw))
                if tabsleutel(blad.naam) != tabsleutel(tab):
                    herkend.append(Herkend(blad.naam, tab, tuple(nieuw)))
            dubbel += [
                Dubbel(tab, blok, _eerste(eerder, blok), deel.vondsten[blok.tabelnaam][0])
                for blok in bewezen
                if blok not in nieuw and (tab in INVOERTABS or blok in (BORG, AFWEGEN))
            ]
    anders = {een.blad for een in herkend}
    for tab in verdacht:
        if tab not in delen and gevonden[tab].blad.naam not in anders:
            delen[tab] = [gevonden[tab]]
    return Herkenning(delen, tuple(herkend), tuple(dubbel))


def _van_een_ander(tab: str, deel: Bladdeel, methode: Methode) -> bool:
    """Whether nothing of this tab of ours stands on the tab with its name: users may have given two
    tabs each other's names."""
    anders = {KENMERKKOPPEN, *([idblok(tab).koppen] if tab in INVOERTABS else [])}
    for blok in blokken_op(tab, methode):
        if blok.koppen not in anders and deel.vondsten[blok.tabelnaam]:
            return False
    ids = set(map(sleutel, ids_van(tab, methode)))
    vondsten = deel.vondsten.get(idblok(tab).tabelnaam, ())
    if ids and any(sleutel(staat) in ids for v in vondsten for staat in v.kolom("Id") if staat):
        return False
    return not any(_eigen(tab, deel, methode).values())


def _op_blad(blad: Blad, methode: Methode) -> list[tuple[str, Bladdeel, list[Blok]]]:
    """Our tabs of which something certain stands on a tab of the workbook, with what stands there
    and the blocks that make it certain. Nothing when headings stand there too often: that tab may
    well be somebody's own."""
    try:
        return list(_zeker_op(blad, methode))
    except WerkboekFout:
        return []


def _zeker_op(blad: Blad, methode: Methode) -> Iterator[tuple[str, Bladdeel, list[Blok]]]:
    van_alle = {blok.koppen for tab in LEESTABS for blok in blokken_op(tab, methode)}
    for tab in _kandidaten(blad, methode):
        deel = deel_blad_in(tab, blad, methode, van_alle)
        deel = deel.alleen(_eigen(tab, deel, methode))
        bewezen = [blok for blok in blokken_op(tab, methode) if _bewijst(deel, blok, tab, methode)]
        if tab in RESULTAATTABS and not _hele_tab(tab, deel, methode):
            continue
        if bewezen:
            yield tab, deel, bewezen


def _kandidaten(blad: Blad, methode: Methode) -> list[str]:
    """Our tabs that may stand here: some id, name or pair of headings of theirs does. A look that
    costs little, for most tabs that users add have none."""
    blokken = {tab: blokken_op(tab, methode) for tab in LEESTABS}
    namen = {
        tab: {*map(sleutel, ids_van(tab, methode)), *regelnamen(tab, blokken[tab], methode)}
        for tab in LEESTABS
    }
    soorten = {blok.koppen for blok in chain.from_iterable(blokken.values())}
    gezocht = {*chain.from_iterable(soorten), *chain.from_iterable(namen.values())}
    teksten = {tekst: plekken for tekst, plekken in tekstplekken(blad, gezocht).items() if plekken}
    if not teksten:
        return []
    er = {koppen for koppen, plekken in vind(blad, teksten, soorten).items() if plekken}
    return [
        tab
        for tab in LEESTABS
        if any(naam in teksten for naam in namen[tab])
        or any(blok.koppen in er and blok.koppen != KENMERKKOPPEN for blok in blokken[tab])
    ]


def _eigen(tab: str, deel: Bladdeel, methode: Methode) -> dict[str, Sequence[Vondst]]:
    """The blocks that belong to this tab of ours: two kinds of headings are those of several, and
    there the ids or names below them tell."""
    namen = regelnamen(tab, blokken_op(tab, methode), methode, ook_ouder=True)
    eigen: dict[str, Sequence[Vondst]] = {}
    for blok in blokken_op(tab, methode):
        vondsten = deel.vondsten[blok.tabelnaam]
        if blok.koppen == KENMERKKOPPEN:
            vondsten = [v for v in vondsten if zoek_regels([v]).keys() & namen]
        elif blok.koppen == idblok(tab).koppen and blok not in (AFWEGEN, BORG):
            vondsten = [v for v in vondsten if zoek_ids(v, ids_van(tab, methode)).per_id]
        eigen[blok.tabelnaam] = vondsten
    return eigen


def _bewijst(deel: Bladdeel, blok: Blok, tab: str, methode: Methode) -> bool:
    """Whether a block that stands here can be no other than this one of ours."""
    vondst = next(iter(deel.vondsten[blok.tabelnaam]), None)
    if vondst is None:
        return False
    if blok.koppen == KENMERKKOPPEN:
        blokken = [blok] if blok.regels else []
        er = len(zoek_regels([vondst]).keys() & regelnamen(tab, blokken, methode))
        return er > 1 and er >= minste_regels(tab, blokken, methode) - 1
    if blok == BORG or "Id" not in blok.koppen:
        er = sum(kop in vondst.kolommen for kop in blok.koppen)
        return er >= max(3, (2 * len(blok.koppen) + 2) // 3)
    ids = ids_van(tab, methode)
    return len(zoek_ids(vondst, ids).per_id) >= min(_GENOEG_IDS, len(ids))


def _hele_tab(tab: str, deel: Bladdeel, methode: Methode) -> bool:
    """Whether all lists of a result tab stand here with all their headings, but those that older
    workbooks do not have."""
    return all(
        any(vondst.heeft(blok.koppen) for vondst in deel.vondsten[blok.tabelnaam])
        for blok in blokken_op(tab, methode)
        if not blok.regels and blok not in NIET_ALTIJD
    )


def _nieuwe(
    tab: str, bewezen: Sequence[Blok], eerder: Sequence[Bladdeel], methode: Methode
) -> list[Blok]:
    """The blocks that were not found on an earlier tab."""
    return [blok for blok in bewezen if not _is_er(tab, blok, eerder, methode)]


def _is_er(tab: str, blok: Blok, delen: Sequence[Bladdeel], methode: Methode) -> bool:
    vondsten = [vondst for deel in delen for vondst in deel.vondsten[blok.tabelnaam]]
    if blok.koppen != KENMERKKOPPEN:
        return bool(vondsten)
    namen = regelnamen(tab, [blok] if blok.regels else [], methode)
    return bool(zoek_regels(vondsten).keys() & namen)


def _eerste(delen: Sequence[Bladdeel], blok: Blok) -> Vondst:
    return next(vondst for deel in delen for vondst in deel.vondsten[blok.tabelnaam])


def _alleen(deel: Bladdeel, blokken: Sequence[Blok]) -> Bladdeel:
    """Only these blocks of a part: the others were found before."""
    namen = {blok.tabelnaam for blok in blokken}
    return deel.alleen({naam: v if naam in namen else () for naam, v in deel.vondsten.items()})
