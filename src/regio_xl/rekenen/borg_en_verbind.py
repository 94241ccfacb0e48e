"""Step 5: the checklist that belongs to the choice of the group, or else to the advice.

Source: VNG Denktank 2018, *Werkende samenwerking*, deel I, stap 5; wegwijzer 5 (p. 189) and
wegwijzer 6.
"""

from __future__ import annotations

from regio_xl.invoer import Invoer
from regio_xl.methode import Kernvraag, Legitimiteit, Methode, VastPunt
from regio_xl.methode.perspectieven import Perspectief
from regio_xl.resultaten import Borgpunt, Borgsoort


def borgpunten(
    methode: Methode, invoer: Invoer, gekozen: Perspectief | None
) -> tuple[Borgpunt, ...]:
    """The lines of the checklist in the method's order: core questions, arrangements, fixed points.

    Without a choice or an advice only the fixed points remain: they hold whatever is chosen.
    """
    borg = methode.borg_en_verbind
    punten: tuple[Kernvraag | Legitimiteit | VastPunt, ...] = (
        *(punt for punt in borg.kernvragen if punt.van == gekozen),
        *(punt for punt in borg.legitimiteit if punt.bij == gekozen),
        *borg.vaste_punten,
    )
    return tuple(borgpunt(punt, _status(methode, invoer, punt.id)) for punt in punten)


def borgpunt(punt: Kernvraag | Legitimiteit | VastPunt, status: str) -> Borgpunt:
    """One line of the checklist, with the status that the group gave it."""
    soort: Borgsoort
    van = naar = None
    match punt:
        case Kernvraag():
            soort, van, naar = "kernvraag", punt.van, punt.naar
        case Legitimiteit():
            soort, van = "legitimiteit", punt.bij
        case VastPunt():
            soort = "vast punt"
    return Borgpunt(
        id=punt.id,
        soort=soort,
        van=van,
        naar=naar,
        vraag=punt.tekst,
        uitleg=punt.uitleg,
        status=status,
    )


def _status(methode: Methode, invoer: Invoer, id_: str) -> str:
    """What the group filled in; a question without a known status is open."""
    afspraak = invoer.afspraken.get(id_)
    open_ = methode.borg_en_verbind.statussen[0]
    return (
        afspraak.status
        if afspraak and afspraak.status in methode.borg_en_verbind.statussen
        else open_
    )
