"""Walk the rows of a table that users fill in: which of them name something, and which are blank, a
total, a subhead or a remark."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from regio_xl.indeling import Vondst
from regio_xl.indeling.blokken import Blok, tabelblok
from regio_xl.inlezen.buurt import Buurt, Rijcellen, opvallend
from regio_xl.inlezen.cellen import Afkeuring, Opgevat, lees_kolom
from regio_xl.inlezen.lezer import Lezer
from regio_xl.inlezen.losse_regels import is_totaal, losse_regel
from regio_xl.inlezen.namen import naamsleutel
from regio_xl.inlezen.samengevoegd import meld_samengevoegd
from regio_xl.methode import Kolom, Tabel
from regio_xl.werkboek import Adres, Bereik, Celwaarde
from regio_xl.werkboek.cel import leeg, toon, zegt_niets

_HEET = {"Partijen": "partij", "Relaties": "relatie", "Feiten": "feit", "Agenda": "agendapunt"}
"""What a row of each table is to a user."""
_ZINNEN = {"Feiten", "Agenda"}
"""Tables whose rows may well be whole sentences."""

_TE_MELDEN = (Afkeuring, Opgevat)

Gebruikt = Callable[[], Collection[str]]
"""The names that stand elsewhere as those of parties, by their :func:`naamsleutel`."""


class Tabelrij(NamedTuple):
    """A row of a table: what its cells were read as, what stands in them, and where."""

    vondst: Vondst
    nummer: int
    koppen: Mapping[str, str]
    inhoud: Mapping[str, str | int | float | date]

    def plek(self, sleutel: str) -> Adres:
        """The address of a cell, by the sleutel of its column."""
        return self.vondst.adres(self.nummer, self.koppen[sleutel])

    def staat(self, sleutel: str) -> Celwaarde:
        """What stands in a cell, as it was typed."""
        return self.vondst.waarde(self.nummer, self.koppen[sleutel])


@dataclass(frozen=True, slots=True)
class Tabellezing:
    """The rows of a table that count; ``naamloos``: the cells in which a row has no name that can
    be read."""

    aanwezig: bool
    rijen: Sequence[Tabelrij]
    naamloos: Sequence[Adres] = ()
    kop: Adres | None = None


def lees_tabel(lezer: Lezer, naam: str, gebruikt: Gebruikt = set) -> Tabellezing:
    """Read a table row by row; reports what is wrong with a cell, and each row that does not
    count."""
    tab, tabel = _zoek_tabel(lezer, naam)
    blok = tabelblok(tab, tabel)
    vondst = lezer.enige(blok)
    if vondst is None:
        return Tabellezing(aanwezig=False, rijen=())
    kop = vondst.adres(vondst.koprij, blok.koppen[0])
    lezer.vindplaatsen[naam] = kop
    kolommen = _kolommen(lezer, vondst, blok, tabel)
    koppen = {kolom.sleutel: kolom.kop for kolom in kolommen}
    naamloos: list[Adres] = []
    bedekking: Bedekking | None = None
    rijen: list[Tabelrij] = []
    for cellen in _rijen_van_de_tabel(lezer, vondst, tabel, kolommen, gebruikt):
        inhoud = _lees_rij(lezer, vondst, cellen, kolommen)
        rij = Tabelrij(vondst, cellen.nummer, koppen, inhoud)
        eerste = tabel.kolommen[0]
        if naam == "Relaties" or eerste.sleutel in inhoud:
            rijen.append(rij)
            continue
        plek = rij.plek(eerste.sleutel)
        if bedekking is None:
            samen = vondst.blad.vorm.samengevoegd
            bedekking = Bedekking(samen, vondst.kolommen[eerste.kop])
        samengevoegd = bedekking.van(cellen.nummer)
        if samengevoegd:
            plek = Adres(plek.blad, samengevoegd.rij, samengevoegd.kolom)
        elif not lezer.gemeld(plek):
            lezer.meld("rij-zonder-naam", plek, kolom=eerste.kop)
        naamloos.append(plek)
    return Tabellezing(True, rijen, naamloos, kop)


class Bedekking:
    """The merged ranges over the cells of one column: all of such a range but its first cell is
    empty, whatever a user sees there."""

    def __init__(self, bereiken: Iterable[Bereik], kolom: int) -> None:
        hier = (b for b in bereiken if b.bevat(b.rij, kolom))
        self._bereiken = sorted(hier, key=lambda bereik: bereik.rij)
        self._kolom = kolom

    def van(self, rij: int) -> Bereik | None:
        """The range that hides the cell in this row."""
        plek = bisect_right(self._bereiken, rij, key=lambda bereik: bereik.rij)
        if not plek:
            return None
        bereik = self._bereiken[plek - 1]  # merged ranges never overlap
        eerste = (bereik.rij, bereik.kolom) == (rij, self._kolom)
        return bereik if bereik.bevat(rij, self._kolom) and not eerste else None


def staat_onder(lezer: Lezer, naam: str, sleutels: Collection[str]) -> Iterator[str]:
    """What stands in some columns of a table, before anything is judged."""
    tab, tabel = _zoek_tabel(lezer, naam)
    vondst = lezer.indeling.eerste(tabelblok(tab, tabel))
    if vondst is not None:
        for kolom in tabel.kolommen:
            if kolom.sleutel in sleutels:
                yield from (w for w in vondst.kolom(kolom.kop) if isinstance(w, str))


def _zoek_tabel(lezer: Lezer, naam: str) -> tuple[str, Tabel]:
    return next(
        (t.tab, tabel)
        for t in lezer.methode.invoertabs
        for tabel in t.tabellen
        if tabel.naam == naam
    )


def _kolommen(lezer: Lezer, vondst: Vondst, blok: Blok, tabel: Tabel) -> list[Kolom]:
    """The columns of a table that are there; reports those that it needs and does not have."""
    nodig = [k.kop for k in tabel.kolommen if k.kop in vondst.kolommen or not k.mag_ontbreken]
    lezer.eis_kolommen(vondst, blok, nodig)
    return [kolom for kolom in tabel.kolommen if kolom.kop in vondst.kolommen]


def _lees_rij(
    lezer: Lezer, vondst: Vondst, cellen: Rijcellen, kolommen: Sequence[Kolom]
) -> dict[str, str | int | float | date]:
    inhoud: dict[str, str | int | float | date] = {}
    for kolom, staat in zip(kolommen, cellen.waarden, strict=True):
        if staat is None:
            continue
        gelezen = lees_kolom(staat, kolom)
        if not isinstance(gelezen, _TE_MELDEN):
            waarde: str | float | date | None = gelezen
        else:
            waarde = lezer.neem(gelezen, vondst.adres(cellen.nummer, kolom.kop))
        if waarde is not None:
            inhoud[kolom.sleutel] = waarde
    return inhoud


def _rijen_van_de_tabel(
    lezer: Lezer, vondst: Vondst, tabel: Tabel, kolommen: Sequence[Kolom], gebruikt: Gebruikt
) -> Iterator[Rijcellen]:
    """The rows of a table that are filled in, without what only stands among them; that is
    reported."""
    gevuld = list(_gevulde_rijen(vondst, kolommen))
    if vondst.blad.vorm.samengevoegd:
        nummers = [cellen.nummer for cellen in gevuld]
        meld_samengevoegd(lezer, vondst, [kolom.kop for kolom in kolommen], nummers)
    zinnen = tabel.naam in _ZINNEN
    buurt: Buurt | None = None
    code: str | None
    for plek, cellen in enumerate(gevuld):
        if not opvallend(gevuld, plek):
            yield cellen  # most rows
            continue
        buurt = buurt or Buurt(vondst, gevuld, kolommen)
        naam = toon(cellen.waarden[0])
        if cellen.nummer == buurt.totaalrij:
            totaal = not naam or is_totaal(cellen.waarden, zinnen=False)
            code = "" if totaal else "naam-in-totaalrij"
        elif is_totaal(cellen.waarden, zinnen=zinnen):
            code = "totaalrij"
        else:
            code = losse_regel(naam, buurt.van(plek), zinnen=zinnen) if cellen.los else None
        if code == "losse-rij" and tabel.naam == "Relaties":
            code = None  # half a relation, which is said of it anyway
        if code and code != "naam-in-totaalrij" and naamsleutel(naam) in gebruikt():
            code = None
        if code:
            adres = vondst.adres(cellen.nummer, kolommen[0].kop)
            lezer.meld(code, adres, staat=naam, heet=_HEET[tabel.naam], kolom=kolommen[0].kop)
        if code in (None, "losse-rij"):
            yield cellen
        else:
            lezer.overgeslagen.setdefault(tabel.naam, set()).add(cellen.nummer)


def _gevulde_rijen(vondst: Vondst, kolommen: Sequence[Kolom]) -> Iterator[Rijcellen]:
    """The rows with something in them; a row that only says that there is nothing to say has
    nothing."""
    plekken = [vondst.kolommen[kolom.kop] for kolom in kolommen]
    for nummer in vondst.rijen():
        rij = vondst.blad.rijen[nummer]
        if not rij:  # most rows of a tab
            continue
        breed = len(rij)
        waarden = [rij[plek] if plek < breed else None for plek in plekken]
        if not all(leeg(waarde) or zegt_niets(waarde, mag_naam_zijn=True) for waarde in waarden):
            yield Rijcellen(nummer, waarden)
