"""What saying yes to everything does: the same answer everywhere, and all answers a step up."""

from __future__ import annotations

from regio_xl.methodeproef.loting import Aanname, loterij, plausibel, willekeurig
from regio_xl.methodeproef.proefschaal import Proefschaal, Proefvulling


def overal_hetzelfde(schaal: Proefschaal, antwoord: int, *, ook_tabellen: bool) -> float:
    """Highest minus lowest score when every answer is ``antwoord``; ``ook_tabellen``: the tables
    say the same."""
    waarde = (antwoord - 3) / 2
    vulling = [None if tab and not ook_tabellen else waarde for tab in schaal.uit_tabel]
    scores = schaal.weeg_op(vulling).scores
    return max(scores) - min(scores)


def verschoven(schaal: Proefschaal, vulling: Proefvulling, stap: int) -> Proefvulling:
    """Every answer a step up or down, within 1-5; tables stay as they are."""
    return [
        v if v is None or tab else max(-1.0, min(1.0, v + stap / 2))
        for v, tab in zip(vulling, schaal.uit_tabel, strict=True)
    ]


def verschuivingen(
    schaal: Proefschaal, aanname: Aanname | None, zaad: int, aantal: int
) -> tuple[float, float]:
    """The share (0-1) of workbooks whose highest score changes when all answers go a step up, and a
    step down. ``aanname`` None: random workbooks."""
    lot = loterij(zaad)
    omhoog = omlaag = 0
    for _ in range(aantal):
        if aanname is None:
            vulling = willekeurig(lot, schaal)
        else:
            vulling = plausibel(lot, schaal, aanname).vulling
        eerste = schaal.weeg_op(vulling).eerste
        omhoog += schaal.weeg_op(verschoven(schaal, vulling, 1)).eerste != eerste
        omlaag += schaal.weeg_op(verschoven(schaal, vulling, -1)).eerste != eerste
    return omhoog / aantal, omlaag / aantal
