"""The link beside each progress bar on Start: to the first question that has no answer yet, and
then to the first table that is still empty.

A formula without macros, and without functions that make Excel calculate at every opening. Whether
a question is open, the lists on Uitleg know: an answer counts there when reading would count it.
The question is looked up in the table of statements, so that it may move; only the name of the tab
stands in the formula as text, for no function that all programs have gives that name. On a tab that
somebody renamed the link leads nowhere, and its text still says which question it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regio_xl.indeling.blokken import VOLGNUMMER
from regio_xl.methode import Tabel

KLAAR = "Alles ingevuld"
TEKST = "Eerste open vraag: "
"""What the cell shows before the running number of the question."""
LEGE_TABEL = "Nog lege tabel: "
"""What the cell shows before the name of a table."""

GEEN = "9E6"
"""More than any row has as its number."""


@dataclass(frozen=True, slots=True)
class Antwoordlijst:
    """A list on Uitleg: the heading of the answers that it holds, its ids, the names of their tabs,
    and the columns that are all 0 as long as there is no answer that counts."""

    kop: str
    ids: str
    kop_van_ids: str
    tabs: str
    kolommen: tuple[str, ...]

    @property
    def beantwoord(self) -> str:
        """An array of 0 and 1: the statements with an answer."""
        return f"({'+'.join(self.kolommen)}>0)"

    def open_op(self, plek: str) -> str:
        """Whether the statement at a place of the list has no answer."""
        return f"{'+'.join(f'INDEX({kolom},{plek})' for kolom in self.kolommen)}=0"


def tabel_leeg(tabel: Tabel) -> str:
    """Whether a table that users fill in holds nothing; one with an error in it does."""
    return f'IFERROR(SUMPRODUCT(--({_eerste(tabel)}<>"")),1)=0'


def naar_open(
    tab: str, stellingen: str, lijsten: Sequence[Antwoordlijst], tabellen: Sequence[Tabel]
) -> str:
    """The link for a tab with this table of statements. ``lijsten`` have the same ids in the same
    order, one for each heading of the answers."""
    eerste, *_ = lijsten
    beantwoord = "*".join(lijst.beantwoord for lijst in lijsten)
    er = f"ISNUMBER(MATCH({eerste.ids},{stellingen}[Id],0))"  # users may have removed a row
    open_ = f'({eerste.tabs}="{tab}")*{er}*(1-{beantwoord})'
    plek = f"SUMPRODUCT(MIN(ROW({eerste.ids})-ROW({eerste.kop_van_ids})+{GEEN}*(1-{open_})))"
    id_ = f"INDEX({eerste.ids},{plek})"
    rij = f"MATCH({id_},{stellingen}[Id],0)"
    kolom = f"COLUMN({stellingen}[[#Headers],[{lijsten[-1].kop}]])"
    for lijst in reversed(lijsten[:-1]):
        eerder = f"COLUMN({stellingen}[[#Headers],[{lijst.kop}]])"
        kolom = f"IF({lijst.open_op(plek)},{eerder},{kolom})"
    adres = f"ADDRESS(ROW({stellingen}[[#Headers],[Id]])+{rij},{kolom},4)"
    nummer = f"IFERROR(INDEX({stellingen}[{VOLGNUMMER}],{rij}),{id_})"
    vraag = _link(tab, adres, f'"{TEKST}"&{nummer}')
    rest = f'"{KLAAR}"'
    for tabel in reversed(tabellen):
        rest = f"IF({tabel_leeg(tabel)},{_naar(tab, tabel)},{rest})"
    return f'=IFERROR(IF({plek}>{GEEN},{rest},{vraag}),"")'


def linktekst(open_: Sequence[int], lege: Sequence[str]) -> str:
    """What the link shows: ``open_`` are the running numbers of the questions without an answer,
    ``lege`` the tables with nothing in them."""
    if open_:
        return f"{TEKST}{open_[0]}"
    return f"{LEGE_TABEL}{lege[0]}" if lege else KLAAR


def _eerste(tabel: Tabel) -> str:
    return f"{tabel.naam}[{tabel.kolommen[0].kop}]"


def _naar(tab: str, tabel: Tabel) -> str:
    kop = f"{tabel.naam}[[#Headers],[{tabel.kolommen[0].kop}]]"
    return _link(tab, f"ADDRESS(ROW({kop})+1,COLUMN({kop}),4)", f'"{LEGE_TABEL}{tabel.naam}"')


def _link(tab: str, adres: str, tekst: str) -> str:
    return f"HYPERLINK(\"#'{tab}'!\"&{adres},{tekst})"
