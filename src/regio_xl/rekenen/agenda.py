"""The agenda item by item: whose interest it is, on which track it runs, and which way of working
its signs point at.

Source: VNG Denktank 2018, *Werkende samenwerking*, wegwijzer 2 and figure 2; VGS, *Lessen van drie
jaar leren van elkaar*, H3 (overheidsspoor and omgevingsspoor) and H2 (regular work and change). The
signs of an item say where it pulls (TEG-04); they do not count for the advice.
"""

from __future__ import annotations

from collections.abc import Mapping

from regio_xl.invoer import SECTOREN, Agendapunt, Invoer
from regio_xl.methode import Agendateken, Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN, Perspectief
from regio_xl.methode.regels import Opgavekeuzes
from regio_xl.resultaten import Agendastand, Spoor

TEKENS = ("uitvoering", "ruimte", "oorsprong", "werk")

Tekens = Mapping[tuple[str, str], Agendateken]


def agendabeeld(methode: Methode, invoer: Invoer) -> tuple[Agendastand, ...]:
    """What can be said of each agenda item."""
    tekens = {(teken.kolom, teken.keuze): teken for teken in methode.agendatekens}
    sporen = _sporen(methode.opgave.regels.keuzes)
    return tuple(_stand(methode, tekens, sporen, punt) for punt in invoer.agenda)


def _sporen(keuzes: Opgavekeuzes) -> dict[str, Spoor]:
    """The track of each choice of who carries out an item."""
    return {
        **dict.fromkeys(keuzes.uitvoering_overheidsspoor, "overheidsspoor"),
        **dict.fromkeys(keuzes.uitvoering_samen, "samen"),
        **dict.fromkeys(keuzes.uitvoering_omgevingsspoor, "omgevingsspoor"),
    }


def _stand(
    methode: Methode, tekens: Tekens, sporen: Mapping[str, Spoor], punt: Agendapunt
) -> Agendastand:
    nodig = {
        "trekker": punt.trekker,
        "eerste stap": punt.eerste_stap,
        "datum om te herijken": punt.herijken_op,
    }
    return Agendastand(
        agendapunt=punt.agendapunt,
        belangen=tuple(
            sector for sector, belang in zip(SECTOREN, punt.belangen, strict=True) if belang
        ),
        spoor=sporen.get(punt.uitvoering or ""),
        trekt_naar=_trekt_naar(tekens, punt, methode.opgave.regels.minste_tekens),
        ontbreekt=tuple(naam for naam, waarde in nodig.items() if not waarde),
    )


def _trekt_naar(tekens: Tekens, punt: Agendapunt, minste: int) -> Perspectief | None:
    """The perspective for which the signs of an item plead most; None below ``minste`` signs or
    when two plead as strongly."""
    gekozen = [(kolom, getattr(punt, kolom)) for kolom in TEKENS]
    gegeven = [tekens[paar] for paar in gekozen if paar in tekens]
    if len(gegeven) < minste:
        return None
    sommen = {p: sum(teken.helften.get(p, 0) for teken in gegeven) for p in PERSPECTIEVEN}
    hoogste = max(sommen.values())
    bovenaan = [p for p, som in sommen.items() if som == hoogste]
    return bovenaan[0] if len(bovenaan) == 1 else None
