"""Findings: the one catalogue of what can be wrong, and how a finding is worded.

Bad input gives findings; exceptions are for bad code and unreadable files. Every sentence has one
shape: where it stands (kept apart as an address), what stands there, what is allowed, what to do.
*fout* keeps what depends on it out of the calculation, *let op* and *tip* do not. What comes from a
file is made safe to show first: names of files and tabs may be as hostile as what is in them.
Standard library only, so that the process that leads a batch can word findings too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from regio_xl import gegevens
from regio_xl.bevindingen.adres import Adres

__all__ = [
    "VOLGORDE",
    "Bevinding",
    "Ernst",
    "Soort",
    "bevinding",
    "catalogus",
    "leesbaar",
    "toonbaar",
]

Ernst = Literal["fout", "let op", "tip"]
VOLGORDE: Mapping[Ernst, int] = {"fout": 0, "let op": 1, "tip": 2}

_CATALOGUS = Path(__file__).parents[1] / "gegevens" / "bevindingen.toml"
_SYMBOOL = "\u2190-\u2bff\U0001f000-\U0001faff"
_TUSSEN_SYMBOLEN = re.compile(f"(?<=[\ufe0f{_SYMBOOL}])\u200d(?=[{_SYMBOOL}])")
"""The joiner that makes one picture of two, as in a family. Between letters it can hide something,
so only there it is what it seems."""


def leesbaar(waarde: object, meeste: int = 200) -> str:
    """A value from a file made safe to show: one line, no control or direction characters, no more
    than ``meeste``."""
    tekst = toonbaar(" ".join(str(waarde)[: 4 * meeste].split()))
    return tekst if len(tekst) <= meeste else tekst[: meeste - 1] + "…"


def toonbaar(tekst: str) -> str:
    """Text without control and direction characters; its lines and tabs stay.

    >>> toonbaar("een\\ttwee\\x1b[2J")
    'een\\ttwee�[2J'
    """
    if tekst.isprintable():
        return tekst
    goed = {gevonden.start() for gevonden in _TUSSEN_SYMBOLEN.finditer(tekst)}
    return "".join(
        teken if teken.isprintable() or teken in "\n\t" or plek in goed else "\ufffd"
        for plek, teken in enumerate(tekst)
    )


@dataclass(frozen=True, slots=True)
class Soort:
    """One kind of finding: how serious it is, its sentence with named slots, and when it appears
    (for the docs).

    ``samen`` is the sentence for many of them on one tab: it has the slot ``{lijst}``, in which
    ``lijst`` says what each of them puts. ``oorzaak``: other findings may follow from it, so it
    comes before them.
    """

    ernst: Ernst
    zin: str
    wanneer: str
    samen: str = ""
    lijst: str = ""
    oorzaak: bool = False


@dataclass(frozen=True, slots=True)
class Bevinding:
    """A finding as users, JSON and the Controle tab show it. ``adres`` is None when it is about the
    file."""

    ernst: Ernst
    adres: Adres | None
    code: str
    melding: str

    @property
    def blad(self) -> str:
        """The tab, empty when it is about the file."""
        return self.adres.blad if self.adres else ""

    @property
    def cel(self) -> str:
        """The cell (``D7``), empty when it is about a whole tab or the file."""
        return self.adres.cel if self.adres else ""

    def als_json(self) -> dict[str, str]:
        """The finding as ``--json`` prints it.

        >>> list(bevinding("tab-leeg", Adres("Opgave")).als_json())
        ['ernst', 'blad', 'cel', 'code', 'melding']
        """
        return {
            "ernst": self.ernst,
            "blad": self.blad,
            "cel": self.cel,
            "code": self.code,
            "melding": self.melding,
        }

    def __str__(self) -> str:
        plek = f"{self.adres}: " if self.adres else ""
        return f"{plek}{self.melding} ({self.code})"


# Remembered: the file is read once, and every finding asks for it.
@cache
def catalogus() -> dict[str, Soort]:
    """Every kind of finding by its stable code, from ``gegevens/bevindingen.toml``."""
    inhoud = gegevens.loads(_CATALOGUS.read_text(encoding="utf-8"))
    return {code: Soort(**soort) for code, soort in inhoud.items()}


def bevinding(code: str, adres: Adres | None = None, /, **gaten: object) -> Bevinding:
    """Make a finding. Raises KeyError for an unknown code or an unfilled slot: both are our own
    mistakes.

    >>> print(bevinding("tab-leeg", Adres("Weefsel")))
    'Weefsel': Hier is nog geen stelling beantwoord. Dat mag; met antwoorden zie je meer. (tab-leeg)
    """
    soort = catalogus()[code]
    gevuld = soort.zin.format_map({naam: leesbaar(gat) for naam, gat in gaten.items()})
    return Bevinding(soort.ernst, adres, code, gevuld.strip())


def telling(aantallen: Mapping[Ernst, int]) -> list[str]:
    """How many of each kind in words, without those that are not there: *2 fouten*, *1 keer let
    op*."""
    fouten, let_op, tips = (aantallen.get(ernst, 0) for ernst in VOLGORDE)
    delen = {
        f"{fouten} {'fout' if fouten == 1 else 'fouten'}": fouten,
        f"{let_op} keer let op": let_op,
        f"{tips} {'tip' if tips == 1 else 'tips'}": tips,
    }
    return [deel for deel, aantal in delen.items() if aantal]
