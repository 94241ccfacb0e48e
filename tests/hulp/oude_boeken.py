"""Workbooks of an older method: the four examples as method 1.1.0 asked them, with the scores that
the program gave for them when that was the newest (``tests/oud/1.1.0``)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from regio_xl.indeling.vulling import Vulling
from regio_xl.methode import STANDAARDMAP, Methode, standaard, versies
from regio_xl.opdracht import bouw_werkboek

OUD = "1.1.0"
_MAP = Path(__file__).parents[1] / "oud" / OUD
SCORES: Mapping[str, Any] = json.loads((_MAP / "scores.json").read_text(encoding="utf-8"))


@cache
def ouder() -> Methode:
    """Method 1.1.0, also while it is the newest."""
    return standaard(versies.OUDERE_METHODEN / OUD, STANDAARDMAP)


@cache
def vulling(naam: str) -> Vulling:
    """What one of the four examples was filled with."""
    return Vulling(**tomllib.loads((_MAP / f"{naam}.toml").read_text(encoding="utf-8")))


@cache
def oud_boek(naam: str = "greenport-venlo") -> bytes:
    """An example as method 1.1.0 draws it."""
    return bouw_werkboek(ouder(), vulling(naam))
