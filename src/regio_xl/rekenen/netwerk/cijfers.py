"""The named figures of the tables Partijen and Relaties (``kengetallen.toml``): None is unknown,
never low.

Percentages are 0-100, scales 1-5, flags 0 or 1. Shares, means and counts rest on the cells that are
filled in; measures of ties need at least three pairs with contact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from statistics import fmean
from typing import TypeVar

from regio_xl.invoer import OVERHEID, SECTOREN, Invoer, Partij, Relatie
from regio_xl.rekenen.indicatoren import MATEN
from regio_xl.rekenen.netwerk.contacten import Contacten
from regio_xl.rekenen.netwerk.meting import Meting, meet

VEEL, WEINIG = 4, 2
MINSTE_INVLOED = 3
_GELIJK = 1e-9
Cijfers = dict[str, float | None]
T = TypeVar("T")

# The four sectors around the agenda (figure 2 of the VNG source) and the kinds of parties that
# belong to each.
SOORTEN_PER_SECTOR = {
    "overheid": (OVERHEID,),
    "inwoners": ("inwoners",),
    "ondernemers": ("bedrijf",),
    "onderwijs": ("onderwijs", "kennisinstelling"),
}
_MATEN_VAN_RELATIES = (
    "dichtheid", "dichtheid_hoogst", "wederkerigheid", "onderdelen", "geisoleerd", "niet_bevraagd", "bruggenbouwers",
    "kwetsbaarheid", "centralisatie", "overheid_centraal", "banden_tussen_sectoren", "zwakke_banden_tussen_sectoren", "sterkte",
    "vertrouwen", "sterk_zonder_vertrouwen", "vertrouwen_zonder_contact", "informeel",
)  # fmt: skip


def cijfers(invoer: Invoer, *, in_gebruik: bool) -> Cijfers:
    """Every figure of Partijen and Relaties. ``in_gebruik``: something was filled in on the tab, so
    no rows means none."""
    gebruikt = in_gebruik or bool(invoer.partijen or invoer.relaties)
    return {
        "partijen": len(invoer.partijen) if gebruikt else None,
        "relaties": len(invoer.relaties) if gebruikt else None,
        **_cijfers(invoer.partijen, invoer.relaties),
    }


@lru_cache(maxsize=2)  # the sentences of one workbook rest on the same figures
def _cijfers(partijen: tuple[Partij, ...], relaties: tuple[Relatie, ...]) -> Cijfers:
    """The figures of the rows of both tables."""
    invoer = Invoer(partijen=partijen, relaties=relaties)
    lijst, meting = meet(invoer)
    return {
        **_soortcijfers(invoer),
        **_rolcijfers(invoer),
        **_invloedcijfers(invoer),
        **(
            dict.fromkeys(_MATEN_VAN_RELATIES) if meting is None else _relatiecijfers(lijst, meting)
        ),
    }


def sectoren(partijen: Iterable[Partij]) -> list[str]:
    """Which of the four sectors have a party on the list."""
    soorten = {partij.soort for partij in partijen}
    return [sector for sector in SECTOREN if soorten.intersection(SOORTEN_PER_SECTOR[sector])]


def _soortcijfers(invoer: Invoer) -> Cijfers:
    bekend = [partij for partij in invoer.partijen if partij.soort is not None]

    def telling(*soorten: str) -> float | None:
        return _aantal(bekend, lambda partij: partij.soort in soorten)

    return {
        "soorten": len({partij.soort for partij in bekend}) or None,
        "sectoren": len(sectoren(bekend)) if bekend else None,
        "partijen_overheid": telling(OVERHEID),
        "partijen_inwoners": telling("inwoners"),
        "partijen_bedrijven": telling("bedrijf"),
        "partijen_onderwijs": telling(*SOORTEN_PER_SECTOR["onderwijs"]),
        "partijen_maatschappelijk": telling("maatschappelijke organisatie"),
        "partijen_verbanden": telling("samenwerkingsverband"),
    }


def _rolcijfers(invoer: Invoer) -> Cijfers:
    met_rol = [partij for partij in invoer.partijen if partij.rol is not None]
    met_plek = [partij for partij in invoer.partijen if partij.aan_tafel is not None]
    return {
        "eigenaren": _aantal(met_rol, lambda partij: partij.rol == "eigenaar"),
        "eigenaren_buiten_overheid": _maat(invoer, "eigenaren_buiten_overheid"),
        "trekkers": _aantal(met_rol, lambda partij: partij.rol == "trekker"),
        "toeschouwers": _procent(partij.rol == "toeschouwer" for partij in met_rol),
        "niet_aan_tafel": _aantal(met_plek, lambda partij: not partij.aan_tafel),
        "belang_bekend": _procent_van([partij.belang for partij in invoer.partijen]),
        "kracht_bekend": _procent_van([partij.kracht for partij in invoer.partijen]),
    }


def _invloedcijfers(invoer: Invoer) -> Cijfers:
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
    return {
        "invloed_niet_aan_tafel": _aantal(met_plek, lambda paar: paar[0] >= VEEL and not paar[1]),
        "betrokken_zonder_invloed": _aantal(
            beide, lambda paar: paar[0] <= WEINIG and paar[1] >= VEEL
        ),
        "invloed_zonder_inzet": _aantal(beide, lambda paar: paar[0] >= VEEL and paar[1] <= WEINIG),
        "betrokkenheid_buiten_overheid": _maat(invoer, "betrokkenheid_buiten_overheid", 1),
        "betrokkenheid_overheid": _gemiddeld(
            p.betrokkenheid for p in invoer.partijen if p.overheid
        ),
        "invloed_overheid": _maat(invoer, "invloed_overheid"),
        "invloed_grootste": 100 * max(invloed) / sum(invloed)
        if len(invloed) >= MINSTE_INVLOED
        else None,
    }


def _relatiecijfers(lijst: Contacten, meting: Meting) -> Cijfers:
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
        "overheid_centraal": _overheid_centraal(lijst, meting),
        "banden_tussen_sectoren": _procent(
            anders for paar in lijst.paren if (anders := tussen_soorten(lijst, paar)) is not None
        ),
        "zwakke_banden_tussen_sectoren": _procent(
            sterkte <= WEINIG
            for _, rijen in tussen
            if (sterkte := _gemiddeld(rij.sterkte for rij in rijen)) is not None
        ),
        "sterkte": _gemiddeld(rij.sterkte for rij in rijen),
        "vertrouwen": _gemiddeld(rij.vertrouwen for rij in rijen),
        "sterk_zonder_vertrouwen": _aantal(_met_beide(rijen), veel_contact_weinig_vertrouwen),
        "vertrouwen_zonder_contact": _aantal(_met_beide(rijen), veel_vertrouwen_weinig_contact),
        "informeel": _procent(rij.vorm == "informeel" for rij in rijen if rij.vorm is not None),
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


def veel_contact_weinig_vertrouwen(rij: Relatie) -> bool:
    """A tie with much contact and little trust; what is unknown never is."""
    return (rij.sterkte or 0) >= VEEL and rij.vertrouwen is not None and rij.vertrouwen <= WEINIG


def veel_vertrouwen_weinig_contact(rij: Relatie) -> bool:
    """A tie with much trust and little contact; what is unknown never is."""
    return (rij.vertrouwen or 0) >= VEEL and rij.sterkte is not None and rij.sterkte <= WEINIG


def _overheid_centraal(lijst: Contacten, meting: Meting) -> float | None:
    """1 when the most central party is a public authority; None when several are and they differ,
    or when it is unknown."""
    soorten = {lijst.partijen[sleutel].overheid for sleutel in middelpunten(lijst, meting)}
    return float(soorten == {True}) if soorten in ({True}, {False}) else None


def _met_beide(rijen: Iterable[Relatie]) -> list[Relatie]:
    return [rij for rij in rijen if rij.sterkte is not None and rij.vertrouwen is not None]


def _maat(invoer: Invoer, naam: str, schaal: int = 100) -> float | None:
    """A measure that the evidence uses too, so that both say the same."""
    waarde = MATEN[naam](invoer)
    return None if waarde is None else float(schaal * waarde)


def _aantal(bekend: Sequence[T], telt: Callable[[T], bool]) -> float | None:
    return sum(map(telt, bekend)) if bekend else None


def _procent_van(kolom: Sequence[str | None]) -> float | None:
    """The share of a column that is filled in; unknown as long as nobody used that column."""
    return _procent(map(bool, kolom)) if any(kolom) else None


def _procent(kenmerken: Iterable[bool]) -> float | None:
    bekend = list(kenmerken)
    return 100 * sum(bekend) / len(bekend) if bekend else None


def _gemiddeld(waarden: Iterable[int | None]) -> float | None:
    bekend = [waarde for waarde in waarden if waarde is not None]
    return fmean(bekend) if bekend else None
