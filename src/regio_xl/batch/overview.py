"""Regions side by side: a pandas frame with a row for every workbook."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from regio_xl.batch.search import Found, find_files
from regio_xl.bevindingen import Bevinding
from regio_xl.bevindingen.fouten import BibliotheekOntbreekt, RegioFout, pip_install
from regio_xl.methode import Methode
from regio_xl.methode.perspectieven import PERSPECTIEVEN
from regio_xl.opdracht import bekijk
from regio_xl.resultaten import Resultaat

if TYPE_CHECKING:
    import pandas as pd

_TEKST, _GETAL, _AANTAL = "string", "Float64", "Int64"
KOLOMMEN: Mapping[str, str] = {
    "pad": _TEKST,
    "regio": _TEKST,
    "opgave": _TEKST,
    "advies": _TEKST,
    "tweede": _TEKST,
    "duidelijkheid": _TEKST,
    "keuze": _TEKST,
    "marge": _GETAL,
    **{f"score_{perspectief}": _GETAL for perspectief in PERSPECTIEVEN},
    "x": _GETAL,
    "y": _GETAL,
    "volledigheid": _GETAL,
    "structuur": _GETAL,
    "personen": _GETAL,
    "weefsel": _GETAL,
    "partijen": _AANTAL,
    "relaties": _AANTAL,
    "dichtheid": _GETAL,
    "dichtheid_hoogst": _GETAL,
    "op_orde": _AANTAL,
    "aandacht": _AANTAL,
    "nog_leeg": _AANTAL,
    "fouten": _AANTAL,
    "let_op": _AANTAL,
    "tips": _AANTAL,
    "reden": _TEKST,
    "methode": _TEKST,
}
"""The columns with their type; docs/python.md has meaning, unit and scale of each."""


def overzicht(
    paden: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], methode: Methode | None = None
) -> pd.DataFrame:
    """Look at files, folders and patterns; gives a row for every workbook, in a fixed order.

    A file that cannot be read is a row too, with ``reden`` filled in and everything else empty but
    its counts of findings. Scores are 0-100, ``x`` and ``y`` on -1..1, shares 0-1. Raises
    :class:`BibliotheekOntbreekt` when pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - an extra, and heavy
    except ImportError as fout:
        raise BibliotheekOntbreekt(
            "Voor een overzicht is pandas nodig. "
            f"Installeer het in de map van Regio-XL met: {pip_install('overzicht')}"
        ) from fout
    lijst = [paden] if isinstance(paden, str | os.PathLike) else list(paden)
    gevonden = find_files([os.fspath(pad) for pad in lijst])
    rijen = [_rij(een, methode) for een in gevonden]
    return pd.DataFrame(rijen, columns=list(KOLOMMEN)).astype(dict(KOLOMMEN))


def _rij(gevonden: Found, methode: Methode | None) -> dict[str, object]:
    pad = gevonden.path
    if gevonden.code:
        return _mislukt(pad, (gevonden.bevinding(),))
    try:
        resultaat = bekijk(pad, methode)
    except RegioFout as fout:
        return _mislukt(pad, fout.bevindingen)
    return {
        "pad": str(pad),
        **_advies(resultaat),
        **_samenwerking(resultaat),
        **_tellingen(resultaat.bevindingen),
        "methode": resultaat.methode_versie,
    }


def _mislukt(pad: Path, bevindingen: Iterable[Bevinding]) -> dict[str, object]:
    gevonden = tuple(bevindingen)
    return {"pad": str(pad), "reden": str(gevonden[0]), **_tellingen(gevonden)}


def _advies(resultaat: Resultaat) -> dict[str, object]:
    advies = resultaat.perspectief
    return {
        "regio": resultaat.regio,
        "opgave": resultaat.opgave,
        "advies": advies.advies,
        "tweede": advies.tweede,
        "duidelijkheid": advies.duidelijkheid,
        "keuze": advies.keuze,
        "marge": advies.marge,
        **{f"score_{perspectief}": score for perspectief, score in advies.scores.items()},
        "x": advies.x,
        "y": advies.y,
        "volledigheid": advies.volledigheid,
    }


def _samenwerking(resultaat: Resultaat) -> dict[str, object]:
    weefsel, netwerk = resultaat.weefsel, resultaat.netwerk
    staten = Counter(wegwijzer.staat for wegwijzer in resultaat.wegwijzers)
    return {
        "structuur": weefsel.structuur,
        "personen": weefsel.personen,
        "weefsel": weefsel.weefsel,
        "partijen": netwerk.partijen,
        "relaties": netwerk.relaties,
        "dichtheid": netwerk.dichtheid,
        "dichtheid_hoogst": netwerk.dichtheid_hoogst,
        "op_orde": staten["op orde"],
        "aandacht": staten["aandacht"],
        "nog_leeg": staten["nog leeg"],
    }


def _tellingen(bevindingen: Iterable[Bevinding]) -> dict[str, object]:
    soorten = Counter(gevonden.ernst for gevonden in bevindingen)
    return {"fouten": soorten["fout"], "let_op": soorten["let op"], "tips": soorten["tip"]}
