"""From one task to its outcome: what a worker process does with a file."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from regio_xl.batch.tasks import Outcome, Status, Task, failed, finding_fields, findings_json
from regio_xl.bevindingen import Bevinding, bevinding, uit_boekfout
from regio_xl.methode import Methode, laad
from regio_xl.opdracht import NietGeschreven, bekijk, verwerk
from regio_xl.resultaten import Resultaat
from regio_xl.werkboek import BoekFout
from regio_xl.xlsx.save import make_folder, replace_with_backup
from regio_xl.xlsx.workbook import Bestandsboek


@cache
def methode(map_: Path | None) -> Methode:
    """The method (our own, or that of a folder), loaded once in each process."""
    return laad(map_)


def prepare(methode_map: Path | None) -> None:
    """Load what every file needs. Raises :class:`~regio_xl.methode.MethodeFout`."""
    methode(methode_map)


def do(task: Task) -> Outcome:
    """Do one file. Never raises, unless ``debug`` asks for the details of a mistake of our own."""
    try:
        return _look(task) if task.settings.alleen_kijken else _process(task)
    except BoekFout as fout:
        return failed(task.pad, (uit_boekfout(fout),))
    except NietGeschreven as fout:
        return failed(task.pad, fout.bevindingen)
    except MemoryError:
        return failed(task.pad, (bevinding("geheugen-op"),))
    except Exception as fout:
        if task.settings.debug:
            raise
        return failed(task.pad, (bevinding("programma-fout", reden=type(fout).__name__),))


def _look(task: Task) -> Outcome:
    resultaat = bekijk(Bestandsboek(task.pad), methode(task.settings.methode_map)).resultaat
    line = findings_json(task.pad, resultaat.bevindingen) if task.settings.als_json else ""
    return _done(task, resultaat, json=line)


def _process(task: Task) -> Outcome:
    boek = Bestandsboek(task.pad)
    gelezen = fingerprint(boek.inhoud)
    resultaat, uitvoer = verwerk(boek, methode(task.settings.methode_map), task.settings.vandaag)
    if task.doel is not None:
        bevindingen = _save(uitvoer, task.doel, task.geschreven)
        resultaat = resultaat.model_copy(
            update={"bevindingen": (*resultaat.bevindingen, *bevindingen)}
        )
    elif uitvoer is boek:
        boek.bewaar_ter_plekke()
    else:
        raise BoekFout("niet-ter-plekke")
    geschreven = fingerprint(uitvoer.inhoud)
    return _done(
        task,
        resultaat,
        json=_result_json(task, resultaat) if task.settings.als_json else "",
        doel=task.doel or task.pad,
        bron_fingerprint=gelezen
        if task.doel
        else geschreven,  # in place the source is what stands there now
        doel_fingerprint=geschreven,
    )


def _result_json(task: Task, resultaat: Resultaat) -> str:
    return json.dumps(
        {**resultaat.model_dump(mode="json"), "pad": str(task.pad)}, ensure_ascii=False
    )


def fingerprint(inhoud: bytes) -> str:
    """What tells two files apart: the SHA-256 of their contents."""
    return hashlib.sha256(inhoud).hexdigest()


def _save(uitvoer: Bestandsboek, doel: Path, geschreven: str) -> tuple[Bevinding, ...]:
    """Save a result. What somebody made of an earlier result is kept beside it, and the finding
    says so."""
    make_folder(doel.parent)
    try:
        oud = doel.read_bytes() if doel.is_file() else None
    except OSError as fout:
        raise BoekFout(
            "bestand-niet-te-schrijven", doel=str(doel), reden="wat er staat is niet te lezen"
        ) from fout
    if oud is None or fingerprint(oud) == geschreven:
        uitvoer.bewaar(doel)
        return ()
    if oud == uitvoer.inhoud:
        return ()
    kopie = replace_with_backup(doel, uitvoer.inhoud, oud)
    return (bevinding("resultaat-gewijzigd", kopie=kopie.name),)


def _done(
    task: Task,
    resultaat: Resultaat,
    *,
    json: str,
    doel: Path | None = None,
    bron_fingerprint: str = "",
    doel_fingerprint: str = "",
) -> Outcome:
    fields = finding_fields(resultaat.bevindingen)
    status: Status = "met fouten" if fields["fouten"] else "goed"
    return Outcome(
        task.pad,
        status,
        json=json,
        doel=doel,
        advies=resultaat.perspectief.advies or "",
        duidelijkheid=resultaat.perspectief.duidelijkheid,
        regio=resultaat.regio,
        opgave=resultaat.opgave,
        bron_fingerprint=bron_fingerprint,
        doel_fingerprint=doel_fingerprint,
        **fields,
    )
