"""Step 5: the checklist that belongs to the choice of the group, or else to the advice.

Source: VNG Denktank 2018, *Werkende samenwerking*, deel I, stap 5; wegwijzer 5 (p. 189) and wegwijzer 6.
"""

from __future__ import annotations

from regio_xl.invoer import Invoer
from regio_xl.methode import Methode
from regio_xl.perspectieven import Perspectief
from regio_xl.resultaten import Borgpunt


def borgpunten(methode: Methode, invoer: Invoer, gekozen: Perspectief | None) -> tuple[Borgpunt, ...]:
    """The lines of the checklist in the method's order: core questions, arrangements, fixed points.

    Without a choice or an advice only the fixed points remain: they hold whatever is chosen.
    """
    borg = methode.borg_en_verbind
    kernvragen = (
        Borgpunt(
            id=v.id,
            soort="kernvraag",
            van=v.van,
            naar=v.naar,
            vraag=v.tekst,
            uitleg=v.uitleg,
            status=_status(methode, invoer, v.id),
        )
        for v in borg.kernvragen
        if v.van == gekozen
    )
    legitimiteit = (
        Borgpunt(
            id=p.id, soort="legitimiteit", van=p.bij, naar=None, vraag=p.tekst, uitleg=p.uitleg,
            status=_status(methode, invoer, p.id),
        )
        for p in borg.legitimiteit
        if p.bij == gekozen
    )  # fmt: skip
    vast = (
        Borgpunt(
            id=p.id,
            soort="vast punt",
            van=None,
            naar=None,
            vraag=p.tekst,
            uitleg=p.uitleg,
            status=_status(methode, invoer, p.id),
        )
        for p in borg.vaste_punten
    )
    return (*kernvragen, *legitimiteit, *vast)


def _status(methode: Methode, invoer: Invoer, id_: str) -> str:
    """What the group filled in; a question without a known status is open."""
    afspraak = invoer.afspraken.get(id_)
    open_ = methode.borg_en_verbind.statussen[0]
    return afspraak.status if afspraak and afspraak.status in methode.borg_en_verbind.statussen else open_
