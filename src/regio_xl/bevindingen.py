"""Findings: the one catalogue of what can be wrong, and how a finding is worded.

Bad input gives findings; exceptions are for bad code and unreadable files. Every sentence has one
shape: where it stands (kept apart as an address), what stands there, what is allowed, what to do.
*fout* keeps what depends on it out of the calculation, *let op* and *tip* do not. What comes from a
file is made safe to show first: names of files and tabs may be as hostile as what is in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from regio_xl import gegevens
from regio_xl.werkboek import Adres, BoekFout


def leesbaar(waarde: object, meeste: int = 200) -> str:
    """A value from a file made safe to show: one line, no control or direction characters, no more
    than ``meeste``."""
    tekst = " ".join(str(waarde)[: 4 * meeste].split())
    tekst = "".join(teken if teken.isprintable() else "\ufffd" for teken in tekst)
    return tekst if len(tekst) <= meeste else tekst[: meeste - 1] + "…"


__all__ = [
    "VOLGORDE",
    "Bevinding",
    "Ernst",
    "Soort",
    "bevinding",
    "catalogus",
    "leesbaar",
    "telling",
    "uit_boekfout",
]

Ernst = Literal["fout", "let op", "tip"]
VOLGORDE: Mapping[Ernst, int] = {"fout": 0, "let op": 1, "tip": 2}

_CATALOGUS = Path(__file__).parent / "gegevens" / "bevindingen.toml"


class Soort(BaseModel):
    """One kind of finding: how serious it is, its sentence with named slots, and when it appears
    (for the docs)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ernst: Ernst
    zin: str
    wanneer: str


class Bevinding(BaseModel):
    """A finding as users, JSON and the Controle tab show it. ``blad`` and ``cel`` are empty when it
    is about the file."""

    model_config = ConfigDict(frozen=True)

    ernst: Ernst
    blad: str
    cel: str
    code: str
    melding: str

    def __str__(self) -> str:
        plek = (
            str(Adres(self.blad)) + (f"!{self.cel}" if self.cel else "") + ": " if self.blad else ""
        )
        return f"{plek}{self.melding} ({self.code})"


@cache
def catalogus() -> dict[str, Soort]:
    """Every kind of finding by its stable code, from ``gegevens/bevindingen.toml``."""
    inhoud = gegevens.loads(_CATALOGUS.read_text(encoding="utf-8"))
    return {code: Soort.model_validate(soort) for code, soort in inhoud.items()}


def bevinding(code: str, adres: Adres | None = None, /, **gaten: object) -> Bevinding:
    """Make a finding. Raises KeyError for an unknown code or an unfilled slot: both are our own
    mistakes."""
    soort = catalogus()[code]
    return Bevinding(
        ernst=soort.ernst,
        blad=adres.blad if adres else "",
        cel=adres.cel if adres else "",
        code=code,
        melding=soort.zin.format_map({naam: leesbaar(gat) for naam, gat in gaten.items()}).strip(),
    )


def uit_boekfout(fout: BoekFout) -> Bevinding:
    """The finding of a workbook that cannot be read or written, at its cell when the adapter named
    one."""
    gaten = {naam: gat for naam, gat in fout.gaten.items() if naam not in {"blad", "cel"}}
    gemaakt = bevinding(fout.code, **gaten)
    return gemaakt.model_copy(
        update={"blad": fout.gaten.get("blad", ""), "cel": fout.gaten.get("cel", "")}
    )


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
