"""Read the answers to the statements of the four tabs, by id."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from regio_xl.indeling import Vondst, blokken
from regio_xl.indeling.blokken import TOELICHTING
from regio_xl.inlezen.cellen import lees_antwoord, lijkt_antwoord
from regio_xl.inlezen.lezer import Lezer
from regio_xl.inlezen.samengevoegd import meld_samengevoegd
from regio_xl.invoer import Antwoord
from regio_xl.methode import Stelling, Weefselstelling
from regio_xl.werkboek import Adres
from regio_xl.werkboek.cel import leeg
from regio_xl.werkboek.tekst import opsomming, schoon, sleutel

ID, STELLING = "Id", "Stelling"


@dataclass(frozen=True, slots=True)
class GelezenAntwoorden:
    """Answers by id; on Perspectief twice."""

    antwoorden: dict[str, Antwoord] = field(default_factory=dict)
    nu: dict[str, Antwoord] = field(default_factory=dict)
    gewenst: dict[str, Antwoord] = field(default_factory=dict)


def lees_stellingen(lezer: Lezer) -> GelezenAntwoorden:
    """Read every answer. An id that stands twice gives none: nobody can see which one counts."""
    methode = lezer.methode
    gelezen = GelezenAntwoorden()
    for tab in (methode.opgave, methode.netwerk, methode.weefsel):
        stellingen = {stelling.id: stelling for stelling in tab.stellingen}
        _lees_tab(lezer, tab.tab, stellingen, {"Antwoord": ("", gelezen.antwoorden)})
    stellingen = {stelling.id: stelling for stelling in methode.perspectief.stellingen}
    doelen = {"Nu": ("nu:", gelezen.nu), "Gewenst": ("gewenst:", gelezen.gewenst)}
    _lees_tab(lezer, methode.perspectief.tab, stellingen, doelen)
    return gelezen


def _lees_tab(
    lezer: Lezer,
    tab: str,
    stellingen: Mapping[str, Stelling | Weefselstelling],
    doelen: dict[str, tuple[str, dict[str, Antwoord]]],
) -> None:
    blok = blokken.stellingblok(tab, len(stellingen))
    vondst = lezer.enige(blok)
    if vondst is None:
        return
    lezer.eis_kolommen(vondst, blok, tuple(doelen))
    gevonden = lezer.indeling.ids(tab)
    for regel in gevonden.alle:
        if regel.id is None:
            lezer.meld_id(vondst.adres(regel.rij, ID), regel.staat)
    rijen = gevonden.per_id
    bekend = [regel.rij for regel in gevonden.alle if regel.id is not None]
    if vondst.blad.vorm.samengevoegd and bekend:
        tot_en_met = range(vondst.koprij + 1, bekend[-1] + 1)
        zonder_id = _met_antwoord(vondst, tot_en_met, doelen)
        meld_samengevoegd(lezer, vondst, (ID, *doelen), sorted({*bekend, *zonder_id}))
    for id_, stelling in stellingen.items():
        if id_ not in rijen:
            lezer.meld("stelling-ontbreekt", Adres(vondst.blad.naam), id=id_)
        elif len(rijen[id_]) > 1:
            _meld_dubbel(lezer, vondst, id_, rijen[id_])
        else:
            _lees_rij(lezer, vondst, rijen[id_][0], stelling, doelen)
    if bekend:
        _meld_eronder(lezer, vondst, max(bekend) + 1, doelen)
    compleet = rijen and all(kop in vondst.kolommen for kop in doelen)
    if compleet and next(_met_antwoord(vondst, bekend, doelen), None) is None:
        lezer.meld("tab-leeg", Adres(vondst.blad.naam))


def _met_antwoord(vondst: Vondst, rijen: Iterable[int], koppen: Collection[str]) -> Iterator[int]:
    """The rows with something in a column for answers."""
    return (rij for rij in rijen for kop in koppen if not leeg(vondst.waarde(rij, kop)))


def meld_ernaast(lezer: Lezer, vondst: Vondst, rij: int, vraag: str, koppen: Iterable[str]) -> None:
    """Report an answer that was typed under *Toelichting* or over what is asked (under the heading
    ``vraag``), where the answer itself is empty."""
    for kop in (TOELICHTING, vraag):
        waarde = vondst.waarde(rij, kop)
        if waarde is not None and lijkt_antwoord(waarde, lezer.methode.algemeen.nvt):
            kolom = opsomming(koppen, slot=" of ")
            lezer.meld("antwoord-ernaast", vondst.adres(rij, kop), kolom=kolom)


def _meld_eronder(lezer: Lezer, vondst: Vondst, rij: int, koppen: Iterable[str]) -> None:
    """Report an answer right below the last statement: answers that were pasted a row too low end
    there."""
    if rij not in vondst.rijen() or vondst.gevuld(rij, (ID, STELLING)):
        return
    for kop in koppen:
        waarde = vondst.waarde(rij, kop)
        if waarde is not None and lijkt_antwoord(waarde, lezer.methode.algemeen.nvt):
            lezer.meld("antwoord-zonder-stelling", vondst.adres(rij, kop))


def _meld_dubbel(lezer: Lezer, vondst: Vondst, id_: str, rijen: Sequence[int]) -> None:
    eerste = vondst.adres(rijen[0], ID)
    for rij in rijen[1:]:
        lezer.meld("id-dubbel", vondst.adres(rij, ID), staat=id_, ander=eerste.cel)


def _lees_rij(
    lezer: Lezer,
    vondst: Vondst,
    rij: int,
    stelling: Stelling | Weefselstelling,
    doelen: dict[str, tuple[str, dict[str, Antwoord]]],
) -> None:
    staat = schoon(vondst.waarde(rij, STELLING))
    if staat and staat != stelling.tekst and sleutel(staat) != sleutel(stelling.tekst):
        plek = vondst.adres(rij, STELLING)
        lezer.meld("stelling-veranderd", plek, id=stelling.id, verwacht=stelling.tekst)
    algemeen, ergens_leeg = lezer.methode.algemeen, False
    for kop, (voorvoegsel, doel) in doelen.items():
        if kop not in vondst.kolommen:
            continue
        plek = vondst.adres(rij, kop)
        lezer.vindplaatsen[voorvoegsel + stelling.id] = plek
        gelezen = lees_antwoord(vondst.waarde(rij, kop), algemeen.nvt, algemeen.antwoorden)
        if isinstance(gelezen, Antwoord):
            doel[stelling.id] = gelezen
        elif gelezen is None:
            ergens_leeg = True
        elif (antwoord := lezer.neem(gelezen, plek)) is not None:
            doel[stelling.id] = antwoord
    if ergens_leeg:
        meld_ernaast(lezer, vondst, rij, STELLING, doelen)
