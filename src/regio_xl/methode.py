"""The method as read-only data: frozen models and the loader.

The method lives in TOML files (``gegevens/methode``), one per tab plus one for what they share. Nothing here computes or
knows Excel; see ``methodecontrole`` for the rules of balance.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from regio_xl.perspectieven import PERSPECTIEVEN, Perspectief

STANDAARDMAP = Path(__file__).parent / "gegevens" / "methode"

Id = Annotated[str, Field(pattern=r"^[A-Z]{2,3}(-[A-Z]{1,2})?-[A-Z]?\d{2}$")]
InventarisId = Annotated[str, Field(pattern=r"^(VNG|KOE|LEE|HEF|VGS|TEG)-([A-Z]-)?\d{2}$")]
Tekst = Annotated[str, Field(min_length=3)]
Sleutel = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Waarde = Literal["tekst", "vrij", "schaal", "keuze", "datum", "partij"]


class MethodeFout(Exception):
    """The method's own files are wrong: says which file, which key and why."""

    def __init__(self, bestand: str, sleutel: str, reden: str) -> None:
        super().__init__(f"{bestand}, {sleutel}: {reden}")
        self.bestand, self.sleutel, self.reden = bestand, sleutel, reden


class Onderdeel(BaseModel):
    """Base of every model of the method: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Herleidbaar(Onderdeel):
    """Anything that says something about the field: names its source place and the inventory lines it covers."""

    bron: Tekst
    dekt: tuple[InventarisId, ...] = Field(min_length=1)


class Bron(Onderdeel):
    """One publication; ``id`` is the short name used in source places (WS, SK, ...)."""

    id: str
    titel: Tekst
    jaar: str
    toelichting: Tekst


class PerspectiefTekst(Herleidbaar):
    """How one perspective is named and explained to users."""

    id: Perspectief
    naam: Tekst
    kern: Tekst
    uitleg: Tekst
    plek: Tekst


class Groep(Onderdeel):
    """Statements and indicators about one subject; groups weigh equally unless a source gives ground to differ."""

    id: Sleutel
    naam: Tekst
    uitleg: Tekst
    gewicht: float = Field(default=1.0, gt=0)


class Drempels(Onderdeel):
    """Limits of the advice. Margins are points on the 0-100 scale of a score, ``volledigheid`` and shares are 0-1."""

    duidelijk: float = Field(gt=0)
    licht: float = Field(gt=0)
    volledigheid: float = Field(ge=0, le=1)
    weefsel_volledigheid: float = Field(ge=0, le=1)


class Lading(Onderdeel):
    """How a piece of evidence pleads for (or against) one perspective, and on whose word.

    ``grond`` is ``bron`` only where the VNG source or paragraph 1 of the 2015 essay makes the link itself; all else is our
    own reading (``duiding``). ``uit`` is the inventory line on which it rests.
    """

    waarde: Literal[-1.0, -0.5, 0.5, 1.0]
    grond: Literal["bron", "duiding"]
    uit: InventarisId

    @field_validator("waarde", mode="before")
    @classmethod
    def _as_float(cls, value: object) -> object:
        return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


class Bewijs(Herleidbaar):
    """A piece of evidence for the quadrant: a statement or an indicator, with its group, weight and loadings."""

    id: Id
    groep: Sleutel
    gewicht: float = Field(default=1.0, gt=0)
    uitleg: Tekst
    lading: dict[Perspectief, Lading] = Field(min_length=1)

    def laadt(self, perspectief: Perspectief) -> float:
        """Loading for a perspective: -1, -0.5, 0, 0.5 or 1."""
        lading = self.lading.get(perspectief)
        return lading.waarde if lading else 0.0


class Stelling(Bewijs):
    """A statement answered 1-5 that pleads for or against perspectives."""

    tekst: Tekst


class Weefselstelling(Herleidbaar):
    """A statement on the fabric. ``omgekeerd``: agreeing is a bad sign, so its value is mirrored."""

    id: Id
    dimensie: Literal["structuur", "personen", "weefsel", "richting"]
    tekst: Tekst
    uitleg: Tekst
    omgekeerd: bool = False


class Indicator(Bewijs):
    """Evidence computed from the tables. ``maat`` names a function of ``rekenen.maten``; its value is scaled so that
    ``laag`` becomes -1 and ``hoog`` becomes 1, cut off beyond."""

    naam: Tekst
    maat: Sleutel
    laag: float
    hoog: float
    eenheid: Literal["procent", "schaal"]


class Kenmerk(Onderdeel):
    """A single value in a two-column block; users see ``naam``, code uses ``sleutel``."""

    sleutel: Sleutel
    naam: Tekst
    uitleg: Tekst
    soort: Waarde = "tekst"
    keuzes: tuple[str, ...] = ()


class Kolom(Onderdeel):
    """A column of a table that users fill in; found by its heading ``kop`` without regard to case."""

    sleutel: Sleutel
    kop: Tekst
    uitleg: Tekst
    soort: Waarde = "tekst"
    keuzes: tuple[str, ...] = ()
    breedte: int = Field(default=18, ge=6, le=80)


class Tabel(Onderdeel):
    """A table that users fill in; the first column is what names a row."""

    naam: Literal["Feiten", "Agenda", "Partijen", "Relaties"]
    uitleg: Tekst
    bron: Tekst
    dekt: tuple[InventarisId, ...] = Field(min_length=1)
    kolommen: tuple[Kolom, ...] = Field(min_length=2)


class Tabblad(Onderdeel):
    """What an input tab asks, apart from its statements."""

    tab: str
    vraag: Tekst
    inleiding: Tekst
    kenmerken: tuple[Kenmerk, ...] = ()
    tabellen: tuple[Tabel, ...] = ()


class Weegtab(Tabblad):
    """An input tab whose statements plead for perspectives."""

    stellingen: tuple[Stelling, ...]


class Voorwaarde(Onderdeel):
    """One condition of a pattern: the score (0-100) of a dimension, or the answer (1-5) to a statement, lies in a range."""

    meet: str
    min: float | None = None
    max: float | None = None


class Patroon(Herleidbaar):
    """A recognisable state of structuur, personen, weefsel and richting; the first one whose conditions all hold counts."""

    id: Id
    naam: Tekst
    voorwaarden: tuple[Voorwaarde, ...]
    uitleg: Tekst
    advies: Tekst


class Weefseltab(Tabblad):
    """Tab Weefsel: statements by dimension, and the patterns. Does not count for the quadrant (TEG-06)."""

    stellingen: tuple[Weefselstelling, ...]
    patronen: tuple[Patroon, ...]


class Kernvraag(Herleidbaar):
    """A question of perspective ``naar`` for who works from ``van``: serves the other's value, fits the chosen way."""

    id: Id
    van: Perspectief
    naar: Perspectief
    tekst: Tekst
    uitleg: Tekst
    grond: Literal["bron", "duiding"]


class Legitimiteit(Herleidbaar):
    """A way to account for what you do that fits working from perspective ``bij``."""

    id: Id
    bij: Perspectief
    tekst: Tekst
    uitleg: Tekst
    grond: Literal["bron", "duiding"]


class Signaal(Herleidbaar):
    """A remark beside the advice that appears when all its conditions hold.

    ``adviezen``: the advice is one of these. ``keuze``: a choice was recorded (true) or not (false). ``anders``: that choice
    differs from the advice. ``groep`` with ``perspectief``: the score (0-100) of that perspective over that group of
    evidence alone lies between ``min`` and ``max``; unknown never fits.
    """

    id: Id
    tekst: Tekst
    adviezen: tuple[Perspectief, ...] = ()
    keuze: bool | None = None
    anders: bool | None = None
    groep: Sleutel | None = None
    perspectief: Perspectief | None = None
    min: float = 0
    max: float = 100


class VastPunt(Herleidbaar):
    """What is always asked, whatever was chosen: councils, constituencies, the next *herijking*."""

    id: Id
    tekst: Tekst
    uitleg: Tekst


class BorgEnVerbind(Onderdeel):
    """Step 5: everything the checklist can hold."""

    inleiding: Tekst
    statussen: tuple[str, ...]
    kernvragen: tuple[Kernvraag, ...]
    legitimiteit: tuple[Legitimiteit, ...]
    vaste_punten: tuple[VastPunt, ...]

    @property
    def punten(self) -> tuple[Kernvraag | Legitimiteit | VastPunt, ...]:
        """Every line that the checklist can hold."""
        return (*self.kernvragen, *self.legitimiteit, *self.vaste_punten)


class Algemeen(Onderdeel):
    """What all tabs share (``methode.toml``)."""

    versie: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    naam: Tekst
    uitleg: tuple[Tekst, ...]
    antwoorden: tuple[str, str, str, str, str]
    nvt: str
    drempels: Drempels
    bronnen: tuple[Bron, ...]
    perspectieven: tuple[PerspectiefTekst, ...]
    groepen: tuple[Groep, ...]


class Methode(Onderdeel):
    """The whole method. Made by :func:`laad`; never changed afterwards."""

    algemeen: Algemeen
    start: Tabblad
    opgave: Weegtab
    netwerk: Weegtab
    perspectief: Weegtab
    weefsel: Weefseltab
    indicatoren: tuple[Indicator, ...]
    signalen: tuple[Signaal, ...]
    borg_en_verbind: BorgEnVerbind

    @property
    def versie(self) -> str:
        return self.algemeen.versie

    @property
    def invoertabs(self) -> tuple[Tabblad, ...]:
        """The tabs that users fill in, in the order of the workbook."""
        return (self.start, self.opgave, self.netwerk, self.perspectief, self.weefsel)

    @cached_property
    def kansrijk(self) -> tuple[Bewijs, ...]:
        """All evidence for *kansrijk*: statements of Opgave and Netwerk, and the indicators."""
        return (*self.opgave.stellingen, *self.netwerk.stellingen, *self.indicatoren)

    @cached_property
    def stellingen(self) -> dict[str, Stelling | Weefselstelling]:
        """Every statement by id."""
        tabs = (self.opgave, self.netwerk, self.perspectief, self.weefsel)
        return {stelling.id: stelling for tab in tabs for stelling in tab.stellingen}

    @cached_property
    def namen(self) -> dict[Perspectief, str]:
        """The name of each perspective as users read it."""
        return {tekst.id: tekst.naam for tekst in self.algemeen.perspectieven}

    def herleidbaar(self) -> Iterator[tuple[str, Herleidbaar | Tabel]]:
        """Every item that must name a source, with a name for messages."""
        for perspectief in self.algemeen.perspectieven:
            yield perspectief.id, perspectief
        for tab in self.invoertabs:
            yield from ((tabel.naam, tabel) for tabel in tab.tabellen)
        borg = self.borg_en_verbind
        groups: tuple[Iterable[Any], ...] = (
            self.opgave.stellingen, self.netwerk.stellingen, self.perspectief.stellingen, self.weefsel.stellingen,
            self.indicatoren, self.signalen, self.weefsel.patronen,
            borg.kernvragen, borg.legitimiteit, borg.vaste_punten,
        )  # fmt: skip
        for items in groups:
            yield from ((item.id, item) for item in items)


_DELEN: dict[str, tuple[str, type[Onderdeel]]] = {
    "algemeen": ("methode.toml", Algemeen),
    "start": ("start.toml", Tabblad),
    "opgave": ("opgave.toml", Weegtab),
    "netwerk": ("netwerk.toml", Weegtab),
    "perspectief": ("perspectief.toml", Weegtab),
    "weefsel": ("weefsel.toml", Weefseltab),
    "borg_en_verbind": ("borg_en_verbind.toml", BorgEnVerbind),
}


class _Indicatoren(Onderdeel):
    indicatoren: tuple[Indicator, ...]


class _Signalen(Onderdeel):
    signalen: tuple[Signaal, ...]


def laad(map_: Path | None = None) -> Methode:
    """Load the method from a folder of TOML files (the one beside the package by default).

    Raises :class:`MethodeFout` with file and key when a file is missing, is no TOML, has an unknown or wrong key, or when
    two items share an id.
    """
    map_ = map_ or STANDAARDMAP
    delen = {naam: _laad_deel(map_ / bestand, model) for naam, (bestand, model) in _DELEN.items()}
    lijsten = {
        **dict(_laad_deel(map_ / "indicatoren.toml", _Indicatoren)),
        **dict(_laad_deel(map_ / "signalen.toml", _Signalen)),
    }
    methode = Methode.model_validate({**delen, **lijsten})
    _controleer_samenhang(methode)
    return methode


def _laad_deel(pad: Path, model: type[Onderdeel]) -> Onderdeel:
    try:
        inhoud = tomllib.loads(pad.read_text(encoding="utf-8"))
    except OSError as fout:
        raise MethodeFout(pad.name, "bestand", "dit bestand ontbreekt of is niet te lezen") from fout
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fout:
        raise MethodeFout(pad.name, "bestand", f"dit is geen geldig TOML-bestand ({fout})") from fout
    try:
        return model.model_validate(inhoud)
    except ValidationError as fout:
        eerste = fout.errors()[0]
        raise MethodeFout(pad.name, _sleutelpad(inhoud, eerste["loc"]), _in_het_nederlands(eerste)) from fout


def _sleutelpad(inhoud: Any, loc: tuple[str | int, ...]) -> str:
    """The path of a key as a method keeper would look for it: ``stellingen[OPG-03].lading.netwerkend.waarde``."""
    pad = ""
    for stap in loc:
        if isinstance(stap, int):
            try:
                inhoud = inhoud[stap]
            except (IndexError, KeyError, TypeError):
                inhoud = None
            naam = next((inhoud[k] for k in ("id", "sleutel", "naam") if isinstance(inhoud, dict) and k in inhoud), stap + 1)
            pad += f"[{naam}]"
        else:
            inhoud = inhoud.get(stap) if isinstance(inhoud, dict) else None
            pad += f".{stap}" if pad else stap
    return pad or "bestand"


_UITLEG_PER_FOUT = {
    "missing": "deze sleutel ontbreekt",
    "extra_forbidden": "deze sleutel bestaat niet; staat er een tikfout in?",
    "literal_error": "deze waarde mag hier niet; kies uit {expected}",
    "string_pattern_mismatch": "deze tekst heeft niet de vorm {pattern}",
    "string_too_short": "deze tekst is leeg of te kort",
    "too_short": "hier hoort minstens één waarde te staan",
    "string_type": "hier hoort tekst te staan",
    "float_type": "hier hoort een getal te staan",
    "float_parsing": "hier hoort een getal te staan",
    "bool_parsing": "hier hoort true of false te staan",
    "greater_than": "dit getal moet groter zijn dan {gt}",
    "greater_than_equal": "dit getal moet minstens {ge} zijn",
    "less_than_equal": "dit getal mag hoogstens {le} zijn",
}


def _in_het_nederlands(fout: Any) -> str:
    """Translate a pydantic error by its type, never by its message."""
    zin = _UITLEG_PER_FOUT.get(fout["type"], "deze waarde past niet bij wat hier verwacht wordt")
    return zin.format(**fout.get("ctx", {}))


def _controleer_samenhang(methode: Methode) -> None:
    ids = Counter(naam for naam, item in methode.herleidbaar() if hasattr(item, "id"))
    for naam, aantal in ids.items():
        if aantal > 1:
            raise MethodeFout("methode", naam, f"dit id komt {aantal} keer voor; elk id hoort bij één onderdeel")
    if tuple(p.id for p in methode.algemeen.perspectieven) != PERSPECTIEVEN:
        raise MethodeFout("methode.toml", "perspectieven", f"verwacht precies {', '.join(PERSPECTIEVEN)}")
    groepen = {groep.id for groep in methode.algemeen.groepen}
    for bewijs in (*methode.kansrijk, *methode.perspectief.stellingen):
        if bewijs.groep not in groepen:
            raise MethodeFout("methode", bewijs.id, f"de groep '{bewijs.groep}' staat niet in methode.toml")
    for signaal in methode.signalen:
        if (signaal.groep is None) != (signaal.perspectief is None):
            raise MethodeFout(
                "signalen.toml", signaal.id, "groep en perspectief horen bij elkaar; vul beide in of geen van beide"
            )
        if signaal.groep is not None and signaal.groep not in groepen:
            raise MethodeFout("signalen.toml", signaal.id, f"de groep '{signaal.groep}' staat niet in methode.toml")
    meetbaar = {"structuur", "personen", "weefsel", "richting", *(s.id for s in methode.weefsel.stellingen)}
    for patroon in methode.weefsel.patronen:
        for voorwaarde in patroon.voorwaarden:
            if voorwaarde.meet not in meetbaar:
                raise MethodeFout("weefsel.toml", patroon.id, f"'{voorwaarde.meet}' is geen score of stelling van Weefsel")
