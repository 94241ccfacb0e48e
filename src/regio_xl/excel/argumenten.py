"""What users hand to a function in a cell: ranges of any shape, judged by the same rules as a
workbook (``inlezen.cellen``).

An argument that cannot be used gives :class:`Afgewezen` with a Dutch sentence; the function shows
it in its cell. An empty argument is no mistake: what is unknown stays empty. A heading above a
range may be part of it. What a workbook reads and remarks on (*4 - eens*) counts here too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime, time
from math import isfinite
from typing import Any, TypeVar

from regio_xl.bevindingen import bevinding, leesbaar
from regio_xl.bevindingen.fouten import RegioFout
from regio_xl.excel.celwaarden import van_excel
from regio_xl.inlezen.cellen import Afkeuring, Opgevat, lees_antwoord, lees_tekst
from regio_xl.inlezen.lezer import lijkt_op
from regio_xl.invoer import Antwoord, Invoer, Partij, Relatie
from regio_xl.methode import Methode, alle_versies
from regio_xl.werkboek import CelFout, Celwaarde, NietBerekend
from regio_xl.werkboek.cel import als_getal, leeg, toon
from regio_xl.werkboek.tekst import sleutel

VOORVOEGSEL = "#REGIO: "
"""How every message in a cell begins, so that it is never taken for an outcome."""
T = TypeVar("T")
Rij = list[Celwaarde]


class Afgewezen(RegioFout):
    """An argument that cannot be used."""

    code = "argument-fout"
    onbekend_id = False
    """Whether it is an id that the method does not have; another version of it may."""


def bij_versie(lees: Callable[[Methode], T]) -> tuple[Methode, T]:
    """The newest version of the method that knows the ids, and what it makes of them. Raises
    :class:`Afgewezen` with what the newest says when no version knows them."""
    vreemd: Afgewezen | None = None
    for methode in alle_versies():
        try:
            return methode, lees(methode)
        except Afgewezen as fout:
            if not fout.onbekend_id:
                raise
            vreemd = vreemd or fout
    assert vreemd is not None
    raise vreemd


def rijen_van(bereik: Any) -> list[Rij]:
    """A range as rows of equal length, whatever xlwings made of it: nothing, one cell, a row, a
    column or a block."""
    lijst = list(bereik) if isinstance(bereik, list | tuple) and bereik else [bereik]
    if not any(isinstance(rij, list | tuple) for rij in lijst):
        lijst = [lijst]
    gelezen = [
        [_cel(cel) for cel in rij] if isinstance(rij, list | tuple) else [_cel(rij)]
        for rij in lijst
    ]
    breedte = max(map(len, gelezen)) or 1
    return [[*rij, *[None] * (breedte - len(rij))] for rij in gelezen]


def _cel(waarde: Any) -> Celwaarde:
    """One cell as the readers of files give it: numbers as floats, and nothing that no cell can
    hold."""
    if isinstance(waarde, str) and sleutel(waarde).startswith(sleutel(VOORVOEGSEL)):
        raise Afgewezen(waarde.split(":", 1)[1])  # pass on what another function said
    if isinstance(waarde, datetime):
        return van_excel(waarde)
    if waarde is None or isinstance(waarde, bool | str | date | time | CelFout | NietBerekend):
        return waarde
    try:
        getal = float(waarde)
    except (TypeError, ValueError, OverflowError):
        return CelFout("#VALUE!")
    return getal if isfinite(getal) else CelFout("#NUM!")


def cellen(bereik: Any, naam: str) -> Iterator[tuple[str, Celwaarde]]:
    """Every cell of a range that holds something, with where it stands in words."""
    gelezen = rijen_van(bereik)
    for nummer, rij in enumerate(gelezen, start=1):
        for kolom, cel in enumerate(rij, start=1):
            if not leeg(cel):
                yield _plek(naam, gelezen, nummer, kolom), cel


def _plek(naam: str, gelezen: list[Rij], rij: int, kolom: int) -> str:
    if len(gelezen[0]) == 1:
        return f"cel {rij} van {naam}"
    return (
        f"cel {kolom} van {naam}" if len(gelezen) == 1 else f"rij {rij}, kolom {kolom} van {naam}"
    )


def _eis(gelezen: T | Opgevat[T] | Afkeuring | None, plek: str) -> T | None:
    """What was read; when it was refused, the sentence of the catalogue with the place before
    it."""
    if isinstance(gelezen, Opgevat):
        return gelezen.waarde
    if isinstance(gelezen, Afkeuring):
        raise Afgewezen(f"{leesbaar(plek)}: {bevinding(gelezen.code, **gelezen.gaten).melding}")
    return gelezen


def tekst(bereik: Any, naam: str) -> str:
    """One text, empty when there is none. Raises :class:`Afgewezen`."""
    gevuld = list(cellen(bereik, naam))
    if len(gevuld) > 1:
        raise Afgewezen(
            f"Bij {naam} hoort één cel, maar hier zijn er {len(gevuld)} gevuld. Kies één cel."
        )
    return next((_eis(lees_tekst(cel), naam) or "" for _, cel in gevuld), "")


def keuze(bereik: Any, naam: str, mogelijk: Mapping[str, T], getoond: Collection[str]) -> T | None:
    """One of a list by its key, without regard to case; None when empty. Raises
    :class:`Afgewezen`."""
    gekozen = tekst(bereik, naam)
    if not gekozen:
        return None
    gevonden = {sleutel(een): waarde for een, waarde in mogelijk.items()}
    if sleutel(gekozen) not in gevonden:
        raise Afgewezen(f'Bij {naam} staat "{leesbaar(gekozen)}". Kies uit: {", ".join(getoond)}.')
    return gevonden[sleutel(gekozen)]


def zoek(bereik: Any, naam: str, bekend: Mapping[str, T]) -> T | None:
    """What belongs to an id, without regard to case; None when empty. Raises
    :class:`Afgewezen`."""
    gevraagd = tekst(bereik, naam)
    return _bij_id(gevraagd, bekend, naam) if gevraagd else None


def _bij_id(gevraagd: str, bekend: Mapping[str, T], wat: str) -> T:
    per_sleutel = {sleutel(id_): waarde for id_, waarde in bekend.items()}
    if sleutel(gevraagd) not in per_sleutel:
        gelijk = next((id_ for id_ in bekend if _kaal(id_) == _kaal(gevraagd)), "")
        suggestie = f" Bedoel je {gelijk}?" if gelijk else ""
        fout = Afgewezen(f'"{leesbaar(gevraagd)}" is geen {wat} van deze methode.{suggestie}')
        fout.onbekend_id = True
        raise fout
    return per_sleutel[sleutel(gevraagd)]


def _kaal(id_: str) -> str:
    """An id without what people leave out: OPG-42 and opg 3 are ``opg3``."""
    return re.sub(r"\W|(?<!\d)0+(?=\d)", "", sleutel(id_))


def antwoorden(ids: Any, gegeven: Any, methode: Methode) -> dict[str, Antwoord]:
    """The answers by statement id, from two ranges of the same shape, or two lines of the same
    length. Raises :class:`Afgewezen`."""
    linker, rechter = rijen_van(ids), rijen_van(gegeven)
    vlak_links, vlak_rechts = ([cel for rij in kant for cel in rij] for kant in (linker, rechter))
    vorm_links, vorm_rechts = ((len(kant), len(kant[0])) for kant in (linker, rechter))
    op_een_lijn = 1 in vorm_links and 1 in vorm_rechts
    if len(vlak_links) != len(vlak_rechts) or not (op_een_lijn or vorm_links == vorm_rechts):
        raise Afgewezen(
            f"De ids staan in {_maat(vorm_links)} en de antwoorden in {_maat(vorm_rechts)}. "
            "Kies twee bereiken die even groot zijn, met elk antwoord naast zijn id."
        )
    bekend = {id_: id_ for id_ in methode.stellingen}
    gelezen: dict[str, Antwoord | None] = {}
    for plek, (links, rechts) in enumerate(zip(vlak_links, vlak_rechts, strict=True), start=1):
        staat = _eis(lees_tekst(links), f"cel {plek} van ids")
        if not staat or (sleutel(staat) == "id" and not gelezen):
            continue
        id_ = _bij_id(staat, bekend, "stelling")
        if id_ in gelezen:
            raise Afgewezen(f"{id_} staat twee keer in ids. Haal een van beide weg.")
        gelezen[id_] = _eis(_antwoord(rechts, methode), id_)
    return {id_: antwoord for id_, antwoord in gelezen.items() if antwoord is not None}


def _antwoord(cel: Celwaarde, methode: Methode) -> Antwoord | Opgevat[Antwoord] | Afkeuring | None:
    algemeen = methode.algemeen
    return lees_antwoord(cel, algemeen.nvt, algemeen.antwoorden)


def _maat(vorm: tuple[int, int]) -> str:
    hoogte, breedte = vorm
    aantal = hoogte * breedte
    if 1 not in vorm:
        return f"{hoogte} rijen bij {breedte} kolommen"
    return "1 cel" if aantal == 1 else f"{aantal} cellen"


def cijfers(bereik: Any, naam: str, methode: Methode) -> list[int]:
    """The answers 1-5 in a range; empty cells and *n.v.t.* are left out. Raises
    :class:`Afgewezen`."""
    gelezen = (_eis(_antwoord(cel, methode), plek) for plek, cel in cellen(bereik, naam))
    return [
        antwoord.waarde
        for antwoord in gelezen
        if antwoord is not None and antwoord.waarde is not None
    ]


def nummer(bereik: Any, naam: str) -> str:
    """An id that may also be given as a number: 3 stays ``3``; 3,0 and " 3" become it too."""
    gegeven = tekst(bereik, naam)
    getal = als_getal(gegeven)
    return gegeven if getal is None or not getal.is_integer() else f"{getal:.0f}"


def netwerk(relaties: Any, partijen: Any) -> Invoer:
    """The parties and ties of a range with the columns Van and Naar first. Half a tie counts as a
    name only.

    Without ``partijen`` they are all names in the ties, in the order in which they come. Raises
    :class:`Afgewezen`.
    """
    paren = list(_paren(relaties))
    gegeven = list(_namen(partijen))
    bekend = {naam.casefold() for naam in gegeven}
    genoemd = [naam for paar in paren for naam in paar if naam]
    vreemd = next((naam for naam in genoemd if bekend and naam.casefold() not in bekend), "")
    if vreemd:
        suggestie = lijkt_op(vreemd, gegeven, '. Bedoel je "{}"?') or "."
        raise Afgewezen(
            f'"{leesbaar(vreemd)}" staat in relaties, maar niet in partijen{leesbaar(suggestie)}'
        )
    namen: dict[str, str] = {}
    for naam in (*gegeven, *genoemd):
        namen.setdefault(naam.casefold(), naam)
    banden = (
        Relatie(van=namen[van.casefold()], naar=namen[naar.casefold()])
        for van, naar in paren
        if van and naar
    )
    return Invoer(
        partijen=tuple(Partij(naam=naam) for naam in namen.values()), relaties=tuple(banden)
    )


def _paren(relaties: Any) -> Iterator[tuple[str, str]]:
    gelezen = rijen_van(relaties)
    if len(gelezen[0]) < 2:
        if all(leeg(rij[0]) for rij in gelezen):
            return
        raise Afgewezen("Kies bij relaties minstens twee kolommen: van en naar.")
    for plek, (van, naar, *_) in enumerate(gelezen, start=1):
        if plek == 1 and (sleutel(toon(van)), sleutel(toon(naar))) == ("van", "naar"):
            continue
        links, rechts = (
            _eis(lees_tekst(cel), f"rij {plek} van relaties") or "" for cel in (van, naar)
        )
        yield links, rechts


def _namen(partijen: Any) -> Iterator[str]:
    """The first column of a range; a single row is read from left to right."""
    gelezen = rijen_van(partijen)
    namen = gelezen[0] if len(gelezen) == 1 else [rij[0] for rij in gelezen]
    for plek, cel in enumerate(namen, start=1):
        naam = _eis(lees_tekst(cel), f"cel {plek} van partijen")
        if naam and not (plek == 1 and sleutel(naam) == "naam"):
            yield naam
