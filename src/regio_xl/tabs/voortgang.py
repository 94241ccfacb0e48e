"""The table on Start that says how far each step is: bars, links and counts that are always up to
date.

What counts is what reading counts: an answer of 1 to 5 or *does not apply*, and each table that
has at least one row.
"""

from __future__ import annotations

from regio_xl.indeling import blokken
from regio_xl.invoer import Antwoord
from regio_xl.methode import Tabel
from regio_xl.opmaak.cellen import Formule, Inhoudscel, Sprong
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.opmaak.stijlen import STAAF
from regio_xl.opmaak.voorwaarden import als, staven
from regio_xl.opmaak.werkblad import Tabelkolom, Werkblad
from regio_xl.tabs import eerste_lege, invoertabs, rekentabel
from regio_xl.tabs.borg_en_verbind import VRAAG as BORGVRAAG
from regio_xl.tabs.gewijzigd import oordeel
from regio_xl.werkboek import kolomletters

VOORTGANG = "Voortgang"
"""The name of the table."""
WAT_MEETELT = (
    "Onder Voortgang zie je hoeveel er al is ingevuld. Een antwoord telt mee als er een cijfer van "
    "1 tot en met 5 staat, of n.v.t. Een tabel telt mee zodra er een regel in staat. Klik onder "
    "Nog leeg om naar de eerste vraag te gaan die nog open is."
)
_KOLOMMEN = (
    Tabelkolom("Stap", "Regio Link"),
    Tabelkolom("Waar het om gaat"),
    Tabelkolom("Voortgang", "Regio Voortgang"),
    Tabelkolom("Nog leeg"),
    Tabelkolom("Ingevuld", "Regio Getal"),
    Tabelkolom("Van", "Regio Getal"),
)
_BALK, _LINK = 2, 3
_LIJSTEN = {
    blokken.OPGAVE: {"Antwoord": rekentabel.KANSRIJK},
    blokken.NETWERK: {"Antwoord": rekentabel.KANSRIJK},
    blokken.PERSPECTIEF: {"Nu": rekentabel.NU, "Gewenst": rekentabel.GEWENST},
    blokken.WEEFSEL: {"Antwoord": rekentabel.WEEFSELLIJST},
}
"""For each tab the lists on Uitleg with its answers, by heading."""


def teken_voortgang(opbouw: Opbouw, blad: Werkblad) -> None:
    """Draw the table."""
    stappen = [
        _stap(opbouw, tab, rij) for rij, tab in enumerate(invoertabs.STELLINGTABS, blad.rij + 2)
    ]
    # No progress for step 5: a formula over a result tab would be out of date after every
    # calculation.
    borg = Sprong(blokken.BORG_EN_VERBIND, f"5  {blokken.BORG_EN_VERBIND}")
    plek = blad.tabel(VOORTGANG, _KOLOMMEN, [*stappen, (borg, BORGVRAAG, *(None,) * 4)])
    staven(blad, plek.deel(_BALK, _BALK), STAAF, 1)
    cel = f"${kolomletters(plek.kolom + _LINK)}{plek.eerste + 1}"
    for begin in (eerste_lege.TEKST, eerste_lege.LEGE_TABEL):
        als(blad, plek.deel(_LINK, _LINK), f'LEFT({cel},{len(begin)})="{begin}"', "link")


def _stap(opbouw: Opbouw, tab: str, rij: int) -> tuple[Inhoudscel, ...]:
    """A step on this row (1-based): how much there is, and how much there can be."""
    methode = opbouw.methode
    tabblad = invoertabs.tabblad_van(methode, tab)
    stellingen = blokken.stellingblok(tab, 0).tabelnaam
    lijsten = [_lijst(kop, naam) for kop, naam in _LIJSTEN[tab].items()]
    ids = [stelling.id for stelling in tabblad.stellingen]
    per_kop = [_beantwoord(opbouw, lijst.kop, ids) for lijst in lijsten]
    gevuld = [tabel for tabel in tabblad.tabellen if _gevuld(opbouw, tabel)]
    ingevuld = sum(map(len, per_kop)) + len(gevuld)
    van = len(ids) * len(lijsten) + len(tabblad.tabellen)
    tel = [f'SUMPRODUCT(({lijst.tabs}="{tab}")*{lijst.beantwoord})' for lijst in lijsten]
    tel += [f"IF({eerste_lege.tabel_leeg(tabel)},0,1)" for tabel in tabblad.tabellen]
    tel_alle = [f"COUNTA({stellingen}[Id])"] * len(lijsten)
    tel_alle += [str(len(tabblad.tabellen))] if tabblad.tabellen else []
    nummers = invoertabs.volgnummers(methode)
    open_ = [nummers[id_] for id_ in ids if not all(id_ in kop for kop in per_kop)]
    lege = [tabel.naam for tabel in tabblad.tabellen if tabel not in gevuld]
    link = eerste_lege.naar_open(tab, stellingen, lijsten, tabblad.tabellen)
    return (
        Sprong(tab, f"{invoertabs.STELLINGTABS[tab].stap}  {tab}"),
        tabblad.vraag,
        Formule(f"=IF(G{rij}=0,0,F{rij}/G{rij})", ingevuld / van if van else 0),
        Formule(link, eerste_lege.linktekst(open_, lege)),
        Formule(f"={'+'.join(tel)}", ingevuld),
        Formule(f"={'+'.join(tel_alle)}", van),
    )


def _lijst(kop: str, naam: str) -> eerste_lege.Antwoordlijst:
    return eerste_lege.Antwoordlijst(
        kop=kop,
        ids=f"{naam}[{rekentabel.STELLINGNUMMER}]",
        kop_van_ids=f"{naam}[[#Headers],[{rekentabel.STELLINGNUMMER}]]",
        tabs=f"{naam}[{rekentabel.OP_TAB}]",
        kolommen=(f"{naam}[{rekentabel.CIJFER}]", f"{naam}[{rekentabel.PAST_NIET}]"),
    )


def _beantwoord(opbouw: Opbouw, kop: str, ids: list[str]) -> set[str]:
    """The statements that the workbook is filled with an answer for, one that counts."""
    gegeven = invoertabs.antwoorden_per_kop(opbouw.vulling)[kop]
    return {id_ for id_ in ids if oordeel(gegeven.get(id_), opbouw.methode) != Antwoord()}


def _gevuld(opbouw: Opbouw, tabel: Tabel) -> bool:
    """Whether any row has something in the first column."""
    eerste = tabel.kolommen[0].sleutel
    rijen = opbouw.vulling.tabellen.get(tabel.naam, ())
    return any(rij.get(eerste) not in {None, ""} for rij in rijen)
