"""Which choices are put to the group: those between its two highest perspectives, when these are
close.

Which pair is asked follows from the scores without any choice, so that an answer never changes what
is asked. Every choice that was answered stays in view and counts. The free scores stay beside it:
forced choice alone is ipsative (TEG-19; Brown and Maydeu-Olivares 2013, doi 10.1037/a0030641).
"""

from __future__ import annotations

from collections.abc import Iterable

from regio_xl.invoer import Antwoord, Invoer
from regio_xl.methode import Afweging, Methode
from regio_xl.methode.afwegen import paar_van
from regio_xl.rekenen.weging import Uitslag, Weging, op_score
from regio_xl.resultaten import Afweegvraag


def afweegvragen(
    methode: Methode, invoer: Invoer, zonder: Weging, uit: Uitslag
) -> tuple[Afweegvraag, ...]:
    """The choices to show: first those of the pair that is asked, then others that were answered.

    ``zonder`` and ``uit`` are the scores without any choice and what follows from them. A pair is
    asked when there is enough for an advice and it is not *duidelijk*; when scores are equal, by
    the order of the perspectives.
    """
    gevraagd: list[Afweging] = []
    if uit.duidelijkheid in {"licht", "verdeeld"}:
        paar = paar_van(perspectief for _, perspectief in op_score(zonder.scores)[:2])
        gevraagd += methode.afwegen_per_paar.get(paar, ())
        del gevraagd[methode.algemeen.grenzen.afwegingen :]
    eerder = [een for een in methode.afwegen if een.id in invoer.afwegingen]
    return tuple(_vragen((*gevraagd, *(een for een in eerder if een not in gevraagd)), invoer))


def _vragen(afwegingen: Iterable[Afweging], invoer: Invoer) -> Iterable[Afweegvraag]:
    for een in afwegingen:
        antwoord = invoer.afwegingen.get(een.id, Antwoord())
        yield Afweegvraag(
            id=een.id,
            links=een.links.perspectief,
            links_tekst=een.links.tekst,
            rechts=een.rechts.perspectief,
            rechts_tekst=een.rechts.tekst,
            antwoord=antwoord.waarde,
            nvt=antwoord.nvt,
        )
