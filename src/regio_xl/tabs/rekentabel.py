"""At the end of Uitleg: how the workbook itself counts, as visible tables with formulas made from
the method.

Three lists hold the answers with what they weigh for each perspective; Start computes the
provisional standings from them. The last table counts everything that was filled in to one number
(:mod:`regio_xl.tabs.gewijzigd`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from regio_xl.indeling import blokken
from regio_xl.indeling.vulling import Vulling
from regio_xl.methode import Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.opmaak.cellen import Formule, Inhoudscel
from regio_xl.opmaak.opbouw import Bouwplaats
from regio_xl.opmaak.werkblad import Blad, Plek, Tabelkolom
from regio_xl.rekenen.voorlopig import Rekenregel, rekenregels
from regio_xl.tabs.gewijzigd import (
    FOUT,
    GEVULD,
    GEWICHTEN,
    GROOTST,
    NVT,
    PRIEM,
    STAAT_ER,
    WAAR_ONWAAR,
    Gevuld,
    Onderdeel,
    Reeks,
    oordeel,
    reeksen,
    samen,
    staat_er,
    telling,
)
from regio_xl.werkboek import kolomletters

KANSRIJK, NU, GEWENST, WEEFSEL, TELLING = (
    "RekenKansrijk",
    "RekenNu",
    "RekenGewenst",
    "RekenWeefsel",
    "Controletelling",
)

GEWICHT, STAAT, CIJFER, PAST_NIET = "Gewicht", "Wat er staat", "Cijfer", "Niet van toepassing"
_KOPPEN = ("Nummer", GEWICHT, STAAT, *(p.capitalize() for p in PERSPECTIEVEN), CIJFER, PAST_NIET)
_STAATKOLOM, _CIJFERKOLOM = _KOPPEN.index(STAAT), _KOPPEN.index(CIJFER)
_TITELS = {
    KANSRIJK: "Zo wordt de voorlopige stand gerekend: kansrijk",
    NU: "Zo wordt de voorlopige stand gerekend: nu",
    GEWENST: "Zo wordt de voorlopige stand gerekend: gewenst",
    WEEFSEL: "Antwoorden op de tab Weefsel (tellen niet mee voor de stand)",
}
_UITLEG = (
    "Deze tabellen rekenen mee terwijl je invult. Je hoeft er niets te doen. Cijfer is je antwoord. 0 betekent dat er geen "
    "antwoord staat dat meetelt. Een score is 50, plus 25 keer de som van gewicht maal (cijfer min 3), gedeeld door de som van "
    "de gewichten zonder minteken. Alleen stellingen met een cijfer doen mee. De gewichten zijn zo vergroot dat het hele "
    "getallen zijn."
)
_UITLEG_TELLING = (
    "Elk antwoord en elke kolom krijgt een getal dat verandert als je iets wijzigt. Bij een berekening wordt het getal van "
    "alles samen bewaard op de tab Advies. Zijn de twee getallen niet gelijk, dan staat boven de resultaten: "
    f"{blokken.GEWIJZIGD.lower()}."
)
_RUIMTE_ONDERAAN = 100
"""Rows under the last block of a tab that count too; reading goes on to the end of the tab."""


@dataclass(frozen=True, slots=True)
class _Bereik:
    """A column of an input block, from its heading to the last row that may belong to it."""

    tab: str
    kolom: int
    koprij: int
    laatste: int

    @property
    def alles(self) -> str:
        return f"{self.tab}!${self._letter}${self.koprij + 1}:${self._letter}${self.laatste + 1}"

    @property
    def kop(self) -> str:
        return f"{self.tab}!${self._letter}${self.koprij + 1}"

    @property
    def _letter(self) -> str:
        return kolomletters(self.kolom)


def teken(plaats: Bouwplaats, blad: Blad) -> None:
    """Draw the tables below everything else on the tab. Every input tab has to be drawn before."""
    methode = plaats.methode
    gevuld = uit_vulling(plaats.vulling, methode)
    regels = {
        KANSRIJK: rekenregels(methode, methode.kansrijk),
        NU: rekenregels(methode, methode.perspectief.stellingen),
        GEWENST: rekenregels(methode, methode.perspectief.stellingen),
        WEEFSEL: [],
    }
    plekken = [
        _antwoorden(methode, blad, naam, reeks, gevuld, {regel.id: regel for regel in regels[naam]})
        for naam, reeks in zip(regels, reeksen(methode), strict=True)
    ]
    _telling(plaats, blad, plekken, telling(gevuld, methode))


def uit_vulling(vulling: Vulling, methode: Methode) -> Gevuld:
    """What a fresh workbook will hold, as it will be read."""
    bronnen = {"Antwoord": vulling.antwoorden, "Nu": vulling.nu, "Gewenst": vulling.gewenst}
    return Gevuld(
        antwoorden={
            (kop, id_): waarde for kop, bron in bronnen.items() for id_, waarde in bron.items()
        },
        kolommen={
            (tabel.naam, kolom.kop): [
                rij.get(kolom.sleutel) for rij in vulling.tabellen.get(tabel.naam, ())
            ]
            for tabblad in methode.invoertabs
            for tabel in tabblad.tabellen
            for kolom in tabel.kolommen
        },
        kenmerken={
            tab.tab: [
                vulling.kenmerken.get(tab.tab, {}).get(kenmerk.sleutel) for kenmerk in tab.kenmerken
            ]
            for tab in methode.invoertabs
        },
    )


def _antwoorden(
    methode: Methode, blad: Blad, naam: str, reeks: Reeks, gevuld: Gevuld, regels: Mapping[str, Rekenregel]
) -> Plek:  # fmt: skip
    """One list of answers: what stands there, what it counts for, and its weight for each
    perspective."""
    blad.sectie(_TITELS[naam], _UITLEG if naam == KANSRIJK else "")
    rijen = []
    for rij, id_ in enumerate(reeks.ids, start=blad.rij + 2):
        staat, regel = gevuld.antwoorden.get((reeks.kop, id_)), regels.get(id_)
        gewichten: Sequence[int | None] = (
            [regel.lading[p] for p in PERSPECTIEVEN] if regel else [None] * len(PERSPECTIEVEN)
        )
        antwoord = oordeel(staat, methode)
        cel = f"{kolomletters(1 + _STAATKOLOM)}{rij}"
        rijen.append(
            (
                id_, regel.gewicht if regel else None,
                Formule(_opgezocht(reeks.per_id[id_], reeks.kop, f"B{rij}"), staat_er(staat)), *gewichten,
                Formule(_cijfer(cel), antwoord.waarde or 0), Formule(_past_niet(cel, methode), int(antwoord.nvt)),
            )
        )  # fmt: skip
    stijlen = {"Nummer": "Regio Id", STAAT: "Regio Tekst"}
    return blad.tabel(
        naam, [Tabelkolom(kop, stijlen.get(kop, "Regio Getal")) for kop in _KOPPEN], rijen
    )


def _opgezocht(tab: str, kop: str, id_: str) -> str:
    """The answer behind an id, wherever its row stands: a number, or text without outer blanks.
    Nothing if the id is double."""
    naam = blokken.stellingblok(tab, 0).tabelnaam
    antwoord = f"INDEX({naam}[{kop}],MATCH({id_},{naam}[Id],0))"
    tekst = f'TRIM(SUBSTITUTE(SUBSTITUTE({antwoord},"\u00a0"," "),CHAR(10)," "))'
    waarde = (
        f'IF(ISLOGICAL({antwoord}),"{WAAR_ONWAAR}",IF(ISNUMBER({antwoord}),{antwoord},{tekst}))'
    )
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
    plaats: Bouwplaats, blad: Blad, plekken: Sequence[Plek], onderdelen: Sequence[Onderdeel]
) -> None:
    """A line for each part, and the number of all together in a cell with a name."""
    blad.sectie("Zo ziet het werkboek dat een antwoord is gewijzigd", _UITLEG_TELLING)
    formules = [
        *map(_antwoordformule, plekken),
        *(_kolomformule(bereik) for bereik in _bereiken(plaats)),
    ]
    rijen: list[tuple[Inhoudscel, ...]] = [
        (deel.tabel, deel.kolom, Formule(formule, deel.getal))
        for deel, formule in zip(onderdelen, formules, strict=True)
    ]
    kop, letter = blad.rij + 1, kolomletters(4)
    alle = f"${letter}${kop + 1}:${letter}${kop + len(rijen)}"
    totaal = f"=SUMPRODUCT({alle},ROW({alle})-ROW(${letter}${kop}))"
    rijen.append(
        ("Samen", "Elk getal maal de plaats in deze lijst", Formule(totaal, samen(onderdelen)))
    )
    kolommen = [
        Tabelkolom("Waar", "Regio Naam"),
        Tabelkolom("Welke kolom"),
        Tabelkolom("Getal", "Regio Getal"),
    ]
    plek = blad.tabel(TELLING, kolommen, rijen, kolom=2)
    plaats.werkboek.define_name(
        blokken.GEWIJZIGD_NU, f"={blokken.UITLEG}!${letter}${plek.laatste + 1}"
    )


def _antwoordformule(plek: Plek) -> str:
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
    gevuld = f"{GEVULD}*SUMPRODUCT({nummers}*(LEN({alles})>0))"
    geteld = f'(LEN({alles})-LEN(SUBSTITUTE({alles},{{{letters}}},"")))*{{{gewichten}}}'
    tekst = f"SUMPRODUCT({nummers}*ISTEXT({alles})*{geteld})"
    grens = f"{GROOTST:.0f}"
    getal = f"INT(1000*MAX(-{grens},MIN({grens},SUMPRODUCT({alles},{nummers})))+0.32)"
    return f"=IFERROR(MOD({gevuld}+{tekst}+{getal},{PRIEM}),0)"


def _bereiken(plaats: Bouwplaats) -> list[_Bereik]:
    """Where each column of the tables and the single values stand, in the order of the count."""
    methode = plaats.methode
    bereiken = []
    for tabblad in methode.invoertabs:
        blad = plaats.bladen[tabblad.tab]
        for tabel in tabblad.tabellen:
            plek, koppen = blad.blokken[tabel.naam]
            lager = [
                ander.koprij for ander, _ in blad.blokken.values() if ander.koprij > plek.laatste
            ]
            laatste = min(lager) - 1 if lager else plek.laatste + _RUIMTE_ONDERAAN
            bereiken += [
                _Bereik(tabblad.tab, plek.kolom + koppen.index(k.kop), plek.koprij, laatste) for k in tabel.kolommen
            ]  # fmt: skip
    for tabblad in methode.invoertabs:
        blok = blokken.kenmerkblok(tabblad.tab, methode)
        if blok is not None:
            plek, koppen = plaats.bladen[tabblad.tab].blokken[blok.tabelnaam]
            kolom = plek.kolom + koppen.index(blokken.KENMERKKOPPEN[1])
            bereiken.append(_Bereik(tabblad.tab, kolom, plek.koprij, plek.laatste))
    return bereiken
