"""Fetch what the proof in Pyodide needs, with npm and pip: ``python tests/pyodide/haal.py [MAP]``.

Puts Pyodide (npm), the wheels for it and a wheel builder (pip) in one folder: MAP, or what
``REGIO_XL_PYODIDE`` names, or ``.cache/pyodide`` in the repository. Does nothing when they are
there already; other pins make it start anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HIER = Path(__file__).resolve().parent
PINNEN = ("package.json", "wielen.txt")
PLATFORM = (
    "pyemscripten_2026_0_wasm32",
    "314",
    "cp314",
)  # what pyodide-lock.json of the pinned version calls itself
GEEN_NODE = "Node (node and npm, 18 or newer) is not installed"
BOUWER = "hatchling>=1.25"  # as in pyproject.toml: makes our own wheel without a network


def cachemap() -> Path:
    """The folder that holds (or will hold) everything."""
    gekozen = os.environ.get("REGIO_XL_PYODIDE")
    return Path(gekozen).resolve() if gekozen else HIER.parents[1] / ".cache" / "pyodide"


def wat_ontbreekt(map_: Path) -> str:
    """Why the proof cannot run here, empty when it can."""
    if shutil.which("node") is None:
        return GEEN_NODE
    if not _merk(map_).is_file():
        return (
            f"Pyodide and its wheels are not in {map_}; fetch them with: python "
            "tests/pyodide/haal.py"
        )
    if _merk(map_).read_text(encoding="utf-8") != _pinnen():
        return (
            f"other versions are pinned than those in {map_}; fetch them with: python "
            "tests/pyodide/haal.py"
        )
    return ""


def haal(map_: Path) -> None:
    """Fill the folder. Raises CalledProcessError when npm or pip fails; the folder then counts as
    not filled."""
    _merk(map_).unlink(missing_ok=True)
    for onze in (
        "node_modules",
        "wielen",
        "bouwer",
    ):  # and nothing else: the folder is the user's choice
        shutil.rmtree(map_ / onze, ignore_errors=True)
    map_.mkdir(parents=True, exist_ok=True)
    shutil.copy(HIER / "package.json", map_)
    npm = str(shutil.which("npm"))  # on Windows it is npm.cmd
    subprocess.run(
        [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(map_)],
        check=True,
        cwd=map_,
    )
    platform, versie, abi = PLATFORM
    _pip(
        "download", "--no-deps", "--only-binary=:all:", "--platform", platform, "--python-version",
        versie, "--implementation", "cp", "--abi", abi, "-d", str(map_ / "wielen"), "-r",
        str(HIER / "wielen.txt"),
    )  # fmt: skip
    _pip("install", "--target", str(map_ / "bouwer"), BOUWER)
    _merk(map_).write_text(_pinnen(), encoding="utf-8")


def _pip(*opdracht: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", *opdracht], check=True
    )


def _merk(map_: Path) -> Path:
    """Written last, so that a download that was cut short does not count."""
    return map_ / "pinnen"


def _pinnen() -> str:
    inhoud = b"".join((HIER / naam).read_bytes() for naam in PINNEN)
    return hashlib.sha256(inhoud + repr((PLATFORM, BOUWER)).encode()).hexdigest()


def main() -> None:
    """Fetch into the folder of the first argument, when it is not complete yet."""
    if not (shutil.which("node") and shutil.which("npm")):
        raise SystemExit(GEEN_NODE)
    map_ = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else cachemap()
    if wat_ontbreekt(map_):
        haal(map_)


if __name__ == "__main__":
    main()
