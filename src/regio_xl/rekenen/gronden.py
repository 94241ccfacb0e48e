"""A figure in words: what an outcome rests on, as users read it."""

from __future__ import annotations

from collections.abc import Iterable

from regio_xl.methode import Eenheid, Methode, VastPunt, Voorwaarde
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.rekenen.kengetallen import Kengetallen
from regio_xl.rekenen.redenen import nederlands
from regio_xl.resultaten import Grond


def gronden(methode: Methode, namen: Iterable[str], cijfers: Kengetallen) -> tuple[Grond, ...]:
    """The known ones of these figures in words, each once."""
    bekend = ((naam, cijfers.get(naam)) for naam in dict.fromkeys(namen))
    return tuple(
        Grond(meet=naam, zin=_zin(methode, naam, waarde))
        for naam, waarde in bekend
        if waarde is not None
    )


def reden(lijst: Iterable[Grond]) -> str:
    """The grounds as one text."""
    return " ".join(grond.zin for grond in lijst)


def plek(methode: Methode, naam: str) -> str:
    """Where users fill in what a figure rests on: a table, a tab, a field (``tab.sleutel``) or the
    id of a statement."""
    kengetal = methode.kengetal.get(naam)
    if kengetal:
        return kengetal.plek
    if any(naam == patroon.id for patroon in methode.weefsel.patronen):
        return methode.weefsel.tab
    if _vast_punt(methode, naam):
        return "Borg en verbind"
    return naam if naam in methode.stellingen else "Advies"


def in_woorden(methode: Methode, voorwaarde: Voorwaarde) -> str:
    """A condition as users read it: the sentence of its figure with the limits in the place of the
    value."""
    naam, eenheid = voorwaarde.meet, methode.meetbaar[voorwaarde.meet]
    if eenheid == "vlag":
        return _zin(methode, naam, 1.0 if voorwaarde.min else 0.0)
    grens = _grens(eenheid, voorwaarde)
    punt = _vast_punt(methode, naam)
    if punt:
        statussen = [
            s for rang, s in enumerate(methode.borg_en_verbind.statussen) if voorwaarde.past(rang)
        ]
        return _puntzin(punt, " of ".join(statussen))
    if naam in methode.stellingen:
        return f"Het antwoord op “{methode.stellingen[naam].tekst}” is {grens}."
    kengetal = methode.kengetal.get(naam)
    zin = kengetal.zin.format(waarde=grens) if kengetal else _groepszin(methode, naam, grens)
    return zin[0].upper() + zin[1:]


def _grens(eenheid: Eenheid, voorwaarde: Voorwaarde) -> str:
    onder, boven = (
        None if grens is None else _getal(eenheid, grens)
        for grens in (voorwaarde.min, voorwaarde.max)
    )
    if onder is None:
        return f"hooguit {boven}"
    if boven is None:
        return f"minstens {onder}"
    return onder if onder == boven else f"{onder} tot en met {boven}"


def _zin(methode: Methode, naam: str, waarde: float) -> str:
    kengetal = methode.kengetal.get(naam)
    if kengetal:
        if kengetal.eenheid == "vlag":
            return kengetal.zin if waarde else kengetal.niet
        zin = kengetal.zin.format(waarde=_getal(kengetal.eenheid, waarde))
        return zin[0].upper() + zin[1:]
    if naam in methode.stellingen:
        woorden = methode.algemeen.antwoorden[int(waarde) - 1]
        return f"Jullie antwoordden {waarde:g} ({woorden}) op: “{methode.stellingen[naam].tekst}”"
    for patroon in methode.weefsel.patronen:
        if naam == patroon.id:
            staat = "past bij jullie antwoorden" if waarde else "past niet bij jullie antwoorden"
            return f"Het patroon “{patroon.naam}” {staat}."
    punt = _vast_punt(methode, naam)
    if punt:
        return _puntzin(punt, methode.borg_en_verbind.statussen[int(waarde)])
    return _groepszin(methode, naam, nederlands(waarde))


def _vast_punt(methode: Methode, naam: str) -> VastPunt | None:
    return next((punt for punt in methode.borg_en_verbind.vaste_punten if punt.id == naam), None)


def _puntzin(punt: VastPunt, status: str) -> str:
    vraag = punt.tekst.removeprefix("Suggestie: ")
    return f"Bij “{vraag[0].upper()}{vraag[1:]}” staat: {status}."


def _groepszin(methode: Methode, naam: str, waarde: str) -> str:
    groep, _, perspectief = naam.rpartition("_")
    assert perspectief in PERSPECTIEVEN  # conditions were checked when the method was loaded
    onderwerp = next(g.naam for g in methode.algemeen.groepen if g.id == groep)
    return f"Over “{onderwerp}” scoort {methode.namen[perspectief].lower()} {waarde} van 100."


def _getal(eenheid: Eenheid, waarde: float) -> str:
    if eenheid == "procent":
        return f"{nederlands(waarde)} procent"
    return nederlands(waarde, 1 if eenheid == "schaal" and not float(waarde).is_integer() else 0)
