"""Writing one cell: text stays text whatever it starts with, numbers and dates stay what they
are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from regio_xl.opmaak.stijlen import DATUM, Stijlenkast

_MAX_TEKST = 32767


@dataclass(frozen=True, slots=True)
class Formule:
    """A formula with its result, which readers that do not calculate see."""

    formule: str
    waarde: str | int | float = ""


@dataclass(frozen=True, slots=True)
class Sprong:
    """A link to another tab, in the style of links."""

    tab: str
    tekst: str
    stijl: str = "Regio Link"


@dataclass(frozen=True, slots=True)
class Gestyleerd:
    """A text in another style than the rest of its column."""

    tekst: str
    stijl: str


Inhoudscel: TypeAlias = "str | int | float | date | Formule | Sprong | Gestyleerd | None"


def schrijf_cel(
    sheet: Any, rij: int, kolom: int, cel: Inhoudscel, stijlen: Stijlenkast, stijl: str
) -> None:
    """Write one cell in a style; nothing to write leaves an empty cell with that look."""
    match cel:
        case None | "":
            sheet.write_blank(rij, kolom, None, stijlen[stijl])
        case Formule():
            sheet.write_formula(rij, kolom, cel.formule, stijlen[stijl], cel.waarde)
        case Sprong():
            doel, tip = f"internal:'{cel.tab}'!A1", f"Ga naar {cel.tab}"
            sheet.write_url(rij, kolom, doel, stijlen[cel.stijl], cel.tekst, tip)
        case Gestyleerd():
            sheet.write_string(rij, kolom, cel.tekst, stijlen[cel.stijl])
        case date():
            sheet.write_datetime(rij, kolom, cel, stijlen.met_getalvorm(stijl, DATUM))
        case str():
            sheet.write_string(rij, kolom, _schoon(cel), stijlen[stijl])
        case _:
            sheet.write_number(rij, kolom, cel, stijlen[stijl])


def _schoon(tekst: str) -> str:
    """Text that fits in a cell and in XML."""
    return tekst.encode("utf-8", "replace").decode()[:_MAX_TEKST]
