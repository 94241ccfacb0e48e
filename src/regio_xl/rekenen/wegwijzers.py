"""The ten signposts: a state by rules in the data, with the figures on which it rests.

Source: VNG Denktank 2018, *Werkende samenwerking*, deel II. No state that the workbook cannot
support: what is unknown makes a signpost *nog leeg*, never *aandacht*.
"""

from __future__ import annotations

from collections.abc import Sequence

from regio_xl.methode import Methode, Wegwijzer
from regio_xl.rekenen.gronden import gronden, plek, reden
from regio_xl.rekenen.kengetallen import Kengetallen
from regio_xl.resultaten import Staat, Wegwijzerstand


def wegwijzerstanden(methode: Methode, cijfers: Kengetallen) -> tuple[Wegwijzerstand, ...]:
    """The state of every signpost, in the method's order."""
    return tuple(_stand(methode, wegwijzer, cijfers) for wegwijzer in methode.wegwijzers)


def in_aandacht(methode: Methode, cijfers: Kengetallen) -> frozenset[str]:
    """The ids of the signposts of which a known test fails."""
    return frozenset(
        wegwijzer.id
        for wegwijzer in methode.wegwijzers
        if any(
            (stand := cijfers.get(toets.meet)) is not None and not toets.past(stand)
            for toets in wegwijzer.toetsen
        )
    )


def _stand(methode: Methode, wegwijzer: Wegwijzer, cijfers: Kengetallen) -> Wegwijzerstand:
    bekend = [toets for toets in wegwijzer.toetsen if cijfers.get(toets.meet) is not None]
    mis = [toets for toets in bekend if not toets.past(cijfers[toets.meet])]
    onbekend = [toets for toets in wegwijzer.toetsen if cijfers.get(toets.meet) is None]
    staat: Staat = "aandacht" if mis else "nog leeg" if onbekend else "op orde"
    basis = gronden(methode, (toets.meet for toets in mis or bekend), cijfers)
    plekken = tuple(dict.fromkeys(plek(methode, toets.meet) for toets in mis or onbekend or bekend))
    return Wegwijzerstand(
        id=wegwijzer.id,
        naam=wegwijzer.naam,
        staat=staat,
        reden=f"Hiervoor is nog niet genoeg ingevuld: {_opsomming(methode, plekken)}."
        if staat == "nog leeg"
        else reden(basis),
        gronden=basis,
        plekken=plekken,
        suggestie=wegwijzer.suggestie,
        bron=wegwijzer.bron,
    )


def _opsomming(methode: Methode, plekken: Sequence[str]) -> str:
    """The tabs, tables and statements that are still to be filled in, as words."""
    namen = dict.fromkeys(naam.split(".")[0] for naam in plekken)
    stellingen = [naam for naam in namen if naam in methode.stellingen]
    rest = [naam for naam in namen if naam not in methode.stellingen]
    if stellingen:
        rest.append(
            ("stelling " if len(stellingen) == 1 else "stellingen ") + ", ".join(stellingen)
        )
    return ", ".join(rest)
