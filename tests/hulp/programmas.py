"""The programs beside the package (``workbooks/maak.py``, ``docs/maak.py``, ``benchmarks/``),
loaded by their place."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

WORTEL = Path(__file__).parents[2]


@cache
def programma(pad: str) -> ModuleType:
    """The program at this place below the root of the project."""
    spec = importlib.util.spec_from_file_location(
        pad.removesuffix(".py").replace("/", "_"), WORTEL / pad
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
