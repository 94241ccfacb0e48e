"""``verwerking.csv``: a row for every file, as Excel opens it with a double click."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from regio_xl.bevindingen import leesbaar
from regio_xl.taak import Klaar
from regio_xl.xlsx.save import maak_map, vervang

NAAM = "verwerking.csv"
KOPPEN = (
    "bestand", "map", "uitkomst", "advies", "duidelijkheid", "fouten", "let op", "tips", "reden", "resultaat", "regio",
    "opgave", "al gedaan",
)  # fmt: skip
_LANGSTE = 2000
_FORMULE = re.compile(
    r"""^[\s"'`‘’“”\u200b-\u200f\u2060\ufeff\ufffd]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|^[\t\r\n]"""
)
"""What a spreadsheet may take for a formula: also behind blanks, quotes and what cannot be seen,
and in the wide signs of Asian keyboards."""


class Tabel:
    """Gathers rows and writes them all at once."""

    def __init__(self) -> None:
        self._inhoud = io.BytesIO()
        self._tekst = io.TextIOWrapper(self._inhoud, "utf-8-sig", "replace", newline="")
        self._rijen = csv.writer(self._tekst, delimiter=";", lineterminator="\r\n")
        self._rijen.writerow(KOPPEN)

    def neem_op(self, klaar: Klaar) -> None:
        """Add the row of a file."""
        self._rijen.writerow(
            (
                onschadelijk(klaar.pad.name),
                onschadelijk(klaar.pad.parent),
                klaar.uitkomst,
                klaar.advies,
                klaar.duidelijkheid,
                klaar.fouten,
                klaar.let_op,
                klaar.tips,
                onschadelijk(klaar.reden),
                onschadelijk(klaar.doel or ""),
                onschadelijk(klaar.regio),
                onschadelijk(klaar.opgave),
                "ja" if klaar.al_gedaan else "nee",
            )
        )

    def bewaar(self, map_: Path) -> Path:
        """Write the table into a folder, whole or not at all. Raises
        :class:`~regio_xl.werkboek.BoekFout`."""
        maak_map(map_)
        pad = map_ / NAAM
        self._tekst.flush()
        vervang(pad, self._inhoud.getvalue())
        return pad


def onschadelijk(tekst: object) -> str:
    """Text that a spreadsheet shows and never computes, on one line."""
    een_regel = leesbaar(tekst, _LANGSTE)
    return f"'{een_regel}" if _FORMULE.match(str(tekst)) or _FORMULE.match(een_regel) else een_regel
