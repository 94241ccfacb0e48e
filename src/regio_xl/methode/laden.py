"""Load the method from its TOML files; every mistake in them names file and key."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError, create_model

from regio_xl import gegevens
from regio_xl.methode.adviezen import (
    Agendateken,
    Handreiking,
    Kengetal,
    Leiderschap,
    Netwerkzin,
    NietGebruikt,
    Uitlegpunt,
    Wegwijzer,
)
from regio_xl.methode.afwegen import Afweging
from regio_xl.methode.elementen import Indicator, MethodeFout, Methodemodel, Signaal
from regio_xl.methode.model import Algemeen, Methode
from regio_xl.methode.samenhang import controleer_samenhang
from regio_xl.methode.tabbladen import (
    BorgEnVerbind,
    Netwerktab,
    Opgavetab,
    Tabblad,
    Weefseltab,
    Weegtab,
)

STANDAARDMAP = Path(__file__).parents[1] / "gegevens" / "methode"


_GROOTST = 10_000_000
"""Bytes of a file of a method: a hundred times the largest of ours."""


def _lijst(naam: str, soort: type[Methodemodel]) -> type[Methodemodel]:
    """The model of a file that holds one list of items."""
    veld: Any = (tuple[soort, ...], ...)  # type: ignore[valid-type]
    return create_model(f"_{naam.capitalize()}", __base__=Methodemodel, **{naam: veld})


_DELEN: dict[str, tuple[str, type[Methodemodel]]] = {
    "algemeen": ("methode.toml", Algemeen),
    "start": ("start.toml", Tabblad),
    "opgave": ("opgave.toml", Opgavetab),
    "netwerk": ("netwerk.toml", Netwerktab),
    "perspectief": ("perspectief.toml", Weegtab),
    "weefsel": ("weefsel.toml", Weefseltab),
    "borg_en_verbind": ("borg_en_verbind.toml", BorgEnVerbind),
}

# Files that hold one list, by the name of that list: the file and its model.
_LIJSTEN: dict[str, tuple[str, type[Methodemodel]]] = {
    naam: (f"{naam}.toml", _lijst(naam, soort))
    for naam, soort in (
        ("indicatoren", Indicator),
        ("afwegen", Afweging),
        ("signalen", Signaal),
        ("kengetallen", Kengetal),
        ("agendatekens", Agendateken),
        ("wegwijzers", Wegwijzer),
        ("leiderschap", Leiderschap),
        ("netwerkzinnen", Netwerkzin),
        ("uitlegpunten", Uitlegpunt),
        ("niet_gebruikt", NietGebruikt),
    )
}
# Suggestions stand in a file per source.
_HANDREIKINGEN = "handreikingen"


def laad(map_: Path | None = None) -> Methode:
    """Load the method from a folder of TOML files (the one beside the package by default).

    Raises :class:`MethodeFout` with file and key when a file is missing, is no TOML, has an unknown
    or wrong key, or when two items share an id.
    """
    map_ = map_ or STANDAARDMAP
    delen = {naam: _laad_deel(map_ / bestand, model) for naam, (bestand, model) in _DELEN.items()}
    lijsten = {
        naam: getattr(_laad_deel(map_ / bestand, model), naam)
        for naam, (bestand, model) in _LIJSTEN.items()
    }
    methode = Methode.model_validate(
        {**delen, **lijsten, _HANDREIKINGEN: _laad_handreikingen(map_)}
    )
    controleer_samenhang(methode)
    return methode


def _laad_handreikingen(map_: Path) -> tuple[Handreiking, ...]:
    """The suggestions of every file in their folder, in the order of the file names."""
    model = _lijst(_HANDREIKINGEN, Handreiking)
    paden = sorted((map_ / _HANDREIKINGEN).glob("*.toml"))
    if not paden:
        raise MethodeFout(_HANDREIKINGEN, "map", "deze map ontbreekt of is leeg")
    return tuple(
        handreiking
        for pad in paden
        for handreiking in getattr(_laad_deel(pad, model), _HANDREIKINGEN)
    )


def _laad_deel(pad: Path, model: type[Methodemodel]) -> Methodemodel:
    try:
        if not pad.is_file() or pad.stat().st_size > _GROOTST:  # a pipe would be waited for
            raise FileNotFoundError(pad)
        inhoud = gegevens.loads(pad.read_text(encoding="utf-8"))
    except OSError as fout:
        raise MethodeFout(
            pad.name, "bestand", "dit bestand ontbreekt of is niet te lezen"
        ) from fout
    except (gegevens.TOMLDecodeError, UnicodeDecodeError) as fout:
        raise MethodeFout(
            pad.name, "bestand", f"dit is geen geldig TOML-bestand ({fout})"
        ) from fout
    try:
        return model.model_validate(inhoud)
    except ValidationError as fout:
        fouten = (
            fout.errors()
        )  # a key with a typo is also missing under its right name: name the typo
        eerste = next((een for een in fouten if een["type"] == "extra_forbidden"), fouten[0])
        raise MethodeFout(
            pad.name, _sleutelpad(inhoud, eerste["loc"]), _in_het_nederlands(eerste)
        ) from fout


def _sleutelpad(inhoud: Any, loc: tuple[str | int, ...]) -> str:
    """The path of a key as a method keeper would look for it:
    ``stellingen[OPG-03].lading.netwerkend.waarde``."""
    pad = ""
    for stap in loc:
        if isinstance(stap, int):
            try:
                inhoud = inhoud[stap]
            except (IndexError, KeyError, TypeError):
                inhoud = None
            naam = next(
                (
                    inhoud[k]
                    for k in ("id", "sleutel", "naam")
                    if isinstance(inhoud, dict) and k in inhoud
                ),
                stap + 1,
            )
            pad += f"[{naam}]"
        else:
            inhoud = inhoud.get(stap) if isinstance(inhoud, dict) else None
            pad += f".{stap}" if pad else stap
    return pad or "bestand"


_UITLEG_PER_FOUT = {
    "lading": "kies uit -1, -0.5, 0.5 en 1; een lading van 0 laat je weg",
    "weinig_en_veel": "weinig moet kleiner zijn dan veel",
    "marges": "zet marges op volgorde van volledigheid, met licht kleiner dan duidelijk",
    "eerste_marge": "de eerste rij van marges begint bij volledigheid",
    "gaten": (
        "deze sleutel bestaat niet, of de zin heeft een gat tussen accolades dat hier niet past"
    ),
    "missing": "deze sleutel ontbreekt",
    "extra_forbidden": "deze sleutel bestaat niet; staat er een tikfout in?",
    "literal_error": "deze waarde mag hier niet; kies uit {expected}",
    "string_pattern_mismatch": (
        "deze tekst heeft niet de goede vorm; kijk hoe dezelfde sleutel er elders uitziet"
    ),
    "string_too_short": "deze tekst is leeg of te kort",
    "too_short": "hier hoort minstens één waarde te staan",
    "string_type": "hier hoort tekst te staan",
    "float_type": "hier hoort een getal te staan",
    "float_parsing": "hier hoort een getal te staan",
    "int_type": "hier hoort een heel getal te staan",
    "int_parsing": "hier hoort een heel getal te staan",
    "int_from_float": "hier hoort een heel getal te staan",
    "bool_parsing": "hier hoort true of false te staan",
    "greater_than": "dit getal moet groter zijn dan {gt}",
    "greater_than_equal": "dit getal moet minstens {ge} zijn",
    "less_than_equal": "dit getal mag hoogstens {le} zijn",
}


def _in_het_nederlands(fout: Any) -> str:
    """Translate a pydantic error by its type, never by its message."""
    zin = _UITLEG_PER_FOUT.get(fout["type"], "deze waarde past niet bij wat hier verwacht wordt")
    return zin.format(
        **{naam: str(gat).replace(" or ", " of ") for naam, gat in fout.get("ctx", {}).items()}
    )


# Remembered: a batch asks for it with every file, and loading takes longer than one file.
@cache
def standaard(map_: Path | None = None) -> Methode:
    """The method of a folder, ours by default, loaded once in each process.

    Raises :class:`MethodeFout` with file, key and reason.
    """
    return laad(map_)


def methode(map: str | os.PathLike[str] | None = None) -> Methode:
    """The method of a folder of TOML files, read again each time; without a folder our own.

    Raises :class:`MethodeFout` with file, key and reason.
    """
    return standaard() if map is None else laad(Path(map))
