"""What the figures of a network mean here: which sentences the data supports, and what stands in
their gaps.

The sentences stand in ``netwerkzinnen.toml``; here, by the same key, is when each one holds. None:
it does not hold, or nobody knows. A missing party is a signal and a question, never a fault
(TEG-15).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import combinations
from typing import NamedTuple

from regio_xl.invoer import SECTOREN, Invoer, Relatie
from regio_xl.methode import Methode, Netwerkregels
from regio_xl.methode.elementen import Tussen
from regio_xl.rekenen.indicatoren import MATEN
from regio_xl.rekenen.netwerk.cijfers import (
    Netwerkmeting,
    middelpunten,
    sectoren,
    veel_contact_weinig_vertrouwen,
    veel_vertrouwen_weinig_contact,
)
from regio_xl.rekenen.netwerk.contacten import Contacten, Partijpaar, Partijsleutel, vraag_eerst
from regio_xl.rekenen.netwerk.meting import Netwerkmaten
from regio_xl.rekenen.tellen import Kengetallen, Meetwaarde
from regio_xl.resultaten import Uitspraak

Gaten = Mapping[str, str]


class Stof(NamedTuple):
    """All that a sentence may rest on."""

    methode: Methode
    invoer: Invoer
    lijst: Contacten
    maten: Netwerkmaten | None
    cijfers: Kengetallen

    @property
    def regels(self) -> Netwerkregels:
        """The limits of the method for the network."""
        return self.methode.netwerk.regels

    @property
    def meeste(self) -> int:
        """How many names a sentence holds at most."""
        return self.regels.namen_in_een_zin


def uitspraken(methode: Methode, invoer: Invoer, netwerk: Netwerkmeting) -> tuple[Uitspraak, ...]:
    """The sentences that hold for one workbook, in the order of the method."""
    stof = Stof(methode, invoer, *netwerk)
    gevuld = ((zin, REGELS[zin.sleutel](stof)) for zin in methode.netwerkzinnen)
    return tuple(
        Uitspraak(naam=zin.naam, zin=zin.zin.format_map(gaten))
        for zin, gaten in gevuld
        if gaten is not None
    )


def _opsomming(delen: Iterable[str], meeste: int, teken: str = ", ") -> str:
    """As in *a, b en c*, and *a, b en nog 3* when there are more than ``meeste``."""
    alle = list(delen)
    if len(alle) > meeste:
        alle = [*alle[:meeste], f"nog {len(alle) - meeste}"]
    return alle[0] if len(alle) == 1 else f"{teken.join(alle[:-1])} en {alle[-1]}"


def _namen(stof: Stof, sleutels: Iterable[Partijsleutel]) -> str:
    """Names of parties, most influence first."""
    lijst = stof.lijst
    volgorde = sorted(sleutels, key=lambda sleutel: (-lijst.invloed(sleutel), sleutel))
    return _opsomming(map(lijst.naam, volgorde), stof.meeste)


def _paren(stof: Stof, paren: Iterable[Partijpaar]) -> str:
    """Pairs of parties; never more names than a sentence may hold."""
    naam = stof.lijst.naam
    delen = (f"{naam(een)} met {naam(ander)}" for een, ander in paren)
    return _opsomming(delen, stof.meeste // 2, "; ")


def _procent(waarde: float | Tussen) -> str:
    """A percentage, or a range of percentages."""
    laag, hoog = waarde if isinstance(waarde, Tussen) else (waarde, waarde)
    een, ander = f"{laag:.0f}", f"{hoog:.0f}"
    return een if een == ander else f"{een} tot {ander}"


def _namen_als(stof: Stof, sleutels: Iterable[Partijsleutel]) -> Gaten | None:
    gekozen = list(sleutels)
    return {"namen": _namen(stof, gekozen)} if gekozen else None


def _ontbrekend(stof: Stof) -> list[str] | None:
    """The sectors without a party on the list; None when no kind of party was filled in."""
    if stof.cijfers["sectoren"] is None:
        return None
    aanwezig = sectoren(stof.regels, stof.invoer.partijen)
    return [sector for sector in SECTOREN if sector not in aanwezig]


def _sectoren_ontbreken(stof: Stof) -> Gaten | None:
    ontbrekend = _ontbrekend(stof)
    return {"soorten": _opsomming(ontbrekend, stof.meeste)} if ontbrekend else None


def _eigenaren(stof: Stof) -> list[Partijsleutel]:
    rollen = stof.regels.keuzes.rol_eigenaar
    return [sleutel for sleutel, partij in stof.lijst.partijen.items() if partij.rol in rollen]


def _alleen_overheid(stof: Stof) -> bool:
    soorten = [stof.lijst.partijen[sleutel].soort for sleutel in _eigenaren(stof)]
    return all(map(stof.regels.overheid, soorten))


def _bedrijven(stof: Stof) -> Gaten | None:
    """Companies are the largest kind; that proves no way of working (TEG-11)."""
    telling = Counter(partij.soort for partij in stof.invoer.partijen if partij.soort)
    bedrijven = sum(telling.pop(soort, 0) for soort in stof.regels.keuzes.soort_ondernemers)
    return {"aantal": str(bedrijven)} if bedrijven > max(telling.values(), default=1) else None


def _niet_aan_tafel(stof: Stof) -> Gaten | None:
    lijst, veel = stof.lijst, stof.regels.veel
    afwezig = (s for s, partij in lijst.partijen.items() if partij.aan_tafel is False)
    return _namen_als(stof, (s for s in afwezig if lijst.invloed(s) >= veel))


def _zonder_contact(stof: Stof) -> Gaten | None:
    if not stof.maten:
        return None
    return _namen_als(stof, (s for s, graad in stof.lijst.graad.items() if not graad))


def _losse_delen(stof: Stof) -> Gaten | None:
    groepen = [deel for deel in stof.maten.onderdelen if len(deel) > 1] if stof.maten else []
    return {"aantal": str(len(groepen))} if len(groepen) > 1 else None


def _valt_uiteen(stof: Stof) -> Gaten | None:
    if not stof.maten or not stof.maten.los:
        return None
    los, lijst = stof.maten.los, stof.lijst
    ergste = min(los, key=lambda sleutel: (-los[sleutel].aantal, -lijst.invloed(sleutel), sleutel))
    return {"naam": lijst.naam(ergste), "namen": _namen(stof, los[ergste].partijen)}


def _in_het_midden(stof: Stof, *, zeker: bool) -> Gaten | None:
    """Who has most contacts, unless all have equally many. ``zeker``: no pair is unknown, since a
    party that was not asked may have contact with everybody. A method from before 2.0 calls it
    certain as soon as the range of the centralisation is narrow (``smalle_marge``)."""
    lijst, centralisatie = stof.lijst, stof.cijfers["centralisatie"]
    if stof.maten is None or centralisatie is None:
        return None
    hoogste = max(lijst.graad.values())
    top = [s for s, graad in lijst.graad.items() if graad == hoogste]
    marge = 0.0
    if isinstance(centralisatie, Tussen):
        marge = centralisatie.hoog - centralisatie.laag
    smal = 0 < marge <= 100 * stof.regels.smalle_marge
    if len(top) == len(lijst.graad) or (not lijst.onbekende_paren or smal) != zeker:
        return None
    return {"namen": _namen(stof, top), "procent": _procent(centralisatie)}


def _tussen_soorten(stof: Stof, *, met_zwak: bool) -> Gaten | None:
    """Contact between kinds of parties; ``met_zwak``: some of it is known to be weak."""
    tussen = stof.cijfers["banden_tussen_sectoren"]
    zwak = stof.cijfers["zwakke_banden_tussen_sectoren"] or 0
    if tussen is None or _zeker_iets(zwak) != met_zwak:
        return None
    return {"procent": _procent(tussen), "zwak": _procent(zwak)}


def _zeker_iets(waarde: Meetwaarde) -> bool:
    """Whether a figure is known to be above 0."""
    return bool(waarde.laag if isinstance(waarde, Tussen) else waarde)


def _relaties(stof: Stof, geldt: Callable[[Netwerkregels, Relatie], bool]) -> Gaten | None:
    """The pairs of whom either says so, most influence first."""
    if not stof.maten:
        return None
    lijst, geldt_hier = stof.lijst, partial(geldt, stof.regels)
    paren = [paar for paar, rijen in lijst.paren.items() if any(map(geldt_hier, rijen))]
    paren.sort(key=lambda paar: (-sum(map(lijst.invloed, paar)), paar))
    return {"paren": _paren(stof, paren)} if paren else None


def _informeel(stof: Stof) -> Gaten | None:
    informeel = stof.cijfers["informeel"]
    return None if informeel is None else {"procent": _procent(informeel)}


def _gewicht_overheid(stof: Stof, *, in_het_midden: bool) -> Gaten | None:
    invloed = stof.cijfers["invloed_overheid"]
    if invloed is None or bool(stof.cijfers["overheid_centraal"]) != in_het_midden:
        return None
    midden = middelpunten(stof.lijst, stof.maten) if stof.maten and in_het_midden else []
    return {"procent": _procent(invloed), "namen": _namen(stof, midden) if midden else ""}


def _niet_gevraagd(stof: Stof) -> Gaten | None:
    """Only when the gaps matter: some pair is unknown."""
    lijst, dichtheid = stof.lijst, stof.cijfers["dichtheid"]
    if dichtheid is None or not lijst.onbekende_paren:
        return None
    eerst = vraag_eerst(lijst, stof.regels.eerst_vragen)
    return {
        "aantal": str(len(lijst.niet_bevraagd)),
        "totaal": str(len(lijst.partijen)),
        "procent": _procent(dichtheid),
        "namen": _opsomming(map(lijst.naam, eerst), stof.meeste),
    }


def _steviger(stof: Stof) -> Gaten | None:
    return (
        {"paren": _paren(stof, stof.maten.herstel)} if stof.maten and stof.maten.herstel else None
    )


def _vaste_kring(stof: Stof, *, ook_aanpak: bool) -> Gaten | None:
    """Fixation: the same parties (KOE-V-05), and with ``ook_aanpak`` the same subjects or ways as
    well (KOE-V-06, KOE-V-07)."""
    regels = stof.regels
    gegeven = {id_: antwoord.waarde for id_, antwoord in stof.invoer.antwoorden.items()}
    nieuw = gegeven.get(regels.nieuwe_partij)
    aanpak = any((gegeven.get(id_) or 0) >= regels.veel for id_ in regels.zelfde_aanpak)
    if nieuw is None or nieuw > regels.weinig or aanpak != ook_aanpak:
        return None
    return {}


def _belangen(stof: Stof, *, gelijk: bool) -> Gaten | None:
    """Which two sectors share an interest most and least often; None while most interests are empty
    (``agenda_gedeeld``)."""
    if MATEN["agenda_gedeeld"](stof.methode, stof.invoer) is None:
        return None
    samen = dict.fromkeys(combinations(range(len(SECTOREN)), 2), 0)
    for punt in stof.invoer.agenda:
        for paar in samen:
            samen[paar] += all(punt.belangen[plek] for plek in paar)
    vaakst = max(samen, key=lambda paar: samen[paar])
    minst = min(samen, key=lambda paar: samen[paar])
    if (samen[vaakst] == samen[minst]) != gelijk:
        return None
    return {
        "soorten": " en ".join(SECTOREN[plek] for plek in vaakst),
        "aantal": str(samen[vaakst]),
        "ander": " en ".join(SECTOREN[plek] for plek in minst),
        "minst": str(samen[minst]),
        "totaal": str(len(stof.invoer.agenda)),
    }


# When each sentence holds, by its key in ``netwerkzinnen.toml``.
REGELS: Mapping[str, Callable[[Stof], Gaten | None]] = {
    "sectoren_ontbreken": _sectoren_ontbreken,
    "sectoren_compleet": lambda stof: {} if _ontbrekend(stof) == [] else None,
    "eigenaren_geen": lambda stof: {} if stof.cijfers["eigenaren"] == 0 else None,
    "eigenaren_overheid": lambda stof: (
        _namen_als(stof, _eigenaren(stof)) if _alleen_overheid(stof) else None
    ),
    "eigenaren": lambda stof: (
        None if _alleen_overheid(stof) else _namen_als(stof, _eigenaren(stof))
    ),
    "niet_aan_tafel": _niet_aan_tafel,
    "zonder_contact": _zonder_contact,
    "losse_delen": _losse_delen,
    "bruggenbouwers": lambda stof: _namen_als(stof, stof.maten.los) if stof.maten else None,
    "valt_uiteen": _valt_uiteen,
    "in_het_midden": lambda stof: _in_het_midden(stof, zeker=True),
    "in_het_midden_onzeker": lambda stof: _in_het_midden(stof, zeker=False),
    "tussen_soorten": lambda stof: _tussen_soorten(stof, met_zwak=False),
    "tussen_soorten_zwak": lambda stof: _tussen_soorten(stof, met_zwak=True),
    "contact_zonder_vertrouwen": lambda stof: _relaties(stof, veel_contact_weinig_vertrouwen),
    "vertrouwen_zonder_contact": lambda stof: _relaties(stof, veel_vertrouwen_weinig_contact),
    "formeel_informeel": _informeel,
    "gewicht_overheid": lambda stof: _gewicht_overheid(stof, in_het_midden=False),
    "gewicht_overheid_midden": lambda stof: _gewicht_overheid(stof, in_het_midden=True),
    "bedrijven": _bedrijven,
    "vaste_kring": lambda stof: _vaste_kring(stof, ook_aanpak=False),
    "vaste_kring_aanpak": lambda stof: _vaste_kring(stof, ook_aanpak=True),
    "belangen": lambda stof: _belangen(stof, gelijk=False),
    "belangen_gelijk": lambda stof: _belangen(stof, gelijk=True),
    "niet_gevraagd": _niet_gevraagd,
    "steviger": _steviger,
}
