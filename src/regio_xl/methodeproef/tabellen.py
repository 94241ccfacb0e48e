"""Small tables for trial inputs: every column with every choice, and networks of every shape.

Tables are partly and wholly filled, with the combinations that figures rest on. Networks are a
line, a star, a ring, everyone with everyone, and parties that stand apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, permutations, product
from typing import Any, Literal

from regio_xl.invoer import SECTOREN, Agendapunt, Feit, Invoer, Partij, Relatie
from regio_xl.methode import Kolom, Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.agenda import TEKENS, agendabeeld

_Tabel = Literal["Feiten", "Agenda", "Partijen"]
# A row by column; a value that is a function gets the number of the row.
_Velden = Mapping[str, Any]
# A tie by the numbers of its two parties.
_Band = tuple[int, int]

_EERSTE_KOLOM: Mapping[_Tabel, str] = {"Feiten": "feit", "Agenda": "agendapunt", "Partijen": "naam"}
DAG = date(2027, 3, 1)
_KLEIN, _GEMENGD = (1, 2, 3, 4), (2, 4)
_MEESTE_RIJEN = 60
# Networks of these sizes get every kind of tie and of party, other sizes only their shape.
_UITGEWERKT = (3, 5)
_ALLEEN = (1, 2, 3, 8)


def tabellen(methode: Methode) -> Iterator[Invoer]:
    """Inputs with rows of one table, or of two that belong together."""
    for naam in _EERSTE_KOLOM:
        aantallen = rijtallen(methode, naam)
        for aantal in aantallen:
            yield tabelinvoer(naam, [{}] * aantal)
        for kolom in _kolommen(methode, naam)[1:]:
            yield from _kolom(naam, kolom, aantallen)
    yield from _partijen(methode)
    yield from _belangen(methode)
    yield from _trekkers(methode)
    for rij, aantal in product(tekens(methode).values(), rijtallen(methode, "Agenda")):
        yield tabelinvoer("Agenda", [rij] * aantal)


def rijtallen(methode: Methode, plek: str) -> list[int]:
    """How many rows a table gets: a few, and every number that a condition on that table names."""
    voorwaarden = [v for item in methode.handreikingen for v in item.voorwaarden]
    voorwaarden += [toets for wegwijzer in methode.wegwijzers for toets in wegwijzer.toetsen]
    aantallen = set(_KLEIN)
    for voorwaarde in voorwaarden:
        kengetal = methode.kengetal.get(voorwaarde.meet)
        if kengetal and (kengetal.plek, kengetal.eenheid) == (plek, "aantal"):
            grenzen = (int(voorwaarde.min or 0), int(voorwaarde.max or 0))
            aantallen.update(grens for grens in grenzen if 0 < grens <= _MEESTE_RIJEN)
    return sorted(aantallen)


def tabelinvoer(naam: _Tabel, rijen: Sequence[_Velden]) -> Invoer:
    """An input with these rows in one table, named by their number."""
    sleutel = _EERSTE_KOLOM[naam]
    gevuld: list[dict[str, Any]] = []
    for nummer, rij in enumerate(rijen, start=1):
        eerste = partijnaam(nummer) if naam == "Partijen" else f"{sleutel.capitalize()} {nummer}"
        velden = {k: v(nummer) if callable(v) else v for k, v in rij.items()}
        gevuld.append({sleutel: eerste, **velden})
    if naam == "Feiten":
        return Invoer(feiten=tuple(map(Feit.model_validate, gevuld)))
    if naam == "Agenda":
        return Invoer(agenda=tuple(map(Agendapunt.model_validate, gevuld)))
    return Invoer(partijen=tuple(map(Partij.model_validate, gevuld)))


def partijnaam(nummer: int) -> str:
    """The name of a party, the same one in every table."""
    return f"Partij {nummer}"


def tekens(methode: Methode) -> dict[Perspectief, _Velden]:
    """For each perspective the shortest signs of an agenda item that pull there."""
    kolommen = [k for k in _kolommen(methode, "Agenda") if k.sleutel in TEKENS]
    rijen = []
    for keuzes in product(*((None, *kolom.keuzes) for kolom in kolommen)):
        paren = zip(kolommen, keuzes, strict=True)
        rijen.append({kolom.sleutel: keuze for kolom, keuze in paren if keuze})
    rijen.sort(key=len)
    gevonden: dict[Perspectief, _Velden] = {}
    for rij, stand in zip(rijen, agendabeeld(methode, tabelinvoer("Agenda", rijen)), strict=True):
        if stand.trekt_naar:
            gevonden.setdefault(stand.trekt_naar, rij)
    return {p: gevonden[p] for p in PERSPECTIEVEN if p in gevonden}


def _kolommen(methode: Methode, naam: str) -> tuple[Kolom, ...]:
    tabellen_ = (tabel for tab in methode.invoertabs for tabel in tab.tabellen)
    return next(tabel.kolommen for tabel in tabellen_ if tabel.naam == naam)


def _kolom(naam: _Tabel, kolom: Kolom, aantallen: Sequence[int]) -> Iterator[Invoer]:
    """One column: the same in all rows, two values mixed, or filled in for some of the rows."""
    keuzes: Sequence[Any] = kolom.keuzes
    if kolom.sleutel in ("aan_tafel", "wederzijds"):
        keuzes = (True, False)
    elif kolom.soort == "schaal":
        keuzes = range(1, 6)
    if keuzes:
        rijen = [{kolom.sleutel: keuze} for keuze in keuzes]
        yield from _gemengd(naam, rijen, aantallen)
        for aantal in range(2, len(rijen) + 1):
            yield tabelinvoer(naam, rijen[:aantal])
        return
    vol: _Velden = {kolom.sleutel: _inhoud(kolom)}
    for aantal in aantallen:
        deels = range(1, aantal) if aantal in _KLEIN else (1, aantal // 2, aantal - 1)
        for gevuld in (*deels, aantal):
            yield tabelinvoer(naam, [vol] * gevuld + [{}] * (aantal - gevuld))


def _inhoud(kolom: Kolom) -> Any:
    if kolom.soort == "datum":
        return DAG
    return partijnaam if kolom.soort == "partij" else lambda nummer: f"{kolom.kop} {nummer}"


def _gemengd(naam: _Tabel, rijen: Sequence[_Velden], aantallen: Sequence[int]) -> Iterator[Invoer]:
    """The same row every time, and each pair of rows: one of the first and the rest of the
    other."""
    for rij, aantal in product(rijen, aantallen):
        yield tabelinvoer(naam, [rij] * aantal)
    for (een, ander), aantal in product(permutations(rijen, 2), _GEMENGD):
        yield tabelinvoer(naam, [een, *[ander] * (aantal - 1)])


def _partijen(methode: Methode) -> Iterator[Invoer]:
    """Parties with two columns at once."""
    soorten, keuzes = _twee_soorten(methode), methode.netwerk.regels.keuzes
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


def _twee_soorten(methode: Methode) -> tuple[str, str]:
    """A kind of party that is a public authority, and the first one that is not (the same where the
    method has no other)."""
    overheden = methode.netwerk.regels.keuzes.soort_overheid
    anderen = [s for s in methode.kolom("Partijen", "soort").keuzes if s not in overheden]
    return overheden[0], anderen[0] if anderen else overheden[0]


def _belangen(methode: Methode) -> Iterator[Invoer]:
    """Agenda items with the interest of some of the four sectors."""
    rijen: list[_Velden] = []
    for aantal in range(len(SECTOREN), -1, -1):
        for groep in combinations(SECTOREN, aantal):
            rijen.append({f"belang_{sector}": f"Belang {sector}" for sector in groep})
    yield from _gemengd("Agenda", rijen, rijtallen(methode, "Agenda"))


def _trekkers(methode: Methode) -> Iterator[Invoer]:
    """Agenda items with a puller: each another one or all the same, of a kind that is known or
    not."""
    for aantal in rijtallen(methode, "Agenda"):
        elk = tabelinvoer("Agenda", [{"trekker": partijnaam}] * aantal).agenda
        een = tabelinvoer("Agenda", [{"trekker": partijnaam(1)}] * aantal).agenda
        om_en_om = [{"trekker": partijnaam(1 + rij % 2 * rij)} for rij in range(aantal)]
        yield Invoer(agenda=een)
        yield tabelinvoer("Agenda", om_en_om)
        for soort, rest in product(_twee_soorten(methode), repeat=2):
            rijen = [{"soort": soort}, *[{"soort": rest}] * (aantal - 1)]
            yield Invoer(partijen=tabelinvoer("Partijen", rijen).partijen, agenda=elk)
            yield Invoer(partijen=tabelinvoer("Partijen", rijen[:1]).partijen, agenda=een)


def netwerken(methode: Methode) -> Iterator[Invoer]:
    """Inputs with parties and ties."""
    overheid, ander = _twee_soorten(methode)
    tallen = rijtallen(methode, "Relaties")
    for aantal in sorted({*_UITGEWERKT, *tallen[1:], *(tal + 1 for tal in tallen)}):
        soorten = (
            [overheid] * aantal,
            [overheid, *[ander] * (aantal - 1)],
            [ander, *[overheid] * (aantal - 1)],
            [(overheid, ander)[nummer % 2] for nummer in range(aantal)],
        )
        for banden in _vormen(aantal):
            yield _netwerk(aantal, banden)
            if aantal in _UITGEWERKT:
                for velden in _banden(methode):
                    yield _netwerk(aantal, banden, velden=velden)
                for reeks, sterkte in product(soorten, (None, 1, 5)):
                    yield _netwerk(aantal, banden, reeks, {"sterkte": sterkte})
    for los in sorted({*_ALLEEN, *tallen}):
        yield _netwerk(4 + los, _lijn(4))
    yield from _alles_gevraagd(methode)


def _alles_gevraagd(methode: Methode) -> Iterator[Invoer]:
    """Networks of which every tie is known: in loose parts, and of three kinds of parties that
    mostly know their own kind."""
    yield _netwerk(6, _heen_en_terug([(0, 1), (2, 3), (4, 5)]))
    overheid, _ = _twee_soorten(methode)
    anderen = [soort for soort in methode.kolom("Partijen", "soort").keuzes if soort != overheid]
    banden = _heen_en_terug([*combinations(range(4), 2), (0, 4), (1, 5)])
    yield _netwerk(6, banden, [*[overheid] * 4, *anderen[:2]])


def _netwerk(
    aantal: int, banden: Sequence[_Band], soorten: Sequence[str] = (), velden: _Velden | None = None
) -> Invoer:
    rijen = [{"soort": soort} for soort in soorten] or [{}] * aantal
    relaties = [
        {"van": partijnaam(van + 1), "naar": partijnaam(naar + 1), **(velden or {})}
        for van, naar in banden
    ]
    return Invoer(
        partijen=tabelinvoer("Partijen", rijen).partijen,
        relaties=tuple(map(Relatie.model_validate, relaties)),
    )


def _vormen(aantal: int) -> Iterator[list[_Band]]:
    """The shapes of a network of this many parties."""
    ster = [(0, ander) for ander in range(1, aantal)]
    terug = [(naar, van) for van, naar in ster]
    yield ster
    yield terug
    yield _lijn(aantal)
    if aantal > 2:
        yield [*_lijn(aantal), (aantal - 1, 0)]
        yield [*ster, *terug]
        yield [*ster, (1, 2)]
    if aantal <= 6:
        yield list(combinations(range(aantal), 2))
        yield _heen_en_terug(_lijn(aantal))
    if aantal % 2 == 0:
        paren = [(nummer, nummer + 1) for nummer in range(0, aantal, 2)]
        yield paren
        yield _heen_en_terug(paren)


def _heen_en_terug(banden: Iterable[_Band]) -> list[_Band]:
    """Every tie from both sides: everybody was asked, so nothing about the ties is unknown."""
    return [rij for van, naar in banden for rij in ((van, naar), (naar, van))]


def _lijn(aantal: int) -> list[_Band]:
    return [(nummer, nummer + 1) for nummer in range(aantal - 1)]


def _banden(methode: Methode) -> Iterator[_Velden]:
    """What each tie says."""
    for cijfer in (1, 3, 5):
        yield {"sterkte": cijfer}
        yield {"vertrouwen": cijfer}
    for sterkte, vertrouwen in ((5, 1), (1, 5)):
        yield {"sterkte": sterkte, "vertrouwen": vertrouwen}
    for vorm in methode.kolom("Relaties", "vorm").keuzes:
        yield {"vorm": vorm}
