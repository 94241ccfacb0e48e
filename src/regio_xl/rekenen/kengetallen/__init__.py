"""Named figures: everything that signposts, suggestions and leadership advice may rest on, by the
names of the method's data.

Every figure is a plain number or None for unknown; units and words stand in ``kengetallen.toml``.
Pure, no clock.
"""

from __future__ import annotations

from collections.abc import Sequence

from regio_xl.invoer import Invoer
from regio_xl.methode import Methode, tabnamen
from regio_xl.rekenen.bewijs import Bewijsstand, bewijsstand
from regio_xl.rekenen.kengetallen.borg import borgcijfers
from regio_xl.rekenen.kengetallen.opgave import opgavecijfers
from regio_xl.rekenen.kengetallen.perspectief import perspectiefcijfers
from regio_xl.rekenen.netwerk.cijfers import Netwerkmeting, meet_netwerk
from regio_xl.rekenen.tellen import Kengetallen, deel_beantwoord, in_gebruik, ingevuld
from regio_xl.rekenen.weefsel import patroon_van, weefselscores
from regio_xl.resultaten import Agendastand, PerspectiefAdvies

__all__ = ["Kengetallen", "kengetallen"]


def kengetallen(
    methode: Methode,
    invoer: Invoer,
    advies: PerspectiefAdvies,
    agenda: Sequence[Agendastand],
    netwerk: Netwerkmeting | None = None,
    bewijs: Bewijsstand | None = None,
) -> Kengetallen:
    """Every figure of one workbook, by name. ``netwerk``: what its tables of parties and ties
    measure, and ``bewijs``: what is known of its evidence, when that was computed already."""
    netwerk = netwerk or meet_netwerk(methode, invoer)
    bewijs = bewijs or bewijsstand(methode, invoer)
    return {
        **_antwoorden(methode, invoer),
        "gedeeld_beantwoord": _gedeeld_beantwoord(methode, invoer, bewijs),
        **_groepscores(methode, bewijs),
        **opgavecijfers(methode, invoer, advies.advies, agenda),
        **_netwerk(methode, invoer),
        **netwerk.cijfers,
        **perspectiefcijfers(methode, invoer, advies),
        **_weefsel(methode, invoer),
        **borgcijfers(methode, invoer, advies.advies),
    }


def _antwoorden(methode: Methode, invoer: Invoer) -> Kengetallen:
    cijfers: dict[str, float | None] = {}
    for tab in (methode.opgave, methode.netwerk, methode.weefsel):
        for stelling in tab.stellingen:
            antwoord = invoer.antwoorden.get(stelling.id)
            cijfers[stelling.id] = antwoord.waarde if antwoord else None
    return cijfers


def _gedeeld_beantwoord(methode: Methode, invoer: Invoer, bewijs: Bewijsstand) -> float:
    """Whether anything was filled in about a shared issue; *n.v.t.* is filled in too."""
    gedeeld = methode.opgave.regels.groep_gedeeld
    gevuld = bewijs.bekend.keys() | invoer.antwoorden.keys()
    return float(any(b.id in gevuld for b in methode.kansrijk if b.groep == gedeeld))


def _groepscores(methode: Methode, bewijs: Bewijsstand) -> Kengetallen:
    """The score (0-100) of each perspective over each group of evidence alone."""
    cijfers: dict[str, float | None] = {}
    for groep, per_perspectief in bewijs.per_groep.items():
        for p, score in per_perspectief.items():
            if f"{groep}_{p}" in methode.meetbaar:
                cijfers[f"{groep}_{p}"] = None if score is None else float(50 * (1 + score))
    return cijfers


def _netwerk(methode: Methode, invoer: Invoer) -> Kengetallen:
    """What stands on tab Netwerk beside its statements, and how many rows its tables have."""
    gebruikt = in_gebruik(methode, invoer, methode.netwerk)

    def veld(sleutel: str) -> float | None:
        return ingevuld(invoer.kenmerk(tabnamen.NETWERK, sleutel), in_gebruik=gebruikt)

    return {
        "partijen": len(invoer.partijen) if gebruikt else None,
        "relaties": len(invoer.relaties) if gebruikt else None,
        "rol_nu_benoemd": veld("rol_nu"),
        "rol_gewenst_benoemd": veld("rol_gewenst"),
        "verbanden_benoemd": veld("bestaande_verbanden"),
    }


def _weefsel(methode: Methode, invoer: Invoer) -> Kengetallen:
    scores = weefselscores(methode, invoer)
    patroon = patroon_van(methode, invoer, scores)
    cijfers: dict[str, float | None] = {
        "weefsel_ingevuld": deel_beantwoord(methode.weefsel.stellingen, invoer.antwoorden)
    }
    for dimensie, score in scores.items():
        cijfers[dimensie] = None if score is None else float(score)
    for mogelijk in methode.weefsel.patronen:
        cijfers[mogelijk.id] = None if patroon is None else float(mogelijk == patroon)
    return cijfers
