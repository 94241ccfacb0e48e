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
def _methode(folder: Path | None) -> Methode:
    """The method (our own, or that of a folder), loaded once in each process.

    Raises :class:`~regio_xl.methode.MethodeFout`.
    """
    return laad(folder)


def prepare(method_folder: Path | None) -> None:
    """Load what every file needs. Raises :class:`~regio_xl.methode.MethodeFout`."""
    _methode(method_folder)


def do(task: Task) -> Outcome:
    """Do one file. Never raises, unless ``debug`` asks for the details of a mistake of our own."""
    try:
        return _look(task) if task.settings.look_only else _process(task)
    except BoekFout as fout:
        return failed(task.path, (uit_boekfout(fout),))
    except NietGeschreven as fout:
        return failed(task.path, fout.bevindingen)
    except MemoryError:
        return failed(task.path, (bevinding("geheugen-op"),))
    except Exception as fout:
        if task.settings.debug:
            raise
        return failed(task.path, (bevinding("programma-fout", reden=type(fout).__name__),))


def _look(task: Task) -> Outcome:
    resultaat = bekijk(Bestandsboek(task.path), _methode(task.settings.method_folder)).resultaat
    line = findings_json(task.path, resultaat.bevindingen) if task.settings.as_json else ""
    return _done(task, resultaat, json=line)


def _process(task: Task) -> Outcome:
    boek = Bestandsboek(task.path)
    source = fingerprint(boek.inhoud)
    resultaat, uitvoer = verwerk(boek, _methode(task.settings.method_folder), task.settings.today)
    if task.target is not None:
        bevindingen = _save(uitvoer, task.target, task.written)
        resultaat = resultaat.model_copy(
            update={"bevindingen": (*resultaat.bevindingen, *bevindingen)}
        )
    elif uitvoer is boek:
        boek.bewaar_ter_plekke()
    else:
        raise BoekFout("niet-ter-plekke")
    written = fingerprint(uitvoer.inhoud)
    if task.target is None:
        source = written  # in place the source is what stands there now
    return _done(
        task,
        resultaat,
        json=_result_json(task, resultaat) if task.settings.as_json else "",
        target=task.target or task.path,
        source_fingerprint=source,
        target_fingerprint=written,
    )


def _result_json(task: Task, resultaat: Resultaat) -> str:
    fields = {**resultaat.model_dump(mode="json"), "pad": str(task.path)}
    return json.dumps(fields, ensure_ascii=False)


def fingerprint(content: bytes) -> str:
    """What tells two files apart: the SHA-256 of their contents."""
    return hashlib.sha256(content).hexdigest()


def _save(uitvoer: Bestandsboek, target: Path, written: str) -> tuple[Bevinding, ...]:
    """Save a result. What somebody made of an earlier result is kept beside it, and the finding
    says so. Raises :class:`BoekFout`."""
    make_folder(target.parent)
    try:
        old = target.read_bytes() if target.is_file() else None
    except OSError as fout:
        reden = "wat er staat is niet te lezen"
        raise BoekFout("bestand-niet-te-schrijven", doel=str(target), reden=reden) from fout
    if old is None or fingerprint(old) == written:
        uitvoer.bewaar(target)
        return ()
    if old == uitvoer.inhoud:
        return ()
    backup = replace_with_backup(target, uitvoer.inhoud, old)
    return (bevinding("resultaat-gewijzigd", kopie=backup.name),)


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
        duidelijkheid=resultaat.perspectief.duidelijkheid,
        regio=resultaat.regio,
        opgave=resultaat.opgave,
        source_fingerprint=source_fingerprint,
        target_fingerprint=target_fingerprint,
        **fields,
    )
