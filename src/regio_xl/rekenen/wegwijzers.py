"""What the rules of the data say about the figures: the ten signposts, the remarks beside the
advice, and the figures in words on which they rest.

Source: VNG Denktank 2018, *Werkende samenwerking*, deel II. No state that the workbook cannot
support: what is unknown makes a signpost *nog leeg*, never *aandacht*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from regio_xl.methode import Methode, Voorwaarde, Wegwijzer
from regio_xl.rekenen.tellen import Kengetallen, voldoet
from regio_xl.resultaten import Grond, Signaaltekst, Staat, Wegwijzerstand


def wegwijzerstanden(methode: Methode, cijfers: Kengetallen) -> tuple[Wegwijzerstand, ...]:
    """The state of every signpost, in the method's order."""
    return tuple(_stand(methode, wegwijzer, cijfers) for wegwijzer in methode.wegwijzers)


def in_aandacht(methode: Methode, cijfers: Kengetallen) -> frozenset[str]:
    """The ids of the signposts of which a known test fails."""
    return frozenset(w.id for w in methode.wegwijzers if _mislukt(w, cijfers))


def signaalteksten(methode: Methode, cijfers: Kengetallen) -> tuple[Signaaltekst, ...]:
    """The remarks of the method whose conditions all hold, in the method's order."""
    return tuple(
        Signaaltekst(id=signaal.id, soort=signaal.soort, tekst=signaal.tekst, bron=signaal.bron)
        for signaal in methode.signalen
        if voldoet(signaal.voorwaarden, cijfers)
    )


def gronden(methode: Methode, namen: Iterable[str], cijfers: Kengetallen) -> tuple[Grond, ...]:
    """The known ones of these figures in words, each once. Raises :class:`KeyError` for a known
    figure that the method has no words for."""
    bekend = ((naam, cijfers.get(naam)) for naam in dict.fromkeys(namen))
    return tuple(
        Grond(meet=naam, zin=methode.grootheden[naam].zin(waarde))
        for naam, waarde in bekend
        if waarde is not None
    )


def reden(lijst: Iterable[Grond]) -> str:
    """The grounds as one text."""
    return " ".join(grond.zin for grond in lijst)


def _mislukt(wegwijzer: Wegwijzer, cijfers: Kengetallen) -> list[Voorwaarde]:
    """The tests of a signpost that are known and fail."""
    return [toets for toets in wegwijzer.toetsen if toets.faalt(cijfers.get(toets.meet))]


def _stand(methode: Methode, wegwijzer: Wegwijzer, cijfers: Kengetallen) -> Wegwijzerstand:
    mislukt = _mislukt(wegwijzer, cijfers)
    onbekend = [toets for toets in wegwijzer.toetsen if not toets.past(cijfers.get(toets.meet))]
    basis = gronden(methode, (toets.meet for toets in mislukt or wegwijzer.toetsen), cijfers)
    plekken = tuple(
        dict.fromkeys(
            methode.grootheden[toets.meet].plek
            for toets in mislukt or onbekend or wegwijzer.toetsen
        )
    )
    staat: Staat = "op orde"
    tekst = reden(basis)
    if mislukt:
        staat = "aandacht"
    elif onbekend:
        staat = "nog leeg"
        tekst = f"Hiervoor is nog niet genoeg ingevuld: {_opsomming(methode, plekken)}."
    return Wegwijzerstand(
        id=wegwijzer.id,
        naam=wegwijzer.naam,
        staat=staat,
        reden=tekst,
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
        soort = "stelling" if len(stellingen) == 1 else "stellingen"
        rest.append(f"{soort} {', '.join(stellingen)}")
    return ", ".join(rest)
