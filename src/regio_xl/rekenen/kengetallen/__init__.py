"""Named figures: everything that signposts, suggestions and leadership advice may rest on, by the
names of the method's data.

Every figure is a plain number or None for unknown; units and words stand in ``kengetallen.toml``.
Pure, no clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from regio_xl.invoer import Invoer
from regio_xl.methode import Methode, Voorwaarde, tabnamen
from regio_xl.rekenen.bewijs import groepscores, waarden
from regio_xl.rekenen.kengetallen.borg import borgcijfers
from regio_xl.rekenen.kengetallen.opgave import opgavecijfers
from regio_xl.rekenen.kengetallen.perspectief import perspectiefcijfers
from regio_xl.rekenen.netwerk.cijfers import cijfers as netwerkcijfers
from regio_xl.rekenen.tellen import in_gebruik, ingevuld
from regio_xl.rekenen.weefsel import patroon_van, weefselscores
from regio_xl.resultaten import Agendastand, PerspectiefAdvies

Kengetallen = Mapping[str, float | None]


def kengetallen(
    methode: Methode, invoer: Invoer, advies: PerspectiefAdvies, agenda: Sequence[Agendastand]
) -> Kengetallen:
    """Every figure of one workbook, by name."""
    netwerk_in_gebruik = in_gebruik(methode, invoer, methode.netwerk)
    return {
        **_antwoorden(methode, invoer),
        **_bewijs(methode, invoer),
        **opgavecijfers(methode, invoer, advies.advies, agenda),
        **netwerkcijfers(methode, invoer, in_gebruik=netwerk_in_gebruik),
        **_rollen(invoer, in_gebruik_=netwerk_in_gebruik),
        **perspectiefcijfers(methode, invoer, advies),
        **_weefsel(methode, invoer),
        **borgcijfers(methode, invoer, advies.advies),
    }


def voldoet(voorwaarden: Sequence[Voorwaarde], cijfers: Kengetallen) -> bool:
    """Whether all conditions hold; an unknown figure never fits."""
    return all(voorwaarde.past(cijfers.get(voorwaarde.meet)) for voorwaarde in voorwaarden)


def _antwoorden(methode: Methode, invoer: Invoer) -> dict[str, float | None]:
    tabs = (methode.opgave, methode.netwerk, methode.weefsel)
    ids = (stelling.id for tab in tabs for stelling in tab.stellingen)
    return {
        id_: antwoord.waarde if (antwoord := invoer.antwoorden.get(id_)) else None for id_ in ids
    }


def _bewijs(methode: Methode, invoer: Invoer) -> dict[str, float | None]:
    """The score (0-100) of each perspective over each group of evidence alone."""
    bekend = waarden(methode, methode.kansrijk, invoer.antwoorden, invoer)
    groep_gedeeld = methode.opgave.regels.groep_gedeeld
    gedeeld = any(
        bewijs.id in bekend for bewijs in methode.kansrijk if bewijs.groep == groep_gedeeld
    )
    standen: dict[str, float | None] = {"gedeeld_beantwoord": float(gedeeld)}
    for groep, per_perspectief in groepscores(methode, bekend).items():
        for p, score in per_perspectief.items():
            standen[f"{groep}_{p}"] = None if score is None else float(50 * (1 + score))
    return {naam: stand for naam, stand in standen.items() if naam in methode.meetbaar}


def _rollen(invoer: Invoer, *, in_gebruik_: bool) -> dict[str, float | None]:
    namen = {
        "rol_nu_benoemd": "rol_nu",
        "rol_gewenst_benoemd": "rol_gewenst",
        "verbanden_benoemd": "bestaande_verbanden",
    }
    velden = {naam: invoer.kenmerk(tabnamen.NETWERK, sleutel) for naam, sleutel in namen.items()}
    return {naam: ingevuld(tekst, in_gebruik=in_gebruik_) for naam, tekst in velden.items()}


def _weefsel(methode: Methode, invoer: Invoer) -> dict[str, float | None]:
    scores = weefselscores(methode, invoer)
    patroon = patroon_van(methode, invoer, scores)
    gegeven = sum(
        1
        for s in methode.weefsel.stellingen
        if (a := invoer.antwoorden.get(s.id)) and (a.waarde is not None or a.nvt)
    )
    return {
        **{dimensie: None if score is None else float(score) for dimensie, score in scores.items()},
        **{
            p.id: None if patroon is None else float(p == patroon) for p in methode.weefsel.patronen
        },
        "weefsel_ingevuld": 100 * gegeven / len(methode.weefsel.stellingen) if gegeven else None,
    }
