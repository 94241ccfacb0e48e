"""From rows to cells: what a calculation writes in the result blocks of this very workbook.

A calculation fills in values and clears old ones; it never moves what a user typed. A line of a
list with text of the user beside it keeps its row. In the checklist of step 5 a row with input
keeps its place; questions without input share the other rows. Text of a user that has to go, or
that loses the line it stood beside, becomes a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count, repeat
from typing import NamedTuple

from regio_xl.bevindingen import Bevinding
from regio_xl.indeling import Indeling, Regel, Tabindeling, Vondst, blokken
from regio_xl.indeling.blokken import GEWIJZIGD, WAARDE, Blok
from regio_xl.methode import is_van_ons
from regio_xl.resultaten import Resultaat
from regio_xl.tabs.advies import methodetekst
from regio_xl.tabs.afwegen import vul_afwegen
from regio_xl.tabs.blokrijen import Blokrijen
from regio_xl.tabs.borgvulling import vul_borg
from regio_xl.tabs.eigentekst import vreemd
from regio_xl.tabs.gewijzigd import EIGEN_FORMULES
from regio_xl.tabs.lijsten import (
    LIJSTEN,
    Lijstrij,
    Lijstsoort,
    Zekerheid,
    dichtbij,
    is_onderste,
    lijstrijen,
)
from regio_xl.tabs.methodeteksten import ONBEKEND, Methodeteksten, methodeteksten
from regio_xl.tabs.plaatsing import plaats
from regio_xl.tabs.vergelijken import getypt, zegt_iets_anders
from regio_xl.tabs.verlies import Verlies
from regio_xl.werkboek import Adres, Celwaarde, Celwijzigingen, Schrijfwaarde, staat_er_al
from regio_xl.werkboek.cel import als_getal, leeg, toon
from regio_xl.werkboek.tekst import sleutel

Cellen = dict[tuple[int, int], Schrijfwaarde]

_ONZEKER = {blokken.STIPPEN, blokken.VAKKEN, blokken.LIJNEN, blokken.BEVINDINGEN}
"""What does not follow from the answers at all, or not to the last figure."""
_OOK_STAP_5 = {blokken.WEGWIJZERS, blokken.CONTROLE}
"""Tabs that follow from more than the answers of which the workbook keeps the fingerprint."""
_GETALBLOKKEN = {blokken.WEGWIJZERTELLING, blokken.CONTROLE_STAND}

_STANDEN = {
    blokken.ADVIES: blokken.ADVIES_KOP,
    blokken.NETWERKBEELD: blokken.NETWERKCIJFERS,
    blokken.WEGWIJZERS: blokken.WEGWIJZERTELLING,
    blokken.CONTROLE: blokken.CONTROLE_STAND,
}
"""By tab the block that shows whether its lists were computed."""


class Invulling(NamedTuple):
    """What to write on each tab, and what that does to text of the users."""

    opdrachten: list[Celwijzigingen]
    bevindingen: tuple[Bevinding, ...]


def ontbrekende_blokken(indeling: Indeling) -> list[Blok]:
    """The result blocks that cannot be found or have no room, so that nothing can be written
    there."""
    weg = [blok for blok in blokken.RESULTAATBLOKKEN if not _is_er(indeling, blok)]
    # A template that says how sure the advice is has the paired choices too, and points at them.
    if indeling.methode.afwegen and _is_er(indeling, blokken.ADVIES_ZEKER):
        weg += [blokken.AFWEGEN] if indeling.eerste(blokken.AFWEGEN) is None else []
    return weg


def _is_er(indeling: Indeling, blok: Blok) -> bool:
    """Whether a block has all its lines, or else its headings with room below them."""
    if blok.regels:
        return all(indeling.regel(blok.tab, naam) for naam in blok.regels)
    vondst = indeling.volledig(blok)
    return vondst is not None and _heeft_ruimte(vondst, blok)


def _heeft_ruimte(vondst: Vondst, blok: Blok) -> bool:
    """Whether a full list fits above the block below it; not when users deleted its rows or moved
    another block into it."""
    return is_onderste(vondst) or vondst.eind - vondst.koprij > blok.rijen


def vul_in(
    indeling: Indeling,
    resultaat: Resultaat,
    rijen: Mapping[str, Blokrijen],
    tabs: Sequence[str] = blokken.RESULTAATTABS,
    *,
    vers: bool,
) -> Invulling:
    """What to write on each of these result tabs. Every result block on them must be there
    (:func:`ontbrekende_blokken`). ``vers``: Advies is written too, with the account of the
    calculation to which the sign compares."""
    vuller = _Vuller(indeling, resultaat, rijen)
    opdrachten = []
    for tab in tabs:
        cellen: Cellen = {}
        for blok in (*blokken.RESULTAATBLOKKEN, blokken.ADVIES_ZEKER):
            if blok.tab == tab:
                cellen |= vuller.cellen(blok)
        if tab == blokken.AFWEGEN.tab:
            cellen |= vuller.afwegen()
        uitkomsten = _zonder_waarschuwing(indeling.tabs[tab]) if vers else {}
        naam = indeling.tabs[tab].blad.naam
        opdrachten.append(Celwijzigingen(naam, cellen, uitkomsten, EIGEN_FORMULES))
    return Invulling(opdrachten, vuller.verlies.bevindingen())


def _zonder_waarschuwing(tab: Tabindeling) -> dict[tuple[int, int], str]:
    """The sign that answers were changed, where it was on when the workbook was saved: these
    results take it away."""
    plekken = tab.teksten(tab.blad).get(sleutel(GEWIJZIGD), {})
    return {(rij, kolom): "" for rij, kolommen in plekken.items() for kolom in kolommen}


class _Vuller:
    """Works out the cells of one block after another, and gathers what users lose by it."""

    def __init__(
        self, indeling: Indeling, resultaat: Resultaat, rijen: Mapping[str, Blokrijen]
    ) -> None:
        self._indeling, self._resultaat, self._rijen = indeling, resultaat, rijen
        self._zekerheid = _zekerheid(indeling, resultaat)
        self._zelfde_methode = _zelfde_methode(indeling, resultaat)
        self._teksten: Methodeteksten | None = None
        self.verlies = Verlies()

    def cellen(self, blok: Blok) -> Cellen:
        """What to write in the cells of a block."""
        if blok.regels:
            return self._regels(blok)
        vondst = self._indeling.volledig(blok)
        assert vondst is not None
        if blok == blokken.BORG:
            return vul_borg(
                self._indeling,
                vondst,
                self._resultaat,
                self.verlies,
                zelfde_methode=self._zelfde_methode,
            )
        return self._lijst(vondst, blok)

    def afwegen(self) -> Cellen:
        """The questions of the paired choices; nothing in a workbook of an older template."""
        vondst = self._indeling.eerste(blokken.AFWEGEN)
        if vondst is None:
            return {}
        return vul_afwegen(
            self._indeling, vondst, self._resultaat, zelfde_methode=self._zelfde_methode
        )

    def _methodeteksten(self) -> Methodeteksten:
        """What the method put in the lists; worked out when a list turns out to change."""
        if self._teksten is None:
            methode = self._indeling.methode
            bekend = self._zelfde_methode or _zelfde_versie(self._indeling)
            self._teksten = (
                methodeteksten(methode, ook_gedeeld=self._zelfde_methode) if bekend else ONBEKEND
            )
        return self._teksten

    def _regels(self, blok: Blok) -> Cellen:
        """Fill a two-column block: each value behind its name, wherever that line stands."""
        cellen: Cellen = {}
        for naam, waarde in self._rijen[blok.tabelnaam]:
            regel = self._indeling.regel(blok.tab, str(naam))
            if regel is None:
                assert blok in blokken.NIET_ALTIJD
                continue
            kolom = regel.vondst.kolommen[WAARDE]
            cellen[regel.rij, kolom] = waarde
            staat = _waarde(regel)
            anders = _niet_van_ons(staat) and not staat_er_al(staat, getypt(waarde))
            if anders and self._is_vreemd(blok, staat, waarde):
                self.verlies.weg(Adres(regel.vondst.blad.naam, regel.rij, kolom), staat)
        return cellen

    def _is_vreemd(self, blok: Blok, staat: Celwaarde, waarde: Schrijfwaarde) -> bool:
        """Whether somebody else put this behind a line of a block of single values."""
        if blok in _GETALBLOKKEN and als_getal(staat) is None:
            return True
        zeker = self._per_blok(blok) is Zekerheid.ALLES and blok != blokken.VERANTWOORDING
        if zeker and zegt_iets_anders(staat, waarde):
            return True
        return _nooit_ingevuld(self._indeling, blok)

    def _per_blok(self, blok: Blok) -> Zekerheid:
        """What we know about what we wrote in this block."""
        if blok in _ONZEKER:
            return Zekerheid.GEEN
        if blok.tab in _OOK_STAP_5 and self._zekerheid is Zekerheid.ALLES:
            return Zekerheid.ANTWOORDEN
        return self._zekerheid

    def _lijst(self, vondst: Vondst, blok: Blok) -> Cellen:
        """Fill a list, and clear what an earlier calculation left."""
        soort, nieuw = LIJSTEN[blok.tabelnaam], self._rijen[blok.tabelnaam]
        zekerheid = self._per_blok(blok)
        tab = self._indeling.tabs[blok.tab]
        oud = lijstrijen(tab, vondst, blok, nieuw, zekerheid)
        # Beside a list that was never filled stands nothing that belongs to one of its lines.
        leeg_tot_nu = not any(rij.onze and rij.gevuld for rij in oud)
        gebruik = [rij.gebruik for rij in oud if rij.gebruik.eigen or not leeg_tot_nu]
        gebruik = [] if soort.vast else gebruik
        geplaatst = plaats(gebruik, len(nieuw), _ruimte(vondst, blok, len(nieuw)))
        leeg_te_maken = [rij.rij for rij in oud if rij.onze or (soort.vast and rij.gevuld)]
        per_rij: dict[int, Sequence[Schrijfwaarde]] = dict.fromkeys(
            leeg_te_maken, (None,) * len(blok.koppen)
        )
        per_rij |= {rij: nieuw[lijn] for rij, lijn in geplaatst.items()}
        kolommen = [vondst.kolommen[kop] for kop in blok.koppen]
        for rij in oud:
            wordt = per_rij.get(rij.rij)
            if wordt is not None and not all(map(staat_er_al, rij.cellen, map(getypt, wordt))):
                for nummer in self._vreemde(blok, rij, nieuw, zekerheid):
                    if not staat_er_al(rij.cellen[nummer], getypt(wordt[nummer])):
                        plek = Adres(vondst.blad.naam, rij.rij, kolommen[nummer])
                        self.verlies.weg(plek, rij.cellen[nummer])
            if rij.naast and soort.naam and not leeg_tot_nu:
                self._let_op_ernaast(soort, vondst, blok, rij, geplaatst.get(rij.rij))
        cellen: Cellen = {}
        for nummer, waarden in per_rij.items():
            cellen.update(zip(zip(repeat(nummer), kolommen), waarden, strict=True))
        return cellen

    def _vreemde(
        self, blok: Blok, rij: Lijstrij, nieuw: Blokrijen, zekerheid: Zekerheid
    ) -> Iterable[int]:
        """Which cells of a line somebody else filled: all of them in a list that was never
        computed."""
        if not rij.gevuld or not _nooit_ingevuld(self._indeling, _STANDEN[blok.tab]):
            return vreemd(blok, rij, nieuw, zekerheid, self._methodeteksten())
        return (nummer for nummer, cel in enumerate(rij.cellen) if not leeg(cel))

    def _let_op_ernaast(
        self, soort: Lijstsoort, vondst: Vondst, blok: Blok, rij: Lijstrij, lijn: int | None
    ) -> None:
        """Tell when text of the users stood beside a line and now stands beside another, or beside
        nothing."""
        was_regel = rij.onze and rij.gevuld
        if lijn is None and not was_regel:
            return
        if lijn is not None and lijn == rij.lijn:
            return
        naam = blok.koppen.index(soort.naam[-1])
        oud = toon(rij.cellen[naam]) if was_regel else None
        nu = None if lijn is None else getypt(self._rijen[blok.tabelnaam][lijn][naam])
        plek = Adres(vondst.blad.naam, rij.rij, rij.naast[0])
        self.verlies.los(soort.titel, plek, oud, None if nu is None else str(nu))


def _ruimte(vondst: Vondst, blok: Blok, aantal: int) -> Iterable[int]:
    """The rows that a list may fill. Below the last one of a tab there is always room: near it, and
    from the end of the tab on."""
    if is_onderste(vondst):
        ver = dichtbij(vondst, blok, aantal)
        return chain(range(vondst.koprij + 1, ver), count(max(ver, len(vondst.blad.rijen))))
    return range(vondst.koprij + 1, vondst.koprij + 1 + blok.rijen)


def _waarde(regel: Regel) -> Celwaarde:
    return regel.vondst.waarde(regel.rij, WAARDE)


def _niet_van_ons(staat: Celwaarde) -> bool:
    """Whether a cell is filled, and not with what the template puts there."""
    return not leeg(staat) and staat not in (blokken.NOG_NIET, blokken.NIET_BEREKEND)


def _nooit_ingevuld(indeling: Indeling, blok: Blok) -> bool:
    """Whether no calculation has filled this block yet: the template's own words still stand in its
    first line, or for any block of Advies in the line of the advice. Who typed over them left the
    lines below empty, and those of the account of a calculation."""
    kop = blokken.ADVIES_KOP if blok.tab == blokken.ADVIES else blok
    eerste = indeling.regel(kop.tab, kop.regels[0])
    if eerste is not None and _waarde(eerste) in (blokken.NOG_NIET, blokken.NIET_BEREKEND):
        return True
    rest = blokken.VERANTWOORDING.regels if kop is blokken.ADVIES_KOP else kop.regels[1:]
    regels = (indeling.regel(kop.tab, naam) for naam in rest)
    return all(regel is None or leeg(_waarde(regel)) for regel in regels)


def _zekerheid(indeling: Indeling, resultaat: Resultaat) -> Zekerheid:
    """What the workbook says about its last calculation, against this one."""
    staat = huidige_verantwoording(indeling)
    _, programma, _, antwoorden, _ = blokken.VERANTWOORDING.regels
    if staat.get(antwoorden) != resultaat.antwoorden_kenmerk:
        return Zekerheid.GEEN
    zelfde = staat.get(programma) == resultaat.programma_versie
    if zelfde and _zelfde_methode(indeling, resultaat):
        return Zekerheid.ALLES
    return Zekerheid.ANTWOORDEN


def _zelfde_methode(indeling: Indeling, resultaat: Resultaat) -> bool:
    methode = blokken.VERANTWOORDING.regels[2]
    return huidige_verantwoording(indeling).get(methode) == methodetekst(resultaat)


def _zelfde_versie(indeling: Indeling) -> bool:
    """Whether the last calculation went by the same version of our own method, which an earlier
    program may have had with another fingerprint."""
    methode = indeling.methode
    staat = huidige_verantwoording(indeling).get(blokken.VERANTWOORDING.regels[2], "")
    return staat.partition(" ")[0] == methode.versie and is_van_ons(methode)


def huidige_verantwoording(indeling: Indeling) -> dict[str, str]:
    """What the workbook says about its last calculation, by the names of the lines of
    *Verantwoording*."""
    staat: dict[str, str] = {}
    for naam in blokken.VERANTWOORDING.regels:
        regel = indeling.regel(blokken.ADVIES, naam)
        if regel is not None:
            staat[naam] = toon(_waarde(regel))
    return staat
