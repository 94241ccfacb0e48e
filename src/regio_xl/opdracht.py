"""The one way through: read -> input -> advice -> results -> write. Used by the command line, a
batch and Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from regio_xl import __version__
from regio_xl.bevindingen import VOLGORDE, Bevinding, bevinding, uit_boekfout
from regio_xl.indeling import Indeling, blokken, deel_in
from regio_xl.inlezen import Gelezen, lees, van_ons
from regio_xl.inlezen.overzetten import vulling
from regio_xl.methode import Methode
from regio_xl.rekenen import bereken, fingerprint_antwoorden
from regio_xl.resultaten import Resultaat
from regio_xl.tabs.gewijzigd import controlegetal
from regio_xl.tabs.invullen import huidige_verantwoording, ontbrekende_blokken, schrijfopdrachten
from regio_xl.tabs.resultaattabs import methodetekst, rijen_per_blok, verantwoording
from regio_xl.werkboek import Adres, Boek, BoekFout
from regio_xl.xlsx.workbook import Bestandsboek

_MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bekeken:
    """A workbook that was read and computed, nothing written yet."""

    indeling: Indeling
    gelezen: Gelezen
    resultaat: Resultaat
    compleet: bool
    """Whether every result block is there, so that the results can be written."""


def bekijk(boek: Boek, methode: Methode) -> Bekeken:
    """Read a workbook and compute its results. Raises :class:`BoekFout` when it cannot be read or
    is not ours."""
    indeling = deel_in(boek.lees(blokken.LEESTABS), methode)
    if not van_ons(indeling):
        raise BoekFout("bestand-niet-van-ons")
    gelezen = lees(indeling)
    kwijt = dict.fromkeys(
        blok.tab for blok in ontbrekende_blokken(indeling)
    )  # each tab once, in order
    bevindingen = (
        *gelezen.bevindingen,
        *(bevinding("tab-resultaat-ontbreekt", Adres(tab)) for tab in kwijt),
    )
    berekening = bereken(gelezen.invoer, methode)
    resultaat = Resultaat(
        bestand=boek.naam,
        regio=gelezen.invoer.kenmerk(blokken.START, "regio"),
        opgave=gelezen.invoer.kenmerk(blokken.START, "opgave"),
        programma_versie=__version__,
        methode_versie=methode.versie,
        methode_kenmerk=methode.fingerprint,
        sjabloon_versie=gelezen.sjabloon_versie,
        antwoorden_kenmerk=fingerprint_antwoorden(gelezen.invoer),
        bevindingen=bevindingen,
        **berekening._asdict(),
    )
    return Bekeken(indeling, gelezen, resultaat, compleet=not kwijt)


def schrijf(
    boek: Boek,
    bekeken: Bekeken,
    methode: Methode,
    vandaag: date,
    tabs: Sequence[str] = blokken.RESULTAATTABS,
) -> None:
    """Write the results into these result tabs of the same workbook, which must all be there."""
    resultaat = bekeken.resultaat
    rijen = rijen_per_blok(resultaat, methode, bekeken.gelezen.vindplaatsen)
    berekend_op = _berekend_op(bekeken.indeling, resultaat, vandaag)
    getal = controlegetal(bekeken.indeling)
    rijen[blokken.VERANTWOORDING.tabelnaam] = verantwoording(resultaat, berekend_op, getal)
    boek.schrijf(schrijfopdrachten(bekeken.indeling, resultaat, rijen, tabs))


class NietGeschreven(Exception):
    """The workbook was read, but its results cannot be written into it. ``bevindingen``: why, and
    all that reading found."""

    def __init__(self, fout: BoekFout, bevindingen: Sequence[Bevinding]) -> None:
        super().__init__(fout.code)
        self.bevindingen = (uit_boekfout(fout), *bevindingen)


def verwerk(boek: Bestandsboek, methode: Methode, vandaag: date) -> tuple[Resultaat, Bestandsboek]:
    """Read, compute and write one workbook in memory; gives the results and the workbook that holds
    them.

    When result tabs are missing the answers are carried into a fresh template, and a finding tells
    the user. Raises :class:`BoekFout` when it cannot be read, :class:`NietGeschreven` when a result
    cell is in use.
    """
    bekeken = bekijk(boek, methode)
    if not bekeken.compleet:
        from regio_xl.tabs.sjabloon import bouw  # noqa: PLC0415 - the builder is only needed here

        nieuw = Bestandsboek.uit_bytes(boek.naam, bouw(methode, vulling(bekeken.indeling)))
        opnieuw = bekijk(nieuw, methode)
        samen = _verplaatst(bekeken.resultaat.bevindingen, opnieuw.resultaat.bevindingen)
        getoond = opnieuw.resultaat.model_copy(update={"bevindingen": samen})
        schrijf(nieuw, replace(opnieuw, resultaat=getoond), methode, vandaag)
        return getoond.model_copy(update={"bevindingen": bekeken.resultaat.bevindingen}), nieuw
    try:
        schrijf(boek, bekeken, methode, vandaag)
    except BoekFout as fout:
        raise NietGeschreven(fout, bekeken.resultaat.bevindingen) from fout
    return bekeken.resultaat, boek


def _verplaatst(oud: Sequence[Bevinding], nieuw: Sequence[Bevinding]) -> tuple[Bevinding, ...]:
    """What the fresh workbook shows: its findings at its own cells, and those of the old one that
    were not carried along, without a cell."""
    codes = {gevonden.code for gevonden in nieuw}
    rest = (
        gevonden.model_copy(update={"cel": ""}) for gevonden in oud if gevonden.code not in codes
    )
    return tuple(sorted((*nieuw, *rest), key=lambda gevonden: VOLGORDE[gevonden.ernst]))


def _berekend_op(indeling: Indeling, resultaat: Resultaat, vandaag: date) -> str:
    """The day of this calculation; the day that stands there when nothing has changed since."""
    dag, programma, versie, antwoorden, _ = blokken.VERANTWOORDING.regels
    vorige = huidige_verantwoording(indeling)
    zelfde = (resultaat.programma_versie, methodetekst(resultaat), resultaat.antwoorden_kenmerk)
    if (
        vorige.get(dag)
        and (vorige.get(programma), vorige.get(versie), vorige.get(antwoorden)) == zelfde
    ):
        return vorige[dag]
    return f"{vandaag.day} {_MAANDEN[vandaag.month - 1]} {vandaag.year}"
