"""The texts that the method puts in lists of results, whatever the answers: what else stands under
these headings, somebody typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from regio_xl.indeling import blokken
from regio_xl.methode import Methode
from regio_xl.tabs.blokrijen import NETWERK_LEEG, NETWERK_TE_VEEL
from regio_xl.werkboek.tekst import sleutel

_AANVULLEN = "Vul de tabel "


class Methodeteksten(NamedTuple):
    """``teksten``: whole texts under a heading; ``begin``: how sentences under one begin. Both as
    they are compared by."""

    teksten: Mapping[str, frozenset[str]]
    begin: Mapping[str, tuple[str, ...]]

    def kent(self, kop: str, tekst: str) -> bool:
        """Whether a text may come from the method; always under a heading that it does not fill."""
        gezocht, begin = sleutel(tekst), self.begin.get(kop, ())
        if kop not in self.teksten and not begin:
            return True
        return gezocht in self.teksten.get(kop, ()) or gezocht.startswith(begin)


ONBEKEND = Methodeteksten({}, {})
"""Of another method we do not know the texts."""


def methodeteksten(methode: Methode, *, ook_gedeeld: bool = True) -> Methodeteksten:
    """The texts of a method. ``ook_gedeeld``: also the sentences that its versions share; those may
    have been others when the workbook was filled by the same version."""
    stellingen = [stelling.tekst for stelling in methode.stellingen.values()]
    teksten = {
        "Handreiking": [handreiking.naam for handreiking in methode.handreikingen],
        "Zo pak je het aan": [handreiking.tekst for handreiking in methode.handreikingen],
        "Wat je kunt doen": [wegwijzer.suggestie for wegwijzer in methode.wegwijzers],
        blokken.KANTELPUNT.koppen[1]: stellingen,
        blokken.HELPT.koppen[1]: stellingen,
    }
    zinnen = [zin.zin.partition("{")[0] for zin in methode.netwerkzinnen]
    begin = {blokken.HELPT.koppen[1]: [_AANVULLEN]}
    if ook_gedeeld:
        begin[blokken.WAT_OPVALT.koppen[1]] = [*zinnen, NETWERK_LEEG, NETWERK_TE_VEEL]
    return Methodeteksten(
        {kop: frozenset(map(sleutel, alle)) for kop, alle in teksten.items()},
        {kop: tuple(map(sleutel, alle)) for kop, alle in begin.items()},
    )
