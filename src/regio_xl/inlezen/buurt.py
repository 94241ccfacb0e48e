"""Where a row of a table stands among the others, for the few rows that may be something else: a
total, a subhead, a remark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from regio_xl.indeling import Vondst
from regio_xl.inlezen.losse_regels import SECTORWOORDEN, Omgeving, schreeuwt, zonder_woorden
from regio_xl.methode import Kolom
from regio_xl.werkboek import Celwaarde, Exceltabel
from regio_xl.werkboek.cel import leeg, toon


class Rijcellen(NamedTuple):
    """The cells of a row under the headings of its table."""

    nummer: int
    waarden: Sequence[Celwaarde]

    @property
    def los(self) -> bool:
        """Whether only the first of them holds something."""
        return isinstance(self.waarden[0], str) and all(map(leeg, self.waarden[1:]))


def opvallend(gevuld: Sequence[Rijcellen], plek: int) -> bool:
    """Whether a row may be something else than a row of its table: it has no words but its name,
    or it is the last one, below a blank row."""
    nummer, waarden = gevuld[plek]
    if zonder_woorden(waarden[1:]):
        return True
    return plek == len(gevuld) - 1 and plek > 0 and gevuld[plek - 1].nummer != nummer - 1


def _exceltabel(vondst: Vondst, eerste: Kolom) -> Exceltabel | None:
    """The table of Excel that a block is, where its adapter can see tables."""
    kolom = vondst.kolommen[eerste.kop]
    tabellen = vondst.blad.vorm.tabellen
    return next((tabel for tabel in tabellen if tabel.bereik.bevat(vondst.koprij, kolom)), None)


class Buurt:
    """What stands around the rows of a table; looked at only where a row asks for it."""

    def __init__(
        self, vondst: Vondst, gevuld: Sequence[Rijcellen], kolommen: Sequence[Kolom]
    ) -> None:
        self._gevuld = gevuld
        sleutels = [kolom.sleutel for kolom in kolommen]
        self._soort = sleutels.index("soort") if "soort" in sleutels else None
        namen = {toon(cellen.waarden[0]): cellen.los for cellen in gevuld}
        self._schreeuwt = not any(schreeuwt(naam) for naam, los in namen.items() if not los)
        self._sectoren = sum(
            los and naam.casefold() in SECTORWOORDEN for naam, los in namen.items()
        )
        exceltabel = _exceltabel(vondst, kolommen[0])
        self._onderaan = self._zoek_onderaan(exceltabel)
        self.totaalrij: int | None = None
        if exceltabel and exceltabel.totaalrij:
            self.totaalrij = exceltabel.bereik.laatste_rij

    def _zoek_onderaan(self, exceltabel: Exceltabel | None) -> set[int]:
        """The rows at the bottom that stand apart from the table, as far as Excel says where it
        ends; without that below a blank row, under rows that are filled in further."""
        vol = [cellen.nummer for cellen in self._gevuld if not cellen.los]
        grens = max(vol, default=-1)
        if exceltabel:
            grens = max(grens, exceltabel.bereik.laatste_rij)
        elif not vol:
            return set()
        onderaan: set[int] = set()
        vorige = -1
        for nummer in (cellen.nummer for cellen in self._gevuld):
            if nummer > grens and (nummer - 1 != vorige or vorige in onderaan):
                onderaan.add(nummer)
            vorige = nummer
        return onderaan

    def van(self, plek: int) -> Omgeving:
        """What stands around one of the rows."""
        cellen = self._gevuld[plek]
        naam = toon(cellen.waarden[0])
        onder = self._gevuld[plek + 1] if plek + 1 < len(self._gevuld) else None
        vol_eronder = onder is not None and not onder.los
        kopjes = False
        if vol_eronder and onder and (sector := SECTORWOORDEN.get(naam.casefold())):
            soort = None if self._soort is None else onder.waarden[self._soort]
            kopjes = naam.isupper() or self._sectoren > 1 or toon(soort).casefold() == sector
        return Omgeving(
            los=cellen.nummer in self._onderaan,
            vol_eronder=vol_eronder,
            kopjes=kopjes,
            schreeuwt=self._schreeuwt and schreeuwt(naam),
        )
