"""Tell rows of a table that name something from totals, subheads and remarks that stand among
them.

Only what stands in the row counts and where it stands; a row with words in more than one column is
always a row of the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from regio_xl.werkboek import CelFout, Celwaarde, NietBerekend
from regio_xl.werkboek.cel import leeg
from regio_xl.werkboek.tekst import schoon

_KAAL_TOTAAL = (
    r"(?:(?:(?:sub|eind|deel)[- ]?|algemeen |grand )?tota(?:al|len|l|ls)|som|gemiddelde?|gem|aantal"
    r"|sum|average|mean|avg|count)"
)
_RIJEN = "partijen|relaties"
_SCHALEN = "aantal|generaal|invloed|betrokkenheid|sterkte|vertrouwen"
_PUNTEN = "feiten|agendapunten|punten"
_ACHTERAAN = r"\.?[ :=]*[0-9.,]*"
_TOTAAL = re.compile(
    f"{_KAAL_TOTAAL}(?:[ -](?:{_SCHALEN}|{_RIJEN})){{0,2}}{_ACHTERAAN}(?: (?:{_RIJEN}))?"
)
_TOTAAL_VAN_FEITEN = re.compile(
    f"{_KAAL_TOTAAL}(?: aantal)?(?: (?:{_PUNTEN}))?{_ACHTERAAN}(?: (?:{_PUNTEN}))?"
)
"""*Aantal partijen* may well be a fact."""
_OPMERKING = re.compile(
    r"\*|\(.*\)$|\(?n\.?b\.?[ :]|\(?p\.?s\.?:|let op[ !]|todo\b|met dank aan "
    r"|(?:let op|opmerking(?:en)?|noot|toelichting|bron(?:nen)?|nog doen|legenda)\b[^:]{0,40}:"
    r"|ingevuld (?:door|op) |laatst (?:bijgewerkt|gewijzigd)"
    r"|nog (?:aan te |aan)vullen|nog (?:niet )?(?:compleet|af)\b"
)
_CIJFERS = re.compile(r"\W*(?:(?:gem\w*|som|totaal|aantal|max|min|n)\W*)?\d", re.IGNORECASE)
"""*5 partijen* and *gem. 3,2* are figures, *School 1* is a name. Only one way to match blanks and
signs: of a long line of dots each other way would be tried."""
_LANGSTE_TOTAAL = 40
_ENZOVOORT = {"enz", "etc", "enzovoort", "et cetera", "en anderen", "en meer", "eo", "ea"}
_OVER_DE_LIJST = {
    "we", "wij", "graag", "hier", "deze", "dit", "lijst", "tabel", "moet", "moeten", "aanvullen",
    "invullen", "navragen", "volgt", "volgen", "later", "checken", "staan",
}  # fmt: skip
"""Words of somebody who writes about the list. *Inwoners die nog niet meedoen* are a party."""
_ZINSWOORDEN = _OVER_DE_LIJST | {
    "is", "zijn", "wordt", "worden", "nog", "niet", "hebben", "heeft", "zal", "zullen", "kan",
    "kunnen", "wie", "alle",
}  # fmt: skip
SECTORWOORDEN = {
    "overheid": "overheid", "overheden": "overheid", "gemeenten": "overheid",
    "bedrijf": "bedrijf", "bedrijven": "bedrijf", "ondernemers": "bedrijf",
    "bedrijfsleven": "bedrijf", "onderwijs": "onderwijs", "scholen": "onderwijs",
    "onderwijsinstellingen": "onderwijs", "kennisinstelling": "kennisinstelling",
    "kennisinstellingen": "kennisinstelling", "inwoners": "inwoners", "bewoners": "inwoners",
    "maatschappelijke organisatie": "maatschappelijke organisatie",
    "maatschappelijke organisaties": "maatschappelijke organisatie",
    "maatschappelijk": "maatschappelijke organisatie",
    "samenwerkingsverband": "samenwerkingsverband",
    "samenwerkingsverbanden": "samenwerkingsverband", "overig": "overig", "overige": "overig",
}  # fmt: skip
"""What people put above a group of parties, and the kind of the parties under it."""


@dataclass(frozen=True, slots=True)
class Omgeving:
    """What stands around a row of which only the first cell is filled.

    ``los``: it stands below the table, after a blank row. ``vol_eronder``: the next row is filled
    in further. ``kopjes``: it is one of several rows that only name a sector, or the row below is
    of that sector. ``schreeuwt``: it is in capitals and other names are not.
    """

    los: bool = False
    vol_eronder: bool = False
    kopjes: bool = False
    schreeuwt: bool = False


def is_totaal(waarden: Sequence[Celwaarde], *, zinnen: bool) -> bool:
    """Whether a row is a row of totals: named so, and with nothing but figures behind its name."""
    if not zonder_woorden(waarden[1:]):
        return False  # most rows
    naam = waarden[0]
    if not isinstance(naam, str) or len(naam) > _LANGSTE_TOTAAL:
        return False
    patroon = _TOTAAL_VAN_FEITEN if zinnen else _TOTAAL
    return patroon.fullmatch(schoon(naam).casefold()) is not None


def zonder_woorden(waarden: Sequence[Celwaarde]) -> bool:
    """Whether these cells hold figures at most."""
    return all(map(_geen_woorden, waarden))


def _geen_woorden(waarde: Celwaarde) -> bool:
    if isinstance(waarde, str):
        return leeg(waarde) or _CIJFERS.match(waarde) is not None
    return waarde is None or isinstance(waarde, float | bool | CelFout | NietBerekend)


def losse_regel(naam: str, omgeving: Omgeving, *, zinnen: bool) -> str | None:
    """The code of the finding for a row of which only the first cell is filled; None when it is an
    ordinary row. ``zinnen``: the rows of this table may well be whole sentences."""
    klein = naam.casefold()
    if _is_opmerking(klein) or (not zinnen and _is_zin(klein)):
        return "opmerking-in-tabel"
    if omgeving.los and (len(naam) < 3 or _lijkt_zin(klein, 4 if zinnen else 7)):
        return "opmerking-in-tabel"
    if naam.endswith(":") or (omgeving.kopjes and klein in SECTORWOORDEN):
        return "tussenkop"
    if omgeving.los or (omgeving.schreeuwt and omgeving.vol_eronder):
        return "losse-rij"
    return None


def _is_opmerking(klein: str) -> bool:
    kaal = klein.replace(".", "").strip()
    geen_naam = not any(map(str.isalnum, klein))
    return geen_naam or kaal in _ENZOVOORT or _OPMERKING.match(klein) is not None


def _is_zin(klein: str) -> bool:
    """A sentence where a name belongs: it ends as one, or holds words that no name holds."""
    woorden = re.findall(r"[^\W\d_]+", klein)
    if len(woorden) < 4:
        return False
    kenmerkend = sum(woord in _ZINSWOORDEN for woord in woorden)
    laatste = klein.rsplit(maxsplit=1)[-1]
    af = laatste[-1] in "!?" or (laatste[-1] == "." and "." not in laatste[:-1])
    over_de_lijst = kenmerkend > 1 and not _OVER_DE_LIJST.isdisjoint(woorden)
    return over_de_lijst or (af and (kenmerkend > 0 or len(woorden) > 6)) or len(woorden) > 14


def _lijkt_zin(klein: str, woorden: int) -> bool:
    return len(klein.split()) >= woorden or _is_zin(klein)


def schreeuwt(naam: str) -> bool:
    """Whether a name is in capitals and no abbreviation."""
    return naam.isupper() and any(len(woord) > 5 for woord in naam.split())
