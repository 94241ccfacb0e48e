"""Small checklists of step 5: points that apply, with a status, an agreement, an owner and a day, or without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from regio_xl.bereikbaar.rijen import DAG, rijtallen
from regio_xl.invoer import Afspraak, Invoer
from regio_xl.methode import Methode
from regio_xl.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.borg_en_verbind import borgpunten

TAB = "Borg en verbind"
AFSPRAAK = "Elk kwartaal bespreken"


def checklists(methode: Methode) -> Iterator[Invoer]:
    """Inputs with something filled in on the tab of step 5."""
    for punt, status in product(methode.borg_en_verbind.vaste_punten, methode.borg_en_verbind.statussen):
        yield Invoer(afspraken={punt.id: Afspraak(status=status)})
    for keuze in PERSPECTIEVEN:
        for groep in _groepen(methode, keuze):
            for status, aantal in product(methode.borg_en_verbind.statussen, sorted({1, (len(groep) + 1) // 2, len(groep)})):
                yield Invoer(keuze=keuze, afspraken={id_: Afspraak(status=status) for id_ in groep[:aantal]})
    ids = [punt.id for punt in borgpunten(methode, Invoer(), PERSPECTIEVEN[0])]
    for aantal in rijtallen(methode, TAB):
        for eigenaar, datum in product((None, "Gemeente"), (None, DAG)):
            afspraak = Afspraak(afspraak=AFSPRAAK, eigenaar=eigenaar, datum=datum)
            yield Invoer(keuze=PERSPECTIEVEN[0], afspraken=dict.fromkeys(ids[:aantal], afspraak))


def _groepen(methode: Methode, keuze: Perspectief) -> Iterator[Sequence[str]]:
    """The points that belong to a choice: all of them, those of each other perspective, and the ways to account."""
    punten = borgpunten(methode, Invoer(), keuze)
    yield [punt.id for punt in punten]
    for naar in PERSPECTIEVEN:
        if naar != keuze:
            yield [punt.id for punt in punten if punt.naar == naar]
    yield [punt.id for punt in punten if punt.soort == "legitimiteit"]
