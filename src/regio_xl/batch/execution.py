"""From one task to its outcome: what a worker process does with a file."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from regio_xl.batch.tasks import Outcome, Status, Task, failed, finding_fields, findings_json
from regio_xl.bevindingen import bevinding
from regio_xl.bevindingen.fouten import RegioFout
from regio_xl.methode import Methode, laad
from regio_xl.opdracht import bekijk, verwerk_bestand
from regio_xl.resultaten import Resultaat


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
    except RegioFout as fout:
        return failed(task.pad, fout.bevindingen)
    except MemoryError:
        return failed(task.pad, (bevinding("geheugen-op"),))
    except Exception as fout:
        if task.settings.debug:
            raise
        return failed(task.pad, (bevinding("programma-fout", reden=type(fout).__name__),))


def _look(task: Task) -> Outcome:
    resultaat = bekijk(task.pad, methode(task.settings.methode_map))
    line = findings_json(task.pad, resultaat.bevindingen) if task.settings.als_json else ""
    return _done(task, resultaat, json=line)


def _process(task: Task) -> Outcome:
    done = verwerk_bestand(
        task.pad,
        task.doel,
        methode(task.settings.methode_map),
        task.settings.vandaag,
        geschreven=task.geschreven,
    )
    return _done(
        task,
        done.resultaat,
        json=_result_json(task, done.resultaat) if task.settings.als_json else "",
        doel=task.doel or task.pad,
        bron_fingerprint=done.bron_fingerprint,
        doel_fingerprint=done.doel_fingerprint,
    )


def _result_json(task: Task, resultaat: Resultaat) -> str:
    return json.dumps(
        {**resultaat.model_dump(mode="json"), "pad": str(task.pad)}, ensure_ascii=False
    )


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
