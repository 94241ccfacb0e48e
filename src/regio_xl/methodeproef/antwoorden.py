"""Small sets of answers, single values and checklists: by statement, by group of evidence, by
perspective, by side of the fabric, by status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from regio_xl.invoer import Afspraak, Antwoord, Invoer
from regio_xl.methode import Kenmerk, Methode, Patroon, Stelling, Weefselstelling, tabnamen
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.methodeproef.tabellen import DAG, rijtallen
from regio_xl.rekenen.borg_en_verbind import borgpunten
from regio_xl.rekenen.weefsel import DIMENSIES, patroon_van, weefselscores

_LAAG, _NEUTRAAL, _HOOG = 1, 3, 5
# Levels of a side of the fabric: two answers by turns, so that every eighth of the scale is there.
_NIVEAUS = ((3, 3), (1, 1), (5, 5), (2, 2), (4, 4), (1, 2), (2, 3), (3, 4), (4, 5))
_MEESTE_PER_PATROON = 4


def beantwoord(cijfers: Mapping[str, int]) -> dict[str, Antwoord]:
    """Answers 1-5 by statement."""
    return {id_: Antwoord(waarde=cijfer) for id_, cijfer in cijfers.items()}


def _met(cijfers: Mapping[str, int]) -> Invoer:
    return Invoer(antwoorden=beantwoord(cijfers))


def velden(methode: Methode) -> Iterator[Invoer]:
    """Every single value, with each choice; what does not apply puts a tab in use and says nothing
    else."""
    for tab in methode.invoertabs:
        for kenmerk in tab.kenmerken:
            if kenmerk.sleutel != "keuze":  # a choice is no text: see werkwijzen
                plek = f"{tab.tab}.{kenmerk.sleutel}"
                for waarde in _waarden(kenmerk, rijtallen(methode, plek)):
                    yield Invoer(kenmerken={tab.tab: {kenmerk.sleutel: waarde}})
    for stellingen in (methode.opgave.stellingen, methode.netwerk.stellingen):
        yield Invoer(antwoorden={stellingen[0].id: Antwoord(nvt=True)})
    yield Invoer(antwoorden={methode.weefsel.stellingen[0].id: Antwoord(nvt=True)})


def _waarden(kenmerk: Kenmerk, aantallen: Iterable[int]) -> Sequence[str]:
    """What a single value can be; a text names so many things."""
    if kenmerk.keuzes:
        return kenmerk.keuzes
    if kenmerk.soort != "tekst":
        return [DAG.isoformat()]
    namen = [f"Terrein {nummer}" for nummer in range(1, max(aantallen) + 1)]
    return [", ".join(namen[:aantal]) for aantal in aantallen]


def profielen(methode: Methode) -> Iterator[Invoer]:
    """Answers on Opgave and Netwerk: all the same, for or against a perspective, wholly or in one
    group of evidence."""
    stellingen = (*methode.opgave.stellingen, *methode.netwerk.stellingen)
    groepen = list(dict.fromkeys(stelling.groep for stelling in stellingen))
    for cijfer in (_NEUTRAAL, _LAAG, _HOOG, 2, 4):
        yield _met({stelling.id: cijfer for stelling in stellingen})
    for aantal in range(1, len(groepen)):
        yield _met({s.id: _NEUTRAAL for s in stellingen if s.groep in groepen[:aantal]})
    neutraal = {stelling.id: _NEUTRAAL for stelling in stellingen}
    for perspectief, richting in product(PERSPECTIEVEN, (1, -1)):
        kant = voor(stellingen, perspectief, richting)
        yield _met(kant)
        for groep in groepen:
            deel = {s.id: kant[s.id] for s in stellingen if s.groep == groep}
            yield _met(deel)
            if richting > 0:
                yield _met(neutraal | deel)
        eerste = next(id_ for id_, cijfer in kant.items() if cijfer != _NEUTRAAL)
        yield _met(neutraal | {eerste: kant[eerste]})


def _delen_van(geheel: int) -> list[int]:
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
        cijfers[stelling.id] = _NEUTRAAL
        if verschil:
            cijfers[stelling.id] = _HOOG if verschil > 0 else _LAAG
    return cijfers


def weefsel(methode: Methode) -> Iterator[Invoer]:
    """Answers on Weefsel: each side on each level, some of the statements, and what makes each
    pattern."""
    stellingen = methode.weefsel.stellingen
    for dimensie, niveau in product(DIMENSIES, _NIVEAUS):
        yield _met(_kant(stellingen, dimensie, niveau))
    for aantal in _delen_van(len(stellingen)):
        yield _met({stelling.id: _NEUTRAAL for stelling in stellingen[:aantal]})
    for patroon in methode.weefsel.patronen:
        yield from _patroon(methode, patroon)


def _kant(
    stellingen: Iterable[Weefselstelling], dimensie: str, niveau: tuple[int, ...]
) -> dict[str, int]:
    """Answers to all statements of one side; where agreeing is a bad sign the answer is
    mirrored."""
    cijfers = {}
    for nummer, stelling in enumerate(s for s in stellingen if s.dimensie == dimensie):
        cijfer = niveau[nummer % len(niveau)]
        cijfers[stelling.id] = _LAAG + _HOOG - cijfer if stelling.omgekeerd else cijfer
    return cijfers


def _patroon(methode: Methode, patroon: Patroon) -> Iterator[Invoer]:
    """Answers for which a pattern is the first that fits, at most a few of them."""
    stellingen = methode.weefsel.stellingen
    ids = {stelling.id for stelling in stellingen}
    eigen = {v.meet: _HOOG if v.max is None else _LAAG for v in patroon.voorwaarden}
    gevonden = 0
    for niveaus in product(_NIVEAUS[:3], repeat=len(DIMENSIES)):
        cijfers: dict[str, int] = {}
        for dimensie, niveau in zip(DIMENSIES, niveaus, strict=True):
            cijfers |= _kant(stellingen, dimensie, niveau)
        invoer = _met(cijfers | {id_: cijfer for id_, cijfer in eigen.items() if id_ in ids})
        if patroon_van(methode, invoer, weefselscores(methode, invoer)) == patroon:
            yield invoer
            gevonden += 1
        if gevonden == _MEESTE_PER_PATROON:
            return


def werkwijzen(methode: Methode) -> Iterator[Invoer]:
    """Answers on Perspectief, alone and beside an advice, with a choice or without."""
    stellingen = methode.perspectief.stellingen
    for cijfer, aantal in product((_NEUTRAAL, _LAAG, _HOOG), _delen_van(len(stellingen))):
        antwoorden = beantwoord({stelling.id: cijfer for stelling in stellingen[:aantal]})
        yield Invoer(nu=antwoorden)
        yield Invoer(gewenst=antwoorden)
    weeg = (*methode.opgave.stellingen, *methode.netwerk.stellingen)
    manier = {p: beantwoord(voor(stellingen, p)) for p in PERSPECTIEVEN}
    for p, ander in zip(PERSPECTIEVEN, (*PERSPECTIEVEN[1:], PERSPECTIEVEN[0]), strict=True):
        advies = beantwoord(voor(weeg, p))
        zacht = {id_: (_NEUTRAAL + cijfer) // 2 for id_, cijfer in voor(stellingen, p).items()}
        for kant in (manier[p], beantwoord(zacht)):
            yield Invoer(nu=kant)
            yield Invoer(gewenst=kant)
        yield Invoer(keuze=p)
        for sleutel in ("reden", "besproken_met"):
            kenmerken = {methode.perspectief.tab: {sleutel: "Met alle partijen besproken"}}
            yield Invoer(keuze=p, kenmerken=kenmerken)
        for tweede in (p, ander):
            yield Invoer(nu=manier[p], gewenst=manier[tweede])
            yield Invoer(antwoorden=advies, nu=manier[tweede])
            yield Invoer(antwoorden=advies, gewenst=manier[tweede])
            yield Invoer(antwoorden=advies, keuze=tweede)


def checklists(methode: Methode) -> Iterator[Invoer]:
    """Checklists of step 5: points with a status, an agreement, an owner and a day, or without."""
    borg = methode.borg_en_verbind
    for punt, status in product(borg.vaste_punten, borg.statussen):
        yield Invoer(afspraken={punt.id: Afspraak(status=status)})
    for keuze in PERSPECTIEVEN:
        for groep in _groepen(methode, keuze):
            aantallen = sorted({1, (len(groep) + 1) // 2, len(groep)})
            for status, aantal in product(borg.statussen, aantallen):
                afspraken = dict.fromkeys(groep[:aantal], Afspraak(status=status))
                yield Invoer(keuze=keuze, afspraken=afspraken)
    ids = _groepen(methode, PERSPECTIEVEN[0])[0]
    aantallen = rijtallen(methode, tabnamen.BORG_EN_VERBIND)
    for aantal, eigenaar, datum in product(aantallen, (None, "Gemeente"), (None, DAG)):
        afspraak = Afspraak(afspraak="Elk kwartaal bespreken", eigenaar=eigenaar, datum=datum)
        afspraken = dict.fromkeys(ids[:aantal], afspraak)
        yield Invoer(keuze=PERSPECTIEVEN[0], afspraken=afspraken)


def _groepen(methode: Methode, keuze: Perspectief) -> list[list[str]]:
    """The points that belong to a choice: all of them, those of each other perspective, and the
    ways to account."""
    punten = borgpunten(methode, Invoer(), keuze)
    groepen = [[punt.id for punt in punten]]
    for naar in PERSPECTIEVEN:
        if naar != keuze:
            groepen.append([punt.id for punt in punten if punt.naar == naar])
    groepen.append([punt.id for punt in punten if punt.soort == "legitimiteit"])
    return groepen
