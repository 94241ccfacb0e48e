"""The named figures of the tables Partijen and Relaties (``kengetallen.toml``): None is unknown,
never low.

Percentages are 0-100, scales 1-5, flags 0 or 1. Shares, means and counts rest on the cells that are
filled in; measures of ties need enough pairs with contact (``minste_relaties``). What rests on ties
that were not asked is given by its ends (``speling``), or is unknown when nobody can say these:
without whom the network falls apart, and who stands in the middle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import fmean
from typing import NamedTuple, TypeVar

from regio_xl.invoer import SECTOREN, Invoer, Partij, Relatie
from regio_xl.methode import Methode, Netwerkregels
from regio_xl.rekenen.indicatoren import MATEN
from regio_xl.rekenen.netwerk import speling
from regio_xl.rekenen.netwerk.contacten import Contacten
from regio_xl.rekenen.netwerk.meting import Netwerkmaten, meet_relaties
from regio_xl.rekenen.tellen import Kengetallen, Meetwaarde, procent, procent_van, tussen, vlag

# Betweenness is a float: two parties differ only when they differ by more than this.
_GELIJK = 1e-9
_T = TypeVar("_T")

_CIJFERS_VAN_RELATIES = (
    "dichtheid", "dichtheid_hoogst", "wederkerigheid", "onderdelen", "geisoleerd", "niet_bevraagd",
    "bruggenbouwers", "kwetsbaarheid", "centralisatie", "overheid_centraal",
    "banden_tussen_sectoren", "zwakke_banden_tussen_sectoren", "sterkte", "vertrouwen",
    "sterk_zonder_vertrouwen", "vertrouwen_zonder_contact", "informeel",
)  # fmt: skip


class Netwerkmeting(NamedTuple):
    """All that the tables of parties and ties of one workbook say; ``maten`` is None while there
    are too few ties."""

    lijst: Contacten
    maten: Netwerkmaten | None
    cijfers: Kengetallen


def meet_netwerk(methode: Methode, invoer: Invoer) -> Netwerkmeting:
    """Measure the tables of parties and ties: once for a calculation, because it loads a library
    and takes longest."""
    regels = methode.netwerk.regels
    lijst, maten = meet_relaties(regels, invoer)
    van_relaties: Kengetallen = dict.fromkeys(_CIJFERS_VAN_RELATIES)
    if maten:
        van_relaties = _relatiecijfers(regels, lijst, maten)
    cijfers = {
        **_soortcijfers(regels, invoer),
        **_rolcijfers(methode, invoer),
        **_invloedcijfers(methode, invoer),
        **van_relaties,
    }
    return Netwerkmeting(lijst, maten, cijfers)


def sectoren(regels: Netwerkregels, partijen: Iterable[Partij]) -> list[str]:
    """Which of the four sectors have a party on the list."""
    soorten = {partij.soort for partij in partijen}
    return [sector for sector in SECTOREN if soorten.intersection(regels.soorten(sector))]


def _soortcijfers(regels: Netwerkregels, invoer: Invoer) -> Kengetallen:
    keuzes = regels.keuzes
    bekend = [partij for partij in invoer.partijen if partij.soort is not None]

    def telling(soorten: tuple[str, ...]) -> float | None:
        return _aantal(bekend, lambda partij: partij.soort in soorten)

    return {
        "soorten": len({partij.soort for partij in bekend}) or None,
        "sectoren": len(sectoren(regels, bekend)) if bekend else None,
        "partijen_overheid": telling(keuzes.soort_overheid),
        "partijen_inwoners": telling(keuzes.soort_inwoners),
        "partijen_bedrijven": telling(keuzes.soort_ondernemers),
        "partijen_onderwijs": telling(keuzes.soort_onderwijs),
        "partijen_maatschappelijk": telling(keuzes.soort_maatschappelijk),
        "partijen_verbanden": telling(keuzes.soort_verbanden),
    }


def _rolcijfers(methode: Methode, invoer: Invoer) -> Kengetallen:
    keuzes = methode.netwerk.regels.keuzes
    met_rol = [partij for partij in invoer.partijen if partij.rol is not None]
    met_plek = [partij for partij in invoer.partijen if partij.aan_tafel is not None]
    return {
        "eigenaren": _aantal(met_rol, lambda partij: partij.rol in keuzes.rol_eigenaar),
        "eigenaren_buiten_overheid": _maat(methode, invoer, "eigenaren_buiten_overheid"),
        "trekkers": _aantal(met_rol, lambda partij: partij.rol in keuzes.rol_trekker),
        "toeschouwers": procent(partij.rol in keuzes.rol_toeschouwer for partij in met_rol),
        "niet_aan_tafel": _aantal(met_plek, lambda partij: not partij.aan_tafel),
        "belang_bekend": procent_van(partij.belang for partij in invoer.partijen),
        "kracht_bekend": procent_van(partij.kracht for partij in invoer.partijen),
    }


def _invloedcijfers(methode: Methode, invoer: Invoer) -> Kengetallen:
    regels = methode.netwerk.regels
    met_plek = [
        (p.invloed, p.aan_tafel)
        for p in invoer.partijen
        if p.invloed is not None and p.aan_tafel is not None
    ]
    beide = [
        (p.invloed, p.betrokkenheid)
        for p in invoer.partijen
        if p.invloed is not None and p.betrokkenheid is not None
    ]
    invloed = [partij.invloed for partij in invoer.partijen if partij.invloed is not None]
    genoeg = len(invloed) >= regels.minste_invloed_grootste
    return {
        "invloed_niet_aan_tafel": _aantal(
            met_plek, lambda paar: paar[0] >= regels.veel and not paar[1]
        ),
        "betrokken_zonder_invloed": _aantal(
            beide, lambda paar: paar[0] <= regels.weinig and paar[1] >= regels.veel
        ),
        "invloed_zonder_inzet": _aantal(
            beide, lambda paar: paar[0] >= regels.veel and paar[1] <= regels.weinig
        ),
        "betrokkenheid_buiten_overheid": _maat(methode, invoer, "betrokkenheid_buiten_overheid", 1),
        "betrokkenheid_overheid": _gemiddeld(
            p.betrokkenheid for p in invoer.partijen if regels.overheid(p.soort)
        ),
        "invloed_overheid": _maat(methode, invoer, "invloed_overheid"),
        "invloed_grootste": 100 * max(invloed) / sum(invloed) if genoeg else None,
    }


def _relatiecijfers(regels: Netwerkregels, lijst: Contacten, maten: Netwerkmaten) -> Kengetallen:
    alles_gevraagd, stil = not lijst.onbekende_paren, bool(lijst.niet_bevraagd)
    los = sum(not graad for graad in lijst.graad.values())
    delen = len(maten.onderdelen)
    return {
        "dichtheid": _procent((maten.dichtheid, maten.dichtheid_hoogst)),
        "dichtheid_hoogst": 100 * maten.dichtheid_hoogst,
        "wederkerigheid": _procent(speling.einden_wederkerigheid(lijst)),
        # A party that was not asked may have contact with everybody.
        "onderdelen": tussen(1 if stil else delen, delen),
        "geisoleerd": tussen(0 if stil else los, los),
        "niet_bevraagd": len(lijst.niet_bevraagd),
        "bruggenbouwers": len(maten.los) if alles_gevraagd else None,
        "kwetsbaarheid": 100 * maten.kwetsbaarheid if alles_gevraagd else None,
        "centralisatie": _procent(_grenzen_centralisatie(maten)),
        "overheid_centraal": _overheid_centraal(regels, lijst, maten) if alles_gevraagd else None,
        "banden_tussen_sectoren": _procent(speling.banden_tussen_soorten(lijst)),
        "zwakke_banden_tussen_sectoren": _procent(
            speling.zwakke_banden_tussen_soorten(
                lijst, lambda rijen: _gemiddeld(rij.sterkte for rij in rijen), regels.weinig
            )
        ),
        **_rijcijfers(regels, lijst),
    }


def _rijcijfers(regels: Netwerkregels, lijst: Contacten) -> Kengetallen:
    """The figures of the rows, each of which says what one party thinks of another."""
    rijen, erbij = list(lijst.relaties.values()), speling.onbekende_rijen(lijst)
    met_beide = _met_beide(rijen)
    vormen = [rij.vorm in regels.keuzes.vorm_informeel for rij in rijen if rij.vorm is not None]

    def gemiddeld(waarden: Iterable[int | None]) -> Meetwaarde:
        bekend = [waarde for waarde in waarden if waarde is not None]
        return tussen(*speling.gemiddelde(bekend, erbij)) if bekend else None

    def aantal(telt: Callable[[Netwerkregels, Relatie], bool]) -> Meetwaarde:
        geteld = sum(telt(regels, rij) for rij in met_beide)
        return tussen(geteld, geteld + erbij) if met_beide else None

    return {
        "sterkte": gemiddeld(rij.sterkte for rij in rijen),
        "vertrouwen": gemiddeld(rij.vertrouwen for rij in rijen),
        "sterk_zonder_vertrouwen": aantal(veel_contact_weinig_vertrouwen),
        "vertrouwen_zonder_contact": aantal(veel_vertrouwen_weinig_contact),
        "informeel": _procent(speling.aandeel(sum(vormen), len(vormen), erbij) if vormen else None),
    }


def _grenzen_centralisatie(maten: Netwerkmaten) -> speling.Einden | None:
    if maten.centralisatie_laagst is None or maten.centralisatie_hoogst is None:
        return None
    return maten.centralisatie_laagst, maten.centralisatie_hoogst


def _procent(einden: speling.Einden | None) -> Meetwaarde:
    """The ends of a share as percentages."""
    return None if einden is None else tussen(100 * einden[0], 100 * einden[1])


def middelpunten(lijst: Contacten, maten: Netwerkmaten) -> list[str]:
    """The parties along which most contacts run (highest betweenness); nobody when no contact runs
    along anyone."""
    hoogste = max(maten.tussenpositie.values())
    if hoogste <= _GELIJK:
        return []
    return [s for s in lijst.partijen if maten.tussenpositie[s] >= hoogste - _GELIJK]


def veel_contact_weinig_vertrouwen(regels: Netwerkregels, rij: Relatie) -> bool:
    """A tie with much contact and little trust; what is unknown never is."""
    return (
        (rij.sterkte or 0) >= regels.veel
        and rij.vertrouwen is not None
        and rij.vertrouwen <= regels.weinig
    )


def veel_vertrouwen_weinig_contact(regels: Netwerkregels, rij: Relatie) -> bool:
    """A tie with much trust and little contact; what is unknown never is."""
    return (
        (rij.vertrouwen or 0) >= regels.veel
        and rij.sterkte is not None
        and rij.sterkte <= regels.weinig
    )


def _overheid_centraal(
    regels: Netwerkregels, lijst: Contacten, maten: Netwerkmaten
) -> float | None:
    """1 when the most central party is a public authority; None when several are and they differ,
    or when it is unknown."""
    soorten = [lijst.partijen[sleutel].soort for sleutel in middelpunten(lijst, maten)]
    overheid = {regels.overheid(soort) for soort in soorten}
    if len(overheid) != 1:
        return None
    return vlag(overheid.pop())


def _met_beide(rijen: Iterable[Relatie]) -> list[Relatie]:
    return [rij for rij in rijen if rij.sterkte is not None and rij.vertrouwen is not None]


def _maat(methode: Methode, invoer: Invoer, naam: str, schaal: int = 100) -> float | None:
    """A measure that the evidence uses too, so that both say the same."""
    waarde = MATEN[naam](methode, invoer)
    return None if waarde is None else float(schaal * waarde)


def _aantal(bekend: Sequence[_T], telt: Callable[[_T], bool]) -> float | None:
    return sum(map(telt, bekend)) if bekend else None


def _gemiddeld(waarden: Iterable[int | None]) -> float | None:
    bekend = [waarde for waarde in waarden if waarde is not None]
    return fmean(bekend) if bekend else None
