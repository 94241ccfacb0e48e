"""Load the method from its TOML files; every mistake in them names file and key."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from regio_xl.methode.bouwstenen import Indicator, Onderdeel, Signaal
from regio_xl.methode.geheel import Algemeen, Methode
from regio_xl.methode.tabbladen import BorgEnVerbind, Tabblad, Weefseltab, Weegtab
from regio_xl.perspectieven import PERSPECTIEVEN

STANDAARDMAP = Path(__file__).parents[1] / "gegevens" / "methode"


class MethodeFout(Exception):
    """The method's own files are wrong: says which file, which key and why."""

    def __init__(self, bestand: str, sleutel: str, reden: str) -> None:
        super().__init__(f"{bestand}, {sleutel}: {reden}")
        self.bestand, self.sleutel, self.reden = bestand, sleutel, reden


class _Indicatoren(Onderdeel):
    indicatoren: tuple[Indicator, ...]


class _Signalen(Onderdeel):
    signalen: tuple[Signaal, ...]


_DELEN: dict[str, tuple[str, type[Onderdeel]]] = {
    "algemeen": ("methode.toml", Algemeen),
    "start": ("start.toml", Tabblad),
    "opgave": ("opgave.toml", Weegtab),
    "netwerk": ("netwerk.toml", Weegtab),
    "perspectief": ("perspectief.toml", Weegtab),
    "weefsel": ("weefsel.toml", Weefseltab),
    "borg_en_verbind": ("borg_en_verbind.toml", BorgEnVerbind),
}


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
        fouten = fout.errors()  # a key with a typo is also missing under its right name: name the typo
        eerste = next((een for een in fouten if een["type"] == "extra_forbidden"), fouten[0])
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
    "lading": "kies uit -1, -0.5, 0.5 en 1; een lading van 0 laat je weg",
    "missing": "deze sleutel ontbreekt",
    "extra_forbidden": "deze sleutel bestaat niet; staat er een tikfout in?",
    "literal_error": "deze waarde mag hier niet; kies uit {expected}",
    "string_pattern_mismatch": "deze tekst heeft niet de goede vorm; kijk hoe dezelfde sleutel er elders uitziet",
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
    return zin.format(**{naam: str(gat).replace(" or ", " of ") for naam, gat in fout.get("ctx", {}).items()})


def _bestand_per_id(methode: Methode) -> dict[str, str]:
    """In which file each item with an id stands."""
    borg = methode.borg_en_verbind
    delen: dict[str, tuple[Any, ...]] = {
        "methode.toml": methode.algemeen.perspectieven,
        "opgave.toml": methode.opgave.stellingen,
        "netwerk.toml": methode.netwerk.stellingen,
        "perspectief.toml": methode.perspectief.stellingen,
        "weefsel.toml": (*methode.weefsel.stellingen, *methode.weefsel.patronen),
        "indicatoren.toml": methode.indicatoren,
        "signalen.toml": methode.signalen,
        "borg_en_verbind.toml": borg.punten,
    }
    return {item.id: bestand for bestand, items in delen.items() for item in items}


def _controleer_samenhang(methode: Methode) -> None:
    bestand = _bestand_per_id(methode)
    ids = Counter(naam for naam, item in methode.herleidbaar() if hasattr(item, "id"))
    for naam, aantal in ids.items():
        if aantal > 1:
            raise MethodeFout(bestand[naam], naam, f"dit id komt {aantal} keer voor; elk id hoort bij één onderdeel")
    if tuple(p.id for p in methode.algemeen.perspectieven) != PERSPECTIEVEN:
        raise MethodeFout("methode.toml", "perspectieven", f"verwacht precies {', '.join(PERSPECTIEVEN)}")
    groepen = {groep.id for groep in methode.algemeen.groepen}
    for bewijs in (*methode.kansrijk, *methode.perspectief.stellingen):
        if bewijs.groep not in groepen:
            raise MethodeFout(bestand[bewijs.id], bewijs.id, f"de groep '{bewijs.groep}' staat niet in methode.toml")
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
