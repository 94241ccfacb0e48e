"""``--verslag``: save the table of all outcomes, over nothing that somebody may have made."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from regio_xl.batch.plan import Plan
from regio_xl.batch.report import TABLE_NAME, Report, Table, shown_path
from regio_xl.cli.output import say


def save_table(table: Table, folder: Path, plan: Plan, report: Report) -> None:
    """Save the table; that it cannot be saved is a mistake like that of a file. What stands there
    and is no table that we saved there ourselves is kept beside it."""
    # only for --verslag, at the end
    from regio_xl.werkboek import WerkboekFout  # noqa: PLC0415
    from regio_xl.xlsx.save import make_folder  # noqa: PLC0415

    path = folder / TABLE_NAME
    try:
        make_folder(folder)
        copy = _saved(table, path, plan.table_written(path))
    except WerkboekFout as fout:
        say(f"fout: {fout}")
        report.not_saved = True
        return
    with suppress(OSError):  # then the next table keeps a copy of this one
        plan.record_table(path, _fingerprint(table.contents()))
    if copy is not None:
        say(f"let op: {shown_path(path)} stond er al. Dat staat er nu als {shown_path(copy)}.")
    say(f"Verslag: {shown_path(path)}")


def _saved(table: Table, path: Path, ours: str) -> Path | None:
    """The copy of what stood there, None when there is none. Raises WerkboekFout."""
    from regio_xl.xlsx.save import read_file, replace, replace_with_backup  # noqa: PLC0415

    content = table.contents()
    old = read_file(path) if os.path.lexists(path) and path.is_file() else None
    if old is None or old == content or _fingerprint(old) == ours:
        replace(path, content, private_as=table.sources)
        return None
    return replace_with_backup(path, content, old, private_as=table.sources)


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
