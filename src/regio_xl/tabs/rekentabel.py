"""At the end of Uitleg: how the workbook itself counts, as visible tables with formulas made from
the method.

Three lists hold the answers with what they weigh for each perspective; Advies computes the
provisional standings from them. The last table counts everything that was filled in to one number
(:mod:`regio_xl.tabs.gewijzigd`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from regio_xl.indeling import blokken
from regio_xl.indeling.tabblad import idblok
from regio_xl.indeling.vulling import Vulling
from regio_xl.invoer import Antwoord
from regio_xl.methode import Drempels, Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.opmaak.cellen import Formule, Inhoudscel
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.opmaak.werkblad import Blokplek, Tabelkolom, Werkblad
from regio_xl.rekenen.voorlopig import (
    Rekenregel,
    Voorlopig,
    rekenregels,
    samen_in_een_regel,
    voorlopig,
)
from regio_xl.resultaten import Stand
from regio_xl.tabs.gewijzigd import (
    FOUT,
    GEWICHTEN,
    GROOTST,
    KOLOMTELLING,
    NVT,
    PRIEM,
    STAAT_ER,
    WAAR_ONWAAR,
    Cel,
    Gevuld,
    Onderdeel,
    Reeks,
    afweegreeksen,
    onderdelen,
    oordeel,
    reeksen,
    samen,
    staat_er,
)
from regio_xl.tabs.invoertabs import antwoorden_per_kop
from regio_xl.werkboek import kolomletters

KANSRIJK, NU, GEWENST, WEEFSELLIJST = "RekenKansrijk", "RekenNu", "RekenGewenst", "RekenWeefsel"
AFWEEGLIJST = "RekenAfwegen"
"""The names of the lists with answers."""
TELLING = "Controletelling"
"""The name of the table that counts everything to one number."""
BEKEND, DEEL = "RekenBekend", "Bekend deel"
"""The table that says which part is known: a row per perspective, and one for all."""
MARGES = "RekenMarges"
VANAF, LICHT, DUIDELIJK = "Bekend deel vanaf", "Licht vanaf", "Duidelijk vanaf"
"""The table of margins."""
TABELLEN = "Tabellen"
"""The line of the weight of all tables, which never holds an answer."""
STELLINGNUMMER, GEWICHT, STAAT = "Nummer", "Gewicht", "Wat er staat"
CIJFER, PAST_NIET, OP_TAB = "Cijfer", "Niet van toepassing", "Tab"
_KOPPEN = (
    *(STELLINGNUMMER, GEWICHT, STAAT),
    *(p.capitalize() for p in PERSPECTIEVEN),
    *(CIJFER, PAST_NIET, OP_TAB),
)
_STAATKOLOM, _CIJFERKOLOM = _KOPPEN.index(STAAT), _KOPPEN.index(CIJFER)
_TITELS = {
    KANSRIJK: "Zo wordt de voorlopige stand gerekend: kansrijk",
    NU: "Zo wordt de voorlopige stand gerekend: nu",
    GEWENST: "Zo wordt de voorlopige stand gerekend: gewenst",
    AFWEEGLIJST: "Zo tellen de antwoorden onder Afwegen mee",
    WEEFSELLIJST: "Antwoorden op de tab Weefsel (tellen niet mee voor de stand)",
}
_UITLEG = (
    "Deze tabellen rekenen mee terwijl je invult. Je hoeft er niets te doen. Cijfer is je "
    "antwoord. 0 betekent dat er geen antwoord staat dat meetelt. Een score is 50, plus 25 keer de "
    "som van gewicht maal (cijfer min 3), gedeeld door de som van de gewichten zonder minteken. "
    "Alleen stellingen en afwegingen met een cijfer doen mee. De regel Tabellen zegt hoeveel de "
    "tabellen wegen: zij tellen pas mee na het verwerken. De gewichten zijn zo vergroot dat het "
    "hele getallen zijn."
)
_UITLEG_BEKEND = (
    "De tabellen Agenda, Partijen en Relaties tellen hier als nog niet bekend. Een advies komt er "
    "pas als genoeg bekend is: van alles samen, en van elk van de hoogste twee."
)
_UITLEG_MARGES = "De laatste regel waarvan het bekende deel is gehaald, telt."
_UITLEG_TELLING = (
    "Elk antwoord en elke kolom krijgt een getal dat verandert als je iets wijzigt. Bij een "
    "berekening wordt het getal van alles samen bewaard op de tab Advies. Zijn de twee getallen "
    "niet gelijk, dan staat boven de resultaten: "
    f"{blokken.GEWIJZIGD.lower()}."
)
_RUIMTE_ONDERAAN = 100
"""Rows under the last block of a tab that count too; reading goes on to the end of the tab."""


class _Bereik(NamedTuple):
    """A column of an input block as a formula names it: its heading, and its cells with or without
    the heading, down to the last row that may belong to it."""

    kop: str
    alles: str


def _bereik(tab: str, kolom: int, koprij: int, laatste: int) -> _Bereik:
    letter = kolomletters(kolom)
    kop = f"{tab}!${letter}${koprij + 1}"
    return _Bereik(kop, f"{kop}:${letter}${laatste + 1}")


def teken_rekentabellen(opbouw: Opbouw, blad: Werkblad) -> None:
    """Draw the tables below everything else on the tab. Every input tab has to be drawn before."""
    methode = opbouw.methode
    gevuld = _uit_vulling(opbouw.vulling, methode)
    # On one scale: the provisional score is one sum over statements and paired choices.
    samen_ = _per_id(rekenregels(methode, (*methode.kansrijk, *methode.afweegbewijs)))
    eigen = _per_id(rekenregels(methode, methode.perspectief.stellingen))
    tabellen = samen_in_een_regel(TABELLEN, [samen_[een.id] for een in methode.indicatoren])
    per_lijst = {KANSRIJK: samen_, NU: eigen, GEWENST: eigen, WEEFSELLIJST: {}}
    plekken = []
    for reeks, (naam, regels) in zip(reeksen(methode), per_lijst.items(), strict=True):
        slot = tabellen if naam == KANSRIJK else None
        plekken.append(_antwoorden(methode, blad, naam, reeks, gevuld, regels, slot))
    extra = [
        _antwoorden(methode, blad, AFWEEGLIJST, reeks, gevuld, samen_)
        for reeks in afweegreeksen(methode)
    ]
    _bekend(blad, bewaarde_stand(opbouw).kansrijk)
    _marges(blad, methode.algemeen.drempels)
    formules = [
        *map(_antwoordformule, plekken),
        *map(_kolomformule, _bereiken(opbouw)),
        *map(_antwoordformule, extra),
    ]
    _telling(opbouw, blad, formules, onderdelen(gevuld, methode))


def _per_id(regels: Iterable[Rekenregel]) -> dict[str, Rekenregel]:
    return {regel.id: regel for regel in regels}


def bewaarde_stand(opbouw: Opbouw) -> Voorlopig:
    """What the formulas of the provisional standings give for what the workbook is filled with."""
    methode, vulling = opbouw.methode, opbouw.vulling
    gegeven = []
    for bron in (*antwoorden_per_kop(vulling).values(), vulling.afwegingen):
        gelezen = {id_: oordeel(waarde, methode) for id_, waarde in bron.items()}
        gegeven.append({id_: een for id_, een in gelezen.items() if een != Antwoord()})
    return voorlopig(methode, *gegeven)


def _uit_vulling(vulling: Vulling, methode: Methode) -> Gevuld:
    """What a fresh workbook will hold, as it will be read."""
    antwoorden: dict[tuple[str, str], Cel] = {}
    for kop, bron in antwoorden_per_kop(vulling).items():
        antwoorden |= {(kop, id_): waarde for id_, waarde in bron.items()}
    antwoorden |= {("Antwoord", id_): waarde for id_, waarde in vulling.afwegingen.items()}
    kolommen: dict[tuple[str, str], Sequence[Cel]] = {}
    kenmerken: dict[str, Sequence[Cel]] = {}
    for tabblad in methode.invoertabs:
        waarden = vulling.kenmerken.get(tabblad.tab, {})
        kenmerken[tabblad.tab] = [waarden.get(k.sleutel) for k in tabblad.kenmerken]
        for tabel in tabblad.tabellen:
            rijen = vulling.tabellen.get(tabel.naam, ())
            for k in tabel.kolommen:
                kolommen[tabel.naam, k.kop] = [rij.get(k.sleutel) for rij in rijen]
    return Gevuld(antwoorden, kolommen, kenmerken)


def _antwoorden(
    methode: Methode,
    blad: Werkblad,
    naam: str,
    reeks: Reeks,
    gevuld: Gevuld,
    regels: Mapping[str, Rekenregel],
    slot: Rekenregel | None = None,
) -> Blokplek:
    """One list of answers: what stands there, what it counts for, and its weight for each
    perspective. ``slot``: a last line that has a weight and never an answer."""
    blad.sectie(_TITELS[naam], _UITLEG if naam == KANSRIJK else "")
    rijen: list[tuple[Inhoudscel, ...]] = []
    for rij, id_ in enumerate(reeks.ids, start=blad.rij + 2):
        staat, regel = gevuld.antwoorden.get((reeks.kop, id_)), regels.get(id_)
        gewicht: int | None = None
        lading: list[int | None] = [None] * len(PERSPECTIEVEN)
        if regel:
            gewicht, lading = regel.gewicht, [regel.lading[p] for p in PERSPECTIEVEN]
        opgezocht = Formule(_opgezocht(reeks.per_id[id_], reeks.kop, f"B{rij}"), staat_er(staat))
        cel, antwoord = f"{kolomletters(1 + _STAATKOLOM)}{rij}", oordeel(staat, methode)
        cijfer = Formule(_cijfer(cel), antwoord.waarde or 0)
        past_niet = Formule(_past_niet(cel, methode), int(antwoord.nvt))
        rijen.append((id_, gewicht, opgezocht, *lading, cijfer, past_niet, reeks.per_id[id_]))
    if slot:
        lading = [slot.lading[p] for p in PERSPECTIEVEN]
        rijen.append((slot.id, slot.gewicht, None, *lading, 0, 0, None))
    stijlen = {STELLINGNUMMER: "Regio Id", STAAT: "Regio Tekst", OP_TAB: "Regio Uitleg"}
    kolommen = [Tabelkolom(kop, stijlen.get(kop, "Regio Getal")) for kop in _KOPPEN]
    return blad.tabel(naam, kolommen, rijen)


def grootte(gewicht: str) -> str:
    """The weights of a column without their signs."""
    return f"{gewicht}*(({gewicht}>0)-({gewicht}<0))"


def _bekend(blad: Werkblad, stand: Stand) -> None:
    """Which part of what counts is known: of what speaks of each perspective, and of all. Tables
    count as open, paired choices do not count."""
    blad.sectie("Hoeveel er bekend is van wat meetelt (van 0 tot 1)", _UITLEG_BEKEND)
    cijfer, nvt = f"{KANSRIJK}[{CIJFER}]", f"{KANSRIJK}[{PAST_NIET}]"

    def deel(kolom: str, waarde: float) -> Formule:
        gewicht = grootte(f"{KANSRIJK}[{kolom}]")
        alles = f"SUMPRODUCT({gewicht}*(1-{nvt}))"
        return Formule(f"=IF({alles}=0,0,SUMPRODUCT({gewicht}*({cijfer}>0))/{alles})", waarde)

    per = [(p.capitalize(), deel(p.capitalize(), stand.volledigheid_per[p])) for p in PERSPECTIEVEN]
    rijen: list[tuple[Inhoudscel, ...]] = [*per, ("Alles samen", deel(GEWICHT, stand.volledigheid))]
    kolommen = [Tabelkolom("Waarvan", "Regio Naam"), Tabelkolom(DEEL, "Regio Getal")]
    blad.tabel(BEKEND, kolommen, rijen, kolom=2)


def _marges(blad: Werkblad, drempels: Drempels) -> None:
    """The table of margins, as formulas look in it."""
    blad.sectie("Vanaf hoeveel punten voorsprong het licht of duidelijk heet", _UITLEG_MARGES)
    kolommen = [Tabelkolom(kop, "Regio Getal") for kop in (VANAF, LICHT, DUIDELIJK)]
    rijen = [(m.volledigheid, m.licht, m.duidelijk) for m in drempels.marges]
    blad.tabel(MARGES, kolommen, rijen, kolom=2)


def _opgezocht(tab: str, kop: str, id_: str) -> str:
    """The answer behind an id, wherever its row stands: a number, or text without outer blanks.
    Nothing if the id is double."""
    naam = idblok(tab).tabelnaam
    antwoord = f"INDEX({naam}[{kop}],MATCH({id_},{naam}[Id],0))"
    tekst = f'TRIM(SUBSTITUTE(SUBSTITUTE({antwoord},"\u00a0"," "),CHAR(10)," "))'
    getal_of_tekst = f"IF(ISNUMBER({antwoord}),{antwoord},{tekst})"
    waarde = f'IF(ISLOGICAL({antwoord}),"{WAAR_ONWAAR}",{getal_of_tekst})'
    aantal = f"SUMPRODUCT(--({naam}[Id]={id_}))"
    return f'=IFERROR(IF({aantal}<>1,"",{waarde}),"{FOUT}")'


def _cijfer(cel: str) -> str:
    """A whole number 1-5, also when it was typed as text (4,0); 0 for anything else."""
    tekst = f'SUBSTITUTE({cel},",",".")&"."'
    punt = f'FIND(".",{tekst})'
    heel, rest = f"LEFT({tekst},{punt}-1)", f"MID({tekst},{punt}+1,20)"
    ervoor = f"LEFT({heel},LEN({heel})-1)"
    geheel = f'OR({rest}="",AND({rest}<>".",SUBSTITUTE({rest},"0","")="."))'
    schoon = f'OR(SUBSTITUTE({ervoor},"0","")="",{ervoor}="+")'
    getypt = f'IFERROR(IF(AND({geheel},{schoon}),FIND(RIGHT({heel},1),"12345"),0),0)'
    return f"=IF(ISNUMBER({cel}),IF(AND({cel}>=1,{cel}<=5,{cel}=INT({cel})),{cel},0),{getypt})"


def _past_niet(cel: str, methode: Methode) -> str:
    """1 when the statement does not apply, however that was written."""
    kaal = f'SUBSTITUTE(SUBSTITUTE({cel},".","")," ","")'
    nvt = methode.algemeen.nvt.replace(".", "").replace(" ", "")
    return f'=IF(ISNUMBER({cel}),0,IF(OR({kaal}="{nvt}",{kaal}="nietvantoepassing"),1,0))'


def _telling(
    opbouw: Opbouw, blad: Werkblad, formules: Sequence[str], onderdelen: Sequence[Onderdeel]
) -> None:
    """A line for each part, and the number of all together in a cell with a name."""
    blad.sectie("Zo ziet het werkboek dat een antwoord is gewijzigd", _UITLEG_TELLING)
    rijen: list[tuple[Inhoudscel, ...]] = [
        (deel.tabel, deel.kolom, Formule(formule, deel.getal))
        for deel, formule in zip(onderdelen, formules, strict=True)
    ]
    kop, letter = blad.rij + 1, kolomletters(4)
    alle = f"${letter}${kop + 1}:${letter}${kop + len(rijen)}"
    totaal = f"=SUMPRODUCT({alle},ROW({alle})-ROW(${letter}${kop}))"
    alles = Formule(totaal, samen(onderdelen))
    rijen.append(("Samen", "Elk getal maal de plaats in deze lijst", alles))
    kolommen = [
        Tabelkolom("Waar", "Regio Naam"),
        Tabelkolom("Welke kolom"),
        Tabelkolom("Getal", "Regio Getal"),
    ]
    plek = blad.tabel(TELLING, kolommen, rijen, kolom=2)
    cel = f"={blokken.UITLEG}!${letter}${plek.laatste + 1}"
    opbouw.werkboek.define_name(blokken.GEWIJZIGD_NU, cel)


def _antwoordformule(plek: Blokplek) -> str:
    """The number of a list of answers."""
    eerste, laatste = plek.eerste + 1, plek.laatste + 1

    def kolom(nummer: int) -> str:
        letter = kolomletters(plek.kolom + nummer)
        return f"${letter}${eerste}:${letter}${laatste}"

    cijfer, past_niet, staat = kolom(_CIJFERKOLOM), kolom(_CIJFERKOLOM + 1), kolom(_STAATKOLOM)
    nummers = f"(ROW({cijfer})-ROW(${kolomletters(plek.kolom)}${plek.koprij + 1}))"
    return f'=SUMPRODUCT({nummers}*({cijfer}+{NVT}*{past_niet}+{STAAT_ER}*({staat}<>"")))'


def _kolomformule(bereik: _Bereik) -> str:
    """The number of a column of an input block; 0 when it is gone or holds an error."""
    alles, nummers = bereik.alles, f"(ROW({bereik.alles})-ROW({bereik.kop}))"
    letters = ",".join(f'"{letter}"' for letter in GEWICHTEN)
    gewichten = ",".join(map(str, GEWICHTEN.values()))
    gevuld = f"{nummers}*(LEN({alles})>0))"
    geteld = f'(LEN({alles})-LEN(SUBSTITUTE({alles},{{{letters}}},"")))*{{{gewichten}}}'
    tekst = f"SUMPRODUCT({nummers}*ISTEXT({alles})*{geteld})"
    grens = f"{GROOTST:.0f}"
    getal = f"INT(1000*MAX(-{grens},MIN({grens},SUMPRODUCT({alles},{nummers})))+0.32)"
    return f"=IFERROR({KOLOMTELLING}{gevuld}+{tekst}+{getal},{PRIEM}),0)"


def _bereiken(opbouw: Opbouw) -> list[_Bereik]:
    """Where each column of the tables and the single values stand, in the order of the count."""
    tabellen, kenmerken = [], []
    for tabblad in opbouw.methode.invoertabs:
        blad = opbouw.bladen[tabblad.tab]
        for tabel in tabblad.tabellen:
            plek, koppen = blad.blokken[tabel.naam]
            laatste = _laatste_rij(blad, plek)
            for k in tabel.kolommen:
                kolom = plek.kolom + koppen.index(k.kop)
                tabellen.append(_bereik(tabblad.tab, kolom, plek.koprij, laatste))
        blok = blokken.kenmerkblok(tabblad.tab, opbouw.methode)
        if blok == blokken.KEUZE:  # on a tab that is drawn later
            naam, waarde = blok.tabelnaam, blokken.WAARDE
            kenmerken.append(_Bereik(f"{naam}[[#Headers],[{waarde}]]", f"{naam}[{waarde}]"))
        elif blok is not None:
            plek, koppen = blad.blokken[blok.tabelnaam]
            kolom = plek.kolom + koppen.index(blokken.WAARDE)
            kenmerken.append(_bereik(tabblad.tab, kolom, plek.koprij, plek.laatste))
    return [*tabellen, *kenmerken]


def _laatste_rij(blad: Werkblad, plek: Blokplek) -> int:
    """The last row that belongs to a block: just above the headings of the next one."""
    koprijen = [ander.koprij for ander, _ in blad.blokken.values()]
    lager = [rij for rij in koprijen if rij > plek.laatste]
    return min(lager) - 1 if lager else plek.laatste + _RUIMTE_ONDERAAN
