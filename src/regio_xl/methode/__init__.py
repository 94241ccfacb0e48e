"""The method as read-only data: frozen models and the loader.

The method lives in TOML files (``gegevens/methode``), one per tab plus what they share. Nothing here computes or knows
Excel; see ``methodecontrole`` for the rules of balance.
"""

from regio_xl.methode.bouwstenen import (
    LADINGEN,
    Bewijs,
    Bron,
    Drempels,
    Groep,
    Herleidbaar,
    Indicator,
    Lading,
    Onderdeel,
    PerspectiefTekst,
    Signaal,
    Stelling,
    Voorwaarde,
    Weefselstelling,
)
from regio_xl.methode.fouten import MethodeFout
from regio_xl.methode.geheel import (
    Algemeen,
    Methode,
)
from regio_xl.methode.laden import (
    STANDAARDMAP,
    laad,
)
from regio_xl.methode.tabbladen import (
    BorgEnVerbind,
    Kenmerk,
    Kernvraag,
    Kolom,
    Legitimiteit,
    Patroon,
    Tabblad,
    Tabel,
    VastPunt,
    Weefseltab,
    Weegtab,
)
from regio_xl.methode.wijzers import (
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

__all__ = [
    "BEREIK",
    "LADINGEN",
    "STANDAARDMAP",
    "Agendateken",
    "Algemeen",
    "Bewijs",
    "BorgEnVerbind",
    "Bron",
    "Drempels",
    "Eenheid",
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
    "Methode",
    "MethodeFout",
    "Netwerkzin",
    "NietGebruikt",
    "Onderdeel",
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
]
