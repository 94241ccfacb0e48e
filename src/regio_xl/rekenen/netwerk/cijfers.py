"""The named figures of the tables Partijen and Relaties (``kengetallen.toml``): None is unknown,
never low.

Percentages are 0-100, scales 1-5, flags 0 or 1. Shares, means and counts rest on the cells that are
filled in; measures of ties need enough pairs with contact (``minste_relaties``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from statistics import fmean
from typing import TypeVar

from regio_xl.invoer import SECTOREN, Invoer, Partij, Relatie
from regio_xl.methode import Methode, Netwerkregels
from regio_xl.rekenen.indicatoren import MATEN
from regio_xl.rekenen.netwerk.contacten import Contacten
from regio_xl.rekenen.netwerk.meting import Meting, meet
from regio_xl.rekenen.tellen import procent, procent_van

_GELIJK = 1e-9
Cijfers = dict[str, float | None]
T = TypeVar("T")

_MATEN_VAN_RELATIES = (
    "dichtheid", "dichtheid_hoogst", "wederkerigheid", "onderdelen", "geisoleerd", "niet_bevraagd", "bruggenbouwers",
    "kwetsbaarheid", "centralisatie", "overheid_centraal", "banden_tussen_sectoren", "zwakke_banden_tussen_sectoren", "sterkte",
    "vertrouwen", "sterk_zonder_vertrouwen", "vertrouwen_zonder_contact", "informeel",
)  # fmt: skip


def cijfers(methode: Methode, invoer: Invoer, *, in_gebruik: bool) -> Cijfers:
    """Every figure of Partijen and Relaties. ``in_gebruik``: something was filled in on the tab, so
    no rows means none."""
    gebruikt = in_gebruik or bool(invoer.partijen or invoer.relaties)
    return {
        "partijen": len(invoer.partijen) if gebruikt else None,
        "relaties": len(invoer.relaties) if gebruikt else None,
        **_cijfers(methode, invoer.partijen, invoer.relaties),
    }


@lru_cache(maxsize=2)  # the sentences of one workbook rest on the same figures
def _cijfers(
    methode: Methode, partijen: tuple[Partij, ...], relaties: tuple[Relatie, ...]
) -> Cijfers:
    """The figures of the rows of both tables."""
    regels, invoer = methode.netwerk.regels, Invoer(partijen=partijen, relaties=relaties)
    lijst, meting = meet(regels, invoer)
    return {
        **_soortcijfers(regels, invoer),
        **_rolcijfers(methode, invoer),
        **_invloedcijfers(methode, invoer),
        **(
            dict.fromkeys(_MATEN_VAN_RELATIES)
            if meting is None
            else _relatiecijfers(regels, lijst, meting)
        ),
    }


def sectoren(regels: Netwerkregels, partijen: Iterable[Partij]) -> list[str]:
    """Which of the four sectors have a party on the list."""
    soorten = {partij.soort for partij in partijen}
    return [sector for sector in SECTOREN if soorten.intersection(regels.soorten(sector))]


def _soortcijfers(regels: Netwerkregels, invoer: Invoer) -> Cijfers:
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


def _rolcijfers(methode: Methode, invoer: Invoer) -> Cijfers:
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


def _invloedcijfers(methode: Methode, invoer: Invoer) -> Cijfers:
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


def _relatiecijfers(regels: Netwerkregels, lijst: Contacten, meting: Meting) -> Cijfers:
    rijen = list(lijst.relaties.values())
    tussen = [contact for contact in lijst.paren.items() if tussen_soorten(lijst, contact[0])]
    return {
        "dichtheid": 100 * meting.dichtheid,
        "dichtheid_hoogst": 100 * meting.dichtheid_hoogst,
        "wederkerigheid": 100 * meting.wederkerigheid,
        "onderdelen": len(meting.onderdelen),
        "geisoleerd": sum(not graad for graad in lijst.graad.values()),
        "niet_bevraagd": len(lijst.niet_bevraagd),
        "bruggenbouwers": len(meting.los),
        "kwetsbaarheid": 100 * meting.kwetsbaarheid,
        "centralisatie": None if meting.centralisatie is None else 100 * meting.centralisatie,
        "overheid_centraal": _overheid_centraal(regels, lijst, meting),
        "banden_tussen_sectoren": procent(
            anders for paar in lijst.paren if (anders := tussen_soorten(lijst, paar)) is not None
        ),
        "zwakke_banden_tussen_sectoren": procent(
            sterkte <= regels.weinig
            for _, rijen in tussen
            if (sterkte := _gemiddeld(rij.sterkte for rij in rijen)) is not None
        ),
        "sterkte": _gemiddeld(rij.sterkte for rij in rijen),
        "vertrouwen": _gemiddeld(rij.vertrouwen for rij in rijen),
        "sterk_zonder_vertrouwen": _aantal(
            _met_beide(rijen), partial(veel_contact_weinig_vertrouwen, regels)
        ),
        "vertrouwen_zonder_contact": _aantal(
            _met_beide(rijen), partial(veel_vertrouwen_weinig_contact, regels)
        ),
        "informeel": procent(
            rij.vorm in regels.keuzes.vorm_informeel for rij in rijen if rij.vorm is not None
        ),
    }


def tussen_soorten(lijst: Contacten, paar: tuple[str, str]) -> bool | None:
    """Whether a pair is of different kinds; None when one of the two kinds was not filled in."""
    een, ander = (lijst.partijen[sleutel].soort for sleutel in paar)
    return None if een is None or ander is None else een != ander


def middelpunten(lijst: Contacten, meting: Meting) -> list[str]:
    """The parties along which most contacts run (highest betweenness); nobody when no contact runs
    along anyone."""
    hoogste = max(meting.tussenpositie.values())
    return (
        [s for s in lijst.partijen if meting.tussenpositie[s] >= hoogste - _GELIJK]
        if hoogste > _GELIJK
        else []
    )


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


def _overheid_centraal(regels: Netwerkregels, lijst: Contacten, meting: Meting) -> float | None:
    """1 when the most central party is a public authority; None when several are and they differ,
    or when it is unknown."""
    soorten = {
        regels.overheid(lijst.partijen[sleutel].soort) for sleutel in middelpunten(lijst, meting)
    }
    return float(soorten == {True}) if soorten in ({True}, {False}) else None


def _met_beide(rijen: Iterable[Relatie]) -> list[Relatie]:
    return [rij for rij in rijen if rij.sterkte is not None and rij.vertrouwen is not None]


def _maat(methode: Methode, invoer: Invoer, naam: str, schaal: int = 100) -> float | None:
    """A measure that the evidence uses too, so that both say the same."""
    waarde = MATEN[naam](methode, invoer)
    return None if waarde is None else float(schaal * waarde)


def _aantal(bekend: Sequence[T], telt: Callable[[T], bool]) -> float | None:
    return sum(map(telt, bekend)) if bekend else None


def _gemiddeld(waarden: Iterable[int | None]) -> float | None:
    bekend = [waarde for waarde in waarden if waarde is not None]
    return fmean(bekend) if bekend else None
