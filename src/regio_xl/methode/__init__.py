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
    Weefselstelling,
)
from regio_xl.methode.geheel import (
    Algemeen,
    Methode,
)
from regio_xl.methode.laden import (
    STANDAARDMAP,
    MethodeFout,
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
    Voorwaarde,
    Weefseltab,
    Weegtab,
)

__all__ = [
    "LADINGEN",
    "STANDAARDMAP",
    "Algemeen",
    "Bewijs",
    "BorgEnVerbind",
    "Bron",
    "Drempels",
    "Groep",
    "Herleidbaar",
    "Indicator",
    "Kenmerk",
    "Kernvraag",
    "Kolom",
    "Lading",
    "Legitimiteit",
    "Methode",
    "MethodeFout",
    "Onderdeel",
    "Patroon",
    "PerspectiefTekst",
    "Signaal",
    "Stelling",
    "Tabblad",
    "Tabel",
    "VastPunt",
    "Voorwaarde",
    "Weefselstelling",
    "Weefseltab",
    "Weegtab",
    "laad",
]
