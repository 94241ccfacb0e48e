"""Small sets of answers and single values: by statement, by group of evidence, by perspective, by
side of the fabric."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Methode, Patroon, Stelling, Weefselstelling
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.methodeproef.tabellen import DAG, rijtallen
from regio_xl.rekenen.weefsel import DIMENSIES, patroon_van, weefselscores

Cijfers = Mapping[str, int]

LAAG, NEUTRAAL, HOOG = 1, 3, 5
# Levels of a side of the fabric: two answers by turns, so that every eighth of the scale is there.
NIVEAUS = ((3, 3), (1, 1), (5, 5), (2, 2), (4, 4), (1, 2), (2, 3), (3, 4), (4, 5))
MEESTE_PER_PATROON = 4


def antwoord(waarde: int) -> Antwoord:
    """An answer 1-5."""
    return Antwoord(waarde=waarde)


def beantwoord(cijfers: Cijfers) -> dict[str, Antwoord]:
    """Answers by statement."""
    return {id_: antwoord(cijfer) for id_, cijfer in cijfers.items()}


def velden(methode: Methode) -> Iterator[Invoer]:
    """Every single value, with each choice; what does not apply puts a tab in use and says nothing
    else."""
    for tab in methode.invoertabs:
        for kenmerk in tab.kenmerken:
            if kenmerk.sleutel != "keuze":  # a choice is no text: see werkwijzen
                teksten = _teksten(rijtallen(methode, f"{tab.tab}.{kenmerk.sleutel}"))
                for waarde in kenmerk.keuzes or (
                    teksten if kenmerk.soort == "tekst" else [DAG.isoformat()]
                ):
                    yield Invoer(kenmerken={tab.tab: {kenmerk.sleutel: waarde}})
    for tab_ in (methode.opgave, methode.netwerk, methode.weefsel):
        yield from (
            Invoer(antwoorden={stelling.id: Antwoord(nvt=True)}) for stelling in tab_.stellingen[:1]
        )


def _teksten(aantallen: Iterable[int]) -> list[str]:
    """Texts that name so many things."""
    return [
        ", ".join(f"Terrein {nummer}" for nummer in range(1, aantal + 1)) for aantal in aantallen
    ]


def profielen(methode: Methode) -> Iterator[Invoer]:
    """Answers on Opgave and Netwerk: all the same, for or against a perspective, wholly or in one
    group of evidence."""
    stellingen = (*methode.opgave.stellingen, *methode.netwerk.stellingen)
    groepen = list(dict.fromkeys(stelling.groep for stelling in stellingen))
    for cijfer in (NEUTRAAL, LAAG, HOOG, 2, 4):
        yield Invoer(antwoorden=beantwoord({stelling.id: cijfer for stelling in stellingen}))
    for aantal in range(1, len(groepen)):
        yield Invoer(
            antwoorden=beantwoord(
                {s.id: NEUTRAAL for s in stellingen if s.groep in groepen[:aantal]}
            )
        )
    neutraal = {stelling.id: NEUTRAAL for stelling in stellingen}
    for perspectief, richting in product(PERSPECTIEVEN, (1, -1)):
        kant = voor(stellingen, perspectief, richting)
        yield Invoer(antwoorden=beantwoord(kant))
        for groep in groepen:
            deel = {
                stelling.id: kant[stelling.id] for stelling in stellingen if stelling.groep == groep
            }
            yield Invoer(antwoorden=beantwoord(deel))
            if richting > 0:
                yield Invoer(antwoorden=beantwoord({**neutraal, **deel}))
        eerste = next(id_ for id_, cijfer in kant.items() if cijfer != NEUTRAAL)
        yield Invoer(antwoorden=beantwoord({**neutraal, eerste: kant[eerste]}))


def delen_van(geheel: int) -> list[int]:
    """One, a quarter, a half, three quarters and all of a number."""
    return sorted({1, *(max(1, geheel * deel // 4) for deel in (1, 2, 3, 4))})


def voor(
    stellingen: Iterable[Stelling], perspectief: Perspectief, richting: int = 1
) -> dict[str, int]:
    """The answers that plead most for a perspective and least for the others (``richting`` -1: the
    other way round)."""
    cijfers = {}
    for stelling in stellingen:
        anderen = [stelling.laadt(p) for p in PERSPECTIEVEN if p != perspectief]
        verschil = richting * (stelling.laadt(perspectief) - sum(anderen) / len(anderen))
        cijfers[stelling.id] = NEUTRAAL if not verschil else HOOG if verschil > 0 else LAAG
    return cijfers


def weefsel(methode: Methode) -> Iterator[Invoer]:
    """Answers on Weefsel: each side on each level, some of the statements, and what makes each
    pattern."""
    for dimensie, niveau in product(DIMENSIES, NIVEAUS):
        yield Invoer(antwoorden=beantwoord(_kant(methode, dimensie, niveau)))
    stellingen = methode.weefsel.stellingen
    for aantal in delen_van(len(stellingen)):
        yield Invoer(
            antwoorden=beantwoord({stelling.id: NEUTRAAL for stelling in stellingen[:aantal]})
        )
    for patroon in methode.weefsel.patronen:
        yield from _patroon(methode, patroon)


def _kant(methode: Methode, dimensie: str, niveau: tuple[int, ...]) -> dict[str, int]:
    """Answers to all statements of one side; where agreeing is a bad sign the answer is
    mirrored."""
    stellingen = [
        stelling for stelling in methode.weefsel.stellingen if stelling.dimensie == dimensie
    ]
    return {
        s.id: _gespiegeld(s, niveau[nummer % len(niveau)]) for nummer, s in enumerate(stellingen)
    }


def _gespiegeld(stelling: Weefselstelling, cijfer: int) -> int:
    return LAAG + HOOG - cijfer if stelling.omgekeerd else cijfer


def _patroon(methode: Methode, patroon: Patroon) -> Iterator[Invoer]:
    """Answers for which a pattern is the first that fits, at most a few of them."""
    ids = {stelling.id for stelling in methode.weefsel.stellingen}
    eigen = {v.meet: HOOG if v.max is None else LAAG for v in patroon.voorwaarden if v.meet in ids}
    gevonden = 0
    for niveaus in product(NIVEAUS[:3], repeat=len(DIMENSIES)):
        delen = (
            _kant(methode, dimensie, niveau)
            for dimensie, niveau in zip(DIMENSIES, niveaus, strict=True)
        )
        invoer = Invoer(
            antwoorden=beantwoord(
                {id_: cijfer for deel in delen for id_, cijfer in deel.items()} | eigen
            )
        )
        if patroon_van(methode, invoer, weefselscores(methode, invoer)) == patroon:
            yield invoer
            gevonden += 1
        if gevonden == MEESTE_PER_PATROON:
            return


def werkwijzen(methode: Methode) -> Iterator[Invoer]:
    """Answers on Perspectief, alone and beside an advice, with a choice or without."""
    stellingen = methode.perspectief.stellingen
    for cijfer, aantal in product((NEUTRAAL, LAAG, HOOG), delen_van(len(stellingen))):
        antwoorden = beantwoord({stelling.id: cijfer for stelling in stellingen[:aantal]})
        yield from (Invoer(nu=antwoorden), Invoer(gewenst=antwoorden))
    weeg = (*methode.opgave.stellingen, *methode.netwerk.stellingen)
    manier = {p: beantwoord(voor(stellingen, p)) for p in PERSPECTIEVEN}
    zacht = {
        p: beantwoord({id_: (NEUTRAAL + c) // 2 for id_, c in voor(stellingen, p).items()})
        for p in PERSPECTIEVEN
    }
    for p, ander in zip(PERSPECTIEVEN, (*PERSPECTIEVEN[1:], PERSPECTIEVEN[0]), strict=True):
        advies = beantwoord(voor(weeg, p))
        for kant in (manier[p], zacht[p]):
            yield from (Invoer(nu=kant), Invoer(gewenst=kant))
        for sleutel in ("reden", "besproken_met"):
            yield Invoer(
                keuze=p,
                kenmerken={methode.perspectief.tab: {sleutel: "Met alle partijen besproken"}},
            )
        yield Invoer(keuze=p)
        for tweede in (p, ander):
            yield Invoer(nu=manier[p], gewenst=manier[tweede])
            yield Invoer(antwoorden=advies, nu=manier[tweede])
            yield Invoer(antwoorden=advies, gewenst=manier[tweede])
            yield Invoer(antwoorden=advies, keuze=tweede)
