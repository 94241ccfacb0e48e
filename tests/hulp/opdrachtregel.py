"""The command line for tests: in a process of its own, or in this process for many cases."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import pytest

import regio_xl
from regio_xl.batch.execution import do
from regio_xl.batch.journal import JOURNAL_NAME
from regio_xl.batch.run import Runner
from regio_xl.cli import main

BRON = str(Path(regio_xl.__file__).parents[1])
DAG = {"SOURCE_DATE_EPOCH": "1795219200"}  # 21 november 2026
ENGELS = re.compile(
    r"\b(usage|options|commands|arguments|error|errors|show this "
    r"message|try|missing|invalid|required|default|no such|"
    r"unexpected|exit|file|directory|traceback|exception)\b|x>=|Errno",
    re.IGNORECASE,
)
EIGEN_NAMEN = re.compile(r"\w+Error\b")  # the name of a mistake of our own, to report


@dataclass(frozen=True)
class Uitslag:
    """What a command printed and its exit code. No command ever shows a traceback."""

    code: int
    uit: str
    err: str

    def __post_init__(self) -> None:
        assert "Traceback" not in self.uit + self.err, self.err

    @property
    def regels(self) -> list[dict[str, Any]]:
        """The JSON lines on stdout."""
        return [json.loads(regel) for regel in self.uit.splitlines()]

    @property
    def codes(self) -> dict[str, list[str]]:
        """The codes of the findings of each file."""
        return {
            regel["bestand"]: [b["code"] for b in regel["bevindingen"]] for regel in self.regels
        }


def start(*woorden: str | Path, cwd: Path, **omgeving: str) -> Uitslag:
    """Run the command in a process of its own."""
    klaar = subprocess.run(
        [sys.executable, "-m", "regio_xl", *map(str, woorden)],
        cwd=cwd, env=procesomgeving(omgeving), capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    return Uitslag(
        klaar.returncode, klaar.stdout.decode("utf-8"), klaar.stderr.decode("utf-8", "replace")
    )


def procesomgeving(extra: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": BRON, "PYTHONIOENCODING": "utf-8", **DAG, **extra}


Regio: TypeAlias = Callable[..., Uitslag]


@contextmanager
def _in_dit_proces(*_: object) -> Iterator[Runner]:
    with ThreadPoolExecutor(1) as executor:
        yield Runner(
            lambda task: executor.submit(do, task), 1, partial(executor.shutdown, wait=False)
        )


@pytest.fixture
def regio(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Regio:
    """The same command in this process, in an empty folder: fast enough for many cases."""
    monkeypatch.setattr("regio_xl.cli.progress.open_runner", _in_dit_proces)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAG["SOURCE_DATE_EPOCH"])

    def draai(*woorden: str | Path) -> Uitslag:
        monkeypatch.setattr(sys, "argv", ["regio-xl", *map(str, woorden)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as einde:
            main()
        assert isinstance(einde.value.code, int)
        return Uitslag(einde.value.code, *capsys.readouterr())

    return draai


def geen_engels(tekst: str) -> None:
    """Fails on words that click or Python would say."""
    gevonden = ENGELS.search(EIGEN_NAMEN.sub("", tekst))
    assert gevonden is None, f"{gevonden[0]!r} in: {tekst}" if gevonden else ""


def staat(map_: Path) -> dict[str, str]:
    """Every file below a folder with its fingerprint; where we write down what was done is left
    out."""
    return {
        str(pad.relative_to(map_)): hashlib.sha256(pad.read_bytes()).hexdigest()
        for pad in map_.rglob("*")
        if pad.is_file() and pad.name != JOURNAL_NAME
    }


HAPERING = """
import os, time
gewoon = os.open
def hapert(pad, *rest, **opties):
    naam = os.path.basename(os.fspath(pad)) if isinstance(pad, (str, os.PathLike)) else ""
    if naam.startswith("moord"):
        os.abort()
    if naam.startswith("vast"):
        time.sleep(600)
    return gewoon(pad, *rest, **opties)
os.open = hapert
"""


@pytest.fixture
def haperend(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which reading a file called moord ends the process, and one called vast
    never ends."""
    map_ = tmp_path_factory.mktemp("haperend")
    (map_ / "sitecustomize.py").write_text(HAPERING, encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join((str(map_), BRON))}


def koppel(naar: Path, van: Path) -> None:
    try:
        van.symlink_to(naar, target_is_directory=True)
    except OSError:
        pytest.skip("this system gives no links")


def zonder_tab(inhoud: bytes, tab: str) -> bytes:
    """The workbook after its user removed a tab."""
    bron, uit = zipfile.ZipFile(io.BytesIO(inhoud)), io.BytesIO()
    with bron, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pakket:
        for lid in bron.infolist():
            deel = bron.read(lid)
            if lid.filename == "xl/workbook.xml":
                deel, gevonden = re.subn(rf'<sheet name="{tab}"[^>]*/>'.encode(), b"", deel)
                assert gevonden == 1
                deel = re.sub(rb"<definedNames>.*</definedNames>", b"", deel, flags=re.DOTALL)
            pakket.writestr(lid, deel)
    return uit.getvalue()
