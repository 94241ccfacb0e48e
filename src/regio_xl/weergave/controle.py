"""Rows of the tab Controle."""

from __future__ import annotations

from collections.abc import Sequence

from regio_xl import blokken
from regio_xl.bevindingen import Bevinding
from regio_xl.boek import Adres, Koppeling, Schrijfwaarde
from regio_xl.weergave.koppelen import Rijen


def controlerijen(bevindingen: Sequence[Bevinding]) -> dict[str, Rijen]:
    """The count of findings by kind, and each of them with a link to its cell."""
    return {
        blokken.CONTROLE_STAND.tabelnaam: [
            (naam, sum(b.ernst == ernst for b in bevindingen))
            for naam, ernst in zip(blokken.CONTROLE_REGELS, ("fout", "let op", "tip"), strict=True)
        ],
        blokken.BEVINDINGEN.tabelnaam: [_bevinding(b) for b in bevindingen],
    }


def _bevinding(gevonden: Bevinding) -> tuple[Schrijfwaarde, ...]:
    plek = Adres(gevonden.blad) if gevonden.blad else None
    tekst = str(plek) + (f"!{gevonden.cel}" if gevonden.cel else "") if plek else ""
    doel = _adres(gevonden)
    return gevonden.ernst, Koppeling(doel, tekst) if doel else tekst or None, gevonden.melding, gevonden.code


def _adres(gevonden: Bevinding) -> Adres | None:
    if not gevonden.cel:
        return None
    letters = gevonden.cel.rstrip("0123456789")
    kolom = 0
    for letter in letters:
        kolom = kolom * 26 + ord(letter) - ord("A") + 1
    return Adres(gevonden.blad, int(gevonden.cel[len(letters) :]) - 1, kolom - 1)
