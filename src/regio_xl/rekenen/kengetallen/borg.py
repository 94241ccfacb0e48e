"""Figures of step 5: how far the checklist has come. Unknown until something is filled in there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from regio_xl.invoer import Invoer
from regio_xl.methode import Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.rekenen.borg_en_verbind import borgpunten
from regio_xl.rekenen.tellen import Kengetallen, procent
from regio_xl.resultaten import Borgpunt


def borgcijfers(methode: Methode, invoer: Invoer, advies: Perspectief | None) -> Kengetallen:
    """Every figure of step 5. What does not apply is left out; an agreement without a status counts
    as being talked about. A fixed point that does not apply is settled: it ranks above
    *geborgd*."""
    open_, in_gesprek, geborgd, nvt = methode.borg_en_verbind.statussen
    punten = borgpunten(methode, invoer, invoer.keuze or advies) if invoer.afspraken else ()
    ingevuld = {id_: afspraak for id_, afspraak in invoer.afspraken.items() if afspraak.afspraak}
    status = {
        punt.id: in_gesprek if punt.status == open_ and punt.id in ingevuld else punt.status
        for punt in punten
    }
    telt = {id_: stand for id_, stand in status.items() if stand != nvt}
    afspraken = {id_: afspraak for id_, afspraak in ingevuld.items() if id_ in telt}
    rang: dict[str, float] = {open_: 0, in_gesprek: 1, geborgd: 2, nvt: 3}
    vormen = [punt.id for punt in punten if punt.soort == "legitimiteit"]
    return {
        "borg_geborgd": procent(stand == geborgd for stand in telt.values()),
        "borg_open": procent(stand == open_ for stand in telt.values()),
        "borg_zonder_eigenaar": sum(not afspraak.eigenaar for afspraak in afspraken.values())
        if afspraken
        else None,
        "borg_zonder_datum": sum(afspraak.datum is None for afspraak in afspraken.values())
        if afspraken
        else None,
        "legitimiteit_opgepakt": sum(status[id_] in {in_gesprek, geborgd} for id_ in vormen)
        if vormen
        else None,
        **{f"borg_{p}": _opgepakt(punten, telt, p, open_) for p in PERSPECTIEVEN},
        **{
            punt.id: rang[status[punt.id]] if punt.id in status else None
            for punt in methode.borg_en_verbind.vaste_punten
        },
    }


def _opgepakt(
    punten: Sequence[Borgpunt], telt: Mapping[str, str], perspectief: Perspectief, open_: str
) -> float | None:
    """The share of the questions of one perspective that apply and are being talked about or
    settled."""
    return procent(
        telt[punt.id] != open_ for punt in punten if punt.naar == perspectief and punt.id in telt
    )
