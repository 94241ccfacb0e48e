"""The method as read-only data: frozen models and the loader.

The method lives in TOML files (``gegevens/methode``), one per tab plus what they share. Nothing
here computes or knows Excel; see ``methodeproef`` for the rules of balance.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType

from regio_xl.methode.adviezen import (
    BEREIK,
    Agendateken,
    Eenheid,
    Handreiking,
    Inventarisregel,
    Kengetal,
    Leiderschap,
    Netwerkzin,
    NietGebruikt,
    Stap,
    Uitlegpunt,
    Wegwijzer,
)
from regio_xl.methode.afwegen import Afweegkant, Afweging
from regio_xl.methode.elementen import (
    LADINGEN,
    Bewijs,
    Bron,
    Groep,
    Herleidbaar,
    Indicator,
    Lading,
    MethodeFout,
    PerspectiefTekst,
    Signaal,
    Stelling,
    Voorwaarde,
    Weefselstelling,
)
from regio_xl.methode.laden import STANDAARDMAP, laad, methode, standaard
from regio_xl.methode.model import Algemeen, Methode
from regio_xl.methode.regels import Drempels, Grenzen, Marge, Netwerkregels, Opgaveregels
from regio_xl.methode.tabbladen import (
    BorgEnVerbind,
    Kenmerk,
    Kernvraag,
    Kolom,
    Legitimiteit,
    Netwerktab,
    Opgavetab,
    Patroon,
    Tabblad,
    Tabel,
    VastPunt,
    Weefseltab,
    Weegtab,
)

__all__ = [
    "BEREIK",
    "LADINGEN",
    "STANDAARDMAP",
    "Afweegkant",
    "Afweging",
    "Agendateken",
    "Algemeen",
    "Bewijs",
    "BorgEnVerbind",
    "Bron",
    "Drempels",
    "Eenheid",
    "Grenzen",
    "Groep",
    "Handreiking",
    "Herleidbaar",
    "Indicator",
    "Inventarisregel",
    "Kengetal",
    "Kenmerk",
    "Kernvraag",
    "Kolom",
    "Lading",
    "Legitimiteit",
    "Leiderschap",
    "Marge",
    "Methode",
    "MethodeFout",
    "Netwerkregels",
    "Netwerktab",
    "Netwerkzin",
    "NietGebruikt",
    "Opgaveregels",
    "Opgavetab",
    "Patroon",
    "PerspectiefTekst",
    "Signaal",
    "Stap",
    "Stelling",
    "Tabblad",
    "Tabel",
    "Uitlegpunt",
    "VastPunt",
    "Voorwaarde",
    "Weefselstelling",
    "Weefseltab",
    "Weegtab",
    "Wegwijzer",
    "laad",
    "methode",
    "standaard",
]


class _Aanroepbaar(ModuleType):
    """``rx.methode()`` gives the method, while ``regio_xl.methode`` is also the room that it lives
    in."""

    def __call__(self, map: str | os.PathLike[str] | None = None) -> Methode:
        return methode(map)


sys.modules[__name__].__class__ = _Aanroepbaar
