"""The link beside each progress bar on Start: to the first question that has no answer yet.

A formula without macros, and without functions that make Excel calculate at every opening. It looks
the question up in the table of statements, so that it may move; only the name of the tab stands in
it as text, for no function that all programs have gives that name. On a tab that somebody renamed
the link leads nowhere, and its text still says which question it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from regio_xl.indeling.vulling import Inhoud
from regio_xl.opmaak.cellen import Formule

KLAAR = "Alles ingevuld"
TEKST = "Eerste lege vraag: "
"""What the cell shows before the id of the question."""

GEEN = "9E6"
"""More than any row has as its number."""


def eerste_lege(
    tab: str, tabel: str, ids: Sequence[str], antwoorden: Mapping[str, Mapping[str, Inhoud]]
) -> Formule:
    """The link for a table of statements on a tab. ``antwoorden``: what the workbook is filled
    with, by heading and id."""
    koppen = list(antwoorden)
    leeg = next((id_ for id_ in ids if any(_is_leeg(antwoorden[k].get(id_)) for k in koppen)), None)
    return Formule(_formule(tab, tabel, koppen), KLAAR if leeg is None else TEKST + leeg)


def _is_leeg(waarde: Inhoud | None) -> bool:
    return waarde in {None, ""}


def _formule(tab: str, tabel: str, koppen: Sequence[str]) -> str:
    beantwoord = "*".join(f"(1-ISBLANK({tabel}[{kop}]))" for kop in koppen)
    gevraagd = f"(1-ISBLANK({tabel}[Id]))*(1-{beantwoord})"  # an error is no empty answer
    rij = f"SUMPRODUCT(MIN(ROW({tabel}[Id])+{GEEN}*(1-{gevraagd})))"
    plek = f"{rij}-ROW({tabel}[[#Headers],[Id]])"
    kolom = f"COLUMN({tabel}[[#Headers],[{koppen[-1]}]])"
    for kop in reversed(koppen[:-1]):
        eerder = f"COLUMN({tabel}[[#Headers],[{kop}]])"
        kolom = f"IF(ISBLANK(INDEX({tabel}[{kop}],{plek})),{eerder},{kolom})"
    doel = f"\"#'{tab}'!\"&ADDRESS({rij},{kolom},4)"
    tekst = f'"{TEKST}"&INDEX({tabel}[Id],{plek})'
    return f'=IFERROR(IF({rij}>{GEEN},"{KLAAR}",HYPERLINK({doel},{tekst})),"")'
