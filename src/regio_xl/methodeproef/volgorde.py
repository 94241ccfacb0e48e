"""Whether the first statements already give the advice, and in which order they best do.

Statements stay on their tab; the tabs come in the order of the workbook.
"""

from __future__ import annotations

from collections.abc import Sequence
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


def nodig(schaal: Proefschaal, ids: Sequence[str]) -> int | None:
    """After how many of these statements, all answered, there is always enough for an advice: half
    of all evidence and of the evidence about each perspective. None when they are not enough."""
    plek = {stuk.id: nummer for nummer, stuk in enumerate(schaal.stukken)}
    volledig = 0.0
    weet = [0.0] * len(PERSPECTIEVEN)
    for aantal, id_ in enumerate(ids, start=1):
        volledig += schaal.gewicht[plek[id_]]
        for p, zwaar in enumerate(schaal.zwaar):
            weet[p] += zwaar[plek[id_]] / schaal.noemers[p]
        if min(volledig, *weet) >= schaal.minst - _BIJNA:
            return aantal
    return None


def boeken_van(
    schaal: Proefschaal, aanname: Aanname | None, zaad: int, aantal: int
) -> list[Proefvulling]:
    """Plausible workbooks, or random ones without an assumption."""
    lot = loterij(zaad)
    if aanname is None:
        return [willekeurig(lot, schaal) for _ in range(aantal)]
    return [plausibel(lot, schaal, aanname).vulling for _ in range(aantal)]


def volgorde_nu(methode: Methode) -> list[str]:
    """The statements of Opgave and then of Netwerk, as they stand."""
    return [s.id for tab in (methode.opgave, methode.netwerk) for s in tab.stellingen]


def volgordevoorstel(methode: Methode, aanname: Aanname, zaad: int, aantal: int) -> list[str]:
    """The statements in the order in which the first ones say most.

    From all statements of a tab the one goes to the end that can be missed best: without it the
    highest score stays the same most often (and else the scores move least). Then the next, until
    none is left. Statements of an earlier tab stay in.
    """
    schaal = proefschaal(methode)
    teller = _Weglater(schaal, boeken_van(schaal, aanname, zaad, aantal))
    plek = {stuk.id: nummer for nummer, stuk in enumerate(schaal.stukken)}
    for nummer, uit_tabel in enumerate(schaal.uit_tabel):
        if uit_tabel:
            teller.laat_weg(nummer)
    volgorde: list[str] = []
    for tab in (methode.netwerk, methode.opgave):
        rest = [plek[s.id] for s in tab.stellingen]
        achteraan: list[str] = []
        while rest:
            minst = max(rest, key=teller.zonder)
            teller.laat_weg(minst)
            rest.remove(minst)
            achteraan.append(schaal.stukken[minst].id)
        volgorde = achteraan[::-1] + volgorde
    return volgorde


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
