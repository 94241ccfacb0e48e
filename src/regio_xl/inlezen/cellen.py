"""Judge one cell: its value is read, or the finding that it deserves is named.

Each function returns the value, or a :class:`Afkeuring` that says which finding it deserves. Empty
is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time

from regio_xl.invoer import Antwoord
from regio_xl.methode import Kolom
from regio_xl.werkboek import CelFout, Celwaarde, NietBerekend
from regio_xl.werkboek.cel import NEDERLANDSE_FOUT, als_getal, is_nvt, leeg, toon
from regio_xl.werkboek.tekst import schoon

_DATUM = re.compile(r"(?P<dag>[0-9]{1,2})[-/. ](?P<maand>[0-9]{1,2})[-/. ](?P<jaar>[0-9]{4})")
_DATUM_ISO = re.compile(r"(?P<jaar>[0-9]{4})-(?P<maand>[0-9]{2})-(?P<dag>[0-9]{2})")
_FOUTTEKSTEN = {
    *NEDERLANDSE_FOUT,
    *NEDERLANDSE_FOUT.values(),
    "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#EXTERNAL!",
    "#PYTHON!", "#GETTING_DATA",
}  # fmt: skip


_ANTWOORDEN = {cijfer: Antwoord(waarde=cijfer) for cijfer in range(1, 6)}
"""The five that all answers are; made once, because a model costs more than all else here."""


@dataclass(frozen=True, slots=True)
class Afkeuring:
    """A cell that cannot be used: the code of the finding and what fills its sentence."""

    code: str
    gaten: dict[str, str] = field(default_factory=dict)


def onbruikbaar(waarde: Celwaarde) -> Afkeuring | None:
    """An error value (also one pasted or carried over as text) or a formula that was never
    calculated, wherever it stands."""
    if isinstance(waarde, str) and "#" in waarde and schoon(waarde) in _FOUTTEKSTEN:
        waarde = CelFout(schoon(waarde))
    if isinstance(waarde, CelFout):
        return Afkeuring("waarde-fout", {"staat": toon(waarde)})
    return Afkeuring("waarde-niet-berekend") if isinstance(waarde, NietBerekend) else None


def lees_antwoord(waarde: Celwaarde, nvt: str) -> Antwoord | Afkeuring | None:
    """An answer 1-5 or *does not apply* (n.v.t., nvt, N.V.T.)."""
    if isinstance(waarde, float):
        return _cijfer(waarde)
    if leeg(waarde):
        return None
    if afkeuring := onbruikbaar(waarde):
        return afkeuring
    if toon(waarde) in ("WAAR", "ONWAAR"):
        return Afkeuring("antwoord-waar-onwaar")
    if isinstance(waarde, date | time):
        return Afkeuring("antwoord-datum", {"staat": toon(waarde)})
    if is_nvt(waarde, nvt):
        return Antwoord(nvt=True)
    getal = als_getal(waarde)
    if getal is None:
        return Afkeuring("antwoord-geen-getal", {"staat": toon(waarde)})
    return _cijfer(getal)


def _cijfer(getal: float) -> Antwoord | Afkeuring:
    if not getal.is_integer():
        return Afkeuring("antwoord-niet-heel", {"staat": toon(getal)})
    if not 1 <= getal <= 5:
        return Afkeuring("antwoord-buiten-bereik", {"staat": toon(getal)})
    return _ANTWOORDEN[int(getal)]


def lees_schaal(waarde: Celwaarde, kolom: str) -> int | Afkeuring | None:
    """A whole number 1-5 in a column of a table."""
    if leeg(waarde):
        return None
    if afkeuring := onbruikbaar(waarde):
        return afkeuring
    getal = als_getal(waarde)
    if getal is None:
        return Afkeuring("getal-is-tekst", {"staat": toon(waarde), "kolom": kolom})
    if not getal.is_integer() or not 1 <= getal <= 5:
        return Afkeuring("getal-buiten-bereik", {"staat": toon(getal), "kolom": kolom})
    return int(getal)


def lees_keuze(waarde: Celwaarde, kolom: str, keuzes: tuple[str, ...]) -> str | Afkeuring | None:
    """One of a list, without regard to case."""
    if leeg(waarde):
        return None
    if afkeuring := onbruikbaar(waarde):
        return afkeuring
    staat = toon(waarde)
    gezocht = staat.casefold()
    for keuze in reversed(keuzes):
        if keuze.casefold() == gezocht:
            return keuze
    verwacht = ", ".join(keuzes)
    return Afkeuring("keuze-onbekend", {"staat": staat, "kolom": kolom, "verwacht": verwacht})


def lees_datum(waarde: Celwaarde, kolom: str) -> date | Afkeuring | None:
    """A date, also one typed as text (15-3-2027 or 2027-03-15)."""
    if leeg(waarde):
        return None
    if afkeuring := onbruikbaar(waarde):
        return afkeuring
    if isinstance(waarde, datetime):
        return waarde.date()
    if isinstance(waarde, date):
        return waarde
    tekst = schoon(waarde) if isinstance(waarde, str) else ""
    if delen := _DATUM.fullmatch(tekst) or _DATUM_ISO.fullmatch(tekst):
        try:
            return date(int(delen["jaar"]), int(delen["maand"]), int(delen["dag"]))
        except ValueError:
            pass
    return Afkeuring("datum-onbekend", {"staat": toon(waarde), "kolom": kolom})


def lees_tekst(waarde: Celwaarde) -> str | Afkeuring | None:
    """Any text; numbers and dates as a user sees them."""
    return onbruikbaar(waarde) or toon(waarde) or None


def lees_kolom(waarde: Celwaarde, kolom: Kolom) -> str | int | float | date | Afkeuring | None:
    """A cell of a table by the kind of its column."""
    match kolom.soort:
        case "schaal":
            return lees_schaal(waarde, kolom.kop)
        case "keuze":
            return lees_keuze(waarde, kolom.kop, kolom.keuzes)
        case "datum":
            return lees_datum(waarde, kolom.kop)
        case "vrij" if isinstance(waarde, float):
            return waarde
        case _:
            return lees_tekst(waarde)
