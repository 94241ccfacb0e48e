"""The blocks that users fill in: single values, statements and growing tables."""

from __future__ import annotations

from collections.abc import Iterable

from regio_xl import blokken
from regio_xl.methode import Kenmerk, Kolom, Stelling, Tabblad, Tabel, Weefselstelling
from regio_xl.sjabloon import validatie
from regio_xl.sjabloon.blad import Blad, Plek, Tabelkolom
from regio_xl.sjabloon.bouwplaats import Bouwplaats
from regio_xl.sjabloon.cellen import Inhoudscel, schrijf

DIMENSIES = {"structuur": "Structuur", "personen": "Personen", "weefsel": "Weefsel", "richting": "Richting"}

LEGE_RIJEN = {"Partijen": 20, "Relaties": 30, "Feiten": 12, "Agenda": 12}
_RESERVE = 5

# The order of columns that reads well on the shared widths of a tab; columns not named here follow in the method's order.
KOLOMVOLGORDE: dict[str, tuple[str, ...]] = {
    "Partijen": ("naam", "belang", "kracht", "rol", "soort", "invloed", "betrokkenheid", "aan_tafel"),
    "Relaties": ("van", "naar", "vorm", "sterkte", "vertrouwen"),
    "Feiten": ("feit", "bron", "gedeeld_met", "waarde", "eenheid", "schaal", "peildatum"),
    "Agenda": (
        "agendapunt",
        "effect",
        "resultaat",
        "herijken_op",
        "eerste_stap",
        "belang_overheid",
        "belang_inwoners",
        "belang_ondernemers",
        "belang_onderwijs",
        "trekker",
    ),
}

_REGELS_TEKORT = (
    "Regels tekort? Klik met rechts op een rijnummer in de tabel en kies Invoegen. De lijsten en de opmaak groeien mee."
)


def kenmerken(plaats: Bouwplaats, blad: Blad, tabblad: Tabblad, kolom: int = 2) -> Plek:
    """The single values of a tab, each with what is meant."""
    blok = blokken.kenmerkblok(tabblad.tab, plaats.methode)
    assert blok is not None
    waarden = plaats.vulling.kenmerken.get(tabblad.tab, {})
    kolommen = [Tabelkolom("Kenmerk", "Regio Naam"), Tabelkolom("Waarde", "Regio Invoer"), Tabelkolom("Uitleg", "Regio Uitleg")]
    rijen = [(k.naam, waarden.get(k.sleutel), k.uitleg) for k in tabblad.kenmerken]
    plek = blad.tabel(blok.tabelnaam, kolommen, rijen, kolom=kolom)
    for rij, kenmerk in enumerate(tabblad.kenmerken, start=plek.eerste):
        _waarde(blad, rij, kolom + 1, kenmerk, waarden.get(kenmerk.sleutel))
    return plek


def _waarde(blad: Blad, rij: int, kolom: int, kenmerk: Kenmerk, waarde: Inhoudscel) -> None:
    stijl = "Regio Invoer datum" if kenmerk.soort == "datum" else "Regio Invoer"
    schrijf(blad.werkblad, rij, kolom, waarde, blad.stijlen, stijl)
    blad.werkblad.data_validation(rij, kolom, rij, kolom, validatie.veld(kenmerk))


def stellingen(plaats: Bouwplaats, blad: Blad, tab: str, lijst: Iterable[Stelling | Weefselstelling]) -> Plek:
    """The statements of a tab, with the answers that are known already."""
    lijst = tuple(lijst)
    blok = blokken.stellingblok(tab, len(lijst))
    keuze = validatie.antwoord(plaats.methode.algemeen)
    antwoorden = {
        "Antwoord": plaats.vulling.antwoorden, "Nu": plaats.vulling.nu, "Gewenst": plaats.vulling.gewenst,
    }  # fmt: skip
    koppen = [kop for kop in blok.koppen if kop in antwoorden]
    kolommen = [
        Tabelkolom("Id", "Regio Id"), Tabelkolom("Onderwerp", "Regio Naam"), Tabelkolom("Stelling"),
        Tabelkolom("Wat bedoelen we", "Regio Uitleg"), *(Tabelkolom(kop, "Regio Antwoord", keuze) for kop in koppen),
        Tabelkolom("Toelichting", "Regio Invoer"),
    ]  # fmt: skip
    onderwerpen = DIMENSIES | {groep.id: groep.naam for groep in plaats.methode.algemeen.groepen}
    rijen = [
        (
            s.id, onderwerpen[s.dimensie if isinstance(s, Weefselstelling) else s.groep], s.tekst, s.uitleg,
            *(antwoorden[kop].get(s.id) for kop in koppen), plaats.vulling.toelichtingen.get(s.id),
        )
        for s in lijst
    ]  # fmt: skip
    return blad.tabel(blok.tabelnaam, kolommen, rijen)


def tabel(plaats: Bouwplaats, blad: Blad, beschrijving: Tabel) -> Plek:
    """A table that grows: its rows so far and enough empty ones."""
    blad.sectie(beschrijving.naam, beschrijving.uitleg, _REGELS_TEKORT)
    kolommen = geordend(beschrijving)
    gevuld = plaats.vulling.tabellen.get(beschrijving.naam, ())
    aantal = max(LEGE_RIJEN[beschrijving.naam], len(gevuld) + _RESERVE)
    rijen: list[tuple[Inhoudscel, ...]] = [tuple(rij.get(k.sleutel) for k in kolommen) for rij in gevuld]
    rijen += [(None,) * len(kolommen)] * (aantal - len(gevuld))
    opmaak = [Tabelkolom(k.kop, _stijl(k), validatie.veld(k)) for k in kolommen]
    return blad.tabel(beschrijving.naam, opmaak, rijen, kolom=2, filter_=True)


def geordend(beschrijving: Tabel) -> list[Kolom]:
    """The columns of a table in the order of the template; the first one, which names the row, stays first."""
    volgorde = KOLOMVOLGORDE.get(beschrijving.naam, ())
    rang = {sleutel: nummer for nummer, sleutel in enumerate(volgorde, start=1)}
    eerste, *rest = beschrijving.kolommen
    return [eerste, *sorted(rest, key=lambda kolom: rang.get(kolom.sleutel, len(rang) + 1))]


def _stijl(kolom: Kolom) -> str:
    return {"datum": "Regio Invoer datum", "schaal": "Regio Antwoord"}.get(kolom.soort, "Regio Invoer")
