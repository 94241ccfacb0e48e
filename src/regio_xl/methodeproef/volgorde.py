"""Whether the first statements already give the advice, and in which order they best do.

Statements stay on their tab. The first twenty are the first of Opgave and the first of Netwerk
together: those of one tab alone know too little of some perspectives.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from regio_xl.methode import Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.methodeproef.loting import Aanname, loterij, plausibel, willekeurig
from regio_xl.methodeproef.proefschaal import Proefschaal, Proefuitslag, Proefvulling, proefschaal

EERSTE = 20
"""After so many statements a participant should have an advice."""
_BIJNA = 1e-9


class Eerste(NamedTuple):
    """Shares (0-1) of workbooks: the first statements give the same highest score as everything;
    they are enough for an advice."""

    zelfde: float
    genoeg: float


def eerste_deel(
    schaal: Proefschaal, vullingen: Sequence[Proefvulling], ids: Sequence[str]
) -> Eerste:
    """Compare what these statements alone give with what everything gives."""
    telt = set(ids)
    mee = [stuk.id in telt for stuk in schaal.stukken]
    zelfde = genoeg = 0
    for vulling in vullingen:
        eerst = schaal.weeg_op([v if m else None for v, m in zip(vulling, mee, strict=True)])
        zelfde += eerst.eerste == schaal.weeg_op(vulling).eerste
        genoeg += eerst.woord != "onvoldoende"
    return Eerste(zelfde / len(vullingen), genoeg / len(vullingen))


def minst_bekend(schaal: Proefschaal, ids: Iterable[str]) -> float:
    """How much is known (0-1) when these statements are answered: of all evidence, or of that about
    the perspective of which least is known. An advice asks for ``minst``."""
    telt = set(ids)
    plekken = [nummer for nummer, stuk in enumerate(schaal.stukken) if stuk.id in telt]
    weet = [
        sum(zwaar[plek] for plek in plekken) / noemer
        for zwaar, noemer in zip(schaal.zwaar, schaal.noemers, strict=True)
    ]
    return min(sum(schaal.gewicht[plek] for plek in plekken), *weet)


def nodig(schaal: Proefschaal, ids: Sequence[str]) -> int | None:
    """After how many of these statements, all answered, there is always enough for an advice; None
    when they are not enough."""
    return next(
        (
            aantal
            for aantal in range(1, len(ids) + 1)
            if minst_bekend(schaal, ids[:aantal]) >= schaal.minst - _BIJNA
        ),
        None,
    )


def eerste_van_beide(
    schaal: Proefschaal, opgave: Sequence[str], netwerk: Sequence[str]
) -> tuple[int, int]:
    """How many of Opgave and of Netwerk, twenty together, so that as much as can be is known."""
    minst = max(0, EERSTE - len(netwerk))
    keuzes = range(minst, min(EERSTE, len(opgave)) + 1)
    aantal = max(keuzes, key=lambda a: minst_bekend(schaal, [*opgave[:a], *netwerk[: EERSTE - a]]))
    return aantal, EERSTE - aantal


def boeken_van(
    schaal: Proefschaal, aanname: Aanname | None, zaad: int, aantal: int
) -> list[Proefvulling]:
    """Plausible workbooks, or random ones without an assumption."""
    lot = loterij(zaad)
    if aanname is None:
        return [willekeurig(lot, schaal) for _ in range(aantal)]
    return [plausibel(lot, schaal, aanname).vulling for _ in range(aantal)]


def korte_lijst(methode: Methode, aanname: Aanname, zaad: int, aantal: int) -> list[str]:
    """Twenty statements that are enough for an advice when that can be, and whose highest score is
    most often that of everything.

    First each time the statement after which most is known of the least known. Then each of them
    is changed once for the other statement that is best for the highest score, while no less than
    enough stays known.
    """
    schaal = proefschaal(methode)
    rest = [s.id for tab in (methode.opgave, methode.netwerk) for s in tab.stellingen]
    gekozen: list[str] = []
    while rest and len(gekozen) < EERSTE:
        beste = max(rest, key=lambda id_: minst_bekend(schaal, (*gekozen, id_)))
        gekozen.append(beste)
        rest.remove(beste)
    vullingen = boeken_van(schaal, aanname, zaad, aantal)
    genoeg = min(schaal.minst, minst_bekend(schaal, gekozen)) - _BIJNA
    hoogst = eerste_deel(schaal, vullingen, gekozen).zelfde
    for plek in range(len(gekozen)):
        for ander in rest:
            poging = [*gekozen[:plek], ander, *gekozen[plek + 1 :]]
            if minst_bekend(schaal, poging) < genoeg:
                continue
            zelfde = eerste_deel(schaal, vullingen, poging).zelfde
            if zelfde > hoogst:
                rest = [*(id_ for id_ in rest if id_ != ander), gekozen[plek]]
                gekozen, hoogst = poging, zelfde
                break
    return gekozen


def volgordevoorstel(
    methode: Methode, kort: Collection[str], aanname: Aanname, zaad: int, aantal: int
) -> tuple[list[str], list[str]]:
    """The statements of Opgave and of Netwerk, each in the order in which the first ones say most;
    those of ``kort`` before the others.

    From all statements of a tab the one goes to the end that can be missed best: without it the
    highest score stays the same most often (and else the scores move least). Then the next, until
    none is left. Statements of Opgave stay in while those of Netwerk go.
    """
    schaal = proefschaal(methode)
    teller = _Weglater(schaal, boeken_van(schaal, aanname, zaad, aantal))
    plek = {stuk.id: nummer for nummer, stuk in enumerate(schaal.stukken)}
    for nummer, uit_tabel in enumerate(schaal.uit_tabel):
        if uit_tabel:
            teller.laat_weg(nummer)
    volgordes: list[list[str]] = []
    for tab in (methode.netwerk, methode.opgave):
        rest = [s.id for s in tab.stellingen]
        achteraan: list[str] = []
        while rest:
            lang = [id_ for id_ in rest if id_ not in kort] or rest
            minst = max(lang, key=lambda id_: teller.zonder(plek[id_]))
            teller.laat_weg(plek[minst])
            rest.remove(minst)
            achteraan.append(minst)
        volgordes.append(achteraan[::-1])
    netwerk, opgave = volgordes
    return opgave, netwerk


class _Weglater:
    """Sums of workbooks from which pieces are left out one by one."""

    def __init__(self, schaal: Proefschaal, vullingen: Sequence[Proefvulling]) -> None:
        self._schaal = schaal
        self._vullingen = vullingen
        self._einde: list[Proefuitslag] = [schaal.weeg_op(v) for v in vullingen]
        self._boven = [schaal.tel(v)[0] for v in vullingen]
        self._onder = [schaal.tel(v)[1] for v in vullingen]

    def laat_weg(self, nummer: int) -> None:
        """Take one piece out of all sums."""
        for vulling, boven, onder in zip(self._vullingen, self._boven, self._onder, strict=True):
            waarde = vulling[nummer]
            if waarde is not None:
                for p in range(len(PERSPECTIEVEN)):
                    boven[p] -= self._schaal.delen[p][nummer] * waarde
                    onder[p] -= self._schaal.zwaar[p][nummer]

    def zonder(self, nummer: int) -> tuple[int, float]:
        """In how many workbooks the highest score stays that of everything without this piece, and
        minus how far the scores move on average."""
        zelfde, ver = 0, 0.0
        deel = [rij[nummer] for rij in self._schaal.delen]
        zwaar = [rij[nummer] for rij in self._schaal.zwaar]
        for vulling, einde, boven, onder in zip(
            self._vullingen, self._einde, self._boven, self._onder, strict=True
        ):
            waarde = vulling[nummer] or 0.0
            telt = vulling[nummer] is not None
            scores = [
                50 * (1 + (b - d * waarde) / rest) if (rest := o - z * telt) > 1e-9 else 50.0
                for b, d, o, z in zip(boven, deel, onder, zwaar, strict=True)
            ]
            zelfde += scores.index(max(scores)) == einde.eerste
            ver += sum(abs(a - b) for a, b in zip(scores, einde.scores, strict=True))
        return zelfde, -ver
