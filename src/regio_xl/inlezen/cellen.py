"""Judge one cell: its value is read, or the finding that it deserves is named.

Each function returns the value; an :class:`Afkeuring` that says which finding it deserves; or an
:class:`Opgevat`, a value that the user must have meant, with the finding that says so. Empty is
None. A cell that is filled in as the workbook asks is judged at once; what else people do to cells
comes after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Generic, NamedTuple, TypeVar

from regio_xl.inlezen import opvatten
from regio_xl.inlezen.datums import dag_uit_tekst
from regio_xl.invoer import Antwoord
from regio_xl.methode import Kolom
from regio_xl.werkboek import CelFout, Celwaarde, NietBerekend
from regio_xl.werkboek.cel import (
    NEDERLANDSE_FOUT,
    PLAATJE,
    Procent,
    als_getal,
    is_nvt,
    leeg,
    toon,
    zegt_niets,
)
from regio_xl.werkboek.dagnummers import cijfer_van_dag
from regio_xl.werkboek.tekst import schoon

_FOUTTEKSTEN = {
    *NEDERLANDSE_FOUT,
    *NEDERLANDSE_FOUT.values(),
    "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#EXTERNAL!",
    "#PYTHON!", "#GETTING_DATA", PLAATJE.code,
}  # fmt: skip


_ANTWOORDEN = {cijfer: Antwoord(waarde=cijfer) for cijfer in range(1, 6)}
"""The five that all answers are; made once, because a model costs more than all else here."""
_LANGSTE_ANTWOORD = 20
"""Longer texts are no answer alone, not even *niet van toepassing*."""
_EERSTE_JAAR = 1905
"""Days before are a small number in a cell with the look of a date."""

_T_co = TypeVar("_T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Afkeuring:
    """A cell that cannot be used: the code of the finding and what fills its sentence."""

    code: str
    gaten: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opgevat(Generic[_T_co]):
    """A cell in another form than ours: what it is read as (None for empty), the code of the
    finding that says so and what fills its sentence."""

    waarde: _T_co | None
    code: str
    gaten: dict[str, str]


class _Codes(NamedTuple):
    """The findings about a number in one kind of cell."""

    opgevat: str
    tekst: str
    niet_heel: str
    buiten: str
    datum: str


_ANTWOORDCODES = _Codes(
    "antwoord-opgevat",
    "antwoord-geen-getal",
    "antwoord-niet-heel",
    "antwoord-buiten-bereik",
    "antwoord-datum",
)
_SCHAALCODES = _Codes(
    "getal-opgevat", "getal-is-tekst", "getal-buiten-bereik", "getal-buiten-bereik", "getal-datum"
)


def onbruikbaar(waarde: Celwaarde) -> Afkeuring | None:
    """A picture, an error value (also one pasted or carried over as text) or a formula that was
    never calculated, wherever it stands."""
    if isinstance(waarde, str) and "#" in waarde and schoon(waarde) in _FOUTTEKSTEN:
        waarde = CelFout(schoon(waarde))
    if isinstance(waarde, CelFout):
        if waarde == PLAATJE:
            return Afkeuring("cel-plaatje")
        return Afkeuring("waarde-fout", {"staat": toon(waarde)})
    return Afkeuring("waarde-niet-berekend") if isinstance(waarde, NietBerekend) else None


def lees_antwoord(
    waarde: Celwaarde, nvt: str, woorden: Sequence[str] = ()
) -> Antwoord | Opgevat[Antwoord] | Afkeuring | None:
    """An answer 1-5 or *does not apply* (n.v.t., nvt, N.V.T.); ``woorden`` are what the answers 1
    to 5 are called."""
    if type(waarde) is float and waarde in _ANTWOORDEN:
        return _ANTWOORDEN[int(waarde)]  # most answers
    if leeg(waarde):
        return None
    if afkeuring := onbruikbaar(waarde):
        return afkeuring
    if opvatten.waar_of_onwaar(waarde) is not None:
        return Afkeuring("antwoord-waar-onwaar")
    if is_nvt(waarde, nvt):
        return Antwoord(nvt=True)
    if zegt_niets(waarde):
        staat = toon(waarde)
        if not staat.strip("-"):
            return Opgevat(None, "antwoord-streepje", {"staat": staat})
        return Opgevat(Antwoord(nvt=True), "antwoord-opgevat", {"staat": staat, "als": nvt})
    gelezen = _lees_cijfer(waarde, _ANTWOORDCODES, {}, woorden)
    if isinstance(gelezen, int):
        return _ANTWOORDEN[gelezen]
    if isinstance(gelezen, Opgevat):
        return Opgevat(_ANTWOORDEN[gelezen.waarde or 0], gelezen.code, gelezen.gaten)
    return gelezen


def lijkt_antwoord(waarde: Celwaarde, nvt: str) -> bool:
    """Whether a remark is nothing but an answer."""
    if isinstance(waarde, str) and len(waarde) > _LANGSTE_ANTWOORD:
        return False  # most remarks
    gelezen = lees_antwoord(waarde, nvt)
    return isinstance(gelezen, Antwoord) or (isinstance(gelezen, Opgevat) and bool(gelezen.waarde))


def lees_schaal(waarde: Celwaarde, kolom: str) -> int | Opgevat[int] | Afkeuring | None:
    """A whole number 1-5 in a column of a table; n.v.t. is empty."""
    if type(waarde) is float and waarde in _ANTWOORDEN:
        return int(waarde)
    if leeg(waarde):
        return None
    if afkeuring := onbruikbaar(waarde):
        return afkeuring
    if zegt_niets(waarde):
        return None
    return _lees_cijfer(waarde, _SCHAALCODES, {"kolom": kolom})


def _lees_cijfer(
    waarde: Celwaarde, codes: _Codes, gaten: dict[str, str], woorden: Sequence[str] = ()
) -> int | Opgevat[int] | Afkeuring:
    """A whole number 1-5 in whatever form it was typed."""
    staat = toon(waarde)
    gaten = {"staat": staat, **gaten}
    if isinstance(waarde, date | time):
        dag = cijfer_van_dag(waarde)
        return _door_opmaak(dag, "cijfer-met-datumopmaak", codes.datum, gaten)
    if isinstance(waarde, str):
        waarde = opvatten.als_procent(staat) or waarde
    if isinstance(waarde, Procent):
        deel = opvatten.cijfer_van_procent(waarde)
        return _door_opmaak(deel, "cijfer-met-procentopmaak", "cijfer-procent", gaten)
    getal = als_getal(waarde)
    if getal is None:
        cijfer = opvatten.cijfer(staat, woorden)
        if cijfer is not None:
            return Opgevat(cijfer, codes.opgevat, {**gaten, "als": str(cijfer)})
        return Afkeuring(codes.niet_heel if opvatten.is_half(staat) else codes.tekst, gaten)
    gaten["staat"] = toon(getal)
    if not getal.is_integer():
        return Afkeuring(codes.niet_heel, gaten)
    return int(getal) if 1 <= getal <= 5 else Afkeuring(codes.buiten, gaten)


def _door_opmaak(
    cijfer: int | None, gelezen: str, geweigerd: str, gaten: dict[str, str]
) -> Opgevat[int] | Afkeuring:
    """What is said of a number that the look of its cell shows as something else."""
    if cijfer is None:
        return Afkeuring(geweigerd, gaten)
    return Opgevat(cijfer, gelezen, {**gaten, "als": str(cijfer)})


def lees_keuze(
    waarde: Celwaarde, kolom: str, keuzes: tuple[str, ...]
) -> str | Opgevat[str] | Afkeuring | None:
    """One of a list, without regard to case, accents and punctuation. In a list of *ja* and *nee* a
    checkbox is one of them; n.v.t. that is not in the list is empty."""
    if leeg(waarde):
        return None
    if afkeuring := onbruikbaar(waarde):
        return afkeuring
    staat = toon(waarde)
    gezocht = staat.casefold()
    for keuze in reversed(keuzes):
        if keuze.casefold() == gezocht:
            return keuze
    return _bedoelde_keuze(waarde, kolom, keuzes)


def _bedoelde_keuze(
    waarde: Celwaarde, kolom: str, keuzes: tuple[str, ...]
) -> str | Opgevat[str] | Afkeuring | None:
    staat = toon(waarde)
    if zelfde := opvatten.zelfde_keuze(staat, keuzes):
        return zelfde
    if zegt_niets(waarde):
        return None
    woorden = {keuze.casefold(): keuze for keuze in keuzes}
    als: str | None = None
    if woorden.keys() == {"ja", "nee"}:
        vinkje = opvatten.waar_of_onwaar(waarde)
        if vinkje is not None:
            return woorden["ja" if vinkje else "nee"]
        als = woorden.get(opvatten.ja_of_nee(staat) or "")
    als = als or opvatten.ander_getal(staat, keuzes)
    if als:
        return Opgevat(als, "keuze-opgevat", {"staat": staat, "als": als})
    verwacht = ", ".join(keuzes)
    return Afkeuring("keuze-onbekend", {"staat": staat, "kolom": kolom, "verwacht": verwacht})


def lees_datum(waarde: Celwaarde, kolom: str) -> date | Afkeuring | None:
    """A date, also one typed as text (15-3-2027, 2027-03-15 or 15 maart 2027); n.v.t. is empty."""
    if leeg(waarde):
        return None
    if afkeuring := onbruikbaar(waarde):
        return afkeuring
    gaten = {"staat": toon(waarde), "kolom": kolom}
    if isinstance(waarde, date):
        dag = waarde.date() if isinstance(waarde, datetime) else waarde
        return dag if dag.year >= _EERSTE_JAAR else Afkeuring("datum-onbekend", gaten)
    if not isinstance(waarde, str):
        return Afkeuring("datum-onbekend", gaten)
    if zegt_niets(waarde):
        return None
    try:
        return dag_uit_tekst(schoon(waarde)) or Afkeuring("datum-onbekend", gaten)
    except ValueError:
        return Afkeuring("datum-bestaat-niet", gaten)


def lees_tekst(waarde: Celwaarde) -> str | Afkeuring | None:
    """Any text; numbers and dates as a user sees them."""
    return onbruikbaar(waarde) or toon(waarde) or None


def lees_kolom(
    waarde: Celwaarde, kolom: Kolom
) -> str | float | date | Opgevat[int | str] | Afkeuring | None:
    """A cell of a table by the kind of its column. A text that only says that there is nothing to
    say is empty."""
    match kolom.soort:
        case "schaal":
            return lees_schaal(waarde, kolom.kop)
        case "keuze":
            return lees_keuze(waarde, kolom.kop, kolom.keuzes)
        case "datum":
            return lees_datum(waarde, kolom.kop)
        case "vrij" if isinstance(waarde, float):
            return float(waarde)
        case _:
            return None if zegt_niets(waarde, mag_naam_zijn=True) else lees_tekst(waarde)
