"""Small tables for trial inputs: every column with every choice, and networks of every shape.

Tables are partly and wholly filled, with the combinations that figures rest on. Networks are a line,
a star, a ring, everyone with everyone, and parties that stand apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, combinations, permutations, product
from typing import Any, Literal

from regio_xl.invoer import SECTOREN, Agendapunt, Feit, Invoer, Partij, Relatie
from regio_xl.methode import Kolom, Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.agenda import TEKENS, agendabeeld

Tabelnaam = Literal["Feiten", "Agenda", "Partijen"]
Rij = Mapping[str, Any]

SLEUTELS: Mapping[Tabelnaam, str] = {"Feiten": "feit", "Agenda": "agendapunt", "Partijen": "naam"}
DAG = date(2027, 3, 1)
KLEIN, GEMENGD = (1, 2, 3, 4), (2, 4)
MEESTE_RIJEN = 60


def tabellen(methode: Methode) -> Iterator[Invoer]:
    """Inputs with rows of one table, or of two that belong together."""
    for naam in SLEUTELS:
        aantallen = rijtallen(methode, naam)
        yield from (tabel(naam, [{}] * aantal) for aantal in aantallen)
        for kolom in kolommen(methode, naam)[1:]:
            yield from _kolom(naam, kolom, aantallen)
    yield from _partijen(methode)
    yield from _belangen(methode)
    yield from _trekkers(methode)
    for rij in tekens(methode).values():
        yield from (tabel("Agenda", [rij] * aantal) for aantal in rijtallen(methode, "Agenda"))


def rijtallen(methode: Methode, plek: str) -> list[int]:
    """How many rows a table gets: a few, and every number that a condition on that table names."""
    grenzen = {
        int(grens)
        for item in (*methode.handreikingen, *methode.wegwijzers)
        for voorwaarde in (getattr(item, "voorwaarden", ()) or getattr(item, "toetsen", ()))
        if voorwaarde.meet in methode.kengetal and methode.kengetal[voorwaarde.meet].plek == plek
        for grens in (voorwaarde.min, voorwaarde.max)
        if grens is not None
        and methode.kengetal[voorwaarde.meet].eenheid == "aantal"
        and 0 < grens <= MEESTE_RIJEN
    }
    return sorted({*KLEIN, *grenzen})


def kolommen(methode: Methode, naam: str) -> tuple[Kolom, ...]:
    """The columns of a table; the first one names the row."""
    return next(
        tabel.kolommen for tab in methode.invoertabs for tabel in tab.tabellen if tabel.naam == naam
    )


def tabel(naam: Tabelnaam, velden: Sequence[Rij]) -> Invoer:
    """An input with these rows in one table, named by their number. A value that is a function gets
    that number."""
    rijen = [
        {
            SLEUTELS[naam]: f"{SLEUTELS[naam].capitalize()} {nummer}",
            **{k: _los(v, nummer) for k, v in rij.items()},
        }
        for nummer, rij in enumerate(velden, start=1)
    ]
    if naam == "Feiten":
        return Invoer(feiten=tuple(Feit.model_validate(rij) for rij in rijen))
    if naam == "Agenda":
        return Invoer(agenda=tuple(Agendapunt.model_validate(rij) for rij in rijen))
    return Invoer(
        partijen=tuple(
            Partij.model_validate({**rij, "naam": partijnaam(nr)})
            for nr, rij in enumerate(rijen, start=1)
        )
    )


def partijnaam(nummer: int) -> str:
    """The name of a party, the same one in every table."""
    return f"Partij {nummer}"


def tekens(methode: Methode) -> dict[Perspectief, Rij]:
    """For each perspective the shortest signs of an agenda item that pull there."""
    keuzes = [
        (None, *kolom.keuzes) for kolom in kolommen(methode, "Agenda") if kolom.sleutel in TEKENS
    ]
    namen = [kolom.sleutel for kolom in kolommen(methode, "Agenda") if kolom.sleutel in TEKENS]
    rijen = sorted(
        (
            {naam: keuze for naam, keuze in zip(namen, reeks, strict=True) if keuze}
            for reeks in product(*keuzes)
        ),
        key=len,
    )
    standen = agendabeeld(methode, tabel("Agenda", rijen))
    gevonden: dict[Perspectief, Rij] = {}
    for rij, stand in zip(rijen, standen, strict=True):
        if stand.trekt_naar:
            gevonden.setdefault(stand.trekt_naar, rij)
    return {p: gevonden[p] for p in PERSPECTIEVEN if p in gevonden}


def _los(waarde: Any, nummer: int) -> Any:
    return waarde(nummer) if callable(waarde) else waarde


def _kolom(naam: Tabelnaam, kolom: Kolom, aantallen: Sequence[int]) -> Iterator[Invoer]:
    """One column: the same in all rows, two values mixed, or filled in for some of the rows."""
    keuzes = _keuzes(kolom)
    if keuzes:
        yield from _gemengd(naam, [{kolom.sleutel: keuze} for keuze in keuzes], aantallen)
        reeks = [{kolom.sleutel: keuze} for keuze in keuzes]
        yield from (tabel(naam, reeks[:aantal]) for aantal in range(2, len(reeks) + 1))
        return
    vol: Rij = {kolom.sleutel: _inhoud(kolom)}
    for aantal in aantallen:
        for gevuld in (
            range(1, aantal + 1) if aantal in KLEIN else (1, aantal // 2, aantal - 1, aantal)
        ):
            yield tabel(naam, [vol] * gevuld + [{}] * (aantal - gevuld))


def _keuzes(kolom: Kolom) -> tuple[Any, ...]:
    if kolom.sleutel == "aan_tafel":
        return True, False
    return tuple(range(1, 6)) if kolom.soort == "schaal" else kolom.keuzes


def _inhoud(kolom: Kolom) -> Any:
    if kolom.soort == "datum":
        return DAG
    return partijnaam if kolom.soort == "partij" else lambda nummer: f"{kolom.kop} {nummer}"


def _gemengd(naam: Tabelnaam, rijen: Sequence[Rij], aantallen: Sequence[int]) -> Iterator[Invoer]:
    """The same row every time, and each pair of rows: one of the first and the rest of the
    other."""
    for rij, aantal in product(rijen, aantallen):
        yield tabel(naam, [rij] * aantal)
    for (een, ander), aantal in product(permutations(rijen, 2), GEMENGD):
        yield tabel(naam, [een, *[ander] * (aantal - 1)])


def _partijen(methode: Methode) -> Iterator[Invoer]:
    """Parties with two columns at once."""
    soorten, keuzes = eerste_soorten(methode), methode.netwerk.regels.keuzes
    paren: tuple[tuple[str, Sequence[Any], str, Sequence[Any]], ...] = (
        ("soort", soorten, "invloed", (1, 5)),
        ("soort", soorten, "betrokkenheid", (1, 3, 5)),
        ("soort", soorten, "rol", (*keuzes.rol_eigenaar, *keuzes.rol_trekker)),
        ("invloed", (1, 5), "aan_tafel", (True, False)),
        ("invloed", (1, 5), "betrokkenheid", (1, 5)),
    )
    for een, waarden, ander, andere in paren:
        rijen = [{een: a, ander: b} for a, b in product(waarden, andere)]
        yield from _gemengd("Partijen", rijen, rijtallen(methode, "Partijen"))


def eerste_soorten(methode: Methode) -> tuple[str, str]:
    """A kind of party that is a public authority, and the first one that is not (the same where the
    method has no other)."""
    overheden = methode.netwerk.regels.keuzes.soort_overheid
    anderen = (
        soort for soort in methode.kolom("Partijen", "soort").keuzes if soort not in overheden
    )
    return overheden[0], next(anderen, overheden[0])


def _belangen(methode: Methode) -> Iterator[Invoer]:
    """Agenda items with the interest of some of the four sectors."""
    groepen = [
        groep for aantal in range(len(SECTOREN), -1, -1) for groep in combinations(SECTOREN, aantal)
    ]
    rijen: list[Rij] = [
        {f"belang_{sector}": f"Belang {sector}" for sector in groep} for groep in groepen
    ]
    yield from _gemengd("Agenda", rijen, rijtallen(methode, "Agenda"))


def _trekkers(methode: Methode) -> Iterator[Invoer]:
    """Agenda items with a puller whose kind is known: each another one, or all the same."""
    overheid, ander = eerste_soorten(methode)
    for aantal in rijtallen(methode, "Agenda"):
        for eigen, rest in product((overheid, ander), repeat=2):
            partijen = tabel(
                "Partijen", [{"soort": eigen}, *[{"soort": rest}] * (aantal - 1)]
            ).partijen
            yield Invoer(
                partijen=partijen, agenda=tabel("Agenda", [{"trekker": partijnaam}] * aantal).agenda
            )
        een = tabel("Agenda", [{"trekker": partijnaam(1)}] * aantal).agenda
        yield from (
            Invoer(partijen=tabel("Partijen", [{"soort": s}]).partijen, agenda=een)
            for s in (overheid, ander)
        )
        gemengd = [{"trekker": partijnaam(1 + nummer % 2 * nummer)} for nummer in range(aantal)]
        yield from (
            tabel("Agenda", rijen) for rijen in ([{"trekker": partijnaam(1)}] * aantal, gemengd)
        )


Paar = tuple[int, int]
GEWOON = 5
ALLEEN = (1, 2, 3, 8)


def netwerken(methode: Methode) -> Iterator[Invoer]:
    """Inputs with parties and ties."""
    overheid, ander = eerste_soorten(methode)
    aantallen = sorted(
        {
            *KLEIN,
            GEWOON,
            *rijtallen(methode, "Relaties"),
            *(n + 1 for n in rijtallen(methode, "Relaties")),
        }
    )
    for aantal in aantallen[1:]:
        for paren in _vormen(aantal):
            yield _netwerk(aantal, paren)
            if aantal > GEWOON:
                continue
            yield from (_netwerk(aantal, paren, relatie=velden) for velden in _kolommen(methode))
            for soorten, velden in product(
                _partijsoorten(aantal, overheid, ander), ({}, {"sterkte": 1}, {"sterkte": 5})
            ):
                yield _netwerk(aantal, paren, soorten, velden)
    for los in sorted({*ALLEEN, *rijtallen(methode, "Relaties")}):
        yield _netwerk(4 + los, _lijn(4))


def _netwerk(
    aantal: int,
    paren: Sequence[Paar],
    soorten: Sequence[str] = (),
    relatie: Mapping[str, Any] | None = None,
) -> Invoer:
    namen = [partijnaam(nummer) for nummer in range(1, aantal + 1)]
    return Invoer(
        partijen=tuple(
            Partij(naam=naam, soort=soorten[i] if soorten else None) for i, naam in enumerate(namen)
        ),
        relaties=tuple(
            Relatie.model_validate({"van": namen[van], "naar": namen[naar], **(relatie or {})})
            for van, naar in paren
        ),
    )


def _vormen(aantal: int) -> Iterator[list[Paar]]:
    """The shapes of a network of this many parties."""
    ster = [(0, ander) for ander in range(1, aantal)]
    yield ster
    yield [(naar, van) for van, naar in ster]
    yield _lijn(aantal)
    if aantal > 2:
        yield [*_lijn(aantal), (aantal - 1, 0)]
        yield [*ster, *((naar, van) for van, naar in ster)]
        yield [*ster, (1, 2)]
    if aantal <= GEWOON + 1:
        yield list(combinations(range(aantal), 2))
    if aantal % 2 == 0:
        yield [(nummer, nummer + 1) for nummer in range(0, aantal, 2)]


def _lijn(aantal: int) -> list[Paar]:
    return [(nummer, nummer + 1) for nummer in range(aantal - 1)]


def _kolommen(methode: Methode) -> Iterator[dict[str, Any]]:
    """What each tie says."""
    schalen = (1, 3, 5)
    yield from chain(
        ({"sterkte": cijfer} for cijfer in schalen),
        ({"vertrouwen": cijfer} for cijfer in schalen),
        ({"sterkte": een, "vertrouwen": ander} for een, ander in ((5, 1), (1, 5))),
        ({"vorm": vorm} for vorm in methode.kolom("Relaties", "vorm").keuzes),
    )


def _partijsoorten(aantal: int, overheid: str, ander: str) -> Iterator[list[str]]:
    """Which kind each party is: all the same, one in the middle, or by turns."""
    yield [overheid] * aantal
    yield [overheid, *[ander] * (aantal - 1)]
    yield [ander, *[overheid] * (aantal - 1)]
    yield [(overheid, ander)[nummer % 2] for nummer in range(aantal)]
