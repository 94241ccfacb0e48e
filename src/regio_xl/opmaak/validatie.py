"""Drop-down lists, messages and guards of cells that users fill in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from regio_xl.methode import Algemeen, Kenmerk, Kolom
from regio_xl.methode.samenhang import MEESTE_TEKENS_KEUZELIJST

Validatie = dict[str, Any]

PARTIJLIJST = "Partijlijst"
"""The name of the cells with the names of parties, which users choose from."""

_CIJFERS = ("1", "2", "3", "4", "5")
_MAX_TITEL, _MAX_MELDING = 32, 255


def stellingantwoord(algemeen: Algemeen, kop: str) -> Validatie:
    """An answer to a statement under a heading: 1-5 or *does not apply*. Its message says which
    heading that is, for further down the tab nobody sees it any more."""
    laagste, hoogste = algemeen.antwoorden[0], algemeen.antwoorden[-1]
    uitleg = (
        f"1 = {laagste}, 5 = {hoogste}. Weet je het niet? Laat leeg. "
        f"Past de stelling hier niet? Kies {algemeen.nvt}"
    )
    fout = f"Kies een heel getal van 1 tot en met 5, of {algemeen.nvt} Leegmaken mag ook (Delete)."
    return _lijst([*_CIJFERS, algemeen.nvt], kop, uitleg, fout)


def afweegantwoord(algemeen: Algemeen) -> Validatie:
    """An answer to a paired choice: 1-5 or *does not apply*."""
    uitleg = (
        "1 = de bovenste zin past hier veel beter, 3 = even goed, 5 = de onderste past hier veel "
        f"beter. Weten jullie het niet? Laat leeg. Past het hier niet? Kies {algemeen.nvt}"
    )
    fout = f"Kies een heel getal van 1 tot en met 5, of {algemeen.nvt} Leegmaken mag ook (Delete)."
    return _lijst([*_CIJFERS, algemeen.nvt], "Antwoord", uitleg, fout)


def status(statussen: Sequence[str]) -> Validatie:
    """The state of a question of step 5."""
    return _keuze(statussen, "Status", "Hoe staat het met deze vraag?")


def veld(omschrijving: Kenmerk | Kolom) -> Validatie:
    """The validation that fits a single value or a column of a table."""
    naam = omschrijving.naam if isinstance(omschrijving, Kenmerk) else omschrijving.kop
    uitleg = omschrijving.uitleg
    match omschrijving.soort:
        case "schaal":
            fout = "Kies een heel getal van 1 tot en met 5, of maak de cel leeg (Delete)."
            return _lijst(_CIJFERS, naam, uitleg, fout)
        case "keuze":
            return _keuze(omschrijving.keuzes, naam, uitleg)
        case "datum":
            return datum(naam, uitleg)
        case "partij":
            fout = (
                "Deze naam staat niet in de tabel Partijen op de tab Netwerk. Toch zo laten staan?"
            )
            bron = {"validate": "list", "source": f"={PARTIJLIJST}", "error_type": "warning"}
            return bron | _meldingen(naam, uitleg, fout)
        case _:
            return hulp(naam, uitleg)


def datum(naam: str, uitleg: str) -> Validatie:
    """A date; something else is allowed after a warning."""
    fout = "Dit lijkt geen datum. Schrijf bijvoorbeeld 15-3-2027. Toch zo laten staan?"
    eis = {"validate": "date", "criteria": ">=", "value": date(1990, 1, 1), "error_type": "warning"}
    return eis | _meldingen(naam, f"{uitleg} Schrijf bijvoorbeeld 15-3-2027.", fout)


def hulp(naam: str, uitleg: str) -> Validatie:
    """A free field: a message for who fills it in, and nothing is refused."""
    return {"validate": "any"} | _meldingen(naam, uitleg)


def bewaakt() -> Validatie:
    """Refuses typing: this cell belongs to the method."""
    melding = (
        "Deze tekst hoort bij Regio-XL en blijft zoals hij is. "
        "Vul je antwoord in bij de lichtgele vakken."
    )
    eis = {"validate": "custom", "value": "=FALSE", "ignore_blank": False}
    return eis | _meldingen("Vaste tekst", None, melding)


def _keuze(keuzes: Sequence[str], titel: str, uitleg: str) -> Validatie:
    return _lijst(keuzes, titel, uitleg, f"Kies uit: {', '.join(keuzes)}.")


def _lijst(keuzes: Sequence[str], titel: str, uitleg: str, fout: str) -> Validatie:
    # A method with other choices was refused when it was loaded (methode.samenhang).
    assert len(",".join(keuzes)) <= MEESTE_TEKENS_KEUZELIJST
    assert not any("," in keuze for keuze in keuzes)
    return {"validate": "list", "source": list(keuzes)} | _meldingen(titel, uitleg, fout)


def _meldingen(titel: str, uitleg: str | None, fout: str | None = None) -> Validatie:
    teksten: Validatie = {}
    if uitleg:
        teksten |= {
            "input_title": _kort(titel, _MAX_TITEL),
            "input_message": _kort(uitleg, _MAX_MELDING),
        }
    if fout:
        teksten |= {
            "error_title": _kort(titel, _MAX_TITEL),
            "error_message": _kort(fout, _MAX_MELDING),
        }
    return teksten


def _kort(tekst: str, ruimte: int) -> str:
    return tekst if len(tekst) <= ruimte else tekst[: ruimte - 1] + "…"
