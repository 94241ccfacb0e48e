"""From one task to its outcome: what a worker process does with a file."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from regio_xl.bevindingen import Bevinding, bevinding, uit_boekfout
from regio_xl.methode import Methode, laad
from regio_xl.opdracht import NietGeschreven, bekijk, verwerk
from regio_xl.resultaten import Resultaat
from regio_xl.taak import Klaar, Taak, Uitkomst, bevindingvelden, json_zonder_uitkomst, mislukt
from regio_xl.werkboek import BoekFout
from regio_xl.xlsx.save import maak_map, vervang_met_reserve
from regio_xl.xlsx.workbook import Bestandsboek


@cache
def methode(map_: Path | None) -> Methode:
    """The method (our own, or that of a folder), loaded once in each process."""
    return laad(map_)


def doe(taak: Taak) -> Klaar:
    """Do one file. Never raises, unless ``debug`` asks for the details of a mistake of our own."""
    try:
        return _kijk(taak) if taak.alleen_kijken else _verwerk(taak)
    except BoekFout as fout:
        return mislukt(taak.pad, (uit_boekfout(fout),))
    except NietGeschreven as fout:
        return mislukt(taak.pad, fout.bevindingen)
    except MemoryError:
        return mislukt(taak.pad, (bevinding("geheugen-op"),))
    except Exception as fout:
        if taak.debug:
            raise
        return mislukt(taak.pad, (bevinding("programma-fout", reden=type(fout).__name__),))


def _kijk(taak: Taak) -> Klaar:
    resultaat = bekijk(Bestandsboek(taak.pad), methode(taak.methode_map)).resultaat
    regel = json_zonder_uitkomst(taak.pad, resultaat.bevindingen) if taak.als_json else ""
    return _gelukt(taak, resultaat, json=regel)


def _verwerk(taak: Taak) -> Klaar:
    boek = Bestandsboek(taak.pad)
    gelezen = kenmerk(boek.inhoud)
    resultaat, uitvoer = verwerk(boek, methode(taak.methode_map), taak.vandaag)
    if taak.doel is not None:
        bevindingen = _bewaar(uitvoer, taak.doel, taak.geschreven)
        resultaat = resultaat.model_copy(
            update={"bevindingen": (*resultaat.bevindingen, *bevindingen)}
        )
    elif uitvoer is boek:
        boek.bewaar_ter_plekke()
    else:
        raise BoekFout("niet-ter-plekke")
    regel = (
        json.dumps({**resultaat.model_dump(mode="json"), "pad": str(taak.pad)}, ensure_ascii=False)
        if taak.als_json
        else ""
    )
    geschreven = kenmerk(uitvoer.inhoud)
    bron = gelezen if taak.doel else geschreven  # in place the source is what stands there now
    return _gelukt(
        taak,
        resultaat,
        json=regel,
        doel=taak.doel or taak.pad,
        bron_kenmerk=bron,
        doel_kenmerk=geschreven,
    )


def kenmerk(inhoud: bytes) -> str:
    """What tells two files apart."""
    return hashlib.sha256(inhoud).hexdigest()


def _bewaar(uitvoer: Bestandsboek, doel: Path, geschreven: str) -> tuple[Bevinding, ...]:
    """Save a result. What somebody made of an earlier result is kept beside it, and the finding
    says so."""
    maak_map(doel.parent)
    try:
        oud = doel.read_bytes() if doel.is_file() else None
    except OSError as fout:
        raise BoekFout(
            "bestand-niet-te-schrijven", doel=str(doel), reden="wat er staat is niet te lezen"
        ) from fout
    if oud is None or kenmerk(oud) == geschreven:
        uitvoer.bewaar(doel)
        return ()
    if oud == uitvoer.inhoud:
        return ()
    kopie = vervang_met_reserve(doel, uitvoer.inhoud, oud)
    return (bevinding("resultaat-gewijzigd", kopie=kopie.name),)


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
