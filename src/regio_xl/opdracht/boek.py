"""A workbook in memory, or open in Excel: read -> input -> advice -> results -> write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from regio_xl import __version__
from regio_xl.bevindingen import VOLGORDE, Bevinding, bevinding
from regio_xl.bevindingen.fouten import RegioFout
from regio_xl.indeling import Indeling, blokken
from regio_xl.indeling.vulling import Vulling
from regio_xl.inlezen import Gelezen, lees, van_ons
from regio_xl.inlezen.overzetten import vulling
from regio_xl.invoer import Invoer
from regio_xl.methode import Methode, standaard
from regio_xl.opdracht.boekvorm import handtekening, uitleg, verborgen
from regio_xl.opdracht.methodekeuze import deel_boek_in, oudere_methode
from regio_xl.rekenen import bereken as reken
from regio_xl.rekenen import fingerprint_antwoorden
from regio_xl.resultaten import Resultaat
from regio_xl.tabs.advies import methodetekst, verantwoording
from regio_xl.tabs.blokrijen import Blokrijen
from regio_xl.tabs.controle import rijen as controle_rijen
from regio_xl.tabs.gewijzigd import controlegetal
from regio_xl.tabs.invullen import Invulling, huidige_verantwoording, ontbrekende_blokken, vul_in
from regio_xl.tabs.resultaatrijen import rijen_per_blok
from regio_xl.werkboek import Adres, Celwijzigingen, Werkboek, WerkboekFout
from regio_xl.xlsx.workbook import XlsxWerkboek

_MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bekeken:
    """A workbook that was read and computed, nothing written yet."""

    indeling: Indeling
    gelezen: Gelezen
    resultaat: Resultaat
    compleet: bool
    """Whether every result block is there, so that the results can be written."""

    @property
    def methode(self) -> Methode:
        """The method that it was read and computed by."""
        return self.indeling.methode

    def __repr__(self) -> str:
        volledig = "alle resultaatblokken" if self.compleet else "niet alle resultaatblokken"
        return f"<Bekeken: {self.resultaat!r}, {volledig}>"


def bereken(
    invoer: Invoer,
    methode: Methode | None = None,
    *,
    bestand: str = "",
    sjabloon_versie: str | None = None,
) -> Resultaat:
    """Compute everything that follows from an input, also one that never was in a workbook; then
    there are no findings, for those are about cells.

    >>> from regio_xl.invoer import Invoer
    >>> bereken(Invoer()).perspectief.duidelijkheid
    'onvoldoende'
    """
    methode = methode or standaard()
    return Resultaat(
        bestand=bestand,
        regio=invoer.kenmerk(blokken.START, "regio"),
        opgave=invoer.kenmerk(blokken.START, "opgave"),
        programma_versie=__version__,
        methode_versie=methode.versie,
        methode_kenmerk=methode.fingerprint,
        sjabloon_versie=sjabloon_versie,
        antwoorden_kenmerk=fingerprint_antwoorden(invoer),
        bevindingen=(),
        **reken(invoer, methode)._asdict(),
    )


def bekijk_boek(boek: Werkboek, methode: Methode | None = None) -> Bekeken:
    """Read an open workbook and compute its results, by this method or else by the version of ours
    that it was made with. Raises :class:`WerkboekFout` when it cannot be read or is not ours."""
    indeling = deel_boek_in(boek, methode)
    ouder = oudere_methode(indeling, methode)
    methode = indeling.methode
    if not van_ons(indeling):
        raise WerkboekFout("bestand-niet-van-ons")
    gelezen = lees(indeling)
    kwijt = dict.fromkeys(
        blok.tab for blok in ontbrekende_blokken(indeling)
    )  # each tab once, in order
    bevindingen = (
        *gelezen.bevindingen,
        *(bevinding("tab-resultaat-ontbreekt", Adres(tab)) for tab in kwijt),
    )
    resultaat = bereken(
        gelezen.invoer, methode, bestand=boek.naam, sjabloon_versie=gelezen.sjabloon_versie
    )
    resultaat = resultaat.model_copy(update={"bevindingen": bevindingen})
    over_het_boek = (*handtekening(indeling), *ouder)
    if not kwijt:  # else the answers go over into a fresh workbook
        over_het_boek += uitleg(indeling)
    resultaat = _met_bevindingen(resultaat, [*over_het_boek, *_ingekort(resultaat, indeling)])
    if not kwijt:
        onzichtbaar = verborgen(indeling, resultaat, methode, gelezen.vindplaatsen)
        resultaat = _met_bevindingen(resultaat, onzichtbaar)
    return Bekeken(indeling, gelezen, resultaat, compleet=not kwijt)


def _ingekort(resultaat: Resultaat, indeling: Indeling) -> list[Bevinding]:
    """What a network has too much of to name it all."""
    bruggen = sum(speler.los_meer > 0 for speler in resultaat.netwerk.spelers)
    plek = Adres(indeling.naam(blokken.NETWERK))
    return [bevinding("netwerk-ingekort", plek, aantal=bruggen)] if bruggen else []


def schrijf(
    boek: Werkboek,
    bekeken: Bekeken,
    methode: Methode,
    vandaag: date,
    tabs: Sequence[str] = blokken.RESULTAATTABS,
) -> Resultaat:
    """Write the results into these result tabs of the same workbook, which must all be there.

    Gives the results with what writing them does to text of the users among the findings.
    """
    resultaat = bekeken.resultaat
    rijen = rijen_per_blok(resultaat, methode, bekeken.gelezen.vindplaatsen)
    berekend_op = _berekend_op(bekeken.indeling, resultaat, vandaag)
    getal = controlegetal(bekeken.indeling)
    rijen[blokken.VERANTWOORDING.tabelnaam] = verantwoording(resultaat, berekend_op, getal)
    zonder = [tab for tab in tabs if tab != blokken.CONTROLE]
    vers = blokken.ADVIES in tabs
    ingevuld = vul_in(bekeken.indeling, resultaat, rijen, zonder, vers=vers)
    resultaat = _met_bevindingen(resultaat, ingevuld.bevindingen)
    opdrachten = ingevuld.opdrachten
    if blokken.CONTROLE in tabs:
        opdrachten, resultaat = _met_controle(bekeken, resultaat, rijen, ingevuld, vers=vers)
    boek.schrijf(opdrachten)
    return resultaat


def _met_controle(
    bekeken: Bekeken,
    resultaat: Resultaat,
    rijen: Mapping[str, Blokrijen],
    ingevuld: Invulling,
    *,
    vers: bool,
) -> tuple[list[Celwijzigingen], Resultaat]:
    """What to write on all tabs with Controle as the last: its findings tell about the others, and
    about itself."""

    def vul_controle_in(erbij: Sequence[Bevinding]) -> Invulling:
        nieuw = controle_rijen(resultaat, bekeken.indeling.methode, {}) if erbij else {}
        alle = {**rijen, **nieuw}
        return vul_in(bekeken.indeling, resultaat, alle, (blokken.CONTROLE,), vers=vers)

    controle = vul_controle_in(ingevuld.bevindingen)
    if controle.bevindingen:
        resultaat = _met_bevindingen(resultaat, controle.bevindingen)
        controle = vul_controle_in(controle.bevindingen)
    return [*ingevuld.opdrachten, *controle.opdrachten], resultaat


def _met_bevindingen(resultaat: Resultaat, erbij: Sequence[Bevinding]) -> Resultaat:
    if not erbij:
        return resultaat
    alle = sorted((*resultaat.bevindingen, *erbij), key=lambda gevonden: VOLGORDE[gevonden.ernst])
    return resultaat.model_copy(update={"bevindingen": tuple(alle)})


class NietGeschreven(RegioFout):
    """The workbook was read, but its results cannot be written into it. ``bevindingen``: why, and
    all that reading found."""

    def __init__(self, fout: WerkboekFout, bevindingen: Sequence[Bevinding]) -> None:
        super().__init__(fout, bevindingen)
        self.code = fout.code
        self._fout, self._gelezen = fout, tuple(bevindingen)

    @property
    def bevinding(self) -> Bevinding:
        """What stands in the way."""
        return self._fout.bevinding

    @property
    def bevindingen(self) -> tuple[Bevinding, ...]:
        """What stands in the way, and all that reading found."""
        return (self.bevinding, *self._gelezen)

    def __str__(self) -> str:
        return str(self.bevinding)


def verwerk_boek(
    boek: XlsxWerkboek, methode: Methode | None, vandaag: date
) -> tuple[Resultaat, XlsxWerkboek]:
    """Read, compute and write one workbook in memory; gives the results and the workbook that holds
    them. Without a method it goes by the version of ours that it was made with.

    When result tabs are missing the answers are carried into a fresh template, and a finding tells
    the user. Raises :class:`WerkboekFout` when it cannot be read, :class:`NietGeschreven` when a
    result cell is in use.
    """
    bekeken = bekijk_boek(boek, methode)
    if not bekeken.compleet:
        antwoorden = vulling(bekeken.indeling, bekeken.gelezen.overgeslagen)
        inhoud = bouw_werkboek(bekeken.methode, antwoorden)
        vers = XlsxWerkboek.uit_bytes(boek.naam, inhoud)
        opnieuw = bekijk_boek(vers, methode)
        alle = _met_bevindingen(bekeken.resultaat, _achter(bekeken, opnieuw)).bevindingen
        samen = _verplaatst(alle, opnieuw.resultaat.bevindingen)
        getoond = opnieuw.resultaat.model_copy(update={"bevindingen": samen})
        schrijf(vers, replace(opnieuw, resultaat=getoond), opnieuw.methode, vandaag)
        return getoond.model_copy(update={"bevindingen": alle}), vers
    try:
        resultaat = schrijf(boek, bekeken, bekeken.methode, vandaag)
    except WerkboekFout as fout:
        raise NietGeschreven(fout, bekeken.resultaat.bevindingen) from fout
    return resultaat, boek


def _achter(oud: Bekeken, vers: Bekeken) -> tuple[Bevinding, ...]:
    """What stays behind in the old workbook."""
    from regio_xl.tabs.achterblijven import blijft_achter  # noqa: PLC0415 - seldom needed

    zelfde = oud.resultaat.sjabloon_versie == vers.resultaat.sjabloon_versie
    niet = oud.gelezen.overgeslagen
    return blijft_achter(oud.indeling, vers.indeling, niet, zelfde_sjabloon=zelfde)


def bouw_werkboek(methode: Methode, inhoud: Vulling) -> bytes:
    """Draw a workbook."""
    from regio_xl.tabs.sjabloon import bouw  # noqa: PLC0415 - XlsxWriter is heavy

    return bouw(methode, inhoud)


def _verplaatst(oud: Sequence[Bevinding], nieuw: Sequence[Bevinding]) -> tuple[Bevinding, ...]:
    """What the fresh workbook shows: its findings at its own cells, and those of the old one that
    were not carried along, without a cell."""
    codes = {gevonden.code for gevonden in nieuw}
    rest = (
        replace(gevonden, adres=Adres(gevonden.blad) if gevonden.adres else None)
        for gevonden in oud
        if gevonden.code not in codes
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
