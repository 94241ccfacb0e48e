"""Answers at the edge of an advice, on which the workbook and a calculation once differed."""

from __future__ import annotations

from collections.abc import Mapping

from regio_xl.methode import Methode
from regio_xl.resultaten import Duidelijkheid


def grensgevallen(methode: Methode) -> Mapping[str, tuple[Mapping[str, int], Duidelijkheid]]:
    """Answers to statements by what is special about them, each with the word of a calculation
    over empty tables."""
    stellingen = [s for tab in (methode.opgave, methode.netwerk) for s in tab.stellingen]
    gewicht, genoeg = methode.gewichten, methode.algemeen.drempels.volledigheid
    alles = sum(gewicht[s.id] for s in stellingen)
    half: dict[str, int] = {}
    for s in stellingen:
        if sum(gewicht[id_] for id_ in half) < genoeg * alles:
            half[s.id] = 4
    eigen = max(stellingen, key=lambda s: gewicht[s.id] * s.laadt("rechtmatig"))
    zonder = {s.id: 3 for s in stellingen if not s.laadt("rechtmatig")}
    return {
        "genoeg stellingen, te weinig met de tabellen erbij": (half, "onvoldoende"),
        "bijna niets bekend over de hoogste": ({**zonder, eigen.id: 5}, "onvoldoende"),
        "alle vier precies gelijk": ({s.id: 3 for s in stellingen}, "verdeeld"),
    }
