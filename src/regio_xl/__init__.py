"""Regio-XL: from separate opinions to one explainable choice about a regional issue.

::

    import regio_xl as rx

    rx.nieuw("werkboek.xlsx", regio="De Vallei")
    resultaat = rx.bekijk("ingevuld.xlsx")
    resultaat.perspectief.advies

Everything in ``__all__`` may be used from outside; docs/python.md explains it. A name is loaded
when it is first asked for, so that the import itself costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regio_xl.batch.cluster import ClusterFout
    from regio_xl.batch.overview import overzicht
    from regio_xl.bevindingen import Bevinding
    from regio_xl.bevindingen.adres import Adres
    from regio_xl.bevindingen.fouten import BibliotheekOntbreekt, RegioFout
    from regio_xl.excel.argumenten import Afgewezen
    from regio_xl.excel.meldingen import ExcelFout
    from regio_xl.excel.xlsm import MacroFout
    from regio_xl.invoer import Afspraak, Agendapunt, Antwoord, Feit, Invoer, Partij, Relatie
    from regio_xl.methode import Methode, MethodeFout, methode
    from regio_xl.opdracht import (
        BestaatAl,
        NaamFout,
        NietGeschreven,
        bekijk,
        bereken,
        nieuw,
        verwerk,
    )
    from regio_xl.resultaten import Netwerkbeeld, PerspectiefAdvies, Resultaat, Weefselbeeld
    from regio_xl.werkboek import WerkboekFout

__version__ = "0.4.0"

__all__ = [
    "Adres",
    "Afgewezen",
    "Afspraak",
    "Agendapunt",
    "Antwoord",
    "BestaatAl",
    "Bevinding",
    "BibliotheekOntbreekt",
    "ClusterFout",
    "ExcelFout",
    "Feit",
    "Invoer",
    "MacroFout",
    "Methode",
    "MethodeFout",
    "NaamFout",
    "Netwerkbeeld",
    "NietGeschreven",
    "Partij",
    "PerspectiefAdvies",
    "RegioFout",
    "Relatie",
    "Resultaat",
    "Weefselbeeld",
    "WerkboekFout",
    "__version__",
    "bekijk",
    "bereken",
    "methode",
    "nieuw",
    "overzicht",
    "verwerk",
]

_MODULES = {
    "Adres": "regio_xl.bevindingen.adres",
    "Afgewezen": "regio_xl.excel.argumenten",
    "Afspraak": "regio_xl.invoer",
    "Agendapunt": "regio_xl.invoer",
    "Antwoord": "regio_xl.invoer",
    "BestaatAl": "regio_xl.opdracht",
    "Bevinding": "regio_xl.bevindingen",
    "BibliotheekOntbreekt": "regio_xl.bevindingen.fouten",
    "ClusterFout": "regio_xl.batch.cluster",
    "ExcelFout": "regio_xl.excel.meldingen",
    "Feit": "regio_xl.invoer",
    "Invoer": "regio_xl.invoer",
    "MacroFout": "regio_xl.excel.xlsm",
    "Methode": "regio_xl.methode",
    "MethodeFout": "regio_xl.methode",
    "NaamFout": "regio_xl.opdracht",
    "Netwerkbeeld": "regio_xl.resultaten",
    "NietGeschreven": "regio_xl.opdracht",
    "Partij": "regio_xl.invoer",
    "PerspectiefAdvies": "regio_xl.resultaten",
    "RegioFout": "regio_xl.bevindingen.fouten",
    "Relatie": "regio_xl.invoer",
    "Resultaat": "regio_xl.resultaten",
    "Weefselbeeld": "regio_xl.resultaten",
    "WerkboekFout": "regio_xl.werkboek",
    "bekijk": "regio_xl.opdracht",
    "bereken": "regio_xl.opdracht",
    "methode": "regio_xl.methode",
    "nieuw": "regio_xl.opdracht",
    "overzicht": "regio_xl.batch.overview",
    "verwerk": "regio_xl.opdracht",
}
"""In which module each name lives."""


if not TYPE_CHECKING:  # else every name would seem to exist

    def __getattr__(naam: str) -> object:
        """Load a name. Raises AttributeError."""
        if naam not in _MODULES:
            msg = f"module {__name__!r} has no attribute {naam!r}"
            raise AttributeError(msg)
        module = import_module(_MODULES[naam])
        if module.__name__ == f"{__name__}.{naam}":  # a room that can be called
            return module
        waarde = globals()[naam] = getattr(module, naam)
        return waarde


def __dir__() -> list[str]:
    return __all__
