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
    """A link to another tab."""

    tab: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Gestyleerd:
    """A text in another style than the rest of its column."""

    tekst: str
    stijl: str


Inhoudscel: TypeAlias = "str | int | float | date | Formule | Sprong | Gestyleerd | None"


def schrijf(
    werkblad: Any, rij: int, kolom: int, cel: Inhoudscel, stijlen: Stijlenkast, stijl: str
) -> None:
    """Write one cell in a style; nothing to write leaves an empty cell with that look."""
    match cel:
        case None | "":
            werkblad.write_blank(rij, kolom, None, stijlen[stijl])
        case Formule():
            werkblad.write_formula(rij, kolom, cel.formule, stijlen[stijl], cel.waarde)
        case Sprong():
            werkblad.write_url(
                rij,
                kolom,
                f"internal:'{cel.tab}'!A1",
                stijlen["Regio Link"],
                cel.tekst,
                f"Ga naar {cel.tab}",
            )
        case Gestyleerd():
            werkblad.write_string(rij, kolom, cel.tekst, stijlen[cel.stijl])
        case date():
            werkblad.write_datetime(rij, kolom, cel, stijlen.met_getalvorm(stijl, DATUM))
        case str():
            werkblad.write_string(rij, kolom, _schoon(cel), stijlen[stijl])
        case _:
            werkblad.write_number(rij, kolom, cel, stijlen[stijl])


def _schoon(tekst: str) -> str:
    """Text that fits in a cell and in XML."""
    return tekst.encode("utf-8", "replace").decode()[:_MAX_TEKST]
