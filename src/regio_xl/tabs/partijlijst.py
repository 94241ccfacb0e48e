"""Which names users choose from under Van, Naar and Trekker, and the list on Uitleg behind it.

Excel accepts any entry while the cells with choices hold an empty one, so the name *Partijlijst*
ends at the last party that is filled in. When there are empty rows between the parties it means a
list of the same parties without gaps, which formulas keep at the end of Uitleg.
"""

from __future__ import annotations

from regio_xl.methode import Methode
from regio_xl.opmaak.cellen import Formule, Inhoudscel
from regio_xl.opmaak.opbouw import Opbouw
from regio_xl.opmaak.validatie import PARTIJLIJST
from regio_xl.opmaak.werkblad import Tabelkolom, Werkblad
from regio_xl.werkboek import kolomletters

TABEL, NUMMER, PARTIJ = "PartijenOpEenRij", "Nummer", "Partij"
"""The list without gaps and its headings."""
MEESTE = 60
"""Parties in the list without gaps, as many as in the picture of the network. With more parties and
a gap between them, Excel accepts any name again; reading still reports it."""

_PARTIJEN = "Partijen"
_TITEL = "Zo werkt de keuzelijst met partijen"
_UITLEG = (
    "Bij Van, Naar en Trekker kies je uit de partijen op de tab Netwerk. Staan daar lege regels "
    f"tussen, dan komen de namen uit deze lijst. Er passen {MEESTE} namen in."
)
_KOLOM = 2
"""So that the names get the widest column of the tab."""
_VER_WEG = "9E6"
"""More than any row has as its number."""


def teken_partijlijst(opbouw: Opbouw, blad: Werkblad) -> None:
    """Draw the list at the next free row of Uitleg, and define the name."""
    kop, namen = _kop(opbouw.methode), _namen(opbouw)
    blad.sectie(_TITEL, _UITLEG)
    eerste = blad.rij + 2
    rijen: list[tuple[Inhoudscel, ...]] = []
    for nummer in range(1, MEESTE + 1):
        formule = _op_plek(kop, f"{kolomletters(_KOLOM)}{eerste + nummer - 1}")
        naam = namen[nummer - 1] if nummer <= len(namen) else ""
        rijen.append((nummer, Formule(formule, naam)))
    kolommen = [Tabelkolom(NUMMER, "Regio Getal"), Tabelkolom(PARTIJ)]
    blad.tabel(TABEL, kolommen, rijen, kolom=_KOLOM)
    opbouw.werkboek.define_name(PARTIJLIJST, _bereik(kop))


def _kop(methode: Methode) -> str:
    """The heading of the column with names."""
    tabellen = (tabel for tab in methode.invoertabs for tabel in tab.tabellen)
    return next(tabel.kolommen[0].kop for tabel in tabellen if tabel.naam == _PARTIJEN)


def _namen(opbouw: Opbouw) -> list[str]:
    """The parties that the workbook is filled with."""
    tabellen = (tabel for tab in opbouw.methode.invoertabs for tabel in tab.tabellen)
    sleutel = next(tabel.kolommen[0].sleutel for tabel in tabellen if tabel.naam == _PARTIJEN)
    rijen = opbouw.vulling.tabellen.get(_PARTIJEN, ())
    return [str(rij[sleutel]) for rij in rijen if rij.get(sleutel) not in {None, ""}]


def _op_plek(kop: str, nummer: str) -> str:
    """The party with this number, wherever it stands; nothing when there are fewer."""
    kolom = f"{_PARTIJEN}[{kop}]"
    plekken = f'{_plekken(kop)}+{_VER_WEG}*({kolom}="")'
    return f'=IFERROR(INDEX({kolom},SUMPRODUCT(SMALL({plekken},{nummer}))),"")'


def _bereik(kop: str) -> str:
    """The cells with the choices: from the first to the last party, or those of the list without
    gaps when there are gaps."""
    kolom = f"{_PARTIJEN}[{kop}]"
    laatste = f'SUMPRODUCT(MAX(({kolom}<>"")*({_plekken(kop)})))'
    aantal = f'SUMPRODUCT(--({kolom}<>""))'
    rij = f"{TABEL}[{PARTIJ}]"
    zonder_gaten = f"INDEX({rij},1):INDEX({rij},{aantal})"
    gewoon = f"INDEX({kolom},1):INDEX({kolom},MAX(1,{laatste}))"
    return f"=IF(AND({aantal}<{laatste},{aantal}<={MEESTE}),{zonder_gaten},{gewoon})"


def _plekken(kop: str) -> str:
    """Which row of the table each cell of the column is."""
    return f"ROW({_PARTIJEN}[{kop}])-ROW({_PARTIJEN}[[#Headers],[{kop}]])"
