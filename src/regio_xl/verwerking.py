"""From one task to its outcome: what a worker process does with a file."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from regio_xl.bevindingen import bevinding
from regio_xl.fouten import RegioFout
from regio_xl.methode import Methode, laad
from regio_xl.opdracht import bekijk, verwerk_bestand
from regio_xl.resultaten import Resultaat
from regio_xl.taak import Klaar, Taak, Uitkomst, bevindingvelden, json_zonder_uitkomst, mislukt


@cache
def methode(map_: Path | None) -> Methode:
    """The method (our own, or that of a folder), loaded once in each process."""
    return laad(map_)


def doe(taak: Taak) -> Klaar:
    """Do one file. Never raises, unless ``debug`` asks for the details of a mistake of our own."""
    try:
        return _kijk(taak) if taak.alleen_kijken else _verwerk(taak)
    except RegioFout as fout:
        return mislukt(taak.pad, fout.bevindingen)
    except MemoryError:
        return mislukt(taak.pad, (bevinding("geheugen-op"),))
    except Exception as fout:
        if taak.debug:
            raise
        return mislukt(taak.pad, (bevinding("programma-fout", reden=type(fout).__name__),))


def _kijk(taak: Taak) -> Klaar:
    resultaat = bekijk(taak.pad, methode(taak.methode_map))
    regel = json_zonder_uitkomst(taak.pad, resultaat.bevindingen) if taak.als_json else ""
    return _gelukt(taak, resultaat, json=regel)


def _verwerk(taak: Taak) -> Klaar:
    gedaan = verwerk_bestand(
        taak.pad, taak.doel, methode(taak.methode_map), taak.vandaag, geschreven=taak.geschreven
    )
    return _gelukt(
        taak,
        gedaan.resultaat,
        json=_json(taak, gedaan.resultaat) if taak.als_json else "",
        doel=taak.doel or taak.pad,
        bron_kenmerk=gedaan.bron_fingerprint,
        doel_kenmerk=gedaan.doel_fingerprint,
    )


def _json(taak: Taak, resultaat: Resultaat) -> str:
    return json.dumps(
        {**resultaat.model_dump(mode="json"), "pad": str(taak.pad)}, ensure_ascii=False
    )


def _gelukt(
    taak: Taak,
    resultaat: Resultaat,
    *,
    json: str,
    doel: Path | None = None,
    bron_kenmerk: str = "",
    doel_kenmerk: str = "",
) -> Klaar:
    velden = bevindingvelden(resultaat.bevindingen)
    uitkomst: Uitkomst = "met fouten" if velden["fouten"] else "goed"
    return Klaar(
        taak.pad,
        uitkomst,
        json=json,
        doel=doel,
        advies=resultaat.perspectief.advies or "",
        duidelijkheid=resultaat.perspectief.duidelijkheid,
        regio=resultaat.regio,
        opgave=resultaat.opgave,
        bron_kenmerk=bron_kenmerk,
        doel_kenmerk=doel_kenmerk,
        **velden,
    )
