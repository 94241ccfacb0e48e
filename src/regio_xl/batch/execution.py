"""From one task to its outcome: what a worker process does with a file."""

from __future__ import annotations

from pathlib import Path

from regio_xl.batch.tasks import (
    Outcome,
    Status,
    Task,
    failed,
    finding_fields,
    findings_json,
    json_line,
)
from regio_xl.bevindingen import bevinding
from regio_xl.bevindingen.fouten import RegioFout
from regio_xl.methode import standaard
from regio_xl.opdracht import bekijk, verwerk_bestand
from regio_xl.resultaten import Resultaat, perspectieflijst


def prepare(method_folder: Path | None) -> None:
    """Load what every file needs. Raises :class:`~regio_xl.methode.MethodeFout`."""
    standaard(method_folder)


def do(task: Task) -> Outcome:
    """Do one file. Never raises, unless ``debug`` asks for the details of a mistake of our own."""
    try:
        return _look(task) if task.settings.look_only else _process(task)
    except RegioFout as fout:
        return failed(task.path, fout.bevindingen)
    except MemoryError:
        return failed(task.path, (bevinding("geheugen-op"),))
    except Exception as fout:
        if task.settings.debug:
            raise
        return failed(task.path, (bevinding("programma-fout", reden=type(fout).__name__),))


def _look(task: Task) -> Outcome:
    resultaat = bekijk(task.path, standaard(task.settings.method_folder))
    line = findings_json(task.path, resultaat.bevindingen) if task.settings.as_json else ""
    return _done(task, resultaat, json=line)


def _process(task: Task) -> Outcome:
    done = verwerk_bestand(
        task.path,
        task.target,
        standaard(task.settings.method_folder),
        task.settings.today,
        geschreven=task.written,
        van_ander=task.written_for,
    )
    return _done(
        task,
        done.resultaat,
        json=_result_json(task, done.resultaat) if task.settings.as_json else "",
        target=task.target or task.path,
        source_fingerprint=done.bron_fingerprint,
        target_fingerprint=done.doel_fingerprint,
    )


def _result_json(task: Task, resultaat: Resultaat) -> str:
    return json_line({**resultaat.model_dump(mode="json"), "pad": str(task.path)})


def _done(
    task: Task,
    resultaat: Resultaat,
    *,
    json: str,
    target: Path | None = None,
    source_fingerprint: str = "",
    target_fingerprint: str = "",
) -> Outcome:
    fields = finding_fields(resultaat.bevindingen)
    status: Status = "met fouten" if fields["fouten"] else "goed"
    return Outcome(
        task.path,
        status,
        json=json,
        target=target,
        advies=resultaat.perspectief.advies or "",
        gelijk=perspectieflijst(resultaat.perspectief.gelijk),
        duidelijkheid=resultaat.perspectief.duidelijkheid,
        regio=resultaat.regio,
        opgave=resultaat.opgave,
        source_fingerprint=source_fingerprint,
        target_fingerprint=target_fingerprint,
        **fields,
    )
