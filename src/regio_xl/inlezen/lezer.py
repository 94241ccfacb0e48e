"""What every reader of a block shares: the tabs, the findings so far, and where things stood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from regio_xl.bevindingen import VOLGORDE, Bevinding, catalogus
from regio_xl.indeling import Indeling, Vondst, vreemde_tabs
from regio_xl.indeling.blokken import Blok
from regio_xl.indeling.herstel import lijkt
from regio_xl.inlezen.cellen import Afkeuring, Opgevat
from regio_xl.inlezen.gelijkenis import Gelijkenis, ander_woord
from regio_xl.inlezen.samen import Melding, een_per_oorzaak
from regio_xl.werkboek import Adres
from regio_xl.werkboek.cel import PLAATJE
from regio_xl.werkboek.tekst import opsomming, sleutel

_OORZAAK = "kop-overschreven"
"""The finding about a list that was pasted too far; what is wrong in that list follows from it."""
_T = TypeVar("_T")
MEESTE_SUGGESTIES = 50
"""How many different wrong names in one table are looked up."""


class Lezer:
    """Gathers findings and addresses while the blocks of one workbook are read."""

    def __init__(self, indeling: Indeling) -> None:
        self.indeling, self.methode = indeling, indeling.methode
        self.vindplaatsen: dict[str, Adres] = {}
        self._meldingen: list[Melding] = []
        self._plekken: set[Adres] = set()
        self._gemeld: set[Adres] = set()
        self._gevolgen: dict[Adres, list[str]] = {}
        self._stil: list[tuple[str, int | None, range]] = []
        self.overgeslagen: dict[str, set[int]] = {}

    def zwijg_over(self, blad: str, kolom: int | None, rijen: range) -> None:
        """Report nothing more about these cells, whole rows without a column: the finding that
        comes next is the cause."""
        self._stil.append((blad, kolom, rijen))

    def _stil_over(self, adres: Adres) -> bool:
        return any(
            adres.blad == blad and kolom in (None, adres.kolom) and adres.rij in rijen
            for blad, kolom, rijen in self._stil
        )

    def meld(self, code: str, adres: Adres | None, **gaten: object) -> None:
        """Add a finding."""
        if self._stil and adres is not None and code != _OORZAAK and self._stil_over(adres):
            self._gemeld.add(adres)
            return
        self._meldingen.append(Melding(code, adres, gaten))
        if adres is not None:
            self._plekken.add(adres)
            self._gemeld.add(adres)

    def gevolg(self, adres: Adres, zin: str) -> bool:
        """Add a sentence to the finding at this cell about what follows from it elsewhere, instead
        of a finding of its own; False when there is none."""
        if adres not in self._plekken:
            return False
        self._gevolgen.setdefault(adres, []).append(zin)
        return True

    def neem(self, gelezen: Opgevat[_T] | Afkeuring, plek: Adres) -> _T | None:
        """Add the finding that a cell deserves; gives what it was read as."""
        self.meld(gelezen.code, plek, **gelezen.gaten)
        return gelezen.waarde if isinstance(gelezen, Opgevat) else None

    def meld_id(self, plek: Adres, staat: str) -> None:
        """Report something in a column *Id* that is no id of the method."""
        code = "cel-plaatje" if staat == PLAATJE.code else "id-onbekend"
        self.meld(code, plek, staat=staat, versie=self.methode.versie)

    def verklaar(self, adres: Adres) -> None:
        """Say that another finding already explains what is wrong with this cell."""
        self._gemeld.add(adres)

    def gemeld(self, adres: Adres) -> bool:
        """Whether a finding was already given for this very cell, or explains it."""
        return adres in self._gemeld

    def geordend(self) -> tuple[Bevinding, ...]:
        """All findings, one for each cause: mistakes first, of those the ones that others follow
        from, and then in the order of reading."""
        gevonden = een_per_oorzaak(self._meldingen, self._gevolgen)
        soorten = catalogus()
        gevonden.sort(key=lambda b: (VOLGORDE[b.ernst], not soorten[b.code].oorzaak))
        return tuple(gevonden)

    def eis_tab(self, tab: str) -> None:
        """Report a tab that is not there, with the name that comes closest."""
        if tab not in self.indeling.tabs:
            vrij = vreemde_tabs(self.indeling.snapshot.namen)
            suggestie = lijkt_op(tab, vrij, "Misschien is het tabblad '{}'.")
            self.meld("tab-ontbreekt", Adres(tab), suggestie=suggestie)

    def enige(self, blok: Blok) -> Vondst | None:
        """The place of a block that counts. That it is missing or double was reported before
        (:mod:`regio_xl.inlezen.plaatsing`)."""
        return self.indeling.eerste(blok)

    def eis_kolommen(self, vondst: Vondst, blok: Blok, koppen: Sequence[str]) -> None:
        """Report the columns that a block needs and does not have, or has twice."""
        teksten = self.indeling.tabs[blok.tab].teksten(vondst.blad)
        elders = {
            kolom
            for ander in self.indeling.vondsten(blok)
            if ander is not vondst and ander.blad is vondst.blad and ander.koprij == vondst.koprij
            for kolom in ander.kolommen.values()
        }  # a second block on the same row was reported as that
        for kop in koppen:
            if kop not in vondst.kolommen:
                ander, suggestie = lijkt_op_kop(vondst, kop)
                plek = ander or vondst.adres(vondst.koprij, blok.koppen[0])
                gaten = {"blok": blok.tabelnaam, "kolom": kop, "suggestie": suggestie}
                self.meld("kolom-ontbreekt", plek, **gaten)
                continue
            gebruikt = vondst.adres(vondst.koprij, kop)
            for kolom in teksten[sleutel(kop)].get(vondst.koprij, ()):
                if kolom != gebruikt.kolom and kolom not in elders:
                    plek = Adres(vondst.blad.naam, vondst.koprij, kolom)
                    self.meld("kolom-dubbel", plek, kolom=kop, ander=gebruikt.cel)


def lijkt_op_kop(vondst: Vondst, kop: str) -> tuple[Adres | None, str]:
    """The heading that may be meant by one that is missing: its cell when it is the only one, and
    what to say about it."""
    bezet = set(vondst.kolommen.values())
    plekken = [
        Adres(vondst.blad.naam, vondst.koprij, kolom)
        for kolom, waarde in enumerate(vondst.blad.rijen[vondst.koprij])
        if kolom not in bezet and isinstance(waarde, str) and lijkt(waarde, kop)
    ]
    if not plekken:
        return None, ""
    namen = opsomming(plek.cel for plek in plekken)
    zin = f"{namen} {'lijkt' if len(plekken) == 1 else 'lijken'} erop."
    return (plekken[0] if len(plekken) == 1 else None), zin


def lijkt_op(naam: str, namen: Sequence[str], zin: str) -> str:
    """``zin`` filled with the name that looks most like ``naam``, or nothing."""
    gevonden = Gelijkenis(namen).beste(naam)
    return "" if gevonden is None else zin.format(gevonden)


class Suggesties:
    """What wrong names look like; only for the first of them, because each is compared with all
    names."""

    def __init__(self, namen: Sequence[str], zin: str) -> None:
        self._namen, self._zin = Gelijkenis(namen), zin
        self._gegeven: dict[str, str] = {}

    def voor(self, naam: str) -> str:
        """The suggestion for a name, or nothing."""
        if naam not in self._gegeven and len(self._gegeven) < MEESTE_SUGGESTIES:
            gevonden = self._namen.beste(naam)
            past = gevonden is not None and not ander_woord(naam, gevonden)
            self._gegeven[naam] = self._zin.format(gevonden) if past else ""
        return self._gegeven.get(naam, "")
