"""Prove the rules on figures, signposts and suggestions; part of ``balans``."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from regio_xl.invoer import Invoer
from regio_xl.methode import Methode, Stap
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.methodeproef.bereik import onbereikbaar
from regio_xl.methodeproef.controleregel import Controleregel, controleregel
from regio_xl.rekenen.indicatoren import MATEN
from regio_xl.rekenen.kengetallen import kengetallen
from regio_xl.rekenen.kwadrant import adviseer

_WEGWIJZERS = tuple(f"WW-{nummer:02}" for nummer in range(1, 11))
_MINSTE_HANDREIKINGEN, _MINSTE_PER_PERSPECTIEF, _MINSTE_PER_STAP = 100, 8, 10
_EERST = "niet na te rekenen zolang een indicator niet klopt"


def kengetallen_bestaan(methode: Methode) -> Controleregel:
    """The figures of the method are exactly those that the program computes, apart from what needs
    no line of its own."""
    if not _te_berekenen(methode):
        return controleregel("Kengetallen bestaan", [_EERST], "")
    vanzelf = methode.meetbaar.keys() - methode.kengetal.keys()
    berekend = kengetallen(methode, Invoer(), adviseer(methode, Invoer()), ()).keys() - vanzelf
    zonder = [f"{naam} wordt niet berekend" for naam in methode.kengetal if naam not in berekend]
    extra = [
        f"{naam} staat niet in kengetallen.toml"
        for naam in sorted(berekend - methode.kengetal.keys())
    ]
    return controleregel(
        "Kengetallen bestaan",
        [*zonder, *extra],
        f"{len(methode.kengetal)} kengetallen worden alle berekend.",
    )


def tien_wegwijzers(methode: Methode) -> Controleregel:
    """Ten signposts, and enough suggestions for every step and every way of working."""
    ids = [wegwijzer.id for wegwijzer in methode.wegwijzers]
    fouten = (
        []
        if sorted(ids) == sorted(_WEGWIJZERS)
        else [f"er zijn {len(ids)} wegwijzers, verwacht WW-01 tot en met WW-10"]
    )
    lijst = methode.handreikingen
    per_keuze = {
        p: sum(1 for h in lijst if not h.perspectieven or p in h.perspectieven)
        for p in PERSPECTIEVEN
    }
    telling = Counter(handreiking.stap for handreiking in lijst)
    per_stap = {stap: telling[stap] for stap in get_args(Stap)}
    fouten += [
        f"{p} heeft {aantal} handreikingen"
        for p, aantal in per_keuze.items()
        if aantal < _MINSTE_PER_PERSPECTIEF
    ]
    fouten += [
        f"stap {stap} heeft {aantal} handreikingen"
        for stap, aantal in per_stap.items()
        if aantal < _MINSTE_PER_STAP
    ]
    if len(lijst) < _MINSTE_HANDREIKINGEN:
        fouten.append(f"er zijn {len(lijst)} handreikingen")
    goed = (
        f"{len(lijst)} handreikingen: {min(per_keuze.values())} of meer per keuze, "
        f"{min(per_stap.values())} of meer per stap."
    )
    return controleregel("Tien wegwijzers", fouten, goed)


def handreikingen_bereikbaar(methode: Methode) -> Controleregel:
    """For every suggestion there is a workbook that shows it."""
    if not _te_berekenen(methode):
        return controleregel("Elke handreiking is te bereiken", [_EERST], "")
    fouten = [f"{id_}: {reden}" for id_, reden in onbereikbaar(methode).items()]
    aantal = len(methode.handreikingen)
    goed = f"Voor {aantal} handreikingen is een invoer gevonden waarbij ze verschijnen."
    return controleregel("Elke handreiking is te bereiken", fouten, goed)


def _te_berekenen(methode: Methode) -> bool:
    """Whether anything can be computed with this method; what is wrong with its indicators is a
    rule of its own."""
    return all(
        indicator.maat in MATEN and indicator.laag != indicator.hoog
        for indicator in methode.indicatoren
    )
