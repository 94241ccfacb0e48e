"""Workbooks in memory: a filled one with its blocks at awkward places, and a Boek double that keeps
what is written.

Cells are found by a key, never by an address: ``("OPG-42", "Antwoord")``, ``("Partijen", 0,
"Naam")`` (row of a table), ``("Start", "regio")`` (single value), ``("kop", "Partijen", "Naam")``
(heading), ``("BorgEnVerbind", 0, "Status")``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from regio_xl.bevindingen import Bevinding
from regio_xl.indeling import Indeling, blokken, deel_in
from regio_xl.indeling.blokken import Blok, tabelblok
from regio_xl.indeling.vulling import Inhoud, Vulling
from regio_xl.inlezen import Gelezen, lees
from regio_xl.invoer import Antwoord, Gegeven, Invoer
from regio_xl.methode import Methode, Tabblad, laad
from regio_xl.methode.tabbladen import Tabelnaam
from regio_xl.opdracht import bekijk_boek, schrijf
from regio_xl.resultaten import Resultaat
from regio_xl.tabs.advies import verantwoording
from regio_xl.tabs.blokrijen import Blokrijen
from regio_xl.tabs.gewijzigd import controlegetal
from regio_xl.tabs.resultaatrijen import rijen_per_blok
from regio_xl.werkboek import Adres, Bereik, Celwaarde, Celwijzigingen, Exceltabel, Snapshot
from regio_xl.werkboek.geheugen import Geheugenwerkboek

METHODE = laad()
Plek = tuple[int, int]
VANDAAG = date(2027, 3, 1)
Sleutel = tuple[str | int, ...]

PARTIJEN: tuple[Mapping[str, Celwaarde], ...] = (
    {
        "Naam": "Gemeente Veerdam",
        "Soort": "overheid",
        "Invloed": 5.0,
        "Betrokkenheid": 4.0,
        "Rol": "trekker",
        "Aan tafel": "ja",
    },
    {
        "Naam": "ROC De Waard",
        "Soort": "onderwijs",
        "Invloed": 3.0,
        "Betrokkenheid": 5.0,
        "Rol": "eigenaar",
        "Aan tafel": "ja",
    },
    {
        "Naam": "Werkgeverskring",
        "Soort": "bedrijf",
        "Invloed": 4.0,
        "Betrokkenheid": 2.0,
        "Rol": "eigenaar",
        "Aan tafel": "nee",
    },
)
RELATIES: tuple[Mapping[str, Celwaarde], ...] = (
    {
        "Van": "Gemeente Veerdam",
        "Naar": "ROC De Waard",
        "Sterkte": 4.0,
        "Vertrouwen": 3.0,
        "Vorm": "formeel",
    },
    {"Van": "ROC De Waard", "Naar": "Werkgeverskring", "Sterkte": 2.0},
    {"Van": "Werkgeverskring", "Naar": "ROC De Waard", "Sterkte": 2.0},
)
FEITEN: tuple[Mapping[str, Celwaarde], ...] = (
    {"Feit": "Open vacatures in de techniek", "Waarde": 1240.0, "Bron": "UWV"},
    {"Feit": "Jongeren zonder diploma", "Waarde": "ongeveer 300"},
)
AGENDA: tuple[Mapping[str, Celwaarde], ...] = (
    {
        "Agendapunt": "Meer stageplekken",
        "Resultaat": "200 plekken",
        "Trekker": "ROC De Waard",
        "Eerste stap": "Drie bedrijven bellen",
        "Herijken op": date(2027, 3, 15),
    },
)
# The rows of each table, by heading.
Tabellen = Mapping[str, Sequence[Mapping[str, Celwaarde]]]
TABELINHOUD: Tabellen = {
    "Partijen": PARTIJEN,
    "Relaties": RELATIES,
    "Feiten": FEITEN,
    "Agenda": AGENDA,
}


@dataclass
class Proefwerkboek(Geheugenwerkboek):
    """A workbook in memory, and where each thing stands."""

    methode: Methode = METHODE
    plekken: dict[Sleutel, Adres] = field(default_factory=dict)

    def kopie(self) -> Proefwerkboek:
        """The same workbook to change freely; cheaper than a new one."""
        tabs = {naam: dict(cellen) for naam, cellen in self.tabs.items()}
        return replace(self, tabs=tabs, plekken=dict(self.plekken), vormen=dict(self.vormen))

    def plek(self, *sleutel: str | int) -> Adres:
        """Where something stands."""
        return self.plekken[sleutel]

    def waarde(self, *sleutel: str | int) -> Celwaarde:
        """What stands in a cell."""
        plek = self.plekken[sleutel]
        assert plek.rij is not None
        assert plek.kolom is not None
        return self.tabs[plek.blad].get((plek.rij, plek.kolom))

    def zet(self, *sleutel: str | int, waarde: Celwaarde) -> Proefwerkboek:
        """Change one cell."""
        plek = self.plekken[sleutel]
        assert plek.rij is not None
        assert plek.kolom is not None
        self.zet_cel(plek.blad, plek.rij, plek.kolom, waarde)
        return self

    def zet_cel(self, tab: str, rij: int, kolom: int, waarde: Celwaarde) -> None:
        """Change one cell by its place, as a user does who types anywhere."""
        self.tabs[tab][rij, kolom] = waarde

    def hervorm(self, tab: str, naar: Callable[[int, int], Plek]) -> None:
        """Move every cell of a tab: inserted rows and columns, moved columns, sorted rows."""
        self.tabs[tab] = {
            naar(rij, kolom): waarde for (rij, kolom), waarde in self.tabs[tab].items()
        }
        for sleutel, plek in self.plekken.items():
            if plek.blad == tab and plek.rij is not None and plek.kolom is not None:
                self.plekken[sleutel] = Adres(tab, *naar(plek.rij, plek.kolom))

    def wis_rij(self, tab: str, rij: int) -> None:
        """Empty a row."""
        for plek in [plek for plek in self.tabs[tab] if plek[0] == rij]:
            self.tabs[tab][plek] = None

    def hernoem(self, oud: str, nieuw: str) -> None:
        """Give a tab another name."""
        self.tabs = {nieuw if naam == oud else naam: cellen for naam, cellen in self.tabs.items()}
        for sleutel, plek in self.plekken.items():
            if plek.blad == oud:
                self.plekken[sleutel] = Adres(nieuw, plek.rij, plek.kolom)

    def exceltabel(self, naam: str, laatste: int, *, totaalrij: bool = False) -> Exceltabel:
        """The table of Excel that a block is, down to one of its rows."""
        plekken = [plek for sleutel, plek in self.plekken.items() if sleutel[:2] == ("kop", naam)]
        kolommen = [plek.kolom or 0 for plek in plekken]
        koprij = plekken[0].rij or 0
        bereik = Bereik(koprij, min(kolommen), koprij + 1 + laatste, max(kolommen))
        return Exceltabel(naam, bereik, totaalrij)

    def snapshot(self, tabs: Collection[str] | None = None) -> Snapshot:
        """These tabs, or all."""
        return self.lees(self.tabs if tabs is None else tabs)

    def indeling(self) -> Indeling:
        """Where its blocks stand."""
        return deel_in(self.snapshot(), self.methode)

    def gelezen(self) -> Gelezen:
        """The workbook after reading."""
        return lees(self.indeling())

    def bevindingen(self) -> tuple[Bevinding, ...]:
        """The findings of reading."""
        return self.gelezen().bevindingen

    def blok(
        self,
        blok: Blok,
        rij: int,
        kolom: int,
        inhoud: Sequence[Mapping[str, Celwaarde]] = (),
        *,
        vrij: int = 2,
    ) -> int:
        """Put a block on a tab, with free rows in it; gives the first row below it."""
        cellen = self.tabs.setdefault(blok.tab, {})
        hoogte = max(blok.rijen, len(inhoud) + vrij)
        for nummer, kop in enumerate(blok.koppen):
            cellen[rij, kolom + nummer] = kop
            self.plekken["kop", blok.tabelnaam, kop] = Adres(blok.tab, rij, kolom + nummer)
            for lijn in range(hoogte):
                plek = Adres(blok.tab, rij + 1 + lijn, kolom + nummer)
                self.plekken[blok.tabelnaam, lijn, kop] = plek
                waarde = inhoud[lijn].get(kop) if lijn < len(inhoud) else None
                if waarde is not None:
                    cellen[rij + 1 + lijn, kolom + nummer] = waarde
        return rij + 1 + hoogte


def leeg_boek(methode: Methode = METHODE) -> Proefwerkboek:
    """A fresh workbook: every block there, nothing filled in but what the program itself puts
    there."""
    return _bouw(methode, {}, ingevuld=False)


def vol_boek(methode: Methode = METHODE) -> Proefwerkboek:
    """A workbook that is filled in without a single fault: reading it gives no findings."""
    return _bouw(methode, TABELINHOUD, ingevuld=True)


def _bouw(methode: Methode, tabellen: Tabellen, *, ingevuld: bool) -> Proefwerkboek:
    boek = Proefwerkboek(methode=methode)
    for nummer, tabblad in enumerate(methode.invoertabs):
        rij, kolom = 3 + nummer, 2 + nummer % 2
        blok = blokken.kenmerkblok(tabblad.tab, methode)
        if blok and blok != blokken.KEUZE:
            boek.tabs.setdefault(tabblad.tab, {})[0, 0] = tabblad.vraag
            rij = boek.blok(blok, rij, kolom, [{"Kenmerk": k.naam} for k in tabblad.kenmerken]) + 2
            _noem_kenmerken(boek, blok, tabblad)
        rij = _stellingen(boek, tabblad.tab, rij, kolom, ingevuld=ingevuld)
        for tabel in tabblad.tabellen:
            inhoud = tabellen.get(tabel.naam, ())
            rij = boek.blok(tabelblok(tabblad.tab, tabel), rij + 1, 1, inhoud, vrij=12) + 3
        if tabblad.tab == blokken.START:
            versies = dict(zip(blokken.OVER.regels, ("1.0", methode.versie), strict=True))
            boek.blok(
                blokken.OVER,
                rij,
                kolom,
                [{"Kenmerk": naam, "Waarde": versie} for naam, versie in versies.items()],
            )
    if ingevuld:
        boek.zet("Start", "regio", waarde="Veerland").zet(
            "Start", "opgave", waarde="Genoeg vakmensen"
        )
    _resultaattabs(boek)
    boek.tabs.setdefault(blokken.UITLEG, {})
    return boek


def _stellingen(boek: Proefwerkboek, tab: str, rij: int, kolom: int, *, ingevuld: bool) -> int:
    tabs = (
        boek.methode.opgave,
        boek.methode.netwerk,
        boek.methode.perspectief,
        boek.methode.weefsel,
    )
    stellingen = {
        s.id: s
        for t in tabs
        if t.tab == tab
        for s in boek.methode.stellingen.values()
        if s in t.stellingen
    }
    if not stellingen:
        return rij
    blok = blokken.stellingblok(tab, len(stellingen))
    inhoud: list[Mapping[str, Celwaarde]] = []
    for nummer, stelling in enumerate(stellingen.values()):
        antwoorden = {
            kop: float(1 + (3 * nummer + i) % 5)
            for i, kop in enumerate(("Antwoord", "Nu", "Gewenst"))
        }
        inhoud.append(
            {"Id": stelling.id, "Stelling": stelling.tekst, **(antwoorden if ingevuld else {})}
        )
    einde = boek.blok(blok, rij, kolom, inhoud)
    for nummer, id_ in enumerate(stellingen):
        for kop in blok.koppen:
            boek.plekken[id_, kop] = boek.plekken[blok.tabelnaam, nummer, kop]
    return einde


def _noem_kenmerken(boek: Proefwerkboek, blok: Blok, tabblad: Tabblad) -> None:
    """Let the single values of a tab be found by their sleutel."""
    for lijn, kenmerk in enumerate(tabblad.kenmerken):
        boek.plekken[tabblad.tab, kenmerk.sleutel] = boek.plekken[blok.tabelnaam, lijn, "Waarde"]


def met_oude_keuze(boek: Proefwerkboek, **waarden: Celwaarde) -> Proefwerkboek:
    """Put the choice on Perspectief, where it stood in older workbooks, with these values."""
    kenmerken = boek.methode.perspectief.kenmerken
    oud = Blok(blokken.PERSPECTIEF, "PerspectiefKenmerken", blokken.KENMERKKOPPEN, len(kenmerken))
    rij = 4 + max(rij for rij, _ in boek.tabs[blokken.PERSPECTIEF])
    inhoud = [{"Kenmerk": k.naam, "Waarde": waarden.get(k.sleutel)} for k in kenmerken]
    boek.blok(oud, rij, 2, inhoud)
    return boek


def zonder_nieuwe_blokken(boek: Proefwerkboek) -> Proefwerkboek:
    """Make of a workbook one of an older template: without what stands on Advies since."""
    for blok in blokken.NIET_ALTIJD:
        for sleutel, plek in boek.plekken.items():
            if blok.tabelnaam in sleutel[:2]:
                boek.tabs[plek.blad].pop((plek.rij, plek.kolom), None)  # type: ignore[arg-type]
    return boek


def _onderaan_advies(boek: Proefwerkboek, rij: int) -> None:
    """What stands on Advies besides results: how sure it is, the choice and the paired choices."""
    zeker, keuze = blokken.ADVIES_ZEKER, boek.methode.perspectief
    rij = boek.blok(zeker, rij, 1, [{"Kenmerk": naam} for naam in zeker.regels]) + 3
    namen = [{"Kenmerk": kenmerk.naam} for kenmerk in keuze.kenmerken]
    rij = boek.blok(blokken.KEUZE, rij, 1, namen) + 3
    _noem_kenmerken(boek, blokken.KEUZE, keuze)
    boek.blok(blokken.AFWEGEN, rij, 1)


def _resultaattabs(boek: Proefwerkboek) -> None:
    """Result blocks below each other, but the reasons for and against side by side."""
    rijen = dict.fromkeys(blokken.RESULTAATTABS, 2)
    for blok in blokken.RESULTAATBLOKKEN:
        naast = blok == blokken.TEGEN
        rij = rijen[blok.tab] - blokken.VOOR.rijen - 4 if naast else rijen[blok.tab]
        einde = boek.blok(blok, rij, 6 if naast else 1, [{"Kenmerk": naam} for naam in blok.regels])
        rijen[blok.tab] = max(rijen[blok.tab], einde + 3)
    _onderaan_advies(boek, rijen[blokken.ADVIES])


@dataclass
class _Opname(Geheugenwerkboek):
    """Keeps what it is asked to write, and writes nothing."""

    opdrachten: list[Celwijzigingen] = field(default_factory=list)

    def schrijf(self, opdrachten: Sequence[Celwijzigingen]) -> None:
        self.opdrachten += opdrachten


def resultaat(boek: Proefwerkboek) -> Resultaat:
    """Everything computed from a workbook."""
    return bekijk_boek(boek, boek.methode).resultaat


def rijen(boek: Proefwerkboek) -> dict[str, Blokrijen]:
    """The rows of every result block of a workbook."""
    bekeken = bekijk_boek(boek, boek.methode)
    per_blok = rijen_per_blok(bekeken.resultaat, boek.methode, bekeken.gelezen.vindplaatsen)
    getal = controlegetal(bekeken.indeling)
    per_blok[blokken.VERANTWOORDING.tabelnaam] = verantwoording(
        bekeken.resultaat, "1 maart 2027", getal
    )
    return per_blok


def opdrachten(boek: Proefwerkboek) -> list[Celwijzigingen]:
    """What a calculation would write in a workbook."""
    opname = _Opname(boek.tabs)
    schrijf(opname, bekijk_boek(boek, boek.methode), boek.methode, VANDAAG)
    return opname.opdrachten


def verwerk(boek: Proefwerkboek) -> Proefwerkboek:
    """Read, compute and write, all in memory."""
    schrijf(boek, bekijk_boek(boek, boek.methode), boek.methode, VANDAAG)
    return boek


def vulling_van(invoer: Invoer, methode: Methode = METHODE) -> Vulling:
    """An input as users would type it in a workbook."""
    keuze: dict[str, Inhoud] = {"keuze": methode.namen[invoer.keuze]} if invoer.keuze else {}
    eigen = methode.perspectief.tab
    kenmerken: dict[str, Mapping[str, Inhoud]] = {
        **invoer.kenmerken,
        eigen: {**invoer.kenmerken.get(eigen, {}), **keuze},
    }
    tabellen = {
        "Partijen": invoer.partijen,
        "Relaties": invoer.relaties,
        "Feiten": invoer.feiten,
        "Agenda": invoer.agenda,
    }
    return Vulling(
        kenmerken=kenmerken,
        antwoorden=_getypt(invoer.antwoorden, methode),
        nu=_getypt(invoer.nu, methode),
        gewenst=_getypt(invoer.gewenst, methode),
        tabellen={naam: [_rij(rij) for rij in rijen] for naam, rijen in tabellen.items()},
        afspraken={
            id_: {kop.capitalize(): w for kop, w in _rij(rij).items()}
            for id_, rij in invoer.afspraken.items()
        },
    )


def boek_van(invoer: Invoer) -> Proefwerkboek:
    """An input as users would type it, in a workbook in memory."""
    vulling = vulling_van(invoer)
    tabellen: dict[str, list[dict[str, Celwaarde]]] = {}
    for naam, rijen_ in vulling.tabellen.items():
        tabellen[naam] = []
        for rij in rijen_:
            cellen: dict[str, Celwaarde] = {}
            for sleutel, waarde in rij.items():
                kop = METHODE.kolom(cast("Tabelnaam", naam), sleutel).kop
                cellen[kop] = _als_cel(waarde)
            tabellen[naam].append(cellen)
    boek = _bouw(METHODE, tabellen, ingevuld=False)
    for tab, waarden in vulling.kenmerken.items():
        for sleutel, waarde in waarden.items():
            boek.zet(tab, sleutel, waarde=_als_cel(waarde))
    gegeven = {"Antwoord": vulling.antwoorden, "Nu": vulling.nu, "Gewenst": vulling.gewenst}
    for kop, antwoorden in gegeven.items():
        for id_, antwoord in antwoorden.items():
            boek.zet(id_, kop, waarde=_als_cel(antwoord))
    for lijn, (id_, afspraak) in enumerate(vulling.afspraken.items()):
        for kop, waarde in {"Id": id_, **afspraak}.items():
            boek.zet(blokken.BORG.tabelnaam, lijn, kop, waarde=_als_cel(waarde))
    return boek


def _als_cel(waarde: Inhoud) -> Celwaarde:
    """A workbook knows no whole numbers."""
    return float(waarde) if isinstance(waarde, int) else waarde


def _getypt(antwoorden: Mapping[str, Antwoord], methode: Methode) -> dict[str, Inhoud]:
    return {
        id_: methode.algemeen.nvt if antwoord.waarde is None else antwoord.waarde
        for id_, antwoord in antwoorden.items()
    }


def _rij(rij: Gegeven) -> dict[str, Inhoud]:
    """The filled-in cells of a row; yes and no as words."""
    woorden = {True: "ja", False: "nee"}
    return {
        sleutel: woorden[waarde] if isinstance(waarde, bool) else waarde
        for sleutel, waarde in rij
        if waarde is not None
    }
