"""The one way through: read -> input -> advice -> results -> write.

For a workbook in memory or in Excel: :func:`bekijk_boek`, :func:`schrijf`, :func:`verwerk_boek`.
For a path: :func:`nieuw`, :func:`bekijk`, :func:`verwerk`. The command line, a batch and Excel do
nothing else, and neither does ``import regio_xl as rx``.
"""

from regio_xl.opdracht.bestand import (
    BestaatAl,
    NaamFout,
    Verwerkt,
    bekijk,
    bestand_fingerprint,
    bewaar_nieuw,
    eis_vrij,
    nieuw,
    startvulling,
    verwerk,
    verwerk_bestand,
)
from regio_xl.opdracht.boek import (
    Bekeken,
    NietGeschreven,
    bekijk_boek,
    bereken,
    bouw_werkboek,
    schrijf,
    verwerk_boek,
)

__all__ = [
    "Bekeken",
    "BestaatAl",
    "NaamFout",
    "NietGeschreven",
    "Verwerkt",
    "bekijk",
    "bekijk_boek",
    "bereken",
    "bestand_fingerprint",
    "bewaar_nieuw",
    "bouw_werkboek",
    "eis_vrij",
    "nieuw",
    "schrijf",
    "startvulling",
    "verwerk",
    "verwerk_bestand",
    "verwerk_boek",
]
