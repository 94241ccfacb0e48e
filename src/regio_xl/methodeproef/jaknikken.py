"""What saying yes to everything does: the same answer everywhere, and all answers a step up."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from regio_xl.methodeproef.loting import Aanname, plausibel, willekeurig
from regio_xl.methodeproef.proefschaal import Proefschaal, Vulling


class Jaknikken(NamedTuple):
    """Points of 0-100 between the highest and the lowest score when every answer is the same, by
    answer; and the shares (0-1) of advices that change when all answers move a step up or down, in
    random and in plausible workbooks."""

    zonder: dict[int, float]
    met: dict[int, float]
    willekeurig: tuple[float, float]
    plausibel: tuple[float, float]


def overal_hetzelfde(schaal: Proefschaal, antwoord: int, *, ook_tabellen: bool) -> float:
    """Highest minus lowest score when every answer is ``antwoord``; ``ook_tabellen``: the tables say
    the same."""
    waarde = (antwoord - 3) / 2
    vulling = [None if tab and not ook_tabellen else waarde for tab in schaal.uit_tabel]
    scores = schaal.weeg_op(vulling).scores
    return max(scores) - min(scores)


def verschoven(schaal: Proefschaal, vulling: Vulling, stap: int) -> Vulling:
    """Every answer a step up or down, within 1-5; tables stay as they are."""
    return [
        v if v is None or tab else max(-1.0, min(1.0, v + stap / 2))
        for v, tab in zip(vulling, schaal.uit_tabel, strict=True)
    ]


def meet_jaknikken(schaal: Proefschaal, aanname: Aanname, zaad: int, aantal: int) -> Jaknikken:
    """Measure all of it."""
    lot = Random(zaad)  # noqa: S311 - no secrets
    anders = {}
    for soort in ("willekeurig", "plausibel"):
        telling = [0, 0]
        for _ in range(aantal):
            if soort == "willekeurig":
                vulling = willekeurig(lot, schaal)
            else:
                vulling = plausibel(lot, schaal, aanname).vulling
            eerste = schaal.weeg_op(vulling).eerste
            for nummer, stap in enumerate((1, -1)):
                na = schaal.weeg_op(verschoven(schaal, vulling, stap)).eerste
                telling[nummer] += na != eerste
        anders[soort] = (telling[0] / aantal, telling[1] / aantal)
    standen = [
        {a: overal_hetzelfde(schaal, a, ook_tabellen=ook) for a in (1, 2, 4, 5)}
        for ook in (False, True)
    ]
    return Jaknikken(*standen, anders["willekeurig"], anders["plausibel"])
